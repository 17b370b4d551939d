//! Rosters as offices draw them: headings below headings, cells merged over several items, units that sent nothing.

use rust_xlsxwriter::{Format, Workbook};

use crate::support::{Outcome, Round};

/// A roster of the tiny survey whose staff stand in two columns under one heading, with these headings below it.
fn two_rows(below: [&str; 2]) -> Vec<u8> {
    let plain = Format::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (col, heading) in
        [(0, "Code"), (1, "Unit"), (4, "Staff trained"), (5, "Training plan in force"), (6, "Training held")]
    {
        sheet.merge_range(0, col, 1, col, heading, &plain).unwrap();
    }
    sheet.merge_range(0, 2, 0, 3, "Number of staff", &plain).unwrap();
    for (place, heading) in below.into_iter().enumerate() {
        sheet.write_string(1, 2 + place as u16, heading).unwrap();
    }
    for (row, (code, before, now)) in [("U01", 8, 11), ("U02", 5, 6)].into_iter().enumerate() {
        let row = row as u32 + 2;
        sheet.write_row(row, 0, [code, &format!("Office {code}")]).unwrap();
        sheet.write_row(row, 2, [before, now, 1]).unwrap();
        sheet.write_row(row, 5, ["yes", "no"]).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// A roster in which a number stands for two items of one unit, and one word for all items of the next.
fn merged() -> Vec<u8> {
    let plain = Format::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let heads = ["Code", "Unit", "Number of staff", "Staff trained", "Training plan in force", "Training held"];
    sheet.write_row(0, 0, heads).unwrap();
    for (row, code) in ["U01", "U02", "U03"].into_iter().enumerate() {
        sheet.write_row(row as u32 + 1, 0, [code, &format!("Office {code}")]).unwrap();
    }
    sheet.merge_range(1, 2, 1, 3, "", &plain).unwrap();
    sheet.write_number(1, 2, 3).unwrap();
    sheet.write_row(1, 4, ["yes", "no"]).unwrap();
    sheet.merge_range(2, 2, 2, 5, "not reported", &plain).unwrap();
    sheet.write_row(3, 2, [4, 2]).unwrap();
    sheet.write_row(3, 4, ["no", ""]).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn run(file: &[u8]) -> Outcome {
    let round = Round::new().silent("U01", "N").silent("U02", "S").silent("U03", "N");
    round.file("2025-Q1/roster.xlsx", file);
    round.run()
}

/// Value and cell of each unit's answer to an item.
fn answers(outcome: &Outcome, item: &str) -> Vec<(String, String)> {
    let rows = outcome.rows("answers.csv").into_iter().filter(|row| row["item"] == item);
    rows.map(|row| (row["value"].clone(), row["cell"].clone())).collect()
}

fn pairs(expected: [(&str, &str); 3]) -> Vec<(String, String)> {
    expected.map(|(value, cell)| (value.to_string(), cell.to_string())).to_vec()
}

#[test]
fn of_two_columns_under_one_heading_the_one_of_the_period_is_read() {
    let outcome = run(&two_rows(["last year", "this year"]));
    assert_eq!(answers(&outcome, "staff"), pairs([("11", "D3"), ("6", "D4"), ("", "")]));
    assert_eq!(answers(&outcome, "trained_staff"), pairs([("1", "E3"), ("1", "E4"), ("", "")]));
    let rejected = outcome.rows("findings.csv").into_iter().find(|row| row["rule"] == "return-rejected");
    assert_eq!(rejected, None, "no row of the header is a unit");
    let undecided = run(&two_rows(["men", "women"]));
    assert_eq!(answers(&undecided, "staff"), pairs([("", "C3"), ("", "C4"), ("", "")]));
    assert!(undecided.rules_of("U01").contains(&"label-twice".to_string()));
}

#[test]
fn what_is_merged_over_several_items_is_no_answer_to_each() {
    let outcome = run(&merged());
    assert_eq!(answers(&outcome, "staff"), pairs([("", "C2"), ("", ""), ("4", "C4")]));
    assert_eq!(answers(&outcome, "trained_staff"), pairs([("", "C2"), ("", ""), ("2", "D4")]));
    assert_eq!(outcome.rules_of("U01").iter().filter(|rule| *rule == "shared-number").count(), 2);
    let states: Vec<String> = outcome.rows("units.csv").iter().map(|row| row["state"].clone()).collect();
    assert_eq!(states, ["returned", "missing", "returned"]);
}

/// A roster of two sheets, the second with the same units and other numbers; beside one row a word takes it back.
fn two_rounds(second: &str) -> Vec<u8> {
    let heads = ["Code", "Unit", "Number of staff", "Staff trained", "Training plan in force", "Training held"];
    let mut workbook = Workbook::new();
    for (name, staff) in [("Round", 12), (second, 99)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, heads).unwrap();
        for (row, code) in (1..).zip(["U01", "U02"]) {
            sheet.write_row(row, 0, [code, &format!("Office {code}")]).unwrap();
            sheet.write_row(row, 2, [staff, 3]).unwrap();
            sheet.write_row(row, 4, ["yes", "no"]).unwrap();
        }
    }
    workbook.worksheet_from_name("Round").unwrap().write_string(2, 6, "作废").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_round_before_is_not_read_and_a_unit_taken_back_does_not_count() {
    let outcome = run(&two_rounds("上轮"));
    let staff = answers(&outcome, "staff");
    assert_eq!(staff[..2], [("12".to_string(), "C2".to_string()), (String::new(), "C3".to_string())]);
    let findings = outcome.rows("findings.csv");
    let told = findings.iter().filter(|row| ["row-void", "sheet-not-read"].contains(&&*row["rule"]));
    let told: Vec<_> = told.map(|row| format!("{} {}!{}", row["rule"], row["sheet"], row["cell"])).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&"row-void Round!G3".to_string()), "{told:?}");
    assert!(told.contains(&"sheet-not-read 上轮!A1".to_string()), "{told:?}");
}
