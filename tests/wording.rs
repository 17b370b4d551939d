//! What the shipped surveys say about one number in several places agrees, and English cells begin as sentences do.

use std::fs;
use std::path::PathBuf;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::support::{Folder, canvass};

/// A publication in English of a shipped survey, as long as its folder is held.
struct Published {
    folder: PathBuf,
    _holds: Folder,
}

impl Published {
    fn of(survey: &str, period: &str) -> Published {
        let holds = Folder::new();
        let out = holds.0.join("out");
        let query = format!("queries/{survey}");
        let arguments = ["-q", "run", &query, "--period", period, "--lang", "en", "--out"];
        let output = canvass().args(arguments).arg(&out).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        Published { folder: out.join(survey).join(period), _holds: holds }
    }

    /// The rows below the headings of a sheet whose first heading is known.
    fn below(&self, sheet: &str, head: &str) -> Vec<Vec<Data>> {
        let mut book: Xlsx<_> = open_workbook(self.folder.join("summary.xlsx")).unwrap();
        let range = book.worksheet_range(sheet).unwrap_or_else(|_| panic!("no sheet {sheet}"));
        let rows = range.rows().skip_while(|row| row[0] != *head).skip(1);
        rows.take_while(|row| row.iter().any(|cell| *cell != Data::Empty)).map(<[Data]>::to_vec).collect()
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }
}

fn number(cell: &Data) -> f64 {
    cell.to_string().parse().unwrap_or_else(|_| panic!("{cell:?} is no number"))
}

/// One decimal, an exact half away from nothing, as the formats of the workbook show it.
fn one_decimal(number: f64) -> String {
    let tenths = (number.abs() * 10.0 + 0.5 + 1e-7).floor() / 10.0;
    format!("{}{tenths:.1}", if number < 0.0 { '−' } else { '+' })
}

#[test]
fn the_board_sums_to_the_items_with_a_target_and_gaps_are_the_same_in_both_tables() {
    let published = Published::of("monthly-bulletin", "2026-M06");
    let board = published.below("Board of counties", "Rank");
    let sums: Vec<f64> = board.iter().map(|row| row[4..9].iter().map(number).sum()).collect();
    assert_eq!(sums, [21.0; 10]);
    let gaps: Vec<[String; 3]> = published
        .below("Behind schedule", "County")
        .iter()
        .map(|row| [row[0].to_string(), row[1].to_string(), one_decimal(number(&row[6]))])
        .collect();
    let mut n_listed = 0;
    for row in published.below("What each county is behind with", "County") {
        for gap in row[2].to_string().split(" · ") {
            let (item, points) = gap.rsplit_once(' ').unwrap();
            let known = [row[0].to_string(), item.to_string(), points.to_string()];
            assert!(gaps.contains(&known), "{known:?}");
            n_listed += 1;
        }
    }
    assert!(n_listed > 20 && gaps.iter().any(|gap| gap[2] == "−6.3"), "{gaps:?}");
}

#[test]
fn changes_that_are_not_of_matched_units_say_so() {
    let published = Published::of("monthly-bulletin", "2026-M06");
    let mut book: Xlsx<_> = open_workbook(published.folder.join("summary.xlsx")).unwrap();
    let key = book.worksheet_range("Key figures").unwrap();
    let said = key.rows().flatten().any(|cell| cell.to_string().contains("not that of matched units"));
    assert!(said, "{key:?}");
}

#[test]
fn points_lost_and_made_good_sum_to_what_a_town_has() {
    let published = Published::of("scorecard", "2026-S1");
    let towns = published.below("What each town lost", "Rank");
    let mut n_made_good = 0;
    for row in &towns {
        let [lost, made_good, sheet] = [2, 3, 4].map(|place| number(&row[place]));
        assert!((100.0 - lost + made_good - sheet).abs() < 0.005, "{row:?}");
        n_made_good += usize::from(made_good > 0.0);
    }
    assert!(towns.len() > 15 && n_made_good >= 4, "{n_made_good} of {}", towns.len());
    let sheet = published.text("documents/sheet/T20.html");
    assert!(["91.67%", "80%", ">Yes<", "88.5 points"].iter().all(|value| sheet.contains(value)), "{sheet}");
    assert!(!sheet.contains("per 1 below") && sheet.contains("0.4 points off per point below 85 points"), "{sheet}");
}

#[test]
fn a_yellow_card_holds_all_that_its_score_is_reckoned_from() {
    let published = Published::of("safety-grading", "2026-S1");
    let card = published.text("documents/yellow-card/QY0310.html");
    assert!(card.contains("875 ÷ 1000 × 1,000 = 875.0"), "{card}");
    assert!(!card.contains("Lawful operation, points"), "{card}");
    let items: Vec<String> = published.below("Findings", "Code").iter().map(|row| row[6].to_string()).collect();
    assert!(items.contains(&"Score".to_string()) && !items.contains(&"score".to_string()), "{items:?}");
}

#[test]
fn a_unit_whose_earlier_return_is_missing_left_nothing_blank() {
    let published = Published::of("duty-quotas", "2026-Q2");
    let names = published.below("Names", "Figure");
    let open = names.iter().find(|row| row[4].to_string().contains("磨石镇 (")).expect("it is told");
    assert!(open[4].to_string().contains("磨石镇 (not received)"), "{open:?}");
    let findings = published.text("data/findings.csv");
    assert!(findings.contains("Task list, row 4: no number is given"), "{findings}");
}

#[test]
fn a_figure_stands_once_among_the_key_figures() {
    let published = Published::of("accountability-cases", "2026-Q2");
    let mut book: Xlsx<_> = open_workbook(published.folder.join("summary.xlsx")).unwrap();
    let key = book.worksheet_range("Key figures").unwrap();
    let of_year = |row: &&[Data]| row[0] == *"Units with a case this year" && row[1] == *"All units";
    assert_eq!(key.rows().filter(of_year).count(), 1, "{key:?}");
}

#[test]
fn cells_of_the_english_workbook_begin_with_a_capital() {
    let published = Published::of("accountability-cases", "2026-Q2");
    let begins_small = |cell: &Data| cell.to_string().starts_with(|c: char| c.is_ascii_lowercase());
    for (sheet, head, columns) in [
        ("Cover", "No.", 2..3),
        ("Key figures", "Figure", 0..2),
        ("Reporting", "State", 0..1),
        ("Findings", "Code", 8..11),
        ("Findings by rule", "Severity", 0..1),
        ("Main figures", "Figure", 0..1),
        ("Individuals by level and form", "Level", 0..1),
    ] {
        let rows = published.below(sheet, head);
        assert!(!rows.is_empty(), "{sheet}");
        let small: Vec<&Data> = rows.iter().flat_map(|row| &row[columns.clone()]).filter(|c| begins_small(c)).collect();
        assert!(small.is_empty(), "{sheet}: {small:?}");
    }
    let rules = published.below("Findings by rule", "Severity");
    assert!(rules.iter().any(|row| row[1] == *"nil-return-declared"), "{rules:?}");
}
