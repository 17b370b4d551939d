//! `sum`: a total that equals its parts, within a tolerance.

use super::{Asked, Check, Outcome, Subject, leaves_open};
use crate::error::Error;
use crate::fraction::{Fraction, RoundingMode, exact_decimal};
use crate::survey;
use crate::text::{Phrase, check as words};

/// `sum`.
pub struct Sum;

impl Check for Sum {
    fn name(&self) -> &'static str {
        "sum"
    }

    fn explanation(&self) -> Phrase {
        Phrase {
            zh: "合计等于各分项之和，允许相差tolerance以内。分项漏填或无效时无法审核；不适用的分项按没有计。",
            en: "A total equals the sum of its parts within `tolerance`. A blank or invalid part makes it unverifiable; a part that does not apply adds nothing.",
        }
    }

    fn remedy(&self) -> Phrase {
        words::SUM_DIFFERS_REMEDY
    }

    fn is_declared(&self, check: &survey::Check) -> bool {
        check.sum.is_some()
    }

    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error> {
        let sum = asked.check.sum.as_ref().expect("a sum check has a sum");
        Ok(subjects.iter().map(|subject| outcome(sum, asked, subject)).collect())
    }
}

/// Decimals are added as typed, in integers of 10^-12.
pub(super) fn scaled(number: f64) -> Option<i128> {
    exact_decimal(number).map(|exact| exact.numerator * (1_000_000_000_000 / exact.denominator))
}

pub(super) fn plain(scaled: i128) -> String {
    let fraction = Fraction { numerator: scaled, denominator: 1_000_000_000_000 };
    let text = fraction.text(12, RoundingMode::HalfUp).unwrap_or_default();
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn outcome(sum: &survey::Sum, asked: &Asked, subject: &Subject) -> Outcome {
    let mut all = std::iter::once(&sum.total).chain(&sum.parts);
    if all.any(|id| subject.item(id).is_some_and(|(_, answer)| leaves_open(answer))) {
        return Outcome::Unverifiable;
    }
    let Some(total) = subject.number(&sum.total) else { return Outcome::Pass };
    let parts = sum.parts.iter().filter_map(|id| subject.number(id)).map(scaled).sum::<Option<i128>>();
    let (Some(parts), Some(exact), Some(tolerance)) = (parts, scaled(total), scaled(sum.tolerance)) else {
        return Outcome::Unverifiable;
    };
    let difference = exact - parts;
    if difference.abs() <= tolerance {
        return Outcome::Pass;
    }
    let label = subject.item(&sum.total).map_or(sum.total.as_str(), |(item, _)| item.label.get(asked.lang));
    let values =
        [("item", label), ("value", &super::shown(total)), ("sum", &plain(parts)), ("difference", &plain(difference))];
    Outcome::Fail { item: sum.total.clone(), message: words::SUM_DIFFERS.say(asked.lang, &values) }
}
