//! In which cell on its label's row an answer stands: under the heading of the answers, in this year's column and not
//! in last year's, in the column that is ticked; without a heading in the next cell to the right.

use crate::answer::State;
use crate::collect::foreign::{Doubted, Unsure};
use crate::collect::layout::Role;
use crate::collect::locate::{Cell, Search, is_footnote};
use crate::collect::options::{self, Headed, is_tick_alone};
use crate::collect::page::{Mark, Page};
use crate::collect::times::{Time, TimedRow};
use crate::kind::Reading;
use crate::sheet::{Area, Content, Position, plain};
use crate::survey::KindName;

/// How many blank columns may lie between a label and its answer.
const GAP_RIGHT: u32 = 3;

/// No heading of answers is merged over more columns.
const WIDEST: u32 = 64;

/// Where an answer stands on the row of its label, or where it may.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The cell.
    pub at: Position,
    /// The answer, where it is not the cell's own words but those above its tick.
    pub words: Option<String>,
    /// The cells of which each may be the answer and nothing tells which; empty where it is known.
    pub rivals: Vec<Position>,
    /// The blank cell in which the answer was expected.
    pub instead: Option<Position>,
    /// Why the cell may not be the answer.
    pub doubted: Option<Doubted>,
}

impl Place {
    /// A cell that is the answer as it stands.
    pub fn of(at: Position) -> Place {
        Place { at, words: None, rivals: Vec::new(), instead: None, doubted: None }
    }

    /// One of these cells, nothing tells which.
    pub(super) fn between(rivals: Vec<Position>) -> Place {
        Place { rivals: rivals.clone(), ..Place::of(rivals[0]) }
    }
}

