//! Archives that are not opened, and parts of archives that were split, as far as their names and last bytes tell.

use crate::collect::bytes::u16_at;
use crate::collect::sniff::{self, Shape};
use crate::collect::workbook::Refusal;
use crate::text::{files as say, reader};

/// Endings of archives that are not opened.
const ARCHIVES: &[&str] = &["rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "cab", "arj", "lzh"];
/// The record at the end of a zip, which says of how many parts it is the last.
const END: &[u8] = b"PK\x05\x06";
/// The bytes of that record, and of the longest remark behind it.
const END_LENGTH: usize = 22;
const LONGEST_REMARK: usize = 65_535;
/// What even a part of an archive is called by.
const SAID_OF_THE_WHOLE: &[crate::text::Phrase] =
    &[reader::EMPTY, reader::LOCK_FILE, reader::PASSWORD, reader::PASSWORD_XLS, reader::RIGHTS];

/// Whether a file's name is that of an archive of a kind that is not opened, or of a part of a split one. What it
/// holds is decided by its bytes.
pub fn is_named_so(name: &str) -> bool {
    is_archive(name) || is_part(name)
}

fn is_archive(name: &str) -> bool {
    parted(base(name)).is_some_and(|(_, ending)| ARCHIVES.contains(&ending.as_str()))
}

/// Whether a file's name is one that programs give to the parts of an archive: `a.zip.001`, `a.z01`, `a.part1.rar`,
/// `a.r00`. The number alone, as in `2024.001`, is not enough.
pub fn is_part(name: &str) -> bool {
    let Some((stem, ending)) = parted(base(name)) else { return false };
    let inner = parted(stem).map(|(_, inner)| inner).unwrap_or_default();
    let is_number =
        |text: &str, digits: &[usize]| digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match ending.as_str() {
        "rar" => inner.strip_prefix("part").is_some_and(|number| is_number(number, &[1, 2, 3])),
        ending if is_number(ending, &[3]) => inner == "zip" || ARCHIVES.contains(&inner.as_str()),
        ending => ending.strip_prefix(['z', 'r']).is_some_and(|number| is_number(number, &[2, 3])),
    }
}

/// Whether bytes end as the last part of a zip that was split.
pub fn is_last_part(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(END_LENGTH + LONGEST_REMARK);
    let end = bytes[from..].windows(END_LENGTH).rposition(|window| window.starts_with(END));
    // A zip of many parts writes the number of the part elsewhere.
    end.and_then(|at| u16_at(bytes, from + at + 4)).is_some_and(|part| part != 0 && part != u16::MAX)
}

/// Why a file of such a name or with such an end cannot be read, where what was found in it says less.
pub fn refusal(refusal: Refusal, bytes: &[u8], name: &str) -> Refusal {
    if SAID_OF_THE_WHOLE.contains(&refusal.reason) {
        return refusal;
    }
    if is_part(name) || is_last_part(bytes) {
        return Refusal::rejected(say::PART_OF_ARCHIVE, "");
    }
    let is_unknown = matches!(refusal.reason, reader::UNKNOWN | reader::DAMAGED);
    if is_unknown && is_archive(name) && matches!(sniff::shape(bytes), Ok(Shape::Text)) {
        return Refusal::rejected(say::ARCHIVE, "");
    }
    refusal
}

fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// A name without its ending, and the ending in lower case.
fn parted(base: &str) -> Option<(&str, String)> {
    base.rsplit_once('.').map(|(stem, ending)| (stem, ending.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::workbook;

    #[test]
    fn parts_are_told_by_the_names_that_programs_give_them() {
        for name in ["a.zip.001", "x/a.ZIP.002", "a.7z.001", "a.z01", "a.z100", "a.part1.rar", "a.part02.RAR", "a.r00"]
        {
            assert!(is_part(name) && is_named_so(name), "{name}");
        }
        for name in ["2024.001", "a.xlsx", "a.rar", "a.part.rar", "a.zip", "a.z1", "report.2024.001", "zip.001", "a.r"]
        {
            assert!(!is_part(name), "{name}");
        }
        assert!(is_named_so("a.rar") && is_named_so("a.tar.GZ") && !is_named_so("a.zip") && !is_named_so("rar"));
    }

    fn reason(bytes: &[u8], name: &str) -> crate::text::Phrase {
        workbook::read(bytes, name).map(|workbook| workbook.kind).unwrap_err().reason
    }

    #[test]
    fn what_is_no_workbook_is_told_by_its_name() {
        let noise = [0x81, 0, 0xff, 3, 0xfe, 0, 0x91];
        assert_eq!(reason(&noise, "a.rar"), say::ARCHIVE);
        assert_eq!(reason(&noise, "a.xlsx"), reader::UNKNOWN);
        for name in ["a.zip.002", "a.z02", "a.part2.rar"] {
            assert_eq!(reason(&noise, name), say::PART_OF_ARCHIVE, "{name}");
        }
        assert_eq!(reason(b"PK\x03\x04 the first part", "a.zip.001"), say::PART_OF_ARCHIVE);
        assert_eq!(reason(b"7z\xbc\xaf\x27\x1c\0\x04", "a.7z.001"), say::PART_OF_ARCHIVE);
        assert_eq!(reason(b"%PDF-1.7\n", "a.rar"), reader::NOT_A_SPREADSHEET);
    }

    #[test]
    fn the_last_part_of_a_split_zip_is_told_by_its_end() {
        let end = |part: u8| [&b"the rest of a file"[..], END, &[part, 0, part, 0], &[0; 14]].concat();
        assert_eq!(reason(&end(1), "a.zip"), say::PART_OF_ARCHIVE);
        assert_ne!(reason(&end(0), "a.zip"), say::PART_OF_ARCHIVE);
        assert!(is_last_part(&[&b"PK\x03\x04"[..], &end(2)].concat()) && !is_last_part(b"PK"));
    }

    #[test]
    fn a_workbook_is_read_under_any_name() {
        let mut whole = rust_xlsxwriter::Workbook::new();
        whole.add_worksheet();
        let bytes = whole.save_to_buffer().unwrap();
        for name in ["a.rar", "a.7z", "a.tar.gz", "a.zip.001", "a.part1.rar"] {
            assert_eq!(workbook::read(&bytes, name).unwrap().kind, "xlsx", "{name}");
        }
    }
}
