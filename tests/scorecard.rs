//! The scorecard of the towns: scores reckoned by hand, vetoes, ties, parts of the year, and what is refused when it is loaded.

use std::fs;
use std::process::Output;
use std::sync::LazyLock;

use crate::support::{Folder, canvass, project};

fn query(period: &str, sql: &str) -> String {
    let out =
        canvass().args(["query", "queries/scorecard", sql, "--period", period, "--format", "csv"]).output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// The cells of a query's rows, joined by blanks.
fn rows(period: &str, sql: &str) -> Vec<String> {
    query(period, sql).lines().skip(1).map(|line| line.replace(',', " ")).collect()
}

#[test]
fn every_shape_of_deduction_costs_what_it_costs_by_hand() {
    let sql = "SELECT item, lost, gained, score FROM deductions WHERE code = 'T02' ORDER BY item_seq";
    let reckoned = [
        "s_meetings 2 0 2",         // one meeting short: 2 points
        "s_certificates 0.8 0 2.2", // 24 of 25 = 96 %: 4 points short × 0.2
        "s_plan 0 0 3",             // done
        "s_checks 1.5 0 1.5",       // exactly two inspections: half marks
        "s_talks 2 0 1",            // 17 of 20 = 85 %: 10 points short, two whole steps of 5
        "s_honours 0 1 1",          // one practice adopted
        "s_training 1.25 0 3.75",   // 37 of 40 = 92.5 %: 2.5 points short × 0.5
        "s_lectures 1.5 0 1.5",     // one lecture short
        "s_test 2 0 2",             // 36 of 40 = 90 %: just met, half marks
        "s_self_check 0 0 3",       // done
        "s_rectified 2.7 0 3.3",    // 11 of 12 = 91.67 %: 8.33 points short, 9 begun × 0.3
        "s_petitions 1 0 3",        // one overdue
        "s_spending 1.5 0 1.5",     // +2.4 %: 3 begun × 0.5
        "s_disclosure 2 0 2",       // 93 %: between 90 and 98, half marks
        "s_violations 12 0 18",     // two found by higher offices, the third by the town itself
        "s_complaints 2 0 4",       // one complaint
        "s_satisfaction 1 0 3",     // 82.5: 2.5 points short × 0.4
        "s_late 2 0 2",             // one other report late, this return in time
        "s_materials 1.5 0 2.5",    // three papers missing × 0.5
        "s_returned 1 0 3",         // sent back once
    ];
    assert_eq!(rows("2026-S1", sql), reckoned);
    // 10.7 + 7.25 + 12.8 + 25 + 7.5.
    let sql =
        "SELECT leadership, education, oversight, conduct, reports, total, total_star FROM returns WHERE code = 'T02'";
    assert_eq!(rows("2026-S1", sql), ["10.7 7.25 12.8 25 7.5 63.25 one"]);
}

#[test]
fn areas_are_compared_with_the_half_year_before() {
    let means = |column: &str| {
        let areas = "FROM figures WHERE figure = 'mean_total' AND group_by = 'area'";
        format!("SELECT \"group\" AS area, {column} {areas} ORDER BY area")
    };
    let before = rows("2026-S1", &means("previous_rounded"));
    assert_eq!(before, rows("2025-S2", &means("rounded")));
    assert_ne!(before, rows("2025-S1", &means("rounded")));
    assert_eq!(before.len(), 4);
}

#[test]
fn vetoes_bars_emptied_items_and_missing_data_end_in_the_total() {
    let sql =
        "SELECT code, total_before_veto, total, total_star FROM returns WHERE seq <= 10 OR code = 'T19' ORDER BY seq";
    let expected = [
        "T01 100 100 five", // a bonus of 2 makes good nothing that was not lost
        "T02 63.25 63.25 one",
        "T03 100 0 none",    // a major incident sets the total to nothing
        "T04 100 100 three", // a collective petition leaves three stars at best
        "T05 73 73 two",     // three violations: 21, and complaints emptied: 6
        "T06 95 95 five",    // a false paper: 1, and the quality of returns emptied: 4
        "T07 98 98 five",    // this return came late: 2
        "T08 95 95 five",    // training blank: 5
        "T09 96 96 five",    // satisfaction in words, no number: 4
        "T10 98 98 five",    // one other report late: 2
        "T19 0 0 none",      // no return, no marks
    ];
    assert_eq!(rows("2026-S1", sql), expected);
    let sql = "SELECT item, cause FROM deductions WHERE cause <> 'rule' AND code IN ('T05', 'T06', 'T08', 'T09') ORDER BY seq";
    let causes = ["s_complaints emptied", "s_returned emptied", "s_training missing", "s_satisfaction missing"];
    assert_eq!(rows("2026-S1", sql), causes);
}

#[test]
fn towns_that_tie_share_a_rank_and_the_next_is_left_out() {
    let sql = "SELECT rank, total FROM returns WHERE total >= 98 ORDER BY rank, seq";
    let ranks: Vec<String> = rows("2026-S1", sql);
    // T01 and T04 at 100, then T07 and T10 at 98 with whoever else has as much.
    assert_eq!(ranks[..2], ["1 100", "1 100"]);
    let at_98: Vec<&String> = ranks.iter().filter(|line| line.ends_with(" 98")).collect();
    let above = ranks.len() - at_98.len();
    assert!(at_98.len() >= 2 && at_98.iter().all(|line| **line == format!("{} 98", above + 1)), "{ranks:?}");
}

#[test]
fn the_year_end_total_is_put_together_from_two_half_years() {
    // T02: 95 at half-year, 98 at year end: 0.4 × 95 + 0.6 × 98 = 96.8.
    let sql = "SELECT part_seq, value, weight, counted FROM score_parts WHERE code = 'T02' ORDER BY part_seq";
    assert_eq!(rows("2025-S2", sql), ["1 95 0.4 38", "2 98 0.6 58.8"]);
    assert_eq!(rows("2025-S2", "SELECT total_sheet, total FROM returns WHERE code = 'T02'"), ["98 96.8"]);
    // T24 entered the register in July: its year-end assessment alone counts.
    let sql = "SELECT total = total_sheet AS alone FROM returns WHERE code = 'T24'";
    assert_eq!(rows("2025-S2", sql), ["true"]);
    // T22 sent nothing at half-year: nothing of 40 %. T21 was vetoed then.
    let sql = "SELECT code, value, counted FROM score_parts WHERE part_seq = 1 AND code IN ('T21', 'T22') ORDER BY seq";
    assert_eq!(rows("2025-S2", sql), ["T21 0 0", "T22 0 0"]);
    // At half-year the sheet is the total.
    assert_eq!(rows("2026-S1", "SELECT COUNT(*) AS n FROM score_parts"), ["0"]);
}

#[test]
fn every_lost_point_is_traced_to_its_cell_and_every_sheet_adds_up() {
    let sql = "SELECT item, sheet, cell FROM deductions WHERE code = 'T02' AND item IN ('s_certificates', 's_violations') ORDER BY item_seq";
    let cells = rows("2026-S1", sql);
    // Due and signed stand in rows 7 and 8 of the form; of three cases the first and the third count.
    assert_eq!(cells[0], "s_certificates 考核填报表 \"C7  C8\"", "{cells:?}");
    assert!(cells[1].starts_with("s_violations 考核填报表 \"B"), "{cells:?}");
    let sql = "WITH sums AS (SELECT code, SUM(score) AS items FROM deductions GROUP BY code) \
               SELECT COUNT(*) AS n FROM returns AS r JOIN sums AS s ON r.code = s.code \
               WHERE ABS(r.total_sheet - s.items) > 0.001 AND r.leadership < 16";
    assert_eq!(rows("2026-S1", sql), ["0"]);
    let sql = "SELECT COUNT(*) AS n FROM deductions WHERE NOT bonus AND ABS(points - lost - score) > 0.0001";
    assert_eq!(rows("2026-S1", sql), ["0"]);
    let sql = "SELECT COUNT(*) AS n FROM deductions WHERE score < 0 OR score > points";
    assert_eq!(rows("2026-S1", sql), ["0"]);
}

#[test]
fn the_index_has_a_range_of_ranks_that_holds_its_own() {
    let sql =
        "SELECT COUNT(*) AS n FROM returns WHERE effect_rank < effect_best_rank OR effect_rank > effect_worst_rank";
    assert_eq!(rows("2026-S1", sql), ["0"]);
    // Declared and equal weights, and each of four up and down.
    let sql = "SELECT MAX(case_seq) AS n FROM effect_sensitivity";
    assert_eq!(rows("2026-S1", sql), ["10"]);
    // T02: 91.667, 90, 82.5 and 93 between 60 and 100 are 0.791667, 0.75, 0.5625 and 0.825:
    // 0.35 × 79.1667 + 0.2 × 75 + 0.3 × 56.25 + 0.15 × 82.5 = 71.958…
    assert_eq!(rows("2026-S1", "SELECT effect FROM returns WHERE code = 'T02'"), ["72"]);
    // T09 gave no usable satisfaction, T12 found no problem, T19 sent nothing: no index and no rank.
    let sql = "SELECT code FROM returns WHERE effect IS NULL AND effect_rank IS NULL ORDER BY code";
    assert_eq!(rows("2026-S1", sql), ["T09", "T12", "T19"]);
}

static PUBLISHED: LazyLock<(Folder, [String; 2])> = LazyLock::new(|| {
    let folder = Folder::new();
    let reports = ["zh", "en"].map(|lang| {
        let out = folder.0.join(lang);
        let run = canvass().args(["run", "queries/scorecard", "--lang", lang, "--out"]).arg(&out).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
        fs::read_to_string(out.join("scorecard/2026-S1/report.html")).unwrap()
    });
    (folder, reports)
});

#[test]
fn the_report_says_who_leads_what_cost_most_and_whom_a_veto_struck() {
    let [zh, en] = &PUBLISHED.1;
    for words in ["前三名", "松照镇", "发生较大以上责任事故", "失分最多的指标"] {
        assert!(zh.contains(words), "{words}");
    }
    for words in ["The first three", "a major incident for which the town is responsible", "What cost most", "East"] {
        assert!(en.contains(words), "{words}");
    }
}

#[test]
fn every_town_gets_a_sheet_of_its_own_with_its_own_points_only() {
    let folder = PUBLISHED.0.0.join("zh/scorecard/2026-S1/documents/sheet");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 48);
    let html = fs::read_to_string(folder.join("T05.html")).unwrap();
    assert!(html.contains("望渡乡") && html.contains("因“违纪案件”被清零"), "T05");
    assert!(!html.contains("澄溪镇"), "the sheet of T05 names another town");
}

