//! `required`: what must be answered where it applies.

use super::{Asked, Check, Outcome, Subject, placed};
use crate::answer::State;
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::frame::Round;
use crate::kind;
use crate::sheet::Content;
use crate::survey::{self, Item, MissingMeaning, MissingWords, Survey};
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

    fn remedy_for(&self, asked: &Asked, item: Option<&Item>) -> String {
        item.map_or_else(|| self.remedy().say(asked.lang, &[]), |item| remedy(asked.survey, item, asked.lang))
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
            let finding = Finding::new("required", Severity::Error, message, remedy(survey, item, lang));
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

/// What to do about a blank: fill it in, or write one of the survey's words that are an answer to this item.
fn remedy(survey: &Survey, item: &Item, lang: Lang) -> String {
    let mut told: Vec<&str> = Vec::new();
    for word in survey.missing.iter().filter_map(|missing| accepted(survey, item, missing, lang)) {
        if !told.contains(&word) {
            told.push(word);
        }
    }
    if told.is_empty() {
        return words::REQUIRED_REMEDY.say(lang, &[]);
    }
    let quoted: Vec<String> = told.iter().map(|word| words::QUOTED.say(lang, &[("word", word)])).collect();
    words::REQUIRED_REMEDY_WITH_WORDS.say(lang, &[("words", &quoted.join(words::OR.text(lang)))])
}

/// The word of those for a missing answer that an item takes as an answer; of several the first in the language.
fn accepted<'a>(survey: &Survey, item: &Item, missing: &'a MissingWords, lang: Lang) -> Option<&'a str> {
    let is_meant = missing.kinds.is_empty() || missing.kinds.contains(&item.kind);
    let says_so = matches!(missing.means, MissingMeaning::NotApplicable | MissingMeaning::Zero | MissingMeaning::No);
    let asked = kind::Asked { item, codes: survey.codes(item), missing: &survey.missing };
    let is_answer = |word: &&String| {
        let reading = kind::understand(Some(&Content::Text((*word).clone())), &asked);
        reading.doubts.is_empty() && matches!(reading.state, State::Answered | State::NotApplicable)
    };
    let is_of_language =
        |word: &&String| word.chars().any(char::is_alphabetic) && word.is_ascii() == (lang == Lang::En);
    let words = || missing.words.iter().filter(|_| is_meant && says_so).filter(is_answer);
    words().find(is_of_language).or_else(|| words().next()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;

    const MISSING: &str = "[[missing]]\nwords = ['无', '——', 'none']\nmeans = 'zero'\nkinds = ['integer', 'date']\n\
                           [[missing]]\nwords = ['无', '未签']\nmeans = 'blank'\nkinds = ['text']\n\
                           [[missing]]\nwords = ['/', '不适用', 'N/A']\nmeans = 'not_applicable'\nkinds = ['yes-no', 'integer']\n\
                           [[item]]\nid = 'day'\nkind = 'date'\nlabel = '日期'\n\
                           [[item]]\nid = 'n'\nkind = 'integer'\nlabel = '人数'\n\
                           [[item]]\nid = 'made'\nkind = 'yes-no'\nlabel = '是否'\n";

    fn told(item: &str, lang: Lang) -> String {
        let survey = fixture::survey_with(MISSING);
        remedy(&survey, &survey.items[survey.item(item).unwrap()], lang)
    }

    #[test]
    fn the_remedy_names_only_words_that_the_item_takes() {
        assert_eq!(told("n", Lang::Zh), "补填；确实没有或不适用的，填“无”或“不适用”");
        assert_eq!(
            told("n", Lang::En),
            "fill it in; where there is nothing, or it does not apply, write “none” or “N/A”"
        );
        assert_eq!(told("made", Lang::Zh), "补填；确实没有或不适用的，填“不适用”");
        assert_eq!(told("plan", Lang::Zh), "补填", "a word that means a blank is no way out");
    }

    #[test]
    fn a_word_that_a_kind_has_no_value_for_is_not_advised() {
        assert_eq!([told("day", Lang::Zh), told("day", Lang::En)], ["补填", "fill it in"]);
    }
}
