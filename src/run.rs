//! The six phases in order; the only module that knows them all.

use std::collections::BTreeMap;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sha2::Digest;

use crate::answer::Return;
use crate::cli::{self, FailOn};
use crate::collect::{self, Collected};
use crate::dataset::Source;
use crate::error::Error;
use crate::figure::Results;
use crate::finding::Finding;
use crate::frame::Round;
use crate::period::Period;
use crate::publish::{self, Document, Publication, data::Checked, store::Place};
use crate::receipt::{Receipt, ReceiptStatus};
use crate::register::Register;
use crate::survey::{self, Survey};
use crate::table::Table;
use crate::text::{Lang, run as words};
use crate::{check, compute, consolidate, tabulate};

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
    durations: BTreeMap<&'static str, f64>,
}

/// Reads, checks, computes and publishes.
pub fn run(job: &cli::Run, voice: Voice) -> Result<Done, Error> {
    let opened = open(&job.sources, voice)?;
    let Some(period) = chosen_period(&opened, job.sources.period) else {
        return Err(nothing_usable(&opened, job.sources.period, &job.out));
    };
    let place = place(&opened, period, &job.out)?;
    let mut durations = opened.durations.clone();
    let analysed = analyse(&opened, period, &mut durations)?;
    let publication = analysed.publication(&opened);
    let started = Instant::now();
    let bar = voice.bar(Some(publish::FORMATS.len() as u64 + 2), words::PUBLISHING.text(opened.lang));
    let mut documents = publish::documents(&publication, &|name| {
        bar.inc(1);
        bar.set_message(name.to_string());
    })?;
    bar.finish_and_clear();
    durations.insert("publish", started.elapsed().as_secs_f64());
    documents.push(run_document(&opened, &analysed, &documents, &durations));
    place.publish(&documents)?;
    Ok(done(&opened, analysed, place.folder().to_path_buf()))
}

/// Reads and checks only; writes the ledger, the findings and the units.
pub fn check(job: &cli::Check, voice: Voice) -> Result<Done, Error> {
    let opened = open(&job.sources, voice)?;
    let Some(period) = chosen_period(&opened, job.sources.period) else {
        return Err(nothing_usable(&opened, job.sources.period, &job.out));
    };
    let place = place(&opened, period, &job.out)?;
    let analysed = analyse(&opened, period, &mut BTreeMap::new())?;
    let documents = publish::data::check_documents(&analysed.checked(&opened));
    let folder = place.report(&documents)?;
    Ok(done(&opened, analysed, folder))
}

/// Puts an SQL question to the consolidated tables.
pub fn query(job: &cli::Query, voice: Voice) -> Result<(Table, Lang), Error> {
    let opened = open(&job.sources, voice)?;
    let period = chosen_period(&opened, job.sources.period)
        .ok_or_else(|| Error::NothingUsable(no_usable_return(&opened, opened.lang)))?;
    let analysed = analyse(&opened, period, &mut BTreeMap::new())?;
    let table = tabulate::query(&analysed.source(&opened), &job.sql)?;
    Ok((table, opened.lang))
}

fn open(sources: &cli::Sources, voice: Voice) -> Result<Opened, Error> {
    let mut survey = survey::load::survey(&sources.survey, publish::chart::names())?;
    let lang = sources.lang.unwrap_or(survey.language);
    survey.hash = folder_hash(&survey.folder)?;
    verify_documents(&survey)?;
    let started = Instant::now();
    let register = collect::register(&survey)?;
    let given = match sources.returns.is_empty() {
        true => vec![survey.folder.join(&survey.returns.path)],
        false => sources.returns.clone(),
    };
    let given = collect::Sources {
        paths: given,
        period: sources.period,
        allowance: sources.limits.allowance(),
        program: std::env::current_exe().ok(),
    };
    let bar = voice.bar(None, words::READING.text(lang));
    let mut collected = collect::returns(&survey, &register, &given, lang, &|file| {
        bar.inc(1);
        bar.set_message(file.to_string());
        if voice.verbose {
            let said = words::READ_FILE.say(lang, &[("file", file)]);
            let _ = bar.suspend(|| writeln!(std::io::stderr(), "{said}"));
        }
    })?;
    bar.finish_and_clear();
    collected.returns = consolidate::settle(&survey, &register, collected.returns)?;
    let durations = BTreeMap::from([("collect", started.elapsed().as_secs_f64())]);
    Ok(Opened { survey, lang, register, collected, durations })
}

