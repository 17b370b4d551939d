use crate::collect::draft::Drafts;
use crate::collect::fixture::*;
use crate::sheet::Sheet;

const HEADER: [&str; 5] = ["单位代码", "单位名称", "是否制定责任分解方案", "是否成立考核领导小组", "追究干部人数"];

/// A sheet from rows of texts, the first in row 1.
fn rows(name: &str, rows: &[&[&str]]) -> Sheet {
    let mut cells: Vec<(String, &str)> = Vec::new();
    for (row, texts) in rows.iter().enumerate() {
        let filled = texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
        cells
            .extend(filled.map(|(col, text)| (crate::sheet::Position::new(row as u32, col as u32).to_string(), *text)));
    }
    let cells: Vec<(&str, &str)> = cells.iter().map(|(at, text)| (at.as_str(), *text)).collect();
    sheet(name, &cells)
}

fn roster(sheets: Vec<Sheet>) -> Drafts {
    read(&survey(), &workbook(sheets)).expect("a roster")
}

/// Each unit with its answers' cells: `U01 C2 D2 E2`.
fn units(drafts: &Drafts) -> Vec<String> {
    let unit = |draft: &crate::collect::draft::Draft| {
        let cells: Vec<String> = answers(draft)[..3].iter().map(|answer| answer.replace(' ', "=")).collect();
        format!("{} {}", draft.declared.codes[0].words(), cells.join(" "))
    };
    drafts.drafts.iter().map(unit).collect()
}

fn noticed(drafts: &Drafts) -> Vec<String> {
    drafts.findings.iter().map(|finding| format!("{} {} {}", finding.rule, finding.sheet, finding.cell)).collect()
}

#[test]
fn a_roster_may_go_on_on_further_sheets() {
    let one = rows("甲片", &[&HEADER, &["U01", "甲局", "是", "否", "1"]]);
    let other = rows("乙片", &[&["乙片"], &HEADER, &["U02", "乙局", "否", "是", "2"]]);
    let drafts = roster(vec![one, other]);
    assert_eq!(units(&drafts), ["U01 C2=是 D2=否 E2=1", "U02 C3=否 D3=是 E3=2"]);
    assert_eq!(drafts.drafts[1].answers[0].origin.as_ref().map(|origin| &*origin.sheet), Some("乙片"));
    assert_eq!(noticed(&drafts), [""; 0]);
}

#[test]
fn a_header_repeated_for_print_heads_the_rows_below_it() {
    let mut lines: Vec<Vec<&str>> = vec![HEADER.to_vec(), vec!["U01", "甲局", "是", "否", "1"]];
    lines.extend((0..60).map(|_| vec!["U02", "乙局", "否", "是", "2"]));
    lines.push(Vec::new());
    lines.push(vec!["单位名称", "单位代码", "追究干部人数", "是否成立考核领导小组", "是否制定责任分解方案"]);
    lines.push(vec!["丙局", "U03", "3", "否", "是"]);
    let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    let drafts = roster(vec![rows("名册", &lines)]);
    let units = units(&drafts);
    assert_eq!((units.len(), units[0].as_str()), (62, "U01 C2=是 D2=否 E2=1"));
    assert_eq!(units[61], "U03 E65=是 D65=否 C65=3");
    assert_eq!(noticed(&drafts), [""; 0]);
}

#[test]
fn a_repeated_header_of_two_rows_is_no_unit() {
    let upper: &[&str] = &["单位代码", "单位名称", "责任分解", "", "追究干部"];
    let lower: &[&str] = &["", "", "是否制定责任分解方案", "是否成立考核领导小组", "人数"];
    let one: &[&str] = &["U01", "甲局", "是", "否", "1"];
    let other: &[&str] = &["U02", "乙局", "否", "是", "2"];
    let drafts = roster(vec![rows("名册", &[upper, lower, one, upper, lower, other])]);
    assert_eq!(units(&drafts), ["U01 C3=是 D3=否 E3=1", "U02 C6=否 D6=是 E6=2"]);
    assert_eq!(noticed(&drafts), [""; 0]);
}

#[test]
fn numbers_below_a_header_are_answers_and_no_part_of_it() {
    let header: &[&str] = &["单位名称", "单位代码", "追究干部人数", "是否制定责任分解方案", "是否成立考核领导小组"];
    let one: &[&str] = &["甲局", "101", "7", "8", "9"];
    let other: &[&str] = &["乙局", "102", "1", "2", "3"];
    let drafts = roster(vec![rows("名册", &[header, one, other])]);
    assert_eq!(units(&drafts), ["101 D2=8 E2=9 C2=7", "102 D3=2 E3=3 C3=1"]);
    let counted: &[&str] = &["1", "2", "3", "4", "5"];
    let drafts = roster(vec![rows("名册", &[header, counted, one])]);
    assert_eq!(units(&drafts), ["101 D3=8 E3=9 C3=7"]);
    assert_eq!(noticed(&drafts), [""; 0]);
}

