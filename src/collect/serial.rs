//! Serial numbers of days, as spreadsheets store dates, times and spans.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};

use crate::sheet::Content;

/// The day from which a workbook counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateSystem {
    /// Day 1 is 1 January 1900, and day 60 the 29 February that this year never had.
    #[default]
    From1900,
    /// Day 0 is 1 January 1904.
    From1904,
}

/// How a number format shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a percentage.
    Percent,
    /// As a date, with or without a time.
    Date,
    /// As a time of day.
    Time,
    /// As a span of hours, minutes or seconds.
    Span,
}

const LAST_DAY: f64 = 2_958_466.0;
const SECONDS_A_DAY: f64 = 86_400.0;

/// What a cell with a number shows. A number that is none (infinite) or a day that no calendar has is an error value
/// that repeats what the file holds.
pub fn content(number: f64, shown: Shown, system: DateSystem) -> Content {
    if !number.is_finite() {
        return Content::Error(format!("#NUM! {number}"));
    }
    // A zero has no sign.
    let number = number + 0.0;
    match shown {
        Shown::Number => Content::Number(number),
        Shown::Percent => Content::Percent(number),
        Shown::Date => date(number, system).map_or_else(|| Content::Error(format!("#DATE! {number}")), Content::Date),
        // The last half second of a day is shown as the first of the next.
        Shown::Time => clock((number.rem_euclid(1.0) * SECONDS_A_DAY).round() % SECONDS_A_DAY / SECONDS_A_DAY),
        Shown::Span => clock(number),
    }
}

/// The moment that a serial number stands for, to the millisecond; `None` where the calendar has no such day.
pub fn date(serial: f64, system: DateSystem) -> Option<NaiveDateTime> {
    let days_from_1900 = match system {
        DateSystem::From1900 => serial,
        DateSystem::From1904 => serial + 1462.0,
    };
    let lawful = match system {
        DateSystem::From1900 => (1.0..LAST_DAY).contains(&serial) && !(60.0..61.0).contains(&serial),
        DateSystem::From1904 => serial >= 0.0 && days_from_1900 < LAST_DAY,
    };
    if !lawful {
        return None;
    }
    let before_the_gap = days_from_1900 < 60.0;
    let epoch = NaiveDate::from_ymd_opt(1899, 12, if before_the_gap { 31 } else { 30 })?.and_hms_opt(0, 0, 0)?;
    let milliseconds = (days_from_1900 * SECONDS_A_DAY * 1000.0).round();
    epoch.checked_add_signed(Duration::milliseconds(milliseconds as i64))
}

/// The serial number of a moment: what [`date`] makes of it again.
pub fn number(at: NaiveDateTime, system: DateSystem) -> f64 {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|day| day.and_hms_opt(0, 0, 0)).expect("a day");
    let days = (at - epoch).num_milliseconds() as f64 / (SECONDS_A_DAY * 1000.0);
    match system {
        DateSystem::From1904 => days - 1462.0,
        DateSystem::From1900 if days < 61.0 => days - 1.0,
        DateSystem::From1900 => days,
    }
}

/// A date or moment in ISO 8601 (`2025-01-01`, `2025-01-01T12:00:00`), as some writers store it.
pub fn iso(written: &str) -> Option<NaiveDateTime> {
    let written = written.trim().trim_end_matches('Z');
    let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok().and_then(|day| day.and_hms_opt(0, 0, 0));
    day.or_else(|| NaiveDateTime::parse_from_str(written, "%Y-%m-%dT%H:%M:%S%.f").ok())
        .or_else(|| NaiveDateTime::parse_from_str(written, "%Y-%m-%dT%H:%M").ok())
        .filter(|at| (1..=9999).contains(&at.year()))
}

/// What a cell shows that stores a day, a moment or a time of day in ISO 8601, as the strict form of .xlsx does.
pub fn iso_content(written: &str) -> Option<Content> {
    let time = || {
        let written = written.trim().trim_start_matches('T').trim_end_matches('Z');
        let parsed = |form| NaiveTime::parse_from_str(written, form).ok();
        Some(Content::Text(parsed("%H:%M:%S%.f").or_else(|| parsed("%H:%M"))?.format("%H:%M:%S").to_string()))
    };
    iso(written).map(Content::Date).or_else(time)
}

/// A time of day that is stored as a span, as .ods does (`PT13H37M00S`); `None` for what is none or lasts a day.
pub fn time_of_day(written: &str) -> Option<Content> {
    let mut rest = written.trim().strip_prefix("PT").filter(|rest| !rest.is_empty())?;
    let mut sum = 0.0;
    for (unit, length) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((digits, after)) = rest.split_once(unit) {
            sum += digits.replace(',', ".").parse::<f64>().ok().filter(|count| *count >= 0.0)? * length;
            rest = after;
        }
    }
    (rest.is_empty() && sum < SECONDS_A_DAY).then(|| content(sum / SECONDS_A_DAY, Shown::Time, DateSystem::From1900))
}

