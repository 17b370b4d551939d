//! The monthly bulletin: ten counties over eighteen months, with results computed by hand from the forms.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::{Folder, Round, canvass, fixed_workbook, form, project, rows};

fn run(arguments: &[&str]) -> Output {
    canvass().args(arguments).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_string()
}

/// The rows of a query over a month of the sample, each by column name.
fn query(period: &str, further: &[&str], sql: &str) -> Vec<BTreeMap<String, serde_json::Value>> {
    let asked = ["-q", "query", "queries/monthly-bulletin", "--period", period, "--format", "json"];
    let given = run(&[&asked[..], further, &[sql]].concat());
    assert_eq!(given.status.code(), Some(0), "{}", said(&given.stderr));
    serde_json::from_slice(&given.stdout).unwrap()
}

/// A number of a row, at four decimals.
fn number(row: &BTreeMap<String, serde_json::Value>, column: &str) -> String {
    row[column].as_f64().map_or("-".to_string(), |number| format!("{number:.4}"))
}

fn words<'a>(row: &'a BTreeMap<String, serde_json::Value>, column: &str) -> &'a str {
    row[column].as_str().unwrap_or("-")
}

#[test]
fn a_county_is_held_against_its_target_its_neighbours_and_last_year() {
    let sql = "SELECT * FROM series_on_structure WHERE item = 'tasks_done' AND NOT is_total ORDER BY seq";
    let found = query("2026-05", &[], sql);
    let of = |code: &str| found.iter().find(|row| row["code"] == code).unwrap();
    // C06 reported 5, 3, 8, 7 and 6 tasks; C06 and C07, which was merged into it, 5 and 2 in May 2025, 30 since January.
    let merged = of("C06");
    let columns = ["value", "cumulative", "target", "previous", "year_ago", "cumulative_year_ago"];
    assert_eq!(
        columns.map(|column| number(merged, column)),
        ["6.0000", "29.0000", "75.0000", "7.0000", "7.0000", "30.0000"]
    );
    // 29 of 75 is 38.67 %; five of twelve months are 41.67 %: 3 points behind, within the five that are borne.
    assert_eq!([number(merged, "progress"), number(merged, "lead")], ["0.3867", "-0.0300"]);
    assert_eq!(words(merged, "state"), "on_track");
    // 11 of 30 is exactly five points behind: still on track. 16 of 45 is 6.1 points behind.
    assert_eq!([words(of("C10"), "state"), words(of("C05"), "state")], ["on_track", "behind"]);
    // By progress: 54.0 %, 48.6 %, 45.7 %, 40.0 %; C03 was eighth in April and is sixth.
    let ranks: Vec<i64> = ["C04", "C02", "C11", "C01"].iter().map(|code| of(code)["rank"].as_i64().unwrap()).collect();
    assert_eq!(ranks, [1, 2, 3, 4]);
    assert_eq!([number(of("C03"), "rank"), number(of("C03"), "rank_change")], ["6.0000", "2.0000"]);
}

#[test]
fn the_city_adds_up_weights_rates_and_marks_what_was_redefined() {
    let sql = "SELECT * FROM series WHERE is_total AND item IN ('tasks_done', 'fix_rate', 'petitions', 'talks') ORDER BY item_seq";
    let found = query("2026-05", &[], sql);
    let of = |item: &str| found.iter().find(|row| row["item"] == item).unwrap();
    assert_eq!([number(of("tasks_done"), "value"), number(of("tasks_done"), "year_ago")], ["46.0000", "44.0000"]);
    // Weighted by the problems found; the plain mean of the ten shares is 93.76.
    assert_eq!(words(of("fix_rate"), "value_text"), "94.1");
    assert_eq!(number(of("fix_rate"), "value"), "94.1041");
    let petitions = of("petitions");
    assert_eq!(["cumulative", "cumulative_year_ago"].map(|c| number(petitions, c)), ["1473.0000", "2143.0000"]);
    assert_eq!([words(petitions, "year_status"), words(petitions, "change_status")], ["B", "A"]);
    assert_eq!(words(of("talks"), "year_status"), "A");
    let relation = query("2026-05", &[], "SELECT item, since, kind FROM concordance ORDER BY seq");
    assert_eq!(words(&relation[1], "kind"), "narrowed");
}

