//! The sample data of the scorecard: the register of the towns and their returns of three half-years.

use std::error::Error;
use std::fs;
use std::path::Path;

use canvass::survey::{KindName, Survey};
use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, Format, Worksheet, XlsxError};

use crate::epoch;
use crate::style::{self, Style};
use towns::{PERIODS, Report, TOWNS, Town, Written};

mod towns;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Writes everything below `folder`, which is made anew.
pub fn write(survey: &Survey, folder: &Path) -> Outcome {
    let returns = folder.join("returns");
    if returns.exists() {
        fs::remove_dir_all(&returns)?;
    }
    fs::create_dir_all(&returns)?;
    fs::write(folder.join("units.xlsx"), register()?)?;
    for (place, period) in PERIODS.iter().enumerate() {
        let folder = returns.join(period);
        fs::create_dir_all(&folder)?;
        for town in &TOWNS {
            let Some(report) = towns::report(town, place) else { continue };
            let name = format!("{}_{}.xlsx", town.0, town.1);
            fs::write(folder.join(name), draw(survey, town, place, &report)?)?;
        }
    }
    Ok(())
}

fn register() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("乡镇名录")?.set_freeze_panes(1, 0)?;
    style::page(sheet);
    for (col, (heading, width)) in
        (0..).zip([("排序", 6.0), ("单位代码", 10.0), ("单位名称", 16.0), ("片区", 10.0), ("启用日期", 12.0)])
    {
        sheet.set_column_width(col, width)?.write_string_with_format(0, col, heading, &style.head)?;
    }
    let day = style.answer.clone().set_num_format("yyyy-mm-dd");
    for (row, town) in (1..).zip(&TOWNS) {
        sheet.write_number_with_format(row, 0, f64::from(row), &style.number)?;
        for (col, words) in (1..).zip([town.0, town.1, town.2]) {
            sheet.write_string_with_format(row, col, words, &style.answer)?;
        }
        match town.0 {
            "T24" => sheet.write_number_with_format(row, 4, serial("2025-07-01"), &day)?,
            _ => sheet.write_blank(row, 4, &day)?,
        };
    }
    workbook.save_to_buffer()
}

fn serial(iso: &str) -> f64 {
    let day: NaiveDate = iso.parse().expect("days are written as in the calendar");
    epoch::serial(day, false)
}

/// The title of a half-year, as offices write it.
fn name(period: usize) -> String {
    let (year, half) = PERIODS[period].split_once("-S").expect("periods are half-years");
    format!("{year}年{}半年", if half == "1" { "上" } else { "下" })
}

fn draw(survey: &Survey, town: &Town, period: usize, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let mut form = Form { sheet: workbook.add_worksheet(), style: Style::new(), row: 0 };
    form.head(town, period, report)?;
    for section in &survey.sections {
        form.line(section.label.zh.as_str())?;
        for (number, item) in (1..).zip(&survey.items).filter(|(_, item)| item.section == section.id) {
            form.item(number, &item.label.zh, item.kind, &report.written(&item.id))?;
        }
    }
    let table = &survey.tables[0];
    form.line(&format!("{}（一行一案，没有的不填）", table.label.zh))?;
    form.cases(&[&table.columns[0].label.zh, &table.columns[1].label.zh, &table.columns[2].label.zh], report)?;
    workbook.save_to_buffer()
}

const WIDTHS: [f64; 4] = [8.0, 38.0, 16.0, 22.0];

struct Form<'a> {
    sheet: &'a mut Worksheet,
    style: Style,
    row: u32,
}

impl Form<'_> {
    fn head(&mut self, town: &Town, period: usize, report: &Report) -> Result<(), XlsxError> {
        self.sheet.set_name("考核填报表")?;
        style::page(self.sheet);
        for (col, width) in (0..).zip(WIDTHS) {
            self.sheet.set_column_width(col, width)?;
        }
        let title = format!("乡镇责任制考核填报表（{}）", name(period));
        self.sheet.merge_range(0, 0, 0, 3, &title, &self.style.title)?.set_row_height(0, 36)?;
        self.row = 1;
        self.identity(("单位名称", town.1), ("单位代码", town.0))?;
        self.identity(("报告期", &name(period)), ("填报日期", report.dated))?;
        for (col, heading) in (0..).zip(["序号", "项目", "填报数", "备注"]) {
            self.sheet.write_string_with_format(self.row, col, heading, &self.style.head)?;
        }
        self.row += 1;
        Ok(())
    }

    fn identity(&mut self, left: (&str, &str), right: (&str, &str)) -> Result<(), XlsxError> {
        for (col, (label, words)) in [(0, left), (2, right)] {
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

    fn line(&mut self, words: &str) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 3, words, &self.style.section)?;
        self.next(20.0)
    }

    fn item(&mut self, number: u32, label: &str, kind: KindName, written: &Written) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(self.row, 0, f64::from(number), &self.style.number)?;
        self.sheet.write_string_with_format(self.row, 1, label, &self.style.label)?;
        self.sheet.write_blank(self.row, 3, &self.style.long)?;
        if kind == KindName::YesNo {
            let list = DataValidation::new().allow_list_strings(&["是", "否"])?;
            self.sheet.add_data_validation(self.row, 2, self.row, 2, &list)?;
        }
        let format = self.style.answer.clone();
        match written {
            Written::Number(number) if kind == KindName::Percent => {
                let percent = format.set_num_format("0.0%");
                self.sheet.write_number_with_format(self.row, 2, *number / 100.0, &percent)?;
            }
            written => self.write(2, written, &format)?,
        }
        self.next(18.0)
    }

    fn write(&mut self, col: u16, written: &Written, format: &Format) -> Result<(), XlsxError> {
        match written {
            Written::Blank => self.sheet.write_blank(self.row, col, format)?,
            Written::Number(number) => self.sheet.write_number_with_format(self.row, col, *number, format)?,
            Written::Words(words) => self.sheet.write_string_with_format(self.row, col, *words, format)?,
        };
        Ok(())
    }

    fn cases(&mut self, headings: &[&str; 3], report: &Report) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, "序号", &self.style.head)?;
        for (col, heading) in [1, 2, 3].into_iter().zip(headings) {
            self.sheet.write_string_with_format(self.row, col, *heading, &self.style.head)?;
        }
        self.next(20.0)?;
        let day = self.style.answer.clone().set_num_format("yyyy-mm-dd");
        let (answer, long) = (self.style.answer.clone(), self.style.long.clone());
        for place in 0..report.cases.len().max(3) {
            self.sheet.write_number_with_format(self.row, 0, place as f64 + 1.0, &self.style.number)?;
            match report.cases.get(place) {
                Some((date, matter, own)) => {
                    self.sheet.write_number_with_format(self.row, 1, serial(date), &day)?;
                    self.write(2, &Written::Words(matter), &long)?;
                    self.write(3, &Written::Words(if *own { "是" } else { "否" }), &answer)?;
                }
                None => (1..=3).try_for_each(|col| self.write(col, &Written::Blank, &answer))?,
            }
            self.next(18.0)?;
        }
        Ok(())
    }
}
