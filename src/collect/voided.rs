//! Rows that a word beside their answers takes back, `作废` or the like: nobody knows whether they count.

use crate::answer::State;
use crate::collect::beside::Weight;
use crate::collect::draft::Draft;
use crate::collect::label;
use crate::collect::locate::Cell;
use crate::collect::page::Page;
use crate::collect::understood::Reader;
use crate::finding::{Finding, Severity};
use crate::sheet::{Content, Position};
use crate::text::headings as say;

/// These words take a row back.
const VOID: &[&str] = &[
    "作废",
    "废止",
    "废",
    "删除",
    "删去",
    "删",
    "撤销",
    "撤回",
    "取消",
    "注销",
    "重复填报",
    "重复报送",
    "重复上报",
    "重复",
    "不计入",
    "不计",
    "不再统计",
    "不纳入统计",
    "不统计",
    "无效",
    "voided",
    "void",
    "cancelled",
    "canceled",
    "deleted",
    "delete",
    "duplicate",
    "invalid",
];

/// These may, or say what became of the matter that the row is about.
const CLOSED: &[&str] = &["撤案", "销案", "关闭", "withdrawn"];

/// What may stand around these words without making others of them.
const AROUND: &[&str] = &[
    "此", "本", "该", "这", "与", "和", "第", "行", "条", "项", "份", "件", "户", "个", "笔", "企业", "单位", "数据",
    "记录", "已经", "已", "现", "予以", "应", "请", "了", "this", "the", "row", "line", "entry", "record", "is", "of",
];

/// A longer text says more than that.
const LONGEST: usize = 48;

/// What a word beside a row says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// It does not count.
    Void,
    /// It may not count.
    Closed,
}

/// A row with a word beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voided {
    /// The row.
    pub row: u32,
    /// Where the word stands.
    pub at: Position,
    /// What it says.
    pub word: Word,
}

/// The rows, given in order, beside which such a word stands in a cell that answers nothing; one in a cell merged down
/// over several rows stands beside each.
///
/// The columns that are looked at have a weight: what stands in a column of its own matter takes no row back, but may.
pub fn among(page: &Page, rows: &[u32], weight: impl Fn(u32) -> Option<Weight>) -> Vec<Voided> {
    let mut voided = Vec::new();
    let mut above: Option<(u32, Position, Word)> = None;
    for row in rows {
        let words = page.filled(*row).filter_map(|(at, content)| Some((at, word(content)?)));
        let mut beside = words.filter_map(|(at, word)| Some((at, weight(at.col)?.of(word))));
        if let Some((at, word)) = beside.next() {
            above = Some((page.span(at).last.row, at, word));
        }
        if let Some((_, at, word)) = above.filter(|(last, ..)| row <= last) {
            voided.push(Voided { row: *row, at, word });
        }
    }
    voided
}

/// What a cell says of its row where it says nothing else.
pub fn word(content: &Content) -> Option<Word> {
    let Content::Text(text) = content else { return None };
    // Most texts beside a row are none of these, and seen to be none without reducing them.
    let may_void = text.len() <= LONGEST
        && text.contains(['废', '删', '销', '撤', '消', '重', '计', '效', '案', '闭', 'd', 'D', 'a', 'A']);
    if !may_void {
        return None;
    }
    let words = label::words(text);
    let (mut rest, mut said) = (words.as_str(), None);
    while !rest.is_empty() {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let strip = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word));
        rest = if let Some(behind) = strip(VOID) {
            said = Some(Word::Void);
            behind
        } else if let Some(behind) = strip(CLOSED) {
            said = said.or(Some(Word::Closed));
            behind
        } else {
            strip(AROUND).or(Some(digits).filter(|digits| digits.len() < rest.len()))?
        };
    }
    said
}

/// What is said of such a row: an error where it is not counted, a query where it is for now.
pub fn finding(reader: &Reader, sheet: usize, voided: &Voided, item: &str) -> Finding {
    let cell = Cell { sheet, at: voided.at };
    let (severity, words) = match voided.word {
        Word::Void => (Severity::Error, [say::ROW_VOID, say::ROW_VOID_REMEDY]),
        Word::Closed => (Severity::Query, [say::ROW_CLOSED, say::ROW_CLOSED_REMEDY]),
    };
    let value = reader.pages[sheet].at(voided.at).map(|content| content.to_string().trim().to_string());
    let (row, value) = ((voided.row + 1).to_string(), value.unwrap_or_default());
    let [message, remedy] = words.map(|phrase| phrase.say(reader.lang, &[("row", &row), ("value", &value)]));
    let finding = Finding::new("row-void", severity, message, remedy).at(&reader.origin(cell));
    Finding { item: item.to_string(), value, ..finding }
}

/// Takes the answers out of a unit's row that a word takes back, and says so instead of all that is said of them.
pub fn taken_out(reader: &Reader, sheet: usize, voided: &Voided, draft: &mut Draft) {
    if voided.word == Word::Void {
        draft.findings.clear();
        for answer in &mut draft.answers {
            (answer.state, answer.value) = (State::Invalid, None);
        }
    }
    draft.findings.push(finding(reader, sheet, voided, ""));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Word> {
        word(&Content::Text(text.to_string()))
    }

    #[test]
    fn a_row_is_taken_back_by_such_words_and_nothing_else() {
        for text in [
            "作废",
            "（作废）",
            "此行作废",
            "此份作废",
            "本条已作废",
            "废",
            "已删除",
            "已撤销",
            "取消",
            "已注销",
            "重复填报",
            "与第3行重复",
            "不计",
            "2（作废）",
            "Void",
            "this row is void",
            "CANCELLED",
            "deleted",
            "Duplicate",
        ] {
            assert_eq!(of(text), Some(Word::Void), "{text}");
        }
        for text in ["撤案", "已撤案", "已关闭", "Withdrawn"] {
            assert_eq!(of(text), Some(Word::Closed), "{text}");
        }
        for text in [
            "",
            "1",
            "备注",
            "已结案",
            "废品回收站",
            "取消资格",
            "撤销处分",
            "重点企业",
            "已整改",
            "作废票据3张",
            "Ida",
            "and",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
