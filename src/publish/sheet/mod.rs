//! Workbooks as the offices get them: looks, widths, safe text, live formulas, links, native charts, pages for print.
//! The only folder that knows rust_xlsxwriter.
//!
//! A [`Page`] is written from top to bottom, a row a call. What goes wrong while writing is kept and told once, by
//! [`Book::bytes`], so that the callers read as the page does.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    ConditionalFormatText, ConditionalFormatTextRule, ExcelDateTime, Format, Formula, Table, TableColumn, TableStyle,
    Url, Worksheet, XlsxError,
};

use crate::sheet::Position;
use crate::text::{Lang, workbook as words};

mod bars;
mod book;
mod entry;
pub mod fit;
pub mod heads;
mod looks;
mod native;
mod paper;

pub use bars::Bars;
pub use book::Book;
pub use entry::{Content, Entry, Kind, Outcome, Tone};
pub use native::{Native, Shape};

/// The rows that a sheet may have, with room for titles and notes.
pub const MOST_ROWS: usize = 1_048_000;
/// The lines that a cell may show before a row would grow taller than Excel allows.
pub const MOST_LINES: usize = 24;

const LINE: f64 = 14.5;
const A4: u8 = 9;
const PADDING_PIXELS: f64 = 5.0;
/// Keeps the frame of a chart off the row above, which may be printed on every page.
const FRAME_PIXELS: u32 = 4;

/// The kind of a sheet, shown by the colour of its tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The cover.
    Cover,
    /// Figures.
    Figures,
    /// Names and lists of units.
    Units,
    /// Receipts and findings.
    Audit,
    /// Method and data.
    Data,
}

impl Tab {
    fn colour(self) -> u32 {
        match self {
            Tab::Cover => 0x7F_1D1D,
            Tab::Figures => 0x1F_4E79,
            Tab::Units => 0x54_8235,
            Tab::Audit => 0xC5_5A11,
            Tab::Data => 0x7F_7F7F,
        }
    }
}

/// What all pages of a book share.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The language of the fonts and of the page numbers.
    pub lang: Lang,
    /// The decimals of a percentage.
    pub decimals: u32,
    /// What stands at the head of every printed page: left and right.
    pub running: (String, String),
}

/// A run of cells in one column of a sheet, for charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The sheet's name.
    pub sheet: String,
    /// The first row, from 0.
    pub first: u32,
    /// The last row.
    pub last: u32,
    /// The column, from 0.
    pub col: u16,
}

impl Run {
    /// The first cell, as in a formula on another sheet: `'Data'!$C$5`.
    pub fn cell(&self) -> String {
        let letters = Position::letters(u32::from(self.col));
        format!("{}!${letters}${}", quoted(&self.sheet), self.first + 1)
    }

    /// As in a formula: `'Data'!$C$5:$C$42`.
    fn reference(&self) -> String {
        let letters = Position::letters(u32::from(self.col));
        format!("={}!${letters}${}:${letters}${}", quoted(&self.sheet), self.first + 1, self.last + 1)
    }
}

/// A sheet while it is written.
pub struct Page {
    sheet: Worksheet,
    setting: Setting,
    name: String,
    widths: Vec<f64>,
    beside: f64,
    in_blocks: bool,
    one_page: bool,
    table_only: bool,
    breaks: Vec<u32>,
    page_top: f64,
    repeated: f64,
    row: u32,
    top: f64,
    last_points: f64,
    wide: bool,
    has_charts: bool,
    looks: BTreeMap<(Kind, Tone), Arc<Format>>,
    failed: Option<XlsxError>,
}

impl Page {
    /// An empty sheet; `name` comes from [`fit::SheetNames`].
    pub fn new(name: &str, tab: Tab, setting: &Setting) -> Page {
        let mut page = Page {
            sheet: Worksheet::new(),
            setting: setting.clone(),
            name: name.to_string(),
            widths: Vec::new(),
            beside: 0.0,
            in_blocks: false,
            one_page: false,
            table_only: false,
            breaks: Vec::new(),
            page_top: 0.0,
            repeated: 0.0,
            row: 0,
            top: 0.0,
            last_points: 0.0,
            wide: false,
            has_charts: false,
            looks: BTreeMap::new(),
            failed: None,
        };
        let named = page.sheet.set_name(name).map(|_| ());
        page.keep(named);
        page.sheet.set_tab_color(tab.colour()).set_paper_size(A4).set_screen_gridlines(false);
        page.sheet.set_margins(0.55, 0.55, 0.75, 0.7, 0.35, 0.35).set_print_center_horizontally(true);
        let (left, right) = (running(&setting.running.0), running(&setting.running.1));
        page.sheet.set_header(format!("&L&9 {left}&R&9 {right}"));
        let number = words::PAGE_NUMBER.say(setting.lang, &[("page", "&P"), ("pages", "&N")]);
        page.sheet.set_footer(format!("&L&9&A&C&9 {number}"));
        page
    }

