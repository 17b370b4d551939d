//! Words above rows that say of them that they are not the return's own: of another period, of another unit, only shown
//! or taken back.

use crate::collect::label;
use crate::collect::layout::Layout;
use crate::collect::spans;
use crate::collect::times::{self, Time};
use crate::collect::titled;
use crate::collect::voided::{self, Word};
use crate::period::Period;
use crate::sheet::{Content, plain};

/// What is only shown.
const SHOWN: &[&str] = &["参考", "示例", "样例", "样表", "范例", "for reference", "example", "sample"];

/// What may follow these words without making a hint of them.
const SHOWING: &[&str] = &["数", "资料", "表", "行", "值", "用", ":", " data", " row", " only", " table"];

/// Whose rows are not the unit's own.
const OTHERS: &[&str] = &["下属单位", "所属单位", "下级单位", "下辖单位", "subordinate", "other units"];

/// Before the units below, these words add them to the unit itself.
const WITH: &[&str] = &["及", "含", "和", "与", "括", "、", "and ", "including ", "with "];

/// Behind these words stands what the rows hold beside others, or do not hold.
const HOLDING: &[&str] = &["含", "包括", "剔除", "扣除", "除", "including", "excluding", "except", "without"];

/// A clause with one of these words is about the form.
const OF_THE_FORM: &[&str] = &[
    "年起",
    "月起",
    "日起",
    "依据",
    "根据",
    "按照",
    "文号",
    "表号",
    "编号",
    "有效期",
    "批准",
    "修订",
    "〔",
    "[",
    "approved",
    "revised",
    "form no",
    "edition",
    "valid until",
];

/// The period that is being read, in words that need not be the survey's own.
const THIS: &[&str] = &["本年", "本季", "本月", "本期", "本次", "今年", "this year", "this quarter", "this month"];

/// Beside these words that period is another.
const NOT_THIS: &[&str] = &["同期", "累计", "以来", "cumulative", "ytd"];

/// With these words a line speaks of the rows below it.
const BELOW: &[&str] = &["以下", "下列", "下述", "下面", "the following", "following", "below"];

/// What may stand behind them without making others of them.
const ROWS: &[&str] =
    &["各行", "各条", "各项", "案件", "数据", "内容", "记录", "均", "全部", "为", "已", "是", "rows", "entries", "are"];

/// Nouns for the rows of a table: before them a word says what the rows are.
const NOUNS: &[&str] = &["案件", "数据", "记录", "cases", "rows", "entries", "records"];

/// What may follow the units of [`OTHERS`] where the rows are theirs, and not only those of a section.
const OF_OTHERS: &[&str] = &["案件", "数据", "情况", "内容", "记录", "部分", "cases", "data"];

/// With these words a time tells where the matters of the rows come from.
const ORIGINS: &[&str] = &[
    "新增",
    "相比",
    "结转",
    "遗留",
    "移交",
    "移送",
    "转入",
    "转办",
    "接收",
    "立案",
    "受理",
    "违纪",
    "检查",
    "巡察",
    "发现",
    "认定",
    "新建",
    "投产",
    "成立",
    "carried over",
    "new since",
];

/// Quarters in English, and in words of which the months are known.
const QUARTERS: &[(&str, &str)] = &[
    ("first quarter", "1季度"),
    ("second quarter", "2季度"),
    ("third quarter", "3季度"),
    ("fourth quarter", "4季度"),
    ("q1", "1季度"),
    ("q2", "2季度"),
    ("q3", "3季度"),
    ("q4", "4季度"),
];

/// These words may also name what is listed below them.
const MATTERS: &[&str] = &["撤销", "撤回", "取消", "注销", "cancelled", "canceled", "deleted", "duplicate"];

