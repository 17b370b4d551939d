//! Finds the blocks of rosters: header rows that name the unit and the items, and the rows below each.

use std::collections::BTreeSet;

use crate::collect::asides::{self, Numbering};
use crate::collect::label::Label;
use crate::collect::layout::{Layout, Role};
use crate::collect::measured;
use crate::collect::page::Page;
use crate::collect::subheading;
use crate::collect::tables::{is_summary, is_total};
use crate::sheet::{Content, Position};

/// A header of a roster and the rows that it heads: as far as the next header, or to the sheet's end.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The sheet's place in the workbook.
    pub sheet: usize,
    /// The highest row of the header.
    pub top: u32,
    /// The lowest row of the header.
    pub row: u32,
    /// The row of units of measure right below it.
    pub measures: Option<u32>,
    /// The first row that it heads no more.
    pub end: u32,
    /// What each column is for, left to right.
    pub columns: Vec<(u32, Vec<Role>)>,
}

/// The first header of a sheet lies among its first rows.
const HEADER_WITHIN: usize = 40;

/// All blocks whose header names the unit (or its code) and at least half of the items, in reading order.
pub fn blocks(layout: &Layout, pages: &[Page]) -> Vec<Block> {
    (0..pages.len()).flat_map(|sheet| on_sheet(layout, pages, sheet)).collect()
}

impl Block {
    /// The items that it asks.
    pub fn items(&self) -> BTreeSet<usize> {
        self.roles().filter_map(|role| if let Role::Item(item) = role { Some(item) } else { None }).collect()
    }

    /// Whether it asks mostly the same as another.
    pub fn is_headed_like(&self, other: &Block) -> bool {
        let (own, others) = (self.items(), other.items());
        2 * own.intersection(&others).count() > own.len().max(others.len())
    }

    /// The columns of one meaning.
    pub fn columns_for(&self, role: Role) -> Vec<u32> {
        self.columns.iter().filter(|(_, roles)| roles.contains(&role)).map(|(col, _)| *col).collect()
    }

    /// Whether a column names the unit or answers something.
    pub fn asks(&self, col: u32) -> bool {
        let is_asked = |role: &Role| !matches!(role, Role::Answer | Role::Remarks);
        self.columns.iter().any(|(known, roles)| *known == col && roles.iter().any(is_asked))
    }

    /// The row above those that it heads.
    pub fn last_row(&self) -> u32 {
        self.measures.unwrap_or(self.row)
    }

    fn measured(self, layout: &Layout, page: &Page) -> Block {
        let next = self.row + 1;
        let is_number =
            |role: &Role| matches!(role, Role::Item(item) if measured::is_number(&layout.survey.items[*item]));
        let asks_number = |col: u32| match self.columns.binary_search_by_key(&col, |(known, _)| *known) {
            Ok(place) => self.columns[place].1.iter().all(is_number),
            Err(_) => true,
        };
        let measures = (next < self.end && measured::is_row(page, next, asks_number)).then_some(next);
        Block { measures, ..self }
    }

    /// The rows below the header that hold cells, without one that numbers the columns.
    pub fn rows(&self, page: &Page) -> Vec<u32> {
        let cells = &page.sheet.cells;
        let before = |row: u32| cells.partition_point(|(at, _)| at.row < row);
        let first = self.last_row() + 1;
        let mut rows: Vec<u32> = cells[before(first)..before(self.end)].iter().map(|(at, _)| at.row).collect();
        rows.dedup();
        if rows.first().is_some_and(|row| *row == first && numbers_columns(page, *row)) {
            rows.remove(0);
        }
        rows
    }

    /// What names the unit of a row, and in which column.
    pub fn named<'a>(&self, page: &Page<'a>, row: u32) -> Option<(u32, &'a Content)> {
        let columns = [Role::Unit, Role::Code].into_iter().flat_map(|role| self.columns_for(role));
        columns.into_iter().find_map(|col| Some((col, page.at(Position::new(row, col))?)))
    }

    /// Whether a row names a unit and answers something.
    pub fn is_filled(&self, page: &Page) -> bool {
        let items: Vec<u32> = self.items().into_iter().flat_map(|item| self.columns_for(Role::Item(item))).collect();
        let answers = |row: u32| items.iter().any(|col| page.at(Position::new(row, *col)).is_some());
        let is_sum = |at: Position| is_total(page, at) || is_summary(page, at);
        let is_unit = |(row, col): (u32, u32)| !is_sum(Position::new(row, col));
        let mut rows = self.rows(page).into_iter();
        rows.any(|row| self.named(page, row).is_some_and(|(col, _)| is_unit((row, col))) && answers(row))
    }

    fn has_unit(&self) -> bool {
        self.roles().any(|role| matches!(role, Role::Unit | Role::Code))
    }

    fn roles(&self) -> impl Iterator<Item = Role> + '_ {
        self.columns.iter().flat_map(|(_, roles)| roles.iter().copied())
    }
}

