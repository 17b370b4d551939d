//! One section of a format: which values it is for, and what it shows of them.

use crate::collect::format::condition::Condition;
use crate::collect::format::moment;
use crate::collect::format::numeral::{self, Numeral};
use crate::collect::format::scan::{self, Part, Scanned};
use crate::collect::serial::Shown;

/// One section.
#[derive(Debug)]
pub struct Section {
    /// What it asks of a number.
    pub condition: Option<Condition>,
    /// Its signs.
    pub parts: Vec<Part>,
    /// What it shows of a number.
    pub meaning: Meaning,
}

/// What a section shows of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// The value as it is.
    Plain(Shown),
    /// The value as it is, but for the zeros before a short one.
    Padded(Numeral),
    /// The number with words, divided, or parted by text.
    Numeral(Numeral),
    /// A part of a date, or a date with words.
    Moment,
    /// Words alone.
    Words,
    /// Signs alone that say nothing of a number but zero: `-`.
    Signs,
    /// Nothing at all.
    Nothing,
    /// What nobody can say surely.
    Unknown,
}

/// The sections of a code for numbers, and that for text where there is one; `None` for a code that is none.
pub fn all(code: &str) -> Option<(Vec<Section>, Option<Section>)> {
    let mut scanned = scan::sections(code);
    let has_text = |section: &Scanned| section.parts.contains(&Part::Text);
    let text = if scanned.len() == 4 || scanned.last().is_some_and(has_text) { scanned.pop() } else { None };
    if scanned.is_empty() || code.trim().is_empty() {
        scanned = vec![Scanned { parts: vec![Part::General], ..Scanned::default() }];
    }
    if scanned.len() > 3 {
        return None;
    }
    let has_conditions = scanned.iter().any(|section| section.condition.is_some());
    let section = |(place, scanned)| Section::new(scanned, place == 0 || has_conditions);
    let numbers = scanned.into_iter().enumerate().map(section).collect();
    Some((numbers, text.map(|text| Section { condition: None, parts: text.parts, meaning: Meaning::Unknown })))
}

impl Section {
    fn new(scanned: Scanned, shows_positive: bool) -> Section {
        let parts = moment::with_minutes(scanned.parts);
        let has = |wanted: fn(&Part) -> bool| parts.iter().any(wanted);
        let meaning = if has(|part| matches!(part, Part::Unknown | Part::Text)) {
            Meaning::Unknown
        } else if has(moment::is_of_time) {
            moment::meaning(&parts, scanned.is_local)
        } else if has(|part| matches!(part, Part::Digit(_) | Part::General)) {
            numeral::meaning(&parts, shows_positive)
        } else {
            wording(&parts)
        };
        Section { condition: scanned.condition, parts, meaning }
    }

    /// Whether it shows days without their years.
    pub fn leaves_out_year(&self) -> bool {
        self.meaning == Meaning::Moment && !self.parts.iter().any(moment::is_of_year)
    }

    /// The words of a section that has nothing else.
    pub fn words(&self) -> String {
        self.parts.iter().filter_map(|part| letter(*part)).collect()
    }

    /// Whether a section for text shows it with nothing but blanks around it.
    pub fn is_text_alone(&self) -> bool {
        let n_texts = self.parts.iter().filter(|part| matches!(part, Part::Text | Part::General)).count();
        let is_blank = |part: &Part| matches!(part, Part::Literal(sign) if is_blank(*sign));
        n_texts == 1 && self.parts.iter().all(|part| matches!(part, Part::Text | Part::General) || is_blank(part))
    }

    /// What a section for text shows of a text; `None` where nobody knows.
    pub fn around(&self, text: &str) -> Option<String> {
        let mut shown = String::new();
        for part in &self.parts {
            match part {
                Part::Text | Part::General => shown.push_str(text),
                part => shown.push(letter(*part)?),
            }
        }
        Some(shown)
    }
}

fn wording(parts: &[Part]) -> Meaning {
    let Some(words) = parts.iter().map(|part| letter(*part)).collect::<Option<String>>() else {
        return Meaning::Unknown;
    };
    match () {
        () if words.chars().all(is_blank) => Meaning::Nothing,
        () if words.chars().all(|sign| is_sign(sign) || matches!(sign, '-' | '–' | '—')) => Meaning::Signs,
        () => Meaning::Words,
    }
}

/// What a part shows that is text for itself.
pub fn letter(part: Part) -> Option<char> {
    match part {
        Part::Literal(sign) => Some(sign),
        Part::Slash => Some('/'),
        Part::Point => Some('.'),
        Part::Comma => Some(','),
        _ => None,
    }
}

/// Blanks of any width.
pub fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || sign == '\u{200b}'
}

/// What may stand beside a number without changing it: blanks, brackets, a plus, a comma, the signs of currencies.
pub fn is_sign(sign: char) -> bool {
    is_blank(sign) || matches!(sign, '(' | ')' | '（' | '）' | '[' | ']' | '+' | ',' | '$' | '¥' | '￥' | '€' | '£')
}
