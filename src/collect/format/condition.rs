//! Which section of a format a number is shown by.

use crate::collect::format::section::Section;

/// What a section asks of a number, `[>=100]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Condition {
    /// A comparison with a number.
    Compares(Comparison, f64),
    /// One that nobody understands.
    Unclear,
}

/// How numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    Other,
    /// `<`
    Less,
    /// `<=`
    NotMore,
    /// `>`
    More,
    /// `>=`
    NotLess,
}

impl Condition {
    /// Reads what stands between square brackets; `None` for what is no comparison.
    pub fn read(inside: &str) -> Option<Condition> {
        if !inside.starts_with(['=', '<', '>']) {
            return None;
        }
        const SIGNS: [(&str, Comparison); 6] = [
            ("<>", Comparison::Other),
            ("<=", Comparison::NotMore),
            (">=", Comparison::NotLess),
            ("=", Comparison::Equal),
            ("<", Comparison::Less),
            (">", Comparison::More),
        ];
        let found = SIGNS.iter().find_map(|(sign, comparison)| Some((*comparison, inside.strip_prefix(sign)?)));
        let limit = found.and_then(|(comparison, limit)| Some((comparison, limit.trim().parse::<f64>().ok()?)));
        let limit = limit.filter(|(_, limit)| limit.is_finite());
        Some(limit.map_or(Condition::Unclear, |(comparison, limit)| Condition::Compares(comparison, limit)))
    }

    /// Whether a number meets it; `None` where nobody knows.
    fn is_met(self, number: f64) -> Option<bool> {
        let Condition::Compares(comparison, limit) = self else { return None };
        Some(match comparison {
            Comparison::Equal => number == limit,
            Comparison::Other => number != limit,
            Comparison::Less => number < limit,
            Comparison::NotMore => number <= limit,
            Comparison::More => number > limit,
            Comparison::NotLess => number >= limit,
        })
    }
}

/// Whether any section has a condition of its own.
pub fn are_any(sections: &[Section]) -> bool {
    sections.iter().any(|section| section.condition.is_some())
}

/// The section that shows a number, and whether a minus stands before what it shows of a negative one (`None`: nobody
/// knows). `None` where the number has no section.
pub fn chosen(sections: &[Section], number: f64) -> Option<(&Section, Option<bool>)> {
    if are_any(sections) {
        return Some((by_condition(sections, number)?, None));
    }
    let place = match sections.len() {
        1 => 0,
        2 => usize::from(number < 0.0),
        _ if number > 0.0 => 0,
        _ if number < 0.0 => 1,
        _ => 2,
    };
    Some((sections.get(place)?, Some(sections.len() == 1)))
}

/// The first section with a condition that is met, else the one that is left. Where conditions stand on other sections
/// than the first or the first two, programs differ.
fn by_condition(sections: &[Section], number: f64) -> Option<&Section> {
    let [first, others @ ..] = sections else { return None };
    if first.condition?.is_met(number)? {
        return Some(first);
    }
    match others {
        [second, rest @ ..] if second.condition.is_some() => match second.condition?.is_met(number)? {
            true => Some(second),
            false => rest.first().filter(|third| third.condition.is_none()),
        },
        [second] => Some(second),
        _ => None,
    }
}
