//! Copied paperwork: returns of different units that are alike in everything but who sent them.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::answer::{Answer, Return, State, Value};
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::register::Register;
use crate::text::{Lang, check as say, collect::LIST_SEPARATOR};

/// Fewer answers than this coincide by chance.
const LEAST_ANSWERED: usize = 5;

/// A text from so many characters on is nobody else's by chance.
const LONG_TEXT: usize = 10;

/// So many equal dates and numbers other than zero are no chance either.
const LEAST_NUMBERS: usize = 4;

/// How many of the other units are named.
const NAMED: usize = 5;

/// Finds returns of one period that are written alike in every answer and every table row.
///
/// That all say yes to everything proves nothing, so there must be evidence besides: a text of ten characters or
/// more, a filled table, or four dates and numbers other than zero. Each of the returns gets a query that names the
/// other units.
pub fn findings(register: &Register, returns: &[Return], lang: Lang) -> Vec<Finding> {
    let telling = returns.par_iter().filter(|given| is_telling(given));
    let worded: Vec<(String, &Return)> = telling.map(|given| (wording(given), given)).collect();
    let mut alike: HashMap<(Period, String), Vec<&Return>> = HashMap::with_capacity(worded.len());
    for (wording, given) in worded {
        alike.entry((given.period, wording)).or_default().push(given);
    }
    let mut groups: Vec<Vec<&Return>> = alike.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| (group[0].period, group[0].unit));
    groups.iter().flat_map(|group| group.iter().map(|given| finding(register, given, group, lang))).collect()
}

fn is_telling(given: &Return) -> bool {
    let values: Vec<&Value> = given.answers.iter().filter_map(|answer| answer.value.as_ref()).collect();
    let has_text = values.iter().any(|value| matches!(value, Value::Text(text) if text.chars().count() >= LONG_TEXT));
    let has_table = given.tables.iter().any(|rows| !rows.is_empty());
    let n_numbers = values.iter().filter(|value| is_distinct(value)).count();
    values.len() >= LEAST_ANSWERED && (has_text || has_table || n_numbers >= LEAST_NUMBERS)
}

fn is_distinct(value: &Value) -> bool {
    match value {
        Value::Integer(number) => *number != 0,
        Value::Number(number) => *number != 0.0,
        Value::Date(_) => true,
        _ => false,
    }
}

/// Everything that a return says, answer by answer.
fn wording(given: &Return) -> String {
    let rows = given.tables.iter().flat_map(|rows| {
        let cells = rows.iter().flat_map(|row| row.answers.iter().map(written).chain(["\u{1e}"]));
        cells.chain(["\u{1d}"]).collect::<Vec<_>>()
    });
    given.answers.iter().map(written).chain(rows).collect::<Vec<_>>().join("\u{1f}")
}

fn written(answer: &Answer) -> &str {
    match answer.state {
        State::Blank if answer.raw.trim().is_empty() => "",
        _ => answer.raw.trim(),
    }
}

fn finding(register: &Register, given: &Return, group: &[&Return], lang: Lang) -> Finding {
    let others = group.iter().filter(|other| other.unit != given.unit);
    let names: Vec<&str> = others.map(|other| register.units[other.unit].name.as_str()).collect();
    let listed = names.iter().copied().take(NAMED).collect::<Vec<_>>().join(LIST_SEPARATOR.text(lang));
    let n = names.len().to_string();
    let message = match names.len() {
        0..=NAMED => say::IDENTICAL.say(lang, &[("units", &listed)]),
        _ => say::IDENTICAL_MANY.say(lang, &[("units", &listed), ("n", &n)]),
    };
    let remedy = say::IDENTICAL_REMEDY.say(lang, &[]);
    Finding {
        unit: Some(given.unit),
        period: given.period.to_string(),
        file: given.file.to_string(),
        ..Finding::new("identical-returns", Severity::Query, message, remedy)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::answer::Row;
    use crate::register::Unit;

    fn register(n: usize) -> Register {
        let unit = |i| Unit {
            code: format!("U{i}"),
            name: format!("{i}局"),
            former_names: Vec::new(),
            aliases: Vec::new(),
            attributes: BTreeMap::new(),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
        };
        Register { units: (0..n).map(unit).collect() }
    }

    fn answer(value: Value) -> Answer {
        Answer { state: State::Answered, raw: value.to_string(), value: Some(value), origin: None }
    }

    fn given(unit: usize, period: &str, text: &str) -> Return {
        let yes = (0..6).map(|_| answer(Value::Bool(true)));
        let text = Some(text).filter(|text| !text.is_empty());
        let text = text.map_or(Answer::missing(State::Blank, None), |text| answer(Value::Text(text.to_string())));
        Return {
            unit,
            period: period.parse().unwrap(),
            file: format!("{unit}.xlsx").into(),
            form_version: String::new(),
            dated: None,
            received: None,
            late: false,
            nil: false,
            answers: yes.chain([text]).collect(),
            tables: vec![Vec::new()],
            remarks: Vec::new(),
        }
    }

    const LONG: &str = "一是认识不足，二是经费不足";

    #[test]
    fn returns_alike_in_a_long_text_are_asked_about_and_name_each_other() {
        let returns = [given(0, "2024", LONG), given(1, "2024", "另有原因，另作说明如下"), given(2, "2024", LONG)];
        let found = findings(&register(3), &returns, Lang::Zh);
        assert_eq!(found.iter().map(|finding| finding.unit).collect::<Vec<_>>(), [Some(0), Some(2)]);
        assert!(found[0].message.contains("2局") && found[1].message.contains("0局"));
    }

    #[test]
    fn yes_to_everything_is_no_evidence() {
        assert!(findings(&register(2), &[given(0, "2024", ""), given(1, "2024", "")], Lang::Zh).is_empty());
        assert!(findings(&register(2), &[given(0, "2024", "无"), given(1, "2024", "无")], Lang::Zh).is_empty());
    }

    #[test]
    fn other_periods_and_other_rows_make_other_returns() {
        assert!(findings(&register(2), &[given(0, "2023", LONG), given(1, "2024", LONG)], Lang::Zh).is_empty());
        let mut with_row = given(1, "2024", LONG);
        with_row.tables[0].push(Row { number: 1, answers: vec![answer(Value::Integer(3))] });
        assert!(findings(&register(2), &[given(0, "2024", LONG), with_row], Lang::Zh).is_empty());
    }
}
