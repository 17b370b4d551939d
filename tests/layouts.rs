//! Whatever people do to a form, the same answers come out; through the binary, cell by cell.

use std::collections::BTreeMap;

use crate::support::{Round, form};

const ANSWERS: &str =
    "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no\nAnything else=nothing much";

type Cells = Vec<(String, String)>;

/// Item and value of every answer of the one return.
fn answers(cells: &Cells) -> BTreeMap<String, String> {
    let round = Round::new().silent("U01", "N");
    round.form("2025-Q1/form.xlsx", cells);
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    outcome.rows("answers.csv").iter().map(|row| (row["item"].clone(), row["value"].clone())).collect()
}

fn expected() -> BTreeMap<String, String> {
    let values =
        [("staff", "12"), ("trained_staff", "3"), ("has_plan", "yes"), ("trained", "no"), ("remark", "nothing much")];
    values.into_iter().map(|(item, value)| (item.to_string(), value.to_string())).collect()
}

fn moved(cells: &Cells, rows: u32, cols: u32) -> Cells {
    let by = |cell: &str| {
        let at = canvass::sheet::Position::parse(cell).unwrap();
        canvass::sheet::Position::new(at.row + rows, at.col + cols).to_string()
    };
    cells.iter().map(|(cell, text)| (by(cell), text.clone())).collect()
}

fn relabelled(cells: &Cells, change: impl Fn(&str) -> String) -> Cells {
    let is_label = |cell: &str| cell.starts_with('A');
    cells.iter().map(|(cell, text)| (cell.clone(), if is_label(cell) { change(text) } else { text.clone() })).collect()
}

fn base() -> Cells {
    form("U01", "2025-Q1", ANSWERS)
}

#[test]
fn the_form_as_issued() {
    assert_eq!(answers(&base()), expected());
}

#[test]
fn rows_and_columns_inserted_before_the_form() {
    assert_eq!(answers(&moved(&base(), 7, 3)), expected());
}

#[test]
fn a_row_inserted_within_the_form() {
    let (above, below): (Cells, Cells) =
        base().into_iter().partition(|(cell, _)| cell[1..].parse::<u32>().unwrap() < 8);
    assert_eq!(answers(&[above, moved(&below, 2, 0)].concat()), expected());
}

#[test]
fn rows_in_another_order() {
    let swap = |cell: &str| match &cell[1..] {
        "6" => format!("{}9", &cell[..1]),
        "9" => format!("{}6", &cell[..1]),
        _ => cell.to_string(),
    };
    let cells = base().into_iter().map(|(cell, text)| (swap(&cell), text)).collect();
    assert_eq!(answers(&cells), expected());
}

#[test]
fn labels_with_numbers_colons_blanks_and_line_breaks() {
    assert_eq!(answers(&relabelled(&base(), |label| format!("3. {label}: "))), expected());
    assert_eq!(answers(&relabelled(&base(), |label| label.replacen(' ', "\n", 1))), expected());
    assert_eq!(answers(&relabelled(&base(), |label| format!("（一） {label}（请填写）"))), expected());
}

#[test]
fn labels_in_full_width_letters() {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        ' ' => '\u{3000}',
        c => c,
    };
    assert_eq!(answers(&relabelled(&base(), |label| label.chars().map(wide).collect())), expected());
}

#[test]
fn a_label_that_stands_twice_is_a_finding_and_no_guess() {
    let mut cells = base();
    cells.push(("A30".into(), "Number of staff".into()));
    cells.push(("B30".into(), "99".into()));
    let round = Round::new().silent("U01", "N");
    round.form("2025-Q1/form.xlsx", &cells);
    let outcome = round.run();
    let staff = outcome.rows("answers.csv").into_iter().find(|row| row["item"] == "staff").unwrap();
    assert_eq!((staff["state"].as_str(), staff["value"].as_str()), ("invalid", ""));
    assert!(outcome.rules_of("U01").contains(&"label-twice".to_string()), "{:?}", outcome.rules_of("U01"));
}

