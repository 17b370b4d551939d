//! Groups side by side with the whole: for each register attribute a row a figure, three columns a group.

use super::Plan;
use super::charts::{Block, ChartData, Told, follow};
use super::columns::group_label;
use super::counting::indicator;
use super::rows::{numeral, share_cells};
use crate::figure::{Figure, Role};
use crate::publish::sheet::{Entry, Kind, Page, Tone};
use crate::text::workbook as words;

/// How many groups stand side by side on a page, besides the whole.
const ABREAST: usize = 5;
const LEAD: u16 = 2;
const CHART_WIDTH: u32 = 620;
/// About the height of the heading rows in pixels.
const HEADS: f64 = 60.0;

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, charts: &mut ChartData) -> bool {
    let survey = plan.publication.survey;
    let wholes: Vec<&Figure> = plan.publication.results.figures.iter().filter(|f| is_shown(f)).collect();
    if survey.groups.is_empty() || wholes.is_empty() {
        return false;
    }
    let count = plan.count_width();
    let mut widths = vec![34.0, 15.0];
    widths.extend([count, count, 9.5].repeat(ABREAST + 1));
    page.columns(&widths);
    page.in_blocks();
    plan.title(page, plan.text(words::GROUPS), plan.text(words::GROUPS_NOTE), widths.len() as u16);
    page.pin_head(0, 1);
    let mut n = 0;
    for attribute in &survey.groups {
        if plan.values(attribute).is_empty() {
            continue;
        }
        n += 1;
        if n > 1 {
            page.break_page();
        }
        let name = attribute_name(plan, attribute);
        let heading = plan.say(words::BY_GROUP, &[("group", &name)]);
        page.across(Entry::text(Kind::Heading, format!("{}{heading}", numeral(n, plan.lang()))), widths.len() as u16);
        let start = page.next_row();
        if let Some(height) = ChartData::height(plan.values(attribute).len(), headlines(plan, &wholes).len()) {
            page.reserve(page.top() + f64::from(height) + 16.0);
        }
        let drawn = compare(plan, page, attribute, &wholes);
        if let Some(chart) = charts.bars(&Block { title: heading, ..drawn }, CHART_WIDTH) {
            page.bars(start, 0, 6, &chart);
        }
    }
    n > 0
}

fn is_shown(figure: &Figure) -> bool {
    figure.group.is_none() && matches!(figure.role, Role::Property | Role::Option)
}

/// The wording of a register attribute.
pub(super) fn attribute_name(plan: &Plan, id: &str) -> String {
    let known = plan.publication.survey.register.attributes.iter().find(|attribute| attribute.id == id);
    known.map_or(id, |attribute| attribute.label.get(plan.lang())).to_string()
}

/// Writes the tables of an attribute; gives what its chart shows: the headline shares, a row a group.
fn compare(plan: &Plan, page: &mut Page, attribute: &str, wholes: &[&Figure]) -> Block {
    let headlines = headlines(plan, wholes);
    let short = |figure: &&Figure| {
        let label = indicator(plan.publication, figure).map_or(&figure.label, |known| known.short());
        label.get(plan.lang()).to_string()
    };
    let series = headlines.iter().map(short).collect();
    let mut bars: Vec<(String, Vec<Entry>)> = Vec::new();
    let label = |figure: &Figure| leading(plan, figure);
    let rows: f64 = wholes.iter().map(|whole| page.height(&label(whole))).sum();
    for block in plan.values(attribute).chunks(ABREAST) {
        page.keep_together(HEADS + rows);
        head(plan, page, attribute, block);
        let mut drawn: Vec<Vec<Entry>> = vec![Vec::new(); block.len()];
        for whole in wholes {
            let row = page.next_row();
            let figures: Vec<Option<&Figure>> =
                block.iter().map(|value| plan.of_group(whole, attribute, value)).collect();
            page.row(&row_of(plan, whole, &figures, row));
            if headlines.iter().any(|headline| std::ptr::eq(*headline, *whole)) {
                for (n, figure) in figures.iter().enumerate() {
                    drawn[n].push(follow(page, row, LEAD + 3 * n as u16 + 2, Told::of(*figure)));
                }
            }
        }
        bars.extend(block.iter().map(|value| group_label(plan.publication, attribute, value)).zip(drawn));
        page.skip();
    }
    Block { title: String::new(), series, rows: bars, percent: true }
}

/// The shares that a chart compares: the survey's headlines, else the first three.
fn headlines<'a>(plan: &Plan, wholes: &[&'a Figure]) -> Vec<&'a Figure> {
    let named = &plan.publication.survey.headlines;
    let first = |id: &String| wholes.iter().find(|figure| figure.id == *id).copied();
    let mut chosen: Vec<&Figure> =
        wholes.iter().filter(|w| named.iter().filter_map(first).any(|h| std::ptr::eq(h, **w))).copied().collect();
    if chosen.is_empty() {
        chosen = wholes.to_vec();
    }
    chosen.truncate(3);
    chosen
}

fn head(plan: &Plan, page: &mut Page, attribute: &str, block: &[String]) {
    let top = |text: String| (Entry::text(Kind::Head, text), 3);
    let mut groups = vec![(Entry::text(Kind::Head, ""), LEAD)];
    groups.extend(block.iter().map(|value| top(group_label(plan.publication, attribute, value))));
    groups.push(top(plan.text(words::WHOLE).to_string()));
    page.spans(&groups);
    let mut heads =
        vec![Entry::text(Kind::Head, plan.text(words::FIGURE)), Entry::text(Kind::Head, plan.text(words::BASE))];
    for _ in 0..=block.len() {
        heads.extend(
            [words::N_UNITS, words::BASE_COUNT, words::SHARE].map(|word| Entry::text(Kind::Head, plan.text(word))),
        );
    }
    page.row(&heads);
}

/// The cells that say what a row is: the figure and its base.
fn leading(plan: &Plan, whole: &Figure) -> Vec<Entry> {
    let base = whole.share().map_or("", |share| share.base_label.get(plan.lang()));
    [whole.label.get(plan.lang()), base].map(|words| Entry::text(Kind::Text, plan.begun(words))).to_vec()
}

fn row_of(plan: &Plan, whole: &Figure, groups: &[Option<&Figure>], row: u32) -> Vec<Entry> {
    let mut entries = leading(plan, whole);
    let mut col = LEAD;
    for figure in groups {
        match figure {
            Some(figure) => entries.extend(share_cells(plan, figure, row, col)),
            None => entries.extend([Entry::blank(), Entry::blank(), Entry::blank()]),
        }
        col += 3;
    }
    entries.extend(share_cells(plan, whole, row, col).map(|entry| entry.tone(Tone::Strong)));
    entries
}
