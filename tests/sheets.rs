//! A workbook may hold more than the return; through the binary, nothing else is taken for it and nothing is lost.

use std::collections::BTreeSet;

use rust_xlsxwriter::Workbook;

use crate::support::{Outcome, Round, fixed_workbook, form};

const ANSWERS: &str = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";

const HEADER: [&str; 6] =
    ["Code", "Unit", "Number of staff", "Staff trained", "Training plan in force", "Training held"];

fn add(workbook: &mut Workbook, name: &str, hidden: bool, lines: &[[&str; 6]]) {
    let sheet = workbook.add_worksheet().set_name(name).unwrap().set_hidden(hidden);
    for (row, line) in lines.iter().enumerate() {
        for (col, text) in line.iter().enumerate() {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row as u32, col as u16, number).unwrap(),
                Err(_) => sheet.write_string(row as u32, col as u16, *text).unwrap(),
            };
        }
    }
}

fn add_form(workbook: &mut Workbook, name: &str, code: &str, answers: &str) {
    add_form_for("2025-Q1", workbook, name, code, answers);
}

fn add_form_for(period: &str, workbook: &mut Workbook, name: &str, code: &str, answers: &str) {
    let sheet = workbook.add_worksheet().set_name(name).unwrap();
    for (cell, text) in form(code, period, answers) {
        let at = canvass::sheet::Position::parse(&cell).unwrap();
        match text.parse::<f64>() {
            Ok(number) => sheet.write_number(at.row, at.col as u16, number).unwrap(),
            Err(_) => sheet.write_string(at.row, at.col as u16, &text).unwrap(),
        };
    }
}

fn round() -> Round {
    Round::new().silent("U01", "N").silent("U02", "N").silent("U03", "S")
}

#[test]
fn last_years_figures_on_a_hidden_sheet_are_nobodys_return() {
    let mut workbook = fixed_workbook();
    add_form(&mut workbook, "Form", "U01", ANSWERS);
    add(&mut workbook, "Last year", true, &[HEADER, ["U02", "Office U02", "99", "9", "yes", "yes"]]);
    let round = round();
    round.file("2025-Q1/U01.xlsx", &workbook.save_to_buffer().unwrap());
    let outcome = round.run();
    assert_eq!(outcome.figure("staff", "")["value"], "12", "{}", outcome.stderr);
    let ledger: Vec<String> = outcome.rows("ledger.csv").iter().map(|row| row["unit"].clone()).collect();
    assert!(ledger.contains(&"U01".to_string()) && !ledger.contains(&"U01;U02".to_string()), "{ledger:?}");
    assert!(outcome.rules_of("U01").contains(&"sheet-not-read".to_string()), "{:?}", outcome.rules_of("U01"));
}

#[test]
fn a_roster_is_read_to_its_last_sheet_and_its_last_header() {
    let mut workbook = fixed_workbook();
    let unit = |code: &'static str, name: &'static str, staff: &'static str| [code, name, staff, "1", "yes", "yes"];
    let north = [HEADER, unit("U01", "Office U01", "1"), HEADER, unit("U02", "Office U02", "20")];
    add(&mut workbook, "North", false, &north);
    add(&mut workbook, "South", false, &[HEADER, unit("U03", "Office U03", "300")]);
    let round = round();
    round.file("2025-Q1/roster.xlsx", &workbook.save_to_buffer().unwrap());
    let outcome = round.run();
    assert_eq!(outcome.figure("staff", "")["value"], "321", "{}", outcome.stderr);
}

#[test]
fn two_forms_in_one_workbook_are_rejected_and_both_are_named() {
    let mut workbook = fixed_workbook();
    add_form(&mut workbook, "One", "U01", ANSWERS);
    add_form(&mut workbook, "Other", "U02", "Number of staff=5\nTraining plan in force=no");
    let round = Round::new().silent("U01", "N").silent("U02", "N").unit("U03", "S", ANSWERS);
    round.file("2025-Q1/both.xlsx", &workbook.save_to_buffer().unwrap());
    let (status, reason) = round.command("check", &[]).receipt("both.xlsx");
    assert_eq!(status, "rejected");
    assert!(["One", "Other", "different units"].iter().all(|words| reason.contains(words)), "{reason}");
}

