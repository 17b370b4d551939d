//! Evidence: the cells of a unit's return behind an expression.

use std::collections::BTreeMap;

use crate::answer::{Origin, Return};
use crate::compute::condition;
use crate::compute::derive::Given;
use crate::error::Error;
use crate::survey::derived::{Computed, Derivation, answers_behind};
use crate::survey::{Survey, engine, expression};

/// Where a value stands; empty where there is no return or no cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The file, as named in the receipt ledger.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cells, with their sheets where they lie on several.
    pub cell: String,
}

/// The most cells that are named.
const MOST_CELLS: usize = 6;

/// The numbers of rows of a repeating table, by the unit's place in the frame.
type Numbers = BTreeMap<usize, Vec<u32>>;

/// The answers behind an expression: items, and rows of repeating tables.
#[derive(Debug, Clone, Default)]
pub struct Behind {
    items: Vec<usize>,
    /// The place of a table, and the rows of it that count.
    rows: Vec<(usize, Numbers)>,
}

impl Behind {
    /// The answers behind several expressions.
    pub fn of(given: &Given, expressions: &[&str]) -> Result<Behind, Error> {
        let columns: Vec<String> = expressions
            .iter()
            .filter_map(|sql| expression::parse(sql).ok())
            .flat_map(|sql| expression::columns(&sql))
            .collect();
        let items = condition::items(given.survey, &answers_behind(given.survey, &columns));
        let counted = aggregates(given.survey, columns);
        let rows = counted.into_iter().map(|computed| rows(given, computed)).collect::<Result<Vec<_>, Error>>()?;
        Ok(Behind { items, rows: rows.into_iter().flatten().collect() })
    }

    /// Where they stand for the unit at a place of the frame.
    pub fn evidence(&self, given: &Given, place: usize) -> Evidence {
        let Some(unit) = given.round.given(place) else { return Evidence::default() };
        let mut origins: Vec<&Origin> =
            self.items.iter().filter_map(|item| unit.answers[*item].origin.as_ref()).collect();
        for (table, rows) in &self.rows {
            origins.extend(rows.get(&place).into_iter().flatten().filter_map(|row| row_origin(unit, *table, *row)));
        }
        // As a reader finds them: sheet by sheet, line by line.
        origins.sort_by_key(|origin| (&origin.sheet, origin.cell));
        evidence(unit, &origins)
    }
}

fn row_origin(unit: &Return, table: usize, number: u32) -> Option<&Origin> {
    let row = unit.tables.get(table)?.iter().find(|row| row.number == number)?;
    row.answers.iter().find_map(|answer| answer.origin.as_ref().filter(|origin| origin.cell.is_some()))
}

fn evidence(unit: &Return, origins: &[&Origin]) -> Evidence {
    let file = origins.first().map_or(&unit.file, |origin| &origin.file).to_string();
    let first = origins.first().map_or("", |origin| &origin.sheet);
    let is_one_sheet = origins.iter().all(|origin| *origin.sheet == *first);
    let cell = |origin: &&Origin| {
        let cell = origin.cell?;
        Some(if is_one_sheet { cell.to_string() } else { format!("{}!{cell}", origin.sheet) })
    };
    let mut cells: Vec<String> = Vec::new();
    for cell in origins.iter().filter_map(cell) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    if cells.len() > MOST_CELLS {
        cells.truncate(MOST_CELLS);
        cells.push("…".to_string());
    }
    Evidence { file, sheet: if is_one_sheet { first.to_string() } else { String::new() }, cell: cells.join(", ") }
}

/// The computed columns behind columns that aggregate rows of a table.
fn aggregates(survey: &Survey, columns: Vec<String>) -> Vec<&Computed> {
    let (mut open, mut seen, mut found) = (columns, Vec::new(), Vec::new());
    while let Some(column) = open.pop() {
        if seen.contains(&column) {
            continue;
        }
        if let Some(computed) = survey.computed.iter().find(|computed| computed.id == column) {
            match computed.table {
                Some(_) => found.push(computed),
                None => open.extend(Derivation::Computed(computed).needs()),
            }
        }
        seen.push(column);
    }
    found
}

/// The table whose rows a column aggregates, and the rows that it counts for each unit.
fn rows(given: &Given, computed: &Computed) -> Result<Option<(usize, Numbers)>, Error> {
    let failed = |message| Error::Query { name: computed.id.clone(), message };
    let Some(table) = given.survey.tables.iter().position(|table| Some(&table.id) == computed.table.as_ref()) else {
        return Ok(None);
    };
    let (_, frame) = &given.round.frames.tables[table];
    let counts = expression::evaluate(frame, computed.filter.as_deref().unwrap_or("seq > 0")).map_err(failed)?;
    let column = |name: &str| {
        let column =
            frame.column(name).and_then(|column| column.i64()).map_err(|error| failed(engine::saying(&error)))?;
        Ok::<Vec<Option<i64>>, Error>(column.iter().collect())
    };
    let mut rows = Numbers::new();
    for ((seq, row), counts) in column("seq")?.into_iter().zip(column("row")?).zip(counts) {
        let place = seq.and_then(|seq| usize::try_from(seq - 1).ok());
        if let (Some(place), Some(row), Some(true)) = (place, row.and_then(|row| u32::try_from(row).ok()), counts) {
            rows.entry(place).or_default().push(row);
        }
    }
    Ok(Some((table, rows)))
}
