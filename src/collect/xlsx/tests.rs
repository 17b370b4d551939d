//! What the reader gives for good workbooks, and what it refuses, on packages that the tests build themselves.

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use crate::collect::forge::{self, Forged};
use crate::collect::workbook::{Refusal, read};
use crate::sheet::{Content, Position, Workbook};
use crate::text::{Phrase, reader as say};

mod faces;
mod formats;
mod lost;

const WORKBOOK: &str = "<workbook><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const RELATIONSHIPS: &str = "<Relationships>\
    <Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://x/styles\" Target=\"styles.xml\"/></Relationships>";
const STRINGS: &str = "<sst><si><t>甲</t></si><si><t>乙</t></si><si><t xml:space=\"preserve\"> 丙 </t></si></sst>";
const STYLES: &str =
    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>";
const ROOT: &str = "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

/// The parts of a workbook with one sheet.
fn parts(sheet: &str) -> Vec<Forged> {
    [
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONSHIPS),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
    .iter()
    .map(|(name, text)| Forged::part(name, text.as_bytes()))
    .collect()
}

fn with(name: &str, text: &str) -> Result<Workbook, Refusal> {
    let mut parts = parts(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"0\"><v>0</v></c></row></sheetData></worksheet>",
    );
    match parts.iter_mut().find(|part| part.name == name) {
        Some(part) => *part = Forged::part(name, text.as_bytes()),
        None => parts.push(Forged::part(name, text.as_bytes())),
    }
    read(&forge::container(&parts), "a.xlsx")
}

fn sheet(sheet: &str) -> Result<Workbook, Refusal> {
    read(&forge::container(&parts(sheet)), "a.xlsx")
}

