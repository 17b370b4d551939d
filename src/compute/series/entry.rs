//! Entry: an item of a unit, of a row of units or of all, in a period.

use super::amount::Amount;
use super::compared::{Compared, Pair};
use super::pace::{self, Pace};
use super::timeline::{self, Report, Timeline};
use crate::compute::computed;
use crate::compute::derive::Given;
use crate::compute::structure::Row;
use crate::error::Error;
use crate::exact::{self, quotient};
use crate::figure::Status;
use crate::fraction::{Fraction, exact_decimal};
use crate::period::Period;
use crate::survey::concordance::{self, Comparability};
use crate::survey::series::{Better, RankBy, Series, SeriesItem, SeriesKind};
use crate::survey::{KindName, Survey};

/// An item of a row in the present period.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The item's place among those followed.
    pub item_seq: usize,
    /// The row's place; 0 for the total.
    pub seq: usize,
    /// The units that the row is named after.
    pub heads: Vec<usize>,
    /// The period's value.
    pub value: Amount,
    /// Since the beginning of the year.
    pub cumulative: Amount,
    /// Against the target.
    pub pace: Pace,
    /// On the previous period.
    pub previous: Compared,
    /// On the same period of last year.
    pub year_ago: Compared,
    /// The cumulative value on that of last year.
    pub cumulative_year_ago: Compared,
    /// Its rank.
    pub rank: Option<i64>,
    /// Its rank in the previous period.
    pub previous_rank: Option<i64>,
}

/// An item of a row in a period at hand.
#[derive(Debug, Clone)]
pub struct Past {
    /// The period.
    pub period: Period,
    /// The item.
    pub item: String,
    /// The row's place; 0 for the total.
    pub seq: usize,
    /// The units that the row is named after.
    pub heads: Vec<usize>,
    /// The period's value.
    pub value: Amount,
    /// Since the beginning of the year.
    pub cumulative: Amount,
    /// Whether any unit of the row was asked.
    pub is_asked: bool,
    /// Whether the item was redefined with the period.
    pub is_break: bool,
}

/// What the entries of an item are made from.
pub struct Context<'a> {
    given: &'a Given<'a>,
    item: &'a SeriesItem,
    series: &'a Series,
    /// What the units reported.
    pub timeline: &'a Timeline,
    /// The period reported on.
    pub now: Period,
    measure: pace::Measure,
    /// The targets of units of the frame that returns give, by place in the register.
    returned_targets: Option<Vec<Option<Fraction>>>,
}

/// The first period that a series of a period looks back to: the first one of last year.
pub fn first_looked_at(now: Period) -> Period {
    Period { year: now.year - 1, number: 1, ..now }
}

/// All rows as one.
pub fn whole_of(rows: &[Row]) -> Row {
    Row { members: rows.iter().flat_map(|row| row.members.iter().copied()).collect(), heads: Vec::new() }
}

