//! Which return counts when a unit sends two for one period, and what all files come to.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{Duration, SystemTime};

use chrono::NaiveDate;

use crate::answer::{Answer, Return, Row};
use crate::collect::Collected;
use crate::collect::dated::is_plausible;
use crate::collect::intake::Entry;
use crate::collect::settle::withdrawn::Withdrawn;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::receipt::{Receipt, ReceiptStatus};
use crate::register::Register;
use crate::sheet::Position;
use crate::survey::{Choose, Survey};
use crate::text::{Lang, collect as say};

mod names;
mod withdrawn;

/// File times closer together than this tell nothing: copying a folder gives all its files a time of their own.
const TOLD_APART: Duration = Duration::from_secs(120);

/// A return of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    entry: usize,
    number: usize,
}

/// Why a return does not count.
struct Loss {
    status: ReceiptStatus,
    reason: String,
}

/// What decided between two returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decided {
    Date,
    FileTime,
    Nothing,
}

/// Compares all entries with each other and gives what reading comes to.
pub fn settled(entries: Vec<Entry>, survey: &Survey, register: &Register, lang: Lang) -> Collected {
    let mut settling = Settling {
        entries,
        survey,
        register,
        lang,
        lost: BTreeMap::new(),
        misnamed: BTreeSet::new(),
        findings: Vec::new(),
    };
    settling.ask_about_periods_in_names();
    settling.ask_about_units_in_names();
    settling.same_files();
    settling.resubmissions();
    settling.ask_about_withdrawn();
    settling.ask_about_periods_apart();
    settling.collected()
}

struct Settling<'a> {
    entries: Vec<Entry>,
    survey: &'a Survey,
    register: &'a Register,
    lang: Lang,
    lost: BTreeMap<Place, Loss>,
    /// The entries whose files are named for another unit.
    misnamed: BTreeSet<usize>,
    findings: Vec<Finding>,
}

