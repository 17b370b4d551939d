//! Values that a cell shows otherwise than they are: an .ods file keeps beside each value the words shown.

use std::collections::HashMap;

use chrono::Datelike;
use quick_xml::events::BytesStart;

use crate::collect::container::Container;
use crate::collect::format::{self, fifteen_digits};
use crate::collect::guard::{Budget, damaged};
use crate::collect::workbook::Refusal;
use crate::collect::xml::{self, Scanner, Token, is};
use crate::sheet::Content;

const STYLES: &str = "styles.xml";
/// By what a format divides.
const FACTOR: &str = "display-factor";

/// What a format does to the values of its cells.
#[derive(Debug, Default, Clone, Copy)]
struct Effect {
    /// Whether it writes words, or divides.
    has_words: bool,
    /// Whether it writes zeros before a short number.
    has_zeros: bool,
    /// Whether it leaves out the year or the day of a date.
    has_parts: bool,
    /// Whether it leaves out the year of a day.
    leaves_out_year: bool,
    /// Whether it shows nothing of some numbers.
    hides: bool,
}

impl Effect {
    fn is_any(self) -> bool {
        self.has_words || self.has_zeros || self.has_parts || self.hides
    }
}

/// The formats of a workbook that show something else than the value. Only in their cells the words shown are compared
/// with the value.
#[derive(Debug, Default)]
pub struct Formats {
    /// Those of numbers and dates, by name.
    data: HashMap<String, Effect>,
    /// The styles of cells that use them, by name.
    cells: HashMap<String, Effect>,
    /// What the styles do that columns give to cells without one of their own.
    of_columns: Effect,
}

impl Formats {
    /// Reads those that are kept beside the content, in a part of their own.
    pub fn of(container: &mut Container, budget: &Budget) -> Result<Formats, Refusal> {
        match container.part(STYLES)? {
            Some(bytes) => Formats::of_part(&xml::decode(&bytes, STYLES)?, budget),
            None => Ok(Formats::default()),
        }
    }

    fn of_part(text: &str, budget: &Budget) -> Result<Formats, Refusal> {
        let mut formats = Formats::default();
        let mut scanner = Scanner::new(text, STYLES, budget);
        loop {
            match scanner.next()? {
                Token::Open(tag) => formats.read(&tag, true, &mut scanner)?,
                Token::Empty(tag) => formats.read(&tag, false, &mut scanner)?,
                Token::End => return Ok(formats),
                Token::Close | Token::Text(_) => {}
            }
        }
    }

    /// Reads a format to its end tag, or the style of cells that a tag begins; of any other tag nothing.
    pub fn read(&mut self, tag: &BytesStart, is_open: bool, scanner: &mut Scanner) -> Result<(), Refusal> {
        let name =
            |scanner: &Scanner, key| Ok::<_, Refusal>(scanner.attribute(tag, key)?.unwrap_or_default().into_owned());
        let effect = match tag.local_name().as_ref() {
            "date-style" if is_open => of_dates(scanner)?,
            // That of texts names those of numbers, where a format has both.
            "number-style" | "percentage-style" | "currency-style" | "text-style" if is_open => {
                self.of_numbers(scanner)?
            }
            "style" => {
                let data = self.data.get(&name(scanner, "data-style-name")?);
                let parent = self.cells.get(&name(scanner, "parent-style-name")?);
                let effect = data.or(parent).copied().unwrap_or_default();
                if effect.is_any() {
                    self.cells.insert(name(scanner, "name")?, effect);
                }
                return Ok(());
            }
            _ => return Ok(()),
        };
        if effect.is_any() {
            self.data.insert(name(scanner, "name")?, effect);
        }
        Ok(())
    }

