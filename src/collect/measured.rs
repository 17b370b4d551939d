//! Rows of units of measure below the headings of a list or of a table: `人 | 万元 | —`.

use crate::collect::measures::Told;
use crate::collect::page::Page;
use crate::collect::tables::Header;
use crate::sheet::{Content, Position, plain};
use crate::survey::{Item, KindName};

/// What heads such a row.
const HEADS: &[&str] = &["计量单位", "单位", "单位:", "unit", "units", "unit of measure"];

/// What stands below a heading that has none.
const WITHOUT: &[&str] = &["是/否", "年月日", "日期", "文字", "yes/no"];

/// A longer text is no unit of measure of which nobody has heard.
const LONGEST: usize = 2;

/// What a cell of such a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// A unit of measure.
    Measure,
    /// A short word, which may be one.
    Word,
    /// What the row is.
    Head,
    /// That there is none, or how to fill in the column.
    Aside,
    /// Anything else.
    Else,
}

/// Whether a row holds units of measure and nothing else. They stand where numbers are asked, or nothing that is known:
/// a list may ask for units of measure.
pub fn is_row(page: &Page, row: u32, asks_number: impl Fn(u32) -> bool) -> bool {
    let said: Vec<(u32, Says)> = page.filled(row).map(|(at, content)| (at.col, says(page, at, content))).collect();
    let is_measure = |says: &Says| matches!(says, Says::Measure | Says::Word);
    let is_of_row = |(col, says): &(u32, Says)| *says != Says::Else && (!is_measure(says) || asks_number(*col));
    let has = |says: Says| said.iter().any(|(_, other)| *other == says);
    (has(Says::Measure) || (has(Says::Head) && has(Says::Word))) && said.iter().all(is_of_row)
}

fn says(page: &Page, at: Position, content: &Content) -> Says {
    let Content::Text(text) = content else { return Says::Else };
    if is_measure(page, at) {
        return Says::Measure;
    }
    let words = plain(text).trim().to_lowercase();
    let is_bracketed = words.starts_with(['(', '[', '【']) && words.ends_with([')', ']', '】']);
    let is_stroke = !words.contains(char::is_alphanumeric);
    match words.as_str() {
        _ if is_bracketed || is_stroke => Says::Aside,
        words if HEADS.contains(&words) => Says::Head,
        words if WITHOUT.contains(&words) => Says::Aside,
        words if words.chars().count() <= LONGEST && words.chars().all(char::is_alphabetic) => Says::Word,
        _ => Says::Else,
    }
}

/// Whether a cell holds a unit of measure and nothing else.
pub fn is_measure(page: &Page, at: Position) -> bool {
    matches!(page.mark(at).map(|mark| mark.told), Some(Told::Alone(_) | Told::ForAll(_)))
}

/// Whether an item is answered by a number.
pub fn is_number(item: &Item) -> bool {
    matches!(item.kind, KindName::Integer | KindName::Decimal | KindName::Percent)
}

/// A header of a table with the row of units of measure below it.
pub fn with_row(page: &Page, columns: &[Item], header: Header) -> Header {
    let row = header.row + 1;
    let asks_number = |col: u32| {
        let mut asked = header.columns.iter().zip(columns).filter(|(known, _)| **known == Some(col));
        asked.all(|(_, item)| is_number(item))
    };
    if is_row(page, row, asks_number) { Header { row, ..header } } else { header }
}
