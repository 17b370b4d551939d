//! What a remark beside an answer does to it: nothing, make it doubtful, or answer once more.

use super::Doubt;
use crate::finding::Severity;
use crate::text::Text;
use crate::text::kind as say;

/// What a remark does to the answer that it stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// It only tells more.
    Beside,
    /// It may change the answer, which is read but asked about.
    Doubtful,
    /// It answers otherwise: which of the two holds is not clear.
    Rival,
}

impl Bearing {
    /// Doubtful where that holds, else beside.
    pub fn doubtful(holds: bool) -> Bearing {
        if holds { Bearing::Doubtful } else { Bearing::Beside }
    }

    /// What there is to say about such a remark.
    pub fn doubt(self, remark: &str) -> Doubt {
        match self {
            Bearing::Beside => Doubt::remark(remark),
            _ => Doubt {
                rule: "remark-in-answer",
                severity: Severity::Query,
                message: say::REMARK_IN_DOUBT,
                remedy: say::REMARK_IN_DOUBT_REMEDY,
                detail: Text::same(remark),
            },
        }
    }
}

/// Words that put another answer in the place of the one before them.
const CORRECTIONS: &[&str] = &[
    "更改为",
    "更正为",
    "更正",
    "订正为",
    "修正为",
    "修改为",
    "改为",
    "改成",
    "应为",
    "应是",
    "→",
    "->",
    "corrected to",
    "should be",
];
/// Words that say what stood there before.
const MISTAKES: &[&str] = &["误填", "错填", "原填"];
/// Words before what really holds; too common to tell a correction where anything else follows them.
const REALLY: &[&str] = &["其实", "实际为", "实际", "实为", "现为", "改"];

/// With these an answer is taken back.
pub const TAKEN_BACK: &[&str] = &[
    "作废",
    "作廢",
    "无效",
    "無效",
    "填错",
    "填錯",
    "错填",
    "误填",
    "誤填",
    "笔误",
    "有误",
    "有誤",
    "错误",
    "錯誤",
    "不对",
    "填反",
    "选错",
    "勾错",
    "打错",
    "串行",
    "错行",
    "数据不实",
    "数字不实",
    "填报不实",
    "wrong figure",
    "wrong number",
    "void",
    "wrong",
    "incorrect",
    "error",
    "mistake",
    "invalid",
];

/// What may stand before them.
const THIS: &[&str] = &[
    "此项",
    "本项",
    "该项",
    "此数",
    "该数",
    "本数",
    "此处",
    "此栏",
    "本栏",
    "此格",
    "此条",
    "本条",
    "此行",
    "本行",
    "此份",
    "数字",
    "数据",
    "数值",
    "据",
    "填报",
    "填写",
    "与下行",
    "与上行",
    "与下一行",
    "与上一行",
    "与上项",
    "与下项",
    "已",
    "系",
    "为",
    "this is",
    "this",
    "figure is",
    "number is",
];

/// Whether a remark corrects the answer before it, or takes it back: `更正为3人`, `should be 3`.
pub fn corrects(remark: &str) -> bool {
    let remark = remark.to_lowercase();
    CORRECTIONS.iter().chain(MISTAKES).any(|word| remark.contains(word)) || is_taken_back(&remark)
}

/// Whether a remark in lower case is nothing but words that take the answer back: `此项作废`.
fn is_taken_back(remark: &str) -> bool {
    let words = remark.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches('了');
    without_this(words).any(|words| TAKEN_BACK.contains(&words))
}

/// Words, and what is left of them without one after the other of [`THIS`] before them.
pub fn without_this(words: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(words), |words| {
        THIS.iter().find_map(|this| words.strip_prefix(this)).map(str::trim_start)
    })
}

/// What is put in the place of an answer: `否` of `改为否`; the text itself where nothing is.
pub fn corrected(text: &str) -> &str {
    let behind = CORRECTIONS.iter().chain(REALLY).find_map(|word| text.strip_prefix(word));
    behind.map_or(text, |rest| rest.trim_start_matches([':', '：', ' ']))
}

/// The stretches of words between signs, each with the sign behind it; blanks are no signs.
pub fn stretches(text: &str) -> impl Iterator<Item = (&str, Option<char>)> {
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    text.split_inclusive(is_sign).filter_map(move |stretch| {
        let sign = stretch.chars().next_back().filter(|c| is_sign(*c));
        let words = stretch.trim_end_matches(is_sign).trim();
        (!words.is_empty()).then_some((words, sign))
    })
}

/// Whether the bracket of a remark closes before its end and what follows has a note again: `2次）、电话（3次`.
pub fn holds_an_entry(remark: &str) -> bool {
    let mut depth = 0_i32;
    let closed = remark.find(|c| {
        depth += i32::from(matches!(c, '(' | '（')) - i32::from(matches!(c, ')' | '）'));
        depth < 0
    });
    closed.is_some_and(|at| remark[at..].contains(['(', '（', ':', '：']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_told_by_its_word_and_says_what_holds() {
        assert!(corrects("更正为3人") && corrects("原填否") && corrects("Should be 3"));
        assert!(corrects("作废") && corrects("此项填错了") && corrects("Void") && !corrects("作废票据3张"));
        assert!(!corrects("已整改") && !corrects("改革方案") && !corrects("实际开展3次"));
        assert_eq!(corrected("改为否"), "否");
        assert_eq!(corrected("更正：否"), "否");
        assert_eq!(corrected("其实没有"), "没有");
        assert_eq!(corrected("2024年印发"), "2024年印发");
    }

    #[test]
    fn stretches_end_at_signs_and_not_at_blanks() {
        let all: Vec<_> = stretches("（党组 会）, 否（支部").collect();
        assert_eq!(all, [("党组 会", Some('）')), ("否", Some('（')), ("支部", None)]);
        assert_eq!(stretches("、，").count(), 0);
        assert!(
            holds_an_entry("2次）、电话（3次") && !holds_an_entry("2次（上年1次）") && !holds_an_entry("2次），有纪要")
        );
    }
}
