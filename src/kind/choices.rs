//! The kind `choices`: any number of codes of a list.

use super::choice::{as_listed, bearing, find, find_with_remark, not_in_list};
use super::entries;
use super::remark::{Bearing, holds_an_entry};
use super::tick::{self, Boxed, Boxes};
use super::wording::remarks;
use super::{Asked, Doubt, ItemKind, Reading};
use crate::answer::{State, Value};
use crate::sheet::Content;
use crate::survey::{Code, KindName, MissingMeaning};
use crate::text::Phrase;
use crate::text::kind as say;

/// Any of a code list, separated by 、，；/ blanks, line breaks, 和 or 及, or ticked; in the list's order, each once.
///
/// One part that is not in the list makes the whole answer invalid. Boxes of which none is ticked are blank; an empty
/// list is only what a survey's word for "none" means.
pub struct Choices;

impl ItemKind for Choices {
    fn name(&self) -> KindName {
        KindName::Choices
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_CHOICES
    }

    fn read(&self, content: &Content, asked: &Asked) -> Reading {
        read_words(as_listed(&content.to_string(), asked.codes), asked.codes)
    }

    fn missing_as(&self, meaning: MissingMeaning) -> Option<Value> {
        matches!(meaning, MissingMeaning::Zero | MissingMeaning::No).then(|| Value::Codes(Vec::new()))
    }
}

fn read_words(text: &str, codes: &[Code]) -> Reading {
    if let Some(chosen) = listed(text, codes) {
        return answered(chosen, "", codes);
    }
    match tick::read(text, |words| find_with_remark(words, codes)) {
        Boxes::Read(boxes, _) if is_own_list(text, &boxes, codes) => Reading::invalid(Doubt::not_understood(&Choices)),
        Boxes::Read(boxes, beside) => {
            let ticked: Vec<usize> = boxes.iter().filter(|one| one.ticked).map(|one| one.option).collect();
            if ticked.is_empty() { Reading::missing(State::Blank) } else { answered(ticked, &beside, codes) }
        }
        Boxes::Unclear => Reading::invalid(Doubt::not_understood(&Choices)),
        Boxes::None => match noted(text, codes).or_else(|| with_remark(text, codes)) {
            Some((chosen, remark)) => answered(chosen, &remark, codes),
            None => Reading::invalid(not_in_list(unknown(text, codes), codes, &Choices)),
        },
    }
}

/// Codes of which the first or the last alone is ticked and not all of the list stand there: the whole may be meant.
fn is_own_list(text: &str, boxes: &[Boxed<usize>], codes: &[Code]) -> bool {
    let outer = |one: Option<&Boxed<usize>>| one.is_some_and(|one| one.ticked);
    let lone = boxes.iter().filter(|one| one.marked).count() == 1;
    let bare = text.trim().ends_with(|c: char| c.is_alphanumeric()) || !outer(boxes.first());
    lone && boxes.len() > 1 && boxes.len() < codes.len() && (outer(boxes.last()) || (outer(boxes.first()) && bare))
}

/// Codes with notes of their own, as [`entries`] reads them.
fn noted(text: &str, codes: &[Code]) -> Option<(Vec<usize>, String)> {
    entries::read(text, codes).map(|entries| (entries.given, entries.notes))
}

fn answered(mut chosen: Vec<usize>, remark: &str, codes: &[Code]) -> Reading {
    chosen.sort_unstable();
    chosen.dedup();
    let reading = Reading::answered(Value::Codes(chosen.iter().map(|code| codes[*code].id.clone()).collect()));
    if remark.is_empty() || find(remark, codes).is_some() {
        return reading;
    }
    reading.with(bearing(remark, &chosen, codes).doubt(remark))
}

/// The longest list of codes at the start, with a remark behind it that names no code.
fn with_remark(text: &str, codes: &[Code]) -> Option<(Vec<usize>, String)> {
    let heads = remarks(text).filter_map(|(head, remark)| listed(head, codes).map(|chosen| (chosen, remark)));
    let (chosen, remark) = heads.last()?;
    // Behind a comma an unknown word is a part of the list, not a remark.
    let set_apart = text.ends_with([')', '）', ']', '】']) || text.contains([';', '；', '。', ':', '：']);
    let rival = holds_an_entry(remark) || bearing(remark, &chosen, codes) == Bearing::Rival;
    (set_apart && !rival).then(|| (chosen, remark.to_string()))
}

/// The codes that a text lists, as places, in the order written; `None` where any part is unknown.
///
/// A wording that itself holds a separator is found first: the longest run of parts that names a code counts.
pub(super) fn listed(text: &str, codes: &[Code]) -> Option<Vec<usize>> {
    if let Some(code) = find(text, codes) {
        return Some(vec![code]);
    }
    let parts = parts(text);
    let (mut chosen, mut at) = (Vec::new(), 0);
    while at < parts.len() {
        let (code, next) = run(text, &parts, at, codes)?;
        chosen.push(code);
        at = next;
    }
    (!chosen.is_empty()).then_some(chosen)
}

/// The most parts that one wording is made of.
const LONGEST_RUN: usize = 8;
/// The most parts that are looked at; a longer text is prose.
const MOST_PARTS: usize = 200;

/// The code named by the longest run of parts from `at`, and the part behind the run.
fn run(text: &str, parts: &[(usize, usize)], at: usize, codes: &[Code]) -> Option<(usize, usize)> {
    let last = parts.len().min(at + LONGEST_RUN);
    (at + 1..=last).rev().find_map(|end| {
        let words = &text[parts[at].0..parts[end - 1].1];
        find(words, codes).map(|code| (code, end))
    })
}

/// The stretches between separators, from byte to byte; none where there are too many.
fn parts(text: &str) -> Vec<(usize, usize)> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let lower = text.to_ascii_lowercase();
    for (at, c) in text.char_indices().filter(|(_, c)| is_separator(*c)) {
        parts.push((start, at));
        start = at + c.len_utf8();
    }
    parts.push((start, text.len()));
    parts.retain(|(from, to)| !matches!(lower[*from..*to].trim(), "" | "and"));
    if parts.len() > MOST_PARTS { Vec::new() } else { parts }
}

/// Whether a sign or a word of one sign stands between two codes.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '、' | ',' | '，' | ';' | '；' | '/' | '／' | '|' | '+' | '&' | '和' | '及' | '与' | '。')
}

/// The first part that names no code: the one to ask about.
fn unknown<'a>(text: &'a str, codes: &[Code]) -> &'a str {
    let parts = parts(text);
    let mut at = 0;
    while at < parts.len() {
        match run(text, &parts, at, codes) {
            Some((_, next)) => at = next,
            None => return &text[parts[at].0..parts[at].1],
        }
    }
    text
}
