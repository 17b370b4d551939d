//! The rows of a repeating table: which lines below its header are its own, and where it ends.

use crate::collect::label::Label;
use crate::collect::locate::{is_footnote, is_footnote_label};
use crate::collect::page::Page;
use crate::collect::tables::{Header, is_total};
use crate::sheet::{Content, Position, plain};

/// Behind so many blank rows something else may begin.
const BLANK_ROWS: u32 = 2;

/// A table of no more columns may be filled in with one cell a row.
const NARROW: usize = 2;

/// With these words and a colon begins what is signed below a table.
const SIGNED: &[&str] =
    &["日期", "经办", "复核", "审签", "审批", "签发", "批准", "签名", "公章", "单位公章", "主管领导", "分管领导"];

/// These words name who signs even without a colon.
const SIGNERS: &[&str] = &["制表人", "填表人", "填报人", "审核人", "复核人", "经办人", "审签人"];

/// With this word begins a line that breaks a total down.
const OF_WHICH: &str = "其中";

/// What opens a note has no more bytes.
const LONGEST_NOTE: usize = 36;

/// Whether a cell is a valid answer of a column; `None` where the column takes any words.
pub type Fits<'a> = dyn Fn(usize, &Content) -> Option<bool> + 'a;

/// The rows found below a header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// Those that the unit filled in.
    pub filled: Vec<u32>,
    /// The first row that may be one of the table's and may not, behind something that interrupts it. It and all below
    /// it were not read.
    pub unread: Option<u32>,
}

/// What a filled line behind an interruption is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A row of the table.
    Own,
    /// A title, a note or the like.
    Words,
    /// It holds answers of the table, but not as its rows do.
    Doubtful,
    /// A line of something else that is set in columns.
    Foreign,
}

/// Reads the rows below a header. Totals, lines that title a section, notes, signatures and blank rows interrupt the
/// table; behind them it goes on with the next line that looks like one of its rows. It ends at a label of the form, at
/// a header of a table (`ends`) and with the sheet. Rows that hold nothing but a running number are left out.
pub fn below(page: &Page, header: &Header, ends: &[u32], fits: &Fits) -> Rows {
    let last = page.sheet.cells.last().map_or(0, |(at, _)| at.row);
    let (mut rows, mut row) = (Rows::default(), header.row + 1);
    let (mut is_interrupted, mut is_foreign) = (false, false);
    while row <= last && !ends.contains(&row) {
        let Some((first, content)) = page.filled(row).next().or_else(|| shown(page, header, row)) else {
            let next = next_filled(page, row);
            is_interrupted |= next - row >= BLANK_ROWS;
            row = next;
            continue;
        };
        if is_label(page, first) {
            break;
        }
        let is_aside = is_aside(page, header, row, (first, content), fits);
        let is_filled = !is_aside && shown(page, header, row).is_some();
        let line = match () {
            () if is_filled && is_wide(page, header, first) => Line::Doubtful,
            () if is_filled && is_interrupted => line(page, header, row, fits),
            () => Line::Own,
        };
        match line {
            Line::Own if is_filled && is_foreign => rows.unread = Some(row),
            Line::Own if is_filled => {
                rows.filled.push(row);
                is_interrupted = false;
            }
            Line::Doubtful if !is_foreign => rows.unread = Some(row),
            Line::Foreign => is_foreign = true,
            Line::Own | Line::Words | Line::Doubtful => is_interrupted |= is_aside,
        }
        if rows.unread.is_some() {
            break;
        }
        row += 1;
    }
    rows
}

/// What a filled line is, looked at by itself. A running number in front is the table's own sign.
pub fn line(page: &Page, header: &Header, row: u32, fits: &Fits) -> Line {
    let cells = answers(page, header, row);
    let judged: Vec<Option<bool>> = cells.iter().map(|(column, content)| fits(*column, content)).collect();
    let n_valid = judged.iter().filter(|fits| **fits == Some(true)).count();
    let n_invalid = judged.iter().filter(|fits| **fits == Some(false)).count();
    let least = if header.columns.len() <= NARROW { 1 } else { 2 };
    let is_numbered = is_numbered(page, header, row);
    match (n_valid, n_invalid) {
        (1.., 0) if cells.len() >= least || is_numbered => Line::Own,
        (1.., _) if is_numbered => Line::Own,
        (0, _) if is_numbered && cells.len() > 1 => Line::Own,
        (1.., _) => Line::Doubtful,
        (0, _) if cells.len() < 2 => Line::Words,
        (0, 0) => Line::Doubtful,
        (0, _) => Line::Foreign,
    }
}

