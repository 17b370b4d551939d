//! Cross tables: counts by two properties, with an `unclear` line and totals that reconcile, small counts withheld.

use std::collections::BTreeSet;

use polars::prelude::{Column, DataFrame, DataType, IntoLazy, col, lit};

use super::derive::{Derived, Given, integers, texts, truths};
use super::strata::Stratum;
use super::suppression::{Grid, Place};
use crate::error::Error;
use crate::frame::Round;
use crate::survey::cross::{self, Cross, PERIOD, Span};
use crate::survey::{engine, expression};
use crate::text::compute as words;

/// The code of the line of those whose property is blank or cannot be understood.
pub const UNCLEAR: &str = "unclear";
/// The status of a count that is withheld.
const WITHHELD: &str = "C";
/// The code of the line of totals.
pub const TOTAL: &str = "total";

/// A property's values in the order of print, each with its wording; the last is [`UNCLEAR`].
pub(super) struct Axis {
    pub codes: Vec<String>,
    labels: Vec<String>,
}

/// What a cross table counts once: rows of a unit in a cell.
pub(super) struct Counting {
    /// The unit's place in the register.
    pub unit: usize,
    /// The row of the table.
    pub row: usize,
    /// The column of the table.
    pub column: usize,
    /// How much is counted.
    pub count: i64,
}

/// A cross table counted, before anything is withheld.
pub(super) struct Counted<'a> {
    pub cross: &'a Cross,
    pub rows: Axis,
    pub columns: Axis,
    pub grid: Grid,
    /// What each cell says where a negative number was summed: such sums are told in full or not at all.
    signed: Option<Vec<i64>>,
    pub countings: Vec<Counting>,
    pub hidden: BTreeSet<Place>,
    /// What an earlier edition has told already, and which therefore protects nothing.
    pub told: BTreeSet<Place>,
    /// What would tell something that other tables withhold.
    forced: BTreeSet<Place>,
    periods: BTreeSet<String>,
}

/// Every cross table of the survey, with all its counts: what an audience may not know is withheld once figures are
/// there too ([`super::withhold`]).
pub fn derived(given: &Given) -> Result<Derived, Error> {
    let tables = given.survey.crosses.iter().map(|cross| counted(given, cross)?.named(given));
    Ok(Derived { columns: Vec::new(), tables: tables.collect::<Result<_, Error>>()? })
}

/// Every cross table counted, with what editions of earlier periods withheld and told.
pub(super) fn all<'a>(given: &Given<'a>) -> Result<Vec<Counted<'a>>, Error> {
    let mut tables: Vec<Counted> =
        given.survey.crosses.iter().map(|cross| counted(given, cross)).collect::<Result<_, _>>()?;
    let before = before(given)?;
    for table in &mut tables {
        let places: Vec<(Place, Key)> = table.grid.places().map(|place| (place, table.key(place))).collect();
        let of = |keys: &BTreeSet<Key>| {
            places.iter().filter(|(_, key)| keys.contains(key)).map(|(place, _)| *place).collect()
        };
        (table.hidden, table.told) = (of(&before.withheld), of(&before.told));
    }
    Ok(tables)
}

/// What a cross table counts as if all units were of a stratum.
pub(super) fn as_if(given: &Given, stratum: &Stratum, cross: &Cross) -> Result<Vec<Counting>, Error> {
    let given = Given { round: &stratum.round, past: &stratum.past, ..*given };
    Ok(counted(&given, cross)?.countings)
}

/// The counts that editions of earlier periods withheld, and those that they told.
#[derive(Default)]
struct Before {
    withheld: BTreeSet<Key>,
    told: BTreeSet<Key>,
}

/// Looks through the tables of the earlier periods, so that what one edition withholds the next does not tell.
fn before(given: &Given) -> Result<Before, Error> {
    let mut before = Before::default();
    for (place, round) in given.past.iter().enumerate() {
        let then = Given { round, past: &given.past[..place], ..*given };
        for cross in &given.survey.crosses {
            let table = counted(&then, cross)?;
            let frame = round.frames.derived.iter().find(|(id, _)| *id == cross.id).map(|(_, frame)| frame);
            let failed = |error: polars::prelude::PolarsError| Error::Failed(error.to_string());
            let Some(status) = frame.map(|frame| frame.column("status").and_then(|c| c.str().cloned())) else {
                continue;
            };
            for (place, status) in table.grid.places().zip(status.map_err(failed)?.iter()) {
                let keys = if status == Some(WITHHELD) { &mut before.withheld } else { &mut before.told };
                keys.insert(table.key(place));
            }
        }
    }
    Ok(before)
}

