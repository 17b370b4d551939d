//! How wide the columns of a table are: fixed, so that every program shows the same page.

use crate::publish::report::markdown::is_wide;
use crate::publish::report::tree::{Cell, Grid, Run};

/// The width of a Latin letter in a table, in twentieths of a point.
const LETTER: usize = 108;
/// The same in small type.
const SMALL_LETTER: usize = 88;
/// What the margins of a cell take.
const MARGINS: usize = 190;
/// The same in a table of small type, whose cells stand closer.
const SMALL_MARGINS: usize = 120;
/// Beyond this many letters a column asks for little more room, and wraps.
const ENOUGH: usize = 40;
/// The letters of the widest wish.
const MOST: usize = 110;

/// The widths of a grid's columns in twentieths of a point, and whether it needs small type.
#[derive(Debug, PartialEq, Eq)]
pub struct Widths {
    /// One width a column; together the width asked for.
    pub columns: Vec<usize>,
    /// Whether the grid is too wide for type of the usual size.
    pub is_small: bool,
}

/// What a column needs, in letters.
struct Need {
    /// So that no number and no word of a cell is broken.
    cells: usize,
    /// So that no word of the heading is broken either.
    least: usize,
    /// So that lines are comfortable.
    wish: usize,
}

/// The widths of a grid's columns; together `total`.
pub fn columns(grid: &Grid, total: usize) -> Widths {
    let needs: Vec<Need> = (0..grid.columns.len()).map(|column| need(grid, column)).collect();
    let least = |(letter, margins)| needs.iter().map(|need| need.least * letter + margins).sum::<usize>();
    let is_small = least((LETTER, MARGINS)) > total;
    let (letter, margins) = if is_small { (SMALL_LETTER, SMALL_MARGINS) } else { (LETTER, MARGINS) };
    let pair = |from: usize, to: usize| (from * letter + margins, to * letter + margins);
    let columns = match least((letter, margins)) > total {
        true => spread(needs.iter().map(|need| pair(need.cells, need.least)).collect(), total),
        false => spread(needs.iter().map(|need| pair(need.least, need.wish)).collect(), total),
    };
    Widths { columns, is_small }
}

/// Gives every column its first width, and shares what is left in proportion to the way to its second. What is lacking
/// to the first, or left beyond the second, all columns bear in proportion.
fn spread(wanted: Vec<(usize, usize)>, total: usize) -> Vec<usize> {
    let first: usize = wanted.iter().map(|(from, _)| from).sum::<usize>().max(1);
    let way: usize = wanted.iter().map(|(from, to)| to - from).sum();
    let wishes = first + way;
    let width = |(from, to): &(usize, usize)| match total.checked_sub(first) {
        None => from * total / first,
        Some(room) if room > way => to * total / wishes,
        Some(room) => from + (to - from) * room / way,
    };
    let mut widths: Vec<usize> = wanted.iter().map(width).collect();
    let sum: usize = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += total.saturating_sub(sum);
    }
    widths
}

fn need(grid: &Grid, column: usize) -> Need {
    let cells = || grid.rows.iter().filter_map(|row| row.get(column));
    let title = grid.columns[column].title.as_str();
    let in_cells = cells().map(cell_word).max().unwrap_or(1).clamp(4, 20) + 1;
    // Latin headings are bold, which takes a quarter more; Chinese ones may be broken after three characters.
    let in_title = (latin_word(title) * 5).div_ceil(4).min(20).max(chinese_word(title).min(6));
    let least = in_cells.max(in_title + 1);
    let longest = cells().map(cell_line).chain([letters(title).min(16)]).max().unwrap_or(1);
    let wish = longest.min(ENOUGH) + longest.saturating_sub(ENOUGH) / 3;
    Need { cells: in_cells, least, wish: wish.clamp(least, MOST) }
}

fn cell_line(cell: &Cell) -> usize {
    let words = crate::publish::report::tree::words(&cell.runs);
    words.split('\n').map(letters).max().unwrap_or(0)
}

fn cell_word(cell: &Cell) -> usize {
    let widest = |run: &Run| match run {
        Run::Number(number, _) => number.text.split('–').map(letters).max().unwrap_or(0).min(16),
        other => word(other.words()),
    };
    cell.runs.iter().map(widest).max().unwrap_or(0)
}