    /// The sheet's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.setting.lang
    }

    /// The row that is written next, from 0.
    pub fn next_row(&self) -> u32 {
        self.row
    }

    /// How far the next row lies below the sheet's upper edge, in pixels.
    pub fn top(&self) -> f64 {
        self.top
    }

    /// Sets the widths of the columns; to be told before any row.
    pub fn columns(&mut self, widths: &[f64]) {
        self.widths = widths.to_vec();
        for (col, width) in widths.iter().enumerate() {
            let set = self.sheet.set_column_width(col as u16, *width).map(|_| ());
            self.keep(set);
        }
    }

    /// The room for text in columns `first..=last`.
    pub fn room(&self, first: usize, last: usize) -> f64 {
        self.widths.iter().take(last + 1).skip(first).sum::<f64>() - 1.2
    }

    /// Writes a row from the first column on, as tall as its text needs; gives its number.
    pub fn row(&mut self, entries: &[Entry]) -> u32 {
        self.place(entries.iter().map(|entry| (entry, 1)))
    }

    /// Writes one cell over the first `n_columns` columns.
    pub fn across(&mut self, entry: Entry, n_columns: u16) -> u32 {
        self.spans(&[(entry, n_columns)])
    }

    /// Writes a row of cells that span some columns each.
    pub fn spans(&mut self, entries: &[(Entry, u16)]) -> u32 {
        self.place(entries.iter().map(|(entry, span)| (entry, *span)))
    }

    fn place<'a>(&mut self, entries: impl Iterator<Item = (&'a Entry, u16)>) -> u32 {
        let row = self.row;
        if row as usize > MOST_ROWS {
            return row;
        }
        let (mut col, mut height) = (0u16, 0.0f64);
        for (entry, span) in entries {
            let last = col + span.saturating_sub(1);
            height = height.max(self.height_of(entry, usize::from(col), usize::from(last)));
            self.write(row, col, last, entry);
            col = last + 1;
        }
        self.end_row(height);
        row
    }

    /// The height in pixels that a row of these cells takes, each in a column of its own.
    pub fn height(&self, entries: &[Entry]) -> f64 {
        let points = entries.iter().enumerate().map(|(col, entry)| self.height_of(entry, col, col));
        points.fold(0.0, f64::max) * 4.0 / 3.0
    }

    /// Leaves a row free.
    pub fn skip(&mut self) {
        self.end_row(9.0);
    }

    /// Leaves rows free until the next one lies so far below the upper edge, in pixels: room for a chart.
    pub fn reserve(&mut self, until: f64) {
        while self.top < until {
            self.end_row(((until - self.top) * 0.75).min(60.0));
        }
    }

    /// Makes the last row taller, in points, for signatures and upright headings.
    pub fn stretch(&mut self, points: f64) {
        self.row -= 1;
        self.top -= self.last_points * 4.0 / 3.0;
        self.end_row(points);
    }

    fn end_row(&mut self, points: f64) {
        self.last_points = points.clamp(9.0, 409.0);
        let set = self.sheet.set_row_height(self.row, self.last_points).map(|_| ());
        self.keep(set);
        let start = self.top;
        self.row += 1;
        self.top += self.last_points * 4.0 / 3.0;
        self.turn_page(start);
    }

    fn height_of(&self, entry: &Entry, first: usize, last: usize) -> f64 {
        // Larger and bold letters are wider than those of the tables.
        let larger = match entry.kind {
            Kind::Cover => 2.6,
            Kind::CoverLine => 1.4,
            Kind::Note => 0.92,
            Kind::Head => 1.06,
            _ => 1.0,
        };
        let lines = entry.wrapped().map_or(1, |text| fit::lines(text, self.room(first, last) / larger)) as f64;
        match entry.kind {
            Kind::Cover => lines * 34.0 + 6.0,
            Kind::CoverLine => lines * 22.0 + 4.0,
            Kind::Title => 30.0,
            Kind::Heading => 24.0,
            Kind::Note => lines * 13.0 + 4.0,
            Kind::Head => lines * LINE + 7.0,
            _ => lines * LINE + 4.0,
        }
    }

    fn write(&mut self, row: u32, col: u16, last: u16, entry: &Entry) {
        let look = self.look(entry);
        if last > col {
            let merged = self.sheet.merge_range(row, col, row, last, "", &look).map(|_| ());
            self.keep(merged);
        }
        let written = self.write_content(row, col, &entry.content, &look);
        self.keep(written);
    }

    fn write_content(&mut self, row: u32, col: u16, content: &Content, look: &Format) -> Result<(), XlsxError> {
        let sheet = &mut self.sheet;
        match content {
            Content::Blank => sheet.write_blank(row, col, look)?,
            Content::Number(number) if !number.is_finite() => sheet.write_blank(row, col, look)?,
            Content::Number(number) => sheet.write_number_with_format(row, col, *number, look)?,
            Content::Date(day) => match excel_day(*day) {
                Some(at) => sheet.write_datetime_with_format(row, col, at, look)?,
                None => sheet.write_string_with_format(row, col, day.to_string(), look)?,
            },
            Content::Live(formula, outcome) => {
                let result = match outcome {
                    Outcome::Number(number) => number.to_string(),
                    Outcome::Text(text) => text.clone(),
                };
                sheet.write_formula_with_format(row, col, Formula::new(formula).set_result(result), look)?
            }
            Content::Goto(target, text) => {
                let link = Url::new(format!("internal:{}!A1", quoted(target))).set_text(text);
                sheet.write_url_with_format(row, col, link, look)?
            }
            Content::Text(text) => {
                let text = fit::clean(text, words::CUT.text(self.setting.lang));
                // Excel would take such text for a formula once a person edits the cell.
                let risky = text.starts_with(['=', '+', '-', '@']);
                let quoted = risky.then(|| Format::clone(look).set_quote_prefix());
                sheet.write_string_with_format(row, col, text, quoted.as_ref().unwrap_or(look))?
            }
        };
        Ok(())
    }

    fn look(&mut self, entry: &Entry) -> Arc<Format> {
        let setting = &self.setting;
        let made = || Arc::new(looks::tinted(looks::shaped(entry.kind, setting), entry.kind, entry.tone));
        self.looks.entry((entry.kind, entry.tone)).or_insert_with(made).clone()
    }

    fn keep(&mut self, result: Result<(), XlsxError>) {
        if let (Err(error), None) = (result, &self.failed) {
            self.failed = Some(error);
        }
    }

    /// Puts filter buttons on a heading row, down to the last row written.
    pub fn filter(&mut self, head: u32) {
        let last = self.row.saturating_sub(1);
        if last > head {
            let set = self.sheet.autofilter(head, 0, last, self.widths.len().max(1) as u16 - 1).map(|_| ());
            self.keep(set);
        }
    }

    /// Makes an Excel table of a heading row and the rows below it, down to the last row written. The headings must
    /// differ from each other (see [`distinct`]); `name` is a name in the sense of formulas.
    pub fn table(&mut self, name: &str, head: u32, heads: &[String]) {
        let last = self.row.saturating_sub(1);
        if last <= head {
            return;
        }
        let look = self.look(&Entry::new(Kind::Head, Content::Blank));
        let columns: Vec<TableColumn> =
            heads.iter().map(|head| TableColumn::new().set_header(head).set_header_format(&*look)).collect();
        let table = Table::new().set_name(name).set_columns(&columns).set_style(TableStyle::None);
        let set = self.sheet.add_table(head, 0, last, heads.len() as u16 - 1, &table).map(|_| ());
        self.keep(set);
    }

    /// Colours the traffic-light signs of [`words::LIGHTS`] in a column, whatever they will be.
    pub fn lights(&mut self, col: u16, first: u32, last: u32) {
        for (sign, fill, ink) in [
            (words::LIGHTS[0], 0xC6_E0B4, 0x37_5623),
            (words::LIGHTS[1], 0xFF_E699, 0x7F_6000),
            (words::LIGHTS[2], 0xF4_B084, 0x7F_1D1D),
        ] {
            let look = Format::new().set_background_color(fill).set_font_color(ink);
            let rule = ConditionalFormatTextRule::Contains(sign.to_string());
            let light = ConditionalFormatText::new().set_rule(rule).set_format(look);
            let set = self.sheet.add_conditional_format(first, col, last, col, &light).map(|_| ());
            self.keep(set);
        }
    }

    /// Whether charts stand on the sheet where it is printed.
    pub fn prints_charts(&self) -> bool {
        self.has_charts && !self.table_only
    }

    /// Draws a chart with its upper left corner in a cell, `down` pixels lower.
    pub fn bars(&mut self, row: u32, col: u16, down: u32, bars: &Bars) {
        self.has_charts = true;
        let chart = bars::chart(bars, &self.setting);
        let set = self.sheet.insert_chart_with_offset(row, col, &chart, 6, down + FRAME_PIXELS).map(|_| ());
        self.keep(set);
        let over = self.pixels(usize::from(col)) + f64::from(bars.size.0) - self.pixels(self.widths.len());
        self.beside = self.beside.max(over);
    }
}

fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year))?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}

fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A running head: `&` has a meaning there, and 255 characters are the limit for all parts.
fn running(text: &str) -> String {
    let short: String = fit::clean(text, "").replace('\n', " ").chars().take(80).collect();
    short.replace('&', "&&")
}
