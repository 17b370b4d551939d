//! Makes the files of `tests/returns`: one small file for each way in which a file can go wrong.
//!
//! `cargo test --release --test main -- --ignored make_the_returns` writes them anew.

use std::fs;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::container::{BEGIN, END, compound_file, record};
use super::{fixed_workbook, form, project};

/// Every file: its name, which says what is wrong, and its bytes.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("ods_cells_repeated_to_90_million.ods", ods(&repeated(9_000, 10_000))),
        ("ods_200_sheets_repeated.ods", ods(&repeated(1_000, 1_000).repeat(200))),
        ("ods_two_thousand_million_blanks.ods", ods(&table("<text:p><text:s text:c=\"2000000000\"/></text:p>"))),
        ("ods_cut_in_table.ods", cut("<text:p>1</text:p>", "</table:table>")),
        ("ods_cut_in_note.ods", cut("<office:annotation><text:p>note</text:p></office:annotation>", "note")),
        ("ods_without_content.ods", container(&[MIMETYPE], CompressionMethod::Stored)),
        ("xls_dimensions_over_all_cells.xls", xls(&[dimensions(0, u32::MAX, 0, u16::MAX)])),
        ("xls_dimensions_backwards.xls", xls(&[dimensions(9, 1, 9, 1)])),
        ("xls_cells_in_far_corners.xls", xls(&[dimensions(0, 65_536, 0, 256), number(0, 0), number(65_535, 255)])),
        ("xls_column_65535.xls", xls(&[dimensions(0, 65_536, 0, u16::MAX), number(65_535, 65_534), number(0, 0)])),
        ("xls_record_longer_than_the_file.xls", xls(&[vec![0x03, 0x02, 0xff, 0xff, 1, 2, 3]])),
        ("xls_chain_of_sectors_in_a_circle.xls", circle()),
        ("xls_cut_short.xls", xls(&[number(0, 0)])[..700].to_vec()),
        ("xls_only_a_signature.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        ("xlsb_records_cut_short.xlsb", xlsb(&[0x9c, 0x01, 0x04, 1, 0, 0, 0])),
        ("xlsb_record_longer_than_the_part.xlsb", xlsb(&[0x9c, 0x01, 0xff, 0xff, 0xff, 0x7f, 0])),
        ("xlsx_cut_short.xlsx", good("U90")[..2_000].to_vec()),
        ("xlsx_directory_alone.xlsx", container(&[], CompressionMethod::Stored)),
        ("xlsx_sheet_of_96_million_blanks.xlsx", blanks()),
        ("xlsx_parts_that_are_no_xml.xlsx", noise()),
        ("empty.xlsx", Vec::new()),
        ("zero_bytes_only.xlsx", vec![0; 4_096]),
        ("noise.xls", pseudo_random(3_000)),
        ("pdf.xlsx", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".to_vec()),
        ("picture.xls", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01".to_vec()),
        ("letter.docx", b"a letter by its name".to_vec()),
        ("~$U01.xlsx", vec![5; 165]),
        ("._U01.xlsx", vec![0, 5, 22, 7]),
        ("U01.xlsx.crdownload", good("U01")[..500].to_vec()),
        ("archive_cut_short.zip", archive(&[("a.xlsx", &good("U91"))])[..900].to_vec()),
        ("archive_locked.zip", locked(archive(&[("a.xlsx", &good("U92"))]))),
        ("archive_that_claims_4_gigabytes.zip", claiming(archive(&[("a.xlsx", &good("U93"))]))),
        ("archives_three_deep.zip", three_deep()),
    ]
}

/// Writes all of them.
pub fn make() {
    let folder = project().join("tests/returns");
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in files() {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

fn good(code: &str) -> Vec<u8> {
    let mut workbook = fixed_workbook();
    let sheet = workbook.add_worksheet();
    for (cell, text) in form(code, "2025-Q1", "Number of staff=7") {
        let (row, col) = super::position(&cell);
        sheet.write_string(row, col, text).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

type Part<'a> = (&'a str, &'a [u8]);
const MIMETYPE: Part = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");

pub fn container(parts: &[Part], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let method = if *name == MIMETYPE.0 { CompressionMethod::Stored } else { method };
        writer.start_file(*name, options.compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An archive of files as they are.
pub fn archive(files: &[Part]) -> Vec<u8> {
    container(files, CompressionMethod::Stored)
}

fn ods(tables: &str) -> Vec<u8> {
    ods_of(&ods_content(tables))
}

fn ods_of(content: &str) -> Vec<u8> {
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let parts = [MIMETYPE, ("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", content.as_bytes())];
    container(&parts, CompressionMethod::Deflated)
}

fn ods_content(tables: &str) -> String {
    format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    )
}

fn table(paragraphs: &str) -> String {
    format!(
        "<table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"string\">{paragraphs}\
         </table:table-cell></table:table-row></table:table>"
    )
}

fn repeated(rows: u32, columns: u32) -> String {
    format!(
        "<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
         table:number-columns-repeated=\"{columns}\" office:value-type=\"float\" office:value=\"1\"/>\
         </table:table-row></table:table>"
    )
}

/// A file whose content ends where `at` begins.
fn cut(paragraphs: &str, at: &str) -> Vec<u8> {
    let content = ods_content(&table(paragraphs));
    ods_of(&content[..content.find(at).expect("the content is cut where it goes on")])
}

fn number(row: u16, column: u16) -> Vec<u8> {
    let mut body = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    body.extend(1.0_f64.to_le_bytes());
    record(0x0203, &body)
}

fn dimensions(first_row: u32, end_row: u32, first_column: u16, end_column: u16) -> Vec<u8> {
    let mut body = [first_row.to_le_bytes(), end_row.to_le_bytes()].concat();
    body.extend([first_column.to_le_bytes(), end_column.to_le_bytes(), [0, 0]].concat());
    record(0x0200, &body)
}

/// A BIFF8 workbook of one sheet with those records.
fn xls(records: &[Vec<u8>]) -> Vec<u8> {
    compound_file(&biff(records))
}

fn biff(records: &[Vec<u8>]) -> Vec<u8> {
    let code_page = record(0x0042, &1200_u16.to_le_bytes());
    let listed = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let globals = BEGIN.len() + code_page.len() + listed(0).len() + END.len();
    let globals_of = [BEGIN, &code_page, &listed(globals as u32), END].concat();
    [globals_of, BEGIN_SHEET.to_vec(), records.concat(), END.to_vec()].concat()
}

const BEGIN_SHEET: &[u8] = &[0x09, 0x08, 0x10, 0, 0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// The chain of the directory's sectors leads back to its first.
fn circle() -> Vec<u8> {
    let mut bytes = xls(&[number(0, 0)]);
    let allocation = 512;
    bytes[allocation + 4..allocation + 8].copy_from_slice(&1_u32.to_le_bytes());
    bytes
}

fn xlsb(workbook: &[u8]) -> Vec<u8> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
    let parts = [
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/workbook.bin", workbook),
    ];
    container(&parts, CompressionMethod::Stored)
}

/// A good workbook's parts with some of them exchanged.
fn rebuilt(exchange: impl Fn(&str) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(good("U94"))).unwrap();
    let mut parts = Vec::new();
    for place in 0..from.len() {
        let mut part = from.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).unwrap();
        parts.push((name.clone(), exchange(&name).unwrap_or(bytes)));
    }
    let parts: Vec<Part> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    container(&parts, CompressionMethod::Deflated)
}

fn blanks() -> Vec<u8> {
    rebuilt(|name| (name == "xl/worksheets/sheet1.xml").then(|| vec![b' '; 96_000_000]))
}

fn noise() -> Vec<u8> {
    rebuilt(|name| name.starts_with("xl/").then(|| pseudo_random(500)))
}

fn pseudo_random(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// The archive's first file marked as locked with a password.
fn locked(mut archive: Vec<u8>) -> Vec<u8> {
    let directory = directory(&archive);
    archive[6] |= 1;
    archive[directory + 8] |= 1;
    archive
}

fn claiming(mut archive: Vec<u8>) -> Vec<u8> {
    let directory = directory(&archive);
    archive[directory + 24..directory + 28].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
    archive
}

fn directory(archive: &[u8]) -> usize {
    archive.windows(4).rposition(|window| window == b"PK\x01\x02").expect("an archive has a directory")
}

fn three_deep() -> Vec<u8> {
    let third = archive(&[("c.xlsx", &good("U95"))]);
    let second = archive(&[("third.zip", &third)]);
    archive(&[("second.zip", &second)])
}
