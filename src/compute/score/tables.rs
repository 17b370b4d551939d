//! The tables of a scorecard: lost points with their cells, points by category, parts of the total, vetoes.

use polars::prelude::DataFrame;

use super::evidence::{Behind, Evidence};
use super::sheet::{Cause, Points, is_sheet};
use super::{Reckoned, words};
use crate::compute::derive::Given;
use crate::compute::rows::Rows;
use crate::error::Error;
use crate::fraction::Fraction;
use crate::survey::score::sheet::{CATEGORIES, DEDUCTIONS, PARTS, VETOES};
use crate::text::Text;

pub(super) fn tables(given: &Given, reckoned: &Reckoned) -> Result<Vec<(String, DataFrame)>, Error> {
    Ok(vec![
        (DEDUCTIONS.to_string(), deductions(given, reckoned)?),
        (CATEGORIES.to_string(), categories(given, reckoned)?),
        (PARTS.to_string(), parts(given, reckoned)?),
        (VETOES.to_string(), vetoes(given, reckoned)?),
    ])
}

fn with_evidence(rows: Rows, evidence: &[Evidence]) -> Rows {
    rows.text("file", evidence.iter().map(|evidence| evidence.file.clone()))
        .text("sheet", evidence.iter().map(|evidence| evidence.sheet.clone()))
        .text("cell", evidence.iter().map(|evidence| evidence.cell.clone()))
}

/// A row a unit and item, units in protocol order, items by category and then in the survey's order.
fn deductions(given: &Given, reckoned: &Reckoned) -> Result<DataFrame, Error> {
    let Reckoned { terms, facts, points, behind, .. } = reckoned;
    let by_category = terms.card.categories.iter().flat_map(|category| {
        terms
            .scores
            .iter()
            .enumerate()
            .filter(move |(_, score)| score.category == category.id)
            .map(move |(item, _)| (category, item))
    });
    let order: Vec<_> = by_category.collect();
    let rows: Vec<(usize, usize, usize)> = (0..points.len())
        .flat_map(|unit| (0..order.len()).map(move |seq| (unit, seq)))
        .map(|(u, s)| (u, s, order[s].1))
        .collect();
    let rules: Vec<Text> = terms.scores.iter().map(|score| words::rule(score, terms.scores)).collect();
    let evidence: Vec<Evidence> = rows
        .iter()
        .map(|(unit, _, item)| {
            let source = match points[*unit].items[*item].cause {
                Cause::Emptied(source) => source,
                _ => *item,
            };
            behind[source].evidence(given, *unit)
        })
        .collect();
    let units: Vec<usize> = rows.iter().map(|(unit, ..)| *unit).collect();
    let score = |item: usize| &terms.scores[item];
    let left = |unit: usize, item: usize| points[unit].items[item].score;
    let lost = |unit: usize, item: usize| match score(item).is_bonus() {
        true => left(unit, item).map(|_| Fraction::ZERO),
        false => left(unit, item).map(|left| score(item).full() - left),
    };
    let gained = |unit: usize, item: usize| {
        left(unit, item).map(|left| if score(item).is_bonus() { left } else { Fraction::ZERO })
    };
    let cause = |unit: usize, item: usize| {
        words::cause(score(item), terms.scores, facts[unit].values[item], points[unit].items[item])
    };
    let rows = Rows::of(given, &units)
        .text("category", rows.iter().map(|(_, seq, _)| order[*seq].0.id.clone()))
        .words("category", rows.iter().map(|(_, seq, _)| order[*seq].0.label.clone()))
        .integer("item_seq", rows.iter().map(|(_, seq, _)| Some(seq + 1)))
        .text("item", rows.iter().map(|(.., item)| score(*item).id.clone()))
        .words("item", rows.iter().map(|(.., item)| score(*item).label.clone()))
        .truth("bonus", rows.iter().map(|(.., item)| score(*item).is_bonus()))
        .number("points", rows.iter().map(|(.., item)| Some(score(*item).full())))
        .text("state", rows.iter().map(|(unit, _, item)| facts[*unit].values[*item].state().code().to_string()))
        .number("value", rows.iter().map(|(unit, _, item)| facts[*unit].values[*item].value()))
        .words("value", rows.iter().map(|(unit, _, item)| words::measured(score(*item), facts[*unit].values[*item])))
        .words("rule", rows.iter().map(|(.., item)| rules[*item].clone()))
        .text("cause", rows.iter().map(|(unit, _, item)| code(points[*unit].items[*item].cause).to_string()))
        .words("cause", rows.iter().map(|(unit, _, item)| cause(*unit, *item)))
        .number("lost", rows.iter().map(|(unit, _, item)| lost(*unit, *item)))
        .number("gained", rows.iter().map(|(unit, _, item)| gained(*unit, *item)))
        .number("score", rows.iter().map(|(unit, _, item)| left(*unit, *item)));
    with_evidence(rows, &evidence).frame()
}

