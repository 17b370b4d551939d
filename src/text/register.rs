//! Sentences of the register of units, their succession and their targets.

use super::Phrase;

/// A register without its header row.
pub const REGISTER_WITHOUT_HEADER: Phrase = Phrase {
    zh: "名录库的前 20 行中找不到表头；应有：{value}",
    en: "no header row among the first 20 rows of the register; expected the headings {value}",
};
/// A register without an attribute's column.
pub const REGISTER_WITHOUT_COLUMN: Phrase =
    Phrase { zh: "名录库中找不到“{value}”一栏", en: "the register has no column headed “{value}”" };
/// A register without units.
pub const REGISTER_EMPTY: Phrase = Phrase {
    zh: "名录库工作表“{value}”中没有单位",
    en: "the register's sheet “{value}” lists no unit",
};
/// A unit without a code.
pub const REGISTER_CODE_BLANK: Phrase =
    Phrase { zh: "{cell}：单位“{value}”没有代码", en: "{cell}: the unit “{value}” has no code" };
/// A code without a name.
pub const REGISTER_NAME_BLANK: Phrase =
    Phrase { zh: "{cell}：代码“{value}”没有单位名称", en: "{cell}: the code “{value}” has no name" };
/// A code or a name listed twice.
pub const REGISTER_TWICE: Phrase =
    Phrase { zh: "{cell}：“{value}”与 {first} 重复", en: "{cell}: “{value}” is listed already in {first}" };
/// A cell of the register without a value.
pub const REGISTER_CELL_BROKEN: Phrase = Phrase {
    zh: "{cell}：单元格是错误值或未计算的公式（{value}）",
    en: "{cell}: the cell holds an error or a formula without a result ({value})",
};
/// An order that is no number.
pub const REGISTER_ORDER: Phrase =
    Phrase { zh: "{cell}：排序“{value}”不是数字", en: "{cell}: the order “{value}” is no number" };
/// A validity that is no date.
pub const REGISTER_DAY: Phrase =
    Phrase { zh: "{cell}：“{value}”不是日期", en: "{cell}: “{value}” is no date" };
/// A unit of the register is succeeded by one that is not listed.
pub const SUCCESSOR_UNKNOWN: Phrase = Phrase {
    zh: "单位“{unit}”的承接单位“{value}”不在名录中",
    en: "unit “{unit}”: its successor “{value}” is not in the register",
};
/// A unit succeeds itself.
pub const SUCCESSOR_CIRCLE: Phrase = Phrase {
    zh: "单位“{unit}”经承接单位“{value}”又回到自身",
    en: "unit “{unit}”: its successor “{value}” leads back to the unit itself",
};
/// A unit is succeeded, but the register does not say since when.
pub const SUCCESSOR_WITHOUT_END: Phrase = Phrase {
    zh: "单位“{unit}”有承接单位，但没有停用日期",
    en: "unit “{unit}” has a successor, but no last valid day",
};
/// No sheet of the file of targets has the headings that the survey names.
pub const TARGETS_WITHOUT_HEADER: Phrase = Phrase {
    zh: "没有一行表头同时写明“{year}”“{code}”和要跟踪的指标项",
    en: "no row is headed by “{year}”, “{code}” and an item that is followed",
};
/// The year of a row of targets cannot be read.
pub const TARGETS_YEAR: Phrase =
    Phrase { zh: "{cell}：“{value}”不是年份", en: "{cell}: “{value}” is no year" };
/// The unit of a row of targets is not in the register.
pub const TARGETS_UNIT: Phrase = Phrase {
    zh: "{cell}：名录中没有代码“{value}”",
    en: "{cell}: no unit of the register has the code “{value}”",
};
/// A target is no number.
pub const TARGETS_NUMBER: Phrase =
    Phrase { zh: "{cell}：目标值“{value}”不是数字", en: "{cell}: the target “{value}” is no number" };
/// A target stands twice.
pub const TARGETS_TWICE: Phrase = Phrase {
    zh: "{cell}：“{value}”该年度的目标值已经填过",
    en: "{cell}: “{value}” has a target for that year already",
};
