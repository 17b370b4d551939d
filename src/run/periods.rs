//! Which periods a run is about.

use std::collections::BTreeSet;

use super::Opened;
use crate::answer::Return;
use crate::cli;
use crate::collect::Collected;
use crate::error::Error;
use crate::period::Period;
use crate::survey::Survey;
use crate::text::run as words;
use crate::text::saying::Saying;

/// The periods with returns. One whose returns all lie in the folders of other periods is none, as their forms may well
/// name the wrong one; unless there is no other.
pub(super) fn with_returns(collected: &Collected) -> BTreeSet<Period> {
    let misfiled = collected.findings.iter().filter(|finding| finding.is_misfiled());
    let misfiled: BTreeSet<_> = misfiled.map(|finding| (finding.unit, finding.file.as_str())).collect();
    let is_filed = |given: &&Return| !misfiled.contains(&(Some(given.unit), &*given.file));
    let filed: BTreeSet<Period> = collected.returns.iter().filter(is_filed).map(|given| given.period).collect();
    if filed.is_empty() { collected.returns.iter().map(|given| given.period).collect() } else { filed }
}

/// The periods asked for of which there are returns, oldest first; where none is asked for, the newest. A period that
/// is asked for by itself needs only some return.
pub(super) fn chosen_periods(opened: &Opened, asked: Option<cli::Periods>) -> Vec<Period> {
    let Some(asked) = asked else { return opened.periods.last().copied().into_iter().collect() };
    match asked.only() {
        Some(only) => {
            let has_return = opened.collected.returns.iter().any(|given| given.period == only);
            has_return.then_some(only).into_iter().collect()
        }
        None => opened.periods.iter().copied().filter(|period| asked.contains(*period)).collect(),
    }
}

/// The newest period with the most returns, and how many, where these are over twice those of the given one.
pub(super) fn fuller(opened: &Opened, period: Period) -> Option<(Period, usize)> {
    let returns = opened.collected.returns.chunk_by(|one, next| one.period == next.period);
    let counts: Vec<(Period, usize)> = returns.map(|of_period| (of_period[0].period, of_period.len())).collect();
    let own = counts.iter().find(|(known, _)| *known == period).map_or(0, |(_, n)| *n);
    counts.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 2 * own)
}

/// Refuses periods that are longer or shorter than those of the survey.
pub(super) fn verify(survey: &Survey, asked: Option<cli::Periods>) -> Result<(), Error> {
    match asked.map(|asked| asked.first).filter(|first| first.kind != survey.period) {
        Some(other) => Err(Error::Usage(Saying::of(|lang| {
            let values =
                [("period", other.to_string()), ("kind", words::period_kind(survey.period).text(lang).to_string())];
            words::NOT_ITS_PERIOD.say(lang, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        }))),
        None => Ok(()),
    }
}

/// The latest so many periods are named where there is no return of the one asked for.
const NAMED: usize = 12;

/// That there is no return of the periods asked for, and of which others there are; `None` where there are none at all.
pub(super) fn others(opened: &Opened, asked: cli::Periods) -> Option<Saying> {
    let has_any = !opened.periods.is_empty();
    let latest = opened.periods.iter().rev().take(NAMED).map(Period::to_string);
    let mut known: Vec<String> = latest.collect();
    known.reverse();
    if opened.periods.len() > NAMED {
        known.insert(0, "…".to_string());
    }
    let asked = match asked.only() {
        Some(only) => only.to_string(),
        None => format!("{}..{}", asked.first, asked.last),
    };
    has_any.then(|| words::NO_RETURN_OF.saying(&[("period", &asked), ("known", &known.join(" "))]))
}

/// The one period asked for; `None` where there is no return of it.
pub(super) fn one_period(opened: &Opened, asked: Option<cli::Periods>) -> Result<Option<Period>, Error> {
    match asked {
        Some(row) if row.only().is_none() => Err(Error::Usage(words::ONE_PERIOD.into())),
        _ => Ok(chosen_periods(opened, asked).pop()),
    }
}
