//! For which period a return counts, and which of a unit's files; through the binary.

use crate::support::{Outcome, Round, fixed_workbook, form};

pub const ANSWERS: &str = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";

pub type Cells = Vec<(String, String)>;

/// A form with other words in some of its cells; a cell without words is blank.
fn with(cells: &[(&str, &str)]) -> Cells {
    let mut form = form("U01", "2025-Q1", ANSWERS);
    form.retain(|(cell, _)| cells.iter().all(|(other, _)| other != cell));
    form.extend(cells.iter().map(|(cell, words)| (cell.to_string(), words.to_string())));
    form.retain(|(_, words)| !words.is_empty());
    form
}

fn book(cells: &[(String, String)]) -> Vec<u8> {
    let mut workbook = fixed_workbook();
    let sheet = workbook.add_worksheet();
    for (cell, words) in cells {
        let at = canvass::sheet::Position::parse(cell).unwrap();
        sheet.write_string(at.row, at.col as u16, words).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// What a run of the first quarter of 2025 makes of these files.
pub fn run(files: &[(&str, Cells)]) -> Outcome {
    let round = Round::new().silent("U01", "N").unit("U02", "N", ANSWERS);
    for (name, cells) in files {
        round.form(name, cells);
    }
    round.command("run", &["--period", "2025-Q1"])
}

/// The number of staff that counts for the unit.
pub fn staff(outcome: &Outcome) -> String {
    let answers = outcome.rows("answers.csv");
    answers.iter().find(|row| row["unit"] == "U01" && row["item"] == "staff").unwrap()["value"].clone()
}

#[test]
fn a_note_of_when_a_form_was_made_files_no_return_for_that_period() {
    let earlier = with(&[("B4", "2024-Q4"), ("B11", "2025-01-10")]);
    for note in ["2024年第四季度制表", "（根据2024年第四季度通知填报）"] {
        let current = with(&[("B4", ""), ("D1", note), ("B11", "2025-04-07")]);
        let outcome = run(&[("2024-Q4/U01.xlsx", earlier.clone()), ("2025-Q1/U01.xlsx", current)]);
        assert_eq!(staff(&outcome), "12", "{note}: {}", outcome.stderr);
        assert_eq!(outcome.receipt("2024-Q4/U01.xlsx"), ("used".to_string(), String::new()), "{note}");
    }
}

#[test]
fn a_title_of_another_period_than_the_folder_is_refused_in_the_period_of_the_folder() {
    let stale = with(&[("A1", "2024年第四季度季报表"), ("B4", "")]);
    let outcome = run(&[("2025-Q1/U01.xlsx", stale)]);
    let (status, reason) = outcome.receipt("2025-Q1/U01.xlsx");
    assert_eq!(status, "rejected");
    assert!(reason.contains("fourth quarter of 2024") && reason.contains("first quarter of 2025"), "{reason}");
    assert_eq!(outcome.rules_of("U01"), ["return-rejected"]);
    assert_eq!(outcome.rows("units.csv").iter().find(|row| row["code"] == "U01").unwrap()["state"], "rejected");
}

#[test]
fn a_span_of_periods_is_asked_about_in_the_period_in_which_the_return_counts() {
    for written in ["2024年第二季度至第四季度", "2024年第一、二季度", "2024年第四季度（应为一季度）"]
    {
        let outcome = run(&[("2025-Q1/U01.xlsx", with(&[("B4", written)]))]);
        assert_eq!(staff(&outcome), "12", "{written}");
        let findings = outcome.rows("findings.csv");
        let asked = findings.iter().find(|row| row["unit"] == "U01").unwrap();
        assert_eq!((&*asked["rule"], &*asked["cell"]), ("period-not-understood", "B4"), "{written}");
        assert!(asked["message"].contains("by its folder"), "{}", asked["message"]);
    }
}

#[test]
fn common_writings_of_a_period_are_simply_read() {
    for written in ["2025年 第一季度", "2025 年第一季度（补报）", "二〇二五年一季度", "2025年第1季"]
    {
        let outcome = run(&[("U01.xlsx", with(&[("B4", written)]))]);
        assert_eq!((staff(&outcome).as_str(), outcome.rules_of("U01")), ("12", vec![]), "{written}");
    }
}

#[test]
fn the_declarations_own_words_beside_it_make_a_nil_return() {
    for beside in ["Nil return", "confirmed", "yes"] {
        let blank = [("B6", ""), ("B7", ""), ("B8", ""), ("B9", ""), ("B12", beside)];
        let outcome = run(&[("2025-Q1/U01.xlsx", with(&blank))]);
        let units = outcome.rows("units.csv");
        assert_eq!(units.iter().find(|row| row["code"] == "U01").unwrap()["state"], "nil", "{beside}");
    }
}

#[test]
fn a_draft_or_void_file_never_replaces_the_return_and_counts_alone_with_a_query() {
    let valid = with(&[("B11", "2025-04-03")]);
    for name in [
        "2025-Q1/U01 作废.xlsx",
        "2025-Q1/Office U01草稿.xlsx",
        "2025-Q1/draft U01.xlsx",
        "2025-Q1/作废/U01.xlsx",
        "2025-Q1/旧版（勿用）/all/U01.xlsx",
    ] {
        let later = with(&[("B6", "99"), ("B11", "2025-04-09")]);
        let outcome = run(&[("2025-Q1/U01.xlsx", valid.clone()), (name, later.clone())]);
        assert_eq!((staff(&outcome).as_str(), outcome.rules_of("U01")), ("12", vec![]), "{name}");
        let (status, reason) = outcome.receipt(name);
        assert!(status == "superseded" && reason.contains("2025-Q1/U01.xlsx"), "{status}: {reason}");
        let alone = run(&[(name, later)]);
        assert_eq!((staff(&alone).as_str(), alone.rules_of("U01")), ("99", vec!["withdrawn-return".to_string()]));
    }
}

#[test]
fn a_return_dated_before_its_period_or_years_after_it_is_asked_about() {
    for (day, is_asked) in [("2025-04-03", false), ("2025-01-02", false), ("2009-07-06", true), ("2064-04-08", true)] {
        let outcome = run(&[("2025-Q1/U01.xlsx", with(&[("B11", day)]))]);
        let rules = outcome.rules_of("U01");
        assert_eq!(rules, if is_asked { vec!["date-far-off"] } else { vec![] }, "{day}");
        let unit = outcome.rows("units.csv").into_iter().find(|row| row["code"] == "U01").unwrap();
        assert_eq!(unit["state"], "returned", "{day}");
    }
}

#[test]
fn a_unit_whose_file_cannot_be_used_is_not_said_to_have_sent_nothing() {
    let state = |name: &str, bytes: &[u8]| {
        let round = Round::new().silent("U01", "N").unit("U02", "N", ANSWERS);
        round.file(name, bytes);
        let outcome = round.command("run", &["--period", "2025-Q1"]);
        assert_eq!(outcome.receipt(name).0, "rejected");
        outcome.rows("units.csv").iter().find(|row| row["code"] == "U01").unwrap()["state"].clone()
    };
    let strange = [("A5", "Rain"), ("A6", "Snow"), ("A7", "Hail"), ("A8", "Wind"), ("A9", "Fog"), ("A10", "")];
    let strange = book(&with(&strange));
    assert_eq!(state("2025-Q1/somebody.xlsx", &strange), "rejected", "by what its form declares");
    assert_eq!(state("2025-Q1/U01.xlsx", &strange[..900]), "rejected", "by the name of the file");
    assert_eq!(state("2025-Q1/somebody.xlsx", &strange[..900]), "missing", "by nothing");
    assert_eq!(state("2024-Q4/U01.xlsx", &strange[..900]), "missing", "in another period");
}

#[test]
fn a_form_of_another_quarter_beside_that_quarters_own_is_missed_where_it_lies() {
    let earlier = with(&[("B4", "2024-Q4")]);
    let outcome =
        run(&[("2024-Q4/U01.xlsx", earlier.clone()), ("2025-Q1/again.xlsx", with(&[("B4", "2024-Q4"), ("B6", "5")]))]);
    assert_eq!(outcome.receipt("2025-Q1/again.xlsx").0, "rejected");
    let unit = outcome.rows("units.csv").into_iter().find(|row| row["code"] == "U01").unwrap();
    assert_eq!((unit["state"].as_str(), unit["file"].as_str()), ("rejected", "2025-Q1/again.xlsx"));
}

fn returned(outcome: &Outcome, unit: &str) -> String {
    outcome.rows("units.csv").iter().find(|row| row["code"] == unit).unwrap()["state"].clone()
}

#[test]
fn a_form_with_an_earlier_period_is_missed_in_the_folder_that_says_a_later_one_among_words() {
    let earlier = with(&[("B4", "2024-Q4"), ("B6", "99")]);
    let own = with(&[("B4", "2024-Q4")]);
    let outcome = run(&[("2024年第四季度报表/U01.xlsx", own), ("2025年第一季度报表/U01.xlsx", earlier)]);
    assert_eq!(outcome.receipt("2025年第一季度报表/U01.xlsx").0, "rejected");
    assert_eq!(outcome.receipt("2024年第四季度报表/U01.xlsx").0, "used");
    assert_eq!(returned(&outcome, "U01"), "rejected");
    assert_eq!(outcome.rules_of("U01"), ["return-rejected", "period-contradicts-folder"]);
}

/// The form of a unit for a period.
fn of_unit(n: usize, period: &str) -> Cells {
    let code = format!("U0{n}");
    with(&[("B2", &code), ("B3", &format!("Office {code}")), ("B4", period)])
}

/// What a run makes of files of three units, each for its period.
fn three(files: &[(String, &str)]) -> Outcome {
    let round = Round::new().silent("U01", "N").silent("U02", "N").silent("U03", "N");
    for (n, (name, of)) in files.iter().enumerate() {
        round.form(name, &of_unit(n + 1, of));
    }
    round.command("run", &["--period", "2025-Q1"])
}

fn called(name: &str, periods: [&'static str; 3]) -> Vec<(String, &'static str)> {
    (1..).zip(periods).map(|(n, period)| (name.replace('#', &format!("U0{n}")), period)).collect()
}

#[test]
fn a_name_that_says_when_returns_were_collected_is_not_asked_about() {
    for name in [
        "2025年第二季度材料/#.xlsx",
        "2025年第二季度第一批/#.xlsx",
        "2025年第二季度/2025年第一季度报表/#.xlsx",
        "2025年第二季度调查 #.xlsx",
    ] {
        let outcome = three(&called(name, ["2025-Q1"; 3]));
        for unit in ["U01", "U02", "U03"] {
            assert_eq!(outcome.rules_of(unit), [""; 0], "{name}: {unit}");
            let file = name.replace('#', unit);
            assert_eq!(outcome.receipt(&file), ("used".to_string(), String::new()), "{file}");
        }
    }
}

#[test]
fn a_later_period_in_a_name_is_asked_about_where_most_returns_bear_it_out() {
    for (name, rule) in [
        ("2025年第一季度材料/#.xlsx", "period-contradicts-folder"),
        ("2025年第一季度调查 #.xlsx", "period-contradicts-file-name"),
    ] {
        let outcome = three(&called(name, ["2024-Q4", "2025-Q1", "2025-Q1"]));
        assert_eq!((outcome.rules_of("U01"), outcome.rules_of("U02")), (vec![rule.to_string()], vec![]), "{name}");
    }
    let mut flat = called("2025-Q1/#.xlsx", ["2024-Q4", "2025-Q1", "2025-Q1"]);
    flat[0].0 = "2025年第一季度材料/U01.xlsx".to_string();
    assert_eq!(three(&flat).rules_of("U01"), ["period-contradicts-folder"]);
}

#[test]
fn an_earlier_period_in_the_name_of_a_folder_is_always_asked_about() {
    let outcome = three(&called("2024年第四季度材料/#.xlsx", ["2025-Q1"; 3]));
    assert_eq!(outcome.rules_of("U01"), ["period-contradicts-folder"]);
}

#[test]
fn a_nearer_folder_and_a_title_go_before_the_folder_of_the_working_period_around_them() {
    let untold = |title: &str| with(&[("A1", title), ("B4", "")]);
    for title in ["2025年第一季度季报表", "Quarterly return"] {
        let file = "2025年第二季度/2025年第一季度报表/U01.xlsx";
        let round = Round::new().silent("U01", "N");
        round.form(file, &untold(title));
        let outcome = round.command("run", &["--period", "2025-Q1"]);
        assert_eq!(outcome.receipt(file), ("used".to_string(), String::new()), "{title}");
        assert_eq!(outcome.rules_of("U01"), [""; 0], "{title}");
    }
}

#[test]
fn words_of_sending_name_a_period_where_most_forms_agree() {
    let earlier = || with(&[("B4", "2024-Q4")]);
    let folder = "2025年第一季度上报";
    let alone = run(&[(&format!("{folder}/U01.xlsx"), earlier())]);
    assert_eq!(alone.receipt(&format!("{folder}/U01.xlsx")), ("used".to_string(), String::new()));
    let other = [("B2", "U02"), ("B3", "Office U02")];
    let outcome = run(&[(&format!("{folder}/U01.xlsx"), earlier()), (&format!("{folder}/U02.xlsx"), with(&other))]);
    assert_eq!(outcome.rules_of("U01"), ["period-contradicts-folder"]);
}

#[test]
fn a_file_named_for_another_period_is_asked_about_in_both() {
    let earlier = with(&[("B4", "2024-Q4")]);
    let name = "2025年第一季度季报表 U01.xlsx";
    let outcome = run(&[(name, earlier)]);
    assert_eq!(outcome.rules_of("U01"), ["period-contradicts-file-name"]);
    assert!(outcome.receipt(name).1.contains("first quarter of 2025"), "{:?}", outcome.receipt(name));
    let filed = run(&[(&format!("2024-Q4/{name}"), with(&[("B4", "2024-Q4")]))]);
    assert_eq!(filed.rules_of("U01"), [""; 0], "the folder agrees with the form");
}

#[test]
fn a_form_of_a_neighbour_never_takes_the_place_of_its_return() {
    let template = with(&[("B6", "99"), ("B11", "2025-04-09")]);
    let three = |files: &[(&str, Cells)]| {
        let round = Round::new().silent("U01", "N").silent("U03", "N").unit("U02", "N", ANSWERS);
        for (name, cells) in files {
            round.form(name, cells);
        }
        round.command("run", &["--period", "2025-Q1"])
    };
    let outcome =
        three(&[("2025-Q1/U01.xlsx", with(&[("B11", "2025-04-03")])), ("2025-Q1/U03.xlsx", template.clone())]);
    assert_eq!((staff(&outcome).as_str(), &*outcome.receipt("2025-Q1/U03.xlsx").0), ("12", "rejected"));
    assert_eq!((&*returned(&outcome, "U01"), &*returned(&outcome, "U03")), ("returned", "rejected"));
    let alone = three(&[("2025-Q1/U03.xlsx", template.clone())]);
    assert_eq!((staff(&alone).as_str(), alone.rules_of("U01")), ("99", vec!["file-names-another-unit".to_string()]));
    let copied = with(&[]);
    let twice = three(&[("2025-Q1/U01.xlsx", copied.clone()), ("2025-Q1/U03.xlsx", copied)]);
    assert_eq!(twice.receipt("2025-Q1/U03.xlsx").0, "superseded");
    assert_eq!(twice.rules_of("U01"), ["file-names-another-unit"]);
}

#[test]
fn one_office_may_send_for_many() {
    let round = Round::new().silent("U01", "N").silent("U03", "N").unit("U02", "N", ANSWERS);
    for (file, code) in [("U03 (1).xlsx", "U01"), ("U03 (2).xlsx", "U02")] {
        let name = format!("Office {code}");
        round.form(&format!("2025-Q1/{file}"), &with(&[("B2", code), ("B3", &name)]));
    }
    let outcome = round.command("run", &["--period", "2025-Q1"]);
    assert_eq!(outcome.rules_of("U01"), [""; 0]);
}

#[test]
fn a_period_that_hardly_any_return_is_for_is_asked_about_where_its_unit_is_missed_in_the_other() {
    let mut round = Round::new();
    for n in 1..=9 {
        round = round.silent(&format!("U0{n}"), "N");
    }
    for n in 1..=9 {
        let (code, period) = (format!("U0{n}"), if n == 1 { "2052-Q1" } else { "2025-Q1" });
        round.form(&format!("{code}.xlsx"), &with(&[("B2", &code), ("B3", &format!("Office {code}")), ("B4", period)]));
    }
    let outcome = round.command("run", &["--period", "2025-Q1"]);
    assert_eq!(outcome.rules_of("U01"), ["period-apart"]);
    assert!(outcome.receipt("U01.xlsx").1.contains("2052"));
    let newest = round.command("check", &[]);
    assert!(newest.stderr.contains("--period 2025-Q1"), "{}", newest.stderr);
    round.form("also U01.xlsx", &with(&[]));
    assert_eq!(round.command("run", &["--period", "2025-Q1"]).rules_of("U01"), [""; 0], "it sent both");
}

#[test]
fn a_nil_return_that_reports_something_is_asked_about() {
    let asked = |cells: &[(&str, &str)]| run(&[("2025-Q1/U01.xlsx", with(cells))]).rules_of("U01");
    let nil = ("B12", "yes");
    assert_eq!(asked(&[nil, ("B7", "3")]), ["nil-with-answers"]);
    assert_eq!(asked(&[nil, ("B7", "0"), ("B8", "no"), ("B9", "no")]), [""; 0]);
}
