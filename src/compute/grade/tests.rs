use proptest::prelude::*;

use super::targets::{Counts, verdict};
use super::transitions::{Step, kind, tally};
use super::*;
use crate::survey::grade::Demand;

fn grade() -> Grade {
    let text = "id = 'grade'\nof = 'score'\nmargin = 10\nclass = [{ id = 'A', from = 900 }, { id = 'B', from = 700 },\
                { id = 'C' }, { id = 'D', when = 'hazard' }]";
    toml::from_str(text).unwrap()
}

fn graded(score: Option<f64>, hazard: Option<bool>) -> Option<&'static str> {
    let overrides = [(3, vec![hazard])];
    let class = class_of(&grade(), score.and_then(exact_decimal), &overrides, 0);
    class.map(|place| ["A", "B", "C", "D"][place])
}

#[test]
fn a_cut_belongs_to_the_class_above() {
    for (score, expected) in [
        (1000.0, "A"),
        (900.0, "A"),
        (899.99, "B"),
        (899.5, "B"),
        (899.0, "B"),
        (700.0, "B"),
        (699.5, "C"),
        (699.0, "C"),
        (0.0, "C"),
    ] {
        assert_eq!(graded(Some(score), Some(false)), Some(expected), "{score}");
    }
}

#[test]
fn a_sum_of_tenths_that_makes_the_cut_is_not_lost_to_binary_fractions() {
    let tenths: f64 = (0..9000).map(|_| 0.1).sum();
    assert!(tenths != 900.0);
    assert_eq!(graded(Some(0.1 + 0.2 + 899.7), Some(false)), Some("A"));
}

#[test]
fn a_major_hazard_is_d_whatever_the_score() {
    assert_eq!(graded(Some(990.0), Some(true)), Some("D"));
    assert_eq!(graded(None, Some(true)), Some("D"));
}

#[test]
fn without_data_there_is_no_grade() {
    assert_eq!(graded(None, Some(false)), None);
    assert_eq!(graded(Some(990.0), None), None);
}

fn at_least(percent: i128) -> Demand {
    Demand::AtLeast(Fraction { numerator: percent, denominator: 100 })
}

#[test]
fn a_target_is_met_or_missed_by_units_and_points() {
    let of = |demand, base, count, ungraded| {
        let verdict = verdict(demand, Counts { base, count, ungraded });
        (verdict.state, verdict.short, verdict.points.text(3, Default::default()).unwrap())
    };
    assert_eq!(of(at_least(20), 100, 20, 0), ("met", 0, "0.000".to_string()));
    assert_eq!(of(at_least(20), 101, 20, 0), ("missed", 1, "-0.002".to_string()));
    assert_eq!(of(at_least(50), 7, 2, 0), ("missed", 2, "-0.214".to_string()));
    assert_eq!(of(at_least(50), 7, 2, 2), ("open", 2, "-0.214".to_string()));
    let none = Demand::AtMost(Fraction { numerator: 0, denominator: 100 });
    assert_eq!(of(none, 40, 0, 0), ("met", 0, "0.000".to_string()));
    assert_eq!(of(none, 40, 0, 1), ("open", 0, "0.000".to_string()));
    assert_eq!(of(none, 40, 3, 1), ("missed", 3, "-0.075".to_string()));
}

#[test]
fn a_step_is_named_by_where_it_leads() {
    use Standing::{Absent, Class, Ungraded};
    for (before, now, expected) in [
        (Class(1), Class(0), "up"),
        (Class(1), Class(1), "same"),
        (Class(1), Class(3), "down"),
        (Absent, Class(0), "new"),
        (Absent, Ungraded, "new"),
        (Class(2), Absent, "gone"),
        (Ungraded, Class(0), "unclear"),
        (Class(0), Ungraded, "unclear"),
    ] {
        assert_eq!(kind(before, now), expected, "{before:?} to {now:?}");
    }
}

fn standing() -> impl Strategy<Value = Standing> {
    (0usize..6).prop_map(|n| match n {
        4 => Standing::Ungraded,
        5 => Standing::Absent,
        class => Standing::Class(class),
    })
}

proptest! {
    #[test]
    fn transitions_sum_to_the_units_before_and_after(pairs in prop::collection::vec((standing(), standing()), 0..60)) {
        let pairs: Vec<_> = pairs.into_iter().filter(|pair| *pair != (Standing::Absent, Standing::Absent)).collect();
        let steps: Vec<Step> =
            pairs.iter().enumerate().map(|(unit, (before, now))| Step { unit, before: *before, now: *now }).collect();
        let lines = tally(&grade(), &steps);
        let sum = |is_meant: &dyn Fn(Standing, Standing) -> bool| -> usize {
            lines.iter().filter(|(before, now, _)| is_meant(*before, *now)).map(|(.., count)| count).sum()
        };
        let then = pairs.iter().filter(|(before, _)| *before != Standing::Absent).count();
        let now = pairs.iter().filter(|(_, now)| *now != Standing::Absent).count();
        prop_assert_eq!(sum(&|before, _| before != Standing::Absent), then);
        prop_assert_eq!(sum(&|_, now| now != Standing::Absent), now);
        for class in 0..4 {
            let of_class = pairs.iter().filter(|(_, now)| *now == Standing::Class(class)).count();
            prop_assert_eq!(sum(&|_, now| now == Standing::Class(class)), of_class);
        }
    }

    #[test]
    fn what_is_short_is_just_enough(base in 1u64..500, count in 0u64..500, percent in 0i128..=100) {
        let count = count.min(base);
        let counts = Counts { base, count, ungraded: 0 };
        let short = verdict(at_least(percent), counts).short;
        prop_assert_eq!(verdict(at_least(percent), Counts { count: count + short, ..counts }).state, "met");
        if short > 0 {
            prop_assert_eq!(verdict(at_least(percent), Counts { count: count + short - 1, ..counts }).state, "missed");
        }
    }
}
