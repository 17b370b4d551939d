use crate::collect::draft::Drafts;
use crate::collect::fixture::*;
use crate::finding::Severity;
use crate::sheet::Sheet;

const AS_ISSUED: [&str; 4] = ["C5 是", "C6 否", "C7 11", "C8 一是认识不足"];

const LIST: &[(&str, &str)] = &[
    ("A1", "单位代码"),
    ("B1", "单位名称"),
    ("C1", "是否制定责任分解方案"),
    ("D1", "是否成立考核领导小组"),
    ("E1", "追究干部人数"),
    ("A2", "007"),
    ("B2", "乙地方协作局"),
    ("C2", "否"),
    ("D2", "是"),
    ("E2", "8"),
];

const ANSWERS: &[(&str, &str)] = &[("C5", ""), ("D5", ""), ("C6", ""), ("C7", ""), ("C8:D8", "")];

fn list(name: &str, hidden: bool) -> Sheet {
    Sheet { hidden, ..sheet(name, LIST) }
}

fn called(name: &str, form: Sheet) -> Sheet {
    Sheet { name: name.into(), ..form }
}

fn hidden(form: Sheet) -> Sheet {
    Sheet { hidden: true, ..form }
}

fn taken(sheets: Vec<Sheet>) -> Drafts {
    read(&survey(), &workbook(sheets)).expect("a return")
}

fn refused(sheets: Vec<Sheet>) -> String {
    read(&survey(), &workbook(sheets)).expect_err("no choice to make")
}

/// The sheets that are not read, with how grave that is.
fn unread(drafts: &Drafts) -> Vec<(&str, Severity)> {
    let all = drafts.findings.iter().chain(drafts.drafts.iter().flat_map(|draft| &draft.findings));
    let unread = all.filter(|finding| finding.rule == "sheet-not-read");
    unread.map(|finding| (finding.sheet.as_str(), finding.severity)).collect()
}

#[test]
fn a_form_goes_before_a_hidden_list_beside_it() {
    let drafts = taken(vec![list("上年数据", true), form_with(&[])]);
    assert!(!drafts.is_roster);
    assert_eq!(answers(&drafts.drafts[0]), AS_ISSUED);
    assert_eq!(unread(&drafts), [("上年数据", Severity::Note)]);
}

#[test]
fn a_hidden_list_never_names_the_unit_of_the_form() {
    let nameless = form_with(&[("B2", ""), ("B3", "")]);
    let drafts = taken(vec![list("上年数据", true), nameless]);
    let declared = &drafts.drafts[0].declared;
    assert_eq!((&declared.codes, &declared.names), (&Vec::new(), &Vec::new()));
}

#[test]
fn the_first_of_a_list_of_units_is_not_the_sender() {
    let units = [("A1", "单位代码"), ("B1", "单位名称"), ("A2", "U02"), ("B2", "乙地方协作局")];
    let more = [("A3", "U01"), ("B3", "甲局"), ("A4", "U03"), ("B4", "产业规划局")];
    let named = |names: &[(&str, &str)]| {
        let drafts = taken(vec![form_with(&[("B2", ""), ("B3", "")]), sheet("名录", names)]);
        drafts.drafts[0].declared.codes.iter().map(|written| written.words()).collect::<Vec<_>>()
    };
    assert_eq!(named(&units), ["U02"]);
    assert_eq!(named(&[units, more].concat()), [""; 0]);
}

#[test]
fn a_filled_form_goes_before_a_visible_list_and_the_list_is_an_error() {
    let drafts = taken(vec![list("历年对比", false), form_with(&[])]);
    assert_eq!(answers(&drafts.drafts[0]), AS_ISSUED);
    assert_eq!(unread(&drafts), [("历年对比", Severity::Error)]);
}

#[test]
fn a_form_answered_in_words_that_nobody_understands_is_a_form_all_the_same() {
    let more = "[[item]]\nid = \"area\"\nkind = \"decimal\"\nlabel = \"办公面积\"\n";
    let odd = form_with(&[("A12", "5"), ("B12", "办公面积"), ("C12", "见附件")]);
    let drafts = read(&survey_with(more), &workbook(vec![list("历年对比", false), odd])).expect("a form");
    assert!(!drafts.is_roster);
    assert_eq!(unread(&drafts), [("历年对比", Severity::Error)]);
}