/// What is wrong with the survey's queries and templates, all at once.
fn verify_documents(survey: &Survey) -> Result<(), Error> {
    let mut problems = tabulate::verify(survey);
    problems.extend(publish::report::verify(survey));
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

/// The period asked for, else the newest with returns; `None` where there is no return of it.
fn chosen_period(opened: &Opened, asked: Option<Period>) -> Option<Period> {
    let mut periods = opened.collected.returns.iter().map(|given| given.period);
    match asked {
        Some(asked) => periods.any(|period| period == asked).then_some(asked),
        None => periods.max(),
    }
}

fn place(opened: &Opened, period: Period, out: &Path) -> Result<Place, Error> {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    let holder = format!("{user} process {}", std::process::id());
    Place::take(out, &opened.survey.id, &period.to_string(), holder.trim())
}

/// The ledger is written even when no return is usable.
fn nothing_usable(opened: &Opened, asked: Option<Period>, out: &Path) -> Error {
    let lang = opened.lang;
    let period = asked.or_else(|| opened.collected.receipts.iter().filter_map(|receipt| receipt.period).max());
    let name = period.map_or_else(|| "unknown".to_string(), |period| period.to_string());
    let message = no_usable_return(opened, lang);
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
        Ok(folder) => Error::NothingUsable(format!(
            "{message}\n  {}",
            words::SEE_LEDGER.say(lang, &[("folder", &folder.display().to_string())])
        )),
        Err(error) => error,
    }
}

fn no_usable_return(opened: &Opened, lang: Lang) -> String {
    let n_files = opened.collected.receipts.len();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for receipt in opened.collected.receipts.iter().filter(|receipt| receipt.status == ReceiptStatus::Rejected) {
        *reasons.entry(receipt.reason.as_str()).or_default() += 1;
    }
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let shown: String = reasons.iter().take(3).map(|(reason, n)| format!("\n  {n} × {reason}")).collect();
    let phrase = if n_files == 0 { words::NO_FILES } else { words::NO_USABLE_RETURN };
    format!("{}{shown}", phrase.say(lang, &[("n", &n_files.to_string())]))
}

/// One period computed: everything that a publication borrows.
struct Analysed<'a> {
    round: Round<'a>,
    previous: Option<Period>,
    results: Results,
    tables: Vec<Table>,
    findings: Vec<Finding>,
}

impl Analysed<'_> {
    fn source<'b>(&'b self, opened: &'b Opened) -> Source<'b> {
        Source {
            survey: &opened.survey,
            lang: opened.lang,
            period: self.round.period,
            register: &opened.register,
            frame: &self.round.frame,
            returns: self.round.returns,
            frames: &self.round.frames,
            results: &self.results,
            findings: &self.findings,
            receipts: &opened.collected.receipts,
        }
    }

    fn checked<'b>(&'b self, opened: &'b Opened) -> Checked<'b> {
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

    fn publication<'b>(&'b self, opened: &'b Opened) -> Publication<'b> {
        Publication {
            survey: &opened.survey,
            lang: opened.lang,
            period: self.round.period,
            previous: self.previous,
            register: &opened.register,
            frame: &self.round.frame,
            returns: self.round.returns,
            frames: &self.round.frames,
            results: &self.results,
            tables: &self.tables,
            findings: &self.findings,
            receipts: &opened.collected.receipts,
        }
    }
}

