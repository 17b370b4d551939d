//! A line above or below a form that takes the whole of it back, `此表作废`, `DRAFT`, `以上为示例`, or one of its rows,
//! `第2条作废`.

use crate::collect::amended::Remark;
use crate::collect::declared::Written;
use crate::collect::label;
use crate::collect::layout::Layout;
use crate::collect::locate::{Cell, is_footnote};
use crate::collect::page::{Mark, Page};
use crate::collect::titled;
use crate::collect::understood::Reader;
use crate::collect::voided;
use crate::finding::{Finding, Severity};
use crate::period::Period;
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

/// The letters with which these begin, but those of English.
const BEGINNINGS: &str = "作废无取草初旧样示范测勿请";

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

/// The whole form is meant with these.
const THIS_FORM: &[&str] =
    &["此表", "本表", "该表", "此份", "本份", "该份", "此件", "thisform", "thisreturn", "thissheet"];

/// In a reason these point to the return that counts instead.
const INSTEAD: &[&str] = &["为准", "重报", "重新", "另报", "see ", "new return", "replaced"];

/// With these words a line in English begins that names the return that counts instead.
const REPLACED: &[&str] = &["superseded by", "replaced by"];

/// What ends the words before a reason.
const ENDS: &[char] = &[',', '。', ';', '、', '(', ':', '-'];

/// What may stand before all this.
const OPENINGS: &[&str] = &["注", "备注", "说明", "note", "remark", "remarks"];

/// Between the rows that a note speaks of and what it says of them.
const BEING: &[&str] = &["为", "系", "是", "are from", "are for", "are"];

/// What may stand before these.
const THEM: &[&str] = &["各条", "各项", "各行", "数据", "案件", "内容", "记录", "企业", "均", "全部", "都", "cases"];

/// A longer text says more than that.
const LONGEST: usize = 48;

/// The same with a reason behind it, or behind a title.
const LONGEST_WITH_MORE: usize = 120;

/// A longer note says more than that.
const LONGEST_NOTE: usize = 80;

/// What may stand before the number of a row.
const ABOVE: &[&str] = &["以上", "上述", "上表", "表中", "其中"];

/// With these the number of a row begins.
const ROW: &[&str] = &["第", "序号", "row", "line"];

/// With these words a note begins that speaks of all rows.
const ALL_ROWS: &[&str] = &["以上", "上述"];

/// These beside a title may head a column of examples.
const SHOWN: &[&str] = &["示例", "样例", "范例", "样本", "样表", "测试", "sample", "example", "test"];

/// These in the title of a form may have been there when it was issued.
const ISSUED: &[&str] = &["示范", "specimen"];

/// So many cells above the first label may be of a form's title and head.
const CELLS_ABOVE: usize = 30;

/// So many lines may stand below a form.
const LINES_BELOW: usize = 6;

/// The first cell above or below the forms on some sheets that takes them back; what answers something does not.
pub fn line(pages: &[Page], sheets: &[usize], is_answer: impl Fn(&str, Position) -> bool) -> Option<Written> {
    sheets.iter().find_map(|sheet| {
        let page = &pages[*sheet];
        let is_void = |content: &Content| is_annulled(content) || is_replaced(content);
        let is_void_above = |content: &Content| may_annul(content) && (is_void(content) || has_void_title(content));
        let is_void = |content: &Content| may_annul(content) && is_void(content);
        let above = above(page, is_void_above);
        let annulled = above.chain(below(page).filter(|(_, content)| is_void(content)));
        let mut annulled = annulled.filter(|(at, _)| !is_answer(&page.sheet.name, *at));
        let (at, content) = annulled.next()?;
        Some(Written { sheet: page.sheet.name.clone(), at, content: content.clone() })
    })
}

/// A query at each line below a form or roster that takes back one of its rows, or all, or puts one right: which one
/// nobody knows for sure.
pub fn notes(layout: &Layout, reader: &Reader, own: Option<Period>, sheets: &[usize]) -> Vec<Finding> {
    let cells = sheets.iter().flat_map(|sheet| below(&reader.pages[*sheet]).map(|cell| (*sheet, cell)));
    let notes = cells.filter_map(|(sheet, (at, content))| match content {
        Content::Text(text) if !*layout.idle_notes.said(text, || is_idle(text)) => {
            Some((Cell { sheet, at }, text.trim()))
        }
        _ => None,
    });
    let notes =
        notes.filter(|(_, text)| takes_back_row(text) || corrects_row(text) || says_other_time(layout, own, text));
    let noted = notes.map(|(cell, text)| {
        let [message, remedy] = [say::ROW_VOID_BY_NOTE, say::ROW_VOID_BY_NOTE_REMEDY]
            .map(|phrase| phrase.say(reader.lang, &[("value", text)]));
        let finding = Finding::new("row-void", Severity::Query, message, remedy).at(&reader.origin(cell));
        Finding { value: text.to_string(), ..finding }
    });
    noted.collect()
}

