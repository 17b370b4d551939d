//! Sentences of checking.

use super::Phrase;

/// The last of many findings that are alike and told one by one.
pub const AND_SO_ON: Phrase = Phrase {
    zh: "{message}（另有 {count} 处相同，最后一处在 {cell}）",
    en: "{message} (the same in other places: {count}, the last of them {cell})",
};
/// A required answer is missing.
pub const REQUIRED: Phrase = Phrase { zh: "“{item}”漏填", en: "“{item}” is blank" };
/// What to do about it.
pub const REQUIRED_REMEDY: Phrase = Phrase { zh: "补填", en: "fill it in" };
/// The same where the survey has words for what there is not.
pub const REQUIRED_REMEDY_WITH_WORDS: Phrase = Phrase {
    zh: "补填；确实没有或不适用的，填{words}",
    en: "fill it in; where there is nothing, or it does not apply, write {words}",
};
/// A word to be written, and what stands between two of them.
pub const QUOTED: Phrase = Phrase { zh: "“{word}”", en: "“{word}”" };
/// Between two words of which one is to be written.
pub const OR: Phrase = Phrase { zh: "或", en: " or " };
/// An answer where the question does not apply.
pub const NOT_RELEVANT: Phrase = Phrase {
    zh: "“{item}”在本单位不适用，却填了“{value}”",
    en: "“{item}” does not apply here, but “{value}” is written",
};
/// What to do about it.
pub const NOT_RELEVANT_REMEDY: Phrase =
    Phrase { zh: "核对前项答案，或删去本项", en: "check the answer it depends on, or delete this one" };
/// A number below its least value.
pub const TOO_LOW: Phrase =
    Phrase { zh: "“{item}”填{value}，低于{limit}", en: "“{item}” is {value}, less than {limit}" };
/// A number above its greatest value.
pub const TOO_HIGH: Phrase =
    Phrase { zh: "“{item}”填{value}，超过{limit}", en: "“{item}” is {value}, more than {limit}" };
/// What to do about a number out of its range.
pub const RANGE_REMEDY: Phrase =
    Phrase { zh: "更正，或在备注栏说明", en: "correct it, or explain it under remarks" };
/// Some of several answers that belong together are missing.
pub const PAIR_INCOMPLETE: Phrase =
    Phrase { zh: "{items}应同时填报，缺“{item}”", en: "{items} belong together; “{item}” is missing" };
/// What to do about it.
pub const PAIR_INCOMPLETE_REMEDY: Phrase =
    Phrase { zh: "补填缺少的一项", en: "fill in the one that is missing" };
/// Several answers that exclude each other are given.
pub const PAIR_EXCLUSIVE: Phrase =
    Phrase { zh: "{items}不能同时填报", en: "{items} exclude each other, but both are given" };
/// What to do about it.
pub const PAIR_EXCLUSIVE_REMEDY: Phrase = Phrase { zh: "核对后保留一项", en: "keep the one that is right" };
/// A total differs from its parts.
pub const SUM_DIFFERS: Phrase = Phrase {
    zh: "“{item}”填{value}，各分项合计{sum}，相差{difference}",
    en: "“{item}” is {value}, its parts add up to {sum}, a difference of {difference}",
};
/// What to do about it.
pub const SUM_DIFFERS_REMEDY: Phrase =
    Phrase { zh: "核对合计与各分项", en: "compare the total with its parts" };
/// A rule of the survey that has no remedy of its own.
pub const RULE_REMEDY: Phrase = Phrase { zh: "核对后更正", en: "check and correct" };
/// A check that could not be made.
pub const UNVERIFIABLE: Phrase = Phrase {
    zh: "审核“{check}”对{n}个单位无法进行（缺少有效答案）：{units}",
    en: "check “{check}” could not be made for want of usable answers (units: {n}): {units}",
};
/// What to do about it.
pub const UNVERIFIABLE_REMEDY: Phrase =
    Phrase { zh: "补齐所缺答案后重新审核", en: "complete the answers and check again" };
