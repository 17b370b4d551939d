//! Headings over the columns right of the labels where the survey's own heading of answers is nowhere above them.

use crate::answer::State;
use crate::collect::columns::Place;
use crate::collect::instructed;
use crate::collect::label::without_hint;
use crate::collect::layout::Role;
use crate::collect::locate::{Cell, Located, Search, Spot};
use crate::collect::options::{Headed, is_tick_alone};
use crate::collect::page::{Mark, Page};
use crate::collect::times::{EARLIER, Time};
use crate::collect::understood::{Question, Reader};
use crate::collect::wordings::{self, Sort};
use crate::finding::{Finding, Severity};
use crate::sheet::{Area, Content, Position, plain};
use crate::survey::KindName;
use crate::text::{collect, headings as say};

/// A row with more cells above the items heads no columns of answers.
const MOST_HEADINGS: usize = 64;

/// A longer text is no heading.
const LONGEST: usize = 20;

/// Headings are looked for among so many cells of a sheet: behind them stand lists.
const MOST_CELLS: usize = 5_000;

/// What makes it unsure that a cell is the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsure {
    /// It says something else than the option above it.
    Contradicted,
    /// The heading above it is of something else than answers.
    Another,
    /// Nobody knows what the heading above it means.
    Unknown,
}

/// A doubt, and the heading that raises it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubted {
    /// What is unsure.
    pub unsure: Unsure,
    /// Where the heading stands.
    pub heading: Position,
}

/// A heading over columns right of the labels.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    area: Area,
    sort: Sort,
    time: Time,
}

impl Head {
    fn covers(&self, col: u32) -> bool {
        (self.area.first.col..=self.area.last.col).contains(&col)
    }

    /// Whether answers may stand below it where it is not alone.
    fn is_candidate(&self) -> bool {
        self.time != Time::Other && matches!(self.sort, Sort::Answer | Sort::Amount | Sort::Rate | Sort::Unknown)
    }

    /// The place of an answer below it, with the doubt that it raises.
    fn place(&self, at: Position, kind: KindName) -> Place {
        let unsure = match self.sort {
            _ if self.time == Time::Other => Some(Unsure::Another),
            Sort::Another => Some(Unsure::Another),
            Sort::Rate => of_rate(kind),
            Sort::Part | Sort::Aside | Sort::Unknown if self.time != Time::Own => Some(Unsure::Unknown),
            _ => None,
        };
        let doubted = unsure.map(|unsure| Doubted { unsure, heading: self.area.first });
        Place { doubted, ..Place::of(at) }
    }
}

/// What is unsure of an answer below a heading of rates.
fn of_rate(kind: KindName) -> Option<Unsure> {
    match kind {
        KindName::Percent => None,
        KindName::Integer | KindName::Decimal => Some(Unsure::Another),
        _ => Some(Unsure::Unknown),
    }
}

