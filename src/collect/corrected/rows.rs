//! The same beside a row: a remark right of its answers that puts one of them right, or takes the row back.

use crate::answer::{Answer, Value};
use crate::collect::amended::{Meant, OfTime, Remark};
use crate::collect::corrected::headed::{self, Correcting};
use crate::collect::corrected::{REACH, agrees, finding, text_of, value};
use crate::collect::draft::Draft;
use crate::collect::heading::Block;
use crate::collect::layout::Role;
use crate::collect::locate::Cell;
use crate::collect::tables::Header;
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::sheet::{Content, Position};
use crate::survey::{Item, KindName, RepeatingTable};
use crate::text::headings as say;

/// A column of a row with its answer.
pub(super) struct Column<'a> {
    pub(super) item: &'a Item,
    pub(super) answer: &'a Answer,
    /// The period for which it is asked, where that is known.
    pub(super) own: Option<Period>,
}

/// A query where a remark right of a row of a repeating table names another answer than any in the row, or takes it
/// back, and one for each answer that stands otherwise in a column of corrections.
pub fn beside_row(
    reader: &Reader,
    table: &RepeatingTable,
    (header, correcting): (&Header, &[Correcting]),
    row: u32,
    answers: &[Answer],
    own: Option<Period>,
) -> Vec<Finding> {
    let Some(last) = header.columns.iter().flatten().max().copied() else { return Vec::new() };
    let is_beside = |col: u32| col > last && col <= last + REACH && header.extent.contains(&col);
    let remarks = remarks(reader, (header.sheet, row), last, is_beside);
    let columns = || table.columns.iter().zip(answers).map(|(item, answer)| Column { item, answer, own }).collect();
    let id = |item: &Item| format!("{}.{}", table.id, item.id);
    beside(reader, (header.sheet, row), (correcting, remarks), columns, &id, &table.id)
}

/// The same for the row of a unit in a roster.
pub fn beside_unit(
    reader: &Reader,
    (block, correcting): (&Block, &[Correcting]),
    row: u32,
    draft: &Draft,
) -> Vec<Finding> {
    let mut items = block.columns.iter().filter(|(_, roles)| roles.iter().any(Role::is_item)).map(|(col, _)| *col);
    let Some(first) = items.next() else { return Vec::new() };
    let last = items.next_back().unwrap_or(first);
    let is_beside = |col: u32| col > first && col <= last + REACH && !block.asks(col);
    let remarks = remarks(reader, (block.sheet, row), last, is_beside);
    let columns = || {
        let own = draft.declared.period(reader.survey);
        let items = reader.survey.items.iter().zip(&draft.answers);
        items.map(|(item, answer)| Column { item, answer, own }).collect()
    };
    beside(reader, (block.sheet, row), (correcting, remarks), columns, &|item| item.id.clone(), "")
}

fn beside<'a>(
    reader: &Reader,
    at: (usize, u32),
    (correcting, remarks): (&[Correcting], impl Iterator<Item = (Cell, Remark)>),
    columns: impl Fn() -> Vec<Column<'a>>,
    id: &dyn Fn(&Item) -> String,
    whole: &str,
) -> Vec<Finding> {
    let mut findings = match correcting {
        [] => Vec::new(),
        _ => headed::findings(reader, at, correcting, &columns(), id),
    };
    let is_told = |cell: &Cell| findings.iter().any(|finding| finding.cell == cell.at.to_string());
    let mut remarks = remarks.filter(|(cell, _)| !is_told(cell));
    let remark = remarks.find_map(|remark| of_row(reader, &remark, &columns(), id, whole));
    findings.extend(remark);
    findings
}

/// The cells beside a row that put something right; behind the last answer also those merged down over several rows.
fn remarks<'a>(
    reader: &'a Reader,
    (sheet, row): (usize, u32),
    last: u32,
    is_beside: impl Fn(u32) -> bool + Copy + 'a,
) -> impl Iterator<Item = (Cell, Remark)> + 'a {
    let page = &reader.pages[sheet];
    let own = page.filled(row);
    let reach = if page.sheet.merged.is_empty() { 0 } else { REACH };
    let behind = (last.saturating_add(1)..=last.saturating_add(reach)).map(move |col| Position::new(row, col));
    let merged = behind.filter(move |at| {
        let area = page.span(*at);
        area.first.row < row && area.first.col == at.col
    });
    let all = own.chain(merged.filter_map(move |at| Some((at, page.at(at)?))));
    let texts = all.filter_map(|(at, content)| Some((at, text_of(content)?)));
    let beside = texts.filter(move |(at, _)| is_beside(at.col));
    beside.filter_map(move |(at, text)| Some((Cell { sheet, at }, Remark::of(text)?)))
}

