//! A return counts alike in whatever format the office system saved it, under whatever name.

use std::collections::BTreeMap;

use crate::support::container::compound_file;
use crate::support::hostile::archive;
use crate::support::{Round, form};

const ANSWERS: &str = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no\nAnything else=\
                       a, b; \"c\" <d>";

/// The form's rows, each as many cells as it has.
fn rows() -> Vec<Vec<String>> {
    let mut rows: BTreeMap<u32, Vec<String>> = (1..=12).map(|row| (row, Vec::new())).collect();
    for (cell, text) in form("U01", "2025-Q1", ANSWERS) {
        let row = cell[1..].parse().unwrap();
        rows.get_mut(&row).unwrap().push(text);
    }
    rows.into_values().collect()
}

fn delimited(delimiter: &str) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(delimiter) + "\r\n";
    rows().into_iter().map(line).collect()
}

fn escaped(cell: &str) -> String {
    cell.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn html() -> String {
    let cell = |cell: &String| format!("<td>{}</td>", escaped(cell));
    let line = |row: Vec<String>| format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>());
    format!("<html><body><table border=1>{}</table></body></html>", rows().into_iter().map(line).collect::<String>())
}

fn spreadsheet_ml() -> String {
    let cell = |cell: &String| format!("<Cell><Data ss:Type=\"String\">{}</Data></Cell>", escaped(cell));
    let line = |row: Vec<String>| format!("<Row>{}</Row>", row.iter().map(cell).collect::<String>());
    let rows: String = rows().into_iter().map(line).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
         xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"Sheet1\"><Table>{rows}</Table>\
         </Worksheet></Workbook>"
    )
}

