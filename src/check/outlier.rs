//! `outlier`: a number that is not far from what is usual, for units alike or for the unit itself.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, DataType, PolarsError};

use super::{Asked, Check, Outcome, Subject, leaves_open};
use crate::error::Error;
use crate::fraction::{RoundingMode, exact_decimal};
use crate::frame::Frames;
use crate::period::Period;
use crate::survey::{self, engine};
use crate::text::{Phrase, Text, check as words};

/// `outlier`.
pub struct Outlier;

impl Check for Outlier {
    fn name(&self) -> &'static str {
        "outlier"
    }

    fn explanation(&self) -> Phrase {
        Phrase {
            zh: "数值不得明显偏离常态：robust_z 与同类单位的中位数比较（0.6745×离差÷绝对离差中位数），jump、factor 与本单位上次的数值比较，per 先除以规模指标。例如 outlier = { item = \"score\", robust_z = 3.5, within = \"industry\", least = 8 }。同类单位少于least个时无法审核；没有上次数值的单位不比较。",
            en: "A number is not far from what is usual: robust_z compares it with the median of units alike (0.6745 × distance ÷ median absolute deviation), jump (percent) and factor with the unit's own last value, per divides it by a size first: outlier = { item = \"score\", robust_z = 3.5, within = \"industry\", least = 8 }. With fewer than `least` values it cannot be made; a unit without an earlier value is not compared.",
        }
    }

    fn remedy(&self) -> Phrase {
        words::OUTLIER_REMEDY
    }

    fn is_declared(&self, check: &survey::Check) -> bool {
        check.outlier.is_some()
    }

    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error> {
        let outlier = asked.check.outlier.as_ref().expect("an outlier check has an outlier");
        let values = values(asked.frame, outlier).map_err(|error| failed(asked, &error))?;
        let verdicts = match outlier.robust_z {
            Some(limit) => among_units(asked, outlier, limit, &values)?,
            None => against_the_past(asked, outlier, &values)?,
        };
        let outcome = |(subject, verdict): (&Subject, Verdict)| match verdict {
            Verdict::Usual => Outcome::Pass,
            Verdict::Unusual(message) => Outcome::Fail { item: outlier.item.clone(), message },
            Verdict::TooFew => Outcome::Unverifiable,
            Verdict::NoValue if is_open(subject, outlier) => Outcome::Unverifiable,
            Verdict::NoValue => Outcome::Pass,
        };
        Ok(subjects.iter().zip(verdicts).map(outcome).collect())
    }
}

enum Verdict {
    Usual,
    Unusual(String),
    /// Too few values to tell what is usual.
    TooFew,
    NoValue,
}

fn is_open(subject: &Subject, outlier: &survey::Outlier) -> bool {
    let items = std::iter::once(&outlier.item).chain(&outlier.per);
    items.filter_map(|id| subject.item(id)).any(|(_, answer)| leaves_open(answer))
}

fn failed(asked: &Asked, error: &PolarsError) -> Error {
    Error::Query { name: asked.check.id.clone(), message: engine::saying(error) }
}

/// The number of each row, divided by the size where one is named; a size of 0 gives none.
fn values(frame: &DataFrame, outlier: &survey::Outlier) -> Result<Vec<Option<f64>>, PolarsError> {
    let column = |name: &str| -> Result<Vec<Option<f64>>, PolarsError> {
        Ok(frame.column(name)?.cast(&DataType::Float64)?.f64()?.iter().collect())
    };
    let items = column(&outlier.item)?;
    let Some(per) = &outlier.per else { return Ok(items) };
    let ratio = |(item, size): (Option<f64>, Option<f64>)| Some(item? / size.filter(|size| *size != 0.0)?);
    Ok(items.into_iter().zip(column(per)?).map(ratio).collect())
}

/// The middle of the values, and how far the usual ones may lie from it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Usual {
    n: usize,
    median: f64,
    distance: f64,
    /// Whether no value is below 0, so that no range need reach below it.
    is_positive: bool,
}

