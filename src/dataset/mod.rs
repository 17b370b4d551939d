//! Dataset: a publication's data as tables of typed columns. Data files print them, queries run over them.
//!
//! Every column is defined once, here and in the files below, so that a data file, its description and the table of
//! the same name in a query never differ.

use std::borrow::Cow;

use chrono::NaiveDate;
use polars::prelude::{Column, DataFrame, DataType, IntoColumn, NamedFrom, PolarsResult, Series};

use crate::answer::Return;
use crate::error::Error;
use crate::figure::Results;
use crate::finding::Finding;
use crate::fraction::{Fraction, RoundingMode};
use crate::frame::Frames;
use crate::period::Period;
use crate::receipt::Receipt;
use crate::register::{FrameUnit, Register};
use crate::survey::Survey;
use crate::text::Lang;

pub mod answers;
pub mod comparison;
pub mod csv;
pub mod figures;
pub mod findings;
pub mod ledger;
pub mod units;

/// What the datasets of a period are made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The definition.
    pub survey: &'a Survey,
    /// The language of labels.
    pub lang: Lang,
    /// The period.
    pub period: Period,
    /// Every unit ever asked.
    pub register: &'a Register,
    /// The frame of the period in protocol order.
    pub frame: &'a [FrameUnit],
    /// The returns of the period that count.
    pub returns: &'a [Return],
    /// The consolidated answers.
    pub frames: &'a Frames,
    /// Figures and changes.
    pub results: &'a Results,
    /// What is wrong.
    pub findings: &'a [Finding],
    /// What became of every file.
    pub receipts: &'a [Receipt],
}

impl<'a> Source<'a> {
    /// The dataset `units`.
    pub fn units(&self) -> Dataset<'a> {
        units::dataset(self.survey, self.register, self.period, self.frame, self.returns, self.receipts)
    }

    /// The dataset `findings`.
    pub fn findings(&self) -> Dataset<'a> {
        findings::dataset(self.register, self.findings)
    }

    /// The dataset `ledger`.
    pub fn ledger(&self) -> Dataset<'a> {
        ledger::dataset(self.register, self.receipts)
    }
}

/// The values of a column, one a row; `None` where there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Values<'a> {
    /// Text; never an empty one.
    Text(Vec<Option<Cow<'a, str>>>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Quotients, printed with ten decimals.
    Quotient(Vec<Option<Fraction>>),
    /// Other exact numbers, printed with the decimals that they need, ten at most.
    Number(Vec<Option<Fraction>>),
    /// Yes or no, printed as `true` and `false`.
    Bool(Vec<Option<bool>>),
    /// Days, printed as ISO 8601 has them.
    Date(Vec<Option<NaiveDate>>),
}

/// A column of a dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'a> {
    /// Its name.
    pub name: String,
    /// Its values.
    pub values: Values<'a>,
}

/// A table of typed columns, all of one length.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset<'a> {
    /// Its name: of the file and of the table in queries.
    pub name: &'static str,
    /// Its columns.
    pub fields: Vec<Field<'a>>,
}

impl<'a> Dataset<'a> {
    /// A dataset without columns.
    pub fn new(name: &'static str) -> Dataset<'a> {
        Dataset { name, fields: Vec::new() }
    }

    /// How many rows it has.
    pub fn n_rows(&self) -> usize {
        self.fields.first().map_or(0, |field| field.values.len())
    }

    /// The same with one more column of text; empty text is no value.
    pub fn text<T: Into<Cow<'a, str>>>(self, name: &str, values: impl Iterator<Item = T>) -> Dataset<'a> {
        let filled = |value: T| Some(value.into()).filter(|text: &Cow<str>| !text.is_empty());
        self.with(name, Values::Text(values.map(filled).collect()))
    }

    /// The same with one more column of whole numbers.
    pub fn integer(self, name: &str, values: impl Iterator<Item = Option<i64>>) -> Dataset<'a> {
        self.with(name, Values::Integer(values.collect()))
    }

