//! Quotas and lists of a small survey: what is refused, how spans are judged, what becomes of entries.

use std::collections::BTreeMap;

use crate::support::{Outcome, Round, form};

/// The last lines of the tiny survey: what is declared further comes after them.
const LAST: &str = "unit = \"%\"\ndecimals = 1\n";

const LOG: &str = r#"
[[table]]
id = "log"
label = "Log of meetings"
[[table.column]]
id = "held_on"
kind = "date"
label = "Held on"
[[table.column]]
id = "what"
kind = "text"
label = "Subject discussed"
[[table.column]]
id = "hours"
kind = "decimal"
label = "Hours spent"
"#;

const QUOTA: &str = r#"
[[quota]]
id = "met"
label = "meet twice a quarter"
table = "log"
date = "held_on"
at_least = 2
every = "quarter"
spans = "period"
"#;

fn declared(more: &str) -> Round {
    Round::new().replacing(LAST, &format!("{LAST}{LOG}{more}"))
}

/// A return with a log: `day | subject | hours` a line.
fn cells(code: &str, period: &str, log: &str) -> Vec<(String, String)> {
    let mut cells = form(code, period, "Number of staff=5\nTraining plan in force=yes\nTraining held=yes");
    for (col, heading) in ["Held on", "Subject discussed", "Hours spent"].iter().enumerate() {
        cells.push((format!("{}20", ["A", "B", "C"][col]), heading.to_string()));
    }
    for (row, line) in log.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        for (col, text) in line.split('|').map(str::trim).enumerate() {
            cells.push((format!("{}{}", ["A", "B", "C"][col], row + 21), text.to_string()));
        }
    }
    cells
}

fn with_log(round: Round, code: &str, log: &str) -> Round {
    let round = round.silent(code, "North");
    round.form(&format!("2025-Q1/{code}.xlsx"), &cells(code, "2025-Q1", log));
    round
}

/// What a query prints, its lines split at the commas, without the heading.
fn answer(round: &Round, sql: &str, more: &[&str]) -> Vec<Vec<String>> {
    let arguments = [&[sql, "--format", "csv"], more].concat();
    let outcome = round.command("query", &arguments);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    outcome.stdout.lines().skip(1).map(|line| line.split(',').map(str::to_string).collect()).collect()
}

const STATES: &str = "SELECT code, done, short_by, state FROM quota_states ORDER BY seq, first_day";

fn states(round: &Round, more: &[&str]) -> Vec<String> {
    answer(round, STATES, more).into_iter().map(|row| row.join(" ")).collect()
}

#[test]
fn a_quarter_is_judged_at_the_close_of_its_last_day() {
    let round = with_log(declared(QUOTA), "U01", "2025-01-15 | Plan | 2\n2025-03-31 | Review | 1");
    let round = with_log(round, "U02", "2025年2月3日 | Plan | 2").silent("U03", "South");
    assert_eq!(states(&round, &[]), ["U01 2 0 met", "U02 1 1 short", "U03 0  no_data"]);
    let day_before = states(&round, &["--date", "2025-03-30"]);
    assert_eq!(day_before, ["U01 1 1 not_due", "U02 1 1 not_due", "U03 0 2 not_due"]);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let kept = answer(&round, "SELECT code, met_due, met_kept, quotas_not_kept FROM returns ORDER BY seq", &[]);
    let kept: Vec<String> = kept.into_iter().map(|row| row.join(" ")).collect();
    assert_eq!(kept, ["U01 true true 0", "U02 true false 1", "U03 true  0"]);
}

#[test]
fn half_of_the_units_keep_it_and_the_bounds_tell_of_those_that_sent_nothing() {
    let round = with_log(declared(QUOTA), "U01", "2025-01-15 | Plan | 2\n2025-03-31 | Review | 1");
    let round = with_log(round, "U02", "2025-02-03 | Plan | 2").silent("U03", "South").silent("U04", "South");
    let sql = "SELECT units, due, kept, short, no_data, share, high FROM quota_summary WHERE group_by IS NULL";
    assert_eq!(answer(&round, sql, &[]), [["4", "4", "1", "1", "2", "0.25", "0.75"]]);
    let of_region = "SELECT \"group\", due, kept FROM quota_summary WHERE group_by = 'region' ORDER BY group_seq";
    assert_eq!(answer(&round, of_region, &[]), [["North", "2", "1"], ["South", "2", "0"]]);
}

