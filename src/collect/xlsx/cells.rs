//! A worksheet, cell by cell.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::{Shared, strings};
use crate::collect::guard::{Budget, damaged, unlawful};
use crate::collect::serial::{self, Shown};
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Scanner, Token, is, truth};
use crate::sheet::{Area, Content, Position, Sheet};

const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Reads a worksheet part; name and visibility are the workbook's to tell.
pub fn read(text: &str, part: &str, shared: &Shared, budget: &Budget) -> Result<Sheet, Refusal> {
    let mut reading =
        Reading { scanner: Scanner::new(text, part, budget), shared, budget, sheet: Sheet::default(), in_order: true };
    reading.worksheet()?;
    reading.sorted()
}

struct Reading<'a> {
    scanner: Scanner<'a>,
    shared: &'a Shared,
    budget: &'a Budget,
    sheet: Sheet,
    in_order: bool,
}

/// What stands in a `c` element: its type, what it shows, its formula.
#[derive(Default)]
struct Raw<'t> {
    value: Option<Cow<'t, str>>,
    inline: Option<String>,
    formula: Option<String>,
}

/// The attributes of a `c` element.
struct Head {
    at: Position,
    style: usize,
    kind: Kind,
}

/// The type of a cell's value (ECMA-376 part 1, 18.18.11).
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Date,
    Unknown,
}

