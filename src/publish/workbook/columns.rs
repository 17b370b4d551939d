//! The columns of the data sheet: a row a unit, a column an attribute, an item or a condition, and their names in
//! formulas.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::answer::{Answer, State, Value};
use crate::figure::Side;
use crate::publish::Publication;
use crate::sheet::plain;
use crate::survey::{Code, Item, KindName};
use crate::text::{Lang, workbook as words};

/// Where the cells of a column come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// The unit's number in protocol order.
    Seq,
    /// The unit's code.
    Code,
    /// The unit's name.
    Name,
    /// A register attribute.
    Attribute(String),
    /// What became of the unit.
    State,
    /// The day the return came in.
    Received,
    /// An item, by its place in the survey.
    Item(usize),
    /// One code of an item with several answers.
    Ticked(usize, String),
    /// A condition that is no item: the side of each unit, by place in the frame.
    Condition(Vec<Side>),
}

/// A column of the data sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its id: of the item, attribute or condition.
    pub id: String,
    /// Its name in formulas.
    pub name: String,
    /// Its heading.
    pub head: String,
    /// Where its cells come from.
    pub source: Source,
}

/// What a cell of the data sheet holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Left blank by the unit, or by the register.
    Blank,
    /// Yes or no.
    Bool(bool),
    /// Why there is no answer.
    Missing(State),
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(NaiveDate),
}

/// The names that formulas use, each one time.
#[derive(Debug, Default)]
pub struct FormulaNames {
    taken: BTreeSet<String>,
}

impl FormulaNames {
    /// `data_` and an id, made of what a name may be made of.
    pub fn claim(&mut self, id: &str) -> String {
        let legal: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(200).collect();
        let plain = format!("data_{legal}");
        let numbered = (2..).map(|n| format!("{plain}_{n}"));
        let name = std::iter::once(plain.clone())
            .chain(numbered)
            .find(|name| !self.taken.contains(&name.to_lowercase()))
            .expect("there is always a next number");
        self.taken.insert(name.to_lowercase());
        name
    }
}

/// The columns that every survey has: the unit, its attributes, its state, its answers.
pub fn columns(publication: &Publication, names: &mut FormulaNames) -> Vec<Column> {
    let (survey, lang) = (publication.survey, publication.lang);
    let mut columns = Vec::new();
    let mut add = |id: &str, head: &str, source: Source| {
        columns.push(Column { id: id.to_string(), name: names.claim(id), head: head.to_string(), source });
    };
    add("seq", words::NUMBER.text(lang), Source::Seq);
    add("code", words::CODE.text(lang), Source::Code);
    add("name", words::UNIT.text(lang), Source::Name);
    for attribute in &survey.register.attributes {
        add(&attribute.id, attribute.label.get(lang), Source::Attribute(attribute.id.clone()));
    }
    add("state", words::STATE.text(lang), Source::State);
    add("received", words::RECEIVED.text(lang), Source::Received);
    for (place, item) in survey.items.iter().enumerate() {
        if item.kind != KindName::Choices {
            add(&item.id, &head(item, lang), Source::Item(place));
            continue;
        }
        for code in survey.codes(item) {
            let id = format!("{}_{}", item.id, code.id);
            let head =
                words::ITEM_AND_CODE.say(lang, &[("item", item.short().get(lang)), ("code", code.label.get(lang))]);
            add(&id, &head, Source::Ticked(place, code.id.clone()));
        }
    }
    columns
}

/// An item as a column is headed: short words and what is counted.
pub fn head(item: &Item, lang: Lang) -> String {
    match item.unit.get(lang) {
        "" => item.short().get(lang).to_string(),
        unit => words::WITH_UNIT.say(lang, &[("what", item.short().get(lang)), ("unit", unit)]),
    }
}

