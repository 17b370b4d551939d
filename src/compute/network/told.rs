//! What each figure, cell and target tells: properties of units, each summed over the strata of a set.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::{Circle, Halves, Lever, Network, Statement, Sum, UNIT_PRICE, WHOLE_PRICE};
use crate::compute::circle::Circles;
use crate::compute::cross::{self, Counted};
use crate::compute::derive::Given;
use crate::compute::measure;
use crate::compute::span::{PRIME, Vector, remainder};
use crate::compute::strata::{Strata, Stratum};
use crate::error::Error;
use crate::figure::{Account, Figure, Measure, Role, Share, Side};
use crate::fraction::Fraction;
use crate::survey::cross::{Cross, PERIOD};
use crate::survey::{Grade, MeasureKind, expression};

pub(super) struct Builder<'a> {
    given: &'a Given<'a>,
    strata: &'a Strata<'a>,
    linked: &'a Circles,
    circles: Vec<Circle>,
    sets: Vec<Vector>,
    known: BTreeMap<Vector, usize>,
    groups: BTreeMap<BTreeMap<String, String>, Vector>,
}

/// What is told of a set of units, and what nobody may find out where it is withheld; by place among the properties.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Properties {
    of_whole: Vec<usize>,
    of_group: Vec<usize>,
    secret: Vec<usize>,
}

impl Properties {
    fn alike(told: Vec<usize>) -> Properties {
        Properties { of_whole: told.clone(), of_group: told.clone(), secret: told }
    }
}

/// Properties with the units of which they hold by the register; of all other units nothing is counted.
type Terms = BTreeMap<Properties, Vector>;

/// A figure of the whole, whatever its group.
type Key = (String, Option<String>);

