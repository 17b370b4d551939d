//! The shapes of deduction: from a measured value to the points that a rule takes.

use crate::fraction::Fraction;
use crate::survey::score::rule::{Counted, Limit, Stepped};
use crate::survey::score::{Rule, Score};

/// The points that a rule takes at a value, or that a bonus gives, before anything is used up. `full` are full marks.
pub fn points(rule: Rule, value: Fraction, full: Fraction) -> Fraction {
    match rule {
        Rule::PerEvent(rule) | Rule::Bonus(rule) => per_event(rule.points.0, value, rule.free.0),
        Rule::Shortfall(rule) => per_step(rule.target.0 - value, rule.each.0, rule.points.0, rule.counted),
        Rule::Excess(rule) => per_step(value - rule.limit.0, rule.each.0, rule.points.0, rule.counted),
        Rule::Stepped(rule) => stepped(rule, value),
        Rule::Limit(rule) => full * (Fraction::ONE - share_at_limit(rule, value)),
        Rule::Late(rule) => per_event(rule.points.0, value, Fraction::ZERO),
        Rule::Met(_) if value > Fraction::ZERO => Fraction::ZERO,
        Rule::Met(rule) => rule.lose.map_or(full, |lose| lose.0),
    }
}

/// The score at a value: what is left when the rule has taken its points, never below the item's least nor above full
/// marks; for a bonus what it gives, never above its most.
pub fn score(item: &Score, rule: Rule, value: Fraction) -> Fraction {
    let points = points(rule, value, item.full());
    let score = if item.is_bonus() { points } else { item.full() - points };
    score.within(item.least(), item.full())
}

/// So many points for every event that is not free.
fn per_event(points: Fraction, events: Fraction, free: Fraction) -> Fraction {
    points * (events - free).most(Fraction::ZERO)
}

/// So many points for every step of a distance; nothing where the distance is on the good side.
fn per_step(distance: Fraction, each: Fraction, points: Fraction, counted: Counted) -> Fraction {
    let steps = distance.most(Fraction::ZERO).over(each).unwrap_or(Fraction::ZERO);
    let steps = match counted {
        Counted::Part => steps,
        Counted::Whole => Fraction::whole(steps.floor()),
        Counted::Begun => -Fraction::whole((-steps).floor()),
    };
    points * steps
}

/// The points of the highest step that is reached.
fn stepped(rule: &Stepped, value: Fraction) -> Fraction {
    let reached = rule.steps.iter().rev().find(|step| step.from.0 <= value);
    reached.map_or(Fraction::ZERO, |step| step.lose.0)
}

