//! Finds the repeating tables of a form by their header rows.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::collect::continued;
use crate::collect::label::{Fit, Label};
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::Cell;
use crate::collect::measured;
use crate::collect::page::{Mark, Page};
use crate::sheet::{Content, Position, plain};

/// The share of a table's headings that must stand in one row.
const LEAST_HEADINGS: f64 = 0.6;

/// The most rows over which a heading is merged, less one.
const TALLEST_HEADING: u32 = 5;

/// The words of a row of totals.
const TOTALS: &[&str] =
    &["合计", "总计", "小计", "共计", "总数", "totals", "total", "subtotals", "subtotal", "grandtotal", "sum"];

/// The words of a row that sums up the rows above otherwise.
const SUMMARIES: &[&str] = &[
    "平均",
    "平均分",
    "平均值",
    "平均数",
    "均值",
    "最高",
    "最高分",
    "最高值",
    "最低",
    "最低分",
    "最低值",
    "最大值",
    "最小值",
    "满分",
    "汇总",
    "average",
    "mean",
    "median",
    "maximum",
    "minimum",
    "fullmarks",
];

/// The words of totals that end what is added up before them; no name ends so.
const ENDING: &[&str] = &["合计", "总计", "小计", "共计"];

/// The same where words are parted by blanks.
const ENDING_WORDS: &[&str] = &["total", "totals", "subtotal", "subtotals"];

/// What is added up has no more letters.
const LONGEST_ADDED: usize = 16;

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
    /// The columns of the table for which several headings stand.
    pub rivals: Vec<Rivals>,
    /// Its place among headers that stand side by side.
    pub beside: usize,
    /// The columns of the sheet in which its rows stand: all, unless another header stands beside it.
    pub extent: RangeInclusive<u32>,
}

/// Headings that stand for one column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rivals {
    /// The column's place in the table.
    pub column: usize,
    /// The headings, left to right, with how well they fit.
    pub headings: Vec<(Fit, Cell)>,
}

/// What looking for a table gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One header, or the same header repeated on one sheet, down it or side by side; behind it those on further sheets
    /// that continue it.
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
        if !is_repeated(&best) {
            return Found::Twice(best);
        }
        let further =
            if sheets == form { continued::headers(layout, pages, form, table, &best[0]) } else { Vec::new() };
        return Found::Headers(best.into_iter().chain(further).collect());
    }
    Found::Missing
}

/// Whether headers are one that is repeated down a sheet, alone or together with those beside it.
fn is_repeated(headers: &[Header]) -> bool {
    let is_again = |header: &Header| {
        let first = headers.iter().find(|first| first.beside == header.beside);
        first.is_some_and(|first| (first.sheet, &first.columns) == (header.sheet, &header.columns))
    };
    headers.iter().all(|header| header.sheet == headers[0].sheet && is_again(header))
}

/// How many of a table's headings are found.
pub fn n_found(header: &Header) -> usize {
    header.columns.iter().flatten().count()
}

/// The rows of a sheet that may head a table.
pub fn headers(layout: &Layout, pages: &[Page], sheet: usize, table: usize) -> Vec<Header> {
    let n_columns = layout.survey.tables[table].columns.len();
    let page = &pages[sheet];
    let headings = headings(page, table);
    let rows = headings.chunk_by(|one, next| one.last_row == next.last_row);
    let all = rows.flat_map(|headings| in_row(page, sheet, headings, n_columns));
    let least = ((n_columns as f64 * LEAST_HEADINGS).ceil() as usize).max(n_columns.min(2));
    let found = all.filter(|header| n_found(header) >= least);
    found.map(|header| measured::with_row(page, &layout.survey.tables[table].columns, header)).collect()
}

/// A heading with the columns that it may stand for, best first.
struct Heading {
    at: Position,
    /// The lowest row of its merged area.
    last_row: u32,
    columns: Vec<(Fit, usize)>,
}

