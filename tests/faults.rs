//! Whatever call on a file fails, at whatever moment: the run says which file and why, and the publication stays whole.

use std::fs;
use std::process::Stdio;

use rayon::prelude::*;

use crate::interruption::{n_calls, tried};
use crate::support::scene::{Ended, Scene, Stage, say};
use crate::support::shim::{Fault, calls, library};

const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const EROFS: i32 = 30;

/// What a run says of each.
const WORDS: &[(i32, &str)] = &[(EIO, "Input/output error"), (ENOSPC, "the disk is full"), (EROFS, "read-only")];

fn fault(kind: &'static str, error: i32) -> Fault {
    Fault { kind, at: 0, error, lasts: false, exchange: true }
}

/// Runs with one fault. What is wrong about how it ended, with the call that failed.
fn trial(scene: &Scene, fault: Fault) -> Result<(), String> {
    let stage = scene.stage();
    let log = stage.log();
    let mut command = stage.command();
    fault.arrange(&mut command, scene.folder(), &log);
    let ended = stage.run(&mut command);
    let met = fault.met(&log).unwrap_or_default();
    let _ = fs::remove_file(&log);
    let wrong = |what: String| format!("{} {} at call {} ({met}): {what}", fault.kind, fault.error, fault.at);
    judged(scene, &stage, &ended, fault, &met).map_err(wrong)?;
    // What stood in for a report of an unusable round is no litter of a publication.
    for name in ["2025-Q1.check", "unknown", ".unknown.lock"] {
        let path = stage.out.join("tiny").join(name);
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
    stage.recovers().map_err(wrong)
}

fn judged(scene: &Scene, stage: &Stage, ended: &Ended, fault: Fault, met: &str) -> Result<(), String> {
    if ended.stderr.contains("panicked") {
        return Err(format!("a panic: {}", ended.stderr));
    }
    match ended.status {
        Some(0) => is_tolerable(scene, stage, met),
        Some(2 | 3) => {
            if fault.exchange || !stage.is_aside() {
                stage.is_whole()?;
            }
            let word = WORDS.iter().find(|(error, _)| *error == fault.error).map_or("", |(_, word)| word);
            let is_said = ended.stderr.contains(word) || ended.stderr.contains("none of them a usable return");
            let is_placed = ended.stderr.contains(&*scene.folder().to_string_lossy());
            if is_said && is_placed {
                Ok(())
            } else {
                Err(format!("file and cause are not both named: {}", ended.stderr))
            }
        }
        status => Err(format!("exit status {status:?}: {}", ended.stderr)),
    }
}

/// A run that succeeds in spite of a fault has published the whole, or without the return that could not be read, which
/// then has its row in the ledger.
fn is_tolerable(scene: &Scene, stage: &Stage, met: &str) -> Result<(), String> {
    if stage.is_whole() == Ok(true) {
        return Ok(());
    }
    let ledger = stage.place().join("data/ledger.csv");
    let kept_back = crate::support::rows(&ledger).into_iter().find(|row| {
        let file = scene.folder().join("returns").join(&row["file"]);
        row["status"] == "rejected" && (met.contains(&*file.to_string_lossy()) || met.contains("/returns"))
    });
    match kept_back {
        Some(row) if !row["reason"].is_empty() => Ok(()),
        _ => Err("the fault passed over in silence".into()),
    }
}

/// Tries faults of a kind at all calls or, in the short form, at some; says how many.
fn prove(scene: &Scene, fault: Fault, at_most: usize) -> usize {
    let n_calls = n_calls(scene, fault);
    let tried = tried(n_calls, at_most);
    let wrong: Vec<String> = tried.par_iter().filter_map(|at| trial(scene, Fault { at: *at, ..fault }).err()).collect();
    let lasting = if fault.lasts { ", and all later ones" } else { "" };
    say(&format!("{} ({}): {} of {n_calls} calls failed{lasting}", fault.kind, fault.error, tried.len()));
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), tried.len(), wrong.join("\n"));
    n_calls
}

const KINDS: &[&str] =
    &["open", "create", "read", "write", "rename", "sync", "mkdir", "remove", "list", "truncate", "lock", "stat"];

#[test]
fn any_one_call_may_fail() {
    if library().is_none() {
        return;
    }
    let scene = Scene::new();
    for kind in KINDS {
        // Where two names can be exchanged, none is given in two steps.
        let fault = Fault { exchange: *kind != "rename", ..fault(kind, EIO) };
        assert!(prove(&scene, fault, 3) > 0, "a run makes calls of the kind {kind}");
    }
}

