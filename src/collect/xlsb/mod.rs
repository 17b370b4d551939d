//! The reader of .xlsb: the parts of an .xlsx, written as records.

use std::collections::HashMap;

use crate::collect::bytes::{u16_at, u32_at};
use crate::collect::container::Container;
use crate::collect::format::Look;
use crate::collect::guard::{Budget, damaged, over, unlawful};
use crate::collect::serial::DateSystem;
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::{Listed, Package, Strings, Styles, add_sheet, each_once, links_of, only};
use crate::sheet::{DefinedName, Position, Sheet, Workbook};

mod record;
mod sheet;
mod whole;

#[cfg(test)]
pub(crate) mod tests;

use record::{Records, text};
use whole::is_rich_text;

const WORKBOOK_PROPERTIES: u32 = 153;
const SHEET: u32 = 156;
const END_WORKBOOK: u32 = 132;
const NAME: u32 = 39;
const EXTERN_SHEETS: u32 = 362;
const OWN_BOOK: u32 = 357;
/// Records of other books that names may lead into: another file, the same sheet, functions of an add-in.
const OTHER_BOOKS: [u32; 3] = [355, 358, 667];
const STRING: u32 = 19;
const BEGIN_STRINGS: u32 = 159;
const END_STRINGS: u32 = 160;
/// Records of later versions stand between these, of which the outer may hold the inner.
const BEGIN_LATER: [u32; 2] = [35, 37];
const END_LATER: [u32; 2] = [36, 38];
const NUMBER_FORMAT: u32 = 44;
const CELL_FORMATS: u32 = 617;
const END_CELL_FORMATS: u32 = 618;
const CELL_FORMAT: u32 = 47;
const END_STYLES: u32 = 279;

/// What the workbook part says.
#[derive(Default)]
struct Book {
    sheets: Vec<Listed>,
    names: Vec<Named>,
    system: DateSystem,
    /// Which of the books that names lead into is the workbook itself.
    own_books: Vec<bool>,
    /// For each reference to sheets: the first of them, where they are the workbook's own.
    references: Vec<Option<usize>>,
}

struct Named {
    name: String,
    reference: usize,
    position: Position,
}

/// Reads a workbook whose package has been recognised.
pub fn read(container: &mut Container, package: &Package, budget: &Budget) -> Result<Workbook, Refusal> {
    let book = book(&required(container, &package.main)?, &package.main, budget)?;
    let links = links_of(container, &package.main, budget)?;
    let styles = match only(&links, "styles", &package.main)? {
        Some(link) => styles(&required(container, &link.target)?, &link.target, budget)?,
        None => Styles::default(),
    };
    let strings = match only(&links, "sharedStrings", &package.main)? {
        Some(link) => strings(&required(container, &link.target)?, &link.target, budget)?,
        None => Strings::default(),
    };
    let given = sheet::Given { strings: &strings, styles: &styles, system: book.system, budget };
    let mut sheets = Vec::with_capacity(book.sheets.len());
    each_once(&book.sheets, &links)?;
    for listed in &book.sheets {
        let Some(part) = listed.worksheet(&links)? else { continue };
        let bytes = container.part(part)?.ok_or_else(|| listed.missing())?;
        let body = sheet::read(&bytes, part, &given)?;
        sheets.push(Sheet { name: listed.name.clone(), hidden: listed.hidden, ..body });
    }
    Ok(Workbook { sheets, names: book.defined_names(), kind: package.kind })
}

fn required(container: &mut Container, name: &str) -> Result<Vec<u8>, Refusal> {
    container.part(name)?.ok_or_else(|| damaged(name))
}

impl Book {
    fn defined_names(&self) -> Vec<DefinedName> {
        let sheet = |named: &Named| self.sheets.get((*self.references.get(named.reference)?)?);
        let point = |named: &Named| {
            Some(DefinedName { name: named.name.clone(), sheet: sheet(named)?.name.clone(), position: named.position })
        };
        self.names.iter().filter_map(point).collect()
    }
}

