//! Which sums follow from others: exact linear algebra on whole numbers modulo a prime.
//!
//! What follows over the fractions follows modulo every prime that divides none of their denominators, so with a prime
//! of this size nothing is overlooked; the chance of taking a sum for determined that is not is one in thousands of millions.

/// 2³¹ − 1: products of two remainders fit 64 bits.
pub const PRIME: u64 = 2_147_483_647;

/// A vector of remainders.
pub type Vector = Vec<u64>;

/// A whole number as a remainder.
pub fn remainder(number: i128) -> u64 {
    let prime = i128::from(PRIME);
    u64::try_from(number.rem_euclid(prime)).expect("a remainder is not negative")
}

/// All that follows from some sums by adding and subtracting.
#[derive(Debug, Clone, Default)]
pub struct Span {
    rows: Vec<Row>,
    labels: Vec<usize>,
}

/// A sum made of the given ones so that it has a 1 where no earlier one has anything.
#[derive(Debug, Clone)]
struct Row {
    pivot: usize,
    values: Vector,
    /// How often each independent given sum is in it.
    of: Vector,
}

impl Span {
    /// Adds a sum under a label, unless it follows from those that are there.
    pub fn add(&mut self, sum: &[u64], label: usize) {
        let (rest, taken) = self.reduced(sum);
        let Some(pivot) = rest.iter().position(|value| *value != 0) else { return };
        let factor = inverse(rest[pivot]);
        let mut of: Vector = taken.iter().map(|value| times(PRIME - value, factor)).collect();
        of.push(factor);
        self.labels.push(label);
        self.rows.push(Row { pivot, values: rest.iter().map(|value| times(*value, factor)).collect(), of });
    }

    /// The labels of sums from which this one follows; `None` where it does not.
    pub fn origins(&self, sum: &[u64]) -> Option<Vec<usize>> {
        let (rest, taken) = self.reduced(sum);
        let used = self.labels.iter().zip(&taken).filter(|(_, often)| **often != 0);
        rest.iter().all(|value| *value == 0).then(|| used.map(|(label, _)| *label).collect())
    }

    /// The places that tell any two sums of the span apart.
    pub fn pivots(&self) -> Vec<usize> {
        self.rows.iter().map(|row| row.pivot).collect()
    }

    /// What the span leaves of a sum, and how often each independent given sum was taken away.
    fn reduced(&self, sum: &[u64]) -> (Vector, Vector) {
        let (mut rest, mut taken) = (sum.to_vec(), vec![0; self.rows.len()]);
        for row in &self.rows {
            let often = rest[row.pivot];
            if often == 0 {
                continue;
            }
            subtract(&mut rest, &row.values, often);
            subtract(&mut taken, &row.of, PRIME - often);
        }
        (rest, taken)
    }
}

/// Coordinates of vectors in which exactly the same sums hold: one for each that is independent.
pub fn coordinates(vectors: &[Vector]) -> Vec<Vector> {
    let width = vectors.first().map_or(0, Vec::len);
    let column = |place: usize| vectors.iter().map(|vector| vector[place]).collect::<Vector>();
    let columns: std::collections::BTreeSet<Vector> = (0..width).map(column).collect();
    let narrow: Vec<Vector> =
        (0..vectors.len()).map(|place| columns.iter().map(|column| column[place]).collect()).collect();
    let mut span = Span::default();
    for (label, vector) in narrow.iter().enumerate() {
        span.add(vector, label);
    }
    let pivots = span.pivots();
    narrow.iter().map(|vector| pivots.iter().map(|pivot| vector[*pivot]).collect()).collect()
}

fn subtract(from: &mut [u64], row: &[u64], often: u64) {
    for (value, part) in from.iter_mut().zip(row).filter(|(_, part)| **part != 0) {
        *value = (*value + PRIME - times(*part, often)) % PRIME;
    }
}

fn times(a: u64, b: u64) -> u64 {
    (a % PRIME) * (b % PRIME) % PRIME
}

/// The inverse of a remainder that is not zero, by Fermat's little theorem.
fn inverse(value: u64) -> u64 {
    let (mut base, mut exponent, mut product) = (value, PRIME - 2, 1);
    while exponent > 0 {
        if exponent % 2 == 1 {
            product = times(product, base);
        }
        base = times(base, base);
        exponent /= 2;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(values: &[i128]) -> Vector {
        values.iter().map(|value| remainder(*value)).collect()
    }

    #[test]
    fn a_part_follows_from_the_total_and_the_other_part() {
        let mut span = Span::default();
        for (label, sum) in [[1, 1, 1], [1, 0, 0], [2, 1, 1], [0, 1, -1]].iter().enumerate() {
            span.add(&vector(sum), label);
        }
        assert_eq!(span.origins(&vector(&[0, 1, 1])), Some(vec![0, 1]));
        assert_eq!(span.origins(&vector(&[0, 2, 0])), Some(vec![0, 1, 3]));
        let mut less = Span::default();
        less.add(&vector(&[1, 1, 1]), 0);
        less.add(&vector(&[1, 0, 0]), 1);
        assert_eq!(less.origins(&vector(&[0, 1, 0])), None);
    }

    #[test]
    fn coordinates_keep_every_sum() {
        let parts = [vector(&[1, 1, 0, 0, 0]), vector(&[0, 0, 1, 1, 1]), vector(&[1, 1, 1, 1, 1])];
        let short = coordinates(&parts);
        assert!(short.iter().all(|vector| vector.len() == 2));
        let mut span = Span::default();
        span.add(&short[0], 0);
        span.add(&short[1], 1);
        assert_eq!(span.origins(&short[2]), Some(vec![0, 1]));
    }
}
