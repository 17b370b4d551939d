//! Brings the answers of older forms under the items that are asked now.

use crate::answer::{Answer, Return, State, Value};
use crate::finding::Finding;
use crate::fraction::{Fraction, RoundingMode, exact_decimal};
use crate::period::Period;
use crate::survey::Survey;
use crate::survey::concordance::{Concordance, is_asked};

/// Gives each item, in periods before it was asked, the answers of the items in whose place it came; an item that a
/// period's form does not have is not applicable, and its absence no finding.
pub fn concord(survey: &Survey, returns: &mut [Return], findings: &mut Vec<Finding>) {
    if survey.concordances.is_empty() {
        return;
    }
    for given in returns.iter_mut() {
        let answers = (0..survey.items.len()).map(|item| answer(survey, given, item)).collect();
        given.answers = answers;
    }
    findings.retain(|finding| !is_about_another_form(survey, finding));
}

fn answer(survey: &Survey, given: &Return, item: usize) -> Answer {
    let own = &given.answers[item];
    let id = &survey.items[item].id;
    if own.state == State::Answered {
        return own.clone();
    }
    match inherited(survey, given, id, None) {
        Some(answer) => answer,
        None if !is_asked(survey, id, given.period) => Answer::missing(State::NotApplicable, None),
        None => own.clone(),
    }
}

/// What the items answer in whose place an item came after the return's period; `None` where it came in nobody's.
fn inherited(survey: &Survey, given: &Return, item: &str, before: Option<Period>) -> Option<Answer> {
    let is_later = |c: &&Concordance| c.item == item && c.from > given.period && before.is_none_or(|b| c.from < b);
    let changes = survey.concordances.iter().filter(is_later).filter(|c| !c.sources().is_empty());
    let change = changes.max_by_key(|change| change.from)?;
    let of = |was: &String| {
        let earlier = if *was == item { Some(change.from) } else { None };
        inherited(survey, given, was, earlier)
            .or_else(|| survey.item(was).map(|place| given.answers[place].clone()))
            .unwrap_or_else(|| Answer::missing(State::Blank, None))
    };
    Some(together(change.sources().iter().map(of).collect()))
}

/// Several answers as one: numbers add up; where one of them is missing, so is the whole.
fn together(answers: Vec<Answer>) -> Answer {
    let by_weight = [State::Invalid, State::Blank, State::NotReceived];
    let worst = by_weight.into_iter().find_map(|state| answers.iter().find(|answer| answer.state == state));
    if let Some(missing) = worst {
        return missing.clone();
    }
    let answered: Vec<&Answer> = answers.iter().filter(|answer| answer.state == State::Answered).collect();
    match answered[..] {
        [] => Answer::missing(State::NotApplicable, None),
        [only] => only.clone(),
        [first, ..] => {
            let raw: Vec<&str> = answered.iter().map(|answer| answer.raw.as_str()).collect();
            let value = added(answered.iter().filter_map(|answer| answer.value.as_ref()));
            Answer { value, raw: raw.join(" + "), ..first.clone() }
        }
    }
}

fn added<'a>(values: impl Iterator<Item = &'a Value> + Clone) -> Option<Value> {
    if let Some(whole) = values.clone().try_fold(0i64, |sum, value| match value {
        Value::Integer(number) => sum.checked_add(*number),
        _ => None,
    }) {
        return Some(Value::Integer(whole));
    }
    let mut numbers = values.map(|value| match value {
        Value::Integer(number) => exact_decimal(*number as f64),
        Value::Number(number) => exact_decimal(*number),
        _ => None,
    });
    let sum = numbers.try_fold(Fraction::ZERO, |sum, number| Some(sum + number?))?;
    sum.text(12, RoundingMode::HalfUp)?.parse().ok().map(Value::Number)
}

/// Whether a finding says that something was not found that the period's form does not ask.
fn is_about_another_form(survey: &Survey, finding: &Finding) -> bool {
    let period: Option<Period> = finding.period.parse().ok();
    finding.rule == "item-not-found"
        && survey.item(&finding.item).is_some()
        && period.is_some_and(|period| !is_asked(survey, &finding.item, period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    const SURVEY: &str = "id='x'\ntitle='X'\nperiod='month'\n[register]\nfile='u'\ncode=[]\nname=[]\n[returns]\npath='r'\n\
        [form]\nunit=[]\n[[item]]\nid='letters'\nkind='integer'\nlabel='L'\n[[item]]\nid='visits'\nkind='integer'\nlabel='V'\n\
        [[item]]\nid='petitions'\nkind='integer'\nlabel='P'\n\
        [[concordance]]\nfrom='2026-01'\nitem='petitions'\nwas=['letters', 'visits']\nkind='narrowed'\n";

    fn answered(number: i64) -> Answer {
        Answer { state: State::Answered, value: Some(Value::Integer(number)), raw: number.to_string(), origin: None }
    }

    fn concorded(period: &str, answers: [Answer; 3]) -> Vec<(State, Option<Value>)> {
        let survey: Survey = toml::from_str(SURVEY).unwrap();
        let given = Return {
            unit: 0,
            period: period.parse().unwrap(),
            file: Arc::from("a.xlsx"),
            form_version: String::new(),
            dated: None,
            received: None,
            late: false,
            nil: false,
            answers: answers.to_vec(),
            tables: Vec::new(),
            remarks: Vec::new(),
        };
        let mut returns = [given];
        concord(&survey, &mut returns, &mut Vec::new());
        returns[0].answers.iter().map(|answer| (answer.state, answer.value.clone())).collect()
    }

    fn blank() -> Answer {
        Answer::missing(State::Invalid, None)
    }

    #[test]
    fn older_answers_stand_under_the_item_that_came_in_their_place() {
        let found = concorded("2025-12", [answered(30), answered(12), blank()]);
        assert_eq!(found[2], (State::Answered, Some(Value::Integer(42))));
        assert_eq!(found[0], (State::Answered, Some(Value::Integer(30))));
    }

    #[test]
    fn what_is_missing_in_one_part_is_missing_in_the_whole() {
        let found = concorded("2025-12", [answered(30), Answer::missing(State::Blank, None), blank()]);
        assert_eq!(found[2], (State::Blank, None));
    }

    #[test]
    fn what_is_no_longer_asked_does_not_apply() {
        let found = concorded("2026-01", [blank(), blank(), answered(25)]);
        assert_eq!(found[0], (State::NotApplicable, None));
        assert_eq!(found[2], (State::Answered, Some(Value::Integer(25))));
    }

    #[test]
    fn only_what_another_form_asks_may_be_absent() {
        let survey: Survey = toml::from_str(SURVEY).unwrap();
        let absent = |item: &str, period: &str| Finding {
            item: item.to_string(),
            period: period.parse::<Period>().unwrap().to_string(),
            ..Finding::new("item-not-found", crate::finding::Severity::Error, String::new(), String::new())
        };
        let mut findings =
            vec![absent("letters", "2026-01"), absent("letters", "2025-12"), absent("petitions", "2025-12")];
        concord(&survey, &mut [], &mut findings);
        assert_eq!(findings, [absent("letters", "2025-12")]);
    }
}
