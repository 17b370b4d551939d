//! `required`: what must be answered where it applies.

use super::{Asked, Check, Outcome, Subject, placed};
use crate::answer::State;
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::frame::Round;
use crate::survey::{self, Survey};
use crate::text::{Lang, Phrase, check as words};

/// `required`.
pub struct Required;

impl Check for Required {
    fn name(&self) -> &'static str {
        "required"
    }

    fn explanation(&self) -> Phrase {
        Phrase {
            zh: "必填项不得漏填。不适用的不算漏填；看不懂的答案另按“无效”处理。",
            en: "What is required must not be blank. What does not apply is not blank; what cannot be understood is told of by itself.",
        }
    }

    fn remedy(&self) -> Phrase {
        words::REQUIRED_REMEDY
    }

    fn is_declared(&self, check: &survey::Check) -> bool {
        check.required.is_some()
    }

    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error> {
        let ids = asked.check.required.as_deref().unwrap_or_default();
        let outcome = |subject: &Subject| {
            let blank = ids.iter().find_map(|id| subject.item(id).filter(|(_, answer)| answer.state == State::Blank));
            match blank {
                Some((item, _)) if !subject.given.nil => Outcome::Fail {
                    item: item.id.clone(),
                    message: words::REQUIRED.say(asked.lang, &[("item", item.label.get(asked.lang))]),
                },
                _ => Outcome::Pass,
            }
        };
        Ok(subjects.iter().map(outcome).collect())
    }
}

/// The blanks of items and table columns that are required by themselves. A nil return owes no answers.
pub fn of_items(survey: &Survey, round: &Round, lang: Lang) -> Vec<Finding> {
    let blanks = |subject: Subject, table: Option<usize>| {
        let is_blank = |place: &usize| subject.items[*place].required && subject.answers[*place].state == State::Blank;
        let finding = |place: usize| {
            let item = &subject.items[place];
            let message = words::REQUIRED.say(lang, &[("item", item.label.get(lang))]);
            let remedy = words::REQUIRED_REMEDY.say(lang, &[]);
            let finding = Finding::new("required", Severity::Error, message, remedy);
            placed(survey, table, &subject, &item.id, lang, finding)
        };
        (0..subject.items.len()).filter(is_blank).map(finding).collect::<Vec<_>>()
    };
    let mut findings = Vec::new();
    for given in round.returns.iter().filter(|given| !given.nil) {
        findings.extend(blanks(Subject { given, items: &survey.items, answers: &given.answers, row: None }, None));
        for (place, table) in survey.tables.iter().enumerate() {
            for row in &given.tables[place] {
                let subject = Subject { given, items: &table.columns, answers: &row.answers, row: Some(row.number) };
                findings.extend(blanks(subject, Some(place)));
            }
        }
    }
    findings
}
