//! What quotas give: columns of the unit, and the tables of spans, units, quotas and cases.

use chrono::NaiveDate;
use polars::prelude::{Column, DataFrame};

use super::judge::{Amount, State, worst};
use super::{Case, Line, Outcome};
use crate::compute::derive::{Derived, Given, days, integers, numbers, texts, truths};
use crate::error::Error;
use crate::survey::quota::SUMMARY_TABLE;

/// A quota in one unit: what its spans amount to.
struct InUnit<'a> {
    place: usize,
    lines: Vec<&'a Line>,
}

impl InUnit<'_> {
    fn due(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().copied().filter(|line| line.is_due)
    }

    /// Over the spans that are due; not due where none is.
    fn state(&self) -> State {
        worst(&self.due().map(|line| line.judged.state).collect::<Vec<_>>()).unwrap_or(State::NotDue)
    }

    fn count(&self, state: State) -> i64 {
        self.due().filter(|line| line.judged.state == state).count() as i64
    }

    fn short_by(&self) -> Amount {
        Amount(self.due().filter(|line| line.judged.state == State::Short).map(|line| line.judged.short_by.0).sum())
    }
}

fn in_units<'a>(outcome: &'a Outcome) -> Vec<InUnit<'a>> {
    let of_unit = outcome.lines.chunk_by(|one, next| one.place == next.place);
    of_unit.map(|lines| InUnit { place: lines[0].place, lines: lines.iter().collect() }).collect()
}

pub(super) fn derived(given: &Given, outcomes: &[Outcome]) -> Result<Derived, Error> {
    let units: Vec<Vec<InUnit>> = outcomes.iter().map(in_units).collect();
    let tables = vec![
        ("quota_states".to_string(), states(given, outcomes)?),
        ("quota_units".to_string(), of_units(given, outcomes, &units)?),
        (SUMMARY_TABLE.to_string(), summary(given, outcomes, &units)?),
        ("quota_cases".to_string(), cases(given, outcomes)?),
    ];
    Ok(Derived { columns: columns(given, outcomes, &units), tables })
}

fn columns(given: &Given, outcomes: &[Outcome], units: &[Vec<InUnit>]) -> Vec<Column> {
    let n_units = given.round.frame.len();
    let mut columns = Vec::new();
    let mut totals = vec![[0i64; 3]; n_units];
    for (outcome, units) in outcomes.iter().zip(units) {
        let (mut due, mut kept) = (vec![Some(false); n_units], vec![None; n_units]);
        for unit in units {
            let state = unit.state();
            due[unit.place] = Some(state != State::NotDue);
            kept[unit.place] = is_kept(state);
            match is_kept(state) {
                Some(true) => totals[unit.place][0] += 1,
                Some(false) => totals[unit.place][1] += 1,
                None if state == State::NoData => totals[unit.place][2] += 1,
                None => {}
            }
        }
        columns.push(truths(&format!("{}_due", outcome.quota.id), due));
        columns.push(truths(&outcome.quota.kept_column(), kept));
    }
    let total = |of: fn(&[i64; 3]) -> i64| totals.iter().map(|counts| Some(of(counts))).collect::<Vec<_>>();
    columns.push(integers("quotas_due", total(|[kept, not, unknown]| kept + not + unknown)));
    columns.push(integers("quotas_kept", total(|counts| counts[0])));
    columns.push(integers("quotas_not_kept", total(|counts| counts[1])));
    columns.push(integers("quotas_no_data", total(|counts| counts[2])));
    let share = totals.iter().map(|[kept, not, unknown]| quotient(*kept, kept + not + unknown));
    columns.push(numbers("quotas_share", share.collect()));
    columns
}

fn is_kept(state: State) -> Option<bool> {
    match state {
        State::Met => Some(true),
        State::Late | State::Short => Some(false),
        State::NotDue | State::NoData => None,
    }
}

fn quotient(count: i64, base: i64) -> Option<f64> {
    (base > 0).then(|| count as f64 / base as f64)
}

/// The columns by which a table tells units apart.
struct Head<'a, 'b> {
    given: &'a Given<'b>,
    /// For each row the unit's place in the frame, and the place of the quota.
    rows: Vec<(usize, usize)>,
}

