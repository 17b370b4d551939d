//! A sheet prepared for looking things up: its labels by what they are for, its merged areas by row.

use std::ops::Deref;
use std::sync::Arc;

use foldhash::{HashSet, HashSetExt};

use crate::collect::denomination;
use crate::collect::doubtful;
use crate::collect::label::Fit;
use crate::collect::layout::{Layout, Meaning, Role};
use crate::collect::measures::{Denomination, Told};
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
    cell_rows: RowStarts,
    mark_rows: RowStarts,
    area_rows: RowStarts,
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
            cell_rows: RowStarts::of(&sheet.cells, |(at, _)| at.row),
            mark_rows: RowStarts::default(),
            area_rows: RowStarts::default(),
        };
        page.index_areas();
        let shown = sheet.cells.iter().filter(|(at, _)| page.span(*at).first == *at);
        let labels = shown.filter_map(|(at, content)| Some((*at, short_text(content)?)));
        // `‰` has no letters.
        let says_something = |meaning: &Meaning| !meaning.label.full.is_empty() || meaning.told != Told::Nothing;
        let marks = layout.meanings(labels).into_iter().filter(|(_, meaning)| says_something(meaning));
        page.marks = marks.map(|(at, meaning)| Mark { at, meaning }).collect();
        page.mark_rows = RowStarts::of(&page.marks, |mark| mark.at.row);
        page.for_all = page.marks.iter().filter_map(denomination::for_all_below).collect();
        let roles = page
            .marks
            .iter()
            .enumerate()
            .flat_map(|(place, mark)| mark.roles.iter().map(move |(fit, role)| (*role, place, *fit)));
        page.by_role = roles.collect();
        page.by_role.sort_unstable();
        page.cut_roles();
        let headings = [Role::Answer, Role::Remarks]
            .into_iter()
            .flat_map(|role| page.marks_for(role).map(move |(_, mark)| (role, mark.at)).collect::<Vec<_>>());
        let tall = page.tall_items();
        let is_heading = |role: Role, at| role != Role::Answer || !is_beside(&tall, at) && !page.is_remark(at);
        let headings = headings.filter(|(role, at)| is_heading(*role, *at));
        page.headings = headings.map(|(role, at)| (role, at, page.span(at))).collect();
        page
    }

    /// Whether a cell stands below a heading of remarks, behind the label of an item.
    fn is_remark(&self, at: Position) -> bool {
        let is_item = |mark: &Mark| mark.at.col < at.col && mark.roles.iter().any(|(_, role)| role.is_item());
        let is_above = |heading: Position| {
            let span = self.span(heading);
            span.last.row < at.row && (span.first.col..=span.last.col).contains(&at.col)
        };
        self.marks_of_row(at.row).iter().any(is_item)
            && self.marks_for(Role::Remarks).any(|(_, mark)| is_above(mark.at))
    }

    /// The labels of items that are merged over several rows.
    fn tall_items(&self) -> Vec<Area> {
        let of_items = self.by_role.iter().take_while(|(role, ..)| role.is_item());
        let spans = of_items.map(|(_, place, _)| self.span(self.marks[*place].at));
        spans.filter(|span| span.last.row > span.first.row).collect()
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
        self.area_rows = RowStarts::of(&self.by_row, line_of);
    }

    /// Forgets what of each kind stands behind the first ones: looking for the answer to each of so many labels among so
    /// many headings would take hours.
    fn cut_roles(&mut self) {
        if self.by_role.len() > MOST_ALIKE {
            let (mut last, mut n_alike) = (None, 0);
            self.by_role.retain(|(role, ..)| {
                n_alike = if last.replace(*role) == Some(*role) { n_alike + 1 } else { 1 };
                n_alike <= MOST_ALIKE + 1
            });
        }
    }

    /// Whether something of the form stands here so often that this is no form.
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
        let in_row = || last_before(self.area_rows.row(&self.by_row, at.row, line_of), (at.row, at.col));
        let in_column = || last_before(&self.by_column, (at.col, at.row));
        let around = |area: &&Area| area.contains(at);
        let area = in_row().filter(around).or_else(|| in_column().filter(around));
        area.or_else(|| self.vast.iter().find(around)).copied().unwrap_or(Area { first: at, last: at })
    }

    /// What a cell shows; `None` where it shows nothing but blanks.
    pub fn at(&self, at: Position) -> Option<&'a Content> {
        let first = self.span(at).first;
        let row = self.cells_of_row(first.row);
        let found = row.binary_search_by_key(&first.col, |(at, _)| at.col).ok()?;
        Some(&row[found].1).filter(|content| !is_blank(content))
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
        let row = self.marks_of_row(at.row);
        let found = row.binary_search_by_key(&at.col, |mark| mark.at.col).ok()?;
        Some(&row[found])
    }

    /// The short texts of one row, left to right.
    pub fn marks_of_row(&self, row: u32) -> &[Mark] {
        self.mark_rows.row(&self.marks, row, |mark| mark.at.row)
    }

    fn cells_of_row(&self, row: u32) -> &'a [(Position, Content)] {
        self.cell_rows.row(&self.sheet.cells, row, |(at, _)| at.row)
    }

    /// The short texts that are for something, with how well they fit.
    pub fn marks_for(&self, role: Role) -> impl Iterator<Item = (Fit, &Mark)> {
        let start = self.by_role.partition_point(|(known, ..)| *known < role);
        let known = self.by_role[start..].iter().take_while(move |(known, ..)| *known == role);
        known.map(|(_, place, fit)| (*fit, &self.marks[*place]))
    }

    /// The short texts that are for a column of a repeating table, in reading order.
    pub fn headings_of(&self, table: usize) -> Vec<&Mark> {
        let is_its = |role: &Role| matches!(role, Role::Column(known, _) if *known == table);
        let start = self.by_role.partition_point(|(known, ..)| *known < Role::Column(table, 0));
        let known = self.by_role[start..].iter().take_while(|(role, ..)| is_its(role));
        let mut places: Vec<usize> = known.map(|(_, place, _)| *place).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| &self.marks[place]).collect()
    }

    /// The items whose labels stand here, in the survey's order.
    pub fn items(&self) -> Vec<usize> {
        let items = self.by_role.iter().map_while(|(role, ..)| match role {
            Role::Item(item) => Some(*item),
            _ => None,
        });
        let mut items: Vec<usize> = items.collect();
        items.dedup();
        items
    }

    /// The headings of the columns of answers or of remarks, with the areas that they head.
    pub fn headings(&self, role: Role) -> impl Iterator<Item = (Position, Area)> {
        self.headings.iter().filter(move |(known, ..)| *known == role).map(|(_, at, area)| (*at, *area))
    }

    /// The filled cells of one row, left to right; cells with nothing but blanks left out.
    pub fn filled(&self, row: u32) -> impl Iterator<Item = (Position, &'a Content)> {
        self.cells_of_row(row).iter().filter(|(_, content)| !is_blank(content)).map(|(at, content)| (*at, content))
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

/// Of so many rows of a sheet it is known where they begin, the first ones; those of the lists below are looked for.
const MOST_ROWS: u32 = 4096;

/// Where each row begins in a list in reading order.
#[derive(Debug, Default)]
struct RowStarts {
    starts: Vec<u32>,
}

impl RowStarts {
    /// Of a list in reading order.
    fn of<T>(list: &[T], row_of: impl Fn(&T) -> u32) -> RowStarts {
        let last = list.last().map_or(0, |item| row_of(item).min(MOST_ROWS));
        let (mut starts, mut n_items) = (Vec::with_capacity(last as usize + 2), 0);
        for row in list.iter().map(row_of).take_while(|row| *row < MOST_ROWS) {
            if starts.len() <= row as usize {
                starts.resize(row as usize + 1, n_items);
            }
            n_items += 1;
        }
        starts.push(n_items);
        RowStarts { starts }
    }

    /// The items of a row.
    fn row<'l, T>(&self, list: &'l [T], row: u32, row_of: impl Fn(&T) -> u32) -> &'l [T] {
        let row_starts = |row: u32| self.starts.get(row as usize).map(|start| *start as usize);
        if let (Some(start), Some(end)) = (row_starts(row), row_starts(row.saturating_add(1))) {
            return &list[start..end];
        }
        let start = list.partition_point(|item| row_of(item) < row);
        &list[start..start + list[start..].partition_point(|item| row_of(item) == row)]
    }
}

