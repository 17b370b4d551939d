//! Wording shared by the kinds: writing without its accidents, and a clear answer apart from the remark behind it.

use std::cell::OnceCell;

use crate::sheet::{plain, plain_chars};

/// Half-width writing without blanks at its ends.
pub fn trimmed(text: &str) -> String {
    plain(text).trim().to_string()
}

/// A whole number without the zeros before it, which a cell's format may write; any other text as it is.
pub fn without_zeros(text: &str) -> &str {
    let is_number = text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = if is_number { text.trim_start_matches('0') } else { text };
    if bare.is_empty() && is_number { "0" } else { bare }
}

/// Whether nothing but blanks is written.
pub fn is_blank(text: &str) -> bool {
    plain_chars(text).all(char::is_whitespace)
}

/// Writing to be compared with one word after another; most words differ in their first character, and the writing is
/// reduced for the first one that does not.
pub struct Written<'a> {
    text: &'a str,
    first: Option<char>,
    reduced: OnceCell<String>,
}

impl Written<'_> {
    /// What is written.
    pub fn new(text: &str) -> Written<'_> {
        Written { text, first: first_letter(text), reduced: OnceCell::new() }
    }

    /// Whether it is a certain word, but for width, case, and blanks and signs around it (`（无）`, `无。`).
    pub fn is(&self, word: &str) -> bool {
        first_letter(word) == self.first && unframed(word) == *self.reduced.get_or_init(|| unframed(self.text))
    }
}

/// Half-width, in lower case, without blanks and signs around it; signs alone stay.
fn unframed(text: &str) -> String {
    let text = trimmed(text).to_lowercase();
    let bare = text.trim_matches(|c| is_frame(c) || c.is_whitespace());
    match bare {
        "" => text,
        dashes if dashes.chars().all(|c| matches!(one_dash(c), '-' | '—')) => dashes.chars().map(one_dash).collect(),
        bare => bare.to_string(),
    }
}

/// A dash as most write it: keyboards have several of each length.
fn one_dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' => '-',
        '\u{2015}' | '\u{2500}' => '—',
        c => c,
    }
}

/// The first character of the [`unframed`] text.
fn first_letter(text: &str) -> Option<char> {
    // Most words begin so, and nothing is taken from these letters.
    if let Some(first @ '\u{4e00}'..='\u{9fa5}') = text.chars().next() {
        return Some(first);
    }
    let mut filled = plain_chars(text).filter(|c| !c.is_whitespace());
    let first = filled.next().filter(|c| is_frame(*c)).and_then(|_| filled.find(|c| !is_frame(*c)));
    let first = first.or_else(|| plain_chars(text).find(|c| !c.is_whitespace()));
    first.and_then(|c| one_dash(c).to_lowercase().next())
}

/// Writing by which words are compared: half-width, lower case, without blanks and without signs around it.
///
/// A question mark stays: what asks does not answer.
pub fn key(text: &str) -> String {
    let bare: String = plain(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    bare.trim_matches(is_frame).to_string()
}

fn is_frame(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}')
        || matches!(
            c,
            '。' | '、'
                | '“'
                | '”'
                | '‘'
                | '’'
                | '《'
                | '》'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '「'
                | '」'
                | '·'
                | '…'
        )
}

/// The places at which a remark may begin: head and remark, the shortest head first.
///
/// `是，2024年印发` gives (`是`, `2024年印发`). Heads and remarks are never blank.
pub fn remarks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    parted(text, opens_remark)
}

/// The same for a blank, a dash or a full stop, which also stand inside names and numbers.
pub fn loose_remarks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    parted(text, |c| c.is_whitespace() || matches!(c, '.' | '—' | '-'))
}

/// No answer before a remark is longer: behind so many bytes no further remark begins, and a text of nothing but signs
/// takes no time that grows with the square of its length.
const LONGEST_HEAD: usize = 600;

