//! Lines of a table over time: one a series, with gaps, breaks and a target.

use super::frame::{self, PLOT, Plot};
use super::palette;
use super::scale::Scale;
use super::time::Axis;
use super::{Spread, Value, spread};
use crate::error::Error;
use crate::publish::Publication;
use crate::publish::chart::drawing::{Colour, Drawing, INK, MUTED, Rect, SMALL, Style};
use crate::publish::chart::page::{LegendSign, NOTES, Page, SLACK};
use crate::publish::chart::{Chart, letters, words};
use crate::survey;
use crate::text::{Phrase, chart as say};

/// A line a series from left to right.
pub struct Lines;

/// The most lines; more cannot be told apart.
const MOST_LINES: usize = 24;
/// Above so many points spots would run into each other.
const MOST_SPOTS: usize = 40;
/// The widest name at the end of a line.
const WIDEST_NAME: f64 = 190.0;
/// The colour of lines that do not stand out.
const PALE: Colour = Colour(0xb8, 0xc0, 0xc8);
/// From one name at the right to the next.
const PITCH: f64 = 16.0;

impl Chart for Lines {
    fn name(&self) -> &'static str {
        "lines"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_LINES
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let Some(spread) = spread(publication, chart)? else { return Ok(None) };
        let spread = with_lines(spread.without_totals());
        if spread.rows.is_empty() || spread.numbers().next().is_none() {
            return Ok(None);
        }
        let mut page = spread.page(publication, chart);
        legend(&mut page, &spread);
        let ends = Ends::new(publication, &spread);
        let height = PLOT.max(ends.names.len() as f64 * PITCH + 20.0);
        let scale = Scale::around(spread.numbers(), spread.full());
        let plot = Plot::new(&mut page, scale, spread.format(), height, ends.width() + 24.0);
        draw(&mut page, &spread, &plot, &ends);
        say_where_it_begins(&mut page, &spread, plot.scale);
        Ok(Some(spread.finish(page, publication, chart)))
    }
}

/// Keeps as many series as can be told apart, those that stand out first.
fn with_lines(mut spread: Spread) -> Spread {
    if spread.series.len() > MOST_LINES {
        let mut kept: Vec<usize> = (0..spread.series.len()).collect();
        kept.sort_by_key(|place| !spread.series[*place].stands_out);
        kept.truncate(MOST_LINES);
        kept.sort_unstable();
        spread.n_left_out = spread.series.len() - MOST_LINES;
        spread.series = kept.iter().map(|place| spread.series[*place].clone()).collect();
        for row in &mut spread.rows {
            row.values = kept.iter().map(|place| row.values[*place].clone()).collect();
        }
    }
    spread
}

/// Where nothing stands out, all lines are named; else those that do, and the pale ones by a legend.
fn is_named(spread: &Spread, series: usize) -> bool {
    !spread.highlights || spread.series[series].stands_out || spread.series.len() <= 8
}

fn colour(spread: &Spread, series: usize) -> Colour {
    if !spread.highlights {
        return palette::line(series);
    }
    let before = spread.series[..series].iter().filter(|series| series.stands_out).count();
    if spread.series[series].stands_out { palette::line(before) } else { PALE }
}

fn legend(page: &mut Page, spread: &Spread) {
    let mut entries: Vec<(String, LegendSign)> = frame::target_legend(page.publication, spread).into_iter().collect();
    if let Some(pale) = (0..spread.series.len()).find(|series| !is_named(spread, *series)) {
        let words = words::text(page.publication, say::OTHERS, &[]);
        let colour = colour(spread, pale);
        let sign = move |drawing: &mut Drawing, rect: Rect| {
            let y = rect.y + rect.h / 2.0;
            drawing.line((rect.x, y), (rect.right(), y), colour, 2.0);
        };
        entries.push((words, Box::new(sign)));
    }
    if !entries.is_empty() {
        page.legend(&entries);
    }
}

/// The names at the right ends of lines: series, last value, words.
struct Ends {
    names: Vec<(usize, f64, Vec<String>)>,
}

