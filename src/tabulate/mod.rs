//! Phase 5: figures to tables: runs the .sql files.
//!
//! Every survey gets the standard tables of `queries/standard`. A file of the same name (without its number) in the
//! survey's folder replaces a standard one; a file of that name that holds no query leaves the table out. All run in
//! the order of their file names.
//!
//! # What a file looks like
//!
//! The comment lines before the query are its header, one key a line:
//!
//! ```sql
//! -- title.zh: 各项占比
//! -- title.en: Shares
//! -- note.zh: 占比按各自基数计算。
//! -- note.en: Each share is taken on the base named beside it.
//! -- column label: 指标 | Indicator | text
//! -- column share: 占比 | Share | percent
//! -- empty: omit
//! SELECT label, share FROM figures WHERE "group" IS NULL ORDER BY seq
//! ```
//!
//! `title` is required, in one language or both; `note` may follow. `column` names a column of the result, its heading
//! in Chinese and English (or once for both), and how it is shown: `text`, `long`, `count`, `percent` (a quotient),
//! `points` (a difference of quotients), `number`, `date`, and what [`header`] lists. A column that is not declared is headed by its name.
//! `empty: omit` leaves the table out when it has no rows. Comments of other kinds stand below the first line of SQL.
//!
//! # What a query can read
//!
//! | table | a row | beside the columns of the data file of that name |
//! |---|---|---|
//! | `returns` | a unit | as `returns.parquet` |
//! | each repeating table | a filled row | as its Parquet file |
//! | `answers` | an expected answer | |
//! | `units` | a unit | `seq`, `state_label`, `successor` (codes, joined by `;`), `ATTRIBUTE_label` |
//! | `figures` | a figure | `seq`, `base_no` (1: the widest base), `short`, `section_label`, `section_seq`, `group_by_label`, `change` (of the quotient); `rounded`, `previous_rounded` (a measure as printed) |
//! | `members` | a unit of the base of a share of the whole | `figure`, `base`, `base_no`, `role`, `seq`, `code`, `name`, `side` |
//! | `names` | a side of a share of the whole | `seq`, `figure`, `base`, `base_no`, `role`, `side`, `side_label`, `count`, `names` |
//! | `changes` | a share of the whole that existed before | `figure`, `base`, `matched`, `matched_before`, `matched_now`; `adopted`, `dropped`, `entries`, `exits` and each with `_names` |
//! | `change_split` | a share, sum, mean, ratio or count that existed before, of the whole and of each group | `seq`, `figure`, `base`, `role`, `label`, `unit_of_measure`, `group_by`, `group`, `group_by_label`, `group_label`; `first` (as first reported), `before`, `now`; `corrections` + `exits` + `behaviour` + `entries` = `change`; `n_corrected`, `n_exits`, `n_matched`, `n_entries` |
//! | `grades` | a class of a grade | `seq`, `grade`, `class`, `label`, `follow_up`, `cut` |
//! | `findings` | a finding | `seq`, `severity_label` |
//! | `ledger` | a file | `seq`, `status_label` |
//! | `items` | an item, or a column of a repeating table | `seq`, `item`, `section`, `section_label`, `label`, `short`, `unit`, `open` |
//! | `codes` | a code of an item | `seq`, `item`, `code`, `label` |
//! | `attributes` | a value of a register attribute | `seq`, `attribute`, `value`, `label` |
//! | `quotas` | a quota | `quota`, `label`, `short`, `section`, `section_label`, `every`, `every_label`, `at_least`, `seq` |
//! | `spans` | a span of a quota | `span`, `label`, `first_day`, `last_day`, `seq` |
//! | `lists` | a list | `list`, `label`, `seq` |
//! | `concordance` | a change of an item | `seq`, `item`, `since`, `was`, `kind`, `kind_label`, `note` |
//! | `comparison` | a unit and a number of `[comparison]` | `seq`, `code`, `name`, `item_seq`, `item`, `label`, `unit_of_measure`, `value`; of its group: `group_by`, `group`, `group_label`, `n`, `min`, `q1`, `median`, `q3`, `max`; `rank` (1, 2, 2, 4), `quartile` (1: the best quarter), `distance` from the median, `share_below` |
//! | each derived table | as its derivation says | |
//!
//! `all_returns`, `all_figures` and `all_` before the name of a repeating or derived table hold the rows of the period
//! and of the earlier periods that the survey's `history` asks for, told apart by their column `period`.
//!
//! Labels are in the language of the run. `seq` is the order of print: text sorts by code point, which is no order for
//! Chinese names.

use std::path::Path;

use polars::prelude::DataFrame;

