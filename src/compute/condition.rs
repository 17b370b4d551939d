//! Whether each unit fulfils a condition: yes, no, or unknown for a stated reason.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use crate::answer::State;
use crate::error::Error;
use crate::figure::Side;
use crate::frame::{Frames, Round};
use crate::survey::derived::answers_behind;
use crate::survey::{Survey, expression};

/// The side of every unit of the frame, in protocol order.
pub type Truth = Vec<Side>;

/// The truth of every condition that a chain may name, by its id.
pub fn truths(survey: &Survey, round: &Round) -> Result<BTreeMap<String, Truth>, Error> {
    let mut truths = BTreeMap::new();
    let named = survey.indicators.iter().flat_map(|indicator| &indicator.chain);
    for id in named {
        if !truths.contains_key(id) {
            truths.insert(id.clone(), truth(survey, round, &sql(survey, id))?);
        }
    }
    for id in ["registered", "returned"] {
        truths.insert(id.to_string(), truth(survey, round, id)?);
    }
    Ok(truths)
}

pub(super) fn sql(survey: &Survey, id: &str) -> String {
    let condition = survey.conditions.iter().find(|condition| condition.id == id);
    condition.map_or_else(|| id.to_string(), |condition| condition.filter.clone())
}

/// Evaluates an SQL condition for every unit of the frame. `NULL` is unknown, for the reason that the items named
/// in the condition give: a return that is missing, an invalid answer, a blank, not applicable, in this order.
pub fn truth(survey: &Survey, round: &Round, sql: &str) -> Result<Truth, Error> {
    let failed = |message| Error::Query { name: sql.to_string(), message };
    let parsed = expression::parse(sql).map_err(failed)?;
    let items = items(survey, &answers_behind(survey, &expression::columns(&parsed)));
    let values = expression::evaluate(&round.frames.returns, sql).map_err(failed)?;
    let side = |(place, value): (usize, Option<bool>)| match value {
        Some(true) => Side::Yes,
        Some(false) => Side::No,
        None => Side::Unknown(reason(round, place, &items)),
    };
    Ok(values.into_iter().enumerate().map(side).collect())
}

/// The items behind columns, also behind the columns of a choice's options.
pub fn items(survey: &Survey, columns: &[String]) -> Vec<usize> {
    columns.iter().filter_map(|column| expression::item_behind(survey, column)).collect()
}

/// Why an expression over items has no value for a unit.
pub fn reason(round: &Round, place: usize, items: &[usize]) -> State {
    let states: Vec<State> = items.iter().map(|item| round.state(place, *item)).collect();
    let by_weight = [State::NotReceived, State::Invalid, State::Blank, State::NotApplicable];
    let heaviest = by_weight.into_iter().find(|state| states.contains(state));
    match (heaviest, round.given(place)) {
        (_, None) => State::NotReceived,
        (Some(state), Some(_)) => state,
        (None, Some(_)) if is_missed_this_year(round, place) => State::NotReceived,
        (None, Some(_)) => State::Blank,
    }
}

/// Whether a unit sent no return of an earlier period of the year, which leaves open what is judged over the year.
fn is_missed_this_year(round: &Round, place: usize) -> bool {
    let text = |frame: &DataFrame, column: &str, row: usize| -> Option<String> {
        frame.column(column).ok()?.str().ok()?.get(row).map(str::to_string)
    };
    let Some(code) = text(&round.frames.returns, "code", place) else { return false };
    let year = round.period.year.to_string();
    let is_missed = |past: &Frames| -> Option<bool> {
        let frame = &past.returns;
        let is_of_year = text(frame, "period", 0)?.starts_with(&year);
        let row = (0..frame.height()).find(|row| text(frame, "code", *row).as_deref() == Some(&code))?;
        Some(is_of_year && frame.column("returned").ok()?.bool().ok()?.get(row) == Some(false))
    };
    round.frames.past.iter().any(|past| is_missed(past) == Some(true))
}
