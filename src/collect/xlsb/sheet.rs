//! One worksheet part of an .xlsb, record by record.

use crate::collect::biff::{error, unpacked};
use crate::collect::bytes::{f64_at, u16_at, u32_at};
use crate::collect::format::Look;
use crate::collect::guard::{Budget, damaged, unlawful};
use crate::collect::merged;
use crate::collect::serial::DateSystem;
use crate::collect::workbook::Refusal;
use crate::collect::xlsb::record::{Records, text};
use crate::collect::xlsb::whole;
use crate::collect::xlsx::{Strings, Styles};
use crate::sheet::{Area, COLUMNS, Content, Position, ROWS, Sheet};

const ROW: u32 = 0;
/// The first of seven kinds of cells whose column stands in them; those without a column follow eleven later.
const BLANK: u32 = 1;
const SHARED: u32 = 7;
const FORMULA_TEXT: u32 = 8;
const FORMULA_ERROR: u32 = 11;
const SHORT_BLANK: u32 = 12;
const SHORT_SHARED: u32 = 18;
const RICH: u32 = 62;
/// What stands among cells: formulas for several of them, what is said about a cell or its value, later additions.
const BESIDE_CELLS: [u32; 12] = [35, 36, 37, 38, 49, 50, 426, 427, 428, 1024, 1026, 1045];
const COLUMN: u32 = 60;
const MERGED: u32 = 176;
const BEGIN_CELLS: u32 = 145;
const END_CELLS: u32 = 146;
const END_SHEET: u32 = 130;
/// The bits of a row that is hidden, and of one whose height was set by hand: one of no height is not shown.
const HIDDEN_ROW: u8 = 0x10;
const OWN_HEIGHT: u8 = 0x20;

/// What the workbook gives to its sheets.
pub struct Given<'a> {
    /// The shared strings.
    pub strings: &'a Strings,
    /// The cell formats.
    pub styles: &'a Styles,
    /// The date system.
    pub system: DateSystem,
    /// What may still be used.
    pub budget: &'a Budget,
}

/// Reads a worksheet; its name is the workbook's to give.
pub fn read(bytes: &[u8], part: &str, given: &Given) -> Result<Sheet, Refusal> {
    let mut reader = SheetReader { part, given, sheet: Sheet::default(), next: None };
    let mut records = Records::new(bytes, part, given.budget);
    let (mut is_inside, mut is_filled) = (false, false);
    while let Some((kind, data)) = records.next()? {
        match kind {
            BEGIN_CELLS if is_filled => return Err(unlawful(part)),
            BEGIN_CELLS => (is_inside, is_filled) = (true, true),
            END_CELLS => is_inside = false,
            END_SHEET if is_filled && !is_inside => return reader.finished(),
            kind if is_inside => reader.cell(kind, data)?,
            COLUMN => reader.column(data).ok_or_else(|| damaged(part))??,
            MERGED => reader.merged(data).ok_or_else(|| damaged(part))??,
            _ => {}
        }
    }
    Err(damaged(part))
}

struct SheetReader<'a> {
    part: &'a str,
    given: &'a Given<'a>,
    sheet: Sheet,
    /// Where a cell stands that does not say its column; `None` before the first row.
    next: Option<Position>,
}