/// The longest piece that cannot be broken.
fn word(text: &str) -> usize {
    latin_word(text).max(chinese_word(text))
}

fn latin_word(text: &str) -> usize {
    let is_break = |c: char| c.is_whitespace() || is_wide(c) || matches!(c, '/' | '–');
    // A date stays on one line; other words may be broken at their hyphens.
    let longest = |word: &str| match word.starts_with(|c: char| c.is_ascii_digit()) {
        true => letters(word),
        false => word.split('-').map(letters).max().unwrap_or(0),
    };
    text.split(is_break).map(longest).max().unwrap_or(0)
}

/// Chinese can be broken anywhere; four characters keep most terms whole.
fn chinese_word(text: &str) -> usize {
    text.chars().filter(|c| is_wide(*c)).count().min(4) * 2
}

/// The width of a text in letters; whole ones, so that none is cut.
fn letters(text: &str) -> usize {
    text.chars().map(tenths).sum::<usize>().div_ceil(10)
}

fn tenths(c: char) -> usize {
    match c {
        c if is_wide(c) => 20,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 15,
        'A'..='Z' => 12,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::report::tree::Column;

    fn grid(titles: &[&str], cells: &[&str]) -> Grid {
        let column = |title: &&str| Column { title: title.to_string(), ..Column::default() };
        let row = cells.iter().map(|text| Cell::text(*text)).collect();
        Grid { columns: titles.iter().map(column).collect(), rows: vec![row], ..Grid::default() }
    }

    #[test]
    fn columns_fill_the_page_exactly() {
        let long = "很长的名单、".repeat(40);
        let widths = columns(&grid(&["指标", "单位数", "所涉单位"], &["制定方案", "26", &long]), 8844);
        assert_eq!(widths.columns.iter().sum::<usize>(), 8844);
        assert!(widths.columns[2] > widths.columns[0] && !widths.is_small, "{widths:?}");
    }

    #[test]
    fn wide_letters_need_more_room_than_others() {
        assert_eq!((letters("Moved"), letters("stone")), (6, 5));
        let widths = columns(&grid(&["Moved", "stone"], &["1", "1"]), 4000);
        assert!(widths.columns[0] > widths.columns[1], "{widths:?}");
    }

    #[test]
    fn a_list_of_many_names_is_wider_than_a_label() {
        let (label, list) = ("an indicator with quite a long label here", "某某单位、".repeat(24));
        let widths = columns(&grid(&["Indicator", "Adopted"], &[label, &list]), 6000);
        assert!(widths.columns[1] * 2 > widths.columns[0] * 3, "{widths:?}");
    }

    #[test]
    fn headings_of_a_grid_of_many_columns_stay_whole() {
        let titles = ["Rank", "Moved", "Town", "Area", "Total", "Change", "Stars", "Veto", "Costliest", "Points lost"];
        let widths = columns(&grid(&titles, &["12"; 10]), 8844);
        let moved = 7 * SMALL_LETTER + SMALL_MARGINS;
        assert!(widths.is_small && widths.columns[1] >= moved, "{widths:?}");
    }

    #[test]
    fn a_date_is_not_broken_and_a_compound_may_be() {
        assert_eq!(latin_word("since 2026-01-05"), 10);
        assert_eq!(latin_word("self-criticism"), 10, "an m is wider than other letters");
    }

    #[test]
    fn no_column_takes_all_that_the_others_leave() {
        let widths = columns(&grid(&["上轮", "A级", "B级", "上轮合计"], &["A级", "77", "3", "83"]), 8844);
        assert!(widths.columns[3] < 2 * widths.columns[1], "{widths:?}");
        assert_eq!(widths.columns.iter().sum::<usize>(), 8844);
    }

    #[test]
    fn a_grid_that_is_too_wide_is_set_small_and_keeps_its_numbers_whole() {
        let titles = ["Accountability", "departments", "organisations", "Government", "organisations", "Academies"];
        let cells = ["100.0%"; 6];
        let widths = columns(&grid(&titles, &cells), 6000);
        assert!(widths.is_small);
        assert_eq!(widths.columns.iter().sum::<usize>(), 6000);
        assert!(widths.columns.iter().all(|width| *width >= 6 * SMALL_LETTER + SMALL_MARGINS), "{widths:?}");
    }
}
