//! The columns beside those that a table asks, by what a word in them may say of its rows.

use crate::collect::heading::Block;
use crate::collect::label::Label;
use crate::collect::page::Page;
use crate::collect::tables::Header;
use crate::collect::voided::Word;
use crate::sheet::{Content, Position, plain};

/// So many columns behind the last heading still stand beside a table.
const REACH: u32 = 3;

/// Further headings behind those asked are looked at as far as here.
const MOST_ADJOINING: usize = 64;

/// Under headings with these words stands what is said of the row itself.
const OF_THE_ROW: &[&str] = &["备注", "备考", "附注", "说明", "废", "删", "重复", "计入", "统计"];

/// The same in English, as words of their own.
const OF_THE_ROW_WORDS: &[&str] =
    &["remark", "remarks", "note", "notes", "comment", "comments", "void", "duplicate", "duplicated"];

/// These ask after the row where nothing else is named whose state it is: that of a permit is none of the row's.
const STATES: &[&str] = &[
    "状态", "情况", "处理", "意见", "标记", "标识", "有效", "效力", "status", "state", "valid", "validity", "counted",
    "included",
];

/// What may stand around these words, in the order in which it is taken off.
const AROUND: &[&str] = &[
    "数据", "记录", "填报", "上报", "报送", "审核", "复核", "核实", "核查", "核对", "登记", "经营", "企业", "单位",
    "本行", "该行", "本条", "该条", "是否", "目前", "当前", "其他", "的", "行", "条", "of", "the", "this", "row",
    "line", "entry", "record", "is", "it", "to", "be",
];

/// These are whole headings.
const NUMBERED: &[&str] = &["序号", "编号", "序", "注", "no", "number", "serialno"];

/// How much a word in a column weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It is said of the row.
    Full,
    /// It is said of what the column's own heading names, and may mean the row.
    Half,
}

impl Weight {
    /// What a word means in such a column.
    pub fn of(self, word: Word) -> Word {
        match self {
            Weight::Full => word,
            Weight::Half => Word::Closed,
        }
    }
}

/// The columns beside those of a table or roster.
pub struct Beside<'a> {
    page: &'a Page<'a>,
    /// The lowest row of the headings.
    row: u32,
    /// The last column that stands beside those asked.
    last: u32,
    is_asked: Box<dyn Fn(u32) -> bool + 'a>,
}

impl<'a> Beside<'a> {
    /// Those beside a repeating table; a table beside it has its own.
    pub fn of_table(page: &'a Page<'a>, header: &'a Header) -> Beside<'a> {
        let last = header.columns.iter().flatten().max().copied().unwrap_or(0);
        let is_asked = |col: u32| header.columns.contains(&Some(col)) || !header.extent.contains(&col);
        Beside::new(page, header.row, last, Box::new(is_asked))
    }

    /// Those beside a roster.
    pub fn of_roster(page: &'a Page<'a>, block: &'a Block) -> Beside<'a> {
        let last = block.columns.last().map_or(0, |(col, _)| *col);
        Beside::new(page, block.row, last, Box::new(|col| block.asks(col)))
    }

    fn new(page: &'a Page<'a>, row: u32, last: u32, is_asked: Box<dyn Fn(u32) -> bool + 'a>) -> Beside<'a> {
        let adjoining = (last..).take(MOST_ADJOINING).take_while(|col| heading(page, row, *col).is_some());
        let last = adjoining.last().unwrap_or(last).saturating_add(REACH);
        Beside { page, row, last, is_asked }
    }

    /// What a word in a column weighs; `None` where it answers something, or stands too far off.
    pub fn weight(&self, col: u32) -> Option<Weight> {
        if (self.is_asked)(col) || col > self.last {
            return None;
        }
        let is_of_the_row = heading(self.page, self.row, col).is_none_or(is_of_the_row);
        Some(if is_of_the_row { Weight::Full } else { Weight::Half })
    }
}

fn heading<'a>(page: &Page<'a>, row: u32, col: u32) -> Option<&'a str> {
    match page.at(Position::new(row, col)) {
        Some(Content::Text(text)) => Some(text),
        _ => None,
    }
}

fn is_of_the_row(heading: &str) -> bool {
    let words = Label::of(heading).full;
    let plain = plain(heading).to_lowercase();
    let mut parted = plain.split(|c: char| !c.is_ascii_alphabetic());
    NUMBERED.contains(&words.as_str())
        || OF_THE_ROW.iter().any(|word| words.contains(word))
        || parted.any(|word| OF_THE_ROW_WORDS.contains(&word))
        || asks_for_state(&words)
}

/// Whether words ask for a state, and for nothing's but the row's.
fn asks_for_state(words: &str) -> bool {
    let mut rest = words;
    let strip = |rest: &str, known: &[&str]| known.iter().find_map(|word| rest.strip_prefix(word)).map(str::len);
    while let Some(left) = strip(rest, STATES).or_else(|| strip(rest, AROUND)) {
        rest = &rest[rest.len() - left..];
    }
    rest.is_empty() && STATES.iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_tells_whether_a_word_below_it_is_said_of_the_row() {
        for heading in [
            "备注",
            "说 明",
            "处理情况",
            "状态",
            "数据状态",
            "企业状态",
            "是否有效",
            "审核意见",
            "其他情况",
            "是否作废",
            "No.",
            "Remarks",
            "Status of entry",
            "序号",
        ] {
            assert!(is_of_the_row(heading), "{heading}");
        }
        for heading in [
            "评优资格",
            "信访件",
            "党内职务",
            "证书编号",
            "Certificate no.",
            "Country",
            "许可证状态",
            "证照状态",
            "标准化证书情况",
            "证书是否有效",
            "备案情况",
            "处理结果",
            "Permit status",
        ] {
            assert!(!is_of_the_row(heading), "{heading}");
        }
    }
}
