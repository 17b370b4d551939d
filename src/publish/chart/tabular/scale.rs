//! Scale: round numbers that enclose the values of a chart.

/// An axis from a least to a greatest value, in equal steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The least value; nothing, unless there are values below it.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// From one mark to the next.
    pub step: f64,
}

/// Where the least value is a smaller part of the greatest, a scale of lines begins at nothing.
const NEAR: f64 = 0.35;

impl Scale {
    /// A scale from nothing that encloses some values; `full` is its end where it is given and not exceeded.
    pub fn from_zero(values: impl Iterator<Item = f64>, full: Option<f64>) -> Scale {
        let (low, high) = values.fold((0.0, 0.0), |(low, high): (f64, f64), v| (low.min(v), high.max(v)));
        let exact = full.filter(|full| high <= *full && *full > 0.0);
        Scale::enclosing(low, exact.unwrap_or(high), exact)
    }

    /// A scale for lines: nothing is left out where the values lie far from it and close together.
    pub fn around(values: impl Iterator<Item = f64> + Clone, full: Option<f64>) -> Scale {
        let (low, high) = values
            .clone()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if full.is_some() || !low.is_finite() || low < high * NEAR || low <= 0.0 {
            return Scale::from_zero(values, full);
        }
        // Values that are all equal lie in the middle.
        let margin = if high > low { 0.0 } else { high * 0.05 };
        Scale::enclosing(low - margin, high + margin, None)
    }

    /// From the least to the greatest of some values, for colours; from nothing where a full scale is given.
    pub fn enclosing_exactly(values: impl Iterator<Item = f64>, full: Option<f64>) -> Scale {
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        let (low, high) = match full {
            Some(full) => (low.min(0.0), high.max(full)),
            None => (low, high),
        };
        let (low, high) = match (low.is_finite(), high > low) {
            (true, true) => (low, high),
            (true, false) => (high.min(0.0), high.max(1.0)),
            _ => (0.0, 1.0),
        };
        Scale { low, high, step: high - low }
    }

    fn enclosing(low: f64, high: f64, exact: Option<f64>) -> Scale {
        let high = if high > low { high } else { low + 1.0 };
        let step = round_step((high - low) / 4.0);
        let low = (low / step + 1e-9).floor() * step;
        let high = exact.unwrap_or_else(|| (high / step - 1e-9).ceil() * step);
        Scale { low, high, step }
    }

    /// Where a value lies, from 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The marked values, from the least.
    pub fn marks(&self) -> Vec<f64> {
        let n = ((self.high - self.low) / self.step + 1e-9).floor() as usize;
        let mark = |n: usize| {
            let value = self.low + n as f64 * self.step;
            // The steps are round decimals; their sums are too, but for the last bits.
            (value / self.step).round() * self.step
        };
        (0..=n).map(mark).map(decimal).collect()
    }
}

/// 1, 2, 2.5 or 5 times a power of ten, not below a number.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|factor| factor * power >= least * 0.999);
    decimal(factor.unwrap_or(10.0) * power)
}

/// The number without the last bits that sums of decimals gather.
pub fn decimal(value: f64) -> f64 {
    format!("{value:.10}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_are_round_numbers() {
        assert_eq!(Scale::from_zero([3.0, 7.0].into_iter(), None).marks(), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(Scale::from_zero([0.31].into_iter(), Some(1.0)).marks(), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(Scale::from_zero([-2.0, 3.0].into_iter(), None).marks(), [-2.0, 0.0, 2.0, 4.0]);
        assert_eq!(Scale::from_zero(std::iter::empty(), None).marks(), [0.0, 0.25, 0.5, 0.75, 1.0]);
    }

    #[test]
    fn values_above_the_full_scale_still_fit() {
        let scale = Scale::from_zero([130.0].into_iter(), Some(100.0));
        assert!(scale.high >= 130.0);
    }

    #[test]
    fn lines_far_from_nothing_begin_near_their_least_value() {
        let scale = Scale::around([96.0, 98.5].into_iter(), None);
        assert!(scale.low > 90.0 && scale.low < 96.0, "{scale:?}");
        assert_eq!(Scale::around([1.0, 9.0].into_iter(), None).low, 0.0);
    }

    proptest! {
        #[test]
        fn every_value_lies_on_its_scale(values in proptest::collection::vec(-1e6..1e6f64, 1..20)) {
            for scale in [Scale::from_zero(values.iter().copied(), None), Scale::around(values.iter().copied(), None)] {
                for value in &values {
                    prop_assert!(scale.low <= *value + 1e-6 && *value <= scale.high + 1e-6, "{:?} {}", scale, value);
                }
                prop_assert!(scale.marks().len() <= 12, "{:?}", scale);
            }
        }
    }
}
