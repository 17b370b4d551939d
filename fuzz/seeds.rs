//! Writes `corpus/TARGET` for every target: parts of the sample data and of `tests/returns`, and what is known to be odd.
//!
//! A target itself, because whatever is linked with the counted code needs the fuzzer beside it; it ends before the first
//! input.
#![no_main]

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use canvass::collect::compound::{Compound, MAGIC};
use canvass::collect::pool::wire;
use canvass::collect::workbook;
use libfuzzer_sys::fuzz_target;

#[path = "targets/package.rs"]
mod package;

fuzz_target!(
    init: end(write()),
    |_bytes: &[u8]| {}
);

fn end(written: std::io::Result<()>) {
    written.expect("the corpus can be written");
    std::process::exit(0);
}

/// The parts that the target `memo` exchanges, in its order.
const MEMO: [&str; 4] = [package::BOOK, package::STYLES, "xl/_rels/workbook.xml.rels", "[Content_Types].xml"];

/// A longer seed costs more time than it tells.
const LONGEST: usize = 100_000;

fn write() -> std::io::Result<()> {
    // A reader's panic is an answer here; the fuzzer would abort.
    let _ = std::panic::take_hook();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the fuzz folder lies in the project");
    let mut files = Vec::new();
    for folder in ["sample_data/central-survey/returns", "tests/returns"] {
        list(&root.join(folder), &mut files)?;
    }
    files.sort();
    let corpus = Corpus { folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus") };
    for (place, file) in files.iter().enumerate() {
        corpus.file(&place.to_string(), &fs::read(file)?)?;
    }
    for name in ["queries/central-survey/survey.toml", "tests/tiny/survey.toml", "fuzz/survey.toml"] {
        corpus.put("survey", &name.replace('/', "-"), &fs::read(root.join(name))?)?;
    }
    corpus.writings()?;
    corpus.parts()
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { list(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

struct Corpus {
    folder: PathBuf,
}

impl Corpus {
    fn put(&self, target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        if bytes.len() > LONGEST {
            return Ok(());
        }
        fs::create_dir_all(self.folder.join(target))?;
        fs::write(self.folder.join(target).join(name), bytes)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        if bytes.starts_with(b"PK") {
            self.put("container", name, bytes)?;
            self.parts_of(name, bytes)?;
        }
        if let Some(rest) = bytes.strip_prefix(MAGIC) {
            self.put("compound", name, rest)?;
            if let Ok(Some(stream)) = Compound::open(bytes).and_then(|file| file.stream("Workbook")) {
                self.put("biff", name, &stream)?;
            }
        }
        if bytes.len() < LONGEST
            && let Ok(read) = workbook::read(bytes, name)
        {
            self.put("wire", name, &wire::answer(&Ok(read)))?;
        }
        Ok(())
    }

    fn parts_of(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
        for (part, target) in [
            (package::SHEET, "xlsx_sheet"),
            (package::STRINGS, "xlsx_strings"),
            (package::STYLES, "xlsx_styles"),
            (package::BOOK, "xlsx_workbook"),
            ("content.xml", "ods"),
        ] {
            let mut content = Vec::new();
            let Ok(found) = archive.by_name(part) else { continue };
            if found.take(LONGEST as u64 + 1).read_to_end(&mut content).is_ok() {
                self.put(target, name, &content)?;
            }
        }
        Ok(())
    }

    fn parts(&self) -> std::io::Result<()> {
        let parts = package::parts();
        let of = |name: &str| parts.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text.as_str());
        self.put("xlsx_sheet", "small", of(package::SHEET).as_bytes())?;
        self.put("xlsx_strings", "small", of(package::STRINGS).as_bytes())?;
        self.put("xlsx_styles", "small", of(package::STYLES).as_bytes())?;
        self.put("xlsx_workbook", "small", of(package::BOOK).as_bytes())?;
        for (place, part) in parts.iter().filter(|(name, _)| MEMO.contains(name)).enumerate() {
            let which = MEMO.iter().position(|name| *name == part.0).unwrap_or_default() as u8;
            self.put("memo", &format!("small-{place}"), &[&[which, 20, 0, b'x'], part.1.as_bytes()].concat())?;
        }
        self.binary()?;
        self.put("container", "small", &package::with_part("", b""))
    }

    fn binary(&self) -> std::io::Result<()> {
        let parts = package::binary_parts();
        for (which, part) in package::BINARY_PARTS.iter().enumerate() {
            let bytes = parts.iter().find(|(name, _)| name == part).map_or(&[][..], |(_, bytes)| bytes);
            self.put("xlsb", &format!("small-{which}"), &[&[which as u8], bytes].concat())?;
        }
        let whole = package::binary_with("", b"");
        self.put("xlsb", "small-whole", &[&[255], whole.as_slice()].concat())?;
        self.put("container", "small-xlsb", &whole)
    }

    fn writings(&self) -> std::io::Result<()> {
        let answers = [
            "是", "否", "√", "☑是 ☐否", "是（2024年6月）", "1,024", "１２人", "十二", "一百零五万", "约12", "12.5%", "百分之九十五", "95.5",
            "2024-12-31", "2024年2月30日", "二〇二四年三月一日", "3/1/24", "会议、书面", "会议；其他", "N/A", "无", "1e3", "-0", "∞", "--",
        ];
        for (place, answer) in answers.iter().enumerate() {
            self.put("kinds", &place.to_string(), format!("\u{7}{answer}").as_bytes())?;
        }
        for (name, text) in [
            ("csv", "单位代码,U01\r\n\"数,量\",\"1\r\n2\"\r\n"),
            ("tsv", "Code\tU01\nStaff\t12\n"),
            ("html", "<html><meta charset=gb2312><table><tr><td rowspan=2 colspan=\"3\">代码<td>1<tr><th>&amp;&#20013;</table>"),
            ("xml", "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table><Row ss:Index=\"2\"><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"Number\">1</Data></Cell></Row></Table></Worksheet></Workbook>"),
            ("mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<table><tr><td>=E4=B8=AD</table>\r\n--b--\r\n"),
        ] {
            self.put("plain", name, text.as_bytes())?;
        }
        Ok(())
    }
}
