//! Survey, Item, Indicator, Condition: the definition that a folder under `queries/` holds.
//!
//! Every type here is what may be written in `survey.toml`; [`load`] reads it and refuses what does not fit together.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::figure::RoundingMode;
use crate::finding::Severity;
use crate::period::{Period, PeriodKind};
use crate::text::{Lang, Text};

pub mod audience;
pub mod chart;
pub mod comparison;
pub mod concordance;
pub mod cross;
pub mod derived;
pub mod document;
pub mod earlier;
pub mod expression;
pub mod grade;
pub mod index;
pub mod level;
pub mod list;
pub mod load;
pub mod outlier;
pub mod quota;
pub mod score;
pub mod series;
pub mod standard;
pub mod theme;
mod verify;
pub mod workbook;

pub use chart::Chart;
pub use grade::Grade;
pub use outlier::Outlier;
pub use standard::Standard;

/// A survey: what is asked, of whom, checked, computed and published.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// Short name for folders and files: lower-case letters, digits and `-`.
    pub id: String,
    /// The survey's title.
    pub title: Text,
    /// The office that publishes it.
    #[serde(default)]
    pub office: Text,
    /// How long a reporting period is.
    pub period: PeriodKind,
    /// How many earlier periods with returns are consolidated beside the one reported on: what the tables `all_…` of
    /// queries and the period a year ago are read from.
    #[serde(default = "one")]
    pub history: u32,
    /// The day at whose close quotas and lists are judged, as `"2026-07-10"`; the period's last day when left out, and
    /// `--date` goes before both. It holds for the newest period; earlier ones are judged at their own last day.
    #[serde(default)]
    pub reference: Option<String>,
    /// The language of everything a user reads, unless `--lang` says otherwise.
    #[serde(default = "chinese")]
    pub language: Lang,
    /// How shares and values are rounded for print.
    #[serde(default)]
    pub rounding: Rounding,
    /// Where the units are listed.
    pub register: RegisterSource,
    /// Where the returns lie and which of two counts.
    pub returns: Returns,
    /// How the form is drawn.
    pub form: Form,
    /// The parts of the form, in order: the links of the report.
    #[serde(default, rename = "section")]
    pub sections: Vec<Section>,
    /// Lists of codes for choices.
    #[serde(default, rename = "code_list")]
    pub code_lists: Vec<CodeList>,
    /// Words that stand for a missing answer.
    #[serde(default, rename = "missing")]
    pub missing: Vec<MissingWords>,
    /// The questions.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
    /// The repeating tables.
    #[serde(default, rename = "table")]
    pub tables: Vec<RepeatingTable>,
    /// Columns computed for every unit from its answers.
    #[serde(default)]
    pub computed: Vec<derived::Computed>,
    /// Points per aspect by a standard of the unit's own kind.
    #[serde(default, rename = "standard")]
    pub standards: Vec<Standard>,
    /// Classes of units by cut points.
    #[serde(default, rename = "grade")]
    pub grades: Vec<Grade>,
    /// How the points of a unit are added up.
    #[serde(default)]
    pub scorecard: Option<score::Scorecard>,
    /// The items of the scorecard.
    #[serde(default, rename = "score")]
    pub scores: Vec<score::Score>,
    /// Composite indices.
    #[serde(default, rename = "index")]
    pub indexes: Vec<index::Index>,
    /// How often units have to do something, judged from dated rows.
    #[serde(default, rename = "quota")]
    pub quotas: Vec<quota::Quota>,
    /// Lists of entries that are followed from period to period.
    #[serde(default, rename = "list")]
    pub lists: Vec<list::List>,
    /// Numbers followed over the periods of a year.
    #[serde(default)]
    pub series: Option<series::Series>,
    /// What open answers are about.
    #[serde(default, rename = "theme")]
    pub themes: Vec<theme::Theme>,
    /// Open answers whose themes the office decided itself.
    #[serde(default)]
    pub reviewed: Vec<theme::Reviewed>,
    /// Items that were renamed, split or redefined between periods.
    #[serde(default, rename = "concordance")]
    pub concordances: Vec<concordance::Concordance>,
    /// What answers must fulfil.
    #[serde(default, rename = "check")]
    pub checks: Vec<Check>,
    /// Named sets of units that are not simply a yes/no item.
    #[serde(default, rename = "condition")]
    pub conditions: Vec<Condition>,
    /// Shares on chains of bases.
    #[serde(default, rename = "indicator")]
    pub indicators: Vec<Indicator>,
    /// Sums, means, medians and ratios.
    #[serde(default, rename = "measure")]
    pub measures: Vec<Measure>,
    /// The register attributes by which units are compared, in order.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Limits of the traffic lights, in percent.
    #[serde(default)]
    pub thresholds: Thresholds,
    /// Which sheets the workbook has.
    #[serde(default)]
    pub workbook: workbook::Workbook,
    /// What is drawn.
    #[serde(default, rename = "chart")]
    pub charts: Vec<Chart>,
    /// Counts by two properties.
    #[serde(default, rename = "cross")]
    pub crosses: Vec<cross::Cross>,
    /// What each audience may be told.
    #[serde(default, rename = "audience")]
    pub audiences: Vec<audience::AudienceRule>,
    /// What units are compared by, each with those of its group.
    #[serde(default)]
    pub comparison: Option<comparison::Comparison>,
    /// Further documents from templates; one called `report` replaces the report.
    #[serde(default, rename = "document")]
    pub documents: Vec<document::Document>,
    /// What is printed first, as ids of indicators: the headline shares.
    #[serde(default)]
    pub headlines: Vec<String>,

    /// The survey's folder.
    #[serde(skip)]
    pub folder: PathBuf,
    /// The SHA-256 of `survey.toml` and all the files beside it that a run uses.
    #[serde(skip)]
    pub hash: String,
}