impl<'a> Context<'a> {
    /// Prepares an item.
    pub fn new(
        given: &'a Given<'a>,
        series: &'a Series,
        item: &'a SeriesItem,
        timeline: &'a Timeline,
    ) -> Result<Context<'a>, Error> {
        let now = given.round.period;
        let returned_targets = item.target.as_ref().map(|column| returned(given, column)).transpose()?;
        let measure = measure(given.survey, series, item, now);
        Ok(Context { given, item, series, timeline, now, measure, returned_targets })
    }

    fn report(&self, period: Period, unit: usize) -> Report {
        let exists = |unit: usize, period: Period| self.given.register.units[unit].exists_in(period);
        self.timeline.of(period, unit, exists)
    }

    fn amount(&self, row: &Row, period: Period) -> Amount {
        Amount::of(self.item.kind, row.members.iter().map(|unit| self.report(period, *unit)))
    }

    /// Since the beginning of the year, or since a change after which nothing before can be counted in. A stock counts
    /// as it stands.
    fn cumulative(&self, row: &Row, period: Period) -> Amount {
        let first = Period { number: 1, ..period };
        let crossed = |from: Period| concordance::between(self.given.survey, &self.item.id, from, period);
        let start = match crossed(first) {
            Some(change) if change.kind == Comparability::NotComparable => change.from,
            _ => first,
        };
        let start = if self.item.kind == SeriesKind::Stock { period } else { start };
        let periods = (start.number..=period.number).map(|number| Period { number, ..period });
        let reports = periods.flat_map(|period| row.members.iter().map(move |unit| self.report(period, *unit)));
        let amount = Amount::of(self.item.kind, reports);
        let is_broken =
            self.item.kind != SeriesKind::Stock && crossed(first).is_some_and(|change| change.kind.is_break());
        match amount.status {
            Status::Normal if is_broken => Amount { status: Status::Break, ..amount },
            _ => amount,
        }
    }

    fn target(&self, row: &Row) -> Option<Fraction> {
        let own = |unit: &usize| match &self.returned_targets {
            Some(targets) => targets[*unit],
            None => self.series.read.of(self.now.year, *unit, &self.item.id),
        };
        let asked = row.members.iter().filter(|unit| self.given.register.units[**unit].exists_in(self.now));
        let mut asked = asked.peekable();
        asked.peek()?;
        if asked.any(|unit| own(unit).is_none()) {
            return None;
        }
        let all: Vec<Fraction> = row.members.iter().filter_map(own).collect();
        match self.item.kind {
            SeriesKind::Flow | SeriesKind::Stock => exact::total(all),
            SeriesKind::Rate | SeriesKind::Mean => {
                let is_same = |target: &&Fraction| exact::compare(**target, all[0]).is_some_and(|order| order.is_eq());
                all.iter().all(|target| is_same(&target)).then(|| all[0])
            }
        }
    }

    /// The entry of a row, not yet ranked.
    pub fn entry(&self, row: &Row, item_seq: usize, seq: usize) -> Entry {
        let pair = |then: Period, of: &dyn Fn(Period) -> Amount| self.pair(of(self.now), of(then), then);
        let kind = self.item.kind;
        let value = |period: Period| self.amount(row, period);
        let cumulative = |period: Period| self.cumulative(row, period);
        Entry {
            item_seq,
            seq,
            heads: row.heads.clone(),
            value: value(self.now),
            cumulative: cumulative(self.now),
            pace: Pace::of(&self.measure, &cumulative(self.now), self.target(row)),
            previous: pair(self.now.previous(), &value).compared(kind),
            year_ago: pair(self.now.a_year_ago(), &value).compared(kind),
            cumulative_year_ago: pair(self.now.a_year_ago(), &cumulative).compared(kind),
            rank: None,
            previous_rank: None,
        }
    }

    /// The entry of all rows together.
    pub fn total(&self, rows: &[Row], item_seq: usize) -> Entry {
        let whole = whole_of(rows);
        let compared = |then: Period, of: &dyn Fn(&Row, Period) -> Amount| {
            let complete = |row: &&Row| of(row, self.now).is_complete() && of(row, then).is_complete();
            let matched: Vec<Row> = rows.iter().filter(complete).cloned().collect();
            let matched = whole_of(&matched);
            let pair = self.pair(of(&whole, self.now), of(&whole, then), then);
            pair.compared_total(self.item.kind, Some((of(&matched, self.now), of(&matched, then))))
        };
        let value = |row: &Row, period: Period| self.amount(row, period);
        let cumulative = |row: &Row, period: Period| self.cumulative(row, period);
        Entry {
            previous: compared(self.now.previous(), &value),
            year_ago: compared(self.now.a_year_ago(), &value),
            cumulative_year_ago: compared(self.now.a_year_ago(), &cumulative),
            ..self.entry(&whole, item_seq, 0)
        }
    }

    fn pair(&self, now: Amount, then: Amount, earlier: Period) -> Pair {
        let crossed = concordance::between(self.given.survey, &self.item.id, earlier, self.now);
        Pair { now, then, knows_then: self.timeline.knows(earlier), crossed: crossed.map(|change| change.kind) }
    }

    /// The value of a row in any period at hand.
    pub fn past(&self, row: &Row, item: &SeriesItem, period: Period) -> Past {
        let value = self.amount(row, period);
        Past {
            period,
            item: item.id.clone(),
            seq: 0,
            heads: row.heads.clone(),
            cumulative: self.cumulative(row, period),
            is_asked: value.due > 0,
            value,
            is_break: concordance::break_at(self.given.survey, &item.id, period),
        }
    }

    /// The ranks of rows in a period: 1, 2, 2, 4; none where something is missing. What is ranked over the year has no
    /// rank in a period of another year.
    pub fn ranks(&self, rows: &[&Row], period: Period) -> Vec<Option<i64>> {
        let is_other_year = self.item.rank != RankBy::Value && period.year != self.now.year;
        if is_other_year || !self.timeline.knows(period) {
            return vec![None; rows.len()];
        }
        let values: Vec<Option<f64>> = rows.iter().map(|row| self.ranked_by(row, period)?.to_f64()).collect();
        let groups = vec![Some(String::new()); rows.len()];
        computed::ranks(&values, &groups, self.item.better == Better::Lower)
    }

    fn ranked_by(&self, row: &Row, period: Period) -> Option<Fraction> {
        let amount = match self.item.rank {
            RankBy::Value => self.amount(row, period),
            RankBy::Cumulative | RankBy::Progress => self.cumulative(row, period),
        };
        let value = amount.value.filter(|_| amount.is_complete())?;
        match self.item.rank {
            RankBy::Progress => exact::ratio(value, self.target(row).filter(|target| target.numerator > 0)?),
            _ => Some(value),
        }
    }
}

fn measure(survey: &Survey, series: &Series, item: &SeriesItem, now: Period) -> pace::Measure {
    let points = item.tolerance.unwrap_or(series.tolerance);
    let is_percent = survey.items.iter().any(|known| known.id == item.id && known.kind == KindName::Percent);
    let hundredth = Fraction { numerator: 1, denominator: 100 };
    pace::Measure {
        kind: item.kind,
        better: item.better,
        is_percent,
        tolerance: exact_decimal(points).and_then(|points| exact::product(points, hundredth)).unwrap_or(Fraction::ZERO),
        elapsed: quotient(i128::from(now.number), i128::from(now.kind.a_year())).unwrap_or(Fraction::ZERO),
    }
}

/// The targets in a column of the present returns, by place in the register.
fn returned(given: &Given, column: &str) -> Result<Vec<Option<Fraction>>, Error> {
    let values = timeline::numbers(given.round, column)?;
    let mut targets = vec![None; given.register.units.len()];
    for (row, value) in given.round.frame.iter().zip(values) {
        targets[row.unit] = value;
    }
    Ok(targets)
}
