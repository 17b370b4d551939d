//! Rows that a word beside their answers takes back, `作废` or the like: nobody knows whether they count.

use crate::answer::State;
use crate::collect::beside::Weight;
use crate::collect::draft::Draft;
use crate::collect::label;
use crate::collect::locate::Cell;
use crate::collect::page::Page;
use crate::collect::understood::Reader;
use crate::finding::{Finding, Severity};
use crate::kind::is_tick;
use crate::sheet::{Content, Position, plain};
use crate::text::headings as say;

/// These words take a row back.
const VOID: &[&str] = &[
    "作废",
    "作廢",
    "做废",
    "废止",
    "废",
    "删除",
    "刪除",
    "删去",
    "删",
    "剔除",
    "重复填报",
    "重复报送",
    "重复上报",
    "重复录入",
    "重复登记",
    "重复统计",
    "重复计算",
    "重复",
    "重複",
    "不计入",
    "不计",
    "不算",
    "不列入",
    "不作统计",
    "不再计算",
    "勿统计",
    "勿计入",
    "勿计",
    "取消统计",
    "取消統計",
    "不再统计",
    "不纳入统计",
    "不统计",
    "不参加评定",
    "不参评",
    "无需统计",
    "不需统计",
    "无须统计",
    "不属于统计范围",
    "不在统计范围",
    "忽略",
    SHOWN,
    "无效",
    "無效",
    "voided",
    "void",
    "deleted",
    "delete",
    "duplicated",
    "duplicate",
    "enteredinerror",
    "enteredtwice",
    "doubleentry",
    "notcounted",
    "nottobecounted",
    "donotcount",
    "ignored",
    "ignore",
    "excluded",
    "exclude",
    "invalid",
];

/// These do, too, where they stand alone; before more words they may tell of the matter.
const UNDONE: &[&str] = &["撤销", "撤銷", "撤回", "取消", "注销", "註銷", "cancelled", "canceled"];

/// These may, or say what became of the matter that the row is about.
const CLOSED: &[&str] = &[
    "撤案",
    "销案",
    "关闭",
    "误报",
    "誤報",
    "案件已撤销",
    "案件撤销",
    "撤销案件",
    "案件已取消",
    "案件取消",
    "非本季度",
    "非本季",
    "非本月",
    "非本年度",
    "非本年",
    "非本期",
    "建议删除",
    "拟删除",
    "待删除",
    "withdrawn",
];

/// An earlier time, before [`REPORTED`].
const BEFORE: &[&str] = &[
    "上一季度",
    "上季度",
    "上季",
    "上月",
    "上年度",
    "上年",
    "上期",
    "上次",
    "前期",
    "此前",
    "之前",
    "第一季度",
    "一季度",
];

/// What was reported at an earlier time may be reported twice.
const REPORTED: &[&str] = &["已报", "已上报", "已填报", "已报送", "已报过", "报过", "已统计", "已计入"];

/// The same in English.
const REPORTED_BEFORE: &[&str] = &["alreadyreportedin", "alreadyreportedlast", "reportedlastquarter", "reportedinq"];

/// What may stand around these words without making others of them.
const AROUND: &[&str] = &[
    "此",
    "本",
    "该",
    "这",
    "与",
    "和",
    "第",
    "行",
    "条",
    "项",
    "份",
    "件",
    "户",
    "个",
    "笔",
    "企业",
    "单位",
    "数据",
    "记录",
    "案件",
    "已经",
    "已",
    "现",
    "予以",
    "应",
    "请",
    "了",
    "处理",
    "标记",
    "标志",
    "上季度",
    "上季",
    "上月",
    "上年度",
    "上年",
    "上期",
    "上次",
    "上一",
    "下一",
    "前一",
    "后一",
    "上",
    "均",
    "系",
    "为",
    "暂",
    "掉",
    "总数",
    "统计",
    "序号",
    "至",
    "到",
    "please",
    "tobe",
    "this",
    "the",
    "these",
    "rows",
    "row",
    "lines",
    "line",
    "entries",
    "entry",
    "records",
    "record",
    "cases",
    "case",
    "and",
    "to",
    "is",
    "are",
    "ofno",
    "of",
    "inq",
    "lastquarter",
    "in",
];

