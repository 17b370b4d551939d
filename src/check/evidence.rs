//! Dated evidence: rows that a quota cannot count, and logs that are those of another unit.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Subject, placed};
use crate::evidence::{self, Doubt, Piece};
use crate::finding::{Finding, Severity};
use crate::frame::Round;
use crate::register::Register;
use crate::survey::Survey;
use crate::text::{Lang, Phrase, evidence as say};

/// Fewer rows than this coincide by chance or were done together.
const LEAST_COPIED: usize = 3;

/// A row that more units have is of an event that they held together.
const MOST_SHARING: usize = 50;

/// A table whose rows are evidence: places of the table, of its days and of what tells events of a day apart.
#[derive(Debug, Clone)]
struct Log {
    table: usize,
    date: usize,
    events: Vec<usize>,
}

/// Rows without a day, of another period, of days to come, there twice; logs of which most is also another unit's.
pub fn findings(survey: &Survey, register: &Register, round: &Round, lang: Lang) -> Vec<Finding> {
    let mut findings = Vec::new();
    for log in logs(survey) {
        let pieces = evidence::pieces(round, log.table, log.date, &log.events);
        findings.extend(pieces.iter().filter_map(|piece| doubtful(survey, round, &log, piece, lang)));
        findings.extend(copied(survey, register, &log, &pieces, lang));
    }
    findings.extend(answered_first(survey, round, lang));
    findings
}

/// The tables whose rows are evidence, by their places.
pub fn tables(survey: &Survey) -> Vec<usize> {
    logs(survey).iter().map(|log| log.table).collect()
}

/// Every table of a quota once, by its first quota.
fn logs(survey: &Survey) -> Vec<Log> {
    let mut logs: Vec<Log> = Vec::new();
    let log = |table: &str, date: &str, events: &[String]| {
        let table = survey.tables.iter().position(|known| known.id == table)?;
        let column = |id: &str| survey.tables[table].columns.iter().position(|item| item.id == id);
        Some(Log { table, date: column(date)?, events: events.iter().filter_map(|id| column(id)).collect() })
    };
    for quota in &survey.quotas {
        let own = quota.date.as_deref().and_then(|date| log(&quota.table, date, &quota.events));
        let answers = quota.within.as_ref().and_then(|within| log(within.table.as_deref()?, &within.date, &[]));
        for found in own.into_iter().chain(answers) {
            if !logs.iter().any(|known| (known.table, known.date) == (found.table, found.date)) {
                logs.push(found);
            }
        }
    }
    logs
}

fn doubtful(survey: &Survey, round: &Round, log: &Log, piece: &Piece, lang: Lang) -> Option<Finding> {
    let item = &survey.tables[log.table].columns[log.date];
    let day = piece.day.map(|day| day.to_string()).unwrap_or_default();
    let (rule, severity, message, remedy): (&str, Severity, Phrase, Phrase) = match piece.doubt? {
        // A blank that is required and an answer that is invalid are told of already.
        Doubt::Undated if item.required || !piece.row.answers[log.date].raw.trim().is_empty() => return None,
        Doubt::AfterReference => return None,
        Doubt::Undated => ("evidence-dated", Severity::Error, say::UNDATED, say::UNDATED_REMEDY),
        Doubt::Future => ("evidence-not-in-the-future", Severity::Error, say::FUTURE, say::FUTURE_REMEDY),
        Doubt::OutsidePeriod => {
            ("evidence-of-the-period", Severity::Query, say::OUTSIDE_PERIOD, say::OUTSIDE_PERIOD_REMEDY)
        }
        Doubt::Repeated => ("evidence-once", Severity::Query, say::REPEATED, say::REPEATED_REMEDY),
    };
    let message = message.say(lang, &[("day", &day), ("period", &round.period.name(lang))]);
    let finding = Finding::new(rule, severity, message, remedy.text(lang).to_string());
    Some(at_row(survey, log.table, piece, &item.id, lang, finding))
}

fn at_row(survey: &Survey, table: usize, piece: &Piece, item: &str, lang: Lang, finding: Finding) -> Finding {
    let columns = &survey.tables[table].columns;
    let subject =
        Subject { given: piece.given, items: columns, answers: &piece.row.answers, row: Some(piece.row.number) };
    placed(survey, Some(table), &subject, item, lang, finding)
}

