//! Picture charts: Chart, CHARTS; one file a chart. [`canvas`] is the only file that knows plotters, [`raster`] the
//! only one that knows resvg.
//!
//! A chart decides what stands where and gives a [`drawing::Drawing`]: plain data that tests can measure. [`canvas`]
//! paints it as SVG, [`raster`] makes the PNG of that SVG, with the bundled font and no other.

use std::sync::LazyLock;

use rayon::prelude::*;

use super::Publication;
use crate::error::Error;
use crate::survey;
use crate::text::Phrase;

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
mod words;

use drawing::Drawing;

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
];

/// The names of all kinds, in the order of [`CHARTS`].
pub fn names() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| CHARTS.iter().map(|chart| chart.name()).collect());
    &NAMES
}

/// Draws every chart that the survey names, in order; those with nothing to show are left out.
pub fn pictures(publication: &Publication) -> Result<Vec<Picture>, Error> {
    let charts = publication.survey.charts.par_iter();
    let pictures: Vec<_> = charts.map(|chart| picture(publication, chart)).collect();
    pictures.into_iter().filter_map(Result::transpose).collect()
}

fn picture(publication: &Publication, chart: &survey::Chart) -> Result<Option<Picture>, Error> {
    let Some(kind) = CHARTS.iter().find(|kind| kind.name() == chart.kind) else {
        let known = names().join("`, `");
        return Err(Error::Usage(format!(
            "chart `{}`: no kind is called `{}`; known: `{known}`",
            chart.id, chart.kind
        )));
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
