//! Workbook, Sheet, Content, Position: what a file holds, before anyone asks what it means.

use std::fmt;

use chrono::NaiveDateTime;

/// The rows of a sheet's grid.
pub const ROWS: u32 = 1_048_576;
/// Its columns.
pub const COLUMNS: u32 = 16_384;

/// A cell's place on its own sheet, counted from zero; printed as Excel does (`C12`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub col: u32,
}

impl Position {
    /// A position from its row and column, both from 0.
    pub fn new(row: u32, col: u32) -> Position {
        Position { row, col }
    }

    /// Reads an address such as `C12` or `$C$12`; `None` outside Excel's grid (1,048,576 × 16,384).
    pub fn parse(address: &str) -> Option<Position> {
        let (mut col, mut row, mut is_number) = (0u32, 0u32, false);
        for byte in address.bytes().filter(|byte| *byte != b'$') {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' if !is_number && col <= COLUMNS => {
                    col = col * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                }
                b'0'..=b'9' if col > 0 && row <= ROWS => {
                    row = row * 10 + u32::from(byte - b'0');
                    is_number = true;
                }
                _ => return None,
            }
        }
        ((1..=ROWS).contains(&row) && (1..=COLUMNS).contains(&col)).then(|| Position::new(row - 1, col - 1))
    }

    /// The column's letters: `A`, `AB`.
    pub fn letters(col: u32) -> String {
        let mut letters = Vec::new();
        let mut n = col + 1;
        while n > 0 {
            letters.push(b'A' + ((n - 1) % 26) as u8);
            n = (n - 1) / 26;
        }
        letters.reverse();
        String::from_utf8(letters).expect("column letters are ASCII")
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}{}", Position::letters(self.col), self.row + 1)
    }
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The upper left cell.
    pub first: Position,
    /// The lower right cell.
    pub last: Position,
}

impl Area {
    /// Whether a position lies inside.
    pub fn contains(&self, position: Position) -> bool {
        (self.first.row..=self.last.row).contains(&position.row)
            && (self.first.col..=self.last.col).contains(&position.col)
    }
}

/// What a cell shows, as the file stores it. A blank cell is not there at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Text, phonetic runs left out, rich text joined.
    Text(String),
    /// A number with a number format that is neither a date nor a percentage.
    Number(f64),
    /// A number that the sheet shows as a percentage; 0.955 stands for 95.5 %.
    Percent(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// A number that the sheet shows as a date or a time, in the workbook's own date system.
    Date(NaiveDateTime),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula for which the file stores no result.
    Uncalculated(String),
}

impl fmt::Display for Content {
    /// As a person would read it in the sheet; numbers in their shortest exact form.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Content::Text(text) => f.write_str(text),
            Content::Number(number) => write!(f, "{number}"),
            Content::Percent(fraction) => write!(f, "{}%", crate::fraction::shift_two(*fraction)),
            Content::Bool(true) => f.write_str("TRUE"),
            Content::Bool(false) => f.write_str("FALSE"),
            Content::Date(at) if at.time() == chrono::NaiveTime::MIN => write!(f, "{}", at.date()),
            Content::Date(at) => write!(f, "{at}"),
            Content::Error(error) => f.write_str(error),
            Content::Uncalculated(formula) => write!(f, "={formula}"),
        }
    }
}

/// One worksheet, cell by cell; never a dense grid.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Whether the sheet is hidden or very hidden. It is read all the same.
    pub hidden: bool,
    /// The filled cells in reading order (row, then column), each position once.
    pub cells: Vec<(Position, Content)>,
    /// The merged areas; the value stands in the upper left cell.
    pub merged: Vec<Area>,
    /// Rows that are hidden, ascending.
    pub hidden_rows: Vec<u32>,
    /// Columns that are hidden, ascending.
    pub hidden_columns: Vec<u32>,
    /// The cells whose letters look so that they are no answer as they stand, in reading order.
    pub odd: Vec<(Position, Oddity)>,
    /// The cells that show a day without its year, in reading order: that it bears was put in by the program in which
    /// somebody typed the rest.
    pub yearless: Vec<Position>,
}

/// Why what stands in a cell is no answer without asking, though it may be a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// It is struck out, wholly or in part.
    Struck,
    /// A raised or lowered mark touches a number.
    Raised,
    /// It is in a font of pictures, of which some are not known.
    Unreadable,
}

impl Sheet {
    /// What stands in a cell; inside a merged area, what the area shows.
    pub fn at(&self, position: Position) -> Option<&Content> {
        let origin = self.area(position).map_or(position, |area| area.first);
        self.cells.binary_search_by_key(&origin, |(at, _)| *at).ok().map(|found| &self.cells[found].1)
    }

    /// The merged area that a cell belongs to.
    pub fn area(&self, position: Position) -> Option<&Area> {
        self.merged.iter().find(|area| area.contains(position))
    }

    /// What is odd about the letters of a cell.
    pub fn oddity(&self, at: Position) -> Option<Oddity> {
        self.odd.binary_search_by_key(&at, |(at, _)| *at).ok().map(|found| self.odd[found].1)
    }
}

/// A name that the workbook gives to a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinedName {
    /// The name as written.
    pub name: String,
    /// The sheet it points into.
    pub sheet: String,
    /// The cell it points at (the first of an area).
    pub position: Position,
}

/// The readable content of one file.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// The worksheets in the order of their tabs; chart and macro sheets left out.
    pub sheets: Vec<Sheet>,
    /// The names that point at cells.
    pub names: Vec<DefinedName>,
    /// What the file really is: `xlsx`, `xls`, `ods`, …
    pub kind: &'static str,
}

/// Text with full-width letters, digits and signs made half-width and all kinds of blanks made one space.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    plain.extend(plain_chars(text));
    plain
}

/// The characters of [`plain`] text, one by one.
pub fn plain_chars(text: &str) -> impl Iterator<Item = char> + Clone + '_ {
    text.chars().filter_map(|c| match c {
        '\u{3001}'..='\u{fefe}' | '!'..='~' => Some(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\t' | '\r' | '\n' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        _ => Some(c),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_there_and_back() {
        for address in ["A1", "Z9", "AA10", "XFD1048576"] {
            assert_eq!(Position::parse(address).unwrap().to_string(), address);
        }
        for (written, expected) in [("$B$3", "B3"), ("b03", "B3"), ("B$3", "B3")] {
            assert_eq!(Position::parse(written).unwrap().to_string(), expected, "{written}");
        }
        for address in
            ["", "A", "1", "A0", "A0B1", "XFE1", "A1048577", "AAAA1", "A99999999999", "A-1", "A 1", "1A", "Ａ1"]
        {
            assert_eq!(Position::parse(address), None, "{address}");
        }
    }

    #[test]
    fn a_merged_area_shows_its_first_cell_everywhere() {
        let area = Area { first: Position::new(0, 0), last: Position::new(1, 2) };
        let sheet = Sheet {
            cells: vec![(Position::new(0, 0), Content::Text("题".into()))],
            merged: vec![area],
            ..Sheet::default()
        };
        assert_eq!(sheet.at(Position::new(1, 2)), Some(&Content::Text("题".into())));
        assert_eq!(sheet.at(Position::new(2, 2)), None);
    }
}
