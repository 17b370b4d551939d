//! The six phases in order; the only module that knows them all.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sha2::Digest;

use crate::answer::Return;
use crate::cli::{self, FailOn};
use crate::collect::{self, Collected};
use crate::edition::Edition;
use crate::error::Error;
use crate::figure::Status;
use crate::finding::Finding;
use crate::period::Period;
use crate::publish::{self, Document, data::Checked, report::units::Chosen, store::Place};
use crate::receipt::{Receipt, ReceiptStatus};
use crate::register::Register;
use crate::survey::{self, Survey};
use crate::table::Table;
use crate::text::saying::Saying;
use crate::text::{Lang, run as words};
use crate::{consolidate, published, tabulate, visible};
use analysis::{Analysed, analyse};
use periods::{chosen_periods, one_period};

mod analysis;
mod periods;
mod units;

/// The hash of each document by its path.
type Outputs = BTreeMap<String, String>;

/// How much is said to the user while it goes on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Voice {
    /// No progress, no closing summary.
    pub quiet: bool,
    /// Every file and every query.
    pub verbose: bool,
}

impl Voice {
    fn bar(self, length: Option<u64>, label: &str) -> ProgressBar {
        let is_shown = !self.quiet && std::io::stderr().is_terminal();
        let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(length, target);
        let template = match length {
            Some(_) => "{prefix} [{bar:30}] {pos}/{len} {msg}",
            None => "{prefix} {spinner} {pos} {msg}",
        };
        bar.set_style(ProgressStyle::with_template(template).expect("the template is a literal"));
        bar.set_prefix(label.to_string());
        bar
    }
}

/// What a run did, for the closing summary and the exit status.
#[derive(Debug)]
pub struct Done {
    /// The language of the run.
    pub lang: Lang,
    /// The period reported on.
    pub period: Period,
    /// Another period with more returns, and how many, where none was asked for.
    pub fuller: Option<(Period, usize)>,
    /// Findings of the period, gravest first.
    pub findings: Vec<Finding>,
    /// Every file given.
    pub receipts: Vec<Receipt>,
    /// Every unit ever asked, for the names of units.
    pub register: Register,
    /// Units of the frame, and how many of them returned.
    pub n_units: usize,
    /// Units whose return is counted.
    pub n_returned: usize,
    /// The headline shares in words.
    pub headlines: Vec<String>,
    /// Where the publication lies.
    pub folder: PathBuf,
}

impl Done {
    /// Whether there are findings that fail the run. A rule on trial never does.
    pub fn fails(&self, fail_on: FailOn) -> bool {
        self.findings.iter().any(|finding| !finding.trial && fail_on.is_met_by(finding.severity))
    }
}

/// The survey with what was read for it: everything before a period is chosen.
struct Opened {
    survey: Survey,
    lang: Lang,
    register: Register,
    collected: Collected,
    /// The returns of periods of which some were replaced, as they were first sent.
    first_sent: Vec<Return>,
    /// The periods that have a return where it belongs.
    periods: BTreeSet<Period>,
    /// The reference date asked for.
    reference: Option<NaiveDate>,
    durations: BTreeMap<&'static str, f64>,
}

/// Reads, checks, computes and publishes: one period, or each of several in a row from one reading of the returns.
/// `tell` is called for each as soon as it is published.
pub fn run(job: &cli::Run, voice: Voice, tell: &mut dyn FnMut(&Done)) -> Result<(), Error> {
    let opened = open(&job.sources, voice)?;
    verify_steady(&opened)?;
    let periods = chosen_periods(&opened, job.sources.period);
    if periods.is_empty() {
        return Err(nothing_usable(&opened, job.sources.period, &job.out));
    }
    if periods.len() > 1 && opened.reference.is_some() {
        return Err(Error::Usage(words::DATE_OF_ONE_PERIOD.into()));
    }
    for period in periods {
        tell(&published(&opened, period, job, voice)?);
    }
    Ok(())
}

/// Refuses to publish without returns that were there when the run began: a drive that is pulled out in mid-run would
/// leave the rest as the whole.
fn verify_steady(opened: &Opened) -> Result<(), Error> {
    let Some(first) = opened.collected.gone.first() else { return Ok(()) };
    let (number, file) = (opened.collected.gone.len().to_string(), visible::marked(first));
    Err(Error::NothingUsable(words::RETURNS_GONE.saying(&[("n", &number), ("file", &file)])))
}

