//! Number formats and fonts of .xls files, and which cell format uses which.

use std::collections::HashMap;

use crate::collect::biff::Version;
use crate::collect::biff::record::Record;
use crate::collect::biff::strings::Text;
use crate::collect::bytes::u16_at;
use crate::collect::face::Face;
use crate::collect::format::Look;
use crate::collect::symbols::SymbolFont;

/// The formats of a workbook.
#[derive(Debug)]
pub struct Formats {
    version: Version,
    custom: HashMap<u16, Look>,
    /// Those used that every program knows by number.
    known: HashMap<u16, Look>,
    cells: Vec<u16>,
    /// The looks of the fonts, and the fonts of the cell formats by their numbers.
    fonts: Vec<Face>,
    cell_fonts: Vec<u16>,
}

/// No font bears this number.
const NO_FONT: u16 = 4;
/// The bit of a font that is struck out.
const STRUCK: u16 = 0x08;

impl Formats {
    /// No formats yet.
    pub fn new(version: Version) -> Formats {
        Formats {
            version,
            custom: HashMap::new(),
            known: HashMap::new(),
            cells: Vec::new(),
            fonts: Vec::new(),
            cell_fonts: Vec::new(),
        }
    }

    /// How many cell formats there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Takes in a number format.
    pub fn define(&mut self, record: &Record, text: &Text) {
        let data = record.data;
        let next = self.custom.len() as u16;
        let found = match self.version {
            Version::Biff2 | Version::Biff3 => text.short(data).map(|code| (next, code)),
            Version::Biff4 => data.get(2..).and_then(|rest| text.short(rest)).map(|code| (next, code)),
            Version::Biff5 => u16_at(data, 0).zip(data.get(2..).and_then(|rest| text.short(rest))),
            Version::Biff8 => u16_at(data, 0).zip(data.get(2..).and_then(|rest| text.long(rest))),
        };
        self.custom.extend(found.map(|(id, code)| (id, Look::of_code(&code))));
    }

    /// Takes in a cell format.
    pub fn add(&mut self, record: &Record) {
        let id = match self.version {
            Version::Biff5 | Version::Biff8 => u16_at(record.data, 2),
            _ => record.data.get(1).map(|id| u16::from(*id)),
        };
        let id = id.unwrap_or(0);
        if self.version >= Version::Biff5 {
            self.known.entry(id).or_insert_with(|| Look::of_id(u32::from(id)));
        }
        self.cells.push(id);
        self.cell_fonts.push(u16_at(record.data, 0).unwrap_or(0));
    }

    /// Takes in a font; those of Excel 2 to 4 are all taken for common ones.
    pub fn add_font(&mut self, record: &Record, text: &Text) {
        if self.version < Version::Biff5 {
            return;
        }
        let data = record.data;
        let name = data.get(14..).and_then(|rest| text.short(rest)).unwrap_or_default();
        self.fonts.push(Face {
            struck: u16_at(data, 2).unwrap_or(0) & STRUCK != 0,
            raised: u16_at(data, 8).unwrap_or(0) != 0,
            symbols: SymbolFont::named(&name),
        });
    }

    /// How many fonts there are.
    pub fn n_fonts(&self) -> usize {
        self.fonts.len()
    }

    /// Whether a font looks odd.
    pub fn is_odd(&self) -> bool {
        self.fonts.iter().any(Face::is_odd)
    }

    /// The look of a font by its number.
    pub fn font(&self, number: u16) -> Face {
        let place = usize::from(number) - usize::from(number > NO_FONT);
        self.fonts.get(place).copied().unwrap_or_default()
    }

    /// The look of the font of a cell format.
    pub fn face(&self, format: u16) -> Face {
        self.cell_fonts.get(usize::from(format)).map(|number| self.font(*number)).unwrap_or_default()
    }

    /// How a cell shows what stands in it. Excel 2 keeps the number format in the cell itself.
    pub fn look(&self, format: u16) -> Option<Look> {
        let id = match self.version {
            Version::Biff2 => format,
            _ if self.cells.is_empty() => return Some(Look::default()),
            _ => *self.cells.get(usize::from(format))?,
        };
        let look = self.custom.get(&id).or_else(|| self.known.get(&id));
        Some(look.cloned().unwrap_or_default())
    }
}
