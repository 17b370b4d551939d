//! Target lines and upright marks of native charts, as columns of numbers behind the table from which they are drawn.

use super::Plan;
use crate::publish::shown;
use crate::survey::Chart;
use crate::survey::chart::Amount;
use crate::table::{self, Cell, Table};

/// What a native chart shows beside its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A line at the values to be reached.
    Target,
    /// An upright line at a row.
    Mark,
}

/// A sign of a chart with a number for each row at which it stands.
pub(super) struct Mark {
    /// The chart.
    pub chart: String,
    /// What it is.
    pub sign: Sign,
    /// Its words in the legend.
    pub label: String,
    /// A number a row of the table.
    pub values: Vec<Option<f64>>,
}

/// The signs of a table's charts, in the order of the charts.
pub(super) fn of(plan: &Plan, table: &Table, charts: &[&Chart]) -> Vec<Mark> {
    charts.iter().flat_map(|chart| [target(plan, table, chart), mark(plan, table, chart)]).flatten().collect()
}

fn target(plan: &Plan, table: &Table, chart: &Chart) -> Option<Mark> {
    let column = match chart.target.as_ref()? {
        Amount::Number(_) => None,
        Amount::Column(id) => Some(table.column(id)?),
    };
    let value = |row: &Vec<Cell>| match (&chart.target, column) {
        (Some(Amount::Number(number)), _) => Some(*number),
        (_, Some(column)) => row[column].number(),
        _ => None,
    };
    let values: Vec<Option<f64>> = table.rows.iter().map(value).collect();
    let common = values.first().copied().flatten().filter(|first| values.iter().all(|value| *value == Some(*first)));
    let name = chart.target_label.get(plan.lang());
    let label = match (common, column) {
        (Some(common), _) => {
            let first = table.column(chart.values.first()?)?;
            let rounding = plan.publication.survey.rounding;
            let n = shown::words(table, first, &Cell::Number(common), rounding, plan.lang());
            shown::target(plan.lang(), name, &n)
        }
        (None, _) if !name.is_empty() => name.to_string(),
        (None, Some(column)) => table.columns[column].title.get(plan.lang()).to_string(),
        (None, None) => String::new(),
    };
    Some(Mark { chart: chart.id.clone(), sign: Sign::Target, label, values })
}

/// As high as the chart: from its foot to the full scale, or to the greatest value.
fn mark(plan: &Plan, table: &Table, chart: &Chart) -> Option<Mark> {
    let column = table.column(chart.mark.as_deref()?)?;
    let drawn = chart.values.iter().filter_map(|id| table.column(id));
    let greatest =
        drawn.flat_map(|place| table.rows.iter().filter_map(move |row| row[place].number())).reduce(f64::max)?;
    let height = match chart.full {
        Some(Amount::Number(full)) => full,
        _ => greatest,
    };
    let value = |row: &Vec<Cell>| table::is_true(row.get(column)).then_some(height);
    let label = table.columns[column].title.get(plan.lang()).to_string();
    Some(Mark { chart: chart.id.clone(), sign: Sign::Mark, label, values: table.rows.iter().map(value).collect() })
}
