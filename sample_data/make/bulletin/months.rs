//! What each county reports in each month, and what is wrong with it.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::counties::County;
use super::items::{ITEMS, Item, Source};
use crate::seed::Seed;

/// Months in which a county sent nothing: year, month, code.
const SILENT: &[(i32, u32, &str)] = &[(2025, 4, "C10"), (2025, 9, "C08"), (2026, 6, "C08")];

/// Months in which a county was late, with the days after the due date.
const LATE: &[(i32, u32, &str, u64)] = &[
    (2025, 1, "C10", 3),
    (2025, 2, "C05", 1),
    (2025, 3, "C10", 6),
    (2025, 6, "C08", 2),
    (2025, 8, "C05", 4),
    (2025, 11, "C10", 2),
    (2025, 12, "C05", 5),
    (2026, 1, "C10", 2),
    (2026, 3, "C05", 3),
    (2026, 4, "C10", 1),
    (2026, 5, "C08", 4),
    (2026, 6, "C05", 2),
    (2026, 6, "C10", 5),
];

/// How a number stands in the form.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// A number.
    Number(f64),
    /// Words in its place.
    Words(&'static str),
    /// Nothing.
    Blank,
}

/// A month's return.
#[derive(Debug, Clone)]
pub struct Return {
    /// The numbers by item.
    pub numbers: BTreeMap<&'static str, Written>,
    /// The day on which it was sent.
    pub dated: NaiveDate,
    /// Whether it is on the form of the year before.
    pub on_old_form: bool,
}

/// The return of a county for a month; `None` where it sent none.
pub fn of(county: &County, year: i32, month: u32) -> Option<Return> {
    let is_silent = SILENT.contains(&(year, month, county.code));
    if is_silent || !county.exists(year) {
        return None;
    }
    let mut numbers: BTreeMap<&'static str, Written> =
        numbers(county, year, month).into_iter().map(|(id, number)| (id, Written::Number(number))).collect();
    for (_, item, written) in faults().into_iter().filter(|(of, ..)| *of == (year, month, county.code)) {
        numbers.insert(item, written);
    }
    let on_old_form = (year, month, county.code) == (2026, 1, "C09");
    Some(Return { numbers, dated: dated(county, year, month), on_old_form })
}

/// What counties got wrong: the month and the county, the item, what stands there.
fn faults() -> Vec<((i32, u32, &'static str), &'static str, Written)> {
    vec![
        ((2025, 5, "C08"), "trained", Written::Words("约200")),
        ((2026, 3, "C11"), "funds", Written::Blank),
        ((2025, 10, "C02"), "done_rate", Written::Number(109.7)),
        ((2026, 6, "C03"), "fix_rate", Written::Number(99.9)),
        ((2026, 6, "C11"), "media_items", Written::Words("待报")),
    ]
}

/// Every number of a county's month, each item after those that it is made from.
pub fn numbers(county: &County, year: i32, month: u32) -> BTreeMap<&'static str, f64> {
    let mut numbers = BTreeMap::new();
    for item in ITEMS {
        let number = number(county, item, (year, month), &numbers);
        numbers.insert(item.id, rounded(number, if item.id == "funds" { 1 } else { item.decimals }));
    }
    // What was asked before was more: everything that came in, not only what came in for the first time.
    let first_time = numbers["petitions"];
    numbers.insert("letters", first_time + (numbers["letters"] / 3.0).round());
    numbers.insert("reminder_talks", numbers["talks"]);
    numbers
}

fn number(county: &County, item: &Item, (year, month): (i32, u32), known: &BTreeMap<&'static str, f64>) -> f64 {
    let mut seed = Seed::of(&format!("{}/{}/{year}-{month}", county.code, item.id));
    let chance = seed.below(2_001) as f64 / 1_000.0 - 1.0;
    let bent = Seed::of(&format!("{}/{}", county.code, item.id)).below(1_001) as f64 / 1_000.0 - 0.5;
    let growth = if year >= 2026 { 1.05 } else { 1.0 };
    // Little is done in the month of the new year's feast, and the year ends busily.
    let season = [0.92, 0.72, 1.05, 1.05, 1.02, 1.08, 0.96, 0.94, 1.06, 1.0, 1.08, 1.12][month as usize - 1];
    let effort = county.effort + 0.25 * bent;
    let size = if item.is_alike { 1.0 } else { county.size_in(year) };
    match item.source {
        Source::Count(a_month, spread) => {
            (a_month * size * effort * growth * season * (1.0 + spread * chance)).max(0.0)
        }
        Source::Part(of, percent) => {
            let share = (percent + 6.0 * bent + 3.0 * chance + 12.0 * (county.effort - 1.0)).clamp(60.0, 100.0);
            (known[of] * share / 100.0).round().min(known[of])
        }
        Source::Quotient(part, of) => known[part] / known[of].max(1.0) * 100.0,
        Source::Level(level, spread) if item.id == "staff" => level * county.size_in(year) * (1.0 + spread * chance),
        Source::Level(level, spread) => {
            (level * (1.0 + spread * chance + 0.03 * bent + 0.1 * (county.effort - 1.0))).min(100.0)
        }
        Source::Backlog(start) => {
            let worked_off = (f64::from(month) / 12.0 * effort).min(1.0);
            (start * (1.0 - 0.75 * worked_off) * (1.0 + 0.1 * chance)).max(0.0)
        }
    }
}

fn rounded(number: f64, decimals: u32) -> f64 {
    let scale = 10f64.powi(decimals as i32);
    (number * scale).round() / scale
}

/// Returns are due ten days after the month; most are sent within a week.
fn dated(county: &County, year: i32, month: u32) -> NaiveDate {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let end = NaiveDate::from_ymd_opt(next_year, next, 1).expect("a month begins on its first day") - Days::new(1);
    let late = LATE.iter().find(|(y, m, code, _)| (*y, *m, *code) == (year, month, county.code));
    let after = match late {
        Some((.., days)) => 10 + days,
        None => 3 + Seed::of(&format!("{}/sent/{year}-{month}", county.code)).below(7),
    };
    end + Days::new(after)
}

/// The target of a county for a year; `None` where the item has none.
pub fn target(county: &County, item: &Item, year: i32) -> Option<f64> {
    let target = item.target.filter(|_| county.exists(year))?;
    let step = if target >= 1000.0 {
        50.0
    } else if target >= 200.0 {
        10.0
    } else {
        1.0
    };
    let sized = if item.is_alike { target } else { target * county.size_in(year) };
    Some((sized / step).round().max(1.0) * step)
}

/// The months for which there are returns.
pub fn all() -> Vec<(i32, u32)> {
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day in the calendar");
    (0..18).map(|n| first + chrono::Months::new(n)).map(|day| (day.year(), day.month())).collect()
}
