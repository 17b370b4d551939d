//! The dataset `comparison`: each unit among the units of its group, a row a unit and compared number.
//!
//! Everything is exact: numbers are taken as they were typed, and quartiles are fractions.
//!
//! A quartile is that of Hyndman and Fan (Sample Quantiles in Statistical Packages, The American Statistician 50, 1996),
//! type 7, which is `QUARTILE.INC` of Excel: of n values x1 ≤ … ≤ xn the quartile k lies at h = (n − 1)·k/4, counted
//! from 0, and between two values in proportion: x⌊h⌋ + (h − ⌊h⌋)·(x⌊h⌋+1 − x⌊h⌋).

use polars::prelude::AnyValue;

use super::{Dataset, Source};
use crate::error::Error;
use crate::fraction::{Fraction, exact_decimal};
use crate::survey::comparison::Compared;

/// The finest decimal that is told apart, as for every number of the program.
const FINEST: i128 = 1_000_000_000_000;

/// How the values of a group spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Units with a value.
    pub n: u64,
    /// The least value.
    pub min: Fraction,
    /// The first quartile.
    pub q1: Fraction,
    /// The median.
    pub median: Fraction,
    /// The third quartile.
    pub q3: Fraction,
    /// The greatest value.
    pub max: Fraction,
}

/// Where a unit stands among its group by one number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Its value; `None` where it has none that is known.
    pub value: Option<Fraction>,
    /// The value of the register attribute that its group shares; empty for the group of all units, and for a unit
    /// that belongs to none.
    pub group: String,
    /// How the group's values spread; `None` where no unit of it has a value.
    pub spread: Option<Spread>,
    /// Its rank: units of equal value share the better rank, and the next one is passed over (1, 2, 2, 4).
    pub rank: Option<u64>,
    /// The quarter in which it lies, 1 the best: at or beyond the quartile that bounds it.
    pub quarter: Option<u8>,
    /// Its value less the median.
    pub distance: Option<Fraction>,
    /// The share of the units with a value whose value is lower.
    pub below: Option<Fraction>,
}

/// The standings of every unit of the frame, a list a compared number in the survey's order.
pub fn standings(source: &Source) -> Result<Vec<Vec<Standing>>, Error> {
    let groups = groups(source);
    source.survey.compared().iter().map(|compared| standings_by(source, compared, &groups)).collect()
}

/// The group of each unit: `None` where the units are compared by an attribute that the register leaves blank.
fn groups<'a>(source: &Source<'a>) -> Vec<Option<&'a str>> {
    let attribute = source.survey.comparison.as_ref().and_then(|comparison| comparison.group.as_deref());
    let group = |framed: &crate::register::FrameUnit| match attribute {
        None => Some(""),
        Some(id) => {
            let value = source.register.units[framed.unit].attributes.get(id).map_or("", String::as_str);
            (!value.is_empty()).then_some(value)
        }
    };
    source.frame.iter().map(group).collect()
}

fn standings_by(source: &Source, compared: &Compared, groups: &[Option<&str>]) -> Result<Vec<Standing>, Error> {
    // An edition that names nobody has no frame of units.
    if source.frames.returns.height() == 0 {
        return Ok(vec![Standing::default(); groups.len()]);
    }
    let values = values(source, &compared.id)?;
    let mut standings = vec![Standing::default(); values.len()];
    let mut names: Vec<&str> = groups.iter().flatten().copied().collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let members: Vec<usize> = (0..values.len()).filter(|place| groups[*place] == Some(name)).collect();
        let mut sorted: Vec<i128> = members.iter().filter_map(|place| values[*place]).collect();
        sorted.sort_unstable();
        for place in members {
            standings[place] = standing(name, values[place], &sorted, compared.higher_is_better);
        }
    }
    for (place, standing) in standings.iter_mut().enumerate().filter(|(place, _)| groups[*place].is_none()) {
        standing.value = values[place].map(|value| fraction(value, 1));
    }
    Ok(standings)
}

/// The values of a column, in units of [`FINEST`].
fn values(source: &Source, column: &str) -> Result<Vec<Option<i128>>, Error> {
    let failed = |error: polars::prelude::PolarsError| Error::Failed(format!("comparison `{column}`: {error}"));
    let column = source.frames.returns.column(column).map_err(failed)?;
    (0..column.len()).map(|row| column.get(row).map(|value| exact(&value)).map_err(failed)).collect()
}

fn exact(value: &AnyValue) -> Option<i128> {
    let fraction = match value {
        AnyValue::Null => None,
        AnyValue::Float32(_) | AnyValue::Float64(_) => exact_decimal(value.extract::<f64>()?),
        other => other.extract::<i64>().map(|n| Fraction { numerator: i128::from(n), denominator: 1 }),
    }?;
    Some(fraction.numerator * (FINEST / fraction.denominator))
}

