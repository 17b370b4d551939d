//! Further sheets that repeat the rows of a table instead of going on with it.

use foldhash::{HashMap, HashMapExt};

use crate::collect::draft::{first_cell, place};
use crate::collect::line;
use crate::collect::page::Page;
use crate::collect::parts::Part;
use crate::collect::rows::Rows;
use crate::collect::tables::Header;
use crate::collect::understood::Reader;
use crate::finding::{Finding, Severity};
use crate::sheet::Position;
use crate::survey::RepeatingTable;
use crate::text::collect as say;

/// Rows with fewer cells filled in may be alike by chance.
const LEAST_FILLED: usize = 3;

/// Marks the parts of each further sheet of which all rows stand in the table already, in the same order, cell by cell
/// with their running numbers, as a copy. Where rows are so short that they may be alike by chance, they are in doubt and
/// not read.
pub fn mark(pages: &[Page], parts: &mut [Part]) {
    let Some(first) = parts.first().map(|part| part.header.sheet) else { return };
    if parts.iter().all(|part| part.header.sheet == first) {
        return;
    }
    let mut told = Told { places: HashMap::new(), n_rows: 0 };
    for of_sheet in parts.chunk_by_mut(|one, next| one.header.sheet == next.header.sheet) {
        let lines: Vec<Line> = of_sheet.iter().flat_map(|part| lines(pages, part)).collect();
        let is_whole = of_sheet.iter().all(|part| part.rows.unread.is_none()) && !lines.is_empty();
        if is_whole && told.holds(&lines) {
            let is_long = lines.iter().all(|line| line.n_filled >= LEAST_FILLED);
            of_sheet.iter_mut().for_each(|part| set_aside(part, is_long));
        } else {
            lines.into_iter().for_each(|line| told.add(line));
        }
    }
}

fn set_aside(part: &mut Part, is_copy: bool) {
    part.is_copy = is_copy;
    if !is_copy {
        part.rows = Rows { unread: part.rows.filled.first().copied(), ..Rows::default() };
    }
}

/// A row as it is written: what its columns hold, and what stands in other cells, such as a running number.
struct Line {
    answers: String,
    beside: String,
    n_filled: usize,
}

fn lines<'a>(pages: &'a [Page], part: &'a Part) -> impl Iterator<Item = Line> {
    part.rows.filled.iter().map(|row| written(&pages[part.header.sheet], &part.header, *row))
}

fn written(page: &Page, header: &Header, row: u32) -> Line {
    let text = |at: Position| page.at(at).map(|content| content.to_string().trim().to_string()).unwrap_or_default();
    let answers: Vec<String> =
        header.columns.iter().map(|col| col.map(|col| text(Position::new(row, col))).unwrap_or_default()).collect();
    let others = line::filled(page, header, row).filter(|(at, _)| !header.columns.contains(&Some(at.col)));
    let beside: Vec<String> = others.map(|(at, _)| text(at)).collect();
    let n_filled = answers.iter().filter(|text| !text.is_empty()).count();
    Line { answers: answers.join("\u{1f}"), beside: beside.join("\u{1f}"), n_filled }
}

/// The rows of a table by what they say, with their places in order.
struct Told {
    places: HashMap<(String, String), Vec<usize>>,
    n_rows: usize,
}

impl Told {
    /// Takes a row down, with what stands beside its columns and without: a copy may leave that out.
    fn add(&mut self, line: Line) {
        let Line { answers, beside, .. } = line;
        if !beside.is_empty() {
            self.places.entry((answers.clone(), String::new())).or_default().push(self.n_rows);
        }
        self.places.entry((answers, beside)).or_default().push(self.n_rows);
        self.n_rows += 1;
    }

    /// Whether lines are all among the rows, one behind the other.
    fn holds(&self, lines: &[Line]) -> bool {
        let mut next = 0;
        lines.iter().all(|line| {
            let places = self.places.get(&(line.answers.clone(), line.beside.clone()));
            let found = places.and_then(|places| places.get(places.partition_point(|place| *place < next)));
            next = found.map_or(next, |place| place + 1);
            found.is_some()
        })
    }
}