    fn of_numbers(&self, scanner: &mut Scanner) -> Result<Effect, Refusal> {
        let (mut depth, mut is_text, mut shows, mut effect) = (1, false, false, Effect::default());
        while depth > 0 {
            match scanner.next()? {
                Token::Open(tag) => {
                    is_text = is(&tag, "text");
                    effect.has_words |= is(&tag, "embedded-text") || scanner.attribute(&tag, FACTOR)?.is_some();
                    effect.has_zeros |= fills_up(&tag, scanner)?;
                    shows |= shows_number(&tag);
                    depth += 1;
                }
                // A format for some values is that of another name, which stands before.
                Token::Empty(tag) if is(&tag, "map") => {
                    let applied = scanner.attribute(&tag, "apply-style-name")?.unwrap_or_default();
                    let applied = self.data.get(applied.as_ref()).copied().unwrap_or_default();
                    effect.has_words |= applied.has_words;
                    effect.has_zeros |= applied.has_zeros;
                    effect.hides |= applied.hides;
                }
                Token::Empty(tag) => {
                    effect.has_words |= scanner.attribute(&tag, FACTOR)?.is_some();
                    effect.has_zeros |= fills_up(&tag, scanner)?;
                    shows |= shows_number(&tag);
                }
                Token::Text(text) => {
                    effect.has_words |= is_text && text.contains(is_letter);
                    shows |= is_text && !text.trim().is_empty();
                }
                Token::Close => depth -= 1,
                Token::End => return Err(damaged(scanner.place())),
            }
        }
        effect.hides |= !shows;
        Ok(effect)
    }

    /// Notes the style that a column gives to its cells.
    pub fn note_column(&mut self, style: &str) {
        let effect = self.cells.get(style).copied().unwrap_or_default();
        self.of_columns.has_words |= effect.has_words;
        self.of_columns.has_zeros |= effect.has_zeros;
        self.of_columns.has_parts |= effect.has_parts;
        self.of_columns.leaves_out_year |= effect.leaves_out_year;
        self.of_columns.hides |= effect.hides;
    }

    fn effect(&self, style: &str) -> Effect {
        if style.is_empty() { self.of_columns } else { self.cells.get(style).copied().unwrap_or_default() }
    }

    /// What a number shows in a cell of a style.
    pub fn number(&self, style: &str, value: f64, content: Content, shown: &str) -> Content {
        let effect = self.effect(style);
        if effect.hides && shown.trim().is_empty() {
            return format::hidden(&value.to_string());
        }
        let is_counted = content == Content::Number(value);
        match if is_counted && (effect.has_zeros || effect.has_words) { filled_up(value, shown) } else { None } {
            Some(shown) => Content::Text(shown),
            None if effect.has_words => number(value, content, shown),
            None => content,
        }
    }

    /// What a date shows in a cell of a style.
    pub fn date(&self, style: &str, content: Content, shown: &str) -> Content {
        if self.effect(style).has_parts { date(content, shown) } else { content }
    }

    /// Whether a cell of a style shows days without their years.
    pub fn leaves_out_year(&self, style: &str) -> bool {
        self.effect(style).leaves_out_year
    }
}

fn of_dates(scanner: &mut Scanner) -> Result<Effect, Refusal> {
    let (mut depth, mut has_day, mut has_year) = (1, false, false);
    while depth > 0 {
        let token = scanner.next()?;
        if let Token::Open(tag) | Token::Empty(tag) = &token {
            has_day |= is(tag, "day");
            has_year |= is(tag, "year");
        }
        match token {
            Token::Open(_) => depth += 1,
            Token::Close => depth -= 1,
            Token::End => return Err(damaged(scanner.place())),
            Token::Empty(_) | Token::Text(_) => {}
        }
    }
    Ok(Effect { has_parts: !(has_day && has_year), leaves_out_year: has_day && !has_year, ..Effect::default() })
}

/// Whether a part of a format stands for the number, or for the text.
fn shows_number(tag: &BytesStart) -> bool {
    ["number", "scientific-number", "fraction", "currency-symbol", "text-content"].iter().any(|name| is(tag, name))
}

/// Whether a part of a format stands for digits of which several are zeros before a short number.
fn fills_up(tag: &BytesStart, scanner: &Scanner) -> Result<bool, Refusal> {
    if !is(tag, "number") {
        return Ok(false);
    }
    let is_grouped = scanner.attribute(tag, "grouping")?.as_deref() == Some("true");
    let n_digits = scanner.attribute(tag, "min-integer-digits")?.and_then(|count| count.trim().parse::<u32>().ok());
    Ok(!is_grouped && n_digits.is_some_and(|count| count > 1))
}

