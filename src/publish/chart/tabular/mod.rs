//! Spread: what a chart of a table shows: labels, series, and a value each, ready to be drawn.

use crate::error::{Error, Problem};
use crate::publish::chart::drawing::Drawing;
use crate::publish::chart::page::{MARGIN, NOTES, Page, WIDTH};
use crate::publish::chart::{letters, words};
use crate::publish::{Publication, shown};
use crate::survey::chart::{Amount, Order};
use crate::survey::{self};
use crate::table::{self, Cell, Format, Shade, Table};
use crate::text::saying::Saying;
use crate::text::{chart as say, survey as of_survey};

pub mod bars;
pub mod calendar;
pub mod columns;
mod frame;
pub mod heat_map;
pub mod lines;
mod palette;
pub mod radar;
#[cfg(test)]
pub mod sample;
mod scale;
#[cfg(test)]
mod tests;
mod time;

/// The most rows of a chart that does not say how many.
const MOST_ROWS: usize = 60;

/// A value on a chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Value {
    /// The number, where there is one.
    pub number: Option<f64>,
    /// As printed; empty where the cell is blank.
    pub words: String,
    /// The colour of a declared state.
    pub shade: Option<Shade>,
    /// Whether the series breaks before it.
    pub is_break: bool,
}

/// A row of values under a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its words.
    pub label: String,
    /// A value a series.
    pub values: Vec<Value>,
    /// The value of its target.
    pub target: Option<f64>,
    /// The value of its full scale.
    pub full: Option<f64>,
    /// Whether it stands out.
    pub stands_out: bool,
    /// Whether it is a total.
    pub is_total: bool,
    /// Whether an upright line stands at it.
    pub is_marked: bool,
}

/// A colour, line or column of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its words.
    pub label: String,
    /// How its values are shown.
    pub format: Format,
    /// Whether it stands out.
    pub stands_out: bool,
    /// The colour of the state or grade that it is.
    pub shade: Option<Shade>,
}

/// What a chart of a table shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// Its series, in order.
    pub series: Vec<Series>,
    /// The sentence under the title.
    pub note: String,
    /// Whether rows or series stand out.
    pub highlights: bool,
    /// What the survey calls the targets, or the heading of their column.
    pub target_label: String,
    /// The heading of the column of marks.
    pub mark_label: String,
    /// How many rows are left out.
    pub n_left_out: usize,
}

/// Reads the table of a chart; `None` where there is no such table or it has no rows.
pub fn spread(publication: &Publication, chart: &survey::Chart) -> Result<Option<Spread>, Error> {
    let Some(table) = publication.tables.iter().find(|table| chart.table.as_ref() == Some(&table.id)) else {
        return Ok(None);
    };
    if table.rows.is_empty() {
        return Ok(None);
    }
    let reader = Reader { publication, chart, table };
    let (series, rows) = match &chart.series {
        Some(series) => reader.long(series).map_err(|message| refused(publication, message))?,
        None => reader.wide(),
    };
    let highlights = rows.iter().any(|row| row.stands_out) || series.iter().any(|series| series.stands_out);
    let target_label = match (&chart.target, chart.target_label.get(publication.lang)) {
        (Some(Amount::Column(id)), "") => reader.title(id),
        (_, label) => label.to_string(),
    };
    let mark_label = chart.mark.as_deref().map_or_else(String::new, |id| reader.title(id));
    let note = words::note(publication, chart, Some(table));
    Ok(Some(Spread { rows, series, note, highlights, target_label, mark_label, n_left_out: 0 }))
}

fn refused(publication: &Publication, message: Saying) -> Error {
    Error::Definition(vec![Problem::new(publication.survey.folder.join("survey.toml"), 0, message)])
}

struct Reader<'a> {
    publication: &'a Publication<'a>,
    chart: &'a survey::Chart,
    table: &'a Table,
}

