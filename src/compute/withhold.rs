//! What an edition does not tell: small counts of groups, and all from which they could be found.

use std::collections::{BTreeMap, BTreeSet};

use super::circle::Circles;
use super::cross::{self, Counted};
use super::derive::Given;
use super::measure;
use super::network::{Lever, Network, is_told};
use super::strata::{Reader, Strata};
use super::suppression::{Grid, Place};
use crate::edition::Edition;
use crate::error::Error;
use crate::figure::{Account, Figure, Measure, Results, Role, Share, Status};
use crate::frame::Round;
use crate::register::Register;
use crate::survey::{MeasureKind, Survey};
use crate::text::Lang;

mod tables;
#[cfg(test)]
mod tests;

/// A sum or mean over fewer units is theirs: of one it is its own value, of two each knows the other's.
const FEWEST: usize = 3;

/// The unit set of a figure: the whole, or a register attribute and its value.
type Cell = Option<(String, String)>;

/// What an edition is made of, and for whom.
pub struct Made<'a, 'b> {
    /// The definition.
    pub survey: &'a Survey,
    /// Every unit ever asked.
    pub register: &'a Register,
    /// The period reported on.
    pub round: &'b mut Round<'a>,
    /// The earlier periods, oldest first.
    pub past: &'b mut [Round<'a>],
    /// What the audience may be told.
    pub edition: Edition,
    /// The language of labels.
    pub lang: Lang,
}

/// Withholds the figures of groups whose count is from 1 to below `least`, or whose rest is, and further figures, cells of
/// cross tables and targets, until none of them follows from all that are told together. A figure of the whole is
/// withheld for its own count, and where that count would follow from it, since the whole is what such an edition is
/// published for. A sum or mean of a group over one or two units is withheld too.
///
/// Each table is protected so that no count follows by taking parts from totals even where zeros are known
/// ([`Grid`]), then all tables that read the same answers together ([`Network`]). What is withheld of an
/// earlier period is told nowhere. Who reported and who did not is not withheld; nor that nobody or everybody of a group
/// has a property, which is a statement on the group, where a nought or a full count hides no part: an office that
/// holds it for too much leaves such a figure out of its tables.
pub fn withhold(made: Made, results: &mut Results) -> Result<(), Error> {
    let Made { survey, register, round, past, edition, lang } = made;
    if edition.least == 0 {
        return Ok(());
    }
    let circles = Circles::of(survey, &results.figures);
    for place in 0..past.len() {
        let (earlier, rest) = past.split_at_mut(place);
        let figures = &mut results.past[place].1.figures;
        of_round((survey, register, &circles), &mut rest[0], earlier, figures, (edition, lang))?;
    }
    of_round((survey, register, &circles), round, past, &mut results.figures, (edition, lang))?;
    for (frames, earlier) in round.frames.past.iter_mut().zip(past.iter()) {
        frames.derived = earlier.frames.derived.clone();
    }
    let past = results.past.iter_mut().flat_map(|(_, past)| &mut past.figures);
    past.chain(&mut results.figures).for_each(|figure| abridge(figure, edition.least));
    results.changes.clear();
    results.splits.clear();
    forget_previous(results, edition.least);
    Ok(())
}

/// Of a group only the count and the base are told: how many of its units did not answer is a small count too. Of the
/// whole likewise, where any part of its account is small: such a part is printed nowhere, whatever it is about. That a
/// reader may take the count of the whole from its base is accepted, as the whole is published.
fn abridge(figure: &mut Figure, least: u64) {
    let (is_of_group, is_coverage) = (figure.group.is_some(), figure.role == Role::Coverage);
    match &mut figure.measure {
        Measure::Share(share) if !is_coverage && (is_of_group || has_small_part(share, least)) => share.abridge(),
        _ => {}
    }
}

/// Whether few units said no, or are not known for one reason.
fn has_small_part(share: &Share, least: u64) -> bool {
    let Account { no, not_applicable, blank, invalid, not_received, .. } = share.account;
    [no, not_applicable, blank, invalid, not_received].iter().any(|part| (1..least).contains(part))
}

/// Takes away the earlier value of figures that are withheld, now or then.
fn forget_previous(results: &mut Results, least: u64) {
    let key =
        |figure: &Figure| (figure.id.clone(), figure.share().map(|share| share.base.clone()), figure.group.clone());
    let is_small = |count: Option<u64>| count.is_some_and(|count| (1..least).contains(&count));
    let mut withheld: BTreeSet<_> = BTreeSet::new();
    for (_, past) in &results.past {
        withheld.extend(past.figures.iter().filter(|figure| !is_told(figure)).map(key));
    }
    for figure in &mut results.figures {
        let own = key(figure);
        let is_withheld = withheld.contains(&own) || figure.previous.is_some_and(|previous| is_small(previous.count));
        if is_withheld || !is_told(figure) {
            figure.previous = None;
        }
    }
}

