//! Composite indices: indicators made comparable, weighted, put together, and how far ranks depend on the weights.
//!
//! Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), steps 5 (normalisation), 6 (weighting and
//! aggregation) and 7 (sensitivity).

use super::computed::ranks;
use super::derive::{Derived, Given, integers, numbers};
use super::measured::{self, Measured};
use super::rows::Rows;
use crate::error::Error;
use crate::fraction::{Fraction, RoundingMode, exact_decimal};
use crate::survey::index::{Component, Direction, Index, Mean, Missing, Normalise};
use crate::text::{Lang, Text, score as words};

type Values = Vec<Option<f64>>;

/// A set of weights: as declared, equal, or with one moved.
struct Case {
    label: Text,
    /// One weight an indicator; they make 1.
    weights: Vec<f64>,
}

/// The columns and tables of an index.
pub fn derived(given: &Given, index: &Index) -> Result<Derived, Error> {
    let measured =
        index.indicators.iter().map(|indicator| measured(given, indicator)).collect::<Result<Vec<_>, _>>()?;
    let normalised: Vec<Values> =
        index.indicators.iter().zip(&measured).map(|(indicator, values)| normalise(index, indicator, values)).collect();
    let mode = given.survey.rounding.mode;
    let cases = cases(index);
    let values: Vec<Values> = cases.iter().map(|case| together(index, &normalised, &case.weights, mode)).collect();
    let everyone = vec![Some(String::new()); given.round.frame.len()];
    let ranks: Vec<Vec<Option<i64>>> = values.iter().map(|values| ranks(values, &everyone, false)).collect();
    let over_cases = |pick: fn(i64, i64) -> i64| -> Vec<Option<i64>> {
        (0..everyone.len()).map(|unit| ranks.iter().filter_map(|ranks| ranks[unit]).reduce(pick)).collect()
    };
    let columns = vec![
        numbers(&index.id, values[0].clone()),
        integers(&format!("{}_rank", index.id), ranks[0].clone()),
        integers(&format!("{}_best_rank", index.id), over_cases(i64::min)),
        integers(&format!("{}_worst_rank", index.id), over_cases(i64::max)),
    ];
    let tables = vec![
        (format!("{}_indicators", index.id), indicators(given, index, &measured, &normalised)?),
        (format!("{}_sensitivity", index.id), sensitivity(given, &cases, &values, &ranks)?),
    ];
    Ok(Derived { columns, tables })
}

fn measured(given: &Given, indicator: &Component) -> Result<Values, Error> {
    let measured = measured::measured(given, &indicator.of, indicator.per.as_deref())?;
    Ok(measured.into_iter().map(Measured::value).map(|value| value.and_then(Fraction::to_f64)).collect())
}

/// The values of an indicator made comparable, more always better.
fn normalise(index: &Index, indicator: &Component, values: &[Option<f64>]) -> Values {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let better_is_more = indicator.direction == Direction::More;
    let of = |value: f64| match index.normalise {
        Normalise::MinMax => turned(1.0, better_is_more, min_max(indicator, &known, value)),
        Normalise::Rank => turned(1.0, better_is_more, left_behind(&known, value)),
        Normalise::ZScore => turned(0.0, better_is_more, z_score(&known, value)),
    };
    values.iter().map(|value| value.map(of)).collect()
}

/// A value as it is, or where less is better its mirror image between nothing and `whole`.
fn turned(whole: f64, better_is_more: bool, value: f64) -> f64 {
    if better_is_more { value } else { whole - value }
}

/// The share of the way from the lower to the upper bound; one half where the bounds are one.
fn min_max(indicator: &Component, known: &[f64], value: f64) -> f64 {
    let least = known.iter().copied().fold(f64::INFINITY, f64::min);
    let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let min = indicator.min.and_then(|min| min.0.to_f64()).unwrap_or(least);
    let max = indicator.max.and_then(|max| max.0.to_f64()).unwrap_or(most);
    if max <= min { 0.5 } else { ((value - min) / (max - min)).clamp(0.0, 1.0) }
}

/// The share of the other units that are left behind, ties by half; one half where there is no other.
fn left_behind(known: &[f64], value: f64) -> f64 {
    let below = known.iter().filter(|other| **other < value).count() as f64;
    let equal = known.iter().filter(|other| **other == value).count() as f64;
    let others = known.len() as f64 - 1.0;
    if others < 1.0 { 0.5 } else { (below + (equal - 1.0) / 2.0) / others }
}

