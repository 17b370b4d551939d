//! Quantities as people write them: `1,234`, `约11人`, `一百零三`, `1.2万`; shared by integer, decimal and percent.

use super::beside;
use super::number::fifteen;
use super::remark::Bearing;
use super::wording::trimmed;
use crate::numeral;
use crate::text::Text;

/// A number as written, exact: its digits and the power of ten they are multiplied by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    negative: bool,
    digits: String,
    exponent: i32,
    /// Whether the unit asked for is written.
    pub in_unit: bool,
    /// Only said to be near.
    pub approximate: bool,
    /// The counter, where it is not the unit asked for but counts alike (人次 for 人).
    pub counter: Option<String>,
    /// What stands behind it in the cell; often empty.
    pub remark: String,
    /// What that does to it.
    pub bearing: Bearing,
}

impl Quantity {
    /// The whole number it is; `Ok(None)` for a fraction, an error beyond 2^53.
    pub fn whole(&self) -> Result<Option<i64>, Refusal> {
        let digits = self.digits.trim_start_matches('0');
        let significant = digits.trim_end_matches('0');
        let exponent = self.exponent + (digits.len() - significant.len()) as i32;
        if significant.is_empty() {
            return Ok(Some(0));
        }
        if exponent < 0 {
            return Ok(None);
        }
        let places = significant.len() + exponent as usize;
        let whole = (places <= 16).then(|| significant.parse::<i64>().ok()).flatten();
        let whole = whole.map(|whole| whole * 10i64.pow(exponent as u32)).filter(|whole| *whole <= LARGEST);
        whole.map(|whole| Some(if self.negative { -whole } else { whole })).ok_or(Refusal::TooLarge)
    }

    /// The number divided by a power of ten, as the nearest float; an error where more than 15 digits matter, or it is
    /// too large.
    pub fn number(&self, shift: i32) -> Result<f64, Refusal> {
        let significant = self.digits.trim_start_matches('0').trim_end_matches('0');
        let sign = if self.negative && !significant.is_empty() { "-" } else { "" };
        let number: f64 = format!("{sign}{}e{}", self.digits, self.exponent - shift).parse().unwrap_or(f64::INFINITY);
        (significant.len() <= 15 && number.abs() < TOO_LARGE).then_some(number).ok_or(Refusal::TooLarge)
    }
}

/// The largest whole number that a spreadsheet keeps exactly: 2^53.
pub const LARGEST: i64 = 1 << 53;

/// No unit reports so much, and sums of what is less are kept exact.
pub const TOO_LARGE: f64 = 1e18;

/// Why writing is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No number at all, or more than one.
    NotUnderstood,
    /// 10余, 近20, 不到20: a limit only.
    OnlyABound,
    /// 10-12, 三五.
    Range,
    /// 1人（上半年），2人（下半年）.
    Several,
    /// 95,5.
    DecimalComma,
    /// 1E+03: Excel's short form, its digits are gone.
    Scientific,
    /// Another unit.
    OtherUnit(String),
    /// Beyond what is exact.
    TooLarge,
}

