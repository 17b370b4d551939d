//! Sentences of the run as a whole and words that every phase uses.

use super::Phrase;
use crate::period::PeriodKind;

/// The widest base: every unit of the frame.
pub const ALL_UNITS: Phrase = Phrase { zh: "全部单位", en: "all units" };
/// Units whose return is counted.
pub const RETURNED_UNITS: Phrase = Phrase { zh: "已报单位", en: "units that returned" };
/// The progress bar of reading.
pub const READING: Phrase = Phrase { zh: "读取填报表", en: "reading returns" };
/// The progress bar of publishing.
pub const PUBLISHING: Phrase = Phrase { zh: "编制成果", en: "publishing" };
/// A file was read.
pub const READ_FILE: Phrase = Phrase { zh: "已读 {file}", en: "read {file}" };
/// The folder holds nothing at all.
pub const NO_FILES: Phrase = Phrase {
    zh: "没有找到任何文件：文件夹是空的\n  提示：用 --returns 指明填报表所在的文件夹",
    en: "no files found: the folder is empty\n  hint: name the folder of the returns with --returns",
};
/// Files were found, but none can be used.
pub const NO_USABLE_RETURN: Phrase = Phrase {
    zh: "找到{n}个文件，没有一份可用的填报表",
    en: "files found: {n}, none of them a usable return",
};
/// Returns disappeared while the run went on.
pub const RETURNS_GONE: Phrase = Phrase {
    zh: "读取过程中有{n}个文件被移走或删除（如 {file}）；未发布任何成果，原有成果保持不变\n  提示：请放回后重新运行",
    en: "files that disappeared while the run went on: {n}, such as {file}; nothing was published, and what was published \
         before is as it was\n  hint: put them back and run again",
};
/// There are returns, but of other periods.
pub const NO_RETURN_OF: Phrase = Phrase {
    zh: "没有 {period} 的填报表；现有以下报告期的填报表：{known}",
    en: "no return of {period}; there are returns of {known}",
};
/// A period of another length than the survey's.
pub const NOT_ITS_PERIOD: Phrase = Phrase {
    zh: "--period：{period} 不是本调查的报告期（{kind}）",
    en: "--period: {period} is no period of this survey ({kind})",
};

/// How long the periods of a survey are, with an example.
pub fn period_kind(kind: PeriodKind) -> Phrase {
    match kind {
        PeriodKind::Year => Phrase { zh: "按年，如 2024", en: "yearly, such as 2024" },
        PeriodKind::Half => Phrase { zh: "按半年，如 2024-S1", en: "half-yearly, such as 2024-S1" },
        PeriodKind::Quarter => Phrase { zh: "按季，如 2024-Q3", en: "quarterly, such as 2024-Q3" },
        PeriodKind::Month => Phrase { zh: "按月，如 2024-M07", en: "monthly, such as 2024-M07" },
    }
}

/// Where the reasons stand.
pub const SEE_LEDGER: Phrase =
    Phrase { zh: "每个文件的处理结果见 {folder}", en: "what became of each file is in {folder}" };