#[test]
fn a_county_that_sent_nothing_is_missing_and_never_zero() {
    let sql = "SELECT * FROM series WHERE item = 'tasks_done' AND (is_total OR code = 'C08') ORDER BY is_total";
    let found = query("2026-06", &[], sql);
    let (county, city) = (&found[0], &found[1]);
    assert_eq!([words(county, "status"), words(county, "state")], ["M", "unclear"]);
    assert_eq!([number(county, "value"), number(county, "cumulative")], ["-", "15.0000"]);
    assert_eq!(words(county, "cumulative_status"), "P");
    assert_eq!(words(county, "change_reason"), "missing");
    // The city is compared with May without C08: 48 now, 46 less its 3 then.
    assert_eq!([number(city, "value"), number(city, "change")], ["48.0000", "5.0000"]);
    assert_eq!([words(city, "status"), words(city, "change_status")], ["P", "P"]);
}

#[test]
fn the_bulletins_own_workbooks_among_the_returns_are_none() {
    let folder = Folder::new();
    let month = folder.0.join("returns/2026-06");
    fs::create_dir_all(&month).unwrap();
    let samples = project().join("sample_data/monthly-bulletin");
    for (own, name) in [("targets.xlsx", "年度目标.xlsx"), ("units.xlsx", "C08.xlsx")] {
        fs::copy(samples.join(own), month.join(name)).unwrap();
    }
    let mut edited = fixed_workbook();
    let sheet = edited.add_worksheet();
    let text = fs::read_to_string(project().join("queries/monthly-bulletin/survey.toml")).unwrap();
    let survey: toml::Table = toml::from_str(&text).unwrap();
    let labels = survey["item"].as_array().unwrap().iter().map(|item| item["label"]["zh"].as_str().unwrap());
    for (col, heading) in ["年度", "单位代码"].into_iter().chain(labels).enumerate() {
        sheet.write_string(0, col as u16, heading).unwrap();
        sheet.write_number(1, col as u16, 2026.0).unwrap();
    }
    sheet.write_string(1, 1, "C08").unwrap();
    edited.save(month.join("目标（修改）.xlsx")).unwrap();
    let out = folder.0.join("out");
    let returns = folder.0.join("returns");
    let (returns, out_folder) = (returns.to_str().unwrap(), out.to_str().unwrap());
    let asked = ["run", "queries/monthly-bulletin", "--lang", "en", "-q", "--period", "2026-06", "--out", out_folder];
    run(&[&asked[..], &["--returns", returns]].concat());
    let ledger = rows(&out.join("monthly-bulletin/2026-M06/data/ledger.csv"));
    let told: Vec<(&str, &str)> = ledger.iter().map(|row| (row["status"].as_str(), row["reason"].as_str())).collect();
    let own = "a file of the survey itself (its register or its targets), not a return";
    assert_eq!(told.iter().filter(|told| **told == ("ignored", own)).count(), 2, "{told:?}");
    assert!(
        told.iter().any(|(status, reason)| *status == "rejected" && reason.starts_with("a list of targets")),
        "{told:?}"
    );
}

