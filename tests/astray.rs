//! Rows and answers that are easily lost, or read from the neighbour's column; through the binary.

use std::collections::BTreeMap;

use crate::support::{Round, fixed_workbook, form};

const ANSWERS: &str = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";

const TABLE: &str = "[[table]]\nid = \"courses\"\nlabel = \"Courses\"\n\
    [[table.column]]\nid = \"day\"\nkind = \"date\"\nlabel = \"Day\"\n\
    [[table.column]]\nid = \"topic\"\nkind = \"text\"\nlabel = \"Topic\"\n\
    [[table.column]]\nid = \"n\"\nkind = \"integer\"\nlabel = \"Persons\"\n";

/// A line of a sheet, its cells between bars.
fn lines(lines: &[&str], first_row: usize) -> Vec<(String, String)> {
    let cells = |(row, line): (usize, &&str)| {
        let cells = line.split('|').zip(["A", "B", "C", "D", "E", "F", "G", "H"]).filter(|(text, _)| !text.is_empty());
        cells.map(|(text, col)| (format!("{col}{row}"), text.to_string())).collect::<Vec<_>>()
    };
    (first_row..).zip(lines).flat_map(cells).collect()
}

/// The small survey with a table of courses, and a return of these sheets.
fn round(sheets: &[(&str, Vec<(String, String)>)]) -> Round {
    let round = Round::new().replacing("[[condition]]", &format!("{TABLE}[[condition]]")).silent("U01", "N");
    let mut workbook = fixed_workbook();
    for (name, cells) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (cell, text) in cells {
            let at = canvass::sheet::Position::parse(cell).unwrap();
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(at.row, at.col as u16, number).unwrap(),
                Err(_) => sheet.write_string(at.row, at.col as u16, text).unwrap(),
            };
        }
    }
    round.file("2025-Q1/U01.xlsx", &workbook.save_to_buffer().unwrap());
    round
}

/// The topics of the rows read, and rule, sheet and cell of the findings about the table.
fn courses(sheets: &[(&str, Vec<(String, String)>)]) -> (Vec<String>, Vec<String>) {
    let outcome = round(sheets).run();
    let is_topic = |row: &&BTreeMap<String, String>| row["item"] == "courses.topic";
    let topics = outcome.rows("answers.csv").iter().filter(is_topic).map(|row| row["value"].clone()).collect();
    let findings = outcome.rows("findings.csv");
    let about = findings.iter().filter(|row| row["item"].starts_with("courses"));
    (topics, about.map(|row| format!("{} {}!{}", row["rule"], row["sheet"], row["cell"])).collect())
}

fn return_with(rows: &[&str]) -> Vec<(String, String)> {
    [form("U01", "2025-Q1", ANSWERS), lines(&[&["No.|Day|Topic|Persons"], rows].concat(), 20)].concat()
}

#[test]
fn what_closes_a_table_is_no_row_and_nothing_is_said_of_it() {
    let rows = ["1|2025-01-09|law|3", "2|2025-02-11|audit|4"];
    for below in [
        &["|||Office (seal)", "|||4 April 2025"][..],
        &["", "|2025.4.4"],
        &["||Signed: A. Smith", "||Page 1 of 1"],
        &["Notes", "1|give the day on which it was held", "2|count everybody"],
    ] {
        let told = courses(&[("Return", return_with(&[&rows, below].concat()))]);
        assert_eq!(told, (vec!["law".to_string(), "audit".to_string()], vec![]), "{below:?}");
    }
}

#[test]
fn rows_below_a_line_that_takes_them_back_are_asked_about() {
    let rows = |line| ["1|2025-01-09|law|3", line, "2|2025-02-11|audit|4"];
    let earlier = |line| ["1|2025-01-09|law|3", line, "2|2024-12-11|audit|4"];
    for rows in [rows("void"), rows("The following rows are void"), earlier("Previous quarter"), earlier("Year 2024")] {
        let told = courses(&[("Return", return_with(&rows))]);
        assert_eq!(told, (vec!["law".to_string()], vec!["rows-unread Return!A22".to_string()]), "{rows:?}");
    }
    for line in ["Previous quarter", "Cases handed over in 2024"] {
        let (topics, rules) = courses(&[("Return", return_with(&rows(line)))]);
        assert_eq!(
            (topics.len(), rules),
            (2, vec!["row-void Return!A22".to_string()]),
            "their days are of the quarter"
        );
    }
    for line in ["Headquarters", "March 2025", "Continued from previous page"] {
        assert_eq!(courses(&[("Return", return_with(&rows(line)))]).1, [""; 0], "{line}");
    }
}

