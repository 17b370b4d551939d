//! The kind `date`: one day.

use chrono::{Days, NaiveDate};

use super::remark::{Bearing, corrects};
use super::wording::{remarks, takes_back, trimmed};
use super::{Asked, Doubt, ItemKind, Reading};
use crate::answer::Value;
use crate::numeral;
use crate::sheet::Content;
use crate::survey::{KindName, MissingMeaning};
use crate::text::kind as say;
use crate::text::{Lang, Phrase, Text};

/// A day, year first, or with the month in words, or day and month where only one order is possible.
///
/// A bare number is a serial of the 1900 date system from 20000 to 60000 (1954 to 2064), or eight digits
/// (20240315). Years need four digits and lie from 1900 to 2100; a time behind the day is dropped.
/// A month without its day, `03/04/2024` and days that no calendar has are invalid.
pub struct Date;

impl ItemKind for Date {
    fn name(&self) -> KindName {
        KindName::Date
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_DATE
    }

    fn read(&self, content: &Content, _asked: &Asked) -> Reading {
        match content {
            Content::Date(at) if YEARS.contains(&chrono::Datelike::year(&at.date())) => answered(at.date()),
            Content::Number(number) => reading(of_number(*number)),
            Content::Text(words) => read_words(words),
            _ => Reading::invalid(Doubt::not_understood(self)),
        }
    }

    fn missing_as(&self, _meaning: MissingMeaning) -> Option<Value> {
        None
    }
}

const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Why writing is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    NotUnderstood,
    Incomplete,
    Either(NaiveDate, NaiveDate),
    NoSuchDay,
}

fn answered(day: NaiveDate) -> Reading {
    Reading::answered(Value::Date(day))
}

fn reading(day: Result<NaiveDate, Refusal>) -> Reading {
    match day {
        Ok(day) => answered(day),
        Err(refusal) => Reading::invalid(doubt(refusal)),
    }
}

fn doubt(refusal: Refusal) -> Doubt {
    match refusal {
        Refusal::NotUnderstood => Doubt::not_understood(&Date),
        Refusal::Incomplete => Doubt::error("date-incomplete", say::DATE_INCOMPLETE, &Date),
        Refusal::NoSuchDay => Doubt::error("no-such-day", say::NO_SUCH_DAY, &Date),
        Refusal::Either(a, b) => {
            let (a, b) = (a.to_string(), b.to_string());
            let say = |lang| say::EITHER.say(lang, &[("a", &a), ("b", &b)]);
            Doubt::error("ambiguous-date", say::AMBIGUOUS_DATE, &Date)
                .about(Text { zh: say(Lang::Zh), en: say(Lang::En) })
        }
    }
}

fn of_number(number: f64) -> Result<NaiveDate, Refusal> {
    match number {
        n if (20_000.0..60_001.0).contains(&n) => {
            let start = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(Refusal::NotUnderstood)?;
            start.checked_add_days(Days::new(n as u64)).ok_or(Refusal::NoSuchDay)
        }
        n if n.fract() == 0.0 && (1_900.0..99_999_999.0).contains(&n) => of_digits(&format!("{n}")),
        _ => Err(Refusal::NotUnderstood),
    }
}

fn read_words(words: &str) -> Reading {
    let text = trimmed(words).to_lowercase();
    let day = of_text(&text);
    if !matches!(day, Err(Refusal::NotUnderstood)) {
        return reading(day);
    }
    let begins_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || numeral::digit(c).is_some());
    let behind = remarks(&text).find_map(|(head, remark)| of_text(head).ok().map(|day| (day, remark)));
    match behind.filter(|(_, remark)| !begins_with_digit(remark)) {
        Some((_, remark)) if bearing(remark) == Bearing::Rival => reading(day),
        Some((day, remark)) => answered(day).with(bearing(remark).doubt(remark)),
        None => reading(day),
    }
}

/// What a remark does to a day: a correction to another day makes it unclear; another day, a plan or 尚未 is asked about.
fn bearing(remark: &str) -> Bearing {
    let another = names_a_day(remark);
    if another && corrects(remark) {
        return Bearing::Rival;
    }
    let planned = ["预计", "计划", "待"].iter().any(|word| remark.starts_with(word));
    Bearing::doubtful(another || planned || corrects(remark) || takes_back(remark, true))
}

fn names_a_day(remark: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || numeral::digit(c).is_some() || c == '十';
    let month = remark.split('月').rev().skip(1).any(|before| before.trim_end().ends_with(is_digit));
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '。' | '、');
    month || remark.split(parts).any(|part| of_text(part.trim_start_matches(|c: char| !c.is_ascii_digit())).is_ok())
}

fn of_text(text: &str) -> Result<NaiveDate, Refusal> {
    let text = without_time(text.trim_end_matches(['。', '.', ';']).trim());
    if text.contains('年') {
        return in_chinese(text);
    }
    if text.contains('月') && text.starts_with(|c: char| c.is_ascii_digit() || numeral::value(&c.to_string()).is_some())
    {
        return Err(Refusal::Incomplete);
    }
    if !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()) {
        return of_digits(text);
    }
    if text.chars().any(|c| c.is_ascii_alphabetic()) {
        return in_english(text);
    }
    in_figures(text)
}

