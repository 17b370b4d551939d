//! How the reading phase compares with a loop that only decodes the same files: `cargo bench --bench reading`.
//!
//! The loop opens each file and takes the cell range of each of its sheets, which is what any program that reads
//! workbooks through calamine must pay. The reading phase does all that canvass does with a file: it hashes it, finds
//! the form, identifies unit and period, converts every answer, settles resubmissions, consolidates and checks.
//! Both run on the same threads, in turns, in one process.
//!
//! `N` sets the number of generated returns (1,000), `ROUNDS` the number of turns (5); the best turn counts.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use canvass::answer::Return;
use canvass::collect::{self, Collected, Sources};
use canvass::finding::Finding;
use canvass::period::Period;
use canvass::publish::chart;
use canvass::register::Register;
use canvass::survey::{self, Survey};
use canvass::text::Lang;
use canvass::{check, consolidate};
use rayon::prelude::*;

fn main() {
    let n: usize = number_from("N", 1_000);
    let folder = generated(n);
    let survey = survey::load::survey(&folder, chart::names()).expect("the generated survey is sound");
    let register = collect::register(&survey).expect("its register is sound");
    let returns = folder.join("returns");
    let files = files_below(&returns.join("2024"));
    let mut best = [Spent::MOST; 4];
    for _ in 0..number_from("ROUNDS", 5) {
        let (decoding, n_cells) = timed(|| files.par_iter().map(|file| cells(file)).sum::<usize>());
        let (opening, n_sheets) = timed(|| files.par_iter().map(|file| sheets(file)).sum::<usize>());
        assert!(n_sheets >= n, "every file has a sheet");
        let (reading, collected) = timed(|| collected(&survey, &register, returns.clone()));
        assert!(n_cells > 0 && collected.receipts.len() == n, "both saw every file");
        let (checking, checked) = timed(|| checked(&survey, &register, collected));
        // A run keeps what it read to its end: letting go of it is no part of reading.
        drop(std::hint::black_box(checked));
        let phase = Spent { wall: reading.wall + checking.wall, processor: reading.processor + checking.processor };
        for (best, new) in best.iter_mut().zip([decoding, opening, reading, phase]) {
            *best = Spent { wall: best.wall.min(new.wall), processor: best.processor.min(new.processor) };
        }
    }
    report(n, best);
}

/// What a turn takes: time on the clock, and time of all processors, which other programs disturb less.
#[derive(Clone, Copy)]
struct Spent {
    wall: Duration,
    processor: Duration,
}

impl Spent {
    const MOST: Spent = Spent { wall: Duration::MAX, processor: Duration::MAX };
}

fn report(n: usize, [decoding, opening, reading, phase]: [Spent; 4]) {
    let threads = rayon::current_num_threads();
    println!("{n} returns, {threads} threads");
    println!(
        "{:32} {:>9} {:>15} {:>7} {:>17} {:>7}",
        "", "seconds", "files a second", "ratio", "processor seconds", "ratio"
    );
    let rows = [
        ("calamine worksheet_range alone", decoding),
        ("opening, as canvass does", opening),
        ("collect", reading),
        ("collect, consolidate and check", phase),
    ];
    for (name, spent) in rows {
        let (seconds, processor) = (spent.wall.as_secs_f64(), spent.processor.as_secs_f64());
        let ratios = [seconds / decoding.wall.as_secs_f64(), processor / decoding.processor.as_secs_f64()];
        println!(
            "{name:32} {seconds:>9.3} {:>15.0} {:>7.2} {processor:>17.2} {:>7.2}",
            n as f64 / seconds,
            ratios[0],
            ratios[1]
        );
    }
}

/// The processor time of this process so far, in hundredths of a second; zero where the system does not tell.
fn processor() -> Duration {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = told.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn number_from(name: &str, default: usize) -> usize {
    std::env::var(name).ok().map_or(default, |text| text.parse().expect("a whole number"))
}

/// The folder of generated returns, kept in the target folder between runs.
fn generated(n: usize) -> PathBuf {
    let bench = std::env::current_exe().expect("a running program has a path");
    let target = bench.ancestors().nth(2).expect("benches lie in target/release/deps");
    let folder = target.parent().unwrap_or(target).join("bench").join(n.to_string());
    if !folder.join("counts.csv").exists() {
        let _ = std::fs::remove_dir_all(&folder);
        let maker = target.join("examples/sample-data");
        let made = Command::new(&maker).arg("bulk").arg(n.to_string()).arg(&folder).output();
        let made = made.expect("run `cargo build --release --example sample-data` first");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        std::fs::write(folder.join("counts.csv"), made.stdout).expect("the target folder is writable");
    }
    folder
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| entry.expect("it can be listed").path()).collect()
}

/// The cells of every sheet of a file.
fn cells(file: &Path) -> usize {
    let bytes = std::fs::read(file).expect("the file is there");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a generated file opens");
    let names = book.sheet_names();
    names.iter().map(|name| book.worksheet_range(name).expect("a generated sheet reads").used_cells().count()).sum()
}

/// The sheets of a file, read through canvass's own door.
fn sheets(file: &Path) -> usize {
    let bytes = std::fs::read(file).expect("the file is there");
    collect::workbook::read(&bytes, "return.xlsx").expect("a generated file opens").sheets.len()
}

fn collected(survey: &Survey, register: &Register, returns: PathBuf) -> Collected {
    let sources = Sources { paths: vec![returns], ..Sources::default() };
    collect::returns(survey, register, &sources, Lang::Zh, &|_| ()).expect("the folder is there")
}

fn checked(survey: &Survey, register: &Register, collected: Collected) -> (Vec<Return>, Vec<Finding>) {
    let returns = consolidate::settle(survey, register, collected.returns).expect("the returns settle");
    let period = Period::year(2024).expect("a year of ours");
    let round = consolidate::frame(survey, register, period, &returns, &collected.receipts).expect("a frame");
    let mut findings = check::findings(survey, register, &round, Lang::Zh).expect("the checks can be made");
    drop(round);
    findings.extend(collected.findings);
    (returns, findings)
}

fn timed<T>(work: impl FnOnce() -> T) -> (Spent, T) {
    let (start, before) = (Instant::now(), processor());
    let made = work();
    (Spent { wall: start.elapsed(), processor: processor() - before }, made)
}
