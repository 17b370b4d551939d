//! Phase 1: from files to returns; every file found ends in the receipt ledger.

use std::path::PathBuf;

use crate::answer::Return;
use crate::error::Error;
use crate::finding::Finding;
use crate::period::Period;
use crate::receipt::Receipt;
use crate::register::Register;
use crate::survey::Survey;
use crate::text::Lang;

pub mod guard;
pub mod identify;
pub mod locate;
pub mod serial;
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

/// Reads every file given. `progress` is called once a file, with its name, from any thread.
pub fn returns(
    survey: &Survey,
    register: &Register,
    sources: &Sources,
    lang: Lang,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Collected, Error> {
    let _ = (survey, register, sources, lang, progress);
    Ok(Collected::default())
}
