//! Period: 2024, 2024-S1, 2024-Q3, 2024-M07; order, predecessor, same span a year ago.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::numeral::{self, TO_TWELVE};
use crate::text::saying::Saying;
use crate::text::{Lang, survey as say};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PeriodKind {
    /// A calendar year.
    Year,
    /// A half-year.
    Half,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
}

impl PeriodKind {
    /// How many periods of this kind a year has.
    pub fn a_year(self) -> u32 {
        match self {
            PeriodKind::Year => 1,
            PeriodKind::Half => 2,
            PeriodKind::Quarter => 4,
            PeriodKind::Month => 12,
        }
    }
}

/// A reporting period; ordered by its end, then by its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The calendar year.
    pub year: i32,
    /// Year, half, quarter or month.
    pub kind: PeriodKind,
    /// Which one in the year, from 1.
    pub number: u32,
}

impl Period {
    /// A period, if the year is between 1900 and 2999 and the number exists in a year.
    pub fn new(year: i32, kind: PeriodKind, number: u32) -> Option<Period> {
        let exists = (1900..3000).contains(&year) && (1..=kind.a_year()).contains(&number);
        exists.then_some(Period { year, kind, number })
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Period> {
        Period::new(year, PeriodKind::Year, 1)
    }

    /// The period just before, of the same kind (环比).
    pub fn previous(self) -> Period {
        match self.number {
            1 => Period { year: self.year - 1, number: self.kind.a_year(), ..self },
            n => Period { number: n - 1, ..self },
        }
    }

    /// The same span a year ago (同比).
    pub fn a_year_ago(self) -> Period {
        Period { year: self.year - 1, ..self }
    }

    fn months(self) -> u32 {
        12 / self.kind.a_year()
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        let month = (self.number - 1) * self.months() + 1;
        NaiveDate::from_ymd_opt(self.year, month, 1).expect("a period begins in a month of the calendar")
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        let next_month = self.number * self.months() + 1;
        let (year, month) = if next_month > 12 { (self.year + 1, 1) } else { (self.year, next_month) };
        let after = NaiveDate::from_ymd_opt(year, month, 1).expect("a period ends before a month of the calendar");
        after - Days::new(1)
    }

    /// The period of a kind that a day lies in.
    pub fn of_day(day: NaiveDate, kind: PeriodKind) -> Option<Period> {
        let months = 12 / kind.a_year();
        Period::new(day.year(), kind, (day.month() - 1) / months + 1)
    }

    /// As printed for readers: 2024年上半年, second half of 2024.
    pub fn name(self, lang: Lang) -> String {
        let (year, n) = (self.year, self.number);
        match (lang, self.kind) {
            (Lang::Zh, PeriodKind::Year) => format!("{year}年"),
            (Lang::Zh, PeriodKind::Half) => format!("{year}年{}半年", if n == 1 { "上" } else { "下" }),
            (Lang::Zh, PeriodKind::Quarter) => format!("{year}年第{}季度", ["一", "二", "三", "四"][n as usize - 1]),
            (Lang::Zh, PeriodKind::Month) => format!("{year}年{n}月"),
            (Lang::En, PeriodKind::Year) => format!("{year}"),
            (Lang::En, PeriodKind::Half) => format!("{} half of {year}", if n == 1 { "first" } else { "second" }),
            (Lang::En, PeriodKind::Quarter) => {
                format!("{} quarter of {year}", ["first", "second", "third", "fourth"][n as usize - 1])
            }
            (Lang::En, PeriodKind::Month) => format!("{} {year}", MONTHS[n as usize - 1]),
        }
    }

    /// Its name inside a sentence: with the article that a half-year and a quarter have in English.
    pub fn name_in_sentence(self, lang: Lang) -> String {
        let name = self.name(lang);
        match (lang, self.kind) {
            (Lang::En, PeriodKind::Half | PeriodKind::Quarter) => format!("the {name}"),
            _ => name,
        }
    }

    /// Its name in a table or on an axis: the full name in Chinese, `2026 Q2` and `Jun 2026` in English.
    pub fn short_name(self, lang: Lang) -> String {
        match (lang, self.kind) {
            (Lang::En, PeriodKind::Half) => format!("{} H{}", self.year, self.number),
            (Lang::En, PeriodKind::Quarter) => format!("{} Q{}", self.year, self.number),
            (Lang::En, PeriodKind::Month) => format!("{} {}", &MONTHS[self.number as usize - 1][..3], self.year),
            _ => self.name(lang),
        }
    }

    /// Reads a period as people write it: `2024`, `2024年`, `2024年度`, `2024-S1`, `2024年上半年`, `2024Q3`,
    /// `2024年第三季度`, `2024-07`, `2024-M07`, `2024年7月`, `二〇二四年七月`, `first half of 2024`, `July 2024`. `None` where
    /// it is none of these.
    pub fn read(written: &str) -> Option<Period> {
        let plain = crate::sheet::plain(written);
        let plain = closed_up(plain.trim());
        let plain = plain.as_ref();
        if plain.bytes().take_while(u8::is_ascii_digit).count() != 4 {
            return read_english(plain);
        }
        let year: i32 = plain[..4].parse().ok()?;
        let rest = plain[4..].trim_start_matches(['年', '-', '/', '.', ' ', '_']);
        let rest = rest.strip_prefix("度").unwrap_or(rest).trim();
        let Some((kind, number)) = read_part(rest) else { return read_english(plain) };
        Period::new(year, kind, number)
    }
}

/// No period takes more characters at the beginning of a longer text.
const LONGEST: usize = 12;

impl Period {
    /// Reads the longest period with which a text begins, and how many bytes it takes.
    pub fn leading(text: &str) -> Option<(Period, usize)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).filter(|end| *end >= 4);
        ends.filter_map(|end| Some((Period::read(&text[..end])?, end))).last()
    }
}

