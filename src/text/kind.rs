//! Sentences of the kinds of item: what may be written, what was not understood, and what to do about it.
//!
//! Messages may use `{item}`, `{value}` and `{detail}`; the phase that places the finding fills them.

use super::Phrase;

/// What a yes/no item expects.
pub const EXPECTS_YES_NO: Phrase = Phrase {
    zh: "请填“是”或“否”，或者在其中一项前打勾（☑是 □否）",
    en: "write “yes” or “no”, or tick one of the two boxes (☑ yes ☐ no)",
};
/// What a choice expects.
pub const EXPECTS_CHOICE: Phrase = Phrase {
    zh: "请从选项中选填一项，用选项原文",
    en: "choose one of the options, in the form's own words",
};
/// What several choices expect.
pub const EXPECTS_CHOICES: Phrase = Phrase {
    zh: "请从选项中选填，可以多选，用选项原文，中间用顿号隔开",
    en: "choose any of the options, in the form's own words, separated by commas",
};
/// What a whole number expects.
pub const EXPECTS_INTEGER: Phrase =
    Phrase { zh: "请填一个整数，只用数字，如 12", en: "write one whole number in digits, such as 12" };
/// What a decimal number expects.
pub const EXPECTS_DECIMAL: Phrase = Phrase {
    zh: "请填一个数，小数用点，如 12.5",
    en: "write one number with a decimal point, such as 12.5",
};
/// What a percentage expects.
pub const EXPECTS_PERCENT: Phrase =
    Phrase { zh: "请填百分数并带百分号，如 95.5%", en: "write a percentage with its sign, such as 95.5%" };
/// What a day expects.
pub const EXPECTS_DATE: Phrase = Phrase {
    zh: "请填完整的年月日，如 2024-03-15 或 2024年3月15日",
    en: "write year, month and day, such as 2024-03-15",
};
/// What free text expects.
pub const EXPECTS_TEXT: Phrase = Phrase { zh: "请用文字填写", en: "write in words" };

/// An error value in the cell.
pub const ERROR_VALUE: Phrase = Phrase {
    zh: "“{item}”的单元格是错误值 {value}",
    en: "the cell of “{item}” holds the error value {value}",
};
/// What to do about an error value.
pub const ERROR_VALUE_REMEDY: Phrase = Phrase {
    zh: "请在 Excel 中改正公式，或者直接填写结果",
    en: "mend the formula in Excel, or write the result itself",
};
/// A picture in the cell.
pub const PICTURE: Phrase = Phrase {
    zh: "“{item}”的单元格里是图片等嵌入内容，不是可以读取的文字",
    en: "a picture or another object stands in the cell of “{item}”, and nothing that can be read",
};
/// What to do about a picture in the cell.
pub const PICTURE_REMEDY: Phrase = Phrase {
    zh: "请把答案用文字或数字填在单元格里",
    en: "write the answer as text or as a number into the cell",
};
/// A formula without a stored result.
pub const NOT_CALCULATED: Phrase = Phrase {
    zh: "“{item}”是公式，但文件中没有保存计算结果",
    en: "“{item}” is a formula, but the file holds no result for it",
};
/// What to do about a formula without a result.
pub const NOT_CALCULATED_REMEDY: Phrase = Phrase {
    zh: "请用 Excel 打开，重新计算并保存后再报",
    en: "open the file in Excel, recalculate, save and send it again",
};
/// A word that the survey lists for “not known”.
pub const UNKNOWN_DECLARED: Phrase = Phrase {
    zh: "“{item}”填“{value}”，表示情况不明",
    en: "“{item}” says “{value}”: not known",
};
/// What to do about “not known”.
pub const UNKNOWN_DECLARED_REMEDY: Phrase = Phrase {
    zh: "请查明后补填，或者说明原因",
    en: "find out and fill in the answer, or explain why it is not known",
};

/// Something no reading is sure of.
pub const NOT_UNDERSTOOD: Phrase = Phrase {
    zh: "“{item}”填“{value}”，无法确定其含义",
    en: "“{item}” says “{value}”, which has no clear meaning",
};
/// Two boxes ticked where one is asked.
pub const MORE_THAN_ONE: Phrase = Phrase {
    zh: "“{item}”只能选一项，却选了多项：{detail}",
    en: "“{item}” takes one answer, but several are given: {detail}",
};
/// Boxes of which none is ticked, though the form was touched.
pub const NONE_TICKED: Phrase =
    Phrase { zh: "“{item}”的选项都没有打勾：{value}", en: "no option of “{item}” is ticked: {value}" };
/// A remark beside a clear answer, in the same cell.
pub const REMARK: Phrase = Phrase {
    zh: "“{item}”的答案后附有说明：{detail}",
    en: "the answer to “{item}” carries a remark: {detail}",
};
/// What to do about a remark.
pub const REMARK_REMEDY: Phrase =
    Phrase { zh: "说明请填在备注栏", en: "write remarks in the column of remarks" };
/// A remark that may change the answer beside it.
pub const REMARK_IN_DOUBT: Phrase = Phrase {
    zh: "“{item}”填“{value}”，后附的说明可能改变答案：{detail}",
    en: "“{item}” says “{value}”: the remark may change the answer: {detail}",
};
/// What to do about a remark that may change the answer.
pub const REMARK_IN_DOUBT_REMEDY: Phrase = Phrase {
    zh: "请核实，只填最终答案，说明请填在备注栏",
    en: "check, write only the answer that holds, and remarks in the column of remarks",
};
/// Not one of the list's codes.
pub const NOT_IN_CODE_LIST: Phrase = Phrase {
    zh: "“{item}”填“{value}”，不在选项之内（{detail}）",
    en: "“{item}” says “{value}”, which is not among the options ({detail})",
};
/// The options, with the one that comes near.
pub const NEAR_MISS: Phrase =
    Phrase { zh: "{options}；是否指“{near}”？", en: "{options}; is “{near}” meant?" };

