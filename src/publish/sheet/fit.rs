//! How much room a text needs in a cell, what text a cell may hold, and what a sheet may be called.
//!
//! Widths are in the units of Excel's column widths: a half-width digit is about 1, a Chinese character 2.

use std::collections::BTreeSet;

/// The most that a cell may hold, with room for the mark of a cut, in UTF-16 units.
const LONGEST_TEXT: usize = 32_600;
/// The most that a sheet's name may have, in UTF-16 units.
const LONGEST_NAME: usize = 31;
/// Runs of letters without a blank are taken to break after so many.
const LONGEST_RUN: usize = 24;

/// The width of the widest line of a text.
pub fn width(text: &str) -> f64 {
    text.split('\n').map(|line| line.chars().map(char_width).sum()).fold(0.0, f64::max)
}

/// How many lines a text takes in a cell of some width, one at least.
pub fn lines(text: &str, room: f64) -> usize {
    let mut page = Fill::new(room);
    for word in words(text) {
        page.add(word);
    }
    page.line
}

/// Cuts a text into pieces of at most `most` lines, for cells that would grow taller than a row may be.
pub fn pieces(text: &str, room: f64, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut page = Fill::new(room);
    for word in words(text) {
        page.add(word);
        if page.line > most && at > start {
            pieces.push(&text[start..at]);
            start = at;
            page = Fill::new(room);
            page.add(word);
        }
        at += word.len();
    }
    pieces.push(&text[start..]);
    pieces
}

/// A text as a cell may hold it: what does not show is shown by its number ([`crate::visible`]), and what is longer
/// than a cell may be is cut, with `mark` at its end.
pub fn clean(text: &str, mark: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut length = 0;
    for c in crate::visible::marked(text).replace("\r\n", "\n").chars() {
        length += c.len_utf16();
        if length > LONGEST_TEXT {
            clean.push_str(mark);
            break;
        }
        match c {
            '\t' | '\u{2028}' | '\u{2029}' => clean.push(' '),
            '\n' | '\r' => clean.push('\n'),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

/// The names of a workbook's sheets, each one time.
#[derive(Debug, Default)]
pub struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// A name as near to the one wanted as Excel allows: 31 characters at most, none of `[]:*?/\`, no apostrophe at
    /// either end, not `History`, and not yet used in any case of letters.
    pub fn claim(&mut self, wanted: &str) -> String {
        let legal = legal_name(wanted);
        let numbered = (2..).map(|n| format!(" ({n})")).map(|mark| format!("{}{mark}", shorten(&legal, mark.len())));
        let name = std::iter::once(shorten(&legal, 0))
            .chain(numbered)
            .find(|name| !self.taken.contains(&name.to_lowercase()))
            .expect("there is always a next number");
        self.taken.insert(name.to_lowercase());
        name
    }
}

fn legal_name(wanted: &str) -> String {
    let legal: String = clean(wanted, "")
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n') { ' ' } else { c })
        .collect();
    let legal = legal.split_whitespace().collect::<Vec<_>>().join(" ");
    match legal.trim_matches(|c: char| c == '\'' || c == ' ') {
        "" => "_".to_string(),
        legal if legal.eq_ignore_ascii_case("history") => format!("{legal}_"),
        legal => legal.to_string(),
    }
}

fn shorten(name: &str, reserve: usize) -> String {
    let mut length = 0;
    let short: String = name
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length + reserve <= LONGEST_NAME
        })
        .collect();
    short.trim_end_matches(|c: char| c == '\'' || c.is_whitespace()).to_string()
}

/// How a text flows into lines.
struct Fill {
    room: f64,
    line: usize,
    used: f64,
}

impl Fill {
    fn new(room: f64) -> Fill {
        Fill { room: room.max(2.0), line: 1, used: 0.0 }
    }

