//! Where days stand on an axis of time: as far apart as they are, and not by their number in a table.

use chrono::{Datelike, NaiveDate};

use super::{Row, letters};

/// Stands for any year in days without one: it has all of them.
const LEAP_YEAR: i32 = 2024;

/// The middles of rows from left to right, with the borders before, between and behind them.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// A middle a row.
    pub centres: Vec<f64>,
    /// One more than the rows.
    pub borders: Vec<f64>,
    /// Whether the rows are equally far apart.
    pub is_even: bool,
}

impl Axis {
    /// Puts rows between two points: by their days or months where all labels are such, and in order; else evenly.
    pub fn new(rows: &[Row], left: f64, right: f64) -> Axis {
        let slot = (right - left) / rows.len() as f64;
        let labels: Vec<String> = rows.iter().map(|row| letters::clean(&row.label)).collect();
        let even = || (0..rows.len()).map(|place| left + (place as f64 + 0.5) * slot).collect();
        let timed = shares(&labels).map(|shares| {
            let way = right - left - slot;
            shares.into_iter().map(|share| left + slot / 2.0 + share * way).collect()
        });
        let is_even = timed.is_none();
        let centres: Vec<f64> = timed.unwrap_or_else(even);
        let between = centres.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
        let borders = std::iter::once(left).chain(between).chain([right]).collect();
        Axis { centres, borders, is_even }
    }

    /// The room that every row has.
    pub fn least(&self) -> f64 {
        self.borders.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min)
    }
}

/// How far each label lies on the way from the first to the last one, from 0 to 1; `None` where they are equally far
/// apart anyhow, no days or months, or out of order.
fn shares(labels: &[String]) -> Option<Vec<f64>> {
    let times = times(labels, day).or_else(|| times(labels, month))?;
    let steps: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let first_step = *steps.first()?;
    if steps.iter().any(|step| *step <= 0) || steps.iter().all(|step| *step == first_step) {
        return None;
    }
    let (first, last) = (times[0], times[times.len() - 1]);
    Some(times.iter().map(|time| (time - first) as f64 / (last - first) as f64).collect())
}

fn times(labels: &[String], time: fn(&str) -> Option<i64>) -> Option<Vec<i64>> {
    labels.iter().map(|label| time(label)).collect()
}

/// A day with or without its year, counted.
fn day(label: &str) -> Option<i64> {
    let with_year = label.parse::<NaiveDate>().ok();
    let without = || format!("{LEAP_YEAR}-{label}").parse::<NaiveDate>().ok().filter(|_| label.len() == 5);
    with_year.or_else(without).map(|day| i64::from(day.num_days_from_ce()))
}

/// A month such as `2026-03`, counted.
fn month(label: &str) -> Option<i64> {
    let (year, month) = label.split_once('-')?;
    let (year, month): (i64, i64) = (year.parse().ok()?, month.trim_start_matches('M').parse().ok()?);
    ((1_000..=9_999).contains(&year) && (1..=12).contains(&month)).then_some(year * 12 + month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares_of(labels: &[&str]) -> Option<Vec<f64>> {
        shares(&labels.iter().map(|label| label.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn days_stand_as_far_apart_as_they_are() {
        assert_eq!(shares_of(&["02-08", "02-16", "02-24", "04-12"]), Some(vec![0.0, 0.125, 0.25, 1.0]));
        assert_eq!(shares_of(&["2025-12-31", "2026-01-01", "2026-01-04"]), Some(vec![0.0, 0.25, 1.0]));
        assert_eq!(shares_of(&["2025-11", "2025-12", "2026-03"]), Some(vec![0.0, 0.25, 1.0]));
    }

    #[test]
    fn what_is_no_time_or_not_in_order_stands_evenly() {
        assert_eq!(shares_of(&["2025-11", "2025-12", "2026-01"]), None);
        assert_eq!(shares_of(&["02-16", "02-08", "03-01"]), None);
        assert_eq!(shares_of(&["东河镇", "02-08", "03-01"]), None);
        assert_eq!(shares_of(&["02-08"]), None);
        assert_eq!(shares_of(&[]), None);
    }
}
