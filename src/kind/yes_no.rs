//! The kind `yes-no`: a statement that holds or not.

use super::remark::{Bearing, corrected, corrects, stretches};
use super::tick::{self, Boxed, Boxes};
use super::wording::{key, loose_remarks, remarks, takes_back, without_zeros};
use super::{Asked, Doubt, ItemKind, Reading};
use crate::answer::{State, Value};
use crate::sheet::Content;
use crate::survey::{KindName, MissingMeaning};
use crate::text::kind as say;
use crate::text::{Phrase, Text};

/// Yes or no, in words, signs, letters, TRUE/FALSE, 1/0 or as ticked boxes.
///
/// A remark behind a clear answer is kept as a note. What leans without saying (部分, 基本是, 正在制定) is invalid,
/// as is a remark that takes its answer back (是，但尚未印发) or names the other one (是 / 否, 是（改为否）); one that only
/// may do so is asked about. Boxes of which none is ticked are a form left blank.
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
            Content::Text(words) => read_words(without_zeros(words)),
            _ => Reading::invalid(Doubt::not_understood(self)),
        }
    }

    fn missing_as(&self, meaning: MissingMeaning) -> Option<Value> {
        (meaning == MissingMeaning::No).then_some(Value::Bool(false))
    }
}

const YES: &[&str] = &["是", "是的", "有", "对", "已", "√", "✓", "✔", "☑", "✅", "y", "yes", "true", "t", "1", "1.0"];
const NO: &[&str] = &[
    "否", "不是", "无", "没有", "没", "未", "尚未", "错", "×", "✗", "✘", "✕", "✖", "n", "no", "false", "f", "0", "0.0",
];
/// What offices write after 已 or 未: 已开展, 未制定.
pub(super) const DEEDS: &[&str] = &[
    "开展", "制定", "建立", "完成", "落实", "实施", "印发", "执行", "考核", "反馈", "分解", "规定", "追究", "报送",
    "整改", "公开",
];
const NOT_DONE: &[&str] = &["尚未", "没有", "未", "没"];

/// What one clear word means.
pub(super) fn word(text: &str) -> Option<bool> {
    // Each of these is its own key, and most answers are one of them.
    if YES.contains(&text) {
        return Some(true);
    }
    if NO.contains(&text) {
        return Some(false);
    }
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
    let firm = remarks(text).find_map(|(head, remark)| lone(head).map(|yes| (yes, remark)));
    let loose = || loose_remarks(text).find_map(|(head, remark)| full(head).map(|yes| (yes, remark)));
    let (yes, remark) = firm.or_else(loose)?;
    (bearing(remark, yes) != Bearing::Rival).then(|| (yes, remark.to_string()))
}

/// A word that may carry a remark: digits may not, `1，2` is something else.
fn lone(head: &str) -> Option<bool> {
    word(head).filter(|_| !key(head).starts_with(|c: char| c.is_ascii_digit()))
}

/// A word that says enough to carry a remark behind a mere blank; `未 确定` is not 未, `No 3` is not no.
fn full(head: &str) -> Option<bool> {
    let key = key(head);
    let chinese = !key.is_ascii() && (key.chars().count() > 1 || matches!(key.as_str(), "是" | "否"));
    word(head).filter(|_| chinese)
}

/// The answer that a remark itself begins with.
fn answers(remark: &str) -> Option<bool> {
    let heads = remarks(remark).chain(loose_remarks(remark));
    word(remark).or_else(|| heads.map(|(head, _)| head).find_map(word))
}

/// What a remark does to a yes or a no.
fn bearing(remark: &str, yes: bool) -> Bearing {
    if takes_back(remark, yes) || answers(remark).is_some_and(|again| again != yes) {
        return Bearing::Rival;
    }
    let stretches = stretches(remark).filter(|(words, _)| !CONNECTING.contains(words)).enumerate();
    let strongest = stretches.map(|(place, (words, sign))| opposes(words, sign, place == 0, yes)).max();
    let doubtful = corrects(remark) || (!yes && is_done(remark));
    strongest.unwrap_or(Bearing::Beside).max(Bearing::doubtful(doubtful))
}

