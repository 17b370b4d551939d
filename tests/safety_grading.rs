//! The safety grading of the sample data: every number was counted from the Excel files by other means.

use std::sync::OnceLock;

use polars_io::prelude::{ParquetReader, SerReader};

use crate::support::{Folder, Outcome, canvass};

fn published() -> &'static Outcome {
    static PUBLISHED: OnceLock<(Outcome, Folder)> = OnceLock::new();
    &PUBLISHED.get_or_init(|| run("zh", &[])).0
}

fn run(lang: &str, further: &[&str]) -> (Outcome, Folder) {
    let folder = Folder::new();
    let out = folder.0.join("out");
    let mut program = canvass();
    program.args(["run", "queries/safety-grading", "--lang", lang, "--out"]).arg(&out).args(further);
    let output = program.output().unwrap();
    let outcome = Outcome {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        folder: out.join("safety-grading/2026-S1"),
        _round: None,
    };
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    (outcome, folder)
}

/// Rows of a query, words between blanks; a value that is not there is left out.
fn query(sql: &str) -> Vec<String> {
    let output = canvass().args(["query", "queries/safety-grading", "--lang", "en", sql]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    String::from_utf8(output.stdout).unwrap().lines().skip(2).map(line).collect()
}

#[test]
fn the_headline_grades_are_those_counted_by_hand() {
    for (figure, base, count, units, share, before) in [
        ("grade_a", "registered", "102", "417", "24.5%", "83"),
        ("grade_b", "registered", "250", "417", "60.0%", "259"),
        ("grade_c", "registered", "52", "417", "12.5%", "57"),
        ("grade_d", "registered", "7", "417", "1.7%", "10"),
        ("not_graded", "registered", "6", "417", "1.4%", "1"),
        ("key_c", "key_industries", "18", "251", "7.2%", ""),
    ] {
        let row = published().figure(figure, base);
        let told = (row["count"].as_str(), row["base_count"].as_str(), row["share_text"].as_str());
        assert_eq!(told, (count, units, share), "{figure}");
        assert!(before.is_empty() || row["previous_count"] == before, "{figure}: {}", row["previous_count"]);
    }
    // The mean of 412 scores is 815.17257…
    assert!(published().figure("mean_score", "")["value"].starts_with("815.172572815"));
}

#[test]
fn scores_at_the_cuts_are_graded_as_the_rule_says() {
    let sql = "SELECT score, grade FROM returns WHERE industry = '机械制造' AND score IN (900.0, 899.5, 899.0, 700.0, 699.5, 699.0) \
               ORDER BY score DESC, seq";
    assert_eq!(query(sql), ["900 A", "900 A", "899.5 B", "899 B", "700 B", "700 B", "699.5 C", "699 C"]);
    let hazard = "SELECT score, grade, grade_before FROM returns WHERE code = 'QY0161'";
    assert_eq!(query(hazard), ["952 D B"]);
}

#[test]
fn targets_are_told_for_the_city_and_every_county() {
    let sql = "SELECT target, \"group\", count, base, state, short FROM grade_targets \
               WHERE \"group\" IS NULL OR group_by = 'county' ORDER BY seq";
    assert_eq!(
        query(sql),
        [
            "a_20 102 417 met 0",
            "a_20 澜湾区 36 122 met 0",
            "a_20 砚溪县 26 98 met 0",
            "a_20 枫坪县 23 100 met 0",
            "a_20 鹿泽县 17 97 missed 3",
            "b_50 250 417 met 0",
            "b_50 澜湾区 68 122 met 0",
            "b_50 砚溪县 59 98 met 0",
            "b_50 枫坪县 60 100 met 0",
            "b_50 鹿泽县 63 97 met 0",
            "no_d 7 417 missed 7",
            "no_d 澜湾区 3 122 missed 3",
            "no_d 砚溪县 1 98 missed 1",
            "no_d 枫坪县 1 100 missed 1",
            "no_d 鹿泽县 2 97 missed 2",
            "no_c 18 251 missed 18",
            "no_c 澜湾区 2 74 missed 2",
            "no_c 砚溪县 6 59 missed 6",
            "no_c 枫坪县 5 59 missed 5",
            "no_c 鹿泽县 5 59 missed 5",
        ]
    );
    let n = query("SELECT COUNT(DISTINCT \"group\") AS n FROM grade_targets WHERE group_by = 'industry'");
    assert_eq!(n, ["25"], "every industry is told of");
}

#[test]
fn transitions_are_those_counted_by_hand_and_sum_to_both_rounds() {
    let sql = "SELECT before, now, count FROM grade_transitions WHERE \"group\" IS NULL AND count > 0 ORDER BY seq";
    assert_eq!(
        query(sql),
        [
            "A A 77",
            "A B 3",
            "A ungraded 2",
            "A absent 1",
            "B A 22",
            "B B 217",
            "B C 6",
            "B D 6",
            "B ungraded 3",
            "B absent 5",
            "C B 11",
            "C C 43",
            "C D 1",
            "C ungraded 1",
            "C absent 1",
            "D A 1",
            "D B 7",
            "D C 2",
            "ungraded C 1",
            "absent A 2",
            "absent B 12",
        ]
    );
    let sums = "SELECT group_by, SUM(CASE WHEN before <> 'absent' THEN count ELSE 0 END) AS then, \
                SUM(CASE WHEN now <> 'absent' THEN count ELSE 0 END) AS now FROM grade_transitions \
                GROUP BY group_by ORDER BY group_by";
    assert_eq!(query(sums), ["county 410 417", "industry 410 417", "risk 410 417", "410 417"]);
}

#[test]
fn every_declared_fault_is_found() {
    let findings = published().rows("findings.csv");
    for (rule, unit, cell) in [
        ("training-within-the-standard", "QY0386", "F63"),
        ("removed-not-more-than-found", "QY0197", "M75"),
        ("required", "QY0086", "L87"),
        ("code-unknown", "QY0190", "B68"),
        ("not-relevant", "QY0081", "P83"),
        ("employees-unlike-last-round", "QY0366", "O43"),
        ("hazards-unlike-the-size", "", "M81"),
        ("resubmission-undecided", "", ""),
        ("return-rejected", "", "C102"),
        ("total-row", "", "C103"),
    ] {
        let found = |row: &std::collections::BTreeMap<String, String>| {
            row["rule"] == rule && (unit.is_empty() || row["unit"] == unit) && (cell.is_empty() || row["cell"] == cell)
        };
        assert!(findings.iter().any(found), "{rule} {unit} {cell}");
    }
    let states = query("SELECT state, COUNT(*) AS n FROM units GROUP BY state ORDER BY state");
    assert_eq!(states, ["late 97", "missing 3", "returned 317"]);
}

#[test]
fn an_item_that_some_industries_are_not_asked_is_not_missing_in_their_rows() {
    let sql = "SELECT r.industry AS industry, a.state AS state, COUNT(*) AS n FROM answers AS a JOIN returns AS r \
               ON a.unit = r.code WHERE a.item = 'accidents' AND a.state <> 'answered' AND r.returned \
               GROUP BY r.industry, a.state ORDER BY industry";
    assert_eq!(query(sql), ["住宿餐饮 not_applicable 17", "农机服务 not_applicable 18"]);
    let graded = query("SELECT COUNT(*) AS n FROM returns WHERE industry = '农机服务' AND grade IS NOT NULL");
    assert_eq!(graded, ["18"]);
}

#[test]
fn the_corrected_roster_shows_as_corrections_in_the_divided_change() {
    // Three enterprises of 鹿泽县 were re-sent with 40 points more in training.
    let sql = "SELECT n_corrected, n_exits, n_entries, ABS(change - corrections - exits - behaviour - entries) < 0.000001 AS sums, \
               corrections > 0.17 AND corrections < 0.28 AS corrected FROM change_split WHERE figure = 'mean_score' AND \"group\" IS NULL";
    let told = query(sql);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("3 ") || told[0].starts_with("2 "), "{told:?}");
    assert!(told[0].ends_with("true true"), "{told:?}");
}