/// Reads the cells given, of which the first is A1.
fn cells(cells: &str) -> Result<Vec<(String, Content)>, Refusal> {
    let workbook = sheet(&format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>"))?;
    Ok(workbook.sheets[0].cells.iter().map(|(at, content)| (at.to_string(), content.clone())).collect())
}

fn one(cell: &str) -> Content {
    let mut read = cells(cell).unwrap();
    assert_eq!(read.len(), 1, "{cell}");
    read.remove(0).1
}

fn refused(read: Result<Workbook, Refusal>) -> Phrase {
    read.expect_err("this must not be read").reason
}

fn text(text: &str) -> Content {
    Content::Text(text.into())
}

#[test]
fn values_are_read_whole_whatever_marks_stand_between() {
    for (cell, expected) in [
        ("<c r=\"A1\"><v>1&#50;</v></c>", Content::Number(12.0)),
        ("<c r=\"A1\"><v>1<!-- one -->2</v></c>", Content::Number(12.0)),
        ("<c r=\"A1\"><v><![CDATA[12]]></v></c>", Content::Number(12.0)),
        ("<c r=\"A1\"><v> 12\n</v></c>", Content::Number(12.0)),
        ("<c r=\"A1\"><v>12.5</v><f>SUM(1)</f></c>", Content::Number(12.5)),
        ("<c r=\"A1\" t=\"s\"><v>1 </v></c>", text("乙")),
        ("<c r=\"A1\" t=\"s\"><v>2</v></c>", text(" 丙 ")),
        ("<c r=\"A1\" t=\"str\"><f>A2</f><v>a_x000A_b&amp;c</v></c>", text("a\nb&c")),
        ("<c r=\"A1\" t=\"inlineStr\"><is><r><t>Example </t></r><r><t>text</t></r></is></c>", text("Example text")),
        ("<c r=\"A1\" t=\"inlineStr\"><v>1.0</v><is><t>1.</t></is></c>", text("1.")),
        ("<c r=\"A1\" t=\"d\"><v>10:10:10</v></c>", text("10:10:10")),
        ("<c r=\"A1\" s=\"\"><v>12</v></c>", Content::Number(12.0)),
        ("<c r=\"A1\" t=\"b\"><v>1</v></c>", Content::Bool(true)),
        ("<c r=\"A1\" t=\"e\"><v>#GETTING_DATA</v></c>", Content::Error("#GETTING_DATA".into())),
        ("<c r=\"A1\" s=\"2\"><v>0.955</v></c>", Content::Percent(0.955)),
    ] {
        assert_eq!(one(cell), expected, "{cell}");
    }
}

#[test]
fn a_cell_that_contradicts_itself_is_an_error_value_and_never_another_value() {
    for (cell, expected) in [
        ("<c t=\"s\"><v>3</v></c>", "#INDEX! 3"),
        ("<c t=\"s\"><v>-1</v></c>", "#INDEX! -1"),
        ("<c t=\"s\"><v>1.0</v></c>", "#INDEX! 1.0"),
        ("<c t=\"s\"><v>abc</v></c>", "#INDEX! abc"),
        ("<c><v>1e999</v></c>", "#NUM! 1e999"),
        ("<c><v>INF</v></c>", "#NUM! INF"),
        ("<c t=\"n\"><v>十二</v></c>", "#NUM! 十二"),
        ("<c s=\"1\"><v>60</v></c>", "#DATE! 60"),
        ("<c s=\"1\"><v>2958466</v></c>", "#DATE! 2958466"),
        ("<c t=\"x\"><v>1</v></c>", "#TYPE! x"),
        ("<c t=\"b\"><v>2</v></c>", "#BOOL! 2"),
        ("<c s=\"3\"><v>0.5</v></c>", "#STYLE! 0.5"),
        ("<c s=\"x\"><v>45658</v></c>", "#STYLE! 45658"),
    ] {
        assert_eq!(one(cell), Content::Error(expected.into()), "{cell}");
    }
}

#[test]
fn a_formula_without_a_result_is_not_a_blank() {
    assert_eq!(one("<c><f>SUM(B1:B2)</f></c>"), Content::Uncalculated("SUM(B1:B2)".into()));
    assert_eq!(one("<c><f>SUM(B1:B2)</f><v/></c>"), Content::Uncalculated("SUM(B1:B2)".into()));
    assert_eq!(cells("<c t=\"str\"><f>IF(A2,1,\"\")</f><v></v></c>").unwrap(), []);
    assert_eq!(cells("<c s=\"1\"/><c t=\"s\"><v></v></c><c t=\"inlineStr\"><is><t/></is></c>").unwrap(), []);
}

#[test]
fn cells_without_a_place_follow_the_one_before() {
    let workbook = sheet(
        "<worksheet><sheetData><row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row>\
         <row/><row><c><v>4</v></c></row></sheetData></worksheet>",
    );
    let read = workbook.unwrap().sheets.remove(0).cells;
    let places: Vec<String> = read.iter().map(|(at, _)| at.to_string()).collect();
    assert_eq!(places, ["A1", "D1", "E1", "A3"]);
}

#[test]
fn places_outside_the_grid_and_places_taken_twice_are_refused() {
    for cells in [
        "<c r=\"A0\"><v>1</v></c>",
        "<c r=\"A1048577\"><v>1</v></c>",
        "<c r=\"A4294967300\"><v>1</v></c>",
        "<c r=\"XFE1\"><v>1</v></c>",
        "<c r=\"ZZZZZZ1\"><v>1</v></c>",
        "<c r=\"1A\"><v>1</v></c>",
        "<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>",
        "<c r=\"A1\"><v>1</v><v>2</v></c>",
        "<c r=\"A1\" r=\"B1\"><v>1</v></c>",
        "<c r=\"XFD1\"><v>1</v></c><c><v>1</v></c>",
    ] {
        assert_eq!(self::cells(cells).unwrap_err().reason, say::UNLAWFUL, "{cells}");
    }
    let twice = "<worksheet><sheetData/><sheetData/></worksheet>";
    assert_eq!(refused(sheet(twice)), say::UNLAWFUL);
}

#[test]
fn two_cells_far_apart_take_the_room_of_two_cells() {
    let rows = "<row><c r=\"A1\"><v>1</v></c></row><row><c r=\"XFD1048576\"><v>2</v></c></row>";
    let read = sheet(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")).unwrap();
    assert_eq!(read.sheets[0].cells.len(), 2);
}

#[test]
fn a_part_that_breaks_off_is_refused() {
    for cut in [
        "<worksheet>",
        "<worksheet></worksheet>",
        "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>",
        "<worksheet><sheetData><row><c><v>1</v>",
        "<worksheet><sheetData><row><c><v>1</w></c></row></sheetData></worksheet>",
        "<worksheet><sheetData/></worksheet><worksheet/>",
        "<worksheet><sheetData/></worksheet>x",
        "",
    ] {
        assert_eq!(refused(sheet(cut)), say::DAMAGED, "{cut}");
    }
}

#[test]
fn a_document_type_and_unknown_references_are_refused() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aa\">]><worksheet><sheetData/></worksheet>";
    assert_eq!(refused(sheet(bomb)), say::UNLAWFUL);
    assert_eq!(cells("<c><v>&a;</v></c>").unwrap_err().reason, say::UNLAWFUL);
}

#[test]
fn strings_and_styles_are_found_by_relationship() {
    let strays = "<sst><si><t>错</t></si></sst>";
    let elsewhere = RELATIONSHIPS.replace("sharedStrings.xml", "/texts/s.xml");
    let mut parts = parts("<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>");
    parts[2] = Forged::part("xl/_rels/workbook.xml.rels", elsewhere.as_bytes());
    parts[3] = Forged::part("xl/sharedStrings.xml", strays.as_bytes());
    parts.push(Forged::part("texts/s.xml", STRINGS.as_bytes()));
    let workbook = read(&forge::container(&parts), "a.xlsx").unwrap();
    assert_eq!(workbook.sheets[0].cells[0].1, text("甲"));
    parts.pop();
    assert_eq!(refused(read(&forge::container(&parts), "a.xlsx")), say::DAMAGED);
}

#[test]
fn a_string_table_that_is_not_there_harms_only_where_a_cell_asks_for_it() {
    let mut parts = parts("<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>");
    parts.remove(3);
    assert_eq!(read(&forge::container(&parts), "a.xlsx").unwrap().sheets[0].cells[0].1, Content::Number(7.0));
    let asking = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    *parts.last_mut().unwrap() = Forged::part("xl/worksheets/sheet1.xml", asking.as_bytes());
    let refusal = read(&forge::container(&parts), "a.xlsx").unwrap_err();
    assert_eq!((refusal.reason, refusal.detail.as_str()), (say::DAMAGED, "xl/sharedStrings.xml"));
}

#[test]
fn sheets_that_are_not_there_or_there_twice_are_refused() {
    assert_eq!(refused(with("xl/workbook.xml", "<workbook><sheets/></workbook>")), say::NO_SHEETS);
    let twice = WORKBOOK.replace("</sheets>", "<sheet name=\"表\" r:id=\"rId2\"/></sheets>");
    assert_eq!(refused(with("xl/workbook.xml", &twice)), say::UNLAWFUL);
    let lost = WORKBOOK.replace("rId1", "rId9");
    assert_eq!(refused(with("xl/workbook.xml", &lost)), say::SHEET_MISSING);
}

#[test]
fn chart_sheets_are_left_out_and_hidden_sheets_are_read() {
    let book = WORKBOOK.replace("</sheets>", "<sheet name=\"图\" state=\"hidden\" r:id=\"rId4\"/></sheets>");
    let links = |kind: &str| {
        let link =
            format!("<Relationship Id=\"rId4\" Type=\"http://x/{kind}\" Target=\"/xl/sheet4.xml\"/></Relationships>");
        RELATIONSHIPS.replace("</Relationships>", &link)
    };
    for (kind, expected) in [("chartsheet", 1), ("worksheet", 2)] {
        let mut parts = parts("<worksheet><sheetData/></worksheet>");
        parts[1] = Forged::part("xl/workbook.xml", book.as_bytes());
        parts[2] = Forged::part("xl/_rels/workbook.xml.rels", links(kind).as_bytes());
        parts.push(Forged::part("xl/sheet4.xml", b"<worksheet><sheetData/></worksheet>"));
        let sheets = read(&forge::container(&parts), "a.xlsx").unwrap().sheets;
        assert_eq!(sheets.len(), expected);
        assert!(!sheets[0].hidden && sheets.get(1).is_none_or(|sheet| sheet.hidden));
    }
}

#[test]
fn names_merges_and_hidden_rows_and_columns_are_told() {
    let body = "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"2\" hidden=\"1\">\
                <c r=\"A2\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"C3:A2\"></mergeCell>\
                <mergeCell ref=\"E1\"/></mergeCells></worksheet>";
    let read = sheet(body).unwrap().sheets.remove(0);
    assert_eq!((read.hidden_rows, read.hidden_columns), (vec![1], vec![1, 2]));
    assert_eq!((read.merged[0].first, read.merged[0].last), (Position::new(1, 0), Position::new(2, 2)));
    let names = "<definedNames><definedName name=\"answer\">'表'!$B$3:$C$3</definedName>\
                 <definedName name=\"sum\">SUM(1)</definedName></definedNames></workbook>";
    let named = with("xl/workbook.xml", &WORKBOOK.replace("</workbook>", names)).unwrap().names;
    assert_eq!(named.len(), 1);
    assert_eq!((named[0].sheet.as_str(), named[0].position), ("表", Position::new(2, 1)));
}

#[test]
fn a_picture_in_a_cell_is_an_error_value() {
    let wps = "<f>_xlfn.DISPIMG(\"ID_5F2A0C\",1)</f>";
    let body = format!(
        "<worksheet><sheetData><row r=\"1\">\
         <c r=\"A1\" t=\"str\">{wps}<v>=DISPIMG(\"ID_5F2A0C\",1)</v></c><c r=\"B1\" t=\"e\">{wps}<v>#NAME?</v></c>\
         <c r=\"C1\">{wps}</c><c r=\"D1\" t=\"e\" vm=\"1\"><v>#VALUE!</v></c>\
         <c r=\"E1\" t=\"e\"><v>#VALUE!</v></c><c r=\"F1\" t=\"e\" vm=\"1\"><f>A9</f><v>#VALUE!</v></c>\
         </row></sheetData></worksheet>"
    );
    let cells = sheet(&body).unwrap().sheets.remove(0).cells;
    let shown: Vec<String> = cells.iter().map(|(at, content)| format!("{at} {content}")).collect();
    assert_eq!(shown[..3], ["A1 #PICTURE!", "B1 #PICTURE!", "C1 #PICTURE!"]);
    assert_eq!(shown[3..], ["D1 #PICTURE!", "E1 #VALUE!", "F1 #VALUE!"]);
}

#[test]
fn what_has_no_width_or_no_height_of_its_own_is_hidden() {
    let body = "<worksheet><cols><col min=\"2\" max=\"3\" width=\"0\" customWidth=\"1\"/>\
                <col min=\"4\" max=\"4\" width=\"0.5\" customWidth=\"1\"/></cols><sheetData>\
                <row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
                <row r=\"2\" ht=\"0\" customHeight=\"1\"><c r=\"A2\"><v>2</v></c></row>\
                <row r=\"3\" ht=\"0.0\" customHeight=\"true\"/><row r=\"4\" ht=\"0.5\" customHeight=\"1\"/>\
                <row r=\"5\" ht=\"0\"><c r=\"A5\"><v>5</v></c></row></sheetData></worksheet>";
    let read = sheet(body).unwrap().sheets.remove(0);
    assert_eq!((read.hidden_rows, read.hidden_columns, read.cells.len()), (vec![1, 2], vec![1, 2], 3));
}

#[test]
fn the_date_system_of_1904_is_kept() {
    let cell = "<worksheet><sheetData><row><c s=\"1\"><v>44196</v></c></row></sheetData></worksheet>";
    let mut parts = parts(cell);
    let book = WORKBOOK.replace("<sheets>", "<workbookPr date1904=\"true\"/><sheets>");
    parts[1] = Forged::part("xl/workbook.xml", book.as_bytes());
    let workbook = read(&forge::container(&parts), "a.xlsx").unwrap();
    assert_eq!(workbook.sheets[0].cells[0].1.to_string(), "2025-01-01");
}

#[test]
fn strict_prefixed_and_wide_parts_are_read() {
    let prefixed = "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\">\
                    <x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    assert_eq!(sheet(prefixed).unwrap().sheets[0].cells[0].1, text("甲"));
    let wide: Vec<u8> = format!("\u{feff}{}", STRINGS).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut parts = parts(prefixed);
    parts[3] = Forged::part("xl/sharedStrings.xml", &wide);
    assert_eq!(read(&forge::container(&parts), "a.xlsx").unwrap().sheets[0].cells[0].1, text("甲"));
}

#[test]
fn a_container_that_lies_about_a_part_is_refused() {
    let good = parts("<worksheet><sheetData><row><c><v>12.5</v></c></row></sheetData></worksheet>");
    let lie = |change: &dyn Fn(&mut Forged)| {
        let mut parts = good.clone();
        change(&mut parts[5]);
        refused(read(&forge::container(&parts), "a.xlsx"))
    };
    assert_eq!(lie(&|part| part.crc ^= 1), say::DAMAGED);
    assert_eq!(lie(&|part| part.unpacked += 1), say::DAMAGED);
    assert_eq!(lie(&|part| part.unpacked -= 1), say::DAMAGED);
    assert_eq!(lie(&|part| part.packed.push(0)), say::DAMAGED);
    assert_eq!(lie(&|part| part.local_name = "xl/worksheets/sheet2.xml".into()), say::DAMAGED);
    assert_eq!(lie(&|part| part.flags = 1), say::PASSWORD);
    assert_eq!(lie(&|part| part.method = 12), say::UNLAWFUL);
    assert_eq!(lie(&|part| part.unpacked = 300 << 20), say::OVER_LIMIT);
}

#[test]
fn two_parts_of_one_name_are_refused_whatever_their_case() {
    for name in ["xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.XML", "xl\\worksheets\\sheet1.xml"] {
        let other = "<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>";
        let mut parts = parts("<worksheet><sheetData/></worksheet>");
        parts.push(Forged::part(name, other.as_bytes()));
        assert_eq!(refused(read(&forge::container(&parts), "a.xlsx")), say::UNLAWFUL, "{name}");
    }
}

#[test]
fn bombs_are_refused_soon() {
    let start = std::time::Instant::now();
    let long = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(1_500_000));
    assert_eq!(refused(with("xl/sharedStrings.xml", &long)), say::OVER_LIMIT);
    let string = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(11_000));
    let many = "<c t=\"s\"><v>0</v></c>".repeat(10_000);
    let mut parts = parts(&format!("<worksheet><sheetData><row>{many}</row></sheetData></worksheet>"));
    parts[3] = Forged::part("xl/sharedStrings.xml", string.as_bytes());
    assert_eq!(refused(read(&forge::container(&parts), "a.xlsx")), say::OVER_LIMIT);
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(70_000));
    assert_eq!(refused(with("xl/styles.xml", &styles)), say::OVER_LIMIT);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn merged_areas_that_are_none_are_refused() {
    for area in ["A0:B2", "A1:ZZZZ9", "", "A1:B1048577"] {
        let body = format!("<worksheet><sheetData/><mergeCells><mergeCell ref=\"{area}\"/></mergeCells></worksheet>");
        assert_eq!(refused(sheet(&body)), say::UNLAWFUL, "{area}");
    }
}

