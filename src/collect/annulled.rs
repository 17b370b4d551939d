//! A line above or below a form that takes the whole of it back, `此表作废`, `DRAFT`, `以上为示例`, or one of its rows,
//! `第2条作废`.

use crate::collect::declared::Written;
use crate::collect::label;
use crate::collect::locate::{Cell, is_footnote};
use crate::collect::page::{Mark, Page};
use crate::collect::understood::Reader;
use crate::collect::voided;
use crate::finding::{Finding, Severity};
use crate::sheet::{Content, Position, plain};
use crate::text::headings as say;

/// Words for what is not to count.
const ANNULLED: &[&str] = &[
    "作废",
    "作廢",
    "废止",
    "废弃",
    "废表",
    "无效",
    "取消",
    "草稿",
    "初稿",
    "旧版",
    "样表",
    "样本",
    "样例",
    "示例",
    "范例",
    "示范表",
    "测试数据",
    "测试",
    "勿用",
    "请勿使用",
    "请勿报送",
    "draft",
    "void",
    "voided",
    "specimen",
    "sample",
    "example",
    "cancelled",
    "canceled",
    "obsolete",
    "superseded",
    "test",
];

/// What may stand around these words.
const AROUND: &[&str] = &[
    "此表",
    "本表",
    "该表",
    "此份",
    "本份",
    "该份",
    "此件",
    "此页",
    "本页",
    "以上",
    "上表",
    "内容",
    "数据",
    "全部",
    "均",
    "仅",
    "已经",
    "已",
    "系",
    "为",
    "是",
    "予以",
    "声明",
    "填报",
    "填写",
    "报表",
    "表",
    "稿",
    "用",
    "了",
    "待审",
    "请",
    "thisform",
    "thisreturn",
    "thissheet",
    "this",
    "all",
    "above",
    "form",
    "return",
    "isa",
    "isan",
    "is",
    "only",
    "for",
];

/// A longer text says more than that.
const LONGEST: usize = 48;

/// A longer note says more than that.
const LONGEST_NOTE: usize = 80;

/// What may stand before the number of a row.
const ABOVE: &[&str] = &["以上", "上述", "上表", "表中", "其中"];

/// With these the number of a row begins.
const ROW: &[&str] = &["第", "row", "line"];

/// These beside a title may head a column of examples.
const SHOWN: &[&str] = &["示例", "样例", "范例", "样本", "样表", "测试", "sample", "example", "test"];

/// So many cells above the first label may be of a form's title.
const CELLS_ABOVE: usize = 10;

/// So many lines may stand below a form.
const LINES_BELOW: usize = 6;

/// The first cell above or below the forms on some sheets that takes them back; what answers something does not.
pub fn line(pages: &[Page], sheets: &[usize], is_answer: impl Fn(&str, Position) -> bool) -> Option<Written> {
    sheets.iter().find_map(|sheet| {
        let page = &pages[*sheet];
        let cells = above(page).chain(below(page));
        let mut annulled = cells.filter(|(at, content)| is_annulled(content) && !is_answer(&page.sheet.name, *at));
        let (at, content) = annulled.next()?;
        Some(Written { sheet: page.sheet.name.clone(), at, content: content.clone() })
    })
}

/// A query at each line below a form that takes back one of its rows: which one nobody knows for sure.
pub fn notes(reader: &Reader, sheets: &[usize]) -> Vec<Finding> {
    let cells = sheets.iter().flat_map(|sheet| below(&reader.pages[*sheet]).map(|cell| (*sheet, cell)));
    let notes = cells.filter_map(|(sheet, (at, content))| match content {
        Content::Text(text) if takes_back_row(text) => Some((Cell { sheet, at }, text.trim())),
        _ => None,
    });
    let noted = notes.map(|(cell, text)| {
        let [message, remedy] = [say::ROW_VOID_BY_NOTE, say::ROW_VOID_BY_NOTE_REMEDY]
            .map(|phrase| phrase.say(reader.lang, &[("value", text)]));
        let finding = Finding::new("row-void", Severity::Query, message, remedy).at(&reader.origin(cell));
        Finding { value: text.to_string(), ..finding }
    });
    noted.collect()
}

fn takes_back_row(text: &str) -> bool {
    if text.len() > LONGEST_NOTE {
        return false;
    }
    let plain = plain(text).to_lowercase();
    let said = plain.split_once(':').map_or(plain.as_str(), |(_, said)| said);
    let words = label::words(said);
    let row = ABOVE.iter().find_map(|above| words.strip_prefix(above)).unwrap_or(&words);
    ROW.iter().any(|sign| row.starts_with(sign)) && voided::takes_back(row)
}

