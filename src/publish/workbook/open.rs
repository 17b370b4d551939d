//! Open answers by unit, in the units' own words, and the remarks beside their answers.

use super::Plan;
use super::charts::ChartData;
use super::columns::answer;
use super::rows::{heads, long_row};
use crate::answer::Value;
use crate::publish::sheet::{Entry, Kind, MOST_ROWS, Page};
use crate::text::workbook as words;

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    let written: Vec<(String, usize, &str)> = answers(plan).into_iter().chain(remarks(plan)).collect();
    if written.is_empty() {
        return false;
    }
    page.columns(&[30.0, 7.0, 28.0, 76.0]);
    let first = plan.title(page, plan.text(words::OPEN), plan.text(words::OPEN_NOTE), 4);
    let head = page.row(&heads(plan.lang(), &words::OPEN_HEADS));
    page.pin_head(first, 0);
    for (question, place, text) in written {
        if page.next_row() as usize > MOST_ROWS - 1_000 {
            break;
        }
        let lead = [
            Entry::text(Kind::Text, question),
            Entry::serial(place + 1),
            Entry::text(Kind::Text, plan.publication.unit_name(place)),
        ];
        long_row(page, &lead, text);
    }
    page.filter(head);
    true
}

fn answers<'a>(plan: &Plan<'a>) -> Vec<(String, usize, &'a str)> {
    let publication = plan.publication;
    let mut answers = Vec::new();
    for (n, item) in publication.survey.items.iter().enumerate().filter(|(_, item)| item.open) {
        for place in 0..publication.frame.len() {
            if let Some(Value::Text(text)) = answer(publication, place, n).and_then(|answer| answer.value.as_ref()) {
                answers.push((item.label.get(plan.lang()).to_string(), place, text.as_str()));
            }
        }
    }
    answers
}

fn remarks<'a>(plan: &Plan<'a>) -> Vec<(String, usize, &'a str)> {
    let publication = plan.publication;
    let mut remarks = Vec::new();
    for (place, frame) in publication.frame.iter().enumerate() {
        let Some(given) = frame.given.and_then(|given| publication.returns.get(given)) else { continue };
        for (item, text) in &given.remarks {
            let item = publication.survey.items.get(*item).map_or("", |item| item.short().get(plan.lang()));
            remarks.push((plan.say(words::REMARK, &[("item", item)]), place, text.as_str()));
        }
    }
    remarks
}
