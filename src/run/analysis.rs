//! The phases between reading and publishing: one period consolidated, checked, computed and put into tables.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Instant;

use chrono::NaiveDate;

use super::Opened;
use crate::answer::Return;
use crate::compute::withhold::Made;
use crate::dataset::Source;
use crate::edition::Edition;
use crate::error::Error;
use crate::figure::{Results, Split};
use crate::finding::Finding;
use crate::frame::{Frames, Round};
use crate::period::Period;
use crate::publish::{Publication, data::Checked};
use crate::register::{Register, Unit};
use crate::survey::{self, Survey};
use crate::table::Table;
use crate::{check, compute, consolidate, tabulate};

/// One period computed: everything that a publication borrows.
pub(super) struct Analysed<'a> {
    pub round: Round<'a>,
    pub edition: Edition,
    /// The register as far as the edition may tell it.
    pub register: Cow<'a, Register>,
    pub previous: Option<Period>,
    pub results: Results,
    pub tables: Vec<Table>,
    pub findings: Vec<Finding>,
}

impl Analysed<'_> {
    pub fn source<'b>(&'b self, opened: &'b Opened) -> Source<'b> {
        Source {
            survey: &opened.survey,
            lang: opened.lang,
            period: self.round.period,
            register: &self.register,
            frame: &self.round.frame,
            returns: self.round.returns,
            frames: &self.round.frames,
            results: &self.results,
            findings: &self.findings,
            receipts: &opened.collected.receipts,
        }
    }

    pub fn checked<'b>(&'b self, opened: &'b Opened) -> Checked<'b> {
        Checked {
            survey: &opened.survey,
            register: &opened.register,
            period: self.round.period,
            frame: &self.round.frame,
            returns: self.round.returns,
            findings: &self.findings,
            receipts: &opened.collected.receipts,
        }
    }

    pub fn publication<'b>(&'b self, opened: &'b Opened) -> Publication<'b> {
        let names = self.edition.names;
        Publication {
            survey: &opened.survey,
            lang: opened.lang,
            period: self.round.period,
            edition: self.edition,
            previous: self.previous,
            register: &self.register,
            frame: &self.round.frame,
            returns: self.round.returns,
            frames: &self.round.frames,
            results: &self.results,
            tables: &self.tables,
            findings: if names { &self.findings } else { &[] },
            receipts: if names { &opened.collected.receipts } else { &[] },
        }
    }

    pub fn n_returned(&self) -> usize {
        self.round.frame.iter().filter(|unit| unit.state.has_returned()).count()
    }

    /// Leaves nothing that tells about a single unit: a frame that says only how many returned, figures without the
    /// units behind them, tables of counts.
    fn forget_units(&mut self, survey: &Survey) {
        self.round.returns = &[];
        for row in &mut self.round.frame {
            row.given = None;
            row.received = None;
        }
        let open = survey::derived::aggregate_tables(survey);
        let forget = |frames: &mut Frames| {
            frames.returns = frames.returns.clear();
            for (_, table) in &mut frames.tables {
                *table = table.clear();
            }
            for (_, table) in frames.derived.iter_mut().filter(|(name, _)| !open.contains(name)) {
                *table = table.clear();
            }
        };
        forget(&mut self.round.frames);
        self.round.frames.past.iter_mut().for_each(forget);
        self.results.forget_units();
    }
}

/// The register without codes and names, so that units can be counted but not known.
fn nameless(register: &Register) -> Register {
    let mut nameless = register.clone();
    for unit in &mut nameless.units {
        *unit = Unit {
            code: String::new(),
            name: String::new(),
            former_names: Vec::new(),
            aliases: Vec::new(),
            successors: Vec::new(),
            ..unit.clone()
        };
    }
    nameless
}

