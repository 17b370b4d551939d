//! Rows of a table that stand in one return twice.

use std::collections::HashMap;

use rayon::prelude::*;

use super::evidence;
use crate::answer::{Return, Row};
use crate::evidence::words;
use crate::finding::{Finding, Severity};
use crate::survey::{RepeatingTable, Survey};
use crate::text::{Lang, check as say};

/// Rows with fewer columns filled in are alike by chance.
const LEAST_FILLED: usize = 3;

/// How many of the rows are named.
const NAMED: usize = 10;

/// A table whose rows are compared, and the columns that say what a row tells of: all but that of a list's number.
struct Compared<'a> {
    table: &'a RepeatingTable,
    place: usize,
    columns: Vec<usize>,
    number: Option<usize>,
}

/// A query for each table of a return in which rows say the same in every column that is filled in. The running number
/// of a list is left out, as it tells two rows apart without telling of anything.
///
/// Rows of the same number are told of by the list, and rows of evidence by the quotas that count them.
pub fn findings(survey: &Survey, returns: &[Return], lang: Lang) -> Vec<Finding> {
    let evidence = evidence::tables(survey);
    let tables = (0..survey.tables.len()).filter(|place| !evidence.contains(place));
    let tables: Vec<Compared> = tables.map(|place| compared(survey, place)).collect();
    let of_return = |given: &Return| {
        let filled = tables.iter().filter(|compared| given.tables[compared.place].len() > 1);
        filled.filter_map(|compared| finding(compared, given, lang)).collect::<Vec<_>>()
    };
    returns.par_iter().flat_map_iter(of_return).collect()
}

fn compared(survey: &Survey, place: usize) -> Compared<'_> {
    let table = &survey.tables[place];
    let list = survey.lists.iter().find(|list| list.table == table.id);
    let number = list.and_then(|list| table.columns.iter().position(|column| column.id == list.number));
    let columns = (0..table.columns.len()).filter(|column| Some(*column) != number).collect();
    Compared { table, place, columns, number }
}

fn finding(compared: &Compared, given: &Return, lang: Lang) -> Option<Finding> {
    let twice = twice(compared, &given.tables[compared.place]);
    let (row, _) = twice.first()?;
    let pair = |(row, first): &(&Row, &Row)| {
        let values = [("row", &*row.number.to_string()), ("first", &*first.number.to_string())];
        say::ROW_TWICE.say(lang, &values)
    };
    let mut rows: Vec<String> = twice.iter().take(NAMED).map(pair).collect();
    if twice.len() > NAMED {
        rows.push("…".to_string());
    }
    let (n, rows) = (twice.len().to_string(), rows.join(say::AND.text(lang)));
    let values = [("table", compared.table.label.get(lang)), ("n", &n), ("rows", &rows)];
    let (message, remedy) = (say::ROWS_TWICE.say(lang, &values), say::ROWS_TWICE_REMEDY.say(lang, &[]));
    let mut finding = Finding::new("row-once", Severity::Query, message, remedy);
    if let Some(origin) = row.answers.iter().find_map(|answer| answer.origin.as_ref()) {
        finding = finding.at(origin);
    }
    finding.file = given.file.to_string();
    Some(Finding {
        unit: Some(given.unit),
        period: given.period.to_string(),
        item: compared.table.id.clone(),
        ..finding
    })
}

/// The rows that say the same as an earlier one, each with the first that does.
fn twice<'a>(compared: &Compared, rows: &'a [Row]) -> Vec<(&'a Row, &'a Row)> {
    let mut told: HashMap<String, &Row> = HashMap::with_capacity(rows.len());
    let mut twice = Vec::new();
    for row in rows {
        let words = words(row, &compared.columns);
        if words.split('\u{1f}').filter(|word| !word.is_empty()).count() < LEAST_FILLED {
            continue;
        }
        let first = *told.entry(words).or_insert(row);
        if first.number != row.number && !is_told_by_number(compared, first, row) {
            twice.push((row, first));
        }
    }
    twice
}

fn is_told_by_number(compared: &Compared, first: &Row, row: &Row) -> bool {
    let number = |row: &Row| compared.number.map(|number| words(row, &[number]));
    number(row).is_some_and(|own| own.is_empty() || number(first) == Some(own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Answer, State, Value};
    use crate::check::fixture::given;
    use crate::collect::fixture::survey_with;

    fn answer(text: &str) -> Answer {
        if text.is_empty() {
            return Answer::missing(State::Blank, None);
        }
        Answer { state: State::Answered, raw: text.into(), value: Some(Value::Text(text.into())), origin: None }
    }

    /// What is said of rows of four columns, of which the first is the number where the survey has a list.
    fn said(rows: &[[&str; 4]], more: &str) -> Vec<String> {
        let mut survey = survey_with(more);
        let number = crate::survey::Item { id: "number".into(), ..survey.tables[0].columns[0].clone() };
        survey.tables[0].columns.insert(0, number);
        let row = |(place, row): (usize, &[&str; 4])| Row {
            number: place as u32 + 1,
            answers: row.iter().map(|text| answer(text)).collect(),
        };
        let mut given = given(vec![answer(""); 4]);
        given.tables = vec![rows.iter().enumerate().map(row).collect()];
        findings(&survey, &[given], Lang::En).into_iter().map(|finding| finding.message).collect()
    }

    const ONE: [&str; 4] = ["", "2024-05", "talk", "4"];
    const OTHER: [&str; 4] = ["", "2024-06", "talk", "4"];

    #[test]
    fn rows_that_say_the_same_are_named_in_one_query_for_the_table() {
        let said = said(&[ONE, OTHER, ONE, OTHER, ONE], "");
        assert_eq!(said.len(), 1);
        assert!(said[0].ends_with("(3): row 3 as row 1, row 4 as row 2, row 5 as row 1"), "{}", said[0]);
    }

    #[test]
    fn rows_that_differ_or_say_little_are_not_asked_about() {
        assert!(said(&[ONE, OTHER, ["", "2024-05", "talk", ""]], "").is_empty());
        let short = ["", "2024-05", "", "4"];
        assert!(said(&[short, short], "").is_empty());
    }

    #[test]
    fn the_number_of_a_list_makes_no_difference_and_is_not_told_of_twice() {
        let list = "[[list]]\nid = \"l\"\nlabel = \"l\"\ntable = \"cases\"\nnumber = \"number\"\n\
            title = \"way\"\n";
        let numbered = |number| [number, "2024-05", "talk", "4"];
        assert_eq!(said(&[numbered("P1"), numbered("P2")], list).len(), 1);
        assert!(said(&[numbered("P1"), numbered("P1")], list).is_empty());
        assert!(said(&[numbered("P1"), numbered("P2")], "").is_empty());
    }

    #[test]
    fn rows_of_evidence_are_left_to_the_quotas() {
        let quota = "[[quota]]\nid = \"q\"\nlabel = \"q\"\ntable = \"cases\"\ndate = \"day\"\n\
            at_least = 1\nevery = \"month\"\n";
        assert!(said(&[ONE, ONE], quota).is_empty());
    }
}
