//! From entries to the tables of a series.

use polars::prelude::{Column, DataFrame, DataType};

use super::compared::Compared;
use super::entry::{Entry, Past};
use crate::compute::derive::{Given, integers, numbers, texts, truths};
use crate::error::Error;
use crate::exact::quotient;
use crate::fraction::Fraction;
use crate::survey::concordance;
use crate::survey::series::SeriesItem;

/// Between the names of several units of a row.
const AND: &str = "、";

/// The table of entries, with the columns in the order declared.
pub fn series(
    given: &Given,
    items: &[SeriesItem],
    entries: &[Entry],
    declared: &[(&str, DataType)],
) -> Result<DataFrame, Error> {
    let period = given.round.period;
    let elapsed = quotient(i128::from(period.number), i128::from(period.kind.a_year()));
    let item = |entry: &Entry| &items[entry.item_seq];
    let columns = Columns { given, n: entries.len() };
    let printed = |entry: &Entry, value: Option<Fraction>| {
        value.and_then(|value| value.text(item(entry).decimals, given.survey.rounding.mode))
    };
    let number = |of: &dyn Fn(&Entry) -> Option<Fraction>| -> Vec<Option<f64>> {
        entries.iter().map(|entry| of(entry).and_then(Fraction::to_f64)).collect()
    };
    let word = |of: &dyn Fn(&Entry) -> Option<String>| -> Vec<Option<String>> { entries.iter().map(of).collect() };
    let count = |of: &dyn Fn(&Entry) -> Option<i64>| -> Vec<Option<i64>> { entries.iter().map(of).collect() };
    let breaks: Vec<bool> = items.iter().map(|item| concordance::break_at(given.survey, &item.id, period)).collect();
    let mut given_columns = columns.named(entries.iter().map(|entry| (entry.heads.as_slice(), entry.seq)));
    given_columns.extend([
        texts("period", vec![Some(period.to_string()); entries.len()]),
        texts("item", word(&|entry| Some(item(entry).id.clone()))),
        integers("item_seq", count(&|entry| place(entry.item_seq + 1))),
        numbers("value", number(&|entry| entry.value.value)),
        texts("status", word(&|entry| Some(entry.value.status.code().to_string()))),
        texts("value_text", word(&|entry| printed(entry, entry.value.value))),
        numbers("cumulative", number(&|entry| entry.cumulative.value)),
        texts("cumulative_status", word(&|entry| Some(entry.cumulative.status.code().to_string()))),
        texts("cumulative_text", word(&|entry| printed(entry, entry.cumulative.value))),
        integers("n_due", count(&|entry| place(entry.cumulative.due))),
        integers("n_given", count(&|entry| place(entry.cumulative.given))),
        numbers("target", number(&|entry| entry.pace.target)),
        texts("target_text", word(&|entry| printed(entry, entry.pace.target))),
        numbers("progress", number(&|entry| entry.pace.progress)),
        numbers("elapsed", number(&|_| elapsed)),
        numbers("lead", number(&|entry| entry.pace.lead)),
        texts("state", word(&|entry| Some(entry.pace.state.to_string()))),
        integers("rank", count(&|entry| entry.rank)),
        integers("previous_rank", count(&|entry| entry.previous_rank)),
        integers("rank_change", count(&|entry| Some(entry.previous_rank? - entry.rank?))),
        truths("is_break", entries.iter().map(|entry| Some(breaks[entry.item_seq])).collect()),
    ]);
    given_columns.extend(compared(
        entries,
        ["previous", "change", "change_rate", "change_status", "change_reason"],
        |e| &e.previous,
    ));
    given_columns.extend(compared(
        entries,
        ["year_ago", "year_change", "year_rate", "year_status", "year_reason"],
        |e| &e.year_ago,
    ));
    let names = [
        "cumulative_year_ago",
        "cumulative_change",
        "cumulative_rate",
        "cumulative_change_status",
        "cumulative_reason",
    ];
    given_columns.extend(compared(entries, names, |e| &e.cumulative_year_ago));
    in_order(given_columns, declared, entries.len())
}

/// The table of past values, with the columns in the order declared.
pub fn history(given: &Given, entries: &[Past], declared: &[(&str, DataType)]) -> Result<DataFrame, Error> {
    let columns = Columns { given, n: entries.len() };
    let mut made = columns.named(entries.iter().map(|past| (past.heads.as_slice(), past.seq)));
    let status = |past: &Past| match past.value.value {
        Some(_) if past.is_break => "B",
        _ => past.value.status.code(),
    };
    made.extend([
        texts("period", entries.iter().map(|past| Some(past.period.to_string())).collect()),
        texts("item", entries.iter().map(|past| Some(past.item.clone())).collect()),
        numbers("value", entries.iter().map(|past| past.value.value.and_then(Fraction::to_f64)).collect()),
        numbers("cumulative", entries.iter().map(|past| past.cumulative.value.and_then(Fraction::to_f64)).collect()),
        texts("status", entries.iter().map(|past| Some(status(past).to_string())).collect()),
        truths("is_break", entries.iter().map(|past| Some(past.is_break)).collect()),
    ]);
    in_order(made, declared, entries.len())
}

/// The columns that name rows.
struct Columns<'a> {
    given: &'a Given<'a>,
    n: usize,
}

impl Columns<'_> {
    /// `seq`, `code`, `name` and `is_total` of rows named after units; the total is named after none.
    fn named<'b>(&self, rows: impl Iterator<Item = (&'b [usize], usize)>) -> Vec<Column> {
        let (mut codes, mut names) = (Vec::with_capacity(self.n), Vec::with_capacity(self.n));
        let (mut seqs, mut totals) = (Vec::with_capacity(self.n), Vec::with_capacity(self.n));
        let units = &self.given.register.units;
        for (heads, seq) in rows {
            let joined = |of: &dyn Fn(usize) -> String| {
                (seq > 0).then(|| heads.iter().map(|unit| of(*unit)).collect::<Vec<_>>().join(AND))
            };
            codes.push(joined(&|unit| units[unit].code.clone()));
            names.push(joined(&|unit| units[unit].name.clone()));
            seqs.push(place(seq));
            totals.push(Some(seq == 0));
        }
        vec![integers("seq", seqs), texts("code", codes), texts("name", names), truths("is_total", totals)]
    }
}

/// The columns of a comparison: the earlier value, the difference, its rate, its status, why it is not made.
fn compared(entries: &[Entry], names: [&str; 5], of: impl Fn(&Entry) -> &Compared) -> Vec<Column> {
    let number = |part: &dyn Fn(&Compared) -> Option<Fraction>| {
        entries.iter().map(|entry| part(of(entry)).and_then(Fraction::to_f64)).collect::<Vec<_>>()
    };
    vec![
        numbers(names[0], number(&|compared| compared.then)),
        numbers(names[1], number(&|compared| compared.change)),
        numbers(names[2], number(&|compared| compared.rate)),
        texts(names[3], entries.iter().map(|entry| Some(of(entry).status.code().to_string())).collect()),
        texts(names[4], entries.iter().map(|entry| of(entry).reason.map(str::to_string)).collect()),
    ]
}

fn place(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}

fn in_order(columns: Vec<Column>, declared: &[(&str, DataType)], n: usize) -> Result<DataFrame, Error> {
    let failed = |error: polars::prelude::PolarsError| Error::Failed(format!("series: {error}"));
    let names: Vec<&str> = declared.iter().map(|(name, _)| *name).collect();
    DataFrame::new(n, columns).and_then(|frame| frame.select(names)).map_err(failed)
}
