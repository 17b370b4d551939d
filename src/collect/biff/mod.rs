//! The reader of .xls: workbooks of Excel 2 to 2003, record by record.

use crate::collect::bytes::{u16_at, u32_at};
use crate::collect::compound::Compound;
use crate::collect::guard::{Budget, damaged, distinct, over};
use crate::collect::serial::DateSystem;
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::Strings;
use crate::sheet::{DefinedName, Position, Sheet, Workbook};
use crate::text::reader as say;

mod formats;
mod pages;
mod record;
mod sheet;
mod strings;
mod system;

#[cfg(test)]
mod tests;

use formats::Formats;
use record::{Record, Records};
pub use sheet::{error, unpacked};
use strings::Text;

/// The generation of the format; it decides how records are laid out and how texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// Excel 2.
    Biff2,
    /// Excel 3.
    Biff3,
    /// Excel 4.
    Biff4,
    /// Excel 5 and 95.
    Biff5,
    /// Excel 97 to 2003.
    Biff8,
}

/// What a workbook gives to its sheets.
pub(crate) struct Globals {
    version: Version,
    text: Text,
    system: DateSystem,
    formats: Formats,
    strings: Strings,
    sheets: Vec<Listed>,
    names: Vec<(String, NamedCell)>,
    /// For each reference to sheets: the first of them, where they are the workbook's own.
    references: Vec<Option<usize>>,
}

struct Listed {
    name: String,
    start: usize,
    hidden: bool,
    is_worksheet: bool,
}

struct NamedCell {
    reference: usize,
    position: Position,
}

pub(crate) const BOF: u16 = 0x0809;
pub(crate) const EOF: u16 = 0x000a;
const WORKSHEET: u16 = 0x0010;

/// Reads the workbook of a compound file; `None` where it holds none.
pub fn read(file: &Compound, budget: &Budget) -> Result<Option<Workbook>, Refusal> {
    let stream = match file.stream("Workbook")? {
        Some(stream) => stream,
        None => match file.stream("Book")? {
            Some(stream) => stream,
            None => return Ok(None),
        },
    };
    read_stream(&stream, budget).map(Some)
}

/// Whether bytes begin as a workbook of Excel 2, 3 or 4, or as a later one without its compound file.
pub fn is_bare(bytes: &[u8]) -> bool {
    let (kind, length) = (u16_at(bytes, 0), u16_at(bytes, 2));
    matches!(kind, Some(0x0009 | 0x0209 | 0x0409 | BOF)) && matches!(length, Some(4..=16))
}

/// Reads a stream of records.
pub fn read_stream(stream: &[u8], budget: &Budget) -> Result<Workbook, Refusal> {
    let first = Records::new(stream).next().ok_or_else(|| damaged("BOF"))??;
    let version = version(&first).ok_or_else(|| damaged("BOF"))?;
    let mut globals = globals(stream, version, budget)?;
    if version < Version::Biff5 {
        let sheet = sheet::read(stream, 0, "Sheet1", &globals, budget)?;
        let sheet = Sheet { name: "Sheet1".into(), ..sheet };
        return Ok(Workbook { sheets: vec![sheet], names: Vec::new(), kind: "xls" });
    }
    distinct(globals.sheets.iter().map(|sheet| sheet.name.to_lowercase()))?;
    distinct(globals.sheets.iter().map(|sheet| sheet.start.to_string()))?;
    let mut sheets = Vec::new();
    for listed in globals.sheets.iter().filter(|listed| listed.is_worksheet) {
        if begins_worksheet(stream, listed)? {
            let body = sheet::read(stream, listed.start, &listed.name, &globals, budget)?;
            sheets.push(Sheet { name: listed.name.clone(), hidden: listed.hidden, ..body });
        }
    }
    Ok(Workbook { sheets, names: named(&mut globals), kind: "xls" })
}

fn named(globals: &mut Globals) -> Vec<DefinedName> {
    let names = std::mem::take(&mut globals.names);
    let sheet_of = |cell: &NamedCell| {
        let sheet = (*globals.references.get(cell.reference)?)?;
        Some(globals.sheets.get(sheet)?.name.clone())
    };
    let point = |(name, cell): (String, NamedCell)| {
        Some(DefinedName { name, sheet: sheet_of(&cell)?, position: cell.position })
    };
    names.into_iter().filter_map(point).collect()
}

/// Whether a sheet's own first record says that it is a worksheet and not a chart or a macro sheet.
fn begins_worksheet(stream: &[u8], listed: &Listed) -> Result<bool, Refusal> {
    let begin = stream.get(listed.start..).and_then(|rest| Records::new(rest).next());
    match begin {
        Some(Ok(record)) if record.kind == BOF => Ok(u16_at(record.data, 2) == Some(WORKSHEET)),
        _ => Err(damaged(listed.name.as_str())),
    }
}

