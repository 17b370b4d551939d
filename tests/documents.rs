//! Further documents: which are made, of which units, and what is refused.

use std::io::Read;

use crate::support::{Outcome, Round};

const NOTICE: &str = "[[document]]\nid = \"notice\"\ntitle = \"Notice\"\nper = \"unit\"\nwhere = \"NOT has_plan\"\n";

const TEMPLATE: &str = "# Notice to {{ unit.name }}\n\n\
    {{ unit.name }} ({{ unit.code }}, {{ unit.labels.region }}) has {{ answer(\"staff\") }} staff \
    and {% if unit.has_plan %}a plan{% else %}no plan{% endif %}; mend it by \
    {{ period.last_day | add_days(30) | date }}.\n\n{{ table(\"answers\") }}\n";

/// A round with documents declared at the end of the definition.
fn round(declared: &str) -> Round {
    let last = "unit = \"%\"\ndecimals = 1\n";
    Round::new()
        .replacing(last, &format!("{last}\n{declared}"))
        .unit("U01", "North", "Number of staff=12\nTraining plan in force=yes")
        .unit("U02", "North", "Number of staff=5\nTraining plan in force=no")
        .unit("U03", "South", "Number of staff=7\nTraining plan in force=no")
        .silent("U04", "South")
}

fn files(outcome: &Outcome, folder: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(outcome.folder.join(folder)) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What a Word file says, without its mark-up.
fn words(path: &std::path::Path) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut out = String::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        out.push_str(text);
        if tag == "/w:p" {
            out.push('\n');
        }
    }
    out
}

#[test]
fn only_units_that_need_a_notice_get_one() {
    let round = round(NOTICE);
    round.survey_file("notice.en.md", TEMPLATE);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    // U04 sent nothing: whether it has a plan is not known, so that it is not told that it has none.
    assert_eq!(files(&outcome, "documents/notice"), ["U02.docx", "U02.html", "U03.docx", "U03.html"]);
    let words = words(&outcome.folder.join("documents/notice/U02.docx"));
    assert!(words.contains("Office U02 (U02, North) has 5 staff and no plan; mend it by 30 April 2025."), "{words}");
    assert!(!words.contains("U03"), "{words}");
    let html = std::fs::read_to_string(outcome.folder.join("documents/notice/U03.html")).unwrap();
    assert!(html.contains("Office U03") && !html.contains("Office U02"), "{html}");
}

#[test]
fn the_record_of_the_run_lists_every_document() {
    let round = round(NOTICE);
    round.survey_file("notice.en.md", TEMPLATE);
    let outcome = round.run();
    let record = std::fs::read_to_string(outcome.folder.join("run.json")).unwrap();
    for path in ["documents/notice/U02.docx", "report.docx", "data/figures.csv"] {
        assert!(record.contains(&format!("\"{path}\"")), "{path}: {record}");
    }
}

#[test]
fn a_survey_may_replace_the_report_or_leave_it_out() {
    let replaced = round("[[document]]\nid = \"report\"\ntemplate = \"bulletin\"\nformats = [\"html\"]\n");
    replaced.survey_file("bulletin.en.md", "# The bulletin\n\nAll is well in {{ period.name }}.\n");
    let outcome = replaced.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let html = std::fs::read_to_string(outcome.folder.join("report.html")).unwrap();
    assert!(html.contains("All is well in") && !outcome.folder.join("report.docx").exists());
    let without = round("[[document]]\nid = \"report\"\nformats = []\n").run();
    assert_eq!(without.status, Some(0), "{}", without.stderr);
    assert!(!without.folder.join("report.html").exists() && without.folder.join("summary.xlsx").is_file());
}

#[test]
fn a_longer_edition_is_made_at_its_periods_only() {
    let declared = "[[document]]\nid = \"bulletin\"\nperiods = [\"quarter-end\"]\n\n\
        [[document]]\nid = \"bulletin\"\ntemplate = \"long\"\nperiods = [\"half-year-end\", \"year-end\"]\n";
    let round = round(declared);
    round.survey_file("bulletin.en.md", "# Short\n").survey_file("long.en.md", "# Long\n");
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert_eq!(words(&outcome.folder.join("documents/bulletin.docx")).trim(), "Short");
}

