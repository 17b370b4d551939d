//! The numbers that spreadsheet programs keep in the cells of their pages, beside what is shown of them.

use super::pieces::attribute;
use crate::sheet::{Content, plain};

/// The attributes in which Excel and LibreOffice keep them.
const NAMES: [&str; 2] = ["x:num", "sdval"];

/// The number that a cell's attributes keep.
pub fn number(attributes: &str) -> Option<f64> {
    let written = NAMES.into_iter().find_map(|name| attribute(attributes, name))?;
    written.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// What a cell holds of which the text shows a rounded number, or signs that there was no room for it; `None` where the
/// text says all there is, or something else.
pub fn behind(text: &str, number: f64) -> Option<Content> {
    let text = plain(text);
    let text = text.trim();
    if !text.is_empty() && text.chars().all(|c| c == '#') {
        return Some(Content::Number(number));
    }
    let (shown, scale) = text.strip_suffix('%').map_or((text, 1.0), |shown| (shown.trim_end(), 100.0));
    let digits = shown.replace(',', "");
    let value: f64 = digits.parse().ok().filter(|_| digits.ends_with(|c: char| c.is_ascii_digit()))?;
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let (off, step) = ((number * scale - value).abs(), 10f64.powi(-i32::try_from(places).ok()?));
    let is_rounded = off > 1e-9 * value.abs().max(1e-9) && off <= 0.5000001 * step;
    match scale > 1.0 {
        true => is_rounded.then_some(Content::Percent(number)),
        false => is_rounded.then_some(Content::Number(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_counts_where_the_text_is_what_is_shown_of_it() {
        for (text, number, expected) in [
            ("86%", 0.855, Some(Content::Percent(0.855))),
            ("85.5%", 0.855, None),
            ("1,234", 1234.4, Some(Content::Number(1234.4))),
            ("1,234", 1234.0, None),
            ("007", 7.0, None),
            ("###", 1234.0, Some(Content::Number(1234.0))),
            ("3/18", 45_369.0, None),
            ("12", 15.0, None),
            ("-3", -2.6, Some(Content::Number(-2.6))),
            ("0", 0.4, Some(Content::Number(0.4))),
            ("", 1.0, None),
            ("1e5", 100_000.4, Some(Content::Number(100_000.4))),
        ] {
            assert_eq!(behind(text, number), expected, "{text} {number}");
        }
    }

    #[test]
    fn only_a_finite_number_is_one() {
        assert_eq!(number(" x:num=\"0.855\" class=xl1"), Some(0.855));
        assert_eq!(number(" sdval=\"12\" sdnum=\"2052;0;0%\""), Some(12.0));
        for attributes in ["", " x:num", " x:num=\"nan\"", " x:num=inf"] {
            assert_eq!(number(attributes), None, "{attributes}");
        }
    }
}
