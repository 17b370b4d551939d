//! Horizontal bars of a table: ranked, grouped or stacked.

use super::frame::{self, axis_words, bar_colour};
use super::palette;
use super::scale::Scale;
use super::{Row, Spread, spread};
use crate::error::Error;
use crate::publish::chart::bars::Columns;
use crate::publish::chart::drawing::{Drawing, INK, LABEL, MUTED, RULE, Rect, SMALL, Style, WHITE};
use crate::publish::chart::page::{MARGIN, NOTES, Page, SLACK};
use crate::publish::chart::{Chart, letters};
use crate::publish::{Publication, shown};
use crate::survey;
use crate::text::{Phrase, chart as say};

/// A bar a row; several values stand below each other or add up.
pub struct Bars;

impl Chart for Bars {
    fn name(&self) -> &'static str {
        "bars"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_BARS
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let Some(spread) = spread(publication, chart)? else { return Ok(None) };
        let spread = spread.without_totals().sorted(chart).cut(chart);
        if spread.rows.is_empty() {
            return Ok(None);
        }
        let mut page = spread.page(publication, chart);
        frame::legend(&mut page, &spread);
        draw(&mut page, &spread, chart.stacked);
        Ok(Some(spread.finish(page, publication, chart)))
    }
}

/// Above so many rows bars and letters are smaller.
const MANY: usize = 24;
/// The most lines that a label may take.
const LABEL_LINES: usize = 3;

/// Where everything stands.
struct Layout {
    columns: Columns,
    scale: Scale,
    /// The size of labels and values.
    size: f64,
    /// The height of a bar.
    bar: f64,
    /// From one bar of a group to the next.
    pitch: f64,
    stacked: bool,
}

impl Layout {
    fn new(page: &Page, spread: &Spread, stacked: bool) -> Layout {
        let labels: Vec<String> = spread.rows.iter().map(|row| letters::clean(&row.label)).collect();
        let values: Vec<String> = match stacked {
            true => spread.rows.iter().map(|row| total_words(page.publication, spread, row)).collect(),
            false => spread.rows.iter().flat_map(|row| row.values.iter().map(|v| letters::clean(&v.words))).collect(),
        };
        let scale = match stacked {
            true => Scale::from_zero(spread.rows.iter().flat_map(ends), spread.full()),
            false => Scale::from_zero(spread.numbers(), spread.full()),
        };
        let is_dense = labels.len() > MANY;
        let bar = match (stacked || spread.series.len() == 1, is_dense) {
            (true, false) => 18.0,
            (true, true) | (false, true) => 12.0,
            (false, false) => 14.0,
        };
        let size = if is_dense { SMALL } else { LABEL };
        let columns = Columns::new(page, &labels, letters::widest(&values, size).min(160.0));
        Layout { columns, scale, size, bar, pitch: bar + 3.0, stacked }
    }

    fn x(&self, value: f64) -> f64 {
        self.columns.left + self.columns.width() * self.scale.share(value)
    }

    fn label(&self, row: &Row) -> Vec<String> {
        frame::fitted(&row.label, self.size, self.columns.labels / SLACK, LABEL_LINES)
    }

    fn n_bars(&self, row: &Row) -> usize {
        if self.stacked { 1 } else { row.values.len() }
    }

    fn height(&self, row: &Row) -> f64 {
        let text = (self.label(row).len() as f64 - 1.0) * Style::new(self.size, INK).line() + self.size;
        let apart = self.size * 0.7;
        (text + apart).max(self.n_bars(row) as f64 * self.pitch + apart * 0.7)
    }
}

/// The sums of the values above and below nothing: the ends of a stacked bar; and its target.
fn ends(row: &Row) -> impl Iterator<Item = f64> + use<> {
    let sum = |is_part: fn(&f64) -> bool| row.values.iter().filter_map(|v| v.number).filter(is_part).sum::<f64>();
    [sum(|n| *n > 0.0), sum(|n| *n < 0.0)].into_iter().chain(row.target)
}

fn total_words(publication: &Publication, spread: &Spread, row: &Row) -> String {
    row.sum().map_or(String::new(), |sum| shown::number_words(sum, spread.format(), publication.survey.rounding))
}

