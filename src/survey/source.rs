//! Where units and returns come from, and how the form is drawn.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::earlier::EarlierForm;
use crate::text::Text;

/// The Excel file that lists the units, and how its columns are headed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterSource {
    /// The file, from the survey's folder.
    pub file: String,
    /// The headings of the column of codes.
    pub code: Vec<String>,
    /// The headings of the column of names.
    pub name: Vec<String>,
    /// The headings of the column of former names, several in a cell separated by `;`, `；` or `、`.
    #[serde(default)]
    pub former: Vec<String>,
    /// The headings of the column of short names and other spellings, separated likewise.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The headings of the column of the protocol order; without it the file's own order counts.
    #[serde(default)]
    pub order: Vec<String>,
    /// The headings of the column of the first valid day.
    #[serde(default)]
    pub valid_from: Vec<String>,
    /// The headings of the column of the last valid day.
    #[serde(default)]
    pub valid_to: Vec<String>,
    /// The headings of the column of the codes of the units that take over when a unit ends: several in a cell where
    /// it is split, the same code for several units where they merge.
    #[serde(default)]
    pub successor: Vec<String>,
    /// The attribute that holds the code of the unit above (上级单位): towns of a county, counties of a province.
    #[serde(default)]
    pub parent: Option<String>,
    /// Further columns: system, level, region.
    #[serde(default, rename = "attribute")]
    pub attributes: Vec<Attribute>,
}

/// A property of units that the register lists.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The column's name in queries.
    pub id: String,
    /// What it is called in print.
    pub label: Text,
    /// The headings under which the register lists it.
    pub column: Vec<String>,
    /// Its values in the order of print, with their wording; values not listed follow in the register's order.
    #[serde(default)]
    pub values: Vec<AttributeValue>,
}

/// A value of a register attribute.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributeValue {
    /// As written in the register.
    pub value: String,
    /// As printed.
    pub label: Text,
}

/// Where the returns lie, when they are due, and which of two counts.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Returns {
    /// The folder, from the survey's folder; `--returns` replaces it.
    pub path: String,
    /// Which return counts when a unit sends two for a period.
    #[serde(default)]
    pub choose: Choose,
    /// Days after the period's end by which returns are due.
    #[serde(default)]
    pub due_days: Option<u32>,
    /// Due dates of single periods, as `"2024" = "2025-01-20"`; they go before `due_days`.
    #[serde(default)]
    pub due: BTreeMap<String, String>,
}

/// The rule for two returns of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Choose {
    /// The latest by the date in the form, else by the file's time.
    #[default]
    Latest,
    /// None of them; both are rejected until the office decides.
    Refuse,
}

/// How the form is drawn.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The version of the form that this survey describes.
    #[serde(default = "first_version")]
    pub version: String,
    /// Names of the sheets that hold the form; others are searched when none of these fits.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// Headings of the column in which answers stand.
    #[serde(default)]
    pub answer: Vec<String>,
    /// Headings of the column of remarks.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// Labels beside which the unit's code stands; in a roster, headings.
    #[serde(default)]
    pub code: Vec<String>,
    /// Labels beside which the unit's name stands; in a roster, headings.
    pub unit: Vec<String>,
    /// Labels beside which the period stands.
    #[serde(default)]
    pub period: Vec<String>,
    /// Labels beside which the date of the return stands.
    #[serde(default)]
    pub date: Vec<String>,
    /// Labels beside which a unit declares that it has nothing to report (零报告).
    #[serde(default)]
    pub nil: Vec<String>,
    /// Earlier versions of the form: a return on one of them is called so.
    #[serde(default)]
    pub earlier: Vec<EarlierForm>,
    /// The share of items (0 to 1) that must be found; below it the file is another form.
    #[serde(default = "half")]
    pub least_found: f64,
}

fn first_version() -> String {
    "1".to_string()
}

fn half() -> f64 {
    0.5
}