    /// The same with one more column of counts.
    pub fn count(self, name: &str, values: impl Iterator<Item = Option<u64>>) -> Dataset<'a> {
        self.integer(name, values.map(|count| count.and_then(|count| i64::try_from(count).ok())))
    }

    /// The same with one more column of quotients; one of an empty base is no value.
    pub fn quotient(self, name: &str, values: impl Iterator<Item = Option<Fraction>>) -> Dataset<'a> {
        self.with(name, Values::Quotient(values.map(computable).collect()))
    }

    /// The same with one more column of exact numbers.
    pub fn number(self, name: &str, values: impl Iterator<Item = Option<Fraction>>) -> Dataset<'a> {
        self.with(name, Values::Number(values.map(computable).collect()))
    }

    /// The same with one more column of yes or no.
    pub fn bool(self, name: &str, values: impl Iterator<Item = Option<bool>>) -> Dataset<'a> {
        self.with(name, Values::Bool(values.collect()))
    }

    /// The same with one more column of days.
    pub fn date(self, name: &str, values: impl Iterator<Item = Option<NaiveDate>>) -> Dataset<'a> {
        self.with(name, Values::Date(values.collect()))
    }

    fn with(mut self, name: &str, values: Values<'a>) -> Dataset<'a> {
        debug_assert!(self.fields.is_empty() || values.len() == self.n_rows(), "columns of {} differ", self.name);
        self.fields.push(Field { name: name.to_string(), values });
        self
    }

    /// The same as a data frame; exact numbers become floats.
    pub fn frame(&self) -> Result<DataFrame, Error> {
        let columns: PolarsResult<Vec<Column>> = self.fields.iter().map(Field::column).collect();
        columns
            .and_then(|columns| DataFrame::new(self.n_rows(), columns))
            .map_err(|error| Error::Failed(format!("{}: {error}", self.name)))
    }
}

fn computable(value: Option<Fraction>) -> Option<Fraction> {
    value.filter(|fraction| fraction.denominator != 0)
}

impl Field<'_> {
    fn column(&self) -> PolarsResult<Column> {
        let name = self.name.as_str().into();
        let float = |value: &Option<Fraction>| value.and_then(Fraction::to_f64);
        let series = match &self.values {
            Values::Text(values) => Series::new(name, values.iter().map(|v| v.as_deref()).collect::<Vec<_>>()),
            Values::Integer(values) => Series::new(name, values),
            Values::Quotient(values) | Values::Number(values) => {
                Series::new(name, values.iter().map(float).collect::<Vec<_>>())
            }
            Values::Bool(values) => Series::new(name, values),
            Values::Date(values) => {
                let days: Vec<Option<i32>> = values.iter().map(|day| day.map(|day| day.to_epoch_days())).collect();
                Series::new(name, days).cast(&DataType::Date)?
            }
        };
        Ok(series.into_column())
    }
}

impl Values<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Values::Text(values) => values.len(),
            Values::Integer(values) => values.len(),
            Values::Quotient(values) | Values::Number(values) => values.len(),
            Values::Bool(values) => values.len(),
            Values::Date(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The type in a Table Schema.
    pub fn schema_type(&self) -> &'static str {
        match self {
            Values::Text(_) => "string",
            Values::Integer(_) => "integer",
            Values::Quotient(_) | Values::Number(_) => "number",
            Values::Bool(_) => "boolean",
            Values::Date(_) => "date",
        }
    }

    /// A value as a data file prints it; empty where there is none.
    pub fn printed(&self, row: usize) -> Cow<'_, str> {
        let printed = match self {
            Values::Text(values) => return values[row].as_deref().unwrap_or_default().into(),
            Values::Integer(values) => values[row].map(|value| value.to_string()),
            Values::Quotient(values) => values[row].and_then(|value| value.text(10, RoundingMode::HalfUp)),
            Values::Number(values) => values[row].and_then(short),
            Values::Bool(values) => values[row].map(|value| value.to_string()),
            Values::Date(values) => values[row].map(|value| value.to_string()),
        };
        printed.unwrap_or_default().into()
    }
}

/// With the decimals that it needs, ten at most.
fn short(value: Fraction) -> Option<String> {
    let text = value.text(10, RoundingMode::HalfUp)?;
    let short = text.trim_end_matches('0').trim_end_matches('.');
    Some(if short == "-0" { "0".to_string() } else { short.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotient_is_exact_to_ten_digits_where_a_float_is_not() {
        let tie = Fraction { numerator: 1, denominator: 2048 };
        let values = Values::Quotient(vec![Some(Fraction::of(21, 22)), Some(tie), None]);
        assert_eq!(values.printed(0), "0.9545454545");
        assert_eq!(values.printed(1), "0.0004882813");
        assert_eq!(values.printed(2), "");
    }

    #[test]
    fn a_number_has_the_decimals_that_it_needs() {
        let number = |numerator, denominator| short(Fraction { numerator, denominator }).unwrap();
        assert_eq!(
            [number(12, 1), number(179, 2), number(-100, 19), number(0, 7)],
            ["12", "89.5", "-5.2631578947", "0"]
        );
    }

    #[test]
    fn an_empty_text_is_no_value() {
        let dataset = Dataset::new("units").text("name", ["", "甲"].into_iter());
        assert_eq!(dataset.fields[0].values, Values::Text(vec![None, Some("甲".into())]));
        assert_eq!(dataset.frame().unwrap().column("name").unwrap().null_count(), 1);
    }
}
