//! `range`: a number within limits.

use super::{Asked, Check, Outcome, Subject, leaves_open, shown};
use crate::error::Error;
use crate::survey;
use crate::text::{Phrase, check as words};

/// `range`.
pub struct Range;

impl Check for Range {
    fn name(&self) -> &'static str {
        "range"
    }

    fn explanation(&self) -> Phrase {
        Phrase {
            zh: "数值不得超出上下限（含上下限）。例如 range = { item = \"coverage\", min = 0, max = 100 }。整数小于零的，没有写明下限时一律列为核实性问题；可以为负的，用 min 写明下限。",
            en: "A number lies within limits, both included: range = { item = \"coverage\", min = 0, max = 100 }. A whole number below zero is asked about even without one; a min below zero allows it.",
        }
    }

    fn remedy(&self) -> Phrase {
        words::RANGE_REMEDY
    }

    fn is_declared(&self, check: &survey::Check) -> bool {
        check.range.is_some()
    }

    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error> {
        let range = asked.check.range.as_ref().expect("a range check has a range");
        Ok(subjects.iter().map(|subject| outcome(range, asked, subject)).collect())
    }
}

fn outcome(range: &survey::Range, asked: &Asked, subject: &Subject) -> Outcome {
    let Some(number) = subject.number(&range.item) else {
        let is_open = subject.item(&range.item).is_some_and(|(_, answer)| leaves_open(answer));
        return if is_open { Outcome::Unverifiable } else { Outcome::Pass };
    };
    let broken = match (range.min, range.max) {
        (Some(min), _) if number < min => Some((words::TOO_LOW, min)),
        (_, Some(max)) if number > max => Some((words::TOO_HIGH, max)),
        _ => None,
    };
    let Some((phrase, limit)) = broken else { return Outcome::Pass };
    let label = subject.item(&range.item).map_or(range.item.as_str(), |(item, _)| item.label.get(asked.lang));
    let values = [("item", label), ("value", &shown(number)), ("limit", &shown(limit))];
    Outcome::Fail { item: range.item.clone(), message: phrase.say(asked.lang, &values) }
}