fn code(cause: Cause) -> &'static str {
    match cause {
        Cause::Rule => "rule",
        Cause::Missing(_) => "missing",
        Cause::Emptied(_) => "emptied",
    }
}

fn categories(given: &Given, reckoned: &Reckoned) -> Result<DataFrame, Error> {
    let (card, points) = (reckoned.terms.card, &reckoned.points);
    let n = card.categories.len();
    let rows: Vec<(usize, usize)> =
        (0..points.len()).flat_map(|unit| (0..n).map(move |category| (unit, category))).collect();
    let units: Vec<usize> = rows.iter().map(|(unit, _)| *unit).collect();
    let category = |place: usize| &card.categories[place];
    let score = |(unit, place): &(usize, usize)| points[*unit].categories[*place];
    Rows::of(given, &units)
        .integer("category_seq", rows.iter().map(|(_, place)| Some(place + 1)))
        .text("category", rows.iter().map(|(_, place)| category(*place).id.clone()))
        .words("category", rows.iter().map(|(_, place)| category(*place).label.clone()))
        .number("points", rows.iter().map(|(_, place)| Some(category(*place).points.0)))
        .number("weight", rows.iter().map(|(_, place)| category(*place).weight.map(|weight| weight.0)))
        .number("score", rows.iter().map(score))
        .number("share", rows.iter().map(|row| score(row)?.over(category(row.1).points.0)))
        .frame()
}

fn parts(given: &Given, reckoned: &Reckoned) -> Result<DataFrame, Error> {
    let Reckoned { terms, facts, points, .. } = reckoned;
    let card = terms.card;
    let n = if terms.combines { card.parts.len() } else { 0 };
    let rows: Vec<(usize, usize)> = (0..points.len()).flat_map(|unit| (0..n).map(move |part| (unit, part))).collect();
    let units: Vec<usize> = rows.iter().map(|(unit, _)| *unit).collect();
    let part = |place: usize| &card.parts[place];
    let value = |(unit, place): &(usize, usize)| match is_sheet(part(*place)) {
        true => points[*unit].sheet,
        false => facts[*unit].parts[*place],
    };
    Rows::of(given, &units)
        .integer("part_seq", rows.iter().map(|(_, place)| Some(place + 1)))
        .words("part", rows.iter().map(|(_, place)| part(*place).label.clone()))
        .number("value", rows.iter().map(value))
        .number("full", rows.iter().map(|(_, place)| Some(terms.full(part(*place)))))
        .number("weight", rows.iter().map(|(_, place)| Some(part(*place).weight.0)))
        .number("counted", rows.iter().map(|(unit, place)| points[*unit].parts[*place]))
        .frame()
}

fn vetoes(given: &Given, reckoned: &Reckoned) -> Result<DataFrame, Error> {
    let Reckoned { terms, facts, points, behind_vetoes, .. } = reckoned;
    let card = terms.card;
    let applies = |unit: usize, veto: usize| facts[unit].vetoes[veto] == Some(true);
    let rows = (0..points.len()).flat_map(|unit| (0..card.vetoes.len()).map(move |veto| (unit, veto)));
    let rows: Vec<(usize, usize)> = rows.filter(|(unit, veto)| applies(*unit, *veto)).collect();
    let evidence: Vec<Evidence> =
        rows.iter().map(|(unit, veto)| Behind::evidence(&behind_vetoes[*veto], given, *unit)).collect();
    let units: Vec<usize> = rows.iter().map(|(unit, _)| *unit).collect();
    let of_unit = |value: fn(&Points) -> Option<Fraction>| rows.iter().map(move |(unit, _)| value(&points[*unit]));
    let effect = |veto: usize| match card.vetoes[veto].effect {
        crate::survey::score::Effect::Zero => "zero",
        crate::survey::score::Effect::Bar => "bar",
    };
    let rows = Rows::of(given, &units)
        .text("veto", rows.iter().map(|(_, veto)| card.vetoes[*veto].id.clone()))
        .words("veto", rows.iter().map(|(_, veto)| card.vetoes[*veto].label.clone()))
        .text("effect", rows.iter().map(|(_, veto)| effect(*veto).to_string()))
        .words("effect", rows.iter().map(|(_, veto)| words::effect(card, &card.vetoes[*veto])))
        .number("before", of_unit(|points| points.before_veto))
        .number("total", of_unit(|points| points.total));
    with_evidence(rows, &evidence).frame()
}
