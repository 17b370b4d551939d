//! Styles of .ods files, read for what changes the meaning of letters and for nothing else.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::collect::face::{Face, Run};
use crate::collect::symbols::SymbolFont;
use crate::collect::workbook::Refusal;
use crate::collect::xml::Scanner;

/// What a style says about letters; what it does not say is as around it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    struck: Option<bool>,
    raised: Option<bool>,
    symbols: Option<Option<SymbolFont>>,
}

/// The styles of a document that say something about letters.
#[derive(Debug, Default)]
pub struct Faces {
    /// The fonts of pictures by the names that the document gives them.
    fonts: HashMap<String, SymbolFont>,
    styles: HashMap<String, Style>,
    /// Whether a style looks odd.
    is_odd: bool,
    /// The looks of columns for cells that name no style, each from a column on.
    columns: Vec<(u32, Face)>,
    /// The same for the row being read.
    row: Option<Face>,
}

impl Style {
    fn over(self, face: Face) -> Face {
        Face {
            struck: self.struck.unwrap_or(face.struck),
            raised: self.raised.unwrap_or(face.raised),
            symbols: self.symbols.unwrap_or(face.symbols),
        }
    }
}

impl Faces {
    /// Whether any letters may look odd.
    pub fn is_odd(&self) -> bool {
        self.is_odd
    }

    /// Takes in what a font is called and which it is.
    pub fn font(&mut self, name: &str, family: &str) {
        self.fonts.extend(SymbolFont::named(family).map(|font| (name.to_string(), font)));
    }

    /// Begins a style with what the one says on which it rests.
    pub fn begin(&mut self, name: &str, parent: &str) {
        let style = self.styles.get(parent).copied();
        self.styles.extend(style.map(|style| (name.to_string(), style)));
    }

    /// Takes in what a style says about its letters.
    pub fn letters(&mut self, name: &str, scanner: &Scanner, tag: &BytesStart) -> Result<(), Refusal> {
        let known = self.styles.get(name).copied().unwrap_or_default();
        let mut style = known;
        for attribute in ["text-line-through-type", "text-line-through-style"] {
            let line = scanner.attribute(tag, attribute)?;
            style.struck = line.map(|line| line != "none").or(style.struck);
        }
        let position = scanner.attribute(tag, "text-position")?;
        style.raised = position.map(|position| is_raised(&position)).or(style.raised);
        for attribute in ["font-family", "font-name"] {
            let font = scanner.attribute(tag, attribute)?;
            style.symbols = font.map(|font| self.named(&font)).or(style.symbols);
        }
        if style != known {
            self.is_odd |= style.over(Face::default()).is_odd();
            self.styles.insert(name.to_string(), style);
        }
        Ok(())
    }

    fn named(&self, font: &str) -> Option<SymbolFont> {
        self.fonts.get(font).copied().or_else(|| SymbolFont::named(font))
    }

    /// Forgets the columns of the table before.
    pub fn begin_table(&mut self) {
        self.columns.clear();
        self.row = None;
    }

    /// Takes in the style of cells that name none, from a column on.
    pub fn column(&mut self, col: u32, style: &str) {
        if self.is_odd {
            self.columns.push((col, self.inside(Face::default(), style)));
        }
    }

    /// The same for the cells of a row; a row without such a style leaves them to their columns.
    pub fn begin_row(&mut self, style: Option<&str>) {
        self.row = style.filter(|_| self.is_odd).map(|style| self.inside(Face::default(), style));
    }

    /// The look of a cell.
    pub fn cell(&self, col: u32, style: Option<&str>) -> Face {
        let beside = self.columns.partition_point(|(from, _)| *from <= col).checked_sub(1);
        match style {
            Some(style) => self.inside(Face::default(), style),
            None => self.row.or(beside.map(|place| self.columns[place].1)).unwrap_or_default(),
        }
    }

    /// The look of letters in a style inside others.
    pub fn inside(&self, around: Face, style: &str) -> Face {
        self.styles.get(style).map_or(around, |style| style.over(around))
    }
}

/// `super 58%`, `-33% 58%`; letters at the height of others are at `0% 100%`.
fn is_raised(position: &str) -> bool {
    let height = position.split_whitespace().next().unwrap_or_default();
    !height.is_empty() && height.trim_end_matches('%').parse() != Ok(0.0)
}

/// Ends a run at a byte of its text, unless nothing stands in it.
pub fn end_run(runs: &mut Vec<Run>, end: usize, face: Face) {
    if runs.last().map_or(0, |run| run.end) < end {
        runs.push(Run { end, face: Some(face) });
    }
}
