//! A figure as a template sees it: `figure("plan_made").share`.
//!
//! What is meant to be read (`count`, `share`, `change`) is bound to the figure; what is meant to decide by (`n`,
//! `n_base`, `ratio`) is a plain number.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Object, Value};
use minijinja::{Error, ErrorKind, State};

use super::context::known_ids;
use super::facts::{Facts, n_unknown};
use super::marker::Insertion;
use super::refusal::{refuse, refuse_name};
use crate::figure::{Measure, Share};
use crate::fraction::Fraction;
use crate::survey::expression::nearest;
use crate::text::{report as say, template};

/// What every figure can be asked for.
const OF_ALL: &[&str] = &[
    "id",
    "label",
    "short",
    "section",
    "group",
    "is_break",
    "bases",
    "complement",
    "previous",
    "change",
    "points",
    "trend",
    "adopted",
    "dropped",
    "entries",
    "exits",
    "matched",
];
/// What a share can be asked for besides.
const OF_SHARES: &[&str] = &[
    "count",
    "share",
    "base_count",
    "base",
    "base_id",
    "no_count",
    "no_share",
    "unknown_count",
    "low",
    "high",
    "n",
    "n_base",
    "n_no",
    "n_unknown",
    "ratio",
    "names_yes",
    "names_no",
    "names_unknown",
    "phrase",
    "sentence",
    "on_base",
    "out_of",
];
/// What a sum, mean, median or ratio can be asked for besides.
const OF_VALUES: &[&str] = &["value", "number", "unit", "n", "ratio"];

/// A figure on one base, for the whole or for a group.
#[derive(Debug, Clone)]
pub struct FigureObject {
    facts: Arc<Facts>,
    at: usize,
}

impl FigureObject {
    /// The figure at a place of the results.
    pub fn value(facts: &Arc<Facts>, at: usize) -> Value {
        Value::from_object(FigureObject { facts: facts.clone(), at })
    }

    /// Several figures.
    pub fn values(facts: &Arc<Facts>, places: Vec<usize>) -> Value {
        places.into_iter().map(|at| FigureObject::value(facts, at)).collect()
    }

    /// The count, for deciding on singular and plural.
    pub fn n(&self) -> Option<u64> {
        self.share().filter(|_| !self.facts.is_hidden(self.at)).map(|share| share.account.yes)
    }

    fn figure(&self) -> &crate::figure::Figure {
        &self.facts.results.figures[self.at]
    }

    fn share(&self) -> Option<&Share> {
        self.figure().share()
    }

    fn bound(&self, text: String) -> Value {
        Value::from_safe_string(self.marker(text))
    }

    fn marker(&self, text: String) -> String {
        self.facts.put(self.facts.number(self.at, text))
    }

    fn percent(&self, fraction: Fraction) -> Value {
        self.bound(self.facts.percent(fraction))
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        self.words(name)
            .or_else(|| self.share().and_then(|share| self.of_share(share, name)))
            .or_else(|| self.of_value(name))
            .or_else(|| self.compared(name))
    }

