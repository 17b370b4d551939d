//! From one file to its row in the receipt ledger and to its returns.

use std::sync::Arc;
use std::time::SystemTime;

use chrono::NaiveDate;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::answer::Return;
use crate::collect::archive;
use crate::collect::called::{self, Called};
use crate::collect::calm;
use crate::collect::dated;
use crate::collect::declared::{Declared, Written, first_words};
use crate::collect::draft::{self, Draft, Drafts};
use crate::collect::filed;
use crate::collect::identify::{Index, Unidentified, stem};
use crate::collect::layout::Layout;
use crate::collect::pool::Pool;
use crate::collect::spare;
use crate::collect::strangers;
use crate::collect::understood::read_day;
use crate::collect::walk::Found;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::published;
use crate::receipt::{Receipt, ReceiptStatus};
use crate::survey::Check;
use crate::text::{Lang, Phrase, collect as say, files};

/// What every file is read with.
pub struct Intake<'a> {
    /// What is looked for.
    pub layout: Layout<'a>,
    /// Who may have sent it.
    pub index: Index<'a>,
    /// What reads a file.
    pub pool: &'a Pool,
    /// The SHA-256 of the survey's own workbooks, which are no returns wherever they lie.
    pub of_survey: Vec<String>,
    /// The period of returns that name none and lie in no folder that does.
    pub given: Option<Period>,
    /// The language of reasons and findings.
    pub lang: Lang,
}

/// What became of one file, before it is compared with others.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its row in the ledger.
    pub receipt: Receipt,
    /// Its returns.
    pub returns: Vec<Return>,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// When the file was last changed.
    pub modified: Option<SystemTime>,
    /// The line in it that takes all of it back.
    pub annulled: Option<Written>,
    /// What its name says.
    pub named: Named,
}

/// What the name of a file and of its folders says, whatever its form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Named {
    /// The period of its folder.
    pub folder: Option<Called>,
    /// The period in its own name.
    pub file: Option<Called>,
    /// The unit in its name, where that is another than the form's and the form's is not in it.
    pub unit: Option<usize>,
}

/// What one file on the disk comes to: its own entry, and one for each file in it where it is an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The names of the files found.
    pub names: Vec<String>,
    /// What became of them.
    pub entries: Vec<Entry>,
    /// Whether it may be a return, and was there no more when it came to be read.
    pub is_gone: bool,
}

