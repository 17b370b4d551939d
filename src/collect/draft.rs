//! What one workbook says, before anyone knows whose it is and for which period.

use std::sync::Arc;

use crate::answer::{Answer, Origin, Row, State, Value};
use crate::collect::annulled;
use crate::collect::asides;
use crate::collect::bracketed;
use crate::collect::choice::{self, Held};
use crate::collect::continued;
use crate::collect::copied;
use crate::collect::corrected;
use crate::collect::declared::{self, Declared, Written};
use crate::collect::denomination;
use crate::collect::foreign;
use crate::collect::hints;
use crate::collect::known::Match;
use crate::collect::label::Fit;
use crate::collect::layout::Layout;
use crate::collect::locate::{Cell, Located, Search, Spot};
use crate::collect::page::{self, Page, is_blank};
use crate::collect::parts::{self, Part};
use crate::collect::roster;
use crate::collect::rows::{Around, Noted};
use crate::collect::shared;
use crate::collect::sides;
use crate::collect::spilled;
use crate::collect::tables::{self, Found, Header};
use crate::collect::targets;
use crate::collect::titled;
use crate::collect::understood::{Question, Reader};
use crate::collect::voided;
use crate::collect::yearless;
use crate::finding::alike::Alike;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::sheet::{Content, DefinedName, Position, Workbook};
use crate::survey::{Item, KindName, RepeatingTable, Survey};
use crate::text::{Lang, collect as say, reader};

/// The rule of an answer of which nothing tells in which of several columns it stands.
const TWO_COLUMNS: &str = "answers-in-two-columns";

/// A return as written: what it declares about itself, and what it answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// Code, name, period, date, nil return.
    pub declared: Declared,
    /// One answer an item, in the survey's order.
    pub answers: Vec<Answer>,
    /// The rows of each repeating table, in the survey's order.
    pub tables: Vec<Vec<Row>>,
    /// Remarks beside answers: item index and text.
    pub remarks: Vec<(usize, String)>,
    /// What was noticed; unit and period are not yet known.
    pub findings: Vec<Finding>,
    /// The version of the form, where it is an earlier one.
    pub earlier_version: Option<String>,
}

impl Draft {
    /// Whether a cell of a sheet is read as an answer.
    pub(super) fn answers_at(&self, sheet: &str, at: Position) -> bool {
        let in_rows = self.tables.iter().flatten().flat_map(|row| &row.answers);
        let mut origins = self.answers.iter().chain(in_rows).filter_map(|answer| answer.origin.as_ref());
        origins.any(|origin| origin.cell == Some(at) && *origin.sheet == *sheet)
    }

    /// Whether nothing at all is filled in.
    pub fn is_empty(&self) -> bool {
        self.answers.iter().all(|answer| answer.raw.trim().is_empty()) && self.tables.iter().all(Vec::is_empty)
    }

    /// Whether it reports what a nil return has nothing of: a row of a table, or most numbers of a form without tables, as
    /// beside a table the numbers may be about other work. A zero reports nothing, and
    /// what is told in words may be about the unit itself.
    pub fn reports(&self, survey: &Survey) -> bool {
        let is_number = |item: &Item| matches!(item.kind, KindName::Integer | KindName::Decimal | KindName::Percent);
        let numbers = survey.items.iter().zip(&self.answers).filter(|(item, _)| is_number(item));
        let (told, zero): (Vec<_>, Vec<_>) = numbers.partition(|(_, answer)| tells(answer));
        let is_of_numbers = survey.tables.is_empty() && told.len() > zero.len();
        is_of_numbers || self.tables.iter().flatten().any(|row| row.answers.iter().any(tells))
    }

    /// Whether some answer is written in several columns, so that nobody knows it; it is not blank.
    pub fn is_between_columns(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule == TWO_COLUMNS)
    }
}

/// Whether an answer says that there is something.
fn tells(answer: &Answer) -> bool {
    match &answer.value {
        None | Some(Value::Bool(false)) => false,
        Some(Value::Integer(number)) => *number != 0,
        Some(Value::Number(number)) => *number != 0.0,
        Some(Value::Text(text)) => !asides::is_nothing(text.trim()),
        Some(Value::Codes(codes)) => !codes.is_empty(),
        Some(_) => true,
    }
}

