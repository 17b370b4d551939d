//! The zip container of .xlsx, .xlsm, .xlsb and .ods: parts by name, each read to its end and compared with its checksum.
//!
//! The directory is read here and not by a general zip reader, because a general reader hides what must be refused: two
//! parts of one name, names that differ between directory and part, parts that overlap.

use std::cell::Cell;

use flate2::{Crc, Decompress, FlushDecompress, Status};
use foldhash::{HashMap, HashMapExt};

use crate::collect::bytes::{u16_at, u32_at, u64_at};
use crate::collect::guard::{Budget, damaged, over, unlawful};
use crate::collect::spare;
use crate::collect::workbook::Refusal;
use crate::text::reader as say;

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Deflate cannot pack better than this.
const BEST_RATIO: u64 = 1032;

/// An open container.
pub struct Container<'a> {
    bytes: &'a [u8],
    parts: Vec<Part<'a>>,
    by_name: HashMap<String, usize>,
    budget: &'a Budget,
    /// Lent by the thread, on which one container after another is read; `None` only while it is given back.
    inflater: Option<Decompress>,
}

thread_local! {
    static INFLATER: Cell<Option<Decompress>> = const { Cell::new(None) };
}

/// A part as it lies in the container, not yet unpacked.
#[derive(Debug, Clone, Copy)]
pub struct Packed<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// How they are packed.
    pub method: u16,
    /// The checksum of what they unpack to.
    pub crc: u32,
    /// The bytes that they unpack to.
    pub unpacked: u64,
}

struct Part<'a> {
    name: &'a [u8],
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    unpacked: u64,
    header: u64,
}

impl<'a> Container<'a> {
    /// Reads the directory and compares it with the header of every part.
    pub fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Container<'a>, Refusal> {
        let directory = Directory::find(bytes)?;
        if directory.parts > budget.limits.parts as u64 {
            return Err(over(format!("zip: {} > {}", directory.parts, budget.limits.parts)));
        }
        let parts = directory.read(bytes)?;
        let by_name = index(&parts)?;
        let inflater = INFLATER.take().unwrap_or_else(|| Decompress::new(false));
        let container = Container { bytes, parts, by_name, budget, inflater: Some(inflater) };
        container.compare_headers(directory.start)?;
        Ok(container)
    }

    /// Whether there is a part of that name; case and the direction of slashes do not matter.
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&folded(name))
    }

    /// The names of all parts, in the directory's order.
    pub fn names(&self) -> impl Iterator<Item = std::borrow::Cow<'a, str>> {
        self.parts.iter().map(|part| String::from_utf8_lossy(part.name))
    }

    /// A part as it is packed, to tell whether it is one met before; `None` where there is none of that name.
    pub fn packed(&self, name: &str) -> Option<Packed<'a>> {
        let part = &self.parts[*self.by_name.get(&folded(name))?];
        let bytes = data(self.bytes, part)?;
        Some(Packed { bytes, method: part.method, crc: part.crc, unpacked: part.unpacked })
    }

    /// A part's bytes, unpacked to the end and equal to its checksum; `None` where there is none of that name.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(&place) = self.by_name.get(&folded(name)) else { return Ok(None) };
        let part = &self.parts[place];
        if !matches!(part.method, STORED | DEFLATED) {
            return Err(unlawful(format!("{name}: zip {}", part.method)));
        }
        self.budget.unpack(part.unpacked, name)?;
        let packed = data(self.bytes, part).ok_or_else(|| damaged(name))?;
        let unpacked = match part.method {
            STORED if part.packed == part.unpacked => packed.to_vec(),
            STORED => return Err(damaged(name)),
            _ => {
                let inflater = self.inflater.get_or_insert_with(|| Decompress::new(false));
                inflate(inflater, packed, part.unpacked).ok_or_else(|| damaged(name))?
            }
        };
        let mut crc = Crc::new();
        crc.update(&unpacked);
        if crc.sum() != part.crc {
            return Err(damaged(format!("{name}: CRC")));
        }
        Ok(Some(unpacked))
    }

    fn compare_headers(&self, directory: u64) -> Result<(), Refusal> {
        let mut spans = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let name = || String::from_utf8_lossy(part.name).into_owned();
            let start = header_end(self.bytes, part).ok_or_else(|| damaged(name()))?;
            let end = start.checked_add(part.packed).filter(|end| *end <= directory).ok_or_else(|| damaged(name()))?;
            if part.flags & 1 != 0 {
                return Err(Refusal::rejected(say::PASSWORD, name()));
            }
            spans.push((part.header, end));
        }
        spans.sort_unstable();
        match spans.windows(2).find(|pair| pair[0].1 > pair[1].0) {
            Some(pair) => Err(unlawful(format!("zip @{}", pair[1].0))),
            None => Ok(()),
        }
    }
}

impl Drop for Container<'_> {
    fn drop(&mut self) {
        INFLATER.set(self.inflater.take());
    }
}

/// A name as it is compared: without case, without a leading slash, with `/` between folders.
fn folded(name: &str) -> String {
    let name = name.trim_start_matches(['/', '\\']);
    let mut folded = if name.is_ascii() { name.to_ascii_lowercase() } else { name.to_lowercase() };
    if folded.contains('\\') {
        folded = folded.replace('\\', "/");
    }
    folded
}

fn index(parts: &[Part]) -> Result<HashMap<String, usize>, Refusal> {
    let mut by_name = HashMap::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        let name = String::from_utf8_lossy(part.name);
        if by_name.insert(folded(&name), place).is_some() {
            return Err(unlawful(format!("{name} ×2")));
        }
    }
    Ok(by_name)
}

