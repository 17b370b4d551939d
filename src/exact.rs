//! Exact: reckoning with exact fractions, and the numbers of a definition that are taken as typed.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::fraction::{Fraction, RoundingMode, exact_decimal};

impl Fraction {
    /// Nothing.
    pub const ZERO: Fraction = Fraction { numerator: 0, denominator: 1 };
    /// The whole.
    pub const ONE: Fraction = Fraction { numerator: 1, denominator: 1 };
    /// A quotient that does not exist.
    pub const NONE: Fraction = Fraction { numerator: 0, denominator: 0 };

    /// A whole number.
    pub fn whole(number: i128) -> Fraction {
        Fraction { numerator: number, denominator: 1 }
    }

    /// In lowest terms, the denominator positive. A quotient that does not exist stays as it is.
    pub fn reduced(self) -> Fraction {
        if self.denominator == 0 {
            return self;
        }
        let (mut a, mut b) = (self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = i128::try_from(a).unwrap_or(1) * self.denominator.signum();
        Fraction { numerator: self.numerator / divisor, denominator: self.denominator / divisor }
    }

    /// Divided by another; `None` by zero.
    pub fn over(self, other: Fraction) -> Option<Fraction> {
        let turned = Fraction { numerator: other.denominator, denominator: other.numerator };
        (other.numerator != 0).then(|| self * turned.reduced())
    }

    /// The greatest whole number that is not above it.
    pub fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator.max(1))
    }

    /// The lesser of two.
    pub fn least(self, other: Fraction) -> Fraction {
        if other < self { other } else { self }
    }

    /// The greater of two.
    pub fn most(self, other: Fraction) -> Fraction {
        if other > self { other } else { self }
    }

    /// Between two limits, both included.
    pub fn within(self, least: Fraction, most: Fraction) -> Fraction {
        self.most(least).least(most)
    }

    /// Rounded to so many decimals, itself exact.
    pub fn rounded(self, decimals: u32, mode: RoundingMode) -> Fraction {
        let text = self.text(decimals, mode).unwrap_or_default();
        let digits: i128 = text.replace('.', "").parse().unwrap_or_default();
        Fraction { numerator: digits, denominator: 10i128.pow(decimals) }.reduced()
    }

    /// Without needless zeros: `7`, `0.5`, and at most six decimals where it has no end.
    pub fn plain(self) -> String {
        let text = self.text(6, RoundingMode::HalfUp).unwrap_or_default();
        text.trim_end_matches('0').trim_end_matches('.').to_string()
    }

    /// The exact result, or where its terms have more than 38 digits the nearest decimal with six places, or from 10^12
    /// the nearest whole number; none where that has more than 36 digits, and of terms one of which does not exist.
    fn or_near(exact: Option<Fraction>, near: impl FnOnce() -> Option<f64>) -> Fraction {
        let nearest = |near: f64| {
            let whole = (near.abs() < 1e36).then_some(Fraction { numerator: near as i128, denominator: 1 });
            measured(near).or(whole)
        };
        exact.or_else(|| nearest(near()?)).unwrap_or(Fraction::NONE)
    }
}

impl Add for Fraction {
    type Output = Fraction;

    fn add(self, other: Fraction) -> Fraction {
        Fraction::or_near(sum(self, other), || Some(self.to_f64()? + other.to_f64()?))
    }
}

impl Neg for Fraction {
    type Output = Fraction;

    fn neg(self) -> Fraction {
        Fraction { numerator: -self.numerator, ..self }
    }
}

impl Sub for Fraction {
    type Output = Fraction;

    fn sub(self, other: Fraction) -> Fraction {
        self + -other
    }
}

impl Mul for Fraction {
    type Output = Fraction;

    fn mul(self, other: Fraction) -> Fraction {
        Fraction::or_near(product(self, other), || Some(self.to_f64()? * other.to_f64()?))
    }
}

impl std::iter::Sum for Fraction {
    fn sum<I: Iterator<Item = Fraction>>(all: I) -> Fraction {
        all.fold(Fraction::ZERO, Add::add)
    }
}

impl PartialOrd for Fraction {
    /// By value; a quotient that does not exist is neither less nor more than another.
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        if self.denominator == 0 || other.denominator == 0 {
            return None;
        }
        let (one, two) = (self.reduced(), other.reduced());
        if one.numerator == two.numerator && one.denominator == two.denominator {
            return Some(Ordering::Equal);
        }
        let left = one.numerator.checked_mul(two.denominator);
        let right = two.numerator.checked_mul(one.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => one.to_f64()?.partial_cmp(&two.to_f64()?),
        }
    }
}

