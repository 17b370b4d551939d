//! Change between two periods, divided into corrections of the earlier returns, units that left, the behaviour of units
//! in both, and units that came; the parts always sum to the change.

use std::collections::BTreeMap;

use super::{Group, groups, measure, of_round};
use crate::error::Error;
use crate::figure::{Figure, Share, Side, Split};
use crate::fraction::Fraction;
use crate::frame::Round;
use crate::register::Register;
use crate::survey::{MeasureKind, Survey};

/// What each unit adds above and below the line, in units of 10^-12, by the unit's place in the register.
type Parts = BTreeMap<usize, (i128, i128)>;

const SCALE: i128 = 1_000_000_000_000;

/// A round with its figures and groups.
struct Standpoint<'a> {
    round: &'a Round<'a>,
    figures: &'a [Figure],
    groups: Vec<Group>,
}

/// Divides the change of every share, sum, mean, ratio and count, of the whole and of every group that was there before.
/// `first` is the earlier period as it was first reported, where returns of it were replaced since.
pub fn splits(
    survey: &Survey,
    register: &Register,
    (round, figures): (&Round, &[Figure]),
    (before, figures_before): (&Round, &[Figure]),
    first: Option<&Round>,
) -> Result<Vec<Split>, Error> {
    let side = |round, figures| Standpoint { round, figures, groups: groups(survey, register, round) };
    let first_figures = first.map(|first| of_round(survey, register, first)).transpose()?.map(|(figures, _)| figures);
    let sides = Sides {
        survey,
        now: side(round, figures),
        before: side(before, figures_before),
        first: first.zip(first_figures.as_deref()).map(|(round, figures)| side(round, figures)),
    };
    let mut splits = Vec::new();
    for figure in figures {
        splits.extend(sides.split(figure)?);
    }
    Ok(splits)
}

struct Sides<'a> {
    survey: &'a Survey,
    now: Standpoint<'a>,
    before: Standpoint<'a>,
    first: Option<Standpoint<'a>>,
}

impl Sides<'_> {
    fn split(&self, figure: &Figure) -> Result<Option<Split>, Error> {
        let parts = |side: &Standpoint| side.parts(self.survey, figure);
        let (Some(now), Some(before)) = (parts(&self.now)?, parts(&self.before)?) else { return Ok(None) };
        let first = self.first.as_ref().map(parts).transpose()?.flatten();
        let is_sum = figure.share().is_none() && self.is_sum(&figure.id);
        Ok(divided(&now, &before, first.as_ref(), is_sum).map(|split| Split {
            figure: figure.id.clone(),
            base: figure.share().map(|share| share.base.clone()).unwrap_or_default(),
            group: figure.group.clone(),
            ..split
        }))
    }

    fn is_sum(&self, id: &str) -> bool {
        let measure = self.survey.measures.iter().find(|measure| measure.id == id);
        measure.is_some_and(|measure| matches!(measure.kind, MeasureKind::Sum | MeasureKind::Count))
    }
}

impl Standpoint<'_> {
    /// What each unit adds to a figure; `None` where the figure cannot be divided or was not there.
    fn parts(&self, survey: &Survey, figure: &Figure) -> Result<Option<Parts>, Error> {
        let Some(share) = figure.share() else { return self.parts_of_measure(survey, figure) };
        let same = |other: &&Figure| {
            (&other.id, &other.group) == (&figure.id, &figure.group)
                && other.share().is_some_and(|other| other.base == share.base)
        };
        let found = self.figures.iter().find(same).and_then(Figure::share);
        Ok(found.map(|share| self.parts_of_share(share)))
    }

    fn parts_of_share(&self, share: &Share) -> Parts {
        let part = |(place, side): &(usize, Side)| {
            let yes = if *side == Side::Yes { SCALE } else { 0 };
            (self.round.frame[*place].unit, (yes, SCALE))
        };
        share.members.iter().map(part).collect()
    }

    fn parts_of_measure(&self, survey: &Survey, figure: &Figure) -> Result<Option<Parts>, Error> {
        let measure = survey.measures.iter().find(|measure| measure.id == figure.id);
        let Some(measure) = measure.filter(|measure| measure.kind != MeasureKind::Median) else { return Ok(None) };
        let group = match &figure.group {
            None => None,
            Some((by, value)) => match self.groups.iter().find(|group| group.attribute == *by && group.value == *value)
            {
                Some(group) => Some(group),
                None => return Ok(None),
            },
        };
        let mut parts = Parts::new();
        for one in measure::contributions(self.round, measure)? {
            if group.is_some_and(|group| !group.members[one.place]) {
                continue;
            }
            let (above, below) = match measure.kind {
                MeasureKind::Count => (SCALE, SCALE),
                MeasureKind::Ratio => (scaled(one.value), one.per.map_or(0, scaled)),
                _ => (scaled(one.value), SCALE),
            };
            let part = parts.entry(self.round.frame[one.place].unit).or_default();
            *part = (part.0 + above, part.1 + below);
        }
        Ok(Some(parts))
    }
}

fn scaled(value: Fraction) -> i128 {
    value.numerator * (SCALE / value.denominator)
}

