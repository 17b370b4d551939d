//! Concordance: items that were renamed, split or redefined between periods, and what may be compared across that.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::derived::Mistake;
use super::load::{Step::At, Step::Key};
use super::{KindName, Survey, expression};
use crate::period::Period;
use crate::text::Text;
use crate::text::survey::{self as say, derived};

/// From a period on, an item stands for what other items asked before, or asks for something else than it did.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concordance {
    /// The first period in which the item is asked as it is now.
    #[schemars(with = "String")]
    pub from: Period,
    /// The item as it is asked now.
    pub item: String,
    /// The items that were asked before in its place; several numbers are added. Left out where the item itself was
    /// redefined. An item named here is asked only before `from`, the item itself only since, unless it is among them.
    #[serde(default)]
    pub was: Vec<String>,
    /// What a comparison across the change means.
    pub kind: Comparability,
    /// What changed, for the reader.
    #[serde(default)]
    pub note: Text,
}

/// What a comparison across a change of definition means, the least change first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comparability {
    /// The same is asked in other words: compared as if nothing had changed.
    Same,
    /// Less is counted than before: compared, with a mark.
    Narrowed,
    /// More is counted than before: compared, with a mark.
    Widened,
    /// Something else is counted: not compared.
    NotComparable,
}

impl Comparability {
    /// The word in the survey and in queries.
    pub fn code(self) -> &'static str {
        match self {
            Comparability::Same => "same",
            Comparability::Narrowed => "narrowed",
            Comparability::Widened => "widened",
            Comparability::NotComparable => "not-comparable",
        }
    }

    /// Whether a comparison bears the mark of a break in the series.
    pub fn is_break(self) -> bool {
        self != Comparability::Same
    }
}

impl Concordance {
    /// The items from which older values are read; none where the item itself was redefined.
    pub fn sources(&self) -> &[String] {
        if self.was.iter().all(|was| *was == self.item) { &[] } else { &self.was }
    }
}

/// Whether an item is on the form of a period.
pub fn is_asked(survey: &Survey, item: &str, period: Period) -> bool {
    let replaces = |c: &Concordance| c.item == item && !c.sources().is_empty() && !c.was.iter().any(|was| was == item);
    let is_replaced = |c: &Concordance| c.item != item && c.was.iter().any(|was| was == item);
    survey.concordances.iter().all(|concordance| {
        let since = period >= concordance.from;
        (since || !replaces(concordance)) && (!since || !is_replaced(concordance))
    })
}

/// The gravest change of an item between two periods, the later one included.
pub fn between<'a>(survey: &'a Survey, item: &str, earlier: Period, later: Period) -> Option<&'a Concordance> {
    let family = family(survey, item);
    let is_crossed = |c: &&Concordance| family.contains(c.item.as_str()) && earlier < c.from && c.from <= later;
    // Of equally grave ones the latest: the first of the greatest, from the end.
    survey.concordances.iter().filter(is_crossed).max_by_key(|c| (c.kind, c.from))
}

/// The change that takes effect with a period, where it breaks the series of an item.
pub fn break_at(survey: &Survey, item: &str, period: Period) -> bool {
    between(survey, item, period.previous(), period).is_some_and(|change| change.kind.is_break())
}

/// An item with all items in whose place it came, at any remove.
fn family<'a>(survey: &'a Survey, item: &'a str) -> BTreeSet<&'a str> {
    let mut family = BTreeSet::new();
    let mut open = vec![item];
    while let Some(item) = open.pop() {
        if family.insert(item) {
            let changes = survey.concordances.iter().filter(|c| c.item == item);
            open.extend(changes.flat_map(|c| c.was.iter().map(String::as_str)));
        }
    }
    family
}

/// Everything wrong with the concordances of a survey.
pub fn mistakes(survey: &Survey) -> Vec<Mistake<'_>> {
    survey.concordances.iter().enumerate().flat_map(|(place, entry)| mistakes_of(survey, place, entry)).collect()
}

