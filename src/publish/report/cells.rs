//! The cells behind the numbers: where the answers stand that decide whether a unit has what a figure counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Facts;
use crate::answer::Answer;
use crate::edition::Audience;
use crate::figure::{Figure, Role};
use crate::publish::Publication;
use crate::survey::{Indicator, Survey, expression};

/// Beyond so many answers a report would be too large a file; the data files have them all.
const MOST_CELLS: usize = 40_000;

/// The answers of the returns by the unit's place in the frame; empty where they may not be told, or are too many.
pub type Answers = BTreeMap<usize, Vec<Answer>>;

/// One answer as it stands in a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What is written there.
    pub raw: String,
    /// The file, as named in the receipt ledger.
    pub file: Arc<str>,
    /// Sheet and cell: `Form!C12`.
    pub at: String,
}

/// The cells of an item by the unit's place, under its wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What was asked.
    pub label: String,
    /// The answers that were found.
    pub seen: BTreeMap<usize, Seen>,
}

/// Takes the answers out of a publication. Only the office itself is told what a unit wrote.
pub fn answers(publication: &Publication) -> Answers {
    let n_cells = publication.returns.len() * publication.survey.items.len();
    if publication.edition.audience != Audience::Internal || n_cells > MOST_CELLS {
        return Answers::new();
    }
    let places: BTreeMap<usize, usize> =
        publication.frame.iter().enumerate().map(|(place, framed)| (framed.unit, place)).collect();
    let placed = publication.returns.iter().filter_map(|sent| Some((*places.get(&sent.unit)?, sent.answers.clone())));
    placed.collect()
}

/// The items, by place in the survey, that decide whether a unit has what a figure counts. What is computed from
/// several answers has none.
pub fn items(survey: &Survey, figure: &Figure) -> Vec<usize> {
    if figure.role == Role::Option {
        let option = |item: &&crate::survey::Item| {
            survey.codes(item).iter().any(|code| figure.id == expression::option_column(&item.id, &code.id))
        };
        return survey.items.iter().find(option).and_then(|item| place(survey, &item.id)).into_iter().collect();
    }
    let is_told = |indicator: &&Indicator| {
        let complement = indicator.complement.as_ref().map(|complement| complement.id.as_str());
        indicator.id == figure.id || complement == Some(figure.id.as_str())
    };
    if let Some(measure) = survey.measures.iter().find(|measure| measure.id == figure.id && measure.table.is_none()) {
        let parts = std::iter::once(&measure.of).chain(&measure.per);
        let mut items: Vec<usize> = parts
            .filter_map(|sql| expression::parse(sql).ok())
            .flat_map(|part| expression::columns(&part))
            .filter_map(|id| place(survey, &id))
            .collect();
        items.sort_unstable();
        items.dedup();
        return items;
    }
    let property = survey.indicators.iter().find(is_told).and_then(|indicator| indicator.chain.last());
    property.map(|id| named(survey, id)).unwrap_or_default()
}

/// The items that a condition names, or the item of that name.
fn named(survey: &Survey, id: &str) -> Vec<usize> {
    let condition = survey.conditions.iter().find(|condition| condition.id == id);
    let columns = match condition.and_then(|condition| expression::parse(&condition.filter).ok()) {
        Some(filter) => expression::columns(&filter),
        None => vec![id.to_string()],
    };
    columns.iter().filter_map(|id| place(survey, id)).collect()
}

fn place(survey: &Survey, id: &str) -> Option<usize> {
    survey.items.iter().position(|item| item.id == id)
}

/// The cells of an item.
pub fn column(facts: &Facts, item: usize) -> Column {
    let seen = |(place, answers): (&usize, &Vec<Answer>)| {
        let answer = answers.get(item)?;
        let origin = answer.origin.as_ref()?;
        let at = format!("{}!{}", origin.sheet, origin.cell?);
        let raw = super::tree::clean(&answer.raw);
        Some((*place, Seen { raw, file: origin.file.clone(), at }))
    };
    let label = facts.word(&facts.survey.items[item].label);
    Column { label, seen: facts.answers.iter().filter_map(seen).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn a_figure_is_decided_by_the_items_that_its_property_or_sum_names() {
        let specimen = Specimen::central(Lang::Zh);
        let publication = specimen.publication();
        let survey = publication.survey;
        let items_of = |id: &str| {
            let figure = publication.results.figures.iter().find(|figure| figure.id == id).unwrap();
            items(survey, figure).into_iter().map(|item| survey.items[item].id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(items_of("plan_made"), ["plan_made"]);
        assert_eq!(items_of("cadres"), ["cadres_bureau", "cadres_department"]);
        assert!(items_of("returned").is_empty());
    }

    #[test]
    fn only_the_office_is_told_what_a_unit_wrote() {
        let specimen = Specimen::central(Lang::Zh);
        let publication = specimen.publication();
        assert_eq!(answers(&publication).len(), publication.returns.len());
        let edition = crate::edition::Edition::of(Audience::Circular);
        assert!(answers(&Publication { edition, ..publication }).is_empty());
    }
}