#[test]
fn any_period_is_shown_on_any_structure_and_totals_stay() {
    let sql = "SELECT code, name, is_total, cumulative FROM series_on_structure WHERE item = 'tasks_done' ORDER BY seq";
    let sum = |rows: &[BTreeMap<String, serde_json::Value>]| -> f64 {
        rows.iter().filter(|row| row["is_total"] == false).filter_map(|row| row["cumulative"].as_f64()).sum()
    };
    let own = query("2026-05", &[], sql);
    let old = query("2026-05", &["--structure", "2025-12"], sql);
    assert_eq!((own.len(), old.len()), (11, 11));
    assert!(old.iter().any(|row| words(row, "code") == "C06、C07" && number(row, "cumulative") == "29.0000"));
    let new = query("2025-05", &["--structure", "2026-01"], sql);
    let apart = query("2025-05", &[], sql);
    assert_eq!((new.len(), apart.len()), (11, 12));
    let merged = new.iter().find(|row| words(row, "code") == "C06").unwrap();
    assert_eq!(number(merged, "cumulative"), "30.0000");
    assert_eq!([sum(&own), sum(&old)], [210.0, 210.0]);
    assert_eq!([sum(&new), sum(&apart)], [197.0, 197.0]);
}

#[test]
fn months_in_a_row_are_what_each_is_alone() {
    let folder = Folder::new();
    let publish = |name: &str, period: &str| -> PathBuf {
        let out = folder.0.join(name);
        let arguments = ["run", "queries/monthly-bulletin", "--period", period, "--out", out.to_str().unwrap()];
        let given = run(&arguments);
        assert_eq!(given.status.code(), Some(0), "{}", said(&given.stderr));
        assert_eq!(said(&given.stdout).matches("成果在").count(), if period.contains("..") { 2 } else { 1 });
        out.join("monthly-bulletin")
    };
    let row = publish("row", "2025-12..2026-01");
    let alone = publish("alone", "2026-01");
    let files = |folder: &Path| contents(folder, folder);
    let (one, other) = (files(&row.join("2026-M01")), files(&alone.join("2026-M01")));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    let different: Vec<&String> =
        one.iter().filter(|(name, bytes)| other[*name] != **bytes).map(|(name, _)| name).collect();
    assert_eq!(different, ["run.json"]);
    let record = |folder: &Path| -> serde_json::Value {
        let mut record: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join("2026-M01/run.json")).unwrap()).unwrap();
        record["durations"] = serde_json::Value::Null;
        record
    };
    assert_eq!(record(&row), record(&alone));
    // The year's end has the longer bulletin, with charts; January the one of two pages.
    let length =
        |month: &str| fs::read_to_string(row.join(month).join("report.html")).unwrap().matches("<figure").count();
    assert!(length("2025-M12") > 0 && length("2026-M01") == 0);
    let figures = rows(&row.join("2026-M01/data/figures.csv"));
    let status = |id: &str| {
        figures.iter().find(|row| row["figure"] == id && row["group_by"].is_empty()).unwrap()["status"].clone()
    };
    assert_eq!([status("petitions"), status("talks"), status("inspections")], ["B", "P", "A"]);
}

/// Every file below a folder by its path from there.
fn contents(root: &Path, folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(root, &path));
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn only_a_run_takes_several_periods_and_only_a_series_a_structure() {
    let row =
        run(&["query", "queries/monthly-bulletin", "--period", "2026-01..2026-02", "SELECT 1 AS one", "--lang", "en"]);
    assert_eq!(row.status.code(), Some(2));
    assert!(said(&row.stderr).contains("only one period"), "{}", said(&row.stderr));
    let structure = run(&["check", "queries/central-survey", "--structure", "2023", "--lang", "en"]);
    assert_eq!(structure.status.code(), Some(2));
    assert!(said(&structure.stderr).contains("follows no series"), "{}", said(&structure.stderr));
    let backwards = run(&["run", "queries/monthly-bulletin", "--period", "2026-06..2025-07"]);
    assert_eq!(backwards.status.code(), Some(2));
    assert!(said(&backwards.stderr).contains("comes before"), "{}", said(&backwards.stderr));
}

/// The line of the definition that begins with some words, from 1.
fn line(definition: &str, start: &str) -> usize {
    definition.lines().position(|line| line.starts_with(start)).unwrap() + 1
}

