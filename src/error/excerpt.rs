//! Excerpt: a line of a survey's file as it is written, with the part that is meant underlined.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::visible;

/// The most columns that are shown before the part that is meant, of it, and after it.
const ROOM: [usize; 3] = [60, 60, 30];

/// Stands for what is left out of a long line.
const CUT: &str = "...";

/// A line with a part that is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    line: usize,
    before: String,
    meant: String,
    after: String,
}

impl Excerpt {
    /// The line of a text in which a part of it begins; of a part over several lines its first one is meant.
    pub fn of(text: &str, span: Range<usize>) -> Excerpt {
        let start = boundary(text, span.start);
        let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let meant = boundary(text, span.end).clamp(start, end);
        Excerpt {
            line: text[..start].matches('\n').count() + 1,
            before: shown(&text[begin..start]),
            meant: shown(text[start..meant].trim_end()),
            after: shown(text[meant..end].trim_end()),
        }
    }

    /// A line of a text by its number, from 1, in which a name is meant, or all of it where the name is not there;
    /// `None` where there is no such line.
    pub fn in_line(text: &str, line: usize, name: &str) -> Option<Excerpt> {
        let written = text.lines().nth(line.checked_sub(1)?)?;
        let begin: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let (at, length) = match written.find(name).filter(|_| !name.is_empty()) {
            Some(at) => (at, name.len()),
            None => (written.len() - written.trim_start().len(), written.trim().len()),
        };
        Some(Excerpt::of(text, begin + at..begin + at + length))
    }

    /// The number of the line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

/// The next place at which a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// As it stands on a terminal, where a tab takes no fixed room and some characters do not show.
fn shown(text: &str) -> String {
    visible::marked(text.trim_end_matches('\r')).replace('\t', "    ")
}

/// The last (or first) characters that fit into so many columns.
fn fitting(characters: impl Iterator<Item = char>, room: usize) -> (Vec<char>, bool) {
    let (mut kept, mut width) = (Vec::new(), 0);
    for character in characters {
        width += character.to_string().width();
        if width > room {
            return (kept, true);
        }
        kept.push(character);
    }
    (kept, false)
}

fn first(text: &str, room: usize) -> String {
    let (kept, is_cut) = fitting(text.chars(), room);
    kept.into_iter().chain(if is_cut { CUT } else { "" }.chars()).collect()
}

fn last(text: &str, room: usize) -> String {
    let (kept, is_cut) = fitting(text.chars().rev(), room);
    if is_cut { CUT } else { "" }.chars().chain(kept.into_iter().rev()).collect()
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let before = last(&self.before, ROOM[0]);
        let meant = first(&self.meant, ROOM[1]);
        let after = first(&self.after, ROOM[2]);
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        // A full-width character takes two columns, and so two marks.
        let (indent, marks) = (" ".repeat(before.width()), "^".repeat(meant.width().max(1)));
        writeln!(f, "  {number} | {before}{meant}{after}")?;
        write!(f, "  {gutter} | {indent}{marks}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn excerpt(text: &str, part: &str) -> String {
        let start = text.find(part).expect("the part is there");
        Excerpt::of(text, start..start + part.len()).to_string()
    }

    #[test]
    fn the_part_is_underlined_in_its_line() {
        let text = "a = 1\nchain = [\"registered\", \"fed_bak\"]\n";
        let expected = "  2 | chain = [\"registered\", \"fed_bak\"]\n    |                        ^^^^^^^^^";
        assert_eq!(excerpt(text, "\"fed_bak\""), expected);
    }

    #[test]
    fn wide_characters_before_and_in_the_part_take_two_columns() {
        assert_eq!(excerpt("label = \"反馈\" # x", "# x"), "  1 | label = \"反馈\" # x\n    |                ^^^");
        assert_eq!(excerpt("标题 = \"反馈\"", "反馈"), "  1 | 标题 = \"反馈\"\n    |         ^^^^");
    }

    #[test]
    fn a_name_is_found_in_its_line_and_else_the_whole_line_is_meant() {
        let text = "SELECT code,\n  nope -- 代码\nFROM units";
        let shown = |line, name| Excerpt::in_line(text, line, name).map(|excerpt| excerpt.to_string());
        assert_eq!(shown(2, "nope"), Some("  2 |   nope -- 代码\n    |   ^^^^".to_string()));
        assert_eq!(shown(2, "code"), Some("  2 |   nope -- 代码\n    |   ^^^^^^^^^^^^".to_string()));
        assert_eq!(shown(0, "nope"), None);
        assert_eq!(shown(4, "nope"), None);
    }

    #[test]
    fn a_long_line_is_cut_around_the_part() {
        let text = format!("{}[here]{}", "汉".repeat(100), "x".repeat(100));
        let shown = excerpt(&text, "[here]");
        let lines: Vec<&str> = shown.lines().collect();
        let cut = format!("  1 | ...{}[here]{}...", "汉".repeat(30), "x".repeat(30));
        assert_eq!(lines, [cut, format!("    | {}^^^^^^", " ".repeat(63))]);
    }

    #[test]
    fn of_a_part_over_several_lines_the_first_is_meant() {
        assert_eq!(excerpt("x = {\r\n  a = 1 }\n", "{\r\n  a = 1 }"), "  1 | x = {\n    |     ^");
    }

    proptest! {
        #[test]
        fn any_part_of_any_text_is_shown_with_marks_below_it(text in "[a汉\t\n\"]{0,40}", from in 0usize..60, length in 0usize..20) {
            let excerpt = Excerpt::of(&text, from..from + length);
            let shown = excerpt.to_string();
            let (line, marks) = shown.split_once('\n').expect("two lines");
            let meant = &excerpt.meant;
            prop_assert_eq!(marks.matches('^').count(), meant.width().max(1));
            prop_assert!(marks.find('^').expect("a mark") + meant.width() <= line.width().max(marks.len()));
            prop_assert!(excerpt.line() >= 1 && excerpt.line() <= text.matches('\n').count() + 1);
        }
    }
}
