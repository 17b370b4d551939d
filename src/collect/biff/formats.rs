//! Number formats of .xls files, and which cell format uses which.

use std::collections::HashMap;

use crate::collect::biff::Version;
use crate::collect::biff::record::Record;
use crate::collect::biff::strings::Text;
use crate::collect::bytes::u16_at;
use crate::collect::serial::Shown;
use crate::collect::xlsx::{shown_by, shown_by_id};

/// The formats of a workbook.
#[derive(Debug)]
pub struct Formats {
    version: Version,
    custom: HashMap<u16, Shown>,
    cells: Vec<u16>,
}

impl Formats {
    /// No formats yet.
    pub fn new(version: Version) -> Formats {
        Formats { version, custom: HashMap::new(), cells: Vec::new() }
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
        self.custom.extend(found.map(|(id, code)| (id, shown_by(&code))));
    }

    /// Takes in a cell format.
    pub fn add(&mut self, record: &Record) {
        let id = match self.version {
            Version::Biff5 | Version::Biff8 => u16_at(record.data, 2),
            _ => record.data.get(1).map(|id| u16::from(*id)),
        };
        self.cells.push(id.unwrap_or(0));
    }

    /// How a cell shows its number. Excel 2 keeps the number format in the cell itself.
    pub fn shown(&self, format: u16) -> Option<Shown> {
        let id = match self.version {
            Version::Biff2 => format,
            _ if self.cells.is_empty() => return Some(Shown::Number),
            _ => *self.cells.get(usize::from(format))?,
        };
        let known = || if self.version >= Version::Biff5 { shown_by_id(u32::from(id)) } else { Shown::Number };
        Some(self.custom.get(&id).copied().unwrap_or_else(known))
    }
}
