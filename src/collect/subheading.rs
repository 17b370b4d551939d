//! Headings below headings: where one heading of a roster spans several columns, those below it tell which is the
//! item's, by its period or as the total. Where they do not, all of these columns bear the item's heading.

use crate::collect::heading::Block;
use crate::collect::label::Label;
use crate::collect::layout::{Layout, Role};
use crate::collect::page::Page;
use crate::collect::times::{Time, time_of};
use crate::period::Period;
use crate::sheet::{Area, Content, Position};

/// A header reaches at most so many rows below the items' headings.
const DEEPEST: u32 = 4;
/// A heading spans at most so many columns.
const WIDEST: u32 = 64;
/// A longer text is an answer and no heading.
const LONGEST: usize = 30;

/// Short words that are answers and no headings.
const ANSWERS: &[&str] = &["是", "否", "有", "无", "已", "未", "√", "×", "✓", "✔", "✗", "☑"];

/// The words of a column that holds all that the ones beside it hold in parts.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总数", "合计数", "全年", "全部", "total", "all"];

/// A block with its header's further rows: each column below an item's heading that spans several bears the heading.
pub fn spread(page: &Page, mut block: Block) -> Block {
    let Some(bottom) = bottom(page, &block) else { return block };
    let items = |roles: &[Role]| roles.iter().copied().filter(Role::is_item).collect::<Vec<Role>>();
    let headed: Vec<(u32, Vec<Role>)> = block.columns.iter().map(|(col, roles)| (*col, items(roles))).collect();
    for (col, roles) in headed.into_iter().filter(|(_, roles)| !roles.is_empty()) {
        for below in below(page, &block, col, bottom) {
            match block.columns.iter_mut().find(|(known, _)| *known == below) {
                Some((_, known)) => {
                    known.extend(roles.iter().filter(|role| !known.contains(role)).copied().collect::<Vec<_>>())
                }
                None => block.columns.push((below, roles.clone())),
            }
        }
    }
    block.columns.sort_by_key(|(col, _)| *col);
    block.row = bottom;
    block
}

/// A block in which the headings below an item's heading have told its column, where they can. `own` is the period of
/// its returns.
pub fn chosen(layout: &Layout, page: &Page, block: &Block, own: Option<Period>) -> Block {
    let mut block = block.clone();
    for item in block.items() {
        let role = Role::Item(item);
        let columns = block.columns_for(role);
        if columns.len() < 2 {
            continue;
        }
        if let Some(column) = told(layout, page, block.row, role, &columns, own) {
            for (col, roles) in &mut block.columns {
                roles.retain(|known| *known != role || *col == column);
            }
        }
    }
    block
}

/// The one column of several that is the item's: that of the period, and of these the total.
fn told(layout: &Layout, page: &Page, row: u32, role: Role, columns: &[u32], own: Option<Period>) -> Option<u32> {
    let is_label =
        |col: &u32| page.mark(page.span(Position::new(row, *col)).first).is_some_and(|m| m.fit_for(role).is_some());
    if columns.iter().any(is_label) {
        return None;
    }
    let words: Vec<(u32, String)> = columns.iter().map(|col| (*col, words(page, row, role, *col))).collect();
    let times: Vec<Option<Time>> = words.iter().map(|(_, words)| time_of(layout, own, words)).collect();
    let is_timed = times.iter().any(Option::is_some);
    let of_period =
        words.iter().zip(&times).filter(|(_, time)| !is_timed || **time == Some(Time::Own)).map(|(word, _)| word);
    let of_period: Vec<&(u32, String)> = of_period.collect();
    match of_period[..] {
        [(col, _)] => Some(*col),
        _ => {
            let mut totals = of_period.into_iter().filter(|(_, words)| is_total(words));
            totals.next().filter(|_| totals.next().is_none()).map(|(col, _)| *col)
        }
    }
}

fn is_total(words: &str) -> bool {
    let bare = Label::of(words).bare;
    TOTALS.iter().any(|total| bare.ends_with(total))
}

