//! SQL expressions in a survey: which columns they may name, and what type they give. The engine is polars'.

use polars::prelude::{DataFrame, DataType, Expr, IntoLazy, Operator, Schema, col, lit};
use polars::sql::sql_expr;

use super::{Item, KindName, Survey, engine};
use crate::text::saying::Saying;
use crate::text::survey as say;

/// Columns that every frame of units has before its items, with their types.
const UNIT_COLUMNS: &[(&str, DataType)] = &[
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("state", DataType::String),
    ("period", DataType::String),
    ("period_end", DataType::Date),
    ("received", DataType::Date),
    ("late", DataType::Boolean),
    ("nil", DataType::Boolean),
    ("registered", DataType::Boolean),
    ("returned", DataType::Boolean),
];

/// Columns that every frame of a repeating table has before its own.
const ROW_COLUMNS: &[(&str, DataType)] = &[
    ("seq", DataType::Int64),
    ("code", DataType::String),
    ("name", DataType::String),
    ("period", DataType::String),
    ("period_end", DataType::Date),
    ("row", DataType::Int64),
];

/// The names of the columns that every frame of units has before its items.
pub fn unit_columns() -> impl Iterator<Item = &'static str> {
    UNIT_COLUMNS.iter().map(|(name, _)| *name)
}

/// The type of a kind's column.
pub fn column_type(kind: KindName) -> DataType {
    match kind {
        KindName::YesNo => DataType::Boolean,
        KindName::Integer => DataType::Int64,
        KindName::Decimal | KindName::Percent => DataType::Float64,
        KindName::Date => DataType::Date,
        KindName::Choice | KindName::Choices | KindName::Text => DataType::String,
    }
}

/// The name of the boolean column that says whether a code was chosen.
pub fn option_column(item: &str, code: &str) -> String {
    format!("{item}_{code}")
}

/// The item behind a column, also behind the column of a choice's option; `None` for what the unit does not answer.
pub fn item_behind(survey: &Survey, column: &str) -> Option<usize> {
    let is_option = |item: &Item| survey.codes(item).iter().any(|code| option_column(&item.id, &code.id) == column);
    survey.items.iter().position(|item| item.id == column || is_option(item))
}

fn item_columns(schema: &mut Schema, survey: &Survey, items: &[Item]) {
    for item in items {
        schema.insert(item.id.as_str().into(), column_type(item.kind));
        if item.kind == KindName::Choices {
            for code in survey.codes(item) {
                schema.insert(option_column(&item.id, &code.id).into(), DataType::Boolean);
            }
        }
    }
}

/// The columns of the frame of units: identity, register attributes, items in the survey's order, derived columns.
pub fn unit_schema(survey: &Survey) -> Schema {
    let mut schema = answer_schema(survey);
    for derived in super::derived::ordered(survey).0 {
        for (name, dtype) in derived.columns {
            schema.insert(name.into(), dtype);
        }
    }
    schema
}

/// The same without derived columns: what is known before anything is computed.
pub fn answer_schema(survey: &Survey) -> Schema {
    let mut schema: Schema = UNIT_COLUMNS.iter().map(|(name, dtype)| ((*name).into(), dtype.clone())).collect();
    for attribute in &survey.register.attributes {
        schema.insert(attribute.id.as_str().into(), DataType::String);
    }
    item_columns(&mut schema, survey, &survey.items);
    schema
}

/// The columns of a repeating table's frame: identity, register attributes, row number, columns in the survey's order.
pub fn row_schema(survey: &Survey, table: usize) -> Schema {
    let mut schema: Schema = ROW_COLUMNS.iter().map(|(name, dtype)| ((*name).into(), dtype.clone())).collect();
    for attribute in &survey.register.attributes {
        schema.insert(attribute.id.as_str().into(), DataType::String);
    }
    item_columns(&mut schema, survey, &survey.tables[table].columns);
    schema
}

/// The names that a survey may not give to items, conditions or attributes.
pub fn is_reserved(name: &str) -> bool {
    UNIT_COLUMNS.iter().chain(ROW_COLUMNS).any(|(reserved, _)| *reserved == name)
}

/// Reads an expression.
pub fn parse(sql: &str) -> Result<Expr, Saying> {
    sql_expr(sql).map_err(|error| engine::saying(&error))
}

