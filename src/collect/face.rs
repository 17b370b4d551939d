//! How letters look where that changes what they say: struck out, raised behind a number, or in a font of pictures.

use crate::collect::symbols::SymbolFont;
use crate::sheet::{Content, Oddity};

/// The look of a cell's font or of a part of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Face {
    /// Whether a line goes through it.
    pub struck: bool,
    /// Whether it is raised or lowered.
    pub raised: bool,
    /// The font of pictures that it is in.
    pub symbols: Option<SymbolFont>,
}

/// A part of a text that has a look of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The byte of the text before which it ends.
    pub end: usize,
    /// Its look; `None` for that of the cell.
    pub face: Option<Face>,
}

/// A text, and the looks of its runs.
#[derive(Debug, Default)]
pub struct Rich {
    /// The text.
    pub text: String,
    /// Its runs in order; none for text in one piece.
    pub runs: Vec<Run>,
}

impl Rich {
    /// Ends a run where the text ends now; one without letters is none, and one like the run before is a part of it.
    pub fn end_run(&mut self, face: Option<Face>) {
        let end = self.text.len();
        match self.runs.last_mut() {
            Some(last) if last.end == end => {}
            Some(last) if last.face == face => last.end = end,
            None if end == 0 => {}
            _ => self.runs.push(Run { end, face }),
        }
    }
}

impl Face {
    /// Whether letters say more or less than in a common font.
    pub fn is_odd(&self) -> bool {
        *self != Face::default()
    }

    /// Whether a value that is no text is not to be taken as it stands.
    fn of_value(&self) -> Option<Oddity> {
        match self.symbols {
            _ if self.struck => Some(Oddity::Struck),
            Some(font) if !font.shows_digits() => Some(Oddity::Unreadable),
            _ => None,
        }
    }
}

impl Run {
    /// Whether it looks odd of its own.
    pub fn is_odd(&self) -> bool {
        self.face.is_some_and(|face| face.is_odd())
    }
}

/// What a cell in such a font shows, and what is odd about it. A text without runs looks as the cell does.
pub fn shown(content: Content, runs: &[Run], cell: Face) -> (Content, Option<Oddity>) {
    match content {
        Content::Text(text) => {
            let read = Read::of(&text, runs, cell);
            let oddity = read.oddity();
            (Content::Text(read.text.unwrap_or(text)), oddity)
        }
        Content::Error(_) | Content::Uncalculated(_) => (content, None),
        value => (value, cell.of_value()),
    }
}

/// What reading a text part by part gave.
#[derive(Default)]
struct Read {
    struck: bool,
    raised: bool,
    unreadable: bool,
    /// The text as it is shown, where that differs.
    text: Option<String>,
    /// The last letter that shows, and whether it is raised.
    last: Option<(char, bool)>,
}

impl Read {
    fn of(text: &str, runs: &[Run], cell: Face) -> Read {
        let mut read = Read::default();
        let mut start = 0;
        let rest = Run { end: text.len(), face: None };
        for run in runs.iter().chain([&rest]) {
            let face = run.face.unwrap_or(cell);
            match text.get(start..run.end) {
                Some(part) => {
                    read.part(text, start, part, face);
                    start = run.end;
                }
                // The format of the cell has changed the text, and nothing tells where its parts are now.
                None => read.struck |= face.struck,
            }
        }
        read
    }

    fn part(&mut self, text: &str, start: usize, part: &str, face: Face) {
        if face.symbols.is_some() || self.text.is_some() {
            let shown = self.text.get_or_insert_with(|| text[..start].to_string());
            let letters = part.chars().map(|letter| face.symbols.map_or(letter, |font| font.shown(letter)));
            let from = shown.len();
            shown.extend(letters);
            self.unreadable |= face.symbols.is_some() && shown[from..].contains(char::REPLACEMENT_CHARACTER);
        }
        let words = part.trim();
        let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else { return };
        self.struck |= face.struck;
        self.raised |= self.last.is_some_and(|last| joins(last, words, first, face.raised));
        self.last = Some((last, face.raised));
    }

    fn oddity(&self) -> Option<Oddity> {
        match () {
            () if self.struck => Some(Oddity::Struck),
            () if self.raised => Some(Oddity::Raised),
            () if self.unreadable => Some(Oddity::Unreadable),
            () => None,
        }
    }
}

