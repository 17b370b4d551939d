//! Which column holds the answers, where a form heads its columns in words of its own; through the binary.

use crate::support::{Round, form};

const ANSWERS: &str = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";

/// State and value of an item of the form with some cells changed, and the rules of the unit's findings.
fn taken(item: &str, changes: &[(&str, &str)]) -> (String, String, Vec<String>) {
    let mut cells = form("U01", "2025-Q1", ANSWERS);
    cells.retain(|(cell, _)| !changes.iter().any(|(changed, _)| changed == cell));
    let filled = changes.iter().filter(|(_, text)| !text.is_empty());
    cells.extend(filled.map(|(cell, text)| (cell.to_string(), text.to_string())));
    let round = Round::new().silent("U01", "N");
    round.form("2025-Q1/form.xlsx", &cells);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let row = outcome.rows("answers.csv").into_iter().find(|row| row["item"] == item).unwrap();
    (row["state"].clone(), row["value"].clone(), outcome.rules_of("U01"))
}

fn answered(value: &str) -> (String, String) {
    ("answered".to_string(), value.to_string())
}

fn asked_about((state, value, rules): (String, String, Vec<String>), rule: &str) {
    assert_eq!((state.as_str(), value.as_str()), ("invalid", ""), "{rules:?}");
    assert!(rules.contains(&rule.to_string()), "{rules:?}");
}

#[test]
fn a_tick_is_the_answer_above_it() {
    let heads = [("A5", "Item"), ("B5", "Yes"), ("C5", "No")];
    let ticked = |item, marks: &[(&'static str, &'static str)]| taken(item, &[&heads[..], marks].concat());
    let (state, value, _) = ticked("has_plan", &[("B8", ""), ("C8", "√")]);
    assert_eq!((state, value), answered("no"));
    let (state, value, _) = ticked("trained", &[("B9", "（√）"), ("C9", "")]);
    assert_eq!((state, value), answered("yes"));
    asked_about(ticked("has_plan", &[("B8", ""), ("C8", "1")]), "mark-contradicts-heading");
}

#[test]
fn what_was_done_is_told_from_what_was_intended() {
    let columns = |heads: [&'static str; 2]| {
        taken("staff", &[("A5", "Item"), ("B5", heads[0]), ("C5", heads[1]), ("B6", "20"), ("C6", "12")])
    };
    let (state, value, _) = columns(["Target", "Actual"]);
    assert_eq!((state, value), answered("12"));
    asked_about(columns(["First half", "Second half"]), "answers-in-two-columns");
    asked_about(taken("staff", &[("A5", "Item"), ("B5", "Target")]), "another-heading");
}

#[test]
fn a_label_of_another_time_is_not_counted() {
    asked_about(taken("staff", &[("A6", "Number of staff (2024年)")]), "label-of-another-time");
    let (state, value, _) = taken("staff", &[("A6", "Number of staff (persons, 2025年)")]);
    assert_eq!((state, value), answered("12"));
}

#[test]
fn a_list_of_explanations_asks_nothing_again() {
    let list = [("A30", "Explanations"), ("A31", "Number of staff"), ("B31", "all who are paid")];
    let (state, value, rules) = taken("staff", &list);
    assert_eq!((state, value), answered("12"));
    assert!(!rules.contains(&"label-twice".to_string()), "{rules:?}");
}

#[test]
fn the_column_of_another_span_does_not_count() {
    let headed = |heading: &'static str| taken("staff", &[("A5", "Item"), ("B5", heading)]);
    for heading in ["全年数", "5月数", "上年数", "应填报数", "填报率"] {
        asked_about(headed(heading), "another-heading");
    }
    let (state, value, rules) = headed("当季数");
    assert_eq!((state, value), answered("12"));
    assert!(!rules.contains(&"unknown-heading".to_string()), "{rules:?}");
    let heads = [("A5", "Item"), ("B5", "本年数"), ("C5", "当季数"), ("B6", "40"), ("C6", "12")];
    let (state, value, _) = taken("staff", &heads);
    assert_eq!((state, value), answered("12"));
}

#[test]
fn an_answer_behind_the_colon_of_its_label_is_not_lost() {
    let (state, value, _) = taken("staff", &[("A6", "Number of staff: 12"), ("B6", "")]);
    assert_eq!((state, value), answered("12"));
}

#[test]
fn an_answer_on_a_row_without_a_label_is_told() {
    let (_, _, rules) = taken("staff", &[("B7", ""), ("A7", ""), ("A20", "Staff trained"), ("B20", "3"), ("B15", "4")]);
    assert!(rules.contains(&"cells-unread".to_string()), "{rules:?}");
}

#[test]
fn a_correction_beside_the_answer_is_asked_about() {
    let beside = |heading: &'static str, words: &'static str| {
        let heads = [("A5", "Item"), ("B5", "Answer"), ("C5", heading)];
        let (state, value, rules) = taken("staff", &[&heads[..], &[("C6", words)]].concat());
        assert_eq!((state, value), answered("12"), "{heading} {words}");
        rules.contains(&"correction-beside".to_string())
    };
    for (heading, words) in [("Corrected", "14"), ("Remarks", "Should be 14"), ("备注", "此项填错，应为14")] {
        assert!(beside(heading, words), "{heading} {words}");
    }
    for (heading, words) in [("Corrected", "12"), ("Remarks", "14 in all"), ("备注", "应为公文流转单")] {
        assert!(!beside(heading, words), "{heading} {words}");
    }
}
