//! Whenever a run is killed, the previous publication stays whole, and the next run needs no cleaning.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::support::Round;
use crate::support::scene::{Scene, Stage, agrees_with_its_record, copy, is_thorough, say};
use crate::support::shim::{Fault, calls, library};

/// Moments that look random and are the same in every run (xorshift).
struct Moments(u64);

impl Moments {
    /// The next number from 0 to below 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Every second one lies in the last part of a run, when it publishes.
    fn of_run(&mut self, number: usize) -> f64 {
        if number.is_multiple_of(2) { self.next() * 1.05 } else { 0.6 + self.next() * 0.45 }
    }
}

fn duration(stage: &Stage) -> Duration {
    let run = || {
        let started = Instant::now();
        assert_eq!(stage.run(&mut stage.command()).status, Some(0));
        started.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap()
}

/// Kills a run after a while; whether it was still going on.
fn killed(mut child: Child, after: Duration) -> bool {
    sleep(after);
    let goes_on = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    goes_on
}

#[test]
fn killed_at_any_random_moment_the_publication_is_whole_and_the_next_run_succeeds() {
    let n_moments = 200;
    let scene = Scene::new();
    let whole = duration(&scene.stage());
    let mut moments = Moments(0x9e37_79b9_7f4a_7c15);
    let (mut n_killed, mut n_replaced) = (0, 0);
    for number in 0..n_moments {
        let stage = scene.stage();
        // Every third one is killed twice, so that the second run meets what the first one left.
        for _ in 0..if number % 3 == 2 { 2 } else { 1 } {
            let after = whole.mul_f64(moments.of_run(number));
            n_killed += u32::from(killed(stage.command().spawn().unwrap(), after));
            let is_new = stage.is_whole().unwrap_or_else(|wrong| panic!("moment {number}, {after:?}: {wrong}"));
            n_replaced += u32::from(is_new);
        }
        stage.recovers().unwrap_or_else(|wrong| panic!("moment {number}: {wrong}"));
    }
    say(&format!("{n_moments} moments, {n_killed} runs killed, {n_replaced} after the new publication was in place"));
    assert!(n_killed >= n_moments as u32 / 2, "most of the moments lie within a run: {n_killed} of {n_moments}");
}

/// The numbers of the calls that are tried: all of them, or every so manieth.
pub fn tried(n_calls: usize, at_most: usize) -> Vec<usize> {
    let step = if is_thorough() { 1 } else { n_calls.div_ceil(at_most).max(1) };
    (1..=n_calls).step_by(step).collect()
}

/// How many calls of the kind a run makes that changes the publication.
pub fn n_calls(scene: &Scene, fault: Fault) -> usize {
    let stage = scene.stage();
    let log = stage.log();
    let mut command = stage.command();
    assert!(Fault { at: 0, ..fault }.arrange(&mut command, scene.folder(), &log));
    let whole = stage.run(&mut command);
    assert_eq!(whole.status, Some(0), "{whole:?}");
    calls(&log).len()
}

fn killed_at(scene: &Scene, fault: Fault) -> Result<(), String> {
    let stage = scene.stage();
    let log = stage.log();
    let mut command = stage.command();
    fault.arrange(&mut command, scene.folder(), &log);
    let ended = stage.run(&mut command);
    let place = format!("killed at call {} ({}): ", fault.at, fault.met(&log).unwrap_or_default());
    if ended.status.is_some() {
        return Err(format!("{place}{ended:?}"));
    }
    // Without an exchange there is one moment between two names; then the publication stands aside, and comes back.
    let whole = if stage.is_aside() && !fault.exchange { Ok(false) } else { stage.is_whole() };
    whole.map_err(|wrong| format!("{place}{wrong}"))?;
    stage.recovers().map_err(|wrong| format!("{place}{wrong}"))
}

#[test]
fn killed_between_any_two_changes_of_the_disk_the_publication_is_whole() {
    if library().is_none() {
        return;
    }
    let scene = Scene::new();
    for exchange in [true, false] {
        let fault = Fault { kind: "change", at: 0, error: 0, lasts: false, exchange };
        let n_calls = n_calls(&scene, fault);
        assert!(n_calls > 50, "{n_calls} changes of the disk");
        let tried = tried(n_calls, 12);
        let wrong: Vec<String> =
            tried.par_iter().filter_map(|at| killed_at(&scene, Fault { at: *at, ..fault }).err()).collect();
        say(&format!("killed at {} of {n_calls} changes of the disk, with exchange of names: {exchange}", tried.len()));
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), tried.len(), wrong.join("\n"));
    }
}

