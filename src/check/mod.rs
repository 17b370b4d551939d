//! Phase 2: from returns to findings. A check passes, fails, or cannot be made; the last is not a pass.

use polars::prelude::{BooleanChunked, DataFrame};
use rayon::prelude::*;

use crate::answer::{Answer, Return, State, Value};
use crate::error::Error;
use crate::finding::alike::Alike;
use crate::finding::{Finding, Severity};
use crate::frame::Round;
use crate::register::Register;
use crate::survey::{self, Item, Survey};
use crate::text::{Lang, Phrase, check as words};

pub mod day;
pub mod evidence;
#[cfg(test)]
mod fixture;
pub mod identical;
pub mod list;
pub mod negative;
pub mod outlier;
pub mod pair;
pub mod parts_sum;
pub mod range;
pub mod required;
pub mod rule;
pub mod sum;
pub mod twice;

/// What a check is made on: the items of one return, or one row of a repeating table.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The return.
    pub given: &'a Return,
    /// The items, or the table's columns.
    pub items: &'a [Item],
    /// One answer an item.
    pub answers: &'a [Answer],
    /// The row's number in its table.
    pub row: Option<u32>,
}

impl<'a> Subject<'a> {
    /// An item of that id, with its answer.
    pub fn item(&self, id: &str) -> Option<(&'a Item, &'a Answer)> {
        let place = self.items.iter().position(|item| item.id == id)?;
        Some((&self.items[place], &self.answers[place]))
    }

    /// The number that an item holds; `None` where there is no usable answer.
    pub fn number(&self, id: &str) -> Option<f64> {
        match self.item(id)?.1.value.as_ref()? {
            Value::Integer(number) => Some(*number as f64),
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// How a check came out for one subject.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It holds.
    Pass,
    /// It does not; the item at which to say so, and the message of the check's kind.
    Fail {
        /// The item's id.
        item: String,
        /// What is wrong, unless the survey words it.
        message: String,
    },
    /// It could not be made: an answer that it needs is blank or invalid.
    Unverifiable,
}

/// What a kind of check needs to know beside the subjects.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The check as the survey declares it.
    pub check: &'a survey::Check,
    /// The frame whose rows are the subjects: of units that returned, or of a table's rows.
    pub frame: &'a DataFrame,
    /// The frame of all units, also those that did not return.
    pub units: &'a DataFrame,
    /// The earlier periods, oldest first, for checks that look back.
    pub past: &'a [crate::frame::Frames],
    /// The definition, for words.
    pub survey: &'a Survey,
    /// The language of messages.
    pub lang: Lang,
}

/// A kind of check.
pub trait Check: Sync {
    /// The key by which a survey declares it.
    fn name(&self) -> &'static str;

    /// Its manual page: what it checks and why.
    fn explanation(&self) -> Phrase;

    /// What to do when it fails, unless the survey says.
    fn remedy(&self) -> Phrase;

    /// The same for an item, where that makes a difference.
    fn remedy_for(&self, asked: &Asked, _item: Option<&Item>) -> String {
        self.remedy().say(asked.lang, &[])
    }

    /// Whether the survey's check is of this kind.
    fn is_declared(&self, check: &survey::Check) -> bool;

