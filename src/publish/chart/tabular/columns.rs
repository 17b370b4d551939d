//! Upright columns of a table: single, grouped or stacked.

use super::frame::{self, PLOT, Plot, bar_colour};
use super::palette;
use super::scale::Scale;
use super::{Row, Spread, spread};
use crate::error::Error;
use crate::publish::chart::drawing::{Drawing, INK, Rect, SMALL, Style, WHITE};
use crate::publish::chart::page::{Page, SLACK};
use crate::publish::chart::{Chart, letters};
use crate::publish::{Publication, shown};
use crate::survey;
use crate::text::{Phrase, chart as say};

/// A column a row; several values stand beside each other or add up.
pub struct Columns;

impl Chart for Columns {
    fn name(&self) -> &'static str {
        "columns"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_COLUMNS
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let Some(spread) = spread(publication, chart)? else { return Ok(None) };
        let spread = spread.without_totals().sorted(chart).cut(chart);
        if spread.rows.is_empty() {
            return Ok(None);
        }
        let mut page = spread.page(publication, chart);
        frame::legend(&mut page, &spread);
        let stacked = chart.stacked && spread.series.len() > 1;
        let numbers: Vec<f64> = match stacked {
            true => spread.rows.iter().flat_map(ends).collect(),
            false => spread.numbers().collect(),
        };
        let scale = Scale::from_zero(numbers.into_iter(), spread.full());
        page.y += turned_values(&page, &spread, stacked);
        let plot = Plot::new(&mut page, scale, spread.format(), PLOT, 0.0);
        draw(&mut page, &spread, &plot, stacked);
        Ok(Some(spread.finish(page, publication, chart)))
    }
}

/// How far values that are written upwards stand above their columns.
fn turned_values(page: &Page, spread: &Spread, stacked: bool) -> f64 {
    let room = page.inner() * 0.9 / (spread.rows.len() * spread.series.len()) as f64 * 0.76;
    let values = spread.rows.iter().flat_map(|row| &row.values);
    let widest = values.map(|value| letters::width(&value.words, SMALL)).fold(0.0, f64::max) * SLACK;
    if stacked || widest <= room { 0.0 } else { widest.min(60.0) }
}

/// The sums of the values above and below nothing, and the target.
fn ends(row: &Row) -> impl Iterator<Item = f64> + use<> {
    let sum = |is_part: fn(&f64) -> bool| row.values.iter().filter_map(|v| v.number).filter(is_part).sum::<f64>();
    [sum(|n| *n > 0.0), sum(|n| *n < 0.0)].into_iter().chain(row.target)
}

fn draw(page: &mut Page, spread: &Spread, plot: &Plot, stacked: bool) {
    let slot = plot.area.w / spread.rows.len() as f64;
    let centres: Vec<f64> = (0..spread.rows.len()).map(|n| plot.area.x + (n as f64 + 0.5) * slot).collect();
    let n_bars = if stacked { 1 } else { spread.series.len() };
    let bar = (slot * 0.76 / n_bars as f64).clamp(2.0, 46.0);
    for (place, row) in spread.rows.iter().enumerate() {
        let left = centres[place] - bar * n_bars as f64 / 2.0;
        match stacked {
            true => stack(page, spread, plot, row, left, bar),
            false => group(page, spread, plot, place, left, bar),
        }
        if let (Some(target), None) = (row.target, spread.common_target()) {
            let y = plot.y(target);
            page.drawing.line((left - 3.0, y), (left + bar * n_bars as f64 + 3.0, y), INK, 2.0);
        }
    }
    if let Some(target) = spread.common_target() {
        plot.common_target(page, target);
    }
    let labels: Vec<String> = spread.rows.iter().map(|row| letters::clean(&row.label)).collect();
    if plot.scale.low < 0.0 {
        page.y += SMALL + turned_values(page, spread, stacked);
    }
    frame::labels_below(page, &labels, &centres, slot, false);
}

fn group(page: &mut Page, spread: &Spread, plot: &Plot, place: usize, left: f64, bar: f64) {
    let slot = plot.area.w / spread.rows.len() as f64;
    let room = if spread.series.len() == 1 { slot - 4.0 } else { bar };
    for (series, value) in spread.rows[place].values.iter().enumerate() {
        let x = left + series as f64 * bar;
        if let Some(number) = value.number {
            page.drawing.fill(span(plot, 0.0, number, x, bar - 1.0), bar_colour(spread, place, series));
        }
        write_value(page, plot, &value.words, value.number.unwrap_or(0.0), x + bar / 2.0, room);
    }
}

/// Writes a value over its column, or under it where it is less than nothing: upright where it fits, else turned.
fn write_value(page: &mut Page, plot: &Plot, words: &str, number: f64, centre: f64, room: f64) {
    let style = Style::new(SMALL, INK);
    let y = plot.y(number);
    let width = letters::width(words, SMALL) * SLACK;
    if width <= room {
        let top = if number < 0.0 { y + 3.0 } else { y - SMALL - 3.0 };
        page.drawing.words(words, (centre, top), style.middle());
    } else if room >= SMALL {
        let at = (centre - SMALL / 2.0, if number < 0.0 { y + 4.0 } else { y - 4.0 });
        page.drawing.turned_words(words, at, if number < 0.0 { style.right() } else { style });
    }
}

fn stack(page: &mut Page, spread: &Spread, plot: &Plot, row: &Row, left: f64, bar: f64) {
    let format = spread.format();
    let (mut above, mut below) = (0.0, 0.0);
    if let Some(sum) = row.sum() {
        let words = shown::number_words(sum, format, page.publication.survey.rounding);
        let top = plot.y(row.values.iter().filter_map(|value| value.number).filter(|n| *n > 0.0).sum());
        let slot = plot.area.w / spread.rows.len() as f64;
        if letters::width(&words, SMALL) * SLACK <= slot {
            page.drawing.words(&words, (left + bar / 2.0, top - SMALL - 3.0), Style::new(SMALL, INK).middle());
        }
    }
    for (series, value) in row.values.iter().enumerate() {
        let Some(number) = value.number else { continue };
        let end = if number < 0.0 { &mut below } else { &mut above };
        let rect = span(plot, *end, *end + number, left, bar);
        *end += number;
        let colour = frame::series_colour(spread, series);
        page.drawing.fill(rect, colour);
        page.drawing.line((left, rect.y), (left + bar, rect.y), WHITE, 1.0);
        if rect.h >= SMALL + 3.0 && letters::width(&value.words, SMALL) * SLACK + 2.0 <= bar {
            let at = (left + bar / 2.0, rect.y + (rect.h - SMALL) / 2.0);
            page.drawing.words(&value.words, at, Style::new(SMALL, palette::ink_on(colour)).middle());
        }
    }
}

fn span(plot: &Plot, from: f64, to: f64, x: f64, width: f64) -> Rect {
    let (top, bottom) = (plot.y(from.max(to)), plot.y(from.min(to)));
    Rect::new(x, top, width, bottom - top)
}
