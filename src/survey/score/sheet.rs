//! Sheet: a scorecard with its items, as a derivation: the columns and tables that it gives.

use polars::prelude::{DataType, Schema};

use super::verify;
use super::{Score, Scorecard};
use crate::survey::derived::Mistake;
use crate::survey::load::Step;
use crate::survey::load::Step::{At, Key};
use crate::survey::verify::misnamed;
use crate::survey::{Survey, expression};
use crate::text::survey::{self as say, score};

/// A scorecard with its items.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// The scorecard; `None` where there are items without one.
    pub card: Option<&'a Scorecard>,
    /// The items.
    pub scores: &'a [Score],
}

/// The lost points: a row a unit and item.
pub const DEDUCTIONS: &str = "deductions";
/// The points by category: a row a unit and category.
pub const CATEGORIES: &str = "category_scores";
/// The parts of the total: a row a unit and part.
pub const PARTS: &str = "score_parts";
/// The vetoes that apply: a row a unit and veto.
pub const VETOES: &str = "vetoes";

impl<'a> Sheet<'a> {
    /// The sheet of a survey, where it has one.
    pub fn of(survey: &'a Survey) -> Option<Sheet<'a>> {
        let sheet = Sheet { card: survey.scorecard.as_ref(), scores: &survey.scores };
        (sheet.card.is_some() || !sheet.scores.is_empty()).then_some(sheet)
    }

    /// The way to it in the definition.
    pub fn way(self) -> Vec<Step<'a>> {
        vec![Key(if self.card.is_some() { "scorecard" } else { "score" })]
    }

    /// The columns of the unit that it reads.
    pub fn needs(self) -> Vec<String> {
        let mut needs: Vec<String> = Vec::new();
        for sql in self.expressions() {
            for column in expression::parse(sql).iter().flat_map(expression::columns) {
                if !needs.contains(&column) {
                    needs.push(column);
                }
            }
        }
        needs
    }

    fn expressions(self) -> Vec<&'a str> {
        let mut all: Vec<&str> = Vec::new();
        for score in self.scores {
            for (_, rule) in score.rules() {
                let (of, per) = rule.measured();
                all.extend(of.into_iter().chain(per));
            }
            all.extend(score.empties.as_ref().and_then(|empties| empties.when.as_deref()));
        }
        if let Some(card) = self.card {
            all.extend(card.parts.iter().filter_map(|part| part.of.as_deref()));
            all.extend(card.vetoes.iter().map(|veto| veto.when.as_str()));
        }
        all
    }

    /// The columns that it gives, with their types: items, categories, vetoes, totals.
    pub fn given(self) -> Vec<(String, DataType)> {
        let number = |id: &str| (id.to_string(), DataType::Float64);
        let mut columns: Vec<(String, DataType)> = self.scores.iter().map(|score| number(&score.id)).collect();
        let Some(card) = self.card else { return columns };
        columns.extend(card.categories.iter().map(|category| number(&category.id)));
        columns.extend(card.vetoes.iter().map(|veto| (veto.id.clone(), DataType::Boolean)));
        let of_total = |ending: &str| format!("{}{ending}", card.id);
        columns.extend(["_sheet", "_before_veto", ""].map(|ending| number(&of_total(ending))));
        columns.extend(["_vetoed", "_barred"].map(|ending| (of_total(ending), DataType::Boolean)));
        if !card.stars.is_empty() {
            columns.extend(
                ["_star", "_star_zh", "_star_en", "_star_label"].map(|ending| (of_total(ending), DataType::String)),
            );
            columns.push((of_total("_star_no"), DataType::Int64));
        }
        columns
    }

    /// The columns with their types, or all that is wrong.
    pub fn columns(self, survey: &'a Survey, schema: &Schema) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
        let Some(card) = self.card else {
            return Err(vec![(self.way(), score::no_scorecard())]);
        };
        let mut mistakes = self.misnamed(survey, card, schema);
        mistakes.extend(verify::mistakes(survey, card, schema));
        if mistakes.is_empty() { Ok(self.given()) } else { Err(mistakes) }
    }

    fn misnamed(self, survey: &'a Survey, card: &'a Scorecard, schema: &Schema) -> Vec<Mistake<'a>> {
        let mut named: Vec<(Vec<Step>, &str)> = vec![(vec![Key("scorecard"), Key("id")], &card.id)];
        for (place, category) in card.categories.iter().enumerate() {
            named.push((vec![Key("scorecard"), Key("category"), At(place), Key("id")], &category.id));
        }
        for (place, veto) in card.vetoes.iter().enumerate() {
            named.push((vec![Key("scorecard"), Key("veto"), At(place), Key("id")], &veto.id));
        }
        for (place, score) in self.scores.iter().enumerate() {
            named.push((vec![Key("score"), At(place), Key("id")], &score.id));
        }
        let mut mistakes = Vec::new();
        for (place, (way, id)) in named.iter().enumerate() {
            let is_column = |id: &str| schema.contains(id) || survey.computed.iter().any(|known| known.id == id);
            let message = misnamed(id).or_else(|| {
                let is_twice = named[..place].iter().any(|(_, before)| before == id) || is_column(id);
                is_twice.then(|| say::is_column_choose(*id))
            });
            mistakes.extend(message.map(|message| (way.clone(), message)));
        }
        mistakes
    }

    /// The tables that it gives, with their columns.
    pub fn tables(self) -> Vec<(String, Schema)> {
        [(DEDUCTIONS, DEDUCTION_COLUMNS), (CATEGORIES, CATEGORY_COLUMNS), (PARTS, PART_COLUMNS), (VETOES, VETO_COLUMNS)]
            .map(|(name, columns)| (name.to_string(), schema(columns)))
            .to_vec()
    }
}