#[test]
fn what_does_not_fit_is_refused_with_its_line_all_at_once() {
    let declared = "[[document]]\nid = \"notice\"\nper = \"unit\"\nwhere = \"NOT has_plann\"\n\n\
        [[document]]\nid = \"Bulletin/1\"\nwhere = \"has_plan\"\n\n\
        [[document]]\nid = \"report\"\nper = \"unit\"\n\n\
        [comparison]\ngroup = \"county\"\nitems = [{ id = \"staf\" }, { id = \"remark\" }]\n";
    let outcome = round(declared).run();
    assert_eq!(outcome.status, Some(2));
    for told in [
        "there is no template `notice.en.md`",
        "did you mean `has_plan`",
        "`Bulletin/1` becomes a file",
        "`where` selects units",
        "the report is about all units",
        "no register attribute is called `county`",
        "no column of numbers is called `staf`; did you mean `staff`?",
        "no column of numbers is called `remark`",
    ] {
        let line = outcome.stderr.lines().find(|line| line.contains(told));
        assert!(line.is_some_and(|line| line.contains("survey.toml:")), "{told}\n{}", outcome.stderr);
    }
}

#[test]
fn a_template_that_names_what_is_not_there_is_refused_before_anything_is_read() {
    let round = round(NOTICE);
    round.survey_file("notice.en.md", "# Notice\n\n{{ unit.staf }}\n{{ answer(\"nope\") }}\n{{ 1 + }}\n");
    let outcome = round.run();
    assert_eq!(outcome.status, Some(2));
    for told in [
        "notice.en.md:3: no column of the unit is called `staf`; did you mean `staff`?",
        "notice.en.md:4: no item",
        "notice.en.md:5: ",
    ] {
        assert!(outcome.stderr.contains(told), "{told}\n{}", outcome.stderr);
    }
    assert!(!outcome.folder.exists());
}