fn of_round(
    (survey, register, circles): (&Survey, &Register, &Circles),
    round: &mut Round,
    past: &[Round],
    figures: &mut [Figure],
    (edition, lang): (Edition, Lang),
) -> Result<(), Error> {
    let given = Given { survey, register, round, edition, lang, past };
    of_few(&given, figures)?;
    let mut crosses = cross::all(&given)?;
    let mut targets = tables::told_targets(&given)?;
    let strata = Strata::of(&given)?;
    too_fine(survey, &strata, (figures, &mut crosses, &mut targets));
    let network = Network::new(&given, circles, &strata, figures, &crosses)?;
    let before: Vec<Status> = figures.iter().map(|figure| figure.status).collect();
    mark(survey, figures, edition.least);
    let own: BTreeSet<usize> = (0..figures.len()).filter(|place| !is_told(&figures[*place])).collect();
    loop {
        mark(survey, figures, edition.least);
        cross::withhold(&mut crosses, edition.least);
        let exposing = network.exposing(&|lever| is_open(lever, figures, &crosses, &targets));
        if !pull(&exposing, figures, &mut crosses, &mut targets) {
            break;
        }
    }
    let is_safe = |figures: &[Figure], place: usize| {
        let circle = circles.of_figure(&figures[place].id);
        !network.is_exposed(circle, &|lever| is_open(lever, figures, &crosses, &targets))
    };
    for bundle in taken_along(survey, figures, &own) {
        give_back(survey, figures, &bundle, (&before, edition.least), &is_safe);
    }
    let tables = crosses.iter().map(|table| table.named(&given)).collect::<Result<Vec<_>, Error>>()?;
    for (name, frame) in tables {
        round.frames.derived.iter_mut().filter(|(id, _)| *id == name).for_each(|known| known.1 = frame.clone());
    }
    tables::of_grades((survey, circles), round, figures, &targets)?;
    tables::of_quotas((survey, circles), round, figures)
}

/// Tells figures after all, where nothing else must be withheld for it and nothing withheld follows from it.
fn give_back(
    survey: &Survey,
    figures: &mut [Figure],
    bundle: &[usize],
    (before, least): (&[Status], u64),
    is_safe: &dyn Fn(&[Figure], usize) -> bool,
) {
    let so_far: Vec<Status> = figures.iter().map(|figure| figure.status).collect();
    bundle.iter().for_each(|place| figures[*place].status = before[*place]);
    mark(survey, figures, least);
    let stays =
        |place: usize| figures[place].status == if bundle.contains(&place) { before[place] } else { so_far[place] };
    if !((0..figures.len()).all(stays) && is_safe(figures, bundle[0])) {
        figures.iter_mut().zip(so_far).for_each(|(figure, status)| figure.status = status);
    }
}

/// Whether something is told so far.
fn is_open(lever: Lever, figures: &[Figure], crosses: &[Counted], targets: &BTreeSet<(usize, usize)>) -> bool {
    match lever {
        Lever::Figure(place) => is_told(&figures[place]),
        Lever::Cell(table, place) => !crosses[table].hidden.contains(&place),
        Lever::Target(grade, target) => targets.contains(&(grade, target)),
    }
}

/// What was withheld for the sake of others, family by family: all of it at once, then unit set by unit set, the widest
/// first. Once all is safe some of it may prove to be needless.
fn taken_along(survey: &Survey, figures: &[Figure], own: &BTreeSet<usize>) -> Vec<Vec<usize>> {
    let (mut whole, mut bundles): (Vec<Vec<usize>>, Vec<Vec<usize>>) = Default::default();
    for mut family in families(survey, figures) {
        family.retain(|place| !is_told(&figures[*place]) && !own.contains(place));
        let mut sets: BTreeMap<&Cell, Vec<usize>> = BTreeMap::new();
        for place in &family {
            sets.entry(&figures[*place].group).or_default().push(*place);
        }
        bundles.extend(sets.into_values());
        whole.extend(Some(family).filter(|family| !family.is_empty()));
    }
    let n_units =
        |bundle: &Vec<usize>| bundle.iter().filter_map(|place| figures[*place].share()).map(|s| s.account.base()).max();
    bundles.sort_by_key(|bundle| std::cmp::Reverse((n_units(bundle), bundle[0])));
    whole.into_iter().chain(bundles).collect()
}

