//! Tables that only a document about a unit has: its answers, its place among its group, its findings.

use super::facts::Facts;
use super::tables::{named, severity_phrase};
use super::tree::{Cell, Grid, Run, Side, clean};
use super::{printed, subject};
use crate::answer::State;
use crate::dataset::comparison::Standing;
use crate::fraction::Fraction;
use crate::survey::comparison::Compared;
use crate::text::saying::Saying;
use crate::text::{report as say, template};

/// Their names.
pub const NAMES: &[&str] = &["answers", "position", "findings"];

/// A table of the unit by its name; `None` for another table, or in a document about all units.
/// `section` limits the answers.
pub fn grid(facts: &Facts, id: &str, section: Option<&str>) -> Result<Option<Grid>, Saying> {
    if facts.about.is_none() {
        return Ok(None);
    }
    Ok(match id {
        "answers" => Some(answers(facts, section)?),
        "position" => Some(positions(facts)),
        "findings" => Some(findings(facts)),
        _ => None,
    })
}

fn answers(facts: &Facts, section: Option<&str>) -> Result<Grid, Saying> {
    if let Some(id) = section
        && facts.survey.sections.iter().all(|known| known.id != id)
    {
        let ids = facts.survey.sections.iter().map(|known| known.id.clone()).collect();
        return Err(super::context::known_ids(template::no_section(id), ids));
    }
    let columns = [(say::ITEM, Side::Left), (say::ANSWER, Side::Left), (say::CELL, Side::Left)];
    let mut grid = named(facts, "answers", say::OWN_ANSWERS, None, &columns);
    let given = facts.about.as_ref().and_then(|about| about.given());
    let items = facts.survey.items.iter().enumerate();
    for (at, item) in items.filter(|(_, item)| section.is_none_or(|id| item.section == id)) {
        let answer = given.and_then(|given| given.answers.get(at));
        let state = answer.map_or(State::NotReceived, |answer| answer.state);
        let value = answer.and_then(|answer| answer.value.as_ref());
        let text = value.map(|value| {
            let unit = facts.word(&item.unit);
            format!("{}{}{unit}", printed::answer(facts, item, value), gap(facts, &unit))
        });
        let text = text.unwrap_or_else(|| facts.say(say::STATE_OF_ANSWER, &[("state", facts.state_word(state))]));
        let cell = answer.and_then(|answer| answer.origin.as_ref()?.cell).map(|cell| cell.to_string());
        grid.rows.push(vec![
            Cell::text(facts.word(&item.label)),
            Cell::text(clean(&text)),
            Cell::text(cell.unwrap_or_default()),
        ]);
    }
    Ok(grid)
}

/// What stands between a number and its unit of measure.
fn gap(facts: &Facts, unit: &str) -> &'static str {
    let is_close = unit.is_empty() || unit.starts_with('%') || facts.lang == crate::text::Lang::Zh;
    if is_close { "" } else { " " }
}

fn positions(facts: &Facts) -> Grid {
    let columns = [
        (say::INDICATOR, Side::Left),
        (say::OWN_VALUE, Side::Right),
        (say::GROUP_MEDIAN, Side::Right),
        (say::MIDDLE_HALF, Side::Right),
        (say::DISTANCE, Side::Right),
        (say::RANK, Side::Right),
        (say::QUARTER, Side::Right),
    ];
    let mut grid = named(facts, "position", say::OWN_POSITION, Some(say::OWN_POSITION_NOTE), &columns);
    let Some(about) = &facts.about else { return grid };
    for (compared, standings) in facts.survey.compared().iter().zip(&about.known.standings) {
        grid.rows.push(position_row(facts, compared, &standings[about.unit()]));
    }
    grid
}

fn position_row(facts: &Facts, compared: &Compared, standing: &Standing) -> Vec<Cell> {
    let number = |value: Fraction| value.text(compared.decimals, facts.survey.rounding.mode).unwrap_or_default();
    let keyed = |text: Option<String>| match text {
        Some(text) => Cell { key: Some(text.replace('−', "-")), runs: vec![Run::plain(text)], mark: None },
        None => Cell::text("—"),
    };
    let (label, unit) = (facts.survey.compared_label(compared), facts.survey.compared_unit(compared));
    let (label, unit) = (facts.sentence_case(facts.word(&label)), facts.word(&unit));
    let label = match unit.is_empty() {
        true => label,
        false => facts.say(say::BASE_SIZE, &[("base", &label), ("n", &unit)]),
    };
    let spread = standing.spread.as_ref();
    let rank = standing.rank.zip(spread).map(|(rank, spread)| format!("{rank}/{}", spread.n));
    vec![
        Cell::text(label),
        keyed(standing.value.map(number)),
        keyed(spread.map(|spread| number(spread.median))),
        keyed(spread.map(|spread| format!("{}–{}", number(spread.q1), number(spread.q3)))),
        keyed(standing.distance.and_then(|value| printed::signed(facts, value, compared.decimals))),
        keyed(rank),
        keyed(standing.quarter.map(|quarter| quarter.to_string())),
    ]
}

fn findings(facts: &Facts) -> Grid {
    let columns =
        [(say::SEVERITY, Side::Left), (say::CELL, Side::Left), (say::FINDING, Side::Left), (say::REMEDY, Side::Left)];
    let mut grid = named(facts, "findings", say::OWN_FINDINGS, None, &columns);
    for finding in subject::findings(facts) {
        grid.rows.push(vec![
            Cell::text(facts.say(severity_phrase(finding.severity), &[])),
            Cell::text(clean(&finding.cell)),
            Cell::text(facts.sentence_case(clean(&finding.message))),
            Cell::text(facts.sentence_case(clean(&finding.remedy))),
        ]);
    }
    grid
}