#[test]
fn what_cannot_count_is_told_and_not_counted() {
    let log = "2025-01-15 | Plan | 2\n2025-01-15 | Plan | 2\n2024-12-30 | Before | 1\n2025-09-01 | To come | 1\n | Undated | 1";
    let round = with_log(declared(QUOTA), "U01", log);
    assert_eq!(states(&round, &[]), ["U01 1 1 short"]);
    let outcome = round.run();
    let mut rules = outcome.rules_of("U01");
    rules.sort();
    rules.retain(|rule| rule.starts_with("evidence"));
    let expected = ["evidence-dated", "evidence-not-in-the-future", "evidence-of-the-period", "evidence-once"];
    assert_eq!(rules, expected, "{}", outcome.stderr);
    let findings = outcome.rows("findings.csv");
    let once = findings.iter().find(|row| row["rule"] == "evidence-once").unwrap();
    assert_eq!((once["cell"].as_str(), once["severity"].as_str()), ("A22", "query"));
}

#[test]
fn a_log_that_is_another_unit_s_is_asked_about_on_both_sides() {
    let log = "2025-01-15 | Plan for the year | 2\n2025-02-11 | Review | 1\n2025-03-04 | Visit to the mill | 1";
    let round = with_log(with_log(declared(QUOTA), "U01", log), "U02", log);
    let round = with_log(round, "U03", "2025-01-15 | Plan for the year | 2\n2025-03-05 | Other | 1");
    let outcome = round.run();
    let of = |unit: &str| outcome.rules_of(unit).iter().filter(|rule| *rule == "evidence-of-its-own").count();
    assert_eq!((of("U01"), of("U02"), of("U03")), (1, 1, 0));
}

#[test]
fn sums_are_taken_per_head_of_the_unit() {
    let quota = QUOTA.replace("at_least = 2", "at_least = 1.5\nsum = \"hours\"\nper = \"staff\"");
    let round = with_log(declared(&quota), "U01", "2025-01-15 | Plan | 4.5\n2025-02-15 | Review | 3");
    let round = with_log(round, "U02", "2025-01-15 | Plan | 4.5\n2025-02-15 | Review | 2.75");
    // Five staff: 7.5 hours.
    assert_eq!(states(&round, &[]), ["U01 7.5 0 met", "U02 7.25 0.25 short"]);
}

#[test]
fn months_of_a_quarter_are_judged_one_by_one_and_made_up_late() {
    let quota = QUOTA.replace("at_least = 2", "at_least = 1").replace("\"quarter\"", "\"month\"");
    let log = "2025-01-31 | January | 1\n2025-03-03 | March | 1\n2025-03-10 | For February | 1";
    let round = with_log(declared(&quota), "U01", log);
    assert_eq!(states(&round, &[]), ["U01 1 0 met", "U01 0 0 late", "U01 2 0 met"]);
    let graced = declared(&quota.replace("spans =", "grace_days = 10\nspans ="));
    let round = with_log(graced, "U01", log);
    assert_eq!(states(&round, &[]), ["U01 1 0 met", "U01 0 0 met", "U01 2 0 met"]);
}

const TALKS: &str = r#"
[[quota]]
id = "answered"
label = "answer within a month"
table = "log"
date = "held_on"
within = { months = 1, date = "answered_on" }
spans = "period"
"#;

#[test]
fn an_application_of_3_march_needs_its_talk_by_3_april() {
    let log = LOG.replace(
        "id = \"hours\"\nkind = \"decimal\"\nlabel = \"Hours spent\"",
        "id = \"answered_on\"\nkind = \"date\"\nlabel = \"Hours spent\"",
    );
    let round = Round::new().replacing(LAST, &format!("{LAST}{log}{TALKS}"));
    let rows = "2025-03-03 | First | 2025-03-28\n2025-01-31 | Second | 2025-02-28\n2025-01-30 | Third | 2025-03-01\n\
                2025-02-10 | Fourth | \n2025-03-04 | Fifth |";
    let round = with_log(round, "U01", rows);
    let sql = "SELECT begun, due, answered, days_late, state FROM quota_cases ORDER BY begun";
    let cases: Vec<String> = answer(&round, sql, &[]).into_iter().map(|row| row.join(" ")).collect();
    let expected = [
        "2025-01-30 2025-02-28 2025-03-01 1 late",
        "2025-01-31 2025-02-28 2025-02-28  met",
        "2025-02-10 2025-03-10  21 short",
        "2025-03-03 2025-04-03 2025-03-28  met",
        "2025-03-04 2025-04-04   not_due",
    ];
    assert_eq!(cases, expected);
    assert_eq!(states(&round, &[]), ["U01 2 1 short"]);
}