/// An exact number, in units of [`FINEST`] divided by `parts`, in lowest terms.
fn fraction(numerator: i128, parts: i128) -> Fraction {
    let denominator = FINEST * parts;
    let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs()) as i128;
    Fraction { numerator: numerator / divisor, denominator: denominator / divisor }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn standing(group: &str, value: Option<i128>, sorted: &[i128], higher_is_better: bool) -> Standing {
    let mut standing = Standing { group: group.to_string(), spread: spread(sorted), ..Standing::default() };
    let Some(value) = value.filter(|_| !sorted.is_empty()) else { return standing };
    let lower = sorted.partition_point(|other| *other < value) as u64;
    let higher = (sorted.len() - sorted.partition_point(|other| *other <= value)) as u64;
    let [q1, median, q3] = [1, 2, 3].map(|k| quartile(sorted, k));
    // Quartiles are in quarters of a unit, and so is the value beside them.
    let scaled = value * 4;
    standing.value = Some(fraction(value, 1));
    standing.rank = Some(1 + if higher_is_better { higher } else { lower });
    standing.quarter = Some(match higher_is_better {
        true => quarter([q3, median, q1].map(|bound| scaled >= bound)),
        false => quarter([q1, median, q3].map(|bound| scaled <= bound)),
    });
    standing.distance = Some(fraction(scaled - median, 4));
    standing.below = Some(Fraction::of(lower, sorted.len() as u64));
    standing
}

fn quarter(reached: [bool; 3]) -> u8 {
    reached.iter().position(|reached| *reached).map_or(4, |place| place as u8 + 1)
}

fn spread(sorted: &[i128]) -> Option<Spread> {
    let (min, max) = (sorted.first()?, sorted.last()?);
    let quartile = |k| fraction(quartile(sorted, k), 4);
    Some(Spread {
        n: sorted.len() as u64,
        min: fraction(*min, 1),
        q1: quartile(1),
        median: quartile(2),
        q3: quartile(3),
        max: fraction(*max, 1),
    })
}

/// Four times the quartile `k` of sorted values.
fn quartile(sorted: &[i128], k: usize) -> i128 {
    let place = (sorted.len() - 1) * k;
    let (floor, rest) = (place / 4, (place % 4) as i128);
    let next = sorted[(floor + 1).min(sorted.len() - 1)];
    sorted[floor] * 4 + (next - sorted[floor]) * rest
}

/// A row a unit of the frame and compared number, units in protocol order.
pub fn dataset<'a>(source: &Source<'a>) -> Result<Dataset<'a>, Error> {
    let standings = standings(source)?;
    let survey = source.survey;
    let attribute = survey.comparison.as_ref().and_then(|known| known.group.as_deref()).unwrap_or_default();
    let rows: Vec<(usize, usize)> =
        (0..source.frame.len()).flat_map(|place| (0..standings.len()).map(move |item| (place, item))).collect();
    let unit = |place: usize| &source.register.units[source.frame[place].unit];
    let at = |(place, item): &(usize, usize)| &standings[*item][*place];
    let compared = |item: usize| &survey.compared()[item];
    let group_label = |row: &(usize, usize)| survey.attribute_label(attribute, &at(row).group, source.lang).to_string();
    let of_spread = |part: fn(&Spread) -> Fraction| {
        rows.iter().map(move |row| at(row).spread.as_ref().map(part)).collect::<Vec<_>>().into_iter()
    };
    Ok(Dataset::new("comparison")
        .integer("seq", (1..=rows.len()).map(|seq| i64::try_from(seq).ok()))
        .text("code", rows.iter().map(|(place, _)| unit(*place).code.as_str()))
        .text("name", rows.iter().map(|(place, _)| unit(*place).name.as_str()))
        .integer("item_seq", rows.iter().map(|(_, item)| i64::try_from(item + 1).ok()))
        .text("item", rows.iter().map(|(_, item)| compared(*item).id.as_str()))
        .text("label", rows.iter().map(|(_, item)| word(&survey.compared_label(compared(*item)), source)))
        .text("unit_of_measure", rows.iter().map(|(_, item)| word(&survey.compared_unit(compared(*item)), source)))
        .number("value", rows.iter().map(|row| at(row).value))
        .text("group_by", rows.iter().map(|_| attribute.to_string()))
        .text("group", rows.iter().map(|row| at(row).group.clone()))
        .text("group_label", rows.iter().map(group_label))
        .count("n", rows.iter().map(|row| Some(at(row).spread.map_or(0, |spread| spread.n))))
        .number("min", of_spread(|spread| spread.min))
        .number("q1", of_spread(|spread| spread.q1))
        .number("median", of_spread(|spread| spread.median))
        .number("q3", of_spread(|spread| spread.q3))
        .number("max", of_spread(|spread| spread.max))
        .count("rank", rows.iter().map(|row| at(row).rank))
        .count("quartile", rows.iter().map(|row| at(row).quarter.map(u64::from)))
        .number("distance", rows.iter().map(|row| at(row).distance))
        .quotient("share_below", rows.iter().map(|row| at(row).below)))
}

