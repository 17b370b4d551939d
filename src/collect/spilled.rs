//! Answers that stand where none is read: beside a blank one under the remarks or beyond, and on rows without a label.

use crate::answer::State;
use crate::collect::closing;
use crate::collect::layout::Role;
use crate::collect::locate::{Cell, Located, Search, Spot, is_footnote};
use crate::collect::page::{Mark, Page, is_blank};
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::sheet::{Area, Content, Position};
use crate::survey::KindName;
use crate::text::{collect, headings as say};

/// An answer may stand so many columns right of its own.
const REACH: u32 = 8;

/// So many cells are named.
const MOST_NAMED: usize = 12;

/// A query where an item is blank and what stands right of it reads as its answer.
pub fn beside(search: &Search, reader: &Reader, number: usize, spot: &Spot, state: State) -> Option<Finding> {
    let item = &reader.survey.items[number];
    if state != State::Blank || item.kind == KindName::Text || search.content(spot).is_some() {
        return None;
    }
    let label = spot.label?;
    let (at, content) = answer_right_of(search, number, label, spot.cell)?;
    let cell = Cell { at, ..label };
    let heading = search.heading_above(label.sheet, search.pages[label.sheet].span(label.at), Role::Remarks);
    let is_remark = heading.is_some_and(|span| (span.first.col..=span.last.col).contains(&at.col));
    let words = match is_remark {
        true => [say::ANSWER_IN_REMARKS, say::ANSWER_IN_REMARKS_REMEDY],
        false => [say::ANSWER_BEYOND, say::ANSWER_IN_REMARKS_REMEDY],
    };
    let value = content.to_string();
    let question = Question { item, id: &item.id };
    Some(reader.finding("answer-in-remarks", Severity::Query, words, question, cell, value.trim()))
}

/// The first cell right of a blank answer that reads as one, up to the next label of the form.
fn answer_right_of<'a>(search: &Search<'a>, item: usize, label: Cell, blank: Cell) -> Option<(Position, &'a Content)> {
    let page = &search.pages[label.sheet];
    let last = page.span(blank.at).last.col;
    let is_near = |at: &Position| at.col > last && at.col <= last + REACH;
    let right = page.filled(label.at.row).filter(|(at, _)| is_near(at) && blank.sheet == label.sheet);
    let mut until_label = right.take_while(|(at, _)| !page.mark(*at).is_some_and(Mark::is_form));
    let is_answer = |at: Position, content: &Content| {
        !search.is_beside_the_point(item, page, at, content)
            && !search.numbers_the_next(page, page.span(label.at), page.span(at), content)
            && search.understood(item, content).state == State::Answered
    };
    until_label.find(|(at, content)| is_answer(*at, content))
}

/// One query for the filled cells in the columns of the answers, on rows among the items that have no label.
pub fn without_label(search: &Search, reader: &Reader, located: &[Located]) -> Option<Finding> {
    let read: Vec<&Spot> = located.iter().filter_map(labelled).collect();
    let mut cells: Vec<Cell> = search.form.iter().flat_map(|sheet| on_sheet(search, *sheet, &read)).collect();
    cells.sort_unstable();
    let first = *cells.first()?;
    let named = cells.iter().take(MOST_NAMED);
    let places: Vec<String> = named.map(|cell| format!("{}!{}", reader.sheets[cell.sheet], cell.at)).collect();
    let places = places.join(collect::LIST_SEPARATOR.text(reader.lang));
    let (number, values) = (cells.len().to_string(), [("value", places.as_str())]);
    let values = [&values[..], &[("number", number.as_str())]].concat();
    let message = say::WITHOUT_LABEL.say(reader.lang, &values);
    let remedy = say::WITHOUT_LABEL_REMEDY.say(reader.lang, &values);
    let finding = Finding::new("cells-unread", Severity::Query, message, remedy).at(&reader.origin(first));
    Some(Finding { value: places, ..finding })
}

fn labelled(located: &Located) -> Option<&Spot> {
    match located {
        Located::At(spot) if spot.label.is_some() => Some(spot),
        _ => None,
    }
}

