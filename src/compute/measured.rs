//! Measured: what an expression gives for each unit, exactly, or why it gives nothing.

use polars::prelude::{DataType, IntoLazy, col};

use super::condition;
use super::derive::Given;
use crate::answer::State;
use crate::error::Error;
use crate::exact;
use crate::fraction::Fraction;
use crate::survey::derived::{Derivation, answers_behind};
use crate::survey::{Survey, engine, expression};

/// A value of a unit, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measured {
    /// The value.
    Value(Fraction),
    /// Why there is none.
    Without(State),
}

impl Measured {
    /// The value, where there is one.
    pub fn value(self) -> Option<Fraction> {
        match self {
            Measured::Value(value) => Some(value),
            Measured::Without(_) => None,
        }
    }

    /// Answered, or why not.
    pub fn state(self) -> State {
        match self {
            Measured::Value(_) => State::Answered,
            Measured::Without(state) => state,
        }
    }
}

/// The value of an expression for every unit of the frame; with `per`, what it makes of the other in percent.
///
/// Where `per` is nothing there is nothing to take a share of: the value does not apply. Where none of the items behind an
/// expression has a usable answer there is no value, whatever `CASE … ELSE` or `COALESCE` make of nothing.
pub fn measured(given: &Given, of: &str, per: Option<&str>) -> Result<Vec<Measured>, Error> {
    let values = plain(given, of)?;
    let Some(per) = per else { return Ok(values) };
    let whole = plain(given, per)?;
    Ok(values.into_iter().zip(whole).map(|(part, whole)| percent(part, whole)).collect())
}

/// The first in percent of the second.
pub fn percent(part: Measured, whole: Measured) -> Measured {
    match (part, whole) {
        (Measured::Value(part), Measured::Value(whole)) => match part.over(whole) {
            Some(quotient) => Measured::Value(quotient * Fraction::whole(100)),
            None => Measured::Without(State::NotApplicable),
        },
        (Measured::Without(state), _) | (_, Measured::Without(state)) => Measured::Without(state),
    }
}

fn plain(given: &Given, sql: &str) -> Result<Vec<Measured>, Error> {
    let failed = |message| Error::Query { name: sql.to_string(), message };
    let parsed = expression::parse(sql).map_err(failed)?;
    let named = expression::columns(&parsed);
    let items = condition::items(given.survey, &answers_behind(given.survey, &named));
    let needs_answer = !items.is_empty() && !looks_back(given.survey, named);
    let columns = [col("seq"), parsed.cast(DataType::Float64).alias("value")];
    let frame = given.round.frames.returns.clone().lazy().select(columns).collect();
    let frame = frame.map_err(|error| failed(engine::saying(&error)))?;
    let values =
        frame.column("value").and_then(|column| column.f64()).map_err(|error| failed(engine::saying(&error)))?;
    let is_answered =
        |place| !needs_answer || items.iter().any(|item| given.round.state(place, *item) == State::Answered);
    let measured =
        |(place, value): (usize, Option<f64>)| match value.filter(|_| is_answered(place)).and_then(exact::measured) {
            Some(value) => Measured::Value(value),
            None => Measured::Without(condition::reason(given.round, place, &items)),
        };
    Ok(values.iter().enumerate().map(measured).collect())
}

/// Whether some of the columns are taken from an earlier period, so that answers of the present one say nothing of them.
fn looks_back(survey: &Survey, columns: Vec<String>) -> bool {
    let (mut open, mut seen) = (columns, Vec::new());
    while let Some(column) = open.pop() {
        if seen.contains(&column) {
            continue;
        }
        if let Some(computed) = survey.computed.iter().find(|computed| computed.id == column) {
            if computed.from.is_some() {
                return true;
            }
            open.extend(Derivation::Computed(computed).needs());
        }
        seen.push(column);
    }
    false
}

/// Whether a condition holds for every unit of the frame.
pub fn truths(given: &Given, sql: &str) -> Result<Vec<Option<bool>>, Error> {
    let failed = |message| Error::Query { name: sql.to_string(), message };
    expression::evaluate(&given.round.frames.returns, sql).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_of_nothing_does_not_apply() {
        let number = |n| Measured::Value(Fraction::whole(n));
        assert_eq!(percent(number(19), number(20)), number(95));
        assert_eq!(percent(number(0), number(0)), Measured::Without(State::NotApplicable));
        assert_eq!(percent(number(1), Measured::Without(State::Blank)), Measured::Without(State::Blank));
    }
}
