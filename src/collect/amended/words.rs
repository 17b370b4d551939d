//! The words with which a remark puts an answer right, or takes it back.

pub use crate::kind::TAKEN_BACK;

/// Behind these words stands the right answer.
pub const PUT_RIGHT: &[&str] = &[
    "应为",
    "应是",
    "应当为",
    "应当是",
    "应该为",
    "应该是",
    "应填",
    "应填写",
    "应填为",
    "应改为",
    "应选",
    "应选择",
    "应打",
    "应勾",
    "应勾选",
    "应调整为",
    "应修改为",
    "更正",
    "更正为",
    "更正后",
    "更正后为",
    "更正成",
    "更改为",
    "改填",
    "改填为",
    "修改后为",
    "改正为",
    "修正为",
    "订正为",
    "修订为",
    "纠正为",
    "实际为",
    "正确为",
    "正确是",
    "正确的是",
    "正确数为",
    "正确值为",
    "正确数据为",
    "should be",
    "should read",
    "should have been",
    "corrected to",
    "revised to",
    "amended to",
    "correction",
    "correct figure is",
    "correct number is",
    "correct value is",
    "correct answer is",
];

/// Behind these words stands the right answer where nothing else follows in the clause.
pub const PUT_RIGHT_ALONE: &[&str] = &[
    "应",
    "应该",
    "核实为",
    "核实后为",
    "实为",
    "笔误:",
    "核定为",
    "审定为",
    "复核为",
    "审核为",
    "调增为",
    "调减为",
    "应报",
    "修正:",
    "订正:",
    "改正:",
    "勘误:",
    "correct:",
    "corrected:",
    "revised:",
    "amended:",
    "实际数",
    "实际数据",
    "正确数",
    "正确值",
    "调整后",
    "更新为",
    "更新至",
    "更新后",
];

/// The same near the beginning of a clause; later in it they tell what became of something else.
pub const CHANGED: &[&str] = &["改为", "改成", "修改为", "变更为", "调整为", "changed to"];

/// In brackets behind a number they say that it is the right one.
pub const BRACKETED: &[&str] = &[
    "更正",
    "已更正",
    "更正后",
    "更正数",
    "修正",
    "修正后",
    "修正数",
    "订正",
    "订正数",
    "改正",
    "核实数",
    "核实后",
    "正确",
    "正确数",
    "调整后",
    "更新后",
    "corrected",
    "correct",
    "revised",
    "amended",
];

/// Behind `按` and the right number, at the end of a clause.
pub const COUNTED_AS: &[&str] = &["统计", "计算", "计", "算", "汇总", "填报", "上报"];

/// Between the words and the number.
pub const IS: &[char] = &['为', '是', '成'];

/// What is put right there is another number than the answer, unless the item is about it.
pub const OTHERS: &[&str] = &[
    "单位",
    "部门",
    "科室",
    "处室",
    "机构",
    "责任人",
    "牵头",
    "频次",
    "周期",
    "指标",
    "预算",
    "编制",
    "每",
    "其中",
    "单价",
    "合同",
    "期数",
    "天数",
];

/// What a unit calls itself.
pub const OURSELVES: &[&str] = &["本单位", "我单位", "我部门", "本部门", "本机构"];

/// Units of measure behind a number.
pub const MEASURES: &[&str] = &[
    "人",
    "名",
    "人次",
    "次",
    "次数",
    "件",
    "个",
    "项",
    "份",
    "起",
    "家",
    "户",
    "条",
    "台",
    "套",
    "辆",
    "篇",
    "场",
    "期",
    "批",
    "批次",
    "处",
    "宗",
    "例",
    "本",
    "册",
    "天",
    "小时",
    "元",
    "万元",
    "亿元",
    "吨",
    "公里",
    "平方米",
    "分",
    "%",
    "persons",
    "times",
    "cases",
];

/// Units of measure of which one is never written for another, in groups.
pub const GROUPS: &[&[&str]] =
    &[&["天", "小时", "学时", "课时", "分钟"], &["元", "千元", "万元", "亿元"], &["%", "‰"], &["期", "届"]];

/// Before `应` these make another word of it.
pub const BY_CHANCE: &[char] = &['相', '对', '反', '响', '适', '供', '效', '因'];

/// With these and a number, or nothing, behind an answer is too high or too low.
pub const MISCOUNTED: &[&str] =
    &["多报", "少报", "漏报", "多填", "少填", "漏填", "多计", "少计", "漏计", "多算", "少算"];

/// With these an answer is not certain yet.
pub const UNSURE: &[&str] = &[
    "待核",
    "待核实",
    "待核对",
    "待确认",
    "待查",
    "待定",
    "待更正",
    "暂估",
    "暂估数",
    "暂定",
    "估算",
    "估计",
    "预估",
    "估计数",
    "estimate",
    "estimated",
    "provisional",
    "tentative",
    "to be verified",
    "to be confirmed",
];

/// What was put right already.
pub const MENDED: &[&str] =
    &["已更正", "已改", "已修", "已订正", "已纠正", "已重报", "已补", "已扣", "本月补", "corrected"];

/// What ends a clause.
pub const ENDS: &[char] = &[',', '。', ';', '、', '(', ')', '!', '\n'];

/// What may stand between the words and the answer.
pub const BETWEEN: &[char] = &[' ', ':', '“', '”', '"', '「', '」', '\'', '『', '』', '='];

/// Behind these a number counts no answers: `改为2025年`.
pub const OF_TIME: &[char] = &['年', '月', '日', '号', '时', '点', '季', '页', '-', '/'];

/// Whether a remark in lower case has any letter of what puts right or takes back: most have none.
pub fn may_amend(text: &str) -> bool {
    text.contains([
        '应', '更', '改', '正', '订', '纠', '核', '实', '误', '誤', '调', '新', '变', '准', '按', '废', '廢', '效',
        '错', '錯', '对', '反', '串', '勘', '修', '多', '少', '漏', '不', '审', '复',
    ]) || text.contains(['d', 'r', 'i', 'n'])
}