/// Where the answers of a sheet stand: their columns, the columns of their labels, and the rows in between.
struct Ground {
    answers: Vec<u32>,
    labels: Vec<u32>,
    rows: (u32, u32),
    read: Vec<Position>,
}

impl Ground {
    /// Of the answers that stand right of their labels.
    fn of(sheet: usize, read: &[&Spot]) -> Option<Ground> {
        let mut ground = Ground { answers: Vec::new(), labels: Vec::new(), rows: (u32::MAX, 0), read: Vec::new() };
        for spot in read.iter().filter(|spot| spot.cell.sheet == sheet) {
            ground.read.push(spot.cell.at);
            ground.read.extend(&spot.rivals);
            let Some(Cell { at: label, .. }) = spot.label else { continue };
            let answer = spot.cell.at;
            if label.row == answer.row && label.col < answer.col {
                ground.rows = (ground.rows.0.min(label.row), ground.rows.1.max(label.row));
                add(&mut ground.labels, label.col);
                add(&mut ground.answers, answer.col);
            }
        }
        ground.read.sort_unstable();
        (!ground.answers.is_empty()).then_some(ground)
    }

    fn has(&self, at: Position) -> bool {
        self.answers.contains(&at.col) && self.read.binary_search(&at).is_err()
    }
}

fn add(columns: &mut Vec<u32>, column: u32) {
    if !columns.contains(&column) {
        columns.push(column);
    }
}

fn on_sheet(search: &Search, sheet: usize, read: &[&Spot]) -> Vec<Cell> {
    let Some(ground) = Ground::of(sheet, read) else { return Vec::new() };
    let page = &search.pages[sheet];
    let (first, mut last) = ground.rows;
    if slipped_below(page, &ground) {
        last += 2;
    }
    let start = page.sheet.cells.partition_point(|(at, _)| at.row <= first);
    let below = page.sheet.cells[start..].iter().take_while(|(at, _)| at.row < last);
    let is_shown = |at: Position, content: &Content| !is_blank(content) && page.span(at).first == at;
    let filled = below.filter(|(at, content)| ground.has(*at) && is_shown(*at, content));
    let mut cells = Vec::new();
    let mut known = Rows { search, sheet, ground: &ground, row: first, is_of_table: false, is_open: false };
    for (at, content) in filled {
        let cell = Cell { sheet, at: *at };
        if !search.taken.contains(&cell) && known.is_open(at.row) && !is_footnote(content) {
            cells.push(cell);
        }
    }
    cells
}

/// Whether the answer beside the last label is blank, and the row below, which says nothing else, has it in its column.
fn slipped_below(page: &Page, ground: &Ground) -> bool {
    let last = ground.rows.1;
    let is_blank = |at: &Position| at.row == last && page.at(*at).is_none();
    let mut blank = ground.read.iter().filter(|at| is_blank(at));
    let below = |at: &Position| Position::new(page.span(*at).last.row + 1, at.col);
    let is_alone = |at: Position| page.at(at).is_some() && page.filled(at.row).count() == 1;
    blank.any(|at| is_alone(below(at)) && !closing::closes(page, below(at).row))
}

/// Whether rows are among the items and have no label; asked for one after the other.
struct Rows<'a, 'b> {
    search: &'a Search<'b>,
    sheet: usize,
    ground: &'a Ground,
    row: u32,
    is_of_table: bool,
    is_open: bool,
}

impl Rows<'_, '_> {
    /// Whether nothing of the form stands on a row, and no table since the last item.
    fn is_open(&mut self, row: u32) -> bool {
        while self.row < row {
            let next = self.row + 1;
            self.enter(next, row);
        }
        self.is_open
    }

