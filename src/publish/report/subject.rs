//! The unit that a document is about, as a template sees it: `unit.name`, `answer("coverage")`, `position("coverage")`.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use super::facts::Facts;
use super::object::FigureObject;
use super::{printed, rows, tables};
use crate::answer::{self, State};
use crate::dataset::comparison::Standing;
use crate::finding::Severity;
use crate::fraction::Fraction;
use crate::survey::Item;

/// What a unit has beside its columns of the frame.
pub const EXTRAS: &[&str] =
    &["labels", "state_label", "file", "answers", "findings", "n_errors", "n_queries", "n_notes", "positions"];

/// The unit that the document is about.
#[derive(Debug)]
pub struct Subject {
    facts: Arc<Facts>,
}

impl Subject {
    /// The unit as a value; which one it is, the facts know.
    pub fn value(facts: &Arc<Facts>) -> Value {
        Value::from_object(Subject { facts: facts.clone() })
    }

    fn extra(&self, name: &str) -> Option<Value> {
        let facts = &self.facts;
        let about = facts.about.as_ref()?;
        let n = |severity: Severity| Value::from(findings(facts).filter(|f| f.severity == severity).count());
        Some(match name {
            "labels" => labels(facts),
            "state_label" => Value::from(tables::state_word(facts, facts.units[about.unit()].state)),
            "file" => Value::from(about.given().map_or("", |given| &given.file)),
            "answers" => answers(facts, None),
            "findings" => findings(facts).map(|finding| finding_value(facts, finding)).collect(),
            "n_errors" => n(Severity::Error),
            "n_queries" => n(Severity::Query),
            "n_notes" => n(Severity::Note),
            "positions" => (0..facts.survey.compared().len()).filter_map(|at| position(facts, at)).collect(),
            _ => return None,
        })
    }
}

impl Object for Subject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let column = || Some(rows::of_any(self.facts.about.as_ref()?.value(name)?));
        self.extra(name).or_else(column)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.facts.unit().map_or("", |place| &self.facts.units[place].name))
    }
}

/// The wordings of the unit's register attributes, by attribute.
fn labels(facts: &Facts) -> Value {
    let Some(place) = facts.unit() else { return Value::from(()) };
    let label = |attribute: &crate::survey::Attribute| {
        let value = facts.units[place].attributes.get(&attribute.id).cloned().unwrap_or_default();
        (attribute.id.clone(), Value::from(facts.group_label(&(attribute.id.clone(), value))))
    };
    Value::from(facts.survey.register.attributes.iter().map(label).collect::<BTreeMap<String, Value>>())
}

/// The findings of the unit, gravest first.
pub fn findings(facts: &Facts) -> impl Iterator<Item = &crate::finding::Finding> {
    let own = facts.about.as_ref().map_or(&[][..], |about| about.findings());
    own.iter().map(|at| &facts.findings[*at].0)
}

fn finding_value(facts: &Facts, finding: &crate::finding::Finding) -> Value {
    let item = finding.item.split('.').next_back().and_then(|id| facts.survey.items.iter().find(|i| i.id == id));
    Value::from(BTreeMap::from([
        ("severity", Value::from(finding.severity.code())),
        ("severity_label", Value::from(facts.say(tables::severity_phrase(finding.severity), &[]))),
        ("message", Value::from(finding.message.as_str())),
        ("remedy", Value::from(finding.remedy.as_str())),
        ("sheet", Value::from(finding.sheet.as_str())),
        ("cell", Value::from(finding.cell.as_str())),
        ("value", Value::from(finding.value.as_str())),
        ("item", Value::from(finding.item.as_str())),
        ("item_label", Value::from(item.map(|item| facts.word(&item.label)).unwrap_or_default())),
        ("rule", Value::from(finding.rule.as_str())),
        ("explanation", Value::from(finding.explanation.as_str())),
        ("period", Value::from(finding.period.as_str())),
    ]))
}

/// The unit's answers in the survey's order; of one section only, where one is named.
pub fn answers(facts: &Facts, section: Option<&str>) -> Value {
    let items = facts.survey.items.iter().enumerate();
    let asked = items.filter(|(_, item)| section.is_none_or(|id| item.section == id));
    asked.map(|(at, item)| answer(facts, at, item)).collect()
}

