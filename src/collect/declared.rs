//! What a form declares about itself: code, name, period, date, nil return.

use crate::collect::inside::Inside;
use crate::collect::layout::{Layout, Role};
use crate::collect::page::{Mark, Page, is_blank};
use crate::period::Period;
use crate::sheet::{Content, Position};

/// How many blank columns may lie between a label and what is declared.
const GAP: u32 = 3;

/// Something written beside a label of the form's head.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The sheet's name.
    pub sheet: String,
    /// Where it stands.
    pub at: Position,
    /// What stands there.
    pub content: Content,
}

/// What a form declares about itself, each in the order of the sheets and of reading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Declared {
    /// What is written as the unit's code.
    pub codes: Vec<Written>,
    /// What is written as the unit's name.
    pub names: Vec<Written>,
    /// What is written as the period.
    pub periods: Vec<Written>,
    /// What is written as the date of the return.
    pub dates: Vec<Written>,
    /// What is written at the declaration that there is nothing to report.
    pub nil: Vec<Written>,
    /// The period in a title above the form.
    pub title: Option<Period>,
}

impl Written {
    /// What is written, as a person reads it, in one line.
    pub fn words(&self) -> String {
        self.content.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Declared {
    /// Forgets what stands in other places than these.
    pub fn keep(&mut self, is_kept: impl Fn(&Written) -> bool) {
        for written in [&mut self.codes, &mut self.names, &mut self.periods, &mut self.dates, &mut self.nil] {
            written.retain(&is_kept);
        }
    }
}

/// What a form's head declares, in the order of [`Heads`].
const HEADS: [Role; 5] = [Role::Code, Role::Unit, Role::Period, Role::Date, Role::Nil];

/// What is written at each of [`HEADS`].
type Heads = [Vec<Written>; 5];

/// Reads what the form's sheets declare, and for what they are silent about, the other sheets.
pub fn read(layout: &Layout, pages: &[Page], form: &[usize]) -> Declared {
    let others: Vec<usize> = (0..pages.len()).filter(|sheet| !form.contains(sheet)).collect();
    let mut found = on(layout, pages, form);
    if found.iter().any(Vec::is_empty) {
        for (found, other) in found.iter_mut().zip(on(layout, pages, &others)) {
            if found.is_empty() {
                *found = other;
            }
        }
    }
    let [codes, names, periods, dates, nil] = found;
    let title = form.iter().find_map(|sheet| title_period(&pages[*sheet]));
    Declared { codes, names, periods, dates, nil, title }
}

fn on(layout: &Layout, pages: &[Page], sheets: &[usize]) -> Heads {
    let mut found = Heads::default();
    for page in sheets.iter().map(|sheet| &pages[*sheet]) {
        let mut marks = page.marks.iter().peekable();
        for (at, content) in &page.sheet.cells {
            let mark = marks.next_if(|mark| mark.at == *at);
            written(layout, page, mark, *at, content, &mut found);
        }
    }
    found
}

/// Adds what is declared at one cell: beside it where it is a label, else inside it.
fn written(layout: &Layout, page: &Page, mark: Option<&Mark>, at: Position, content: &Content, found: &mut Heads) {
    // Most cells are answers or labels of items, without anything of the head in them.
    let is_of_head = |mark: &Mark| mark.roles.iter().any(|(_, role)| HEADS.contains(role));
    let of_long_text = match (mark, content) {
        (None, Content::Text(text)) => Inside::of(layout, text),
        _ => Inside::default(),
    };
    let inside = mark.map_or(&of_long_text, |mark| &mark.inside);
    if inside.is_empty() && !mark.is_some_and(is_of_head) {
        return;
    }
    for (role, found) in HEADS.into_iter().zip(found) {
        let value = match mark.filter(|mark| mark.fit_for(role).is_some()) {
            Some(_) if role == Role::Nil && is_ticked(content) => Some((at, Content::Text("√".into()))),
            Some(_) => beside(page, at),
            None => inside.value(role).map(|words| (at, Content::Text(words))),
        };
        found.extend(value.map(|(at, content)| Written { sheet: page.sheet.name.clone(), at, content }));
    }
}

/// A tick in front of or behind the label itself: `☑零报告`.
fn is_ticked(content: &Content) -> bool {
    matches!(content, Content::Text(text) if text.contains(['☑', '✓', '✔', '√', '☒', '■']))
}

/// The first filled cell right of a label; where labels stand side by side, the cell below. Never another label.
fn beside(page: &Page, label: Position) -> Option<(Position, Content)> {
    let span = page.span(label);
    let (mut col, mut n_blank) = (span.last.col + 1, 0);
    while n_blank <= GAP {
        let next = page.span(Position::new(span.first.row, col));
        match page.at(next.first) {
            Some(_) if is_label(page, next.first) => break,
            Some(_) => return page.declared(next.first).map(|content| (next.first, content)),
            None => n_blank += 1,
        }
        col = next.last.col + 1;
    }
    let right = page.span(Position::new(span.first.row, span.last.col + 1)).first;
    let left = span.first.col.checked_sub(1).map(|col| page.span(Position::new(span.first.row, col)).first);
    let is_in_row_of_labels = is_label(page, right) || left.is_some_and(|left| is_label(page, left));
    if is_in_row_of_labels { below(page, Position::new(span.last.row + 1, span.first.col)) } else { None }
}

fn is_label(page: &Page, at: Position) -> bool {
    page.mark(at).is_some_and(Mark::is_form)
}

fn below(page: &Page, at: Position) -> Option<(Position, Content)> {
    let at = page.span(at).first;
    let content = page.declared(at).filter(|_| !page.marks_of_row(at.row).iter().any(Mark::is_form))?;
    Some((at, content))
}

/// The period in a title above the first item, such as `2024年度落实情况一览表`.
fn title_period(page: &Page) -> Option<Period> {
    let is_item = |mark: &&Mark| mark.roles.iter().any(|(_, role)| matches!(role, Role::Item(_)));
    let first_item = page.marks.iter().find(is_item).map_or(u32::MAX, |mark| mark.at.row);
    page.marks.iter().take_while(|mark| mark.at.row < first_item).find_map(|mark| mark.period)
}

/// The first words written; empty where nothing is.
pub fn first_words(written: &[Written]) -> String {
    written.iter().find(|written| !is_blank(&written.content)).map(Written::words).unwrap_or_default()
}
