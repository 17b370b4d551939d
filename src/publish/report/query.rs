//! A query's table in the report: formats, states, totals, small lines.

use super::facts::Facts;
use super::tree::{Cell, Column, Grid, Mark, Run, Side, Style, clean};
use crate::publish::shown;
use crate::survey::chart::CODE;
use crate::table::{self, Format, Table};
use crate::text::report as say;

/// The column of units' names.
const NAME: &str = "name";

/// The table as it is printed, without hidden columns; with `only`, these rows and without the columns that say which
/// unit it is.
pub fn grid(facts: &Facts, table: &Table, only: Option<&[usize]>) -> Grid {
    let is_own = |place: &usize| only.is_some() && [CODE, NAME].contains(&table.columns[*place].id.as_str());
    let places: Vec<usize> = table.shown().into_iter().filter(|place| !is_own(place)).collect();
    let column = |place: &usize| {
        let column = &table.columns[*place];
        let side = if table.is_wording(*place) { Side::Left } else { side(column.format) };
        Column { title: facts.word(&column.title), side }
    };
    let row =
        |row: &Vec<table::Cell>| -> Vec<Cell> { places.iter().map(|place| cell(facts, table, *place, row)).collect() };
    Grid {
        id: table.id.clone(),
        number: 0,
        title: facts.word(&table.title),
        note: facts.word(&table.note),
        columns: places.iter().map(column).collect(),
        rows: match only {
            Some(rows) => rows.iter().filter_map(|place| table.rows.get(*place)).map(row).collect(),
            None => table.rows.iter().map(row).collect(),
        },
    }
}

fn side(format: Format) -> Side {
    match format {
        Format::Rank | Format::Movement | Format::State | Format::Sparkline => Side::Centre,
        format if format.is_number() => Side::Right,
        _ => Side::Left,
    }
}

fn cell(facts: &Facts, table: &Table, place: usize, row: &[table::Cell]) -> Cell {
    let (column, value) = (&table.columns[place], &row[place]);
    if column.format == Format::Sparkline {
        return sparkline(facts, table, &column.id, row);
    }
    let words = match value {
        table::Cell::Blank => return Cell::default(),
        table::Cell::Bool(true) => facts.say(say::HAVE, &[]),
        table::Cell::Bool(false) => facts.say(say::HAVE_NOT, &[]),
        _ => clean(&shown::words(table, place, value, facts.survey.rounding, facts.lang)),
    };
    let is_state = column.format == Format::State;
    let state = is_state.then(|| table.state(value).map(|state| Mark::State(state.shade))).flatten();
    let style = Style { strong: table.is_total(row), emphasis: false };
    Cell {
        runs: vec![Run::Text { text: words, style }],
        key: value.number().map(|number| number.to_string()),
        mark: state,
    }
}

/// A small line; where it cannot be drawn, its first and last value in words.
fn sparkline(facts: &Facts, table: &Table, id: &str, row: &[table::Cell]) -> Cell {
    let values = table.sparkline(id, row);
    let mut known = values.iter().flatten();
    let words = |value: &f64| shown::number_words(*value, Format::Number, facts.survey.rounding);
    let ends: Vec<String> = known.next().into_iter().chain(known.next_back()).map(words).collect();
    let key = values.iter().flatten().next_back().map(|last| last.to_string());
    Cell { runs: vec![Run::plain(ends.join("→"))], key, mark: Some(Mark::Sparkline(values)) }
}
