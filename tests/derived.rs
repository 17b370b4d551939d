//! Columns computed for every unit, and what an earlier period gives them.

use crate::support::{Round, form};

const COMPUTED: &str = r#"
[[computed]]
id = "movement"
of = "place_before - place"

[[computed]]
id = "place"
rank = "share_trained"

[[computed]]
id = "place_before"
of = "place"
from = "previous"

[[computed]]
id = "share_trained"
of = "trained_staff * 100.0 / staff"

[[computed]]
id = "improved"
of = "movement > 0"

[[measure]]
id = "best"
label = "units in first place"
kind = "count"
of = "place"
where = "place = 1"

[[indicator]]
id = "improved"
label = "units that moved up"
chain = ["registered", "improved"]

[[measure]]"#;

/// Four offices: in the first quarter trained 30, 20, 20 and 5 in a hundred, the quarter before 10, 20, 30 and none known.
fn round() -> Round {
    let round = Round::new()
        .replacing("[[measure]]\nid = \"staff\"", &format!("{COMPUTED}\nid = \"staff\""))
        .unit("U01", "North", "Number of staff=10\nStaff trained=3\nTraining plan in force=yes")
        .unit("U02", "North", "Number of staff=10\nStaff trained=2\nTraining plan in force=yes")
        .unit("U03", "South", "Number of staff=5\nStaff trained=1\nTraining plan in force=no")
        .unit("U04", "South", "Number of staff=20\nStaff trained=1\nTraining plan in force=no")
        .silent("U05", "South");
    for (code, trained) in [("U01", "1"), ("U02", "2"), ("U03", "3")] {
        let answers = format!("Number of staff=10\nStaff trained={trained}\nTraining plan in force=yes");
        round.form(&format!("2024-Q4/{code}.xlsx"), &form(code, "2024-Q4", &answers));
    }
    round
}

#[test]
fn a_rank_moves_against_the_period_before_and_ties_share_it() {
    let outcome = round().command(
        "query",
        &["SELECT code, place, place_before, movement FROM returns ORDER BY seq", "--period", "2025-Q1"],
    );
    let rows: Vec<Vec<&str>> = outcome.stdout.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(
        rows,
        [
            vec!["U01", "1", "3", "2"],
            vec!["U02", "2", "2", "0"],
            vec!["U03", "2", "1", "-1"],
            vec!["U04", "4"],
            vec!["U05"],
        ],
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_computed_column_is_a_condition_whose_unknowns_have_their_reason() {
    let outcome = round().command("run", &["--period", "2025-Q1"]);
    let improved = outcome.figure("improved", "registered");
    assert_eq!((improved["count"].as_str(), improved["base_count"].as_str()), ("1", "5"), "{}", outcome.stderr);
    assert_eq!((improved["no"].as_str(), improved["not_received"].as_str()), ("2", "1"));
    assert_eq!(outcome.figure("best", "")["value"], "1");
}

#[test]
fn earlier_periods_can_be_queried() {
    let sql = "SELECT period, COUNT(*) AS units, SUM(trained_staff) AS trained FROM all_returns GROUP BY period ORDER BY period";
    let outcome = round().command("query", &[sql]);
    let rows: Vec<Vec<&str>> = outcome.stdout.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows, [vec!["2024-Q4", "5", "6"], vec!["2025-Q1", "5", "7"]], "{}", outcome.stderr);
}

#[test]
fn what_cannot_be_computed_is_refused_with_its_line() {
    let wrong = "[[computed]]\nid = \"a\"\nof = \"b + 1\"\n\n[[computed]]\nid = \"b\"\nof = \"a + 1\"\n\n[[computed]]\nid = \"c\"\nrank = \"remark\"\n\n[[computed]]\nid = \"d\"\nof = \"stuff\"\n\n[[measure]]\nid = \"staff\"";
    let outcome = Round::new().replacing("[[measure]]\nid = \"staff\"", wrong).run();
    assert_eq!(outcome.status, Some(2));
    for said in ["in a circle", "`remark` is not a number", "did you mean `staff`"] {
        assert!(outcome.stderr.contains(said), "{said}: {}", outcome.stderr);
    }
    assert!(outcome.stderr.contains("survey.toml:"), "{}", outcome.stderr);
}