/// Robust z after Iglewicz and Hoaglin (1993): 0.6745 × distance ÷ MAD. Where more than half of the values are equal, the
/// MAD is 0 and the mean absolute deviation takes its place: distance ÷ (1.2533 × mean deviation).
fn usual(values: &[f64], limit: f64) -> Usual {
    let median = median(values.to_vec());
    let deviations: Vec<f64> = values.iter().map(|value| (value - median).abs()).collect();
    let mean = deviations.iter().sum::<f64>() / deviations.len().max(1) as f64;
    let mad = self::median(deviations);
    let distance = if mad > 0.0 { limit * mad / 0.6745 } else { limit * 1.253_314 * mean };
    Usual { n: values.len(), median, distance, is_positive: values.iter().all(|value| *value >= 0.0) }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

fn among_units(
    asked: &Asked,
    outlier: &survey::Outlier,
    limit: f64,
    values: &[Option<f64>],
) -> Result<Vec<Verdict>, Error> {
    let groups = match &outlier.within {
        None => vec![Some(String::new()); values.len()],
        Some(attribute) => texts(asked.frame, attribute).map_err(|error| failed(asked, &error))?,
    };
    let mut by_group: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (value, group) in values.iter().zip(&groups) {
        if let (Some(value), Some(group)) = (value, group) {
            by_group.entry(group).or_default().push(*value);
        }
    }
    let by_group: BTreeMap<&str, Usual> =
        by_group.into_iter().map(|(group, values)| (group, usual(&values, limit))).collect();
    let verdict = |(value, group): (&Option<f64>, &Option<String>)| {
        let Some(value) = *value else { return Verdict::NoValue };
        let group = group.as_deref();
        match group.and_then(|group| by_group.get(group)).filter(|usual| usual.n >= outlier.least) {
            None => Verdict::TooFew,
            Some(usual) if (value - usual.median).abs() <= usual.distance => Verdict::Usual,
            Some(usual) => Verdict::Unusual(far(asked, outlier, value, group.unwrap_or_default(), *usual)),
        }
    };
    Ok(values.iter().zip(&groups).map(verdict).collect())
}

fn texts(frame: &DataFrame, column: &str) -> Result<Vec<Option<String>>, PolarsError> {
    Ok(frame.column(column)?.str()?.iter().map(|text| text.map(str::to_string)).collect())
}

fn far(asked: &Asked, outlier: &survey::Outlier, value: f64, group: &str, usual: Usual) -> String {
    let Asked { survey, lang, .. } = *asked;
    let group = match &outlier.within {
        Some(by) => words::OF_GROUP.say(lang, &[("group", survey.attribute_label(by, group, lang))]),
        None => words::OF_ALL.say(lang, &[]),
    };
    let low = usual.median - usual.distance;
    let low = if usual.is_positive { low.max(0.0) } else { low };
    let values = [
        ("item", label(asked, outlier)),
        ("value", rounded(value)),
        ("median", rounded(usual.median)),
        ("n", usual.n.to_string()),
        ("group", group),
        ("low", rounded(low)),
        ("high", rounded(usual.median + usual.distance)),
    ];
    words::OUTLIER.say(lang, &values.each_ref().map(|(key, value)| (*key, value.as_str())))
}

/// The last value of each unit by its code, with the period.
fn last_values(past: &[Frames], outlier: &survey::Outlier) -> Result<BTreeMap<String, (String, f64)>, PolarsError> {
    let mut last = BTreeMap::new();
    for frames in past {
        let (codes, periods) = (texts(&frames.returns, "code")?, texts(&frames.returns, "period")?);
        for ((code, period), value) in codes.into_iter().zip(periods).zip(values(&frames.returns, outlier)?) {
            if let (Some(code), Some(period), Some(value)) = (code, period, value) {
                last.insert(code, (period, value));
            }
        }
    }
    Ok(last)
}

fn against_the_past(asked: &Asked, outlier: &survey::Outlier, values: &[Option<f64>]) -> Result<Vec<Verdict>, Error> {
    let last = last_values(asked.past, outlier).map_err(|error| failed(asked, &error))?;
    let codes = texts(asked.frame, "code").map_err(|error| failed(asked, &error))?;
    let verdict = |(value, code): (&Option<f64>, &Option<String>)| {
        let Some(value) = *value else { return Verdict::NoValue };
        let Some((period, before)) = code.as_ref().and_then(|code| last.get(code)) else { return Verdict::Usual };
        let (low, high) = limits(outlier, *before);
        if (low..=high).contains(&value) {
            return Verdict::Usual;
        }
        Verdict::Unusual(jumped(asked, outlier, (value, period, *before), (low, high)))
    };
    Ok(values.iter().zip(&codes).map(verdict).collect())
}

/// Between which values a unit may lie after an earlier one.
fn limits(outlier: &survey::Outlier, before: f64) -> (f64, f64) {
    let (one, other) = match (outlier.factor, outlier.jump) {
        (Some(factor), _) => (before / factor, before * factor),
        (None, jump) => {
            let most = before.abs() * jump.unwrap_or_default() / 100.0;
            (before - most, before + most)
        }
    };
    (one.min(other), one.max(other))
}

fn jumped(
    asked: &Asked,
    outlier: &survey::Outlier,
    (value, period, before): (f64, &str, f64),
    (low, high): (f64, f64),
) -> String {
    let named =
        period.parse::<Period>().map_or_else(|_| period.to_string(), |period| period.name_in_sentence(asked.lang));
    let values = [
        ("item", label(asked, outlier)),
        ("value", rounded(value)),
        ("last", rounded(before)),
        ("period", named),
        ("low", rounded(low)),
        ("high", rounded(high)),
    ];
    words::JUMP.say(asked.lang, &values.each_ref().map(|(key, value)| (*key, value.as_str())))
}

fn label(asked: &Asked, outlier: &survey::Outlier) -> String {
    let item = asked.survey.column_label(&outlier.item);
    let Some(size) = &outlier.per else { return item.get(asked.lang).to_string() };
    let size: Text = asked.survey.column_label(size);
    words::PER.say(asked.lang, &[("item", item.get(asked.lang)), ("size", size.get(asked.lang))])
}

/// Two decimals, without those that say nothing; more where the number is small.
fn rounded(number: f64) -> String {
    let decimals = if number != 0.0 && number.abs() < 0.1 { 4 } else { 2 };
    let text = exact_decimal(number).and_then(|exact| exact.text(decimals, RoundingMode::HalfUp));
    text.unwrap_or_default().trim_end_matches('0').trim_end_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_range_is_that_of_the_median_deviation() {
        // Median 10; deviations 0 1 1 2 40, their median 1: 3.5 × 1 ÷ 0.6745 = 5.189.
        let usual = usual(&[10.0, 9.0, 11.0, 8.0, 50.0], 3.5);
        assert_eq!((usual.n, usual.median, rounded(usual.distance).as_str()), (5, 10.0, "5.19"));
        assert!((50.0 - usual.median).abs() > usual.distance && (8.0 - usual.median).abs() <= usual.distance);
    }

    #[test]
    fn where_most_are_equal_the_mean_deviation_counts() {
        // Deviations 0 0 0 0 10: mean 2, so 3 × 1.253314 × 2 = 7.52.
        let usual = usual(&[5.0, 5.0, 5.0, 5.0, 15.0], 3.0);
        assert_eq!((usual.median, rounded(usual.distance).as_str()), (5.0, "7.52"));
        assert_eq!(super::usual(&[5.0; 5], 3.0).distance, 0.0);
    }

    #[test]
    fn limits_lie_around_the_last_value() {
        let outlier = |toml: &str| toml::from_str::<survey::Outlier>(&format!("item = 'a'\n{toml}")).unwrap();
        assert_eq!(limits(&outlier("jump = 50"), 80.0), (40.0, 120.0));
        assert_eq!(limits(&outlier("jump = 50"), -80.0), (-120.0, -40.0));
        assert_eq!(limits(&outlier("factor = 4"), 20.0), (5.0, 80.0));
    }
}
