//! Table: titled cells in reading order.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{Lang, Text, edition};

/// How a column's cells are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, left.
    Text,
    /// Long text that wraps: names, messages.
    LongText,
    /// A whole number.
    Count,
    /// A share, stored as a quotient between 0 and 1, shown in percent.
    Percent,
    /// A difference of shares, stored as a quotient, shown in percentage points with sign.
    Points,
    /// A number with the decimals that it has.
    Number,
    /// A number with so many decimals, always.
    Decimal(u8),
    /// A difference with its sign and so many decimals; nothing is `0`, without a sign.
    Signed(u8),
    /// A place in an order, from 1.
    Rank,
    /// How many places somebody moved, as a whole number: up `▲2`, down `▼1`, stayed `—`.
    Movement,
    /// A word of [`Look::states`], shown by its wording and colour.
    State,
    /// A small line through the numbers of other columns of the row, see [`Look::sparklines`].
    Sparkline,
    /// A day.
    Date,
    /// The code of a period, such as `2026-M02`, shown by its name.
    Period,
    /// Text of parts joined by [`LIST_MARK`], shown joined as the language joins them.
    List,
}

/// What stands between the parts of a [`Format::List`] in a query's result.
pub const LIST_MARK: &str = "; ";

impl Format {
    /// Whether its cells are numbers, which are set to the right.
    pub fn is_number(self) -> bool {
        !matches!(
            self,
            Format::Text
                | Format::LongText
                | Format::Date
                | Format::State
                | Format::Sparkline
                | Format::Movement
                | Format::Period
                | Format::List
        )
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name in the query's result.
    pub id: String,
    /// The heading.
    pub title: Text,
    /// How its cells are shown.
    pub format: Format,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing to show.
    Blank,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number; for [`Format::Percent`] a quotient.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(chrono::NaiveDate),
}

/// The colour of a state. Each stands for a fill and an ink that keep apart in grey print, and never alone: the word
/// of the state is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Shade {
    /// Fulfilled.
    Green,
    /// To be looked at.
    Amber,
    /// Not fulfilled.
    Red,
    /// Not due, not applicable, unknown.
    Grey,
    /// Worth a note.
    Blue,
    /// No judgement: a word of a column, in both languages.
    Plain,
}

/// A state that cells of [`Format::State`] may be in.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The word in the query's result.
    pub id: String,
    /// As printed.
    pub label: Text,
    /// Its colour.
    pub shade: Shade,
}

/// A column that shows a small line through the numbers of other columns of its row.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// The column's id.
    pub id: String,
    /// The columns of the numbers, from the left of the line to its right.
    pub of: Vec<String>,
}

/// How a table is shown beyond the formats of its columns; columns are named by their ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Look {
    /// Columns that charts, sparklines and units' own pages may use, but that are not shown.
    pub hidden: Vec<String>,
    /// A row in which this column is true is a total.
    pub total: Option<String>,
    /// The states of its columns of [`Format::State`].
    pub states: Vec<State>,
    /// Its columns of [`Format::Sparkline`].
    pub sparklines: Vec<Sparkline>,
    /// Columns whose text begins with a capital letter in English: labels and messages, never codes or units' words.
    pub sentences: Vec<String>,
}

/// A titled table, made by a query or by the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name of its file without number and ending: `shares` for `20-shares.sql`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// A sentence under it: what is counted, on which base.
    pub note: Text,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// How it is shown beyond the formats of its columns.
    pub look: Look,
    /// Whether it is one of those that every survey gets, and not the survey's own.
    pub is_standard: bool,
}

impl Table {
    /// The place of a column.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The places of the columns that are shown, in order.
    pub fn shown(&self) -> Vec<usize> {
        (0..self.columns.len()).filter(|place| !self.look.hidden.contains(&self.columns[*place].id)).collect()
    }

    /// Whether something is withheld in it.
    pub fn is_withheld_in_part(&self) -> bool {
        let is_mark =
            |cell: &Cell| matches!(cell, Cell::Text(text) if text == edition::MARK.zh || text == edition::MARK.en);
        self.shown().into_iter().any(|place| self.rows.iter().any(|row| is_mark(&row[place])))
    }

    /// The sentence under it, with what the mark means where something is withheld.
    pub fn note_in(&self, lang: Lang) -> String {
        self.explained(self.note.get(lang), lang)
    }

    /// A note with what the mark means where something is withheld.
    pub fn explained(&self, note: &str, lang: Lang) -> String {
        match (self.is_withheld_in_part(), note.is_empty()) {
            (false, _) => note.to_string(),
            (true, true) => edition::MARK_MEANS.text(lang).to_string(),
            (true, false) => {
                edition::NOTE_AND_MARK.say(lang, &[("note", note), ("mark", edition::MARK_MEANS.text(lang))])
            }
        }
    }

    /// Whether a row is a total.
    pub fn is_total(&self, row: &[Cell]) -> bool {
        self.look.total.as_deref().and_then(|id| self.column(id)).is_some_and(|place| is_true(row.get(place)))
    }

    /// The numbers behind a sparkline in a row, from left to right; `None` where there is none.
    pub fn sparkline(&self, id: &str, row: &[Cell]) -> Vec<Option<f64>> {
        let sparkline = self.look.sparklines.iter().find(|sparkline| sparkline.id == id);
        let of = sparkline.map_or(&[][..], |sparkline| &sparkline.of);
        of.iter().map(|id| self.column(id).and_then(|place| row.get(place)?.number())).collect()
    }

    /// The declared state that a cell is in.
    pub fn state(&self, cell: &Cell) -> Option<&State> {
        let Cell::Text(id) = cell else { return None };
        self.look.states.iter().find(|state| state.id == *id)
    }

    /// Whether the text of a column is written as a sentence begins.
    pub fn is_sentence(&self, place: usize) -> bool {
        self.look.sentences.contains(&self.columns[place].id)
    }

    /// Whether a column of states holds nothing but words, so that it is set as text is.
    pub fn is_wording(&self, place: usize) -> bool {
        let judges = |row: &Vec<Cell>| self.state(&row[place]).is_some_and(|state| state.shade != Shade::Plain);
        self.columns[place].format == Format::State && !self.rows.iter().any(judges)
    }
}

/// Whether a cell says yes; a number does where it is not zero.
pub fn is_true(cell: Option<&Cell>) -> bool {
    match cell {
        Some(Cell::Bool(yes)) => *yes,
        Some(Cell::Integer(number)) => *number != 0,
        _ => false,
    }
}

impl Cell {
    /// The number that it holds.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Integer(number) => Some(*number as f64),
            Cell::Number(number) => Some(*number),
            _ => None,
        }
    }
}