/// Whether a character may stand in a year.
pub fn is_year_digit(c: char) -> bool {
    c.is_ascii_digit() || year_digit(c).is_some()
}

/// A Chinese digit as it stands in years; 两 only counts things.
fn year_digit(c: char) -> Option<char> {
    let digit = numeral::digit(c).filter(|_| !matches!(c, '两' | '兩' | '俩'))?;
    char::from_digit(digit as u32, 10)
}

/// A period in Chinese with its year in digits, and without the blanks that part nothing.
fn closed_up(plain: &str) -> Cow<'_, str> {
    let Some((year, rest)) = plain.split_once('年') else { return Cow::Borrowed(plain) };
    let year: String = year.trim().chars().map(|c| year_digit(c).unwrap_or(c)).collect();
    let mut closed = format!("{year}年");
    for word in rest.split_whitespace() {
        let parts_digits =
            closed.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        closed.push_str(if parts_digits { " " } else { "" });
        closed.push_str(word);
    }
    Cow::Owned(closed)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn number(text: &str) -> Option<u32> {
    let numeral = TO_TWELVE.iter().position(|numeral| *numeral == text).map(|place| place as u32 + 1);
    numeral.or_else(|| digits(text))
}

fn digits(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn read_part(rest: &str) -> Option<(PeriodKind, u32)> {
    let upper = rest.to_ascii_uppercase();
    if upper.is_empty() {
        return Some((PeriodKind::Year, 1));
    }
    if let Some(half) = match upper.as_str() {
        "S1" | "H1" | "上半年" => Some(1),
        "S2" | "H2" | "下半年" => Some(2),
        _ => None,
    } {
        return Some((PeriodKind::Half, half));
    }
    if let Some(quarter) = upper.strip_prefix('Q') {
        return Some((PeriodKind::Quarter, number(quarter)?));
    }
    if let Some(quarter) = upper.strip_suffix("季度").or_else(|| upper.strip_suffix('季')) {
        return Some((PeriodKind::Quarter, number(quarter.trim_start_matches('第'))?));
    }
    let month = upper.trim_start_matches('M');
    // A numeral alone is a word of its own: 2024年三公经费.
    let month = match month.strip_suffix("月份").or_else(|| month.strip_suffix('月')) {
        Some(month) => number(month.trim_end()),
        None => digits(month),
    };
    Some((PeriodKind::Month, month?))
}

/// A period in English words, the year first or last: `second quarter of 2024`, `2024 first half`, `Jul 2024`.
fn read_english(plain: &str) -> Option<Period> {
    if !plain.contains(' ') && !plain.contains(',') {
        return None;
    }
    let lower = plain.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !matches!(*word, "" | "of" | "the")).collect();
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let (years, rest): (Vec<&str>, Vec<&str>) = words.into_iter().partition(is_year);
    let [year] = years.as_slice() else { return None };
    let year = year.parse().ok()?;
    let ordinal = |word: &str| ["first", "second", "third", "fourth"].iter().position(|known| *known == word);
    match rest.as_slice() {
        [n, "half"] => Period::new(year, PeriodKind::Half, ordinal(n)? as u32 + 1),
        [n, "quarter"] => Period::new(year, PeriodKind::Quarter, ordinal(n)? as u32 + 1),
        [part] => match MONTHS.iter().position(|month| is_month(part, month)) {
            Some(month) => Period::new(year, PeriodKind::Month, month as u32 + 1),
            None => read_part(part).and_then(|(kind, number)| Period::new(year, kind, number)),
        },
        _ => None,
    }
}