#[test]
fn rows_behind_totals_titles_notes_and_blank_rows_are_read() {
    let rows = [
        "First half",
        "1|2025-01-09|law|3",
        "Subtotal|||3",
        "2|2025-02-11|audit|4",
        "",
        "",
        "|2025-03-04|records|2",
        "Note: sent later",
        "4|2025-03-18|safety|1",
        "Total|||10",
    ];
    let more = lines(&["No.|Day|Topic|Persons", "5|2025-03-20|archives|6"], 1);
    let (topics, findings) = courses(&[("Return", return_with(&rows)), ("Continued", more)]);
    assert_eq!(topics, ["law", "audit", "records", "safety", "archives"]);
    assert_eq!(findings, [""; 0]);
}

#[test]
fn rows_that_may_belong_to_a_table_and_are_not_read_are_told_by_the_first() {
    let rows = ["1|2025-01-09|law|3", "", "", "|some day|audit|4", "|2025-02-12|records|2"];
    let (topics, findings) = courses(&[("Return", return_with(&rows))]);
    assert_eq!(topics, ["law"]);
    assert_eq!(findings, ["rows-unread Return!B24"]);
    let headless = lines(&["2|2025-03-20|archives|6"], 1);
    let (topics, findings) = courses(&[("Return", return_with(&rows[..1])), ("More", headless)]);
    assert_eq!(topics, ["law"]);
    assert_eq!(findings, ["rows-unread More!B1"]);
}

#[test]
fn a_list_of_something_else_below_a_table_is_neither_read_nor_told() {
    let rows = ["1|2025-01-09|law|3", "", "", "|Name|Office|Room", "|Smith|North|ground floor", "Checked by:|Jones"];
    assert_eq!(courses(&[("Return", return_with(&rows))]), (vec!["law".to_string()], vec![]));
}

#[test]
fn a_row_that_is_called_like_an_item_is_a_row_and_no_answer_to_the_item() {
    let rows = [
        "law|2025-01-09|3",
        "Number of staff|2025-02-11|4",
        "audit|2025-03-04|2",
        "Sample|2025-03-05|1",
        "Nile|2025-03-06|1",
    ];
    let table = lines(&[&["Topic|Day|Persons"], &rows[..]].concat(), 20);
    let sheets = [("Return", [form("U01", "2025-Q1", ANSWERS), table].concat())];
    let topics = ["law", "Number of staff", "audit", "Sample", "Nile"].map(String::from).to_vec();
    assert_eq!(courses(&sheets), (topics, vec![]));
    let answers = round(&sheets).run().rows("answers.csv");
    let staff = answers.iter().find(|row| row["item"] == "staff").unwrap();
    assert_eq!((&*staff["value"], &*staff["cell"]), ("12", "B6"));
}

#[test]
fn a_line_called_like_an_item_that_is_filled_in_otherwise_is_told() {
    let table = lines(&["Topic|Day|Persons", "law|2025-01-09|3", "Number of staff||4", "audit|2025-03-04|2"], 20);
    let (topics, findings) = courses(&[("Return", [form("U01", "2025-Q1", ANSWERS), table].concat())]);
    assert_eq!((topics, findings), (vec!["law".to_string()], vec!["rows-unread Return!A22".to_string()]));
}

#[test]
fn examples_numbers_of_columns_totals_and_lines_that_say_nothing_are_no_rows() {
    let rows = ["A|B|C|1", "Example|2025-01-01|shown|9", "1|2025-01-09|law|3", "2|none", "Page total|||3"];
    let (topics, findings) = courses(&[("Return", return_with(&rows))]);
    assert_eq!((topics, findings), (vec!["law".to_string()], vec!["example-row Return!A22".to_string()]));
}

