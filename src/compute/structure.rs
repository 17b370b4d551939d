//! Structure: the units of one period as those of another, where units were opened, closed, renamed, merged or split.
//!
//! Units between which something passed over form one row: those that merged, those into which one was split. What was
//! reported before a merger adds up in it, and what cannot be taken apart stays together. Each unit belongs to one row,
//! so that nothing is counted twice and sums over all rows stay as they are.

use std::collections::BTreeMap;

use crate::period::Period;
use crate::register::Register;

/// A row of a structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The units whose returns make it up, by place in the register, in protocol order.
    pub members: Vec<usize>,
    /// The units that it is named after: those that exist in the structure's period; all its members where none does.
    pub heads: Vec<usize>,
}

/// Every unit that exists in a span of periods, on the units of one period. In protocol order.
///
/// `first` and `last` bound what is shown; a change counts where it took place within that and `on`.
pub fn rows(register: &Register, (first, last): (Period, Period), on: Period) -> Vec<Row> {
    let (first, last) = (first.min(on), last.max(on));
    let is_there = |unit: &usize| {
        let unit = &register.units[*unit];
        unit.valid_from.is_none_or(|from| from <= last.last_day())
            && unit.valid_to.is_none_or(|to| first.last_day() <= to)
    };
    let shown: Vec<usize> = (0..register.units.len()).filter(is_there).collect();
    let by_code: BTreeMap<String, usize> =
        shown.iter().map(|unit| (register.units[*unit].code.to_uppercase(), *unit)).collect();
    let mut row_of: BTreeMap<usize, usize> = shown.iter().map(|unit| (*unit, *unit)).collect();
    for unit in &shown {
        if register.units[*unit].valid_to.is_none_or(|to| last.last_day() <= to) {
            continue;
        }
        for successor in &register.units[*unit].successors {
            if let Some(successor) = by_code.get(&successor.to_uppercase()) {
                join(&mut row_of, *unit, *successor);
            }
        }
    }
    let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (unit, row) in row_of {
        rows.entry(row).or_default().push(unit);
    }
    let row = |members: Vec<usize>| {
        let heads: Vec<usize> = members.iter().copied().filter(|unit| register.units[*unit].exists_in(on)).collect();
        let heads = if heads.is_empty() { members.clone() } else { heads };
        Row { members, heads }
    };
    let mut rows: Vec<Row> = rows.into_values().map(row).collect();
    rows.sort_by_key(|row| row.heads.first().copied());
    rows
}

/// Each unit of a frame for itself.
pub fn alone(units: impl IntoIterator<Item = usize>) -> Vec<Row> {
    units.into_iter().map(|unit| Row { members: vec![unit], heads: vec![unit] }).collect()
}

fn join(row_of: &mut BTreeMap<usize, usize>, one: usize, other: usize) {
    let (from, to) = (row_of[&one].max(row_of[&other]), row_of[&one].min(row_of[&other]));
    for row in row_of.values_mut().filter(|row| **row == from) {
        *row = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Unit;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn unit(code: &str, from: Option<NaiveDate>, to: Option<NaiveDate>, successors: &str) -> Unit {
        Unit {
            code: code.to_string(),
            name: code.to_string(),
            former_names: Vec::new(),
            aliases: Vec::new(),
            attributes: BTreeMap::new(),
            valid_from: from,
            valid_to: to,
            successors: successors.split_whitespace().map(str::to_string).collect(),
        }
    }

    fn month(text: &str) -> Period {
        text.parse().unwrap()
    }

    /// A ended in 2025 and went into B; C was split into D and E in April 2026; F has always been there.
    fn register() -> Register {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        Register {
            units: vec![
                unit("A", None, day(2025, 12, 31), "B"),
                unit("B", None, None, ""),
                unit("C", None, day(2026, 3, 31), "D E"),
                unit("D", day(2026, 4, 1), None, ""),
                unit("E", day(2026, 4, 1), None, ""),
                unit("F", None, None, ""),
            ],
        }
    }

    fn named(span: (&str, &str), on: &str) -> Vec<(String, String)> {
        let register = register();
        let names = |units: &[usize]| units.iter().map(|unit| register.units[*unit].code.as_str()).collect::<String>();
        let rows = rows(&register, (month(span.0), month(span.1)), month(on));
        rows.iter().map(|row| (names(&row.heads), names(&row.members))).collect()
    }

    fn pairs(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        rows.iter().map(|(heads, members)| (heads.to_string(), members.to_string())).collect()
    }

    #[test]
    fn what_merged_adds_up_in_its_successor() {
        assert_eq!(named(("2025-11", "2026-02"), "2026-02"), pairs(&[("B", "AB"), ("C", "C"), ("F", "F")]));
    }

    #[test]
    fn on_the_structure_before_a_merger_both_stand_together() {
        assert_eq!(named(("2025-11", "2026-02"), "2025-11"), pairs(&[("AB", "AB"), ("C", "C"), ("F", "F")]));
    }

    #[test]
    fn a_change_outside_of_what_is_shown_does_not_count() {
        let apart = pairs(&[("A", "A"), ("B", "B"), ("C", "C"), ("F", "F")]);
        assert_eq!(named(("2025-11", "2025-12"), "2025-12"), apart);
    }

    #[test]
    fn what_was_split_is_shown_as_one_where_it_cannot_be_taken_apart() {
        assert_eq!(named(("2026-03", "2026-04"), "2026-04"), pairs(&[("B", "B"), ("DE", "CDE"), ("F", "F")]));
        let apart = pairs(&[("B", "B"), ("D", "D"), ("E", "E"), ("F", "F")]);
        assert_eq!(named(("2026-04", "2026-06"), "2026-06"), apart);
    }

    proptest! {
        #[test]
        fn every_unit_belongs_to_one_row(first in 1u32..13, last in 1u32..13, on in 1u32..13, year in 2025i32..2027) {
            let month = |n| Period::new(year, crate::period::PeriodKind::Month, n).unwrap();
            let (from, to) = (month(first.min(last)), month(first.max(last)));
            let register = register();
            let rows = rows(&register, (from, to), month(on));
            let mut members: Vec<usize> = rows.iter().flat_map(|row| row.members.clone()).collect();
            members.sort_unstable();
            let mut asked: Vec<usize> = Vec::new();
            for n in first.min(last)..=first.max(last) {
                asked.extend(register.frame(month(n)));
            }
            asked.sort_unstable();
            asked.dedup();
            prop_assert!(asked.iter().all(|unit| members.binary_search(unit).is_ok()));
            members.dedup();
            prop_assert_eq!(members.len(), rows.iter().map(|row| row.members.len()).sum::<usize>());
        }
    }
}
