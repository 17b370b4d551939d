//! In which of several columns an answer stands.

use crate::collect::fixture::*;
use crate::survey::KindName;

/// Cells with the answers in columns C and D and the remarks in E.
fn two_columns(heads: &[(&str, &str)], first_row: [&str; 2], second_row: [&str; 2]) -> (Vec<String>, Vec<String>) {
    let answers = [("C5", first_row[0]), ("D5", first_row[1]), ("C6", second_row[0]), ("D6", second_row[1])];
    let changes = [heads, &answers, &[("C7", ""), ("D7", "11"), ("C4", ""), ("E4", "备注")]].concat();
    let mut changes: Vec<(&str, &str)> = changes;
    if heads.iter().any(|(cell, _)| *cell == "C4") {
        changes.retain(|cell| *cell != ("C4", ""));
    }
    let mut survey = survey();
    survey.items[0].kind = KindName::YesNo;
    survey.items[1].kind = KindName::YesNo;
    let draft = read(&survey, &workbook(vec![form_with(&changes)])).unwrap().drafts.remove(0);
    let findings = draft.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.value));
    (answers_of(&draft), findings.collect())
}

fn answers_of(draft: &crate::collect::draft::Draft) -> Vec<String> {
    let shown = |answer: &crate::answer::Answer| match &answer.value {
        Some(value) => format!("{value:?}"),
        None => format!("{:?}", answer.state),
    };
    draft.answers[..2].iter().map(shown).collect()
}

const YES: &str = "Bool(true)";
const NO: &str = "Bool(false)";

#[test]
fn of_two_columns_the_one_of_this_year_is_read() {
    for heads in [
        [("C4", "2023年填报情况"), ("D4", "2024年填报情况")],
        [("C4", "填报情况（2023年）"), ("D4", "填报情况（2024年）")],
        [("C4", "上年"), ("D4", "本年")],
        [("C4", "填报情况（2023年）"), ("D4", "2024年数")],
        [("C4", "上年填报情况"), ("D4", "填报情况")],
        [("C4", "上年填报情况"), ("D4", "数值")],
    ] {
        let (answers, findings) = two_columns(&heads, ["否", "是"], ["是", ""]);
        assert_eq!(answers, [YES, "Blank"], "{heads:?}");
        assert_eq!(findings, [""; 0], "{heads:?}");
    }
    let (answers, _) = two_columns(&[("C4", "2024年填报情况"), ("D4", "2023年填报情况")], ["是", "否"], ["", "是"]);
    assert_eq!(answers, [YES, "Blank"]);
}

#[test]
fn two_columns_of_which_nothing_tells_which_counts_are_an_error_where_they_differ() {
    let heads = [("C4", "填报情况"), ("D4", "填报情况")];
    let (answers, findings) = two_columns(&heads, ["否", "是"], ["", "是"]);
    assert_eq!(answers, ["Invalid", YES]);
    assert_eq!(findings, ["answers-in-two-columns 一览表!C5, 一览表!D5"]);
    assert_eq!(two_columns(&heads, ["否", "否"], ["是", ""]), (vec![NO.into(), YES.into()], vec![]));
    let earlier = [("C4", "2021年"), ("D4", "2022年")];
    let (answers, findings) = two_columns(&earlier, ["否", "是"], ["", "是"]);
    assert_eq!(answers, ["Invalid", "Invalid"]);
    assert_eq!(findings[..2], ["answers-in-two-columns 一览表!C5, 一览表!D5", "another-heading 是"]);
}

#[test]
fn a_return_whose_answers_are_all_in_doubt_is_not_blank() {
    let heads = [("C4", "填报情况"), ("D4", "填报情况"), ("C7", ""), ("A8:B8", ""), ("C8:D8", "")];
    let rows = [("A10", ""), ("B10", ""), ("C10", ""), ("D10", ""), ("C6", "")];
    let doubtful = draft(vec![form_with(&[&heads[..], &rows, &[("C5", "是"), ("D5", "否")]].concat())]);
    assert!(doubtful.is_empty() && doubtful.is_between_columns());
    let blank = draft(vec![form_with(&[&heads[..], &rows, &[("C5", ""), ("D5", "")]].concat())]);
    assert!(blank.is_empty() && !blank.is_between_columns());
}

#[test]
fn a_line_among_the_items_that_speaks_of_years_heads_no_column() {
    let line = [("B6", "其他情况"), ("C6", "上年已制定"), ("D6", "2024年修订")];
    let heads = [("B4", ""), ("C4", ""), ("D4", "")];
    let read = draft(vec![form_with(&[&line[..], &heads[..], &[("D5", "")]].concat())]);
    assert_eq!(answers(&read)[..3], ["C5 是", "- ", "C7 11"]);
}

