//! Sentences on charts.

use super::Phrase;

/// The whole frame as a base.
pub const ALL_UNITS: Phrase = Phrase { zh: "基数：全部{units}", en: "Base: all {units}" };
/// Another base.
pub const OTHER_BASE: Phrase = Phrase { zh: "基数：{base}，{units}", en: "Base: {base}, {units}" };
/// Figures with several bases on one chart.
pub const OWN_BASES: Phrase = Phrase {
    zh: "各项基数不同，按“单位数/基数”标注",
    en: "Bases differ and stand after the stroke",
};
/// A number of units.
pub const UNITS: Phrase = Phrase { zh: "{n}个单位", en: "{n} units" };
/// One unit.
pub const UNIT: Phrase = Phrase { zh: "{n}个单位", en: "{n} unit" };
/// A base and the period.
pub const WITH_PERIOD: Phrase = Phrase { zh: "{base}　报告期：{period}", en: "{base}. Period: {period}" };
/// The source line.
pub const SOURCE: Phrase = Phrase {
    zh: "资料来源：{survey}，{period}。应报单位{all}个，已报{returned}个。",
    en: "Source: {survey}, {period}. {returned} of {all} units returned.",
};

/// A percentage.
pub const PERCENT: Phrase = Phrase { zh: "{n}%", en: "{n}%" };
/// A count with its share.
pub const COUNT_SHARE: Phrase = Phrase { zh: "{count}（{share}）", en: "{count} ({share})" };
/// A count with its base and share.
pub const COUNT_BASE_SHARE: Phrase = Phrase { zh: "{count}/{base}（{share}）", en: "{count}/{base} ({share})" };
/// In place of a share on an empty base.
pub const EMPTY_BASE: Phrase = Phrase { zh: "基数为零", en: "empty base" };
/// In place of a hidden count.
pub const SUPPRESSED: Phrase = super::edition::MARK;
/// In place of a number that does not exist.
pub const NONE: Phrase = Phrase { zh: "—", en: "—" };
/// A change in percentage points.
pub const POINTS: Phrase = Phrase { zh: "{n}个百分点", en: "{n}\u{a0}pp" };

/// The hatched end of a bar.
pub const UNKNOWN_PART: Phrase = Phrase {
    zh: "漏填、无效或未报的单位（若均为“是”，占比可达此处）",
    en: "Blank, invalid or not received: the share if all of them had said yes",
};
/// The hatched end of a bar that counts who has not.
pub const UNKNOWN_PART_NOT: Phrase = Phrase {
    zh: "漏填、无效或未报的单位（若均为“否”，占比可达此处）",
    en: "Blank, invalid or not received: the share if all of them had said no",
};

/// Heads the counts of a chain.
pub const COUNT_HEAD: Phrase = Phrase { zh: "单位数", en: "Units" };
/// Heads the share of the step before.
pub const OF_STEP_HEAD: Phrase = Phrase { zh: "占上一层", en: "Of the step before" };
/// Heads the share of the widest base.
pub const OF_ALL_HEAD: Phrase = Phrase { zh: "占全部", en: "Of all" };
/// Says where units without a known answer are on a chain.
pub const CHAIN_NOTE: Phrase = Phrase {
    zh: "各层以上一层为基数；漏填、无效、未报的单位不计入下一层。",
    en: "Each step has the one before as its base; units without a known answer do not pass on.",
};
/// A step of a chain in the alternative text.
pub const CHAIN_STEP: Phrase =
    Phrase { zh: "{label}{count}，占上一层{share}", en: "{label}: {count}, {share} of the step before" };

/// The base of a comparison of groups.
pub const GROUP_BASE: Phrase = Phrase {
    zh: "基数：各{group}的单位（按“单位数/基数”标注）；竖线为全部单位的占比",
    en: "Base: the units of each group by {group} (count/base); the line marks the share of all units",
};
/// The row of the whole.
pub const WHOLE: Phrase = Phrase { zh: "全部单位", en: "All units" };

/// Heads the change.
pub const CHANGE_HEAD: Phrase = Phrase { zh: "变化", en: "Change" };
/// Marks a figure whose definition changed.
pub const BREAK: Phrase = Phrase { zh: "口径调整", en: "break in series" };
/// The base of a comparison of years.
pub const CHANGE_BASE: Phrase = Phrase {
    zh: "{base}；{previous}以当年全部应报单位为基数",
    en: "{base}; shares of {previous} are of the units of that period",
};
/// A change in the alternative text.
pub const CHANGE_STEP: Phrase =
    Phrase { zh: "{label}由{before}变为{now}，{change}", en: "{label}: from {before} to {now}, {change}" };

