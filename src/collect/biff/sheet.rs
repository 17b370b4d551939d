//! One worksheet of an .xls file, record by record.

use crate::collect::biff::record::{Record, Records};
use crate::collect::biff::strings::continued;
use crate::collect::biff::{BOF, EOF, Globals, Version};
use crate::collect::bytes::{f64_at, u16_at, u32_at};
use crate::collect::face::{self, Run};
use crate::collect::guard::{Budget, damaged, unlawful};
use crate::collect::merged;
use crate::collect::workbook::Refusal;
use crate::sheet::{Area, Content, Position, Sheet};
use crate::text::reader as say;

const COLUMNS: u16 = 256;
/// A blank cell with its kind and length in front.
const SHORTEST_RECORD: usize = 10;
/// The bits of a row that is hidden, and of one whose height was set by hand: one of no height is not shown.
const HIDDEN_ROW: u16 = 0x20;
const OWN_HEIGHT: u16 = 0x40;

/// Reads the sheet that begins at a place of the stream. Its name is for messages.
pub fn read(stream: &[u8], start: usize, name: &str, globals: &Globals, budget: &Budget) -> Result<Sheet, Refusal> {
    let is_odd = globals.formats.is_odd();
    let mut reader = SheetReader { name, globals, budget, sheet: Sheet::default(), awaited: None, is_odd };
    let mut depth = 0;
    let mut ended = globals.version < Version::Biff5;
    for record in Records::new(stream.get(start..).unwrap_or_default()) {
        let record = record?;
        budget.tags(1, name)?;
        match record.kind {
            // Charts and other objects inside the sheet bring cells of their own.
            BOF | 0x0009 | 0x0209 | 0x0409 => depth += 1,
            EOF if !record.data.is_empty() => return Err(damaged(name)),
            EOF if depth > 1 => depth -= 1,
            EOF => {
                ended = true;
                break;
            }
            _ if depth > 1 => {}
            _ => reader.record(&record)?,
        }
    }
    if !ended {
        return Err(Refusal::rejected(say::TRUNCATED, ""));
    }
    reader.finished()
}

struct SheetReader<'a> {
    name: &'a str,
    globals: &'a Globals,
    budget: &'a Budget,
    sheet: Sheet,
    /// The cell of a formula whose text comes in a later record, and how it is formatted.
    awaited: Option<(Position, u16)>,
    /// Whether a font of the workbook looks odd.
    is_odd: bool,
}

