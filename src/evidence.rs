//! Evidence: the dated rows of a repeating table, and which of them count.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::answer::{Answer, Return, Row, State, Value};
use crate::frame::Round;

/// Why a row is no evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It has no usable date.
    Undated,
    /// It is dated after the return came in; where that day is not known, after both the period and the reference date.
    Future,
    /// It is dated outside the period of its return.
    OutsidePeriod,
    /// An earlier row of the same return says the same of the same day.
    Repeated,
    /// It is dated after the reference date: nothing is wrong with it, but it is not yet counted.
    AfterReference,
}

/// A row of a repeating table as evidence.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// The return it stands in.
    pub given: &'a Return,
    /// The row.
    pub row: &'a Row,
    /// Its day.
    pub day: Option<NaiveDate>,
    /// Why it does not count; `None` where it does.
    pub doubt: Option<Doubt>,
}

/// The rows of a table in the order of its frame. `date` is the place of the column of days, `events` are those of
/// the columns that tell two events of a day apart; without any the whole row does.
pub fn pieces<'a>(round: &Round<'a>, table: usize, date: usize, events: &[usize]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for given in round.returns {
        let mut seen: BTreeSet<(NaiveDate, String)> = BTreeSet::new();
        for row in given.tables.get(table).into_iter().flatten() {
            let day = day(row.answers.get(date));
            let doubt = match day {
                None => Some(Doubt::Undated),
                Some(day) => misplaced(round, given, day)
                    .or_else(|| (!seen.insert((day, words(row, events)))).then_some(Doubt::Repeated))
                    .or_else(|| (day > round.reference).then_some(Doubt::AfterReference)),
            };
            pieces.push(Piece { given, row, day, doubt });
        }
    }
    pieces
}

fn misplaced(round: &Round, given: &Return, day: NaiveDate) -> Option<Doubt> {
    let (first, last) = (round.period.first_day(), round.period.last_day());
    let known_by = given.received.unwrap_or(round.reference.max(last));
    match day {
        day if day > known_by => Some(Doubt::Future),
        day if day < first || day > last => Some(Doubt::OutsidePeriod),
        _ => None,
    }
}

/// The day of an answer.
pub fn day(answer: Option<&Answer>) -> Option<NaiveDate> {
    match answer?.value {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    }
}

/// What a row says in some columns; in all of them where none is named.
pub fn words(row: &Row, columns: &[usize]) -> String {
    let of = |answer: &Answer| match (&answer.value, answer.state) {
        (Some(value), _) => value.to_string().trim().to_string(),
        (None, State::Blank) => String::new(),
        (None, _) => answer.raw.trim().to_string(),
    };
    let named = columns.iter().filter_map(|place| row.answers.get(*place));
    let words: Vec<String> = match columns.is_empty() {
        true => row.answers.iter().map(of).collect(),
        false => named.map(of).collect(),
    };
    words.join("\u{1f}")
}
