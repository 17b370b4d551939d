//! Totals of points by a standard of the unit's own kind, scaled to common full marks.

use super::derive::{Derived, Given, numbers};
use crate::error::Error;
use crate::fraction::{Fraction, RoundingMode, exact_decimal};
use crate::survey::Standard;

/// What one unit scored.
#[derive(Debug, Clone, Default, PartialEq)]
struct Scored {
    total: Option<f64>,
    points: Option<f64>,
    full: Option<f64>,
    rates: Vec<Option<f64>>,
}

/// The columns of a standard.
pub fn derived(given: &Given, standard: &Standard) -> Result<Derived, Error> {
    let kinds = given.texts(&standard.by)?;
    let aspects: Vec<Vec<Option<f64>>> =
        standard.aspects.iter().map(|aspect| given.numbers(aspect)).collect::<Result<_, _>>()?;
    let of_unit = |(place, kind): (usize, &Option<String>)| {
        let points: Vec<Option<f64>> = aspects.iter().map(|aspect| aspect[place]).collect();
        scored(standard, kind.as_deref(), &points)
    };
    let units: Vec<Scored> = kinds.iter().enumerate().map(of_unit).collect();
    let column = |of: &dyn Fn(&Scored) -> Option<f64>| units.iter().map(of).collect::<Vec<_>>();
    let mut values = vec![column(&|unit| unit.total), column(&|unit| unit.points), column(&|unit| unit.full)];
    values.extend((0..aspects.len()).map(|aspect| column(&|unit| unit.rates[aspect])));
    let columns = standard.names().iter().zip(values).map(|(name, values)| numbers(name, values)).collect();
    Ok(Derived { columns, tables: Vec::new() })
}

fn scored(standard: &Standard, kind: Option<&str>, points: &[Option<f64>]) -> Scored {
    let Some(full) = standard.of(kind) else {
        return Scored { rates: vec![None; points.len()], ..Scored::default() };
    };
    let applies = |full: &Fraction| full.numerator > 0;
    let aspects = full.iter().zip(points).filter(|(full, _)| applies(full));
    let valid = |(full, points): (&Fraction, &Option<f64>)| points.and_then(exact_decimal).filter(|p| fits(*p, *full));
    let points_scored: Option<Vec<Fraction>> = aspects.map(valid).collect();
    let (sum, whole) = (points_scored.as_deref().map(sum), sum(&full));
    let rate = |(full, points): (&Fraction, &Option<f64>)| {
        points.and_then(exact_decimal).filter(|_| applies(full)).and_then(|points| points.over(*full)?.to_f64())
    };
    Scored {
        total: sum.and_then(|sum| scaled(standard, sum.over(whole)?)),
        points: sum.and_then(Fraction::to_f64),
        full: whole.to_f64(),
        rates: full.iter().zip(points).map(rate).collect(),
    }
}

fn fits(points: Fraction, full: Fraction) -> bool {
    points >= Fraction::ZERO && points <= full
}

/// The part of full marks, rounded half up on the exact fraction.
fn scaled(standard: &Standard, part: Fraction) -> Option<f64> {
    let full = exact_decimal(standard.full)?;
    (part * full).text(standard.decimals, RoundingMode::HalfUp)?.parse().ok()
}

/// The sum of decimals as typed, at twelve decimals.
fn sum(all: &[Fraction]) -> Fraction {
    const SCALE: i128 = 1_000_000_000_000;
    Fraction { numerator: all.iter().map(|one| one.numerator * (SCALE / one.denominator)).sum(), denominator: SCALE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard() -> Standard {
        let text = "id = 's'\nby = 'industry'\naspects = ['a', 'b', 'c']\nfull = 1000\ndecimals = 1\n\
                    points = [400, 300, 300]\nrows = [{ value = 'mine', points = [600, 300, 300] },\n\
                    { value = 'shop', points = [400, 400, 0] }]";
        toml::from_str(text).unwrap()
    }

    fn total(kind: &str, points: [Option<f64>; 3]) -> Option<f64> {
        scored(&standard(), Some(kind), &points).total
    }

    #[test]
    fn each_industry_is_scored_by_its_own_standard_and_scaled() {
        // 360 + 270 + 270 of 1,000 points.
        assert_eq!(total("farm", [Some(360.0), Some(270.0), Some(270.0)]), Some(900.0));
        // 540 + 270 + 270 = 1,080 of 1,200 points are 900 of 1,000.
        assert_eq!(total("mine", [Some(540.0), Some(270.0), Some(270.0)]), Some(900.0));
        // 1,000 of 1,200 points are 833.33.
        assert_eq!(total("mine", [Some(500.0), Some(250.0), Some(250.0)]), Some(833.3));
    }

    #[test]
    fn an_aspect_that_does_not_apply_is_left_out() {
        assert_eq!(total("shop", [Some(400.0), Some(320.0), None]), Some(900.0));
    }

    #[test]
    fn without_a_valid_number_there_is_no_total() {
        assert_eq!(total("farm", [Some(360.0), None, Some(270.0)]), None);
        assert_eq!(total("farm", [Some(401.0), Some(1.0), Some(1.0)]), None);
        assert_eq!(total("farm", [Some(-1.0), Some(1.0), Some(1.0)]), None);
        assert_eq!(scored(&standard(), None, &[Some(1.0), Some(1.0), Some(1.0)]).total, None);
    }

    #[test]
    fn a_rate_is_what_was_scored_of_what_could_be() {
        let unit = scored(&standard(), Some("shop"), &[Some(100.0), Some(400.0), None]);
        assert_eq!(unit.rates, [Some(0.25), Some(1.0), None]);
        assert_eq!((unit.points, unit.full), (Some(500.0), Some(800.0)));
    }
}
