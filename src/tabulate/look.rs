//! From a query's frame and header to a table: declared columns, sparklines, what is hidden.

use polars::prelude::DataFrame;

use super::cells;
use super::context::Failure;
use super::header::Query;
use crate::table::{Cell, Column, Format, Table};
use crate::text::queries as say;

/// The table of a query; what is wrong with the first column that its header names and its frame lacks.
pub fn table(frame: &DataFrame, query: &Query) -> Result<Table, Failure> {
    let declared = query.columns.iter().filter(|(column, _)| column.format != Format::Sparkline);
    let declared = declared.map(|(column, line)| (&column.id, *line));
    let named = query.named.iter().map(|(id, line)| (id, *line));
    if let Some((id, line)) = declared.chain(named).find(|(id, _)| frame.column(id).is_err()) {
        let given: Vec<&str> = frame.get_column_names().into_iter().map(|name| name.as_str()).collect();
        return Err(Failure { line, name: id.clone(), message: say::no_column(id, given) });
    }
    let known = |id: &str| query.columns.iter().find(|(known, _)| known.id == id).map(|(known, _)| known.clone());
    let columns = cells::columns(frame).into_iter().map(|column| known(&column.id).unwrap_or(column)).collect();
    let mut table = Table {
        id: query.id.clone(),
        title: query.title.clone(),
        note: query.note.clone(),
        columns,
        rows: cells::rows(frame),
        look: query.look.clone(),
        is_standard: query.is_standard,
    };
    numbers_among_text(&mut table);
    for sparkline in &query.look.sparklines {
        table.look.hidden.extend(sparkline.of.iter().filter(|id| known(id).is_none()).cloned());
        if table.column(&sparkline.id).is_none() {
            let column = known(&sparkline.id).expect("a sparkline has a column line");
            insert(&mut table, column, &sparkline.of);
        }
    }
    Ok(table)
}

/// A column of numbers in which a query prints some values as words (`…` for a withheld count) comes as text: what is a
/// number there becomes one.
fn numbers_among_text(table: &mut Table) {
    let is_number = |column: &Column| {
        !matches!(column.format, Format::Text | Format::LongText | Format::State | Format::Date | Format::Sparkline)
    };
    let places: Vec<usize> = (0..table.columns.len()).filter(|place| is_number(&table.columns[*place])).collect();
    for row in &mut table.rows {
        for place in &places {
            if let Cell::Text(text) = &row[*place] {
                row[*place] = number(text).unwrap_or_else(|| row[*place].clone());
            }
        }
    }
}

fn number(text: &str) -> Option<Cell> {
    let whole = text.parse().map(Cell::Integer).ok();
    whole.or_else(|| text.parse().ok().filter(|n: &f64| n.is_finite()).map(Cell::Number))
}

/// Puts an empty column before the first of some others.
fn insert(table: &mut Table, column: Column, before: &[String]) {
    let place = before.iter().filter_map(|id| table.column(id)).min().unwrap_or(table.columns.len());
    table.columns.insert(place, column);
    table.rows.iter_mut().for_each(|row| row.insert(place, Cell::Blank));
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use polars::prelude::{Column as FrameColumn, NamedFrom, Series};

    use super::*;
    use crate::tabulate::header;

    #[test]
    fn numbers_beside_a_withheld_one_stay_numbers_and_text_stays_text() {
        let sql = "-- title: Cases\n-- column n: Cases | count\n-- column code: Code | text\nSELECT n, code FROM cases";
        let read = header::read(Path::new("."), "20-cases.sql", sql.to_string());
        let query = read.expect("a sound header").expect("a query");
        let column = |name: &str, cells: [&str; 3]| FrameColumn::from(Series::new(name.into(), cells));
        let columns = vec![column("n", ["12", "…", "0.5"]), column("code", ["12", "A", "0"])];
        let table = table(&DataFrame::new(3, columns).expect("columns of one length"), &query).expect("a table");
        let of = |place: usize| table.rows.iter().map(|row| row[place].clone()).collect::<Vec<_>>();
        assert_eq!(of(0), [Cell::Integer(12), Cell::Text("…".to_string()), Cell::Number(0.5)]);
        assert_eq!(of(1), ["12", "A", "0"].map(|text| Cell::Text(text.to_string())));
    }
}
