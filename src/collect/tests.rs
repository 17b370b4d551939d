//! Every way in which offices change a form, and what is read from it.

use crate::answer::State;
use crate::collect::fixture::*;
use crate::receipt::ReceiptStatus;
use crate::sheet::{Content, Position, Sheet};
use crate::text::Lang;

const AS_ISSUED: [&str; 4] = ["C5 是", "C6 否", "C7 11", "C8 一是认识不足"];

#[test]
fn the_form_as_issued_is_read_completely() {
    let draft = draft(vec![form_with(&[])]);
    assert_eq!(answers(&draft), AS_ISSUED);
    assert_eq!(draft.remarks, [(0, "六月印发".to_string())]);
    assert_eq!(draft.tables[0].len(), 1);
    let row: Vec<&str> = draft.tables[0][0].answers.iter().map(|answer| answer.raw.as_str()).collect();
    assert_eq!(row, ["2024-05", "诫勉", "4"]);
    assert_eq!(draft.declared.codes[0].words(), "U01");
    assert_eq!(draft.declared.names[0].words(), "甲局");
    assert_eq!(draft.declared.dates[0].words(), "2025-01-10");
    assert_eq!(draft.declared.title.map(|period| period.to_string()).as_deref(), Some("2024"));
    assert_eq!(rules(&draft), [""; 0]);
}

fn moved(sheet: &Sheet, from: Position, rows: u32, cols: u32) -> Sheet {
    let shift = |at: Position| {
        let (row, col) = (at.row >= from.row, at.col >= from.col);
        Position::new(at.row + rows * u32::from(row), at.col + cols * u32::from(col))
    };
    let cells = sheet.cells.iter().map(|(at, content)| (shift(*at), content.clone())).collect();
    let merged =
        sheet.merged.iter().map(|area| crate::sheet::Area { first: shift(area.first), last: shift(area.last) });
    Sheet { cells, merged: merged.collect(), ..sheet.clone() }
}

#[test]
fn inserted_rows_and_columns_do_no_harm() {
    let form = form_with(&[]);
    let on_top = draft(vec![moved(&form, Position::new(0, 0), 3, 2)]);
    assert_eq!(answers(&on_top), ["E8 是", "E9 否", "E10 11", "E11 一是认识不足"]);
    let amid = draft(vec![moved(&form, Position::new(5, 0), 2, 0)]);
    assert_eq!(answers(&amid), ["C5 是", "C8 否", "C9 11", "C10 一是认识不足"]);
    let before_answers = draft(vec![moved(&form, Position::new(0, 2), 0, 2)]);
    assert_eq!(answers(&before_answers), ["E5 是", "E6 否", "E7 11", "E8 一是认识不足"]);
}

#[test]
fn a_column_between_question_and_answer_is_not_taken_for_the_answer() {
    let mut form = moved(&form_with(&[]), Position::new(0, 2), 0, 1);
    let last_year = ["C4", "C5", "C6", "C7"].into_iter().zip(["上年", "否", "是", "9"]);
    form.cells.extend(last_year.map(|(at, text)| (Position::parse(at).unwrap(), Content::Text(text.into()))));
    form.cells.sort_by_key(|(at, _)| *at);
    form.hidden_columns = vec![2];
    let draft = draft(vec![form]);
    assert_eq!(answers(&draft)[..3], ["D5 是", "D6 否", "D7 11"]);
    assert_eq!(rules(&draft), [""; 0]);
}

#[test]
fn rows_in_another_order_are_found_by_their_labels() {
    let swapped = [("B5", "追究干部人数"), ("B7", "是否制定责任分解方案")];
    assert_eq!(answers(&draft(vec![form_with(&swapped)]))[..3], ["C7 11", "C6 否", "C5 是"]);
}

#[test]
fn a_renamed_sheet_and_further_sheets_do_no_harm() {
    let mut form = form_with(&[]);
    form.name = "Sheet1".into();
    let instructions = sheet("填表说明", &[("A1", "说明"), ("A2", "是否制定责任分解方案"), ("B2", "填是或否")]);
    let draft = draft(vec![instructions, form, sheet("Sheet3", &[])]);
    assert_eq!(answers(&draft), AS_ISSUED);
    assert_eq!(draft.answers[0].origin.as_ref().map(|origin| &*origin.sheet), Some("Sheet1"));
}