/// Whether a title says that what stands below it is not the return's own.
pub fn is_of_another(layout: &Layout, own: Option<Period>, text: &str) -> bool {
    let words = plain(text).to_lowercase();
    let is_others = OTHERS
        .iter()
        .any(|word| words.split_once(word).is_some_and(|(before, _)| !WITH.iter().any(|with| before.ends_with(with))));
    is_others || is_shown_or_of_another_time(layout, own, &words)
}

/// What a line among rows says of those below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    /// They are none of the return's own.
    NotOwn,
    /// They are of another time, unless their own days say otherwise.
    OfAnotherTime,
    /// The same, or their matters come from there.
    Origin,
    /// They may not count.
    Perhaps,
}

/// What a line among the rows of a table or roster says against those below it.
pub fn of_rows_below(layout: &Layout, own: Option<Period>, text: &str) -> Option<Below> {
    let words = plain(text).to_lowercase();
    let words = if words.contains('q') { numbered_quarters(words) } else { words };
    let void = void(&words);
    if void == Some(Word::Void) || clauses(&words).any(is_shown) {
        return Some(Below::NotOwn);
    }
    if is_shown_or_of_another_time(layout, own, &words) {
        let is_origin = !speaks_of_below(&words) && ORIGINS.iter().any(|word| words.contains(word));
        return Some(if is_origin { Below::Origin } else { Below::OfAnotherTime });
    }
    (void.is_some() || are_of_others(&words)).then_some(Below::Perhaps)
}

fn numbered_quarters(words: String) -> String {
    QUARTERS.iter().fold(words, |words, (name, numbered)| words.replace(name, numbered))
}

/// Whether a line says that the rows below it are those of other units.
fn are_of_others(words: &str) -> bool {
    let words = label::words(words);
    let behind = OTHERS.iter().find_map(|word| words.strip_prefix(&label::words(word)));
    behind.is_some_and(|rest| OF_OTHERS.contains(&rest))
}

/// Whether a line speaks of the rows below it.
pub fn speaks_of_below(text: &str) -> bool {
    let words = plain(text).to_lowercase();
    BELOW.iter().any(|word| words.contains(word))
}

/// Whether a line begins with such words.
pub fn opens_below(text: &str) -> bool {
    let words = label::words(text);
    BELOW.iter().any(|word| words.starts_with(&label::words(word)))
}

fn is_shown_or_of_another_time(layout: &Layout, own: Option<Period>, words: &str) -> bool {
    let is_other = |clause: &str| titled::is_of_another_time(layout, own, clause);
    clauses(words).any(is_shown) || !says_this(layout, own, words) && clauses(words).any(is_other)
}

/// The parts of a text that may say something of the rows below it.
fn clauses(words: &str) -> impl Iterator<Item = &str> {
    let parts =
        words.split(['(', ')', ',', ';', '。']).filter(|part| !OF_THE_FORM.iter().any(|word| part.contains(word)));
    let held = |part: &str| HOLDING.iter().filter_map(|word| part.find(word)).min().unwrap_or(part.len());
    parts.map(move |part| part[..held(part)].trim())
}

fn is_shown(clause: &str) -> bool {
    let is_at_end = |rest: &str| rest.trim().is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
    let shows = |rest: &str| is_at_end(rest) || SHOWING.iter().any(|word| rest.starts_with(word));
    SHOWN.iter().any(|word| clause.match_indices(word).any(|(at, _)| shows(&clause[at + word.len()..])))
}

/// Whether words name the period of the return, be it beside another.
fn says_this(layout: &Layout, own: Option<Period>, words: &str) -> bool {
    let is_vague = !spans::are_numbered(words) && !NOT_THIS.iter().any(|word| words.contains(word));
    is_vague && THIS.iter().any(|word| words.contains(word)) || times::time_of(layout, own, words) == Some(Time::Own)
}

