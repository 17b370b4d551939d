//! The kind `percent`: a percentage, in percent.

use super::number::{answered, fifteen, read_text, refused};
use super::quantity::{BOUNDS_BEFORE, Quantity, Refusal, starts_with_any};
use super::wording::trimmed;
use super::{Asked, Doubt, ItemKind, Reading};
use crate::answer::Value;
use crate::fraction::shift_two;
use crate::numeral;
use crate::sheet::Content;
use crate::survey::{KindName, MissingMeaning};
use crate::text::kind as say;
use crate::text::{Lang, Phrase, Text};

/// A percentage: `95.5%`, `百分之九十五`, `九成五`, `955‰`, a cell shown in percent, or a bare `95.5`.
///
/// A bare number from 0 to 1 (0 left out, 1 included) may be a share of one or already in percent: invalid.
pub struct Percent;

impl ItemKind for Percent {
    fn name(&self) -> KindName {
        KindName::Percent
    }

    fn expects(&self) -> Phrase {
        say::EXPECTS_PERCENT
    }

    fn read(&self, content: &Content, _asked: &Asked) -> Reading {
        match content {
            Content::Percent(fraction) => in_percent(*fraction),
            Content::Number(number) if number.is_finite() => bare(fifteen(*number)),
            Content::Text(words) => read_words(words),
            Content::Date(_) => Reading::invalid(
                Doubt::error("date-for-number", say::DATE_FOR_NUMBER, self).mended_by(say::DATE_FOR_NUMBER_REMEDY),
            ),
            _ => Reading::invalid(Doubt::not_understood(self)),
        }
    }

    fn missing_as(&self, meaning: MissingMeaning) -> Option<Value> {
        (meaning == MissingMeaning::Zero).then_some(Value::Number(0.0))
    }
}

fn in_percent(fraction: f64) -> Reading {
    match shift_two(fifteen(fraction)).parse() {
        Ok(percent) => answered(percent, &Percent),
        Err(_) => Reading::invalid(Doubt::not_understood(&Percent)),
    }
}

/// A number without a sign: in percent, unless it may as well be a share of one.
fn bare(number: f64) -> Reading {
    if number == 0.0 || number.abs() > 1.0 {
        return answered(number, &Percent);
    }
    let (a, b) = (format!("{number}%"), format!("{}%", shift_two(number)));
    let say = |lang| say::EITHER.say(lang, &[("a", &a), ("b", &b)]);
    let readings = Text { zh: say(Lang::Zh), en: say(Lang::En) };
    Reading::invalid(Doubt::error("ambiguous-percent", say::AMBIGUOUS_PERCENT, &Percent).about(readings))
}

fn read_words(words: &str) -> Reading {
    let text = trimmed(words).to_lowercase();
    if text.contains('成') {
        return tenths(&text);
    }
    if text.contains('‰') {
        let per_mille = Text::same("‰");
        return read_text(&text, &per_mille, &Percent, |quantity| valued(quantity, 1));
    }
    let spelt = text.contains("百分之");
    let text = text.replacen("百分之百", "100", 1).replacen("百分之", "", 1);
    let text = text.replacen("per cent", "%", 1).replacen("percent", "%", 1);
    read_text(&text, &Text::same("%"), &Percent, |quantity| match quantity.in_unit || spelt {
        true => valued(quantity, 0),
        // `19（占95%）`: the percentage is the remark.
        false
            if quantity.remark.trim_end_matches('%').contains(|c: char| c.is_ascii_digit())
                && quantity.remark.contains('%') =>
        {
            Err(Refusal::NotUnderstood)
        }
        false => quantity.number(0).map(bare),
    })
}

fn valued(quantity: &Quantity, shift: i32) -> Result<Reading, Refusal> {
    quantity.number(shift).map(|number| Reading::answered(Value::Number(number)))
}

/// 九成 is 90, 九成五 is 95, 九成半 likewise.
fn tenths(text: &str) -> Reading {
    let Some((whole, rest)) = text.split_once('成') else { return unclear() };
    let near = whole.strip_prefix("大约").or_else(|| whole.strip_prefix('约'));
    let whole = near.unwrap_or(whole);
    let whole = numeral::value(whole).or_else(|| whole.parse().ok()).filter(|whole| *whole <= 10);
    let part = match rest {
        "" => Some(0),
        "半" => Some(5),
        rest => numeral::value(rest).filter(|part| *part < 10),
    };
    let limit_behind = ["以上", "以下", "多", "余", "左右"].iter().any(|word| rest.starts_with(word));
    if starts_with_any(text, BOUNDS_BEFORE) || (whole.is_some() && limit_behind) {
        return Reading::invalid(refused(Refusal::OnlyABound, &Percent));
    }
    let Some(percent) = whole.zip(part).map(|(whole, part)| whole * 10 + part) else { return unclear() };
    let reading = Reading::answered(Value::Number(percent as f64));
    match near {
        None => reading,
        Some(_) => {
            let doubt = Doubt::error("approximate", say::APPROXIMATE, &Percent).as_query();
            reading.with(doubt.about(Text::same(percent.to_string())).mended_by(say::APPROXIMATE_REMEDY))
        }
    }
}

fn unclear() -> Reading {
    Reading::invalid(Doubt::not_understood(&Percent))
}
