//! Rosters: one sheet, a unit a row.

use crate::answer::{Answer, Origin, State};
use crate::collect::declared::{self, Declared, Written};
use crate::collect::draft::{Draft, Drafts};
use crate::collect::label::Label;
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::{Cell, is_footnote};
use crate::collect::page::Page;
use crate::collect::tables::is_total;
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::sheet::{Content, Position};
use crate::text::{Phrase, collect as say};

/// The header of a roster.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// The sheet's place in the workbook.
    pub sheet: usize,
    /// The lowest row of the header.
    pub row: u32,
    /// What each column is for, left to right.
    pub columns: Vec<(u32, Vec<Role>)>,
}

/// The header rows looked at lie among the first rows of a sheet.
const HEADER_WITHIN: usize = 40;

/// Finds a sheet on which one row is headed by the unit (or its code) and at least half of the items.
pub fn find(layout: &Layout, pages: &[Page]) -> Option<Roster> {
    let least = layout.survey.items.len().max(2);
    let all = pages.iter().enumerate().flat_map(|(sheet, page)| {
        // A form is narrower than a roster: its rows need no closer look.
        let is_wide = |n_columns: usize| 2 * (n_columns + layout.spare_items) >= least;
        let rows = if is_wide(page.width()) { page.rows() } else { Vec::new() };
        let rows = rows.into_iter().take(HEADER_WITHIN).filter(|row| is_wide(most_columns(page, *row)));
        let wide = rows.map(|row| (row, columns(page, row))).filter(|(_, columns)| is_wide(columns.len()));
        wide.map(|(row, columns)| header(layout, page, Place { sheet, row }, &columns)).collect::<Vec<_>>()
    });
    let enough = all.filter(|roster| roster.has_unit() && 2 * roster.n_items() >= least);
    enough.reduce(|best, next| if next.rank() > best.rank() { next } else { best })
}

impl Roster {
    fn n_items(&self) -> usize {
        let mut items: Vec<Role> = self.roles().filter(|role| matches!(role, Role::Item(_))).collect();
        items.sort_unstable();
        items.dedup();
        items.len()
    }

    fn has_unit(&self) -> bool {
        self.roles().any(|role| matches!(role, Role::Unit | Role::Code))
    }

    fn roles(&self) -> impl Iterator<Item = Role> + '_ {
        self.columns.iter().flat_map(|(_, roles)| roles.iter().copied())
    }

    /// More items first; on one sheet the lower of two header rows.
    fn rank(&self) -> (usize, std::cmp::Reverse<usize>, u32) {
        (self.n_items(), std::cmp::Reverse(self.sheet), self.row)
    }

    fn columns_for(&self, role: Role) -> Vec<u32> {
        self.columns.iter().filter(|(_, roles)| roles.contains(&role)).map(|(col, _)| *col).collect()
    }
}

/// A row that may be the lowest of a header.
#[derive(Clone, Copy)]
struct Place {
    sheet: usize,
    row: u32,
}

/// What each column is for, if the header ended in this row; headings may be joined from the row above.
fn header(layout: &Layout, page: &Page, Place { sheet, row }: Place, columns: &[u32]) -> Roster {
    let roles = columns.iter().map(|col| (*col, roles(layout, page, row, *col)));
    Roster { sheet, row, columns: roles.filter(|(_, roles)| !roles.is_empty()).collect() }
}

/// At most so many columns have a short text in a row or in the one above it.
fn most_columns(page: &Page, row: u32) -> usize {
    let marks = |row| page.marks_of_row(row).iter();
    let above = row.checked_sub(1).into_iter().flat_map(marks);
    above
        .chain(marks(row))
        .map(|mark| page.span(mark.at))
        .map(|span| (span.last.col - span.first.col) as usize + 1)
        .sum()
}

/// The columns that have a short text in a row or in the one above it.
fn columns(page: &Page, row: u32) -> Vec<u32> {
    let rows = [row.checked_sub(1), Some(row)];
    let mut columns: Vec<u32> = Vec::new();
    for row in rows.into_iter().flatten() {
        for mark in page.marks_of_row(row) {
            columns.extend(mark.at.col..=page.span(mark.at).last.col.min(mark.at.col + 64));
        }
    }
    columns.sort_unstable();
    columns.dedup();
    columns
}

