//! Grades, standards, the divided change and outliers, on rounds of the tiny survey.

use crate::support::{Outcome, Round, form};

const GRADE: &str = r#"
[[grade]]
id = "grade"
of = "share_trained"
margin = 3
class = [
  { id = "A", from = 50 },
  { id = "B", from = 20 },
  { id = "C" },
  { id = "D", when = "has_plan = false" },
]
target = [
  { id = "a", class = "A", at_least = 25 },
  { id = "d", class = "D", at_most = 0 },
]

[[computed]]
id = "share_trained"
of = "trained_staff * 100.0 / staff"

[[measure]]
id = "staff""#;

fn graded() -> Round {
    Round::new().replacing("[[measure]]\nid = \"staff\"", GRADE)
}

fn answers(trained: u32, plan: &str) -> String {
    format!("Number of staff=100\nStaff trained={trained}\nTraining plan in force={plan}")
}

/// Rows of a query, words between blanks; a value that is not there is left out.
fn rows(outcome: &Outcome) -> Vec<String> {
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    outcome.stdout.lines().skip(2).map(line).collect()
}

fn two_rounds() -> Round {
    let round = graded()
        .unit("U01", "North", &answers(50, "yes"))
        .unit("U02", "North", &answers(48, "yes"))
        .unit("U03", "South", &answers(90, "no"))
        .unit("U04", "South", &answers(16, "yes"))
        .unit("U05", "South", "Number of staff=100\nTraining plan in force=yes")
        .unit("U06", "South", "Number of staff=100\nStaff trained=60")
        .silent("U07", "South");
    for (code, trained) in [("U01", 20), ("U02", 60), ("U03", 60), ("U04", 16)] {
        round.form(&format!("2024-Q4/{code}.xlsx"), &form(code, "2024-Q4", &answers(trained, "yes")));
    }
    round
}

#[test]
fn units_are_graded_by_cuts_and_overrides_and_moved_against_the_round_before() {
    let sql = "SELECT code, grade, grade_before, grade_movement FROM returns ORDER BY seq";
    assert_eq!(
        rows(&two_rounds().command("query", &[sql, "--period", "2025-Q1"])),
        ["U01 A B up", "U02 B A down", "U03 D A down", "U04 C C same", "U05 unclear", "U06 unclear", "U07 unclear"]
    );
}

#[test]
fn targets_are_met_missed_or_open_in_the_whole_and_in_groups() {
    let sql = "SELECT \"group\", target, base, count, ungraded, state, short FROM grade_targets ORDER BY seq";
    assert_eq!(
        rows(&two_rounds().command("query", &[sql, "--period", "2025-Q1"])),
        [
            "a 7 1 3 open 1",
            "North a 2 1 0 met 0",
            "South a 5 0 3 open 2",
            "d 7 1 3 missed 1",
            "North d 2 0 0 met 0",
            "South d 5 1 3 missed 1",
        ]
    );
}

#[test]
fn transitions_sum_to_the_units_of_both_rounds() {
    let sql = "SELECT before, now, kind, count FROM grade_transitions WHERE \"group\" IS NULL AND count > 0";
    assert_eq!(
        rows(&two_rounds().command("query", &[sql, "--period", "2025-Q1"])),
        ["A B down 1", "A D down 1", "B A up 1", "C C same 1", "ungraded ungraded unclear 3"]
    );
}

#[test]
fn units_just_below_a_cut_are_those_that_their_value_puts_there() {
    let sql = "SELECT code, value, class, class_above, cut, lacking FROM grade_below";
    assert_eq!(rows(&two_rounds().command("query", &[sql, "--period", "2025-Q1"])), ["U02 48 B A 50 2"]);
}

