//! What a template names that a survey does not have, as far as it shows without figures.

use super::subject;
use super::template::{Call, Template, calls, next_expression};
use crate::error::Problem;
use crate::survey::document::Per;
use crate::survey::{Survey, expression};
use crate::text::saying::Saying;
use crate::text::{survey as words, template as say};

/// The functions that only a document about a unit has.
const OF_UNIT: &[&str] = &["answer", "peers", "position"];

/// Every item, indicator and column of the unit that is named and does not exist, with its line.
pub fn wrong(template: &Template, survey: &Survey, per: Per) -> Vec<Problem> {
    let mut problems: Vec<Problem> = calls(&template.source)
        .iter()
        .filter_map(|call| Some(template.problem(call.line, call.id, wrong_call(call, survey, per)?)))
        .collect();
    if per == Per::Unit {
        problems.extend(wrong_columns(template, survey));
    }
    problems.sort();
    problems.dedup();
    problems
}

fn wrong_call(call: &Call, survey: &Survey, per: Per) -> Option<Saying> {
    if !OF_UNIT.contains(&call.function) {
        return None;
    }
    if per == Per::Publication {
        return Some(say::of_unit_only(call.function));
    }
    let items = || survey.items.iter().map(|item| item.id.as_str());
    let indicators = || survey.indicators.iter().map(|indicator| indicator.id.as_str());
    let compared = || survey.comparison.iter().flat_map(|known| &known.items).map(|item| item.id.as_str());
    match call.function {
        "answer" => missing(words::item(), call.id, items()),
        "peers" => missing(words::indicator(), call.id, indicators()),
        _ => missing(words::compared_item(), call.id, compared()),
    }
}

fn missing<'a>(what: Saying, id: &str, mut known: impl Iterator<Item = &'a str> + Clone) -> Option<Saying> {
    let all = known.clone();
    if known.any(|known| known == id) { None } else { Some(expression::unknown(what, id, all)) }
}

/// Attributes of `unit` that are no column of the frame, unless the template gives the name `unit` to something else.
fn wrong_columns(template: &Template, survey: &Survey) -> Vec<Problem> {
    let source = &template.source;
    if source.contains("for unit in") || source.contains("set unit") {
        return Vec::new();
    }
    let schema = expression::unit_schema(survey);
    let columns = schema.iter_names().map(|name| name.as_str());
    let known: Vec<&str> = columns.chain(subject::EXTRAS.iter().copied()).collect();
    let mut problems = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = next_expression(source, from) {
        for (at, name) in attributes_of_unit(&source[start..end]) {
            if let Some(message) = missing(words::column_of_unit(), name, known.iter().copied()) {
                let line = source[..start + at].matches('\n').count() + 1;
                problems.push(template.problem(line, name, message));
            }
        }
        from = end;
    }
    problems
}

/// The names after `unit.` in an expression, with their places; text in quotes is passed over.
fn attributes_of_unit(expression: &str) -> Vec<(usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_own = |at: usize| {
        let before = &expression[..at];
        let quotes = before.matches('"').count() + before.matches('\'').count();
        quotes.is_multiple_of(2) && !before.ends_with(|c: char| is_word(c) || c == '.')
    };
    let found = expression.match_indices("unit.").filter(|(at, _)| is_own(*at));
    let named = found.map(|(at, unit)| {
        let after = &expression[at + unit.len()..];
        let end = after.find(|c: char| !is_word(c)).unwrap_or(after.len());
        (at, &after[..end])
    });
    named.filter(|(_, name)| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    fn told(source: &str, per: Per) -> Vec<String> {
        let survey = Specimen::central(Lang::Zh).survey;
        let template = Template { file: "notice.zh.md".into(), source: source.to_string() };
        let first_line = |problem: &Problem| problem.to_string().lines().next().unwrap_or_default().to_string();
        wrong(&template, &survey, per).iter().map(first_line).collect()
    }

    #[test]
    fn names_that_are_not_there_are_told_with_their_lines() {
        let source =
            "{{ unit.name }}{{ unit.plan_mode }}\n{{ answer(\"coverag\") }}\n{% if unit.labels.system %}{% endif %}";
        assert_eq!(
            told(source, Per::Unit),
            [
                "notice.zh.md:1: no column of the unit is called `plan_mode`; did you mean `plan_made`?",
                "notice.zh.md:2: no item is called `coverag`; did you mean `coverage`?",
            ]
        );
    }

    #[test]
    fn a_document_about_all_units_has_no_answers() {
        let told = told("{{ answer(\"coverage\") }}", Per::Publication);
        assert_eq!(told, ["notice.zh.md:1: `answer` belongs to a document with `per = \"unit\"`"]);
    }
}
