//! List: entries with owner, deadline and closing (责任清单、问题清单、任务清单), followed from one period to the next.

use chrono::NaiveDate;
use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::derived::Mistake;
use super::load::{Step::At, Step::Key};
use super::quota::{day, is_column, unknown_table};
use super::{Survey, expression, verify};
use crate::answer::Row;
use crate::evidence;
use crate::text::Text;
use crate::text::saying::Saying;
use crate::text::survey::{self as say, duties};

/// A list that units keep: a repeating table whose rows are followed from one period to the next by unit and number.
///
/// ```toml
/// [[list]]
/// id = "problems"
/// label = { zh = "问题清单", en = "Problem list" }
/// table = "problem_rows"
/// number = "problem_no"
/// title = "problem"
/// deadline = "problem_deadline"
/// state = "problem_state"        # a choice
/// closed = ["closed"]            # the codes that mean closed (销号)
/// closed_on = "problem_closed_on"
/// ```
///
/// An entry that was open and is not reported again is carried over as it was.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The name of the list; the unit's columns `ID_open`, `ID_overdue`, `ID_new` and `ID_closed` begin with it.
    pub id: String,
    /// Its title.
    pub label: Text,
    /// The repeating table of its entries.
    pub table: String,
    /// The column of the entry's number, which stays the same from period to period.
    pub number: String,
    /// The column that says what the entry is about.
    pub title: String,
    /// The column of who answers for it.
    #[serde(default)]
    pub owner: Option<String>,
    /// The column of the day on which it was opened.
    #[serde(default)]
    pub opened: Option<String>,
    /// The column of its deadline.
    #[serde(default)]
    pub deadline: Option<String>,
    /// The column of its state, a choice; without it an entry with a closing date is closed.
    #[serde(default)]
    pub state: Option<String>,
    /// The codes of the state that mean closed.
    #[serde(default)]
    pub closed: Vec<String>,
    /// The column of the closing number (销号编号).
    #[serde(default)]
    pub closing_number: Option<String>,
    /// The column of the closing date (销号日期).
    #[serde(default)]
    pub closed_on: Option<String>,
}

/// The endings of the columns that a list gives the unit.
pub const COUNTS: [&str; 4] = ["open", "overdue", "new", "closed"];

const ENTRIES: &[(&str, DataType)] = &[
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("period", DataType::String),
    ("list", DataType::String),
    ("list_seq", DataType::Int64),
    ("number", DataType::String),
    ("title", DataType::String),
    ("owner", DataType::String),
    ("opened", DataType::Date),
    ("deadline", DataType::Date),
    ("state", DataType::String),
    ("event", DataType::String),
    ("first_period", DataType::String),
    ("carried", DataType::Boolean),
    ("overdue_days", DataType::Int64),
    ("first_deadline", DataType::Date),
    ("closed_number", DataType::String),
    ("closed_on", DataType::Date),
    ("closed_late_days", DataType::Int64),
];

/// The table that lists give.
pub fn tables() -> Vec<(String, Schema)> {
    let schema = ENTRIES.iter().map(|(name, dtype)| ((*name).into(), dtype.clone())).collect();
    vec![("list_entries".to_string(), schema)]
}

/// The names of the columns of the unit.
pub fn names(lists: &[List]) -> Vec<String> {
    lists.iter().flat_map(|list| COUNTS.map(|end| format!("{}_{end}", list.id))).collect()
}

/// The columns with their types, or all that is wrong with the lists.
pub fn columns<'a>(survey: &'a Survey, given: &Schema) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
    let mut mistakes = Vec::new();
    for (place, list) in survey.lists.iter().enumerate() {
        let way = |key: &'static str| vec![Key("list"), At(place), Key(key)];
        let known = survey.lists[..place].iter().any(|before| before.id == list.id);
        let twice = known.then(|| ("id", say::twice(&list.id)));
        let found = list.mistakes(survey, given).into_iter().chain(twice);
        mistakes.extend(found.map(|(key, message)| (way(key), message)));
    }
    let typed = || names(&survey.lists).into_iter().map(|name| (name, DataType::Int64)).collect();
    if mistakes.is_empty() { Ok(typed()) } else { Err(mistakes) }
}

