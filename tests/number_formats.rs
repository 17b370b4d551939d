//! What Excel shows is what is read: answers whose number formats say something else than their values; through the
//! binary.

use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::support::{Outcome, Round, form};

/// Answers with their formats: rows 6 to 9 of the form.
type Formatted<'a> = [(f64, &'a str); 4];

fn book(code: &str, answers: &Formatted) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (cell, text) in form(code, "2025-Q1", "") {
        let at = canvass::sheet::Position::parse(&cell).unwrap();
        sheet.write_string(at.row, at.col as u16, &text).unwrap();
    }
    for (row, (value, format)) in answers.iter().enumerate() {
        sheet.write_number_with_format(row as u32 + 5, 1, *value, &Format::new().set_num_format(*format)).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

fn run(answers: &Formatted) -> Outcome {
    let round = Round::new().silent("U01", "North");
    round.file("2025-Q1/U01.xlsx", &book("U01", answers));
    round.run()
}

/// The values of staff, trained staff, plan and training, and the rules of the findings.
fn read(answers: &Formatted) -> (Vec<String>, Vec<String>) {
    let outcome = run(answers);
    let rows = outcome.rows("answers.csv");
    let value = |item: &str| rows.iter().find(|row| row["item"] == item).map(|row| row["value"].clone());
    let values = ["staff", "trained_staff", "has_plan", "trained"].map(|item| value(item).unwrap_or_default());
    (values.to_vec(), outcome.rules_of("U01"))
}

#[test]
fn formats_that_only_arrange_a_number_change_nothing() {
    let formatted = [
        (1234.0, "#,##0_);[Red](#,##0)"),
        (5.0, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"??_ ;_ @_ "),
        (1.0, "0"),
        (0.0, "0;-0;\"-\""),
    ];
    let (values, rules) = read(&formatted);
    assert_eq!(values, ["1234", "5", "yes", "no"]);
    assert_eq!(rules, [""; 0]);
}

#[test]
fn units_scales_and_words_count_as_they_are_shown() {
    let inverse = "[=1]\"no\";[=0]\"yes\"";
    let formatted = [(12.0, "0\" persons\""), (5000.0, "0,"), (0.0, inverse), (1.0, inverse)];
    let (values, rules) = read(&formatted);
    assert_eq!(values, ["12", "5", "yes", "no"]);
    assert_eq!(rules, [""; 0]);
}

#[test]
fn what_is_shown_as_no_number_is_asked_about_and_not_counted() {
    let formatted = [(7.0, "0\"余\""), (3.0, "0\"/10\""), (1.0, ";;;"), (1.0, "0\"?\"")];
    let (values, rules) = read(&formatted);
    assert_eq!(values, [""; 4]);
    let found = |rule: &str| rules.iter().any(|found| found == rule);
    assert!(found("only-a-bound") && found("error-value") && found("not-understood"), "{rules:?}");
}

#[test]
fn a_zero_kept_for_the_result_of_a_formula_is_not_counted() {
    let round = Round::new().silent("U01", "North");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (cell, text) in form("U01", "2025-Q1", "Training plan in force=yes\nTraining held=no") {
        let at = canvass::sheet::Position::parse(&cell).unwrap();
        sheet.write_string(at.row, at.col as u16, &text).unwrap();
    }
    sheet.write_formula(5, 1, Formula::new("10+2")).unwrap();
    sheet.write_formula(6, 1, Formula::new("1+2").set_result("3")).unwrap();
    round.file("2025-Q1/U01.xlsx", &workbook.save_to_buffer().unwrap());
    let outcome = round.run();
    let rows = outcome.rows("answers.csv");
    let state = |item: &str| rows.iter().find(|row| row["item"] == item).map(|row| row["state"].clone()).unwrap();
    assert_eq!([state("staff"), state("trained_staff")], ["invalid", "answered"]);
    // The note tells that the check between both numbers could not be made.
    assert_eq!(outcome.rules_of("U01"), ["not-calculated", "trained-not-more-than-staff"]);
}

#[test]
fn zeros_that_a_format_writes_belong_to_words_and_codes_and_change_no_number() {
    let round = Round::new().silent("007", "North");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (cell, text) in form("007", "2025-Q1", "Training plan in force=yes") {
        let at = canvass::sheet::Position::parse(&cell).unwrap();
        sheet.write_string(at.row, at.col as u16, &text).unwrap();
    }
    for (row, value, format) in
        [(1, 7.0, "000"), (5, 12.0, "0000"), (6, 3.0, "00_ "), (8, 1.0, "00"), (9, 42.0, "000000")]
    {
        sheet.write_number_with_format(row, 1, value, &Format::new().set_num_format(format)).unwrap();
    }
    round.file("2025-Q1/sent.xlsx", &workbook.save_to_buffer().unwrap());
    let outcome = round.run();
    let value = |row: &std::collections::BTreeMap<String, String>| format!("{} {}", row["item"], row["value"]);
    let values: Vec<String> = outcome.rows("answers.csv").iter().map(value).collect();
    assert_eq!(values, ["staff 12", "trained_staff 3", "has_plan yes", "trained yes", "remark 000042"]);
    assert_eq!(outcome.rules_of("007"), [""; 0]);
}
