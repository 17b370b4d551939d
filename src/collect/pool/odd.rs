//! Which files are read in a worker: everything but plain .xlsx, .xlsm and text of ordinary size.

/// The largest file that is read in the main process; of 5,181 honest public workbooks the largest has 4.1 MB.
const ORDINARY_BYTES: usize = 4 * 1024 * 1024;
/// How much an ordinary workbook unpacks to at most; one in a thousand honest ones unpacks to more.
const ORDINARY_UNPACKED: u64 = 36 * 1024 * 1024;
const LOCAL: &[u8] = b"PK\x03\x04";
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// Whether a file is of a kind that may get out of hand while it is read.
pub fn needs_worker(bytes: &[u8]) -> bool {
    bytes.len() > ORDINARY_BYTES || !(is_plain_text(bytes) || is_plain_workbook(bytes))
}

/// Text of some kind, such as HTML or CSV: no zero bytes, or a mark of UTF-16 in front.
fn is_plain_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    let is_wide = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    is_wide || start.iter().all(|byte| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c'))
}

/// A container that ends where its directory does, and whose directory names the workbook of an .xlsx and nothing of
/// other kinds.
fn is_plain_workbook(bytes: &[u8]) -> bool {
    let Some(mut directory) = directory(bytes).filter(|_| bytes.starts_with(LOCAL)) else { return false };
    let (mut is_workbook, mut unpacked) = (false, 0u64);
    while let Some((entry, rest)) = directory.split_at_checked(ENTRY_LENGTH).filter(|(e, _)| e.starts_with(ENTRY)) {
        let lengths = [28, 30, 32].map(|at| usize::from(u16::from_le_bytes([entry[at], entry[at + 1]])));
        let (Some(name), Some(next)) = (rest.get(..lengths[0]), rest.get(lengths.iter().sum()..)) else { return false };
        if name == b"mimetype" || name == b"xl/workbook.bin" {
            return false;
        }
        is_workbook |= name == b"xl/workbook.xml";
        unpacked = unpacked.saturating_add(u64::from(number(&entry[24..])));
        directory = next;
    }
    is_workbook && unpacked <= ORDINARY_UNPACKED
}

fn directory(bytes: &[u8]) -> Option<&[u8]> {
    let (before, end) = bytes.split_at_checked(bytes.len().checked_sub(END_LENGTH)?)?;
    if !end.starts_with(END) {
        return None;
    }
    before.get(number(&end[16..]) as usize..)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.first_chunk().copied().map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workbook() -> Vec<u8> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet();
        workbook.save_to_buffer().unwrap()
    }

    #[test]
    fn a_plain_workbook_and_plain_text_need_no_worker() {
        assert!(!needs_worker(&workbook()));
        assert!(!needs_worker("代码,名称\r\nU01,甲局\r\n".as_bytes()));
        assert!(!needs_worker(b"\xff\xfeA\0,\0B\0"));
    }

    #[test]
    fn other_kinds_and_odd_workbooks_need_one() {
        assert!(needs_worker(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
        let whole = workbook();
        assert!(needs_worker(&whole[..whole.len() / 2]));
        let size = whole.windows(4).position(|window| window == ENTRY).unwrap() + 24;
        let mut claims_much = whole.clone();
        claims_much[size..size + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(needs_worker(&claims_much));
        let mut padded = vec![b' '; ORDINARY_BYTES];
        padded.extend(whole);
        assert!(needs_worker(&padded));
    }
}