pub(super) fn analyse<'a>(
    opened: &'a Opened,
    period: Period,
    edition: Edition,
    durations: &mut BTreeMap<&'static str, f64>,
) -> Result<Analysed<'a>, Error> {
    let Opened { survey, lang, register, collected, .. } = opened;
    let started = Instant::now();
    let before = compared_with(opened, period);
    let mut past = past(opened, period, before, edition)?;
    let mut round = round(opened, period)?;
    round.reference = reference(opened, period);
    compute::derive::derive(survey, register, &mut round, &past, (edition, *lang))?;
    durations.insert("consolidate", started.elapsed().as_secs_f64());
    let started = Instant::now();
    let mut findings: Vec<Finding> =
        collected.findings.iter().filter(|finding| finding.is_of(period)).cloned().collect();
    findings.extend(check::findings(survey, register, &round, *lang)?);
    durations.insert("check", started.elapsed().as_secs_f64());
    let started = Instant::now();
    let (mut results, outside) = compute::figures(survey, register, &round, &past, before, *lang)?;
    results.splits = splits(opened, &round, &past, before, &results, edition)?;
    findings.extend(outside);
    sort(&mut findings);
    durations.insert("compute", started.elapsed().as_secs_f64());
    let started = Instant::now();
    let made = Made { survey, register, round: &mut round, past: &mut past, edition, lang: *lang };
    compute::withhold::withhold(made, &mut results)?;
    let register = if edition.names { Cow::Borrowed(register) } else { Cow::Owned(nameless(register)) };
    let mut analysed = Analysed { round, edition, register, previous: before, results, tables: Vec::new(), findings };
    let mut queries = tabulate::queries(&survey.folder)?;
    if !edition.names {
        analysed.forget_units(survey);
        queries = tabulate::without_units(survey, queries);
    }
    analysed.tables = tabulate::tables(&analysed.source(opened), &queries)?;
    durations.insert("tabulate", started.elapsed().as_secs_f64());
    Ok(analysed)
}

fn round<'a>(opened: &'a Opened, period: Period) -> Result<Round<'a>, Error> {
    let returns = of_period(&opened.collected.returns, period);
    consolidate::frame(&opened.survey, &opened.register, period, returns, &opened.collected.receipts)
}

/// The day at whose close a period is judged: the one asked for; for the newest period the survey's; else its last day.
fn reference(opened: &Opened, period: Period) -> NaiveDate {
    let is_newest = opened.periods.iter().all(|known| *known <= period);
    let declared = opened.survey.reference().filter(|_| is_newest);
    opened.reference.or(declared).unwrap_or(period.last_day())
}

/// The earlier periods with returns that a publication looks back on, oldest first: as many as the survey asks for,
/// and the one compared with.
fn past<'a>(
    opened: &'a Opened,
    period: Period,
    compared_with: Option<Period>,
    edition: Edition,
) -> Result<Vec<Round<'a>>, Error> {
    let earlier: Vec<Period> = opened.periods.range(..period).copied().collect();
    let first = earlier.len().saturating_sub(opened.survey.history as usize);
    let is_kept =
        |(place, earlier): (usize, Period)| (place >= first || Some(earlier) == compared_with).then_some(earlier);
    let mut past: Vec<Round> = Vec::new();
    for earlier in earlier.into_iter().enumerate().filter_map(is_kept) {
        let mut round = round(opened, earlier)?;
        compute::derive::derive(&opened.survey, &opened.register, &mut round, &past, (edition, opened.lang))?;
        past.push(round);
    }
    Ok(past)
}

/// How each figure came from its value in the period compared with to the present one.
fn splits(
    opened: &Opened,
    round: &Round,
    past: &[Round],
    before: Option<Period>,
    results: &Results,
    edition: Edition,
) -> Result<Vec<Split>, Error> {
    let Opened { survey, lang, register, collected, first_sent, .. } = opened;
    let Some(place) = past.iter().position(|earlier| Some(earlier.period) == before) else { return Ok(Vec::new()) };
    let earlier = &past[place];
    let Some((_, known)) = results.past.iter().find(|(period, _)| *period == earlier.period) else {
        return Ok(Vec::new());
    };
    let returns = of_period(first_sent, earlier.period);
    let mut first = None;
    if !returns.is_empty() {
        let mut as_sent = consolidate::frame(survey, register, earlier.period, returns, &collected.receipts)?;
        compute::derive::derive(survey, register, &mut as_sent, &past[..place], (edition, *lang))?;
        first = Some(as_sent);
    }
    let (now, then) = ((round, &results.figures[..]), (earlier, &known.figures[..]));
    compute::split::splits(survey, register, now, then, first.as_ref())
}

/// The returns of a period: they are ordered by period, so they lie together.
fn of_period(returns: &[Return], period: Period) -> &[Return] {
    let start = returns.partition_point(|given| given.period < period);
    let end = returns.partition_point(|given| given.period <= period);
    &returns[start..end]
}

/// The period that the survey compares with, where there are returns of it. Never another one in its place.
fn compared_with(opened: &Opened, period: Period) -> Option<Period> {
    let asked = opened.survey.compare.seen_from(period);
    opened.periods.contains(&asked).then_some(asked)
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.severity, f.unit.unwrap_or(usize::MAX), f.file.clone(), f.sheet.clone());
        let cell = |f: &Finding| crate::sheet::Position::parse(&f.cell);
        key(a)
            .cmp(&key(b))
            .then_with(|| cell(a).cmp(&cell(b)))
            .then_with(|| (&a.rule, &a.item, &a.message).cmp(&(&b.rule, &b.item, &b.message)))
    });
}