#[test]
fn what_does_not_fit_a_grade_is_refused_with_its_line() {
    let refused = |old: &str, new: &str, marker: &str, message: &str| {
        let round = graded().replacing(old, new);
        let outcome = round.run();
        let definition = std::fs::read_to_string(round.folder.0.join("survey.toml")).unwrap();
        let line = definition.lines().position(|line| line.contains(marker)).unwrap() + 1;
        assert_eq!(outcome.status, Some(2), "{new}");
        let said = format!("survey.toml:{line}: {message}");
        assert!(outcome.stderr.contains(&said), "{said}\n{}", outcome.stderr);
    };
    refused("from = 20", "from = 50", "id = \"B\", from", "`B` from 50 is not below `A` from 50");
    refused("from = 20", "from = 70", "id = \"B\", from", "`B` from 70 is not below `A` from 50");
    refused("{ id = \"C\" },", "", "class = [", "one class of `grade` has neither `from` nor `when`");
    refused("has_plan = false", "has_plam", "id = \"D\", when", "`has_plam`: nothing is called `has_plam`");
    refused("of = \"share_trained\"", "of = \"share\"", "of = \"share\"", "nothing is called `share`");
    refused("of = \"share_trained\"", "of = \"remark\"", "of = \"remark\"", "`remark` is not a number");
    refused("at_least = 25", "at_least = 125", "at_least", "a share lies between 0 and 100 percent");
    refused(
        "{ id = \"d\", class = \"D\", at_most = 0 },",
        "{ id = \"b\", class = \"B\", at_least = 80 },",
        "at_least = 80",
        "the shares that are to be reached add up to 105 percent",
    );
    refused("class = \"D\", at_most", "class = \"E\", at_most", "class = \"E\"", "no class is called `E`");
    refused("id = \"grade\"", "id = \"staff\"", "[[grade]]", "`staff` is a column already");
}

#[test]
fn a_standard_that_does_not_fit_is_refused_with_its_line() {
    let standard = "[[standard]]\nid = \"total\"\nby = \"regoin\"\naspects = [\"staff\", \"remark\"]\nfull = 100\n\
                    points = [50]\n\n[[measure]]\nid = \"staff\"";
    let outcome = Round::new().replacing("[[measure]]\nid = \"staff\"", standard).run();
    assert_eq!(outcome.status, Some(2));
    for said in [
        "no register attribute is called `regoin`",
        "`remark` is not a number",
        "there are 2 aspects, but 1 full points",
    ] {
        assert!(outcome.stderr.lines().any(|l| l.contains("survey.toml:") && l.contains(said)), "{}", outcome.stderr);
    }
}

/// In the fourth quarter U01 first reported 10 trained, and 30 in a corrected return.
fn corrected() -> Round {
    let round = Round::new().unit("U01", "North", &answers(40, "yes")).unit("U02", "North", &answers(20, "yes")).unit(
        "U03",
        "South",
        &answers(5, "no"),
    );
    for (name, code, trained, date) in
        [("a", "U01", 10, "2025-01-05"), ("b", "U01", 30, "2025-01-12"), ("c", "U02", 20, "2025-01-05")]
    {
        let answers = format!("{}\nDate={date}", answers(trained, "yes"));
        round.form(&format!("2024-Q4/{name}.xlsx"), &form(code, "2024-Q4", &answers));
    }
    round
}

#[test]
fn a_change_is_divided_into_corrections_exits_behaviour_and_entries() {
    // Per hundred staff: first (10 + 20) / 200, corrected (30 + 20) / 200, now (40 + 20 + 5) / 300.
    // U01 and U02, in both: from 25 to 30. U03 came in: from 30 to 21.67.
    let sql = "SELECT first, before, now, corrections, exits, behaviour, ROUND(entries, 4) AS entries, n_corrected, \
               n_matched, n_entries, n_exits FROM change_split WHERE figure = 'trained_ratio' AND \"group\" IS NULL";
    let outcome =
        corrected().command("query", &[&sql.replace(" now,", " ROUND(now, 4) AS now,"), "--period", "2025-Q1"]);
    assert_eq!(rows(&outcome), ["15 25 21.6667 10 0 5 -8.3333 1 2 1 0"]);
}

#[test]
fn parts_of_a_divided_change_sum_to_it_in_every_figure() {
    let sql =
        "SELECT COUNT(*) AS n, MAX(ABS(corrections + exits + behaviour + entries - change)) AS off FROM change_split";
    let outcome = corrected().command("query", &[sql, "--period", "2025-Q1"]);
    let told = rows(&outcome);
    let (n, off) = told[0].split_once(' ').unwrap();
    assert!(n.parse::<u32>().unwrap() > 10 && off.parse::<f64>().unwrap() < 1e-9, "{told:?}");
}