fn word(text: &crate::text::Text, source: &Source) -> String {
    text.get(source.lang).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scaled(values: &[i128]) -> Vec<i128> {
        let mut values: Vec<i128> = values.iter().map(|value| value * FINEST).collect();
        values.sort_unstable();
        values
    }

    fn number(numerator: i128, denominator: i128) -> Fraction {
        Fraction { numerator, denominator }
    }

    #[test]
    fn quartiles_are_those_of_type_7() {
        // By hand for 1, 2, 4, 8: h = 0.75, 1.5, 2.25, so 1.75, 3 and 5, as QUARTILE.INC gives.
        let spread = spread(&scaled(&[8, 1, 4, 2])).unwrap();
        assert_eq!((spread.q1, spread.median, spread.q3), (number(7, 4), number(3, 1), number(5, 1)));
        // Of five values the quartiles are values themselves.
        let five = super::spread(&scaled(&[10, 20, 30, 40, 50])).unwrap();
        assert_eq!((five.q1, five.median, five.q3), (number(20, 1), number(30, 1), number(40, 1)));
        let one = super::spread(&scaled(&[7])).unwrap();
        assert_eq!((one.min, one.q1, one.median, one.max), (number(7, 1), number(7, 1), number(7, 1), number(7, 1)));
        assert_eq!(super::spread(&[]), None);
    }

    #[test]
    fn equal_values_share_the_better_rank() {
        let sorted = scaled(&[90, 80, 80, 70]);
        let rank = |value: i128, up| standing("", Some(value * FINEST), &sorted, up).rank.unwrap();
        assert_eq!([90, 80, 80, 70].map(|value| rank(value, true)), [1, 2, 2, 4]);
        assert_eq!([90, 80, 80, 70].map(|value| rank(value, false)), [4, 2, 2, 1]);
    }

    #[test]
    fn a_unit_lies_in_the_quarter_whose_bound_it_reaches() {
        // 10 … 50: quartiles 20, 30, 40.
        let sorted = scaled(&[10, 20, 30, 40, 50]);
        let quarter = |value: i128, up| standing("", Some(value * FINEST), &sorted, up).quarter.unwrap();
        assert_eq!([50, 40, 30, 20, 10].map(|value| quarter(value, true)), [1, 1, 2, 3, 4]);
        assert_eq!([50, 40, 30, 20, 10].map(|value| quarter(value, false)), [4, 3, 2, 1, 1]);
        let of = standing("", Some(40 * FINEST), &sorted, true);
        assert_eq!((of.distance.unwrap(), of.below.unwrap()), (number(10, 1), number(3, 5)));
    }

    #[test]
    fn a_unit_without_a_value_has_no_rank_but_a_group() {
        let of = standing("甲", None, &scaled(&[1, 2]), true);
        assert_eq!((of.rank, of.quarter, of.below, of.spread.unwrap().n), (None, None, None, 2));
    }

    #[test]
    fn a_decimal_is_taken_as_it_was_typed() {
        assert_eq!(exact(&AnyValue::Float64(0.1)), Some(FINEST / 10));
        assert_eq!(exact(&AnyValue::Int64(-3)), Some(-3 * FINEST));
        assert_eq!(exact(&AnyValue::Null), None);
    }

    proptest! {
        #[test]
        fn ranks_and_shares_account_for_every_unit(values in prop::collection::vec(-1000i128..1000, 1..60)) {
            let sorted = scaled(&values);
            let spread = spread(&sorted).unwrap();
            let float = |of: Fraction| of.to_f64().unwrap();
            prop_assert!(float(spread.min) <= float(spread.q1) && float(spread.q1) <= float(spread.median));
            prop_assert!(float(spread.median) <= float(spread.q3) && float(spread.q3) <= float(spread.max));
            for value in &values {
                let up = standing("", Some(value * FINEST), &sorted, true);
                let equal = values.iter().filter(|other| *other == value).count() as u64;
                let lower = values.iter().filter(|other| *other < value).count() as u64;
                prop_assert_eq!(up.rank.unwrap() + lower + equal, spread.n + 1);
                prop_assert_eq!(up.below.unwrap(), Fraction::of(lower, spread.n));
            }
        }
    }
}
