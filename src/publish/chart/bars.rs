//! Horizontal bars of shares, with labels before and counts behind.

use super::drawing::{BLUE, Colour, Drawing, GREY, HEADING, LABEL, RULE, Rect, Side, Style, TRACK};
use super::letters;
use super::page::{LABELS, MARGIN, NOTES, Page, SLACK};
use super::words;
use crate::figure::{Figure, Share, Status};
use crate::fraction::Fraction;
use crate::text::{Phrase, chart as say};

/// The height of a bar.
pub const BAR: f64 = 18.0;
/// The widest column of labels.
const LABELS_AT_MOST: f64 = 320.0;

/// A line of a bar chart.
pub enum Row<'a> {
    /// The title of a part.
    Heading(String),
    /// A figure.
    Bar(&'a Figure),
}

/// Where the columns of labels, bars and values stand.
pub struct Columns {
    /// The width of the labels.
    pub labels: f64,
    /// The left end of the bars.
    pub left: f64,
    /// The right end of a bar of 100 %.
    pub right: f64,
}

impl Columns {
    /// Shares the width out: labels and values take what they need, bars the rest.
    pub fn new(page: &Page, labels: &[String], values: f64) -> Columns {
        let natural = labels
            .iter()
            .map(|label| letters::widest(&letters::wrap(label, LABEL, LABELS_AT_MOST / SLACK), LABEL))
            .fold(60.0, f64::max);
        let labels = (natural * SLACK).min(LABELS_AT_MOST);
        let left = MARGIN + labels + 14.0;
        Columns { labels, left, right: (page.right() - values * SLACK - 12.0).max(left + 40.0) }
    }

    /// The width of a bar of 100 %.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Where a share stands.
    pub fn at(&self, fraction: Fraction) -> f64 {
        self.left + self.width() * words::share_length(fraction)
    }
}

/// Draws rows of figures on a common scale from 0 to 100 %.
pub fn draw(page: &mut Page, rows: &[Row], with_base: bool, colour: Colour) {
    let publication = page.publication;
    let figures: Vec<&Figure> = rows.iter().filter_map(figure).collect();
    let labels: Vec<String> = figures.iter().map(|f| words::label(publication, &f.label)).collect();
    let values: Vec<String> = figures.iter().map(|f| words::value(publication, f, with_base)).collect();
    let columns = Columns::new(page, &labels, letters::widest(&values, LABEL));
    let mut texts = labels.iter().zip(&values);
    for row in rows {
        match row {
            Row::Heading(title) => heading(page, title),
            Row::Bar(figure) => {
                let (label, value) = texts.next().expect("every figure has a label and a value");
                bar(page, &columns, figure, label, value, colour);
            }
        }
    }
    scale(page, &columns);
}

fn figure<'a>(row: &Row<'a>) -> Option<&'a Figure> {
    match row {
        Row::Heading(_) => None,
        Row::Bar(figure) => Some(figure),
    }
}

/// The title of a part, with a rule below.
pub fn heading(page: &mut Page, title: &str) {
    page.y += 12.0;
    page.lines(title, Style::new(HEADING, BLUE));
    page.drawing.line((MARGIN, page.y), (page.right(), page.y), RULE, 1.0);
    page.y += 4.0;
}

fn bar(page: &mut Page, columns: &Columns, figure: &Figure, label: &str, value: &str, colour: Colour) {
    let lines = letters::wrap(label, LABEL, columns.labels / SLACK);
    let height = row_height(lines.len());
    let middle = page.y + height / 2.0;
    page.drawing.paragraph_around(&lines, MARGIN, middle, LABELS);
    let track = Rect::new(columns.left, middle - BAR / 2.0, columns.width(), BAR);
    share_bar(&mut page.drawing, track, figure, colour);
    page.drawing.words(value, (page.right(), middle - LABEL / 2.0), Style { side: Side::Right, ..LABELS });
    page.y += height;
}

/// The height of a row whose label has so many lines.
pub fn row_height(lines: usize) -> f64 {
    let apart = if lines > 1 { 14.0 } else { 10.0 };
    (LABELS.line() * (lines as f64 - 1.0) + LABEL + apart).max(BAR + 9.0)
}

/// Draws a share on its ground: what is known full, what is not known hatched.
pub fn share_bar(drawing: &mut Drawing, track: Rect, figure: &Figure, colour: Colour) {
    drawing.fill(track, TRACK);
    let shown = figure.share().filter(|_| figure.status != Status::Suppressed);
    let Some(share) = shown else { return };
    let known = track.w * words::share_length(share.fraction());
    let high = track.w * words::share_length(highest(share));
    drawing.fill(Rect { w: known, ..track }, colour);
    drawing.hatch(Rect { x: track.x + known, w: high - known, ..track }, GREY);
}

/// The share if every unit without an answer counted.
fn highest(share: &Share) -> Fraction {
    if share.is_open() { share.high } else { share.fraction() }
}

/// The scale below the bars.
pub fn scale(page: &mut Page, columns: &Columns) {
    page.y += 2.0;
    for quarter in [0, 2, 4] {
        let fraction = Fraction::of(quarter, 4);
        let x = columns.at(fraction);
        page.drawing.line((x, page.y), (x, page.y + 4.0), RULE, 1.0);
        let percent = Fraction::percent(fraction, 0, page.publication.survey.rounding.mode).unwrap_or_default();
        let words = words::text(page.publication, say::PERCENT, &[("n", &percent)]);
        page.drawing.words(&words, (x, page.y + 7.0), NOTES.middle());
    }
    page.y += 24.0;
}

/// Says what the hatched part of a bar means, where there is any.
pub fn unknown_legend(page: &mut Page, figures: &[&Figure], meaning: Phrase) {
    let is_unknown = |f: &&Figure| f.status != Status::Suppressed && f.share().is_some_and(|share| share.is_open());
    if figures.iter().any(is_unknown) {
        let words = words::text(page.publication, meaning, &[]);
        let hatched = |drawing: &mut Drawing, rect: Rect| drawing.hatch(rect, GREY);
        page.legend(&[(words, Box::new(hatched))]);
    }
}
