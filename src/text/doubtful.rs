//! What is said about answers that look so that they cannot be taken as they stand.

use crate::text::Phrase;

/// An answer that is struck out.
pub const STRUCK_OUT: Phrase = Phrase {
    zh: "“{item}”的填报内容“{value}”全部或部分加了删除线，无法判断以何为准，未计入",
    en: "the answer “{value}” to “{item}” is struck out, wholly or in part; nothing tells what holds, and it is not counted",
};
/// What to do about it.
pub const STRUCK_OUT_REMEDY: Phrase = Phrase {
    zh: "向单位核实以哪个值为准；删去划掉的内容并取消删除线后重报",
    en: "ask the unit which value holds; remove what is struck out and the line through it, then send it again",
};
/// A note mark or an exponent at a number.
pub const RAISED_TEXT: Phrase = Phrase {
    zh: "“{item}”的填报内容“{value}”中有上标或下标紧挨数字，连读会成为另一个数，未计入",
    en: "in the answer “{value}” to “{item}” a raised or lowered mark touches a number, with which it would be another number; it is not counted",
};
/// What to do about it.
pub const RAISED_TEXT_REMEDY: Phrase = Phrase {
    zh: "单元格内只填数值；注释序号和说明写入备注栏",
    en: "write the value alone, and marks and notes in the column of remarks",
};
/// A picture whose meaning is not known.
pub const SYMBOL_FONT: Phrase = Phrase {
    zh: "“{item}”以符号字体（如 Wingdings）填写，所显示的符号含义不明（读作“{value}”），未计入",
    en: "the answer to “{item}” is in a font of pictures such as Wingdings; what it shows is not known (“{value}”), and it is not counted",
};
/// What to do about it.
pub const SYMBOL_FONT_REMEDY: Phrase = Phrase {
    zh: "改用普通字体，按 √、☑、□ 或文字填写",
    en: "use a common font, and write √, ☑, □ or words",
};
/// A day whose year is stored and not shown, and is none of the period's.
pub const YEAR_NOT_SHOWN: Phrase = Phrase {
    zh: "“{item}”填的日期只显示月和日，文件里存的是“{value}”，年份不在报告期内",
    en: "the date for “{item}” shows no year; the file stores “{value}”, a year outside the period",
};
/// What to do about it.
pub const YEAR_NOT_SHOWN_REMEDY: Phrase = Phrase {
    zh: "向单位核实年份；只键入月和日时，表格软件会补上键入当年的年份，请把年月日写全",
    en: "ask the unit for the year: a spreadsheet puts in that of the day on which month and day are typed; write the date in full",
};
