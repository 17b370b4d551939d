//! What a remark beside a number does to it: `其中局级3人` tells more, `更正为3人` and `2人（下半年）` answer again.

use super::remark::{Bearing, corrects};
use crate::numeral;

/// Words before a number that is a part of the one in front.
const LEADING: &[&str] = &["其中", "含", "包括", "包含", "of which", "incl", "of them"];
/// Beginnings of a remark by which a number is not yet firm.
const UNSURE: &[&str] = &["待", "暂", "未核", "不准", "拟", "计划", "目标"];
/// Remarks that turn the sign of the number before them.
const REVERSING: &[&str] = &[
    "下降",
    "减少",
    "降低",
    "下滑",
    "回落",
    "负增长",
    "负",
    "降",
    "减",
    "亏损",
    "decrease",
    "decreased",
    "down",
    "fall",
    "negative",
    "loss",
];
/// What makes a number a place in time or in a list, not an amount.
const BEHIND: &[char] = &['年', '月', '日', '号', '届', '期', '条', '款', '楼', '-', '/', '.', ']', '〕'];
const BEFORE: &[char] = &['第', '附', '表', '件', '图', '注', '号', '〔', '[', '-', '/', '.', '年', '月', '~'];

/// An amount in a remark.
struct Amount<'a> {
    number: f64,
    /// The words between it and the sign before it.
    before: &'a str,
    /// Outside every bracket.
    bare: bool,
    /// At the very start, where the number itself may be said once more: `12（十二人）`.
    restates: bool,
}

/// What a remark does to a number; the remark is in half-width signs, without the bracket that opens it where there is
/// one.
pub(super) fn bearing(number: f64, remark: &str) -> Bearing {
    let mut amounts = amounts(remark);
    amounts.retain(|amount| !(amount.restates && amount.number == number));
    if amounts.iter().any(|amount| amount.bare && amount.before.is_empty()) {
        return Bearing::Rival;
    }
    let further = |amount: &Amount| amount.before.contains('另');
    let adds_up = amounts.iter().map(|amount| amount.number).sum::<f64>() == number && !amounts.iter().any(further);
    let mut led = false;
    let unled = amounts.iter().any(|amount| {
        led = !further(amount) && (led || LEADING.iter().any(|word| amount.before.contains(word)));
        !led
    });
    let unsure = UNSURE.iter().any(|word| remark.starts_with(word)) || remark.contains('?');
    Bearing::doubtful((unled && !adds_up) || unsure || corrects(remark))
}

/// Whether a remark says nothing but that the number before it is to be taken with the other sign: `1.5（下降）`.
pub(super) fn reverses(remark: &str) -> bool {
    REVERSING.contains(&remark.trim_start_matches("同比").trim_start_matches("环比").trim())
}

/// The amounts of a remark in the order written; days, years and numbers of documents are none.
fn amounts(remark: &str) -> Vec<Amount<'_>> {
    // A remark whose first bracket closes stands in one itself; what follows is bare again.
    let mut depth = i32::from(opens_within(remark));
    let (mut amounts, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(c) = remark[at..].chars().next() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        let behind = at + c.len_utf8();
        let digits = &remark[at..];
        if let Some((number, length)) = number(digits) {
            let (before, end) = (remark[start..at].trim(), at + length);
            if !before.ends_with(BEFORE) && !remark[end..].trim_start().starts_with(BEHIND) {
                amounts.push(Amount { number, before, bare: depth <= 0, restates: at == 0 });
            }
            (start, at) = (end, end);
            continue;
        }
        if matches!(c, '(' | ')' | ',' | ';' | '。' | '、' | ':') {
            start = behind;
        }
        at = behind;
    }
    amounts
}

/// The number at the start of a text and its length: in digits, or in Chinese numerals where it counts persons.
fn number(text: &str) -> Option<(f64, usize)> {
    let length = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some((text[..length].trim_end_matches('.').parse().ok()?, length));
    }
    let (number, rest) =
        text.starts_with(|c| numeral::digit(c).is_some() || c == '十').then(|| numeral::leading(text))??;
    rest.starts_with(['人', '名', '位']).then_some((number.parse().ok()?, text.len() - rest.len()))
}

/// Whether a bracket closes in the remark that did not open there.
fn opens_within(remark: &str) -> bool {
    let mut depth = 0_i32;
    remark.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    })
}

/// Whether a numeral is a pair as people say it of a rough number: 三五人, 七八人, 两三人.
pub(super) fn is_rough(text: &str) -> bool {
    let digits: Vec<u64> = text.chars().map_while(numeral::digit).collect();
    let ends = text.chars().nth(digits.len()).is_none_or(|c| !matches!(c, '十' | '百' | '千' | '万' | '亿' | '点'));
    (2..=3).contains(&digits.len()) && digits[0] > 0 && digits.windows(2).all(|pair| pair[0] < pair[1]) && ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_tells_more_and_a_further_amount_is_asked_about() {
        for remark in
            ["其中局级3人", "含退休", "局级2人、处级10人", "2024年新增", "见附件1", "上半年", "其中局级3人，处级4人"]
        {
            assert_eq!(bearing(12.0, &remark.replace('，', ",")), Bearing::Beside, "{remark}");
        }
        for remark in ["比上年增加1人", "另移送2人", "另有三人", "更正为3人", "待核实", "应为3", "局级1人、处级2人"]
        {
            assert_eq!(bearing(12.0, remark), Bearing::Doubtful, "{remark}");
        }
        for remark in ["上半年),2人(下半年", "局级)2人(处级", "甲处)、1人(乙处", "机关),60%(基层"]
        {
            assert_eq!(bearing(12.0, remark), Bearing::Rival, "{remark}");
        }
    }

    #[test]
    fn digits_that_rise_are_a_rough_number_and_others_are_digits() {
        for text in ["三五人", "二三", "七八人", "两三", "一二三人"] {
            assert!(is_rough(text), "{text}");
        }
        for text in ["二〇二四", "九五", "十五", "三十五", "一〇三", "三", "一二三四", "人", "一三万"]
        {
            assert!(!is_rough(text), "{text}");
        }
    }
}