// The same where a result that no integer holds must be known as none.

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
    all.into_iter().try_fold(Fraction::ZERO, sum)
}

/// Which is more, exactly.
pub fn compare(one: Fraction, other: Fraction) -> Option<Ordering> {
    Some(difference(one, other)?.numerator.cmp(&0))
}

/// The greatest size of a measured number that is reckoned with.
const LARGEST: f64 = 1e12;

/// A number of the frame as a decimal with at most six places, as people count and measure; `None` where it is none, or
/// not below 10^12.
pub fn measured(number: f64) -> Option<Fraction> {
    let is_usable = number.is_finite() && number.abs() < LARGEST;
    is_usable.then(|| exact_decimal(number)).flatten().map(|exact| exact.rounded(6, RoundingMode::HalfUp))
}

/// A number of a definition, exact as typed: `2`, `0.5`, `"1/3"`, `"40 %"`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(try_from = "Typed")]
#[schemars(with = "Typed")]
pub struct Exact(pub Fraction);

/// The ways in which a number of a definition is typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Typed {
    /// `2`
    Whole(i64),
    /// `0.5`
    Decimal(f64),
    /// `"1/3"`, `"40 %"`
    Words(String),
}

impl TryFrom<Typed> for Exact {
    type Error = String;

    fn try_from(typed: Typed) -> Result<Exact, String> {
        let number = match &typed {
            Typed::Whole(number) => Some(Fraction::whole(i128::from(*number))),
            Typed::Decimal(number) => exact_decimal(*number),
            Typed::Words(words) => read(words),
        };
        let usable = number.filter(|number| number.denominator <= 1_000_000 && number.to_f64().is_some_and(is_small));
        usable.map(|number| Exact(number.reduced())).ok_or_else(|| {
            let shown = match typed {
                Typed::Whole(number) => number.to_string(),
                Typed::Decimal(number) => number.to_string(),
                Typed::Words(words) => words,
            };
            format!("`{shown}` is no number that can be reckoned with; write 2, 0.5, \"1/3\" or \"40 %\", at most six decimals")
        })
    }
}

fn is_small(number: f64) -> bool {
    number.abs() <= 1e6
}

fn read(words: &str) -> Option<Fraction> {
    let words = words.trim();
    if let Some(percent) = words.strip_suffix(['%', '％']) {
        return Some(read(percent)? * Fraction { numerator: 1, denominator: 100 });
    }
    if let Some((above, below)) = words.split_once('/') {
        return read(above)?.over(read(below)?);
    }
    words.parse::<f64>().ok().and_then(exact_decimal)
}

