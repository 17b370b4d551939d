//! Key figures by link: a row a lawful quotient, measures apart, and below them a chart of each link.

use super::Plan;
use super::charts::{Block, ChartData, Told, follow};
use super::counting::indicator;
use super::rows::{address, bounds, earlier, light, numeral, points, share_cells, status};
use crate::figure::{Figure, Measure, Role, Status};
use crate::publish::sheet::{Bars, Entry, Kind, Page, Tone};
use crate::text::{Lang, Phrase, workbook as words};

const WIDTHS: [f64; 10] = [36.0, 18.0, 8.5, 9.0, 9.5, 16.0, 10.0, 11.5, 6.5, 11.5];
const N_COLUMNS: u16 = WIDTHS.len() as u16;
const COUNT: u16 = 2;
const SHARE: u16 = 4;
const EARLIER: u16 = 6;
const LIGHT: u16 = 8;
/// Two charts stand side by side, the second one from this column on.
const SECOND_CHART: u16 = 4;
const CHART_WIDTH: u32 = 478;
/// About the height of a heading and the heading row below it in pixels.
const HEADS: f64 = 110.0;
/// From one pair of charts to the next in pixels.
const CHARTS_APART: f64 = 18.0;

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, charts: &mut ChartData) -> bool {
    page.columns(&WIDTHS);
    page.in_blocks();
    let publication = plan.publication;
    let limits = publication.survey.thresholds;
    let (green, amber) = (limits.green.to_string(), limits.amber.to_string());
    let phrase = if publication.survey.workbook.lights { words::KEY_NOTE } else { words::KEY_NOTE_PLAIN };
    let counts = plan.text(if plan.ledger.is_live() { words::LIVE_COUNTS } else { words::PLAIN_COUNTS });
    let note = plan.say(phrase, &[("counts", counts), ("green", &green), ("amber", &amber)]);
    let title = plan.text(words::KEY);
    plan.title(page, title, &note, N_COLUMNS);
    page.pin_head(0, 0);

    let mut drawn = Vec::new();
    let mut n_blocks = 0;
    for (label, figures) in links(plan) {
        n_blocks += 1;
        let heading = format!("{}{label}", numeral(n_blocks, plan.lang()));
        let bars = link(plan, page, &heading, &figures);
        let series = vec![plan.text(words::SHARE).to_string()];
        drawn.extend(charts.bars(&Block { title: label, series, rows: bars, percent: true }, CHART_WIDTH));
    }
    n_blocks += usize::from(measures(plan, page, n_blocks + 1));
    draw(plan, page, n_blocks + 1, &drawn);
    true
}

/// Draws the charts two by two, each pair on one printed page.
fn draw(plan: &Plan, page: &mut Page, n: usize, charts: &[Bars]) {
    let most = (page.whole_page() - HEADS) as u32;
    let height = |pair: &[Bars]| pair.iter().map(|chart| chart.size.1.min(most)).max().unwrap_or(0);
    for (place, pair) in charts.chunks(2).enumerate() {
        let high = f64::from(height(pair)) + CHARTS_APART;
        if place == 0 {
            page.keep_together(HEADS + high);
            heading(plan, page, n, words::KEY_CHARTS);
        }
        page.keep_together(high);
        for (chart, col) in pair.iter().zip([0, SECOND_CHART]) {
            let size = (chart.size.0, chart.size.1.min(most));
            page.bars(page.next_row(), col, 0, &Bars { size, ..chart.clone() });
        }
        page.reserve(page.top() + high);
    }
}

fn heading(plan: &Plan, page: &mut Page, n: usize, phrase: Phrase) {
    let words = format!("{}{}", numeral(n, plan.lang()), plan.text(phrase));
    page.across(Entry::text(Kind::Heading, words), N_COLUMNS);
}

/// The links with their shares of the whole, in the survey's order; first what belongs to none.
fn links<'a>(plan: &Plan<'a>) -> Vec<(String, Vec<&'a Figure>)> {
    let survey = plan.publication.survey;
    let is_shown = |f: &&Figure| f.group.is_none() && f.share().is_some() && !plan.is_told_by_an_indicator(f);
    let shares = || plan.publication.results.figures.iter().filter(is_shown);
    let known = |id: &str| survey.sections.iter().any(|section| section.id == id);
    let mut links: Vec<(String, Vec<&Figure>)> = survey
        .sections
        .iter()
        .map(|section| {
            (section.label.get(plan.lang()).to_string(), shares().filter(|f| f.section == section.id).collect())
        })
        .collect();
    links.insert(0, (plan.text(words::OVERALL).to_string(), shares().filter(|f| !known(&f.section)).collect()));
    links.retain(|(_, figures)| !figures.is_empty());
    links
}

/// Writes the block of a link; gives what its chart shows: each property on its widest base.
fn link(plan: &Plan, page: &mut Page, heading: &str, figures: &[&Figure]) -> Vec<(String, Vec<Entry>)> {
    let heights: Vec<f64> = figures.iter().map(|figure| page.height(&leading(plan, figure))).collect();
    page.keep_block(HEADS, &heights);
    page.across(Entry::text(Kind::Heading, heading), N_COLUMNS);
    page.row(&heads_since(plan, &words::KEY_HEADS));
    let first = page.next_row();
    let mut bars: Vec<(String, Vec<Entry>)> = Vec::new();
    let mut drawn: Vec<&str> = Vec::new();
    for (figure, height) in figures.iter().zip(heights) {
        if !page.has_room(height) {
            page.break_page();
            page.row(&heads_since(plan, &words::KEY_HEADS));
        }
        let row = share_row(plan, page, figure);
        if figure.role == Role::Property && !drawn.contains(&figure.id.as_str()) {
            drawn.push(&figure.id);
            let short = indicator(plan.publication, figure).map_or(&figure.label, |known| known.short());
            let value = follow(page, row, SHARE, Told::of(Some(figure)));
            bars.push((plan.begun(short.get(plan.lang())), vec![value]));
        }
    }
    page.lights(LIGHT, first, page.next_row().max(first + 1) - 1);
    bars
}

