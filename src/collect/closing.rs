//! Lines that close a table below its last row: a stamp, who signs, a day, the number of the page.

use crate::collect::label;
use crate::collect::line::{self, Fits};
use crate::collect::page::Page;
use crate::collect::tables::Header;
use crate::sheet::{Content, Position, plain};

/// A table of no more columns may be filled in with a day alone.
const NARROW: usize = 2;

/// What closes a table is written in so many cells at most.
const MOST_CELLS: usize = 3;

/// Whether rows may be filled in with a day alone is seen from so many.
const NEAR_ROWS: usize = 16;

/// A longer text closes nothing.
const LONGEST: usize = 120;

/// A name that is signed with has no more letters.
const LONGEST_NAME: usize = 6;

/// An office has no more letters.
const LONGEST_OFFICE: usize = 24;

/// With these words ends what is stamped or signed.
const STAMPED: &[&str] = &["盖章", "公章", "印章", "签字", "签章", "签名", "属实"];

/// The last of words parted by blanks.
const STAMPED_WORDS: &[&str] = &["stamp", "seal", "stamped", "sealed", "signature"];

/// With these signs an answer says that something was left undone.
const UNDONE: &[char] = &['未', '没', '无', '不', '漏', '缺', '补'];

/// With these words begins what is said of all rows above. A city and a word of rank begin alike.
const ABOVE: &str = "以上";
const NOT_ABOVE: &[&str] = &["以上海", "以上级", "以上下"];

/// Who signs, with a name behind.
pub const SIGNERS: &[&str] =
    &["制表人", "填表人", "填报人", "审核人", "复核人", "经办人", "审签人", "负责人", "单位负责人", "联系人"];

/// The same in English, with a colon, a blank or nothing behind.
pub const SIGNED: &[&str] = &[
    "signed by",
    "signed",
    "prepared by",
    "compiled by",
    "completed by",
    "checked by",
    "reviewed by",
    "verified by",
    "approved by",
    "authorised by",
    "authorized by",
    "reported by",
    "submitted by",
    "signature",
    "date",
];

/// With these words ends the name of an office.
const OFFICES: &[&str] = &[
    "局",
    "委",
    "委员会",
    "办",
    "办公室",
    "厅",
    "院",
    "处",
    "科",
    "部",
    "党组",
    "党委",
    "党工委",
    "政府",
    "中心",
    "公司",
    "集团",
    "协会",
    "学校",
    "镇",
    "乡",
    "街道",
    "大队",
    "支队",
    "总队",
];

/// The numerals of a written day.
const NUMERALS: &str = "〇○零一二三四五六七八九十";

/// The months by their first letters.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What a line below the rows of a table says, if it is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// The number of a page, wherever it stands.
    Page,
    /// A stamp, who signs, or what is said of all rows above.
    Words,
    /// A day.
    Day,
    /// A day that may be the answer of a row that was not filled in further.
    MaybeRow,
}

/// What stands above a line.
#[derive(Debug, Clone, Copy)]
pub struct Above<'a> {
    /// The rows found so far.
    pub rows: &'a [u32],
    /// Whether a line right above says who signs.
    pub is_signed: bool,
}

/// Whether a line closes a table whose rows fill several columns, if no further row comes behind it.
pub fn of_line(page: &Page, header: &Header, row: u32, above: Above, fits: &Fits) -> Option<Closing> {
    let is_blank = |row: u32| line::filled(page, header, row).next().is_none();
    let is_alone = line::filled(page, header, row).nth(1).is_none();
    if !is_alone && !is_blank(row + 1) {
        return None;
    }
    let cells: Vec<(Position, &Content)> = line::filled(page, header, row).take(MOST_CELLS + 1).collect();
    let closing = of_cells(&cells).or_else(|| {
        let is_signed = is_alone && is_office(cells[0].1) && is_dated_below(page, header, row);
        is_signed.then_some(Closing::Words)
    })?;
    let answers = line::answers(page, header, row);
    let is_answered = || answers.iter().any(|(column, content)| fits(*column, content) == Some(true));
    let is_of_rows = answers.len() > cells.len() || !is_alone && is_answered();
    if is_of_rows || above.rows.last().is_some_and(|last| is_short(page, header, *last)) {
        return None;
    }
    if closing == Closing::Day { of_day(page, header, cells[0], above, fits) } else { Some(closing) }
}

