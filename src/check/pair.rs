//! `compulsory_pair` and `exclusive_pair`: answers that belong together, answers that exclude each other.

use super::{Asked, Check, Outcome, Subject, is_usable, labels, says_something};
use crate::answer::State;
use crate::error::Error;
use crate::survey;
use crate::text::{Phrase, check as words};

/// `compulsory_pair`.
pub struct CompulsoryPair;

impl Check for CompulsoryPair {
    fn name(&self) -> &'static str {
        "compulsory_pair"
    }

    fn explanation(&self) -> Phrase {
        Phrase {
            zh: "所列各项要么都填，要么都不填。", en: "Of the items named, all are answered or none is."
        }
    }

    fn remedy(&self) -> Phrase {
        words::PAIR_INCOMPLETE_REMEDY
    }

    fn is_declared(&self, check: &survey::Check) -> bool {
        check.compulsory_pair.is_some()
    }

    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error> {
        let ids = asked.check.compulsory_pair.as_deref().unwrap_or_default();
        let outcome = |subject: &Subject| {
            let answers = || ids.iter().filter_map(|id| subject.item(id));
            if answers().any(|(_, answer)| answer.state == State::Invalid) {
                return Outcome::Unverifiable;
            }
            let missing = answers().find(|(_, answer)| !is_usable(answer));
            match missing {
                Some((item, _)) if answers().any(|(_, answer)| is_usable(answer)) => {
                    let items = labels(subject, ids, asked.lang);
                    let values = [("items", items.as_str()), ("item", item.label.get(asked.lang))];
                    Outcome::Fail { item: item.id.clone(), message: words::PAIR_INCOMPLETE.say(asked.lang, &values) }
                }
                _ => Outcome::Pass,
            }
        };
        Ok(subjects.iter().map(outcome).collect())
    }
}

/// `exclusive_pair`.
pub struct ExclusivePair;

impl Check for ExclusivePair {
    fn name(&self) -> &'static str {
        "exclusive_pair"
    }

    fn explanation(&self) -> Phrase {
        Phrase {
            zh: "所列各项至多一项有内容（“否”和零不算）。",
            en: "Of the items named, at most one says more than no or zero.",
        }
    }

    fn remedy(&self) -> Phrase {
        words::PAIR_EXCLUSIVE_REMEDY
    }

    fn is_declared(&self, check: &survey::Check) -> bool {
        check.exclusive_pair.is_some()
    }

    fn outcomes(&self, asked: &Asked, subjects: &[Subject]) -> Result<Vec<Outcome>, Error> {
        let ids = asked.check.exclusive_pair.as_deref().unwrap_or_default();
        let outcome = |subject: &Subject| {
            let answers = || ids.iter().filter_map(|id| subject.item(id));
            let said: Vec<_> = answers().filter(|(_, answer)| says_something(answer)).collect();
            match said.as_slice() {
                [_, (second, _), ..] => Outcome::Fail {
                    item: second.id.clone(),
                    message: words::PAIR_EXCLUSIVE.say(asked.lang, &[("items", &labels(subject, ids, asked.lang))]),
                },
                _ if answers().any(|(_, answer)| answer.state == State::Invalid) => Outcome::Unverifiable,
                _ => Outcome::Pass,
            }
        };
        Ok(subjects.iter().map(outcome).collect())
    }
}