/// Reads a text as one number in the unit asked for (may be empty).
///
/// A multiplier (万) counts where the unit or nothing follows it; not where the unit itself begins with one
/// (`1.2万` for 万元), as both may be meant. Text in scientific notation is refused: it is what Excel shows of a
/// longer number.
pub fn read(text: &str, unit: &Text) -> Result<Quantity, Refusal> {
    let text = trimmed(text).replace('\u{2212}', "-").to_lowercase();
    let text = text.strip_prefix('\'').unwrap_or(&text);
    let (text, near) = without_near(text);
    let (negative, text) = sign(text);
    if starts_with_any(text, BOUNDS_BEFORE) {
        return Err(Refusal::OnlyABound);
    }
    let (digits, rest) = core(text, unit)?;
    let (rest, remark) = apart_from_remark(rest.trim());
    if beside::reverses(remark) {
        return Err(Refusal::NotUnderstood);
    }
    let (rest, near_behind) = without_near_behind(rest);
    let (exponent, counter) = scaled(rest, unit)?;
    let counter = counter.map_or_else(|| noted_counter(remark, unit), |counter| Ok(Some(counter)))?;
    let bearing = beside::bearing(digits.parse().unwrap_or(f64::NAN), remark);
    if bearing == Bearing::Rival {
        return Err(Refusal::Several);
    }
    let digits = without_trace(&digits).unwrap_or(digits);
    let (digits, decimals) = match digits.split_once('.') {
        Some((whole, part)) => (format!("{whole}{part}"), part.len() as i32),
        None => (digits, 0),
    };
    let estimated = starts_with_any(remark, &["约", "估", "暂估", "预计", "左右", "about", "approx", "estimate"]);
    let approximate = near || near_behind || estimated;
    let (in_unit, exponent) = (counter.is_none() && !rest.is_empty(), exponent - decimals);
    Ok(Quantity { negative, digits, exponent, in_unit, approximate, counter, remark: remark.to_string(), bearing })
}

const TOTALS: &[&str] = &["共计", "合计", "总计", "总共", "共有", "共", "计", "total of", "total:", "total"];
const NEAR: &[&str] = &[
    "大约为",
    "大约",
    "大概",
    "大致",
    "约为",
    "约",
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "circa",
    "~",
    "≈",
];
/// Words before a number that make it a limit.
pub const BOUNDS_BEFORE: &[&str] = &[
    "近",
    "不到",
    "不足",
    "超过",
    "超",
    "逾",
    "将近",
    "接近",
    "至少",
    "至多",
    "最多",
    "最少",
    "多于",
    "少于",
    "大于",
    "小于",
    "几",
    "数",
    ">",
    "<",
    "≥",
    "≤",
    "more than",
    "less than",
    "over",
    "under",
    "nearly",
    "almost",
    "at least",
    "at most",
    "up to",
];
const BOUNDS_BEHIND: &[&str] = &["余", "多", "来", "几", "+", "以上", "以下", "以内", "or more", "or less"];

/// Whether a text starts with any of the words.
pub fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

fn without<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word)).map(str::trim_start)
}

fn without_near(text: &str) -> (&str, bool) {
    let text = without(text, TOTALS).unwrap_or(text);
    let near = without(text, NEAR);
    let text = near.unwrap_or(text);
    (without(text, TOTALS).unwrap_or(text), near.is_some())
}

fn without_near_behind(rest: &str) -> (&str, bool) {
    match ["左右", "上下", "or so"].iter().find_map(|word| rest.strip_suffix(word)) {
        Some(rest) => (rest.trim_end(), true),
        None => (rest, false),
    }
}

fn sign(text: &str) -> (bool, &str) {
    let number = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if let Some(rest) = text.strip_prefix('-').or_else(|| text.strip_prefix('负')).map(str::trim_start)
        && (number(&rest) || numeral::leading(rest).is_some())
    {
        return (true, rest);
    }
    (false, text.strip_prefix('+').filter(number).unwrap_or(text))
}

/// The digits at the start, without separators, and what follows.
fn core<'a>(text: &'a str, unit: &Text) -> Result<(String, &'a str), Refusal> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    let written = text[..end].trim_end_matches([',', '.']);
    let rest = &text[written.len()..];
    if written.is_empty() {
        if beside::is_rough(text) {
            return Err(Refusal::Range);
        }
        return in_numerals(text, unit);
    }
    if begins_exponent(rest) {
        return Err(Refusal::Scientific);
    }
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    if part.contains([',', '.']) || (whole.is_empty() && part.is_empty()) || written.len() > 40 {
        return Err(Refusal::NotUnderstood);
    }
    let whole = without_separators(whole)?;
    let point = if part.is_empty() { "" } else { "." };
    Ok((format!("{whole}{point}{part}"), rest))
}