/// Whether a number and a mark above or below it would be read as one number: 5 and a raised 1 behind it. A mark in
/// brackets stays apart.
fn joins((last, was_raised): (char, bool), words: &str, first: char, is_raised: bool) -> bool {
    match (was_raised, is_raised) {
        (false, true) => {
            let begins = first.is_alphanumeric() || matches!(first, '+' | '-' | '−' | '.' | '．');
            last.is_numeric() && begins && words.contains(char::is_alphanumeric)
        }
        (true, false) => last.is_numeric() && first.is_numeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Face = Face { struck: false, raised: false, symbols: None };
    const STRUCK: Face = Face { struck: true, ..PLAIN };
    const RAISED: Face = Face { raised: true, ..PLAIN };
    const PICTURES: Face = Face { symbols: Some(SymbolFont::Wingdings), ..PLAIN };

    fn read(parts: &[(&str, Option<Face>)], cell: Face) -> (String, Option<Oddity>) {
        let (mut text, mut runs) = (String::new(), Vec::new());
        for (part, face) in parts {
            text.push_str(part);
            runs.push(Run { end: text.len(), face: *face });
        }
        let (content, oddity) = shown(Content::Text(text), &runs, cell);
        (content.to_string(), oddity)
    }

    #[test]
    fn a_struck_part_makes_the_whole_text_odd() {
        let struck = |words: &str| (words.to_string(), Some(Oddity::Struck));
        assert_eq!(read(&[("1", Some(STRUCK)), ("2", Some(PLAIN))], PLAIN), struck("12"));
        assert_eq!(read(&[("3月1", None), ("5", Some(STRUCK)), ("日", None)], PLAIN), struck("3月15日"));
        assert_eq!(read(&[], STRUCK).1, None);
        assert_eq!(read(&[("是", None)], STRUCK), struck("是"));
        assert_eq!(read(&[("是", Some(PLAIN))], STRUCK), ("是".into(), None));
        assert_eq!(read(&[("是", None), (" ", Some(STRUCK))], PLAIN), ("是 ".into(), None));
    }

    #[test]
    fn a_raised_mark_is_odd_only_where_it_would_join_a_number() {
        let mark = |before, mark, after| {
            read(&[(before, None), (mark, Some(RAISED)), (after, Some(PLAIN))], PLAIN).1 == Some(Oddity::Raised)
        };
        for (before, raised, after) in
            [("5", "1", ""), ("10", "-3", ""), ("5 ", " 1", ""), ("", "1", "5"), ("95", "注1", "")]
        {
            assert!(mark(before, raised, after), "{before}^{raised} {after}");
        }
        for (before, raised, after) in [
            ("是否制定方案", "1", ""),
            ("100m", "2", ""),
            ("PM", "2.5", "排放"),
            ("5", "(1)", ""),
            ("5", "*", ""),
            ("CO", "2", "排放"),
            ("5", " ", ""),
        ] {
            assert!(!mark(before, raised, after), "{before}^{raised} {after}");
        }
        assert_eq!(read(&[("52", None)], RAISED).1, None);
    }

    #[test]
    fn parts_in_fonts_of_pictures_are_what_they_show() {
        let unreadable = Some(Oddity::Unreadable);
        assert_eq!(read(&[("o", Some(PICTURES)), ("是 ", None), ("n否", Some(PICTURES))], PLAIN).0, "□是 ■否");
        assert_eq!(read(&[("þ", None), ("是no", Some(PLAIN))], PICTURES), ("☑是no".into(), None));
        assert_eq!(read(&[("t", None)], PICTURES), ("⧫".into(), None));
        assert_eq!(read(&[("是", Some(PLAIN)), ("y", None)], PICTURES), ("是\u{fffd}".into(), unreadable));
    }

    #[test]
    fn a_text_that_its_format_has_changed_is_struck_as_before() {
        let runs = [Run { end: 1, face: Some(STRUCK) }, Run { end: 9, face: None }];
        assert_eq!(shown(Content::Text("约12".into()), &runs, PLAIN).1, Some(Oddity::Struck));
    }

    #[test]
    fn values_take_the_look_of_their_cell() {
        let odd = |value: Content, cell| shown(value, &[], cell).1;
        assert_eq!(odd(Content::Number(5.0), STRUCK), Some(Oddity::Struck));
        assert_eq!(odd(Content::Bool(true), PICTURES), Some(Oddity::Unreadable));
        let greek = Face { symbols: Some(SymbolFont::Symbol), ..PLAIN };
        assert_eq!(odd(Content::Number(5.0), greek), None);
        assert_eq!(odd(Content::Error("#REF!".into()), STRUCK), None);
        assert_eq!(odd(Content::Percent(0.5), RAISED), None);
    }
}
