//! What the tables of queries have beside the data files: order, words in the language of the run, names behind.

use std::collections::BTreeMap;

use crate::answer::State;
use crate::dataset::{self, Dataset, Source};
use crate::figure::{Change, Figure, Measure, Share, Side};
use crate::fraction::{Fraction, RoundingMode, exact_decimal};
use crate::survey::{Item, Survey};
use crate::text::{Lang, Text, tabulate as words};

/// The most bytes of names in a cell: Excel takes 32,767 characters.
const LONGEST_LIST: usize = 30_000;

pub(super) fn numbered<'a>(dataset: Dataset<'a>) -> Dataset<'a> {
    let rows = dataset.n_rows();
    dataset.integer("seq", (1..).take(rows).map(Some))
}

/// Units with their order and words.
pub fn units<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, register, frame, .. } = *source;
    let mut dataset = numbered(source.units());
    for attribute in &survey.register.attributes {
        let label = |unit: usize| {
            let value = register.units[unit].attributes.get(&attribute.id).map_or("", String::as_str);
            survey.attribute_label(&attribute.id, value, lang)
        };
        dataset = dataset.text(&format!("{}_label", attribute.id), frame.iter().map(|row| label(row.unit)));
    }
    let successors = |unit: usize| register.units[unit].successors.join(";");
    let dataset = dataset.text("successor", frame.iter().map(|row| successors(row.unit)));
    dataset.text("state_label", frame.iter().map(|row| words::unit_state(row.state).text(lang)))
}

/// Findings with their order and words.
pub fn findings<'a>(source: &Source<'a>) -> Dataset<'a> {
    let labels = source.findings.iter().map(|finding| words::severity(finding.severity).text(source.lang));
    numbered(source.findings()).text("severity_label", labels)
}

/// The receipt ledger with its order and words.
pub fn ledger<'a>(source: &Source<'a>) -> Dataset<'a> {
    let labels = source.receipts.iter().map(|receipt| words::receipt(receipt.status).text(source.lang));
    numbered(source.ledger()).text("status_label", labels)
}

/// Figures with their order, the place of their base in the chain, and words.
pub fn figures<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, .. } = *source;
    let figures = || source.results.figures.iter();
    let group_by = |figure: &'a Figure| figure.group.as_ref().map_or("", |(by, _)| attribute_name(survey, by, lang));
    numbered(dataset::figures::dataset(source))
        .integer("base_no", base_numbers(&source.results.figures).into_iter().map(Some))
        .text("short", figures().map(|figure| short(survey, figure).get(lang)))
        .text("section_label", figures().map(|figure| section_name(survey, &figure.section, lang)))
        .integer("section_seq", figures().map(|figure| section_place(survey, &figure.section)))
        .number("rounded", figures().map(|figure| rounded(figure, dataset::figures::value(figure))))
        .number("previous_rounded", figures().map(|f| rounded(f, dataset::figures::previous_value(f).map(|p| p.value))))
        .text("group_by_label", figures().map(group_by))
        .quotient(
            "change",
            figures().map(|figure| dataset::figures::change(figure).filter(|_| figure.share().is_some())),
        )
}

/// For each figure the place of its base among the bases of the same figure and group, from 1 for the widest.
fn base_numbers(figures: &[Figure]) -> Vec<i64> {
    type Seen<'a> = BTreeMap<(&'a str, Option<&'a (String, String)>), i64>;
    let mut seen = Seen::new();
    let next = |figure| {
        let Figure { id, group, .. }: &Figure = figure;
        *seen.entry((id, group.as_ref())).and_modify(|n| *n += 1).or_insert(1)
    };
    figures.iter().map(next).collect()
}

pub(super) fn attribute_name<'a>(survey: &'a Survey, id: &str, lang: Lang) -> &'a str {
    survey.register.attributes.iter().find(|known| known.id == id).map_or("", |known| known.label.get(lang))
}

fn section_name<'a>(survey: &'a Survey, id: &str, lang: Lang) -> &'a str {
    survey.sections.iter().find(|section| section.id == id).map_or("", |section| section.label.get(lang))
}

/// The section's place in the survey, from 1; 0 for figures of the survey as a whole.
fn section_place(survey: &Survey, id: &str) -> Option<i64> {
    (0..)
        .zip(std::iter::once("").chain(survey.sections.iter().map(|s| s.id.as_str())))
        .find(|(_, s)| *s == id)
        .map(|f| f.0)
}

/// A measure as it is printed.
fn rounded(figure: &Figure, value: Option<Fraction>) -> Option<Fraction> {
    let Measure::Value { decimals, .. } = figure.measure else { return None };
    let text = value?.text(decimals, RoundingMode::HalfUp)?;
    exact_decimal(text.parse().ok()?)
}