impl<'a> Reading<'a> {
    fn worksheet(&mut self) -> Result<(), Refusal> {
        let mut n_data = 0;
        loop {
            match self.scanner.next()? {
                Token::End => break,
                Token::Open(tag) if is(&tag, "sheetData") => {
                    n_data += 1;
                    self.rows()?;
                }
                Token::Empty(tag) if is(&tag, "sheetData") => n_data += 1,
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "mergeCell") => self.merge(&tag)?,
                Token::Open(tag) | Token::Empty(tag) if is(&tag, "col") => self.column(&tag)?,
                _ => {}
            }
        }
        match n_data {
            1 => Ok(()),
            0 => Err(damaged(format!("{}: sheetData", self.scanner.part()))),
            _ => Err(unlawful(format!("{}: sheetData ×{n_data}", self.scanner.part()))),
        }
    }

    fn rows(&mut self) -> Result<(), Refusal> {
        let mut next = 0;
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "row") => {
                    let row = self.row_number(&tag, next)?;
                    self.row(row)?;
                    next = row + 1;
                }
                Token::Empty(tag) if is(&tag, "row") => next = self.row_number(&tag, next)? + 1,
                Token::Open(_) => self.scanner.skip()?,
                Token::Close => return Ok(()),
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Empty(_) | Token::Text(_) => {}
            }
        }
    }

    fn row_number(&mut self, tag: &BytesStart, next: u32) -> Result<u32, Refusal> {
        let row = match self.scanner.attribute(tag, "r")? {
            None => next,
            Some(number) => {
                let number = number.trim().parse::<u32>().ok().filter(|number| (1..=ROWS).contains(number));
                number.ok_or_else(|| unlawful(self.scanner.place()))? - 1
            }
        };
        if row >= ROWS {
            return Err(unlawful(self.scanner.place()));
        }
        if self.scanner.attribute(tag, "hidden")?.is_some_and(|value| truth(&value)) {
            self.sheet.hidden_rows.push(row);
        }
        Ok(row)
    }

    fn row(&mut self, row: u32) -> Result<(), Refusal> {
        let mut next = Position::new(row, 0);
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "c") => {
                    let head = self.head(&tag, next)?;
                    next = Position::new(row, head.at.col + 1);
                    let raw = self.raw()?;
                    self.keep(head, raw)?;
                }
                Token::Empty(tag) if is(&tag, "c") => {
                    next = Position::new(row, self.head(&tag, next)?.at.col + 1);
                }
                Token::Open(_) => self.scanner.skip()?,
                Token::Close => return Ok(()),
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Empty(_) | Token::Text(_) => {}
            }
        }
    }

    fn head(&self, tag: &BytesStart, next: Position) -> Result<Head, Refusal> {
        let mut head = Head { at: next, style: 0, kind: Kind::Number };
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| damaged(self.scanner.place()))?;
            let value = attribute.value.trim();
            match attribute.key.as_ref() {
                "r" => head.at = address(value).ok_or_else(|| unlawful(self.scanner.place()))?,
                "s" => head.style = value.parse().map_err(|_| unlawful(self.scanner.place()))?,
                "t" => head.kind = kind(value),
                _ => {}
            }
        }
        if head.at.row != next.row || head.at.col >= COLUMNS {
            return Err(unlawful(format!("{}: {}", self.scanner.part(), head.at)));
        }
        Ok(head)
    }

    fn raw(&mut self) -> Result<Raw<'a>, Refusal> {
        let mut raw = Raw::default();
        loop {
            match self.scanner.next()? {
                Token::Open(tag) if is(&tag, "v") => raw.value = Some(self.plain_text()?),
                Token::Empty(tag) if is(&tag, "v") => raw.value = Some(Cow::Borrowed("")),
                Token::Open(tag) if is(&tag, "f") => raw.formula = Some(self.plain_text()?.into_owned()),
                Token::Empty(tag) if is(&tag, "f") => raw.formula = Some(String::new()),
                Token::Open(tag) if is(&tag, "is") => raw.inline = Some(strings::rich(&mut self.scanner)?),
                Token::Open(_) => self.scanner.skip()?,
                Token::Close => return Ok(raw),
                Token::End => return Err(damaged(self.scanner.place())),
                Token::Empty(_) | Token::Text(_) => {}
            }
        }
    }

    /// The text of an element, without a copy where it is one piece.
    fn plain_text(&mut self) -> Result<Cow<'a, str>, Refusal> {
        let mut all: Cow<'a, str> = Cow::Borrowed("");
        loop {
            match self.scanner.next()? {
                Token::Text(text) if all.is_empty() => all = text,
                Token::Text(text) => all.to_mut().push_str(&text),
                Token::Close => return Ok(all),
                Token::Open(_) => self.scanner.skip()?,
                Token::Empty(_) => {}
                Token::End => return Err(damaged(self.scanner.place())),
            }
        }
    }

    fn keep(&mut self, head: Head, raw: Raw) -> Result<(), Refusal> {
        let Some(content) = self.content(&head, raw) else { return Ok(()) };
        let size = match &content {
            Content::Text(text) | Content::Error(text) | Content::Uncalculated(text) => text.len(),
            _ => 0,
        };
        self.budget.keep(1, size, self.scanner.part())?;
        self.in_order &= self.sheet.cells.last().is_none_or(|(last, _)| *last < head.at);
        self.sheet.cells.push((head.at, content));
        Ok(())
    }

    /// What a cell shows; `None` for a blank one. A value that contradicts its type becomes an error value.
    fn content(&self, head: &Head, raw: Raw) -> Option<Content> {
        let text = |text: String| (!text.is_empty()).then_some(Content::Text(text));
        let Some(value) = raw.value else {
            return match (raw.inline, raw.formula) {
                (Some(inline), _) => text(inline),
                (None, Some(formula)) => Some(Content::Uncalculated(formula)),
                (None, None) => None,
            };
        };
        let trimmed = value.trim();
        match head.kind {
            Kind::Text | Kind::Inline => text(strings::unescaped(value.into_owned())),
            _ if trimmed.is_empty() => raw.formula.map(Content::Uncalculated),
            Kind::Number => Some(self.number(head, trimmed)),
            Kind::Shared => match trimmed.parse::<usize>().ok().and_then(|place| self.shared.strings.get(place)) {
                Some(found) => text(found.to_string()),
                None => Some(Content::Error(format!("#STRING! {trimmed}"))),
            },
            Kind::Bool => Some(match trimmed {
                "1" | "true" => Content::Bool(true),
                "0" | "false" => Content::Bool(false),
                other => Content::Error(format!("#BOOL! {other}")),
            }),
            Kind::Date => Some(serial::iso(trimmed).map_or_else(|| Content::Text(trimmed.into()), Content::Date)),
            Kind::Error => Some(Content::Error(trimmed.to_string())),
            Kind::Unknown => Some(Content::Error(format!("#TYPE! {trimmed}"))),
        }
    }

    fn number(&self, head: &Head, text: &str) -> Content {
        // `inf` and `nan` would parse too; a spreadsheet number has a digit.
        let number = text.parse::<f64>().ok().filter(|_| text.bytes().any(|byte| byte.is_ascii_digit()));
        let Some(number) = number else { return Content::Error(format!("#NUM! {text}")) };
        let shown = self.shared.styles.get(head.style).copied().unwrap_or(Shown::Number);
        serial::content(number, shown, self.shared.system)
    }

    fn merge(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        let Some(reference) = self.scanner.attribute(tag, "ref")? else { return Ok(()) };
        let (first, last) = reference.split_once(':').unwrap_or((&reference, &reference));
        let (Some(a), Some(b)) = (Position::parse(first.trim()), Position::parse(last.trim())) else {
            return Err(unlawful(format!("{}: {reference}", self.scanner.part())));
        };
        self.sheet.merged.push(Area {
            first: Position::new(a.row.min(b.row), a.col.min(b.col)),
            last: Position::new(a.row.max(b.row), a.col.max(b.col)),
        });
        self.budget.keep(1, 0, self.scanner.part())
    }

    fn column(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        let number = |name: &str| -> Result<Option<u32>, Refusal> {
            Ok(self.scanner.attribute(tag, name)?.and_then(|value| value.trim().parse().ok()))
        };
        let (min, max) = (number("min")?, number("max")?);
        let hidden = self.scanner.attribute(tag, "hidden")?.is_some_and(|value| truth(&value));
        if let (true, Some(min), Some(max)) = (hidden, min, max) {
            self.sheet.hidden_columns.extend(min.max(1) - 1..max.min(COLUMNS));
        }
        Ok(())
    }

    /// The sheet with its cells in reading order; two values for one cell are refused.
    fn sorted(mut self) -> Result<Sheet, Refusal> {
        if !self.in_order {
            self.sheet.cells.sort_by_key(|(at, _)| *at);
            if let Some(pair) = self.sheet.cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(unlawful(format!("{}: {} ×2", self.scanner.part(), pair[0].0)));
            }
        }
        self.sheet.hidden_rows.sort_unstable();
        self.sheet.hidden_rows.dedup();
        self.sheet.hidden_columns.sort_unstable();
        self.sheet.hidden_columns.dedup();
        Ok(self.sheet)
    }
}

fn kind(code: &str) -> Kind {
    match code {
        "n" => Kind::Number,
        "s" => Kind::Shared,
        "str" => Kind::Text,
        "inlineStr" => Kind::Inline,
        "b" => Kind::Bool,
        "e" => Kind::Error,
        "d" => Kind::Date,
        _ => Kind::Unknown,
    }
}

/// `C12` without `$`, inside the grid.
fn address(text: &str) -> Option<Position> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) || text.len() - letters > 7 {
        return None;
    }
    let (letters, digits) = text.split_at(letters);
    let col = letters.bytes().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    let row =
        digits.bytes().try_fold(0u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))?;
    ((1..=ROWS).contains(&row) && col <= COLUMNS).then(|| Position::new(row - 1, col - 1))
}
