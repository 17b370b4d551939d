//! The kind `text`: free text, kept as written.

use std::borrow::Cow;

use super::{Asked, Doubt, ItemKind, Reading};
use crate::answer::{State, Value};
use crate::sheet::{Content, plain};
use crate::survey::{KindName, MissingMeaning};
use crate::text::Phrase;
use crate::text::kind as say;

/// Free text: as written but for blanks at its ends and control characters; numbers and dates as the sheet shows them.
/// Line breaks stay. The form's own hint (请填写…, 不超过200字, a bare `1.`) is no answer.
pub struct Text;

impl ItemKind for Text {
    fn name(&self) -> KindName {
        KindName::Text
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_TEXT
    }

    fn read(&self, content: &Content, _asked: &Asked) -> Reading {
        let mut written = match content {
            Content::Text(text) => Cow::Borrowed(text.as_str()),
            shown => Cow::Owned(shown.to_string()),
        };
        if written.contains('\r') {
            written = written.replace("\r\n", "\n").replace('\r', "\n").into();
        }
        let is_kept = |c: char| c == '\n' || c == '\t' || !c.is_control();
        if !written.chars().all(is_kept) {
            written = written.chars().filter(|c| is_kept(*c)).collect();
        }
        match written.trim_matches(is_blank) {
            "" => Reading::missing(State::Blank),
            kept if is_instruction(kept) => Reading::missing(State::Blank).with(instruction_left()),
            kept => Reading::answered(Value::Text(kept.to_string())),
        }
    }

    fn missing_as(&self, _meaning: MissingMeaning) -> Option<Value> {
        None
    }
}

/// A blank, or a sign that shows nothing, as texts copied from web pages have at their ends.
fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '\u{200b}' | '\u{feff}')
}

fn instruction_left() -> Doubt {
    let doubt = Doubt::error("instruction-left", say::INSTRUCTION_LEFT, &Text).as_query();
    doubt.mended_by(say::INSTRUCTION_LEFT_REMEDY)
}

/// What a bare number is written in, beside digits.
const NUMERALS: &str = "一二三四五六七八九十";

/// Hints are short; a longer text is somebody's own.
const LONGEST_INSTRUCTION: usize = 60;

/// Whether a text is nothing but what a form prints in an empty answer.
fn is_instruction(text: &str) -> bool {
    if !may_instruct(text) || text.chars().take(LONGEST_INSTRUCTION + 1).count() > LONGEST_INSTRUCTION {
        return false;
    }
    let text = plain(text.replace('\n', ";").as_str());
    let parts = |c: char| matches!(c, ';' | '(' | ')' | '[' | ']' | ',' | '。' | '…' | '_');
    let mut stretches = text.split(parts).map(str::trim).filter(|part| !part.is_empty()).peekable();
    let numbered = text.contains(['.', '、', ')']);
    stretches.peek().is_some() && stretches.all(|part| is_hint(part) || (numbered && is_bare_number(part)))
}

/// Whether a text has the words of a hint, or nothing but numbers and signs: tells most answers apart at once.
fn may_instruct(text: &str) -> bool {
    let is_word = |c: char| c.is_alphabetic() && !NUMERALS.contains(c);
    text.contains(['请', '字']) || !text.contains(is_word)
}

fn is_hint(part: &str) -> bool {
    const ASKING: &[&str] = &["请填写", "请在此", "请输入", "在此填写", "此处填写", "请填在此", "请简要填写"];
    const LIMITS: &[&str] = &["字数不超过", "不超过", "不多于", "限", "控制在", "字数控制在"];
    let rest = LIMITS.iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part);
    let length = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let within = rest.len() > length.len() && matches!(length, "字以内" | "字内" | "个字以内");
    let limit = rest.len() < part.len() && length.len() < rest.len() && matches!(length, "字" | "个字" | "字左右");
    ASKING.iter().any(|word| part.starts_with(word)) || part == "请填" || within || limit
}

/// `1.`, `二、` with nothing behind it.
fn is_bare_number(part: &str) -> bool {
    let number = part.trim_end_matches(['.', '、']);
    let short = (1..=2).contains(&number.chars().count());
    short && number.chars().all(|c| c.is_ascii_digit() || NUMERALS.contains(c))
}
