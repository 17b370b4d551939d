//! What a form declares about itself: code, name, period, date, nil return.

use std::borrow::Borrow;

use crate::collect::filed::written_period;
use crate::collect::inside::Inside;
use crate::collect::label::words;
use crate::collect::layout::{Layout, Role};
use crate::collect::page::{Mark, Page, is_blank};
use crate::collect::titles;
use crate::collect::understood::{says, says_yes};
use crate::kind::is_tick;
use crate::period::Period;
use crate::sheet::{Content, Position, plain};
use crate::survey::Survey;

/// How many blank columns may lie between a label and what is declared.
const GAP: u32 = 3;

/// Beside the label of the declaration these words deny it.
const NOTHING: &[&str] = &["无", "没有"];

/// Beside the label of the declaration these words confirm it.
const CONFIRMED: &[&str] = &["属实", "情况属实", "确认", "已确认", "确认属实", "零报告", "confirmed", "nil"];

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

    /// Whether it declares that there is nothing to report: with a yes, with the declaration's own words once more, or
    /// with a word that confirms it.
    pub fn is_nil(&self, survey: &Survey) -> bool {
        let confirms =
            |said: &str| CONFIRMED.contains(&said) || survey.form.nil.iter().any(|label| words(label) == said);
        self.nil.iter().any(|written| says_yes(&written.content, survey) || confirms(&words(&plain(&written.words()))))
    }

    /// The period written on the form, else the one in its title; none of another kind than the survey's.
    pub fn period(&self, survey: &Survey) -> Option<Period> {
        let written = self.periods.iter().find_map(|written| written_period(&written.content, survey));
        written.or(self.title).filter(|period| period.kind == survey.period)
    }
}

/// What a form's head declares, in the order of [`Heads`].
const HEADS: [Role; 5] = [Role::Code, Role::Unit, Role::Period, Role::Date, Role::Nil];

/// What is written at each of [`HEADS`].
type Heads = [Vec<Written>; 5];

/// Of each head so many are kept, the first ones: every row of a list is given them.
const MOST: usize = 64;

/// What all sheets of a workbook declare.
pub struct Everywhere(Heads);

impl Everywhere {
    /// Reads all sheets.
    pub fn of(layout: &Layout, pages: &[Page]) -> Everywhere {
        Everywhere(on(layout, pages.iter()))
    }
}

/// Reads what the form's sheets declare, and for what they are silent about, the other sheets.
pub fn read(layout: &Layout, pages: &[Page], form: &[usize]) -> Declared {
    let others = || pages.iter().enumerate().filter(|(sheet, _)| !form.contains(sheet)).map(|(_, page)| page);
    read_beside(layout, pages, form, || Everywhere(on(layout, others())))
}

/// The same where the other sheets are read already.
pub fn read_beside<E: Borrow<Everywhere>>(
    layout: &Layout,
    pages: &[Page],
    form: &[usize],
    everywhere: impl FnOnce() -> E,
) -> Declared {
    let mut found = on(layout, form.iter().map(|sheet| &pages[*sheet]));
    if found.iter().any(Vec::is_empty) {
        for (found, other) in found.iter_mut().zip(&everywhere().borrow().0) {
            if found.is_empty() {
                found.clone_from(other);
            }
        }
    }
    let [codes, names, periods, dates, nil] = found;
    let title = form.iter().find_map(|sheet| title_period(&pages[*sheet], &periods, &dates));
    Declared { codes, names, periods, dates, nil, title }
}

fn on<'a>(layout: &Layout, pages: impl Iterator<Item = &'a Page<'a>>) -> Heads {
    let mut found = Heads::default();
    for page in pages {
        let mut marks = page.marks.iter().peekable();
        for (at, content) in &page.sheet.cells {
            // Most cells are answers or labels of items, without anything of the head in them.
            match (marks.next_if(|mark| mark.at == *at), content) {
                (Some(mark), _) if !mark.is_of_head => {}
                (None, content) if !matches!(content, Content::Text(_)) => {}
                (mark, _) => written(layout, page, mark, *at, content, &mut found),
            }
        }
    }
    found
}