#[test]
fn an_item_that_was_deleted_is_told_and_not_taken_for_a_blank() {
    let cells: Cells = base().into_iter().filter(|(cell, _)| &cell[1..] != "7").collect();
    let round = Round::new().silent("U01", "N");
    round.form("2025-Q1/form.xlsx", &cells);
    let outcome = round.run();
    let row = outcome.rows("answers.csv").into_iter().find(|row| row["item"] == "trained_staff").unwrap();
    assert_eq!(row["state"], "invalid");
    assert!(outcome.rules_of("U01").contains(&"item-not-found".to_string()), "{:?}", outcome.rules_of("U01"));
}

#[test]
fn another_form_is_rejected() {
    let round = Round::new().unit("U01", "N", ANSWERS).silent("U02", "N");
    let other = [("A1", "Budget"), ("A2", "Code"), ("B2", "U02"), ("A4", "Paper"), ("B4", "100")];
    round.form("2025-Q1/other.xlsx", &other.map(|(cell, text)| (cell.to_string(), text.to_string())));
    let (status, reason) = round.run().receipt("other.xlsx");
    assert_eq!(status, "rejected");
    assert!(!reason.is_empty());
}

#[test]
fn a_roster_holds_a_unit_a_row() {
    let headings = ["Code", "Unit", "Number of staff", "Staff trained", "Training plan in force", "Training held"];
    let rows = [["U01", "Office U01", "12", "3", "yes", "no"], ["U02", "Office U02", "5", "0", "no", ""]];
    let mut cells: Cells = vec![("A1".into(), "Staff of all offices".into())];
    for (row, line) in std::iter::once(&headings).chain(&rows).enumerate() {
        for (col, text) in line.iter().enumerate() {
            cells.push((canvass::sheet::Position::new(row as u32 + 2, col as u32).to_string(), text.to_string()));
        }
    }
    let round = Round::new().silent("U01", "N").silent("U02", "S");
    round.form("2025-Q1/roster.xlsx", &cells);
    let outcome = round.run();
    assert_eq!(outcome.figure("staff", "")["value"], "17", "{}", outcome.stderr);
    assert_eq!(outcome.figure("has_plan", "registered")["count"], "1");
}

#[test]
fn the_unit_is_known_by_code_name_former_name_or_file_name_and_never_by_a_near_miss() {
    let with =
        |code: Option<&str>, name: Option<&str>| -> Cells {
            let keep = |cell: &str| match cell {
                "B2" => code.map(str::to_string),
                "B3" => name.map(str::to_string),
                _ => None,
            };
            let cells = base().into_iter();
            cells
                .filter_map(|(cell, text)| {
                    if cell == "B2" || cell == "B3" { keep(&cell).map(|t| (cell, t)) } else { Some((cell, text)) }
                })
                .collect()
        };
    let status = |file: &str, cells: &Cells| {
        let round = Round::new().silent("U01", "N").silent("U02", "N");
        round.form(&format!("2025-Q1/{file}"), cells);
        let outcome = round.command("check", &[]);
        let receipt = outcome.receipt(file);
        (receipt.0, outcome.rows("ledger.csv")[0]["unit"].clone())
    };
    assert_eq!(status("x.xlsx", &with(Some("u01"), None)), ("used".into(), "U01".into()));
    assert_eq!(status("x.xlsx", &with(None, Some("Office  U02"))), ("used".into(), "U02".into()));
    assert_eq!(status("U02.xlsx", &with(None, None)), ("used".into(), "U02".into()));
    assert_eq!(status("x.xlsx", &with(None, Some("Offlce U02"))).0, "rejected");
}

