//! Themes of open answers, by a dictionary and by the office's own reading.

use crate::support::Round;

const THEMES: &str = r#"[[theme]]
id = "staff"
label = "too few staff"
patterns = ["few staff", "staff*short"]

[[theme]]
id = "money"
label = "no budget"
patterns = ["budget"]

[[reviewed]]
period = "2025-Q1"
unit = "C3"
item = "remark"
themes = ["money"]

[[condition]]"#;

fn round() -> Round {
    Round::new()
        .replacing("[[condition]]", THEMES)
        .unit("A1", "North", "Number of staff=3\nTraining plan in force=no\nAnything else=Too few STAFF and no budget")
        .unit("B2", "North", "Number of staff=3\nTraining plan in force=no\nAnything else=all is well")
        .unit("C3", "South", "Number of staff=3\nTraining plan in force=no\nAnything else=staff is short")
        .silent("D4", "South")
}

#[test]
fn an_answer_has_every_theme_that_is_found_and_one_without_is_counted() {
    let sql = "SELECT code, theme, n_themes, reviewed FROM themes ORDER BY seq, theme_seq";
    let out = round().command("query", &[sql, "--format", "csv"]);
    assert_eq!(out.status, Some(0), "{}", out.stderr);
    let rows: Vec<&str> = out.stdout.lines().skip(1).collect();
    // What the office decided on goes before what the patterns would find.
    assert_eq!(rows, ["A1,staff,2,false", "A1,money,2,false", "B2,unmatched,0,false", "C3,money,1,true"]);
}

#[test]
fn a_theme_that_no_one_declared_is_refused_with_its_line() {
    let round = round().replacing("themes = [\"money\"]", "themes = [\"mony\"]");
    let out = round.command("check", &[]);
    assert_eq!(out.status, Some(2));
    assert!(out.stderr.contains("did you mean `money`?") && out.stderr.contains("survey.toml:"), "{}", out.stderr);
}

#[test]
fn a_review_of_a_unit_that_is_not_in_the_register_is_refused_with_its_line_and_the_nearest_code() {
    let round = round().replacing("unit = \"C3\"", "unit = \"C33\"");
    let out = round.command("check", &[]);
    assert_eq!(out.status, Some(2), "{}", out.stderr);
    let text = std::fs::read_to_string(round.folder.0.join("survey.toml")).unwrap();
    let line = text.lines().position(|line| line.contains("C33")).unwrap() + 1;
    let told = format!("survey.toml:{line}: ");
    assert!(out.stderr.contains(&told) && out.stderr.contains("`C3`"), "{}", out.stderr);
}
