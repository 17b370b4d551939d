//! Quota: how often, or how soon, a unit has to do something, judged from dated rows of a repeating table (频次要求).

use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::derived::Mistake;
use super::load::{Step::At, Step::Key};
use super::{Survey, expression, verify};
use crate::period::PeriodKind;
use crate::text::compute as words;
use crate::text::saying::Saying;
use crate::text::survey::{self as say, duties};
use crate::text::{Lang, Phrase, Text};

/// A quota: at least so much in every span, or an answer within so many days or months of each case.
///
/// ```toml
/// [[quota]]
/// id = "training"
/// label = { zh = "每名领导每年培训不少于40学时", en = "at least 40 hours of training a year for each leader" }
/// table = "trainings"          # the evidence: rows with a date
/// date = "held_on"
/// where = "trainee = 'leader'"
/// sum = "hours"                # rows are counted when left out
/// at_least = 40
/// per = "leaders"              # times a number of the unit
/// every = "year"
/// ```
///
/// A row counts in the span that holds its day. What a span has beyond its requirement makes up for the oldest earlier
/// span that is short: within the grace days that span is met, later it is late. Rows without a date, outside the
/// period of their return, after the reference date, or repeated in the same return are not counted.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// The name of the quota; the unit's columns `ID_due` and `ID_kept` begin with it.
    pub id: String,
    /// In words.
    pub label: Text,
    /// Short words for columns and charts; the label where left out.
    #[serde(default)]
    pub short: Text,
    /// The section it belongs to.
    #[serde(default)]
    pub section: String,
    /// The repeating table whose rows are the evidence; with `within` those that ask for an answer.
    pub table: String,
    /// The table's column of days.
    #[serde(default)]
    pub date: Option<String>,
    /// The table's columns that tell one event of a day from another; the whole row where left out. The same event
    /// of the same day counts once.
    #[serde(default)]
    pub events: Vec<String>,
    /// An SQL condition that selects rows of the table.
    #[serde(default, rename = "where")]
    pub filter: Option<String>,
    /// The least number of rows, or the least sum, a span.
    #[serde(default)]
    pub at_least: Option<f64>,
    /// An SQL number expression over the table's columns that is summed, such as `hours`.
    #[serde(default)]
    pub sum: Option<String>,
    /// The table's column whose different values are counted, instead of rows: branches that met, however often.
    #[serde(default)]
    pub distinct: Option<String>,
    /// A number of the unit by which `at_least` is multiplied: an item or another column of the unit. A unit for which
    /// it is 0 has nothing to keep.
    #[serde(default)]
    pub per: Option<String>,
    /// An SQL condition over the unit's columns under which the quota applies; everywhere when left out.
    #[serde(default)]
    pub relevant: Option<String>,
    /// The span; the reporting period when left out.
    #[serde(default)]
    pub every: Option<PeriodKind>,
    /// Days after the span's end until which it may still be met.
    #[serde(default)]
    pub grace_days: u32,
    /// The spans that are judged.
    #[serde(default)]
    pub spans: Scope,
    /// Instead of `at_least`: each row asks for an answer in time.
    #[serde(default)]
    pub within: Option<Within>,
}

/// Which spans are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Those of the reporting period's year that have begun by the period's end.
    #[default]
    Year,
    /// Those that overlap the reporting period.
    Period,
}

/// A time limit that runs from the date of a row: `days` or `months`, not counting the first day.
///
/// A month after 31 January is 28 or 29 February: where the month has no such day, its last day counts (Civil Code of
/// the PRC, articles 201 and 202; that a limit which ends on a holiday runs on, article 203, is not applied).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// The limit in days.
    #[serde(default)]
    pub days: Option<u32>,
    /// The limit in months.
    #[serde(default)]
    pub months: Option<u32>,
    /// The table of the answers; without it the answer's date stands in the same row.
    #[serde(default)]
    pub table: Option<String>,
    /// The column of the answer's day.
    pub date: String,
    /// The column, of the same name in both tables, that tells to which case an answer belongs.
    #[serde(default)]
    pub key: Option<String>,
}

