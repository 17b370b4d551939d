//! Sums, means, medians and ratios over units or rows, exact.

use polars::prelude::{DataFrame, DataType, Expr, IntoLazy, NULL, col, lit, when};

use super::{Group, condition};
use crate::answer::State;
use crate::error::Error;
use crate::figure::{self, Figure, Role, Status};
use crate::fraction::{Fraction, exact_decimal};
use crate::frame::Round;
use crate::survey::{Measure, MeasureKind, Survey, engine, expression};

/// What one unit or row contributes: its unit's place in the frame, the value, and the lower value of a ratio.
pub(super) struct Contribution {
    pub place: usize,
    pub value: Fraction,
    pub per: Option<Fraction>,
}

/// Each measure for the whole and for each group.
pub fn figures(survey: &Survey, round: &Round, groups: &[Group]) -> Result<Vec<Figure>, Error> {
    let mut figures = Vec::new();
    for measure in &survey.measures {
        let contributions = contributions(round, measure)?;
        let unknown = unknown(survey, round, measure)?;
        figures.push(figure(measure, &contributions, &unknown, None));
        figures.extend(groups.iter().map(|group| figure(measure, &contributions, &unknown, Some(group))));
    }
    Ok(figures)
}

fn figure(measure: &Measure, all: &[Contribution], unknown: &[Option<State>], group: Option<&Group>) -> Figure {
    let is_inside = |place: usize| group.is_none_or(|group| group.members[place]);
    let mine: Vec<&Contribution> = all.iter().filter(|one| is_inside(one.place)).collect();
    let inside = (0..unknown.len()).filter(|place| is_inside(*place));
    let unknown: Vec<(usize, State)> = inside.filter_map(|place| Some((place, unknown[place]?))).collect();
    let is_open = !unknown.is_empty();
    let value = value(measure.kind, &mine, is_open);
    let mut units: Vec<usize> = mine.iter().map(|one| one.place).collect();
    units.sort_unstable();
    units.dedup();
    let status = match (value.denominator, is_open) {
        (0, true) => Status::Missing,
        (0, false) => Status::NotComputable,
        (_, true) => Status::Provisional,
        (_, false) => Status::Normal,
    };
    Figure {
        id: measure.id.clone(),
        label: measure.label.clone(),
        section: measure.section.clone(),
        role: Role::Measure,
        group: group.map(|group| (group.attribute.clone(), group.value.clone())),
        measure: figure::Measure::Value {
            value,
            decimals: measure.printed_decimals(),
            unit: measure.unit.clone(),
            units,
            unknown,
        },
        status,
        previous: None,
    }
}

/// Nothing reported while answers are open is no value; nothing to report is a sum of zero.
fn value(kind: MeasureKind, mine: &[&Contribution], is_open: bool) -> Fraction {
    let none = Fraction::NONE;
    let n = mine.len() as i128;
    let sum = || sum(mine.iter().map(|one| one.value));
    match kind {
        MeasureKind::Sum if n == 0 && is_open => none,
        MeasureKind::Count => Fraction { numerator: n, denominator: 1 },
        MeasureKind::Sum => sum(),
        MeasureKind::Mean if n == 0 => none,
        MeasureKind::Mean => {
            let sum = sum();
            Fraction { numerator: sum.numerator, denominator: sum.denominator * n }.reduced()
        }
        MeasureKind::Median => median(mine.iter().map(|one| one.value).collect()),
        MeasureKind::Ratio => {
            let lower = self::sum(mine.iter().filter_map(|one| one.per));
            sum().over(lower).unwrap_or(none)
        }
    }
}

/// The sum of decimals as typed: all at twelve decimals, so that it is exact.
fn sum(values: impl Iterator<Item = Fraction>) -> Fraction {
    const SCALE: i128 = 1_000_000_000_000;
    let numerator: i128 = values.map(|value| value.numerator * (SCALE / value.denominator)).sum();
    Fraction { numerator, denominator: SCALE }.reduced()
}

