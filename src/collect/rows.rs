//! The rows of a repeating table: which lines below its header are its own, and where it ends.

use foldhash::HashSet;

use crate::collect::asides::{self, Numbering};
use crate::collect::beside::Beside;
use crate::collect::closing::{self, Above, Closing};
use crate::collect::layout::Role;
use crate::collect::line::{self, Fits, Judged, Line, filled, is_aside, is_wide, says_nothing, shown};
use crate::collect::locate::Cell;
use crate::collect::page::{Mark, Page};
use crate::collect::tables::{Header, is_total};
use crate::collect::voided::{self, Voided};
use crate::sheet::{Content, Position};

/// Behind so many blank rows something else may begin.
const BLANK_ROWS: u32 = 2;

/// What is left out of a table and said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// A row that shows how to fill in the table.
    Example,
    /// A row of totals that is numbered like the others.
    Total,
}

/// The rows found below a header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// Those that the unit filled in.
    pub filled: Vec<u32>,
    /// Those of them that a word beside the answers takes back.
    pub voided: Vec<Voided>,
    /// Those that are left out and said.
    pub noted: Vec<(Position, Noted)>,
    /// The first row that may be one of the table's and may not, behind something that interrupts it. It and all below
    /// it were not read.
    pub unread: Option<u32>,
    /// The words that stand among the rows and answer nothing, with where they stand.
    pub asides: Vec<Position>,
}

/// What stands around the tables of a form.
pub struct Around<'a> {
    pages: &'a [Page<'a>],
    form: &'a [usize],
    taken: &'a HashSet<Cell>,
    /// The rows of each sheet in which headings of tables stand.
    ends: HashSet<(usize, u32)>,
}

impl<'a> Around<'a> {
    /// Knows the sheets of a workbook, those that hold the form, and the headings of all its tables.
    pub fn new(pages: &'a [Page<'a>], form: &'a [usize], taken: &'a HashSet<Cell>) -> Around<'a> {
        let ends = taken.iter().map(|cell| (cell.sheet, cell.at.row)).collect();
        Around { pages, form, taken, ends }
    }

    /// Whether what a label is for has another label on the form.
    pub fn is_labelled_elsewhere(&self, own: Cell, mark: &Mark) -> bool {
        let roles = || mark.roles.iter().map(|(_, role)| *role).filter(|role| !matches!(role, Role::Column(..)));
        let is_other = |cell: Cell| cell != own && !self.taken.contains(&cell);
        let labels = |sheet: usize, role: Role| {
            self.pages[sheet].marks_for(role).any(move |(_, mark)| is_other(Cell { sheet, at: mark.at }))
        };
        self.form.iter().any(|sheet| roles().any(|role| labels(*sheet, role)))
    }
}

/// Reads the rows below a header. Totals, lines that title a section, notes, signatures and blank rows interrupt the
/// table; behind them it goes on with the next line that looks like one of its rows. It ends at a label of the form that
/// opens no row, at a header of a table and with the sheet. Rows that hold nothing but a running number, say that there is
/// nothing, number the columns or show how to fill them in are left out.
pub fn below(around: &Around, header: &Header, fits: &Fits) -> Rows {
    let page = &around.pages[header.sheet];
    let last = page.sheet.cells.last().map_or(0, |(at, _)| at.row);
    let mut walk = Walk::new(around, header, fits);
    let mut row = header.row + 1;
    while row <= last && !around.ends.contains(&(header.sheet, row)) && walk.rows.unread.is_none() {
        let Some((first, content)) = filled(page, header, row).next().or_else(|| shown(page, header, row)) else {
            let next = next_filled(page, header, row);
            walk.is_interrupted |= next - row >= BLANK_ROWS;
            row = next;
            continue;
        };
        match walk.met(row, first, content) {
            Met::End => break,
            met => walk.take(row, first, met),
        }
        row += 1;
    }
    walk.close();
    let beside = Beside::of_table(page, header);
    Rows { voided: voided::among(page, &walk.rows.filled, |col| beside.weight(col)), ..walk.rows }
}

