//! Phase 3: from returns to one frame, a row a unit of the register, a column an item.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat_n;

use chrono::NaiveDate;
use polars::prelude::{Column, DataFrame, DataType, IntoColumn, NamedFrom, NewChunkedArray, Series, StringChunked};
use rayon::prelude::*;

use crate::answer::{Answer, Return, Row, Value};
use crate::error::Error;
pub use crate::frame::{Frames, Round};
use crate::period::Period;
use crate::receipt::Receipt;
use crate::register::{FrameUnit, Register, Unit, UnitState};
use crate::survey::{Item, KindName, Survey, expression};

pub mod concord;
mod relevance;

/// Brings the returns of a period into the frame. `returns` are those of the period that count, in protocol order.
pub fn frame<'a>(
    survey: &Survey,
    register: &Register,
    period: Period,
    returns: &'a [Return],
    receipts: &[Receipt],
) -> Result<Round<'a>, Error> {
    let frame = units(register, period, returns, receipts);
    let frames = Frames {
        returns: unit_frame(survey, register, period, &frame, returns, |_| true)?,
        tables: (0..survey.tables.len())
            .map(|table| Ok((survey.tables[table].id.clone(), row_frame(survey, register, period, returns, table)?)))
            .collect::<Result<_, Error>>()?,
        ..Frames::default()
    };
    Ok(Round { period, reference: period.last_day(), frame, returns, frames })
}

/// What became of each unit of the frame: its return, else a rejected file, else nothing.
pub fn units(register: &Register, period: Period, returns: &[Return], receipts: &[Receipt]) -> Vec<FrameUnit> {
    let given: BTreeMap<usize, usize> = returns.iter().enumerate().map(|(place, r)| (r.unit, place)).collect();
    let refused: BTreeSet<usize> = receipts.iter().flat_map(|receipt| receipt.refused_in(period)).collect();
    let of_unit = |unit: usize| {
        let Some(place) = given.get(&unit).copied() else {
            let state = if refused.contains(&unit) { UnitState::Rejected } else { UnitState::Missing };
            return FrameUnit { unit, state, given: None, received: None };
        };
        let given = &returns[place];
        let state = match (given.nil, given.late) {
            (true, _) => UnitState::Nil,
            (false, true) => UnitState::Late,
            (false, false) => UnitState::Returned,
        };
        FrameUnit { unit, state, given: Some(place), received: given.received }
    };
    register.frame(period).into_iter().map(of_unit).collect()
}

/// Marks a blank as not applicable where the item's `relevant` condition is false for the unit, or asks only for what
/// does not apply to it. Where the condition is unknown the blank stays a blank. `returns` are ordered by period.
pub fn settle(survey: &Survey, register: &Register, mut returns: Vec<Return>) -> Result<Vec<Return>, Error> {
    for of_period in returns.chunk_by_mut(|one, next| one.period == next.period) {
        relevance::settle(survey, register, of_period)?;
    }
    Ok(returns)
}

/// The returns of every period of which some were replaced, as they were first sent. Both lists are ordered by period and
/// unit, the replaced ones with the oldest first.
pub fn as_first_sent(returns: &[Return], superseded: &[Return]) -> Vec<Return> {
    let mut first: BTreeMap<(Period, usize), &Return> = BTreeMap::new();
    for replaced in superseded {
        first.entry((replaced.period, replaced.unit)).or_insert(replaced);
    }
    let periods: BTreeSet<Period> = superseded.iter().map(|replaced| replaced.period).collect();
    let as_sent = |given: &Return| (*first.get(&(given.period, given.unit)).unwrap_or(&given)).clone();
    returns.iter().filter(|given| periods.contains(&given.period)).map(as_sent).collect()
}