#[test]
fn a_blank_copy_of_the_form_beside_the_filled_one_does_no_harm() {
    let blank = [("B2", ""), ("B3", ""), ("D3", ""), ("C5", ""), ("D5", ""), ("C6", ""), ("C7", ""), ("C8:D8", "")];
    let (mut blank, mut filled) = (form_with(&blank), form_with(&[]));
    (blank.name, filled.name) = ("空表".into(), "Sheet2".into());
    blank.cells.retain(|(at, _)| at.row < 9);
    assert_eq!(answers(&draft(vec![blank, filled])), AS_ISSUED);
}

#[test]
fn two_filled_forms_in_one_workbook_are_no_choice_to_make() {
    let (mut one, mut other) = (form_with(&[]), form_with(&[("C5", "否")]));
    (one.name, other.name) = ("甲".into(), "乙".into());
    let refused = read(&survey(), &workbook(vec![one, other])).unwrap_err();
    assert!(refused.contains('甲') && refused.contains('乙'), "{refused}");
}

#[test]
fn a_form_continued_on_a_second_sheet_is_read_from_both() {
    let first = form_with(&[("A8:B8", ""), ("C8:D8", "")]);
    let second = sheet("续表", &[("A1", "存在的主要问题"), ("B1", "经费不足")]);
    let draft = draft(vec![first, second]);
    assert_eq!(answers(&draft)[3], "B1 经费不足");
}

#[test]
fn labels_are_found_in_spite_of_numbers_width_breaks_and_hints() {
    let odd = [
        ("B5", "（一）是否制定\n责任　分解方案？（请填是或否）"),
        ("B6", "２．是否成立“考核”领导小组"),
        ("B7", "③ 追究干部人数（人）"),
    ];
    let draft = draft(vec![form_with(&odd)]);
    assert_eq!(answers(&draft), AS_ISSUED);
    assert_eq!(rules(&draft), [""; 0]);
}

#[test]
fn a_label_nearly_right_is_read_and_asked_about() {
    let odd = [("B5", "本单位是否制定责任分解方案"), ("B6", "是否成立考核领导小祖")];
    let draft = draft(vec![form_with(&odd)]);
    assert_eq!(answers(&draft), AS_ISSUED);
    assert_eq!(rules(&draft), ["label-differs plan", "label-differs group"]);
}

#[test]
fn a_label_nearly_right_behind_a_list_without_end_is_reported_as_not_found() {
    let nearly = |row: u32| {
        let mut form = form_with(&[("B6", "另一句话")]);
        form.cells.extend((100..21_000).map(|row| (Position::new(row, 0), Content::Text(format!("第{row}条")))));
        let near = ["是否成立考核领导小祖", "是"].into_iter().zip(1..);
        form.cells.extend(near.map(|(text, col)| (Position::new(row, col), Content::Text(text.into()))));
        form.cells.sort_by_key(|(at, _)| *at);
        rules(&draft(vec![form]))
    };
    assert!(nearly(90).contains(&"label-differs group".to_string()));
    assert!(nearly(30_000).contains(&"item-not-found group".to_string()));
}

#[test]
fn two_places_that_fit_equally_well_are_a_finding_and_no_guess() {
    let draft = draft(vec![form_with(&[("B12", "追究干部人数"), ("C12", "9")])]);
    assert_eq!((draft.answers[2].state, draft.answers[2].raw.as_str()), (State::Invalid, ""));
    assert_eq!(rules(&draft), ["label-twice persons"]);
    assert_eq!(draft.findings[0].value, "一览表!B7, 一览表!B12");
}

#[test]
fn a_better_fit_goes_before_a_worse_one() {
    let draft = draft(vec![form_with(&[("B12", "追究干部人数（上年）"), ("C12", "9")])]);
    assert_eq!(answers(&draft)[2], "C7 11");
}

#[test]
fn a_heading_of_a_table_is_no_label_of_an_item() {
    let mut survey = survey();
    survey.items[2].label = crate::text::Text::same("人数");
    let drafts = read(&survey, &workbook(vec![form_with(&[("B7", "人数")])])).unwrap();
    assert_eq!(answers(&drafts.drafts[0])[2], "C7 11");
}

