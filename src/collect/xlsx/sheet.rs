//! One worksheet part, cell by cell: what each cell shows, what is merged, what is hidden.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use crate::collect::face::{self, Rich, Run};
use crate::collect::guard::{Budget, damaged, unlawful};
use crate::collect::merged;
use crate::collect::serial::DateSystem;
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::place::{address, on_grid};
use crate::collect::xlsx::strings::{self, Strings};
use crate::collect::xlsx::styles::Styles;
use crate::collect::xlsx::usual;
use crate::collect::xml::{Scanner, Token, attributes, is, truth};
use crate::sheet::{COLUMNS, Content, Position, ROWS, Sheet};

mod areas;
mod content;

/// After so many rows that were tried as usual ones in vain, no more are tried: each is read twice.
const MOST_UNUSUAL: u32 = 8;
/// A cell takes about so many bytes of a sheet's text, by which memory for cells is laid by.
const CELL_BYTES: usize = 64;

/// What may stand among rows, among cells and in a cell beside what they hold.
const WITHOUT_VALUE: [&str; 2] = ["extLst", "autoFilter"];
/// What a part of another kind of sheet begins with.
const OTHER_SHEETS: [&str; 3] = ["chartsheet", "dialogsheet", "macrosheet"];

/// What the workbook gives to its sheets.
pub struct Given<'a> {
    /// The shared strings.
    pub strings: &'a Strings,
    /// The cell formats.
    pub styles: &'a Styles,
    /// The date system.
    pub system: DateSystem,
    /// Whether all formulas are to be calculated when the workbook is opened, whatever results it holds.
    pub is_recalculated: bool,
    /// What may still be used.
    pub budget: &'a Budget,
}

/// Reads a worksheet; `None` for a part that is a sheet of another kind. The name is the workbook's to give.
pub fn read(text: &str, part: &str, given: &Given) -> Result<Option<Sheet>, Refusal> {
    let mut reader = SheetReader {
        scanner: Scanner::new(text, part, given.budget),
        given,
        sheet: Sheet { cells: Vec::with_capacity((text.len() / CELL_BYTES).min(1024)), ..Sheet::default() },
        scratch: Scratch::default(),
        next: Position::new(0, 0),
        row_said: None,
        prefix: String::new(),
        n_unusual: 0,
        is_odd: given.strings.is_odd() || given.styles.is_odd(),
    };
    reader.worksheet()
}

struct SheetReader<'a> {
    scanner: Scanner<'a>,
    given: &'a Given<'a>,
    sheet: Sheet,
    scratch: Scratch,
    /// Where the next row or cell stands that does not say so itself.
    next: Position,
    /// The number that the row said it has; `None` where it said nothing.
    row_said: Option<u32>,
    /// What stands before the names of the worksheet's elements: nothing, or `x:`.
    prefix: String,
    /// Rows so far that were tried as usual ones in vain.
    n_unusual: u32,
    /// Whether a font or a shared string of the workbook looks odd.
    is_odd: bool,
}

/// A row in the usual writing.
struct Row {
    length: usize,
    n_tags: u64,
    /// The bytes of its texts.
    n_bytes: u64,
    /// Its last cell.
    last: Position,
}

/// Texts of the cell being read, kept between cells for their memory.
#[derive(Default)]
struct Scratch {
    value: String,
    formula: String,
    inline: Rich,
    has: Has,
}

#[derive(Default, Clone, Copy)]
struct Has {
    value: bool,
    formula: bool,
    inline: bool,
}

/// The attributes of a cell.
#[derive(Default)]
struct Tag<'t> {
    at: Option<Cow<'t, str>>,
    style: Option<Cow<'t, str>>,
    kind: Option<Cow<'t, str>>,
    /// Whether its value stands for something richer, such as a picture.
    is_rich: bool,
}

