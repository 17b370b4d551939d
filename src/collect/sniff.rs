//! What a file really is, by its bytes and never by its name.

use crate::collect::biff;
use crate::collect::compound::{self, Compound};
use crate::collect::workbook::Refusal;
use crate::text::reader as say;

/// What a file's bytes begin as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A zip container: .xlsx, .xlsb, .ods, or something else.
    Zip,
    /// A compound file: .xls, an encrypted workbook, or something else.
    Compound,
    /// Records of an old workbook without a container.
    Bare,
    /// Text of some kind.
    Text,
}

/// Beginnings of files that are no spreadsheets, and what those are called everywhere.
const STRANGERS: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"ID3", "MP3"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\0\x05\x16\x07", "AppleDouble"),
    (b"\0\0\x01\0", "ICO"),
];

/// Beginnings of archives, in which returns may lie that cannot be reached.
const ARCHIVES: &[(&[u8], &str)] = &[
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"MSCF", "CAB"),
];

/// Tells the shape of a file, or refuses it for what it is.
pub fn shape(bytes: &[u8]) -> Result<Shape, Refusal> {
    let named =
        |list: &[(&[u8], &'static str)]| list.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name);
    if bytes.is_empty() {
        return Err(Refusal::rejected(say::EMPTY, ""));
    }
    if bytes.iter().all(|byte| matches!(byte, 0 | b' ' | b'\t' | b'\r' | b'\n')) {
        return Err(Refusal::rejected(say::ONLY_ZEROS, ""));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Shape::Zip);
    }
    if bytes.starts_with(compound::MAGIC) {
        return Ok(Shape::Compound);
    }
    if compound::MAGIC.starts_with(bytes) || b"PK\x03\x04".starts_with(bytes) {
        return Err(Refusal::rejected(say::TRUNCATED, ""));
    }
    if biff::is_bare(bytes) {
        return Ok(Shape::Bare);
    }
    if let Some(name) = named(ARCHIVES) {
        return Err(Refusal::rejected(say::NOT_A_SPREADSHEET, name));
    }
    match named(STRANGERS).or_else(|| boxed(bytes)) {
        Some("BMP" | "EXE" | "ID3") if !has_binary(bytes) => Ok(Shape::Text),
        Some(name) => Err(Refusal::ignored(say::NOT_A_SPREADSHEET, name)),
        None => Ok(Shape::Text),
    }
}

/// Formats that name themselves a few bytes in.
fn boxed(bytes: &[u8]) -> Option<&'static str> {
    match (bytes.get(..4)?, bytes.get(4..8)?, bytes.get(8..12)?) {
        (b"RIFF", _, b"WEBP") => Some("WEBP"),
        (b"RIFF", _, _) => Some("RIFF"),
        (_, b"ftyp", b"heic" | b"heix" | b"mif1" | b"msf1") => Some("HEIC"),
        (_, b"ftyp", _) => Some("MP4"),
        _ => None,
    }
}

fn has_binary(bytes: &[u8]) -> bool {
    bytes.iter().take(1024).any(|byte| *byte == 0)
}

/// What a zip container is that holds no workbook, by the parts that give it away.
pub fn name_of_zip<'n>(names: impl Iterator<Item = std::borrow::Cow<'n, str>>, content_type: &str) -> &'static str {
    let names: Vec<_> = names.collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    match () {
        () if content_type.contains("wordprocessing") || has("word/") => "Word (.docx)",
        () if content_type.contains("presentation") || has("ppt/") => "PowerPoint (.pptx)",
        () if content_type.contains("visio") || has("visio/") => "Visio (.vsdx)",
        () if has("OFD.xml") => "OFD",
        () if has("Index/") || has("Index.zip") => "Apple iWork (.numbers)",
        () if has("AndroidManifest.xml") => "APK",
        () if has("META-INF/container.xml") => "EPUB",
        () => "ZIP",
    }
}

/// What a text document in the OpenDocument family is called by its media type; `None` for a spreadsheet.
pub fn name_of_open_document(media_type: &str) -> Option<&'static str> {
    match () {
        () if media_type.contains("opendocument.spreadsheet") => None,
        () if media_type.contains("opendocument.text") => Some("OpenDocument (.odt)"),
        () if media_type.contains("opendocument.presentation") => Some("OpenDocument (.odp)"),
        () if media_type.contains("epub") => Some("EPUB"),
        () => Some("OpenDocument"),
    }
}

/// Why a compound file without a workbook cannot be read.
pub fn refusal_of_compound(file: &Compound) -> Refusal {
    let has = |name: &str| file.has(name);
    match () {
        () if has("\u{9}DRMContent") => Refusal::rejected(say::RIGHTS, ""),
        () if has("EncryptedPackage") => Refusal::rejected(say::PASSWORD, ""),
        () if has("WordDocument") => Refusal::ignored(say::NOT_A_SPREADSHEET, "Word (.doc)"),
        () if has("PowerPoint Document") => Refusal::ignored(say::NOT_A_SPREADSHEET, "PowerPoint (.ppt)"),
        () if has("VisioDocument") => Refusal::ignored(say::NOT_A_SPREADSHEET, "Visio (.vsd)"),
        () if has("__properties_version1.0") => Refusal::rejected(say::NOT_A_SPREADSHEET, "Outlook (.msg)"),
        () if has("Catalog") => Refusal::ignored(say::NOT_A_SPREADSHEET, "Thumbs.db"),
        () => Refusal::rejected(say::UNKNOWN, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_called_by_their_names() {
        for (bytes, name, ignored) in [
            (&b"%PDF-1.7\n"[..], "PDF", true),
            (b"\x89PNG\r\n\x1a\n", "PNG", true),
            (b"\0\0\0\x18ftypheic", "HEIC", true),
            (b"Rar!\x1a\x07\0", "RAR", false),
            (b"{\\rtf1\\ansi", "RTF", true),
        ] {
            assert_eq!(
                shape(bytes).unwrap_err(),
                Refusal { reason: say::NOT_A_SPREADSHEET, detail: name.into(), ignored }
            );
        }
        assert_eq!(shape(b"").unwrap_err().reason, say::EMPTY);
        assert_eq!(shape(&[0; 4096]).unwrap_err().reason, say::ONLY_ZEROS);
        assert_eq!(shape(b"PK\x03").unwrap_err().reason, say::TRUNCATED);
        assert_eq!(shape("BMI,体重\n".as_bytes()).unwrap(), Shape::Text);
    }
}
