//! How wide the columns of a table are: fixed, so that every program shows the same page.

use crate::publish::report::markdown::is_wide;
use crate::publish::report::tree::{Cell, Grid, Run};

/// The width of a Latin letter in a table, in twentieths of a point.
const LETTER: usize = 108;
/// What the margins of a cell take.
const MARGINS: usize = 190;
/// Beyond this many letters a column asks for little more room, and wraps.
const ENOUGH: usize = 40;
/// The letters of the widest wish.
const MOST: usize = 110;

/// The widths of a grid's columns in twentieths of a point; together `total`.
pub fn columns(grid: &Grid, total: usize) -> Vec<usize> {
    let wanted: Vec<(usize, usize)> = (0..grid.columns.len()).map(|column| wants(grid, column)).collect();
    let least: usize = wanted.iter().map(|(least, _)| least).sum();
    if least >= total {
        let in_proportion = wanted.iter().map(|(least, _)| least * total / least_sum(&wanted));
        return exactly(in_proportion.collect(), total);
    }
    let room = total - least;
    let more: usize = wanted.iter().map(|(least, most)| most - least).sum();
    let share = |(least, most): &(usize, usize)| match more {
        0 => least + room / wanted.len(),
        _ => least + (most - least) * room / more,
    };
    exactly(wanted.iter().map(share).collect(), total)
}

fn least_sum(wanted: &[(usize, usize)]) -> usize {
    wanted.iter().map(|(least, _)| least).sum::<usize>().max(1)
}

/// The last column takes what rounding leaves.
fn exactly(mut widths: Vec<usize>, total: usize) -> Vec<usize> {
    let sum: usize = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += total.saturating_sub(sum);
    }
    widths
}

/// The least and the wished width of a column.
fn wants(grid: &Grid, column: usize) -> (usize, usize) {
    let cells = || grid.rows.iter().filter_map(|row| row.get(column));
    let title = grid.columns[column].title.as_str();
    // Headings are bold, which takes a quarter more.
    let longest_word = cells().map(cell_word).chain([word(title) * 5 / 4]).max().unwrap_or(1) + 1;
    let longest_line = cells().map(cell_line).chain([letters(title).min(16)]).max().unwrap_or(1);
    let least = longest_word.clamp(4, 20);
    let wish = longest_line.min(ENOUGH) + longest_line.saturating_sub(ENOUGH) / 6;
    (least * LETTER + MARGINS, wish.clamp(least, MOST) * LETTER + MARGINS)
}

fn cell_line(cell: &Cell) -> usize {
    let words = crate::publish::report::tree::words(&cell.runs);
    words.split('\n').map(letters).max().unwrap_or(0)
}

fn cell_word(cell: &Cell) -> usize {
    let widest = |run: &Run| match run {
        Run::Number(number, _) => letters(&number.text).min(16),
        other => word(other.words()),
    };
    cell.runs.iter().map(widest).max().unwrap_or(0)
}

/// The longest piece that cannot be broken: a Latin word, or four Chinese characters.
fn word(text: &str) -> usize {
    let is_break = |c: char| c.is_whitespace() || is_wide(c) || matches!(c, '-' | '/' | '–');
    let latin = text.split(is_break).map(letters).max().unwrap_or(0);
    let chinese = text.chars().filter(|c| is_wide(*c)).count().min(4) * 2;
    latin.max(chinese)
}

fn letters(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::report::tree::Column;

    #[test]
    fn columns_fill_the_page_exactly() {
        let column = |title: &str| Column { title: title.to_string(), ..Column::default() };
        let grid = Grid {
            columns: vec![column("指标"), column("单位数"), column("所涉单位")],
            rows: vec![vec![Cell::text("制定方案"), Cell::text("26"), Cell::text("很长的名单、".repeat(40))]],
            ..Grid::default()
        };
        let widths = columns(&grid, 8844);
        assert_eq!(widths.iter().sum::<usize>(), 8844);
        assert!(widths[2] > widths[0] && widths[0] > widths[1], "{widths:?}");
    }
}