impl<'a> SheetReader<'a> {
    fn worksheet(&mut self) -> Result<Option<Sheet>, Refusal> {
        let mut filled = false;
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "worksheet") => {
                    let name = tag.name();
                    self.prefix = name.as_ref().strip_suffix("worksheet").unwrap_or_default().to_string();
                    break;
                }
                Token::Text(_) => {}
                Token::Open(tag) | Token::Empty(tag) if OTHER_SHEETS.contains(&tag.local_name().as_ref()) => {
                    return Ok(None);
                }
                Token::Open(_) | Token::Empty(_) | Token::Close | Token::End => {
                    return Err(damaged(self.scanner.place()));
                }
            }
        }
        loop {
            match self.scanner.next()? {
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "sheetData") && filled => {
                    return Err(unlawful(format!("{}: sheetData ×2", self.scanner.part())));
                }
                Token::Open(tag) if is(&tag, "sheetData") => {
                    filled = true;
                    self.rows()?;
                }
                Token::Empty(tag) if is(&tag, "sheetData") => filled = true,
                Token::Open(tag) if is(&tag, "cols") => self.columns()?,
                Token::Open(tag) if is(&tag, "mergeCells") => self.merged()?,
                Token::Open(_) => self.scanner.skip()?,
                Token::End => break,
                Token::Empty(_) | Token::Close | Token::Text(_) => {}
            }
        }
        if !filled {
            return Err(damaged(format!("{}: sheetData", self.scanner.part())));
        }
        self.in_order()?;
        Ok(Some(std::mem::take(&mut self.sheet)))
    }

    fn rows(&mut self) -> Result<(), Refusal> {
        loop {
            while self.usual_row()? {}
            match self.scanner.next()? {
                Token::Open(tag) if self.is_own(&tag, "row") => {
                    self.row(&tag)?;
                    self.cells()?;
                    self.next.row += 1;
                }
                Token::Empty(tag) if self.is_own(&tag, "row") => {
                    self.row(&tag)?;
                    self.next.row += 1;
                }
                Token::Open(tag) => self.scanner.only(&tag, true, &WITHOUT_VALUE)?,
                Token::Empty(tag) => self.scanner.only(&tag, false, &WITHOUT_VALUE)?,
                Token::Close => return Ok(()),
                Token::Text(text) => self.scanner.blank(&text)?,
                Token::End => return Err(damaged(self.scanner.place())),
            }
        }
    }

    /// Whether a tag is of the worksheet's own language: one with another prefix is an addition of another program, which
    /// Excel does not show.
    fn is_own(&self, tag: &BytesStart, name: &str) -> bool {
        tag.name().as_ref().strip_suffix(name) == Some(self.prefix.as_str())
    }

    /// Reads a row in which everything is written in the usual way; `false` for any other, of which nothing is kept.
    fn usual_row(&mut self) -> Result<bool, Refusal> {
        if self.n_unusual == MOST_UNUSUAL || !self.prefix.is_empty() {
            return Ok(false);
        }
        let Some(text) = self.scanner.ahead() else { return Ok(false) };
        let (n_before, n_odd) = (self.sheet.cells.len(), self.sheet.odd.len());
        let n_yearless = self.sheet.yearless.len();
        let Some(row) = self.take_row(text) else {
            self.sheet.cells.truncate(n_before);
            self.sheet.odd.truncate(n_odd);
            self.sheet.yearless.truncate(n_yearless);
            self.n_unusual += 1;
            return Ok(false);
        };
        self.scanner.pass(row.length, row.n_tags)?;
        let n_cells = (self.sheet.cells.len() - n_before) as u64;
        self.given.budget.keep_all(n_cells, row.n_bytes, self.scanner.part())?;
        self.next = Position::new(row.last.row + 1, row.last.col + 1);
        Ok(true)
    }

    fn take_row(&mut self, text: &str) -> Option<Row> {
        let (number, mut length) = usual::row(text)?;
        let number = self.row_number(number).ok()?;
        let mut row = Row { length: 0, n_tags: 1, n_bytes: 0, last: Position::new(number, 0) };
        while let Some(cell) = usual::cell(&text[length..]) {
            let at = on_grid(cell.at).filter(|at| at.row == number)?;
            length += cell.length;
            row.n_tags += 1 + u64::from(cell.value.is_some());
            row.last = at;
            let Some(value) = cell.value else { continue };
            let content = self.value(cell.kind.unwrap_or("n"), value, cell.style).ok()?;
            let content = self.in_font(at, content, &self.shared_runs(cell.kind, value), cell.style);
            if !shows_nothing(&content) {
                row.n_bytes += text_length(&content) as u64;
                self.sheet.cells.push((at, content));
            }
        }
        text[length..].starts_with(usual::ROW_END).then(|| Row { length: length + usual::ROW_END.len(), ..row })
    }

    fn row(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        self.next.col = 0;
        self.row_said = None;
        let (mut hidden, mut is_flat, mut has_own_height) = (false, false, false);
        for attribute in attributes(tag) {
            match attribute.ok_or_else(|| damaged(self.scanner.place()))? {
                ("r", value) => {
                    self.next.row = self.row_number(value)?;
                    self.row_said = Some(self.next.row);
                }
                ("hidden", value) => hidden = truth(value),
                ("ht", value) => is_flat = is_nothing(value),
                ("customHeight", value) => has_own_height = truth(value),
                _ => {}
            }
        }
        // Without a height set by hand, programs fit it to what stands in the row.
        let hidden = hidden || (is_flat && has_own_height);
        if hidden && self.next.row < ROWS {
            self.sheet.hidden_rows.push(self.next.row);
        }
        Ok(())
    }

    fn row_number(&self, written: &str) -> Result<u32, Refusal> {
        let number = written.trim().parse().ok().filter(|row| (1..=ROWS).contains(row));
        number.map(|row| row - 1).ok_or_else(|| unlawful(format!("{}: row {written}", self.scanner.part())))
    }

    fn cells(&mut self) -> Result<(), Refusal> {
        loop {
            while self.usual_cell()? {}
            match self.scanner.next()? {
                Token::Open(tag) if self.is_own(&tag, "c") => {
                    let parsed = self.cell_tag(&tag)?;
                    let at = self.position(&parsed)?;
                    self.cell_parts()?;
                    if let Some(content) = self.content(&parsed)? {
                        let runs = self.runs(&parsed);
                        let content = self.in_font(at, content, &runs, parsed.style.as_deref());
                        self.keep(at, content)?;
                    }
                    self.next = Position::new(at.row, at.col + 1);
                }
                Token::Empty(tag) if self.is_own(&tag, "c") => {
                    let parsed = self.cell_tag(&tag)?;
                    let at = self.position(&parsed)?;
                    self.next = Position::new(at.row, at.col + 1);
                }
                Token::Open(tag) => self.scanner.only(&tag, true, &WITHOUT_VALUE)?,
                Token::Empty(tag) => self.scanner.only(&tag, false, &WITHOUT_VALUE)?,
                Token::Close => return Ok(()),
                Token::Text(text) => self.scanner.blank(&text)?,
                Token::End => return Err(damaged(self.scanner.place())),
            }
        }
    }

    /// Reads a cell that is written in the usual way, without taking it apart into tokens; `false` for any other.
    fn usual_cell(&mut self) -> Result<bool, Refusal> {
        let Some(usual) = self.scanner.ahead().filter(|_| self.prefix.is_empty()).and_then(usual::cell) else {
            return Ok(false);
        };
        self.scanner.pass(usual.length, 1 + u64::from(usual.value.is_some()))?;
        let at = on_grid(usual.at).filter(|at| self.is_in_row(*at));
        let at = at.ok_or_else(|| unlawful(format!("{} {}", self.scanner.part(), usual.at)))?;
        if let Some(value) = usual.value {
            let content = self.value(usual.kind.unwrap_or("n"), value, usual.style)?;
            let content = self.in_font(at, content, &self.shared_runs(usual.kind, value), usual.style);
            if !shows_nothing(&content) {
                self.keep(at, content)?;
            }
        }
        self.next = Position::new(at.row, at.col + 1);
        Ok(true)
    }

    fn cell_tag<'t>(&self, tag: &'t BytesStart) -> Result<Tag<'t>, Refusal> {
        let mut parsed = Tag::default();
        for attribute in attributes(tag) {
            let (name, value) = attribute.ok_or_else(|| damaged(self.scanner.place()))?;
            let slot = match name {
                "r" => &mut parsed.at,
                "s" => &mut parsed.style,
                "t" => &mut parsed.kind,
                "vm" => {
                    parsed.is_rich = true;
                    continue;
                }
                _ => continue,
            };
            if slot.replace(self.scanner.unescaped(Cow::Borrowed(value))?).is_some() {
                return Err(unlawful(self.scanner.place()));
            }
        }
        Ok(parsed)
    }

    fn is_in_row(&self, at: Position) -> bool {
        self.row_said.is_none_or(|row| row == at.row)
    }

    /// Where a cell stands: where it says, if that is in its row, else after the one before.
    fn position(&self, tag: &Tag) -> Result<Position, Refusal> {
        let at = match &tag.at {
            Some(written) => address(written).filter(|at| self.is_in_row(*at)),
            None => Some(self.next).filter(|at| at.row < ROWS && at.col < COLUMNS),
        };
        let written = || tag.at.as_deref().unwrap_or_default().chars().take(40).collect::<String>();
        at.ok_or_else(|| unlawful(format!("{} {}", self.scanner.part(), written())))
    }

    /// Reads what stands in a cell into the scratch texts.
    fn cell_parts(&mut self) -> Result<(), Refusal> {
        self.scratch.value.clear();
        self.scratch.formula.clear();
        self.scratch.inline.text.clear();
        self.scratch.inline.runs.clear();
        let mut has = Has::default();
        loop {
            let (slot, seen) = match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "v") => (&mut self.scratch.value, &mut has.value),
                Token::Open(tag) if is(&tag, "f") => (&mut self.scratch.formula, &mut has.formula),
                Token::Open(tag) if is(&tag, "is") => {
                    strings::item(&mut self.scanner, &mut self.scratch.inline)?;
                    if std::mem::replace(&mut has.inline, true) {
                        return Err(unlawful(self.scanner.place()));
                    }
                    continue;
                }
                Token::Empty(tag) if is(&tag, "f") => {
                    has.formula = true;
                    continue;
                }
                Token::Empty(tag) if is(&tag, "v") || is(&tag, "is") => continue,
                Token::Open(tag) => {
                    self.scanner.only(&tag, true, &WITHOUT_VALUE)?;
                    continue;
                }
                Token::Empty(tag) => {
                    self.scanner.only(&tag, false, &WITHOUT_VALUE)?;
                    continue;
                }
                Token::Close => break,
                Token::Text(text) => {
                    self.scanner.blank(&text)?;
                    continue;
                }
                Token::End => return Err(damaged(self.scanner.place())),
            };
            if *seen {
                return Err(unlawful(self.scanner.place()));
            }
            *seen = true;
            self.scanner.text_into(slot)?;
        }
        self.scratch.has = has;
        Ok(())
    }

    /// The runs of the text that was read last.
    fn runs(&mut self, tag: &Tag) -> Vec<Run> {
        let (kind, has) = (tag.kind.as_deref(), self.scratch.has);
        if has.inline && (!has.value || kind == Some("inlineStr")) {
            self.is_odd |= self.scratch.inline.runs.iter().any(Run::is_odd);
            return std::mem::take(&mut self.scratch.inline.runs);
        }
        self.shared_runs(kind, self.scratch.value.trim())
    }

    /// The runs of a shared string; none where no letters of the workbook look odd.
    fn shared_runs(&self, kind: Option<&str>, value: &str) -> Vec<Run> {
        if !self.is_odd || kind != Some("s") {
            return Vec::new();
        }
        value.parse().map(|index| self.given.strings.runs(index)).unwrap_or_default()
    }

    /// What a cell shows in its format, where that may look odd.
    fn in_font(&mut self, at: Position, content: Content, runs: &[Run], style: Option<&str>) -> Content {
        if !self.is_odd {
            return content;
        }
        let index = style.and_then(|style| style.trim().parse().ok()).unwrap_or(0);
        if matches!(content, Content::Date(_)) && self.given.styles.leaves_out_year(index) {
            self.sheet.yearless.push(at);
        }
        let (content, oddity) = face::shown(content, runs, self.given.styles.face(index));
        self.sheet.odd.extend(oddity.map(|oddity| (at, oddity)));
        content
    }

    fn keep(&mut self, at: Position, content: Content) -> Result<(), Refusal> {
        self.given.budget.keep(1, text_length(&content), self.scanner.part())?;
        self.sheet.cells.push((at, content));
        Ok(())
    }

    /// Puts cells into reading order and refuses a cell that is there twice, or in two merged areas.
    fn in_order(&mut self) -> Result<(), Refusal> {
        let cells = &mut self.sheet.cells;
        if !cells.is_sorted_by_key(|(at, _)| *at) {
            cells.sort_by_key(|(at, _)| *at);
        }
        if let Some(pair) = cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(unlawful(format!("{} {} ×2", self.scanner.part(), pair[0].0)));
        }
        self.sheet.odd.sort_by_key(|(at, _)| *at);
        self.sheet.yearless.sort_unstable();
        self.sheet.hidden_rows.sort_unstable();
        self.sheet.hidden_rows.dedup();
        merged::lawful(&self.sheet, self.scanner.part(), self.given.budget)
    }
}

/// Whether a width or a height is none: what has it is not shown.
fn is_nothing(size: &str) -> bool {
    size.trim().parse() == Ok(0.0)
}

fn shows_nothing(content: &Content) -> bool {
    matches!(content, Content::Text(text) if text.is_empty())
}

/// The bytes of the text in a cell.
fn text_length(content: &Content) -> usize {
    match content {
        Content::Text(text) | Content::Error(text) | Content::Uncalculated(text) => text.len(),
        _ => 0,
    }
}
