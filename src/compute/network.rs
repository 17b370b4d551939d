//! What follows from all that an edition tells of a period: figures of the whole and of groups, cross tables and targets
//! that read the same answers are one network of sums.
//!
//! Each number is a property of units, summed over a set of units. Written in coordinates, a number is the product of its
//! set and its property; a withheld number can be found by adding and subtracting exactly when its product is a sum of
//! multiples of those that are told. Numbers hang together across register attributes (an industry lies in one class of
//! risk), across properties (the grades of all units make the units), and across both: a figure that counts only units of
//! which the register says something is a sum over those [`Strata`]. Who returned is known to everybody, so that a sum over
//! a group of which nobody did protects nothing: each number is followed in two [`Halves`].

use std::collections::{BTreeMap, BTreeSet};

use super::circle::Circles;
use super::cross::Counted;
use super::derive::Given;
use super::span::{PRIME, Span, Vector, coordinates};
use super::strata::Strata;
use super::suppression::Place;
use crate::error::Error;
use crate::figure::{Figure, Status};

mod told;

/// What can be withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lever {
    /// A figure, by place.
    Figure(usize),
    /// A cell of a cross table.
    Cell(usize, Place),
    /// A target of a grade.
    Target(usize, usize),
}

/// Properties of units by place, each with the set of units over which it is summed.
type Sum = Vec<(usize, usize)>;

/// A number, or several that are told together.
struct Statement {
    is_whole: bool,
    told: Vec<Sum>,
    /// What nobody may find out when it is withheld.
    secret: Vec<Sum>,
    lever: Lever,
    price: u64,
}

/// Vectors of units in coordinates: over the units that returned, and over those that are silent, which add nothing to
/// what only a return can say.
struct Halves([Vec<Vector>; 2]);

impl Halves {
    fn of(vectors: &[Vector], returned: &[u64]) -> Halves {
        let half = |is_in: u64| {
            let part = |vector: &Vector| -> Vector {
                vector.iter().zip(returned).map(|(value, unit)| if *unit == is_in { *value } else { 0 }).collect()
            };
            coordinates(&vectors.iter().map(part).collect::<Vec<_>>())
        };
        Halves([half(1), half(0)])
    }
}

/// The statements that read the same answers, with the properties that they are about, a value a unit of the register.
#[derive(Default)]
struct Circle {
    statements: Vec<Statement>,
    properties: Vec<Vector>,
}

/// All statements of an edition about a period.
pub struct Network {
    circles: Vec<Circle>,
    /// Every set of units.
    sets: Halves,
    n_sets: usize,
    /// A one for each unit that returned, by place in the register.
    returned: Vector,
}

/// Every circle knows who was asked and who returned.
const REGISTERED: usize = 0;
const RETURNED: usize = 1;
/// To withhold a figure of the whole is the last resort.
const WHOLE_PRICE: u64 = 1_000_000_000_000_000;
/// A number of one unit more is dearer than any count.
const UNIT_PRICE: u64 = 1_000_000;

impl Network {
    /// The statements of figures, cross tables and targets.
    pub(super) fn new(
        given: &Given,
        linked: &Circles,
        strata: &Strata,
        figures: &[Figure],
        crosses: &[Counted],
    ) -> Result<Network, Error> {
        told::Builder::new(given, linked, strata).network(figures, crosses)
    }

    /// What must be withheld too, since something withheld follows from it: at most one statement a circle, the one from
    /// which most follows, and the cheapest of those. What follows from the whole and from public knowledge alone is
    /// left.
    pub fn exposing(&self, is_told: &dyn Fn(Lever) -> bool) -> BTreeSet<Lever> {
        self.circles.iter().filter_map(|circle| self.exposing_in(circle, is_told)).collect()
    }

    /// Whether anything withheld follows from what one circle tells.
    pub fn is_exposed(&self, circle: usize, is_told: &dyn Fn(Lever) -> bool) -> bool {
        self.exposing_in(&self.circles[circle], is_told).is_some()
    }

    fn exposing_in(&self, circle: &Circle, is_told: &dyn Fn(Lever) -> bool) -> Option<Lever> {
        let (mut told, withheld): (Vec<&Statement>, Vec<&Statement>) =
            circle.statements.iter().partition(|statement| is_told(statement.lever));
        if withheld.is_empty() {
            return None;
        }
        told.sort_by_key(|statement| std::cmp::Reverse(statement.price));
        let properties = Halves::of(&circle.properties, &self.returned);
        let sum = |sum: &Sum| summed(sum, &self.sets, &properties);
        let mut span = Span::default();
        for set in 0..self.n_sets {
            span.add(&sum(&vec![(set, REGISTERED)]), usize::MAX);
            span.add(&sum(&vec![(set, RETURNED)]), usize::MAX);
        }
        for (label, statement) in told.iter().enumerate() {
            statement.told.iter().for_each(|told| span.add(&sum(told), label));
        }
        let mut exposes: BTreeMap<usize, usize> = BTreeMap::new();
        for statement in withheld {
            for secret in &statement.secret {
                let origins = span.origins(&sum(secret)).unwrap_or_default();
                let origins = origins.into_iter().filter(|label| *label < told.len());
                let open = origins.filter(|label| statement.is_whole || !told[*label].is_whole);
                open.collect::<BTreeSet<_>>().into_iter().for_each(|label| *exposes.entry(label).or_default() += 1);
            }
        }
        let most = exposes.into_iter().min_by_key(|(label, n)| {
            let statement = told[*label];
            (statement.price, std::cmp::Reverse(*n), statement.lever)
        });
        most.map(|(label, _)| told[label].lever)
    }
}

/// Properties summed over their sets, in coordinates.
fn summed(sum: &Sum, sets: &Halves, properties: &Halves) -> Vector {
    sets.0.iter().zip(&properties.0).flat_map(|(sets, properties)| summed_in(sum, sets, properties)).collect()
}

fn summed_in(sum: &Sum, sets: &[Vector], properties: &[Vector]) -> Vector {
    let n = |vectors: &[Vector]| vectors.first().map_or(0, Vec::len);
    let mut all = vec![0; n(sets) * n(properties)];
    for (set, property) in sum {
        let terms =
            sets[*set].iter().flat_map(|one| properties[*property].iter().map(move |other| one * other % PRIME));
        all.iter_mut().zip(terms).for_each(|(value, term)| *value = (*value + term) % PRIME);
    }
    all
}

/// Whether a figure is told.
pub fn is_told(figure: &Figure) -> bool {
    figure.status != Status::Suppressed
}
