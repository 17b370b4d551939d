//! Sentences of computing.

use super::Phrase;

/// The figure of all units of the frame.
pub const UNITS: Phrase = Phrase { zh: "名录库单位数", en: "units in the register" };
/// The figure of the units whose return is counted.
pub const RETURNED: Phrase = Phrase { zh: "已报送填报表", en: "units that sent a return" };
/// The units that were asked an item.
pub const ASKED: Phrase = Phrase { zh: "应填“{item}”的单位", en: "units asked “{item}”" };
/// The units that ticked at least one option of an item.
pub const TICKED: Phrase =
    Phrase { zh: "“{item}”至少选一项的单位", en: "units that ticked any option of “{item}”" };
/// The option of a choice.
pub const OPTION: Phrase = Phrase { zh: "{item}：{option}", en: "{item}: {option}" };
/// The units that fulfil a condition, as a base.
pub const UNITS_WITH: Phrase = Phrase { zh: "“{condition}”的单位", en: "units with “{condition}”" };
/// A numerator outside its base.
pub const OUTSIDE_BASE: Phrase = Phrase {
    zh: "填报了“{property}”，但不在其基数{base}之内（共{n}个单位如此），未计入占比",
    en: "“{property}” is claimed outside its base, {base} (units that do so: {n}); not counted in the share",
};
/// What to do about it.
pub const OUTSIDE_BASE_REMEDY: Phrase =
    Phrase { zh: "核对这两项，更正其一", en: "compare the two answers and correct one of them" };
/// The line of a cross table for those whose property is blank or cannot be understood.
pub const UNCLEAR: Phrase = Phrase { zh: "不明", en: "unclear" };
/// The line of totals.
pub const TOTAL: Phrase = Phrase { zh: "合计", en: "Total" };
/// An answer in which no theme was found.
pub const UNMATCHED: Phrase = Phrase { zh: "未归类", en: "no theme" };
/// The answer yes.
pub const YES: Phrase = Phrase { zh: "是", en: "yes" };
/// The answer no.
pub const NO: Phrase = Phrase { zh: "否", en: "no" };

/// Units that should have kept a quota by now, as a base.
pub const QUOTA_DUE: Phrase =
    Phrase { zh: "“{quota}”已到期的单位", en: "units for which “{quota}” is due" };
/// Units that kept a quota.
pub const QUOTA_KEPT: Phrase = Phrase { zh: "做到“{quota}”", en: "kept “{quota}”" };
