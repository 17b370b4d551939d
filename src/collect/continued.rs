//! Repeating tables that go on on further sheets of a workbook.

use foldhash::{HashSet, HashSetExt};

use crate::collect::layout::{Layout, Role};
use crate::collect::line::{self, Fits, Line};
use crate::collect::locate::Cell;
use crate::collect::page::Page;
use crate::collect::rows::{self, Around};
use crate::collect::sheets::is_example;
use crate::collect::tables::{self, Header};
use crate::collect::times::EARLIER;
use crate::period::Period;
use crate::sheet::Position;

/// A sheet with one of these words in its name is of another time, too.
const OLD: &[&str] = &["历史", "旧", "last", "old"];

/// Rows without a header of their own are looked for among the first lines of a sheet.
const FIRST_LINES: usize = 3;

/// The headers of a table on further sheets that continue the one on the form: visible, headed alike, of no other
/// period, and no second copy of the form.
pub fn headers(layout: &Layout, pages: &[Page], form: &[usize], table: usize, first: &Header) -> Vec<Header> {
    let further =
        further_sheets(pages, form, table).filter(|sheet| is_of_this_time(&pages[*sheet], &pages[first.sheet]));
    let headers = further.flat_map(|sheet| tables::headers(layout, pages, sheet, table));
    headers.filter(|header| is_alike(header, first)).collect()
}

/// The first rows on further sheets that look like a table's and are not read: below a header on a sheet that is
/// hidden, of another period or headed otherwise, or without any header.
pub fn unread(
    layout: &Layout,
    pages: &[Page],
    form: &[usize],
    table: usize,
    read: &[Header],
    fits: &Fits,
) -> Vec<Cell> {
    let Some(first) = read.first().filter(|header| form.contains(&header.sheet)) else { return Vec::new() };
    let others = further_sheets_even_hidden(pages, form, table);
    let taken = HashSet::new();
    let around = Around::new(pages, form, &taken);
    let others = others.filter(|sheet| read.iter().all(|header| header.sheet != *sheet));
    let found = others.filter_map(|sheet| {
        let headers = tables::headers(layout, pages, sheet, table);
        let row = if headers.is_empty() {
            headless(&pages[sheet], first, fits)
        } else {
            headers.iter().find_map(|header| rows::below(&around, header, fits).filled.first().copied())
        };
        let col = first.columns.iter().flatten().min().copied().unwrap_or(0);
        row.map(|row| Cell { sheet, at: Position::new(row, col) })
    });
    found.collect()
}

fn further_sheets(pages: &[Page], form: &[usize], table: usize) -> impl Iterator<Item = usize> {
    further_sheets_even_hidden(pages, form, table).filter(|sheet| !pages[*sheet].sheet.hidden)
}

/// The sheets beside the form that hold no item of it and show no example.
fn further_sheets_even_hidden(pages: &[Page], form: &[usize], table: usize) -> impl Iterator<Item = usize> {
    let is_further = move |sheet: &usize| {
        let page = &pages[*sheet];
        !form.contains(sheet) && !is_example(page) && !page.marks.iter().any(|mark| is_item(&mark.roles, table))
    };
    (0..pages.len()).filter(is_further)
}

fn is_item<Fit>(roles: &[(Fit, Role)], table: usize) -> bool {
    let is_heading = |(_, role): &(Fit, Role)| matches!(role, Role::Column(t, _) if *t == table);
    roles.iter().any(|(_, role)| role.is_item()) && !roles.iter().any(is_heading)
}

fn is_named(page: &Page, words: &[&str]) -> bool {
    let name = page.sheet.name.to_lowercase();
    words.iter().any(|word| name.contains(word))
}

fn is_alike(header: &Header, first: &Header) -> bool {
    let found = |header: &Header| header.columns.iter().map(Option::is_some).collect::<Vec<_>>();
    found(header) == found(first)
}

fn is_of_this_time(page: &Page, form: &Page) -> bool {
    let here = named_period(page);
    !is_named(page, EARLIER)
        && !is_named(page, OLD)
        && (here.is_none() || named_period(form).is_none_or(|there| here == Some(there)))
}

