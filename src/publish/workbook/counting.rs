//! From a figure to the formula that counts it on the data sheet.
//!
//! A formula is only used where it gives the figure: every candidate for the whole is evaluated over the cells as they
//! are written, and compared unit by unit. Where no candidate fits, the data sheet gets a column that says where each
//! unit stands. A group narrows the same formula by its column.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Column, Datum, FormulaNames, Source, attribute, group_label};
use crate::answer::State;
use crate::figure::{Figure, Role, Share, Side};
use crate::publish::Publication;
use crate::publish::sheet::MOST_ROWS;
use crate::survey::{Indicator, KindName};
use crate::text::{Lang, Text, workbook as words};

/// Excel's limit for a text inside a formula, with room for what is escaped.
const LONGEST_CRITERION: usize = 120;

/// Units counted by the columns that must say yes or no; all units where there are none.
pub type Terms = Vec<(usize, bool)>;

/// How a share is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// The units with the property.
    pub count: Terms,
    /// The units of the base.
    pub base: Terms,
}

/// The data sheet's columns, and how each share of the whole is counted on them.
#[derive(Debug)]
pub struct Ledger {
    /// The columns in order.
    pub columns: Vec<Column>,
    /// What each column says of each unit, where it says yes or no.
    truths: Vec<Option<Vec<Option<bool>>>>,
    countings: BTreeMap<(String, String), Counting>,
    /// Register attributes of which two values cannot be told apart by a criterion.
    ambiguous: BTreeSet<String>,
    live: bool,
    lang: Lang,
}

impl Ledger {
    /// Lays out the columns, and finds the formula of every share of the whole.
    pub fn new(publication: &Publication, names: &mut FormulaNames) -> Ledger {
        let columns = super::columns::columns(publication, names);
        let truths = columns.iter().map(|column| truth(column, publication)).collect();
        let has_data = publication.edition.names && !publication.frame.is_empty();
        let live = has_data && publication.frame.len() < MOST_ROWS;
        let ambiguous = ambiguous(publication);
        let lang = publication.lang;
        let mut ledger = Ledger { columns, truths, countings: BTreeMap::new(), ambiguous, live, lang };
        ledger.add_conditions(publication, names);
        for figure in publication.results.figures.iter().filter(|figure| figure.group.is_none()) {
            if let Some(share) = figure.share() {
                let counting = ledger.find(publication, figure, share, names);
                ledger.countings.insert((figure.id.clone(), share.base.clone()), counting);
            }
        }
        ledger
    }

    /// The formulas for the count and the base of a share of the whole or of a group.
    pub fn formulas(&self, publication: &Publication, figure: &Figure) -> Option<(String, String)> {
        let share = figure.share()?;
        let counting = self.countings.get(&(figure.id.clone(), share.base.clone()))?;
        let label = |(by, value): &(String, String)| group_label(publication, by, value);
        let group = figure.group.as_ref().map(|group| (group.0.as_str(), label(group)));
        let group = group.as_ref().map(|(by, label)| (*by, label.as_str()));
        if group.is_some_and(|(by, _)| self.ambiguous.contains(by)) {
            return None;
        }
        Some((self.formula(&counting.count, group)?, self.formula(&counting.base, group)?))
    }

    /// The name in formulas of the column of an id.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// Whether formulas over the data sheet are possible: it has all units.
    pub fn is_live(&self) -> bool {
        self.live
    }

    fn formula(&self, terms: &Terms, group: Option<(&str, &str)>) -> Option<String> {
        if !self.live {
            return None;
        }
        let mut criteria: Vec<String> = terms
            .iter()
            .map(|(column, yes)| format!("{},\"{}\"", self.columns[*column].name, self.criterion_of(*yes)))
            .collect();
        if let Some((by, label)) = group {
            criteria.push(format!("{},{}", self.column(by)?.name, criterion(label)?));
        }
        match criteria.is_empty() {
            true => Some(format!("ROWS({})", self.column("code")?.name)),
            false => Some(format!("COUNTIFS({})", criteria.join(","))),
        }
    }

