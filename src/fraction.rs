//! Exact fractions and decimals, and how they are rounded when they are printed.

use serde::{Deserialize, Serialize};

/// How a quotient is rounded for print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoundingMode {
    /// Half away from zero, on the exact fraction: what readers and Excel do.
    #[default]
    HalfUp,
    /// Half to the even digit, on the exact fraction (GB/T 8170, for measurements).
    HalfEven,
}

/// An exact quotient of two integers; the denominator is never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fraction {
    /// What is above the line.
    pub numerator: i128,
    /// What is below the line; 0 for a quotient that does not exist.
    pub denominator: i128,
}

impl Fraction {
    /// A quotient of two counts.
    pub fn of(count: u64, base: u64) -> Fraction {
        Fraction { numerator: i128::from(count), denominator: i128::from(base) }
    }

    /// The difference of two quotients; none where one of them does not exist.
    pub fn minus(self, other: Fraction) -> Fraction {
        if self.denominator == 0 || other.denominator == 0 { Fraction::NONE } else { self - other }
    }

    /// The quotient as a float, for axes and cached cell values; `None` on an empty base.
    pub fn to_f64(self) -> Option<f64> {
        (self.denominator != 0).then(|| self.numerator as f64 / self.denominator as f64)
    }

    /// The quotient times a hundred, as text with fixed decimals, rounded on the exact fraction.
    /// `None` on an empty base.
    pub fn percent(self, decimals: u32, mode: RoundingMode) -> Option<String> {
        self.times_a_hundred().text(decimals, mode)
    }

    /// The quotient times a hundred; none where it does not exist.
    pub fn times_a_hundred(self) -> Fraction {
        if self.denominator == 0 { self } else { self * Fraction::whole(100) }
    }

    /// The quotient as text with fixed decimals (38 at most), rounded on the exact fraction; `None` on an empty base.
    ///
    /// Long division, a digit at a time, so that no product outgrows the integers; half up where twice the rest is at
    /// least the divisor.
    pub fn text(self, decimals: u32, mode: RoundingMode) -> Option<String> {
        if self.denominator == 0 {
            return None;
        }
        let negative = (self.numerator < 0) != (self.denominator < 0);
        // Ten times a rest must fit; of a divisor of 38 digits the last one decides nothing.
        let shift = u32::from(self.denominator.unsigned_abs() >> 124 != 0) * 4;
        let (n, m) = (self.numerator.unsigned_abs() >> shift, self.denominator.unsigned_abs() >> shift);
        let (mut whole, mut digits, mut rest) = (n / m, 0u128, n % m);
        for _ in 0..decimals {
            digits = digits * 10 + rest * 10 / m;
            rest = rest * 10 % m;
        }
        let is_odd = if decimals == 0 { whole } else { digits } % 2 == 1;
        let up = match mode {
            RoundingMode::HalfUp => rest * 2 >= m,
            RoundingMode::HalfEven => rest * 2 > m || (rest * 2 == m && is_odd),
        };
        digits += u128::from(up);
        let carried = digits == 10u128.pow(decimals);
        if carried {
            (whole, digits) = (whole + 1, 0);
        }
        let sign = if negative && (whole, digits) != (0, 0) { "-" } else { "" };
        if decimals == 0 {
            return Some(format!("{sign}{}", whole + digits));
        }
        let width = decimals as usize;
        Some(format!("{sign}{whole}.{digits:0width$}"))
    }
}

/// A share times a hundred, written from the shortest decimal form of a float without binary noise: 0.07 → `7`.
pub fn shift_two(fraction: f64) -> String {
    match exact_decimal(fraction).and_then(|exact| exact.percent(10, RoundingMode::HalfUp)) {
        Some(text) => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        None => format!("{}", fraction * 100.0),
    }
}

/// The decimal number that a person typed, as an exact fraction, from the shortest text that gives the same float.
/// Places beyond the twelfth are rounded. `None` for infinities, NaN and numbers from 10^21, of which a hundred thousand
/// could not be added with twelve places.
pub fn exact_decimal(number: f64) -> Option<Fraction> {
    if !number.is_finite() || number.abs() >= 1e21 {
        return None;
    }
    let text = format!("{number}");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    if part.len() > 12 {
        return Some(Fraction { numerator: (number * 1e12).round() as i128, denominator: 1_000_000_000_000 });
    }
    let numerator: i128 = format!("{whole}{part}").parse().ok()?;
    Some(Fraction { numerator, denominator: 10i128.pow(part.len() as u32) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_shares_round_as_printed() {
        for (count, base, printed) in
            [(33, 38, "86.8"), (26, 38, "68.4"), (23, 38, "60.5"), (21, 22, "95.5"), (21, 38, "55.3"), (1, 8, "12.5")]
        {
            assert_eq!(Fraction::of(count, base).percent(1, RoundingMode::HalfUp).unwrap(), printed);
        }
    }

    #[test]
    fn a_half_goes_up_or_to_the_even_digit() {
        let half = Fraction { numerator: 125, denominator: 1000 };
        assert_eq!(half.text(2, RoundingMode::HalfUp).unwrap(), "0.13");
        assert_eq!(half.text(2, RoundingMode::HalfEven).unwrap(), "0.12");
        let minus = Fraction { numerator: -125, denominator: 1000 };
        assert_eq!(minus.text(2, RoundingMode::HalfUp).unwrap(), "-0.13");
        assert_eq!(Fraction { numerator: -1, denominator: 1000 }.text(1, RoundingMode::HalfUp).unwrap(), "0.0");
        assert_eq!(Fraction { numerator: 9_996, denominator: 1000 }.text(2, RoundingMode::HalfUp).unwrap(), "10.00");
        assert_eq!(Fraction { numerator: 5, denominator: 2 }.text(0, RoundingMode::HalfEven).unwrap(), "2");
        assert_eq!(Fraction { numerator: -7, denominator: 2 }.text(0, RoundingMode::HalfEven).unwrap(), "-4");
    }

    #[test]
    fn no_product_outgrows_the_integers_when_a_number_is_printed() {
        let third = Fraction { numerator: i128::MAX / 3, denominator: i128::MAX };
        assert_eq!(third.text(6, RoundingMode::HalfUp).unwrap(), "0.333333");
        assert_eq!(third.percent(1, RoundingMode::HalfUp).unwrap(), "33.3");
        let vast = Fraction { numerator: 10i128.pow(33), denominator: 1 };
        assert_eq!(vast.percent(2, RoundingMode::HalfUp).unwrap(), format!("1{}.00", "0".repeat(35)));
        assert!((vast.minus(third).to_f64().unwrap() / 1e33 - 1.0).abs() < 1e-13);
        assert_eq!(vast.minus(Fraction::NONE), Fraction::NONE);
    }

    #[test]
    fn a_decimal_is_taken_as_typed() {
        assert_eq!(exact_decimal(0.1), Some(Fraction { numerator: 1, denominator: 10 }));
        assert_eq!(shift_two(0.07), "7");
        assert_eq!(shift_two(0.955), "95.5");
        assert_eq!(shift_two(-0.285), "-28.5");
        assert_eq!(exact_decimal(f64::NAN), None);
    }
}
