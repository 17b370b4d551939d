//! Cross tables: counts by two properties, with an `unclear` line and totals that reconcile, small counts withheld.

use std::collections::BTreeSet;

use polars::prelude::{Column, DataFrame, DataType, IntoLazy, col, lit};

use super::derive::{Derived, Given, integers, texts, truths};
use super::suppression::{Grid, Place};
use crate::error::Error;
use crate::frame::Round;
use crate::survey::cross::{self, Cross, PERIOD, Span};
use crate::survey::expression;
use crate::text::compute as words;

/// The code of the line of those whose property is blank or cannot be understood.
pub const UNCLEAR: &str = "unclear";
/// The code of the line of totals.
pub const TOTAL: &str = "total";

/// A property's values in the order of print, each with its wording; the last is [`UNCLEAR`].
struct Axis {
    codes: Vec<String>,
    labels: Vec<String>,
}

/// A cross table counted, before anything is withheld.
struct Counted<'a> {
    cross: &'a Cross,
    rows: Axis,
    columns: Axis,
    grid: Grid,
    hidden: BTreeSet<Place>,
}

/// Every cross table of the survey. They are made together, since what is withheld in one must not be told by the
/// totals of another.
pub fn derived(given: &Given) -> Result<Derived, Error> {
    let mut tables: Vec<Counted> =
        given.survey.crosses.iter().map(|cross| counted(given, cross)).collect::<Result<_, _>>()?;
    if given.edition.least > 0 {
        withhold(&mut tables, given.edition.least);
    }
    let tables = tables.iter().map(|table| Ok((table.cross.id.clone(), table.frame(given)?)));
    Ok(Derived { columns: Vec::new(), tables: tables.collect::<Result<_, Error>>()? })
}

fn counted<'a>(given: &Given, cross: &'a Cross) -> Result<Counted<'a>, Error> {
    let year = given.round.period.year;
    let is_meant = |round: &&Round| match cross.span {
        Span::Period => false,
        Span::Year => round.period.year == year,
        Span::History => true,
    };
    let rounds: Vec<&Round> = given.past.iter().filter(is_meant).chain([given.round]).collect();
    let (rows, columns) = (axis(given, cross, &cross.rows, &rounds), axis(given, cross, &cross.columns, &rounds));
    let mut counts = vec![vec![0u64; columns.codes.len()]; rows.codes.len()];
    for round in rounds {
        for (row, column, n) in cells(round, cross)? {
            let count = &mut counts[rows.place(row.as_deref())][columns.place(column.as_deref())];
            *count = count.saturating_add(n);
        }
    }
    Ok(Counted { cross, rows, columns, grid: Grid::with_totals(&counts), hidden: BTreeSet::new() })
}

impl Axis {
    fn place(&self, code: Option<&str>) -> usize {
        let known = code.and_then(|code| self.codes.iter().position(|known| known == code));
        known.unwrap_or(self.codes.len() - 1)
    }
}

fn axis(given: &Given, cross: &Cross, property: &str, rounds: &[&Round]) -> Axis {
    let mut values = values(given, cross, property, rounds);
    values.push((UNCLEAR.to_string(), words::UNCLEAR.text(given.lang).to_string()));
    let (codes, labels) = values.into_iter().unzip();
    Axis { codes, labels }
}

fn values(given: &Given, cross: &Cross, property: &str, rounds: &[&Round]) -> Vec<(String, String)> {
    let Given { survey, lang, register, .. } = *given;
    if property == PERIOD {
        return rounds.iter().map(|round| (round.period.to_string(), round.period.name(lang))).collect();
    }
    if let Some(attribute) = survey.register.attributes.iter().find(|attribute| attribute.id == property) {
        let declared = attribute.values.iter().map(|value| value.value.as_str());
        let used = register.units.iter().filter_map(|unit| unit.attributes.get(property)).map(String::as_str);
        let mut seen = BTreeSet::from([""]);
        let values = declared.chain(used).filter(|value| seen.insert(value));
        return values
            .map(|value| (value.to_string(), survey.attribute_label(property, value, lang).to_string()))
            .collect();
    }
    let codes = cross::item(survey, cross, property).map_or(&[][..], |item| survey.codes(item));
    match codes.is_empty() {
        false => codes.iter().map(|code| (code.id.clone(), code.label.get(lang).to_string())).collect(),
        true => [("true", words::YES), ("false", words::NO)]
            .map(|(code, phrase)| (code.to_string(), phrase.text(lang).to_string()))
            .to_vec(),
    }
}

type Cell = (Option<String>, Option<String>, u64);