/// A note on rows that are left out as they stand in the table already.
pub fn note(reader: &Reader, table: &RepeatingTable, part: &Part) -> Finding {
    let cell = first_cell(&part.header, part.rows.filled.first().copied().unwrap_or(part.header.row));
    let n = part.rows.filled.len().to_string();
    let values = [("item", table.label.get(reader.lang)), ("n", &n), ("sheet", &reader.sheets[cell.sheet])];
    let message = say::ROWS_COPIED.say(reader.lang, &values);
    let remedy = say::ROWS_COPIED_REMEDY.say(reader.lang, &values);
    let finding = Finding::new("rows-copied", Severity::Note, message, remedy).at(&reader.origin(cell));
    Finding { item: table.id.clone(), value: place(reader, cell), ..finding }
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;

    const TWO: &[(&str, &str)] =
        &[("B10", "2024-05-01"), ("A11", "2"), ("B11", "2024-06-01"), ("C11", "通报"), ("D11", "1")];

    const HEADINGS: [&str; 4] = ["序号", "追究时间", "追究方式", "人数"];

    /// The number of rows read from the form with two rows and a further sheet with these, and the findings.
    fn with(further: &[[&str; 4]]) -> (usize, Vec<String>) {
        let rows = [&[HEADINGS], further].concat();
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            let named = ["A", "B", "C", "D"].into_iter().zip(texts);
            named.map(move |(col, text)| (format!("{col}{}", row + 1), text.to_string()))
        });
        let cells: Vec<(String, String)> = cells.filter(|(_, text)| !text.is_empty()).collect();
        let cells: Vec<(&str, &str)> = cells.iter().map(|(cell, text)| (cell.as_str(), text.as_str())).collect();
        let workbook = workbook(vec![form_with(TWO), sheet("情况表", &cells)]);
        let draft = read(&survey(), &workbook).unwrap().drafts.remove(0);
        let findings =
            draft.findings.iter().map(|finding| format!("{} {}!{}", finding.rule, finding.sheet, finding.cell));
        (draft.tables[0].len(), findings.collect())
    }

    const ONE: [&str; 4] = ["1", "2024-05-01", "诫勉", "4"];
    const OTHER: [&str; 4] = ["2", "2024-06-01", "通报", "1"];

    #[test]
    fn a_further_sheet_that_repeats_the_rows_of_the_table_is_said_and_not_counted() {
        let said = vec!["rows-copied 情况表!B2".to_string()];
        assert_eq!(with(&[ONE, OTHER]), (2, said.clone()));
        assert_eq!(with(&[OTHER]), (2, said.clone()));
        assert_eq!(with(&[["", "2024-05-01", "诫勉", "4"], ["", "2024-06-01", "通报", "1"]]), (2, said));
    }

    #[test]
    fn a_further_sheet_that_goes_on_is_read_though_rows_of_it_are_alike() {
        assert_eq!(with(&[ONE, OTHER, ["3", "2024-07-01", "通报", "2"]]), (5, vec![]));
        assert_eq!(with(&[["3", "2024-05-01", "诫勉", "4"], ["4", "2024-06-01", "通报", "1"]]), (4, vec![]));
        assert_eq!(with(&[OTHER, ONE]), (4, vec![]));
        assert_eq!(with(&[ONE, ONE]), (4, vec![]));
    }

    #[test]
    fn short_rows_that_are_alike_are_asked_about_and_not_read() {
        let form = form_with(&[("B10", "2024-05-01"), ("C10", "")]);
        let further = [("A1", "序号"), ("B1", "追究时间"), ("C1", "追究方式"), ("D1", "人数")];
        let row = [("A2", "1"), ("B2", "2024-05-01"), ("D2", "4")];
        let workbook = workbook(vec![form, sheet("情况表", &[&further[..], &row].concat())]);
        let draft = read(&survey(), &workbook).unwrap().drafts.remove(0);
        assert_eq!(draft.tables[0].len(), 1);
        assert_eq!(draft.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["rows-unread"]);
    }
}
