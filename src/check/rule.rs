//! `rule`: an SQL expression of the survey that must be true.

use super::{Asked, Check, Outcome, Subject, leaves_open};
use crate::error::Error;
use crate::survey::{self, expression};
use crate::text::{Phrase, check as words};

/// `rule`.
pub struct Rule;

impl Check for Rule {
    fn name(&self) -> &'static str {
        "rule"
    }

    fn explanation(&self) -> Phrase {
        Phrase {
            zh: "由调查自定的逻辑关系，写成SQL布尔表达式，例如 NOT decomposed OR plan_made。结果为假即不通过；所需答案漏填或无效时，结果为“无法审核”，不算通过。",
            en: "A relation that the survey states as an SQL expression, such as NOT decomposed OR plan_made. False fails. Where an answer that it needs is blank or invalid it cannot be made, which is not a pass.",
        }
    }

    fn remedy(&self) -> Phrase {
        words::RULE_REMEDY
    }

    fn is_declared(&self, check: &survey::Check) -> bool {
        check.rule.is_some()
    }

    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error> {
        let sql = asked.check.rule.as_deref().unwrap_or_default();
        let failed = |message| Error::Query { name: asked.check.id.clone(), message };
        let columns = expression::parse(sql).map(|parsed| expression::columns(&parsed)).map_err(failed)?;
        let truths = expression::evaluate(asked.frame, sql).map_err(failed)?;
        let outcome = |(subject, truth): (&Subject, Option<bool>)| match truth {
            Some(true) => Outcome::Pass,
            Some(false) => Outcome::Fail { item: speaking(subject, &columns), message: asked.check.id.clone() },
            None if open(subject, &columns) => Outcome::Unverifiable,
            None => Outcome::Pass,
        };
        Ok(subjects.iter().zip(truths).map(outcome).collect())
    }
}

/// The item at which the failure is told: the first of the expression that says something.
fn speaking(subject: &Subject, columns: &[String]) -> String {
    let items = || columns.iter().filter(|column| subject.item(column).is_some());
    let speaks = |column: &&String| subject.item(column).is_some_and(|(_, answer)| super::says_something(answer));
    items().find(speaks).or_else(|| items().next()).cloned().unwrap_or_default()
}

fn open(subject: &Subject, columns: &[String]) -> bool {
    columns.iter().filter_map(|column| subject.item(column)).any(|(_, answer)| leaves_open(answer))
}
