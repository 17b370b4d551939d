//! Grade: classes of a numeric column by cut points, with overrides, targets and follow-up.

use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::derived::Mistake;
use super::expression;
use super::load::{Step, Step::At, Step::Key};
use crate::fraction::{Fraction, exact_decimal};
use crate::text::Text;
use crate::text::saying::Saying;
use crate::text::survey::{self as say, derived};

/// Classes of units by a number, best first.
///
/// ```toml
/// [[grade]]
/// id = "grade"
/// label = { zh = "安全等级", en = "Safety grade" }
/// of = "score"
/// margin = 10                       # up to 10 points below a cut is just below it
/// class = [
///   { id = "A", from = 900 },
///   { id = "B", from = 700 },
///   { id = "C" },                   # all lower values
///   { id = "D", when = "major_hazard" },   # whatever the value
/// ]
/// target = [
///   { id = "a_share", class = "A", at_least = 20 },
///   { id = "no_c", class = "C", at_most = 0, where = "risk = '高危'" },
/// ]
/// ```
///
/// It gives the columns `ID`, `ID_before` (in the period before) and `ID_movement` (`up`, `same`, `down`, `new`,
/// `unclear`), and the tables `ID_targets`, `ID_transitions` and `ID_below`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// The name of its column.
    pub id: String,
    /// In words.
    #[serde(default)]
    pub label: Text,
    /// The numeric column that is graded.
    pub of: String,
    /// How far below a cut a value is just below it, in the column's own measure; 0 tells of none.
    #[serde(default)]
    pub margin: f64,
    /// The classes, best first.
    #[serde(rename = "class")]
    pub classes: Vec<Class>,
    /// What shares of the units the classes are to have.
    #[serde(default, rename = "target")]
    pub targets: Vec<Target>,
}

/// A class: by value, by override, or both.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The class in data files and queries.
    pub id: String,
    /// As printed; the id where left out.
    #[serde(default)]
    pub label: Text,
    /// The least value of the class. One class has neither `from` nor `when`: it takes all lower values.
    #[serde(default)]
    pub from: Option<f64>,
    /// An SQL condition under which a unit belongs here whatever its value. Of several classes whose condition is
    /// true the lowest counts. Where a condition is unknown, so is the grade, unless a lower class is certain.
    #[serde(default)]
    pub when: Option<String>,
    /// What follows for units of the class.
    #[serde(default)]
    pub follow_up: Text,
}

/// A share that a class is to reach or not to exceed, in the whole and in every group.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Its name in queries.
    pub id: String,
    /// In words.
    #[serde(default)]
    pub label: Text,
    /// The class.
    pub class: String,
    /// The least share of units in percent.
    #[serde(default)]
    pub at_least: Option<f64>,
    /// The greatest share of units in percent.
    #[serde(default)]
    pub at_most: Option<f64>,
    /// An SQL condition that selects the units to which it applies; all units where left out.
    #[serde(default, rename = "where")]
    pub filter: Option<String>,
}

/// What a target demands of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// At least so much.
    AtLeast(Fraction),
    /// At most so much.
    AtMost(Fraction),
}

impl Target {
    /// The demand as an exact quotient; a target that names none demands nothing.
    pub fn demand(&self) -> Demand {
        let quotient = |percent: f64| {
            let exact = exact_decimal(percent).unwrap_or(Fraction { numerator: 0, denominator: 1 });
            Fraction { denominator: exact.denominator * 100, ..exact }
        };
        match (self.at_least, self.at_most) {
            (None, Some(most)) => Demand::AtMost(quotient(most)),
            (least, _) => Demand::AtLeast(quotient(least.unwrap_or_default())),
        }
    }
}

impl Class {
    /// Its words where there are any, else its id.
    pub fn label(&self) -> Text {
        if self.label.is_empty() { Text::same(self.id.as_str()) } else { self.label.clone() }
    }

    fn takes_the_rest(&self) -> bool {
        self.from.is_none() && self.when.is_none()
    }
}

