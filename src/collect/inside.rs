//! What one text of a form holds besides its own words: labels with their values after colons, and a period.

use crate::collect::label::Label;
use crate::collect::layout::{Layout, Role};
use crate::period::Period;
use crate::sheet::plain;

/// No label has more words between blanks.
const MOST_WORDS: usize = 12;
/// So many labels with values stand in one text at most.
const MOST_LABELS: usize = 24;
/// A text of more bytes is an answer or an instruction, whose colons are its own; taking it apart would take long.
const LONGEST: usize = 4096;

/// Labels and their values in one cell: `填报单位（盖章）：甲局  填报日期：…`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inside {
    text: String,
    labels: Vec<Inner>,
}

/// A label followed by a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    start: usize,
    value: usize,
    roles: Vec<Role>,
}

impl Inside {
    /// Takes a text apart.
    pub fn of(layout: &Layout, text: &str) -> Inside {
        if text.len() > LONGEST || !has_colon(text) {
            return Inside::default();
        }
        let text = plain(text);
        Inside { labels: labels(layout, &text), text }
    }

    /// Whether it holds no colon behind which something may be filled in.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// What stands in front of the first label of the form's head.
    pub fn lead(&self) -> &str {
        let known = self.labels.iter().find(|label| !label.roles.is_empty());
        known.map_or(&self.text, |label| &self.text[..label.start])
    }

    /// What follows a label and a colon, up to the next label.
    pub fn value(&self, role: Role) -> Option<String> {
        let position = self.labels.iter().position(|label| label.roles.contains(&role))?;
        let end = self.labels.get(position + 1).map_or(self.text.len(), |next| next.start);
        let value = self.text[self.labels[position].value..end].trim();
        (!value.is_empty()).then(|| value.to_string())
    }
}

/// Whether a colon of either width stands in a text.
pub fn has_colon(text: &str) -> bool {
    // Looked for one after the other, each is found by its bytes.
    text.contains(':') || text.contains('：')
}

fn labels(layout: &Layout, text: &str) -> Vec<Inner> {
    let mut found: Vec<Inner> = Vec::new();
    for (colon, _) in text.match_indices(':').take(MOST_LABELS) {
        let from = found.last().map_or(0, |before| before.value);
        let before = &text[from..colon];
        let blanks = before.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at + 1);
        let mut starts: Vec<usize> = std::iter::once(0).chain(blanks).collect();
        starts.retain(|start| before[*start..].starts_with(|c: char| c != ' '));
        starts.drain(..starts.len().saturating_sub(MOST_WORDS));
        let roles = |start: &usize| -> Vec<Role> {
            layout.roles(&Label::of(&before[*start..])).into_iter().map(|(_, role)| role).collect()
        };
        let known = starts.iter().map(|start| (*start, roles(start))).find(|(_, roles)| !roles.is_empty());
        let Some((start, roles)) = known.or_else(|| starts.last().map(|start| (*start, Vec::new()))) else { continue };
        found.push(Inner { start: from + start, value: colon + 1, roles });
    }
    found
}

/// The period of the survey's kind that a heading names; a day names none.
pub fn period(layout: &Layout, text: &str) -> Option<Period> {
    if !text.contains('年') {
        return None;
    }
    let text: String = plain(text).chars().filter(|c| *c != ' ').collect();
    let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    let starts = starts.filter(|at| !text[..*at].ends_with(|c: char| c.is_ascii_digit()));
    starts.filter_map(|at| longest_period(&text[at..])).find(|period| period.kind == layout.survey.period)
}

fn longest_period(text: &str) -> Option<Period> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(12);
    let end =
        ends.filter(|end| *end > 4 && text[..*end].contains('年') && Period::read(&text[..*end]).is_some()).last()?;
    let is_day = text[end..].trim_start_matches('月').starts_with(|c: char| c.is_ascii_digit());
    if is_day { None } else { Period::read(&text[..end]) }
}