#[test]
fn merged_labels_and_answers_are_read_at_their_first_cell() {
    let merged = [
        ("B5", ""),
        ("C5", ""),
        ("A5:B6", "是否制定责任分解方案"),
        ("C5:C6", "是"),
        ("A6", ""),
        ("B6", ""),
        ("C6", ""),
        ("A5", ""),
    ];
    let mut survey = survey();
    survey.items.remove(1);
    let drafts = read(&survey, &workbook(vec![form_with(&merged)])).unwrap();
    assert_eq!(answers(&drafts.drafts[0]), ["C5 是", "C7 11", "C8 一是认识不足"]);
}

fn without_heading(changes: &[(&str, &str)]) -> Vec<String> {
    let changes: Vec<_> = changes.iter().copied().chain([("C4", "")]).collect();
    answers(&draft(vec![form_with(&changes)]))
}

#[test]
fn without_a_heading_the_first_cell_to_the_right_is_the_answer() {
    assert_eq!(without_heading(&[]), AS_ISSUED);
    assert_eq!(without_heading(&[("C6", "")])[1], "C6 ");
    assert_eq!(without_heading(&[("C7", "人"), ("D7", ""), ("D4", ""), ("E7", "11")])[2], "E7 11");
    assert_eq!(without_heading(&[("C5", ""), ("D5", "仅备注")])[0], "C5 ");
    let next_label = [("C5", "是否成立考核领导小组"), ("D5", "否"), ("D4", ""), ("B6", ""), ("C6", "")];
    assert_eq!(without_heading(&next_label)[..2], ["C5 ", "D5 否"]);
}

#[test]
fn an_answer_may_stand_below_its_label() {
    let below = [
        ("A8:B8", ""),
        ("C8:D8", ""),
        ("A8:D8", "六、存在的主要问题："),
        ("A9", ""),
        ("B9", ""),
        ("C9", ""),
        ("D9", ""),
    ];
    let table = [("A10", ""), ("B10", ""), ("C10", ""), ("D10", "")];
    let with = |more: &[(&str, &str)]| {
        let changes: Vec<_> = below.iter().chain(&table).chain(more).copied().collect();
        answers(&draft(vec![form_with(&changes)]))[3].clone()
    };
    assert_eq!(with(&[("A9:D9", "一是认识不足")]), "A9 一是认识不足");
    assert_eq!(with(&[("A10:D11", "二是经费不足")]), "A10 二是经费不足");
    assert_eq!(with(&[]), "A9 ");
    assert_eq!(with(&[("A9", "填表人：张三")]), "E8 ");
}

#[test]
fn an_answer_may_stand_in_the_cell_of_its_label() {
    let draft = draft(vec![form_with(&[("A8:B8", ""), ("C8:D8", ""), ("A8:D8", "四、存在的主要问题：一是认识不足")])]);
    assert_eq!(answers(&draft)[3], "A8 一是认识不足");
}

#[test]
fn a_defined_name_goes_before_the_label_unless_it_is_blank() {
    let survey = survey();
    let mut named = workbook(vec![form_with(&[("F9", "没有")])]);
    named.names = vec![name("PLAN_answer", "一览表", "F9")];
    assert_eq!(answers(&read(&survey, &named).unwrap().drafts[0])[0], "F9 没有");
    named.names = vec![name("plan_answer", "一览表", "F12")];
    assert_eq!(answers(&read(&survey, &named).unwrap().drafts[0])[0], "C5 是");
}

#[test]
fn a_fixed_cell_is_the_last_resort() {
    let mut survey = survey();
    survey.items[1].cell = Some("C6".into());
    let read_with =
        |label: &str| answers(&read(&survey, &workbook(vec![form_with(&[("B6", label)])])).unwrap().drafts[0]);
    assert_eq!(read_with("考核组织")[1], "C6 否");
    assert_eq!(read_with("是否成立考核领导小组")[1], "C6 否");
}

#[test]
fn an_item_without_a_label_is_invalid_and_never_blank() {
    let draft = draft(vec![form_with(&[("B6", "考核组织")])]);
    assert_eq!(draft.answers[1].state, State::Invalid);
    assert_eq!(rules(&draft), ["item-not-found group"]);
}

