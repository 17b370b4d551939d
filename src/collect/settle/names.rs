//! What the names of files say otherwise than the forms in them, and periods that hardly any return is for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Loss, Place, Settling, about, subject};
use crate::answer::Return;
use crate::collect::called::{Called, How};
use crate::collect::filed::OTHER_FOLDER;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::receipt::ReceiptStatus;
use crate::text::{Phrase, collect as say};

/// The rule of a file that is named for another unit than the form's.
pub const OTHER_UNIT: &str = "file-names-another-unit";

/// A period is apart where it has at most one return for so many of the period with most.
const APART: usize = 8;

/// How the periods of all returns fit what their folders or files are called.
struct Filed {
    /// The returns of a period that no name contradicts, and those of an earlier one that its name does.
    n_of: BTreeMap<Period, (usize, usize)>,
    /// The units and periods with a return whose name says its period.
    right: BTreeSet<(usize, Period)>,
}

impl Filed {
    fn of(settling: &Settling) -> Filed {
        let mut filed = Filed { n_of: BTreeMap::new(), right: BTreeSet::new() };
        for entry in &settling.entries {
            let called = entry.named.folder.or(entry.named.file).filter(Called::is_sure).map(|called| called.period);
            for taken in &entry.returns {
                let other = called.filter(|called| *called != taken.period);
                match other {
                    None => filed.n_of.entry(taken.period).or_default().0 += 1,
                    Some(other) if other > taken.period => filed.n_of.entry(other).or_default().1 += 1,
                    Some(_) => {}
                }
                if called == Some(taken.period) {
                    filed.right.insert((taken.unit, taken.period));
                }
            }
        }
        filed
    }

    /// Whether a name tells the period of its returns and not when they were collected: a later one than a return's only
    /// where most returns bear it out, or another return of the unit is named for what this one says.
    fn is_meant(&self, called: Called, taken: &Return) -> bool {
        let (same, other) = self.n_of.get(&called.period).copied().unwrap_or_default();
        called.period <= taken.period || same >= other || self.right.contains(&(taken.unit, taken.period))
    }
}