#[test]
fn a_sheet_that_shows_how_to_fill_in_the_form_is_no_second_form() {
    for (first, second) in [("Form", "填写示例"), ("Sample", "Form")] {
        let mut workbook = fixed_workbook();
        let filled =
            |name: &str| if name == "Form" { ("U01", ANSWERS) } else { ("U02", "Number of staff=5\nStaff trained=2") };
        for name in [first, second] {
            let (code, answers) = filled(name);
            add_form(&mut workbook, name, code, answers);
        }
        let round = round();
        round.file("2025-Q1/U01.xlsx", &workbook.save_to_buffer().unwrap());
        let outcome = round.run();
        assert_eq!(outcome.receipt("U01.xlsx").0, "used", "{first} {second}");
        assert_eq!(outcome.figure("staff", "")["value"], "12", "{first} {second}");
    }
}

#[test]
fn a_filled_copy_that_is_hidden_or_called_last_year_is_told_and_does_not_count() {
    let other = "Number of staff=99\nStaff trained=9\nTraining plan in force=no\nTraining held=no";
    for (name, hidden, severity) in
        [("Sheet2", true, "query"), ("Last year", false, "note"), ("2024年", false, "query")]
    {
        let mut workbook = fixed_workbook();
        add_form(&mut workbook, "Form", "U01", ANSWERS);
        add_form(&mut workbook, name, "U01", other);
        workbook.worksheet_from_index(1).unwrap().set_hidden(hidden);
        let round = round();
        round.file("2025-Q1/U01.xlsx", &workbook.save_to_buffer().unwrap());
        let outcome = round.run();
        assert_eq!(outcome.receipt("U01.xlsx").0, "used", "{name}");
        assert_eq!(outcome.figure("staff", "")["value"], "12", "{name}");
        let findings = outcome.rows("findings.csv");
        let told = findings.iter().find(|row| row["rule"] == "sheet-not-read").unwrap();
        assert_eq!((told["sheet"].as_str(), told["severity"].as_str()), (name, severity), "{name}");
    }
}

/// What a command makes of a workbook with tabs, each with its name, its period and the staff at its end, beside the
/// return of a unit with a staff of 12.
fn tabs(command: &str, tabs: &[(&str, &str, &str)]) -> Outcome {
    let mut workbook = fixed_workbook();
    for (name, period, staff) in tabs {
        let rest = "Staff trained=3\nTraining plan in force=yes\nTraining held=no";
        add_form_for(period, &mut workbook, name, "U01", &format!("Number of staff={staff}\n{rest}"));
    }
    let round = Round::new().silent("U01", "N").silent("U02", "N").unit("U03", "S", ANSWERS);
    round.file("2025-Q1/U01.xlsx", &workbook.save_to_buffer().unwrap());
    round.command(command, &[])
}

#[test]
fn of_a_tab_a_quarter_the_one_counts_in_whose_folder_the_workbook_lies() {
    for [first, second, third] in [["一季度", "二季度", "三季度"], ["Q1", "Q2", "Q3"], ["1-3月", "4-6月", "7-9月"]]
    {
        let outcome = tabs("run", &[(second, "2025-Q2", "13"), (first, "2025-Q1", "12"), (third, "2025-Q3", "14")]);
        assert_eq!(outcome.receipt("U01.xlsx").0, "used", "{first}: {}", outcome.stderr);
        assert_eq!(outcome.figure("staff", "")["value"], "24", "{first}");
        let findings = outcome.rows("findings.csv");
        let unread = findings.iter().filter(|row| row["rule"] == "sheet-not-read").map(|row| row["sheet"].as_str());
        assert_eq!(unread.collect::<BTreeSet<&str>>(), BTreeSet::from([second, third]));
    }
}

#[test]
fn a_workbook_of_tabs_of_other_quarters_is_rejected() {
    let outcome = tabs("check", &[("二季度", "2025-Q2", "13"), ("三季度", "2025-Q3", "14")]);
    let (status, reason) = outcome.receipt("U01.xlsx");
    assert_eq!(status, "rejected");
    assert!(["二季度", "三季度"].iter().all(|words| reason.contains(words)), "{reason}");
}