/// Where a part's data begin, if its own header agrees with the directory.
fn header_end(bytes: &[u8], part: &Part) -> Option<u64> {
    let at = usize::try_from(part.header).ok()?;
    let header = bytes.get(at..at.checked_add(30)?)?;
    let name_len = usize::from(u16_at(header, 26)?);
    let extra_len = usize::from(u16_at(header, 28)?);
    let name = bytes.get(at + 30..at + 30 + name_len)?;
    let agrees = header.starts_with(LOCAL)
        && name == part.name
        && u16_at(header, 8)? == part.method
        && u16_at(header, 6)? & 1 == part.flags & 1;
    agrees.then_some((at + 30 + name_len + extra_len) as u64)
}

fn data<'a>(bytes: &'a [u8], part: &Part) -> Option<&'a [u8]> {
    let start = usize::try_from(header_end(bytes, part)?).ok()?;
    bytes.get(start..start.checked_add(usize::try_from(part.packed).ok()?)?)
}

/// Unpacks exactly as many bytes as are said to be there, from exactly as many as there are.
fn inflate(inflater: &mut Decompress, packed: &[u8], unpacked: u64) -> Option<Vec<u8>> {
    if unpacked > (packed.len() as u64).saturating_mul(BEST_RATIO) {
        return None;
    }
    let mut out = spare::take(usize::try_from(unpacked).ok()?);
    inflater.reset(false);
    loop {
        let read = usize::try_from(inflater.total_in()).ok()?;
        let before = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress_vec(packed.get(read..)?, &mut out, FlushDecompress::Finish).ok()?;
        if status == Status::StreamEnd {
            break;
        }
        if before == (inflater.total_in(), inflater.total_out()) {
            return None;
        }
    }
    (out.len() as u64 == unpacked && inflater.total_in() == packed.len() as u64).then_some(out)
}

struct Directory {
    start: u64,
    bytes: u64,
    parts: u64,
}

impl Directory {
    /// Finds the directory from the end of the file, where alone it may be believed.
    fn find(bytes: &[u8]) -> Result<Directory, Refusal> {
        let truncated = || Refusal::rejected(say::TRUNCATED, "");
        let from = bytes.len().saturating_sub(22 + 65_535);
        let end = (from..bytes.len().saturating_sub(21))
            .rev()
            .find(|at| bytes[*at..].starts_with(END))
            .ok_or_else(truncated)?;
        let record = &bytes[end..];
        let directory = Directory::small(record).ok_or_else(truncated)?;
        let directory = match directory {
            Directory { start: 0xffff_ffff, .. } | Directory { parts: 0xffff, .. } => {
                Directory::large(bytes, end).unwrap_or(directory)
            }
            directory => directory,
        };
        let fits = directory.start.checked_add(directory.bytes).is_some_and(|stop| stop <= end as u64);
        if fits { Ok(directory) } else { Err(damaged("zip")) }
    }

    fn small(record: &[u8]) -> Option<Directory> {
        Some(Directory {
            parts: u64::from(u16_at(record, 10)?),
            bytes: u64::from(u32_at(record, 12)?),
            start: u64::from(u32_at(record, 16)?),
        })
    }

    /// The record of large containers, which some writers always use.
    fn large(bytes: &[u8], end: usize) -> Option<Directory> {
        let locator = bytes.get(end.checked_sub(20)?..end)?;
        let at = usize::try_from(u64_at(locator, 8)?).ok()?;
        let record = bytes.get(at..)?;
        (locator.starts_with(b"PK\x06\x07") && record.starts_with(END_64)).then_some(())?;
        Some(Directory { parts: u64_at(record, 32)?, bytes: u64_at(record, 40)?, start: u64_at(record, 48)? })
    }

    fn read<'a>(&self, bytes: &'a [u8]) -> Result<Vec<Part<'a>>, Refusal> {
        let mut rest = &bytes[self.start as usize..(self.start + self.bytes) as usize];
        let mut parts = Vec::new();
        for _ in 0..self.parts {
            let (part, len) = entry(rest).ok_or_else(|| damaged("zip"))?;
            rest = &rest[len..];
            if !part.name.ends_with(b"/") {
                parts.push(part);
            }
        }
        if rest.is_empty() { Ok(parts) } else { Err(damaged("zip")) }
    }
}

/// One entry of the directory and its length.
fn entry(bytes: &[u8]) -> Option<(Part<'_>, usize)> {
    if !bytes.starts_with(ENTRY) {
        return None;
    }
    let name_end = 46 + usize::from(u16_at(bytes, 28)?);
    let extra_end = name_end + usize::from(u16_at(bytes, 30)?);
    let end = extra_end + usize::from(u16_at(bytes, 32)?);
    bytes.get(..end)?;
    let mut part = Part {
        name: &bytes[46..name_end],
        flags: u16_at(bytes, 8)?,
        method: u16_at(bytes, 10)?,
        crc: u32_at(bytes, 16)?,
        packed: u64::from(u32_at(bytes, 20)?),
        unpacked: u64::from(u32_at(bytes, 24)?),
        header: u64::from(u32_at(bytes, 42)?),
    };
    large_sizes(&mut part, &bytes[name_end..extra_end])?;
    Some((part, end))
}

/// Replaces sizes that say "see the extra field" by those that stand there.
fn large_sizes(part: &mut Part, mut extra: &[u8]) -> Option<()> {
    while extra.len() >= 4 {
        let (id, len) = (u16_at(extra, 0)?, usize::from(u16_at(extra, 2)?));
        let Some(field) = extra.get(4..4 + len) else { return Some(()) };
        if id == 1 {
            let mut at = 0;
            for value in [&mut part.unpacked, &mut part.packed, &mut part.header] {
                if *value == 0xffff_ffff {
                    *value = u64_at(field, at)?;
                    at += 8;
                }
            }
        }
        extra = &extra[4 + len..];
    }
    Some(())
}