fn short<'a>(survey: &'a Survey, figure: &'a Figure) -> &'a Text {
    let indicator = survey.indicators.iter().find(|indicator| indicator.id == figure.id);
    indicator.map_or(&figure.label, |indicator| indicator.short())
}

/// A share of the whole with its place among the bases.
struct Whole<'a> {
    figure: &'a Figure,
    share: &'a Share,
    base_no: i64,
}

fn wholes<'a>(source: &Source<'a>) -> Vec<Whole<'a>> {
    let figures = &source.results.figures;
    let numbered = figures.iter().zip(base_numbers(figures));
    let whole = |(figure, base_no): (&'a Figure, i64)| {
        let share = dataset::figures::shown(figure).filter(|_| figure.group.is_none())?;
        Some(Whole { figure, share, base_no })
    };
    numbered.filter_map(whole).collect()
}

/// Every unit of the base of every share of the whole, with its side.
pub fn members<'a>(source: &Source<'a>) -> Dataset<'a> {
    let wholes = wholes(source);
    let rows: Vec<(&Whole, usize, Side)> =
        wholes.iter().flat_map(|w| w.share.members.iter().map(move |(place, side)| (w, *place, *side))).collect();
    let unit = |place: usize| &source.register.units[source.frame[place].unit];
    Dataset::new("members")
        .text("figure", rows.iter().map(|(whole, ..)| whole.figure.id.as_str()))
        .text("base", rows.iter().map(|(whole, ..)| whole.share.base.as_str()))
        .integer("base_no", rows.iter().map(|(whole, ..)| Some(whole.base_no)))
        .text("role", rows.iter().map(|(whole, ..)| whole.figure.role.code()))
        .count("seq", rows.iter().map(|(_, place, _)| Some(*place as u64 + 1)))
        .text("code", rows.iter().map(|(_, place, _)| unit(*place).code.as_str()))
        .text("name", rows.iter().map(|(_, place, _)| unit(*place).name.as_str()))
        .text("side", rows.iter().map(|(_, _, side)| code(*side)))
}

fn code(side: Side) -> &'static str {
    match side {
        Side::Yes => "yes",
        Side::No => "no",
        Side::Unknown(State::Answered) => State::Blank.code(),
        Side::Unknown(state) => state.code(),
    }
}

const SIDES: &[Side] = &[
    Side::Yes,
    Side::No,
    Side::Unknown(State::NotApplicable),
    Side::Unknown(State::Blank),
    Side::Unknown(State::Invalid),
    Side::Unknown(State::NotReceived),
];

/// The names on each side of every share of the whole; a side without units has no row.
pub fn names<'a>(source: &Source<'a>) -> Dataset<'a> {
    let wholes = wholes(source);
    let units = |whole: &Whole, side: Side| -> Vec<usize> {
        whole.share.members.iter().filter(|(_, of)| code(*of) == code(side)).map(|(place, _)| *place).collect()
    };
    let sides = wholes.iter().flat_map(|whole| SIDES.iter().map(move |side| (whole, *side, units(whole, *side))));
    let rows: Vec<(&Whole, Side, Vec<usize>)> = sides.filter(|(_, _, units)| !units.is_empty()).collect();
    let dataset = Dataset::new("names")
        .text("figure", rows.iter().map(|(whole, ..)| whole.figure.id.as_str()))
        .text("base", rows.iter().map(|(whole, ..)| whole.share.base.as_str()))
        .integer("base_no", rows.iter().map(|(whole, ..)| Some(whole.base_no)))
        .text("role", rows.iter().map(|(whole, ..)| whole.figure.role.code()))
        .text("side", rows.iter().map(|(_, side, _)| code(*side)))
        .text("side_label", rows.iter().map(|(_, side, _)| words::side(*side).text(source.lang)))
        .count("count", rows.iter().map(|(.., units)| Some(units.len() as u64)))
        .text("names", rows.iter().map(|(.., units)| listed(&unit_names(source, units), source.lang)));
    numbered(dataset)
}

fn unit_names<'a>(source: &Source<'a>, places: &[usize]) -> Vec<&'a str> {
    places.iter().map(|place| source.register.units[source.frame[*place].unit].name.as_str()).collect()
}

/// Names in a row; those that do not fit a cell are counted.
fn listed(names: &[&str], lang: Lang) -> String {
    let separator = words::SEPARATOR.text(lang);
    let mut fits = 0;
    let mut length = 0;
    for name in names {
        length += name.len() + separator.len();
        if length > LONGEST_LIST {
            break;
        }
        fits += 1;
    }
    let listed = names[..fits].join(separator);
    if fits == names.len() {
        return listed;
    }
    words::AND_MORE.say(lang, &[("names", &listed), ("n", &names.len().to_string())])
}

