//! What a label says, whatever its numbering, blanks, punctuation and hints, and how well a cell fits it.

use crate::collect::times::EARLIER;
use crate::sheet::plain;

/// The words of a label or of a cell, reduced to what tells labels apart: letters and digits in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// Everything, with the numbering in front.
    pub numbered: String,
    /// Without the numbering.
    pub full: String,
    /// Without the numbering and without hints in brackets at the end.
    pub bare: String,
}

/// How well a cell fits a label, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The same words under the same number.
    Numbered,
    /// The same words.
    Exact,
    /// The same words but for a hint in brackets.
    Hint,
    /// The cell says more than the label.
    Contains,
    /// A letter or two differ.
    Near,
}

/// Signs that look like punctuation and yet tell labels apart.
const MEANINGFUL: &[char] = &['<', '>', '≤', '≥', '≠'];

/// Characters that turn a label into another one: a near miss in one of them is none.
const DISTINGUISHING: &str = "未不没无非零上下男女增减内外正副大小多少前后左右高低收支进出入新旧甲乙丙丁省市县乡局处科厅部股一二三四五六七八九十";

/// Words that turn a longer label into a question of its own, beside those of another period.
pub const TURNING: &[&str] = &["未", "不", "没", "无", "非", "not", "last"];

impl Label {
    /// Reduces a text; a text that is only a number keeps it.
    pub fn of(text: &str) -> Label {
        let plain = plain(text);
        let whole = plain.trim();
        let words = without_number(whole);
        let numbered = letters(whole);
        let full = part(words, whole).filter(|full| !full.is_empty()).unwrap_or_else(|| numbered.clone());
        let bare = part(without_hint(words), words).filter(|bare| !bare.is_empty()).unwrap_or_else(|| full.clone());
        Label { numbered, full, bare }
    }

    /// Whether a number stands in front of the words.
    pub fn is_numbered(&self) -> bool {
        self.numbered != self.full
    }

    /// How well a cell fits this label; `None` where it is about something else.
    pub fn fit(&self, cell: &Label) -> Option<Fit> {
        self.strong_fit(cell).or_else(|| self.weak_fit(cell))
    }

    /// Whether a cell says the same as this label.
    pub fn strong_fit(&self, cell: &Label) -> Option<Fit> {
        if self.full.is_empty() {
            None
        } else if self.is_numbered() && self.numbered == cell.numbered {
            Some(Fit::Numbered)
        } else if self.full == cell.full {
            Some(Fit::Exact)
        } else if self.full == cell.bare || self.bare == cell.full || self.bare == cell.bare {
            Some(Fit::Hint)
        } else {
            None
        }
    }

    /// Whether a cell says nearly the same as this label.
    pub fn weak_fit(&self, cell: &Label) -> Option<Fit> {
        if contains(&self.full, &cell.full) || contains(&self.bare, &cell.bare) {
            Some(Fit::Contains)
        } else if is_near(&self.full, &cell.full) || is_near(&self.bare, &cell.bare) {
            Some(Fit::Near)
        } else {
            None
        }
    }
}

/// The letters and digits of a text in lower case, half-width; nothing is taken for a number or a hint.
pub fn words(text: &str) -> String {
    letters(&plain(text))
}

/// The letters of a part; `None` where the part is the whole, whose letters are known.
fn part(part: &str, whole: &str) -> Option<String> {
    (part.len() != whole.len()).then(|| letters(part))
}

fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Most of what is written, decided without the tables for all scripts: twice as fast.
            '\u{4e00}'..='\u{9fa5}' | 'a'..='z' | '0'..='9' => letters.push(c),
            'A'..='Z' => letters.push(c.to_ascii_lowercase()),
            _ if c.is_alphanumeric() || MEANINGFUL.contains(&c) => letters.extend(c.to_lowercase()),
            _ => {}
        }
    }
    letters
}

