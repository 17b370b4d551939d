//! Shares of the options of choices: on all that were asked, and on those that ticked any.

use super::Group;
use super::chain::{Quotient, and};
use super::condition::{Truth, truth};
use crate::answer::State;
use crate::error::Error;
use crate::figure::{Figure, Role, Side};
use crate::frame::Round;
use crate::survey::{Item, KindName, Survey, expression};
use crate::text::{Lang, Phrase, Text, compute as words};

/// The id of the base of all units that were asked an item.
pub fn asked_base(item: &str) -> String {
    format!("{item}_asked")
}

/// The id of the base of the units that ticked at least one option.
pub fn ticked_base(item: &str) -> String {
    format!("{item}_ticked")
}

/// Whether a base is one of an item's own.
pub fn is_base(item: &str, base: &str) -> bool {
    base == asked_base(item) || base == ticked_base(item)
}

/// For each option two figures, `ITEM_OPTION` on [`asked_base`] and on [`ticked_base`], for the whole and each group.
pub fn figures(survey: &Survey, round: &Round, groups: &[Group]) -> Result<Vec<Figure>, Error> {
    let mut figures = Vec::new();
    let is_choice = |item: &&Item| matches!(item.kind, KindName::Choice | KindName::Choices);
    for item in survey.items.iter().filter(is_choice) {
        let place = survey.item(&item.id).expect("an item of the survey has a place in it");
        let asked = asked(survey, round, place)?;
        let answered = answered(round, place);
        let ticked: Truth = asked.iter().zip(&answered).map(|(asked, answered)| and(*asked, *answered)).collect();
        for code in survey.codes(item) {
            let chosen = chosen(survey, round, item, &code.id)?;
            for (base, label, base_truth) in
                [(asked_base(&item.id), words::ASKED, &asked), (ticked_base(&item.id), words::TICKED, &ticked)]
            {
                let quotient = Quotient {
                    id: expression::option_column(&item.id, &code.id),
                    label: with(words::OPTION, item, &code.label),
                    section: item.section.clone(),
                    role: Role::Option,
                    base,
                    base_label: with(label, item, &Text::default()),
                    base_truth: base_truth.clone(),
                    truth: base_truth.iter().zip(&chosen).map(|(base, chosen)| and(*base, *chosen)).collect(),
                };
                figures.extend(quotient.figures(groups));
            }
        }
    }
    Ok(figures)
}

/// Whether each unit was asked. Where the condition is open, what became of the answer tells: see
/// [`crate::consolidate::settle`].
fn asked(survey: &Survey, round: &Round, item: usize) -> Result<Truth, Error> {
    let truth = truth(survey, round, survey.items[item].relevant.as_deref().unwrap_or("registered"))?;
    let side = |(place, side): (usize, Side)| match side {
        Side::Unknown(_) if round.state(place, item) == State::NotApplicable => Side::No,
        side => side,
    };
    Ok(truth.into_iter().enumerate().map(side).collect())
}

fn chosen(survey: &Survey, round: &Round, item: &Item, code: &str) -> Result<Truth, Error> {
    match item.kind {
        KindName::Choices => truth(survey, round, &expression::option_column(&item.id, code)),
        _ => truth(survey, round, &format!("{} = '{code}'", item.id)),
    }
}

/// Yes for a usable answer with something chosen; otherwise no, or the reason.
fn answered(round: &Round, item: usize) -> Truth {
    let side = |place: usize| match round.state(place, item) {
        State::Answered => {
            let value = round.given(place).and_then(|given| given.answers[item].value.as_ref());
            let is_empty = matches!(value, Some(crate::answer::Value::Codes(codes)) if codes.is_empty());
            if is_empty { Side::No } else { Side::Yes }
        }
        State::Blank | State::NotApplicable => Side::No,
        state => Side::Unknown(state),
    };
    (0..round.frame.len()).map(side).collect()
}

fn with(phrase: Phrase, item: &Item, option: &Text) -> Text {
    let say = |lang: Lang| phrase.say(lang, &[("item", item.short().get(lang)), ("option", option.get(lang))]);
    Text { zh: say(Lang::Zh), en: say(Lang::En) }
}
