//! What a remark says of the answer that it stands beside: that another one is right, or that this one is not.

use crate::answer::Value;
use crate::collect::times;
use crate::sheet::plain;
use crate::survey::{Item, KindName};

/// A longer remark tells of the work, not of the number beside it.
const LONGEST: usize = 240;

/// Behind these words stands the right answer.
const PUT_RIGHT: &[&str] = &[
    "应为",
    "应是",
    "应填",
    "应填写",
    "应填为",
    "应改为",
    "应调整为",
    "应修改为",
    "更正",
    "更正为",
    "更正后",
    "更正后为",
    "改正为",
    "修正为",
    "订正为",
    "修订为",
    "纠正为",
    "核实为",
    "核实后为",
    "实为",
    "实际为",
    "正确为",
    "正确是",
    "正确的是",
    "正确数为",
    "正确值为",
    "正确数据为",
    "should be",
    "should read",
    "should have been",
    "corrected to",
    "revised to",
    "amended to",
    "correction",
    "correct figure is",
    "correct number is",
    "correct value is",
    "correct answer is",
];

/// The same near the beginning of a clause; later in it they tell what became of something else.
const CHANGED: &[&str] = &["改为", "改成", "修改为", "变更为", "调整为", "changed to"];

/// The clause goes on before these by no more characters.
const NEAR: usize = 4;

/// Before `应` these make another word of it.
const BY_CHANCE: &[char] = &['相', '对', '反', '响', '适', '供', '效', '因'];

/// With these an answer is taken back.
const VOID: &[&str] = &[
    "作废",
    "无效",
    "填错",
    "错填",
    "误填",
    "笔误",
    "有误",
    "错误",
    "不对",
    "void",
    "wrong",
    "incorrect",
    "error",
    "mistake",
    "invalid",
];

/// What may stand before them.
const THIS: &[&str] = &[
    "此项",
    "本项",
    "该项",
    "此数",
    "该数",
    "本数",
    "此处",
    "此栏",
    "本栏",
    "此格",
    "此条",
    "本条",
    "此行",
    "本行",
    "此份",
    "数字",
    "数据",
    "数值",
    "据",
    "填报",
    "填写",
    "已",
    "系",
    "为",
    "this is",
    "this",
    "figure is",
    "number is",
];

/// What was put right already.
const MENDED: &[&str] = &["已更正", "已改", "已修", "已订正", "已纠正", "已重报", "corrected"];

/// What ends a clause.
const ENDS: &[char] = &[',', '。', ';', '、', '(', ')', '!', '\n'];

/// What may stand between the words and the answer.
const BETWEEN: &[char] = &[' ', ':', '“', '”', '"', '「', '」', '\'', '『', '』', '='];

/// Behind these a number counts no answers: `改为2025年`.
const OF_TIME: &[char] = &['年', '月', '日', '号', '时', '点', '季', '页', '-', '/'];

/// What a remark says of an answer.
#[derive(Debug, PartialEq)]
pub enum Amended {
    /// These are right.
    To(Vec<Value>),
    /// It is not right.
    TakenBack,
    /// Nothing.
    No,
}

/// Reads a remark beside an answer; `value` gives what words mean as an answer of the item.
pub fn read(text: &str, item: &Item, value: &dyn Fn(&str) -> Option<Value>) -> Amended {
    if text.len() > LONGEST {
        return Amended::No;
    }
    let text = plain(text).trim().to_lowercase();
    let values: Vec<Value> = named(&text).filter_map(|words| answer(words, item, value)).collect();
    match values.is_empty() {
        false => Amended::To(values),
        true if is_void(&text) => Amended::TakenBack,
        true => Amended::No,
    }
}

/// What stands where a remark names the right answer.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let behind = |phrases: &'static [&'static str], is_meant: fn(&str, &str) -> bool| {
        let found = phrases.iter().flat_map(move |phrase| text.match_indices(phrase));
        let meant = found.filter(move |(at, phrase)| is_meant(clause(&text[..*at]), phrase));
        meant.map(move |(at, phrase)| &text[at + phrase.len()..])
    };
    let counts = text.match_indices("为准").filter_map(|(at, _)| Some(text[..at].rsplit_once('以')?.1));
    behind(PUT_RIGHT, is_put_right).chain(behind(CHANGED, |clause, _| clause.chars().count() <= NEAR)).chain(counts)
}

fn is_put_right(clause: &str, phrase: &str) -> bool {
    let is_by_chance = phrase.starts_with('应') && clause.ends_with(BY_CHANCE);
    !is_by_chance && !times::is_earlier(clause)
}

/// The last clause of what stands before some words.
fn clause(before: &str) -> &str {
    before.rsplit(ENDS).next().unwrap_or(before).trim()
}

