//! Draws the register, the targets and the monthly form as Excel files.

use canvass::survey::Survey;
use chrono::NaiveDate;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::counties::COUNTIES;
use super::items::{ITEMS, is_asked};
use super::months::{self, Return, Written};
use crate::epoch;
use crate::style::{self, Style};

const HEADINGS: [(&str, f64); 8] = [
    ("排序", 6.0),
    ("单位代码", 10.0),
    ("单位名称", 16.0),
    ("曾用名", 14.0),
    ("片区", 10.0),
    ("启用日期", 12.0),
    ("停用日期", 12.0),
    ("承接单位代码", 14.0),
];

/// The register, with what became of the county that was merged.
pub fn register() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("县区名录")?.set_freeze_panes(1, 0)?;
    style::page(sheet);
    for (col, (heading, width)) in (0..).zip(HEADINGS) {
        sheet.set_column_width(col, width)?.write_string_with_format(0, col, heading, &style.head)?;
    }
    for (row, county) in (1..).zip(COUNTIES) {
        sheet.write_number_with_format(row, 0, f64::from(row), &style.number)?;
        let former = county.former.map_or("", |(name, _)| name);
        let into = county.merged.map_or("", |(_, into)| into);
        for (col, words) in [(1, county.code), (2, county.name), (3, former), (4, county.zone), (5, ""), (7, into)] {
            sheet.write_string_with_format(row, col, words, &style.answer)?;
        }
        if let Some(day) = county.merged.and_then(|(day, _)| day.parse().ok()) {
            date(sheet, (row, 6), day, &style)?;
        }
    }
    workbook.save_to_buffer()
}

fn date(sheet: &mut Worksheet, (row, col): (u32, u16), day: NaiveDate, style: &Style) -> Result<(), XlsxError> {
    let format = style.answer.clone().set_num_format("yyyy-mm-dd");
    sheet.write_number_with_format(row, col, epoch::serial(day, false), &format).map(|_| ())
}

/// The targets of both years: a row a county and year, a column an item.
pub fn targets(survey: &Survey) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("年度目标")?.set_freeze_panes(2, 3)?;
    let with_target: Vec<_> = ITEMS.iter().filter(|item| item.target.is_some()).collect();
    let last = 2 + with_target.len() as u16;
    sheet.merge_range(0, 0, 0, last, "各县区年度目标", &style.title)?.set_row_height(0, 34)?;
    for (col, heading) in (0..).zip(["年度", "单位代码", "单位名称"]) {
        sheet.write_string_with_format(1, col, heading, &style.head)?;
    }
    for (col, item) in (3..).zip(&with_target) {
        sheet.write_string_with_format(1, col, label(survey, item.id), &style.head)?;
    }
    let rows = [2025, 2026].into_iter().flat_map(|year| COUNTIES.iter().map(move |county| (year, county)));
    for (row, (year, county)) in (2..).zip(rows.filter(|(year, county)| county.exists(*year))) {
        sheet.write_number_with_format(row, 0, f64::from(year), &style.answer)?;
        sheet.write_string_with_format(row, 1, county.code, &style.answer)?;
        sheet.write_string_with_format(row, 2, county.name, &style.answer)?;
        for (col, item) in (3..).zip(&with_target) {
            match months::target(county, item, year) {
                Some(target) => sheet.write_number_with_format(row, col, target, &style.answer)?,
                None => sheet.write_blank(row, col, &style.answer)?,
            };
        }
    }
    workbook.save_to_buffer()
}

fn label<'a>(survey: &'a Survey, id: &str) -> &'a str {
    survey.items.iter().find(|item| item.id == id).map_or("", |item| item.label.zh.as_str())
}

/// The form of a month: the head, then a row an item by category.
pub fn monthly(
    survey: &Survey,
    (code, name): (&str, &str),
    (year, month): (i32, u32),
    given: &Return,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("月报表")?;
    style::page(sheet);
    for (col, width) in (0..).zip([5.0, 34.0, 9.0, 12.0, 18.0]) {
        sheet.set_column_width(col, width)?;
    }
    sheet.merge_range(0, 0, 0, 4, "责任制工作月报表", &style.title)?.set_row_height(0, 34)?;
    head(sheet, &style, (code, name), (year, month), given.dated)?;
    for (col, heading) in (0..).zip(["序号", "指标名称", "计量单位", "本月数", "备注"]) {
        sheet.write_string_with_format(5, col, heading, &style.head)?;
    }
    let (form, mut row, mut number) = (if given.on_old_form { year - 1 } else { year }, 6, 0.0);
    for section in &survey.sections {
        sheet.merge_range(row, 0, row, 4, &section.label.zh, &style.section)?;
        row += 1;
        for item in survey.items.iter().filter(|item| item.section == section.id && is_asked(&item.id, form)) {
            number += 1.0;
            sheet.write_number_with_format(row, 0, number, &style.number)?;
            sheet.write_string_with_format(row, 1, &item.label.zh, &style.label)?;
            sheet.write_string_with_format(row, 2, &item.unit.zh, &style.answer)?;
            match given.numbers.get(item.id.as_str()) {
                Some(Written::Number(value)) => sheet.write_number_with_format(row, 3, *value, &style.answer)?,
                Some(Written::Words(words)) => sheet.write_string_with_format(row, 3, *words, &style.answer)?,
                _ => sheet.write_blank(row, 3, &style.answer)?,
            };
            row += 1;
        }
    }
    workbook.save_to_buffer()
}

fn head(
    sheet: &mut Worksheet,
    style: &Style,
    (code, name): (&str, &str),
    (year, month): (i32, u32),
    dated: NaiveDate,
) -> Result<(), XlsxError> {
    let period = format!("{year}年{month}月");
    for (row, [label, words]) in
        (1..).zip([["单位代码", code], ["填报单位", name], ["报告期", &period], ["填报日期", ""]])
    {
        sheet.write_string_with_format(row, 1, label, &style.head)?;
        sheet.merge_range(row, 2, row, 3, words, &style.answer)?;
    }
    date(sheet, (4, 2), dated, style)
}