impl Search<'_> {
    /// The place of an answer right of a label without the survey's heading: below what heads the columns otherwise,
    /// and where nothing does, in the next cell.
    pub(super) fn without_heading(&self, item: usize, sheet: usize, label: Area) -> Option<Place> {
        let heads = self.heads_right_of(sheet, label);
        if heads.is_empty() {
            return self.next_right(item, sheet, label, &[]).map(Place::of);
        }
        let row = label.first.row;
        let page = &self.pages[sheet];
        let headed: Vec<Headed> = heads.iter().map(|head| (cell_below(page, head, row), head.area.first)).collect();
        self.by_option(item, sheet, &headed).or_else(|| {
            let candidates = candidates(&heads, self.layout.survey.items[item].kind);
            match candidates[..] {
                [] => self.beside_all(item, sheet, label, &heads),
                _ => self.among_candidates(item, sheet, label, (&heads, &candidates)),
            }
        })
    }

    /// The answer where no heading is one of answers: before the first of them, else below it and in doubt.
    fn beside_all(&self, item: usize, sheet: usize, label: Area, heads: &[Head]) -> Option<Place> {
        let next = self.of_another_time(item, sheet, label, heads);
        let next = next.or_else(|| self.next_right(item, sheet, label, &[]))?;
        let unheaded = self.next_right(item, sheet, label, &areas(heads));
        if let Some(unheaded) = unheaded.filter(|at| at.col < next.col || self.pages[sheet].at(*at).is_some()) {
            return Some(Place::of(unheaded));
        }
        let kind = self.layout.survey.items[item].kind;
        Some(heads.iter().find(|head| head.covers(next.col)).map_or(Place::of(next), |head| head.place(next, kind)))
    }

    /// The answer below the only heading, where that is of another period.
    fn of_another_time(&self, item: usize, sheet: usize, label: Area, heads: &[Head]) -> Option<Position> {
        let page = &self.pages[sheet];
        let mut other = heads.iter().filter(|head| head.time == Time::Other);
        let only = other.next().filter(|_| other.next().is_none())?;
        Some(cell_below(page, only, label.first.row)).filter(|at| self.may_be_answer(item, page, *at))
    }

    /// The answer below one of the headings that may be of answers. A column without any heading goes before those of
    /// which nobody knows what they mean.
    fn among_candidates(
        &self,
        item: usize,
        sheet: usize,
        label: Area,
        (heads, candidates): (&[Head], &[Head]),
    ) -> Option<Place> {
        let page = &self.pages[sheet];
        let unheaded = self.next_right(item, sheet, label, &areas(heads)).filter(|at| page.at(*at).is_some());
        let is_sure = matches!(candidates, [only] if only.sort == Sort::Answer);
        if let Some(at) = unheaded.filter(|_| !is_sure) {
            return Some(Place::of(at));
        }
        let cells = candidates.iter().map(|head| (cell_below(page, head, label.first.row), *head));
        let (filled, blank): (Vec<(Position, Head)>, Vec<_>) =
            cells.partition(|(at, _)| self.may_be_answer(item, page, *at));
        let is_same = filled.windows(2).all(|pair| page.at(pair[0].0) == page.at(pair[1].0));
        match filled[..] {
            [] => unheaded.map(Place::of).or_else(|| self.blank(item, page, label, (heads, &blank))),
            [_, _, ..] if !is_same => Some(Place::between(filled.iter().map(|(at, _)| *at).collect())),
            [(at, head), ..] => Some(self.below_head(item, sheet, (at, head), candidates.len())),
        }
    }

    fn may_be_answer(&self, item: usize, page: &Page, at: Position) -> bool {
        let is_form = page.mark(at).is_some_and(Mark::is_form);
        page.at(at).is_some_and(|content| !is_form && !self.is_beside_the_point(item, page, at, content))
    }

    /// An answer below one of so many headings: a tick is none by itself where there are several.
    fn below_head(&self, item: usize, sheet: usize, (at, head): (Position, Head), n_candidates: usize) -> Place {
        let page = &self.pages[sheet];
        let headed = (at, head.area.first);
        let is_tick = page.at(at).is_some_and(is_tick_alone);
        let by_option = self.by_only_option(item, sheet, headed);
        by_option.unwrap_or_else(|| match is_tick && n_candidates > 1 {
            true => self.ticked(item, page, &[headed]),
            false => head.place(at, self.layout.survey.items[item].kind),
        })
    }

    /// The blank cell in which the answer was expected; beside an answer in another column it is unsure.
    fn blank(
        &self,
        item: usize,
        page: &Page,
        label: Area,
        (heads, blank): (&[Head], &[(Position, Head)]),
    ) -> Option<Place> {
        let (first, _) = *blank.first()?;
        let aside = (blank.len() == 1).then(|| self.answered_aside(item, page, label, heads)).flatten();
        Some(aside.map_or(Place::of(first), |aside| Place::between(vec![first, aside])))
    }

    /// An answer below a heading of a part, or of which nobody knows what it means, where the cell of the answers is blank.
    fn answered_aside(&self, item: usize, page: &Page, label: Area, heads: &[Head]) -> Option<Position> {
        if self.layout.survey.items[item].kind == KindName::Text {
            return None;
        }
        let may_mean_it =
            |head: &&Head| matches!(head.sort, Sort::Part | Sort::Rate | Sort::Unknown) && head.time == Time::Open;
        heads
            .iter()
            .filter(may_mean_it)
            .map(|head| cell_below(page, head, label.first.row))
            .find(|at| page.at(*at).is_some_and(|content| self.understood(item, content).state == State::Answered))
    }

    /// The headings over the columns between a label and the next one on its row.
    fn heads_right_of(&self, sheet: usize, label: Area) -> Vec<Head> {
        let page = &self.pages[sheet];
        let heads = self.heads[sheet].get_or_init(|| self.heads_of(page, sheet));
        let is_next = |mark: &&Mark| mark.is_form() && mark.at.col > label.last.col;
        let next = page.marks_of_row(label.first.row).iter().find(is_next).map_or(u32::MAX, |mark| mark.at.col);
        let is_right = |head: &&Head| {
            let columns = head.area.first.col;
            columns > label.last.col && columns < next && head.area.last.row < label.first.row
        };
        heads.iter().filter(is_right).copied().collect()
    }

    /// The headings in the nearest row above the first item that says anything right of its label.
    fn heads_of(&self, page: &Page, sheet: usize) -> Vec<Head> {
        let is_item = |mark: &&Mark| mark.roles.iter().any(|(_, role)| role.is_item());
        let Some(first) = page.marks.iter().find(is_item) else { return Vec::new() };
        let label = page.span(first.at);
        let above = page.sheet.cells.iter().take_while(|(at, _)| at.row < first.at.row).take(MOST_CELLS);
        let mut rows: Vec<u32> = above.map(|(at, _)| at.row).collect();
        rows.dedup();
        let right = |row: u32| -> Vec<(Position, &Content)> {
            let shown = page.filled(row).filter(|(at, _)| page.span(*at).first == *at);
            shown.filter(|(at, _)| at.col > label.last.col).take(MOST_HEADINGS + 1).collect()
        };
        let says_something = |row: &u32| !right(*row).is_empty() && !is_of_numbers(page, *row);
        let Some(row) = rows.into_iter().rev().find(says_something) else { return Vec::new() };
        if !is_heading_row(page, row, label) {
            return Vec::new();
        }
        let headed = right(row)
            .into_iter()
            .filter(|(at, _)| page.mark(*at).is_none_or(|mark| mark.fit_for(Role::Remarks).is_none()));
        let head = |(at, content): (Position, &Content)| {
            let area = page.span(at);
            let sort = wordings::sort(&content.to_string(), self.layout.survey);
            Head { area, sort, time: self.time(sheet, area) }
        };
        headed.map(head).collect()
    }
}