impl Search<'_> {
    /// The place of an answer right of its label.
    pub(super) fn right(&self, item: usize, sheet: usize, label: Area) -> Option<Place> {
        let headings = self.headings_above(sheet, label);
        match headings[..] {
            [] if self.spans_heading(sheet, label) => None,
            [] => self.by_time(item, sheet, label).unwrap_or_else(|| self.without_heading(item, sheet, label)),
            [heading] if !self.is_of_another_time(sheet, heading) => self.under(item, sheet, label, heading),
            [heading] => self.by_time(item, sheet, label).unwrap_or_else(|| self.under(item, sheet, label, heading)),
            _ => self.under_own_options(item, sheet, label, &headings).or_else(|| {
                let timed = headings.iter().map(|heading| (*heading, self.time(sheet, *heading))).collect();
                self.among(item, sheet, label, timed)
            }),
        }
    }

    /// The answer under headings that are each an option: `填报情况（是）`, `填报情况（否）`.
    fn under_own_options(&self, item: usize, sheet: usize, label: Area, headings: &[Area]) -> Option<Place> {
        let page = &self.pages[sheet];
        let cell = |heading: &Area| page.span(Position::new(label.first.row, heading.first.col)).first;
        let headed: Vec<Headed> = headings.iter().map(|heading| (cell(heading), heading.first)).collect();
        self.by_option(item, sheet, &headed)
    }

    /// The answer under one of several headings: under those of the return's own period where some are, else under the
    /// one that is filled in. Where several are, nothing decides.
    fn among(&self, item: usize, sheet: usize, label: Area, headings: TimedRow) -> Option<Place> {
        let best = headings.iter().map(|(_, time)| *time).min()?;
        let best = headings.iter().filter(|(_, time)| *time == best);
        let mut places: Vec<Place> = best.filter_map(|timed| self.under_timed(item, sheet, label, *timed)).collect();
        if places.is_empty() {
            return None;
        }
        let content = |place: &Place| self.pages[sheet].at(place.at);
        let filled: Vec<usize> = (0..places.len()).filter(|place| content(&places[*place]).is_some()).collect();
        let is_same = filled.windows(2).all(|pair| content(&places[pair[0]]) == content(&places[pair[1]]));
        match filled[..] {
            [_, _, ..] if !is_same => Some(Place::between(filled.iter().map(|place| places[*place].at).collect())),
            [first, ..] => Some(places.swap_remove(first)),
            [] => Some(places.swap_remove(0)),
        }
    }

    /// The answer under one heading, in doubt where that is of another period.
    fn under_timed(&self, item: usize, sheet: usize, label: Area, (heading, time): (Area, Time)) -> Option<Place> {
        let place = self.under(item, sheet, label, heading)?;
        let other = Doubted { unsure: Unsure::Another, heading: heading.first };
        let is_other = time == Time::Other && place.doubted.is_none();
        Some(if is_other { Place { doubted: Some(other), ..place } } else { place })
    }

    /// The answer under headings that name several periods; `None` where no row above the label does.
    fn by_time(&self, item: usize, sheet: usize, label: Area) -> Option<Option<Place>> {
        let headings = self.periods_above(sheet, label);
        (headings.len() > 1).then(|| self.among(item, sheet, label, headings))
    }

    /// The place on the label's row in the columns of a heading.
    fn under(&self, item: usize, sheet: usize, label: Area, heading: Area) -> Option<Place> {
        let place = self.in_columns(item, sheet, label, heading)?;
        Some(self.below_hinted(item, sheet, heading, place))
    }

    fn in_columns(&self, item: usize, sheet: usize, label: Area, heading: Area) -> Option<Place> {
        let page = &self.pages[sheet];
        let columns = heading.first.col..=heading.last.col.min(heading.first.col + WIDEST);
        let cells = columns.map(|col| page.span(Position::new(label.first.row, col)).first);
        let mut cells: Vec<Position> = cells.filter(|at| !label.contains(*at)).collect();
        cells.dedup();
        let first = *cells.first()?;
        match cells.iter().find(|at| page.at(**at).is_some()) {
            None => Some(self.before(item, sheet, label, heading).unwrap_or(Place::of(first))),
            Some(_) if cells.len() > 1 => Some(self.split(item, sheet, label, heading, &cells)),
            Some(filled) => Some(Place::of(*filled)),
        }
    }

    /// The answer in one of several filled or blank cells under one heading.
    fn split(&self, item: usize, sheet: usize, label: Area, heading: Area, cells: &[Position]) -> Place {
        let page = &self.pages[sheet];
        let filled: Vec<Position> = cells.iter().copied().filter(|at| page.at(*at).is_some()).collect();
        if let Some(place) = self.under_options(item, sheet, label, heading, cells) {
            return place;
        }
        let Some(under) = self.under_subheadings(item, sheet, label, heading, cells) else {
            let first = filled[0];
            let is_unclear = page.at(first).is_some_and(is_tick_alone) && is_ticked_elsewhere(page, heading, first.col);
            return if is_unclear { Place::between(filled) } else { Place::of(first) };
        };
        let answers: Vec<(Position, &Mark)> = under.iter().copied().filter(|(at, _)| page.at(*at).is_some()).collect();
        let is_ticked = |(at, _): &(Position, &Mark)| page.at(*at).is_some_and(is_tick_alone);
        let ticked = || answers.iter().map(|(at, mark)| (*at, mark.at)).collect::<Vec<Headed>>();
        let is_choice = self.layout.survey.items[item].kind == KindName::Choices;
        match answers[..] {
            [] => Place::of(under.first().map_or(cells[0], |(at, _)| *at)),
            [only] if !is_ticked(&only) => Place::of(only.0),
            [_] => self.ticked(item, page, &ticked()),
            _ if is_choice && answers.iter().all(is_ticked) => self.ticked(item, page, &ticked()),
            _ => Place::between(answers.iter().map(|(at, _)| *at).collect()),
        }
    }

    /// The words above ticks, where the item takes them for an answer.
    pub(super) fn ticked(&self, item: usize, page: &Page, answers: &[Headed]) -> Place {
        let words = answers.iter().filter_map(|(_, heading)| match page.at(*heading) {
            Some(Content::Text(text)) => Some(text.trim()),
            _ => None,
        });
        let words = words.collect::<Vec<_>>().join(options::BETWEEN);
        let places = answers.iter().map(|(at, _)| *at).collect();
        match self.understood(item, &Content::Text(words.clone())).state {
            State::Answered => Place { words: Some(words), ..Place::of(answers[0].0) },
            _ => Place::between(places),
        }
    }

    /// The cells of a row that stand under headings of their own below a heading merged over them, without those of
    /// remarks, of units of measure and of other periods; `None` where the columns have no such headings.
    fn under_subheadings(
        &self,
        item: usize,
        sheet: usize,
        label: Area,
        heading: Area,
        cells: &[Position],
    ) -> Option<Vec<(Position, &Mark)>> {
        let page = &self.pages[sheet];
        let row = subheadings_below(page, label, heading)?;
        let headed = cells.iter().filter_map(|at| Some((*at, page.mark(page.span(Position::new(row, at.col)).first)?)));
        let mut headed: Vec<(Position, &Mark)> = headed.filter(|(_, mark)| mark.at.row == row).collect();
        if headed.len() < 2 {
            return None;
        }
        headed.retain(|(at, mark)| {
            let is_unit = page.at(*at).is_some_and(|content| self.is_beside_the_point(item, page, *at, content));
            !is_unit && mark.fit_for(Role::Remarks).is_none()
        });
        let time = |mark: &Mark| self.time(sheet, page.span(mark.at));
        let best = headed.iter().map(|(_, mark)| time(mark)).min();
        headed.retain(|(_, mark)| Some(time(mark)) == best);
        Some(headed)
    }

    /// The answer under headings that are each an option, below a heading merged over them.
    fn under_options(
        &self,
        item: usize,
        sheet: usize,
        label: Area,
        heading: Area,
        cells: &[Position],
    ) -> Option<Place> {
        let page = &self.pages[sheet];
        let row = subheadings_below(page, label, heading)?;
        let headed = cells.iter().map(|at| (*at, page.span(Position::new(row, at.col)).first));
        self.by_option(item, sheet, &headed.collect::<Vec<Headed>>())
    }

    /// An answer between a label and the heading's column, which has nothing for it: there it stands where the area
    /// merged around both is gone.
    fn before(&self, item: usize, sheet: usize, label: Area, heading: Area) -> Option<Place> {
        let page = &self.pages[sheet];
        let row = label.first.row;
        let is_answer = |at: &Position| {
            page.at(*at).is_some_and(|content| self.is_stray_answer(item, page, *at, content))
                && !is_headed_otherwise(page, label, heading, at.col)
        };
        let columns = label.last.col + 1..heading.first.col.min(label.last.col + WIDEST);
        let mut found: Vec<Position> = columns.map(|col| Position::new(row, col)).filter(is_answer).collect();
        let first = *found.first()?;
        found.extend(self.going_on_below(sheet, label, first));
        let instead = page.span(Position::new(row, heading.first.col)).first;
        match found.len() {
            1 => Some(Place { instead: Some(instead), ..Place::of(first) }),
            _ => Some(Place::between(found)),
        }
    }

    fn is_stray_answer(&self, item: usize, page: &Page, at: Position, content: &Content) -> bool {
        let is_form = page.mark(at).is_some_and(Mark::is_form) || is_footnote(content);
        let is_hint = matches!(content, Content::Text(text) if is_in_brackets(text));
        !is_form
            && !is_hint
            && !self.is_beside_the_point(item, page, at, content)
            && self.understood(item, content).state == State::Answered
    }

    /// The cells below an answer that were merged with it: on rows that hold nothing else.
    fn going_on_below(&self, sheet: usize, label: Area, answer: Position) -> Vec<Position> {
        let page = &self.pages[sheet];
        let only = |row: u32| {
            let mut filled = page.filled(row);
            filled.next().filter(|(at, _)| at.col == answer.col && filled.next().is_none()).map(|(at, _)| at)
        };
        (label.last.row + 1..).map_while(only).collect()
    }

    pub(super) fn understood(&self, item: usize, content: &Content) -> Reading {
        self.layout.readings.understand(item, Some(content), self.layout.survey)
    }

    /// The next filled cell right of a label, else the next blank one, outside of some columns.
    pub(super) fn next_right(&self, item: usize, sheet: usize, label: Area, without: &[Area]) -> Option<Position> {
        let page = &self.pages[sheet];
        let remarks = self.heading_above(sheet, label, Role::Remarks);
        let earlier = self.periods_above(sheet, label);
        let (mut blank, mut n_blank, mut col) = (None, 0, label.last.col + 1);
        while n_blank <= GAP_RIGHT {
            let span = page.span(Position::new(label.first.row, col));
            let is_under = |heading: &Area| (heading.first.col..=heading.last.col).contains(&col);
            if remarks.as_ref().is_some_and(is_under) {
                break;
            }
            match page.at(span.first) {
                _ if without.iter().any(is_under) => {}
                _ if earlier.iter().any(|(heading, _)| is_under(heading)) => {}
                Some(content) if self.is_beside_the_point(item, page, span.first, content) => {}
                Some(_) if page.mark(span.first).is_some_and(Mark::is_form) => break,
                Some(content) if self.numbers_the_next(page, label, span, content) => break,
                Some(_) => return Some(span.first),
                None => {
                    blank.get_or_insert(span.first);
                    n_blank += 1;
                }
            }
            col = span.last.col + 1;
        }
        blank
    }

    /// Whether a number stands right before the label of another item and not right behind this one: it is that item's.
    pub(super) fn numbers_the_next(&self, page: &Page, label: Area, at: Area, content: &Content) -> bool {
        let is_number = match content {
            Content::Number(number) => number.fract() == 0.0,
            Content::Text(text) => plain(text).trim().trim_end_matches(['.', '、']).parse::<u32>().is_ok(),
            _ => false,
        };
        let next = page.span(Position::new(label.first.row, at.last.col + 1)).first;
        let is_label = |mark: &Mark| mark.roles.iter().any(|(_, role)| role.is_item());
        is_number && at.first.col > label.last.col + 1 && page.mark(next).is_some_and(is_label)
    }

    /// Another wording of the same label, or the unit of measure.
    pub(super) fn is_beside_the_point(&self, item: usize, page: &Page, at: Position, content: &Content) -> bool {
        let unit = &self.layout.survey.items[item].unit;
        let is_unit = matches!(content, Content::Text(text) if [unit.zh.as_str(), &unit.en].contains(&text.trim()) && !text.trim().is_empty());
        is_unit || page.mark(at).is_some_and(|mark| mark.fit_for(Role::Item(item)).is_some())
    }

    /// Whether a label is so wide that it lies under the heading of the answers itself.
    fn spans_heading(&self, sheet: usize, label: Area) -> bool {
        let page = &self.pages[sheet];
        let columns = label.first.col..=label.last.col;
        let mut headings = page.headings(Role::Answer).map(|(at, _)| at);
        headings.any(|at| at.row < label.first.row && at.col > label.first.col && columns.contains(&at.col))
    }

    /// The headings of answers in the nearest row above a label and right of it, left to right. Behind the label of
    /// another item on the same row begins that one's own column.
    fn headings_above(&self, sheet: usize, label: Area) -> Vec<Area> {
        let page = &self.pages[sheet];
        let mut above: Vec<Area> = self.free_headings(sheet, label, Role::Answer).collect();
        let nearest = above.iter().map(|span| span.last.row).max();
        above.retain(|span| Some(span.last.row) == nearest);
        above.sort_by_key(|span| span.first.col);
        if let [first, _, ..] = above[..] {
            let is_between = |mark: &&Mark| mark.is_form() && mark.at.col > first.last.col;
            let next = page.marks_of_row(label.first.row).iter().find(is_between).map_or(u32::MAX, |mark| mark.at.col);
            above.retain(|span| span.first.col < next);
        }
        above
    }

    /// The nearest heading above a label and right of it; in the same row the nearest to its right.
    pub(super) fn heading_above(&self, sheet: usize, label: Area, role: Role) -> Option<Area> {
        let above = self.free_headings(sheet, label, role);
        above.min_by_key(|span| (u32::MAX - span.last.row, span.first.col))
    }

    fn free_headings(&self, sheet: usize, label: Area, role: Role) -> impl Iterator<Item = Area> {
        let headings = self.pages[sheet].headings(role);
        let above = headings.filter(move |(_, span)| span.last.row < label.first.row && span.last.col > label.last.col);
        above.filter(move |(at, _)| !self.taken.contains(&Cell { sheet, at: *at })).map(|(_, span)| span)
    }
}

