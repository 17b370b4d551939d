//! How wide words are in the bundled font, and where lines may break.

use super::canvas;

/// The height of a line of text, in multiples of its size.
pub const LEADING: f64 = 1.35;

/// Characters that may not begin a line.
const NOT_FIRST: &str = "，。、；：！？）】》」』”’％‰…—·,.;:!?)]}%/";
/// Characters that may not end a line.
const NOT_LAST: &str = "（【《「『“‘([{￥¥$";

/// The width of one line in pixels.
pub fn width(text: &str, size: f64) -> f64 {
    canvas::advance(text) * size
}

/// The width of the widest of several lines in pixels.
pub fn widest<'a>(lines: impl IntoIterator<Item = &'a String>, size: f64) -> f64 {
    lines.into_iter().map(|line| width(line, size)).fold(0.0, f64::max)
}

/// The width of the widest part that cannot be broken: a Latin word, a number with its sign.
pub fn longest_word(text: &str, size: f64) -> f64 {
    pieces(text).iter().map(|piece| width(piece.trim_end(), size)).fold(0.0, f64::max)
}

/// Breaks a text into as few lines as fit into a width, about equally long and rather after punctuation than inside
/// a Chinese word.
///
/// Chinese breaks between any two characters, but never before closing or after opening punctuation; Latin breaks
/// at blanks, and inside a word only where the word alone is too wide.
pub fn wrap(text: &str, size: f64, max: f64) -> Vec<String> {
    let widest = fill(text, size, max);
    if widest.len() < 2 {
        return widest;
    }
    let least = (max / widest.len() as f64).max(longest_word(text, size).min(max));
    let narrower = (0..WIDTHS_TRIED).map(|n| least + (max - least) * f64::from(n) / f64::from(WIDTHS_TRIED));
    let tried = narrower.map(|width| fill(text, size, width)).filter(|lines| lines.len() == widest.len());
    let mut best = widest.clone();
    for lines in tried.collect::<Vec<_>>().into_iter().rev() {
        if good_breaks(&lines) >= good_breaks(&best) {
            best = lines;
        }
    }
    best
}

/// How many widths are tried between the least and the most.
const WIDTHS_TRIED: u32 = 24;

/// How many lines end where a reader pauses.
fn good_breaks(lines: &[String]) -> usize {
    let pauses = |line: &&String| line.chars().last().is_some_and(|c| c.is_ascii() || NOT_FIRST.contains(c));
    lines[..lines.len() - 1].iter().filter(pauses).count()
}

fn fill(text: &str, size: f64, max: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text).into_iter().flat_map(|piece| broken(piece, size, max)) {
        if !line.is_empty() && width(format!("{line}{piece}").trim_end(), size) > max {
            lines.push(std::mem::take(&mut line).trim_end().to_string());
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_string());
    lines
}

/// The parts between which a line may break; blanks stay at the end of the part before.
fn pieces(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| may_break(b, c)) {
            parts.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    parts.push(&text[start..]);
    parts
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
        return false;
    }
    before == ' ' || "-_/".contains(before) || is_wide(before) || is_wide(after)
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// A part that is too wide for a line by itself, cut between characters.
fn broken(piece: &str, size: f64, max: f64) -> Vec<&str> {
    if width(piece.trim_end(), size) <= max {
        return vec![piece];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in piece.char_indices() {
        if at > start && width(&piece[start..at + c.len_utf8()], size) > max {
            parts.push(&piece[start..at]);
            start = at;
        }
    }
    parts.push(&piece[start..]);
    parts
}

/// Text as one line that any XML file may hold: what does not show is shown by its number ([`crate::visible`]), in
/// brackets that the bundled font has; blanks are single.
pub fn clean(text: &str) -> String {
    let shown: String = crate::visible::marked(text)
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' => Some(' '),
            '⟦' => Some('['),
            '⟧' => Some(']'),
            '\u{fffe}' | '\u{ffff}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect();
    shown.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_chinese_character_is_as_wide_as_its_size() {
        assert!((width("中文", 14.0) - 28.0).abs() < 0.1);
        assert!(width("il", 14.0) < width("WM", 14.0));
    }

    #[test]
    fn a_line_never_begins_with_a_comma_or_ends_with_an_opening_quote() {
        for line in wrap("制定了责任分解方案，明确“责任人”和目标，并（逐级）落实", 14.0, 70.0)
        {
            assert!(!NOT_FIRST.contains(line.chars().next().unwrap()), "{line}");
            assert!(!NOT_LAST.contains(line.chars().last().unwrap()), "{line}");
        }
    }

    #[test]
    fn a_line_rather_ends_after_a_comma() {
        let lines = wrap("将考核结果作为业绩评定、奖励惩处、选拔任用的重要依据", 14.0, 300.0);
        assert_eq!(lines, ["将考核结果作为业绩评定、奖励惩处、", "选拔任用的重要依据"]);
    }

    #[test]
    fn lines_are_about_equally_long() {
        let lines = wrap("results used as an important basis for appraisal and reward", 14.0, 260.0);
        assert_eq!(lines.len(), 2);
        assert!((width(&lines[0], 14.0) - width(&lines[1], 14.0)).abs() < 80.0, "{lines:?}");
    }

    #[test]
    fn what_xml_cannot_hold_is_not_shown() {
        assert_eq!(clean("甲\u{b}乙\n丙 \u{202e} 丁\u{ffff}"), "甲乙 丙 [U+202E] 丁");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_in_wrapping_and_no_line_is_too_wide(text in "[中文，。（）a-zA-Z0-9 %-]{0,60}", max in 40.0..300.0f64) {
            let text = clean(&text);
            let lines = wrap(&text, 14.0, max);
            let joined: String = lines.concat().replace(' ', "");
            prop_assert_eq!(joined, text.replace(' ', ""));
            for line in &lines {
                prop_assert!(width(line, 14.0) <= max + 0.5, "{:?} in {}", line, max);
            }
        }
    }
}
