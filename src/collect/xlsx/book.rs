//! The workbook part: which sheets there are, what cells are named, and from which day days are counted.

use crate::collect::guard::{Budget, distinct, over, unlawful};
use crate::collect::serial::DateSystem;
use crate::collect::workbook::{Refusal, defined_name};
use crate::collect::xlsx::relationships::Link;
use crate::collect::xml::{Scanner, Token, is, truth};
use crate::sheet::DefinedName;
use crate::text::reader as say;

/// What the workbook part says.
#[derive(Debug, Default)]
pub struct Book {
    /// The sheets in the order of their tabs.
    pub sheets: Vec<Listed>,
    /// The names that point at cells.
    pub names: Vec<DefinedName>,
    /// The date system.
    pub system: DateSystem,
    /// Whether all formulas are to be calculated when it is opened, whatever results it holds.
    pub is_recalculated: bool,
}

/// A sheet as the workbook lists it.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name on its tab.
    pub name: String,
    /// Whether it is hidden or very hidden.
    pub hidden: bool,
    /// The relationship that leads to its part; empty for a sheet of code, which has none.
    pub link: String,
}

impl Listed {
    /// The part of a worksheet; `None` for a chart and for a sheet of macros or code.
    pub fn worksheet<'l>(&self, links: &'l [Link]) -> Result<Option<&'l str>, Refusal> {
        if self.link.is_empty() {
            return Ok(None);
        }
        let link = links.iter().find(|link| link.id == self.link).ok_or_else(|| self.missing())?;
        Ok((link.kind == "worksheet").then_some(&link.target))
    }

    /// The refusal of a workbook that does not hold the sheet.
    pub fn missing(&self) -> Refusal {
        Refusal::rejected(say::SHEET_MISSING, &*self.name)
    }
}

/// Reads the workbook part.
pub fn read(text: &str, part: &str, budget: &Budget) -> Result<Book, Refusal> {
    let mut scanner = Scanner::new(text, part, budget);
    let mut book = Book::default();
    loop {
        match scanner.next()? {
            Token::Open(tag) | Token::Empty(tag) if is(&tag, "workbookPr") => {
                if scanner.attribute(&tag, "date1904")?.is_some_and(|value| truth(&value)) {
                    book.system = DateSystem::From1904;
                }
            }
            Token::Open(tag) | Token::Empty(tag) if is(&tag, "calcPr") => {
                book.is_recalculated |= scanner.attribute(&tag, "fullCalcOnLoad")?.is_some_and(|value| truth(&value));
            }
            Token::Open(tag) if is(&tag, "extLst") => scanner.skip()?,
            Token::Open(tag) if is(&tag, "sheets") => {
                while let Some(tag) = scanner.child()? {
                    if !is(&tag, "sheet") {
                        return Err(unlawful(format!("{}: {}", scanner.place(), tag.name().as_ref())));
                    }
                    let listed = listed(&scanner, &tag)?;
                    add_sheet(&mut book.sheets, listed, part, budget)?;
                }
            }
            Token::Open(tag) if is(&tag, "definedName") => {
                let name = scanner.attribute(&tag, "name")?.unwrap_or_default().into_owned();
                let mut target = String::new();
                scanner.text_into(&mut target)?;
                book.names.extend(defined_name(&name, &target));
            }
            Token::End => return Ok(book),
            _ => {}
        }
    }
}

fn listed(scanner: &Scanner, tag: &quick_xml::events::BytesStart) -> Result<Listed, Refusal> {
    let get = |name| scanner.attribute(tag, name).map(Option::unwrap_or_default);
    let hidden = matches!(get("state")?.as_ref(), "hidden" | "veryHidden");
    Ok(Listed { name: get("name")?.into_owned(), hidden, link: get("id")?.into_owned() })
}

/// Adds a sheet to the list.
pub fn add_sheet(sheets: &mut Vec<Listed>, sheet: Listed, part: &str, budget: &Budget) -> Result<(), Refusal> {
    if sheets.len() >= budget.limits.sheets {
        return Err(over(format!("{part}: > {}", budget.limits.sheets)));
    }
    sheets.push(sheet);
    Ok(())
}

/// Refuses two sheets of one name, and two that share a part: the same answers would be there twice.
pub fn each_once(sheets: &[Listed], links: &[Link]) -> Result<(), Refusal> {
    distinct(sheets.iter().map(|sheet| sheet.name.to_lowercase()))?;
    let parts = sheets.iter().filter_map(|sheet| sheet.worksheet(links).ok()?);
    distinct(parts.map(str::to_lowercase))
}
