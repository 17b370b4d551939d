//! The kind `choice`: one code of a list.

use super::entries;
use super::remark::{Bearing, corrected, corrects, holds_an_entry};
use super::tick::{self, Boxed, Boxes};
use super::wording::{remarks, takes_back, without_zeros};
use super::{Asked, Doubt, ItemKind, Reading};
use crate::answer::{State, Value};
use crate::sheet::{Content, plain, plain_chars};
use crate::survey::{Code, KindName, MissingMeaning};
use crate::text::kind as say;
use crate::text::{Lang, Phrase, Text};

/// One of a code list, by id, wording or spelling, whatever its width, blanks, punctuation and numbering, or ticked.
///
/// What is not in the list is invalid; the code that comes nearest is named, never taken.
pub struct Choice;

impl ItemKind for Choice {
    fn name(&self) -> KindName {
        KindName::Choice
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_CHOICE
    }

    fn read(&self, content: &Content, asked: &Asked) -> Reading {
        read_words(as_listed(&content.to_string(), asked.codes), asked.codes)
    }

    fn missing_as(&self, _meaning: MissingMeaning) -> Option<Value> {
        None
    }
}

/// A text as the list may have it: a number that the list has only without zeros before it loses them.
pub(super) fn as_listed<'t>(text: &'t str, codes: &[Code]) -> &'t str {
    let bare = without_zeros(text);
    if bare.len() < text.len() && find(text, codes).is_none() { bare } else { text }
}

fn read_words(text: &str, codes: &[Code]) -> Reading {
    if let Some(code) = find(text, codes) {
        return Reading::answered(Value::Code(codes[code].id.clone()));
    }
    match tick::read(text, |words| find_with_remark(words, codes)) {
        Boxes::Read(boxes, beside) => read_boxes(&boxes, &beside, codes),
        Boxes::Unclear => Reading::invalid(Doubt::not_understood(&Choice)),
        Boxes::None => match find_with_remark(text, codes) {
            Some((code, remark)) => answered(code, &remark, codes),
            None => unlisted(text, codes),
        },
    }
}

fn read_boxes(boxes: &[Boxed<usize>], beside: &str, codes: &[Code]) -> Reading {
    let ticked: Vec<usize> = boxes.iter().filter(|one| one.ticked).map(|one| one.option).collect();
    match ticked.as_slice() {
        [code] if find(beside, codes).is_some() => answered(*code, "", codes),
        [code] => answered(*code, beside, codes),
        [] => Reading::missing(State::Blank),
        several => more_than_one(several, codes),
    }
}

/// Several known codes, or something that is none.
fn unlisted(text: &str, codes: &[Code]) -> Reading {
    let noted = || entries::read(text, codes).map(|entries| entries.given);
    match super::choices::listed(text, codes).or_else(noted).as_deref() {
        Some([code]) => answered(*code, "", codes),
        Some(several) => more_than_one(several, codes),
        None => Reading::invalid(not_in_list(text, codes, &Choice)),
    }
}

fn answered(code: usize, remark: &str, codes: &[Code]) -> Reading {
    let reading = Reading::answered(Value::Code(codes[code].id.clone()));
    if remark.is_empty() { reading } else { reading.with(bearing(remark, &[code], codes).doubt(remark)) }
}

fn more_than_one(several: &[usize], codes: &[Code]) -> Reading {
    let chosen: Vec<&Code> = several.iter().map(|code| &codes[*code]).collect();
    Reading::invalid(Doubt::error("more-than-one", say::MORE_THAN_ONE, &Choice).about(wordings(&chosen)))
}

/// The place in the list of the code that a text names; `None` where none or more than one does.
pub(super) fn find(text: &str, codes: &[Code]) -> Option<usize> {
    let named = |wanted: &str| {
        let mut found =
            (0..codes.len()).filter(|code| spellings(&codes[*code]).any(|spelling| has_key(spelling, wanted)));
        found.next().filter(|_| found.next().is_none())
    };
    let filled = |text: &str| Some(key(text)).filter(|key| !key.is_empty());
    if let Some(code) = filled(text).and_then(|whole| named(&whole)) {
        return Some(code);
    }
    let (numbering, bare) = numbered(text)?;
    let code = filled(bare).filter(|bare| !is_cipher(bare)).and_then(|bare| named(&bare))?;
    let numbers_another = filled(numbering).and_then(|number| named(&number)).is_some_and(|other| other != code);
    (!numbers_another).then_some(code)
}

