//! Lines below a header that are none of its rows: examples, lines that say there is nothing or nothing more, numbers of
//! the columns.

use crate::collect::label;
use crate::collect::sheets::EXAMPLES;
use crate::sheet::{Content, plain};

/// So a line that shows how to fill in the form begins, too.
const SHORT_EXAMPLES: &[&str] = &["例", "如", "例如", "eg", "forexample"];

/// What may stand before a word of examples.
const FILLING: &[&str] = &["填写", "填报", "填表", "填列"];

/// These words of examples may also be names of what a table lists.
const AMBIGUOUS: &[&str] = &["样本", "sample", "例表", "样表", "范本", "如"];

/// What opens an example has no more bytes.
const LONGEST_EXAMPLE: usize = 48;

/// With these words a line says that there is nothing to list.
const NOTHING: &[&str] = &[
    "无",
    "没有",
    "暂无",
    "未发生",
    "无此情况",
    "无此类情况",
    "无相关情况",
    "不适用",
    "不涉及",
    "none",
    "nil",
    "na",
    "notapplicable",
    "nothingtoreport",
];

/// Signs that leave nothing said.
const STROKES: &[char] = &['/', '-', '—', '–', '―', '\\', '－'];

/// A longer text says something.
const LONGEST_NOTHING: usize = 32;

/// With these words a line says that the list ends above it.
const ENDINGS: &[&str] = &[
    "以下空白",
    "此处以下空白",
    "此行以下空白",
    "此页以下空白",
    "本页以下空白",
    "以下为空白",
    "以下无正文",
    "此页无正文",
    "本页无正文",
    "以下无内容",
    "以下无数据",
    "以下无记录",
    "以下无",
    "完",
    "全文完",
    "填报完毕",
    "end",
    "theend",
    "endoflist",
    "endoftable",
    "endofdocument",
    "blankbelow",
    "blankbelowthisline",
];

/// What stands before the numbers of the columns.
const COLUMN_NUMBERS: &[&str] = &["栏次", "栏号", "列次", "列号", "栏目"];

/// The numbers of columns that are words.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// So many cells in a row count up by chance only.
const LEAST_COUNTED: usize = 3;

/// Whether a cell opens a line that shows how to fill in the table. Where it is an answer of the table, only words that
/// name nothing else do.
pub fn opens_example(content: &Content, is_answer: bool) -> bool {
    let Content::Text(text) = content else { return false };
    // Most texts that open a row are none, and seen to be none without reducing them.
    if text.len() > LONGEST_EXAMPLE || !text.contains(['例', '如', '样', '范', 'e', 'E', 's', 'S']) {
        return false;
    }
    let plain = plain(text);
    let before = plain.split_once(':').map_or(plain.as_str(), |(before, _)| before);
    let words = label::words(before);
    let words = words.trim_matches(|c: char| c.is_ascii_digit());
    let known = FILLING.iter().find_map(|word| words.strip_prefix(word)).filter(|rest| !rest.is_empty());
    let known = known.unwrap_or(words);
    let is_example = EXAMPLES.contains(&known) || SHORT_EXAMPLES.contains(&known);
    is_example && !(is_answer && AMBIGUOUS.contains(&known))
}

/// Whether the cells of a line say in words that there is nothing to list: none says anything else but zero.
pub fn says_nothing<'a>(cells: impl Iterator<Item = &'a Content> + Clone) -> bool {
    let is_zero = |content: &Content| matches!(content, Content::Number(0.0));
    let is_in_words = |content: &Content| matches!(content, Content::Text(text) if is_nothing(text));
    cells.clone().all(|content| is_zero(content) || is_in_words(content)) && cells.clone().any(is_in_words)
}

/// Whether a cell says that the list ends above it: `（以下空白）`, `— end —`.
pub fn ends_list(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    let may_end = text.len() <= LONGEST_EXAMPLE && text.contains(['以', '此', '本', '完', 'e', 'E', 'b', 'B']);
    may_end && ENDINGS.contains(&label::words(text).as_str())
}

pub(super) fn is_nothing(text: &str) -> bool {
    if text.len() > LONGEST_NOTHING || text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let words = label::words(text);
    match words.as_str() {
        "" => !text.trim().is_empty() && text.trim().chars().all(|c| STROKES.contains(&c)),
        words => NOTHING.contains(&words),
    }
}

/// What cells right below a header are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// The numbers of the columns.
    Columns,
    /// The numbers from one on: of the columns, or answers that happen to count up.
    FromOne,
    /// Something else.
    None,
}

