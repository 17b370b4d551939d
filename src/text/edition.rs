//! What each edition says of itself.

use super::Phrase;
use crate::edition::Audience;

/// What stands in the place of everything that an edition withholds.
pub const MARK: Phrase = Phrase { zh: "…", en: "…" };

/// What the mark means.
pub const MARK_MEANS: Phrase = Phrase {
    zh: "记“…”的数值较小，或可据以推算较小的数值，不予公布。",
    en: "Values shown as … are withheld: they are small, or a small one could be found from them.",
};

/// A sentence under a table, and what the mark in it means.
pub const NOTE_AND_MARK: Phrase = Phrase { zh: "{note}{mark}", en: "{note} {mark}" };

/// That no unit is named.
pub const NAMES_NO_UNIT: Phrase = Phrase { zh: "本版不列单位名称。", en: "This edition names no unit." };

/// The name of an edition; the office's own has none.
pub fn name(audience: Audience) -> Option<Phrase> {
    match audience {
        Audience::Internal => None,
        Audience::Circular => Some(Phrase { zh: "通报版", en: "Edition for the units" }),
        Audience::Public => Some(Phrase { zh: "公开版", en: "Public edition" }),
    }
}
