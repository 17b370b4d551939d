//! Picture charts: Chart, CHARTS; one file a chart. `canvas` is the only file that knows plotters, `raster` the
//! only one that knows resvg.
//!
//! A chart decides what stands where and gives a [`drawing::Drawing`]: plain data that tests can measure. `canvas`
//! paints it as SVG, `raster` makes the PNG of that SVG, with the bundled font and no other.

use std::sync::LazyLock;

use rayon::prelude::*;

use super::Publication;
use crate::error::Error;
use crate::survey::{self, chart::CODE};
use crate::table::{Cell, Table};
use crate::text::{Phrase, survey as say};

mod adoption;
mod bars;
mod canvas;
mod change;
mod distribution;
pub mod drawing;
mod funnel;
mod groups;
mod heads;
mod letters;
mod matrix;
mod page;
mod problems;
mod raster;
#[cfg(test)]
mod sample;
mod tabular;
mod words;

use drawing::Drawing;
#[cfg(test)]
pub use tabular::sample as table_sample;

/// A drawn chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The chart's id: the name of its files.
    pub id: String,
    /// Its title, in the publication's language.
    pub title: String,
    /// What it shows, in a sentence for those who cannot see it.
    pub alternative: String,
    /// The drawing as SVG.
    pub svg: String,
    /// The same drawing as PNG.
    pub png: Vec<u8>,
    /// Width and height of the PNG in pixels.
    pub size: (u32, u32),
}

/// A kind of chart.
pub trait Chart: Sync {
    /// The name in a survey.
    fn name(&self) -> &'static str;

    /// What it shows, for the manual.
    fn explain(&self) -> Phrase;

    /// Decides what stands where. `None` where there is nothing to show: no such figures, no period before.
    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error>;
}

/// Every kind of chart that a survey may name.
pub const CHARTS: &[&dyn Chart] = &[
    &adoption::Adoption,
    &funnel::Funnel,
    &groups::Groups,
    &change::Change,
    &matrix::Matrix,
    &distribution::Distribution,
    &problems::Problems,
    &tabular::bars::Bars,
    &tabular::columns::Columns,
    &tabular::lines::Lines,
    &tabular::heat_map::HeatMap,
    &tabular::calendar::Calendar,
    &tabular::radar::Radar,
];

/// The names of all kinds, in the order of [`CHARTS`].
pub fn names() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| CHARTS.iter().map(|chart| chart.name()).collect());
    &NAMES
}

/// Draws every chart that the survey names, in order; those with nothing to show and those of single units are left
/// out.
pub fn pictures(publication: &Publication) -> Result<Vec<Picture>, Error> {
    let charts = publication.survey.charts.par_iter().filter(|chart| !chart.per_unit);
    let pictures: Vec<_> = charts.map(|chart| picture(publication, chart)).collect();
    pictures.into_iter().filter_map(Result::transpose).collect()
}

/// Draws the charts of single units (`per_unit = true`) for the unit of a code, from the rows of their tables whose
/// column `code` is that code. A chart without such rows is left out, and all are in an edition without names.
pub fn of_unit(publication: &Publication, code: &str) -> Result<Vec<Picture>, Error> {
    if !publication.edition.names {
        return Ok(Vec::new());
    }
    let charts: Vec<&survey::Chart> = publication.survey.charts.iter().filter(|chart| chart.per_unit).collect();
    let is_used = |table: &&Table| charts.iter().any(|chart| chart.table.as_ref() == Some(&table.id));
    let tables: Vec<Table> = publication.tables.iter().filter(is_used).map(|table| rows_of(table, code)).collect();
    let of_unit = Publication { tables: &tables, ..*publication };
    let unit = publication.register.units.iter().find(|unit| unit.code == code);
    let name = unit.map_or(code, |unit| unit.name.as_str());
    let pictures = charts.into_iter().map(|chart| {
        let table = of_unit.tables.iter().find(|table| chart.table.as_ref() == Some(&table.id));
        let note = words::of_unit(publication, name, chart, table);
        picture(&of_unit, &survey::Chart { note: Some(note), ..chart.clone() })
    });
    pictures.filter_map(Result::transpose).collect()
}

fn rows_of(table: &Table, code: &str) -> Table {
    let place = table.column(CODE);
    let is_own = |row: &&Vec<Cell>| place.is_some_and(|place| row[place] == Cell::Text(code.to_string()));
    Table { rows: table.rows.iter().filter(is_own).cloned().collect(), ..table.clone() }
}

fn picture(publication: &Publication, chart: &survey::Chart) -> Result<Option<Picture>, Error> {
    let Some(kind) = CHARTS.iter().find(|kind| kind.name() == chart.kind) else {
        let unknown = say::unknown_of(say::kind_of_chart(), &chart.kind);
        return Err(Error::Usage(say::there_are(unknown, names())));
    };
    let Some(drawing) = kind.draw(publication, chart)? else { return Ok(None) };
    let svg = canvas::svg(&drawing)?;
    let raster = raster::png(&svg)?;
    Ok(Some(Picture {
        id: chart.id.clone(),
        title: words::title(publication, chart),
        alternative: drawing.alternative,
        svg,
        png: raster.png,
        size: raster.size,
    }))
}

#[cfg(test)]
mod tests;
