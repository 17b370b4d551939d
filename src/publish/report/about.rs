//! What a document about one unit may say beyond the publication: its row of the frame, its return, its findings,
//! its rows of tables.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use polars::prelude::{AnyValue, DataFrame};

use super::facts::FactChart;
use crate::answer::Return;
use crate::dataset::comparison::Standing;
use crate::error::Error;
use crate::publish::Publication;
use crate::table::{Cell, Table};

/// The column by which a table's rows belong to units.
pub const CODE: &str = "code";

/// Rows of a table by the code of their unit, each in the table's order.
type ByCode = BTreeMap<String, Vec<usize>>;

/// What is known of the units that get a document.
#[derive(Debug)]
pub struct Known {
    /// The code of every unit of the frame, by place.
    pub codes: Vec<String>,
    /// The place in the register of every unit of the frame.
    pub registered: Vec<usize>,
    /// The frame of units.
    pub frame: DataFrame,
    /// The returns of the units that get a document, by place in the frame.
    pub given: BTreeMap<usize, Return>,
    /// Where each unit stands among its group, a list a compared item in the survey's order, by place in the frame.
    pub standings: Vec<Vec<Standing>>,
    rows: BTreeMap<String, ByCode>,
    cases: BTreeMap<String, ByCode>,
    findings: BTreeMap<usize, Vec<usize>>,
}

impl Known {
    /// Gathers what is known of the units at some places of the frame.
    pub fn of(publication: &Publication, places: &[usize]) -> Result<Known, Error> {
        let unit = |place: usize| &publication.register.units[publication.frame[place].unit];
        let given = |place: usize| Some((place, publication.returns.get(publication.frame[place].given?)?.clone()));
        let by_code = |table: &Table| Some((table.id.clone(), rows_by_code(table)?));
        let cases = |(id, frame): &(String, DataFrame)| Some((id.clone(), cases_by_code(frame)?));
        let further = publication.frames.tables.iter().chain(&publication.frames.derived);
        let mut findings: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, finding) in publication.findings.iter().enumerate() {
            if let Some(unit) = finding.unit {
                findings.entry(unit).or_default().push(at);
            }
        }
        Ok(Known {
            codes: (0..publication.frame.len()).map(|place| unit(place).code.clone()).collect(),
            registered: publication.frame.iter().map(|framed| framed.unit).collect(),
            frame: publication.frames.returns.clone(),
            given: places.iter().filter_map(|place| given(*place)).collect(),
            standings: crate::dataset::comparison::standings(&publication.source())?,
            rows: publication.tables.iter().filter_map(by_code).collect(),
            cases: further.filter_map(cases).collect(),
            findings,
        })
    }
}

fn rows_by_code(table: &Table) -> Option<ByCode> {
    let column = table.columns.iter().position(|column| column.id == CODE)?;
    let mut by_code = ByCode::new();
    for (at, row) in table.rows.iter().enumerate() {
        if let Cell::Text(code) = &row[column] {
            by_code.entry(code.clone()).or_default().push(at);
        }
    }
    Some(by_code)
}

fn cases_by_code(frame: &DataFrame) -> Option<ByCode> {
    let mut by_code = ByCode::new();
    let codes = frame.column(CODE).and_then(|column| column.str()).ok()?;
    for (at, code) in codes.iter().enumerate() {
        by_code.entry(code.unwrap_or_default().to_string()).or_default().push(at);
    }
    Some(by_code)
}

/// What is known of units, turned to one of them at a time.
#[derive(Debug)]
pub struct About {
    /// What is known.
    pub known: Arc<Known>,
    place: AtomicUsize,
    charts: Mutex<Vec<FactChart>>,
}

impl About {
    /// Begins with a unit of the frame.
    pub fn new(known: Arc<Known>, place: usize) -> About {
        About { known, place: AtomicUsize::new(place), charts: Mutex::default() }
    }

    /// Turns to another unit of the frame, with its own charts.
    pub fn turn(&self, place: usize, charts: Vec<FactChart>) {
        self.place.store(place, Ordering::Relaxed);
        *self.charts.lock().unwrap_or_else(PoisonError::into_inner) = charts;
    }

    /// One of the unit's own charts, with its place among them.
    pub fn chart(&self, id: &str) -> Option<(usize, FactChart)> {
        let charts = self.charts.lock().unwrap_or_else(PoisonError::into_inner);
        charts.iter().enumerate().find(|(_, chart)| chart.id == id).map(|(place, chart)| (place, chart.clone()))
    }

    /// The unit that the document is about, by place in the frame.
    pub fn unit(&self) -> usize {
        self.place.load(Ordering::Relaxed)
    }

    /// Its code.
    pub fn code(&self) -> &str {
        &self.known.codes[self.unit()]
    }

    /// Its return, where it sent one.
    pub fn given(&self) -> Option<&Return> {
        self.known.given.get(&self.unit())
    }

    /// Its findings, as places among those of the publication.
    pub fn findings(&self) -> &[usize] {
        let unit = self.known.registered[self.unit()];
        self.known.findings.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// Its rows of a table of a query; `None` where the table is not by unit, and belongs whole to everyone.
    pub fn rows(&self, table: &str) -> Option<&[usize]> {
        Some(of_code(self.known.rows.get(table)?, self.code()))
    }

    /// Its rows of a repeating or derived table; `None` where the table is not by unit.
    pub fn cases(&self, table: &str) -> Option<&[usize]> {
        Some(of_code(self.known.cases.get(table)?, self.code()))
    }

    /// Its value in a column of the frame; `None` where there is no such column.
    pub fn value(&self, column: &str) -> Option<AnyValue<'_>> {
        self.known.frame.column(column).ok()?.get(self.unit()).ok()
    }
}

fn of_code<'a>(by_code: &'a ByCode, code: &str) -> &'a [usize] {
    by_code.get(code).map_or(&[], Vec::as_slice)
}
