//! Tables of HTML saved under the name of a workbook, as many office systems export them.

mod control;
mod marks;
mod pieces;
mod placed;
mod references;
mod stored;
mod table;
mod written;

use control::{Input, Select};
use marks::{Mark, Marks, Rules};
use pieces::{Piece, Pieces};
use table::Table;
use written::Written;

use crate::collect::guard::{Budget, over, unlawful};
use crate::collect::workbook::Refusal;
use crate::sheet::{Position, ROWS, Sheet, Workbook};
use crate::text::reader as say;

/// Tables that lie deeper in one another are text of the cell in which they stand.
const DEEPEST: usize = 32;

/// So many rows are left free between a table and what else follows: a list goes on behind fewer.
const BELOW_LISTS: u32 = 2;

/// Whether a text begins as HTML; it is given in lower case.
pub fn is_likely(head: &str) -> bool {
    const STARTS: [&str; 9] =
        ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div", "<center"];
    STARTS.iter().any(|start| head.starts_with(start))
        || (head.starts_with('<') && (head.contains("<html") || head.contains("<table")))
}

/// Reads the tables of a page one below the other, with the lines of text between them in the first column.
pub fn read(text: &str, kind: &'static str, budget: &Budget) -> Result<Workbook, Refusal> {
    let page = Page::read(text, "", "Sheet1", budget)?;
    if page.is_cut {
        return Err(Refusal::rejected(say::CUT_IN_TABLE, ""));
    }
    match page.has_table {
        true => Ok(Workbook { sheets: vec![page.sheet], names: Vec::new(), kind }),
        false if page.has_frames => Err(Refusal::rejected(say::FRAMES_ALONE, "")),
        false => Err(Refusal::rejected(say::NOT_A_SPREADSHEET, "HTML")),
    }
}

/// One page as a sheet, with the style sheets that lie beside it; `None` where it has no table. What holds the page
/// tells whether it is whole.
pub fn styled_page(text: &str, styles: &str, name: &str, budget: &Budget) -> Result<Option<Sheet>, Refusal> {
    let page = Page::read(text, styles, name, budget)?;
    Ok(page.has_table.then_some(page.sheet))
}

struct Page<'a> {
    budget: &'a Budget,
    sheet: Sheet,
    /// The next free row of the sheet.
    row: u32,
    /// How many columns the table right above has that may be a list.
    list: Option<u32>,
    /// The open tables, each in a cell of the one before.
    tables: Vec<Table>,
    /// Tables that lie too deep to be tables.
    n_deeper: usize,
    /// Text outside tables.
    line: Written,
    rules: Rules,
    marks: Marks,
    select: Option<Select>,
    /// An element of which nothing is shown, and how many of its name are open in it.
    unseen: Option<(String, u32)>,
    has_table: bool,
    /// It shows other pages side by side.
    has_frames: bool,
    /// Its end has come, and no part of a table behind it.
    is_ended: bool,
    /// The text ends within a table.
    is_cut: bool,
}

impl<'a> Page<'a> {
    fn new(name: &str, budget: &'a Budget) -> Page<'a> {
        let sheet = Sheet { name: name.to_string(), ..Sheet::default() };
        let (tables, line, rules, marks) = Default::default();
        let (list, select, unseen) = (None, None, None);
        let (has_table, has_frames, is_ended, is_cut) = Default::default();
        Page {
            budget,
            sheet,
            row: 0,
            list,
            tables,
            n_deeper: 0,
            line,
            rules,
            marks,
            select,
            unseen,
            has_table,
            has_frames,
            is_ended,
            is_cut,
        }
    }

    /// A page, read to the end of its text.
    fn read(text: &str, styles: &str, name: &str, budget: &'a Budget) -> Result<Page<'a>, Refusal> {
        let mut page = Page::new(name, budget);
        page.rules.add(styles);
        for piece in Pieces(text) {
            page.take(piece)?;
        }
        // Many a program forgets the end of a table, but then ends the page.
        page.is_cut = !page.tables.is_empty() && !page.is_ended;
        page.end_select();
        while !page.tables.is_empty() {
            page.end_table()?;
        }
        page.end_line()?;
        page.sheet.cells.sort_by_key(|(at, _)| *at);
        page.sheet.odd.sort_by_key(|(at, _)| *at);
        page.sheet.hidden_columns.sort_unstable();
        page.sheet.hidden_columns.dedup();
        if let Some(pair) = page.sheet.cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(unlawful(format!("{} ×2", pair[0].0)));
        }
        Ok(page)
    }

    fn take(&mut self, piece: Piece) -> Result<(), Refusal> {
        if self.is_unseen(&piece) {
            return Ok(());
        }
        match piece {
            Piece::Text(text) => self.push(text),
            Piece::Begin(name, attributes) => self.begin(&name, attributes)?,
            Piece::End(name) => self.end(&name)?,
            Piece::Area(attributes, text) => self.push_area(attributes, text),
            Piece::Style(sheet) => self.rules.add(sheet),
        }
        Ok(())
    }

    /// Whether a piece is part of what no browser shows, keeping account of where that ends.
    fn is_unseen(&mut self, piece: &Piece) -> bool {
        let Some((unseen, within)) = &mut self.unseen else { return false };
        match piece {
            Piece::Begin(name, _) if name == unseen => *within += 1,
            Piece::End(name) if name == unseen && *within > 0 => *within -= 1,
            Piece::End(name) if name == unseen => self.unseen = None,
            _ => {}
        }
        true
    }

    /// The marks that were open before the text that is being read.
    fn base(&self) -> usize {
        let cell = self.tables.last().and_then(|table| table.cell.as_ref());
        cell.map_or(self.tables.last().map_or(0, |table| table.base), |cell| cell.base)
    }

    /// Where text goes: the innermost open cell, or the line outside tables, with what holds for it.
    fn target(&mut self) -> (&mut Written, Mark) {
        let cell = self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut());
        match cell {
            Some(cell) => (&mut cell.written, cell.mark.and(self.marks.now(cell.base))),
            None => (&mut self.line, self.marks.now(0)),
        }
    }