/// Withholds what was found to expose something; says whether anything was told until now.
fn pull(
    exposing: &BTreeSet<Lever>,
    figures: &mut [Figure],
    crosses: &mut [Counted],
    targets: &mut BTreeSet<(usize, usize)>,
) -> bool {
    for lever in exposing {
        match *lever {
            Lever::Figure(place) => figures[place].status = Status::Suppressed,
            Lever::Cell(table, place) => crosses[table].withhold(place),
            Lever::Target(grade, target) => {
                targets.remove(&(grade, target));
            }
        }
    }
    !exposing.is_empty()
}

/// Withholds all that is counted by an expression that tells more units apart by the register than can be followed.
fn too_fine(
    survey: &Survey,
    strata: &Strata,
    (figures, crosses, targets): (&mut [Figure], &mut [Counted], &mut BTreeSet<(usize, usize)>),
) {
    let is_too_fine = |reader: Reader| strata.too_fine.contains(&reader);
    for figure in figures.iter_mut().filter(|figure| figure.role != Role::Coverage) {
        if is_too_fine(Reader::Figure(figure.id.clone())) {
            figure.status = Status::Suppressed;
        }
    }
    for table in crosses.iter_mut().filter(|table| is_too_fine(Reader::Cross(table.cross.id.clone()))) {
        table.grid.places().for_each(|place| table.withhold(place));
    }
    targets.retain(|(grade, _)| !is_too_fine(Reader::Grade(survey.grades[*grade].id.clone())));
}

/// Withholds sums, means and the like of groups over one or two units.
fn of_few(given: &Given, figures: &mut [Figure]) -> Result<(), Error> {
    let groups = super::groups(given.survey, given.register, given.round);
    for declared in given.survey.measures.iter().filter(|measure| measure.kind != MeasureKind::Count) {
        let units: BTreeSet<usize> =
            measure::contributions(given.round, declared)?.into_iter().map(|one| one.place).collect();
        let mut sizes: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (place, figure) in figures.iter().enumerate().filter(|(_, figure)| figure.id == declared.id) {
            let Some((attribute, value)) = &figure.group else { continue };
            let group = groups.iter().find(|group| group.attribute == *attribute && group.value == *value);
            let n = group.map_or(0, |group| units.iter().filter(|place| group.members[**place]).count());
            sizes.entry(attribute).or_default().push((n, place));
        }
        let few: Vec<usize> = sizes.into_values().flat_map(|sizes| too_few(&sizes)).collect();
        few.into_iter().for_each(|place| figures[place].status = Status::Suppressed);
    }
    Ok(())
}

/// Of the groups of an attribute, by size and place, those of one or two units. Two of one unit each take the next with
/// them: what the others lack is theirs together, and each knows its own.
fn too_few(sizes: &[(usize, usize)]) -> Vec<usize> {
    let is_few = |(n, _): &&(usize, usize)| (1..FEWEST).contains(n);
    let few: Vec<(usize, usize)> = sizes.iter().filter(is_few).copied().collect();
    let n_units: usize = few.iter().map(|(n, _)| n).sum();
    let next = sizes.iter().filter(|(n, _)| *n >= FEWEST).min().filter(|_| few.len() > 1 && n_units < FEWEST);
    few.iter().chain(next).map(|(_, place)| *place).collect()
}

/// Withholds figures within each family; what is withheld already takes its family with it.
fn mark(survey: &Survey, figures: &mut [Figure], least: u64) {
    let wholes = small_wholes(survey, figures, least);
    for place in wholes {
        figures[place].status = Status::Suppressed;
    }
    for family in families(survey, figures) {
        let hidden = hidden(survey, figures, &family, least);
        for place in family {
            if figures[place].group.is_some() && hidden.contains(&figures[place].group) {
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
    let is_hidden = |place: &usize| is_small(place) || !is_told(&figures[*place]);
    let mut hidden: BTreeSet<usize> = wholes.iter().copied().filter(is_hidden).collect();
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
    let already = family.iter().map(|place| &figures[*place]).filter(|figure| !is_told(figure));
    let mut hidden: BTreeSet<Cell> = already.map(|figure| figure.group.clone()).filter(Option::is_some).collect();
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
    rows: Vec<Line>,
    /// Whether the total of each row is known to everybody.
    base_is_public: bool,
    /// Whether the whole is told.
    whole_is_told: bool,
}

struct Line {
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
        table.rows.push(Line { cell: figure.group.clone(), counts });
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
        let is_of = |row: &&Line| row.cell.as_ref().is_some_and(|(by, _)| by == attribute);
        let groups: Vec<&Line> = self.rows.iter().filter(is_of).collect();
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