fn published(opened: &Opened, period: Period, job: &cli::Run, voice: Voice) -> Result<Done, Error> {
    let mut durations = opened.durations.clone();
    let edition = opened.survey.edition(job.audience);
    if !job.units.is_empty() {
        let analysed = analyse(opened, period, edition, &mut durations)?;
        return units::publish(job, opened, analysed, &durations);
    }
    let place = place(opened, &edition.folder(period), &job.out)?;
    let analysed = analyse(opened, period, edition, &mut durations)?;
    let publication = analysed.publication(opened);
    let started = Instant::now();
    let bar = voice.bar(Some(publish::FORMATS.len() as u64 + 2), words::PUBLISHING.text(opened.lang));
    let mut building = place.build()?;
    let mut outputs = Outputs::new();
    publish::each_document(
        &publication,
        Chosen::All,
        &|name| {
            bar.inc(1);
            bar.set_message(name.to_string());
        },
        &mut |document| {
            outputs.insert(document.path.clone(), hex(&sha2::Sha256::digest(&document.bytes)));
            building.write(&document)
        },
    )?;
    bar.finish_and_clear();
    durations.insert("publish", started.elapsed().as_secs_f64());
    building.write(&run_document(opened, &analysed, &outputs, &durations))?;
    building.finish()?;
    Ok(done(opened, analysed, job.sources.period, place.folder().to_path_buf()))
}

/// Reads and checks only; writes the ledger, the findings and the units.
pub fn check(job: &cli::Check, voice: Voice) -> Result<Done, Error> {
    let opened = open(&job.sources, voice)?;
    let asked = job.sources.period;
    let Some(period) = one_period(&opened, asked)? else { return Err(nothing_usable(&opened, asked, &job.out)) };
    let place = place(&opened, &period.to_string(), &job.out)?;
    let analysed = analyse(&opened, period, Edition::INTERNAL, &mut BTreeMap::new())?;
    let documents = publish::data::check_documents(&analysed.checked(&opened));
    let folder = place.report(&documents)?;
    Ok(done(&opened, analysed, asked, folder))
}

/// Puts an SQL question to the consolidated tables.
pub fn query(job: &cli::Query, voice: Voice) -> Result<(Table, Lang), Error> {
    let opened = open(&job.sources, voice)?;
    let asked = job.sources.period;
    let period = one_period(&opened, asked)?.ok_or_else(|| Error::NothingUsable(no_usable_return(&opened, asked)))?;
    let analysed = analyse(&opened, period, Edition::INTERNAL, &mut BTreeMap::new())?;
    let table = tabulate::query(&analysed.source(&opened), &job.sql)?;
    Ok((table, opened.lang))
}

fn open(sources: &cli::Sources, voice: Voice) -> Result<Opened, Error> {
    survey::engine::keep_quiet();
    let mut survey = survey::load::survey(&sources.survey, publish::chart::names())?;
    let lang = sources.lang.unwrap_or(survey.language);
    periods::verify(&survey, sources.period)?;
    survey.hash = folder_hash(&survey.folder)?;
    verify_documents(&survey, lang)?;
    let started = Instant::now();
    let mut register = collect::register(&survey)?;
    let codes: Vec<&str> = register.units.iter().map(|unit| unit.code.as_str()).collect();
    survey::load::refused_for(&sources.survey, &survey::theme::of_unknown_units(&survey, &codes))?;
    survey::load::refused_by(&sources.survey, |source| survey::closed::of_register(&survey, &register, source))?;
    follow(&mut survey, &register, sources.structure)?;
    let given = match sources.returns.is_empty() {
        true => vec![survey.folder.join(&survey.returns.path)],
        false => sources.returns.clone(),
    };
    let given = collect::Sources {
        paths: given,
        period: sources.period.and_then(cli::Periods::only),
        allowance: sources.limits.allowance(),
        program: std::env::current_exe().ok(),
    };
    let bar = voice.bar(None, words::READING.text(lang));
    let mut collected = collect::returns(&survey, &register, &given, lang, &|file| {
        bar.inc(1);
        let file = visible::marked(file);
        bar.set_message(file.to_string());
        if voice.verbose {
            let said = words::READ_FILE.say(lang, &[("file", &file)]);
            let _ = bar.suspend(|| writeln!(std::io::stderr(), "{said}"));
        }
    })?;
    bar.finish_and_clear();
    consolidate::concord::concord(&survey, &mut collected.returns, &mut collected.findings);
    consolidate::concord::concord(&survey, &mut collected.superseded, &mut Vec::new());
    show_hidden(&mut register, &mut collected);
    collected.returns = consolidate::settle(&survey, &register, collected.returns)?;
    let first_sent = consolidate::as_first_sent(&collected.returns, &collected.superseded);
    let first_sent = consolidate::settle(&survey, &register, first_sent)?;
    let durations = BTreeMap::from([("collect", started.elapsed().as_secs_f64())]);
    let periods = periods::with_returns(&collected);
    Ok(Opened { survey, lang, register, collected, first_sent, periods, reference: sources.date, durations })
}

