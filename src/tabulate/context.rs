//! The tables that a query can read, and the engine that runs it. The only file that knows `SQLContext`.

use polars::prelude::{DataFrame, IntoLazy, PolarsError};
use polars::sql::SQLContext;

use super::{duties, moves, relations};
use crate::dataset::{Dataset, Source, answers, comparison};
use crate::error::Error;
use crate::frame::Frames;
use crate::survey::engine;
use crate::text::queries as say;
use crate::text::saying::Saying;

/// The names of the program's own tables; repeating tables have others.
pub const TABLES: &[&str] = &[
    "returns",
    "answers",
    "units",
    "figures",
    "members",
    "names",
    "changes",
    "change_split",
    "grades",
    "findings",
    "ledger",
    "items",
    "codes",
    "attributes",
    "quotas",
    "spans",
    "lists",
    "concordance",
    "comparison",
];

/// A query that cannot be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The line of the query, from 1; 0 where it is not known.
    pub line: usize,
    /// The name that is meant in the line; empty where none is known.
    pub name: String,
    /// What the engine says, with what would be right.
    pub message: Saying,
}

/// The engine with its tables.
pub struct Context {
    engine: SQLContext,
    tables: Vec<String>,
}

impl Context {
    /// Fills in the tables that the texts of the queries mention; all of them for `SHOW TABLES`.
    pub fn new(source: &Source, texts: &[&str]) -> Result<Context, Error> {
        let given: Vec<String> = further(source.frames).map(|(id, _)| id.clone()).collect();
        let over_time = ["returns", "figures"].into_iter().map(str::to_string).chain(given.iter().cloned());
        let over_time: Vec<String> = over_time.map(|name| format!("all_{name}")).collect();
        let own = TABLES.iter().map(|name| name.to_string());
        let tables: Vec<String> = own.chain(given).chain(over_time.iter().cloned()).collect();
        let engine = SQLContext::new();
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        let is_mentioned =
            |name: &str| texts.iter().any(|text| text.contains(&name.to_lowercase()) || text.contains("show tables"));
        for name in TABLES.iter().filter(|name| is_mentioned(name)) {
            engine.register(name, frame(source, name)?.lazy());
        }
        for (id, frame) in further(source.frames).filter(|(id, _)| is_mentioned(id)) {
            engine.register(id, frame.clone().lazy());
        }
        for name in over_time.iter().filter(|name| is_mentioned(name)) {
            engine.register(name, over_all_periods(source, name.trim_start_matches("all_"))?.lazy());
        }
        Ok(Context { engine, tables })
    }

    /// Runs one query.
    pub fn run(&mut self, sql: &str) -> Result<DataFrame, Failure> {
        let result = self.engine.execute(sql).and_then(|lazy| lazy.collect());
        result.map_err(|error| self.failure(sql, &error))
    }

    fn failure(&self, sql: &str, error: &PolarsError) -> Failure {
        let told = engine::first_line(&error.to_string());
        let mut message = engine::saying(&told);
        if told.contains("relation") {
            message = say::with_tables(message, &self.tables);
        }
        let name = name_told(&told).unwrap_or_default().to_string();
        Failure { line: line_told(&told).or_else(|| line_of_name(sql, &name)).unwrap_or(0), name, message }
    }
}

/// The line in a message of the parser: `… at Line: 5, Column: 12`.
fn line_told(message: &str) -> Option<usize> {
    let (_, after) = message.split_once("Line: ")?;
    after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// The name that a message quotes first.
fn name_told(message: &str) -> Option<&str> {
    let quote = |c: char| matches!(c, '"' | '\'' | '`');
    let (_, after) = message.split_once(quote)?;
    let (name, _) = after.split_once(quote)?;
    name.rsplit('.').next()
}

/// The first line of SQL that holds a name, in any case of its letters.
fn line_of_name(sql: &str, name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    let holds = |line: &str| !line.trim_start().starts_with("--") && line.to_lowercase().contains(&name);
    sql.lines().position(holds).filter(|_| !name.is_empty()).map(|place| place + 1)
}

/// Repeating and derived tables.
fn further(frames: &Frames) -> impl Iterator<Item = &(String, DataFrame)> {
    frames.tables.iter().chain(&frames.derived)
}

/// The rows of a table in the earlier periods, then those of the present one.
fn over_all_periods(source: &Source, name: &str) -> Result<DataFrame, Error> {
    let of = |frames: &Frames| match name {
        "returns" => Some(frames.returns.clone()),
        _ => further(frames).find(|(id, _)| id == name).map(|(_, frame)| frame.clone()),
    };
    let mut parts: Vec<DataFrame> = match name {
        "figures" => {
            let earlier = source.results.past.iter();
            let earlier = earlier.map(|(period, results)| Source { period: *period, results, ..*source });
            earlier.map(|source| relations::figures(&source).frame()).collect::<Result<_, _>>()?
        }
        _ => source.frames.past.iter().filter_map(of).collect(),
    };
    match name {
        "figures" => parts.push(relations::figures(source).frame()?),
        _ => parts.extend(of(source.frames)),
    }
    let mut parts = parts.into_iter();
    let mut whole = parts.next().unwrap_or_default();
    for part in parts {
        whole.vstack_mut(&part).map_err(|error| Error::Failed(format!("all_{name}: {error}")))?;
    }
    Ok(whole)
}

fn frame(source: &Source, name: &str) -> Result<DataFrame, Error> {
    let dataset: Dataset = match name {
        "returns" => return Ok(source.frames.returns.clone()),
        "answers" => answers::dataset(source),
        "units" => relations::units(source),
        "figures" => relations::figures(source),
        "members" => relations::members(source),
        "names" => relations::names(source),
        "changes" => relations::changes(source),
        "change_split" => moves::change_split(source),
        "grades" => moves::grades(source),
        "findings" => relations::findings(source),
        "ledger" => relations::ledger(source),
        "items" => relations::items(source),
        "attributes" => relations::attributes(source),
        "codes" => relations::codes(source),
        "quotas" => duties::quotas(source),
        "spans" => duties::spans(source),
        "lists" => duties::lists(source),
        "concordance" => relations::concordances(source),
        "comparison" => comparison::dataset(source)?,
        _ => return Err(Error::Failed(format!("no table is called `{name}`"))),
    };
    dataset.frame()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_traced_to_its_line() {
        let sql = "-- column nope: x\nSELECT code,\n  nope\nFROM units";
        assert_eq!(name_told("unable to find column \"nope\"; valid columns: [\"code\"]"), Some("nope"));
        assert_eq!(
            [line_of_name(sql, "nope"), line_of_name(sql, "CODE"), line_of_name(sql, "")],
            [Some(3), Some(2), None]
        );
        assert_eq!(line_told("Expected: an expression, found: FROM at Line: 4, Column: 1"), Some(4));
        assert_eq!(line_told("something else"), None);
    }
}