impl Exact {
    /// Whether it is above zero.
    pub fn is_positive(self) -> bool {
        self.0 > Fraction::ZERO
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(words: &str) -> Option<Fraction> {
        Exact::try_from(Typed::Words(words.to_string())).ok().map(|exact| exact.0)
    }

    #[test]
    fn numbers_are_taken_as_typed() {
        assert_eq!(exact("40 %"), Some(Fraction { numerator: 2, denominator: 5 }));
        assert_eq!(exact("1/3"), Some(Fraction { numerator: 1, denominator: 3 }));
        assert_eq!(exact("0.1"), Some(Fraction { numerator: 1, denominator: 10 }));
        for wrong in ["", "a", "1/0", "1e9", "0.0000001"] {
            assert_eq!(exact(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_tenth_three_times_is_three_tenths() {
        let tenth = measured(0.1).unwrap();
        assert_eq!(tenth + tenth + tenth, measured(0.3).unwrap());
        assert_eq!((tenth * Fraction::whole(7)).plain(), "0.7");
        assert_eq!((-tenth).floor(), -1);
    }

    #[test]
    fn rounding_is_exact_at_the_half() {
        let half = Fraction { numerator: 2675, denominator: 1000 };
        assert_eq!(half.rounded(2, RoundingMode::HalfUp), Fraction { numerator: 67, denominator: 25 });
        assert_eq!((-half).rounded(2, RoundingMode::HalfUp).plain(), "-2.68");
        assert_eq!(Fraction { numerator: 1, denominator: 3 }.plain(), "0.333333");
    }

    #[test]
    fn numbers_beyond_reckoning_are_no_numbers() {
        assert_eq!(measured(f64::NAN), None);
        assert_eq!(measured(1e13), None);
        let vast = Fraction::whole(1 << 120);
        assert_eq!(vast * vast, Fraction::NONE);
        assert_eq!((vast + Fraction::NONE, Fraction::NONE * vast), (Fraction::NONE, Fraction::NONE));
        // Its terms have 44 digits.
        let product =
            Fraction::whole(10i128.pow(30)) * Fraction { numerator: 10i128.pow(14) + 1, denominator: 10i128.pow(12) };
        assert!((product.to_f64().unwrap() / 1e32 - 1.0).abs() < 1e-13);
    }

    proptest! {
        #[test]
        fn sums_and_products_keep_their_laws(a in -9_999i128..9_999, b in 1i128..999, c in -9_999i128..9_999, d in 1i128..999) {
            let (one, two) = (Fraction { numerator: a, denominator: b }, Fraction { numerator: c, denominator: d });
            prop_assert_eq!(one + two, two + one);
            prop_assert_eq!((one + two - two).reduced(), one.reduced());
            prop_assert_eq!(one < two, a * d < c * b);
            if c != 0 {
                prop_assert_eq!((one * two).over(two), Some(one.reduced()));
            }
        }

        #[test]
        fn reckoning_never_fails_however_long_the_terms(a in any::<i64>(), b in 1i64..i64::MAX, c in any::<i64>(), d in 1i64..i64::MAX) {
            let big = |n: i64, m: i64| Fraction { numerator: i128::from(n) << 50, denominator: i128::from(m) << 40 };
            let (one, two) = (big(a, b), big(c, d));
            let near = |exact: Fraction, float: f64| {
                exact.to_f64().map_or(float.abs() > 9e35, |exact| (exact - float).abs() <= 1e-6 + float.abs() * 1e-12)
            };
            let (x, y) = (one.to_f64().unwrap(), two.to_f64().unwrap());
            prop_assert!(near(one * two, x * y), "{one:?} {two:?}");
            prop_assert!(near(one + two, x + y), "{one:?} {two:?}");
        }

        #[test]
        fn text_is_rounded_exactly_however_long_the_terms(n in any::<i64>(), shift in 0u32..60, m in 1i64..i64::MAX, decimals in 0u32..8) {
            // Both terms lengthened alike are the same number.
            let (short, long) = ((n, m), (i128::from(n) << shift, i128::from(m) << shift));
            let text = |(numerator, denominator), mode| Fraction { numerator, denominator }.text(decimals, mode).unwrap();
            for mode in [RoundingMode::HalfUp, RoundingMode::HalfEven] {
                let plain = text((i128::from(short.0), i128::from(short.1)), mode);
                prop_assert_eq!(text(long, mode), plain.clone());
                // At most half of the last place away.
                let scale = 10i128.pow(decimals);
                let units: i128 = plain.replace('.', "").parse().unwrap();
                let off = (units * i128::from(m) - i128::from(n) * scale).abs();
                prop_assert!(off * 2 <= i128::from(m));
            }
        }
    }

    fn f(numerator: i128, denominator: i128) -> Fraction {
        quotient(numerator, denominator).unwrap()
    }

    #[test]
    fn results_are_exact_and_in_lowest_terms() {
        assert_eq!(sum(f(1, 10), f(2, 10)), Some(f(3, 10)));
        assert_eq!(difference(f(1, 3), f(1, 2)), Some(f(-1, 6)));
        assert_eq!(product(f(2, 3), f(9, 4)), Some(f(3, 2)));
        assert_eq!(ratio(f(1, 2), f(-1, 4)), Some(f(-2, 1)));
        assert_eq!(ratio(f(1, 2), Fraction::ZERO), None);
        assert_eq!(quotient(1, 0), None);
        assert_eq!(compare(f(1, 3), f(333, 1000)), Some(Ordering::Greater));
        assert_eq!(total([f(1, 4), f(1, 4), f(1, 2)]), Some(Fraction::whole(1)));
    }

    #[test]
    fn what_no_integer_holds_is_no_result() {
        let vast = Fraction { numerator: i128::MAX, denominator: 1 };
        assert_eq!(sum(vast, vast), None);
        assert_eq!(product(vast, Fraction::whole(2)), None);
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
