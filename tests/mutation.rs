//! Good returns, damaged in every way: refused, or read with every value as it was.
//!
//! Two laws. Damage to the container (bytes flipped, cut, moved; parts dropped, doubled, reordered) changes no value at
//! all, in .xlsx, .xlsb and .ods: the file is refused, or everything in it is as it was. A part that was changed and packed anew
//! with a right checksum is another document; then only what the changed bytes themselves say may differ: of a sheet, the
//! cells whose element holds a changed byte; of the shared strings, the cells that show a string whose element does; of
//! the styles, in what guise a number is shown; everything else is as it was, or the file is refused. An .xls has no
//! checksum: it is read or refused, within time and without a crash.

use std::fs;
use std::io::{Cursor, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use canvass::collect::workbook;
use canvass::sheet::{Content, Workbook};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use zip::CompressionMethod;

use crate::support::hostile::{archive, container};
use crate::support::scene::{is_thorough, say};
use crate::support::{self, Round, form, project};

/// No file may take longer; the program gives it 15 seconds, then ends the worker.
const LONGEST: Duration = Duration::from_secs(20);

/// One return that is good, as bytes, and what stands in it.
pub struct Good {
    pub name: String,
    pub bytes: Vec<u8>,
    pub cells: Vec<Vec<Cell>>,
}

pub type Cell = (canvass::sheet::Position, Content);

fn cells(workbook: &Workbook) -> Vec<Vec<Cell>> {
    workbook.sheets.iter().map(|sheet| sheet.cells.clone()).collect()
}

/// The sample returns of that ending, and a form of the tiny survey.
fn good(ending: &str) -> Vec<Good> {
    let folder = project().join("sample_data/central-survey/returns");
    let mut paths: Vec<_> = ["2023", "2024"].iter().flat_map(|year| files(&folder.join(year), ending)).collect();
    paths.sort();
    let mut found: Vec<Good> = paths.iter().filter_map(|path| read(path)).take(6).collect();
    if ending == "xlsx" {
        let round = Round::new();
        round.form(
            "a.xlsx",
            &form("U01", "2025-Q1", "Number of staff=12\nTraining plan in force=yes\nAnything else=a < b"),
        );
        found.extend(read(&round.folder.0.join("returns/a.xlsx")));
    }
    found
}

fn files(folder: &Path, ending: &str) -> Vec<std::path::PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|own| own == ending)).collect()
}

fn read(path: &Path) -> Option<Good> {
    let (name, bytes) = (path.file_name()?.to_str()?.to_string(), fs::read(path).unwrap());
    let cells = cells(&workbook::read(&bytes, &name).ok()?);
    Some(Good { name, bytes, cells })
}

pub fn xlsx() -> &'static [Good] {
    static GOOD: OnceLock<Vec<Good>> = OnceLock::new();
    GOOD.get_or_init(|| good("xlsx"))
}

/// The forms of [`xlsx`], written as .xlsb.
pub fn xlsb() -> &'static [Good] {
    static GOOD: OnceLock<Vec<Good>> = OnceLock::new();
    GOOD.get_or_init(|| xlsx().iter().map(as_xlsb).collect())
}

fn as_xlsb(good: &Good) -> Good {
    let name = good.name.replace(".xlsx", ".xlsb");
    let written = support::xlsb::parts(&workbook::read(&good.bytes, &good.name).unwrap());
    let parts: Vec<_> = written.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let bytes = container(&parts, CompressionMethod::Deflated);
    let cells = cells(&workbook::read(&bytes, &name).unwrap());
    Good { name, bytes, cells }
}

pub fn ods() -> &'static [Good] {
    static GOOD: OnceLock<Vec<Good>> = OnceLock::new();
    GOOD.get_or_init(|| good("ods"))
}

fn xls() -> &'static [Good] {
    static GOOD: OnceLock<Vec<Good>> = OnceLock::new();
    GOOD.get_or_init(|| good("xls"))
}

