//! What bars, columns and lines of a table share: legends, axes, labels below an axis.

use super::palette;
use super::scale::Scale;
use super::{Series, Spread};
use crate::publish::chart::drawing::{BLUE, Colour, Drawing, INK, MUTED, RULE, Rect, SMALL, Style};
use crate::publish::chart::letters;
use crate::publish::chart::page::{LegendSign, MARGIN, NOTES, Page, SLACK};
use crate::publish::{Publication, shown};
use crate::table::Format;

/// The height of an upright plot.
pub const PLOT: f64 = 300.0;
/// The most lines of an upright label below an axis.
const UPRIGHT_LINES: usize = 5;
/// The most room that a label of a line's axis asks for.
const THIN: f64 = 120.0;
/// The longest turned label below an axis.
const TURNED: f64 = 150.0;

/// The colour of a bar: series by their colours; one series by what stands out.
pub fn bar_colour(spread: &Spread, row: usize, series: usize) -> Colour {
    if spread.series.len() > 1 {
        return series_colour(spread, series);
    }
    if spread.highlights && !spread.rows[row].stands_out { palette::pale(BLUE) } else { BLUE }
}

/// The colour of a series of bars: of the state that it is, else by its place.
pub fn series_colour(spread: &Spread, series: usize) -> Colour {
    spread.series[series].shade.and_then(palette::state).unwrap_or_else(|| palette::series(series))
}

/// The legend: series where there are several, and the target.
pub fn legend(page: &mut Page, spread: &Spread) {
    let mut entries: Vec<(String, LegendSign)> = Vec::new();
    if spread.series.len() > 1 {
        for (place, Series { label, .. }) in spread.series.iter().enumerate() {
            let colour = series_colour(spread, place);
            entries.push((label.clone(), Box::new(move |drawing, rect| drawing.fill(rect, colour))));
        }
    }
    entries.extend(target_legend(page.publication, spread));
    if !entries.is_empty() {
        page.legend(&entries);
    }
}

/// The legend of the target, where there is one.
pub fn target_legend(publication: &Publication, spread: &Spread) -> Option<(String, LegendSign)> {
    let words = target_words(publication, spread)?;
    let is_common = spread.common_target().is_some();
    Some((words, Box::new(move |drawing, rect| target_sign(drawing, rect, is_common))))
}

/// The words of the target: its value where all rows share one, else its name alone.
fn target_words(publication: &Publication, spread: &Spread) -> Option<String> {
    if spread.rows.iter().all(|row| row.target.is_none()) {
        return None;
    }
    let Some(common) = spread.common_target() else { return Some(spread.target_label.clone()) };
    let n = axis_words(publication, spread.format(), common);
    Some(shown::target(publication.lang, &spread.target_label, &n))
}

fn target_sign(drawing: &mut Drawing, rect: Rect, is_common: bool) {
    let middle = rect.x + rect.w / 2.0;
    match is_common {
        true => drawing.dashes((middle, rect.y), (middle, rect.bottom()), INK),
        false => drawing.line((middle, rect.y), (middle, rect.bottom()), INK, 2.0),
    }
}

/// A value beside an axis, without needless decimals.
pub fn axis_words(publication: &Publication, format: Format, value: f64) -> String {
    let plain = |value: f64| shown::number_words(value, Format::Number, publication.survey.rounding);
    match format {
        Format::Percent => format!("{}%", plain(hundredfold(value))),
        Format::Points => plain(hundredfold(value)),
        _ => plain(value),
    }
}

/// A hundred times a number, without the bits that binary multiplication adds.
fn hundredfold(value: f64) -> f64 {
    (value * 1e8).round() / 1e6
}

/// The area of an upright plot with its scale.
pub struct Plot {
    /// The area between the axes.
    pub area: Rect,
    /// The upright scale.
    pub scale: Scale,
}

impl Plot {
    /// Leaves room for the words of the scale on the left and `after` pixels on the right, and draws the marks.
    pub fn new(page: &mut Page, scale: Scale, format: Format, height: f64, after: f64) -> Plot {
        let marks: Vec<(f64, String)> =
            scale.marks().into_iter().map(|mark| (mark, axis_words(page.publication, format, mark))).collect();
        let widest = marks.iter().map(|(_, words)| letters::width(words, SMALL)).fold(0.0, f64::max) * SLACK;
        let left = MARGIN + widest + 8.0;
        let top = page.y + 20.0;
        let plot = Plot { area: Rect::new(left, top, page.right() - after - left, height), scale };
        for (mark, words) in marks {
            let y = plot.y(mark);
            let is_zero = mark == 0.0;
            let colour = if is_zero { MUTED } else { RULE };
            page.drawing.line((left, y), (plot.area.right(), y), colour, 1.0);
            page.drawing.words(&words, (left - 8.0, y - SMALL / 2.0), NOTES.right());
        }
        page.y = plot.area.bottom();
        plot
    }