/// The distance from the mean in standard deviations; nothing where all are equal.
fn z_score(known: &[f64], value: f64) -> f64 {
    let n = known.len() as f64;
    let mean = known.iter().sum::<f64>() / n;
    let variance = known.iter().map(|other| (other - mean).powi(2)).sum::<f64>() / n;
    if variance > 0.0 { (value - mean) / variance.sqrt() } else { 0.0 }
}

/// The index of every unit under a set of weights.
fn together(index: &Index, normalised: &[Values], weights: &[f64], mode: RoundingMode) -> Values {
    let n_units = normalised.first().map_or(0, Vec::len);
    let of_unit = |unit: usize| {
        let all = normalised.iter().map(|values| values[unit]).zip(weights);
        let present: Vec<(f64, f64)> = all.filter_map(|(value, weight)| Some((value?, *weight))).collect();
        let is_whole = present.len() == normalised.len() || index.missing == Missing::Reweighted;
        (is_whole && !present.is_empty())
            .then(|| mean(index, &present))
            .and_then(|value| rounded(value, index.decimals, mode))
    };
    (0..n_units).map(of_unit).collect()
}

fn mean(index: &Index, present: &[(f64, f64)]) -> f64 {
    let whole: f64 = present.iter().map(|(_, weight)| weight).sum();
    let scale = match index.normalise {
        Normalise::ZScore => 1.0,
        Normalise::MinMax | Normalise::Rank => index.scale.0.to_f64().unwrap_or(1.0),
    };
    scale
        * match index.mean {
            Mean::Arithmetic => present.iter().map(|(value, weight)| value * weight / whole).sum::<f64>(),
            Mean::Geometric => present.iter().map(|(value, weight)| value.powf(weight / whole)).product(),
        }
}

/// Rounded for print, after the noise of binary numbers beyond nine decimals is taken off.
fn rounded(value: f64, decimals: u32, mode: RoundingMode) -> Option<f64> {
    let clean = exact_decimal((value * 1e9).round() / 1e9)?;
    clean.rounded(decimals, mode).to_f64()
}

/// The weights as declared, equal weights, and each weight up and down by the declared share; each set makes 1.
fn cases(index: &Index) -> Vec<Case> {
    let declared: Vec<f64> = index.indicators.iter().filter_map(|indicator| indicator.weight.0.to_f64()).collect();
    let share = index.move_weights.0;
    let n = declared.len();
    let mut cases = vec![
        Case { label: words::AS_DECLARED.into(), weights: whole(declared.clone()) },
        Case { label: words::EQUAL_WEIGHTS.into(), weights: vec![1.0 / n as f64; n] },
    ];
    for (place, indicator) in index.indicators.iter().enumerate() {
        for (sign, share) in [("+", share), ("−", -share)] {
            let mut weights = declared.clone();
            weights[place] *= 1.0 + share.to_f64().unwrap_or(0.0);
            let percent = (index.move_weights.0 * Fraction::whole(100)).plain();
            let label = |lang: Lang| {
                words::MOVED.say(lang, &[("item", indicator.label.get(lang)), ("sign", sign), ("share", &percent)])
            };
            let label = Text { zh: label(Lang::Zh), en: label(Lang::En) };
            cases.push(Case { label, weights: whole(weights) });
        }
    }
    cases
}

