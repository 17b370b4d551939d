//! The cell formats of a workbook: how its cells show what stands in them.

use std::collections::HashMap;

use crate::collect::face::Face;
use crate::collect::format::Look;
use crate::collect::guard::{Budget, damaged, unlawful};
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::fonts;
use crate::collect::xml::{Scanner, Token, is};

/// What may stand around cell formats that are written in two ways.
const BRACKETS: [&str; 2] = ["AlternateContent", "Fallback"];

/// The cell formats of a workbook; the default is those of a workbook without any.
#[derive(Debug)]
pub struct Styles {
    looks: Vec<Look>,
    changes_text: bool,
    leaves_out_year: bool,
    /// The fonts of the cell formats; none where no font looks odd.
    faces: Vec<Face>,
}

impl Default for Styles {
    fn default() -> Styles {
        Styles { looks: vec![Look::default()], changes_text: false, leaves_out_year: false, faces: Vec::new() }
    }
}

impl Styles {
    /// The cell formats by the ids of their number formats; `custom` says how those look that the workbook defines.
    pub fn new(ids: &[u32], custom: &HashMap<u32, Look>) -> Styles {
        if ids.is_empty() {
            return Styles::default();
        }
        let look = |id: &u32| custom.get(id).cloned().unwrap_or_else(|| Look::of_id(*id));
        let looks: Vec<Look> = ids.iter().map(look).collect();
        let has = |is: fn(&Look) -> bool| looks.iter().any(is);
        let (changes_text, leaves_out_year) = (has(Look::changes_text), has(Look::leaves_out_year));
        Styles { looks, changes_text, leaves_out_year, faces: Vec::new() }
    }

    /// The same with the fonts of the cell formats, by their places among all fonts.
    fn with_fonts(mut self, places: &[u32], fonts: &[Face]) -> Styles {
        if fonts.iter().any(Face::is_odd) {
            let font = |place: &u32| fonts.get(*place as usize).copied().unwrap_or_default();
            self.faces = places.iter().map(font).collect();
        }
        self
    }

    /// Whether a cell format may look odd: by its font, or because it leaves out the year of a day.
    pub fn is_odd(&self) -> bool {
        !self.faces.is_empty() || self.leaves_out_year
    }

    /// Whether a cell format shows days without their years.
    pub fn leaves_out_year(&self, index: usize) -> bool {
        self.leaves_out_year && self.get(index).is_some_and(Look::leaves_out_year)
    }

    /// The font of a cell format.
    pub fn face(&self, index: usize) -> Face {
        self.faces.get(index).copied().unwrap_or_default()
    }

    /// How a cell format shows what stands in a cell; `None` where the workbook has no such format.
    pub fn get(&self, index: usize) -> Option<&Look> {
        self.looks.get(index)
    }

    /// Whether any cell format shows a text otherwise than it is.
    pub fn changes_text(&self) -> bool {
        self.changes_text
    }
}

/// Reads the part.
pub fn read(text: &str, part: &str, budget: &Budget) -> Result<Styles, Refusal> {
    let mut scanner = Scanner::new(text, part, budget);
    let mut custom = HashMap::new();
    let (mut ids, mut places, mut faces) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        match scanner.next()? {
            Token::Open(tag) | Token::Empty(tag) if is(&tag, "numFmt") => {
                let id = id(scanner.attribute(&tag, "numFmtId")?);
                let code = scanner.attribute(&tag, "formatCode")?.unwrap_or_default();
                custom.insert(id, Look::of_code(&code));
            }
            Token::Open(tag) if is(&tag, "fonts") => faces = fonts::all(&mut scanner)?,
            Token::Open(tag) if is(&tag, "cellXfs") => cell_formats(&mut scanner, &mut ids, &mut places)?,
            Token::Open(tag) if is(&tag, "cellStyleXfs") || is(&tag, "dxfs") || is(&tag, "extLst") => scanner.skip()?,
            Token::End => return Ok(Styles::new(&ids, &custom).with_fonts(&places, &faces)),
            _ => {}
        }
    }
}

