//! Editions: what each audience is told, and what cannot be found out.

use std::fs;
use std::path::Path;

use crate::support::{Folder, canvass, rows};

fn published(audience: &str) -> (Folder, std::path::PathBuf) {
    let folder = Folder::new();
    let mut program = canvass();
    program.args(["run", "queries/central-survey", "-q", "--audience", audience, "--out"]).arg(&folder.0);
    let output = program.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let name = if audience == "internal" { "2024".to_string() } else { format!("2024.{audience}") };
    let place = folder.0.join("central-survey").join(name);
    (folder, place)
}

/// Every text of a file: itself, or the parts of a container.
fn texts(path: &Path) -> Vec<Vec<u8>> {
    let bytes = fs::read(path).unwrap();
    match zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
        Err(_) => vec![bytes],
        Ok(mut archive) => (0..archive.len())
            .map(|part| {
                let mut text = Vec::new();
                std::io::Read::read_to_end(&mut archive.by_index(part).unwrap(), &mut text).unwrap();
                text
            })
            .collect(),
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_public_edition_names_no_unit_and_no_file() {
    let (_kept, internal) = published("internal");
    let units = rows(&internal.join("data/units.csv"));
    let ledger = rows(&internal.join("data/ledger.csv"));
    let names: Vec<&str> = units.iter().map(|unit| unit["name"].as_str()).collect();
    let files_given: Vec<&str> = ledger.iter().map(|receipt| receipt["file"].as_str()).collect();
    assert!(names.len() == 38 && files_given.len() == 75);
    let (_kept, public) = published("public");
    for file in files(&public) {
        for text in texts(&file) {
            let text = String::from_utf8_lossy(&text);
            for name in names.iter().chain(&files_given) {
                assert!(!text.contains(name), "{} tells {name}", file.display());
            }
        }
    }
    assert!(!public.join("data/answers.csv").exists() && !public.join("data/findings.csv").exists());
}

#[test]
fn the_whole_is_told_and_small_counts_of_groups_are_not() {
    let (_kept, public) = published("public");
    let figures = rows(&public.join("data/figures.csv"));
    let whole = figures.iter().find(|row| row["figure"] == "plan_made" && row["group_by"].is_empty()).unwrap();
    assert_eq!((whole["count"].as_str(), whole["status"].as_str()), ("26", "A"));
    let groups: Vec<_> =
        figures.iter().filter(|row| !row["group_by"].is_empty() && row["role"] != "coverage").collect();
    let small = |text: &str| (1..5).contains(&text.parse::<u64>().unwrap_or_default());
    for row in &groups {
        assert!(!small(&row["count"]), "{row:?}");
        let hidden = ["count", "share", "share_text", "low", "high", "yes", "no", "previous_count", "previous_share"];
        if row["status"] == "C" {
            assert!(hidden.iter().all(|column| row[*column].is_empty()), "{row:?}");
        }
    }
    assert!(groups.iter().any(|row| row["status"] == "C"));
}

#[test]
fn an_audience_lies_beside_the_office_own_edition() {
    let (_kept, circular) = published("circular");
    assert!(circular.join("data/units.csv").exists());
    let run = fs::read_to_string(circular.join("run.json")).unwrap();
    assert!(run.contains("\"audience\": \"circular\""), "{run}");
}

#[test]
fn findings_that_are_not_told_are_not_said_to_be_none() {
    let (_kept, public) = published("public");
    let all: String =
        texts(&public.join("summary.xlsx")).iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    assert!(all.contains("应报单位38个") && !all.contains("审核问题"), "the cover speaks of findings");
}