/// Whether the cells of a line number the columns above: `甲 乙 1 2`, `A B 1 2=3+4 3 4`, `栏次 1 2`.
pub fn numbering(cells: &[&Content]) -> Numbering {
    let is_named = matches!(cells.first(), Some(Content::Text(text)) if COLUMN_NUMBERS.contains(&text.trim()));
    let marks: Option<Vec<Number>> = cells[usize::from(is_named)..].iter().map(|content| number(content)).collect();
    let Some(marks) = marks.filter(|marks| marks.len() + usize::from(is_named) >= LEAST_COUNTED) else {
        return Numbering::None;
    };
    let counts_up =
        |is_of: fn(&Number) -> Option<usize>| marks.iter().filter_map(is_of).zip(1..).all(|(n, due)| n == due);
    let is_in_order = counts_up(|number| if let Number::Digits(n) = number { Some(*n) } else { None })
        && counts_up(|number| if let Number::Stem(n) = number { Some(*n) } else { None })
        && counts_up(|number| if let Number::Letter(n) = number { Some(*n) } else { None });
    match marks[0] {
        _ if !is_in_order => Numbering::None,
        Number::Digits(_) if is_named => Numbering::Columns,
        Number::Digits(_) if marks.iter().all(|mark| matches!(mark, Number::Digits(_))) => Numbering::FromOne,
        Number::Digits(_) => Numbering::None,
        Number::Stem(_) | Number::Letter(_) => Numbering::Columns,
    }
}

/// How far a cell counts; below one that begins to count, the second is a row beside a row.
pub fn counted(content: &Content) -> Option<usize> {
    number(content).map(|number| match number {
        Number::Digits(n) | Number::Stem(n) | Number::Letter(n) => n,
    })
}

/// The number of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Digits(usize),
    Stem(usize),
    Letter(usize),
}

fn number(content: &Content) -> Option<Number> {
    let text = match content {
        Content::Number(number) if number.fract() == 0.0 && (1.0..1000.0).contains(number) => {
            return Some(Number::Digits(*number as usize));
        }
        Content::Text(text) if text.len() <= LONGEST_EXAMPLE => plain(text),
        _ => return None,
    };
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let mut chars = text.chars();
    match (chars.next()?, chars.next()) {
        (c, None) if c.is_ascii_alphabetic() => {
            Some(Number::Letter((c.to_ascii_lowercase() as u8 - b'a') as usize + 1))
        }
        (c @ '①'..='⑳', None) => Some(Number::Digits(c as usize - '①' as usize + 1)),
        (c, None) if !c.is_ascii_digit() => {
            STEMS.chars().position(|stem| stem == c).map(|place| Number::Stem(place + 1))
        }
        _ => {
            let digits = text.split_once('=').map_or(text, |(digits, _)| digits);
            digits.trim().parse().ok().filter(|n| (1..1000).contains(n)).map(Number::Digits)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<Content> {
        line.split('|')
            .map(|text| text.parse().map_or_else(|_| Content::Text(text.to_string()), Content::Number))
            .collect()
    }

    #[test]
    fn an_example_is_opened_in_its_own_words() {
        let opens = |text: &str, is_answer| opens_example(&Content::Text(text.to_string()), is_answer);
        for words in [
            "例",
            "示例",
            "样例",
            "（示例）",
            "如：",
            "填写示例",
            "例：",
            "例1",
            "示例1：",
            "1（示例）",
            "Example",
            "e.g.",
            "范例",
            "举例",
        ] {
            assert!(opens(words, false), "{words}");
        }
        for words in ["说明", "参考", "例会", "示例学校", "如皋市", "惯例", "1", "Sample"] {
            assert!(!opens(words, true), "{words}");
        }
        assert!(opens("示例", true) && opens("sample", false));
    }

    #[test]
    fn a_line_says_nothing_where_all_its_cells_do() {
        let says = |line: &str| says_nothing(cells(line).iter());
        for line in ["无", "不适用|不适用", "无|0|无", "/|—|/", "暂无", "N/A", "（无）"] {
            assert!(says(line), "{line}");
        }
        for line in ["0", "无|3", "无|诫勉", "无锡市", "不详|不详", "2024-05-01|无"] {
            assert!(!says(line), "{line}");
        }
    }

    #[test]
    fn a_line_ends_the_list_in_its_own_words_only() {
        let ends = |text: &str| ends_list(&Content::Text(text.to_string()));
        for words in ["（以下空白）", "以下空白", "以下无正文", "（此页无正文）", "（完）", "— end —", "END"]
        {
            assert!(ends(words), "{words}");
        }
        for words in ["", "以下空白由财务填写", "完成", "Endeavour", "weekend", "本页"] {
            assert!(!ends(words), "{words}");
        }
    }

    #[test]
    fn the_numbers_of_columns_count_up() {
        for line in ["甲|乙|丙|丁|1|戊", "甲|1|2", "A|B|1|2=3+4|3|4", "栏次|1|2", "甲|乙|（1）|（2）", "甲|①|②"]
        {
            assert_eq!(numbering(&cells(line).iter().collect::<Vec<_>>()), Numbering::Columns, "{line}");
        }
        assert_eq!(numbering(&cells("1|2|3|4").iter().collect::<Vec<_>>()), Numbering::FromOne);
        for line in ["甲|5|2", "甲|1", "1|A|B|C", "甲局|1|2", "甲|丙|1", "乙|1|2", "1|2024-05|诫勉|4", "1|2|4"]
        {
            assert_eq!(numbering(&cells(line).iter().collect::<Vec<_>>()), Numbering::None, "{line}");
        }
    }
}
