//! Records of .xlsb parts: a kind and a length in seven bits a byte, then data.

use encoding_rs::UTF_16LE;

use crate::collect::bytes::u32_at;
use crate::collect::guard::{Budget, damaged};
use crate::collect::workbook::Refusal;

/// A text that is not there.
const NULL: u32 = u32::MAX;

/// The records of a part.
pub struct Records<'a> {
    rest: &'a [u8],
    part: &'a str,
    budget: &'a Budget,
}

impl<'a> Records<'a> {
    /// The records from the part's beginning; its name is for messages.
    pub fn new(bytes: &'a [u8], part: &'a str, budget: &'a Budget) -> Records<'a> {
        Records { rest: bytes, part, budget }
    }

    /// The next record, `None` at the end of the part.
    pub fn next(&mut self) -> Result<Option<(u32, &'a [u8])>, Refusal> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.budget.tags(1, self.part)?;
        let record = self.split().ok_or_else(|| damaged(self.part))?;
        Ok(Some(record))
    }

    fn split(&mut self) -> Option<(u32, &'a [u8])> {
        let (kind, rest) = number(self.rest, 2)?;
        let (length, rest) = number(rest, 4)?;
        let (data, rest) = rest.split_at_checked(length as usize)?;
        self.rest = rest;
        Some((kind, data))
    }
}

/// A number in seven bits a byte, the lowest first, in so many bytes at most; and what follows it.
fn number(bytes: &[u8], most: usize) -> Option<(u32, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().take(most).enumerate() {
        number |= u32::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[place + 1..]));
        }
    }
    None
}

/// A text of UTF-16 after its length in four bytes, and what follows it.
pub fn text(data: &[u8]) -> Option<(String, &[u8])> {
    let length = u32_at(data, 0)?;
    if length == NULL {
        return Some((String::new(), &data[4..]));
    }
    let (units, rest) = data[4..].split_at_checked((length as usize).checked_mul(2)?)?;
    Some((UTF_16LE.decode_without_bom_handling(units).0.into_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_lengths_take_as_many_bytes_as_they_need() {
        let bytes = [&[0x00, 0x01, 7][..], &[0x93, 0x01, 0x80, 0x01], &[9; 128]].concat();
        let budget = Budget::default();
        let mut records = Records::new(&bytes, "a", &budget);
        assert_eq!(records.next().unwrap(), Some((0, &[7][..])));
        assert_eq!(records.next().unwrap(), Some((147, &[9; 128][..])));
        assert_eq!(records.next().unwrap(), None);
        for cut in [1, 2, 4, 5, bytes.len() - 1] {
            let mut records = Records::new(&bytes[..cut], "a", &budget);
            assert!((0..3).any(|_| records.next().is_err()), "{cut}");
        }
    }

    #[test]
    fn a_text_longer_than_its_record_is_none() {
        assert_eq!(text(b"\x01\0\0\0\x32\x75rest"), Some(("甲".into(), &b"rest"[..])));
        assert_eq!(text(b"\xff\xff\xff\xffrest"), Some((String::new(), &b"rest"[..])));
        assert_eq!(text(b"\x02\0\0\0\x32\x75"), None);
        assert_eq!(text(b"\xfe\xff\xff\xff"), None);
        assert_eq!(text(b"\x01"), None);
    }
}
