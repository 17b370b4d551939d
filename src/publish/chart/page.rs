//! The page around every chart: title, base and period above, source below; legends.

use super::drawing::{Drawing, INK, LABEL, MUTED, RULE, Rect, SMALL, Style, TITLE};
use super::letters;
use super::words;
use crate::publish::Publication;
use crate::survey;
use crate::text::chart as say;

/// The width of a chart in pixels: 16 cm of a page.
pub const WIDTH: f64 = 840.0;
/// The margin around a chart.
pub const MARGIN: f64 = 24.0;
/// How much wider than in the bundled font words may turn out in another.
pub const SLACK: f64 = 1.04;

/// Labels and values.
pub const LABELS: Style = Style::new(LABEL, INK);
/// Legends, axes and notes.
pub const NOTES: Style = Style::new(SMALL, MUTED);

/// Draws the sign of a legend into a rectangle.
pub type LegendSign = Box<dyn Fn(&mut Drawing, Rect)>;

/// A chart in the making; it grows downwards.
pub struct Page<'a> {
    /// What is published.
    pub publication: &'a Publication<'a>,
    /// What is drawn so far.
    pub drawing: Drawing,
    /// Down to where it is drawn.
    pub y: f64,
}

impl<'a> Page<'a> {
    /// Begins a chart with its title and its base and period below.
    pub fn new(publication: &'a Publication<'a>, chart: &survey::Chart, width: f64, base: &str) -> Page<'a> {
        Page::headed(publication, chart, width, &words::with_period(publication, base))
    }

    /// Begins a chart of a table with its title, its note and the period below.
    pub fn noted(publication: &'a Publication<'a>, chart: &survey::Chart, width: f64, note: &str) -> Page<'a> {
        Page::headed(publication, chart, width, &words::note_with_period(publication, note))
    }

    fn headed(publication: &'a Publication<'a>, chart: &survey::Chart, width: f64, below: &str) -> Page<'a> {
        let mut page = Page { publication, drawing: Drawing::new(width), y: MARGIN };
        page.lines(&words::title(publication, chart), Style::new(TITLE, INK));
        page.y += 2.0;
        page.lines(below, NOTES);
        page.y += 6.0;
        page
    }

    /// The width between the margins.
    pub fn inner(&self) -> f64 {
        self.drawing.width - 2.0 * MARGIN
    }

    /// The right margin.
    pub fn right(&self) -> f64 {
        self.drawing.width - MARGIN
    }

    /// Writes a text over the whole width.
    pub fn lines(&mut self, text: &str, style: Style) {
        let lines = letters::wrap(&letters::clean(text), style.size, self.inner() / SLACK);
        self.drawing.paragraph(&lines, (MARGIN, self.y), style);
        self.y += lines.len() as f64 * style.line();
    }

    /// Writes a legend: each entry a sign and words.
    pub fn legend(&mut self, entries: &[(String, LegendSign)]) {
        let (sign, gap) = (20.0, 6.0);
        let mut x = MARGIN;
        for (words, draw) in entries {
            let width = sign + gap + letters::width(words, SMALL) * SLACK + 20.0;
            if x > MARGIN && x + width > self.right() {
                x = MARGIN;
                self.y += 22.0;
            }
            draw(&mut self.drawing, Rect::new(x, self.y, sign, 14.0));
            let lines = letters::wrap(words, SMALL, (self.right() - x - sign - gap) / SLACK);
            self.drawing.paragraph(&lines, (x + sign + gap, self.y + 1.0), NOTES);
            self.y += (lines.len() as f64 - 1.0) * NOTES.line();
            x += width;
        }
        self.y += 26.0;
    }

    /// Ends a chart with the source of its numbers.
    pub fn finish(mut self, alternative: String) -> Drawing {
        self.y += 8.0;
        self.drawing.line((MARGIN, self.y), (self.right(), self.y), RULE, 1.0);
        self.y += 8.0;
        self.lines(&source(self.publication), NOTES);
        self.drawing.height = (self.y + MARGIN * 0.6).ceil();
        self.drawing.alternative = alternative;
        self.drawing
    }
}

fn source(publication: &Publication) -> String {
    let all = publication.frame.len();
    let returned = publication.frame.iter().filter(|unit| unit.state.has_returned()).count();
    let values = [
        ("survey", publication.survey.title.get(publication.lang)),
        ("period", &publication.period.name(publication.lang)),
        ("all", &all.to_string()),
        ("returned", &returned.to_string()),
    ];
    words::text(publication, say::SOURCE, &values)
}