impl Ends {
    fn new(publication: &Publication, spread: &Spread) -> Ends {
        let name = |series: usize| {
            let last = spread.rows.iter().rposition(|row| row.values[series].number.is_some())?;
            let Value { number, words, .. } = &spread.rows[last].values[series];
            let said = match spread.series.len() {
                1 => words.clone(),
                _ => format!("{} {words}", spread.series[series].label),
            };
            let said = if last + 1 < spread.rows.len() {
                words::text(publication, say::ENDS_AT, &[("name", &said), ("label", &spread.rows[last].label)])
            } else {
                said
            };
            Some((series, (*number)?, frame::fitted(&said, SMALL, WIDEST_NAME, 1)))
        };
        Ends { names: (0..spread.series.len()).filter(|series| is_named(spread, *series)).filter_map(name).collect() }
    }

    fn width(&self) -> f64 {
        self.names.iter().map(|(.., lines)| letters::widest(lines, SMALL)).fold(0.0, f64::max) * SLACK
    }

    /// Where each name stands: at the height of its line's end, moved so that none covers another.
    fn heights(&self, plot: &Plot) -> Vec<(usize, f64)> {
        let mut wanted: Vec<(usize, f64)> =
            self.names.iter().enumerate().map(|(place, (_, value, _))| (place, plot.y(*value))).collect();
        wanted.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let lowest = plot.area.bottom();
        let mut free = f64::NEG_INFINITY;
        for (_, y) in &mut wanted {
            *y = y.max(free);
            free = *y + PITCH;
        }
        let mut free = lowest;
        for (_, y) in wanted.iter_mut().rev() {
            *y = y.min(free);
            free = *y - PITCH;
        }
        wanted
    }
}

fn draw(page: &mut Page, spread: &Spread, plot: &Plot, ends: &Ends) {
    let axis = Axis::new(&spread.rows, plot.area.x, plot.area.right());
    let centres = &axis.centres;
    breaks(page, spread, plot, &axis);
    targets(page, spread, plot, &axis);
    marks(page, spread, plot, centres);
    let pale_first = |series: &usize| spread.series[*series].stands_out;
    let mut order: Vec<usize> = (0..spread.series.len()).collect();
    order.sort_by_key(pale_first);
    for series in order {
        line(page, spread, plot, centres, series);
    }
    if spread.series.len() == 1 {
        values(page, spread, plot, centres, axis.least());
    }
    names(page, spread, plot, ends, centres.last().copied().unwrap_or(plot.area.right()));
    let labels: Vec<String> = spread.rows.iter().map(|row| letters::clean(&row.label)).collect();
    match axis.is_even {
        true => frame::labels_below(page, &labels, centres, plot.area.w / labels.len() as f64, true),
        false => frame::labels_of_time(page, &labels, centres),
    }
}

/// Says that the axis of values does not begin at nothing, where it does not.
fn say_where_it_begins(page: &mut Page, spread: &Spread, scale: Scale) {
    if scale.low > 0.0 {
        let low = frame::axis_words(page.publication, spread.format(), scale.low);
        let said = words::text(page.publication, say::AXIS_FROM, &[("low", &low)]);
        page.lines(&said, NOTES);
        page.y += 4.0;
    }
}

fn targets(page: &mut Page, spread: &Spread, plot: &Plot, axis: &Axis) {
    if let Some(target) = spread.common_target() {
        return plot.common_target(page, target);
    }
    let apart = if axis.is_even { 1.0 } else { 0.0 };
    for (place, target) in spread.rows.iter().enumerate().filter_map(|(place, row)| Some((place, row.target?))) {
        let (left, right, y) = (axis.borders[place], axis.borders[place + 1], plot.y(target));
        page.drawing.line((left + apart, y), (right - apart, y), INK, 2.0);
    }
}

/// An upright line at each row that is marked, with its name on top.
fn marks(page: &mut Page, spread: &Spread, plot: &Plot, centres: &[f64]) {
    let half = letters::width(&spread.mark_label, SMALL) * SLACK / 2.0;
    for (x, _) in centres.iter().zip(&spread.rows).filter(|(_, row)| row.is_marked) {
        page.drawing.line((*x, plot.area.y - 2.0), (*x, plot.area.bottom()), INK, 1.5);
        let centre = x.max(plot.area.x + half).min(plot.area.right() - half);
        page.drawing.words(&spread.mark_label, (centre, plot.area.y - 18.0), NOTES.middle());
    }
}