impl<'a> Builder<'a> {
    pub(super) fn new(given: &'a Given<'a>, linked: &'a Circles, strata: &'a Strata<'a>) -> Builder<'a> {
        let circles = (0..linked.len()).map(|_| Circle::default()).collect();
        let (sets, known, groups) = Default::default();
        let mut builder = Builder { given, strata, linked, circles, sets, known, groups };
        builder.public();
        builder
    }

    pub(super) fn network(mut self, figures: &[Figure], crosses: &[Counted]) -> Result<Network, Error> {
        self.figures(figures)?;
        for place in 0..crosses.len() {
            self.cross(crosses, place)?;
        }
        self.targets()?;
        let frame = self.given.round.frame.iter().enumerate().filter(|(_, framed)| framed.state.has_returned());
        let returned = self.of_units(frame.map(|(place, _)| place));
        let (sets, n_sets) = (Halves::of(&self.sets, &returned), self.sets.len());
        Ok(Network { circles: self.circles, sets, n_sets, returned })
    }

    fn set(&mut self, members: Vector) -> usize {
        if let Some(known) = self.known.get(&members) {
            return *known;
        }
        self.sets.push(members.clone());
        self.known.insert(members, self.sets.len() - 1);
        self.sets.len() - 1
    }

    /// The units with some register attributes; only those of the frame, as an expression knows no others: sets that make
    /// the whole shall be seen to.
    fn group(&mut self, wanted: &BTreeMap<String, String>) -> Vector {
        if let Some(known) = self.groups.get(wanted) {
            return known.clone();
        }
        let Given { register, round, .. } = self.given;
        let has = |unit: usize| {
            let attributes = &register.units[unit].attributes;
            wanted.iter().all(|(id, value)| attributes.get(id).map_or("", String::as_str) == value)
        };
        let members = self.of_units((0..round.frame.len()).filter(|place| has(round.frame[*place].unit)));
        self.groups.insert(wanted.clone(), members.clone());
        members
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

    fn public(&mut self) {
        let frame = &self.given.round.frame;
        let registered = self.of_units(0..frame.len());
        let returned = self.of_units((0..frame.len()).filter(|place| frame[*place].state.has_returned()));
        for circle in &mut self.circles {
            circle.properties = vec![registered.clone(), returned.clone()];
        }
        for stratum in &self.strata.all {
            let members = self.of_units(stratum.places.iter().copied());
            self.set(members);
        }
        self.set(registered);
    }

    /// Puts the properties of each stratum together; strata in which they are the same are one set.
    fn terms(
        &mut self,
        circle: usize,
        of: &dyn Fn(&mut Self, usize, &Stratum) -> Result<Properties, Error>,
    ) -> Result<Terms, Error> {
        let mut terms = Terms::new();
        for (place, stratum) in self.strata.all.iter().enumerate() {
            let properties = of(self, place, stratum)?;
            let known = &self.circles[circle].properties;
            let is_any = |property: &usize| known[*property].iter().any(|value| *value != 0);
            if !properties.of_whole.iter().chain(&properties.secret).any(is_any) {
                continue;
            }
            let members = self.of_units(stratum.places.iter().copied());
            let all = terms.entry(properties).or_insert_with(|| vec![0; members.len()]);
            all.iter_mut().zip(members).for_each(|(is_in, more)| *is_in |= more);
        }
        Ok(terms)
    }

    /// States what is told of the units of a group, or of all.
    fn state(&mut self, circle: usize, lever: Lever, terms: &Terms, (group, count): (&BTreeMap<String, String>, u64)) {
        let inside = self.group(group);
        let (mut told, mut secret, mut union) = (Vec::new(), Vec::new(), vec![0; inside.len()]);
        for (properties, stratum) in terms {
            let members: Vector = inside.iter().zip(stratum).map(|(one, other)| one & other).collect();
            union.iter_mut().zip(&members).for_each(|(is_in, more)| *is_in |= more);
            let set = self.set(members);
            let of = if group.is_empty() { &properties.of_whole } else { &properties.of_group };
            add(&mut told, set, of);
            add(&mut secret, set, &properties.secret);
        }
        let is_whole = union == self.group(&BTreeMap::new());
        let price = match (lever, is_whole, group.is_empty()) {
            (Lever::Target(..), ..) => 0,
            (_, true, _) => WHOLE_PRICE + price(&union, count),
            (Lever::Figure(_), false, true) => WHOLE_PRICE / 2 + price(&union, count),
            _ => price(&union, count),
        };
        self.circles[circle].statements.push(Statement { is_whole, told, secret, lever, price });
    }

    fn figures(&mut self, figures: &[Figure]) -> Result<(), Error> {
        let strata: Vec<Vec<Figure>> = match &self.strata.all[..] {
            [_] => vec![figures.to_vec()],
            all => all.iter().map(|stratum| stratum.figures(self.given.survey)).collect::<Result<_, Error>>()?,
        };
        let shares: Vec<BTreeMap<Key, &Share>> = strata.iter().map(|figures| wholes(figures)).collect();
        let mut known: BTreeMap<Key, Terms> = BTreeMap::new();
        for figure in figures.iter().filter(|figure| figure.group.is_none() && figure.role != Role::Coverage) {
            let (circle, own) = (self.linked.of_figure(&figure.id), key(figure));
            let terms = match &figure.measure {
                Measure::Share(_) => self.terms(circle, &|builder, place, _| {
                    Ok(shares[place].get(&own).map(|share| builder.share(circle, share)).unwrap_or_default())
                }),
                Measure::Value { .. } => {
                    self.terms(circle, &|builder, _, stratum| builder.measure(circle, &figure.id, stratum))
                }
            };
            known.insert(own, terms?);
        }
        for (place, figure) in figures.iter().enumerate() {
            let Some(terms) = known.get(&key(figure)) else { continue };
            let (circle, group) = (self.linked.of_figure(&figure.id), figure.group.iter().cloned().collect());
            self.state(circle, Lever::Figure(place), terms, (&group, size(figure)));
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
        Properties { of_group: secret.clone(), of_whole, secret }
    }

    /// A sum, and what comes near to one: of a mean the sum is known where the number of units is.
    fn measure(&mut self, circle: usize, id: &str, stratum: &Stratum) -> Result<Properties, Error> {
        let Given { survey, register, .. } = self.given;
        let declared = survey.measures.iter().find(|measure| measure.id == id);
        let Some(declared) = declared.filter(|measure| measure.kind != MeasureKind::Median) else {
            return Ok(Properties::default());
        };
        let mut values = vec![0; register.units.len()];
        for one in measure::contributions(&stratum.round, declared)? {
            let value = if declared.kind == MeasureKind::Count { remainder(1) } else { scaled(one.value) };
            let unit = &mut values[stratum.round.frame[one.place].unit];
            *unit = (*unit + value) % PRIME;
        }
        Ok(Properties::alike(vec![self.property(circle, values)]))
    }

    /// The cells of a cross table with one property of units or rows, and its totals. Cells with two such properties hang
    /// together only within the table, which protects them, or with those of another table of the same two.
    fn cross(&mut self, crosses: &[Counted], place: usize) -> Result<(), Error> {
        let counted = &crosses[place];
        let circle = self.linked.of_cross(&counted.cross.id);
        let both = crosses.iter().filter(|other| is_alike(other.cross, counted.cross)).count() > 1;
        let strata = self.strata.all.iter().map(|stratum| cross::as_if(self.given, stratum, counted.cross));
        let strata: Vec<Vec<cross::Counting>> = strata.collect::<Result<_, Error>>()?;
        let mut known: BTreeMap<(Option<usize>, Option<usize>), Terms> = BTreeMap::new();
        for cell in counted.grid.places() {
            let (fixed, own) = self.of_cell(counted, cell);
            if own.0.is_some() && own.1.is_some() && !both {
                continue;
            }
            let terms = match known.entry(own) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.terms(circle, &|builder, place, _| {
                    let values = builder.counts(&strata[place], own);
                    Ok(Properties::alike(vec![builder.property(circle, values)]))
                })?),
            };
            self.state(circle, Lever::Cell(place, cell), terms, (&fixed, counted.grid.count(cell)));
        }
        Ok(())
    }

    /// The register attributes that a cell is about, and what it fixes besides: a row, a column, both or neither.
    fn of_cell(&self, counted: &Counted, cell: (usize, usize)) -> (BTreeMap<String, String>, Fixed) {
        let is_attribute = |id: &str| self.given.survey.register.attributes.iter().any(|attribute| attribute.id == id);
        let n = (counted.rows.codes.len(), counted.columns.codes.len());
        let mut fixed = BTreeMap::new();
        let mut own = (Some(cell.0).filter(|row| *row < n.0), Some(cell.1).filter(|column| *column < n.1));
        let axes =
            [(&mut own.0, &counted.cross.rows, &counted.rows), (&mut own.1, &counted.cross.columns, &counted.columns)];
        for (at, id, axis) in axes {
            if let Some(code) = at.filter(|_| is_attribute(id)) {
                let last = code + 1 == axis.codes.len();
                fixed.insert(id.clone(), if last { String::new() } else { axis.codes[code].clone() });
                *at = None;
            }
        }
        (fixed, own)
    }

    fn counts(&self, countings: &[cross::Counting], (row, column): Fixed) -> Vector {
        let mut values = vec![0; self.given.register.units.len()];
        let is_meant = |at: Option<usize>, known: usize| at.is_none_or(|at| at == known);
        for one in countings.iter().filter(|one| is_meant(row, one.row) && is_meant(column, one.column)) {
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
            for target in 0..grade.targets.len() {
                let terms = self
                    .terms(circle, &|builder, _, stratum| builder.target(circle, (grade, target), &classes, stratum))?;
                self.state(circle, Lever::Target(place, target), &terms, (&BTreeMap::new(), 0));
            }
        }
        Ok(())
    }

    fn target(
        &mut self,
        circle: usize,
        (grade, target): (&Grade, usize),
        classes: &[Option<String>],
        stratum: &Stratum,
    ) -> Result<Properties, Error> {
        let target = &grade.targets[target];
        let failed = |message| Error::Query { name: grade.id.clone(), message };
        let meant = match &target.filter {
            Some(sql) => expression::evaluate(&stratum.round.frames.returns, sql).map_err(failed)?,
            None => vec![Some(true); classes.len()],
        };
        let of = |builder: &mut Self, is_it: &dyn Fn(usize) -> bool| {
            let values =
                builder.of_units((0..classes.len()).filter(|place| meant[*place] == Some(true) && is_it(*place)));
            builder.property(circle, values)
        };
        let class = of(self, &|place| classes[place].as_deref() == Some(target.class.as_str()));
        let told = vec![class, of(self, &|place| classes[place].is_none()), of(self, &|_| true)];
        Ok(Properties { of_group: told.clone(), of_whole: told, secret: vec![class] })
    }
}

/// A row and a column of a cross table, where they are fixed.
type Fixed = (Option<usize>, Option<usize>);

fn add(sums: &mut Vec<Sum>, set: usize, properties: &[usize]) {
    sums.resize(sums.len().max(properties.len()), Sum::new());
    sums.iter_mut().zip(properties).for_each(|(sum, property)| sum.push((set, *property)));
}

/// What withholding a number loses: of many units more than of few, then the more the greater the number.
fn price(members: &[u64], count: u64) -> u64 {
    let n_units = members.iter().filter(|is_in| **is_in != 0).count() as u64;
    n_units * UNIT_PRICE + count.min(UNIT_PRICE - 1)
}

fn key(figure: &Figure) -> Key {
    (figure.id.clone(), figure.share().map(|share| share.base.clone()))
}

fn wholes(figures: &[Figure]) -> BTreeMap<Key, &Share> {
    let wholes = figures.iter().filter(|figure| figure.group.is_none());
    wholes.filter_map(|figure| Some((key(figure), figure.share()?))).collect()
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