/// Whether a remark tells of the deed as done: `2024年3月已印发`.
fn is_done(remark: &str) -> bool {
    remark.split('已').skip(1).any(|behind| DEEDS.iter().any(|deed| behind.starts_with(deed)))
}

/// Words between the printed options.
const CONNECTING: &[&str] = &["或", "或者", "or", "and"];

/// Whether a stretch of a remark is the opposite answer: alone at its start, with a remark of its own, or behind a
/// correction; one that merely occurs (遗留问题：无, 上年否) may be about something else.
fn opposes(words: &str, sign: Option<char>, first: bool, yes: bool) -> Bearing {
    let is_opposite = |words: &str| !is_cipher(words) && word(words) == Some(!yes);
    let own_remark = matches!(sign, Some('(' | '（' | '[' | '【'));
    let firm = |words: &str| matches!(key(words).as_str(), "是" | "否" | "不是" | "yes" | "no") && is_opposite(words);
    let put = corrected(words);
    if firm(words) || (is_opposite(words) && (first || own_remark)) || (put != words && is_opposite(put)) {
        return Bearing::Rival;
    }
    let mut parts = words.split_whitespace().filter(|part| !part.is_ascii());
    if parts.clone().any(|part| firm(corrected(part))) {
        return Bearing::Rival;
    }
    Bearing::doubtful(is_opposite(words) || parts.any(|part| ends_with_opposite(part, yes)))
}

/// A lone letter or digit, which may as well number something.
pub(super) fn is_cipher(words: &str) -> bool {
    words.is_ascii() && words.len() < 2 || words.parse::<f64>().is_ok()
}

/// `上年否` beside a yes; not 是否, 能否, and not 不是, 还是 beside a no; nor an empty box drawn as 口.
fn ends_with_opposite(words: &str, yes: bool) -> bool {
    let (opposite, joined) = if yes {
        ('否', "是能可与会有当应需口囗")
    } else {
        ('是', "不还但也只于可就总凡而要若或正口囗")
    };
    words.strip_suffix(opposite).is_some_and(|before| !before.ends_with(|c| joined.contains(c)))
}

fn read_words(text: &str) -> Reading {
    if matches!(text.trim(), "□" | "☐") {
        return Reading::missing(State::Blank);
    }
    if let Some(yes) = word(text) {
        return Reading::answered(Value::Bool(yes));
    }
    let understood = match tick::read(text, word_and_remark) {
        Boxes::Read(boxes, beside) => return read_boxes(text, &boxes, &beside),
        Boxes::Unclear => word_and_remark(text).filter(|_| signed(text)),
        Boxes::None => word_and_remark(text),
    };
    match understood {
        Some((yes, remark)) => answered(yes, &remark),
        None => Reading::invalid(Doubt::not_understood(&YesNo)),
    }
}

/// Whether a text is one tick or cross with a remark behind it: `√，已印发`.
fn signed(text: &str) -> bool {
    let mut chars = text.trim().chars();
    let sign = chars.next().is_some_and(|c| matches!(c, '√' | '✓' | '✔' | '×' | '✗' | '✘'));
    sign && tick::read(chars.as_str(), |_| None::<(bool, String)>) == Boxes::None
}

fn read_boxes(text: &str, boxes: &[Boxed<bool>], beside: &str) -> Reading {
    let ticked: Vec<bool> = boxes.iter().filter(|one| one.ticked).map(|one| one.option).collect();
    match ticked.as_slice() {
        [yes] if bearing(beside, *yes) != Bearing::Rival => answered(*yes, beside),
        [_] => Reading::invalid(Doubt::not_understood(&YesNo)),
        [] if boxes.len() > 1 && beside.is_empty() => Reading::missing(State::Blank),
        [] => Reading::invalid(Doubt::error("none-ticked", say::NONE_TICKED, &YesNo)),
        _ => Reading::invalid(Doubt::error("more-than-one", say::MORE_THAN_ONE, &YesNo).about(Text::same(text.trim()))),
    }
}

fn answered(yes: bool, remark: &str) -> Reading {
    let reading = Reading::answered(Value::Bool(yes));
    if remark.is_empty() { reading } else { reading.with(bearing(remark, yes).doubt(remark)) }
}
