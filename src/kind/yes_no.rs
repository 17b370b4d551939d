//! The kind `yes_no`.

use super::{Asked, ItemKind, Reading};
use crate::answer::Value;
use crate::sheet::Content;
use crate::survey::{KindName, MissingMeaning};
use crate::text::Phrase;

/// .
pub struct YesNo;

impl ItemKind for YesNo {
    fn name(&self) -> KindName {
        KindName::YesNo
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