    fn add(&mut self, word: &str) {
        if word == "\n" {
            self.line += 1;
            self.used = 0.0;
            return;
        }
        let width = width(word.trim_end());
        if self.used > 0.0 && self.used + width > self.room {
            self.line += 1;
            self.used = 0.0;
        }
        let over = ((width / self.room).ceil() as usize).saturating_sub(1);
        self.line += over;
        self.used += width - over as f64 * self.room + (word.len() - word.trim_end().len()) as f64;
    }
}

/// The parts between which a line may break; together they are the text.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut run) = (0, 0);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_wide(c) || c == '\n' {
            if start < at {
                words.push(&text[start..at]);
            }
            words.push(&text[at..end]);
        } else {
            run += 1;
            if c != ' ' && run < LONGEST_RUN {
                continue;
            }
            words.push(&text[start..end]);
        }
        (start, run) = (end, 0);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// The widest of what common fonts give.
fn char_width(c: char) -> f64 {
    match c {
        c if is_wide(c) => 1.95,
        ' ' | '.' | ',' | ';' | ':' | '\'' | '!' | '|' | '(' | ')' | '[' | ']' | '/' => 0.8,
        'f' | 'i' | 'j' | 'l' | 'r' | 't' | 'I' => 0.75,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 1.45,
        '0'..='9' | 'A'..='Z' => 1.1,
        _ => 0.98,
    }
}

/// Whether a Chinese font draws it as wide as a Chinese character.
fn is_wide(c: char) -> bool {
    c >= '\u{2010}' || matches!(c, '×' | '÷' | '·' | '±')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chinese_breaks_anywhere_and_english_between_words() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("责任分解方案", 12.0), 1);
        assert_eq!(lines("责任分解方案", 11.0), 2);
        assert_eq!(lines("plan made", 9.0), 2);
        assert_eq!(lines("一\n二\n三", 20.0), 3);
    }

    #[test]
    fn a_cell_holds_no_control_characters_and_shows_overrides() {
        assert_eq!(clean("a\u{0}b\r\nc\td\u{202e}", ""), "a⟦U+0000⟧b\nc d⟦U+202E⟧");
        let long = clean(&"长".repeat(40_000), "…");
        assert!(long.ends_with('…') && long.encode_utf16().count() <= 32_767);
    }

    #[test]
    fn sheet_names_are_short_legal_and_different() {
        let mut names = SheetNames::default();
        assert_eq!(names.claim("比较：系统/级别"), "比较：系统 级别");
        assert_eq!(names.claim("Data"), "Data");
        assert_eq!(names.claim("DATA"), "DATA (2)");
        assert_eq!(names.claim("'quoted'"), "quoted");
        assert_eq!(names.claim("History"), "History_");
        assert_eq!(names.claim("[]"), "_");
        let long = "A very long title of a table that does not fit on a tab";
        assert_eq!(names.claim(long), "A very long title of a table th");
        assert_eq!(names.claim(long), "A very long title of a tabl (2)");
    }

    proptest! {
        #[test]
        fn pieces_are_the_text_and_none_is_too_tall(text in "[a-z ，责任\n]{0,400}", room in 4.0..40.0f64, most in 1usize..6) {
            let pieces = pieces(&text, room, most);
            prop_assert_eq!(pieces.concat(), text.clone());
            for piece in &pieces {
                prop_assert!(lines(piece, room) <= most.max(1 + LONGEST_RUN));
            }
        }

        #[test]
        fn any_title_becomes_a_name_that_a_sheet_may_have(titles in proptest::collection::vec(".{0,60}", 1..6)) {
            let mut names = SheetNames::default();
            let claimed: Vec<String> = titles.iter().map(|title| names.claim(title)).collect();
            for name in &claimed {
                prop_assert!(!name.is_empty() && name.encode_utf16().count() <= LONGEST_NAME);
                prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']));
            }
            let different: BTreeSet<String> = claimed.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(different.len(), claimed.len());
        }
    }
}