impl Intake<'_> {
    /// Reads a file. Whatever is wrong with it, even a panic of a reader, becomes a row with a reason.
    pub fn take(&self, found: &Found) -> Taken {
        let limit = self.pool.allowance().bytes;
        let alone = |entry| Taken { names: vec![found.name.clone()], entries: vec![entry], is_gone: false };
        let bytes = match found.aside.clone().map_or_else(|| found.read(limit), Err) {
            Ok(bytes) => bytes,
            Err(aside) => {
                let is_gone = found.claims_return && aside.reason == files::FILE_GONE;
                return Taken { is_gone, ..alone(self.put_aside(found, aside.status, aside.say(self.lang))) };
            }
        };
        if !archive::is_archive(&bytes, &found.name) {
            let entry = self.taken(found, &bytes);
            spare::give(bytes);
            return alone(entry);
        }
        let mut entry = opened(found, &bytes);
        let inside = archive::unfold(found, bytes, limit);
        let aside = inside.as_ref().map_or_else(Clone::clone, |inside| archive::listed(inside.len()));
        self.close(found, &mut entry, aside.status, aside.say(self.lang));
        let inside = inside.unwrap_or_default();
        let mut taken = alone(entry);
        taken.names.extend(inside.iter().map(|file| file.name.clone()));
        taken.entries.par_extend(inside.par_iter().map(|file| self.packed(file, limit)));
        taken
    }

    fn packed(&self, found: &Found, limit: u64) -> Entry {
        match found.aside.clone().map_or_else(|| found.read(limit), Err) {
            Ok(bytes) => self.taken(found, &bytes),
            Err(aside) => self.put_aside(found, aside.status, aside.say(self.lang)),
        }
    }

    fn put_aside(&self, found: &Found, status: ReceiptStatus, reason: String) -> Entry {
        let mut entry = blank_entry(found);
        self.close(found, &mut entry, status, reason);
        entry
    }

    fn taken(&self, found: &Found, bytes: &[u8]) -> Entry {
        let mut entry = opened(found, bytes);
        match calm::caught(|| self.read(found, bytes, &mut entry)) {
            Ok(Ok(())) => {}
            Ok(Err((status, reason))) => self.close(found, &mut entry, status, reason),
            Err(_) => self.close(found, &mut entry, ReceiptStatus::Rejected, files::READER_FAILED.say(self.lang, &[])),
        }
        entry
    }

    /// Ends an entry without a return. What kept a return from being used is an error finding too.
    fn close(&self, found: &Found, entry: &mut Entry, status: ReceiptStatus, reason: String) {
        entry.returns.clear();
        entry.findings.clear();
        if status == ReceiptStatus::Rejected {
            self.attribute(found, &Declared::default(), &mut entry.receipt);
            let message = say::RETURN_REJECTED.say(self.lang, &[("reason", &reason)]);
            let remedy = say::RETURN_REJECTED_REMEDY.say(self.lang, &[]);
            entry.findings.push(Finding {
                file: entry.receipt.file.clone(),
                unit: Some(&entry.receipt.units).filter(|units| units.len() == 1).map(|units| units[0]),
                period: entry.receipt.period.map(|period| period.to_string()).unwrap_or_default(),
                ..Finding::new(Finding::REJECTED, Severity::Error, message, remedy)
            });
        }
        entry.receipt.status = status;
        entry.receipt.reason = reason;
    }

    /// Says whose a file may be that cannot be used, so that its unit is not told to have sent nothing.
    fn attribute(&self, found: &Found, declared: &Declared, receipt: &mut Receipt) {
        if !receipt.units.is_empty() {
            return;
        }
        if receipt.unit_name.is_empty() {
            receipt.unit_name = first_words(&declared.names);
        }
        let survey = self.layout.survey;
        let by_folder = self.folder(found).filter(Called::is_sure).map(|called| called.period);
        let period = receipt.period.or_else(|| declared.period(survey)).or(by_folder).or(self.given);
        receipt.units = self.index.senders(declared, &found.name, period);
        if !receipt.units.is_empty() {
            receipt.period = period;
            receipt.also_of = by_folder.filter(|folder| Some(*folder) != period);
        }
    }

    fn read(&self, found: &Found, bytes: &[u8], entry: &mut Entry) -> Result<(), (ReceiptStatus, String)> {
        let rejected = |reason| (ReceiptStatus::Rejected, reason);
        let ignored = |why: &Phrase| (ReceiptStatus::Ignored, why.say(self.lang, &[]));
        if self.of_survey.contains(&entry.receipt.sha256) {
            return Err(ignored(&files::OF_THE_SURVEY));
        }
        if published::is_text(bytes) {
            return Err(ignored(&files::OWN_PUBLICATION));
        }
        // A letter or a list that lies beside the returns is none, and nobody need be asked about it.
        let may_hold_one = found.claims_return || strangers::holds_files(bytes);
        let unless_claimed = if may_hold_one { ReceiptStatus::Rejected } else { ReceiptStatus::Ignored };
        let workbook = self
            .pool
            .read(bytes, &found.name)
            .map_err(|refused| (unless_claimed, refused.reason.get(self.lang).to_string()))?;
        if published::is_workbook(workbook.names.iter().map(|name| name.name.as_str())) {
            return Err(ignored(&files::OWN_PUBLICATION));
        }
        let file: Arc<str> = Arc::from(found.name.as_str());
        entry.named.folder = self.folder(found);
        let filed = entry.named.folder.filter(Called::is_sure).map(|called| called.period).or(self.given);
        let drafts = draft::read(&self.layout, &workbook, &file, filed, self.lang).map_err(|unread| {
            self.attribute(found, &unread.declared, &mut entry.receipt);
            (unless_claimed, unread.reason)
        })?;
        entry.annulled.clone_from(&drafts.annulled);
        entry.receipt.form_version.clone_from(&self.layout.survey.form.version);
        if drafts.is_roster { self.roster(&file, drafts, entry) } else { self.form(&file, drafts, entry) }
            .map_err(rejected)?;
        entry.named.file = called::of_file(self.layout.survey.period, stem(&file));
        if let [taken] = entry.returns.as_slice() {
            entry.named.unit = self.index.named_otherwise(taken.unit, &file, taken.period);
        }
        Ok(())
    }

    fn folder(&self, found: &Found) -> Option<Called> {
        let folders: Vec<&str> = found.folders.iter().map(String::as_str).collect();
        called::of_folders(self.layout.survey.period, &folders)
    }

    fn form(&self, file: &Arc<str>, drafts: Drafts, entry: &mut Entry) -> Result<(), String> {
        entry.findings = drafts.findings;
        for draft in drafts.drafts {
            if let Some(version) = &draft.earlier_version {
                entry.receipt.form_version.clone_from(version);
            }
            entry.receipt.unit_name = first_words(&draft.declared.names);
            let taken = self.identified(entry.named.folder, file, draft, &mut entry.receipt.period);
            let (taken, findings) = taken.map_err(|why| {
                entry.receipt.units = why.units;
                why.reason
            })?;
            if let Some(misfiled) = findings.iter().find(|finding| finding.is_misfiled()) {
                entry.receipt.reason.clone_from(&misfiled.message);
                entry.receipt.also_of = misfiled.also_of;
            }
            entry.receipt.units.push(taken.unit);
            entry.returns.push(taken);
            entry.findings.extend(findings);
        }
        Ok(())
    }

    /// The rows of a roster stand and fall one by one; the file is rejected where none of them stands.
    fn roster(&self, file: &Arc<str>, drafts: Drafts, entry: &mut Entry) -> Result<(), String> {
        let n_rows = drafts.drafts.len();
        entry.findings = drafts.findings;
        let mut first_reason = None;
        for draft in drafts.drafts {
            let declared = draft.declared.clone();
            match self.identified(entry.named.folder, file, draft, &mut entry.receipt.period) {
                Ok((taken, findings)) => {
                    entry.receipt.units.push(taken.unit);
                    entry.returns.push(taken);
                    entry.findings.extend(findings);
                }
                Err(why) => {
                    first_reason.get_or_insert_with(|| why.reason.clone());
                    entry.receipt.refused.extend(&why.units);
                    entry.findings.push(self.row_rejected(file, &declared, why));
                }
            }
        }
        let (used, rows) = (entry.returns.len().to_string(), n_rows.to_string());
        match (entry.returns.len(), first_reason) {
            (0, Some(reason)) => Err(reason),
            (0, None) => Err(say::ROSTER_WITHOUT_ROWS.say(self.lang, &[])),
            (n_used, _) if n_used < n_rows => {
                entry.receipt.reason = say::ROSTER_PARTLY_USED.say(self.lang, &[("used", &used), ("rows", &rows)]);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn row_rejected(&self, file: &Arc<str>, declared: &Declared, why: Unidentified) -> Finding {
        let written = declared.names.first().or(declared.codes.first());
        let message = say::ROW_REJECTED.say(self.lang, &[("reason", &why.reason)]);
        let finding =
            Finding::new(Finding::REJECTED, Severity::Error, message, say::ROW_REJECTED_REMEDY.say(self.lang, &[]));
        Finding {
            file: file.to_string(),
            unit: Some(&why.units).filter(|units| units.len() == 1).map(|units| units[0]),
            sheet: written.map(|written| written.sheet.clone()).unwrap_or_default(),
            cell: written.map(|written| written.at.to_string()).unwrap_or_default(),
            value: written.map(|written| written.words()).unwrap_or_default(),
            ..finding
        }
    }

    /// Gives a draft its unit and period, and its findings likewise.
    fn identified(
        &self,
        folder: Option<Called>,
        file: &Arc<str>,
        draft: Draft,
        known_period: &mut Option<Period>,
    ) -> Result<(Return, Vec<Finding>), Unidentified> {
        let survey = self.layout.survey;
        let (period, mut findings) =
            filed::period(survey, &draft.declared, folder, self.given, self.lang).map_err(|why| {
                *known_period = known_period.or(why.period);
                Unidentified { reason: why.reason, units: self.index.units_of(&draft.declared) }
            })?;
        known_period.get_or_insert(period);
        let who = self.index.unit(&draft.declared, file, period, self.lang)?;
        findings.extend(who.findings);
        let dated = self.date(&draft.declared, period, &mut findings);
        let nil = draft.declared.is_nil(survey);
        if draft.is_empty() && !draft.is_between_columns() && !nil {
            findings.push(self.plain(&say::EMPTY_RETURN, &say::EMPTY_RETURN_REMEDY, "empty-return", Severity::Error));
        }
        if nil && draft.reports(survey) && !survey.checks.iter().any(Check::is_of_nil_returns) {
            findings.push(self.plain(
                &say::NIL_WITH_ANSWERS,
                &say::NIL_WITH_ANSWERS_REMEDY,
                "nil-with-answers",
                Severity::Query,
            ));
        }
        findings.extend(draft.findings);
        for finding in &mut findings {
            finding.unit = Some(who.unit);
            finding.period = period.to_string();
            finding.file = file.to_string();
        }
        let taken = Return {
            unit: who.unit,
            period,
            file: file.clone(),
            form_version: draft.earlier_version.unwrap_or_else(|| survey.form.version.clone()),
            dated,
            received: dated,
            late: dated.zip(survey.due(period)).is_some_and(|(dated, due)| dated > due),
            nil,
            answers: draft.answers,
            tables: draft.tables,
            remarks: draft.remarks,
        };
        Ok((taken, findings))
    }

    /// The day of a return. One that is no day, or cannot be that of a return for the period, is asked about and decides
    /// nothing.
    fn date(&self, declared: &Declared, period: Period, findings: &mut Vec<Finding>) -> Option<NaiveDate> {
        let day = |written: &Written| read_day(&written.content, self.layout.survey);
        let read = declared.dates.iter().find_map(|written| Some((written, day(written)?)));
        let (written, day) =
            read.map(|(written, day)| (written, Some(day))).or(declared.dates.first().zip(Some(None)))?;
        let near = day.filter(|day| dated::is_near(*day, period));
        let doubt = match day {
            Some(_) if near.is_some() => None,
            Some(_) => Some(("date-far-off", say::DATE_FAR_OFF, say::DATE_FAR_OFF_REMEDY)),
            None => Some(("date-not-understood", say::DATE_NOT_UNDERSTOOD, say::DATE_NOT_UNDERSTOOD_REMEDY)),
        };
        findings.extend(doubt.map(|(rule, message, remedy)| {
            let words = day.map_or_else(|| written.words(), |day| day.to_string());
            let values = [("value", words.as_str()), ("period", &period.name_in_sentence(self.lang))];
            let (message, remedy) = (message.say(self.lang, &values), remedy.say(self.lang, &values));
            Finding {
                sheet: written.sheet.clone(),
                cell: written.at.to_string(),
                value: words,
                ..Finding::new(rule, Severity::Query, message, remedy)
            }
        }));
        near
    }

    fn plain(&self, message: &Phrase, remedy: &Phrase, rule: &str, severity: Severity) -> Finding {
        Finding::new(rule, severity, message.say(self.lang, &[]), remedy.say(self.lang, &[]))
    }
}

fn opened(found: &Found, bytes: &[u8]) -> Entry {
    let mut entry = blank_entry(found);
    entry.receipt.bytes = bytes.len() as u64;
    entry.receipt.sha256 = digest(bytes);
    entry
}

/// The SHA-256 of a file, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

fn blank_entry(found: &Found) -> Entry {
    Entry {
        receipt: Receipt {
            file: found.name.clone(),
            bytes: found.bytes,
            sha256: String::new(),
            units: Vec::new(),
            refused: Vec::new(),
            unit_name: String::new(),
            period: None,
            also_of: None,
            form_version: String::new(),
            status: ReceiptStatus::Used,
            reason: String::new(),
        },
        returns: Vec::new(),
        findings: Vec::new(),
        modified: found.modified,
        annulled: None,
        named: Named::default(),
    }
}