#[test]
fn a_tick_says_what_stands_above_it() {
    let heads = [("C3:D3", "填报情况"), ("C4", "是"), ("D4", "否"), ("D3", "")];
    let (answers, findings) = two_columns(&heads, ["√", ""], ["", "√"]);
    assert_eq!((answers, findings), (vec![YES.to_string(), NO.to_string()], vec![]));
    let (answers, findings) = two_columns(&heads, ["√", "√"], ["", ""]);
    assert_eq!(answers, ["Invalid", "Blank"]);
    assert_eq!(findings, ["answers-in-two-columns 一览表!C5, 一览表!D5"]);
    let heads = [("C3:D3", "填报情况"), ("C4", "甲"), ("D4", "乙"), ("D3", "")];
    assert_eq!(two_columns(&heads, ["√", ""], ["", "否"]).0, ["Invalid", NO]);
}

#[test]
fn a_tick_under_a_wide_heading_is_a_yes_only_where_no_other_column_is_ticked() {
    let heads = [("C4:D4", "填报情况")];
    assert_eq!(two_columns(&heads, ["√", ""], ["", "√"]).0, ["Invalid", "Invalid"]);
    assert_eq!(two_columns(&heads, ["√", ""], ["√", ""]).0, [YES, YES]);
}

#[test]
fn an_answer_beside_its_label_whose_merged_area_is_gone_is_read_and_said() {
    let merged = [("A8:B8", ""), ("C8:D8", ""), ("A8", "存在的主要问题"), ("B8", "一是认识不足")];
    let read = draft(vec![form_with(&merged)]);
    assert_eq!(answers(&read)[3], "B8 一是认识不足");
    assert_eq!(rules(&read), ["item-elsewhere problems"]);
    let rows = [
        &merged[..],
        &[
            ("A9", ""),
            ("B9", "二是经费不足"),
            ("C9", ""),
            ("D9", ""),
            ("A10", ""),
            ("B10", ""),
            ("C10", ""),
            ("D10", ""),
        ],
    ]
    .concat();
    assert_eq!(rules(&draft(vec![form_with(&rows)])), ["answers-in-two-columns problems", "item-not-found cases"]);
}

#[test]
fn units_hints_and_columns_with_a_heading_of_their_own_are_no_answers() {
    let unheaded = |text| draft(vec![form_with(&[("A7", "追究干部人数"), ("B7", text), ("C7", "")])]);
    for text in ["人", "（请填数字）"] {
        assert_eq!(answers(&unheaded(text))[2], "C7 ", "{text}");
    }
    let headed = [
        ("A5", "是否制定责任分解方案"),
        ("A6", ""),
        ("B6", ""),
        ("A7", ""),
        ("B7", ""),
        ("B5", "全年"),
        ("C5", ""),
        ("B4", "口径"),
    ];
    assert_eq!(answers(&draft(vec![form_with(&headed)]))[0], "C5 ");
}

#[test]
fn the_number_of_the_next_label_is_no_answer() {
    let mut survey = survey();
    survey.items[1].kind = KindName::Integer;
    let heads = [("A4", ""), ("B4", ""), ("C4", ""), ("D4", ""), ("A7", ""), ("B7", ""), ("C7", "")];
    let right = [
        ("C5", ""),
        ("D5", "是"),
        ("E5", "3"),
        ("F5", "追究干部人数"),
        ("H5", "11"),
        ("C6", ""),
        ("E6", "4"),
        ("F6", "存在的主要问题"),
        ("H6", "一是认识不足"),
        ("A8:B8", ""),
        ("C8:D8", ""),
    ];
    let form = |more: &[(&str, &str)]| form_with(&[&heads[..], &right, more].concat());
    let read = |form| crate::collect::fixture::read(&survey, &workbook(vec![form])).unwrap().drafts.remove(0);
    let said = crate::collect::fixture::answers(&read(form(&[])));
    assert_eq!(said, ["D5 是", "C6 ", "H5 11", "H6 一是认识不足"]);
    let said = crate::collect::fixture::answers(&read(form(&[("D6", "7")])));
    assert_eq!(said[1], "D6 7");
}

#[test]
fn a_remark_in_the_words_of_a_heading_heads_no_answers() {
    let draft = draft(vec![form_with(&[("D5", "填报情况"), ("D6", "9"), ("D7", "99")])]);
    assert_eq!(answers(&draft)[..3], ["C5 是", "C6 否", "C7 11"]);
}