fn named_period(page: &Page) -> Option<Period> {
    page.marks.iter().find_map(|mark| mark.period).or_else(|| Period::read(&page.sheet.name))
}

/// The first line of a visible sheet that stands in the table's columns as a row of it would.
fn headless(page: &Page, first: &Header, fits: &Fits) -> Option<u32> {
    if page.sheet.hidden {
        return None;
    }
    let lines = page.rows().into_iter().take(FIRST_LINES);
    let is_like_a_row = |row: &u32| {
        let shown = line::answers(page, first, *row);
        let n_valid = shown.iter().filter(|(column, content)| fits(*column, content) == Some(true)).count();
        n_valid > 1 && line::of(page, first, *row, fits) == Line::Own
    };
    lines.into_iter().find(is_like_a_row)
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::sheet::Sheet;
    use crate::survey::KindName;

    const HEADED: &[(&str, &str)] = &[
        ("A1", "序号"),
        ("B1", "追究时间"),
        ("C1", "追究方式"),
        ("D1", "人数"),
        ("A2", "2"),
        ("B2", "2024-06-01"),
        ("C2", "诫勉"),
        ("D2", "1"),
    ];

    /// The number of rows read from the small form and a further sheet, and the findings about the table.
    fn with(further: Sheet) -> (usize, Vec<String>) {
        let mut survey = survey();
        survey.tables[0].columns[0].kind = KindName::Date;
        survey.tables[0].columns[2].kind = KindName::Integer;
        let form = form_with(&[("B10", "2024-05-01")]);
        let draft = read(&survey, &workbook(vec![form, further])).unwrap().drafts.remove(0);
        let findings =
            draft.findings.iter().map(|finding| format!("{} {}!{}", finding.rule, finding.sheet, finding.cell));
        (draft.tables[0].len(), findings.collect())
    }

    #[test]
    fn a_table_goes_on_on_a_further_sheet_that_is_headed_alike() {
        assert_eq!(with(sheet("续表", HEADED)), (2, vec![]));
        let moved: Vec<_> = HEADED
            .iter()
            .map(|(cell, text)| (cell.replace(['1', '2'], if cell.ends_with('1') { "5" } else { "6" }), *text))
            .collect();
        let moved: Vec<_> = moved.iter().map(|(cell, text)| (cell.as_str(), *text)).collect();
        assert_eq!(with(sheet("Sheet2", &moved)), (2, vec![]));
    }

    #[test]
    fn rows_on_a_sheet_that_is_hidden_of_another_period_or_headed_otherwise_are_told_and_not_read() {
        let mut hidden = sheet("续表", HEADED);
        hidden.hidden = true;
        assert_eq!(with(hidden), (1, vec!["rows-unread 续表!B2".to_string()]));
        assert_eq!(with(sheet("2023年", HEADED)), (1, vec!["rows-unread 2023年!B2".to_string()]));
        assert_eq!(with(sheet("上年情况", HEADED)), (1, vec!["rows-unread 上年情况!B2".to_string()]));
        let otherwise: Vec<_> = HEADED.iter().map(|cell| if cell.0 == "D1" { ("D1", "备忘") } else { *cell }).collect();
        assert_eq!(with(sheet("续表", &otherwise)), (1, vec!["rows-unread 续表!B2".to_string()]));
    }

    #[test]
    fn rows_without_a_header_on_a_further_sheet_are_told_and_not_read() {
        assert_eq!(with(sheet("续表", &HEADED[4..])), (1, vec!["rows-unread 续表!B2".to_string()]));
    }

    #[test]
    fn examples_and_lists_of_something_else_are_left_alone() {
        assert_eq!(with(sheet("填写示例", HEADED)), (1, vec![]));
        let codes = [("A1", "诫勉"), ("A2", "通报"), ("B1", "2024"), ("C2", "3")];
        assert_eq!(with(sheet("下拉选项", &codes)), (1, vec![]));
        assert_eq!(with(sheet("续表", &HEADED[..4])), (1, vec![]));
    }
}
