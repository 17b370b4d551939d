//! The kind `yes-no`: a statement that holds or not.

use super::tick::{self, Boxes};
use super::wording::{key, remarks, takes_back};
use super::{Asked, Doubt, ItemKind, Reading};
use crate::answer::{State, Value};
use crate::sheet::Content;
use crate::survey::{KindName, MissingMeaning};
use crate::text::kind as say;
use crate::text::{Phrase, Text};

/// Yes or no, in words, signs, letters, TRUE/FALSE, 1/0 or as ticked boxes.
///
/// A remark behind a clear answer is kept as a note. What leans without saying (部分, 基本是, 正在制定) is invalid,
/// as is a remark that takes its answer back (是，但尚未印发). Boxes of which none is ticked are a form left blank.
pub struct YesNo;

impl ItemKind for YesNo {
    fn name(&self) -> KindName {
        KindName::YesNo
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_YES_NO
    }

    fn read(&self, content: &Content, _asked: &Asked) -> Reading {
        match content {
            Content::Bool(yes) => Reading::answered(Value::Bool(*yes)),
            Content::Number(1.0) => Reading::answered(Value::Bool(true)),
            Content::Number(0.0) => Reading::answered(Value::Bool(false)),
            Content::Text(words) => read_words(words),
            _ => Reading::invalid(Doubt::not_understood(self)),
        }
    }

    fn missing_as(&self, meaning: MissingMeaning) -> Option<Value> {
        (meaning == MissingMeaning::No).then_some(Value::Bool(false))
    }
}

const YES: &[&str] = &["是", "是的", "有", "对", "已", "√", "✓", "✔", "☑", "✅", "y", "yes", "true", "t", "1", "1.0"];
const NO: &[&str] =
    &["否", "不是", "无", "没有", "没", "未", "尚未", "错", "×", "✗", "✘", "✕", "✖", "n", "no", "false", "f", "0", "0.0"];
/// What offices write after 已 or 未: 已开展, 未制定.
const DEEDS: &[&str] = &[
    "开展", "制定", "建立", "完成", "落实", "实施", "印发", "执行", "考核", "反馈", "分解", "规定", "追究", "报送", "整改", "公开",
];
const NOT_DONE: &[&str] = &["尚未", "没有", "未", "没"];

/// What one clear word means.
fn word(text: &str) -> Option<bool> {
    let key = key(text);
    let deed = |before: &str| key.strip_prefix(before).is_some_and(|deed| DEEDS.contains(&deed));
    if YES.contains(&key.as_str()) || deed("已") || deed("已经") {
        return Some(true);
    }
    (NO.contains(&key.as_str()) || NOT_DONE.iter().any(|before| deed(before))).then_some(false)
}

/// A clear word, and the remark behind it that neither answers again nor takes it back.
fn word_and_remark(text: &str) -> Option<(bool, String)> {
    if let Some(yes) = word(text) {
        return Some((yes, String::new()));
    }
    let (yes, remark) = remarks(text).find_map(|(head, remark)| word(head).map(|yes| (yes, remark)))?;
    let clear = !takes_back(remark, yes) && answers(remark).is_none_or(|again| again == yes) && !is_number(text, remark);
    clear.then(|| (yes, remark.to_string()))
}

/// The answer that a remark itself begins with.
fn answers(remark: &str) -> Option<bool> {
    word(remark).or_else(|| remarks(remark).find_map(|(head, _)| word(head)))
}

/// `1.5` and `0-3` are numbers, not an answer with a remark.
fn is_number(text: &str, remark: &str) -> bool {
    let begins_with_digit = |text: &str| key(text).starts_with(|c: char| c.is_ascii_digit());
    begins_with_digit(text) && begins_with_digit(remark)
}

fn read_words(text: &str) -> Reading {
    if matches!(text.trim(), "□" | "☐") {
        return Reading::missing(State::Blank);
    }
    if let Some((yes, remark)) = word_and_remark(text) {
        return answered(yes, &remark);
    }
    let Boxes::Read(boxes, remark) = tick::read(text, word_and_remark) else {
        return Reading::invalid(Doubt::not_understood(&YesNo));
    };
    let ticked: Vec<bool> = boxes.iter().filter(|one| one.ticked).map(|one| one.option).collect();
    match ticked.as_slice() {
        [yes] if !takes_back(&remark, *yes) && answers(&remark).is_none_or(|again| again == *yes) => answered(*yes, &remark),
        [_] => Reading::invalid(Doubt::not_understood(&YesNo)),
        [] if boxes.len() > 1 && remark.is_empty() => Reading::missing(State::Blank),
        [] => Reading::invalid(Doubt::error("none-ticked", say::NONE_TICKED, &YesNo)),
        _ => Reading::invalid(
            Doubt::error("more-than-one", say::MORE_THAN_ONE, &YesNo).about(Text::same(text.trim())),
        ),
    }
}

fn answered(yes: bool, remark: &str) -> Reading {
    let reading = Reading::answered(Value::Bool(yes));
    if remark.is_empty() { reading } else { reading.with(Doubt::remark(remark)) }
}
