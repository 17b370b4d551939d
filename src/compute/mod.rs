//! Phase 4: from the frame to figures: [`derive`](mod@derive) columns computed for each unit, [`chain`] shares on nested bases, [`measure`] sums, means, medians and ratios,
//! [`option`] shares of the options of choices, [`change`] against the period before.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::figure::{Figure, Results};
use crate::finding::Finding;
use crate::frame::Round;
use crate::period::Period;
use crate::register::Register;
use crate::survey::Survey;
use crate::text::Lang;

pub mod breaks;
pub mod chain;
pub mod change;
pub mod circle;
pub mod computed;
pub mod condition;
pub mod cross;
pub mod derive;
pub mod grade;
pub mod index;
pub mod level;
pub mod list;
pub mod measure;
pub mod measured;
pub mod network;
pub mod option;
pub mod quota;
pub mod rows;
pub mod score;
pub mod series;
pub mod span;
pub mod split;
pub mod standard;
mod strata;
pub mod structure;
pub mod suppression;
pub mod theme;
pub mod withhold;

/// The units of one register attribute's value, by place in the frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The register attribute.
    pub attribute: String,
    /// Its value.
    pub value: String,
    /// Whether each unit of the frame belongs to it.
    pub members: Vec<bool>,
}

/// The groups that the survey compares: attributes in its order, values in the attribute's order, then as they
/// come in the register. A unit without a value belongs to none.
pub fn groups(survey: &Survey, register: &Register, round: &Round) -> Vec<Group> {
    survey.groups.iter().flat_map(|attribute| groups_of(survey, register, round, attribute)).collect()
}

fn groups_of(survey: &Survey, register: &Register, round: &Round, attribute: &str) -> Vec<Group> {
    let value_of = |place: usize| {
        let unit = &register.units[round.frame[place].unit];
        unit.attributes.get(attribute).map(String::as_str).unwrap_or_default()
    };
    let declared = survey.register.attributes.iter().find(|known| known.id == attribute);
    let mut values: Vec<&str> = declared.iter().flat_map(|known| &known.values).map(|v| v.value.as_str()).collect();
    for place in 0..round.frame.len() {
        let value = value_of(place);
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }
    let group = |value: &str| Group {
        attribute: attribute.to_string(),
        value: value.to_string(),
        members: (0..round.frame.len()).map(|place| value_of(place) == value).collect(),
    };
    values.into_iter().map(group).filter(|group| group.members.contains(&true)).collect()
}

/// Computes every figure of a period and of the earlier ones, oldest first, compares it with one of them where there is
/// one to compare with, and tells which units stand outside the base of a property that they claim.
pub fn figures(
    survey: &Survey,
    register: &Register,
    round: &Round,
    past: &[Round],
    compared_with: Option<Period>,
    lang: Lang,
) -> Result<(Results, Vec<Finding>), Error> {
    let (mut figures, outside) = of_round(survey, register, round)?;
    let of_earlier = |round: &Round| {
        let (figures, _) = of_round(survey, register, round)?;
        Ok((round.period, Results { figures, ..Results::default() }))
    };
    let earlier: Vec<(Period, Results)> = past.iter().map(of_earlier).collect::<Result<_, Error>>()?;
    let mut changes = Vec::new();
    let before = past.iter().zip(&earlier).find(|(round, _)| Some(round.period) == compared_with);
    if let Some((previous, (_, before))) = before {
        link(&mut figures, &before.figures);
        breaks::mark(survey, &mut figures, previous.period, round.period);
        changes = change::changes(register, round, &figures, previous, &before.figures);
    }
    let findings = outside.iter().flat_map(|outside| outside.findings(survey, round, lang)).collect();
    Ok((Results { figures, changes, past: earlier, ..Results::default() }, findings))
}

fn of_round(survey: &Survey, register: &Register, round: &Round) -> Result<(Vec<Figure>, Vec<chain::Outside>), Error> {
    let groups = groups(survey, register, round);
    let truths = condition::truths(survey, round)?;
    let (mut figures, outside) = chain::figures(survey, round, &truths, &groups);
    figures.extend(option::figures(survey, round, &groups)?);
    figures.extend(measure::figures(survey, round, &groups)?);
    figures.sort_by_key(|figure| figure.group.is_some());
    Ok((figures, outside))
}

type Key = (String, String, Option<(String, String)>);

fn key(figure: &Figure) -> Key {
    let base = figure.share().map(|share| share.base.clone()).unwrap_or_default();
    (figure.id.clone(), base, figure.group.clone())
}

/// Hands each figure its value in the period before.
fn link(figures: &mut [Figure], before: &[Figure]) {
    let before: BTreeMap<Key, &Figure> = before.iter().map(|figure| (key(figure), figure)).collect();
    for figure in figures {
        figure.previous = before.get(&key(figure)).map(|then| crate::figure::Previous {
            count: then.share().map(|share| share.account.yes),
            value: then.fraction(),
        });
    }
}
