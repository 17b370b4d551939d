//! The reader against calamine on good workbooks, and by itself on those that contradict themselves.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook as Writer};
use zip::write::SimpleFileOptions;

use super::super::guard::Limits;
use super::super::workbook::{Refusal, second_opinion};
use super::read;
use super::styles::shown;
use crate::collect::serial::Shown;
use crate::sheet::{Content, Position, Workbook};
use crate::text::{Phrase, reader as say};

fn open(bytes: &[u8]) -> Result<Workbook, Refusal> {
    read(bytes, Limits::default())
}

/// A workbook with a value of every kind.
fn good() -> Vec<u8> {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.set_name("落实情况一览表").unwrap();
    sheet.merge_range(0, 0, 0, 3, "标题", &Format::new()).unwrap();
    sheet.write_string(2, 1, "是").unwrap();
    sheet.write_number(3, 1, 12.5).unwrap();
    sheet.write_number_with_format(4, 1, 0.955, &Format::new().set_num_format("0.0%")).unwrap();
    sheet.write_number_with_format(5, 1, 45366.0, &Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"")).unwrap();
    sheet.write_boolean(6, 1, true).unwrap();
    sheet.write_formula(7, 1, rust_xlsxwriter::Formula::new("=1+2").set_result("3")).unwrap();
    sheet.write_formula(8, 1, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let (red, bold) = (Format::new().set_font_color("red"), Format::new().set_bold());
    sheet.write_rich_string(9, 1, &[(&red, "Example "), (&bold, "rich"), (&red, " text")]).unwrap();
    sheet.write_string(1_048_575, 16_383, "corner").unwrap();
    sheet.set_row_hidden(3).unwrap();
    sheet.set_column_hidden(5).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("说明").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "a & b <c> \"d\"").unwrap();
    book.define_name("answer", "=落实情况一览表!$B$3").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_good_workbook_is_read_as_excel_shows_it() {
    let book = open(&good()).unwrap();
    let sheet = &book.sheets[0];
    let at = |row, col| sheet.at(Position::new(row, col)).cloned();
    assert_eq!(at(0, 3), Some(Content::Text("标题".into())));
    assert_eq!(at(4, 1), Some(Content::Percent(0.955)));
    assert_eq!(at(5, 1).unwrap().to_string(), "2024-03-15");
    assert_eq!(at(6, 1), Some(Content::Bool(true)));
    assert_eq!(at(7, 1), Some(Content::Number(3.0)));
    assert_eq!(at(8, 1), Some(Content::Error("#DIV/0!".into())));
    assert_eq!(at(9, 1), Some(Content::Text("Example rich text".into())));
    assert_eq!(at(1_048_575, 16_383), Some(Content::Text("corner".into())));
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.hidden_columns.as_slice()), (&[3][..], &[5][..]));
    assert!(book.sheets[1].hidden);
    assert_eq!(book.sheets[1].cells[0].1, Content::Text("a & b <c> \"d\"".into()));
    assert_eq!((book.names[0].name.as_str(), book.names[0].position), ("answer", Position::new(2, 1)));
}

/// What both readers can tell: calamine does not know percentages, and joins what was apart.
fn comparable(book: &Workbook) -> Vec<(String, Position, String)> {
    let cells = book.sheets.iter().flat_map(|sheet| sheet.cells.iter().map(move |(at, content)| (sheet, at, content)));
    cells
        .map(|(sheet, at, content)| {
            let shown = match content {
                Content::Percent(number) => number.to_string(),
                Content::Text(text) => text.split_whitespace().collect(),
                Content::Error(_) => "error".to_string(),
                other => other.to_string(),
            };
            (sheet.name.clone(), *at, shown)
        })
        .collect()
}

#[test]
fn two_readers_agree_on_every_sample() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/central-survey");
    let mut n_files = 0;
    for path in files(&folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_open = name.ends_with(".xlsx") || name.ends_with(".xlsm");
        let bytes = std::fs::read(&path).unwrap();
        let Ok(ours) = open(&bytes) else { continue };
        if is_open && !name.starts_with('~') {
            assert_eq!(comparable(&ours), comparable(&second_opinion(&bytes).unwrap()), "{name}");
            n_files += 1;
        }
    }
    assert!(n_files > 50, "{n_files}");
    let bytes = good();
    assert_eq!(comparable(&open(&bytes).unwrap()), comparable(&second_opinion(&bytes).unwrap()));
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// A workbook of one sheet, part by part, so that any of them can be wrong.
struct Parts(Vec<(String, String)>);