fn void(words: &str) -> Option<Word> {
    let words = label::words(words);
    let below = BELOW.iter().find_map(|word| words.strip_prefix(&label::words(word)));
    let mut rest = below.unwrap_or(&words);
    while let Some(behind) = ROWS.iter().filter(|_| below.is_some()).find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    let is_matter = below.is_none() && MATTERS.contains(&rest);
    let word = voided::word(&Content::Text(rest.to_string())).filter(|_| !is_matter)?;
    // A closed matter may be what a section is called for.
    let is_said = word == Word::Void || below.is_some() || NOUNS.iter().any(|noun| rest.ends_with(noun));
    is_said.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;
    use crate::period::PeriodKind;

    fn of_quarter(is: fn(&Layout, Option<Period>, &str) -> bool, text: &str) -> bool {
        let mut survey = fixture::survey();
        survey.period = PeriodKind::Quarter;
        is(&Layout::new(&survey), Period::new(2026, PeriodKind::Quarter, 2), text)
    }

    #[test]
    fn a_title_says_that_rows_are_of_another_period_or_only_shown() {
        for text in [
            "上年同期案件",
            "2025年情况表",
            "2025年度（上年）",
            "去年",
            "附：去年情况",
            "（上年同期）",
            "2026年第一季度",
            "上季度已报案件",
            "Previous quarter",
            "本年累计",
            "供参考",
            "附：仅供参考，不计入",
            "参考数据",
            "示例",
            "填写示例：",
            "情况表（示例）",
            "Example",
            "For reference only",
        ] {
            assert!(of_quarter(is_of_another, text), "{text}");
        }
    }

    #[test]
    fn a_title_that_only_speaks_of_another_period_or_of_examples_says_nothing_of_the_rows() {
        for text in [
            "（追究日期注明年月日）",
            "（含上年立案、本季度追究的案件）",
            "不含上季度已报案件",
            "情况表（不含上年立案的）",
            "（参考附件1填写）",
            "填写示例见附件2",
            "表号：2025责统3表",
            "国统字〔2025〕12号",
            "自2025年起填报",
            "两次月度会议",
            "本年度",
            "2026年第二季度",
            "Form approved 2025",
            "Continued from previous page",
        ] {
            assert!(!of_quarter(is_of_another, text), "{text}");
        }
    }

    #[test]
    fn a_line_among_the_rows_takes_those_below_it_back_or_may() {
        let survey = crate::survey::Survey { period: PeriodKind::Quarter, ..fixture::survey() };
        let layout = Layout::new(&survey);
        let said = |text: &str| of_rows_below(&layout, Period::new(2026, PeriodKind::Quarter, 2), text);
        for text in [
            "以下不计入",
            "以下作废",
            "作废",
            "（以下各行作废）",
            "以下案件不纳入统计",
            "不计入统计案件",
            "以下企业已注销",
            "以下为重复",
            "The following rows are void",
            "Not to be counted",
            "以下供参考",
            "以下仅供参考",
        ] {
            assert_eq!(said(text), Some(Below::NotOwn), "{text}");
        }
        for text in [
            "2026年第一季度",
            "上季度已报",
            "以下为上年",
            "上年同期",
            "以下为2025年下半年数据",
            "以下为上年结转案件",
            "Cases of Q1 2026",
            "First quarter",
        ] {
            assert_eq!(said(text), Some(Below::OfAnotherTime), "{text}");
        }
        for text in ["2025年度专项检查移交", "2025年立案案件", "与上季度相比新增案件", "上年结转案件"]
        {
            assert_eq!(said(text), Some(Below::Origin), "{text}");
        }
        for text in ["已撤销案件", "下属单位案件", "Withdrawn cases", "以下案件已撤案"] {
            assert_eq!(said(text), Some(Below::Perhaps), "{text}");
        }
        for text in [
            "个人",
            "（一）局级",
            "注销",
            "撤案",
            "下属单位",
            "2026年5月8日",
            "2026年第二季度",
            "Second quarter",
            "4月",
            "以下为补报",
            "以下空白",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
