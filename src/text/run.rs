//! Sentences of the run as a whole and words that every phase uses.

use super::Phrase;

/// The widest base: every unit of the frame.
pub const ALL_UNITS: Phrase = Phrase { zh: "全部单位", en: "all units" };
/// Units whose return is counted.
pub const RETURNED_UNITS: Phrase = Phrase { zh: "已报单位", en: "units that returned" };
