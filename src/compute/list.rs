//! Lists: entries followed from one period to the next, what is overdue, closed, reopened, and not reported again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::{Column, DataFrame, DataType};

use super::derive::{Derived, Given, days, integers, texts, truths};
use crate::answer::Row;
use crate::error::Error;
use crate::survey::list::{COUNTS, Columns, List};

/// What happened to an entry in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    /// Reported for the first time.
    New,
    /// Reported again, still open.
    Continued,
    /// Closed since the period before.
    Closed,
    /// Closed before, now open.
    Reopened,
    /// Closed before and reported once more.
    ClosedBefore,
    /// Open before, not reported again.
    Carried,
}

impl Event {
    fn code(self) -> &'static str {
        match self {
            Event::New => "new",
            Event::Continued => "continued",
            Event::Closed => "closed",
            Event::Reopened => "reopened",
            Event::ClosedBefore => "closed_before",
            Event::Carried => "carried",
        }
    }
}

/// An entry as it stands.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    number: String,
    title: String,
    owner: String,
    opened: Option<NaiveDate>,
    deadline: Option<NaiveDate>,
    first_deadline: Option<NaiveDate>,
    is_closed: bool,
    closed_number: String,
    closed_on: Option<NaiveDate>,
    first_period: String,
}

/// An entry of a unit in the table.
struct Line {
    place: usize,
    list: usize,
    entry: Entry,
    event: Event,
}

/// The columns of the unit and the table of entries.
pub fn derived(given: &Given, lists: &[List]) -> Result<Derived, Error> {
    let before = match given.past.last() {
        Some(round) => earlier(round.frames.derived.iter().find(|(id, _)| id == "list_entries").map(|(_, f)| f))?,
        None => BTreeMap::new(),
    };
    let mut lines = Vec::new();
    for (list, declared) in lists.iter().enumerate() {
        for place in 0..given.round.frame.len() {
            lines.extend(lines_of(given, declared, (list, place), &before));
        }
    }
    let table = ("list_entries".to_string(), table(given, lists, &lines)?);
    Ok(Derived { columns: columns(given, lists, &lines), tables: vec![table] })
}

/// Entries by list and code of the unit, in their order.
type Before = BTreeMap<(String, String), Vec<Entry>>;

fn lines_of(given: &Given, list: &List, (at, place): (usize, usize), before: &Before) -> Vec<Line> {
    let unit = &given.register.units[given.round.frame[place].unit];
    let known = before.get(&(list.id.clone(), unit.code.clone())).map_or(&[][..], Vec::as_slice);
    let mut lines: Vec<Line> = Vec::new();
    let line = |entry, event| Line { place, list: at, entry, event };
    for mut entry in reported(given, list, place) {
        if lines.iter().any(|line| line.entry.number == entry.number) {
            continue;
        }
        let then = known.iter().find(|then| then.number == entry.number);
        if let Some(then) = then {
            entry.first_period = then.first_period.clone();
            entry.first_deadline = then.first_deadline.or(entry.deadline);
            entry.opened = entry.opened.or(then.opened);
        }
        let event = event(given, &entry, then);
        lines.push(line(entry, event));
    }
    for then in known.iter().filter(|then| !then.is_closed) {
        if !lines.iter().any(|line| line.entry.number == then.number) {
            lines.push(line(then.clone(), Event::Carried));
        }
    }
    lines
}

fn event(given: &Given, entry: &Entry, then: Option<&Entry>) -> Event {
    let first = given.round.period.first_day();
    match then {
        // In the first period of all nothing is known of before but the day on which an entry was opened.
        None if given.past.is_empty() && entry.opened.is_some_and(|day| day < first) => match entry.closed_on {
            Some(day) if entry.is_closed && day < first => Event::ClosedBefore,
            _ if entry.is_closed => Event::Closed,
            _ => Event::Continued,
        },
        None => Event::New,
        Some(then) => match (then.is_closed, entry.is_closed) {
            (false, false) => Event::Continued,
            (false, true) => Event::Closed,
            (true, false) => Event::Reopened,
            (true, true) => Event::ClosedBefore,
        },
    }
}

/// The entries that the unit's return lists, without those that have no number.
fn reported(given: &Given, list: &List, place: usize) -> Vec<Entry> {
    let Some(table) = given.survey.tables.iter().position(|table| table.id == list.table) else { return Vec::new() };
    let rows = given.round.given(place).and_then(|returned| returned.tables.get(table));
    let columns = Columns { survey: given.survey, table, list };
    let entry = |row: &Row| {
        let closed_on = columns.day(row, list.closed_on.as_ref());
        Entry {
            number: columns.words(row, Some(&list.number)),
            title: columns.words(row, Some(&list.title)),
            owner: columns.words(row, list.owner.as_ref()),
            opened: columns.day(row, list.opened.as_ref()),
            deadline: columns.day(row, list.deadline.as_ref()),
            first_deadline: columns.day(row, list.deadline.as_ref()),
            is_closed: columns.is_closed(row) && closed_on.is_none_or(|day| day <= given.round.reference),
            closed_number: columns.words(row, list.closing_number.as_ref()),
            closed_on,
            first_period: given.round.period.to_string(),
        }
    };
    rows.into_iter().flatten().map(entry).filter(|entry| !entry.number.is_empty()).collect()
}

