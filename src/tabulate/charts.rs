//! Whether the charts of a survey fit the tables that they are drawn from.

use crate::error::Problem;
use crate::survey::load::{Source, Step, Step::At, Step::Key};
use crate::survey::{Chart, Survey, chart::CODE};
use crate::table::{Format, Table};
use crate::text::saying::Saying;
use crate::text::survey as words;

/// The tables and columns that charts name and that are not there, and columns of values that hold none.
/// `tables` are those that the survey's queries give without returns.
pub fn problems(survey: &Survey, tables: &[Table]) -> Vec<Problem> {
    let file = survey.folder.join("survey.toml");
    // A definition under another name has been read already; then its lines stay unsaid.
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let source = Source::new(&file, &text).ok();
    let say = |way: &[Step], message: Saying| match &source {
        Some(source) => source.problem(way, message),
        None => Problem::new(&file, 0, message),
    };
    let mut problems = Vec::new();
    for (place, chart) in survey.charts.iter().enumerate().filter(|(_, chart)| chart.of_table()) {
        let way = |key| [Key("chart"), At(place), Key(key)];
        problems.extend(mistakes(chart, tables).into_iter().map(|(key, message)| say(&way(key), message)));
    }
    problems
}

fn mistakes(chart: &Chart, tables: &[Table]) -> Vec<(&'static str, Saying)> {
    let Some(id) = &chart.table else { return Vec::new() };
    let Some(table) = tables.iter().find(|table| table.id == *id) else {
        let known: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
        return vec![("table", words::no_such_table(id, known))];
    };
    let mut mistakes = Vec::new();
    for (key, column) in chart.columns() {
        match table.column(column) {
            None => mistakes.push((key, lacking(table, key, column))),
            Some(place) if key == "values" && !holds_values(chart, table.columns[place].format) => {
                mistakes.push((key, words::no_values(column, id, &chart.kind)));
            }
            Some(_) => {}
        }
    }
    mistakes
}

fn lacking(table: &Table, key: &str, column: &str) -> Saying {
    let known: Vec<&str> = table.columns.iter().map(|column| column.id.as_str()).collect();
    let message = words::chart_column(&table.id, column, known);
    if key == "per_unit" && column == CODE { words::unit_chart_column(message) } else { message }
}

fn holds_values(chart: &Chart, format: Format) -> bool {
    let shows_states = matches!(chart.kind.as_str(), "heat-map" | "calendar");
    // Without returns a column whose format is not declared may have any type.
    format.is_number() || matches!(format, Format::Movement | Format::Text) || (shows_states && format == Format::State)
}