fn analyse<'a>(
    opened: &'a Opened,
    period: Period,
    durations: &mut BTreeMap<&'static str, f64>,
) -> Result<Analysed<'a>, Error> {
    let Opened { survey, lang, register, collected, .. } = opened;
    let started = Instant::now();
    let round = round(opened, period)?;
    let mut findings: Vec<Finding> =
        collected.findings.iter().filter(|finding| is_of(finding, period)).cloned().collect();
    findings.extend(check::findings(survey, register, &round, *lang)?);
    durations.insert("check", started.elapsed().as_secs_f64());
    let started = Instant::now();
    let before = compared_with(opened, period);
    let previous = before.map(|before| self::round(opened, before)).transpose()?;
    let (results, outside) = compute::figures(survey, register, &round, previous.as_ref(), *lang)?;
    findings.extend(outside);
    sort(&mut findings);
    durations.insert("compute", started.elapsed().as_secs_f64());
    let started = Instant::now();
    let mut analysed = Analysed { round, previous: before, results, tables: Vec::new(), findings };
    let queries = tabulate::queries(&survey.folder)?;
    analysed.tables = tabulate::tables(&analysed.source(opened), &queries)?;
    durations.insert("tabulate", started.elapsed().as_secs_f64());
    Ok(analysed)
}

fn round<'a>(opened: &'a Opened, period: Period) -> Result<Round<'a>, Error> {
    let returns = of_period(&opened.collected.returns, period);
    consolidate::frame(&opened.survey, &opened.register, period, returns, &opened.collected.receipts)
}

/// The returns of a period: they are ordered by period, so they lie together.
fn of_period(returns: &[Return], period: Period) -> &[Return] {
    let start = returns.partition_point(|given| given.period < period);
    let end = returns.partition_point(|given| given.period <= period);
    &returns[start..end]
}

/// The same span a year ago where there are returns of it, else the period before.
fn compared_with(opened: &Opened, period: Period) -> Option<Period> {
    let has_returns = |candidate: &Period| !of_period(&opened.collected.returns, *candidate).is_empty();
    [period.a_year_ago(), period.previous()].into_iter().find(has_returns)
}

/// A finding of another period belongs to that period's publication; one without a period is shown everywhere.
fn is_of(finding: &Finding, period: Period) -> bool {
    finding.period.is_empty() || finding.period == period.to_string()
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

fn run_document(
    opened: &Opened,
    analysed: &Analysed,
    documents: &[Document],
    durations: &BTreeMap<&'static str, f64>,
) -> Document {
    let receipts = &opened.collected.receipts;
    let with = |status| receipts.iter().filter(|receipt| receipt.status == status).count();
    let inputs: BTreeMap<&str, &str> = receipts.iter().map(|r| (r.file.as_str(), r.sha256.as_str())).collect();
    let outputs: BTreeMap<&str, String> =
        documents.iter().map(|d| (d.path.as_str(), hex(&sha2::Sha256::digest(&d.bytes)))).collect();
    let content = serde_json::json!({
        "program": "canvass",
        "version": env!("CARGO_PKG_VERSION"),
        "survey": opened.survey.id,
        "survey_hash": opened.survey.hash,
        "period": analysed.round.period,
        "compared_with": analysed.previous,
        "language": opened.lang,
        "counts": {
            "files": receipts.len(),
            "used": with(ReceiptStatus::Used),
            "superseded": with(ReceiptStatus::Superseded),
            "rejected": with(ReceiptStatus::Rejected),
            "ignored": with(ReceiptStatus::Ignored),
            "units": analysed.round.frame.len(),
            "returns": analysed.round.returns.len(),
            "findings": analysed.findings.len(),
            "figures": analysed.results.figures.len(),
        },
        "inputs": inputs,
        "outputs": outputs,
        "durations": durations,
    });
    let mut bytes = serde_json::to_vec_pretty(&content).expect("the run's record is plain data");
    bytes.push(b'\n');
    Document { path: "run.json".to_string(), bytes }
}

fn done(opened: &Opened, analysed: Analysed, folder: PathBuf) -> Done {
    let headlines = headlines(opened, &analysed);
    Done {
        lang: opened.lang,
        period: analysed.round.period,
        n_units: analysed.round.frame.len(),
        n_returned: analysed.round.returns.len(),
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
        let share = figure.share()?;
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
