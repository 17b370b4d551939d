//! Lists of units beside a form, or instead of one so that they cannot be read surely: with their columns on several sheets, or with the units side by side.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::State;
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::{Search, is_footnote};
use crate::collect::page::{Mark, Page};
use crate::collect::tables::is_total;
use crate::sheet::{Content, Position};
use crate::text::{Lang, collect, sheets as say};

/// So many columns right of the first unit's a second one is looked for.
const NEAR: u32 = 3;

/// So many units below each other are a list.
const LISTED: u32 = 3;

/// A header row that asks several items, and what stands below it.
pub struct Part {
    /// The first cell of the header.
    pub at: Position,
    /// The items that it asks.
    pub items: BTreeSet<usize>,
    /// Whether it names the unit.
    pub has_unit: bool,
    /// How many rows below it are filled in.
    pub n_rows: usize,
}

/// Why the form is none, but a list of units that cannot be read surely.
pub fn refusal(search: &Search, lang: Lang) -> Option<String> {
    let is_list = |sheet: &&usize| {
        let page = Some(&search.pages[**sheet]).filter(|page| asks_beside_unit(page));
        page.and_then(part).is_some_and(|part| part.has_unit && part.n_rows > 1)
    };
    let lists: Vec<&str> = search.form.iter().filter(is_list).map(|sheet| &*search.pages[*sheet].sheet.name).collect();
    if !lists.is_empty() {
        let sheets = lists.join(collect::LIST_SEPARATOR.text(lang));
        return Some(say::LIST_IN_PARTS.say(lang, &[("sheets", &sheets)]));
    }
    let beside = search.form.iter().find_map(|sheet| {
        let page = &search.pages[*sheet];
        Some((page, side_by_side(search.layout, page)?))
    });
    beside.map(|(page, columns)| {
        let columns = columns.map(Position::letters).join(collect::LIST_SEPARATOR.text(lang));
        say::UNITS_SIDE_BY_SIDE.say(lang, &[("sheet", &page.sheet.name), ("columns", &columns)])
    })
}

/// Whether labels of two items stand in the row of the unit's.
fn asks_beside_unit(page: &Page) -> bool {
    let mut heads = [Role::Unit, Role::Code].into_iter().flat_map(|role| page.marks_for(role));
    let is_item = |mark: &&Mark| mark.roles.iter().any(|(_, role)| role.is_item());
    heads.any(|(_, head)| page.marks_of_row(head.at.row).iter().filter(is_item).nth(1).is_some())
}

/// The row of a sheet that is the header of a list: at least two items, and half of those on the sheet, stand in it.
pub fn part(page: &Page) -> Option<Part> {
    let mut rows: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for mark in &page.marks {
        let is_column = mark.roles.iter().any(|(_, role)| matches!(role, Role::Column(..)));
        let items = mark.roles.iter().filter(|_| !is_column).filter_map(|(_, role)| match role {
            Role::Item(item) => Some(*item),
            _ => None,
        });
        rows.entry(mark.at.row).or_default().extend(items);
    }
    let (row, items) = rows.into_iter().rev().max_by_key(|(_, items)| items.len())?;
    let is_text = page.filled(row).all(|(_, content)| matches!(content, Content::Text(_)));
    if items.len() < 2 || 2 * items.len() < page.items().len() || !is_text {
        return None;
    }
    let (at, _) = page.filled(row).next()?;
    let is_unit = |mark: &Mark| [Role::Unit, Role::Code].iter().any(|role| mark.fit_for(*role).is_some());
    let has_unit = page.marks_of_row(row).iter().any(is_unit);
    let n_rows = page.rows().into_iter().filter(|below| *below > row && is_line(page, *below)).count();
    Some(Part { at, items, has_unit, n_rows })
}

/// Whether a row is one of a list: at least two cells filled, no label among them.
fn is_line(page: &Page, row: u32) -> bool {
    let filled: Vec<(Position, &Content)> = page.filled(row).collect();
    let is_form = filled.iter().any(|(at, _)| page.mark(*at).is_some_and(Mark::is_form));
    filled.len() > 1 && !is_form && !is_footnote(filled[0].1) && !is_total(page, filled[0].0)
}

/// Whether a sheet lists units below the heading of their codes or names, such as the source of a drop-down list.
pub fn lists_units(page: &Page) -> bool {
    let mut heads = [Role::Unit, Role::Code].into_iter().flat_map(|role| page.marks_for(role));
    heads.any(|(_, head)| {
        let below = page.span(head.at).last.row + 1;
        (below..below + LISTED).all(|row| is_value(page, Position::new(row, head.at.col)))
    })
}

/// Two columns that both name a unit and answer at least half of the items whose labels stand left of them.
fn side_by_side(layout: &Layout, page: &Page) -> Option<[u32; 2]> {
    let heads: Vec<&Mark> =
        [Role::Unit, Role::Code].into_iter().flat_map(|role| page.marks_for(role)).map(|(_, mark)| mark).collect();
    let labels = heads.first()?.at.col;
    let values = |head: &&Mark| -> BTreeSet<u32> {
        let right = page.span(head.at).last.col + 1;
        (right..=right + NEAR).filter(|col| is_value(page, Position::new(head.at.row, *col))).collect()
    };
    let aligned = heads.iter().filter(|head| head.at.col == labels).map(values);
    let common = aligned.reduce(|all, next| all.intersection(&next).copied().collect())?;
    let [first, second] = common.into_iter().collect::<Vec<_>>()[..].first_chunk::<2>().copied()?;
    let is_full = |col: u32| is_answered(layout, page, labels, col);
    (!is_told_apart(page, first, second) && is_full(first) && is_full(second)).then_some([first, second])
}

/// Whether a cell holds a value of its own: no label, nothing that says what it is, no further part of a merged area.
fn is_value(page: &Page, at: Position) -> bool {
    let is_plain = |mark: &Mark| mark.roles.is_empty() && mark.inside.is_empty();
    page.span(at).first == at && page.at(at).is_some() && page.mark(at).is_none_or(is_plain)
}

/// Whether at least half of the items, and two, are answered in a column so that it is understood.
fn is_answered(layout: &Layout, page: &Page, labels: u32, col: u32) -> bool {
    let marks = page.marks.iter().filter(|mark| mark.at.col == labels);
    let items = marks.filter_map(|mark| {
        let items =
            mark.roles.iter().filter_map(|(_, role)| if let Role::Item(item) = role { Some(*item) } else { None });
        Some((mark.at.row, items.min()?))
    });
    let answers: Vec<bool> = items
        .map(|(row, item)| {
            let at = Position::new(row, col);
            let reading = layout.readings.understand(item, page.at(at), layout.survey);
            is_value(page, at) && reading.state == State::Answered
        })
        .collect();
    let n_answered = answers.iter().filter(|is_answered| **is_answered).count();
    n_answered > 1 && 2 * n_answered >= answers.len()
}

/// Whether a heading of answers or remarks stands over one of two columns and not over the other.
fn is_told_apart(page: &Page, first: u32, second: u32) -> bool {
    let mut headings = [Role::Answer, Role::Remarks].into_iter().flat_map(|role| page.headings(role));
    let over = |col: u32, (_, area): &(Position, crate::sheet::Area)| (area.first.col..=area.last.col).contains(&col);
    headings.any(|heading| over(first, &heading) != over(second, &heading))
}
