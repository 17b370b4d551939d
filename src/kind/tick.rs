//! Ticked boxes: `☑是 □否`, `是(√) 否( )`, `[x] yes [ ] no`, shared by yes-no, choice and choices.

use super::printed;
use crate::sheet::plain;

/// An option as the form prints it, and whether its box is ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxed<T> {
    /// What the option means.
    pub option: T,
    /// Whether a box or mark stands beside it.
    pub marked: bool,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What a text with boxes says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Boxes<T> {
    /// The text holds no box at all.
    None,
    /// It holds boxes, but it is not clear which option each belongs to, or what a mark means.
    Unclear,
    /// The options with their boxes, in the order of the form, and what is written beside them (often empty).
    Read(Vec<Boxed<T>>, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Ticked,
    Empty,
    /// A cross in brackets or on its own: "no" beside a tick, unclear without one.
    Cross,
}

/// Reads a text with boxes; `recognise` gives an option for its wording, with a remark that follows it.
///
/// Boxes stand all before their options or all behind them, and no option stands outside that reading. Where both
/// readings fit, the marks that touch their options decide; where those do not decide either, nothing does. Of options
/// printed apart some may have no mark: `会议、书面√、谈话`.
pub fn read<T: PartialEq>(text: &str, recognise: impl Fn(&str) -> Option<(T, String)>) -> Boxes<T> {
    let (marks, words) = split(text);
    if marks.is_empty() {
        return Boxes::None;
    }
    let Some(ticked) = ticked(&marks) else { return Boxes::Unclear };
    if let Some((boxes, beside)) = printed::options(&marks, &words, &recognise) {
        return Boxes::Read(boxes, beside);
    }
    let (first, last) = (&words[0], &words[marks.len()]);
    // A sign parts a tick from what follows it: `√，未印发` is a remark, not a ticked 未印发.
    let parted = words[1..].iter().any(|words| words.trim_start().starts_with([',', ';', ':', '。']));
    let before = if parted { None } else { options(&words[1..], &ticked, &recognise) };
    let before = before.filter(|(boxes, _)| !printed::names_another(first, boxes, &recognise));
    let before = before.map(|(boxes, remark)| (boxes, join(preface(first), &remark)));
    let behind = options(&words[..marks.len()], &ticked, &recognise);
    let behind = behind.filter(|(boxes, _)| !printed::names_another(last, boxes, &recognise));
    let behind = behind.map(|(boxes, remark)| (boxes, join(&remark, last)));
    let chosen = match (before, behind) {
        (Some(before), Some(behind)) => match (touches(&words[1..], true), touches(&words[..marks.len()], false)) {
            (true, false) => Some(before),
            (false, true) => Some(behind),
            _ => None,
        },
        (before, behind) => before.or(behind),
    };
    chosen.map_or(Boxes::Unclear, |(boxes, beside)| Boxes::Read(boxes, beside))
}

/// Whether a text is ticks and nothing else: `√`, `（√）`, `[x]`, `√。`.
pub fn is_tick(text: &str) -> bool {
    // No tick takes more bytes, with its brackets and a sign behind it.
    if text.len() > 32 {
        return false;
    }
    let (marks, words) = split(text);
    let is_sign = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '。' | '、' | '!');
    !marks.is_empty()
        && marks.iter().all(|mark| *mark == Mark::Ticked)
        && words.iter().all(|words| words.chars().all(is_sign))
}

/// Whether every mark is understood: a cross counts as "not this one" only beside a tick.
fn ticked(marks: &[Mark]) -> Option<Vec<bool>> {
    let clear = marks.contains(&Mark::Ticked) || !marks.contains(&Mark::Cross);
    clear.then(|| marks.iter().map(|mark| *mark == Mark::Ticked).collect())
}

fn options<T: PartialEq>(
    words: &[String],
    ticked: &[bool],
    recognise: &impl Fn(&str) -> Option<(T, String)>,
) -> Option<(Vec<Boxed<T>>, String)> {
    let (mut boxes, mut beside): (Vec<Boxed<T>>, _) = (Vec::new(), String::new());
    for (words, &ticked) in words.iter().zip(ticked) {
        let (option, remark) = recognise(words.trim())?;
        if boxes.iter().any(|known| known.option == option) {
            return None;
        }
        boxes.push(Boxed { option, marked: true, ticked });
        beside = join(&beside, &remark);
    }
    Some((boxes, beside))
}

fn touches(words: &[String], at_start: bool) -> bool {
    words.iter().all(|words| !if at_start { words.starts_with(' ') } else { words.ends_with(' ') })
}

/// What stands before the first box, unless it only announces the options (`答：`).
fn preface(words: &str) -> &str {
    let words = words.trim();
    if words.ends_with([':', '：']) { "" } else { words }
}

