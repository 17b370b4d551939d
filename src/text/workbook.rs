//! Sentences of the summary workbook.

use super::Phrase;
use crate::answer::State;
use crate::figure::Status;
use crate::finding::Severity;
use crate::publish::UnitState;
use crate::receipt::ReceiptStatus;
use crate::survey::{MeasureKind, Survey};

macro_rules! phrases {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(#[doc = $en] pub const $name: Phrase = Phrase { zh: $zh, en: $en };)*
    };
}

const fn phrase(zh: &'static str, en: &'static str) -> Phrase {
    Phrase { zh, en }
}

/// The signs of the traffic light: at or above the upper limit, between the limits, below.
pub const LIGHTS: [&str; 3] = ["▲", "◆", "▼"];

phrases! {
    COVER: "封面", "Cover";
    KEY: "主要指标", "Key figures";
    PROBLEMS: "薄弱环节", "Problems";
    GROUPS: "分组比较", "Group comparison";
    CHANGE: "同期对比", "Change";
    MEASURES: "数量指标", "Measures";
    MATRIX: "单位指标对照", "Units by items";
    NAMES: "单位名单", "Names";
    REPORTING: "报送情况", "Reporting";
    RECEIPTS: "收表登记", "Receipt ledger";
    FINDINGS: "问题清单", "Findings";
    OPEN: "文字答复", "Open answers";
    METHOD: "编制说明", "Method";
    DATA: "汇总数据", "Data";
    CHARTS: "图表数据", "Chart data";
    KEY_CHARTS: "图表", "Charts";
    DATA_OF: "数据：{table}", "Data, {table}";

    KEY_HOLDS: "各环节的单位数、口径、占比、对比期占比及变化", "counts, bases, shares, earlier shares and change, link by link";
    WITH_CHARTS: "{holds}，附图", "{holds}, with charts";
    PROBLEMS_HOLDS: "尚未做到的单位数、占比和单位名单，分组列示", "how many have not, which units, and in which groups";
    GROUPS_HOLDS: "按分组并列比较，末列为全部单位", "groups side by side, the whole in the last columns";
    CHANGE_HOLDS: "与上一可比报告期对比，列出变动单位", "now and before, with the units that moved";
    MEASURES_HOLDS: "人数等数量的合计与平均，分组列示", "sums and means of persons and the like, by group";
    MATRIX_HOLDS: "每个单位各项情况一览，可筛选", "what each unit has, item by item, with filters";
    NAMES_HOLDS: "每项占比背后的单位：是、否、不适用、情况不明", "the units behind each share: which have, have not, are not known";
    REPORTING_HOLDS: "应报、已报、迟报、未报单位", "units asked, heard of, late and missing";
    RECEIPTS_HOLDS: "收到的每个文件及处理结果", "every file received and what became of it";
    FINDINGS_HOLDS: "审核发现的问题及处理要求，严重的在前", "what is wrong and what to do, gravest first";
    OPEN_HOLDS: "各单位填写的文字答复和备注原文", "what units wrote, in their own words";
    METHOD_HOLDS: "口径、修约、情况不明的处理及全部定义", "bases, rounding, treatment of unknowns, every definition";
    DATA_HOLDS: "每个单位一行，各表公式均由此计算", "a row a unit; every formula counts here";
    DATA_OF_HOLDS: "{table}逐行明细", "{table}, row by row";
    CHARTS_HOLDS: "各图所用数据，随表变动", "the values that the charts draw";

    TITLE_WITH_TARGET: "{title}（{target}）", "{title} ({target})";

    PAGE_NUMBER: "第 {page} 页，共 {pages} 页", "Page {page} of {pages}";
    CUT: "……（内容过长，已截断，全文见 data 文件夹）", "… (cut here; the data files have the whole text)";
    CONTINUED: "（续）", "(continued)";
    AND_MORE: "{list}……等，另有{n}个，见“汇总数据”表", "{list} … and {n} more, see the data sheet";
    LIST_MARK: "、", "; ";

    SUBTITLE: "汇总表", "Summary workbook";
    PERIOD_LINE: "报告期：{period}", "Period: {period}";
    STATUS_LINE: "应报单位{units}个，已报{returned}个（其中迟报{late}个），未报{missing}个，退回{rejected}个；审核问题{findings}条，其中强制性错误{errors}条",
        "{units} units asked; {returned} returned ({late} late), {missing} missing, {rejected} rejected; findings: {findings}, errors among them: {errors}";
    STATUS_LINE_WITHOUT_FINDINGS: "应报单位{units}个，已报{returned}个（其中迟报{late}个），未报{missing}个，退回{rejected}个",
        "{units} units asked; {returned} returned ({late} late), {missing} missing, {rejected} rejected";
    HEADLINE: "{what}：{count}个单位，占{base}个单位的{percent}%", "{what}: {count} of {base} units, {percent}%";
    CONTENTS: "目录", "Contents";
    PREPARED: "编制人：", "Prepared by:";
    REVIEWED: "审核人：", "Reviewed by:";
    SIGNED: "签发人：", "Approved by:";
    DATED: "日期：", "Date:";
    SEAL: "（盖章）", "(Seal)";

    KEY_NOTE: "{counts}占比＝单位数÷口径单位数。“最低–最高”为情况不明的单位全部为否或全部为是时的占比，无不明单位时记“—”。信号：▲ 不低于{green}%，◆ {amber}%至{green}%，▼ 低于{amber}%。",
        "{counts} share = units ÷ base. Lowest–highest: the share if every unit not known had not, or had; — where all are known. Signal: ▲ {green}% or more, ◆ {amber}% to {green}%, ▼ below {amber}%.";
    KEY_NOTE_PLAIN: "{counts}占比＝单位数÷口径单位数。“最低–最高”为情况不明的单位全部为否或全部为是时的占比，无不明单位时记“—”。",
        "{counts} share = units ÷ base. Lowest–highest: the share if every unit not known had not, or had; — where all are known.";
    LIVE_COUNTS: "单位数和占比均为“汇总数据”表的实时公式；", "Counts and shares are live formulas over the data sheet;";
    PLAIN_COUNTS: "单位数为数值，占比为同行单位数的公式；", "Counts are values, shares are formulas over the counts beside them;";
    LIVE_MEANS: "各表的单位数、占比均以公式对“汇总数据”表计数，可在单元格中查看和复核。", "Counts and shares are formulas that count on the data sheet, and can be followed cell by cell.";
    PLAIN_MEANS: "本工作簿不含“汇总数据”表：单位数为数值，占比为同行单位数的公式。", "There is no data sheet in this workbook: counts are values, shares formulas over the counts beside them.";
    PERIOD_AND_EDITION: "{period}　{edition}", "{period}, {edition}";
    PROBLEMS_NOTE: "列示尚未做到的单位，名单按名录顺序排列。", "Units that have not, on the widest base, in protocol order.";
    GROUPS_NOTE: "各组单位数、口径单位数和占比；末三列为全部单位。单位数很少的组，占比仅供参考。", "Units, base and share of each group; the last three columns are the whole. Read shares of small groups with care.";
    CHANGE_NOTE: "{before}与{now}对比，变化以百分点计。“可比单位”为两期均有明确答复的单位；变动单位只在可比单位中列示。",
        "{before} and {now}; change in percentage points. Matched units have a known answer in both periods; only they can adopt or drop.";
    MEASURES_NOTE: "数量由单位填报后相加或平均，与单位数不得混用；各组合计等于全部。", "What units reported, added or averaged; never to be mixed with counts of units. Sums over groups equal the whole.";
    UNMATCHED_NOTE: "数值为各期已报数的合计、平均等，变化为两期之差：备注“暂定”的，有单位未报或漏填，变化未按可比单位计算；备注“口径调整”的，两期口径不同。",
        "A value is that of all returns of its period, and the change the difference of the two: it is not that of matched units where the remark says “provisional” (a return or an answer is missing) and compares unlike things where it says “break”.";
    UNMATCHED_NOTE_SERIES: "按可比单位计算的变化见各项指标的表。", "Changes of matched units stand in the tables of the items.";
    MATRIX_NOTE: "√ 是　× 否　— 不适用　空 漏填　? 无效　未报 未收到填报表", "√ yes   × no   — not applicable   blank: left blank   ? not understood   n/r: no return received";
    NAMES_NOTE: "名单按名录顺序排列；每项按其各个口径分别列示。", "In protocol order; every share on each of its bases.";
    FINDINGS_NOTE: "共{n}条：强制性错误{errors}条，核实性问题{queries}条，提示{notes}条。强制性错误应更正后重报；核实性问题应更正或书面说明。",
        "In all {n}: errors {errors}, queries {queries}, notes {notes}. Correct errors; correct or explain queries.";
    RECEIPTS_NOTE: "收到文件{found}个 ＝ 采用{used} ＋ 被取代{superseded} ＋ 退回{rejected} ＋ 忽略{ignored}", "{found} files found = {used} used + {superseded} superseded + {rejected} rejected + {ignored} ignored";
    OPEN_NOTE: "原文照录，未作修改。", "As written, not edited.";
    METHOD_NOTE: "各表的口径、计算方法和全部定义。", "How every figure is defined and computed.";
    DATA_NOTE: "每个单位一行。空白表示该项漏填；不适用、无效、未报以文字注明。标题上方为公式所用名称。", "A row a unit. A blank cell was left blank; not applicable, invalid and not received are said in words. Above each heading stands its name in formulas.";
    DATA_OF_NOTE: "每条记录一行。标题上方为公式所用名称。", "A row a record. Above each heading stands its name in formulas.";
    CHARTS_NOTE: "供图表引用，数值随所引用的表变动。", "The charts are drawn from these cells, which follow the tables.";

    NUMBER: "序号", "No.";
    CODE: "单位代码", "Code";
    UNIT: "单位名称", "Unit";
    STATE: "报送状态", "State";
    RECEIVED: "收到日期", "Received";
    REASON: "原因", "Reason";
    ROW: "行号", "Row";
    FIGURE: "指标", "Figure";
    BASE: "口径", "Base";
    N_UNITS: "单位数", "Units";
    BASE_COUNT: "口径数", "Base";
    SHARE: "占比", "Share";
    WHOLE: "全部", "All";
    UNIT_OF_MEASURE: "计量单位", "Unit of measure";
    N_ADOPTED: "√ 项数", "Items adopted";
    N_UNITS_ADOPTED: "√ 单位数", "Units that have it";
    YES: "是", "yes";
    NO: "否", "no";
    NO_GROUP: "（未列）", "(not given)";
    OVERALL: "总体情况", "Overall";
    BY_GROUP: "按{group}比较", "By {group}";
    GROUP_VALUE: "{group}：{value}", "{group}: {value}";
    ITEM_AND_CODE: "{item}：{code}", "{item}: {code}";
    WITH_UNIT: "{what}（{unit}）", "{what} ({unit})";
    REMARK: "备注：{item}", "Remark: {item}";
    FILE_AND_REASON: "{file}：{reason}", "{file}: {reason}";
    DUE: "报送截止日期：{day}。", "Returns were due on {day}.";
    STATE_AND_N: "{state}{n}个", "{state} {n}";
    REPORTING_NOTE: "{due}{states}，共{all}个单位；各状态单位数列于表后。", "{due} {states}: {all} units in all; their states are counted below the list.";
    NO_DUE_DATE: "本期未规定报送截止日期。", "No due date was set.";
    ALL_IN_TIME: "全部单位均已按时报送。", "Every unit returned in time.";
    UNKNOWN_NOTE: "另有{n}个单位情况不明，占比在{bounds}之间。", "Units not known: {n}; the share lies within {bounds}.";
    ADOPTED: "新增（{n}）：{names}", "Adopted ({n}): {names}";
    DROPPED: "不再（{n}）：{names}", "Dropped ({n}): {names}";
    ENTRIES: "本期新增单位（{n}）：{names}", "Units that are new in this period ({n}): {names}";
    EXITS: "本期不再列入的单位（{n}）：{names}", "Units no longer in the frame ({n}): {names}";
    HAVE: "是", "have";
    HAVE_NOT: "否", "have not";
    APART: "不适用", "not applicable";
    NOT_KNOWN: "情况不明", "not known";
    ON_TRIAL: "{severity}（试行）", "{severity} (on trial)";

    SIGN_YES: "√", "√";
    SIGN_NO: "×", "×";
    SIGN_APART: "—", "—";
    SIGN_BLANK: "空", "blank";
    SIGN_INVALID: "?", "?";
    SIGN_ABSENT: "未报", "n/r";

    METHOD_UNITS: "调查对象", "Units";
    METHOD_STATES: "答复的几种情形", "States of an answer";
    METHOD_SHARES: "口径与占比", "Bases and shares";
    METHOD_ROUNDING: "数值修约", "Rounding";
    METHOD_BOUNDS: "情况不明单位的处理", "Units that are not known";
    METHOD_LIGHTS: "信号", "Signals";
    METHOD_MEASURES: "数量指标", "Measures";
    EARLIER_PERIOD: "对比期", "the period compared with";
    METHOD_CHANGE: "与对比期比较", "Comparison with the earlier period";
    METHOD_HIDDEN: "隐藏的数值", "Hidden values";
    METHOD_INDICATORS: "占比指标定义", "Definitions of shares";
    METHOD_CONDITIONS: "口径条件定义", "Definitions of conditions";
    METHOD_MEASURE_LIST: "数量指标定义", "Definitions of measures";
    METHOD_ITEMS: "填报表指标项", "Items of the form";
    METHOD_CHECKS: "审核规则", "Checks";

    UNITS_MEAN: "报告期为{period}。{day}在册的单位列入本期调查，共{units}个，其中{returned}个单位的填报表计入汇总。", "The period is {in_sentence}. The frame is every unit on the register on {day}: {units} units, of which {returned} sent a return that is counted.";
    HALF_UP: "占比按精确分数四舍五入，保留{decimals}位小数；计算一律使用未修约的数值。", "Shares are rounded half up on the exact fraction, to {places}; computing uses exact values throughout.";
    HALF_EVEN: "占比按精确分数“四舍六入五成双”修约，保留{decimals}位小数；计算一律使用未修约的数值。", "Shares are rounded half to even on the exact fraction, to {places}; computing uses exact values throughout.";
    BOUNDS: "漏填、无效和未报的单位属于情况不明，仍留在口径内，但不计入单位数。“最低”为这些单位全部为否时的占比，“最高”为全部为是时的占比；两者差距大时，占比应慎用。",
        "Units with a blank or invalid answer, or without a return, are not known. They stay in the base and are not counted as having. The lowest share assumes that none of them has, the highest that all have; where the two lie far apart, use the share with care.";
    ONE_PLACE: "1位小数", "one decimal";
    PLACES: "{n}位小数", "{n} decimals";
    LIGHTS_MEAN: "▲ 占比不低于{green}%；◆ 占比在{amber}%至{green}%之间；▼ 占比低于{amber}%。个别指标另有规定的，以定义表所列为准。", "▲ {green}% or more; ◆ from {amber}% to {green}%; ▼ below {amber}%. Figures with limits of their own have them in the definitions.";
    MEASURES_MEAN: "人数、小时等数量由单位填报，按合计、平均、中位数或比率计算；计入单位数的是单位，计入数量的是填报数，两者不相加、不相除。", "Persons, hours and the like are reported by units, and added, averaged or divided as said. Units are counted, quantities are summed; the two are never added or divided by each other.";
    CHANGE_MEANS: "变化＝{now}占比－{before}占比，以百分点计。可比单位为两期均在册且均有明确答复的单位；更名的单位视为同一单位；新增和不再列入的单位另列。", "Change = share in {now} − share in {before}, in percentage points. Matched units are in both frames with a known answer in both; a renamed unit is the same unit; entries and exits are listed apart.";
    WHERE: "{of}（限：{filter}）", "{of} (where {filter})";
    RELEVANT: "填报条件：{rule}", "asked where {rule}";

    KIND_YES_NO: "是否", "Yes/no";
    KIND_CHOICE: "单选", "one of a list";
    KIND_CHOICES: "多选", "any of a list";
    KIND_INTEGER: "整数", "whole number";
    KIND_DECIMAL: "小数", "decimal number";
    KIND_PERCENT: "百分比", "percentage";
    KIND_DATE: "日期", "date";
    KIND_TEXT: "文字", "text";
}