/// Adds what is declared at one cell: beside it where it is a label, else inside it.
fn written(layout: &Layout, page: &Page, mark: Option<&Mark>, at: Position, content: &Content, found: &mut Heads) {
    let of_long_text = match (mark, content) {
        (None, Content::Text(text)) => Inside::of(layout, text),
        _ => Inside::default(),
    };
    let inside = mark.map_or(&of_long_text, |mark| &mark.inside);
    if inside.is_empty() && mark.is_none() {
        return;
    }
    for (role, found) in HEADS.into_iter().zip(found).filter(|(_, found)| found.len() < MOST) {
        let value = match mark.filter(|mark| mark.fit_for(role).is_some()) {
            Some(_) if role == Role::Nil => nil(layout, page, at, content),
            Some(_) => beside(page, at),
            None => inside.value(role).map(|words| (at, Content::Text(words))),
        };
        found.extend(value.map(|(at, content)| Written { sheet: page.sheet.name.clone(), at, content }));
    }
}

/// The declaration at its label: a tick at the label itself, unless a no stands beside it; else what stands beside it.
fn nil(layout: &Layout, page: &Page, at: Position, label: &Content) -> Option<(Position, Content)> {
    let beside = repeated(layout, page, at).or_else(|| beside(page, at));
    let is_denied = beside.as_ref().is_some_and(|(_, content)| says_no(content, layout.survey));
    if is_ticked(label, &layout.survey.form.nil) && !is_denied {
        return Some((at, Content::Text("√".into())));
    }
    beside
}

/// The label's own words right of it, unless a no stands beside them.
fn repeated(layout: &Layout, page: &Page, label: Position) -> Option<(Position, Content)> {
    let next = page.span(Position::new(label.row, page.span(label).last.col + 1)).first;
    if page.mark(next)?.label != page.mark(label)?.label {
        return None;
    }
    let is_denied = beside(page, next).is_some_and(|(_, content)| says_no(&content, layout.survey));
    if is_denied { None } else { page.declared(next).map(|content| (next, content)) }
}

/// A tick in front of or behind the label's own words: `☑零报告`, `零报告（√）`. One within them is an instruction.
fn is_ticked(label: &Content, issued: &[String]) -> bool {
    let Content::Text(text) = label else { return false };
    let bare = |text: &str| plain(text).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let words = bare(text);
    ends(&words).into_iter().any(is_tick) && !issued.iter().any(|issued| bare(issued) == words)
}

/// The signs, or the brackets, with which words begin and end.
fn ends(words: &str) -> [&str; 2] {
    let sign = |sign: Option<char>| sign.map_or(0, char::len_utf8);
    let opening = words.find(')').filter(|_| words.starts_with('(')).map(|end| end + 1);
    let closing = words.rfind('(').filter(|_| words.ends_with(')'));
    let first = opening.unwrap_or_else(|| sign(words.chars().next()));
    let last = closing.unwrap_or_else(|| words.len() - sign(words.chars().next_back()));
    [&words[..first], &words[last..]]
}