fn mistakes_of<'a>(survey: &'a Survey, place: usize, entry: &'a Concordance) -> Vec<Mistake<'a>> {
    let way = |key: &'static str| vec![Key("concordance"), At(place), Key(key)];
    let mut mistakes = Vec::new();
    if entry.from.kind != survey.period {
        mistakes.push((way("from"), say::no_period_of_survey(entry.from)));
    }
    let unknown = |id: &str| expression::unknown(say::item(), id, survey.items.iter().map(|item| item.id.as_str()));
    let Some(item) = survey.items.iter().find(|item| item.id == entry.item) else {
        mistakes.push((way("item"), unknown(&entry.item)));
        return mistakes;
    };
    for (at, id) in entry.was.iter().enumerate() {
        let way = [way("was"), vec![At(at)]].concat();
        match survey.items.iter().find(|known| known.id == *id) {
            None => mistakes.push((way, unknown(id))),
            Some(old) if old.kind != item.kind || old.codes != item.codes => {
                mistakes.push((way, derived::other_kind(id, &item.id)));
            }
            Some(_) if entry.was[..at].contains(id) => mistakes.push((way, say::twice(id))),
            Some(_) => {}
        }
    }
    if entry.was.len() > 1 && !matches!(item.kind, KindName::Integer | KindName::Decimal) {
        mistakes.push((way("was"), derived::only_numbers_add()));
    }
    let before = &survey.concordances[..place];
    if before.iter().any(|other| other.item == entry.item && other.from == entry.from) {
        mistakes.push((way("item"), derived::changes_twice(&entry.item, entry.from)));
    }
    if leads_back(survey, entry) {
        mistakes.push((way("was"), derived::comes_from_itself(&entry.item)));
    }
    mistakes
}

/// Whether one of the items before, followed further, is the item itself.
fn leads_back(survey: &Survey, entry: &Concordance) -> bool {
    let others = entry.was.iter().filter(|was| **was != entry.item);
    others.into_iter().any(|was| family(survey, was).contains(entry.item.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(concordances: &str) -> Survey {
        let items: String =
            ["a", "b", "c"].iter().map(|id| format!("[[item]]\nid='{id}'\nkind='integer'\nlabel='{id}'\n")).collect();
        let head = "id='x'\ntitle='X'\nperiod='month'\n[register]\nfile='u'\ncode=[]\nname=[]\n[returns]\npath='r'\n\
                    [form]\nunit=[]\n";
        toml::from_str(&format!("{head}{items}{concordances}")).unwrap()
    }

    const RENAMED: &str = "[[concordance]]\nfrom='2026-01'\nitem='b'\nwas=['a']\nkind='narrowed'\n";

    fn month(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn an_item_is_asked_from_its_change_on_and_the_one_before_until_then() {
        let survey = survey(RENAMED);
        assert!(is_asked(&survey, "a", month("2025-12")) && !is_asked(&survey, "b", month("2025-12")));
        assert!(!is_asked(&survey, "a", month("2026-01")) && is_asked(&survey, "b", month("2026-01")));
        assert!(is_asked(&survey, "c", month("2025-12")) && is_asked(&survey, "c", month("2026-01")));
    }

    #[test]
    fn a_comparison_crosses_a_change_when_it_begins_after_the_earlier_period() {
        let survey = survey(&format!("{RENAMED}[[concordance]]\nfrom='2025-07'\nitem='a'\nkind='not-comparable'\n"));
        let kind = |earlier, later| between(&survey, "b", month(earlier), month(later)).map(|change| change.kind);
        assert_eq!(kind("2026-01", "2026-06"), None);
        assert_eq!(kind("2025-12", "2026-01"), Some(Comparability::Narrowed));
        assert_eq!(kind("2025-06", "2026-06"), Some(Comparability::NotComparable));
        assert!(break_at(&survey, "b", month("2026-01")) && !break_at(&survey, "b", month("2026-02")));
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place() {
        let wrong = "[[concordance]]\nfrom='2026-Q1'\nitem='b'\nwas=['d']\nkind='same'\n\
                     [[concordance]]\nfrom='2026-01'\nitem='nope'\nkind='same'\n\
                     [[concordance]]\nfrom='2026-02'\nitem='a'\nwas=['b']\nkind='same'\n\
                     [[concordance]]\nfrom='2026-03'\nitem='b'\nwas=['a']\nkind='same'\n";
        let survey = survey(wrong);
        let told: Vec<String> = mistakes(&survey).into_iter().map(|(_, message)| message.to_string()).collect();
        assert_eq!(told[0], "`2026-Q1` is no period of this survey");
        assert!(told[1].starts_with("no item is called `d`"), "{told:?}");
        assert!(told[2].starts_with("no item is called `nope`"), "{told:?}");
        assert_eq!(told[3], "`a` comes in the place of itself in a circle");
        assert_eq!(told.len(), 5);
    }
}
