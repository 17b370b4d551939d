//! Every published figure of the central survey, through the binary.

use std::sync::OnceLock;

use crate::support::{Folder, Outcome, canvass};

pub fn published() -> &'static Outcome {
    static PUBLISHED: OnceLock<(Outcome, Folder)> = OnceLock::new();
    &PUBLISHED.get_or_init(|| run("zh")).0
}

fn run(lang: &str) -> (Outcome, Folder) {
    let folder = Folder::new();
    let out = folder.0.join("out");
    let output = canvass().args(["run", "queries/central-survey", "--lang", lang, "--out"]).arg(&out).output().unwrap();
    let outcome = Outcome {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        folder: out.join("central-survey/2024"),
        _round: None,
    };
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    (outcome, folder)
}

/// Figure, base, count, units of the base, share as printed.
const PUBLISHED: &[(&str, &str, u32, u32, &str)] = &[
    ("units", "registered", 38, 38, "100.0%"),
    ("returned", "registered", 38, 38, "100.0%"),
    ("rules_stipulated", "registered", 33, 38, "86.8%"),
    ("plan_made", "registered", 26, 38, "68.4%"),
    ("decomposed", "registered", 23, 38, "60.5%"),
    ("decomposed", "plan_made", 23, 26, "88.5%"),
    ("assessment_group", "registered", 20, 38, "52.6%"),
    ("assessment_plan", "registered", 25, 38, "65.8%"),
    ("assessed", "registered", 22, 38, "57.9%"),
    ("combined_appraisal", "registered", 22, 38, "57.9%"),
    ("in_life_meeting", "registered", 29, 38, "76.3%"),
    ("fed_back", "assessed", 21, 22, "95.5%"),
    ("fed_back", "registered", 21, 38, "55.3%"),
    ("basis_for_decisions", "assessed", 17, 22, "77.3%"),
    ("basis_for_decisions", "registered", 17, 38, "44.7%"),
    ("accountability_rules", "registered", 14, 38, "36.8%"),
    ("accountability_used", "registered", 4, 38, "10.5%"),
    ("no_plan", "registered", 12, 38, "31.6%"),
    ("no_assessment_plan", "registered", 13, 38, "34.2%"),
    ("not_assessed", "registered", 16, 38, "42.1%"),
    ("no_accountability_rules", "registered", 24, 38, "63.2%"),
];

#[test]
fn every_share_is_the_published_one() {
    for (figure, base, count, units, printed) in PUBLISHED {
        let row = published().figure(figure, base);
        assert_eq!(row["count"], count.to_string(), "{figure} of {base}");
        assert_eq!(row["base_count"], units.to_string(), "{figure} of {base}");
        assert_eq!(row["share_text"], *printed, "{figure} of {base}");
        assert_eq!(row["status"], "A", "{figure} of {base}");
    }
}

#[test]
fn persons_are_summed_and_not_mixed_with_units() {
    for (figure, persons) in [("cadres_bureau", "11"), ("cadres_department", "1"), ("cadres", "12")] {
        let row = published().figure(figure, "");
        assert_eq!((row["value"].as_str(), row["count"].as_str()), (persons, ""), "{figure}");
    }
}

#[test]
fn the_year_before_has_other_figures() {
    let now = published().figure("plan_made", "registered");
    assert_ne!(now["previous_share"], now["share"]);
    assert!(!now["previous_share"].is_empty());
}

#[test]
fn every_file_given_is_accounted_for() {
    let ledger = published().rows("ledger.csv");
    let given = walk(&crate::support::project().join("sample_data/central-survey/returns"));
    assert_eq!(ledger.len(), given, "one row a file");
    for row in &ledger {
        let is_known = ["used", "superseded", "rejected", "ignored"].contains(&row["status"].as_str());
        assert!(is_known && (row["status"] == "used" || !row["reason"].is_empty()), "{row:?}");
    }
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}

#[test]
fn equal_inputs_give_equal_bytes() {
    let (again, _folder) = run("zh");
    for name in [
        "summary.xlsx",
        "report.docx",
        "report.html",
        "data/figures.csv",
        "data/returns.parquet",
        "charts/adoption.png",
    ] {
        let (a, b) =
            (std::fs::read(published().folder.join(name)).unwrap(), std::fs::read(again.folder.join(name)).unwrap());
        assert!(a == b, "{name} differs between two equal runs");
    }
}

#[test]
fn the_publication_is_complete_in_english_too() {
    let (english, _folder) = run("en");
    for name in
        ["summary.xlsx", "report.docx", "report.html", "run.json", "data/datapackage.json", "data/answers.parquet"]
    {
        assert!(english.folder.join(name).is_file(), "{name}");
    }
    let html = std::fs::read_to_string(english.folder.join("report.html")).unwrap();
    assert!(html.contains("68.4%") && html.contains("95.5%"));
}
