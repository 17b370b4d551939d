//! What remarks beside answers say of them.

use super::*;
use crate::collect::fixture;

/// What a remark says of an answer.
#[derive(Debug, PartialEq)]
enum Amended {
    To(Vec<Value>),
    TakenBack,
    No,
}

fn read_as(kind: KindName, text: &str) -> Amended {
    let mut item = fixture::survey().items[2].clone();
    item.kind = kind;
    let value = |words: &str| match (kind, words) {
        (KindName::YesNo, "是" | "yes") => Some(Value::Bool(true)),
        (KindName::YesNo, "否" | "no") => Some(Value::Bool(false)),
        (KindName::Integer, words) => words.trim_end_matches('人').parse().ok().map(Value::Integer),
        _ => None,
    };
    let Some(remark) = Remark::of(text) else { return Amended::No };
    let mut values = remark.values(&Meant { item: &item, period: PeriodKind::Month, value: &value });
    values.dedup();
    match values.is_empty() {
        false => Amended::To(values),
        true if remark.takes_back() => Amended::TakenBack,
        true => Amended::No,
    }
}

#[test]
fn a_remark_names_the_right_number() {
    for remark in [
        "此项填错，应为9",
        "更正为9",
        "更正：应为9",
        "更正 9",
        "应填9",
        "改为9",
        "原数改为 9人",
        "以9为准",
        "数字有误，以9为准",
        "应为9次会议",
        "应是：“9”",
        "此项数据应改为９。",
        "已由8更正为9",
        "should be 9",
        "Corrected to 9.",
        "correction: 9",
        "应该为9",
        "应9",
        "应9人",
        "9（更正）",
        "9人(更正后)",
        "按9计",
        "请按9统计。",
        "笔误：9",
        "实际数9",
        "实际数为9人",
        "调整后为9",
        "更新为9",
        "9为准",
        "应为九",
        "应为九人",
        "更正为九次",
        "本单位应为9",
        "计划12，实际应为9",
    ] {
        assert_eq!(read_as(KindName::Integer, remark), Amended::To(vec![Value::Integer(9)]), "{remark}");
    }
    assert_eq!(read_as(KindName::Integer, "应为1,234，特此说明"), Amended::To(vec![Value::Integer(1234)]));
}

#[test]
fn a_remark_names_the_other_of_yes_and_no() {
    for remark in ["应为否", "更正为否", "填错，改为“否”", "should be no"] {
        assert_eq!(read_as(KindName::YesNo, remark), Amended::To(vec![Value::Bool(false)]), "{remark}");
    }
    for remark in ["应为否则不报", "改为每月一次", "应为3次"] {
        assert_eq!(read_as(KindName::YesNo, remark), Amended::No, "{remark}");
    }
}

#[test]
fn a_remark_takes_the_answer_back() {
    for remark in [
        "作废",
        "此项作废",
        "填错了",
        "数据有误",
        "此数据有误。",
        "填写错误",
        "此项填错，待核",
        "Void",
        "this is wrong",
    ] {
        assert_eq!(read_as(KindName::Integer, remark), Amended::TakenBack, "{remark}");
    }
}

#[test]
fn ordinary_remarks_say_nothing_of_the_answer() {
    for remark in [
        "应为公文流转单",
        "已更正",
        "较上月更正后增加",
        "较上月更正后增加5",
        "上年更正为600",
        "数据有误，已更正",
        "相应为3家单位配备",
        "科室由6个调整为5个",
        "改为2025年报送",
        "更正：2024年12月",
        "无误",
        "以上报数为准",
        "两份责任书作废",
        "由每月1次改为每月2次",
        "以12345平台数据为准",
        "含上年结转3件",
        "上年同期45人次",
        "比上月增加10",
        "环比增长5%",
        "累计312",
        "本月实际数",
        "实际为本月发生数",
        "以系统数据为准",
        "以统计局核定数为准",
        "以台账为准",
        "口径更正",
        "更正后重报",
        "已更正上月数据",
        "上月应为50，已更正",
        "上月更正为48",
        "全年目标为200",
        "应为必填项",
        "应填本月数",
        "应训人数为600",
        "实到500人",
        "应到人数628，实到520",
        "不计重复件",
        "误填已改",
        "数据有误请联系8286",
        "经核实为2件不属实",
        "核实为重复信访2件",
        "本月起改为季报",
        "会议改为视频形式",
        "由20次改为计划12次",
        "原计划20次，实际为本表数",
        "2次改为线上",
        "按人次统计",
        "折合639000元",
        "审核无误",
        "数据正确",
        "revised method since May",
        "correction of May: 48 instead of 52",
        "should be read with note 2",
        "target should be 100 per year",
        "以2025年数据为准",
        "目标应为100",
        "年度调整为50",
        "全年应为600",
        "1-6月累计更正为600",
        "责任单位调整为12个",
        "牵头单位应为3个",
        "每次按2计",
        "应为一般性问题",
        "应为三个方面",
        "应3家单位要求增加",
        "按45计划执行",
        "按3年计",
        "更新为2.0版",
        "笔误3处已改",
        "两次会议合并按1次计",
    ] {
        assert_eq!(read_as(KindName::Integer, remark), Amended::No, "{remark}");
    }
}

#[test]
fn what_is_another_number_for_most_items_is_the_answer_of_one_that_asks_for_it() {
    let mut item = fixture::survey().items[2].clone();
    item.kind = KindName::Integer;
    item.label = crate::text::Text::same("年度计划参训单位数");
    let value = |words: &str| words.parse().ok().map(Value::Integer);
    let meant = Meant { item: &item, period: PeriodKind::Month, value: &value };
    for remark in ["参训单位应为9", "年度计划应为9"] {
        assert_eq!(Remark::of(remark).expect("it corrects").values(&meant)[0], Value::Integer(9), "{remark}");
    }
}

#[test]
fn whatever_amends_is_looked_at() {
    let lists = [PUT_RIGHT, PUT_RIGHT_ALONE, CHANGED, BRACKETED, VOID].into_iter().flatten();
    assert!(lists.copied().all(may_amend));
    assert!(!may_amend("六月印发，详见附件"));
}