type Columns = &'static [(&'static str, DataType)];

fn schema(columns: Columns) -> Schema {
    let unit = [
        ("period", DataType::String),
        ("seq", DataType::Int64),
        ("code", DataType::String),
        ("name", DataType::String),
    ];
    unit.iter().chain(columns).map(|(name, dtype)| ((*name).into(), dtype.clone())).collect()
}

const DEDUCTION_COLUMNS: Columns = &[
    ("category", DataType::String),
    ("category_zh", DataType::String),
    ("category_en", DataType::String),
    ("category_label", DataType::String),
    ("item_seq", DataType::Int64),
    ("item", DataType::String),
    ("item_zh", DataType::String),
    ("item_en", DataType::String),
    ("item_label", DataType::String),
    ("bonus", DataType::Boolean),
    ("points", DataType::Float64),
    ("state", DataType::String),
    ("value", DataType::Float64),
    ("value_zh", DataType::String),
    ("value_en", DataType::String),
    ("value_label", DataType::String),
    ("rule_zh", DataType::String),
    ("rule_en", DataType::String),
    ("rule_label", DataType::String),
    ("cause", DataType::String),
    ("cause_zh", DataType::String),
    ("cause_en", DataType::String),
    ("cause_label", DataType::String),
    ("lost", DataType::Float64),
    ("gained", DataType::Float64),
    ("score", DataType::Float64),
    ("file", DataType::String),
    ("sheet", DataType::String),
    ("cell", DataType::String),
];

const CATEGORY_COLUMNS: Columns = &[
    ("category_seq", DataType::Int64),
    ("category", DataType::String),
    ("category_zh", DataType::String),
    ("category_en", DataType::String),
    ("category_label", DataType::String),
    ("points", DataType::Float64),
    ("weight", DataType::Float64),
    ("score", DataType::Float64),
    ("share", DataType::Float64),
];

const PART_COLUMNS: Columns = &[
    ("part_seq", DataType::Int64),
    ("part_zh", DataType::String),
    ("part_en", DataType::String),
    ("part_label", DataType::String),
    ("value", DataType::Float64),
    ("full", DataType::Float64),
    ("weight", DataType::Float64),
    ("counted", DataType::Float64),
];

const VETO_COLUMNS: Columns = &[
    ("veto", DataType::String),
    ("veto_zh", DataType::String),
    ("veto_en", DataType::String),
    ("veto_label", DataType::String),
    ("effect", DataType::String),
    ("effect_zh", DataType::String),
    ("effect_en", DataType::String),
    ("effect_label", DataType::String),
    ("before", DataType::Float64),
    ("total", DataType::Float64),
    ("file", DataType::String),
    ("sheet", DataType::String),
    ("cell", DataType::String),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_begins_with_period_and_unit() {
        let sheet = Sheet { card: None, scores: &[] };
        for (name, schema) in sheet.tables() {
            let first: Vec<&str> = schema.iter_names().take(4).map(|name| name.as_str()).collect();
            assert_eq!(first, ["period", "seq", "code", "name"], "{name}");
        }
    }
}