fn book(bytes: &[u8], part: &str, budget: &Budget) -> Result<Book, Refusal> {
    let mut records = Records::new(bytes, part, budget);
    let mut book = Book::default();
    while let Some((kind, data)) = records.next()? {
        match kind {
            END_WORKBOOK => return Ok(book),
            WORKBOOK_PROPERTIES if data.first().is_some_and(|flags| flags & 1 != 0) => {
                book.system = DateSystem::From1904;
            }
            SHEET => {
                let listed = listed(data).ok_or_else(|| damaged(part))?;
                add_sheet(&mut book.sheets, listed, part, budget)?;
            }
            OWN_BOOK => book.own_books.push(true),
            kind if OTHER_BOOKS.contains(&kind) => book.own_books.push(false),
            EXTERN_SHEETS => book.references = references(data, &book.own_books),
            NAME => book.names.extend(named(data)),
            _ => {}
        }
    }
    Err(damaged(part))
}

fn listed(data: &[u8]) -> Option<Listed> {
    let hidden = u32_at(data, 0)? & 3 != 0;
    let (link, rest) = text(data.get(8..)?)?;
    let (name, _) = text(rest)?;
    Some(Listed { name, hidden, link })
}

fn references(data: &[u8], own_books: &[bool]) -> Vec<Option<usize>> {
    let entry = |entry: &[u8; 12]| {
        let is_own = own_books.get(u32_at(entry, 0)? as usize).copied().unwrap_or(false);
        usize::try_from(u32_at(entry, 4)?.cast_signed()).ok().filter(|_| is_own)
    };
    data.get(4..).map(|rest| rest.as_chunks().0.iter().map(entry).collect()).unwrap_or_default()
}

/// A name that stands for a cell or an area; `None` for names of formulas, functions and print settings.
fn named(data: &[u8]) -> Option<Named> {
    let is_built_in = u32_at(data, 0)? & 0x20 != 0;
    let (name, rest) = text(data.get(9..)?)?;
    let length = u32_at(rest, 0)? as usize;
    let formula = rest.get(4..)?.get(..length)?;
    let (col, whole) = match formula.first()? & 0x1f {
        0x1a => (7, 9),
        0x1b => (11, 15),
        _ => return None,
    };
    if is_built_in || length != whole {
        return None;
    }
    let position = Position::new(u32_at(formula, 3)?, u32::from(u16_at(formula, col)? & 0x3fff));
    Some(Named { name, reference: usize::from(u16_at(formula, 1)?), position })
}

fn strings(bytes: &[u8], part: &str, budget: &Budget) -> Result<Strings, Refusal> {
    let mut records = Records::new(bytes, part, budget);
    let mut strings = Strings::default();
    let mut later = 0_usize;
    while let Some((kind, data)) = records.next()? {
        match kind {
            kind if BEGIN_LATER.contains(&kind) => later += 1,
            kind if END_LATER.contains(&kind) => later = later.checked_sub(1).ok_or_else(|| unlawful(part))?,
            _ if later > 0 => {}
            END_STRINGS => return Ok(strings),
            STRING if strings.len() >= budget.limits.strings => {
                return Err(over(format!("{part}: > {}", budget.limits.strings)));
            }
            STRING => {
                let found = data.get(1..).and_then(text).filter(|_| is_rich_text(data)).ok_or_else(|| damaged(part))?;
                strings.push(&found.0);
            }
            BEGIN_STRINGS => {}
            // A string of another kind would leave all that follow it with the numbers of others.
            _ => return Err(unlawful(format!("{part}: {kind}"))),
        }
    }
    Err(damaged(part))
}

fn styles(bytes: &[u8], part: &str, budget: &Budget) -> Result<Styles, Refusal> {
    let mut records = Records::new(bytes, part, budget);
    let (mut custom, mut ids, mut inside) = (HashMap::new(), Vec::new(), false);
    while let Some((kind, data)) = records.next()? {
        match kind {
            END_STYLES => return Ok(Styles::new(&ids, &custom)),
            NUMBER_FORMAT => {
                let id = u16_at(data, 0).ok_or_else(|| damaged(part))?;
                let (code, _) = text(&data[2..]).ok_or_else(|| damaged(part))?;
                custom.insert(u32::from(id), Look::of_code(&code));
            }
            CELL_FORMATS => inside = true,
            END_CELL_FORMATS => inside = false,
            CELL_FORMAT if inside => ids.push(u16_at(data, 2).map(u32::from).ok_or_else(|| damaged(part))?),
            _ => {}
        }
        if ids.len() > budget.limits.styles {
            return Err(over(format!("{part}: > {}", budget.limits.styles)));
        }
    }
    Err(damaged(part))
}