#[test]
fn another_form_is_refused_with_what_was_found() {
    let other = sheet("费用", &[("A1", "费用表"), ("A2", "办公费"), ("B2", "3"), ("A3", "追究干部人数"), ("B3", "1")]);
    let refused = read(&survey(), &workbook(vec![other])).unwrap_err();
    assert!(refused.contains("1 of its 4"), "{refused}");
    assert!(read(&survey(), &workbook(vec![sheet("空", &[])])).is_err());
    assert!(read(&survey(), &workbook(Vec::new())).is_err());
}

#[test]
fn a_hidden_answer_is_read_and_said() {
    let mut form = form_with(&[]);
    form.hidden_rows = vec![5];
    let draft = draft(vec![form]);
    assert_eq!(answers(&draft), AS_ISSUED);
    assert_eq!(rules(&draft), ["hidden group"]);
}

#[test]
fn a_table_may_have_gaps_and_ends_at_a_total() {
    let more = [
        ("A11", "2"),
        ("A12", "3"),
        ("B12", "2024-06"),
        ("D12", "1"),
        ("B14", "2024-07"),
        ("A15", "合计"),
        ("D15", "5"),
        ("B16", "2024-08"),
    ];
    let draft = draft(vec![form_with(&more)]);
    let days: Vec<&str> = draft.tables[0].iter().map(|row| row.answers[0].raw.as_str()).collect();
    assert_eq!(days, ["2024-05", "2024-06", "2024-07"]);
    assert_eq!(draft.tables[0].iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn a_table_ends_at_two_blank_rows_and_at_a_label() {
    let after_gap = draft(vec![form_with(&[("B13", "2024-06")])]);
    assert_eq!(after_gap.tables[0].len(), 1);
    let label =
        [("B6", ""), ("C6", ""), ("A6", ""), ("A11", "是否成立考核领导小组"), ("C11", "否"), ("B12", "2024-06")];
    let before_label = draft(vec![form_with(&label)]);
    assert_eq!(before_label.tables[0].len(), 1);
    assert_eq!(answers(&before_label)[1], "C11 否");
}

#[test]
fn a_table_header_over_two_rows_and_with_a_column_missing_is_found() {
    let header = [("B9", ""), ("C9", ""), ("D9", ""), ("A10", ""), ("B10", ""), ("C10", ""), ("D10", "")];
    let two_rows = [
        ("B9:B10", "追究时间"),
        ("C9:D9", "情况"),
        ("C10", "追究方式"),
        ("D10", "人数"),
        ("B11", "五月"),
        ("D11", "4"),
    ];
    let changes: Vec<_> = header[..5].iter().chain(&two_rows).copied().collect();
    let found = draft(vec![form_with(&changes)]);
    let row: Vec<&str> = found.tables[0][0].answers.iter().map(|answer| answer.raw.as_str()).collect();
    assert_eq!(row, ["五月", "", "4"]);
    let missing = draft(vec![form_with(&[("D9", "备忘")])]);
    assert_eq!(rules(&missing), ["item-not-found cases.n"]);
    assert_eq!(missing.tables[0][0].answers[2].state, State::Invalid);
}

#[test]
fn a_table_that_is_gone_or_there_twice_is_a_finding() {
    let gone = [("B9", ""), ("C9", ""), ("D9", "")];
    assert_eq!(rules(&draft(vec![form_with(&gone)])), ["item-not-found cases"]);
    let twice = [("F9", "追究时间"), ("G9", "追究方式"), ("H9", "人数")];
    assert_eq!(draft(vec![form_with(&twice)]).tables[0].len(), 1);
    let elsewhere = [("F12", "追究时间"), ("G12", "追究方式"), ("H12", "人数")];
    assert_eq!(rules(&draft(vec![form_with(&elsewhere)])), ["label-twice cases"]);
}

#[test]
fn head_and_value_may_share_a_cell_or_lie_below_each_other() {
    let shared = [
        ("A2", ""),
        ("B2", ""),
        ("A3", ""),
        ("B3", ""),
        ("C3", ""),
        ("D3", ""),
        ("A2:D2", "填报单位（盖章）：甲 局    单位代码：U01  填报日期：2025年1月10日"),
        ("A3", "报告期"),
        ("B3", "零报告：是"),
    ];
    let declared = draft(vec![form_with(&shared)]).declared;
    assert_eq!(declared.names[0].words(), "甲 局");
    assert_eq!(declared.codes[0].words(), "U01");
    assert_eq!(declared.dates[0].words(), "2025年1月10日");
    assert_eq!(declared.nil[0].words(), "是");
    let below = [
        ("A2", ""),
        ("B2", ""),
        ("A3", ""),
        ("B3", ""),
        ("C3", ""),
        ("D3", ""),
        ("F1", "单位代码"),
        ("G1", "单位名称"),
        ("F2", "U01"),
        ("G2", "甲局"),
    ];
    let declared = draft(vec![form_with(&below)]).declared;
    assert_eq!((declared.codes[0].words(), declared.names[0].words()), ("U01".into(), "甲局".into()));
    let blank = [("A3", "报告期"), ("B3", ""), ("A4", "联系人"), ("B4", "张三")];
    assert_eq!(draft(vec![form_with(&blank)]).declared.periods, []);
    let ticked = draft(vec![form_with(&[("D2", "☑零报告")])]).declared;
    assert_eq!(ticked.nil.len(), 1);
}

#[test]
fn a_title_names_the_period_but_a_date_does_not() {
    let title = |words: &str| draft(vec![form_with(&[("A1:D1", words)])]).declared.title.map(|p| p.to_string());
    assert_eq!(title("落实情况一览表（2023年度）").as_deref(), Some("2023"));
    assert_eq!(title("填于2025年1月5日"), None);
    assert_eq!(title("2024年上半年一览表"), None);
    assert_eq!(title("落实情况一览表"), None);
}

const ROSTER: &[(&str, &str)] = &[
    ("A1:F1", "汇总表"),
    ("A2", "报告期：2024年"),
    ("A3", "序号"),
    ("B3", "单位代码"),
    ("C3", "单位名称"),
    ("D3", "是否制定责任分解方案"),
    ("E3", "是否成立考核领导小组"),
    ("F3", "追究干部人数"),
    ("A4", "1"),
    ("B4", "U01"),
    ("C4", "甲局"),
    ("D4", "是"),
    ("E4", "否"),
    ("F4", "3"),
    ("A6", "2"),
    ("C6", "产业规划局"),
    ("E6", "是"),
    ("A7", "3"),
    ("C7", "乙地方协作局"),
    ("D8", "是"),
    ("A9", "合计"),
    ("F9", "3"),
];

#[test]
fn every_filled_row_of_a_roster_is_a_return() {
    let drafts = read(&survey(), &workbook(vec![sheet("Sheet1", ROSTER)])).unwrap();
    assert!(drafts.is_roster);
    let names: Vec<String> = drafts.drafts.iter().map(|draft| draft.declared.names[0].words()).collect();
    assert_eq!(names, ["甲局", "产业规划局"]);
    let answers: Vec<Vec<String>> = drafts.drafts.iter().map(answers).collect();
    assert_eq!(answers[0], ["D4 是", "E4 否", "F4 3", "- "]);
    assert_eq!(answers[1][..3], ["D6 ", "E6 是", "F6 "]);
    assert_eq!(drafts.drafts[0].declared.periods[0].words(), "2024年");
    assert_eq!(rules(&drafts.drafts[0]), ["item-not-found problems"]);
    let rules: Vec<&str> = drafts.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["row-empty", "row-without-unit", "total-row"]);
}

#[test]
fn a_roster_may_have_a_header_of_two_rows() {
    let two_rows: Vec<(&str, &str)> = [
        ("B1:B2", "单位名称"),
        ("C1:D1", "责任分解"),
        ("C2", "是否制定责任分解方案"),
        ("D2", "是否成立考核领导小组"),
        ("E1:F1", "追究干部"),
        ("E2", "人数"),
        ("F2", "备忘"),
        ("B3", "甲局"),
        ("C3", "是"),
        ("D3", "否"),
        ("E3", "3"),
    ]
    .to_vec();
    let drafts = read(&survey(), &workbook(vec![sheet("名册", &two_rows)])).unwrap();
    assert_eq!(drafts.drafts.len(), 1);
    assert_eq!(answers(&drafts.drafts[0])[..3], ["C3 是", "D3 否", "E3 3"]);
}

#[test]
fn every_file_of_the_sample_ends_in_the_ledger() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/central-survey");
    let survey = crate::survey::load::survey(&folder, crate::publish::chart::names()).unwrap();
    let register = super::register(&survey).unwrap();
    let sources = super::Sources { paths: vec![folder.join(&survey.returns.path)], ..super::Sources::default() };
    let collected = super::returns(&survey, &register, &sources, Lang::En, &|_| {}).unwrap();
    let of = |year: &str| collected.returns.iter().filter(|taken| taken.period.to_string() == year).count();
    assert_eq!((of("2023"), of("2024")), (36, 38));
    let aside = collected.receipts.iter().filter(|receipt| receipt.status != ReceiptStatus::Used);
    let aside: Vec<String> = aside.map(|receipt| format!("{} {}", receipt.status.code(), receipt.file)).collect();
    let expected = [
        "rejected 2024/2024年办公经费使用情况表.xlsx",
        "ignored 2024/~$资源统筹局_落实情况一览表.xlsx",
        "ignored 2024/催报记录.txt",
        "superseded 2024/城乡营造局_副本.xlsx",
        "ignored 2024/报送函.docx",
        "rejected 2024/机关保障局.xlsx",
        "superseded 2024/环境监看局.xlsx",
        "rejected 2024/资源统筹处_落实情况一览表.xlsx",
    ];
    assert_eq!(aside, expected);
    let invalid = ["label-twice", "item-not-found", "label-differs"];
    let drifted = collected.findings.iter().filter(|finding| invalid.contains(&finding.rule.as_str()));
    assert_eq!(drifted.count(), 0);
}