/// The row of headings below a heading merged over them, where no items stand in it.
fn subheadings_below(page: &Page, label: Area, heading: Area) -> Option<u32> {
    let row = heading.last.row + 1;
    let has_items = || page.marks_of_row(row).iter().any(|mark| mark.roles.iter().any(|(_, role)| role.is_item()));
    (row < label.first.row && !has_items()).then_some(row)
}

/// Whether another column of a heading is ticked on some row, so that a tick means something by its column.
fn is_ticked_elsewhere(page: &Page, heading: Area, col: u32) -> bool {
    let columns = heading.first.col..=heading.last.col;
    let below = &page.sheet.cells[page.sheet.cells.partition_point(|(at, _)| at.row <= heading.last.row)..];
    below.iter().any(|(at, content)| at.col != col && columns.contains(&at.col) && is_tick_alone(content))
}

/// Whether a column between label and answers has a heading of its own, such as that of the units of measure. The
/// heading of the labels is none, however wide.
fn is_headed_otherwise(page: &Page, label: Area, heading: Area, col: u32) -> bool {
    let has_labels = |span: Area| {
        let below = page.marks.iter().filter(|mark| mark.at.row > span.last.row);
        let mut labels = below.filter(|mark| mark.roles.iter().any(|(_, role)| role.is_item()));
        labels.any(|mark| (span.first.col..=span.last.col).contains(&mark.at.col))
    };
    let mut spans = (heading.first.row..=heading.last.row).map(|row| page.span(Position::new(row, col)));
    spans.any(|span| span.first.col > label.last.col && page.at(span.first).is_some() && !has_labels(span))
}

fn is_in_brackets(text: &str) -> bool {
    let words = plain(text);
    let words = words.trim();
    words.starts_with(['(', '[', '【', '〔']) && words.ends_with([')', ']', '】', '〕'])
}

#[cfg(test)]
mod tests;