/// Drops `10:30`, `10:30:00`, `t10:30:00z` behind a day.
fn without_time(text: &str) -> &str {
    let Some((day, time)) = text.rsplit_once([' ', 't']) else { return text };
    let clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | 'z' | '+');
    let is_time = time.contains(':') && time.chars().all(clock);
    if is_time && day.ends_with(|c: char| c.is_ascii_digit() || c == '日') { day.trim() } else { text }
}

/// 2024年3月15日, 二〇二四年三月十五日; behind the day only what tells of its issue.
fn in_chinese(text: &str) -> Result<NaiveDate, Refusal> {
    let (year, rest) = text.split_once('年').ok_or(Refusal::NotUnderstood)?;
    let year = figure(year.trim(), 4).ok_or(Refusal::NotUnderstood)?;
    let Some((month, day)) = rest.split_once('月') else {
        return Err(if rest.trim().is_empty() { Refusal::Incomplete } else { Refusal::NotUnderstood });
    };
    let month = figure(month.trim(), 1).ok_or(Refusal::NotUnderstood)?;
    let day = day.trim();
    if matches!(day, "" | "份" | "底" | "初" | "上旬" | "中旬" | "下旬") {
        return Err(Refusal::Incomplete);
    }
    let (day, issue) = day.split_once(['日', '号']).unwrap_or((day, ""));
    if !matches!(issue.trim(), "" | "印发" | "制定" | "发布" | "出台" | "下发") {
        return Err(Refusal::NotUnderstood);
    }
    of_parts(year, month, figure(day.trim(), 1).ok_or(Refusal::NotUnderstood)?)
}

/// A number in digits or Chinese numerals, of at least so many signs.
fn figure(text: &str, least: usize) -> Option<u32> {
    if text.chars().count() < least || text.len() > 16 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    numeral::value(text).and_then(|value| u32::try_from(value).ok())
}

/// 20240315; fewer digits are a year or a month.
fn of_digits(digits: &str) -> Result<NaiveDate, Refusal> {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse().ok()).unwrap_or(0);
    let year = part(0..4);
    match digits.len() {
        8 => of_parts(year, part(4..6), part(6..8)),
        4 | 6 if YEARS.contains(&(year as i32)) => Err(Refusal::Incomplete),
        _ => Err(Refusal::NotUnderstood),
    }
}

/// 2024-3-15, 2024/03/15, 2024.3.15, 15/03/2024; one separator throughout.
fn in_figures(text: &str) -> Result<NaiveDate, Refusal> {
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').collect();
    let same = separators.iter().all(|c| *c == separators[0] && matches!(c, '-' | '/' | '.' | '、'));
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    if !same || separators.is_empty() || separators.len() + 1 != parts.len() {
        return Err(Refusal::NotUnderstood);
    }
    let numbers: Vec<u32> = parts.iter().map(|part| part.parse().unwrap_or(u32::MAX)).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    match (lengths.as_slice(), numbers.as_slice()) {
        ([4, 1..=2, 1..=2], [year, month, day]) => of_parts(*year, *month, *day),
        ([1..=2, 1..=2, 4], [a, b, year]) => day_and_month(*a, *b, *year),
        ([4, 1..=2], _) | ([1..=2, 1..=2], _) | ([1..=2, 4], _) | ([1..=2, 1..=2, 1..=2], _) => {
            Err(Refusal::Incomplete)
        }
        _ => Err(Refusal::NotUnderstood),
    }
}

fn day_and_month(a: u32, b: u32, year: u32) -> Result<NaiveDate, Refusal> {
    match (of_parts(year, b, a), of_parts(year, a, b)) {
        (Ok(one), Ok(other)) if one != other => Err(Refusal::Either(one, other)),
        (one, other) => one.or(other),
    }
}

/// 15 March 2024, March 15, 2024, 15-Mar-2024.
fn in_english(text: &str) -> Result<NaiveDate, Refusal> {
    let parts: Vec<&str> = text.split([' ', ',', '-', '/', '.']).filter(|part| !part.is_empty()).collect();
    let ordinal = |part: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| part.strip_suffix(end)).unwrap_or(part);
        figure(digits, 1).filter(|day| *day <= 31)
    };
    let year = |part: &str| figure(part, 4).filter(|_| part.len() == 4);
    let found = match parts.as_slice() {
        [day, name, y] if month(day).is_none() && ordinal(day).is_some() => (year(y), month(name), ordinal(day)),
        [name, day, y] if ordinal(day).is_some() => (year(y), month(name), ordinal(day)),
        [y, name, day] => (year(y), month(name), ordinal(day)),
        [name, y] if month(name).is_some() && year(y).is_some() => return Err(Refusal::Incomplete),
        _ => (None, None, None),
    };
    match found {
        (Some(year), Some(month), Some(day)) => of_parts(year, month, day),
        _ => Err(Refusal::NotUnderstood),
    }
}

fn month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is = |full: &&str| {
        name == *full || (name.len() == 3 && full.starts_with(name)) || (name == "sept" && full.starts_with(name))
    };
    MONTHS.iter().position(is).map(|at| at as u32 + 1)
}

fn of_parts(year: u32, month: u32, day: u32) -> Result<NaiveDate, Refusal> {
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    if !YEARS.contains(&year) {
        return Err(Refusal::NotUnderstood);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Refusal::NoSuchDay)
}