/// What the unit answered to an item.
pub fn answer(facts: &Facts, at: usize, item: &Item) -> Value {
    let given = facts.about.as_ref().and_then(|about| about.given());
    let answer = given.and_then(|given| given.answers.get(at));
    let state = answer.map_or(State::NotReceived, |answer| answer.state);
    let value = answer.and_then(|answer| answer.value.as_ref());
    let origin = answer.and_then(|answer| answer.origin.as_ref());
    let text = value.map_or_else(|| facts.state_word(state).to_string(), |value| printed::answer(facts, item, value));
    let word = |known: Option<String>| Value::from(known.unwrap_or_default());
    let attributes = BTreeMap::from([
        ("id", Value::from(item.id.as_str())),
        ("label", Value::from(facts.word(&item.label))),
        ("short", Value::from(facts.word(item.short()))),
        ("section", Value::from(facts.section_label(&item.section))),
        ("unit", Value::from(facts.word(&item.unit))),
        ("value", value.map_or(Value::from(()), plain)),
        ("text", Value::from(text.clone())),
        ("state", Value::from(state.code())),
        ("state_label", Value::from(if value.is_some() { "" } else { facts.state_word(state) })),
        ("is_answered", Value::from(value.is_some())),
        ("raw", Value::from(answer.map_or("", |answer| answer.raw.as_str()))),
        ("file", word(origin.map(|origin| origin.file.to_string()))),
        ("sheet", word(origin.map(|origin| origin.sheet.to_string()))),
        ("cell", word(origin.and_then(|origin| origin.cell).map(|cell| cell.to_string()))),
    ]);
    Value::from_object(Spoken { attributes, text })
}

fn plain(value: &answer::Value) -> Value {
    match value {
        answer::Value::Bool(truth) => Value::from(*truth),
        answer::Value::Integer(number) => Value::from(*number),
        answer::Value::Number(number) => Value::from(*number),
        answer::Value::Date(day) => Value::from(day.to_string()),
        answer::Value::Code(code) => Value::from(code.as_str()),
        answer::Value::Codes(codes) => Value::from(codes.clone()),
        answer::Value::Text(text) => Value::from(text.as_str()),
    }
}

/// Where the unit stands among its group by a compared number; its numbers as they are printed, and exact ones to
/// decide by: `n`, `rank`, `quartile`.
pub fn position(facts: &Facts, item: usize) -> Option<Value> {
    let about = facts.about.as_ref()?;
    let compared = facts.survey.compared().get(item)?;
    let standing: &Standing = about.known.standings.get(item)?.get(about.unit())?;
    let number = |value: Option<Fraction>| {
        Value::from(value.and_then(|value| value.text(compared.decimals, facts.survey.rounding.mode)))
    };
    let spread = |part: fn(&crate::dataset::comparison::Spread) -> Fraction| number(standing.spread.as_ref().map(part));
    let attribute = facts.survey.comparison.as_ref().and_then(|known| known.group.clone()).unwrap_or_default();
    let text = number(standing.value).as_str().unwrap_or_default().to_string();
    let attributes = BTreeMap::from([
        ("id", Value::from(compared.id.as_str())),
        ("label", Value::from(facts.word(&facts.survey.compared_label(compared)))),
        ("unit", Value::from(facts.word(&facts.survey.compared_unit(compared)))),
        ("group", Value::from(facts.group_label(&(attribute, standing.group.clone())))),
        ("n", Value::from(standing.spread.map_or(0, |spread| spread.n))),
        ("value", number(standing.value)),
        ("min", spread(|spread| spread.min)),
        ("q1", spread(|spread| spread.q1)),
        ("median", spread(|spread| spread.median)),
        ("q3", spread(|spread| spread.q3)),
        ("max", spread(|spread| spread.max)),
        ("rank", Value::from(standing.rank)),
        ("quartile", Value::from(standing.quarter)),
        ("distance", Value::from(standing.distance.and_then(|value| printed::signed(facts, value, compared.decimals)))),
        ("below", Value::from(standing.below.map(|share| facts.percent(share)))),
        ("is_known", Value::from(standing.value.is_some())),
    ]);
    Some(Value::from_object(Spoken { attributes, text }))
}

/// The share of the unit's group, by the survey's comparison, else by its first group; `None` where there is none.
pub fn peers(facts: &Arc<Facts>, id: &str) -> Option<Value> {
    let at = facts.find(id, None).filter(|at| facts.results.figures[*at].share().is_some())?;
    let compared = facts.survey.comparison.as_ref().and_then(|known| known.group.as_ref());
    let attribute = compared.or(facts.survey.groups.first())?;
    let value = facts.units[facts.unit()?].attributes.get(attribute)?;
    let is_own = |at: &usize| facts.results.figures[*at].group.as_ref().is_some_and(|(_, of)| of == value);
    facts.in_groups(at, attribute).into_iter().find(is_own).map(|at| FigureObject::value(facts, at))
}

/// Something that is read as one text and has attributes.
#[derive(Debug)]
struct Spoken {
    attributes: BTreeMap<&'static str, Value>,
    text: String,
}

impl Object for Spoken {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.attributes.get(key.as_str()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    /// True where the value is: an answer of no, zero or nothing is not.
    fn is_true(self: &Arc<Self>) -> bool {
        self.attributes.get("value").is_some_and(Value::is_true)
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}