/// The cell says the label and at most as much again, and nothing that turns the question round.
fn contains(label: &str, cell: &str) -> bool {
    if cell.len() < label.len() {
        return false;
    }
    let (n_label, n_cell) = (label.chars().count(), cell.chars().count());
    if n_label < 4 || n_cell > 2 * n_label {
        return false;
    }
    let Some(start) = cell.find(label) else { return false };
    let (before, after) = (&cell[..start], &cell[start + label.len()..]);
    let mut turning = TURNING.iter().chain(EARLIER).copied();
    !turning.any(|word| before.contains(word) || after.contains(word))
}

/// At most one letter in eight differs, and none that makes it another question.
fn is_near(label: &str, cell: &str) -> bool {
    let n_label = label.chars().count();
    let allowed = (n_label / 8).max(1);
    // A letter has four bytes at most.
    if label.len().abs_diff(cell.len()) > 4 * allowed {
        return false;
    }
    n_label >= 6 && distance(label, cell, allowed).is_some() && distinguishing(label) == distinguishing(cell)
}

fn distinguishing(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit() || DISTINGUISHING.contains(*c)).collect()
}

/// How many letters must be put in, left out or replaced to make one text the other; `None` above a limit.
pub fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(x != y);
            row.push(replaced.min(above[j + 1] + 1).min(row[j] + 1));
        }
        above = row;
    }
    Some(above[b.len()]).filter(|found| *found <= limit)
}

/// The text after its numbering: `1.`, `1、`, `1.2 `, `（一）`, `一、`, `①`, `A.`, `第1项`; several in a row.
fn without_number(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..3 {
        let trimmed = rest.trim_start_matches(|c: char| "*★☆※·•●○■□-—–_#".contains(c) || c.is_whitespace());
        match after_number(trimmed) {
            Some(after) if after.chars().any(char::is_alphanumeric) => rest = after,
            _ => return trimmed,
        }
    }
    rest
}

fn after_number(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if is_enclosed_number(first) {
        return Some(text[first.len_utf8()..].trim_start_matches(is_separator));
    }
    if let Some(inner) = text.strip_prefix(['(', '[', '【', '〔']) {
        let after = &inner[number_length(inner)?..];
        return after
            .trim_start()
            .strip_prefix([')', ']', '】', '〕'])
            .map(|rest| rest.trim_start_matches(is_separator));
    }
    if let Some(inner) = text.strip_prefix('第') {
        let after = &inner[number_length(inner)?..];
        return after.strip_prefix(['项', '题', '条']).map(|rest| rest.trim_start_matches(is_separator));
    }
    let length = number_length(text).or_else(|| first.is_ascii_alphabetic().then_some(1))?;
    let (number, after) = text.split_at(length);
    if after.starts_with(is_separator) {
        return Some(after.trim_start_matches(is_separator));
    }
    let is_counted = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()) && after.starts_with(' ');
    let is_dotted = number.contains('.');
    (is_counted || is_dotted).then(|| after.trim_start())
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | '、' | ')' | ',' | ':' | '。' | '．')
}

fn is_enclosed_number(c: char) -> bool {
    matches!(c, '①'..='⒛' | '㈠'..='㈩' | '㉑'..='㉟' | '㊀'..='㊉' | 'Ⅰ'..='Ⅻ' | '❶'..='➓')
}

/// The bytes of a number at the start of a text: `12`, `1.2`, `十二`.
fn number_length(text: &str) -> Option<usize> {
    let chinese: usize =
        text.chars().take_while(|c| "一二三四五六七八九十百".contains(*c)).take(4).map(char::len_utf8).sum();
    if chinese > 0 {
        return Some(chinese);
    }
    let run: usize = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = text[..run].trim_end_matches('.');
    let parts_are_short = number.split('.').all(|part| (1..=3).contains(&part.len()));
    (!number.is_empty() && parts_are_short).then_some(number.len())
}

