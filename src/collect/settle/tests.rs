//! Which return counts, by dates, file times and names.

use super::*;
use crate::answer::{Origin, State, Value};
use crate::collect::fixture;

struct Sent<'a> {
    file: &'a str,
    dated: &'a str,
    minute: u64,
    plan: &'a str,
}

fn entry(sent: &Sent) -> Entry {
    let answer = |words: &str| Answer {
        state: State::Answered,
        value: Some(Value::Text(words.to_string())),
        raw: words.to_string(),
        origin: None,
    };
    let taken = Return {
        unit: 0,
        period: "2024".parse().unwrap(),
        file: sent.file.into(),
        form_version: String::new(),
        dated: sent.dated.parse().ok(),
        received: None,
        late: false,
        nil: false,
        answers: [sent.plan, "否", "3", "无"].map(answer).to_vec(),
        tables: vec![Vec::new()],
        remarks: Vec::new(),
    };
    let receipt = Receipt {
        file: sent.file.to_string(),
        bytes: 1,
        sha256: format!("{}{}{}", sent.dated, sent.minute, sent.plan),
        units: vec![0],
        refused: Vec::new(),
        unit_name: String::new(),
        period: Some(taken.period),
        also_of: None,
        form_version: String::new(),
        status: ReceiptStatus::Used,
        reason: String::new(),
    };
    let finding = about(&taken, Finding::new("hidden", Severity::Note, String::new(), String::new()));
    let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(60 * sent.minute);
    Entry {
        receipt,
        returns: vec![taken],
        findings: vec![finding],
        modified: Some(modified),
        annulled: None,
        named: crate::collect::intake::Named::default(),
    }
}

fn settle(sent: &[Sent], choose: Choose) -> Collected {
    let mut survey = fixture::survey();
    survey.returns.choose = choose;
    settled(sent.iter().map(entry).collect(), &survey, &fixture::register(), Lang::En)
}

fn outcome(collected: &Collected) -> (Vec<&str>, Vec<String>) {
    let used = collected.returns.iter().map(|taken| &*taken.file).collect();
    let rules = collected.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.item));
    (used, rules.map(|rule| rule.trim().to_string()).collect())
}

