//! Problems: how many units have not, which, and in which groups.

use super::Plan;
use super::charts::{Block, ChartData, Told, follow};
use super::columns::{attribute, group_label};
use super::groups::attribute_name;
use super::rows::{bounds, heads, long_row, names, numeral, share_cells};
use crate::figure::{Figure, Role, Side, Status};
use crate::publish::sheet::{Entry, Kind, Page, Tone};
use crate::text::workbook as words;

const WIDTHS: [f64; 5] = [30.0, 8.5, 8.5, 9.5, 54.0];
const N_COLUMNS: u16 = WIDTHS.len() as u16;
const CHART_WIDTH: u32 = 374;

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, charts: &mut ChartData) -> bool {
    let complements: Vec<&Figure> = plan
        .publication
        .results
        .figures
        .iter()
        .filter(|figure| figure.group.is_none() && figure.role == Role::Complement && figure.share().is_some())
        .collect();
    if complements.is_empty() {
        return false;
    }
    page.columns(&WIDTHS);
    page.in_blocks();
    plan.title(page, plan.text(words::PROBLEMS), plan.text(words::PROBLEMS_NOTE), N_COLUMNS);
    page.pin_head(0, 0);
    summary(plan, page, charts, &complements);
    for (n, figure) in complements.iter().enumerate() {
        problem(plan, page, figure, n + 1);
    }
    true
}

fn summary(plan: &Plan, page: &mut Page, charts: &mut ChartData, complements: &[&Figure]) {
    page.row(&heads(plan.lang(), &words::PROBLEM_HEADS));
    let (start, top) = (page.next_row(), page.top());
    let mut bars = Vec::new();
    for figure in complements {
        let row = page.next_row();
        let label = plan.begun(figure.label.get(plan.lang()));
        let mut entries = vec![Entry::text(Kind::Text, &*label)];
        entries.extend(share_cells(plan, figure, row, 1));
        page.row(&entries);
        let share = follow(page, row, 3, Told::of(Some(figure)));
        bars.push((label, vec![share]));
    }
    let series = vec![plan.text(words::SHARE).to_string()];
    let block = Block { title: plan.text(words::PROBLEMS).to_string(), series, rows: bars, percent: true };
    if let Some(chart) = charts.bars(&block, CHART_WIDTH) {
        page.bars(start - 1, N_COLUMNS - 1, 0, &chart);
        page.reserve(top + f64::from(chart.size.1));
    }
    page.skip();
}

fn problem(plan: &Plan, page: &mut Page, figure: &Figure, n: usize) {
    let Some(share) = figure.share() else { return };
    let n_groups: usize = plan.publication.survey.groups.iter().map(|by| plan.values(by).len()).sum();
    page.keep_together(150.0 + 27.0 * n_groups as f64);
    let heading = format!("{}{}", numeral(n, plan.lang()), plan.begun(figure.label.get(plan.lang())));
    page.across(Entry::text(Kind::Heading, heading), N_COLUMNS);
    let unknown = share.account.unknown();
    if unknown > 0 && figure.status != Status::Suppressed {
        let unknown = unknown.to_string();
        let between = match bounds(plan, figure, share).content {
            crate::publish::sheet::Content::Text(text) => text,
            _ => String::new(),
        };
        let note = plan.say(words::UNKNOWN_NOTE, &[("n", &unknown), ("bounds", &between)]);
        page.across(Entry::text(Kind::Note, note), N_COLUMNS);
    }
    page.row(&heads(plan.lang(), &words::PROBLEM_GROUP_HEADS));
    let row = page.next_row();
    let mut lead = vec![Entry::text(Kind::Text, plan.text(words::WHOLE)).tone(Tone::Strong)];
    lead.extend(share_cells(plan, figure, row, 1));
    let listed = if figure.status == Status::Suppressed { "…".to_string() } else { names(plan, share.yes()) };
    long_row(page, &lead, &listed);
    for by in &plan.publication.survey.groups {
        for value in plan.values(by) {
            group_row(plan, page, figure, by, value);
        }
    }
    page.skip();
}

fn group_row(plan: &Plan, page: &mut Page, whole: &Figure, by: &str, value: &str) {
    let Some(share) = whole.share() else { return };
    let Some(figure) = plan.of_group(whole, by, value) else { return };
    let label = group_label(plan.publication, by, value);
    let label = plan.say(words::GROUP_VALUE, &[("group", &attribute_name(plan, by)), ("value", &label)]);
    let mut lead = vec![Entry::text(Kind::Text, label)];
    lead.extend(share_cells(plan, figure, page.next_row(), 1));
    let inside = |place: &usize| attribute(plan.publication, *place, by) == value;
    let concerned = share.members.iter().filter(|(_, side)| *side == Side::Yes).map(|(place, _)| *place).filter(inside);
    let listed = if figure.status == Status::Suppressed { "…".to_string() } else { names(plan, concerned) };
    long_row(page, &lead, &listed);
}