    fn push(&mut self, text: &str) {
        match &mut self.select {
            Some(select) => select.push(text),
            None => {
                let (written, mark) = self.target();
                written.push(text, mark);
            }
        }
    }

    fn push_input(&mut self, attributes: &str, own: Mark) {
        match control::input(attributes) {
            Some(Input::Box(shown)) => {
                let (written, mark) = self.target();
                written.push(shown, mark.and(own));
            }
            Some(Input::Text(shown)) => self.push_field(shown, own),
            None => {}
        }
    }

    fn push_field(&mut self, shown: &str, own: Mark) {
        let (written, mark) = self.target();
        written.push_field(shown, mark.and(own));
    }

    fn push_area(&mut self, attributes: &str, text: &str) {
        let own = self.rules.mark("textarea", attributes);
        let (written, mark) = self.target();
        for line in text.lines() {
            written.push_field(line, mark.and(own));
            written.break_line();
        }
    }

    fn begin(&mut self, name: &str, attributes: &str) -> Result<(), Refusal> {
        let mark = self.rules.mark(name, attributes);
        match name {
            "template" | "noscript" | "datalist" => self.unseen = Some((name.to_string(), 0)),
            "option" | "optgroup" if self.select.is_some() => self.begin_option(name, attributes),
            "input" => self.push_input(attributes, mark),
            "select" => {
                self.end_select();
                self.open("select", mark, attributes);
                self.select = Some(Select::new(attributes));
            }
            "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => {
                self.end_select();
                self.begin_part(name, attributes, mark)?;
            }
            "col" => self.describe_columns(attributes, mark)?,
            "frameset" => self.has_frames = true,
            "br" => self.target().0.new_line(),
            _ if is_block(name) => {
                self.break_line()?;
                self.open(name, mark, attributes);
            }
            _ => self.open(name, mark, attributes),
        }
        Ok(())
    }

    /// Opens an element for its marks; one that closes itself has no text.
    fn open(&mut self, name: &str, mark: Mark, attributes: &str) {
        if !attributes.ends_with('/') && !is_void(name) {
            let base = self.base();
            self.marks.begin(name, mark, base);
        }
    }

    fn begin_part(&mut self, name: &str, attributes: &str, mark: Mark) -> Result<(), Refusal> {
        self.is_ended = false;
        // A table that begins among the rows of another ends it, as in browsers: its own end is missing.
        if name == "table" && self.n_deeper == 0 && self.tables.last().is_some_and(Table::is_between_cells) {
            self.end_table()?;
        }
        if self.n_deeper > 0 || (name == "table" && self.tables.len() == DEEPEST) {
            return self.begin_deeper(name);
        }
        if name == "table" {
            return self.begin_table(mark, attributes);
        }
        self.end_cell()?;
        let Some(table) = self.tables.last_mut() else {
            return self.begin_deeper(name);
        };
        match name {
            "caption" => self.break_line()?,
            "tr" => {
                let is_hidden = self.marks.is_hidden(table.base);
                let mark = Mark { hidden: mark.hidden || is_hidden, ..mark };
                table.begin_row(mark, self.budget)?;
            }
            "td" | "th" => {
                table.begin_cell(attributes, mark, self.budget)?;
                let count = self.marks.count();
                table.cell.iter_mut().for_each(|cell| cell.base = count);
            }
            _ => {
                table.end_section(self.budget)?;
                self.marks.end_all(table.base);
                self.marks.begin(name, mark, table.base);
            }
        }
        Ok(())
    }

    /// A part of a table that is none: it lies too deep, or outside of any.
    fn begin_deeper(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "table" => self.n_deeper += 1,
            "tr" => self.break_line()?,
            _ => self.push(" "),
        }
        Ok(())
    }

    fn begin_table(&mut self, mark: Mark, attributes: &str) -> Result<(), Refusal> {
        self.break_line()?;
        self.has_table = true;
        let is_hidden = mark.hidden || self.marks.is_hidden(self.base());
        self.open("table", Mark { hidden: false, ..mark }, attributes);
        self.tables.push(Table::new(self.marks.count(), is_hidden));
        Ok(())
    }

    fn describe_columns(&mut self, attributes: &str, mark: Mark) -> Result<(), Refusal> {
        match self.tables.last_mut() {
            Some(table) if self.n_deeper == 0 => table.describe_columns(attributes, mark.hidden, self.budget),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "option" | "optgroup" => self.select.iter_mut().for_each(Select::end_option),
            "select" => self.end_select(),
            "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => {
                self.end_select();
                self.end_part(name)?;
            }
            _ => {
                if is_block(name) {
                    self.break_line()?;
                }
                self.is_ended |= matches!(name, "body" | "html");
                let base = self.base();
                self.marks.end(name, base);
            }
        }
        Ok(())
    }

    fn end_part(&mut self, name: &str) -> Result<(), Refusal> {
        if self.n_deeper > 0 {
            self.n_deeper -= usize::from(name == "table");
            return Ok(());
        }
        match name {
            "td" | "th" => self.end_cell()?,
            "caption" => self.break_line()?,
            "table" => self.end_table()?,
            _ => {
                self.end_cell()?;
                let Some(table) = self.tables.last_mut() else { return Ok(()) };
                match name {
                    "tr" => table.end_row(self.budget)?,
                    _ => table.end_section(self.budget)?,
                }
                self.marks.end(name, table.base);
            }
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        if let Some(cell) = &table.cell {
            self.marks.end_all(cell.base);
        }
        table.end_cell(self.budget)
    }

    /// Ends the innermost table: in a cell it is kept for when the whole of its table is known, else it goes to the sheet.
    fn end_table(&mut self) -> Result<(), Refusal> {
        let Some(table) = self.tables.pop() else { return Ok(()) };
        self.marks.end_all(table.base);
        let base = self.base();
        self.marks.end("table", base);
        let placed = table.end(self.budget)?;
        let outer = self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut());
        if let Some(cell) = outer {
            cell.tables.push((cell.written.length(), placed));
            return Ok(());
        }
        self.end_line()?;
        // A table of as many columns may go on with the one above: some pages have one for each row.
        let is_filled = !placed.cells.is_empty();
        if is_filled && self.list.is_some_and(|n_columns| n_columns != placed.n_columns) {
            self.end_list();
        }
        let first = self.row;
        self.row = first.saturating_add(placed.n_rows);
        if is_filled {
            self.list = placed.ends_as_list().then_some(placed.n_columns);
        }
        if let Some((last, _)) = placed.cells.last().filter(|_| self.row > ROWS) {
            return Err(over(Position::new(first.saturating_add(last.row), last.col).to_string()));
        }
        placed.put(&mut self.sheet, first);
        Ok(())
    }

    fn begin_option(&mut self, name: &str, attributes: &str) {
        match (&mut self.select, name) {
            (Some(select), "option") => select.begin_option(attributes),
            (Some(select), _) => select.end_option(),
            (None, _) => {}
        }
    }

    fn end_select(&mut self) {
        if let Some(select) = self.select.take() {
            self.push_field(&select.shown(), Mark::default());
            let base = self.base();
            self.marks.end("select", base);
        }
    }

    /// Inside a cell a new line; outside tables the end of a line of its own.
    fn break_line(&mut self) -> Result<(), Refusal> {
        let cell = self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut());
        match cell {
            Some(cell) => {
                cell.written.break_line();
                Ok(())
            }
            None => self.end_line(),
        }
    }

    /// Leaves rows free below a table, so that nothing that follows is one of its rows.
    fn end_list(&mut self) {
        if self.list.take().is_some() {
            self.row = self.row.saturating_add(BELOW_LISTS);
        }
    }

    fn end_line(&mut self) -> Result<(), Refusal> {
        let line = std::mem::take(&mut self.line);
        let Some((content, odd)) = line.shown() else { return Ok(()) };
        self.end_list();
        let at = Position::new(self.row, 0);
        if at.row >= ROWS {
            return Err(over(at.to_string()));
        }
        self.budget.keep(1, line.length(), "HTML")?;
        self.sheet.cells.push((at, content));
        self.sheet.odd.extend(odd.map(|odd| (at, odd)));
        self.row += 1;
        Ok(())
    }
}

fn is_void(name: &str) -> bool {
    matches!(name, "img" | "hr" | "wbr" | "meta" | "link" | "area" | "base" | "embed" | "source" | "track" | "param")
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 28] = [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "hr",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "pre",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "form",
        "fieldset",
        "legend",
        "address",
        "details",
        "summary",
    ];
    BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests;
