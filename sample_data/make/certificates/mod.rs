//! The sample data of the responsibility certificates: the register and the returns of three years.

use std::error::Error;
use std::fs;
use std::path::Path;

use canvass::survey::Survey;
use chrono::NaiveDate;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::epoch;
use crate::style::{self, Style};
use reports::{Report, UNITS, Unit, YEARS};

mod reports;

/// Writes everything below `folder`, which is made anew.
pub fn write(survey: &Survey, folder: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    let returns = folder.join("returns");
    if returns.exists() {
        fs::remove_dir_all(&returns)?;
    }
    fs::create_dir_all(&returns)?;
    fs::write(folder.join("units.xlsx"), register()?)?;
    for year in YEARS {
        let folder = returns.join(year.to_string());
        fs::create_dir_all(&folder)?;
        for unit in &UNITS {
            let Some(report) = reports::report(unit, year) else { continue };
            let name = format!("{}_{}.xlsx", unit.0, unit.1);
            fs::write(folder.join(name), draw(survey, unit, year, &report)?)?;
        }
    }
    Ok(())
}

fn register() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("单位名录")?.set_freeze_panes(1, 0)?;
    style::page(sheet);
    for (col, (heading, width)) in (0..).zip([("排序", 6.0), ("单位代码", 10.0), ("单位名称", 20.0), ("类别", 14.0)])
    {
        sheet.set_column_width(col, width)?.write_string_with_format(0, col, heading, &style.head)?;
    }
    for (row, unit) in (1..).zip(&UNITS) {
        sheet.write_number_with_format(row, 0, f64::from(row), &style.number)?;
        for (col, words) in (1..).zip([unit.0, unit.1, unit.2]) {
            sheet.write_string_with_format(row, col, words, &style.answer)?;
        }
    }
    workbook.save_to_buffer()
}

const WIDTHS: [f64; 5] = [10.0, 16.0, 18.0, 22.0, 16.0];

fn draw(survey: &Survey, unit: &Unit, year: i32, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let mut form = Form { sheet: workbook.add_worksheet(), style: Style::new(), row: 0 };
    form.head(unit, year, report)?;
    let due = report.due.to_string();
    for (item, answer) in survey.items.iter().zip([due.as_str(), report.result]) {
        form.item(&item.label.zh, answer)?;
    }
    let headings: Vec<&str> = survey.tables[0].columns.iter().map(|column| column.label.zh.as_str()).collect();
    form.certificates(&headings, report)?;
    workbook.save_to_buffer()
}

struct Form<'a> {
    sheet: &'a mut Worksheet,
    style: Style,
    row: u32,
}

impl Form<'_> {
    fn head(&mut self, unit: &Unit, year: i32, report: &Report) -> Result<(), XlsxError> {
        self.sheet.set_name("责任书签订情况表")?;
        style::page(self.sheet);
        for (col, width) in (0..).zip(WIDTHS) {
            self.sheet.set_column_width(col, width)?;
        }
        let title = format!("{year}年责任书签订情况表");
        self.sheet.merge_range(0, 0, 0, 4, &title, &self.style.title)?.set_row_height(0, 36)?;
        self.row = 1;
        self.identity(("单位名称", unit.1), ("单位代码", unit.0))?;
        self.identity(("年度", &format!("{year}年")), ("填报日期", &report.dated))
    }

    fn identity(&mut self, left: (&str, &str), right: (&str, &str)) -> Result<(), XlsxError> {
        for (col, (label, words)) in [(0, left), (3, right)] {
            self.sheet.write_string_with_format(self.row, col, label, &self.style.head)?;
            self.sheet.write_string_with_format(self.row, col + 1, words, &self.style.answer)?;
        }
        self.next(20.0)
    }

    fn next(&mut self, height: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn item(&mut self, label: &str, answer: &str) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 2, label, &self.style.label)?;
        match answer.parse::<f64>() {
            Ok(number) => self.sheet.write_number_with_format(self.row, 3, number, &self.style.answer)?,
            Err(_) => self.sheet.write_string_with_format(self.row, 3, answer, &self.style.answer)?,
        };
        self.next(20.0)
    }

    fn certificates(&mut self, headings: &[&str], report: &Report) -> Result<(), XlsxError> {
        let words = "责任书（应签的逐份列出，未签的日期留空）";
        self.sheet.merge_range(self.row, 0, self.row, 4, words, &self.style.section)?;
        self.next(20.0)?;
        for (col, heading) in (0..).zip(std::iter::once(&"序号").chain(headings)) {
            self.sheet.write_string_with_format(self.row, col, *heading, &self.style.head)?;
        }
        self.next(20.0)?;
        let date = self.style.answer.clone().set_num_format("yyyy-mm-dd");
        for (place, certificate) in (1..).zip(&report.certificates) {
            self.sheet.write_number_with_format(self.row, 0, f64::from(place), &self.style.number)?;
            for (col, words) in (1..).zip(&certificate[..3]) {
                self.sheet.write_string_with_format(self.row, col, words, &self.style.answer)?;
            }
            match certificate[3].parse::<NaiveDate>() {
                Ok(day) => self.sheet.write_number_with_format(self.row, 4, epoch::serial(day, false), &date)?,
                Err(_) => self.sheet.write_blank(self.row, 4, &date)?,
            };
            self.next(18.0)?;
        }
        Ok(())
    }
}
