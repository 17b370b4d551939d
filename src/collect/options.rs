//! Columns headed by the answers themselves, of which one is marked: 是 | 否, 有 | 无, √ | ×.

use crate::answer::{State, Value};
use crate::collect::columns::Place;
use crate::collect::foreign::{Doubted, Unsure};
use crate::collect::label::Label;
use crate::collect::locate::Search;
use crate::collect::page::Page;
use crate::kind::is_tick;
use crate::sheet::{Content, Position};
use crate::survey::KindName;

/// Between the options that are ticked.
pub(super) const BETWEEN: &str = "、";

/// In front of a heading these words say the opposite of it.
const DENIALS: &[&str] = &["未", "不", "没", "没有", "无", "非"];

/// A cell, and the heading above it.
pub(super) type Headed = (Position, Position);

/// A cell below a heading that answers the item.
struct Choice {
    at: Position,
    heading: Position,
    words: String,
    value: Value,
}

impl Search<'_> {
    /// The place of an answer that is marked below one of several headings that answer the item differently; `None`
    /// where the headings are no such answers, or nothing is marked.
    pub(super) fn by_option(&self, item: usize, sheet: usize, headed: &[Headed]) -> Option<Place> {
        let kind = self.layout.survey.items[item].kind;
        if headed.len() < 2 || !has_options(kind) {
            return None;
        }
        let page = &self.pages[sheet];
        let choices: Vec<Choice> = headed.iter().filter_map(|one| self.choice(item, page, *one, headed)).collect();
        if choices.windows(2).all(|pair| pair[0].value == pair[1].value) {
            return None;
        }
        let marked: Vec<&Choice> = choices.iter().filter(|choice| self.is_marked(item, page, choice.at)).collect();
        let is_ticked = |choice: &&Choice| page.at(choice.at).is_some_and(is_tick_alone);
        match marked[..] {
            [] => None,
            [only] => Some(self.marked(item, page, only)),
            _ if kind == KindName::Choices && marked.iter().all(is_ticked) => {
                let words = marked.iter().map(|choice| choice.words.as_str()).collect::<Vec<_>>().join(BETWEEN);
                Some(Place { words: Some(words), ..Place::of(marked[0].at) })
            }
            _ => Some(Place::between(marked.iter().map(|choice| choice.at).collect())),
        }
    }

    /// The place of an answer below the only heading, where that answers the item itself.
    pub(super) fn by_only_option(&self, item: usize, sheet: usize, headed: Headed) -> Option<Place> {
        if !has_options(self.layout.survey.items[item].kind) {
            return None;
        }
        let page = &self.pages[sheet];
        Some(self.marked(item, page, &self.choice(item, page, headed, &[headed])?))
    }

    /// A box that is not ticked marks nothing.
    fn is_marked(&self, item: usize, page: &Page, at: Position) -> bool {
        page.at(at).is_some_and(|content| self.understood(item, content).state != State::Blank)
    }

    /// A tick says what stands above it; what says something else itself is in doubt.
    fn marked(&self, item: usize, page: &Page, choice: &Choice) -> Place {
        let place = Place::of(choice.at);
        let Some(content) = page.at(choice.at) else { return place };
        if is_tick_alone(content) {
            return Place { words: Some(choice.words.clone()), ..place };
        }
        let said = self.understood(item, content).value;
        let contradicts = said.is_some_and(|said| said != choice.value);
        let doubted = contradicts.then_some(Doubted { unsure: Unsure::Contradicted, heading: choice.heading });
        Place { doubted, ..place }
    }

    fn choice(&self, item: usize, page: &Page, (at, heading): Headed, all: &[Headed]) -> Option<Choice> {
        let text = text_of(page, heading)?;
        let label = Label::of(text);
        let hint = label.full.strip_prefix(&label.bare).unwrap_or_default().to_string();
        let mut spellings = [text.trim().to_string(), label.full, label.bare, hint].into_iter();
        let answered = |words: String| {
            let reading = self.understood(item, &Content::Text(words.clone()));
            let value = reading.value.filter(|_| reading.state == State::Answered)?;
            Some(Choice { at, heading, words, value })
        };
        let said = spellings.by_ref().filter(|words| !words.is_empty()).find_map(answered);
        said.or_else(|| {
            let is_yes_no = self.layout.survey.items[item].kind == KindName::YesNo;
            let value = is_yes_no.then(|| by_opposite(page, text, all)).flatten()?;
            let words = if value { "是" } else { "否" };
            Some(Choice { at, heading, words: words.to_string(), value: Value::Bool(value) })
        })
    }
}