/// Headings of the contents.
pub const CONTENTS_HEADS: [Phrase; 3] = [NUMBER, phrase("工作表", "Sheet"), phrase("内容", "What it holds")];
/// Headings of the key figures.
pub const KEY_HEADS: [Phrase; 10] = [
    FIGURE,
    phrase("口径（基数）", "Base"),
    N_UNITS,
    phrase("口径\n单位数", "Units of the base"),
    SHARE,
    phrase("最低–最高", "Lowest–highest"),
    phrase("{before}占比", "Share in {before}"),
    phrase("变化\n（百分点）", "Change\n(points)"),
    phrase("信号", "Signal"),
    phrase("备注", "Remark"),
];
/// Headings of the measures on the sheet of key figures.
pub const MEASURE_HEADS: [Phrase; 7] = [
    FIGURE,
    phrase("计算方法", "Computed as"),
    phrase("数值", "Value"),
    UNIT_OF_MEASURE,
    phrase("{before}数值", "Value in {before}"),
    phrase("变化", "Change"),
    phrase("备注", "Remark"),
];
/// Headings of the list of problems.
pub const PROBLEM_HEADS: [Phrase; 4] = [phrase("薄弱环节", "Problem"), N_UNITS, BASE_COUNT, SHARE];
/// Headings of one problem by group.
pub const PROBLEM_GROUP_HEADS: [Phrase; 5] =
    [phrase("范围", "Group"), N_UNITS, BASE_COUNT, SHARE, phrase("单位名单", "Names")];
