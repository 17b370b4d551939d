//! Drawing: what stands where on a chart, as plain data in pixels, before anything is painted.

use super::letters::{self, LEADING};

/// A colour of the screen and of print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// A colour between two, `share` (0 to 1) of the way.
    pub fn between(from: Colour, to: Colour, share: f64) -> Colour {
        let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0)).round() as u8;
        Colour(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
    }
}

/// Text and strong lines.
pub const INK: Colour = Colour(0x1f, 0x24, 0x29);
/// Text that explains.
pub const MUTED: Colour = Colour(0x59, 0x62, 0x6b);
/// Thin rules.
pub const RULE: Colour = Colour(0xc6, 0xcc, 0xd2);
/// The ground on which a bar lies: what the base leaves.
pub const TRACK: Colour = Colour(0xed, 0xf0, 0xf3);
/// The whole, beside which groups are shown.
pub const GREY: Colour = Colour(0x8b, 0x95, 0x9e);
/// The ground.
pub const WHITE: Colour = Colour(0xff, 0xff, 0xff);
/// What is reported: blue of the palette by Okabe and Ito.
pub const BLUE: Colour = Colour(0x00, 0x72, 0xb2);
/// What is missing or falls: vermilion of the same palette; lighter than the blue when printed grey.
pub const VERMILION: Colour = Colour(0xd5, 0x5e, 0x00);
/// What cannot be understood: orange of the same palette.
pub const ORANGE: Colour = Colour(0xe6, 0x9f, 0x00);
/// What is left blank.
pub const YELLOW: Colour = Colour(0xfb, 0xec, 0xa8);

/// Sizes of text in pixels. At a page's width of 16 cm a pixel of a chart is half a point.
pub const TITLE: f64 = 20.0;
/// The size of headings inside a chart.
pub const HEADING: f64 = 16.0;
/// The size of labels and values.
pub const LABEL: f64 = 14.0;
/// The size of the subtitle, of legends and of axes.
pub const SMALL: f64 = 12.0;

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// The width.
    pub w: f64,
    /// The height.
    pub h: f64,
}

impl Rect {
    /// A rectangle from its upper left corner and its size.
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x, y, w, h }
    }

    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }
}

/// Which part of a line of text stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Its beginning.
    Left,
    /// Its middle.
    Middle,
    /// Its end.
    Right,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// The size in pixels.
    pub size: f64,
    /// The colour.
    pub colour: Colour,
    /// What stands at the position.
    pub side: Side,
}

impl Style {
    /// Words that begin at their position.
    pub const fn new(size: f64, colour: Colour) -> Style {
        Style { size, colour, side: Side::Left }
    }

    /// The same words around their position.
    pub const fn middle(self) -> Style {
        Style { side: Side::Middle, ..self }
    }

    /// The same words up to their position.
    pub const fn right(self) -> Style {
        Style { side: Side::Right, ..self }
    }

    /// The height of a line.
    pub fn line(&self) -> f64 {
        self.size * LEADING
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The text, without anything that XML cannot hold.
    pub text: String,
    /// The position: horizontally by the style's side, vertically the top of a Chinese character.
    /// Turned words run upwards from here, and the position is the left edge of their line.
    pub at: (f64, f64),
    /// The look.
    pub style: Style,
    /// Whether the line runs upwards.
    pub turned: bool,
}

impl Words {
    /// The room that the line takes.
    pub fn area(&self) -> Rect {
        let width = letters::width(&self.text, self.style.size);
        let (x, y) = self.at;
        let before = match self.style.side {
            Side::Left => 0.0,
            Side::Middle => width / 2.0,
            Side::Right => width,
        };
        match self.turned {
            false => Rect::new(x - before, y, width, self.style.size),
            true => Rect::new(x, y + before - width, self.style.size, width),
        }
    }
}

/// One thing on a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Fill(Rect, Colour),
    /// The edge of a rectangle.
    Edge(Rect, Colour),
    /// A rectangle filled with slanting lines: unknown.
    Hatch(Rect, Colour),
    /// A filled shape.
    Shape(Vec<(f64, f64)>, Colour),
    /// A straight line and its width.
    Line((f64, f64), (f64, f64), Colour, f64),
    /// A round spot with its radius; hollow spots have a white middle.
    Spot((f64, f64), f64, Colour, bool),
    /// A line of text.
    Words(Words),
}

/// A chart: its size and its marks from the ground upwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The width in pixels.
    pub width: f64,
    /// The height in pixels.
    pub height: f64,
    /// What is drawn, in order.
    pub marks: Vec<Mark>,
    /// What the chart shows, in a sentence with its main numbers.
    pub alternative: String,
}

impl Drawing {
    /// An empty drawing; it grows downwards.
    pub fn new(width: f64) -> Drawing {
        Drawing { width, height: 0.0, marks: Vec::new(), alternative: String::new() }
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, rect: Rect, colour: Colour) {
        if rect.w > 0.0 && rect.h > 0.0 {
            self.marks.push(Mark::Fill(rect, colour));
        }
    }

    /// Draws the edge of a rectangle.
    pub fn edge(&mut self, rect: Rect, colour: Colour) {
        self.marks.push(Mark::Edge(rect, colour));
    }

    /// Fills a rectangle with slanting lines.
    pub fn hatch(&mut self, rect: Rect, colour: Colour) {
        if rect.w > 0.0 && rect.h > 0.0 {
            self.marks.push(Mark::Hatch(rect, colour));
        }
    }

    /// Fills a shape.
    pub fn shape(&mut self, corners: Vec<(f64, f64)>, colour: Colour) {
        self.marks.push(Mark::Shape(corners, colour));
    }

    /// Draws a line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour, width: f64) {
        self.marks.push(Mark::Line(from, to, colour, width));
    }

    /// Draws a line of short strokes.
    pub fn dashes(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour) {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let at = |d: f64| (from.0 + (to.0 - from.0) * d / length, from.1 + (to.1 - from.1) * d / length);
        let mut d = 0.0;
        while d < length {
            self.line(at(d), at((d + 5.0).min(length)), colour, 1.0);
            d += 9.0;
        }
    }

    /// Draws a round spot.
    pub fn spot(&mut self, centre: (f64, f64), radius: f64, colour: Colour, hollow: bool) {
        self.marks.push(Mark::Spot(centre, radius, colour, hollow));
    }

    /// Writes a line of text.
    pub fn words(&mut self, text: &str, at: (f64, f64), style: Style) {
        let text = letters::clean(text);
        if !text.is_empty() {
            self.marks.push(Mark::Words(Words { text, at, style, turned: false }));
        }
    }

    /// Writes a line of text that runs upwards.
    pub fn turned_words(&mut self, text: &str, at: (f64, f64), style: Style) {
        let text = letters::clean(text);
        if !text.is_empty() {
            self.marks.push(Mark::Words(Words { text, at, style, turned: true }));
        }
    }

    /// Writes lines below each other.
    pub fn paragraph(&mut self, lines: &[String], at: (f64, f64), style: Style) {
        for (n, line) in lines.iter().enumerate() {
            self.words(line, (at.0, at.1 + n as f64 * style.line()), style);
        }
    }

    /// Writes lines below each other, the whole of them around a height.
    pub fn paragraph_around(&mut self, lines: &[String], x: f64, middle: f64, style: Style) {
        let height = style.line() * (lines.len() as f64 - 1.0) + style.size;
        self.paragraph(lines, (x, middle - height / 2.0), style);
    }
}
