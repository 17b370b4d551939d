//! Sentences of the narrative report: labels, captions, headings of its tables, and what its html says.

use super::Phrase;

/// A picture's label and number.
pub const PICTURE: Phrase = Phrase { zh: "图{n}", en: "Figure {n}" };
/// A table's label and number.
pub const TABLE: Phrase = Phrase { zh: "表{n}", en: "Table {n}" };
/// The heading of the table of contents.
pub const CONTENTS: Phrase = Phrase { zh: "目  录", en: "Contents" };
/// A place that the author fills.
pub const AUTHOR: Phrase =
    Phrase { zh: "【此处由作者撰写：{asked}】", en: "[to be written by the author: {asked}]" };
/// What introduces the sentence under a table.
pub const NOTE: Phrase = Phrase { zh: "注：{note}", en: "Note: {note}" };
/// The line at the head of each page.
pub const RUNNING_HEAD: Phrase = Phrase { zh: "{title}（{period}）", en: "{title}, {period}" };
/// The line at the head of each page of an edition that is not the office's own.
pub const RUNNING_HEAD_OF_EDITION: Phrase = Phrase { zh: "{head}　{edition}", en: "{head} – {edition}" };
/// The page number at the foot.
pub const PAGE: Phrase = Phrase { zh: "— {page} —", en: "{page}" };
/// A table that has no rows, in a sentence.
pub const EMPTY_TABLE: Phrase = Phrase { zh: "{title}：无。", en: "{title}: none." };
/// A cell or list without entries.
pub const NO_ROWS: Phrase = Phrase { zh: "（无）", en: "(none)" };
/// An answer to an open question after its unit.
pub const OPEN_ANSWER: Phrase = Phrase { zh: "{unit}：", en: "{unit}: " };

/// What stands for a share whose base is empty.
pub const NOT_COMPUTABLE: Phrase = Phrase { zh: "无法计算", en: "not computable" };
/// What stands for a number that is hidden.
pub const SUPPRESSED: Phrase = super::edition::MARK;
/// What stands for names that an edition does not tell.
pub const NAMES_WITHHELD: Phrase = Phrase { zh: "名单不公布", en: "names withheld" };
/// A rise in percentage points.
pub const UP: Phrase = Phrase { zh: "上升{points}个百分点", en: "up {points} percentage points" };
/// A fall in percentage points.
pub const DOWN: Phrase = Phrase { zh: "下降{points}个百分点", en: "down {points} percentage points" };
/// A rise by what is printed as one point.
pub const UP_ONE: Phrase = Phrase { zh: "上升{points}个百分点", en: "up {points} percentage point" };
/// A fall by what is printed as one point.
pub const DOWN_ONE: Phrase = Phrase { zh: "下降{points}个百分点", en: "down {points} percentage point" };
/// No change.
pub const SAME: Phrase = Phrase { zh: "持平", en: "unchanged" };
/// A change too small for the printed decimals.
pub const NEARLY_SAME: Phrase = Phrase { zh: "基本持平", en: "practically unchanged" };
/// A rise of a value.
pub const MORE: Phrase = Phrase { zh: "增加{points}", en: "up {points}" };
/// A fall of a value.
pub const LESS: Phrase = Phrase { zh: "减少{points}", en: "down {points}" };
/// A figure in a sentence of its own.
pub const SENTENCE: Phrase = Phrase {
    zh: "{label}的单位有{count}个，占{base}（{n}个）的{share}",
    en: "{label}: {count} of {n}, {share} of {base}",
};
/// A share with its base, where the count is already said.
pub const ON_BASE: Phrase = Phrase { zh: "占{base}（{n}个）的{share}", en: "{share} of {base} ({n})" };
/// A figure as a quotient with its share.
pub const OUT_OF: Phrase =
    Phrase { zh: "{n}个单位中有{count}个，占{share}", en: "{count} of {n} units ({share})" };
