//! Sentences of choosing: which sheets of a workbook are the return, and which are not read.

use super::Phrase;

/// Two sheets hold forms of two units.
pub const FORMS_OF_TWO_UNITS: Phrase = Phrase {
    zh: "工作表“{one}”与“{other}”都像是填好的报表，且填报单位不同，无法判断以哪一张为准；请每个单位单独报送一个文件",
    en: "the sheets “{one}” and “{other}” both look like the filled form, and they name different units; send one file a unit",
};
/// A form and a list of units, and nothing tells which is the return.
pub const FORM_OR_LIST: Phrase = Phrase {
    zh: "工作表“{form}”是填好的报表，工作表“{list}”又列有各单位的填报内容，无法判断以哪一张为准；请只保留一张",
    en: "the sheet “{form}” holds a filled form and the sheet “{list}” a list of answers; keep only the one that counts",
};
/// A list beside the form.
pub const LIST_BESIDE_FORM: Phrase = Phrase {
    zh: "本文件按工作表“{other}”的报表读取，工作表“{sheet}”上的名册未读取",
    en: "the form on sheet “{other}” is read, and the list on sheet “{sheet}” is not",
};
/// What to do about it.
pub const LIST_BESIDE_FORM_REMEDY: Phrase = Phrase {
    zh: "名册如属填报内容，请另存为单独的文件报送；如仅供参考，请删去该工作表",
    en: "send the list as a file of its own if it is meant, and delete the sheet if it is not",
};
/// A hidden list beside the form.
pub const HIDDEN_LIST_BESIDE_FORM: Phrase = Phrase {
    zh: "本文件按工作表“{other}”的报表读取，隐藏的工作表“{sheet}”上的名册未读取",
    en: "the form on sheet “{other}” is read, and the list on the hidden sheet “{sheet}” is not",
};
/// What to do about it.
pub const HIDDEN_LIST_BESIDE_FORM_REMEDY: Phrase = Phrase {
    zh: "无需处理；名册如属填报内容，请另行报送",
    en: "nothing, unless the list is meant: then send it by itself",
};
/// A filled form beside the list.
pub const FORM_BESIDE_LIST: Phrase = Phrase {
    zh: "本文件按工作表“{other}”的名册读取，工作表“{sheet}”像是填好的报表，未读取",
    en: "the list on sheet “{other}” is read, and the form on sheet “{sheet}”, which looks filled in, is not",
};
/// What to do about it.
pub const FORM_BESIDE_LIST_REMEDY: Phrase = Phrase {
    zh: "报表如属填报内容，请另存为单独的文件报送；如是示例或说明，请删去该工作表",
    en: "send the form as a file of its own if it is meant, and delete the sheet if it is not",
};
/// A hidden list beside a visible one.
pub const HIDDEN_LIST: Phrase = Phrase {
    zh: "本文件按工作表“{other}”的名册读取，隐藏的工作表“{sheet}”上另有名册，未读取",
    en: "the list on sheet “{other}” is read, and the one on the hidden sheet “{sheet}” is not",
};
/// What to do about it.
pub const HIDDEN_LIST_REMEDY: Phrase = Phrase {
    zh: "名册如属填报内容，请取消隐藏后重报；如不是，请删去该工作表",
    en: "unhide the sheet and send the file again if the list is meant, and delete the sheet if it is not",
};
/// A list whose columns are others than those of the list that is read.
pub const LIST_HEADED_OTHERWISE: Phrase = Phrase {
    zh: "本文件按工作表“{other}”的名册读取；工作表“{sheet}”上的名册栏目与其不同（或为续栏），未读取",
    en: "the list on sheet “{other}” is read; the one on sheet “{sheet}” has other columns, or continues them, and is not",
};
/// What to do about it.
pub const LIST_HEADED_OTHERWISE_REMEDY: Phrase = Phrase {
    zh: "请将各栏目放在同一张工作表的同一表头下，每单位一行，重新报送",
    en: "put all columns under one header on one sheet, a unit a row, and send the file again",
};
/// A list that asks too few of the items.
pub const LIST_IN_PARTS: Phrase = Phrase {
    zh: "工作表 {sheets} 每行列一个单位，但同一表头下只有部分指标项，无法确认各行对应；请将各栏目放在同一张工作表的同一表头下，每单位一行",
    en: "the sheets {sheets} list a unit a row, but no header has enough of the items; put all columns under one header on one sheet, a unit a row",
};
/// Units side by side.
pub const UNITS_SIDE_BY_SIDE: Phrase = Phrase {
    zh: "工作表“{sheet}”把几个单位并排填在不同的列（{columns}），无法读取；请改为每单位一行，或每单位一张报表",
    en: "the sheet “{sheet}” has several units side by side, in the columns {columns}; give each a row of a list, or a form of its own",
};
/// A hidden sheet with the form filled in otherwise.
pub const HIDDEN_COPY: Phrase = Phrase {
    zh: "本文件按工作表“{other}”读取；隐藏的工作表“{sheet}”上另有一份填写内容不同的报表，未读取",
    en: "the form on sheet “{other}” is read; the hidden sheet “{sheet}” holds the form filled in otherwise, and is not read",
};
/// What to do about it.
pub const HIDDEN_COPY_REMEDY: Phrase = Phrase {
    zh: "请填报单位核实以哪一张为准；以隐藏的为准的，请取消隐藏、删去另一张后重新报送",
    en: "ask the unit which of them counts; where the hidden one does, have it unhidden and sent alone",
};
/// A sheet with the form of an earlier period.
pub const EARLIER_COPY: Phrase = Phrase {
    zh: "本文件按工作表“{other}”读取；工作表“{sheet}”从名称看是以前报告期的报表，未读取",
    en: "the form on sheet “{other}” is read; the sheet “{sheet}” is by its name of an earlier period, and is not read",
};
/// What to do about it.
pub const EARLIER_COPY_REMEDY: Phrase = Phrase {
    zh: "核对读取的是否本报告期的报表；以前报告期的报表如需报送，请另存为单独的文件",
    en: "check that the form read is of this period; send the other as a file of its own if it is meant as a return",
};
/// A sheet with the form of another period than that of the return.
pub const COPY_OF_ANOTHER_PERIOD: Phrase = Phrase {
    zh: "本文件按工作表“{other}”读取；工作表“{sheet}”是另一报告期的报表，未读取",
    en: "the form on sheet “{other}” is read; the sheet “{sheet}” is the form of another period, and is not read",
};
/// A list on a sheet whose name says another period.
pub const LIST_OF_ANOTHER_PERIOD: Phrase = Phrase {
    zh: "本文件按工作表“{other}”的名册读取；工作表“{sheet}”按其名称属另一期，未读取",
    en: "the list on sheet “{other}” is read; by its name the one on sheet “{sheet}” is of another period, and is not",
};
/// What to do about it.
pub const LIST_OF_ANOTHER_PERIOD_REMEDY: Phrase = Phrase {
    zh: "请删去该工作表后重报；其中确有本期内容的，请并入“{other}”",
    en: "delete the sheet and send the file again; move what is of this period to “{other}”",
};
