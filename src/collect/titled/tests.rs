use crate::collect::fixture::*;
use crate::sheet::Sheet;

/// The rows of the table and what is told of it, read from the form of 2024 with a second header below a title.
fn below(title: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let again = [
        ("A13", "序号"),
        ("B13", "追究时间"),
        ("C13", "追究方式"),
        ("D13", "人数"),
        ("A14", "1"),
        ("B14", "2024-06"),
        ("C14", "警告"),
        ("D14", "7"),
    ];
    said(vec![form_with(&[title, &again].concat())])
}

fn further(name: &str, title: &str) -> (Vec<String>, Vec<String>) {
    let cells =
        [("B2", "追究时间"), ("C2", "追究方式"), ("D2", "人数"), ("B3", "2024-06"), ("C3", "警告"), ("D3", "7")];
    let title = [("A1", title)];
    let titled = title.iter().filter(|(_, title)| !title.is_empty()).chain(&cells).copied().collect::<Vec<_>>();
    said(vec![form_with(&[("D2", "2024年"), ("C2", "报告期")]), Sheet { name: name.into(), ..sheet("", &titled) }])
}

fn said(mut sheets: Vec<Sheet>) -> (Vec<String>, Vec<String>) {
    let period = [("C2", "报告期"), ("D2", "2024年")];
    let declared =
        sheet("", &period).cells.into_iter().filter(|(at, _)| sheets[0].cells.iter().all(|(own, _)| own != at));
    let declared: Vec<_> = declared.collect();
    sheets[0].cells.extend(declared);
    sheets[0].cells.sort_by_key(|(at, _)| *at);
    let draft = draft(sheets);
    let rows = draft.tables[0].iter().map(|row| row.answers[2].raw.clone()).collect();
    let told = draft.findings.iter().filter(|finding| finding.item == "cases");
    (rows, told.map(|finding| format!("{} {}!{}", finding.rule, finding.sheet, finding.cell)).collect())
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

#[test]
fn a_part_below_a_title_of_another_period_or_unit_or_for_reference_is_told_and_not_counted() {
    for title in
        ["上年同期案件", "2023年情况表", "附：去年情况", "Last year", "附：供参考", "下属单位情况", "情况表（示例）"]
    {
        let told = (own(&["4"]), own(&["rows-unread 一览表!A12"]));
        assert_eq!(below(&[("A12", title)]), told, "{title}");
        assert_eq!(below(&[("A12:D12", title)]), told, "{title}");
        let told = (own(&["4"]), own(&["rows-unread 一览表!B11"]));
        assert_eq!(below(&[("B11", title)]), told, "{title}");
    }
}

#[test]
fn a_part_below_another_title_counts() {
    for title in [
        "（含去年立案的）",
        "（追究日期注明年月日）",
        "填写示例见附件2",
        "表号：2023责统3表",
        "续表",
        "（续）",
        "2024年情况表（续）",
        "本级及所属单位情况",
        "制表日期：2025年1月10日",
        "下半年",
        "12月",
    ] {
        assert_eq!(below(&[("A12", title)]), (own(&["4", "7"]), vec![]), "{title}");
    }
    let both = [("B8:D8", "上年"), ("C8:D8", ""), ("A8:B8", "")];
    assert_eq!(below(&[&both[..], &[("A12", "上年（续）")]].concat()).0, ["4", "7"]);
}

#[test]
fn a_part_on_a_further_sheet_counts_unless_its_title_or_the_sheet_says_otherwise() {
    assert_eq!(further("续", ""), (own(&["4", "7"]), vec![]));
    assert_eq!(further("代拟稿", "下属单位情况"), (own(&["4"]), own(&["rows-unread 代拟稿!A1"])));
    assert_eq!(further("下属单位", ""), (own(&["4"]), own(&["rows-unread 下属单位!B3"])));
    assert_eq!(further("上年", ""), (own(&["4"]), own(&["rows-unread 上年!B3"])));
}

/// The rows of the table and what is told of it, read from the form of 2024 with a line between two of its rows.
fn between(line: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let second = [("A12", "2"), ("B12", "2024-06"), ("C12", "警告"), ("D12", "7")];
    said(vec![form_with(&[line, &second].concat())])
}

#[test]
fn rows_below_a_line_that_takes_them_back_are_told_and_not_counted() {
    for words in ["以下不计入", "以下作废", "作废", "2023年", "上年已报", "以下为上年", "以下为示例"]
    {
        for line in ["A11:D11", "A11", "B11"] {
            let is_loose = line == "B11" && !words.starts_with("以下");
            if !is_loose {
                let told = format!("rows-unread 一览表!{}", &line[..3]);
                assert_eq!(between(&[(line, words)]), (own(&["4"]), own(&[&told])), "{line} {words}");
            }
        }
    }
    let first = [("A10", "以下为上年"), ("B10", ""), ("C10", ""), ("D10", "")];
    assert_eq!(between(&first), (own(&[]), own(&["rows-unread 一览表!A10"])));
}

#[test]
fn rows_below_a_plain_heading_or_a_note_count() {
    for words in ["个人", "市直部门", "2024年5月8日", "2024年", "下半年", "下属单位", "注：上年已报的不填", "上年合计"]
    {
        assert_eq!(between(&[("A11:D11", words)]), (own(&["4", "7"]), vec![]), "{words}");
    }
    let noted = [("A13", "注"), ("A14", "上年已报的不填")];
    assert_eq!(between(&noted), (own(&["4", "7"]), vec![]));
}
