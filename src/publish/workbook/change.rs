//! Year on year: each share before and now, and which of the units in both periods moved.

use super::Plan;
use super::charts::{Block, ChartData, Told, follow};
use super::counting::indicator;
use super::rows::{address, earlier, heads, joined, long_row, names, points, share_cells};
use crate::figure::{Change, Figure, Role, Status};
use crate::publish::sheet::{Entry, Kind, Page};
use crate::text::workbook as words;

const WIDTHS: [f64; 10] = [30.0, 15.0, 8.5, 9.5, 8.5, 8.5, 9.5, 11.5, 10.0, 46.0];
const N_COLUMNS: u16 = WIDTHS.len() as u16;
const BEFORE: u16 = 3;
const COUNT: u16 = 4;
const NOW: u16 = 6;
const CHART_WIDTH: u32 = 400;

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, charts: &mut ChartData) -> bool {
    let Some(previous) = plan.publication.previous else { return false };
    let figures: Vec<&Figure> = plan
        .publication
        .results
        .figures
        .iter()
        .filter(|figure| figure.group.is_none() && figure.share().is_some() && figure.role != Role::Complement)
        .filter(|figure| !plan.is_told_by_an_indicator(figure))
        .collect();
    if !figures.iter().any(|figure| figure.previous.is_some()) {
        return false;
    }
    page.columns(&WIDTHS);
    page.print_table_only();
    let (before, now) =
        (plan.begun(&previous.name(plan.lang())), plan.begun(&plan.publication.period.name(plan.lang())));
    let note =
        plan.say(words::CHANGE_NOTE, &[("before", &before), ("now", &plan.publication.period.name(plan.lang()))]);
    let first = plan.title(page, plan.text(words::CHANGE), &note, N_COLUMNS);
    let lead = |n: u16| (Entry::text(Kind::Head, ""), n);
    let spans = [lead(2), (Entry::text(Kind::Head, &before), 2), (Entry::text(Kind::Head, &now), 3), lead(3)];
    page.spans(&spans);
    page.row(&heads(plan.lang(), &words::CHANGE_HEADS));
    page.pin_head(first, 1);
    let body = page.next_row();

    let mut bars: Vec<(String, Vec<Entry>)> = Vec::new();
    let mut drawn: Vec<&str> = Vec::new();
    for figure in &figures {
        let row = row(plan, page, figure);
        if figure.role == Role::Property && !drawn.contains(&figure.id.as_str()) {
            drawn.push(&figure.id);
            let short = indicator(plan.publication, figure).map_or(&figure.label, |known| known.short());
            let value = |col, told: Told| follow(page, row, col, told);
            let values = vec![value(BEFORE, Told::before(figure)), value(NOW, Told::of(Some(figure)))];
            bars.push((plan.begun(short.get(plan.lang())), values));
        }
    }
    let title = plan.text(words::CHANGE).to_string();
    let block = Block { title, series: vec![before, now], rows: bars, percent: true };
    if let Some(chart) = charts.bars(&block, CHART_WIDTH) {
        page.bars(body, N_COLUMNS, 0, &chart);
    }
    moved(plan, page);
    true
}

fn row(plan: &Plan, page: &mut Page, figure: &Figure) -> u32 {
    let row = page.next_row();
    let (label, base) = (figure.label.get(plan.lang()), figure.share().map_or("", |s| s.base_label.get(plan.lang())));
    let change = change_of(plan, figure).filter(|_| figure.status != Status::Suppressed);
    let before = match figure.previous.and_then(|previous| previous.count) {
        _ if figure.status == Status::Suppressed => super::rows::hidden(),
        Some(count) => Entry::count(count),
        None => Entry::text(Kind::Centre, "—"),
    };
    let mut entries = [label, base].map(|words| Entry::text(Kind::Text, plan.begun(words))).to_vec();
    entries.extend([before, earlier(figure)]);
    entries.extend(share_cells(plan, figure, row, COUNT));
    entries.push(points(figure, &address(row, NOW), &address(row, BEFORE)));
    entries.push(change.map_or(Entry::blank(), |change| Entry::count(change.matched.len())));
    long_row(page, &entries, &change.map_or("—".to_string(), |change| movers(plan, change)))
}

fn change_of<'a>(plan: &Plan<'a>, figure: &Figure) -> Option<&'a Change> {
    let base = &figure.share()?.base;
    plan.publication.results.changes.iter().find(|change| change.figure == figure.id && change.base == *base)
}

/// Who adopted and who dropped, in a line each.
fn movers(plan: &Plan, change: &Change) -> String {
    let line = |phrase: crate::text::Phrase, units: &[usize]| {
        let listed = names(plan, units.iter().copied());
        (!units.is_empty()).then(|| plan.say(phrase, &[("n", &units.len().to_string()), ("names", &listed)]))
    };
    let lines: Vec<String> =
        [line(words::ADOPTED, &change.adopted), line(words::DROPPED, &change.dropped)].into_iter().flatten().collect();
    if lines.is_empty() { "—".to_string() } else { lines.join("\n") }
}

/// Units that are in one of the two frames only.
fn moved(plan: &Plan, page: &mut Page) {
    let widest = plan.publication.results.changes.iter().max_by_key(|change| change.entries.len() + change.exits.len());
    let Some(change) = widest.filter(|change| !change.entries.is_empty() || !change.exits.is_empty()) else { return };
    page.skip();
    let entries = names(plan, change.entries.iter().copied());
    let exits = joined(plan.lang(), change.exits.iter().cloned());
    let line = |phrase: crate::text::Phrase, n: usize, names: &str| {
        Entry::text(Kind::Plain, plan.say(phrase, &[("n", &n.to_string()), ("names", names)]))
    };
    page.across(line(words::ENTRIES, change.entries.len(), &entries), N_COLUMNS);
    page.across(line(words::EXITS, change.exits.len(), &exits), N_COLUMNS);
}
