//! How long each phase takes on the sample data: `cargo bench --bench phases`.
//!
//! Whole runs over thousands of returns are measured by `benches/whole_run.sh`.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use canvass::collect::{self, Collected, Sources};
use canvass::edition::Edition;
use canvass::figure::Results;
use canvass::frame::Round;
use canvass::period::Period;
use canvass::publish::{FORMATS, Publication, chart};
use canvass::register::Register;
use canvass::survey::{self, Survey};
use canvass::text::Lang;
use canvass::{check, compute, consolidate};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// The central survey with the returns of both years.
struct Sample {
    survey: Survey,
    register: Register,
    collected: Collected,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = project().join("queries/central-survey");
    let survey = survey::load::survey(&folder, chart::names()).expect("the central survey is sound");
    let register = collect::register(&survey).expect("its register is sound");
    let collected = read(&survey, &register, vec![returns()]);
    Sample { survey, register, collected }
});

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn returns() -> PathBuf {
    project().join("sample_data/central-survey/returns")
}

fn read(survey: &Survey, register: &Register, paths: Vec<PathBuf>) -> Collected {
    let sources = Sources { paths, period: Period::year(2024), ..Sources::default() };
    collect::returns(survey, register, &sources, Lang::Zh, &|_| ()).expect("the folder is there")
}

impl Sample {
    fn round(&self, year: i32) -> Round<'_> {
        let period = Period::year(year).expect("a year of ours");
        let returns = &self.collected.returns;
        let start = returns.partition_point(|given| given.period < period);
        let end = returns.partition_point(|given| given.period <= period);
        consolidate::frame(&self.survey, &self.register, period, &returns[start..end], &self.collected.receipts)
            .expect("the sample consolidates")
    }

    fn results(&self, round: &Round, before: &Round) -> Results {
        let past = std::slice::from_ref(before);
        let computed = compute::figures(&self.survey, &self.register, round, past, Some(before.period), Lang::Zh);
        computed.expect("the sample computes").0
    }
}

/// One return from bytes to answers, by file format.
#[divan::bench(args = ["综合协调部_落实情况一览表.xlsx", "公共服务局.xlsm", "U07.xls", "科研资助局.ods", "院校系统汇总表.xlsx"])]
fn read_one(bencher: Bencher, name: &str) {
    let path = returns().join("2024").join(name);
    bencher.bench(|| read(&SAMPLE.survey, &SAMPLE.register, vec![path.clone()]));
}

/// A file's cells alone, without looking for anything in them.
#[divan::bench(args = ["综合协调部_落实情况一览表.xlsx", "公共服务局.xlsm", "U07.xls", "科研资助局.ods"])]
fn open_one(bencher: Bencher, name: &str) {
    let bytes = std::fs::read(returns().join("2024").join(name)).expect("the file is there");
    bencher.bench(|| collect::workbook::read(&bytes, name));
}

/// Every file of both years, on all cores.
#[divan::bench]
fn read_all(bencher: Bencher) {
    let n_files = SAMPLE.collected.receipts.len();
    bencher.counter(ItemsCount::new(n_files)).bench(|| read(&SAMPLE.survey, &SAMPLE.register, vec![returns()]));
}

#[divan::bench]
fn consolidate_38(bencher: Bencher) {
    bencher.bench(|| SAMPLE.round(2024));
}

#[divan::bench]
fn check_38(bencher: Bencher) {
    let round = SAMPLE.round(2024);
    bencher.bench(|| check::findings(&SAMPLE.survey, &SAMPLE.register, &round, Lang::Zh));
}

#[divan::bench]
fn compute_38(bencher: Bencher) {
    let (round, before) = (SAMPLE.round(2024), SAMPLE.round(2023));
    bencher.bench(|| SAMPLE.results(&round, &before));
}

/// The charts, drawn and rasterised.
#[divan::bench(sample_count = 10)]
fn draw_charts(bencher: Bencher) {
    with_publication(|publication| bencher.bench(|| chart::pictures(publication)));
}

/// The documents of one format, charts already drawn.
#[divan::bench(sample_count = 10, args = FORMATS.iter().map(|format| format.name()))]
fn publish(bencher: Bencher, name: &str) {
    let format = FORMATS.iter().find(|format| format.name() == name).expect("the names come from the formats");
    with_publication(|publication| {
        let pictures = chart::pictures(publication).expect("the charts draw");
        bencher.bench(|| format.documents(publication, &pictures));
    });
}

fn with_publication(measure: impl FnOnce(&Publication)) {
    let (round, before) = (SAMPLE.round(2024), SAMPLE.round(2023));
    let results = SAMPLE.results(&round, &before);
    let findings = check::findings(&SAMPLE.survey, &SAMPLE.register, &round, Lang::Zh).expect("the sample is checked");
    measure(&Publication {
        survey: &SAMPLE.survey,
        lang: Lang::Zh,
        period: round.period,
        edition: Edition::INTERNAL,
        previous: Some(before.period),
        register: &SAMPLE.register,
        frame: &round.frame,
        returns: round.returns,
        frames: &round.frames,
        results: &results,
        tables: &[],
        findings: &findings,
        receipts: &SAMPLE.collected.receipts,
    });
}
