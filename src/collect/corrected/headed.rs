//! Columns of corrections beside those of a table or roster, each with the column that it corrects: the one that its
//! heading names, or else the one left of it.

use std::ops::RangeInclusive;

use crate::answer::{Answer, State};
use crate::collect::corrected::rows::Column;
use crate::collect::corrected::{ABOUT, CORRECTED, REACH, finding, may_correct};
use crate::collect::heading::Block;
use crate::collect::label::{Fit, Label, without_hint, words};
use crate::collect::layout::Role;
use crate::collect::locate::Cell;
use crate::collect::page::{Mark, Page};
use crate::collect::tables::Header;
use crate::collect::understood::{Question, Reader};
use crate::collect::wordings::says;
use crate::finding::Finding;
use crate::sheet::{Content, Position, plain};
use crate::survey::{Item, KindName};

/// Of [`super::CORRECTED`], what is done to things as well as to answers, `发现问题数｜改正数`: it must say `后`.
const DONE: &[&str] = &["改正", "修订", "纠正", "调整"];

/// What may be a step and no answer, `审核` above a tick, or count what came of things, `核实人数`: alone it puts nothing
/// right, and a name right behind it is another's.
const CHECKED: &[&str] = &[
    "核实",
    "核定",
    "审定",
    "复核",
    "审核",
    "修正",
    "正确",
    "corrected",
    "revised",
    "amended",
    "adjusted",
    "verified",
];

/// Behind these words stands what was put right, and not what is counted.
const AFTER: &[&str] = &["后的", "后", "的"];

/// What else a heading may say without naming a column.
const NEUTRAL: &[&str] = &[
    "后", "的", "为", "实际", "最终", "数", "数据", "数值", "数字", "值", "结果", "答案", "number", "figure",
    "figures", "value", "values", "data", "count",
];

/// A column of corrections.
#[derive(Debug, PartialEq, Eq)]
pub struct Correcting {
    heading: Position,
    /// The place of the item or column that it corrects.
    corrects: usize,
    /// Whether the heading names that.
    is_named: bool,
}

/// The columns of corrections of a repeating table.
pub fn of_table(page: &Page, columns: &[Item], header: &Header) -> Vec<Correcting> {
    let asked: Vec<(u32, usize)> =
        header.columns.iter().enumerate().filter_map(|(place, col)| Some(((*col)?, place))).collect();
    let top = header.headings.iter().map(|heading| heading.at.row).min().unwrap_or(header.row);
    let is_free = |col: u32| header.extent.contains(&col) && !header.columns.contains(&Some(col));
    Asked { page, items: columns, columns: &asked }.correcting(top..=header.row, is_free)
}

/// The columns of corrections of a roster.
pub fn of_roster(page: &Page, items: &[Item], block: &Block) -> Vec<Correcting> {
    let asked = block.columns.iter().flat_map(|(col, roles)| {
        roles.iter().filter_map(|role| if let Role::Item(item) = role { Some((*col, *item)) } else { None })
    });
    let asked: Vec<(u32, usize)> = asked.collect();
    Asked { page, items, columns: &asked }.correcting(block.top..=block.row, |col| !block.asks(col))
}

/// Whether the hint behind a heading says nothing but that it is put right: `参训人数（更正后）`.
pub fn is_corrected(heading: &str) -> bool {
    let text = plain(heading).trim().to_lowercase();
    let hint = words(&text[without_hint(&text).len()..]);
    may_correct(&hint) && find(&hint).is_some_and(|(before, _, after)| is_neutral(before) && is_neutral(after))
}

/// A query for each answer of a row that stands otherwise in a column of corrections.
pub(super) fn findings(
    reader: &Reader,
    (sheet, row): (usize, u32),
    correcting: &[Correcting],
    columns: &[Column],
    id: &dyn Fn(&Item) -> String,
) -> Vec<Finding> {
    let page = &reader.pages[sheet];
    let told = correcting.iter().filter_map(|correcting| {
        let at = Position::new(row, correcting.heading.col);
        let (Column { item, answer, .. }, content) = (&columns[correcting.corrects], page.at(at)?);
        let is_read = correcting.is_named || item.kind != KindName::Text;
        if !is_read || page.span(at).first != at || !is_other(reader, item, answer, content) {
            return None;
        }
        let question = Question { item, id: &id(item) };
        Some(finding(reader, question, answer, (Cell { sheet, at }, Some(correcting.heading))))
    });
    told.collect()
}

fn is_other(reader: &Reader, item: &Item, answer: &Answer, content: &Content) -> bool {
    if matches!(answer.state, State::Blank | State::Invalid) {
        return false;
    }
    let reading = reader.reading(item, content);
    reading.state == State::Answered && reading.value != answer.value
}

/// The columns of a table or roster that are asked, with the items that they answer.
struct Asked<'a, 'b> {
    page: &'a Page<'b>,
    items: &'a [Item],
    columns: &'a [(u32, usize)],
}