/// A number or a letter that may as well be a code of its own: `1、2` are two, not the second with a number before it.
fn is_cipher(key: &str) -> bool {
    key.len() <= 2 && key.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The code that a text begins with, and the remark behind it, which names no other code and takes nothing back.
pub(super) fn find_with_remark(text: &str, codes: &[Code]) -> Option<(usize, String)> {
    if let Some(code) = find(text, codes) {
        return Some((code, String::new()));
    }
    let (code, remark) = remarks(text).find_map(|(head, remark)| find(head, codes).map(|code| (code, remark)))?;
    (bearing(remark, &[code], codes) != Bearing::Rival).then(|| (code, remark.to_string()))
}

/// What a remark does to the codes that stand before it: doubtful where it mentions another one or a correction.
pub(super) fn bearing(remark: &str, chosen: &[usize], codes: &[Code]) -> Bearing {
    if names_a_code(remark, codes) || takes_back(remark, false) || denies(remark) {
        return Bearing::Rival;
    }
    let written = key(remark);
    let mentions = |label: &str| Some(key(label)).is_some_and(|label| label.len() > 3 && written.contains(&label));
    let others = codes.iter().enumerate().filter(|(place, _)| !chosen.contains(place));
    let mentioned = others.map(|(_, code)| &code.label).any(|label| mentions(&label.zh) || mentions(&label.en));
    Bearing::doubtful(mentioned || corrects(remark) || holds_an_entry(remark))
}

/// Whether a remark says that the code before it does not hold: `会议：否`, `书面（0次）`, `班子会议（未召开）`.
pub(super) fn denies(remark: &str) -> bool {
    const DENIALS: &[&str] = &["不", "0次", "零次", "未采用", "不采用", "未使用", "取消", "不是"];
    const NOT_HELD: &[&str] = &[
        "未召开",
        "未开展",
        "未实施",
        "未进行",
        "未举行",
        "未组织",
        "未采用",
        "未使用",
        "未反馈",
        "未形成",
        "尚未",
        "正在",
        "拟",
        "计划",
        "延期",
        "推迟",
        "暂缓",
        "取消",
        "not held",
        "postponed",
        "cancelled",
        "canceled",
        "planned",
    ];
    let said = plain(remark).trim().to_lowercase();
    super::yes_no::word(remark) == Some(false)
        || DENIALS.contains(&key(remark).as_str())
        || NOT_HELD.iter().any(|word| said.starts_with(word))
}

/// Whether any part of a remark is a code, on its own or as what is added or put in its place.
pub(super) fn names_a_code(remark: &str, codes: &[Code]) -> bool {
    const ADDED: &[&str] = &["含", "包括", "另有", "兼", "以及", "或者", "或", "并"];
    let parts = |c: char| super::choices::is_separator(c) || "（）()【】[]:：".contains(c);
    remark.split(parts).take(MOST_PARTS).map(corrected).any(|part| {
        let added = ADDED.iter().find_map(|word| part.strip_prefix(word));
        find(part, codes).is_some() || added.is_some_and(|part| find(part, codes).is_some())
    })
}

/// The most parts of a remark that are looked at.
const MOST_PARTS: usize = 200;

fn spellings(code: &Code) -> impl Iterator<Item = &str> {
    let printed = [code.id.as_str(), &code.label.zh, &code.label.en];
    printed.into_iter().chain(code.spellings.iter().map(String::as_str))
}

/// Writing by which codes are compared; signs that tell `<10` from `>10` stay.
fn key(text: &str) -> String {
    let bare: String = plain(text).to_lowercase().chars().filter(|c| !is_sign(*c)).collect();
    bare.trim_matches('.').to_string()
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || ",;:!\"'()[]{}、。，；“”‘’《》【】「」·…_".contains(c)
}

/// Whether a spelling has that key, which is not empty; most spellings differ in their first character.
fn has_key(spelling: &str, wanted: &str) -> bool {
    let first = plain_chars(spelling).flat_map(char::to_lowercase).find(|c| !is_sign(*c) && *c != '.');
    first == wanted.chars().next() && key(spelling) == wanted
}

/// A text without `1.`, `（2）`, `A、`, `③` before it.
fn without_number(text: &str) -> &str {
    numbered(text).map_or(text.trim(), |(_, bare)| bare)
}

/// The number before a text, such as `1.`, `（2）`, `A、`, `③`, and the text behind it.
fn numbered(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(|c: char| ('①'..='⑳').contains(&c) || ('⑴'..='⒛').contains(&c)) {
        return Some((&text[..text.len() - rest.len()], rest));
    }
    let open = text.trim_start_matches(['(', '（']);
    let number = |c: char| plain(c.encode_utf8(&mut [0; 4])).starts_with(|c: char| c.is_ascii_alphanumeric());
    let end = open.find(|c: char| !number(c)).unwrap_or(open.len());
    let (numbering, rest) = open.split_at(end);
    let is_number = matches!(numbering.chars().count(), 1..=2)
        && (numbering.chars().count() == 1 || numbering.chars().all(|c| !c.is_alphabetic()));
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || ".．、)）:：".contains(c));
    (is_number && bare.len() < rest.len()).then_some((numbering, bare))
}

/// The doubt about a wording that the list does not have.
pub(super) fn not_in_list(text: &str, codes: &[Code], kind: &dyn ItemKind) -> Doubt {
    let options = wordings(&codes.iter().collect::<Vec<_>>());
    let detail = match nearest(text, codes) {
        None => options,
        Some(code) => {
            let say = |lang| {
                say::NEAR_MISS.say(lang, &[("options", options.get(lang)), ("near", codes[code].label.get(lang))])
            };
            Text { zh: say(Lang::Zh), en: say(Lang::En) }
        }
    };
    Doubt::error("not-in-code-list", say::NOT_IN_CODE_LIST, kind).about(detail)
}

/// The code whose spelling is at least half alike, the first of the best.
fn nearest(text: &str, codes: &[Code]) -> Option<usize> {
    let wanted: String = key(without_number(text)).chars().take(60).collect();
    let alike = |code: &Code| {
        let likeness = spellings(code).map(|spelling| strsim::normalized_levenshtein(&key(spelling), &wanted));
        likeness.fold(0.0, f64::max)
    };
    let mut best = None;
    for (place, code) in codes.iter().enumerate() {
        let likeness = alike(code);
        if likeness >= 0.5 && best.is_none_or(|(_, known)| likeness > known) {
            best = Some((place, likeness));
        }
    }
    best.map(|(place, _)| place)
}

fn wordings(codes: &[&Code]) -> Text {
    let in_words =
        |lang, between: &str| codes.iter().map(|code| code.label.get(lang)).collect::<Vec<_>>().join(between);
    Text { zh: in_words(Lang::Zh, "、"), en: in_words(Lang::En, ", ") }
}