    /// What the figure can be asked for.
    fn fields(&self) -> Vec<&'static str> {
        let own = if self.share().is_some() { OF_SHARES } else { OF_VALUES };
        own.iter().chain(OF_ALL).copied().collect()
    }

    /// An answer to what it cannot be asked for, which stops the engine where it is used.
    fn no_field(&self, name: &str) -> Value {
        let (id, fields) = (&self.figure().id, self.fields());
        let message = match nearest(name, fields.iter().copied()) {
            Some(near) => template::no_field_near(id, name, near),
            None => template::no_field(id, name),
        };
        Value::from(refuse_name(name, known_ids(message, fields.into_iter().map(String::from).collect())))
    }

    fn words(&self, name: &str) -> Option<Value> {
        let (figure, facts) = (self.figure(), &self.facts);
        Some(match name {
            "id" => Value::from(figure.id.clone()),
            "label" => Value::from(facts.word(&figure.label)),
            "short" => Value::from(facts.short(self.at)),
            "section" => Value::from(facts.section_label(&figure.section)),
            "group" => Value::from(figure.group.as_ref().map(|group| facts.group_label(group))),
            "is_break" => Value::from(figure.status == crate::figure::Status::Break),
            "bases" => FigureObject::values(facts, facts.bases(&figure.id)),
            "complement" => facts.complement(self.at).map_or(Value::from(()), |at| FigureObject::value(facts, at)),
            _ => return None,
        })
    }

    fn of_share(&self, share: &Share, name: &str) -> Option<Value> {
        let facts = &self.facts;
        let account = share.account;
        let is_hidden = facts.is_hidden(self.at);
        let plain = |number: u64| if is_hidden { Value::from(()) } else { Value::from(number) };
        let names = |places: Vec<usize>| match is_hidden {
            true => Value::from(Vec::<String>::new()),
            false => Value::from(facts.names(places.into_iter())),
        };
        Some(match name {
            "n_no" | "n_unknown" if !share.in_full => Value::from(()),
            "no_count" | "unknown_count" | "no_share" if !share.in_full => self.bound(facts.say(say::SUPPRESSED, &[])),
            "n" => plain(account.yes),
            "n_base" => plain(account.base()),
            "n_no" => plain(account.no),
            "n_unknown" => plain(n_unknown(share)),
            "ratio" if is_hidden => Value::from(()),
            "ratio" => Value::from(share.fraction().to_f64()),
            "count" => self.bound(account.yes.to_string()),
            "base_count" => self.bound(account.base().to_string()),
            "no_count" => self.bound(account.no.to_string()),
            "unknown_count" => self.bound(n_unknown(share).to_string()),
            "share" => self.percent(share.fraction()),
            "no_share" => self.percent(Fraction::of(account.no, account.base())),
            "low" => self.percent(share.low),
            "high" => self.percent(share.high),
            "base" => Value::from(facts.word(&share.base_label)),
            "base_id" => Value::from(share.base.clone()),
            "names_yes" => names(share.yes().collect()),
            "names_no" => names(share.no().collect()),
            "names_unknown" => names(share.unknown().map(|(place, _)| place).collect()),
            "phrase" if is_hidden => Value::from(()),
            "phrase" => {
                facts.phrases.share(share.fraction()).map_or(Value::from(()), |text| self.bound(facts.word(text)))
            }
            "sentence" => self.filled(say::SENTENCE, share),
            "on_base" => self.filled(say::ON_BASE, share),
            "out_of" => self.filled(say::OUT_OF, share),
            _ => return None,
        })
    }

    fn filled(&self, phrase: crate::text::Phrase, share: &Share) -> Value {
        let facts = &self.facts;
        let put = |words: String| facts.inserted.put(Insertion::Words(words));
        let sentence = facts.say(
            phrase,
            &[
                ("label", &put(facts.sentence_case(facts.word(&self.figure().label)))),
                ("base", &put(facts.word(&share.base_label))),
                ("count", &self.marker(share.account.yes.to_string())),
                ("n", &self.marker(share.account.base().to_string())),
                ("share", &self.marker(facts.percent(share.fraction()))),
            ],
        );
        Value::from_safe_string(sentence)
    }

    fn of_value(&self, name: &str) -> Option<Value> {
        let Measure::Value { value, unit, .. } = &self.figure().measure else { return None };
        let number = self.facts.value_text(self.at, *value);
        let unit = self.facts.word(unit);
        Some(match name {
            "n" | "ratio" if self.facts.is_hidden(self.at) => Value::from(()),
            "n" | "ratio" => Value::from(value.to_f64()),
            "number" => self.bound(number),
            "unit" => Value::from(unit),
            "value" => {
                let is_close = unit.is_empty() || unit == "%" || self.facts.lang == crate::text::Lang::Zh;
                let space = if is_close { "" } else { " " };
                let unit = self.facts.inserted.put(Insertion::Words(format!("{space}{unit}")));
                Value::from_safe_string(format!("{}{unit}", self.marker(number)))
            }
            _ => return None,
        })
    }

    /// What compares with the earlier period; `none` without one.
    fn compared(&self, name: &str) -> Option<Value> {
        let facts = &self.facts;
        let figure = self.figure();
        Some(match name {
            "previous" => self.previous(),
            "change" => facts.change_words(self.at).map_or(Value::from(()), |text| self.bound(text)),
            "points" => facts.points_text(self.at).map_or(Value::from(()), |text| self.bound(text)),
            "trend" if facts.is_hidden(self.at) => Value::from(()),
            "trend" => match figure.change().and_then(|change| facts.phrases.change(change)) {
                Some(text) if figure.share().is_some() => self.bound(facts.word(text)),
                _ => Value::from(()),
            },
            "adopted" | "dropped" | "entries" | "exits" | "matched" => self.movers(name),
            _ => return None,
        })
    }

    fn previous(&self) -> Value {
        let facts = &self.facts;
        let Some(previous) = self.figure().previous.filter(|_| !facts.is_hidden(self.at)) else {
            return Value::from(());
        };
        let bound = |text: String| Value::from_safe_string(facts.put(facts.earlier_number(self.at, text)));
        let printed = facts.value_text(self.at, previous.value);
        let mut seen = BTreeMap::from([("share", bound(printed.clone())), ("number", bound(printed))]);
        if let Some(count) = previous.count {
            seen.insert("count", bound(count.to_string()));
            seen.insert("n", Value::from(count));
        }
        Value::from(seen)
    }

    fn movers(&self, name: &str) -> Value {
        let facts = &self.facts;
        let base = self.share().map(|share| share.base.as_str());
        let of_this =
            |change: &&crate::figure::Change| change.figure == self.figure().id && Some(change.base.as_str()) == base;
        let change = facts.results.changes.iter().find(of_this).filter(|_| self.figure().group.is_none());
        let Some(change) = change.filter(|_| !facts.is_hidden(self.at)) else {
            return Value::from(Vec::<String>::new());
        };
        let names = |places: &[usize]| facts.names(places.iter().copied());
        Value::from(match name {
            "adopted" => names(&change.adopted),
            "dropped" => names(&change.dropped),
            "entries" => names(&change.entries),
            "matched" => names(&change.matched),
            _ => change.exits.iter().map(|name| super::tree::clean(name)).collect(),
        })
    }

    /// The groups with the highest or lowest share; several where they are equal, none where all are.
    fn extreme(&self, attribute: &str, is_best: bool) -> Vec<usize> {
        let figures = &self.facts.results.figures;
        let mut groups = self.facts.in_groups(self.at, attribute);
        groups.retain(|&at| figures[at].fraction().denominator != 0 && !self.facts.is_hidden(at));
        let order = |a: &usize, b: &usize| {
            figures[*a].fraction().partial_cmp(&figures[*b].fraction()).unwrap_or(Ordering::Equal)
        };
        let top =
            if is_best { groups.iter().max_by(|a, b| order(a, b)) } else { groups.iter().min_by(|a, b| order(a, b)) };
        let Some(top) = top.copied() else { return Vec::new() };
        let extreme: Vec<usize> = groups.iter().copied().filter(|at| order(at, &top).is_eq()).collect();
        if extreme.len() == groups.len() { Vec::new() } else { extreme }
    }
}