#[test]
fn each_part_of_a_roster_is_for_the_period_above_it() {
    let periods = |drafts: &Drafts| -> Vec<String> {
        let period = |draft: &crate::collect::draft::Draft| match draft.declared.periods.first() {
            Some(written) => written.words(),
            None => draft.declared.title.map(|period| period.to_string()).unwrap_or_default(),
        };
        drafts.drafts.iter().map(period).collect()
    };
    let (one, other): (&[&str], &[&str]) = (&["U01", "甲局", "是", "否", "1"], &["U02", "乙局", "否", "是", "2"]);
    let below = rows("名册", &[&["2024年度汇总"], &HEADER, one, &[], &["2023年度汇总"], &HEADER, other, &HEADER, one]);
    assert_eq!(periods(&roster(vec![below])), ["2024", "2023", "2023"]);
    let note = rows("名册", &[&["2024年度汇总"], &HEADER, one, &["注：2023年度另报"], &HEADER, other]);
    assert_eq!(periods(&roster(vec![note])), ["2024", "2024"]);
    let sheets = vec![rows("2023年", &[&HEADER, one]), rows("2024年", &[&["报告期：2024年"], &HEADER, other])];
    assert_eq!(periods(&roster(sheets)), ["2023", "2024年"]);
    let sheets = vec![rows("甲片", &[&["报告期：2024年"], &HEADER, one]), rows("乙片", &[&HEADER, other])];
    assert_eq!(periods(&roster(sheets)), ["2024年", "2024年"]);
}

#[test]
fn a_sheet_that_repeats_another_is_read_once() {
    let one = rows("名册", &[&HEADER, &["U01", "甲局", "是", "否", "1"]]);
    let copy = Sheet { name: "备份".into(), ..one.clone() };
    let drafts = roster(vec![one, copy]);
    assert_eq!(units(&drafts), ["U01 C2=是 D2=否 E2=1"]);
    assert_eq!(noticed(&drafts), [""; 0]);
}

#[test]
fn a_hidden_roster_beside_a_visible_one_is_an_error() {
    let shown = rows("名册", &[&HEADER, &["U01", "甲局", "是", "否", "1"]]);
    let mut hidden = rows("上年", &[&HEADER, &["U02", "乙局", "否", "是", "2"]]);
    hidden.hidden = true;
    let drafts = roster(vec![hidden.clone(), shown]);
    assert_eq!(units(&drafts), ["U01 C2=是 D2=否 E2=1"]);
    assert_eq!(noticed(&drafts), ["sheet-not-read 上年 A1"]);
    assert_eq!(units(&roster(vec![hidden])), ["U02 C2=否 D2=是 E2=2"]);
}

#[test]
fn columns_that_go_on_on_another_sheet_are_an_error() {
    let first = rows("前", &[&HEADER[..4], &["U01", "甲局", "是", "否"]]);
    let next = rows("后", &[&["单位代码", "追究干部人数", "存在的主要问题"], &["U01", "1", "无"]]);
    let drafts = roster(vec![first, next]);
    assert_eq!(drafts.drafts.len(), 1);
    assert_eq!(noticed(&drafts), ["sheet-not-read 后 A1"]);
}

#[test]
fn a_list_with_too_few_of_the_items_in_each_header_is_refused() {
    let more = "[[item]]\nid = \"a\"\nkind = \"text\"\nlabel = \"办公面积\"\n[[item]]\nid = \"b\"\nkind = \"text\"\nlabel = \"在职人员数量\"\n";
    let units = |heads: [&'static str; 3]| -> [[&'static str; 4]; 3] {
        [["单位代码", heads[0], heads[1], heads[2]], ["U01", "1", "2", "3"], ["U02", "4", "5", "6"]]
    };
    let one = units(["是否制定责任分解方案", "是否成立考核领导小组", ""]);
    let other = units(["追究干部人数", "办公面积", ""]);
    let sheets = [("前", one), ("后", other)].map(|(name, lines)| rows(name, &lines.each_ref().map(|line| &line[..])));
    let refused = read(&survey_with(more), &workbook(sheets.to_vec())).unwrap_err();
    assert!(refused.contains('前') && refused.contains('后'), "{refused}");
}

