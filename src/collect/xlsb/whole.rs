//! Whether a record of an .xlsb is as long as what stands in it. One whose length is wrong would swallow the next, and
//! nothing else would tell: its cell would be a blank.

use crate::collect::bytes::u32_at;
use crate::collect::xlsb::record::text;

/// Whether the value of a cell is exactly what its kind asks for; kinds are those of cells that state their column.
pub fn is_value(kind: u32, value: &[u8]) -> bool {
    match kind {
        1 => value.is_empty(),
        2 | 7 => value.len() == 4,
        3 | 4 => value.len() == 1,
        5 => value.len() == 8,
        6 => text(value).is_some_and(|(_, rest)| rest.is_empty()),
        8 => text(value).is_some_and(|(_, rest)| is_formula(rest)),
        9 => value.get(8..).is_some_and(is_formula),
        10 | 11 => value.get(1..).is_some_and(is_formula),
        _ => is_rich_text(value),
    }
}

/// Whether these are a formula's options in two bytes, its text and its further data.
fn is_formula(bytes: &[u8]) -> bool {
    let after = bytes.get(2..).and_then(|rest| counted(rest, 1)).and_then(|rest| counted(rest, 1));
    after.is_some_and(<[u8]>::is_empty)
}

/// Whether these are letters with the looks of their runs and with what tells how they are pronounced.
pub fn is_rich_text(bytes: &[u8]) -> bool {
    let after = |has_runs: bool, has_sounds: bool| {
        let (_, rest) = text(bytes.get(1..)?)?;
        let rest = if has_runs { counted(rest, 4)? } else { rest };
        if has_sounds { counted(text(rest)?.1, 6)?.get(4..) } else { Some(rest) }
    };
    let flags = bytes.first().copied().unwrap_or(0);
    after(flags & 1 != 0, flags & 2 != 0).is_some_and(<[u8]>::is_empty)
}

/// Whether this is the head of a row and the spans that it says it has.
pub fn is_row(data: &[u8]) -> bool {
    data.get(13..).and_then(|rest| counted(rest, 8)).is_some_and(<[u8]>::is_empty)
}

/// What follows a count in four bytes and as many pieces of a size.
fn counted(bytes: &[u8], size: usize) -> Option<&[u8]> {
    let length = (u32_at(bytes, 0)? as usize).checked_mul(size)?;
    bytes.get(4..)?.get(length..)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A value of each kind, and how many bytes it has.
    fn values() -> Vec<(u32, Vec<u8>)> {
        let letters =
            [&[2, 0, 0, 0][..], "甲乙".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice()]
                .concat();
        let formula = [&[0, 0][..], &[3, 0, 0, 0], &[0x1e, 1, 0], &[0; 4]].concat();
        let runs = [&[1, 0, 0, 0][..], &[0; 4]].concat();
        let sounds = [&letters[..], &[1, 0, 0, 0], &[0; 6], &[1, 0, 0x35, 0]].concat();
        vec![
            (1, vec![]),
            (2, vec![0; 4]),
            (3, vec![0x2a]),
            (4, vec![1]),
            (5, vec![0; 8]),
            (6, letters.clone()),
            (7, vec![0; 4]),
            (8, [&letters[..], &formula].concat()),
            (9, [&[0; 8][..], &formula].concat()),
            (10, [&[1][..], &formula].concat()),
            (11, [&[7][..], &formula].concat()),
            (62, [&[0][..], &letters].concat()),
            (62, [&[1][..], &letters, &runs].concat()),
            (62, [&[3][..], &letters, &runs, &sounds].concat()),
        ]
    }

    #[test]
    fn a_value_is_as_long_as_its_kind_says_and_no_byte_longer_or_shorter() {
        for (kind, value) in values() {
            assert!(is_value(kind, &value), "{kind}");
            assert!(!is_value(kind, &[&value[..], &[0]].concat()), "{kind} longer");
            assert!(!is_value(kind, &[&value[..], &[0; 24]].concat()), "{kind} with the next record");
            assert!(value.is_empty() || !is_value(kind, &value[..value.len() - 1]), "{kind} shorter");
        }
        let row = [&[0; 13][..], &[1, 0, 0, 0], &[0; 8]].concat();
        assert!(is_row(&row) && !is_row(&row[..20]) && !is_row(&[&row[..], &[0; 12]].concat()));
    }
}
