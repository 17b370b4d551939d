//! Chains of bases as funnels: each step a part of the one before.

use super::bars::{BAR, row_height};
use super::drawing::{BLUE, Colour, Drawing, RULE, Rect, SMALL, TRACK};
use super::letters;
use super::page::{LABELS, MARGIN, NOTES, Page, SLACK, WIDTH};
use super::{Chart, words};
use crate::error::Error;
use crate::figure::{Figure, Role, Status};
use crate::fraction::Fraction;
use crate::publish::Publication;
use crate::survey::{self, Indicator};
use crate::text::{Phrase, Text, chart as say};

/// A funnel for every chain with two conditions or more after its widest base.
pub struct Funnel;

/// The least that a funnel narrows to before it is drawn in its darkest colour.
const PALEST: Colour = Colour(0xa9, 0xcd, 0xe6);
/// The space between two steps, in which the funnel narrows.
const NARROWING: f64 = 8.0;

/// A step of a chain.
struct Step {
    label: String,
    /// The units that reached it; `None` where the count is hidden.
    count: Option<u64>,
}

impl Chart for Funnel {
    fn name(&self) -> &'static str {
        "funnel"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_FUNNEL
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let figures = words::chosen(publication, chart, |figure| figure.role == Role::Property);
        let chains: Vec<(&Figure, Vec<Step>)> = figures
            .into_iter()
            .filter_map(|figure| chain_of(publication, figure).map(|indicator| (figure, steps(publication, indicator))))
            .filter(|(_, steps)| steps.len() > 2)
            .collect();
        if chains.is_empty() {
            return Ok(None);
        }
        let widest: Vec<&Figure> = chains.iter().map(|(figure, _)| *figure).collect();
        let note = words::text(publication, say::CHAIN_NOTE, &[]);
        let base = words::common_base(publication, &widest).unwrap_or_else(|| note.clone());
        let mut page = Page::new(publication, chart, WIDTH, &base);
        let chains: Vec<Vec<Step>> = chains.into_iter().map(|(_, steps)| steps).collect();
        let columns = Columns::new(&page, &chains);
        columns.head(&mut page);
        for (n, steps) in chains.iter().enumerate() {
            funnel(&mut page, &columns, steps, n > 0);
        }
        page.y += 12.0;
        page.lines(&note, NOTES);
        let numbers: Vec<String> = chains.iter().flat_map(|steps| said(publication, steps)).collect();
        Ok(Some(page.finish(words::alternative(publication, chart, &base, &numbers))))
    }
}

fn chain_of<'a>(publication: &Publication<'a>, figure: &Figure) -> Option<&'a Indicator> {
    publication.survey.indicators.iter().find(|indicator| indicator.id == figure.id && indicator.chain.len() > 2)
}

/// The steps of a chain: how many units are in each base, and how many of the narrowest have the property.
fn steps(publication: &Publication, indicator: &Indicator) -> Vec<Step> {
    let mut steps = Vec::new();
    for (n, base) in indicator.chain.iter().enumerate() {
        let is_last = n + 1 == indicator.chain.len();
        let of = if is_last { &indicator.chain[n - 1] } else { base };
        let Some(figure) = publication.results.share(&indicator.id, of) else { continue };
        let Some(share) = figure.share() else { continue };
        let count = if is_last { share.account.yes } else { share.account.base() };
        let label = if is_last { indicator.label.clone() } else { step_label(publication, base) };
        let is_shown = figure.status != Status::Suppressed;
        steps.push(Step { label: words::label(publication, &label), count: is_shown.then_some(count) });
    }
    steps
}

fn step_label(publication: &Publication, condition: &str) -> Text {
    let named = publication.survey.indicators.iter().find(|indicator| indicator.id == condition);
    named.map_or_else(|| publication.survey.condition_label(condition), |indicator| indicator.label.clone())
}

fn quotient(publication: &Publication, count: Option<u64>, base: Option<u64>) -> String {
    match (count, base) {
        (Some(count), Some(base)) if base > 0 => words::percent(publication, Fraction::of(count, base)),
        _ => words::text(publication, say::NONE, &[]),
    }
}