/// What a workbook holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drafts {
    /// Its returns: one for a form, one a filled row for a roster.
    pub drafts: Vec<Draft>,
    /// What concerns the file and no single return of it.
    pub findings: Vec<Finding>,
    /// Whether it is a roster, whose rows stand and fall one by one.
    pub is_roster: bool,
    /// The line that takes all of it back.
    pub annulled: Option<Written>,
}

/// Why a workbook gives no return.
#[derive(Debug, Clone, PartialEq)]
pub struct Unread {
    /// In words for a clerk, with what to do.
    pub reason: String,
    /// What its sheets declare all the same.
    pub declared: Box<Declared>,
}

/// Reads a workbook as a roster or as a form. `filed` is the period for which it lies among the returns, where that is
/// known. The error says why it is neither.
pub fn read(
    layout: &Layout,
    workbook: &Workbook,
    file: &Arc<str>,
    filed: Option<Period>,
    lang: Lang,
) -> Result<Drafts, Unread> {
    if let Some(sheet) = page::flood(workbook) {
        let reason = reader::OVER_LIMIT.say(lang, &[("detail", &sheet.name)]);
        return Err(Unread { reason, declared: Box::default() });
    }
    let pages = Page::all(workbook, layout);
    of_pages(layout, workbook, (&pages, file), filed, lang).map_err(|reason| {
        let readable: Vec<usize> = (0..pages.len()).filter(|sheet| !pages[*sheet].is_flooded()).collect();
        Unread { reason, declared: Box::new(declared::read(layout, &pages, &readable)) }
    })
}

fn of_pages(
    layout: &Layout,
    workbook: &Workbook,
    (pages, file): (&[Page], &Arc<str>),
    filed: Option<Period>,
    lang: Lang,
) -> Result<Drafts, String> {
    if pages.iter().all(|page| page.sheet.cells.iter().all(|(_, content)| is_blank(content))) {
        return Err(say::NOTHING_IN_IT.say(lang, &[]));
    }
    let reader = Reader::new(layout.survey, pages, file, lang);
    let choice = choice::of(layout, &reader, filed)?;
    if let Some(sheet) = choice.held.sheets().find(|sheet| pages[*sheet].is_flooded()) {
        return Err(say::SAME_LABELS.say(lang, &[("sheet", &pages[sheet].sheet.name)]));
    }
    match choice.held {
        Held::Roster(blocks) => {
            if blocks.iter().any(|block| targets::is_list(layout.survey, &pages[block.sheet])) {
                return Err(say::LIST_OF_TARGETS.say(lang, &[]));
            }
            let mut drafts = roster::read(layout, &reader, &blocks);
            for draft in &mut drafts.drafts {
                draft.findings.extend(yearless::findings(&reader, draft, filed));
            }
            drafts.findings.extend(choice.findings);
            let sheets: Vec<usize> = blocks.chunk_by(|a, b| a.sheet == b.sheet).map(|blocks| blocks[0].sheet).collect();
            let own = drafts.drafts.first().and_then(|draft| draft.declared.period(layout.survey));
            drafts.findings.extend(annulled::notes(layout, &reader, own, &sheets));
            drafts.annulled = annulled::line(pages, &sheets, |_, _| false);
            Ok(drafts)
        }
        Held::Form { sheets, aside } => {
            let mut draft = form(Search::new(layout, pages, sheets.clone()), &reader, &workbook.names)?;
            let is_own = |written: &Written| !aside.iter().any(|sheet| *reader.sheets[*sheet] == *written.sheet);
            draft.declared.keep(is_own);
            draft.findings.extend(choice.findings);
            let own = draft.declared.period(layout.survey);
            draft.findings.extend(yearless::findings(&reader, &draft, filed));
            let noted = corrected::below(layout, &reader, &sheets, &draft);
            let annulled = annulled::line(pages, &sheets, |sheet, at| draft.answers_at(sheet, at));
            let of_form = annulled.iter().map(|written| (written.sheet.clone(), written.at.to_string()));
            let told = noted.iter().map(|told| (told.sheet.clone(), told.cell.clone())).chain(of_form);
            let told: Vec<(String, String)> = told.collect();
            let notes = annulled::notes(layout, &reader, own, &sheets).into_iter();
            let is_told = |note: &Finding| told.iter().any(|(sheet, cell)| *sheet == note.sheet && *cell == note.cell);
            draft.findings.extend(notes.filter(|note| !is_told(note)));
            draft.findings.extend(noted);
            Ok(Drafts { drafts: vec![draft], annulled, ..Drafts::default() })
        }
    }
}

