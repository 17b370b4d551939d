//! Tables of text: values separated by commas, tabs or semicolons, a record a line.

use std::collections::BTreeMap;

use crate::collect::guard::{Budget, over};
use crate::collect::workbook::Refusal;
use crate::sheet::{Content, Position, Sheet, Workbook};
use crate::text::reader as say;

const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// How many records are looked at to tell the separator.
const LOOKED_AT: usize = 50;
/// And how many bytes at most.
const LOOKED_INTO: usize = 1 << 20;
const SEPARATORS: [char; 4] = ['\t', ',', ';', '|'];

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
    let mut widths = Widths::default();
    for (row, record) in rows.by_ref().enumerate() {
        if row >= ROWS || record.len() > COLUMNS {
            return Err(over(format!("{}", row + 1)));
        }
        if separator == ',' {
            widths.take(row, &record);
        }
        let shown = record.into_iter().map(shown).enumerate();
        for (col, value) in shown.filter(|(_, value)| !value.is_empty()) {
            budget.keep(1, value.len(), "")?;
            sheet.cells.push((Position::new(row as u32, col as u32), Content::Text(value)));
        }
    }
    if rows.is_broken {
        return Err(Refusal::rejected(say::TRUNCATED, ""));
    }
    if let Some(row) = widths.parted() {
        return Err(Refusal::rejected(say::NUMBER_PARTED, (row + 1).to_string()));
    }
    Ok(Workbook { sheets: vec![sheet], names: Vec::new(), kind })
}

/// How many values the records have, and the first one in which a comma within a number may part two of them.
#[derive(Default)]
struct Widths {
    counts: BTreeMap<usize, usize>,
    doubted: Vec<(usize, usize)>,
}

impl Widths {
    fn take(&mut self, row: usize, record: &[String]) {
        *self.counts.entry(record.len()).or_default() += 1;
        let may_be_parted = |pair: &[String]| ends_in_thousands(&pair[0]) && begins_with_three_digits(&pair[1]);
        // The first ones are enough to refuse the file.
        if self.doubted.len() < LOOKED_AT && record.windows(2).any(may_be_parted) {
            self.doubted.push((row, record.len()));
        }
    }

    /// The first such record that has more values than all but such records have: `1,234人` without quotes moves whatever
    /// follows it one column on, and leaves 1 in its own.
    fn parted(&self) -> Option<usize> {
        let is_doubted = |width: usize| self.doubted.iter().filter(|(_, doubted)| *doubted == width).count();
        let sound = self.counts.iter().filter(|(width, n)| **n > is_doubted(**width));
        let widest = sound.map(|(width, _)| *width).max()?;
        self.doubted.iter().find(|(_, width)| *width > widest && widest > 1).map(|(row, _)| *row)
    }
}

