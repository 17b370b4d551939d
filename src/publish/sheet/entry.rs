//! Entry: what a cell shows and what it is for, before anyone knows how that looks.

use chrono::NaiveDate;

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing, but the look all the same.
    Blank,
    /// Text, whatever it begins with.
    Text(String),
    /// A number; not finite is shown as nothing.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// A formula without its `=`, with the result that it has now.
    Live(String, Outcome),
    /// A link to the first cell of a sheet of the same book, and its text.
    Goto(String, String),
}

/// The result of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
}

/// What a cell is for; decides font, alignment, border and number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The title on the cover.
    Cover,
    /// A line of the cover under or over the title.
    CoverLine,
    /// The title of a sheet.
    Title,
    /// The heading of a block.
    Heading,
    /// A remark under a title or a table.
    Note,
    /// A paragraph without borders.
    Plain,
    /// A label beside such a line.
    Sign,
    /// A line to write on by hand.
    Line,
    /// The heading of a column.
    Head,
    /// The heading of a narrow column, written upwards.
    HeadUpright,
    /// Text in a table, wrapped.
    Text,
    /// A word or sign in a table, centred.
    Centre,
    /// A number that counts rows, centred.
    Serial,
    /// A whole number.
    Count,
    /// A quotient shown in percent.
    Percent,
    /// A difference in percentage points, with its sign.
    Points,
    /// A number with so many decimals.
    Number(u8),
    /// A difference with so many decimals, and its sign.
    Signed(u8),
    /// Places moved up or down, with an arrow.
    Movement,
    /// A number with the decimals that it has.
    General,
    /// A day.
    Date,
    /// A link in a table.
    Link,
}

/// What colour adds to a cell; every tone also differs by a sign or word, so that grey print can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tone {
    /// None.
    #[default]
    Plain,
    /// A total, or what stands out.
    Strong,
    /// Secondary.
    Quiet,
    /// Yes.
    Yes,
    /// No, or grave.
    No,
    /// Not applicable.
    Apart,
    /// Blank, or to be looked at.
    Gap,
    /// Not understood.
    Doubt,
    /// Not received.
    Absent,
    /// To be looked at, of a state.
    Watch,
    /// Worth a note, of a state.
    Notable,
}

/// A cell: what it shows and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it shows.
    pub content: Content,
    /// What it is for.
    pub kind: Kind,
    /// Its colour.
    pub tone: Tone,
}

impl Entry {
    /// A cell with a content of some kind.
    pub fn new(kind: Kind, content: Content) -> Entry {
        Entry { content, kind, tone: Tone::Plain }
    }

    /// Text of some kind.
    pub fn text(kind: Kind, text: impl Into<String>) -> Entry {
        Entry::new(kind, Content::Text(text.into()))
    }

    /// An empty cell with borders.
    pub fn blank() -> Entry {
        Entry::new(Kind::Text, Content::Blank)
    }

    /// The number of a row, from 1.
    pub fn serial(number: usize) -> Entry {
        Entry::new(Kind::Serial, Content::Number(number as f64))
    }

    /// A whole number.
    pub fn count(count: impl TryInto<u64>) -> Entry {
        let count = count.try_into().unwrap_or(u64::MAX);
        Entry::new(Kind::Count, Content::Number(count as f64))
    }

    /// A quotient shown in percent; a dash where there is none.
    pub fn percent(quotient: Option<f64>) -> Entry {
        match quotient {
            Some(quotient) => Entry::new(Kind::Percent, Content::Number(quotient)),
            None => Entry::text(Kind::Centre, "—"),
        }
    }

    /// A day; blank where there is none.
    pub fn date(day: Option<NaiveDate>) -> Entry {
        Entry::new(Kind::Date, day.map_or(Content::Blank, Content::Date))
    }

    /// The same cell in a tone.
    pub fn tone(self, tone: Tone) -> Entry {
        Entry { tone, ..self }
    }

    /// The text that has to fit, where it may wrap.
    pub(super) fn wrapped(&self) -> Option<&str> {
        match (&self.content, self.kind) {
            (_, Kind::HeadUpright) => None,
            (Content::Text(text) | Content::Goto(_, text) | Content::Live(_, Outcome::Text(text)), _) => Some(text),
            _ => None,
        }
    }
}
