//! The register and the rosters as Excel files.

use canvass::survey::{Item, KindName, Survey};
use chrono::NaiveDate;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::enterprises::Enterprise;
use super::ratings::Rating;
use crate::epoch;
use crate::style::{self, Style};

const HEADINGS: [(&str, f64); 8] = [
    ("企业编码", 10.0),
    ("企业名称", 26.0),
    ("曾用名", 22.0),
    ("县区", 10.0),
    ("类别", 10.0),
    ("行业", 13.0),
    ("启用日期", 12.0),
    ("停用日期", 12.0),
];

/// Draws the register: a heading, then an enterprise a row.
pub fn register(all: &[Enterprise]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("企业名录")?.set_freeze_panes(1, 2)?.set_repeat_rows(0, 0)?;
    style::page(sheet);
    for (col, (heading, width)) in (0..).zip(HEADINGS) {
        sheet.set_column_width(col, width)?.write_string_with_format(0, col, heading, &style.head)?;
    }
    let day = style.answer.clone().set_num_format("yyyy-mm-dd");
    for (row, one) in (1..).zip(all) {
        let texts = [&one.code, &one.name, &one.former, &one.county, one.risk, one.place.1];
        for (col, words) in (0..).zip(texts) {
            sheet.write_string_with_format(row, col, words, &style.answer)?;
        }
        for (col, iso) in [(6, one.from), (7, one.to)] {
            match iso.parse() {
                Ok(date) => sheet.write_number_with_format(row, col, epoch::serial(date, false), &day)?,
                Err(_) => sheet.write_blank(row, col, &day)?,
            };
        }
    }
    workbook.save_to_buffer()
}

/// What stands above a roster, and whether a row of totals stands below.
pub struct Head<'a> {
    /// The county.
    pub county: &'a str,
    /// The round in words.
    pub round: &'a str,
    /// The date of the return.
    pub dated: NaiveDate,
    /// Whether the roster ends with totals.
    pub total: bool,
}

/// A row of a roster.
#[derive(Debug, Clone)]
pub struct Line {
    /// The code as written.
    pub code: String,
    /// The name as written.
    pub name: String,
    /// What is said of it.
    pub rating: Rating,
}

const OWN: [(&str, f64); 3] = [("序号", 5.0), ("企业编码", 10.0), ("企业名称", 24.0)];

/// Draws a county's roster.
pub fn roster(survey: &Survey, head: &Head, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("评定汇总表")?;
    style::page(sheet);
    sheet.set_landscape().set_repeat_rows(0, 2)?.set_freeze_panes(3, 3)?;
    above(sheet, &style, head, (OWN.len() + survey.items.len() - 1) as u16)?;
    for (col, (heading, width)) in (0..).zip(OWN) {
        sheet.set_column_width(col, width)?.write_string_with_format(2, col, heading, &style.head)?;
    }
    for (col, item) in (OWN.len() as u16..).zip(&survey.items) {
        sheet.set_column_width(col, 10)?.write_string_with_format(2, col, &item.label.zh, &style.head)?;
    }
    sheet.set_row_height(2, 42)?;
    for (place, line) in lines.iter().enumerate() {
        write(sheet, &style, survey, place, line)?;
    }
    if head.total {
        total(sheet, &style, survey, lines)?;
    }
    workbook.save_to_buffer()
}

fn above(sheet: &mut Worksheet, style: &Style, head: &Head, last: u16) -> Result<(), XlsxError> {
    let title = format!("{}企业安全生产等级评定汇总表（{}）", head.round, head.county);
    sheet.merge_range(0, 0, 0, last, &title, &style.title)?.set_row_height(0, 32)?;
    sheet.write_string_with_format(1, 1, "评定轮次", &style.head)?;
    sheet.write_string_with_format(1, 2, head.round, &style.answer)?;
    sheet.write_string_with_format(1, 4, "填报日期", &style.head)?;
    let day = style.answer.clone().set_num_format("yyyy-mm-dd");
    sheet.write_number_with_format(1, 5, epoch::serial(head.dated, false), &day)?;
    Ok(())
}

fn write(sheet: &mut Worksheet, style: &Style, survey: &Survey, place: usize, line: &Line) -> Result<(), XlsxError> {
    let row = place as u32 + 3;
    sheet.write_number_with_format(row, 0, place as f64 + 1.0, &style.number)?;
    sheet.write_string_with_format(row, 1, &line.code, &style.answer)?;
    sheet.write_string_with_format(row, 2, &line.name, &style.answer)?;
    for (col, item) in (OWN.len() as u16..).zip(&survey.items) {
        cell(sheet, style, survey, (row, col), item, &line.rating)?;
    }
    Ok(())
}

fn cell(
    sheet: &mut Worksheet,
    style: &Style,
    survey: &Survey,
    (row, col): (u32, u16),
    item: &Item,
    rating: &Rating,
) -> Result<(), XlsxError> {
    let format = &style.answer;
    match (item.kind, rating.major_hazard, rating.number(&item.id, survey)) {
        (KindName::YesNo, Some(hazard), _) => {
            sheet.write_string_with_format(row, col, if hazard { "是" } else { "否" }, format)?;
        }
        (KindName::Percent, ..) => match rating.certified {
            Some(percent) => {
                let percentage = format.clone().set_num_format("0%");
                sheet.write_number_with_format(row, col, percent / 100.0, &percentage)?;
            }
            None => {
                sheet.write_string_with_format(row, col, "——", format)?;
            }
        },
        (KindName::Decimal | KindName::Integer, _, Some(number)) => {
            sheet.write_number_with_format(row, col, number, format)?;
        }
        _ => {
            sheet.write_blank(row, col, format)?;
        }
    }
    Ok(())
}

fn total(sheet: &mut Worksheet, style: &Style, survey: &Survey, lines: &[Line]) -> Result<(), XlsxError> {
    let row = lines.len() as u32 + 3;
    sheet.write_string_with_format(row, 2, "合计", &style.head)?;
    for (col, item) in (OWN.len() as u16..).zip(&survey.items) {
        if item.kind == KindName::Integer {
            let sum: f64 = lines.iter().filter_map(|line| line.rating.number(&item.id, survey)).sum();
            sheet.write_number_with_format(row, col, sum, &style.head)?;
        }
    }
    Ok(())
}
