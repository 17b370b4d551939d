//! Condition, Indicator, Measure: which sets of units are named, which shares and values are computed.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::Text;

/// A named set of units.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The name used in chains.
    pub id: String,
    /// The set in words: "units that assessed".
    pub label: Text,
    /// An SQL boolean expression over items and register attributes. `NULL` stays apart from false.
    #[serde(rename = "where")]
    pub filter: String,
}

/// A property on a chain of bases; every lawful quotient of the chain is a figure.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The id of its figures.
    pub id: String,
    /// The property in words.
    pub label: Text,
    /// Short words for charts and columns; the label where left out.
    #[serde(default)]
    pub short: Text,
    /// The section it belongs to.
    #[serde(default)]
    pub section: String,
    /// From the widest base to the property: `registered` (all units of the frame), `returned`, yes/no items, conditions.
    /// After `returned` a unit without a return is out of the base; of wider bases it stays in, as not received. Where
    /// silence is to count as no, a condition says so: `where = "returned AND …"`.
    pub chain: Vec<String>,
    /// The name and wording of those that have not: "no plan yet".
    #[serde(default)]
    pub complement: Option<Complement>,
    /// Limits of its traffic light, in percent; the survey's where left out.
    #[serde(default)]
    pub thresholds: Option<Thresholds>,
}

impl Indicator {
    /// Short words where there are any, else the label.
    pub fn short(&self) -> &Text {
        if self.short.is_empty() { &self.label } else { &self.short }
    }
}

/// The units of an indicator's widest base that have not the property.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Complement {
    /// The id of its figures.
    pub id: String,
    /// In words.
    pub label: Text,
}

/// A value computed over units or over rows of a repeating table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The id of its figures.
    pub id: String,
    /// In words.
    pub label: Text,
    /// The section it belongs to.
    #[serde(default)]
    pub section: String,
    /// What is computed.
    pub kind: MeasureKind,
    /// The item or table column, or an SQL number expression over them; for a ratio the upper one. What is only counted
    /// may be a date or a text too.
    pub of: String,
    /// The lower sum of a ratio.
    #[serde(default)]
    pub per: Option<String>,
    /// The repeating table whose rows are used, instead of the units.
    #[serde(default)]
    pub table: Option<String>,
    /// An SQL condition that selects units or rows.
    #[serde(default, rename = "where")]
    pub filter: Option<String>,
    /// The unit of measure.
    #[serde(default)]
    pub unit: Text,
    /// Decimals for print; by default none for sums and counts, one for means and medians, two for ratios.
    #[serde(default)]
    pub decimals: Option<u32>,
}

impl Measure {
    /// How many decimals are printed.
    pub fn printed_decimals(&self) -> u32 {
        self.decimals.unwrap_or(match self.kind {
            MeasureKind::Sum | MeasureKind::Count => 0,
            MeasureKind::Mean | MeasureKind::Median => 1,
            MeasureKind::Ratio => 2,
        })
    }
}

/// What a measure computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    /// The sum of what was answered.
    Sum,
    /// The mean over those that answered.
    Mean,
    /// The median over those that answered.
    Median,
    /// A quotient of two sums, over those that answered both.
    Ratio,
    /// How many have a value: a number, a date or a text.
    Count,
}

/// Limits of a traffic light: green from the upper, amber from the lower, red below; in percent.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Thresholds {
    /// Green from here.
    pub green: f64,
    /// Amber from here.
    pub amber: f64,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds { green: 80.0, amber: 50.0 }
    }
}
