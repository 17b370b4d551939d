//! The second opinion: every sample and fixture is read by calamine too, and what differs must be in the list below.

use std::fs;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use calamine::{Data, Ods, Reader, Xls, Xlsb, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};

use crate::collect::{workbook, xlsb, xlsx};
use crate::sheet::{Content, Position, Sheet, Workbook};

/// Fixtures that calamine cannot be asked about, since it would take the tests down with it.
const NOT_ASKED: &[(&str, &str)] = &[
    ("ods_cells_repeated_to_90_million.ods", "makes 90 million cells of one"),
    ("ods_200_sheets_repeated.ods", "makes 200 million cells of 200"),
    ("ods_two_thousand_million_blanks.ods", "writes two thousand million blanks"),
    ("ods_cut_in_table.ods", "waits for the rest of the table for ever"),
    ("ods_cut_in_note.ods", "waits for the rest of the note for ever"),
    ("xls_cells_in_far_corners.xls", "makes 16 million cells of two"),
    ("xls_dimensions_over_all_cells.xls", "asks for memory for all cells of the grid"),
    ("xls_dimensions_backwards.xls", "counts backwards beyond zero"),
    ("xls_column_65535.xls", "makes 4,000 million cells of two"),
    ("xlsx_sheet_of_96_million_blanks.xlsx", "keeps 96 million blanks"),
];

/// Files of which the two hold different opinions, and why canvass is right.
const DIFFERENCES: &[(&str, &str)] = &[];

/// Every file below the samples' returns and the fixtures that a second reader may know.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open = vec![root.join("sample_data"), root.join("tests/returns")];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            match path.is_dir() {
                true => open.push(path),
                false if ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&ending) => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    files
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

/// The sheets by name, with their filled cells.
type Sheets = Vec<(String, Vec<(Position, Data)>)>;

/// What calamine reads, or why it does not.
fn second(bytes: &[u8], kind: &str) -> Result<Sheets, String> {
    let read = || match kind {
        "xlsb" => sheets(Xlsb::new(Cursor::new(bytes))),
        "xls" => sheets(Xls::new(Cursor::new(bytes))),
        "ods" => sheets(Ods::new(Cursor::new(bytes))),
        _ => sheets(Xlsx::new(Cursor::new(bytes))),
    };
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| "a panic".to_string())?
}

fn sheets<'b, R, E>(opened: Result<R, E>) -> Result<Sheets, String>
where
    R: Reader<Cursor<&'b [u8]>, Error = E>,
    E: ToString,
{
    let mut book = opened.map_err(|error| error.to_string())?;
    let names = book.sheet_names();
    let read = |name: String| {
        let range = book.worksheet_range(&name).map_err(|error| error.to_string())?;
        let (top, left) = range.start().unwrap_or_default();
        let at = |row: usize, col: usize| Position::new(top + row as u32, left + col as u32);
        let cells = range.used_cells().map(|(row, col, data)| (at(row, col), data.clone()));
        Ok((name, cells.filter(|(_, data)| *data != Data::String(String::new())).collect()))
    };
    names.into_iter().map(read).collect()
}

/// What differs, a line a cell.
fn differences(ours: &Workbook, theirs: &Sheets) -> Vec<String> {
    let mut found = Vec::new();
    for (name, cells) in theirs {
        match ours.sheets.iter().find(|sheet| sheet.name == *name) {
            Some(sheet) => found.extend(cells_apart(sheet, cells)),
            None => found.push(format!("{name}: not read")),
        }
    }
    found
}

fn cells_apart(ours: &Sheet, theirs: &[(Position, Data)]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, data) in theirs {
        match ours.cells.binary_search_by_key(at, |(at, _)| *at) {
            Ok(place) if is_same(&ours.cells[place].1, data) => {}
            Ok(place) => found.push(format!("{}!{at}: {} / {data}", ours.name, ours.cells[place].1)),
            Err(_) => found.push(format!("{}!{at}: / {data}", ours.name)),
        }
    }
    let is_extra = |at: &Position| theirs.binary_search_by_key(at, |(at, _)| *at).is_err();
    let extra = ours.cells.iter().filter(|(at, content)| is_extra(at) && !matches!(content, Content::Uncalculated(_)));
    found.extend(extra.map(|(at, content)| format!("{}!{at}: {content} /", ours.name)));
    found
}

/// Whether both say the same. Times are text here; calamine trims text, which is never told apart by its edges.
fn is_same(ours: &Content, theirs: &Data) -> bool {
    match (ours, theirs) {
        (Content::Text(ours), Data::String(theirs)) => ours.trim() == theirs.trim(),
        (Content::Number(ours) | Content::Percent(ours), Data::Float(theirs)) => ours == theirs,
        (Content::Number(ours) | Content::Percent(ours), Data::Int(theirs)) => *ours == *theirs as f64,
        (Content::Bool(ours), Data::Bool(theirs)) => ours == theirs,
        (Content::Date(ours), Data::DateTime(theirs)) => moment(*theirs) == Some(*ours),
        (Content::Date(ours), Data::DateTimeIso(theirs)) => crate::collect::serial::iso(theirs) == Some(*ours),
        (Content::Error(_), Data::Error(_)) => true,
        _ => false,
    }
}

fn moment(theirs: calamine::ExcelDateTime) -> Option<NaiveDateTime> {
    let (year, month, day, hour, minute, second, milli) = theirs.to_ymd_hms_milli();
    let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    day.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into())
}

#[test]
fn samples_and_fixtures_are_read_as_calamine_reads_them() {
    let (mut n_files, mut n_cells) = (0, 0);
    for file in files() {
        let name = name_of(&file);
        let bytes = fs::read(&file).unwrap();
        if NOT_ASKED.iter().any(|(asked, _)| *asked == name) {
            continue;
        }
        let Ok(ours) = workbook::read(&bytes, &name) else { continue };
        let theirs = second(&bytes, ours.kind).unwrap_or_else(|why| panic!("{name}: {why}"));
        let found = differences(&ours, &theirs);
        let is_known = DIFFERENCES.iter().any(|(known, _)| *known == name);
        assert_eq!(!found.is_empty(), is_known, "{name}: {found:#?}");
        n_files += 1;
        n_cells += ours.sheets.iter().map(|sheet| sheet.cells.len()).sum::<usize>();
    }
    assert!(n_files > 70 && n_cells > 3_000, "{n_files} files, {n_cells} cells");
}

#[test]
fn canvass_reads_every_sample_that_calamine_reads() {
    let mut only_theirs = Vec::new();
    for file in files().into_iter().filter(|file| file.iter().any(|step| step == "sample_data")) {
        let bytes = fs::read(&file).unwrap();
        let kind = file.extension().unwrap().to_string_lossy().into_owned();
        if workbook::read(&bytes, &name_of(&file)).is_err() && second(&bytes, &kind).is_ok_and(|read| !read.is_empty())
        {
            only_theirs.push(name_of(&file));
        }
    }
    assert_eq!(only_theirs, [""; 0]);
}

#[test]
fn written_workbooks_are_read_as_calamine_reads_them() {
    for (kind, bytes, n_cells) in [("xlsb", xlsb::tests::written(), 3), ("xlsx", xlsx::tests::written(), 94)] {
        let ours = workbook::read(&bytes, "a").unwrap();
        assert_eq!(differences(&ours, &second(&bytes, kind).unwrap()), [""; 0]);
        assert_eq!(ours.sheets.iter().map(|sheet| sheet.cells.len()).sum::<usize>(), n_cells, "{kind}");
    }
}