#[test]
fn a_number_under_another_unit_of_measure_is_asked_about_and_not_counted() {
    let staff = |change: &dyn Fn(&mut Cells)| {
        let mut cells = base();
        change(&mut cells);
        let round = Round::new().silent("U01", "N");
        round.form("2025-Q1/form.xlsx", &cells);
        let outcome = round.run();
        let answers = outcome.rows("answers.csv");
        let answer = answers.iter().find(|row| row["item"] == "staff").unwrap();
        let findings = outcome.rows("findings.csv");
        let told = findings.iter().find(|row| row["rule"] == "other-unit").map(|row| row["message"].clone());
        (answer["state"].clone(), told.unwrap_or_default())
    };
    let put = |cell: &'static str, text: &'static str| {
        move |cells: &mut Cells| {
            cells.retain(|(at, _)| at != cell);
            cells.push((cell.to_string(), text.to_string()));
        }
    };
    let asked_about = |place: &str, words: &str| {
        ("invalid".to_string(), format!("“Number of staff” is asked in persons, but {place} says “{words}”"))
    };
    let counted = ("answered".to_string(), String::new());
    let label = "Number of staff (thousand persons)";
    assert_eq!(staff(&put("A6", label)), asked_about("A6", label));
    assert_eq!(staff(&put("C6", "thousand persons")), asked_about("C6", "thousand persons"));
    assert_eq!(staff(&put("C1", "Unit: thousand persons")), asked_about("C1", "Unit: thousand persons"));
    assert_eq!(staff(&put("C6", "persons")), counted);
    assert_eq!(staff(&put("A6", "Number of staff (persons)")), counted);
    // What stands beside a number holds for it, whatever stands above all.
    let both = |cells: &mut Cells| {
        put("C1", "Unit: thousand persons")(cells);
        put("C6", "persons")(cells);
    };
    assert_eq!(staff(&both), counted);
    // A number that brings its own unit is understood or refused by itself.
    let own = |cells: &mut Cells| {
        put("C6", "thousand persons")(cells);
        put("B6", "12 persons")(cells);
    };
    assert_eq!(staff(&own), counted);
}

#[test]
fn a_roster_headed_with_another_unit_of_measure_is_asked_about() {
    let read = |above: &[(&str, &str)], heading: &str| {
        let heads = ["Code", heading, "Staff trained", "Training plan in force", "Training held"];
        let answers = ["U01", "12", "3", "yes", "no"];
        let row = |row: usize, texts: [&str; 5]| -> Cells {
            let cells = ["A", "B", "C", "D", "E"].into_iter().zip(texts);
            cells.map(|(column, text)| (format!("{column}{row}"), text.to_string())).collect()
        };
        let round = Round::new().silent("U01", "N");
        let above: Cells = above.iter().map(|(cell, text)| (cell.to_string(), text.to_string())).collect();
        round.form("2025-Q1/list.xlsx", &[above, row(3, heads), row(4, answers)].concat());
        let outcome = round.run();
        let staff = outcome.rows("answers.csv").into_iter().find(|row| row["item"] == "staff").unwrap();
        let told = outcome.rows("findings.csv").into_iter().find(|row| row["rule"] == "other-unit");
        (staff["state"].clone(), told.map(|row| row["cell"].clone()))
    };
    let headed = |heading| read(&[], heading);
    assert_eq!(headed("Number of staff"), ("answered".into(), None));
    assert_eq!(headed("Number of staff (persons)"), ("answered".into(), None));
    assert_eq!(headed("Number of staff (thousand persons)"), ("invalid".into(), Some("B4".into())));
    // What stands above all counts where the heading says nothing.
    let thousands = [("B2", "Unit: thousand persons")];
    assert_eq!(read(&thousands, "Number of staff"), ("invalid".into(), Some("B4".into())));
    assert_eq!(read(&thousands, "Number of staff (persons)"), ("answered".into(), None));
    assert_eq!(read(&[("B2", "Unit: persons")], "Number of staff"), ("answered".into(), None));
    assert_eq!(read(&[("B5", "Unit: thousand persons")], "Number of staff"), ("answered".into(), None));
}