use crate::dataset::Source;
use crate::error::{Error, Problem};
use crate::figure::Results;
use crate::frame::Frames;
use crate::register::Register;
use crate::survey::{Survey, derived, expression};
use crate::table::{Cell, Look, Table};
use crate::text::{Text, queries as say, survey as of_survey};

pub mod cells;
mod charts;
pub mod context;
mod duties;
pub mod header;
mod look;
mod moves;
pub mod print;
mod relations;

use context::{Context, Failure};
use header::Query;

/// The tables that every survey gets, by file name.
pub const STANDARD: &[(&str, &str)] = &[
    ("10-key-figures.sql", include_str!("../../queries/standard/10-key-figures.sql")),
    ("20-shares.sql", include_str!("../../queries/standard/20-shares.sql")),
    ("30-unit-account.sql", include_str!("../../queries/standard/30-unit-account.sql")),
    ("40-names.sql", include_str!("../../queries/standard/40-names.sql")),
    ("50-groups.sql", include_str!("../../queries/standard/50-groups.sql")),
    ("60-change.sql", include_str!("../../queries/standard/60-change.sql")),
    ("70-ranking.sql", include_str!("../../queries/standard/70-ranking.sql")),
    ("80-findings.sql", include_str!("../../queries/standard/80-findings.sql")),
    ("90-receipts.sql", include_str!("../../queries/standard/90-receipts.sql")),
];

/// The queries of a survey in the order of print: the standard ones and those of its folder.
/// Refuses them with every mistake in their headers.
pub fn queries(folder: &Path) -> Result<Vec<Query>, Error> {
    let (queries, problems) = sound_queries(folder)?;
    if problems.is_empty() { Ok(queries) } else { Err(Error::Definition(problems)) }
}

/// The same queries without those whose header is wrong, and what is wrong with these.
fn sound_queries(folder: &Path) -> Result<(Vec<Query>, Vec<Problem>), Error> {
    let own = own_files(folder)?;
    let replaced = |name: &str| own.iter().any(|(own, _)| header::id(own) == header::id(name));
    let standard = STANDARD.iter().filter(|(name, _)| !replaced(name));
    let standard = standard.map(|(name, text)| (name.to_string(), Path::new("queries/standard"), text.to_string()));
    let mut files: Vec<_> =
        standard.chain(own.iter().map(|(name, text)| (name.clone(), folder, text.clone()))).collect();
    files.sort();
    let mut problems = repeated(folder, &own);
    let mut queries = Vec::new();
    for (name, folder, text) in files {
        let is_standard = !own.iter().any(|(own, _)| *own == name);
        match header::read(&folder.join(&name), &name, text) {
            Ok(query) => queries.extend(query.map(|query| Query { is_standard, ..query })),
            Err(found) => problems.extend(found),
        }
    }
    Ok((queries, problems))
}

fn own_files(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::io(folder))? {
        let path = entry.map_err(Error::io(folder))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(".sql") && !name.starts_with('.') {
            let text = std::fs::read_to_string(&path).map_err(Error::io(&path))?;
            files.push((name.to_string(), text));
        }
    }
    files.sort();
    Ok(files)
}

fn repeated(folder: &Path, files: &[(String, String)]) -> Vec<Problem> {
    let first = |name: &str| files.iter().map(|(name, _)| name).find(|known| header::id(known) == header::id(name));
    let repeats = files.iter().filter_map(|(name, _)| Some((name, first(name).filter(|first| *first != name)?)));
    repeats.map(|(name, first)| Problem::new(folder.join(name), 0, say::same_table(header::id(name), first))).collect()
}

/// The queries that read only what everybody may know: figures, tables of counts, and the words of the definition.
pub fn without_units(survey: &Survey, queries: Vec<Query>) -> Vec<Query> {
    let mut open: Vec<String> = ["figures", "items", "codes", "attributes", "grades", "change_split", "concordance"]
        .map(str::to_string)
        .to_vec();
    open.extend(derived::aggregate_tables(survey));
    let all = context::TABLES.iter().map(|name| name.to_string());
    let all = all.chain(survey.tables.iter().map(|table| table.id.clone()));
    let all = all.chain(derived::tables(survey).into_iter().map(|(name, _)| name));
    let closed: Vec<String> = all.filter(|name| !open.contains(name)).collect();
    let is_closed = |name: &String| closed.contains(name);
    queries.into_iter().filter(|query| !read_tables(&query.sql).iter().any(is_closed)).collect()
}