const LIST: &str = r#"
[[code_list]]
id = "states"
code = [{ id = "open", label = "open" }, { id = "done", label = "done" }]

[[table]]
id = "problems"
label = "Problems"
[[table.column]]
id = "no"
kind = "text"
label = "Problem number"
[[table.column]]
id = "problem"
kind = "text"
label = "Problem found"
[[table.column]]
id = "deadline"
kind = "date"
label = "To be mended by"
[[table.column]]
id = "state"
kind = "choice"
label = "How it stands"
codes = "states"
[[table.column]]
id = "closed_on"
kind = "date"
label = "Closed on"

[[list]]
id = "problem_list"
label = "List of problems"
table = "problems"
number = "no"
title = "problem"
deadline = "deadline"
state = "state"
closed = ["done"]
closed_on = "closed_on"
"#;

fn with_list(round: Round, period: &str, rows: &str) -> Round {
    let mut cells = form("U01", period, "Number of staff=5\nTraining plan in force=yes\nTraining held=yes");
    let headings = ["Problem number", "Problem found", "To be mended by", "How it stands", "Closed on"];
    let columns = ["A", "B", "C", "D", "E"];
    cells.extend(headings.iter().zip(columns).map(|(heading, col)| (format!("{col}20"), heading.to_string())));
    for (row, line) in rows.lines().map(str::trim).enumerate() {
        let texts = line.split('|').map(str::trim).zip(columns);
        cells.extend(texts.map(|(text, col)| (format!("{col}{}", row + 21), text.to_string())));
    }
    round.form(&format!("{period}/U01.xlsx"), &cells);
    round
}

fn by_rule(outcome: &Outcome) -> BTreeMap<String, usize> {
    let mut by_rule = BTreeMap::new();
    for rule in outcome.rules_of("U01") {
        *by_rule.entry(rule).or_default() += 1;
    }
    by_rule
}

#[test]
fn entries_are_followed_carried_over_closed_and_reopened() {
    let definition = LIST.replace("id = \"state\"", "id = \"how\"").replace("state = \"state\"", "state = \"how\"");
    let round = Round::new().replacing(LAST, &format!("{LAST}{definition}")).silent("U01", "North");
    let before = "P1 | Roof | 2025-02-28 | open |\nP2 | Door | 2025-01-31 | open |\n\
                  P3 | Wall | 2024-12-01 | done | 2024-11-20\nP4 | Gate | 2024-12-15 | done | 2024-12-10";
    let round = with_list(round, "2024-Q4", before);
    // P1 is not reported again, P2 is closed, P3 is open again, P5 and P6 are new.
    let now = "P2 | Door | 2025-01-31 | done | 2025-02-10\nP3 | Wall | 2025-06-30 | open |\n\
               P5 | Path | 2025-03-31 | open |\nP6 | Well | 2025-03-01 | done |";
    let round = with_list(round, "2025-Q1", now);
    let sql = "SELECT number, state, event, first_period, carried, overdue_days, closed_late_days FROM list_entries ORDER BY number";
    let entries: Vec<String> = answer(&round, sql, &[]).into_iter().map(|row| row.join(" ")).collect();
    let expected = [
        "P1 overdue carried 2024-Q4 true 31 ",
        "P2 closed closed 2024-Q4 false  10",
        "P3 open reopened 2024-Q4 false  ",
        "P5 open new 2025-Q1 false  ",
        "P6 closed new 2025-Q1 false  ",
    ];
    assert_eq!(entries, expected);
    let counts = "SELECT problem_list_open, problem_list_overdue, problem_list_new, problem_list_closed FROM returns";
    assert_eq!(answer(&round, counts, &[]), [["3", "1", "2", "2"]]);
    let later = answer(&round, "SELECT overdue_days FROM list_entries WHERE number = 'P5'", &["--date", "2025-04-02"]);
    assert_eq!(later, [["2"]]);
    let found = by_rule(&round.run());
    for rule in ["entry-reported-again", "entry-stays-closed", "closed-with-date"] {
        assert_eq!(found.get(rule), Some(&1), "{rule}: {found:?}");
    }
}

/// The line of the definition on which a text stands first.
fn line_of(outcome: &Outcome, text: &str) -> usize {
    let folder = &outcome._round.as_ref().unwrap().0;
    let definition = std::fs::read_to_string(folder.join("survey.toml")).unwrap();
    definition.lines().position(|line| line == text).unwrap_or_else(|| panic!("no line `{text}`")) + 1
}

