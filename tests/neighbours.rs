//! Whatever stands beside them, good returns come to what they come to alone, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::support::scene::say;
use crate::support::{Outcome, Round, project, rows};

/// Files that count exactly what the good returns say, whatever lies beside them.
const STEADY: &[&str] = &["answers.csv", "figures.csv", "units.csv"];

/// So many good returns, and one unit that sends none.
fn good_round(n_good: usize) -> Round {
    let mut round = Round::new();
    for number in 0..n_good {
        let region = ["North", "South", "East"][number % 3];
        let (plan, held) = if number % 4 == 0 { ("no", "") } else { ("yes", ["yes", "no"][number % 2]) };
        let answers = format!(
            "Number of staff={}\nStaff trained={}\nTraining plan in force={plan}\nTraining held={held}",
            number + 3,
            number % 3
        );
        round = round.unit(&format!("N{number:04}"), region, &answers);
    }
    round.silent("N9999", "North")
}

fn steady(outcome: &Outcome) -> BTreeMap<&'static str, Vec<u8>> {
    STEADY.iter().map(|name| (*name, fs::read(outcome.folder.join("data").join(name)).unwrap())).collect()
}

fn bad_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join("tests/returns")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// One bad file alone beside the good returns: what differs in the files that must not.
fn differences(round: &Round, bad: &Path, without: &BTreeMap<&str, Vec<u8>>) -> Vec<String> {
    let name = bad.file_name().unwrap().to_str().unwrap();
    let folder = round.folder.0.join(format!("beside/{name}.folder"));
    fs::create_dir_all(&folder).unwrap();
    fs::copy(bad, folder.join(name)).unwrap();
    let out = round.folder.0.join(format!("out-of/{name}"));
    let output = crate::support::canvass()
        .args(["run", "--quiet", "--max-read-seconds", "5", "--out"])
        .arg(&out)
        .arg("--returns")
        .arg(round.folder.0.join("returns"))
        .arg("--returns")
        .arg(&folder)
        .arg(&round.folder.0)
        .output()
        .unwrap();
    let data = out.join("tiny/2025-Q1/data");
    if output.status.code() != Some(0) {
        return vec![format!("{name}: {:?} {}", output.status, String::from_utf8_lossy(&output.stderr))];
    }
    let changed = STEADY.iter().filter(|steady| fs::read(data.join(steady)).ok().as_ref() != without.get(*steady));
    let mut wrong: Vec<String> = changed.map(|steady| format!("{name} changes {steady}")).collect();
    let ledger = rows(&data.join("ledger.csv"));
    let row = ledger.iter().find(|row| row["file"] == format!("{name}.folder/{name}"));
    if row.is_none_or(|row| row["status"] == "used" || row["reason"].is_empty()) {
        wrong.push(format!("{name} has no reason in the ledger: {row:?}"));
    }
    fs::remove_dir_all(&out).unwrap();
    wrong
}

#[test]
fn each_bad_file_alone_leaves_the_good_returns_beside_it_as_they_are() {
    let n_good = 1_000;
    let round = good_round(n_good);
    // Two folders of returns in both cases, so that the files are called alike.
    let empty = round.folder.0.join("empty");
    fs::create_dir_all(&empty).unwrap();
    let returns = round.folder.0.join("returns");
    let without = round.command("run", &["--returns", returns.to_str().unwrap(), "--returns", empty.to_str().unwrap()]);
    assert_eq!(without.status, Some(0), "{}", without.stderr);
    assert_eq!(without.rows("units.csv").iter().filter(|row| row["state"] == "returned").count(), n_good);
    let (without, bad) = (steady(&without), bad_files());
    let wrong: Vec<String> = bad.par_iter().flat_map(|bad| differences(&round, bad, &without)).collect();
    say(&format!("{} bad files, each alone beside {n_good} good returns", bad.len()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