fn roles(layout: &Layout, page: &Page, row: u32, col: u32) -> Vec<Role> {
    // A heading merged over several columns heads the first of them.
    let is_first = |row| page.span(Position::new(row, col)).first.col == col;
    let lower = text(page, Position::new(row, col));
    if !is_first(row) || (lower.is_none() && row > 0 && !is_first(row - 1)) {
        return Vec::new();
    }
    let upper = row.checked_sub(1).and_then(|above| text(page, Position::new(above, col)));
    let alone = |row: u32| headings(layout, page, Position::new(row, col));
    match (lower, upper) {
        (Some(lower), Some(upper)) if lower != upper => {
            let joined = layout.roles(&Label::of(&format!("{upper}{lower}")));
            let joined: Vec<Role> = joined.into_iter().map(|(_, role)| role).filter(is_heading).collect();
            if joined.is_empty() { alone(row) } else { joined }
        }
        (Some(_), _) => alone(row),
        (None, Some(_)) => alone(row - 1),
        (None, None) => Vec::new(),
    }
}

/// What a cell alone is the heading of; a text too long for a label is looked up all the same.
fn headings(layout: &Layout, page: &Page, at: Position) -> Vec<Role> {
    let known = page.mark(page.span(at).first).map(|mark| mark.roles.clone());
    let roles = known.or_else(|| text(page, at).map(|words| layout.roles(&Label::of(words)))).unwrap_or_default();
    roles.into_iter().map(|(_, role)| role).filter(is_heading).collect()
}

fn is_heading(role: &Role) -> bool {
    matches!(role, Role::Item(_) | Role::Code | Role::Unit | Role::Period | Role::Date | Role::Nil)
}

fn text<'a>(page: &Page<'a>, at: Position) -> Option<&'a str> {
    match page.at(at)? {
        Content::Text(text) => Some(text),
        _ => None,
    }
}

/// Reads a draft from every row that names a unit and answers something. Rows of totals, footnotes and units without
/// any answer are left out and noted; answers that belong to nobody are an error.
pub fn read(layout: &Layout, reader: &Reader, roster: &Roster) -> Drafts {
    let page = &reader.pages[roster.sheet];
    let mut drafts = Drafts { is_roster: true, ..Drafts::default() };
    let above = declared_above(layout, reader, roster);
    for row in page.rows().into_iter().filter(|row| *row > roster.row) {
        let mut filled = page.filled(row);
        let Some((first, content)) = filled.next() else { continue };
        let is_footnote = is_footnote(content) || page.span(first).last.col > first.col + 2;
        if is_footnote && filled.next().is_none() {
            continue;
        }
        let is_total = |col: u32| is_total(page, Position::new(row, col));
        if is_total(first.col) || named(page, roster, row).is_some_and(|(col, _)| is_total(col)) {
            drafts.findings.push(row_finding(reader, roster, first, "total-row", Severity::Note, TOTAL_ROW));
            continue;
        }
        let draft = row_draft(reader, roster, row, &above);
        match (named(page, roster, row), draft.is_empty() && draft.declared.nil.is_empty()) {
            (Some(_), false) => drafts.drafts.push(draft),
            (Some(_), true) => {
                drafts.findings.push(row_finding(reader, roster, first, "row-empty", Severity::Note, ROW_EMPTY));
            }
            (None, false) => {
                let rule = "row-without-unit";
                drafts.findings.push(row_finding(reader, roster, first, rule, Severity::Error, ROW_WITHOUT_UNIT));
            }
            (None, true) => {}
        }
    }
    drafts
}

const TOTAL_ROW: [Phrase; 2] = [say::TOTAL_ROW, say::TOTAL_ROW_REMEDY];
const ROW_EMPTY: [Phrase; 2] = [say::ROW_EMPTY, say::ROW_EMPTY_REMEDY];
const ROW_WITHOUT_UNIT: [Phrase; 2] = [say::ROW_WITHOUT_UNIT, say::ROW_WITHOUT_UNIT_REMEDY];

