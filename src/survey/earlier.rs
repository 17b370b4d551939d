//! Earlier versions of the form, so that a return on one of them is known for what it is.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Survey;
use super::load::{Source, Step, Step::At, Step::Key};
use crate::error::Problem;
use crate::text::saying::Saying;
use crate::text::survey as say;

/// An earlier version of the form, by what it asked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierForm {
    /// The version's name.
    pub version: String,
    /// The labels of the items that it asked.
    pub labels: Vec<String>,
}

/// What is wrong with the earlier versions that a survey names.
pub(super) fn problems(survey: &Survey, source: &Source) -> Vec<Problem> {
    let mut known = BTreeSet::from([survey.form.version.as_str()]);
    let mut problems = Vec::new();
    for (place, earlier) in survey.form.earlier.iter().enumerate() {
        let way = |key: &'static str| [Key("form"), Key("earlier"), At(place), Key(key)];
        let mut tell = |way: &[Step], message: Saying| problems.push(source.problem(way, message));
        if !known.insert(&earlier.version) {
            tell(&way("version"), say::version_twice(&earlier.version));
        }
        if earlier.labels.iter().all(|label| label.trim().is_empty()) {
            tell(&way("labels"), say::version_without_labels());
        }
    }
    problems
}