/// Prepares the series of a survey: its targets, and the structure asked for.
fn follow(survey: &mut Survey, register: &Register, structure: Option<Period>) -> Result<(), Error> {
    let targets = collect::targets(survey, register)?;
    match &mut survey.series {
        Some(series) => {
            series.structure = structure.or(series.structure);
            series.read = targets;
            Ok(())
        }
        None if structure.is_some() => Err(Error::Usage(words::NO_SERIES.into())),
        None => Ok(()),
    }
}

/// Shows what does not show in everything that was read; from here on nothing can pass for what it is not.
fn show_hidden(register: &mut Register, collected: &mut Collected) {
    visible::mark_register(register);
    collected.returns.iter_mut().for_each(visible::mark_return);
    collected.receipts.iter_mut().for_each(visible::mark_receipt);
    collected.findings.iter_mut().for_each(visible::mark_finding);
}

/// What is wrong with the survey's queries and templates, all at once.
fn verify_documents(survey: &Survey, lang: Lang) -> Result<(), Error> {
    let mut problems = tabulate::verify(survey);
    problems.extend(publish::report::verify(survey, lang));
    if problems.is_empty() { Ok(()) } else { Err(Error::Definition(problems)) }
}

/// The hash of every file of the survey's folder, in the order of their names.
fn folder_hash(folder: &Path) -> Result<String, Error> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).map_err(Error::io(folder))?;
    let entries = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>();
    let mut files = entries.map_err(Error::io(folder))?;
    files.sort();
    let mut hash = sha2::Sha256::new();
    for file in files {
        let Some(bytes) = contents(&file)? else { continue };
        hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(&bytes);
    }
    Ok(hex(&hash.finalize()))
}

