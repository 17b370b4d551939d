//! The survey's own tables, each on a sheet of its own.

use super::{Listed, Plan};
use crate::publish::sheet::fit::{self, SheetNames};
use crate::publish::sheet::{Content, Entry, Kind, MOST_ROWS, Page, Setting, Tab};
use crate::table::{Cell, Column, Format, Table};
use crate::text::workbook as words;

/// Standard tables that other sheets show with live formulas.
const SHOWN_ELSEWHERE: &[&str] = &["key-figures", "shares", "names", "groups", "change", "receipts"];

/// How many rows are looked at to find a column's width.
const SAMPLE: usize = 500;

/// The sheets.
pub(super) fn pages(plan: &Plan, names: &mut SheetNames, setting: &Setting) -> Vec<Listed> {
    let tables = plan.publication.tables.iter();
    let shown = tables.filter(|table| !table.columns.is_empty() && !SHOWN_ELSEWHERE.contains(&table.id.as_str()));
    shown.map(|table| page(plan, table, names, setting)).collect()
}

fn page(plan: &Plan, table: &Table, names: &mut SheetNames, setting: &Setting) -> Listed {
    let title = table.title.get(plan.lang());
    let mut page = Page::new(&names.claim(title), Tab::Figures, setting);
    let widths: Vec<f64> = (0..table.columns.len()).map(|col| width(plan, table, col)).collect();
    page.columns(&widths);
    let first = plan.title(&mut page, title, table.note.get(plan.lang()), widths.len() as u16);
    let heads: Vec<Entry> =
        table.columns.iter().map(|column| Entry::text(Kind::Head, column.title.get(plan.lang()))).collect();
    let head = page.row(&heads);
    page.pin_head(first, 0);
    for row in table.rows.iter().take(MOST_ROWS - 10) {
        let entries: Vec<Entry> =
            table.columns.iter().zip(row).map(|(column, cell)| entry(plan, column, cell)).collect();
        page.row(&entries);
    }
    page.filter(head);
    let note = table.note.get(plan.lang());
    let holds = if note.is_empty() { title } else { note };
    Listed { leaf: None, page, holds: holds.to_string() }
}

fn width(plan: &Plan, table: &Table, col: usize) -> f64 {
    let column = &table.columns[col];
    let texts = table.rows.iter().take(SAMPLE).filter_map(|row| match row.get(col) {
        Some(Cell::Text(text)) => Some(fit::width(text)),
        Some(Cell::Integer(number)) => Some(number.to_string().len() as f64 * 1.4),
        _ => None,
    });
    let widest = texts.fold(0.0, f64::max) + 2.5;
    // A heading may take two lines.
    let head = fit::width(column.title.get(plan.lang())) / 2.0 + 4.0;
    let (least, most) = match column.format {
        Format::LongText => (30.0, 70.0),
        Format::Text => (8.0, 40.0),
        Format::Date => (13.0, 13.0),
        _ => (9.5, 18.0),
    };
    widest.max(head).clamp(least, most)
}

fn entry(plan: &Plan, column: &Column, cell: &Cell) -> Entry {
    let number = match column.format {
        Format::Count => Kind::Count,
        Format::Percent => Kind::Percent,
        Format::Points => Kind::Points,
        _ => Kind::General,
    };
    let scale = if column.format == Format::Points { 100.0 } else { 1.0 };
    match cell {
        Cell::Blank => Entry::blank(),
        Cell::Text(text) if column.format == Format::Text => Entry::text(Kind::Text, text),
        Cell::Text(text) => {
            Entry::text(if column.format == Format::LongText { Kind::Text } else { Kind::Centre }, text)
        }
        Cell::Integer(value) => Entry::new(number, Content::Number(*value as f64 * scale)),
        Cell::Number(value) => Entry::new(number, Content::Number(value * scale)),
        Cell::Bool(yes) => Entry::text(Kind::Centre, plan.text(if *yes { words::YES } else { words::NO })),
        Cell::Date(day) => Entry::date(Some(*day)),
    }
}