/// A row as units may copy it: its day and its words.
type Copyable = (NaiveDate, String);

/// Units of whose rows at least half, and no fewer than three, another unit has too: day and words. Rows that many
/// units have tell of events that they held together.
fn copied(survey: &Survey, register: &Register, log: &Log, pieces: &[Piece], lang: Lang) -> Vec<Finding> {
    let mut units_of: BTreeMap<Copyable, BTreeSet<usize>> = BTreeMap::new();
    let mut logs: BTreeMap<usize, (&Piece, BTreeSet<Copyable>)> = BTreeMap::new();
    for piece in pieces {
        let words = evidence::words(piece.row, &log.events);
        if let Some(day) = piece.day.filter(|_| !words.is_empty()) {
            units_of.entry((day, words.clone())).or_default().insert(piece.given.unit);
            logs.entry(piece.given.unit).or_insert((piece, BTreeSet::new())).1.insert((day, words));
        }
    }
    let told = |(unit, (first, rows)): (&usize, &(&Piece, BTreeSet<Copyable>))| {
        let (n, other) = most_alike(*unit, rows, &units_of)?;
        let is_copied = n >= LEAST_COPIED && n * 2 >= rows.len();
        is_copied.then(|| copy(survey, log, first, (n, rows.len(), &register.units[other].name), lang))
    };
    logs.iter().filter_map(told).collect()
}

/// The other unit that has most of the rows, and how many; the first in protocol order of those that have as many.
fn most_alike(
    unit: usize,
    rows: &BTreeSet<Copyable>,
    units_of: &BTreeMap<Copyable, BTreeSet<usize>>,
) -> Option<(usize, usize)> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for units in rows.iter().map(|row| &units_of[row]).filter(|units| units.len() <= MOST_SHARING) {
        for other in units.iter().filter(|other| **other != unit) {
            *shared.entry(*other).or_default() += 1;
        }
    }
    let most = shared.into_iter().max_by_key(|(other, n)| (*n, std::cmp::Reverse(*other)));
    most.map(|(other, n)| (n, other))
}

fn copy(survey: &Survey, log: &Log, first: &Piece, (n, all, unit): (usize, usize, &str), lang: Lang) -> Finding {
    let table = &survey.tables[log.table];
    let (n, all) = (n.to_string(), all.to_string());
    let values = [("table", table.label.get(lang)), ("n", &n), ("all", &all), ("unit", unit)];
    let (message, remedy) = (say::COPIED.say(lang, &values), say::COPIED_REMEDY.text(lang).to_string());
    Finding {
        unit: Some(first.given.unit),
        period: first.given.period.to_string(),
        file: first.given.file.to_string(),
        item: table.id.clone(),
        ..Finding::new("evidence-of-its-own", Severity::Query, message, remedy)
    }
}

/// Answers of a time limit that stand in the row of their case and are dated before it.
fn answered_first(survey: &Survey, round: &Round, lang: Lang) -> Vec<Finding> {
    let mut findings = Vec::new();
    for quota in &survey.quotas {
        let Some(within) = quota.within.as_ref().filter(|within| within.table.is_none()) else { continue };
        let Some(table) = survey.tables.iter().position(|table| table.id == quota.table) else { continue };
        let column = |id: &str| survey.tables[table].columns.iter().position(|item| item.id == id);
        let (Some(date), Some(answer)) = (quota.date.as_deref().and_then(column), column(&within.date)) else {
            continue;
        };
        for piece in evidence::pieces(round, table, date, &[]) {
            let answered = evidence::day(piece.row.answers.get(answer));
            let Some((begun, day)) = piece.day.zip(answered).filter(|(begun, day)| day < begun) else { continue };
            let (begun, day) = (begun.to_string(), day.to_string());
            let message = say::ANSWER_FIRST.say(lang, &[("begun", &begun), ("day", &day)]);
            let remedy = say::ANSWER_FIRST_REMEDY.text(lang).to_string();
            let finding = Finding::new("answered-after-it-began", Severity::Error, message, remedy);
            findings.push(at_row(survey, table, &piece, &within.date, lang, finding));
        }
    }
    findings
}
