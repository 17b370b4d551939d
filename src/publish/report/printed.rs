//! How values are printed in running text: answers in words, numbers with their decimals, days written out.

use chrono::{Days, NaiveDate};
use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error};

use super::facts::Facts;
use super::refusal::refuse;
use crate::answer;
use crate::fraction::{Fraction, RoundingMode, exact_decimal};
use crate::survey::Item;
use crate::text::{Lang, report as say, template};

/// An answer in words: labels of codes, 是 or 否, days written out.
pub fn answer(facts: &Facts, item: &Item, value: &answer::Value) -> String {
    let label = |code: &String| {
        let known = facts.survey.codes(item).iter().find(|known| known.id == *code);
        known.map_or_else(|| code.clone(), |known| facts.word(&known.label))
    };
    match value {
        answer::Value::Bool(truth) => truth_word(*truth, facts.lang).to_string(),
        answer::Value::Integer(number) => number.to_string(),
        answer::Value::Number(number) => plain_number(*number),
        answer::Value::Date(day) => long_date(*day, facts.lang),
        answer::Value::Code(code) => label(code),
        answer::Value::Codes(codes) => codes.iter().map(label).collect::<Vec<_>>().join(say::COMMA.text(facts.lang)),
        answer::Value::Text(text) => text.clone(),
    }
}

/// Yes or no in words.
pub fn truth_word(truth: bool, lang: Lang) -> &'static str {
    if truth { say::HAVE.text(lang) } else { say::HAVE_NOT.text(lang) }
}

/// A number with the decimals that it needs, ten at most.
pub fn plain_number(number: f64) -> String {
    let Some(text) = exact_decimal(number).and_then(|exact| exact.text(10, RoundingMode::HalfUp)) else {
        return number.to_string();
    };
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_string() } else { short.to_string() }
}

/// A day in words: 2026年3月31日, 31 March 2026.
pub fn long_date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => day.format("%Y年%-m月%-d日").to_string(),
        Lang::En => day.format("%-d %B %Y").to_string(),
    }
}

/// A difference with its sign: +1.5, −0.5, 0.0.
pub fn signed(facts: &Facts, value: Fraction, decimals: u32) -> Option<String> {
    let text = value.text(decimals, facts.survey.rounding.mode)?;
    Some(with_sign(&text))
}

fn with_sign(text: &str) -> String {
    let digits = text.trim_start_matches('-');
    let is_zero = !digits.bytes().any(|b| (b'1'..=b'9').contains(&b));
    match (is_zero, text.starts_with('-')) {
        (true, _) => digits.to_string(),
        (false, true) => format!("−{digits}"),
        (false, false) => format!("+{digits}"),
    }
}

/// The filters `date`, `add_days`, `number`, `percent` and `signed`. What is not there stays not there.
pub fn add_filters(env: &mut Environment<'static>, lang: Lang, mode: RoundingMode) {
    env.add_filter("date", move |value: Value| -> Result<Value, Error> {
        Ok(day(&value)?.map_or(Value::from(()), |day| Value::from(long_date(day, lang))))
    });
    env.add_filter("add_days", |value: Value, days: u32| -> Result<Value, Error> {
        let Some(day) = day(&value)? else { return Ok(Value::from(())) };
        let later = day.checked_add_days(Days::new(u64::from(days)));
        Ok(later.map_or(Value::from(()), |day| Value::from(day.to_string())))
    });
    env.add_filter("number", move |value: Value, decimals: Option<u32>| -> Result<Value, Error> {
        Ok(rounded(&value, decimals, mode)?.map_or(Value::from(()), Value::from))
    });
    env.add_filter("signed", move |value: Value, decimals: Option<u32>| -> Result<Value, Error> {
        Ok(rounded(&value, decimals, mode)?.map_or(Value::from(()), |text| Value::from(with_sign(&text))))
    });
    env.add_filter("percent", move |value: Value, decimals: Option<u32>| -> Result<Value, Error> {
        let Some(exact) = exact(&value)? else { return Ok(Value::from(())) };
        let text = exact.percent(checked(decimals.unwrap_or(1))?, mode);
        Ok(text.map_or(Value::from(()), |text| Value::from(format!("{text}%"))))
    });
}

fn is_absent(value: &Value) -> bool {
    matches!(value.kind(), ValueKind::None | ValueKind::Undefined) || value.as_str() == Some("")
}

fn day(value: &Value) -> Result<Option<NaiveDate>, Error> {
    if is_absent(value) {
        return Ok(None);
    }
    let text = value.to_string();
    text.parse().map(Some).map_err(|_| refuse(template::no_date(&text)))
}

fn exact(value: &Value) -> Result<Option<Fraction>, Error> {
    if is_absent(value) {
        return Ok(None);
    }
    let number = f64::try_from(value.clone()).map_err(|_| refuse(template::no_number(value.to_string())))?;
    exact_decimal(number).map(Some).ok_or_else(|| refuse(template::too_large(value.to_string())))
}

fn checked(decimals: u32) -> Result<u32, Error> {
    if decimals <= 10 { Ok(decimals) } else { Err(refuse(template::decimals())) }
}

fn rounded(value: &Value, decimals: Option<u32>, mode: RoundingMode) -> Result<Option<String>, Error> {
    let Some(exact) = exact(value)? else { return Ok(None) };
    match decimals {
        Some(decimals) => Ok(exact.text(checked(decimals)?, mode)),
        None => Ok(exact.to_f64().map(plain_number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(expression: &str, lang: Lang) -> String {
        let mut env = Environment::new();
        add_filters(&mut env, lang, RoundingMode::HalfUp);
        env.render_str(&format!("{{{{ {expression} }}}}"), ()).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn days_are_written_out_and_counted_on() {
        assert_eq!(said("'2026-03-31' | date", Lang::Zh), "2026年3月31日");
        assert_eq!(said("'2026-03-31' | date", Lang::En), "31 March 2026");
        assert_eq!(said("'2024-02-28' | add_days(2) | date", Lang::En), "1 March 2024");
        assert_eq!(said("none | date", Lang::Zh), "None");
        assert!(said("'soon' | date", Lang::Zh).contains("`soon` is no date"));
    }

    #[test]
    fn numbers_are_rounded_as_they_were_typed() {
        assert_eq!(said("2.675 | number(2)", Lang::Zh), "2.68");
        assert_eq!(said("3.0 | number", Lang::Zh), "3");
        assert_eq!(said("0.1 | percent", Lang::Zh), "10.0%");
        assert_eq!(said("1.25 | signed(1)", Lang::Zh), "+1.3");
        assert_eq!(said("-0.5 | signed(1)", Lang::Zh), "−0.5");
        assert_eq!(said("-0.01 | signed(1)", Lang::Zh), "0.0");
    }
}
