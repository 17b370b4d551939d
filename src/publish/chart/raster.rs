//! From SVG to PNG with the bundled font alone, so that every machine makes the same bytes.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use super::canvas::FONT;
use crate::error::Error;

/// Pixels of the PNG for a pixel of the SVG.
const SCALE: f32 = 2.0;
/// The most pixels of a PNG; longer charts are drawn at a smaller scale.
const MOST_PIXELS: f32 = 40_000_000.0;

/// A PNG with its width and height.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    /// The file's bytes.
    pub png: Vec<u8>,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// Draws an SVG as PNG.
pub fn png(svg: &str) -> Result<Raster, Error> {
    let tree = usvg::Tree::from_str(svg, &options()).map_err(failed)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min((MOST_PIXELS / (width * height)).sqrt());
    let size = ((width * scale).round() as u32, (height * scale).round() as u32);
    let mut pixels =
        tiny_skia::Pixmap::new(size.0, size.1).ok_or_else(|| failed(format!("{} × {} pixels", size.0, size.1)))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(Raster { png: pixels.encode_png().map_err(failed)?, size })
}

fn options() -> usvg::Options<'static> {
    let mut options = usvg::Options { font_family: "Canvass Sans SC".to_string(), ..usvg::Options::default() };
    options.fontdb_mut().load_font_source(usvg::fontdb::Source::Binary(Arc::new(FONT)));
    options
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Failed(format!("a chart cannot be turned into a picture: {error}"))
}