/// The frame of units with those of its columns that are `wanted`: what a return or the register says of each, then a
/// column an item.
fn unit_frame(
    survey: &Survey,
    register: &Register,
    period: Period,
    frame: &[FrameUnit],
    returns: &[Return],
    wanted: impl Fn(&str) -> bool + Sync,
) -> Result<DataFrame, Error> {
    let told = Told { register, period, frame, returns };
    let names: Vec<&str> = expression::unit_columns().filter(|name| wanted(name)).collect();
    let attributes = survey.register.attributes.iter().map(|attribute| attribute.id.as_str());
    let attributes: Vec<&str> = attributes.filter(|id| wanted(id)).collect();
    let option_wanted = |item: &Item, code: &str| wanted(&expression::option_column(&item.id, code));
    let is_wanted = |item: &Item| {
        let options = survey.codes(item).iter().filter(|_| item.kind == KindName::Choices);
        wanted(&item.id) || options.into_iter().any(|code| option_wanted(item, &code.id))
    };
    let items: Vec<usize> = (0..survey.items.len()).filter(|place| is_wanted(&survey.items[*place])).collect();
    let (told, answers) = rayon::join(
        || {
            let own = names.par_iter().map(|name| told.column(name));
            own.chain(attributes.par_iter().map(|id| Ok(told.attribute(id)))).collect::<Result<Vec<_>, Error>>()
        },
        || items.par_iter().map(|place| told.answers(survey, *place)).collect::<Result<Vec<_>, Error>>(),
    );
    let columns = told?.into_iter().chain(answers?.into_iter().flatten()).collect();
    DataFrame::new(frame.len(), columns).map_err(failed)
}

/// What is told of each unit of the frame.
#[derive(Clone, Copy)]
struct Told<'a> {
    register: &'a Register,
    period: Period,
    frame: &'a [FrameUnit],
    returns: &'a [Return],
}

impl<'a> Told<'a> {
    fn units(&self) -> impl Iterator<Item = &'a Unit> {
        let register = self.register;
        self.frame.iter().map(move |row| &register.units[row.unit])
    }

    fn given(&self) -> impl Iterator<Item = Option<&'a Return>> {
        let returns = self.returns;
        self.frame.iter().map(move |row| row.given.map(|place| &returns[place]))
    }

    /// One of the columns that every frame of units has before its items.
    fn column(&self, name: &str) -> Result<Column, Error> {
        let n = self.frame.len();
        Ok(match name {
            "seq" => integers(name, (1..=n).map(|seq| Some(seq as i64))),
            "code" => strings(name, self.units().map(|unit| Some(&unit.code))),
            "name" => strings(name, self.units().map(|unit| Some(&unit.name))),
            "state" => strings(name, self.frame.iter().map(|row| Some(row.state.code()))),
            "period" => strings(name, repeat_n(Some(self.period.to_string()), n)),
            "period_end" => dates(name, repeat_n(Some(self.period.last_day()), n))?,
            "received" => dates(name, self.frame.iter().map(|row| row.received))?,
            "late" => booleans(name, self.given().map(|given| given.map(|given| given.late))),
            "nil" => booleans(name, self.given().map(|given| given.map(|given| given.nil))),
            "registered" => booleans(name, repeat_n(Some(true), n)),
            "returned" => booleans(name, self.given().map(|given| Some(given.is_some()))),
            other => return Err(Error::Failed(format!("consolidation: {other}"))),
        })
    }

    fn attribute(&self, id: &str) -> Column {
        strings(id, self.frame.iter().map(|row| attribute_of(self.register, row.unit, id)))
    }

    fn answers(&self, survey: &Survey, place: usize) -> Result<Vec<Column>, Error> {
        let answers: Vec<_> = self.given().map(|given| given.map(|given| &given.answers[place])).collect();
        item_columns(survey, &survey.items[place], &answers)
    }
}

