//! Units against yes/no items: what each unit answered, at a glance.

use super::drawing::{BLUE, Colour, Drawing, INK, LABEL, MUTED, ORANGE, Rect, SMALL, Style, VERMILION, WHITE, YELLOW};
use super::heads::{Heads, NAMES};
use super::letters;
use super::page::{LegendSign, MARGIN, NOTES, Page, SLACK};
use super::{Chart, words};
use crate::answer::{State, Value};
use crate::error::Error;
use crate::fraction::Fraction;
use crate::publish::Publication;
use crate::survey::{self, Item, KindName};
use crate::text::{Phrase, chart as say};

/// A table of signs; of percentages by group where there are too many units to read.
pub struct Matrix;

/// The most units that get a row each.
const MOST_UNITS: usize = 80;
/// The ground of a question that does not apply.
const PALE: Colour = Colour(0xe2, 0xe6, 0xea);

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Yes,
    No,
    NotApplicable,
    Blank,
    Invalid,
    NotReceived,
}

/// The signs in the order of the legend.
const SIGNS: [(Sign, Phrase); 6] = [
    (Sign::Yes, say::YES),
    (Sign::No, say::NO),
    (Sign::NotApplicable, say::NOT_APPLICABLE),
    (Sign::Blank, say::BLANK),
    (Sign::Invalid, say::INVALID),
    (Sign::NotReceived, say::NOT_RECEIVED),
];

/// The units of a group, by place in the frame.
struct Block {
    title: String,
    units: Vec<usize>,
}

impl Chart for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_MATRIX
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let items = items(publication, chart);
        if items.is_empty() || !publication.edition.names {
            return Ok(None);
        }
        let blocks = blocks(publication, chart);
        let n = words::units(publication, publication.frame.len() as u64);
        let base = words::text(publication, say::ALL_UNITS, &[("units", &n)]);
        let drawing = match publication.frame.len() > MOST_UNITS {
            false => signs(publication, chart, &items, &blocks, &base),
            true => shares(publication, chart, &items, &blocks, &base),
        };
        let said = items.iter().map(|(place, item)| said(publication, *place, item)).collect::<Vec<_>>();
        Ok(Some(drawing.finish(words::alternative(publication, chart, &base, &said))))
    }
}

/// The yes/no items in the survey's order, or those that the chart names: by id, or by an indicator that ends with them.
fn items<'a>(publication: &Publication<'a>, chart: &survey::Chart) -> Vec<(usize, &'a Item)> {
    let last = |id: &String| publication.survey.indicators.iter().find(|i| i.id == *id).and_then(|i| i.chain.last());
    let names = |id: &String, item: &Item| *id == item.id || last(id) == Some(&item.id);
    let is_named = |item: &Item| chart.figures.is_empty() || chart.figures.iter().any(|id| names(id, item));
    let items = publication.survey.items.iter().enumerate();
    items.filter(|(_, item)| item.kind == KindName::YesNo && is_named(item)).collect()
}

/// The units by the value of the chart's group attribute, in the attribute's order; one block without a title where
/// units are not grouped.
fn blocks(publication: &Publication, chart: &survey::Chart) -> Vec<Block> {
    let places = 0..publication.frame.len();
    let Some(attribute) = chart.group.as_ref().or(publication.survey.groups.first()) else {
        return vec![Block { title: String::new(), units: places.collect() }];
    };
    let known = publication.survey.register.attributes.iter().find(|known| known.id == *attribute);
    let mut values: Vec<&str> =
        known.map_or(Vec::new(), |known| known.values.iter().map(|v| v.value.as_str()).collect());
    let value = |place: usize| {
        let unit = &publication.register.units[publication.frame[place].unit];
        unit.attributes.get(attribute).map_or("", String::as_str)
    };
    for place in places.clone() {
        if !values.contains(&value(place)) {
            values.push(value(place));
        }
    }
    let title = |of: &str| match of {
        "" => words::text(publication, say::NO_GROUP, &[]),
        of => letters::clean(publication.survey.attribute_label(attribute, of, publication.lang)),
    };
    let block =
        |of: &str| Block { title: title(of), units: places.clone().filter(|place| value(*place) == of).collect() };
    values.into_iter().map(block).filter(|block| !block.units.is_empty()).collect()
}