fn version(record: &Record) -> Option<Version> {
    match record.kind {
        0x0009 => Some(Version::Biff2),
        0x0209 => Some(Version::Biff3),
        0x0409 => Some(Version::Biff4),
        BOF => match u16_at(record.data, 0)? {
            0x0600 => Some(Version::Biff8),
            0x0500 => Some(Version::Biff5),
            0x0400 => Some(Version::Biff4),
            0x0300 => Some(Version::Biff3),
            0x0200 | 0x0007 | 0x0002 => Some(Version::Biff2),
            _ => None,
        },
        _ => None,
    }
}

/// Reads what stands before the sheets; in the oldest generations, what stands among the cells.
fn globals(stream: &[u8], version: Version, budget: &Budget) -> Result<Globals, Refusal> {
    let mut globals = Globals {
        version,
        text: Text::new(version, system::letters(stream, version)),
        system: DateSystem::From1900,
        formats: Formats::new(version),
        strings: Strings::default(),
        sheets: Vec::new(),
        names: Vec::new(),
        references: Vec::new(),
    };
    let mut own_book = Vec::new();
    for record in Records::new(stream) {
        let record = record?;
        budget.tags(1, "Workbook")?;
        match record.kind {
            EOF if !record.data.is_empty() => return Err(damaged("EOF")),
            EOF => return Ok(globals),
            0x002f => return Err(Refusal::rejected(say::PASSWORD_XLS, "")),
            0x0042 => globals.text.set_code_page(u16_at(record.data, 0)),
            0x0022 if u16_at(record.data, 0) == Some(1) => globals.system = DateSystem::From1904,
            0x001e | 0x041e => globals.formats.define(&record, &globals.text),
            0x0243 | 0x0443 | 0x00e0 => globals.formats.add(&record),
            0x0085 => add_sheet(&mut globals, &record, budget)?,
            0x01ae => own_book.push(u16_at(record.data, 2) == Some(0x0401) && record.data.len() == 4),
            0x0017 if version == Version::Biff8 => globals.references = references(&record, &own_book),
            0x0018 if version == Version::Biff8 => globals.names.extend(named_cell(&record, &globals.text)),
            0x0031 => globals.formats.add_font(&record, &globals.text),
            0x00fc => globals.strings = strings::table(&record, &globals.formats, budget)?,
            _ => {}
        }
        if globals.formats.len().max(globals.formats.n_fonts()) > budget.limits.styles {
            return Err(over(format!("XF: > {}", budget.limits.styles)));
        }
    }
    // Excel 2 to 4 write sheets that simply end.
    if version < Version::Biff5 { Ok(globals) } else { Err(Refusal::rejected(say::TRUNCATED, "")) }
}

fn add_sheet(globals: &mut Globals, record: &Record, budget: &Budget) -> Result<(), Refusal> {
    let listed = listed(record, &globals.text).ok_or_else(|| damaged("BOUNDSHEET"))?;
    if globals.sheets.len() >= budget.limits.sheets {
        return Err(over(format!("BOUNDSHEET: > {}", budget.limits.sheets)));
    }
    globals.sheets.push(listed);
    Ok(())
}

fn listed(record: &Record, text: &Text) -> Option<Listed> {
    let data = record.data;
    Some(Listed {
        start: u32_at(data, 0)? as usize,
        hidden: data.get(4)? & 3 != 0,
        is_worksheet: *data.get(5)? == 0,
        name: text.short(data.get(6..)?)?.replace('\0', ""),
    })
}

fn references(record: &Record, own_book: &[bool]) -> Vec<Option<usize>> {
    let data = record.whole();
    let entry = |entry: &[u8; 6]| {
        let is_own = own_book.get(usize::from(u16_at(entry, 0)?)).copied().unwrap_or(false);
        usize::try_from(u16_at(entry, 2)? as i16).ok().filter(|_| is_own)
    };
    data.get(2..).map(|rest| rest.as_chunks().0.iter().map(entry).collect()).unwrap_or_default()
}

/// A name that stands for a cell or an area; `None` for names of formulas, functions and print settings.
fn named_cell(record: &Record, text: &Text) -> Option<(String, NamedCell)> {
    let data = record.data;
    let is_built_in = u16_at(data, 0)? & 0x20 != 0;
    let name = text.unicode(data.get(14..)?, usize::from(*data.get(3)?))?;
    let formula = data.get(data.len().checked_sub(usize::from(u16_at(data, 4)?))?..)?;
    let (row, col, length) = match formula.first()? & 0x1f {
        0x1a => (3, 5, 7),
        0x1b => (3, 7, 11),
        _ => return None,
    };
    if is_built_in || formula.len() != length {
        return None;
    }
    let position = Position::new(u32::from(u16_at(formula, row)?), u32::from(u16_at(formula, col)? & 0xff));
    Some((name, NamedCell { reference: usize::from(u16_at(formula, 1)?), position }))
}