/// Whether a word in lower case is a month's name or its first three letters.
fn is_month(word: &str, month: &str) -> bool {
    let month = month.to_lowercase();
    word == month || word.trim_end_matches('.') == &month[..3]
}

impl Ord for Period {
    fn cmp(&self, other: &Period) -> std::cmp::Ordering {
        (self.last_day(), self.kind, self.number).cmp(&(other.last_day(), other.kind, other.number))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Period) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (year, n) = (self.year, self.number);
        match self.kind {
            PeriodKind::Year => write!(f, "{year}"),
            PeriodKind::Half => write!(f, "{year}-S{n}"),
            PeriodKind::Quarter => write!(f, "{year}-Q{n}"),
            PeriodKind::Month => write!(f, "{year}-M{n:02}"),
        }
    }
}

impl FromStr for Period {
    type Err = Saying;

    fn from_str(written: &str) -> Result<Period, Saying> {
        Period::read(written).ok_or_else(|| say::no_period(written))
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_and_quarters_have_an_article_inside_an_english_sentence() {
        let said = |period: &str, lang| period.parse::<Period>().unwrap().name_in_sentence(lang);
        assert_eq!(said("2025-S2", Lang::En), "the second half of 2025");
        assert_eq!(said("2026-Q2", Lang::En), "the second quarter of 2026");
        assert_eq!([said("2026-M06", Lang::En), said("2024", Lang::En)], ["June 2026", "2024"]);
        assert_eq!(said("2025-S2", Lang::Zh), "2025年下半年");
    }

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (written, expected) in [
            ("2024", "2024"),
            ("2024年度", "2024"),
            ("２０２４年", "2024"),
            ("2024年上半年", "2024-S1"),
            ("2024-S2", "2024-S2"),
            ("2024年第三季度", "2024-Q3"),
            ("2024Q4", "2024-Q4"),
            ("2024-07", "2024-M07"),
            ("2024年7月", "2024-M07"),
            ("2026-06", "2026-M06"),
            ("2026年 6 月", "2026-M06"),
            ("2026 年 6 月", "2026-M06"),
            ("2026年6月份", "2026-M06"),
            ("二〇二六年六月", "2026-M06"),
            ("二○二六年十二月份", "2026-M12"),
            ("二零二四年度", "2024"),
            ("2025年第四季", "2025-Q4"),
            ("First half of 2025", "2025-S1"),
            ("2025 first half", "2025-S1"),
            ("second quarter of 2026", "2026-Q2"),
            ("Q2 2026", "2026-Q2"),
            ("2025 H2", "2025-S2"),
            ("July 2024", "2024-M07"),
            ("Jul. 2024", "2024-M07"),
        ] {
            assert_eq!(Period::read(written).map(|p| p.to_string()).as_deref(), Some(expected), "{written}");
        }
        for written in [
            "",
            "24",
            "2024-13",
            "2024年第五季度",
            "明年",
            "20245",
            "half of 2025",
            "third half of 2025",
            "2024 2025",
            "7 2024 1",
            "2026年1 2月",
            "2026年1-6月",
            "2026年六",
            "2026年十三月",
            "2026年+6月",
        ] {
            assert_eq!(Period::read(written), None, "{written}");
        }
    }

    #[test]
    fn a_period_at_the_beginning_of_a_text_is_read_to_its_end() {
        let leading =
            |text: &str| Period::leading(text).map(|(period, end)| (period.to_string(), text[end..].to_string()));
        let found = |period: &str, rest: &str| Some((period.to_string(), rest.to_string()));
        assert_eq!(leading("2026年12月情况表"), found("2026-M12", "情况表"));
        assert_eq!(leading("二〇二五年第四季度报表"), found("2025-Q4", "报表"));
        assert_eq!(leading("2024年三公经费"), found("2024", "三公经费"));
        assert_eq!(leading("2026-06（补报）"), found("2026-M06", "（补报）"));
        assert_eq!(leading("情况表2024年"), None);
    }

    #[test]
    fn the_names_of_a_period_are_read_as_that_period() {
        for period in ["2024", "2024-S2", "2024-Q3", "2024-M05", "2024-M09"] {
            let period: Period = period.parse().unwrap();
            for lang in [Lang::Zh, Lang::En] {
                for name in [period.name(lang), period.short_name(lang)] {
                    assert_eq!(Period::read(&name), Some(period), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_period_knows_its_days_and_its_neighbours() {
        let period: Period = "2024-M02".parse().unwrap();
        assert_eq!(period.last_day().to_string(), "2024-02-29");
        assert_eq!("2024-S1".parse::<Period>().unwrap().last_day().to_string(), "2024-06-30");
        assert_eq!("2024-Q1".parse::<Period>().unwrap().previous().to_string(), "2023-Q4");
        assert_eq!(period.a_year_ago().to_string(), "2023-M02");
    }
}