fn named<'a>(page: &Page<'a>, roster: &Roster, row: u32) -> Option<(u32, &'a Content)> {
    let columns = [Role::Unit, Role::Code].into_iter().flat_map(|role| roster.columns_for(role));
    columns.into_iter().find_map(|col| Some((col, page.at(Position::new(row, col))?)))
}

/// What the sheets declare for all rows: the period and the date above the roster.
fn declared_above(layout: &Layout, reader: &Reader, roster: &Roster) -> Declared {
    let declared = declared::read(layout, reader.pages, &[roster.sheet]);
    let sheet = &reader.pages[roster.sheet].sheet.name;
    let is_above = |written: &Written| written.sheet != *sheet || written.at.row < roster.row;
    Declared {
        periods: declared.periods.into_iter().filter(is_above).collect(),
        dates: declared.dates.into_iter().filter(is_above).collect(),
        title: declared.title,
        ..Declared::default()
    }
}

fn row_draft(reader: &Reader, roster: &Roster, row: u32, above: &Declared) -> Draft {
    let page = &reader.pages[roster.sheet];
    let written = |role| -> Vec<Written> {
        let cells = roster.columns_for(role).into_iter().map(|col| page.span(Position::new(row, col)).first);
        let filled = cells.filter_map(|at| Some((at, page.declared(at)?)));
        filled.map(|(at, content)| Written { sheet: page.sheet.name.clone(), at, content }).collect()
    };
    let or_above = |own: Vec<Written>, above: &[Written]| if own.is_empty() { above.to_vec() } else { own };
    let declared = Declared {
        codes: written(Role::Code),
        names: written(Role::Unit),
        periods: or_above(written(Role::Period), &above.periods),
        dates: or_above(written(Role::Date), &above.dates),
        nil: written(Role::Nil),
        title: above.title,
    };
    let mut draft = Draft { declared, tables: vec![Vec::new(); reader.survey.tables.len()], ..Draft::default() };
    for item in 0..reader.survey.items.len() {
        let (answer, findings) = cell_answer(reader, roster, row, item);
        draft.answers.push(answer);
        draft.findings.extend(findings);
    }
    draft
}

fn cell_answer(reader: &Reader, roster: &Roster, row: u32, item: usize) -> (Answer, Vec<Finding>) {
    let columns = roster.columns_for(Role::Item(item));
    let item = &reader.survey.items[item];
    let question = Question { item, id: &item.id };
    let page = &reader.pages[roster.sheet];
    let cell = |col: u32| Cell { sheet: roster.sheet, at: page.span(Position::new(row, col)).first };
    match columns[..] {
        [col] => reader.answer(question, cell(col), page.at(cell(col).at)),
        [] => {
            let words = [say::ITEM_NOT_FOUND, say::ITEM_NOT_FOUND_REMEDY];
            let mut finding = reader.finding_without_place("item-not-found", Severity::Error, words, question, "");
            finding.sheet = page.sheet.name.clone();
            let origin = Origin { cell: None, ..reader.origin(cell(0)) };
            (Answer::missing(State::Invalid, Some(origin)), vec![finding])
        }
        [first, ..] => {
            let letters: Vec<String> = columns.iter().map(|col| Position::letters(*col)).collect();
            let places = letters.join(say::LIST_SEPARATOR.text(reader.lang));
            let words = [say::LABEL_TWICE, say::LABEL_TWICE_REMEDY];
            let finding = reader.finding("label-twice", Severity::Error, words, question, cell(first), &places);
            (Answer::missing(State::Invalid, Some(reader.origin(cell(first)))), vec![finding])
        }
    }
}

fn row_finding(
    reader: &Reader,
    roster: &Roster,
    at: Position,
    rule: &str,
    severity: Severity,
    [message, remedy]: [Phrase; 2],
) -> Finding {
    let value = reader.pages[roster.sheet].at(at).map(ToString::to_string).unwrap_or_default();
    let row = (at.row + 1).to_string();
    let values = [("row", row.as_str()), ("value", value.as_str())];
    let finding = Finding::new(rule, severity, message.say(reader.lang, &values), remedy.say(reader.lang, &values));
    let finding = finding.at(&reader.origin(Cell { sheet: roster.sheet, at }));
    Finding { value, ..finding }
}
