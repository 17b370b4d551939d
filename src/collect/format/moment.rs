//! Sections that show a number as a date or a time.

use chrono::{Datelike, NaiveDateTime, Timelike};

use crate::collect::format::scan::Part;
use crate::collect::format::section::{Meaning, letter};
use crate::collect::serial::Shown;

/// Letters that belong to a date and add nothing to it.
const OF_DATES: &str = "年月日号时時分秒点上下午星期周第T-/.,:()（） 　\u{a0}";

/// Whether a part is of a date or a time.
pub fn is_of_time(part: &Part) -> bool {
    matches!(part, Part::Hour(_) | Part::Minute(_) | Part::Second(_) | Part::HalfDay | Part::Span) || is_of_day(part)
}

fn is_of_day(part: &Part) -> bool {
    matches!(part, Part::Year(_) | Part::Month(_) | Part::Day(_) | Part::Weekday(_) | Part::Era)
}

/// Whether a part is of a year.
pub fn is_of_year(part: &Part) -> bool {
    matches!(part, Part::Year(_) | Part::Era)
}

/// An `m` behind hours or before seconds stands for minutes.
pub fn with_minutes(mut parts: Vec<Part>) -> Vec<Part> {
    let of_time: Vec<usize> = (0..parts.len()).filter(|at| is_of_time(&parts[*at])).collect();
    for (place, at) in of_time.iter().enumerate() {
        let Part::Month(n @ 1..=2) = parts[*at] else { continue };
        let before = place.checked_sub(1).and_then(|place| of_time.get(place)).map(|at| parts[*at]);
        let behind = of_time.get(place + 1).map(|at| parts[*at]);
        if matches!(before, Some(Part::Hour(_) | Part::Span)) || matches!(behind, Some(Part::Second(_))) {
            parts[*at] = Part::Minute(n);
        }
    }
    parts
}

/// What a section means that shows a date or a time: one that leaves out the year or the day is not that date.
pub fn meaning(parts: &[Part], is_local: bool) -> Meaning {
    let has = |wanted: fn(&Part) -> bool| parts.iter().any(wanted);
    let has_clock = has(|part| matches!(part, Part::Second(_) | Part::Span | Part::Hour(_)));
    let has_digits = has(|part| matches!(part, Part::Digit(_)));
    if has(|part| matches!(part, Part::Percent | Part::General | Part::Exponent)) || (has_digits && !has_clock) {
        return Meaning::Unknown;
    }
    if has(|part| *part == Part::Span) {
        return Meaning::Plain(Shown::Span);
    }
    if !has(is_of_day) {
        return Meaning::Plain(Shown::Time);
    }
    let is_whole =
        has(is_of_year) && has(|part| matches!(part, Part::Month(_))) && has(|part| matches!(part, Part::Day(_)));
    match () {
        () if is_whole && is_calm(parts) => Meaning::Plain(Shown::Date),
        () if has_digits || (is_local && has(|part| matches!(part, Part::Month(3..) | Part::Weekday(..=4)))) => {
            Meaning::Unknown
        }
        () => Meaning::Moment,
    }
}

fn is_calm(parts: &[Part]) -> bool {
    parts.iter().filter_map(|part| letter(*part)).all(|sign| OF_DATES.contains(sign))
}

/// Whether the day that is stored was told, although the section leaves out the year, or the day itself: the first of a
/// month is what a program fills in for a month, any other day somebody gave.
pub fn is_told(parts: &[Part], at: NaiveDateTime) -> bool {
    let has = |wanted: fn(&Part) -> bool| parts.iter().any(wanted);
    let has_year = has(is_of_year);
    let has_day = has(|part| matches!(part, Part::Day(_)));
    is_calm(parts) && has(|part| matches!(part, Part::Month(_))) && (has_day || (has_year && at.day() != 1))
}

/// What a section shows of a moment; `None` where nobody knows.
pub fn shown(parts: &[Part], at: NaiveDateTime) -> Option<String> {
    let by_halves = parts.contains(&Part::HalfDay);
    let hour = if by_halves { at.hour12().1 } else { at.hour() };
    let mut shown = String::new();
    for part in parts {
        match *part {
            Part::Year(..=2) => shown.push_str(&format!("{:02}", at.year().rem_euclid(100))),
            Part::Year(_) => shown.push_str(&at.year().to_string()),
            Part::Month(n @ 1..=2) => shown.push_str(&figure(at.month(), n)),
            Part::Month(3) => shown.push_str(&at.format("%b").to_string()),
            Part::Month(4) => shown.push_str(&at.format("%B").to_string()),
            Part::Day(n) => shown.push_str(&figure(at.day(), n)),
            Part::Weekday(3) => shown.push_str(&at.format("%a").to_string()),
            Part::Weekday(4) => shown.push_str(&at.format("%A").to_string()),
            Part::Weekday(6) => shown.push_str(&format!("星期{}", weekday(at))),
            Part::Hour(n) => shown.push_str(&figure(hour, n)),
            Part::Minute(n) => shown.push_str(&figure(at.minute(), n)),
            Part::Second(n) => shown.push_str(&figure(at.second(), n)),
            Part::HalfDay => shown.push_str(if at.hour() < 12 { "AM" } else { "PM" }),
            part => shown.push(letter(part)?),
        }
    }
    Some(shown)
}

/// A figure in one or two digits, as so many letters ask for.
fn figure(number: u32, n_letters: usize) -> String {
    if n_letters == 1 { number.to_string() } else { format!("{number:02}") }
}

fn weekday(at: NaiveDateTime) -> char {
    ['一', '二', '三', '四', '五', '六', '日'][at.weekday().num_days_from_monday() as usize]
}
