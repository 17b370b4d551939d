//! Archives as offices pack them, and as nobody should.

use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::receipt::ReceiptStatus;

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same with a name exchanged for one of as many bytes, wherever it stands.
fn renamed(mut archive: Vec<u8>, old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    for at in 0..archive.len() - old.len() {
        if archive[at..].starts_with(old) {
            archive[at..at + old.len()].copy_from_slice(new);
        }
    }
    archive
}

fn found(name: &str) -> Found {
    Found {
        name: name.to_string(),
        source: Source::Disk("unused".into()),
        bytes: 0,
        modified: None,
        folders: ["2024".to_string(), "returns".to_string()].into(),
        claims_return: true,
        aside: None,
    }
}

fn unfolded(bytes: Vec<u8>) -> Result<Vec<Found>, Aside> {
    unfold(&found("2024/报表.zip"), bytes, 1024 * 1024)
}

fn names(found: &[Found]) -> Vec<&str> {
    found.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn files_are_labelled_by_archive_and_folder_and_read_back() {
    let files = unfolded(packed(&[("2023/甲.xlsx", b"one"), ("乙.xlsx", b"two"), ("2023/", b"")])).unwrap();
    assert_eq!(names(&files), ["2024/报表.zip/2023/甲.xlsx", "2024/报表.zip/乙.xlsx"]);
    assert_eq!(*files[0].folders, ["2023", "报表", "2024", "returns"]);
    assert_eq!(files[0].read(9).as_deref(), Ok(&b"one"[..]));
    assert_eq!(files[1].read(9).as_deref(), Ok(&b"two"[..]));
}

#[test]
fn an_archive_behind_blanks_is_one() {
    let sent = [b"\xef\xbb\xbf\r\n", &packed(&[("a.xlsx", b"one")])[..]].concat();
    assert!(is_archive(&sent, "a.zip"));
    assert_eq!(unfolded(sent).unwrap()[0].read(9).as_deref(), Ok(&b"one"[..]));
}

#[test]
fn names_in_gbk_are_understood() {
    let (gbk, _, _) = GBK.encode("报表甲.xls");
    let archive = renamed(packed(&[("abcdef.xls", b"x")]), b"abcdef.xls", &gbk);
    assert_eq!(names(&unfolded(archive).unwrap()), ["2024/报表.zip/报表甲.xls"]);
    let (collides, _, _) = GBK.encode("联通");
    assert_eq!(decoded(&collides), "联通");
    assert_eq!(decoded("甲.xls".as_bytes()), "甲.xls");
    assert_eq!(decoded(b"\xff\xff.xls"), "\\xFF\\xFF.xls");
}

#[test]
fn names_lead_nowhere_and_are_told_apart() {
    let archive = packed(&[("../../a.xlsx", b"1"), ("/a.xlsx", b"2"), ("C:\\x\\b.xlsx", b"3")]);
    let files = unfolded(archive).unwrap();
    assert_eq!(names(&files), ["2024/报表.zip/C:/x/b.xlsx", "2024/报表.zip/a.xlsx", "2024/报表.zip/a.xlsx (2)"]);
}

#[test]
fn an_archive_in_an_archive_is_opened_and_a_third_is_not() {
    let third = packed(&[("c.xlsx", b"3")]);
    let second = packed(&[("b.xlsx", b"2"), ("third.zip", &third)]);
    let files = unfolded(packed(&[("a.xlsx", b"1"), ("second.zip", &second)])).unwrap();
    let short: Vec<&str> = names(&files).iter().map(|name| name.trim_start_matches("2024/报表.zip/")).collect();
    assert_eq!(short, ["a.xlsx", "second.zip", "second.zip/b.xlsx", "second.zip/third.zip"]);
    assert_eq!(files[1].aside, Some(listed(2)));
    assert_eq!(files[3].aside, Some(Aside::rejected(say::ARCHIVE_TOO_DEEP)));
    assert_eq!(files[2].folders[..2], ["second", "报表"]);
}

#[test]
fn a_damaged_archive_is_refused_whole_and_a_damaged_file_alone() {
    let whole = packed(&[("a.xlsx", b"some bytes"), ("b.xlsx", b"other bytes")]);
    assert_eq!(unfolded(whole[..whole.len() - 30].to_vec()).unwrap_err().reason, say::ARCHIVE_DAMAGED);
    let mut flipped = whole;
    let at = flipped.windows(6).position(|window| window == b"a.xlsx").unwrap() + 8;
    flipped[at] ^= 0x10;
    let files = unfolded(flipped).unwrap();
    assert_eq!(files[0].read(99).map_err(|aside| aside.status), Err(ReceiptStatus::Rejected));
    assert_eq!(files[1].read(99).as_deref(), Ok(&b"other bytes"[..]));
}

#[test]
fn two_files_of_one_name_are_refused_because_one_would_be_lost() {
    let archive = renamed(packed(&[("a.xlsx", b"1"), ("b.xlsx", b"2")]), b"b.xlsx", b"a.xlsx");
    assert_eq!(unfolded(archive).unwrap_err().reason, say::ARCHIVE_NAMES_TWICE);
}

#[test]
fn what_an_archive_claims_to_unpack_to_is_bounded_before_it_is_unpacked() {
    let mut archive = packed(&[("a.xlsx", &[0; 4096])]);
    let directory = archive.windows(4).position(|window| window == ENTRY).unwrap();
    archive[directory + 24..directory + 28].copy_from_slice(&0xf000_0000_u32.to_le_bytes());
    assert_eq!(unfolded(archive.clone()).unwrap_err().reason, say::ARCHIVE_OVER_LIMIT);
    archive[directory + 24..directory + 28].copy_from_slice(&2000_u32.to_le_bytes());
    let files = unfolded(archive).unwrap();
    assert_eq!(files[0].read(99).map_err(|aside| aside.reason), Err(say::ENTRY_DAMAGED));
    let large = vec![0; 1024 * 1024 + 1];
    let files = unfolded(packed(&[("large.xlsx", &large), ("~$a.xlsx", b"x"), ("__MACOSX/a.xlsx", b"x")])).unwrap();
    let reasons: Vec<Phrase> = files.iter().map(|file| file.aside.as_ref().unwrap().reason).collect();
    assert_eq!(reasons, [say::SYSTEM_FILE, reader::TOO_LARGE, say::LOCK_FILE]);
}

#[test]
fn a_locked_file_and_too_many_files_are_refused() {
    let mut archive = packed(&[("a.xlsx", b"1"), ("b.xlsx", b"2")]);
    let directory = archive.windows(4).position(|window| window == ENTRY).unwrap();
    archive[directory + 8] |= 1;
    archive[6] |= 1;
    let files = unfolded(archive).unwrap();
    assert_eq!(files[0].aside, Some(Aside::rejected(say::ENTRY_ENCRYPTED)));
    assert_eq!(files[1].aside, None);
    let many: Vec<String> = (0..=MOST_FILES).map(|n| format!("{n}.xlsx")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(unfolded(packed(&many)).unwrap_err().reason, say::ARCHIVE_OVER_LIMIT);
}

#[test]
fn a_workbook_is_no_archive_whatever_its_name() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet();
    let workbook = workbook.save_to_buffer().unwrap();
    assert!(!is_archive(&workbook, "a.xlsx") && !is_archive(&workbook, "a.zip"));
    let archive = packed(&[("a.xlsx", &workbook)]);
    assert!(is_archive(&archive, "a.zip") && is_archive(&archive, "a.xlsx"));
    assert!(is_archive(b"PK\x03\x04 cut", "a.zip") && !is_archive(b"PK\x03\x04 cut", "a.xlsx"));
    assert!(is_archive(&packed(&[]), "a.zip") && !is_archive(&packed(&[]), "a.xlsx"));
    assert!(!is_archive(b"no archive at all", "a.zip"));
}

#[test]
fn the_file_of_another_program_is_no_archive_but_a_folder_named_like_its_parts_is() {
    let is = |names: &[&str]| {
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &b"x"[..])).collect();
        is_archive(&packed(&parts), "a.zip")
    };
    assert!(!is(&["Index/Document.iwa", "Metadata/Properties.plist", "preview.jpg"]));
    assert!(!is(&["Index.zip", "Metadata/BuildVersionHistory.plist"]));
    assert!(!is(&["Doc_0/Document.xml", "OFD.xml"]));
    assert!(!is(&["content.json", "manifest.json", "metadata.json"]));
    assert!(is(&["Index/U01.xlsx", "word/U02.xls", "Doc_0/U03.xls", "OFD.xlsx"]));
    assert!(is(&["Index.zip", "U01.xlsx"]) && is(&["content.json", "U01.xlsx"]));
}

