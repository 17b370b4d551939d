//! Groups side by side: a column each figure, a bar each group, a line at the share of the whole.

use super::bars::{BAR, share_bar};
use super::drawing::{BLUE, Drawing, GREY, INK, LABEL, RULE, Rect, SMALL, Style};
use super::letters;
use super::page::{LABELS, MARGIN, Page, SLACK, WIDTH};
use super::{Chart, bars, words};
use crate::error::Error;
use crate::figure::{Figure, Role, Status};
use crate::publish::Publication;
use crate::survey;
use crate::text::{Phrase, chart as say};

/// Small multiples of bars over the groups of a register attribute.
pub struct Groups;

/// The most columns beside each other; further figures begin a new row of columns.
const COLUMNS: usize = 3;
/// The space between two columns.
const GAP: f64 = 22.0;
/// Counts, bases and shares behind the bars.
const VALUES: Style = Style::new(SMALL, INK);

/// The rows that every column has: the whole, then the groups.
struct Rows {
    /// What the register calls each group; the whole has none.
    groups: Vec<Option<String>>,
    labels: Vec<Vec<String>>,
    width: f64,
}

impl Chart for Groups {
    fn name(&self) -> &'static str {
        "groups"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_GROUPS
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let figures = words::chosen(publication, chart, |figure| figure.role == Role::Property);
        let Some(attribute) = chart.group.as_deref().or(publication.survey.groups.first().map(String::as_str)) else {
            return Ok(None);
        };
        let rows = rows(publication, &figures, attribute);
        if rows.groups.len() < 2 {
            return Ok(None);
        }
        let base = base(publication, attribute);
        let mut page = Page::new(publication, chart, WIDTH, &base);
        bars::unknown_legend(&mut page, &figures, say::UNKNOWN_PART);
        for (n, row) in figures.chunks(COLUMNS).enumerate() {
            page.y += if n > 0 { 16.0 } else { 0.0 };
            columns(&mut page, row, &rows, attribute);
        }
        let numbers: Vec<String> = figures.iter().map(|figure| said(publication, figure, attribute)).collect();
        Ok(Some(page.finish(words::alternative(publication, chart, &base, &numbers))))
    }
}

fn base(publication: &Publication, attribute: &str) -> String {
    let known = publication.survey.register.attributes.iter().find(|known| known.id == attribute);
    let name = known.map_or(attribute, |known| known.label.get(publication.lang));
    let name = name.to_lowercase();
    words::text(publication, say::GROUP_BASE, &[("group", &name)])
}

/// The groups of all figures, in the attribute's order.
fn rows(publication: &Publication, figures: &[&Figure], attribute: &str) -> Rows {
    let mut groups: Vec<Option<String>> = vec![None];
    for figure in figures.iter().flat_map(|figure| publication.results.groups(&figure.id, attribute)) {
        let group = figure.group.as_ref().map(|(_, value)| value.clone());
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let names = groups.iter().map(|group| group_label(publication, attribute, group.as_deref()));
    let labels: Vec<Vec<String>> = names.map(|name| letters::wrap(&name, LABEL, 170.0)).collect();
    let width = labels.iter().map(|lines| letters::widest(lines, LABEL)).fold(0.0, f64::max) * SLACK;
    Rows { groups, labels, width }
}

fn group_label(publication: &Publication, attribute: &str, group: Option<&str>) -> String {
    match group {
        None => words::text(publication, say::WHOLE, &[]),
        Some("") => words::text(publication, say::NO_GROUP, &[]),
        Some(value) => letters::clean(publication.survey.attribute_label(attribute, value, publication.lang)),
    }
}

/// The figure of a row: of the whole or of a group.
fn figure_of<'a>(
    publication: &Publication<'a>,
    whole: &'a Figure,
    attribute: &'a str,
    group: &Option<String>,
) -> Option<&'a Figure> {
    match group {
        None => Some(whole),
        Some(value) => publication
            .results
            .groups(&whole.id, attribute)
            .find(|figure| figure.group.as_ref().is_some_and(|(_, known)| known == value)),
    }
}

