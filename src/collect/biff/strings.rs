//! Texts of .xls files: by code page up to Excel 95, in UTF-16 or its lower half after that.

use crate::collect::biff::Version;
use crate::collect::biff::formats::Formats;
use crate::collect::biff::pages::Letters;
use crate::collect::biff::record::Record;
use crate::collect::bytes::u16_at;
use crate::collect::face::Run;
use crate::collect::guard::{Budget, damaged, over};
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::Strings;

const WIDE: u8 = 0x01;
const EXTENDED: u8 = 0x04;
const RICH: u8 = 0x08;

/// How a workbook writes its texts.
#[derive(Debug)]
pub struct Text {
    version: Version,
    letters: Letters,
    /// The letters where the workbook does not name its page truly.
    system: Letters,
}

/// Western Europe, also as Excel 2 and 3 write it, and UTF-16, in which no text of these generations is. They are named
/// by programs that do not ask which letters they write.
const UNTOLD: [u16; 3] = [1252, 0x8001, 1200];

impl Text {
    /// The way of a generation, in the letters of the system until a page is named.
    pub fn new(version: Version, system: Letters) -> Text {
        Text { version, letters: system, system }
    }

    /// Takes the code page; it means nothing from Excel 97 on, whatever it says.
    pub fn set_code_page(&mut self, page: Option<u16>) {
        self.letters = match page {
            None => self.letters,
            Some(page) if UNTOLD.contains(&page) => self.system,
            Some(page) => Letters::of(page),
        };
    }

    /// A text after its length in one byte.
    pub fn short(&self, data: &[u8]) -> Option<String> {
        let (length, rest) = data.split_first()?;
        match self.version {
            Version::Biff8 => self.unicode(rest, usize::from(*length)),
            _ => self.narrow(rest, usize::from(*length)),
        }
    }

    /// A text after its length in two bytes.
    pub fn long(&self, data: &[u8]) -> Option<String> {
        let (length, rest) = (u16_at(data, 0)?, data.get(2..)?);
        match self.version {
            Version::Biff8 => self.unicode(rest, usize::from(length)),
            _ => self.narrow(rest, usize::from(length)),
        }
    }

    fn narrow(&self, bytes: &[u8], length: usize) -> Option<String> {
        Some(self.letters.text(bytes.get(..length)?))
    }

    /// A text of so many characters after the byte that says how wide they are.
    pub fn unicode(&self, data: &[u8], length: usize) -> Option<String> {
        let mut out = String::new();
        Pieces::new([data].into_iter()).characters(length, &mut out)?;
        Some(out)
    }
}

/// A text after its length in two bytes, which may go on in the records that follow.
pub fn continued(record: &Record, text: &Text) -> Option<String> {
    if text.version < Version::Biff8 {
        return text.long(&record.whole());
    }
    let mut pieces = Pieces::new(record.pieces());
    let length = pieces.u16()?;
    let mut out = String::new();
    pieces.characters(usize::from(length), &mut out)?;
    Some(out)
}

/// Reads the table of shared strings to the end of its bytes, which is where its last string ends: one whose length is
/// wrong would renumber all that follow it. The count that it announces is not believed, as some writers get it wrong.
pub fn table(record: &Record, formats: &Formats, budget: &Budget) -> Result<Strings, Refusal> {
    let mut pieces = Pieces::new(record.pieces());
    pieces.skip(8).ok_or_else(|| damaged("SST"))?;
    let mut strings = Strings::default();
    while pieces.peek().is_some() {
        if strings.len() >= budget.limits.strings {
            return Err(over(format!("SST: > {}", budget.limits.strings)));
        }
        shared(&mut pieces, formats, &mut strings).ok_or_else(|| damaged(format!("SST {}", strings.len())))?;
    }
    Ok(strings)
}

fn shared<'a>(
    pieces: &mut Pieces<'a, impl Iterator<Item = &'a [u8]>>,
    formats: &Formats,
    strings: &mut Strings,
) -> Option<()> {
    let length = pieces.u16()?;
    let flags = pieces.peek()?;
    let mut out = String::new();
    pieces.skip(1)?;
    let n_runs = if flags & RICH != 0 { pieces.u16()? } else { 0 };
    let extension = if flags & EXTENDED != 0 { pieces.u32()? as usize } else { 0 };
    pieces.run(usize::from(length), flags, &mut out)?;
    if n_runs > 0 {
        let starts: Option<Vec<_>> = (0..n_runs).map(|_| Some((pieces.u16()?, pieces.u16()?))).collect();
        strings.face(runs(&out, &starts?, formats), 0);
    }
    pieces.skip(extension)?;
    strings.push(&out);
    Some(())
}

/// The runs of a text, of which each begins at a code unit with a font; what stands before the first looks as the cell.
fn runs(text: &str, starts: &[(u16, u16)], formats: &Formats) -> Vec<Run> {
    let mut bytes: Vec<usize> = Vec::with_capacity(text.len());
    for (byte, letter) in text.char_indices() {
        bytes.extend(std::iter::repeat_n(byte, letter.len_utf16()));
    }
    let byte = |unit: u16| bytes.get(usize::from(unit)).copied().unwrap_or(text.len());
    let ends = starts.iter().map(|(unit, _)| byte(*unit)).chain([text.len()]);
    let faces = starts.iter().map(|(_, font)| Some(formats.font(*font)));
    ends.zip(std::iter::once(None).chain(faces)).map(|(end, face)| Run { end, face }).collect()
}

/// Data in pieces. Where the letters of a text are cut, the next piece says anew how wide they are.
struct Pieces<'a, I: Iterator<Item = &'a [u8]>> {
    rest: &'a [u8],
    more: I,
}

impl<'a, I: Iterator<Item = &'a [u8]>> Pieces<'a, I> {
    fn new(mut pieces: I) -> Pieces<'a, I> {
        Pieces { rest: pieces.next().unwrap_or_default(), more: pieces }
    }

    /// Goes on to the next piece that holds anything when this one is used up.
    fn fill(&mut self) -> Option<()> {
        while self.rest.is_empty() {
            self.rest = self.more.next()?;
        }
        Some(())
    }

    fn peek(&mut self) -> Option<u8> {
        self.fill()?;
        self.rest.first().copied()
    }

    fn byte(&mut self) -> Option<u8> {
        self.fill()?;
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.fill()?;
            let step = count.min(self.rest.len());
            self.rest = &self.rest[step..];
            count -= step;
        }
        Some(())
    }

    fn characters(&mut self, length: usize, out: &mut String) -> Option<()> {
        let flags = if length == 0 { 0 } else { self.byte()? };
        self.run(length, flags, out)
    }

    fn run(&mut self, mut length: usize, mut flags: u8, out: &mut String) -> Option<()> {
        let mut units = Vec::with_capacity(length);
        while length > 0 {
            while self.rest.is_empty() {
                flags = self.byte()?;
            }
            let step = if flags & WIDE != 0 { length.min(self.rest.len() / 2) } else { length.min(self.rest.len()) };
            // The format never divides a letter; where half of one stands, nobody can tell what the next piece begins with.
            if step == 0 {
                return None;
            }
            let bytes = if flags & WIDE != 0 { step * 2 } else { step };
            let (letters, rest) = self.rest.split_at(bytes);
            match flags & WIDE {
                0 => units.extend(letters.iter().map(|byte| u16::from(*byte))),
                _ => units.extend(letters.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit))),
            }
            self.rest = rest;
            length -= step;
        }
        out.extend(char::decode_utf16(units).map(|found| found.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Some(())
    }
}