impl Settling<'_> {
    /// The same bytes sent twice for one period are one return; for another unit or period they are a query.
    fn same_files(&mut self) {
        for (known, entry) in self.repeated() {
            let original = self.entries[known].receipt.file.clone();
            let reason = say::SAME_FILE.say(self.lang, &[("file", &original)]);
            if keys(&self.entries[known]) != keys(&self.entries[entry]) {
                let remedy = say::SAME_FILE_REMEDY.say(self.lang, &[]);
                let taken = &self.entries[entry].returns[0];
                self.findings.push(about(taken, Finding::new("same-file", Severity::Query, reason, remedy)));
                continue;
            }
            for number in 0..self.entries[entry].returns.len() {
                let loss = Loss { status: ReceiptStatus::Superseded, reason: reason.clone() };
                self.lost.insert(Place { entry, number }, loss);
            }
        }
    }

    /// Entries with returns whose bytes are those of another one: that one, which counts, and the entry. The first one
    /// counts that is not withdrawn.
    fn repeated(&self) -> Vec<(usize, usize)> {
        let mut counted: HashMap<&str, usize> = HashMap::with_capacity(self.entries.len());
        let is_withdrawn = |entry| self.withdrawn(Place { entry, number: 0 }).is_some();
        let with_returns = self.entries.iter().enumerate().filter(|(_, entry)| !entry.returns.is_empty());
        let mut repeated = Vec::new();
        for (place, entry) in with_returns {
            let known = counted.entry(&entry.receipt.sha256).or_insert(place);
            match *known {
                known if known == place => {}
                withdrawn if is_withdrawn(withdrawn) && !is_withdrawn(place) => {
                    repeated.push((place, withdrawn));
                    *known = place;
                }
                known => repeated.push((known, place)),
            }
        }
        repeated
    }

    fn resubmissions(&mut self) {
        let mut places: Vec<(Period, usize, Place)> = Vec::with_capacity(self.entries.len());
        for (entry, read) in self.entries.iter().enumerate() {
            for (number, taken) in read.returns.iter().enumerate() {
                let place = Place { entry, number };
                if !self.lost.contains_key(&place) {
                    places.push((taken.period, taken.unit, place));
                }
            }
        }
        places.sort_unstable();
        let of_one_unit = places.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
        for group in of_one_unit.filter(|group| group.len() > 1) {
            let group: Vec<Place> = group.iter().map(|(_, _, place)| *place).collect();
            let group = self.without_misfiled(group);
            let group = self.without_misnamed(group);
            let (withdrawn, valid): (Vec<Place>, Vec<Place>) =
                group.iter().partition(|place| self.withdrawn(**place).is_some());
            if valid.is_empty() {
                self.choose(&withdrawn);
            } else {
                self.choose(&valid);
                self.supersede(&withdrawn, &valid);
            }
        }
    }

    fn choose(&mut self, group: &[Place]) {
        match self.survey.returns.choose {
            _ if group.len() == 1 => {}
            Choose::Latest => self.choose_latest(group),
            Choose::Refuse => self.refuse(group),
        }
    }

    /// What a return says against itself.
    fn withdrawn(&self, place: Place) -> Option<Withdrawn<'_>> {
        let (taken, line) = (self.taken(place), self.entries[place.entry].annulled.as_ref());
        withdrawn::of(taken, line, &self.register.units[taken.unit], self.survey)
    }

    /// Draws back the returns that are void by their own words, whatever their dates, for a valid one.
    fn supersede(&mut self, withdrawn: &[Place], valid: &[Place]) {
        let counted = valid.iter().find(|place| !self.lost.contains_key(place)).unwrap_or(&valid[0]);
        for place in withdrawn {
            let Some(said) = self.withdrawn(*place) else { continue };
            let file = named(self.taken(*counted), self.taken(*place), self.lang);
            let values = [("word", said.word.as_str()), ("name", &said.place()), ("file", &file)];
            let phrase = said.phrase([say::SUPERSEDED_AS_WITHDRAWN, say::SUPERSEDED_AS_ANNULLED]);
            let reason = phrase.say(self.lang, &values);
            self.lost.insert(*place, Loss { status: ReceiptStatus::Superseded, reason });
        }
    }

    /// A query at each return that counts although it says that it is void.
    fn ask_about_withdrawn(&mut self) {
        let places = self
            .entries
            .iter()
            .enumerate()
            .flat_map(|(entry, read)| (0..read.returns.len()).map(move |number| Place { entry, number }));
        let counted = places.filter(|place| !self.lost.contains_key(place));
        let asked = counted.filter_map(|place| Some((place, self.withdrawn(place)?)));
        let asked = asked.map(|(place, said)| {
            let values = [("word", said.word.as_str()), ("name", &said.place())];
            let message = said.phrase([say::WITHDRAWN_COUNTS, say::ANNULLED_COUNTS]).say(self.lang, &values);
            let remedy = said.phrase([say::WITHDRAWN_COUNTS_REMEDY, say::ANNULLED_COUNTS_REMEDY]);
            let remedy = remedy.say(self.lang, &values);
            let finding = Finding::new("withdrawn-return", Severity::Query, message, remedy);
            said.at_line(about(self.taken(place), finding))
        });
        let asked: Vec<Finding> = asked.collect();
        self.findings.extend(asked);
    }

    /// Refuses the returns that lie in the folder of another period where one lies in its own: a form copied from an
    /// earlier period must not take the place of that period's return.
    fn without_misfiled(&mut self, group: Vec<Place>) -> Vec<Place> {
        let (misfiled, filed): (Vec<Place>, Vec<Place>) = group.iter().partition(|place| self.is_misfiled(**place));
        let Some(counted) = filed.first().map(|place| self.taken(*place).file.to_string()) else { return group };
        for place in misfiled {
            let taken = self.taken(place).clone();
            let period = taken.period.name(self.lang);
            let reason = say::MISFILED.say(self.lang, &[("period", &period), ("file", &counted)]);
            let remedy = say::PERIOD_CONTRADICTS_FOLDER_REMEDY.say(self.lang, &[]);
            let finding = about(&taken, Finding::new(Finding::REJECTED, Severity::Error, reason.clone(), remedy));
            self.findings.push(Finding { also_of: self.folder_of(place), ..finding });
            self.lost.insert(place, Loss { status: ReceiptStatus::Rejected, reason });
        }
        filed
    }

    /// The period of the folder that a return lies in, where its form names another one.
    fn folder_of(&self, place: Place) -> Option<Period> {
        let unit = Some(self.taken(place).unit);
        let mut findings = self.entries[place.entry].findings.iter().filter(|finding| finding.unit == unit);
        findings.find(|finding| finding.is_misfiled()).and_then(|finding| finding.also_of)
    }

    fn is_misfiled(&self, place: Place) -> bool {
        self.folder_of(place).is_some()
    }

    /// The latest by the dates in the forms, if all bear one that can be meant; else by the files' times, if these tell them apart;
    /// else the last by file name, which is an error until the unit says which one counts.
    fn choose_latest(&mut self, group: &[Place]) {
        let (winner, decided) = self.latest(group);
        let file = self.taken(winner).file.to_string();
        for place in group.iter().copied().filter(|place| *place != winner) {
            let (old, new) = (self.taken(place).clone(), self.taken(winner).clone());
            let differences = differences(&old, &new, self.survey, self.lang);
            if !differences.is_empty() {
                self.findings.extend(self.doubt(decided, &old, &new));
            }
            self.findings.extend(differences);
            let phrase = match decided {
                Decided::Date => say::SUPERSEDED_BY_DATE,
                Decided::FileTime => say::SUPERSEDED_BY_FILE_TIME,
                Decided::Nothing if old.file == new.file => say::SUPERSEDED_OF_FILE,
                Decided::Nothing => say::SUPERSEDED_BY_NAME,
            };
            let reason = phrase.say(self.lang, &[("file", &file), ("new", &named(&new, &old, self.lang))]);
            self.lost.insert(place, Loss { status: ReceiptStatus::Superseded, reason });
        }
    }

    fn latest(&self, group: &[Place]) -> (Place, Decided) {
        let dates: Option<Vec<_>> = group.iter().map(|place| self.dated(*place)).collect();
        let mut best: Vec<Place> = group.to_vec();
        if let Some(last) = dates.and_then(|dates| dates.into_iter().max()) {
            best.retain(|place| self.taken(*place).dated == Some(last));
            if best.len() == 1 {
                return (best[0], Decided::Date);
            }
        }
        let times: Option<Vec<SystemTime>> = best.iter().map(|place| self.entries[place.entry].modified).collect();
        if let Some(latest) = times.and_then(|times| clearly_latest(&times)) {
            return (best[latest], Decided::FileTime);
        }
        (*best.last().expect("a group has returns"), Decided::Nothing)
    }

    /// The day that a return bears, if it can have been made then: a slip of the pen decides nothing.
    fn dated(&self, place: Place) -> Option<NaiveDate> {
        let (taken, modified) = (self.taken(place), self.entries[place.entry].modified);
        taken.dated.filter(|dated| is_plausible(*dated, taken.period, modified))
    }

    fn doubt(&self, decided: Decided, old: &Return, new: &Return) -> Option<Finding> {
        let (rule, severity, message) = match decided {
            Decided::Date => return None,
            Decided::FileTime => ("resubmission-by-file-time", Severity::Query, say::CHOSEN_BY_FILE_TIME),
            Decided::Nothing if old.file == new.file => {
                ("resubmission-undecided", Severity::Error, say::CHOSEN_OF_FILE)
            }
            Decided::Nothing => ("resubmission-undecided", Severity::Error, say::CHOSEN_BY_NAME),
        };
        let [old, new_name] = [(old, new), (new, old)].map(|(one, other)| named(one, other, self.lang));
        let message = message.say(self.lang, &[("old", &old), ("new", &new_name)]);
        let remedy = say::CHOSEN_REMEDY.say(self.lang, &[]);
        Some(about(new, Finding::new(rule, severity, message, remedy)))
    }

    fn refuse(&mut self, group: &[Place]) {
        for place in group {
            let taken = self.taken(*place).clone();
            let others = group.iter().filter(|other| *other != place);
            let others = others.map(|other| named(self.taken(*other), &taken, self.lang));
            let others = others.collect::<Vec<_>>().join(say::LIST_SEPARATOR.text(self.lang));
            let unit = &self.register.units[taken.unit].name;
            let reason = say::TWO_RETURNS.say(self.lang, &[("files", &others), ("unit", unit)]);
            let remedy = say::TWO_RETURNS_REMEDY.say(self.lang, &[]);
            let finding = Finding::new(Finding::REJECTED, Severity::Error, reason.clone(), remedy);
            self.findings.push(about(&taken, finding));
            self.lost.insert(*place, Loss { status: ReceiptStatus::Rejected, reason });
        }
    }

    fn taken(&self, place: Place) -> &Return {
        &self.entries[place.entry].returns[place.number]
    }

    fn collected(mut self) -> Collected {
        let mut collected = Collected { findings: std::mem::take(&mut self.findings), ..Collected::default() };
        let mut lost = self.lost;
        for (entry_number, entry) in self.entries.into_iter().enumerate() {
            let unit = |taken: &Return| &self.register.units[taken.unit];
            let line = entry.annulled.as_ref();
            let is_void = |taken: &Return| withdrawn::of(taken, line, unit(taken), self.survey).is_some();
            let mut losses = lost.split_off(&Place { entry: entry_number, number: 0 });
            lost = losses.split_off(&Place { entry: entry_number + 1, number: 0 });
            let is_lost = |place: usize| losses.contains_key(&Place { entry: entry_number, number: place });
            let (gone, left): (Vec<usize>, Vec<usize>) = (0..entry.returns.len()).partition(|place| is_lost(*place));
            let n_kept = left.len();
            let gone = Gone::of(&entry.returns, &gone, &left);
            collected.findings.extend(entry.findings.into_iter().filter(|finding| !gone.takes(finding)));
            let loss = |number: usize| losses.get(&Place { entry: entry_number, number });
            for (place, taken) in entry.returns.into_iter().enumerate() {
                match loss(place).map(|loss| loss.status) {
                    None => collected.returns.push(taken),
                    // What is void by its own words was never the return of its unit.
                    Some(ReceiptStatus::Superseded) if !is_void(&taken) => collected.superseded.push(taken),
                    Some(_) => {}
                }
            }
            collected.receipts.push(closed(entry.receipt, losses.into_values().collect(), n_kept, self.lang));
        }
        collected.returns.sort_by_key(|taken| (taken.period, taken.unit));
        // A return without a date comes after those with one.
        collected.superseded.sort_by_key(|taken| (taken.period, taken.unit, taken.dated.is_none(), taken.dated));
        collected.findings.sort_by_cached_key(|f| (f.file.clone(), f.sheet.clone(), Position::parse(&f.cell)));
        collected
    }
}

