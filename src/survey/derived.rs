//! Derived columns: what is computed for each unit from its answers before shares are taken, and in which order.

use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::index::Index;
use super::list::{self, List};
use super::load::{Step, Step::At, Step::Key};
use super::quota::{self, Quota};
use super::score::Sheet;
use super::series::Series;
use super::{Survey, expression, level, theme};
use crate::period::Period;
use crate::text::Text;
use crate::text::saying::Saying;
use crate::text::survey::{self as say, derived};

/// A column computed for every unit: exactly one of `of` and `rank`.
///
/// Once declared it is a column like an item: conditions, measures, checks, scores and queries may name it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// The column's name in queries.
    pub id: String,
    /// In words.
    #[serde(default)]
    pub label: Text,
    /// An SQL expression over the columns of the unit; with `table`, an aggregate over the unit's rows such as `SUM(hours)`.
    #[serde(default)]
    pub of: Option<String>,
    /// The repeating table whose rows `of` aggregates. A unit that returned no such row counts 0 where `of` counts or
    /// sums, else has no value; a unit without a return has none.
    #[serde(default)]
    pub table: Option<String>,
    /// An SQL condition that selects rows of the table.
    #[serde(default, rename = "where")]
    pub filter: Option<String>,
    /// The period from which `of` is taken, for the same unit; the present one when left out.
    #[serde(default)]
    pub from: Option<From>,
    /// The numeric column by which units are ranked: 1, 2, 2, 4. Units without a value have no rank.
    #[serde(default)]
    pub rank: Option<String>,
    /// Whether the least is first.
    #[serde(default)]
    pub ascending: bool,
    /// The register attribute within whose values units are ranked; among all units when left out.
    #[serde(default)]
    pub within: Option<String>,
}

/// An earlier period, seen from the one reported on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    /// The period just before (环比).
    #[default]
    Previous,
    /// The same span a year ago (同比).
    YearAgo,
}

impl From {
    /// The period that is meant, seen from `period`.
    pub fn seen_from(self, period: Period) -> Period {
        match self {
            From::Previous => period.previous(),
            From::YearAgo => period.a_year_ago(),
        }
    }
}