/// A Chinese numeral at the start, and what follows it. Where the unit begins with a multiplier, one in the numeral is the
/// unit's own if the rest of the unit follows (四十四万元 for 万元), else nothing tells whose it is (四十四万).
fn in_numerals<'a>(text: &'a str, unit: &Text) -> Result<(String, &'a str), Refusal> {
    let (digits, rest) = numeral::leading(text).ok_or(Refusal::NotUnderstood)?;
    let of_unit = unit.zh.chars().next().filter(|_| multiplies(unit)).and_then(numeral::scale);
    let written = &text[..text.len() - rest.len()];
    let is_scaled = |(_, c): &(usize, char)| of_unit.is_some_and(|of_unit| numeral::scale(*c) >= Some(of_unit));
    let Some((at, multiplier)) = written.char_indices().rev().find(is_scaled) else { return Ok((digits, rest)) };
    let (before, unit_behind) = text.split_at(at);
    match numeral::value(before).filter(|_| is_unit(apart_from_remark(unit_behind).0, unit)) {
        Some(number) => Ok((number.to_string(), unit_behind)),
        None => Err(Refusal::OtherUnit(multiplier.to_string())),
    }
}

/// Whether a unit begins with a multiplier, so that one behind a number may be the number's or the unit's.
fn multiplies(unit: &Text) -> bool {
    starts_with_any(&unit.zh, &["千", "万", "亿", "百"])
}

/// A number without the trace that binary arithmetic left in its sixteenth and seventeenth digit: 1.2999999999999998 is
/// 1.3, as a workbook shows it. `None` for any other, above all for long whole numbers, of which every digit matters.
fn without_trace(written: &str) -> Option<String> {
    let significant =
        |text: &str| -> String { text.replace('.', "").trim_start_matches('0').trim_end_matches('0').to_string() };
    let digits = significant(written);
    let (whole, part) = written.split_once('.')?;
    if !(16..=17).contains(&digits.len()) || part.trim_end_matches('0').is_empty() || whole.len() > 15 {
        return None;
    }
    let float: f64 = written.parse().ok()?;
    let exact = significant(format!("{float:.16e}").split('e').next()?);
    let shown = fifteen(float);
    let is_float = digits == exact || digits == significant(&float.to_string());
    (is_float && (float - shown).abs() < 1e-15 * float.abs()).then(|| shown.to_string())
}