/// A headline share.
pub const HEADLINE: Phrase = Phrase {
    zh: "{label}：{count}个，占{base}个单位的{share}%",
    en: "{label}: {count} of {base} units ({share}%)",
};
/// Closing summary: files.
pub const SUMMARY_FILES: Phrase = Phrase {
    zh: "文件 {found} 个 = 采用 {used} + 被取代 {superseded} + 退回 {rejected} + 忽略 {ignored}",
    en: "files: {found} found = {used} used + {superseded} superseded + {rejected} rejected + {ignored} ignored",
};
/// Closing summary: units.
pub const SUMMARY_UNITS: Phrase = Phrase {
    zh: "{period}：应报 {units} 个单位，已报 {returned} 个",
    en: "{period}: {returned} of {units} units returned",
};
/// Closing summary: another period with more returns.
pub const SUMMARY_FULLER: Phrase = Phrase {
    zh: "{period}的填报表更多，有 {n} 份；要编制该期，用 --period {code}",
    en: "more returns are for {period}: {n}; --period {code} reports on them",
};
/// Closing summary: findings.
pub const SUMMARY_FINDINGS: Phrase = Phrase {
    zh: "问题项：强制性错误 {errors}，核实性问题 {queries}，提示 {notes}",
    en: "findings: errors {errors}, queries {queries}, notes {notes}",
};
/// Closing summary: place.
pub const SUMMARY_PLACE: Phrase = Phrase { zh: "成果在 {folder}", en: "published in {folder}" };
/// Closing summary of a check: place.
pub const SUMMARY_CHECK_PLACE: Phrase = Phrase { zh: "审核结果在 {folder}", en: "results in {folder}" };
/// The heading of a group of findings of one cause.
pub const FINDING_GROUP: Phrase = Phrase { zh: "{severity} [{rule}] {n}项", en: "{severity} [{rule}] × {n}" };
/// Findings that are not shown on the screen.
pub const MORE_FINDINGS: Phrase = Phrase { zh: "……另有{n}项", en: "… and {n} more" };
/// What to do about a finding.
pub const REMEDY: Phrase = Phrase { zh: "处理办法：{remedy}", en: "hint: {remedy}" };
/// An error, as a word.
pub const ERROR: Phrase = Phrase { zh: "强制性错误", en: "error" };
/// A query, as a word.
pub const QUERY: Phrase = Phrase { zh: "核实性问题", en: "query" };
/// A note, as a word.
pub const NOTE: Phrase = Phrase { zh: "提示", en: "note" };
/// A rule on trial.
pub const ON_TRIAL: Phrase = Phrase { zh: "（试行）", en: " (on trial)" };

/// A code that no unit has.
pub const UNKNOWN_UNIT: Phrase = Phrase {
    zh: "名录库中没有代码为“{code}”的单位",
    en: "no unit of the register has the code `{code}`",
};
/// A code that no unit has, with those probably meant.
pub const UNKNOWN_UNIT_NEAR: Phrase = Phrase {
    zh: "名录库中没有代码为“{code}”的单位；是不是 {near}？",
    en: "no unit of the register has the code `{code}`; did you mean {near}?",
};
/// A unit that does not exist in the period.
pub const UNIT_NOT_IN_FRAME: Phrase = Phrase {
    zh: "代码为“{code}”的单位不在本报告期的调查单位名录中",
    en: "the unit `{code}` is not in the frame of the period",
};
/// None of the units named gets a document.
pub const NO_UNIT_DOCUMENT: Phrase = Phrase {
    zh: "没有要为这些单位编制的文档：{units}\n  提示：在 survey.toml 中用 [[document]] 和 per = \"unit\" 声明，并检查 where 条件",
    en: "no document is made for these units: {units}\n  hint: declare one in survey.toml with [[document]] and \
         per = \"unit\", and look at its `where`",
};
/// A reference date for several periods.
pub const DATE_OF_ONE_PERIOD: Phrase = Phrase {
    zh: "--date 只用于一个报告期；各期分别运行，或不给出 --date",
    en: "--date is for one period; run the periods one by one, or leave --date out",
};
/// A row of periods where there can be one only.
pub const ONE_PERIOD: Phrase = Phrase {
    zh: "--period：这里只能指定一个报告期\n  提示：只有 run 可以连续编制多个报告期",
    en: "--period: only one period can be named here\n  hint: only `run` publishes several in a row",
};
/// A structure for a survey that has no series.
pub const NO_SERIES: Phrase = Phrase {
    zh: "--structure：这项调查没有定义时间序列\n  提示：在 survey.toml 中写 [series]",
    en: "--structure: this survey follows no series\n  hint: write [series] in survey.toml",
};
/// Units are asked for, but the audience may not be told their names.
pub const NO_UNITS_FOR: Phrase = Phrase {
    zh: "--units 编制的是单个单位的文档，面向“{audience}”的成果不点单位的名",
    en: "--units makes documents about single units, and for the audience `{audience}` no unit is named",
};
