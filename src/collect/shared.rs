//! One number in a cell merged over several rows or items: nothing tells whose it is, and counted for each it would
//! count twice.

use std::collections::{BTreeMap, HashMap};

use crate::answer::{Answer, Row, State, Value};
use crate::collect::draft::Draft;
use crate::collect::locate::{Cell, Located};
use crate::collect::page::Page;
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::sheet::Position;
use crate::survey::{KindName, RepeatingTable};
use crate::text::{Phrase, collect as say};

/// Takes out the numbers that stand for several items of a form; those written in one cell with their labels are none.
pub fn among_items(reader: &Reader, draft: &mut Draft, located: &[Located]) {
    let mut items_of: HashMap<Cell, Vec<usize>> = HashMap::new();
    for (item, located) in located.iter().enumerate() {
        let Located::At(spot) = located else { continue };
        let counts = spot.within.is_none() && is_count(&draft.answers[item], reader.survey.items[item].kind);
        if counts && spreads(reader, &draft.answers[item]) {
            items_of.entry(spot.cell).or_default().push(item);
        }
    }
    let mut items: Vec<usize> = items_of.into_values().filter(|items| items.len() > 1).flatten().collect();
    items.sort_unstable();
    for item in items {
        let asked = &reader.survey.items[item];
        let question = Question { item: asked, id: &asked.id };
        draft.findings.extend(taken_out(reader, question, &mut [&mut draft.answers[item]]));
    }
}

/// Takes out the numbers that stand for several rows of a repeating table.
pub fn among_rows(reader: &Reader, table: &RepeatingTable, rows: &mut [Row]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        let is_one = |row: &Row, next: &Row| is_same(column.kind, &row.answers[place], &next.answers[place]);
        for group in rows.chunk_by_mut(is_one).filter(|group| group.len() > 1) {
            let id = format!("{}.{}", table.id, column.id);
            let mut answers: Vec<&mut Answer> = group.iter_mut().map(|row| &mut row.answers[place]).collect();
            findings.extend(taken_out(reader, Question { item: column, id: &id }, &mut answers));
        }
    }
    findings
}

/// Takes out the numbers that stand for several units of a roster; each of these is told.
pub fn among_units(reader: &Reader, drafts: &mut [Draft]) {
    for (place, item) in reader.survey.items.iter().enumerate() {
        let question = Question { item, id: &item.id };
        let is_one = |unit: &Draft, next: &Draft| is_same(item.kind, &unit.answers[place], &next.answers[place]);
        for draft in drafts.chunk_by_mut(is_one).filter(|group| group.len() > 1).flatten() {
            draft.findings.extend(taken_out(reader, question, &mut [&mut draft.answers[place]]));
        }
    }
}

/// Takes out what stands in one cell for several items of a unit's row: numbers, and of words what is no plain yes or
/// no for each.
pub fn among_columns(reader: &Reader, page: &Page, draft: &mut Draft) {
    if page.sheet.merged.is_empty() {
        return;
    }
    let mut items_of: BTreeMap<Position, Vec<usize>> = BTreeMap::new();
    for (item, answer) in draft.answers.iter().enumerate().filter(|(_, answer)| !answer.raw.trim().is_empty()) {
        let at = answer.origin.as_ref().and_then(|origin| origin.cell);
        let wide = at.map(|at| page.span(at)).filter(|span| span.last.col > span.first.col);
        if let Some(span) = wide {
            items_of.entry(span.first).or_default().push(item);
        }
    }
    for item in items_of.into_values().filter(|items| items.len() > 1).flatten() {
        let (asked, answer) = (&reader.survey.items[item], &mut draft.answers[item]);
        let rule = match asked.kind {
            kind if is_count(answer, kind) => "shared-number",
            KindName::YesNo if answer.value.is_some() && !is_plain(&answer.raw) => "shared-answer",
            _ => continue,
        };
        let (question, words) =
            (Question { item: asked, id: &asked.id }, [say::SHARED_BY_ITEMS, say::SHARED_BY_ITEMS_REMEDY]);
        draft.findings.extend(taken_out_as(reader, question, &mut [answer], rule, words));
    }
}

/// A yes or no in a word or a sign, and no sentence.
fn is_plain(raw: &str) -> bool {
    raw.trim().chars().count() <= 2 || ["yes", "no", "true", "false"].contains(&raw.trim().to_lowercase().as_str())
}

/// What stands in the row of a unit that has sent nothing.
const NOT_REPORTED: &[&str] = &[
    "未报送",
    "未报",
    "未填报",
    "未上报",
    "未提交",
    "未交",
    "未收到",
    "尚未报送",
    "没有报送",
    "not reported",
    "not received",
    "not submitted",
];