fn chinese() -> Lang {
    Lang::Zh
}

fn one() -> u32 {
    1
}

/// Rounding for print.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rounding {
    /// `half-up` (default) or `half-even`, always on the exact fraction.
    pub mode: RoundingMode,
    /// Decimals of a printed percentage.
    pub decimals: u32,
}

impl Default for Rounding {
    fn default() -> Rounding {
        Rounding { mode: RoundingMode::HalfUp, decimals: 1 }
    }
}

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
    pub earlier: Vec<earlier::EarlierForm>,
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

/// A part of the form.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The name used in `item.section` and `indicator.section`.
    pub id: String,
    /// Its title.
    pub label: Text,
}

/// A list of codes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// The name used in `item.codes`.
    pub id: String,
    /// The codes in the order of print.
    #[serde(rename = "code")]
    pub codes: Vec<Code>,
}

/// A code and the spellings that mean it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The code in data files: letters, digits, `_`.
    pub id: String,
    /// As printed; both wordings are also read.
    pub label: Text,
    /// Further spellings that mean it.
    #[serde(default)]
    pub spellings: Vec<String>,
}

/// Words that stand for a missing answer, and what they mean.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissingWords {
    /// The words: 不详, N/A, 暂无.
    pub words: Vec<String>,
    /// What they mean.
    pub means: MissingMeaning,
    /// The kinds of item for which they mean it; all when left out.
    #[serde(default)]
    pub kinds: Vec<KindName>,
}

/// What a word for a missing answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingMeaning {
    /// As if nothing were written.
    Blank,
    /// The question does not apply to the unit.
    NotApplicable,
    /// The number zero.
    Zero,
    /// The answer no.
    No,
    /// Not known: kept raw, counted as invalid.
    Unknown,
}

/// The kinds of item, by the names used in a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KindName {
    /// Yes or no.
    YesNo,
    /// One of a code list.
    Choice,
    /// Any of a code list.
    Choices,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A percentage, in percent.
    Percent,
    /// A day.
    Date,
    /// Free text.
    Text,
}

/// A direction from a label to its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Right of the label, in the answer column where one is headed.
    Right,
    /// Below the label.
    Below,
}

/// One question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The column's name in queries: a lower-case letter, then letters, digits, `_`.
    pub id: String,
    /// What kind of answer is expected.
    pub kind: KindName,
    /// The section it belongs to.
    #[serde(default)]
    pub section: String,
    /// The question in words; both wordings are also labels by which it is found.
    pub label: Text,
    /// Short words for columns and charts; the label where left out.
    #[serde(default)]
    pub short: Text,
    /// Further labels by which it is found in a sheet or a roster's header.
    #[serde(default)]
    pub labels: Vec<String>,
    /// The code list of a choice.
    #[serde(default)]
    pub codes: Option<String>,
    /// Whether a return without it needs correction.
    #[serde(default)]
    pub required: bool,
    /// An SQL condition over other items under which the question applies.
    #[serde(default)]
    pub relevant: Option<String>,
    /// The defined name of its cell: the most trusted place.
    #[serde(default)]
    pub name: Option<String>,
    /// Directions from the label to the answer, tried in order.
    #[serde(default = "to_the_right")]
    pub seek: Vec<Direction>,
    /// A fixed cell such as `C12`: the least trusted place.
    #[serde(default)]
    pub cell: Option<String>,
    /// What is counted: persons, hours.
    #[serde(default)]
    pub unit: Text,
    /// An open question: its answers are listed by unit in the report.
    #[serde(default)]
    pub open: bool,
}

