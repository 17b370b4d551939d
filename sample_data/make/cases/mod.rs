//! The sample data of the accountability cases: the register of the units and their returns of six quarters.

use std::error::Error;
use std::fs;
use std::path::Path;

use canvass::survey::Survey;
use chrono::NaiveDate;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::epoch;
use crate::style::{self, Style};
use reports::{QUARTERS, Report};
use units::{UNITS, Unit};

mod reports;
mod units;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Writes everything below `folder`, which is made anew.
pub fn write(survey: &Survey, folder: &Path) -> Outcome {
    let returns = folder.join("returns");
    if returns.exists() {
        fs::remove_dir_all(&returns)?;
    }
    fs::create_dir_all(&returns)?;
    fs::write(folder.join("units.xlsx"), register()?)?;
    for (place, (period, ..)) in QUARTERS.iter().enumerate() {
        let folder = returns.join(period);
        fs::create_dir_all(&folder)?;
        for unit in &UNITS {
            let Some(report) = reports::report(unit, place) else { continue };
            let name = format!("{}_{}.xlsx", unit.0, unit.1);
            fs::write(folder.join(name), draw(survey, unit, place, &report)?)?;
        }
    }
    Ok(())
}

fn register() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("单位名录")?.set_freeze_panes(1, 0)?;
    style::page(sheet);
    for (col, (heading, width)) in
        (0..).zip([("排序", 6.0), ("单位代码", 10.0), ("单位名称", 20.0), ("类别", 14.0), ("启用日期", 12.0)])
    {
        sheet.set_column_width(col, width)?.write_string_with_format(0, col, heading, &style.head)?;
    }
    let day = style.answer.clone().set_num_format("yyyy-mm-dd");
    for (row, unit) in (1..).zip(&UNITS) {
        sheet.write_number_with_format(row, 0, f64::from(row), &style.number)?;
        for (col, words) in (1..).zip([unit.0, unit.1, unit.2]) {
            sheet.write_string_with_format(row, col, words, &style.answer)?;
        }
        match unit.0 {
            "ZZ-D08" => sheet.write_number_with_format(row, 4, serial("2026-01-01"), &day)?,
            _ => sheet.write_blank(row, 4, &day)?,
        };
    }
    workbook.save_to_buffer()
}

fn serial(iso: &str) -> f64 {
    let day: NaiveDate = iso.parse().expect("days are written as in the calendar");
    epoch::serial(day, false)
}

const WIDTHS: [f64; 7] = [10.0, 14.0, 12.0, 12.0, 14.0, 16.0, 20.0];

fn draw(survey: &Survey, unit: &Unit, quarter: usize, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let mut form = Form { sheet: workbook.add_worksheet(), style: Style::new(), row: 0 };
    form.head(unit, quarter, report)?;
    let answers = [report.work[0].to_string(), report.work[1].to_string(), report.problems.to_string()];
    for (item, answer) in survey.items.iter().zip(&answers) {
        form.item(&item.label.zh, answer)?;
    }
    let headings: Vec<&str> = survey.tables[0].columns.iter().map(|column| column.label.zh.as_str()).collect();
    form.cases(&headings, report)?;
    workbook.save_to_buffer()
}

struct Form<'a> {
    sheet: &'a mut Worksheet,
    style: Style,
    row: u32,
}

impl Form<'_> {
    fn head(&mut self, unit: &Unit, quarter: usize, report: &Report) -> Result<(), XlsxError> {
        self.sheet.set_name("责任追究情况季报表")?;
        style::page(self.sheet);
        for (col, width) in (0..).zip(WIDTHS) {
            self.sheet.set_column_width(col, width)?;
        }
        let title = format!("责任追究情况季报表（{}）", QUARTERS[quarter].1);
        self.sheet.merge_range(0, 0, 0, 6, &title, &self.style.title)?.set_row_height(0, 36)?;
        self.row = 1;
        self.identity([("单位名称", unit.1), ("单位代码", unit.0)])?;
        self.identity([("报告期", QUARTERS[quarter].1), ("填报日期", &report.dated)])?;
        self.identity([("零报告", if report.nil { "是" } else { "否" }), ("", "")])
    }

    fn identity(&mut self, pairs: [(&str, &str); 2]) -> Result<(), XlsxError> {
        for (col, (label, words)) in
            [(0, pairs[0]), (3, pairs[1])].into_iter().filter(|(_, (label, _))| !label.is_empty())
        {
            self.sheet.write_string_with_format(self.row, col, label, &self.style.head)?;
            self.sheet.merge_range(self.row, col + 1, self.row, col + 2, words, &self.style.answer)?;
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
        self.sheet.merge_range(self.row, 3, self.row, 6, "", &self.style.long)?;
        match answer.parse::<f64>() {
            Ok(number) => self.sheet.write_number_with_format(self.row, 3, number, &self.style.long)?,
            Err(_) => self.sheet.write_string_with_format(self.row, 3, answer, &self.style.long)?,
        };
        self.next(if answer.chars().count() > 20 { 36.0 } else { 20.0 })
    }

    fn cases(&mut self, headings: &[&str], report: &Report) -> Result<(), XlsxError> {
        let words = "责任追究案件（一行一案，不填姓名；没有的不填，并在“零报告”后填“是”）";
        self.sheet.merge_range(self.row, 0, self.row, 6, words, &self.style.section)?;
        self.next(20.0)?;
        for (col, heading) in (0..).zip(std::iter::once(&"序号").chain(headings)) {
            self.sheet.write_string_with_format(self.row, col, *heading, &self.style.head)?;
        }
        self.next(32.0)?;
        let day = self.style.answer.clone().set_num_format("yyyy-mm-dd");
        for (place, case) in (1..).zip(&report.cases) {
            self.sheet.write_number_with_format(self.row, 0, f64::from(place), &self.style.number)?;
            self.sheet.write_number_with_format(self.row, 1, serial(&case[0]), &day)?;
            for (col, words) in (2..).zip(&case[1..]) {
                self.sheet.write_string_with_format(self.row, col, words, &self.style.answer)?;
            }
            self.next(18.0)?;
        }
        Ok(())
    }
}
