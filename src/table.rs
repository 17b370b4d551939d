//! Table: titled cells in reading order.

use crate::text::Text;

/// How a column's cells are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, left.
    Text,
    /// Long text that wraps: names, messages.
    LongText,
    /// A whole number.
    Count,
    /// A share, stored as a quotient between 0 and 1, shown in percent.
    Percent,
    /// A difference of shares, stored as a quotient, shown in percentage points with sign.
    Points,
    /// A number with the decimals that it has.
    Number,
    /// A day.
    Date,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name in the query's result.
    pub id: String,
    /// The heading.
    pub title: Text,
    /// How its cells are shown.
    pub format: Format,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing to show.
    Blank,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number; for [`Format::Percent`] a quotient.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(chrono::NaiveDate),
}

/// A titled table, made by a query or by the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name of its file without number and ending: `shares` for `20-shares.sql`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// A sentence under it: what is counted, on which base.
    pub note: Text,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell a column.
    pub rows: Vec<Vec<Cell>>,
}
