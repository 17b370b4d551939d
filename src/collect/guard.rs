//! Sizes, limits, isolation: what stands between a hostile file and the program.
//!
//! The rule for a bad file: a container, part or sheet that is damaged or built unlawfully is refused whole, because
//! nobody can tell which of its values still hold. A single cell that contradicts itself inside a sound file becomes an
//! error value that repeats what stands there ([`Content::Error`](crate::sheet::Content::Error)), so that it is asked
//! about and never counted.

use std::cell::Cell;
use std::collections::HashSet;

use crate::collect::workbook::Refusal;
use crate::text::reader as say;

/// How much a file may hold; the defaults are several times what honest workbooks need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Parts of a zip container.
    pub parts: usize,
    /// Bytes of one part, unpacked.
    pub part: u64,
    /// Bytes of all parts that are read, unpacked.
    pub unpacked: u64,
    /// Bytes of one piece of text or one tag.
    pub token: usize,
    /// Tags in all parts.
    pub tags: u64,
    /// Filled cells in all sheets.
    pub cells: u64,
    /// Shared strings.
    pub strings: usize,
    /// Cell formats.
    pub styles: usize,
    /// Sheets.
    pub sheets: usize,
    /// Bytes of cells and their texts that are kept.
    pub kept: u64,
}

const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            parts: 10_000,
            part: 256 * MIB,
            unpacked: 1024 * MIB,
            token: 4 * MIB as usize,
            tags: 60_000_000,
            cells: 20_000_000,
            strings: 5_000_000,
            styles: 65_536,
            sheets: 10_000,
            kept: 160 * MIB,
        }
    }
}

/// What one file has used of its limits so far.
#[derive(Debug, Default)]
pub struct Budget {
    /// The limits.
    pub limits: Limits,
    unpacked: Cell<u64>,
    tags: Cell<u64>,
    cells: Cell<u64>,
    kept: Cell<u64>,
}

/// The memory that a cell takes beside its text.
const CELL_BYTES: u64 = 48;

impl Budget {
    /// An untouched budget.
    pub fn new(limits: Limits) -> Budget {
        Budget { limits, ..Budget::default() }
    }

    /// Counts the bytes of a part before it is unpacked.
    pub fn unpack(&self, bytes: u64, part: &str) -> Result<(), Refusal> {
        if bytes > self.limits.part {
            return Err(over(format!("{part}: {} > {} MiB", bytes / MIB, self.limits.part / MIB)));
        }
        spend(&self.unpacked, bytes, self.limits.unpacked, part)
    }

    /// Counts tags.
    #[inline]
    pub fn tags(&self, tags: u64, part: &str) -> Result<(), Refusal> {
        spend(&self.tags, tags, self.limits.tags, part)
    }

    /// The tags counted so far.
    pub fn tags_counted(&self) -> u64 {
        self.tags.get()
    }

    /// Counts filled cells that show the same text of so many bytes.
    #[inline]
    pub fn keep(&self, cells: u64, text: usize, place: &str) -> Result<(), Refusal> {
        self.keep_all(cells, cells.saturating_mul(text as u64), place)
    }

    /// Counts cells that are kept, with the bytes of all their texts together.
    pub fn keep_all(&self, cells: u64, text: u64, place: &str) -> Result<(), Refusal> {
        spend(&self.cells, cells, self.limits.cells, place)?;
        spend(&self.kept, cells.saturating_mul(CELL_BYTES).saturating_add(text), self.limits.kept, place)
    }
}

#[inline]
fn spend(used: &Cell<u64>, more: u64, limit: u64, place: &str) -> Result<(), Refusal> {
    let sum = used.get().saturating_add(more);
    used.set(sum);
    if sum > limit { Err(over(format!("{place}: > {limit}"))) } else { Ok(()) }
}

/// A file whose bytes are not what they once were; `place` is a part, a cell or an offset.
pub fn damaged(place: impl Into<String>) -> Refusal {
    Refusal::rejected(say::DAMAGED, place)
}

/// A file that says two things at once, or what no good writer writes.
pub fn unlawful(place: impl Into<String>) -> Refusal {
    Refusal::rejected(say::UNLAWFUL, place)
}

/// A file that holds more than the limits.
pub fn over(place: impl Into<String>) -> Refusal {
    Refusal::rejected(say::OVER_LIMIT, place)
}

/// Refuses names of which one is there twice, as those of sheets.
pub fn distinct(names: impl Iterator<Item = String>) -> Result<(), Refusal> {
    let mut known = HashSet::new();
    for name in names {
        if known.contains(&name) {
            return Err(unlawful(format!("{name} ×2")));
        }
        known.insert(name);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_adds_up_over_parts_and_sheets() {
        let limits = Limits { tags: 10, cells: 3, kept: 1000, unpacked: 100, part: 90, ..Limits::default() };
        let budget = Budget::new(limits);
        assert!(budget.tags(6, "a").is_ok() && budget.tags(4, "b").is_ok() && budget.tags(1, "c").is_err());
        assert!(budget.unpack(90, "a").is_ok() && budget.unpack(91, "b").is_err() && budget.unpack(11, "b").is_err());
        assert!(budget.keep(3, 1, "a").is_ok() && budget.keep(1, 0, "b").is_err());
        let budget = Budget::new(limits);
        assert!(budget.keep(1, 900, "a").is_ok() && budget.keep(1, 100, "a").is_err());
        assert!(budget.keep(u64::MAX, 1, "a").is_err());
    }
}