impl Head<'_, '_> {
    fn columns(&self, outcomes: &[Outcome]) -> Vec<Column> {
        let Given { register, round, .. } = *self.given;
        let unit = |place: usize| &register.units[round.frame[place].unit];
        let rows = || self.rows.iter();
        vec![
            integers("seq", rows().map(|(place, _)| Some(*place as i64 + 1)).collect()),
            texts("code", rows().map(|(place, _)| Some(unit(*place).code.clone())).collect()),
            texts("name", rows().map(|(place, _)| Some(unit(*place).name.clone())).collect()),
            texts("period", rows().map(|_| Some(round.period.to_string())).collect()),
            integers("quota_seq", rows().map(|(_, quota)| Some(*quota as i64 + 1)).collect()),
            texts("quota", rows().map(|(_, quota)| Some(outcomes[*quota].quota.id.clone())).collect()),
        ]
    }
}

fn frame(columns: Vec<Column>) -> Result<DataFrame, Error> {
    let height = columns.first().map_or(0, |column| column.len());
    DataFrame::new(height, columns).map_err(|error| Error::Failed(format!("quotas: {error}")))
}

fn states(given: &Given, outcomes: &[Outcome]) -> Result<DataFrame, Error> {
    let lines: Vec<(usize, &Line)> = outcomes
        .iter()
        .enumerate()
        .flat_map(|(quota, outcome)| outcome.lines.iter().map(move |l| (quota, l)))
        .collect();
    let head = Head { given, rows: lines.iter().map(|(quota, line)| (line.place, *quota)).collect() };
    let dates = |of: fn(&Line) -> Option<NaiveDate>| lines.iter().map(|(_, line)| of(line)).collect::<Vec<_>>();
    let amounts = |of: fn(&Line) -> Option<Amount>| {
        lines.iter().map(|(_, line)| of(line).map(Amount::number)).collect::<Vec<_>>()
    };
    let mut columns = head.columns(outcomes);
    columns.extend([
        texts("span", lines.iter().map(|(_, line)| Some(line.span.days.to_string())).collect()),
        days("first_day", dates(|line| Some(line.span.days.first_day())))?,
        days("last_day", dates(|line| Some(line.span.days.last_day())))?,
        days("due", dates(|line| Some(line.span.due)))?,
        truths("is_due", lines.iter().map(|(_, line)| Some(line.is_due)).collect()),
        numbers("required", amounts(|line| line.required)),
        numbers("done", amounts(|line| Some(line.judged.done))),
        numbers("made_up", amounts(|line| Some(line.judged.made_up))),
        numbers("short_by", amounts(|line| Some(line.judged.short_by).filter(|_| line.judged.state != State::NoData))),
        texts("state", lines.iter().map(|(_, line)| Some(line.judged.state.code().to_string())).collect()),
        days("last_date", dates(|line| line.judged.last))?,
        integers("set_aside", lines.iter().map(|(_, line)| Some(line.set_aside)).collect()),
        days("reference", lines.iter().map(|_| Some(given.round.reference)).collect())?,
    ]);
    frame(columns)
}

fn of_units(given: &Given, outcomes: &[Outcome], units: &[Vec<InUnit>]) -> Result<DataFrame, Error> {
    let rows: Vec<(usize, &InUnit)> =
        units.iter().enumerate().flat_map(|(quota, units)| units.iter().map(move |unit| (quota, unit))).collect();
    let head = Head { given, rows: rows.iter().map(|(quota, unit)| (unit.place, *quota)).collect() };
    let count = |of: &dyn Fn(&InUnit) -> i64| rows.iter().map(|(_, unit)| Some(of(unit))).collect::<Vec<_>>();
    let mut columns = head.columns(outcomes);
    columns.extend([
        texts("state", rows.iter().map(|(_, unit)| Some(unit.state().code().to_string())).collect()),
        integers("spans", count(&|unit| unit.lines.len() as i64)),
        integers("spans_due", count(&|unit| unit.due().count() as i64)),
        integers("met", count(&|unit| unit.count(State::Met))),
        integers("late", count(&|unit| unit.count(State::Late))),
        integers("short", count(&|unit| unit.count(State::Short))),
        integers("no_data", count(&|unit| unit.count(State::NoData))),
        numbers("short_by", rows.iter().map(|(_, unit)| Some(unit.short_by().number())).collect()),
    ]);
    frame(columns)
}

