//! Series: values of numbers over the periods of a year and of the year before: cumulative, against a target and
//! the time elapsed, against the previous period and the same span a year ago, with ranks.
//!
//! ```toml
//! history = 23                     # months looked back on: this year's and all of last year's
//!
//! [series]
//! tolerance = 5                    # points by which progress may lag behind the time elapsed
//! targets = { file = "targets.xlsx", year = ["年度"], code = ["单位代码"] }
//!
//! [[series.item]]
//! id = "visits"                    # a number item, or a computed column
//! better = "higher"
//!
//! [[series.item]]
//! id = "settled_share"             # a percentage: months and units are weighted, never averaged
//! kind = "rate"
//! weight = "complaints"
//! decimals = 1
//! ```
//!
//! # The tables `series` and `series_on_structure`
//!
//! A row a unit and item, and one a total (`is_total`). In `series` every unit stands for itself; in
//! `series_on_structure` for the units that it came from or went into, see [`crate::compute::structure`].
//!
//! | columns | meaning |
//! |---|---|
//! | `period`, `item`, `item_seq`, `seq`, `code`, `name`, `is_total` | whose row; several units of a structure's row are joined by `、` |
//! | `value`, `status`, `value_text` | the period's value; `A`, `M` nothing reported, `P` some of it missing, `O` not computable |
//! | `cumulative`, `cumulative_status`, `cumulative_text`, `n_due`, `n_given` | since the beginning of the year; `B` where a redefinition cuts it off; values asked for and given |
//! | `target`, `target_text`, `progress`, `elapsed`, `lead`, `state` | the year's target, the quotient reached, the quotient of the year gone, how far ahead (a quotient, negative: behind) |
//! | `previous`, `change`, `change_rate`, `change_status`, `change_reason` | on the previous period |
//! | `year_ago`, `year_change`, `year_rate`, `year_status`, `year_reason` | on the same period of last year |
//! | `cumulative_year_ago`, `cumulative_change`, `cumulative_rate`, `cumulative_change_status`, `cumulative_reason` | the cumulative value on that of last year |
//! | `rank`, `previous_rank`, `rank_change` | 1, 2, 2, 4; how many places up |
//! | `is_break` | the item was redefined with this period |
//!
//! `state` is `met`, `ahead`, `on_track`, `behind`, `unclear` (what is missing may decide), `no_target` or `missing`.
//! A comparison that is not made says why in its `_reason`: `missing`, `missing_then`, `incomplete`, `no_period`,
//! `not_in_frame`, `not_applicable`, `zero_base`, `negative_base` (for the rate alone), `not_comparable`, `no_weight`.
//! Its `_status` is `A`, `B` across a redefinition, `P` where a total compares matched units only, `O` where it is not made.
//!
//! `series_history` holds `period`, `item`, `seq`, `code`, `name`, `is_total`, `value`, `cumulative`, `status` and
//! `is_break` of this and the earlier periods, all on one structure: what lines are drawn from.

use std::collections::BTreeMap;

use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::derived::Mistake;
use super::load::{Step::At, Step::Key};
use super::{KindName, Survey, expression};
use crate::fraction::Fraction;
use crate::period::Period;
use crate::text::saying::Saying;
use crate::text::survey::{self as say, derived};

/// What is followed over time.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// The points of progress by which a unit may lag behind the time elapsed, and lead it, and still be on track.
    #[serde(default = "five")]
    pub tolerance: f64,
    /// The Excel file with the year's targets.
    #[serde(default)]
    pub targets: Option<TargetSource>,
    /// The period on whose units the table `series_on_structure` stands; the one reported on when left out.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub structure: Option<Period>,
    /// The numbers, in order; every number item of the form when left out.
    #[serde(default, rename = "item")]
    pub items: Vec<SeriesItem>,

    /// The targets as the file gives them.
    #[serde(skip)]
    pub read: Targets,
}

/// An Excel file with a row a unit and year; a target stands under the label of its item.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetSource {
    /// The file, from the survey's folder.
    pub file: String,
    /// The headings of the column of years.
    pub year: Vec<String>,
    /// The headings of the column of unit codes.
    pub code: Vec<String>,
}

