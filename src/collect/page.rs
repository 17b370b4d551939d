//! A sheet prepared for looking things up: its labels by what they are for, its merged areas by row.

use std::ops::Deref;
use std::sync::Arc;

use foldhash::{HashSet, HashSetExt};

use crate::collect::denomination::{self, Denomination};
use crate::collect::doubtful;
use crate::collect::label::Fit;
use crate::collect::layout::{Layout, Meaning, Role};
use crate::sheet::{Area, Content, Oddity, Position, Sheet, Workbook, plain_chars};

/// A text longer than this is an answer or an instruction, never a label.
const LONGEST_LABEL: usize = 120;

/// An area higher than this is looked up by its columns, and if it is wider too, by itself.
const LONGEST_INDEXED: u32 = 64;

/// No form has so many labels of one item or headings of one kind.
const MOST_ALIKE: usize = 1000;

/// No return says so many different short things, not even a roster of a hundred thousand units; each takes memory.
const MOST_TEXTS: usize = 500_000;

/// A text cell that may be a label.
pub struct Mark {
    /// Where it stands.
    pub at: Position,
    /// Its words and what they are for.
    meaning: Arc<Meaning>,
}

impl Deref for Mark {
    type Target = Meaning;

    fn deref(&self) -> &Meaning {
        &self.meaning
    }
}

/// A sheet prepared for looking things up.
pub struct Page<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its short texts in reading order.
    pub marks: Vec<Mark>,
    /// The units of measure named for all that follows, in reading order.
    pub for_all: Vec<(Position, Denomination)>,
    /// The places of the marks by what they are for.
    by_role: Vec<(Role, usize, Fit)>,
    /// The headings of the columns of answers and of remarks: what for, the heading's place, the area that it heads.
    headings: Vec<(Role, Position, Area)>,
    /// No two areas share a cell, so that the last one that begins at or before a cell of its row is the one around it.
    by_row: Vec<(u64, Area)>,
    by_column: Vec<(u64, Area)>,
    vast: Vec<Area>,
}

/// The sheet at which a workbook has said more different short texts than a return can. They are counted before any of
/// them is understood, as that is what takes the memory.
pub fn flood(workbook: &Workbook) -> Option<&Sheet> {
    overfull(workbook, MOST_TEXTS)
}

fn overfull(workbook: &Workbook, most: usize) -> Option<&Sheet> {
    let n_cells: usize = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    if n_cells <= most {
        return None;
    }
    let mut texts = HashSet::new();
    workbook.sheets.iter().find(|sheet| {
        let mut short = sheet.cells.iter().filter_map(|(_, content)| short_text(content));
        short.any(|text| texts.insert(text) && texts.len() > most)
    })
}

