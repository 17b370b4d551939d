//! The table of shared strings: rich text joined as it stands with the looks of its runs, phonetic runs left out.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use crate::collect::face::{Face, Rich, Run};
use crate::collect::guard::{Budget, damaged, over, unlawful};
use crate::collect::spare;
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::{fonts, usual};
use crate::collect::xml::{Scanner, Token, is};

/// What stands in a string beside its text: the look of a run, and how it is pronounced.
const BESIDE_TEXT: [&str; 4] = ["rPr", "rPh", "phoneticPr", "extLst"];

/// The strings of a workbook, held in one piece.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<usize>,
    missing: Option<String>,
    /// The runs of strings that have any, which end at bytes of their string.
    runs: Vec<(usize, Run)>,
    /// Whether a run looks odd.
    is_odd: bool,
}

/// The memory that a run takes while a workbook is read.
const RUN_BYTES: u64 = 40;

impl Strings {
    /// The strings of a part that is not there: no harm as long as no cell asks for one.
    pub fn without(part: &str) -> Strings {
        Strings { missing: Some(part.to_string()), ..Strings::default() }
    }

    /// The part that should hold them and is not there.
    pub fn missing(&self) -> Option<&str> {
        self.missing.as_deref()
    }

    /// None yet, with room for so many bytes.
    fn with_room_for(bytes: usize) -> Strings {
        let text = String::from_utf8(spare::take(bytes)).unwrap_or_default();
        Strings { text, ends: Vec::with_capacity((bytes / 32).min(4096)), ..Strings::default() }
    }

    /// Gives back their memory for those of the next file.
    pub fn give_back(self) {
        spare::give(self.text.into_bytes());
    }

    /// A string by its index.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Some(&self.text[start..end])
    }

    /// How many there are.
    #[expect(clippy::len_without_is_empty, reason = "it is compared with a limit")]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a string at the end.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// Adds runs to the string that will be added next, whose text begins at a byte of what they count by.
    pub fn face(&mut self, runs: impl IntoIterator<Item = Run>, start: usize) {
        let index = self.ends.len();
        for run in runs {
            self.is_odd |= run.is_odd();
            self.runs.push((index, Run { end: run.end.saturating_sub(start), ..run }));
        }
    }

    /// Whether a run of any string looks odd.
    pub fn is_odd(&self) -> bool {
        self.is_odd
    }

    /// The runs of a string by its index.
    pub fn runs(&self, index: usize) -> Vec<Run> {
        let start = self.runs.partition_point(|(at, _)| *at < index);
        self.runs[start..].iter().take_while(|(at, _)| *at == index).map(|(_, run)| *run).collect()
    }
}

/// Reads the part. The count that it announces is not believed: of 2,932 public workbooks three announce more strings
/// than they hold and are sound otherwise. A cell that asks for a string beyond the last is an error value.
pub fn read(text: &str, part: &str, budget: &Budget) -> Result<Strings, Refusal> {
    let mut scanner = Scanner::new(text, part, budget);
    let mut strings = Strings::with_room_for(text.len() / 2);
    loop {
        let has_room = |(words, _): &(&str, usize)| scanner.has_room_for(strings.text.len() + words.len());
        if let Some((words, length)) = scanner.ahead().and_then(usual::string).filter(has_room) {
            scanner.pass(length, 2)?;
            let start = strings.text.len();
            strings.text.push_str(words);
            unescape(&mut strings.text, start);
            end_string(&mut strings, part, budget)?;
            continue;
        }
        match scanner.next()? {
            Token::Open(tag) if is_string(&tag) => rich(&mut scanner, &mut strings, budget)?,
            Token::Empty(tag) if is_string(&tag) => {}
            Token::Open(tag) | Token::Empty(tag) if is(&tag, "sst") => continue,
            Token::Open(tag) if is(&tag, "extLst") => {
                scanner.skip()?;
                continue;
            }
            Token::Empty(tag) if is(&tag, "extLst") => continue,
            // A string by another name would leave all that follow it with the numbers of others.
            Token::Open(_) | Token::Empty(_) => return Err(unlawful(scanner.place())),
            Token::End => return Ok(strings),
            Token::Text(text) => {
                scanner.blank(&text)?;
                continue;
            }
            Token::Close => continue,
        }
        end_string(&mut strings, part, budget)?;
    }
}

/// Adds the text and the runs of a string that is not in the usual writing.
fn rich(scanner: &mut Scanner, strings: &mut Strings, budget: &Budget) -> Result<(), Refusal> {
    let start = strings.text.len();
    let mut rich = Rich { text: std::mem::take(&mut strings.text), runs: Vec::new() };
    let read = item(scanner, &mut rich);
    strings.text = rich.text;
    read?;
    budget.keep_all(0, rich.runs.len() as u64 * RUN_BYTES, scanner.part())?;
    strings.face(rich.runs, start);
    Ok(())
}

