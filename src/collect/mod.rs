//! Phase 1: from files to returns; every file found ends in the receipt ledger.
//!
//! [`walk`] finds the files, [`archive`] those in archives, [`pool`] has each read by [`workbook`], here or behind the
//! wall, [`page`] prepares its sheets, [`choice`] decides which of them are the return ([`sheets`], [`heading`]), [`draft`]
//! reads them as a form ([`locate`], [`columns`], [`tables`], [`rows`]) or as a [`roster`], [`identify`] says whose it is,
//! [`intake`] makes the row of the ledger,
//! and [`settle`] decides between two returns of one unit.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::answer::Return;
use crate::collect::identify::Index;
use crate::collect::intake::{Entry, Intake, Taken};
use crate::collect::layout::Layout;
use crate::collect::pool::{Allowance, Pool};
use crate::error::Error;
use crate::finding::Finding;
use crate::period::Period;
use crate::receipt::{Receipt, ReceiptStatus};
use crate::register::Register;
use crate::survey::Survey;
use crate::survey::series::Targets;
use crate::text::{Lang, files as say};

pub mod amended;
pub mod annulled;
pub mod another;
pub mod archive;
pub mod asides;
pub mod beside;
pub mod biff;
pub mod bracketed;
pub mod bytes;
pub mod called;
pub mod calm;
pub mod choice;
pub mod closing;
pub mod columns;
pub mod compound;
pub mod container;
pub mod continued;
pub mod copied;
pub mod corrected;
pub mod dated;
pub mod declared;
pub mod delimited;
pub mod denomination;
pub mod doubtful;
pub mod draft;
pub mod explained;
pub mod face;
pub mod filed;
pub mod filling;
#[cfg(test)]
pub(crate) mod fixture;
pub mod foreign;
#[cfg(test)]
mod forge;
pub mod format;
pub mod guard;
pub mod heading;
pub mod hints;
pub mod html;
pub mod identify;
pub mod inside;
pub mod instructed;
pub mod intake;
pub mod known;
pub mod label;
pub mod layout;
pub mod line;
pub mod locate;
pub mod measured;
pub mod measures;
pub mod memo;
pub mod merged;
pub mod mht;
pub mod named;
pub mod ods;
pub mod options;
pub mod own;
pub mod page;
pub mod parts;
pub mod plain;
pub mod pool;
pub mod printed;
pub mod readings;
pub mod register;
pub mod roster;
pub mod rows;
#[cfg(test)]
mod second_opinion;
pub mod serial;
pub mod settle;
pub mod shared;
pub mod sheets;
pub mod sides;
pub mod signing;
pub mod sniff;
pub mod spans;
pub mod spare;
pub mod spilled;
pub mod spreadsheetml;
pub mod stacked;
pub mod strangers;
pub mod subheading;
pub mod succession;
pub mod symbols;
pub mod tables;
pub mod tabs;
pub mod targets;
#[cfg(test)]
mod tests;
pub mod times;
pub mod titled;
pub mod titles;
pub mod understood;
mod unopened;
pub mod voided;
pub mod walk;
pub mod web_page;
pub mod wordings;
pub mod workbook;
pub mod xlsb;
pub mod xlsx;
pub mod xml;
pub mod yearless;

/// What reading is told.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Folders (walked), files and .zip archives.
    pub paths: Vec<PathBuf>,
    /// The period of returns that name none and lie in no folder that does.
    pub period: Option<Period>,
    /// What reading one file may cost.
    pub allowance: Allowance,
    /// The program that is started for files that may get out of hand; `None` reads them in this process.
    pub program: Option<PathBuf>,
}

/// What reading gives.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// The returns that count, ordered by period, then by the unit's place in the register; one a unit and period.
    pub returns: Vec<Return>,
    /// The returns that a later one of the same unit and period replaced, in the same order, oldest first.
    pub superseded: Vec<Return>,
    /// A row for every file found, ordered by name.
    pub receipts: Vec<Receipt>,
    /// What was noticed while reading, ordered by file, then by place.
    pub findings: Vec<Finding>,
    /// The files that may be returns and were there no more when they came to be read, ordered by name.
    pub gone: Vec<String>,
}

/// Reads the register that a survey names.
pub fn register(survey: &Survey) -> Result<Register, Error> {
    register::read(survey)
}

/// Reads the file of targets that a survey's series names; none where it names none.
pub fn targets(survey: &Survey, register: &Register) -> Result<Targets, Error> {
    targets::read(survey, register)
}

/// Reads every file given. `progress` is called once a file, with its name, from any thread.
pub fn returns(
    survey: &Survey,
    register: &Register,
    sources: &Sources,
    lang: Lang,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Collected, Error> {
    let found = walk::files(&sources.paths, sources.allowance.bytes)?;
    let (layout, index) = (Layout::new(survey), Index::new(register));
    let pool = Pool::new(sources.program.clone(), sources.allowance);
    let of_survey = own_workbooks(survey);
    let intake = Intake { layout, index, pool: &pool, of_survey, given: sources.period, lang };
    let read = |file: &walk::Found| {
        let taken = intake.take(file);
        progress(&file.name);
        taken
    };
    let taken: Vec<Taken> = found.par_iter().map(read).collect();
    let gone = taken.iter().filter(|taken| taken.is_gone).flat_map(|taken| taken.names.clone());
    let gone: BTreeSet<String> = gone.collect();
    let (names, entries): (Vec<_>, Vec<_>) = taken.into_iter().map(|taken| (taken.names, taken.entries)).unzip();
    let mut entries: Vec<Entry> = entries.into_iter().flatten().collect();
    entries.sort_by(|a, b| a.receipt.file.cmp(&b.receipt.file));
    web_page::without_doubles(&mut entries, lang);
    let collected = settle::settled(entries, survey, register, lang);
    accounted(names.concat(), &collected.receipts, lang)?;
    Ok(Collected { gone: gone.into_iter().collect(), ..collected })
}

/// The SHA-256 of the register and of the targets, of which people put copies beside the returns.
fn own_workbooks(survey: &Survey) -> Vec<String> {
    let targets = survey.series.as_ref().and_then(|series| series.targets.as_ref());
    let files = [Some(&survey.register.file), targets.map(|source| &source.file)];
    let bytes = files.into_iter().flatten().filter_map(|file| std::fs::read(survey.folder.join(file)).ok());
    bytes.map(|bytes| intake::digest(&bytes)).collect()
}

/// Files found = used + superseded + rejected + ignored: one row for each, with a reason wherever it is not used.
fn accounted(mut names: Vec<String>, receipts: &[Receipt], lang: Lang) -> Result<(), Error> {
    let mut rows: Vec<&str> = receipts.iter().map(|receipt| receipt.file.as_str()).collect();
    names.sort_unstable();
    rows.sort_unstable();
    let astray = names.iter().map(String::as_str).zip(&rows).find(|(name, row)| name != *row).map(|(name, _)| name);
    let is_silent = |receipt: &&Receipt| receipt.status != ReceiptStatus::Used && receipt.reason.is_empty();
    let silent = receipts.iter().find(is_silent).map(|receipt| receipt.file.as_str());
    let detail = match astray.or(silent) {
        Some(name) => name.to_string(),
        None if names.len() == rows.len() => return Ok(()),
        None => format!("{} / {}", names.len(), rows.len()),
    };
    Err(Error::Failed(say::LEDGER_INCOMPLETE.say(lang, &[("detail", &detail)])))
}