/// The cells above the first label.
fn above<'a>(page: &Page<'a>) -> impl Iterator<Item = (Position, &'a Content)> {
    let first = page.marks.iter().find(|mark| is_label(mark)).map_or(0, |mark| mark.at.row);
    let cells = page.sheet.cells.iter().take_while(move |(at, _)| at.row < first).take(CELLS_ABOVE);
    let own = cells.filter(move |(at, content)| page.filled(at.row).count() == 1 || !is_shown(content));
    own.map(|(at, content)| (*at, content))
}

fn is_shown(content: &Content) -> bool {
    let words = label::words(&content.to_string());
    SHOWN.iter().any(|word| words.contains(word))
}

/// The cells that stand alone on their lines below all others, or among footnotes there.
pub(super) fn below<'a>(page: &Page<'a>) -> impl Iterator<Item = (Position, &'a Content)> {
    let lines = page.sheet.cells.chunk_by(|one, next| one.0.row == next.0.row).rev().take(LINES_BELOW);
    let filled = lines.map(|line| page.filled(line[0].0.row).collect::<Vec<_>>()).filter(|line| !line.is_empty());
    let is_below =
        |line: &Vec<(Position, &Content)>| line.len() == 1 || line.iter().any(|(_, content)| is_footnote(content));
    let alone = filled.take_while(is_below).filter(|line| line.len() == 1);
    alone.map(|line| line[0]).collect::<Vec<_>>().into_iter()
}

fn is_label(mark: &Mark) -> bool {
    mark.is_form() || mark.is_of_head
}

/// Whether a cell says nothing but that what stands here is not to count.
fn is_annulled(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    if text.len() > LONGEST {
        return false;
    }
    let words = label::words(text);
    let (mut rest, mut said) = (words.as_str(), false);
    while !rest.is_empty() {
        let strip =
            |words: &[&str]| words.iter().filter_map(|word| rest.strip_prefix(word)).min_by_key(|rest| rest.len());
        rest = match strip(ANNULLED) {
            Some(behind) => {
                said = true;
                behind
            }
            None => match strip(AROUND) {
                Some(behind) => behind,
                None => return false,
            },
        };
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture::*;

    fn line_of(cells: &[(&str, &str)]) -> Option<String> {
        let drafts = read(&survey(), &workbook(vec![form_with(cells)])).expect("a form");
        drafts.annulled.map(|written| format!("{} {}", written.at, written.words()))
    }

    #[test]
    fn a_line_that_says_nothing_else_takes_a_form_back() {
        for words in [
            "作废",
            "（作 废）",
            "此表作废",
            "本表已作废！",
            "此表无效",
            "草稿",
            "样表",
            "样本",
            "示例表，请勿报送",
            "初稿，待审",
            "示例",
            "以上为示例",
            "以上数据均为测试数据",
            "DRAFT",
            "Void",
            "SPECIMEN",
            "This form is cancelled.",
        ] {
            assert!(is_annulled(&Content::Text(words.into())), "{words}");
        }
        for words in
            ["", "以上", "此表", "作废票据情况表", "示例项目一览表", "测试合格人数", "以上属实", "Testing", "无"]
        {
            assert!(!is_annulled(&Content::Text(words.into())), "{words}");
        }
    }

    #[test]
    fn it_stands_above_the_first_label_or_below_the_last_row() {
        assert_eq!(line_of(&[]), None);
        assert_eq!(line_of(&[("A1:D1", "作废")]).as_deref(), Some("A1 作废"));
        assert_eq!(line_of(&[("E1", "草稿")]).as_deref(), Some("E1 草稿"));
        assert_eq!(line_of(&[("E1", "示例")]), None);
        assert_eq!(line_of(&[("A11", "本表作废")]).as_deref(), Some("A11 本表作废"));
        assert_eq!(
            line_of(&[("A12", "以上为示例"), ("A14", "填表人：张三"), ("C14", "2025-01-10")]).as_deref(),
            Some("A12 以上为示例")
        );
    }

    #[test]
    fn words_among_the_answers_take_back_no_form() {
        assert_eq!(line_of(&[("C6", "作废"), ("E7", "草稿")]), None);
        assert_eq!(line_of(&[("C10", "测试"), ("B10", ""), ("A10", ""), ("D10", "")]), None);
        assert_eq!(line_of(&[("A11", "作废"), ("A12", "2"), ("B12", "2024-06"), ("C12", "诫勉"), ("D12", "1")]), None);
    }

    #[test]
    fn a_note_below_the_rows_that_takes_one_back_is_asked_about() {
        let rules_of = |note: &str| rules(&draft(vec![form_with(&[("A12", note)])]));
        for note in
            ["第1条作废", "注：第1条不计", "上述第1行已删除", "Note: row 1 is void", "说明：第1条重复填报，请删除"]
        {
            assert_eq!(rules_of(note), ["row-void "], "{note}");
        }
        for note in ["第1条规定不再执行", "注：第1条为新增", "填表人：张三"] {
            assert_eq!(rules_of(note), [""; 0], "{note}");
        }
    }
}
