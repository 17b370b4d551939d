//! Reads .xlsx and .xlsm part by part: every used part inflated once, to its end, with its checksum compared.
//!
//! The rule for what is wrong: see [`super::guard`]. calamine, which reads the other formats, is the second opinion on
//! this reader in the tests.

use std::collections::HashSet;

use super::container::Container;
use super::guard::{Budget, Limits, unlawful};
use super::serial::DateSystem;
use super::workbook::{Refusal, defined_name};
use super::xml::decode;
use crate::sheet::{Sheet, Workbook};
use crate::text::{Phrase, reader as say};

mod book;
mod cells;
mod relationships;
mod strings;
mod styles;

#[cfg(test)]
mod tests;

use book::Book;
use relationships::{Relationships, part_beside};

/// What every sheet of a workbook needs.
struct Shared {
    strings: Vec<Box<str>>,
    styles: Vec<super::serial::Shown>,
    system: DateSystem,
}

/// Reads a workbook's bytes.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Workbook, Refusal> {
    let budget = Budget::new(limits);
    let mut container = Container::open(bytes, &budget)?;
    let main = main_part(&mut container, &budget)?;
    let text = text(&mut container, &main)?.ok_or_else(|| Refusal::rejected(say::NO_SHEETS, main.clone()))?;
    let book = Book::read(&text, &main, &budget)?;
    let beside = relationships_of(&mut container, &main, &budget)?;
    let shared = Shared {
        strings: optional(&mut container, &beside, &main, "sharedStrings", |text, part| {
            strings::read(text, part, &budget)
        })?,
        styles: optional(&mut container, &beside, &main, "styles", |text, part| styles::read(text, part, &budget))?,
        system: book.system,
    };
    let sheets = sheets(&mut container, &book, &beside, &main, &shared, &budget)?;
    if sheets.is_empty() {
        return Err(Refusal::rejected(say::NO_SHEETS, ""));
    }
    let names = book.names.iter().filter_map(|(name, target)| defined_name(name, target)).collect();
    Ok(Workbook { sheets, names, kind: if book.has_macros { "xlsm" } else { "xlsx" } })
}

/// The workbook part, by the package's relationships; a file that is something else is named for what it is.
fn main_part(container: &mut Container, budget: &Budget) -> Result<String, Refusal> {
    let package = relationships_of(container, "", budget)?;
    let main = package.of_type("officeDocument").map(|target| part_beside("", target));
    match main {
        Some(main) if container.has(&main) && !main.starts_with("word/") && !main.starts_with("ppt/") => Ok(main),
        _ => Err(Refusal::rejected(what(container), "")),
    }
}

fn what(container: &Container) -> Phrase {
    let has = |prefix: &str| container.names().any(|name| name.starts_with(prefix));
    match () {
        () if has("word/") => say::IS_WORD,
        () if has("ppt/") => say::IS_PRESENTATION,
        () => say::IS_ARCHIVE,
    }
}

fn text(container: &mut Container, part: &str) -> Result<Option<String>, Refusal> {
    container.part(part)?.map(|bytes| decode(bytes, part)).transpose()
}

fn relationships_of(container: &mut Container, part: &str, budget: &Budget) -> Result<Relationships, Refusal> {
    let path = relationships::path(part);
    match text(container, &path)? {
        Some(text) => Relationships::read(&text, &path, budget),
        None => Ok(Relationships::default()),
    }
}

fn optional<T: Default>(
    container: &mut Container,
    beside: &Relationships,
    main: &str,
    of_type: &str,
    read: impl Fn(&str, &str) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let Some(target) = beside.of_type(of_type) else { return Ok(T::default()) };
    let part = part_beside(main, target);
    match text(container, &part)? {
        Some(text) => read(&text, &part),
        None => Err(unlawful(part)),
    }
}

fn sheets(
    container: &mut Container,
    book: &Book,
    beside: &Relationships,
    main: &str,
    shared: &Shared,
    budget: &Budget,
) -> Result<Vec<Sheet>, Refusal> {
    let mut names = HashSet::new();
    let mut sheets = Vec::new();
    for listed in &book.sheets {
        if !names.insert(listed.name.to_lowercase()) {
            return Err(unlawful(format!("{} ×2", listed.name)));
        }
        let missing = || Refusal::rejected(say::SHEET_MISSING, listed.name.clone());
        let relationship = beside.by_id(&listed.relationship).ok_or_else(missing)?;
        if !relationship.is_of("worksheet") {
            continue;
        }
        let part = part_beside(main, &relationship.target);
        let text = text(container, &part)?.ok_or_else(missing)?;
        let sheet = cells::read(&text, &part, shared, budget)?;
        sheets.push(Sheet { name: listed.name.clone(), hidden: listed.hidden, ..sheet });
    }
    Ok(sheets)
}
