//! What follows from all that an edition tells of a period: figures of the whole and of groups, cross tables and targets
//! that read the same answers are one network of sums.
//!
//! Each number is a property of units, summed over a set of units. Written in coordinates, a number is the product of its
//! set and its property; a withheld number can be found by adding and subtracting exactly when its product is a sum of
//! multiples of those that are told. Numbers hang together across register attributes (an industry lies in one class of
//! risk) and across properties (the grades of all units make the units).

use std::collections::{BTreeMap, BTreeSet};

use super::circle::Circles;
use super::cross::Counted;
use super::derive::Given;
use super::measure;
use super::span::{PRIME, Span, Vector, coordinates, remainder};
use super::suppression::Place;
use crate::error::Error;
use crate::figure::{Account, Figure, Fraction, Measure, Role, Share, Side, Status};
use crate::survey::cross::{Cross, PERIOD};
use crate::survey::{MeasureKind, expression};

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

/// A set of units: all of them, those with some register attributes, or those that an expression names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Set {
    Attributes(BTreeMap<String, String>),
    Target(usize, usize),
}

/// A number, or several that are told together.
struct Statement {
    set: usize,
    /// The properties that it tells of the set.
    told: Vec<usize>,
    /// Those that nobody may find out when it is withheld.
    secret: Vec<usize>,
    lever: Lever,
    price: u64,
}

/// The statements that read the same answers, with the properties that they are about, a value a unit of the register.
#[derive(Default)]
struct Circle {
    statements: Vec<Statement>,
    properties: Vec<Vector>,
}

/// What a figure tells of a set, and what nobody may find out where it is withheld.
#[derive(Default)]
struct Properties {
    circle: usize,
    of_whole: Vec<usize>,
    of_group: Vec<usize>,
    secret: Vec<usize>,
}

/// All statements of an edition about a period.
pub struct Network {
    circles: Vec<Circle>,
    /// Every set of units, in coordinates.
    sets: Vec<Vector>,
}

/// Every circle knows who was asked and who returned.
const REGISTERED: usize = 0;
const RETURNED: usize = 1;
/// The set of all units.
const WHOLE: usize = 0;
/// To withhold a figure of the whole is the last resort.
const WHOLE_PRICE: u64 = 1_000_000_000_000_000;
/// A number of one unit more is dearer than any count.
const UNIT_PRICE: u64 = 1_000_000;

struct Builder<'a> {
    given: &'a Given<'a>,
    linked: &'a Circles,
    circles: Vec<Circle>,
    sets: Vec<Vector>,
    known: BTreeMap<Set, usize>,
}

