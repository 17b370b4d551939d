//! What the targets share: packages with right checksums around one part, and what every workbook read must fulfil.
#![allow(dead_code, reason = "no target uses all of it")]

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use canvass::collect::workbook::{self, Refusal};
use canvass::sheet::{Content, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The part of a workbook that holds each thing.
pub const SHEET: &str = "xl/worksheets/sheet1.xml";
pub const STRINGS: &str = "xl/sharedStrings.xml";
pub const STYLES: &str = "xl/styles.xml";
pub const BOOK: &str = "xl/workbook.xml";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a small workbook that uses shared strings, dates, percentages and merged cells.
pub fn parts() -> Vec<(&'static str, String)> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    vec![
        ("[Content_Types].xml", "<Types/>".to_string()),
        ("_rels/.rels", relations(relation("r", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                relation("r1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("r2", "sharedStrings", "sharedStrings.xml")
                    + &relation("r3", "styles", "styles.xml"),
            ),
        ),
        (BOOK, "<workbook><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".to_string()),
        (STRINGS, "<sst count=\"2\" uniqueCount=\"2\"><si><t>代码</t></si><si><r><t>已 </t></r><r><t>开展</t></r></si></sst>".to_string()),
        (
            STYLES,
            "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts>\
             <cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
                .to_string(),
        ),
        (
            SHEET,
            "<worksheet><dimension ref=\"A1:D2\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\">\
             <v>1</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>0.955</v></c><c r=\"B2\" s=\"2\"><v>45657</v></c><c r=\"C2\">\
             <f>A2*2</f><v>1.91</v></c><c r=\"D2\" t=\"b\"><v>1</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell \
             ref=\"A1:A1\"/></mergeCells></worksheet>"
                .to_string(),
        ),
    ]
}

/// A workbook one of whose parts is exchanged.
pub fn with_part(name: &str, bytes: &[u8]) -> Vec<u8> {
    let parts = parts();
    packed(parts.iter().map(|(own, text)| (*own, if *own == name { bytes } else { text.as_bytes() })))
}

#[path = "../../tests/support/xlsb.rs"]
mod xlsb;

/// The parts of an .xlsb that are exchanged.
pub const BINARY_PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.bin",
    "xl/sharedStrings.bin",
    "xl/styles.bin",
    "xl/workbook.bin",
    "xl/_rels/workbook.bin.rels",
];

/// The parts of the small workbook as an .xlsb.
pub fn binary_parts() -> Vec<(String, Vec<u8>)> {
    let small = workbook::read(&with_part("", b""), "a.xlsx").expect("the small workbook is sound");
    xlsb::parts(&small)
}

/// An .xlsb one of whose parts is exchanged.
pub fn binary_with(name: &str, bytes: &[u8]) -> Vec<u8> {
    static PARTS: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    let parts = PARTS.get_or_init(binary_parts);
    packed(parts.iter().map(|(own, sound)| (own.as_str(), if own == name { bytes } else { sound.as_slice() })))
}

/// An .ods of that content.
pub fn ods(content: &[u8]) -> Vec<u8> {
    packed([("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]), ("content.xml", content)].into_iter())
}

fn packed<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name, options).expect("parts have names of their own");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// Reads a file, and has what was read be what a workbook must be.
pub fn read(bytes: &[u8], name: &str) {
    check(workbook::read(bytes, name));
}

/// Every position once, in reading order, inside the grid; numbers finite; a refusal with words.
pub fn check(read: Result<Workbook, Refusal>) {
    let Ok(workbook) = read else { return };
    for sheet in &workbook.sheets {
        assert!(sheet.cells.windows(2).all(|pair| pair[0].0 < pair[1].0), "cells in reading order, each once");
        for (at, content) in &sheet.cells {
            assert!(at.row < 1_048_576 && at.col < 16_384, "{at} lies inside the grid");
            if let Content::Number(number) | Content::Percent(number) = content {
                assert!(number.is_finite(), "{at} is a number");
            }
        }
    }
}