/// What stands above the rows of a column, from the item's own heading down.
fn words(page: &Page, row: u32, role: Role, col: u32) -> String {
    let mut words: Vec<String> = Vec::new();
    for up in 0..=DEEPEST.min(row) {
        let at = page.span(Position::new(row - up, col)).first;
        if page.mark(at).is_some_and(|mark| mark.fit_for(role).is_some()) {
            break;
        }
        let text = page.at(at).map(heading_words).unwrap_or_default();
        if words.last() != Some(&text) {
            words.push(text);
        }
    }
    words.reverse();
    words.concat()
}

/// A year as a number is said as one in words.
fn heading_words(content: &Content) -> String {
    if is_year(content) { format!("{content}年") } else { content.to_string() }
}

/// The lowest row of a header that goes on below the items' headings; `None` where it ends with them.
fn bottom(page: &Page, block: &Block) -> Option<u32> {
    let who: Vec<u32> = [Role::Unit, Role::Code].into_iter().flat_map(|role| block.columns_for(role)).collect();
    let merged = who.iter().map(|col| heading(page, block, *col).last.row).max()?;
    let bottom = match merged > block.row {
        true => merged.min(block.row + DEEPEST),
        false if who.iter().all(|col| page.at(Position::new(block.row + 1, *col)).is_none()) => block.row + 1,
        false => return None,
    };
    let is_parted = || {
        block
            .items()
            .iter()
            .flat_map(|item| block.columns_for(Role::Item(*item)))
            .any(|col| !below(page, block, col, bottom).is_empty())
    };
    let is_header = (block.row + 1..=bottom).all(|row| is_of_header(page, block, row));
    (is_header && (merged > block.row || is_parted())).then_some(bottom)
}

/// The area of the heading of a column, in the lowest row of the items' headings or in the one above.
fn heading(page: &Page, block: &Block, col: u32) -> Area {
    let own = Position::new(block.row, col);
    match page.at(own) {
        None if block.row > 0 => page.span(Position::new(block.row - 1, col)),
        _ => page.span(own),
    }
}

/// The columns of the headings below a column's heading; none where there are fewer than two.
fn below(page: &Page, block: &Block, col: u32, bottom: u32) -> Vec<u32> {
    let area = heading(page, block, col);
    if area.last.row >= bottom {
        return Vec::new();
    }
    let begins = |col: &u32| {
        let leaf = page.span(Position::new(bottom, *col)).first;
        leaf.col == *col && leaf.row > area.last.row && page.at(leaf).is_some()
    };
    let last = if area.first.col == area.last.col { beside(page, block, area, bottom) } else { area.last.col };
    let columns: Vec<u32> = (area.first.col..=last.min(area.first.col + WIDEST)).filter(begins).collect();
    if columns.len() > 1 { columns } else { Vec::new() }
}

/// The last column right of a heading that is not merged which nothing else heads.
fn beside(page: &Page, block: &Block, area: Area, bottom: u32) -> u32 {
    let is_free = |col: &u32| {
        let is_open =
            page.at(Position::new(area.first.row, *col)).is_none() && page.at(Position::new(bottom, *col)).is_some();
        is_open && !block.columns.iter().any(|(known, _)| known == col)
    };
    (area.last.col + 1..=area.last.col + WIDEST).take_while(is_free).last().unwrap_or(area.last.col)
}

/// Whether what begins in a row below the items' headings are headings too, and no answers of a row without a name.
fn is_of_header(page: &Page, block: &Block, row: u32) -> bool {
    let mut filled = page.filled(row).filter(|(at, _)| page.span(*at).first == *at);
    filled.all(|(at, content)| {
        let upper = heading(page, block, at.col);
        let has_room = upper.last.col > upper.first.col || !below(page, block, upper.first.col, row).is_empty();
        let is_free = page.at(upper.first).is_none() || has_room;
        let is_year = is_year(content);
        match content {
            Content::Text(text) => text.chars().count() <= LONGEST && (is_free || is_unit_of_measure(text)),
            _ => is_year && is_free,
        }
    })
}

/// Whether a text below a single heading tells in what is counted: `（人）`, `万元`.
fn is_unit_of_measure(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['(', '（']) || (text.chars().count() <= 2 && !ANSWERS.contains(&text))
}

fn is_year(content: &Content) -> bool {
    matches!(content, Content::Number(year) if year.fract() == 0.0 && (1990.0..2100.0).contains(year))
}
