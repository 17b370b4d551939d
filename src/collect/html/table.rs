//! A table while it is read: rows and cells on a grid of its own.

use super::marks::Mark;
use super::pieces::attribute;
use super::placed::{Inside, Placed};
use super::written::Written;
use crate::collect::guard::{Budget, over};
use crate::collect::workbook::Refusal;
use crate::sheet::{Area, COLUMNS, Position, ROWS};

/// A table that is open.
#[derive(Debug, Default)]
pub struct Table {
    /// The marks that were open before it.
    pub base: usize,
    /// The open cell.
    pub cell: Option<Cell>,
    /// Nothing of it is shown.
    is_hidden: bool,
    done: Placed,
    insides: Vec<Inside>,
    /// Cells that are not shown, though their rows are.
    hidden_cells: Vec<Position>,
    col: u32,
    is_in_row: bool,
    row_mark: Mark,
    /// The columns that the page has described so far.
    n_described: u32,
    /// The first of the merged areas that begin in this section.
    section: usize,
    /// For each column the first row that is free of cells that reach down from above.
    taken: Vec<u32>,
}

/// A cell that is open.
#[derive(Debug)]
pub struct Cell {
    /// Its text.
    pub written: Written,
    /// The marks that were open before it.
    pub base: usize,
    /// What holds for all its text.
    pub mark: Mark,
    /// The tables in it, with their places in its text.
    pub tables: Vec<(usize, Placed)>,
    at: Position,
    last: Position,
    is_hidden: bool,
}

impl Table {
    /// An empty table.
    pub fn new(base: usize, is_hidden: bool) -> Table {
        Table { base, is_hidden, ..Table::default() }
    }

    /// Whether it has begun and no cell is open.
    pub fn is_between_cells(&self) -> bool {
        self.cell.is_none() && self.done.n_rows > 0
    }

    fn row(&self) -> u32 {
        self.done.n_rows.saturating_sub(1)
    }

    fn is_taken(&self, col: u32) -> bool {
        self.taken.get(col as usize).is_some_and(|free| *free > self.row())
    }

    /// Begins a row: one for each tag, even if no cell follows.
    pub fn begin_row(&mut self, mark: Mark, budget: &Budget) -> Result<(), Refusal> {
        self.end_row(budget)?;
        self.is_in_row = true;
        self.done.n_rows += 1;
        self.row_mark = Mark { hidden: false, ..mark };
        if mark.hidden || self.is_hidden {
            self.done.hidden_rows.push(self.row());
        }
        Ok(())
    }

    /// Begins a cell; without a row one begins with it.
    pub fn begin_cell(&mut self, attributes: &str, mark: Mark, budget: &Budget) -> Result<(), Refusal> {
        self.end_cell(budget)?;
        if !self.is_in_row {
            self.begin_row(Mark::default(), budget)?;
        }
        while self.is_taken(self.col) {
            budget.tags(1, "HTML")?;
            self.col += 1;
        }
        let (columns, rows) = (span(attributes, "colspan", 1000), span(attributes, "rowspan", 65_534));
        let at = Position::new(self.row(), self.col);
        // A cell that would run into one from above ends before it.
        budget.tags(u64::from(columns), "HTML")?;
        let columns = (0..columns).take_while(|step| !self.is_taken(at.col + step)).count() as u32;
        let last = Position::new(at.row.saturating_add(rows - 1), at.col.saturating_add(columns - 1));
        if at.row >= ROWS || last.col >= COLUMNS {
            return Err(over(at.to_string()));
        }
        if rows > 1 {
            self.take(at, last);
        }
        self.col = last.col + 1;
        self.done.n_columns = self.done.n_columns.max(self.col);
        let is_row_hidden = self.done.hidden_rows.last() == Some(&at.row);
        let is_hidden = mark.hidden && !is_row_hidden;
        let mark = self.row_mark.and(Mark { hidden: false, ..mark });
        let (written, tables) = (Written::of_cell(attributes), Vec::new());
        self.cell = Some(Cell { written, base: 0, mark, tables, at, last, is_hidden });
        Ok(())
    }

    fn take(&mut self, at: Position, last: Position) {
        let reached = last.col as usize + 1;
        self.taken.resize(self.taken.len().max(reached), 0);
        self.taken[at.col as usize..reached].fill(last.row + 1);
    }

    /// Ends the open cell, if any.
    pub fn end_cell(&mut self, budget: &Budget) -> Result<(), Refusal> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        if cell.at != cell.last {
            budget.keep(1, 0, "HTML")?;
            self.done.merged.push(Area { first: cell.at, last: cell.last });
        }
        if cell.is_hidden {
            budget.keep(1, 0, "HTML")?;
            self.hidden_cells.push(cell.at);
        }
        let Cell { at, written, tables, .. } = cell;
        if !tables.is_empty() {
            budget.keep(1 + tables.len() as u64, 0, "HTML")?;
            self.insides.push(Inside { at, written, tables });
            return Ok(());
        }
        self.done.push(at, &written, budget)
    }

    /// Ends the open row, if any.
    pub fn end_row(&mut self, budget: &Budget) -> Result<(), Refusal> {
        self.end_cell(budget)?;
        self.is_in_row = false;
        self.col = 0;
        Ok(())
    }

    /// Ends a group of rows, beyond which no cell reaches.
    pub fn end_section(&mut self, budget: &Budget) -> Result<(), Refusal> {
        self.end_row(budget)?;
        let last = self.row();
        for area in &mut self.done.merged[self.section..] {
            area.last.row = area.last.row.min(last);
        }
        self.section = self.done.merged.len();
        self.taken.clear();
        Ok(())
    }

    /// Notes the columns that a tag describes.
    pub fn describe_columns(&mut self, attributes: &str, is_hidden: bool, budget: &Budget) -> Result<(), Refusal> {
        let last = self.n_described.saturating_add(span(attributes, "span", 1000));
        budget.tags(u64::from(last - self.n_described), "HTML")?;
        if is_hidden {
            self.done.hidden_columns.extend((self.n_described..last).take_while(|col| *col < COLUMNS));
        }
        self.n_described = last;
        Ok(())
    }

    /// The whole table, with the tables inside it.
    pub fn end(mut self, budget: &Budget) -> Result<Placed, Refusal> {
        self.end_section(budget)?;
        self.done.merged.retain(|area| area.first != area.last);
        self.done.hiding(&self.hidden_cells).with(self.insides, budget)
    }
}

fn span(attributes: &str, name: &str, most: u32) -> u32 {
    let span = attribute(attributes, name).and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1u32).clamp(1, most)
}
