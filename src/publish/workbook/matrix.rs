//! Who has what: a row a unit, a column a yes/no item, a sign a cell, and how many on either side.

use super::Plan;
use super::charts::ChartData;
use super::columns::{Datum, Source, attribute, group_label};
use super::rows::address;
use crate::answer::State;
use crate::publish::sheet::{Content, Entry, Kind, MOST_ROWS, Outcome, Page, Tone, fit};
use crate::survey::KindName;
use crate::text::workbook as words;

/// With more items than this the headings are written upwards.
const MOST_LEVEL: usize = 16;

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    let survey = plan.publication.survey;
    let items: Vec<usize> = (0..survey.items.len()).filter(|&n| survey.items[n].kind == KindName::YesNo).collect();
    if items.is_empty() || plan.publication.frame.is_empty() {
        return false;
    }
    let upright = items.len() > MOST_LEVEL;
    let mut widths = vec![6.0, 26.0];
    widths.extend(survey.groups.iter().map(|_| 14.0));
    widths.extend(
        items.iter().map(|item| if upright { 6.0 } else { head_width(survey.items[*item].short().get(plan.lang())) }),
    );
    widths.push(8.5);
    page.columns(&widths);
    let n_columns = widths.len() as u16;
    let first =
        plan.title(page, plan.text(words::MATRIX), plan.text(words::MATRIX_NOTE), if upright { 2 } else { n_columns });
    let head = head(plan, page, &items, upright);
    page.pin_head(first, 2);
    if upright {
        page.repeat_columns(2);
    }
    let lead = 2 + survey.groups.len() as u16;
    let n_units = plan.publication.frame.len().min(MOST_ROWS - 10);
    let top = page.next_row();
    for place in 0..n_units {
        unit(plan, page, place, &items, lead);
    }
    page.filter(head);
    totals(plan, page, &items, lead, (top, page.next_row() - 1));
    true
}

/// The width of a heading that breaks between words only: four Chinese characters, or the longest word.
fn head_width(head: &str) -> f64 {
    let longest = head.split_whitespace().map(|word| fit::width(word).min(if word.is_ascii() { 13.0 } else { 8.0 }));
    longest.fold(7.0, f64::max) * 1.08 + 1.7
}

fn head(plan: &Plan, page: &mut Page, items: &[usize], upright: bool) -> u32 {
    let mut heads =
        vec![Entry::text(Kind::Head, plan.text(words::NUMBER)), Entry::text(Kind::Head, plan.text(words::UNIT))];
    let groups = &plan.publication.survey.groups;
    heads.extend(groups.iter().map(|by| Entry::text(Kind::Head, super::groups::attribute_name(plan, by))));
    let kind = if upright { Kind::HeadUpright } else { Kind::Head };
    let short = |item: &usize| plan.publication.survey.items[*item].short().get(plan.lang());
    heads.extend(items.iter().map(|item| Entry::text(kind, short(item))));
    heads.push(Entry::text(Kind::Head, plan.text(words::N_ADOPTED)));
    let row = page.row(&heads);
    if upright {
        let longest = items.iter().map(|item| fit::width(short(item))).fold(0.0, f64::max);
        page.stretch((longest * 5.6 + 14.0).min(220.0));
    }
    row
}

fn unit(plan: &Plan, page: &mut Page, place: usize, items: &[usize], lead: u16) {
    let row = page.next_row();
    let mut entries = vec![Entry::serial(place + 1), Entry::text(Kind::Text, plan.publication.unit_name(place))];
    for by in &plan.publication.survey.groups {
        let label = group_label(plan.publication, by, attribute(plan.publication, place, by));
        entries.push(Entry::text(Kind::Centre, label));
    }
    let column = |item: &usize| plan.ledger.columns.iter().find(|column| column.source == Source::Item(*item));
    let data: Vec<Datum> = items
        .iter()
        .map(|item| column(item).map_or(Datum::Blank, |column| column.datum(plan.publication, place)))
        .collect();
    entries.extend(data.iter().map(|datum| sign(plan, datum)));
    let yes = data.iter().filter(|datum| **datum == Datum::Bool(true)).count();
    let run = format!("{}:{}", address(row, lead), address(row, lead + items.len() as u16 - 1));
    entries.push(tally(&run, yes));
    page.row(&entries);
}

/// An answer as a sign that can be told apart without colour.
fn sign(plan: &Plan, datum: &Datum) -> Entry {
    let (sign, tone) = match datum {
        Datum::Bool(true) => (words::SIGN_YES, Tone::Yes),
        Datum::Bool(false) => (words::SIGN_NO, Tone::No),
        Datum::Missing(State::NotApplicable) => (words::SIGN_APART, Tone::Apart),
        Datum::Missing(State::NotReceived) => (words::SIGN_ABSENT, Tone::Absent),
        Datum::Missing(State::Invalid) => (words::SIGN_INVALID, Tone::Doubt),
        _ => (words::SIGN_BLANK, Tone::Gap),
    };
    Entry::text(Kind::Centre, plan.text(sign)).tone(tone)
}

fn tally(run: &str, yes: usize) -> Entry {
    let formula = format!("COUNTIF({run},\"{}\")", words::SIGN_YES.zh);
    Entry::new(Kind::Count, Content::Live(formula, Outcome::Number(yes as f64))).tone(Tone::Strong)
}

fn totals(plan: &Plan, page: &mut Page, items: &[usize], lead: u16, rows: (u32, u32)) {
    let mut entries = vec![Entry::blank().tone(Tone::Strong); usize::from(lead)];
    entries[1] = Entry::text(Kind::Text, plan.text(words::N_UNITS_ADOPTED)).tone(Tone::Strong);
    let mut all = 0;
    for (n, item) in items.iter().enumerate() {
        let column = plan.ledger.columns.iter().find(|column| column.source == Source::Item(*item));
        let yes = column.map_or(0, |column| {
            let shown = 0..(rows.1 - rows.0 + 1) as usize;
            shown.filter(|&place| column.datum(plan.publication, place) == Datum::Bool(true)).count()
        });
        all += yes;
        let col = lead + n as u16;
        entries.push(tally(&format!("{}:{}", address(rows.0, col), address(rows.1, col)), yes));
    }
    let col = lead + items.len() as u16;
    let formula = format!("SUM({}:{})", address(rows.0, col), address(rows.1, col));
    entries.push(Entry::new(Kind::Count, Content::Live(formula, Outcome::Number(all as f64))).tone(Tone::Strong));
    page.row(&entries);
}