impl Reader<'_> {
    fn title(&self, id: &str) -> String {
        let place = self.table.column(id);
        place.map_or("", |place| self.table.columns[place].title.get(self.publication.lang)).to_string()
    }

    fn words(&self, id: &str, row: &[Cell]) -> String {
        let place = self.table.column(id);
        place.map_or(String::new(), |place| self.words_at(place, &row[place]))
    }

    fn words_at(&self, place: usize, cell: &Cell) -> String {
        let Publication { survey, lang, .. } = self.publication;
        shown::words(self.table, place, cell, survey.rounding, *lang)
    }

    fn value(&self, id: &str, row: &[Cell]) -> Value {
        let Some(place) = self.table.column(id) else { return Value::default() };
        let cell = &row[place];
        Value {
            number: cell.number(),
            words: self.words_at(place, cell),
            shade: self.shade(id, row),
            is_break: self.is_true(&self.chart.break_at, row),
        }
    }

    fn is_true(&self, id: &Option<String>, row: &[Cell]) -> bool {
        let place = id.as_deref().and_then(|id| self.table.column(id));
        place.is_some_and(|place| table::is_true(row.get(place)))
    }

    fn amount(&self, amount: &Option<Amount>, row: &[Cell]) -> Option<f64> {
        match amount.as_ref()? {
            Amount::Number(number) => Some(*number),
            Amount::Column(id) => row[self.table.column(id)?].number(),
        }
    }

    fn row(&self, row: &[Cell], values: Vec<Value>) -> Row {
        Row {
            label: self.words(self.chart.label.as_deref().unwrap_or_default(), row),
            values,
            target: self.amount(&self.chart.target, row),
            full: self.amount(&self.chart.full, row),
            stands_out: self.is_true(&self.chart.highlight, row),
            is_total: self.table.is_total(row),
            is_marked: self.is_true(&self.chart.mark, row),
        }
    }

    fn format(&self, id: &str) -> Format {
        self.table.column(id).map_or(Format::Number, |place| self.table.columns[place].format)
    }

    fn wide(&self) -> (Vec<Series>, Vec<Row>) {
        let shades = self.chart.shades.iter().copied().map(Some).chain(std::iter::repeat(None));
        let series = |(id, shade): (&String, Option<Shade>)| self.series(self.title(id), id, shade);
        let row = |row: &Vec<Cell>| self.row(row, self.chart.values.iter().map(|id| self.value(id, row)).collect());
        (self.chart.values.iter().zip(shades).map(series).collect(), self.table.rows.iter().map(row).collect())
    }

    fn series(&self, label: String, id: &str, shade: Option<Shade>) -> Series {
        Series { label, format: self.format(id), stands_out: false, shade }
    }

    /// The colour of the state that a cell of a column is in.
    fn shade(&self, id: &str, row: &[Cell]) -> Option<Shade> {
        let place = self.table.column(id).filter(|place| self.table.columns[*place].format == Format::State)?;
        self.table.state(&row[place]).map(|state| state.shade)
    }

    /// Labels and series in the order in which they first stand in the table; what is not there is blank.
    fn long(&self, by: &str) -> Result<(Vec<Series>, Vec<Row>), Saying> {
        let id = self.chart.values.first().map_or("", String::as_str);
        let (mut series, mut rows): (Vec<Series>, Vec<Row>) = (Vec::new(), Vec::new());
        let mut found: Vec<Vec<Option<Value>>> = Vec::new();
        for cells in &self.table.rows {
            let name = self.words(by, cells);
            let column = series.iter().position(|known| known.label == name).unwrap_or_else(|| {
                series.push(self.series(name.clone(), id, self.shade(by, cells)));
                series.len() - 1
            });
            let row = self.row(cells, Vec::new());
            let place = rows.iter().position(|known| known.label == row.label).unwrap_or_else(|| {
                rows.push(row.clone());
                found.push(Vec::new());
                rows.len() - 1
            });
            series[column].stands_out |= row.stands_out;
            let values = &mut found[place];
            values.resize(values.len().max(column + 1), None);
            if values[column].replace(self.value(id, cells)).is_some() {
                return Err(of_survey::chart_rows_twice(&self.chart.id, &self.table.id, &row.label, &name));
            }
        }
        for (row, values) in rows.iter_mut().zip(found) {
            row.values = values.into_iter().map(Option::unwrap_or_default).collect();
            row.values.resize(series.len(), Value::default());
            row.stands_out = false;
        }
        Ok((series, rows))
    }
}