#[test]
fn units_side_by_side_are_refused_and_a_column_beside_the_answers_is_not() {
    let lines = |name: &'static str, second: [&'static str; 4]| {
        let labels = ["单位名称", "是否制定责任分解方案", "是否成立考核领导小组", "追究干部人数"];
        let all = [labels, [name, "是", "否", "1"], second];
        let lines: Vec<Vec<&str>> = (0..4).map(|row| all.iter().map(|column| column[row]).collect()).collect();
        lines
    };
    let sheet = |lines: &[Vec<&str>]| rows("表", &lines.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let refused = read(&survey(), &workbook(vec![sheet(&lines("甲局", ["乙局", "是", "是", "2"]))])).unwrap_err();
    assert!(refused.contains('表') && refused.contains("B, C"), "{refused}");
    let beside = draft(vec![sheet(&lines("甲局", ["（盖章）", "", "", "人"]))]);
    assert_eq!(answers(&beside)[..3], ["B2 是", "B3 否", "B4 1"]);
}

#[test]
fn what_other_sheets_declare_a_thousand_times_is_given_to_each_row_a_few_times() {
    let periods: Vec<&[&str]> = std::iter::repeat_n(&["报告期", "2024年"][..], 1_000).collect();
    let drafts = roster(vec![rows("甲片", &[&HEADER, &["U01", "甲局", "是", "否", "3"]]), rows("封面", &periods)]);
    let declared = &drafts.drafts[0].declared;
    assert!((1..100).contains(&declared.periods.len()), "{}", declared.periods.len());
    assert_eq!(declared.periods[0].words(), "2024年");
}

#[test]
fn the_answers_of_a_unit_whose_row_is_taken_back_do_not_count() {
    let drafts = roster(vec![rows(
        "名册",
        &[
            &HEADER,
            &["U01", "甲局", "是", "否", "1", "作废"],
            &["U02", "乙局", "否", "是", "2"],
            &["U03", "丙局", "否", "是", "3", "已关闭"],
            &["（以下空白）"],
            &["", "以下空白"],
        ],
    )]);
    let told = |draft: &crate::collect::draft::Draft| {
        let findings = draft.findings.iter().map(|finding| format!("{} {:?}", finding.rule, finding.severity));
        (draft.answers[2].value.is_some(), findings.filter(|told| told.starts_with("row-")).collect::<Vec<_>>())
    };
    let counts: Vec<_> = drafts.drafts.iter().map(told).collect();
    let [error, query] = ["Error", "Query"].map(|severity| vec![format!("row-void {severity}")]);
    assert_eq!(counts, [(false, error), (true, vec![]), (true, query)]);
    assert_eq!(noticed(&drafts), [""; 0]);
}

#[test]
fn rows_of_averages_and_what_closes_a_roster_are_no_units() {
    let one: &[&str] = &["U01", "甲局", "是", "否", "1"];
    let other: &[&str] = &["U02", "乙局", "否", "是", "2"];
    let closing: [&[&str]; 6] = [
        &["", "责任局（盖章）"],
        &["", "", "", "", "2024年7月3日"],
        &["以上共2家"],
        &["", "", "第1页 共1页"],
        &["填表人", "张三", "", "审核人", "李四"],
        &["", "填表人：张三", "电话：8286", "", "2024年7月3日"],
    ];
    let lines =
        [&[&HEADER, one, other, &["平均分", "", "", "", "1.5"], &["", "Maximum", "", "", "2"]], &closing[..]].concat();
    let drafts = roster(vec![rows("名册", &lines)]);
    assert_eq!(units(&drafts), ["U01 C2=是 D2=否 E2=1", "U02 C3=否 D3=是 E3=2"]);
    assert_eq!(noticed(&drafts), ["total-row 名册 A4", "total-row 名册 B5"]);
}

#[test]
fn a_word_in_a_column_of_its_own_matter_takes_no_unit_out() {
    let told = |heading: &str| {
        let header = [&HEADER[..], &[heading]].concat();
        let lines: [&[&str]; 2] = [&header, &["U01", "甲局", "是", "否", "1", "注销"]];
        let drafts = roster(vec![rows("名册", &lines)]);
        let states = drafts.drafts[0].answers.iter().filter(|answer| answer.value.is_some()).count();
        let void = drafts.drafts[0].findings.iter().filter(|finding| finding.rule == "row-void");
        (states, void.map(|finding| finding.severity).collect::<Vec<_>>())
    };
    assert_eq!(told("证书"), (3, vec![crate::finding::Severity::Query]));
    assert_eq!(told("状态"), (0, vec![crate::finding::Severity::Error]));
}

/// A roster with a line between its header and the row of a unit.
fn measured(line: [&str; 5]) -> Drafts {
    let mut survey = survey();
    survey.items[2].kind = crate::survey::KindName::Integer;
    let lines: [&[&str]; 3] = [&HEADER, &line, &["U01", "甲局", "是", "否", "11"]];
    read(&survey, &workbook(vec![rows("名册", &lines)])).expect("a roster")
}

