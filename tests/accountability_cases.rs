//! The accountability cases: totals that agree, nil returns apart from missing ones, and an edition for everybody from
//! which nothing withheld can be found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use polars::prelude::DataFrame;
use polars_io::prelude::{ParquetReader, SerReader};

use crate::support::{Folder, canvass, project, rows};

/// An edition of the second quarter of 2026.
struct Edition {
    _kept: Folder,
    folder: PathBuf,
}

fn published(audience: &str, lang: &str) -> Edition {
    edition_of("accountability-cases", "2026-Q2", audience, lang)
}

fn edition_of(survey: &str, period: &str, audience: &str, lang: &str) -> Edition {
    let kept = Folder::new();
    let mut program = canvass();
    program.args(["run", &format!("queries/{survey}"), "-q", "--period", period, "--lang", lang]);
    let output = program.args(["--audience", audience, "--out"]).arg(&kept.0).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let name = if audience == "internal" { period.to_string() } else { format!("{period}.{audience}") };
    let folder = kept.0.join(survey).join(name);
    Edition { _kept: kept, folder }
}

static INTERNAL: LazyLock<Edition> = LazyLock::new(|| published("internal", "zh"));
static CIRCULAR: LazyLock<Edition> = LazyLock::new(|| published("circular", "zh"));
static PUBLIC: LazyLock<Edition> = LazyLock::new(|| published("public", "zh"));
static PUBLIC_EN: LazyLock<Edition> = LazyLock::new(|| published("public", "en"));

const CROSSES: [&str; 3] = ["level_form", "level_team", "circumstance_quarter"];

/// A cross table by row and column; `None` where a count is withheld.
type Cells = BTreeMap<Place, Option<i64>>;
/// Row and column.
type Place = (String, String);

impl Edition {
    fn cross(&self, id: &str) -> Cells {
        let file = File::open(self.folder.join(format!("data/table-{id}.parquet"))).unwrap();
        let frame: DataFrame = ParquetReader::new(file).finish().unwrap();
        let text = |name: &str| frame.column(name).unwrap().str().unwrap().clone();
        let (row, column, status) = (text("row"), text("column"), text("status"));
        let count = frame.column("count").unwrap().i64().unwrap().clone();
        let cell = |at: usize| {
            let place = (row.get(at).unwrap().to_string(), column.get(at).unwrap().to_string());
            assert_eq!(status.get(at) == Some("C"), count.get(at).is_none(), "{id} {place:?}");
            (place, count.get(at))
        };
        (0..frame.height()).map(cell).collect()
    }

    fn figures(&self) -> Vec<BTreeMap<String, String>> {
        rows(&self.folder.join("data/figures.csv"))
    }

    /// Count and base of a share of the whole.
    fn share(&self, figure: &str) -> (String, String) {
        let all = self.figures();
        let is_it = |row: &&BTreeMap<String, String>| {
            row["figure"] == figure && row["base"] == "registered" && row["group_by"].is_empty()
        };
        let row = all.iter().find(is_it).unwrap();
        (row["count"].clone(), row["base_count"].clone())
    }
}

/// The sums that hold in a cross table: each a total and its parts.
fn lines(cells: &Cells) -> Vec<(Place, Vec<Place>)> {
    let row_codes: BTreeSet<&String> = cells.keys().map(|(row, _)| row).collect();
    let column_codes: BTreeSet<&String> = cells.keys().map(|(_, column)| column).collect();
    let mut lines = Vec::new();
    for row in &row_codes {
        let parts = column_codes.iter().filter(|code| **code != "total");
        let parts = parts.map(|code| ((*row).clone(), (*code).clone())).collect();
        lines.push((((*row).clone(), "total".to_string()), parts));
    }
    for column in &column_codes {
        let parts = row_codes.iter().filter(|code| **code != "total");
        let parts = parts.map(|code| ((*code).clone(), (*column).clone())).collect();
        lines.push((("total".to_string(), (*column).clone()), parts));
    }
    lines
}

fn at(cells: &Cells, row: &str, column: &str) -> Option<i64> {
    cells[&(row.to_string(), column.to_string())]
}

