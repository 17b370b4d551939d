//! Which period a publication is about and which one it is compared with, through the program.

use std::fs;

use crate::support::{Folder, Outcome, Round, canvass, form};

const ANSWERS: &str = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";

/// A round with the return of one unit for each of some quarters.
fn quarters(round: Round, quarters: &[&str]) -> Round {
    let round = round.silent("U01", "North");
    for quarter in quarters {
        round.form(&format!("{quarter}/U01.xlsx"), &form("U01", quarter, ANSWERS));
    }
    round
}

fn run_record(outcome: &Outcome, period: &str) -> serde_json::Value {
    let path = outcome.folder.with_file_name(period).join("run.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", outcome.stderr));
    serde_json::from_str(&text).unwrap()
}

fn compared_with(round: &Round, period: &str) -> serde_json::Value {
    run_record(&round.command("run", &["--period", period, "-q"]), period)["compared_with"].clone()
}

#[test]
fn figures_are_compared_with_the_period_before_and_never_with_another_in_its_place() {
    let round = quarters(Round::new(), &["2024-Q1", "2024-Q4", "2025-Q1", "2025-Q3"]);
    assert_eq!(compared_with(&round, "2025-Q1"), "2024-Q4");
    assert_eq!(compared_with(&round, "2025-Q3"), serde_json::Value::Null);
    assert_eq!(compared_with(&round, "2024-Q4"), serde_json::Value::Null);
}

#[test]
fn a_survey_may_compare_with_the_same_span_of_last_year() {
    let by_year = Round::new().replacing("period = \"quarter\"", "period = \"quarter\"\ncompare = \"year-ago\"");
    let round = quarters(by_year, &["2024-Q1", "2024-Q4", "2025-Q1"]);
    assert_eq!(compared_with(&round, "2025-Q1"), "2024-Q1");
    assert_eq!(compared_with(&round, "2024-Q4"), serde_json::Value::Null);
}

/// The cells of the first row of a page's table that begins with a word.
fn row(page: &str, table: &str, first: &str) -> Vec<String> {
    let start = page.find(&format!("id=\"table_{table}\"")).expect("the page has the table");
    let begins = |row: &&str| row.split("</td>").next().is_some_and(|cell| cell.ends_with(&format!(">{first}")));
    let row = page[start..].split("<tr>").find(begins);
    let cells = row.unwrap_or_else(|| panic!("{table} has no row {first}")).split("</td>");
    cells.filter_map(|cell| cell.rsplit_once('>')).map(|(_, text)| text.to_string()).collect()
}

#[test]
fn the_quarter_before_in_the_sentence_is_the_one_in_the_table() {
    let out = Folder::new();
    let mut told = Vec::new();
    for (period, before) in [("2026-Q2", "2026年第一季度"), ("2026-Q1", "2025年第四季度")] {
        let mut program = canvass();
        program.args(["run", "queries/accountability-cases", "-q", "--period", period, "--out"]).arg(&out.0);
        assert!(program.output().unwrap().status.success());
        let page = fs::read_to_string(out.0.join("accountability-cases").join(period).join("report.html")).unwrap();
        let sentence = page.split("上季度<span").nth(1).and_then(|rest| rest.split_once('>')).unwrap().1;
        let said = sentence.split('<').next().unwrap().to_string();
        assert_eq!(said, row(&page, "quarters", before)[1]);
        told.push(said);
    }
    assert_eq!(told, ["38", "45"]);
}

/// A round of two units, of which the second left the first quarter of 2024 on its form for 2025.
fn with_wrong_year(year: &str) -> Round {
    let round = Round::new().unit("U01", "North", ANSWERS).silent("U02", "South");
    round.form("2025-Q1/U02.xlsx", &form("U02", year, ANSWERS));
    round
}

#[test]
fn a_form_with_last_years_period_is_told_of_where_it_is_missed() {
    let outcome = with_wrong_year("2024-Q4").run();
    assert_eq!(outcome.rules_of("U02"), ["period-contradicts-folder"]);
    let units = outcome.rows("units.csv");
    assert_eq!(units.iter().map(|unit| &*unit["state"]).collect::<Vec<_>>(), ["returned", "missing"]);
    assert!(outcome.receipt("U02.xlsx").1.contains("the form says fourth quarter of 2024"));
    assert_eq!(run_record(&outcome, "2025-Q1")["compared_with"], serde_json::Value::Null);
}

#[test]
fn a_form_with_a_year_to_come_does_not_make_the_newest_period() {
    let round = with_wrong_year("2027-Q1");
    let outcome = round.run();
    assert_eq!(run_record(&outcome, "2025-Q1")["period"], "2025-Q1");
    assert_eq!(outcome.rules_of("U02"), ["period-contradicts-folder"]);
    let asked = round.command("run", &["--period", "2027-Q1"]);
    assert_eq!(run_record(&asked, "2027-Q1")["counts"]["returns"], 1, "asked for, it is published");
}

#[test]
fn last_years_form_sent_again_leaves_last_years_figures_alone() {
    let round = with_wrong_year("2024-Q4");
    round.form("2024-Q4/U02.xlsx", &form("U02", "2024-Q4", &ANSWERS.replace("staff=12", "staff=40")));
    let earlier = round.command("run", &["--period", "2024-Q4"]);
    let folder = earlier.folder.with_file_name("2024-Q4");
    let earlier = Outcome { folder, ..earlier };
    assert_eq!(earlier.figure("staff", "")["value"], "40");
    assert_eq!(earlier.receipt("2025-Q1/U02.xlsx").0, "rejected");
    assert_eq!(round.run().rules_of("U02"), ["return-rejected", "period-contradicts-folder"]);
}

#[test]
fn what_is_asked_under_something_not_asked_is_no_blank() {
    let deeper = "relevant = \"has_plan\"\n\n[[item]]\nid = \"hours\"\nkind = \"integer\"\nlabel = \"Anything else\"\n\
                  required = true\nrelevant = \"trained\"\n";
    let remark = "[[item]]\nid = \"remark\"\nkind = \"text\"\nlabel = \"Anything else\"\nopen = true\n";
    let round = Round::new().replacing("relevant = \"has_plan\"\n", deeper).replacing(remark, "");
    let outcome = round.unit("U01", "North", "Number of staff=12\nStaff trained=3\nTraining plan in force=no").run();
    let answers = outcome.rows("answers.csv");
    let state = |item: &str| answers.iter().find(|row| row["item"] == item).unwrap()["state"].clone();
    assert_eq!([state("trained"), state("hours")], ["not_applicable", "not_applicable"]);
    assert_eq!(outcome.rules_of("U01"), [""; 0]);
}
