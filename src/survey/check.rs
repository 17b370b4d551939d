//! Check: a rule that answers must fulfil.

use schemars::JsonSchema;
use serde::Deserialize;

use super::expression;
use super::level::PartsSum;
use super::outlier::Outlier;
use crate::finding::Severity;
use crate::text::Text;

/// A rule that answers must fulfil: `rule`, or exactly one of the shorthands.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What must hold, in kebab-case.
    pub id: String,
    /// Error, query or note.
    #[serde(default = "error_severity")]
    pub severity: Severity,
    /// What is wrong when it does not hold; each kind of check has a wording of its own.
    #[serde(default)]
    pub message: Text,
    /// What to do about it.
    #[serde(default)]
    pub remedy: Text,
    /// Shown, but never a reason to fail.
    #[serde(default)]
    pub trial: bool,
    /// The repeating table whose rows it looks at, instead of the unit's items.
    #[serde(default)]
    pub table: Option<String>,
    /// An SQL boolean expression over items (or the table's columns) that must be true.
    #[serde(default)]
    pub rule: Option<String>,
    /// Items that must be answered where they are relevant.
    #[serde(default)]
    pub required: Option<Vec<String>>,
    /// A number within limits.
    #[serde(default)]
    pub range: Option<Range>,
    /// Items of which all are answered or none.
    #[serde(default)]
    pub compulsory_pair: Option<Vec<String>>,
    /// Items of which at most one is answered with more than no or zero.
    #[serde(default)]
    pub exclusive_pair: Option<Vec<String>>,
    /// A total that equals its parts.
    #[serde(default)]
    pub sum: Option<Sum>,
    /// A number that is far from what is usual.
    #[serde(default)]
    pub outlier: Option<Outlier>,
    /// A unit's totals that equal the sums of the units below it.
    #[serde(default)]
    pub parts_sum: Option<PartsSum>,
}

impl Check {
    /// Whether its rule asks if the return declares that there is nothing to report.
    pub fn is_of_nil_returns(&self) -> bool {
        let names = |rule: &String| expression::parse(rule).map(|rule| expression::columns(&rule)).unwrap_or_default();
        self.rule.as_ref().map(names).is_some_and(|names| names.iter().any(|name| name == "nil"))
    }

    /// The items that a shorthand names.
    pub fn items(&self) -> Vec<&str> {
        let lists = [&self.required, &self.compulsory_pair, &self.exclusive_pair].into_iter().flatten().flatten();
        let range = self.range.iter().map(|range| &range.item);
        let sum = self.sum.iter().map(|sum| &sum.total);
        let outlier = self.outlier.iter().map(|outlier| &outlier.item);
        let parts = self.parts_sum.iter().flat_map(|parts| &parts.items);
        lists.chain(range).chain(sum).chain(outlier).chain(parts).map(String::as_str).collect()
    }
}

fn error_severity() -> Severity {
    Severity::Error
}

/// Limits of a number, both included.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The item.
    pub item: String,
    /// The least.
    pub min: Option<f64>,
    /// The most.
    pub max: Option<f64>,
}

/// A total and its parts.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// The item that holds the total.
    pub total: String,
    /// The items that make it up.
    pub parts: Vec<String>,
    /// How far they may differ.
    #[serde(default)]
    pub tolerance: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_may_ask_whether_a_return_declares_nothing_to_report() {
        let is_of = |rule: &str| {
            let check: Check = toml::from_str(&format!("id = \"a\"\nrule = \"{rule}\"")).unwrap();
            check.is_of_nil_returns()
        };
        assert!(is_of("NOT nil OR n_cases = 0"));
        assert!(!is_of("nilometers > 3 OR name = 'nil'") && !is_of("((nil"));
    }
}
