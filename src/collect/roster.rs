//! Rosters: a unit a row, in one block of rows or in several.

use crate::answer::{Answer, Origin, State};
use crate::collect::another::Below;
use crate::collect::asides;
use crate::collect::beside::Beside;
use crate::collect::closing;
use crate::collect::corrected;
use crate::collect::declared::{self, Declared, Everywhere, Written};
use crate::collect::denomination;
use crate::collect::draft::{Draft, Drafts, asked_about};
use crate::collect::heading::Block;
use crate::collect::hints;
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::{Cell, is_footnote};
use crate::collect::page::Mark;
use crate::collect::shared;
use crate::collect::signing;
use crate::collect::subheading;
use crate::collect::tables::{is_summary, is_total};
use crate::collect::titled::{self, Title};
use crate::collect::titles;
use crate::collect::understood::{Question, Reader};
use crate::collect::voided;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::sheet::{Content, Position};
use crate::text::{Phrase, collect as say};

/// Reads a draft from every row that names a unit and answers something. Rows of totals, footnotes and units without
/// any answer are left out and noted; answers that belong to nobody are an error.
pub fn read(layout: &Layout, reader: &Reader, blocks: &[Block]) -> Drafts {
    let mut drafts = Drafts { is_roster: true, ..Drafts::default() };
    let mut above = Declared::default();
    let everywhere = Everywhere::of(layout, reader.pages);
    let mut taken: Option<Taken> = None;
    for (place, block) in blocks.iter().enumerate() {
        if place == 0 || blocks[place - 1].sheet != block.sheet {
            above = declared_above(layout, reader, block.sheet, blocks, &everywhere);
            drafts.findings.extend(taken.take().and_then(|taken| taken.finding(reader)));
        }
        let own = period_above(reader, block, blocks, &above);
        if own.is_some() {
            drafts.findings.extend(taken.take().and_then(|taken| taken.finding(reader)));
        }
        above = own.unwrap_or(above);
        let period = above.period(reader.survey);
        let block = &subheading::chosen(layout, &reader.pages[block.sheet], block, period);
        let of_other_time = hints::of_block(layout, &reader.pages[block.sheet], block, period);
        let told = denomination::of_block(layout, &reader.pages[block.sheet], block);
        let correcting = corrected::of_roster(&reader.pages[block.sheet], &reader.survey.items, block);
        let rows = block.rows(&reader.pages[block.sheet]);
        let beside = Beside::of_roster(&reader.pages[block.sheet], block);
        let voided = voided::among(&reader.pages[block.sheet], &rows, |col| beside.weight(col));
        for row in rows {
            let line = row_read(reader, block, row, &above);
            if let Some(taken) = &mut taken {
                taken.take(&line, row);
                continue;
            }
            let said = match line {
                Line::Unit(_) => None,
                Line::Noticed(_) | Line::Nothing => said_below(layout, reader, block, row, above.period(reader.survey)),
            };
            if let Some((at, said)) = said {
                let title = titled::title_at(&reader.pages[block.sheet], at);
                match said {
                    Below::NotOwn | Below::OfAnotherTime => {
                        taken = Some(Taken { sheet: block.sheet, title, first: None });
                    }
                    Below::Origin | Below::Perhaps => {
                        drafts.findings.push(titled::asked(reader, subject(reader), block.sheet, &title));
                    }
                }
                continue;
            }
            match line {
                Line::Unit(draft) => {
                    let mut draft = of_period_asked(reader, *draft, &of_other_time);
                    draft = in_unit_asked(reader, draft, &told);
                    match voided.binary_search_by_key(&row, |voided| voided.row) {
                        Ok(place) => voided::taken_out(reader, block.sheet, &voided[place], &mut draft),
                        Err(_) => {
                            draft.findings.extend(corrected::beside_unit(reader, (block, &correcting), row, &draft))
                        }
                    }
                    drafts.drafts.push(draft);
                }
                Line::Noticed(finding) => drafts.findings.push(*finding),
                Line::Nothing => {}
            }
        }
    }
    drafts.findings.extend(taken.and_then(|taken| taken.finding(reader)));
    shared::among_units(reader, &mut drafts.drafts);
    drafts
}

/// A draft without the answers whose heading says another time than asked.
fn of_period_asked(reader: &Reader, draft: Draft, headings: &[(usize, Cell)]) -> Draft {
    without_doubted(reader, draft, headings, |question, heading, cell| {
        hints::below_other_time(reader, question, heading, cell)
    })
}

/// The rows below a line that says that they are none of the roster's own.
struct Taken {
    sheet: usize,
    title: Title,
    /// The first of them that names a unit and answers something.
    first: Option<u32>,
}

impl Taken {
    fn take(&mut self, line: &Line, row: u32) {
        if matches!(line, Line::Unit(_)) {
            self.first.get_or_insert(row);
        }
    }

    /// An error where there are such rows.
    fn finding(&self, reader: &Reader) -> Option<Finding> {
        let first = Cell { sheet: self.sheet, at: Position::new(self.first?, 0) };
        Some(titled::not_read(reader, subject(reader), first, &self.title))
    }
}

