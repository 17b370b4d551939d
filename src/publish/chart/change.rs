//! The period before against this one: a hollow spot, a full spot, the change in percentage points.

use super::bars::{self, Columns, row_height};
use super::drawing::{BLUE, Colour, Drawing, GREY, LABEL, MUTED, Rect, SMALL, Style, TRACK, VERMILION};
use super::letters;
use super::page::{LABELS, MARGIN, NOTES, Page, SLACK, WIDTH};
use super::{Chart, words};
use crate::error::Error;
use crate::figure::{Figure, Role, Status};
use crate::period::Period;
use crate::publish::Publication;
use crate::survey;
use crate::text::{Phrase, chart as say};

/// A dumbbell for every indicator.
pub struct Change;

/// What a row says: the share before, the share now, the change.
struct Numbers {
    before: String,
    now: String,
    change: String,
}

/// The right ends of the columns of numbers.
struct Ends {
    before: f64,
    now: f64,
    change: f64,
}

/// The radius of a spot.
const SPOT: f64 = 6.0;

impl Chart for Change {
    fn name(&self) -> &'static str {
        "change"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_CHANGE
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let Some(previous) = publication.previous else { return Ok(None) };
        let figures = words::chosen(publication, chart, |figure| figure.role == Role::Property);
        if !figures.iter().any(|figure| figure.previous.is_some()) {
            return Ok(None);
        }
        let base = base(publication, &figures, previous);
        let mut page = Page::new(publication, chart, WIDTH, &base);
        let numbers: Vec<Numbers> = figures.iter().map(|figure| numbers(publication, figure)).collect();
        rows(&mut page, &figures, &numbers, previous);
        let said: Vec<String> =
            figures.iter().zip(&numbers).map(|(f, numbers)| said(publication, f, numbers)).collect();
        Ok(Some(page.finish(words::alternative(publication, chart, &base, &said))))
    }
}

fn base(publication: &Publication, figures: &[&Figure], previous: Period) -> String {
    let now = words::common_base(publication, figures).unwrap_or_else(|| words::text(publication, say::OWN_BASES, &[]));
    let previous = previous.name(publication.lang);
    words::text(publication, say::CHANGE_BASE, &[("base", &now), ("previous", &previous)])
}

fn numbers(publication: &Publication, figure: &Figure) -> Numbers {
    let none = || words::text(publication, say::NONE, &[]);
    if figure.status == Status::Suppressed {
        return Numbers { before: none(), now: words::text(publication, say::SUPPRESSED, &[]), change: none() };
    }
    let before = figure.previous.map_or_else(none, |previous| words::percent(publication, previous.value));
    let change = match figure.status {
        Status::Break => words::text(publication, say::BREAK, &[]),
        _ => figure.change().map_or_else(none, |change| words::points(publication, change)),
    };
    Numbers { before, now: words::percent(publication, figure.fraction()), change }
}

fn said(publication: &Publication, figure: &Figure, numbers: &Numbers) -> String {
    let values = [
        ("label", figure.label.get(publication.lang)),
        ("before", &numbers.before),
        ("now", &numbers.now),
        ("change", &numbers.change),
    ];
    words::text(publication, say::CHANGE_STEP, &values)
}

fn rows(page: &mut Page, figures: &[&Figure], numbers: &[Numbers], previous: Period) {
    let publication = page.publication;
    let labels: Vec<String> = figures.iter().map(|f| words::label(publication, &f.label)).collect();
    let (columns, ends) = layout(page, &labels, numbers, previous);
    head(page, &ends, previous);
    let mut section = "";
    for ((figure, label), numbers) in figures.iter().zip(&labels).zip(numbers) {
        if figure.section != section {
            section = &figure.section;
            if let Some(known) = publication.survey.sections.iter().find(|known| known.id == section) {
                bars::heading(page, known.label.get(publication.lang));
            }
        }
        row(page, &columns, &ends, figure, label, numbers);
    }
    bars::scale(page, &columns);
}

fn layout(page: &Page, labels: &[String], numbers: &[Numbers], previous: Period) -> (Columns, Ends) {
    let publication = page.publication;
    let gap = 18.0;
    let wide = |head: &str, cell: fn(&Numbers) -> &String| {
        let cells = letters::widest(numbers.iter().map(cell), LABEL);
        cells.max(letters::width(head, SMALL) + 18.0) * SLACK + gap
    };
    let change = page.right();
    let now = change - wide(&words::text(publication, say::CHANGE_HEAD, &[]), |n| &n.change);
    let before = now - wide(&publication.period.name(publication.lang), |n| &n.now);
    let left = before - wide(&previous.name(publication.lang), |n| &n.before);
    let columns = Columns::new(page, labels, (page.right() - left) / SLACK);
    (columns, Ends { before, now, change })
}

fn head(page: &mut Page, ends: &Ends, previous: Period) {
    let publication = page.publication;
    let change = words::text(publication, say::CHANGE_HEAD, &[]);
    let periods = [(previous, ends.before, true), (publication.period, ends.now, false)];
    for (period, end, hollow) in periods {
        let name = period.name(publication.lang);
        let width = letters::width(&name, SMALL) * SLACK;
        page.drawing.spot((end - width - 10.0, page.y + SMALL / 2.0), 5.0, if hollow { GREY } else { BLUE }, hollow);
        page.drawing.words(&name, (end, page.y), NOTES.right());
    }
    page.drawing.words(&change, (ends.change, page.y), NOTES.right());
    page.y += NOTES.line() + 2.0;
}

fn row(page: &mut Page, columns: &Columns, ends: &Ends, figure: &Figure, label: &str, numbers: &Numbers) {
    let lines = letters::wrap(label, LABEL, columns.labels / SLACK);
    let height = row_height(lines.len());
    let middle = page.y + height / 2.0;
    page.drawing.paragraph_around(&lines, MARGIN, middle, LABELS);
    page.drawing.fill(Rect::new(columns.left, middle - 2.0, columns.width(), 4.0), TRACK);
    dumbbell(&mut page.drawing, columns, figure, middle);
    let y = middle - LABEL / 2.0;
    page.drawing.words(&numbers.before, (ends.before, y), Style { colour: NOTES.colour, ..LABELS }.right());
    page.drawing.words(&numbers.now, (ends.now, y), LABELS.right());
    page.drawing.words(&numbers.change, (ends.change, y), Style { colour: tone(figure), ..LABELS }.right());
    page.y += height;
}

/// Blue where a share rose, vermilion where it fell.
fn tone(figure: &Figure) -> Colour {
    match figure.change() {
        Some(change) if change.numerator < 0 => VERMILION,
        Some(change) if change.numerator == 0 => MUTED,
        _ => BLUE,
    }
}

fn dumbbell(drawing: &mut Drawing, columns: &Columns, figure: &Figure, y: f64) {
    let is_known = |fraction: &crate::fraction::Fraction| fraction.denominator != 0;
    if figure.status == Status::Suppressed {
        return;
    }
    let now = Some(figure.fraction()).filter(is_known).map(|fraction| columns.at(fraction));
    let before = figure.previous.map(|p| p.value).filter(is_known).map(|fraction| columns.at(fraction));
    if let (Some(now), Some(before)) = (now, before) {
        let (from, to) = (now.min(before), now.max(before));
        drawing.fill(Rect::new(from, y - 2.0, to - from, 4.0), tone(figure));
    }
    if let Some(x) = before {
        drawing.spot((x, y), SPOT, GREY, true);
    }
    if let Some(x) = now {
        drawing.spot((x, y), SPOT, tone(figure), false);
    }
}
