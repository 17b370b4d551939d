//! Worked examples: three units, an item that adds up, a rate, and a change of units.

use std::sync::Arc;

use polars::prelude::DataFrame;

use crate::answer::{Answer, Return, State, Value};
use crate::compute::derive;
use crate::consolidate;
use crate::edition::Edition;
use crate::fraction::exact_decimal;
use crate::frame::Round;
use crate::period::Period;
use crate::register::{Register, Unit};
use crate::survey::Survey;
use crate::text::Lang;

const SURVEY: &str = "
id = 'x'
title = 'X'
period = 'month'
history = 23
[register]
file = 'u'
code = []
name = []
[returns]
path = 'r'
[form]
unit = []
[[item]]
id = 'visits'
kind = 'integer'
label = 'Visits'
[[item]]
id = 'cases'
kind = 'integer'
label = 'Cases'
[[item]]
id = 'settled'
kind = 'percent'
label = 'Settled'
[series]
[[series.item]]
id = 'visits'
rank = 'cumulative'
[[series.item]]
id = 'settled'
kind = 'rate'
weight = 'cases'
decimals = 1
";

type Line = (&'static str, usize, Option<i64>, Option<i64>, Option<f64>);

/// Month, unit, visits, cases, settled in percent. Unit 1 was merged into unit 0 at the end of 2025; unit 2 sent nothing
/// for March 2026.
const RETURNS: &[Line] = &[
    ("2025-01", 0, Some(10), Some(10), Some(50.0)),
    ("2025-01", 1, Some(5), Some(30), Some(90.0)),
    ("2025-01", 2, Some(20), Some(0), None),
    ("2025-02", 0, Some(12), Some(10), Some(60.0)),
    ("2025-02", 1, Some(6), Some(10), Some(80.0)),
    ("2025-02", 2, Some(0), Some(5), Some(100.0)),
    ("2025-12", 0, Some(1), Some(1), Some(0.0)),
    ("2025-12", 1, Some(1), Some(1), Some(0.0)),
    ("2025-12", 2, Some(1), Some(1), Some(0.0)),
    ("2026-01", 0, Some(18), Some(40), Some(75.0)),
    ("2026-01", 2, Some(25), Some(10), Some(70.0)),
    ("2026-02", 0, Some(27), Some(20), Some(90.0)),
    ("2026-02", 2, Some(15), Some(10), Some(100.0)),
    ("2026-03", 0, Some(30), Some(10), Some(100.0)),
];

fn month(text: &str) -> Period {
    text.parse().unwrap()
}

fn register() -> Register {
    let unit = |code: &str, valid_to: Option<&str>, successor: &str| Unit {
        code: code.to_string(),
        name: format!("County {code}"),
        former_names: Vec::new(),
        aliases: Vec::new(),
        attributes: Default::default(),
        valid_from: None,
        valid_to: valid_to.map(|day| day.parse().unwrap()),
        successors: successor.split_whitespace().map(str::to_string).collect(),
    };
    Register { units: vec![unit("A", None, ""), unit("B", Some("2025-12-31"), "A"), unit("C", None, "")] }
}

fn returns() -> Vec<Return> {
    let answer = |value: Option<Value>| match value {
        Some(value) => Answer { state: State::Answered, raw: value.to_string(), value: Some(value), origin: None },
        None => Answer::missing(State::NotApplicable, None),
    };
    let given = |&(period, unit, visits, cases, settled): &Line| Return {
        unit,
        period: month(period),
        file: Arc::from("a.xlsx"),
        form_version: String::new(),
        dated: None,
        received: None,
        late: false,
        nil: false,
        answers: vec![
            answer(visits.map(Value::Integer)),
            answer(cases.map(Value::Integer)),
            answer(settled.map(Value::Number)),
        ],
        tables: Vec::new(),
        remarks: Vec::new(),
    };
    RETURNS.iter().map(given).collect()
}

/// The tables of a period.
fn tables(survey: &Survey, period: &str) -> Vec<(String, DataFrame)> {
    let (register, returns) = (register(), returns());
    let mut past: Vec<Round> = Vec::new();
    for given in returns.chunk_by(|one, next| one.period == next.period) {
        let mut round = consolidate::frame(survey, &register, given[0].period, given, &[]).unwrap();
        derive::derive(survey, &register, &mut round, &past, (Edition::INTERNAL, Lang::Zh)).unwrap();
        if round.period == month(period) {
            return round.frames.derived;
        }
        past.push(round);
    }
    panic!("there are returns of {period}");
}

/// A cell as text: of a table, of an item, of a unit (`-` for the total).
fn cell(tables: &[(String, DataFrame)], table: &str, (item, code): (&str, &str), column: &str) -> String {
    let frame = &tables.iter().find(|(name, _)| name == table).unwrap().1;
    let text = |column: &str, row: usize| {
        let value = frame.column(column).unwrap().get(row).unwrap();
        if value.is_null() { "-".to_string() } else { value.to_string().trim_matches('"').to_string() }
    };
    let row = (0..frame.height()).find(|row| text("item", *row) == item && text("code", *row) == code);
    text(column, row.unwrap_or_else(|| panic!("no row {item} {code} in {frame}")))
}

fn survey() -> Survey {
    let mut survey: Survey = toml::from_str(SURVEY).unwrap();
    let series = survey.series.as_mut().unwrap();
    for (unit, target) in [(0, 300.0), (2, 240.0)] {
        series.read.0.insert((2026, unit, "visits".to_string()), exact_decimal(target).unwrap());
    }
    survey
}

#[test]
fn a_month_is_held_against_its_neighbours_and_the_year() {
    let tables = tables(&survey(), "2026-02");
    let of = |column: &str| cell(&tables, "series", ("visits", "A"), column);
    let found = ["value", "cumulative", "previous", "change", "change_rate"].map(of);
    assert_eq!(found, ["27.0", "45.0", "18.0", "9.0", "0.5"]);
    let found = ["year_ago", "year_change", "year_rate", "cumulative_year_ago", "cumulative_change"].map(of);
    assert_eq!(found, ["12.0", "15.0", "1.25", "22.0", "23.0"]);
    // 45 of 300 is 15.0 %; two of twelve months are 16.7 %: 1.7 points behind, within five.
    let found = ["target", "progress", "state", "rank", "previous_rank", "rank_change"].map(of);
    assert_eq!(found, ["300.0", "0.15", "on_track", "1", "2", "1"]);
    assert_eq!(of("lead"), "-0.016667");
}

#[test]
fn what_merged_is_compared_with_both_of_its_parts() {
    let tables = tables(&survey(), "2026-02");
    let of = |column: &str| cell(&tables, "series_on_structure", ("visits", "A"), column);
    assert_eq!(["value", "year_ago", "year_change", "cumulative_year_ago"].map(of), ["27.0", "18.0", "9.0", "33.0"]);
    // In January 2025 A had 10 and B 5; on the structure of 2026 that is 15.
    let history = &tables.iter().find(|(name, _)| name == "series_history").unwrap().1;
    let first = cell(&tables, "series_history", ("visits", "A"), "value");
    assert_eq!(first, "15.0", "{history}");
    let total = |table| {
        ["value", "year_ago", "cumulative", "cumulative_year_ago"].map(|c| cell(&tables, table, ("visits", "-"), c))
    };
    assert_eq!(total("series"), ["42.0", "18.0", "85.0", "53.0"]);
    assert_eq!(total("series"), total("series_on_structure"));
}

#[test]
fn on_the_structure_before_the_merger_both_stand_together_and_totals_stay() {
    let mut survey = survey();
    survey.series.as_mut().unwrap().structure = Some(month("2025-12"));
    let tables = tables(&survey, "2026-02");
    let of = |column: &str| cell(&tables, "series_on_structure", ("visits", "A、B"), column);
    assert_eq!(["name", "value", "year_ago"].map(of), ["County A、County B", "27.0", "18.0"]);
    assert_eq!(cell(&tables, "series_on_structure", ("visits", "-"), "value"), "42.0");
}

#[test]
fn rates_are_weighted_over_months_and_units() {
    let tables = tables(&survey(), "2026-02");
    let of = |code, column: &str| cell(&tables, "series", ("settled", code), column);
    // A: 75 % of 40 and 90 % of 20 are 48 of 60: 80 %.
    assert_eq!(of("A", "cumulative_text"), "80.0");
    // All of February: 18 of 20 and 10 of 10 are 28 of 30.
    assert_eq!(of("-", "value_text"), "93.3");
    assert_eq!(of("A", "change"), "15.0");
    assert_eq!(of("A", "change_rate"), "-");
    // A with B in February 2025: 6 of 10 and 8 of 10 are 70 %.
    assert_eq!(cell(&tables, "series_on_structure", ("settled", "A"), "year_ago"), "70.0");
}

#[test]
fn a_rate_of_nothing_is_not_missing() {
    let tables = tables(&survey(), "2025-01");
    let of = |code, column: &str| cell(&tables, "series", ("settled", code), column);
    assert_eq!([of("C", "value"), of("C", "status")], ["-", "O"]);
    // 5 of 10 and 27 of 30: 32 of 40.
    assert_eq!([of("-", "value"), of("-", "status")], ["80.0", "A"]);
}

#[test]
fn what_is_missing_is_marked_and_never_zero() {
    let tables = tables(&survey(), "2026-03");
    let of = |code, column: &str| cell(&tables, "series", ("visits", code), column);
    assert_eq!(["value", "status", "change_reason", "rank"].map(|c| of("C", c)), ["-", "M", "missing", "-"]);
    assert_eq!(["cumulative", "cumulative_status", "n_due", "n_given"].map(|c| of("C", c)), ["40.0", "P", "3", "2"]);
    // 40 of 240 is 16.7 % of the target after 25 % of the year, but March may change that.
    assert_eq!(of("C", "state"), "unclear");
    // The total compares A alone, the only unit complete in both months.
    let total = ["value", "status", "change", "change_status"].map(|c| of("-", c));
    assert_eq!(total, ["30.0", "P", "3.0", "P"]);
    assert_eq!(of("A", "year_reason"), "no_period");
}

#[test]
fn a_redefinition_marks_the_comparison_across_it() {
    let mut survey = survey();
    let change = "from = '2026-01'\nitem = 'visits'\nkind = 'widened'";
    survey.concordances = vec![toml::from_str(change).unwrap()];
    let january = tables(&survey, "2026-01");
    let of = |tables: &[(String, DataFrame)], column: &str| cell(tables, "series", ("visits", "A"), column);
    assert_eq!(["is_break", "change_status", "change"].map(|c| of(&january, c)), ["true", "B", "17.0"]);
    let february = tables(&survey, "2026-02");
    assert_eq!(["is_break", "change_status", "year_status"].map(|c| of(&february, c)), ["false", "A", "B"]);
    survey.concordances[0].kind = crate::survey::concordance::Comparability::NotComparable;
    let other = tables(&survey, "2026-02");
    assert_eq!(["year_ago", "year_change", "year_reason"].map(|c| of(&other, c)), ["12.0", "-", "not_comparable"]);
}

#[test]
fn the_frame_counts_what_each_unit_is_behind_with() {
    let (survey, register, returns) = (survey(), register(), returns());
    let of_month: Vec<Return> = returns.into_iter().filter(|given| given.period == month("2026-02")).collect();
    let mut round = consolidate::frame(&survey, &register, month("2026-02"), &of_month, &[]).unwrap();
    derive::derive(&survey, &register, &mut round, &[], (Edition::INTERNAL, Lang::Zh)).unwrap();
    let column = |name: &str| format!("{:?}", round.frames.returns.column(name).unwrap().i64().unwrap().to_vec());
    assert_eq!(column("series_with_target"), "[Some(1), Some(1)]");
    assert_eq!(column("series_behind"), "[Some(0), Some(0)]");
}
