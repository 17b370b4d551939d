//! The reader of .xlsx, .xlsm and their templates: from the container to sheets, by relationships and never by guess.

use std::rc::Rc;

use crate::collect::container::Container;
use crate::collect::guard::{Budget, damaged};
use crate::collect::memo::Memo;
use crate::collect::spare;
use crate::collect::workbook::Refusal;
use crate::collect::xml;
use crate::sheet::{Sheet, Workbook};

mod book;
mod fonts;
mod place;
mod relationships;
mod sheet;
mod shown;
mod strings;
mod styles;
mod usual;

#[cfg(test)]
pub(crate) mod tests;

pub use book::{Listed, add_sheet, each_once};
pub use relationships::{Package, links_of, only, package};
pub use strings::Strings;
pub use styles::Styles;

thread_local! {
    static MET_BOOKS: Memo<book::Book> = const { Memo::new() };
    static MET_STYLES: Memo<Styles> = const { Memo::new() };
}

/// Reads a workbook whose package has been recognised.
pub fn read(container: &mut Container, package: &Package, budget: &Budget) -> Result<Workbook, Refusal> {
    let main = package.main.as_str();
    let met = MET_BOOKS.with(|met| met.part(container, main, budget, |text| book::read(text, main, budget)))?;
    let book = met.ok_or_else(|| damaged(main))?;
    let links = links_of(container, main, budget)?;
    let styles = match only(&links, "styles", main)? {
        Some(link) => {
            let part = link.target.as_str();
            let met =
                MET_STYLES.with(|met| met.part(container, part, budget, |text| styles::read(text, part, budget)))?;
            met.ok_or_else(|| damaged(part))?
        }
        None => Rc::default(),
    };
    let strings = match only(&links, "sharedStrings", main)? {
        Some(link) => match container.part(&link.target)? {
            Some(bytes) => {
                let strings = strings::read(&xml::decode(&bytes, &link.target)?, &link.target, budget)?;
                spare::give(bytes);
                strings
            }
            None => Strings::without(&link.target),
        },
        None => Strings::default(),
    };
    let given = sheet::Given {
        strings: &strings,
        styles: &styles,
        system: book.system,
        is_recalculated: book.is_recalculated,
        budget,
    };
    let mut sheets = Vec::with_capacity(book.sheets.len());
    book::each_once(&book.sheets, &links)?;
    for listed in &book.sheets {
        let Some(part) = listed.worksheet(&links)? else { continue };
        let bytes = container.part(part)?.ok_or_else(|| listed.missing())?;
        if let Some(body) = sheet::read(&xml::decode(&bytes, part)?, part, &given)? {
            sheets.push(Sheet { name: listed.name.clone(), hidden: listed.hidden, ..body });
        }
        spare::give(bytes);
    }
    strings.give_back();
    Ok(Workbook { sheets, names: book.names.clone(), kind: package.kind })
}