/// The headers of headings that end in one row: several where the same headings stand side by side.
fn in_row(page: &Page, sheet: usize, headings: &[Heading], n_columns: usize) -> Vec<Header> {
    let assigned = |headings: &[Heading]| header(sheet, n_columns, headings);
    let runs: Vec<Header> = runs(headings, n_columns).into_iter().map(assigned).collect();
    let found = |header: &Header| header.columns.iter().map(Option::is_some).collect::<Vec<_>>();
    let is_alike = |run: &Header| n_found(run) >= n_columns.min(2) && found(run) == found(&runs[0]);
    if runs.len() > 1 && runs.iter().all(is_alike) { side_by_side(page, runs) } else { vec![assigned(headings)] }
}

/// The headings of a table by the rows in which they end, whatever the height of their merged areas, left to right.
fn headings(page: &Page, table: usize) -> Vec<Heading> {
    let headings = page.headings_of(table).into_iter().map(|mark| {
        let columns = mark.roles.iter().filter_map(|(fit, role)| match role {
            Role::Column(t, column) if *t == table => Some((*fit, *column)),
            _ => None,
        });
        Heading { at: mark.at, last_row: page.span(mark.at).last.row, columns: columns.collect() }
    });
    let is_low = |heading: &Heading| heading.last_row - heading.at.row <= TALLEST_HEADING;
    let mut headings = reaching(page, headings.filter(is_low).collect());
    headings.sort_by_key(|heading| (heading.last_row, heading.at.col, heading.at.row));
    headings
}

/// Headings of which those with a unit of measure below them reach as low as the merged ones beside them.
fn reaching(page: &Page, mut headings: Vec<Heading>) -> Vec<Heading> {
    let merged = headings.iter().filter(|heading| heading.last_row == heading.at.row + 1);
    let merged: BTreeSet<u32> = merged.map(|heading| heading.at.row).collect();
    for heading in headings.iter_mut().filter(|heading| heading.last_row == heading.at.row) {
        let below = Position::new(heading.at.row + 1, heading.at.col);
        if merged.contains(&heading.at.row) && measured::is_measure(page, below) {
            heading.last_row = below.row;
        }
    }
    headings
}

/// Headings cut wherever one comes again.
fn runs(headings: &[Heading], n_columns: usize) -> Vec<&[Heading]> {
    let (mut runs, mut start, mut taken) = (Vec::new(), 0, vec![false; n_columns]);
    for (place, heading) in headings.iter().enumerate() {
        let is_free = |(_, column): &&(Fit, usize)| !taken[*column];
        if heading.columns.iter().find(is_free).is_none() {
            runs.push(&headings[start..place]);
            start = place;
            taken.fill(false);
        }
        let free = heading.columns.iter().map(|(_, column)| *column).find(|column| !taken[*column]);
        taken[free.expect("none or some are free")] = true;
    }
    runs.push(&headings[start..]);
    runs
}

fn header(sheet: usize, n_columns: usize, headings: &[Heading]) -> Header {
    let mut columns = vec![None; n_columns];
    let mut met: Vec<Vec<(Fit, Cell)>> = vec![Vec::new(); n_columns];
    for heading in headings {
        let free = heading.columns.iter().find(|(_, column)| columns[*column].is_none());
        let (fit, column) = *free.unwrap_or(&heading.columns[0]);
        columns[column].get_or_insert(heading.at.col);
        met[column].push((fit, Cell { sheet, at: heading.at }));
    }
    let rivals = met.into_iter().enumerate().map(|(column, headings)| Rivals { column, headings });
    Header {
        sheet,
        row: headings[0].last_row,
        headings: headings.iter().map(|heading| Cell { sheet, at: heading.at }).collect(),
        columns,
        rivals: rivals.filter(|rivals| rivals.headings.len() > 1).collect(),
        beside: 0,
        extent: 0..=u32::MAX,
    }
}

