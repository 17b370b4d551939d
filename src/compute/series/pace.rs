//! Pace: a cumulative value against the year's target and the time elapsed.

use std::cmp::Ordering;

use super::amount::Amount;
use crate::exact;
use crate::figure::Status;
use crate::fraction::Fraction;
use crate::survey::series::{Better, SeriesKind};

/// What progress is measured by.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// How the number adds up.
    pub kind: SeriesKind,
    /// Which way is better.
    pub better: Better,
    /// Whether the number is a percentage, so that a distance to its target is in its own points.
    pub is_percent: bool,
    /// How far behind or ahead is still on track, as a quotient.
    pub tolerance: Fraction,
    /// The quotient of the year that is over.
    pub elapsed: Fraction,
}

/// How far a number has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The year's target.
    pub target: Option<Fraction>,
    /// The cumulative value by the target; none where the target is not above zero.
    pub progress: Option<Fraction>,
    /// How far ahead, as a quotient; negative where behind.
    pub lead: Option<Fraction>,
    /// The word for it.
    pub state: &'static str,
}

impl Pace {
    /// How far an amount has come. Counts over the year are held against the time elapsed; levels, rates and means
    /// against the target itself.
    pub fn of(measure: &Measure, amount: &Amount, target: Option<Fraction>) -> Pace {
        let pace = |state| Pace { target, progress: None, lead: None, state };
        let Some(value) = amount.value else {
            return pace(if amount.status == Status::Missing { "missing" } else { "no_target" });
        };
        let Some(goal) = target else { return pace("no_target") };
        let progress = if goal.numerator > 0 { exact::ratio(value, goal) } else { None };
        let lead = lead(measure, value, goal, progress);
        let Some(lead) = lead else { return Pace { progress, ..pace("no_target") } };
        let state = state(measure, progress, lead);
        let is_open = amount.status == Status::Provisional && !is_certain(measure, state);
        Pace { target, progress, lead: Some(lead), state: if is_open { "unclear" } else { state } }
    }
}

fn lead(measure: &Measure, value: Fraction, goal: Fraction, progress: Option<Fraction>) -> Option<Fraction> {
    let ahead = match measure.kind {
        SeriesKind::Flow => exact::difference(progress?, measure.elapsed)?,
        _ if measure.is_percent => exact::ratio(exact::difference(value, goal)?, Fraction::whole(100))?,
        _ => exact::difference(progress?, Fraction::whole(1))?,
    };
    match measure.better {
        Better::Higher => Some(ahead),
        Better::Lower => exact::difference(Fraction::ZERO, ahead),
    }
}

fn state(measure: &Measure, progress: Option<Fraction>, lead: Fraction) -> &'static str {
    let is_reached =
        progress.and_then(|progress| exact::compare(progress, Fraction::whole(1))).is_some_and(Ordering::is_ge);
    match (measure.kind, measure.better) {
        (SeriesKind::Flow, Better::Higher) if is_reached => "met",
        (SeriesKind::Flow, _) => held_against(lead, measure.tolerance),
        _ if lead.numerator >= 0 => "met",
        _ => "behind",
    }
}

fn held_against(lead: Fraction, tolerance: Fraction) -> &'static str {
    let behind = exact::sum(lead, tolerance).is_some_and(|sum| sum.numerator < 0);
    let ahead = exact::compare(lead, tolerance).is_some_and(Ordering::is_gt);
    match (behind, ahead) {
        (true, _) => "behind",
        (_, true) => "ahead",
        _ => "on_track",
    }
}

/// Whether a state stands whatever the missing reports of a count say: a count only grows.
fn is_certain(measure: &Measure, state: &str) -> bool {
    match (measure.kind, measure.better) {
        (SeriesKind::Flow, Better::Higher) => matches!(state, "met" | "ahead"),
        (SeriesKind::Flow, Better::Lower) => state == "behind",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(value: i128, status: Status) -> Amount {
        Amount { value: Some(Fraction::whole(value)), status, due: 6, given: 6, reason: None }
    }

    fn half(better: Better, kind: SeriesKind) -> Measure {
        let tolerance = exact::quotient(5, 100).unwrap();
        Measure { kind, better, is_percent: false, tolerance, elapsed: exact::quotient(1, 2).unwrap() }
    }

    fn state(measure: &Measure, value: i128) -> &'static str {
        Pace::of(measure, &amount(value, Status::Normal), Some(Fraction::whole(1000))).state
    }

    /// At half-year with a tolerance of 5 points: 45 % and 55 % are still on track, a case less or more is not.
    #[test]
    fn a_count_is_held_against_the_time_elapsed() {
        let measure = half(Better::Higher, SeriesKind::Flow);
        let states = [449, 450, 550, 551, 999, 1000].map(|value| state(&measure, value));
        assert_eq!(states, ["behind", "on_track", "on_track", "ahead", "ahead", "met"]);
        let pace = Pace::of(&measure, &amount(430, Status::Normal), Some(Fraction::whole(1000)));
        assert_eq!(pace.progress, exact::quotient(43, 100));
        assert_eq!(pace.lead, exact::quotient(-7, 100));
    }

    #[test]
    fn a_ceiling_is_used_up_too_fast_when_behind() {
        let measure = half(Better::Lower, SeriesKind::Flow);
        let states = [449, 450, 550, 551, 1100].map(|value| state(&measure, value));
        assert_eq!(states, ["ahead", "on_track", "on_track", "behind", "behind"]);
    }

    #[test]
    fn a_rate_is_held_against_its_target_in_points() {
        let measure = Measure { is_percent: true, ..half(Better::Higher, SeriesKind::Rate) };
        let pace = Pace::of(&measure, &amount(95, Status::Normal), Some(Fraction::whole(98)));
        assert_eq!((pace.lead, pace.state), (exact::quotient(-3, 100), "behind"));
        assert_eq!(Pace::of(&measure, &amount(98, Status::Normal), Some(Fraction::whole(98))).state, "met");
    }

    #[test]
    fn what_missing_reports_may_change_is_unclear() {
        let measure = half(Better::Higher, SeriesKind::Flow);
        let provisional =
            |value| Pace::of(&measure, &amount(value, Status::Provisional), Some(Fraction::whole(1000))).state;
        assert_eq!([100, 500, 551, 1000].map(provisional), ["unclear", "unclear", "ahead", "met"]);
        let ceiling = half(Better::Lower, SeriesKind::Flow);
        assert_eq!(Pace::of(&ceiling, &amount(600, Status::Provisional), Some(Fraction::whole(1000))).state, "behind");
        assert_eq!(Pace::of(&ceiling, &amount(100, Status::Provisional), Some(Fraction::whole(1000))).state, "unclear");
        let missing = Amount { value: None, status: Status::Missing, due: 6, given: 0, reason: Some("missing") };
        assert_eq!(Pace::of(&measure, &missing, Some(Fraction::whole(1000))).state, "missing");
    }

    #[test]
    fn a_target_of_nothing_gives_no_progress() {
        let pace =
            Pace::of(&half(Better::Higher, SeriesKind::Flow), &amount(3, Status::Normal), Some(Fraction::whole(0)));
        assert_eq!((pace.progress, pace.lead, pace.state), (None, None, "no_target"));
    }
}