impl Asked<'_, '_> {
    fn correcting(&self, rows: RangeInclusive<u32>, is_free: impl Fn(u32) -> bool) -> Vec<Correcting> {
        let cols = self.columns.iter().map(|(col, _)| *col);
        let (Some(first), Some(last)) = (cols.clone().min(), cols.max()) else { return Vec::new() };
        let marks = rows.flat_map(|row| self.page.marks_of_row(row));
        let beside = marks.filter(|mark| (first..=last.saturating_add(REACH)).contains(&mark.at.col));
        let heads = beside.filter(|mark| may_correct(&mark.label.full) && is_free(mark.at.col));
        heads.filter_map(|mark| self.corrected(mark)).collect()
    }

    fn corrected(&self, mark: &Mark) -> Option<Correcting> {
        let Content::Text(text) = self.page.at(mark.at)? else { return None };
        let area = self.page.span(mark.at);
        let is_of_survey = mark.roles.iter().any(|(fit, _)| *fit < Fit::Hint);
        let text = plain(text).trim().to_lowercase();
        if is_of_survey || area.first.col < area.last.col || !says(&text, CORRECTED) {
            return None;
        }
        let left = || self.left(mark.at);
        let heading = |(corrects, is_named)| Correcting { heading: mark.at, corrects, is_named };
        if is_corrected(&text) {
            return self.of_name(&words(without_hint(&text)), false, left).map(|item| heading((item, true)));
        }
        let (before, word, after) = find(&mark.label.bare)?;
        let (is_done, is_checked) = (DONE.contains(&word), CHECKED.contains(&word));
        let named = AFTER.iter().find_map(|link| after.strip_prefix(link));
        let is_linked = named.is_some();
        let is_told = if is_done { is_linked } else { !is_checked || !after.is_empty() };
        let item = match (is_neutral(before), is_neutral(after)) {
            _ if !is_told => None,
            (true, true) => left().map(|item| (item, false)),
            // `Problems corrected` are some of the problems.
            (false, true) if word.is_ascii() => None,
            (false, true) => self.of_name(before, !is_done && !is_checked, left).map(|item| (item, true)),
            (true, false) if is_checked && !is_linked => None,
            (true, false) => self.of_name(named.unwrap_or(after), !is_done, left).map(|item| (item, true)),
            (false, false) => None,
        };
        item.map(heading)
    }

    /// The item of these words; where none is, the one whose label has them in it. Of several the one left of them.
    fn of_name(&self, name: &str, may_be_part: bool, left: impl Fn() -> Option<usize>) -> Option<usize> {
        let own = self.known(|label| label == name);
        let is_part = may_be_part && name.chars().count() > 1 && !says(name, ABOUT) && !name.ends_with(['人', '员']);
        let known = if own.is_empty() && is_part { self.known(|label| label.contains(name)) } else { own };
        match known[..] {
            [only] => Some(only),
            _ => left().filter(|item| known.contains(item)),
        }
    }

    fn known(&self, is_known: impl Fn(&str) -> bool) -> Vec<usize> {
        let is_known = |label: &String| is_known(&Label::of(label).bare);
        let labels = |item: &Item| [&item.label.zh, &item.label.en].into_iter().chain(&item.labels).any(is_known);
        let mut known: Vec<usize> =
            self.columns.iter().map(|(_, item)| *item).filter(|item| labels(&self.items[*item])).collect();
        known.dedup();
        known
    }

    /// The item left of a heading, where nothing stands between them but remarks and other corrections.
    fn left(&self, heading: Position) -> Option<usize> {
        for col in (heading.col.saturating_sub(REACH)..heading.col).rev() {
            if let Some((_, item)) = self.columns.iter().find(|(known, _)| *known == col) {
                return Some(*item);
            }
            let mark = self.page.mark(self.page.span(Position::new(heading.row, col)).first);
            let is_beside = |mark: &Mark| mark.fit_for(Role::Remarks).is_some() || find(&mark.label.full).is_some();
            if mark.is_some_and(|mark| !is_beside(mark)) {
                return None;
            }
        }
        None
    }
}

/// The first word of corrections in reduced words, with what stands before and behind it.
fn find(words: &str) -> Option<(&str, &'static str, &str)> {
    let found = CORRECTED.iter().filter_map(|word| {
        let letters = word.replace(' ', "");
        let start = words.find(&letters)?;
        Some((start, letters.len(), *word))
    });
    let (start, length, word) = found.min_by_key(|(start, length, _)| (*start, usize::MAX - length))?;
    Some((&words[..start], word, &words[start + length..]))
}