/// What joins names.
pub const COMMA: Phrase = Phrase { zh: "、", en: ", " };
/// What joins the last name of a full list.
pub const AND: Phrase = Phrase { zh: "、", en: " and " };
/// A list of names cut short; `rest` counts those left out. The whole number stands before such a list, or it is
/// one of examples.
pub const AND_OTHERS: Phrase = Phrase { zh: "{names}等", en: "{names} and {rest} others" };
/// A list of names cut short by one.
pub const AND_ONE_OTHER: Phrase = Phrase { zh: "{names}等", en: "{names} and one other" };
/// The title of what stands behind a figure.
pub const BEHIND: Phrase = Phrase { zh: "{label}（基数：{base}）", en: "{label} (base: {base})" };
/// The same for one group.
pub const BEHIND_GROUP: Phrase =
    Phrase { zh: "{group}：{label}（基数：{base}）", en: "{group}: {label} (base: {base})" };

/// The title of what stands behind a sum, a mean or the like of one group.
pub const BEHIND_MEASURE_GROUP: Phrase = Phrase { zh: "{group}：{label}", en: "{group}: {label}" };

/// Names after their number.
pub const COUNTED: Phrase = Phrase { zh: "个：", en: ": " };

/// Units that have a property.
pub const HAVE: Phrase = Phrase { zh: "是", en: "Yes" };
/// Units that have not.
pub const HAVE_NOT: Phrase = Phrase { zh: "否", en: "No" };
/// Units whose numbers are in a sum, a mean or the like.
pub const TAKEN_IN: Phrase = Phrase { zh: "计入", en: "Counted" };
/// Over how many units a sum, a mean or the like is.
pub const UNITS_TAKEN_IN: Phrase = Phrase { zh: "计入单位数", en: "Units counted" };
/// Units of which it is not known.
pub const UNKNOWN: Phrase = Phrase { zh: "不明", en: "Not known" };
/// Does not apply.
pub const NOT_APPLICABLE: Phrase = Phrase { zh: "不适用", en: "not applicable" };
/// Left blank.
pub const BLANK: Phrase = Phrase { zh: "漏填", en: "left blank" };
/// Cannot be understood.
pub const INVALID: Phrase = Phrase { zh: "无效", en: "invalid" };
/// No usable return.
pub const NOT_RECEIVED: Phrase = Phrase { zh: "未报", en: "not received" };

/// Counted, in time.
pub const RETURNED: Phrase = Phrase { zh: "按时报送", en: "Returned in time" };
/// Counted, after the due date.
pub const LATE: Phrase = Phrase { zh: "迟报", en: "Late" };
/// Nothing to report.
pub const NIL: Phrase = Phrase { zh: "零报告", en: "Nil return" };
/// Cannot be used.
pub const REJECTED: Phrase = Phrase { zh: "报表无法使用", en: "Rejected" };
/// Nothing came.
pub const MISSING: Phrase = Phrase { zh: "未报", en: "Not received" };
/// All units of the frame.
pub const REGISTERED: Phrase = Phrase { zh: "应报单位", en: "Units asked" };
/// Units with a usable return.
pub const USABLE: Phrase = Phrase { zh: "已报单位", en: "Units that returned" };

/// The table of key figures.
pub const KEY_FIGURES: Phrase = Phrase { zh: "主要指标", en: "Key figures" };
/// What the table of key figures counts.
pub const KEY_FIGURES_NOTE: Phrase = Phrase {
    zh: "占比为单位数除以基数；同一指标有多个基数的，逐一列出。变化为两期占比之差，按未经四舍五入的占比计算。",
    en: "A share is the count divided by its base; an indicator with several bases has a row for each. \
         A change is the difference of the shares before rounding.",
};
/// What the range of a share means.
pub const RANGE_NOTE: Phrase = Phrase {
    zh: "“可能范围”为情况不明的单位全部为“否”或者全部为“是”时的占比。",
    en: "The range gives the share if every unit not known had said no, and if every one had said yes.",
};
/// The table of complements.
pub const PROBLEMS: Phrase = Phrase { zh: "薄弱环节及所涉单位", en: "Gaps and the units concerned" };
/// The comparison of groups.
pub const GROUPS: Phrase = Phrase { zh: "分{attribute}比较", en: "Comparison by {attribute}" };
/// What its cells hold.
pub const GROUPS_NOTE: Phrase = Phrase {
    zh: "表中为单位数及占该组全部单位的比例；表头括号内为该组单位数。",
    en: "Cells give the count and its share of all units of the group; the heading gives the number of units.",
};
/// The changes since the period compared with.
pub const CHANGES: Phrase = Phrase { zh: "与{period}相比的变化", en: "Change since {period}" };
/// What they compare.
pub const CHANGES_NOTE: Phrase = Phrase {
    zh: "“新增”“减少”只计两期均有明确答复的可比单位，不含新进和退出的单位。",
    en: "“Adopted” and “dropped” count matched units, with a known answer in both periods; \
         units that entered or left are not among them.",
};
/// Units that did not report in time.
pub const MISSING_UNITS: Phrase =
    Phrase { zh: "未报、迟报和报表无法使用的单位", en: "Units without a usable return in time" };
