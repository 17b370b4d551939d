//! From a drawing to SVG through plotters; the only file that knows plotters.

use std::sync::Once;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontTransform, register_font};

use super::drawing::{Colour, Drawing, Mark, Rect, Side, WHITE, Words};
use crate::error::Error;

/// The bundled font: a subset for Chinese and Latin, made by `assets/fonts/make.sh`.
pub const FONT: &[u8] = include_bytes!("../../../assets/fonts/CanvassSansSC.otf");

/// The fonts of the SVG's text: the bundled one, then what is usually installed.
const FAMILY: &str = "Canvass Sans SC, Noto Sans SC, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif";

/// The size at which plotters gives the bundled font's widths in thousandths: its ascent and descent together.
const UNITS: f64 = 1448.0;

/// plotters writes a font size that is smaller than asked for by this factor.
const PLOTTERS_SIZE: f64 = 1.24;

/// The distance between the slanting lines of a hatched area.
const HATCH: f64 = 5.0;

thread_local! {
    static MEASURE: FontDesc<'static> = font(UNITS);
}

fn font(size: f64) -> FontDesc<'static> {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        let _ = register_font(FAMILY, FontStyle::Normal, FONT);
    });
    FontDesc::new(FontFamily::Name(FAMILY), size, FontStyle::Normal)
}

/// The width of a line of text in multiples of its size.
pub fn advance(text: &str) -> f64 {
    match MEASURE.with(|font| font.layout_box(text)) {
        Ok((_, (width, _))) => f64::from(width) / 1000.0,
        Err(_) => text.chars().count() as f64,
    }
}

/// Paints a drawing as SVG; its text stays text.
pub fn svg(drawing: &Drawing) -> Result<String, Error> {
    let mut svg = String::new();
    let size = (drawing.width.ceil() as u32, drawing.height.ceil() as u32);
    {
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        area.fill(&rgb(WHITE)).map_err(failed)?;
        for mark in &drawing.marks {
            paint(&area, mark).map_err(failed)?;
        }
        area.present().map_err(failed)?;
    }
    Ok(with_attributes(svg, &drawing.alternative))
}

/// Says once what plotters says at every text, and adds the alternative text.
fn with_attributes(svg: String, alternative: &str) -> String {
    let family = format!(" font-family=\"{FAMILY}\"");
    let svg = svg.replace(&family, "").replace(" opacity=\"1\"", "");
    let start = format!("<svg role=\"img\" aria-label=\"{}\"{family} ", escaped(alternative));
    svg.replacen("<svg ", &start, 1)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Failed(format!("a chart cannot be drawn: {error}"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Painted<'a> = Result<(), DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;

fn paint<'a>(area: &Area<'a>, mark: &Mark) -> Painted<'a> {
    match mark {
        Mark::Fill(rect, colour) => area.draw(&Rectangle::new(corners(rect), rgb(*colour).filled())),
        Mark::Edge(rect, colour) => area.draw(&Rectangle::new(corners(rect), rgb(*colour).stroke_width(1))),
        Mark::Hatch(rect, colour) => hatch(area, rect, *colour),
        Mark::Shape(points, colour) => {
            let points: Vec<_> = points.iter().map(|p| pixel(*p)).collect();
            area.draw(&Polygon::new(points, rgb(*colour).filled()))
        }
        Mark::Line(from, to, colour, width) => stroke(area, *from, *to, *colour, *width),
        Mark::Spot(centre, radius, colour, hollow) => spot(area, *centre, *radius, *colour, *hollow),
        Mark::Words(words) => write(area, words),
    }
}

fn stroke<'a>(area: &Area<'a>, from: (f64, f64), to: (f64, f64), colour: Colour, width: f64) -> Painted<'a> {
    area.draw(&PathElement::new(vec![pixel(from), pixel(to)], rgb(colour).stroke_width(width.round() as u32)))
}

fn spot<'a>(area: &Area<'a>, centre: (f64, f64), radius: f64, colour: Colour, hollow: bool) -> Painted<'a> {
    area.draw(&Circle::new(pixel(centre), radius.round() as i32, rgb(colour).filled()))?;
    if hollow {
        area.draw(&Circle::new(pixel(centre), radius.round() as i32 - 2, rgb(WHITE).filled()))?;
    }
    Ok(())
}

/// Slanting lines inside a rectangle: each runs from the lower or left edge up to the upper or right one.
fn hatch<'a>(area: &Area<'a>, rect: &Rect, colour: Colour) -> Painted<'a> {
    area.draw(&Rectangle::new(corners(rect), rgb(WHITE).filled()))?;
    let mut offset = HATCH;
    while offset < rect.w + rect.h {
        let from = (rect.x + (offset - rect.h).max(0.0), rect.y + offset.min(rect.h));
        let to = (rect.x + offset.min(rect.w), rect.y + (offset - rect.w).max(0.0));
        stroke(area, from, to, colour, 1.0)?;
        offset += HATCH;
    }
    area.draw(&Rectangle::new(corners(rect), rgb(colour).stroke_width(1)))
}

fn write<'a>(area: &Area<'a>, words: &Words) -> Painted<'a> {
    let (x, y) = words.at;
    let size = words.style.size;
    let side = match words.style.side {
        Side::Left => HPos::Left,
        Side::Middle => HPos::Center,
        Side::Right => HPos::Right,
    };
    let mut face = font(size * PLOTTERS_SIZE);
    // plotters puts the base line 0.76 sizes below the position; a Chinese character rises 0.88 above it.
    let mut at = (x, y + 0.12 * size);
    if words.turned {
        face = face.transform(FontTransform::Rotate270);
        at = (x + 0.12 * size, y);
    }
    let colour = rgb(words.style.colour);
    let style = TextStyle::from(face).color(&colour).pos(Pos::new(side, VPos::Top));
    area.draw_text(&words.text, &style, pixel(at))
}

fn rgb(colour: Colour) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn pixel(point: (f64, f64)) -> (i32, i32) {
    (point.0.round() as i32, point.1.round() as i32)
}

fn corners(rect: &Rect) -> [(i32, i32); 2] {
    [pixel((rect.x, rect.y)), pixel((rect.right(), rect.bottom()))]
}
