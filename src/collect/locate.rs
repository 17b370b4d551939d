//! Finds the sheets that hold the form, the label of each item, and the cell in which its answer stands.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use foldhash::{HashSet, HashSetExt};

use crate::collect::bracketed;
use crate::collect::columns::Place;
use crate::collect::foreign::{Doubted, Head};
use crate::collect::label::{Fit, Label};
use crate::collect::layout::{Layout, Role};
use crate::collect::page::{Mark, Page};
use crate::collect::times::TimedRow;
use crate::period::Period;
use crate::sheet::{Area, Content, DefinedName, Position};
use crate::survey::{Direction, Item, KindName};

/// How far below its label an answer may stand.
const GAP_BELOW: u32 = 3;

/// So many texts of a sheet are compared with a label that is not there by its own words, the first ones: behind them
/// stand lists. An item that is not found among them is reported as not found.
const MOST_SEARCHED: usize = 20_000;

/// With these words begins what offices write under a form; it is never an answer.
const FOOTNOTES: &[&str] = &[
    "注",
    "备注",
    "说明",
    "填表",
    "填报",
    "审核",
    "联系",
    "单位负责人",
    "负责人",
    "制表",
    "签字",
    "盖章",
    "单位盖章",
    "note",
];

/// A cell on one of the workbook's sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// The sheet's place in the workbook.
    pub sheet: usize,
    /// The cell; in a merged area its first.
    pub at: Position,
}

/// Where an answer stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The cell.
    pub cell: Cell,
    /// The label that led there; `None` for a defined name or a fixed cell.
    pub label: Option<Cell>,
    /// How well the label fits.
    pub fit: Fit,
    /// The answer itself, where it stands in the label's own cell after a colon, or above a tick.
    pub within: Option<String>,
    /// The cells of which each may be the answer and nothing tells which; empty where it is known.
    pub rivals: Vec<Position>,
    /// The blank cell in which the answer was expected.
    pub instead: Option<Position>,
    /// Why the cell may not be the answer.
    pub doubted: Option<Doubted>,
}

impl Spot {
    fn new(cell: Cell, label: Option<Cell>, fit: Fit) -> Spot {
        Spot { cell, label, fit, within: None, rivals: Vec::new(), instead: None, doubted: None }
    }
}

/// What looking for an item gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Located {
    /// One place.
    At(Spot),
    /// Several labels that fit equally well.
    Twice(Vec<Cell>),
    /// No place.
    Missing,
}

/// The sheets of a workbook, and which of them hold the form.
pub struct Search<'a> {
    /// What is looked for.
    pub layout: &'a Layout<'a>,
    /// All sheets.
    pub pages: &'a [Page<'a>],
    /// The sheets that hold the form, best first.
    pub form: Vec<usize>,
    /// Headings of repeating tables: no labels of items.
    pub taken: HashSet<Cell>,
    /// The period that the return declares, where it does.
    pub own: Option<Period>,
    /// The headings of each sheet that name periods, once they are asked for.
    pub(super) timed: Vec<OnceCell<Vec<TimedRow>>>,
    /// The headings of each sheet over the columns right of the items' labels, once they are asked for.
    pub(super) heads: Vec<OnceCell<Vec<Head>>>,
    /// The rows of each sheet in which items are explained, once they are asked for.
    pub(super) explained: Vec<OnceCell<Vec<Range<u32>>>>,
}