#[test]
fn units_named_get_their_documents_and_the_publication_stays_as_it_is() {
    let on_request = "[[document]]\nid = \"profile\"\nper = \"unit\"\npublish = \"on-request\"\nformats = [\"docx\"]\n";
    let round = round(&format!("{NOTICE}\n{on_request}"));
    round.survey_file("notice.en.md", TEMPLATE).survey_file("profile.en.md", TEMPLATE);
    let published = round.run();
    assert!(!published.folder.join("documents/profile").exists(), "a profile is made on request alone");
    let record = std::fs::read(published.folder.join("run.json")).unwrap();
    let outcome = round.command("run", &["--units", "U03,U01"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert_eq!(std::fs::read(published.folder.join("run.json")).unwrap(), record);
    let beside = Outcome { folder: published.folder.with_file_name("2025-Q1.units"), ..outcome };
    assert_eq!(files(&beside, "documents/profile"), ["U01.docx", "U03.docx"]);
    assert_eq!(files(&beside, "documents/notice"), ["U03.docx", "U03.html"]);
    assert_eq!(beside.rows("ledger.csv").len(), 3);
    assert_eq!(files(&beside, "charts"), Vec::<String>::new());
    // What lies there is of one run.
    round.command("run", &["--units", "U01"]);
    assert_eq!(files(&beside, "documents/profile"), ["U01.docx"]);
}

#[test]
fn codes_that_are_not_there_are_told_with_those_meant() {
    let round = round(NOTICE);
    round.survey_file("notice.en.md", TEMPLATE);
    let outcome = round.command("run", &["--units", "U02,U2,Office U03,nobody"]);
    assert_eq!(outcome.status, Some(2));
    for told in [
        "no unit of the register has the code `U2`; did you mean U02 (Office U02)",
        "`Office U03`; did you mean U03 (Office U03)?",
        "no unit of the register has the code `nobody`",
    ] {
        assert!(outcome.stderr.contains(told), "{told}\n{}", outcome.stderr);
    }
    let none = round.command("run", &["--units", "U01"]);
    assert_eq!(none.status, Some(2));
    assert!(none.stderr.contains("no document is made for these units: U01"), "{}", none.stderr);
}

#[test]
fn units_are_compared_with_the_units_of_their_group() {
    let comparison = "[comparison]\ngroup = \"region\"\nitems = [{ id = \"staff\" }]\n";
    let last = "unit = \"%\"\ndecimals = 1\n";
    let sizes = [("U01", "North", "10"), ("U02", "North", "20"), ("U03", "North", "20"), ("U04", "North", "40")];
    let mut round = Round::new().replacing(last, &format!("{last}\n{comparison}"));
    for (code, region, staff) in sizes {
        round = round.unit(code, region, &format!("Number of staff={staff}\nTraining plan in force=no"));
    }
    let round = round.silent("U05", "North").unit("U06", "South", "Number of staff=5\nTraining plan in force=no");
    let sql =
        "SELECT code, value, n, q1, median, q3, rank, quartile, distance, share_below FROM comparison ORDER BY seq";
    let outcome = round.command("query", &[sql, "--format", "csv"]);
    assert_eq!(
        outcome.stdout.lines().skip(1).collect::<Vec<_>>(),
        [
            // By hand: of 10, 20, 20, 40 the quartiles are 17.5, 20 and 25.
            "U01,10,4,17.5,20,25,4,4,-10,0",
            "U02,20,4,17.5,20,25,2,2,0,0.25",
            "U03,20,4,17.5,20,25,2,2,0,0.25",
            "U04,40,4,17.5,20,25,1,1,20,0.75",
            "U05,,4,17.5,20,25,,,,",
            "U06,5,1,5,5,5,1,1,0,0",
        ],
        "{}",
        outcome.stderr
    );
}

#[test]
fn what_a_unit_wrote_stays_text_in_its_document() {
    let hostile = "<script>alert(1)</script> **b** | # x {{ 7 * 7 }} HYPERLINK \"http://x\"";
    let template = "# {{ unit.name }}\n\n{{ answer(\"remark\") }}.\n\n| a | b |\n|---|---|\n\
        | {{ unit.remark }} | 1 |\n\n{{ table(\"answers\") }}\n";
    let last = "unit = \"%\"\ndecimals = 1\n";
    let round = Round::new().replacing(last, &format!("{last}\n[[document]]\nid = \"letter\"\nper = \"unit\"\n")).unit(
        "U/1:*",
        "North",
        &format!("Number of staff=5\nTraining plan in force=no\nAnything else={hostile}"),
    );
    round.survey_file("letter.en.md", template);
    // The file of the return cannot be called as the unit is.
    std::fs::remove_dir_all(round.folder.0.join("returns")).unwrap();
    let answers = format!("Number of staff=5\nTraining plan in force=no\nAnything else={hostile}");
    round.form("2025-Q1/one.xlsx", &crate::support::form("U/1:*", "2025-Q1", &answers));
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert_eq!(files(&outcome, "documents/letter"), ["U_1__.docx", "U_1__.html"]);
    let html = std::fs::read_to_string(outcome.folder.join("documents/letter/U_1__.html")).unwrap();
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; **b** | # x {{ 7 * 7 }}"), "{html}");
    assert!(!html.contains("<script>alert") && !html.contains("49"), "{html}");
    let words = words(&outcome.folder.join("documents/letter/U_1__.docx"));
    assert_eq!(words.matches("**b** | # x {{ 7 * 7 }}").count(), 3, "{words}");
    assert!(words.contains("&lt;script&gt;") && !words.contains("instrText"), "{words}");
}

/// The profile of a unit of the central survey as text.
fn profile(lang: &str) -> String {
    let folder = crate::support::Folder::new();
    let run = ["run", "queries/central-survey", "--units", "U33", "--lang", lang, "--out"];
    let output = crate::support::canvass().args(run).arg(&folder.0).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let documents = folder.0.join("central-survey/2024.units/documents/profile");
    let html = std::fs::read_to_string(documents.join("U33.html")).unwrap();
    let (_, main) = html.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    format!("{}\n== html\n{main}", words(&documents.join("U33.docx")))
}

#[test]
fn the_profile_of_a_unit_says_where_it_stands() {
    insta::assert_snapshot!("profile_zh", profile("zh"));
    insta::assert_snapshot!("profile_en", profile("en"));
}