fn of_row(
    reader: &Reader,
    (cell, remark): &(Cell, Remark),
    columns: &[Column],
    id: &dyn Fn(&Item) -> String,
    whole: &str,
) -> Option<Finding> {
    let meant = columns.iter().map(|column| (column, values(reader, column, remark)));
    let mut meant: Vec<(&Column, Vec<Value>)> = meant.filter(|(_, values)| !values.is_empty()).collect();
    let is_named = |column: &Column| remark.names(&column.item.label.zh);
    if meant.iter().any(|(column, _)| is_named(column)) {
        meant.retain(|(column, _)| is_named(column));
    }
    let Some((column, _)) = meant.first() else {
        return remark.takes_back().then(|| taken_back(reader, *cell, whole));
    };
    if meant.iter().any(|(column, values)| values.iter().any(|value| agrees(value, column.answer))) {
        return None;
    }
    let question = Question { item: column.item, id: &id(column.item) };
    Some(finding(reader, question, column.answer, (*cell, None)))
}

/// The answers to a column that a remark calls right.
pub(super) fn values(reader: &Reader, column: &Column, remark: &Remark) -> Vec<Value> {
    if column.item.kind == KindName::Text {
        return Vec::new();
    }
    let reading = |words: &str| reader.reading(column.item, &Content::Text(words.to_string()));
    let value = |words: &str| value(column.item, column.answer, words, &reading);
    remark.values(&Meant {
        item: column.item,
        time: OfTime { kind: reader.survey.period, own: column.own },
        value: &value,
    })
}

/// A query at a row that a remark calls wrong.
fn taken_back(reader: &Reader, cell: Cell, item: &str) -> Finding {
    let value = reader.pages[cell.sheet].at(cell.at).map(|content| content.to_string().trim().to_string());
    let (row, value) = ((cell.at.row + 1).to_string(), value.unwrap_or_default());
    let [message, remedy] = [say::ROW_WRONG, say::ROW_WRONG_REMEDY]
        .map(|phrase| phrase.say(reader.lang, &[("row", &row), ("value", &value)]));
    let finding = Finding::new("correction-beside", Severity::Query, message, remedy).at(&reader.origin(cell));
    Finding { item: item.to_string(), value, ..finding }
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::{KindName, Survey};

    fn with_numbers() -> Survey {
        let mut survey = survey();
        survey.tables[0].columns[2].kind = KindName::Integer;
        survey
    }

    /// What is found where a remark stands beside the row of the table, in which number 4, `否` and a day are answered.
    fn found(survey: &Survey, remark: &str) -> Vec<String> {
        let changes = [("B10", "2024-05-06"), ("C10", "否"), ("F10", remark)];
        let draft = read(survey, &workbook(vec![form_with(&changes)])).expect("a form").drafts.remove(0);
        rules(&draft)
    }

    #[test]
    fn a_remark_beside_a_row_of_a_table_that_names_another_number_is_asked_about() {
        for remark in ["应为6", "填错，更正为6人", "人数应为六", "人数应为6"] {
            assert_eq!(found(&with_numbers(), remark), ["correction-beside cases.n"], "{remark}");
        }
        for remark in ["应为4", "已更正", "应为公文流转单", "6", "目标应为6", "以12345平台为准"] {
            assert_eq!(found(&with_numbers(), remark), [""; 0], "{remark}");
        }
    }

    #[test]
    fn a_remark_beside_a_row_that_names_another_choice_or_day_is_asked_about() {
        let mut survey = with_numbers();
        survey.tables[0].columns[1].kind = KindName::YesNo;
        survey.tables[0].columns[0].kind = KindName::Date;
        for remark in ["应为是", "填错，改为“是”", "追究方式应为是"] {
            assert_eq!(found(&survey, remark), ["correction-beside cases.way"], "{remark}");
        }
        for remark in ["应为5月8日", "追究时间应为2024年5月8日"] {
            assert_eq!(found(&survey, remark), ["correction-beside cases.day"], "{remark}");
        }
        for remark in ["应为否", "应为5月6日", "应为否则不报", "应为书面检查"] {
            assert_eq!(found(&survey, remark), [""; 0], "{remark}");
        }
    }

    #[test]
    fn a_remark_merged_down_over_rows_stands_beside_each() {
        let second = [("A11", "2"), ("B11", "2024-05-07"), ("C11", "否"), ("D11", "6")];
        let found = |remark: &str| {
            let changes = [&second[..], &[("B10", "2024-05-06"), ("C10", "否"), ("F10:F11", remark)]].concat();
            let draft = read(&with_numbers(), &workbook(vec![form_with(&changes)])).expect("a form").drafts.remove(0);
            let findings = draft.findings.iter().filter(|finding| finding.rule == "correction-beside");
            findings.map(|finding| format!("{} {}", finding.item, finding.cell)).collect::<Vec<_>>()
        };
        assert_eq!(found("应为4"), ["cases.n F11"]);
        assert_eq!(found("应为5"), ["cases.n F10", "cases.n F11"]);
        assert_eq!(found("填错"), ["cases F10", "cases F11"]);
        assert_eq!(found("均已核对"), [""; 0]);
    }

    #[test]
    fn a_remark_that_calls_a_row_wrong_is_asked_about_and_the_row_counts() {
        for remark in ["填错", "误填", "此行有误", "数据有误"] {
            assert_eq!(found(&with_numbers(), remark), ["correction-beside cases"], "{remark}");
        }
        for remark in ["无误", "已改正", "数据有误，已更正", "系统登记错误已处理"] {
            assert_eq!(found(&with_numbers(), remark), [""; 0], "{remark}");
        }
    }
}