/// What a finding about rows of no unit is about.
fn subject<'a>(reader: &Reader<'a>) -> (&'static str, &'a str) {
    ("", reader.survey.title.get(reader.lang))
}

/// What a line of one cell says against the rows below it.
fn said_below(
    layout: &Layout,
    reader: &Reader,
    block: &Block,
    row: u32,
    own: Option<Period>,
) -> Option<(Position, Below)> {
    let page = &reader.pages[block.sheet];
    let mut filled = page.filled(row);
    let (at, _) = filled.next().filter(|_| filled.next().is_none())?;
    Some((at, titled::said_below(layout, page, own, at)?))
}

/// A draft without the numbers whose heading says another unit of measure than asked.
fn in_unit_asked(reader: &Reader, draft: Draft, told: &[(usize, Cell)]) -> Draft {
    without_doubted(reader, draft, told, |question, told, cell| {
        reader.other_denomination(question, told, cell, reader.pages[told.sheet].at(cell.at))
    })
}

/// A draft without the answers that a finding takes back, given each item's heading.
fn without_doubted(
    reader: &Reader,
    mut draft: Draft,
    headings: &[(usize, Cell)],
    finding: impl Fn(Question, Cell, Cell) -> Option<Finding>,
) -> Draft {
    for (number, heading) in headings {
        let item = &reader.survey.items[*number];
        let answer = draft.answers[*number].clone();
        let at = answer.origin.as_ref().and_then(|origin| origin.cell);
        let found = at.and_then(|at| finding(Question { item, id: &item.id }, *heading, Cell { at, ..*heading }));
        draft.answers[*number] = asked_about(answer, &mut draft.findings, found);
    }
    draft
}

/// What a row of a roster says.
enum Line {
    /// The answers of a unit.
    Unit(Box<Draft>),
    /// Nothing that counts, which is said.
    Noticed(Box<Finding>),
    /// Nothing.
    Nothing,
}

fn row_read(reader: &Reader, block: &Block, row: u32, above: &Declared) -> Line {
    let page = &reader.pages[block.sheet];
    let mut filled = page.filled(row);
    let Some((first, content)) = filled.next() else { return Line::Nothing };
    let is_footnote = is_footnote(content) || asides::ends_list(content) || page.span(first).last.col > first.col + 2;
    if is_footnote && filled.next().is_none() {
        return Line::Nothing;
    }
    let noticed =
        |rule, severity, words| Line::Noticed(Box::new(row_finding(reader, block, first, rule, severity, words)));
    let named = block.named(page, row);
    let is_sum = |at: Position| is_total(page, at) || is_summary(page, at);
    let is_total = |col: u32| is_sum(Position::new(row, col));
    if is_total(first.col) || named.is_some_and(|(col, _)| is_total(col)) {
        return noticed("total-row", Severity::Note, TOTAL_ROW);
    }
    if named.is_none_or(|(col, _)| col == first.col) && closing::closes(page, row) {
        return Line::Nothing;
    }
    if signing::is_signed(page.filled(row).map(|(_, content)| content)) {
        return Line::Nothing;
    }
    if asides::opens_example(content, true) {
        return noticed("example-row", Severity::Note, EXAMPLE_ROW);
    }
    let draft = row_draft(reader, block, row, above);
    let is_silent = draft.is_empty() || shared::is_not_reported(&draft);
    match (named, is_silent && draft.declared.nil.is_empty()) {
        (Some(_), false) => Line::Unit(Box::new(draft)),
        (Some((_, name)), true) if asides::ends_list(name) => Line::Nothing,
        (Some(_), true) => noticed("row-empty", Severity::Note, ROW_EMPTY),
        (None, false) => noticed("row-without-unit", Severity::Error, ROW_WITHOUT_UNIT),
        (None, true) => Line::Nothing,
    }
}

const TOTAL_ROW: [Phrase; 2] = [say::TOTAL_ROW, say::TOTAL_ROW_REMEDY];
const EXAMPLE_ROW: [Phrase; 2] = [say::EXAMPLE_ROW, say::TOTAL_ROW_REMEDY];
const ROW_EMPTY: [Phrase; 2] = [say::ROW_EMPTY, say::ROW_EMPTY_REMEDY];
const ROW_WITHOUT_UNIT: [Phrase; 2] = [say::ROW_WITHOUT_UNIT, say::ROW_WITHOUT_UNIT_REMEDY];

/// What the sheets declare for all rows of a sheet: the period and the date above its roster.
fn declared_above(
    layout: &Layout,
    reader: &Reader,
    sheet: usize,
    blocks: &[Block],
    everywhere: &Everywhere,
) -> Declared {
    let declared = declared::read_beside(layout, reader.pages, &[sheet], || everywhere);
    let name = &reader.sheets[sheet];
    let several = blocks.iter().any(|block| block.sheet != sheet);
    let title = declared.title.or_else(|| if several { titles::period(name, layout.survey.period) } else { None });
    let first_on = |name: &str| blocks.iter().find(|block| *reader.sheets[block.sheet] == *name);
    let is_above = |written: &Written| {
        let of_another = *written.sheet != **name && title.is_some();
        first_on(&written.sheet).is_none_or(|first| written.at.row < first.row && !of_another)
    };
    Declared {
        periods: declared.periods.into_iter().filter(is_above).collect(),
        dates: declared.dates.into_iter().filter(is_above).collect(),
        title,
        ..Declared::default()
    }
}

