//! ItemKind, KINDS: how writing becomes a value. One file a kind.

use crate::answer::{State, Value};
use crate::finding::Severity;
use crate::sheet::Content;
use crate::survey::{Code, Item, KindName, MissingMeaning, MissingWords};
use crate::text::kind as say;
use crate::text::{Phrase, Text};

mod beside;
pub mod choice;
pub mod choices;
pub mod contrary;
pub mod date;
mod entries;
pub mod number;
pub mod percent;
pub mod picture;
mod printed;
pub mod quantity;
mod remark;
pub mod text;
mod tick;
mod wording;
pub mod yes_no;

pub use remark::{TAKEN_BACK, without_this};
pub use tick::is_tick;

/// What a kind needs to know beside the cell.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The item or table column.
    pub item: &'a Item,
    /// Its code list; empty for other kinds.
    pub codes: &'a [Code],
    /// The survey's words for missing answers.
    pub missing: &'a [MissingWords],
}

/// How a cell was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Answered, or why not.
    pub state: State,
    /// The meaning; there exactly when `state` is answered.
    pub value: Option<Value>,
    /// Doubts about it: why it is invalid, or on what understanding it was read.
    pub doubts: Vec<Doubt>,
}

/// A reason to ask the unit again, or to say how something was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// The rule's id, kebab-case: `not-understood`, `approximate`, `remark-in-answer`.
    pub rule: &'static str,
    /// Error for what is invalid, query or note for what was read with a reservation.
    pub severity: Severity,
    /// What is wrong; may use `{item}`, `{value}` and `{detail}`.
    pub message: Phrase,
    /// What to do.
    pub remedy: Phrase,
    /// The part that is meant: the remark, the spellings expected. In both languages, as it may come from the survey.
    pub detail: Text,
}

impl Doubt {
    /// A reason why an answer is invalid; corrected by writing what the kind expects.
    pub fn error(rule: &'static str, message: Phrase, kind: &dyn ItemKind) -> Doubt {
        Doubt { rule, severity: Severity::Error, message, remedy: kind.expects(), detail: Text::default() }
    }

    /// Writing that has no clear meaning for a kind.
    pub fn not_understood(kind: &dyn ItemKind) -> Doubt {
        Doubt::error("not-understood", say::NOT_UNDERSTOOD, kind)
    }

    /// The remark that stands behind a clear answer in the same cell.
    pub fn remark(remark: &str) -> Doubt {
        Doubt {
            rule: "remark-in-answer",
            severity: Severity::Note,
            message: say::REMARK,
            remedy: say::REMARK_REMEDY,
            detail: Text::same(remark),
        }
    }

    /// The same doubt about a certain part of what is written.
    pub fn about(self, detail: Text) -> Doubt {
        Doubt { detail, ..self }
    }

    /// The same doubt with another remedy.
    pub fn mended_by(self, remedy: Phrase) -> Doubt {
        Doubt { remedy, ..self }
    }

    /// The same doubt, as a question to the unit.
    pub fn as_query(self) -> Doubt {
        Doubt { severity: Severity::Query, ..self }
    }
}

impl Reading {
    /// Understood without reservation.
    pub fn answered(value: Value) -> Reading {
        Reading { state: State::Answered, value: Some(value), doubts: Vec::new() }
    }

    /// Understood, with something to say about it.
    pub fn with(mut self, doubt: Doubt) -> Reading {
        self.doubts.push(doubt);
        self
    }

    /// No answer, for a reason that needs no words.
    pub fn missing(state: State) -> Reading {
        Reading { state, value: None, doubts: Vec::new() }
    }

    /// Something is written that cannot be understood.
    pub fn invalid(doubt: Doubt) -> Reading {
        Reading { state: State::Invalid, value: None, doubts: vec![doubt] }
    }
}

/// A kind of item.
pub trait ItemKind: Sync {
    /// The name in a survey.
    fn name(&self) -> KindName;

    /// What may be written, for the manual and for the remedy of a finding.
    fn expects(&self) -> Phrase;

    /// Understands what a filled cell shows. Never guesses: what is not understood is invalid.
    /// Errors, missing formulas, blanks and the survey's words for missing answers are dealt with before.
    fn read(&self, content: &Content, asked: &Asked) -> Reading;

    /// The value that stands for "zero" or "no" where a survey's word means that; `None` where the kind has none.
    fn missing_as(&self, meaning: MissingMeaning) -> Option<Value>;
}

/// Every kind of item.
pub const KINDS: &[&dyn ItemKind] = &[
    &yes_no::YesNo,
    &choice::Choice,
    &choices::Choices,
    &number::Integer,
    &number::Decimal,
    &percent::Percent,
    &date::Date,
    &text::Text,
];

/// The kind that a survey names.
pub fn of(name: KindName) -> &'static dyn ItemKind {
    *KINDS.iter().find(|kind| kind.name() == name).expect("every kind name has a kind")
}

/// Understands a cell: blanks, error values, missing results and the survey's words first, then the kind.
///
/// A word whose meaning the kind has no value for ("zero" for a date) is read as any other writing.
pub fn understand(content: Option<&Content>, asked: &Asked) -> Reading {
    let kind = of(asked.item.kind);
    match content {
        None => Reading::missing(State::Blank),
        Some(content) if picture::is_all(content) => {
            Reading::invalid(Doubt::error("error-value", say::PICTURE, kind).mended_by(say::PICTURE_REMEDY))
        }
        Some(Content::Error(_)) => {
            Reading::invalid(Doubt::error("error-value", say::ERROR_VALUE, kind).mended_by(say::ERROR_VALUE_REMEDY))
        }
        Some(Content::Uncalculated(_)) => Reading::invalid(
            Doubt::error("not-calculated", say::NOT_CALCULATED, kind).mended_by(say::NOT_CALCULATED_REMEDY),
        ),
        Some(Content::Text(words)) if wording::is_blank(words) => Reading::missing(State::Blank),
        Some(content) if is_too_long(content, asked.item) => Reading::invalid(Doubt::not_understood(kind)),
        Some(content) => declared(content, asked, kind).unwrap_or_else(|| kind.read(content, asked)),
    }
}

/// So many bytes may hold a printed list of options with a remark of some length; more are no answer but free text.
const LONGEST: usize = 6_000;

/// Whether a text is longer than any answer of an item can be that is not answered in free text.
pub fn is_too_long(content: &Content, item: &Item) -> bool {
    item.kind != KindName::Text && matches!(content, Content::Text(words) if words.len() > LONGEST)
}

/// What the survey says a word for a missing answer means; `None` where the cell shows no such word.
fn declared(content: &Content, asked: &Asked, kind: &dyn ItemKind) -> Option<Reading> {
    let Content::Text(words) = content else { return None };
    let written = wording::Written::new(words);
    let meant = asked.missing.iter().find(|missing| {
        (missing.kinds.is_empty() || missing.kinds.contains(&kind.name()))
            && missing.words.iter().any(|word| written.is(word))
    })?;
    match meant.means {
        MissingMeaning::Blank => Some(Reading::missing(State::Blank)),
        MissingMeaning::NotApplicable => Some(Reading::missing(State::NotApplicable)),
        MissingMeaning::Zero | MissingMeaning::No => kind.missing_as(meant.means).map(Reading::answered),
        MissingMeaning::Unknown => {
            let doubt = Doubt::error("unknown-declared", say::UNKNOWN_DECLARED, kind).as_query();
            Some(Reading::invalid(doubt.mended_by(say::UNKNOWN_DECLARED_REMEDY)))
        }
    }
}

#[cfg(test)]
mod tests;
