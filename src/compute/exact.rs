//! Arithmetic of exact fractions. `None` where the result does not exist or has more digits than an integer holds.

use std::cmp::Ordering;

use crate::figure::Fraction;

/// Nothing.
pub const ZERO: Fraction = Fraction { numerator: 0, denominator: 1 };

/// A whole number.
pub fn whole(number: i64) -> Fraction {
    Fraction { numerator: i128::from(number), denominator: 1 }
}

/// A quotient in lowest terms with a positive denominator.
pub fn quotient(numerator: i128, denominator: i128) -> Option<Fraction> {
    if denominator == 0 {
        return None;
    }
    let divisor = divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
    let divisor = i128::try_from(divisor).ok()? * denominator.signum();
    Some(Fraction { numerator: numerator.checked_div(divisor)?, denominator: denominator.checked_div(divisor)? })
}

fn divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// One and the other together.
pub fn sum(one: Fraction, other: Fraction) -> Option<Fraction> {
    let shared = i128::try_from(divisor(one.denominator.unsigned_abs(), other.denominator.unsigned_abs())).ok()?;
    let left = one.numerator.checked_mul(other.denominator / shared)?;
    let right = other.numerator.checked_mul(one.denominator / shared)?;
    quotient(left.checked_add(right)?, one.denominator.checked_mul(other.denominator / shared)?)
}

/// One less the other.
pub fn difference(one: Fraction, other: Fraction) -> Option<Fraction> {
    sum(one, Fraction { numerator: other.numerator.checked_neg()?, ..other })
}

/// One times the other.
pub fn product(one: Fraction, other: Fraction) -> Option<Fraction> {
    let cross = |n: i128, d: i128| quotient(n, d);
    let (a, b) = (cross(one.numerator, other.denominator)?, cross(other.numerator, one.denominator)?);
    quotient(a.numerator.checked_mul(b.numerator)?, a.denominator.checked_mul(b.denominator)?)
}

/// One by the other; none by nothing.
pub fn ratio(one: Fraction, other: Fraction) -> Option<Fraction> {
    if other.numerator == 0 {
        return None;
    }
    product(one, quotient(other.denominator, other.numerator)?)
}

/// All together; nothing for none.
pub fn total(all: impl IntoIterator<Item = Fraction>) -> Option<Fraction> {
    all.into_iter().try_fold(ZERO, sum)
}

/// Which is more, exactly.
pub fn compare(one: Fraction, other: Fraction) -> Option<Ordering> {
    Some(difference(one, other)?.numerator.cmp(&0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn f(numerator: i128, denominator: i128) -> Fraction {
        quotient(numerator, denominator).unwrap()
    }

    #[test]
    fn results_are_exact_and_in_lowest_terms() {
        assert_eq!(sum(f(1, 10), f(2, 10)), Some(f(3, 10)));
        assert_eq!(difference(f(1, 3), f(1, 2)), Some(f(-1, 6)));
        assert_eq!(product(f(2, 3), f(9, 4)), Some(f(3, 2)));
        assert_eq!(ratio(f(1, 2), f(-1, 4)), Some(f(-2, 1)));
        assert_eq!(ratio(f(1, 2), ZERO), None);
        assert_eq!(quotient(1, 0), None);
        assert_eq!(compare(f(1, 3), f(333, 1000)), Some(Ordering::Greater));
        assert_eq!(total([f(1, 4), f(1, 4), f(1, 2)]), Some(whole(1)));
    }

    #[test]
    fn what_no_integer_holds_is_no_result() {
        let vast = Fraction { numerator: i128::MAX, denominator: 1 };
        assert_eq!(sum(vast, vast), None);
        assert_eq!(product(vast, whole(2)), None);
    }

    proptest! {
        #[test]
        fn what_is_added_can_be_taken_away(a in -10_000i128..10_000, b in 1i128..500, c in -10_000i128..10_000, d in 1i128..500) {
            let (one, other) = (f(a, b), f(c, d));
            prop_assert_eq!(difference(sum(one, other).unwrap(), other), Some(one));
            prop_assert_eq!(sum(one, other), sum(other, one));
            if c != 0 {
                prop_assert_eq!(product(ratio(one, other).unwrap(), other), Some(one));
            }
        }
    }
}
