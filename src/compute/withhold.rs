//! Which figures are withheld: small counts of groups, and those from which they could be found.

use std::collections::{BTreeMap, BTreeSet};

use super::suppression::{Grid, Place};
use crate::figure::{Figure, Measure, Results, Role, Status};
use crate::survey::Survey;

/// The unit set of a figure: the whole, or a register attribute and its value.
type Cell = Option<(String, String)>;

/// Marks the figures of groups whose count is from 1 to below `least`, or whose rest is, and further ones of the same
/// kind, until no count of a group can be found from the whole and the other groups. A figure of the whole is withheld
/// only for its own count, since the whole is what such an edition is published for.
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
    let wholes = small_wholes(survey, figures, least);
    for place in wholes {
        figures[place].status = Status::Suppressed;
    }
    for family in families(survey, figures) {
        let hidden = hidden(survey, figures, &family, least);
        for place in family {
            if hidden.contains(&figures[place].group) {
                figures[place].status = Status::Suppressed;
            }
        }
    }
}

/// The figures of the whole, by place, whose count is small, and those from which it could be found: the same count
/// on other bases, the rest, shares of it, the only other option of a choice.
fn small_wholes(survey: &Survey, figures: &[Figure], least: u64) -> BTreeSet<usize> {
    let is_whole = |place: &usize| figures[*place].group.is_none() && figures[*place].role != Role::Coverage;
    let wholes: Vec<usize> = (0..figures.len()).filter(is_whole).collect();
    let count = |place: usize| counts(&figures[place]).map(|counts| counts[0]);
    let is_small = |place: &usize| count(*place).is_some_and(|count| (1..least).contains(&count));
    let mut hidden: BTreeSet<usize> = wholes.iter().copied().filter(is_small).collect();
    loop {
        let ids: BTreeSet<&str> = hidden.iter().map(|place| figures[*place].id.as_str()).collect();
        let linked = linked(survey, &ids);
        let base = |place: &usize| figures[*place].share().map_or("", |share| share.base.as_str());
        let mut more: BTreeSet<usize> = wholes
            .iter()
            .copied()
            .filter(|place| linked.contains(figures[*place].id.as_str()) || linked.contains(base(place)))
            .collect();
        more.extend(lonely_options(figures, &wholes, &hidden));
        if more.is_subset(&hidden) {
            return hidden;
        }
        hidden.extend(more);
    }
}

/// The figures of some ids, their complements or what they complement, and the conditions that they count.
fn linked<'a>(survey: &'a Survey, ids: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let mut linked = ids.clone();
    for indicator in &survey.indicators {
        let complement = indicator.complement.as_ref().map(|complement| complement.id.as_str());
        if ids.contains(indicator.id.as_str()) || complement.is_some_and(|id| ids.contains(id)) {
            linked.insert(&indicator.id);
            linked.extend(complement);
            linked.extend(indicator.chain.last().map(String::as_str));
        }
    }
    linked
}

/// For each choice of which one option alone is hidden, the smallest of the others.
fn lonely_options(figures: &[Figure], wholes: &[usize], hidden: &BTreeSet<usize>) -> Vec<usize> {
    let mut options: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for place in wholes.iter().filter(|place| figures[**place].role == Role::Option) {
        let base = figures[*place].share().map_or("", |share| share.base.as_str());
        options.entry(base).or_default().push(*place);
    }
    let alone = options.values().filter(|of| of.iter().filter(|place| hidden.contains(place)).count() == 1);
    let size = |place: &usize| counts(&figures[*place]).map(|counts| counts[0]).filter(|count| *count > 0);
    alone
        .filter_map(|of| {
            let others = of.iter().copied().filter(|place| !hidden.contains(place));
            others.filter(|place| size(place).is_some()).min_by_key(size)
        })
        .collect()
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
    /// Whether the whole is told.
    whole_is_told: bool,
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
        let empty = || Counts { rows: Vec::new(), base_is_public, whole_is_told: true };
        let table = tables.entry((figure.id.clone(), base.clone())).or_insert_with(empty);
        table.whole_is_told &= figure.group.is_some() || figure.status != Status::Suppressed;
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
            Some(None) => self.whole_is_told || (is_base(place) && self.base_is_public),
            Some(Some(_)) => is_base(place) && self.base_is_public,
            None => false,
        };
        let shown: BTreeSet<Place> = grid.places().filter(is_shown).collect();
        let secret: BTreeSet<Place> = grid
            .places()
            .filter(|place| !shown.contains(place))
            .filter(|place| match row_of(place.0) {
                Some(None) => !self.whole_is_told,
                Some(cell) => hidden.contains(cell),
                // Units of no group are printed nowhere.
                None => grid.count(*place) > 0,
            })
            .collect();
        match grid.protected(&secret, &shown) {
            Some(all) => {
                hidden.extend(all.iter().filter_map(|place| row_of(place.0)).filter(|cell| cell.is_some()).cloned())
            }
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
