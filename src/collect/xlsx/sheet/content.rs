//! What a cell of a worksheet shows of the parts that were read of it.

use crate::collect::guard::damaged;
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::sheet::{SheetReader, Tag, shows_nothing};
use crate::collect::xlsx::shown::wrong;
use crate::collect::xlsx::strings;
use crate::kind::picture;
use crate::sheet::Content;

impl SheetReader<'_> {
    /// What the cell shows; `None` for a blank one.
    pub(super) fn content(&mut self, tag: &Tag) -> Result<Option<Content>, Refusal> {
        let kind = tag.kind.as_deref().unwrap_or("n");
        let (has, given, style) = (self.scratch.has, self.given, tag.style.as_deref());
        // Excel shows the text of the cell itself, whatever value some programs write beside it.
        if has.inline && (!has.value || kind == "inlineStr") {
            return Ok(given.filled(std::mem::take(&mut self.scratch.inline.text), style));
        }
        if self.shows_picture(tag) {
            return Ok(Some(Content::Error(picture::ERROR.to_string())));
        }
        if has.formula && given.awaits_result(kind, &self.scratch.value) {
            return Ok(Some(Content::Uncalculated(self.scratch.formula.clone())));
        }
        if kind == "str" && has.value {
            strings::unescape(&mut self.scratch.value, 0);
            return Ok(given.filled(std::mem::take(&mut self.scratch.value), style));
        }
        let value = self.scratch.value.trim();
        if value.is_empty() {
            return Ok(has.formula.then(|| Content::Uncalculated(self.scratch.formula.clone())));
        }
        let content = self.value(kind, value, style)?;
        Ok(Some(content).filter(|content| !shows_nothing(content)))
    }

    /// Whether the cell holds a picture: that of WPS is a formula, that of Excel an error value for older programs.
    fn shows_picture(&self, tag: &Tag) -> bool {
        match self.scratch.has.formula {
            true => picture::is_shown_by(&self.scratch.formula),
            false => tag.is_rich && tag.kind.as_deref() == Some("e") && self.scratch.value.trim() == "#VALUE!",
        }
    }

    /// What a value shows, by the type and the format of its cell.
    pub(super) fn value(&self, kind: &str, value: &str, style: Option<&str>) -> Result<Content, Refusal> {
        Ok(match kind {
            "n" => self.given.number(value, style),
            "s" => match value.parse().ok().and_then(|index| self.given.strings.get(index)) {
                Some(shared) => self.given.text(shared.to_string(), style),
                None => match self.given.strings.missing() {
                    Some(part) => return Err(damaged(part)),
                    None => wrong("#INDEX!", value),
                },
            },
            "b" => match value {
                "1" | "true" => Content::Bool(true),
                "0" | "false" => Content::Bool(false),
                value => wrong("#BOOL!", value),
            },
            "d" => self.given.moment(value, style),
            "e" => Content::Error(value.chars().take(100).collect()),
            "str" | "inlineStr" => self.given.text(value.to_string(), style),
            kind => wrong("#TYPE!", kind),
        })
    }
}
