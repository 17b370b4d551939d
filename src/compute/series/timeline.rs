//! What every unit reported of one number, period by period.

use std::collections::BTreeMap;

use polars::prelude::DataType;

use crate::answer::State;
use crate::compute::condition;
use crate::compute::derive::Given;
use crate::error::Error;
use crate::fraction::{Fraction, exact_decimal};
use crate::frame::Round;
use crate::period::Period;
use crate::survey::derived::answers_behind;
use crate::survey::series::{SeriesItem, SeriesKind};

/// What a unit reported for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Report {
    /// It was not asked: it did not exist.
    #[default]
    Outside,
    /// Nothing usable, though it was asked.
    Missing,
    /// There is nothing to report: the question does not apply, or a rate has nothing to be a rate of.
    Nothing,
    /// A value, with the weight that it has as a rate.
    Value(Fraction, Option<Fraction>),
}

/// One number over time.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    reports: BTreeMap<Period, Vec<Report>>,
}

impl Timeline {
    /// Reads a number from all rounds that are at hand. Periods without any return are not in it.
    pub fn read(given: &Given, item: &SeriesItem) -> Result<Timeline, Error> {
        let rounds = given.past.iter().chain([given.round]);
        let read = |round: &Round| Ok((round.period, reports(given, round, item)?));
        Ok(Timeline { reports: rounds.map(read).collect::<Result<_, Error>>()? })
    }

    /// Whether anybody reported anything for a period.
    pub fn knows(&self, period: Period) -> bool {
        self.reports.contains_key(&period)
    }

    /// The periods for which there are returns, oldest first.
    pub fn periods(&self) -> impl Iterator<Item = Period> + '_ {
        self.reports.keys().copied()
    }

    /// What units reported for a period. `exists` says whether a unit was there in a period for which nobody reported.
    pub fn of(&self, period: Period, unit: usize, exists: impl Fn(usize, Period) -> bool) -> Report {
        match self.reports.get(&period) {
            Some(reports) => reports.get(unit).copied().unwrap_or_default(),
            None if exists(unit, period) => Report::Missing,
            None => Report::Outside,
        }
    }

    /// A timeline of given reports, a row of units a period.
    #[cfg(test)]
    pub fn of_reports(reports: impl IntoIterator<Item = (Period, Vec<Report>)>) -> Timeline {
        Timeline { reports: reports.into_iter().collect() }
    }
}

/// The reports of a round, by the units' places in the register.
fn reports(given: &Given, round: &Round, item: &SeriesItem) -> Result<Vec<Report>, Error> {
    let values = numbers(round, &item.id)?;
    let weights = item.weight.as_ref().map(|weight| numbers(round, weight)).transpose()?;
    let behind = condition::items(given.survey, &answers_behind(given.survey, std::slice::from_ref(&item.id)));
    let mut reports = vec![Report::Outside; given.register.units.len()];
    for (place, row) in round.frame.iter().enumerate() {
        let weight = weights.as_ref().and_then(|weights| weights[place]);
        reports[row.unit] = match values[place] {
            Some(value) => Report::Value(value, weight),
            None if declares_nothing(round, place, item) => Report::Value(Fraction::whole(0), None),
            None if is_nothing(round, place, item, weight, &behind) => Report::Nothing,
            None => Report::Missing,
        };
    }
    Ok(reports)
}

/// A unit that declares that there is nothing to report adds nothing to a count.
fn declares_nothing(round: &Round, place: usize, item: &SeriesItem) -> bool {
    item.kind == SeriesKind::Flow && round.given(place).is_some_and(|given| given.nil)
}

/// Whether a unit without a value has none to report, as far as its return says.
fn is_nothing(round: &Round, place: usize, item: &SeriesItem, weight: Option<Fraction>, behind: &[usize]) -> bool {
    let Some(given) = round.given(place) else { return false };
    let is_empty_rate = item.kind == SeriesKind::Rate && weight == Some(Fraction::ZERO);
    let is_settled = |item: &usize| matches!(round.state(place, *item), State::Answered | State::NotApplicable);
    given.nil || is_empty_rate || (!behind.is_empty() && behind.iter().all(is_settled))
}

/// A numeric column of a round's frame of units, a value a unit of the frame, as typed.
pub fn numbers(round: &Round, column: &str) -> Result<Vec<Option<Fraction>>, Error> {
    let failed = |error: polars::prelude::PolarsError| Error::Failed(format!("series of {column}: {error}"));
    let column = round.frames.returns.column(column).map_err(failed)?.cast(&DataType::Float64).map_err(failed)?;
    Ok(column.f64().map_err(failed)?.iter().map(|number| number.and_then(exact_decimal)).collect())
}