/// A number that is followed.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesItem {
    /// A number item or computed column.
    pub id: String,
    /// How periods and units are brought together.
    #[serde(default)]
    pub kind: SeriesKind,
    /// The number by which a rate is weighted: what it is a rate of.
    #[serde(default)]
    pub weight: Option<String>,
    /// Which way is better.
    #[serde(default)]
    pub better: Better,
    /// By what units are ranked.
    #[serde(default)]
    pub rank: RankBy,
    /// The number column that holds the year's target, where returns give it; it goes before the file of targets.
    #[serde(default)]
    pub target: Option<String>,
    /// Points of its own instead of the series' tolerance.
    #[serde(default)]
    pub tolerance: Option<f64>,
    /// Decimals for print.
    #[serde(default)]
    pub decimals: u32,
}

/// How the values of periods and units are brought together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeriesKind {
    /// Periods add up over the year, units add up: cases, visits.
    #[default]
    Flow,
    /// A level at the period's end: the last one counts for the year, units add up: posts filled.
    Stock,
    /// A quotient: periods and units are weighted by `weight`.
    Rate,
    /// The plain mean over periods and units: scores.
    Mean,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// The more the better; a target is to be reached.
    #[default]
    Higher,
    /// The less the better; a target is not to be exceeded.
    Lower,
}

/// By what units are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RankBy {
    /// The period's value.
    #[default]
    Value,
    /// The cumulative value.
    Cumulative,
    /// The progress against the target.
    Progress,
}

/// The targets of units by item and year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Targets(pub BTreeMap<(i32, usize, String), Fraction>);

impl Targets {
    /// The target of a unit, by its place in the register.
    pub fn of(&self, year: i32, unit: usize, item: &str) -> Option<Fraction> {
        self.0.get(&(year, unit, item.to_string())).copied()
    }
}

fn five() -> f64 {
    5.0
}

/// The columns that a series gives to the frame of units: how many items have a target and how many are behind it.
pub const COLUMNS: [&str; 2] = ["series_with_target", "series_behind"];

/// The tables of a series.
pub const TABLES: [&str; 3] = ["series", "series_on_structure", "series_history"];

/// The columns of `series` and `series_on_structure`.
pub const SERIES: &[(&str, DataType)] = &[
    ("period", DataType::String),
    ("item", DataType::String),
    ("item_seq", DataType::Int64),
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("is_total", DataType::Boolean),
    ("value", DataType::Float64),
    ("status", DataType::String),
    ("value_text", DataType::String),
    ("cumulative", DataType::Float64),
    ("cumulative_status", DataType::String),
    ("cumulative_text", DataType::String),
    ("n_due", DataType::Int64),
    ("n_given", DataType::Int64),
    ("target", DataType::Float64),
    ("target_text", DataType::String),
    ("progress", DataType::Float64),
    ("elapsed", DataType::Float64),
    ("lead", DataType::Float64),
    ("state", DataType::String),
    ("previous", DataType::Float64),
    ("change", DataType::Float64),
    ("change_rate", DataType::Float64),
    ("change_status", DataType::String),
    ("change_reason", DataType::String),
    ("year_ago", DataType::Float64),
    ("year_change", DataType::Float64),
    ("year_rate", DataType::Float64),
    ("year_status", DataType::String),
    ("year_reason", DataType::String),
    ("cumulative_year_ago", DataType::Float64),
    ("cumulative_change", DataType::Float64),
    ("cumulative_rate", DataType::Float64),
    ("cumulative_change_status", DataType::String),
    ("cumulative_reason", DataType::String),
    ("rank", DataType::Int64),
    ("previous_rank", DataType::Int64),
    ("rank_change", DataType::Int64),
    ("is_break", DataType::Boolean),
];

/// The columns of `series_history`.
pub const HISTORY: &[(&str, DataType)] = &[
    ("period", DataType::String),
    ("item", DataType::String),
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("is_total", DataType::Boolean),
    ("value", DataType::Float64),
    ("cumulative", DataType::Float64),
    ("status", DataType::String),
    ("is_break", DataType::Boolean),
];

fn schema(columns: &[(&str, DataType)]) -> Schema {
    columns.iter().map(|(name, dtype)| ((*name).into(), dtype.clone())).collect()
}

