//! The counts that the sample data must give; the generator stops where they do not come out.

use std::collections::BTreeMap;

use crate::answers::Answers;
use crate::units::YES_NO;

/// How many units said yes to each item, in all returns of a year; then persons at both levels.
pub fn counts<'a>(returns: impl IntoIterator<Item = &'a Answers>) -> BTreeMap<&'static str, u32> {
    let mut counts: BTreeMap<&'static str, u32> = YES_NO.iter().map(|item| (*item, 0)).collect();
    for answers in returns {
        for (item, yes) in YES_NO.iter().zip(answers.yes_no) {
            *counts.entry(item).or_default() += u32::from(yes);
        }
        *counts.entry("cadres_bureau").or_default() += answers.cadres(true);
        *counts.entry("cadres_department").or_default() += answers.cadres(false);
        *counts.entry("returns").or_default() += 1;
    }
    counts
}

/// The published figures of 2024.
const OF_2024: [(&str, u32); 15] = [
    ("returns", 38),
    ("rules_stipulated", 33),
    ("plan_made", 26),
    ("decomposed", 23),
    ("assessment_group", 20),
    ("assessment_plan", 25),
    ("assessed", 22),
    ("combined_appraisal", 22),
    ("in_life_meeting", 29),
    ("fed_back", 21),
    ("basis_for_decisions", 17),
    ("accountability_rules", 14),
    ("accountability_used", 4),
    ("cadres_bureau", 11),
    ("cadres_department", 1),
];

/// The figures of the year before, which are our own.
const OF_2023: [(&str, u32); 15] = [
    ("returns", 36),
    ("rules_stipulated", 29),
    ("plan_made", 21),
    ("decomposed", 15),
    ("assessment_group", 15),
    ("assessment_plan", 18),
    ("assessed", 16),
    ("combined_appraisal", 14),
    ("in_life_meeting", 26),
    ("fed_back", 13),
    ("basis_for_decisions", 6),
    ("accountability_rules", 6),
    ("accountability_used", 3),
    ("cadres_bureau", 5),
    ("cadres_department", 2),
];

/// Stops unless the answers of a year give its figures, and none claims what its other answers exclude.
pub fn verify(year: i32, returns: &[Answers]) {
    let expected = if year == 2023 { OF_2023 } else { OF_2024 };
    assert_eq!(counts(returns), BTreeMap::from(expected), "figures of {year}");
    for answers in returns {
        assert!(!answers.has("decomposed") || answers.has("plan_made"), "decomposed without a plan");
        assert!(!answers.has("fed_back") || answers.has("assessed"), "fed back without assessment");
        assert!(!answers.has("basis_for_decisions") || answers.has("assessed"), "used without assessment");
        assert_eq!(answers.has("accountability_used"), !answers.cases.is_empty(), "cases without accountability");
    }
}
