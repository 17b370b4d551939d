//! CSV as data files have it: RFC 4180 quoting, LF, UTF-8 without a byte order mark, text that is no formula.
//!
//! Lines end in LF and not in RFC 4180's CRLF: every reader of CSV takes both, and line tools take LF alone.
//! The description of the data files names the choice.

use std::borrow::Cow;

use super::{Dataset, Values};

/// The whole dataset with its header row.
pub fn document(dataset: &Dataset) -> Vec<u8> {
    let mut out = String::new();
    write_row(&mut out, dataset.fields.iter().map(|field| Cow::from(field.name.as_str())));
    for row in 0..dataset.n_rows() {
        write_row(&mut out, dataset.fields.iter().map(|field| cell(&field.values, row)));
    }
    out.into_bytes()
}

fn cell<'a>(values: &'a Values, row: usize) -> Cow<'a, str> {
    let printed = values.printed(row);
    match values {
        Values::Text(_) => guarded(printed),
        _ => printed,
    }
}

/// Appends one row.
pub fn write_row<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        push_quoted(out, &cell);
    }
    out.push('\n');
}

fn push_quoted(out: &mut String, cell: &str) {
    if !cell.contains([',', '"', '\n', '\r']) {
        return out.push_str(cell);
    }
    out.push('"');
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

/// Text with an apostrophe before it where a spreadsheet would take it for a formula: one that begins with `=`, `+`,
/// `-`, `@`, their full-width forms, a tab or a line break, unless it is a plain number.
pub fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    match is_formula && !is_plain_number(&text) {
        true => Cow::Owned(format!("'{text}")),
        false => text,
    }
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_that_looks_like_a_formula_is_guarded_and_numbers_are_not() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+86 10", "'+86 10"),
            ("-", "'-"),
            ("-5人", "'-5人"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("＝1+1", "'＝1+1"),
            ("-5", "-5"),
            ("+5.25", "+5.25"),
            ("-1.", "'-1."),
            ("是", "是"),
            ("", ""),
        ] {
            assert_eq!(guarded(text.into()), expected, "{text:?}");
        }
    }

    /// A reader by the letter of RFC 4180, with LF or CRLF between records.
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let (mut is_quoted, mut chars) = (false, text.chars().peekable());
        while let Some(c) = chars.next() {
            match (is_quoted, c) {
                (true, '"') if chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
                (_, '"') => is_quoted = !is_quoted,
                (false, ',') => row.push(std::mem::take(&mut cell)),
                (false, '\n') => {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                _ => cell.push(c),
            }
        }
        rows
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(rows in prop::collection::vec(prop::collection::vec("(?s)[,\"\r\n'=人a]{0,6}", 3), 0..5)) {
            let mut out = String::new();
            for row in &rows {
                write_row(&mut out, row.iter().map(|cell| Cow::from(cell.as_str())));
            }
            prop_assert_eq!(read(&out), rows);
        }

        #[test]
        fn no_guarded_text_begins_like_a_formula(text in "(?s)[=+@\t\r\n-]?.{0,6}") {
            let guarded = guarded(Cow::from(text.as_str()));
            let is_open = guarded.starts_with(['=', '+', '-', '@', '\t', '\r']);
            prop_assert!(!is_open || guarded.parse::<f64>().is_ok());
            prop_assert!(guarded.ends_with(&text));
        }
    }
}