    /// How high a value stands.
    pub fn y(&self, value: f64) -> f64 {
        self.area.bottom() - self.area.h * self.scale.share(value)
    }

    /// Draws the line of a target that all rows share.
    pub fn common_target(&self, page: &mut Page, target: f64) {
        let y = self.y(target);
        page.drawing.dashes((self.area.x, y), (self.area.right(), y), INK);
    }
}

/// Writes labels below an axis around some places, a slot apart: on a few lines where that fits, else turned.
/// Where `thin`, labels that do not fit are left out in equal steps instead, the last one always written.
pub fn labels_below(page: &mut Page, labels: &[String], centres: &[f64], slot: f64, thin: bool) {
    let step = if thin { step_of(labels, slot) } else { 1 };
    let room = (slot * step as f64 - 6.0) / SLACK;
    let last = labels.len().saturating_sub(1);
    let shown: Vec<usize> = (0..labels.len()).filter(|place| (last - place).is_multiple_of(step)).collect();
    let fits = |place: &usize| {
        letters::longest_word(&labels[*place], SMALL) <= room
            && letters::wrap(&labels[*place], SMALL, room).len() <= UPRIGHT_LINES
    };
    page.y += 8.0;
    if thin || shown.iter().all(fits) {
        upright(page, labels, centres, &shown, room);
    } else {
        turned(page, labels, centres, slot);
    }
}

/// Writes labels below an axis of time around their places, from the last one back; those without room are left out.
pub fn labels_of_time(page: &mut Page, labels: &[String], centres: &[f64]) {
    page.y += 8.0;
    let all: Vec<usize> = (0..labels.len()).collect();
    upright(page, labels, centres, &all, THIN);
}

/// Every how many labels are written so that each has the room that it needs, up to a limit.
fn step_of(labels: &[String], slot: f64) -> usize {
    let widest = (letters::widest(labels, SMALL) * SLACK + 10.0).min(THIN);
    ((widest / slot).ceil() as usize).max(1)
}

/// Writes labels from the right, none beyond the margins; one that would meet the next is left out.
fn upright(page: &mut Page, labels: &[String], centres: &[f64], shown: &[usize], room: f64) {
    let style = Style::new(SMALL, INK).middle();
    let (mut most, mut free) = (1, f64::INFINITY);
    for place in shown.iter().rev() {
        let lines = fitted(&labels[*place], SMALL, room, UPRIGHT_LINES);
        let half = letters::widest(&lines, SMALL) * SLACK / 2.0;
        let centre = centres[*place].min(page.right() - half).max(MARGIN + half);
        if centre + half <= free {
            page.drawing.paragraph(&lines, (centre, page.y), style);
            most = most.max(lines.len());
            free = centre - half - 5.0;
        }
    }
    page.y += most as f64 * style.line() + 4.0;
}

fn turned(page: &mut Page, labels: &[String], centres: &[f64], slot: f64) {
    let style = Style::new(SMALL, INK).right();
    let most_lines = ((slot - 2.0) / style.line()).floor().max(1.0) as usize;
    let mut deepest: f64 = 0.0;
    for (label, centre) in labels.iter().zip(centres) {
        let lines = fitted(label, SMALL, TURNED, most_lines);
        let depth = (lines.len() as f64 - 1.0) * style.line() + SMALL;
        for (n, line) in lines.iter().enumerate() {
            let x = centre - depth / 2.0 + n as f64 * style.line();
            page.drawing.turned_words(line, (x, page.y), style);
        }
        deepest = deepest.max(letters::widest(&lines, SMALL));
    }
    page.y += deepest * SLACK + 8.0;
}

/// A text on so many lines at most; what does not fit is cut with an ellipsis.
pub fn fitted(text: &str, size: f64, room: f64, most_lines: usize) -> Vec<String> {
    let mut lines = letters::wrap(&letters::clean(text), size, room);
    if lines.len() <= most_lines {
        return lines;
    }
    // Broken as early as possible, so that the lines that stay hold as much as they can.
    lines.truncate(most_lines);
    if let Some(line) = lines.last_mut() {
        while letters::width(&format!("{line}…"), size) > room && line.pop().is_some() {}
        line.push('…');
    }
    lines
}