fn is_refused(more: &str, at: &str, message: &str) {
    let outcome = declared(more).silent("U01", "North").run();
    assert_eq!(outcome.status, Some(2), "{more}\n{}", outcome.stderr);
    let place = format!("survey.toml:{}: ", line_of(&outcome, at));
    let told = outcome.stderr.lines().find(|line| line.contains(&place) && line.contains(message));
    assert!(told.is_some(), "expected `{place}…{message}`:\n{}", outcome.stderr);
}

#[test]
fn quotas_that_cannot_be_judged_are_refused_with_their_line() {
    let with = |old: &str, new: &str| QUOTA.replace(old, new);
    is_refused(&with("date = \"held_on\"\n", ""), "id = \"met\"", "has no date column");
    is_refused(&with("date = \"held_on\"", "date = \"heldon\""), "date = \"heldon\"", "did you mean `held_on`?");
    is_refused(&with("date = \"held_on\"", "date = \"what\""), "date = \"what\"", "`what` is not a date");
    is_refused(&with("table = \"log\"", "table = \"logs\""), "table = \"logs\"", "no table is called `logs`");
    is_refused(&with("at_least = 2", "at_least = 0"), "at_least = 0", "a quota is more than 0");
    is_refused(&with("at_least = 2", "at_least = -3"), "at_least = -3", "a quota is more than 0");
    is_refused(&with("every", "sum = \"what\"\nevery"), "sum = \"what\"", "must be a number");
    is_refused(&with("every", "per = \"stuff\"\nevery"), "per = \"stuff\"", "did you mean `staff`?");
    is_refused(&with("every", "where = \"hours\"\nevery"), "where = \"hours\"", "must be true or false");
    is_refused(&with("\"quarter\"", "\"decade\""), "every = \"decade\"", "unknown word `decade`");
    is_refused(&with("spans = \"period\"\n", ""), "id = \"met\"", "`history` must be at least 3");
    is_refused(&with("at_least = 2\n", ""), "id = \"met\"", "exactly one of `at_least` and `within`");
    let limit = "within = { date = \"held_on\" }";
    is_refused(&with("at_least = 2", limit), limit, "exactly one of `days` and `months`");
}

#[test]
fn every_mistake_of_a_quota_is_told_at_once() {
    let quota = QUOTA.replace("table = \"log\"", "table = \"nowhere\"").replace("at_least = 2", "at_least = 0");
    let outcome = declared(&quota).silent("U01", "North").run();
    assert!(outcome.stderr.contains("no table is called `nowhere`"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("a quota is more than 0"), "{}", outcome.stderr);
}

#[test]
fn lists_that_cannot_be_followed_are_refused_with_their_line() {
    let list = LIST.replace("id = \"state\"", "id = \"how\"").replace("state = \"state\"", "state = \"how\"");
    let with = |old: &str, new: &str| list.replace(old, new);
    is_refused(&with("closed = [\"done\"]", "closed = [\"dome\"]"), "closed = [\"dome\"]", "did you mean `done`?");
    is_refused(
        &with("number = \"no\"", "number = \"nr\""),
        "number = \"nr\"",
        "no column of `problems` is called `nr`",
    );
    is_refused(
        &with("title = \"problem\"\ndeadline = \"deadline\"", "title = \"problem\"\ndeadline = \"problem\""),
        "deadline = \"problem\"",
        "`problem` is not a date",
    );
    is_refused(&with("table = \"problems\"", "table = \"problem\""), "table = \"problem\"", "did you mean `problems`?");
}

#[test]
fn a_date_that_is_none_is_refused() {
    let outcome =
        declared(QUOTA).replacing("period = \"quarter\"\n", "period = \"quarter\"\nreference = \"31 March\"\n");
    let outcome = outcome.silent("U01", "North").run();
    assert!(outcome.stderr.contains("the reference date is no date"), "{}", outcome.stderr);
    let row = with_log(declared(QUOTA), "U01", "2025-01-15 | Plan | 2");
    row.form("2024-Q4/U01.xlsx", &cells("U01", "2024-Q4", "2024-11-15 | Plan | 2"));
    let outcome = row.command("run", &["--date", "2025-03-01", "--period", "2024-Q4..2025-Q1"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("--date is for one period"), "{}", outcome.stderr);
    let outcome = declared(QUOTA).command("run", &["--date", "2025-02-30"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.stderr);
}