/// The value over some of the units: a sum, or a quotient of sums.
fn level<'a>(parts: impl Iterator<Item = &'a (i128, i128)>, is_sum: bool) -> Fraction {
    let (above, below) = parts.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    Fraction { numerator: above, denominator: if is_sum { SCALE } else { below } }.reduced()
}

/// Walks from the earlier value to the present one in four steps. Where no unit is in both, nothing is behaviour.
fn divided(now: &Parts, before: &Parts, first: Option<&Parts>, is_sum: bool) -> Option<Split> {
    let both = |parts: &Parts, others: &Parts| -> Vec<(i128, i128)> {
        parts.iter().filter(|(unit, _)| others.contains_key(unit)).map(|(_, part)| *part).collect()
    };
    let (earlier, present) = (level(before.values(), is_sum), level(now.values(), is_sum));
    if earlier.denominator == 0 || present.denominator == 0 {
        return None;
    }
    let (matched_then, matched_now) = (both(before, now), both(now, before));
    let levels = (level(matched_then.iter(), is_sum), level(matched_now.iter(), is_sum));
    let (matched_before, matched) = match (levels.0.denominator, levels.1.denominator) {
        (0, _) | (_, 0) => (earlier, earlier),
        _ => levels,
    };
    let reported = first.map(|first| level(first.values(), is_sum)).filter(|first| first.denominator != 0);
    let changed = |first: &Parts| {
        let units: std::collections::BTreeSet<&usize> = first.keys().chain(before.keys()).collect();
        units.into_iter().filter(|unit| first.get(unit) != before.get(unit)).count()
    };
    Some(Split {
        first: reported.unwrap_or(earlier),
        before: earlier,
        matched_before,
        matched_now: matched,
        now: present,
        n_matched: matched_then.len(),
        n_entries: now.len() - matched_then.len(),
        n_exits: before.len() - matched_then.len(),
        n_corrected: reported.and(first).map_or(0, changed),
        ..Split::default()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(units: &[(usize, i128, i128)]) -> Parts {
        units.iter().map(|(unit, above, below)| (*unit, (above * SCALE, below * SCALE))).collect()
    }

    fn text(part: Fraction) -> String {
        part.text(4, Default::default()).unwrap()
    }

    #[test]
    fn a_share_moves_by_behaviour_entries_and_exits() {
        // Before: units 1 to 4, of which 1 and 4 have it: 2 of 4. Now: units 1 to 3 and 5 to 6, all but 3 have it: 4 of 5.
        let before = parts(&[(1, 1, 1), (2, 0, 1), (3, 0, 1), (4, 1, 1)]);
        let now = parts(&[(1, 1, 1), (2, 1, 1), (3, 0, 1), (5, 1, 1), (6, 1, 1)]);
        let split = divided(&now, &before, None, false).unwrap();
        assert_eq!((split.n_matched, split.n_entries, split.n_exits, split.n_corrected), (3, 2, 1, 0));
        // Units in both went from 1 of 3 to 2 of 3.
        assert_eq!(text(split.behaviour()), "0.3333");
        assert_eq!(text(split.exits()), "-0.1667");
        assert_eq!(text(split.entries()), "0.1333");
        assert_eq!(text(split.corrections()), "0.0000");
        assert_eq!(text(split.change()), "0.3000");
    }

    #[test]
    fn a_sum_moves_by_what_each_unit_adds() {
        let before = parts(&[(1, 10, 1), (2, 5, 1)]);
        let now = parts(&[(1, 12, 1), (3, 7, 1)]);
        let first = parts(&[(1, 8, 1), (2, 5, 1)]);
        let split = divided(&now, &before, Some(&first), true).unwrap();
        let all = [split.corrections(), split.exits(), split.behaviour(), split.entries(), split.change()];
        assert_eq!(all.map(text), ["2.0000", "-5.0000", "2.0000", "7.0000", "6.0000"]);
        assert_eq!(split.n_corrected, 1);
    }

    #[test]
    fn without_a_unit_in_both_nothing_is_behaviour() {
        let split = divided(&parts(&[(1, 4, 1)]), &parts(&[(2, 1, 1)]), None, false).unwrap();
        assert_eq!([split.behaviour(), split.exits(), split.entries()].map(text), ["0.0000", "0.0000", "3.0000"]);
        assert!(divided(&parts(&[]), &parts(&[(2, 1, 1)]), None, false).is_none());
    }

    fn some_parts() -> impl Strategy<Value = Parts> {
        prop::collection::btree_map(0usize..12, (-9999i128..9999, 1i128..500), 1..12)
            .prop_map(|units| units.into_iter().map(|(unit, (a, b))| (unit, (a * SCALE / 10, b * SCALE))).collect())
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_change(
            now in some_parts(), before in some_parts(), first in prop::option::of(some_parts()), is_sum in any::<bool>(),
        ) {
            let split = divided(&now, &before, first.as_ref(), is_sum).unwrap();
            let parts = [split.exits(), split.behaviour(), split.entries()];
            let sum = parts.into_iter().fold(split.corrections(), |sum, part| sum + part);
            prop_assert_eq!(sum, split.change().reduced());
        }
    }
}
