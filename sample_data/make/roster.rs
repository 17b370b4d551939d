//! Rosters: one sheet in which an office reports for several units, a unit a row.

use canvass::survey::{Item, KindName, Survey};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::answers::Answers;
use crate::epoch;
use crate::manner::{Date, Manner, NotRelevant, PLAIN, Written, YesNo};
use crate::style::{self, Style};
use crate::units::Unit;

/// A unit's line in a roster.
pub struct Line<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Its answers.
    pub answers: Answers,
    /// The date of its return.
    pub dated: NaiveDate,
}

const OWN: [&str; 5] = ["序号", "单位代码", "单位名称", "报告期", "填报日期"];

/// Draws a roster; with `sections` the header has two rows, the sections above the items.
pub fn draw(survey: &Survey, lines: &[Line], year: i32, sections: bool) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = style::workbook();
    let (sheet, style) = (workbook.add_worksheet(), Style::new());
    sheet.set_name("汇总表")?;
    style::page(sheet);
    sheet.set_landscape().set_paper_size(8);
    let last = (OWN.len() + survey.items.len() - 1) as u16;
    let title = format!("{year}年度责任制落实情况汇总表");
    sheet.merge_range(0, 0, 0, last, &title, &style.title)?.set_row_height(0, 36)?;
    let first = if sections { two_rows(sheet, survey, &style)? } else { one_row(sheet, survey, &style)? };
    let manner = Manner {
        yes_no: if sections { YesNo::Marks } else { YesNo::Words },
        date: Date::Cell,
        not_relevant: if sections { NotRelevant::Blank } else { NotRelevant::Words },
        ..PLAIN
    };
    for (place, line) in lines.iter().enumerate() {
        write_line(sheet, first + place as u32, place, line, (survey, year, &manner, &style))?;
    }
    workbook.save_to_buffer()
}

fn one_row(sheet: &mut Worksheet, survey: &Survey, style: &Style) -> Result<u32, XlsxError> {
    for (col, own) in (0..).zip(OWN) {
        sheet.write_string_with_format(1, col, own, &style.head)?;
        sheet.set_column_width(col, own_width(col))?;
    }
    for (col, item) in (OWN.len() as u16..).zip(&survey.items) {
        sheet.write_string_with_format(1, col, &item.label.zh, &style.head)?;
        sheet.set_column_width(col, width(item))?;
    }
    sheet.set_row_height(1, 96)?.set_repeat_rows(0, 1)?.set_freeze_panes(2, 3)?;
    Ok(2)
}

fn two_rows(sheet: &mut Worksheet, survey: &Survey, style: &Style) -> Result<u32, XlsxError> {
    for (col, own) in (0..).zip(OWN) {
        sheet.merge_range(1, col, 2, col, own, &style.head)?;
        sheet.set_column_width(col, own_width(col))?;
    }
    let mut col = OWN.len() as u16;
    for (section, number) in survey.sections.iter().zip(["一", "二", "三", "四"]) {
        let items: Vec<&Item> = survey.items.iter().filter(|item| item.section == section.id).collect();
        let heading = format!("{number}、{}", section.label.zh);
        sheet.merge_range(1, col, 1, col + items.len() as u16 - 1, &heading, &style.section)?;
        for item in items {
            sheet.write_string_with_format(2, col, &item.label.zh, &style.head)?;
            sheet.set_column_width(col, width(item))?;
            col += 1;
        }
    }
    sheet.set_row_height(2, 96)?.set_repeat_rows(0, 2)?.set_freeze_panes(3, 3)?;
    Ok(3)
}

fn own_width(col: u16) -> f64 {
    [5.0, 9.0, 16.0, 10.0, 12.0][usize::from(col)]
}

fn width(item: &Item) -> f64 {
    match item.kind {
        KindName::Text => 40.0,
        KindName::Date | KindName::Choices => 12.0,
        _ => 8.0,
    }
}

/// What every line of a roster shares: the items, the year, the manner, the formats.
type Shared<'a> = (&'a Survey, i32, &'a Manner, &'a Style);

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    place: usize,
    line: &Line,
    (survey, year, manner, style): Shared,
) -> Result<(), XlsxError> {
    let own = [
        Written::Number(place as f64 + 1.0),
        Written::Text(line.unit.code.clone()),
        Written::Text(line.unit.name_in(year).to_string()),
        Written::Text(format!("{year}年")),
        Written::Date(line.dated),
    ];
    let asked = survey.items.iter().map(|item| manner.write(&item.id, &line.answers));
    for (col, written) in (0..).zip(own.into_iter().chain(asked)) {
        let open = usize::from(col) >= OWN.len() && survey.items[usize::from(col) - OWN.len()].open;
        write(sheet, (row, col), &written, if open { &style.long } else { &style.answer })?;
    }
    sheet.set_row_height(row, 64)?;
    Ok(())
}

fn write(sheet: &mut Worksheet, (row, col): (u32, u16), what: &Written, format: &Format) -> Result<(), XlsxError> {
    match what {
        Written::Blank => sheet.write_blank(row, col, format)?,
        Written::Text(words) => sheet.write_string_with_format(row, col, words, format)?,
        Written::Number(number) => sheet.write_number_with_format(row, col, *number, format)?,
        Written::Percent(share) => {
            sheet.write_number_with_format(row, col, *share, &format.clone().set_num_format("0.0%"))?
        }
        Written::Date(day) => {
            let format = format.clone().set_num_format("yyyy-mm-dd");
            sheet.write_number_with_format(row, col, epoch::serial(*day, false), &format)?
        }
    };
    Ok(())
}
