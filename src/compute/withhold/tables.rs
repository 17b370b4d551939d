//! Tables that derivations made from counts of units, left with what may be told.

use std::collections::BTreeSet;

use polars::prelude::{BooleanChunked, DataFrame, NewChunkedArray, PolarsError};

use crate::compute::circle::Circles;
use crate::compute::derive::Given;
use crate::compute::network::is_told;
use crate::error::Error;
use crate::figure::Figure;
use crate::frame::Round;
use crate::survey::{Survey, quota};

/// Leaves of the tables of grades the targets that are told, and the moves where they tell no class that is withheld.
pub(super) fn of_grades(
    (survey, circles): (&Survey, &Circles),
    round: &mut Round,
    figures: &[Figure],
    targets: &BTreeSet<(usize, usize)>,
) -> Result<(), Error> {
    let hides_whole = grades_with_hidden_wholes(survey, circles, figures);
    for (place, grade) in survey.grades.iter().enumerate() {
        let names: Vec<String> = grade.tables().into_iter().map(|(name, _)| name).collect();
        for (id, frame) in round.frames.derived.iter_mut().filter(|(id, _)| names.contains(id)) {
            if *id == names[0] {
                let told = targets.iter().filter(|(grade, _)| *grade == place);
                let ids: BTreeSet<&str> = told.map(|(_, target)| grade.targets[*target].id.as_str()).collect();
                *frame = only(frame, "target", &|id| ids.contains(id))?;
            } else if hides_whole[place] {
                *frame = frame.clear();
            }
        }
    }
    Ok(())
}

/// Leaves of the summary of quotas the lines that tell no figure of the whole that is withheld.
pub(super) fn of_quotas(
    (survey, circles): (&Survey, &Circles),
    round: &mut Round,
    figures: &[Figure],
) -> Result<(), Error> {
    let hidden = hidden_wholes(circles, figures);
    let is_told = |id: &str| {
        let known = survey.quotas.iter().find(|quota| quota.id == id);
        let circle = known.and_then(|quota| circles.find(&quota.kept_column()));
        circle.is_none_or(|circle| !hidden.contains(&circle))
    };
    for (_, frame) in round.frames.derived.iter_mut().filter(|(id, _)| id == quota::SUMMARY_TABLE) {
        *frame = only(frame, "quota", &is_told)?;
    }
    Ok(())
}

/// The rows of a table that name in a column what is told.
fn only(frame: &DataFrame, column: &str, is_told: &dyn Fn(&str) -> bool) -> Result<DataFrame, Error> {
    let failed = |error: PolarsError| Error::Failed(error.to_string());
    let known = frame.column(column).and_then(|column| column.str()).map_err(failed)?;
    let mask: Vec<bool> = known.iter().map(|id| id.is_some_and(is_told)).collect();
    frame.filter(&BooleanChunked::from_slice("told".into(), &mask)).map_err(failed)
}

/// The targets of grades that are in their tables.
pub(super) fn told_targets(given: &Given) -> Result<BTreeSet<(usize, usize)>, Error> {
    let mut told = BTreeSet::new();
    for (place, grade) in given.survey.grades.iter().enumerate() {
        let name = grade.tables().into_iter().map(|(name, _)| name).next().unwrap_or_default();
        let Some((_, frame)) = given.round.frames.derived.iter().find(|(id, _)| *id == name) else { continue };
        let failed = |error: PolarsError| Error::Failed(format!("{name}: {error}"));
        let known = frame.column("target").and_then(|column| column.str()).map_err(failed)?;
        let known: BTreeSet<&str> = known.iter().flatten().collect();
        let there = grade.targets.iter().enumerate().filter(|(_, target)| known.contains(target.id.as_str()));
        told.extend(there.map(|(target, _)| (place, target)));
    }
    Ok(told)
}

/// For each grade whether a figure of the whole that counts its classes is withheld, so that moves between classes would
/// tell it.
fn grades_with_hidden_wholes(survey: &Survey, circles: &Circles, figures: &[Figure]) -> Vec<bool> {
    let hidden = hidden_wholes(circles, figures);
    survey.grades.iter().map(|grade| hidden.contains(&circles.of_grade(&grade.id))).collect()
}

/// The circles in which a figure of the whole is withheld.
fn hidden_wholes(circles: &Circles, figures: &[Figure]) -> BTreeSet<usize> {
    let hidden = figures.iter().filter(|figure| figure.group.is_none() && !is_told(figure));
    hidden.map(|figure| circles.of_figure(&figure.id)).collect()
}