/// The text before hints in brackets at its end: `（请填是或否）`, `（人）`.
pub fn without_hint(text: &str) -> &str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_end_matches(|c: char| ":?。*!;,、 ".contains(c));
        let Some((close, open)) = [(')', '('), (']', '['), ('】', '【'), ('〕', '〔')]
            .into_iter()
            .find(|(close, _)| trimmed.ends_with(*close))
        else {
            return trimmed;
        };
        match matching(trimmed, open, close) {
            Some(start) if trimmed[..start].chars().any(char::is_alphanumeric) => rest = &trimmed[..start],
            _ => return trimmed,
        }
    }
}

fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fit(label: &str, cell: &str) -> Option<Fit> {
        Label::of(label).fit(&Label::of(cell))
    }

    #[test]
    fn numbering_blanks_punctuation_and_width_do_not_matter() {
        for cell in [
            "是否制定责任分解方案",
            "1. 是否制定责任分解方案",
            "1、是否制定责任分解方案",
            "1.2 是否制定责任分解方案",
            "（一）是否制定责任分解方案？",
            "一、是否制定责任分解方案：",
            "⑴是否制定责任分解方案",
            "①　是否制定\n责任分解方案",
            "A．是否制定责任分解方案",
            "第1项 是否制定责任分解方案",
            "（一）1. 是否 制定 责任分解方案*",
            "★是否制定“责任分解”方案",
        ] {
            assert_eq!(fit("是否制定责任分解方案", cell), Some(Fit::Exact), "{cell}");
        }
        assert_eq!(fit("Plan made (2024)", "ＰＬＡＮ ｍａｄｅ：(2024)"), Some(Fit::Exact));
    }

    #[test]
    fn a_hint_in_brackets_is_worth_less_than_the_words_themselves() {
        assert_eq!(fit("是否制定考核方案", "是否制定考核方案（请填是或否）"), Some(Fit::Hint));
        assert_eq!(fit("追究局级干部人数（人）", "3、追究局级干部人数"), Some(Fit::Hint));
        assert_eq!(fit("人数（局级）", "人数（局级）"), Some(Fit::Exact));
    }

    #[test]
    fn a_number_counts_only_where_the_survey_writes_one() {
        assert_eq!(fit("1.人数", "1、人数"), Some(Fit::Numbered));
        assert_eq!(fit("1.人数", "2、人数"), Some(Fit::Exact));
        assert_eq!(fit("人数", "2、人数"), Some(Fit::Exact));
        assert_eq!(fit("2024年支出", "2023年支出"), None);
    }

    #[test]
    fn a_longer_label_fits_unless_it_asks_something_else() {
        assert_eq!(fit("是否制定考核方案", "本单位是否制定考核方案"), Some(Fit::Contains));
        assert_eq!(fit("制定考核方案", "未制定考核方案"), None);
        assert_eq!(fit("是否制定考核方案", "上年是否制定考核方案"), None);
        assert_eq!(fit("是否制定考核方案", "上月是否制定考核方案"), None);
        assert_eq!(fit("人数", "参加人数"), None);
    }

    #[test]
    fn a_slip_of_the_pen_fits_but_another_question_does_not() {
        assert_eq!(fit("是否成立考核领导小组", "是否成立考核领导小祖"), Some(Fit::Near));
        assert_eq!(fit("追究局级干部人数", "追究处级干部人数"), None);
        assert_eq!(fit("是否开展责任考核", "是否开展责任追究"), None);
    }

    #[test]
    fn a_text_that_is_only_a_number_keeps_it() {
        assert_eq!(Label::of("1.").full, "1");
        assert_eq!(Label::of("（一）").full, "一");
        assert_eq!(Label::of("：").full, "");
    }

    proptest! {
        #[test]
        fn reducing_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = Label::of(&text);
            prop_assert!(once.numbered.len() >= once.full.len() && once.full.len() >= once.bare.len());
        }

        #[test]
        fn a_text_fits_itself(text in "[一-龥A-Za-z0-9 （）、.：]{1,30}") {
            let label = Label::of(&text);
            prop_assume!(!label.full.is_empty());
            prop_assert!(label.fit(&label) <= Some(Fit::Exact));
        }
    }
}
