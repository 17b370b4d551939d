//! One beginning of each kind of stranger, and tables of text that begin alike.

use std::io::Write;

use super::*;
use crate::collect::workbook;

/// What a file is called, and what is asked for.
fn named(bytes: &[u8]) -> String {
    let refusal = workbook::read(bytes, "U01.xls").map(|workbook| workbook.kind).unwrap_err();
    let reason = match refusal.reason {
        say::OTHER_TABLE => "table",
        say::ARCHIVE_OF_KIND => "archive",
        say::NOT_A_SPREADSHEET if refusal.ignored => "other",
        say::NOT_A_SPREADSHEET => "holder",
        reason => reason.en,
    };
    format!("{reason} {}", refusal.detail)
}

/// The kind of table that bytes are read as.
fn kind(bytes: &[u8]) -> &'static str {
    workbook::read(bytes, "U01.xls").unwrap().kind
}

#[test]
fn strangers_are_called_by_their_names() {
    for (bytes, expected) in [
        (&b"%PDF-1.7\n"[..], "other PDF"),
        (b"\xef\xbb\xbf%PDF-1.3\n", "other PDF"),
        (b"\x89PNG\r\n\x1a\n", "other PNG"),
        (b"\0\0\0\x18ftypheic", "other HEIC"),
        (b"\0\0\0\x1cftypavif", "other AVIF"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "other WAV"),
        (b"\xff\xfb\x90\0\0\0\0\0\0\0\0\0", "other MP3"),
        (b"{\\rtf1\\ansi", "other RTF"),
        (b"\x89HDF\r\n\x1a\n\0\0", "other HDF5"),
        (b"\x93NUMPY\x01\0v\0", "other NumPy (.npy)"),
        (b"PAR1\x15\x04\x15\x20\x15\x20PAR1", "table Parquet (.parquet)"),
        (b"ARROW1\0\0\xff\xff\xff\xff", "table Arrow (.feather)"),
        (b"AC1032\0\0\0\0", "other AutoCAD (.dwg)"),
        (b"Rar!\x1a\x07\0", "archive RAR"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "archive 7-Zip"),
        (b"BZh91AY&SY\x17rE8P", "archive BZIP2"),
        (b"MSCF\0\0\0\0", "archive CAB"),
        (b"\x78\x9f\x3e\x22\0", "holder Outlook (winmail.dat)"),
        (b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0", "holder PKCS #7 (.p7m, .p7s)"),
        (b"\0\x01\0\0Standard ACE DB\0", "table Access (.accdb)"),
        (b"\0\0\x1a\0\x02\x10\x04\0\0", "table Lotus 1-2-3 (.wk3, .wk4, .123)"),
        (b"\0\0\x02\0\x02\x10\xc9\0\x02\0", "table Quattro Pro (.wb2)"),
    ] {
        assert_eq!(named(bytes), expected, "{bytes:?}");
    }
}

#[test]
fn what_an_office_encrypts_and_shortcuts_are_told_with_what_to_send() {
    for (bytes, expected, detail) in [
        (&b"%TSD-Header-###%\xf5\xb1\x65\x22"[..], say::PROTECTED_DOCUMENT, "天锐绿盾"),
        (b"b\x14#e\x03\x01\x01\0E-SafeNet\0\0\0LOCK\0\xf5", say::PROTECTED_DOCUMENT, "亿赛通 E-SafeNet"),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0", say::SHORTCUT, ".lnk"),
        (b"[InternetShortcut]\r\nURL=file:///Z:/U01.xlsx\r\n", say::SHORTCUT, ".url"),
        (b"[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19\r\n[InternetShortcut]\r\n", say::SHORTCUT, ".url"),
    ] {
        let refusal = workbook::read(bytes, "U01.xlsx").map(|workbook| workbook.kind).unwrap_err();
        assert_eq!((refusal.reason, refusal.detail.as_str(), refusal.ignored), (expected, detail, false), "{bytes:?}");
    }
    assert_eq!(kind("[甲],[乙]\n1,2\n3,4\n".as_bytes()), "csv");
}

#[test]
fn a_dbase_table_is_told_by_its_header() {
    let mut table =
        [&[0x03, 125, 5, 24][..], &[3, 0, 0, 0, 65, 0, 26, 0], &[0; 20], &[b'X'; 32], &[0x0d], b"  1  2"].concat();
    assert_eq!(named(&table), "table dBASE (.dbf)");
    table[64] = 0;
    assert_eq!(named(&table), format!("{} ", say::UNKNOWN.en));
}

#[test]
fn an_archive_of_files_may_hold_returns_whatever_its_name_and_a_packed_picture_none() {
    assert!(holds_files(b"Rar!\x1a\x07\0") && holds_files(b"7z\xbc\xaf\x27\x1c\0\x04"));
    assert!(!holds_files(b"\x1f\x8b\x08\0") && !holds_files(b"%PDF-1.7\n") && !holds_files(b"Rar! is a program\n"));
}

#[test]
fn a_tape_archive_and_a_packed_workbook_are_told_inside() {
    let mut tape = vec![0; 1024];
    tape[..8].copy_from_slice(b"U01.xlsx");
    tape[257..263].copy_from_slice(b"ustar\0");
    assert_eq!(named(&tape), "archive TAR");
    let packed = |text: &str| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    };
    let gnumeric = "<?xml version=\"1.0\"?><gnm:Workbook xmlns:gnm=\"http://www.gnumeric.org/v10.dtd\"/>";
    assert_eq!(named(&packed(gnumeric)), "table Gnumeric (.gnumeric)");
    assert_eq!(named(gnumeric.as_bytes()), "table Gnumeric (.gnumeric)");
    assert_eq!(named(&packed("a,b\n")), "archive GZIP");
    assert_eq!(named(b"\x1f\x8b"), "archive GZIP");
}