/// Numbers of rows, with those of digits.
const NUMERALS: &[char] = &['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// A longer text says more than that.
const LONGEST: usize = 48;

/// The same with a reason behind it.
const LONGEST_WITH_REASON: usize = 120;

/// What ends the words before a reason.
const ENDS: &[char] = &[',', '。', ';', '、', '(', ':'];

/// In a reason these point to the row that counts instead.
const INSTEAD: &[&str] = &["第", "为准", "重报", "重新填", "上条", "下条", "row ", "line "];

/// What makes a question of a heading.
const ASKING: &[&str] = &["是否", "有无", "is", "whether"];

/// A no under these says that a row does not count.
const COUNTED: &[&str] = &[
    "计入",
    "计入统计",
    "计入总数",
    "统计",
    "纳入统计",
    "纳入",
    "列入统计",
    "纳入统计范围",
    "属于统计范围",
    "有效",
    "有效数据",
    "数据有效",
    "counted",
    "count",
    "tobecounted",
    "include",
    "included",
    "valid",
];

/// The same where something else may be meant.
const TAKING_PART: &[&str] = &["参评", "参加评定", "参与评定", "纳入评定", "纳入考核", "参加考核"];

/// A closed matter may be one that is done with: these words under a heading say nothing of the row.
const DONE_WITH: &[&str] = &["关闭", "销案"];

/// A row that is shown may stand above the first that counts.
const SHOWN: &str = "示例";

/// What comes again; a complaint may count each time.
const REPEATED: &[&str] = &["重复", "重複", "duplicate", "twice"];

/// So many rows above the first one its headings stand at most.
const HEADED_WITHIN: u32 = 4;

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
    let mut headed = Headed { page, first: rows.first().copied().unwrap_or(0), known: Vec::new() };
    for row in rows {
        let mut word_at = |at: Position, content| word(content).or_else(|| headed.word(at.col, content));
        let words = page.filled(*row).filter_map(|(at, content)| Some((at, word_at(at, content)?)));
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

/// The columns whose headings are such words, `是否作废`, and in which a yes or a tick says the same.
struct Headed<'p, 'a> {
    page: &'p Page<'a>,
    /// The first row.
    first: u32,
    known: Vec<(u32, Option<Asked>)>,
}

impl Headed<'_, '_> {
    fn word(&mut self, col: u32, content: &Content) -> Option<Word> {
        let is_yes = yes_or_no(content)?;
        let known = self.known.iter().find(|(known, _)| *known == col).map(|(_, known)| *known);
        let asked = known.unwrap_or_else(|| {
            let asked = self.heading(col);
            self.known.push((col, asked));
            asked
        });
        asked.filter(|asked| asked.is_void == is_yes).map(|asked| asked.word)
    }

    fn heading(&self, col: u32) -> Option<Asked> {
        let above = (1..=HEADED_WITHIN).filter_map(|up| Some(Position::new(self.first.checked_sub(up)?, col)));
        let Content::Text(text) = above.filter_map(|at| self.page.at(at)).next()? else { return None };
        asked(text)
    }
}

/// What a heading asks of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    /// The answer that speaks against the row.
    is_void: bool,
    /// What that answer says.
    word: Word,
}

fn asked(heading: &str) -> Option<Asked> {
    if heading.len() > LONGEST {
        return None;
    }
    let words = label::words(heading);
    let question = ASKING.iter().find_map(|asking| words.strip_prefix(asking));
    let asked = question.unwrap_or(&words);
    if COUNTED.contains(&asked) {
        return Some(Asked { is_void: false, word: Word::Void });
    }
    if TAKING_PART.contains(&asked) {
        return Some(Asked { is_void: false, word: Word::Closed });
    }
    let is_any = |known: &[&str]| known.iter().any(|word| asked.contains(word));
    let word = match said(asked)? {
        Said::Void if asked.contains(SHOWN) => return None,
        Said::Void if is_any(REPEATED) => Word::Closed,
        Said::Void => Word::Void,
        Said::Closed if question.is_some() && !is_any(DONE_WITH) => Word::Closed,
        Said::Undone | Said::Closed => return None,
    };
    Some(Asked { is_void: true, word })
}

/// What a short answer says to a question, if it is a yes or a no.
fn yes_or_no(content: &Content) -> Option<bool> {
    match content {
        Content::Bool(is_yes) => Some(*is_yes),
        Content::Number(number) => (*number == 1.0).then_some(true),
        Content::Text(text) if text.len() <= 8 => match text.trim() {
            "否" | "不" | "×" | "✗" | "✘" => Some(false),
            no if no.eq_ignore_ascii_case("no") || no.eq_ignore_ascii_case("n") => Some(false),
            yes => (is_tick(yes) || matches!(label::words(yes).as_str(), "是" | "yes" | "y")).then_some(true),
        },
        _ => None,
    }
}

/// What a cell says of its row, with or without a reason behind it.
pub fn word(content: &Content) -> Option<Word> {
    let Content::Text(text) = content else { return None };
    // Most texts beside a row are none of these, and seen to be none without reducing them.
    if text.len() > LONGEST_WITH_REASON || !may_void(text) {
        return None;
    }
    let whole = (text.len() <= LONGEST).then(|| said(&label::words(text))).flatten();
    match whole {
        Some(Said::Void | Said::Undone) => Some(Word::Void),
        Some(Said::Closed) => Some(Word::Closed),
        None if is_reported_before(&label::words(text)) => Some(Word::Closed),
        None => before_reason(&plain(text)),
    }
}

/// Whether reduced words say that rows do not count, or may not, and nothing else.
pub fn may_take_back(words: &str) -> bool {
    said(words).is_some()
}

fn may_void(text: &str) -> bool {
    text.contains([
        '废', '廢', '列', '删', '刪', '剔', '销', '銷', '撤', '消', '重', '计', '算', '效', '案', '闭', '误', '誤',
        '参', '忽', '例', '非', '需', 'd', 'D', 'a', 'A', 'g', 'G',
    ]) || text.contains('报') && text.contains(['已', '过'])
}

/// Whether reduced words say that a row was reported before: `上季度已报`.
fn is_reported_before(words: &str) -> bool {
    let behind = BEFORE.iter().find_map(|word| words.strip_prefix(word));
    behind.is_some_and(|rest| REPORTED.contains(&rest)) || REPORTED_BEFORE.iter().any(|word| words.starts_with(word))
}

/// What stands before a reason, `作废，见第3行`.
fn before_reason(text: &str) -> Option<Word> {
    let (clause, reason) = text.split_once(ENDS)?;
    match said(&label::words(clause))? {
        Said::Void => Some(Word::Void),
        Said::Undone | Said::Closed => {
            INSTEAD.iter().any(|word| reason.to_lowercase().contains(word)).then_some(Word::Closed)
        }
    }
}

/// What words say where they say nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Void,
    Undone,
    Closed,
}