/// A file's bytes; `None` for a folder, and for what has gone since it was listed.
fn contents(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let read = std::fs::metadata(path).and_then(|found| match found.is_file() {
        true => std::fs::read(path).map(Some),
        false => Ok(None),
    });
    match read {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        read => read.map_err(Error::io(path)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn place(opened: &Opened, folder: &str, out: &Path) -> Result<Place, Error> {
    Place::take(out, &opened.survey.id, folder, &holder())
}

/// Who works here, for others who find the place taken.
fn holder() -> String {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    format!("{user} PID {}", std::process::id()).trim().to_string()
}

/// The ledger is written even when no return is usable.
fn nothing_usable(opened: &Opened, asked: Option<cli::Periods>, out: &Path) -> Error {
    let period = asked
        .map(|asked| asked.last)
        .or_else(|| opened.collected.receipts.iter().filter_map(|receipt| receipt.period).max());
    let name = period.map_or_else(|| "unknown".to_string(), |period| period.to_string());
    let message = no_usable_return(opened, asked);
    let frame = period.map(|period| consolidate::units(&opened.register, period, &[], &opened.collected.receipts));
    let documents = publish::data::check_documents(&Checked {
        survey: &opened.survey,
        register: &opened.register,
        period: period.unwrap_or(Period { year: 1900, kind: opened.survey.period, number: 1 }),
        frame: &frame.unwrap_or_default(),
        returns: &[],
        findings: &opened.collected.findings,
        receipts: &opened.collected.receipts,
    });
    let written = Place::take(out, &opened.survey.id, &name, "").and_then(|place| place.report(&documents));
    match written {
        Ok(folder) => Error::NothingUsable(Saying::of(|lang| {
            let ledger = words::SEE_LEDGER.say(lang, &[("folder", &folder.display().to_string())]);
            format!("{}\n  {ledger}", message.get(lang))
        })),
        Err(error) => error,
    }
}

/// How many files there were, or of which periods there are returns if not of the one asked for; and why most files
/// were rejected, in the words of the receipt ledger.
fn no_usable_return(opened: &Opened, asked: Option<cli::Periods>) -> Saying {
    let n_files = opened.collected.receipts.len();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for receipt in opened.collected.receipts.iter().filter(|receipt| receipt.status == ReceiptStatus::Rejected) {
        *reasons.entry(receipt.reason.as_str()).or_default() += 1;
    }
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let shown: String = reasons.iter().take(3).map(|(reason, n)| format!("\n  {n} × {reason}")).collect();
    let others = asked.and_then(|asked| periods::others(opened, asked));
    let phrase = if n_files == 0 { words::NO_FILES } else { words::NO_USABLE_RETURN };
    let message = others.unwrap_or_else(|| phrase.saying(&[("n", &n_files.to_string())]));
    Saying::of(|lang| format!("{}{shown}", message.get(lang)))
}

fn run_document(
    opened: &Opened,
    analysed: &Analysed,
    outputs: &Outputs,
    durations: &BTreeMap<&'static str, f64>,
) -> Document {
    let receipts = &opened.collected.receipts;
    let with = |status| receipts.iter().filter(|receipt| receipt.status == status).count();
    // The names of files name units.
    let told = receipts.iter().filter(|_| analysed.edition.names);
    let inputs: BTreeMap<&str, &str> = told.map(|r| (r.file.as_str(), r.sha256.as_str())).collect();
    let content = serde_json::json!({
        "program": published::PROGRAM,
        "version": env!("CARGO_PKG_VERSION"),
        "survey": opened.survey.id,
        "survey_hash": opened.survey.hash,
        "period": analysed.round.period,
        "compared_with": analysed.previous,
        "reference": analysed.round.reference.to_string(),
        "audience": analysed.edition.audience,
        "language": opened.lang,
        "counts": {
            "files": receipts.len(),
            "used": with(ReceiptStatus::Used),
            "superseded": with(ReceiptStatus::Superseded),
            "rejected": with(ReceiptStatus::Rejected),
            "ignored": with(ReceiptStatus::Ignored),
            "units": analysed.round.frame.len(),
            "returns": analysed.n_returned(),
            "findings": analysed.findings.len(),
            "figures": analysed.results.figures.len(),
        },
        "inputs": inputs,
        "outputs": outputs,
        "durations": durations,
    });
    let mut bytes = serde_json::to_vec_pretty(&content).expect("the run's record is plain data");
    bytes.push(b'\n');
    Document { path: published::RECORD.to_string(), bytes }
}

fn done(opened: &Opened, analysed: Analysed, asked: Option<cli::Periods>, folder: PathBuf) -> Done {
    let headlines = headlines(opened, &analysed);
    Done {
        lang: opened.lang,
        period: analysed.round.period,
        fuller: periods::fuller(opened, analysed.round.period).filter(|_| asked.is_none()),
        n_units: analysed.round.frame.len(),
        n_returned: analysed.n_returned(),
        findings: analysed.findings,
        receipts: opened.collected.receipts.clone(),
        register: opened.register.clone(),
        headlines,
        folder,
    }
}

fn headlines(opened: &Opened, analysed: &Analysed) -> Vec<String> {
    let rounding = opened.survey.rounding;
    let headline = |id: &String| {
        let figure = analysed.results.whole(id)?;
        let share = figure.share().filter(|_| figure.status != Status::Suppressed)?;
        let percent = figure.fraction().percent(rounding.decimals, rounding.mode)?;
        let values = [
            ("label", figure.label.get(opened.lang)),
            ("count", &share.account.yes.to_string()),
            ("base", &share.account.base().to_string()),
            ("share", &percent),
        ];
        Some(words::HEADLINE.say(opened.lang, &values))
    };
    opened.survey.headlines.iter().filter_map(headline).collect()
}