/// Reads the formats of cells to the end tag around them. Where a program offers its own and a common way, the common
/// one counts.
fn cell_formats(scanner: &mut Scanner, ids: &mut Vec<u32>, fonts: &mut Vec<u32>) -> Result<(), Refusal> {
    let mut depth = 1;
    while depth > 0 {
        match scanner.next()? {
            Token::Open(tag) if is(&tag, "xf") => {
                ids.push(id(scanner.attribute(&tag, "numFmtId")?));
                fonts.push(id(scanner.attribute(&tag, "fontId")?));
                scanner.skip()?;
            }
            Token::Empty(tag) if is(&tag, "xf") => {
                ids.push(id(scanner.attribute(&tag, "numFmtId")?));
                fonts.push(id(scanner.attribute(&tag, "fontId")?));
            }
            Token::Open(tag) if is(&tag, "Choice") => scanner.skip()?,
            Token::Open(tag) if BRACKETS.contains(&tag.local_name().as_ref()) => depth += 1,
            Token::Close => depth -= 1,
            Token::End => return Err(damaged(scanner.place())),
            Token::Text(text) => scanner.blank(&text)?,
            // A format by another name would leave all that follow it with the numbers of others.
            Token::Open(tag) | Token::Empty(tag) => {
                return Err(unlawful(format!("{}: {}", scanner.place(), tag.name().as_ref())));
            }
        }
        scanner.within(ids.len(), |limits| limits.styles)?;
    }
    Ok(())
}

fn id(written: Option<std::borrow::Cow<str>>) -> u32 {
    written.and_then(|id| id.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::serial::Shown;

    /// How the first four formats show numbers.
    fn shown(styles: &Styles) -> [Option<Shown>; 4] {
        let plain = |look: &Look| if let Look::Plain(shown) = look { Some(*shown) } else { None };
        [0, 1, 2, 3].map(|index| styles.get(index).and_then(plain))
    }

    #[test]
    fn only_cell_formats_count_and_custom_ids_go_first() {
        let text = "<styleSheet><numFmts><numFmt numFmtId=\"14\" formatCode=\"0%\"/></numFmts>\
                    <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
                    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"><alignment/></xf><xf numFmtId=\"22\"/></cellXfs>\
                    <dxfs><dxf><numFmt numFmtId=\"22\" formatCode=\"0\"/></dxf></dxfs></styleSheet>";
        let styles = read(text, "s", &Budget::default()).unwrap();
        assert_eq!(shown(&styles), [Some(Shown::Number), Some(Shown::Percent), Some(Shown::Date), None]);
    }

    #[test]
    fn fonts_count_only_where_one_of_them_looks_odd() {
        let odd = |fonts: &str| {
            let text = format!(
                "<styleSheet><fonts><font/><font>{fonts}</font></fonts><cellXfs><xf fontId=\"1\"/><xf fontId=\"0\"/>\
                 </cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"
            );
            let styles = read(&text, "s", &Budget::default()).unwrap();
            let odd: Vec<bool> = (0..3).map(|index| styles.face(index).is_odd()).collect();
            (styles.is_odd(), odd)
        };
        for common in ["<b/><name val=\"宋体\"/>", "<strike val=\"0\"/>", "<vertAlign val=\"baseline\"/>"] {
            assert_eq!(odd(common), (false, vec![false; 3]), "{common}");
        }
        for other in
            ["<strike/>", "<strike val=\"1\"/>", "<name val=\"Wingdings 2\"/>", "<vertAlign val=\"subscript\"/>"]
        {
            assert_eq!(odd(other), (true, vec![true, false, false]), "{other}");
        }
    }

    #[test]
    fn of_two_ways_to_say_a_format_the_common_one_counts_once() {
        let text = "<x:styleSheet xmlns:x=\"x\" xmlns:mc=\"mc\"><x:cellXfs><x:xf numFmtId=\"0\"/><mc:AlternateContent>\
                    <mc:Choice Requires=\"hs\"><x:xf numFmtId=\"9\"/></mc:Choice>\
                    <mc:Fallback><x:xf numFmtId=\"14\"/></mc:Fallback></mc:AlternateContent><x:xf numFmtId=\"10\"/>\
                    </x:cellXfs></x:styleSheet>";
        let styles = read(text, "s", &Budget::default()).unwrap();
        assert_eq!(shown(&styles), [Some(Shown::Number), Some(Shown::Date), Some(Shown::Percent), None]);
    }
}