impl List {
    fn mistakes(&self, survey: &Survey, given: &Schema) -> Vec<(&'static str, Saying)> {
        let mut mistakes: Vec<(&'static str, Saying)> =
            verify::misnamed(&self.id).map(|message| ("id", message)).into_iter().collect();
        for name in COUNTS.map(|end| format!("{}_{end}", self.id)).iter().filter(|name| given.contains(name)) {
            mistakes.push(("id", duties::list_column_is_there(name)));
        }
        let Some(table) = survey.tables.iter().position(|table| table.id == self.table) else {
            mistakes.push(("table", unknown_table(survey, &self.table)));
            return mistakes;
        };
        let rows = expression::row_schema(survey, table);
        for (key, column) in self.words().into_iter().filter(|(_, id)| !is_column(survey, &self.table, id)) {
            let known = survey.tables[table].columns.iter().map(|item| item.id.as_str());
            mistakes.push((key, expression::unknown(say::column_of(&self.table), column, known)));
        }
        for (key, column) in self.days() {
            mistakes.extend(day(column, &rows).err().map(|message| (key, message)));
        }
        mistakes.extend(self.mistakes_in_state(survey, table));
        mistakes
    }

    fn words(&self) -> Vec<(&'static str, &str)> {
        let optional = [("owner", &self.owner), ("state", &self.state), ("closing_number", &self.closing_number)];
        let optional = optional.into_iter().filter_map(|(key, column)| Some((key, column.as_deref()?)));
        [("number", self.number.as_str()), ("title", self.title.as_str())].into_iter().chain(optional).collect()
    }

    fn days(&self) -> Vec<(&'static str, &str)> {
        let named = [("opened", &self.opened), ("deadline", &self.deadline), ("closed_on", &self.closed_on)];
        named.into_iter().filter_map(|(key, column)| Some((key, column.as_deref()?))).collect()
    }

    fn mistakes_in_state(&self, survey: &Survey, table: usize) -> Vec<(&'static str, Saying)> {
        let Some(state) = &self.state else {
            let missing = self.closed_on.is_none();
            let message = duties::closed_on_needed();
            return missing.then_some(("id", message)).into_iter().collect();
        };
        let Some(item) = survey.tables[table].columns.iter().find(|item| item.id == *state) else { return Vec::new() };
        let codes: Vec<&str> = survey.codes(item).iter().map(|code| code.id.as_str()).collect();
        let mut mistakes = Vec::new();
        if self.closed.is_empty() {
            mistakes.push(("state", duties::closed_codes(state)));
        }
        for code in self.closed.iter().filter(|code| !codes.contains(&code.as_str())) {
            mistakes.push(("closed", expression::unknown(say::code(), code, codes.iter().copied())));
        }
        mistakes
    }
}

/// A list with the table of its rows.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// The definition.
    pub survey: &'a Survey,
    /// The place of the table.
    pub table: usize,
    /// The list.
    pub list: &'a List,
}

impl Columns<'_> {
    fn place(&self, column: Option<&String>) -> Option<usize> {
        let column = column?;
        self.survey.tables[self.table].columns.iter().position(|item| item.id == *column)
    }

    /// What a row says in a column; nothing where it is blank or the list has no such column.
    pub fn words(&self, row: &Row, column: Option<&String>) -> String {
        self.place(column).map_or(String::new(), |place| evidence::words(row, &[place]))
    }

    /// The day in a column of a row.
    pub fn day(&self, row: &Row, column: Option<&String>) -> Option<NaiveDate> {
        evidence::day(row.answers.get(self.place(column)?))
    }

    /// Whether a row says that its entry is closed.
    pub fn is_closed(&self, row: &Row) -> bool {
        match &self.list.state {
            Some(state) => self.list.closed.contains(&self.words(row, Some(state))),
            None => self.day(row, self.list.closed_on.as_ref()).is_some(),
        }
    }
}
