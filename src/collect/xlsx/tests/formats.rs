//! What cells show in the formats of the workbook, and which results of formulas count.

use super::*;

const CODES: [&str; 6] = [
    "[=1]&quot;否&quot;;[=0]&quot;是&quot;",
    ";;;",
    "0&quot;万人&quot;",
    "0!.0,",
    "@&quot;千&quot;",
    "yyyy&quot;年&quot;m&quot;月&quot;",
];

/// Reads the cells given in a workbook whose formats from the first on are the codes.
fn shown(cells: &str) -> Vec<String> {
    let format = |(at, code): (usize, &&str)| format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 170 + at);
    let defined: String = CODES.iter().enumerate().map(format).collect();
    let used: String = (0..CODES.len()).map(|at| format!("<xf numFmtId=\"{}\"/>", 170 + at)).collect();
    let styles = format!("<styleSheet><numFmts>{defined}</numFmts><cellXfs><xf/>{used}</cellXfs></styleSheet>");
    let sheet = format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
    let mut parts = parts(&sheet);
    parts[4] = Forged::part("xl/styles.xml", styles.as_bytes());
    let workbook = read(&forge::container(&parts), "a.xlsx").unwrap();
    workbook.sheets[0].cells.iter().map(|(at, content)| format!("{at} {content}")).collect()
}

#[test]
fn what_a_format_shows_counts_in_the_usual_writing_and_any_other() {
    let usual = "<c r=\"A1\" s=\"1\"><v>1</v></c><c r=\"B1\" s=\"2\"><v>7</v></c><c r=\"C1\" s=\"3\"><v>7</v></c>\
                 <c r=\"D1\" s=\"4\"><v>401000</v></c><c r=\"E1\" s=\"5\" t=\"s\"><v>0</v></c>\
                 <c r=\"F1\" s=\"6\"><v>45352</v></c><c r=\"G1\" s=\"5\"><v>5</v></c>";
    let expected = ["A1 否", "B1 #HIDDEN! 7", "C1 7万人", "D1 40.1", "E1 甲千", "F1 2024年3月", "G1 5"];
    assert_eq!(shown(usual), expected);
    assert_eq!(shown(&usual.replace("\"><v>", "\" ><v>")), expected);
}

#[test]
fn texts_in_the_cell_and_of_formulas_are_shown_by_their_format() {
    let cells = "<c r=\"A1\" s=\"5\" t=\"inlineStr\"><is><t>5</t></is></c>\
                 <c r=\"B1\" s=\"5\" t=\"str\"><f>A2</f><v>5</v></c><c r=\"C1\" s=\"2\" t=\"str\"><v>5</v></c>\
                 <c r=\"D1\" s=\"6\" t=\"d\"><v>2024-03-01</v></c><c r=\"E1\" s=\"1\" t=\"b\"><v>1</v></c>";
    assert_eq!(shown(cells), ["A1 5千", "B1 5千", "C1 #HIDDEN! 5", "D1 2024年3月", "E1 TRUE"]);
}

#[test]
fn a_place_kept_for_a_result_is_none_where_all_is_calculated_on_opening() {
    let cells = "<c r=\"A1\"><f>1+2</f><v>0</v></c><c r=\"B1\"><f>B2</f><v>3</v></c>\
                 <c r=\"C1\" t=\"str\"><f>C2</f><v></v></c><c r=\"D1\"><v>0</v></c>\
                 <c r=\"E1\" t=\"b\"><f>E2</f><v>0</v></c><c r=\"F1\"><f>F2</f><v>0.0</v></c>";
    let read_with = |flag: &str| {
        let sheet = format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
        let mut parts = parts(&sheet);
        let book = WORKBOOK.replace("</workbook>", &format!("<calcPr calcId=\"1\"{flag}/></workbook>"));
        parts[1] = Forged::part("xl/workbook.xml", book.as_bytes());
        let workbook = read(&forge::container(&parts), "a.xlsx").unwrap();
        workbook.sheets[0].cells.iter().map(|(at, content)| format!("{at} {content}")).collect::<Vec<_>>()
    };
    let on_opening = ["A1 =1+2", "B1 3", "C1 =C2", "D1 0", "E1 FALSE", "F1 =F2"];
    assert_eq!(read_with(" fullCalcOnLoad=\"1\""), on_opening);
    let as_stored = ["A1 0", "B1 3", "D1 0", "E1 FALSE", "F1 0"];
    assert_eq!(read_with(""), as_stored);
    assert_eq!(read_with(" fullCalcOnLoad=\"0\""), as_stored);
}
