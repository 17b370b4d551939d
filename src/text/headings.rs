//! What is said about headings and labels of a form that may ask something else than the survey.

use crate::text::Phrase;

/// A mark that says something else than the option above it.
pub const MARK_CONTRADICTS: Phrase = Phrase {
    zh: "“{item}”在“{heading}”一栏填了“{value}”，两者含义不一致，无法判断，未计入",
    en: "“{item}” is answered “{value}” in the column headed “{heading}”; the two say different things, and it is not counted",
};
/// What to do about it.
pub const MARK_CONTRADICTS_REMEDY: Phrase = Phrase {
    zh: "向单位核实；只在所选的一栏打“√”，其他栏留空",
    en: "ask the unit; tick the column that is meant with √ and leave the others blank",
};
/// An answer under a heading of something else.
pub const ANOTHER_HEADING: Phrase = Phrase {
    zh: "“{item}”的“{value}”填在“{heading}”一栏，该栏不是调查所问的内容，未计入",
    en: "the “{value}” at “{item}” stands under the heading “{heading}”, which is not what the survey asks; it is not counted",
};
/// What to do about it.
pub const ANOTHER_HEADING_REMEDY: Phrase = Phrase {
    zh: "在原表的填报栏填写并恢复该栏的名称；名称确属改写的，由主办单位将其列入调查定义",
    en: "answer in the column of answers of the form as issued; where only its heading was reworded, let the office add the wording to the survey",
};
/// Headings of which it is not known whether answers stand below them.
pub const UNKNOWN_HEADING: Phrase = Phrase {
    zh: "未找到填报栏的名称，暂按“{value}”一栏读取",
    en: "the heading of the answers is not on the form; they are read under “{value}”",
};
/// What to do about it.
pub const UNKNOWN_HEADING_REMEDY: Phrase = Phrase {
    zh: "核对该栏是否即填报内容；如是，请恢复原栏目名称，或由主办单位将其列入调查定义",
    en: "check that the answers stand there; restore the heading, or let the office add this wording to the survey",
};
/// A label of another period, or of what is only intended.
pub const LABEL_OF_ANOTHER_TIME: Phrase = Phrase {
    zh: "“{item}”在报表中写作“{value}”，所指不是本报告期的实际数，未计入",
    en: "“{item}” is worded “{value}” on this form, which is not what was done in this period; it is not counted",
};
/// What to do about it.
pub const LABEL_OF_ANOTHER_TIME_REMEDY: Phrase = Phrase {
    zh: "恢复原指标名称，填写本报告期的实际数",
    en: "restore the wording, and answer for this period",
};
/// An answer under the heading of the remarks.
pub const ANSWER_IN_REMARKS: Phrase = Phrase {
    zh: "“{item}”的填报内容空白，备注栏却写有“{value}”，似为答案，未计入",
    en: "“{item}” is blank, but the “{value}” under the remarks reads as its answer; it is not counted",
};
/// An answer beyond the column of the answers.
pub const ANSWER_BEYOND: Phrase = Phrase {
    zh: "“{item}”的填报内容空白，同一行的其他栏却写有“{value}”，似为答案，未计入",
    en: "“{item}” is blank, but the “{value}” in another column of its row reads as its answer; it is not counted",
};
/// What to do about it.
pub const ANSWER_IN_REMARKS_REMEDY: Phrase = Phrase {
    zh: "请填报单位核实；如是答案，请填入填报栏",
    en: "ask the unit; if it is the answer, write it in the column of the answers",
};
/// Filled cells in the column of the answers on rows without a label.
pub const WITHOUT_LABEL: Phrase = Phrase {
    zh: "填报栏内有{number}处内容所在的行没有指标名称，未读取：{value}",
    en: "{number} filled cells in the column of the answers stand on rows without a label and are not read: {value}",
};
/// What to do about it.
pub const WITHOUT_LABEL_REMEDY: Phrase = Phrase {
    zh: "请填报单位核实；属于上一指标的，请并入该指标的填报栏",
    en: "ask the unit; what belongs to the item above goes into its own cell",
};
/// Another answer in a column of corrections.
pub const CORRECTED_IN_COLUMN: Phrase = Phrase {
    zh: "“{item}”填报“{answer}”，同一行“{heading}”一栏却写有“{value}”，似对其更正；仍按填报栏读取",
    en: "“{item}” is answered “{answer}”, but “{value}” stands on its row under “{heading}”, as if to correct it; the answer is read as it stands",
};
/// A remark that names another answer, or takes this one back.
pub const CORRECTED_IN_WORDS: Phrase = Phrase {
    zh: "“{item}”填报“{answer}”，其旁却注明“{value}”，似对其更正或作废；仍按填报栏读取",
    en: "“{item}” is answered “{answer}”, but beside it stands “{value}”, as if to correct it or take it back; the answer is read as it stands",
};
/// A remark that says the opposite of an answer, or that it is not certain.
pub const DOUBTED_IN_WORDS: Phrase = Phrase {
    zh: "“{item}”填报“{answer}”，其旁却注明“{value}”，似与所填不符或尚未确定；仍按填报栏读取",
    en: "“{item}” is answered “{answer}”, but beside it stands “{value}”, as if it were otherwise or not certain yet; the answer is read as it stands",
};
/// What to do about it.
pub const CORRECTED_REMEDY: Phrase = Phrase {
    zh: "请填报单位核实以哪个为准；需更正的，请直接改写填报栏后重新报送",
    en: "ask the unit which of them counts; what is to be corrected is rewritten in the column of the answers and sent again",
};
/// A note below a form that puts right what it names by a number.
pub const NOTE_CORRECTS: Phrase = Phrase {
    zh: "表下写有“{value}”，似对某项填报的更正；仍按原填读取",
    en: "below the form stands “{value}”, as if to correct an answer; the answers are read as they stand",
};
/// A note below a form that all of it is of another time.
pub const NOTE_OF_ANOTHER_TIME: Phrase = Phrase {
    zh: "表下写有“{value}”，似全表所填不是本报告期的实际数；仍按原填读取",
    en: "below the form stands “{value}”, as if its figures were not those of this period; they are read as they stand",
};
/// What to do about it.
pub const NOTE_OF_ANOTHER_TIME_REMEDY: Phrase = Phrase {
    zh: "请填报单位核实；确非本报告期实际数的，请按本报告期重新填报",
    en: "ask the unit; if they are of another time, let it send those of this period",
};
/// A row that a remark beside it calls wrong.
pub const ROW_WRONG: Phrase = Phrase {
    zh: "第 {row} 行旁注明“{value}”，似该行有误；仍按原填读取",
    en: "beside row {row} stands “{value}”, as if the row were wrong; it is read as it stands",
};
/// What to do about it.
pub const ROW_WRONG_REMEDY: Phrase = Phrase {
    zh: "请填报单位核实；确有错误的，请直接改写该行后重新报送",
    en: "ask the unit; what is wrong is rewritten in the row itself and sent again",
};
/// A row that a word beside it takes back.
pub const ROW_VOID: Phrase = Phrase {
    zh: "第 {row} 行旁写有“{value}”，无法判断该行是否有效，未计入",
    en: "beside row {row} stands “{value}”; nobody knows whether the row counts, and it is not counted",
};
/// What to do about it.
pub const ROW_VOID_REMEDY: Phrase = Phrase {
    zh: "向单位核实；该行不算的，请删去整行；仍算的，请删去“{value}”字样",
    en: "ask the unit; delete the row if it does not count, and clear “{value}” if it does",
};
/// A note below the rows that takes one of them back.
pub const ROW_VOID_BY_NOTE: Phrase = Phrase {
    zh: "表下写有“{value}”，所指的行暂予计入",
    en: "below the rows stands “{value}”; the row that it means counts for now",
};
/// What to do about it.
pub const ROW_VOID_BY_NOTE_REMEDY: Phrase = Phrase {
    zh: "向单位核实；不应计入的行，请直接删去整行，并删去这一说明",
    en: "ask the unit; delete the row itself if it does not count, and the note with it",
};
/// A row beside which a word says that its matter was dropped.
pub const ROW_CLOSED: Phrase = Phrase {
    zh: "第 {row} 行旁写有“{value}”，该行暂予计入",
    en: "beside row {row} stands “{value}”; the row counts for now",
};
/// What to do about it.
pub const ROW_CLOSED_REMEDY: Phrase = Phrase {
    zh: "核对该行是否仍应列入；不应列入的，请删去整行",
    en: "check whether the row still belongs here, and delete it if not",
};
/// Rows below a title that names something else than the return's own.
pub const ROWS_OF_ANOTHER: Phrase = Phrase {
    zh: "“{item}”：工作表“{sheet}”第 {row} 行起的内容上方写有“{title}”，似非本期本单位应报的内容，未读取",
    en: "“{item}”: the rows from row {row} of the sheet “{sheet}” on stand under “{title}”, which is not what this return is about; they were not read",
};
/// What to do about it.
pub const ROWS_OF_ANOTHER_REMEDY: Phrase = Phrase {
    zh: "不属于本期本单位的，请删去；属于的，请改正“{title}”，或并入前面的表",
    en: "delete them if they are not of this unit and period; if they are, correct “{title}”, or move them to the table above",
};
/// Rows below a line that may say that they do not count.
pub const ROWS_MAY_BE_OF_ANOTHER: Phrase = Phrase {
    zh: "“{item}”：工作表“{sheet}”第 {row} 行写有“{title}”，其下各行暂予计入",
    en: "“{item}”: row {row} of the sheet “{sheet}” says “{title}”; the rows below it count for now",
};
/// What to do about it.
pub const ROWS_MAY_BE_OF_ANOTHER_REMEDY: Phrase = Phrase {
    zh: "核对这些行是否属于本期本单位应报的内容；不应列入的，请删去",
    en: "check whether these rows belong to this unit and period, and delete them if not",
};
