//! Titles above the parts of a table that tell rows of another period, of another unit or for reference from the
//! return's own.

use crate::collect::another::{self, Below};
use crate::collect::draft::{first_cell, place};
use crate::collect::layout::Layout;
use crate::collect::line;
use crate::collect::locate::Cell;
use crate::collect::page::Page;
use crate::collect::parts::Part;
use crate::collect::rows::Rows;
use crate::collect::spans;
use crate::collect::tables::{self, Header};
use crate::collect::times::{self, Time};
use crate::collect::understood::Reader;
use crate::finding::{Finding, Severity};
use crate::period::{Period, PeriodKind};
use crate::sheet::{Content, Position, plain};
use crate::survey::RepeatingTable;
use crate::text::{Phrase, headings as say};

/// Another round of what is done again and again.
const ROUNDS: &[&str] = &["上轮", "上一轮", "上次", "上一次", "往轮", "last round", "previous round"];

/// So many lines above a header may be its title.
const TITLE_LINES: u32 = 3;

/// A line with more cells is no title.
const TITLE_CELLS: usize = 2;

/// A longer text is no title.
const LONGEST: usize = 120;

/// Whether the name of a sheet or a title says that what stands there is of another period than the return's own.
pub fn is_of_another_time(layout: &Layout, own: Option<Period>, text: &str) -> bool {
    let words = plain(text).to_lowercase();
    let is_date = words.contains('日') && words.contains(':');
    let is_other_year = || times::is_of_another_year(own, &words);
    let is_other_span =
        || !names_part(layout.survey.period, &words) && times::time_of(layout, own, text) == Some(Time::Other);
    is_earlier(text) || !is_date && (is_other_year() || is_other_span())
}

/// Whether words name a period or a round before the present one, or after it.
pub fn is_earlier(text: &str) -> bool {
    let words = plain(text).to_lowercase();
    times::is_earlier(&words) || spans::is_next(&words) || ROUNDS.iter().any(|word| words.contains(word))
}

/// Whether words may name a part of a period, which is its own as well.
fn names_part(kind: PeriodKind, words: &str) -> bool {
    match kind {
        PeriodKind::Year => true,
        PeriodKind::Half => words.contains(['季', '月', 'q']),
        PeriodKind::Quarter => words.contains('月'),
        _ => words.contains(['旬', '周', '日']),
    }
}

/// What tells the rows below a header from the return's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Where it stands; `None` for the sheet's own name.
    pub at: Option<Position>,
    /// What it says.
    pub words: String,
}

/// Puts the parts aside whose titles say that they are not the return's own, where other parts are, or where they stand
/// beside the form.
pub fn set_aside(layout: &Layout, pages: &[Page], form: &[usize], own: Option<Period>, parts: &mut [Part]) {
    if parts.len() < 2 && parts.iter().all(|part| form.contains(&part.header.sheet)) {
        return;
    }
    let titles: Vec<Option<Title>> =
        (0..parts.len()).map(|place| title(layout, pages, form, own, parts, place)).collect();
    let are_all = titles.iter().all(Option::is_some);
    for (place, title) in titles.into_iter().enumerate() {
        let is_beside = !form.contains(&parts[place].header.sheet);
        let Some(title) = title.filter(|_| is_beside || !are_all) else { continue };
        let sheet = parts[place].header.sheet;
        if let Some(before) = place.checked_sub(1) {
            end_above(&mut parts[before], sheet, &title);
        }
        let part = &mut parts[place];
        let first = part.rows.filled.first().copied().or(part.rows.unread);
        part.rows = Rows { unread: first, ..Rows::default() };
        part.title = Some(title);
    }
}

/// Ends a part at the first line among its rows that says of those below it that they are none of the return's own, and
/// notes those that may say so. Below a line of another time, rows that all have a day of the return's own period count.
pub fn end_at_line(
    layout: &Layout,
    page: &Page,
    own: Option<Period>,
    part: &mut Part,
    has_own_day: impl Fn(&Header, u32) -> Option<bool>,
) {
    let rows = &part.rows;
    let Some(last) = rows.filled.last().copied().max(rows.unread) else { return };
    let is_single = |at: &&Position| line::filled(page, &part.header, at.row).count() <= TITLE_CELLS;
    let among = rows.asides.iter().filter(|at| at.row < last).filter(is_single);
    let said: Vec<(Position, Below)> =
        among.filter_map(|at| Some((*at, said_below(layout, page, own, *at)?))).collect();
    for (place, (at, said_of)) in said.iter().enumerate() {
        let end = said.get(place + 1).map_or(u32::MAX, |(next, _)| next.row);
        let below = part.rows.filled.iter().filter(|row| (at.row..end).contains(row));
        let mut days = below.map(|row| has_own_day(&part.header, *row));
        let counts = match said_of {
            Below::NotOwn => false,
            Below::OfAnotherTime => end_of(&mut days, |day| day == Some(true)),
            Below::Origin => end_of(&mut days, |day| day != Some(false)),
            Below::Perhaps => true,
        };
        let title = title_at(page, *at);
        if !counts {
            return cut(part, *at, title);
        }
        part.asked.push(title);
    }
}

/// Whether there are rows, and all are so.
fn end_of(days: &mut impl Iterator<Item = Option<bool>>, is_so: impl Fn(Option<bool>) -> bool) -> bool {
    days.next().is_some_and(&is_so) && days.all(is_so)
}

/// What a line among rows says against those below it.
pub fn said_below(layout: &Layout, page: &Page, own: Option<Period>, at: Position) -> Option<Below> {
    let Some(Content::Text(words)) = page.at(at).filter(|content| content.to_string().len() <= LONGEST) else {
        return None;
    };
    let is_said = another::speaks_of_below(words) || !is_note_or_total(page, at);
    another::of_rows_below(layout, own, words).filter(|_| is_said)
}

