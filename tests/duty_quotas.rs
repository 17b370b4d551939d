//! What the stock-taking of duties publishes, from the sample returns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::support::{Folder, Outcome, canvass};

const SURVEY: &str = "queries/duty-quotas";

fn published() -> &'static Outcome {
    static PUBLISHED: OnceLock<(Outcome, Folder)> = OnceLock::new();
    &PUBLISHED.get_or_init(|| run(&[], "2026-Q2")).0
}

fn run(more: &[&str], period: &str) -> (Outcome, Folder) {
    let folder = Folder::new();
    let out = folder.0.join("out");
    let output = canvass().args(["run", SURVEY, "--out"]).arg(&out).args(more).output().unwrap();
    let outcome = Outcome {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        folder: out.join("duty-quotas").join(period),
        _round: None,
    };
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    (outcome, folder)
}

fn answer(sql: &str, more: &[&str]) -> Vec<Vec<String>> {
    let output = canvass().args(["query", SURVEY, sql, "--format", "csv"]).args(more).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_string).collect()).collect()
}

fn lines(sql: &str, more: &[&str]) -> Vec<String> {
    answer(sql, more).into_iter().map(|row| row.join(" ")).collect()
}

/// Figure, base, count, units of the base, and the bounds in percent.
const FIGURES: &[(&str, &str, u32, u32, u32, u32)] = &[
    ("all_kept", "registered", 10, 20, 50, 60),
    ("duty_01", "committee_due", 13, 20, 65, 75),
    ("duty_02", "studied_due", 18, 20, 90, 100),
    ("duty_09", "publicity_due", 20, 20, 100, 100),
    ("duty_12", "lecture_due", 14, 20, 70, 80),
    ("duty_24", "info_due", 16, 20, 80, 90),
    ("no_overdue_problem", "registered", 12, 20, 60, 60),
];

#[test]
fn shares_of_units_that_keep_each_quota_are_figures_with_bounds() {
    for (id, base, count, n_units, low, high) in FIGURES {
        let row = published().figure(id, base);
        let found = (row["count"].as_str(), row["base_count"].as_str());
        assert_eq!(found, (count.to_string().as_str(), n_units.to_string().as_str()), "{id}");
        let percent = |name: &str| (row[name].parse::<f64>().unwrap() * 100.0).round() as u32;
        assert_eq!((percent("low"), percent("high")), (*low, *high), "{id}");
    }
    // At mid-year no yearly quota is due yet: there is nothing to take a share of.
    assert_eq!(published().figure("duty_03", "reports_due")["status"], "O");
}

#[test]
fn the_months_of_a_town_are_met_late_short_or_not_to_be_told() {
    let sql = |code| {
        format!(
            "SELECT span, done, made_up, short_by, state FROM quota_states WHERE quota = 'committee' AND code = '{code}' ORDER BY span"
        )
    };
    // Nothing in February, two meetings in March; nothing in May, nor since.
    let expected = [
        "2026-M01 1 0 0 met",
        "2026-M02 0 1 0 late",
        "2026-M03 2 0 0 met",
        "2026-M04 1 0 0 met",
        "2026-M05 0 0 1 short",
        "2026-M06 1 0 0 met",
    ];
    assert_eq!(lines(&sql("T10"), &[]), expected);
    // No return for the second quarter; June may be met until 5 July.
    let expected = ["2026-M04 0 0  no_data", "2026-M05 0 0  no_data", "2026-M06 0 0 1 not_due"];
    assert_eq!(lines(&sql("T07"), &[])[3..], expected);
    let five_days_later = lines(&sql("T07"), &["--date", "2026-07-05"]);
    assert_eq!(five_days_later[5], "2026-M06 0 0  no_data");
    // Judged on 15 February: the two meetings of March have not been held yet.
    let in_february = lines(&sql("T10"), &["--date", "2026-02-15"]);
    assert_eq!(in_february[..3], ["2026-M01 1 0 0 met", "2026-M02 0 0 1 not_due", "2026-M03 0 0 1 not_due"]);
    // The meeting that stands in the log twice counts once.
    assert_eq!(lines(&sql("T04"), &[])[3], "2026-M04 1 0 0 met");
}

