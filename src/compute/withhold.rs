//! Which figures are withheld: small counts of groups, and those from which they could be found.

use std::collections::{BTreeMap, BTreeSet};

use super::suppression::{Grid, Place};
use crate::figure::{Figure, Measure, Results, Role, Status};
use crate::survey::Survey;

/// The unit set of a figure: the whole, or a register attribute and its value.
type Cell = Option<(String, String)>;

/// Marks the figures of groups whose count is from 1 to below `least`, or whose rest is, and further ones of the same
/// kind, until no count of a group can be found from the whole and the other groups. The whole is always told: it is
/// what an edition without names is published for.
///
/// Figures that share a condition are withheld together, since one is the base or the rest of another. A figure of
/// an earlier period that is withheld is told nowhere. Who reported and who did not is not withheld.
pub fn withhold(survey: &Survey, results: &mut Results, least: u64) {
    if least == 0 {
        return;
    }
    mark(survey, &mut results.figures, least);
    for (_, past) in &mut results.past {
        mark(survey, &mut past.figures, least);
    }
    results.changes.clear();
    results.splits.clear();
    let key =
        |figure: &Figure| (figure.id.clone(), figure.share().map(|share| share.base.clone()), figure.group.clone());
    let is_small = |count: Option<u64>| count.is_some_and(|count| (1..least).contains(&count));
    let mut withheld: BTreeSet<_> = BTreeSet::new();
    for (_, past) in &results.past {
        withheld.extend(past.figures.iter().filter(|figure| figure.status == Status::Suppressed).map(key));
    }
    for figure in &mut results.figures {
        let own = key(figure);
        let is_withheld = withheld.contains(&own) || figure.previous.is_some_and(|previous| is_small(previous.count));
        if is_withheld || figure.status == Status::Suppressed {
            figure.previous = None;
        }
    }
}

fn mark(survey: &Survey, figures: &mut [Figure], least: u64) {
    for family in families(survey, figures) {
        let hidden = hidden(survey, figures, &family, least);
        for place in family {
            if hidden.contains(&figures[place].group) {
                figures[place].status = Status::Suppressed;
            }
        }
    }
}

/// Figures, by place, that tell about each other: those linked by a condition, a base or a complement.
fn families(survey: &Survey, figures: &[Figure]) -> Vec<Vec<usize>> {
    let mut sets: Vec<BTreeSet<String>> = Vec::new();
    let mut join = |tokens: BTreeSet<String>| {
        let (linked, mut apart): (Vec<_>, Vec<_>) = sets.drain(..).partition(|set| !set.is_disjoint(&tokens));
        apart.push(linked.into_iter().flatten().chain(tokens).collect());
        sets = apart;
    };
    for indicator in &survey.indicators {
        let is_public = |id: &&String| matches!(id.as_str(), "registered" | "returned");
        let conditions = indicator.chain.iter().filter(|id| !is_public(id)).cloned();
        let complement = indicator.complement.iter().map(|complement| complement.id.clone());
        join(conditions.chain(complement).chain([indicator.id.clone()]).collect());
    }
    for figure in figures {
        let base = figure.share().filter(|share| !share.base_is_public()).map(|share| share.base.clone());
        join(base.into_iter().chain([figure.id.clone()]).collect());
    }
    let mut families: Vec<Vec<usize>> = vec![Vec::new(); sets.len()];
    for (place, figure) in figures.iter().enumerate().filter(|(_, figure)| figure.role != Role::Coverage) {
        let family = sets.iter().position(|set| set.contains(&figure.id)).expect("every figure's id is in a set");
        families[family].push(place);
    }
    families.retain(|family| !family.is_empty());
    families
}

/// The unit sets in which a family of figures is withheld.
fn hidden(survey: &Survey, figures: &[Figure], family: &[usize], least: u64) -> BTreeSet<Cell> {
    let tables = tables(figures, family);
    let small = |count: u64| (1..least).contains(&count);
    let mut hidden: BTreeSet<Cell> = BTreeSet::new();
    for row in tables.iter().flat_map(|table| &table.rows).filter(|row| row.cell.is_some()) {
        if row.counts.iter().any(|count| small(*count)) {
            hidden.insert(row.cell.clone());
        }
    }
    loop {
        let before = hidden.len();
        for table in &tables {
            for attribute in &survey.groups {
                table.protect(attribute, &mut hidden);
            }
        }
        if hidden.len() == before {
            return hidden;
        }
    }
}

/// The counts of one figure in every unit set: with the property and without, or a sum alone.
struct Counts {
    rows: Vec<Counted>,
    /// Whether the total of each row is known to everybody.
    base_is_public: bool,
}

struct Counted {
    cell: Cell,
    counts: Vec<u64>,
}

