//! A table for the terminal and for other programs: aligned text, CSV, JSON.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::dataset::csv;
use crate::fraction::{RoundingMode, exact_decimal};
use crate::table::{Cell, Format, Table};
use crate::text::Lang;

/// Aligned columns under their headings; numbers to the right. A full-width character takes two places.
/// Line breaks and control characters in a cell become spaces.
pub fn text(table: &Table, lang: Lang) -> String {
    let head: Vec<String> = table.columns.iter().map(|column| one_line(column.title.get(lang))).collect();
    let shown = |row: &Vec<Cell>| -> Vec<String> {
        row.iter().zip(&table.columns).map(|(cell, column)| one_line(&shown(cell, column.format))).collect()
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(shown).collect();
    let widest = |place: usize| rows.iter().chain([&head]).map(|row| row[place].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(widest).collect();
    let is_right: Vec<bool> = (0..head.len()).map(|place| is_number(table, place)).collect();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut out = String::new();
    for row in [&head, &rule].into_iter().chain(&rows) {
        let cells = row.iter().zip(&widths).zip(&is_right);
        let padded: Vec<String> = cells.map(|((cell, width), right)| pad(cell, *width, *right)).collect();
        out.push_str(padded.join("  ").trim_end());
        out.push('\n');
    }
    out
}

fn is_number(table: &Table, place: usize) -> bool {
    table.columns[place].format.is_number()
}

fn pad(cell: &str, width: usize, is_right: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(cell.width()));
    if is_right { format!("{blanks}{cell}") } else { format!("{cell}{blanks}") }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn shown(cell: &Cell, format: Format) -> String {
    let percent = |number: f64| exact_decimal(number).and_then(|exact| exact.percent(1, RoundingMode::HalfUp));
    match (cell, format) {
        (Cell::Number(number), Format::Percent) => percent(*number).map(|text| format!("{text}%")).unwrap_or_default(),
        (Cell::Number(number), Format::Points) => {
            percent(*number).map(|text| if *number > 0.0 { format!("+{text}") } else { text }).unwrap_or_default()
        }
        _ => plain(cell),
    }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(answer) => answer.to_string(),
        Cell::Date(day) => day.to_string(),
    }
}

/// As the data files are: column names, then the rows; text that a spreadsheet would take for a formula is guarded.
pub fn csv(table: &Table) -> String {
    let mut out = String::new();
    csv::write_row(&mut out, table.columns.iter().map(|column| Cow::from(column.id.as_str())));
    for row in &table.rows {
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => csv::guarded(Cow::from(text.clone())),
            other => plain(other).into(),
        };
        csv::write_row(&mut out, row.iter().map(cell));
    }
    out
}

/// A list of objects, one a row, with the columns in their order; blanks are null.
pub fn json(table: &Table) -> String {
    let object = |row: &Vec<Cell>| {
        let members = row.iter().zip(&table.columns);
        let members: Vec<String> =
            members.map(|(cell, column)| format!("{}: {}", string(&column.id), json_value(cell))).collect();
        format!("  {{{}}}", members.join(", "))
    };
    let objects: Vec<String> = table.rows.iter().map(object).collect();
    if objects.is_empty() { "[]\n".to_string() } else { format!("[\n{}\n]\n", objects.join(",\n")) }
}

fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn json_value(cell: &Cell) -> String {
    match cell {
        Cell::Blank => "null".to_string(),
        Cell::Text(text) => string(text),
        Cell::Date(day) => string(&day.to_string()),
        Cell::Integer(_) | Cell::Bool(_) => plain(cell),
        Cell::Number(number) => serde_json::Value::from(*number).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;
    use crate::text::Text;

    fn table() -> Table {
        let column = |id: &str, title: &str, format| Column { id: id.into(), title: Text::same(title), format };
        Table {
            id: "query".into(),
            title: Text::default(),
            note: Text::default(),
            columns: vec![
                column("name", "单位", Format::Text),
                column("n", "项数", Format::Count),
                column("share", "占比", Format::Percent),
                column("change", "变化", Format::Points),
            ],
            look: crate::table::Look::default(),
            is_standard: false,
            rows: vec![
                vec![Cell::Text("第一单位".into()), Cell::Integer(12), Cell::Number(0.5), Cell::Number(0.0525)],
                vec![Cell::Text("=A1\nB".into()), Cell::Integer(3), Cell::Blank, Cell::Number(-0.1)],
            ],
        }
    }

    #[test]
    fn full_width_characters_take_two_places() {
        insta::assert_snapshot!(text(&table(), Lang::Zh), @r#"
        单位      项数   占比   变化
        --------  ----  -----  -----
        第一单位    12  50.0%   +5.3
        =A1 B        3         -10.0
        "#);
    }

    #[test]
    fn csv_has_names_for_headings_and_guards_text() {
        assert_eq!(csv(&table()), "name,n,share,change\n第一单位,12,0.5,0.0525\n\"'=A1\nB\",3,,-0.1\n");
    }

    #[test]
    fn json_keeps_the_order_of_columns() {
        let printed = json(&table());
        assert!(printed.contains(r#"{"name": "=A1\nB", "n": 3, "share": null, "change": -0.1}"#), "{printed}");
        let read: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(read[0]["n"], 12);
    }
}
