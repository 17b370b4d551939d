//! Round, Frames: one period's data, as rows and as data frames.

use chrono::NaiveDate;
use polars::prelude::DataFrame;

use crate::answer::{Return, State};
use crate::period::Period;
use crate::register::FrameUnit;

/// One period's data: who was asked, what came in, and both as frames.
#[derive(Debug, Clone)]
pub struct Round<'a> {
    /// The period.
    pub period: Period,
    /// The day at whose close quotas and lists are judged.
    pub reference: NaiveDate,
    /// The units of the period in protocol order, with what became of each.
    pub frame: Vec<FrameUnit>,
    /// The returns of the period that count, in protocol order.
    pub returns: &'a [Return],
    /// The same as data frames.
    pub frames: Frames,
}

impl Round<'_> {
    /// The return of a unit of the frame.
    pub fn given(&self, place: usize) -> Option<&Return> {
        self.frame[place].given.map(|given| &self.returns[given])
    }

    /// The state of an item of a unit of the frame.
    pub fn state(&self, place: usize, item: usize) -> State {
        self.given(place).map_or(State::NotReceived, |given| given.answers[item].state)
    }
}

/// The consolidated answers of a period.
#[derive(Debug, Clone, Default)]
pub struct Frames {
    /// A row a unit of the frame, in protocol order; columns as in [`crate::survey::expression::unit_schema`].
    /// An item without a usable answer is null.
    pub returns: DataFrame,
    /// Each repeating table by id, a row a filled row; columns as in [`crate::survey::expression::row_schema`].
    pub tables: Vec<(String, DataFrame)>,
    /// Tables that the definition derives, by name.
    pub derived: Vec<(String, DataFrame)>,
    /// The same of earlier periods, oldest first, without a past of their own.
    pub past: Vec<Frames>,
}