fn said(words: &str) -> Option<Said> {
    let (mut rest, mut said) = (words, None);
    while !rest.is_empty() {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(&c));
        let strip = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word));
        let known = [(CLOSED, Said::Closed), (VOID, Said::Void), (UNDONE, Said::Undone)];
        let found = known.into_iter().find_map(|(words, means)| Some((strip(words)?, means)));
        rest = match found {
            Some((behind, means)) => {
                said = Some(said.map_or(means, |said: Said| if means == Said::Void { means } else { said }));
                behind
            }
            None => strip(AROUND).or(Some(digits).filter(|digits| digits.len() < rest.len()))?,
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
    use crate::collect::fixture::*;

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
            "作廢",
            "已刪除",
            "註銷",
            "重複",
            "已作废处理",
            "剔除",
            "不算",
            "与上一条重复",
            "重复录入",
            "Duplicated",
            "Entered in error",
            "做废",
            "与上条重复",
            "请勿统计",
            "to be deleted",
            "无效数据",
            "作废，见第3行",
            "重复，以第3行为准",
            "作废（与第1条重复，以该条为准）",
            "删除；统计口径不符",
            "无需统计",
            "请忽略",
            "删掉",
            "重复案件",
            "与上季度重复",
            "系第1行重复",
            "不属于统计范围",
            "暂不计入",
            "不计入总数",
            "不参加评定",
            "此行为示例",
            "please ignore",
            "excluded",
            "not to be counted",
            "Duplicate of No. 1",
        ] {
            assert_eq!(of(text), Some(Word::Void), "{text}");
        }
        for text in [
            "撤案",
            "已撤案",
            "均已撤案",
            "案件已撤销",
            "已关闭",
            "Withdrawn",
            "误报",
            "注销，见第3行",
            "上季度已报",
            "非本季度",
            "建议删除",
            "拟删除",
            "already reported in Q1",
        ] {
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
            "作废票据3张，已核销",
            "取消，改期举行",
            "重复信访，已办结",
            "无重复",
            "误报火警",
            "已上报",
            "已报",
            "上季度已报立案",
            "非本单位干部",
            "统计",
            "案件",
            "Ida",
            "and",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn whatever_takes_a_row_back_is_looked_at() {
        assert!([VOID, UNDONE, CLOSED].into_iter().flatten().all(|word| may_void(word)));
    }

    #[test]
    fn a_yes_under_a_heading_of_void_rows_takes_a_row_back() {
        let found = |heading: &str, beside: &str| rules(&draft(vec![form_with(&[("E9", heading), ("E10", beside)])]));
        for heading in ["作废", "是否作废", "作废标记", "Void"] {
            for yes in ["√", "是", "Yes", "1"] {
                assert_eq!(found(heading, yes), ["row-void cases"], "{heading} {yes}");
            }
            for no in ["否", "×", "", "待定", "0"] {
                assert_eq!(found(heading, no), [""; 0], "{heading} {no}");
            }
        }
        for heading in ["是否办结", "是否注销", "取消资格", "重复信访", "备注", "是否关闭"] {
            assert_eq!(found(heading, "是"), [""; 0], "{heading}");
        }
    }

    #[test]
    fn a_no_under_a_heading_of_what_counts_takes_a_row_back() {
        let found = |heading: &str, beside: &str| rules(&draft(vec![form_with(&[("E9", heading), ("E10", beside)])]));
        for heading in ["是否计入", "是否统计", "纳入统计", "是否有效", "有效", "是否参评", "Counted?", "Valid"]
        {
            for no in ["否", "×", "No"] {
                assert_eq!(found(heading, no), ["row-void cases"], "{heading} {no}");
            }
            for yes in ["√", "是", "Yes", "1", "0", "", "待定"] {
                assert_eq!(found(heading, yes), [""; 0], "{heading} {yes}");
            }
        }
        assert_eq!(found("是否撤案", "是"), ["row-void cases"]);
        for heading in ["是否撤案", "是否办结", "备注", "有效期", "统计人"] {
            assert_eq!(found(heading, "否"), [""; 0], "{heading}");
        }
    }
}