/// Whether a note takes back or puts right no row and speaks of no other time, whatever the return's own is.
fn is_idle(text: &str) -> bool {
    let speaks_of_all = || said(text).is_some_and(|words| ALL_ROWS.iter().any(|all| words.starts_with(all)));
    !takes_back_row(text) && !corrects_row(text) && !speaks_of_all()
}

/// Whether a note takes back rows, and says nothing else.
fn takes_back_row(text: &str) -> bool {
    let Some(words) = said(text) else { return false };
    let words = label::words(&words);
    let is_of_all = ALL_ROWS.iter().any(|all| words.starts_with(all));
    let row = ABOVE.iter().find_map(|above| words.strip_prefix(above)).unwrap_or(&words);
    (is_of_all || ROW.iter().any(|sign| row.contains(sign))) && voided::may_take_back(row)
}

/// Whether a note names a row and puts it right: `第2条应为科级`.
fn corrects_row(text: &str) -> bool {
    let Some(words) = said(text) else { return false };
    let numbered = words.strip_prefix("序号").or_else(|| words.strip_prefix('第'));
    let rest = numbered.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || TO_TEN.contains(c)));
    let named = rest.zip(numbered).filter(|(rest, numbered)| rest.len() < numbered.len());
    let is_row = |rest: &str| words.starts_with("序号") || rest.starts_with(['条', '行']);
    named.is_some_and(|(rest, _)| is_row(rest)) && Remark::of(&words).is_some()
}

const TO_TEN: &str = "一二三四五六七八九十";

/// Whether a note says of all rows that they are of another time: `以上均为一季度案件`.
fn says_other_time(layout: &Layout, own: Option<Period>, text: &str) -> bool {
    let Some(words) = said(text) else { return false };
    let Some(mut rest) = ALL_ROWS.iter().find_map(|all| words.strip_prefix(all)) else { return false };
    while let Some(behind) = THEM.iter().find_map(|them| rest.strip_prefix(them)) {
        rest = behind.trim_start();
    }
    let time = BEING.iter().find_map(|being| rest.strip_prefix(being));
    let time = time.and_then(|time| time.split([',', '。', ';', '(']).next());
    time.is_some_and(|time| titled::is_of_another_time(layout, own, time))
}

/// What a note says, in lower case, without the word that opens it; `None` of a longer text.
fn said(text: &str) -> Option<String> {
    let plain = (text.len() <= LONGEST_NOTE).then(|| plain(text).trim().to_lowercase())?;
    let said = plain.split_once(':').map_or(plain.as_str(), |(_, said)| said);
    Some(said.trim().to_string())
}

/// The void cells above the first item that are neither labels of the form's head nor what stands beside them.
fn above<'a>(page: &Page<'a>, is_void: impl Fn(&Content) -> bool) -> impl Iterator<Item = (Position, &'a Content)> {
    let is_below_head = |mark: &&Mark| mark.roles.iter().any(|(_, role)| !role.is_of_head());
    let first = page.marks.iter().find(is_below_head).map_or(0, |mark| mark.at.row);
    let cells = page.sheet.cells.iter().take_while(move |(at, _)| at.row < first).take(CELLS_ABOVE);
    let void = cells.filter(move |(_, content)| is_void(content));
    let own = void.filter(move |(at, content)| page.filled(at.row).count() == 1 || !is_shown(content));
    own.map(|(at, content)| (*at, content)).filter(move |(at, _)| !is_of_head(page, *at))
}

/// Whether a cell is a label of the form's head, or stands right beside one.
fn is_of_head(page: &Page, at: Position) -> bool {
    let mut labels = page.marks_of_row(at.row).iter().filter(|mark| mark.is_of_head);
    labels.any(|mark| mark.at == at || page.span(mark.at).last.col + 1 == at.col)
}

fn is_shown(content: &Content) -> bool {
    is_shown_word(&label::words(&content.to_string()))
}