#[test]
fn a_second_run_into_the_same_place_is_told_who_holds_it() {
    let scene = Scene::new();
    let stage = scene.stage();
    let lock = stage.out.join("tiny/.2025-Q1.lock");
    let holder = fs::File::options().write(true).open(&lock).unwrap();
    fs::write(&lock, "somebody process 4711").unwrap();
    holder.try_lock().unwrap();
    let second = stage.run(&mut stage.command());
    assert_eq!(second.status, Some(3), "{second:?}");
    assert!(second.stderr.contains("somebody process 4711") && second.stderr.contains(".2025-Q1.lock"), "{second:?}");
    assert_eq!(stage.is_whole(), Ok(false));
    // The holder's end frees the place, whatever stands in the file.
    drop(holder);
    assert_eq!(stage.recovers(), Ok(()));
}

#[test]
fn two_runs_at_once_give_one_whole_publication() {
    let scene = Scene::new();
    let stage = scene.stage();
    let runs: Vec<Child> = (0..4).map(|_| stage.command().spawn().unwrap()).collect();
    let statuses: Vec<_> = runs.into_iter().map(|run| run.wait_with_output().unwrap().status.code()).collect();
    assert!(statuses.contains(&Some(0)), "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, Some(0 | 3))), "{statuses:?}");
    assert_eq!((stage.is_whole(), stage.beside()), (Ok(true), vec![]));
}

/// Removes a return, cuts another, and lets a third grow.
fn disturb(returns: &std::path::Path) {
    let _ = fs::remove_file(returns.join("2025-Q1/U03.xlsx"));
    let whole = fs::read(returns.join("2025-Q1/U01.xlsx")).unwrap();
    fs::write(returns.join("2025-Q1/U01.xlsx"), &whole[..whole.len() / 2]).unwrap();
    let grown = [fs::read(returns.join("sent.zip")).unwrap(), vec![0; 4_000]].concat();
    fs::write(returns.join("sent.zip"), grown).unwrap();
    fs::rename(returns.join("2025-Q1"), returns.join("2025-Q1 (2)")).unwrap();
}

#[test]
fn returns_that_go_or_change_in_mid_run_cost_their_own_rows_at_most() {
    let n_moments = if is_thorough() { 100 } else { 12 };
    let scene = Scene::new();
    let whole = duration(&scene.stage());
    let mut moments = Moments(0x2545_f491_4f6c_dd1d);
    for number in 0..n_moments {
        let stage = scene.stage();
        let returns = stage.out.join("returns");
        copy(&scene.folder().join("returns"), &returns);
        let run = stage.command().arg("--returns").arg(&returns).spawn().unwrap();
        sleep(whole.mul_f64(moments.next() * 0.5));
        disturb(&returns);
        let ended = run.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(matches!(ended.status.code(), Some(0 | 3)) && !said.contains("panicked"), "moment {number}: {said}");
        assert!(agrees_with_its_record(&stage.place()), "moment {number}: {said}");
        let ledger = fs::read_to_string(stage.place().join("data/ledger.csv")).unwrap();
        assert!(!ledger.contains("disappeared"), "moment {number}: {ledger}");
    }
}

#[test]
fn a_folder_of_returns_that_goes_in_mid_run_leaves_the_publication_as_it_was() {
    let mut round = Round::new();
    for number in 0..400 {
        round = round.unit(&format!("N{number:03}"), "North", "Number of staff=12\nTraining plan in force=no");
    }
    let before = round.run();
    let published = fs::read(before.folder.join("run.json")).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_canvass"));
    program.env("RAYON_NUM_THREADS", "1").args(["run", "--verbose", "--out"]).arg(round.folder.0.join("out"));
    let mut run = program.arg(&round.folder.0).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(run.stderr.take().unwrap());
    let mut first = String::new();
    said.read_line(&mut first).unwrap();
    fs::rename(round.folder.0.join("returns/2025-Q1"), round.folder.0.join("elsewhere")).unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert!(first.starts_with("read ") && rest.contains("nothing was published"), "{first}{rest}");
    assert_eq!(run.wait().unwrap().code(), Some(3));
    assert_eq!(fs::read(before.folder.join("run.json")).unwrap(), published);
}
