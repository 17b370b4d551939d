//! Draws the register and the returns of the duties: the form on the first sheet, the logs and lists behind it.

use canvass::survey::{RepeatingTable, Survey};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::duties::history::{Cell, Return};
use crate::duties::towns::Town;
use crate::epoch;
use crate::style::{self, Style};

/// The sheets behind the form, each with its tables.
const SHEETS: [(&str, &[&str]); 5] = [
    ("会议学习活动", &["meetings", "trainings", "activities"]),
    ("支部", &["branch_log", "applications"]),
    ("谈话走访", &["talks", "visits"]),
    ("信息报送", &["infos"]),
    ("三张清单", &["duty_rows", "problem_rows", "task_rows"]),
];

/// Draws the register.
pub fn register(towns: &[Town]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("单位名录")?.set_freeze_panes(1, 0)?;
    style::page(sheet);
    let headings =
        [("排序", 6.0), ("单位代码", 10.0), ("单位名称", 16.0), ("简称", 12.0), ("片区", 10.0), ("类别", 10.0)];
    for (col, (heading, width)) in (0..).zip(headings) {
        sheet.set_column_width(col, width)?.write_string_with_format(0, col, heading, &style.head)?;
    }
    for (row, town) in (1..).zip(towns) {
        sheet.write_number_with_format(row, 0, f64::from(town.number), &style.number)?;
        let short = town.name.trim_end_matches("街道").trim_end_matches(['镇', '乡']);
        let texts = [town.code().as_str(), town.name, short, town.area, town.kind].map(str::to_string);
        for (col, words) in (1..).zip(texts) {
            sheet.write_string_with_format(row, col, words, &style.answer)?;
        }
    }
    workbook.save_to_buffer()
}

/// Draws a return.
pub fn draw(survey: &Survey, given: &Return) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let style = Style::new();
    form(workbook.add_worksheet(), survey, given, &style)?;
    for (name, tables) in SHEETS {
        let sheet = sheet(&mut workbook, name)?;
        let mut row = 0;
        for id in tables {
            let table = survey.tables.iter().find(|table| table.id == *id).expect("a table of the survey");
            row = log(sheet, row, table, given, &style)?;
        }
    }
    workbook.save_to_buffer()
}

fn sheet<'a>(workbook: &'a mut Workbook, name: &str) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet();
    style::page(sheet);
    sheet.set_name(name)?;
    Ok(sheet)
}

fn form(sheet: &mut Worksheet, survey: &Survey, given: &Return, style: &Style) -> Result<(), XlsxError> {
    sheet.set_name("盘点表")?;
    style::page(sheet);
    for (col, width) in (0..).zip([6.0, 46.0, 18.0, 24.0]) {
        sheet.set_column_width(col, width)?;
    }
    sheet.merge_range(0, 0, 0, 3, "责任清单落实情况季度盘点表", &style.title)?.set_row_height(0, 34)?;
    let town = &given.town;
    let identity = [
        ("填报单位", Cell::Words(town.name.to_string())),
        ("单位代码", Cell::Words(town.code())),
        ("报告期", Cell::Words(given.quarter.words())),
        ("填报日期", Cell::Day(given.dated)),
    ];
    for (row, (label, cell)) in (1..).zip(identity) {
        sheet.merge_range(row, 0, row, 1, label, &style.head)?;
        write(sheet, (row, 2), &cell, 0, style)?;
    }
    for (col, heading) in (0..).zip(["序号", "事项", "填报情况", "备注"]) {
        sheet.write_string_with_format(6, col, heading, &style.head)?;
    }
    let sizes = [town.branches, town.leaders, town.members, town.heads].map(|n| Cell::Number(f64::from(n)));
    let yes_no = given.yes_no.iter().map(|yes| Cell::Words(if *yes { "是" } else { "否" }.to_string()));
    for ((row, item), cell) in (7..).zip(&survey.items).zip(sizes.into_iter().chain(yes_no)) {
        sheet.write_number_with_format(row, 0, f64::from(row - 6), &style.number)?;
        sheet.write_string_with_format(row, 1, &item.label.zh, &style.label)?;
        write(sheet, (row, 2), &cell, 0, style)?;
        sheet.write_blank(row, 3, &style.long)?;
    }
    Ok(())
}

/// Draws a table from a row on; gives the first row for the next.
fn log(
    sheet: &mut Worksheet,
    first: u32,
    table: &RepeatingTable,
    given: &Return,
    style: &Style,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(first, 0, &table.label.zh, &style.plain)?;
    for (col, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(col, 16)?;
        sheet.write_string_with_format(first + 1, col, &column.label.zh, &style.head)?;
    }
    let rows = given.tables.get(table.id.as_str()).map_or(&[][..], Vec::as_slice);
    for (row, cells) in (first + 2..).zip(rows) {
        for (col, cell) in (0..).zip(cells) {
            write(sheet, (row, col), cell, given.town.number, style)?;
        }
    }
    Ok(first + rows.len() as u32 + 6)
}

/// Writes a cell; every town has its own way of writing days.
fn write(
    sheet: &mut Worksheet,
    (row, col): (u32, u16),
    cell: &Cell,
    manner: u32,
    style: &Style,
) -> Result<(), XlsxError> {
    let ruled = &style.answer;
    match cell {
        Cell::Blank => sheet.write_blank(row, col, ruled)?,
        Cell::Words(words) => sheet.write_string_with_format(row, col, words, ruled)?,
        Cell::Number(number) => sheet.write_number_with_format(row, col, *number, ruled)?,
        Cell::Day(day) => match written(*day, manner) {
            Some(words) => sheet.write_string_with_format(row, col, words, ruled)?,
            None => {
                let format = ruled.clone().set_num_format("yyyy-mm-dd");
                sheet.write_number_with_format(row, col, epoch::serial(*day, false), &format)?
            }
        },
    };
    Ok(())
}

/// A day as text; `None` for a true date.
fn written(day: NaiveDate, manner: u32) -> Option<String> {
    let (y, m, d) = (day.year(), day.month(), day.day());
    match manner % 7 {
        1 => Some(format!("{y}年{m}月{d}日")),
        2 => Some(format!("{y}.{m}.{d}")),
        3 => Some(format!("{y}{m:02}{d:02}")),
        4 => Some(format!("{y}/{m}/{d}")),
        5 => Some(format!("{y}-{m:02}-{d:02}")),
        _ => None,
    }
}
