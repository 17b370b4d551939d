//! From a query's frame to the cells of a table.

use polars::prelude::{Column as FrameColumn, DataFrame, DataType, PolarsResult};

use crate::table::{Cell, Column, Format};
use crate::text::Text;

/// The columns of a frame, headed by their names, shown by their types.
pub fn columns(frame: &DataFrame) -> Vec<Column> {
    let column = |column: &FrameColumn| Column {
        id: column.name().to_string(),
        title: Text::same(column.name().as_str()),
        format: format(column.dtype()),
    };
    frame.columns().iter().map(column).collect()
}

fn format(dtype: &DataType) -> Format {
    match dtype {
        DataType::Float32 | DataType::Float64 => Format::Number,
        DataType::Date => Format::Date,
        dtype if dtype.is_integer() => Format::Count,
        _ => Format::Text,
    }
}

/// The rows of a frame. A quotient that does not exist (0 by 0) is blank.
pub fn rows(frame: &DataFrame) -> Vec<Vec<Cell>> {
    let columns: Vec<Vec<Cell>> = frame.columns().iter().map(cells).collect();
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    let row = |_| columns.iter_mut().map(|column| column.next().unwrap_or(Cell::Blank)).collect();
    (0..frame.height()).map(row).collect()
}

fn cells(column: &FrameColumn) -> Vec<Cell> {
    typed(column).unwrap_or_else(|_| printed(column))
}

fn typed(column: &FrameColumn) -> PolarsResult<Vec<Cell>> {
    fn all<T>(values: impl Iterator<Item = Option<T>>, cell: impl Fn(T) -> Cell) -> Vec<Cell> {
        values.map(|value| value.map_or(Cell::Blank, &cell)).collect()
    }
    let number = |number: f64| if number.is_finite() { Cell::Number(number) } else { Cell::Blank };
    let epoch = chrono::NaiveDate::default();
    let day =
        |days: i32| epoch.checked_add_signed(chrono::TimeDelta::days(i64::from(days))).map_or(Cell::Blank, Cell::Date);
    Ok(match column.dtype() {
        DataType::Null => vec![Cell::Blank; column.len()],
        DataType::Boolean => all(column.bool()?.iter(), Cell::Bool),
        DataType::String => all(column.str()?.iter(), |text| Cell::Text(text.to_string())),
        DataType::Date => all(column.cast(&DataType::Int32)?.i32()?.iter(), day),
        DataType::Float32 | DataType::Float64 => all(column.cast(&DataType::Float64)?.f64()?.iter(), number),
        dtype if dtype.is_integer() => all(column.strict_cast(&DataType::Int64)?.i64()?.iter(), Cell::Integer),
        _ => printed(column),
    })
}

/// Values of other types (lists, times) as the engine prints them.
fn printed(column: &FrameColumn) -> Vec<Cell> {
    let cell = |row: usize| match column.get(row) {
        Ok(value) if !value.is_null() => Cell::Text(value.to_string()),
        _ => Cell::Blank,
    };
    (0..column.len()).map(cell).collect()
}