/// The survey with a piece of it replaced, and what is said of it.
fn refused(old: &str, new: &str) -> (String, String) {
    let folder = Folder::new();
    for entry in fs::read_dir(project().join("queries/scorecard")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.0.join(path.file_name().unwrap())).unwrap();
    }
    let text = fs::read_to_string(folder.0.join("survey.toml")).unwrap();
    assert!(text.contains(old), "the survey has no `{old}`");
    let text = text.replacen(old, new, 1);
    fs::write(folder.0.join("survey.toml"), &text).unwrap();
    let given: Output = canvass().arg("check").arg(&folder.0).args(["--lang", "en"]).output().unwrap();
    assert_eq!(given.status.code(), Some(2), "`{new}` was let pass");
    (text, String::from_utf8(given.stderr).unwrap())
}

/// What is replaced, by what, what is said of it, and how the line begins at which the message points.
const REFUSED: &[[&str; 4]] = &[
    [
        "{ from = 4, lose = 30 }",
        "{ from = 4, lose = 31 }",
        "the rule can take up to 31 points, but `s_violations` has 30; write `capped = true` if it stops there",
        "stepped = { of = \"n_violations\"",
    ],
    [
        "met = { of = \"plan_made\" }",
        "met = { of = \"plan_made\", lose = 4 }",
        "the rule can take up to 4 points, but `s_plan` has 3",
        "met = { of = \"plan_made\", lose = 4 }",
    ],
    [
        "points = 6\ncapped = true\nper_event",
        "points = 6\nper_event",
        "the rule can take any number of points, but `s_complaints` has 6",
        "per_event = { of = \"complaints\"",
    ],
    ["{ from = 3, lose = 21 }", "{ from = 2, lose = 21 }", "steps are ascending", "  { from = 2, lose = 21 }"],
    [
        "items = [\"s_returned\"]",
        "items = [\"s_retuned\"]",
        "no score item is called `s_retuned`; did you mean `s_returned`?",
        "empties = { items = [\"s_retuned\"]",
    ],
    [
        "weight = \"40 %\"",
        "weight = \"30 %\"",
        "the weights of the parts make 0.9, but must make 1 or 100",
        "[[scorecard.part]]",
    ],
    ["weight = \"35 %\"", "weight = \"36 %\"", "the weights of the indicators make 1.01", "[[index.indicator]]"],
    [
        "points = 12\n\n[[scorecard.category]]",
        "points = 13\n\n[[scorecard.category]]",
        "the items of `education` make 12 points, but the category has 13",
        "points = 13",
    ],
    [
        "points = 100",
        "points = 110",
        "the points of the categories make 100, but those of the sheet are 110",
        "points = 110",
    ],
    ["from = 90", "from = 95", "`five` and `four` overlap", "[[scorecard.star]]"],
    ["from = 80", "from = 80\nbelow = 92", "`four` and `three` overlap between 90 and 92", "[[scorecard.star]]"],
    [
        "category = \"reports\"",
        "category = \"report\"",
        "no category is called `report`; did you mean `reports`?",
        "category = \"report\"",
    ],
    ["missing = \"no-marks\"", "missing = 3", "`s_honours` has 2 points; 3 cannot be given", "missing = 3"],
    ["at_best = \"three\"", "at_best = \"tree\"", "no star is called `tree`", "at_best = \"tree\""],
    [
        "per_event = { of = \"complaints\"",
        "per_event = { of = \"complaint\"",
        "nothing is called `complaint`; did you mean `complaints`?",
        "per_event = { of = \"complaint\"",
    ],
];

#[test]
fn what_cannot_be_reckoned_is_refused_with_its_line() {
    for [old, new, told, at] in REFUSED {
        let (text, said) = refused(old, new);
        let message = said.lines().find(|line| line.contains(told)).unwrap_or_else(|| panic!("{told}: {said}"));
        let (_, after) = message.split_once("survey.toml:").unwrap();
        let line: usize = after.split(':').next().unwrap().parse().unwrap();
        let pointed_at = text.lines().nth(line - 1).unwrap();
        assert!(pointed_at.starts_with(at), "{told}: line {line} is `{pointed_at}`");
    }
}
