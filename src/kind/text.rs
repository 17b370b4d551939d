//! The kind `text`: free text, kept as written.

use super::{Asked, ItemKind, Reading};
use crate::answer::{State, Value};
use crate::sheet::Content;
use crate::survey::{KindName, MissingMeaning};
use crate::text::Phrase;
use crate::text::kind as say;

/// Free text: as written but for blanks at its ends and control characters; numbers and dates as the sheet shows them.
/// Line breaks stay.
pub struct Text;

impl ItemKind for Text {
    fn name(&self) -> KindName {
        KindName::Text
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_TEXT
    }

    fn read(&self, content: &Content, _asked: &Asked) -> Reading {
        let written = content.to_string().replace("\r\n", "\n").replace('\r', "\n");
        let kept: String = written.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
        match kept.trim() {
            "" => Reading::missing(State::Blank),
            kept => Reading::answered(Value::Text(kept.to_string())),
        }
    }

    fn missing_as(&self, _meaning: MissingMeaning) -> Option<Value> {
        None
    }
}
