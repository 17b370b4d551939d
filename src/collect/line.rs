//! One line below a header of a repeating table, looked at by itself.

use crate::collect::another;
use crate::collect::asides;
use crate::collect::label::Label;
use crate::collect::locate::{is_footnote, is_footnote_label};
use crate::collect::page::Page;
use crate::collect::tables::{Header, is_summary, is_total};
use crate::sheet::{Content, Position, plain};

/// A table of no more columns may be filled in with one cell a row.
const NARROW: usize = 2;

/// With these words and a colon begins what is signed below a table.
const SIGNED: &[&str] =
    &["日期", "经办", "复核", "审签", "审批", "签发", "批准", "签名", "公章", "单位公章", "主管领导", "分管领导"];

/// These words name who signs even without a colon.
const SIGNERS: &[&str] = &["制表人", "填表人", "填报人", "审核人", "复核人", "经办人", "审签人"];

/// With this word begins a line that breaks a total down.
const OF_WHICH: &str = "其中";

/// These words alone in a line stand above notes.
const NOTES: &[&str] =
    &["注", "备注", "说明", "注意事项", "填表说明", "填报说明", "填写说明", "note", "notes", "remarks", "instructions"];

/// What opens a note has no more bytes.
const LONGEST_NOTE: usize = 36;

/// Whether a cell is a valid answer of a column; `None` where the column takes any words.
pub type Fits<'a> = dyn Fn(usize, &Content) -> Option<bool> + 'a;

/// What a filled line behind an interruption is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A row of the table.
    Own,
    /// A title, a note or the like.
    Words,
    /// It holds answers of the table, but not as its rows do.
    Doubtful,
    /// A line of something else that is set in columns.
    Foreign,
}

/// The answers of a line, judged one by one.
pub struct Judged {
    /// The columns of the table that are filled in.
    cells: Vec<usize>,
    /// How many of them are valid answers.
    pub n_valid: usize,
    /// How many are none.
    pub n_invalid: usize,
}

impl Judged {
    /// Judges a line.
    pub fn of(page: &Page, header: &Header, row: u32, fits: &Fits) -> Judged {
        let answers = answers(page, header, row);
        let judged: Vec<Option<bool>> = answers.iter().map(|(column, content)| fits(*column, content)).collect();
        let count = |wanted: bool| judged.iter().filter(|fits| **fits == Some(wanted)).count();
        Judged {
            cells: answers.iter().map(|(column, _)| *column).collect(),
            n_valid: count(true),
            n_invalid: count(false),
        }
    }

    /// Whether every column is filled in that the row above fills in, or without one every column, and nothing is wrong.
    pub fn is_full(&self, page: &Page, header: &Header, above: Option<u32>) -> bool {
        let is_due = |col: u32| above.is_none_or(|row| page.at(Position::new(row, col)).is_some());
        let mut due = header
            .columns
            .iter()
            .enumerate()
            .filter_map(|(column, col)| Some(column).filter(|_| col.is_some_and(is_due)));
        self.n_invalid == 0 && self.cells.len() > 1 && due.all(|column| self.cells.contains(&column))
    }

    /// Whether it is a row of the table and can be nothing else: every column is filled in, and something only as the
    /// column takes it.
    pub fn is_row(&self, page: &Page, header: &Header) -> bool {
        self.n_valid > 0 && self.is_full(page, header, None)
    }
}

/// What a filled line is, looked at by itself. A running number in front is the table's own sign.
pub fn of(page: &Page, header: &Header, row: u32, fits: &Fits) -> Line {
    let Judged { cells, n_valid, n_invalid } = Judged::of(page, header, row, fits);
    let least = if header.columns.len() <= NARROW { 1 } else { 2 };
    let is_numbered = is_numbered(page, header, row);
    match (n_valid, n_invalid) {
        (1.., 0) if cells.len() >= least || is_numbered => Line::Own,
        (1.., _) if is_numbered => Line::Own,
        (0, _) if is_numbered && cells.len() > 1 => Line::Own,
        (1.., _) => Line::Doubtful,
        (0, _) if cells.len() < 2 => Line::Words,
        (0, 0) => Line::Doubtful,
        (0, _) => Line::Foreign,
    }
}

