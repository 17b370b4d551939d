//! Records of .xls files: a kind, a length, data, and further data that did not fit.

use crate::collect::bytes::u16_at;
use crate::collect::workbook::Refusal;
use crate::text::reader as say;

const CONTINUE: u16 = 0x003c;

/// One record.
#[derive(Debug)]
pub struct Record<'a> {
    /// What it is about.
    pub kind: u16,
    /// Its data.
    pub data: &'a [u8],
    /// Data of the records that continue it.
    pub more: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    /// All data in one piece.
    pub fn whole(&self) -> Vec<u8> {
        let mut whole = self.data.to_vec();
        self.more.iter().for_each(|piece| whole.extend_from_slice(piece));
        whole
    }

    /// The data piece by piece.
    pub fn pieces(&self) -> impl Iterator<Item = &'a [u8]> {
        std::iter::once(self.data).chain(self.more.iter().copied())
    }
}

/// The records of a stream.
pub struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// The records from the stream's beginning.
    pub fn new(stream: &'a [u8]) -> Records<'a> {
        Records { stream, at: 0 }
    }

    fn raw(&mut self) -> Option<Result<(u16, &'a [u8]), Refusal>> {
        let kind = u16_at(self.stream, self.at)?;
        let data = u16_at(self.stream, self.at + 2).and_then(|length| {
            let start = self.at + 4;
            self.stream.get(start..start + usize::from(length))
        });
        let Some(data) = data else {
            self.at = self.stream.len();
            return Some(Err(Refusal::rejected(say::TRUNCATED, "")));
        };
        self.at += 4 + data.len();
        Some(Ok((kind, data)))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, data) = match self.raw()? {
            Ok(raw) => raw,
            Err(refusal) => return Some(Err(refusal)),
        };
        let mut more = Vec::new();
        while u16_at(self.stream, self.at) == Some(CONTINUE) {
            match self.raw()? {
                Ok((_, data)) => more.push(data),
                Err(refusal) => return Some(Err(refusal)),
            }
        }
        Some(Ok(Record { kind, data, more }))
    }
}