/// A time or a span as text, `26:30:00`: neither a number of days nor a date, which is what it would be taken for.
fn clock(days: f64) -> Content {
    let seconds = (days.abs() * SECONDS_A_DAY).round();
    if seconds > 1e12 {
        return Content::Error(format!("#DATE! {days}"));
    }
    let seconds = seconds as u64;
    let sign = if days < 0.0 && seconds > 0 { "-" } else { "" };
    Content::Text(format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(serial: f64, system: DateSystem) -> Option<String> {
        date(serial, system).map(|at| at.to_string())
    }

    #[test]
    fn days_are_counted_in_both_date_systems() {
        for (serial, expected) in [
            (1.0, "1900-01-01 00:00:00"),
            (59.0, "1900-02-28 00:00:00"),
            (61.0, "1900-03-01 00:00:00"),
            (45_658.5, "2025-01-01 12:00:00"),
            (2_958_465.0, "9999-12-31 00:00:00"),
        ] {
            assert_eq!(day(serial, DateSystem::From1900).as_deref(), Some(expected));
        }
        assert_eq!(day(0.0, DateSystem::From1904).as_deref(), Some("1904-01-01 00:00:00"));
        assert_eq!(day(44_196.0, DateSystem::From1904).as_deref(), Some("2025-01-01 00:00:00"));
    }

    #[test]
    fn a_moment_has_the_number_that_stands_for_it() {
        for system in [DateSystem::From1900, DateSystem::From1904] {
            for serial in [1.0, 59.0, 61.0, 1462.0, 45_658.5, 45_658.123_456] {
                let at = date(serial, system).unwrap();
                assert_eq!(date(number(at, system), system), Some(at), "{serial}");
            }
        }
        assert_eq!(number(iso("1899-12-31T12:00:00").unwrap(), DateSystem::From1900), 0.5);
        assert_eq!(number(iso("1900-01-01T12:00:00").unwrap(), DateSystem::From1900), 1.5);
    }

    #[test]
    fn a_day_that_never_was_is_no_date() {
        for serial in [-1.0, 0.0, 0.5, 60.0, 60.9, 2_958_466.0, 1e300] {
            assert_eq!(day(serial, DateSystem::From1900), None, "{serial}");
            assert!(matches!(content(serial, Shown::Date, DateSystem::From1900), Content::Error(_)));
        }
        assert_eq!(day(-1.0, DateSystem::From1904), None);
        assert_eq!(content(-0.0, Shown::Number, DateSystem::From1900).to_string(), "0");
        assert_eq!(content(f64::INFINITY, Shown::Number, DateSystem::From1900), Content::Error("#NUM! inf".into()));
    }

    #[test]
    fn iso_dates_are_read_with_and_without_a_time_and_times_alone() {
        let shown = |written| iso_content(written).map(|content| content.to_string());
        for (written, expected) in [
            ("2025-01-01", "2025-01-01"),
            ("2025-01-01T00:00:00.000Z", "2025-01-01"),
            ("2025-01-01T12:30", "2025-01-01 12:30:00"),
            ("10:10:10", "10:10:10"),
            ("23:44:51.894", "23:44:51"),
            ("08:30", "08:30:00"),
        ] {
            assert_eq!(shown(written).as_deref(), Some(expected), "{written}");
        }
        assert_eq!(shown("2025-02-30"), None);
        assert_eq!(shown("25:00:00"), None);
        for outside in ["0000-01-01", "-0001-01-01", "+10000-01-01"] {
            assert_eq!(shown(outside), None, "{outside}");
        }
    }

    #[test]
    fn spans_shorter_than_a_day_are_times_of_day() {
        let shown = |written| time_of_day(written).map(|content| content.to_string());
        assert_eq!(shown("PT13H37M00S").as_deref(), Some("13:37:00"));
        assert_eq!(shown("PT00H00M01.00224S").as_deref(), Some("00:00:01"));
        assert_eq!(shown("PT11H29M00,000000000S").as_deref(), Some("11:29:00"));
        assert_eq!(shown("PT1H").as_deref(), Some("01:00:00"));
        for other in ["PT24H00M00S", "PT288H00M00S", "-PT01H00M00S", "PT1H2", "PT", "13:37", "PT-1H", ""] {
            assert_eq!(shown(other), None, "{other}");
        }
    }

    #[test]
    fn a_time_is_neither_a_number_nor_a_date() {
        let system = DateSystem::From1900;
        assert_eq!(content(0.5, Shown::Time, system), Content::Text("12:00:00".into()));
        assert_eq!(content(45_658.5, Shown::Time, system), Content::Text("12:00:00".into()));
        for midnight in [0.0, -10.000_000_000_000_002, 44_561.999_999_999] {
            assert_eq!(content(midnight, Shown::Time, system), Content::Text("00:00:00".into()), "{midnight}");
        }
        assert_eq!(content(1.104_166_666_666_667, Shown::Span, system), Content::Text("26:30:00".into()));
    }
}
