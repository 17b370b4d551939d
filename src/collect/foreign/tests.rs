//! Headings in words of an office's own: which of them are of answers, and which of something else.

use crate::answer::Answer;
use crate::collect::fixture::*;
use crate::survey::KindName;

/// What a form says to two questions of yes and no and one of a number, and the rules of its findings.
fn taken(changes: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let mut survey = survey();
    for (item, kind) in [(0, KindName::YesNo), (1, KindName::YesNo), (2, KindName::Integer)] {
        survey.items[item].kind = kind;
    }
    let draft = read(&survey, &workbook(vec![form_with(changes)])).unwrap().drafts.remove(0);
    let shown = |answer: &Answer| match &answer.value {
        Some(value) => format!("{value:?}"),
        None => format!("{:?}", answer.state),
    };
    let rules = draft.findings.iter().map(|finding| finding.rule.to_string());
    (draft.answers[..3].iter().map(shown).collect(), rules.collect())
}

/// The same with two headings over columns C and D, and the rows of the three items below them.
fn under(heads: [&str; 2], rows: [[&str; 2]; 3]) -> (Vec<String>, Vec<String>) {
    let cells = ["C5", "D5", "C6", "D6", "C7", "D7"].into_iter().zip(rows.into_iter().flatten());
    let heads = [("C4", heads[0]), ("D4", heads[1]), ("E4", "备注"), ("A8:B8", ""), ("C8:D8", "")];
    taken(&heads.into_iter().chain(cells).collect::<Vec<_>>())
}

const YES: &str = "Bool(true)";
const NO: &str = "Bool(false)";

#[test]
fn a_tick_says_what_stands_above_it_without_the_forms_own_heading() {
    for (yes, no) in [
        ("是", "否"),
        ("有", "无"),
        ("已开展", "未开展"),
        ("√", "×"),
        ("Yes", "No"),
        ("1.是", "2.否"),
        ("是（打√）", "否（打√）"),
        ("符合", "不符合"),
        ("完成", "未完成"),
    ] {
        let marks = [["√", ""], ["", "√"], ["", ""]];
        assert_eq!(under([yes, no], marks).0, [YES, NO, "Blank"], "{yes}");
        assert_eq!(under([no, yes], marks).0, [NO, YES, "Blank"], "{yes}");
    }
}

#[test]
fn columns_of_different_things_are_an_error_where_both_are_filled_in() {
    for heads in [["甲组", "乙组"], ["本级", "下级"], ["原报", "更正"], ["自报", "核定"], ["正职", "小计"]]
    {
        let (answers, rules) = under(heads, [["是", "是"], ["否", ""], ["1", "3"]]);
        assert_eq!(answers, [YES, NO, "Invalid"], "{heads:?}");
        assert!(rules.contains(&"answers-in-two-columns".to_string()), "{heads:?} {rules:?}");
    }
}

#[test]
fn of_two_parts_of_the_period_neither_is_its_answer() {
    let (answers, rules) = under(["上半年", "下半年"], [["是", "是"], ["否", ""], ["1", "3"]]);
    assert_eq!(answers, ["Invalid"; 3]);
    assert!(rules.contains(&"answers-in-two-columns".to_string()), "{rules:?}");
}

#[test]
fn the_column_of_answers_is_told_from_those_of_other_things() {
    for heads in [
        ["计划", "实际"],
        ["填写示例", "贵单位填写"],
        ["目标数", "完成数"],
        ["得分", "完成情况"],
        ["责任处室", "完成情况"],
        ["上年数", "本年数"],
    ] {
        let (answers, rules) = under(heads, [["是", "否"], ["否", ""], ["1", "3"]]);
        assert_eq!(answers, [NO, "Blank", "Integer(3)"], "{heads:?}");
        assert_eq!(rules, ["item-not-found"], "only the item whose row is gone: {heads:?}");
    }
}

#[test]
fn a_blank_answer_is_not_taken_from_a_column_of_something_else() {
    for other in ["得分", "目标值", "分值", "责任处室"] {
        let (answers, _) = under(["完成情况", other], [["是", "5"], ["", "5"], ["", "8"]]);
        assert_eq!(answers, [YES, "Blank", "Blank"], "{other}");
    }
    let (answers, _) = under(["完成情况", "评议"], [["是", "办公室"], ["", "办公室"], ["", "8"]]);
    assert_eq!(answers, [YES, "Blank", "Invalid"]);
}

#[test]
fn an_answer_below_a_part_beside_a_blank_whole_is_no_blank() {
    let (answers, rules) = under(["其中：女", "合计"], [["是", "否"], ["否", ""], ["1", "3"]]);
    assert_eq!(answers, [NO, "Invalid", "Integer(3)"]);
    assert!(rules.contains(&"answers-in-two-columns".to_string()), "{rules:?}");
    assert_eq!(under(["合计", "其中：女"], [["", ""], ["否", ""], ["", "3"]]).0, ["Blank", NO, "Invalid"]);
}