/// Headings of the change since the earlier period.
pub const CHANGE_HEADS: [Phrase; 10] = [
    FIGURE,
    BASE,
    N_UNITS,
    SHARE,
    N_UNITS,
    BASE_COUNT,
    SHARE,
    phrase("变化\n（百分点）", "Change\n(points)"),
    phrase("可比单位", "Matched units"),
    phrase("变动单位", "Units that moved"),
];
/// Headings of the names behind shares.
pub const NAME_HEADS: [Phrase; 5] = [FIGURE, BASE, phrase("情形", "Side"), N_UNITS, phrase("单位名单", "Names")];
/// Headings of the receipt ledger.
pub const RECEIPT_HEADS: [Phrase; 10] = [
    NUMBER,
    phrase("文件", "File"),
    CODE,
    phrase("表内单位名称", "Unit as written"),
    phrase("报告期", "Period"),
    phrase("版本", "Form"),
    phrase("处理", "Status"),
    REASON,
    phrase("字节数", "Bytes"),
    phrase("SHA-256（前16位）", "SHA-256 (first 16)"),
];
/// Headings of the findings, in the order of `findings.csv`.
pub const FINDING_HEADS: [Phrase; 13] = [
    CODE,
    UNIT,
    phrase("报告期", "Period"),
    phrase("文件", "File"),
    phrase("工作表", "Sheet"),
    phrase("单元格", "Cell"),
    phrase("指标项", "Item"),
    phrase("填报内容", "Value"),
    phrase("级别", "Severity"),
    phrase("问题", "Message"),
    phrase("处理要求", "Remedy"),
    phrase("规则", "Rule"),
    phrase("情况说明", "Explanation"),
];
/// Headings of the open answers.
pub const OPEN_HEADS: [Phrase; 4] = [phrase("问题", "Question"), NUMBER, UNIT, phrase("答复", "Answer")];
/// Headings of the definitions of shares.
pub const INDICATOR_HEADS: [Phrase; 5] = [
    phrase("代号", "Id"),
    FIGURE,
    phrase("分层口径", "Chain of bases"),
    phrase("反面指标", "Complement"),
    phrase("信号界限", "Limits"),
];
/// Headings of the definitions of conditions.
pub const CONDITION_HEADS: [Phrase; 5] =
    [phrase("代号", "Id"), phrase("条件", "Condition"), phrase("表达式", "Expression"), phrase("", ""), phrase("", "")];