fn counted<'a>(given: &Given, cross: &'a Cross) -> Result<Counted<'a>, Error> {
    let year = given.round.period.year;
    let is_meant = |round: &&Round| match cross.span {
        Span::Period => false,
        Span::Year => round.period.year == year,
        Span::History => true,
    };
    let rounds: Vec<&Round> = given.past.iter().filter(is_meant).chain([given.round]).collect();
    let (rows, columns) = (axis(given, cross, &cross.rows, &rounds), axis(given, cross, &cross.columns, &rounds));
    let periods = rounds.iter().map(|round| round.period.to_string()).collect();
    let mut countings = Vec::new();
    for round in rounds {
        for (place, row, column, count) in cells(round, cross)? {
            let (row, column) = (rows.place(row.as_deref()), columns.place(column.as_deref()));
            countings.push(Counting { unit: round.frame[place].unit, row, column, count });
        }
    }
    let (grid, signed) = summed(&countings, rows.codes.len(), columns.codes.len());
    let (hidden, told, forced) = Default::default();
    Ok(Counted { cross, rows, columns, grid, signed, countings, hidden, told, forced, periods })
}

/// The table of sums; and where a negative number is among them, the sums of all cells as they are, totals included.
fn summed(countings: &[Counting], n_rows: usize, n_columns: usize) -> (Grid, Option<Vec<i64>>) {
    let mut sums = vec![vec![0i64; n_columns]; n_rows];
    for Counting { row, column, count, .. } in countings {
        sums[*row][*column] = sums[*row][*column].saturating_add(*count);
    }
    let counts: Vec<Vec<u64>> =
        sums.iter().map(|row| row.iter().map(|sum| u64::try_from(*sum).unwrap_or_default()).collect()).collect();
    let grid = Grid::with_totals(&counts);
    if countings.iter().all(|counting| counting.count >= 0) {
        return (grid, None);
    }
    let cell = |place: Place| {
        let is_of =
            |c: &&Counting| (place.0 == n_rows || c.row == place.0) && (place.1 == n_columns || c.column == place.1);
        countings.iter().filter(is_of).fold(0i64, |sum, counting| sum.saturating_add(counting.count))
    };
    let signed = grid.places().map(cell).collect();
    (grid, Some(signed))
}

impl Axis {
    fn place(&self, code: Option<&str>) -> usize {
        let known = code.and_then(|code| self.codes.iter().position(|known| known == code));
        known.unwrap_or(self.codes.len() - 1)
    }
}

fn axis(given: &Given, cross: &Cross, property: &str, rounds: &[&Round]) -> Axis {
    let mut values = values(given, cross, property, rounds);
    values.push((UNCLEAR.to_string(), words::UNCLEAR.text(given.lang).to_string()));
    let (codes, labels) = values.into_iter().unzip();
    Axis { codes, labels }
}

fn values(given: &Given, cross: &Cross, property: &str, rounds: &[&Round]) -> Vec<(String, String)> {
    let Given { survey, lang, register, .. } = *given;
    if property == PERIOD {
        return rounds.iter().map(|round| (round.period.to_string(), round.period.name(lang))).collect();
    }
    if let Some(attribute) = survey.register.attributes.iter().find(|attribute| attribute.id == property) {
        let declared = attribute.values.iter().map(|value| value.value.as_str());
        let used = register.units.iter().filter_map(|unit| unit.attributes.get(property)).map(String::as_str);
        let mut seen = BTreeSet::from([""]);
        let values = declared.chain(used).filter(|value| seen.insert(value));
        return values
            .map(|value| (value.to_string(), survey.attribute_label(property, value, lang).to_string()))
            .collect();
    }
    let codes = cross::item(survey, cross, property).map_or(&[][..], |item| survey.codes(item));
    match codes.is_empty() {
        false => codes.iter().map(|code| (code.id.clone(), code.label.get(lang).to_string())).collect(),
        true => [("true", words::YES), ("false", words::NO)]
            .map(|(code, phrase)| (code.to_string(), phrase.text(lang).to_string()))
            .to_vec(),
    }
}

type Cell = (usize, Option<String>, Option<String>, i64);

