//! What the program published and somebody put among the returns: known again, and no return of anybody.

use std::fs;

use crate::support::{Outcome, Round};

fn round() -> Round {
    let one = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";
    let other = "Number of staff=5\nStaff trained=1\nTraining plan in force=no";
    Round::new().unit("U01", "N", one).unit("U02", "S", other).silent("U03", "N")
}

fn states(outcome: &Outcome) -> Vec<(String, String)> {
    outcome.rows("units.csv").into_iter().map(|row| (row["code"].clone(), row["state"].clone())).collect()
}

const REASON: &str = "a publication of canvass, not a return";

#[test]
fn documents_sent_back_are_ignored_wherever_they_lie() {
    let round = round();
    let first = round.run();
    for name in
        ["summary.xlsx", "report.html", "data/units.csv", "data/answers.csv", "data/ledger.csv", "data/findings.csv"]
    {
        let base = name.rsplit('/').next().unwrap();
        round.file(&format!("2025-Q1/sent back {base}"), &fs::read(first.folder.join(name)).unwrap());
    }
    let figures = fs::read(first.folder.join("data/figures.csv")).unwrap();
    round.file("2025-Q1/figures.csv", &figures);
    let again = round.run();
    for name in ["summary.xlsx", "report.html", "units.csv", "answers.csv", "ledger.csv", "findings.csv", "figures.csv"]
    {
        assert_eq!(again.receipt(name), ("ignored".into(), REASON.into()), "{name}");
    }
    assert_eq!(states(&again), states(&first));
    assert_eq!(fs::read(again.folder.join("data/figures.csv")).unwrap(), figures);
}

#[test]
fn a_publication_inside_the_folder_of_returns_changes_no_figure() {
    let round = round();
    let out = round.folder.0.join("returns");
    let run = || {
        let outcome = round.command("run", &["--out", out.to_str().unwrap()]);
        Outcome { folder: out.join("tiny/2025-Q1"), ..outcome }
    };
    let first = run();
    let figures = fs::read(first.folder.join("data/figures.csv")).unwrap();
    let again = run();
    assert_eq!(fs::read(again.folder.join("data/figures.csv")).unwrap(), figures);
    for name in ["summary.xlsx", "report.docx", "data/returns.parquet", "data/units.csv", "run.json"] {
        assert_eq!(again.receipt(&format!("tiny/2025-Q1/{name}")), ("ignored".into(), REASON.into()), "{name}");
    }
    assert_eq!(again.receipt("2025-Q1/U01.xlsx").0, "used");
}