#[test]
fn the_publication_says_headline_targets_and_names_in_both_languages() {
    let zh = std::fs::read_to_string(published().folder.join("report.html")).unwrap();
    for words in ["本轮结论", "高危、重点行业无C级", "24.5%", "黄牌警示", "差少量分即可晋级", "变化从何而来"]
    {
        assert!(zh.contains(words), "{words}");
    }
    for chart in ["by-county", "by-industry", "targets", "transitions", "aspects"] {
        assert!(published().folder.join(format!("charts/{chart}.png")).is_file(), "{chart}");
    }
    let cards = std::fs::read_dir(published().folder.join("documents/yellow-card")).unwrap().count();
    assert_eq!(cards, 14, "a docx and an html for each of seven enterprises");
    let (english, _folder) = run("en", &[]);
    let en = std::fs::read_to_string(english.folder.join("report.html")).unwrap();
    for words in [
        "Results of the round",
        "no C in high-risk and key industries",
        "24.5%",
        "Luze County",
        "Enterprises just below a cut",
    ] {
        assert!(en.contains(words), "{words}");
    }
}

#[test]
fn the_public_edition_names_no_enterprise_and_divides_no_group() {
    let folder = Folder::new();
    let out = folder.0.join("out");
    let mut program = canvass();
    program.args(["run", "queries/safety-grading", "--audience", "public", "--out"]).arg(&out);
    let output = program.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let html = std::fs::read_to_string(out.join("safety-grading/2026-S1.public/report.html")).unwrap();
    assert!(html.contains("24.5%") && !html.contains("有限公司"));
    for table in ["grade_transitions", "grade_targets"] {
        let path = out.join(format!("safety-grading/2026-S1.public/data/table-{table}.parquet"));
        let frame = ParquetReader::new(std::fs::File::open(path).unwrap()).finish().unwrap();
        let counts = frame.column("count").unwrap().i64().unwrap();
        assert!(counts.iter().flatten().all(|count| !(1..5).contains(&count)), "{table} tells a small count");
    }
}
