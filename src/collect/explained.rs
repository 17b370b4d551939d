//! Labels that stand in a list of explanations of the items, or without any answer: they are not asked again there.

use std::ops::Range;

use crate::answer::State;
use crate::collect::layout::Role;
use crate::collect::locate::{Cell, Search, Spot};
use crate::collect::page::{Mark, Page};
use crate::collect::wordings::says;
use crate::survey::KindName;

/// The title of a list of explanations says one of these.
const TITLES: &[&str] = &[
    "解释",
    "释义",
    "注释",
    "指标说明",
    "填报说明",
    "填表说明",
    "填写说明",
    "填报要求",
    "填表要求",
    "definitions",
    "explanations",
    "instructions",
];

/// A longer text is no title.
const LONGEST: usize = 30;

/// A label and the place to which it leads.
type Led = (Cell, Option<Spot>);

impl Search<'_> {
    /// The labels of an item without those that only explain it; all of them where no other is left.
    pub(super) fn without_explanations(&self, item: usize, led: Vec<Led>) -> Vec<Led> {
        if led.len() < 2 {
            return led;
        }
        let (explaining, asking): (Vec<Led>, Vec<Led>) = led.into_iter().partition(|led| self.only_explains(item, led));
        if asking.is_empty() { explaining } else { asking }
    }

    /// Whether a label explains the item, or has no heading of answers above it, and no answer beside it.
    fn only_explains(&self, item: usize, (label, spot): &Led) -> bool {
        let span = self.pages[label.sheet].span(label.at);
        let is_listed = self.is_explained(*label);
        let content = spot.as_ref().and_then(|spot| self.content(spot));
        let is_answer = |content| match self.layout.survey.items[item].kind {
            KindName::Text => !is_listed,
            _ => self.understood(item, content).state == State::Answered,
        };
        let is_aside = is_listed || self.heading_above(label.sheet, span, Role::Answer).is_none();
        is_aside
            && !content.as_deref().is_some_and(is_answer)
            && spot.as_ref().is_none_or(|spot| spot.rivals.is_empty())
    }

    fn is_explained(&self, label: Cell) -> bool {
        let rows = self.explained[label.sheet].get_or_init(|| explained_rows(&self.pages[label.sheet]));
        rows.iter().any(|rows| rows.contains(&label.at.row))
    }
}

/// The rows below each title of explanations, up to the next heading of answers.
fn explained_rows(page: &Page) -> Vec<Range<u32>> {
    let mut rows: Vec<Range<u32>> = Vec::new();
    for mark in &page.marks {
        let is_open = rows.last().is_some_and(|rows| rows.end == u32::MAX);
        if is_open && mark.fit_for(Role::Answer).is_some() {
            rows.last_mut().expect("one is open").end = mark.at.row;
        } else if !is_open && is_title(page, mark) {
            rows.push(mark.at.row + 1..u32::MAX);
        }
    }
    rows
}

/// A title stands alone in its row.
fn is_title(page: &Page, mark: &Mark) -> bool {
    let words = &mark.label.full;
    let is_alone = || page.filled(mark.at.row).take(2).count() == 1;
    mark.roles.is_empty() && words.chars().count() <= LONGEST && says(words, TITLES) && is_alone()
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;

    const LIST: &[(&str, &str)] = &[
        ("A20", "指标解释"),
        ("B21", "是否制定责任分解方案"),
        ("C21", "填“是”或“否”"),
        ("B22", "追究干部人数"),
        ("C22", "指受到追究的干部人数"),
    ];

    #[test]
    fn labels_in_a_list_of_explanations_are_not_asked_again() {
        let read = draft(vec![form_with(LIST)]);
        assert_eq!(answers(&read)[..3], ["C5 是", "C6 否", "C7 11"]);
        assert_eq!(rules(&read), [""; 0]);
    }

    #[test]
    fn a_form_below_a_title_of_explanations_is_read_where_it_has_its_own_heading() {
        let above = [("A1", "填表说明"), ("A1:D1", ""), ("A2", "填报单位")];
        let read = draft(vec![form_with(&above[..1])]);
        assert_eq!(answers(&read)[..3], ["C5 是", "C6 否", "C7 11"]);
    }

    #[test]
    fn two_labels_with_answers_stay_an_error() {
        let untitled = [("A20", "补充"), ("B21", "是否制定责任分解方案"), ("C21", "否")];
        assert_eq!(rules(&draft(vec![form_with(&untitled)])), ["label-twice plan"]);
        let mut survey = survey();
        survey.items[2].kind = crate::survey::KindName::Integer;
        let answered = [("A20", "指标解释"), ("B21", "追究干部人数"), ("C21", "7")];
        let read = read(&survey, &workbook(vec![form_with(&answered)])).unwrap().drafts.remove(0);
        assert_eq!(rules(&read), ["label-twice persons"]);
    }
}