fn form(mut search: Search, reader: &Reader, names: &[DefinedName]) -> Result<Draft, String> {
    if let Some(refusal) = sides::refusal(&search, reader.lang) {
        return Err(refusal);
    }
    let layout = search.layout;
    let n_tables = reader.survey.tables.len();
    let found: Vec<Found> = (0..n_tables).map(|t| tables::find(layout, search.pages, &search.form, t)).collect();
    for found in &found {
        let (Found::Headers(headers) | Found::Twice(headers)) = found else { continue };
        search.taken.extend(headers.iter().flat_map(|header| &header.headings));
    }
    let declared = declared::read(layout, search.pages, &search.form);
    search.own = declared.period(reader.survey);
    let tables = parts(&search, reader, &found);
    search.taken.extend(parts::labels(&search, reader, &tables));
    let located: Vec<Located> = (0..reader.survey.items.len()).map(|item| search.item(item, names)).collect();
    let mut draft = Draft { declared, answers: Vec::with_capacity(located.len()), ..Draft::default() };
    draft.earlier_version = form_version(&search, reader, &located)?;
    for (item, located) in located.iter().enumerate() {
        let (answer, findings) = item_answer(&search, reader, item, located);
        draft.answers.push(answer);
        draft.findings.extend(findings);
        if let Located::At(spot) = located {
            draft.remarks.extend(search.remark(spot).map(|remark| (item, remark)));
        }
    }
    draft.findings.extend(foreign::unknown_headings(&search, reader, &located));
    draft.findings.extend(spilled::without_label(&search, reader, &located));
    draft.findings.extend(corrected::findings(&search, reader, &located, &draft.answers));
    shared::among_items(reader, &mut draft, &located);
    for ((table, found), parts) in reader.survey.tables.iter().zip(&found).zip(&tables) {
        let (rows, findings) = table_rows(&search, reader, table, (found, parts));
        draft.tables.push(rows);
        draft.findings.extend(findings);
    }
    Ok(draft)
}

/// The parts of each table.
fn parts(search: &Search, reader: &Reader, found: &[Found]) -> Vec<Vec<Part>> {
    let around = Around::new(search.pages, &search.form, &search.taken);
    found.iter().enumerate().map(|(table, found)| parts::of(search, &around, reader, table, found)).collect()
}

/// The version of the form where it is an earlier one. Refuses a file on which too few items are found, and names the
/// form that it resembles most.
fn form_version(search: &Search, reader: &Reader, located: &[Located]) -> Result<Option<String>, String> {
    let n_found = located.iter().filter(|located| **located != Located::Missing).count();
    let own = Match { n_found, n_items: located.len() };
    if n_found > 0 && n_found as f64 >= reader.survey.form.least_found * own.n_items as f64 {
        return Ok(search.layout.known.version(reader.pages, own).map(str::to_string));
    }
    let sheets: Vec<&str> = reader.sheets.iter().map(|name| &**name).take(5).collect();
    let sheets = sheets.join(say::LIST_SEPARATOR.text(reader.lang));
    let (found, items) = (n_found.to_string(), own.n_items.to_string());
    let own_values = [("found", found.as_str()), ("items", &items), ("sheets", &sheets)];
    Err(match search.layout.known.resembled(reader.pages, own) {
        None => say::ANOTHER_FORM.say(reader.lang, &own_values),
        Some((form, other)) => {
            let (their_found, their_items) = (other.n_found.to_string(), other.n_items.to_string());
            let theirs =
                [("form", form.get(reader.lang)), ("their_found", &their_found), ("their_items", &their_items)];
            say::ANOTHER_FORM_KNOWN.say(reader.lang, &[&own_values[..], &theirs].concat())
        }
    })
}

