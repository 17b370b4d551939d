//! The period that the name of a folder or of a file says, alone or among other words.

use crate::collect::{spans, titles};
use crate::period::{Period, PeriodKind, is_year_digit};
use crate::sheet::plain;

/// A longer name is no name that a person gave.
const LONGEST: usize = 255;

/// Behind a number these say what it counts.
const COUNTED: &[char] = &['号', '份', '个', '家', '批', '次', '元', '万', '人', '页', '件', '户', '条', '项'];

/// Behind a year these say when something was sent.
const BEGINNINGS: &[&str] = &["初", "年初", "元月"];

/// Besides what is done with forms: what is done with files.
const SENT: &[&str] =
    &["收到", "收集", "收回", "下载", "转发", "sent", "received", "collected", "downloaded", "uploaded"];

/// How a name says a period, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is the period and nothing else.
    Alone,
    /// Among ordinary words.
    Among,
    /// It may as well be when the file was made or sent.
    Sent,
}

/// A period with how a name says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Called {
    /// The period, of the survey's kind.
    pub period: Period,
    /// How surely it is meant.
    pub how: How,
}

impl Called {
    /// Whether the name leaves no doubt that the period is meant for which returns lie there.
    pub fn is_sure(&self) -> bool {
        self.how < How::Sent
    }
}

/// The period of the surest folder that is named by one of a kind, of equals the nearest. What is reported of a year is
/// collected in a later one: of a folder that is a period and a nearer one that says another among words, the earlier is
/// meant, and not surely. A month or a quarter may leave the year to a folder around it.
pub fn of_folders(kind: PeriodKind, folders: &[&str]) -> Option<Called> {
    let called = folders.iter().enumerate().filter_map(|(place, name)| {
        if let Some(period) = Period::read(name) {
            return (period.kind == kind).then_some(Called { period, how: How::Alone });
        }
        let is_part = kind != PeriodKind::Year;
        let below = || folders[place + 1..].iter().find_map(|outer| below(name, kind, outer));
        among(name, kind, None).or_else(|| is_part.then(below)?)
    });
    let called: Vec<Called> = called.collect();
    let surest = *called.iter().min_by_key(|called| called.how)?;
    let nearest = *called.iter().find(|called| called.is_sure()).unwrap_or(&surest);
    if nearest.period == surest.period {
        return Some(surest);
    }
    Some(Called { period: nearest.period.min(surest.period), how: How::Among })
}

/// The period that the name of a file says. Digits alone may be anything.
pub fn of_file(kind: PeriodKind, stem: &str) -> Option<Called> {
    let called = among(stem, kind, None)?;
    let is_worded = stem.contains(['年', '月', '季']);
    Some(if is_worded { called } else { Called { how: How::Sent, ..called } })
}

/// The period that a name says which leaves its year to a folder around it. In the folder of a month or a quarter it is
/// an earlier one of that year, or the one before.
fn below(name: &str, kind: PeriodKind, outer: &str) -> Option<Called> {
    if let Some(year) = year_of(outer) {
        return among(name, kind, Some(year));
    }
    let around = Period::read(outer).or_else(|| Some(among(outer, kind, None)?.period)).filter(|p| p.kind == kind)?;
    let of_year = |year| among(name, kind, Some(year));
    let is_last = |called: &Called| called.period == around.previous();
    of_year(around.year).filter(|called| called.period <= around).or_else(|| of_year(around.year - 1).filter(is_last))
}

fn year_of(name: &str) -> Option<i32> {
    let whole = || Some(Called { period: Period::read(name)?, how: How::Alone });
    let called = whole().or_else(|| among(name, PeriodKind::Year, None))?;
    (called.period.kind == PeriodKind::Year).then_some(called.period.year)
}

/// The one period that a name says among other words; `None` where it says two, or one of another kind. A year that is
/// left out is the given one.
fn among(name: &str, kind: PeriodKind, year: Option<i32>) -> Option<Called> {
    if name.len() > LONGEST || !name.contains(|c: char| is_year_digit(c) || c == '月' || c == '季' || c == '半') {
        return None;
    }
    let text = plain(name).to_lowercase();
    let text = text.trim();
    let mut found: Option<Called> = None;
    let mut at = 0;
    while at < text.len() {
        let Some((period, length)) = begun(text, at, year) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let (before, read, after) = (&text[..at], &text[at..at + length], &text[at + length..]);
        let is_it = period.kind == kind && stands(period, before, read, after);
        let other = found.is_some_and(|found| found.period != period);
        if !is_it || other {
            return None;
        }
        found = Some(Called { period, how: how(before, read, after) });
        at += length;
    }
    found
}

