//! Strata: the units as the register alone tells them apart, as far as anything that is counted looks at it.
//!
//! What counts for a unit depends on its answers and on what the register says of it, which everybody may know. Within a
//! stratum only the answers are left: of the enterprises graded C in key industries none is outside those industries, and
//! within them they are all that are graded C. A reader knows that, so whatever is withheld must stand up to it.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{AnyValue, Column, DataFrame, Expr, IntoLazy, PolarsError, Scalar, col};

use super::derive::Given;
use super::{chain, computed, condition, option};
use crate::error::Error;
use crate::figure::Figure;
use crate::frame::Round;
use crate::survey::derived::{Computed, Derivation, ordered};
use crate::survey::{Survey, engine, expression};

/// What the register says of a unit besides its attributes.
const IDENTITY: &[&str] = &["code", "name"];
/// More strata than these are not followed.
const MOST: usize = 48;

/// What counts units by an expression.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reader {
    /// The figures of a name.
    Figure(String),
    /// A cross table.
    Cross(String),
    /// The targets of a grade.
    Grade(String),
}

/// Units that nothing that is counted tells apart by the register.
pub(super) struct Stratum<'a> {
    /// Its units, by place in the frame.
    pub places: Vec<usize>,
    /// The period, as if the register said of every unit what it says of these.
    pub round: Round<'a>,
    /// The earlier periods likewise, oldest first.
    pub past: Vec<Round<'a>>,
}

/// All units of a period by strata.
pub(super) struct Strata<'a> {
    /// Each unit is in one of them.
    pub all: Vec<Stratum<'a>>,
    /// What tells so many units apart that it cannot be followed: nothing of it is told.
    pub too_fine: BTreeSet<Reader>,
}

impl<'a> Strata<'a> {
    /// The strata of the period that is given.
    pub(super) fn of(given: &Given<'a>) -> Result<Strata<'a>, Error> {
        let mut signs = Signs::of(given);
        for (reader, sql) in expressions(given.survey) {
            signs.read(reader, &sql)?;
        }
        let mut by_sign: BTreeMap<&Vec<String>, Vec<usize>> = BTreeMap::new();
        for (place, sign) in signs.of_units.iter().enumerate() {
            by_sign.entry(sign).or_default().push(place);
        }
        let all = by_sign.into_values().map(|places| Stratum::of(given, &signs.looked_at, places));
        Ok(Strata { all: all.collect::<Result<_, Error>>()?, too_fine: signs.too_fine })
    }
}

/// All expressions that select or weigh what is counted, with what they are counted for.
fn expressions(survey: &Survey) -> Vec<(Reader, String)> {
    let mut all = Vec::new();
    for indicator in &survey.indicators {
        let complement = indicator.complement.iter().map(|complement| &complement.id);
        let ids: Vec<&String> = indicator.chain.iter().skip(1).chain([&indicator.id]).chain(complement).collect();
        for sql in indicator.chain.iter().map(|id| condition::sql(survey, id)) {
            all.extend(ids.iter().map(|id| (Reader::Figure(id.to_string()), sql.clone())));
        }
    }
    for item in &survey.items {
        let options = survey.codes(item).iter().map(|code| expression::option_column(&item.id, &code.id));
        let of = |option| Some((Reader::Figure(option), item.relevant.clone()?));
        all.extend(options.filter_map(of));
    }
    for measure in &survey.measures {
        let sql = [&measure.of].into_iter().chain(&measure.per).chain(&measure.filter);
        all.extend(sql.map(|sql| (Reader::Figure(measure.id.clone()), sql.clone())));
    }
    for cross in &survey.crosses {
        let sql = cross.of.iter().chain(&cross.filter);
        all.extend(sql.map(|sql| (Reader::Cross(cross.id.clone()), sql.clone())));
    }
    for grade in &survey.grades {
        let sql = grade.targets.iter().filter_map(|target| target.filter.clone());
        all.extend(sql.map(|sql| (Reader::Grade(grade.id.clone()), sql)));
    }
    all
}

/// What the register says of each unit, as far as the expressions read so far look at it.
struct Signs<'b, 'a> {
    given: &'b Given<'a>,
    of_units: Vec<Vec<String>>,
    looked_at: BTreeSet<String>,
    read: BTreeSet<String>,
    refused: BTreeSet<String>,
    too_fine: BTreeSet<Reader>,
}

impl<'b, 'a> Signs<'b, 'a> {
    fn of(given: &'b Given<'a>) -> Signs<'b, 'a> {
        let of_units = vec![Vec::new(); given.round.frame.len()];
        let (looked_at, read, refused, too_fine) = Default::default();
        Signs { given, of_units, looked_at, read, refused, too_fine }
    }

    /// An expression over the register alone tells units apart by its value, any other by all that it takes from the
    /// register.
    fn read(&mut self, reader: Reader, sql: &str) -> Result<(), Error> {
        if !self.read.contains(sql) && !self.refused.contains(sql) {
            let expression = parsed(sql)?;
            let (open, others) = sources(self.given.survey, &expression);
            let values = match (open.is_empty(), others.is_empty()) {
                (true, _) => Vec::new(),
                (false, true) => vec![expression],
                (false, false) => open.iter().map(|name| col(name.as_str())).collect(),
            };
            let known = if self.split(values, sql)? { &mut self.read } else { &mut self.refused };
            known.insert(sql.to_string());
            if self.read.contains(sql) {
                self.looked_at.extend(open);
            }
        }
        if self.refused.contains(sql) {
            self.too_fine.insert(reader);
        }
        Ok(())
    }