/// Whether a row numbers the columns above it; where the row below goes on, both are rows.
fn numbers_columns(page: &Page, row: u32) -> bool {
    let cells: Vec<&Content> = page.filled(row).map(|(_, content)| content).collect();
    let below = || page.filled(row + 1).next().and_then(|(_, content)| asides::counted(content));
    asides::numbering(&cells) == Numbering::Columns && below() != Some(2)
}

fn on_sheet(layout: &Layout, pages: &[Page], sheet: usize) -> Vec<Block> {
    let page = &pages[sheet];
    let least = layout.survey.items.len().max(2);
    // A form is narrower than a roster: its rows need no closer look.
    let is_wide = |n_columns: usize| 2 * (n_columns + layout.spare_items) >= least;
    if !is_wide(page.width()) {
        return Vec::new();
    }
    let header_in = |row: u32| {
        let columns = Some(row).filter(|row| is_wide(most_columns(page, *row))).map(|row| columns(page, row))?;
        let block = is_wide(columns.len()).then(|| header(layout, page, sheet, row, &columns))?;
        (block.has_unit() && 2 * block.items().len() >= least).then_some(block)
    };
    let rows = page.rows();
    let mut found: Vec<Block> = rows.iter().take(HEADER_WITHIN).filter_map(|row| header_in(*row)).collect();
    if found.is_empty() {
        return found;
    }
    let searched = rows.get(HEADER_WITHIN - 1).copied().unwrap_or(u32::MAX);
    found.extend(headed_again(page, searched).into_iter().filter_map(header_in));
    apart(found).into_iter().map(|block| subheading::spread(page, block).measured(layout, page)).collect()
}

/// The rows below the first ones in which the unit's heading stands once more.
fn headed_again(page: &Page, searched: u32) -> BTreeSet<u32> {
    let headings = [Role::Unit, Role::Code].into_iter().flat_map(|role| page.marks_for(role));
    let below = headings.map(|(_, mark)| page.span(mark.at)).flat_map(|span| span.first.row..=span.last.row + 1);
    below.filter(|row| *row > searched).collect()
}

/// Of headers in adjacent rows the one with more items and headings, or the lower one; each ends where the next begins.
fn apart(found: Vec<Block>) -> Vec<Block> {
    let near = found.chunk_by(|one, next| next.row - one.row <= 1);
    let best =
        near.filter_map(|near| near.iter().max_by_key(|block| (block.items().len(), block.columns.len(), block.row)));
    let mut blocks: Vec<Block> = best.cloned().collect();
    for next in 1..blocks.len() {
        blocks[next - 1].end = blocks[next].top;
    }
    blocks
}

/// What each column is for, if the header ended in this row; headings may be joined from the row above.
fn header(layout: &Layout, page: &Page, sheet: usize, row: u32, columns: &[u32]) -> Block {
    let is_answered = is_answered(page, row);
    // An answer that is no text may stand right below its heading.
    let is_free = |col: &u32| !is_answered || !is_other_than_text(page, Position::new(row, *col));
    let columns = columns.iter().filter(|col| is_free(col)).map(|col| (*col, roles(layout, page, row, *col)));
    let columns: Vec<(u32, Vec<Role>)> = columns.filter(|(_, roles)| !roles.is_empty()).collect();
    let begins = |(col, roles): &(u32, Vec<Role>)| {
        let at = Position::new(row, *col);
        if *roles == headings(layout, page, at) { page.span(at).first.row } else { row.saturating_sub(1) }
    };
    let top = columns.iter().map(begins).min().unwrap_or(row);
    Block { sheet, top, row, measures: None, end: u32::MAX, columns }
}

/// Whether numbers and dates of a row are answers: they are none where they count the columns, `1 2 3`.
fn is_answered(page: &Page, row: u32) -> bool {
    let mut others = page.filled(row).filter(|(at, _)| is_other_than_text(page, *at)).map(|(_, content)| content);
    let Some(Content::Number(first)) = others.next() else { return true };
    let mut next = *first;
    others.any(|content| {
        next += 1.0;
        *content != Content::Number(next)
    })
}

fn is_other_than_text(page: &Page, at: Position) -> bool {
    page.at(at).is_some_and(|content| !matches!(content, Content::Text(_)))
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