fn ends_in_thousands(value: &str) -> bool {
    let value = value.trim_start_matches(['-', '¥', '$', '约', ' ']);
    (1..=3).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn begins_with_three_digits(value: &str) -> bool {
    value.len() >= 3
        && value.bytes().take(3).all(|byte| byte.is_ascii_digit())
        && !value[3..].starts_with(|c: char| c.is_ascii_digit())
}

/// What a spreadsheet shows of a value: `="007"` is the text inside, written so that it stays text.
fn shown(value: String) -> String {
    let inside = value.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match inside.map(|inside| inside.replace("\"\"", "\u{0}")) {
        Some(inside) if !inside.contains('"') => inside.replace('\u{0}', "\""),
        _ => value,
    }
}

/// The separator that a first line `sep=;` names, and the text after it.
fn declaration(text: &str) -> (Option<char>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    match line.trim_end().strip_prefix("sep=").map(|named| named.chars().next()) {
        Some(separator) => (separator, rest),
        None => (None, text),
    }
}

/// The separator by which the most of the first records have more than one value, and the same number of them; tabs
/// before commas, as a tab is hardly ever part of a value. `None` where no separator splits at least half of them.
fn separator(text: &str) -> Option<char> {
    let head = beginning(text);
    let scored = SEPARATORS.into_iter().filter_map(|separator| Some((score(&head, separator)?, separator)));
    scored.rev().max_by_key(|(score, _)| *score).map(|(_, separator)| separator)
}

/// How many of the first records a separator splits, how many of those have the commonest number of values, and the
/// largest number.
fn score(text: &str, separator: char) -> Option<(usize, usize, usize)> {
    let records = Records { rest: text, separator, is_broken: false };
    let filled = records.take(LOOKED_AT).filter(|record| record.iter().any(|value| !value.is_empty()));
    let mut lengths: Vec<usize> = filled.map(|record| record.len()).collect();
    let n_records = lengths.len();
    lengths.retain(|length| *length > 1);
    lengths.sort_unstable();
    let alike = lengths.chunk_by(|a, b| a == b).map(<[usize]>::len).max()?;
    (lengths.len() * 2 >= n_records).then_some((lengths.len(), alike, *lengths.last()?))
}

/// The beginning of a text without the tabs at the beginning of values, by which some systems make a number text.
fn beginning(text: &str) -> String {
    let head = &text[..text.floor_char_boundary(LOOKED_INTO)];
    let mut bare = String::with_capacity(head.len());
    for sign in head.chars() {
        let is_first = sign == '\t' && begins_value(bare.strip_suffix('"').unwrap_or(&bare));
        bare.push(if is_first { ' ' } else { sign });
    }
    bare
}

/// Whether a value that is not separated by a tab begins behind a text.
fn begins_value(before: &str) -> bool {
    before.is_empty() || before.ends_with(['\n', '\r', ',', ';', '|'])
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
        assert_eq!(shown("\t名称\t答案\n1\t甲,乙\t是\n", "a.txt"), "tsv B1=名称;C1=答案;A2=1;B2=甲,乙;C2=是;");
    }

    #[test]
    fn a_tab_that_makes_a_number_text_separates_nothing() {
        let text = "\t名称,\t答案,\t备注\n\t甲,\t007,\n\t乙,\t2,\n";
        assert!(shown(text, "a.csv").starts_with("csv A1=\t名称;B1=\t答案;C1=\t备注;A2=\t甲;B2=\t007;"));
        let quoted = "\"\t名称\",\"\t答案\"\n\"\t甲\",\"\t007\"\n";
        assert!(shown(quoted, "a.csv").starts_with("csv A1=\t名称;B1=\t答案;A2=\t甲;"));
        assert_eq!(shown("\"a\"\t\"b\"\n\"\"\t\"c,d\"\n", "a.xls"), "tsv A1=a;B1=b;B2=c,d;");
    }

    #[test]
    fn a_value_forced_to_be_text_is_the_text_inside() {
        assert_eq!(shown("代码,答案\n=\"007\",\"=\"\"是\"\"\"\n", "a.csv"), "csv A1=代码;B1=答案;A2=007;B2=是;");
        assert_eq!(shown("a,b\n=\"\",\"=\"\"a \"\"\"\"b\"\"\"\"\"\"\"\n", "a.csv"), "csv A1=a;B1=b;B2=a \"b\";");
        assert_eq!(shown("a,b\n=\"a\"&\"b\",=1\n", "a.csv"), "csv A1=a;B1=b;A2=\u{3d}\"a\"&\"b\";B2==1;");
    }

    #[test]
    fn a_record_wider_than_a_sheet_is_refused_before_it_is_whole() {
        let wide = |n| read(&",".repeat(n), "a.csv", &Budget::default());
        assert!(wide(COLUMNS - 1).is_ok());
        assert_eq!(wide(COLUMNS).unwrap_err().reason, say::OVER_LIMIT);
        assert_eq!(wide(5_000_000).unwrap_err().reason, say::OVER_LIMIT);
    }

    #[test]
    fn a_comma_within_a_number_is_no_separator_to_be_trusted() {
        let refused = |text: &str| read(text, "a.csv", &Budget::default()).err().map(|refusal| refusal.detail);
        let table = |row: &str| format!("序号,项目,人数,备注\n1,甲,12,\n{row}\n3,丙,7,x\n");
        assert_eq!(refused(&table("2,乙,1,234人,")), Some("3".into()));
        assert_eq!(refused(&table("2,乙,1,234,")), Some("3".into()));
        for row in ["2,乙,\"1,234\",", "2,乙,12,345", "2,乙,1234,", "2,乙,1,,234", "2,乙,a,b,c"] {
            assert_eq!(refused(&table(row)), None, "{row}");
        }
        assert_eq!(refused("1,234\n5,678\n"), None);
    }

    #[test]
    fn prose_is_no_table_and_a_quote_without_end_is_a_cut() {
        assert_eq!(read("hello\nworld", "a.xls", &Budget::default()).unwrap_err().detail, "TXT");
        assert_eq!(read("a,b\n1,\"x", "a.csv", &Budget::default()).unwrap_err().reason, say::TRUNCATED);
    }
}
