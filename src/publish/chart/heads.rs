//! The columns of the matrix: a heading an item, the sections of the form above.

use super::drawing::{BLUE, INK, SMALL, Style};
use super::page::{MARGIN, Page, SLACK, WIDTH};
use super::{letters, words};
use crate::publish::Publication;
use crate::survey::Item;

/// The narrowest column.
const NARROWEST: f64 = 22.0;
/// The names of units and items.
pub const NAMES: Style = Style::new(SMALL, INK);

/// The columns, an item each.
pub struct Heads<'a> {
    /// The items with their places in the survey.
    pub items: Vec<(usize, &'a Item)>,
    /// The width of the names before them.
    pub names: f64,
    /// The width of a column.
    pub width: f64,
    /// The runs of items of one section: first column, column after the last, the section's title.
    runs: Vec<(usize, usize, String)>,
}

impl<'a> Heads<'a> {
    /// Shares the width out: names take what they need up to a third, items the rest, but no less than the words of
    /// their section need.
    pub fn new(publication: &Publication, items: &[(usize, &'a Item)], names: f64) -> Heads<'a> {
        let names = (names * SLACK).clamp(80.0, 250.0);
        let runs = runs(publication, items);
        let needed = |(from, to, title): &(usize, usize, String)| {
            (letters::longest_word(title, SMALL) * SLACK + 5.0) / (to - from) as f64
        };
        let least = runs.iter().map(needed).fold(NARROWEST, f64::max);
        let share = (WIDTH - 2.0 * MARGIN - names - 10.0) / items.len() as f64;
        Heads { items: items.to_vec(), names, width: share.min(90.0).floor().max(least.ceil()), runs }
    }

    fn left(&self) -> f64 {
        MARGIN + self.names + 10.0
    }

    /// The left edge of a column.
    pub fn at(&self, column: usize) -> f64 {
        self.left() + column as f64 * self.width
    }

    /// The width of the drawing; wider than a page only where columns are at their narrowest.
    pub fn page_width(&self) -> f64 {
        WIDTH.max(self.left() + self.width * self.items.len() as f64 + MARGIN)
    }

    /// Writes the sections and the items above the columns; turned where a word is wider than a column.
    pub fn draw(&self, page: &mut Page) {
        self.sections(page);
        let publication = page.publication;
        let labels: Vec<String> =
            self.items.iter().map(|(_, item)| letters::clean(&words::label(publication, item.short()))).collect();
        write(page, &labels, self.left(), self.width);
    }

    /// Names the sections of the form over their items, each with a line.
    fn sections(&self, page: &mut Page) {
        let wrap = |(from, to, title): &(usize, usize, String)| {
            letters::wrap(title, SMALL, ((to - from) as f64 * self.width - 4.0) / SLACK)
        };
        let wrapped: Vec<Vec<String>> = self.runs.iter().map(wrap).collect();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let height = lines as f64 * NAMES.line() + 4.0;
        for ((from, to, _), title) in self.runs.iter().zip(&wrapped) {
            let (left, right) = (self.at(*from) + 2.0, self.at(*to) - 2.0);
            let y = page.y + (lines - title.len()) as f64 * NAMES.line();
            page.drawing.paragraph(title, ((left + right) / 2.0, y), Style::new(SMALL, BLUE).middle());
            page.drawing.line((left, page.y + height), (right, page.y + height), BLUE, 1.0);
        }
        page.y += height + 6.0;
    }
}

/// Writes headings over columns of one width from a left edge on; turned where a word is wider than a column.
pub fn write(page: &mut Page, labels: &[String], left: f64, width: f64) {
    let room = (width - 4.0) / SLACK;
    let has_room = |label: &String| room >= 3.0 * SMALL || letters::width(label, SMALL) <= room;
    let fits = |label: &String| letters::longest_word(label, SMALL) <= room && has_room(label);
    if labels.iter().all(fits) {
        upright(page, labels, left, width);
    } else {
        turned(page, labels, left, width);
    }
}

fn upright(page: &mut Page, labels: &[String], left: f64, width: f64) {
    let room = (width - 4.0) / SLACK;
    let wrapped: Vec<Vec<String>> = labels.iter().map(|label| letters::wrap(label, SMALL, room)).collect();
    let lines = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for (column, label) in wrapped.iter().enumerate() {
        let y = page.y + (lines - label.len()) as f64 * NAMES.line();
        let middle = left + (column as f64 + 0.5) * width;
        page.drawing.paragraph(label, (middle, y), NAMES.middle());
    }
    page.y += lines as f64 * NAMES.line() + 4.0;
}

fn turned(page: &mut Page, labels: &[String], left: f64, width: f64) {
    let most_lines = (width / NAMES.line()).floor().max(1.0);
    let fit = |label: &String| {
        let natural = letters::width(label, SMALL);
        let mut room = natural / most_lines + 1.0;
        while letters::wrap(label, SMALL, room).len() as f64 > most_lines {
            room += 8.0;
        }
        letters::wrap(label, SMALL, room.max(90.0))
    };
    let wrapped: Vec<Vec<String>> = labels.iter().map(fit).collect();
    let height = wrapped.iter().map(|lines| letters::widest(lines, SMALL)).fold(0.0, f64::max) * SLACK;
    for (column, lines) in wrapped.iter().enumerate() {
        let depth = (lines.len() as f64 - 1.0) * NAMES.line() + SMALL;
        let x = left + column as f64 * width + (width - depth) / 2.0;
        for (n, line) in lines.iter().enumerate() {
            page.drawing.turned_words(line, (x + n as f64 * NAMES.line(), page.y + height), NAMES);
        }
    }
    page.y += height + 6.0;
}

/// Neighbouring items of one section.
fn runs(publication: &Publication, items: &[(usize, &Item)]) -> Vec<(usize, usize, String)> {
    let mut start = 0;
    let run = |run: &[(usize, &Item)]| {
        start += run.len();
        let section = publication.survey.sections.iter().find(|section| section.id == run[0].1.section);
        let title = section.map_or(String::new(), |section| letters::clean(section.label.get(publication.lang)));
        (start - run.len(), start, title)
    };
    items.chunk_by(|a, b| a.1.section == b.1.section).map(run).collect()
}
