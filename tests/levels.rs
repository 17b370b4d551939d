//! Registers with levels: totals against their parts, and figures without counting twice.

use crate::support::Round;

const CHECK: &str = r#"[[check]]
id = "county-total"
parts_sum = { items = ["staff"], tolerance = 1 }

[[measure]]
id = "staff_below"
label = "staff of the lowest level"
kind = "sum"
of = "staff"
where = "n_parts = 0"

[[condition]]"#;

/// A county with three towns, one of which sent nothing, and a county whose total is one off.
fn round(total: &str) -> Round {
    Round::new()
        .replacing("file = \"units.xlsx\"", "file = \"units.xlsx\"\nparent = \"region\"")
        .replacing("[[condition]]", CHECK)
        .unit("C1", "", &format!("Number of staff={total}\nTraining plan in force=no"))
        .unit("T1", "C1", "Number of staff=40\nTraining plan in force=no")
        .unit("T2", "C1", "Number of staff=55\nTraining plan in force=no")
        .silent("T3", "C1")
        .unit("C2", "", "Number of staff=21\nTraining plan in force=no")
        .unit("T4", "C2", "Number of staff=20\nTraining plan in force=no")
}

#[test]
fn a_total_unlike_its_parts_is_told_with_the_sum_and_what_is_missing() {
    let out = round("120").run();
    let findings = out.rows("findings.csv");
    let of: Vec<_> = findings.iter().filter(|finding| finding["rule"] == "county-total").collect();
    assert_eq!(of.len(), 1, "{}", out.stderr);
    let told = "“Number of staff” is 120, the sum over the units below (3) is 95, a difference of 25 (nothing from: Office T3)";
    assert_eq!((of[0]["unit"].as_str(), of[0]["message"].as_str()), ("C1", told));
    let out = round("95").run();
    assert!(out.rows("findings.csv").iter().all(|finding| finding["rule"] != "county-total"));
}

#[test]
fn the_lowest_level_alone_is_summed_without_counting_twice() {
    let out = round("95").run();
    let figures = out.rows("figures.csv");
    let sum =
        |id: &str| figures.iter().find(|f| f["figure"] == id && f["group_by"].is_empty()).unwrap()["value"].clone();
    // 40 + 55 + 20, and with the totals of the counties 95 + 21 more.
    assert_eq!((sum("staff_below"), sum("staff")), ("115".to_string(), "231".to_string()));
    let sql = "SELECT code, depth, n_parts FROM returns ORDER BY seq";
    let out = round("95").command("query", &[sql, "--format", "csv"]);
    let rows: Vec<&str> = out.stdout.lines().skip(1).collect();
    assert_eq!(rows, ["C1,1,3", "T1,2,0", "T2,2,0", "T3,2,0", "C2,1,1", "T4,2,0"], "{}", out.stderr);
}

#[test]
fn parts_without_levels_are_refused_with_the_line() {
    let round = Round::new().replacing("[[condition]]", CHECK).silent("C1", "");
    let out = round.command("check", &[]);
    assert_eq!(out.status, Some(2));
    assert!(out.stderr.contains("`parts_sum` needs `register.parent`"), "{}", out.stderr);
    let round =
        Round::new().replacing("file = \"units.xlsx\"", "file = \"units.xlsx\"\nparent = \"regon\"").silent("C1", "");
    let out = round.command("check", &[]);
    assert!(out.stderr.contains("no register attribute is called `regon`"), "{}", out.stderr);
}
