//! Book: the sheets of a workbook put together, with names for formulas and a fixed day of making.

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

use super::{Page, Run, Setting, excel_day, looks};
use crate::error::Error;

const DEFAULT_ROW_PIXELS: u32 = 18;
/// Digits of seven pixels.
const DEFAULT_COLUMN_PIXELS: u32 = 64;

/// The sheets of a workbook in the order of their tabs, and its names for formulas.
pub struct Book {
    setting: Setting,
    pages: Vec<Page>,
    names: Vec<(String, Run)>,
}

impl Book {
    /// A book without sheets.
    pub fn new(setting: Setting) -> Book {
        Book { setting, pages: Vec::new(), names: Vec::new() }
    }

    /// Adds a finished sheet behind the others.
    pub fn push(&mut self, page: Page) {
        self.pages.push(page);
    }

    /// Gives a name to a run of cells: letters, digits and `_`, not what could be taken for an address.
    pub fn define(&mut self, name: &str, run: Run) {
        self.names.push((name.to_string(), run));
    }

    /// The file. Equal books give equal bytes: `day` stands for the time of making.
    pub fn bytes(self, title: &str, author: &str, day: NaiveDate) -> Result<Vec<u8>, Error> {
        self.write(title, author, day).map_err(|error| Error::Failed(format!("summary.xlsx: {error}")))
    }

    fn write(self, title: &str, author: &str, day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // Column widths count digits of the default font: with the tables' own font they are the same everywhere.
        let body = Format::new().set_font_name(looks::fonts(self.setting.lang).0).set_font_size(looks::BODY_SIZE);
        workbook.set_default_format(&body, DEFAULT_ROW_PIXELS, DEFAULT_COLUMN_PIXELS)?;
        let lang = self.setting.lang.code();
        let mut properties =
            DocProperties::new().set_title(title).set_author(author).set_company(author).set_keywords(lang);
        if let Some(day) = excel_day(day) {
            properties = properties.set_creation_datetime(&day);
        }
        workbook.set_properties(&properties);
        for mut page in self.pages {
            page.fit_paper();
            if let Some(error) = page.failed {
                return Err(error);
            }
            workbook.push_worksheet(page.sheet);
        }
        for (name, run) in &self.names {
            workbook.define_name(name, &run.reference())?;
        }
        workbook.save_to_buffer()
    }
}
