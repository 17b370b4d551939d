//! Which span of time words name beside that of a survey's returns: `全年` in a survey of the month is another.

use crate::numeral::TO_TWELVE;
use crate::period::{Period, PeriodKind};

/// What words say about the span of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// It is the return's own.
    Own,
    /// It may be.
    Unsure,
    /// It is another.
    Other,
}

/// Months of a year, the first and the last.
type Months = (u32, u32);

/// Words for the period that is being read, by its length.
const WHOLE: &[(&str, PeriodKind)] = &[
    ("本月", PeriodKind::Month),
    ("当月", PeriodKind::Month),
    ("全月", PeriodKind::Month),
    ("月度", PeriodKind::Month),
    ("this month", PeriodKind::Month),
    ("本季", PeriodKind::Quarter),
    ("当季", PeriodKind::Quarter),
    ("全季", PeriodKind::Quarter),
    ("季度", PeriodKind::Quarter),
    ("this quarter", PeriodKind::Quarter),
    ("半年", PeriodKind::Half),
    ("本年", PeriodKind::Year),
    ("当年", PeriodKind::Year),
    ("全年", PeriodKind::Year),
    ("今年", PeriodKind::Year),
    ("full year", PeriodKind::Year),
];

/// Words for the period that is being read, however long. Beside `last year`, `this year` is its part that is asked.
const THIS: &[&str] = &["本期", "当期", "本报告期", "this period", "this year", "current"];

/// Shorter than any period that a survey asks about, or where the period only begins.
const SHORTER: &[&str] = &["本周", "本旬", "本日", "年初", "季初", "月初", "期初"];

/// Behind these a number of months is how long something took.
const LASTING: &[&str] = &["以上", "以下", "以内", "之内", "内"];

/// Between the first and the last month of several.
const TO: &[char] = &['-', '—', '–', '－', '~', '～', '至', '到'];

/// Periods after the one that is being read, and the one before it in words of some offices.
const NEXT: &[&str] = &[
    "前月",
    "前季",
    "下月",
    "次月",
    "下季",
    "次季",
    "下年",
    "次年",
    "明年",
    "来年",
    "下期",
    "次期",
    "next month",
    "next quarter",
    "next year",
];

/// Words in which those of [`NEXT`] and of earlier periods stand by chance.
const BY_CHANCE: &[&str] = &[
    "以上",
    "以下",
    "当前",
    "目前",
    "人次",
    "批次",
    "层次",
    "两次",
    "注明",
    "说明",
    "证明",
    "写明",
    "标明",
    "列明",
    "表明",
    "previous page",
    "previous sheet",
];

/// Sums from the beginning of the year on: in a survey of the year they are its own.
const SINCE: &[&str] = &["累计", "以来", "cumulative", "ytd"];

/// What was reached by a day.
const UNTIL: &[&str] = &["截至", "截止"];

/// Words without those in which the names of other periods stand by chance.
pub fn without_chance(words: &str) -> String {
    BY_CHANCE.iter().fold(words.to_string(), |words, chance| words.replace(chance, " "))
}

/// Whether words name months, quarters or halves of a year by number.
pub fn are_numbered(words: &str) -> bool {
    months(words).iter().any(|(_, is_day)| !is_day)
}

/// Whether words name a period beside the return's own.
pub fn is_next(words: &str) -> bool {
    says(&without_chance(words), NEXT)
}

/// What words in lower case say about the span of a return; `None` where they name none. Years are not compared.
pub fn of(words: &str, kind: PeriodKind, own: Option<Period>) -> Option<Span> {
    let own = own.filter(|own| own.kind == kind);
    let months = months(words);
    if says(words, SINCE) && (kind != PeriodKind::Year || months.is_empty()) {
        return (kind != PeriodKind::Year).then_some(Span::Other);
    }
    if says(words, UNTIL) {
        return until_whole(words, &months, kind);
    }
    let months: Vec<Months> = months.into_iter().filter(|(_, is_day)| !is_day).map(|(months, _)| months).collect();
    if says(words, SHORTER) {
        return Some(Span::Other);
    }
    match months[..] {
        [] => of_words(words, kind),
        _ => Some(months.iter().map(|months| compared(*months, kind, own)).min_by_key(rank).expect("one is named")),
    }
}

/// The best of several: that of the return first.
fn rank(span: &Span) -> u8 {
    match span {
        Span::Own => 0,
        Span::Unsure => 1,
        Span::Other => 2,
    }
}

/// What was reached by a day: the end of the year is that of a survey of the year.
fn until_whole(words: &str, months: &[(Months, bool)], kind: PeriodKind) -> Option<Span> {
    let is_end = match months {
        [] => words.contains('年') || words.contains("期末"),
        _ => months.iter().all(|((_, last), _)| *last == 12),
    };
    if kind == PeriodKind::Year && is_end { None } else { Some(Span::Unsure) }
}

fn compared(named: Months, kind: PeriodKind, own: Option<Period>) -> Span {
    let length = 12 / kind.a_year();
    match own {
        Some(own) if named == (((own.number - 1) * length + 1), own.number * length) => Span::Own,
        None if kind == PeriodKind::Year && named == (1, 12) => Span::Own,
        None if named.1 + 1 == named.0 + length => Span::Unsure,
        _ => Span::Other,
    }
}