/// A round of the tiny survey with more written behind its definition; what is said of it, and the definition.
fn refused(further: &str) -> (String, String) {
    let definition = fs::read_to_string(project().join("tests/tiny/survey.toml")).unwrap();
    let last = "decimals = 1";
    assert!(definition.trim_end().ends_with(last));
    let tail = "unit = \"%\"\ndecimals = 1";
    let round = Round::new().replacing(tail, &format!("{tail}\n\n{further}")).unit("U01", "N", "Number of staff=3");
    let outcome = round.run();
    assert_eq!(outcome.status, Some(2), "{}", outcome.stderr);
    let definition = fs::read_to_string(round.folder.0.join("survey.toml")).unwrap();
    (outcome.stderr, definition)
}

#[test]
fn a_concordance_to_an_unknown_item_is_refused_with_its_line() {
    let further = "[[concordance]]\nfrom = \"2025-Q1\"\nitem = \"staff\"\nwas = [\"employees\"]\nkind = \"same\"\n\n\
                   [[concordance]]\nfrom = \"2025-Q1\"\nitem = \"stuff\"\nkind = \"narrowed\"\n";
    let (told, definition) = refused(further);
    let was = line(&definition, "was = [\"employees\"]");
    assert!(told.contains(&format!("survey.toml:{was}: no item is called `employees`")), "{told}");
    let item = line(&definition, "item = \"stuff\"");
    assert!(told.contains(&format!("survey.toml:{item}: no item is called `stuff`; did you mean `staff`?")), "{told}");
}

#[test]
fn everything_wrong_with_a_series_is_told_at_once_with_its_line() {
    let further = "[series]\ntolerance = 120\n\n[[series.item]]\nid = \"staff\"\nweight = \"trained_staff\"\n\n\
                   [[series.item]]\nid = \"has_plan\"\n\n[[series.item]]\nid = \"nobody\"\ndecimals = 9\n";
    let (told, definition) = refused(further);
    for (start, message) in [
        ("tolerance = 120", "0 to 100 points are expected"),
        ("weight = \"trained_staff\"", "`staff` is no rate: only a rate is weighted"),
        ("id = \"nobody\"", "nothing is called `nobody`"),
        ("decimals = 9", "at most 6 decimals are printed"),
    ] {
        let line = line(&definition, start);
        assert!(told.contains(&format!("survey.toml:{line}: {message}")), "{start}: {message}\n{told}");
    }
    assert!(told.contains("`has_plan` is not a number"), "{told}");
    assert!(told.contains("`history` must be at least 7"), "{told}");
}

#[test]
fn a_period_is_written_as_people_write_it() {
    let short = query("2026-06", &[], "SELECT DISTINCT period FROM returns");
    let long = query("2026-M06", &[], "SELECT DISTINCT period FROM returns");
    assert_eq!(short, long);
    assert_eq!(words(&short[0], "period"), "2026-M06");
}

#[test]
fn a_break_reaches_figures_tables_and_sentences() {
    let change =
        "[[concordance]]\nfrom = \"2025-Q1\"\nitem = \"has_plan\"\nkind = \"narrowed\"\nnote = \"approved plans only\"";
    let published = |further: &str| {
        let tail = "unit = \"%\"\ndecimals = 1";
        let answers = "Number of staff=3\nTraining plan in force=yes\nTraining held=no";
        let round = Round::new().replacing(tail, &format!("{tail}\n\n{further}")).unit("U01", "N", answers);
        round.form("2024-Q4/U01.xlsx", &form("U01", "2024-Q4", answers));
        let outcome = round.run();
        assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
        let status = outcome.figure("large_with_plan", "large")["status"].clone();
        let plain = outcome.figure("trained", "has_plan")["status"].clone();
        let report = fs::read_to_string(outcome.folder.join("report.html")).unwrap();
        (status, plain, report.matches("redefined").count())
    };
    let (status, trained, marks) = published(change);
    assert_eq!((status.as_str(), trained.as_str()), ("O", "B"));
    assert!(marks >= 2, "{marks} marks in sentences and tables");
    let (_, trained, marks) = published("");
    assert_eq!((trained.as_str(), marks), ("A", 0));
}
