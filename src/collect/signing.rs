//! The line below a roster in which people sign: who filled it in, who checked it, a telephone, a day.

use crate::collect::closing;
use crate::collect::label;
use crate::sheet::{Content, plain};

/// They sign, too, where a list is sent.
const MORE_SIGNERS: &[&str] = &["主管领导", "分管领导", "contact"];

/// Those who sign where a colon stands behind.
const SIGNERS_WITH_COLON: &[&str] = &["填表", "填报", "制表", "审核", "复核", "经办", "审批", "签发"];

/// What is told beside them.
const BESIDE: &[&str] = &[
    "联系电话",
    "电话",
    "手机",
    "联系方式",
    "填报日期",
    "填表日期",
    "报送日期",
    "日期",
    "telephone",
    "tel",
    "phone",
    "date",
];

/// A line of more cells is a row.
const MOST_CELLS: usize = 8;

/// A longer text is no name and no number.
const LONGEST: usize = 60;

/// What a cell of such a line is.
enum Piece {
    /// Somebody signs, with a name or to be followed by one.
    Signer,
    /// What is told beside, likewise.
    Beside,
}

/// Whether these cells, all those of a line, say who signs, and nothing besides: `填表人：张三 | 审核人：李四 | 电话 | 8286`.
pub fn is_signed<'a>(cells: impl Iterator<Item = &'a Content>) -> bool {
    let (mut n_signers, mut awaits_value) = (0, false);
    for (number, content) in cells.enumerate() {
        match piece(content) {
            _ if number == MOST_CELLS => return false,
            Some((piece, has_value)) => {
                n_signers += usize::from(matches!(piece, Piece::Signer));
                awaits_value = !has_value;
            }
            None if awaits_value && is_short(content) => awaits_value = false,
            None if number > 0 && closing::is_day(content) => {}
            None => return false,
        }
    }
    n_signers > 0
}

fn piece(content: &Content) -> Option<(Piece, bool)> {
    let Content::Text(text) = content else { return None };
    if text.len() > LONGEST {
        return None;
    }
    let plain = plain(text).to_lowercase();
    let (label, value) = plain.split_once(':').map_or((plain.as_str(), None), |(label, value)| (label, Some(value)));
    let words = label::words(label);
    let is_among = |known: &[&str]| known.iter().any(|known| known.chars().filter(|c| *c != ' ').eq(words.chars()));
    let is_signer = [closing::SIGNERS, closing::SIGNED, MORE_SIGNERS].into_iter().any(is_among)
        || value.is_some() && is_among(SIGNERS_WITH_COLON);
    let piece = if is_among(BESIDE) { Piece::Beside } else { is_signer.then_some(Piece::Signer)? };
    let has_value = value.is_some_and(|value| !value.trim().is_empty());
    Some((piece, has_value))
}

fn is_short(content: &Content) -> bool {
    match content {
        Content::Text(text) => text.len() <= LONGEST,
        Content::Number(_) | Content::Date(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(line: &[&str]) -> bool {
        let cells: Vec<Content> = line.iter().map(|text| Content::Text(text.to_string())).collect();
        is_signed(cells.iter())
    }

    #[test]
    fn people_sign_with_their_names_behind_or_beside() {
        for line in [
            &["填表人：张三"][..],
            &["填表人：张三", "联系电话：8286", "填报日期：2026年7月15日"],
            &["填表人", "张三", "审核人", "李四"],
            &["制表：张三", "审核：李四"],
            &["填表人：", "张三", "电话：", "82861234"],
            &["负责人", "填表人"],
            &["Prepared by: A. Smith", "Tel", "555 0100"],
        ] {
            assert!(signed(line), "{line:?}");
        }
    }

    #[test]
    fn what_names_nobody_or_answers_something_is_a_row() {
        for line in [
            &["张三"][..],
            &["电话", "8286"],
            &["审核", "是", "3"],
            &["填表人：张三", "12"],
            &["填表人", "张三", "12"],
            &["U01", "甲局", "填表人：张三"],
            &[],
        ] {
            assert!(!signed(line), "{line:?}");
        }
        assert!(!is_signed([Content::Date(chrono::NaiveDateTime::default())].iter()));
    }
}