/// What is said without a number: the shortest period named counts, as in `本年本月`.
fn of_words(words: &str, kind: PeriodKind) -> Option<Span> {
    if says(words, THIS) {
        return Some(Span::Own);
    }
    let shortest = WHOLE.iter().find(|(word, _)| words.contains(word)).map(|(_, kind)| *kind);
    match shortest {
        Some(named) if named == kind => Some(Span::Own),
        Some(_) => Some(Span::Other),
        None if words.contains("年度") && kind != PeriodKind::Year && !words.contains(|c: char| c.is_ascii_digit()) => {
            Some(Span::Unsure)
        }
        None => None,
    }
}

/// The months, quarters and halves that words name by number, and whether a day of the month follows.
fn months(words: &str) -> Vec<(Months, bool)> {
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let of = |sign: &str, length: u32, most: u32| -> Vec<(Months, bool)> {
        let found = words.match_indices(sign).filter_map(|(at, _)| {
            let (first, last) = numbers(&words[..at], sign, most)?;
            let after = words[at + sign.len()..].trim_start_matches('份');
            if LASTING.iter().any(|word| after.starts_with(word)) || goes_on(after) {
                return None;
            }
            let is_day = length == 1 && starts_with_number(after);
            Some((((first - 1) * length + 1, last * length), is_day))
        });
        found.collect()
    };
    let half = |word: &str, months: Months| words.contains(word).then_some((months, false));
    let halves = [half("上半年", (1, 6)), half("下半年", (7, 12))].into_iter().flatten();
    of("月", 1, 12).into_iter().chain(of("季度", 3, 4)).chain(halves).collect()
}

/// The number before a sign, or the two of a range: `1-6月`, `1月至6月`.
fn numbers(before: &str, sign: &str, most: u32) -> Option<(u32, u32)> {
    let before = before.strip_suffix('第').unwrap_or(before);
    let (rest, last) = number_at_end(before, most)?;
    let first = rest.strip_suffix(TO).and_then(|rest| {
        let rest = rest.trim_end_matches(TO);
        number_at_end(rest.strip_suffix(sign).unwrap_or(rest), most)
    });
    let first = first.map(|(_, first)| first).filter(|first| *first <= last);
    Some((first.unwrap_or(last), last))
}

/// A number from 1 to a limit at the end of a text, and what stands before it.
fn number_at_end(text: &str, most: u32) -> Option<(&str, u32)> {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if rest.len() < text.len() {
        let digits = &text[rest.len()..];
        let number = digits.parse().ok().filter(|number| digits.len() <= 2 && (1..=most).contains(number))?;
        return Some((rest, number));
    }
    let known = TO_TWELVE.iter().take(most as usize).enumerate().rev();
    let mut ends = known.filter_map(|(before, numeral)| Some((text.strip_suffix(numeral)?, before as u32 + 1)));
    ends.next()
}

/// Whether the first of several months is followed by the last.
fn goes_on(after: &str) -> bool {
    after.strip_prefix(TO).is_some_and(|rest| starts_with_number(rest.trim_start_matches(TO).trim_start_matches('第')))
}

fn starts_with_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

fn says(words: &str, known: &[&str]) -> bool {
    known.iter().any(|known| words.contains(known))
}

/// All words that name a span or a period after the return's own.
#[cfg(test)]
pub fn words() -> impl Iterator<Item = &'static str> {
    let lists = [THIS, SHORTER, NEXT, SINCE, UNTIL].into_iter().flatten().copied();
    WHOLE.iter().map(|(word, _)| *word).chain(lists)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn june(words: &str) -> Option<Span> {
        of(words, PeriodKind::Month, Period::new(2026, PeriodKind::Month, 6))
    }

    #[test]
    fn in_a_month_only_that_month_is_its_own() {
        for words in ["本月数", "当月数", "全月", "6月数", "六月份", "2026年6月", "本年6月", "本期数", "本年本月"]
        {
            assert_eq!(june(words), Some(Span::Own), "{words}");
        }
        for words in
            ["全年数", "本年数", "本季数", "5月", "十二月", "1-6月", "1月至6月", "二季度", "上半年", "本周", "年初数"]
        {
            assert_eq!(june(words), Some(Span::Other), "{words}");
        }
        for words in ["数", "填报数", "次", "人次", "12个月数", "6月30日", "拖欠3月以上"] {
            assert_eq!(june(words), None, "{words}");
        }
        assert_eq!(june("1-6月累计"), Some(Span::Other));
        assert_eq!(june("截至6月底"), Some(Span::Unsure));
        assert!(is_next("下月数") && is_next("次月") && !is_next("当前月数") && !is_next("35岁以下年轻干部"));
    }

    #[test]
    fn in_a_year_its_parts_are_others() {
        let of_year = |words: &str| of(words, PeriodKind::Year, Period::year(2024));
        for words in ["全年", "本年", "1-12月", "2024年1—12月", "本期"] {
            assert_eq!(of_year(words), Some(Span::Own), "{words}");
        }
        for words in ["5月", "本月", "上半年", "第三季度", "1-6月"] {
            assert_eq!(of_year(words), Some(Span::Other), "{words}");
        }
        for words in ["2024年", "年度", "累计", "截至2024年12月31日", "截至年底"] {
            assert_eq!(of_year(words), None, "{words}");
        }
    }

    #[test]
    fn without_a_known_period_only_the_length_is_compared() {
        let of_quarter = |words: &str| of(words, PeriodKind::Quarter, None);
        assert_eq!(of_quarter("二季度"), Some(Span::Unsure));
        assert_eq!(of_quarter("4-6月"), Some(Span::Unsure));
        assert_eq!(of_quarter("6月"), Some(Span::Other));
    }
}