/// A line of strokes before each point at which a series breaks, named once.
fn breaks(page: &mut Page, spread: &Spread, plot: &Plot, axis: &Axis) {
    let places = spread.rows.iter().enumerate().filter(|(_, row)| row.values.iter().any(|value| value.is_break));
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    let said = words::text(page.publication, say::BREAK, &[]);
    let half = letters::width(&said, SMALL) * SLACK / 2.0;
    let mut free = plot.area.x;
    for place in places {
        let x = axis.borders[place];
        page.drawing.dashes((x, plot.area.y - 4.0), (x, plot.area.bottom()), MUTED);
        let centre = x.max(plot.area.x + half);
        if centre - half >= free {
            page.drawing.words(&said, (centre, plot.area.y - 18.0), NOTES.middle());
            free = centre + half + 6.0;
        }
    }
}

/// A line with gaps where values are missing or the series breaks; spots where they have room.
fn line(page: &mut Page, spread: &Spread, plot: &Plot, centres: &[f64], series: usize) {
    let colour = colour(spread, series);
    let width = if spread.highlights && spread.series[series].stands_out { 3.0 } else { 2.0 };
    let mut before: Option<(f64, f64)> = None;
    let spots = spread.rows.len() <= MOST_SPOTS;
    // In grey print lines of one brightness are told apart by full and hollow spots.
    let hollow = series % 2 == 1;
    let mut points = Vec::new();
    for (row, x) in spread.rows.iter().zip(centres) {
        let value = &row.values[series];
        let here = value.number.map(|number| (*x, plot.y(number)));
        if let (Some(from), Some(to), false) = (before, here, value.is_break) {
            page.drawing.line(from, to, colour, width);
        }
        points.extend(here);
        before = here;
    }
    let radius = if spots { 4.0 } else { 2.0 };
    for point in points {
        page.drawing.spot(point, radius, colour, hollow && spots);
    }
}

/// The values of a single line above its points, where there is room for each; the last stands at the end.
fn values(page: &mut Page, spread: &Spread, plot: &Plot, centres: &[f64], slot: f64) {
    let all = spread.rows.iter().map(|row| letters::width(&row.values[0].words, SMALL)).fold(0.0, f64::max);
    if all * SLACK + 4.0 > slot {
        return;
    }
    let last = spread.rows.iter().rposition(|row| row.values[0].number.is_some());
    for (place, row) in spread.rows.iter().enumerate() {
        let value = &row.values[0];
        let style = Style::new(SMALL, INK).middle();
        match value.number {
            Some(number) if Some(place) != last => {
                let above = if is_valley(spread, place) { 6.0 } else { -SMALL - 6.0 };
                page.drawing.words(&value.words, (centres[place], plot.y(number) + above), style);
            }
            Some(_) => {}
            None => page.drawing.words(&value.words, (centres[place], plot.area.bottom() - SMALL - 4.0), style),
        }
    }
}

/// Whether a line comes down to a point of its only series and rises from it, so that its value belongs below.
fn is_valley(spread: &Spread, place: usize) -> bool {
    let number = |place: usize| spread.rows.get(place).and_then(|row| row.values[0].number);
    let here = number(place).unwrap_or(f64::INFINITY);
    let before = place.checked_sub(1).and_then(number).unwrap_or(f64::INFINITY);
    here < before
        && here < number(place + 1).unwrap_or(f64::INFINITY)
        && (before.is_finite() || number(place + 1).is_some())
}

/// Writes the names at the right; `last` is where the last points stand.
fn names(page: &mut Page, spread: &Spread, plot: &Plot, ends: &Ends, last: f64) {
    let x = plot.area.right() + 10.0;
    for (place, y) in ends.heights(plot) {
        let (series, value, lines) = &ends.names[place];
        let colour = colour(spread, *series);
        let end = plot.y(*value);
        page.drawing.line((last + 7.0, end), (x - 1.0, y), colour, 1.0);
        page.drawing.spot((x + 4.0, y), 3.0, colour, series % 2 == 1);
        page.drawing.paragraph(lines, (x + 11.0, y - SMALL / 2.0), Style::new(SMALL, INK));
    }
}
