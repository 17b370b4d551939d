//! The letters of workbooks before Excel 97 that name no code page, or that of Western Europe as many programs do
//! whatever they write. Excel shows such texts in the page of the system; in a Chinese office that is GBK.

use encoding_rs::{GB18030, WINDOWS_1252};

use crate::collect::biff::Version;
use crate::collect::biff::pages::Letters;
use crate::collect::biff::record::{Record, Records};
use crate::collect::bytes::u16_at;

/// So many pairs of bytes in the common characters of Chinese are no accident.
const ENOUGH: usize = 8;
/// Of so many common characters, one may be of the rare ones, as in names of persons.
const COMMON_TO_RARE: usize = 20;

/// The letters that a workbook means which names no page: those of GBK where all bytes beyond ASCII of all its texts
/// come in pairs of GBK and nearly all of these are characters of GB 2312, else those of Western Europe. Western words
/// have their accents one by one between plain letters, which is no such pair.
pub fn letters(stream: &[u8], version: Version) -> Letters {
    let western = Letters::Encoded(WINDOWS_1252);
    if version >= Version::Biff8 {
        return western;
    }
    let mut pairs = Pairs::default();
    for record in Records::new(stream).map_while(Result::ok) {
        if let Some((head, width)) = before_text(record.kind, version)
            && text(&record, head, width).is_some_and(|text| pairs.add(&text).is_none())
        {
            return western;
        }
    }
    if pairs.are_chinese() { Letters::Encoded(GB18030) } else { western }
}

/// How many bytes stand before the length of a record's text, and how many bytes the length takes; `None` for a record
/// without text.
fn before_text(kind: u16, version: Version) -> Option<(usize, usize)> {
    let is_first = version == Version::Biff2;
    match kind {
        0x0004 | 0x0204 | 0x00d6 if is_first => Some((7, 1)),
        0x0004 | 0x0204 | 0x00d6 => Some((6, 2)),
        0x0007 | 0x0207 => Some((0, if is_first { 1 } else { 2 })),
        0x001e | 0x041e if version >= Version::Biff4 => Some((2, 1)),
        0x001e | 0x041e => Some((0, 1)),
        0x0085 => Some((6, 1)),
        0x0031 | 0x0231 if version == Version::Biff5 => Some((14, 1)),
        0x0231 => Some((6, 1)),
        0x0031 => Some((4, 1)),
        _ => None,
    }
}

fn text(record: &Record, head: usize, width: usize) -> Option<Vec<u8>> {
    let length = match width {
        1 => usize::from(*record.data.get(head)?),
        _ => usize::from(u16_at(record.data, head)?),
    };
    let start = head + width;
    let text = record.pieces().flatten().skip(start).take(length).copied();
    Some(text.collect())
}

#[derive(Default)]
struct Pairs {
    n_common: usize,
    n_rare: usize,
}

impl Pairs {
    /// Counts the pairs of a text; `None` where its bytes are none.
    fn add(&mut self, text: &[u8]) -> Option<()> {
        let mut bytes = text.iter();
        while let Some(lead) = bytes.next() {
            if lead.is_ascii() {
                continue;
            }
            match (lead, bytes.next()?) {
                (0xb0..=0xf7 | 0xa1..=0xa3, 0xa1..=0xfe) => self.n_common += 1,
                (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => self.n_rare += 1,
                _ => return None,
            }
        }
        Some(())
    }

    fn are_chinese(&self) -> bool {
        self.n_common >= ENOUGH && self.n_rare * COMMON_TO_RARE <= self.n_common
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_chinese(texts: &[&[u8]]) -> bool {
        let mut pairs = Pairs::default();
        texts.iter().all(|text| pairs.add(text).is_some()) && pairs.are_chinese()
    }

    fn gbk(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn texts_of_chinese_are_told_from_western_ones_only_where_all_of_them_agree() {
        let form = gbk("落实安全责任制情况统计表（2024年）");
        let names = gbk("填表人：王喆，联系电话及备注，单位负责人签字盖章");
        assert!(are_chinese(&[&form, b"plain"]) && are_chinese(&[&form, &names]));
        assert!(!are_chinese(&[&gbk("落实安全责任制")]), "seven pairs");
        assert!(!are_chinese(&[&form, b"caf\xe9"]), "one text is Western");
        assert!(!are_chinese(&[&form, &form[..1]]), "half a letter");
        assert!(!are_chinese(&[b"M\xe4nner \xc4\xd6\xdc, \xc4\xd6", b"Stra\xdfe f\xfcr \xe9t\xe9", b"Gr\xf6\xdfe"]));
        assert!(!are_chinese(&[&gbk("喆堃玥喆堃玥喆堃玥喆堃玥")]), "only rare letters");
        assert!(!are_chinese(&[b"", b"plain"]));
    }
}
