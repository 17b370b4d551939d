//! The responsibility certificates: rates by layer, the curve against the deadline, results of three years.

use crate::support::canvass;

fn query(sql: &str) -> Vec<String> {
    let arguments = ["query", "queries/responsibility-certificates", sql, "--period", "2026", "--format", "csv"];
    let out = canvass().args(arguments).output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().lines().skip(1).map(|line| line.replace(',', " ")).collect()
}

/// The .sql file of a table, run as a query.
fn table(name: &str) -> Vec<String> {
    let file = crate::support::project().join("queries/responsibility-certificates").join(name);
    // A blank line first: what begins with a dash would be taken for an option.
    query(&format!("\n{}", std::fs::read_to_string(file).unwrap()))
}

/// Counted on the forms of 27 units: 224 certificates, 203 of them signed, 157 by 31 March.
#[test]
fn each_layer_signs_less_than_the_one_above() {
    let rows = table("15-layers.sql");
    let starts =
        ["市与单位 27 27 1", "单位与科室 111 103 0.927927", "科室与岗位 86 73 0.8488", "total 224 203 0.90625 157 "];
    assert_eq!(rows.len(), 4);
    for (row, start) in rows.iter().zip(starts) {
        assert!(row.starts_with(start), "{row}");
    }
}

#[test]
fn the_curve_rises_to_what_was_signed_and_marks_the_deadline() {
    let rows = table("17-signing-by-day.sql");
    let signed: Vec<u64> = rows.iter().map(|row| row.split(' ').nth(1).unwrap().parse().unwrap()).collect();
    assert!(signed.is_sorted() && signed.last() == Some(&203));
    let deadline: Vec<&String> = rows.iter().filter(|row| row.starts_with("03-31")).collect();
    // The day is there once, with 157 certificates, 142 of 210 a year before and 130 of 219 two years before.
    assert_eq!(deadline.len(), 1);
    assert!(deadline[0].starts_with("03-31 157 0.700892"), "{deadline:?}");
    assert!(deadline[0].contains(" 0.67619") && deadline[0].contains(" 0.59360"), "{deadline:?}");
    // Signed at the end of the year before: known on the first day.
    assert!(rows[0].starts_with("01-01 1 "), "{}", rows[0]);
}

#[test]
fn results_of_three_years_sum_to_the_units_registered() {
    let sql = "SELECT period, figure, count FROM all_figures WHERE \"group\" IS NULL AND base = 'registered' \
               AND figure IN ('all_signed', 'excellent', 'good', 'passed', 'failed') ORDER BY period, seq";
    let rows = query(sql);
    let counts = |year: &str| -> Vec<u64> {
        let of = rows.iter().filter(|row| row.starts_with(year));
        of.map(|row| row.split(' ').nth(2).unwrap().parse().unwrap()).collect()
    };
    // All signed; excellent, good, pass, fail. In 2026 one return has no result, one a word that is none, one is missing.
    assert_eq!(counts("2024"), [7, 2, 9, 13, 3]);
    assert_eq!(counts("2025"), [8, 4, 9, 12, 2]);
    assert_eq!(counts("2026"), [12, 2, 13, 8, 2]);
    assert!(table("25-results.sql").iter().all(|row| row.split(' ').nth(1) == Some("28")));
}

#[test]
fn who_has_not_signed_is_listed_by_unit() {
    let rows = table("18-not-signed.sql");
    assert_eq!(rows.len(), 224 - 203);
    assert!(rows.iter().all(|row| !row.contains("市与单位")));
}