/// The tables that a query names after FROM or JOIN, as of one period.
fn read_tables(sql: &str) -> Vec<String> {
    let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join(" ").to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let named = words.windows(2).filter(|pair| matches!(pair[0], "from" | "join"));
    named.map(|pair| pair[1].trim_start_matches("all_").to_string()).collect()
}

/// Runs every query over a period's data.
pub fn tables(source: &Source, queries: &[Query]) -> Result<Vec<Table>, Error> {
    let texts: Vec<&str> = queries.iter().map(|query| query.sql.as_str()).collect();
    let mut context = Context::new(source, &texts)?;
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for query in queries {
        match table(&mut context, query) {
            Ok(table) if table.rows.is_empty() && query.omit_empty => {}
            Ok(table) => tables.push(table),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(Error::Definition(problems)) }
}

fn table(context: &mut Context, query: &Query) -> Result<Table, Problem> {
    let problem =
        |failure: Failure| Problem::in_line(&query.file, &query.sql, failure.line, &failure.name, failure.message);
    let of_query = |failure: Failure| Failure { message: say::of_query(&query.id, &failure.message), ..failure };
    let frame = context.run(&query.sql).map_err(|failure| problem(of_query(failure)))?;
    look::table(&frame, query).map_err(problem)
}

/// Everything wrong with a survey's queries that shows without returns: their headers, the tables and columns that
/// they name, charts of tables that do not fit them, and repeating tables that take a name of the program's own.
pub fn verify(survey: &Survey) -> Vec<Problem> {
    let mut problems = taken_names(survey);
    let register = Register::default();
    let results = Results::default();
    let frames = no_rows(survey);
    // Any period will do: there are no rows.
    let Some(period) = crate::period::Period::year(2000) else { return problems };
    let source = Source {
        survey,
        lang: survey.language,
        period,
        register: &register,
        frame: &[],
        returns: &[],
        frames: &frames,
        results: &results,
        findings: &[],
        receipts: &[],
    };
    // A table that hides one of the program's own makes queries fail that are right.
    match of_queries(&source, problems.is_empty()) {
        Ok(found) => problems.extend(found),
        Err(error) => problems.push(Problem::new(&survey.folder, 0, error.saying())),
    }
    problems
}

/// What is wrong with the headers; where queries can run, with those whose headers are right; and, where nothing is
/// wrong with them, with the charts.
fn of_queries(source: &Source, can_run: bool) -> Result<Vec<Problem>, Error> {
    let (queries, mut problems) = sound_queries(&source.survey.folder)?;
    if !can_run {
        return Ok(problems);
    }
    // Charts may be drawn from tables that are left out when they have no rows.
    let queries: Vec<Query> = queries.into_iter().map(|query| Query { omit_empty: false, ..query }).collect();
    match tables(source, &queries) {
        Err(Error::Definition(found)) => problems.extend(found),
        Err(error) => return Err(error),
        Ok(tables) if problems.is_empty() => problems.extend(charts::problems(source.survey, &tables)),
        Ok(_) => {}
    }
    Ok(problems)
}

fn no_rows(survey: &Survey) -> Frames {
    let empty = DataFrame::empty_with_schema;
    let table = |place: usize| empty(&expression::row_schema(survey, place));
    Frames {
        returns: DataFrame::empty_with_schema(&expression::unit_schema(survey)),
        tables: survey.tables.iter().enumerate().map(|(place, known)| (known.id.clone(), table(place))).collect(),
        derived: derived::tables(survey).into_iter().map(|(id, schema)| (id, empty(&schema))).collect(),
        past: Vec::new(),
    }
}

fn taken_names(survey: &Survey) -> Vec<Problem> {
    let derived = derived::tables(survey);
    let is_taken = |id: &str| {
        context::TABLES.contains(&id) || id.starts_with("all_") || derived.iter().any(|(known, _)| known == id)
    };
    let taken = survey.tables.iter().filter(|table| is_taken(&table.id));
    taken
        .map(|table| Problem::new(survey.folder.join("survey.toml"), 0, of_survey::table_name_taken(&table.id)))
        .collect()
}

/// Runs one query that somebody typed.
pub fn query(source: &Source, sql: &str) -> Result<Table, Error> {
    let mut context = Context::new(source, &[sql])?;
    let failed = |failure: Failure| Error::Query { name: String::new(), message: failure.message };
    let frame = context.run(sql).map_err(failed)?;
    let rows: Vec<Vec<Cell>> = cells::rows(&frame);
    let columns = cells::columns(&frame);
    Ok(Table {
        id: "query".to_string(),
        title: Text::default(),
        note: Text::default(),
        columns,
        rows,
        look: Look::default(),
        is_standard: false,
    })
}

#[cfg(test)]
mod tests;