fn has_options(kind: KindName) -> bool {
    matches!(kind, KindName::YesNo | KindName::Choice | KindName::Choices)
}

/// Yes where another heading denies these words, no where these deny another's: 符合 | 不符合.
fn by_opposite(page: &Page, text: &str, all: &[Headed]) -> Option<bool> {
    let denies = |one: &str, other: &str| DENIALS.iter().any(|no| one.strip_prefix(no) == Some(other));
    let others = || all.iter().filter_map(|(_, heading)| text_of(page, *heading)).map(str::trim);
    let text = text.trim();
    if others().any(|other| denies(other, text)) {
        return Some(true);
    }
    others().any(|other| denies(text, other)).then_some(false)
}

fn text_of<'p>(page: &Page<'p>, at: Position) -> Option<&'p str> {
    match page.at(at) {
        Some(Content::Text(text)) => Some(text),
        _ => None,
    }
}

/// Whether a cell holds ticks and nothing else.
pub(super) fn is_tick_alone(content: &Content) -> bool {
    matches!(content, Content::Text(text) if is_tick(text))
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::KindName;

    const MERGED: &[(&str, &str)] =
        &[("C3:D3", "填报情况"), ("C3", ""), ("D3", ""), ("C4", "是"), ("D4", "否"), ("E4", "备注")];
    const APART: &[(&str, &str)] = &[("C4", "填报情况（是）"), ("D4", "填报情况（否）"), ("E4", "备注")];

    /// The answer to the first item with these marks below yes and no, and the rules of its findings.
    fn taken(heads: &[(&str, &str)], yes: &str, no: &str) -> (String, Vec<String>) {
        let rows = [("C5", yes), ("D5", no), ("C6", "√"), ("D6", ""), ("A8:B8", ""), ("C8:D8", "")];
        let mut survey = survey();
        survey.items[0].kind = KindName::YesNo;
        survey.items[1].kind = KindName::YesNo;
        let draft = read(&survey, &workbook(vec![form_with(&[heads, &rows].concat())])).unwrap().drafts.remove(0);
        let answer = &draft.answers[0];
        let shown = answer.value.as_ref().map_or(format!("{:?}", answer.state), |value| format!("{value:?}"));
        let of_item = draft.findings.iter().filter(|finding| finding.item == "plan");
        (shown, of_item.map(|finding| finding.rule.to_string()).collect())
    }

    #[test]
    fn a_tick_in_any_guise_says_what_stands_above_it() {
        for heads in [MERGED, APART] {
            for mark in ["√", "（√）", "[√]", "√。", "☑", "●", "否", "×"] {
                assert_eq!(taken(heads, "", mark), ("Bool(false)".to_string(), vec![]), "{mark}");
            }
            for mark in ["√", "（√）", "是", "1", "Y"] {
                assert_eq!(taken(heads, mark, ""), ("Bool(true)".to_string(), vec![]), "{mark}");
            }
            assert_eq!(taken(heads, "□", "☑").0, "Bool(false)");
        }
    }

    #[test]
    fn a_mark_that_says_something_else_than_its_column_is_asked_about() {
        for heads in [MERGED, APART] {
            for mark in ["√1", "1", "Y", "T", "对", "TRUE", "是"] {
                let (answer, rules) = taken(heads, "", mark);
                assert_eq!(
                    (answer.as_str(), rules),
                    ("Invalid", vec!["mark-contradicts-heading".to_string()]),
                    "{mark}"
                );
            }
            assert_eq!(taken(heads, "否", "").0, "Invalid");
            assert_eq!(taken(heads, "√", "√").0, "Invalid");
        }
    }
}