    /// The outcome for each subject, in order.
    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error>;
}

/// Every kind of check.
pub const CHECKS: &[&dyn Check] = &[
    &rule::Rule,
    &required::Required,
    &range::Range,
    &pair::CompulsoryPair,
    &pair::ExclusivePair,
    &sum::Sum,
    &outlier::Outlier,
    &parts_sum::PartsSum,
];

/// Makes every check of the survey on the returns of a period: first what items themselves demand, then the
/// survey's checks in its order.
pub fn findings(survey: &Survey, register: &Register, round: &Round, lang: Lang) -> Result<Vec<Finding>, Error> {
    let returned = only_returned(round)?;
    let of_check = |check| of_check(survey, register, round, &returned, check, lang);
    let ((of_items, of_checks), (of_lists, identical)) = rayon::join(
        || {
            let of_items = required::of_items(survey, round, lang);
            let of_checks: Vec<_> = survey.checks.par_iter().map(of_check).collect();
            (of_items, of_checks)
        },
        || (list::findings(survey, round, lang), identical::findings(register, round.returns, lang)),
    );
    let mut findings = Alike::default();
    findings.extend(of_items);
    findings.extend(not_relevant(survey, round, lang)?);
    for of_check in of_checks {
        findings.extend(of_check?);
    }
    findings.extend(evidence::findings(survey, register, round, lang));
    findings.extend(day::findings(survey, round, lang));
    findings.extend(negative::findings(survey, round.returns, lang));
    findings.extend(twice::findings(survey, round.returns, lang));
    findings.extend(of_lists?);
    findings.extend(identical);
    Ok(findings.told(lang))
}

fn of_check(
    survey: &Survey,
    register: &Register,
    round: &Round,
    returned_frame: &DataFrame,
    check: &survey::Check,
    lang: Lang,
) -> Result<Vec<Finding>, Error> {
    let table = check.table.as_ref().and_then(|id| survey.tables.iter().position(|table| table.id == *id));
    let (subjects, frame) = match table {
        Some(table) => (rows(survey, round, table), &round.frames.tables[table].1),
        None => (returned(survey, round), returned_frame),
    };
    let kind = CHECKS.iter().find(|kind| kind.is_declared(check)).expect("a verified check has a kind");
    let asked = Asked { check, frame, units: &round.frames.returns, past: &round.frames.past, survey, lang };
    let mut findings = Vec::new();
    let mut unverifiable = Vec::new();
    for (subject, outcome) in subjects.iter().zip(kind.outcomes(&asked, &subjects)?) {
        match outcome {
            Outcome::Pass => {}
            Outcome::Fail { item, message } => {
                let remedy = kind.remedy_for(&asked, subject.item(&item).map(|(item, _)| item));
                findings.push(failed(survey, check, table, subject, &item, message, remedy, lang));
            }
            Outcome::Unverifiable if unverifiable.last() == Some(&subject.given.unit) => {}
            Outcome::Unverifiable => unverifiable.push(subject.given.unit),
        }
    }
    findings.extend(could_not_be_made(survey, register, round, check, &unverifiable, lang));
    Ok(findings)
}

fn returned<'a>(survey: &'a Survey, round: &'a Round) -> Vec<Subject<'a>> {
    let subject = |given: &'a Return| Subject { given, items: &survey.items, answers: &given.answers, row: None };
    round.frame.iter().filter_map(|row| row.given).map(|place| subject(&round.returns[place])).collect()
}

/// The rows of units that returned; all of them where every unit did.
fn only_returned(round: &Round) -> Result<DataFrame, Error> {
    if round.frame.iter().all(|row| row.given.is_some()) {
        return Ok(round.frames.returns.clone());
    }
    let mask = BooleanChunked::from_iter(round.frame.iter().map(|row| Some(row.given.is_some())));
    round.frames.returns.filter(&mask).map_err(|error| Error::Failed(error.to_string()))
}

fn rows<'a>(survey: &'a Survey, round: &'a Round, table: usize) -> Vec<Subject<'a>> {
    let columns = &survey.tables[table].columns;
    let of_return = |given: &'a Return| {
        given.tables[table].iter().map(move |row| Subject {
            given,
            items: columns,
            answers: &row.answers,
            row: Some(row.number),
        })
    };
    round.returns.iter().flat_map(of_return).collect()
}

#[expect(clippy::too_many_arguments, reason = "a finding is made of all of them")]
fn failed(
    survey: &Survey,
    check: &survey::Check,
    table: Option<usize>,
    subject: &Subject,
    item: &str,
    message: String,
    remedy: String,
    lang: Lang,
) -> Finding {
    let message = if check.message.is_empty() { message } else { check.message.get(lang).to_string() };
    let remedy = if check.remedy.is_empty() { remedy } else { check.remedy.get(lang).to_string() };
    let mut finding =
        placed(survey, table, subject, item, lang, Finding::new(&check.id, check.severity, message, remedy));
    finding.trial = check.trial;
    finding
}

/// The finding, put at the answer of an item.
fn placed(
    survey: &Survey,
    table: Option<usize>,
    subject: &Subject,
    item: &str,
    lang: Lang,
    mut finding: Finding,
) -> Finding {
    finding.file = subject.given.file.to_string();
    if let Some((_, answer)) = subject.item(item) {
        if let Some(origin) = &answer.origin {
            finding = finding.at(origin);
        }
        finding.value = answer.raw.clone();
    } else if let Some(origin) = subject.answers.iter().find_map(|answer| answer.origin.as_ref()) {
        // What is computed has no cell of its own: the sheet of the answers it is made from.
        finding.sheet = origin.sheet.to_string();
    }
    finding.unit = Some(subject.given.unit);
    finding.period = subject.given.period.to_string();
    finding.item = item.to_string();
    if let (Some(table), Some(row)) = (table, subject.row) {
        let table = &survey.tables[table];
        finding.item = format!("{}.{item}", table.id);
        let row = row.to_string();
        let values = [("table", table.label.get(lang)), ("row", row.as_str()), ("message", finding.message.as_str())];
        finding.message = words::IN_ROW.say(lang, &values);
    }
    finding
}

