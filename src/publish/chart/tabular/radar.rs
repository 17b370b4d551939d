//! A radar of a table: one unit on several aspects beside what it is compared with.

use super::frame;
use super::palette;
use super::scale::Scale;
use super::{Row, Spread, bars, spread};
use crate::error::Error;
use crate::publish::chart::drawing::{Colour, Drawing, INK, RULE, SMALL, Style, WHITE};
use crate::publish::chart::page::{NOTES, Page};
use crate::publish::chart::{Chart, words};
use crate::publish::{Publication, shown};
use crate::survey;
use crate::table::Format;
use crate::text::{Phrase, chart as say};

/// An axis a row from the middle outwards; the first value filled, the others as lines.
pub struct Radar;

/// The radius of a full scale.
const RADIUS: f64 = 160.0;
/// The fewest and the most axes; bars otherwise.
const AXES: std::ops::RangeInclusive<usize> = 3..=12;
/// The widest label of an axis.
const LABEL: f64 = 150.0;

impl Chart for Radar {
    fn name(&self) -> &'static str {
        "radar"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_RADAR
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let Some(spread) = spread(publication, chart)? else { return Ok(None) };
        let spread = spread.without_totals().cut(chart);
        if spread.rows.is_empty() {
            return Ok(None);
        }
        let mut page = spread.page(publication, chart);
        if is_round(&spread) {
            frame::legend(&mut page, &Spread { rows: untargeted(&spread), ..spread.clone() });
            draw(&mut page, &spread);
        } else {
            frame::legend(&mut page, &spread);
            bars::draw(&mut page, &spread, false);
        }
        Ok(Some(spread.finish(page, publication, chart)))
    }
}

fn untargeted(spread: &Spread) -> Vec<Row> {
    spread.rows.iter().map(|row| Row { target: None, ..row.clone() }).collect()
}

/// Whether a polygon can be closed: enough axes, every value known, none below nothing.
fn is_round(spread: &Spread) -> bool {
    let mut values = spread.rows.iter().flat_map(|row| &row.values);
    AXES.contains(&spread.rows.len()) && values.all(|value| value.number.is_some_and(|number| number >= 0.0))
}

struct Round {
    centre: (f64, f64),
    n: usize,
}

impl Round {
    /// A point on an axis, `share` of the way to the rim.
    fn at(&self, axis: usize, share: f64) -> (f64, f64) {
        let angle = std::f64::consts::TAU * axis as f64 / self.n as f64;
        let radius = RADIUS * share;
        (self.centre.0 + radius * angle.sin(), self.centre.1 - radius * angle.cos())
    }

    fn polygon(&self, share: impl Fn(usize) -> f64) -> Vec<(f64, f64)> {
        (0..self.n).map(|axis| self.at(axis, share(axis))).collect()
    }
}

fn draw(page: &mut Page, spread: &Spread) {
    let style = Style::new(SMALL, INK);
    let blocks: Vec<Vec<String>> = spread.rows.iter().map(|row| block(page.publication, spread, row)).collect();
    let tallest = blocks.iter().map(Vec::len).max().unwrap_or(1) as f64 * style.line();
    let middle = page.drawing.width / 2.0;
    let round = Round { centre: (middle, page.y + tallest + 14.0 + RADIUS), n: spread.rows.len() };
    let scale = Scale::from_zero(spread.numbers(), None);
    let share = |series: usize, axis: usize| {
        let row = &spread.rows[axis];
        let value = row.values[series].number.unwrap_or(0.0);
        row.full.filter(|full| *full > 0.0).map_or(scale.share(value), |full| (value / full).min(1.0))
    };
    let polygon_of = |series: usize| round.polygon(|axis| share(series, axis));
    for series in (1..spread.series.len()).rev() {
        page.drawing.shape(polygon_of(series), Colour::between(palette::series(series), WHITE, 0.78));
    }
    rings(page, &round, spread, scale);
    for series in (0..spread.series.len()).rev() {
        polygon(&mut page.drawing, &polygon_of(series), series);
    }
    for (axis, lines) in blocks.iter().enumerate() {
        label(page, round.at(axis, 1.0 + 14.0 / RADIUS), round.centre, lines, style);
    }
    page.y = round.centre.1 + RADIUS + tallest + 20.0;
}

/// The label of an axis and its values: the unit's, then those that it is compared with.
fn block(publication: &Publication, spread: &Spread, row: &Row) -> Vec<String> {
    let mut lines = frame::fitted(&row.label, SMALL, LABEL, 2);
    let mut values = row.values.iter().map(|value| value.words.as_str());
    let first = values.next().unwrap_or_default();
    let full = row.full.map(|full| shown::number_words(full, Format::Number, publication.survey.rounding));
    let is_plain = !matches!(spread.format(), Format::Percent | Format::Points);
    let first = full.filter(|_| is_plain).map_or(first.to_string(), |full| format!("{first}/{full}"));
    let others: Vec<&str> = values.collect();
    let pair = [("first", first.as_str()), ("others", &others.join(" / "))];
    lines.push(if others.is_empty() { first.clone() } else { words::text(publication, say::AXIS_VALUES, &pair) });
    lines
}

fn rings(page: &mut Page, round: &Round, spread: &Spread, scale: Scale) {
    for step in 1..=4 {
        let ring = round.polygon(|_| f64::from(step) / 4.0);
        outline(&mut page.drawing, &ring, RULE, 1.0);
    }
    for axis in 0..round.n {
        page.drawing.line(round.centre, round.at(axis, 1.0), RULE, 1.0);
    }
    if spread.rows.iter().all(|row| row.full.is_none()) {
        let words = frame::axis_words(page.publication, spread.format(), scale.high);
        let (x, y) = round.at(0, 1.0);
        page.drawing.words(&words, (x - 6.0, y + 4.0), NOTES.right());
    }
}

fn polygon(drawing: &mut Drawing, corners: &[(f64, f64)], series: usize) {
    let colour = palette::series(series);
    outline(drawing, corners, colour, if series == 0 { 3.0 } else { 2.0 });
    for corner in corners {
        drawing.spot(*corner, 4.0, colour, series > 0);
    }
}

fn outline(drawing: &mut Drawing, corners: &[(f64, f64)], colour: Colour, width: f64) {
    for (place, corner) in corners.iter().enumerate() {
        drawing.line(*corner, corners[(place + 1) % corners.len()], colour, width);
    }
}

/// Writes a block outside the rim, on the side where it stands.
fn label(page: &mut Page, at: (f64, f64), centre: (f64, f64), lines: &[String], style: Style) {
    let (dx, dy) = ((at.0 - centre.0) / RADIUS, (at.1 - centre.1) / RADIUS);
    let height = style.line() * (lines.len() as f64 - 1.0) + style.size;
    let style = match dx {
        dx if dx > 0.2 => style,
        dx if dx < -0.2 => style.right(),
        _ => style.middle(),
    };
    let top = at.1 - height / 2.0 + dy.clamp(-1.0, 1.0) * height / 2.0;
    page.drawing.paragraph(lines, (at.0, top), style);
}
