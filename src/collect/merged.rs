//! Merged areas of a sheet: no two may share a cell, since a value that one shows the other would hide.

use std::collections::BTreeMap;

use crate::collect::guard::{Budget, over, unlawful};
use crate::collect::workbook::Refusal;
use crate::sheet::{Area, Sheet};

/// Areas that are higher and wider than this are few in honest sheets.
const VAST: u32 = 64;
/// How many of those a sheet may have.
const MOST_VAST: usize = 1000;

/// Refuses areas that overlap, and more of them than can be looked up. `place` is for messages.
pub fn lawful(sheet: &Sheet, place: &str, budget: &Budget) -> Result<(), Refusal> {
    let mut areas: Vec<&Area> = sheet.merged.iter().filter(|area| area.first != area.last).collect();
    areas.sort_by_key(|area| (area.first, area.last));
    let n_vast = areas.iter().filter(|area| lesser_side(area) > VAST).count();
    // One that is listed twice shows the same.
    areas.dedup();
    match if are_in_bands(&areas) { None } else { overlapping(&areas) } {
        Some(area) => return Err(unlawful(format!("{place}: {}:{}", area.first, area.last))),
        None if n_vast > MOST_VAST => return Err(over(format!("{place}: > {MOST_VAST}"))),
        None => {}
    }
    areas.iter().try_for_each(|area| budget.keep(u64::from(lesser_side(area).min(VAST)), 0, place))
}

/// The rows or the columns of an area, whichever are fewer: what its entries in an index take.
fn lesser_side(area: &Area) -> u32 {
    (area.last.row - area.first.row).min(area.last.col - area.first.col) + 1
}

/// Whether areas stand in bands, as on most forms: those that begin in one row side by side, and the next ones below
/// all of them. Then no two share a cell.
fn are_in_bands(areas: &[&Area]) -> bool {
    // The row in which the band begins, its lowest row, and its last column so far.
    let mut band: Option<(u32, u32, u32)> = None;
    areas.iter().all(|area| {
        let lowest = match band {
            Some((_, lowest, _)) if area.first.row > lowest => area.last.row,
            Some((row, lowest, last)) if area.first.row == row && area.first.col > last => lowest.max(area.last.row),
            Some(_) => return false,
            None => area.last.row,
        };
        band = Some((area.first.row, lowest, area.last.col));
        true
    })
}

/// The first area that shares a cell with one above or left of it; they are given in the order of their first cells.
fn overlapping<'a>(areas: &[&'a Area]) -> Option<&'a Area> {
    // What reaches down to the row looked at, by its first column; what has ended is taken out when it is met.
    let mut open: BTreeMap<u32, &Area> = BTreeMap::new();
    for area in areas {
        loop {
            let beside = open.range(..=area.last.col).next_back().map(|(col, other)| (*col, *other));
            let Some((col, other)) = beside.filter(|(_, other)| other.last.col >= area.first.col) else { break };
            if other.last.row >= area.first.row {
                return Some(area);
            }
            open.remove(&col);
        }
        open.insert(area.first.col, area);
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sheet::Position;

    fn sheet(areas: &[(u32, u32, u32, u32)]) -> Sheet {
        let area = |(row, col, rows, columns): &(u32, u32, u32, u32)| Area {
            first: Position::new(*row, *col),
            last: Position::new(row + rows, col + columns),
        };
        Sheet { merged: areas.iter().map(area).collect(), ..Sheet::default() }
    }

    proptest! {
        /// The measure is to compare every area with every other, single cells and equal areas left out.
        #[test]
        fn areas_are_lawful_where_no_two_share_a_cell(
            areas in prop::collection::vec((0u32..9, 0u32..9, 0u32..4, 0u32..4), 0..9),
        ) {
            let sheet = sheet(&areas);
            let wide: Vec<&Area> = sheet.merged.iter().filter(|area| area.first != area.last).collect();
            let share = |a: &Area, b: &Area| {
                a != b && (a.first.row.max(b.first.row)..=a.last.row.min(b.last.row)).any(|row| {
                    (a.first.col..=a.last.col).any(|col| b.contains(Position::new(row, col)))
                })
            };
            let some = wide.iter().enumerate().any(|(place, area)| wide[..place].iter().any(|other| share(area, other)));
            prop_assert_eq!(lawful(&sheet, "s", &Budget::default()).is_err(), some);
        }
    }

    #[test]
    fn an_area_that_is_listed_twice_is_one() {
        let twice = sheet(&[(1, 1, 0, 3), (5, 0, 2, 2), (1, 1, 0, 3)]);
        assert!(lawful(&twice, "s", &Budget::default()).is_ok());
        let longer = sheet(&[(1, 1, 0, 3), (1, 1, 0, 3), (1, 1, 0, 4)]);
        assert!(lawful(&longer, "s", &Budget::default()).is_err());
    }

    #[test]
    fn many_vast_areas_are_more_than_can_be_looked_up() {
        let vast = |n: u32| sheet(&(0..n).map(|place| (place * 100, 0, 90, 90)).collect::<Vec<_>>());
        assert!(lawful(&vast(1000), "s", &Budget::default()).is_ok());
        assert!(lawful(&vast(1001), "s", &Budget::default()).is_err());
    }
}