/// What a row shows in the table's columns, a cell merged over several of them once.
pub fn answers<'a>(page: &Page<'a>, header: &Header, row: u32) -> Vec<(usize, &'a Content)> {
    let mut met = Vec::new();
    let columns = header.columns.iter().enumerate().filter_map(|(column, col)| Some((column, (*col)?)));
    let cells = columns.filter_map(|(column, col)| {
        let at = page.span(Position::new(row, col)).first;
        let content = page.at(at).filter(|_| !met.contains(&at))?;
        met.push(at);
        Some((column, content))
    });
    cells.collect()
}

/// The first cell in the table's columns that shows something, be it by an area merged from above.
fn shown<'a>(page: &Page<'a>, header: &Header, row: u32) -> Option<(Position, &'a Content)> {
    header.columns.iter().flatten().find_map(|col| {
        let at = Position::new(row, *col);
        page.at(at).map(|content| (at, content))
    })
}

fn is_numbered(page: &Page, header: &Header, row: u32) -> bool {
    let Some((at, content)) = page.filled(row).next() else { return false };
    let is_number = match content {
        Content::Number(number) => number.fract() == 0.0,
        Content::Text(text) => text.trim().bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    is_number && header.columns.iter().flatten().all(|col| *col > at.col)
}

/// The first row below that holds cells which are not blank.
fn next_filled(page: &Page, row: u32) -> u32 {
    let cells = &page.sheet.cells;
    let mut next = row + 1;
    while let Some((at, _)) = cells.get(cells.partition_point(|(at, _)| at.row < next)) {
        if page.filled(at.row).next().is_some() {
            return at.row;
        }
        next = at.row + 1;
    }
    next
}

fn is_label(page: &Page, at: Position) -> bool {
    page.mark(at).is_some_and(|mark| mark.is_form())
}

/// Whether a row says something about the table and is none of its rows: a total, a note, a signature, a title merged
/// over several columns.
fn is_aside(page: &Page, header: &Header, row: u32, (at, content): (Position, &Content), fits: &Fits) -> bool {
    is_total(page, at) || is_note(content) || is_title(page, header, row, at, fits)
}

fn is_title(page: &Page, header: &Header, row: u32, at: Position, fits: &Fits) -> bool {
    let is_answered =
        || answers(page, header, row).iter().any(|(column, content)| fits(*column, content) == Some(true));
    is_wide(page, header, at) && !is_answered()
}

/// Whether a cell is merged over several of the table's columns.
fn is_wide(page: &Page, header: &Header, at: Position) -> bool {
    let span = page.span(at);
    let covered = |col: &&u32| (span.first.col..=span.last.col).contains(*col);
    span.first.col < span.last.col && header.columns.iter().flatten().filter(covered).count() > 1
}

fn is_note(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    if is_footnote(content) {
        return true;
    }
    let words = plain(text);
    let (before, has_colon) = words.split_once(':').map_or((words.as_str(), false), |(before, _)| (before, true));
    if before.len() > LONGEST_NOTE {
        return false;
    }
    let label = Label::of(before).bare;
    let is_signed = has_colon && (SIGNED.iter().any(|word| label.starts_with(word)) || is_footnote_label(&label));
    is_signed || SIGNERS.contains(&label.as_str()) || label.starts_with(OF_WHICH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;
    use crate::collect::layout::Layout;
    use crate::collect::tables::Found;
    use crate::sheet::{Area, Workbook};

    /// Dates stand in column B, any words in C, numbers in D; running numbers in A.
    fn fits(column: usize, content: &Content) -> Option<bool> {
        let words = content.to_string();
        match column {
            0 => Some(words.starts_with("2024-")),
            2 => Some(words.parse::<f64>().is_ok()),
            _ => None,
        }
    }

    /// The rows read below the header in row 9 of the small form, and the first one not read, as the sheet counts them.
    /// A line holds the cells of a row between bars; one that begins with `=` is merged over all columns.
    fn read(lines: &[&str]) -> (Vec<u32>, Option<u32>) {
        let mut sheet = fixture::form_with(&[("A10", ""), ("B10", ""), ("C10", ""), ("D10", "")]);
        for (row, line) in (9..).zip(lines) {
            if line.starts_with('=') {
                sheet.merged.push(Area { first: Position::new(row, 0), last: Position::new(row, 3) });
            }
            let cells = line.trim_start_matches('=').split('|').zip(0..).filter(|(text, _)| !text.is_empty());
            sheet.cells.extend(cells.map(|(text, col)| {
                let content = text.parse().map_or_else(|_| Content::Text(text.to_string()), Content::Number);
                (Position::new(row, col), content)
            }));
        }
        let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
        let survey = fixture::survey();
        let layout = Layout::new(&survey);
        let pages = Page::all(&workbook, &layout);
        let Found::Headers(headers) = tables_found(&layout, &pages) else { panic!("the header is found") };
        let rows = below(&pages[0], &headers[0], &[], &fits);
        (rows.filled.iter().map(|row| row + 1).collect(), rows.unread.map(|row| row + 1))
    }

    fn tables_found(layout: &Layout, pages: &[Page]) -> Found {
        crate::collect::tables::find(layout, pages, &[0], 0)
    }

    const ONE: &str = "1|2024-05|诫勉|4";
    const BARE: &str = "|2024-06|诫勉|1";

    #[test]
    fn totals_titles_notes_and_blank_rows_within_a_table_are_passed_over() {
        for aside in
            ["小计|||4", "=个人", "（一）局级|||", "说明：以下为补报", "=（以下为补报）", "合计|||4", "其中：局级|||1"]
        {
            assert_eq!(read(&[ONE, aside, BARE]), (vec![10, 12], None), "{aside}");
            assert_eq!(read(&[aside, ONE, BARE]), (vec![11, 12], None), "{aside}");
        }
        assert_eq!(read(&[ONE, "", "", "", BARE, ONE]), (vec![10, 14, 15], None));
        assert_eq!(read(&["", "", ONE]), (vec![12], None));
    }

    #[test]
    fn a_running_number_makes_a_row_of_the_tables_own_with_its_mistakes() {
        assert_eq!(read(&[ONE, "小计|||4", "2|不详|诫勉|1"]), (vec![10, 12], None));
        assert_eq!(read(&[ONE, "", "", "2||诫勉|"]), (vec![10], None));
        assert_eq!(read(&[ONE, "", "", "2|2024-07||"]), (vec![10, 13], None));
    }

    #[test]
    fn what_may_be_a_row_behind_an_interruption_is_told_and_not_read() {
        for doubtful in ["|不详|诫勉|1", "|2024-07||", "本行补报|||1", "|2024-07|诫勉|三"] {
            assert_eq!(read(&[ONE, "", "", doubtful, ONE]), (vec![10], Some(13)), "{doubtful}");
        }
        assert_eq!(read(&[ONE, "=局级小结|||", "合计数", ONE]), (vec![10, 13], None));
    }

    #[test]
    fn a_row_merged_over_several_columns_that_answers_something_is_in_doubt() {
        assert_eq!(read(&[ONE, "=2024-06", ONE]), (vec![10], Some(11)));
    }

    #[test]
    fn signatures_notes_and_other_lists_below_a_table_are_no_rows_of_it() {
        for below in [
            "制表人：|张三|审核人：|李四",
            "制表人|张三|审核人|李四",
            "|日期：2025年1月10日||",
            "单位负责人：|张三|联系电话：|8843",
        ] {
            assert_eq!(read(&[ONE, below]), (vec![10], None), "{below}");
            assert_eq!(read(&[ONE, "", "", below]), (vec![10], None), "{below}");
        }
        assert_eq!(read(&[ONE, "", "", "|以上数据真实||", "|学习记录||"]), (vec![10], None));
        assert_eq!(read(&[ONE, "", "", "|姓名|职务|电话", "|张三|科长|办公室"]), (vec![10], None));
        assert_eq!(read(&[ONE, "", "", "|姓名|职务|电话", BARE]), (vec![10], Some(14)));
    }

    #[test]
    fn a_label_of_the_form_ends_a_table() {
        assert_eq!(read(&[ONE, "小计|||4", "问题与建议|||", BARE]), (vec![10], None));
    }
}
