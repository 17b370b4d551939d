//! The text of a cell while it is read, and what it comes to.

use super::marks::Mark;
use super::references::push_text;
use crate::sheet::Content;

const STRUCK: &str = "#STRUCK! ";
const RAISED: &str = "#RAISED! ";
const SIGNS: &str = "#FONT! ";

/// Text with what is odd about it.
#[derive(Debug, Default)]
pub struct Written {
    text: String,
    /// Some of it is struck out.
    struck: bool,
    /// Some of it is raised where it would be read as digits of a number.
    raised: bool,
    /// Some of it shows signs instead of its letters and digits.
    signs: bool,
    /// Where the last raised text ends.
    raised_to: usize,
}

impl Written {
    /// Adds text as written between tags.
    pub fn push(&mut self, text: &str, mark: Mark) {
        if mark.hidden {
            return;
        }
        let before = self.text.len();
        push_text(&mut self.text, text);
        let added = self.text[before..].trim();
        if added.is_empty() {
            return;
        }
        self.struck |= mark.struck;
        self.signs |= mark.signs == Some(true) && added.contains(is_letter);
        let follows = self.text[..before].trim_end().ends_with(is_digit);
        self.raised |= match mark.raised {
            true => follows && before != self.raised_to && added.contains(char::is_alphanumeric),
            false => follows && before == self.raised_to && added.starts_with(is_digit),
        };
        if mark.raised {
            self.raised_to = self.text.len();
        }
    }

    /// Adds what a field shows, apart from the text around it.
    pub fn push_field(&mut self, shown: &str, mark: Mark) {
        self.push(" ", mark);
        self.push(shown, mark);
        self.push(" ", mark);
    }

    /// Begins a new line, unless one has begun.
    pub fn break_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Adds an empty line, or the end of one.
    pub fn new_line(&mut self) {
        self.text.push('\n');
    }

    /// The bytes of its text.
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        bare(&self.text).is_empty()
    }

    /// Puts the rows of tables into the text, each where its table stood; a line of its own each.
    pub fn with<'c>(mut self, tables: impl Iterator<Item = (usize, Vec<Vec<&'c Content>>)>) -> Written {
        let own = std::mem::take(&mut self.text);
        let mut last = 0;
        for (place, rows) in tables {
            self.push_line(&own[last..place]);
            last = place;
            for row in rows {
                self.break_line();
                row.into_iter().for_each(|content| self.push_content(content));
            }
        }
        self.push_line(&own[last..]);
        self
    }

    fn push_line(&mut self, line: &str) {
        if !line.is_empty() {
            self.break_line();
            self.text.push_str(line);
        }
    }

    fn push_content(&mut self, content: &Content) {
        let shown = content.to_string();
        let (struck, raised, signs) =
            (shown.strip_prefix(STRUCK), shown.strip_prefix(RAISED), shown.strip_prefix(SIGNS));
        self.struck |= struck.is_some();
        self.raised |= raised.is_some();
        self.signs |= signs.is_some();
        if !self.text.is_empty() && !self.text.ends_with(['\n', ' ']) {
            self.text.push(' ');
        }
        self.text.push_str(struck.or(raised).or(signs).unwrap_or(&shown));
    }

    /// The text alone.
    pub fn text(&self) -> &str {
        bare(&self.text)
    }

    /// What the cell holds; `None` for nothing. A text that is struck out in part or as a whole, in which a raised sign could
    /// be taken for a digit, or which shows other signs than its letters is an error value, as nobody can tell what holds,
    /// unless it can only be a label.
    pub fn content(&self, is_heading: bool) -> Option<Content> {
        let text = self.text();
        let asks = text.ends_with(['?', '？', ':', '：']);
        match () {
            () if text.is_empty() => None,
            () if is_heading || asks => Some(Content::Text(text.to_string())),
            () if self.struck => Some(Content::Error(format!("{STRUCK}{text}"))),
            () if self.raised => Some(Content::Error(format!("{RAISED}{text}"))),
            () if self.signs => Some(Content::Error(format!("{SIGNS}{text}"))),
            () => Some(Content::Text(text.to_string())),
        }
    }
}

/// A text without the blanks around it.
fn bare(text: &str) -> &str {
    text.trim_matches([' ', '\n', '\u{a0}'])
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit() || ('０'..='９').contains(&sign)
}

/// Whether a sign may be taken for a letter or a digit, though its font shows another; not so the letters of boxes, which
/// are understood.
fn is_letter(sign: char) -> bool {
    sign.is_ascii_alphanumeric() && !matches!(sign, 'R' | 'P')
}
