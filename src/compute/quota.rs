//! Quotas: how often each unit did what it has to do, span by span, from the dated rows of its returns.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::{DataFrame, DataType, col};

use super::derive::{Derived, Given};
use crate::error::Error;
use crate::evidence::{self, Piece};
use crate::frame::Round;
use crate::period::Period;
use crate::survey::quota::{Quota, Scope};
use crate::survey::{Survey, engine, expression};
use crate::text::saying::Saying;

pub mod judge;
mod limits;
mod output;

use judge::{Amount, Asked, Judged, Span, State};

/// A span of one unit, judged, with what is printed beside it.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    /// The unit's place in the frame.
    place: usize,
    span: Span,
    /// Whether the due date has come.
    is_due: bool,
    required: Option<Amount>,
    judged: Judged,
    /// Rows dated within the span that do not count.
    set_aside: i64,
}

/// One case of a time limit.
#[derive(Debug, Clone, PartialEq)]
struct Case {
    place: usize,
    days: Period,
    key: String,
    begun: NaiveDate,
    due: NaiveDate,
    answered: Option<NaiveDate>,
    state: State,
}

/// A quota, judged for every unit to which it applies.
#[derive(Debug, Clone)]
struct Outcome<'a> {
    quota: &'a Quota,
    /// By unit in protocol order, then by span.
    lines: Vec<Line>,
    cases: Vec<Case>,
}

/// The columns of the unit and the tables that the quotas give.
pub fn derived(given: &Given, quotas: &[Quota]) -> Result<Derived, Error> {
    let outcomes = quotas.iter().map(|quota| outcome(given, quota)).collect::<Result<Vec<_>, _>>()?;
    output::derived(given, &outcomes)
}

fn outcome<'a>(given: &Given, quota: &'a Quota) -> Result<Outcome<'a>, Error> {
    let scene = Scene::new(given, quota)?;
    if quota.within.is_some() {
        let (lines, cases) = limits::judged(&scene)?;
        return Ok(Outcome { quota, lines, cases });
    }
    let evidence = scene.evidence()?;
    let mut lines = Vec::new();
    for place in scene.places()? {
        let required = scene.required(place);
        if required == Some(Amount(0)) {
            continue;
        }
        let (spans, known) = scene.spans_of(place);
        let asked = Asked { required, known: &known, reference: scene.reference() };
        let nothing = (Vec::new(), Vec::new());
        let (counted, aside) = evidence.get(&scene.unit(place)).unwrap_or(&nothing);
        for (span, judged) in spans.iter().zip(judge::judge(&spans, &asked, counted)) {
            let n_aside = aside.iter().filter(|day| Scene::holds(span, **day)).count();
            lines.push(Line {
                place,
                span: *span,
                is_due: span.due <= scene.reference(),
                required,
                judged,
                set_aside: n_aside as i64,
            });
        }
    }
    Ok(Outcome { quota, lines, cases: Vec::new() })
}

/// By unit: the days and amounts that count, in the order of days, and the days of rows set aside.
type ByUnit = BTreeMap<usize, (Vec<(NaiveDate, Amount)>, Vec<NaiveDate>)>;

/// What a quota is judged on: its spans and the rounds whose returns tell of them.
struct Scene<'a> {
    given: &'a Given<'a>,
    quota: &'a Quota,
    survey: &'a Survey,
    /// Earlier rounds of the spans, oldest first, then the present one.
    rounds: Vec<&'a Round<'a>>,
    /// For each of them the place of each unit of the present frame.
    places: Vec<Vec<Option<usize>>>,
    spans: Vec<Span>,
    /// The number of the unit by which the requirement is multiplied.
    per: Option<Vec<Option<f64>>>,
}

