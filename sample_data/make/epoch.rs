//! Days as Excel counts them, in both date systems.

use chrono::NaiveDate;

/// The serial number of a day.
pub fn serial(day: NaiveDate, from_1904: bool) -> f64 {
    let first = if from_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
    let first = NaiveDate::from_ymd_opt(first.0, first.1, first.2).expect("the first day of a date system");
    (day - first).num_days() as f64
}
