//! Number formats: what a cell shows of what it holds.
//!
//! A format that only arranges a number (decimals, thousands, currency signs, red negatives), a percentage, a date or
//! a time leaves the value as it is. One that writes words or zeros before or behind it, divides it or leaves parts of it
//! out shows something else than the value; then what is shown counts, with all digits that the value has.

use std::rc::Rc;

use chrono::NaiveDateTime;

use crate::collect::serial::{self, DateSystem, Shown};
use crate::sheet::Content;

mod condition;
mod decimal;
mod moment;
mod numeral;
mod scan;
mod section;

#[cfg(test)]
mod tests;

use decimal::Decimal;
use numeral::Numeral;
use section::{Meaning, Section};

/// Longer codes are none that a spreadsheet program keeps.
const LONGEST_CODE: usize = 1024;
/// So many characters of a value or a code are repeated in an error value.
const REPEATED: usize = 100;

/// How a cell format shows what stands in a cell.
#[derive(Debug, Clone)]
pub enum Look {
    /// The value as it is, and text as it is.
    Plain(Shown),
    /// As a format code says for each value.
    Written(Rc<Format>),
}

impl Default for Look {
    fn default() -> Look {
        Look::Plain(Shown::Number)
    }
}

impl Look {
    /// The look that a format code stands for: `0.0%`, `yyyy"年"m"月"`, `[=1]"是";[=0]"否"`.
    pub fn of_code(code: &str) -> Look {
        let format = Format::new(code);
        match format.alike() {
            Some(shown) => Look::Plain(shown),
            None => Look::Written(Rc::new(format)),
        }
    }

    /// The look of a format that every program knows by number, those of Chinese editions among them.
    pub fn of_id(id: u32) -> Look {
        Look::Plain(match id {
            9 | 10 => Shown::Percent,
            14 | 15 | 22 | 30 | 31 => Shown::Date,
            18..=21 | 32..=35 | 55 | 56 => Shown::Time,
            45..=47 => Shown::Span,
            16 => return Look::of_code("d-mmm"),
            17 => return Look::of_code("mmm-yy"),
            27 | 36 | 50 | 52 | 57 => return Look::of_code("yyyy\"年\"m\"月\""),
            28 | 29 | 51 | 53 | 54 | 58 => return Look::of_code("m\"月\"d\"日\""),
            _ => Shown::Number,
        })
    }

    /// What a cell with a number shows.
    pub fn number(&self, number: f64, system: DateSystem) -> Content {
        match self {
            Look::Plain(shown) => serial::content(number, *shown, system),
            Look::Written(format) => format.number(number, system),
        }
    }

    /// What a cell shows that stores a moment as such; as a time or a span only where its format says so.
    pub fn moment(&self, at: NaiveDateTime, system: DateSystem) -> Content {
        let number = serial::number(at, system);
        match self {
            Look::Plain(Shown::Time | Shown::Span) => self.number(number, system),
            Look::Plain(_) => serial::content(number, Shown::Date, system),
            Look::Written(format) => match format.number(number, system) {
                Content::Number(_) | Content::Percent(_) => Content::Date(at),
                shown => shown,
            },
        }
    }

    /// What a cell with a text shows.
    pub fn text(&self, text: &str) -> Content {
        match self {
            Look::Plain(_) => Content::Text(text.to_string()),
            Look::Written(format) => format.text(text),
        }
    }

    /// Whether it shows days without their years.
    pub fn leaves_out_year(&self) -> bool {
        matches!(self, Look::Written(format) if format.numbers.iter().any(Section::leaves_out_year))
    }

    /// Whether it shows a text otherwise than it is.
    pub fn changes_text(&self) -> bool {
        matches!(self, Look::Written(format) if format.text.is_some())
    }
}

/// A format code taken apart.
#[derive(Debug)]
pub struct Format {
    code: String,
    /// The sections for numbers; none where nobody knows what the code means.
    numbers: Vec<Section>,
    /// The section for text, where it shows text otherwise than it is.
    text: Option<Section>,
}

impl Format {
    fn new(code: &str) -> Format {
        let known = (code.len() <= LONGEST_CODE).then(|| section::all(code)).flatten();
        let (numbers, text) = known.unwrap_or_default();
        let text = text.filter(|section| !section.is_text_alone());
        Format { code: code.to_string(), numbers, text }
    }

    /// How the code shows every number, where it shows every one plainly and in one way.
    fn alike(&self) -> Option<Shown> {
        let (first, others) = self.numbers.split_first()?;
        let Meaning::Plain(shown) = first.meaning else { return None };
        let is_same = |(place, section): (usize, &Section)| match section.meaning {
            Meaning::Plain(other) => other == shown,
            // `#,##0;-#,##0;"-"`: the third section is that of zero.
            Meaning::Signs => place == 1 && !condition::are_any(&self.numbers),
            _ => false,
        };
        (self.text.is_none() && others.iter().enumerate().all(is_same)).then_some(shown)
    }

    fn number(&self, number: f64, system: DateSystem) -> Content {
        if !number.is_finite() {
            return serial::content(number, Shown::Number, system);
        }
        // A zero has no sign.
        let number = number + 0.0;
        let Some((section, is_signed)) = condition::chosen(&self.numbers, number) else {
            return self.unclear(&number.to_string());
        };
        let shown = match &section.meaning {
            Meaning::Plain(shown) => return serial::content(number, *shown, system),
            Meaning::Padded(numeral) => {
                return numeral.filled_up(number).map_or(Content::Number(number), Content::Text);
            }
            Meaning::Signs if number == 0.0 => return Content::Number(0.0),
            Meaning::Nothing | Meaning::Signs => return hidden(&number.to_string()),
            Meaning::Unknown => None,
            Meaning::Words => (number >= 0.0 || is_signed == Some(false)).then(|| section.words()),
            Meaning::Numeral(numeral) => numeral.shown(&section.parts, number, is_signed),
            Meaning::Moment => match serial::date(number, system) {
                Some(at) if moment::is_told(&section.parts, at) => return Content::Date(at),
                Some(at) => moment::shown(&section.parts, at),
                None => return serial::content(number, Shown::Date, system),
            },
        };
        match shown {
            Some(shown) if shown.trim().is_empty() => hidden(&number.to_string()),
            Some(shown) => Content::Text(shown),
            None => self.unclear(&number.to_string()),
        }
    }

    fn text(&self, text: &str) -> Content {
        let Some(section) = &self.text else { return Content::Text(text.to_string()) };
        match section.around(text) {
            Some(shown) if shown.trim().is_empty() && text.trim().is_empty() => Content::Text(text.to_string()),
            Some(shown) if shown.trim().is_empty() => hidden(text),
            Some(shown) => Content::Text(shown),
            None => self.unclear(text),
        }
    }

    /// An error value for what nobody can say how it is shown.
    fn unclear(&self, value: &str) -> Content {
        Content::Error(format!("#FORMAT! {} ({})", beginning(value), beginning(&self.code)))
    }
}

/// A number in the fifteen digits that a spreadsheet keeps, without its sign.
pub fn fifteen_digits(number: f64) -> String {
    Numeral::plain().digits(&Decimal::of(number))
}

/// An error value for what a cell holds and does not show.
pub fn hidden(value: &str) -> Content {
    Content::Error(format!("#HIDDEN! {}", beginning(value)))
}

fn beginning(text: &str) -> String {
    text.chars().take(REPEATED).collect()
}
