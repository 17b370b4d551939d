//! Compared: an amount against that of another period.

use super::amount::Amount;
use crate::exact;
use crate::figure::Status;
use crate::fraction::Fraction;
use crate::survey::concordance::Comparability;
use crate::survey::series::SeriesKind;

/// How an amount compares with an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// The earlier value.
    pub then: Option<Fraction>,
    /// The difference.
    pub change: Option<Fraction>,
    /// The difference by the earlier value; none for rates, and none on a base that is not above zero.
    pub rate: Option<Fraction>,
    /// Normal, a break, provisional (matched units only), or not computable.
    pub status: Status,
    /// Why the difference or its rate is not there.
    pub reason: Option<&'static str>,
}

/// The two amounts of a comparison, with what lies between them.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The present amount.
    pub now: Amount,
    /// The earlier amount.
    pub then: Amount,
    /// Whether there are returns of the earlier period at all.
    pub knows_then: bool,
    /// The gravest change of the definition between them.
    pub crossed: Option<Comparability>,
}

impl Pair {
    /// Compares a unit or a row of units with itself.
    pub fn compared(&self, kind: SeriesKind) -> Compared {
        match self.obstacle() {
            Some(reason) => self.without(reason),
            None => self.differing(kind, self.now, self.then),
        }
    }

    /// Compares a total. Where something is missing in either period, only the rows that are complete in both are
    /// compared: `matched` are their two amounts.
    pub fn compared_total(&self, kind: SeriesKind, matched: Option<(Amount, Amount)>) -> Compared {
        match (self.obstacle(), matched) {
            (Some("incomplete"), Some((now, then))) if now.value.is_some() && then.value.is_some() => {
                let compared = self.differing(kind, now, then);
                let status = if compared.status == Status::Break { Status::Break } else { Status::Provisional };
                Compared { then: self.then.value, status, ..compared }
            }
            (Some(reason), _) => self.without(reason),
            (None, _) => self.differing(kind, self.now, self.then),
        }
    }

    fn without(&self, reason: &'static str) -> Compared {
        let status = if reason == "not_comparable" { Status::Break } else { Status::NotComputable };
        Compared { then: self.then.value, change: None, rate: None, status, reason: Some(reason) }
    }

    /// Why the two cannot be compared.
    fn obstacle(&self) -> Option<&'static str> {
        let is_incomplete = !self.now.is_complete() || !self.then.is_complete();
        match (self.now.value, self.then.value) {
            (None, _) => Some(self.now.reason.unwrap_or("missing")),
            (_, None) if !self.knows_then => Some("no_period"),
            (_, None) if self.then.status == Status::Missing => Some("missing_then"),
            (_, None) => Some(self.then.reason.unwrap_or("missing_then")),
            _ if self.crossed == Some(Comparability::NotComparable) => Some("not_comparable"),
            _ if is_incomplete => Some("incomplete"),
            _ => None,
        }
    }

    fn differing(&self, kind: SeriesKind, now: Amount, then: Amount) -> Compared {
        let change = now.value.zip(then.value).and_then(|(now, then)| exact::difference(now, then));
        let base = then.value.map_or(0, |base| base.numerator.signum());
        let (rate, reason) = match (kind, base) {
            (SeriesKind::Rate, _) => (None, None),
            (_, 1) => (change.zip(then.value).and_then(|(change, then)| exact::ratio(change, then)), None),
            (_, 0) => (None, Some("zero_base")),
            _ => (None, Some("negative_base")),
        };
        let is_break = self.crossed.is_some_and(Comparability::is_break);
        let status = if is_break { Status::Break } else { Status::Normal };
        Compared { then: self.then.value, change, rate, status, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(value: Option<i128>, status: Status) -> Amount {
        Amount { value: value.map(Fraction::whole), status, due: 1, given: usize::from(value.is_some()), reason: None }
    }

    fn pair(now: i128, then: i128) -> Pair {
        let [now, then] = [now, then].map(|value| amount(Some(value), Status::Normal));
        Pair { now, then, knows_then: true, crossed: None }
    }

    #[test]
    fn a_change_has_a_rate_only_on_a_base_above_zero() {
        let compared = pair(90, 120).compared(SeriesKind::Flow);
        assert_eq!((compared.change, compared.rate), (Some(Fraction::whole(-30)), exact::quotient(-1, 4)));
        let on_nothing = pair(5, 0).compared(SeriesKind::Flow);
        assert_eq!(
            (on_nothing.change, on_nothing.rate, on_nothing.reason),
            (Some(Fraction::whole(5)), None, Some("zero_base"))
        );
        let on_less = pair(5, -2).compared(SeriesKind::Stock);
        assert_eq!((on_less.change, on_less.reason), (Some(Fraction::whole(7)), Some("negative_base")));
        let points = pair(95, 98).compared(SeriesKind::Rate);
        assert_eq!((points.change, points.rate, points.reason), (Some(Fraction::whole(-3)), None, None));
    }

    #[test]
    fn a_comparison_that_is_not_made_says_why() {
        let missing = amount(None, Status::Missing);
        let reason = |pair: Pair| pair.compared(SeriesKind::Flow).reason;
        assert_eq!(reason(Pair { now: missing, ..pair(1, 2) }), Some("missing"));
        assert_eq!(reason(Pair { then: missing, ..pair(1, 2) }), Some("missing_then"));
        assert_eq!(reason(Pair { then: missing, knows_then: false, ..pair(1, 2) }), Some("no_period"));
        let provisional = amount(Some(3), Status::Provisional);
        assert_eq!(reason(Pair { now: provisional, ..pair(1, 2) }), Some("incomplete"));
        let outside = Amount { reason: Some("not_in_frame"), due: 0, ..amount(None, Status::NotComputable) };
        assert_eq!(reason(Pair { then: outside, ..pair(1, 2) }), Some("not_in_frame"));
    }

    #[test]
    fn a_change_of_definition_marks_the_comparison_or_forbids_it() {
        let across = |kind| Pair { crossed: Some(kind), ..pair(90, 120) }.compared(SeriesKind::Flow);
        assert_eq!(across(Comparability::Same).status, Status::Normal);
        let narrowed = across(Comparability::Narrowed);
        assert_eq!((narrowed.status, narrowed.change), (Status::Break, Some(Fraction::whole(-30))));
        let other = across(Comparability::NotComparable);
        assert_eq!((other.status, other.change, other.reason), (Status::Break, None, Some("not_comparable")));
    }

    #[test]
    fn a_total_with_gaps_compares_matched_rows() {
        let now = Amount { due: 3, given: 2, ..amount(Some(50), Status::Provisional) };
        let whole_pair = Pair { now, ..pair(1, 90) };
        let matched = (amount(Some(50), Status::Normal), amount(Some(40), Status::Normal));
        let compared = whole_pair.compared_total(SeriesKind::Flow, Some(matched));
        assert_eq!((compared.change, compared.rate), (Some(Fraction::whole(10)), exact::quotient(1, 4)));
        assert_eq!((compared.then, compared.status), (Some(Fraction::whole(90)), Status::Provisional));
        assert_eq!(whole_pair.compared_total(SeriesKind::Flow, None).reason, Some("incomplete"));
    }
}