fn sign(publication: &Publication, place: usize, item: usize) -> Sign {
    let given = publication.frame[place].given.and_then(|given| publication.returns.get(given));
    let Some(answer) = given.and_then(|given| given.answers.get(item)) else { return Sign::NotReceived };
    match (answer.state, &answer.value) {
        (State::Answered, Some(Value::Bool(true))) => Sign::Yes,
        (State::Answered, Some(Value::Bool(false))) => Sign::No,
        (State::NotApplicable, _) => Sign::NotApplicable,
        (State::Blank, _) => Sign::Blank,
        (State::NotReceived, _) => Sign::NotReceived,
        (State::Invalid | State::Answered, _) => Sign::Invalid,
    }
}

fn n_yes(publication: &Publication, units: impl Iterator<Item = usize>, item: usize) -> u64 {
    units.filter(|place| sign(publication, *place, item) == Sign::Yes).count() as u64
}

fn said(publication: &Publication, place: usize, item: &Item) -> String {
    let n = n_yes(publication, 0..publication.frame.len(), place).to_string();
    let label = item.short().get(publication.lang);
    words::text(publication, say::MATRIX_SUM, &[("label", label), ("n", &n)])
}

/// A row a unit.
fn signs<'a>(
    publication: &'a Publication<'a>,
    chart: &survey::Chart,
    items: &[(usize, &Item)],
    blocks: &[Block],
    base: &str,
) -> Page<'a> {
    let names: Vec<String> =
        (0..publication.frame.len()).map(|place| letters::clean(publication.unit_name(place))).collect();
    let heads = Heads::new(publication, items, letters::widest(&names, SMALL));
    let mut page = Page::new(publication, chart, heads.page_width(), base);
    legend(&mut page, items);
    heads.draw(&mut page);
    for block in blocks {
        block_title(&mut page, &block.title);
        for place in &block.units {
            unit(&mut page, &heads, *place, &names[*place]);
        }
    }
    page.y += 4.0;
    page
}

/// The signs that occur.
fn legend(page: &mut Page, items: &[(usize, &Item)]) {
    let publication = page.publication;
    let occurs = |wanted: Sign| {
        let cells = (0..publication.frame.len()).flat_map(|place| items.iter().map(move |(item, _)| (place, *item)));
        cells.into_iter().any(|(place, item)| sign(publication, place, item) == wanted)
    };
    let kept = SIGNS.into_iter().filter(|(sign, _)| matches!(sign, Sign::Yes | Sign::No) || occurs(*sign));
    let entry = |(sign, phrase)| {
        let draw: LegendSign = Box::new(move |drawing: &mut Drawing, rect| cell(drawing, rect, sign));
        (words::text(publication, phrase, &[]), draw)
    };
    let entries: Vec<(String, LegendSign)> = kept.map(entry).collect();
    page.legend(&entries);
}

fn block_title(page: &mut Page, title: &str) {
    page.y += 4.0;
    if !title.is_empty() {
        page.y += 6.0;
        page.lines(title, Style::new(LABEL, BLUE));
    }
}

fn unit(page: &mut Page, heads: &Heads, place: usize, name: &str) {
    let lines = letters::wrap(name, SMALL, heads.names / SLACK);
    let height = (lines.len() as f64 * NAMES.line() + 3.0).max(19.0);
    page.drawing.paragraph_around(&lines, MARGIN, page.y + height / 2.0, NAMES);
    for (column, (item, _)) in heads.items.iter().enumerate() {
        let rect = Rect::new(heads.at(column) + 1.0, page.y + 1.0, heads.width - 2.0, height - 2.0);
        cell(&mut page.drawing, rect, sign(page.publication, place, *item));
    }
    page.y += height;
}