#[test]
fn texts_that_only_look_like_tables_are_told() {
    for (text, expected) in [
        ("ID;PWXL;N;E\r\nP;PGeneral\r\nF;P0;DG0G10;M255\r\nC;Y1;X1;K\"是\"\r\nE\r\n", "table SYLK (.slk)"),
        ("TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n0,2\r\n\"\"\r\n", "table DIF (.dif)"),
        ("{\"a\": 1,\n \"b\": [2, 3],\n \"c\": 4}\n", "other JSON"),
        ("{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n", "other JSON"),
        ("BEGIN:VCARD\nN:a;b;c\nTEL;CELL:1\n", "other vCard"),
        ("<svg a=\"1,2\">\n<path d=\"1,2\"/>\n", "other SVG"),
        ("<data>\n<a>1,2</a>\n<b>3,4</b></data>\n", "holder XML"),
        (
            "Received: from a, b\nFrom: \"x, y\" <a@b>\nTo: c@d, e@f\nSubject: 填报表, 2024\n\n好, 收到\n",
            "holder e-mail (.eml)",
        ),
        (
            "MIME-Version: 1.0\nFrom: a@b\nTo: c@d\nContent-Type: text/html\n\n<table><tr><td>1</td></tr></table>",
            "holder e-mail (.eml)",
        ),
    ] {
        assert_eq!(named(text.as_bytes()), expected, "{text}");
    }
}

#[test]
fn tables_of_text_that_begin_alike_are_read() {
    for text in [
        "ID;Parent\nP1;P0\nP2;P0\n",
        "ID3,name\n1,a\n",
        "BM,体重\n1,2\n",
        "MZ,名称\n1,a\n",
        "[code],[name]\nU01,[a]\n",
        "TABLE,1\n0,1\n",
        "To: all,Date: 2024\nMessage-ID: 1,b\nFrom: x,c\n1,2\n",
        "CAJ,1\n2,3\n",
    ] {
        assert_eq!(kind(text.as_bytes()), "csv", "{text}");
    }
}

#[test]
fn packages_are_called_by_their_parts() {
    let of = |names: &[&'static str]| of_zip(names.iter().map(|name| (*name).into()));
    assert_eq!(of(&["index.xml", "buildVersionHistory.plist"]), Table("Apple iWork (.numbers)"));
    assert_eq!(of(&["a.numbers/Index.zip"]), Table("Apple iWork (.numbers)"));
    assert_eq!(of(&["Index/Document.iwa", "Metadata/Properties.plist"]), Table("Apple iWork (.numbers)"));
    assert_eq!(of(&["Doc_0/Document.xml", "OFD.xml"]), Other("OFD"));
    assert_eq!(of(&["content.json", "manifest.json", "metadata.json"]), Other("XMind"));
    assert_eq!(of(&["word/document.xml"]), Other("Word (.docx)"));
    assert_eq!(of(&["FixedDocSeq.fdseq"]), Other("XPS"));
    assert_eq!(of(&["letter.txt"]), Holder("ZIP"));
    assert_eq!(of_media_type("application/vnd.sun.xml.calc"), Some(Table("OpenOffice 1 (.sxc)")));
    assert_eq!(of_media_type("application/vnd.etsi.asic-e+zip"), None);
}