/// The columns that an expression names, in order of appearance, each once.
pub fn columns(expression: &Expr) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for node in expression {
        if let Expr::Column(name) = node
            && !names.iter().any(|known| known == name.as_str())
        {
            names.push(name.to_string());
        }
    }
    names.reverse();
    names
}

/// The conditions that must all hold for a condition to hold.
pub fn terms(condition: Expr) -> Vec<Expr> {
    match condition {
        Expr::BinaryExpr { left, op: Operator::And | Operator::LogicalAnd, right } => {
            [left, right].iter().flat_map(|side| terms((**side).clone())).collect()
        }
        condition => vec![condition],
    }
}

/// What type an expression gives over a schema, or why it gives none.
pub fn result_type(sql: &str, schema: &Schema) -> Result<DataType, Saying> {
    let expression = parse(sql)?;
    if let Some(unknown) = columns(&expression).iter().find(|name| !schema.contains(name)) {
        return Err(unknown_column(unknown, schema));
    }
    let empty = DataFrame::empty_with_schema(schema);
    let frame = empty.lazy().select([expression.alias("result")]).collect();
    let frame = frame.map_err(|error| engine::saying(&error))?;
    Ok(frame.columns()[0].dtype().clone())
}

/// The truth of a condition for every row of a frame; `None` where it is unknown (NULL).
pub fn evaluate(frame: &DataFrame, sql: &str) -> Result<Vec<Option<bool>>, Saying> {
    truth(frame, parse(sql)?)
}

/// The same of a condition that is read already.
pub fn truth(frame: &DataFrame, condition: Expr) -> Result<Vec<Option<bool>>, Saying> {
    // Beside a column of the frame, since a condition of literals alone gives one row only.
    let truth = condition.and(lit(true)).alias("truth");
    let failed = |error: polars::prelude::PolarsError| engine::saying(&error);
    let frame = frame.clone().lazy().select([col("seq"), truth]).collect().map_err(failed)?;
    Ok(frame.column("truth").and_then(|column| column.bool()).map_err(failed)?.iter().collect())
}

/// Says that a name is not known, and which known one was probably meant.
pub fn unknown_name<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Saying {
    say::not_known(None, name, nearest(name, known))
}

/// The same where it is clear what the name should be one of.
pub fn unknown<'a>(what: Saying, name: &str, known: impl Iterator<Item = &'a str>) -> Saying {
    say::not_known(Some(what), name, nearest(name, known))
}

/// Says that a name is no column of a schema.
pub fn unknown_column(name: &str, schema: &Schema) -> Saying {
    unknown_name(name, schema.iter_names().map(|name| name.as_str()))
}

/// The known name that was probably meant: the one that takes the fewest letters to write it instead.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = known
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        // Of two letters the one that differs may be anything.
        .filter(|(distance, candidate)| candidate.len() > 2 && *distance <= 1 + candidate.len() / 5)
        .min_by_key(|(distance, _)| *distance);
    near.map(|(_, candidate)| candidate)
}

/// What a type is called by those who write surveys.
pub fn type_name(dtype: &DataType) -> Saying {
    match dtype {
        DataType::Boolean => say::truth(),
        DataType::String => say::text(),
        DataType::Date => say::date(),
        dtype if dtype.is_integer() => say::whole_number(),
        dtype if dtype.is_float() => say::number(),
        other => Saying::same(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_tells_its_columns() {
        let expression = parse("NOT decomposed OR plan_made").unwrap();
        let mut names = columns(&expression);
        names.sort();
        assert_eq!(names, ["decomposed", "plan_made"]);
    }

    #[test]
    fn a_condition_falls_into_those_that_must_all_hold() {
        let terms = |sql: &str| terms(parse(sql).unwrap()).iter().map(columns).collect::<Vec<_>>();
        assert_eq!(terms("a AND (b = 1 AND c)"), [["a"], ["b"], ["c"]]);
        assert_eq!(terms("a OR b").len(), 1);
        assert_eq!(terms("NOT (a AND b)").len(), 1);
    }

    #[test]
    fn an_unknown_column_is_named_with_the_one_meant() {
        let schema: Schema = [("plan_made".into(), DataType::Boolean)].into_iter().collect();
        assert_eq!(result_type("plan_made", &schema), Ok(DataType::Boolean));
        let error = result_type("plan_mode", &schema).unwrap_err();
        assert_eq!(error.to_string(), "nothing is called `plan_mode`; did you mean `plan_made`?");
    }
}