fn said(publication: &Publication, whole: &Figure, attribute: &str) -> String {
    let one = |figure: &Figure| {
        let group = figure.group.as_ref().map(|(_, value)| value.as_str());
        let value = words::value(publication, figure, true);
        format!("{} {value}", group_label(publication, attribute, group))
    };
    let groups: Vec<String> =
        std::iter::once(whole).chain(publication.results.groups(&whole.id, attribute)).map(one).collect();
    let comma = match publication.lang {
        crate::text::Lang::Zh => "，",
        crate::text::Lang::En => ", ",
    };
    words::number(publication, whole.label.get(publication.lang), &groups.join(comma))
}

fn columns(page: &mut Page, figures: &[&Figure], rows: &Rows, attribute: &str) {
    let left = MARGIN + rows.width + 14.0;
    let width = (page.right() - left + GAP) / figures.len().max(2) as f64 - GAP;
    let top = head(page, figures, left, width);
    let heights: Vec<f64> = rows.labels.iter().map(|lines| bars::row_height(lines.len())).collect();
    let mut middles = Vec::new();
    for (lines, height) in rows.labels.iter().zip(&heights) {
        page.y += height;
        middles.push(page.y - height / 2.0);
        page.drawing.paragraph_around(lines, MARGIN, page.y - height / 2.0, LABELS);
        if middles.len() == 1 {
            page.y += 6.0;
            page.drawing.line((MARGIN, page.y - 3.0), (page.right(), page.y - 3.0), RULE, 1.0);
        }
    }
    for (n, figure) in figures.iter().enumerate() {
        let x = left + n as f64 * (width + GAP);
        column(page, figure, rows, attribute, Rect::new(x, top, width, page.y - top), &middles);
    }
}

fn head(page: &mut Page, figures: &[&Figure], left: f64, width: f64) -> f64 {
    let titles: Vec<Vec<String>> = figures
        .iter()
        .map(|figure| letters::wrap(&words::label(page.publication, &figure.label), LABEL, width / SLACK))
        .collect();
    let lines = titles.iter().map(Vec::len).max().unwrap_or(0);
    for (n, title) in titles.iter().enumerate() {
        let down = (lines - title.len()) as f64 * LABELS.line();
        page.drawing.paragraph(title, (left + n as f64 * (width + GAP), page.y + down), Style::new(LABEL, BLUE));
    }
    page.y += lines as f64 * LABELS.line() + 4.0;
    page.y
}

fn column(page: &mut Page, whole: &Figure, rows: &Rows, attribute: &str, area: Rect, middles: &[f64]) {
    let publication = page.publication;
    let found: Vec<Option<&Figure>> =
        rows.groups.iter().map(|group| figure_of(publication, whole, attribute, group)).collect();
    let none = || words::text(publication, say::NONE, &[]);
    let values: Vec<String> =
        found.iter().map(|f| f.map_or_else(none, |figure| words::value(publication, figure, true))).collect();
    let bars = area.w - letters::widest(&values, SMALL) * SLACK - 8.0;
    let track = |middle: f64| Rect::new(area.x, middle - BAR / 2.0, bars.max(30.0), BAR);
    for ((figure, value), middle) in found.iter().zip(&values).zip(middles) {
        if let Some(figure) = figure {
            let colour = if figure.group.is_none() { GREY } else { BLUE };
            share_bar(&mut page.drawing, track(*middle), figure, colour);
        }
        page.drawing.words(value, (area.right(), middle - SMALL / 2.0), VALUES.right());
    }
    let share = whole.share().filter(|_| whole.status != Status::Suppressed);
    if let Some(length) = share.and_then(|share| share.fraction().to_f64()) {
        let x = area.x + bars.max(30.0) * length;
        page.drawing.line((x, area.y), (x, area.bottom()), INK, 1.0);
    }
}
