//! From which class to which units moved between two rounds.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::{Standing, classes_in, table, told_groups};
use crate::compute::derive::{Given, integers, texts};
use crate::error::Error;
use crate::frame::Round;
use crate::survey::Grade;

/// A unit of either round: its place in the register, and where it stood and stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub unit: usize,
    pub before: Standing,
    pub now: Standing,
}

/// What a step is called: `up`, `same`, `down` between classes; `new` and `gone` in the register; else `unclear`.
pub(super) fn kind(before: Standing, now: Standing) -> &'static str {
    match (before, now) {
        (Standing::Absent, _) => "new",
        (_, Standing::Absent) => "gone",
        (Standing::Class(before), Standing::Class(now)) if now < before => "up",
        (Standing::Class(before), Standing::Class(now)) if now > before => "down",
        (Standing::Class(_), Standing::Class(_)) => "same",
        _ => "unclear",
    }
}

/// Every pair of classes with its number of units; no rows where there is no earlier round.
///
/// Few units move between most classes, so an edition that withholds small counts has either all of the table or, where
/// any count is small, none of it: a table with gaps would no longer sum to the units of both rounds.
pub(super) fn frame(
    given: &Given,
    grade: &Grade,
    classes: &[Option<usize>],
    earlier: Option<&Round>,
    before: Option<&[Standing]>,
) -> Result<DataFrame, Error> {
    let (Some(earlier), Some(before)) = (earlier, before) else { return as_frame(given, grade, &[]) };
    let mut steps: Vec<Step> = given
        .round
        .frame
        .iter()
        .zip(classes.iter().zip(before))
        .map(|(row, (class, before))| Step { unit: row.unit, before: *before, now: Standing::of(*class) })
        .collect();
    steps.extend(gone(given, grade, earlier)?);
    let mut lines = counted(grade, &steps, None);
    if lines.iter().any(|line| given.edition.withholds(line.count as u64)) {
        return as_frame(given, grade, &[]);
    }
    for (attribute, value) in parts(given, earlier) {
        let is_inside = |step: &&Step| {
            given.register.units[step.unit].attributes.get(&attribute).map(String::as_str) == Some(value.as_str())
        };
        let of_group: Vec<Step> = steps.iter().filter(is_inside).copied().collect();
        lines.extend(counted(grade, &of_group, Some((attribute.clone(), value.clone()))));
    }
    as_frame(given, grade, &lines)
}

fn gone(given: &Given, grade: &Grade, earlier: &Round) -> Result<Vec<Step>, Error> {
    let present: Vec<usize> = given.round.frame.iter().map(|row| row.unit).collect();
    let then = earlier.frame.iter().zip(classes_in(grade, earlier)?);
    let left = then.filter(|(row, _)| !present.contains(&row.unit));
    Ok(left.map(|(row, class)| Step { unit: row.unit, before: Standing::of(class), now: Standing::Absent }).collect())
}

/// The groups of either round, attribute by attribute; values that are there no more come last.
fn parts(given: &Given, earlier: &Round) -> Vec<(String, String)> {
    let of = |round: &Round| told_groups(given, round).into_iter().map(|g| (g.attribute, g.value));
    let mut all: Vec<(String, String)> = of(given.round).collect();
    all.extend(of(earlier).filter(|part| !all.contains(part)).collect::<Vec<_>>());
    let place = |attribute: &String| given.survey.groups.iter().position(|known| known == attribute);
    all.sort_by_key(|(attribute, _)| place(attribute));
    all
}

struct Line {
    group: Option<(String, String)>,
    before: (usize, Standing),
    now: (usize, Standing),
    count: usize,
}

/// The pairs in the order of the classes, also those without units.
fn counted(grade: &Grade, steps: &[Step], group: Option<(String, String)>) -> Vec<Line> {
    let mut counts: BTreeMap<(Standing, Standing), usize> = BTreeMap::new();
    for step in steps {
        *counts.entry((step.before, step.now)).or_default() += 1;
    }
    let all: Vec<(usize, Standing)> = (0..grade.classes.len())
        .map(Standing::Class)
        .chain([Standing::Ungraded, Standing::Absent])
        .enumerate()
        .collect();
    let pairs = all.iter().flat_map(|before| all.iter().map(move |now| (*before, *now)));
    let is_somewhere = |(before, now): &((usize, Standing), (usize, Standing))| {
        (before.1, now.1) != (Standing::Absent, Standing::Absent)
    };
    let line = |(before, now): ((usize, Standing), (usize, Standing))| {
        let count = counts.get(&(before.1, now.1)).copied().unwrap_or_default();
        Line { group: group.clone(), before, now, count }
    };
    pairs.filter(is_somewhere).map(line).collect()
}

fn as_frame(given: &Given, grade: &Grade, lines: &[Line]) -> Result<DataFrame, Error> {
    let period = given.round.period.to_string();
    let text = |of: &dyn Fn(&Line) -> Option<String>| lines.iter().map(of).collect::<Vec<_>>();
    let whole = |of: &dyn Fn(&Line) -> usize| lines.iter().map(|line| i64::try_from(of(line)).ok()).collect::<Vec<_>>();
    let columns = vec![
        texts("period", text(&|_| Some(period.clone()))),
        integers("seq", (1..).take(lines.len()).map(Some).collect()),
        texts("group_by", text(&|line| line.group.as_ref().map(|(by, _)| by.clone()))),
        texts("group", text(&|line| line.group.as_ref().map(|(_, value)| value.clone()))),
        texts("before", text(&|line| Some(line.before.1.name(grade)))),
        integers("before_seq", whole(&|line| line.before.0 + 1)),
        texts("now", text(&|line| Some(line.now.1.name(grade)))),
        integers("now_seq", whole(&|line| line.now.0 + 1)),
        texts("kind", text(&|line| Some(kind(line.before.1, line.now.1).to_string()))),
        integers("count", whole(&|line| line.count)),
    ];
    table(grade, lines.len(), columns)
}

#[cfg(test)]
pub(super) fn tally(grade: &Grade, steps: &[Step]) -> Vec<(Standing, Standing, usize)> {
    counted(grade, steps, None).into_iter().map(|line| (line.before.1, line.now.1, line.count)).collect()
}
