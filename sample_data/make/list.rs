//! The register as an Excel file, with the headings that the survey names.

use rust_xlsxwriter::XlsxError;

use crate::epoch;
use crate::style::{self, Style};
use crate::units::Unit;

const HEADINGS: [(&str, f64); 9] = [
    ("排序", 6.0),
    ("单位代码", 10.0),
    ("单位名称", 20.0),
    ("曾用名", 16.0),
    ("简称", 24.0),
    ("系统", 16.0),
    ("级别", 9.0),
    ("启用日期", 12.0),
    ("停用日期", 12.0),
];

/// Draws the register: a heading, then a unit a row in protocol order.
pub fn draw(units: &[Unit]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("单位名录")?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    style::page(sheet);
    for (col, (heading, width)) in (0..).zip(HEADINGS) {
        sheet.set_column_width(col, width)?.write_string_with_format(0, col, heading, &style.head)?;
    }
    let day = style.answer.clone().set_num_format("yyyy-mm-dd");
    for (row, unit) in (1..).zip(units) {
        sheet.write_number_with_format(row, 0, f64::from(row), &style.number)?;
        let texts = [&unit.code, &unit.name, unit.former, unit.alias, unit.system, unit.level];
        for (col, words) in (1..).zip(texts) {
            sheet.write_string_with_format(row, col, words, &style.answer)?;
        }
        for (col, iso) in [(7, unit.from), (8, unit.to)] {
            match iso.parse() {
                Ok(date) => sheet.write_number_with_format(row, col, epoch::serial(date, false), &day)?,
                Err(_) => sheet.write_blank(row, col, &day)?,
            };
        }
    }
    workbook.save_to_buffer()
}
