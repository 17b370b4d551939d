//! Units just below a cut: a little more, and they are in the class above.

use polars::prelude::DataFrame;

use super::{by_value, table};
use crate::compute::derive::{Given, integers, numbers, texts};
use crate::error::Error;
use crate::fraction::{Fraction, exact_decimal};
use crate::survey::Grade;

/// A unit just below a cut.
struct Below {
    place: usize,
    value: Fraction,
    class: usize,
    above: usize,
    cut: Fraction,
}

/// The units that their value, and no override, put less than the margin below a cut; protocol order.
pub(super) fn frame(
    given: &Given,
    grade: &Grade,
    values: &[Option<Fraction>],
    classes: &[Option<usize>],
) -> Result<DataFrame, Error> {
    // Each row names a unit.
    let units = values.iter().zip(classes).enumerate().filter(|_| given.edition.names);
    let found: Vec<Below> =
        units.filter_map(|(place, (value, class))| just_below(grade, place, *value, *class)).collect();
    let (codes, names) = (given.texts("code")?, given.texts("name")?);
    let period = given.round.period.to_string();
    let id = |place: usize| Some(grade.classes[place].id.clone());
    let lacking = |below: &Below| below.cut.minus(below.value).to_f64();
    let columns = vec![
        texts("period", found.iter().map(|_| Some(period.clone())).collect()),
        integers("seq", found.iter().map(|below| i64::try_from(below.place + 1).ok()).collect()),
        texts("code", found.iter().map(|below| codes[below.place].clone()).collect()),
        texts("name", found.iter().map(|below| names[below.place].clone()).collect()),
        numbers("value", found.iter().map(|below| below.value.to_f64()).collect()),
        texts("class", found.iter().map(|below| id(below.class)).collect()),
        texts("class_above", found.iter().map(|below| id(below.above)).collect()),
        numbers("cut", found.iter().map(|below| below.cut.to_f64()).collect()),
        numbers("lacking", found.iter().map(lacking).collect()),
    ];
    table(grade, found.len(), columns)
}

fn just_below(grade: &Grade, place: usize, value: Option<Fraction>, class: Option<usize>) -> Option<Below> {
    let (value, class) = (value?, class?);
    if by_value(grade, value) != Some(class) {
        return None;
    }
    let above = (0..class).rev().find(|above| grade.classes[*above].from.is_some())?;
    let cut = grade.classes[above].from.and_then(exact_decimal)?;
    let (lacking, margin) = (cut.minus(value), exact_decimal(grade.margin)?);
    let is_near = lacking > Fraction::ZERO && lacking <= margin;
    is_near.then_some(Below { place, value, class, above, cut })
}