fn summary(given: &Given, outcomes: &[Outcome], units: &[Vec<InUnit>]) -> Result<DataFrame, Error> {
    let n_units = given.round.frame.len();
    let whole = super::super::Group { attribute: String::new(), value: String::new(), members: vec![true; n_units] };
    let groups = super::super::groups(given.survey, given.register, given.round);
    let told = groups.into_iter().filter(|_| given.edition.least == 0);
    let groups: Vec<super::super::Group> = std::iter::once(whole).chain(told).collect();
    let count = |quota: usize, group: usize, wanted: Option<State>| {
        let of_group = units[quota].iter().filter(|unit| groups[group].members[unit.place]);
        of_group.filter(|unit| wanted.is_none_or(|wanted| unit.state() == wanted)).count() as i64
    };
    let rows: Vec<(usize, usize)> =
        (0..outcomes.len()).flat_map(|quota| (0..groups.len()).map(move |group| (quota, group))).collect();
    let counts = |wanted| rows.iter().map(|(q, g)| count(*q, *g, wanted)).collect::<Vec<i64>>();
    let (all, met, late) = (counts(None), counts(Some(State::Met)), counts(Some(State::Late)));
    let (short, no_data, not_due) =
        (counts(Some(State::Short)), counts(Some(State::NoData)), counts(Some(State::NotDue)));
    let due: Vec<i64> = all.iter().zip(&not_due).map(|(all, open)| all - open).collect();
    let is_small = |count: i64| given.edition.withholds(count.unsigned_abs());
    let has_small = |counts: &[&Vec<i64>], row: usize| counts.iter().any(|counts| is_small(counts[row]));
    let hidden: Vec<bool> = (0..rows.len()).map(|row| has_small(&[&met, &not_due], row)).collect();
    let parts = [&late, &short, &no_data];
    let in_part: Vec<bool> = (0..rows.len()).map(|row| hidden[row] || has_small(&parts, row)).collect();
    let share = |counts: &[i64], hidden: &[bool]| {
        let known = counts.iter().zip(&due).zip(hidden);
        known.map(|((n, due), hidden)| quotient(*n, *due).filter(|_| !hidden)).collect::<Vec<_>>()
    };
    let most: Vec<i64> = met.iter().zip(&no_data).map(|(met, unknown)| met + unknown).collect();
    let told = |name, counts: &[i64], hidden: &[bool]| {
        integers(name, counts.iter().zip(hidden).map(|(count, hidden)| (!hidden).then_some(*count)).collect())
    };
    let status = |hidden: &bool| Some(if *hidden { "C" } else { "A" }.to_string());
    let of_group = |of: fn(&super::super::Group) -> &String| {
        rows.iter().map(|(_, g)| Some(of(&groups[*g]).clone()).filter(|text| !text.is_empty())).collect::<Vec<_>>()
    };
    frame(vec![
        texts("period", rows.iter().map(|_| Some(given.round.period.to_string())).collect()),
        integers("quota_seq", rows.iter().map(|(quota, _)| Some(*quota as i64 + 1)).collect()),
        texts("quota", rows.iter().map(|(quota, _)| Some(outcomes[*quota].quota.id.clone())).collect()),
        integers("group_seq", rows.iter().map(|(_, group)| Some(*group as i64)).collect()),
        texts("group_by", of_group(|group| &group.attribute)),
        texts("group", of_group(|group| &group.value)),
        told("units", &all, &hidden),
        told("due", &due, &hidden),
        told("kept", &met, &hidden),
        told("late", &late, &in_part),
        told("short", &short, &in_part),
        told("no_data", &no_data, &in_part),
        told("not_due", &not_due, &hidden),
        numbers("share", share(&met, &hidden)),
        numbers("low", share(&met, &hidden)),
        numbers("high", share(&most, &in_part)),
        texts("status", in_part.iter().map(status).collect()),
    ])
}

fn cases(given: &Given, outcomes: &[Outcome]) -> Result<DataFrame, Error> {
    let cases: Vec<(usize, &Case)> = outcomes
        .iter()
        .enumerate()
        .flat_map(|(quota, outcome)| outcome.cases.iter().map(move |c| (quota, c)))
        .collect();
    let head = Head { given, rows: cases.iter().map(|(quota, case)| (case.place, *quota)).collect() };
    let dates = |of: fn(&Case) -> Option<NaiveDate>| cases.iter().map(|(_, case)| of(case)).collect::<Vec<_>>();
    let days_late = |case: &Case| {
        let until = case.answered.unwrap_or(given.round.reference);
        matches!(case.state, State::Late | State::Short).then(|| (until - case.due).num_days())
    };
    let mut columns = head.columns(outcomes);
    columns.extend([
        texts("span", cases.iter().map(|(_, case)| Some(case.days.to_string())).collect()),
        texts("key", cases.iter().map(|(_, case)| Some(case.key.clone()).filter(|key| !key.is_empty())).collect()),
        days("begun", dates(|case| Some(case.begun)))?,
        days("due", dates(|case| Some(case.due)))?,
        days("answered", dates(|case| case.answered))?,
        integers("days_late", cases.iter().map(|(_, case)| days_late(case)).collect()),
        texts("state", cases.iter().map(|(_, case)| Some(case.state.code().to_string())).collect()),
    ]);
    frame(columns)
}