impl Spread {
    /// Without the rows of totals, which would dwarf the others.
    pub fn without_totals(mut self) -> Spread {
        self.rows.retain(|row| !row.is_total);
        self
    }

    /// In the chart's order of values.
    pub fn sorted(mut self, chart: &survey::Chart) -> Spread {
        let key = |row: &Row| match chart.stacked {
            true => row.sum(),
            false => row.values.first().and_then(|value| value.number),
        };
        let Some(order) = chart.sort else { return self };
        self.rows.sort_by(|a, b| match (key(a), key(b)) {
            (Some(a), Some(b)) if order == Order::Descending => b.total_cmp(&a),
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        self
    }

    /// The first rows, as many as the chart wants; counts the others.
    pub fn cut(mut self, chart: &survey::Chart) -> Spread {
        let most = chart.most.unwrap_or(MOST_ROWS);
        self.n_left_out = self.rows.len().saturating_sub(most);
        self.rows.truncate(most);
        self
    }

    /// Every number of the chart, targets included.
    pub fn numbers(&self) -> impl Iterator<Item = f64> + Clone + '_ {
        let values = self.rows.iter().flat_map(|row| row.values.iter().filter_map(|value| value.number));
        values.chain(self.rows.iter().filter_map(|row| row.target))
    }

    /// The full scale of all rows: the greatest where they differ.
    pub fn full(&self) -> Option<f64> {
        self.rows.iter().filter_map(|row| row.full).reduce(f64::max)
    }

    /// The same target for all rows, where they have one.
    pub fn common_target(&self) -> Option<f64> {
        let first = self.rows.first()?.target?;
        self.rows.iter().all(|row| row.target == Some(first)).then_some(first)
    }

    /// How the values are shown: the first series decides.
    pub fn format(&self) -> Format {
        self.series.first().map_or(Format::Number, |series| series.format)
    }

    /// Values with their labels, for the alternative text.
    pub fn said(&self, publication: &Publication) -> Vec<String> {
        let one = self.series.len() == 1;
        let values = |row: &Row| -> Vec<String> {
            let pairs = row.values.iter().zip(&self.series).filter(|(value, _)| !value.words.is_empty());
            pairs.map(|(value, series)| said(publication, &row.label, series, value, one)).collect()
        };
        self.rows.iter().flat_map(values).collect()
    }

    /// Begins the page of a chart: title, note, period.
    pub fn page<'a>(&self, publication: &'a Publication<'a>, chart: &survey::Chart) -> Page<'a> {
        Page::noted(publication, chart, WIDTH, &self.note)
    }

    /// Says below the chart how many rows it leaves out, and ends it.
    pub fn finish(&self, mut page: Page, publication: &Publication, chart: &survey::Chart) -> Drawing {
        if self.n_left_out > 0 {
            let n = self.n_left_out.to_string();
            let said = words::text(publication, say::LEFT_OUT, &[("n", &n)]);
            page.drawing.words(&said, (MARGIN, page.y + 4.0), NOTES);
            page.y += 22.0;
        }
        let base = words::note_with_period(publication, &self.note);
        let alternative = words::alternative(publication, chart, &base, &self.said(publication));
        page.finish(alternative)
    }
}

impl Row {
    /// The sum of its values; `None` where there is none.
    pub fn sum(&self) -> Option<f64> {
        let numbers = self.values.iter().filter_map(|value| value.number);
        let sum = numbers.fold(None, |sum, number| Some(sum.unwrap_or(0.0) + number));
        sum.map(scale::decimal)
    }
}

fn said(publication: &Publication, label: &str, series: &Series, value: &Value, one: bool) -> String {
    let values = [("label", label), ("series", series.label.as_str()), ("value", value.words.as_str())];
    words::text(publication, if one { say::LABEL_VALUE } else { say::SERIES_VALUE }, &values)
}
