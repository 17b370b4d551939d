//! Which return counts when a unit sends two for one period, and what all files come to.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, SystemTime};

use chrono::NaiveDate;

use crate::answer::{Answer, Return, Row};
use crate::collect::Collected;
use crate::collect::dated::is_plausible;
use crate::collect::intake::Entry;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::receipt::{Receipt, ReceiptStatus};
use crate::register::Register;
use crate::sheet::Position;
use crate::survey::{Choose, Survey};
use crate::text::{Lang, collect as say};

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
    let mut settling = Settling { entries, survey, register, lang, lost: BTreeMap::new(), findings: Vec::new() };
    settling.same_files();
    settling.resubmissions();
    settling.collected()
}

struct Settling<'a> {
    entries: Vec<Entry>,
    survey: &'a Survey,
    register: &'a Register,
    lang: Lang,
    lost: BTreeMap<Place, Loss>,
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

    /// Entries with returns whose bytes are those of an earlier one: that one and the entry, in the entries' order.
    fn repeated(&self) -> Vec<(usize, usize)> {
        let mut first: HashMap<&str, usize> = HashMap::with_capacity(self.entries.len());
        let with_returns = self.entries.iter().enumerate().filter(|(_, entry)| !entry.returns.is_empty());
        let known = with_returns.map(|(place, entry)| (*first.entry(&entry.receipt.sha256).or_insert(place), place));
        known.filter(|(known, place)| known != place).collect()
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
            match self.survey.returns.choose {
                _ if group.len() == 1 => {}
                Choose::Latest => self.choose_latest(&group),
                Choose::Refuse => self.refuse(&group),
            }
        }
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
        self.entries[place.entry].findings.iter().filter(|finding| finding.unit == unit).find_map(|f| f.also_of)
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
            let mut losses = lost.split_off(&Place { entry: entry_number, number: 0 });
            lost = losses.split_off(&Place { entry: entry_number + 1, number: 0 });
            let is_lost = |place: usize| losses.contains_key(&Place { entry: entry_number, number: place });
            let gone: Vec<_> = (0..entry.returns.len()).filter(|place| is_lost(*place)).collect();
            let gone: Vec<_> = gone.iter().map(|place| subject(&entry.returns[*place])).collect();
            // What lies in the folder of another period is missed there, whatever became of it.
            let kept = |finding: &Finding| {
                finding.also_of.is_some() || !gone.contains(&(finding.unit, finding.period.clone()))
            };
            collected.findings.extend(entry.findings.into_iter().filter(kept));
            let n_kept = entry.returns.len() - gone.len();
            let loss = |number: usize| losses.get(&Place { entry: entry_number, number });
            for (place, taken) in entry.returns.into_iter().enumerate() {
                match loss(place).map(|loss| loss.status) {
                    None => collected.returns.push(taken),
                    Some(ReceiptStatus::Superseded) => collected.superseded.push(taken),
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
mod tests {
    use super::*;
    use crate::answer::{State, Value};
    use crate::collect::fixture;

    struct Sent<'a> {
        file: &'a str,
        dated: &'a str,
        minute: u64,
        plan: &'a str,
    }

    fn entry(sent: &Sent) -> Entry {
        let answer = |words: &str| Answer {
            state: State::Answered,
            value: Some(Value::Text(words.to_string())),
            raw: words.to_string(),
            origin: None,
        };
        let taken = Return {
            unit: 0,
            period: "2024".parse().unwrap(),
            file: sent.file.into(),
            form_version: String::new(),
            dated: sent.dated.parse().ok(),
            received: None,
            late: false,
            nil: false,
            answers: [sent.plan, "否", "3", "无"].map(answer).to_vec(),
            tables: vec![Vec::new()],
            remarks: Vec::new(),
        };
        let receipt = Receipt {
            file: sent.file.to_string(),
            bytes: 1,
            sha256: format!("{}{}{}", sent.dated, sent.minute, sent.plan),
            units: vec![0],
            unit_name: String::new(),
            period: Some(taken.period),
            form_version: String::new(),
            status: ReceiptStatus::Used,
            reason: String::new(),
        };
        let finding = about(&taken, Finding::new("hidden", Severity::Note, String::new(), String::new()));
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(60 * sent.minute);
        Entry { receipt, returns: vec![taken], findings: vec![finding], modified: Some(modified) }
    }

    fn settle(sent: &[Sent], choose: Choose) -> Collected {
        let mut survey = fixture::survey();
        survey.returns.choose = choose;
        settled(sent.iter().map(entry).collect(), &survey, &fixture::register(), Lang::En)
    }

    fn outcome(collected: &Collected) -> (Vec<&str>, Vec<String>) {
        let used = collected.returns.iter().map(|taken| &*taken.file).collect();
        let rules = collected.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.item));
        (used, rules.map(|rule| rule.trim().to_string()).collect())
    }

    #[test]
    fn the_later_date_counts_and_the_differences_are_listed() {
        let sent = [
            Sent { file: "a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
            Sent { file: "b.xlsx", dated: "2025-01-10", minute: 90, plan: "否" },
        ];
        let collected = settle(&sent, Choose::Latest);
        assert_eq!(outcome(&collected), (vec!["a.xlsx"], vec!["resubmission-differs plan".into(), "hidden".into()]));
        assert_eq!(collected.findings[0].value, "否 → 是");
        assert_eq!(collected.receipts[1].status, ReceiptStatus::Superseded);
        assert!(collected.receipts[1].reason.contains("a.xlsx"));
    }

    #[test]
    fn file_times_decide_only_where_dates_do_not_and_only_far_apart() {
        let far = [
            Sent { file: "a.xlsx", dated: "", minute: 90, plan: "是" },
            Sent { file: "b.xlsx", dated: "2025-01-10", minute: 0, plan: "否" },
        ];
        let (used, rules) = (settle(&far, Choose::Latest), "resubmission-by-file-time");
        assert_eq!(outcome(&used).0, ["a.xlsx"]);
        assert!(outcome(&used).1.contains(&rules.to_string()));
        let near = [
            Sent { file: "a.xlsx", dated: "2025-01-10", minute: 1, plan: "是" },
            Sent { file: "b.xlsx", dated: "2025-01-10", minute: 0, plan: "否" },
        ];
        let collected = settle(&near, Choose::Latest);
        assert_eq!(outcome(&collected).0, ["b.xlsx"]);
        assert!(outcome(&collected).1.contains(&"resubmission-undecided".to_string()));
    }

    #[test]
    fn a_date_that_cannot_be_meant_decides_nothing() {
        for (first, correction) in [("2025-01-10", "2024-01-20"), ("2052-01-10", "2025-01-20")] {
            let sent = [
                Sent { file: "a.xlsx", dated: first, minute: 0, plan: "是" },
                Sent { file: "b.xlsx", dated: correction, minute: 90, plan: "否" },
            ];
            let (used, rules) = (settle(&sent, Choose::Latest), "resubmission-by-file-time");
            assert_eq!(outcome(&used).0, ["b.xlsx"]);
            assert!(outcome(&used).1.contains(&rules.to_string()), "{correction}");
        }
    }

    /// What becomes of files of one unit and period, of which the second lies in the folder of another one.
    fn with_misfiled(sent: &[Sent], choose: Choose) -> Collected {
        let mut survey = fixture::survey();
        survey.returns.choose = choose;
        let mut entries: Vec<Entry> = sent.iter().map(entry).collect();
        let misfiled = Finding { also_of: "2025".parse().ok(), ..entries[1].findings[0].clone() };
        entries[1].findings.push(Finding { rule: "misfiled".into(), ..misfiled });
        settled(entries, &survey, &fixture::register(), Lang::En)
    }

    #[test]
    fn a_form_of_another_period_does_not_take_the_place_of_that_periods_return() {
        let sent = [
            Sent { file: "2024/a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
            Sent { file: "2025/a.xlsx", dated: "2026-01-10", minute: 90, plan: "否" },
        ];
        for choose in [Choose::Latest, Choose::Refuse] {
            let collected = with_misfiled(&sent, choose);
            assert_eq!(outcome(&collected).0, ["2024/a.xlsx"]);
            assert_eq!(collected.receipts[1].status, ReceiptStatus::Rejected);
            assert!(collected.receipts[1].reason.contains("2024/a.xlsx counts for 2024"));
            let of_2025 = collected.findings.iter().filter(|finding| finding.is_of("2025".parse().unwrap()));
            assert_eq!(of_2025.map(|finding| &*finding.rule).collect::<Vec<_>>(), [Finding::REJECTED, "misfiled"]);
            assert!(collected.superseded.is_empty());
        }
    }

    #[test]
    fn last_periods_file_sent_again_is_told_of_in_the_period_that_misses_it() {
        let sent = [
            Sent { file: "2024/a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
            Sent { file: "2025/a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
        ];
        let collected = with_misfiled(&sent, Choose::Latest);
        assert_eq!(collected.receipts[1].status, ReceiptStatus::Superseded);
        assert!(outcome(&collected).1.contains(&"misfiled".to_string()));
    }

    #[test]
    fn two_rows_of_one_file_are_named_by_their_rows() {
        let row = |row: u32, plan: &str| {
            let mut entry = entry(&Sent { file: "all.xlsx", dated: "", minute: 0, plan });
            for (col, answer) in (0..).zip(&mut entry.returns[0].answers) {
                let cell = Some(Position::new(row, col));
                answer.origin =
                    Some(crate::answer::Origin { file: "all.xlsx".into(), sheet: "汇总表".into(), cell });
            }
            entry
        };
        let (mut both, second) = (row(33, "是"), row(86, "否"));
        both.returns.extend(second.returns);
        let collected = settled(vec![both], &fixture::survey(), &fixture::register(), Lang::En);
        let told: Vec<&str> = collected.findings.iter().map(|finding| finding.message.as_str()).collect();
        let doubt = "the file holds the unit twice (sheet “汇总表”, row 34, sheet “汇总表”, row 87), and nothing tells \
                     which is later; sheet “汇总表”, row 87 counts for now";
        assert!(told.contains(&doubt), "{told:#?}");
        assert!(told.iter().all(|told| !told.contains("all.xlsx")), "{told:#?}");
    }

    #[test]
    fn two_returns_that_say_the_same_need_no_decision() {
        let sent = [
            Sent { file: "a.xlsx", dated: "", minute: 0, plan: "是" },
            Sent { file: "b.xlsx", dated: "", minute: 1, plan: "是" },
        ];
        assert_eq!(outcome(&settle(&sent, Choose::Latest)), (vec!["b.xlsx"], vec!["hidden".into()]));
    }

    #[test]
    fn a_survey_that_refuses_two_returns_counts_neither() {
        let sent = [
            Sent { file: "a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
            Sent { file: "b.xlsx", dated: "2025-01-10", minute: 0, plan: "否" },
        ];
        let collected = settle(&sent, Choose::Refuse);
        assert!(collected.returns.is_empty());
        assert!(collected.receipts.iter().all(|receipt| receipt.status == ReceiptStatus::Rejected));
        assert_eq!(outcome(&collected).1, ["return-rejected", "return-rejected"]);
    }

    #[test]
    fn the_same_bytes_sent_twice_count_once() {
        let sent = [
            Sent { file: "a.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
            Sent { file: "b.xlsx", dated: "2025-01-20", minute: 0, plan: "是" },
        ];
        let collected = settle(&sent, Choose::Refuse);
        assert_eq!(outcome(&collected).0, ["a.xlsx"]);
        assert!(collected.receipts[1].reason.contains("the same file as a.xlsx"));
    }
}
