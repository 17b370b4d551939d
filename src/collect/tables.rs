//! Finds the repeating tables of a form by their header rows.

use crate::collect::continued;
use crate::collect::label::Label;
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::Cell;
use crate::collect::page::Page;
use crate::sheet::{Content, Position, plain};

/// The share of a table's headings that must stand in one row.
const LEAST_HEADINGS: f64 = 0.6;

/// The most rows over which a heading is merged, less one.
const TALLEST_HEADING: u32 = 5;

/// The words of a row of totals.
const TOTALS: &[&str] =
    &["合计", "总计", "小计", "共计", "总数", "totals", "total", "subtotals", "subtotal", "grandtotal", "sum"];

/// What may follow these words without making others of them: what is counted, and in what.
const COUNTED: &[&str] = &[
    "数", "人", "名", "件", "次", "个", "户", "家", "起", "项", "条", "份", "台", "套", "元", "万元", "亿元", "额",
    "量", "值", "率", "栏", "行", "列", "金额", "如下", "number", "no", "count", "amount",
];

/// A header row of a repeating table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The sheet's place in the workbook.
    pub sheet: usize,
    /// The lowest row of the header.
    pub row: u32,
    /// The cells of the headings found.
    pub headings: Vec<Cell>,
    /// The sheet's column of each column of the table, in the survey's order; `None` where its heading is missing.
    pub columns: Vec<Option<u32>>,
}

/// What looking for a table gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One header, or the same header repeated down one sheet; behind it those on further sheets that continue it.
    Headers(Vec<Header>),
    /// Headers that fit equally well in different places.
    Twice(Vec<Header>),
    /// No header row.
    Missing,
}

/// Looks for a table on the sheets of the form first, then on all others.
pub fn find(layout: &Layout, pages: &[Page], form: &[usize], table: usize) -> Found {
    let others: Vec<usize> = (0..pages.len()).filter(|sheet| !form.contains(sheet)).collect();
    for sheets in [form, &others[..]] {
        let headers: Vec<Header> = sheets.iter().flat_map(|sheet| headers(layout, pages, *sheet, table)).collect();
        let Some(most) = headers.iter().map(n_found).max() else { continue };
        let best: Vec<Header> = headers.into_iter().filter(|header| n_found(header) == most).collect();
        let is_repeated =
            best.iter().all(|header| (header.sheet, &header.columns) == (best[0].sheet, &best[0].columns));
        if !is_repeated {
            return Found::Twice(best);
        }
        let further =
            if sheets == form { continued::headers(layout, pages, form, table, &best[0]) } else { Vec::new() };
        return Found::Headers(best.into_iter().chain(further).collect());
    }
    Found::Missing
}

/// How many of a table's headings are found.
pub fn n_found(header: &Header) -> usize {
    header.columns.iter().flatten().count()
}

/// The rows of a sheet that may head a table.
pub fn headers(layout: &Layout, pages: &[Page], sheet: usize, table: usize) -> Vec<Header> {
    let n_columns = layout.survey.tables[table].columns.len();
    let page = &pages[sheet];
    let mut rows: Vec<u32> = Vec::new();
    for mark in &page.marks {
        if mark.roles.iter().any(|(_, role)| matches!(role, Role::Column(t, _) if *t == table)) {
            rows.push(page.span(mark.at).last.row);
        }
    }
    rows.sort_unstable();
    rows.dedup();
    let all = rows.iter().map(|row| header(page, sheet, *row, table, n_columns));
    let least = ((n_columns as f64 * LEAST_HEADINGS).ceil() as usize).max(n_columns.min(2));
    all.filter(|header| n_found(header) >= least).collect()
}

/// The headings that end in a row, whatever the height of their merged areas.
fn header(page: &Page, sheet: usize, row: u32, table: usize, n_columns: usize) -> Header {
    let mut header = Header { sheet, row, headings: Vec::new(), columns: vec![None; n_columns] };
    let rows = row.saturating_sub(TALLEST_HEADING)..=row;
    let near = rows.flat_map(|row| page.marks_of_row(row)).filter(|mark| page.span(mark.at).last.row == row);
    for mark in near {
        let roles = mark.roles.iter().filter_map(|(_, role)| match role {
            Role::Column(t, column) if *t == table => Some(*column),
            _ => None,
        });
        let mut free = roles.filter(|column| header.columns[*column].is_none());
        if let Some(column) = free.next() {
            header.columns[column] = Some(mark.at.col);
            header.headings.push(Cell { sheet, at: mark.at });
        }
    }
    header
}

/// Whether a cell announces a total: in these words alone, or with a bracket, a colon, a number or what is counted
/// behind them. A name that only begins alike announces none.
pub fn is_total(page: &Page, at: Position) -> bool {
    let Some(mark) = page.mark(page.span(at).first) else { return false };
    let mut behind = TOTALS.iter().filter_map(|total| mark.label.full.strip_prefix(total)).peekable();
    let is_alone = || TOTALS.contains(&mark.label.bare.as_str()) || is_before_sign(page, mark.at);
    behind.peek().is_some() && (behind.any(is_counted) || is_alone())
}

/// Whether nothing is left but a number and what is counted, `12人` or `人次数`.
fn is_counted(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.is_empty() || COUNTED.iter().filter_map(|word| rest.strip_prefix(word)).any(is_counted)
}

/// Whether a word of totals stands before a bracket, a colon or a stroke.
fn is_before_sign(page: &Page, at: Position) -> bool {
    let Some(Content::Text(text)) = page.at(at) else { return false };
    let plain = plain(text);
    plain
        .split_once(['(', '[', '{', '【', '〔', ':', '/', '='])
        .is_some_and(|(words, _)| TOTALS.contains(&Label::of(words).full.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;

    fn announces_total(words: &str) -> bool {
        let workbook = fixture::workbook(vec![fixture::sheet("表", &[("A1", words)])]);
        is_total(&Page::all(&workbook, &Layout::new(&fixture::survey()))[0], Position::new(0, 0))
    }

    #[test]
    fn a_total_is_announced_in_its_own_words() {
        for words in [
            "合计",
            "总计",
            "小计",
            "共计",
            "合 计",
            "合　计",
            "合计（人）",
            "总计：",
            "合计:3",
            "合计12人",
            "合计人数",
            "总数",
            "总计（含局级、处级、科级干部）",
            "小计/平均",
            "一、小计",
            "合计人次数",
            "Total",
            "TOTAL:",
            "Totals",
            "Subtotal",
            "Sub-total",
            "Grand total",
            "Total (persons)",
            "Total 12",
            "Sum",
            "sum:",
        ] {
            assert!(announces_total(words), "{words}");
        }
    }

    #[test]
    fn a_name_that_only_begins_like_a_total_announces_none() {
        for words in [
            "Summit",
            "总数据中心",
            "Sumner",
            "Summary",
            "Totality",
            "合计数据中心",
            "共计划局",
            "Total Energy",
            "甲局",
        ] {
            assert!(!announces_total(words), "{words}");
        }
    }
}
