//! Derived columns and tables of a period, made before shares are taken: `computed` columns, and whatever else a
//! definition derives for each unit, in an order in which each finds what it needs.

use chrono::NaiveDate;
use polars::prelude::{Column, DataFrame, DataType, IntoColumn, NamedFrom, Series};

use super::{computed, cross, grade, index, level, list, quota, score, series, standard, theme};
use crate::edition::Edition;
use crate::error::Error;
use crate::frame::Round;
use crate::period::Period;
use crate::register::Register;
use crate::survey::Survey;
use crate::survey::derived::{Derivation, ordered};
use crate::text::Lang;

/// What a derivation is given.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The definition.
    pub survey: &'a Survey,
    /// Every unit ever asked.
    pub register: &'a Register,
    /// The period with the columns derived so far.
    pub round: &'a Round<'a>,
    /// For whom it is published: tables of counts withhold what that audience may not know.
    pub edition: Edition,
    /// The language of labels.
    pub lang: Lang,
    /// Earlier periods with returns, oldest first, with all their derived columns and tables.
    pub past: &'a [Round<'a>],
}

/// What a derivation gives.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    /// Columns of the frame of units, a value a unit of the frame in protocol order.
    pub columns: Vec<Column>,
    /// Tables of its own by name, as queries and data files know them.
    pub tables: Vec<(String, DataFrame)>,
}

/// Adds the derived columns and tables to a period. `past` are the earlier periods with returns, oldest first.
pub fn derive(
    survey: &Survey,
    register: &Register,
    round: &mut Round,
    past: &[Round],
    (edition, lang): (Edition, Lang),
) -> Result<(), Error> {
    for step in ordered(survey).0 {
        let given = Given { survey, register, round, edition, lang, past };
        let derived = match step.derivation {
            Derivation::Computed(column) => computed::derived(&given, column, &step.columns[0].1)?,
            Derivation::Score(sheet) => score::derived(&given, &sheet)?,
            Derivation::Index(declared) => index::derived(&given, declared)?,
            Derivation::Crosses(_) => cross::derived(&given)?,
            Derivation::Standard(standard) => standard::derived(&given, standard)?,
            Derivation::Grade(declared) => grade::derived(&given, declared)?,
            Derivation::Quotas(quotas) => quota::derived(&given, quotas)?,
            Derivation::Lists(lists) => list::derived(&given, lists)?,
            Derivation::Series(numbers) => series::derived(&given, numbers)?,
            Derivation::Levels => level::derived(&given)?,
            Derivation::Themes => theme::derived(&given)?,
        };
        for column in derived.columns {
            round.frames.returns.with_column(column).map_err(|error| Error::Failed(error.to_string()))?;
        }
        round.frames.derived.extend(derived.tables);
    }
    round.frames.past = past.iter().map(|round| round.frames.clone()).collect();
    for earlier in &mut round.frames.past {
        earlier.past.clear();
    }
    Ok(())
}

impl<'a> Given<'a> {
    /// The round of an earlier period, where there are returns of it.
    pub fn earlier(&self, period: Period) -> Option<&'a Round<'a>> {
        self.past.iter().find(|round| round.period == period)
    }

    /// For each unit of the frame its place in the frame of another round; `None` where it was not asked then.
    pub fn places_in(&self, other: &Round) -> Vec<Option<usize>> {
        let by_unit: std::collections::BTreeMap<usize, usize> =
            other.frame.iter().enumerate().map(|(place, row)| (row.unit, place)).collect();
        self.round.frame.iter().map(|row| by_unit.get(&row.unit).copied()).collect()
    }

    /// A numeric column of the frame of units.
    pub fn numbers(&self, column: &str) -> Result<Vec<Option<f64>>, Error> {
        let failed = |error: polars::prelude::PolarsError| Error::Failed(format!("{column}: {error}"));
        let column = self.round.frames.returns.column(column).map_err(failed)?;
        let column = column.cast(&DataType::Float64).map_err(failed)?;
        Ok(column.f64().map_err(failed)?.iter().collect())
    }

    /// A column of text of the frame of units.
    pub fn texts(&self, column: &str) -> Result<Vec<Option<String>>, Error> {
        let failed = |error: polars::prelude::PolarsError| Error::Failed(format!("{column}: {error}"));
        let column = self.round.frames.returns.column(column).map_err(failed)?;
        Ok(column.str().map_err(failed)?.iter().map(|text| text.map(str::to_string)).collect())
    }
}

/// A column of numbers.
pub fn numbers(name: &str, values: Vec<Option<f64>>) -> Column {
    Series::new(name.into(), values).into_column()
}

/// A column of whole numbers.
pub fn integers(name: &str, values: Vec<Option<i64>>) -> Column {
    Series::new(name.into(), values).into_column()
}

/// A column of text.
pub fn texts(name: &str, values: Vec<Option<String>>) -> Column {
    Series::new(name.into(), values).into_column()
}

/// A column of days.
pub fn days(name: &str, values: Vec<Option<NaiveDate>>) -> Result<Column, Error> {
    let days: Vec<Option<i32>> = values.into_iter().map(|day| day.map(|day| day.to_epoch_days())).collect();
    let column =
        Series::new(name.into(), days).cast(&DataType::Date).map_err(|error| Error::Failed(error.to_string()))?;
    Ok(column.into_column())
}

/// A column of yes or no.
pub fn truths(name: &str, values: Vec<Option<bool>>) -> Column {
    Series::new(name.into(), values).into_column()
}