impl Network {
    /// The statements of figures, cross tables and targets.
    pub(super) fn new(
        given: &Given,
        linked: &Circles,
        figures: &[Figure],
        crosses: &[Counted],
    ) -> Result<Network, Error> {
        let mut builder = Builder {
            given,
            circles: (0..linked.len()).map(|_| Circle::default()).collect(),
            linked,
            sets: Vec::new(),
            known: BTreeMap::new(),
        };
        builder.set(Set::Attributes(BTreeMap::new()))?;
        builder.public();
        builder.figures(figures)?;
        for place in 0..crosses.len() {
            builder.cross(crosses, place)?;
        }
        builder.targets()?;
        Ok(Network { circles: builder.circles, sets: coordinates(&builder.sets) })
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
        let narrow = coordinates(&circle.properties);
        let product = |set: usize, property: usize| product(&self.sets[set], &narrow[property]);
        let mut span = Span::default();
        for set in 0..self.sets.len() {
            span.add(&product(set, REGISTERED), usize::MAX);
            span.add(&product(set, RETURNED), usize::MAX);
        }
        for (label, statement) in told.iter().enumerate() {
            statement.told.iter().for_each(|property| span.add(&product(statement.set, *property), label));
        }
        let mut exposes: BTreeMap<usize, usize> = BTreeMap::new();
        for statement in withheld {
            for property in &statement.secret {
                let origins = span.origins(&product(statement.set, *property)).unwrap_or_default();
                let origins = origins.into_iter().filter(|label| *label < told.len());
                let open = origins.filter(|label| statement.set == WHOLE || told[*label].set != WHOLE);
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

/// A property summed over a set, in coordinates.
fn product(set: &[u64], property: &[u64]) -> Vector {
    set.iter().flat_map(|one| property.iter().map(move |other| one * other % PRIME)).collect()
}

impl Builder<'_> {
    fn set(&mut self, set: Set) -> Result<usize, Error> {
        if let Some(known) = self.known.get(&set) {
            return Ok(*known);
        }
        let members = self.members(&set)?;
        self.sets.push(members);
        self.known.insert(set, self.sets.len() - 1);
        Ok(self.sets.len() - 1)
    }

    fn members(&self, set: &Set) -> Result<Vector, Error> {
        let Given { survey, register, round, .. } = self.given;
        match set {
            Set::Attributes(wanted) => {
                let has = |attributes: &BTreeMap<String, String>| {
                    wanted.iter().all(|(id, value)| attributes.get(id).map_or("", String::as_str) == value)
                };
                // Only units of the frame, as an expression knows no others: sets that make the whole shall be seen to.
                let asked =
                    (0..round.frame.len()).filter(|place| has(&register.units[round.frame[*place].unit].attributes));
                Ok(self.of_units(asked))
            }
            Set::Target(grade, target) => {
                let grade = &survey.grades[*grade];
                let Some(sql) = &grade.targets[*target].filter else { return Ok(vec![1; register.units.len()]) };
                let failed = |message| Error::Query { name: grade.id.clone(), message };
                let truth = expression::evaluate(&round.frames.returns, sql).map_err(failed)?;
                Ok(self.of_units(truth.iter().enumerate().filter(|(_, truth)| **truth == Some(true)).map(|(p, _)| p)))
            }
        }
    }

    /// A one for each unit, by place in the frame.
    fn of_units(&self, places: impl Iterator<Item = usize>) -> Vector {
        let mut vector = vec![0; self.given.register.units.len()];
        places.for_each(|place| vector[self.given.round.frame[place].unit] = 1);
        vector
    }

    fn property(&mut self, circle: usize, values: Vector) -> usize {
        let known = &mut self.circles[circle].properties;
        known.iter().position(|property| *property == values).unwrap_or_else(|| {
            known.push(values);
            known.len() - 1
        })
    }

    /// What withholding a number loses: of many units more than of few, then the more the greater the number.
    fn price(&self, set: usize, count: u64) -> u64 {
        let n_units = self.sets[set].iter().filter(|is_in| **is_in != 0).count() as u64;
        let count = count.min(UNIT_PRICE - 1);
        if set == WHOLE { WHOLE_PRICE + count } else { n_units * UNIT_PRICE + count }
    }

    fn public(&mut self) {
        let frame = &self.given.round.frame;
        let registered = self.of_units(0..frame.len());
        let returned = self.of_units((0..frame.len()).filter(|place| frame[*place].state.has_returned()));
        for circle in &mut self.circles {
            circle.properties = vec![registered.clone(), returned.clone()];
        }
    }

    fn figures(&mut self, figures: &[Figure]) -> Result<(), Error> {
        let key = |figure: &Figure| (figure.id.clone(), figure.share().map(|share| share.base.clone()));
        let mut known: BTreeMap<_, Properties> = BTreeMap::new();
        for figure in figures.iter().filter(|figure| figure.group.is_none() && figure.role != Role::Coverage) {
            let circle = self.linked.of_figure(&figure.id);
            let properties = match &figure.measure {
                Measure::Share(share) => self.share(circle, share),
                Measure::Value { .. } => self.measure(circle, &figure.id)?,
            };
            known.insert(key(figure), properties);
        }
        for (place, figure) in figures.iter().enumerate() {
            let Some(properties) = known.get(&key(figure)) else { continue };
            let set = self.set(Set::Attributes(figure.group.iter().cloned().collect()))?;
            let told = if figure.group.is_none() { &properties.of_whole } else { &properties.of_group };
            let (told, secret, lever) = (told.clone(), properties.secret.clone(), Lever::Figure(place));
            let price = self.price(set, size(figure));
            self.circles[properties.circle].statements.push(Statement { set, told, secret, lever, price });
        }
        Ok(())
    }

    /// Of the whole it is told where each unit of the base stands, of a group only how many have the property; secret is
    /// how many have it and how many have not.
    fn share(&mut self, circle: usize, share: &Share) -> Properties {
        let parts: [fn(&Account) -> u64; 6] =
            [|a| a.yes, |a| a.no, |a| a.not_applicable, |a| a.blank, |a| a.invalid, |a| a.not_received];
        let on = |is_on: &dyn Fn(Side) -> bool| {
            self.of_units(share.members.iter().filter(|(_, side)| is_on(*side)).map(|(place, _)| *place))
        };
        let is_in = |side: Side, part: fn(&Account) -> u64| {
            let mut account = Account::default();
            account.count(side);
            part(&account) == 1
        };
        let told: Vec<Vector> = parts.map(|part| on(&|side| is_in(side, part))).to_vec();
        let rest = on(&|side| side != Side::Yes);
        let of_whole: Vec<usize> = told.into_iter().map(|values| self.property(circle, values)).collect();
        let secret = vec![of_whole[0], self.property(circle, rest)];
        Properties { circle, of_group: secret.clone(), of_whole, secret }
    }

    /// A sum, and what comes near to one: of a mean the sum is known where the number of units is.
    fn measure(&mut self, circle: usize, id: &str) -> Result<Properties, Error> {
        let Given { survey, register, round, .. } = self.given;
        let declared = survey.measures.iter().find(|measure| measure.id == id);
        let Some(declared) = declared.filter(|measure| measure.kind != MeasureKind::Median) else {
            return Ok(Properties { circle, ..Properties::default() });
        };
        let mut values = vec![0; register.units.len()];
        for one in measure::contributions(round, declared)? {
            let value = if declared.kind == MeasureKind::Count { remainder(1) } else { scaled(one.value) };
            let unit = &mut values[round.frame[one.place].unit];
            *unit = (*unit + value) % PRIME;
        }
        let told = vec![self.property(circle, values)];
        Ok(Properties { circle, of_whole: told.clone(), of_group: told.clone(), secret: told })
    }

    /// The cells of a cross table with one property of units or rows, and its totals. Cells with two such properties hang
    /// together only within the table, which protects them, or with those of another table of the same two.
    fn cross(&mut self, crosses: &[Counted], place: usize) -> Result<(), Error> {
        let counted = &crosses[place];
        let survey = self.given.survey;
        let circle = self.linked.of_cross(&counted.cross.id);
        let is_attribute = |id: &str| survey.register.attributes.iter().any(|attribute| attribute.id == id);
        let both = crosses.iter().filter(|other| is_alike(other.cross, counted.cross)).count() > 1;
        let n = (counted.rows.codes.len(), counted.columns.codes.len());
        let mut known: BTreeMap<(Option<usize>, Option<usize>), usize> = BTreeMap::new();
        for cell in counted.grid.places() {
            let mut fixed = BTreeMap::new();
            let mut own = (Some(cell.0).filter(|row| *row < n.0), Some(cell.1).filter(|column| *column < n.1));
            let axes = [
                (&mut own.0, &counted.cross.rows, &counted.rows),
                (&mut own.1, &counted.cross.columns, &counted.columns),
            ];
            for (at, id, axis) in axes {
                if let Some(code) = at.filter(|_| is_attribute(id)) {
                    let last = code + 1 == axis.codes.len();
                    fixed.insert(id.clone(), if last { String::new() } else { axis.codes[code].clone() });
                    *at = None;
                }
            }
            if own.0.is_some() && own.1.is_some() && !both {
                continue;
            }
            let property = match known.get(&own) {
                Some(property) => *property,
                None => {
                    let values = self.counts(counted, own);
                    let property = self.property(circle, values);
                    known.insert(own, property);
                    property
                }
            };
            let set = self.set(Set::Attributes(fixed))?;
            let price = match counted.is_whole(cell) {
                true => self.price(WHOLE, counted.grid.count(cell)),
                false => self.price(set, counted.grid.count(cell)),
            };
            let (told, secret, lever) = (vec![property], vec![property], Lever::Cell(place, cell));
            self.circles[circle].statements.push(Statement { set, told, secret, lever, price });
        }
        Ok(())
    }

    fn counts(&self, counted: &Counted, (row, column): (Option<usize>, Option<usize>)) -> Vector {
        let mut values = vec![0; self.given.register.units.len()];
        let is_meant = |at: Option<usize>, known: usize| at.is_none_or(|at| at == known);
        for one in counted.countings.iter().filter(|one| is_meant(row, one.row) && is_meant(column, one.column)) {
            values[one.unit] =
                (values[one.unit] + scaled(Fraction { numerator: one.count.into(), denominator: 1 })) % PRIME;
        }
        values
    }

    /// The units of each target's class, and those without a class, among the units to which it applies.
    fn targets(&mut self) -> Result<(), Error> {
        for (place, grade) in self.given.survey.grades.iter().enumerate() {
            let circle = self.linked.of_grade(&grade.id);
            let classes = self.given.texts(&grade.id)?;
            let of = |builder: &Builder, class: Option<&str>| {
                builder.of_units((0..classes.len()).filter(|place| classes[*place].as_deref() == class))
            };
            let values = of(self, None);
            let ungraded = self.property(circle, values);
            for (target, declared) in grade.targets.iter().enumerate() {
                let values = of(self, Some(&declared.class));
                let property = self.property(circle, values);
                let set = self.set(Set::Target(place, target))?;
                let (told, secret) = (vec![property, ungraded, REGISTERED], vec![property]);
                let lever = Lever::Target(place, target);
                self.circles[circle].statements.push(Statement { set, told, secret, lever, price: 0 });
            }
        }
        Ok(())
    }
}

/// Whether two cross tables count the same rows by the same two properties.
fn is_alike(one: &Cross, other: &Cross) -> bool {
    let properties = |cross: &Cross| BTreeSet::from([cross.rows.clone(), cross.columns.clone()]);
    one.table == other.table && properties(one) == properties(other) && !properties(one).contains(PERIOD)
}

/// A decimal number as typed, in millionths of millionths, so that it is whole.
fn scaled(value: Fraction) -> u64 {
    const SCALE: i128 = 1_000_000_000_000;
    remainder(value.numerator * (SCALE / value.denominator))
}

/// How much a figure counts.
fn size(figure: &Figure) -> u64 {
    match &figure.measure {
        Measure::Share(share) => share.account.yes,
        Measure::Value { value, .. } if value.denominator != 0 => {
            u64::try_from(value.numerator / value.denominator).unwrap_or_default()
        }
        Measure::Value { .. } => 0,
    }
}

/// Whether a figure is told.
pub fn is_told(figure: &Figure) -> bool {
    figure.status != Status::Suppressed
}
