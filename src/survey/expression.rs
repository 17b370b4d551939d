//! SQL expressions in a survey: which columns they may name, and what type they give. The engine is polars'.

use polars::prelude::{DataFrame, DataType, Expr, IntoLazy, Schema, col, lit};
use polars::sql::sql_expr;

use super::{Item, KindName, Survey};

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
pub fn parse(sql: &str) -> Result<Expr, String> {
    sql_expr(sql).map_err(|error| plain(&error.to_string()))
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

/// What type an expression gives over a schema, or why it gives none.
pub fn result_type(sql: &str, schema: &Schema) -> Result<DataType, String> {
    let expression = parse(sql)?;
    if let Some(unknown) = columns(&expression).iter().find(|name| !schema.contains(name)) {
        return Err(unknown_name(unknown, schema.iter_names().map(|name| name.as_str())));
    }
    let empty = DataFrame::empty_with_schema(schema);
    let frame = empty.lazy().select([expression.alias("result")]).collect();
    let frame = frame.map_err(|error| plain(&error.to_string()))?;
    Ok(frame.columns()[0].dtype().clone())
}

/// The truth of a condition for every row of a frame; `None` where it is unknown (NULL).
pub fn evaluate(frame: &DataFrame, sql: &str) -> Result<Vec<Option<bool>>, String> {
    // Beside a column of the frame, since a condition of literals alone gives one row only.
    let truth = parse(sql)?.and(lit(true)).alias("truth");
    let failed = |error: polars::prelude::PolarsError| plain(&error.to_string());
    let frame = frame.clone().lazy().select([col("seq"), truth]).collect().map_err(failed)?;
    Ok(frame.column("truth").and_then(|column| column.bool()).map_err(failed)?.iter().collect())
}

/// Says that a name is not known, and which known one was probably meant.
pub fn unknown_name<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = known
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 5)
        .min_by_key(|(distance, _)| *distance);
    match near {
        Some((_, candidate)) => format!("nothing is called `{name}`; did you mean `{candidate}`?"),
        None => format!("nothing is called `{name}`"),
    }
}

/// The engine's message in one line, without its advice on Rust.
fn plain(message: &str) -> String {
    let first = message.lines().find(|line| !line.trim().is_empty()).unwrap_or(message);
    first.trim_start_matches("sql parser error: ").trim().to_string()
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
    fn an_unknown_column_is_named_with_the_one_meant() {
        let schema: Schema = [("plan_made".into(), DataType::Boolean)].into_iter().collect();
        assert_eq!(result_type("plan_made", &schema), Ok(DataType::Boolean));
        let error = result_type("plan_mode", &schema).unwrap_err();
        assert_eq!(error, "nothing is called `plan_mode`; did you mean `plan_made`?");
    }
}