/// The returns of a file that do not count, by unit and period.
struct Gone<'a>(BTreeMap<(Option<usize>, String), OfSubject<'a>>);

#[derive(Default)]
struct OfSubject<'a> {
    gone: Vec<&'a Return>,
    /// Whether the same file holds another return of the unit that counts.
    is_left: bool,
}

impl Gone<'_> {
    fn of<'a>(returns: &'a [Return], gone: &[usize], left: &[usize]) -> Gone<'a> {
        let mut by_subject: BTreeMap<_, OfSubject> = BTreeMap::new();
        for place in gone {
            by_subject.entry(subject(&returns[*place])).or_default().gone.push(&returns[*place]);
        }
        for place in left.iter().filter(|_| !gone.is_empty()) {
            by_subject.entry(subject(&returns[*place])).and_modify(|of_subject| of_subject.is_left = true);
        }
        Gone(by_subject)
    }

    /// Whether a finding goes with its return: of two rows of a unit in one file only what stands in the row that is gone.
    /// What lies in the folder of another period is missed there, whatever became of it, and so is a file by the unit for
    /// which it is named.
    fn takes(&self, finding: &Finding) -> bool {
        if self.0.is_empty() || finding.also_of.is_some() || finding.rule == names::OTHER_UNIT {
            return false;
        }
        let of_subject = self.0.get(&(finding.unit, finding.period.clone()));
        of_subject.is_some_and(|of| !of.is_left || of.gone.iter().any(|taken| stands_in(taken, finding)))
    }
}