pub(super) fn join(one: &str, other: &str) -> String {
    let signs = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '。' | '、' | '/' | '(' | ')');
    let parts = [one.trim_matches(signs), other.trim_matches(signs)];
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// The marks of a text and the words around them: always one more stretch of words than marks.
fn split(text: &str) -> (Vec<Mark>, Vec<String>) {
    let chars: Vec<char> = boxed_letters(&plain(text)).chars().filter(|c| *c != '\u{fe0f}').collect();
    let (mut marks, mut words, mut at) = (Vec::new(), vec![String::new()], 0);
    while at < chars.len() {
        match mark_at(&chars[at..]) {
            Some((mark, length)) => {
                marks.push(mark);
                words.push(String::new());
                at += length;
            }
            None => {
                words.last_mut().expect("there is always a stretch of words").push(chars[at]);
                at += 1;
            }
        }
    }
    (marks, words)
}

/// Wingdings letters that a copied box leaves behind; `R` only where its empty twin `£` proves the font.
fn boxed_letters(text: &str) -> String {
    let wingdings = text.contains('£');
    text.chars()
        .map(|c| match c {
            '\u{f0fe}' | '\u{f052}' | 'þ' => '☑',
            '\u{f0a8}' | '\u{f0a3}' | '\u{f06f}' | '¨' => '□',
            'R' if wingdings => '☑',
            '£' => '□',
            _ => c,
        })
        .collect()
}

fn mark_at(chars: &[char]) -> Option<(Mark, usize)> {
    let mark = match chars.first()? {
        '(' | '[' | '{' | '【' => return in_brackets(chars),
        '☑' | '■' | '▣' | '◼' | '⬛' | '●' | '◉' | '⦿' | '✅' | '🗹' | '☒' => Mark::Ticked,
        '√' | '✓' | '✔' => Mark::Ticked,
        '□' | '☐' | '○' | '◯' | '▢' | '◻' | '⬜' | '❑' | '❏' | '❐' | '❒' => Mark::Empty,
        '×' | '✗' | '✘' | '✕' | '✖' => Mark::Cross,
        _ => return None,
    };
    Some((mark, 1))
}

/// `( )`, `(√)`, `[x]`: brackets around nothing or around one mark.
fn in_brackets(chars: &[char]) -> Option<(Mark, usize)> {
    let end = chars.iter().take(8).position(|c| matches!(c, ')' | ']' | '}' | '】'))?;
    let inside: String = chars[1..end].iter().filter(|c| **c != ' ' && **c != '_').collect();
    let mark = match inside.as_str() {
        "" => Mark::Empty,
        "√" | "✓" | "✔" | "v" | "V" | "■" | "●" | "☑" => Mark::Ticked,
        "x" | "X" if chars[0] == '[' => Mark::Ticked,
        "x" | "X" | "×" | "✗" | "✘" => Mark::Cross,
        _ => return None,
    };
    Some((mark, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yes_no(words: &str) -> Option<(char, String)> {
        matches!(words, "是" | "否").then(|| (words.chars().next().unwrap(), String::new()))
    }

    fn ticks(text: &str) -> Option<String> {
        match read(text, yes_no) {
            Boxes::Read(boxes, _) => Some(boxes.iter().filter(|b| b.ticked).map(|b| b.option).collect()),
            _ => None,
        }
    }

    #[test]
    fn boxes_stand_before_or_behind_their_options() {
        for (text, ticked) in [
            ("☑是 □否", "是"),
            ("□是☑否", "否"),
            ("是☑ 否□", "是"),
            ("是( ) 否(√)", "否"),
            ("是（√）否（  ）", "是"),
            ("R是 £否", "是"),
            ("√是 否□", ""),
            ("是√ 否×", "是"),
            ("× 是 √ 否", "否"),
            ("□是 □否", ""),
            ("[x]是 []否", "是"),
            ("☑是 ☑否", "是否"),
            ("答：□是 ☑否", "否"),
            ("是√", "是"),
            ("√ 否", "否"),
        ] {
            let expected = (text != "√是 否□").then(|| ticked.to_string());
            assert_eq!(ticks(text), expected, "{text}");
        }
    }

    #[test]
    fn ticks_alone_are_told_from_ticks_with_words() {
        for text in ["√", " ✓ ", "（√）", "[x]", "【√】", "√。", "√√", "☑", "✔\u{fe0f}", "●", "(v)"]
        {
            assert!(is_tick(text), "{text}");
        }
        for text in ["", "√1", "是√", "□", "×", "√×", "√，正在起草", "1", "Y"] {
            assert!(!is_tick(text), "{text}");
        }
    }

    #[test]
    fn a_mark_that_belongs_to_neither_side_is_unclear() {
        for text in ["是√否", "×是 □否", "□甲 ☑乙"] {
            assert_eq!(read(text, yes_no), Boxes::Unclear, "{text}");
        }
        assert_eq!(read("是", yes_no), Boxes::None);
    }
}
