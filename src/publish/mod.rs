//! Phase 6: from tables to documents.

use crate::answer::Return;
use crate::dataset::Source;
use crate::edition::Edition;
use crate::error::Error;
use crate::figure::Results;
use crate::finding::Finding;
use crate::frame::Frames;
use crate::period::Period;
use crate::receipt::Receipt;
use crate::register::Register;
pub use crate::register::{FrameUnit, UnitState};
use crate::survey::Survey;
use crate::table::Table;
use crate::text::Lang;
use report::units::Chosen;

pub mod chart;
pub mod data;
pub mod filename;
pub mod phrases;
pub mod report;
pub mod sheet;
mod shown;
#[cfg(test)]
pub mod specimen;
pub mod store;
pub mod workbook;

/// Everything that a document may say; plain data, computed, in the order of print.
#[derive(Debug, Clone, Copy)]
pub struct Publication<'a> {
    /// The definition.
    pub survey: &'a Survey,
    /// The language of everything a user reads.
    pub lang: Lang,
    /// The period reported on.
    pub period: Period,
    /// For whom, and what may be told. Where units may not be named, returns, frames of units, findings and receipts
    /// are empty, and the register has no names.
    pub edition: Edition,
    /// The period compared with, where there are returns of it.
    pub previous: Option<Period>,
    /// Every unit ever asked.
    pub register: &'a Register,
    /// The frame of the period in protocol order; figures refer to units by place in here.
    pub frame: &'a [FrameUnit],
    /// The returns of the period that count, in protocol order.
    pub returns: &'a [Return],
    /// The consolidated answers as data frames.
    pub frames: &'a Frames,
    /// Figures and changes.
    pub results: &'a Results,
    /// The tables of the standard and of the survey's own queries.
    pub tables: &'a [Table],
    /// What is wrong, gravest first, then by unit.
    pub findings: &'a [Finding],
    /// What became of every file, by name.
    pub receipts: &'a [Receipt],
}

impl<'a> Publication<'a> {
    /// What its datasets are made from.
    pub fn source(&self) -> Source<'a> {
        Source {
            survey: self.survey,
            lang: self.lang,
            period: self.period,
            register: self.register,
            frame: self.frame,
            returns: self.returns,
            frames: self.frames,
            results: self.results,
            findings: self.findings,
            receipts: self.receipts,
        }
    }

    /// The name of a unit of the frame.
    pub fn unit_name(&self, place: usize) -> &str {
        &self.register.units[self.frame[place].unit].name
    }
}

/// A file of the publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its path below the publication's folder, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// An output format.
pub trait Format: Sync {
    /// Its name in messages.
    fn name(&self) -> &'static str;

    /// Its documents. `charts` are the pictures already drawn.
    fn documents(&self, publication: &Publication, charts: &[chart::Picture]) -> Result<Vec<Document>, Error>;
}

/// Every output format.
pub const FORMATS: &[&dyn Format] = &[&workbook::SummaryWorkbook, &report::Report, &data::DataFiles];

/// Draws the charts, then makes the documents of every format and those of units, and hands each on as it is made.
/// `progress` is told the name of each format before it begins.
pub fn each_document(
    publication: &Publication,
    chosen: Chosen,
    progress: &dyn Fn(&str),
    hand_on: &mut dyn FnMut(Document) -> Result<(), Error>,
) -> Result<(), Error> {
    progress("charts");
    let charts = chart::pictures(publication)?;
    charts.iter().flat_map(chart_documents).try_for_each(&mut *hand_on)?;
    for format in FORMATS {
        progress(format.name());
        format.documents(publication, &charts)?.into_iter().try_for_each(&mut *hand_on)?;
    }
    report::units::documents(publication, &charts, chosen, hand_on)?;
    Ok(())
}

/// Makes the documents of units at some places of the frame alone, and hands each on; gives their number.
pub fn unit_documents(
    publication: &Publication,
    places: &[usize],
    hand_on: &mut dyn FnMut(Document) -> Result<(), Error>,
) -> Result<usize, Error> {
    let charts = match report::units::ask_for_charts(publication)? {
        true => chart::pictures(publication)?,
        false => Vec::new(),
    };
    report::units::documents(publication, &charts, Chosen::Places(places), hand_on)
}

fn chart_documents(picture: &chart::Picture) -> [Document; 2] {
    [
        Document { path: format!("charts/{}.svg", picture.id), bytes: picture.svg.clone().into_bytes() },
        Document { path: format!("charts/{}.png", picture.id), bytes: picture.png.clone() },
    ]
}