#[test]
fn a_row_of_units_of_measure_below_the_header_is_part_of_it() {
    for line in [
        ["", "", "", "", "人"],
        ["计量单位", "—", "—", "—", "人"],
        ["", "", "（是/否）", "", "（人）"],
        ["—", "—", "", "", "单位：人"],
        ["计量单位", "", "", "", "起"],
    ] {
        let drafts = measured(line);
        assert_eq!(noticed(&drafts), [""; 0], "{line:?}");
        assert_eq!(units(&drafts), ["U01 C3=是 D3=否 E3=11"], "{line:?}");
        assert_eq!(rules(&drafts.drafts[0]), ["item-not-found problems"], "{line:?}");
    }
}

#[test]
fn a_number_below_another_unit_of_measure_is_not_counted() {
    for line in [["", "", "", "", "百人"], ["", "", "", "（是/否）", "（百人）"]] {
        let drafts = measured(line);
        assert_eq!(noticed(&drafts), [""; 0], "{line:?}");
        assert_eq!(rules(&drafts.drafts[0]), ["item-not-found problems", "other-unit persons"], "{line:?}");
        assert_eq!(drafts.drafts[0].answers[2].value, None, "{line:?}");
    }
}

#[test]
fn answers_without_a_unit_right_below_the_header_are_still_asked_about() {
    assert_eq!(noticed(&measured(["", "", "是", "否", "人"])), ["row-without-unit 名册 C2"]);
    assert_eq!(noticed(&measured(["", "", "是", "否", "12"])), ["row-without-unit 名册 C2"]);
    assert_eq!(noticed(&measured(["", "", "是", "", "人"])), ["row-without-unit 名册 C2"]);
}

#[test]
fn rows_below_a_line_that_takes_them_back_are_told_and_not_read() {
    let [one, other]: [&[&str]; 2] = [&["U01", "甲局", "是", "否", "1"], &["U02", "乙局", "否", "是", "2"]];
    let with = |line: &'static str| roster(vec![rows("名册", &[&["报告期：2024年"], &HEADER, one, &[line], other])]);
    for line in ["以下作废", "以下不计入", "以下企业已注销", "上年同期", "以下为2023年数据", "以下仅供参考"]
    {
        let drafts = with(line);
        assert_eq!(units(&drafts), ["U01 C3=是 D3=否 E3=1"], "{line}");
        assert_eq!(noticed(&drafts), ["rows-unread 名册 A4"], "{line}");
    }
    for line in ["2023年新增企业", "下属单位情况"] {
        let drafts = with(line);
        assert_eq!((units(&drafts).len(), noticed(&drafts)), (2, vec!["row-void 名册 A4".to_string()]), "{line}");
    }
    for line in ["乙片", "2024年", "下属单位", "注：上年已报的不填", "以下空白", "第二部分"] {
        let drafts = with(line);
        let told = noticed(&drafts).into_iter().find(|told| !told.starts_with("row-empty"));
        assert_eq!((units(&drafts).len(), told), (2, None), "{line}");
    }
    let end = roster(vec![rows("名册", &[&HEADER, one, other, &["以下作废"]])]);
    assert_eq!(units(&end).len(), 2);
    assert!(noticed(&end).iter().all(|told| !told.starts_with("rows-unread")));
}

#[test]
fn rows_below_a_header_repeated_below_such_a_line_are_not_read_either() {
    let [one, again]: [&[&str]; 2] = [&["U01", "甲局", "是", "否", "1"], &["U01", "甲局", "否", "是", "2"]];
    for line in ["上年同期", "以下作废"] {
        let drafts = roster(vec![rows("名册", &[&HEADER, one, &[line], &HEADER, again])]);
        assert_eq!(units(&drafts), ["U01 C2=是 D2=否 E2=1"], "{line}");
        assert_eq!(noticed(&drafts), ["rows-unread 名册 A3"], "{line}");
    }
}

#[test]
fn a_note_below_a_roster_that_takes_a_row_back_is_asked_about() {
    let [one, other]: [&[&str]; 2] = [&["U01", "甲局", "是", "否", "1"], &["U02", "乙局", "否", "是", "2"]];
    let told = |note: &'static str| noticed(&roster(vec![rows("名册", &[&HEADER, one, other, &[note]])]));
    for note in ["注：第2行作废", "请删除第2行", "以上企业均已注销"] {
        assert_eq!(told(note), ["row-void 名册 A4"], "{note}");
    }
    assert_eq!(told("注：第2行为新增"), [""; 0]);
}