#[test]
fn a_list_and_a_form_on_sheets_of_any_name_are_no_choice_to_make() {
    let refused = refused(vec![list("历年对比", false), called("Sheet1", form_with(&[]))]);
    assert!(refused.contains("历年对比") && refused.contains("Sheet1"), "{refused}");
}

#[test]
fn a_list_goes_before_a_blank_form_or_an_explanation_of_it() {
    let explained = [("B2", ""), ("B3", ""), ("D3", "")];
    let blank = [ANSWERS, &[("A10", ""), ("B10", ""), ("C10", ""), ("D10", "")]].concat();
    for form in [form_with(&blank), called("填表说明", form_with(&explained))] {
        let drafts = taken(vec![form, list("名册", false)]);
        assert!(drafts.is_roster);
        assert_eq!(drafts.drafts.len(), 1);
        assert_eq!(unread(&drafts), []);
    }
}

#[test]
fn a_list_on_the_survey_s_own_sheet_goes_before_a_form() {
    let drafts = taken(vec![called("示意", form_with(&[])), list("一览表", false)]);
    assert!(drafts.is_roster);
    assert_eq!(unread(&drafts), [("示意", Severity::Error)]);
}

#[test]
fn a_blank_list_beside_a_form_does_no_harm() {
    let blank = sheet("名册", &LIST[..5]);
    let drafts = taken(vec![blank, form_with(&[])]);
    assert_eq!(answers(&drafts.drafts[0]), AS_ISSUED);
    assert_eq!(unread(&drafts), []);
}

#[test]
fn a_copy_of_the_named_sheet_that_says_something_else_is_no_choice_to_make() {
    let copy = called("一览表 (2)", form_with(&[("C6", "是")]));
    let said = refused(vec![form_with(&[]), copy]);
    assert!(said.contains("一览表") && said.contains("一览表 (2)"), "{said}");
    assert!(!said.contains("different units"), "{said}");
    let table = called("一览表 (2)", form_with(&[("D10", "9")]));
    assert!(refused(vec![form_with(&[]), table]).contains("(2)"));
}

#[test]
fn forms_of_two_units_are_told_as_such() {
    let other = [("B2", "乙地方协作局"), ("B3", "007")];
    let one_short = [&other[..], &[("B7", ""), ("C7", "")]].concat();
    for changes in [&other[..], &one_short] {
        let said = refused(vec![called("甲", form_with(&[])), called("乙", form_with(changes))]);
        assert!(said.contains('甲') && said.contains('乙') && said.contains("different units"), "{said}");
    }
}

#[test]
fn an_identical_a_blank_or_an_explaining_copy_does_no_harm() {
    let moved = form_with(&[("C7", ""), ("D7", "11"), ("C4:D4", "填报情况"), ("C4", ""), ("D4", ""), ("D5", "")]);
    let explained = form_with(&[("B2", ""), ("B3", ""), ("C5", "填是或否"), ("C6", "填是或否")]);
    for copy in [form_with(&[]), form_with(ANSWERS), moved, explained] {
        let draft = draft(vec![form_with(&[]), called("副本", copy)]);
        assert_eq!(answers(&draft), AS_ISSUED);
    }
}

#[test]
fn a_filled_copy_goes_before_the_blank_named_sheet() {
    let found = draft(vec![form_with(ANSWERS), called("一览表 (2)", form_with(&[]))]);
    assert_eq!(answers(&found), AS_ISSUED);
    assert_eq!(rules(&found)[0], "item-elsewhere plan");
    let other = |name| called(name, form_with(&[("B2", "某某局"), ("B3", "X")]));
    assert!(refused(vec![form_with(ANSWERS), other("乙")]).contains("乙"));
    // What shows how to fill in the form is nobody's return, even where the form is blank.
    let alone = answers(&draft(vec![form_with(ANSWERS)]));
    assert_eq!(answers(&draft(vec![form_with(ANSWERS), other("填写示例")])), alone);
    let nil = [ANSWERS, &[("F2", "零报告：是")]].concat();
    assert!(refused(vec![form_with(&nil), called("副本", form_with(&[]))]).contains("副本"));
}

