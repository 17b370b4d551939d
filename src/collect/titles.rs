//! The period that the title of a form names. When or by which notice the form was made is no period, and neither is a
//! span of several.

use crate::period::{Period, PeriodKind, is_year_digit};
use crate::sheet::plain;

/// What is done with a form, not with the work that it reports.
const MADE: &[&str] = &[
    "制表", "填报", "填表", "填写", "报送", "上报", "印发", "印制", "打印", "制定", "制订", "修订", "修改", "更新",
    "编制", "制发", "下发", "发布", "颁布", "启用", "通知", "文件", "版", "制", "印",
];
const MADE_IN_ENGLISH: &[&str] = &["printed", "issued", "prepared", "submitted", "revised", "updated"];
/// What may stand between a day and what was done on it, besides who did it.
const MANNERS: &[&str] = &["", "统一", "正式", "重新", "首次", "再次", "最后", "修订", "试行", "通知", "文件", "要求"];
const BY: &[&str] = &["由", "经", "起", "开始", "日", "底", "末", "初", "第"];
const OFFICES: &[char] = &['局', '厅', '办', '室', '部', '委', '处', '科', '站', '院', '会', '府', '队', '心'];
/// What follows the word for what was done.
const TAILS: &[&str] = &["的", "日期", "时间"];
/// In front of a period these refer to something else than the form.
const REFERENCES: &[&str] = &["根据", "按照", "依据", "依照", "遵照", "参照", "截至", "截止", "填于"];
/// The same where they stand right before it.
const SHORT_REFERENCES: &[&str] = &["于", "自", "从", "据", "按", "依", "经"];

/// What joins two periods, or the first and the last of several.
const JOINTS: &[char] =
    &['-', '—', '–', '‐', '−', '─', '~', '〜', '至', '到', '、', ',', '/', '.', '和', '及', '与', '或', '+', '&'];
