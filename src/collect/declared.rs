//! What a form declares about itself: code, name, period, date, nil return.

use crate::collect::label::Label;
use crate::collect::layout::{Layout, Role};
use crate::collect::page::{Mark, Page, is_blank};
use crate::period::Period;
use crate::sheet::{Content, Position, plain};

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
    let title = form.iter().find_map(|sheet| title_period(layout, &pages[*sheet]));
    Declared { codes, names, periods, dates, nil, title }
}

fn on(layout: &Layout, pages: &[Page], sheets: &[usize]) -> Heads {
    let mut found = Heads::default();
    for page in sheets.iter().map(|sheet| &pages[*sheet]) {
        for (at, content) in &page.sheet.cells {
            written(layout, page, *at, content, &mut found);
        }
    }
    found
}

/// Adds what is declared at one cell: beside it where it is a label, else inside it.
fn written(layout: &Layout, page: &Page, at: Position, content: &Content, found: &mut Heads) {
    let mark = page.mark(at);
    // Most cells are answers or labels of items, without anything of the head in them.
    let is_of_head = |mark: &Mark| mark.roles.iter().any(|(_, role)| HEADS.contains(role));
    if !mark.is_some_and(is_of_head) && !matches!(content, Content::Text(text) if has_colon(text)) {
        return;
    }
    let mut inner: Option<Inner> = None;
    for (role, found) in HEADS.into_iter().zip(found) {
        let value = match mark.filter(|mark| mark.fit_for(role).is_some()) {
            Some(_) if role == Role::Nil && is_ticked(content) => Some((at, Content::Text("√".into()))),
            Some(_) => beside(page, at),
            None => {
                let inner = inner.get_or_insert_with(|| Inner::of(layout, content));
                inner.value(role).map(|words| (at, Content::Text(words)))
            }
        };
        found.extend(value.map(|(at, content)| Written { sheet: page.sheet.name.clone(), at, content }));
    }
}

/// Whether a text has a colon of either width. The last byte of the wide one is looked for first, as most have neither.
fn has_colon(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b':' | 0x9a)) && text.contains([':', '：'])
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
            Some(content) => return Some((next.first, content.clone())),
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
    let content = page.at(at).filter(|_| !page.marks_of_row(at.row).iter().any(Mark::is_form))?;
    Some((at, content.clone()))
}

/// Labels and their values in one cell: `填报单位（盖章）：甲局  填报日期：…`.
#[derive(Default)]
struct Inner {
    text: String,
    starts: Vec<(usize, usize, Vec<Role>)>,
}

impl Inner {
    fn of(layout: &Layout, content: &Content) -> Inner {
        match content {
            Content::Text(text) if text.contains(':') || text.contains('：') => {
                let text = plain(text);
                Inner { starts: labels_inside(layout, &text), text }
            }
            _ => Inner::default(),
        }
    }

    /// What follows a label and a colon, up to the next label.
    fn value(&self, role: Role) -> Option<String> {
        let position = self.starts.iter().position(|(_, _, roles)| roles.contains(&role))?;
        let end = self.starts.get(position + 1).map_or(self.text.len(), |(start, _, _)| *start);
        let value = self.text[self.starts[position].1..end].trim();
        (!value.is_empty()).then(|| value.to_string())
    }
}

/// Every `label:` of a text: where it starts, where its value starts, what it is for.
fn labels_inside(layout: &Layout, text: &str) -> Vec<(usize, usize, Vec<Role>)> {
    let mut found: Vec<(usize, usize, Vec<Role>)> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        let from = found.last().map_or(0, |(_, value, _)| *value);
        let before = &text[from..colon];
        let blanks = before.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at + 1);
        let mut starts: Vec<usize> = std::iter::once(0).chain(blanks).collect();
        starts.retain(|start| before[*start..].starts_with(|c: char| c != ' '));
        let roles = |start: &usize| -> Vec<Role> {
            layout.roles(&Label::of(&before[*start..])).into_iter().map(|(_, role)| role).collect()
        };
        let known = starts.iter().map(|start| (*start, roles(start))).find(|(_, roles)| !roles.is_empty());
        let Some((start, roles)) = known.or_else(|| starts.last().map(|start| (*start, Vec::new()))) else { continue };
        found.push((from + start, colon + 1, roles));
    }
    found
}

/// The period in a title above the first item, such as `2024年度落实情况一览表`.
fn title_period(layout: &Layout, page: &Page) -> Option<Period> {
    let is_item = |mark: &&Mark| mark.roles.iter().any(|(_, role)| matches!(role, Role::Item(_)));
    let first_item = page.marks.iter().find(is_item).map_or(u32::MAX, |mark| mark.at.row);
    let titles = page.marks.iter().take_while(|mark| mark.at.row < first_item).filter(|mark| mark.roles.is_empty());
    titles.filter_map(|mark| page.at(mark.at)).find_map(|content| period_in(&plain(&content.to_string()), layout))
}

/// The period of the survey's kind that a text names; a day names none.
fn period_in(text: &str, layout: &Layout) -> Option<Period> {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    let starts = starts.filter(|at| !text[..*at].ends_with(|c: char| c.is_ascii_digit()));
    starts.filter_map(|at| longest_period(&text[at..])).find(|period| period.kind == layout.survey.period)
}

fn longest_period(text: &str) -> Option<Period> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(12);
    let end =
        ends.filter(|end| *end > 4 && text[..*end].contains('年') && Period::read(&text[..*end]).is_some()).last()?;
    let is_day = text[end..].trim_start_matches('月').starts_with(|c: char| c.is_ascii_digit());
    if is_day { None } else { Period::read(&text[..end]) }
}

/// The first words written; empty where nothing is.
pub fn first_words(written: &[Written]) -> String {
    written.iter().find(|written| !is_blank(&written.content)).map(Written::words).unwrap_or_default()
}