/// Whether a finding is about a row in which a return stands.
fn stands_in(taken: &Return, finding: &Finding) -> bool {
    let Some(at) = Position::parse(&finding.cell) else { return false };
    let mut origins = taken.answers.iter().filter_map(|answer| answer.origin.as_ref());
    origins.any(|origin| *origin.sheet == *finding.sheet && origin.cell.is_some_and(|cell| cell.row == at.row))
}

/// The row of a file once its returns are compared: without any that counts, it is superseded or rejected.
fn closed(receipt: Receipt, losses: Vec<Loss>, n_kept: usize, lang: Lang) -> Receipt {
    let Some(first) = losses.first() else { return receipt };
    let status = if n_kept > 0 { ReceiptStatus::Used } else { first.status };
    let mut reasons: Vec<String> = Vec::new();
    for reason in std::iter::once(receipt.reason.clone()).chain(losses.into_iter().map(|loss| loss.reason)) {
        if !reason.is_empty() && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    Receipt { status, reason: reasons.join(say::REASON_SEPARATOR.text(lang)), ..receipt }
}

fn keys(entry: &Entry) -> Vec<(Period, usize)> {
    entry.returns.iter().map(|taken| (taken.period, taken.unit)).collect()
}

fn subject(taken: &Return) -> (Option<usize>, String) {
    (Some(taken.unit), taken.period.to_string())
}

fn about(taken: &Return, finding: Finding) -> Finding {
    let (unit, period) = subject(taken);
    Finding { unit, period, file: taken.file.to_string(), ..finding }
}

/// A return as it is told beside another one: by its file, in the same file by its sheet and row.
fn named(taken: &Return, other: &Return, lang: Lang) -> String {
    if taken.file != other.file {
        return taken.file.to_string();
    }
    let mut origins = taken.answers.iter().filter_map(|answer| answer.origin.as_ref());
    let Some(first) = origins.next() else { return taken.file.to_string() };
    let row = first.cell.map(|cell| cell.row);
    let is_row = row.is_some() && origins.all(|origin| origin.cell.map(|cell| cell.row) == row);
    match row.filter(|_| is_row) {
        Some(row) => say::ROW_OF_SHEET.say(lang, &[("sheet", &first.sheet), ("row", &(row + 1).to_string())]),
        None => say::SHEET_NAMED.say(lang, &[("sheet", &first.sheet)]),
    }
}

/// The place of the latest time, if it is clearly later than every other.
fn clearly_latest(times: &[SystemTime]) -> Option<usize> {
    let latest = (0..times.len()).max_by_key(|place| times[*place])?;
    let others = times.iter().enumerate().filter(|(place, _)| *place != latest);
    let is_clear =
        others.map(|(_, time)| times[latest].duration_since(*time).unwrap_or_default()).all(|d| d >= TOLD_APART);
    is_clear.then_some(latest)
}

/// What a later return answers otherwise, as notes at the later return's cells.
fn differences(old: &Return, new: &Return, survey: &Survey, lang: Lang) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (item, (before, now)) in survey.items.iter().zip(old.answers.iter().zip(&new.answers)) {
        if !same(before, now) {
            let told = [shown(before, lang), shown(now, lang), named(old, new, lang)];
            let finding = difference(item.label.get(lang), &told, lang);
            let finding = now.origin.as_ref().map_or(finding.clone(), |origin| finding.at(origin));
            findings.push(about(new, Finding { item: item.id.clone(), ..finding }));
        }
    }
    for (table, (before, now)) in survey.tables.iter().zip(old.tables.iter().zip(&new.tables)) {
        if !same_rows(before, now) {
            let n_rows = |rows: &[Row]| say::N_ROWS.say(lang, &[("n", &rows.len().to_string())]);
            let told = [n_rows(before), n_rows(now), named(old, new, lang)];
            let finding = difference(table.label.get(lang), &told, lang);
            findings.push(about(new, Finding { item: table.id.clone(), ..finding }));
        }
    }
    findings
}

fn difference(label: &str, [before, now, file]: &[String; 3], lang: Lang) -> Finding {
    let values = [("item", label), ("old", before), ("new", now), ("file", file)];
    let message = say::RESUBMISSION_DIFFERS.say(lang, &values);
    let remedy = say::RESUBMISSION_DIFFERS_REMEDY.say(lang, &values);
    let finding = Finding::new("resubmission-differs", Severity::Note, message, remedy);
    Finding { value: format!("{before} → {now}"), ..finding }
}

fn shown(answer: &Answer, lang: Lang) -> String {
    if answer.raw.trim().is_empty() { say::BLANK.say(lang, &[]) } else { answer.raw.clone() }
}

fn same(a: &Answer, b: &Answer) -> bool {
    (a.state, &a.value) == (b.state, &b.value) && (a.value.is_some() || a.raw == b.raw)
}

fn same_rows(a: &[Row], b: &[Row]) -> bool {
    let same_row = |(a, b): (&Row, &Row)| a.answers.iter().zip(&b.answers).all(|(a, b)| same(a, b));
    a.len() == b.len() && a.iter().zip(b).all(same_row)
}

#[cfg(test)]
mod tests;