fn whole(weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

/// A row a unit and indicator.
fn indicators(
    given: &Given,
    index: &Index,
    measured: &[Values],
    normalised: &[Values],
) -> Result<polars::prelude::DataFrame, Error> {
    let n = index.indicators.len();
    let rows: Vec<(usize, usize)> =
        (0..given.round.frame.len()).flat_map(|unit| (0..n).map(move |i| (unit, i))).collect();
    let units: Vec<usize> = rows.iter().map(|(unit, _)| *unit).collect();
    let exact = |value: Option<f64>| value.and_then(|value| exact_decimal((value * 1e6).round() / 1e6));
    let label = |place: usize| index.indicators[place].label.clone();
    Rows::of(given, &units)
        .integer("indicator_seq", rows.iter().map(|(_, place)| Some(place + 1)))
        .words("indicator", rows.iter().map(|(_, place)| label(*place)))
        .number("value", rows.iter().map(|(unit, place)| exact(measured[*place][*unit])))
        .number("normalised", rows.iter().map(|(unit, place)| exact(normalised[*place][*unit])))
        .number("weight", rows.iter().map(|(_, place)| Some(index.indicators[*place].weight.0)))
        .frame()
}

/// A row a unit and set of weights; `moved` counts the places gained against the weights as declared.
fn sensitivity(
    given: &Given,
    cases: &[Case],
    values: &[Values],
    ranks: &[Vec<Option<i64>>],
) -> Result<polars::prelude::DataFrame, Error> {
    let n = cases.len();
    let rows: Vec<(usize, usize)> =
        (0..given.round.frame.len()).flat_map(|unit| (0..n).map(move |c| (unit, c))).collect();
    let units: Vec<usize> = rows.iter().map(|(unit, _)| *unit).collect();
    let moved = |(unit, case): &(usize, usize)| Some(ranks[0][*unit]? - ranks[*case][*unit]?);
    let signed = |number: Option<i64>| number.map(|number| Fraction::whole(i128::from(number)));
    let rows = Rows::of(given, &units)
        .integer("case_seq", rows.iter().map(|(_, case)| Some(case + 1)))
        .words("case", rows.iter().map(|(_, case)| cases[*case].label.clone()))
        .number("value", rows.iter().map(|(unit, case)| values[*case][*unit].and_then(exact_decimal)))
        .number("rank", rows.iter().map(|(unit, case)| signed(ranks[*case][*unit])))
        .number("moved", rows.iter().map(|row| signed(moved(row))));
    let mut frame = rows.frame()?;
    for column in ["rank", "moved"] {
        let whole = frame.column(column).and_then(|column| column.cast(&polars::prelude::DataType::Int64));
        let whole = whole.map_err(|error| Error::Failed(error.to_string()))?;
        frame.with_column(whole).map_err(|error| Error::Failed(error.to_string()))?;
    }
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(head: &str) -> Index {
        toml::from_str(&format!(
            "id = \"x\"\n{head}\n[[indicator]]\nof = \"a\"\nlabel = \"A\"\nweight = 0.6\n[[indicator]]\nof = \"b\"\nlabel = \"B\"\n\
             weight = 0.4\ndirection = \"less\"\n"
        ))
        .unwrap()
    }

    fn values(index: &Index, of: [&[Option<f64>]; 2]) -> Values {
        let normalised: Vec<Values> =
            index.indicators.iter().zip(of).map(|(indicator, values)| normalise(index, indicator, values)).collect();
        together(index, &normalised, &cases(index)[0].weights, RoundingMode::HalfUp)
    }

    const A: &[Option<f64>] = &[Some(0.0), Some(50.0), Some(100.0), Some(50.0)];
    const B: &[Option<f64>] = &[Some(10.0), Some(20.0), Some(30.0), None];

    #[test]
    fn min_max_over_the_units_with_one_indicator_of_which_less_is_better() {
        // A: 0, 0.5, 1; B turned: 1, 0.5, 0. 0.6·A + 0.4·B = 0.4, 0.5, 0.6.
        let index = index("normalise = \"min-max\"");
        assert_eq!(values(&index, [A, B]), [Some(40.0), Some(50.0), Some(60.0), None]);
    }

    #[test]
    fn the_weights_of_what_is_there_are_scaled_up_where_that_is_declared() {
        let index = index("normalise = \"min-max\"\nmissing = \"reweighted\"");
        assert_eq!(values(&index, [A, B])[3], Some(50.0));
    }

    #[test]
    fn a_geometric_mean_forgives_no_zero() {
        let index = index("normalise = \"min-max\"\nmean = \"geometric\"");
        assert_eq!(values(&index, [A, B]), [Some(0.0), Some(50.0), Some(0.0), None]);
    }

    #[test]
    fn ranks_and_z_scores() {
        // Ranks of A among four: 0 leaves none behind, 100 leaves all; the two at 50 tie: (1 + 1/2) / 3.
        assert_eq!(left_behind(&[0.0, 50.0, 100.0, 50.0], 50.0), 0.5);
        assert_eq!(left_behind(&[0.0, 50.0, 100.0, 50.0], 100.0), 1.0);
        // Mean 2, standard deviation √2: (4 - 2) / √2.
        assert!((z_score(&[0.0, 2.0, 2.0, 4.0], 4.0) - 2.0 / 2f64.sqrt()).abs() < 1e-12);
        assert_eq!(z_score(&[3.0, 3.0], 3.0), 0.0);
    }

    #[test]
    fn each_weight_is_moved_once_up_and_once_down_and_every_set_makes_one() {
        let index = index("normalise = \"min-max\"\nmove_weights = \"50 %\"");
        let cases = cases(&index);
        assert_eq!(cases.len(), 6);
        for case in &cases {
            assert!((case.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        // 0.6 · 1.5 = 0.9 beside 0.4: 9/13.
        assert!((cases[2].weights[0] - 9.0 / 13.0).abs() < 1e-12);
        assert_eq!(cases[3].label.zh, "“A”权重−50%");
    }
}
