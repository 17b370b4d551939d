//! Answers whose letters say otherwise than they spell: struck out, raised, in a font of pictures.

use rust_xlsxwriter::{Format, FormatScript, Workbook};

use crate::support::{Round, fixed_workbook, form};

const ANSWERS: &str = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";

/// A return of the unit with some cells written otherwise.
fn written(code: &str, answers: &str, change: impl Fn(&mut Workbook)) -> Vec<u8> {
    let mut workbook = fixed_workbook();
    let sheet = workbook.add_worksheet();
    for (cell, text) in form(code, "2025-Q1", answers) {
        let at = canvass::sheet::Position::parse(&cell).unwrap();
        match text.parse::<f64>() {
            Ok(number) => sheet.write_number(at.row, at.col as u16, number).unwrap(),
            Err(_) => sheet.write_string(at.row, at.col as u16, text).unwrap(),
        };
    }
    change(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

fn struck() -> Format {
    Format::new().set_font_strikethrough()
}

#[test]
fn what_is_struck_out_or_raised_is_asked_about_and_never_joined_to_a_number() {
    let round = Round::new().silent("U01", "North").silent("U02", "North").silent("U03", "North");
    let (plain, raised) = (Format::new(), Format::new().set_font_script(FormatScript::Superscript));
    let partly = written("U01", ANSWERS, |workbook| {
        let sheet = workbook.worksheet_from_index(0).unwrap();
        sheet.write_rich_string(5, 1, &[(&struck(), "1"), (&plain, "2")]).unwrap();
        sheet.write_rich_string(6, 1, &[(&plain, "3"), (&raised, "1")]).unwrap();
        sheet.write_string_with_format(7, 1, "yes", &struck()).unwrap();
    });
    let labels = written("U02", ANSWERS, |workbook| {
        let sheet = workbook.worksheet_from_index(0).unwrap();
        sheet.write_rich_string(5, 0, &[(&plain, "Number of "), (&struck(), "staff")]).unwrap();
        sheet.write_rich_string(6, 0, &[(&plain, "Staff trained"), (&raised, "1")]).unwrap();
    });
    round.file("2025-Q1/U01.xlsx", &partly).file("2025-Q1/U02.xlsx", &labels);
    round.file("2025-Q1/U03.xlsx", &written("U03", ANSWERS, |_| {}));
    let outcome = round.command("run", &["--lang", "en"]);
    let answers = outcome.rows("answers.csv");
    let answer = |unit: &str, item: &str| {
        let row = answers.iter().find(|row| row["unit"] == unit && row["item"] == item).unwrap();
        format!("{} {}", row["state"], row["value"])
    };
    for item in ["staff", "trained_staff", "has_plan"] {
        assert_eq!(answer("U01", item), "invalid ", "{item}");
        assert_eq!(answer("U02", item), answer("U03", item), "{item}");
    }
    let findings = outcome.rows("findings.csv");
    let asked: Vec<String> = findings
        .iter()
        .filter(|row| row["unit"] == "U01" && ["struck-out", "raised-text"].contains(&row["rule"].as_str()))
        .map(|row| format!("{} {} {}", row["severity"], row["rule"], row["cell"]))
        .collect();
    assert_eq!(asked, ["error struck-out B6", "error raised-text B7", "error struck-out B8"]);
}

#[test]
fn letters_of_picture_fonts_are_what_they_show() {
    let round = Round::new().silent("U01", "North").silent("U02", "North");
    let in_pictures = |plan: &str, held: &str| {
        let pictures = Format::new().set_font_name("Wingdings");
        let (plan, held) = (plan.to_string(), held.to_string());
        move |workbook: &mut Workbook| {
            let sheet = workbook.worksheet_from_index(0).unwrap();
            sheet.write_string_with_format(7, 1, &plan, &pictures).unwrap();
            sheet.write_string_with_format(8, 1, &held, &pictures).unwrap();
        }
    };
    round.file("2025-Q1/U01.xlsx", &written("U01", ANSWERS, in_pictures("ü", "û")));
    round.file("2025-Q1/U02.xlsx", &written("U02", ANSWERS, in_pictures("y", "N")));
    let outcome = round.run();
    let answers = outcome.rows("answers.csv");
    let of = |unit: &str| -> Vec<String> {
        let rows =
            answers.iter().filter(|row| row["unit"] == unit && ["has_plan", "trained"].contains(&row["item"].as_str()));
        rows.map(|row| format!("{} {}", row["state"], row["value"])).collect()
    };
    assert_eq!(of("U01"), ["answered yes", "answered no"]);
    assert_eq!(of("U02"), ["invalid ", "invalid "]);
    assert!(outcome.rules_of("U02").iter().filter(|rule| *rule == "symbol-font").count() == 2);
}