/// Columns of the unit over all quotas, with their types.
const OVER_ALL: &[(&str, DataType)] = &[
    ("quotas_due", DataType::Int64),
    ("quotas_kept", DataType::Int64),
    ("quotas_not_kept", DataType::Int64),
    ("quotas_no_data", DataType::Int64),
    ("quotas_share", DataType::Float64),
];

const STATES: &[(&str, DataType)] = &[
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("period", DataType::String),
    ("quota_seq", DataType::Int64),
    ("quota", DataType::String),
    ("span", DataType::String),
    ("first_day", DataType::Date),
    ("last_day", DataType::Date),
    ("due", DataType::Date),
    ("is_due", DataType::Boolean),
    ("required", DataType::Float64),
    ("done", DataType::Float64),
    ("made_up", DataType::Float64),
    ("short_by", DataType::Float64),
    ("state", DataType::String),
    ("last_date", DataType::Date),
    ("set_aside", DataType::Int64),
    ("reference", DataType::Date),
];

const UNITS: &[(&str, DataType)] = &[
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("period", DataType::String),
    ("quota_seq", DataType::Int64),
    ("quota", DataType::String),
    ("state", DataType::String),
    ("spans", DataType::Int64),
    ("spans_due", DataType::Int64),
    ("met", DataType::Int64),
    ("late", DataType::Int64),
    ("short", DataType::Int64),
    ("no_data", DataType::Int64),
    ("short_by", DataType::Float64),
];

const SUMMARY: &[(&str, DataType)] = &[
    ("period", DataType::String),
    ("quota_seq", DataType::Int64),
    ("quota", DataType::String),
    ("group_seq", DataType::Int64),
    ("group_by", DataType::String),
    ("group", DataType::String),
    ("units", DataType::Int64),
    ("due", DataType::Int64),
    ("kept", DataType::Int64),
    ("late", DataType::Int64),
    ("short", DataType::Int64),
    ("no_data", DataType::Int64),
    ("not_due", DataType::Int64),
    ("share", DataType::Float64),
    ("low", DataType::Float64),
    ("high", DataType::Float64),
];

const CASES: &[(&str, DataType)] = &[
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("period", DataType::String),
    ("quota_seq", DataType::Int64),
    ("quota", DataType::String),
    ("span", DataType::String),
    ("key", DataType::String),
    ("begun", DataType::Date),
    ("due", DataType::Date),
    ("answered", DataType::Date),
    ("days_late", DataType::Int64),
    ("state", DataType::String),
];

fn schema(columns: &[(&str, DataType)]) -> Schema {
    columns.iter().map(|(name, dtype)| ((*name).into(), dtype.clone())).collect()
}

/// The tables that quotas give: unit × quota × span, unit × quota, quota × group, and the cases of time limits.
pub fn tables() -> Vec<(String, Schema)> {
    let named = [("quota_states", STATES), ("quota_units", UNITS), ("quota_summary", SUMMARY), ("quota_cases", CASES)];
    named.into_iter().map(|(name, columns)| (name.to_string(), schema(columns))).collect()
}

/// The names of the columns of the unit: `ID_due` and `ID_kept` a quota, then those over all of them.
pub fn names(quotas: &[Quota]) -> Vec<String> {
    typed(quotas).into_iter().map(|(name, _)| name).collect()
}

fn typed(quotas: &[Quota]) -> Vec<(String, DataType)> {
    let of_quota = |quota: &Quota| {
        [(format!("{}_due", quota.id), DataType::Boolean), (format!("{}_kept", quota.id), DataType::Boolean)]
    };
    let over_all = OVER_ALL.iter().map(|(name, dtype)| (name.to_string(), dtype.clone()));
    quotas.iter().flat_map(of_quota).chain(over_all).collect()
}

/// The columns of the unit that quotas read.
pub fn needs(quotas: &[Quota]) -> Vec<String> {
    let conditions = quotas.iter().filter_map(|quota| quota.relevant.as_deref());
    let conditions = conditions.filter_map(|sql| expression::parse(sql).ok());
    let per = quotas.iter().filter_map(|quota| quota.per.clone());
    conditions.flat_map(|parsed| expression::columns(&parsed)).chain(per).collect()
}

