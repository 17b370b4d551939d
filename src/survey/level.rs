//! Levels: units that stand above others, and totals that are checked against their parts.

use polars::prelude::DataType;
use schemars::JsonSchema;
use serde::Deserialize;

use super::load::{Step, Step::Key};
use super::{Survey, expression};
use crate::text::saying::Saying;
use crate::text::survey as say;

/// How many units of the frame stand right below the unit; 0 for those at the lowest level.
pub const PARTS: &str = "n_parts";
/// The unit's level, from 1 for units that have none above them in the frame.
pub const DEPTH: &str = "depth";

/// Totals of a unit that equal the sums of the units right below it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartsSum {
    /// The items that hold totals in the unit above and parts in those below.
    pub items: Vec<String>,
    /// How far they may differ.
    #[serde(default)]
    pub tolerance: f64,
}

/// The columns that levels give the frame of units, where the register has levels.
pub fn columns(survey: &Survey) -> Vec<(String, DataType)> {
    let columns = [PARTS, DEPTH].map(|name| (name.to_string(), DataType::Int64));
    if survey.register.parent.is_some() { columns.to_vec() } else { Vec::new() }
}

/// What is wrong with the levels of the register.
pub(super) fn mistakes(survey: &Survey) -> Vec<(Vec<Step<'_>>, Saying)> {
    let Some(parent) = &survey.register.parent else { return Vec::new() };
    let known = || survey.register.attributes.iter().map(|attribute| attribute.id.as_str());
    let message = || expression::unknown(say::register_attribute(), parent, known());
    let is_known = known().any(|id| id == parent);
    if is_known { Vec::new() } else { vec![(vec![Key("register"), Key("parent")], message())] }
}

impl PartsSum {
    /// What is wrong with how it is written, with the key that is to blame.
    pub fn mistakes(&self, survey: &Survey, of_table: bool) -> Vec<(&'static str, Saying)> {
        let mut found = Vec::new();
        if survey.register.parent.is_none() {
            found.push(("items", say::parts_sum_parent()));
        }
        if of_table {
            found.push(("items", say::parts_sum_of_table()));
        }
        if self.items.is_empty() {
            found.push(("items", say::parts_sum_items()));
        }
        if self.tolerance < 0.0 {
            found.push(("tolerance", say::negative_tolerance()));
        }
        found
    }
}