impl Series {
    /// The numbers that are followed: those declared, else every number item that is still asked in its own right.
    pub fn followed(&self, survey: &Survey) -> Vec<SeriesItem> {
        if !self.items.is_empty() {
            return self.items.clone();
        }
        let is_followed = |id: &str| !survey.concordances.iter().any(|c| c.item != id && c.was.iter().any(|w| w == id));
        let numbers = survey.items.iter().filter(|item| is_followed(&item.id));
        numbers
            .filter_map(|item| {
                let kind = match item.kind {
                    KindName::Integer | KindName::Decimal => SeriesKind::Flow,
                    KindName::Percent => SeriesKind::Rate,
                    _ => return None,
                };
                Some(SeriesItem::plain(&item.id, kind))
            })
            .collect()
    }

    /// The columns of the unit that it reads.
    pub fn needs(&self) -> Vec<String> {
        let of_item = |item: &SeriesItem| {
            std::iter::once(item.id.clone()).chain(item.weight.clone()).chain(item.target.clone()).collect::<Vec<_>>()
        };
        self.items.iter().flat_map(of_item).collect()
    }

    /// The tables that it gives.
    pub fn tables() -> Vec<(String, Schema)> {
        let [series, on_structure, history] = TABLES.map(str::to_string);
        vec![(series, schema(SERIES)), (on_structure, schema(SERIES)), (history, schema(HISTORY))]
    }

    /// The columns that it gives, or all that is wrong with it.
    pub fn columns<'a>(
        &'a self,
        survey: &'a Survey,
        known: &Schema,
    ) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
        let mut mistakes = self.mistakes(survey);
        for (place, item) in self.items.iter().enumerate() {
            let named = [("id", Some(&item.id)), ("weight", item.weight.as_ref()), ("target", item.target.as_ref())];
            for (key, id) in named {
                let Some(message) = id.and_then(|id| no_number(id, known)) else { continue };
                mistakes.push((vec![Key("series"), Key("item"), At(place), Key(key)], message));
            }
        }
        for column in COLUMNS.iter().filter(|column| known.contains(column)) {
            mistakes.push((vec![Key("series")], derived::series_column(column)));
        }
        match mistakes.is_empty() {
            true => Ok(COLUMNS.map(|column| (column.to_string(), DataType::Int64)).to_vec()),
            false => Err(mistakes),
        }
    }

    fn mistakes<'a>(&'a self, survey: &'a Survey) -> Vec<Mistake<'a>> {
        let mut mistakes = Vec::new();
        let needed = 2 * survey.period.a_year() - 1;
        if survey.history < needed {
            let key = if survey.history == super::one() { "series" } else { "history" };
            mistakes.push((vec![Key(key)], derived::series_history(needed)));
        }
        if !is_tolerance(self.tolerance) {
            mistakes.push((vec![Key("series"), Key("tolerance")], derived::series_tolerance()));
        }
        if self.structure.is_some_and(|period| period.kind != survey.period) {
            mistakes.push((vec![Key("series"), Key("structure")], derived::series_structure()));
        }
        for (place, item) in self.items.iter().enumerate() {
            let way = |key: &'static str| vec![Key("series"), Key("item"), At(place), Key(key)];
            if self.items[..place].iter().any(|before| before.id == item.id) {
                mistakes.push((way("id"), say::twice(&item.id)));
            }
            if item.weight.is_some() && item.kind != SeriesKind::Rate {
                mistakes.push((way("weight"), derived::weight_of_rate(&item.id)));
            }
            if !item.tolerance.is_none_or(is_tolerance) {
                mistakes.push((way("tolerance"), derived::series_tolerance()));
            }
            if item.decimals > 6 {
                mistakes.push((way("decimals"), say::most_decimals()));
            }
        }
        mistakes
    }
}

impl SeriesItem {
    /// An item of which only its kind is known.
    pub fn plain(id: &str, kind: SeriesKind) -> SeriesItem {
        let decimals = if kind == SeriesKind::Rate { 1 } else { 0 };
        SeriesItem {
            id: id.to_string(),
            kind,
            weight: None,
            better: Better::Higher,
            rank: RankBy::Value,
            target: None,
            tolerance: None,
            decimals,
        }
    }
}

fn is_tolerance(points: f64) -> bool {
    (0.0..=100.0).contains(&points)
}

fn no_number(id: &str, known: &Schema) -> Option<Saying> {
    match known.get(id) {
        Some(dtype) if dtype.is_integer() || dtype.is_float() => None,
        Some(_) => Some(say::not_a_number(id)),
        None => Some(expression::unknown_column(id, known)),
    }
}