/// All units with their state.
pub const UNITS: Phrase = Phrase { zh: "各单位报送情况", en: "Units and their returns" };
/// The findings by rule.
pub const FINDINGS: Phrase = Phrase { zh: "审核发现的问题", en: "Findings of the checks" };
/// Below the findings.
pub const FINDINGS_NOTE: Phrase = Phrase {
    zh: "规则和处理办法都相同的问题合并计数，严重的在前；问题一栏为第一例。退回的文件按原因分列。",
    en: "Findings of one rule and remedy are counted together, severe ones first; the first of them is shown. Rejected files are told apart by the reason.",
};
/// Names behind the figures.
pub const NAMES: Phrase = Phrase { zh: "各指标所涉单位", en: "Units behind each figure" };
/// Sums, means and the like.
pub const MEASURES: Phrase = Phrase { zh: "数量指标", en: "Values" };
/// Options of choices.
pub const OPTIONS: Phrase = Phrase { zh: "选择题各选项", en: "Options of the choice questions" };

/// Column: section of the form.
pub const SECTION: Phrase = Phrase { zh: "环节", en: "Link" };
/// Column: what a figure says.
pub const INDICATOR: Phrase = Phrase { zh: "指标", en: "Indicator" };
/// Column: the count.
pub const COUNT: Phrase = Phrase { zh: "单位数", en: "Units" };
/// Column: the base.
pub const BASE: Phrase = Phrase { zh: "基数", en: "Base" };
/// Column: a base with its size.
pub const BASE_SIZE: Phrase = Phrase { zh: "{base}（{n}）", en: "{base} ({n})" };
/// Column: the share.
pub const SHARE: Phrase = Phrase { zh: "占比", en: "Share" };
/// Column: lowest and highest share.
pub const RANGE: Phrase = Phrase { zh: "可能范围", en: "Range" };
/// Column: the share in a period.
pub const SHARE_IN: Phrase = Phrase { zh: "{period}占比", en: "Share {period}" };
/// Column: difference of shares.
pub const POINTS: Phrase = Phrase { zh: "变化（百分点）", en: "Change (points)" };
/// Column: units that have it newly.
pub const ADOPTED: Phrase = Phrase { zh: "新增单位", en: "Adopted" };
/// Column: units that have it no more.
pub const DROPPED: Phrase = Phrase { zh: "减少单位", en: "Dropped" };
/// Column: matched units.
pub const MATCHED: Phrase = Phrase { zh: "可比单位数", en: "Matched units" };
/// Column: all units together.
pub const WHOLE: Phrase = Phrase { zh: "全部（{n}）", en: "All ({n})" };
/// Column: a unit.
pub const UNIT: Phrase = Phrase { zh: "单位", en: "Unit" };
/// Column: names of units.
pub const UNIT_NAMES: Phrase = Phrase { zh: "所涉单位", en: "Units concerned" };
/// Column: what became of its return.
pub const STATE: Phrase = Phrase { zh: "报送情况", en: "State" };
/// Column: when it came.
pub const RECEIVED: Phrase = Phrase { zh: "收到日期", en: "Received" };
/// Column: how grave.
pub const SEVERITY: Phrase = Phrase { zh: "性质", en: "Severity" };
/// Column: what is wrong.
pub const FINDING: Phrase = Phrase { zh: "问题", en: "Finding" };
/// Column: how often.
pub const TIMES: Phrase = Phrase { zh: "处数", en: "Number" };
/// Column: a value.
pub const VALUE: Phrase = Phrase { zh: "数值", en: "Value" };
/// Column: the unit of measure.
pub const MEASURE_UNIT: Phrase = Phrase { zh: "计量单位", en: "Unit of measure" };
/// A finding that must be corrected.
pub const ERROR: Phrase = Phrase { zh: "强制性错误", en: "Error" };
/// A finding to be corrected or explained.
pub const QUERY: Phrase = Phrase { zh: "核实性问题", en: "Query" };
/// A finding for information.
pub const NOTE_FINDING: Phrase = Phrase { zh: "提示", en: "Note" };

