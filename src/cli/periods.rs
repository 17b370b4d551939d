//! Periods as they are typed: one, or a row of them such as `2025-07..2026-06`.

use std::str::FromStr;

use crate::period::Period;
use crate::text::saying::Saying;
use crate::text::typed as say;

/// A period, or several in a row, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// The first.
    pub first: Period,
    /// The last.
    pub last: Period,
}

impl Periods {
    /// The period, where it is only one.
    pub fn only(self) -> Option<Period> {
        (self.first == self.last).then_some(self.first)
    }

    /// Whether a period is among them.
    pub fn contains(self, period: Period) -> bool {
        period.kind == self.first.kind && self.first <= period && period <= self.last
    }
}

impl FromStr for Periods {
    type Err = Saying;

    fn from_str(written: &str) -> Result<Periods, Saying> {
        let Some((first, last)) = written.split_once("..") else {
            let only = written.parse()?;
            return Ok(Periods { first: only, last: only });
        };
        let (first, last): (Period, Period) = (first.parse()?, last.trim_start_matches('=').parse()?);
        if first.kind != last.kind {
            return Err(say::unlike_periods(written, first, last));
        }
        if last < first {
            return Err(say::reversed_periods(written, first, last));
        }
        Ok(Periods { first, last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Result<(String, String), Saying> {
        written.parse().map(|Periods { first, last }: Periods| (first.to_string(), last.to_string()))
    }

    #[test]
    fn a_period_or_a_row_of_them_is_read() {
        assert_eq!(read("2026-06"), Ok(("2026-M06".to_string(), "2026-M06".to_string())));
        assert_eq!(read("2025-07..2026-06"), Ok(("2025-M07".to_string(), "2026-M06".to_string())));
        assert!(read("2026-06").unwrap() == read("2026-M06..2026-06").unwrap());
        let row: Periods = "2025-11..2026-02".parse().unwrap();
        assert_eq!(row.only(), None);
        assert!(row.contains("2026-01".parse().unwrap()) && !row.contains("2025-10".parse().unwrap()));
        assert!(!row.contains("2025".parse().unwrap()));
    }

    #[test]
    fn what_is_no_row_is_refused() {
        for written in ["", "2026-06..", "..2026-06", "2026-06..2025-07", "2025..2026-06", "2026-13"] {
            assert!(read(written).is_err(), "{written}");
        }
    }
}