    fn criterion_of(&self, yes: bool) -> &'static str {
        if yes { words::YES.text(self.lang) } else { words::NO.text(self.lang) }
    }

    fn holds(&self, terms: &Terms, place: usize) -> bool {
        terms.iter().all(|(column, yes)| self.truths[*column].as_ref().is_some_and(|truth| truth[place] == Some(*yes)))
    }

    fn gives(&self, terms: &Terms, units: &[bool]) -> bool {
        units.iter().enumerate().all(|(place, counted)| self.holds(terms, place) == *counted)
    }

    /// A column for every link of a chain that is neither all units nor a yes/no item.
    fn add_conditions(&mut self, publication: &Publication, names: &mut FormulaNames) {
        let survey = publication.survey;
        for id in survey.indicators.iter().flat_map(|indicator| &indicator.chain) {
            if id == "registered" || self.answered(id).is_some() {
                continue;
            }
            if let Some(sides) = condition_sides(publication, id) {
                self.add(publication, id, &survey.condition_label(id), sides, names);
            }
        }
    }

    fn add(
        &mut self,
        publication: &Publication,
        id: &str,
        label: &Text,
        sides: Vec<Side>,
        names: &mut FormulaNames,
    ) -> usize {
        let source = Source::Condition(sides);
        if let Some(same) = self.columns.iter().position(|column| column.source == source) {
            return same;
        }
        let head = label.get(publication.lang).to_string();
        let column = Column { id: id.to_string(), name: names.claim(id), head, source };
        self.truths.push(truth(&column, publication));
        self.columns.push(column);
        self.columns.len() - 1
    }

    /// The yes/no column of an item or condition.
    fn answered(&self, id: &str) -> Option<usize> {
        (0..self.columns.len()).find(|&column| {
            let known = &self.columns[column];
            known.id == id && self.truths[column].is_some() && !matches!(known.source, Source::Ticked(..))
        })
    }

    fn chain(&self, indicator: &Indicator, last: usize) -> Option<Terms> {
        let links = indicator.chain[..=last].iter().filter(|id| *id != "registered");
        links.map(|id| self.answered(id).map(|column| (column, true))).collect()
    }

    fn find(
        &mut self,
        publication: &Publication,
        figure: &Figure,
        share: &Share,
        names: &mut FormulaNames,
    ) -> Counting {
        let mut in_base = vec![false; publication.frame.len()];
        let mut in_count = in_base.clone();
        for (place, side) in &share.members {
            in_base[*place] = true;
            in_count[*place] = *side == Side::Yes;
        }
        let base = self.bases(publication, figure, share).into_iter().find(|terms| self.gives(terms, &in_base));
        let base = base.unwrap_or_else(|| {
            let sides = in_base.iter().map(|inside| if *inside { Side::Yes } else { Side::No }).collect();
            let id = format!("base_{}", share.base);
            vec![(self.add(publication, &id, &share.base_label, sides, names), true)]
        });
        let count = self.counts(publication, figure, &base).into_iter().find(|terms| self.gives(terms, &in_count));
        let count = count.unwrap_or_else(|| {
            let mut sides = vec![Side::No; publication.frame.len()];
            for (place, side) in &share.members {
                sides[*place] = *side;
            }
            let column = self.add(publication, &figure.id, &figure.label, sides, names);
            base.iter().copied().chain([(column, true)]).collect()
        });
        Counting { count, base }
    }

    fn bases(&self, publication: &Publication, figure: &Figure, share: &Share) -> Vec<Terms> {
        let along = indicator(publication, figure).and_then(|indicator| {
            let last = indicator.chain.iter().position(|id| *id == share.base)?;
            self.chain(indicator, last)
        });
        let condition = self.answered(&share.base).map(|column| vec![(column, true)]);
        along.into_iter().chain(condition).chain([Vec::new()]).collect()
    }

    fn counts(&self, publication: &Publication, figure: &Figure, base: &Terms) -> Vec<Terms> {
        let with = |column: usize, yes: bool| base.iter().copied().chain([(column, yes)]).collect::<Terms>();
        match (figure.role, indicator(publication, figure)) {
            (Role::Property, Some(indicator)) => self.chain(indicator, indicator.chain.len() - 1).into_iter().collect(),
            (Role::Complement, Some(indicator)) => {
                let last = indicator.chain.last().and_then(|id| self.answered(id));
                last.map(|column| with(column, false)).into_iter().collect()
            }
            (Role::Option, _) => {
                let same = |column: &Column| like(&column.id) == like(&figure.id);
                self.columns.iter().position(same).map(|column| with(column, true)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The register attributes of which two values look alike to COUNTIFS: it knows no case, and numbers by their value.
fn ambiguous(publication: &Publication) -> BTreeSet<String> {
    let mut alike: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
    for by in &publication.survey.groups {
        for place in 0..publication.frame.len() {
            let value = attribute(publication, place, by);
            let label = group_label(publication, by, value);
            let seen = label.trim().parse::<f64>().map_or(label.to_lowercase(), |number| number.to_string());
            alike.entry((by, seen)).or_default().insert(value);
        }
    }
    alike.into_iter().filter(|(_, values)| values.len() > 1).map(|((by, _), _)| by.to_string()).collect()
}

/// The indicator that a figure, or the complement of which, it is.
pub fn indicator<'a>(publication: &Publication<'a>, figure: &Figure) -> Option<&'a Indicator> {
    publication.survey.indicators.iter().find(|indicator| {
        indicator.id == figure.id || indicator.complement.as_ref().is_some_and(|complement| complement.id == figure.id)
    })
}

/// A text as a criterion of COUNTIFS: quoted, and without the meaning that signs have there.
/// `None` where it is too long for a formula.
pub fn criterion(label: &str) -> Option<String> {
    if label.chars().count() > LONGEST_CRITERION {
        return None;
    }
    let mut text = String::new();
    if label.starts_with(['=', '<', '>']) {
        text.push('=');
    }
    for c in label.chars() {
        match c {
            '*' | '?' | '~' => text.extend(['~', c]),
            '"' => text.push_str("\"\""),
            c => text.push(c),
        }
    }
    Some(format!("\"{text}\""))
}

fn like(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

fn truth(column: &Column, publication: &Publication) -> Option<Vec<Option<bool>>> {
    let is_yes_no = match &column.source {
        Source::Item(item) => publication.survey.items[*item].kind == KindName::YesNo,
        Source::Ticked(..) | Source::Condition(_) => true,
        _ => false,
    };
    is_yes_no.then(|| {
        let side = |place| match column.datum(publication, place) {
            Datum::Bool(yes) => Some(yes),
            _ => None,
        };
        (0..publication.frame.len()).map(side).collect()
    })
}

/// Where each unit stands to a condition, from the figures that use it as a property or as a base.
fn condition_sides(publication: &Publication, id: &str) -> Option<Vec<Side>> {
    let wholes = || publication.results.figures.iter().filter(|figure| figure.group.is_none());
    let as_property = |figure: &&Figure| {
        figure.role == Role::Property
            && indicator(publication, figure)
                .is_some_and(|indicator| indicator.chain.last().is_some_and(|last| last == id))
    };
    let mut sides = vec![Side::No; publication.frame.len()];
    if let Some(share) = wholes().find(as_property).and_then(Figure::share) {
        for (place, side) in &share.members {
            sides[*place] = *side;
        }
        return Some(sides);
    }
    if let Some(share) = wholes().filter_map(Figure::share).find(|share| share.base == id) {
        for (place, _) in &share.members {
            sides[*place] = Side::Yes;
        }
        return Some(sides);
    }
    let returned = |given: Option<usize>| if given.is_some() { Side::Yes } else { Side::Unknown(State::NotReceived) };
    (id == "returned").then(|| publication.frame.iter().map(|unit| returned(unit.given)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_criterion_means_the_words_and_nothing_else() {
        assert_eq!(criterion("新闻单位").unwrap(), "\"新闻单位\"");
        assert_eq!(criterion(">5*").unwrap(), "\"=>5~*\"");
        assert_eq!(criterion("the \"old\" one").unwrap(), "\"the \"\"old\"\" one\"");
        assert_eq!(criterion(&"长".repeat(200)), None);
    }
}
