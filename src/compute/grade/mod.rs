//! Grades of units by cut points and overrides, against targets, and against the round before.

use polars::prelude::{Column, DataFrame};

use super::derive::{Derived, Given, texts};
use super::{Group, groups};
use crate::error::Error;
use crate::fraction::{Fraction, exact_decimal};
use crate::frame::Round;
use crate::survey::Grade;
use crate::survey::expression;

mod below;
mod targets;
mod transitions;

/// Where a unit stands in a round: the place of its class, or why it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// In a class, by its place from 0 for the best.
    Class(usize),
    /// In the register, but without a grade.
    Ungraded,
    /// Not in the register.
    Absent,
}

impl Standing {
    fn of(class: Option<usize>) -> Standing {
        class.map_or(Standing::Ungraded, Standing::Class)
    }

    fn class(self) -> Option<usize> {
        match self {
            Standing::Class(place) => Some(place),
            _ => None,
        }
    }

    fn name(self, grade: &Grade) -> String {
        match self {
            Standing::Class(place) => grade.classes[place].id.clone(),
            Standing::Ungraded => "ungraded".to_string(),
            Standing::Absent => "absent".to_string(),
        }
    }
}

/// The columns and tables of a grade.
pub fn derived(given: &Given, grade: &Grade) -> Result<Derived, Error> {
    let values: Vec<Option<Fraction>> =
        given.numbers(&grade.of)?.into_iter().map(|value| value.and_then(exact_decimal)).collect();
    let overrides = overrides(given, grade)?;
    let classes: Vec<Option<usize>> =
        (0..values.len()).map(|place| class_of(grade, values[place], &overrides, place)).collect();
    let earlier = given.earlier(given.round.period.previous());
    let before = earlier.map(|round| standings_before(given, grade, round)).transpose()?;
    let targets = targets::frame(given, grade, &classes)?;
    let transitions = transitions::frame(given, grade, &classes, earlier, before.as_deref())?;
    let below = below::frame(given, grade, &values, &classes)?;
    let tables = grade.tables().into_iter().map(|(name, _)| name).zip([targets, transitions, below]).collect();
    Ok(Derived { columns: columns(grade, &classes, before.as_deref()), tables })
}

fn columns(grade: &Grade, classes: &[Option<usize>], before: Option<&[Standing]>) -> Vec<Column> {
    let name = |class: &Option<usize>| class.map(|place| grade.classes[place].id.clone());
    let then = |place: usize| before.map(|before| before[place]);
    let places = 0..classes.len();
    let was: Vec<_> = places.clone().map(|place| name(&then(place).and_then(Standing::class))).collect();
    let moved = |place: usize| Some(transitions::kind(then(place)?, Standing::of(classes[place])).to_string());
    let all = [classes.iter().map(name).collect(), was, places.map(moved).collect()];
    grade.names().iter().zip(all).map(|(name, values)| texts(name, values)).collect()
}

/// A class by its place, and for each unit whether it belongs there whatever its value.
type Override = (usize, Vec<Option<bool>>);

/// For each class with a condition, from the lowest up, its truth for each unit.
fn overrides(given: &Given, grade: &Grade) -> Result<Vec<Override>, Error> {
    let classes = grade.classes.iter().enumerate().rev();
    let conditions = classes.filter_map(|(place, class)| Some((place, class.when.as_ref()?)));
    conditions.map(|(place, sql)| Ok((place, truth(given, grade, sql)?))).collect()
}

fn truth(given: &Given, grade: &Grade, sql: &str) -> Result<Vec<Option<bool>>, Error> {
    let failed = |message| Error::Query { name: grade.id.clone(), message };
    expression::evaluate(&given.round.frames.returns, sql).map_err(failed)
}

/// The class of a unit. The lowest class whose condition is true counts; a condition that is not known leaves the grade
/// open.
fn class_of(grade: &Grade, value: Option<Fraction>, overrides: &[Override], place: usize) -> Option<usize> {
    for (class, truth) in overrides {
        match truth[place] {
            Some(true) => return Some(*class),
            Some(false) => {}
            None => return None,
        }
    }
    by_value(grade, value?)
}

/// The class of a value: the first whose cut it reaches, else the one that takes the rest.
fn by_value(grade: &Grade, value: Fraction) -> Option<usize> {
    let reaches = |from: f64| exact_decimal(from).is_some_and(|from| value >= from);
    let by_cut = grade.classes.iter().position(|class| class.from.is_some_and(reaches));
    by_cut.or_else(|| grade.classes.iter().position(|class| class.from.is_none() && class.when.is_none()))
}

/// Where each unit of the present frame stood in another round.
fn standings_before(given: &Given, grade: &Grade, earlier: &Round) -> Result<Vec<Standing>, Error> {
    let then = classes_in(grade, earlier)?;
    let standing = |place: Option<usize>| place.map_or(Standing::Absent, |place| Standing::of(then[place]));
    Ok(given.places_in(earlier).into_iter().map(standing).collect())
}

/// The classes that the units of an earlier round were given.
fn classes_in(grade: &Grade, earlier: &Round) -> Result<Vec<Option<usize>>, Error> {
    let failed = |error: polars::prelude::PolarsError| Error::Failed(format!("{}: {error}", grade.id));
    let column = earlier.frames.returns.column(&grade.id).map_err(failed)?;
    let place = |id: Option<&str>| grade.classes.iter().position(|class| Some(class.id.as_str()) == id);
    Ok(column.str().map_err(failed)?.iter().map(place).collect())
}

/// The groups that are told of: none where small counts are withheld, since classes and moves of groups are small.
fn told_groups(given: &Given, round: &Round) -> Vec<Group> {
    if given.edition.least > 0 { Vec::new() } else { groups(given.survey, given.register, round) }
}

fn table(grade: &Grade, height: usize, columns: Vec<Column>) -> Result<DataFrame, Error> {
    DataFrame::new(height, columns).map_err(|error| Error::Failed(format!("{}: {error}", grade.id)))
}

#[cfg(test)]
mod tests;