/// Headers that stand side by side, each with the columns of its own: what stands before the first one's headings, such
/// as a running number, stands before those of each.
fn side_by_side(page: &Page, mut runs: Vec<Header>) -> Vec<Header> {
    let col = |header: &Header, place: usize| header.headings[place].at.col;
    let outer = page.filled(runs[0].row).next().map_or(0, |(at, _)| at.col);
    let before = col(&runs[0], 0).saturating_sub(outer);
    for place in 1..runs.len() {
        let end = col(&runs[place - 1], runs[place - 1].headings.len() - 1);
        let start = col(&runs[place], 0).saturating_sub(before).max(end + 1);
        runs[place - 1].extent = *runs[place - 1].extent.start()..=start - 1;
        runs[place].extent = start..=u32::MAX;
        runs[place].beside = place;
    }
    runs
}

/// Whether a cell announces a total: in these words alone, or with a bracket, a colon, a number or what is counted
/// behind them, or with what is added up before them. A name that only begins alike announces none.
pub fn is_total(page: &Page, at: Position) -> bool {
    let Some(mark) = page.mark(page.span(at).first) else { return false };
    let mut behind = TOTALS.iter().filter_map(|total| mark.label.full.strip_prefix(total)).peekable();
    let is_alone = || TOTALS.contains(&mark.label.bare.as_str()) || is_before_sign(page, mark.at);
    (behind.peek().is_some() && (behind.any(is_counted) || is_alone())) || is_behind(page, mark) || counts_all(mark)
}

/// Whether a cell says nothing but that its row sums up others: `平均分`, `Average`. In a row of answers it may be one.
pub fn is_summary(page: &Page, at: Position) -> bool {
    let mark = page.mark(page.span(at).first);
    mark.is_some_and(|mark| SUMMARIES.contains(&mark.label.bare.as_str()))
}

/// Whether a word of totals stands behind what is added up: `局级小计`, `Page total`.
fn is_behind(page: &Page, mark: &Mark) -> bool {
    let before = ENDING.iter().find_map(|total| mark.label.bare.strip_suffix(total));
    let is_short = |before: &str| before.chars().count() <= LONGEST_ADDED;
    let in_words = || {
        let Some(Content::Text(text)) = page.at(mark.at) else { return false };
        let plain = plain(text).to_lowercase();
        let mut words = plain.trim().trim_end_matches(':').split(' ').rev();
        words.next().is_some_and(|last| ENDING_WORDS.contains(&last)) && words.next().is_some()
    };
    before.is_some_and(is_short) || ENDING_WORDS.iter().any(|word| mark.label.full.ends_with(word)) && in_words()
}

/// Whether a cell says how many there are of all, `共3人`.
fn counts_all(mark: &Mark) -> bool {
    let rest = ["总共", "一共", "共"].iter().find_map(|word| mark.label.full.strip_prefix(word));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && is_counted(rest))
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

    fn says(words: &str, is: fn(&Page, Position) -> bool) -> bool {
        let workbook = fixture::workbook(vec![fixture::sheet("表", &[("A1", words)])]);
        is(&Page::all(&workbook, &Layout::new(&fixture::survey()))[0], Position::new(0, 0))
    }

    fn announces_total(words: &str) -> bool {
        says(words, is_total)
    }

    #[test]
    fn a_summary_is_announced_in_its_own_words_alone() {
        for words in ["平均分", "平均", "平均值（保留两位小数）", "最高分", "汇总：", "Average", "Mean", "Minimum"]
        {
            assert!(says(words, is_summary), "{words}");
        }
        for words in ["平均乡", "汇总办", "最高人民法院", "Meanwell", "甲局"] {
            assert!(!says(words, is_summary), "{words}");
        }
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
            "本页合计",
            "局级小计",
            "2024年合计",
            "省直单位 合计：",
            "本页小计（人）",
            "共3人",
            "总共 12 件",
            "Page total",
            "Bureau subtotal:",
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
            "共青团",
            "共3人小组办公室",
            "统计局",
            "Lump sum",
            "Subtotality",
        ] {
            assert!(!announces_total(words), "{words}");
        }
    }
}
