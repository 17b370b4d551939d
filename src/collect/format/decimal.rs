//! A number in the fifteen digits that a spreadsheet shows, in decimal places.

/// An amount without its sign: `0.` and its digits, times a power of ten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    /// The digits; the first and the last are no zeros, and zero has none.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The amount of a finite number.
    pub fn of(number: f64) -> Decimal {
        let written = format!("{:.14e}", number.abs());
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        Decimal { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }.normal()
    }

    fn normal(mut self) -> Decimal {
        let zeros = self.digits.iter().take_while(|digit| **digit == b'0').count();
        self.digits.drain(..zeros);
        self.point -= zeros as i32;
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() { Decimal { digits: Vec::new(), point: 0 } } else { self }
    }

    /// The amount times a power of ten.
    pub fn shifted(self, places: i32) -> Decimal {
        Decimal { point: self.point.saturating_add(places), ..self }.normal()
    }

    /// The amount to so many decimal places; a half goes up.
    pub fn rounded(mut self, places: usize) -> Decimal {
        let kept = i64::from(self.point) + places as i64;
        if kept >= self.digits.len() as i64 {
            return self;
        }
        let goes_up = usize::try_from(kept).is_ok_and(|kept| self.digits[kept] >= b'5');
        self.digits.truncate(usize::try_from(kept).unwrap_or(0));
        if goes_up {
            self.raise();
        }
        self.normal()
    }

    /// Adds one to the last digit.
    fn raise(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        self.digits.insert(0, b'1');
        self.point += 1;
    }

    /// Whether it is nothing at all.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The digits before the point; none below one.
    pub fn whole(&self) -> String {
        (0..self.point).map(|place| self.digit(place)).collect()
    }

    /// The digits behind the point, the last of which is no zero.
    pub fn part(&self) -> String {
        (self.point..self.digits.len() as i32).map(|place| self.digit(place)).collect()
    }

    fn digit(&self, place: i32) -> char {
        usize::try_from(place).ok().and_then(|place| self.digits.get(place)).map_or('0', |digit| char::from(*digit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(number: f64, shift: i32, places: usize) -> String {
        let decimal = Decimal::of(number).shifted(shift).rounded(places);
        format!("{}.{}", decimal.whole(), decimal.part())
    }

    #[test]
    fn amounts_are_written_in_fifteen_digits() {
        for (number, expected) in [
            (0.0, "."),
            (7.0, "7."),
            (-12.345, "12.345"),
            (0.1 + 0.2, ".3"),
            (0.000_5, ".0005"),
            (120_000.0, "120000."),
            (1e15, "1000000000000000."),
        ] {
            assert_eq!(parts(number, 0, 20), expected, "{number}");
        }
    }

    #[test]
    fn amounts_are_divided_exactly_and_rounded_half_up() {
        assert_eq!(parts(401_000.0, -4, 9), "40.1");
        assert_eq!(parts(0.955, 2, 9), "95.5");
        assert_eq!(parts(2.5, 0, 0), "3.");
        assert_eq!(parts(9.99, 0, 1), "10.");
        assert_eq!(parts(0.5, 0, 0), "1.");
        assert_eq!(parts(0.05, 0, 0), ".");
        assert_eq!(parts(0.04, 0, 1), ".");
    }
}
