//! Forms that are not, or no longer, what the survey describes: each is called what it is, through the program.

use std::fs;

use crate::support::{Round, form};

const ANSWERS: &str = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";

/// A list of labels with an answer beside each.
fn list(labels: &[&str]) -> Vec<(String, String)> {
    let row = |(row, label): (usize, &&str)| {
        [(format!("A{}", row + 1), label.to_string()), (format!("B{}", row + 1), "1".to_string())]
    };
    labels.iter().enumerate().flat_map(row).collect()
}

fn reason(round: &Round, file: &str) -> String {
    let (status, reason) = round.command("run", &["--lang", "en"]).receipt(file);
    assert_eq!(status, "rejected", "{reason}");
    reason
}

#[test]
fn another_surveys_form_is_called_by_that_surveys_title() {
    let round = Round::new().unit("U01", "North", ANSWERS);
    let beside = round.folder.0.with_extension("beside");
    fs::create_dir_all(&beside).unwrap();
    let other = "id = \"cars\"\ntitle = { zh = \"公务用车情况\", en = \"Cars in use\" }\nunknown = 1\n\
                 [[item]]\nid = \"a\"\nlabel = \"Cars owned\"\n[[item]]\nid = \"b\"\nlabel = \"Cars hired\"\n\
                 [[item]]\nid = \"c\"\nlabel = \"Petrol used\"\n";
    fs::write(beside.join("survey.toml"), other).unwrap();
    round.form("2025-Q1/cars.xlsx", &list(&["Unit", "Cars owned", "Cars hired (at any time)", "Staff trained"]));
    let en = reason(&round, "cars.xlsx");
    let zh = round.command("run", &["--lang", "zh"]).receipt("cars.xlsx").1;
    fs::remove_dir_all(beside).unwrap();
    assert!(en.contains("1 of its 5 items") && en.contains("resembles “Cars in use” most (2 of 3 items)"), "{en}");
    assert!(zh.contains("最像“公务用车情况”（其 3 个指标项中找到 2 个）"), "{zh}");
}

#[test]
fn a_form_that_resembles_nothing_known_is_only_said_to_be_another() {
    let round = Round::new().unit("U01", "North", ANSWERS);
    round.form("2025-Q1/cars.xlsx", &list(&["Unit", "Cars owned", "Cars hired"]));
    let reason = reason(&round, "cars.xlsx");
    assert!(reason.contains("0 of its 5 items") && !reason.contains("resembles"), "{reason}");
}

const EARLIER: &str = "nil = [\"Nil return\"]\nearlier = [{ version = \"2023\", labels = [\"Number of staff\", \
                       \"Hours of training\", \"Trainers\", \"Costs of training\"] }]";

#[test]
fn an_earlier_version_of_the_form_is_called_so() {
    let round = Round::new().replacing("nil = [\"Nil return\"]", EARLIER).unit("U01", "North", ANSWERS);
    let old = ["Unit", "Number of staff", "Hours of training", "Trainers", "Costs of training"];
    round.form("2025-Q1/old.xlsx", &list(&old));
    let reason = reason(&round, "old.xlsx");
    assert!(reason.contains("“Quarterly staff return, form of 2023” most (4 of 4 items)"), "{reason}");
    let ledger = round.run().rows("ledger.csv");
    let good = ledger.iter().find(|row| row["file"].ends_with("U01.xlsx")).unwrap();
    assert_eq!((good["status"].as_str(), good["form_version"].as_str()), ("used", "1"));
}

#[test]
fn a_return_on_an_earlier_form_that_still_fits_is_used_under_its_version() {
    let earlier = EARLIER.replace(
        "\"Hours of training\"",
        "\"Staff trained\", \"Training plan in force\", \"Training held\", \"Hours of training\"",
    );
    let earlier = earlier.replace(", \"Trainers\", \"Costs of training\"", "");
    let round = Round::new().replacing("nil = [\"Nil return\"]", &earlier).silent("U01", "North");
    let mut cells = form("U01", "2025-Q1", ANSWERS);
    cells.retain(|(_, text)| text != "Anything else");
    cells.push(("A20".into(), "Hours of training".into()));
    round.form("2025-Q1/U01.xlsx", &cells);
    let ledger = round.run().rows("ledger.csv");
    assert_eq!((ledger[0]["status"].as_str(), ledger[0]["form_version"].as_str()), ("used", "2023"));
}