#[test]
fn a_file_without_a_row_and_a_row_without_a_reason_stop_the_run() {
    let row = |file: &str, status: ReceiptStatus, reason: &str| crate::receipt::Receipt {
        file: file.to_string(),
        bytes: 0,
        sha256: String::new(),
        units: Vec::new(),
        refused: Vec::new(),
        unit_name: String::new(),
        period: None,
        also_of: None,
        form_version: String::new(),
        status,
        reason: reason.to_string(),
    };
    let rows = [row("a", ReceiptStatus::Used, ""), row("b", ReceiptStatus::Rejected, "empty")];
    let accounted = |names: &[&str], rows: &[crate::receipt::Receipt]| {
        super::accounted(names.iter().map(|name| name.to_string()).collect(), rows, Lang::En).is_ok()
    };
    assert!(accounted(&["b", "a"], &rows));
    assert!(!accounted(&["a"], &rows) && !accounted(&["a", "b", "c"], &rows) && !accounted(&["a", "c"], &rows));
    assert!(!accounted(&["a"], &[row("a", ReceiptStatus::Ignored, "")]));
}

#[test]
fn a_sheet_that_repeats_a_label_without_end_is_no_form() {
    let mut form = form_with(&[]);
    let label = form.at(Position::parse("B5").unwrap()).or(form.at(Position::parse("A5").unwrap())).unwrap().clone();
    form.cells.extend((100..1200).map(|row| (Position::new(row, 1), label.clone())));
    let refused = read(&survey(), &workbook(vec![form])).unwrap_err();
    assert!(refused.contains("more than a thousand times"), "{refused}");
}

#[test]
fn a_text_of_many_colons_and_blanks_is_taken_apart_in_no_time() {
    let long = format!("单位代码：{}", "a b c d e f g h: ".repeat(200_000));
    let mut form = form_with(&[]);
    form.cells.push((Position::new(90, 0), Content::Text(long)));
    assert_eq!(draft(vec![form]).declared.codes[0].words(), "U01");
}

#[test]
fn a_text_longer_than_any_answer_is_told_by_its_beginning() {
    let long = "第一，".repeat(3_000);
    let mut survey = survey();
    survey.items[0].kind = crate::survey::KindName::YesNo;
    let form = form_with(&[("C5", &long), ("C8:D8", &long)]);
    let draft = read(&survey, &workbook(vec![form])).expect("a form").drafts.remove(0);
    let told = draft.findings.iter().find(|finding| finding.item == "plan").expect("no yes and no no");
    assert_eq!((told.rule.as_str(), told.value.chars().count()), ("not-understood", 501));
    assert!(told.value.ends_with('…') && told.message.contains(&told.value), "{}", told.value);
    assert_eq!(draft.answers[0].raw, told.value);
    assert_eq!(draft.answers[3].raw, long, "free text is kept whole");
}