/// The columns with their types, or all that is wrong with the quotas.
pub fn columns<'a>(survey: &'a Survey, given: &Schema) -> Result<Vec<(String, DataType)>, Vec<Mistake<'a>>> {
    let mut mistakes = Vec::new();
    for (place, quota) in survey.quotas.iter().enumerate() {
        let way = |key: &'static str| vec![Key("quota"), At(place), Key(key)];
        let known = survey.quotas[..place].iter().any(|before| before.id == quota.id);
        let twice = known.then(|| ("id", say::twice(&quota.id)));
        let found = quota.mistakes(survey, given).into_iter().chain(twice);
        mistakes.extend(found.map(|(key, message)| (way(key), message)));
    }
    if mistakes.is_empty() { Ok(typed(&survey.quotas)) } else { Err(mistakes) }
}

/// The wording of a column of the unit that a quota gives.
pub fn column_label(survey: &Survey, column: &str) -> Option<Text> {
    let of = |end: &str| {
        let id = column.strip_suffix(end)?;
        survey.quotas.iter().find(|quota| quota.id == id)
    };
    let worded = |phrase: Phrase, quota: &Quota| {
        let say = |lang| phrase.say(lang, &[("quota", quota.short().get(lang))]);
        Text { zh: say(Lang::Zh), en: say(Lang::En) }
    };
    let due = of("_due").map(|quota| worded(words::QUOTA_DUE, quota));
    due.or_else(|| of("_kept").map(|quota| worded(words::QUOTA_KEPT, quota)))
}