/// A number that is only said to be near.
pub const APPROXIMATE: Phrase = Phrase {
    zh: "“{item}”填的是约数“{value}”，按 {detail} 计",
    en: "“{item}” says “{value}”; counted as {detail}",
};
/// What to do about an approximate number.
pub const APPROXIMATE_REMEDY: Phrase =
    Phrase { zh: "请核实，填写准确数", en: "check and write the exact number" };
/// Another way of counting than the one asked for.
pub const OTHER_COUNTER: Phrase = Phrase {
    zh: "“{item}”按“{detail}”计数，与要求的单位不同，请核实是否同一口径",
    en: "“{item}” counts in “{detail}”, not in the unit asked for",
};
/// A number of which only a limit is stated.
pub const ONLY_A_BOUND: Phrase = Phrase {
    zh: "“{item}”填“{value}”，只说明了大致范围，不是确数",
    en: "“{item}” says “{value}”, which states a limit, not a number",
};
/// Two numbers, from and to.
pub const RANGE: Phrase = Phrase {
    zh: "“{item}”填“{value}”，是一个区间，不是一个数",
    en: "“{item}” says “{value}”, a range and not a number",
};
/// Two numbers of the same rank where one is asked.
pub const SEVERAL_NUMBERS: Phrase = Phrase {
    zh: "“{item}”应填一个数，填的“{value}”不止一个数",
    en: "“{item}” takes one number, but “{value}” gives several",
};
/// What the form prints where the answer belongs, left as it was.
pub const INSTRUCTION_LEFT: Phrase = Phrase {
    zh: "“{item}”只有表上印的填写提示“{value}”，按未填处理",
    en: "“{item}” holds only the form's own hint “{value}”: taken as blank",
};
/// What to do about a hint left in the cell.
pub const INSTRUCTION_LEFT_REMEDY: Phrase = Phrase {
    zh: "请删去提示，填写内容；没有内容的留空",
    en: "write the answer in its place, or leave the cell empty",
};
/// A fraction where a whole number is asked.
pub const NOT_WHOLE: Phrase = Phrase {
    zh: "“{item}”应为整数，填的是 {value}",
    en: "“{item}” takes a whole number, but says {value}",
};
/// A number beyond what can be counted exactly.
pub const TOO_LARGE: Phrase = Phrase {
    zh: "“{item}”的数 {value} 过大，无法准确计算",
    en: "{value} in “{item}” is too large to be exact",
};
/// A comma that may be a decimal comma.
pub const DECIMAL_COMMA: Phrase = Phrase {
    zh: "“{item}”填“{value}”，逗号是小数点还是分位符无法确定",
    en: "“{item}” says “{value}”: the comma may stand for decimals or for thousands",
};
/// A number copied as Excel shortens it.
pub const SCIENTIFIC_TEXT: Phrase = Phrase {
    zh: "“{item}”填“{value}”，是科学计数法的文本，原数已被四舍五入",
    en: "“{item}” says “{value}”, a number shortened by scientific notation",
};
/// Another unit than the one asked for.
pub const OTHER_UNIT: Phrase = Phrase {
    zh: "“{item}”填“{value}”，其中“{detail}”不是要求的计量单位",
    en: "“{item}” says “{value}”: “{detail}” is not the unit asked for",
};
/// A day where a number is asked.
pub const DATE_FOR_NUMBER: Phrase = Phrase {
    zh: "“{item}”应填数字，单元格却是日期 {value}",
    en: "“{item}” takes a number, but the cell holds the date {value}",
};
/// What to do about a number shown as a date.
pub const DATE_FOR_NUMBER_REMEDY: Phrase = Phrase {
    zh: "请把单元格格式改为“常规”，重新填写",
    en: "set the cell's format to General and write the number again",
};
/// A percentage where a plain number is asked.
pub const PERCENT_FOR_NUMBER: Phrase = Phrase {
    zh: "“{item}”应填数字，填的却是百分数 {value}",
    en: "“{item}” takes a number, but says the percentage {value}",
};
/// A bare number up to 1 as a percentage.
pub const AMBIGUOUS_PERCENT: Phrase = Phrase {
    zh: "“{item}”填 {value}，没有百分号，可以理解为 {detail}",
    en: "“{item}” says {value} without a percent sign: it may mean {detail}",
};
/// Two readings of the same writing.
pub const EITHER: Phrase = Phrase { zh: "{a} 或 {b}", en: "{a} or {b}" };

/// A date without its day.
pub const DATE_INCOMPLETE: Phrase = Phrase {
    zh: "“{item}”填“{value}”，年月日不全",
    en: "“{item}” says “{value}”, which is not a full date",
};
/// A date of which day and month cannot be told apart.
pub const AMBIGUOUS_DATE: Phrase = Phrase {
    zh: "“{item}”填“{value}”，可以理解为 {detail}",
    en: "“{item}” says “{value}”, which may mean {detail}",
};
/// A day that no calendar has.
pub const NO_SUCH_DAY: Phrase = Phrase {
    zh: "“{item}”填“{value}”，没有这一天",
    en: "“{item}” says “{value}”, a day that does not exist",
};
