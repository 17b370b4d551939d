//! A line above or below a form that takes the whole of it back: `此表作废`, `DRAFT`, `以上为示例`.

use crate::collect::declared::Written;
use crate::collect::label;
use crate::collect::locate::is_footnote;
use crate::collect::page::{Mark, Page};
use crate::sheet::{Content, Position};

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

/// So many lines at the beginning of a sheet may be a form's title.
const LINES_ABOVE: usize = 10;

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

/// The cells above the first label.
fn above<'a>(page: &Page<'a>) -> impl Iterator<Item = (Position, &'a Content)> {
    let first = page.marks.iter().find(|mark| is_label(mark)).map_or(0, |mark| mark.at.row);
    let cells = page.sheet.cells.iter().take_while(move |(at, _)| at.row < first).take(LINES_ABOVE);
    cells.map(|(at, content)| (*at, content))
}

/// The cells that stand alone on their lines below all others, or among footnotes there.
fn below<'a>(page: &Page<'a>) -> impl Iterator<Item = (Position, &'a Content)> {
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
}
