#!/bin/sh
# Makes CanvassSansSC.otf, the bundled font, and characters.txt, the list of what it can write.
#
#   ./make.sh [NotoSansCJK-Regular.ttc] [Unihan_OtherMappings.txt.bz2]
#
# On Debian: apt install fonts-noto-cjk unicode-data, and pip install fonttools.
# The result is a modified version of Noto Sans CJK under the same licence (OFL.txt) and a name of its own.
set -eu
cd "$(dirname "$0")"
font=${1:-/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc}
unihan=${2:-/usr/share/unicode/Unihan_OtherMappings.txt.bz2}

# The characters: GB 2312, the 8,105 standard characters of 2013 (Unihan: kTGH), Latin, punctuation and signs.
python3 - "$unihan" > characters.txt <<'PY'
import bz2, sys

def gb2312():
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass

def standard(path):
    for line in bz2.open(path, "rt", encoding="utf-8"):
        if "\tkTGH\t" in line:
            yield chr(int(line.split("\t")[0][2:], 16))

def between(first, last):
    return map(chr, range(first, last + 1))

signs = "☑☐☒√×✓✔✗✘□■●○◎◆◇▲▼△▽★☆→←↑↓↔↗↘…‥·•–—―‐‑−±÷≈≠≤≥∞∑％‰′″‘’“”«»‹›€£¥￥§¶†‡©®™№℃①②③④⑤⑥⑦⑧⑨⑩〇〓"
characters = set(gb2312()) | set(standard(sys.argv[1])) | set(signs)
characters |= set(between(0x20, 0x7E)) | set(between(0xA0, 0x17F)) | set(between(0x2000, 0x200A))
characters |= set(between(0x2460, 0x249B)) | set(between(0x3000, 0x3017)) | set(between(0xFF01, 0xFF5E))
sys.stdout.write("".join(sorted(characters)) + "\n")
PY

pyftsubset "$font" --font-number=2 --text-file=characters.txt --output-file=CanvassSansSC.otf \
    --no-hinting --layout-features=kern --name-IDs=0,1,2,3,4,5,6,13,14 --name-languages=0x409 --notdef-outline

# What the source font lacks is no promise; the rest gets a name of its own.
python3 - <<'PY'
from fontTools.ttLib import TTFont

font = TTFont("CanvassSansSC.otf", recalcTimestamp=False)
known = font.getBestCmap()
written = open("characters.txt", encoding="utf-8").read().rstrip("\n")
open("characters.txt", "w", encoding="utf-8").write("".join(c for c in written if ord(c) in known) + "\n")
names = {1: "Canvass Sans SC", 3: "CanvassSansSC-Regular;from Noto Sans CJK SC 2.004",
         4: "Canvass Sans SC", 6: "CanvassSansSC-Regular"}
for record in font["name"].names:
    if record.nameID in names:
        record.string = names[record.nameID]
top = font["CFF "].cff
top.fontNames = ["CanvassSansSC-Regular"]
top[0].FullName = "Canvass Sans SC"
top[0].FamilyName = "Canvass Sans SC"
font.save("CanvassSansSC.otf")
PY
ls -l CanvassSansSC.otf