impl Settling<'_> {
    /// Queries where words of a folder, or the name of a file in a folder that says none, say another period than the
    /// form. What may be the day of sending is asked about only where it is the period of most files so named, and what
    /// may be the year of the collecting only where it is that of as many returns as say otherwise.
    pub(super) fn ask_about_periods_in_names(&mut self) {
        let filed = Filed::of(self);
        for entry in 0..self.entries.len() {
            self.forget_folder_of_collecting(entry, &filed);
        }
        for is_folder in [true, false] {
            let mut agreeing: BTreeMap<Period, (usize, usize)> = BTreeMap::new();
            for place in self.places() {
                let Some(called) = self.called(place, is_folder).filter(|called| called.how == How::Sent) else {
                    continue;
                };
                let (same, other) = agreeing.entry(called.period).or_default();
                let n = if self.taken(place).period == called.period { same } else { other };
                *n += 1;
            }
            let is_meant = |called: Called, taken: &Return| match called.is_sure() {
                true => filed.is_meant(called, taken),
                false => agreeing.get(&called.period).is_some_and(|(same, other)| same >= other),
            };
            for place in self.places() {
                let taken = self.taken(place);
                let called = self.called(place, is_folder).filter(|called| called.period != taken.period);
                if let Some(called) = called.filter(|called| is_meant(*called, taken)) {
                    self.ask_about_period(place, called.period, is_folder);
                }
            }
        }
    }

    /// Takes back what was asked about returns in a folder that says in words when they were collected.
    fn forget_folder_of_collecting(&mut self, entry: usize, filed: &Filed) {
        let entry = &mut self.entries[entry];
        let Some(called) = entry.named.folder.filter(|called| called.how == How::Among) else { return };
        let not_meant = entry.returns.iter().filter(|taken| !filed.is_meant(called, taken)).map(subject);
        let not_meant: BTreeSet<_> = not_meant.collect();
        if not_meant.is_empty() {
            return;
        }
        let receipt = &mut entry.receipt;
        entry.findings.retain(|finding| {
            let is_of_folder = finding.rule == OTHER_FOLDER && finding.also_of == Some(called.period);
            let is_forgotten = is_of_folder && not_meant.contains(&(finding.unit, finding.period.clone()));
            if is_forgotten && receipt.reason == finding.message {
                receipt.reason.clear();
                receipt.also_of = None;
            }
            !is_forgotten
        });
    }

    /// What the name of a return's folder says and its form is not yet asked about, or that of its file where no folder
    /// says anything.
    fn called(&self, place: Place, is_folder: bool) -> Option<Called> {
        let named = self.entries[place.entry].named;
        match named.folder {
            Some(folder) => Some(folder).filter(|folder| is_folder && !folder.is_sure()),
            None => named.file.filter(|_| !is_folder && place.number == 0),
        }
    }

    fn ask_about_period(&mut self, place: Place, called: Period, is_folder: bool) {
        let taken = self.taken(place).clone();
        let (rule, message, remedy) = match is_folder {
            true => (OTHER_FOLDER, say::PERIOD_CONTRADICTS_FOLDER, say::PERIOD_CONTRADICTS_FOLDER_REMEDY),
            false => {
                (Finding::CALLED_OTHERWISE, say::PERIOD_CONTRADICTS_FILE_NAME, say::PERIOD_CONTRADICTS_FILE_NAME_REMEDY)
            }
        };
        let values = [("period", taken.period.name(self.lang)), ("folder", called.name(self.lang))];
        let finding = self.query(rule, [message, remedy], &values);
        let finding = Finding { also_of: Some(called), ..about(&taken, finding) };
        let entry = &mut self.entries[place.entry];
        if entry.receipt.reason.is_empty() {
            entry.receipt.reason.clone_from(&finding.message);
        }
        if is_folder {
            entry.receipt.also_of = Some(called);
        }
        entry.findings.push(finding);
    }

    /// Queries where a file is named for another unit than the form's. A name that files of several units bear, and that
    /// of the unit above, is the sender's.
    pub(super) fn ask_about_units_in_names(&mut self) {
        let named = |entry: usize| Some((self.entries[entry].named.unit?, self.entries[entry].returns.first()?.unit));
        let mut bearers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (other, own) in (0..self.entries.len()).filter_map(named) {
            bearers.entry(other).or_default().insert(own);
        }
        let asked = (0..self.entries.len()).filter_map(|entry| Some((entry, named(entry)?)));
        let asked = asked.filter(|(_, (other, own))| bearers[other].len() == 1 && !self.is_above(*other, *own));
        for (entry, (other, own)) in asked.collect::<Vec<_>>() {
            let values = [("named", self.title(other)), ("unit", self.title(own))];
            let words = [say::FILE_NAMES_ANOTHER_UNIT, say::FILE_NAMES_ANOTHER_UNIT_REMEDY];
            let finding = self.query(OTHER_UNIT, words, &values);
            let finding = about(&self.entries[entry].returns[0], finding);
            let read = &mut self.entries[entry];
            if read.receipt.reason.is_empty() {
                read.receipt.reason.clone_from(&finding.message);
            }
            read.findings.push(finding);
            self.misnamed.insert(entry);
        }
    }

    /// Whether a unit stands above another one in the register.
    fn is_above(&self, other: usize, own: usize) -> bool {
        let Some(attribute) = &self.survey.register.parent else { return false };
        let above = |unit: usize| self.register.coded(self.register.units[unit].attributes.get(attribute)?);
        let mut next = above(own);
        for _ in 0..self.register.units.len().min(16) {
            let Some(unit) = next else { return false };
            if unit == other {
                return true;
            }
            next = above(unit);
        }
        false
    }

    /// Refuses the returns in files that are named for another unit where one lies in a file that is not: a neighbour's
    /// form must not take the place of the neighbour's return.
    pub(super) fn without_misnamed(&mut self, group: Vec<Place>) -> Vec<Place> {
        let (misnamed, own): (Vec<Place>, Vec<Place>) =
            group.iter().partition(|place| self.misnamed.contains(&place.entry));
        let Some(counted) = own.first().map(|place| self.taken(*place).file.to_string()) else { return group };
        for place in misnamed {
            let taken = self.taken(place).clone();
            let Some(other) = self.entries[place.entry].named.unit else { continue };
            let values = [("named", self.title(other)), ("unit", self.title(taken.unit)), ("file", counted.clone())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let reason = say::MISNAMED.say(self.lang, &values);
            let remedy = say::FILE_NAMES_ANOTHER_UNIT_REMEDY.say(self.lang, &values);
            let finding = Finding::new(Finding::REJECTED, Severity::Error, reason.clone(), remedy);
            self.findings.push(about(&taken, finding));
            let entry = &mut self.entries[place.entry];
            entry.findings.retain(|finding| finding.rule != OTHER_UNIT);
            entry.receipt.reason.clear();
            entry.receipt.refused.push(other);
            self.lost.insert(place, Loss { status: ReceiptStatus::Rejected, reason });
        }
        own
    }

    /// Queries where a return that counts is for a period of which there are hardly any, and its unit has sent none for
    /// the period with most: the period may be mistyped.
    pub(super) fn ask_about_periods_apart(&mut self) {
        let counted: Vec<Place> = self.places().into_iter().filter(|place| !self.lost.contains_key(place)).collect();
        let mut n_of: BTreeMap<Period, usize> = BTreeMap::new();
        for place in &counted {
            *n_of.entry(self.taken(*place).period).or_default() += 1;
        }
        let Some((main, most)) = n_of.iter().max_by_key(|(_, n)| **n).map(|(period, n)| (*period, *n)) else { return };
        let is_apart = |taken: &Return| n_of[&taken.period] * APART <= most;
        if !counted.iter().any(|place| is_apart(self.taken(*place))) {
            return;
        }
        let of_main = counted.iter().map(|place| self.taken(*place)).filter(|taken| taken.period == main);
        let sent: BTreeSet<usize> = of_main.map(|taken| taken.unit).collect();
        let asked = counted.into_iter().filter(|place| {
            let (taken, entry) = (self.taken(*place), &self.entries[place.entry]);
            let is_expected = self.register.units[taken.unit].exists_in(main) && !sent.contains(&taken.unit);
            let is_told = entry.findings.iter().any(|f| f.unit == Some(taken.unit) && f.also_of.is_some());
            let is_filed = entry.named.folder.is_some_and(|folder| folder.is_sure() && folder.period == taken.period);
            is_apart(taken) && is_expected && !is_told && !is_filed
        });
        for place in asked.collect::<Vec<_>>() {
            let taken = self.taken(place).clone();
            let values = [
                ("period", taken.period.name_in_sentence(self.lang)),
                ("main", main.name_in_sentence(self.lang)),
                ("n", most.to_string()),
                ("unit", self.title(taken.unit)),
            ];
            let finding = self.query(Finding::PERIOD_APART, [say::PERIOD_APART, say::PERIOD_APART_REMEDY], &values);
            let finding = Finding { also_of: Some(main), ..about(&taken, finding) };
            let entry = &mut self.entries[place.entry];
            if entry.receipt.reason.is_empty() && entry.returns.len() == 1 {
                entry.receipt.reason.clone_from(&finding.message);
            }
            self.findings.push(finding);
        }
    }

    fn places(&self) -> Vec<Place> {
        let of_entry = |entry: usize| (0..self.entries[entry].returns.len()).map(move |number| Place { entry, number });
        (0..self.entries.len()).flat_map(of_entry).collect()
    }

    fn title(&self, unit: usize) -> String {
        let unit = &self.register.units[unit];
        format!("{} {}", unit.code, unit.name)
    }

    fn query(&self, rule: &str, [message, remedy]: [Phrase; 2], values: &[(&str, String)]) -> Finding {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Finding::new(rule, Severity::Query, message.say(self.lang, &values), remedy.say(self.lang, &values))
    }
}