fn item_answer(search: &Search, reader: &Reader, number: usize, located: &Located) -> (Answer, Vec<Finding>) {
    let item = &reader.survey.items[number];
    let question = Question { item, id: &item.id };
    match located {
        Located::At(spot) if !spot.rivals.is_empty() => {
            let places = spot.rivals.iter().map(|at| place(reader, Cell { at: *at, ..spot.cell })).collect::<Vec<_>>();
            let places = places.join(say::LIST_SEPARATOR.text(reader.lang));
            let words = [say::ANSWERS_IN_TWO_COLUMNS, say::ANSWERS_IN_TWO_COLUMNS_REMEDY];
            let finding = reader.finding(TWO_COLUMNS, Severity::Error, words, question, spot.cell, &places);
            (Answer::missing(State::Invalid, Some(reader.origin(spot.cell))), vec![finding])
        }
        Located::At(spot) => {
            let content = search.content(spot);
            let (answer, mut findings) = reader.item_answer(search.layout, number, spot.cell, content.as_deref());
            findings.extend(other_words(reader, question, spot));
            findings.extend(bracketed::finding(search, reader, number, spot, &answer));
            let told = search.other_denomination(number, spot);
            let finding =
                told.and_then(|told| reader.other_denomination(question, told, spot.cell, content.as_deref()));
            let answer = asked_about(answer, &mut findings, finding);
            let refused = foreign::refused(reader, question, spot, content.as_deref());
            let answer = asked_about(answer, &mut findings, refused);
            let answer = hints::checked(search, reader, (number, spot), answer, &mut findings);
            findings.extend(elsewhere(search, reader, question, spot));
            findings.extend(spilled::beside(search, reader, number, spot, answer.state));
            (answer, findings)
        }
        Located::Twice(labels) => {
            let places: Vec<String> = labels.iter().map(|label| place(reader, *label)).collect();
            let places = places.join(say::LIST_SEPARATOR.text(reader.lang));
            let words = [say::LABEL_TWICE, say::LABEL_TWICE_REMEDY];
            let finding = reader.finding("label-twice", Severity::Error, words, question, labels[0], &places);
            (Answer::missing(State::Invalid, Some(reader.origin(labels[0]))), vec![finding])
        }
        Located::Missing => {
            let words = [say::ITEM_NOT_FOUND, say::ITEM_NOT_FOUND_REMEDY];
            let mut finding = reader.finding_without_place("item-not-found", Severity::Error, words, question, "");
            let sheet = search.form.first().map(|sheet| reader.sheets[*sheet].clone()).unwrap_or_default();
            finding.sheet = sheet.to_string();
            let origin = Origin { file: reader.file.clone(), sheet, cell: None };
            (Answer::missing(State::Invalid, Some(origin)), vec![finding])
        }
    }
}

/// An answer that counts no more where a finding says why.
pub(super) fn asked_about(answer: Answer, findings: &mut Vec<Finding>, finding: Option<Finding>) -> Answer {
    match finding {
        Some(finding) => {
            findings.push(finding);
            Answer { state: State::Invalid, value: None, ..answer }
        }
        None => answer,
    }
}

pub(super) fn place(reader: &Reader, cell: Cell) -> String {
    format!("{}!{}", reader.sheets[cell.sheet], cell.at)
}

/// A note where an item that has a place of its own was found in another.
fn elsewhere(search: &Search, reader: &Reader, question: Question, spot: &Spot) -> Option<Finding> {
    let expected = search.expected_instead(question.item, spot)?;
    let found = place(reader, spot.cell);
    let values = [("item", question.item.label.get(reader.lang)), ("value", &found), ("expected", &expected)];
    let remedy = say::ITEM_ELSEWHERE_REMEDY.say(reader.lang, &values);
    let message = say::ITEM_ELSEWHERE.say(reader.lang, &values);
    let finding = Finding::new("item-elsewhere", Severity::Note, message, remedy).at(&reader.origin(spot.cell));
    Some(Finding { item: question.id.to_string(), value: found, ..finding })
}

/// A query where an item was found by words that are not quite its label: it may be another question.
fn other_words(reader: &Reader, question: Question, spot: &Spot) -> Option<Finding> {
    let label = spot.label.filter(|_| spot.fit >= Fit::Contains)?;
    let words = reader.pages[label.sheet].at(label.at).map(ToString::to_string).unwrap_or_default();
    let phrases = [say::LABEL_DIFFERS, say::LABEL_DIFFERS_REMEDY];
    Some(reader.finding("label-differs", Severity::Query, phrases, question, label, words.trim()))
}

