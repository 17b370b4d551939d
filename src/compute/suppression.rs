//! Suppression of small counts in a two-way table with its totals, so that none can be found by subtraction.
//!
//! The table with its totals is a network: a node a row and a column, an edge a cell. A hidden count cannot be told
//! exactly when it lies on a cycle of hidden cells along which one unit can be moved without any of them falling below
//! one, since zeros are shown. Complementary cells are chosen along the cheapest such cycle (network method of cell
//! suppression; A. Hundepool et al., Statistical Disclosure Control, chapter 4).

use std::collections::BTreeSet;

/// Counts of a two-way table; the last row and the last column hold the totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    n_rows: usize,
    n_columns: usize,
    counts: Vec<u64>,
}

/// A cell by row and column.
pub type Place = (usize, usize);

/// The price of the way to a node, with the node before it and the cell between; none where it begins.
type Reached = (u64, Option<(usize, Place)>);

impl Grid {
    /// A table of counts with its totals added; all rows have one length.
    pub fn with_totals(rows: &[Vec<u64>]) -> Grid {
        let n_columns = rows.first().map_or(0, Vec::len);
        let mut counts: Vec<u64> = Vec::new();
        let mut last = vec![0; n_columns + 1];
        for row in rows {
            let total: u64 = row.iter().sum();
            for (column, count) in row.iter().chain([&total]).enumerate() {
                last[column] += count;
                counts.push(*count);
            }
        }
        counts.extend(last);
        Grid { n_rows: rows.len() + 1, n_columns: n_columns + 1, counts }
    }

    /// The count of a cell.
    pub fn count(&self, (row, column): Place) -> u64 {
        self.counts[row * self.n_columns + column]
    }

