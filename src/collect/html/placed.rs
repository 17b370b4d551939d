//! A whole table on a grid of its own, and where the tables inside its cells go.

use std::collections::{BTreeMap, BTreeSet};

use super::written::{Shown, Written};
use crate::collect::guard::Budget;
use crate::collect::workbook::Refusal;
use crate::sheet::{Area, Content, Oddity, Position, Sheet};

/// A table with all its rows, counted from its own first.
#[derive(Debug, Default)]
pub struct Placed {
    /// The filled cells in reading order.
    pub cells: Vec<(Position, Content)>,
    /// What is odd about some of them.
    pub odd: Vec<(Position, Oddity)>,
    /// Cells of more than one row or column.
    pub merged: Vec<Area>,
    /// Rows that are not shown, ascending.
    pub hidden_rows: Vec<u32>,
    /// Columns that are not shown.
    pub hidden_columns: Vec<u32>,
    /// All rows, the empty ones too.
    pub n_rows: u32,
    /// All columns in which a cell stands, be it empty.
    pub n_columns: u32,
}

/// A cell with tables inside.
#[derive(Debug)]
pub struct Inside {
    /// Where it stands.
    pub at: Position,
    /// Its own text.
    pub written: Written,
    /// The tables, with their places in the text.
    pub tables: Vec<(usize, Placed)>,
}

impl Placed {
    /// The table with the tables inside its cells. Where those hold more than the table itself, it only lays out the page,
    /// and they come below their rows as tables of their own; otherwise they are part of what is written in their cells.
    pub fn with(mut self, insides: Vec<Inside>, budget: &Budget) -> Result<Placed, Refusal> {
        let n_inside: usize =
            insides.iter().flat_map(|inside| &inside.tables).map(|(_, table)| table.cells.len()).sum();
        let n_own = self.cells.len() + insides.iter().filter(|inside| !inside.written.is_blank()).count();
        let lays_out = n_inside > n_own;
        let mut tables = Vec::new();
        for Inside { at, written, tables: inside } in insides {
            let written = if lays_out { written } else { written.with(inside.iter().map(folded)) };
            self.push(at, &written, budget)?;
            if lays_out {
                tables.extend(inside.into_iter().map(|(_, table)| (at.row, table)));
            }
        }
        self.cells.sort_by_key(|(at, _)| *at);
        Ok(if lays_out { self.above(tables) } else { self })
    }

    /// Adds a cell, unless it shows nothing.
    pub fn push(&mut self, at: Position, written: &Written, budget: &Budget) -> Result<(), Refusal> {
        if let Some((content, odd)) = written.shown() {
            budget.keep(1, written.length(), "HTML")?;
            self.cells.push((at, content));
            self.odd.extend(odd.map(|odd| (at, odd)));
        }
        Ok(())
    }

    /// The table with others below its rows; a row that held nothing else goes.
    fn above(self, tables: Vec<(u32, Placed)>) -> Placed {
        let below = self.below_spans(tables);
        let spanned: BTreeSet<u32> = self.tall().map(|area| area.last.row).collect();
        let goes = |row: &u32| !self.holds(*row) && !spanned.contains(row);
        let gone: Vec<u32> = below.keys().copied().filter(goes).collect();
        let mut rows = Rows::default();
        for (row, tables) in &below {
            let n_rows: u32 = tables.iter().map(|table| table.n_rows).sum();
            rows.insert(*row, n_rows, gone.binary_search(row).is_ok());
        }
        let mut whole = Placed { n_rows: rows.moved(self.n_rows), n_columns: self.n_columns, ..Placed::default() };
        for (row, tables) in below {
            let mut first = rows.moved(row) + u32::from(gone.binary_search(&row).is_err());
            for table in tables {
                let n_rows = table.n_rows;
                whole.take(table, |row| first + row);
                first += n_rows;
            }
        }
        whole.take(self, |row| rows.moved(row));
        whole.cells.sort_by_key(|(at, _)| *at);
        whole.hidden_rows.sort_unstable();
        whole.hidden_rows.dedup();
        whole
    }

    /// The tables by the row that they come below: the first where no cell reaches further down.
    fn below_spans(&self, tables: Vec<(u32, Placed)>) -> BTreeMap<u32, Vec<Placed>> {
        let mut spans: Vec<(u32, u32)> = self.tall().map(|area| (area.first.row, area.last.row)).collect();
        spans.sort_unstable();
        let (mut spans, mut reached) = (spans.into_iter().peekable(), 0);
        let mut below: BTreeMap<u32, Vec<Placed>> = BTreeMap::new();
        for (mut row, table) in tables {
            row = row.max(reached);
            while let Some((_, last)) = spans.next_if(|(first, _)| *first <= row) {
                reached = reached.max(last);
                row = row.max(reached);
            }
            below.entry(row).or_default().push(table);
        }
        below
    }

