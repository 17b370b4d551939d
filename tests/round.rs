//! Whole rounds of the tiny survey: a different form, and not a line of code for it.

use crate::support::{Round, form};

#[test]
fn a_second_survey_needs_no_code() {
    let outcome = Round::new()
        .unit("U01", "North", "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=yes")
        .unit("U02", "North", "Number of staff=5\nStaff trained=0\nTraining plan in force=yes\nTraining held=no")
        .unit("U03", "South", "Number of staff=20\nStaff trained=1\nTraining plan in force=no")
        .silent("U04", "South")
        .run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let trained = outcome.figure("trained", "has_plan");
    assert_eq!((trained["count"].as_str(), trained["base_count"].as_str()), ("1", "2"));
    let all = outcome.figure("trained", "registered");
    assert_eq!((all["share_text"].as_str(), all["not_received"].as_str(), all["status"].as_str()), ("25.0%", "1", "P"));
    assert_eq!((all["low"].as_str(), all["high"].as_str()), ("0.2500000000", "0.5000000000"));
    assert_eq!(outcome.figure("staff", "")["value"], "37");
    assert_eq!(outcome.figure("large_with_plan", "large")["share_text"], "50.0%");
}

#[test]
fn a_unit_that_sent_nothing_stays_in_the_base() {
    let outcome =
        Round::new().unit("U01", "N", "Number of staff=1\nTraining plan in force=yes").silent("U02", "N").run();
    let plan = outcome.figure("has_plan", "registered");
    assert_eq!((plan["count"].as_str(), plan["base_count"].as_str()), ("1", "2"));
    let units = outcome.rows("units.csv");
    assert_eq!(units[1]["state"], "missing");
}

#[test]
fn what_is_not_understood_is_no_zero_no_no_and_no_blank() {
    let outcome =
        Round::new().unit("U01", "N", "Number of staff=a few\nTraining plan in force=perhaps").silent("U02", "N").run();
    let answers = outcome.rows("answers.csv");
    let of = |item: &str| answers.iter().find(|row| row["unit"] == "U01" && row["item"] == item).unwrap().clone();
    assert_eq!(
        (of("staff")["state"].as_str(), of("staff")["raw"].as_str(), of("staff")["value"].as_str()),
        ("invalid", "a few", "")
    );
    assert_eq!(of("has_plan")["state"], "invalid");
    assert_eq!(outcome.figure("has_plan", "registered")["invalid"], "1");
}

#[test]
fn a_numerator_outside_its_base_is_an_error_and_not_counted() {
    let outcome = Round::new()
        .unit("U01", "N", "Number of staff=1\nTraining plan in force=no\nTraining held=yes")
        .unit("U02", "N", "Number of staff=1\nTraining plan in force=yes\nTraining held=yes")
        .run();
    let trained = outcome.figure("trained", "has_plan");
    assert_eq!((trained["count"].as_str(), trained["base_count"].as_str()), ("1", "1"));
    assert!(outcome.rules_of("U01").contains(&"outside-base".to_string()));
}

#[test]
fn the_later_of_two_returns_counts_and_differences_are_listed() {
    let round = Round::new().unit("U01", "N", "Number of staff=1\nTraining plan in force=no\nDate=2025-04-01");
    let later = "Number of staff=2\nTraining plan in force=no\nDate=2025-04-09";
    round.form("2025-Q1/second.xlsx", &form("U01", "2025-Q1", later));
    let outcome = round.run();
    assert_eq!(outcome.receipt("U01.xlsx").0, "superseded");
    assert_eq!(outcome.receipt("second.xlsx").0, "used");
    assert_eq!(outcome.figure("staff", "")["value"], "2");
}

#[test]
fn a_failing_rule_makes_check_fail_and_run_pass() {
    let round = Round::new().unit("U01", "N", "Number of staff=1\nStaff trained=5\nTraining plan in force=no");
    let check = round.command("check", &[]);
    assert_eq!(check.status, Some(1), "{}", check.stderr);
    assert!(check.stdout.contains("more staff trained than employed"), "{}", check.stdout);
    assert_eq!(round.run().status, Some(0));
    assert_eq!(round.command("run", &["--fail-on", "error"]).status, Some(1));
}

#[test]
fn a_mistake_in_the_survey_is_told_with_its_line() {
    let outcome =
        Round::new().replacing("\"has_plan\", \"trained\"]", "\"has_plann\", \"trained\"]").silent("U01", "N").run();
    assert_eq!(outcome.status, Some(2));
    assert!(
        outcome.stderr.contains("survey.toml:") && outcome.stderr.contains("did you mean `has_plan`"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn nothing_usable_is_status_three_and_leaves_a_ledger() {
    let round = Round::new().silent("U01", "N");
    round.file("2025-Q1/broken.xlsx", b"PK\x03\x04 cut off");
    let outcome = round.command("run", &["--period", "2025-Q1"]);
    assert_eq!(outcome.status, Some(3), "{}", outcome.stderr);
    assert_eq!(outcome.receipt("broken.xlsx").0, "rejected");
}

#[test]
fn an_empty_folder_and_a_wrong_path_each_give_one_clear_message() {
    let empty = Round::new().silent("U01", "N").run();
    assert_eq!(empty.status, Some(3));
    assert!(empty.stderr.contains("no files found"), "{}", empty.stderr);
    let wrong = Round::new().silent("U01", "N").command("run", &["--returns", "does/not/exist"]);
    assert_eq!(wrong.status, Some(2));
    assert!(wrong.stderr.contains("does/not/exist"), "{}", wrong.stderr);
}

#[test]
fn an_output_that_cannot_be_written_is_status_three() {
    let round = Round::new().unit("U01", "N", "Number of staff=1\nTraining plan in force=no");
    round.survey_file("blocked", "a file where a folder is wanted");
    let blocked = round.folder.0.join("blocked");
    let outcome = round.command("run", &["--out", blocked.to_str().unwrap()]);
    assert_eq!(outcome.status, Some(3), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("blocked"), "{}", outcome.stderr);
}
