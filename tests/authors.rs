//! What the author of a survey and its operator are told: mistakes that are well written, silence in a chain, periods
//! without returns, files in another encoding.

use crate::support::{Folder, Outcome, Round, canvass};

/// Two units that returned and one that did not.
fn round() -> Round {
    Round::new()
        .unit(
            "U01",
            "North",
            "Number of staff=12\nTraining plan in force=yes\nTraining held=yes\nAnything else=more rooms",
        )
        .unit("U02", "South", "Number of staff=5\nTraining plan in force=no")
        .silent("U03", "South")
}

const CHAIN: &str = "chain = [\"registered\", \"has_plan\", \"trained\"]";

/// With a condition of its own.
fn with_condition(condition: &str) -> Round {
    let indicator = "[[indicator]]\nid = \"some\"\nlabel = \"some\"\nchain = [\"registered\", \"c\"]\n";
    let added =
        format!("[[condition]]\nid = \"c\"\nlabel = \"c\"\nwhere = \"{condition}\"\n\n{indicator}\n[[check]]\n");
    round().replacing("[[check]]\n", &added)
}

#[track_caller]
fn assert_refused(outcome: &Outcome, message: &str) {
    assert_eq!(outcome.status, Some(2), "{}", outcome.stderr);
    assert!(outcome.stderr.contains(message), "{}", outcome.stderr);
}

#[test]
fn silence_is_no_answer_where_a_chain_names_those_that_returned() {
    let chain = "chain = [\"registered\", \"returned\", \"has_plan\", \"trained\"]";
    let outcome = round().replacing(CHAIN, chain).run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let cells = |figure: &str, base: &str| {
        let row = outcome.figure(figure, base);
        ["count", "base_count", "no", "not_received", "status"].map(|column| row[column].clone()).join(" ")
    };
    assert_eq!(cells("has_plan", "registered"), "1 3 1 1 P");
    assert_eq!(outcome.figure("has_plan", "registered")["high"], "0.6666666667");
    assert_eq!(cells("has_plan", "returned"), "1 2 1 0 A");
    assert_eq!(cells("not_trained", "registered"), "1 3 1 1 P");
    // Who wants silence to count as no says so.
    let said = with_condition("returned AND has_plan").run();
    let some = said.figure("some", "registered");
    assert_eq!((&*some["no"], &*some["not_received"], &*some["status"]), ("2", "0", "A"));
}

#[test]
fn a_value_that_no_unit_can_have_is_refused() {
    let told = with_condition("region = 'Nort'").run();
    assert_refused(&told, "`region` in the register has no `Nort`; did you mean `North`?");
    assert!(told.stderr.contains("where = \"region = 'Nort'\""), "{}", told.stderr);
    assert_refused(&with_condition("state IN ('late', 'mising')").run(), "has no `mising`; did you mean `missing`?");
    assert_eq!(with_condition("region = 'North'").run().figure("some", "registered")["count"], "1");
    let listed = "column = [\"Region\"]\nvalues = [{ value = \"West\", label = \"West\" }]";
    let listed = with_condition("region = 'West'").replacing("column = [\"Region\"]", listed).run();
    assert_eq!(listed.figure("some", "registered")["count"], "0");
}

#[test]
fn what_asks_for_itself_is_refused() {
    let same = round().replacing("label = \"Staff trained\"", "label = \"Number of  Staff\"").run();
    assert_refused(&same, "“Number of  Staff” is a label of `staff` too");
    let circle = "label = \"Training plan in force\"\nrelevant = \"trained\"";
    let circle = round().replacing("label = \"Training plan in force\"", circle).run();
    assert_refused(&circle, "`relevant` goes in a circle: `has_plan` → `trained` → `has_plan`");
    let reversed = round().replacing(CHAIN, "chain = [\"has_plan\", \"registered\", \"trained\"]").run();
    assert_refused(&reversed, "`registered` is all units: it can only stand first in a chain");
    let rule = "sum = { total = \"staff\", parts = [\"trained_staff\", \"staff\"] }";
    let sum = round().replacing("rule = \"trained_staff <= staff\"", rule).run();
    assert_refused(&sum, "`staff` is the total, and cannot be one of its own parts");
}

#[test]
fn a_period_without_returns_is_told_with_those_that_have_some() {
    for command in ["run", "check"] {
        let outcome = round().command(command, &["--period", "2030-Q1"]);
        assert_eq!(outcome.status, Some(3), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("no return of 2030-Q1; there are returns of 2025-Q1"), "{}", outcome.stderr);
        let year = round().command(command, &["--period", "2025"]);
        assert_refused(&year, "2025 is no period of this survey (quarterly, such as 2024-Q3)");
    }
    let outcome = round().command("query", &["SELECT 1", "--period", "2030-Q1..2030-Q1"]);
    assert!(outcome.stderr.contains("no return of 2030-Q1"), "{}", outcome.stderr);
}

#[test]
fn a_definition_that_cannot_be_read_is_a_wrong_configuration() {
    let folder = Folder::new();
    for bytes in [&b"id = \"\xd6\xd0\xce\xc4\""[..], b"\xff\xfei\0d\0"] {
        std::fs::write(folder.0.join("survey.toml"), bytes).unwrap();
        let output = canvass().arg("run").arg(&folder.0).args(["--lang", "en"]).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && stderr.contains("this is not UTF-8 text"), "{stderr}");
    }
    let nowhere = round().replacing("file = \"units.xlsx\"", "file = \"nobody.xlsx\"").run();
    assert_refused(&nowhere, "nobody.xlsx: there is no such file or folder");
}

#[test]
fn a_template_that_names_what_has_no_value_is_told_which() {
    let typo = round();
    typo.survey_file("report.en.md", "# A\n\nOf {{ unit.registered }} offices {{ units.returned }} returned.\n");
    assert_refused(&typo.run(), "report.en.md:3: nothing is called `unit`; did you mean `units`?");
    let first = round();
    let template = "# A\n\n{% for id in [\"trained\"] %}{% set f = figure(id) %}{{ f.previous.share }}{% endfor %}\n";
    first.survey_file("report.en.md", template);
    assert_refused(&first.run(), "`f.previous.share` has no value: there is no earlier period to compare with");
}

#[test]
fn days_and_texts_can_be_counted_and_the_engine_keeps_quiet() {
    let measure =
        "[[measure]]\nid = \"remarks\"\nlabel = \"remarks\"\nkind = \"count\"\nof = \"remark\"\n\n[[measure]]\n";
    let round = with_condition("received > DATE '2024-02-29'");
    let outcome = round.replacing("[[measure]]\nid = \"staff\"", &format!("{measure}id = \"staff\"")).run();
    assert_eq!(outcome.figure("remarks", "")["value"], "1", "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("eprecat"), "{}", outcome.stderr);
}