/// The period that begins at a place in a name, and how many bytes it takes.
fn begun(text: &str, at: usize, year: Option<i32>) -> Option<(Period, usize)> {
    let (before, rest) = (&text[..at], &text[at..]);
    let completed = |lead: String| {
        let (period, length) = Period::leading(&format!("{lead}{rest}"))?;
        length.checked_sub(lead.len()).filter(|length| *length > 0).map(|length| (period, length))
    };
    if at == 0 {
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if n_digits == 2 && rest[2..].starts_with('年') {
            return completed("20".to_string());
        }
        if let Some((period, length)) = year.and_then(|year| completed(format!("{year}年")))
            && (n_digits == 0 || !rest[..length].ends_with(|c: char| c.is_ascii_digit()))
        {
            return Some((period, length));
        }
    }
    let first = rest.chars().next()?;
    if before.ends_with(|c: char| c.is_ascii_alphanumeric() || is_year_digit(c)) || before.ends_with(['第', '#']) {
        return None;
    }
    let is_year = is_year_digit(first) && rest.chars().take_while(|c| is_year_digit(*c)).count() >= 4;
    let is_english = first.is_ascii_alphabetic() && rest.chars().take(12).any(|c| c == ' ');
    let (period, length) = Period::leading(rest).filter(|_| is_year || is_english)?;
    (2000..2100).contains(&period.year).then_some((period, length))
}

/// Whether a period in a name stands for itself: not in a number, a span, a day or the number of a notice.
fn stands(period: Period, before: &str, read: &str, after: &str) -> bool {
    let is_bare = read.ends_with(|c: char| c.is_ascii_digit());
    let goes_on_in_word = is_bare && after.starts_with(|c: char| c.is_ascii_alphanumeric() || COUNTED.contains(&c));
    let behind = after.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_start_matches('第');
    let numbered = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_notice = numbered.len() < behind.len() && numbered.starts_with('号');
    let rest = format!("{before} {after}");
    let mut numbers = rest.split(|c: char| !c.is_ascii_digit());
    let is_other_year = |number: &str| {
        number.len() == 4 && number.parse().is_ok_and(|year: i32| (1990..2100).contains(&year) && year != period.year)
    };
    let is_one = !numbers.any(is_other_year) && (!spans::are_numbered(&rest) || repeats(period, &rest));
    let is_its_beginning = period.kind == PeriodKind::Year && BEGINNINGS.iter().any(|word| after.starts_with(word));
    !goes_on_in_word
        && !is_notice
        && !is_its_beginning
        && is_one
        && !titles::goes_on(after)
        && !titles::is_last_of_span(before)
        && !titles::refers(before)
}

/// Whether other words name the same span once more.
fn repeats(period: Period, rest: &str) -> bool {
    period.kind != PeriodKind::Year && spans::of(rest, period.kind, Some(period)) == Some(spans::Span::Own)
}