/// A form as an office would draw it, with every kind of cell.
pub(crate) fn written() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let share = Format::new().set_num_format("0.0%");
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("落实情况一览表").unwrap();
    sheet.merge_range(0, 0, 0, 3, "责任制落实情况一览表 😀", &bold).unwrap();
    sheet.write(1, 0, "单位代码").unwrap().write(1, 1, "U01").unwrap().write(1, 2, 12.5).unwrap();
    sheet.write_with_format(2, 1, ExcelDateTime::from_ymd(2024, 12, 31).unwrap(), &date).unwrap();
    sheet.write_with_format(3, 1, 0.955, &share).unwrap();
    sheet.write(4, 1, true).unwrap().write(4, 2, -1e-7).unwrap();
    sheet.write(5, 1, Formula::new("SUM(C2,1)").set_result("13.5")).unwrap();
    sheet.write(6, 1, Formula::new("B2&\"x\"").set_result("U01x")).unwrap();
    let plain = Format::new();
    sheet.write_rich_string(7, 1, &[(&plain, "已 "), (&bold, "开展"), (&plain, " & 反馈<1>")]).unwrap();
    sheet.write(8, 1, " 前后有空格 ").unwrap().write(9, 1, "两\n行").unwrap().write_blank(10, 1, &bold).unwrap();
    for row in 0..40 {
        sheet.write(20 + row, 0, f64::from(row) * 1.1).unwrap().write(20 + row, 1, format!("第{row}项")).unwrap();
    }
    let other = workbook.add_worksheet().set_name("隐藏").unwrap();
    other.set_hidden(true).write(2, 2, "x").unwrap();
    workbook.define_name("answer", "=落实情况一览表!$B$2").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_of_code_is_passed_over_and_a_sheet_that_is_gone_refused() {
    let listing = |more: &str| {
        format!("<workbook><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/>{more}</sheets></workbook>")
    };
    let code = with("xl/workbook.xml", &listing("<sheet name=\"Module\" sheetId=\"2\" r:id=\"\"/>")).unwrap();
    assert_eq!(code.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["表"]);
    let gone = with("xl/workbook.xml", &listing("<sheet name=\"二\" sheetId=\"2\" r:id=\"rId9\"/>"));
    assert_eq!(refused(gone), say::SHEET_MISSING);
}