fn begins_exponent(rest: &str) -> bool {
    let exponent = rest.strip_prefix('e').map(|rest| rest.trim_start_matches(['+', '-']));
    exponent.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn without_separators(whole: &str) -> Result<String, Refusal> {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let others: Vec<&str> = groups.collect();
    let grouped = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    if others.is_empty() || grouped { Ok(whole.replace(',', "")) } else { Err(Refusal::DecimalComma) }
}

/// What follows a number, apart from the remark behind a bracket or a sign.
fn apart_from_remark(rest: &str) -> (&str, &str) {
    let bare = |text: &str| text.trim_end_matches(['。', '.', ';', '；', ',', '，', ' ']).len();
    let Some(at) = rest.find(['(', ',', ';', '。']) else { return (&rest[..bare(rest)], "") };
    let remark = rest[at..].trim_matches(|c: char| c == ' ' || "(),;。".contains(c));
    let number = remark.starts_with(|c: char| c.is_ascii_digit()) || numeral::value(remark).is_some();
    if number { (rest, "") } else { (rest[..at].trim_end(), remark) }
}

/// The power of ten and the counter that the words behind a number stand for.
fn scaled(rest: &str, unit: &Text) -> Result<(i32, Option<String>), Refusal> {
    if rest.is_empty() || is_unit(rest, unit) {
        return Ok((0, None));
    }
    if rest.strip_prefix('+').is_some_and(|more| more.trim_start().starts_with(|c: char| c.is_ascii_digit())) {
        return Err(Refusal::Several);
    }
    if starts_with_any(rest, BOUNDS_BEHIND) || ends_with_limit(rest) {
        return Err(Refusal::OnlyABound);
    }
    if is_range(rest) {
        return Err(Refusal::Range);
    }
    let ambiguous = multiplies(unit);
    for (word, exponent) in MULTIPLIERS {
        let Some(behind) = rest.strip_prefix(word).map(str::trim) else { continue };
        if (behind.is_empty() && !ambiguous) || (!behind.is_empty() && is_unit(behind, unit)) {
            return Ok((*exponent, None));
        }
        if starts_with_any(behind, BOUNDS_BEHIND) {
            return Err(Refusal::OnlyABound);
        }
    }
    if counts_alike(rest, unit) { Ok((0, Some(rest.to_string()))) } else { Err(refused(rest)) }
}

/// The counter that a remark names instead of the unit asked for: `2（人次）`; an error where it is of another size or
/// another thing: `2（万人）`.
fn noted_counter(remark: &str, unit: &Text) -> Result<Option<String>, Refusal> {
    const MEASURES: &[&str] =
        &["人", "名", "人次", "起", "件", "次", "家", "元", "分", "项", "份", "户", "岁", "天", "小时", "个", "‰", "%"];
    let word = remark.strip_prefix("单位").unwrap_or(remark).trim_start_matches([':', '为', ' ']);
    if word.is_empty() || is_unit(word, unit) {
        return Ok(None);
    }
    if counts_alike(word, unit) {
        return Ok(Some(word.to_string()));
    }
    let scaled = MULTIPLIERS.iter().find_map(|(multiplier, _)| word.strip_prefix(multiplier));
    let counts = |word: &str| MEASURES.contains(&word) || is_unit(word, unit);
    let other = counts(word) || scaled.is_some_and(|rest| rest.is_empty() || counts(rest));
    if other { Err(Refusal::OtherUnit(word.to_string())) } else { Ok(None) }
}

/// 20人以上.
fn ends_with_limit(rest: &str) -> bool {
    ["以上", "以下", "以内", "多"].iter().any(|word| rest.ends_with(word))
}

/// Multiples before a unit and their powers of ten, the longer words first.
pub const MULTIPLIERS: &[(&str, i32)] = &[
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

fn is_range(rest: &str) -> bool {
    let behind = without(rest, &["-", "~", "–", "—", "至", "到", "to"]);
    behind
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || numeral::value(&c.to_string()).is_some()))
}

/// Whether words are the unit asked for; without one, the plain counters.
fn is_unit(words: &str, unit: &Text) -> bool {
    const PERSONS: &[&str] = &["人", "名", "位", "个", "个人"];
    const PLAIN: &[&str] =
        &["人", "名", "位", "个", "件", "次", "项", "份", "家", "起", "人次", "persons", "people", "times"];
    let (zh, en) = (trimmed(&unit.zh).to_lowercase(), trimmed(&unit.en).to_lowercase());
    if zh.is_empty() && en.is_empty() {
        return PLAIN.contains(&words);
    }
    let singular = en.strip_suffix('s').is_some_and(|one| one == words);
    let persons = zh == "人" && (PERSONS.contains(&words) || matches!(words, "people"));
    words == zh || words == en || singular || persons
}

/// 人次 counts persons more than once: read, but asked about.
fn counts_alike(words: &str, unit: &Text) -> bool {
    matches!((words, unit.zh.as_str()), ("人次", "人") | ("人", "人次"))
}

fn refused(rest: &str) -> Refusal {
    let words = rest.chars().all(|c| c.is_alphabetic() || c == '%' || c == '‰' || c == '/');
    if words && rest.chars().count() <= 12 { Refusal::OtherUnit(rest.to_string()) } else { Refusal::NotUnderstood }
}