fn checked(outlier: &str) -> Round {
    let check = format!("[[check]]\nid = \"usual\"\nseverity = \"query\"\noutlier = {outlier}\n\n[[indicator]]");
    Round::new().replacing("[[indicator]]\nid = \"trained\"", &format!("{check}\nid = \"trained\""))
}

#[test]
fn a_number_far_from_its_group_is_a_query_that_names_median_and_range() {
    let mut round = checked("{ item = \"trained_staff\", robust_z = 3.5, within = \"region\" }");
    for (n, trained) in [9, 10, 11, 8, 50].into_iter().enumerate() {
        round = round.unit(&format!("U0{n}"), "North", &answers(trained, "yes"));
    }
    // Too few to tell what is usual.
    let outcome = round.unit("U08", "South", &answers(99, "yes")).run();
    let findings = outcome.rows("findings.csv");
    let told: Vec<_> = findings.iter().filter(|row| row["rule"] == "usual").collect();
    assert_eq!(told.len(), 2, "{findings:?}");
    assert_eq!((told[0]["unit"].as_str(), told[0]["severity"].as_str()), ("U04", "query"));
    let message = "“Staff trained” is 50, far from the median 10 of 5 units (North) (usual range 4.81 to 15.19)";
    assert_eq!(
        (told[0]["message"].as_str(), told[0]["cell"].as_str(), told[0]["value"].as_str()),
        (message, "B7", "50")
    );
    assert!(told[1]["severity"] == "note" && told[1]["message"].contains("Office U08"), "{:?}", told[1]);
}

#[test]
fn a_jump_on_the_units_own_last_number_is_a_query() {
    let round = checked("{ item = \"trained_staff\", per = \"staff\", jump = 50 }")
        .unit("U01", "North", &answers(20, "yes"))
        .unit("U02", "North", &answers(29, "yes"))
        .unit("U03", "North", &answers(90, "yes"));
    for code in ["U01", "U02"] {
        let trained = if code == "U01" { 40 } else { 20 };
        round.form(&format!("2024-Q4/{code}.xlsx"), &form(code, "2024-Q4", &answers(trained + 1, "yes")));
    }
    let outcome = round.command("run", &["--period", "2025-Q1"]);
    let told: Vec<String> = outcome
        .rows("findings.csv")
        .into_iter()
        .filter(|row| row["rule"] == "usual")
        .map(|row| row["message"].clone())
        .collect();
    let message = "“Staff trained ÷ Number of staff” is 0.2 after 0.41 in the fourth quarter of 2024, too great a change \
                   (usual range 0.21 to 0.62)";
    assert_eq!(told, [message], "{}", outcome.stderr);
}

#[test]
fn an_outlier_that_does_not_fit_is_refused_with_its_line() {
    for (outlier, said) in [
        ("{ item = \"staff\" }", "needs exactly one of `robust_z`, `jump`, `factor`; it has 0"),
        ("{ item = \"stuff\", jump = 50 }", "nothing is called `stuff`; did you mean `staff`?"),
        ("{ item = \"staff\", robust_z = 3.5, within = \"town\" }", "no register attribute is called `town`"),
        ("{ item = \"staff\", factor = 0.5 }", "`factor` is a number above 1"),
    ] {
        let round = checked(outlier);
        let outcome = round.run();
        let definition = std::fs::read_to_string(round.folder.0.join("survey.toml")).unwrap();
        let line = definition.lines().position(|line| line.starts_with("outlier = ")).unwrap() + 1;
        assert_eq!(outcome.status, Some(2), "{outlier}");
        assert!(outcome.stderr.contains(&format!("survey.toml:{line}: ")), "{line}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(said), "{said}: {}", outcome.stderr);
    }
}

#[test]
fn a_sheet_that_makes_no_sense_is_left_out_and_an_unknown_one_refused() {
    let workbook = |without: &str| {
        let text = format!("[workbook]\nwithout = [\"{without}\"]\n\n[register]");
        Round::new().replacing("[register]", &text).unit("U01", "North", &answers(40, "yes"))
    };
    assert_eq!(workbook("matrix").run().status, Some(0));
    let outcome = workbook("matrices").run();
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.stderr.contains("no sheet that can be left out is called `matrices`"), "{}", outcome.stderr);
}