impl Column {
    /// The cell of a unit of the frame.
    pub fn datum(&self, publication: &Publication, place: usize) -> Datum {
        let frame = &publication.frame[place];
        let unit = &publication.register.units[frame.unit];
        match &self.source {
            Source::Seq => Datum::Number((place + 1) as f64),
            Source::Code => Datum::Text(unit.code.clone()),
            Source::Name => Datum::Text(unit.name.clone()),
            Source::Attribute(id) => Datum::Text(group_label(publication, id, attribute(publication, place, id))),
            Source::State => Datum::Text(words::unit_state(frame.state).text(publication.lang).to_string()),
            Source::Received => frame.received.map_or(Datum::Blank, Datum::Date),
            Source::Item(item) => match answer(publication, place, *item) {
                Some(answer) => understood(publication, &publication.survey.items[*item], answer),
                None => Datum::Missing(State::NotReceived),
            },
            Source::Ticked(item, code) => match answer(publication, place, *item) {
                Some(Answer { value: Some(Value::Codes(codes)), .. }) => Datum::Bool(codes.contains(code)),
                Some(answer) => missing(answer.state),
                None => Datum::Missing(State::NotReceived),
            },
            Source::Condition(sides) => match sides[place] {
                Side::Yes => Datum::Bool(true),
                Side::No => Datum::Bool(false),
                Side::Unknown(state) => missing(state),
            },
        }
    }
}

/// The answer of a unit of the frame to an item; `None` where it sent no usable return.
pub fn answer<'a>(publication: &Publication<'a>, place: usize, item: usize) -> Option<&'a Answer> {
    let given = publication.frame[place].given?;
    publication.returns.get(given)?.answers.get(item)
}

/// An answer as a typed cell, codes in the language of the publication.
pub fn understood(publication: &Publication, item: &Item, answer: &Answer) -> Datum {
    let codes = publication.survey.codes(item);
    match &answer.value {
        None => missing(answer.state),
        Some(Value::Bool(yes)) => Datum::Bool(*yes),
        Some(Value::Integer(number)) if number.unsigned_abs() < (1 << 53) => Datum::Number(*number as f64),
        Some(Value::Number(number)) if number.is_finite() => Datum::Number(*number),
        Some(Value::Date(day)) => Datum::Date(*day),
        Some(Value::Code(code)) => Datum::Text(code_label(codes, code, publication.lang)),
        Some(Value::Codes(ticked)) => {
            let labels: Vec<String> = ticked.iter().map(|code| code_label(codes, code, publication.lang)).collect();
            Datum::Text(labels.join(words::LIST_MARK.text(publication.lang)))
        }
        Some(Value::Text(text)) => Datum::Text(text.clone()),
        Some(other) => Datum::Text(other.to_string()),
    }
}

fn missing(state: State) -> Datum {
    match state {
        State::Blank | State::Answered => Datum::Blank,
        state => Datum::Missing(state),
    }
}

fn code_label(codes: &[Code], id: &str, lang: Lang) -> String {
    codes.iter().find(|code| code.id == id).map_or(id, |code| code.label.get(lang)).to_string()
}

/// The value of a register attribute of a unit of the frame; empty where the register leaves it blank.
pub fn attribute<'a>(publication: &Publication<'a>, place: usize, id: &str) -> &'a str {
    let unit = &publication.register.units[publication.frame[place].unit];
    unit.attributes.get(id).map_or("", String::as_str)
}

/// A value of a register attribute in words; a blank one is said to be so.
pub fn group_label(publication: &Publication, attribute: &str, value: &str) -> String {
    match plain(value).trim() {
        "" => words::NO_GROUP.text(publication.lang).to_string(),
        _ => publication.survey.attribute_label(attribute, value, publication.lang).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_formulas_are_legal_and_different() {
        let mut names = FormulaNames::default();
        assert_eq!(names.claim("q07"), "data_q07");
        assert_eq!(names.claim("Q07"), "data_Q07_2");
        assert_eq!(names.claim("已考核"), "data____");
        assert_eq!(names.claim("a b"), "data_a_b");
    }
}