    /// Goes on to the next row with a text, or to the one that is asked for.
    fn enter(&mut self, from: u32, asked: u32) {
        let page = &self.search.pages[self.sheet];
        let start = page.marks.partition_point(|mark| mark.at.row < from);
        self.row = page.marks.get(start).map_or(asked, |mark| mark.at.row).min(asked);
        let marks = page.marks_of_row(self.row);
        let is_taken = |mark: &Mark| self.search.taken.contains(&Cell { sheet: self.sheet, at: mark.at });
        if marks.iter().any(is_taken) {
            self.is_of_table = true;
        } else if marks.iter().any(is_item) {
            self.is_of_table = false;
        }
        let has_label = self.ground.labels.iter().any(|col| has_own_label(page, Position::new(self.row, *col)));
        self.is_open = !self.is_of_table && !has_label && !marks.iter().any(Mark::is_form);
    }
}

fn is_item(mark: &Mark) -> bool {
    mark.roles.iter().any(|(_, role)| role.is_item())
}

/// Whether something stands in a cell that does not come down from a row above.
fn has_own_label(page: &Page, at: Position) -> bool {
    let Area { first, .. } = page.span(at);
    first.row == at.row && page.at(first).is_some()
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::KindName;

    fn found(changes: &[(&str, &str)]) -> Vec<String> {
        let mut survey = survey();
        survey.items[2].kind = KindName::Integer;
        rules(&read(&survey, &workbook(vec![form_with(changes)])).expect("a form").drafts[0])
    }

    #[test]
    fn an_answer_under_the_remarks_or_beyond_is_asked_about_where_its_own_cell_is_blank() {
        for place in ["D7", "E7", "F7"] {
            assert_eq!(found(&[("C7", ""), (place, "11")]), ["answer-in-remarks persons"], "{place}");
            assert_eq!(found(&[(place, "11")]), [""; 0], "{place}");
        }
        for remark in ["尚未统计", "不适用"] {
            assert_eq!(found(&[("C7", ""), ("D7", remark)]), [""; 0], "{remark}");
        }
        assert_eq!(found(&[("C6", ""), ("D6", "否")]), [""; 0]);
    }

    #[test]
    fn a_filled_cell_among_the_answers_on_a_row_without_a_label_is_told_once() {
        let lower = [("A7", ""), ("B7", ""), ("C7", "60"), ("A8:B8", "追究干部人数"), ("C8:D8", "11")];
        let last = [("A9", "4"), ("B9", "存在的主要问题"), ("C9", "一是认识不足"), ("D9", "")];
        let table = [("A10", ""), ("B10", "追究时间"), ("C10", "追究方式"), ("D10", "人数")];
        let with = |more: &[(&str, &str)]| found(&[&lower[..], &last, &table, more].concat());
        assert_eq!(with(&[]), ["cells-unread "]);
        assert_eq!(with(&[("B7", "其他情况")]), [""; 0]);
        assert_eq!(with(&[("B7", "问题与建议")]), [""; 0]);
        assert_eq!(with(&[("B6:B7", "是否成立考核领导小组"), ("B6", "")]), ["cells-unread "]);
    }

    #[test]
    fn an_answer_that_slipped_below_the_last_label_is_told() {
        let table =
            [("A9", ""), ("B9", ""), ("C9", ""), ("D9", ""), ("A10", ""), ("B10", ""), ("C10", ""), ("D10", "")];
        let table =
            [&table[..], &[("A13", "序号"), ("B13", "追究时间"), ("C13", "追究方式"), ("D13", "人数")]].concat();
        let last = [("A8:B8", ""), ("C8:D8", ""), ("A8", "4"), ("B8", "存在的主要问题")];
        let with = |more: &[(&str, &str)]| found(&[&last[..], &table, more].concat());
        assert_eq!(with(&[("C8", "一是认识不足")]), [""; 0]);
        assert_eq!(with(&[("C9", "一是认识不足")]), ["cells-unread "]);
        assert_eq!(with(&[("C8", "一是认识不足"), ("C9", "二是落实不够")]), [""; 0]);
        assert_eq!(with(&[("C9", "（盖章）")]), [""; 0]);
        assert_eq!(with(&[("A9", "填表人"), ("C9", "张三")]), [""; 0]);
    }
}
