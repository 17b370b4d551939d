//! What was met before changes nothing: a workbook gives the same alone, after itself, and after one that is almost it.
#![no_main]

use std::thread;

use canvass::collect::workbook::{self, Refusal};
use canvass::sheet::Workbook;
use libfuzzer_sys::fuzz_target;

mod package;

/// The parts that are remembered.
const PARTS: [&str; 4] = [package::BOOK, package::STYLES, "xl/_rels/workbook.xml.rels", "[Content_Types].xml"];

fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    workbook::read(bytes, "a.xlsx")
}

/// Read on a thread that has met nothing yet.
fn alone(bytes: &[u8]) -> Result<Workbook, Refusal> {
    thread::scope(|scope| scope.spawn(|| read(bytes)).join().expect("the reader does not panic"))
}

fn assert_same(after: Result<Workbook, Refusal>, alone: &Result<Workbook, Refusal>) {
    assert_eq!(format!("{after:?}"), format!("{alone:?}"));
}

fuzz_target!(|bytes: &[u8]| {
    let Some(([which, low, high, instead], part)) = bytes.split_first_chunk() else { return };
    let name = PARTS[usize::from(*which) % PARTS.len()];
    let mut other = part.to_vec();
    let at = usize::from(u16::from_le_bytes([*low, *high]));
    if let Some(byte) = other.get_mut(at) {
        *byte = *instead;
    }
    let (one, other) = (package::with_part(name, part), package::with_part(name, &other));
    let (one_alone, other_alone) = (alone(&one), alone(&other));
    for _ in 0..2 {
        assert_same(read(&one), &one_alone);
        assert_same(read(&other), &other_alone);
    }
});
