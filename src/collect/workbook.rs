//! The door through which every file is read; the only file that knows calamine.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, Reader, SheetType, SheetVisible, Xlsb};

use crate::collect::compound::Compound;
use crate::collect::container::Container;
use crate::collect::guard::{Budget, Limits};
use crate::collect::serial::{self, DateSystem, Shown};
use crate::collect::sniff::{self, Shape};
use crate::collect::xlsx::{self, Package};
use crate::collect::{biff, ods, plain};
use crate::sheet::{Area, Content, DefinedName, Position, Sheet, Workbook};
use crate::text::{Phrase, reader as say};

/// Why a file cannot be read, in words for a clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong and what to do.
    pub reason: Phrase,
    /// The part that is meant, for `{detail}`.
    pub detail: String,
    /// Whether the file is no return at all (a lock file, a picture), so that it is ignored, not rejected.
    pub ignored: bool,
}

impl Refusal {
    /// A file that was meant as a return and cannot be used.
    pub fn rejected(reason: Phrase, detail: impl Into<String>) -> Refusal {
        Refusal { reason, detail: detail.into(), ignored: false }
    }

    /// A file that is no return.
    pub fn ignored(reason: Phrase, detail: impl Into<String>) -> Refusal {
        Refusal { reason, detail: detail.into(), ignored: true }
    }
}

/// Reads a file's bytes; `name` is for the message and for what the bytes do not tell. Never panics.
pub fn read(bytes: &[u8], name: &str) -> Result<Workbook, Refusal> {
    let found = catch_unwind(AssertUnwindSafe(|| read_any(bytes, name)));
    found.unwrap_or_else(|_| Err(Refusal::rejected(say::READER_FAILED, "")))
}

fn read_any(bytes: &[u8], name: &str) -> Result<Workbook, Refusal> {
    if name.rsplit('/').next().is_some_and(|base| base.starts_with("~$") || base.starts_with(".~")) {
        return Err(Refusal::ignored(say::LOCK_FILE, ""));
    }
    let budget = Budget::new(Limits::default());
    let workbook = match sniff::shape(bytes)? {
        Shape::Zip => zip(bytes, &budget)?,
        Shape::Compound => compound(bytes, &budget)?,
        Shape::Bare => biff::read_stream(bytes, &budget)?,
        Shape::Text => plain::read(bytes, name, &budget)?,
    };
    if workbook.sheets.is_empty() { Err(Refusal::rejected(say::NO_SHEETS, "")) } else { Ok(workbook) }
}

fn zip(bytes: &[u8], budget: &Budget) -> Result<Workbook, Refusal> {
    let mut container = Container::open(bytes, budget)?;
    if let Some(media_type) = container.part("mimetype")? {
        return match sniff::name_of_open_document(&String::from_utf8_lossy(&media_type)) {
            Some(name) => Err(Refusal::ignored(say::NOT_A_SPREADSHEET, name)),
            None => ods::read(&mut container, budget),
        };
    }
    let package = xlsx::package(&mut container, budget)?;
    let Some(package) = package.filter(Package::is_workbook) else {
        let name = sniff::name_of_zip(container.names(), "");
        let refuse = if name == "ZIP" { Refusal::rejected } else { Refusal::ignored };
        return Err(refuse(say::NOT_A_SPREADSHEET, name));
    };
    match package.kind {
        "xlsb" => {
            container.check_all()?;
            xlsb(bytes)
        }
        _ => xlsx::read(&mut container, &package, budget),
    }
}

fn compound(bytes: &[u8], budget: &Budget) -> Result<Workbook, Refusal> {
    let file = Compound::open(bytes)?;
    biff::read(&file, budget)?.ok_or_else(|| sniff::refusal_of_compound(&file))
}

fn broken(error: impl std::fmt::Display) -> Refusal {
    Refusal::rejected(say::READER_FAILED, error.to_string())
}

fn xlsb(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(broken)?;
    let system = date_system(book.has_1904_epoch());
    let mut sheets = Vec::new();
    for listed in worksheets(book.sheets_metadata()) {
        let mut cells = Vec::new();
        let mut reader = book.worksheet_cells_reader(&listed.name).map_err(broken)?;
        while let Some(cell) = reader.next_cell().map_err(broken)? {
            let (row, col) = cell.get_position();
            cells.extend(
                content_of(&cell.get_value().clone().into(), system).map(|content| (Position::new(row, col), content)),
            );
        }
        sheets.push(sheet(&listed, cells, Vec::new()));
    }
    finish(sheets, book.defined_names(), "xlsb")
}

fn worksheets(listed: &[calamine::Sheet]) -> Vec<calamine::Sheet> {
    listed.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect()
}

fn sheet(listed: &calamine::Sheet, mut cells: Vec<(Position, Content)>, merged: Vec<Dimensions>) -> Sheet {
    cells.sort_by_key(|(at, _)| *at);
    let area =
        |d: Dimensions| Area { first: Position::new(d.start.0, d.start.1), last: Position::new(d.end.0, d.end.1) };
    Sheet {
        name: listed.name.clone(),
        hidden: listed.visible != SheetVisible::Visible,
        cells,
        merged: merged.into_iter().map(area).collect(),
        ..Sheet::default()
    }
}

fn finish(sheets: Vec<Sheet>, names: &[(String, String)], kind: &'static str) -> Result<Workbook, Refusal> {
    let names = names.iter().filter_map(|(name, target)| defined_name(name, target)).collect();
    Ok(Workbook { sheets, names, kind })
}

/// A name and what it points at, such as `'Sheet 1'!$C$12:$D$12`; `None` where that is no cell.
pub(crate) fn defined_name(name: &str, target: &str) -> Option<DefinedName> {
    let (sheet, cells) = target.trim_start_matches('=').rsplit_once('!')?;
    let sheet = match sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("''", "'"),
        None => sheet.to_string(),
    };
    let position = Position::parse(cells.split(':').next()?)?;
    Some(DefinedName { name: name.to_string(), sheet, position })
}

fn date_system(from_1904: bool) -> DateSystem {
    if from_1904 { DateSystem::From1904 } else { DateSystem::From1900 }
}

fn content_of(data: &Data, system: DateSystem) -> Option<Content> {
    Some(match data {
        Data::Empty => return None,
        Data::Int(number) => Content::Number(*number as f64),
        Data::Float(number) => serial::content(*number, Shown::Number, system),
        Data::String(text) | Data::DurationIso(text) => return (!text.is_empty()).then(|| Content::Text(text.clone())),
        Data::Bool(truth) => Content::Bool(*truth),
        Data::DateTime(at) => {
            let shown = if at.is_duration() { Shown::Span } else { Shown::Date };
            serial::content(at.as_f64(), shown, system)
        }
        Data::DateTimeIso(text) => serial::iso(text).map_or_else(|| Content::Text(text.clone()), Content::Date),
        Data::Error(error) => Content::Error(error.to_string()),
    })
}