impl SheetReader<'_> {
    fn record(&mut self, record: &Record) -> Result<(), Refusal> {
        if !self.is_whole(record) {
            return Err(damaged(format!("{} 0x{:04X}", self.name, record.kind)));
        }
        let done = match record.kind {
            0x0002 => self.integer(record.data),
            0x0003 | 0x0203 => self.number(record.data),
            0x0004 | 0x0204 | 0x00d6 => self.label(record),
            0x0005 | 0x0205 => self.truth_or_error(record.data),
            0x0006 | 0x0206 | 0x0406 => self.formula(record.data),
            0x0007 | 0x0207 => self.formula_text(record),
            0x00fd => self.shared(record.data),
            0x027e => self.packed(record.data),
            0x00bd => self.packed_row(record.data),
            0x00e5 => self.merged(&record.whole()),
            0x0208 => self.row(record.data),
            0x007d => self.column(record.data),
            0x0024 if self.globals.version == Version::Biff2 => self.width(record.data),
            _ => return Ok(()),
        };
        match done {
            Some(result) => result,
            None => Err(damaged(format!("{} 0x{:04X}", self.name, record.kind))),
        }
    }

    /// Whether a record is as long as its kind asks for. One whose length is wrong would swallow the next or its
    /// beginning; some writers add a few zeros, with which no record begins.
    fn is_whole(&self, record: &Record) -> bool {
        let head = if self.globals.version == Version::Biff2 { 7 } else { 6 };
        let needed = match record.kind {
            0x0001 | 0x0201 => head,
            0x0002 | 0x0005 | 0x0205 => head + 2,
            0x0003 | 0x0203 => head + 8,
            0x00fd | 0x027e => head + 4,
            0x0200 if self.globals.version == Version::Biff8 => 14,
            0x0208 => 16,
            _ => return true,
        };
        record.data.get(needed..).is_some_and(|rest| rest.len() < SHORTEST_RECORD && rest.iter().all(|byte| *byte == 0))
    }

    /// A cell's place, how it is formatted, and where its value begins.
    fn place(&self, data: &[u8]) -> Option<(Position, u16, usize)> {
        let (row, col) = (u16_at(data, 0)?, u16_at(data, 2)?);
        let at = Position::new(u32::from(row), u32::from(col));
        let (format, value) = match self.globals.version {
            Version::Biff2 => (u16::from(data.get(5)? & 0x3f), 7),
            _ => (u16_at(data, 4)?, 6),
        };
        (col < COLUMNS).then_some((at, format, value))
    }

    fn keep(&mut self, at: Position, content: Content) -> Option<Result<(), Refusal>> {
        let bytes = match &content {
            Content::Text(text) if text.is_empty() => return Some(Ok(())),
            Content::Text(text) | Content::Error(text) | Content::Uncalculated(text) => text.len(),
            _ => 0,
        };
        if let Err(over) = self.budget.keep(1, bytes, self.name) {
            return Some(Err(over));
        }
        self.sheet.cells.push((at, content));
        Some(Ok(()))
    }

    /// Keeps what a cell shows in its font.
    fn keep_in_font(
        &mut self,
        at: Position,
        format: u16,
        content: Content,
        runs: &[Run],
    ) -> Option<Result<(), Refusal>> {
        if !self.is_odd {
            return self.keep(at, content);
        }
        let (content, oddity) = face::shown(content, runs, self.globals.formats.face(format));
        self.sheet.odd.extend(oddity.map(|oddity| (at, oddity)));
        self.keep(at, content)
    }

    fn keep_number(&mut self, at: Position, format: u16, number: f64) -> Option<Result<(), Refusal>> {
        let look = self.globals.formats.look(format)?;
        let content = look.number(number, self.globals.system);
        if matches!(content, Content::Date(_)) && look.leaves_out_year() {
            self.sheet.yearless.push(at);
        }
        self.keep_in_font(at, format, content, &[])
    }

    fn keep_text(&mut self, at: Position, format: u16, text: &str, runs: &[Run]) -> Option<Result<(), Refusal>> {
        if text.is_empty() {
            return Some(Ok(()));
        }
        // A text in a format that is not there is a text all the same.
        let look = self.globals.formats.look(format).unwrap_or_default();
        self.keep_in_font(at, format, look.text(text), runs)
    }

    fn integer(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (at, format, value) = self.place(data)?;
        self.keep_number(at, format, f64::from(u16_at(data, value)?))
    }

    fn number(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (at, format, value) = self.place(data)?;
        self.keep_number(at, format, f64_at(data, value)?)
    }

    fn packed(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (at, format, value) = self.place(data)?;
        self.keep_number(at, format, unpacked(u32_at(data, value)?))
    }

    fn packed_row(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
        let last = u16_at(data, data.len().checked_sub(2)?)?;
        let (cells, rest) = data.get(4..data.len() - 2)?.as_chunks::<6>();
        if !rest.is_empty() || last >= COLUMNS || usize::from(last.checked_sub(first)?) + 1 != cells.len() {
            return None;
        }
        for (col, cell) in (u32::from(first)..).zip(cells) {
            let at = Position::new(u32::from(row), col);
            if let Err(refusal) = self.keep_number(at, u16_at(cell, 0)?, unpacked(u32_at(cell, 2)?))? {
                return Some(Err(refusal));
            }
        }
        Some(Ok(()))
    }

    fn label(&mut self, record: &Record) -> Option<Result<(), Refusal>> {
        let (at, format, value) = self.place(record.data)?;
        let text = match self.globals.version {
            Version::Biff2 => self.globals.text.short(record.data.get(value..)?)?,
            _ => {
                let tail = Record { kind: record.kind, data: record.data.get(value..)?, more: record.more.clone() };
                continued(&tail, &self.globals.text)?
            }
        };
        self.keep_text(at, format, &text, &[])
    }

    fn shared(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (at, format, value) = self.place(data)?;
        let index = u32_at(data, value)? as usize;
        let strings = &self.globals.strings;
        let runs = if self.is_odd { strings.runs(index) } else { Vec::new() };
        match strings.get(index) {
            Some(text) => self.keep_text(at, format, text, &runs),
            None => self.keep(at, Content::Error(format!("#INDEX! {index}"))),
        }
    }

    fn truth_or_error(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (at, format, value) = self.place(data)?;
        let (byte, is_error) = (*data.get(value)?, *data.get(value + 1)? != 0);
        self.keep_in_font(at, format, if is_error { error(byte) } else { Content::Bool(byte != 0) }, &[])
    }

    fn formula(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (at, format, value) = self.place(data)?;
        let result = data.get(value..value + 8)?;
        self.settle();
        if result[6..] != [0xff, 0xff] {
            return self.keep_number(at, format, f64_at(result, 0)?);
        }
        match result[0] {
            0 => self.awaited = Some((at, format)),
            1 => return self.keep_in_font(at, format, Content::Bool(result[2] != 0), &[]),
            2 => return self.keep(at, error(result[2])),
            _ => {}
        }
        Some(Ok(()))
    }

    fn formula_text(&mut self, record: &Record) -> Option<Result<(), Refusal>> {
        let Some((at, format)) = self.awaited.take() else { return Some(Ok(())) };
        let text = match self.globals.version {
            Version::Biff2 => self.globals.text.short(record.data)?,
            _ => continued(record, &self.globals.text)?,
        };
        self.keep_text(at, format, &text, &[])
    }

    /// A formula whose text never came has no result.
    fn settle(&mut self) {
        self.sheet.cells.extend(self.awaited.take().map(|(at, _)| (at, Content::Uncalculated(String::new()))));
    }

    fn merged(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let count = usize::from(u16_at(data, 0)?);
        let (areas, _) = data.get(2..2 + count * 8)?.as_chunks::<8>();
        for area in areas {
            let [top, bottom, left, right] = [0, 2, 4, 6].map(|at| u16_at(area, at).unwrap_or(0));
            if left.min(right) >= COLUMNS {
                return None;
            }
            let first = Position::new(top.min(bottom).into(), left.min(right).into());
            let last = Position::new(top.max(bottom).into(), left.max(right).min(COLUMNS - 1).into());
            self.sheet.merged.push(Area { first, last });
        }
        Some(self.budget.keep(count as u64, 0, self.name))
    }

    fn row(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let row = u16_at(data, 0)?;
        let (height, options) = (u16_at(data, 6), u16_at(data, 12).unwrap_or(0));
        if options & HIDDEN_ROW != 0 || (height == Some(0) && options & OWN_HEIGHT != 0) {
            self.sheet.hidden_rows.push(u32::from(row));
        }
        Some(Ok(()))
    }

    fn column(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (first, last) = (u16_at(data, 0)?, u16_at(data, 2)?.min(COLUMNS - 1));
        if u16_at(data, 8)? & 1 != 0 || u16_at(data, 4)? == 0 {
            self.sheet.hidden_columns.extend(u32::from(first)..=u32::from(last));
        }
        Some(self.budget.tags(u64::from(last.saturating_sub(first)), self.name))
    }

    /// Excel 2 hides columns by their width alone.
    fn width(&mut self, data: &[u8]) -> Option<Result<(), Refusal>> {
        let (first, last) = (*data.first()?, *data.get(1)?);
        if u16_at(data, 2)? == 0 {
            self.sheet.hidden_columns.extend(u32::from(first)..=u32::from(last));
        }
        Some(self.budget.tags(u64::from(last.saturating_sub(first)), self.name))
    }

    fn finished(mut self) -> Result<Sheet, Refusal> {
        self.settle();
        let sheet = &mut self.sheet;
        sheet.cells.sort_by_key(|(at, _)| *at);
        sheet.odd.sort_by_key(|(at, _)| *at);
        sheet.yearless.sort_unstable();
        if let Some(pair) = sheet.cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(unlawful(format!("{}!{} ×2", self.name, pair[0].0)));
        }
        for hidden in [&mut sheet.hidden_rows, &mut sheet.hidden_columns] {
            hidden.sort_unstable();
            hidden.dedup();
        }
        merged::lawful(&self.sheet, self.name, self.budget)?;
        Ok(self.sheet)
    }
}

/// A number in 30 bits: the upper part of a floating-point number or an integer, either of them perhaps in hundredths.
pub fn unpacked(packed: u32) -> f64 {
    let number = match packed & 2 {
        0 => f64::from_bits(u64::from(packed & 0xffff_fffc) << 32),
        _ => f64::from(packed as i32 >> 2),
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

/// The error value that a code stands for.
pub fn error(code: u8) -> Content {
    let word = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        code => return Content::Error(format!("#ERROR! {code}")),
    };
    Content::Error(word.into())
}
