//! Options printed apart of which only some carry a mark: `是 / 否√`, `会议、√书面、谈话`.

use super::tick::{Boxed, Mark, join};

/// What parts printed options, in the order of trying.
const PARTINGS: [fn(char) -> bool; 4] = [
    |c| matches!(c, ';' | '|'),
    |c| matches!(c, ';' | '|' | ',' | '、' | '。' | '/' | '∕' | '\\' | '或'),
    char::is_whitespace,
    |c| PARTINGS[1](c) || c.is_whitespace(),
];
/// More pieces than that are prose.
const MOST_PIECES: usize = 64;

/// The options of a text where every piece names one and only some are marked, at least one with a tick.
pub(super) fn options<T: PartialEq>(
    marks: &[Mark],
    words: &[String],
    recognise: &impl Fn(&str) -> Option<(T, String)>,
) -> Option<(Vec<Boxed<T>>, String)> {
    if !marks.contains(&Mark::Ticked) {
        return None;
    }
    PARTINGS.iter().find_map(|parts| named(&pieces(marks, words, *parts)?, recognise))
}

/// Whether words beside a reading name an option that it leaves out.
pub(super) fn names_another<T: PartialEq>(
    words: &str,
    boxes: &[Boxed<T>],
    recognise: &impl Fn(&str) -> Option<(T, String)>,
) -> bool {
    let parts = |c: char| PARTINGS[3](c) || matches!(c, '(' | ')' | ':');
    let is_other = |option: T| boxes.iter().all(|known| known.option != option);
    words.split(parts).take(MOST_PIECES).any(|piece| recognise(piece.trim()).is_some_and(|(other, _)| is_other(other)))
}

/// The words of one printed option and the mark beside them.
#[derive(Debug, Default)]
struct Piece {
    before: String,
    mark: Option<Mark>,
    behind: String,
}

impl Piece {
    fn words(&self) -> String {
        format!("{}{}", self.before, self.behind).trim().to_string()
    }

    /// A number, or a word between two options.
    fn is_filling(&self) -> bool {
        let words = self.words();
        self.mark.is_none() && (words.is_empty() || is_numbering(&words) || matches!(words.as_str(), "或" | "or"))
    }

    /// Whether the mark stands before the words; `None` where it stands amid them.
    fn leads(&self) -> Option<bool> {
        let before = self.before.trim();
        let leads = before.is_empty() || is_numbering(before);
        (leads || self.behind.is_empty() || self.behind.trim_start().starts_with(['(', ':'])).then_some(leads)
    }
}

/// `1.`, `(2)`, `③`: what stands before an option, and not an answer `1`.
fn is_numbering(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| matches!(c, '.' | '(' | ')' | ' '));
    let circled = |c: char| ('①'..='⑳').contains(&c);
    words.chars().all(circled)
        || (bare.len() < words.len() && bare.len() < 3 && bare.bytes().all(|b| b.is_ascii_digit()))
}

/// What follows `1.` or `(2)`; `None` where nothing is numbered so.
fn without_numbering(words: &str) -> Option<&str> {
    let (number, rest) = words.split_once(['.', ')'])?;
    (number.len() < 4 && is_numbering(&format!("{number}."))).then_some(rest)
}

/// The pieces between signs; `None` where one has two marks or there are too many.
fn pieces(marks: &[Mark], words: &[String], parts: fn(char) -> bool) -> Option<Vec<Piece>> {
    let mut pieces = vec![Piece::default()];
    for (place, words) in words.iter().enumerate() {
        for (at, part) in words.split(parts).enumerate() {
            if at > 0 {
                pieces.push(Piece::default());
            }
            let piece = pieces.last_mut()?;
            let side = if piece.mark.is_some() { &mut piece.behind } else { &mut piece.before };
            side.push_str(part);
        }
        if let Some(mark) = marks.get(place)
            && pieces.last_mut()?.mark.replace(*mark).is_some()
        {
            return None;
        }
        if pieces.len() > MOST_PIECES {
            return None;
        }
    }
    pieces.retain(|piece| !piece.is_filling());
    Some(pieces)
}

fn named<T: PartialEq>(
    pieces: &[Piece],
    recognise: &impl Fn(&str) -> Option<(T, String)>,
) -> Option<(Vec<Boxed<T>>, String)> {
    let mut sides = pieces.iter().filter(|piece| piece.mark.is_some()).map(Piece::leads);
    let side = sides.next()??;
    if pieces.iter().all(|piece| piece.mark.is_some()) || sides.any(|other| other != Some(side)) {
        return None;
    }
    let (mut boxes, mut beside): (Vec<Boxed<T>>, _) = (Vec::new(), String::new());
    for piece in pieces {
        let words = piece.words();
        let (option, remark) = recognise(&words).or_else(|| recognise(without_numbering(&words)?))?;
        if boxes.iter().any(|known| known.option == option) {
            return None;
        }
        boxes.push(Boxed { option, marked: piece.mark.is_some(), ticked: piece.mark == Some(Mark::Ticked) });
        beside = join(&beside, &remark);
    }
    Some((boxes, beside))
}
