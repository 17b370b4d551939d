//! The workbook part: sheets in the order of their tabs, defined names, date system.

use crate::collect::guard::{Budget, over};
use crate::collect::serial::DateSystem;
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Scanner, Token, is, truth};

/// A sheet as the workbook lists it.
pub struct Listed {
    /// The name on its tab.
    pub name: String,
    /// The id of the reference to its part.
    pub relationship: String,
    /// Whether it is hidden or very hidden.
    pub hidden: bool,
}

/// The content of the workbook part.
pub struct Book {
    /// Every sheet, worksheets and others.
    pub sheets: Vec<Listed>,
    /// Defined names and what they point at.
    pub names: Vec<(String, String)>,
    /// From which day the workbook counts.
    pub system: DateSystem,
    /// Whether it says that it holds macros.
    pub has_macros: bool,
}

impl Book {
    /// Reads the part.
    pub fn read(text: &str, part: &str, budget: &Budget) -> Result<Book, Refusal> {
        let mut scanner = Scanner::new(text, part, budget);
        let mut book = Book { sheets: Vec::new(), names: Vec::new(), system: DateSystem::From1900, has_macros: false };
        loop {
            match scanner.next()? {
                Token::End => return Ok(book),
                Token::Open(tag) if is(&tag, "definedName") => {
                    let name = scanner.attribute(&tag, "name")?.unwrap_or_default().into_owned();
                    let mut target = String::new();
                    scanner.text_into(&mut target)?;
                    book.names.push((name, target));
                }
                Token::Open(tag) | Token::Empty(tag) => {
                    if is(&tag, "workbookPr") {
                        let from_1904 = scanner.attribute(&tag, "date1904")?.is_some_and(|value| truth(&value));
                        book.system = if from_1904 { DateSystem::From1904 } else { DateSystem::From1900 };
                        book.has_macros = scanner.attribute(&tag, "codeName")?.is_some();
                    } else if is(&tag, "sheet") {
                        book.sheets.push(Listed {
                            name: scanner.attribute(&tag, "name")?.unwrap_or_default().into_owned(),
                            relationship: scanner.attribute(&tag, "id")?.unwrap_or_default().into_owned(),
                            hidden: scanner.attribute(&tag, "state")?.is_some_and(|state| state.ends_with("idden")),
                        });
                        if book.sheets.len() > budget.limits.sheets {
                            return Err(over(format!("{part}: > {}", budget.limits.sheets)));
                        }
                    }
                }
                _ => {}
            }
        }
    }
}
