//! Scores: the points of every unit on the survey's scorecard, and how each of them was lost.

use super::derive::{Derived, Given, integers, numbers, texts, truths};
use super::measured::{self, Measured};
use crate::answer::State;
use crate::error::Error;
use crate::exact;
use crate::fraction::Fraction;
use crate::survey::score::{Part, Rule, Score, Scorecard, Sheet};
use crate::text::Lang;
use evidence::Behind;
use sheet::{Facts, Points, Terms};

pub mod evidence;
pub mod shape;
pub mod sheet;
mod tables;
pub mod words;

/// Everything that was reckoned for a period.
struct Reckoned<'a> {
    terms: Terms<'a>,
    facts: Vec<Facts>,
    points: Vec<Points>,
    /// The answers behind each item, and behind each veto.
    behind: Vec<Behind>,
    behind_vetoes: Vec<Behind>,
}

/// The columns and tables of a survey's scorecard.
pub fn derived(given: &Given, sheet: &Sheet) -> Result<Derived, Error> {
    let Some(card) = sheet.card else { return Ok(Derived::default()) };
    let is_combined = card.combined_in.is_empty() || card.combined_in.contains(&given.round.period.number);
    let terms = Terms {
        card,
        scores: sheet.scores,
        mode: given.survey.rounding.mode,
        combines: is_combined && !card.parts.is_empty(),
    };
    let facts = facts(given, &terms)?;
    let points = facts.iter().map(|facts| terms.points(facts)).collect();
    let behind = sheet.scores.iter().map(|score| Behind::of(given, &expressions(score))).collect::<Result<_, _>>()?;
    let behind_vetoes = card.vetoes.iter().map(|veto| Behind::of(given, &[&veto.when])).collect::<Result<_, _>>()?;
    let reckoned = Reckoned { terms, facts, points, behind, behind_vetoes };
    Ok(Derived { columns: columns(&reckoned, given.lang), tables: tables::tables(given, &reckoned)? })
}

fn expressions(score: &Score) -> Vec<&str> {
    let (of, per) = score.rule().map_or((None, None), Rule::measured);
    of.into_iter().chain(per).collect()
}

/// What is known of every unit of the frame, in protocol order.
fn facts(given: &Given, terms: &Terms) -> Result<Vec<Facts>, Error> {
    let Terms { card, scores, combines, .. } = *terms;
    let values = scores.iter().map(|score| values(given, score)).collect::<Result<Vec<_>, _>>()?;
    let n_units = given.round.frame.len();
    let empties = scores.iter().map(|score| match score.empties.as_ref().and_then(|empties| empties.when.as_ref()) {
        Some(when) => measured::truths(given, when),
        None => Ok(vec![None; n_units]),
    });
    let empties = empties.collect::<Result<Vec<_>, _>>()?;
    let parts =
        card.parts.iter().map(|part| part_values(given, card, part, combines)).collect::<Result<Vec<_>, _>>()?;
    let vetoes = card.vetoes.iter().map(|veto| measured::truths(given, &veto.when)).collect::<Result<Vec<_>, _>>()?;
    let of_unit = |place: usize| Facts {
        returned: given.round.given(place).is_some(),
        values: values.iter().map(|values| values[place]).collect(),
        empties: empties.iter().map(|truths| truths[place]).collect(),
        parts: parts.iter().map(|values| values[place]).collect(),
        vetoes: vetoes.iter().map(|truths| truths[place]).collect(),
    };
    Ok((0..n_units).map(of_unit).collect())
}

/// The value by which an item is scored, for every unit.
fn values(given: &Given, score: &Score) -> Result<Vec<Measured>, Error> {
    let Some(rule) = score.rule() else { return Ok(Vec::new()) };
    match (rule, rule.measured()) {
        (Rule::Late(_), (of, _)) => late_reports(given, of),
        (_, (Some(of), per)) => measured::measured(given, of, per),
        (_, (None, _)) => Ok(vec![Measured::Without(State::Blank); given.round.frame.len()]),
    }
}