/// The line of an entry of an index.
fn line_of((begin, _): &(u64, Area)) -> u32 {
    (begin >> 32) as u32
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

/// Whether a cell stands right of one of these labels, on one of its rows: there it heads a row and no column.
fn is_beside(labels: &[Area], at: Position) -> bool {
    labels.iter().any(|label| (label.first.row..=label.last.row).contains(&at.row) && label.last.col < at.col)
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
    fn a_row_holds_what_stands_in_it_near_the_top_and_far_down() {
        let rows = [0, 0, 2, 7, 7, 7, MOST_ROWS - 1, MOST_ROWS, MOST_ROWS, MOST_ROWS + 5, u32::MAX];
        for last in 0..=rows.len() {
            let rows = &rows[..last];
            let starts = RowStarts::of(rows, |row| *row);
            for row in (0..10).chain(MOST_ROWS - 3..MOST_ROWS + 8).chain([u32::MAX]) {
                let expected = rows.iter().filter(|known| **known == row).count();
                let found = starts.row(rows, row, |row| *row);
                assert!(found.len() == expected && found.iter().all(|known| *known == row), "{row} of {rows:?}");
            }
        }
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
        let (cell_rows, mark_rows, area_rows) = Default::default();
        let mut page = Page {
            sheet: &sheet,
            marks,
            for_all,
            by_role,
            headings,
            by_row,
            by_column,
            vast,
            cell_rows,
            mark_rows,
            area_rows,
        };
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