/// A cell that is told apart by its lightness and by its sign.
fn cell(drawing: &mut Drawing, rect: Rect, sign: Sign) {
    let (ground, ink, written) = match sign {
        Sign::Yes => (BLUE, WHITE, "√"),
        Sign::No => (WHITE, VERMILION, "×"),
        Sign::NotApplicable => (PALE, MUTED, "–"),
        Sign::Blank => (YELLOW, INK, "?"),
        Sign::Invalid => (ORANGE, INK, "!"),
        Sign::NotReceived => (WHITE, MUTED, ""),
    };
    match sign {
        Sign::NotReceived => drawing.hatch(rect, MUTED),
        _ => drawing.fill(rect, ground),
    }
    if sign == Sign::No {
        drawing.edge(rect, PALE);
    }
    let middle = (rect.x + rect.w / 2.0, rect.y + rect.h / 2.0 - LABEL / 2.0);
    drawing.words(written, middle, Style::new(LABEL, ink).middle());
}

/// A row a group, and one for all units, with the per cent that answered yes.
fn shares<'a>(
    publication: &'a Publication<'a>,
    chart: &survey::Chart,
    items: &[(usize, &Item)],
    blocks: &[Block],
    base: &str,
) -> Page<'a> {
    let mut rows: Vec<(String, Vec<usize>)> = blocks
        .iter()
        .filter(|block| !block.title.is_empty())
        .map(|block| (named_count(publication, &block.title, block.units.len()), block.units.clone()))
        .collect();
    let whole = words::text(publication, say::WHOLE, &[]);
    rows.push((named_count(publication, &whole, publication.frame.len()), (0..publication.frame.len()).collect()));
    let names = rows.iter().map(|(name, _)| letters::width(name, SMALL)).fold(0.0, f64::max);
    let heads = Heads::new(publication, items, names);
    let mut page = Page::new(publication, chart, heads.page_width(), base);
    page.lines(&words::text(publication, say::DENSITY, &[]), NOTES);
    page.y += 8.0;
    heads.draw(&mut page);
    for (n, (name, units)) in rows.iter().enumerate() {
        page.y += if n + 1 == rows.len() { 8.0 } else { 0.0 };
        group(&mut page, &heads, name, units);
    }
    page.y += 4.0;
    page
}

fn named_count(publication: &Publication, name: &str, n: usize) -> String {
    words::text(publication, say::COUNT_SHARE, &[("count", name), ("share", &n.to_string())])
}

fn group(page: &mut Page, heads: &Heads, name: &str, units: &[usize]) {
    let rounding = page.publication.survey.rounding;
    let lines = letters::wrap(name, SMALL, heads.names / SLACK);
    let height = (lines.len() as f64 * NAMES.line() + 6.0).max(28.0);
    page.drawing.paragraph_around(&lines, MARGIN, page.y + height / 2.0, NAMES);
    for (column, (item, _)) in heads.items.iter().enumerate() {
        let yes = Fraction::of(n_yes(page.publication, units.iter().copied(), *item), units.len() as u64);
        let rect = Rect::new(heads.at(column) + 1.0, page.y + 1.0, heads.width - 2.0, height - 2.0);
        let length = words::share_length(yes);
        page.drawing.fill(rect, Colour::between(Colour(0xf1, 0xf6, 0xfa), BLUE, length));
        let decimals = if heads.width < 44.0 { 0 } else { rounding.decimals };
        let printed = yes.percent(decimals, rounding.mode).unwrap_or_default();
        let ink = if length > 0.8 { WHITE } else { INK };
        let middle = (rect.x + rect.w / 2.0, rect.y + rect.h / 2.0 - SMALL / 2.0);
        page.drawing.words(&printed, middle, Style::new(SMALL, ink).middle());
    }
    page.y += height;
}
