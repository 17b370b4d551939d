//! Whether a return can have been made on the day that it bears.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Days, NaiveDate};

use crate::period::Period;

/// A form may be dated so many days ahead of its last saving: for the day on which it is signed.
const DAYS_AHEAD: u64 = 31;
/// Where no time of the file tells, a return comes at most so many days after its period.
const DAYS_AFTER: u64 = 2 * 366;

/// Whether a day is one on which a return of the period may be made: not before the last quarter of the period, and not
/// long after the file was last changed. A file changed before its period began bears a time that tells nothing.
pub fn is_plausible(dated: NaiveDate, period: Period, modified: Option<SystemTime>) -> bool {
    let (first, last) = (period.first_day(), period.last_day());
    let n_days = u64::try_from((last - first).num_days()).unwrap_or_default() + 1;
    let saved = modified.and_then(day).filter(|saved| *saved >= first);
    let latest = match saved {
        Some(saved) => saved.checked_add_days(Days::new(DAYS_AHEAD)),
        None => last.checked_add_days(Days::new(DAYS_AFTER)),
    };
    let earliest = last.checked_sub_days(Days::new(n_days.div_ceil(4)));
    earliest.is_none_or(|earliest| dated >= earliest) && latest.is_none_or(|latest| dated <= latest)
}

/// Whether a return of the period may bear a day at all: from the period's first day on, for two years after its end.
pub fn is_near(dated: NaiveDate, period: Period) -> bool {
    let latest = period.last_day().checked_add_days(Days::new(DAYS_AFTER));
    dated >= period.first_day() && latest.is_none_or(|latest| dated <= latest)
}

fn day(time: SystemTime) -> Option<NaiveDate> {
    let seconds = i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()?;
    Some(DateTime::from_timestamp(seconds, 0)?.date_naive())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn is_plausible(dated: &str, period: &str, saved: &str) -> bool {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let saved = day(saved).and_then(|day| day.and_hms_opt(12, 0, 0));
        let saved = saved.map(|at| UNIX_EPOCH + Duration::from_secs(at.and_utc().timestamp() as u64));
        super::is_plausible(day(dated).unwrap(), period.parse().unwrap(), saved)
    }

    #[test]
    fn a_return_is_dated_at_the_end_of_its_period_or_after_it() {
        for (dated, period) in [("2025-01-10", "2024"), ("2024-12-20", "2024"), ("2024-06-28", "2024-M06")] {
            assert!(is_plausible(dated, period, ""), "{dated}");
        }
        for (dated, period) in
            [("2024-01-20", "2024"), ("2023-12-31", "2024"), ("2024-06-10", "2024-M06"), ("2052-01-10", "2024")]
        {
            assert!(!is_plausible(dated, period, ""), "{dated}");
        }
    }

    #[test]
    fn a_day_before_the_period_or_years_after_it_is_far_off() {
        let is_near = |dated: &str| super::is_near(dated.parse().unwrap(), "2024".parse().unwrap());
        for dated in ["2024-01-01", "2024-12-20", "2025-01-15", "2026-12-31"] {
            assert!(is_near(dated), "{dated}");
        }
        for dated in ["2009-07-06", "2023-12-31", "2027-03-01", "2064-04-08"] {
            assert!(!is_near(dated), "{dated}");
        }
    }

    #[test]
    fn a_return_is_not_dated_long_after_its_last_saving() {
        assert!(is_plausible("2025-01-20", "2024", "2025-01-02"));
        assert!(!is_plausible("2025-10-01", "2024", "2025-01-02"));
        assert!(is_plausible("2025-01-20", "2024", "1980-01-01"), "a time from before the period tells nothing");
    }
}
