//! Index: several indicators of a unit in one number, with declared weights, and how far ranks depend on them.
//!
//! ```toml
//! [[index]]
//! id = "capacity"
//! label = { zh = "保障能力指数", en = "Capacity index" }
//! normalise = "min-max"
//! mean = "arithmetic"
//! move_weights = "25 %"
//!
//! [[index.indicator]]
//! of = "trained"
//! per = "staff"
//! label = { zh = "培训率", en = "Training rate" }
//! weight = "40 %"
//! min = 0
//! max = 100
//! ```
//!
//! Source of the steps: OECD/JRC, Handbook on Constructing Composite Indicators (2008), steps 5 to 7.

use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::derived::Mistake;
use super::load::Step;
use super::load::Step::{At, Key};
use super::verify::misnamed;
use super::{Survey, expression, score};
use crate::exact::Exact;
use crate::fraction::Fraction;
use crate::text::Text;
use crate::text::survey::{self as say, derived, score as words};

/// A composite index.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// The name of its column; of the columns `_rank`, `_best_rank`, `_worst_rank`; of the tables `_indicators`, `_sensitivity`.
    pub id: String,
    /// In words.
    #[serde(default)]
    pub label: Text,
    /// How indicators are made comparable.
    pub normalise: Normalise,
    /// How they are put together.
    #[serde(default)]
    pub mean: Mean,
    /// The value of a unit that is at the upper bound of every indicator; z-scores are left as they are.
    #[serde(default = "hundred")]
    pub scale: Exact,
    /// Decimals to which it is rounded; ranks follow the rounded value.
    #[serde(default = "one_decimal")]
    pub decimals: u32,
    /// What becomes of a unit without a value in some indicator.
    #[serde(default)]
    pub missing: Missing,
    /// The share by which each weight is moved up and down, one at a time, to see how far ranks depend on it.
    #[serde(default = "quarter")]
    pub move_weights: Exact,
    /// What it is made of.
    #[serde(rename = "indicator")]
    pub indicators: Vec<Component>,
}

fn hundred() -> Exact {
    Exact(Fraction::whole(100))
}

fn one_decimal() -> u32 {
    1
}

fn quarter() -> Exact {
    Exact(Fraction { numerator: 1, denominator: 4 })
}

/// An indicator of an index.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// An SQL number expression over the columns of the unit.
    pub of: String,
    /// What it is divided by to give a percentage.
    #[serde(default)]
    pub per: Option<String>,
    /// In words.
    pub label: Text,
    /// Its weight; all weights make 1 or 100 %.
    pub weight: Exact,
    /// Which way is better.
    #[serde(default)]
    pub direction: Direction,
    /// The lower bound of min-max; the least over the units when left out.
    #[serde(default)]
    pub min: Option<Exact>,
    /// The upper bound of min-max; the greatest over the units when left out.
    #[serde(default)]
    pub max: Option<Exact>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    #[default]
    More,
    /// Less is better.
    Less,
}

/// How indicators are made comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Normalise {
    /// The share of the way from the lower to the upper bound, kept between 0 and 1.
    MinMax,
    /// Distance from the mean in standard deviations (of the units, divided by their number).
    ZScore,
    /// The share of the other units that are left behind; units that tie count half.
    Rank,
}

/// How normalised indicators are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mean {
    /// The weighted sum: what is lost in one may be made good in another.
    #[default]
    Arithmetic,
    /// The weighted product: nothing in one is nothing in all.
    Geometric,
}

/// What becomes of a unit without a value in some indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// It has no index and no rank.
    #[default]
    Unknown,
    /// The weights of its other indicators are scaled up.
    Reweighted,
}

impl Index {
    /// The way to it in the definition.
    pub fn way<'a>(&'a self, survey: &'a Survey) -> Vec<Step<'a>> {
        let place = survey.indexes.iter().position(|known| std::ptr::eq(known, self)).unwrap_or_default();
        vec![Key("index"), At(place)]
    }

    /// The columns of the unit that it reads.
    pub fn needs(&self) -> Vec<String> {
        let sql = self.indicators.iter().flat_map(|indicator| std::iter::once(&indicator.of).chain(&indicator.per));
        let parsed = sql.filter_map(|sql| expression::parse(sql).ok());
        parsed.flat_map(|parsed| expression::columns(&parsed)).collect()
    }