/// Counted by hand on the forms: 40 cases in 21 returns of the quarter, 38 in the one before; six of leading groups.
#[test]
fn the_office_own_edition_agrees_with_the_forms_in_every_total() {
    for id in CROSSES {
        let cells = INTERNAL.cross(id);
        for (total, parts) in lines(&cells) {
            let sum: i64 = parts.iter().map(|part| cells[part].unwrap()).sum();
            assert_eq!(cells[&total], Some(sum), "{id} {total:?}");
        }
    }
    let persons = INTERNAL.cross("level_form");
    let by_level = ["bureau", "department", "section", "unclear", "total"].map(|level| at(&persons, level, "total"));
    assert_eq!(by_level, [5, 8, 20, 1, 34].map(Some));
    assert_eq!(at(&persons, "department", "sanction"), Some(5));
    // 乡科级 is the section level; a form of the other ladder is none.
    assert_eq!(at(&persons, "section", "sanction"), Some(4));
    assert_eq!(at(&persons, "section", "unclear"), Some(1));
    assert_eq!(at(&INTERNAL.cross("level_team"), "total", "total"), Some(6));
    let circumstances = INTERNAL.cross("circumstance_quarter");
    let by_quarter = ["2026-Q1", "2026-Q2", "total"].map(|column| at(&circumstances, "total", column));
    assert_eq!(by_quarter, [38, 40, 78].map(Some));
    // Seven by its words and one by its number in the list.
    assert_eq!(at(&circumstances, "rectification", "2026-Q2"), Some(8));
    assert_eq!(at(&circumstances, "unclear", "2026-Q2"), Some(1));
}

#[test]
fn units_are_counted_for_the_quarter_and_for_the_year() {
    let of = |figure: &str| INTERNAL.share(figure);
    let pair = |count: &str| (count.to_string(), "36".to_string());
    assert_eq!(of("with_case"), pair("21"));
    assert_eq!(of("with_case_year"), pair("29"));
    assert_eq!(of("barred"), pair("18"));
}