fn says_no(content: &Content, survey: &Survey) -> bool {
    says(content, survey, false) || NOTHING.contains(&content.to_string().trim())
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

/// The period in a title above the first item, such as `2024年度落实情况一览表`. What is written as the period or as the
/// date is no title.
fn title_period(page: &Page, periods: &[Written], dates: &[Written]) -> Option<Period> {
    let is_item = |mark: &&Mark| mark.roles.iter().any(|(_, role)| matches!(role, Role::Item(_)));
    let first_item = page.marks.iter().find(is_item).map_or(u32::MAX, |mark| mark.at.row);
    let is_here = |written: &&Written| written.sheet == page.sheet.name;
    let is_written = |at: Position| periods.iter().chain(dates).filter(is_here).any(|written| written.at == at);
    let is_title = |mark: &&Mark| mark.period.is_some() && !is_beside_heading(page, mark.at.row);
    let above = page.marks.iter().take_while(|mark| mark.at.row < first_item);
    above.filter(is_title).find_map(|mark| match mark.period? {
        period if mark.inside.is_empty() => (!is_written(mark.at)).then_some(period),
        period => titles::period(mark.inside.lead(), period.kind),
    })
}

/// Whether the heading of the answers stands in a row: what stands beside it heads columns, too.
fn is_beside_heading(page: &Page, row: u32) -> bool {
    page.headings(Role::Answer).any(|(_, area)| (area.first.row..=area.last.row).contains(&row))
}

/// The first words written; empty where nothing is.
pub fn first_words(written: &[Written]) -> String {
    written.iter().find(|written| !is_blank(&written.content)).map(Written::words).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;

    /// Whether a form with these words at the declaration and beside it declares that there is nothing to report.
    fn is_nil(label: &str, beside: &str) -> bool {
        is_nil_in(&[("A2", ""), ("B2", ""), ("C2", label), ("D2", beside)])
    }

    fn is_nil_in(cells: &[(&str, &str)]) -> bool {
        draft(vec![form_with(cells)]).declared.is_nil(&survey())
    }

    #[test]
    fn the_declarations_own_words_beside_it_declare_a_nil_return() {
        for beside in ["零报告", " 零 报告 ", "属实", "情况属实。", "确认"] {
            assert!(is_nil("零报告", beside), "{beside}");
            assert!(is_nil("零报告（没有案件的打√）", beside) || beside.contains('零'), "{beside}");
        }
        for beside in ["零报告（否）", "非零报告", "不属实", "待确认", ""] {
            assert!(!is_nil("零报告", beside), "{beside}");
        }
        let cells = [("A2", ""), ("B2", ""), ("C2", "零报告"), ("D2", "零报告"), ("E2", "否")];
        assert!(!is_nil_in(&cells));
    }

    #[test]
    fn what_is_written_as_the_period_or_the_date_is_no_title() {
        let title =
            |cells: &[(&str, &str)]| draft(vec![form_with(cells)]).declared.title.map(|found| found.to_string());
        assert_eq!(title(&[("A1:D1", "一览表"), ("C3", "填报日期"), ("D3", "2023年")]), None);
        assert_eq!(title(&[("A1:D1", "2024年度一览表  填报日期：2025年")]).as_deref(), Some("2024"));
        assert_eq!(title(&[("A1:D1", "一览表  填报日期：2025年")]), None);
    }

    #[test]
    fn a_column_of_another_year_beside_the_answers_is_no_title() {
        let title = |cells: &[(&str, &str)]| draft(vec![form_with(cells)]).declared.title.map(|year| year.to_string());
        assert_eq!(title(&[("A1:D1", "一览表"), ("E4", "2023年")]), None);
        assert_eq!(title(&[("E4", "2023年")]).as_deref(), Some("2024"));
    }

    #[test]
    fn a_tick_within_an_instruction_declares_no_nil_return() {
        assert!(!is_nil("零报告（没有案件的打√）", ""));
        assert!(!is_nil("零报告（没有案件的打√）", "否"));
        assert!(is_nil("零报告（没有案件的打√）", "√"));
    }

    #[test]
    fn a_tick_at_the_label_declares_a_nil_return_unless_a_no_stands_beside_it() {
        for label in ["☑零报告", "零报告√", "零报告（√）", "(✓)零报告", "✅零报告", "√ 零报告（没有案件的打√）"]
        {
            assert!(is_nil(label, ""), "{label}");
            assert!(!is_nil(label, "否") && !is_nil(label, "无"), "{label}");
        }
        assert!(!is_nil("零报告", ""));
    }
}