impl<'a> Page<'a> {
    fn new(sheet: &'a Sheet, layout: &Layout) -> Page<'a> {
        let mut page = Page {
            sheet,
            marks: Vec::new(),
            for_all: Vec::new(),
            by_role: Vec::new(),
            headings: Vec::new(),
            by_row: Vec::new(),
            by_column: Vec::new(),
            vast: Vec::new(),
        };
        page.index_areas();
        let shown = sheet.cells.iter().filter(|(at, _)| page.span(*at).first == *at);
        let labels = shown.filter_map(|(at, content)| Some((*at, short_text(content)?)));
        let marks = layout.meanings(labels).into_iter().filter(|(_, meaning)| !meaning.label.full.is_empty());
        page.marks = marks.map(|(at, meaning)| Mark { at, meaning }).collect();
        page.for_all = page.marks.iter().filter_map(denomination::for_all_below).collect();
        let roles = page
            .marks
            .iter()
            .enumerate()
            .flat_map(|(place, mark)| mark.roles.iter().map(move |(fit, role)| (*role, place, *fit)));
        page.by_role = roles.collect();
        page.by_role.sort_unstable();
        let headings = [Role::Answer, Role::Remarks]
            .into_iter()
            .flat_map(|role| page.marks_for(role).map(move |(_, mark)| (role, mark.at)).collect::<Vec<_>>());
        page.headings = headings.map(|(role, at)| (role, at, page.span(at))).collect();
        page
    }

    fn index_areas(&mut self) {
        for area in &self.sheet.merged {
            let (rows, columns) = (area.first.row..=area.last.row, area.first.col..=area.last.col);
            if rows.end() - rows.start() < LONGEST_INDEXED {
                self.by_row.extend(rows.map(|row| (entry(row, area.first.col), *area)));
            } else if columns.end() - columns.start() < LONGEST_INDEXED {
                self.by_column.extend(columns.map(|col| (entry(col, area.first.row), *area)));
            } else {
                self.vast.push(*area);
            }
        }
        self.by_row.sort_unstable_by_key(|(begin, _)| *begin);
        self.by_column.sort_unstable_by_key(|(begin, _)| *begin);
    }

    /// Whether something of the form stands here so often that this is no form: looking for the answer to each of so many
    /// labels among so many headings would take hours.
    pub fn is_flooded(&self) -> bool {
        let is_of_form = |role: &Role| matches!(role, Role::Item(_) | Role::Answer | Role::Remarks);
        let pairs = self.by_role.iter().zip(self.by_role.iter().skip(MOST_ALIKE));
        pairs.into_iter().any(|((role, ..), (other, ..))| role == other && is_of_form(role))
    }

    /// All sheets of a workbook, in the order of their tabs.
    pub fn all(workbook: &'a Workbook, layout: &Layout) -> Vec<Page<'a>> {
        workbook.sheets.iter().map(|sheet| Page::new(sheet, layout)).collect()
    }

    /// The merged area around a cell, or the cell alone.
    pub fn span(&self, at: Position) -> Area {
        let in_row = || last_before(&self.by_row, (at.row, at.col));
        let in_column = || last_before(&self.by_column, (at.col, at.row));
        let around = |area: &&Area| area.contains(at);
        let area = in_row().filter(around).or_else(|| in_column().filter(around));
        area.or_else(|| self.vast.iter().find(around)).copied().unwrap_or(Area { first: at, last: at })
    }

    /// What a cell shows; `None` where it shows nothing but blanks.
    pub fn at(&self, at: Position) -> Option<&'a Content> {
        let first = self.span(at).first;
        let found = self.sheet.cells.binary_search_by_key(&first, |(at, _)| *at).ok()?;
        Some(&self.sheet.cells[found].1).filter(|content| !is_blank(content))
    }

    /// What is odd about the letters of a cell.
    pub fn oddity(&self, at: Position) -> Option<Oddity> {
        if self.sheet.odd.is_empty() { None } else { self.sheet.oddity(self.span(at).first) }
    }

    /// What a cell says of the unit, period or date: an error where its letters are no answer as they stand.
    pub fn declared(&self, at: Position) -> Option<Content> {
        let content = self.at(at)?.clone();
        Some(match self.oddity(at) {
            Some(oddity) => doubtful::error(&content, oddity),
            None => content,
        })
    }

    /// The label in a cell, if a short text stands there.
    pub fn mark(&self, at: Position) -> Option<&Mark> {
        let found = self.marks.binary_search_by_key(&at, |mark| mark.at).ok()?;
        Some(&self.marks[found])
    }

    /// The short texts of one row, left to right.
    pub fn marks_of_row(&self, row: u32) -> &[Mark] {
        let start = self.marks.partition_point(|mark| mark.at.row < row);
        let end = self.marks.partition_point(|mark| mark.at.row <= row);
        &self.marks[start..end]
    }

    /// The short texts that are for something, with how well they fit.
    pub fn marks_for(&self, role: Role) -> impl Iterator<Item = (Fit, &Mark)> {
        let start = self.by_role.partition_point(|(known, ..)| *known < role);
        let known = self.by_role[start..].iter().take_while(move |(known, ..)| *known == role);
        known.map(|(_, place, fit)| (*fit, &self.marks[*place]))
    }

    /// The headings of the columns of answers or of remarks, with the areas that they head.
    pub fn headings(&self, role: Role) -> impl Iterator<Item = (Position, Area)> {
        self.headings.iter().filter(move |(known, ..)| *known == role).map(|(_, at, area)| (*at, *area))
    }

    /// The filled cells of one row, left to right; cells with nothing but blanks left out.
    pub fn filled(&self, row: u32) -> impl Iterator<Item = (Position, &'a Content)> {
        let sheet: &'a Sheet = self.sheet;
        sheet.row(row).iter().filter(|(_, content)| !is_blank(content)).map(|(at, content)| (*at, content))
    }

    /// The rows that hold cells, ascending.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.sheet.cells.iter().map(|(at, _)| at.row).collect();
        rows.dedup();
        rows
    }