/// A check in words: what it says where it fails, else the items that it looks at.
fn check_label(survey: &Survey, check: &survey::Check, lang: Lang) -> String {
    if !check.message.is_empty() {
        return check.message.get(lang).to_string();
    }
    let columns = survey.tables.iter().filter(|table| Some(&table.id) == check.table.as_ref()).flat_map(|t| &t.columns);
    let known: Vec<&Item> = columns.chain(&survey.items).collect();
    let label = |id: &str| known.iter().find(|item| item.id == id).map_or(id, |item| item.label.get(lang)).to_string();
    let labels: Vec<String> = check.items().into_iter().map(label).collect();
    if labels.is_empty() { check.id.clone() } else { labels.join(words::AND.text(lang)) }
}

fn could_not_be_made(
    survey: &Survey,
    register: &Register,
    round: &Round,
    check: &survey::Check,
    units: &[usize],
    lang: Lang,
) -> Option<Finding> {
    const SHOWN: usize = 10;
    let n = units.len().to_string();
    let mut names: Vec<&str> = units.iter().take(SHOWN).map(|unit| register.units[*unit].name.as_str()).collect();
    if units.len() > SHOWN {
        names.push("…");
    }
    let names = names.join(words::AND.text(lang));
    let label = check_label(survey, check, lang);
    let message = words::UNVERIFIABLE.say(lang, &[("check", &label), ("n", &n), ("units", &names)]);
    let remedy = words::UNVERIFIABLE_REMEDY.say(lang, &[]);
    let mut finding = Finding::new(&check.id, Severity::Note, message, remedy);
    finding.period = round.period.to_string();
    finding.trial = check.trial;
    finding.unit = units.first().copied().filter(|_| units.len() == 1);
    (!units.is_empty()).then_some(finding)
}

/// Answers to questions that do not apply. Yes/no items of a chain are told of as numerators outside their base.
fn not_relevant(survey: &Survey, round: &Round, lang: Lang) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let in_a_chain = |item: &Item| survey.indicators.iter().any(|indicator| indicator.chain.contains(&item.id));
    for (place, item) in survey.items.iter().enumerate() {
        let Some(condition) = item.relevant.as_ref().filter(|_| !in_a_chain(item)) else { continue };
        let truth = survey::expression::evaluate(&round.frames.returns, condition)
            .map_err(|message| Error::Query { name: condition.clone(), message })?;
        for (row, _) in round.frame.iter().zip(truth).filter(|(_, truth)| *truth == Some(false)) {
            let Some(given) = row.given.map(|given| &round.returns[given]) else { continue };
            let answer = &given.answers[place];
            if !says_something(answer) {
                continue;
            }
            let subject = Subject { given, items: &survey.items, answers: &given.answers, row: None };
            let message = words::NOT_RELEVANT.say(lang, &[("item", item.label.get(lang)), ("value", &answer.raw)]);
            let remedy = words::NOT_RELEVANT_REMEDY.say(lang, &[]);
            let finding = Finding::new("not-relevant", Severity::Query, message, remedy);
            findings.push(placed(survey, None, &subject, &item.id, lang, finding));
        }
    }
    Ok(findings)
}

/// Whether an answer says more than no, zero or nothing.
pub fn says_something(answer: &Answer) -> bool {
    match (&answer.state, &answer.value) {
        (State::Answered, Some(Value::Bool(yes))) => *yes,
        (State::Answered, Some(Value::Integer(number))) => *number != 0,
        (State::Answered, Some(Value::Number(number))) => *number != 0.0,
        (State::Answered, Some(Value::Codes(codes))) => !codes.is_empty(),
        (State::Answered, Some(Value::Text(text))) => !text.is_empty(),
        (State::Answered, Some(_)) => true,
        _ => false,
    }
}

/// Whether an item's answer is there to be checked.
fn is_usable(answer: &Answer) -> bool {
    answer.state == State::Answered
}

/// Whether a missing answer leaves a check open: blank or invalid, but not where the question does not apply.
fn leaves_open(answer: &Answer) -> bool {
    matches!(answer.state, State::Blank | State::Invalid | State::NotReceived)
}

/// The labels of items, quoted and joined.
fn labels(subject: &Subject, ids: &[String], lang: Lang) -> String {
    let label = |id: &String| subject.item(id).map(|(item, _)| quoted(item.label.get(lang)));
    ids.iter().filter_map(label).collect::<Vec<_>>().join(words::AND.text(lang))
}

fn quoted(label: &str) -> String {
    format!("“{label}”")
}

/// Number items are shown without a fraction that is not there.
fn shown(number: f64) -> String {
    format!("{number}")
}