/// A number that is shown with zeros before it, or with dashes among its digits; `None` where it is shown in another way.
fn filled_up(value: f64, shown: &str) -> Option<String> {
    let shown = shown.trim();
    if value < 0.0 || is_dashed(value, shown) {
        return (value >= 0.0).then(|| shown.to_string());
    }
    let bare: String = shown.chars().filter(|sign| !sign.is_whitespace()).collect();
    let (before, digits, behind) = parted(&bare);
    let is_alone = before.is_empty() && behind.is_empty() && n_zeros(digits, value) > 0;
    let is_same = is_alone && Figure::read(digits).is_some_and(|figure| figure.rounds(value));
    is_same.then(|| if digits.parse() == Ok(value) { digits.to_string() } else { in_full(digits, value) })
}

/// Whether all digits of a number are shown, with dashes among them: `000-0042`, `(010) 555-1234`.
fn is_dashed(value: f64, shown: &str) -> bool {
    let digits: String = shown.chars().filter(|sign| !matches!(sign, '-' | '(' | ')' | ' ')).collect();
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse() == Ok(value);
    is_whole && shown.trim_start_matches(['(', '-']).contains('-')
}

/// A number in all its digits, with the zeros that are shown before it.
fn in_full(digits: &str, value: f64) -> String {
    "0".repeat(n_zeros(digits, value)) + &fifteen_digits(value)
}

/// How many zeros are shown before a number.
fn n_zeros(digits: &str, value: f64) -> usize {
    let whole = digits.split('.').next().unwrap_or_default();
    let is_filled = whole.starts_with('0') && !whole.contains(',');
    let n_own = fifteen_digits(value).split('.').next().map_or(0, str::len);
    if is_filled { whole.len().saturating_sub(n_own) } else { 0 }
}

fn is_letter(sign: char) -> bool {
    sign.is_alphabetic() || matches!(sign, '‰' | '/')
}

/// What a number shows, where its words are other than its digits; the value itself where they are not, or where
/// nobody knows in which language's digits they are written.
fn number(value: f64, content: Content, shown: &str) -> Content {
    let shown = shown.trim();
    let (before, digits, behind) = parted(shown);
    let is_same = Figure::read(digits).is_none_or(|figure| figure.rounds(value));
    match has_words(shown) {
        true if is_same && !digits.is_empty() => {
            let before = if value < 0.0 { before.trim_end_matches('-') } else { before };
            let minus = if value < 0.0 && shown.contains('-') { "-" } else { "" };
            Content::Text(format!("{before}{minus}{}{behind}", in_full(digits, value)))
        }
        true => Content::Text(shown.to_string()),
        false if before.is_empty() && behind.is_empty() && !is_same => Content::Text(shown.to_string()),
        false => content,
    }
}

/// What a date shows, where it leaves out the year or the day.
fn date(content: Content, shown: &str) -> Content {
    let shown = shown.trim();
    let has = |sign: char| shown.contains(sign);
    let is_chinese = has('年') || has('月');
    let is_first = matches!(content, Content::Date(at) if at.day() == 1);
    // Any other day than the first somebody gave, and with month and day only the year is filled in.
    let is_whole = has('月') && (has('日') || has('号') || (has('年') && !is_first));
    let groups = shown.split(['-', '/', '.']);
    let in_figures = groups.clone().all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    if (is_chinese && !is_whole) || (in_figures && is_first && groups.count() == 2) {
        return Content::Text(shown.to_string());
    }
    content
}

/// Whether letters stand in a text beside those of `1.5E+05`.
fn has_words(shown: &str) -> bool {
    let letters = shown.chars().filter(|sign| sign.is_alphabetic() || *sign == '‰').count();
    let is_short_form = letters == 1 && (shown.contains("E+") || shown.contains("E-"));
    letters > 0 && !is_short_form
}

/// The first figure in a text, and what stands around it.
fn parted(shown: &str) -> (&str, &str, &str) {
    let start = shown.find(|sign: char| sign.is_ascii_digit()).unwrap_or(shown.len());
    let (before, rest) = shown.split_at(start);
    let end = rest.find(|sign: char| !sign.is_ascii_digit() && !matches!(sign, '.' | ',')).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(end);
    (before, digits, behind)
}

