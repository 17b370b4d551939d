//! Words of the data files: what each file and each column holds.

use super::Phrase;

const fn phrase(zh: &'static str, en: &'static str) -> Phrase {
    Phrase { zh, en }
}

/// What a data file holds, by name and ending; `None` for one that the program does not write.
pub fn file(name: &str, ending: &str) -> Option<Phrase> {
    Some(match (name, ending) {
        ("figures", _) => phrase("统计数，每行一个", "figures, one a row"),
        ("answers", _) => phrase("应答，每行一个应填答案", "answers, one expected answer a row"),
        ("returns", _) => phrase("汇总数据，每行一个单位", "the consolidated returns, one unit a row"),
        ("ledger", _) => phrase("收表登记，每行一个文件", "the receipt ledger, one file a row"),
        ("findings", "sarif") => phrase("审核问题，SARIF 2.1.0 格式", "findings as SARIF 2.1.0"),
        ("findings", _) => phrase("审核问题，每行一个", "findings, one a row"),
        ("units", _) => phrase("调查单位名录及报送状态", "the frame: every unit with its state"),
        _ if name.starts_with("table-") => phrase("重复表，每行一条", "a repeating table, one filled row a row"),
        _ => return None,
    })
}

/// What a column of the program's own holds. A column of the same name means the same in every table that does not
/// say otherwise.
pub fn column(table: &str, column: &str) -> Option<Phrase> {
    let special = SPECIAL.iter().find(|(of, name, _)| *of == table && *name == column);
    let common = || COMMON.iter().find(|(name, _)| *name == column).map(|(_, phrase)| *phrase);
    special.map(|(_, _, phrase)| *phrase).or_else(common)
}

/// The codes that a column may hold; empty where any text may stand.
pub fn codes(table: &str, column: &str) -> &'static [&'static str] {
    match (table, column) {
        ("answers", "state") => &["answered", "blank", "not_applicable", "invalid", "not_received"],
        ("units" | "returns", "state") => &["returned", "late", "nil", "rejected", "missing"],
        ("ledger", "status") => &["used", "superseded", "rejected", "ignored"],
        ("findings", "severity") => &["error", "query", "note"],
        ("figures", "status") => &["A", "M", "O", "B", "P", "C"],
        ("figures", "role") => &["coverage", "property", "complement", "option", "measure"],
        _ => &[],
    }
}

const SPECIAL: &[(&str, &str, Phrase)] = &[
    (
        "figures",
        "status",
        phrase(
            "状态：A正常，M缺失，O无法计算（基数为零），B口径调整，P暂定（尚有未报或不明），C隐藏",
            "status: A normal, M missing, O not computable (empty base), B break in series, P provisional (some unknown), C suppressed",
        ),
    ),
    ("figures", "group", phrase("分组的取值；全部单位为空", "the group's value; empty for the whole")),
    ("figures", "value", phrase("合计、平均、中位数或比值", "a sum, mean, median or ratio")),
    ("figures", "blank", phrase("基数中漏填的单位数", "units of the base that left it blank")),
    ("figures", "not_applicable", phrase("基数中不适用的单位数", "units of the base to which it does not apply")),
    ("figures", "invalid", phrase("基数中填报无效的单位数", "units of the base with an invalid answer")),
    ("figures", "not_received", phrase("基数中未报的单位数", "units of the base without a usable return")),
    ("answers", "state", phrase("应答状态", "whether it is answered, and if not, why not")),
    ("answers", "row", phrase("重复表的行号；指标项为空", "the number of a repeating table's row; empty for items")),
    ("answers", "value", phrase("理解后的值；多选以;分隔", "what the answer means; several choices joined by ;")),
    ("findings", "value", phrase("所填内容", "what was found there")),
    ("ledger", "unit", phrase("单位代码；花名册以;分隔", "unit codes; those of a roster joined by ;")),
    ("ledger", "unit_name", phrase("表中填写的单位名称", "the unit's name as written in the form")),
    ("ledger", "status", phrase("处理结果", "what became of the file")),
    ("units", "file", phrase("计入的文件，或被退回的文件", "the file that counts, or that was rejected")),
];

