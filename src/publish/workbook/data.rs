//! The data: a row a unit with every answer, typed, and a sheet for each repeating table. All formulas end here.

use super::charts::ChartData;
use super::columns::{Datum, FormulaNames, Source, attribute, group_label, head, understood};
use super::{Listed, Plan};
use crate::answer::State;
use crate::publish::Publication;
use crate::publish::sheet::fit::SheetNames;
use crate::publish::sheet::heads::distinct;
use crate::publish::sheet::{Book, Content, Entry, Kind, MOST_ROWS, Page, Run, Setting, Tab, Tone};
use crate::survey::{Item, KindName};
use crate::text::workbook as words;

/// Title, note, ids, headings.
const FIRST_ROW: u32 = 4;
const LEAD: u16 = 3;

/// The columns of the sheet of a repeating table.
#[derive(Debug)]
pub(super) struct TableColumns {
    /// The table's id.
    pub id: String,
    place: usize,
    /// Ids and names in formulas: code, name, row, the attributes compared by, the table's own columns.
    columns: Vec<(String, String)>,
}

impl TableColumns {
    /// The name in formulas of a column.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.columns.iter().find(|(known, _)| known == id).map(|(_, name)| name.as_str())
    }

    /// The numbers of a column, of the units that are wanted.
    pub fn numbers(&self, publication: &Publication, id: &str, wanted: impl Fn(usize) -> bool) -> Vec<f64> {
        let items = &publication.survey.tables[self.place].columns;
        let Some(col) = items.iter().position(|item| item.id == id) else { return Vec::new() };
        let number = |row: &crate::answer::Row| match understood(publication, &items[col], row.answers.get(col)?) {
            Datum::Number(number) => Some(number),
            _ => None,
        };
        rows(publication, self.place).filter(|(place, _)| wanted(*place)).filter_map(|(_, row)| number(row)).collect()
    }
}

/// Names the columns of every repeating table.
pub(super) fn table_columns(publication: &Publication, names: &mut FormulaNames) -> Vec<TableColumns> {
    let survey = publication.survey;
    let mut tables = Vec::new();
    for (place, table) in survey.tables.iter().enumerate() {
        let lead = ["code", "name", "row"].into_iter().map(String::from);
        let ids = lead.chain(survey.groups.iter().cloned()).chain(table.columns.iter().map(|item| item.id.clone()));
        let columns = ids.map(|id| (id.clone(), names.claim(&format!("{}_{id}", table.id)))).collect();
        tables.push(TableColumns { id: table.id.clone(), place, columns });
    }
    tables
}

/// The rows of a repeating table with the place of their unit in the frame, in protocol order.
fn rows<'a>(publication: &Publication<'a>, table: usize) -> impl Iterator<Item = (usize, &'a crate::answer::Row)> {
    let (frame, returns) = (publication.frame, publication.returns);
    frame.iter().enumerate().flat_map(move |(place, unit)| {
        let given = unit.given.and_then(|given| returns.get(given));
        let rows = given.and_then(|given| given.tables.get(table)).map_or(&[][..], Vec::as_slice);
        rows.iter().map(move |row| (place, row))
    })
}

/// Writes the sheet of units.
pub(super) fn write(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    let publication = plan.publication;
    let columns = &plan.ledger.columns;
    page.columns(&columns.iter().map(|column| width(publication, &column.source)).collect::<Vec<f64>>());
    page.row(&[Entry::text(Kind::Title, plan.text(words::DATA))]);
    page.across(Entry::text(Kind::Note, plan.text(words::DATA_NOTE)), LEAD);
    page.row(&columns.iter().map(|column| Entry::text(Kind::Note, &column.name)).collect::<Vec<_>>());
    let heads: Vec<String> = distinct(&columns.iter().map(|column| column.head.clone()).collect::<Vec<_>>());
    let head = page.row(&heads.iter().map(|head| Entry::text(Kind::Head, head)).collect::<Vec<_>>());
    page.pin_head(head, LEAD);
    page.repeat_columns(LEAD);
    for place in 0..publication.frame.len().min(MOST_ROWS - 10) {
        let entries: Vec<Entry> =
            columns.iter().map(|column| cell(plan, column.datum(publication, place), &column.source)).collect();
        page.row(&entries);
    }
    page.table("canvass_data", head, &heads);
    true
}

/// The sheets of the repeating tables that have rows.
pub(super) fn table_pages(plan: &Plan, names: &mut SheetNames, setting: &Setting) -> Vec<Listed> {
    let filled = plan.tables.iter().filter(|table| rows(plan.publication, table.place).next().is_some());
    filled.map(|table| table_page(plan, table, names, setting)).collect()
}