#[test]
fn an_archive_is_opened_in_another_whatever_its_name_and_the_last_part_of_a_split_one_is_not() {
    let inner = packed(&[("b.xlsx", b"2")]);
    let files = unfolded(packed(&[("inner.rar", &inner), ("other.rar", b"Rar!\x1a\x07\0")])).unwrap();
    let short: Vec<&str> = names(&files).iter().map(|name| name.trim_start_matches("2024/报表.zip/")).collect();
    assert_eq!(short, ["inner.rar", "inner.rar/b.xlsx", "other.rar"]);
    assert_eq!((files[0].aside.clone(), files[2].aside.clone()), (Some(listed(1)), None));
    let mut last = inner;
    let end = last.len() - 22;
    (last[end + 4], last[end + 6]) = (1, 1);
    assert!(!is_archive(&last, "a.zip"));
}

#[test]
fn a_slash_before_its_names_makes_neither_an_archive_nor_a_workbook() {
    let parts: [(&str, &[u8]); 3] =
        [("/[Content_Types].xml", b"<Types/>"), ("/xl/workbook.xml", b"<workbook/>"), ("/xl/styles.xml", b"<x/>")];
    assert!(!is_archive(&packed(&parts), "U01.xlsx"));
    assert!(!is_archive(&packed(&parts[1..]), "U01.xlsx"));
    let archive = packed(&[("/甲.xlsx", b"one"), ("/../xl/乙.xlsx", b"two")]);
    assert!(is_archive(&archive, "报表.zip"));
    assert_eq!(names(&unfolded(archive).unwrap()), ["2024/报表.zip/xl/乙.xlsx", "2024/报表.zip/甲.xlsx"]);
}