const COMMON: &[(&str, Phrase)] = &[
    ("survey", phrase("调查编号", "the survey's id")),
    ("period", phrase("报告期", "the reporting period")),
    ("period_end", phrase("报告期最后一日", "the last day of the period")),
    (
        "group_by",
        phrase("分组依据（名录属性）；全部单位为空", "the register attribute of the group; empty for the whole"),
    ),
    ("figure", phrase("统计数编号", "the figure's id")),
    ("base", phrase("基数编号", "the id of the base")),
    ("count", phrase("符合的单位数", "units that have the property")),
    ("base_count", phrase("基数：单位数", "units of the base")),
    ("share", phrase("占比，精确商取10位小数", "the exact quotient, to ten digits")),
    ("share_text", phrase("占比，印刷形式", "the share as printed")),
    ("low", phrase("占比下限：不明者皆为否", "the share if every unknown said no")),
    ("high", phrase("占比上限：不明者皆为是", "the share if every unknown said yes")),
    ("unit_of_measure", phrase("计量单位", "the unit of measure")),
    ("label", phrase("名称", "what it says, in words")),
    ("yes", phrase("基数中符合的单位数", "units of the base that have it")),
    ("no", phrase("基数中不符合的单位数", "units of the base that have it not")),
    ("previous_count", phrase("对比期的单位数", "the count in the period compared with")),
    ("previous_share", phrase("对比期的占比", "the share in the period compared with")),
    ("change_points", phrase("占比变化，百分点", "the change of the share in percentage points")),
    ("base_label", phrase("基数名称", "the base in words")),
    ("group_label", phrase("分组名称", "the group in words")),
    ("section", phrase("所属环节", "the section of the form")),
    ("role", phrase("统计数类别", "what kind of statement it is")),
    ("previous_value", phrase("对比期的值", "the value in the period compared with")),
    ("unit", phrase("单位代码", "the unit's code")),
    ("unit_name", phrase("单位名称", "the unit's name")),
    ("code", phrase("单位代码", "the unit's code")),
    ("name", phrase("单位名称", "the unit's name")),
    ("seq", phrase("名录顺序号", "the place in protocol order")),
    ("item", phrase("指标项编号，或 表.列", "the item's id, or table.column")),
    ("row", phrase("行号", "the row's number")),
    ("raw", phrase("单元格原文", "what the cell shows, untouched")),
    ("state", phrase("报送状态", "what became of the unit's return")),
    ("file", phrase("文件", "the file")),
    ("sheet", phrase("工作表", "the sheet")),
    ("cell", phrase("单元格", "the cell")),
    ("bytes", phrase("字节数", "the size in bytes")),
    ("sha256", phrase("SHA-256校验值", "the SHA-256 of the bytes")),
    ("form_version", phrase("报表版本", "the form version")),
    ("reason", phrase("原因", "why")),
    (
        "severity",
        phrase(
            "性质：error 强制性错误，query 核实性问题，note 提示",
            "error: must be corrected; query: correct or explain; note: for information",
        ),
    ),
    ("message", phrase("问题", "what is wrong")),
    ("remedy", phrase("处理办法", "what to do about it")),
    ("rule", phrase("审核规则编号", "the id of the check")),
    ("explanation", phrase("已接受的情况说明", "an accepted explanation")),
    ("trial", phrase("规则是否试行", "whether the rule is on trial")),
    ("received", phrase("收到日期", "the day on which the return came in")),
    ("late", phrase("是否迟报", "whether the return is late")),
    ("nil", phrase("是否零报告", "whether the return declares that there is nothing to report")),
    ("registered", phrase("在名录中（恒为是）", "in the frame; always true")),
    ("returned", phrase("是否有计入的填报表", "whether a return of the unit is counted")),
];