/// What is done to the bytes of a file.
#[derive(Debug, Clone)]
enum Damage {
    Flip(Vec<(Index, u8)>),
    Fill(Index, usize, u8),
    Copy(Index, Index, usize),
    Cut(Index),
    Grow(Index, Vec<u8>),
    Remove(Index, usize),
    DropPart(Index),
    DoublePart(Index, bool),
    Reorder(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        6 => prop::collection::vec((at(), 1u8..), 1..5).prop_map(Damage::Flip),
        2 => (at(), 1usize..600, any::<u8>()).prop_map(|(at, length, byte)| Damage::Fill(at, length, byte)),
        2 => (at(), at(), 1usize..600).prop_map(|(from, to, length)| Damage::Copy(from, to, length)),
        1 => at().prop_map(Damage::Cut),
        1 => (at(), prop::collection::vec(any::<u8>(), 1..40)).prop_map(|(at, bytes)| Damage::Grow(at, bytes)),
        1 => (at(), 1usize..600).prop_map(|(at, length)| Damage::Remove(at, length)),
        2 => at().prop_map(Damage::DropPart),
        2 => (at(), any::<bool>()).prop_map(|(at, same)| Damage::DoublePart(at, same)),
        1 => at().prop_map(Damage::Reorder),
    ]
}

fn damaged(good: &[u8], damage: &Damage) -> Vec<u8> {
    let mut bytes = good.to_vec();
    let span = |at: &Index, length: usize| -> Range<usize> {
        let start = at.index(good.len());
        start..(start + length).min(good.len())
    };
    match damage {
        Damage::Flip(flips) => flips.iter().for_each(|(at, mask)| bytes[at.index(good.len())] ^= mask),
        Damage::Fill(at, length, byte) => bytes[span(at, *length)].fill(*byte),
        Damage::Copy(from, to, length) => {
            let (from, to) = (span(from, *length), span(to, *length));
            let length = from.len().min(to.len());
            bytes[to.start..to.start + length].copy_from_slice(&good[from.start..from.start + length]);
        }
        Damage::Cut(at) => bytes.truncate(at.index(good.len())),
        Damage::Grow(at, more) => drop(bytes.splice(at.index(good.len())..at.index(good.len()), more.iter().copied())),
        Damage::Remove(at, length) => drop(bytes.drain(span(at, *length))),
        Damage::DropPart(at) => return without(good, at),
        Damage::DoublePart(at, same) => return doubled(good, at, *same),
        Damage::Reorder(at) => return reordered(good, at),
    }
    bytes
}

pub type Parts = Vec<(String, Vec<u8>)>;

/// The parts of a container; none where it is of another kind.
pub fn parts(bytes: &[u8]) -> Parts {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .filter(|(name, _)| !name.ends_with('/'))
        .collect()
}