fn to_the_right() -> Vec<Direction> {
    vec![Direction::Right]
}

impl Item {
    /// Short words where there are any, else the label.
    pub fn short(&self) -> &Text {
        if self.short.is_empty() { &self.label } else { &self.short }
    }
}

/// A table with a row a case, found by its header row; as many rows as the unit fills.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatingTable {
    /// The table's name in queries and of its data file.
    pub id: String,
    /// Its title.
    pub label: Text,
    /// Its columns.
    #[serde(rename = "column")]
    pub columns: Vec<Item>,
}

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
    pub parts_sum: Option<level::PartsSum>,
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
    /// The item or table column, or an SQL number expression over them; for a ratio the upper one.
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
    /// Decimals for print.
    #[serde(default)]
    pub decimals: u32,
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
    /// How many have a value.
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

/// The JSON Schema of `survey.toml`, so that editors complete and check it.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Survey);
    serde_json::to_string_pretty(&schema).expect("a schema is plain data")
}

impl Survey {
    /// The place of an item in [`Survey::items`].
    pub fn item(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// The code list of an item.
    pub fn codes(&self, item: &Item) -> &[Code] {
        let list = item.codes.as_ref().and_then(|id| self.code_lists.iter().find(|list| list.id == *id));
        list.map_or(&[], |list| &list.codes)
    }

    /// The wording of a register attribute's value.
    pub fn attribute_label<'a>(&'a self, attribute: &str, value: &'a str, lang: Lang) -> &'a str {
        let attribute = self.register.attributes.iter().find(|known| known.id == attribute);
        let known = attribute.and_then(|known| known.values.iter().find(|v| v.value == value));
        known.map_or(value, |v| v.label.get(lang))
    }

    /// The day at whose close a period is judged, where the survey names one.
    pub fn reference(&self) -> Option<NaiveDate> {
        self.reference.as_ref().and_then(|day| day.parse().ok())
    }

    /// The day by which a period's returns are due.
    pub fn due(&self, period: Period) -> Option<NaiveDate> {
        let after_end = |days| period.last_day() + chrono::Days::new(u64::from(days));
        let named = self.returns.due.get(&period.to_string()).and_then(|day| day.parse().ok());
        named.or_else(|| self.returns.due_days.map(after_end))
    }

    /// The wording of a set of units as a base: "units with …" for a yes/no item.
    pub fn base_label(&self, id: &str) -> Text {
        let is_item = self.items.iter().any(|item| item.id == id);
        let label = self.condition_label(id);
        if !is_item {
            return label;
        }
        let say = |lang| crate::text::compute::UNITS_WITH.say(lang, &[("condition", label.get(lang))]);
        Text { zh: say(Lang::Zh), en: say(Lang::En) }
    }

    /// The wording of a column: of an item, a computed column, a standard or a grade; its name where it has none.
    pub fn column_label(&self, id: &str) -> Text {
        let item = self.items.iter().find(|item| item.id == id).map(|item| item.label.clone());
        let computed = || self.computed.iter().find(|known| known.id == id).map(|known| known.label.clone());
        let standard = || self.standards.iter().find(|known| known.id == id).map(|known| known.label.clone());
        let grade = || self.grades.iter().find(|known| known.id == id).map(|known| known.label.clone());
        let label = item.or_else(computed).or_else(standard).or_else(grade);
        label.filter(|label| !label.is_empty()).unwrap_or_else(|| Text::same(id))
    }

    /// The wording of a condition or property of a chain.
    pub fn condition_label(&self, id: &str) -> Text {
        match id {
            "registered" => crate::text::run::ALL_UNITS.into(),
            "returned" => crate::text::run::RETURNED_UNITS.into(),
            _ => {
                let condition = self.conditions.iter().find(|c| c.id == id).map(|c| c.label.clone());
                let item = || self.items.iter().find(|item| item.id == id).map(|item| item.short().clone());
                condition.or_else(item).or_else(|| quota::column_label(self, id)).unwrap_or_else(|| Text::same(id))
            }
        }
    }
}