/// How many reports came late: this return, and others that an expression counts.
fn late_reports(given: &Given, of: Option<&str>) -> Result<Vec<Measured>, Error> {
    let this = measured::measured(given, "late", None)?;
    let Some(of) = of else { return Ok(this) };
    let others = measured::measured(given, of, None)?;
    let both = |(this, other): (Measured, Measured)| match (this, other) {
        (Measured::Value(this), Measured::Value(other)) => Measured::Value(this + other),
        (Measured::Without(state), _) | (_, Measured::Without(state)) => Measured::Without(state),
    };
    Ok(this.into_iter().zip(others).map(both).collect())
}

/// The value of a part of the total for every unit; `None` for the sheet itself, which is not reckoned yet.
fn part_values(given: &Given, card: &Scorecard, part: &Part, combines: bool) -> Result<Vec<Option<Fraction>>, Error> {
    let none = || vec![None; given.round.frame.len()];
    if !combines {
        return Ok(none());
    }
    if let Some(of) = &part.of {
        return Ok(measured::measured(given, of, None)?.into_iter().map(Measured::value).collect());
    }
    let Some(from) = part.from else { return Ok(none()) };
    let asked = from.seen_from(given.round.period);
    let Some(earlier) = given.earlier(asked) else { return Ok(none()) };
    let totals = Given { round: earlier, ..*given }.numbers(&card.id)?;
    let then = |place: Option<usize>| place.and_then(|place| totals[place]).and_then(exact::measured);
    Ok(given.places_in(earlier).into_iter().map(then).collect())
}

fn decimal(number: Option<Fraction>) -> Option<f64> {
    number.and_then(Fraction::to_f64)
}

fn columns(reckoned: &Reckoned, lang: Lang) -> Vec<polars::prelude::Column> {
    let Reckoned { terms: Terms { card, scores, .. }, facts, points, .. } = reckoned;
    let of_points =
        |value: &dyn Fn(&Points) -> Option<Fraction>| points.iter().map(|points| decimal(value(points))).collect();
    let mut columns = Vec::new();
    for (place, score) in scores.iter().enumerate() {
        columns.push(numbers(&score.id, of_points(&|points| points.items[place].score)));
    }
    for (place, category) in card.categories.iter().enumerate() {
        columns.push(numbers(&category.id, of_points(&|points| points.categories[place])));
    }
    for (place, veto) in card.vetoes.iter().enumerate() {
        columns.push(truths(&veto.id, facts.iter().map(|facts| facts.vetoes[place]).collect()));
    }
    let of_total = |ending: &str| format!("{}{ending}", card.id);
    columns.push(numbers(&of_total("_sheet"), of_points(&|points| points.sheet)));
    columns.push(numbers(&of_total("_before_veto"), of_points(&|points| points.before_veto)));
    columns.push(numbers(&card.id, of_points(&|points| points.total)));
    columns.push(truths(&of_total("_vetoed"), points.iter().map(|points| points.vetoed).collect()));
    columns.push(truths(&of_total("_barred"), points.iter().map(|points| points.barred).collect()));
    if !card.stars.is_empty() {
        let star = |points: &Points| points.star.map(|star| &card.stars[star]);
        let words =
            |word: &dyn Fn(&crate::survey::score::Star) -> String| points.iter().map(|p| star(p).map(word)).collect();
        columns.push(texts(&of_total("_star"), words(&|star| star.id.clone())));
        columns.push(texts(&of_total("_star_zh"), words(&|star| star.label.zh.clone())));
        columns.push(texts(&of_total("_star_en"), words(&|star| star.label.en.clone())));
        columns.push(texts(&of_total("_star_label"), words(&|star| star.label.get(lang).to_string())));
        let numbers = points.iter().map(|points| points.star.and_then(|star| i64::try_from(star + 1).ok()));
        columns.push(integers(&of_total("_star_no"), numbers.collect()));
    }
    columns
}
