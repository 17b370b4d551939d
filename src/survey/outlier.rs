//! Outlier: how far a number may be from what is usual before the unit is asked.

use schemars::JsonSchema;
use serde::Deserialize;

use super::expression;
use crate::text::saying::Saying;
use crate::text::survey as say;

/// A number that is not far from what is usual: exactly one of `robust_z`, `jump` and `factor`.
///
/// ```toml
/// outlier = { item = "score", robust_z = 3.5, within = "industry", least = 8 }
/// outlier = { item = "accidents", per = "employees", robust_z = 3.5 }   # the ratio to a size item
/// outlier = { item = "employees", jump = 50 }       # more than 50 % up or down on the unit's own last value
/// outlier = { item = "employees", factor = 3 }      # more than three times, or less than a third of it
/// ```
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outlier {
    /// The number: an item or another numeric column.
    pub item: String,
    /// The size item by which it is divided. A unit of size 0 has no ratio.
    #[serde(default)]
    pub per: Option<String>,
    /// The greatest robust z: 0.6745 × distance from the median ÷ median absolute deviation from it. 3.5 is usual.
    #[serde(default)]
    pub robust_z: Option<f64>,
    /// The greatest change on the unit's own last value, in percent of it.
    #[serde(default)]
    pub jump: Option<f64>,
    /// The greatest multiple of the unit's own last value; its reciprocal is the least.
    #[serde(default)]
    pub factor: Option<f64>,
    /// The register attribute within whose values units are compared; all units where left out.
    #[serde(default)]
    pub within: Option<String>,
    /// The least number of values with which units are compared; 5 where left out.
    #[serde(default = "five")]
    pub least: usize,
}

fn five() -> usize {
    5
}

impl Outlier {
    /// Whether a unit is compared with its own past.
    pub fn looks_back(&self) -> bool {
        self.jump.is_some() || self.factor.is_some()
    }

    /// What is wrong with how it is written, each with the key that is to blame. Columns are looked up by the caller.
    pub fn mistakes(&self, attributes: &[&str], of_table: bool) -> Vec<(&'static str, Saying)> {
        let mut mistakes = Vec::new();
        let methods = [self.robust_z, self.jump, self.factor];
        let n_methods = methods.iter().flatten().count();
        if n_methods != 1 {
            mistakes.push(("item", say::outlier_methods(n_methods)));
        }
        for (key, limit, above) in
            [("robust_z", self.robust_z, 0.0), ("jump", self.jump, 0.0), ("factor", self.factor, 1.0)]
        {
            if limit.is_some_and(|limit| !(limit > above && limit.is_finite())) {
                mistakes.push((key, say::outlier_limit(key, above)));
            }
        }
        if let Some(within) = &self.within {
            if !attributes.contains(&within.as_str()) {
                let known = attributes.iter().copied();
                mistakes.push(("within", expression::unknown(say::register_attribute(), within, known)));
            } else if self.looks_back() {
                mistakes.push(("within", say::past_within_group()));
            }
        }
        if of_table && self.looks_back() {
            mistakes.push(("item", say::rows_without_past()));
        }
        if self.least < 3 {
            mistakes.push(("least", say::outlier_least()));
        }
        mistakes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(toml: &str, of_table: bool) -> Vec<&'static str> {
        let outlier: Outlier = toml::from_str(&format!("item = 'a'\n{toml}")).unwrap();
        outlier.mistakes(&["region"], of_table).into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn what_does_not_fit_is_told() {
        assert!(keys("robust_z = 3.5\nwithin = 'region'", true).is_empty());
        assert!(keys("jump = 50\nper = 'b'", false).is_empty());
        assert_eq!(keys("", false), ["item"]);
        assert_eq!(keys("robust_z = 3\njump = 50", false), ["item"]);
        assert_eq!(keys("factor = 1", false), ["factor"]);
        assert_eq!(keys("robust_z = 3\nwithin = 'town'\nleast = 2", false), ["within", "least"]);
        assert_eq!(keys("jump = 5\nwithin = 'region'", true), ["within", "item"]);
    }
}