    fn tall(&self) -> impl Iterator<Item = &Area> {
        self.merged.iter().filter(|area| area.first.row < area.last.row)
    }

    /// Whether anything stands in a row.
    fn holds(&self, row: u32) -> bool {
        let place = self.cells.partition_point(|(at, _)| at.row < row);
        self.cells.get(place).is_some_and(|(at, _)| at.row == row)
    }

    /// Whether the last row that is not empty has several filled cells, as those of a list: one alone may head what
    /// follows.
    pub fn ends_as_list(&self) -> bool {
        let mut rows = self.cells.iter().rev().map(|(at, _)| at.row);
        rows.next().is_some_and(|last| rows.next() == Some(last))
    }

    fn take(&mut self, table: Placed, moved: impl Fn(u32) -> u32) {
        let at = |at: Position| Position::new(moved(at.row), at.col);
        self.cells.extend(table.cells.into_iter().map(|(place, content)| (at(place), content)));
        self.odd.extend(table.odd.into_iter().map(|(place, odd)| (at(place), odd)));
        self.merged.extend(table.merged.iter().map(|area| Area { first: at(area.first), last: at(area.last) }));
        self.hidden_rows.extend(table.hidden_rows.into_iter().map(&moved));
        self.hidden_columns.extend(table.hidden_columns);
    }

    /// The table with some cells not shown: read, where their columns are hidden as a whole; an error value where others
    /// of the column are shown, as browsers then show the rest of the row one column to the left.
    pub fn hiding(mut self, hidden: &[Position]) -> Placed {
        if hidden.is_empty() {
            return self;
        }
        let mut columns: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        for (at, _) in &self.cells {
            let (n_cells, n_hidden) = columns.entry(at.col).or_default();
            *n_cells += 1;
            *n_hidden += usize::from(hidden.binary_search(at).is_ok());
        }
        let is_whole = |col: &u32| columns.get(col).is_none_or(|(n_cells, n_hidden)| n_hidden * 2 > *n_cells);
        for (at, content) in &mut self.cells {
            if hidden.binary_search(at).is_ok() && !is_whole(&at.col) {
                *content = Content::Error(format!("#HIDDEN! {content}"));
            }
        }
        self.hidden_columns.extend(hidden.iter().map(|at| at.col).filter(is_whole));
        self.hidden_columns.sort_unstable();
        self.hidden_columns.dedup();
        self
    }

    /// Puts the table into a sheet, from a row on.
    pub fn put(self, sheet: &mut Sheet, first: u32) {
        let at = |at: Position| Position::new(first + at.row, at.col);
        sheet.cells.extend(self.cells.into_iter().map(|(place, content)| (at(place), content)));
        sheet.odd.extend(self.odd.into_iter().map(|(place, odd)| (at(place), odd)));
        sheet.merged.extend(self.merged.iter().map(|area| Area { first: at(area.first), last: at(area.last) }));
        sheet.hidden_rows.extend(self.hidden_rows.into_iter().map(|row| first + row));
        sheet.hidden_columns.extend(self.hidden_columns);
    }
}

/// What a table shows, for the cell in which it stands.
fn folded((place, table): &(usize, Placed)) -> (usize, Vec<Vec<Shown<'_>>>) {
    let is_shown = |at: &Position| table.hidden_rows.binary_search(&at.row).is_err();
    let shown: Vec<&(Position, Content)> = table.cells.iter().filter(|(at, _)| is_shown(at)).collect();
    let rows = shown.chunk_by(|a, b| a.0.row == b.0.row);
    let odd: BTreeMap<Position, Oddity> = table.odd.iter().copied().collect();
    (*place, rows.map(|row| row.iter().map(|(at, content)| (content, odd.get(at).copied())).collect()).collect())
}

/// How rows move down for what comes between them.
#[derive(Debug, Default)]
struct Rows(Vec<(u32, i64)>);

impl Rows {
    /// Puts rows below one that is itself kept or goes.
    fn insert(&mut self, below: u32, n_rows: u32, goes: bool) {
        let before = self.0.last().map_or(0, |(_, moved)| *moved);
        self.0.push((below, before + i64::from(n_rows) - i64::from(goes)));
    }

    /// Where a row stands then.
    fn moved(&self, row: u32) -> u32 {
        let place = self.0.partition_point(|(below, _)| *below < row);
        let by = place.checked_sub(1).map_or(0, |last| self.0[last].1);
        (i64::from(row) + by).try_into().unwrap_or(u32::MAX)
    }
}