impl SheetReader<'_> {
    fn cell(&mut self, kind: u32, data: &[u8]) -> Result<(), Refusal> {
        let done = match kind {
            ROW => self.row(data),
            BLANK..=FORMULA_ERROR | RICH => self.wide(kind, data),
            SHORT_BLANK..=SHORT_SHARED => self.short(kind - SHORT_BLANK + BLANK, data),
            kind if BESIDE_CELLS.contains(&kind) => return Ok(()),
            // A cell of a kind that nobody knows would be a blank.
            _ => None,
        };
        done.ok_or_else(|| damaged(format!("{} {kind}", self.place())))?
    }

    fn place(&self) -> String {
        let at = self.next.map(|at| at.to_string()).unwrap_or_default();
        format!("{} {at}", self.part)
    }

    fn row(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let row = u32_at(data, 0)?;
        if row >= ROWS || self.next.is_some_and(|next| next.row >= row) {
            return Some(Err(unlawful(format!("{}: {}", self.part, u64::from(row) + 1))));
        }
        if !whole::is_row(data) {
            return None;
        }
        let options = *data.get(11)?;
        if options & HIDDEN_ROW != 0 || (u16_at(data, 8)? == 0 && options & OWN_HEIGHT != 0) {
            self.sheet.hidden_rows.push(row);
        }
        self.next = Some(Position::new(row, 0));
        Some(Ok(()))
    }

    fn wide(&mut self, kind: u32, data: &[u8]) -> Option<Result<(), Refusal>> {
        let at = Position::new(self.next?.row, u32_at(data, 0)?);
        self.put(at, kind, u32_at(data, 4)?, data.get(8..)?)
    }

    fn short(&mut self, kind: u32, data: &[u8]) -> Option<Result<(), Refusal>> {
        self.put(self.next?, kind, u32_at(data, 0)?, data.get(4..)?)
    }

    fn put(&mut self, at: Position, kind: u32, style: u32, value: &[u8]) -> Option<Result<(), Refusal>> {
        if at.col >= COLUMNS {
            return Some(Err(unlawful(format!("{}: {}", self.part, at.col))));
        }
        self.next = Some(Position::new(at.row, at.col + 1));
        if !whole::is_value(kind, value) {
            return None;
        }
        let content = match kind {
            BLANK => return Some(Ok(())),
            2 => self.number(unpacked(u32_at(value, 0)?), style)?,
            3 | FORMULA_ERROR => error(*value.first()?),
            4 | 10 => Content::Bool(*value.first()? != 0),
            5 | 9 => self.number(f64_at(value, 0)?, style)?,
            6 | FORMULA_TEXT => self.text(&text(value)?.0, style),
            SHARED => self.shared(u32_at(value, 0)?, style),
            // Rich text in its own cell: a byte that says what follows the letters, then the letters.
            _ => self.text(&text(value.get(1..)?)?.0, style),
        };
        if matches!(content, Content::Date(_)) && self.look(style).is_some_and(Look::leaves_out_year) {
            self.sheet.yearless.push(at);
        }
        Some(self.keep(at, content))
    }

    fn number(&self, number: f64, style: u32) -> Option<Content> {
        Some(self.look(style)?.number(number, self.given.system))
    }

    fn look(&self, style: u32) -> Option<&Look> {
        self.given.styles.get((style & 0x00ff_ffff) as usize)
    }

    fn text(&self, text: &str, style: u32) -> Content {
        let look = if self.given.styles.changes_text() { self.look(style) } else { None };
        let look = look.filter(|_| !text.is_empty());
        look.map_or_else(|| Content::Text(text.to_string()), |look| look.text(text))
    }

    fn shared(&self, index: u32, style: u32) -> Content {
        match self.given.strings.get(index as usize) {
            Some(text) => self.text(text, style),
            None => Content::Error(format!("#INDEX! {index}")),
        }
    }

    fn keep(&mut self, at: Position, content: Content) -> Result<(), Refusal> {
        let bytes = match &content {
            Content::Text(text) if text.is_empty() => return Ok(()),
            Content::Text(text) | Content::Error(text) => text.len(),
            _ => 0,
        };
        self.given.budget.keep(1, bytes, self.part)?;
        self.sheet.cells.push((at, content));
        Ok(())
    }

    fn column(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (first, last) = (u32_at(data, 0)?, u32_at(data, 4)?.min(COLUMNS - 1));
        if u16_at(data, 16)? & 1 != 0 || u32_at(data, 8)? == 0 {
            self.sheet.hidden_columns.extend(first..=last);
        }
        Some(self.given.budget.tags(u64::from(last.saturating_sub(first)), self.part))
    }

    fn merged(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let [top, bottom, left, right] = [u32_at(data, 0)?, u32_at(data, 4)?, u32_at(data, 8)?, u32_at(data, 12)?];
        if top.max(bottom) >= ROWS || left.max(right) >= COLUMNS {
            return Some(Err(unlawful(self.part)));
        }
        let first = Position::new(top.min(bottom), left.min(right));
        self.sheet.merged.push(Area { first, last: Position::new(top.max(bottom), left.max(right)) });
        Some(self.given.budget.keep(1, 0, self.part))
    }

    fn finished(mut self) -> Result<Sheet, Refusal> {
        let sheet = &mut self.sheet;
        sheet.cells.sort_by_key(|(at, _)| *at);
        if let Some(pair) = sheet.cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(unlawful(format!("{} {} ×2", self.part, pair[0].0)));
        }
        sheet.yearless.sort_unstable();
        sheet.hidden_columns.sort_unstable();
        sheet.hidden_columns.dedup();
        merged::lawful(&self.sheet, self.part, self.given.budget)?;
        Ok(self.sheet)
    }
}