impl Grade {
    /// The names of its columns: the grade, the one before, the movement.
    pub fn names(&self) -> Vec<String> {
        let id = &self.id;
        vec![id.clone(), format!("{id}_before"), format!("{id}_movement")]
    }

    /// The columns that it reads.
    pub fn needs(&self) -> Vec<String> {
        let conditions = self.classes.iter().filter_map(|class| class.when.as_ref());
        let conditions = conditions.chain(self.targets.iter().filter_map(|target| target.filter.as_ref()));
        let parsed: Vec<_> = conditions.filter_map(|sql| expression::parse(sql).ok()).collect();
        std::iter::once(self.of.clone()).chain(parsed.iter().flat_map(expression::columns)).collect()
    }

    /// Its tables with their columns.
    pub fn tables(&self) -> Vec<(String, Schema)> {
        let named = |suffix: &str, columns: &[(&str, DataType)]| {
            let schema = columns.iter().map(|(name, dtype)| ((*name).into(), dtype.clone())).collect();
            (format!("{}_{suffix}", self.id), schema)
        };
        vec![named("targets", TARGETS), named("transitions", TRANSITIONS), named("below", BELOW)]
    }

    /// Its columns with their types, or all that is wrong with it.
    pub fn columns<'a>(
        &'a self,
        schema: &Schema,
        way: &[Step<'a>],
    ) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
        let mut mistakes = Vec::new();
        let at = |steps: &[Step<'a>]| [way, steps].concat();
        match schema.get(&self.of) {
            Some(dtype) if dtype.is_integer() || dtype.is_float() => {}
            Some(_) => mistakes.push((at(&[Key("of")]), say::not_a_number(&self.of))),
            None => mistakes.push((at(&[Key("of")]), expression::unknown_column(&self.of, schema))),
        }
        if !(self.margin >= 0.0 && self.margin.is_finite()) {
            mistakes.push((at(&[Key("margin")]), derived::margin()));
        }
        let found = self.class_mistakes(schema).into_iter().chain(self.target_mistakes(schema));
        mistakes.extend(found.map(|(steps, message)| (at(&steps), message)));
        match mistakes.is_empty() {
            true => Ok(self.names().into_iter().map(|name| (name, DataType::String)).collect()),
            false => Err(mistakes),
        }
    }

    fn class_mistakes(&self, schema: &Schema) -> Vec<Mistake<'static>> {
        let mut mistakes: Vec<Mistake> = Vec::new();
        let mut above: Option<&Class> = None;
        for (place, class) in self.classes.iter().enumerate() {
            let at = |key: &'static str| vec![Key("class"), At(place), Key(key)];
            if let Some(message) = misnamed(&class.id, self.classes[..place].iter().map(|class| &class.id)) {
                mistakes.push((at("id"), message));
            }
            if let Some(message) = class.when.as_ref().and_then(|sql| not_a_condition(sql, schema)) {
                mistakes.push((at("when"), message));
            }
            if class.from.is_none() && !class.takes_the_rest() {
                continue;
            }
            if let Some(message) = above.and_then(|above| overlap(above, class)) {
                mistakes.push((at("from"), message));
            }
            above = Some(class);
        }
        let n_rests = self.classes.iter().filter(|class| class.takes_the_rest()).count();
        if n_rests != 1 {
            mistakes.push((vec![Key("class")], derived::rests(&self.id, n_rests)));
        }
        mistakes
    }

    fn target_mistakes(&self, schema: &Schema) -> Vec<Mistake<'static>> {
        let mut mistakes: Vec<Mistake> = Vec::new();
        for (place, target) in self.targets.iter().enumerate() {
            let at = |key: &'static str| vec![Key("target"), At(place), Key(key)];
            if let Some(message) = misnamed(&target.id, self.targets[..place].iter().map(|target| &target.id)) {
                mistakes.push((at("id"), message));
            }
            if !self.classes.iter().any(|class| class.id == target.class) {
                let known: Vec<&str> = self.classes.iter().map(|class| class.id.as_str()).collect();
                mistakes.push((at("class"), derived::no_class(&target.class, known)));
            }
            match (target.at_least, target.at_most) {
                (Some(share), None) | (None, Some(share)) if (0.0..=100.0).contains(&share) => {}
                (Some(_), None) => mistakes.push((at("at_least"), derived::share_in_percent())),
                (None, Some(_)) => mistakes.push((at("at_most"), derived::share_in_percent())),
                _ => mistakes.push((vec![Key("target"), At(place)], derived::one_demand(&target.id))),
            }
            if let Some(message) = target.filter.as_ref().and_then(|sql| not_a_condition(sql, schema)) {
                mistakes.push((at("where"), message));
            }
            if let Some(message) = self.contradiction(place) {
                mistakes.push((vec![Key("target"), At(place)], message));
            }
        }
        mistakes
    }

    /// Why a target cannot be met together with those before it that apply to the same units.
    fn contradiction(&self, place: usize) -> Option<Saying> {
        let target = &self.targets[place];
        let same_units = || self.targets[..=place].iter().filter(|other| other.filter == target.filter);
        let least: f64 = same_units().filter_map(|other| other.at_least).sum();
        if target.at_least.is_some() && least > 100.0 {
            return Some(derived::demands_beyond_whole(least));
        }
        let of_class = || same_units().filter(|other| other.class == target.class);
        let least = of_class().filter_map(|other| other.at_least).fold(0.0, f64::max);
        let most = of_class().filter_map(|other| other.at_most).fold(100.0, f64::min);
        (least > most).then(|| derived::demands_contradict(&target.class, least, most))
    }
}

