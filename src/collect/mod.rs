//! Phase 1: from files to returns; every file found ends in the receipt ledger.
//!
//! [`walk`] finds the files, [`workbook`] reads one, [`page`] prepares its sheets, [`draft`] reads them as a form
//! ([`locate`], [`tables`]) or as a [`roster`], [`identify`] says whose it is, [`intake`] makes the row of the ledger,
//! and [`settle`] decides between two returns of one unit.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::answer::Return;
use crate::collect::identify::Index;
use crate::collect::intake::{Entry, Intake};
use crate::collect::layout::Layout;
use crate::error::Error;
use crate::finding::Finding;
use crate::period::Period;
use crate::receipt::Receipt;
use crate::register::Register;
use crate::survey::Survey;
use crate::text::Lang;

pub mod declared;
pub mod draft;
#[cfg(test)]
mod fixture;
pub mod guard;
pub mod identify;
pub mod intake;
pub mod label;
pub mod layout;
pub mod locate;
pub mod page;
pub mod register;
pub mod roster;
pub mod serial;
pub mod settle;
pub mod tables;
#[cfg(test)]
mod tests;
pub mod understood;
pub mod walk;
pub mod workbook;

/// What reading is told.
#[derive(Debug, Clone)]
pub struct Sources {
    /// Folders (walked), files and .zip archives.
    pub paths: Vec<PathBuf>,
    /// The period of returns that name none and lie in no folder that does.
    pub period: Option<Period>,
}

/// What reading gives.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// The returns that count, ordered by period, then by the unit's place in the register; one a unit and period.
    pub returns: Vec<Return>,
    /// A row for every file found, ordered by name.
    pub receipts: Vec<Receipt>,
    /// What was noticed while reading, ordered by file, then by place.
    pub findings: Vec<Finding>,
}

/// Reads the register that a survey names.
pub fn register(survey: &Survey) -> Result<Register, Error> {
    register::read(survey)
}

/// Reads every file given. `progress` is called once a file, with its name, from any thread.
pub fn returns(
    survey: &Survey,
    register: &Register,
    sources: &Sources,
    lang: Lang,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Collected, Error> {
    let found = walk::files(&sources.paths, lang)?;
    let (layout, index) = (Layout::new(survey), Index::new(register));
    let intake = Intake { layout, index, given: sources.period, lang };
    let read = |file: &walk::Found| {
        let entry = intake.entry(file);
        progress(&file.name);
        entry
    };
    let entries: Vec<Entry> = found.par_iter().map(read).collect();
    Ok(settle::settled(entries, survey, register, lang))
}
