//! Entries of lists: numbers, closing dates and closing numbers, and what became of the entries of the period before.

use std::collections::BTreeSet;

use polars::prelude::DataFrame;

use super::{Subject, placed};
use crate::answer::{Return, Row};
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::frame::Round;
use crate::survey::Survey;
use crate::survey::list::{Columns, List};
use crate::text::{Lang, Phrase, evidence as say};

/// What is wrong with the rows of every list, and with entries of the period before.
pub fn findings(survey: &Survey, round: &Round, lang: Lang) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for list in &survey.lists {
        let Some(table) = survey.tables.iter().position(|table| table.id == list.table) else { continue };
        let columns = Columns { survey, table, list };
        for given in round.returns {
            let mut numbers = BTreeSet::new();
            for row in &given.tables[table] {
                let asked = Asked { columns, round, given, row, lang };
                let number = columns.words(row, Some(&list.number));
                let is_new = numbers.insert(number.clone());
                findings.extend(asked.of_number(&number, is_new));
                if !number.is_empty() && is_new {
                    findings.extend(asked.of_days(&number));
                }
            }
        }
    }
    findings.extend(of_events(survey, round, lang)?);
    Ok(findings)
}

/// One row of a list.
struct Asked<'a> {
    columns: Columns<'a>,
    round: &'a Round<'a>,
    given: &'a Return,
    row: &'a Row,
    lang: Lang,
}

impl Asked<'_> {
    fn list(&self) -> &List {
        self.columns.list
    }

    fn finding(
        &self,
        rule: &str,
        severity: Severity,
        column: Option<&String>,
        (message, remedy): (Phrase, Phrase),
        values: &[(&str, &str)],
    ) -> Finding {
        let Columns { survey, table, list } = self.columns;
        let items = &survey.tables[table].columns;
        let subject = Subject { given: self.given, items, answers: &self.row.answers, row: Some(self.row.number) };
        let finding = Finding::new(rule, severity, message.say(self.lang, values), remedy.text(self.lang).to_string());
        placed(survey, Some(table), &subject, column.unwrap_or(&list.number), self.lang, finding)
    }

    fn of_number(&self, number: &str, is_new: bool) -> Option<Finding> {
        let column = Some(&self.list().number);
        let values = [("number", number)];
        if number.is_empty() {
            let words = (say::NO_NUMBER, say::NO_NUMBER_REMEDY);
            return Some(self.finding("entry-numbered", Severity::Error, column, words, &values));
        }
        let words = (say::NUMBER_TWICE, say::NUMBER_TWICE_REMEDY);
        (!is_new).then(|| self.finding("entry-number-unique", Severity::Error, column, words, &values))
    }

    fn of_days(&self, number: &str) -> Vec<Finding> {
        let (list, row) = (self.list(), self.row);
        let (opened, closed) =
            (self.columns.day(row, list.opened.as_ref()), self.columns.day(row, list.closed_on.as_ref()));
        let is_closed = self.columns.is_closed(row);
        let last = self.given.received.unwrap_or(self.round.reference.max(self.round.period.last_day()));
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let (opened_text, closed_text) = (day(opened), day(closed));
        let values = [("number", number), ("opened", &opened_text), ("closed", &closed_text)];
        let mut findings = Vec::new();
        let mut say = |rule: &str, severity, column: Option<&String>, message, remedy| {
            findings.push(self.finding(rule, severity, column, (message, remedy), &values));
        };
        if is_closed && closed.is_none() && list.closed_on.is_some() && list.state.is_some() {
            let column = list.closed_on.as_ref();
            say("closed-with-date", Severity::Error, column, say::CLOSED_WITHOUT_DATE, say::CLOSED_REMEDY);
        }
        if let Some(column) = list.closing_number.as_ref().filter(|_| is_closed)
            && self.columns.words(row, Some(column)).is_empty()
        {
            say("closed-with-number", Severity::Query, Some(column), say::CLOSED_WITHOUT_NUMBER, say::CLOSED_REMEDY);
        }
        let column = list.closed_on.as_ref();
        if closed.zip(opened).is_some_and(|(closed, opened)| closed < opened) {
            say("closed-after-opened", Severity::Error, column, say::CLOSED_BEFORE_OPENED, say::DAYS_REMEDY);
        }
        if is_closed && closed.is_some_and(|closed| closed > last) {
            say("closed-not-in-the-future", Severity::Error, column, say::CLOSED_IN_FUTURE, say::DAYS_REMEDY);
        }
        if !is_closed && closed.is_some() {
            say("open-without-closing-date", Severity::Query, column, say::OPEN_WITH_DATE, say::DAYS_REMEDY);
        }
        if let Some(column) = list.deadline.as_ref().filter(|_| !is_closed)
            && self.columns.day(row, Some(column)).is_none()
        {
            say("entry-with-deadline", Severity::Query, Some(column), say::NO_DEADLINE, say::NO_DEADLINE_REMEDY);
        }
        findings
    }
}

/// Entries that were open and are not reported again by a unit that returned, and those that were closed and are open.
fn of_events(survey: &Survey, round: &Round, lang: Lang) -> Result<Vec<Finding>, Error> {
    let Some((_, frame)) = round.frames.derived.iter().find(|(id, _)| id == "list_entries") else {
        return Ok(Vec::new());
    };
    let (events, lists) = (texts(frame, "event")?, texts(frame, "list")?);
    let (numbers, titles) = (texts(frame, "number")?, texts(frame, "title")?);
    let seqs = frame.column("seq").and_then(|column| column.i64()).map_err(failed)?;
    let mut findings = Vec::new();
    for (row, seq) in seqs.iter().enumerate() {
        let (rule, message, remedy) = match events[row].as_str() {
            "carried" => ("entry-reported-again", say::NOT_REPORTED_AGAIN, say::NOT_REPORTED_REMEDY),
            "reopened" => ("entry-stays-closed", say::REOPENED, say::REOPENED_REMEDY),
            _ => continue,
        };
        let place = seq.and_then(|seq| usize::try_from(seq - 1).ok()).unwrap_or_default();
        let Some(given) = round.given(place) else { continue };
        let label = survey.lists.iter().find(|list| list.id == lists[row]).map_or("", |list| list.label.get(lang));
        let values = [("list", label), ("number", &numbers[row]), ("title", &titles[row])];
        findings.push(Finding {
            unit: Some(given.unit),
            period: given.period.to_string(),
            file: given.file.to_string(),
            item: lists[row].clone(),
            value: numbers[row].clone(),
            ..Finding::new(rule, Severity::Query, message.say(lang, &values), remedy.text(lang).to_string())
        });
    }
    Ok(findings)
}

fn texts(frame: &DataFrame, name: &str) -> Result<Vec<String>, Error> {
    let column = frame.column(name).and_then(|column| column.str()).map_err(failed)?;
    Ok(column.iter().map(|text| text.unwrap_or_default().to_string()).collect())
}

fn failed(error: polars::prelude::PolarsError) -> Error {
    Error::Failed(format!("lists: {error}"))
}
