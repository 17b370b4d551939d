//! Survey, Item, Indicator, Condition: the definition that a folder under `queries/` holds.
//!
//! Every type here is what may be written in `survey.toml`; [`load`] reads it and refuses what does not fit together.

use std::path::PathBuf;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::fraction::RoundingMode;
use crate::period::{Period, PeriodKind};
use crate::text::{Lang, Text};

pub mod audience;
pub mod chart;
pub mod check;
pub mod closed;
pub mod comparison;
pub mod concordance;
pub mod cross;
pub mod derived;
pub mod document;
pub mod earlier;
pub mod engine;
pub mod expression;
pub mod grade;
pub mod index;
pub mod indicator;
pub mod item;
pub mod level;
pub mod list;
pub mod load;
pub mod outlier;
pub mod quota;
pub mod score;
pub mod series;
pub mod source;
pub mod standard;
pub mod theme;
mod verify;
pub mod workbook;
pub mod written;

pub use chart::Chart;
pub use check::{Check, Range, Sum};
pub use grade::Grade;
pub use indicator::{Complement, Condition, Indicator, Measure, MeasureKind, Thresholds};
pub use item::{Code, CodeList, Direction, Item, KindName, MissingMeaning, MissingWords, RepeatingTable, Section};
pub use outlier::Outlier;
pub use source::{Attribute, AttributeValue, Choose, Form, RegisterSource, Returns};
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
    /// The earlier period that every figure is compared with: `previous`, the period just before (default), or
    /// `year-ago`, the same span of last year. Without returns of that period nothing is compared.
    #[serde(default)]
    pub compare: derived::From,
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
