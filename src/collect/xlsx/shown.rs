//! What the value of a cell shows in the cell's format.

use crate::collect::format::Look;
use crate::collect::serial;
use crate::collect::xlsx::sheet::Given;
use crate::sheet::Content;

impl Given<'_> {
    /// What a number shows.
    pub fn number(&self, value: &str, style: Option<&str>) -> Content {
        // A number that may be a date or a percentage is none that could be counted.
        let Some(look) = self.look(style) else { return wrong("#STYLE!", value) };
        let plain = value.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'+' | b'-' | b'e' | b'E'));
        let number = if plain { value.parse().ok().filter(|number: &f64| number.is_finite()) } else { None };
        number.map_or_else(|| wrong("#NUM!", value), |number| look.number(number, self.system))
    }

    /// What a text shows; few workbooks have a format that changes any.
    pub fn text(&self, text: String, style: Option<&str>) -> Content {
        match if self.styles.changes_text() { self.look(style) } else { None } {
            Some(look) => look.text(&text),
            None => Content::Text(text),
        }
    }

    /// The same; `None` for a text of no letters.
    pub fn filled(&self, text: String, style: Option<&str>) -> Option<Content> {
        (!text.is_empty()).then(|| self.text(text, style))
    }

    /// What a day, a moment or a time of day shows that is written in ISO 8601.
    pub fn moment(&self, value: &str, style: Option<&str>) -> Content {
        let content = serial::iso_content(value).unwrap_or_else(|| wrong("#DATE!", value));
        match (&content, self.look(style)) {
            (Content::Date(at), Some(look @ Look::Written(_))) => look.moment(*at, self.system),
            _ => content,
        }
    }

    /// Whether a value of a formula is only a place kept for the result: the program that wrote it leaves all
    /// calculating to the one that opens the workbook.
    pub fn awaits_result(&self, kind: &str, value: &str) -> bool {
        let is_placeholder = match kind {
            "n" => value.trim().parse() == Ok(0.0),
            "str" => value.is_empty(),
            _ => false,
        };
        self.is_recalculated && is_placeholder
    }

    fn look(&self, style: Option<&str>) -> Option<&Look> {
        let index = match style {
            Some(written) if !written.trim().is_empty() => written.trim().parse().ok(),
            _ => Some(0),
        };
        index.and_then(|index| self.styles.get(index))
    }
}

/// An error value for a cell that contradicts itself, with what stands there.
pub fn wrong(error: &str, value: &str) -> Content {
    let value: String = value.chars().take(100).collect();
    Content::Error(format!("{error} {value}"))
}
