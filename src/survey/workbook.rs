//! Workbook: which of the sheets that every survey may have are left out.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::saying::Saying;
use crate::text::survey as say;

/// The sheets that a survey may leave out, by name.
pub const SHEETS: &[&str] =
    &["problems", "groups", "change", "measures", "matrix", "names", "reporting", "open-answers"];

/// What the summary workbook of a survey looks like.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Workbook {
    /// Sheets that make no sense for the survey: `problems`, `groups`, `change`, `measures`, `matrix`, `names`,
    /// `reporting`, `open-answers`. Tables made by queries are left out by a .sql file of their name without a query.
    pub without: Vec<String>,
    /// Whether shares have traffic lights; where not, only indicators with `thresholds` of their own.
    pub lights: bool,
}

impl Default for Workbook {
    fn default() -> Workbook {
        Workbook { without: Vec::new(), lights: true }
    }
}

impl Workbook {
    /// What is wrong with it: the place in `without`, and what is not known there.
    pub fn mistakes(&self) -> Vec<(usize, Saying)> {
        let unknown = self.without.iter().enumerate().filter(|(_, name)| !SHEETS.contains(&name.as_str()));
        unknown.map(|(place, name)| (place, say::no_sheet_to_leave_out(name, SHEETS))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sheets_that_exist_are_left_out() {
        let workbook: Workbook = toml::from_str("without = ['matrix', 'name']").unwrap();
        let mistakes = workbook.mistakes();
        assert_eq!(mistakes.len(), 1);
        assert!(
            mistakes[0].0 == 1 && mistakes[0].1.to_string().contains("`name`; there are problems, groups"),
            "{mistakes:?}"
        );
        assert!(workbook.lights);
    }
}
