//! Rows of tables as a template walks through them: `{% for row in rows("cases") %}{{ row.level }}{% endfor %}`.

use std::collections::BTreeMap;

use minijinja::value::Value;
use polars::prelude::{AnyValue, DataFrame};

use super::facts::Facts;
use crate::table::{Cell, Table};
use crate::text::saying::Saying;

/// The rows of a query's table, of a repeating table or of a derived one, each a map by column. In a document about a
/// unit only its own rows, where the table is by unit. Says what is wrong where there is no such table.
pub fn of(facts: &Facts, id: &str) -> Result<Vec<Value>, Saying> {
    if let Some(table) = facts.tables.iter().find(|table| table.id == id) {
        return Ok(of_query(facts, table));
    }
    if let Some((_, frame)) = facts.further.iter().find(|(known, _)| known == id) {
        return Ok(match facts.about.as_ref().and_then(|about| about.cases(id)) {
            Some(own) => own.iter().map(|row| of_frame(frame, *row)).collect(),
            None => (0..frame.height()).map(|row| of_frame(frame, row)).collect(),
        });
    }
    match facts.empty_tables.iter().any(|empty| empty == id) {
        true => Ok(Vec::new()),
        false => Err(super::tables::unknown(facts, id)),
    }
}

fn of_query(facts: &Facts, table: &Table) -> Vec<Value> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.id.as_str()).collect();
    let row = |row: &Vec<Cell>| -> Value {
        let cells = names.iter().zip(row).map(|(name, cell)| (name.to_string(), of_cell(cell)));
        Value::from(cells.collect::<BTreeMap<String, Value>>())
    };
    match facts.about.as_ref().and_then(|about| about.rows(&table.id)) {
        Some(own) => own.iter().map(|at| row(&table.rows[*at])).collect(),
        None => table.rows.iter().map(row).collect(),
    }
}

fn of_cell(cell: &Cell) -> Value {
    match cell {
        Cell::Blank => Value::from(()),
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Integer(number) => Value::from(*number),
        Cell::Number(number) => Value::from(*number),
        Cell::Bool(truth) => Value::from(*truth),
        Cell::Date(day) => Value::from(day.to_string()),
    }
}

fn of_frame(frame: &DataFrame, row: usize) -> Value {
    let cell = |column: &polars::prelude::Column| {
        let value = column.get(row).map_or(Value::from(()), of_any);
        (column.name().to_string(), value)
    };
    Value::from(frame.columns().iter().map(cell).collect::<BTreeMap<String, Value>>())
}

/// A value of a frame: a day as ISO 8601 has it, nothing where there is none.
pub fn of_any(value: AnyValue) -> Value {
    match value {
        AnyValue::Boolean(truth) => Value::from(truth),
        AnyValue::String(text) => Value::from(text),
        AnyValue::StringOwned(text) => Value::from(text.as_str()),
        AnyValue::Date(days) => {
            chrono::NaiveDate::from_epoch_days(days).map_or(Value::from(()), |day| Value::from(day.to_string()))
        }
        AnyValue::Float32(number) => Value::from(f64::from(number)),
        AnyValue::Float64(number) => Value::from(number),
        AnyValue::Null => Value::from(()),
        other => other.extract::<i64>().map_or(Value::from(()), Value::from),
    }
}