impl Parts {
    fn new(rows: &str) -> Parts {
        let sheet = format!("<worksheet xmlns=\"m\"><sheetData>{rows}</sheetData></worksheet>");
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let parts = [
            ("_rels/.rels", format!("<Relationships><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
            ("xl/workbook.xml", "<workbook xmlns:r=\"x\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".to_string()),
            ("xl/_rels/workbook.xml.rels", format!("<Relationships><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"/xl/texts/strings.xml\"/><Relationship Id=\"r3\" Type=\"{office}/styles\" Target=\"looks.xml\"/></Relationships>")),
            ("xl/texts/strings.xml", "<sst uniqueCount=\"4000000000\"><si><t>Konto</t></si><si><t xml:space=\"preserve\"> Muster</t><rPh><t>ふり</t></rPh></si><si><r><t>a_x000D_</t></r><r><t> b</t></r></si></sst>".to_string()),
            ("xl/looks.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".to_string()),
            ("xl/worksheets/sheet1.xml", sheet),
        ];
        Parts(parts.into_iter().map(|(name, text)| (name.to_string(), text)).collect())
    }

    fn replacing(mut self, name: &str, old: &str, new: &str) -> Parts {
        let part = self.0.iter_mut().find(|(known, _)| known == name).unwrap();
        assert!(part.1.contains(old), "{}", part.1);
        part.1 = part.1.replace(old, new);
        self
    }

    fn with(mut self, name: &str, text: &str) -> Parts {
        self.0.push((name.to_string(), text.to_string()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.0 {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// The cells as `A1=…`, or why the file is refused.
    fn cells(&self) -> Result<Vec<String>, Phrase> {
        let book = open(&self.bytes()).map_err(|refusal| refusal.reason)?;
        Ok(book.sheets[0].cells.iter().map(|(at, content)| format!("{at}={content}")).collect())
    }
}

fn cells(rows: &str) -> Result<Vec<String>, Phrase> {
    Parts::new(rows).cells()
}

fn row(cells: &str) -> String {
    format!("<row r=\"1\">{cells}</row>")
}

#[test]
fn strings_and_styles_are_found_by_their_relationships() {
    let rows = row("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c s=\"1\"><v>45366</v></c>");
    assert_eq!(cells(&rows).unwrap(), ["A1=Konto", "B1= Muster", "C1=a\r b", "D1=2024-03-15"]);
}

#[test]
fn a_string_index_is_never_taken_for_another() {
    let rows = row("<c t=\"s\"><v>1 </v></c><c t=\"s\"><v>-1</v></c><c t=\"s\"><v>abc</v></c><c t=\"s\"><v>9</v></c>");
    assert_eq!(cells(&rows).unwrap(), ["A1= Muster", "B1=#STRING! -1", "C1=#STRING! abc", "D1=#STRING! 9"]);
}

#[test]
fn a_value_is_read_whole_however_it_is_written() {
    let rows = row(
        "<c><v>1&#50;</v></c><c><v><![CDATA[12]]></v></c><c><v>1<!-- x -->2</v></c><c><v> 12 </v></c><c><v>12</v><f>A1</f></c>",
    );
    assert_eq!(cells(&rows).unwrap(), ["A1=12", "B1=12", "C1=12", "D1=12", "E1=12"]);
}

#[test]
fn a_number_that_is_none_is_an_error_value() {
    let rows = row(
        "<c><v>1e999</v></c><c><v>INF</v></c><c><v>NaN</v></c><c><v>zwölf</v></c><c t=\"b\"><v>2</v></c><c t=\"q\"><v>1</v></c>",
    );
    let read = cells(&rows).unwrap();
    assert!(read.iter().all(|cell| cell.contains("=#")) && read.len() == 6, "{read:?}");
}

#[test]
fn a_formula_without_a_result_is_not_a_blank() {
    assert_eq!(cells(&row("<c><f>SUM(A2:A3)</f></c><c t=\"str\"><f>X()</f><v></v></c>")).unwrap(), ["A1==SUM(A2:A3)"]);
}

#[test]
fn cells_stand_where_they_say_or_nowhere() {
    assert_eq!(
        cells("<row><c><v>1</v></c></row><row r=\"3\"><c r=\"C3\"><v>2</v></c><c><v>3</v></c></row>").unwrap(),
        ["A1=1", "C3=2", "D3=3"]
    );
    for rows in [
        "<row r=\"4294967300\"><c><v>1</v></c></row>",
        "<row r=\"1048577\"><c><v>1</v></c></row>",
        "<row r=\"0\"><c><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
    ] {
        assert_eq!(cells(rows), Err(say::UNLAWFUL), "{rows}");
    }
}

#[test]
fn what_can_be_read_two_ways_is_refused() {
    let two_sheets = Parts::new("").replacing(
        "xl/workbook.xml",
        "</sheets>",
        "<sheet name=\"s\" sheetId=\"2\" r:id=\"r1\"/></sheets>",
    );
    assert_eq!(two_sheets.cells(), Err(say::UNLAWFUL));
    assert_eq!(Parts::new("").with("XL\\Worksheets/sheet1.xml", "<worksheet/>").cells(), Err(say::UNLAWFUL));
    assert_eq!(cells("</sheetData><sheetData>"), Err(say::UNLAWFUL));
}

#[test]
fn a_sheet_without_its_end_is_damaged() {
    let sheet = "xl/worksheets/sheet1.xml";
    assert_eq!(Parts::new("").replacing(sheet, "</worksheet>", "").cells(), Err(say::DAMAGED));
    assert_eq!(Parts::new("").replacing(sheet, "<sheetData></sheetData>", "").cells(), Err(say::DAMAGED));
    assert_eq!(Parts::new("").replacing(sheet, "<worksheet", "<!DOCTYPE x><worksheet").cells(), Err(say::UNLAWFUL));
    assert_eq!(cells("<row r=\"1\"><c><v>&bomb;</v></c></row>"), Err(say::UNLAWFUL));
}

#[test]
fn a_workbook_without_sheets_is_refused() {
    let none = Parts::new("").replacing("xl/workbook.xml", "<sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/>", "");
    assert_eq!(none.cells(), Err(say::NO_SHEETS));
    let word = Parts::new("")
        .replacing("_rels/.rels", "xl/workbook.xml", "word/document.xml")
        .with("word/document.xml", "<w/>");
    assert_eq!(word.cells(), Err(say::IS_WORD));
}

#[test]
fn chart_sheets_are_left_out() {
    let parts = Parts::new(&row("<c><v>1</v></c>"))
        .replacing("xl/workbook.xml", "<sheets>", "<sheets><sheet name=\"Chart\" sheetId=\"2\" r:id=\"r9\"/>")
        .replacing(
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            "<Relationship Id=\"r9\" Type=\"x/chartsheet\" Target=\"c.xml\"/></Relationships>",
        );
    assert_eq!(parts.cells().unwrap(), ["A1=1"]);
}

#[test]
fn limits_hold_while_reading() {
    let many: String = (1..300).map(|n| format!("<row r=\"{n}\"><c><v>1</v></c></row>")).collect();
    let bytes = Parts::new(&many).bytes();
    let refused = |limits: Limits| read(&bytes, limits).unwrap_err().reason;
    assert_eq!(refused(Limits { cells: 100, ..Limits::default() }), say::OVER_LIMIT);
    assert_eq!(refused(Limits { tags: 100, ..Limits::default() }), say::OVER_LIMIT);
    assert_eq!(refused(Limits { unpacked: 500, ..Limits::default() }), say::OVER_LIMIT);
    assert_eq!(refused(Limits { strings: 1, ..Limits::default() }), say::OVER_LIMIT);
}

#[test]
fn a_number_format_tells_how_a_number_is_shown() {
    for (code, expected) in [
        ("General", Shown::Number),
        ("#,##0.00;[Red]-#,##0.00", Shown::Number),
        ("0.00E+00", Shown::Number),
        ("0\"days\"", Shown::Number),
        ("0%", Shown::Percent),
        ("0.0\\%", Shown::Number),
        ("yyyy-mm-dd", Shown::Date),
        ("[$-804]yyyy\"年\"m\"月\"d\"日\"", Shown::Date),
        ("[$-404]e/m/d", Shown::Date),
        ("mmm", Shown::Date),
        ("h:mm AM/PM", Shown::Time),
        ("[h]:mm", Shown::Span),
        ("G/通用格式\"人\"", Shown::Number),
    ] {
        assert_eq!(shown(code), expected, "{code}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_flipped_bit_never_gives_another_value(at in 0usize..100_000, bit in 0u8..8) {
        let good = good();
        let mut bad = good.clone();
        let at = at % bad.len();
        bad[at] ^= 1 << bit;
        if let Ok(book) = open(&bad) {
            prop_assert_eq!(comparable(&book), comparable(&open(&good).unwrap()));
        }
    }

    #[test]
    fn a_file_cut_short_is_refused(at in 0usize..100_000) {
        let good = good();
        prop_assert!(open(&good[..at % good.len()]).is_err());
    }
}
