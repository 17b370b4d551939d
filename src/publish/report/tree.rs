//! The report as one tree, between the template's Markdown and its renderings: headings, paragraphs, tables,
//! pictures, places for the author, and numbers that know the figure they come from.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cells;
use super::page::Page;
use crate::answer::State;
use crate::table::Shade;
use crate::text::Lang;

/// A report, ready to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The language of everything in it.
    pub lang: Lang,
    /// Its page.
    pub page: Page,
    /// The title.
    pub title: Vec<Run>,
    /// Lines between the title and the first heading or the contents: who publishes, which period.
    pub front: Vec<Vec<Run>>,
    /// Everything below, in reading order.
    pub blocks: Vec<Block>,
    /// The line at the head of each page.
    pub running_head: String,
    /// Who publishes it.
    pub office: String,
    /// The last day of the period: the only date that the report carries.
    pub date: NaiveDate,
    /// The units of the frame in protocol order, by name.
    pub units: Vec<String>,
    /// What stands behind the numbers; [`Number::behind`] is a place in here.
    pub behind: Vec<Behind>,
    /// The cells of the items that [`Behind::items`] names.
    pub cells: BTreeMap<usize, cells::Column>,
}

/// A piece of the report that stands by itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3.
    Heading {
        /// From 1 for chapters.
        level: u8,
        /// Its words.
        runs: Vec<Run>,
        /// The name by which the contents refer to it.
        anchor: String,
    },
    /// Running text.
    Paragraph(Vec<Run>),
    /// A quotation.
    Quote(Vec<Run>),
    /// A list; numbered from a number, or with bullets.
    List {
        /// The first number.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// Who signs, and when: lines at the right.
    Signed(Vec<Vec<Run>>),
    /// A table.
    Grid(Grid),
    /// A chart.
    Picture(Picture),
    /// A place that the author fills, with what is asked for.
    Author(String),
    /// The table of contents.
    Contents,
    /// What follows begins on a new page.
    PageBreak,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// Words.
    Text {
        /// The words.
        text: String,
        /// How they are set.
        style: Style,
    },
    /// A number that a figure supplies.
    Number(Number, Style),
    /// A new line in the same paragraph.
    Break,
    /// A place inside a sentence that the author fills.
    Author(String),
    /// A mention of a numbered picture or table.
    Reference {
        /// The anchor of what is meant.
        anchor: String,
        /// Its label and number: 图1, Table 3.
        text: String,
    },
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Bold.
    pub strong: bool,
    /// Italic, in Chinese 楷体.
    pub emphasis: bool,
}

/// A number, or words that hold one, bound to its figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As printed.
    pub text: String,
    /// The figure's id; with `[value]` for a group, with `@period` for the period compared with.
    pub figure: String,
    /// The id of its base; empty for values.
    pub base: String,
    /// The units behind it, as a place in [`Report::behind`].
    pub behind: Option<usize>,
}

/// The units behind a figure, by place in [`Report::units`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// What the figure says, its base, and its count on that base.
    pub title: String,
    /// Whether it is a sum, a mean or the like: then `yes` are the units whose numbers are in it.
    pub is_measure: bool,
    /// Units that have the property.
    pub yes: Vec<usize>,
    /// Units that have not.
    pub no: Vec<usize>,
    /// Units of which it is not known, and why.
    pub unknown: Vec<(usize, State)>,
    /// The items whose answers decide, by place in the survey.
    pub items: Vec<usize>,
}

/// A table as it is printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// By this name the text refers to it; empty where it cannot.
    pub id: String,
    /// Its number; 0 for a table without title.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// A sentence under it.
    pub note: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// The heading.
    pub title: String,
    /// Where its cells are set.
    pub side: Side,
}

/// Where a column's cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Words.
    #[default]
    Left,
    /// Short marks.
    Centre,
    /// Numbers.
    Right,
}

/// A cell of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What it says.
    pub runs: Vec<Run>,
    /// What it is sorted by, where that is not what it says.
    pub key: Option<String>,
    /// What colour or drawing adds to it.
    pub mark: Option<Mark>,
}

/// What colour or drawing adds to the words of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// The colour of a state.
    State(Shade),
    /// A small line through these values, from left to right.
    Sparkline(Vec<Option<f64>>),
}

impl Cell {
    /// A cell of plain words.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { runs: vec![Run::plain(text)], ..Cell::default() }
    }

    /// A cell with a number, sorted by its value.
    pub fn number(number: Number, value: Option<f64>) -> Cell {
        let key = Some(value.map(|value| value.to_string()).unwrap_or_default());
        Cell { runs: vec![Run::Number(number, Style::default())], key, mark: None }
    }
}