fn wide(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// The answers of the one return, without the file, sheet and cell that they come from.
fn answers(bytes: &[u8]) -> Vec<String> {
    let round = Round::new().silent("U01", "North");
    round.file("2025-Q1/sent.xls", bytes);
    let outcome = round.run();
    assert_eq!(outcome.receipt("sent.xls"), ("used".into(), String::new()), "{}", outcome.stderr);
    let columns = ["unit", "item", "value", "raw", "state"];
    outcome.rows("answers.csv").iter().map(|row| columns.map(|column| row[column].as_str()).join("|")).collect()
}

#[test]
fn csv_tsv_html_and_xml_named_xls_give_the_answers_of_the_workbook() {
    let round = Round::new().silent("U01", "North");
    round.form("2025-Q1/sent.xls", &form("U01", "2025-Q1", ANSWERS));
    let workbook = std::fs::read(round.folder.0.join("returns/2025-Q1/sent.xls")).unwrap();
    let expected = answers(&workbook);
    assert!(expected.contains(&"U01|staff|12|12|answered".to_string()), "{expected:?}");
    for (kind, bytes) in [
        ("csv", delimited(",").into_bytes()),
        ("semicolons", delimited(";").into_bytes()),
        ("tsv", delimited("\t").into_bytes()),
        ("csv in UTF-16", wide(&delimited("\t"))),
        ("html", html().into_bytes()),
        ("xml", spreadsheet_ml().into_bytes()),
    ] {
        assert_eq!(answers(&bytes), expected, "{kind}");
    }
}

#[test]
fn chinese_labels_in_gb18030_are_found() {
    let round = Round::new()
        .replacing("label = \"Number of staff\"", "label = \"职工人数\"")
        .replacing("code = [\"Code\"]\nperiod", "code = [\"单位代码\"]\nperiod")
        .silent("U01", "North");
    let text = "季报,\n单位代码,U01\nQuarter,2025-Q1\n职工人数,\"1,024\"\nStaff trained,\nTraining plan in force,no\n\
                Training held,\nAnything else,\n";
    let (bytes, ..) = encoding_rs::GB18030.encode(text);
    round.file("2025-Q1/季报.csv", &bytes);
    let outcome = round.run();
    assert_eq!(outcome.receipt(".csv").0, "used", "{}", outcome.stderr);
    assert_eq!(outcome.figure("staff", "")["value"], "1024");
}

/// A compound file in which lies what only the package of a program has.
fn installer() -> Vec<u8> {
    let mut file = compound_file(b"");
    let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let at = file.windows(name.len()).position(|window| window == name).unwrap();
    file[at..at + 2].copy_from_slice(&0x4840_u16.to_le_bytes());
    file
}

#[test]
fn what_is_no_table_is_named_for_what_it_is() {
    let round = Round::new().unit("U01", "North", "Number of staff=12\nTraining plan in force=no");
    for (name, bytes, status, word) in [
        ("letter.txt", &b"Dear colleagues,\nthe return follows.\n"[..], "ignored", "not the form"),
        ("scan.xls", b"\x89PNG\r\n\x1a\n", "rejected", "PNG"),
        ("report.xlsx", b"%PDF-1.4\n%%EOF\n", "rejected", "PDF"),
        ("packed.xls", b"Rar!\x1a\x07\x00", "rejected", "RAR"),
        ("cut.xls", b"<html><table><tr><td>Code", "rejected", "cut short"),
        ("zeros.xls", b"\0\0\0\0", "rejected", "zero bytes"),
        ("form.slk", b"ID;PWXL;N;E\r\nC;Y1;X1;K\"Code\"\r\nC;X2;K\"U01\"\r\nE\r\n", "rejected", "SYLK"),
        ("form.csv", b"TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n0,2\r\n", "rejected", "DIF"),
        ("form.wk1", b"\0\0\x02\0\x06\x04\x06\0\x08\0\0\0\0\0", "rejected", "Lotus"),
        ("sent.eml", b"From: a@b\nTo: c@d\nSubject: return, 1\n\nCode, U01\n", "rejected", "e-mail"),
        ("safe.xlsx", b"b\x14#e\x03\x01\x01\0E-SafeNet\0\0\0LOCK\0", "rejected", "document protection"),
        ("link.xlsx", b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0", "rejected", "a shortcut"),
        ("photo.xlsx", b"\0\0\0\x1cftypavif\0\0\0\0", "rejected", "AVIF"),
        ("setup.xls", &installer()[..], "rejected", "Windows Installer"),
        ("answers.json", b"{\"Code\": \"U01\", \"Number of staff\": 12}\n", "ignored", "JSON"),
    ] {
        round.file(&format!("2025-Q1/{name}"), bytes);
        let (found, reason) = round.run().receipt(name);
        assert!(found == status && reason.contains(word), "{name}: {found} {reason}");
    }
}

#[test]
fn a_workbook_saved_as_a_web_page_is_one_return_with_its_folder_and_none_without() {
    let frame = "<html><head></head><frameset rows=\"*,39\"><frame src=\"sent.files/sheet001.htm\"></frameset></html>";
    let blank = "<html><body><table><tr><td></td></tr></table></body></html>";
    let cover = "<html><body><table><tr><td>How to fill in the form</td></tr></table></body></html>";
    let whole = Round::new().silent("U01", "North");
    for (name, text) in [
        ("sent.htm", frame),
        ("sent.files/filelist.xml", "<xml/>"),
        ("sent.files/tabstrip.htm", blank),
        ("sent.files/stylesheet.css", "td{}"),
        ("sent.files/sheet001.htm", cover),
        ("sent.files/sheet002.htm", &html()),
        ("sent.files/sheet003.htm", blank),
    ] {
        whole.file(&format!("2025-Q1/{name}"), text.as_bytes());
    }
    let outcome = whole.run();
    assert_eq!(outcome.receipt("sheet002.htm").0, "used", "{}", outcome.stderr);
    for name in ["sent.htm", "filelist.xml", "tabstrip.htm", "stylesheet.css", "sheet001.htm", "sheet003.htm"] {
        let (status, reason) = outcome.receipt(name);
        assert!(status == "ignored" && reason.contains("saved as a web page"), "{name}: {status} {reason}");
    }
    let alone = Round::new().unit("U01", "North", ANSWERS);
    alone.file("2025-Q1/sent.xls", frame.as_bytes());
    alone.file("2025-Q1/other.files/sheet001.htm", cover.as_bytes());
    let outcome = alone.run();
    let (status, reason) = outcome.receipt("sent.xls");
    assert!(status == "rejected" && reason.contains("was not sent"), "{status} {reason}");
    assert_eq!(outcome.receipt("other.files/sheet001.htm").0, "rejected");
}

#[test]
fn a_workbook_behind_the_blanks_of_a_download_page_counts_as_sent() {
    let round = Round::new().silent("U01", "North");
    round.form("2025-Q1/sent.xlsx", &form("U01", "2025-Q1", ANSWERS));
    let workbook = std::fs::read(round.folder.0.join("returns/2025-Q1/sent.xlsx")).unwrap();
    let expected = answers(&workbook);
    for blanks in ["\u{feff}", "\r\n\r\n", "\u{feff}\n"] {
        assert_eq!(answers(&[blanks.as_bytes(), &workbook].concat()), expected, "{blanks:?}");
    }
}

/// The page with each change made; every change has to apply.
fn page_with(changes: &[(&str, &str)]) -> Vec<u8> {
    let apply = |page: String, (old, new): &(&str, &str)| {
        assert!(page.contains(old), "{old}");
        page.replacen(old, new, 1)
    };
    changes.iter().fold(html(), apply).into_bytes()
}

#[test]
fn a_page_inside_a_layout_with_fields_and_what_is_not_shown_gives_the_answers_of_the_workbook() {
    let expected = answers(&page_with(&[]));
    let fields = [
        ("<td>12</td>", "<td><input value=\"12\"><span style=\"display:none\">9</span></td>"),
        ("<td>3</td>", "<td><select><option>2</option><option selected>3</option></select></td>"),
        ("<td>yes</td>", "<td><template>no</template>yes</td>"),
    ];
    assert_eq!(answers(&page_with(&fields)), expected);
    let layout =
        [("<table", "<table><tr><td>System</td></tr><tr><td><table"), ("</table>", "</table></td></tr></table>")];
    assert_eq!(answers(&page_with(&layout)), expected);
}

#[test]
fn what_is_struck_out_raised_or_not_ticked_on_a_page_is_asked_about() {
    let changes = [
        ("<td>12</td>", "<td><s>1</s>12</td>"),
        ("<td>3</td>", "<td>3<sup>2</sup></td>"),
        ("<td>yes</td>", "<td><input type=checkbox>yes</td>"),
    ];
    let answers = answers(&page_with(&changes));
    let states: Vec<&str> = answers.iter().filter_map(|answer| answer.rsplit('|').next()).collect();
    assert_eq!(states[..3], ["invalid"; 3], "{answers:?}");
}

#[test]
fn values_that_a_system_forces_to_be_text_are_the_text_inside() {
    let expected = answers(delimited(",").as_bytes());
    let forced: String = delimited(",").replace("\"12\"", "=\"12\"").replace("\"U01\"", "\"=\"\"U01\"\"\"");
    assert_eq!(answers(forced.as_bytes()).join("\n").replace("=\"12\"", "12"), expected.join("\n"));
    let tabbed = delimited(",").replace(",\"", ",\"\t");
    // What is written keeps its tab; what it means does not.
    let meanings = |answers: Vec<String>| -> Vec<String> {
        answers.iter().map(|answer| answer.split('|').take(3).collect::<Vec<_>>().join("|")).collect()
    };
    assert_eq!(meanings(answers(tabbed.as_bytes())), meanings(expected));
}

#[test]
fn a_return_counts_under_the_name_of_an_archive_and_an_archive_is_called_so_under_any_name() {
    let round = Round::new().silent("U01", "North").silent("U02", "South");
    let sent = |code: &str| {
        round.form("2025-Q1/form.xlsx", &form(code, "2025-Q1", "Number of staff=12\nTraining plan in force=no"));
        let path = round.folder.0.join("returns/2025-Q1/form.xlsx");
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        bytes
    };
    let (alone, packed) = (sent("U01"), archive(&[("U02.xlsx", &sent("U02"))]));
    let numbers = archive(&[("Index/Document.iwa", b"x"), ("Metadata/Properties.plist", b"x")]);
    let ofd = archive(&[("Doc_0/Document.xml", b"<x/>"), ("OFD.xml", b"<x/>")]);
    let half = &packed[..packed.len() / 2];
    for (name, bytes, status, word) in [
        ("alone.7z", &alone[..], "used", ""),
        ("packed.rar", &packed, "ignored", "files: 1"),
        ("packed.rar/U02.xlsx", &[], "used", ""),
        ("real.zip", b"Rar!\x1a\x07\0\xcf", "rejected", "an archive (RAR)"),
        ("real.xlsx", b"7z\xbc\xaf\x27\x1c\0\x04", "rejected", "an archive (7-Zip)"),
        ("without-ending", b"Rar!\x1a\x07\0\xcf", "rejected", "an archive (RAR)"),
        ("other.lzh", b"\x22\0-lh5-\xff\xfe", "rejected", "send a .zip"),
        ("form.numbers", &numbers, "rejected", "Apple iWork"),
        ("letter.ofd", &ofd, "ignored", "OFD"),
        ("split.zip.001", half, "rejected", "join the parts"),
        ("split.zip.002", &packed[half.len()..], "rejected", "join the parts"),
    ] {
        if !bytes.is_empty() {
            round.file(&format!("2025-Q1/{name}"), bytes);
        }
        let (found, reason) = round.run().receipt(name);
        assert!(found == status && reason.contains(word), "{name}: {found} {reason}");
    }
    let outcome = round.run();
    assert_eq!(outcome.figure("staff", "")["value"], "24", "{}", outcome.stderr);
}

/// A workbook of Excel 2 with its texts in GBK that does not say so, as systems of that time still export it.
#[test]
fn chinese_in_an_old_workbook_without_a_page_is_found() {
    let round = Round::new()
        .replacing("label = \"Number of staff\"", "label = \"职工人数\"")
        .replacing("code = [\"Code\"]\nperiod", "code = [\"单位代码\"]\nperiod")
        .silent("U01", "North");
    let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat();
    let label = |row: u8, col: u8, text: &str| {
        let (bytes, ..) = encoding_rs::GBK.encode(text);
        record(0x0004, &[&[row, 0, col, 0, 0, 0, 0, bytes.len() as u8], &bytes[..]].concat())
    };
    let rows = [
        ("基层单位季报", ""),
        ("单位代码", "U01"),
        ("Quarter", "2025-Q1"),
        ("职工人数", "1024"),
        ("Staff trained", ""),
        ("Training plan in force", "no"),
        ("Training held", ""),
        ("Anything else", ""),
    ];
    let labels = (0..).zip(rows).flat_map(|(row, (left, right))| [label(row, 0, left), label(row, 1, right)]);
    let stream = [record(0x0009, &[2, 0, 0x10, 0]), labels.collect::<Vec<_>>().concat(), record(0x000a, &[])].concat();
    round.file("2025-Q1/季报.xls", &stream);
    let outcome = round.run();
    assert_eq!(outcome.receipt(".xls").0, "used", "{}", outcome.stderr);
    assert_eq!(outcome.figure("staff", "")["value"], "1024");
}

const COURSES: &str = "[[table]]\nid = \"courses\"\nlabel = \"Courses\"\n\
    [[table.column]]\nid = \"day\"\nkind = \"date\"\nlabel = \"Day\"\n\
    [[table.column]]\nid = \"topic\"\nkind = \"text\"\nlabel = \"Topic\"\n\
    [[table.column]]\nid = \"n\"\nkind = \"integer\"\nlabel = \"Persons\"\n";

/// The rows of the list of courses on a page that goes on so below the form, and the rules of the findings.
fn courses(list: &str) -> (Vec<String>, Vec<String>) {
    let round = Round::new().replacing("[[condition]]", &format!("{COURSES}[[condition]]")).silent("U01", "North");
    round.file("2025-Q1/U01.xls", html().replace("</table>", &format!("</table>{list}")).as_bytes());
    let outcome = round.run();
    let answers = outcome.rows("answers.csv");
    let of_list = answers.iter().filter(|row| row["item"].starts_with("courses"));
    (of_list.map(|row| row["value"].clone()).collect(), outcome.rules_of("U01"))
}

#[test]
fn a_list_on_a_page_ends_with_its_table_or_goes_on_in_the_next_of_its_kind() {
    let line = |cells: [&str; 4]| format!("<tr>{}</tr>", cells.map(|cell| format!("<td>{cell}</td>")).concat());
    let head = line(["No.", "Day", "Topic", "Persons"]);
    let rows = [line(["1", "2025-01-09", "law", "3"]), line(["2", "2025-02-11", "audit", "4"])];
    let [first, second] = &rows;
    let list = format!("<h2>Courses</h2><table>{head}{first}{second}</table>");
    for page in [
        list.clone(),
        format!("{list}<h2>Costs</h2><table><tr><td>Room</td><td>12</td></tr></table><p>Printed 2025-04-01</p>"),
        format!("{list}<table><tr><td>Budget</td></tr><tr><td>Year</td><td>2025</td></tr></table>"),
        format!("<table>{head}</table>\n<table>{first}</table>\n<table>{second}</table>"),
        format!("<div><table>{head}</table></div><div><table>{first}{second}</table></div>"),
        format!("<table>{head}{first}</table><p>Page 2</p><table>{second}</table>"),
    ] {
        let (values, rules) = courses(&page);
        assert_eq!(values, ["2025-01-09", "law", "3", "2025-02-11", "audit", "4"], "{page}");
        assert_eq!(rules, [""; 0], "{page}");
    }
}

#[test]
fn a_form_in_two_tables_gives_the_answers_of_the_workbook() {
    let expected = answers(&page_with(&[]));
    for between in [
        "</table><table>",
        "</table><h3>Numbers</h3><table>",
        "</table><hr><table><tr><td>A</td><td>B</td><td>C</td></tr>",
    ] {
        let parted = format!("{between}<tr><td>Number of staff</td>");
        assert_eq!(answers(&page_with(&[("<tr><td>Number of staff</td>", &parted)])), expected, "{between}");
    }
}

/// A flat OpenDocument file of the form, its last answer the result of a formula.
fn flat_ods(result: &str) -> String {
    let cell = |cell: &String| match cell.starts_with("a, b;") {
        true => format!("<table:table-cell table:formula=\"of:=[.B3]\"{result}</table:table-cell>"),
        false => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            escaped(cell)
        ),
    };
    let line =
        |row: Vec<String>| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" \
         office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Return\">{}</table:table></office:spreadsheet></office:body></office:document>",
        rows().into_iter().map(line).collect::<String>()
    )
}

#[test]
fn a_formula_that_shows_nothing_is_a_blank_answer_and_a_picture_is_none() {
    let last = |file: &str| answers(file.as_bytes()).pop().unwrap();
    assert_eq!(last(&flat_ods("><text:p/>")), "U01|remark|||blank");
    assert_eq!(last(&flat_ods("><text:p>well</text:p>")), "U01|remark|well|well|answered");
    assert_eq!(last(&flat_ods(">")), "U01|remark||'=of:=[.B3]|invalid");
    let picture = "=DISPIMG(\"ID_5F2A0C\",1)";
    let page = html().replace(&escaped("a, b; \"c\" <d>"), picture);
    assert_eq!(last(&page), format!("U01|remark||'{picture}|invalid"));
}