    /// Tells units apart by the values of expressions; false where that would make too many strata.
    fn split(&mut self, values: Vec<Expr>, sql: &str) -> Result<bool, Error> {
        let mut signs = self.of_units.clone();
        for value in values {
            for (sign, value) in signs.iter_mut().zip(texts(&self.given.round.frames.returns, value, sql)?) {
                sign.push(value);
            }
        }
        let is_followed = signs.iter().collect::<BTreeSet<_>>().len() <= MOST;
        if is_followed {
            self.of_units = signs;
        }
        Ok(is_followed)
    }
}

fn parsed(sql: &str) -> Result<Expr, Error> {
    expression::parse(sql).map_err(|message| Error::Query { name: sql.to_string(), message })
}

/// The value of an expression for each unit, in letters.
fn texts(frame: &DataFrame, value: Expr, sql: &str) -> Result<Vec<String>, Error> {
    let failed = |error: PolarsError| Error::Query { name: sql.to_string(), message: engine::saying(&error) };
    let frame = frame.clone().lazy().select([col("seq"), value.alias("value of the register")]);
    let frame = frame.collect().map_err(failed)?;
    let column = &frame.columns()[1];
    (0..frame.height()).map(|place| Ok(column.get(place).map_err(failed)?.to_string())).collect()
}

/// What an expression takes from the register, and what from elsewhere, behind computed columns too.
fn sources(survey: &Survey, expression: &Expr) -> (BTreeSet<String>, BTreeSet<String>) {
    let is_open = |name: &str| {
        IDENTITY.contains(&name) || survey.register.attributes.iter().any(|attribute| attribute.id == name)
    };
    let mut names = expression::columns(expression);
    let (mut seen, mut open, mut others) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    while let Some(name) = names.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        match of_unit(survey, &name) {
            _ if is_open(&name) => drop(open.insert(name)),
            Some(inner) => names.extend(expression::columns(&inner)),
            None => drop(others.insert(name)),
        }
    }
    (open, others)
}

/// The expression of a column that is computed from other columns of the same unit and period.
fn of_unit(survey: &Survey, name: &str) -> Option<Expr> {
    let computed = survey.computed.iter().find(|computed| computed.id == name)?;
    expression::parse(own(computed)?).ok()
}

fn own(computed: &Computed) -> Option<&str> {
    computed.of.as_deref().filter(|_| computed.table.is_none() && computed.from.is_none())
}

impl<'a> Stratum<'a> {
    fn of(given: &Given<'a>, looked_at: &BTreeSet<String>, places: Vec<usize>) -> Result<Stratum<'a>, Error> {
        let mut stratum = Stratum { round: given.round.clone(), past: given.past.to_vec(), places };
        if looked_at.is_empty() {
            return Ok(stratum);
        }
        let values = said_of(&given.round.frames.returns, looked_at, stratum.places[0])?;
        for round in stratum.past.iter_mut().chain([&mut stratum.round]) {
            say_of_all(given, &values, looked_at, round)?;
        }
        Ok(stratum)
    }

    /// The figures of the whole, as if all units were of the stratum.
    pub(super) fn figures(&self, survey: &Survey) -> Result<Vec<Figure>, Error> {
        let truths = condition::truths(survey, &self.round)?;
        let (mut figures, _) = chain::figures(survey, &self.round, &truths, &[]);
        figures.extend(option::figures(survey, &self.round, &[])?);
        Ok(figures)
    }
}

type Said = Vec<(String, Scalar)>;

fn said_of(frame: &DataFrame, names: &BTreeSet<String>, place: usize) -> Result<Said, Error> {
    let said = |name: &String| {
        let column = frame.column(name).map_err(failed)?;
        let value: AnyValue = column.get(place).map_err(failed)?;
        Ok((name.clone(), Scalar::new(column.dtype().clone(), value.into_static())))
    };
    names.iter().map(said).collect()
}

/// Makes the register say the same of every unit, and computes anew what is computed from that.
fn say_of_all(given: &Given, values: &Said, looked_at: &BTreeSet<String>, round: &mut Round) -> Result<(), Error> {
    let frames = round.frames.tables.iter_mut().map(|(_, frame)| frame).chain([&mut round.frames.returns]);
    for frame in frames {
        for (name, value) in values {
            if frame.column(name).is_err() {
                continue;
            }
            let column = Column::new_scalar(name.as_str().into(), value.clone(), frame.height());
            frame.with_column(column).map_err(failed)?;
        }
    }
    for step in ordered(given.survey).0 {
        let Derivation::Computed(declared) = step.derivation else { continue };
        let Some(sql) = own(declared) else { continue };
        if !sources(given.survey, &parsed(sql)?).0.is_disjoint(looked_at) {
            let again = Given { round, ..*given };
            let columns = computed::derived(&again, declared, &step.columns[0].1)?.columns;
            columns
                .into_iter()
                .try_for_each(|column| round.frames.returns.with_column(column).map(drop))
                .map_err(failed)?;
        }
    }
    Ok(())
}

fn failed(error: PolarsError) -> Error {
    Error::Failed(format!("strata: {error}"))
}
