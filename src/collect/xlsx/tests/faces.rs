//! Letters that are struck out, raised or in a font of pictures.

use crate::collect::forge::{self, Forged};
use crate::collect::workbook::read;
use crate::collect::xlsx::tests::parts;
use crate::sheet::{Content, Oddity, Position, Sheet};

const FONTS: &str = "<styleSheet><fonts><font><name val=\"宋体\"/></font><font><strike/></font>\
    <font><name val=\"Wingdings\"/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"0\" fontId=\"2\"/></cellXfs></styleSheet>";

fn run(face: &str, text: &str) -> String {
    format!("<r><rPr>{face}</rPr><t xml:space=\"preserve\">{text}</t></r>")
}

/// A sheet with these cells in its first row, of a workbook with these shared strings.
fn sheet(cells: &str, strings: &[String], styles: &str) -> Sheet {
    let mut parts = parts(&format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>"));
    let items: String = strings.iter().map(|runs| format!("<si>{runs}</si>")).collect();
    let strings = format!("<sst>{items}</sst>");
    for (name, text) in [("xl/sharedStrings.xml", strings.as_str()), ("xl/styles.xml", styles)] {
        let part = parts.iter_mut().find(|part| part.name == name).unwrap();
        *part = Forged::part(name, text.as_bytes());
    }
    read(&forge::container(&parts), "a.xlsx").unwrap().sheets.remove(0)
}

fn shown(sheet: &Sheet) -> Vec<String> {
    sheet.cells.iter().map(|(at, content)| format!("{at} {content} {:?}", sheet.oddity(*at))).collect()
}

#[test]
fn a_shared_string_with_a_struck_run_is_odd_in_every_cell_that_shows_it() {
    let strings =
        ["<t>是</t>".into(), format!("{}{}", run("<b/><strike/>", "1"), run("", "2")), "<r><t>3</t></r>".into()];
    let cells = "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>\
                 <c r=\"D1\" t=\"s\" ><v>1</v></c>";
    let sheet = sheet(cells, &strings, FONTS);
    assert_eq!(shown(&sheet), ["A1 是 None", "B1 12 Some(Struck)", "C1 3 None", "D1 12 Some(Struck)"]);
    assert_eq!(sheet.cells[1].1, Content::Text("12".into()));
}

#[test]
fn a_note_mark_is_odd_behind_a_number_and_not_behind_words() {
    let mark = run("<vertAlign val=\"superscript\"/>", "1");
    let strings = [format!("<r><t>5</t></r>{mark}"), format!("<r><t>人数</t></r>{mark}")];
    let cells = "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>";
    assert_eq!(shown(&sheet(cells, &strings, "<styleSheet/>")), ["A1 51 Some(Raised)", "B1 人数1 None"]);
}

#[test]
fn text_written_in_its_cell_has_looks_too() {
    let inline = |runs: &str| format!("<c t=\"inlineStr\"><is>{runs}</is></c>");
    let cells = [
        inline(&format!("{}{}", run("<strike val=\"true\"/>", "8"), run("<strike val=\"0\"/>", "95%"))),
        inline(&format!("{}<r><t>是</t></r>", run("<rFont val=\"Wingdings\"/>", "þ"))),
        inline("<t>否</t>"),
    ];
    let sheet = sheet(&cells.concat(), &[], "<styleSheet/>");
    assert_eq!(shown(&sheet), ["A1 895% Some(Struck)", "B1 ☑是 None", "C1 否 None"]);
}

#[test]
fn cells_are_read_by_their_fonts() {
    let strings = ["<t>ü</t>".into(), "<t>y</t>".into(), "<t>是</t>".into()];
    let cells = "<c r=\"A1\" s=\"2\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"2\" t=\"s\"><v>1</v></c>\
                 <c r=\"C1\" s=\"1\" t=\"s\"><v>2</v></c><c r=\"D1\" s=\"1\"><v>7</v></c><c r=\"E1\" s=\"2\"><v>1</v></c>\
                 <c r=\"F1\" s=\"2\" t=\"str\"><f>A1</f><v>û</v></c><c r=\"G1\" t=\"s\"><v>0</v></c>";
    let expected = [
        "A1 ✓ None",
        "B1 \u{fffd} Some(Unreadable)",
        "C1 是 Some(Struck)",
        "D1 7 Some(Struck)",
        "E1 1 Some(Unreadable)",
        "F1 ✗ None",
        "G1 ü None",
    ];
    assert_eq!(shown(&sheet(cells, &strings, FONTS)), expected);
}

#[test]
fn a_row_that_is_read_twice_names_an_odd_cell_once() {
    let cells = "<c r=\"A1\" s=\"1\"><v>7</v></c><c r=\"B1\" s='1'><v>8</v></c>";
    let sheet = sheet(cells, &[], FONTS);
    assert_eq!(sheet.odd.iter().map(|(at, _)| at.to_string()).collect::<Vec<_>>(), ["A1", "B1"]);
    assert!(sheet.odd.iter().all(|(_, oddity)| *oddity == Oddity::Struck));
}

#[test]
fn days_shown_without_their_year_are_noted_in_the_usual_writing_and_any_other() {
    let styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"16\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let usual = "<c r=\"A1\" s=\"1\"><v>46016</v></c><c r=\"B1\" s=\"2\"><v>46016</v></c><c r=\"C1\" s=\"1\" t=\"b\"><v>1</v></c>\
                 <c r=\"D1\" s=\"1\"><v>46016</v></c>";
    let expected = ["A1", "D1"].map(|at| Position::parse(at).unwrap());
    assert_eq!(sheet(usual, &[], styles).yearless, expected);
    assert_eq!(sheet(&usual.replace("\"><v>", "\" ><v>"), &[], styles).yearless, expected);
    assert_eq!(
        sheet(usual, &[], "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/><xf/></cellXfs></styleSheet>").yearless,
        []
    );
}