#[test]
fn a_visible_copy_goes_before_the_hidden_named_sheet() {
    let found = draft(vec![hidden(form_with(&[("C6", "是")])), called("2024填报", form_with(&[]))]);
    assert_eq!(answers(&found), AS_ISSUED);
    assert_eq!(found.answers[0].origin.as_ref().map(|origin| &*origin.sheet), Some("2024填报"));
}

#[test]
fn a_hidden_copy_beside_the_named_sheet_is_left_aside() {
    let found = draft(vec![form_with(&[]), hidden(called("上年", form_with(&[("C6", "是")])))]);
    assert_eq!(answers(&found), AS_ISSUED);
    assert_eq!(rules(&found), [""; 0]);
}

#[test]
fn a_hidden_copy_that_says_something_else_is_told() {
    let with = |copy: Sheet| taken(vec![form_with(&[]), hidden(called("Sheet2", copy))]);
    for changes in [&[("C7", "9")][..], &[("D10", "9")], &[("B2", "乙地方协作局"), ("B3", "007")]] {
        let drafts = with(form_with(changes));
        assert_eq!(answers(&drafts.drafts[0]), AS_ISSUED);
        assert_eq!(unread(&drafts), [("Sheet2", Severity::Query)], "{changes:?}");
    }
    let some = [&ANSWERS[..3], &ANSWERS[4..]].concat();
    let earlier = [("A1", ""), ("A1:D1", "2023年度责任制落实情况一览表"), ("C7", "9")];
    for changes in [&[][..], ANSWERS, &some, &earlier] {
        assert_eq!(unread(&with(form_with(changes))), [], "{changes:?}");
    }
    let guide = hidden(called("填写示例", form_with(&[("C7", "9")])));
    assert_eq!(unread(&taken(vec![form_with(&[]), guide])), []);
}

#[test]
fn a_sheet_called_one_of_an_earlier_period_does_not_count_and_is_told() {
    let earlier = |name: &str| called(name, form_with(&[("C7", "9")]));
    for (name, severity) in [
        ("上年数", Severity::Note),
        ("去年", Severity::Note),
        ("上期", Severity::Note),
        ("last year", Severity::Note),
        ("2023年", Severity::Query),
        ("2023", Severity::Query),
    ] {
        for own in ["一览表", "填报", "2024年"] {
            for sheets in [
                vec![earlier(name), called(own, form_with(&[]))],
                vec![called(own, form_with(&[])), earlier(name)],
                vec![called(own, form_with(&[("C7", "")])), earlier(name)],
            ] {
                let is_full = sheets.iter().any(|sheet| sheet.cells == form_with(&[]).cells);
                let drafts = taken(sheets);
                let answer = if is_full { "C7 11" } else { "C7 " };
                assert_eq!(answers(&drafts.drafts[0])[2], answer, "{own} {name}");
                assert_eq!(unread(&drafts), [(name, severity)], "{own} {name}");
            }
        }
    }
}

#[test]
fn the_only_filled_sheet_to_be_seen_counts_whatever_it_is_called() {
    for blank in ["一览表", "Sheet2"] {
        let hidden = hidden(called(blank, form_with(ANSWERS)));
        for name in ["上年数", "2023年"] {
            let drafts = taken(vec![hidden.clone(), called(name, form_with(&[]))]);
            assert_eq!(answers(&drafts.drafts[0]), AS_ISSUED, "{blank} {name}");
        }
    }
}

#[test]
fn a_sheet_called_a_later_period_or_nothing_in_particular_is_still_a_rival() {
    for name in ["2025年", "Sheet2", "终稿"] {
        let other = called(name, form_with(&[("C7", "9")]));
        assert!(refused(vec![form_with(&[]), other]).contains(name), "{name}");
    }
    let both = ["上年", "去年"].map(|name| called(name, form_with(&[("C7", name)])));
    assert!(refused(both.to_vec()).contains("去年"));
}