fn is_short(page: &Page, header: &Header, row: u32) -> bool {
    line::answers(page, header, row).len() < 2
}

/// Whether a line of a sheet says nothing but what closes a table.
pub fn closes(page: &Page, row: u32) -> bool {
    of_cells(&page.filled(row).take(MOST_CELLS + 1).collect::<Vec<_>>()).is_some()
}

fn of_cells(cells: &[(Position, &Content)]) -> Option<Closing> {
    if cells.is_empty() || cells.len() > MOST_CELLS {
        return None;
    }
    let said: Vec<Closing> = cells.iter().map_while(|(_, content)| of(content)).collect();
    let has = |closing| said.contains(&closing);
    match () {
        () if said.len() < cells.len() => None,
        () if has(Closing::Words) => Some(Closing::Words),
        () if has(Closing::Page) => Some(Closing::Page),
        () => (cells.len() == 1).then_some(Closing::Day),
    }
}

/// Whether a day alone is that on which a form is signed: behind who signs, where it answers nothing, where the rows above
/// bear running numbers and it bears none, or where it is written otherwise than the days above it.
fn of_day(page: &Page, header: &Header, (at, day): (Position, &Content), above: Above, fits: &Fits) -> Option<Closing> {
    let column = header.columns.iter().position(|col| *col == Some(at.col));
    let is_answer = column.is_some_and(|column| fits(column, day) == Some(true));
    if above.is_signed || !is_answer {
        return Some(Closing::Day);
    }
    let last = *above.rows.last()?;
    let is_other_than_above =
        page.at(Position::new(last, at.col)).is_some_and(|answer| is_written_otherwise(answer, day));
    if is_other_than_above || line::is_numbered(page, header, last) {
        return Some(Closing::Day);
    }
    let mut near = above.rows.iter().rev().take(NEAR_ROWS);
    let may_be_alone = header.columns.len() <= NARROW || near.any(|row| is_short(page, header, *row));
    (!may_be_alone).then_some(Closing::MaybeRow)
}

/// Whether two days are written in words of their own; how a sheet shows a day that it stores is not known.
fn is_written_otherwise(one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Text(one), Content::Text(other)) => signs(one) != signs(other),
        _ => false,
    }
}

/// What stands between the digits.
fn signs(text: &str) -> Vec<String> {
    let plain = plain(text);
    plain.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::to_string).collect()
}

fn is_dated_below(page: &Page, header: &Header, row: u32) -> bool {
    let mut below = line::filled(page, header, row + 1);
    below.next().is_some_and(|(_, content)| is_day(content)) && below.next().is_none()
}

fn is_office(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    let words = label::words(text);
    words.chars().count() <= LONGEST_OFFICE && OFFICES.iter().any(|office| words.ends_with(office))
}

fn of(content: &Content) -> Option<Closing> {
    let text = match content {
        Content::Text(text) if text.len() <= LONGEST => text,
        Content::Date(_) => return Some(Closing::Day),
        _ => return None,
    };
    let plain = plain(text).trim().to_lowercase();
    let words = label::words(&plain);
    match () {
        () if is_page(&words) => Some(Closing::Page),
        () if is_stamped(&plain, &words) || is_said_of_all(&words) || is_signed(&plain, &words) => Some(Closing::Words),
        () => is_written_day(&plain, &words).then_some(Closing::Day),
    }
}

/// `第1页 共2页`, `Page 1 of 2`.
fn is_page(words: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
    let is_counted = words.contains('页') && words.contains(is_number);
    let is_chinese = is_counted && words.chars().all(|c| is_number(c) || "第共总页".contains(c));
    let in_english = words.strip_prefix("page").and_then(|rest| rest.split_once("of").or(Some((rest, "1"))));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_chinese || in_english.is_some_and(|(number, of)| is_digits(number) && is_digits(of))
}

fn is_stamped(plain: &str, words: &str) -> bool {
    let is_chinese = words == "章" || plain.ends_with("(章)") || STAMPED.iter().any(|word| words.ends_with(word));
    let last = || plain.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty());
    is_chinese && !words.contains(UNDONE) || last().is_some_and(|last| STAMPED_WORDS.contains(&last))
}