/// Whether nothing but this is said for all items, to some of which it is no answer.
pub fn is_not_reported(draft: &Draft) -> bool {
    let mut filled = draft.answers.iter().filter(|answer| !answer.raw.trim().is_empty()).peekable();
    let says_so = |answer: &Answer| NOT_REPORTED.contains(&answer.raw.trim().to_lowercase().as_str());
    filled.peek().is_some() && filled.all(says_so) && draft.answers.iter().any(|answer| answer.state == State::Invalid)
}

fn taken_out(reader: &Reader, question: Question, answers: &mut [&mut Answer]) -> Option<Finding> {
    taken_out_as(reader, question, answers, "shared-number", [say::SHARED_NUMBER, say::SHARED_NUMBER_REMEDY])
}

fn taken_out_as(
    reader: &Reader,
    question: Question,
    answers: &mut [&mut Answer],
    rule: &str,
    words: [Phrase; 2],
) -> Option<Finding> {
    for answer in &mut *answers {
        (answer.state, answer.value) = (State::Invalid, None);
    }
    let answer = answers.first()?;
    let origin = answer.origin.as_ref()?;
    Some(reader.finding_without_place(rule, Severity::Error, words, question, answer.raw.trim()).at(origin))
}

fn is_same(kind: KindName, one: &Answer, other: &Answer) -> bool {
    is_count(one, kind) && one.origin == other.origin && other.value.is_some()
}

/// Whether an answer is a number that sums are made of; a zero is the same for all.
fn is_count(answer: &Answer, kind: KindName) -> bool {
    let is_summed = matches!(kind, KindName::Integer | KindName::Decimal);
    is_summed && !matches!(answer.value, None | Some(Value::Integer(0)) | Some(Value::Number(0.0)))
}

/// Whether an answer's cell is merged over several rows.
fn spreads(reader: &Reader, answer: &Answer) -> bool {
    let Some((sheet, at)) = answer.origin.as_ref().and_then(|origin| Some((&origin.sheet, origin.cell?))) else {
        return false;
    };
    let page = reader.pages.iter().find(|page| page.sheet.name == **sheet);
    page.is_some_and(|page| page.span(at).last.row > page.span(at).first.row)
}

#[cfg(test)]
mod tests {
    use crate::collect::draft::Draft;
    use crate::collect::fixture::*;
    use crate::sheet::Sheet;
    use crate::survey::{KindName, Survey};

    fn counting() -> Survey {
        let mut survey = survey();
        survey.items[1].kind = KindName::Integer;
        survey.items[2].kind = KindName::Integer;
        survey.tables[0].columns[2].kind = KindName::Integer;
        survey
    }

    fn drafts(sheet: Sheet) -> Vec<Draft> {
        read(&counting(), &workbook(vec![sheet])).expect("a return").drafts
    }

    /// The values of column `n` of the table, then what was found.
    fn rows(changes: &[(&str, &str)]) -> Vec<String> {
        let draft = drafts(form_with(changes)).remove(0);
        let values = draft.tables[0].iter().map(|row| format!("{:?}", row.answers[2].value));
        let findings = draft.findings.iter().filter(|finding| finding.rule == "shared-number");
        values.chain(findings.map(|finding| format!("{} {}", finding.item, finding.cell))).collect()
    }

    #[test]
    fn a_number_merged_over_rows_of_a_table_counts_for_none_of_them() {
        let second = [("C6", "7"), ("B11", "2024-06"), ("C11", "警告"), ("B12", "2024-07"), ("C12", "警告")];
        let with = |more: &[(&'static str, &'static str)]| rows(&[&second[..], more].concat());
        let one = |n| format!("Some(Integer({n}))");
        assert_eq!(with(&[("D10", ""), ("D10:D11", "4"), ("D12", "5")]), ["None", "None", &one(5), "cases.n D10"]);
        assert_eq!(with(&[("D10", ""), ("D10:D11", "0"), ("D12", "5")]), [one(0), one(0), one(5)]);
        assert_eq!(with(&[("D11", "4"), ("D12", "4")]), [one(4), one(4), one(4)]);
    }

    #[test]
    fn a_row_of_two_lines_counts_once() {
        let tall = [
            ("C6", "7"),
            ("B10", ""),
            ("C10", ""),
            ("D10", ""),
            ("B10:B11", "2024-05"),
            ("C10:C11", "诫勉"),
            ("D10:D11", "4"),
        ];
        assert_eq!(rows(&tall), ["Some(Integer(4))"]);
    }

