//! The kinds `integer` and `decimal`: one number, in the unit that the item asks for.

use super::quantity::{self, LARGEST, Quantity, Refusal};
use super::{Asked, Doubt, ItemKind, Reading};
use crate::answer::Value;
use crate::sheet::Content;
use crate::survey::{KindName, MissingMeaning};
use crate::text::kind as say;
use crate::text::{Phrase, Text};

/// A whole number: `11`, `11人`, `1,234`, `十一`, `1.2万`; `约11` is read and asked about.
///
/// A fraction, a range, a mere limit (10余, 不到20) and another unit are invalid. Numbers are taken to Excel's
/// fifteen digits and must not exceed 2^53.
pub struct Integer;

/// A decimal number, written as for [`Integer`]; `1,234` is in thousands, `95,5` is invalid.
pub struct Decimal;

impl ItemKind for Integer {
    fn name(&self) -> KindName {
        KindName::Integer
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_INTEGER
    }

    fn read(&self, content: &Content, asked: &Asked) -> Reading {
        match content {
            Content::Number(number) => whole_number(fifteen(*number)),
            Content::Text(words) => read_text(words, &asked.item.unit, self, |quantity| {
                let whole = quantity.whole()?;
                Ok(whole.map_or_else(not_whole, |whole| Reading::answered(Value::Integer(whole))))
            }),
            other => not_a_number(other, self),
        }
    }

    fn missing_as(&self, meaning: MissingMeaning) -> Option<Value> {
        (meaning == MissingMeaning::Zero).then_some(Value::Integer(0))
    }
}

impl ItemKind for Decimal {
    fn name(&self) -> KindName {
        KindName::Decimal
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_DECIMAL
    }

    fn read(&self, content: &Content, asked: &Asked) -> Reading {
        match content {
            Content::Number(number) if number.is_finite() => answered(fifteen(*number), self),
            Content::Text(words) => read_text(words, &asked.item.unit, self, |quantity| {
                Ok(Reading::answered(Value::Number(quantity.number(0)?)))
            }),
            other => not_a_number(other, self),
        }
    }

    fn missing_as(&self, meaning: MissingMeaning) -> Option<Value> {
        (meaning == MissingMeaning::Zero).then_some(Value::Number(0.0))
    }
}

/// A float to the fifteen digits that Excel shows: 0.1 + 0.2 is 0.3.
pub(super) fn fifteen(number: f64) -> f64 {
    // A whole number of fifteen digits is shown as it is; zero is added to lose the sign of a negative zero.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return number + 0.0;
    }
    let shown = format!("{number:.14e}").parse().unwrap_or(number);
    if shown == 0.0 { 0.0 } else { shown }
}

/// A number as an answer, unless it is too large.
pub(super) fn answered(number: f64, kind: &dyn ItemKind) -> Reading {
    match number.abs() < quantity::TOO_LARGE {
        true => Reading::answered(Value::Number(number)),
        false => Reading::invalid(refused(Refusal::TooLarge, kind)),
    }
}

fn whole_number(number: f64) -> Reading {
    if number.abs() > LARGEST as f64 || !number.is_finite() {
        return Reading::invalid(Doubt::error("too-large", say::TOO_LARGE, &Integer));
    }
    if number.fract() != 0.0 {
        return not_whole();
    }
    Reading::answered(Value::Integer(number as i64))
}

fn not_whole() -> Reading {
    Reading::invalid(Doubt::error("not-whole", say::NOT_WHOLE, &Integer))
}

/// Reads a text as a quantity, then as `meaning` says, with what there is to say about it.
pub(super) fn read_text(
    words: &str,
    unit: &Text,
    kind: &dyn ItemKind,
    meaning: impl Fn(&Quantity) -> Result<Reading, Refusal>,
) -> Reading {
    let read = quantity::read(words, unit).and_then(|quantity| Ok((meaning(&quantity)?, quantity)));
    match read {
        Ok((reading, quantity)) if reading.value.is_some() => with_reservations(reading, &quantity, kind),
        Ok((reading, _)) => reading,
        Err(refusal) => Reading::invalid(refused(refusal, kind)),
    }
}

fn with_reservations(mut reading: Reading, quantity: &Quantity, kind: &dyn ItemKind) -> Reading {
    let value = reading.value.as_ref().map(Value::to_string).unwrap_or_default();
    if quantity.approximate {
        let doubt = Doubt::error("approximate", say::APPROXIMATE, kind).as_query();
        reading = reading.with(doubt.about(Text::same(value)).mended_by(say::APPROXIMATE_REMEDY));
    }
    if let Some(counter) = &quantity.counter {
        let doubt = Doubt::error("other-counter", say::OTHER_COUNTER, kind).as_query();
        reading = reading.with(doubt.about(Text::same(counter)));
    }
    if quantity.remark.is_empty() { reading } else { reading.with(quantity.bearing.doubt(&quantity.remark)) }
}

/// Why writing is no number, as a doubt.
pub(super) fn refused(refusal: Refusal, kind: &dyn ItemKind) -> Doubt {
    match refusal {
        Refusal::NotUnderstood => Doubt::not_understood(kind),
        Refusal::OnlyABound => Doubt::error("only-a-bound", say::ONLY_A_BOUND, kind),
        Refusal::Range => Doubt::error("range-for-number", say::RANGE, kind),
        Refusal::Several => Doubt::error("more-than-one", say::SEVERAL_NUMBERS, kind),
        Refusal::DecimalComma => Doubt::error("decimal-comma", say::DECIMAL_COMMA, kind),
        Refusal::Scientific => Doubt::error("scientific-text", say::SCIENTIFIC_TEXT, kind),
        Refusal::OtherUnit(unit) => Doubt::error("other-unit", say::OTHER_UNIT, kind).about(Text::same(unit)),
        Refusal::TooLarge => Doubt::error("too-large", say::TOO_LARGE, kind),
    }
}

fn not_a_number(content: &Content, kind: &dyn ItemKind) -> Reading {
    Reading::invalid(match content {
        Content::Date(_) => {
            Doubt::error("date-for-number", say::DATE_FOR_NUMBER, kind).mended_by(say::DATE_FOR_NUMBER_REMEDY)
        }
        Content::Percent(_) => Doubt::error("percent-for-number", say::PERCENT_FOR_NUMBER, kind),
        _ => Doubt::not_understood(kind),
    })
}
