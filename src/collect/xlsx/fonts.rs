//! Fonts of .xlsx files, read for what changes the meaning of letters and for nothing else.

use crate::collect::guard::damaged;
use crate::collect::look::Font;
use crate::collect::symbols::SymbolFont;
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Scanner, Token, is, truth};

/// Reads the look that a font or a run describes, to its end tag.
pub fn look(scanner: &mut Scanner) -> Result<Font, Refusal> {
    let mut look = Font::default();
    while let Some(tag) = scanner.child()? {
        let value = || scanner.attribute(&tag, "val");
        match tag.local_name().as_ref() {
            "strike" | "dStrike" => look.struck |= value()?.is_none_or(|value| truth(&value)),
            "vertAlign" => look.raised = value()?.is_some_and(|value| value != "baseline"),
            "name" | "rFont" => look.symbols = value()?.and_then(|name| SymbolFont::named(&name)),
            _ => {}
        }
    }
    Ok(look)
}

/// Reads the fonts of a workbook in their order, to the end tag around them. Where a program offers its own and a
/// common way, the common one counts.
pub fn all(scanner: &mut Scanner) -> Result<Vec<Font>, Refusal> {
    let (mut looks, mut depth) = (Vec::new(), 1);
    while depth > 0 {
        match scanner.next()? {
            Token::Open(tag) if is(&tag, "font") => looks.push(look(scanner)?),
            Token::Empty(tag) if is(&tag, "font") => looks.push(Font::default()),
            Token::Open(tag) if is(&tag, "AlternateContent") || is(&tag, "Fallback") => depth += 1,
            Token::Open(_) => scanner.skip()?,
            Token::Close => depth -= 1,
            Token::End => return Err(damaged(scanner.place())),
            Token::Empty(_) | Token::Text(_) => {}
        }
        scanner.within(looks.len(), |limits| limits.styles)?;
    }
    Ok(looks)
}