fn tables(figures: &[Figure], family: &[usize]) -> Vec<Counts> {
    let mut tables: BTreeMap<(String, String), Counts> = BTreeMap::new();
    for figure in family.iter().map(|place| &figures[*place]) {
        let Some(counts) = counts(figure) else { continue };
        let base = figure.share().map(|share| share.base.clone()).unwrap_or_default();
        let base_is_public = figure.share().is_some_and(|share| share.base_is_public());
        let empty = || Counts { rows: Vec::new(), base_is_public };
        let table = tables.entry((figure.id.clone(), base.clone())).or_insert_with(empty);
        table.rows.push(Counted { cell: figure.group.clone(), counts });
    }
    tables.into_values().collect()
}

/// What can be counted of a figure. A mean, a median or a ratio is withheld with the units, not for its own size.
fn counts(figure: &Figure) -> Option<Vec<u64>> {
    match &figure.measure {
        Measure::Share(share) => Some(vec![share.account.yes, share.account.base() - share.account.yes]),
        Measure::Value { value, .. } if value.denominator == 1 => {
            u64::try_from(value.numerator).ok().map(|count| vec![count])
        }
        Measure::Value { .. } => None,
    }
}

impl Counts {
    /// Adds the groups of an attribute that must be withheld too.
    fn protect(&self, attribute: &str, hidden: &mut BTreeSet<Cell>) {
        let is_of = |row: &&Counted| row.cell.as_ref().is_some_and(|(by, _)| by == attribute);
        let groups: Vec<&Counted> = self.rows.iter().filter(is_of).collect();
        let Some(whole) = self.rows.iter().find(|row| row.cell.is_none()) else { return };
        if groups.is_empty() {
            return;
        }
        let mut rows: Vec<Vec<u64>> = groups.iter().map(|row| row.counts.clone()).collect();
        let rest: Vec<u64> = (0..whole.counts.len())
            .map(|column| whole.counts[column].saturating_sub(rows.iter().map(|row| row[column]).sum()))
            .collect();
        let outside = rows.len();
        rows.push(rest);
        let cells: Vec<&Cell> = groups.iter().map(|row| &row.cell).collect();
        let n_columns = whole.counts.len();
        let grid = Grid::with_totals(&rows);
        let row_of = |row: usize| -> Option<&Cell> {
            if row == outside { None } else { Some(cells.get(row).copied().unwrap_or(&whole.cell)) }
        };
        let is_base = |place: &Place| place.1 == n_columns;
        let is_shown = |place: &Place| match row_of(place.0) {
            Some(None) => true,
            Some(Some(_)) => is_base(place) && self.base_is_public,
            None => false,
        };
        let shown: BTreeSet<Place> = grid.places().filter(is_shown).collect();
        let secret: BTreeSet<Place> = grid
            .places()
            .filter(|place| !shown.contains(place))
            .filter(|place| match row_of(place.0) {
                Some(cell) => hidden.contains(cell),
                // Units of no group are printed nowhere.
                None => grid.count(*place) > 0,
            })
            .collect();
        match grid.protected(&secret, &shown) {
            Some(all) => hidden.extend(all.iter().filter_map(|place| row_of(place.0)).cloned()),
            None => hidden.extend(cells.into_iter().cloned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    /// The counts of a figure in the groups of an attribute, `None` where withheld.
    fn told(results: &Results, id: &str, base: &str, attribute: &str) -> Vec<Option<u64>> {
        let is_of = |figure: &&Figure| {
            figure.id == id
                && figure.share().is_some_and(|share| share.base == base)
                && figure.group.as_ref().is_some_and(|(by, _)| by == attribute)
        };
        let count = |figure: &Figure| {
            figure.share().filter(|_| figure.status != Status::Suppressed).map(|share| share.account.yes)
        };
        results.figures.iter().filter(is_of).map(count).collect()
    }

    #[test]
    fn no_group_is_left_alone_with_what_the_others_lack() {
        let mut specimen = Specimen::central(Lang::Zh);
        withhold(&specimen.survey, &mut specimen.results, 3);
        let mut n_withheld = 0;
        for figure in specimen.results.figures.iter().filter(|figure| figure.group.is_none()) {
            let Some(share) = figure.share().filter(|_| figure.role != Role::Coverage) else { continue };
            for attribute in &specimen.survey.groups {
                let told = told(&specimen.results, &figure.id, &share.base, attribute);
                let withheld = told.iter().filter(|count| count.is_none()).count();
                assert_ne!(withheld, 1, "{} on {} by {attribute}: {told:?}", figure.id, share.base);
                n_withheld += withheld;
            }
        }
        assert!(n_withheld > 0);
    }

    #[test]
    fn nothing_is_withheld_from_the_office() {
        let mut specimen = Specimen::central(Lang::Zh);
        let before = specimen.results.figures.clone();
        withhold(&specimen.survey, &mut specimen.results, 0);
        assert_eq!(specimen.results.figures, before);
    }
}
