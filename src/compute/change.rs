//! Change between two periods: matched units, who adopted, who dropped, entries and exits.

use std::collections::{BTreeMap, BTreeSet};

use crate::figure::{Change, Figure, Share, Side};
use crate::frame::Round;
use crate::register::Register;

/// Who moved each share of the whole. A renamed unit is one unit of the register and so is followed.
pub fn changes(
    register: &Register,
    round: &Round,
    figures: &[Figure],
    previous: &Round,
    before: &[Figure],
) -> Vec<Change> {
    let wholes = figures.iter().filter(|figure| figure.group.is_none());
    let change = |figure: &Figure| {
        let share = figure.share()?;
        let then = before
            .iter()
            .find(|f| f.group.is_none() && f.id == figure.id && f.share().is_some_and(|s| s.base == share.base));
        then.and_then(Figure::share).map(|then| change(register, round, figure, share, previous, then))
    };
    wholes.filter_map(change).collect()
}

fn change(
    register: &Register,
    round: &Round,
    figure: &Figure,
    share: &Share,
    previous: &Round,
    before: &Share,
) -> Change {
    let then: BTreeMap<usize, Side> =
        before.members.iter().map(|(place, side)| (previous.frame[*place].unit, *side)).collect();
    let mut change = Change { figure: figure.id.clone(), base: share.base.clone(), ..Change::default() };
    for (place, now) in &share.members {
        let (Some(then), Side::Yes | Side::No) = (then.get(&round.frame[*place].unit), now) else { continue };
        let (was, is) = (*then == Side::Yes, *now == Side::Yes);
        if matches!(then, Side::Unknown(_)) {
            continue;
        }
        change.matched.push(*place);
        change.matched_yes.0 += u64::from(was);
        change.matched_yes.1 += u64::from(is);
        match (was, is) {
            (false, true) => change.adopted.push(*place),
            (true, false) => change.dropped.push(*place),
            _ => {}
        }
    }
    let now_units: BTreeSet<usize> = round.frame.iter().map(|row| row.unit).collect();
    let then_units: BTreeSet<usize> = previous.frame.iter().map(|row| row.unit).collect();
    change.entries = (0..round.frame.len()).filter(|place| !then_units.contains(&round.frame[*place].unit)).collect();
    change.exits = then_units.difference(&now_units).map(|unit| register.units[*unit].name.clone()).collect();
    change
}