/// The middle value, or the mean of the two middle ones.
fn median(mut values: Vec<Fraction>) -> Fraction {
    values.sort_by_key(|value| sum(std::iter::once(*value)).numerator_at_scale());
    match values.len() {
        0 => Fraction::NONE,
        n if n % 2 == 1 => values[n / 2],
        n => {
            let pair = sum([values[n / 2 - 1], values[n / 2]].into_iter());
            Fraction { numerator: pair.numerator, denominator: pair.denominator * 2 }.reduced()
        }
    }
}

impl Fraction {
    fn numerator_at_scale(self) -> i128 {
        self.numerator * (1_000_000_000_000 / self.denominator)
    }
}

pub(super) fn contributions(round: &Round, measure: &Measure) -> Result<Vec<Contribution>, Error> {
    let failed = |error: polars::prelude::PolarsError| Error::Query {
        name: measure.id.clone(),
        message: engine::saying(&error),
    };
    let frame = source(round, measure);
    let parse =
        |sql: &str| expression::parse(sql).map_err(|message| Error::Query { name: measure.id.clone(), message });
    let number = |expression: Expr| expression.cast(DataType::Float64) + lit(0.0);
    let counted = |expression: Expr| when(expression.is_not_null()).then(lit(1.0)).otherwise(lit(NULL));
    let of = parse(&measure.of)?;
    let of = if is_counted_only(measure, frame) { counted(of) } else { number(of) };
    let filter = measure.filter.as_deref().map_or(Ok(lit(true)), parse)?;
    let per = measure.per.as_deref().map(parse).transpose()?;
    let columns = [
        col("seq"),
        of.alias("value"),
        per.map_or(lit(0.0), number).alias("per"),
        filter.and(lit(true)).alias("is_meant"),
    ];
    let frame = frame.clone().lazy().select(columns).collect().map_err(failed)?;
    let places = frame.column("seq").and_then(|c| c.i64().cloned()).map_err(failed)?;
    let values = frame.column("value").and_then(|c| c.f64().cloned()).map_err(failed)?;
    let pers = frame.column("per").and_then(|c| c.f64().cloned()).map_err(failed)?;
    let meant = frame.column("is_meant").and_then(|c| c.bool().cloned()).map_err(failed)?;
    let has_per = measure.per.is_some();
    let one = |row: usize| {
        let value = exact_decimal(values.get(row)?)?;
        let per = if has_per { Some(exact_decimal(pers.get(row)?)?) } else { None };
        let place = usize::try_from(places.get(row)? - 1).ok()?;
        meant.get(row)?.then_some(Contribution { place, value, per })
    };
    Ok((0..frame.height()).filter_map(one).collect())
}

/// Whether what is counted is no number: days and texts.
fn is_counted_only(measure: &Measure, frame: &DataFrame) -> bool {
    let dtype = || expression::result_type(&measure.of, frame.schema());
    measure.kind == MeasureKind::Count && dtype().is_ok_and(|dtype| !dtype.is_primitive_numeric())
}

fn source<'a>(round: &'a Round, measure: &Measure) -> &'a DataFrame {
    let table = measure.table.as_ref().and_then(|id| round.frames.tables.iter().find(|(table, _)| table == id));
    table.map_or(&round.frames.returns, |(_, frame)| frame)
}

/// Why nobody knows what a unit contributes: no return, or an item of the measure blank or invalid where it applies.
fn unknown(survey: &Survey, round: &Round, measure: &Measure) -> Result<Vec<Option<State>>, Error> {
    let mut columns = Vec::new();
    if measure.table.is_none() {
        for sql in std::iter::once(&measure.of).chain(&measure.per) {
            let parsed =
                expression::parse(sql).map_err(|message| Error::Query { name: measure.id.clone(), message })?;
            columns.extend(expression::columns(&parsed));
        }
    }
    let items = condition::items(survey, &crate::survey::derived::answers_behind(survey, &columns));
    let why = |place: usize| {
        let mut states = items.iter().map(|item| round.state(place, *item));
        match round.given(place) {
            None => Some(State::NotReceived),
            Some(_) => states.find(|state| matches!(state, State::Blank | State::Invalid)),
        }
    };
    Ok((0..round.frame.len()).map(why).collect())
}