fn how(before: &str, read: &str, after: &str) -> How {
    let rest = format!("{before} {after}").replace("填报表", " ").replace("填报单位", " ");
    let is_sent = titles::speaks_of_making(&rest) || SENT.iter().any(|word| rest.contains(word));
    if is_sent && !read.contains("年度") && !after.starts_with("年度") { How::Sent } else { How::Among }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(kind: PeriodKind, names: &[&str]) -> Option<(String, How)> {
        of_folders(kind, names).map(|called| (called.period.to_string(), called.how))
    }

    fn year(name: &str) -> Option<(String, How)> {
        folders(PeriodKind::Year, &[name])
    }

    #[test]
    fn a_folder_says_its_year_among_ordinary_words() {
        for name in ["2025", "2025年", "2025年度", "二〇二五年"] {
            assert_eq!(year(name), Some(("2025".to_string(), How::Alone)), "{name}");
        }
        for name in [
            "2025年报表",
            "2025年度填报表",
            "2025年度上报",
            "2025年（正式）",
            "2025年度报表汇总",
            "2025年度调查",
            "25年",
            "25年报表",
            "二〇二五年报表",
            "2025 returns",
            "returns-2025",
            "2025-returns",
            "Returns 2025 (final)",
            "2025报表",
            "报表（2025）",
            "1、2025年报表",
            "2025年第一批",
        ] {
            assert_eq!(year(name), Some(("2025".to_string(), How::Among)), "{name}");
        }
        for name in ["2025年上报", "2025年报送材料", "报送2025", "2025年收集", "2025版", "returns received 2025"]
        {
            assert_eq!(year(name), Some(("2025".to_string(), How::Sent)), "{name}");
        }
    }

    #[test]
    fn two_years_a_span_a_day_or_a_number_name_no_year() {
        for name in [
            "2024-2025",
            "2024-25",
            "2024年对比2025年",
            "2024 2025",
            "2024至2025年度",
            "U2025",
            "202512号",
            "省办〔2025〕12号",
            "2025年12号文件",
            "第2025期",
            "2025户",
            "20250115",
            "2025-01-15",
            "2025年1月报送",
            "2025年1月报送2024年报表",
            "2025年报表（1月上报）",
            "2025年一季度报表",
            "2025年初",
            "2025年年初",
            "2025年初收集",
            "2025年元月",
            "根据2025年通知",
            "截至2025年",
            "3025年报表",
            "125年",
            "报表",
            "",
        ] {
            assert_eq!(year(name), None, "{name}");
        }
    }

    #[test]
    fn a_month_or_a_quarter_is_said_with_its_year_or_below_a_folder_of_the_year() {
        let june = |how| Some(("2026-M06".to_string(), how));
        let month = |names: &[&str]| folders(PeriodKind::Month, names);
        for names in [&["2026年6月报表"][..], &["6月", "2026年"], &["6月报表", "甲组", "2026年报表"], &["2026年度6月"]]
        {
            let how = if names == ["2026年度6月"] { How::Alone } else { How::Among };
            assert_eq!(month(names), june(how), "{names:?}");
        }
        assert_eq!(month(&["6月上报", "2026"]), june(How::Sent));
        for names in [&["6月报表"][..], &["6", "2026"], &["6月15日", "2026"], &["2026年1-6月"], &["5、6月", "2026"]]
        {
            assert_eq!(month(names), None, "{names:?}");
        }
        let quarter = |names: &[&str]| folders(PeriodKind::Quarter, names);
        assert_eq!(quarter(&["二季度报表", "2026年"]), Some(("2026-Q2".to_string(), How::Among)));
        assert_eq!(quarter(&["Q2", "2026"]), Some(("2026-Q2".to_string(), How::Among)));
    }

    #[test]
    fn a_folder_that_is_a_period_goes_before_one_that_says_it_among_words() {
        assert_eq!(folders(PeriodKind::Year, &["2024年报表", "2024"]), Some(("2024".to_string(), How::Alone)));
        assert_eq!(folders(PeriodKind::Year, &["2025年上报", "2024年报表"]), Some(("2024".to_string(), How::Among)));
        assert_eq!(folders(PeriodKind::Year, &["补报", "2024年报表"]), Some(("2024".to_string(), How::Among)));
    }

    #[test]
    fn of_a_folder_that_is_a_period_and_a_nearer_one_of_another_the_earlier_is_meant() {
        let earlier = Some(("2024".to_string(), How::Among));
        for names in [["2024年报表", "2025年"], ["2024年度责任制调查", "2025"], ["2025年报表", "2024"]] {
            assert_eq!(folders(PeriodKind::Year, &names), earlier, "{names:?}");
        }
        let month = |names: &[&str]| folders(PeriodKind::Month, names).map(|(period, _)| period);
        for names in [["6月报表", "2026年7月"], ["6月", "2026年7月报表"], ["7月收", "2026年6月"]] {
            assert_eq!(month(&names).as_deref(), Some("2026-M06"), "{names:?}");
        }
        assert_eq!(month(&["12月报表", "2026年1月"]).as_deref(), Some("2025-M12"));
    }

    #[test]
    fn the_name_of_a_file_says_a_period_with_its_own_word() {
        let file = |stem: &str| of_file(PeriodKind::Year, stem).map(|called| (called.period.to_string(), called.how));
        assert_eq!(file("2025年度填报表-K032"), Some(("2025".to_string(), How::Among)));
        assert_eq!(file("K032_2025"), Some(("2025".to_string(), How::Sent)));
        assert_eq!(file("K032 2025年上报"), Some(("2025".to_string(), How::Sent)));
        assert_eq!(file("K2025"), None);
    }

    #[test]
    fn a_name_of_many_signs_is_looked_through_at_once() {
        assert_eq!(of_folders(PeriodKind::Year, &["2025 ".repeat(8000).as_str()]), None);
    }
}