impl Object for FigureObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        Some(self.attribute(name).unwrap_or_else(|| self.no_field(name)))
    }

    fn call_method(self: &Arc<Self>, _: &mut State, method: &str, args: &[Value]) -> Result<Value, Error> {
        let attribute = args.first().and_then(Value::as_str).unwrap_or_default();
        let is_known = self.facts.survey.register.attributes.iter().any(|known| known.id == attribute);
        if ["in_groups", "best", "worst"].contains(&method) && !is_known {
            return Err(refuse(template::no_attribute(attribute)));
        }
        let places = match method {
            "in_groups" => self.facts.in_groups(self.at, attribute),
            "best" => self.extreme(attribute, true),
            "worst" => self.extreme(attribute, false),
            _ => return Err(Error::from(ErrorKind::UnknownMethod)),
        };
        Ok(FigureObject::values(&self.facts, places))
    }

    /// A figure is there, whatever it says.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = self.attribute("share").or_else(|| self.attribute("value"));
        f.write_str(shown.as_ref().and_then(Value::as_str).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::phrases::Phrases;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn every_figure_answers_to_all_its_fields() {
        let facts = Arc::new(Facts::new(&Specimen::central(Lang::En).publication(), Phrases::standard(), &[]));
        for at in 0..facts.results.figures.len() {
            let figure = FigureObject { facts: facts.clone(), at };
            let missing: Vec<_> = figure.fields().into_iter().filter(|name| figure.attribute(name).is_none()).collect();
            assert_eq!(missing, Vec::<&str>::new(), "{}", figure.figure().id);
        }
    }
}