/// The states of the matrix.
pub const YES: Phrase = Phrase { zh: "是", en: "Yes" };
/// No.
pub const NO: Phrase = Phrase { zh: "否", en: "No" };
/// Not applicable.
pub const NOT_APPLICABLE: Phrase = Phrase { zh: "不适用", en: "Not applicable" };
/// Blank.
pub const BLANK: Phrase = Phrase { zh: "漏填", en: "Blank" };
/// Invalid.
pub const INVALID: Phrase = Phrase { zh: "无效", en: "Invalid" };
/// Not received.
pub const NOT_RECEIVED: Phrase = Phrase { zh: "未报", en: "Not received" };
/// What the cells of a matrix of groups hold.
pub const DENSITY: Phrase = Phrase {
    zh: "单位较多，按组列示；格内为回答“是”的单位占该组全部单位的百分比。",
    en: "Shown by group, as there are many units; each cell gives the per cent of the group's units that answered yes.",
};
/// Units without a value of the attribute.
pub const NO_GROUP: Phrase = Phrase { zh: "未分组", en: "no group" };
/// A unit's row, or an item's column, in the alternative text.
pub const MATRIX_SUM: Phrase = Phrase { zh: "{label}“是”{n}个", en: "{label}: {n} yes" };

/// The base of the distribution.
pub const RETURNED_BASE: Phrase = Phrase { zh: "基数：已报的{units}", en: "Base: the {units} that returned" };
/// What the distribution counts.
pub const OUT_OF: Phrase = Phrase { zh: "共{n}项", en: "{n} measures in all" };
/// The axis of the distribution.
pub const ADOPTED_AXIS: Phrase = Phrase { zh: "已落实的项数", en: "Number of measures adopted" };
/// The heights of the distribution.
pub const UNITS_AXIS: Phrase = Phrase { zh: "单位数", en: "Number of units" };
/// The mean.
pub const MEAN: Phrase = Phrase { zh: "平均{n}项", en: "mean {n}" };
/// The median.
pub const MEDIAN: Phrase = Phrase { zh: "中位数{n}项", en: "median {n}" };
/// A bar of the distribution in the alternative text.
pub const ADOPTED_STEP: Phrase = Phrase { zh: "落实{n}项的{units}", en: "{n} adopted: {units}" };

/// The alternative text: the title, the base and the numbers.
pub const ALTERNATIVE: Phrase = Phrase { zh: "{title}。{base}。{numbers}。", en: "{title}. {base}. {numbers}." };
/// Between numbers of the alternative text.
pub const BETWEEN: Phrase = Phrase { zh: "；", en: "; " };
/// A label and its value in the alternative text.
pub const LABEL_VALUE: Phrase = Phrase { zh: "{label}：{value}", en: "{label}: {value}" };
/// After the last number that the alternative text gives, when there are more.
pub const AND_MORE: Phrase = Phrase { zh: "另有{n}项", en: "and {n} more" };

/// The manual of `adoption`.
pub const EXPLAIN_ADOPTION: Phrase = Phrase {
    zh: "按表内环节逐项列出占比：每项一条，注明单位数和占比，斜线部分为情况不明的单位。",
    en: "Every share, by section of the form: a bar each with count and share; the hatched end is what is not known.",
};
/// The manual of `funnel`.
pub const EXPLAIN_FUNNEL: Phrase = Phrase {
    zh: "分层基数：从全部单位逐层收窄，每层注明单位数、占上一层和占全部的比例。",
    en: "Chains of bases: from all units step by step, each with its count, its share of the step before and of all.",
};
/// The manual of `groups`.
pub const EXPLAIN_GROUPS: Phrase = Phrase {
    zh: "分组比较：每项指标一列，各组并列，竖线为全部单位的占比。",
    en: "Groups side by side: a column each figure, a bar each group, a line at the share of the whole.",
};
/// The manual of `change`.
pub const EXPLAIN_CHANGE: Phrase = Phrase {
    zh: "与对比期比较：空心点为对比期，实心点为本期，右侧为变化的百分点。没有对比期时不画。",
    en: "Since the period compared with: hollow then, full now, the change in percentage points at the right. Not drawn without such a period.",
};
/// The manual of `matrix`.
pub const EXPLAIN_MATRIX: Phrase = Phrase {
    zh: "单位与是非题对照，按第一个分组列示；超过80个单位时按组给出百分比。",
    en: "Units against yes/no items, by the survey's first group; above 80 units the groups' per cent.",
};
/// The manual of `distribution`.
pub const EXPLAIN_DISTRIBUTION: Phrase = Phrase {
    zh: "各单位落实了多少项：横轴为项数，柱高为单位数，标出平均数和中位数。",
    en: "How many measures units have adopted: units by number adopted, with mean and median.",
};
/// The manual of `problems`.
pub const EXPLAIN_PROBLEMS: Phrase = Phrase {
    zh: "尚未做到的单位数，由多到少排列，注明单位数和占比。",
    en: "Those that have not, most first, with count and share.",
};