#[test]
fn an_earlier_version_that_is_named_twice_or_asks_nothing_is_refused_with_its_line() {
    let twice = "nil = [\"Nil return\"]\nearlier = [{ version = \"1\", labels = [\"Cars\"] }, { version = \"0\", labels = [] }]";
    let outcome = Round::new().replacing("nil = [\"Nil return\"]", twice).silent("U01", "North").run();
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.stderr.contains("`1` of the form is named already"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("at least one label"), "{}", outcome.stderr);
}

#[test]
fn a_workbook_with_nothing_in_it_is_rejected_as_such() {
    let round = Round::new().unit("U01", "North", ANSWERS);
    round.form("2025-Q1/blank.xlsx", &[]);
    round.form("2025-Q1/spaces.xlsx", &[("B2".into(), "  ".into())]);
    for file in ["blank.xlsx", "spaces.xlsx"] {
        let reason = reason(&round, file);
        assert!(reason.contains("nothing in it"), "{reason}");
    }
    let findings = round.run().rows("findings.csv");
    assert_eq!(findings.iter().filter(|row| row["rule"] == "return-rejected").count(), 2);
}

#[test]
fn items_are_told_that_stand_elsewhere_twice_or_nowhere_by_the_sheets_own_addresses() {
    let fixed = "id = \"staff\"\ncell = \"B6\"";
    let round = Round::new().replacing("id = \"staff\"\nkind", &format!("{fixed}\nkind")).silent("U01", "North");
    let mut cells = form("U01", "2025-Q1", ANSWERS);
    for (cell, _) in cells.iter_mut().filter(|(cell, _)| ["A6", "B6"].contains(&cell.as_str())) {
        *cell = format!("{}30", &cell[..1]);
    }
    cells.retain(|(_, text)| text != "Anything else");
    cells.extend([("A40".into(), "Staff trained".into()), ("B40".into(), "4".into())]);
    round.form("2025-Q1/U01.xlsx", &cells);
    let findings = round.run().rows("findings.csv");
    let place = |rule: &str| {
        let row = findings.iter().find(|row| row["rule"] == rule).unwrap_or_else(|| panic!("{rule}: {findings:?}"));
        (row["item"].clone(), row["sheet"].clone(), row["cell"].clone(), row["severity"].clone())
    };
    let expected = |item: &str, cell: &str, severity: &str| {
        (item.to_string(), "Sheet1".to_string(), cell.to_string(), severity.to_string())
    };
    assert_eq!(place("item-elsewhere"), expected("staff", "B30", "note"));
    assert_eq!(place("label-twice"), expected("trained_staff", "A7", "error"));
    assert_eq!(place("item-not-found"), expected("remark", "", "error"));
}

#[test]
fn an_item_on_a_sheet_that_the_survey_does_not_name_is_told() {
    let named = "sheets = [\"Return\"]\nunit = [\"Unit\"]";
    let round = Round::new().replacing("unit = [\"Unit\"]", named).silent("U01", "North");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, is_there) in [("Return", false), ("More", true)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (cell, text) in form("U01", "2025-Q1", ANSWERS) {
            let at = canvass::sheet::Position::parse(&cell).unwrap();
            if (at.row == 9 || at.row == 8) == is_there {
                sheet.write_string(at.row, at.col as u16, text).unwrap();
            }
        }
    }
    round.file("2025-Q1/U01.xlsx", &workbook.save_to_buffer().unwrap());
    let findings = round.run().rows("findings.csv");
    let moved: Vec<_> = findings.iter().filter(|row| row["rule"] == "item-elsewhere").collect();
    let places: Vec<_> =
        moved.iter().map(|row| (row["item"].as_str(), row["sheet"].as_str(), row["cell"].as_str())).collect();
    assert_eq!(places, [("trained", "More", "B9"), ("remark", "More", "B10")]);
}