#[test]
fn a_heading_in_other_words_is_read_without_a_word() {
    for heading in
        ["填写内容", "数值", "情况", "结果", "数量", "合计", "填报数", "本年", "2024年", "Answer", "Value", "人数"]
    {
        let (answers, rules) = taken(&[("C4", heading)]);
        assert_eq!(answers, [YES, NO, "Integer(11)"], "{heading}");
        assert_eq!(rules, [""; 0], "{heading}");
    }
}

#[test]
fn a_heading_of_something_else_over_the_answers_keeps_them_out() {
    for heading in ["得分", "目标值", "年度计划", "填写示例", "Target"] {
        let (answers, rules) = taken(&[("C4", heading), ("A8:B8", ""), ("C8:D8", "")]);
        assert_eq!(answers, ["Invalid"; 3], "{heading}");
        assert_eq!(rules[..3], ["another-heading"; 3], "{heading}");
    }
}

#[test]
fn a_heading_that_nobody_knows_is_asked_about_once() {
    let (answers, rules) = taken(&[("C4", "本级")]);
    assert_eq!(answers, [YES, NO, "Integer(11)"]);
    assert_eq!(rules, ["unknown-heading"]);
    assert_eq!(taken(&[("C4", "否"), ("C5", "√"), ("C6", "是")]).0[..2], [NO, "Invalid"]);
}

#[test]
fn what_stands_above_the_form_heads_no_column() {
    let lines: [&[(&str, &str)]; 4] = [
        &[("A4", "制表人"), ("B4", "张三"), ("C4", "综合处"), ("D4", "")],
        &[("A4", ""), ("B4", ""), ("C4", "单位：人"), ("D4", "")],
        &[("A4", "甲"), ("B4", "乙"), ("C4", "1"), ("D4", "2")],
        &[("A4", ""), ("B4", ""), ("C4", ""), ("D4", "")],
    ];
    for line in lines {
        let (answers, rules) = taken(line);
        assert_eq!(answers, [YES, NO, "Integer(11)"], "{line:?}");
        assert_eq!(rules, [""; 0], "{line:?}");
    }
}

/// The three answers below one heading, without those of the table that follows.
fn under_one(heading: &str) -> (Vec<String>, Vec<String>) {
    taken(&[("C4", heading), ("C5", "是"), ("C6", "否"), ("C7", "11")])
}

#[test]
fn answers_under_a_heading_of_another_span_or_quantity_are_not_counted() {
    for heading in [
        "5月数",
        "本月数",
        "本季数",
        "上年数",
        "去年情况",
        "上年填报情况",
        "下年数",
        "年初数",
        "月均数",
        "平均数",
        "应填报数",
        "未填报数",
        "瞒报数",
        "预计数",
        "2023年数",
        "填报情况（2023年）",
        "填报情况（上半年）",
        "填报情况（1-6月）",
        "填报情况（去年）",
        "填报情况（应）",
    ] {
        let (answers, rules) = under_one(heading);
        assert_eq!((answers, rules), (vec!["Invalid".to_string(); 3], vec!["another-heading".into(); 4]), "{heading}");
    }
    let (answers, rules) = under_one("填报率");
    assert_eq!(answers, [YES, NO, "Invalid"]);
    assert_eq!(rules, ["another-heading", "unknown-heading"], "no number is a rate");
    assert_eq!(under_one("期末数").1, ["unknown-heading"]);
}

#[test]
fn other_words_for_the_answers_of_the_period_stay_silent() {
    for heading in [
        "数",
        "数量",
        "填报数",
        "本年数",
        "全年数",
        "2024年数",
        "本期数",
        "当年完成数",
        "1-12月",
        "填报情况（人）",
        "填报情况（请填写）",
        "填报情况（2024年）",
        "填报情况（已/未）",
        "填报情况（如2023年已制定请填是）",
    ] {
        let (answers, rules) = under_one(heading);
        assert_eq!((answers, rules), (vec![YES.into(), NO.into(), "Integer(11)".to_string()], vec![]), "{heading}");
    }
}

#[test]
fn beside_a_longer_span_the_column_of_the_period_is_read() {
    for heads in [["本月数", "全年数"], ["上半年", "本年数"], ["填报情况（1-6月）", "填报情况（全年）"]]
    {
        let (answers, rules) = under(heads, [["否", "是"], ["是", "否"], ["6", "11"]]);
        assert_eq!(answers, [YES, NO, "Integer(11)"], "{heads:?}");
        assert_eq!(rules, ["item-not-found"], "only the item whose row is gone: {heads:?}");
    }
}
