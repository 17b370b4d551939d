//! Standard: points per aspect by group, since every industry or kind of unit is scored by a standard of its own.

use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::derived::Mistake;
use super::load::{Step, Step::At, Step::Key};
use super::{Survey, expression};
use crate::fraction::{Fraction, exact_decimal};
use crate::text::Text;
use crate::text::saying::Saying;
use crate::text::survey::{self as say, derived};

/// A total of points over aspects whose full points depend on a register attribute, scaled to common full marks.
///
/// ```toml
/// [[standard]]
/// id = "score"
/// by = "industry"
/// aspects = ["rules", "training", "hazards"]
/// full = 1000
/// points = [400, 300, 300]            # for values that are not listed
/// rows = [
///   { value = "煤矿", points = [300, 300, 500] },
///   { value = "餐饮", points = [400, 400, 0] },    # the last aspect does not apply
/// ]
/// ```
///
/// `ID` = `full` × points scored ÷ full points of the unit's standard, rounded half up. An aspect of no points does not
/// apply and is left out. A unit without a number in one of the others, or with one below 0 or above its full points, has
/// no total.
/// Columns: `ID`, `ID_points` (scored), `ID_full` (full points of its standard) and `ASPECT_rate` (scored ÷ full).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The name of its column.
    pub id: String,
    /// In words.
    #[serde(default)]
    pub label: Text,
    /// The register attribute that tells which standard holds for a unit.
    pub by: String,
    /// The numeric columns of points scored.
    pub aspects: Vec<String>,
    /// Full marks of the total.
    pub full: f64,
    /// Decimals of the total, at most 6.
    #[serde(default)]
    pub decimals: u32,
    /// Full points of each aspect for values of the attribute without a row of their own; without it such a unit has
    /// no total.
    #[serde(default)]
    pub points: Option<Vec<f64>>,
    /// Full points of each aspect for values of the attribute.
    #[serde(default)]
    pub rows: Vec<Points>,
}

/// The standard of one value of the attribute.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// The attribute's value.
    pub value: String,
    /// Full points of each aspect, in order; 0 where it does not apply.
    pub points: Vec<f64>,
}

impl Standard {
    /// The full points of each aspect for a value of the attribute, exact.
    pub fn of(&self, value: Option<&str>) -> Option<Vec<Fraction>> {
        let own = self.rows.iter().find(|row| Some(row.value.as_str()) == value).map(|row| &row.points);
        own.or(self.points.as_ref().filter(|_| value.is_some()))?.iter().map(|points| exact_decimal(*points)).collect()
    }

    /// The names of its columns.
    pub fn names(&self) -> Vec<String> {
        let own = ["", "_points", "_full"].map(|suffix| format!("{}{suffix}", self.id));
        own.into_iter().chain(self.aspects.iter().map(|aspect| format!("{aspect}_rate"))).collect()
    }

    /// The columns that it reads.
    pub fn needs(&self) -> Vec<String> {
        self.aspects.clone()
    }

    /// Its columns with their types, or all that is wrong with it.
    pub fn columns<'a>(
        &'a self,
        survey: &Survey,
        schema: &Schema,
        way: &[Step<'a>],
    ) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
        let at = |steps: &[Step<'a>]| [way, steps].concat();
        let mut mistakes = Vec::new();
        let attributes = || survey.register.attributes.iter().map(|attribute| attribute.id.as_str());
        if !attributes().any(|known| known == self.by) {
            mistakes.push((at(&[Key("by")]), expression::unknown(say::register_attribute(), &self.by, attributes())));
        }
        for (place, aspect) in self.aspects.iter().enumerate() {
            let message = match schema.get(aspect) {
                Some(dtype) if dtype.is_integer() || dtype.is_float() => continue,
                Some(_) => say::not_a_number(aspect),
                None => expression::unknown_column(aspect, schema),
            };
            mistakes.push((at(&[Key("aspects"), At(place)]), message));
        }
        if !(self.full > 0.0 && self.full.is_finite()) || self.decimals > 6 {
            mistakes.push((at(&[Key("full")]), derived::standard_full()));
        }
        if let Some(message) = self.points.as_ref().and_then(|points| self.misfit(points)) {
            mistakes.push((at(&[Key("points")]), message));
        }
        for (place, row) in self.rows.iter().enumerate() {
            if let Some(message) = self.misfit(&row.points) {
                mistakes.push((at(&[Key("rows"), At(place), Key("points")]), message));
            }
            if self.rows[..place].iter().any(|before| before.value == row.value) {
                let way = at(&[Key("rows"), At(place), Key("value")]);
                mistakes.push((way, derived::standard_twice(&row.value)));
            }
        }
        match mistakes.is_empty() {
            true => Ok(self.names().into_iter().map(|name| (name, DataType::Float64)).collect()),
            false => Err(mistakes),
        }
    }

    /// Why full points do not fit the aspects.
    fn misfit(&self, points: &[f64]) -> Option<Saying> {
        if points.len() != self.aspects.len() {
            return Some(derived::standard_length(self.aspects.len(), points.len()));
        }
        let is_wrong = points.iter().any(|points| !(*points >= 0.0 && points.is_finite()));
        let sum: f64 = points.iter().sum();
        (is_wrong || sum <= 0.0).then(derived::standard_points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_own_points_or_the_common_ones() {
        let text = "id = 's'\nby = 'industry'\naspects = ['a', 'b']\nfull = 100\npoints = [60, 40]\n\
                    rows = [{ value = 'mine', points = [50, 50] }]";
        let standard: Standard = toml::from_str(text).unwrap();
        let whole = |number| Fraction { numerator: number, denominator: 1 };
        assert_eq!(standard.of(Some("mine")), Some(vec![whole(50), whole(50)]));
        assert_eq!(standard.of(Some("shop")), Some(vec![whole(60), whole(40)]));
        assert_eq!(standard.of(None), None);
        assert_eq!(standard.names(), ["s", "s_points", "s_full", "a_rate", "b_rate"]);
        assert_eq!(standard.misfit(&[1.0]), Some(derived::standard_length(2usize, 1usize)));
        assert!(standard.misfit(&[0.0, 0.0]).is_some());
    }
}