/// A mistake at a key of a quota.
type AtKey = (&'static str, Saying);

impl Quota {
    /// Short words where there are any, else the label.
    pub fn short(&self) -> &Text {
        if self.short.is_empty() { &self.label } else { &self.short }
    }

    /// The span, by the survey's period where none is declared.
    pub fn every(&self, survey: &Survey) -> PeriodKind {
        self.every.unwrap_or(survey.period)
    }

    fn mistakes(&self, survey: &Survey, given: &Schema) -> Vec<AtKey> {
        let mut mistakes = self.mistakes_in_names(survey, given);
        mistakes.extend(self.mistakes_in_amounts(survey, given));
        match survey.tables.iter().position(|table| table.id == self.table) {
            None => mistakes.push(("table", unknown_table(survey, &self.table))),
            Some(table) => mistakes.extend(self.mistakes_in_rows(survey, &expression::row_schema(survey, table))),
        }
        mistakes
    }

    fn mistakes_in_names(&self, survey: &Survey, given: &Schema) -> Vec<AtKey> {
        let mut mistakes: Vec<AtKey> = verify::misnamed(&self.id).map(|message| ("id", message)).into_iter().collect();
        for name in ["due", "kept"].map(|end| format!("{}_{end}", self.id)) {
            if given.contains(&name) {
                mistakes.push(("id", duties::column_is_there(name)));
            }
        }
        if !self.section.is_empty() && !survey.sections.iter().any(|section| section.id == self.section) {
            let known = survey.sections.iter().map(|section| section.id.as_str());
            mistakes.push(("section", expression::unknown(say::section(), &self.section, known)));
        }
        let n_earlier = survey.period.a_year() - 1;
        if self.spans == Scope::Year && survey.history < n_earlier {
            mistakes.push(("id", duties::looks_back(&self.id, n_earlier)));
        }
        mistakes
    }

    fn mistakes_in_amounts(&self, survey: &Survey, given: &Schema) -> Vec<AtKey> {
        let mut mistakes = Vec::new();
        match (self.at_least, &self.within) {
            (Some(n), None) if !(n > 0.0 && n <= 1e9) => {
                mistakes.push(("at_least", duties::at_least(&self.id, n)));
            }
            (None, None) | (Some(_), Some(_)) => {
                mistakes.push(("id", duties::at_least_or_within(&self.id)));
            }
            _ => {}
        }
        let optional =
            [("sum", self.sum.is_some()), ("per", self.per.is_some()), ("distinct", self.distinct.is_some())];
        for (key, is_there) in optional {
            if is_there && self.at_least.is_none() {
                mistakes.push((key, duties::belongs_to_at_least(key)));
            }
        }
        if let Some(per) = &self.per {
            mistakes.extend(number(per, given).err().map(|message| ("per", message)));
        }
        if let Some(relevant) = &self.relevant {
            mistakes.extend(truth(relevant, given).err().map(|message| ("relevant", message)));
        }
        if let Some(within) = &self.within {
            mistakes.extend(within.mistakes(survey, &self.table).into_iter().map(|message| ("within", message)));
        }
        mistakes
    }

    fn mistakes_in_rows(&self, survey: &Survey, rows: &Schema) -> Vec<AtKey> {
        let mut mistakes = Vec::new();
        match &self.date {
            None => mistakes.push(("id", duties::no_date_column(&self.id))),
            Some(date) => mistakes.extend(day(date, rows).err().map(|message| ("date", message))),
        }
        let events = self.events.iter().map(|column| ("events", column));
        for (key, column) in events.chain(self.distinct.iter().map(|column| ("distinct", column))) {
            if !is_column(survey, &self.table, column) {
                mistakes.push((key, expression::unknown_column(column, rows)));
            }
        }
        if self.sum.is_some() && self.distinct.is_some() {
            mistakes.push(("distinct", duties::sum_or_distinct()));
        }
        if let Some(filter) = &self.filter {
            mistakes.extend(truth(filter, rows).err().map(|message| ("where", message)));
        }
        if let Some(sum) = &self.sum {
            mistakes.extend(number(sum, rows).err().map(|message| ("sum", message)));
        }
        mistakes
    }
}

impl Within {
    fn mistakes(&self, survey: &Survey, own: &str) -> Vec<Saying> {
        let mut mistakes = Vec::new();
        let limit = [self.days, self.months].into_iter().flatten().collect::<Vec<_>>();
        if limit.len() != 1 || limit[0] == 0 || limit[0] > 3_660 {
            mistakes.push(duties::time_limit());
        }
        let table = self.table.as_deref().unwrap_or(own);
        let Some(place) = survey.tables.iter().position(|known| known.id == table) else {
            mistakes.push(unknown_table(survey, table));
            return mistakes;
        };
        mistakes.extend(day(&self.date, &expression::row_schema(survey, place)).err());
        if self.table.is_some() && self.key.is_none() {
            mistakes.push(duties::answers_by_key(table));
        }
        for of in [own, table] {
            if let Some(key) = self.key.as_deref().filter(|key| !is_column(survey, of, key)) {
                mistakes.push(say::unknown_of(say::column_of(of), key));
            }
        }
        mistakes.dedup();
        mistakes
    }
}

/// Whether a table has a column of its own of that name.
pub fn is_column(survey: &Survey, table: &str, column: &str) -> bool {
    let known = survey.tables.iter().find(|known| known.id == table);
    known.is_some_and(|known| known.columns.iter().any(|item| item.id == column))
}

/// What is said of a table that does not exist.
pub fn unknown_table(survey: &Survey, id: &str) -> Saying {
    expression::unknown(say::table(), id, survey.tables.iter().map(|table| table.id.as_str()))
}

/// Whether a column is one of days.
pub fn day(column: &str, schema: &Schema) -> Result<(), Saying> {
    match schema.get(column) {
        Some(DataType::Date) => Ok(()),
        Some(_) => Err(say::not_a_date(column)),
        None => Err(expression::unknown_column(column, schema)),
    }
}

fn number(sql: &str, schema: &Schema) -> Result<(), Saying> {
    let dtype = expression::result_type(sql, schema)?;
    let is_number = dtype.is_integer() || dtype.is_float();
    if is_number { Ok(()) } else { Err(say::no_number(sql, expression::type_name(&dtype))) }
}

fn truth(sql: &str, schema: &Schema) -> Result<(), Saying> {
    match expression::result_type(sql, schema)? {
        DataType::Boolean => Ok(()),
        other => Err(say::no_truth(sql, expression::type_name(&other))),
    }
}