#[test]
fn headings_that_stand_twice_are_read_side_by_side_or_asked_about() {
    let with = |table: &[&str]| [form("U01", "2025-Q1", ANSWERS), lines(table, 20)].concat();
    let beside = ["No.|Day|Topic|Persons|No.|Day|Topic|Persons", "1|2025-01-09|law|3|2|2025-02-11|audit|4"];
    let topics = ["law", "audit"].map(String::from).to_vec();
    assert_eq!(courses(&[("Return", with(&beside))]), (topics, vec![]));
    let twice = ["No.|Day|Topic|Persons (men)|Persons (women)", "1|2025-01-09|law|3|2"];
    let sheets = [("Return", with(&twice))];
    assert_eq!(courses(&sheets), (vec!["law".to_string()], vec!["label-twice Return!D20".to_string()]));
    let answers = round(&sheets).run().rows("answers.csv");
    let persons = answers.iter().find(|row| row["item"] == "courses.n").unwrap();
    assert_eq!((&*persons["state"], &*persons["value"]), ("invalid", ""));
}

/// State and value of the answers of a form with two columns, last year's on the left.
fn two_years(head: [&str; 2], own: &str, last: &str) -> Vec<String> {
    let mut cells = form("U01", "2025-Q1", ANSWERS);
    for (cell, text) in cells.iter_mut().filter(|(cell, _)| cell == "B6") {
        (*cell, *text) = ("C6".to_string(), own.to_string());
    }
    cells.retain(|(_, text)| !text.is_empty());
    let last = if last.is_empty() { vec![] } else { vec![("B6".to_string(), last.to_string())] };
    let heads = [("B5".to_string(), head[0].to_string()), ("C5".to_string(), head[1].to_string())];
    let outcome = round(&[("Return", [cells, last, heads.to_vec()].concat())]).run();
    let answers = outcome.rows("answers.csv");
    let staff = answers.iter().find(|row| row["item"] == "staff").unwrap();
    [vec![staff["state"].clone(), staff["value"].clone()], outcome.rules_of("U01")].concat()
}

#[test]
fn the_column_of_last_year_is_not_read_for_this_year() {
    for head in [["2024-Q1", "2025-Q1"], ["Last year", "This year"], ["2024", "2025"]] {
        let answer = two_years(head, "12", "9");
        assert_eq!(answer[..2], ["answered", "12"], "{head:?} {answer:?}");
        let blank = two_years(head, "", "9");
        assert_eq!(blank[..2], ["blank", ""], "{head:?} {blank:?}");
    }
    let undecided = two_years(["2022", "2023"], "12", "9");
    assert_eq!(undecided[..2], ["invalid", ""]);
    assert!(undecided.contains(&"answers-in-two-columns".to_string()), "{undecided:?}");
}

#[test]
fn a_period_that_contradicts_the_title_is_asked_about() {
    let round = Round::new().silent("U01", "N");
    let mut cells = form("U01", "2025年第一季度", ANSWERS);
    cells[0].1 = "2024年第四季度人员情况表".into();
    round.form("U01.xlsx", &cells);
    let outcome = round.run();
    assert!(outcome.rules_of("U01").contains(&"period-contradicts-title".to_string()), "{:?}", outcome.rules_of("U01"));
}

#[test]
fn rows_taken_back_and_rows_of_another_year_are_told_and_not_counted() {
    let rows = [
        "1|2025-01-09|law|3",
        "2|2025-02-11|audit|4|void",
        "cancelled|2025-02-12|records|4",
        "3|2025-03-04|safety|1||此行作废",
        "4|2025-03-18|archives|1",
        "|（以下空白）",
        "",
        "上年同期",
        "No.|Day|Topic|Persons",
        "1|2024-01-09|ethics|3",
    ];
    let others = lines(&["Courses of subordinate offices", "No.|Day|Topic|Persons", "1|2025-03-20|safety|6"], 1);
    let (topics, findings) = courses(&[("Return", return_with(&rows)), ("Drafted", others)]);
    assert_eq!(topics, ["law", "archives"]);
    let told = ["rows-unread Drafted!A1", "rows-unread Return!A28"];
    let void = ["row-void Return!A23", "row-void Return!E22", "row-void Return!F24"];
    let mut sorted = findings.clone();
    sorted.sort();
    assert_eq!(sorted, [&void[..], &told].concat());
}