/// Whether words name nothing.
fn is_neutral(words: &str) -> bool {
    let mut rest = words;
    let known = || NEUTRAL.iter().chain(CORRECTED);
    while let Some(word) = known().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len()) {
        rest = &rest[word.len()..];
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::{KindName, Survey};

    fn with_numbers() -> Survey {
        let mut survey = survey();
        survey.items[0].kind = KindName::YesNo;
        survey.items[2].kind = KindName::Integer;
        survey.tables[0].columns[2].kind = KindName::Integer;
        survey.tables[0].columns[2].label.zh = "参训人数".to_string();
        survey
    }

    /// Item and cell of each correction found in a workbook of one return.
    fn corrections(cells: crate::sheet::Sheet) -> Vec<String> {
        let draft = read(&with_numbers(), &workbook(vec![cells])).expect("a return").drafts.remove(0);
        let found = draft.findings.iter().filter(|finding| finding.rule == "correction-beside");
        found.map(|finding| format!("{} {}", finding.item, finding.cell)).collect()
    }

    /// The same where a column right of a table says so of its one row.
    fn beside_table(heading: &str, content: &str) -> Vec<String> {
        corrections(form_with(&[("D9", "参训人数"), ("E9", heading), ("E10", content)]))
    }

    #[test]
    fn another_number_in_a_column_of_corrections_beside_a_table_is_asked_about() {
        for heading in [
            "更正数",
            "更正后",
            "应为",
            "实际应为",
            "核实数",
            "更正后数据",
            "参训人数（更正后）",
            "参训人数（核实）",
            "更正后参训人数",
            "参训人数更正数",
            "更正后人数",
            "更正人数",
            "核实后参训人数",
            "调整后",
            "修正值",
            "Correction",
            "Corrected figure",
            "参训人数 (should be)",
        ] {
            assert_eq!(beside_table(heading, "6"), ["cases.n E10"], "{heading}");
            assert_eq!(beside_table(heading, "6人"), ["cases.n E10"], "{heading}");
            for same in ["4", "", "不变"] {
                assert_eq!(beside_table(heading, same), [""; 0], "{heading} {same}");
            }
        }
        assert_eq!(beside_table("更正数", "应为6"), ["cases.n E10"]);
        assert_eq!(beside_table("追究方式（更正后）", "警告"), ["cases.way E10"]);
    }

    #[test]
    fn a_column_beside_a_table_that_counts_something_else_puts_nothing_right() {
        for heading in [
            "更正说明",
            "更正前",
            "更正日期",
            "审核",
            "审核人",
            "核定编制数",
            "核实人数",
            "调整数",
            "调整人数",
            "改正数",
            "改正问题数",
            "修订制度数",
            "参训人数（已核实）",
            "参训人数（更正前）",
            "上年核实数",
            "更正后学时",
            "应急预案数",
            "正确答题数",
            "正确",
            "Corrected",
            "Problems corrected",
            "Persons 参训人数 corrected",
        ] {
            assert_eq!(beside_table(heading, "6"), [""; 0], "{heading}");
        }
    }

    #[test]
    fn what_no_heading_names_corrects_the_column_left_of_it() {
        let roster = |changes: &[(&str, &str)]| {
            let heads = [("A1:H1", "2024年度汇总表"), ("A2", "单位代码"), ("B2", "是否制定责任分解方案")];
            let row = [("A3", "U01"), ("B3", "是")];
            corrections(sheet("名册", &[&heads[..], &row, changes].concat()))
        };
        let persons = [("E2", "追究干部人数"), ("E3", "8"), ("F2", "是否成立考核领导小组"), ("F3", "否")];
        let with = |changes: &[(&'static str, &'static str)]| roster(&[&persons[..], changes].concat());
        assert_eq!(with(&[("C2", "更正数"), ("C3", "否")]), ["plan C3"]);
        assert_eq!(with(&[("C2", "更正数"), ("C3", "9")]), [""; 0]);
        assert_eq!(with(&[("C2", "更正后追究干部人数"), ("C3", "9")]), ["persons C3"]);
        let further = [("E2", "是否成立考核领导小组"), ("E3", "否"), ("B2", "追究干部人数"), ("B3", "8")];
        let with = |changes: &[(&'static str, &'static str)]| {
            let plan = [("F2", "是否制定责任分解方案"), ("F3", "是")];
            let kept = [("A1:H1", "2024年度汇总表"), ("A2", "单位代码"), ("A3", "U01")];
            corrections(sheet("名册", &[&kept[..], &further, &plan, changes].concat()))
        };
        assert_eq!(with(&[("C2", "更正数"), ("C3", "9")]), ["persons C3"]);
        assert_eq!(with(&[("C2", "更正说明"), ("C3", "已与企业核对"), ("D2", "更正数"), ("D3", "9")]), ["persons D3"]);
        assert_eq!(with(&[("C2", "上报数"), ("C3", "9"), ("D2", "核实数"), ("D3", "9")]), [""; 0]);
        assert_eq!(with(&[("G2", "更正后"), ("G3", "否")]), ["plan G3"]);
    }
}
