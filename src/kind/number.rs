//! The kind `number`.

use super::{Asked, ItemKind, Reading};
use crate::answer::Value;
use crate::sheet::Content;
use crate::survey::{KindName, MissingMeaning};
use crate::text::Phrase;

/// .
pub struct Integer;

impl ItemKind for Integer {
    fn name(&self) -> KindName {
        KindName::Integer
    }

    fn expects(&self) -> Phrase {
        Phrase { zh: "", en: "" }
    }

    fn read(&self, _content: &Content, _asked: &Asked) -> Reading {
        Reading::missing(crate::answer::State::Blank)
    }

    fn missing_as(&self, _meaning: MissingMeaning) -> Option<Value> {
        None
    }
}
/// .
pub struct Decimal;

impl ItemKind for Decimal {
    fn name(&self) -> KindName {
        KindName::Decimal
    }

    fn expects(&self) -> Phrase {
        Phrase { zh: "", en: "" }
    }

    fn read(&self, _content: &Content, _asked: &Asked) -> Reading {
        Reading::missing(crate::answer::State::Blank)
    }

    fn missing_as(&self, _meaning: MissingMeaning) -> Option<Value> {
        None
    }
}