/// The headings that may be of answers: of the return's own period where some are, and only the one that speaks of
/// answers where one does. A rate answers a question of one, any other only where nothing else may.
fn candidates(heads: &[Head], kind: KindName) -> Vec<Head> {
    let mut candidates: Vec<Head> = heads.iter().copied().filter(Head::is_candidate).collect();
    if kind != KindName::Percent && candidates.iter().any(|head| head.sort != Sort::Rate) {
        candidates.retain(|head| head.sort != Sort::Rate);
    }
    let best = candidates.iter().map(|head| head.time).min();
    candidates.retain(|head| Some(head.time) == best);
    let answers: Vec<Head> = candidates.iter().copied().filter(|head| head.sort == Sort::Answer).collect();
    if answers.len() == 1 { answers } else { candidates }
}

fn areas(heads: &[Head]) -> Vec<Area> {
    heads.iter().map(|head| head.area).collect()
}

/// The first filled cell on a row below a heading, else the first.
fn cell_below(page: &Page, head: &Head, row: u32) -> Position {
    let last = head.area.last.col.min(head.area.first.col + MOST_HEADINGS as u32);
    let mut cells = (head.area.first.col..=last).map(|col| page.span(Position::new(row, col)).first);
    let filled = cells.clone().find(|at| page.at(*at).is_some());
    filled.or_else(|| cells.next()).unwrap_or(Position::new(row, head.area.first.col))
}

/// Whether a row above the items holds short words, one of them over the labels, and nothing of the form's head.
fn is_heading_row(page: &Page, row: u32, label: Area) -> bool {
    let cells: Vec<(Position, &Content)> = page.filled(row).take(MOST_HEADINGS + 1).collect();
    let is_word = |(at, content): &(Position, &Content)| {
        let Content::Text(text) = content else { return false };
        let is_heading = |role: &Role| matches!(role, Role::Answer | Role::Remarks);
        let is_of_head = page.mark(*at).is_some_and(|mark| !mark.roles.iter().all(|(_, role)| is_heading(role)));
        !is_of_head
            && text.trim().chars().count() <= LONGEST
            && !wordings::is_of_head(text)
            && !wordings::is_number_with_hint(text)
    };
    let is_over_labels = page.at(Position::new(row, label.first.col)).is_some()
        || cells.first().is_some_and(|(at, _)| at.col <= label.last.col);
    cells.len() <= MOST_HEADINGS && is_over_labels && cells.iter().all(is_word)
}

/// Whether a row numbers the columns: `甲 | 乙 | 1 | 2`.
fn is_of_numbers(page: &Page, row: u32) -> bool {
    page.filled(row).take(MOST_HEADINGS).all(|(_, content)| match content {
        Content::Number(_) => true,
        Content::Text(text) => wordings::is_number_of_column(text),
        _ => false,
    })
}

