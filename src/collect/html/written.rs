//! The text of a cell while it is read, and what it comes to.

use std::ops::Range;

use super::marks::Mark;
use super::references::push_text;
use super::stored;
use crate::collect::face::{self, Face, Rich, Run};
use crate::sheet::{Content, Oddity};

/// Text with the looks of its parts.
#[derive(Debug, Default)]
pub struct Written {
    rich: Rich,
    /// What is odd about a table inside.
    odd: Option<Oddity>,
    /// The number that a spreadsheet program keeps for it.
    stored: Option<f64>,
}

impl Written {
    /// Nothing yet, in a cell with these attributes.
    pub fn of_cell(attributes: &str) -> Written {
        Written { stored: stored::number(attributes), ..Written::default() }
    }

    /// Adds text as written between tags.
    pub fn push(&mut self, text: &str, mark: Mark) {
        if !mark.hidden {
            self.add(mark.face(), |own| push_text(own, text));
        }
    }

    fn add(&mut self, face: Face, push: impl FnOnce(&mut String)) {
        let is_looked_at = face.is_odd() || !self.rich.runs.is_empty();
        if is_looked_at && self.rich.runs.is_empty() {
            self.rich.end_run(None);
        }
        push(&mut self.rich.text);
        if is_looked_at {
            self.rich.end_run(Some(face));
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
        if !self.rich.text.is_empty() && !self.rich.text.ends_with('\n') {
            self.new_line();
        }
    }

    /// Adds an empty line, or the end of one.
    pub fn new_line(&mut self) {
        self.add(Face::default(), |own| own.push('\n'));
    }

    /// The bytes of its text.
    pub fn length(&self) -> usize {
        self.rich.text.len()
    }

    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        self.bare().is_empty()
    }

    /// Puts the rows of tables into the text, each where its table stood; a line of its own each.
    pub fn with<'c>(self, tables: impl Iterator<Item = (usize, Vec<Vec<Shown<'c>>>)>) -> Written {
        let mut whole = Written { odd: self.odd, ..Written::default() };
        let mut last = 0;
        for (place, rows) in tables {
            whole.push_lines(&self.rich, last..place);
            last = place;
            for row in rows {
                whole.break_line();
                row.into_iter().for_each(|shown| whole.push_shown(shown));
            }
        }
        whole.push_lines(&self.rich, last..self.length());
        whole
    }

    fn push_lines(&mut self, own: &Rich, part: Range<usize>) {
        if part.is_empty() {
            return;
        }
        self.break_line();
        let mut start = part.start;
        let rest = Run { end: own.text.len(), face: None };
        for run in own.runs.iter().chain([&rest]) {
            let end = run.end.min(part.end);
            if end > start {
                self.add(run.face.unwrap_or_default(), |text| text.push_str(&own.text[start..end]));
                start = end;
            }
        }
    }

    fn push_shown(&mut self, (content, odd): Shown) {
        self.odd = self.odd.or(odd);
        let is_apart = self.rich.text.is_empty() || self.rich.text.ends_with(['\n', ' ']);
        let blank = if is_apart { "" } else { " " };
        self.add(Face::default(), |own| own.push_str(&format!("{blank}{content}")));
    }

    /// The text without the blanks around it, as a part of the whole.
    fn bare(&self) -> Range<usize> {
        const BLANKS: [char; 3] = [' ', '\n', '\u{a0}'];
        let text = &self.rich.text;
        let start = text.len() - text.trim_start_matches(BLANKS).len();
        start..text.trim_end_matches(BLANKS).len().max(start)
    }

    /// What it shows, and what is odd about it; `None` for nothing.
    pub fn shown(&self) -> Option<(Content, Option<Oddity>)> {
        let bare = self.bare();
        if bare.is_empty() {
            return None;
        }
        let runs = self.rich.runs.iter().filter(|run| run.end > bare.start);
        let runs: Vec<Run> = runs.map(|run| Run { end: run.end.min(bare.end) - bare.start, ..*run }).collect();
        let text = &self.rich.text[bare];
        let text = self.stored.and_then(|number| stored::behind(text, number)).unwrap_or(Content::Text(text.into()));
        if runs.is_empty() {
            return Some((text, self.odd));
        }
        let (content, odd) = face::shown(text, &runs, Face::default());
        Some((content, odd.or(self.odd)))
    }
}

/// What a cell shows, and what is odd about it.
pub type Shown<'c> = (&'c Content, Option<Oddity>);