/// `以上共3起`, `共3起`.
fn is_said_of_all(words: &str) -> bool {
    let is_above = words.starts_with(ABOVE) && !NOT_ABOVE.iter().any(|word| words.starts_with(word));
    let counted = ["总共", "一共", "共计", "共"].iter().find_map(|word| words.strip_prefix(word));
    is_above || counted.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || NUMERALS.contains(c)))
}

fn is_signed(plain: &str, words: &str) -> bool {
    let is_name = |rest: &str| rest.chars().count() <= LONGEST_NAME;
    let in_english = |word: &&str| {
        let rest = plain.strip_prefix(*word)?;
        let is_by = word.ends_with("by") && rest.starts_with(' ');
        Some(rest.is_empty() || rest.trim_start().starts_with(':') || is_by)
    };
    SIGNERS.iter().filter_map(|word| words.strip_prefix(word)).any(is_name)
        || SIGNED.iter().filter_map(in_english).any(|is_signed| is_signed)
}

/// Whether a cell holds a day and nothing else.
pub fn is_day(content: &Content) -> bool {
    of(content) == Some(Closing::Day)
}

/// A day and nothing else: `2024年5月3日`, `2024-05-03`, `3 May 2024`, and the blank `年 月 日`.
fn is_written_day(plain: &str, words: &str) -> bool {
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit() || NUMERALS.contains(c));
    let in_chinese = || {
        let (year, rest) = words.strip_suffix('日')?.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        Some([year, month, day].iter().all(|part| is_number(part) && part.chars().count() <= 4))
    };
    let parts: Vec<&str> = plain.split(['-', '/', '.']).map(str::trim).collect();
    let is_of = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let in_digits = || matches!(parts[..], [year, month, day] if year.len() == 4 && is_of(year, 4) && is_of(month, 2) && is_of(day, 2));
    in_chinese() == Some(true) || in_digits() || is_english_day(plain)
}

fn is_english_day(plain: &str) -> bool {
    let mut parts: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.sort_unstable_by_key(|part| (!part.starts_with(|c: char| c.is_ascii_digit()), part.len()));
    let [day, year, month] = parts[..] else { return false };
    let digits = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = MONTHS.iter().any(|known| month.starts_with(known)) && month.len() <= "september".len();
    is_month && year.len() == 4 && is_number(year) && (1..=2).contains(&digits.len()) && is_number(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<Closing> {
        of(&Content::Text(text.to_string()))
    }

    #[test]
    fn stamps_names_and_pages_close_a_table() {
        for text in [
            "责任局（盖章）",
            "单位（公章）",
            "（章）",
            "甲局（章）",
            "负责人签字",
            "以上情况属实",
            "以上共3起",
            "共 三 起",
            "填表人 张三",
            "Signed: A. Smith",
            "Signed by A. Smith",
            "Prepared by: A. Smith",
            "Checked by B. Jones",
            "(stamp)",
            "Office of Works (seal)",
        ] {
            assert_eq!(said(text), Some(Closing::Words), "{text}");
        }
        for text in ["第1页 共1页", "共2页 第1页", "第一页", "Page 1 of 1", "page 2"] {
            assert_eq!(said(text), Some(Closing::Page), "{text}");
        }
    }

    #[test]
    fn a_day_alone_closes_a_table() {
        for text in [
            "2026年7月3日",
            "二〇二六年七月三日",
            "年  月  日",
            "2026-07-03",
            "2026.7.3",
            "2026/07/03",
            "3 July 2026",
            "July 3rd, 2026",
        ] {
            assert_eq!(said(text), Some(Closing::Day), "{text}");
        }
    }

    #[test]
    fn answers_close_nothing() {
        for text in [
            "",
            "诫勉",
            "2026年",
            "2026年7月",
            "2026-07",
            "2026-07-03至2026-07-05",
            "台账未盖章",
            "漏签字",
            "以上海为例",
            "共青团",
            "第一页岩气公司",
            "pagers",
            "Signed agreements reviewed",
            "dateline",
            "负责人谈话制度不落实",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(of(&Content::Number(3.0)), None);
    }
}