/// What a row shows in the table's columns, a cell merged over several of them once.
pub fn answers<'a>(page: &Page<'a>, header: &Header, row: u32) -> Vec<(usize, &'a Content)> {
    let mut met = Vec::new();
    let columns = header.columns.iter().enumerate().filter_map(|(column, col)| Some((column, (*col)?)));
    let cells = columns.filter_map(|(column, col)| {
        let at = page.span(Position::new(row, col)).first;
        let content = page.at(at).filter(|_| !met.contains(&at))?;
        met.push(at);
        Some((column, content))
    });
    cells.collect()
}

/// The filled cells of a row, left to right, without those of a table beside this one.
pub fn filled<'a>(page: &Page<'a>, header: &Header, row: u32) -> impl Iterator<Item = (Position, &'a Content)> {
    page.filled(row).filter(|(at, _)| header.extent.contains(&at.col))
}

/// The first cell in the table's columns that shows something, be it by an area merged from above.
pub fn shown<'a>(page: &Page<'a>, header: &Header, row: u32) -> Option<(Position, &'a Content)> {
    header.columns.iter().flatten().find_map(|col| {
        let at = Position::new(row, *col);
        page.at(at).map(|content| (at, content))
    })
}

/// Whether a row opens with a running number before the table's columns.
pub fn is_numbered(page: &Page, header: &Header, row: u32) -> bool {
    let Some((at, content)) = filled(page, header, row).next() else { return false };
    let is_number = match content {
        Content::Number(number) => number.fract() == 0.0,
        Content::Text(text) => text.trim().bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    is_number && header.columns.iter().flatten().all(|col| *col > at.col)
}

/// Whether all that a row shows in the table's columns says that there is nothing to list.
pub fn says_nothing(page: &Page, header: &Header, row: u32, first: &Content) -> bool {
    asides::says_nothing(std::iter::once(first))
        && asides::says_nothing(answers(page, header, row).iter().map(|(_, content)| *content))
}

/// Whether a row says something about the table and is none of its rows: a total, a note, a signature, a title merged
/// over several columns.
pub fn is_aside(page: &Page, header: &Header, row: u32, (at, content): (Position, &Content), fits: &Fits) -> bool {
    let is_alone = || filled(page, header, row).nth(1).is_none();
    let is_summary = || is_summary(page, at) && !header.columns.contains(&Some(at.col));
    is_total(page, at)
        || is_summary()
        || is_note(content)
        || is_alone() && (is_heading_of_notes(content) || is_of_rows_below(header, content))
        || is_title(page, header, row, at, fits)
}

/// Whether a cell opens a line about the rows below it.
fn is_of_rows_below(header: &Header, content: &Content) -> bool {
    header.columns.len() > NARROW && matches!(content, Content::Text(text) if another::opens_below(text))
}

/// Whether a cell says nothing but that notes stand below it.
fn is_heading_of_notes(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    text.len() <= LONGEST_NOTE && NOTES.contains(&Label::of(text).bare.as_str())
}

fn is_title(page: &Page, header: &Header, row: u32, at: Position, fits: &Fits) -> bool {
    let is_answered =
        || answers(page, header, row).iter().any(|(column, content)| fits(*column, content) == Some(true));
    is_wide(page, header, at) && (is_over_all(page, header, at) || !is_answered())
}

/// Whether a cell is merged over all columns of a table: what it says is no answer of one of them.
fn is_over_all(page: &Page, header: &Header, at: Position) -> bool {
    let span = page.span(at);
    let mut cols = header.columns.iter().flatten();
    header.columns.len() > NARROW && cols.all(|col| (span.first.col..=span.last.col).contains(col))
}

/// Whether a cell is merged over several of the table's columns.
pub fn is_wide(page: &Page, header: &Header, at: Position) -> bool {
    let span = page.span(at);
    let covered = |col: &&u32| (span.first.col..=span.last.col).contains(*col);
    span.first.col < span.last.col && header.columns.iter().flatten().filter(covered).count() > 1
}

/// Whether a cell opens a note or a signature.
pub fn is_note(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    if is_footnote(content) {
        return true;
    }
    let words = plain(text);
    let (before, has_colon) = words.split_once(':').map_or((words.as_str(), false), |(before, _)| (before, true));
    if before.len() > LONGEST_NOTE {
        return false;
    }
    let label = Label::of(before).bare;
    let is_signed = has_colon && (SIGNED.iter().any(|word| label.starts_with(word)) || is_footnote_label(&label));
    is_signed || SIGNERS.contains(&label.as_str()) || label.starts_with(OF_WHICH)
}
