//! Days far from the period: a year or a month that a cell shows as a day of 1905, or a slip in the year.

use chrono::{Datelike, NaiveDate};

use super::{Subject, placed};
use crate::answer::Value;
use crate::finding::{Finding, Severity};
use crate::frame::Round;
use crate::period::Period;
use crate::survey::{Item, KindName, Survey};
use crate::text::{Lang, check as words};

/// What a return tells of lies at most so many years before its period: long enough for days of birth and of foundation,
/// and short of a century, as a slip of one is common.
const YEARS_BEFORE: i32 = 90;
/// Or so many behind it.
const YEARS_BEHIND: i32 = 10;

/// A query for each day, among the items and in the tables, that lies far from the period.
pub fn findings(survey: &Survey, round: &Round, lang: Lang) -> Vec<Finding> {
    let of_items = has_days(&survey.items);
    let tables: Vec<usize> =
        (0..survey.tables.len()).filter(|table| has_days(&survey.tables[*table].columns)).collect();
    let mut findings = Vec::new();
    if !of_items && tables.is_empty() {
        return findings;
    }
    for given in round.returns {
        if of_items {
            let subject = Subject { given, items: &survey.items, answers: &given.answers, row: None };
            findings.extend(of_subject(survey, &subject, None, lang));
        }
        for table in &tables {
            for row in &given.tables[*table] {
                let items = &survey.tables[*table].columns;
                let subject = Subject { given, items, answers: &row.answers, row: Some(row.number) };
                findings.extend(of_subject(survey, &subject, Some(*table), lang));
            }
        }
    }
    findings
}

fn has_days(items: &[Item]) -> bool {
    items.iter().any(|item| item.kind == KindName::Date)
}

fn of_subject(survey: &Survey, subject: &Subject, table: Option<usize>, lang: Lang) -> Vec<Finding> {
    let far = subject.items.iter().zip(subject.answers).filter_map(|(item, answer)| match answer.value {
        Some(Value::Date(day)) if is_far_off(day, subject.given.period) => Some((item, day)),
        _ => None,
    });
    let finding = |(item, day): (&Item, NaiveDate)| {
        let day = day.to_string();
        let message = words::DAY_FAR_OFF.say(lang, &[("item", item.label.get(lang)), ("value", &day)]);
        let remedy = words::DAY_FAR_OFF_REMEDY.say(lang, &[]);
        placed(survey, table, subject, &item.id, lang, Finding::new("day-far-off", Severity::Query, message, remedy))
    };
    far.map(finding).collect()
}

fn is_far_off(day: NaiveDate, period: Period) -> bool {
    let years = period.first_day().year() - YEARS_BEFORE..=period.last_day().year() + YEARS_BEHIND;
    !years.contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_far_off_beyond_ninety_years_before_the_period_and_ten_behind_it() {
        let is_far_off = |day: &str| is_far_off(day.parse().unwrap(), "2024-S1".parse().unwrap());
        for day in ["1905-07-16", "1924-03-01", "1933-12-31", "2035-01-01", "2042-03-01"] {
            assert!(is_far_off(day), "{day}");
        }
        for day in ["1934-01-01", "2024-03-01", "2034-12-31"] {
            assert!(!is_far_off(day), "{day}");
        }
    }
}