/// A line as a title.
pub fn title_at(page: &Page, at: Position) -> Title {
    let words = page.at(at).map(|content| content.to_string().trim().to_string()).unwrap_or_default();
    Title { at: Some(at), words }
}

/// Takes the rows below a line out of a part.
fn cut(part: &mut Part, at: Position, title: Title) {
    let is_above = |row: u32| row < at.row;
    let rows = &part.rows;
    let first = rows.filled.iter().copied().find(|row| !is_above(*row)).or(rows.unread);
    part.title = Some(title);
    part.rows.unread = first;
    part.rows.filled.retain(|row| is_above(*row));
    part.rows.voided.retain(|voided| is_above(voided.row));
    part.rows.noted.retain(|(noted, _)| is_above(noted.row));
}

fn is_note_or_total(page: &Page, at: Position) -> bool {
    page.at(at).is_some_and(line::is_note) || tables::is_total(page, at)
}

/// A title is no row of the part above it.
fn end_above(part: &mut Part, sheet: usize, title: &Title) {
    let row = title.at.filter(|_| part.header.sheet == sheet).map(|at| at.row);
    part.rows.filled.retain(|filled| Some(*filled) != row);
    part.rows.unread = part.rows.unread.filter(|unread| Some(*unread) != row);
}

fn title(
    layout: &Layout,
    pages: &[Page],
    form: &[usize],
    own: Option<Period>,
    parts: &[Part],
    place: usize,
) -> Option<Title> {
    let header = &parts[place].header;
    let page = &pages[header.sheet];
    let is_beside = |other: &Part| (other.header.sheet, other.header.row) == (header.sheet, header.row);
    if parts[..place].last().is_some_and(is_beside) || parts[place + 1..].first().is_some_and(is_beside) {
        return None;
    }
    let before = place.checked_sub(1).map(|before| &parts[before]).filter(|part| part.header.sheet == header.sheet);
    let is_other = |words: &str| words.len() <= LONGEST && another::is_of_another(layout, own, words);
    let above = above(page, header, before).into_iter().find(|(_, words)| is_other(words));
    let name = || Some(&page.sheet.name).filter(|name| !form.contains(&header.sheet) && is_other(name));
    above
        .map(|(at, words)| Title { at: Some(at), words: words.trim().to_string() })
        .or_else(|| name().map(|name| Title { at: None, words: name.clone() }))
}

/// The texts of the lines right above a header, nearest first, as far as they may be its title.
fn above<'a>(page: &Page<'a>, header: &Header, before: Option<&Part>) -> Vec<(Position, &'a str)> {
    let top = header.headings.iter().map(|heading| heading.at.row).min().unwrap_or(0);
    let end = before.map_or(0, |part| part.header.row + 1);
    let mut texts = Vec::new();
    for row in (end..top).rev().take(TITLE_LINES as usize) {
        let cells: Vec<(Position, &Content)> = line::filled(page, header, row).collect();
        let is_row = cells.len() > 1 && before.is_some_and(|part| part.rows.filled.binary_search(&row).is_ok());
        let is_of_form = cells.iter().any(|(at, _)| page.mark(*at).is_some_and(|mark| mark.is_form()));
        if cells.len() > TITLE_CELLS || is_row || is_of_form {
            break;
        }
        let titles = cells.into_iter().filter(|(_, content)| !line::is_note(content));
        texts.extend(titles.filter_map(|(at, content)| match content {
            Content::Text(text) => Some((at, text.as_str())),
            _ => None,
        }));
    }
    texts
}

/// An error where the rows below such a title were not read.
pub fn unread(reader: &Reader, table: &RepeatingTable, part: &Part, title: &Title) -> Option<Finding> {
    let first = first_cell(&part.header, part.rows.unread?);
    Some(not_read(reader, (&table.id, table.label.get(reader.lang)), first, title))
}

/// An error: the rows from a cell on were not read.
pub fn not_read(reader: &Reader, (id, label): (&str, &str), first: Cell, title: &Title) -> Finding {
    let words = [say::ROWS_OF_ANOTHER, say::ROWS_OF_ANOTHER_REMEDY];
    let finding = said(reader, ("rows-unread", Severity::Error), words, (label, first, title));
    Finding { item: id.to_string(), value: place(reader, first), ..finding }
}

/// A query: the rows below a title may not count, and do for now.
pub fn asked(reader: &Reader, (id, label): (&str, &str), sheet: usize, title: &Title) -> Finding {
    let first = Cell { sheet, at: title.at.unwrap_or(Position::new(0, 0)) };
    let words = [say::ROWS_MAY_BE_OF_ANOTHER, say::ROWS_MAY_BE_OF_ANOTHER_REMEDY];
    let finding = said(reader, ("row-void", Severity::Query), words, (label, first, title));
    Finding { item: id.to_string(), value: title.words.clone(), ..finding }
}

fn said(
    reader: &Reader,
    (rule, severity): (&str, Severity),
    words: [Phrase; 2],
    (label, first, title): (&str, Cell, &Title),
) -> Finding {
    let (row, cell) = ((first.at.row + 1).to_string(), title.at.unwrap_or(first.at));
    let values =
        [("item", label), ("row", &row), ("sheet", &reader.sheets[first.sheet]), ("title", title.words.as_str())];
    let [message, remedy] = words.map(|phrase| phrase.say(reader.lang, &values));
    Finding::new(rule, severity, message, remedy).at(&reader.origin(Cell { at: cell, ..first }))
}

#[cfg(test)]
mod tests;
