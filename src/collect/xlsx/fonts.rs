//! Fonts of .xlsx files, read for what changes the meaning of letters and for nothing else.

use crate::collect::face::Face;
use crate::collect::guard::damaged;
use crate::collect::symbols::SymbolFont;
use crate::collect::workbook::Refusal;
use crate::collect::xml::{Scanner, Token, is, truth};

/// Reads the look that a font or a run describes, to its end tag.
pub fn face(scanner: &mut Scanner) -> Result<Face, Refusal> {
    let mut face = Face::default();
    while let Some(tag) = scanner.child()? {
        let value = || scanner.attribute(&tag, "val");
        match tag.local_name().as_ref() {
            "strike" | "dStrike" => face.struck |= value()?.is_none_or(|value| truth(&value)),
            "vertAlign" => face.raised = value()?.is_some_and(|value| value != "baseline"),
            "name" | "rFont" => face.symbols = value()?.and_then(|name| SymbolFont::named(&name)),
            _ => {}
        }
    }
    Ok(face)
}

/// Reads the fonts of a workbook in their order, to the end tag around them. Where a program offers its own and a
/// common way, the common one counts.
pub fn all(scanner: &mut Scanner) -> Result<Vec<Face>, Refusal> {
    let (mut faces, mut depth) = (Vec::new(), 1);
    while depth > 0 {
        match scanner.next()? {
            Token::Open(tag) if is(&tag, "font") => faces.push(face(scanner)?),
            Token::Empty(tag) if is(&tag, "font") => faces.push(Face::default()),
            Token::Open(tag) if is(&tag, "AlternateContent") || is(&tag, "Fallback") => depth += 1,
            Token::Open(_) => scanner.skip()?,
            Token::Close => depth -= 1,
            Token::End => return Err(damaged(scanner.place())),
            Token::Empty(_) | Token::Text(_) => {}
        }
        scanner.within(faces.len(), |limits| limits.styles)?;
    }
    Ok(faces)
}
