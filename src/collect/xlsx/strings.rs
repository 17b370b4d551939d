//! Shared strings: rich text joined as it stands, phonetic runs left out.

use crate::collect::guard::{Budget, damaged, over};
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Scanner, Token, is};

/// Reads the table of shared strings. Its own counts are not believed.
pub fn read(text: &str, part: &str, budget: &Budget) -> Result<Vec<Box<str>>, Refusal> {
    let mut scanner = Scanner::new(text, part, budget);
    let mut strings = Vec::new();
    loop {
        match scanner.next()? {
            Token::End => return Ok(strings),
            Token::Open(tag) if is(&tag, "si") => strings.push(rich(&mut scanner)?.into_boxed_str()),
            Token::Empty(tag) if is(&tag, "si") => strings.push(Box::default()),
            _ => continue,
        }
        if strings.len() > budget.limits.strings {
            return Err(over(format!("{part}: > {}", budget.limits.strings)));
        }
    }
}

/// The text of an element that holds `t`, or runs of `r` with a `t` each.
pub fn rich(scanner: &mut Scanner) -> Result<String, Refusal> {
    let mut text = String::new();
    let mut depth = 1;
    loop {
        match scanner.next()? {
            Token::Open(tag) if is(&tag, "t") => scanner.text_into(&mut text)?,
            Token::Open(tag) if is(&tag, "r") => depth += 1,
            Token::Open(_) => scanner.skip()?,
            Token::Close => {
                depth -= 1;
                if depth == 0 {
                    return Ok(unescaped(text));
                }
            }
            Token::End => return Err(damaged(scanner.place())),
            Token::Empty(_) | Token::Text(_) => {}
        }
    }
}

/// Replaces `_x000D_` by the character that it stands for (ECMA-376 part 1, 22.9.2.19).
pub fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find("_x") {
        let code = rest.get(start + 2..start + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32).filter(|_| rest.get(start + 6..start + 7) == Some("_")) {
            Some(character) => {
                out.push_str(&rest[..start]);
                out.push(character);
                rest = &rest[start + 7..];
            }
            None => {
                out.push_str(&rest[..start + 2]);
                rest = &rest[start + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}
