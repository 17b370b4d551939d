//! Files of other kinds, named for what they are by their first bytes, lines or parts.

use std::io::Read;

use serde::de::IgnoredAny;

use crate::collect::bytes::u16_at;
use crate::collect::workbook::Refusal;
use crate::text::reader as say;

/// A file of a kind that is known, but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    /// A table written by another program or in an old form: it may be a return.
    Table(&'static str),
    /// An archive that is not opened: returns may lie in it.
    Archive(&'static str),
    /// A letter or a package, in which returns may lie that cannot be reached.
    Holder(&'static str),
    /// A file that the office's protection of documents has encrypted: it may be a return.
    Protected(&'static str),
    /// The way to a file that lies elsewhere.
    Shortcut(&'static str),
    /// Anything else: no return.
    Other(&'static str),
}

use Stranger::{Archive, Holder, Other, Protected, Shortcut, Table};

impl Stranger {
    /// Why such a file is not used, and what to ask for.
    pub fn refusal(self) -> Refusal {
        match self {
            Table(name) => Refusal::rejected(say::OTHER_TABLE, name),
            Archive(name) => Refusal::rejected(say::ARCHIVE_OF_KIND, name),
            Holder(name) => Refusal::rejected(say::NOT_A_SPREADSHEET, name),
            Protected(name) => Refusal::rejected(say::PROTECTED_DOCUMENT, name),
            Shortcut(name) => Refusal::rejected(say::SHORTCUT, name),
            Other(name) => Refusal::ignored(say::NOT_A_SPREADSHEET, name),
        }
    }
}

/// Beginnings that no table of text has.
const MARKS: &[(&[u8], Stranger)] = &[
    (b"%PDF-", Other("PDF")),
    (b"\x89PNG\r\n", Other("PNG")),
    (b"\xff\xd8\xff", Other("JPEG")),
    (b"II*\0", Other("TIFF")),
    (b"MM\0*", Other("TIFF")),
    (b"II+\0", Other("TIFF")),
    (b"{\\rtf", Other("RTF")),
    (b"SQLite format 3", Other("SQLite")),
    (b"\x7fELF", Other("ELF")),
    (b"\0\x05\x16\x07", Other("AppleDouble")),
    (b"\0\x05\x16\0", Other("AppleSingle")),
    (b"\0\0\x01\0", Other("ICO")),
    (b"\0\0\0\x0cjP  ", Other("JPEG 2000")),
    (b"\0\0\0\x0cJXL ", Other("JPEG XL")),
    (b"\xd7\xcd\xc6\x9a", Other("WMF")),
    (b"\x01\0\x09\0\0\x03", Other("WMF")),
    (b"AT&TFORM", Other("DjVu")),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Other("WMV")),
    (b"\x1a\x45\xdf\xa3", Other("MKV")),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", Other("OneNote (.one)")),
    (b"\xffWPC", Other("WordPerfect (.wpd)")),
    (b"HWP Document File", Other("HWP")),
    (b"Founder CEB", Other("CEB")),
    (b"#!AMR", Other("AMR")),
    (b"\xca\xfe\xba\xbe", Other("Java (.class)")),
    (b"\0\x01\0\0Standard Jet DB", Table("Access (.mdb)")),
    (b"\0\x01\0\0Standard ACE DB", Table("Access (.accdb)")),
    (b"\0\0\x02\0\x04\x04", Table("Lotus 1-2-3 (.wks)")),
    (b"\0\0\x02\0\x06\x04", Table("Lotus 1-2-3 (.wk1)")),
    (b"\0\0\x1a\0", Table("Lotus 1-2-3 (.wk3, .wk4, .123)")),
    (b"\0\0\x02\0\x20\x51", Table("Quattro Pro (.wq1)")),
    (b"\0\0\x02\0\x21\x51", Table("Quattro Pro (.wq2)")),
    (b"\0\0\x02\0\x01\x10", Table("Quattro Pro (.wb1)")),
    (b"\0\0\x02\0\x02\x10", Table("Quattro Pro (.wb2)")),
    (b"7z\xbc\xaf\x27\x1c", Archive("7-Zip")),
    (b"\xfd7zXZ", Archive("XZ")),
    (b"\x28\xb5\x2f\xfd", Archive("Zstandard")),
    (b"\x04\x22\x4d\x18", Archive("LZ4")),
    (b"\x1f\x9d", Archive("compress (.Z)")),
    (b"\x78\x9f\x3e\x22", Holder("Outlook (winmail.dat)")),
    (b"%TSD-Header-", Protected("天锐绿盾")),
    (b"L\0\0\0\x01\x14\x02\0", Shortcut(".lnk")),
    (b"\x89HDF\r\n\x1a\n", Other("HDF5")),
    (b"\x93NUMPY", Other("NumPy (.npy)")),
    (b"ARROW1\0\0", Table("Arrow (.feather)")),
];

/// Beginnings of letters that a table of text may have as well: they count where zero bytes follow.
const WORDS: &[(&[u8], Stranger)] = &[
    (b"GIF8", Other("GIF")),
    (b"BM", Other("BMP")),
    (b"ID3", Other("MP3")),
    (b"MZ", Other("EXE")),
    (b"8BPS", Other("Photoshop (.psd)")),
    (b"AC10", Other("AutoCAD (.dwg)")),
    (b"ITSF", Other("CHM")),
    (b"!BDN", Other("Outlook (.pst)")),
    (b"OggS", Other("OGG")),
    (b"fLaC", Other("FLAC")),
    (b"FLV\x01", Other("FLV")),
    (b"MThd", Other("MIDI")),
    (b"CAJ", Other("CAJ")),
    (b"Rar!", Archive("RAR")),
    (b"BZh", Archive("BZIP2")),
    (b"MSCF", Archive("CAB")),
    (b"$FL2", Table("SPSS (.sav)")),
    (b"<stata_dta>", Table("Stata (.dta)")),
];

/// What a file is by its bytes; `None` for one that may be text.
pub fn of_bytes(bytes: &[u8]) -> Option<Stranger> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let in_list =
        |list: &[(&[u8], Stranger)]| list.iter().find(|(mark, _)| start.starts_with(mark)).map(|found| found.1);
    in_list(MARKS)
        .or_else(|| in_list(WORDS).filter(|_| has_zeros(bytes)))
        .or_else(|| further_in(bytes))
        .or_else(|| packed(bytes))
        .or_else(|| is_dbase(bytes).then_some(Table("dBASE (.dbf)")))
}

/// Whether a file is an archive of several files, whatever its name, in which returns may lie.
pub fn holds_files(bytes: &[u8]) -> bool {
    matches!(of_bytes(bytes), Some(Archive("RAR" | "7-Zip" | "TAR")))
}

fn has_zeros(bytes: &[u8]) -> bool {
    bytes.iter().take(1024).any(|byte| *byte == 0)
}

/// Formats that name themselves a few bytes in.
fn further_in(bytes: &[u8]) -> Option<Stranger> {
    const PKCS_7: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07";
    let head = bytes.get(..12)?;
    let at = |place: usize, mark: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(mark));
    match (&head[..4], &head[4..8], &head[8..]) {
        (b"RIFF", _, b"WEBP") => Some(Other("WEBP")),
        (b"RIFF", _, b"AVI ") => Some(Other("AVI")),
        (b"RIFF", _, b"WAVE") => Some(Other("WAV")),
        (b"RIFF", ..) if has_zeros(bytes) => Some(Other("RIFF")),
        (_, b"ftyp", b"heic" | b"heix" | b"mif1" | b"msf1") => Some(Other("HEIC")),
        (_, b"ftyp", b"avif" | b"avis") => Some(Other("AVIF")),
        (_, b"ftyp", _) => Some(Other("MP4")),
        (b"\x62\x14\x23\x65", ..) if has_early(bytes, b"E-SafeNet") => Some(Protected("亿赛通 E-SafeNet")),
        (b"\x01\0\0\0", ..) if at(40, b" EMF") => Some(Other("EMF")),
        ([0x30, ..], ..) if has_early(&bytes[..bytes.len().min(32)], PKCS_7) => Some(Holder("PKCS #7 (.p7m, .p7s)")),
        ([0xff, layer, ..], ..) if layer & 0xe6 == 0xe2 => Some(Other("MP3")),
        _ if at(12, b"\xc2\xea\x81\x60\xb3\x14\x11\xcf") => Some(Table("SAS (.sas7bdat)")),
        _ if head.starts_with(b"BZh") && at(4, b"1AY&SY") => Some(Archive("BZIP2")),
        _ if head.starts_with(b"PAR1") && bytes.ends_with(b"PAR1") => Some(Table("Parquet (.parquet)")),
        _ if at(257, b"ustar") => Some(Archive("TAR")),
        _ => None,
    }
}

/// Whether a mark stands among the first bytes.
fn has_early(bytes: &[u8], mark: &[u8]) -> bool {
    bytes[..bytes.len().min(64)].windows(mark.len()).any(|part| part == mark)
}

/// What a file packed by gzip is: Gnumeric packs its workbooks so.
fn packed(bytes: &[u8]) -> Option<Stranger> {
    let packed = bytes.strip_prefix(b"\x1f\x8b").map(|_| bytes)?;
    let mut head = Vec::new();
    // An error ends the head early, as the end of the file does.
    let _ = flate2::read::GzDecoder::new(packed).take(4096).read_to_end(&mut head);
    let is_gnumeric = String::from_utf8_lossy(&head).contains("gnumeric.org");
    Some(if is_gnumeric { Table("Gnumeric (.gnumeric)") } else { Archive("GZIP") })
}

/// The header of a dBASE or FoxPro table: its generation, a date, the length of the header, which ends in a mark.
fn is_dbase(bytes: &[u8]) -> bool {
    let (Some(&[generation, _, month, day]), Some(header)) = (bytes.first_chunk::<4>(), u16_at(bytes, 8)) else {
        return false;
    };
    let end = usize::from(header);
    let is_ended = (1..=264).any(|back| end.checked_sub(back).and_then(|at| bytes.get(at)) == Some(&0x0d));
    matches!(generation, 0x02 | 0x03 | 0x30 | 0x31 | 0x83 | 0x8b | 0xf5)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && end > 32
        && is_ended
}

/// Whether bytes are a letter as mail programs keep it; a web archive has headers, too, but nobody it is sent to.
pub fn is_mail(bytes: &[u8]) -> bool {
    const SENT: [&str; 5] = ["to", "received", "return-path", "delivered-to", "message-id"];
    const USUAL: [&str; 7] = ["from", "subject", "date", "mime-version", "content-type", "cc", "reply-to"];
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let lines = head.trim_start_matches('\u{feff}').lines().skip_while(|line| line.starts_with("from "));
    let headers = lines.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with([' ', '\t']));
    let names: Vec<&str> = headers.map(|line| line.split_once(':').map_or("", |(name, _)| name)).collect();
    let is_in = |list: &[&str]| names.iter().filter(|name| list.contains(name)).count();
    let (sent, usual) = (is_in(&SENT), is_in(&USUAL));
    let has_end = bytes.len() > 4096 || head.contains("\n\n") || head.contains("\r\n\r\n");
    // The last line may be cut.
    let are_headers = names.split_last().is_some_and(|(_, names)| !names.contains(&""));
    sent > 0 && usual > 0 && sent + usual > 2 && has_end && are_headers
}

/// What a text is by its first lines; `head` is its beginning in lower case. `None` for one that may be a table.
pub fn of_text(text: &str, head: &str) -> Option<Stranger> {
    match () {
        () if is_sylk(head) => Some(Table("SYLK (.slk)")),
        () if is_dif(head) => Some(Table("DIF (.dif)")),
        () if head.starts_with('<') => Some(of_markup(head)),
        () if is_internet_shortcut(head) => Some(Shortcut(".url")),
        () if is_json(text) => Some(Other("JSON")),
        () if head.starts_with("begin:vcard") => Some(Other("vCard")),
        () if head.starts_with("begin:vcalendar") => Some(Other("iCalendar")),
        () if head.starts_with("%!ps") => Some(Other("PostScript")),
        () => None,
    }
}

/// Whether a text is what Windows keeps of a page or file elsewhere: one of its sections is headed so.
fn is_internet_shortcut(head: &str) -> bool {
    head.starts_with('[') && head.lines().any(|line| line.trim() == "[internetshortcut]")
}

/// What a text that begins with `<` is; a page of HTML is told before.
fn of_markup(head: &str) -> Stranger {
    match () {
        () if head.contains("gnumeric.org") => Table("Gnumeric (.gnumeric)"),
        () if head.contains("<uof:") || head.contains(":uof:") => Table("UOF"),
        () if head.contains("<svg") => Other("SVG"),
        () => Holder("XML"),
    }
}

/// Whether every line begins as a record of a symbolic link file does: `ID;PWXL`, `C;Y1;X1;K"a"`.
fn is_sylk(head: &str) -> bool {
    const RECORDS: [&str; 11] = ["id", "b", "c", "e", "f", "p", "o", "nn", "ne", "nu", "w"];
    let lines = || head.split(['\r', '\n']).filter(|line| !line.is_empty()).take(6);
    head.starts_with("id;p")
        && lines().count() > 1
        && lines().all(|line| RECORDS.contains(&line.split(';').next().unwrap_or_default().trim()))
}

/// Whether a text begins as a data interchange file does: `TABLE`, `0,1` and a name in quotes.
fn is_dif(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim);
    lines.next() == Some("table")
        && lines.next() == Some("0,1")
        && lines.next().is_none_or(|line| line.starts_with('"'))
}

