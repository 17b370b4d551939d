//! The tables `change_split` and `grades`: how figures moved, and the classes of units in words.

use super::relations::{attribute_name, numbered};
use crate::dataset::{Dataset, Source};
use crate::figure::{Figure, Measure, Split};
use crate::fraction::{Fraction, exact_decimal};
use crate::survey::grade::Class;

/// How each figure came from its earlier value to the present one, in parts that sum to the change.
pub fn change_split<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, results, .. } = *source;
    let rows = || results.splits.iter();
    let figures: Vec<Option<&Figure>> = rows().map(|split| figure(source, split)).collect();
    let number = |of: fn(&Split) -> Fraction| rows().map(move |split| Some(of(split)));
    let count = |of: fn(&Split) -> usize| rows().map(move |split| Some(of(split) as u64));
    let group = |split: &'a Split| split.group.as_ref();
    let by = |split: &'a Split| group(split).map_or("", |(by, _)| by.as_str());
    let unit = |figure: &Option<&'a Figure>| match figure.map(|figure| &figure.measure) {
        Some(Measure::Value { unit, .. }) => unit.get(lang),
        _ => "",
    };
    let label = |split: &'a Split| group(split).map_or("", |(by, value)| survey.attribute_label(by, value, lang));
    let dataset = Dataset::new("change_split")
        .text("figure", rows().map(|split| split.figure.as_str()))
        .text("base", rows().map(|split| split.base.as_str()))
        .text("role", figures.iter().map(|figure| figure.map_or("", |figure| figure.role.code())))
        .text("label", figures.iter().map(|figure| figure.map_or("", |figure| figure.label.get(lang))))
        .text("unit_of_measure", figures.iter().map(unit))
        .text("group_by", rows().map(by))
        .text("group", rows().map(|split| group(split).map_or("", |(_, value)| value.as_str())))
        .text("group_by_label", rows().map(|split| attribute_name(survey, by(split), lang)))
        .text("group_label", rows().map(label))
        .number("first", number(|split| split.first))
        .number("before", number(|split| split.before))
        .number("now", number(|split| split.now))
        .number("corrections", number(Split::corrections))
        .number("exits", number(Split::exits))
        .number("behaviour", number(Split::behaviour))
        .number("entries", number(Split::entries))
        .number("change", number(Split::change))
        .count("n_corrected", count(|split| split.n_corrected))
        .count("n_exits", count(|split| split.n_exits))
        .count("n_matched", count(|split| split.n_matched))
        .count("n_entries", count(|split| split.n_entries));
    numbered(dataset)
}

fn figure<'a>(source: &Source<'a>, split: &Split) -> Option<&'a Figure> {
    let base = |figure: &Figure| figure.share().map(|share| share.base.clone()).unwrap_or_default();
    source
        .results
        .figures
        .iter()
        .find(|figure| figure.id == split.figure && figure.group == split.group && base(figure) == split.base)
}

/// The classes of each grade, best first, in words.
pub fn grades<'a>(source: &Source<'a>) -> Dataset<'a> {
    let Source { survey, lang, .. } = *source;
    let classes = survey.grades.iter().flat_map(|grade| grade.classes.iter().map(move |class| (grade, class)));
    let rows: Vec<_> = classes.collect();
    let label = |class: &'a Class| if class.label.is_empty() { class.id.as_str() } else { class.label.get(lang) };
    let dataset = Dataset::new("grades")
        .text("grade", rows.iter().map(|(grade, _)| grade.id.as_str()))
        .text("class", rows.iter().map(|(_, class)| class.id.as_str()))
        .text("label", rows.iter().map(|(_, class)| label(class)))
        .text("follow_up", rows.iter().map(|(_, class)| class.follow_up.get(lang)))
        .number("cut", rows.iter().map(|(_, class)| class.from.and_then(exact_decimal)));
    numbered(dataset)
}
