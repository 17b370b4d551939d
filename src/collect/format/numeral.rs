//! Sections that show a number in digits.

use crate::collect::format::decimal::Decimal;
use crate::collect::format::scan::Part;
use crate::collect::format::section::{Meaning, is_blank, is_sign};
use crate::collect::serial::Shown;

/// How a section with words lays out its digits.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Places before the point, and how many of them are filled with zeros.
    whole: (usize, usize),
    /// Places behind the point, and how many of them are filled with zeros.
    part: (usize, usize),
    /// By how many thousands it is divided.
    n_thousands: usize,
    n_percent: usize,
    is_grouped: bool,
    /// Whether text stands among the digits: `0!.0`, `000-0000`.
    is_parted: bool,
    is_general: bool,
    is_fraction: bool,
    is_exponent: bool,
}

/// What a section means that has places for digits; `shows_positive` unless it is for negative numbers or zero alone.
pub fn meaning(parts: &[Part], shows_positive: bool) -> Meaning {
    let Some(numeral) = Numeral::read(parts) else { return Meaning::Unknown };
    let is_divided = numeral.n_thousands > 0;
    if numeral.n_percent > 1 || (numeral.n_percent == 1 && is_divided) {
        return Meaning::Unknown;
    }
    if !is_divided && is_calm(parts, &numeral, shows_positive) {
        return match numeral.n_percent {
            1 => Meaning::Plain(Shown::Percent),
            _ if numeral.fills_up(parts) => Meaning::Padded(numeral),
            _ => Meaning::Plain(Shown::Number),
        };
    }
    if numeral.is_fraction || numeral.is_exponent || (numeral.is_parted && !numeral.has_places()) {
        return Meaning::Unknown;
    }
    Meaning::Numeral(numeral)
}

/// Where the digits of a section begin and end.
fn span(parts: &[Part]) -> Option<(usize, usize)> {
    let is_place = |part: &Part| matches!(part, Part::Digit(_) | Part::General);
    Some((parts.iter().position(is_place)?, parts.iter().rposition(is_place)?))
}

impl Numeral {
    /// A number with nothing around it.
    pub fn plain() -> Numeral {
        Numeral { is_general: true, ..Numeral::default() }
    }

    fn read(parts: &[Part]) -> Option<Numeral> {
        let (first, last) = span(parts)?;
        let mut numeral = Numeral::default();
        let (mut n_points, mut n_general) = (0, 0);
        for (at, part) in parts.iter().enumerate() {
            let is_inside = (first..last).contains(&at);
            match part {
                Part::Digit(sign) => numeral.place(*sign, n_points > 0),
                Part::General => n_general += 1,
                Part::Point if touches_digit(parts, at) => n_points += 1,
                Part::Comma => numeral.comma(parts, at, n_points > 0)?,
                Part::Percent if is_inside => return None,
                Part::Percent => numeral.n_percent += 1,
                Part::Slash if is_inside => numeral.is_fraction = true,
                Part::Slash => {
                    numeral.is_fraction |= at > last && matches!(parts.get(at + 1), Some(Part::Literal('1'..='9')))
                }
                Part::Exponent => numeral.is_exponent = true,
                Part::Literal(_) => numeral.is_parted |= is_inside,
                _ => return None,
            }
        }
        numeral.is_general = n_general == 1;
        let n_digits = numeral.whole.0 + numeral.part.0;
        let is_general_alone = n_general == 0 || (n_general == 1 && n_digits + n_points == 0 && !numeral.is_grouped);
        (n_points <= 1 && is_general_alone).then_some(numeral)
    }

    fn place(&mut self, sign: char, is_behind_point: bool) {
        if is_behind_point {
            self.part.0 += 1;
            if sign == '0' {
                self.part.1 = self.part.0;
            }
        } else {
            self.whole.0 += 1;
            self.whole.1 += usize::from(sign == '0' || self.whole.1 > 0);
        }
    }

    /// Whether every digit of a number parted by text has its place.
    fn has_places(&self) -> bool {
        self.whole.0 > 0 && !self.is_grouped && self.n_percent == 0
    }

    /// Between digits a comma parts thousands; behind the last one before the point or the end it divides by a thousand.
    fn comma(&mut self, parts: &[Part], at: usize, is_behind_point: bool) -> Option<()> {
        let mut behind = parts[at..].iter().take_while(|part| **part != Part::Point || is_behind_point);
        let is_followed = behind.any(|part| matches!(part, Part::Digit(_)));
        let follows = at > 0 && matches!(parts[at - 1], Part::Digit(_) | Part::Comma);
        match (follows, is_followed) {
            (true, true) if !is_behind_point => self.is_grouped = true,
            (true, false) => self.n_thousands += 1,
            _ => return None,
        }
        Some(())
    }

