//! The compound file of an .xls, as small as it can be: header, one allocation sector, one directory sector, content.

const SECTOR: usize = 512;
/// Content shorter than this would lie in a stream of its own kind.
const SHORTEST: usize = 4_096;
const LAST: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const OF_ALLOCATION: u32 = 0xffff_fffd;

/// The record with which the globals of a BIFF8 workbook begin.
pub const BEGIN: &[u8] = &[0x09, 0x08, 0x10, 0, 0, 6, 0x05, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// The record with which globals and sheets end.
pub const END: &[u8] = &[0x0a, 0, 0, 0];

/// A BIFF record.
pub fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), body].concat()
}

/// A compound file whose one stream is a workbook.
pub fn compound_file(workbook: &[u8]) -> Vec<u8> {
    let mut content = workbook.to_vec();
    content.resize(content.len().max(SHORTEST).next_multiple_of(SECTOR), 0);
    let n_sectors = content.len() / SECTOR;
    [header(), allocation(n_sectors), directory(content.len()), content].concat()
}

fn header() -> Vec<u8> {
    let mut header = vec![0; SECTOR];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    for (at, value) in [(24, 0x3e_u16), (26, 3), (28, 0xfffe), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(44, 1_u32), (48, 1), (56, SHORTEST as u32), (60, LAST), (68, LAST), (76, 0)] {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    header[80..].fill(0xff);
    header
}

fn allocation(n_sectors: usize) -> Vec<u8> {
    let mut next = vec![OF_ALLOCATION, LAST];
    next.extend((1..n_sectors as u32).map(|sector| sector + 2));
    next.push(LAST);
    next.resize(SECTOR / 4, FREE);
    next.into_iter().flat_map(u32::to_le_bytes).collect()
}

fn directory(length: usize) -> Vec<u8> {
    let root = entry("Root Entry", 5, 1, LAST, 0);
    let workbook = entry("Workbook", 2, FREE, 2, length as u32);
    let mut sector = [root, workbook].concat();
    sector.resize(SECTOR, 0);
    sector
}

fn entry(name: &str, kind: u8, child: u32, start: u32, length: u32) -> Vec<u8> {
    let mut entry = vec![0; 128];
    let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry[..letters.len()].copy_from_slice(&letters);
    entry[64..66].copy_from_slice(&(letters.len() as u16 + 2).to_le_bytes());
    entry[66..68].copy_from_slice(&[kind, 1]);
    for (at, value) in [(68, FREE), (72, FREE), (76, child), (116, start), (120, length)] {
        entry[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    entry
}
