//! Whether each unit fulfils a condition: yes, no, or unknown for a stated reason.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

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
/// in the condition give: a return that is missing, an invalid answer, a blank, not applicable, in this order. Where
/// none of them gives one, an earlier return of the year that is missing does.
pub fn truth(survey: &Survey, round: &Round, sql: &str) -> Result<Truth, Error> {
    let failed = |message| Error::Query { name: sql.to_string(), message };
    let parsed = expression::parse(sql).map_err(failed)?;
    let items = items(survey, &answers_behind(survey, &expression::columns(&parsed)));
    let values = expression::evaluate(&round.frames.returns, sql).map_err(failed)?;
    let missed = OnceCell::new();
    let is_missed = |place| {
        let missed = missed.get_or_init(|| missed_this_year(round));
        code(round, place).is_some_and(|code| missed.contains(code))
    };
    let is_blank = |place| items.iter().any(|item| round.state(place, *item) == State::Blank);
    let open = |place| match reason(round, place, &items) {
        State::Blank if !is_blank(place) && is_missed(place) => State::NotReceived,
        state => state,
    };
    let side = |(place, value): (usize, Option<bool>)| match value {
        Some(true) => Side::Yes,
        Some(false) => Side::No,
        None => Side::Unknown(open(place)),
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
        (None, Some(_)) => State::Blank,
    }
}

/// The units that sent no return of an earlier period of the year, by code: what is judged over the year is open.
fn missed_this_year(round: &Round) -> BTreeSet<String> {
    let year = round.period.year.to_string();
    let missed = |past: &Frames| -> Option<Vec<String>> {
        let column = |name: &str| past.returns.column(name).ok();
        let (codes, periods, returned) =
            (column("code")?.str().ok()?, column("period")?.str().ok()?, column("returned")?.bool().ok()?);
        let rows = codes.iter().zip(periods.iter()).zip(returned.iter());
        let is_missed = |(period, returned): (Option<&str>, Option<bool>)| {
            returned == Some(false) && period.is_some_and(|period| period.starts_with(&year))
        };
        let code = |((code, period), returned): ((Option<&str>, Option<&str>), Option<bool>)| {
            code.filter(|_| is_missed((period, returned))).map(str::to_string)
        };
        Some(rows.filter_map(code).collect())
    };
    round.frames.past.iter().filter_map(missed).flatten().collect()
}

/// The code of a unit of the frame.
fn code<'a>(round: &'a Round, place: usize) -> Option<&'a str> {
    round.frames.returns.column("code").ok()?.str().ok()?.get(place)
}