    /// The columns that it gives, with their types.
    pub fn given(&self) -> Vec<(String, DataType)> {
        let rank = |ending: &str| (format!("{}{ending}", self.id), DataType::Int64);
        vec![(self.id.clone(), DataType::Float64), rank("_rank"), rank("_best_rank"), rank("_worst_rank")]
    }

    /// The tables that it gives, with their columns: a row a unit and indicator, and a row a unit and set of weights.
    pub fn tables(&self) -> Vec<(String, Schema)> {
        let schema = |columns: &[(&str, DataType)]| -> Schema {
            UNIT.iter().chain(columns).map(|(name, dtype)| ((*name).into(), dtype.clone())).collect()
        };
        vec![
            (format!("{}_indicators", self.id), schema(INDICATORS)),
            (format!("{}_sensitivity", self.id), schema(SENSITIVITY)),
        ]
    }

    /// The columns with their types, or all that is wrong.
    pub fn columns<'a>(
        &'a self,
        survey: &'a Survey,
        schema: &Schema,
    ) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
        let way = self.way(survey);
        let at = |key: &'a str| [&way[..], &[Key(key)]].concat();
        let mut mistakes: Vec<Mistake> = Vec::new();
        let is_taken = |(name, _): &(String, DataType)| schema.contains(name);
        if let Some(message) = misnamed(&self.id) {
            mistakes.push((at("id"), message));
        } else if let Some((name, _)) = self.given().into_iter().find(is_taken) {
            mistakes.push((at("id"), say::is_column_choose(name)));
        }
        if self.decimals > 6 {
            mistakes.push((at("decimals"), derived::index_decimals()));
        }
        if self.normalise == Normalise::ZScore && self.mean == Mean::Geometric {
            mistakes.push((at("mean"), derived::geometric_z_scores()));
        }
        if self.move_weights.0 < Fraction::ZERO || self.move_weights.0 >= Fraction::ONE {
            mistakes.push((at("move_weights"), derived::move_weights()));
        }
        let weights: Vec<Exact> = self.indicators.iter().map(|indicator| indicator.weight).collect();
        if let Some(message) = score::wrong_weights(words::indicators(), &weights) {
            mistakes.push((at("indicator"), message));
        }
        for (place, indicator) in self.indicators.iter().enumerate() {
            let way = [&way[..], &[Key("indicator"), At(place)]].concat();
            mistakes.extend(indicator.mistakes(&way, schema, self.normalise));
        }
        if mistakes.is_empty() { Ok(self.given()) } else { Err(mistakes) }
    }
}

impl Component {
    fn mistakes<'a>(&'a self, way: &[Step<'a>], schema: &Schema, normalise: Normalise) -> Vec<Mistake<'a>> {
        let at = |key: &'a str| [way, &[Key(key)]].concat();
        let mut mistakes = Vec::new();
        for (key, sql) in std::iter::once(("of", &self.of)).chain(self.per.iter().map(|per| ("per", per))) {
            match expression::result_type(sql, schema) {
                Err(message) => mistakes.push((at(key), say::wrong_sql(sql, message))),
                Ok(found) if !(found.is_integer() || found.is_float() || found == DataType::Boolean) => {
                    mistakes.push((at(key), say::no_number(sql, expression::type_name(&found))));
                }
                Ok(_) => {}
            }
        }
        if self.min.zip(self.max).is_some_and(|(min, max)| min.0 >= max.0) {
            mistakes.push((at("min"), derived::bounds_reversed()));
        }
        if normalise != Normalise::MinMax && (self.min.is_some() || self.max.is_some()) {
            let key = if self.min.is_some() { "min" } else { "max" };
            mistakes.push((at(key), derived::bounds_of_min_max()));
        }
        mistakes
    }
}

const UNIT: &[(&str, DataType)] =
    &[("period", DataType::String), ("seq", DataType::Int64), ("code", DataType::String), ("name", DataType::String)];

const INDICATORS: &[(&str, DataType)] = &[
    ("indicator_seq", DataType::Int64),
    ("indicator_zh", DataType::String),
    ("indicator_en", DataType::String),
    ("indicator_label", DataType::String),
    ("value", DataType::Float64),
    ("normalised", DataType::Float64),
    ("weight", DataType::Float64),
];

const SENSITIVITY: &[(&str, DataType)] = &[
    ("case_seq", DataType::Int64),
    ("case_zh", DataType::String),
    ("case_en", DataType::String),
    ("case_label", DataType::String),
    ("value", DataType::Float64),
    ("rank", DataType::Int64),
    ("moved", DataType::Int64),
];
