//! Codes that each carry a note of their own: `会议（2次）、书面（3次）`, `会议：否；书面：是`.

use super::choice::{bearing, denies, find};
use super::remark::Bearing;
use super::yes_no::word;
use crate::survey::Code;

/// The codes that hold, and what the notes say beyond yes and no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entries {
    pub(super) given: Vec<usize>,
    pub(super) notes: String,
}

/// A code, and the note behind it.
#[derive(Debug)]
struct Entry<'a> {
    code: usize,
    note: Option<&'a str>,
}

/// What parts the entries, in the order of trying; a bracket that closes always does.
const PARTINGS: [fn(char) -> bool; 3] = [
    |c| matches!(c, ';' | '；' | '\n'),
    |c| matches!(c, ';' | '；' | '\n' | ',' | '，' | '、' | '。' | '/' | '／'),
    |c| c.is_whitespace() || matches!(c, ';' | '；' | ',' | '，' | '、' | '。' | '/' | '／'),
];
/// More entries than that are prose.
const MOST_ENTRIES: usize = 64;

/// Reads codes of which at least one has a note; `None` where a part is no code, a note names a code or takes one back,
/// or none of them holds.
pub(super) fn read(text: &str, codes: &[Code]) -> Option<Entries> {
    PARTINGS.iter().find_map(|parts| held(&listed(text, *parts, codes)?))
}

/// The codes that hold. Where one is denied, the others must have notes too: a denial behind a list may be meant for
/// all of it.
fn held(entries: &[Entry]) -> Option<Entries> {
    let (denied, given): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry.note.is_some_and(denies));
    let clear = denied.is_empty() || given.iter().all(|entry| entry.note.is_some());
    let notes = given.iter().filter_map(|entry| entry.note).filter(|note| word(note).is_none());
    let notes = notes.collect::<Vec<_>>().join("；");
    let given: Vec<usize> = given.iter().map(|entry| entry.code).collect();
    (clear && !given.is_empty()).then_some(Entries { given, notes })
}

/// Every segment as an entry; `None` where one is none, a code comes twice, or no code has a note.
fn listed<'a>(text: &'a str, parts: fn(char) -> bool, codes: &[Code]) -> Option<Vec<Entry<'a>>> {
    let mut entries: Vec<Entry> = Vec::new();
    for segment in segments(text, parts)? {
        let entry = entry(segment, codes)?;
        if entries.iter().any(|known| known.code == entry.code) {
            return None;
        }
        entries.push(entry);
    }
    entries.iter().any(|entry| entry.note.is_some()).then_some(entries)
}

fn entry<'a>(segment: &'a str, codes: &[Code]) -> Option<Entry<'a>> {
    if let Some(code) = find(segment, codes) {
        return Some(Entry { code, note: None });
    }
    let (at, sign) = segment.char_indices().find(|(_, c)| is_opening(*c) || matches!(c, ':' | '：'))?;
    let note = segment[at + sign.len_utf8()..].trim_end_matches(is_closing).trim();
    let code = find(&segment[..at], codes)?;
    let sound = denies(note) || bearing(note, &[code], codes) != Bearing::Rival;
    (sound && !note.is_empty()).then_some(Entry { code, note: Some(note) })
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '【')
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '】')
}

/// The stretches outside brackets between signs, each up to and with the bracket behind it; `None` where there are too
/// many.
fn segments(text: &str, parts: fn(char) -> bool) -> Option<Vec<&str>> {
    let (mut segments, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        let behind = at + c.len_utf8();
        depth = if is_opening(c) { depth + 1 } else { depth.saturating_sub(usize::from(is_closing(c))) };
        let end = if is_closing(c) { behind } else { at };
        if depth == 0 && (is_closing(c) || parts(c)) {
            segments.push(text[start..end].trim());
            start = behind;
        }
    }
    segments.push(text[start..].trim());
    segments.retain(|segment| !segment.is_empty());
    (segments.len() <= MOST_ENTRIES).then_some(segments)
}