const NUMERALS: &[char] = &['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '第'];
/// With these the first of two periods ends.
const PERIODS: &[&str] = &["年", "年度", "月", "月份", "季", "季度", "日"];
/// The words that follow the number of a period or a day.
const MEASURES: &[char] = &['年', '月', '季', '度', '半', '日', '份'];

/// The one period of a kind that a title names.
pub fn period(text: &str, kind: PeriodKind) -> Option<Period> {
    let is_day = text.ends_with('日') && text.starts_with(|c: char| c.is_ascii_digit());
    if is_day || !text.contains('年') {
        return None;
    }
    let text: String = plain(text).to_lowercase().chars().filter(|c| *c != ' ').collect();
    let mut before = None;
    let starts = text.char_indices().filter(|(_, c)| {
        let is_within = before.replace(*c).is_some_and(is_year_digit);
        is_year_digit(*c) && !is_within
    });
    let years = starts.filter(|(at, _)| is_year(&text[*at..]));
    let mut named = years.filter_map(|(at, _)| named_at(&text, at, kind));
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// Whether four digits and the word for a year stand at the beginning.
fn is_year(text: &str) -> bool {
    let mut behind = text.chars().skip_while(|c| is_year_digit(*c));
    behind.next() == Some('年') && text.chars().take_while(|c| is_year_digit(*c)).count() == 4
}

fn named_at(text: &str, at: usize, kind: PeriodKind) -> Option<Period> {
    let (period, end) = ended(&text[at..]).map(|(period, length)| (period, at + length))?;
    let (before, after) = (&text[..at], &text[end..]);
    let is_it = period.kind == kind && !goes_on(after) && !is_last_of_span(before) && !is_note(before, after);
    is_it.then_some(period)
}

/// The longest period at the beginning that ends with its own word: `2026年1` in `2026年1号文件` is none.
fn ended(text: &str) -> Option<(Period, usize)> {
    let (period, end) = Period::leading(text)?;
    let read = &text[..end];
    match read.ends_with(|c: char| c.is_ascii_digit()) {
        true => {
            read.rfind('年').map(|at| at + '年'.len_utf8()).and_then(|end| Some((Period::read(&read[..end])?, end)))
        }
        false => read.contains('年').then_some((period, end)),
    }
}

/// Whether a day, a further number or a further period follows.
pub(super) fn goes_on(after: &str) -> bool {
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let counted = |text: &str| text.trim_start_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(&c)).len();
    let follows = |from: usize, marks: &[char]| after[after.len() - from..].starts_with(marks);
    let n_left = counted(after);
    if n_left < after.len() {
        return follows(n_left, JOINTS) || follows(n_left, &['月', '季']);
    }
    let Some(next) = after.strip_prefix(JOINTS) else { return false };
    let n_left = counted(next);
    let is_number = n_left < next.len();
    next.starts_with('今')
        || (is_number
            && (n_left == 0 || follows(n_left, MEASURES) || follows(n_left, JOINTS) || follows(n_left, &[')'])))
}

pub(super) fn is_last_of_span(before: &str) -> bool {
    let Some(first) = before.strip_suffix(JOINTS) else { return false };
    let n_digits = first.chars().rev().take_while(char::is_ascii_digit).count();
    n_digits == 4 || PERIODS.iter().any(|ending| first.ends_with(ending))
}

/// Whether a period tells when or by which notice the form was made.
fn is_note(before: &str, after: &str) -> bool {
    let before = before.rsplit(['。', ';', ',', '(', ')']).next().unwrap_or(before);
    let after: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
    let is_english = |text: &str| MADE_IN_ENGLISH.iter().any(|word| text.contains(word));
    refers(before) || is_made(&after) || is_english(before) || is_english(&after)
}

/// Whether words in front of a period refer to something else than the form, or name the day on which it was made.
pub(super) fn refers(before: &str) -> bool {
    let bare = before.trim_end_matches(':');
    let is_about = ["关于", "对于"].iter().any(|about| bare.ends_with(about));
    let is_short = SHORT_REFERENCES.iter().any(|word| bare.ends_with(word)) && !is_about;
    let day = ["日期", "时间", "年月"].iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
    let is_labelled =
        day.len() < before.len() && MADE.iter().any(|made| made.chars().count() > 1 && day.ends_with(made));
    is_labelled || bare.ends_with("日期") || is_short || REFERENCES.iter().any(|word| before.contains(word))
}

/// Whether words say anywhere what is done with a form.
pub(super) fn speaks_of_making(words: &str) -> bool {
    let is_made = |made: &&str| words.contains(made) && (made.chars().count() > 1 || words.trim_end().ends_with(made));
    MADE.iter().chain(MADE_IN_ENGLISH).any(is_made)
}

/// Whether words behind a period say what was done with the form then, and nothing else.
fn is_made(after: &str) -> bool {
    let is_said_on =
        |made: &&&str| after.strip_prefix(**made).is_some_and(|rest| TAILS.iter().any(|tail| rest.starts_with(tail)));
    let is_said_last = |made: &&&str| {
        let Some(head) = after.strip_suffix(**made) else { return false };
        let is_by = BY.iter().any(|by| head.starts_with(by)) || head.ends_with(OFFICES);
        MANNERS.contains(&head)
            || (is_by && made.chars().count() > 1)
            || (head.ends_with(['局', '厅', '办']) && **made == "制")
    };
    MADE.iter().any(|made| is_said_on(&made) || is_said_last(&made))
        || (after.starts_with('第') && after.ends_with('版'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Option<String> {
        period(text, PeriodKind::Month).map(|period| period.to_string())
    }

    fn year(text: &str) -> Option<String> {
        period(text, PeriodKind::Year).map(|period| period.to_string())
    }

    #[test]
    fn a_title_names_the_period_that_it_is_about() {
        for title in [
            "2026年6月工作月报表",
            "责任制工作月报表（2026 年 6 月）",
            "二〇二六年六月重点工作情况",
            "2026年6月份报送情况统计表",
            "关于2026年6月责任制修订情况的表",
            "2026年6月规范性文件（制定情况）",
            "1、2026年6月落实情况",
            "2026年6月情况（2026年6月）",
            "2026年6月，12个单位",
        ] {
            assert_eq!(month(title).as_deref(), Some("2026-M06"), "{title}");
        }
        for title in ["2024年度责任制（落实情况）一览表", "2024年度填报表", "附件1-2024年度情况表", "2024年三公经费"]
        {
            assert_eq!(year(title).as_deref(), Some("2024"), "{title}");
        }
    }

    #[test]
    fn when_and_by_which_notice_a_form_was_made_is_no_period() {
        for note in [
            "2025年12月制表",
            "2025年12月制",
            "2026年7月报送",
            "（根据2025年12月通知填报）",
            "按照省局2025年12月下发的样式",
            "2025年12月修订版",
            "2025年12月第3版",
            "省统计局2025年12月印制",
            "2025年12月由省局统一印发",
            "2025年12月县督查室编制",
            "截至2025年12月",
            "制表时间：2025年12月",
            "填报日期：2025年12月",
            "自2025年12月起启用",
            "Revised 2025年12月",
            "2025年12月5日",
        ] {
            assert_eq!(month(note), None, "{note}");
        }
        assert_eq!(year("2023年制表"), None);
        assert_eq!(year("2023年版"), None);
    }

    #[test]
    fn a_span_of_periods_is_none_of_them() {
        for title in [
            "2026年1-6月",
            "2026年5、6月",
            "2026年1月-6月情况表",
            "2026年5月至今",
            "2025年6月-2026年6月",
            "2026年一至六月",
            "2026年1号文件",
            "2026年5月和2026年6月情况表",
        ] {
            assert_eq!(month(title), None, "{title}");
        }
        for title in
            ["2023-2024年度", "2023、2024年度情况表", "2024年1-12月", "2024年度（含2023年度）", "2024年一至三季度"]
        {
            assert_eq!(year(title), None, "{title}");
        }
        let quarter = |text| period(text, PeriodKind::Quarter);
        assert_eq!(quarter("2025年第二季度至第四季度"), None);
        assert_eq!(quarter("2025年第三、四季度"), None);
    }
}