/// A chart with its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The chart's id.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence.
    pub alternative: String,
    /// Its place among the pictures drawn.
    pub place: usize,
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Run {
        Run::Text { text: text.into(), style: Style::default() }
    }

    /// What it says, without its setting.
    pub fn words(&self) -> &str {
        match self {
            Run::Text { text, .. } | Run::Author(text) | Run::Reference { text, .. } => text,
            Run::Number(number, _) => &number.text,
            Run::Break => "\n",
        }
    }
}

/// What a line of runs says.
pub fn words(runs: &[Run]) -> String {
    runs.iter().map(Run::words).collect()
}

/// The longest name of a bookmark that Word accepts.
const LONGEST_ANCHOR: usize = 40;

/// The anchor of a table or picture in text and contents.
pub fn anchor(kind: &str, id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name = format!("{kind}_{}", id.chars().map(plain).collect::<String>());
    name.chars().take(LONGEST_ANCHOR).collect()
}

impl Report {
    /// The report as plain text, one block a line: for tests and for reading aloud.
    pub fn text(&self) -> String {
        let mut out = format!("# {}\n", words(&self.title));
        for line in &self.front {
            out.push_str(&format!("{}\n", words(line)));
        }
        write_blocks(&mut out, &self.blocks, self.lang);
        out
    }
}

fn write_blocks(out: &mut String, blocks: &[Block], lang: Lang) {
    for block in blocks {
        match block {
            Block::Heading { level, runs, .. } => {
                out.push_str(&format!("\n{} {}\n", "#".repeat(usize::from(*level) + 1), words(runs)));
            }
            Block::Paragraph(runs) => out.push_str(&format!("{}\n", words(runs))),
            Block::Quote(runs) => out.push_str(&format!("> {}\n", words(runs))),
            Block::Signed(lines) => lines.iter().for_each(|line| out.push_str(&format!("    {}\n", words(line)))),
            Block::List { start, items } => {
                for (i, item) in items.iter().enumerate() {
                    let mark = start.map_or("-".to_string(), |start| format!("{}.", start + i as u64));
                    out.push_str(&format!("{mark} "));
                    write_blocks(out, item, lang);
                }
            }
            Block::Grid(grid) => write_grid(out, grid, lang),
            Block::Picture(picture) => {
                out.push_str(&format!("[{} {}]\n", picture_label(lang, picture.number), picture.title));
            }
            Block::Author(asked) => out.push_str(&format!("{asked}\n")),
            Block::Contents => out.push_str("[contents]\n"),
            Block::PageBreak => out.push_str("---\n"),
        }
    }
}

fn write_grid(out: &mut String, grid: &Grid, lang: Lang) {
    if grid.number > 0 {
        out.push_str(&format!("[{} {}]\n", table_label(lang, grid.number), grid.title));
    }
    let titles: Vec<&str> = grid.columns.iter().map(|column| column.title.as_str()).collect();
    out.push_str(&format!("| {} |\n", titles.join(" | ")));
    for row in &grid.rows {
        let cells: Vec<String> = row.iter().map(|cell| words(&cell.runs).replace('\n', " / ")).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    if !grid.note.is_empty() {
        out.push_str(&format!("{}\n", grid.note));
    }
}

/// A picture's label and number: 图1, Figure 1.
pub fn picture_label(lang: Lang, number: usize) -> String {
    crate::text::report::PICTURE.say(lang, &[("n", &number.to_string())])
}

/// A table's label and number: 表1, Table 1.
pub fn table_label(lang: Lang, number: usize) -> String {
    crate::text::report::TABLE.say(lang, &[("n", &number.to_string())])
}

/// Text that came from outside, made harmless: what does not show is shown by its number ([`crate::visible`]), and
/// nothing can pass for a marker of ours.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::visible::marked(text).replace("\r\n", "\n").chars() {
        match c {
            '\n' => out.push('\n'),
            '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{e000}'..='\u{e002}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_loses_what_could_mislead() {
        assert_eq!(clean("a\u{0}b\u{1b}[1mc\r\nd\u{85}"), "a⟦U+0000⟧b⟦U+001B⟧[1mc\nd");
        assert_eq!(clean("x\u{202e}cod.exe"), "x⟦U+202E⟧cod.exe");
        assert_eq!(clean("\u{e000}3\u{e001}"), "\u{fffd}3\u{fffd}");
    }
}
