//! What a form on some sheets of a workbook is filled in with, read only to compare it with another.

use std::borrow::Cow;

use crate::answer::State;
use crate::collect::declared::{self, Written};
use crate::collect::filed::written_period;
use crate::collect::label;
use crate::collect::layout::Layout;
use crate::collect::locate::{Located, Search};
use crate::collect::page::Page;
use crate::collect::rows::{self, Around};
use crate::collect::tables::{self, Found, Header};
use crate::collect::understood::{fits, says_yes};
use crate::period::Period;
use crate::sheet::{Content, Position};
use crate::survey::KindName;

/// What a form is filled in with.
pub struct Filling {
    /// The words of each item's answer.
    answers: Vec<Option<String>>,
    /// The cells of all rows of its tables.
    rows: Vec<Vec<Option<String>>>,
    codes: Vec<String>,
    names: Vec<String>,
    /// The period that it declares.
    pub period: Option<Period>,
    /// The periods that its own sheets name: the one filled in, and the one of the title.
    pub told: Vec<Period>,
    is_nil: bool,
    n_closed: usize,
    n_understood: usize,
}

impl Filling {
    /// Reads a form from its own sheets, whatever the others say.
    pub fn of(layout: &Layout, pages: &[Page], sheets: &[usize]) -> Filling {
        let headers = headers(layout, pages, sheets);
        let mut search = Search::new(layout, pages, sheets.to_vec());
        search.taken.extend(headers.iter().flat_map(|(_, header)| header.headings.iter().copied()));
        let contents: Vec<Option<Content>> =
            (0..layout.survey.items.len()).map(|item| content(&search, item)).collect();
        let closed =
            contents.iter().enumerate().filter_map(|(item, content)| is_understood(layout, item, content.as_ref()?));
        let closed: Vec<bool> = closed.collect();
        let declared = declared::read(layout, pages, sheets);
        let own = |written: &&Written| sheets.iter().any(|sheet| pages[*sheet].sheet.name == written.sheet);
        let words = |all: &[Written]| all.iter().filter(own).map(|written| label::words(&written.words())).collect();
        let filled_in = declared.periods.iter().filter(own);
        let filled_in = filled_in.filter_map(|written| written_period(&written.content, layout.survey)).next();
        let told = filled_in.into_iter().chain(declared.title);
        Filling {
            told: told.filter(|period| period.kind == layout.survey.period).collect(),
            answers: contents
                .into_iter()
                .map(|content| content.map(|content| content.to_string().trim().to_string()))
                .collect(),
            rows: rows(&search, &headers),
            codes: words(&declared.codes),
            names: words(&declared.names),
            period: declared.period(layout.survey),
            is_nil: declared.nil.iter().filter(own).any(|written| says_yes(&written.content, layout.survey)),
            n_closed: closed.len(),
            n_understood: closed.iter().filter(|is_understood| **is_understood).count(),
        }
    }

    /// Whether no item is answered and nothing is declared.
    pub fn is_blank(&self) -> bool {
        self.answers.iter().all(Option::is_none) && !self.is_nil
    }

    /// Whether it is a unit's answer and no explanation of the form: most answers that are not free text are understood,
    /// and where there are none, a unit is named.
    pub fn is_meant(&self) -> bool {
        let says_something = self.answers.iter().any(Option::is_some) || !self.rows.is_empty();
        match self.n_closed {
            _ if self.is_nil => true,
            0 => says_something && self.names_unit(),
            n_closed => 2 * self.n_understood >= n_closed,
        }
    }

    /// Whether a unit answers something, however oddly.
    pub fn is_signed(&self) -> bool {
        self.names_unit() && !self.is_blank()
    }

    /// Whether it says whose return it is.
    pub fn names_unit(&self) -> bool {
        self.unit().is_some()
    }

    /// The unit as written.
    pub fn unit(&self) -> Option<&String> {
        self.names.iter().chain(&self.codes).find(|words| !words.is_empty())
    }

    /// Whether both name a unit, and not the same.
    pub fn is_of_another_unit(&self, other: &Filling) -> bool {
        let differ = |own: &[String], others: &[String]| {
            own.first().zip(others.first()).is_some_and(|_| !own.iter().any(|words| others.contains(words)))
        };
        differ(&self.codes, &other.codes) || differ(&self.names, &other.names)
    }

    /// Whether another form says anything that this one does not.
    pub fn lacks(&self, other: &Filling) -> bool {
        let mut answers = self.answers.iter().zip(&other.answers);
        self.is_of_another_unit(other)
            || answers.any(|(own, other)| other.is_some() && own != other)
            || other.rows.iter().any(|row| !self.rows.contains(row))
    }
}

fn content(search: &Search, item: usize) -> Option<Content> {
    match search.item(item, &[]) {
        Located::At(spot) => search.content(&spot).map(Cow::into_owned),
        Located::Twice(_) | Located::Missing => None,
    }
}

/// Whether an answer that is not free text is understood; `None` for free text.
fn is_understood(layout: &Layout, item: usize, content: &Content) -> Option<bool> {
    let is_open = layout.survey.items[item].kind == KindName::Text;
    (!is_open).then(|| layout.readings.understand(item, Some(content), layout.survey).state != State::Invalid)
}

/// The headers of the tables on the form's own sheets, each with its table.
fn headers(layout: &Layout, pages: &[Page], sheets: &[usize]) -> Vec<(usize, Header)> {
    let tables = 0..layout.survey.tables.len();
    let headers = tables.flat_map(|table| {
        let found = match tables::find(layout, pages, sheets, table) {
            Found::Headers(headers) | Found::Twice(headers) => headers,
            Found::Missing => Vec::new(),
        };
        found.into_iter().map(move |header| (table, header))
    });
    headers.filter(|(_, header)| sheets.contains(&header.sheet)).collect()
}

fn rows(search: &Search, headers: &[(usize, Header)]) -> Vec<Vec<Option<String>>> {
    let around = Around::new(search.pages, &search.form, &search.taken);
    let survey = search.layout.survey;
    let rows = headers.iter().flat_map(|(table, header)| {
        let page = &search.pages[header.sheet];
        let cell = |row: u32, col: &Option<u32>| Some(page.at(Position::new(row, (*col)?))?.to_string());
        let fits = |column: usize, content: &Content| fits(survey, &survey.tables[*table].columns[column], content);
        let found = rows::below(&around, header, &fits);
        let cells = found.filled.into_iter().map(|row| header.columns.iter().map(|col| cell(row, col)).collect());
        cells.collect::<Vec<_>>()
    });
    rows.collect()
}