impl<'a> Search<'a> {
    /// Prepares to look for the items on the sheets that hold the form.
    pub fn new(layout: &'a Layout<'a>, pages: &'a [Page<'a>], form: Vec<usize>) -> Search<'a> {
        let timed = pages.iter().map(|_| OnceCell::new()).collect();
        let heads = pages.iter().map(|_| OnceCell::new()).collect();
        let explained = pages.iter().map(|_| OnceCell::new()).collect();
        Search { layout, pages, form, taken: HashSet::new(), own: None, timed, heads, explained }
    }

    /// Looks for one item: by its defined name, by its label, in its label's own cell, in its fixed cell.
    pub fn item(&self, item: usize, names: &[DefinedName]) -> Located {
        let named = self.named(&self.layout.survey.items[item], names);
        if let Some(spot) = named.as_ref().filter(|spot| self.is_filled(spot)) {
            return Located::At(spot.clone());
        }
        match self.labelled(item) {
            Located::At(spot) if self.is_filled(&spot) => Located::At(spot),
            labelled => self.where_nothing_stands(item, named, labelled),
        }
    }

    /// The place of an item where nothing stands at its name and beside its label.
    fn where_nothing_stands(&self, item: usize, named: Option<Spot>, labelled: Located) -> Located {
        let behind = match &labelled {
            Located::At(spot) => self.behind_label(item, spot),
            _ => None,
        };
        match (behind.or(named), labelled) {
            (Some(spot), _) => Located::At(spot),
            (None, Located::Missing) => {
                let spot = self.within(item).or_else(|| self.fixed(item));
                spot.map_or(Located::Missing, Located::At)
            }
            (None, found) => found,
        }
    }

    /// The remark on the row of an answer.
    pub fn remark(&self, spot: &Spot) -> Option<String> {
        let label = spot.label?;
        let page = &self.pages[label.sheet];
        let span = page.span(label.at);
        let heading = self.heading_above(label.sheet, span, Role::Remarks)?;
        let at = Position::new(span.first.row, heading.first.col);
        let is_answer = page.span(at).first == spot.cell.at || span.contains(at);
        let content = (!is_answer).then(|| page.at(at)).flatten()?;
        Some(content.to_string().trim().to_string())
    }

    /// What a spot's cell shows. Right of a label that has room for no answer may stand another label: no answer.
    pub fn content(&self, spot: &Spot) -> Option<Cow<'a, Content>> {
        if let Some(words) = &spot.within {
            return Some(Cow::Owned(Content::Text(words.clone())));
        }
        let page = &self.pages[spot.cell.sheet];
        let content = page.at(spot.cell.at)?;
        let is_label = || spot.label.is_some() && page.mark(spot.cell.at).is_some_and(Mark::is_form);
        (!is_label()).then_some(Cow::Borrowed(content))
    }

    /// Where an answer was expected that a label led to in another place: its own cell, else the sheets that the survey
    /// names. `None` where it stands there, and where the survey gives it neither: then its label is its place, and
    /// nowhere is elsewhere.
    pub fn expected_instead(&self, item: &Item, spot: &Spot) -> Option<String> {
        let named = &self.layout.survey.form.sheets;
        let page = &self.pages[spot.cell.sheet];
        spot.label?;
        if let Some(instead) = spot.instead {
            return Some(instead.to_string());
        }
        if let Some(at) = item.cell.as_ref().and_then(|cell| Position::parse(cell)) {
            return (page.span(at).first != spot.cell.at).then(|| at.to_string());
        }
        let is_named = |sheet: usize| named.contains(&self.pages[sheet].sheet.name);
        let has_named = (0..self.pages.len()).any(is_named);
        (has_named && !is_named(spot.cell.sheet)).then(|| named.join(" / "))
    }

    fn is_filled(&self, spot: &Spot) -> bool {
        !spot.rivals.is_empty() || self.content(spot).is_some()
    }

    fn named(&self, item: &Item, names: &[DefinedName]) -> Option<Spot> {
        let wanted = item.name.as_ref()?.to_lowercase();
        let spots = names.iter().filter(|name| name.name.to_lowercase() == wanted).filter_map(|name| {
            let sheet = self.pages.iter().position(|page| page.sheet.name == name.sheet)?;
            let at = self.pages[sheet].span(name.position).first;
            Some(Spot::new(Cell { sheet, at }, None, Fit::Numbered))
        });
        let mut spots: Vec<Spot> = spots.collect();
        if spots.len() > 1 {
            spots.retain(|spot| self.form.contains(&spot.cell.sheet));
        }
        spots.dedup_by_key(|spot| spot.cell);
        let only = (spots.len() == 1).then(|| spots.remove(0))?;
        Some(Spot { label: self.label_beside(item, &only), ..only })
    }

    /// The item's own label on the row of a named cell, so that the remark on that row is found.
    fn label_beside(&self, item: &Item, spot: &Spot) -> Option<Cell> {
        let role = Role::Item(self.layout.survey.item(&item.id)?);
        let row = self.pages[spot.cell.sheet].marks_of_row(spot.cell.at.row);
        let mark = row.iter().find(|mark| mark.fit_for(role).is_some())?;
        Some(Cell { sheet: spot.cell.sheet, at: mark.at })
    }

    fn labelled(&self, item: usize) -> Located {
        let mut labels = self.strong_labels(item);
        if labels.is_empty() {
            labels = self.weak_labels(item);
        }
        let Some(best) = labels.iter().map(|(fit, _)| *fit).min() else { return Located::Missing };
        labels.retain(|(fit, _)| *fit == best);
        if let [(fit, label)] = labels[..] {
            return Located::At(self.spot(item, label, fit).unwrap_or_else(|| self.beside(label, fit)));
        }
        let led = labels.iter().map(|(fit, label)| (*label, self.spot(item, *label, *fit))).collect();
        let led = self.without_explanations(item, led);
        let mut cells: Vec<Cell> = led.iter().flat_map(|(_, spot)| spot).map(|spot| spot.cell).collect();
        cells.sort_unstable();
        cells.dedup();
        match cells.len() {
            0 => Located::At(self.beside(labels[0].1, labels[0].0)),
            1 => Located::At(led.into_iter().find_map(|(_, spot)| spot).expect("one spot was counted")),
            _ => Located::Twice(led.into_iter().filter(|(_, spot)| spot.is_some()).map(|(label, _)| label).collect()),
        }
    }

    fn strong_labels(&self, item: usize) -> Vec<(Fit, Cell)> {
        let on = |sheet: &usize| {
            let sheet = *sheet;
            self.pages[sheet].marks_for(Role::Item(item)).map(move |(fit, mark)| (fit, Cell { sheet, at: mark.at }))
        };
        self.form.iter().flat_map(on).filter(|(_, cell)| !self.taken.contains(cell)).collect()
    }

    /// Labels that say nearly the same and are not known to be for anything else. A cell near to two items is neither's.
    fn weak_labels(&self, item: usize) -> Vec<(Fit, Cell)> {
        let mut found = Vec::new();
        for &sheet in &self.form {
            let unknown = self.pages[sheet].marks.iter().filter(|mark| mark.roles.is_empty());
            for mark in unknown.take(MOST_SEARCHED) {
                let cell = Cell { sheet, at: mark.at };
                if self.taken.contains(&cell) {
                    continue;
                }
                let fit = self.layout.weak_fit(item, &mark.label);
                found.extend(fit.filter(|fit| !self.fits_another(item, *fit, &mark.label)).map(|fit| (fit, cell)));
            }
        }
        found
    }

    fn fits_another(&self, item: usize, fit: Fit, cell: &Label) -> bool {
        let others = (0..self.layout.survey.items.len()).filter(|other| *other != item);
        others.filter_map(|other| self.layout.weak_fit(other, cell)).any(|other| other <= fit)
    }

    /// The place to which a label leads: the first direction in which something stands, else the first possible.
    fn spot(&self, item: usize, label: Cell, fit: Fit) -> Option<Spot> {
        let span = self.pages[label.sheet].span(label.at);
        let mut blank = None;
        for direction in &self.layout.survey.items[item].seek {
            let found = match direction {
                Direction::Right => {
                    self.right(item, label.sheet, span).map(|place| self.on_own_row(label.sheet, span, place))
                }
                Direction::Below => self.below(label.sheet, span).map(Place::of),
            };
            let Some(Place { at, words, rivals, instead, doubted }) = found else { continue };
            let cell = Cell { sheet: label.sheet, at };
            let spot = Spot { within: words, rivals, instead, doubted, ..Spot::new(cell, Some(label), fit) };
            if self.is_filled(&spot) {
                return Some(spot);
            }
            blank.get_or_insert(spot);
        }
        blank
    }

    /// The cell right of a label that has room for no answer.
    fn beside(&self, label: Cell, fit: Fit) -> Spot {
        let span = self.pages[label.sheet].span(label.at);
        let at = Position::new(span.first.row, span.last.col + 1);
        Spot::new(Cell { at, ..label }, Some(label), fit)
    }

    fn below(&self, sheet: usize, label: Area) -> Option<Position> {
        let page = &self.pages[sheet];
        let mut blank = None;
        for row in label.last.row + 1..=label.last.row + GAP_BELOW {
            let is_next_label = |mark: &Mark| mark.is_form() || self.taken.contains(&Cell { sheet, at: mark.at });
            if page.marks_of_row(row).iter().any(is_next_label) {
                break;
            }
            let mut under = page.filled(row).filter(|(at, _)| (label.first.col..=label.last.col).contains(&at.col));
            match under.next() {
                Some((_, content)) if is_footnote(content) => break,
                Some((at, _)) => return Some(page.span(at).first),
                None => blank = blank.or(Some(page.span(Position::new(row, label.first.col)).first)),
            }
        }
        blank.filter(|at| !label.contains(*at))
    }

    /// An answer in the label's own cell: `存在的主要问题：……`.
    fn within(&self, item: usize) -> Option<Spot> {
        let on = |sheet: &usize| {
            let sheet = *sheet;
            let page = &self.pages[sheet];
            page.sheet.cells.iter().filter_map(move |(at, content)| Some((Cell { sheet, at: *at }, text_of(content)?)))
        };
        let mut found = self.form.iter().flat_map(on).filter_map(|(cell, text)| {
            let (label, answer) = split_at_colon(text)?;
            let is_label = self.layout.roles(&Label::of(label)).iter().any(|(_, role)| *role == Role::Item(item));
            is_label.then(|| (cell, answer.to_string()))
        });
        let (cell, answer) = found.next()?;
        let is_only = found.next().is_none();
        is_only.then(|| Spot { within: Some(answer), ..Spot::new(cell, Some(cell), Fit::Exact) })
    }

    /// An answer behind the colon in the label's own cell, where the place beside it is blank and what stands there can
    /// be nothing else.
    fn behind_label(&self, item: usize, spot: &Spot) -> Option<Spot> {
        let asked = &self.layout.survey.items[item];
        let cell = spot.label.filter(|_| asked.kind != KindName::Text)?;
        let (label, answer) = split_at_colon(text_of(self.pages[cell.sheet].at(cell.at)?)?)?;
        let is_label = self.layout.roles(&Label::of(label)).iter().any(|(_, role)| *role == Role::Item(item));
        let is_answer = || bracketed::answers(self.layout.survey, asked, answer);
        let within = || Spot { within: Some(answer.to_string()), ..Spot::new(cell, Some(cell), Fit::Exact) };
        (is_label && is_answer()).then(within)
    }

    fn fixed(&self, item: usize) -> Option<Spot> {
        let at = Position::parse(self.layout.survey.items[item].cell.as_ref()?)?;
        let sheet = *self.form.first()?;
        let page = &self.pages[sheet];
        let cell = Cell { sheet, at: page.span(at).first };
        let is_label = page.mark(cell.at).is_some_and(Mark::is_form) || self.taken.contains(&cell);
        (!is_label).then(|| Spot::new(cell, None, Fit::Numbered))
    }
}

/// Whether a text is what offices write under a form.
pub fn is_footnote(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    let Some((label, _)) = split_at_colon(text) else { return false };
    is_footnote_label(&Label::of(label).bare)
}

/// Whether reduced words open what offices write under a form.
pub fn is_footnote_label(label: &str) -> bool {
    FOOTNOTES.iter().any(|word| label.starts_with(word)) && label.chars().count() <= 8
}

fn text_of(content: &Content) -> Option<&str> {
    match content {
        Content::Text(text) => Some(text),
        _ => None,
    }
}

/// The words before the first colon, and what follows them.
fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once([':', '：'])?;
    let rest = rest.trim();
    (!rest.is_empty()).then_some((label, rest))
}
