//! The signs of a format code: placeholders, date parts and literal text, one after another.

use std::iter::Peekable;
use std::str::Chars;

use crate::collect::format::condition::Condition;

/// A sign of a format code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// A digit's place, `0`, `#` or `?`.
    Digit(char),
    /// `.`
    Point,
    /// `,`
    Comma,
    /// `%`
    Percent,
    /// `/`, of a fraction, a date or a text.
    Slash,
    /// `E+` or `E-`.
    Exponent,
    /// The number as it would be without a format.
    General,
    /// `@`, the text.
    Text,
    /// A year with so many letters.
    Year(usize),
    /// `m`: a month, or minutes beside hours or seconds.
    Month(usize),
    /// A day of the month.
    Day(usize),
    /// A day of the week.
    Weekday(usize),
    /// Hours.
    Hour(usize),
    /// Minutes.
    Minute(usize),
    /// Seconds.
    Second(usize),
    /// `AM/PM`, 上午/下午.
    HalfDay,
    /// `[h]`, `[mm]`, `[s]`: a span.
    Span,
    /// A character shown as it is.
    Literal(char),
    /// A year of another calendar.
    Era,
    /// What nobody could show surely: an escape without its character.
    Unknown,
}

/// The signs of one section.
#[derive(Debug, Default)]
pub struct Scanned {
    /// The signs in their order.
    pub parts: Vec<Part>,
    /// The condition in square brackets.
    pub condition: Option<Condition>,
    /// Whether a language other than American English is asked for, `[$-804]`.
    pub is_local: bool,
}

/// Takes a code apart into its sections.
pub fn sections(code: &str) -> Vec<Scanned> {
    let (mut done, mut section) = (Vec::new(), Scanned::default());
    let mut rest = code.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            ';' => done.push(std::mem::take(&mut section)),
            sign => section.take(sign, &mut rest),
        }
    }
    done.push(section);
    done
}

impl Scanned {
    fn take(&mut self, sign: char, rest: &mut Peekable<Chars>) {
        match sign {
            '"' => self.parts.extend(rest.by_ref().take_while(|c| *c != '"').map(Part::Literal)),
            '\\' | '!' => self.parts.push(rest.next().map_or(Part::Unknown, Part::Literal)),
            '_' => self.parts.push(rest.next().map_or(Part::Unknown, |_| Part::Literal(' '))),
            // A fill is drawn over the width of the cell.
            '*' => drop(rest.next()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                self.bracket(&inside);
            }
            '0' | '#' | '?' => self.parts.push(Part::Digit(sign)),
            '.' => self.parts.push(Part::Point),
            ',' => self.parts.push(Part::Comma),
            '%' => self.parts.push(Part::Percent),
            '/' => self.parts.push(Part::Slash),
            '@' => self.parts.push(Part::Text),
            sign => self.word(sign, rest),
        }
    }

    /// A colour, a language with its currency, a condition, a span or a way of writing digits.
    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            let (sign, language) = currency.split_once('-').unwrap_or((currency, ""));
            self.parts.extend(sign.chars().map(Part::Literal));
            self.is_local |= !matches!(language, "" | "409" | "en-US");
        } else if let Some(condition) = Condition::read(inside) {
            // Two conditions on one section are none.
            self.condition = Some(self.condition.map_or(condition, |_| Condition::Unclear));
        } else if !inside.is_empty() && inside.to_lowercase().trim_matches(['h', 'm', 's']).is_empty() {
            self.parts.push(Part::Span);
        }
    }

    fn word(&mut self, sign: char, rest: &mut Peekable<Chars>) {
        if let Some(part) = keyword(sign, rest) {
            self.parts.push(part);
            return;
        }
        let lower = sign.to_ascii_lowercase();
        if lower == 'e' && rest.next_if(|c| matches!(c, '+' | '-')).is_some() {
            self.parts.push(Part::Exponent);
            return;
        }
        let mut n = 1;
        if lower.is_ascii_alphabetic() {
            while rest.next_if(|c| c.to_ascii_lowercase() == lower).is_some() {
                n += 1;
            }
        }
        let part = match lower {
            'y' => Part::Year(n),
            'e' | 'b' | 'g' => Part::Era,
            'm' => Part::Month(n),
            'd' if n < 3 => Part::Day(n),
            'd' => Part::Weekday(n),
            'a' if n > 2 => Part::Weekday(n + 2),
            'h' => Part::Hour(n),
            's' => Part::Second(n),
            _ => {
                self.parts.extend(std::iter::repeat_n(Part::Literal(sign), n.min(super::LONGEST_CODE)));
                return;
            }
        };
        self.parts.push(part);
    }
}

/// A word with a meaning of its own, which is taken from the code.
fn keyword(sign: char, rest: &mut Peekable<Chars>) -> Option<Part> {
    const WORDS: [(&str, Part); 6] = [
        ("general", Part::General),
        ("g/通用格式", Part::General),
        ("standard", Part::General),
        ("am/pm", Part::HalfDay),
        ("a/p", Part::HalfDay),
        ("上午/下午", Part::HalfDay),
    ];
    if !matches!(sign.to_ascii_lowercase(), 'g' | 's' | 'a' | '上') {
        return None;
    }
    let ahead = || std::iter::once(sign).chain(rest.clone()).map(|c| c.to_ascii_lowercase());
    let (word, part) = WORDS.iter().find(|(word, _)| ahead().take(word.chars().count()).eq(word.chars()))?;
    rest.by_ref().take(word.chars().count() - 1).for_each(drop);
    Some(*part)
}