/// The answer at the beginning of some words.
fn answer(words: &str, item: &Item, value: &dyn Fn(&str) -> Option<Value>) -> Option<Value> {
    let words = words.trim_start_matches(BETWEEN);
    let whole = match words.starts_with(|c: char| c.is_ascii_digit()) {
        true => without_thousands(words),
        false => words.split(ENDS).next().unwrap_or(words).to_string(),
    };
    let whole = whole.trim_end_matches(BETWEEN).trim_end_matches('.');
    match item.kind {
        KindName::Text | KindName::Choices => None,
        KindName::YesNo | KindName::Date => value(whole),
        KindName::Choice => value(whole).filter(|_| !item.open),
        _ => number(whole, &item.unit.zh, value),
    }
}

/// Words that begin with a number up to the end of the clause, without the commas that part its thousands.
fn without_thousands(words: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (mut kept, mut before) = (String::new(), None);
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ',' if is_digit(before) && is_digit(chars.peek().copied()) => {}
            c if ENDS.contains(&c) => break,
            c => kept.push(c),
        }
        before = Some(c);
    }
    kept
}

/// The number at the beginning of some words, unless it is one of a day or a year.
fn number(words: &str, unit: &str, value: &dyn Fn(&str) -> Option<Value>) -> Option<Value> {
    let is_digit = |c: char| c.is_ascii_digit();
    if !words.trim_start_matches('-').starts_with(is_digit) {
        return None;
    }
    let is_of_number = |c: char| is_digit(c) || matches!(c, '.' | '-' | '%' | '‰');
    let end = words.find(|c| !is_of_number(c)).unwrap_or(words.len());
    let behind = words[end..].trim_start();
    let is_of_time = behind.starts_with(OF_TIME) && (unit.is_empty() || !behind.starts_with(unit));
    if is_of_time { None } else { value(words).or_else(|| value(words[..end].trim_end_matches('.'))) }
}

/// Whether the first clause is nothing but a word that takes the answer back, and nothing says that it was put right.
fn is_void(text: &str) -> bool {
    let mut first = text.split(ENDS).next().unwrap_or(text).trim_matches(BETWEEN).trim_end_matches(['了', '.']);
    let clauses = text.split(ENDS).filter(|clause| !clause.trim().is_empty()).count();
    while let Some(rest) = THIS.iter().find_map(|this| first.strip_prefix(this)) {
        first = rest.trim_start();
    }
    VOID.contains(&first) && (clauses == 1 || !MENDED.iter().any(|mended| text.contains(mended)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;

    fn read_as(kind: KindName, text: &str) -> Amended {
        let mut item = fixture::survey().items[2].clone();
        item.kind = kind;
        let value = |words: &str| match (kind, words) {
            (KindName::YesNo, "是" | "yes") => Some(Value::Bool(true)),
            (KindName::YesNo, "否" | "no") => Some(Value::Bool(false)),
            (KindName::Integer, words) => words.trim_end_matches('人').parse().ok().map(Value::Integer),
            _ => None,
        };
        read(text, &item, &value)
    }

    #[test]
    fn a_remark_names_the_right_number() {
        for remark in [
            "此项填错，应为9",
            "更正为9",
            "更正：应为9",
            "更正 9",
            "应填9",
            "改为9",
            "原数改为 9人",
            "以9为准",
            "数字有误，以9为准",
            "应为9次会议",
            "应是：“9”",
            "此项数据应改为９。",
            "已由8更正为9",
            "should be 9",
            "Corrected to 9.",
            "correction: 9",
        ] {
            assert_eq!(read_as(KindName::Integer, remark), Amended::To(vec![Value::Integer(9)]), "{remark}");
        }
        assert_eq!(read_as(KindName::Integer, "应为1,234，特此说明"), Amended::To(vec![Value::Integer(1234)]));
    }

    #[test]
    fn a_remark_names_the_other_of_yes_and_no() {
        for remark in ["应为否", "更正为否", "填错，改为“否”", "should be no"] {
            assert_eq!(read_as(KindName::YesNo, remark), Amended::To(vec![Value::Bool(false)]), "{remark}");
        }
        for remark in ["应为否则不报", "改为每月一次", "应为3次"] {
            assert_eq!(read_as(KindName::YesNo, remark), Amended::No, "{remark}");
        }
    }

    #[test]
    fn a_remark_takes_the_answer_back() {
        for remark in [
            "作废",
            "此项作废",
            "填错了",
            "数据有误",
            "此数据有误。",
            "填写错误",
            "此项填错，待核",
            "Void",
            "this is wrong",
        ] {
            assert_eq!(read_as(KindName::Integer, remark), Amended::TakenBack, "{remark}");
        }
    }

    #[test]
    fn ordinary_remarks_say_nothing_of_the_answer() {
        for remark in [
            "应为公文流转单",
            "已更正",
            "较上月更正后增加",
            "较上月更正后增加5",
            "上年更正为600",
            "数据有误，已更正",
            "相应为3家单位配备",
            "科室由6个调整为5个",
            "改为2025年报送",
            "更正：2024年12月",
            "无误",
            "以上报数为准",
            "两份责任书作废",
            "由每月1次改为每月2次",
        ] {
            assert_eq!(read_as(KindName::Integer, remark), Amended::No, "{remark}");
        }
    }
}
