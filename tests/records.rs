//! Records of good .xlsb returns, changed and packed anew with a right checksum.
//!
//! The law is that of [`crate::mutation`]: where a byte of what a record holds is another, the cell of that record may be
//! another, those of the row whose number it is, or those that show the string that it is of; nothing else. Where a kind or
//! a length is another, or bytes come and go, all that follows is another document, which is read or refused in time.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use canvass::sheet::{Position, Workbook};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::mutation::{Good, Parts, config, packed, parts, read_in_time, xlsb};
use crate::rewriting::{check_sheet, place_of};
use crate::support::xlsb::sheet_name;

const STRINGS: &str = "xl/sharedStrings.bin";
const ROW: u32 = 0;
const SHARED: u32 = 7;
const STRING: u32 = 19;

struct Record {
    kind: u32,
    data: Range<usize>,
}

/// The records of a sound part.
fn records(part: &[u8]) -> Vec<Record> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < part.len() {
        let kind = seven_bits(part, &mut at);
        let length = seven_bits(part, &mut at) as usize;
        found.push(Record { kind, data: at..at + length });
        at += length;
    }
    found
}

fn seven_bits(part: &[u8], at: &mut usize) -> u32 {
    let (mut number, mut place) = (0, 0);
    loop {
        let byte = part[*at];
        *at += 1;
        number |= u32::from(byte & 0x7f) << place;
        place += 7;
        if byte & 0x80 == 0 {
            return number;
        }
    }
}

fn word(part: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(*part[at..].first_chunk().unwrap())
}

/// A cell of a sheet part: where it stands, and its record.
type Placed = (Position, Record);

/// The cells of a sheet part under the row record in front of them.
fn rows(part: &[u8]) -> Vec<(Record, Vec<Placed>)> {
    let mut rows: Vec<(Record, Vec<Placed>)> = Vec::new();
    for record in records(part) {
        match (record.kind, rows.last_mut()) {
            (ROW, _) => rows.push((record, Vec::new())),
            (1..=11 | 62, Some((row, cells))) => {
                let at = Position::new(word(part, row.data.start), word(part, record.data.start));
                cells.push((at, record));
            }
            _ => {}
        }
    }
    rows
}

/// The cells that a byte of a sheet part may change; `None` where it is of no row and no cell.
fn own_cells(part: &[u8], at: usize) -> Option<BTreeSet<Position>> {
    rows(part).into_iter().find_map(|(row, cells)| {
        if row.data.contains(&at) {
            return Some(cells.iter().map(|(at, _)| *at).collect());
        }
        cells.iter().find(|(_, record)| record.data.contains(&at)).map(|(at, _)| BTreeSet::from([*at]))
    })
}

/// The cells of a sheet part that show each shared string.
fn shown(part: &[u8]) -> BTreeMap<usize, BTreeSet<Position>> {
    let mut shown: BTreeMap<usize, BTreeSet<Position>> = BTreeMap::new();
    for (at, record) in rows(part).into_iter().flat_map(|(_, cells)| cells) {
        if record.kind == SHARED {
            shown.entry(word(part, record.data.start + 8) as usize).or_default().insert(at);
        }
    }
    shown
}

fn content<'p>(parts: &'p Parts, name: &str) -> &'p [u8] {
    &parts[place_of(parts, name).unwrap()].1
}

/// What is read where bytes of a part are others.
fn rewritten(good: &Good, name: &str, span: Range<usize>, instead: &[u8]) -> Option<Workbook> {
    let mut parts = parts(&good.bytes);
    let place = place_of(&parts, name).unwrap();
    parts[place].1.splice(span, instead.iter().copied());
    read_in_time(&packed(&parts), &good.name)
}

fn check_grid(workbook: &Workbook) -> Result<(), TestCaseError> {
    for sheet in &workbook.sheets {
        prop_assert!(sheet.cells.windows(2).all(|pair| pair[0].0 < pair[1].0));
        prop_assert!(sheet.cells.iter().all(|(at, _)| at.row < 1_048_576 && at.col < 16_384));
    }
    Ok(())
}

/// Else the laws would hold of nothing.
#[test]
fn every_cell_of_the_sheet_has_its_record_and_many_changes_are_read() {
    for good in xlsb() {
        let parts = parts(&good.bytes);
        let sheet = content(&parts, &sheet_name(1));
        let placed: BTreeSet<Position> =
            rows(sheet).into_iter().flat_map(|(_, cells)| cells).map(|(at, _)| at).collect();
        assert!(good.cells[0].iter().all(|(at, _)| placed.contains(at)), "{}", good.name);
        let n_strings = records(content(&parts, STRINGS)).iter().filter(|record| record.kind == STRING).count();
        assert!(shown(sheet).keys().all(|index| *index < n_strings));
    }
    let good = &xlsb()[0];
    let sheet = content(&parts(&good.bytes), &sheet_name(1)).to_vec();
    let n_read = (0..200).filter(|n| {
        let at = n * sheet.len() / 200;
        rewritten(good, &sheet_name(1), at..at + 1, &[sheet[at] ^ 1]).is_some()
    });
    let n_read = n_read.count();
    assert!((20..199).contains(&n_read), "{n_read} of 200 changes are read");
}

proptest! {
    #![proptest_config(config(300, 10_000))]

    #[test]
    fn a_byte_of_a_cell_changes_no_other_cell(good in any::<Index>(), at in any::<Index>(), instead in any::<u8>()) {
        let good = good.get(xlsb());
        let before = parts(&good.bytes);
        let sheet = content(&before, &sheet_name(1));
        let at = at.index(sheet.len());
        let Some(workbook) = rewritten(good, &sheet_name(1), at..at + 1, &[instead]) else { return Ok(()) };
        check_grid(&workbook)?;
        if let Some(own) = own_cells(sheet, at) {
            check_sheet(&good.name, &good.cells[0], &workbook, &own)?;
        }
    }

    #[test]
    fn a_byte_of_a_string_changes_no_cell_but_those_that_show_it(
        good in any::<Index>(), at in any::<Index>(), instead in any::<u8>(),
    ) {
        let good = good.get(xlsb());
        let before = parts(&good.bytes);
        let strings = content(&before, STRINGS);
        let at = at.index(strings.len());
        let Some(workbook) = rewritten(good, STRINGS, at..at + 1, &[instead]) else { return Ok(()) };
        let items = records(strings).into_iter().filter(|record| record.kind == STRING);
        if let Some(index) = items.enumerate().find(|(_, record)| record.data.contains(&at)).map(|(index, _)| index) {
            let own = shown(content(&before, &sheet_name(1))).remove(&index).unwrap_or_default();
            check_sheet(&good.name, &good.cells[0], &workbook, &own)?;
        }
    }

    #[test]
    fn bytes_that_come_and_go_in_any_part_are_read_or_refused_in_time(
        good in any::<Index>(), part in any::<Index>(), at in any::<Index>(), length in 0usize..12,
        instead in prop::collection::vec(any::<u8>(), 0..12),
    ) {
        let good = good.get(xlsb());
        let before = parts(&good.bytes);
        let (name, bytes) = part.get(&before);
        let start = at.index(bytes.len());
        let span = start..(start + length).min(bytes.len());
        if let Some(workbook) = rewritten(good, name, span, &instead) {
            check_grid(&workbook)?;
        }
    }
}