/// What a line below a header is to the table.
enum Met {
    /// The first line behind the table.
    End,
    /// A line that says something about the table.
    Aside,
    /// Nothing that counts.
    Nothing,
    /// Nothing that counts, which is said.
    Noted(Position, Noted),
    /// A line that closes the table, if no further row of it comes.
    Closing(Closing),
    /// A filled line.
    Line(Line),
}

/// A table read line by line.
struct Walk<'a> {
    around: &'a Around<'a>,
    page: &'a Page<'a>,
    header: &'a Header,
    fits: &'a Fits<'a>,
    rows: Rows,
    is_interrupted: bool,
    is_foreign: bool,
    /// The lines that close the table, if no further row of it comes.
    closing: Vec<(u32, Closing)>,
    /// Whether one of them says who signs.
    is_signed: bool,
}

impl<'a> Walk<'a> {
    fn new(around: &'a Around<'a>, header: &'a Header, fits: &'a Fits<'a>) -> Walk<'a> {
        let page = &around.pages[header.sheet];
        let rows = Rows::default();
        let closing = Vec::new();
        Walk { around, page, header, fits, rows, is_interrupted: false, is_foreign: false, closing, is_signed: false }
    }

    fn take(&mut self, row: u32, first: Position, met: Met) {
        if matches!(met, Met::Aside | Met::Nothing | Met::Line(Line::Words)) {
            self.rows.asides.push(first);
        }
        match met {
            Met::Line(Line::Own) if !self.is_foreign => self.take_own(row),
            Met::Closing(closing) => {
                self.is_signed |= closing == Closing::Words;
                self.is_interrupted |= matches!(closing, Closing::Page | Closing::Words);
                self.closing.push((row, closing));
            }
            Met::Line(Line::Own) => self.rows.unread = Some(row),
            Met::Line(Line::Doubtful) if !self.is_foreign => self.rows.unread = Some(row),
            Met::Line(Line::Foreign) => self.is_foreign = true,
            Met::Aside => self.is_interrupted = true,
            Met::Noted(at, noted) => self.rows.noted.push((at, noted)),
            Met::End | Met::Nothing | Met::Line(Line::Words | Line::Doubtful) => {}
        }
    }

    /// Takes a row of the table, and the lines above it that have closed nothing. One merged over several columns is in
    /// doubt.
    fn take_own(&mut self, row: u32) {
        let above: Vec<u32> =
            self.closing.drain(..).filter(|(_, of)| *of != Closing::Page).map(|(row, _)| row).collect();
        let first = |row: &u32| filled(self.page, self.header, *row).next();
        let is_merged = |row: &&u32| first(row).is_some_and(|(at, _)| is_wide(self.page, self.header, at));
        self.rows.unread = above.iter().find(is_merged).copied();
        if self.rows.unread.is_none() {
            self.rows.filled.extend(above.into_iter().chain([row]));
            (self.is_interrupted, self.is_signed) = (false, false);
        }
    }

    /// Ends the table. Of several days below it, and of one that may be a row, nobody knows what they are.
    fn close(&mut self) {
        let is_day = |closing: &Closing| matches!(closing, Closing::Day | Closing::MaybeRow);
        let mut days = self.closing.iter().filter(|(_, closing)| is_day(closing));
        let Some((row, first)) = days.next() else { return };
        if !self.is_signed && !self.is_foreign && (*first == Closing::MaybeRow || days.next().is_some()) {
            self.rows.unread = self.rows.unread.or(Some(*row));
        }
    }

    /// What a line with answers says, if it closes the table.
    fn closing(&self, row: u32) -> Option<Closing> {
        let above = Above { rows: &self.rows.filled, is_signed: self.is_signed };
        closing::of_line(self.page, self.header, row, above, self.fits)
    }

    fn met(&self, row: u32, first: Position, content: &Content) -> Met {
        let (page, header) = (self.page, self.header);
        let is_label = page.mark(first).is_some_and(Mark::is_form);
        let known = if is_label { self.labelled(row, first) } else { self.numbering(row) };
        if let Some(met) = known {
            return met;
        }
        let own = shown(page, header, row);
        let said = own.map_or(content, |(_, answer)| answer);
        if asides::ends_list(said) && line::answers(page, header, row).len() <= 1 {
            return Met::Line(Line::Foreign);
        }
        let is_answer = header.columns.contains(&Some(first.col));
        let is_example = asides::opens_example(content, is_answer);
        if is_example && own.is_some() && filled(page, header, row).count() == 1 {
            return Met::Line(Line::Foreign);
        }
        if is_aside(page, header, row, (first, content), self.fits) {
            return Met::Aside;
        }
        let Some((at, answer)) = own else { return Met::Nothing };
        if let Some(closing) = self.closing(row) {
            return Met::Closing(closing);
        }
        match () {
            () if is_example => Met::Noted(first, Noted::Example),
            () if !is_answer && is_total(page, at) => Met::Noted(at, Noted::Total),
            () if says_nothing(page, header, row, answer) => Met::Nothing,
            () if is_wide(page, header, first) => Met::Line(Line::Doubtful),
            () if self.is_interrupted => Met::Line(line::of(page, header, row, self.fits)),
            () => Met::Line(Line::Own),
        }
    }

    /// What a line is that opens with a label of the form: `None`, a row like others, where it is filled in as they are
    /// and the item's label stands elsewhere, too; the end of the table where it is filled in otherwise.
    fn labelled(&self, row: u32, first: Position) -> Option<Met> {
        let (page, header) = (self.page, self.header);
        let is_inside = header.columns.contains(&Some(first.col)) && !is_wide(page, header, first);
        if !is_inside || self.is_foreign {
            return Some(Met::End);
        }
        let judged = Judged::of(page, header, row, self.fits);
        let is_full = judged.is_full(page, header, self.rows.filled.last().copied()) && !self.is_interrupted;
        let is_elsewhere = self.is_item_elsewhere(first);
        match () {
            () if is_elsewhere && is_full && judged.n_valid > 0 => None,
            () if is_elsewhere && (is_full || judged.n_valid > 0) => Some(Met::Line(Line::Doubtful)),
            () if is_full && judged.n_valid > 1 => Some(Met::Line(Line::Doubtful)),
            () => Some(Met::End),
        }
    }

    /// Whether a cell is the label of an item that has another one.
    fn is_item_elsewhere(&self, at: Position) -> bool {
        let is_item = |mark: &&Mark| mark.roles.iter().any(|(_, role)| role.is_item());
        let own = Cell { sheet: self.header.sheet, at };
        self.page.mark(at).filter(is_item).is_some_and(|mark| self.around.is_labelled_elsewhere(own, mark))
    }

    /// What the first line below a header is where its cells count up.
    fn numbering(&self, row: u32) -> Option<Met> {
        let (page, header) = (self.page, self.header);
        if row != header.row + 1 {
            return None;
        }
        let cells: Vec<&Content> = filled(page, header, row).map(|(_, content)| content).collect();
        let numbering = asides::numbering(&cells);
        if numbering == Numbering::None {
            return None;
        }
        let below = filled(page, header, row + 1).next().and_then(|(_, content)| asides::counted(content));
        match below {
            Some(2) => None,
            Some(1) => Some(Met::Nothing),
            _ if numbering == Numbering::Columns => Some(Met::Nothing),
            _ if Judged::of(page, header, row, self.fits).n_invalid > 0 => Some(Met::Nothing),
            _ => Some(Met::Line(Line::Doubtful)),
        }
    }
}

/// The first row below that holds cells which are not blank.
fn next_filled(page: &Page, header: &Header, row: u32) -> u32 {
    let cells = &page.sheet.cells;
    let mut next = row + 1;
    while let Some((at, _)) = cells.get(cells.partition_point(|(at, _)| at.row < next)) {
        if filled(page, header, at.row).next().is_some() {
            return at.row;
        }
        next = at.row + 1;
    }
    next
}

#[cfg(test)]
mod tests;