/// Why a class cannot stand below another.
fn overlap(above: &Class, class: &Class) -> Option<Saying> {
    if above.takes_the_rest() {
        return Some(derived::below_the_rest(&above.id));
    }
    let (upper, lower) = (above.from?, class.from?);
    let is_out_of_order = lower >= upper || !lower.is_finite();
    is_out_of_order.then(|| derived::cuts_out_of_order(&class.id, lower, &above.id, upper))
}

fn misnamed<'a>(id: &str, mut before: impl Iterator<Item = &'a String>) -> Option<Saying> {
    if id.trim().is_empty() {
        return Some(say::no_id());
    }
    before.any(|known| known == id).then(|| say::twice(id))
}

fn not_a_condition(sql: &str, schema: &Schema) -> Option<Saying> {
    match expression::result_type(sql, schema) {
        Ok(DataType::Boolean) => None,
        Ok(other) => Some(say::no_truth(sql, expression::type_name(&other))),
        Err(message) => Some(say::wrong_sql(sql, message)),
    }
}

/// A row a target in the whole (`group` empty) and in each group with units to which it applies.
///
/// `base` counts these units, `count` those of the class, `ungraded` those without a grade. `target_share` and `share`
/// are quotients of the base; `points` is how far the share is on the good side of the target, negative on the bad one.
/// `state` is `met`, `missed`, or `open` where it depends on units without a grade; `short` is how many more (or fewer)
/// units of the class it would take.
const TARGETS: &[(&str, DataType)] = &[
    ("period", DataType::String),
    ("seq", DataType::Int64),
    ("group_by", DataType::String),
    ("group", DataType::String),
    ("target", DataType::String),
    ("class", DataType::String),
    ("demand", DataType::String),
    ("target_share", DataType::Float64),
    ("base", DataType::Int64),
    ("count", DataType::Int64),
    ("ungraded", DataType::Int64),
    ("share", DataType::Float64),
    ("points", DataType::Float64),
    ("state", DataType::String),
    ("short", DataType::Int64),
];

/// A row a pair of classes before and now, in the whole and in each group; also `ungraded` and `absent` (not in the
/// register) on either side. `kind` is `up`, `same`, `down`, `new`, `gone` or `unclear`. Without an earlier round there
/// are no rows.
const TRANSITIONS: &[(&str, DataType)] = &[
    ("period", DataType::String),
    ("seq", DataType::Int64),
    ("group_by", DataType::String),
    ("group", DataType::String),
    ("before", DataType::String),
    ("before_seq", DataType::Int64),
    ("now", DataType::String),
    ("now_seq", DataType::Int64),
    ("kind", DataType::String),
    ("count", DataType::Int64),
];