/// A piece of the definition that gives the frame of units further columns.
#[derive(Debug, Clone, Copy)]
pub enum Derivation<'a> {
    /// A computed column.
    Computed(&'a Computed),
    /// A scorecard with its items.
    Score(Sheet<'a>),
    /// A composite index.
    Index(&'a Index),
    /// Counts by two properties, all together.
    Crosses(&'a [super::cross::Cross]),
    /// Points by a standard of the unit's own kind.
    Standard(&'a super::Standard),
    /// Classes by cut points.
    Grade(&'a super::Grade),
    /// All quotas.
    Quotas(&'a [Quota]),
    /// All lists.
    Lists(&'a [List]),
    /// Numbers followed over time.
    Series(&'a Series),
    /// What open answers are about.
    Themes,
    /// The levels of the register.
    Levels,
}

/// A derivation with the columns that it gives.
#[derive(Debug, Clone)]
pub struct Derived<'a> {
    /// What is computed.
    pub derivation: Derivation<'a>,
    /// The columns, in order, with their types.
    pub columns: Vec<(String, DataType)>,
}

/// A mistake in a derivation: the way to it in the definition, and what is wrong.
pub type Mistake<'a> = (Vec<Step<'a>>, Saying);

impl<'a> Derivation<'a> {
    /// The way to it in the definition.
    pub fn way(self, survey: &'a Survey) -> Vec<Step<'a>> {
        match self {
            Derivation::Computed(computed) => {
                let place = survey.computed.iter().position(|known| known.id == computed.id).unwrap_or_default();
                vec![Key("computed"), At(place)]
            }
            Derivation::Score(sheet) => sheet.way(),
            Derivation::Index(index) => index.way(survey),
            Derivation::Crosses(_) => vec![Key("cross")],
            Derivation::Standard(standard) => {
                let place = survey.standards.iter().position(|known| known.id == standard.id).unwrap_or_default();
                vec![Key("standard"), At(place)]
            }
            Derivation::Grade(grade) => {
                let place = survey.grades.iter().position(|known| known.id == grade.id).unwrap_or_default();
                vec![Key("grade"), At(place)]
            }
            Derivation::Quotas(_) => vec![Key("quota")],
            Derivation::Lists(_) => vec![Key("list")],
            Derivation::Series(_) => vec![Key("series")],
            Derivation::Themes => vec![Key("theme")],
            Derivation::Levels => vec![Key("register"), Key("parent")],
        }
    }

    /// The names of the columns that it gives.
    pub fn names(self) -> Vec<String> {
        match self {
            Derivation::Computed(computed) => vec![computed.id.clone()],
            Derivation::Score(sheet) => sheet.given().into_iter().map(|(name, _)| name).collect(),
            Derivation::Index(index) => index.given().into_iter().map(|(name, _)| name).collect(),
            Derivation::Crosses(_) | Derivation::Themes => Vec::new(),
            Derivation::Levels => [level::PARTS, level::DEPTH].map(str::to_string).to_vec(),
            Derivation::Standard(standard) => standard.names(),
            Derivation::Grade(grade) => grade.names(),
            Derivation::Quotas(quotas) => quota::names(quotas),
            Derivation::Lists(lists) => list::names(lists),
            Derivation::Series(_) => super::series::COLUMNS.map(str::to_string).to_vec(),
        }
    }

    /// The columns of the unit that it reads, also where it reads them in an earlier period.
    pub fn needs(self) -> Vec<String> {
        match self {
            Derivation::Computed(computed) => computed.needs(),
            Derivation::Score(sheet) => sheet.needs(),
            Derivation::Index(index) => index.needs(),
            Derivation::Crosses(crosses) => crosses.iter().flat_map(super::cross::Cross::needs).collect(),
            Derivation::Standard(standard) => standard.needs(),
            Derivation::Grade(grade) => grade.needs(),
            Derivation::Quotas(quotas) => quota::needs(quotas),
            Derivation::Lists(_) | Derivation::Themes | Derivation::Levels => Vec::new(),
            Derivation::Series(series) => series.needs(),
        }
    }

    /// The columns of an earlier period that it reads.
    fn recalls(self) -> Vec<String> {
        match self {
            Derivation::Computed(Computed { of: Some(sql), table: None, from: Some(_), .. }) => {
                expression::parse(sql).iter().flat_map(expression::columns).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The tables that it gives beside its columns, with their columns. A column `period` tells periods apart.
    pub fn tables(self) -> Vec<(String, Schema)> {
        match self {
            Derivation::Score(sheet) => sheet.tables(),
            Derivation::Index(index) => index.tables(),
            Derivation::Crosses(crosses) => crosses.iter().map(|cross| (cross.id.clone(), cross.schema())).collect(),
            Derivation::Computed(_) | Derivation::Standard(_) | Derivation::Levels => Vec::new(),
            Derivation::Grade(grade) => grade.tables(),
            Derivation::Quotas(_) => quota::tables(),
            Derivation::Lists(_) => list::tables(),
            Derivation::Series(_) => Series::tables(),
            Derivation::Themes => vec![(theme::TABLE.to_string(), theme::schema())],
        }
    }

    /// Its tables that hold nothing but counts of units, small ones withheld, so that everybody may read them. Entries of
    /// lists name owners and matters, and have none; their totals are measures.
    fn aggregates(self) -> Vec<String> {
        let all = self.tables().into_iter().map(|(name, _)| name);
        match self {
            Derivation::Crosses(_) | Derivation::Grade(_) => all.collect(),
            Derivation::Quotas(_) => all.filter(|name| name == quota::SUMMARY_TABLE).collect(),
            _ => Vec::new(),
        }
    }

    /// The columns that it gives with their types, over the columns known so far, or all that is wrong with it.
    fn columns(self, survey: &'a Survey, schema: &Schema) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
        match self {
            Derivation::Computed(computed) => computed.columns(survey, schema, &self.way(survey)),
            Derivation::Score(sheet) => sheet.columns(survey, schema),
            Derivation::Index(index) => index.columns(survey, schema),
            Derivation::Crosses(_) | Derivation::Themes => Ok(Vec::new()),
            Derivation::Levels => Ok(level::columns(survey)),
            Derivation::Standard(standard) => standard.columns(survey, schema, &self.way(survey)),
            Derivation::Grade(grade) => grade.columns(schema, &self.way(survey)),
            Derivation::Quotas(_) => quota::columns(survey, schema),
            Derivation::Lists(_) => list::columns(survey, schema),
            Derivation::Series(series) => series.columns(survey, schema),
        }
    }
}

impl Computed {
    fn needs(&self) -> Vec<String> {
        let of_unit = self.of.as_ref().filter(|_| self.table.is_none());
        let sql = of_unit.and_then(|sql| expression::parse(sql).ok());
        sql.iter().flat_map(expression::columns).chain(self.rank.clone()).collect()
    }

    fn columns<'a>(
        &'a self,
        survey: &'a Survey,
        schema: &Schema,
        way: &[Step<'a>],
    ) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
        let at = |key: &'static str| [way, &[Key(key)]].concat();
        let mut mistakes = Vec::new();
        if self.of.is_some() == self.rank.is_some() {
            mistakes.push((way.to_vec(), derived::of_or_rank(&self.id)));
        }
        if self.table.is_some() && self.from.is_some() {
            mistakes.push((at("from"), derived::rows_of_present()));
        }
        if self.filter.is_some() && self.table.is_none() {
            mistakes.push((at("where"), derived::where_without_table()));
        }
        if let Some(within) = &self.within
            && !survey.register.attributes.iter().any(|known| known.id == *within)
        {
            let known = survey.register.attributes.iter().map(|known| known.id.as_str());
            mistakes.push((at("within"), expression::unknown(say::register_attribute(), within, known)));
        }
        let given = match (&self.of, &self.rank, &self.table) {
            (Some(sql), _, None) => expression::result_type(sql, schema).map_err(|message| (at("of"), message)),
            (Some(sql), _, Some(table)) => self.aggregate_type(survey, sql, table).map_err(|(key, m)| (at(key), m)),
            (None, Some(rank), _) => match schema.get(rank) {
                Some(dtype) if is_number(dtype) => Ok(DataType::Int64),
                Some(_) => Err((at("rank"), say::not_a_number(rank))),
                None => Err((at("rank"), expression::unknown_column(rank, schema))),
            },
            (None, None, _) => return Err(mistakes),
        };
        match given {
            Ok(dtype) if mistakes.is_empty() => Ok(vec![(self.id.clone(), plain(dtype))]),
            Ok(_) => Err(mistakes),
            Err(mistake) => Err(mistakes.into_iter().chain([mistake]).collect()),
        }
    }

    fn aggregate_type(&self, survey: &Survey, sql: &str, table: &str) -> Result<DataType, (&'static str, Saying)> {
        let known = survey.tables.iter().position(|known| known.id == table);
        let tables = || survey.tables.iter().map(|table| table.id.as_str());
        let place = known.ok_or_else(|| ("table", expression::unknown(say::table(), table, tables())))?;
        let rows = expression::row_schema(survey, place);
        if let Some(filter) = &self.filter {
            match expression::result_type(filter, &rows) {
                Ok(DataType::Boolean) => {}
                Ok(other) => return Err(("where", say::no_truth(filter, expression::type_name(&other)))),
                Err(message) => return Err(("where", message)),
            }
        }
        expression::result_type(sql, &rows).map_err(|message| ("of", message))
    }
}

/// The types that a frame of units has: whole numbers and decimals of one width.
fn plain(dtype: DataType) -> DataType {
    match dtype {
        dtype if dtype.is_integer() => DataType::Int64,
        dtype if dtype.is_float() => DataType::Float64,
        dtype => dtype,
    }
}

fn is_number(dtype: &DataType) -> bool {
    dtype.is_integer() || dtype.is_float()
}

/// Every derivation of a survey, as declared.
pub(super) fn declared(survey: &Survey) -> Vec<Derivation<'_>> {
    let mut all: Vec<Derivation> = survey.computed.iter().map(Derivation::Computed).collect();
    all.extend(survey.standards.iter().map(Derivation::Standard));
    all.extend(Sheet::of(survey).map(Derivation::Score));
    all.extend(survey.indexes.iter().map(Derivation::Index));
    all.extend(survey.grades.iter().map(Derivation::Grade));
    all.extend((!survey.crosses.is_empty()).then_some(Derivation::Crosses(&survey.crosses)));
    all.extend((!survey.quotas.is_empty()).then_some(Derivation::Quotas(&survey.quotas)));
    all.extend((!survey.lists.is_empty()).then_some(Derivation::Lists(&survey.lists)));
    all.extend(survey.series.as_ref().map(Derivation::Series));
    all.extend(survey.register.parent.as_ref().map(|_| Derivation::Levels));
    all.extend((!survey.themes.is_empty()).then_some(Derivation::Themes));
    all
}

/// The derivations in an order in which each finds its columns, with the columns that they give; and every mistake.
pub fn ordered(survey: &Survey) -> (Vec<Derived<'_>>, Vec<Mistake<'_>>) {
    let mut schema = expression::answer_schema(survey);
    let mut waiting = declared(survey);
    let (mut done, mut mistakes) = (Vec::new(), Vec::new());
    while !waiting.is_empty() {
        let open: Vec<String> = waiting.iter().flat_map(|derivation| derivation.names()).collect();
        let is_open = |names: Vec<String>| names.iter().any(|name| open.contains(name));
        // What looks at an earlier period finds its columns there, but their types only once they are known here.
        let ready = waiting.iter().position(|derivation| !is_open([derivation.needs(), derivation.recalls()].concat()));
        let ready = ready.or_else(|| waiting.iter().position(|derivation| !is_open(derivation.needs())));
        let Some(place) = ready else {
            let circle = waiting.iter().map(|derivation| (derivation.way(survey), derived::circle(&open)));
            mistakes.extend(circle);
            break;
        };
        let derivation = waiting.remove(place);
        match derivation.columns(survey, &schema) {
            Ok(columns) => {
                for (name, dtype) in &columns {
                    schema.insert(name.as_str().into(), dtype.clone());
                }
                done.push(Derived { derivation, columns });
            }
            Err(found) => mistakes.extend(found),
        }
    }
    (done, mistakes)
}

/// The tables that a survey's derivations give, by name, with their columns.
pub fn tables(survey: &Survey) -> Vec<(String, Schema)> {
    declared(survey).into_iter().flat_map(Derivation::tables).collect()
}

/// The names of the tables that tell nothing about a single unit.
pub fn aggregate_tables(survey: &Survey) -> Vec<String> {
    declared(survey).into_iter().flat_map(Derivation::aggregates).collect()
}

/// The answers behind columns: derived columns are followed to the items from which they are computed.
pub fn answers_behind(survey: &Survey, columns: &[String]) -> Vec<String> {
    let all = declared(survey);
    let mut found: Vec<String> = Vec::new();
    let mut open: Vec<String> = columns.to_vec();
    let mut seen: Vec<String> = Vec::new();
    while let Some(column) = open.pop() {
        if seen.contains(&column) {
            continue;
        }
        match all.iter().find(|derivation| derivation.names().contains(&column)) {
            Some(derivation) => open.extend(derivation.needs()),
            None => found.push(column.clone()),
        }
        seen.push(column);
    }
    found.reverse();
    found
}