#[test]
fn every_unit_has_one_state_for_every_span_of_a_quota() {
    let sql = "SELECT quota, state, COUNT(*) AS n FROM quota_states GROUP BY quota, state";
    let mut counted: BTreeMap<String, u32> = BTreeMap::new();
    for row in answer(sql, &[]) {
        assert!(["met", "late", "short", "not_due", "no_data"].contains(&row[1].as_str()), "{row:?}");
        *counted.entry(row[0].clone()).or_default() += row[2].parse::<u32>().unwrap();
    }
    for (quota, n_spans) in [("committee", 6), ("studied", 2), ("publicity", 1), ("reports", 1), ("lecture", 2)] {
        assert_eq!(counted[quota], 20 * n_spans, "{quota}");
    }
}

#[test]
fn an_application_of_12_january_has_its_talk_by_12_february() {
    let sql = "SELECT key, begun, due, answered, days_late FROM quota_cases WHERE state = 'late'";
    assert_eq!(lines(sql, &[]), ["20261T15-01 2026-01-12 2026-02-12 2026-02-26 14"]);
    let sql = "SELECT begun, due, state FROM quota_cases WHERE key = '20262T01-03'";
    assert_eq!(lines(sql, &[]), ["2026-06-17 2026-07-17 not_due"]);
}

#[test]
fn hours_are_due_per_head_and_year() {
    // Five leaders at 40 hours, 38 members at 24.
    let sql = "SELECT quota, required FROM quota_states WHERE code = 'T01' AND quota IN ('leader_hours', 'member_hours') ORDER BY quota_seq";
    assert_eq!(lines(sql, &[]), ["leader_hours 200", "member_hours 912"]);
}

#[test]
fn what_is_odd_in_the_returns_is_found_once_each() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in published().rows("findings.csv") {
        found.entry(row["rule"].clone()).or_default().push(row["unit"].clone());
    }
    let expected: &[(&str, &[&str])] = &[
        ("closed-after-opened", &["T05"]),
        ("closed-with-date", &["T02"]),
        ("entry-numbered", &["T19"]),
        ("entry-reported-again", &["T12", "T13"]),
        ("entry-stays-closed", &["T08"]),
        ("evidence-dated", &["T06"]),
        ("evidence-not-in-the-future", &["T09"]),
        ("evidence-of-its-own", &["T14", "T15"]),
        ("evidence-of-the-period", &["T11"]),
        ("evidence-once", &["T04"]),
    ];
    for (rule, units) in expected {
        assert_eq!(found.remove(*rule).unwrap_or_default(), *units, "{rule}");
    }
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn units_that_left_something_undone_get_a_notice_and_no_others() {
    let folder = published().folder.join("documents/notice");
    let named = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let named: BTreeSet<String> = named.map(|name| name.trim_end_matches(".docx").to_string()).collect();
    let sql = "SELECT code FROM returns WHERE quotas_not_kept > 0 OR overdue_entries > 0";
    let expected: BTreeSet<String> = lines(sql, &[]).into_iter().collect();
    assert_eq!(named, expected);
    assert!(named.contains("T10") && !named.contains("T17"), "{named:?}");
}

#[test]
fn entries_are_closed_overdue_and_carried_over() {
    let sql = "SELECT number, state, event FROM list_entries WHERE number IN ('T12-01', 'T08-31') AND list = 'problem_list' ORDER BY number";
    assert_eq!(lines(sql, &[]), ["T08-31 overdue reopened", "T12-01 overdue carried"]);
    // Due on 30 April: 61 days later it is the last of June.
    assert_eq!(lines("SELECT overdue_days FROM list_entries WHERE number = 'T08-31'", &[]), ["61"]);
}

#[test]
fn the_bulletin_is_long_at_half_year_and_short_in_between_in_both_languages() {
    let words = |outcome: &Outcome| std::fs::read_to_string(outcome.folder.join("report.html")).unwrap();
    let half_year = words(published());
    assert!(half_year.contains("2026年上半年情况通报") && half_year.contains("判定办法"));
    let (brief, _folder) = run(&["--period", "2026-Q1", "--lang", "en"], "2026-Q1");
    let brief = words(&brief);
    assert!(brief.contains("Brief for the first quarter of 2026") && !brief.contains("How it is judged"));
}