/// Headings that name the period compared with; without one, only that it would be an earlier one.
fn heads_since(plan: &Plan, heads: &[Phrase]) -> Vec<Entry> {
    let earlier = || plan.text(words::EARLIER_PERIOD).to_string();
    let before = plan.publication.previous.map_or_else(earlier, |previous| previous.short_name(plan.lang()));
    heads.iter().map(|head| Entry::text(Kind::Head, plan.say(*head, &[("before", &before)]))).collect()
}

/// The cells that say what a row is: the figure and its base.
fn leading(plan: &Plan, figure: &Figure) -> Vec<Entry> {
    let tone = if figure.role == Role::Complement { Tone::Quiet } else { Tone::Plain };
    let base = figure.share().map_or("", |share| share.base_label.get(plan.lang()));
    [figure.label.get(plan.lang()), base].map(|words| Entry::text(Kind::Text, plan.begun(words)).tone(tone)).to_vec()
}

fn share_row(plan: &Plan, page: &mut Page, figure: &Figure) -> u32 {
    let Some(share) = figure.share() else { return page.next_row() };
    let row = page.next_row();
    let now = address(row, SHARE);
    let mut entries = leading(plan, figure);
    entries.extend(share_cells(plan, figure, row, COUNT));
    entries.push(bounds(plan, figure, share));
    entries.push(earlier(figure));
    entries.push(points(figure, &now, &address(row, EARLIER)));
    entries.push(match figure.role {
        Role::Property => {
            let survey = plan.publication.survey;
            let own = indicator(plan.publication, figure).and_then(|known| known.thresholds);
            let limits = own.or(survey.workbook.lights.then_some(survey.thresholds));
            limits.map_or_else(Entry::blank, |limits| light(figure, &now, limits))
        }
        _ => Entry::blank(),
    });
    entries.push(status(figure, plan.lang()));
    page.row(&entries)
}

/// What is summed or averaged: persons and hours, never units. Tells whether there is any.
fn measures(plan: &Plan, page: &mut Page, n: usize) -> bool {
    let figures: Vec<&Figure> =
        plan.publication.results.figures.iter().filter(|f| f.group.is_none() && f.role == Role::Measure).collect();
    if figures.is_empty() {
        return false;
    }
    let label = |figure: &&Figure| page.height(&[Entry::text(Kind::Text, figure.label.get(plan.lang()))]);
    let heights: Vec<f64> = figures.iter().map(label).collect();
    page.keep_block(HEADS, &heights);
    heading(plan, page, n, words::MEASURES);
    if let Some(note) = unmatched(plan, &figures) {
        page.across(Entry::text(Kind::Note, note), N_COLUMNS);
    }
    page.spans(&abreast(heads_since(plan, &words::MEASURE_HEADS)));
    for (figure, height) in figures.into_iter().zip(heights) {
        if !page.has_room(height) {
            page.break_page();
            page.spans(&abreast(heads_since(plan, &words::MEASURE_HEADS)));
        }
        measure_row(plan, page, figure);
    }
    true
}

/// The cells of a measure over the columns of the sheet.
fn abreast(entries: Vec<Entry>) -> Vec<(Entry, u16)> {
    entries.into_iter().zip([1, 1, 2, 1, 1, 2, 2]).collect()
}

fn measure_row(plan: &Plan, page: &mut Page, figure: &Figure) {
    let Measure::Value { decimals, unit, .. } = &figure.measure else { return };
    let decimals = u8::try_from(*decimals).unwrap_or(u8::MAX).min(9);
    let row = page.next_row();
    let value = super::measures::value(plan, figure);
    let kind = words::measure_kind(plan.publication.survey, &figure.id).text(plan.lang());
    let change = super::measures::change(figure, &address(row, COUNT), &address(row, 5), decimals);
    page.spans(&abreast(vec![
        Entry::text(Kind::Text, plan.begun(figure.label.get(plan.lang()))),
        Entry::text(Kind::Text, plan.begun(kind)),
        value,
        Entry::text(Kind::Centre, unit.get(plan.lang())),
        super::measures::earlier(figure, decimals),
        change,
        status(figure, plan.lang()),
    ]));
}

/// What is to be known of changes where the returns of the two periods are not alike; `None` where they are.
fn unmatched(plan: &Plan, figures: &[&Figure]) -> Option<String> {
    let is_unlike = |figure: &&&Figure| matches!(figure.status, Status::Provisional | Status::Break);
    figures.iter().filter(is_unlike).find(|figure| figure.previous.is_some())?;
    let mut note = plan.text(words::UNMATCHED_NOTE).to_string();
    if plan.publication.survey.series.is_some() {
        note.push_str(if plan.lang() == Lang::En { " " } else { "" });
        note.push_str(plan.text(words::UNMATCHED_NOTE_SERIES));
    }
    Some(note)
}