/// The entries of the period before, as its table holds them.
fn earlier(frame: Option<&DataFrame>) -> Result<Before, Error> {
    let mut before = Before::new();
    let Some(frame) = frame else { return Ok(before) };
    let text = |name: &str| -> Result<Vec<String>, Error> {
        let column = frame.column(name).and_then(|column| column.str()).map_err(failed)?;
        Ok(column.iter().map(|text| text.unwrap_or_default().to_string()).collect())
    };
    let date = |name: &str| -> Result<Vec<Option<NaiveDate>>, Error> {
        let column = frame.column(name).and_then(|column| column.cast(&DataType::Int32)).map_err(failed)?;
        Ok(column.i32().map_err(failed)?.iter().map(|day| day.and_then(NaiveDate::from_epoch_days)).collect())
    };
    let (codes, lists, states) = (text("code")?, text("list")?, text("state")?);
    let (numbers, titles, owners) = (text("number")?, text("title")?, text("owner")?);
    let (closed_numbers, first_periods) = (text("closed_number")?, text("first_period")?);
    let (opened, deadlines) = (date("opened")?, date("deadline")?);
    let (first_deadlines, closed_on) = (date("first_deadline")?, date("closed_on")?);
    for row in 0..frame.height() {
        before.entry((lists[row].clone(), codes[row].clone())).or_default().push(Entry {
            number: numbers[row].clone(),
            title: titles[row].clone(),
            owner: owners[row].clone(),
            opened: opened[row],
            deadline: deadlines[row],
            first_deadline: first_deadlines[row],
            is_closed: states[row] == "closed",
            closed_number: closed_numbers[row].clone(),
            closed_on: closed_on[row],
            first_period: first_periods[row].clone(),
        });
    }
    Ok(before)
}

fn failed(error: polars::prelude::PolarsError) -> Error {
    Error::Failed(format!("lists: {error}"))
}

impl Line {
    /// Days past the deadline at the reference date, of an entry that is open.
    fn overdue_days(&self, reference: NaiveDate) -> Option<i64> {
        let days = (reference - self.entry.deadline?).num_days();
        (!self.entry.is_closed && days > 0).then_some(days)
    }

    fn closed_late_days(&self) -> Option<i64> {
        let days = (self.entry.closed_on? - self.entry.deadline?).num_days();
        (self.entry.is_closed && days > 0).then_some(days)
    }

    fn state(&self, reference: NaiveDate) -> &'static str {
        match (self.entry.is_closed, self.overdue_days(reference)) {
            (true, _) => "closed",
            (false, Some(_)) => "overdue",
            (false, None) => "open",
        }
    }
}

/// Counts a unit; none where the unit returned nothing and nothing is carried over.
fn columns(given: &Given, lists: &[List], lines: &[Line]) -> Vec<Column> {
    let reference = given.round.reference;
    let is_counted = |line: &Line, end: &str| match end {
        "open" => !line.entry.is_closed,
        "overdue" => line.overdue_days(reference).is_some(),
        "new" => line.event == Event::New,
        _ => line.entry.is_closed && matches!(line.event, Event::New | Event::Closed),
    };
    let mut columns = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        for end in COUNTS {
            let count = |place: usize| {
                let own = || lines.iter().filter(|line| line.list == at && line.place == place);
                let is_told = given.round.frame[place].given.is_some() || own().next().is_some();
                is_told.then(|| own().filter(|line| is_counted(line, end)).count() as i64)
            };
            let counts = (0..given.round.frame.len()).map(count).collect();
            columns.push(integers(&format!("{}_{end}", list.id), counts));
        }
    }
    columns
}

fn table(given: &Given, lists: &[List], lines: &[Line]) -> Result<DataFrame, Error> {
    let Given { register, round, .. } = *given;
    let unit = |line: &Line| &register.units[round.frame[line.place].unit];
    let filled = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
    let text = |name: &str, of: &dyn Fn(&Line) -> Option<String>| texts(name, lines.iter().map(of).collect());
    let number = |name: &str, of: &dyn Fn(&Line) -> Option<i64>| integers(name, lines.iter().map(of).collect());
    let date = |name: &str, of: &dyn Fn(&Line) -> Option<NaiveDate>| days(name, lines.iter().map(of).collect());
    let columns = vec![
        number("seq", &|line| Some(line.place as i64 + 1)),
        text("code", &|line| Some(unit(line).code.clone())),
        text("name", &|line| Some(unit(line).name.clone())),
        text("period", &|_| Some(round.period.to_string())),
        text("list", &|line| Some(lists[line.list].id.clone())),
        number("list_seq", &|line| Some(line.list as i64 + 1)),
        text("number", &|line| filled(&line.entry.number)),
        text("title", &|line| filled(&line.entry.title)),
        text("owner", &|line| filled(&line.entry.owner)),
        date("opened", &|line| line.entry.opened)?,
        date("deadline", &|line| line.entry.deadline)?,
        text("state", &|line| filled(line.state(round.reference))),
        text("event", &|line| filled(line.event.code())),
        text("first_period", &|line| filled(&line.entry.first_period)),
        truths("carried", lines.iter().map(|line| Some(line.event == Event::Carried)).collect()),
        number("overdue_days", &|line| line.overdue_days(round.reference)),
        date("first_deadline", &|line| line.entry.first_deadline)?,
        text("closed_number", &|line| filled(&line.entry.closed_number)),
        date("closed_on", &|line| line.entry.closed_on)?,
        number("closed_late_days", &Line::closed_late_days),
    ];
    DataFrame::new(lines.len(), columns).map_err(failed)
}