/// Behind these a hint of a heading says how it is filled in.
const INSTRUCTIONS: &[&str] =
    &["请", "如", "按", "见", "参", "打", "选", "若", "填写", "必填", "please", "enter", "see"];

impl Search<'_> {
    /// A place below a heading in the survey's own words, in doubt where the hint behind them is of something else.
    pub(super) fn below_hinted(&self, item: usize, sheet: usize, heading: Area, place: Place) -> Place {
        let is_below = (heading.first.col..=heading.last.col).contains(&place.at.col);
        if !is_below || place.doubted.is_some() || !self.is_hinted(sheet, heading) {
            return place;
        }
        let unsure = self.hint_unsure(sheet, heading.first, self.layout.survey.items[item].kind);
        let doubted = unsure.map(|unsure| Doubted { unsure, heading: heading.first });
        Place { doubted, ..place }
    }

    fn hint_unsure(&self, sheet: usize, heading: Position, kind: KindName) -> Option<Unsure> {
        let Some(Content::Text(text)) = self.pages[sheet].at(heading) else { return None };
        let text = plain(text).to_lowercase();
        let hint = &instructed::without(&text[without_hint(&text).len()..], instructed::is_beside);
        let tells_how = || wordings::says(hint, INSTRUCTIONS) && !wordings::says(hint, EARLIER);
        if hint.is_empty() || tells_how() {
            return None;
        }
        let is_of_other_time = self.time_of(hint) == Some(Time::Other) && !instructed::is_instruction(hint);
        match wordings::sort(hint.trim_matches(|c: char| !c.is_alphanumeric()), self.layout.survey) {
            _ if is_of_other_time => Some(Unsure::Another),
            Sort::Another => Some(Unsure::Another),
            Sort::Rate => of_rate(kind),
            _ => None,
        }
    }
}

/// An error where a filled cell cannot be taken for the answer because of the heading above it.
pub fn refused(reader: &Reader, question: Question, spot: &Spot, content: Option<&Content>) -> Option<Finding> {
    let Doubted { unsure, heading } = spot.doubted?;
    let (rule, message, remedy) = match unsure {
        Unsure::Contradicted => ("mark-contradicts-heading", say::MARK_CONTRADICTS, say::MARK_CONTRADICTS_REMEDY),
        Unsure::Another => ("another-heading", say::ANOTHER_HEADING, say::ANOTHER_HEADING_REMEDY),
        Unsure::Unknown => return None,
    };
    let value = content?.to_string();
    let heading = heading_words(reader, Cell { at: heading, ..spot.cell });
    let label = question.item.label.get(reader.lang);
    let values = [("item", label), ("value", value.trim()), ("heading", &heading)];
    let (message, remedy) = (message.say(reader.lang, &values), remedy.say(reader.lang, &values));
    let finding = Finding::new(rule, Severity::Error, message, remedy).at(&reader.origin(spot.cell));
    Some(Finding { item: question.id.to_string(), value, ..finding })
}

/// One query for all answers of a form that were read under headings of which nobody knows what they mean; none where
/// the survey has no heading of its own.
pub fn unknown_headings(search: &Search, reader: &Reader, located: &[Located]) -> Option<Finding> {
    let unknown = |located: &Located| match located {
        Located::At(spot) => {
            let doubted = spot.doubted.filter(|doubted| doubted.unsure == Unsure::Unknown)?;
            search.content(spot).map(|_| Cell { at: doubted.heading, ..spot.cell })
        }
        _ => None,
    };
    let has_own = !reader.survey.form.answer.is_empty();
    let mut cells: Vec<Cell> = located.iter().filter(|_| has_own).filter_map(unknown).collect();
    cells.sort_unstable();
    cells.dedup();
    let first = *cells.first()?;
    let words: Vec<String> = cells.iter().map(|cell| heading_words(reader, *cell)).collect();
    let words = words.join(collect::LIST_SEPARATOR.text(reader.lang));
    let message = say::UNKNOWN_HEADING.say(reader.lang, &[("value", &words)]);
    let remedy = say::UNKNOWN_HEADING_REMEDY.say(reader.lang, &[]);
    let finding = Finding::new("unknown-heading", Severity::Query, message, remedy).at(&reader.origin(first));
    Some(Finding { value: words, ..finding })
}

fn heading_words(reader: &Reader, cell: Cell) -> String {
    let words = reader.pages[cell.sheet].at(cell.at).map(ToString::to_string).unwrap_or_default();
    words.trim().to_string()
}

#[cfg(test)]
mod tests;
