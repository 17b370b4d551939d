//! What remarks beside answers say of them.

use super::*;
use crate::collect::fixture;
use crate::period::{Period, PeriodKind};

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
    let mut values =
        remark.values(&Meant { item: &item, time: OfTime { kind: PeriodKind::Month, own: None }, value: &value });
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
        "应当为9",
        "应报9次",
        "更正成9",
        "修正：9",
        "订正：9",
        "勘误：9",
        "修改后为9",
        "改填为9",
        "不是1，是9",
        "不是1而是9",
        "核定为9",
        "复核为9",
        "审核为9",
        "调增为9",
        "correct: 9",
        "revised: 9",
        "not 3 but 9",
        "9 instead of 3",
    ] {
        assert_eq!(read_as(KindName::Integer, remark), Amended::To(vec![Value::Integer(9)]), "{remark}");
    }
    assert_eq!(read_as(KindName::Integer, "应为1,234，特此说明"), Amended::To(vec![Value::Integer(1234)]));
}

#[test]
fn a_remark_names_the_other_of_yes_and_no() {
    for remark in ["应选否", "Corrected: no", "应为否", "更正为否", "填错，改为“否”", "should be no"]
    {
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
        "填反了",
        "与下行填反",
        "数据不实",
        "多报1次",
        "漏报1次",
        "wrong figure",
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
        "应报9次，实报8次",
        "修正2处",
        "举报不实",
        "不实",
        "漏报1次，已补报",
        "上月漏报1次",
        "改为3天",
        "改为2期举办",
        "期数改为7期",
        "单价应为2",
        "其中财政应为50",
        "合同金额变更为80万元",
        "不是9件都属实",
        "not all but 9 offices",
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
    let meant = Meant { item: &item, time: OfTime { kind: PeriodKind::Month, own: None }, value: &value };
    for remark in ["参训单位应为9", "年度计划应为9"] {
        assert_eq!(Remark::of(remark).expect("it corrects").values(&meant)[0], Value::Integer(9), "{remark}");
    }
}

#[test]
fn whatever_amends_is_looked_at() {
    let lists = [PUT_RIGHT, PUT_RIGHT_ALONE, CHANGED, BRACKETED, TAKEN_BACK, MISCOUNTED].into_iter().flatten();
    assert!(lists.copied().all(may_amend));
    assert!(!may_amend("六月印发，详见附件"));
}

#[test]
fn what_is_counted_as_left_out_takes_no_such_number_back() {
    let remark = Remark::of("漏报1次").expect("it takes back");
    assert!(remark.takes_back_of("追究人数") && !remark.takes_back_of("漏报次数"));
}

#[test]
fn a_measure_that_cannot_be_the_items_is_of_another_number() {
    let mut item = fixture::survey().items[2].clone();
    item.kind = KindName::Integer;
    let value = |words: &str| words.parse().ok().map(Value::Integer);
    for (label, unit, is_meant) in
        [("人均学时", "", false), ("参训人数", "", true), ("经费", "万元", false), ("培训期数", "", false)]
    {
        (item.label, item.unit) = (crate::text::Text::same(label), crate::text::Text::same(unit));
        let meant = Meant { item: &item, time: OfTime { kind: PeriodKind::Month, own: None }, value: &value };
        assert_eq!(Remark::of("应为6人").expect("it corrects").values(&meant).is_empty(), !is_meant, "{label}");
    }
}

#[test]
fn a_remark_says_that_a_number_is_not_certain() {
    for remark in ["待核实", "暂估", "此数待核", "数据待核实，月底再报", "Provisional"] {
        assert!(is_unsure(remark), "{remark}");
    }
    for remark in ["", "已核实", "待遇", "按估算口径", "待核实2件", "provisional list attached"] {
        assert!(!is_unsure(remark), "{remark}");
    }
}

#[test]
fn another_period_by_its_number_has_an_answer_of_its_own() {
    let mut item = fixture::survey().items[2].clone();
    item.kind = KindName::Integer;
    let value = |words: &str| words.parse().ok().map(Value::Integer);
    let own = Period::new(2026, PeriodKind::Month, 6);
    let meant = Meant { item: &item, time: OfTime { kind: PeriodKind::Month, own }, value: &value };
    let values = |remark: &str| Remark::of(remark).map(|remark| remark.values(&meant)).unwrap_or_default();
    for remark in ["5月应为45", "5月数应为45，本月已调整", "5月份更正为45"] {
        assert_eq!(values(remark), [], "{remark}");
    }
    for remark in ["6月应为45", "应为45", "本月数应为45"] {
        assert_eq!(values(remark)[0], Value::Integer(45), "{remark}");
    }
}
