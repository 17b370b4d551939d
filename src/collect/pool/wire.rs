//! What the program and its workers say to each other: frames of bytes, each with its length in front.
//!
//! Numbers travel as their bits, so that a value read in a worker is the value read here, to the last digit.

use std::io::{self, Read, Write};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::collect::pool::Refused;
use crate::sheet::{Area, Content, DefinedName, Oddity, Position, Sheet, Workbook};
use crate::text::Text;

/// The kinds that a reader may name.
const KINDS: &[&str] = &[
    "xlsx",
    "xlsm",
    "xltx",
    "xltm",
    "xlsb",
    "xls",
    "xlt",
    "ods",
    "fods",
    "et",
    "html",
    "mht",
    "csv",
    "tsv",
    "xml",
    "spreadsheetml",
    "strict",
];

/// Writes one frame.
pub fn send(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    to.write_all(&(frame.len() as u64).to_le_bytes())?;
    to.write_all(frame)?;
    to.flush()
}

/// Reads one frame; `None` where the other side has closed. A frame longer than `limit` is an error.
pub fn receive(from: &mut impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from_le_bytes(length);
    if length > limit {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut frame = Vec::new();
    let n_read = from.take(length).read_to_end(&mut frame)?;
    if n_read as u64 == length { Ok(Some(frame)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// A file's name and bytes in one frame.
pub fn request(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut out = Writer(Vec::with_capacity(bytes.len() + name.len() + 8));
    out.text(name);
    out.0.extend_from_slice(bytes);
    out.0
}

/// The name and the bytes of a request.
pub fn requested(frame: &[u8]) -> Option<(&str, &[u8])> {
    let mut reader = Reader(frame);
    let name = reader.str()?;
    Some((name, reader.0))
}

/// What became of a file, in one frame.
pub fn answer(read: &Result<Workbook, Refused>) -> Vec<u8> {
    let mut out = Writer(Vec::new());
    match read {
        Ok(workbook) => {
            out.byte(0);
            out.workbook(workbook);
        }
        Err(Refused { reason, ignored }) => {
            out.byte(1);
            out.text(&reason.zh);
            out.text(&reason.en);
            out.byte(u8::from(*ignored));
        }
    }
    out.0
}

/// What a frame says became of a file; `None` where the frame is none of ours.
pub fn answered(frame: &[u8]) -> Option<Result<Workbook, Refused>> {
    let mut reader = Reader(frame);
    let read = match reader.byte()? {
        0 => Ok(reader.workbook()?),
        1 => {
            let reason = Text { zh: reader.text()?, en: reader.text()? };
            Err(Refused { reason, ignored: reader.byte()? != 0 })
        }
        _ => return None,
    };
    reader.0.is_empty().then_some(read)
}

struct Writer(Vec<u8>);

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn number(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn bits(&mut self, number: f64) {
        self.0.extend_from_slice(&number.to_bits().to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn list<T>(&mut self, list: &[T], each: impl Fn(&mut Writer, &T)) {
        self.count(list.len());
        for one in list {
            each(self, one);
        }
    }

    fn workbook(&mut self, workbook: &Workbook) {
        let Workbook { sheets, names, kind } = workbook;
        self.text(kind);
        self.list(sheets, Writer::sheet);
        self.list(names, |out, DefinedName { name, sheet, position }| {
            out.text(name);
            out.text(sheet);
            out.position(*position);
        });
    }

    fn sheet(&mut self, sheet: &Sheet) {
        let Sheet { name, hidden, cells, merged, hidden_rows, hidden_columns, odd, yearless } = sheet;
        self.text(name);
        self.byte(u8::from(*hidden));
        self.list(cells, |out, (at, content)| {
            out.position(*at);
            out.content(content);
        });
        self.list(merged, |out, Area { first, last }| {
            out.position(*first);
            out.position(*last);
        });
        self.list(hidden_rows, |out, row| out.number(*row));
        self.list(hidden_columns, |out, column| out.number(*column));
        self.list(odd, |out, (at, oddity)| {
            out.position(*at);
            out.byte(*oddity as u8);
        });
        self.list(yearless, |out, at| out.position(*at));
    }

    fn position(&mut self, at: Position) {
        self.number(at.row);
        self.number(at.col);
    }

    fn content(&mut self, content: &Content) {
        match content {
            Content::Text(text) => self.tagged(0, text),
            Content::Error(text) => self.tagged(1, text),
            Content::Uncalculated(text) => self.tagged(2, text),
            Content::Number(number) => {
                self.byte(3);
                self.bits(*number);
            }
            Content::Percent(number) => {
                self.byte(4);
                self.bits(*number);
            }
            Content::Bool(truth) => self.byte(5 + u8::from(*truth)),
            Content::Date(at) => {
                self.byte(7);
                self.number(at.num_days_from_ce().cast_unsigned());
                self.number(at.num_seconds_from_midnight());
                self.number(at.nanosecond());
            }
        }
    }

    fn tagged(&mut self, tag: u8, text: &str) {
        self.byte(tag);
        self.text(text);
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn bits(&mut self) -> Option<f64> {
        self.array().map(|bits| f64::from_bits(u64::from_le_bytes(bits)))
    }

    fn str(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length as usize)?).ok()
    }

    fn text(&mut self) -> Option<String> {
        self.str().map(str::to_string)
    }

    fn list<T>(&mut self, each: impl Fn(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        (0..count).map(|_| each(self)).collect()
    }

    fn workbook(&mut self) -> Option<Workbook> {
        let kind = self.str()?;
        let kind = KINDS.iter().find(|known| **known == kind).copied().unwrap_or("other");
        let sheets = self.list(Reader::sheet)?;
        let name = |reader: &mut Reader<'a>| {
            Some(DefinedName { name: reader.text()?, sheet: reader.text()?, position: reader.position()? })
        };
        Some(Workbook { sheets, names: self.list(name)?, kind })
    }

    fn sheet(&mut self) -> Option<Sheet> {
        Some(Sheet {
            name: self.text()?,
            hidden: self.byte()? != 0,
            cells: self.list(|reader| Some((reader.position()?, reader.content()?)))?,
            merged: self.list(|reader| Some(Area { first: reader.position()?, last: reader.position()? }))?,
            hidden_rows: self.list(Reader::number)?,
            hidden_columns: self.list(Reader::number)?,
            odd: self.list(|reader| Some((reader.position()?, reader.oddity()?)))?,
            yearless: self.list(Reader::position)?,
        })
    }

    fn oddity(&mut self) -> Option<Oddity> {
        let tag = self.byte()?;
        [Oddity::Struck, Oddity::Raised, Oddity::Unreadable].into_iter().find(|oddity| *oddity as u8 == tag)
    }

    fn position(&mut self) -> Option<Position> {
        Some(Position::new(self.number()?, self.number()?))
    }

    fn content(&mut self) -> Option<Content> {
        Some(match self.byte()? {
            0 => Content::Text(self.text()?),
            1 => Content::Error(self.text()?),
            2 => Content::Uncalculated(self.text()?),
            3 => Content::Number(self.bits()?),
            4 => Content::Percent(self.bits()?),
            5 => Content::Bool(false),
            6 => Content::Bool(true),
            7 => {
                let day = NaiveDate::from_num_days_from_ce_opt(self.number()?.cast_signed())?;
                let time = NaiveTime::from_num_seconds_from_midnight_opt(self.number()?, self.number()?)?;
                Content::Date(NaiveDateTime::new(day, time))
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn content() -> impl Strategy<Value = Content> {
        let date = (-100_000..4_000_000i32, 0..86_400u32).prop_map(|(day, second)| {
            let day = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
            day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap())
        });
        prop_oneof![
            ".*".prop_map(Content::Text),
            ".*".prop_map(Content::Error),
            ".*".prop_map(Content::Uncalculated),
            any::<f64>().prop_map(Content::Number),
            any::<f64>().prop_map(Content::Percent),
            any::<bool>().prop_map(Content::Bool),
            date.prop_map(Content::Date),
        ]
    }

    fn position() -> impl Strategy<Value = Position> {
        (any::<u32>(), any::<u32>()).prop_map(|(row, col)| Position::new(row, col))
    }

    fn sheet() -> impl Strategy<Value = Sheet> {
        let cells = prop::collection::vec((position(), content()), 0..8);
        let area = (position(), position()).prop_map(|(first, last)| Area { first, last });
        let numbers = || prop::collection::vec(any::<u32>(), 0..4);
        let oddity = prop::sample::select(&[Oddity::Struck, Oddity::Raised, Oddity::Unreadable]);
        let odd = prop::collection::vec((position(), oddity), 0..3);
        let yearless = prop::collection::vec(position(), 0..3);
        let all = (".*", any::<bool>(), cells, prop::collection::vec(area, 0..3), numbers(), numbers(), odd, yearless);
        all.prop_map(|(name, hidden, cells, merged, hidden_rows, hidden_columns, odd, yearless)| Sheet {
            name,
            hidden,
            cells,
            merged,
            hidden_rows,
            hidden_columns,
            odd,
            yearless,
        })
    }

    fn workbook() -> impl Strategy<Value = Workbook> {
        let name = (".*", ".*", position());
        let name = name.prop_map(|(name, sheet, position)| DefinedName { name, sheet, position });
        let all =
            (prop::collection::vec(sheet(), 0..3), prop::collection::vec(name, 0..3), prop::sample::select(KINDS));
        all.prop_map(|(sheets, names, kind)| Workbook { sheets, names, kind })
    }

    proptest! {
        #[test]
        fn a_workbook_arrives_as_it_was_sent(workbook in workbook()) {
            let frame = answer(&Ok(workbook.clone()));
            let arrived = answered(&frame).unwrap().unwrap();
            prop_assert_eq!(format!("{arrived:?}"), format!("{workbook:?}"));
            prop_assert_eq!(answer(&Ok(arrived)), frame);
        }

        #[test]
        fn bytes_that_are_no_answer_are_told_from_one(frame in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(read) = answered(&frame) {
                prop_assert!(answer(&read).len() <= frame.len() + 16);
            }
        }
    }

    #[test]
    fn a_refusal_and_a_request_arrive_as_they_were_sent() {
        let refused = Refused { reason: Text { zh: "空".into(), en: "empty".into() }, ignored: true };
        assert_eq!(answered(&answer(&Err(refused.clone()))).unwrap().unwrap_err(), refused);
        assert_eq!(requested(&request(b"PK\x03\x04", "2024/甲.xls")), Some(("2024/甲.xls", &b"PK\x03\x04"[..])));
    }

    #[test]
    fn a_frame_that_is_cut_or_too_long_is_an_error() {
        let mut pipe = Vec::new();
        send(&mut pipe, b"abc").unwrap();
        assert_eq!(receive(&mut &pipe[..], 3).unwrap().as_deref(), Some(&b"abc"[..]));
        assert!(receive(&mut &pipe[..], 2).is_err());
        assert!(receive(&mut &pipe[..10], 3).is_err());
        assert_eq!(receive(&mut &b""[..], 3).unwrap(), None);
    }
}