fn table_rows(
    search: &Search,
    reader: &Reader,
    table: &RepeatingTable,
    (found, parts): (&Found, &[Part]),
) -> (Vec<Row>, Vec<Finding>) {
    let headers = match found {
        Found::Headers(headers) => headers,
        Found::Twice(headers) => return (Vec::new(), vec![table_twice(reader, table, headers)]),
        Found::Missing => return (Vec::new(), vec![table_not_found(search, reader, table)]),
    };
    let place = reader.survey.tables.iter().position(|known| known.id == table.id).unwrap_or_default();
    let denominations = &search.layout.column_denominations[place];
    let (mut rows, mut findings) = (Vec::new(), Alike::default());
    findings.extend(missing_columns(reader, table, &headers[0]));
    let fits = |column: usize, content: &Content| reader.fits(&table.columns[column], content);
    findings.extend(parts.iter().filter(|part| part.is_copy).map(|part| copied::note(reader, table, part)));
    for part in parts.iter().filter(|part| !part.is_copy) {
        let (header, found) = (&part.header, &part.rows);
        findings.extend(part.columns_twice(reader, table));
        findings.extend(unread(reader, table, part));
        let subject = (table.id.as_str(), table.label.get(reader.lang));
        findings.extend(part.asked.iter().map(|line| titled::asked(reader, subject, header.sheet, line)));
        findings.extend(found.voided.iter().map(|row| voided::finding(reader, header.sheet, row, &table.id)));
        let noted = found.noted.iter().map(|(at, noted)| (Cell { sheet: header.sheet, at: *at }, *noted));
        findings.extend(noted.map(|(cell, noted)| row_noted(reader, table, cell, noted)));
        let told = denomination::of_columns(&reader.pages[header.sheet], header, denominations);
        let timed = hints::of_columns(search, header, &table.columns);
        let correcting = corrected::of_table(&reader.pages[header.sheet], &table.columns, header);
        for at in part.counted() {
            let number = rows.len() as u32 + 1;
            let (answers, noticed) = row_answers(reader, table, (part, &told, &timed), at);
            findings.extend(corrected::beside_row(reader, table, (header, &correcting), at, &answers, search.own));
            rows.push(Row { number, answers });
            findings.extend(noticed);
        }
    }
    findings.extend(shared::among_rows(reader, table, &mut rows));
    let unread = continued::unread(search.layout, search.pages, &search.form, place, headers, &fits);
    findings.extend(unread.into_iter().map(|cell| rows_unread(reader, table, cell)));
    (rows, findings.told(reader.lang))
}

/// A note on a row that is left out.
fn row_noted(reader: &Reader, table: &RepeatingTable, cell: Cell, noted: Noted) -> Finding {
    let (rule, message) = match noted {
        Noted::Example => ("example-row", say::EXAMPLE_ROW),
        Noted::Total => ("total-row", say::TOTAL_ROW),
    };
    let value = reader.pages[cell.sheet].at(cell.at).map(ToString::to_string).unwrap_or_default();
    let row = (cell.at.row + 1).to_string();
    let message = message.say(reader.lang, &[("row", &row), ("value", value.trim())]);
    let remedy = say::TOTAL_ROW_REMEDY.say(reader.lang, &[]);
    let finding = Finding::new(rule, Severity::Note, message, remedy).at(&reader.origin(cell));
    Finding { item: table.id.clone(), value, ..finding }
}

pub(super) fn first_cell(header: &Header, row: u32) -> Cell {
    let col = header.columns.iter().flatten().min().copied().unwrap_or(0);
    Cell { sheet: header.sheet, at: Position::new(row, col) }
}

/// An error where rows of a part were not read.
fn unread(reader: &Reader, table: &RepeatingTable, part: &Part) -> Option<Finding> {
    match &part.title {
        Some(title) => titled::unread(reader, table, part, title),
        None => part.rows.unread.map(|row| rows_unread(reader, table, first_cell(&part.header, row))),
    }
}

/// An error where rows that may be the table's were not read.
fn rows_unread(reader: &Reader, table: &RepeatingTable, cell: Cell) -> Finding {
    let row = (cell.at.row + 1).to_string();
    let values = [("item", table.label.get(reader.lang)), ("row", &row), ("sheet", &reader.sheets[cell.sheet])];
    let message = say::ROWS_UNREAD.say(reader.lang, &values);
    let remedy = say::ROWS_UNREAD_REMEDY.say(reader.lang, &values);
    let finding = Finding::new("rows-unread", Severity::Error, message, remedy).at(&reader.origin(cell));
    Finding { item: table.id.clone(), value: place(reader, cell), ..finding }
}

