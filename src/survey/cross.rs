//! Cross tables: what is counted by two properties at once.

use polars::prelude::{DataType, Schema};
use schemars::JsonSchema;
use serde::Deserialize;

use super::load::{Step, Step::At, Step::Key};
use super::{Item, KindName, Survey, expression};
use crate::text::Text;
use crate::text::saying::Saying;
use crate::text::survey::{self as say, derived};

/// The name of the property that is the reporting period itself.
pub const PERIOD: &str = "period";

/// A table of counts by two properties, with totals that reconcile.
///
/// Gives a table of the same name for queries, a row a cell, in reading order: [`COLUMNS`]. A property that a row leaves
/// blank, or writes so that it cannot be understood, is counted as `unclear`, never dropped.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cross {
    /// The table's name in queries.
    pub id: String,
    /// In words.
    #[serde(default)]
    pub label: Text,
    /// The repeating table whose rows are counted; without it the units that returned.
    #[serde(default)]
    pub table: Option<String>,
    /// The property down the side: a choice, a yes/no item, a register attribute, or `period`.
    pub rows: String,
    /// The property across the top, likewise.
    pub columns: String,
    /// A column of whole numbers that is summed instead of counting rows.
    #[serde(default)]
    pub of: Option<String>,
    /// An SQL condition that selects rows.
    #[serde(default, rename = "where")]
    pub filter: Option<String>,
    /// Of which periods the rows are counted.
    #[serde(default)]
    pub span: Span,
}

/// Of which periods rows are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// The period reported on.
    #[default]
    Period,
    /// The periods of its year up to it (year to date), as far as `history` looks back.
    Year,
    /// All periods that `history` looks back on, and the present one.
    History,
}

/// The columns of the table that a cross table gives, with their types. `status` is `A`, or `C` where the count is withheld
/// and `count` has no value.
pub const COLUMNS: &[(&str, DataType)] = &[
    ("period", DataType::String),
    ("row_seq", DataType::Int64),
    ("row", DataType::String),
    ("row_label", DataType::String),
    ("row_total", DataType::Boolean),
    ("column_seq", DataType::Int64),
    ("column", DataType::String),
    ("column_label", DataType::String),
    ("column_total", DataType::Boolean),
    ("count", DataType::Int64),
    ("status", DataType::String),
];

impl Cross {
    /// The columns of the unit that it reads.
    pub fn needs(&self) -> Vec<String> {
        if self.table.is_some() {
            return Vec::new();
        }
        let sql = [&self.of, &self.filter].into_iter().flatten().filter_map(|sql| expression::parse(sql).ok());
        let named: Vec<String> = sql.flat_map(|sql| expression::columns(&sql)).collect();
        [self.rows.clone(), self.columns.clone()].into_iter().chain(named).collect()
    }

    /// The columns of its table.
    pub fn schema(&self) -> Schema {
        COLUMNS.iter().map(|(name, dtype)| ((*name).into(), dtype.clone())).collect()
    }
}

/// The item behind a property of a cross table, where it is one.
pub fn item<'a>(survey: &'a Survey, cross: &Cross, property: &str) -> Option<&'a Item> {
    let items = match &cross.table {
        None => &survey.items,
        Some(table) => &survey.tables.iter().find(|known| known.id == *table)?.columns,
    };
    items.iter().find(|item| item.id == property)
}

/// What is wrong with the cross tables.
pub(super) fn mistakes(survey: &Survey) -> Vec<(Vec<Step<'_>>, Saying)> {
    let numbered = survey.crosses.iter().enumerate();
    numbered.flat_map(|(place, cross)| of_cross(survey, place, cross)).collect()
}

fn of_cross<'a>(survey: &'a Survey, place: usize, cross: &'a Cross) -> Vec<(Vec<Step<'a>>, Saying)> {
    let at = |key: &'static str| vec![Key("cross"), At(place), Key(key)];
    let mut found = Vec::new();
    let table = cross.table.as_ref().map(|table| survey.tables.iter().position(|known| known.id == *table));
    let schema = match table {
        None => expression::unit_schema(survey),
        Some(Some(table)) => expression::row_schema(survey, table),
        Some(None) => {
            let name = cross.table.as_deref().unwrap_or_default();
            return vec![(
                at("table"),
                expression::unknown(say::table(), name, survey.tables.iter().map(|table| table.id.as_str())),
            )];
        }
    };
    for (key, property) in [("rows", &cross.rows), ("columns", &cross.columns)] {
        if let Some(message) = unfit(survey, cross, property, &schema) {
            found.push((at(key), message));
        }
    }
    if cross.rows == cross.columns {
        found.push((at("columns"), derived::cross_of_itself()));
    }
    if let Some(of) = &cross.of {
        match expression::result_type(of, &schema) {
            Ok(dtype) if dtype.is_integer() => {}
            Ok(dtype) => found.push((at("of"), say::no_whole_numbers(of, expression::type_name(&dtype)))),
            Err(message) => found.push((at("of"), message)),
        }
    }
    if let Some(filter) = &cross.filter {
        match expression::result_type(filter, &schema) {
            Ok(DataType::Boolean) => {}
            Ok(dtype) => found.push((at("where"), say::no_truth(filter, expression::type_name(&dtype)))),
            Err(message) => found.push((at("where"), message)),
        }
    }
    if survey.crosses[..place].iter().any(|before| before.id == cross.id) {
        found.push((at("id"), say::twice(&cross.id)));
    }
    found
}

fn unfit(survey: &Survey, cross: &Cross, property: &str, schema: &Schema) -> Option<Saying> {
    let is_attribute = survey.register.attributes.iter().any(|attribute| attribute.id == property);
    if property == PERIOD || is_attribute {
        return None;
    }
    match item(survey, cross, property) {
        Some(item) if matches!(item.kind, KindName::Choice | KindName::YesNo) => None,
        Some(_) => Some(derived::no_property(property)),
        None => match schema.get(property) {
            Some(DataType::Boolean) => None,
            Some(_) => Some(derived::no_property_at_all(property)),
            None => Some(expression::unknown_column(property, schema)),
        },
    }
}
