//! The compound file of .xls, .doc and encrypted workbooks: streams that lie at its root, by name.
//!
//! Chains of sectors are counted, so that a circle ends, and a stream is never longer than the file. A stream of that
//! name inside an embedded object is not looked at.

use crate::collect::bytes::{u16_at, u32_at, u64_at};
use crate::collect::guard::{damaged, unlawful};
use crate::collect::workbook::Refusal;
use crate::text::reader as say;

/// How a compound file begins.
pub const MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const LAST_SECTOR: u32 = 0xffff_fffa;
const HEADER: usize = 512;
const ENTRY: usize = 128;
const STREAM: u8 = 2;
const NONE: u32 = 0xffff_ffff;

/// An open compound file.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    cutoff: u64,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    /// What lies directly at the root.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    name: String,
    kind: u8,
    siblings: [u32; 2],
    child: u32,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    /// Reads the header, the sector tables and the directory.
    pub fn open(bytes: &'a [u8]) -> Result<Compound<'a>, Refusal> {
        if bytes.len() < HEADER {
            return Err(Refusal::rejected(say::TRUNCATED, ""));
        }
        Compound::parsed(bytes).ok_or_else(|| damaged("OLE"))
    }

    fn parsed(bytes: &'a [u8]) -> Option<Compound<'a>> {
        let shift = u16_at(bytes, 30)?;
        let mini_shift = u16_at(bytes, 32)?;
        if !matches!(shift, 7..=16) || mini_shift >= shift {
            return None;
        }
        let mut file = Compound {
            bytes,
            sector: 1 << shift,
            mini_sector: 1 << mini_shift,
            cutoff: u64::from(u32_at(bytes, 56)?),
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.table = file.sector_table()?;
        let directory = file.chain(u32_at(bytes, 48)?, None)?;
        let all: Vec<Entry> = directory.chunks_exact(ENTRY).map(entry).collect::<Option<_>>()?;
        let root = all.first()?;
        let mini_table = file.chain(u32_at(bytes, 60)?, None).unwrap_or_default();
        file.mini_table = numbers(&mini_table);
        // Some writers end the file with the last byte that counts.
        file.mini_stream = file.linked(root.start, Some(root.size)).unwrap_or_default();
        file.entries = at_root(&all);
        Some(file)
    }

    /// Whether the root holds a stream or folder of that name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Whether the name of a stream or folder at the root begins with a sign.
    pub fn has_beginning(&self, sign: char) -> bool {
        self.entries.iter().any(|entry| entry.name.starts_with(sign))
    }

    /// A stream at the root, whole; `None` where there is none of that name.
    pub fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let is_it = |entry: &&Entry| entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name);
        let mut found = self.entries.iter().filter(is_it);
        let Some(entry) = found.next() else { return Ok(None) };
        if found.next().is_some() {
            return Err(unlawful(format!("{name} ×2")));
        }
        if entry.size > self.bytes.len() as u64 {
            return Err(Refusal::rejected(say::TRUNCATED, ""));
        }
        let bytes =
            if entry.size < self.cutoff { self.mini_chain(entry) } else { self.chain(entry.start, Some(entry.size)) };
        bytes.map(Some).ok_or_else(|| Refusal::rejected(say::TRUNCATED, ""))
    }

    /// The table that says which sector follows which, gathered from the header and the sectors it overflows into.
    fn sector_table(&self) -> Option<Vec<u32>> {
        let mut places: Vec<u32> = (0..109).filter_map(|n| u32_at(self.bytes, 76 + 4 * n)).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let mut rounds = 0;
        while next < LAST_SECTOR {
            rounds += 1;
            if rounds > self.bytes.len() / self.sector {
                return None;
            }
            let mut more = numbers(self.sector_at(next)?);
            next = more.pop()?;
            places.extend(more);
        }
        let mut table = Vec::new();
        for place in places.into_iter().filter(|place| *place < LAST_SECTOR) {
            table.extend(numbers(self.sector_at(place)?));
            // A table longer than the file has sectors names some of them twice.
            if table.len() > self.bytes.len() / 4 + self.sector {
                return None;
            }
        }
        Some(table)
    }

    /// A sector's bytes; the file's last one may be short.
    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(&rest[..rest.len().min(self.sector)])
    }

    fn chain(&self, start: u32, size: Option<u64>) -> Option<Vec<u8>> {
        cut(self.linked(start, size)?, size)
    }

    /// The sectors of a chain, until there are so many bytes.
    fn linked(&self, start: u32, size: Option<u64>) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut next = start;
        let enough = |out: &Vec<u8>| size.is_some_and(|size| out.len() as u64 >= size);
        while next < LAST_SECTOR && !enough(&out) {
            if out.len() > self.bytes.len() {
                return None;
            }
            out.extend_from_slice(self.sector_at(next)?);
            next = *self.table.get(next as usize)?;
        }
        Some(out)
    }

    fn mini_chain(&self, entry: &Entry) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut next = entry.start;
        while next < LAST_SECTOR && (out.len() as u64) < entry.size {
            let start = (next as usize).checked_mul(self.mini_sector)?;
            let rest = self.mini_stream.get(start..)?;
            out.extend_from_slice(&rest[..rest.len().min(self.mini_sector)]);
            next = *self.mini_table.get(next as usize)?;
        }
        cut(out, Some(entry.size))
    }
}

fn cut(mut out: Vec<u8>, size: Option<u64>) -> Option<Vec<u8>> {
    if let Some(size) = size {
        if (out.len() as u64) < size {
            return None;
        }
        out.truncate(size as usize);
    }
    Some(out)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect()
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64);
    let units = bytes[..length.saturating_sub(2)].as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
    Some(Entry {
        name: char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
        kind: bytes[66],
        siblings: [u32_at(bytes, 68)?, u32_at(bytes, 72)?],
        child: u32_at(bytes, 76)?,
        start: u32_at(bytes, 116)?,
        // The upper half is rubbish in old files, and no file here is that long.
        size: u64_at(bytes, 120)? & 0xffff_ffff,
    })
}

/// The entries of the tree under the root, each once.
fn at_root(all: &[Entry]) -> Vec<Entry> {
    let mut open = vec![all[0].child];
    let mut seen = vec![false; all.len()];
    let mut found = Vec::new();
    while let Some(place) = open.pop() {
        let Some(entry) = all.get(place as usize).filter(|_| place != NONE) else { continue };
        if std::mem::replace(&mut seen[place as usize], true) {
            continue;
        }
        open.extend(entry.siblings);
        found.push(entry.clone());
    }
    found
}