/// Draws the rows of a spread as bars.
pub fn draw(page: &mut Page, spread: &Spread, stacked: bool) {
    let layout = Layout::new(page, spread, stacked && spread.series.len() > 1);
    let top = page.y;
    let bottom = top + spread.rows.iter().map(|row| layout.height(row)).sum::<f64>();
    marks(page, spread, &layout, top, bottom);
    for (place, row) in spread.rows.iter().enumerate() {
        let height = layout.height(row);
        draw_row(page, spread, &layout, place, page.y + height / 2.0);
        page.y += height;
    }
    if let Some(target) = spread.common_target() {
        page.drawing.dashes((layout.x(target), top), (layout.x(target), bottom), INK);
    }
    page.y += 24.0;
}

/// The marks of the scale behind the bars, with their values below.
fn marks(page: &mut Page, spread: &Spread, layout: &Layout, top: f64, bottom: f64) {
    let mut free = f64::NEG_INFINITY;
    for mark in layout.scale.marks() {
        let x = layout.x(mark);
        let colour = if mark == 0.0 { MUTED } else { RULE };
        page.drawing.line((x, top), (x, bottom + 4.0), colour, 1.0);
        let words = axis_words(page.publication, spread.format(), mark);
        let half = letters::width(&words, SMALL) * SLACK / 2.0;
        if x - half > free && x + half < page.right() {
            page.drawing.words(&words, (x, bottom + 7.0), NOTES.middle());
            free = x + half + 6.0;
        }
    }
}

fn draw_row(page: &mut Page, spread: &Spread, layout: &Layout, place: usize, middle: f64) {
    let row = &spread.rows[place];
    let ink = if row.stands_out && spread.series.len() > 1 { palette::series(0) } else { INK };
    page.drawing.paragraph_around(&layout.label(row), MARGIN, middle, Style::new(layout.size, ink));
    let first = middle - layout.n_bars(row) as f64 * layout.pitch / 2.0 + (layout.pitch - layout.bar) / 2.0;
    match layout.stacked {
        true => stack(page, spread, layout, row, first),
        false => group(page, spread, layout, place, first),
    }
    if let (Some(target), None) = (row.target, spread.common_target()) {
        let bottom = first + layout.n_bars(row) as f64 * layout.pitch - (layout.pitch - layout.bar);
        page.drawing.line((layout.x(target), first - 3.0), (layout.x(target), bottom + 3.0), INK, 2.0);
    }
}

fn group(page: &mut Page, spread: &Spread, layout: &Layout, place: usize, first: f64) {
    for (series, value) in spread.rows[place].values.iter().enumerate() {
        let y = first + series as f64 * layout.pitch;
        if let Some(number) = value.number {
            page.drawing.fill(span(layout, 0.0, number, y), bar_colour(spread, place, series));
        }
        write_value(page, &value.words, y + layout.bar / 2.0, layout.size);
    }
}

fn stack(page: &mut Page, spread: &Spread, layout: &Layout, row: &Row, y: f64) {
    let (mut above, mut below) = (0.0, 0.0);
    for (series, value) in row.values.iter().enumerate() {
        let Some(number) = value.number else { continue };
        let end = if number < 0.0 { &mut below } else { &mut above };
        let rect = span(layout, *end, *end + number, y);
        *end += number;
        let colour = frame::series_colour(spread, series);
        page.drawing.fill(rect, colour);
        page.drawing.line((rect.right(), y), (rect.right(), y + layout.bar), WHITE, 1.0);
        if letters::width(&value.words, SMALL) * SLACK + 4.0 <= rect.w {
            let at = (rect.x + rect.w / 2.0, y + (layout.bar - SMALL) / 2.0);
            page.drawing.words(&value.words, at, Style::new(SMALL, palette::ink_on(colour)).middle());
        }
    }
    write_value(page, &total_words(page.publication, spread, row), y + layout.bar / 2.0, layout.size);
}

fn span(layout: &Layout, from: f64, to: f64, y: f64) -> Rect {
    let (left, right) = (layout.x(from.min(to)), layout.x(from.max(to)));
    Rect::new(left, y, right - left, layout.bar)
}

/// Writes a value behind its bar; a dash where nothing is known.
fn write_value(page: &mut Page, words: &str, middle: f64, size: f64) {
    let right = page.right();
    let words = if words.is_empty() { say::NONE.text(page.publication.lang) } else { words };
    page.drawing.words(words, (right, middle - size / 2.0), Style::new(size, INK).right());
}