/// Before the note of a chart of a single unit.
pub const UNIT_AND_NOTE: Phrase = Phrase { zh: "{unit}。{note}", en: "{unit}. {note}" };
/// In place of the note of a chart of a single unit.
pub const UNIT_ALONE: Phrase = Phrase { zh: "{unit}", en: "{unit}" };
/// The period alone, where there is no note.
pub const PERIOD_ALONE: Phrase = Phrase { zh: "报告期：{period}", en: "Period: {period}" };
/// A note and the period.
pub const NOTE_PERIOD: Phrase = Phrase { zh: "{note}。报告期：{period}", en: "{note}. Period: {period}" };
/// The name of a target line.
pub const TARGET: Phrase = Phrase { zh: "目标 {n}", en: "Target {n}" };
/// The name of a line at a value that is no target: a floor, a limit.
pub const NAMED_TARGET: Phrase = Phrase { zh: "{name} {n}", en: "{name} {n}" };
/// Where an axis of values begins that does not begin at nothing.
pub const AXIS_FROM: Phrase =
    Phrase { zh: "纵轴从{low}起，不从零起。", en: "The value axis begins at {low}, not at zero." };
/// The last value of a line that ends before the others: the period of the value.
pub const ENDS_AT: Phrase = Phrase { zh: "{name}（{label}）", en: "{name} ({label})" };
/// How many rows a chart leaves out.
pub const LEFT_OUT: Phrase = Phrase { zh: "另有{n}行未画出", en: "{n} more are not drawn" };
/// The shade of what does not stand out.
pub const OTHERS: Phrase = Phrase { zh: "其他", en: "Others" };
/// The sum of a stacked bar in the alternative text.
pub const SUM: Phrase = Phrase { zh: "{label}合计：{value}", en: "{label}, total: {value}" };
/// A value of one of several series in the alternative text.
pub const SERIES_VALUE: Phrase = Phrase { zh: "{label}（{series}）：{value}", en: "{label} ({series}): {value}" };
/// The ends of a scale of colours.
pub const FROM_TO: Phrase = Phrase { zh: "{low}（浅）至 {high}（深）", en: "{low} (light) to {high} (dark)" };
/// The shades of columns of different measures.
pub const BY_COLUMN: Phrase =
    Phrase { zh: "各列按本列数值由浅至深", en: "Light to dark within each column" };
/// A day of which nothing is known.
pub const NO_ENTRY: Phrase = Phrase { zh: "无记录", en: "no entry" };
/// A month as the heading of a column.
pub const MONTH: Phrase = Phrase { zh: "{n}月", en: "{n}" };
/// The year of a calendar.
pub const YEAR: Phrase = Phrase { zh: "{year}年", en: "{year}" };
/// Of an axis of a radar: the unit's value and the value that it is compared with.
pub const AXIS_VALUES: Phrase = Phrase { zh: "{first}（{others}）", en: "{first} ({others})" };

/// The weekdays from Monday, in short.
pub const WEEKDAYS: [Phrase; 7] = [
    Phrase { zh: "周一", en: "Mon" },
    Phrase { zh: "周二", en: "Tue" },
    Phrase { zh: "周三", en: "Wed" },
    Phrase { zh: "周四", en: "Thu" },
    Phrase { zh: "周五", en: "Fri" },
    Phrase { zh: "周六", en: "Sat" },
    Phrase { zh: "周日", en: "Sun" },
];

/// The manual of `bars`.
pub const EXPLAIN_BARS: Phrase = Phrase {
    zh: "表格的横条图：每行一条，可分组、堆叠、排序，标出目标和重点行。",
    en: "Horizontal bars of a table: a row each, grouped, stacked or ranked, with a target and rows that stand out.",
};
/// The manual of `columns`.
pub const EXPLAIN_COLUMNS: Phrase = Phrase {
    zh: "表格的柱形图：每行一柱，可分组、堆叠，标出目标和重点行。",
    en: "Upright columns of a table: a row each, grouped or stacked, with a target and rows that stand out.",
};
/// The manual of `lines`.
pub const EXPLAIN_LINES: Phrase = Phrase {
    zh: "表格的折线图：横轴为时间，每个系列一条线，缺数处断开，标出口径调整和目标。",
    en: "Lines of a table over time: one a series, with gaps where blank, breaks in series and a target.",
};
/// The manual of `heat-map`.
pub const EXPLAIN_HEAT_MAP: Phrase = Phrase {
    zh: "表格的热力图：行与列交叉处以深浅表示数值，或以颜色表示状态，并写出数值。",
    en: "A heat map of a table: rows by columns, values from light to dark or states by colour, with their words.",
};
/// The manual of `calendar`.
pub const EXPLAIN_CALENDAR: Phrase = Phrase {
    zh: "日历热力图：一年中每天一格；或单位一行、每月一格，同月数值相加。",
    en: "A calendar: a cell a day of the year, or a row a unit and a cell a month, whose numbers are added up.",
};
/// The manual of `radar`.
pub const EXPLAIN_RADAR: Phrase = Phrase {
    zh: "雷达图：3至12个方面，一个单位与比较值对照；方面更多或更少时改为横条图。",
    en: "A radar of 3 to 12 aspects, one unit beside what it is compared with; bars where there are more or fewer.",
};