fn said(publication: &Publication, steps: &[Step]) -> Vec<String> {
    let one = |pair: &[Step]| {
        let count = pair[1].count.map(|count| words::units(publication, count)).unwrap_or_default();
        let share = quotient(publication, pair[1].count, pair[0].count);
        words::text(publication, say::CHAIN_STEP, &[("label", &pair[1].label), ("count", &count), ("share", &share)])
    };
    steps.windows(2).map(one).collect()
}

/// Where labels, bars and the three columns of numbers stand.
struct Columns {
    labels: f64,
    left: f64,
    right: f64,
    count: f64,
    of_step: f64,
    of_all: f64,
}

impl Columns {
    fn new(page: &Page, chains: &[Vec<Step>]) -> Columns {
        let wide = chains.iter().flatten().map(|step| letters::width(&step.label, LABELS.size)).fold(60.0, f64::max);
        let labels = (wide * SLACK).min(280.0);
        let of_all = page.right();
        let (of_step, count) = (of_all - 80.0, of_all - 190.0);
        Columns { labels, left: MARGIN + labels + 16.0, right: count - 56.0, count, of_step, of_all }
    }

    fn head(&self, page: &mut Page) {
        let heads = [(say::COUNT_HEAD, self.count), (say::OF_STEP_HEAD, self.of_step), (say::OF_ALL_HEAD, self.of_all)];
        let wrapped =
            heads.map(|(phrase, x)| (letters::wrap(&words::text(page.publication, phrase, &[]), SMALL, 84.0), x));
        let lines = wrapped.iter().map(|(lines, _)| lines.len()).max().unwrap_or(1);
        for (head, x) in &wrapped {
            let down = (lines - head.len()) as f64 * NOTES.line();
            page.drawing.paragraph(head, (*x, page.y + down), NOTES.right());
        }
        page.y += lines as f64 * NOTES.line() + 4.0;
    }
}

fn funnel(page: &mut Page, columns: &Columns, steps: &[Step], apart: bool) {
    if apart {
        page.y += 10.0;
    }
    page.drawing.line((MARGIN, page.y), (page.right(), page.y), RULE, 1.0);
    page.y += 8.0;
    let all = steps.first().and_then(|step| step.count).unwrap_or(0);
    let mut before: Option<Rect> = None;
    for (n, step) in steps.iter().enumerate() {
        let lines = letters::wrap(&step.label, LABELS.size, columns.labels / SLACK);
        let height = row_height(lines.len()) + NARROWING;
        let middle = page.y + height / 2.0;
        let length = words::share_length(Fraction::of(step.count.unwrap_or(0), all)) * (columns.right - columns.left);
        let bar = Rect::new(columns.left, middle - BAR / 2.0 - 2.0, length, BAR + 4.0);
        if let Some(above) = before {
            narrowing(&mut page.drawing, above, bar);
        }
        let depth = (n + 1) as f64 / steps.len() as f64;
        page.drawing.fill(bar, Colour::between(PALEST, BLUE, if n == 0 { 0.0 } else { depth }));
        page.drawing.paragraph_around(&lines, MARGIN, middle, LABELS);
        numbers(page, columns, steps, n, middle);
        before = Some(bar);
        page.y += height;
    }
}

fn narrowing(drawing: &mut Drawing, above: Rect, below: Rect) {
    let corners =
        vec![(above.x, above.bottom()), (above.right(), above.bottom()), (below.right(), below.y), (below.x, below.y)];
    drawing.shape(corners, TRACK);
}

fn numbers(page: &mut Page, columns: &Columns, steps: &[Step], n: usize, middle: f64) {
    let publication = page.publication;
    let y = middle - LABELS.size / 2.0;
    let suppressed = || words::text(publication, say::SUPPRESSED, &[]);
    let count = steps[n].count.map_or_else(suppressed, |count| count.to_string());
    page.drawing.words(&count, (columns.count, y), LABELS.right());
    if n == 0 {
        return;
    }
    let of_step = quotient(publication, steps[n].count, steps[n - 1].count);
    let of_all = quotient(publication, steps[n].count, steps[0].count);
    page.drawing.words(&of_step, (columns.of_step, y), LABELS.right());
    page.drawing.words(&of_all, (columns.of_all, y), LABELS.right());
}