#[test]
fn whole_columns_and_rows_may_be_merged() {
    let merged = |area: &str| {
        let sheet =
            sheet(&format!("<worksheet><sheetData/><mergeCells><mergeCell ref=\"{area}\"/></mergeCells></worksheet>"));
        sheet.map(|workbook| (workbook.sheets[0].merged[0].first, workbook.sheets[0].merged[0].last))
    };
    assert_eq!(merged("B:D").unwrap(), (Position::new(0, 1), Position::new(1_048_575, 3)));
    assert_eq!(merged("2:3").unwrap(), (Position::new(1, 0), Position::new(2, 16_383)));
    assert!(["A0:B2", "A:2", "", "B2:"].iter().all(|area| merged(area).is_err()));
}

#[test]
fn a_written_form_keeps_its_formats_names_and_areas() {
    let read = read(&written(), "a.xlsx").unwrap();
    assert_eq!((read.names.len(), read.sheets[1].hidden, read.sheets[0].merged.len()), (1, true, 1));
    assert!(read.sheets[0].cells.contains(&(Position::new(3, 1), Content::Percent(0.955))));
}

fn cells_of(workbook: &Workbook) -> String {
    let sheet = |sheet: &crate::sheet::Sheet| format!("{} {:?} {:?}\n", sheet.name, sheet.cells, sheet.merged);
    workbook.sheets.iter().map(sheet).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn damage_is_refused_or_changes_nothing(
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1u8..), 1..4),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let good = written();
        let mut bytes = good.clone();
        for (at, mask) in flips {
            bytes[at.index(good.len())] ^= mask;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(good.len()));
        }
        if let Ok(workbook) = read(&bytes, "a.xlsx") {
            prop_assert_eq!(cells_of(&workbook), cells_of(&read(&good, "a.xlsx").unwrap()));
        }
    }

    #[test]
    fn any_sheet_part_is_read_or_refused_without_panic(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<worksheet>", "</worksheet>", "<sheetData>", "</sheetData>", "<row r=\"2\">", "<row>", "</row>", "<c>",
            "<c r=\"B2\" t=\"s\">", "<c t=\"str\">", "</c>", "<v>", "</v>", "<f>", "</f>", "<is>", "</is>", "<t>", "</t>",
            "1", "&amp;", "&#0;", "_x000A_", "_xD83D_", "<!--", "-->", "<![CDATA[", "]]>", "<mergeCells>", "<mergeCell ref=\"A1:B2\"/>",
        ]), 0..40)
    ) {
        let _ = sheet(&pieces.concat());
        let _ = sheet(&format!("<worksheet><sheetData><row>{}</row></sheetData></worksheet>", pieces.concat()));
    }
}