/// The heading of the html's list of units behind the numbers.
pub const ANNEX_BEHIND: Phrase = Phrase { zh: "各数字所涉单位", en: "The units behind the numbers" };
/// How to come to the units behind a number.
pub const ANNEX_BEHIND_NOTE: Phrase = Phrase {
    zh: "正文中带下划点线的数字均可点按，查看其所涉单位。",
    en: "Every number with a dotted underline opens the list of its units.",
};
/// What a screen reader says of a number.
pub const SHOW_UNITS: Phrase = Phrase { zh: "查看所涉单位", en: "show the units" };
/// Closes the panel.
pub const CLOSE: Phrase = Phrase { zh: "关闭", en: "Close" };
/// What a screen reader says of a column heading.
pub const SORT: Phrase = Phrase { zh: "按此列排序", en: "sort by this column" };
/// Jumps over the contents.
pub const SKIP: Phrase = Phrase { zh: "跳到正文", en: "Skip to the text" };
/// A list of units with their number.
pub const GROUP_OF_UNITS: Phrase = Phrase { zh: "{side}（{n}个单位）", en: "{side} ({n})" };
/// How many units a list leaves out, and where they are.
pub const MORE_UNITS: Phrase =
    Phrase { zh: "其余{n}个单位见data/answers.csv。", en: "Units not listed here, in data/answers.csv: {n}." };

/// The answers of the unit that a document is about.
pub const OWN_ANSWERS: Phrase = Phrase { zh: "本单位填报情况", en: "The unit’s answers" };
/// Where the unit stands among its group.
pub const OWN_POSITION: Phrase = Phrase { zh: "与同组单位比较", en: "The unit among its group" };
/// What the columns of that table mean.
pub const OWN_POSITION_NOTE: Phrase = Phrase {
    zh: "中位数和四分位数按 QUARTILE.INC 的方法计算；名次为本单位名次/有数值的单位数，数值相同的并列；第1四分之一为最好。",
    en: "Median and quartiles are those of QUARTILE.INC; the rank is given among the units with a value, equal values \
         share it; quarter 1 is the best.",
};
/// The findings of the unit.
pub const OWN_FINDINGS: Phrase = Phrase { zh: "本单位待处理的问题", en: "Findings about the unit" };
/// Why there is no answer, in the place of the answer.
pub const STATE_OF_ANSWER: Phrase = Phrase { zh: "（{state}）", en: "({state})" };
/// Column: a question.
pub const ITEM: Phrase = Phrase { zh: "指标项", en: "Item" };
/// Column: what was answered.
pub const ANSWER: Phrase = Phrase { zh: "填报内容", en: "Answer" };
/// Column: where it stands on the form.
pub const CELL: Phrase = Phrase { zh: "单元格", en: "Cell" };
/// Column: what to do about a finding.
pub const REMEDY: Phrase = Phrase { zh: "处理办法", en: "What to do" };
/// Column: the value of the unit.
pub const OWN_VALUE: Phrase = Phrase { zh: "本单位", en: "Unit" };
/// Column: the median of the group.
pub const GROUP_MEDIAN: Phrase = Phrase { zh: "同组中位数", en: "Median" };
/// Column: from the first quartile to the third.
pub const MIDDLE_HALF: Phrase = Phrase { zh: "四分位区间", en: "Middle half" };
/// Column: value less median.
pub const DISTANCE: Phrase = Phrase { zh: "距中位数", en: "From median" };
/// Column: the rank among the group.
pub const RANK: Phrase = Phrase { zh: "名次", en: "Rank" };
/// Column: the quarter of the group.
pub const QUARTER: Phrase = Phrase { zh: "所在四分之一", en: "Quarter" };
/// Behind a change across a redefinition.
pub const BREAK_MARK: Phrase = Phrase { zh: "†口径调整", en: " †redefined" };