fn is_shown_word(words: &str) -> bool {
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

/// Whether a text has a letter with which one of the words begins that take a form back: most have none.
fn may_annul(content: &Content) -> bool {
    let is_one = |c: char| c.is_ascii_alphabetic() || !c.is_ascii() && BEGINNINGS.contains(c);
    matches!(content, Content::Text(text) if text.contains(|c: char| is_one(c) || ('！'..='～').contains(&c)))
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

/// Whether a line says that the form does not count, with a reason behind it: `本表作废，以7月10日报送为准`.
fn is_replaced(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    if text.len() > LONGEST_WITH_MORE {
        return false;
    }
    let plain = plain(text).to_lowercase();
    let opened = plain.split_once(':').filter(|(before, _)| OPENINGS.contains(&before.trim()));
    let said = opened.map_or(plain.as_str(), |(_, said)| said).trim();
    if REPLACED.iter().any(|word| said.starts_with(word)) {
        return true;
    }
    let (clause, reason) = said.split_once(ENDS).unwrap_or((said, ""));
    let words = label::words(clause);
    let is_of_form = THIS_FORM.iter().any(|form| words.contains(form));
    let is_instead = || INSTEAD.iter().any(|word| reason.contains(word));
    (is_of_form || is_instead()) && !is_shown_word(&words) && is_annulled(&Content::Text(clause.to_string()))
}

/// Whether a title ends or begins with such a word in brackets: `月报表（作废）`.
fn has_void_title(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    if text.len() > LONGEST_WITH_MORE || !text.contains(['(', '（', '[', '【']) {
        return false;
    }
    let plain = plain(text).replace('【', "[").replace('】', "]");
    let title = plain.trim();
    let behind = title.strip_suffix([')', ']']).and_then(|title| title.rsplit_once(['(', '[']));
    let before = title.strip_prefix(['(', '[']).and_then(|title| title.split_once([')', ']']));
    let words = [behind.map(|(_, inside)| inside), before.map(|(inside, _)| inside)];
    let is_void = |words: &&str| {
        let reduced = label::words(words);
        let is_issued = is_shown_word(&reduced) || ISSUED.iter().any(|word| reduced.contains(word));
        !is_issued && is_annulled(&Content::Text(words.to_string()))
    };
    words.iter().flatten().any(is_void)
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
    fn whatever_takes_a_form_back_is_looked_at() {
        for word in ANNULLED.iter().chain(REPLACED).copied().chain(["作　废", "ＤＲＡＦＴ", "月报表（作废）"])
        {
            assert!(may_annul(&Content::Text(word.to_string())), "{word}");
        }
        assert!(!may_annul(&Content::Text("2024年度责任制落实情况一览表".into())));
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
    fn a_title_or_a_line_with_a_reason_takes_a_form_back() {
        for title in ["责任制落实情况一览表（作废）", "责任制落实情况一览表（初稿）", "【作废】责任制落实情况一览表"]
        {
            assert!(line_of(&[("A1:D1", title)]).is_some(), "{title}");
        }
        for title in ["一览表（样表）", "一览表（试行）", "作废票据情况表（2024年）", "一览表（含已取消的）"]
        {
            assert_eq!(line_of(&[("A1:D1", title)]), None, "{title}");
        }
        for line in [
            "此表作废，重报",
            "本表作废，以7月10日报送为准",
            "注：本表作废",
            "作废，见重报的表，以新表为准",
            "Superseded by return of 10 July",
            "Void - see new return",
        ] {
            assert_eq!(line_of(&[("A12", line)]), Some(format!("A12 {line}")), "{line}");
        }
        for line in ["取消，改期举行", "本表一式两份，请重新核对", "示例，以实际情况为准", "注：重报"]
        {
            assert_eq!(line_of(&[("A12", line)]), None, "{line}");
        }
        assert_eq!(line_of(&[("E2", "作废")]).as_deref(), Some("E2 作废"));
        assert_eq!(line_of(&[("F3", "作废")]).as_deref(), Some("F3 作废"));
        assert_eq!(line_of(&[("B2", "测试")]), None);
    }

    #[test]
    fn words_among_the_answers_take_back_no_form() {
        assert_eq!(line_of(&[("C6", "作废"), ("E7", "草稿")]), None);
        assert_eq!(line_of(&[("C10", "测试"), ("B10", ""), ("A10", ""), ("D10", "")]), None);
        assert_eq!(line_of(&[("A11", "作废"), ("A12", "2"), ("B12", "2024-06"), ("C12", "诫勉"), ("D12", "1")]), None);
    }

    #[test]
    fn a_note_below_the_rows_that_takes_one_back_is_asked_about() {
        let rules_of =
            |note: &str| rules(&draft(vec![form_with(&[("C2", "报告期"), ("D2", "2024年"), ("A12", note)])]));
        for note in [
            "第1条作废",
            "注：第1条不计",
            "上述第1行已删除",
            "Note: row 1 is void",
            "说明：第1条重复填报，请删除",
            "请删除第1行",
            "第一条作废",
            "序号1作废",
            "第1条已撤案",
            "以上案件均已撤销",
            "第1条应为警告",
            "以上均为2023年案件",
            "Rows 1 and 2 void",
            "Please delete row 1",
        ] {
            assert_eq!(rules_of(note), ["row-void "], "{note}");
        }
        for note in [
            "第1条规定不再执行",
            "注：以上数据均为本年数，不含上年",
            "以上均为2024年案件，上年案件另报",
            "注：第1条为新增",
            "填表人：张三",
            "以上数据无重复",
            "已删除",
            "以上数据与上年同期一致",
        ] {
            assert_eq!(rules_of(note), [""; 0], "{note}");
        }
    }
}
