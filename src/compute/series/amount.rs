//! Amount: what several reports of one number come to.

use super::timeline::Report;
use crate::exact;
use crate::figure::Status;
use crate::fraction::Fraction;
use crate::survey::series::SeriesKind;

/// What reports come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The value; `None` where there is none.
    pub value: Option<Fraction>,
    /// Normal, missing, provisional (some reports are missing), not computable, or a break.
    pub status: Status,
    /// How many reports were due.
    pub due: usize,
    /// How many of them say something.
    pub given: usize,
    /// Why there is no value.
    pub reason: Option<&'static str>,
}

impl Amount {
    /// What reports come to under the rule of a kind.
    pub fn of(kind: SeriesKind, reports: impl IntoIterator<Item = Report>) -> Amount {
        let due: Vec<Report> = reports.into_iter().filter(|report| *report != Report::Outside).collect();
        let due = if kind == SeriesKind::Rate { weighted(due) } else { due };
        let given = due.iter().filter(|report| **report != Report::Missing).count();
        let values: Vec<(Fraction, Option<Fraction>)> = due.iter().filter_map(|report| report.value()).collect();
        let counted = Amount { value: None, status: Status::NotComputable, due: due.len(), given, reason: None };
        match (due.len(), values.len()) {
            (0, _) => Amount { reason: Some("not_in_frame"), ..counted },
            (_, 0) if given == due.len() => {
                let reason = if kind == SeriesKind::Rate { "zero_base" } else { "not_applicable" };
                Amount { reason: Some(reason), ..counted }
            }
            (_, 0) => Amount { status: Status::Missing, reason: Some("missing"), ..counted },
            (n, _) => {
                let is_alone = n == 1;
                let Some(value) = brought_together(kind, &values, is_alone) else {
                    return Amount { reason: Some(no_value(kind, &values)), ..counted };
                };
                let status = if given < n { Status::Provisional } else { Status::Normal };
                Amount { value: Some(value), status, ..counted }
            }
        }
    }

    /// Whether nothing is missing from it.
    pub fn is_complete(&self) -> bool {
        self.value.is_some() && self.status != Status::Provisional && self.given == self.due
    }
}

impl Report {
    fn value(&self) -> Option<(Fraction, Option<Fraction>)> {
        match self {
            Report::Value(value, weight) => Some((*value, *weight)),
            _ => None,
        }
    }
}

/// Among several rates, one whose weight nobody knows counts as missing, unless all are without.
fn weighted(mut due: Vec<Report>) -> Vec<Report> {
    let is_weighted = |report: &Report| matches!(report, Report::Value(_, Some(_)));
    if due.len() > 1 && due.iter().any(is_weighted) {
        due.iter_mut().filter(|r| matches!(r, Report::Value(_, None))).for_each(|report| *report = Report::Missing);
    }
    due
}

/// Flows and stocks add up, rates are weighted, means are averaged. A single rate needs no weight.
fn brought_together(kind: SeriesKind, values: &[(Fraction, Option<Fraction>)], is_alone: bool) -> Option<Fraction> {
    let sum = || exact::total(values.iter().map(|(value, _)| *value));
    match kind {
        SeriesKind::Flow | SeriesKind::Stock => sum(),
        SeriesKind::Mean => exact::ratio(sum()?, Fraction::whole(i128::try_from(values.len()).ok()?)),
        SeriesKind::Rate if is_alone => Some(values[0].0),
        SeriesKind::Rate => {
            let weighted: Option<Vec<Fraction>> =
                values.iter().map(|(value, weight)| exact::product(*value, (*weight)?)).collect();
            let weights: Option<Vec<Fraction>> = values.iter().map(|(_, weight)| *weight).collect();
            exact::ratio(exact::total(weighted?)?, exact::total(weights?)?)
        }
    }
}

fn no_value(kind: SeriesKind, values: &[(Fraction, Option<Fraction>)]) -> &'static str {
    let is_unweighted = kind == SeriesKind::Rate && values.iter().any(|(_, weight)| weight.is_none());
    if is_unweighted { "no_weight" } else { "zero_base" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(number: i128) -> Report {
        Report::Value(Fraction::whole(number), None)
    }

    fn rate(number: i128, weight: i128) -> Report {
        Report::Value(Fraction::whole(number), Some(Fraction::whole(weight)))
    }

    #[test]
    fn what_is_missing_is_never_zero() {
        let amount = Amount::of(SeriesKind::Flow, [value(3), Report::Missing, value(4), Report::Outside]);
        assert_eq!((amount.value, amount.status), (Some(Fraction::whole(7)), Status::Provisional));
        assert_eq!((amount.due, amount.given, amount.is_complete()), (3, 2, false));
        let none = Amount::of(SeriesKind::Flow, [Report::Missing]);
        assert_eq!((none.value, none.status, none.reason), (None, Status::Missing, Some("missing")));
        let outside = Amount::of(SeriesKind::Flow, [Report::Outside]);
        assert_eq!((outside.status, outside.reason), (Status::NotComputable, Some("not_in_frame")));
        assert_eq!(Amount::of(SeriesKind::Flow, [value(0)]).value, Some(Fraction::whole(0)));
    }

    /// 90 % of 100 cases and 50 % of 300 are 240 of 400: 60 %, not 70 %.
    #[test]
    fn rates_are_weighted_and_never_averaged() {
        let amount = Amount::of(SeriesKind::Rate, [rate(90, 100), rate(50, 300)]);
        assert_eq!((amount.value, amount.status), (Some(Fraction::whole(60)), Status::Normal));
        let bare = Amount::of(SeriesKind::Rate, [value(90), value(50)]);
        assert_eq!((bare.value, bare.reason), (None, Some("no_weight")));
        assert_eq!(Amount::of(SeriesKind::Rate, [value(90)]).value, Some(Fraction::whole(90)));
        let half_known = Amount::of(SeriesKind::Rate, [rate(90, 100), value(50)]);
        assert_eq!((half_known.value, half_known.status), (Some(Fraction::whole(90)), Status::Provisional));
        assert_eq!(Amount::of(SeriesKind::Mean, [value(90), value(50)]).value, Some(Fraction::whole(70)));
    }

    #[test]
    fn a_rate_of_nothing_is_no_rate_and_not_missing() {
        let amount = Amount::of(SeriesKind::Rate, [rate(80, 10), Report::Nothing]);
        assert_eq!((amount.value, amount.status), (Some(Fraction::whole(80)), Status::Normal));
        let nothing = Amount::of(SeriesKind::Rate, [Report::Nothing, Report::Nothing]);
        assert_eq!((nothing.value, nothing.reason), (None, Some("zero_base")));
        assert_eq!(Amount::of(SeriesKind::Rate, [rate(0, 0), rate(0, 0)]).reason, Some("zero_base"));
    }

    proptest! {
        /// However units are brought together into rows, the rows come to what the units come to.
        #[test]
        fn restructuring_never_changes_a_total(numbers in proptest::collection::vec(proptest::option::of(-500i128..5_000), 1..30), rows in 1usize..8) {
            let report = |number: &Option<i128>| number.map_or(Report::Missing, value);
            let whole = Amount::of(SeriesKind::Flow, numbers.iter().map(report));
            let of_row = |row: usize| Amount::of(SeriesKind::Flow, numbers.iter().skip(row).step_by(rows).map(report)).value;
            let of_rows = exact::total((0..rows).filter_map(of_row));
            prop_assert_eq!(whole.value.unwrap_or(Fraction::ZERO), of_rows.unwrap());
        }
    }
}
