//! What a file really is, by its bytes and never by its name.

use crate::collect::biff;
use crate::collect::compound::{self, Compound};
use crate::collect::strangers::{self, Stranger::*};
use crate::collect::workbook::Refusal;
use crate::text::reader as say;

/// How text in UTF-8 may be marked.
const BOM: &[u8] = b"\xef\xbb\xbf";

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

/// So many bytes of blanks may stand ahead of a container.
const MOST_BLANKS: usize = 512;

/// A container behind the blanks and marks of UTF-8 that a download page may send ahead of it; any other file as it is.
pub fn container(bytes: &[u8]) -> &[u8] {
    let mut rest = &bytes[..bytes.len().min(MOST_BLANKS)];
    while let Some(behind) = rest.trim_ascii_start().strip_prefix(BOM) {
        rest = behind;
    }
    let behind = &bytes[bytes.len().min(MOST_BLANKS) - rest.trim_ascii_start().len()..];
    let is_container = behind.starts_with(b"PK\x03\x04") || behind.starts_with(compound::MAGIC);
    if is_container { behind } else { bytes }
}

/// Tells the shape of a file, or refuses it for what it is.
pub fn shape(bytes: &[u8]) -> Result<Shape, Refusal> {
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
    strangers::of_bytes(bytes).map_or(Ok(Shape::Text), |stranger| Err(stranger.refusal()))
}

/// Why a compound file without a workbook cannot be read.
pub fn refusal_of_compound(file: &Compound) -> Refusal {
    let has = |name: &str| file.has(name);
    match () {
        () if has("\u{9}DRMContent") => Refusal::rejected(say::RIGHTS, ""),
        () if has("EncryptedPackage") => Refusal::rejected(say::PASSWORD, ""),
        () if has("WordDocument") => Other("Word (.doc)").refusal(),
        () if has("PowerPoint Document") => Other("PowerPoint (.ppt)").refusal(),
        () if has("VisioDocument") => Other("Visio (.vsd)").refusal(),
        () if has("Quill") => Other("Publisher (.pub)").refusal(),
        () if has("MatOST") => Other("Works (.wps)").refusal(),
        () if has("\u{5}HwpSummaryInformation") => Other("HWP").refusal(),
        () if has("PerfectOffice_MAIN") => Table("Quattro Pro (.wb3)").refusal(),
        () if has("NativeContent_MAIN") => Table("Quattro Pro (.qpw)").refusal(),
        () if has("StarCalcDocument") => Table("StarCalc (.sdc)").refusal(),
        () if has("SfxDocumentInfo") => Other("StarOffice").refusal(),
        () if has("__properties_version1.0") => Holder("Outlook (.msg)").refusal(),
        // The names of its tables are packed, and begin so.
        () if file.has_beginning('\u{4840}') => Other("Windows Installer (.msi)").refusal(),
        () if has("Catalog") => Other("Thumbs.db").refusal(),
        () => Refusal::rejected(say::UNKNOWN, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_is_found_behind_blanks_and_no_text_is_changed() {
        for blanks in ["", "\u{feff}", "\r\n", "\u{feff}\n \u{feff}\t", &"\r\n".repeat(30)] {
            for container in [b"PK\x03\x04a", compound::MAGIC] {
                assert_eq!(super::container(&[blanks.as_bytes(), container].concat()), container);
            }
        }
        for text in ["", "\u{feff}", "\n\u{feff} a", "\nPK", "a PK\x03\x04", &format!("{}PK\x03\x04", " ".repeat(600))]
        {
            assert_eq!(super::container(text.as_bytes()), text.as_bytes());
        }
    }

    #[test]
    fn blanks_and_broken_beginnings_have_no_shape() {
        assert_eq!(shape(b"").unwrap_err().reason, say::EMPTY);
        assert_eq!(shape(&[0; 4096]).unwrap_err().reason, say::ONLY_ZEROS);
        assert_eq!(shape(b"PK\x03").unwrap_err().reason, say::TRUNCATED);
        assert_eq!(shape("BMI,体重\n".as_bytes()).unwrap(), Shape::Text);
    }
}