/// A figure as it is shown.
struct Figure {
    amount: f64,
    n_decimals: usize,
}

impl Figure {
    /// Reads digits that mean the same in every language; a comma and three places behind a point do not.
    fn read(digits: &str) -> Option<Figure> {
        let decimals = digits.split_once('.').map_or("", |(_, decimals)| decimals);
        let amount = digits.parse().ok().filter(|_| decimals.len() != 3)?;
        Some(Figure { amount, n_decimals: decimals.len() })
    }

    /// Whether a value is this figure when it is rounded.
    fn rounds(&self, value: f64) -> bool {
        let half = 0.500_001 * 10f64.powi(-i32::try_from(self.n_decimals).unwrap_or(0));
        (self.amount - value.abs()).abs() <= half.max(value.abs() * 1e-14)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::serial;

    fn read(value: f64, shown: &str) -> String {
        match number(value, Content::Number(value), shown) {
            Content::Text(text) => text,
            other => format!("= {other}"),
        }
    }

    #[test]
    fn words_shown_with_a_number_are_read_with_its_digits() {
        for (value, shown, expected) in [
            (7.0, "7万人", "7万人"),
            (12.345, "12人", "12.345人"),
            (-5.0, "-5人", "-5人"),
            (401_000.0, "401,000元", "401000元"),
            (7.0, "A007", "A007"),
            (0.5, "00.5人", "00.5人"),
            (1.0, "否", "否"),
            (120_000.0, "12.0万", "12.0万"),
            (401_000.0, "40.1", "40.1"),
            (12_000.0, "12", "12"),
        ] {
            assert_eq!(read(value, shown), expected);
        }
    }

    #[test]
    fn numbers_shown_as_they_are_stay_numbers() {
        for (value, shown) in [
            (7.0, "7"),
            (7.0, ""),
            (2.5, "3"),
            (1234.0, "1,234.00"),
            (1234.0, "1.234"),
            (-5.0, "(5)"),
            (-5.0, "-5"),
            (12.0, "¥12.00"),
            (0.5, "1/2"),
            (150_000.0, "1.5E+05"),
            (12.345, "12,345"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(read(value, shown), format!("= {value}"), "{shown}");
        }
    }

    #[test]
    fn zeros_before_a_number_and_dashes_within_are_kept() {
        for (value, shown, expected) in [
            (2.0, "0002", Some("0002")),
            (0.0, "000", Some("000")),
            (7.25, "007", Some("007.25")),
            (1.1, "01.10", Some("01.10")),
            (42.0, "000-0042", Some("000-0042")),
            (1_234_567.0, "123-4567", Some("123-4567")),
            (2026.0, "2026", None),
            (-7.0, "-007", None),
            (3.0, "0002", None),
            (42.0, "2024-03-01", None),
            (5_551_234.0, "555-1234", Some("555-1234")),
            (115_551_234.0, "(010) 555-1234", None),
            (105_551_234.0, "(010) 555-1234", Some("(010) 555-1234")),
            (1234.0, "001 234", Some("001234")),
            (12_345.0, "12 345", None),
            (5.0, "(5)", None),
            (42.0, "0,042", None),
            (7.0, "007人", None),
            (7.0, "¥007", None),
            (7.0, "", None),
        ] {
            assert_eq!(filled_up(value, shown).as_deref(), expected, "{value} {shown}");
        }
    }

    #[test]
    fn dates_shown_in_part_are_the_part() {
        let on = |day: &str, shown: &str| date(Content::Date(serial::iso(day).unwrap()), shown).to_string();
        for part in ["2024年3月", "2024年", "2024-03", "3月"] {
            assert_eq!(on("2024-03-01", part), part);
        }
        let read = |shown: &str| on("2024-03-05", shown);
        for told in ["2024年3月", "3月5日", "2024-03", "3/5"] {
            assert_eq!(read(told), "2024-03-05", "{told}");
        }
        for whole in ["2024年3月5日", "2024-03-05", "03/05/24", "", "5. März 2024", "二〇二四年三月五日", "12:30"]
        {
            assert_eq!(read(whole), "2024-03-05", "{whole}");
        }
    }
}