#[test]
fn a_disk_may_be_gone_full_or_read_only_from_any_call_on() {
    if library().is_none() {
        return;
    }
    let scene = Scene::new();
    for (kind, error) in [("any", EIO), ("write", ENOSPC), ("change", ENOSPC), ("change", EROFS)] {
        prove(&scene, Fault { lasts: true, ..fault(kind, error) }, 5);
    }
    prove(&scene, Fault { lasts: true, exchange: false, ..fault("change", EIO) }, 5);
}

/// The numbers of the calls that read the file of that name.
fn reads_of(scene: &Scene, name: &str) -> Vec<usize> {
    let stage = scene.stage();
    let log = stage.log();
    let mut command = stage.command();
    assert!(fault("read", EIO).arrange(&mut command, scene.folder(), &log));
    stage.run(&mut command);
    let numbered = calls(&log).into_iter().zip(1..);
    numbered.filter(|(call, _)| call.ends_with(name)).map(|(_, number)| number).collect()
}

#[test]
fn a_return_that_cannot_be_read_is_rejected_and_the_others_count() {
    if library().is_none() {
        return;
    }
    let scene = Scene::new();
    let reads = reads_of(&scene, "returns/2025-Q1/U01.xlsx");
    assert!(!reads.is_empty(), "the return is read");
    for at in reads {
        let stage = scene.stage();
        let mut command = stage.command();
        assert!(Fault { at, ..fault("read", EIO) }.arrange(&mut command, scene.folder(), &stage.log()));
        let ended = stage.run(&mut command);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        let ledger = crate::support::rows(&stage.place().join("data/ledger.csv"));
        let of = |file: &str| ledger.iter().find(|row| row["file"] == file).unwrap();
        assert_eq!(of("2025-Q1/U01.xlsx")["status"], "rejected");
        assert!(of("2025-Q1/U01.xlsx")["reason"].contains("cannot be opened"), "{ledger:?}");
        for file in ["2025-Q1/U02.xlsx", "2025-Q1/U03.xlsx", "sent.zip/2025-Q1/U04.xlsx"] {
            assert_eq!(of(file)["status"], "used", "{file}");
        }
    }
}

/// `ulimit -f`: a file may not grow beyond so many blocks of 512 bytes.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_stops_the_run_and_not_the_publication() {
    let scene = Scene::new();
    for blocks in [0, 1, 8, 64] {
        let stage = scene.stage();
        let run = stage.command();
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
        shell.arg(run.get_program()).args(run.get_args()).current_dir(run.get_current_dir().unwrap());
        let ended = stage.run(shell.stdout(Stdio::null()).stderr(Stdio::piped()));
        assert_eq!(ended.status, Some(3), "{blocks} blocks: {ended:?}");
        assert!(ended.stderr.contains("File too large") && ended.stderr.contains("tiny"), "{ended:?}");
        assert_eq!(stage.is_whole(), Ok(false), "{blocks} blocks");
        assert_eq!(stage.recovers(), Ok(()), "{blocks} blocks");
    }
}

/// Nobody can hear the program, or its result cannot be printed.
#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_told_and_a_full_standard_error_stops_nothing() {
    let scene = Scene::new();
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let stage = scene.stage();
    let mut deaf = std::process::Command::new(env!("CARGO_BIN_EXE_canvass"));
    deaf.args(["run", "--verbose", "--out"]).arg(&stage.out).arg(scene.folder());
    assert_eq!(deaf.stderr(full()).stdout(full()).status().unwrap().code(), Some(0));
    assert_eq!(stage.is_whole(), Ok(true));
    let mut query = std::process::Command::new(env!("CARGO_BIN_EXE_canvass"));
    query.arg("query").arg(scene.folder()).arg("SELECT 1 AS one").stdout(full());
    let ended = query.output().unwrap();
    assert_eq!(ended.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("stdout"), "{ended:?}");
}

#[test]
fn a_file_where_the_publication_belongs_is_told_and_left() {
    let scene = Scene::new();
    let stage = scene.stage();
    fs::remove_dir_all(stage.place()).unwrap();
    fs::write(stage.place(), "mine").unwrap();
    let ended = stage.run(&mut stage.command());
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(ended.stderr.contains("2025-Q1"), "{ended:?}");
    assert_eq!(fs::read_to_string(stage.place()).unwrap(), "mine");
}