/// Headings of the definitions of measures.
pub const MEASURE_LIST_HEADS: [Phrase; 5] =
    [phrase("代号", "Id"), FIGURE, phrase("取数", "Taken from"), phrase("计算方法", "Computed as"), UNIT_OF_MEASURE];
/// Headings of the items of the form.
pub const ITEM_HEADS: [Phrase; 5] = [
    phrase("代号", "Id"),
    phrase("指标项", "Item"),
    phrase("说明", "Notes"),
    phrase("类型", "Kind"),
    phrase("必填", "Required"),
];
/// Headings of the checks.
pub const CHECK_HEADS: [Phrase; 5] = [
    phrase("代号", "Id"),
    phrase("问题", "Message"),
    phrase("规则", "Rule"),
    phrase("级别", "Severity"),
    phrase("所属表", "Table"),
];

/// What the states of an answer mean.
pub const STATES: [Phrase; 6] = [
    phrase(
        "已答：填写内容可以识别；填“0”或“否”都是已答。",
        "Answered: what is written is understood; 0 and no are answers.",
    ),
    phrase("漏填：应填而未填，单元格为空。", "Blank: asked, and nothing written."),
    phrase("不适用：填报条件不满足，或单位注明不适用。", "Not applicable: the question does not apply to the unit."),
    phrase(
        "无效：填有内容，但无法识别或自相矛盾；保留原文，不作为“0”或“否”。",
        "Invalid: something is written that cannot be understood; kept as it is, never taken for 0 or no.",
    ),
    phrase("未报：未收到可用的填报表。", "Not received: the unit sent no usable return."),
    phrase(
        "零报告：单位声明本期无情况可报，与未报、漏填不同。",
        "Nil return: the unit declares that it has nothing to report; neither missing nor blank.",
    ),
];
/// What bases and shares mean.
pub const SHARES: [Phrase; 3] = [
    phrase(
        "占比＝符合条件的单位数÷口径单位数。每个占比都注明口径；同一单位数对应几个口径的，逐一列出。",
        "Share = units with the property ÷ units of the base. Every share names its base; where a count has several bases, each is given.",
    ),
    phrase(
        "口径逐层收窄，下一层只在上一层单位中计算，因此分子必在口径之内；口径之外填“是”的单位列入问题清单，不计入占比。",
        "Bases narrow step by step: each is taken inside the one before, so that a count lies inside its base. A unit outside it that says yes is a finding and is not counted.",
    ),
    phrase(
        "口径单位数＝是＋否＋不适用＋漏填＋无效＋未报，恒等。",
        "Base = yes + no + not applicable + blank + invalid + not received, always.",
    ),
];