pub fn packed(parts: &Parts) -> Vec<u8> {
    archive(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

fn without(good: &[u8], at: &Index) -> Vec<u8> {
    let mut parts = parts(good);
    if !parts.is_empty() {
        parts.remove(at.index(parts.len()));
    }
    packed(&parts)
}

/// A part twice under one name: written under another of the same length, which is then exchanged.
fn doubled(good: &[u8], at: &Index, same: bool) -> Vec<u8> {
    let mut parts = parts(good);
    if parts.is_empty() {
        return good.to_vec();
    }
    let (name, mut content) = parts[at.index(parts.len())].clone();
    let other = "~".repeat(name.len());
    if !same && let Some(byte) = content.iter_mut().find(|byte| byte.is_ascii_digit()) {
        *byte = b'0' + (*byte - b'0' + 1) % 10;
    }
    parts.push((other.clone(), content));
    let mut bytes = packed(&parts);
    for start in 0..bytes.len() - name.len() {
        if &bytes[start..start + name.len()] == other.as_bytes() {
            bytes[start..start + name.len()].copy_from_slice(name.as_bytes());
        }
    }
    bytes
}

fn reordered(good: &[u8], at: &Index) -> Vec<u8> {
    let mut parts = parts(good);
    if !parts.is_empty() {
        let middle = at.index(parts.len());
        parts.rotate_left(middle);
    }
    packed(&parts)
}

/// Reads within time; `None` where the file is refused, which then has a reason.
pub fn read_in_time(bytes: &[u8], name: &str) -> Option<Workbook> {
    let started = Instant::now();
    let read = workbook::read(bytes, name);
    assert!(started.elapsed() < LONGEST, "{name} takes {:?}", started.elapsed());
    match read {
        Ok(workbook) => Some(workbook),
        Err(refusal) => {
            assert!(!refusal.reason.en.is_empty() && !refusal.reason.zh.is_empty());
            None
        }
    }
}

fn check_container(good: &Good, damage: &Damage) -> Result<bool, TestCaseError> {
    let Some(workbook) = read_in_time(&damaged(&good.bytes, damage), &good.name) else { return Ok(false) };
    prop_assert_eq!(&cells(&workbook), &good.cells, "{}", good.name);
    Ok(true)
}

pub fn config(short: u32, long: u32) -> ProptestConfig {
    let cases = if is_thorough() { long } else { short };
    ProptestConfig { failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(config(300, 10_000))]

    #[test]
    fn a_damaged_xlsx_is_refused_or_every_value_is_as_it_was(at in any::<Index>(), damage in damage()) {
        check_container(at.get(xlsx()), &damage)?;
    }

    #[test]
    fn a_damaged_xlsb_is_refused_or_every_value_is_as_it_was(at in any::<Index>(), damage in damage()) {
        check_container(at.get(xlsb()), &damage)?;
    }

    #[test]
    fn a_damaged_ods_is_refused_or_every_value_is_as_it_was(at in any::<Index>(), damage in damage()) {
        check_container(at.get(ods()), &damage)?;
    }

    #[test]
    fn a_damaged_xls_is_read_or_refused_in_time(at in any::<Index>(), damage in damage()) {
        let good = at.get(xls());
        read_in_time(&damaged(&good.bytes, &damage), &good.name);
    }
}

/// The whole way: each damaged file has its row, and nothing else happens.
#[test]
fn every_damaged_file_has_its_row_in_the_ledger() {
    let n_files = if is_thorough() { 1_000 } else { 60 };
    let round = Round::new().unit("U01", "North", "Number of staff=12\nTraining plan in force=no");
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for number in 0..n_files {
        let of_kind = [xlsx(), ods(), xls(), xlsb()][number % 4];
        let good = &of_kind[number / 4 % of_kind.len()];
        let bytes = damaged(&good.bytes, &damage().new_tree(&mut runner).unwrap().current());
        let ending = good.name.rsplit('.').next().unwrap();
        round.file(&format!("2025-Q1/{number:04}.{ending}"), &bytes);
    }
    let started = Instant::now();
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let ledger = outcome.rows("ledger.csv");
    assert_eq!(ledger.len(), n_files + 1);
    assert!(ledger.iter().all(|row| row["status"] == "used" || !row["reason"].is_empty()));
    // None of them is the tiny survey's form but for that of the tiny survey, which another unit's may not displace.
    assert_eq!(outcome.figure("staff", "")["value"], "12");
    say(&format!("{n_files} damaged files read in {:?}", started.elapsed()));
}

#[test]
fn a_workbook_that_has_lost_a_part_is_read_or_rejected_and_never_unfolded() {
    let round = Round::new().unit("U01", "North", "Number of staff=12\nTraining plan in force=no");
    let good = xlsx().last().unwrap();
    for lost in ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"] {
        let left: Parts = parts(&good.bytes).into_iter().filter(|(name, _)| name != lost).collect();
        round.file("2025-Q1/U02.xlsx", &packed(&left));
        let outcome = round.run();
        assert_eq!(outcome.rows("ledger.csv").len(), 2, "{lost}");
        let (status, reason) = outcome.receipt("U02.xlsx");
        assert!(status == "used" || status == "rejected" && !reason.is_empty(), "{lost}: {status} {reason}");
    }
}

/// Else the laws would hold of files in which little stands.
#[test]
fn a_form_written_as_xlsb_holds_what_the_form_holds() {
    for (binary, good) in xlsb().iter().zip(xlsx()) {
        assert_eq!(binary.cells, good.cells, "{}", good.name);
    }
}

#[test]
fn parts_in_another_order_are_the_same_workbook() {
    for good in xlsx().iter().chain(ods()).chain(xlsb()) {
        let mut parts = parts(&good.bytes);
        parts.reverse();
        let workbook = workbook::read(&packed(&parts), &good.name);
        assert_eq!(workbook.map(|workbook| cells(&workbook)).ok().as_ref(), Some(&good.cells), "{}", good.name);
    }
}
