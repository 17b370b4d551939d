//! Counts below zero.

use super::{Subject, placed};
use crate::answer::{Return, Value};
use crate::finding::{Finding, Severity};
use crate::survey::{Item, KindName, Survey};
use crate::text::{Lang, check as words};

/// A query for each whole number below zero, among the items and in the tables. Where a range of the survey says what
/// the least is, it is for that check to tell, and a least below zero allows such numbers.
pub fn findings(survey: &Survey, returns: &[Return], lang: Lang) -> Vec<Finding> {
    let counts = counts(survey, None, &survey.items);
    let tables = survey.tables.iter().enumerate();
    let tables: Vec<(usize, Vec<usize>)> = tables
        .map(|(place, table)| (place, self::counts(survey, Some(&table.id), &table.columns)))
        .filter(|(_, counts)| !counts.is_empty())
        .collect();
    let mut findings = Vec::new();
    for given in returns {
        let subject = Subject { given, items: &survey.items, answers: &given.answers, row: None };
        findings.extend(below_zero(survey, &subject, &counts, None, lang));
        for (table, counts) in &tables {
            for row in &given.tables[*table] {
                let items = &survey.tables[*table].columns;
                let subject = Subject { given, items, answers: &row.answers, row: Some(row.number) };
                findings.extend(below_zero(survey, &subject, counts, Some(*table), lang));
            }
        }
    }
    findings
}

/// The places of the whole numbers for which no range says what the least is.
fn counts(survey: &Survey, table: Option<&String>, items: &[Item]) -> Vec<usize> {
    let own = survey.checks.iter().filter(|check| check.table.as_ref() == table);
    let least: Vec<&str> = own
        .filter_map(|check| check.range.as_ref())
        .filter(|range| range.min.is_some())
        .map(|range| range.item.as_str())
        .collect();
    let is_count = |item: &Item| item.kind == KindName::Integer && !least.contains(&item.id.as_str());
    items.iter().enumerate().filter(|(_, item)| is_count(item)).map(|(place, _)| place).collect()
}

fn below_zero(survey: &Survey, subject: &Subject, counts: &[usize], table: Option<usize>, lang: Lang) -> Vec<Finding> {
    let below = counts.iter().filter_map(|place| match subject.answers[*place].value {
        Some(Value::Integer(number)) if number < 0 => Some((&subject.items[*place], number)),
        _ => None,
    });
    let finding = |(item, number): (&Item, i64)| {
        let values = [("item", item.label.get(lang)), ("value", &number.to_string())];
        let message = words::NEGATIVE.say(lang, &values);
        let remedy = words::NEGATIVE_REMEDY.say(lang, &[]);
        placed(survey, table, subject, &item.id, lang, Finding::new("not-negative", Severity::Query, message, remedy))
    };
    below.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Answer, Row, State};
    use crate::check::fixture::given;
    use crate::collect::fixture::survey_with;

    fn answer(value: Value) -> Answer {
        Answer { state: State::Answered, raw: value.to_string(), value: Some(value), origin: None }
    }

    /// The item of each finding where an item and a column of the survey count and hold these numbers.
    fn asked(numbers: [i64; 2], more: &str) -> Vec<String> {
        let mut survey = survey_with(more);
        survey.items[2].kind = KindName::Integer;
        survey.tables[0].columns[2].kind = KindName::Integer;
        let text = || answer(Value::Text("-3".into()));
        let mut given = given(vec![text(), text(), answer(Value::Integer(numbers[0])), text()]);
        let row = vec![text(), text(), answer(Value::Integer(numbers[1]))];
        given.tables = vec![vec![Row { number: 1, answers: row }]];
        findings(&survey, &[given], Lang::Zh).into_iter().map(|finding| finding.item).collect()
    }

    #[test]
    fn a_count_below_zero_is_asked_about_among_the_items_and_in_the_tables() {
        assert_eq!(asked([-24, 3], ""), ["persons"]);
        assert_eq!(asked([0, -1], ""), ["cases.n"]);
        assert_eq!(asked([24, 0], ""), Vec::<String>::new());
    }

    #[test]
    fn a_range_that_says_what_the_least_is_tells_of_it_itself() {
        let range = |more: &str| format!("[[check]]\nid = \"r\"\n{more}\n");
        let least = range("range = { item = \"persons\", min = -50 }");
        assert_eq!(asked([-24, -1], &least), ["cases.n"]);
        let most = range("range = { item = \"persons\", max = 50 }");
        assert_eq!(asked([-24, 0], &most), ["persons"]);
        let of_rows = range("table = \"cases\"\nrange = { item = \"n\", min = 0 }");
        assert_eq!(asked([-24, -1], &of_rows), ["persons"]);
    }
}
