//! Themes of open answers: a dictionary of patterns, and answers that the office has gone through itself.

use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::load::{Step, Step::At, Step::Key};
use super::{Survey, expression};
use crate::period::Period;
use crate::text::Text;
use crate::text::saying::Saying;
use crate::text::survey::{self as say, derived};

/// The name of the table of themes.
pub const TABLE: &str = "themes";
/// The theme of an answer in which no pattern was found.
pub const UNMATCHED: &str = "unmatched";

/// A theme of open answers, found by any of its patterns. An answer may have several themes.
///
/// The survey gets a table [`TABLE`] for queries, a row a theme of an answer, in protocol order: [`COLUMNS`]. An answer
/// without a theme is there once, with the theme `unmatched`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The theme in data files.
    pub id: String,
    /// In words.
    pub label: Text,
    /// Words that tell of it, in any case and width; `*` stands for anything in between: `人员*不足`.
    pub patterns: Vec<String>,
    /// The open items in which it is looked for; all open items when left out.
    #[serde(default)]
    pub items: Vec<String>,
}

/// The themes of one answer as the office decided on reading it; they replace what the patterns find.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// The period of the answer.
    pub period: String,
    /// The unit's code.
    pub unit: String,
    /// The item.
    pub item: String,
    /// Its themes; none where it has none.
    pub themes: Vec<String>,
}

/// The columns of the table of themes. `n_themes` counts the themes of the answer, 0 for one without.
pub const COLUMNS: &[(&str, DataType)] = &[
    ("period", DataType::String),
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("item", DataType::String),
    ("theme_seq", DataType::Int64),
    ("theme", DataType::String),
    ("theme_label", DataType::String),
    ("n_themes", DataType::Int64),
    ("reviewed", DataType::Boolean),
    ("quote", DataType::String),
];

/// The columns of the table of themes.
pub fn schema() -> Schema {
    COLUMNS.iter().map(|(name, dtype)| ((*name).into(), dtype.clone())).collect()
}

impl Theme {
    /// Whether it is looked for in the answers to an item.
    pub fn is_sought_in(&self, item: &str) -> bool {
        self.items.is_empty() || self.items.iter().any(|known| known == item)
    }

    /// Whether one of its patterns is found in an answer.
    pub fn is_in(&self, answer: &str) -> bool {
        let answer = folded(answer);
        self.patterns.iter().any(|pattern| is_found(&folded(pattern), &answer))
    }
}

/// The parts of a pattern in their order.
fn is_found(pattern: &str, answer: &str) -> bool {
    let mut rest = answer;
    for part in pattern.split('*').filter(|part| !part.is_empty()) {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

/// Without regard to case and to the width of letters, digits and signs.
fn folded(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

/// The open items, by their places, whose answers are searched.
pub fn open_items(survey: &Survey) -> impl Iterator<Item = usize> {
    (0..survey.items.len()).filter(|place| survey.items[*place].open)
}

/// What is wrong with the dictionary and what was reviewed.
pub(super) fn mistakes(survey: &Survey) -> Vec<(Vec<Step<'_>>, Saying)> {
    let mut found = Vec::new();
    let open: Vec<&str> = open_items(survey).map(|place| survey.items[place].id.as_str()).collect();
    for (place, theme) in survey.themes.iter().enumerate() {
        let at = |key: &'static str| vec![Key("theme"), At(place), Key(key)];
        if survey.themes[..place].iter().any(|before| before.id == theme.id) {
            found.push((at("id"), say::twice(&theme.id)));
        } else if theme.id == UNMATCHED {
            found.push((at("id"), derived::theme_reserved(&theme.id)));
        }
        let is_blank = |pattern: &String| pattern.trim().trim_matches('*').trim().is_empty();
        if theme.patterns.is_empty() || theme.patterns.iter().any(is_blank) {
            found.push((at("patterns"), derived::empty_pattern(&theme.id)));
        }
        let unfit = theme.items.iter().filter(|item| !open.contains(&item.as_str()));
        found.extend(unfit.map(|item| (at("items"), derived::not_open(item, &open))));
    }
    for (place, reviewed) in survey.reviewed.iter().enumerate() {
        let at = |key: &'static str| vec![Key("reviewed"), At(place), Key(key)];
        if let Err(message) = reviewed.period.parse::<Period>() {
            found.push((at("period"), message));
        }
        if !open.contains(&reviewed.item.as_str()) {
            found.push((at("item"), derived::not_open(&reviewed.item, &open)));
        }
        let is_known = |id: &&String| survey.themes.iter().any(|theme| theme.id == **id);
        for unknown in reviewed.themes.iter().filter(|id| !is_known(id)) {
            let themes = survey.themes.iter().map(|theme| theme.id.as_str());
            found.push((at("themes"), expression::unknown(say::theme(), unknown, themes)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(patterns: &[&str]) -> Theme {
        let patterns = patterns.iter().map(|pattern| pattern.to_string()).collect();
        Theme { id: "staff".to_string(), label: Text::same("staff"), patterns, items: Vec::new() }
    }

    #[test]
    fn a_pattern_is_found_in_any_case_and_width_and_across_a_gap() {
        assert!(theme(&["人员*不足"]).is_in("专职人员严重不足。"));
        assert!(!theme(&["人员*不足"]).is_in("不足的是人员"));
        assert!(theme(&["it系统"]).is_in("ＩＴ系统填报重复"));
        assert!(theme(&["办案", "力量"]).is_in("力量薄弱"));
        assert!(!theme(&["办案"]).is_in(""));
    }
}