/// For every row that is meant the place of its unit in the frame, the two properties, and how much it counts.
fn cells(round: &Round, cross: &Cross) -> Result<Vec<Cell>, Error> {
    let failed =
        |error: polars::prelude::PolarsError| Error::Query { name: cross.id.clone(), message: engine::saying(&error) };
    let parse = |sql: &str| expression::parse(sql).map_err(|message| Error::Query { name: cross.id.clone(), message });
    let frame = match &cross.table {
        None => round.frames.returns.clone(),
        Some(table) => {
            let found = round.frames.tables.iter().find(|(id, _)| id == table);
            found.map(|(_, frame)| frame.clone()).unwrap_or_default()
        }
    };
    let only = if cross.table.is_none() { col("returned") } else { lit(true) };
    let filter = cross.filter.as_deref().map_or(Ok(lit(true)), parse)?;
    let count = cross.of.as_deref().map_or(Ok(lit(1i64)), parse)?;
    let property = |name: &str, alias: &str| col(name).cast(DataType::String).alias(alias);
    let picked = [
        col("seq"),
        property(&cross.rows, "row"),
        property(&cross.columns, "column"),
        count.cast(DataType::Int64).alias("count"),
    ];
    let frame = frame.lazy().filter(only.and(filter)).select(picked).collect().map_err(failed)?;
    let text = |name: &str| frame.column(name).and_then(|column| column.str().cloned()).map_err(failed);
    let (rows, columns) = (text("row")?, text("column")?);
    let whole = |name: &str| frame.column(name).and_then(|column| column.i64().cloned()).map_err(failed);
    let (seq, counts) = (whole("seq")?, whole("count")?);
    let own = |value: Option<&str>| value.map(str::to_string);
    let cell = |place: usize| {
        let count = counts.get(place)?;
        let unit = usize::try_from(seq.get(place)? - 1).ok()?;
        Some((unit, own(rows.get(place)), own(columns.get(place)), count))
    };
    Ok((0..frame.height()).filter_map(cell).collect())
}

/// What a cell counts, so that the same count is recognised in another table: the rows' table, the sum, the condition,
/// the properties that are fixed with their values, the periods.
type Key = (Option<String>, Option<String>, Option<String>, BTreeSet<(String, String)>, BTreeSet<String>);

/// Withholds small counts in every table, and the same count wherever it stands. What counts all rows of a period or of
/// all periods is told.
pub(super) fn withhold(tables: &mut [Counted], least: u64) {
    for table in tables.iter_mut() {
        table.hidden.extend(table.grid.small(least));
        table.protect();
    }
    loop {
        let hidden: BTreeSet<Key> =
            tables.iter().flat_map(|table| table.hidden.iter().map(|place| table.key(*place))).collect();
        let mut grew = false;
        for table in tables.iter_mut() {
            let before = table.hidden.len();
            let same: Vec<Place> = table.grid.places().filter(|place| hidden.contains(&table.key(*place))).collect();
            table.hidden.extend(same);
            table.protect();
            grew |= table.hidden.len() > before;
        }
        if !grew {
            return;
        }
    }
}