fn table_page(plan: &Plan, known: &TableColumns, names: &mut SheetNames, setting: &Setting) -> Listed {
    let publication = plan.publication;
    let table = &publication.survey.tables[known.place];
    let title = plan.say(words::DATA_OF, &[("table", table.label.get(plan.lang()))]);
    let mut page = Page::new(&names.claim(table.label.get(plan.lang())), Tab::Data, setting);
    let groups = &publication.survey.groups;
    let mut widths = vec![12.0, 28.0, 6.0];
    widths.extend(groups.iter().map(|_| 15.0));
    widths.extend(table.columns.iter().map(item_width));
    page.columns(&widths);
    page.row(&[Entry::text(Kind::Title, title)]);
    page.across(Entry::text(Kind::Note, plan.text(words::DATA_OF_NOTE)), widths.len() as u16);
    page.row(&known.columns.iter().map(|(_, name)| Entry::text(Kind::Note, name)).collect::<Vec<_>>());
    let mut heads: Vec<String> =
        [words::CODE, words::UNIT, words::ROW].map(|word| plan.text(word).to_string()).to_vec();
    heads.extend(groups.iter().map(|by| super::groups::attribute_name(plan, by)));
    heads.extend(table.columns.iter().map(|item| head(item, plan.lang())));
    let heads = distinct(&heads);
    let head = page.row(&heads.iter().map(|head| Entry::text(Kind::Head, head)).collect::<Vec<_>>());
    page.pin_head(head, 2);
    for (place, row) in rows(publication, known.place).take(MOST_ROWS - 10) {
        let unit = &publication.register.units[publication.frame[place].unit];
        let mut entries = vec![
            Entry::text(Kind::Text, &unit.code),
            Entry::text(Kind::Text, &unit.name),
            Entry::serial(row.number as usize),
        ];
        for by in groups {
            let label = group_label(publication, by, attribute(publication, place, by));
            entries.push(Entry::text(Kind::Text, label));
        }
        for (item, answer) in table.columns.iter().zip(&row.answers) {
            entries.push(shown(plan, understood(publication, item, answer), &answer.raw));
        }
        page.row(&entries);
    }
    page.table(&format!("canvass_table_{}", known.place + 1), head, &heads);
    Listed { leaf: None, page, holds: plan.say(words::DATA_OF_HOLDS, &[("table", table.label.get(plan.lang()))]) }
}

/// Gives every column its name in formulas.
pub(super) fn define(plan: &Plan, listed: &[Listed], book: &mut Book) {
    let n_units = plan.publication.frame.len().min(MOST_ROWS - 10);
    let Some(place) = listed.iter().position(|listed| listed.leaf == Some(words::DATA)) else { return };
    let data = listed[place].page.name();
    let sheets = listed[place + 1..].iter().map(|listed| listed.page.name());
    for (col, column) in plan.ledger.columns.iter().enumerate() {
        book.define(&column.name, run(data, col, n_units));
    }
    let filled = plan.tables.iter().filter(|table| rows(plan.publication, table.place).next().is_some());
    for (known, sheet) in filled.zip(sheets) {
        let n_rows = rows(plan.publication, known.place).take(MOST_ROWS - 10).count();
        for (col, (_, name)) in known.columns.iter().enumerate() {
            book.define(name, run(sheet, col, n_rows));
        }
    }
}

fn run(sheet: &str, col: usize, n_rows: usize) -> Run {
    let last = FIRST_ROW + n_rows.max(1) as u32 - 1;
    Run { sheet: sheet.to_string(), first: FIRST_ROW, last, col: col as u16 }
}

fn cell(plan: &Plan, datum: Datum, source: &Source) -> Entry {
    match (source, &datum) {
        (Source::Seq, Datum::Number(number)) => Entry::new(Kind::Serial, Content::Number(*number)),
        (Source::Code | Source::State, Datum::Text(text)) => Entry::text(Kind::Centre, text),
        _ => shown(plan, datum, ""),
    }
}

/// A datum as a cell: typed where it is known, a word where it is not, blank only where it was left blank.
fn shown(plan: &Plan, datum: Datum, raw: &str) -> Entry {
    match datum {
        Datum::Blank => Entry::blank(),
        Datum::Bool(yes) => Entry::text(Kind::Centre, plan.text(if yes { words::YES } else { words::NO })),
        Datum::Text(text) => Entry::text(Kind::Text, text),
        Datum::Number(number) => Entry::new(Kind::General, Content::Number(number)),
        Datum::Date(day) => Entry::date(Some(day)),
        Datum::Missing(state) => {
            let word = plan.text(words::state(state));
            let tone = match state {
                State::Invalid => Tone::Doubt,
                State::NotReceived => Tone::Absent,
                _ => Tone::Apart,
            };
            match (state, raw) {
                (State::Invalid, raw) if !raw.is_empty() => {
                    Entry::text(Kind::Centre, plan.say(words::WITH_UNIT, &[("what", word), ("unit", raw)])).tone(tone)
                }
                _ => Entry::text(Kind::Centre, word).tone(tone),
            }
        }
    }
}

fn width(publication: &Publication, source: &Source) -> f64 {
    match source {
        Source::Seq => 6.5,
        Source::Code => 12.0,
        Source::Name => 28.0,
        Source::Attribute(_) => 15.0,
        Source::State => 10.0,
        Source::Received => 13.0,
        Source::Item(item) => item_width(&publication.survey.items[*item]),
        Source::Ticked(..) | Source::Condition(_) => 13.0,
    }
}

fn item_width(item: &Item) -> f64 {
    match item.kind {
        KindName::Text => 40.0,
        KindName::Choice | KindName::Choices => 18.0,
        KindName::Date => 13.0,
        _ => 13.0,
    }
}
