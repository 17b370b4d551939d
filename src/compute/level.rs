//! Levels of the register: how many units stand right below each, and how far down it is.

use std::collections::BTreeMap;

use super::derive::{Derived, Given, integers};
use crate::error::Error;
use crate::survey::level::{DEPTH, PARTS};

/// The columns of levels.
pub fn derived(given: &Given) -> Result<Derived, Error> {
    let Some(attribute) = &given.survey.register.parent else { return Ok(Derived::default()) };
    let unit = |place: usize| &given.register.units[given.round.frame[place].unit];
    let n_units = given.round.frame.len();
    let places: BTreeMap<&str, usize> = (0..n_units).map(|place| (unit(place).code.as_str(), place)).collect();
    let above = |place: usize| places.get(unit(place).attributes.get(attribute)?.as_str()).copied();
    let parents: Vec<Option<usize>> = (0..n_units).map(|place| above(place).filter(|above| *above != place)).collect();
    let whole = |n: usize| i64::try_from(n).ok();
    let n_parts = |place: usize| whole(parents.iter().filter(|above| **above == Some(place)).count());
    let columns = vec![
        integers(PARTS, (0..n_units).map(n_parts).collect()),
        integers(DEPTH, (0..n_units).map(|place| depth(&parents, place).and_then(whole)).collect()),
    ];
    Ok(Derived { columns, tables: Vec::new() })
}

/// The level from 1 at the top; `None` where units stand above each other in a circle.
fn depth(parents: &[Option<usize>], place: usize) -> Option<usize> {
    let chain = std::iter::successors(Some(place), |place| parents[*place]);
    Some(chain.take(parents.len() + 1).count()).filter(|depth| *depth <= parents.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_counted_from_the_top_and_a_circle_has_none() {
        let parents = [None, Some(0), Some(1), Some(4), Some(3)];
        assert_eq!([0, 1, 2, 3].map(|place| depth(&parents, place)), [Some(1), Some(2), Some(3), None]);
    }
}