    /// Whether zeros stand before a short number, with nothing else: `0000`, as in codes and running numbers.
    fn fills_up(&self, parts: &[Part]) -> bool {
        let is_bare = |part: &Part| match part {
            Part::Digit(_) | Part::Point => true,
            Part::Literal(sign) => is_blank(*sign),
            _ => false,
        };
        self.whole.1 > 1 && parts.iter().all(is_bare)
    }

    /// A number with the zeros before it, all its digits kept; `None` where it needs none.
    pub fn filled_up(&self, number: f64) -> Option<String> {
        let decimal = Decimal::of(number);
        let is_short = number >= 0.0 && decimal.whole().len() < self.whole.1;
        is_short.then(|| self.digits(&decimal))
    }

    /// What a section shows of a number; `None` where nobody knows whether it shows the minus.
    pub fn shown(&self, parts: &[Part], number: f64, is_signed: Option<bool>) -> Option<String> {
        let minus = if number < 0.0 && is_signed? { "-" } else { "" };
        let shift = 2 * self.n_percent as i32 - 3 * i32::try_from(self.n_thousands).ok()?;
        let decimal = Decimal::of(number).shifted(shift);
        let body = if self.is_parted { self.by_places(parts, decimal) } else { self.in_full(parts, &decimal) };
        Some(format!("{minus}{body}"))
    }

    /// The words of a section around the whole number, which keeps all its digits.
    fn in_full(&self, parts: &[Part], decimal: &Decimal) -> String {
        let mut shown = String::new();
        let mut is_written = false;
        for part in parts {
            match part {
                Part::Digit(_) | Part::General | Part::Point if !is_written => {
                    shown.push_str(&self.digits(decimal));
                    is_written = true;
                }
                part => shown.extend(sign_of(*part)),
            }
        }
        shown
    }

    /// The digits of a whole number.
    pub fn digits(&self, decimal: &Decimal) -> String {
        let least = if self.is_general || !decimal.is_zero() { self.whole.1.max(1) } else { self.whole.1 };
        let whole = format!("{:0>least$}", decimal.whole());
        let part = format!("{:0<places$}", decimal.part(), places = self.part.1);
        let point = if part.is_empty() { "" } else { "." };
        let whole = if self.is_grouped { grouped(&whole) } else { whole };
        format!("{whole}{point}{part}")
    }

    /// The digits of the rounded number in their places, and the words between them.
    fn by_places(&self, parts: &[Part], decimal: Decimal) -> String {
        let decimal = decimal.rounded(self.part.0);
        let (whole, part) = (decimal.whole(), decimal.part());
        let (mut shown, mut at, mut is_behind_point) = (String::new(), 0, false);
        for sign in parts {
            match sign {
                Part::Digit(sign) if is_behind_point => {
                    shown.push_str(part.get(at..=at).unwrap_or(if *sign == '0' { "0" } else { "" }));
                    at += 1;
                }
                Part::Digit(sign) => {
                    let end = (whole.len() + at + 1).checked_sub(self.whole.0);
                    let start = if at == 0 { Some(0) } else { end.and_then(|end| end.checked_sub(1)) };
                    let digits = start.zip(end).and_then(|(start, end)| whole.get(start..end));
                    let digits = digits.filter(|digits| !digits.is_empty());
                    shown.push_str(digits.unwrap_or(if *sign == '0' { "0" } else { "" }));
                    at += 1;
                }
                Part::Point => {
                    shown.push('.');
                    (at, is_behind_point) = (0, true);
                }
                sign => shown.extend(sign_of(*sign)),
            }
        }
        shown
    }
}

fn touches_digit(parts: &[Part], at: usize) -> bool {
    let is_near = |at: Option<usize>| matches!(at.and_then(|at| parts.get(at)), Some(Part::Digit(_) | Part::Comma));
    is_near(at.checked_sub(1)) || is_near(at.checked_add(1))
}

fn sign_of(part: Part) -> Option<char> {
    match part {
        Part::Literal(sign) => Some(sign),
        Part::Percent => Some('%'),
        Part::Slash => Some('/'),
        _ => None,
    }
}

fn grouped(whole: &str) -> String {
    let mut grouped = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Whether nothing that a section writes changes what its number means.
fn is_calm(parts: &[Part], numeral: &Numeral, shows_positive: bool) -> bool {
    let Some((first, last)) = span(parts) else { return false };
    parts.iter().enumerate().all(|(at, part)| match part {
        Part::Literal(sign) if (first..last).contains(&at) => is_blank(*sign) || (numeral.is_fraction && *sign != '-'),
        Part::Literal('1'..='9' | '0') => numeral.is_fraction,
        Part::Literal('.' | '、') => at > last,
        Part::Literal('-') => !shows_positive,
        Part::Literal(sign) => is_sign(*sign),
        Part::Slash => numeral.is_fraction,
        _ => true,
    })
}