/// Who made each share move, counted and by name.
pub fn changes<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { lang, .. } = *source;
    let rows = || source.results.changes.iter();
    let number = |of: fn(&Change) -> usize| rows().map(move |change| Some(of(change) as u64));
    let named = |of: fn(&Change) -> &[usize]| {
        rows().map(move |change| listed(&unit_names(source, of(change)), lang)).collect::<Vec<_>>().into_iter()
    };
    let exits = |change: &Change| listed(&change.exits.iter().map(String::as_str).collect::<Vec<_>>(), lang);
    let dataset = Dataset::new("changes")
        .text("figure", rows().map(|change| change.figure.as_str()))
        .text("base", rows().map(|change| change.base.as_str()))
        .count("matched", number(|change| change.matched.len()))
        .count("matched_before", rows().map(|change| Some(change.matched_yes.0)))
        .count("matched_now", rows().map(|change| Some(change.matched_yes.1)))
        .count("adopted", number(|change| change.adopted.len()))
        .text("adopted_names", named(|change| &change.adopted))
        .count("dropped", number(|change| change.dropped.len()))
        .text("dropped_names", named(|change| &change.dropped))
        .count("entries", number(|change| change.entries.len()))
        .text("entries_names", named(|change| &change.entries))
        .count("exits", number(|change| change.exits.len()))
        .text("exits_names", rows().map(exits));
    numbered(dataset)
}

/// Items, then the columns of repeating tables as `table.column`.
fn asked(survey: &Survey) -> Vec<(String, &Item)> {
    let items = survey.items.iter().map(|item| (item.id.clone(), item));
    let columns = survey.tables.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    items.chain(columns.map(|(table, column)| (format!("{}.{}", table.id, column.id), column))).collect()
}

/// What is asked, in words.
pub fn items<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, .. } = *source;
    let asked = asked(survey);
    let dataset = Dataset::new("items")
        .text("item", asked.iter().map(|(id, _)| id.clone()))
        .text("section", asked.iter().map(|(_, item)| item.section.as_str()))
        .text("section_label", asked.iter().map(|(_, item)| section_name(survey, &item.section, lang)))
        .text("label", asked.iter().map(|(_, item)| item.label.get(lang)))
        .text("short", asked.iter().map(|(_, item)| item.short().get(lang)))
        .text("unit", asked.iter().map(|(_, item)| item.unit.get(lang)))
        .bool("open", asked.iter().map(|(_, item)| Some(item.open)));
    numbered(dataset)
}

/// What was renamed, split or redefined, in words.
pub fn concordances<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, .. } = *source;
    let all = || survey.concordances.iter();
    let dataset = Dataset::new("concordance")
        .text("item", all().map(|change| change.item.as_str()))
        .text("since", all().map(|change| change.from.to_string()))
        .text("was", all().map(|change| change.was.join(";")))
        .text("kind", all().map(|change| change.kind.code()))
        .text("kind_label", all().map(|change| words::comparability(change.kind).text(lang)))
        .text("note", all().map(|change| change.note.get(lang)));
    numbered(dataset)
}

/// The values of register attributes: as declared, then as they come in the register.
pub fn attributes<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, register, .. } = *source;
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for attribute in &survey.register.attributes {
        let declared = attribute.values.iter().map(|value| value.value.as_str());
        let used = register.units.iter().filter_map(|unit| unit.attributes.get(&attribute.id)).map(String::as_str);
        let mut seen = std::collections::BTreeSet::from([""]);
        rows.extend(
            declared.chain(used).filter(|value| seen.insert(value)).map(|value| (attribute.id.as_str(), value)),
        );
    }
    let dataset = Dataset::new("attributes")
        .text("attribute", rows.iter().map(|(id, _)| *id))
        .text("value", rows.iter().map(|(_, value)| *value))
        .text("label", rows.iter().map(|(id, value)| survey.attribute_label(id, value, lang)));
    numbered(dataset)
}

/// The codes of each item that has a code list, in words.
pub fn codes<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, .. } = *source;
    let asked = asked(survey);
    let codes = asked.iter().flat_map(|(id, item)| survey.codes(item).iter().map(move |code| (id, code)));
    let codes: Vec<_> = codes.collect();
    let dataset = Dataset::new("codes")
        .text("item", codes.iter().map(|(id, _)| (*id).clone()))
        .text("code", codes.iter().map(|(_, code)| code.id.as_str()))
        .text("label", codes.iter().map(|(_, code)| code.label.get(lang)));
    numbered(dataset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_does_not_fit_a_cell_ends_with_its_length() {
        let names = vec!["第一单位"; 5000];
        let listed = listed(&names, Lang::Zh);
        assert!(listed.len() < 32_767);
        assert!(listed.ends_with("等5000个单位"));
        assert_eq!(super::listed(&["甲", "乙"], Lang::En), "甲, 乙");
    }
}