#[test]
fn a_nil_return_is_not_a_missing_one() {
    let units = rows(&INTERNAL.folder.join("data/units.csv"));
    let in_state = |state: &str| units.iter().filter(|unit| unit["state"] == state).count();
    assert_eq!((in_state("nil"), in_state("missing"), units.len()), (13, 2, 36));
    let findings = rows(&INTERNAL.folder.join("data/findings.csv"));
    let of = |rule: &str| findings.iter().filter(|f| f["rule"] == rule).map(|f| f["unit"].as_str()).collect::<Vec<_>>();
    assert_eq!(of("nil-return-without-cases"), ["ZZ-A07"]);
    assert_eq!(of("nil-return-declared"), ["ZZ-A03"]);
    assert_eq!(of("case-in-the-quarter"), ["ZZ-B04"]);
    assert_eq!(of("one-form-of-the-right-ladder"), ["ZZ-B09"]);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// A file's text: itself, or the parts of a container.
fn text(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else {
        return String::from_utf8_lossy(&bytes).into_owned();
    };
    let mut text = Vec::new();
    for part in 0..archive.len() {
        std::io::Read::read_to_end(&mut archive.by_index(part).unwrap(), &mut text).unwrap();
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn no_unit_is_named_to_everybody_in_any_file() {
    let units = rows(&INTERNAL.folder.join("data/units.csv"));
    let told: Vec<&str> = units.iter().flat_map(|unit| [unit["name"].as_str(), unit["code"].as_str()]).collect();
    assert_eq!(told.len(), 72);
    for edition in [&*PUBLIC, &*PUBLIC_EN] {
        let files = files(&edition.folder);
        assert!(files.len() > 10);
        for file in files {
            let text = text(&file);
            let named: Vec<&&str> = told.iter().filter(|told| text.contains(**told)).collect();
            assert!(named.is_empty(), "{} names {named:?}", file.display());
        }
    }
    let circular = text(&CIRCULAR.folder.join("report.html"));
    assert!(circular.contains("民生保障局") && circular.contains("通报版"));
}

/// The unknowns that the sums determine, by elimination (Gauss and Jordan).
fn determined(mut sums: Vec<Vec<f64>>) -> BTreeSet<usize> {
    let n = sums.first().map_or(0, Vec::len);
    let mut done = 0;
    for unknown in 0..n {
        let Some(pivot) = (done..sums.len()).find(|row| sums[*row][unknown].abs() > 1e-9) else { continue };
        sums.swap(done, pivot);
        let head: Vec<f64> = sums[done].iter().map(|value| value / sums[done][unknown]).collect();
        for row in sums.iter_mut().enumerate().filter(|(place, _)| *place != done).map(|(_, row)| row) {
            let factor = row[unknown];
            row.iter_mut().zip(&head).for_each(|(value, head)| *value -= factor * head);
        }
        sums[done] = head;
        done += 1;
    }
    let alone = |row: &Vec<f64>| {
        let mut there = (0..n).filter(|place| row[*place].abs() > 1e-9);
        there.next().filter(|_| there.next().is_none())
    };
    sums.iter().filter_map(alone).collect()
}

#[test]
fn nothing_withheld_follows_from_what_is_told() {
    let mut n_withheld = 0;
    for id in CROSSES {
        let (told, true_counts) = (PUBLIC.cross(id), INTERNAL.cross(id));
        let hidden: Vec<&Place> = told.iter().filter(|(_, c)| c.is_none()).map(|(place, _)| place).collect();
        let unknown = |place: &Place| hidden.iter().position(|hidden| *hidden == place);
        let mut sums = Vec::new();
        for (total, parts) in lines(&told) {
            let mut sum = vec![0.0; hidden.len()];
            parts.iter().filter_map(unknown).for_each(|place| sum[place] += 1.0);
            unknown(&total).into_iter().for_each(|place| sum[place] -= 1.0);
            sums.push(sum);
        }
        let found: Vec<_> = determined(sums).into_iter().map(|place| hidden[place]).collect();
        assert!(found.is_empty(), "{id}: {found:?} can be subtracted");
        for (place, count) in &true_counts {
            let is_small = (1..5).contains(&count.unwrap());
            let is_told = told[place].is_some();
            let is_grand_total = place.0 == "total" && (place.1 == "total" || place.1.starts_with("2026-"));
            assert!(!(is_small && is_told) || is_grand_total, "{id} {place:?} is told");
        }
        n_withheld += hidden.len();
    }
    assert!(n_withheld > 20);
}

#[test]
fn no_cell_of_a_workbook_holds_a_share_that_is_withheld() {
    holds_no_secret(&INTERNAL, &PUBLIC);
    let central = |audience: &str| edition_of("central-survey", "2024", audience, "en");
    holds_no_secret(&central("internal"), &central("public"));
}

/// Looks for withheld shares of groups in every cell, also where a chart is drawn from it.
fn holds_no_secret(internal: &Edition, public: &Edition) {
    let key = |row: &BTreeMap<String, String>| ["figure", "base", "group_by", "group"].map(|name| row[name].clone());
    let known: BTreeMap<_, _> = internal.figures().into_iter().map(|row| (key(&row), row)).collect();
    let figures = public.figures();
    let share = |row: &BTreeMap<String, String>| row["share"].parse::<f64>().ok();
    let open = figures.iter().filter(|row| row["status"] != "C");
    let quotients = open.flat_map(|row| ["share", "low", "high", "previous_share"].map(|name| row[name].parse().ok()));
    let told: Vec<f64> = quotients.flatten().collect();
    let withheld = figures.iter().filter(|row| row["status"] == "C").filter_map(|row| share(&known[&key(row)]));
    let is_told = |value: &f64| told.iter().any(|told| (told - value).abs() < 1e-9) || *value == 0.0 || *value == 1.0;
    let secret: Vec<f64> = withheld.filter(|value| !is_told(value)).collect();
    assert!(secret.len() > 3, "{secret:?}");
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(public.folder.join("summary.xlsx")).unwrap();
    for (name, sheet) in calamine::Reader::worksheets(&mut workbook) {
        for (row, column, cell) in sheet.used_cells() {
            let number = calamine::DataType::as_f64(cell).unwrap_or_default();
            let found = secret.iter().find(|secret| (number - **secret).abs() < 1e-9);
            assert!(found.is_none(), "{name} row {row} column {column} holds {number}");
        }
    }
}

#[test]
fn a_withheld_count_is_seen_to_be_withheld() {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(PUBLIC.folder.join("summary.xlsx")).unwrap();
    let sheets = calamine::Reader::worksheets(&mut workbook);
    let (_, sheet) = sheets.iter().find(|(name, _)| name.contains("级别和追究方式")).unwrap();
    let shown: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(shown.iter().filter(|cell| *cell == "…").count() > 5);
    assert!(shown.iter().any(|cell| cell.contains("记“…”的数值")));
    let report = text(&PUBLIC.folder.join("report.html"));
    assert!(report.contains("记“…”的数值较小") && report.contains("个人34起，领导班子6起"), "{report}");
    let chart = text(&PUBLIC.folder.join("charts/circumstances.svg"));
    assert!(chart.contains('…'));
}

/// What is said of the survey when a piece of it is replaced, and the line in which it was replaced.
fn refused(old: &str, new: &str) -> (String, usize) {
    let folder = Folder::new();
    for entry in fs::read_dir(project().join("queries/accountability-cases")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.0.join(path.file_name().unwrap())).unwrap();
    }
    let text = fs::read_to_string(folder.0.join("survey.toml")).unwrap();
    let at = text.find(old).unwrap_or_else(|| panic!("the survey has no `{old}`"));
    let line = text[..at].lines().count() + usize::from(text[..at].ends_with('\n'));
    fs::write(folder.0.join("survey.toml"), text.replacen(old, new, 1)).unwrap();
    let given = canvass().arg("check").arg(&folder.0).args(["--lang", "en"]).output().unwrap();
    assert_eq!(given.status.code(), Some(2), "`{new}` was let pass");
    (String::from_utf8(given.stderr).unwrap(), line)
}

#[test]
fn what_cannot_be_counted_is_refused_with_its_line() {
    for (old, new, told) in [
        ("columns = \"person_form\"", "columns = \"person_frm\"", "did you mean `person_form`?"),
        ("columns = \"person_form\"", "columns = \"case_date\"", "`case_date` is no choice and no yes/no item"),
        ("patterns = [\"情面\", \"宽松软\", \"动真碰硬\"]", "patterns = [\"*\"]", "a pattern holds a word at least"),
        ("id = \"standards\"", "id = \"leniency\"", "`leniency` is there twice"),
        ("id = \"pressure\"", "items = [\"clues\"]\nid = \"pressure\"", "`clues` is no open item"),
        ("id = \"follow_up\"", "id = \"unmatched\"", "means answers without a theme"),
        ("names = false\nleast = 5", "names = true\nleast = 5", "`least` needs `names = false`"),
    ] {
        let (said, line) = refused(old, new);
        let is_told = said.lines().any(|words| words.contains(told) && words.contains("survey.toml:"));
        assert!(is_told, "`{new}` (line {line}): `{told}` is not in\n{said}");
    }
    let (said, line) = refused("columns = \"person_form\"", "columns = \"case_date\"");
    assert!(said.contains(&format!("survey.toml:{line}: ")), "{line}: {said}");
}

#[test]
fn what_one_edition_withholds_the_next_does_not_tell() {
    let first = edition_of("accountability-cases", "2026-Q1", "public", "en").cross("circumstance_quarter");
    let second = edition_of("accountability-cases", "2026-Q2", "public", "en").cross("circumstance_quarter");
    let of_quarter = |cells: &Cells| -> BTreeMap<Place, Option<i64>> {
        let column = |place: &Place| place.1 == "2026-Q1";
        cells.iter().filter(|(place, _)| column(place)).map(|(place, count)| (place.clone(), *count)).collect()
    };
    let (before, after) = (of_quarter(&first), of_quarter(&second));
    assert!(before.len() > 10 && before.values().any(Option::is_none) && before.values().any(Option::is_some));
    assert_eq!(before, after);
}
