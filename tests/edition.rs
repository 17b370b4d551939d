//! Editions: what each audience is told, and what cannot be found out.

use std::fs;
use std::path::Path;

use crate::support::{Folder, Round, canvass, rows};

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

fn words_of(path: &Path) -> String {
    texts(path).iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect()
}

#[test]
fn every_starter_and_the_standard_report_publish_for_every_audience() {
    for audience in ["internal", "circular", "public"] {
        for (lang, missing) in [("zh", "雪松图书馆"), ("en", "Cedar Library")] {
            let folder = Folder::new();
            let survey = folder.0.join("survey");
            assert!(
                canvass().args(["new", survey.to_str().unwrap(), "--lang", lang]).output().unwrap().status.success()
            );
            let out = folder.0.join("out");
            let run =
                canvass().arg("run").arg(&survey).args(["-q", "--audience", audience, "--out"]).arg(&out).output();
            let run = run.unwrap();
            assert_eq!(run.status.code(), Some(0), "{audience}: {}", String::from_utf8_lossy(&run.stderr));
            let name = if audience == "internal" { "2025".to_string() } else { format!("2025.{audience}") };
            let report = words_of(&out.join("fire-safety").join(name).join("report.html"));
            assert_eq!(report.contains(missing), audience != "public", "{audience} {lang}");
        }
        for lang in ["zh", "en"] {
            let round = Round::new().unit("U01", "North", "Anything else=We need rooms").silent("U02", "North");
            let run = round.command("run", &["--audience", audience, "--lang", lang]);
            assert_eq!(run.status, Some(0), "{audience}: {}", run.stderr);
        }
    }
}

/// The number in a cell of a table in html by which its column is sorted.
fn keys_of_marked_cells(html: &str) -> Vec<&str> {
    let cells = html.split("<td").skip(1).filter_map(|cell| cell.split("</td>").next());
    let marked = cells.filter(|cell| cell.contains('…'));
    marked.filter_map(|cell| cell.split("data-key=\"").nth(1)?.split('"').next()).collect()
}

#[test]
fn what_is_withheld_stands_nowhere_in_the_public_edition() {
    let (_kept, public) = published("public");
    let html = fs::read_to_string(public.join("report.html")).unwrap();
    let keys = keys_of_marked_cells(&html);
    assert!(keys.len() > 3 && keys.iter().all(|key| key.is_empty()), "{keys:?}");
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(public.join("summary.xlsx")).unwrap();
    let account = calamine::Reader::worksheet_range(&mut workbook, "单位平衡表").unwrap();
    let rows: Vec<Vec<String>> =
        account.rows().skip(3).map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let small: Vec<&Vec<String>> =
        rows.iter().filter(|row| row[3..8].iter().any(|part| ["1", "2", "3", "4"].contains(&part.as_str()))).collect();
    assert!(small.is_empty(), "{small:?}");
    let marked: Vec<&Vec<String>> = rows.iter().filter(|row| row[3..8].iter().all(|part| part == "…")).collect();
    assert!(marked.len() > 1 && rows.iter().all(|row| row.iter().all(|cell| !cell.is_empty())), "{rows:?}");
}

#[test]
fn a_public_edition_says_what_it_is_and_nothing_that_is_not_so() {
    let (_kept, public) = published("public");
    let report = words_of(&public.join("report.html"));
    assert_eq!(report.matches("数值较小，或可据以推算").count(), 1);
    assert!(!report.contains("隐藏") && !report.contains("分组比较") && !report.contains("落实项数分布"));
    for file in ["report.html", "report.docx", "summary.xlsx"] {
        assert!(words_of(&public.join(file)).contains("公开版"), "{file}");
    }
    let summary = words_of(&public.join("summary.xlsx"));
    assert!(!summary.contains("实时公式") && !summary.contains("在单元格中查看和复核"));
    let (_kept, internal) = published("internal");
    let summary = words_of(&internal.join("summary.xlsx"));
    assert!(summary.contains("实时公式") && summary.contains("在单元格中查看和复核"));
    assert!(!summary.contains("公开版") && !summary.contains("不予公布"));
}
