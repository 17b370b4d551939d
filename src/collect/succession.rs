//! Whether the successors that a register names make sense.

use std::collections::BTreeMap;

use crate::register::Unit;
use crate::text::register as say;
use crate::text::saying::Saying;

/// What is wrong with the successors of units, in words: one that is not listed, one that comes back to the unit
/// itself, and a unit that is succeeded without a last day.
pub fn mistakes<'a>(units: impl Iterator<Item = &'a Unit>) -> Vec<Saying> {
    let units: Vec<&Unit> = units.collect();
    let by_code: BTreeMap<String, &Unit> = units.iter().map(|unit| (unit.code.to_uppercase(), *unit)).collect();
    let mut mistakes = Vec::new();
    for unit in &units {
        let values = |value: &'a str| [("unit", unit.code.as_str()), ("value", value)];
        for successor in &unit.successors {
            match by_code.get(&successor.to_uppercase()) {
                None => mistakes.push(say::SUCCESSOR_UNKNOWN.saying(&values(successor))),
                Some(_) if leads_back(unit, &by_code) => {
                    mistakes.push(say::SUCCESSOR_CIRCLE.saying(&values(successor)));
                }
                Some(_) => {}
            }
        }
        if !unit.successors.is_empty() && unit.valid_to.is_none() {
            mistakes.push(say::SUCCESSOR_WITHOUT_END.saying(&values("")));
        }
    }
    mistakes
}

fn leads_back(unit: &Unit, by_code: &BTreeMap<String, &Unit>) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut open: Vec<&str> = unit.successors.iter().map(String::as_str).collect();
    while let Some(code) = open.pop() {
        if code.eq_ignore_ascii_case(&unit.code) {
            return true;
        }
        if !seen.contains(&code) {
            seen.push(code);
            open.extend(
                by_code.get(&code.to_uppercase()).into_iter().flat_map(|u| u.successors.iter()).map(String::as_str),
            );
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture::register;

    #[test]
    fn a_successor_is_listed_comes_later_and_takes_over_on_a_day() {
        let mut units = register().units;
        let codes: Vec<String> = units.iter().map(|unit| unit.code.clone()).collect();
        units[0].successors = vec![codes[1].to_lowercase(), "X99".to_string()];
        units[1].successors = vec![codes[0].clone()];
        units[1].valid_to = chrono::NaiveDate::from_ymd_opt(2025, 12, 31);
        let told = mistakes(units.iter());
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[1].to_string().contains("X99"), "{told:?}");
        units[0].successors.clear();
        assert_eq!(mistakes(units.iter()), Vec::<Saying>::new());
    }
}