    /// No label and no merged area reaches beyond so many columns.
    pub fn width(&self) -> usize {
        let labels = self.marks.iter().map(|mark| mark.at.col);
        let areas = self.sheet.merged.iter().map(|area| area.last.col);
        labels.chain(areas).max().map_or(0, |last| last as usize + 1)
    }

    /// Whether a person looking at the workbook does not see the cell.
    pub fn is_hidden(&self, at: Position) -> bool {
        self.sheet.hidden
            || self.sheet.hidden_rows.binary_search(&at.row).is_ok()
            || self.sheet.hidden_columns.binary_search(&at.col).is_ok()
    }
}

impl Mark {
    /// How well it fits as something.
    pub fn fit_for(&self, role: Role) -> Option<Fit> {
        self.roles.iter().find(|(_, known)| *known == role).map(|(fit, _)| *fit)
    }

    /// Whether it belongs to the form itself, so that it cannot be an answer. Headings of repeating tables may be.
    pub fn is_form(&self) -> bool {
        self.roles.iter().any(|(_, role)| !matches!(role, Role::Column(..)))
    }
}

/// The last area of an index that begins at or before a place of its line.
fn last_before(index: &[(u64, Area)], (line, place): (u32, u32)) -> Option<&Area> {
    let own = entry(line, place);
    let place = index.partition_point(|(begin, _)| *begin <= own).checked_sub(1)?;
    Some(&index[place].1)
}

/// The entry of an index: a line and a place on it, as one number in which both are compared at once.
fn entry(line: u32, place: u32) -> u64 {
    u64::from(line) << 32 | u64::from(place)
}

/// Whether a cell shows nothing.
pub fn is_blank(content: &Content) -> bool {
    matches!(content, Content::Text(text) if plain_chars(text).all(char::is_whitespace))
}

/// A text that is short enough for a label.
fn short_text(content: &Content) -> Option<&str> {
    let Content::Text(text) = content else { return None };
    let is_short =
        text.len() <= LONGEST_LABEL || (text.len() <= 4 * LONGEST_LABEL && text.chars().count() <= LONGEST_LABEL);
    is_short.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_that_says_too_many_different_things_is_no_return() {
        let sheet = |name, cells: &[(&str, &str)]| crate::collect::fixture::sheet(name, cells);
        let sheets = vec![
            sheet("表", &[("A1", "甲"), ("A2", "乙"), ("A3", "甲")]),
            sheet("附表", &[("A1", "乙"), ("A2", "丙"), ("A3", "丙")]),
        ];
        let workbook = Workbook { sheets, ..Workbook::default() };
        let full = |most| overfull(&workbook, most).map(|sheet| sheet.name.as_str());
        assert_eq!([1, 2, 3, 6].map(full), [Some("表"), Some("附表"), None, None]);
    }

    #[test]
    fn the_area_around_a_cell_is_found_whatever_its_shape() {
        let area = |first, last| {
            let at = |address| Position::parse(address).expect("an address");
            Area { first: at(first), last: at(last) }
        };
        let merged = vec![
            area("A1", "C1"),
            area("D1", "D2"),
            area("A3", "A200"),
            area("B3", "B90"),
            area("B91", "B200"),
            area("F5", "CZ300"),
        ];
        let sheet = Sheet { merged, ..Sheet::default() };
        let (by_row, by_column, vast) = Default::default();
        let (marks, for_all, by_role, headings) = Default::default();
        let mut page = Page { sheet: &sheet, marks, for_all, by_role, headings, by_row, by_column, vast };
        page.index_areas();
        assert_eq!((page.by_row.len(), page.by_column.len(), page.vast.len()), (3, 3, 1));
        for row in 0..310 {
            for col in 0..110 {
                let at = Position::new(row, col);
                let expected = sheet.area(at).copied().unwrap_or(Area { first: at, last: at });
                assert_eq!(page.span(at), expected, "{at}");
            }
        }
    }
}