fn parted(text: &str, opens: impl Fn(char) -> bool) -> impl Iterator<Item = (&str, &str)> {
    let places = text.char_indices().take_while(|(at, _)| *at <= LONGEST_HEAD);
    places.filter(move |(_, c)| opens(*c)).filter_map(|(at, c)| {
        let head = text[..at].trim();
        let remark = inside(text[at..].strip_prefix(c).unwrap_or_default(), c);
        (!head.is_empty() && !remark.is_empty()).then_some((head, remark))
    })
}

fn opens_remark(c: char) -> bool {
    matches!(c, ',' | '，' | ';' | '；' | '。' | ':' | '：' | '(' | '（' | '[' | '【' | '!' | '！' | '\n')
}

/// The remark without the bracket that closes it and without signs before it.
fn inside(rest: &str, opening: char) -> &str {
    let rest = rest.trim();
    let rest = match opening {
        '(' | '（' => rest.trim_end_matches([')', '）']),
        '[' | '【' => rest.trim_end_matches([']', '】']),
        _ => rest,
    };
    let signs =
        |c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | '.' | '。' | ':' | '：' | '—' | '-');
    rest.trim_start_matches(signs).trim()
}

/// Whether a remark takes back what stands before it: `部分`, `但尚未印发`, `not yet`.
pub fn takes_back(remark: &str, yes: bool) -> bool {
    const EITHER: &[&str] =
        &["但", "部分", "大部分", "基本", "除", "不完全", "but", "part", "mostly", "except", "?", "？"];
    const OF_YES: &[&str] = &[
        "正在",
        "拟",
        "尚",
        "还没",
        "还未",
        "未",
        "没",
        "不",
        "否",
        "无",
        "待",
        "将",
        "即将",
        "计划",
        "起草",
        "草案",
        "草稿",
        "征求意见",
        "研究中",
        "筹备",
        "明年",
        "下年",
        "下月",
        "已撤销",
        "已废止",
        "已作废",
        "撤销",
        "废止",
        "取消",
        "not",
        "no",
        "in progress",
        "plan",
        "draft",
        "pending",
        "to be",
        "will",
        "under way",
        "underway",
        "next year",
        "withdrawn",
        "repealed",
    ];
    let remark = trimmed(remark).to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| remark.starts_with(word));
    remark.ends_with(['?', '？']) || begins(EITHER) || (yes && begins(OF_YES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ignore_width_blanks_case_and_framing_signs() {
        for text in ["Yes", " ＹＥＳ。", "“yes”", "（Y e s）", "yes!"] {
            assert_eq!(key(text), "yes", "{text}");
        }
        assert_eq!(key("是？"), "是?");
    }

    #[test]
    fn a_dash_is_the_same_on_every_keyboard() {
        for (word, alike) in [("-", ["－", "–", "−", "（‑）"]), ("—", ["―", "─", " — ", "—。"])] {
            assert!(alike.iter().all(|text| Written::new(text).is(word)), "{word}");
        }
        assert!(!Written::new("—").is("-") && !Written::new("-").is("—") && !Written::new("–1").is("-"));
    }

    #[test]
    fn remarks_begin_near_the_beginning_of_a_text_alone() {
        let signs = "是（".repeat(10_000);
        assert_eq!(remarks(&signs).count(), LONGEST_HEAD / "是（".len());
        assert_eq!(loose_remarks(&"1 ".repeat(10_000)).count(), LONGEST_HEAD / 2);
    }

    #[test]
    fn a_remark_stands_behind_a_sign_or_in_brackets() {
        let first = |text| remarks(text).next();
        assert_eq!(first("是，2024年3月印发"), Some(("是", "2024年3月印发")));
        assert_eq!(first("否（正在起草）"), Some(("否", "正在起草")));
        assert_eq!(first("已开展;详见附件"), Some(("已开展", "详见附件")));
        assert_eq!(first("是。"), None);
        assert_eq!(first("（是）"), None);
    }

    #[test]
    fn a_reservation_takes_an_answer_back() {
        assert!(takes_back("部分单位", false) && takes_back("正在制定", true) && takes_back("not yet", true));
        assert!(!takes_back("正在制定", false) && !takes_back("2024年印发", true));
    }
}