impl<'a> Scene<'a> {
    fn new(given: &'a Given<'a>, quota: &'a Quota) -> Result<Scene<'a>, Error> {
        let spans = spans(given, quota);
        let first = spans.first().map_or(given.round.period.first_day(), |span| span.days.first_day());
        let mut rounds: Vec<&Round> = given.past.iter().filter(|round| round.period.last_day() >= first).collect();
        rounds.push(given.round);
        let places = rounds.iter().map(|round| given.places_in(round)).collect();
        let per = quota.per.as_ref().map(|per| given.numbers(per)).transpose()?;
        Ok(Scene { given, quota, survey: given.survey, rounds, places, spans, per })
    }

    fn reference(&self) -> NaiveDate {
        self.given.round.reference
    }

    fn unit(&self, place: usize) -> usize {
        self.given.round.frame[place].unit
    }

    fn holds(span: &Span, day: NaiveDate) -> bool {
        span.days.first_day() <= day && day <= span.days.last_day()
    }

    /// The units to which the quota applies; one of which that is not known stays in, without a requirement.
    fn places(&self) -> Result<Vec<usize>, Error> {
        let n_units = self.given.round.frame.len();
        let Some(relevant) = &self.quota.relevant else { return Ok((0..n_units).collect()) };
        let truth = expression::evaluate(&self.given.round.frames.returns, relevant).map_err(self.failed())?;
        Ok((0..n_units).filter(|place| truth[*place] != Some(false)).collect())
    }

    fn required(&self, place: usize) -> Option<Amount> {
        let n = self.quota.at_least?;
        match &self.per {
            None => Amount::of(n),
            Some(per) => Amount::of(n * per[place]?.max(0.0)),
        }
    }

    /// The spans in which the unit was asked, and whether all its returns that could tell of each came in.
    fn spans_of(&self, place: usize) -> (Vec<Span>, Vec<bool>) {
        let asked = self.spans.iter().filter_map(|span| Some((*span, self.is_known(place, span)?)));
        asked.unzip()
    }

    /// `None` where the unit belonged to no frame of the span.
    fn is_known(&self, place: usize, span: &Span) -> Option<bool> {
        let returned = self.returns_over(place, span.days.first_day(), span.days.last_day());
        let asked: Vec<bool> = returned.into_iter().flatten().collect();
        (!asked.is_empty()).then(|| asked.into_iter().all(|returned| returned))
    }

    /// For each reporting period that overlaps the days whether the unit returned; `None` where it was not asked.
    fn returns_over(&self, place: usize, first: NaiveDate, last: NaiveDate) -> Vec<Option<bool>> {
        let present = self.given.round.period;
        let mut period = present;
        let mut returned = Vec::new();
        while period.last_day() >= first {
            if period.first_day() <= last {
                returned.push(self.returned(place, period));
            }
            period = period.previous();
        }
        returned
    }

    fn returned(&self, place: usize, period: Period) -> Option<bool> {
        let Some(at) = self.rounds.iter().position(|round| round.period == period) else { return Some(false) };
        let then = self.places[at][place]?;
        Some(self.rounds[at].frame[then].given.is_some())
    }

    /// The evidence of every unit, from all rounds.
    fn evidence(&self) -> Result<ByUnit, Error> {
        let mut by_unit = ByUnit::new();
        let mut seen = BTreeSet::new();
        for round in &self.rounds {
            let amounts = self.amounts(round)?;
            for (piece, amount) in self.pieces(round, &self.quota.table, self.date()).iter().zip(amounts) {
                let (Some(amount), Some(day)) = (amount, piece.day) else { continue };
                if piece.doubt.is_none() && day > self.reference() {
                    continue;
                }
                let value = self.distinct(piece, day);
                let is_counted =
                    |value: &(Period, String)| value.1.is_empty() || seen.contains(&(piece.given.unit, value.clone()));
                if value.as_ref().is_some_and(|value| piece.doubt.is_none() && is_counted(value)) {
                    continue;
                }
                seen.extend(value.filter(|_| piece.doubt.is_none()).map(|value| (piece.given.unit, value)));
                let (counted, aside) = by_unit.entry(piece.given.unit).or_default();
                match piece.doubt {
                    None => counted.push((day, amount)),
                    Some(_) => aside.push(day),
                }
            }
        }
        for (counted, _) in by_unit.values_mut() {
            counted.sort_by_key(|(day, _)| *day);
        }
        Ok(by_unit)
    }

    /// The span and the value that counts once in it.
    fn distinct(&self, piece: &Piece, day: NaiveDate) -> Option<(Period, String)> {
        let table = self.survey.tables.iter().find(|table| table.id == self.quota.table)?;
        let place = table.columns.iter().position(|item| Some(&item.id) == self.quota.distinct.as_ref())?;
        let span = Period::of_day(day, self.quota.every(self.survey))?;
        Some((span, evidence::words(piece.row, &[place])))
    }

    fn date(&self) -> &str {
        self.quota.date.as_deref().unwrap_or_default()
    }

    /// The rows of a table of a round, as evidence by one of its columns.
    fn pieces(&self, round: &Round<'a>, table: &str, date: &str) -> Vec<Piece<'a>> {
        let Some(place) = self.survey.tables.iter().position(|known| known.id == table) else { return Vec::new() };
        let column = |id: &str| self.survey.tables[place].columns.iter().position(|item| item.id == id);
        let own = self.quota.events.iter().filter(|_| table == self.quota.table);
        let events: Vec<usize> = own.filter_map(|id| column(id)).collect();
        let Some(date) = column(date) else { return Vec::new() };
        evidence::pieces(round, place, date, &events)
    }

    /// For each row of a round what it counts; `None` where it does not belong to the quota.
    fn amounts(&self, round: &Round) -> Result<Vec<Option<Amount>>, Error> {
        let frame = frame_of(round, &self.quota.table);
        let belongs = match &self.quota.filter {
            Some(filter) => expression::evaluate(&frame, filter).map_err(self.failed())?,
            None => vec![Some(true); frame.height()],
        };
        let sums = match &self.quota.sum {
            Some(sum) => numbers(&frame, sum).map_err(self.failed())?,
            None => vec![Some(1.0); frame.height()],
        };
        let amount = |(belongs, sum): (Option<bool>, Option<f64>)| {
            sum.filter(|_| belongs == Some(true)).and_then(Amount::of).filter(|amount| amount.0 > 0)
        };
        Ok(belongs.into_iter().zip(sums).map(amount).collect())
    }

    fn failed(&self) -> impl Fn(Saying) -> Error + '_ {
        |message| Error::Query { name: self.quota.id.clone(), message }
    }
}

fn frame_of(round: &Round, table: &str) -> DataFrame {
    round.frames.tables.iter().find(|(id, _)| id == table).map(|(_, frame)| frame.clone()).unwrap_or_default()
}

fn numbers(frame: &DataFrame, sql: &str) -> Result<Vec<Option<f64>>, Saying> {
    use polars::prelude::IntoLazy;
    let parsed = expression::parse(sql)?.cast(DataType::Float64).alias("amount");
    let failed = |error: polars::prelude::PolarsError| engine::saying(&error);
    let frame = frame.clone().lazy().select([col("seq"), parsed]).collect().map_err(failed)?;
    Ok(frame.column("amount").and_then(|column| column.f64()).map_err(failed)?.iter().collect())
}

/// The spans of the quota that are judged, in order. Those before the first period with returns are left out.
fn spans(given: &Given, quota: &Quota) -> Vec<Span> {
    let (present, every) = (given.round.period, quota.every(given.survey));
    let begun = given.past.first().map_or(present, |first| first.period).min(present).first_day();
    let is_judged = |span: &Period| {
        let overlaps = span.last_day() >= present.first_day() || quota.spans == Scope::Year;
        overlaps && span.first_day() <= present.last_day() && span.last_day() >= begun
    };
    let of_year = (1..=every.a_year()).filter_map(|n| Period::new(present.year, every, n));
    let grace = chrono::Days::new(u64::from(quota.grace_days));
    of_year.filter(is_judged).map(|days| Span { days, due: days.last_day() + grace }).collect()
}
