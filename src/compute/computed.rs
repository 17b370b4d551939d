//! Computed columns: an SQL expression over a unit's columns, an aggregate of its rows, or its rank.

use std::collections::BTreeMap;

use polars::prelude::{Column, DataFrame, DataType, IdxCa, IntoLazy, NewChunkedArray, col, lit};

use super::derive::{Derived, Given, integers};
use crate::error::Error;
use crate::survey::derived::Computed;
use crate::survey::{engine, expression};
use crate::text::saying::Saying;

/// The column of a computed column's declaration; `dtype` is the type that it was found to have.
pub fn derived(given: &Given, computed: &Computed, dtype: &DataType) -> Result<Derived, Error> {
    let column = match (&computed.of, &computed.rank) {
        (Some(sql), _) if computed.table.is_some() => aggregated(given, computed, sql, dtype)?,
        (Some(sql), _) => evaluated(given, computed, sql, dtype)?,
        (None, rank) => ranked(given, computed, rank.as_deref().unwrap_or_default())?,
    };
    Ok(Derived { columns: vec![column], tables: Vec::new() })
}

fn evaluated(given: &Given, computed: &Computed, sql: &str, dtype: &DataType) -> Result<Column, Error> {
    let Some(from) = computed.from else { return value(&given.round.frames.returns, computed, sql, dtype) };
    let asked = from.seen_from(given.round.period);
    let n_units = given.round.frame.len();
    let Some(round) = given.earlier(asked) else {
        return Ok(Column::full_null(computed.id.as_str().into(), n_units, dtype));
    };
    let then = value(&round.frames.returns, computed, sql, dtype)?;
    let places: Vec<Option<u32>> =
        given.places_in(round).into_iter().map(|place| place.and_then(|place| u32::try_from(place).ok())).collect();
    let places = IdxCa::from_slice_options("places".into(), &places);
    then.take(&places).map_err(failed(computed))
}

fn value(frame: &DataFrame, computed: &Computed, sql: &str, dtype: &DataType) -> Result<Column, Error> {
    let parsed = expression::parse(sql).map_err(query_failed(computed))?;
    let columns = [col("seq"), parsed.cast(dtype.clone()).alias(computed.id.as_str())];
    let frame = frame.clone().lazy().select(columns).collect().map_err(failed(computed))?;
    Ok(frame.columns()[1].clone())
}

fn aggregated(given: &Given, computed: &Computed, sql: &str, dtype: &DataType) -> Result<Column, Error> {
    let table = computed.table.as_deref().unwrap_or_default();
    let rows = given.round.frames.tables.iter().find(|(id, _)| id == table).map(|(_, frame)| frame.clone());
    let parsed = expression::parse(sql).map_err(query_failed(computed))?.cast(dtype.clone()).alias("value");
    let filter = computed.filter.as_deref().map_or(Ok(lit(true)), expression::parse).map_err(query_failed(computed))?;
    let rows = rows.unwrap_or_default().lazy().filter(filter);
    let sums = rows.group_by([col("seq")]).agg([parsed]);
    let returned = given.round.frames.returns.clone().lazy().select([col("seq"), col("returned")]);
    let left = polars::prelude::JoinArgs::new(polars::prelude::JoinType::Left);
    let joined = returned.join(sums, [col("seq")], [col("seq")], left).sort(["seq"], Default::default());
    let counts = counts_nothing_as_zero(sql) && (dtype.is_integer() || dtype.is_float());
    let value = match counts {
        true => polars::prelude::when(col("returned"))
            .then(col("value").fill_null(lit(0)))
            .otherwise(lit(polars::prelude::NULL)),
        false => col("value"),
    };
    let value = value.cast(dtype.clone()).alias(computed.id.as_str());
    let frame = joined.select([col("seq"), value]).collect().map_err(failed(computed))?;
    Ok(frame.columns()[1].clone())
}

/// Whether an aggregate of no rows is 0: a count or a sum.
fn counts_nothing_as_zero(sql: &str) -> bool {
    let sql = sql.trim_start().to_ascii_uppercase();
    sql.starts_with("COUNT") || sql.starts_with("SUM")
}

fn ranked(given: &Given, computed: &Computed, of: &str) -> Result<Column, Error> {
    let values = given.numbers(of)?;
    let groups = match &computed.within {
        Some(attribute) => given.texts(attribute)?,
        None => vec![Some(String::new()); values.len()],
    };
    Ok(integers(&computed.id, ranks(&values, &groups, computed.ascending)))
}

/// Standard competition ranks (1, 2, 2, 4) of the values within each group; no value or no group, no rank.
pub fn ranks(values: &[Option<f64>], groups: &[Option<String>], ascending: bool) -> Vec<Option<i64>> {
    let mut by_group: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (value, group) in values.iter().zip(groups) {
        if let (Some(value), Some(group)) = (value, group) {
            by_group.entry(group).or_default().push(*value);
        }
    }
    for values in by_group.values_mut() {
        values.sort_by(f64::total_cmp);
    }
    let rank = |(value, group): (&Option<f64>, &Option<String>)| {
        let (value, sorted) = ((*value)?, by_group.get(group.as_deref()?)?);
        let below = sorted.partition_point(|other| *other < value);
        let above = sorted.len() - sorted.partition_point(|other| *other <= value);
        i64::try_from(1 + if ascending { below } else { above }).ok()
    };
    values.iter().zip(groups).map(rank).collect()
}

fn failed(computed: &Computed) -> impl Fn(polars::prelude::PolarsError) -> Error + '_ {
    |error| Error::Query { name: computed.id.clone(), message: engine::saying(&error) }
}

fn query_failed(computed: &Computed) -> impl Fn(Saying) -> Error + '_ {
    |message| Error::Query { name: computed.id.clone(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(n: usize) -> Vec<Option<String>> {
        vec![Some(String::new()); n]
    }

    #[test]
    fn two_that_tie_share_a_rank_and_the_next_is_left_out() {
        let values = [Some(88.0), Some(92.5), Some(92.5), None, Some(95.0)];
        assert_eq!(ranks(&values, &all(5), false), [Some(4), Some(2), Some(2), None, Some(1)]);
        assert_eq!(ranks(&values, &all(5), true), [Some(1), Some(2), Some(2), None, Some(4)]);
    }

    #[test]
    fn units_are_ranked_within_their_group_and_none_without() {
        let groups = [Some("a".to_string()), Some("b".to_string()), Some("a".to_string()), None];
        assert_eq!(
            ranks(&[Some(1.0), Some(1.0), Some(2.0), Some(9.0)], &groups, false),
            [Some(2), Some(1), Some(1), None]
        );
    }
}
