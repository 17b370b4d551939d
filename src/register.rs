//! Register, Unit, Group: the list of units in protocol order, and the frame of a period.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::period::Period;

/// A reporting unit as the register lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The unit's code, unique in the register.
    pub code: String,
    /// Its present name.
    pub name: String,
    /// Names it had before.
    pub former_names: Vec<String>,
    /// Short names and other spellings in use.
    pub aliases: Vec<String>,
    /// The value of each register attribute, by the attribute's id; empty where the register leaves it blank.
    pub attributes: BTreeMap<String, String>,
    /// The first day on which it belongs to the register; `None`: always.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it belongs to the register; `None`: still.
    pub valid_to: Option<NaiveDate>,
    /// The codes of the units that take over when it ends.
    pub successors: Vec<String>,
}

impl Unit {
    /// Whether the unit belongs to the frame of a period: it exists on the period's last day.
    pub fn exists_in(&self, period: Period) -> bool {
        let day = period.last_day();
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// Every unit that was ever asked, in protocol order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// The units in protocol order; a unit's place here is its identity in the program.
    pub units: Vec<Unit>,
}

impl Register {
    /// The place of the unit with a code, whatever its case; a number without the zeros that the register writes before
    /// it, or with some that it does not, stands for the only unit whose code is that number.
    pub fn coded(&self, code: &str) -> Option<usize> {
        let number = |code: &str| {
            let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| code.trim_start_matches('0').to_string())
        };
        let exact = self.units.iter().position(|unit| unit.code.eq_ignore_ascii_case(code));
        exact.or_else(|| {
            let wanted = number(code)?;
            let mut alike =
                (0..self.units.len()).filter(|unit| number(&self.units[*unit].code).as_ref() == Some(&wanted));
            alike.next().filter(|_| alike.next().is_none())
        })
    }

    /// The places of the units that exist in a period, in protocol order.
    pub fn frame(&self, period: Period) -> Vec<usize> {
        (0..self.units.len()).filter(|&unit| self.units[unit].exists_in(period)).collect()
    }
}

/// What became of a unit of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitState {
    /// Its return is counted and came in time.
    Returned,
    /// Its return is counted and came after the due date.
    Late,
    /// It declared that it has nothing to report.
    Nil,
    /// It sent something that cannot be used.
    Rejected,
    /// It sent nothing.
    Missing,
}

impl UnitState {
    /// Whether its return is counted.
    pub fn has_returned(self) -> bool {
        matches!(self, UnitState::Returned | UnitState::Late | UnitState::Nil)
    }

    /// The word in `units.csv`.
    pub fn code(self) -> &'static str {
        match self {
            UnitState::Returned => "returned",
            UnitState::Late => "late",
            UnitState::Nil => "nil",
            UnitState::Rejected => "rejected",
            UnitState::Missing => "missing",
        }
    }
}

/// A unit of the frame with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameUnit {
    /// The unit's place in the register.
    pub unit: usize,
    /// What became of it.
    pub state: UnitState,
    /// Its return, as a place among the period's returns.
    pub given: Option<usize>,
    /// When the return came in.
    pub received: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_found_with_and_without_its_zeros_unless_two_units_may_be_meant() {
        let mut register = crate::collect::fixture::register();
        assert_eq!(["U03", "u03", "007", "7", "0007"].map(|code| register.coded(code)), [2, 2, 1, 1, 1].map(Some));
        assert_eq!(["", "0", "U3", "U003"].map(|code| register.coded(code)), [None; 4]);
        register.units[0].code = "07".into();
        assert_eq!(["07", "007", "7"].map(|code| register.coded(code)), [Some(0), Some(1), None]);
    }
}
