//! Shares of classes against their targets, in the whole and in every group.

use polars::prelude::DataFrame;

use super::{table, told_groups, truth};
use crate::compute::derive::{Given, integers, numbers, texts};
use crate::error::Error;
use crate::fraction::Fraction;
use crate::survey::Grade;
use crate::survey::grade::Demand;

/// Units of a base: all, of the class, without a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub base: u64,
    pub count: u64,
    pub ungraded: u64,
}

/// Whether a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    /// `met`, `missed`, or `open` where units without a grade decide.
    pub state: &'static str,
    /// How many more units of the class it takes, or how many fewer; 0 where it is met.
    pub short: u64,
    /// How far the share is on the good side of the target; negative on the bad side.
    pub points: Fraction,
}

struct Line {
    target: usize,
    group: Option<(String, String)>,
    counts: Counts,
    verdict: Verdict,
}

/// Every target with its verdict, for the whole and each group; none whose count the edition withholds.
pub(super) fn frame(given: &Given, grade: &Grade, classes: &[Option<usize>]) -> Result<DataFrame, Error> {
    let groups = told_groups(given, given.round);
    let mut lines = Vec::new();
    for (target, declared) in grade.targets.iter().enumerate() {
        let meant: Vec<bool> = match &declared.filter {
            Some(sql) => truth(given, grade, sql)?.into_iter().map(|truth| truth == Some(true)).collect(),
            None => vec![true; classes.len()],
        };
        let class = grade.classes.iter().position(|class| class.id == declared.class);
        let parts = std::iter::once(None).chain(groups.iter().map(Some));
        for group in parts {
            let is_inside = |place: &usize| meant[*place] && group.is_none_or(|group| group.members[*place]);
            let counts = counts(classes, class, (0..classes.len()).filter(is_inside));
            let group = group.map(|group| (group.attribute.clone(), group.value.clone()));
            if counts.base > 0 && !given.edition.withholds(counts.count) {
                lines.push(Line { target, group, counts, verdict: verdict(declared.demand(), counts) });
            }
        }
    }
    as_frame(given, grade, &lines)
}

fn counts(classes: &[Option<usize>], class: Option<usize>, places: impl Iterator<Item = usize>) -> Counts {
    let mut counts = Counts { base: 0, count: 0, ungraded: 0 };
    for place in places {
        counts.base += 1;
        counts.count += u64::from(classes[place].is_some() && classes[place] == class);
        counts.ungraded += u64::from(classes[place].is_none());
    }
    counts
}

/// Whether counts meet a demand: in units, so that no rounding decides.
pub(super) fn verdict(demand: Demand, Counts { base, count, ungraded }: Counts) -> Verdict {
    let share = Fraction::of(count, base);
    let (short, may_turn, points) = match demand {
        Demand::AtLeast(target) => {
            let needed = units(target.numerator * i128::from(base) + target.denominator - 1, target.denominator);
            (needed.saturating_sub(count), count < needed && count + ungraded >= needed, share.minus(target))
        }
        Demand::AtMost(target) => {
            let allowed = units(target.numerator * i128::from(base), target.denominator);
            (count.saturating_sub(allowed), count <= allowed && count + ungraded > allowed, target.minus(share))
        }
    };
    let state = match (may_turn, short) {
        (true, _) => "open",
        (false, 0) => "met",
        (false, _) => "missed",
    };
    Verdict { state, short, points }
}

fn units(numerator: i128, denominator: i128) -> u64 {
    u64::try_from(numerator / denominator).unwrap_or_default()
}

fn as_frame(given: &Given, grade: &Grade, lines: &[Line]) -> Result<DataFrame, Error> {
    let period = given.round.period.to_string();
    let target = |line: &Line| &grade.targets[line.target];
    let demanded = |line: &Line| match target(line).demand() {
        Demand::AtLeast(share) => ("at_least", share),
        Demand::AtMost(share) => ("at_most", share),
    };
    let text = |of: &dyn Fn(&Line) -> Option<String>| lines.iter().map(of).collect::<Vec<_>>();
    let count = |of: &dyn Fn(&Line) -> u64| lines.iter().map(|line| i64::try_from(of(line)).ok()).collect::<Vec<_>>();
    let number = |of: &dyn Fn(&Line) -> Fraction| lines.iter().map(|line| of(line).to_f64()).collect::<Vec<_>>();
    let columns = vec![
        texts("period", text(&|_| Some(period.clone()))),
        integers("seq", (1..).take(lines.len()).map(Some).collect()),
        texts("group_by", text(&|line| line.group.as_ref().map(|(by, _)| by.clone()))),
        texts("group", text(&|line| line.group.as_ref().map(|(_, value)| value.clone()))),
        texts("target", text(&|line| Some(target(line).id.clone()))),
        texts("class", text(&|line| Some(target(line).class.clone()))),
        texts("demand", text(&|line| Some(demanded(line).0.to_string()))),
        numbers("target_share", number(&|line| demanded(line).1)),
        integers("base", count(&|line| line.counts.base)),
        integers("count", count(&|line| line.counts.count)),
        integers("ungraded", count(&|line| line.counts.ungraded)),
        numbers("share", number(&|line| Fraction::of(line.counts.count, line.counts.base))),
        numbers("points", number(&|line| line.verdict.points)),
        texts("state", text(&|line| Some(line.verdict.state.to_string()))),
        integers("short", count(&|line| line.verdict.short)),
    ];
    table(grade, lines.len(), columns)
}
