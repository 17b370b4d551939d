//! What a template puts into its Markdown: numbers, words from returns, tables and pictures travel as markers, so that
//! Markdown neither changes nor understands them, and the tree binds them to what they are.

use std::sync::Mutex;

use super::tree::{Grid, Number, Picture, clean};
use crate::text::Lang;

/// Begins a marker; no text from outside holds it (see [`clean`]).
pub const BEGIN: char = '\u{e000}';
/// Ends a marker.
pub const END: char = '\u{e001}';
/// Begins and ends bold type where Markdown's own `**` does not work (see [`super::markdown::outline`]).
pub const BOLD: char = '\u{e002}';

/// What stands in the place of a marker.
#[derive(Debug, Clone, PartialEq)]
pub enum Insertion {
    /// Words, exactly as they are.
    Words(String),
    /// A number of a figure.
    Number(Number),
    /// A place for the author, in words.
    Author(String),
    /// A table.
    Grid(Grid),
    /// A picture.
    Picture(Picture),
    /// Answers, each after the name of its unit.
    Answers(Vec<(String, String)>),
    /// The title of the next table.
    Caption(String),
    /// A mention of a picture or table, by kind and id.
    Reference(&'static str, String),
    /// Who signs, and when.
    Signed(Vec<String>),
    /// The table of contents.
    Contents,
    /// A new page.
    PageBreak,
}

/// Everything put into one report, in the order of putting.
#[derive(Debug, Default)]
pub struct Insertions {
    all: Mutex<Vec<Insertion>>,
}

impl Insertions {
    /// Keeps something and gives the marker that stands for it.
    pub fn put(&self, insertion: Insertion) -> String {
        let mut all = self.all.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.push(insertion);
        format!("{BEGIN}{}{END}", all.len() - 1)
    }

    /// Words as a marker; markers inside stay what they are.
    pub fn put_words(&self, words: &str) -> String {
        pieces(words)
            .map(|piece| match piece {
                Piece::Marker(at) => format!("{BEGIN}{at}{END}"),
                Piece::Words(words) => self.put(Insertion::Words(clean(words))),
            })
            .collect()
    }

    /// Forgets everything put so far.
    pub fn clear(&self) {
        self.all.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
    }

    /// Everything put so far.
    pub fn taken(&self) -> Vec<Insertion> {
        self.all.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}

/// A piece of text between markers, or a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text without markers.
    Words(&'a str),
    /// The number of an insertion.
    Marker(usize),
}

/// Splits text at its markers.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = first_piece(rest);
        rest = after;
        Some(piece)
    })
}

fn first_piece(text: &str) -> (Piece<'_>, &str) {
    let marker = text.strip_prefix(BEGIN).and_then(|inside| {
        let (number, after) = inside.split_once(END)?;
        Some((Piece::Marker(number.parse().ok()?), after))
    });
    marker.unwrap_or_else(|| {
        let first = text.chars().next().map_or(0, char::len_utf8);
        let end = text[first..].find(BEGIN).map_or(text.len(), |at| first + at);
        (Piece::Words(&text[..end]), &text[end..])
    })
}

/// Joins names as the language does; that there are more beyond a limit is said.
pub fn join_names(names: &[String], limit: Option<usize>, lang: Lang) -> String {
    use crate::text::report as say;
    let comma = say::COMMA.text(lang);
    let limit = limit.unwrap_or(names.len()).max(1);
    if names.len() > limit {
        let rest = names.len() - limit;
        let phrase = if rest == 1 { say::AND_ONE_OTHER } else { say::AND_OTHERS };
        let shown = names[..limit].join(comma);
        return phrase.say(lang, &[("names", &shown), ("rest", &rest.to_string())]);
    }
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{}{last}", first.join(comma), say::AND.text(lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_at_its_markers() {
        let found: Vec<Piece> = pieces("a\u{e000}12\u{e001}b\u{e000}x\u{e001}").collect();
        assert_eq!(found, [Piece::Words("a"), Piece::Marker(12), Piece::Words("b"), Piece::Words("\u{e000}x\u{e001}")]);
    }

    #[test]
    fn names_are_joined_as_the_language_does() {
        let names: Vec<String> = ["甲", "乙", "丙"].map(String::from).to_vec();
        assert_eq!(join_names(&names, None, Lang::Zh), "甲、乙、丙");
        assert_eq!(join_names(&names, Some(2), Lang::Zh), "甲、乙等");
        assert_eq!(join_names(&names, None, Lang::En), "甲, 乙 and 丙");
        assert_eq!(join_names(&names, Some(1), Lang::En), "甲 and 2 others");
        assert_eq!(join_names(&names, Some(2), Lang::En), "甲, 乙 and one other");
    }
}
