//! Tables of text: values separated by commas, tabs or semicolons, a record a line.

use crate::collect::guard::{Budget, over};
use crate::collect::workbook::Refusal;
use crate::sheet::{Content, Position, Sheet, Workbook};
use crate::text::reader as say;

const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// How many records are looked at to tell the separator.
const LOOKED_AT: usize = 50;

/// Reads a table of text. Every value stays the text that it is.
pub fn read(text: &str, name: &str, budget: &Budget) -> Result<Workbook, Refusal> {
    let text = text.trim_end_matches(['\u{1a}', '\0']);
    let (declared, text) = declaration(text);
    let claims = ["csv", "tsv"].into_iter().any(|ending| name.to_ascii_lowercase().ends_with(&format!(".{ending}")));
    let separator = declared.or_else(|| separator(text)).or(claims.then_some(','));
    let Some(separator) = separator else {
        return Err(Refusal::rejected(say::NOT_A_SPREADSHEET, "TXT"));
    };
    let kind = if separator == '\t' { "tsv" } else { "csv" };
    let mut sheet = Sheet { name: "Sheet1".into(), ..Sheet::default() };
    let mut rows = Records { rest: text, separator, is_broken: false };
    for (row, record) in rows.by_ref().enumerate() {
        if row >= ROWS || record.len() > COLUMNS {
            return Err(over(format!("{}", row + 1)));
        }
        for (col, value) in record.into_iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            budget.keep(1, value.len(), "")?;
            sheet.cells.push((Position::new(row as u32, col as u32), Content::Text(value)));
        }
    }
    if rows.is_broken {
        return Err(Refusal::rejected(say::TRUNCATED, ""));
    }
    Ok(Workbook { sheets: vec![sheet], names: Vec::new(), kind })
}

/// The separator that a first line `sep=;` names, and the text after it.
fn declaration(text: &str) -> (Option<char>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    match line.trim_end().strip_prefix("sep=").map(|named| named.chars().next()) {
        Some(separator) => (separator, rest),
        None => (None, text),
    }
}

/// The separator by which the most of the first records have more than one value; tabs before commas, as a tab is
/// hardly ever part of a value. `None` where no separator splits at least half of them.
fn separator(text: &str) -> Option<char> {
    let score = |separator| {
        let records = Records { rest: text, separator, is_broken: false };
        let lengths: Vec<usize> = records
            .take(LOOKED_AT)
            .filter(|record| record.iter().any(|value| !value.is_empty()))
            .map(|r| r.len())
            .collect();
        let split = lengths.iter().filter(|length| **length > 1).count();
        let widest = lengths.iter().copied().max().unwrap_or(0);
        (split * 2 >= lengths.len() && split > 0).then_some((split, widest))
    };
    let scored = ['\t', ',', ';', '|'].into_iter().filter_map(|separator| Some((score(separator)?, separator)));
    scored.rev().max_by_key(|(score, _)| *score).map(|(_, separator)| separator)
}

/// The records of a text, values unquoted.
struct Records<'a> {
    rest: &'a str,
    separator: char,
    /// Whether a quoted value has no end.
    is_broken: bool,
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            // One more than there may be is enough to refuse the record.
            if record.len() > COLUMNS {
                return Some(record);
            }
            record.push(self.value());
            let Some(sign) = self.rest.chars().next() else { return Some(record) };
            self.rest = &self.rest[sign.len_utf8()..];
            if sign != self.separator {
                if sign == '\r' {
                    self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
                }
                return Some(record);
            }
        }
    }
}

impl Records<'_> {
    /// The next value, up to a separator or the end of its line.
    fn value(&mut self) -> String {
        let mut value = String::new();
        if let Some(quoted) = self.rest.strip_prefix('"') {
            self.rest = quoted;
            loop {
                let Some(end) = self.rest.find('"') else {
                    self.is_broken = true;
                    value.push_str(std::mem::take(&mut self.rest));
                    return value;
                };
                value.push_str(&self.rest[..end]);
                self.rest = &self.rest[end + 1..];
                match self.rest.strip_prefix('"') {
                    Some(rest) => {
                        value.push('"');
                        self.rest = rest;
                    }
                    None => break,
                }
            }
        }
        let end = self.rest.find([self.separator, '\r', '\n']).unwrap_or(self.rest.len());
        value.push_str(&self.rest[..end]);
        self.rest = &self.rest[end..];
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, name: &str) -> String {
        let workbook = read(text, name, &Budget::default()).unwrap();
        let cells = &workbook.sheets[0].cells;
        format!(
            "{} {}",
            workbook.kind,
            cells.iter().map(|(at, content)| format!("{at}={content};")).collect::<String>()
        )
    }

    #[test]
    fn values_are_separated_by_what_separates_most_lines() {
        assert_eq!(shown("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n", "a.csv"), "csv A1=a;B1=b;A2=1;B2=x, \"y\"\nz;");
        assert_eq!(shown("代码\t名称\nU01\t甲,乙\n", "a.xls"), "tsv A1=代码;B1=名称;A2=U01;B2=甲,乙;");
        assert_eq!(shown("sep=;\r\na;b,c\r\n", "a.csv"), "csv A1=a;B1=b,c;");
        assert_eq!(shown("a;b\n007;1,5\n", "a.csv"), "csv A1=a;B1=b;A2=007;B2=1,5;");
        assert_eq!(shown("标题\n\n名称,答案\n甲,是", "a.csv"), "csv A1=标题;A3=名称;B3=答案;A4=甲;B4=是;");
        assert_eq!(shown("one\ntwo\n", "a.CSV"), "csv A1=one;A2=two;");
    }

    #[test]
    fn a_record_wider_than_a_sheet_is_refused_before_it_is_whole() {
        let wide = |n| read(&",".repeat(n), "a.csv", &Budget::default());
        assert!(wide(COLUMNS - 1).is_ok());
        assert_eq!(wide(COLUMNS).unwrap_err().reason, say::OVER_LIMIT);
        assert_eq!(wide(5_000_000).unwrap_err().reason, say::OVER_LIMIT);
    }

    #[test]
    fn prose_is_no_table_and_a_quote_without_end_is_a_cut() {
        assert_eq!(read("hello\nworld", "a.xls", &Budget::default()).unwrap_err().detail, "TXT");
        assert_eq!(read("a,b\n1,\"x", "a.csv", &Budget::default()).unwrap_err().reason, say::TRUNCATED);
    }
}