/// The share of full marks beyond, at and short of a limit.
fn share_at_limit(rule: &Limit, value: Fraction) -> Fraction {
    let (good, limit, full) = match (rule.at_least, rule.at_most) {
        (Some(least), _) => (value, least.0, rule.full_from.map(|full| full.0)),
        (None, Some(most)) => (-value, -most.0, rule.full_from.map(|full| -full.0)),
        (None, None) => return Fraction::ONE,
    };
    let is_full = full.map_or(good > limit, |full| good >= full);
    match (is_full, good >= limit) {
        (true, _) => Fraction::ONE,
        (false, true) => rule.just_met.0,
        (false, false) => Fraction::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exact::measured;

    fn item(rule: &str) -> Score {
        let text = format!("id = \"s\"\ncategory = \"c\"\nlabel = \"S\"\npoints = 10\n{rule}\n");
        toml::from_str(&text).unwrap()
    }

    fn at(rule: &str, value: f64) -> String {
        let item = item(rule);
        score(&item, item.rule().unwrap(), measured(value).unwrap()).plain()
    }

    #[test]
    fn points_for_every_event_until_they_are_used_up() {
        let rule = "capped = true\nper_event = { of = \"n\", points = 3 }";
        let left: Vec<String> = [0.0, 1.0, 3.0, 4.0, 50.0].map(|n| at(rule, n)).to_vec();
        assert_eq!(left, ["10", "7", "1", "0", "0"]);
        assert_eq!(at("capped = true\nper_event = { of = \"n\", points = 3, free = 2 }", 3.0), "7");
    }

    #[test]
    fn points_for_every_percentage_point_short_of_a_target() {
        let rule = |counted: &str| {
            format!("capped = true\nshortfall = {{ of = \"p\", target = 95, points = 0.5, counted = \"{counted}\" }}")
        };
        // 95 - 92.5 = 2.5 points short: 1.25, 1 and 1.5 points off.
        assert_eq!(at(&rule("part"), 92.5), "8.75");
        assert_eq!(at(&rule("whole"), 92.5), "9");
        assert_eq!(at(&rule("begun"), 92.5), "8.5");
        for counted in ["part", "whole", "begun"] {
            assert_eq!(at(&rule(counted), 95.0), "10");
            assert_eq!(at(&rule(counted), 100.0), "10");
            assert_eq!(at(&rule(counted), 94.0), "9.5");
            assert_eq!(at(&rule(counted), 0.0), "0");
        }
    }

    #[test]
    fn points_for_every_step_above_a_limit() {
        let rule = "capped = true\nexcess = { of = \"d\", limit = 30, each = 10, points = 2, counted = \"whole\" }";
        assert_eq!([30.0, 39.9, 40.0, 55.0].map(|value| at(rule, value)), ["10", "10", "8", "6"]);
    }

    #[test]
    fn points_by_the_number_of_events() {
        let rule = "points = 30\nstepped = { of = \"n\", steps = [{ from = 1, lose = 5 }, { from = 2, lose = 12 }, \
                    { from = 3, lose = 21 }, { from = 4, lose = 30 }] }";
        let item: Score = toml::from_str(&format!("id = \"s\"\ncategory = \"c\"\nlabel = \"S\"\n{rule}")).unwrap();
        let left = |n: i128| score(&item, item.rule().unwrap(), Fraction::whole(n)).plain();
        assert_eq!([0, 1, 2, 3, 4, 9].map(left), ["30", "25", "18", "9", "0", "0"]);
    }

    #[test]
    fn half_marks_for_just_meeting_a_limit() {
        let least = "limit = { of = \"p\", at_least = 90 }";
        assert_eq!([89.9, 90.0, 90.1].map(|value| at(least, value)), ["0", "5", "10"]);
        let band = "limit = { of = \"p\", at_least = 90, full_from = 95, just_met = 0.4 }";
        assert_eq!([89.9, 90.0, 94.9, 95.0].map(|value| at(band, value)), ["0", "4", "4", "10"]);
        let most = "limit = { of = \"d\", at_most = 15 }";
        assert_eq!([14.0, 15.0, 16.0].map(|value| at(most, value)), ["10", "5", "0"]);
    }

    #[test]
    fn points_for_late_reports_and_for_what_is_not_met() {
        assert_eq!([0.0, 1.0, 2.0].map(|n| at("late = { points = 4 }", n)), ["10", "6", "2"]);
        assert_eq!([1.0, 0.0].map(|truth| at("met = { of = \"done\" }", truth)), ["10", "0"]);
        assert_eq!([1.0, 0.0].map(|truth| at("met = { of = \"done\", lose = 4 }", truth)), ["10", "6"]);
    }

    #[test]
    fn a_bonus_stops_at_its_cap() {
        let rule = "capped = true\nbonus = { of = \"n\", points = 4 }";
        assert_eq!([0.0, 2.0, 3.0].map(|n| at(rule, n)), ["0", "8", "10"]);
    }

    #[test]
    fn a_score_goes_below_nothing_only_where_that_is_declared() {
        let rule = "per_event = { of = \"n\", points = 4 }\ncapped = true";
        assert_eq!(at(rule, 5.0), "0");
        assert_eq!(at(&format!("{rule}\nleast = -5"), 5.0), "-5");
    }

    proptest! {
        #[test]
        fn no_score_is_below_nothing_or_above_full_and_worse_never_scores_better(one in 0.0f64..200.0, more in 0.0f64..50.0) {
            for rule in [
                "capped = true\nper_event = { of = \"n\", points = 0.3 }",
                "capped = true\nexcess = { of = \"n\", limit = 20, each = 3, points = 0.7, counted = \"begun\" }",
                "stepped = { of = \"n\", steps = [{ from = 10, lose = 1 }, { from = 50, lose = 9 }] }",
                "limit = { of = \"n\", at_most = 60, full_from = 30 }",
            ] {
                let item = item(rule);
                let left = |value| score(&item, item.rule().unwrap(), measured(value).unwrap());
                prop_assert!(left(one) >= Fraction::ZERO && left(one) <= item.full());
                prop_assert!(left(one + more) <= left(one));
            }
        }
    }
}