fn row_frame(
    survey: &Survey,
    register: &Register,
    period: Period,
    returns: &[Return],
    table: usize,
) -> Result<DataFrame, Error> {
    let rows: Vec<(usize, &Row)> = returns
        .iter()
        .flat_map(|given| given.tables.get(table).into_iter().flatten().map(|row| (given.unit, row)))
        .collect();
    let places: BTreeMap<usize, i64> = register.frame(period).into_iter().zip(1..).collect();
    let mut columns = vec![
        integers("seq", rows.iter().map(|(unit, _)| places.get(unit).copied())),
        strings("code", rows.iter().map(|(unit, _)| Some(&register.units[*unit].code))),
        strings("name", rows.iter().map(|(unit, _)| Some(&register.units[*unit].name))),
        strings("period", repeat_n(Some(period.to_string()), rows.len())),
        dates("period_end", repeat_n(Some(period.last_day()), rows.len()))?,
        integers("row", rows.iter().map(|(_, row)| Some(i64::from(row.number)))),
    ];
    for attribute in &survey.register.attributes {
        columns.push(strings(&attribute.id, rows.iter().map(|(unit, _)| attribute_of(register, *unit, &attribute.id))));
    }
    for (place, item) in survey.tables[table].columns.iter().enumerate() {
        let answers: Vec<Option<&Answer>> = rows.iter().map(|(_, row)| row.answers.get(place)).collect();
        columns.extend(item_columns(survey, item, &answers)?);
    }
    DataFrame::new(rows.len(), columns).map_err(failed)
}

fn attribute_of<'a>(register: &'a Register, unit: usize, attribute: &str) -> Option<&'a String> {
    register.units[unit].attributes.get(attribute).filter(|value| !value.is_empty())
}

fn item_columns(survey: &Survey, item: &Item, answers: &[Option<&Answer>]) -> Result<Vec<Column>, Error> {
    let values = || answers.iter().map(|answer| answer.and_then(|answer| answer.value.as_ref()));
    let column = match expression::column_type(item.kind) {
        DataType::Boolean => booleans(&item.id, values().map(|value| value.and_then(as_bool))),
        DataType::Int64 => integers(&item.id, values().map(|value| value.and_then(as_integer))),
        DataType::Float64 => numbers(&item.id, values().map(|value| value.and_then(as_number))),
        DataType::Date => dates(&item.id, values().map(|value| value.and_then(as_date)))?,
        _ => strings(&item.id, values().map(|value| value.map(words))),
    };
    let mut columns = vec![column];
    if item.kind == KindName::Choices {
        for code in survey.codes(item) {
            let chosen = values().map(|value| value.map(|value| is_chosen(value, &code.id)));
            columns.push(booleans(&expression::option_column(&item.id, &code.id), chosen));
        }
    }
    Ok(columns)
}

fn words(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(text) | Value::Code(text) => Cow::Borrowed(text),
        value => Cow::Owned(value.to_string()),
    }
}

fn as_bool(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(answer) => Some(*answer),
        _ => None,
    }
}

fn as_integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

fn as_date(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Date(day) => Some(*day),
        _ => None,
    }
}

fn is_chosen(value: &Value, code: &str) -> bool {
    match value {
        Value::Codes(codes) => codes.iter().any(|chosen| chosen == code),
        Value::Code(chosen) => chosen == code,
        _ => false,
    }
}

fn integers(name: &str, values: impl Iterator<Item = Option<i64>>) -> Column {
    Series::new(name.into(), values.collect::<Vec<_>>()).into_column()
}

fn numbers(name: &str, values: impl Iterator<Item = Option<f64>>) -> Column {
    Series::new(name.into(), values.collect::<Vec<_>>()).into_column()
}

fn booleans(name: &str, values: impl Iterator<Item = Option<bool>>) -> Column {
    Series::new(name.into(), values.collect::<Vec<_>>()).into_column()
}

fn strings<S: AsRef<str>>(name: &str, values: impl Iterator<Item = Option<S>>) -> Column {
    StringChunked::from_iter_options(name.into(), values).into_column()
}

fn dates(name: &str, values: impl Iterator<Item = Option<NaiveDate>>) -> Result<Column, Error> {
    let days = values.map(|day| day.map(|day| day.to_epoch_days())).collect::<Vec<Option<i32>>>();
    Series::new(name.into(), days).cast(&DataType::Date).map(IntoColumn::into_column).map_err(failed)
}

fn failed(error: polars::prelude::PolarsError) -> Error {
    Error::Failed(format!("consolidation: {error}"))
}