/// A row of a repeating table, as part of an item's name.
pub const IN_ROW: Phrase = Phrase { zh: "{table}第{row}行：{message}", en: "{table}, row {row}: {message}" };
/// Between names.
pub const AND: Phrase = Phrase { zh: "、", en: ", " };
/// A return like that of other units.
pub const IDENTICAL: Phrase = Phrase {
    zh: "除单位信息外，与{units}的报表内容完全相同",
    en: "but for the unit's own particulars the return is the same as that of {units}",
};
/// A return like that of many other units.
pub const IDENTICAL_MANY: Phrase = Phrase {
    zh: "除单位信息外，与{units}等{n}个单位的报表内容完全相同",
    en: "but for the unit's own particulars the return is the same as those of {n} units, among them {units}",
};
/// What to do about it.
pub const IDENTICAL_REMEDY: Phrase = Phrase {
    zh: "核实是否照抄；如情况属实，请说明",
    en: "check whether it was copied; explain where it is true of each",
};
/// A number far from the others.
pub const OUTLIER: Phrase = Phrase {
    zh: "“{item}”为{value}，明显偏离{group}{n}个单位的中位数{median}（正常范围{low}至{high}）",
    en: "“{item}” is {value}, far from the median {median} of {n} units{group} (usual range {low} to {high})",
};
/// A number far from the unit's own last one.
pub const JUMP: Phrase = Phrase {
    zh: "“{item}”为{value}，上次（{period}）为{last}，变动过大（正常范围{low}至{high}）",
    en: "“{item}” is {value} after {last} in {period}, too great a change (usual range {low} to {high})",
};
/// What to do about a number that is not usual.
pub const OUTLIER_REMEDY: Phrase =
    Phrase { zh: "核实数据，如属实请说明原因", en: "check the number; explain it where it is true" };
/// A number in relation to a size.
pub const PER: Phrase = Phrase { zh: "{item}÷{size}", en: "{item} ÷ {size}" };
/// The group within which units are compared.
pub const OF_GROUP: Phrase = Phrase { zh: "{group}", en: " ({group})" };
/// All units, where they are not compared within a group.
pub const OF_ALL: Phrase = Phrase { zh: "全部", en: "" };
/// A total unlike the sum of the units below.
pub const PARTS_DIFFER: Phrase = Phrase {
    zh: "“{item}”为{value}，下级{n}个单位之和为{sum}，相差{difference}{missing}",
    en: "“{item}” is {value}, the sum over the units below ({n}) is {sum}, a difference of {difference}{missing}",
};
/// Units below that gave no number.
pub const PARTS_MISSING: Phrase = Phrase { zh: "（未填报：{units}）", en: " (nothing from: {units})" };
/// What to do about it.
pub const PARTS_DIFFER_REMEDY: Phrase = Phrase {
    zh: "与下级单位核对，更正合计或督促未报的单位",
    en: "check with the units below: correct the total, or ask for what is missing",
};
/// A day that lies far from the period.
pub const DAY_FAR_OFF: Phrase = Phrase {
    zh: "“{item}”是{value}，与报告期相距太远",
    en: "“{item}” is {value}, which is far from the period",
};
/// What to do about it.
pub const DAY_FAR_OFF_REMEDY: Phrase = Phrase {
    zh: "核实日期；单元格里若是年份或年月，请填写完整的年月日",
    en: "check the date; where the cell was meant to hold a year or a month, write year, month and day",
};
/// A count below zero.
pub const NEGATIVE: Phrase =
    Phrase { zh: "“{item}”填{value}，小于零", en: "“{item}” is {value}, less than zero" };
/// What to do about it.
pub const NEGATIVE_REMEDY: Phrase = Phrase {
    zh: "核对后更正；确为冲减的，请说明",
    en: "correct it; explain it where it takes back what was reported before",
};
/// Rows of a table that say the same as one before them.
pub const ROWS_TWICE: Phrase = Phrase {
    zh: "{table}有{n}行与前面的行填写完全相同：{rows}",
    en: "{table}: rows that say in every column what one before them says ({n}): {rows}",
};
/// One of them.
pub const ROW_TWICE: Phrase = Phrase { zh: "第{row}行同第{first}行", en: "row {row} as row {first}" };
/// What to do about it.
pub const ROWS_TWICE_REMEDY: Phrase = Phrase {
    zh: "核实是否重复填报：重复的删去；确系不同事项的，请说明",
    en: "check whether they are entered twice: delete what is, or explain that they tell of different things",
};