impl Counted<'_> {
    fn last(&self) -> Place {
        (self.rows.codes.len(), self.columns.codes.len())
    }

    /// Withholds a cell, also where it counts all rows of a period.
    pub(super) fn withhold(&mut self, place: Place) {
        self.forced.insert(place);
        self.hidden.insert(place);
    }

    fn protect(&mut self) {
        if self.signed.is_some() {
            self.hidden = self.grid.places().collect();
            return;
        }
        let is_told = |place: &Place| {
            let is_known = self.told.contains(place) && !self.hidden.contains(place);
            is_known || (self.is_whole(*place) && !self.forced.contains(place))
        };
        let shown: BTreeSet<Place> = self.grid.places().filter(is_told).collect();
        self.hidden.retain(|place| !shown.contains(place));
        match self.grid.protected(&self.hidden, &shown) {
            Some(hidden) => self.hidden = hidden,
            None => self.hidden = self.grid.places().filter(|place| !shown.contains(place)).collect(),
        }
    }

    /// Whether a cell counts all rows of a period or of all periods.
    pub(super) fn is_whole(&self, place: Place) -> bool {
        self.key(place).3.is_empty()
    }

    fn key(&self, place: Place) -> Key {
        let Cross { table, of, filter, rows, columns, .. } = self.cross;
        let fixed = [(rows, self.rows.codes.get(place.0)), (columns, self.columns.codes.get(place.1))];
        let fixed: Vec<(&str, &str)> =
            fixed.iter().filter_map(|(property, code)| Some((property.as_str(), code.as_ref()?.as_str()))).collect();
        let period = fixed.iter().find(|(property, _)| *property == PERIOD).map(|(_, period)| period.to_string());
        let periods = period.map_or_else(|| self.periods.clone(), |period| BTreeSet::from([period]));
        let own = |(property, code): &(&str, &str)| (property.to_string(), code.to_string());
        let fixed = fixed.iter().filter(|(property, _)| *property != PERIOD).map(own).collect();
        (table.clone(), of.clone(), filter.clone(), fixed, periods)
    }

    /// Its table for queries, under its name.
    pub(super) fn named(&self, given: &Given) -> Result<(String, DataFrame), Error> {
        Ok((self.cross.id.clone(), self.frame(given)?))
    }

    fn frame(&self, given: &Given) -> Result<DataFrame, Error> {
        let total = words::TOTAL.text(given.lang).to_string();
        let (last_row, last_column) = self.last();
        let places: Vec<Place> = self.grid.places().collect();
        let name =
            |list: &[String], place: usize, last: &str| list.get(place).cloned().unwrap_or_else(|| last.to_string());
        let text = |id: &str, of: &dyn Fn(Place) -> String| texts(id, places.iter().map(|p| Some(of(*p))).collect());
        let number =
            |id: &str, of: &dyn Fn(Place) -> Option<i64>| integers(id, places.iter().map(|p| of(*p)).collect());
        let is = |id: &str, of: &dyn Fn(Place) -> bool| truths(id, places.iter().map(|p| Some(of(*p))).collect());
        let sum = |p: Place| match &self.signed {
            Some(sums) => sums.get(p.0 * (last_column + 1) + p.1).copied(),
            None => i64::try_from(self.grid.count(p)).ok(),
        };
        let count = |p: Place| sum(p).filter(|_| !self.hidden.contains(&p));
        let status = |p: Place| if self.hidden.contains(&p) { WITHHELD } else { "A" }.to_string();
        let columns: Vec<Column> = vec![
            text("period", &|_| given.round.period.to_string()),
            number("row_seq", &|p| i64::try_from(p.0 + 1).ok()),
            text("row", &|p| name(&self.rows.codes, p.0, TOTAL)),
            text("row_label", &|p| name(&self.rows.labels, p.0, &total)),
            is("row_total", &|p| p.0 == last_row),
            number("column_seq", &|p| i64::try_from(p.1 + 1).ok()),
            text("column", &|p| name(&self.columns.codes, p.1, TOTAL)),
            text("column_label", &|p| name(&self.columns.labels, p.1, &total)),
            is("column_total", &|p| p.1 == last_column),
            number("count", &count),
            text("status", &status),
        ];
        DataFrame::new(places.len(), columns).map_err(|error| Error::Failed(format!("{}: {error}", self.cross.id)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn axis(codes: &[&str]) -> Axis {
        let codes: Vec<String> = codes.iter().map(|code| code.to_string()).collect();
        Axis { labels: codes.clone(), codes }
    }

    fn cross(rows: &str, columns: &str) -> Cross {
        let toml = format!("id = \"t\"\ntable = \"cases\"\nrows = \"{rows}\"\ncolumns = \"{columns}\"");
        toml::from_str(&toml).expect("a cross table")
    }

    const LEVELS: &[&str] = &["bureau", "department", "section", UNCLEAR];
    const FORMS: &[&str] = &["talk", "sanction", UNCLEAR];

    fn counted<'a>(cross: &'a Cross, columns: &[&str], counts: &[Vec<u64>], periods: &[&str]) -> Counted<'a> {
        let periods = periods.iter().map(|period| period.to_string()).collect();
        let (rows, columns, grid) = (axis(LEVELS), axis(columns), Grid::with_totals(counts));
        let (countings, hidden, told, forced) = Default::default();
        Counted { cross, rows, columns, grid, signed: None, countings, hidden, told, forced, periods }
    }

    /// The counts of which the sums of all tables together leave only one value.
    fn determined(tables: &[Counted]) -> Vec<Key> {
        let hidden: BTreeSet<Key> = tables.iter().flat_map(|t| t.hidden.iter().map(|place| t.key(*place))).collect();
        let places: BTreeMap<&Key, usize> = hidden.iter().zip(0..).collect();
        let mut sums: Vec<Vec<f64>> = Vec::new();
        for table in tables {
            let (last_row, last_column) = table.last();
            let rows = (0..=last_row).map(|row| (0..=last_column).map(|column| (row, column)).collect());
            let columns = (0..=last_column).map(|column| (0..=last_row).map(|row| (row, column)).collect());
            let lines: Vec<Vec<Place>> = rows.chain(columns).collect();
            for line in lines {
                let mut sum = vec![0.0; places.len()];
                for (at, place) in line.iter().enumerate().filter(|(_, place)| table.hidden.contains(place)) {
                    sum[places[&table.key(*place)]] += if at + 1 == line.len() { -1.0 } else { 1.0 };
                }
                sums.push(sum);
            }
        }
        let alone = reduced(sums);
        hidden.iter().enumerate().filter(|(place, _)| alone.contains(place)).map(|(_, key)| key.clone()).collect()
    }

    /// The unknowns that stand alone in a sum once every sum is reduced by the others (Gauss and Jordan).
    fn reduced(mut sums: Vec<Vec<f64>>) -> BTreeSet<usize> {
        let n = sums.first().map_or(0, Vec::len);
        let mut done = 0;
        for unknown in 0..n {
            let Some(pivot) = (done..sums.len()).find(|row| sums[*row][unknown].abs() > 1e-9) else { continue };
            sums.swap(done, pivot);
            let head: Vec<f64> = sums[done].iter().map(|value| value / sums[done][unknown]).collect();
            for (place, row) in sums.iter_mut().enumerate() {
                let factor = row[unknown];
                for (value, head) in row.iter_mut().zip(&head).filter(|_| place != done) {
                    *value -= factor * head;
                }
            }
            sums[done] = head;
            done += 1;
        }
        let alone = |row: &Vec<f64>| {
            let mut there = row.iter().enumerate().filter(|(_, value)| value.abs() > 1e-9).map(|(place, _)| place);
            there.next().filter(|_| there.next().is_none())
        };
        sums.iter().filter_map(alone).collect()
    }

    #[test]
    fn a_negative_number_is_summed_and_told_in_full_or_not_at_all() {
        let of = |row, column, count| Counting { unit: 0, row, column, count };
        let (grid, signed) = summed(&[of(0, 0, 9), of(0, 1, -12), of(2, 1, 20)], 3, 2);
        assert_eq!(signed, Some(vec![9, -12, -3, 0, 0, 0, 0, 20, 20, 9, 8, 17]));
        let cross = cross("level", "form");
        let mut tables = [Counted {
            grid,
            signed,
            ..counted(&cross, &["talk", UNCLEAR], &[vec![0; 2], vec![0; 2], vec![0; 2], vec![0; 2]], &["2026-Q2"])
        }];
        withhold(&mut tables, 5);
        assert!(tables[0].grid.places().all(|place| tables[0].hidden.contains(&place)));
        assert_eq!(summed(&[of(0, 0, 9)], 3, 2).1, None);
    }

    #[test]
    fn all_cases_of_a_quarter_are_told_and_the_same_count_is_withheld_everywhere() {
        let (by_period, by_form) = (cross("level", PERIOD), cross("level", "form"));
        let quarters = vec![vec![9, 2, 0], vec![12, 14, 0], vec![8, 17, 0], vec![0, 0, 0]];
        let forms = vec![vec![0, 2, 0], vec![7, 7, 0], vec![9, 8, 0], vec![0, 0, 0]];
        let year = counted(&by_period, &["2026-Q1", "2026-Q2", UNCLEAR], &quarters, &["2026-Q1", "2026-Q2"]);
        let mut tables = [year, counted(&by_form, FORMS, &forms, &["2026-Q2"])];
        withhold(&mut tables, 5);
        let [year, form] = &tables;
        // Two cases of the bureau level in the second quarter: a cell of one table, a total of the other.
        assert!(year.hidden.contains(&(0, 1)) && form.hidden.contains(&(0, 3)));
        // The quarter's 33 cases are a total here and the grand total there.
        assert!(!year.hidden.contains(&(4, 1)) && !form.hidden.contains(&form.last()));
        assert_eq!(determined(&tables), []);
    }

    proptest! {
        #[test]
        fn nothing_withheld_follows_from_all_tables_together(
            before in prop::collection::vec(0u64..14, 4),
            now in prop::collection::vec(prop::collection::vec(0u64..9, 3), 4),
            least in 2u64..6,
        ) {
            let (by_period, by_form) = (cross("level", PERIOD), cross("level", "form"));
            let quarters: Vec<Vec<u64>> =
                before.iter().zip(&now).map(|(before, now)| vec![*before, now.iter().sum(), 0]).collect();
            let year = counted(&by_period, &["2026-Q1", "2026-Q2", UNCLEAR], &quarters, &["2026-Q1", "2026-Q2"]);
            let mut tables = [year, counted(&by_form, FORMS, &now, &["2026-Q2"])];
            withhold(&mut tables, least);
            for table in &tables {
                let told = table.grid.places().filter(|place| !table.hidden.contains(place));
                for place in told.filter(|place| !table.key(*place).3.is_empty()) {
                    prop_assert!(!(1..least).contains(&table.grid.count(place)));
                }
            }
            prop_assert_eq!(determined(&tables), Vec::new());
        }
    }
}