/// Ends the string that was added last to the text.
fn end_string(strings: &mut Strings, part: &str, budget: &Budget) -> Result<(), Refusal> {
    if strings.ends.len() >= budget.limits.strings {
        return Err(over(format!("{part}: > {}", budget.limits.strings)));
    }
    strings.ends.push(strings.text.len());
    Ok(())
}

/// Reads one string, shared or written in its cell, to the end tag that belongs to it.
pub fn item(scanner: &mut Scanner, out: &mut Rich) -> Result<(), Refusal> {
    let (mut depth, mut face) = (1, None);
    while depth > 0 {
        match scanner.next()? {
            Token::Open(tag) if is(&tag, "t") => {
                let start = out.text.len();
                scanner.text_into(&mut out.text)?;
                unescape(&mut out.text, start);
            }
            Token::Open(tag) if is(&tag, "r") => {
                depth += 1;
                face = None;
            }
            Token::Open(tag) if is(&tag, "rPr") => face = Some(fonts::face(scanner)?),
            Token::Empty(tag) if is(&tag, "rPr") => face = Some(Face::default()),
            Token::Open(tag) => scanner.only(&tag, true, &BESIDE_TEXT)?,
            Token::Empty(tag) if is(&tag, "t") || is(&tag, "r") => {}
            Token::Empty(tag) => scanner.only(&tag, false, &BESIDE_TEXT)?,
            Token::Close => {
                depth -= 1;
                if depth > 0 {
                    out.end_run(face);
                }
            }
            Token::End => return Err(damaged(scanner.place())),
            // Where a mark is lost, two strings become one, and all that follow are renumbered.
            Token::Text(text) => scanner.blank(&text)?,
        }
    }
    Ok(())
}

/// Whether a tag begins a shared string; the second name is that of the format before it was published.
fn is_string(tag: &BytesStart) -> bool {
    is(tag, "si") || is(tag, "sstItem")
}

/// Resolves `_x000D_` and its like from a place onwards.
pub fn unescape(text: &mut String, from: usize) {
    if !text[from..].contains("_x") {
        return;
    }
    if let Cow::Owned(plain) = unescaped(&text[from..]) {
        text.truncate(from);
        text.push_str(&plain);
    }
}

fn unescaped(text: &str) -> Cow<'_, str> {
    let mut units: Vec<u16> = Vec::new();
    let mut out = String::new();
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find("_x") {
        let Some(unit) = code_unit(&rest[at..]) else {
            flush(&mut units, &mut out);
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        if at > 0 {
            flush(&mut units, &mut out);
        }
        out.push_str(&rest[..at]);
        units.push(unit);
        rest = &rest[at + 7..];
        changed = true;
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    if changed { Cow::Owned(out) } else { Cow::Borrowed(text) }
}

fn code_unit(text: &str) -> Option<u16> {
    let digits = text.get(2..6)?;
    let lawful = digits.bytes().all(|b| b.is_ascii_hexdigit()) && text.get(6..7) == Some("_");
    lawful.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

/// Writes code units that followed each other, so that two halves of a character meet again.
fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(char::decode_utf16(units.drain(..)).map(|found| found.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved_and_lookalikes_are_left() {
        for (written, expected) in [
            ("a_x000A_b", "a\nb"),
            ("_x005F_x000A_", "_x000A_"),
            ("_xD83D__xDE00_", "😀"),
            ("max_x_value", "max_x_value"),
            ("_x00G0_", "_x00G0_"),
            ("_x", "_x"),
            ("是_x4E2D_x", "是中x"),
        ] {
            assert_eq!(unescaped(written), expected);
        }
    }

    #[test]
    fn rich_text_is_joined_untrimmed_and_phonetic_runs_are_left_out() {
        let text = "<sst uniqueCount=\"4000000000\"><si><r><rPr><b/></rPr><t>Example </t></r><r><t>rich</t></r></si><si/>\
                    <si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr/></si></sst>";
        let strings = read(text, "s", &Budget::default()).unwrap();
        assert_eq!(strings.get(0), Some("Example rich"));
        assert_eq!(strings.get(1), Some(""));
        assert_eq!(strings.get(2), Some("東京"));
        assert_eq!(strings.get(3), None);
    }

    #[test]
    fn an_element_that_is_no_string_is_refused_and_renumbers_none() {
        let of = |between: &str| {
            let text = format!("<sst><si><t>a</t></si>{between}<si><t>b</t></si><extLst><ext/></extLst></sst>");
            read(&text, "s", &Budget::default())
        };
        for between in ["<zi/>", "<zi></zi>", "<si1/>", "<zi><t>a</t></zi>", "<t>a</t>", "<sii><t/></sii>"] {
            assert_eq!(of(between).unwrap_err().reason, crate::text::reader::UNLAWFUL, "{between}");
        }
        for (between, place) in [("", 1), ("<si/>", 2), ("<extLst/>", 1), ("<!-- <si/> -->", 1), ("\n", 1)] {
            let strings = of(between).unwrap();
            assert_eq!((strings.get(place), strings.len()), (Some("b"), place + 1), "{between}");
        }
    }
}
