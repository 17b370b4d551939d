//! Return, Answer, Value, Origin: what a unit wrote, what it means, and where it stands.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::period::Period;
use crate::sheet::Position;

/// What an answer means, whatever way it was asked for. The set is closed; ways of asking are open.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A decimal number; a percentage in percent (95.5, not 0.955).
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// A code of a code list.
    Code(String),
    /// Codes of a code list, in the list's order; none ticked is an empty list.
    Codes(Vec<String>),
    /// Free text.
    Text(String),
}

impl std::fmt::Display for Value {
    /// As in the data files: `yes`/`no`, ISO dates, `.` decimals, codes joined by `;`.
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Value::Bool(true) => f.write_str("yes"),
            Value::Bool(false) => f.write_str("no"),
            Value::Integer(number) => write!(f, "{number}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Date(day) => write!(f, "{day}"),
            Value::Code(code) => f.write_str(code),
            Value::Codes(codes) => f.write_str(&codes.join(";")),
            Value::Text(text) => f.write_str(text),
        }
    }
}

/// Whether there is an answer, and if not, why not. Six different things with the value zero; never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Understood.
    Answered,
    /// Does not apply to the unit (不适用).
    NotApplicable,
    /// Left blank (漏填).
    Blank,
    /// Something is written that cannot be understood or that contradicts itself (无效).
    Invalid,
    /// The unit sent no usable return (未报).
    NotReceived,
}

impl State {
    /// The word in `answers.csv`.
    pub fn code(self) -> &'static str {
        match self {
            State::Answered => "answered",
            State::NotApplicable => "not_applicable",
            State::Blank => "blank",
            State::Invalid => "invalid",
            State::NotReceived => "not_received",
        }
    }
}

/// Where an answer stands: file, sheet and cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file, as named in the receipt ledger.
    pub file: Arc<str>,
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The cell; `None` where the label was not found.
    pub cell: Option<Position>,
}

/// One expected answer of one return.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Answered, or why not.
    pub state: State,
    /// The meaning; there exactly when `state` is [`State::Answered`].
    pub value: Option<Value>,
    /// What the cell shows, untouched.
    pub raw: String,
    /// Where it stands; `None` where nothing was found.
    pub origin: Option<Origin>,
}

impl Answer {
    /// An answer that is not there.
    pub fn missing(state: State, origin: Option<Origin>) -> Answer {
        Answer { state, value: None, raw: String::new(), origin }
    }
}

/// One row of a repeating table, with an answer a column in the survey's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row's number among the filled rows, from 1.
    pub number: u32,
    /// One answer a column.
    pub answers: Vec<Answer>,
}

/// One usable return: a unit's answers for a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Return {
    /// The unit's place in the register (see [`crate::register::Register::units`]).
    pub unit: usize,
    /// The period it is for.
    pub period: Period,
    /// The file, as named in the receipt ledger.
    pub file: Arc<str>,
    /// The form version it follows.
    pub form_version: String,
    /// The date written in the form.
    pub dated: Option<NaiveDate>,
    /// The day it came in: the date in the form, else the file's date where the survey trusts it.
    pub received: Option<NaiveDate>,
    /// Whether it came after the due date.
    pub late: bool,
    /// A return that declares that there is nothing to report (零报告).
    pub nil: bool,
    /// One answer an item, in the survey's order.
    pub answers: Vec<Answer>,
    /// The rows of each repeating table, in the survey's order.
    pub tables: Vec<Vec<Row>>,
    /// Remarks written beside answers: item index and text.
    pub remarks: Vec<(usize, String)>,
}