/// Whether a text is one value of JSON, or one a line.
fn is_json(text: &str) -> bool {
    let is_value = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    let first = text.lines().next().unwrap_or_default();
    text.starts_with(['{', '[']) && (is_value(text) || (first.starts_with('{') && is_value(first)))
}

/// What a zip container is that is the file of one program, by parts that no archive of returns has; `has` tells whether
/// there is a part of exactly that name.
pub fn of_names(has: impl Fn(&str) -> bool) -> Option<Stranger> {
    let has_both = |one: &str, others: &[&str]| has(one) && others.iter().any(|other| has(other));
    match () {
        () if has("Index/Document.iwa")
            || has_both("Index.zip", &["Metadata/Properties.plist", "Metadata/BuildVersionHistory.plist"])
            || has_both("buildVersionHistory.plist", &["index.xml", "index.xml.gz", "index.apxl", "index.apxl.gz"]) =>
        {
            Some(Table("Apple iWork (.numbers)"))
        }
        () if has("OFD.xml") => Some(Other("OFD")),
        () if ["content.json", "metadata.json", "manifest.json"].into_iter().all(&has) => Some(Other("XMind")),
        () => None,
    }
}

/// What a zip container is that holds no workbook, by the parts that give it away.
pub fn of_zip<'n>(names: impl Iterator<Item = std::borrow::Cow<'n, str>>) -> Stranger {
    let names: Vec<_> = names.collect();
    if let Some(known) = of_names(|name| names.iter().any(|found| found == name)) {
        return known;
    }
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    let ends = |end: &str| names.iter().any(|name| name.ends_with(end));
    match () {
        () if has("word/") => Other("Word (.docx)"),
        () if has("ppt/") => Other("PowerPoint (.pptx)"),
        () if has("visio/") => Other("Visio (.vsdx)"),
        () if has("Index/") || ends("Index.zip") || has("buildVersionHistory.plist") || has("index.apxl") => {
            Table("Apple iWork (.numbers)")
        }
        () if has("AndroidManifest.xml") => Other("APK"),
        () if has("META-INF/container.xml") => Other("EPUB"),
        () if has("META-INF/MANIFEST.MF") => Other("JAR"),
        () if ends(".fdseq") => Other("XPS"),
        () if ends(".kml") => Other("KMZ"),
        () => Holder("ZIP"),
    }
}

/// What a package is by its media type, where that names no spreadsheet of the OpenDocument family.
pub fn of_media_type(media_type: &str) -> Option<Stranger> {
    match () {
        () if media_type.contains("opendocument.text") => Some(Other("OpenDocument (.odt)")),
        () if media_type.contains("opendocument.presentation") => Some(Other("OpenDocument (.odp)")),
        () if media_type.contains("opendocument") => Some(Other("OpenDocument")),
        () if media_type.contains("vnd.sun.xml.calc") => Some(Table("OpenOffice 1 (.sxc)")),
        () if media_type.contains("vnd.sun.xml") => Some(Other("OpenOffice 1")),
        () if media_type.contains("epub") => Some(Other("EPUB")),
        () => None,
    }
}

#[cfg(test)]
mod tests;
