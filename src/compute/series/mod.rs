//! Series: numbers over the periods of a year and of the year before; what the tables hold says [`crate::survey::series`].

use std::collections::BTreeMap;

use polars::prelude::Column;

use super::derive::{Derived, Given, integers};
use super::structure::{self, Row};
use crate::error::Error;
use crate::period::Period;
use crate::survey::series::{COLUMNS, HISTORY, SERIES, Series, SeriesItem, TABLES};

pub mod amount;
pub mod compared;
pub mod entry;
pub mod pace;
mod table;
pub mod timeline;

use entry::{Context, Entry};
use timeline::Timeline;

/// The columns and tables of a survey's series.
pub fn derived(given: &Given, series: &Series) -> Result<Derived, Error> {
    let now = given.round.period;
    let items = series.followed(given.survey);
    let on = series.structure.unwrap_or(now);
    let first = given.past.first().map_or(now, |round| round.period).min(entry::first_looked_at(now));
    let shown = structure::rows(given.register, (first, now), on);
    let frame: Vec<usize> = given.round.frame.iter().map(|row| row.unit).collect();
    let own = structure::alone(frame.iter().copied());
    let kept: Vec<&Row> = shown.iter().filter(|row| is_shown(given, row, on)).collect();
    let (mut plain, mut restructured, mut history) = (Vec::new(), Vec::new(), Vec::new());
    for (item_seq, item) in items.iter().enumerate() {
        let timeline = Timeline::read(given, item)?;
        let context = Context::new(given, series, item, &timeline)?;
        // The total is that of all units that were ever asked, whatever rows stand below it.
        let total = context.total(&shown, item_seq);
        plain.push(total.clone());
        plain.extend(ranked(&context, &own.iter().collect::<Vec<_>>(), item_seq));
        restructured.push(total);
        restructured.extend(ranked(&context, &kept, item_seq));
        history.extend(past_entries(&context, &shown, item));
    }
    let columns = counts(&plain, frame.len());
    let [series_table, on_structure, history_table] = TABLES.map(str::to_string);
    let tables = vec![
        (series_table, table::series(given, &items, &plain, SERIES)?),
        (on_structure, table::series(given, &items, &restructured, SERIES)?),
        (history_table, table::history(given, &history, HISTORY)?),
    ];
    Ok(Derived { columns, tables })
}

/// A row stands in a period's table where one of its units is asked, or exists in the structure.
fn is_shown(given: &Given, row: &Row, on: Period) -> bool {
    let exists = |period: Period| row.members.iter().any(|unit| given.register.units[*unit].exists_in(period));
    exists(given.round.period) || exists(on)
}

/// The entries of an item, one a row, with their ranks.
fn ranked(context: &Context, rows: &[&Row], item_seq: usize) -> Vec<Entry> {
    let ranks = context.ranks(rows, context.now);
    let before = context.ranks(rows, context.now.previous());
    let entry = |place: usize| {
        let previous_rank = ranks[place].and(before[place]);
        Entry { rank: ranks[place], previous_rank, ..context.entry(rows[place], item_seq, place + 1) }
    };
    (0..rows.len()).map(entry).collect()
}

/// An item's values in every period for which there are returns, on one structure.
fn past_entries(context: &Context, rows: &[Row], item: &SeriesItem) -> Vec<entry::Past> {
    let periods: Vec<Period> = context.timeline.periods().collect();
    let of_period = |period: Period| {
        let total = entry::Past { seq: 0, ..context.past(&entry::whole_of(rows), item, period) };
        let rows = rows.iter().enumerate();
        let rows = rows.map(move |(seq, row)| entry::Past { seq: seq + 1, ..context.past(row, item, period) });
        std::iter::once(total).chain(rows.filter(|past| past.is_asked)).collect::<Vec<_>>()
    };
    periods.into_iter().flat_map(of_period).collect()
}

/// For each unit of the frame how many items have a target, and how many are behind it.
fn counts(entries: &[Entry], n_units: usize) -> Vec<Column> {
    let mut counts: BTreeMap<usize, (i64, i64)> = (1..=n_units).map(|seq| (seq, (0, 0))).collect();
    for entry in entries {
        if let Some(count) = counts.get_mut(&entry.seq) {
            count.0 += i64::from(entry.pace.target.is_some());
            count.1 += i64::from(entry.pace.state == "behind");
        }
    }
    let [with_target, behind] = COLUMNS;
    vec![
        integers(with_target, counts.values().map(|count| Some(count.0)).collect()),
        integers(behind, counts.values().map(|count| Some(count.1)).collect()),
    ]
}

#[cfg(test)]
mod tests;
