//! What a unit takes back or puts right in its own return, beside an answer, beside a row or for the whole form; through
//! the binary.

use rust_xlsxwriter::Workbook;

use crate::filed::{ANSWERS, Cells, run, staff};
use crate::support::{Round, form};

/// The unit's form with more cells.
fn with(more: &[(&str, &str)]) -> Cells {
    let more = more.iter().map(|(cell, words)| (cell.to_string(), words.to_string()));
    form("U01", "2025-Q1", ANSWERS).into_iter().chain(more).collect()
}

#[test]
fn a_remark_beside_an_answer_that_names_another_one_is_asked_about_and_no_other_remark_is() {
    let rules = |remark: &str| {
        let outcome = run(&[("2025-Q1/form.xlsx", with(&[("C6", remark)]))]);
        assert_eq!(staff(&outcome), "12", "{remark}");
        outcome.rules_of("U01")
    };
    for remark in ["应该为14", "14（更正）", "请按14统计", "应为十四", "14人为准"] {
        assert_eq!(rules(remark), ["correction-beside"], "{remark}");
    }
    for remark in ["以12345平台数据为准", "全年目标应为100", "按12计", "12（更正）"] {
        assert_eq!(rules(remark), [""; 0], "{remark}");
    }
}

#[test]
fn a_form_that_a_line_takes_back_never_replaces_the_return_and_counts_alone_with_a_query() {
    let valid = with(&[("B11", "2025-04-03")]);
    for line in [("C1", "DRAFT"), ("A15", "此表作废"), ("B14", "以上为示例")] {
        let mut later = with(&[line, ("B11", "2025-04-09")]);
        later.iter_mut().filter(|(cell, _)| cell == "B6").for_each(|(_, staff)| *staff = "99".into());
        let outcome = run(&[("2025-Q1/a.xlsx", valid.clone()), ("2025-Q1/b.xlsx", later.clone())]);
        assert_eq!((staff(&outcome).as_str(), outcome.rules_of("U01")), ("12", vec![]), "{line:?}");
        let (status, reason) = outcome.receipt("2025-Q1/b.xlsx");
        assert!(status == "superseded" && reason.contains(line.1) && reason.contains("a.xlsx"), "{status}: {reason}");
        let alone = run(&[("2025-Q1/b.xlsx", later)]);
        let findings = alone.rows("findings.csv");
        let asked: Vec<(&str, &str)> = findings
            .iter()
            .filter(|finding| finding["unit"] == "U01")
            .map(|finding| (&*finding["rule"], &*finding["cell"]))
            .collect();
        assert_eq!((staff(&alone).as_str(), asked), ("99", vec![("withdrawn-return", line.0)]));
    }
}

/// What is found of the remarks beside the rows of a roster: unit and rule.
fn of_roster(remarks: [&str; 3]) -> Vec<(String, String)> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let heads =
        ["Code", "Unit", "Number of staff", "Staff trained", "Training plan in force", "Training held", "Remarks"];
    sheet.write_row(0, 0, heads).unwrap();
    for (row, (code, remark)) in ["U01", "U02", "U03"].into_iter().zip(remarks).enumerate() {
        let row = row as u32 + 1;
        sheet.write_row(row, 0, [code, &format!("Office {code}")]).unwrap();
        sheet.write_row(row, 2, [12, 3]).unwrap();
        sheet.write_row(row, 4, ["yes", "no", remark]).unwrap();
    }
    let round = Round::new().silent("U01", "N").silent("U02", "S").silent("U03", "N");
    round.file("2025-Q1/roster.xlsx", &workbook.save_to_buffer().unwrap());
    let outcome = round.run();
    let is_of_remark = |rule: &str| ["correction-beside", "row-void"].contains(&rule);
    let findings = outcome.rows("findings.csv").into_iter().filter(|finding| is_of_remark(&finding["rule"]));
    let mut found: Vec<(String, String)> =
        findings.map(|finding| (finding["unit"].clone(), finding["rule"].clone())).collect();
    found.sort();
    found
}

#[test]
fn a_remark_beside_the_row_of_a_unit_is_heeded() {
    let found = of_roster(["staff should be 14", "作废，见第4行", "by phone"]);
    let found: Vec<(&str, &str)> = found.iter().map(|(unit, rule)| (unit.as_str(), rule.as_str())).collect();
    assert_eq!(found, [("U01", "correction-beside"), ("U02", "row-void")]);
}
