//! What each audience may be told.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Survey;
use super::load::{Step, Step::At, Step::Key};
use crate::edition::{Audience, Edition};
use crate::text::saying::Saying;
use crate::text::survey::derived as say;

/// What an audience may be told.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceRule {
    /// The audience, as `--audience` names it.
    pub id: Audience,
    /// Whether units may be named.
    pub names: bool,
    /// Counts from 1 to below this are withheld; 0 withholds none.
    #[serde(default)]
    pub least: u64,
}

impl Survey {
    /// What an audience may be told: as the survey says, else as is usual.
    pub fn edition(&self, audience: Audience) -> Edition {
        let rule = self.audiences.iter().find(|rule| rule.id == audience);
        rule.map_or(Edition::of(audience), |rule| Edition { audience, names: rule.names, least: rule.least })
    }
}

/// What does not fit together in the rules.
pub(super) fn mistakes(survey: &Survey) -> Vec<(Vec<Step<'_>>, Saying)> {
    let rules = survey.audiences.iter().enumerate();
    let mistake = |(place, rule): (usize, &AudienceRule)| {
        let twice = survey.audiences[..place].iter().any(|before| before.id == rule.id);
        let message = match () {
            () if twice => say::audience_twice(rule.id.code()),
            () if rule.names && rule.least > 0 => say::names_tell_counts(),
            () if rule.id == Audience::Internal && !rule.names => say::office_sees_all(),
            () => return None,
        };
        Some((vec![Key("audience"), At(place)], message))
    };
    rules.filter_map(mistake).collect()
}