/// What became of a unit.
pub fn unit_state(state: UnitState) -> Phrase {
    match state {
        UnitState::Returned => phrase("按时报送", "returned"),
        UnitState::Late => phrase("迟报", "late"),
        UnitState::Nil => phrase("零报告", "nil return"),
        UnitState::Rejected => phrase("退回", "rejected"),
        UnitState::Missing => phrase("未报", "missing"),
    }
}

/// Why there is no answer.
pub fn state(state: State) -> Phrase {
    match state {
        State::Answered => phrase("已答", "answered"),
        State::NotApplicable => APART,
        State::Blank => phrase("漏填", "blank"),
        State::Invalid => phrase("无效", "invalid"),
        State::NotReceived => phrase("未报", "not received"),
    }
}

/// Whether a figure can be relied on; nothing where it can.
pub fn status(status: Status) -> Phrase {
    match status {
        Status::Normal => phrase("", ""),
        Status::Missing => phrase("无数据", "no data"),
        Status::NotComputable => phrase("口径为零", "empty base"),
        Status::Break => phrase("口径调整", "break"),
        Status::Provisional => phrase("暂定", "provisional"),
        Status::Suppressed => phrase("不予公布", "withheld"),
    }
}

/// How grave a finding is.
pub fn severity(severity: Severity) -> Phrase {
    match severity {
        Severity::Error => phrase("强制性错误", "error"),
        Severity::Query => phrase("核实性问题", "query"),
        Severity::Note => phrase("提示", "note"),
    }
}

/// What became of a file.
pub fn receipt_status(status: ReceiptStatus) -> Phrase {
    match status {
        ReceiptStatus::Used => phrase("采用", "used"),
        ReceiptStatus::Superseded => phrase("被取代", "superseded"),
        ReceiptStatus::Rejected => phrase("退回", "rejected"),
        ReceiptStatus::Ignored => phrase("忽略", "ignored"),
    }
}

/// How a measure of the survey is computed.
pub fn measure_kind(survey: &Survey, id: &str) -> Phrase {
    let kind = survey.measures.iter().find(|measure| measure.id == id).map(|measure| measure.kind);
    match kind {
        Some(MeasureKind::Sum) => phrase("合计", "sum"),
        Some(MeasureKind::Mean) => phrase("平均", "mean"),
        Some(MeasureKind::Median) => phrase("中位数", "median"),
        Some(MeasureKind::Ratio) => phrase("比率", "ratio"),
        Some(MeasureKind::Count) => phrase("计数", "count"),
        None => phrase("", ""),
    }
}