fn row_answers(
    reader: &Reader,
    table: &RepeatingTable,
    (part, told, timed): (&Part, &[Option<Cell>], &[Option<Cell>]),
    row: u32,
) -> (Vec<Answer>, Vec<Finding>) {
    let header = &part.header;
    let (mut answers, mut findings) = (Vec::with_capacity(table.columns.len()), Vec::new());
    for (place, ((column, at), told)) in table.columns.iter().zip(&header.columns).zip(told).enumerate() {
        let Some(col) = at else {
            answers.push(Answer::missing(State::Invalid, None));
            continue;
        };
        let page = &reader.pages[header.sheet];
        let cell = Cell { sheet: header.sheet, at: page.span(Position::new(row, *col)).first };
        let id = format!("{}.{}", table.id, column.id);
        let (question, content) = (Question { item: column, id: &id }, page.at(cell.at));
        let rivals = part.rival_answers(reader, table, place, row);
        if part.is_doubtful(place) || !rivals.is_empty() {
            answers.push(Answer::missing(State::Invalid, Some(reader.origin(cell))));
            findings.extend(answers_beside(reader, question, header.sheet, &rivals));
            continue;
        }
        let (answer, noticed) = reader.answer(question, cell, content);
        findings.extend(noticed);
        let other = told.and_then(|told| reader.other_denomination(question, told, cell, content));
        let other = other.or_else(|| hints::below_other_time(reader, question, timed[place]?, cell));
        answers.push(asked_about(answer, &mut findings, other));
    }
    (answers, findings)
}

/// An error where several cells below one heading may each be the answer.
fn answers_beside(reader: &Reader, question: Question, sheet: usize, rivals: &[Position]) -> Option<Finding> {
    let first = Cell { sheet, at: *rivals.first()? };
    let places: Vec<String> = rivals.iter().map(|at| place(reader, Cell { sheet, at: *at })).collect();
    let places = places.join(say::LIST_SEPARATOR.text(reader.lang));
    let words = [say::ANSWERS_IN_TWO_COLUMNS, say::LABEL_TWICE_REMEDY];
    Some(reader.finding("answers-in-two-columns", Severity::Error, words, question, first, &places))
}

fn missing_columns(reader: &Reader, table: &RepeatingTable, header: &Header) -> Vec<Finding> {
    let missing = table.columns.iter().zip(&header.columns).filter(|(_, col)| col.is_none());
    let finding = |column: &Item| {
        let id = format!("{}.{}", table.id, column.id);
        let question = Question { item: column, id: &id };
        let words = [say::COLUMN_NOT_FOUND, say::ITEM_NOT_FOUND_REMEDY];
        let mut finding = reader.finding_without_place("item-not-found", Severity::Error, words, question, "");
        finding.sheet = reader.sheets[header.sheet].to_string();
        finding
    };
    missing.map(|(column, _)| finding(column)).collect()
}

fn table_twice(reader: &Reader, table: &RepeatingTable, headers: &[Header]) -> Finding {
    let places: Vec<String> = headers.iter().map(|header| place(reader, header.headings[0])).collect();
    let places = places.join(say::LIST_SEPARATOR.text(reader.lang));
    let finding = table_finding(reader, table, "label-twice", &places);
    finding.at(&reader.origin(headers[0].headings[0]))
}

fn table_not_found(search: &Search, reader: &Reader, table: &RepeatingTable) -> Finding {
    let mut finding = table_finding(reader, table, "item-not-found", "");
    finding.sheet = search.form.first().map(|sheet| reader.sheets[*sheet].to_string()).unwrap_or_default();
    finding
}

fn table_finding(reader: &Reader, table: &RepeatingTable, rule: &str, value: &str) -> Finding {
    let values = [("item", table.label.get(reader.lang)), ("value", value)];
    let (message, remedy) = match rule {
        "label-twice" => (say::TABLE_TWICE, say::LABEL_TWICE_REMEDY),
        _ => (say::TABLE_NOT_FOUND, say::ITEM_NOT_FOUND_REMEDY),
    };
    let finding =
        Finding::new(rule, Severity::Error, message.say(reader.lang, &values), remedy.say(reader.lang, &values));
    Finding { item: table.id.clone(), value: value.to_string(), file: reader.file.to_string(), ..finding }
}