/// A row a unit that is just below a cut: its value, its class, the class above, the cut, and what is lacking.
const BELOW: &[(&str, DataType)] = &[
    ("period", DataType::String),
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("value", DataType::Float64),
    ("class", DataType::String),
    ("class_above", DataType::String),
    ("cut", DataType::Float64),
    ("lacking", DataType::Float64),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(toml: &str) -> Vec<String> {
        let grade: Grade = toml::from_str(&format!("id = \"grade\"\nof = \"score\"\n{toml}")).unwrap();
        let schema: Schema =
            [("score".into(), DataType::Float64), ("hazard".into(), DataType::Boolean)].into_iter().collect();
        let found = grade.columns(&schema, &[]).err().unwrap_or_default();
        found.into_iter().map(|(_, message)| message.to_string()).collect()
    }

    #[test]
    fn cuts_that_overlap_or_are_out_of_order_are_refused() {
        let equal = mistakes("class = [{ id = 'A', from = 900 }, { id = 'B', from = 900 }, { id = 'C' }]");
        assert_eq!(equal, ["`B` from 900 is not below `A` from 900: classes are listed best first"]);
        let turned = mistakes("class = [{ id = 'B', from = 700 }, { id = 'A', from = 900 }, { id = 'C' }]");
        assert_eq!(turned, ["`A` from 900 is not below `B` from 700: classes are listed best first"]);
        let below_the_rest = mistakes("class = [{ id = 'A', from = 900 }, { id = 'C' }, { id = 'D', from = 100 }]");
        assert_eq!(below_the_rest, ["`C` takes all lower values: no class by value stands below it"]);
        let no_rest = mistakes("class = [{ id = 'A', from = 900 }, { id = 'D', when = 'hazard' }]");
        assert!(no_rest[0].ends_with("takes all lower values; there are 0"), "{no_rest:?}");
    }

    #[test]
    fn an_override_may_stand_anywhere() {
        let text = "class = [{ id = 'A', from = 900 }, { id = 'D', when = 'hazard' }, { id = 'C' }]";
        assert!(mistakes(text).is_empty());
    }

    #[test]
    fn targets_that_cannot_be_met_are_refused() {
        let classes = "class = [{ id = 'A', from = 9 }, { id = 'B', from = 7 }, { id = 'C' }]\n";
        let refused = |targets: &str| mistakes(&format!("{classes}target = [{targets}]"));
        let sum = refused("{ id = 'a', class = 'A', at_least = 60 }, { id = 'b', class = 'B', at_least = 50 }");
        assert_eq!(sum, ["the shares that are to be reached add up to 110 percent"]);
        let apart =
            "{ id = 'a', class = 'A', at_least = 60 }, { id = 'b', class = 'B', at_least = 50, where = 'hazard' }";
        assert!(refused(apart).is_empty());
        let both = refused("{ id = 'a', class = 'A', at_least = 60 }, { id = 'b', class = 'A', at_most = 50 }");
        assert_eq!(both, ["`A` cannot be at least 60 and at most 50 percent"]);
        assert_eq!(refused("{ id = 'a', class = 'E', at_most = 0 }"), ["no class is called `E`; there are A, B, C"]);
        assert_eq!(refused("{ id = 'a', class = 'A', at_least = 120 }")[0], "a share lies between 0 and 100 percent");
        assert_eq!(refused("{ id = 'a', class = 'A' }"), ["`a` needs exactly one of `at_least` and `at_most`"]);
    }

    #[test]
    fn names_that_do_not_exist_are_told() {
        let found = mistakes("class = [{ id = 'A', from = 9 }, { id = 'C' }, { id = 'D', when = 'hazzard' }]");
        assert_eq!(found, ["`hazzard`: nothing is called `hazzard`; did you mean `hazard`?"]);
    }
}