#[test]
fn forms_without_number_are_refused_before_each_is_compared_with_each() {
    let copies = |n: usize, words: &str| {
        let copy = |place: usize| called(&format!("{place}"), form_with(&[("C6", words)]));
        (0..n).map(copy).collect::<Vec<_>>()
    };
    assert!(refused([vec![form_with(&[])], copies(2_000, "是")].concat()).contains("“0”"));
    assert!(refused([vec![form_with(&[])], copies(1, "是")].concat()).contains("“0”"));
}

#[test]
fn a_label_that_stands_a_thousand_times_on_another_sheet_does_no_harm() {
    let many = |words: &'static str, rows: std::ops::Range<u32>| -> Vec<(String, &'static str)> {
        rows.map(|row| (format!("A{row}"), words)).collect()
    };
    let borrowed = |cells: &[(String, &'static str)]| -> Vec<(String, String)> {
        cells.iter().map(|(at, words)| (at.clone(), (*words).to_string())).collect()
    };
    let sheet_of = |name: &str, cells: &[(String, String)]| {
        let cells: Vec<(&str, &str)> = cells.iter().map(|(at, words)| (at.as_str(), words.as_str())).collect();
        sheet(name, &cells)
    };
    for words in ["备注", "是否成立考核领导小组", "填报情况"] {
        let side = sheet_of("明细", &borrowed(&many(words, 1..1600)));
        let drafts = read(&survey(), &workbook(vec![form_with(&[]), side])).expect("the form is read");
        assert_eq!(answers(&drafts.drafts[0])[..3], ["C5 是", "C6 否", "C7 11"], "{words}");
    }
}

/// A list for 2024 with one more unit, on a sheet of some name.
fn list_of(name: &str, title: &str, code: &str) -> Sheet {
    let moved = LIST.iter().map(|(at, text)| {
        let (col, row) = at.split_at(1);
        (format!("{col}{}", row.parse::<u32>().expect("a row") + 1), if *text == "007" { code } else { *text })
    });
    let moved: Vec<(String, &str)> = moved.collect();
    let cells: Vec<(&str, &str)> = moved.iter().map(|(at, text)| (at.as_str(), *text)).collect();
    sheet(name, &[&[("A1", title)], &cells[..]].concat())
}

fn codes(drafts: &Drafts) -> Vec<String> {
    drafts.drafts.iter().map(|draft| draft.declared.codes[0].words()).collect()
}

#[test]
fn a_list_on_a_sheet_of_another_period_is_told_and_not_read() {
    for name in ["上轮", "上年", "去年数据", "2023年", "last year"] {
        let both = [list_of("甲片", "2024年名册", "U01"), list_of(name, "2024年名册", "U03")];
        for sheets in [both.clone().to_vec(), both.into_iter().rev().collect()] {
            let drafts = taken(sheets);
            assert_eq!(codes(&drafts), ["U01"], "{name}");
            assert_eq!(unread(&drafts), [(name, Severity::Error)]);
        }
    }
    let drafts = taken(vec![list_of("2024年", "2024年名册", "U01"), list_of("2023年", "2023年名册", "U03")]);
    assert_eq!((codes(&drafts).len(), unread(&drafts)), (2, vec![]));
    assert_eq!(codes(&taken(vec![list_of("上年", "", "U03")])), ["U03"]);
}

#[test]
fn a_list_on_a_sheet_that_the_survey_names_goes_before_a_wider_one() {
    let narrow = [("A1", "单位代码"), ("B1", "是否制定责任分解方案"), ("C1", "是否成立考核领导小组")];
    let filled = [("A2", "U01"), ("B2", "是"), ("C2", "否")];
    let wide = [("F1", "存在的主要问题"), ("F2", "无")];
    let named = sheet("一览表", &[narrow, filled].concat());
    let drafts = taken(vec![sheet("上年", &[LIST, &wide].concat()), named]);
    assert_eq!(codes(&drafts), ["U01"]);
    assert_eq!(unread(&drafts), [("上年", Severity::Error)]);
}