/// The two properties of every row that is meant, and how much it counts.
fn cells(round: &Round, cross: &Cross) -> Result<Vec<Cell>, Error> {
    let failed =
        |error: polars::prelude::PolarsError| Error::Query { name: cross.id.clone(), message: error.to_string() };
    let parse = |sql: &str| expression::parse(sql).map_err(|message| Error::Query { name: cross.id.clone(), message });
    let frame = match &cross.table {
        None => round.frames.returns.clone(),
        Some(table) => {
            let found = round.frames.tables.iter().find(|(id, _)| id == table);
            found.map(|(_, frame)| frame.clone()).unwrap_or_default()
        }
    };
    let only = if cross.table.is_none() { col("returned") } else { lit(true) };
    let filter = cross.filter.as_deref().map_or(Ok(lit(true)), parse)?;
    let count = cross.of.as_deref().map_or(Ok(lit(1i64)), parse)?;
    let property = |name: &str, alias: &str| col(name).cast(DataType::String).alias(alias);
    let picked = [
        col("seq"),
        property(&cross.rows, "row"),
        property(&cross.columns, "column"),
        count.cast(DataType::Int64).alias("count"),
    ];
    let frame = frame.lazy().filter(only.and(filter)).select(picked).collect().map_err(failed)?;
    let text = |name: &str| frame.column(name).and_then(|column| column.str().cloned()).map_err(failed);
    let (rows, columns) = (text("row")?, text("column")?);
    let counts = frame.column("count").and_then(|column| column.i64().cloned()).map_err(failed)?;
    let own = |value: Option<&str>| value.map(str::to_string);
    let cell = |place: usize| {
        let count = u64::try_from(counts.get(place)?).ok()?;
        Some((own(rows.get(place)), own(columns.get(place)), count))
    };
    Ok((0..frame.height()).filter_map(cell).collect())
}

/// A line of totals that several tables may share: what is counted, the property and its value.
type Line<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, bool, String, String);

/// Withholds small counts in every table, and the same total wherever it stands. The grand total is always told.
fn withhold(tables: &mut [Counted], least: u64) {
    for table in tables.iter_mut() {
        table.hidden = table.grid.small(least);
        table.protect();
    }
    loop {
        let mut lines: BTreeSet<Line> = BTreeSet::new();
        for table in tables.iter() {
            lines.extend(table.hidden.iter().filter_map(|place| table.line(*place)));
        }
        let lines: BTreeSet<_> = lines.into_iter().map(owned).collect();
        let mut grew = false;
        for table in tables.iter_mut() {
            let shared: Vec<Place> = table
                .grid
                .places()
                .filter(|p| table.line(*p).is_some_and(|line| lines.contains(&owned(line))))
                .collect();
            let before = table.hidden.len();
            table.hidden.extend(shared);
            table.protect();
            grew |= table.hidden.len() > before;
        }
        if !grew {
            return;
        }
    }
}

fn owned(line: Line) -> (Option<String>, Option<String>, Option<String>, bool, String, String) {
    let own = |text: Option<&str>| text.map(str::to_string);
    (own(line.0), own(line.1), own(line.2), line.3, line.4, line.5)
}

impl Counted<'_> {
    fn last(&self) -> Place {
        (self.rows.codes.len(), self.columns.codes.len())
    }

    fn protect(&mut self) {
        let shown = BTreeSet::from([self.last()]);
        self.hidden.remove(&self.last());
        match self.grid.protected(&self.hidden, &shown) {
            Some(hidden) => self.hidden = hidden,
            None => self.hidden = self.grid.places().filter(|place| !shown.contains(place)).collect(),
        }
    }

    /// The line of totals that a cell belongs to; `None` for inner cells and the grand total.
    fn line(&self, place: Place) -> Option<Line<'_>> {
        let (last_row, last_column) = self.last();
        let (property, value) = match (place.0 == last_row, place.1 == last_column) {
            (false, true) => (&self.cross.rows, &self.rows.codes[place.0]),
            (true, false) => (&self.cross.columns, &self.columns.codes[place.1]),
            _ => return None,
        };
        let Cross { table, of, filter, span, .. } = self.cross;
        let one_period = *span == Span::Period;
        Some((table.as_deref(), of.as_deref(), filter.as_deref(), one_period, property.clone(), value.clone()))
    }

    fn frame(&self, given: &Given) -> Result<DataFrame, Error> {
        let total = words::TOTAL.text(given.lang).to_string();
        let (last_row, last_column) = self.last();
        let places: Vec<Place> = self.grid.places().collect();
        let name =
            |list: &[String], place: usize, last: &str| list.get(place).cloned().unwrap_or_else(|| last.to_string());
        let text = |id: &str, of: &dyn Fn(Place) -> String| texts(id, places.iter().map(|p| Some(of(*p))).collect());
        let number =
            |id: &str, of: &dyn Fn(Place) -> Option<i64>| integers(id, places.iter().map(|p| of(*p)).collect());
        let is = |id: &str, of: &dyn Fn(Place) -> bool| truths(id, places.iter().map(|p| Some(of(*p))).collect());
        let count = |p: Place| i64::try_from(self.grid.count(p)).ok().filter(|_| !self.hidden.contains(&p));
        let status = |p: Place| if self.hidden.contains(&p) { "C" } else { "A" }.to_string();
        let columns: Vec<Column> = vec![
            text("period", &|_| given.round.period.to_string()),
            number("row_seq", &|p| i64::try_from(p.0 + 1).ok()),
            text("row", &|p| name(&self.rows.codes, p.0, TOTAL)),
            text("row_label", &|p| name(&self.rows.labels, p.0, &total)),
            is("row_total", &|p| p.0 == last_row),
            number("column_seq", &|p| i64::try_from(p.1 + 1).ok()),
            text("column", &|p| name(&self.columns.codes, p.1, TOTAL)),
            text("column_label", &|p| name(&self.columns.labels, p.1, &total)),
            is("column_total", &|p| p.1 == last_column),
            number("count", &count),
            text("status", &status),
        ];
        DataFrame::new(places.len(), columns).map_err(|error| Error::Failed(format!("{}: {error}", self.cross.id)))
    }
}
