//! Cell formats: whether a number is shown as a number, a percentage, a date, a time or a span.

use std::collections::HashMap;

use crate::collect::guard::{Budget, over};
use crate::collect::serial::Shown;
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Scanner, Token, is};

/// How each cell format shows a number, by its place in `cellXfs`.
pub fn read(text: &str, part: &str, budget: &Budget) -> Result<Vec<Shown>, Refusal> {
    let mut scanner = Scanner::new(text, part, budget);
    let mut codes: HashMap<u32, Shown> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    loop {
        match scanner.next()? {
            Token::End => return Ok(formats),
            Token::Open(tag) if is(&tag, "cellXfs") => in_cells = true,
            Token::Open(tag) if is(&tag, "cellStyles") || is(&tag, "dxfs") => in_cells = false,
            Token::Open(tag) | Token::Empty(tag) if is(&tag, "numFmt") => {
                let id = scanner.attribute(&tag, "numFmtId")?.and_then(|id| id.trim().parse().ok());
                if let (Some(id), Some(code)) = (id, scanner.attribute(&tag, "formatCode")?) {
                    codes.insert(id, shown(&code));
                }
            }
            Token::Open(tag) | Token::Empty(tag) if in_cells && is(&tag, "xf") => {
                let id = scanner.attribute(&tag, "numFmtId")?.and_then(|id| id.trim().parse().ok()).unwrap_or(0);
                formats.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
                if formats.len() > budget.limits.styles {
                    return Err(over(format!("{part}: > {}", budget.limits.styles)));
                }
            }
            _ => {}
        }
    }
}

/// The formats that files name without writing them out (ECMA-376 part 1, 18.8.30, with those of East Asia).
fn built_in(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shown::Date,
        18..=21 | 32..=35 | 55 | 56 => Shown::Time,
        45..=47 => Shown::Span,
        _ => Shown::Number,
    }
}

/// What a format code makes of a positive number: its first section, without literals, conditions and colours.
pub fn shown(code: &str) -> Shown {
    let (bare, has_span) = bare(code);
    let bare = bare.to_lowercase().replace("general", "").replace("am/pm", "").replace("a/p", "");
    let scientific = bare.contains("e+") || bare.contains("e-");
    let has = |c: char| bare.contains(c);
    match () {
        () if has('%') => Shown::Percent,
        () if has_span => Shown::Span,
        () if has('y') || has('d') || (has('e') && !scientific) => Shown::Date,
        () if has('h') || has('s') => Shown::Time,
        () if has('m') => Shown::Date,
        () => Shown::Number,
    }
}

/// The letters of the first section that are placeholders, and whether `[h]`, `[m]` or `[s]` is among them.
fn bare(code: &str) -> (String, bool) {
    let mut out = String::new();
    let mut has_span = false;
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match c {
            ';' => break,
            '"' => {
                characters.by_ref().take_while(|c| *c != '"').for_each(drop);
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_lowercase();
                has_span |= !inside.is_empty() && ['h', 'm', 's'].iter().any(|unit| inside.chars().all(|c| c == *unit));
            }
            c => out.push(c),
        }
    }
    (out, has_span)
}