    /// Every cell, row by row, totals included.
    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let n_columns = self.n_columns;
        (0..self.n_rows).flat_map(move |row| (0..n_columns).map(move |column| (row, column)))
    }

    /// Whether the cell adds up with those of its row: an inner cell or the grand total.
    fn adds(&self, (row, column): Place) -> bool {
        (row + 1 < self.n_rows) == (column + 1 < self.n_columns)
    }

    fn is_total(&self, (row, column): Place) -> bool {
        row + 1 == self.n_rows || column + 1 == self.n_columns
    }

    /// The cells with counts from 1 to below `least`, which tell about few.
    pub fn small(&self, least: u64) -> BTreeSet<Place> {
        self.places().filter(|place| (1..least).contains(&self.count(*place))).collect()
    }

    /// The cells to hide so that none of `hidden` can be told exactly from those that stay; `shown` always stay.
    /// `None` where that cannot be reached without hiding one of `shown`.
    pub fn protected(&self, hidden: &BTreeSet<Place>, shown: &BTreeSet<Place>) -> Option<BTreeSet<Place>> {
        let mut all = hidden.clone();
        for place in hidden {
            if self.is_safe(*place, &all) {
                continue;
            }
            let cost = |other: Place| match () {
                () if shown.contains(&other) => None,
                () if all.contains(&other) => Some(1),
                () => Some(self.price(other)),
            };
            let rising = self.cycle(*place, true, &cost);
            let falling = self.cycle(*place, false, &cost);
            let (_, cells) = [rising, falling].into_iter().flatten().min()?;
            all.extend(cells);
        }
        Some(all)
    }

    /// Whether a hidden cell cannot be told exactly when all of `hidden` are.
    pub fn is_safe(&self, place: Place, hidden: &BTreeSet<Place>) -> bool {
        let cost = |other: Place| hidden.contains(&other).then_some(1);
        self.cycle(place, true, &cost).is_some() || self.cycle(place, false, &cost).is_some()
    }

    /// What hiding a cell loses: large counts more than small ones, totals more than either, a zero most.
    fn price(&self, place: Place) -> u64 {
        let count = self.count(place).min(1_000_000);
        match (count, self.is_total(place)) {
            (0, _) => 1_000_000_000_000,
            (_, false) => 1_000 + count,
            (_, true) => 10_000_000 + count,
        }
    }

    /// The cheapest cycle through a cell along which it can rise (or fall) by one: its price and its other cells.
    fn cycle(&self, place: Place, rises: bool, cost: &dyn Fn(Place) -> Option<u64>) -> Option<(u64, Vec<Place>)> {
        if !rises && self.count(place) < 2 {
            return None;
        }
        // A cell that adds and rises is walked from its row to its column; the way back closes the cycle.
        let (row, column) = (place.0, self.n_rows + place.1);
        let (from, to) = if self.adds(place) == rises { (column, row) } else { (row, column) };
        self.way(from, to, &|other| (other != place).then(|| cost(other)).flatten())
    }

    /// Dijkstra's cheapest way between two nodes (rows, then columns); ties go to the earlier node.
    fn way(&self, from: usize, to: usize, cost: &dyn Fn(Place) -> Option<u64>) -> Option<(u64, Vec<Place>)> {
        let n_nodes = self.n_rows + self.n_columns;
        let mut reached: Vec<Option<Reached>> = vec![None; n_nodes];
        let mut open = BTreeSet::from([(0, from)]);
        reached[from] = Some((0, None));
        while let Some((price, node)) = open.pop_first() {
            if node == to {
                break;
            }
            if reached[node].is_some_and(|(best, _)| best < price) {
                continue;
            }
            for (next, place) in self.steps(node) {
                let Some(step) = cost(place) else { continue };
                let total = price + step;
                if reached[next].is_none_or(|(best, _)| total < best) {
                    reached[next] = Some((total, Some((node, place))));
                    open.insert((total, next));
                }
            }
        }
        let (price, _) = reached[to]?;
        let mut cells = Vec::new();
        let mut node = to;
        while let Some((before, place)) = reached[node].and_then(|(_, step)| step) {
            cells.push(place);
            node = before;
        }
        Some((price, cells))
    }

    /// Where a unit can go from a node: along a cell that rises, or one that falls and stays above zero.
    fn steps(&self, node: usize) -> Vec<(usize, Place)> {
        let from_row = node < self.n_rows;
        let places: Vec<Place> = match from_row {
            true => (0..self.n_columns).map(|column| (node, column)).collect(),
            false => (0..self.n_rows).map(|row| (row, node - self.n_rows)).collect(),
        };
        let can_go = |place: &Place| self.adds(*place) == from_row || self.count(*place) >= 2;
        let next = |place: Place| (if from_row { self.n_rows + place.1 } else { place.0 }, place);
        places.into_iter().filter(can_go).map(next).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hidden(rows: &[Vec<u64>], least: u64) -> (Grid, BTreeSet<Place>) {
        let grid = Grid::with_totals(rows);
        let hidden = grid.protected(&grid.small(least), &BTreeSet::new()).expect("the table can be protected");
        (grid, hidden)
    }

    #[test]
    fn one_small_count_takes_three_more_with_it() {
        let (_, hidden) = hidden(&[vec![20, 50, 10], vec![8, 19, 25], vec![17, 32, 3]], 5);
        assert_eq!(hidden, BTreeSet::from([(0, 0), (0, 2), (2, 0), (2, 2)]));
    }

    #[test]
    fn nothing_small_hides_nothing() {
        assert!(hidden(&[vec![5, 0], vec![0, 9]], 5).1.is_empty());
    }

    #[test]
    fn two_ones_that_must_sum_to_two_are_not_left_alone() {
        let (grid, hidden) = hidden(&[vec![1, 1, 30], vec![12, 15, 20]], 5);
        assert!(hidden.len() > 4, "{hidden:?}");
        assert!(hidden.iter().all(|place| grid.is_safe(*place, &hidden)));
    }

    #[test]
    fn a_cell_that_must_stay_is_not_taken() {
        let grid = Grid::with_totals(&[vec![2, 9], vec![7, 8], vec![6, 30]]);
        let shown: BTreeSet<Place> = (0..4).map(|row| (row, 2)).collect();
        let hidden = grid.protected(&grid.small(5), &shown).unwrap();
        assert!(hidden.is_disjoint(&shown) && hidden.len() == 4, "{hidden:?}");
        assert_eq!(grid.protected(&grid.small(5), &grid.places().filter(|p| *p != (0, 0)).collect()), None);
    }

    /// Whether a reader who knows every shown cell, and that hidden ones are not zero, finds another table than the true one
    /// in which the cell differs.
    fn can_differ(grid: &Grid, hidden: &BTreeSet<Place>, place: Place) -> bool {
        let inner: Vec<Place> = grid.places().filter(|p| !grid.is_total(*p)).collect();
        let choices = |p: &Place| match hidden.contains(p) {
            true => (grid.count(*p).saturating_sub(2).max(1)..=grid.count(*p) + 2).collect(),
            false => vec![grid.count(*p)],
        };
        let mut tables: Vec<Vec<u64>> = vec![Vec::new()];
        for p in &inner {
            let choices = choices(p);
            tables = tables
                .iter()
                .flat_map(|table| choices.iter().map(|c| [table.as_slice(), &[*c]].concat()).collect::<Vec<_>>())
                .collect();
        }
        let rows = |table: &[u64]| table.chunks(grid.n_columns - 1).map(<[u64]>::to_vec).collect::<Vec<_>>();
        tables.iter().map(|table| Grid::with_totals(&rows(table))).any(|other| {
            let agrees = |p: Place| match hidden.contains(&p) {
                true => other.count(p) >= 1,
                false => other.count(p) == grid.count(p),
            };
            other.count(place) != grid.count(place) && grid.places().all(agrees)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn no_hidden_count_can_be_found_by_subtraction(
            rows in prop::collection::vec(prop::collection::vec(0u64..9, 3), 2..3),
            least in 2u64..6,
        ) {
            let grid = Grid::with_totals(&rows);
            let small = grid.small(least);
            if let Some(hidden) = grid.protected(&small, &BTreeSet::new()) {
                prop_assert!(small.is_subset(&hidden));
                for place in &small {
                    prop_assert!(can_differ(&grid, &hidden, *place), "{rows:?}: {place:?} of {hidden:?}");
                }
            }
        }
    }
}