    #[test]
    fn a_number_merged_over_two_items_counts_for_neither() {
        let answers = |changes: &[(&str, &str)]| {
            let draft = drafts(form_with(changes)).remove(0);
            let findings = draft.findings.iter().filter(|finding| finding.rule == "shared-number");
            let items: Vec<String> = findings.map(|finding| finding.item.clone()).collect();
            let value = |item: usize| draft.answers[item].value.clone().map(|value| value.to_string());
            (value(1), value(2), items)
        };
        let merged = answers(&[("C6", ""), ("C7", ""), ("C6:C7", "11")]);
        assert_eq!(merged, (None, None, vec!["group".into(), "persons".into()]));
        let apart = answers(&[("C6", "11")]);
        assert_eq!(apart, (Some("11".into()), Some("11".into()), vec![]));
    }

    #[test]
    fn a_number_merged_over_two_units_of_a_roster_counts_for_neither() {
        let heads =
            [("A1", "单位代码"), ("B1", "是否制定责任分解方案"), ("C1", "追究干部人数"), ("A2", "U01"), ("A3", "007")];
        let plans = [("B2:B3", "是"), ("C2:C3", "12"), ("A4", "U03"), ("B4", "否"), ("C4", "3")];
        let drafts = drafts(sheet("名册", &[&heads[..], &plans].concat()));
        let shown = |draft: &Draft| {
            let rules = draft.findings.iter().filter(|finding| finding.rule == "shared-number").count();
            (draft.answers[0].raw.clone(), draft.answers[2].value.clone().map(|value| value.to_string()), rules)
        };
        let units: Vec<_> = drafts.iter().map(shown).collect();
        assert_eq!(units, [("是".into(), None, 1), ("是".into(), None, 1), ("否".into(), Some("3".into()), 0)]);
    }

    const HEADS: [(&str, &str); 5] = [
        ("A1", "单位代码"),
        ("B1", "是否制定责任分解方案"),
        ("C1", "是否成立考核领导小组"),
        ("D1", "追究干部人数"),
        ("E1", "存在的主要问题"),
    ];

    /// The roster with these cells, of which 是否制定责任分解方案 is answered by yes or no: the answers to the first three items
    /// of each unit, and the rules found.
    fn row(cells: &[(&str, &str)]) -> Vec<String> {
        let mut survey = counting();
        survey.items[0].kind = KindName::YesNo;
        let drafts = read(&survey, &workbook(vec![sheet("名册", &[&HEADS[..], cells].concat())])).expect("a roster");
        let value = |answer: &crate::answer::Answer| answer.value.as_ref().map_or("-".into(), ToString::to_string);
        let of_unit = |draft: &Draft| {
            let values = draft.answers[..3].iter().map(value).collect::<Vec<_>>().join(" ");
            let findings = draft.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.item));
            std::iter::once(values).chain(findings).collect::<Vec<_>>()
        };
        let of_rows = drafts.findings.iter().map(|finding| finding.rule.clone());
        drafts.drafts.iter().flat_map(of_unit).chain(of_rows).collect()
    }

    #[test]
    fn a_number_merged_over_two_items_of_a_row_counts_for_neither() {
        let one = |number| row(&[("A2", "U01"), ("B2", "是"), ("C2:D2", number)]);
        assert_eq!(one("3"), ["yes - -", "shared-number group", "shared-number persons"]);
        assert_eq!(one("0"), ["yes 0 0"]);
        assert_eq!(row(&[("A2", "U01"), ("B2", "是"), ("C2", "3"), ("D2", "3")]), ["yes 3 3"]);
    }

    #[test]
    fn a_sentence_merged_over_several_items_is_no_answer_to_each() {
        let plain = row(&[("A2", "U01"), ("B2:C2", "是"), ("D2", "3")]);
        assert_eq!(plain, ["yes - 3", "not-understood group"]);
        let sentence = row(&[("A2", "U01"), ("B2:C2", "尚未开展"), ("D2", "3")]);
        assert_eq!(sentence[0], "- - 3");
        assert!(sentence.contains(&"shared-answer plan".to_string()), "{sentence:?}");
    }

    #[test]
    fn a_unit_of_which_is_only_said_that_it_did_not_report_has_sent_nothing() {
        let other = [("A3", "U03"), ("B3", "否"), ("C3", "1"), ("D3", "2")];
        let with = |cells: &[(&'static str, &'static str)]| row(&[cells, &other].concat());
        let expected = ["no 1 2", "row-empty"];
        assert_eq!(with(&[("A2", "U01"), ("B2:E2", "未报送")]), expected);
        assert_eq!(with(&[("A2", "U01"), ("B2", "未报送"), ("C2", "未报送"), ("D2", "未报送")]), expected);
        assert_eq!(with(&[("A2", "U01"), ("B2", "未报送")])[0], "no - -");
    }
}
