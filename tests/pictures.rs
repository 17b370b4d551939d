//! Tables of a survey with formats, states, totals and small lines, and charts of them, through the program.

use std::io::{Cursor, Read};

use crate::support::{Outcome, Round};

/// A table with every format, made of nothing but literals.
const DUTIES: &str = "-- title: Duties of the offices
-- note: As of the last day of the quarter.
-- column name: Office | text
-- column score: Score | decimal 1
-- column gap: To the target | signed 1
-- column place: Rank | rank
-- column moved: Moved | movement
-- column state: State | state
-- column trend: Trend | sparkline m01 m02 m03
-- state met: Met | green
-- state short: Short | amber
-- hide code, is_total
-- total where is_total
SELECT 'U01' AS code, 'Office of the North' AS name, 92.5 AS score, 2.5 AS gap, 1 AS place, 2 AS moved, 'met'
  AS state, 3 AS m01, 5 AS m02, 9 AS m03, FALSE AS is_total
UNION ALL SELECT 'U02' AS code, 'Office of the South' AS name, 81.25 AS score, -8.75 AS gap, 2 AS place, -1 AS
  moved, 'short' AS state, 7 AS m01, CAST(NULL AS BIGINT) AS m02, 4 AS m03, FALSE AS is_total
UNION ALL SELECT CAST(NULL AS VARCHAR) AS code, 'All offices' AS name, 173.75 AS score, 0.0 AS gap, CAST(NULL
  AS BIGINT) AS place, 0 AS moved, CAST(NULL AS VARCHAR) AS state, 10 AS m01, 5 AS m02, 13 AS m03, TRUE AS
  is_total
";