/// What is declared for a block that is not the first of its sheet, where the lines right above it name a period.
fn period_above(reader: &Reader, block: &Block, blocks: &[Block], above: &Declared) -> Option<Declared> {
    let page = &reader.pages[block.sheet];
    let before = blocks.iter().find(|before| before.sheet == block.sheet && before.end == block.top)?;
    let is_line = |row: &u32| page.filled(*row).count() < 3;
    let lines: Vec<u32> = before.rows(page).into_iter().rev().take_while(is_line).collect();
    let marks = || {
        lines.iter().flat_map(|row| page.marks_of_row(*row)).filter(|mark| !page.at(mark.at).is_some_and(is_footnote))
    };
    let period = |mark: &Mark| Some((mark.at, Content::Text(mark.inside.value(Role::Period)?)));
    let written = |(at, content)| Written { sheet: page.sheet.name.clone(), at, content };
    let periods: Vec<Written> = marks().filter_map(period).map(written).collect();
    let title = marks().find_map(|mark| mark.period);
    let is_named = !periods.is_empty() || title.is_some();
    is_named.then(|| Declared { periods, title, ..above.clone() })
}

fn row_draft(reader: &Reader, block: &Block, row: u32, above: &Declared) -> Draft {
    let page = &reader.pages[block.sheet];
    let written = |role| -> Vec<Written> {
        let cells = block.columns_for(role).into_iter().map(|col| page.span(Position::new(row, col)).first);
        let filled = cells.filter_map(|at| Some((at, page.declared(at)?)));
        filled.map(|(at, content)| Written { sheet: page.sheet.name.clone(), at, content }).collect()
    };
    let or_above = |own: Vec<Written>, above: &[Written]| if own.is_empty() { above.to_vec() } else { own };
    let declared = Declared {
        codes: written(Role::Code),
        names: written(Role::Unit),
        periods: or_above(written(Role::Period), &above.periods),
        dates: or_above(written(Role::Date), &above.dates),
        nil: written(Role::Nil),
        title: above.title,
    };
    let n_items = reader.survey.items.len();
    let tables = vec![Vec::new(); reader.survey.tables.len()];
    let mut draft = Draft { declared, tables, answers: Vec::with_capacity(n_items), ..Draft::default() };
    for item in 0..n_items {
        let (answer, findings) = cell_answer(reader, block, row, item);
        draft.answers.push(answer);
        draft.findings.extend(findings);
    }
    shared::among_columns(reader, page, &mut draft);
    draft
}

fn cell_answer(reader: &Reader, block: &Block, row: u32, item: usize) -> (Answer, Vec<Finding>) {
    let columns = block.columns_for(Role::Item(item));
    let item = &reader.survey.items[item];
    let question = Question { item, id: &item.id };
    let page = &reader.pages[block.sheet];
    let cell = |col: u32| Cell { sheet: block.sheet, at: page.span(Position::new(row, col)).first };
    match columns[..] {
        [col] => reader.answer(question, cell(col), page.at(cell(col).at)),
        [] => {
            let words = [say::ITEM_NOT_FOUND, say::ITEM_NOT_FOUND_REMEDY];
            let mut finding = reader.finding_without_place("item-not-found", Severity::Error, words, question, "");
            finding.sheet = page.sheet.name.clone();
            let origin = Origin { cell: None, ..reader.origin(cell(0)) };
            (Answer::missing(State::Invalid, Some(origin)), vec![finding])
        }
        [first, ..] => {
            let letters: Vec<String> = columns.iter().map(|col| Position::letters(*col)).collect();
            let places = letters.join(say::LIST_SEPARATOR.text(reader.lang));
            let words = [say::LABEL_TWICE, say::LABEL_TWICE_REMEDY];
            let finding = reader.finding("label-twice", Severity::Error, words, question, cell(first), &places);
            (Answer::missing(State::Invalid, Some(reader.origin(cell(first)))), vec![finding])
        }
    }
}

fn row_finding(
    reader: &Reader,
    block: &Block,
    at: Position,
    rule: &str,
    severity: Severity,
    [message, remedy]: [Phrase; 2],
) -> Finding {
    let value = reader.pages[block.sheet].at(at).map(ToString::to_string).unwrap_or_default();
    let row = (at.row + 1).to_string();
    let values = [("row", row.as_str()), ("value", value.as_str())];
    let finding = Finding::new(rule, severity, message.say(reader.lang, &values), remedy.say(reader.lang, &values));
    let finding = finding.at(&reader.origin(Cell { sheet: block.sheet, at }));
    Finding { value, ..finding }
}

#[cfg(test)]
mod tests;