#[test]
fn the_later_date_counts_and_the_differences_are_listed() {
    let sent = [
        Sent { file: "a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
        Sent { file: "b.xlsx", dated: "2025-01-10", minute: 90, plan: "否" },
    ];
    let collected = settle(&sent, Choose::Latest);
    assert_eq!(outcome(&collected), (vec!["a.xlsx"], vec!["resubmission-differs plan".into(), "hidden".into()]));
    assert_eq!(collected.findings[0].value, "否 → 是");
    assert_eq!(collected.receipts[1].status, ReceiptStatus::Superseded);
    assert!(collected.receipts[1].reason.contains("a.xlsx"));
}

#[test]
fn file_times_decide_only_where_dates_do_not_and_only_far_apart() {
    let far = [
        Sent { file: "a.xlsx", dated: "", minute: 90, plan: "是" },
        Sent { file: "b.xlsx", dated: "2025-01-10", minute: 0, plan: "否" },
    ];
    let (used, rules) = (settle(&far, Choose::Latest), "resubmission-by-file-time");
    assert_eq!(outcome(&used).0, ["a.xlsx"]);
    assert!(outcome(&used).1.contains(&rules.to_string()));
    let near = [
        Sent { file: "a.xlsx", dated: "2025-01-10", minute: 1, plan: "是" },
        Sent { file: "b.xlsx", dated: "2025-01-10", minute: 0, plan: "否" },
    ];
    let collected = settle(&near, Choose::Latest);
    assert_eq!(outcome(&collected).0, ["b.xlsx"]);
    assert!(outcome(&collected).1.contains(&"resubmission-undecided".to_string()));
}

#[test]
fn a_date_that_cannot_be_meant_decides_nothing() {
    for (first, correction) in [("2025-01-10", "2024-01-20"), ("2052-01-10", "2025-01-20")] {
        let sent = [
            Sent { file: "a.xlsx", dated: first, minute: 0, plan: "是" },
            Sent { file: "b.xlsx", dated: correction, minute: 90, plan: "否" },
        ];
        let (used, rules) = (settle(&sent, Choose::Latest), "resubmission-by-file-time");
        assert_eq!(outcome(&used).0, ["b.xlsx"]);
        assert!(outcome(&used).1.contains(&rules.to_string()), "{correction}");
    }
}

/// What becomes of files of one unit and period, of which the second lies in the folder of another one.
fn with_misfiled(sent: &[Sent], choose: Choose) -> Collected {
    let mut survey = fixture::survey();
    survey.returns.choose = choose;
    let mut entries: Vec<Entry> = sent.iter().map(entry).collect();
    let misfiled = Finding { also_of: "2025".parse().ok(), ..entries[1].findings[0].clone() };
    entries[1].findings.push(Finding { rule: "misfiled".into(), ..misfiled });
    settled(entries, &survey, &fixture::register(), Lang::En)
}

#[test]
fn a_form_of_another_period_does_not_take_the_place_of_that_periods_return() {
    let sent = [
        Sent { file: "2024/a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
        Sent { file: "2025/a.xlsx", dated: "2026-01-10", minute: 90, plan: "否" },
    ];
    for choose in [Choose::Latest, Choose::Refuse] {
        let collected = with_misfiled(&sent, choose);
        assert_eq!(outcome(&collected).0, ["2024/a.xlsx"]);
        assert_eq!(collected.receipts[1].status, ReceiptStatus::Rejected);
        assert!(collected.receipts[1].reason.contains("2024/a.xlsx counts for 2024"));
        let of_2025 = collected.findings.iter().filter(|finding| finding.is_of("2025".parse().unwrap()));
        assert_eq!(of_2025.map(|finding| &*finding.rule).collect::<Vec<_>>(), [Finding::REJECTED, "misfiled"]);
        assert!(collected.superseded.is_empty());
    }
}

#[test]
fn last_periods_file_sent_again_is_told_of_in_the_period_that_misses_it() {
    let sent = [
        Sent { file: "2024/a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
        Sent { file: "2025/a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
    ];
    let collected = with_misfiled(&sent, Choose::Latest);
    assert_eq!(collected.receipts[1].status, ReceiptStatus::Superseded);
    assert!(outcome(&collected).1.contains(&"misfiled".to_string()));
}

#[test]
fn a_file_that_is_void_by_its_name_never_takes_the_place_of_another() {
    let sent = [
        Sent { file: "2024/甲局.xlsx", dated: "2025-01-10", minute: 0, plan: "是" },
        Sent { file: "2024/甲局（作废）.xlsx", dated: "2025-01-20", minute: 90, plan: "否" },
        Sent { file: "2024/甲局草稿.xlsx", dated: "2025-01-25", minute: 90, plan: "无" },
    ];
    let collected = settle(&sent, Choose::Latest);
    assert_eq!(outcome(&collected), (vec!["2024/甲局.xlsx"], vec!["hidden".to_string()]));
    for receipt in &collected.receipts[1..] {
        assert_eq!(receipt.status, ReceiptStatus::Superseded);
        assert!(
            receipt.reason.contains("2024/甲局.xlsx of the same unit and period counts instead"),
            "{}",
            receipt.reason
        );
    }
    let refused = settle(&sent[..2], Choose::Refuse);
    assert_eq!(outcome(&refused).0, ["2024/甲局.xlsx"]);
}

#[test]
fn a_file_that_is_void_by_its_name_counts_alone_with_a_query() {
    let sent = [Sent { file: "2024/甲局（作废）.xlsx", dated: "2025-01-20", minute: 0, plan: "否" }];
    let collected = settle(&sent, Choose::Latest);
    let rules = ["withdrawn-return", "hidden"].map(String::from).to_vec();
    assert_eq!(outcome(&collected), (vec!["2024/甲局（作废）.xlsx"], rules));
    assert!(collected.findings[0].message.contains("甲局（作废）.xlsx"), "{}", collected.findings[0].message);
}

#[test]
fn of_the_same_bytes_those_count_that_are_not_void_by_name() {
    let same = |file| Sent { file, dated: "2025-01-20", minute: 0, plan: "是" };
    let collected = settle(&[same("draft.xlsx"), same("甲局.xlsx"), same("甲局（2）.xlsx")], Choose::Refuse);
    assert_eq!(outcome(&collected), (vec!["甲局.xlsx"], vec!["hidden".to_string()]));
}

#[test]
fn two_rows_of_one_file_are_named_by_their_rows() {
    let row = |row: u32, plan: &str| {
        let mut entry = entry(&Sent { file: "all.xlsx", dated: "", minute: 0, plan });
        for (col, answer) in (0..).zip(&mut entry.returns[0].answers) {
            let cell = Some(Position::new(row, col));
            answer.origin = Some(crate::answer::Origin { file: "all.xlsx".into(), sheet: "汇总表".into(), cell });
        }
        entry
    };
    let (mut both, second) = (row(33, "是"), row(86, "否"));
    both.returns.extend(second.returns);
    let collected = settled(vec![both], &fixture::survey(), &fixture::register(), Lang::En);
    let told: Vec<&str> = collected.findings.iter().map(|finding| finding.message.as_str()).collect();
    let doubt = "the file holds the unit twice (sheet “汇总表”, row 34, sheet “汇总表”, row 87), and nothing tells \
                 which is later; sheet “汇总表”, row 87 counts for now";
    assert!(told.contains(&doubt), "{told:#?}");
    assert!(told.iter().all(|told| !told.contains("all.xlsx")), "{told:#?}");
}

#[test]
fn two_returns_that_say_the_same_need_no_decision() {
    let sent = [
        Sent { file: "a.xlsx", dated: "", minute: 0, plan: "是" },
        Sent { file: "b.xlsx", dated: "", minute: 1, plan: "是" },
    ];
    assert_eq!(outcome(&settle(&sent, Choose::Latest)), (vec!["b.xlsx"], vec!["hidden".into()]));
}

#[test]
fn a_survey_that_refuses_two_returns_counts_neither() {
    let sent = [
        Sent { file: "a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
        Sent { file: "b.xlsx", dated: "2025-01-10", minute: 0, plan: "否" },
    ];
    let collected = settle(&sent, Choose::Refuse);
    assert!(collected.returns.is_empty());
    assert!(collected.receipts.iter().all(|receipt| receipt.status == ReceiptStatus::Rejected));
    assert_eq!(outcome(&collected).1, ["return-rejected", "return-rejected"]);
}

#[test]
fn the_same_bytes_sent_twice_count_once() {
    let sent = [
        Sent { file: "a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
        Sent { file: "b.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
    ];
    let collected = settle(&sent, Choose::Refuse);
    assert_eq!(outcome(&collected).0, ["a.xlsx"]);
    assert!(collected.receipts[1].reason.contains("the same file as a.xlsx"));
}

#[test]
fn of_two_rows_of_a_unit_in_one_file_the_findings_of_the_one_that_counts_stay() {
    let mut roster = entry(&Sent { file: "all.xlsx", dated: "", minute: 0, plan: "是" });
    let row = |row: u32| {
        let mut taken = roster.returns[0].clone();
        let origin = Origin { file: "all.xlsx".into(), sheet: "S".into(), cell: Some(Position::new(row, 2)) };
        taken.answers.iter_mut().for_each(|answer| answer.origin = Some(origin.clone()));
        taken
    };
    let at = |cell: &str| Finding { sheet: "S".into(), cell: cell.into(), ..roster.findings[0].clone() };
    let (returns, findings) = (vec![row(3), row(8)], vec![at("D4"), at("D9")]);
    (roster.returns, roster.findings) = (returns, findings);
    let collected = settled(vec![roster], &fixture::survey(), &fixture::register(), Lang::En);
    let counted = collected.returns[0].answers[0].origin.clone().and_then(|origin| origin.cell).unwrap();
    let hidden = collected.findings.iter().filter(|finding| finding.rule == "hidden");
    assert_eq!(hidden.map(|finding| finding.cell.clone()).collect::<Vec<_>>(), [format!("D{}", counted.row + 1)]);
}

#[test]
fn a_return_with_a_line_that_takes_it_back_never_replaces_another_and_counts_alone_with_a_query() {
    let annulled = |day: &'static str| {
        let written = fixture::written("此表作废").remove(0);
        Entry { annulled: Some(written), ..entry(&Sent { file: "b.xlsx", dated: day, minute: 9, plan: "no" }) }
    };
    let valid = entry(&Sent { file: "a.xlsx", dated: "2025-01-05", minute: 0, plan: "yes" });
    let settle = |entries| settled(entries, &fixture::survey(), &fixture::register(), Lang::En);
    let both = settle(vec![valid, annulled("2025-01-09")]);
    assert_eq!(outcome(&both), (vec!["a.xlsx"], vec!["hidden".to_string()]));
    assert!(both.receipts[1].reason.contains("表!B2 says “此表作废”; a.xlsx"), "{}", both.receipts[1].reason);
    assert!(both.superseded.is_empty());
    let alone = settle(vec![annulled("2025-01-09")]);
    assert_eq!(outcome(&alone).1, ["hidden", "withdrawn-return"]);
    let asked = &alone.findings[1];
    assert_eq!((&*asked.sheet, &*asked.cell, &*asked.value), ("表", "B2", "此表作废"));
}