const CHARTS: &str = "
[[chart]]
id = \"scores\"
kind = \"bars\"
title = \"Scores\"
table = \"duties\"
label = \"name\"
values = [\"score\"]
target = 90

[[chart]]
id = \"profile\"
kind = \"columns\"
title = \"Months of the office\"
table = \"duties\"
label = \"name\"
values = [\"m01\", \"m02\", \"m03\"]
per_unit = true

[[chart]]
id = \"states\"
kind = \"heat-map\"
title = \"States\"
table = \"duties\"
label = \"name\"
values = [\"state\", \"place\"]
";

fn round(charts: &str) -> Round {
    let round = Round::new()
        .replacing("[[indicator]]\nid = \"trained\"", &format!("{charts}\n[[indicator]]\nid = \"trained\""));
    round.unit("U01", "North", "Number of staff=12\nTraining plan in force=yes").silent("U02", "South")
}

fn published() -> Outcome {
    let round = round(CHARTS);
    round.survey_file("10-duties.sql", DUTIES);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    outcome
}

/// A part of the workbook, as XML.
fn part(outcome: &Outcome, name: &str) -> Option<String> {
    let bytes = std::fs::read(outcome.folder.join("summary.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).unwrap();
    Some(text)
}

/// The sheet of the table: the one that says its title.
fn sheet(outcome: &Outcome) -> String {
    let strings = part(outcome, "xl/sharedStrings.xml").unwrap();
    let place = strings.split("<si>").skip(1).position(|s| s.contains("Duties of the offices")).unwrap();
    let first = "<c r=\"A1\" s=\"";
    let sheets = (1..40).filter_map(|n| part(outcome, &format!("xl/worksheets/sheet{n}.xml")));
    let is_it = |sheet: &String| {
        let cell = sheet.split(&first).nth(1).and_then(|rest| rest.split("</c>").next());
        cell.is_some_and(|cell| cell.contains(&format!("<v>{place}</v>")))
    };
    sheets.into_iter().find(is_it).expect("the table has a sheet")
}

#[test]
fn charts_of_tables_are_drawn_and_those_of_single_units_are_not() {
    let outcome = published();
    let svg = std::fs::read_to_string(outcome.folder.join("charts/scores.svg")).unwrap();
    assert!(svg.contains("Office of the North: 92.5; Office of the South: 81.3"), "{svg}");
    assert!(!svg.contains("All offices"), "a total is no bar");
    assert!(outcome.folder.join("charts/states.png").exists());
    assert!(!outcome.folder.join("charts/profile.svg").exists());
}

#[test]
fn the_sheet_of_a_table_has_small_lines_states_totals_and_a_native_chart() {
    let outcome = published();
    let sheet = sheet(&outcome);
    // The columns that are shown are seven; behind them the three months, hidden, from which the lines are drawn.
    assert!(sheet.contains("sparkline") && sheet.contains("H5:J5") && sheet.contains("hidden=\"1\""), "{sheet}");
    assert!(sheet.contains("<drawing "), "a chart stands beside the table");
    let chart = part(&outcome, "xl/charts/chart1.xml").into_iter();
    let charts: Vec<String> =
        chart.chain((2..20).filter_map(|n| part(&outcome, &format!("xl/charts/chart{n}.xml")))).collect();
    let native = charts.iter().find(|chart| chart.contains("'Duties of the offices'!$B$4:$B$5"));
    assert!(native.is_some(), "the chart follows the two offices' scores and leaves out the total");
    let styles = part(&outcome, "xl/styles.xml").unwrap();
    assert!(styles.contains("▲") && styles.contains("+#,##0.0;-#,##0.0"), "{styles}");
    let strings = part(&outcome, "xl/sharedStrings.xml").unwrap();
    assert!(strings.contains(">Met<") && !strings.contains(">met<"));
}

#[test]
fn a_table_of_the_survey_that_is_named_like_a_standard_one_has_its_sheet() {
    let round = round("");
    round.survey_file(
        "40-names.sql",
        "-- title: Names of our own\n-- column code: Code | text\nSELECT code FROM units\n",
    );
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert!(part(&outcome, "xl/workbook.xml").unwrap().contains("\"Names of our own\""));
}

#[test]
fn what_a_chart_names_and_is_not_there_is_told_with_its_line() {
    let wrong = CHARTS
        .replace("values = [\"score\"]", "values = [\"scores\"]")
        .replace("target = 90", "target = \"goal\"")
        .replacen(
            "table = \"duties\"\nlabel = \"name\"\nvalues = [\"m01\"",
            "table = \"duty\"\nlabel = \"name\"\nvalues = [\"m01\"",
            1,
        )
        .replace("values = [\"state\", \"place\"]", "values = [\"state\", \"place\"]\nhighlight = \"is_leader\"");
    let round = round(&wrong);
    round.survey_file("10-duties.sql", DUTIES);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(2), "{}", outcome.stderr);
    for said in [
        "table `duties` has no column `scores`; it has: code, name, score,",
        "table `duties` has no column `goal`",
        "no .sql file makes a table `duty`; there are: ",
        "table `duties` has no column `is_leader`",
    ] {
        let line = outcome.stderr.lines().find(|line| line.contains(said));
        let line = line.unwrap_or_else(|| panic!("{said} is not said: {}", outcome.stderr));
        assert!(line.contains("survey.toml:"), "{line}");
    }
}

#[test]
fn what_a_header_names_and_the_query_does_not_give_is_told_with_its_line() {
    let round = round("");
    let wrong = "-- title: T\n-- column a: A | sparkline b c\n-- hide d\n-- total where e\nSELECT 1 AS b\n";
    round.survey_file("10-duties.sql", wrong);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.stderr.contains("10-duties.sql:2") && outcome.stderr.contains("the query gives no column `c`"));
}

/// Offices by grade, and the share of those graded.
const GRADES: &str = "-- title: Offices by grade
-- note: Shares of all offices stand in the last column.
-- column area: Area | text
-- column good: Good | count
-- column bad: Bad | count
-- column share: Share graded | percent
SELECT 'North' AS area, 3 AS good, 1 AS bad, 0.9 AS share
UNION ALL SELECT 'South' AS area, 2 AS good, 2 AS bad, 0.95 AS share
";

const CHARTS_OF_GRADES: &str = "
[[chart]]
id = \"grades\"
kind = \"bars\"
title = \"Grades\"
table = \"grades\"
note = \"\"
label = \"area\"
values = [\"good\", \"bad\"]
stacked = true
shades = [\"green\", \"red\"]

[[chart]]
id = \"graded\"
kind = \"columns\"
title = \"Graded\"
table = \"grades\"
label = \"area\"
values = [\"share\"]
target = 0.5
target_label = \"Floor\"
";

#[test]
fn charts_say_what_they_show_in_the_colours_and_words_of_the_survey() {
    let round = round(CHARTS_OF_GRADES);
    round.survey_file("10-grades.sql", GRADES);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let svg = |id: &str| std::fs::read_to_string(outcome.folder.join(format!("charts/{id}.svg"))).unwrap();
    let grades = svg("grades").to_uppercase();
    assert!(grades.contains("#7CBF86") && grades.contains("#A02C22"), "good is green and bad is red");
    assert!(!grades.contains("LAST COLUMN") && svg("graded").contains("last column"));
    assert!(svg("graded").contains("Floor 50%"));
    let charts: Vec<String> = (1..20).filter_map(|n| part(&outcome, &format!("xl/charts/chart{n}.xml"))).collect();
    assert!(charts.iter().any(|chart| chart.contains("7CBF86") && chart.contains("A02C22")));
    let graded = charts.iter().find(|chart| chart.contains("Floor 50.0%")).expect("the line is named");
    assert!(graded.contains("<c:max val=\"1\"/>"), "no share is above 100 %");
}

/// Keeps the publication where `CANVASS_PUBLICATION` says, to be looked at.
#[test]
fn the_publication_can_be_looked_at() {
    let Some(folder) = std::env::var_os("CANVASS_PUBLICATION") else { return };
    let round = round(CHARTS);
    round.survey_file("10-duties.sql", DUTIES);
    round.survey_file("report.en.md", "# Duties\n\n{{ table(\"duties\") }}\n\n{{ chart(\"scores\") }}\n");
    let outcome = round.command("run", &["--out", folder.to_str().unwrap()]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
}
