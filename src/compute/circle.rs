//! Which figures and tables tell about each other: those that read the same answers.

use std::collections::BTreeSet;

use crate::figure::Figure;
use crate::survey::cross::{Cross, PERIOD};
use crate::survey::{KindName, Survey, expression};

/// Columns that tell who was asked and who returned, which everybody may know.
const PUBLIC: &[&str] = &["seq", "code", "name", "period", "period_end", "registered", "returned", PERIOD];

/// Figures, cross tables and grades of a survey, in circles that read the same answers.
#[derive(Debug, Clone, Default)]
pub struct Circles {
    linked: Vec<BTreeSet<String>>,
}

impl Circles {
    /// The circles of all figures, cross tables and grades of a survey.
    pub fn of(survey: &Survey, figures: &[Figure]) -> Circles {
        let mut circles = Circles::default();
        for figure in figures.iter().filter(|figure| figure.group.is_none()) {
            circles.join(behind_figure(survey, figure));
        }
        for cross in &survey.crosses {
            circles.join(behind_cross(survey, cross));
        }
        for grade in &survey.grades {
            circles.join(BTreeSet::from([grade.id.clone()]));
        }
        circles
    }

    fn join(&mut self, names: BTreeSet<String>) {
        let (linked, mut apart): (Vec<_>, Vec<_>) =
            self.linked.drain(..).partition(|circle| !circle.is_disjoint(&names));
        apart.push(linked.into_iter().flatten().chain(names).collect());
        self.linked = apart;
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.linked.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.linked.is_empty()
    }

    /// The circle of a figure.
    pub fn of_figure(&self, id: &str) -> usize {
        self.place(&figure_name(id))
    }

    /// The circle of a cross table.
    pub fn of_cross(&self, id: &str) -> usize {
        self.place(&cross_name(id))
    }

    /// The circle of a grade.
    pub fn of_grade(&self, id: &str) -> usize {
        self.place(id)
    }

    /// The circle that reads a column, where one does.
    pub fn find(&self, column: &str) -> Option<usize> {
        self.linked.iter().position(|circle| circle.contains(column))
    }

    fn place(&self, name: &str) -> usize {
        self.find(name).expect("all that is counted is in a circle")
    }
}

fn figure_name(id: &str) -> String {
    format!("figure {id}")
}

fn cross_name(id: &str) -> String {
    format!("cross {id}")
}

/// The answers that a figure counts, with its own name.
fn behind_figure(survey: &Survey, figure: &Figure) -> BTreeSet<String> {
    let mut names = BTreeSet::from([figure_name(&figure.id)]);
    let is_it = |indicator: &&crate::survey::Indicator| {
        indicator.id == figure.id || indicator.complement.as_ref().is_some_and(|complement| complement.id == figure.id)
    };
    for condition in survey.indicators.iter().filter(is_it).flat_map(|indicator| &indicator.chain) {
        names.extend(behind_condition(survey, condition));
    }
    for measure in survey.measures.iter().filter(|measure| measure.id == figure.id) {
        match &measure.table {
            Some(table) => names.extend([rows_of(table)]),
            None => names.extend(behind(survey, std::iter::once(&measure.of).chain(&measure.per))),
        }
    }
    let base = figure.share().map_or("", |share| share.base.as_str());
    names.extend(
        survey.items.iter().filter(|item| super::option::is_base(&item.id, base)).map(|item| item.id.to_string()),
    );
    names
}

/// The answers that a cross table counts.
fn behind_cross(survey: &Survey, cross: &Cross) -> BTreeSet<String> {
    let mut names = match &cross.table {
        Some(table) => BTreeSet::from([rows_of(table)]),
        None => {
            let sql = [&cross.rows, &cross.columns].into_iter().chain(&cross.of).chain(&cross.filter);
            behind(survey, sql)
        }
    };
    names.insert(cross_name(&cross.id));
    names
}

fn behind_condition(survey: &Survey, id: &str) -> BTreeSet<String> {
    let declared = survey.conditions.iter().find(|condition| condition.id == id);
    behind(survey, [declared.map_or(id, |condition| &condition.filter)])
}

fn rows_of(table: &str) -> String {
    format!("rows of {table}")
}

/// The columns that expressions read. A computed column brings those from which it is computed, since a sum tells of
/// its parts.
fn behind<S: AsRef<str>>(survey: &Survey, sql: impl IntoIterator<Item = S>) -> BTreeSet<String> {
    let parsed = sql.into_iter().filter_map(|sql| expression::parse(sql.as_ref()).ok());
    let mut open: Vec<String> = parsed.flat_map(|sql| expression::columns(&sql)).collect();
    let mut names = BTreeSet::new();
    let is_public =
        |name: &str| PUBLIC.contains(&name) || survey.register.attributes.iter().any(|attribute| attribute.id == name);
    while let Some(name) = open.pop() {
        if is_public(&name) || !names.insert(name.clone()) {
            continue;
        }
        names.extend(item_of_option(survey, &name));
        let Some(computed) = survey.computed.iter().find(|computed| computed.id == name) else { continue };
        match &computed.table {
            Some(table) => names.extend([rows_of(table)]),
            None => {
                let parsed = computed.of.as_ref().and_then(|sql| expression::parse(sql).ok());
                open.extend(parsed.iter().flat_map(expression::columns));
            }
        }
    }
    names
}

fn item_of_option(survey: &Survey, column: &str) -> Option<String> {
    let choices = survey.items.iter().filter(|item| item.kind == KindName::Choices);
    let is_of = |item: &&crate::survey::Item| {
        survey.codes(item).iter().any(|code| expression::option_column(&item.id, &code.id) == column)
    };
    choices.into_iter().find(is_of).map(|item| item.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn a_sum_is_in_one_circle_with_its_parts_and_with_nothing_else() {
        let specimen = Specimen::central(Lang::En);
        let circles = Circles::of(&specimen.survey, &specimen.results.figures);
        let of = |id: &str| circles.of_figure(id);
        assert_eq!(of("cadres"), of("cadres_department"));
        assert_eq!(of("cadres_bureau"), of("cadres_department"));
        assert_eq!(of("assessed"), of("fed_back"));
        assert_ne!(of("cadres"), of("assessed"));
    }
}
