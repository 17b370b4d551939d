//! Number formats: whether a cell shows its number as a date, a time, a percentage or plainly.

use std::collections::HashMap;

use crate::collect::face::Face;
use crate::collect::guard::{Budget, damaged, unlawful};
use crate::collect::serial::Shown;
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::fonts;
use crate::collect::xml::{Scanner, Token, is};

/// What may stand around cell formats that are written in two ways.
const BRACKETS: [&str; 2] = ["AlternateContent", "Fallback"];

/// The cell formats of a workbook; the default is those of a workbook without any.
#[derive(Debug, Default)]
pub struct Styles {
    shown: Option<Vec<Shown>>,
    /// The looks of the cell formats; none where no font looks odd.
    faces: Vec<Face>,
}

impl Styles {
    /// The cell formats by the ids of their number formats; `custom` says what those show that the workbook defines.
    pub fn new(ids: &[u32], custom: &HashMap<u32, Shown>) -> Styles {
        let shown = |id: &u32| custom.get(id).copied().unwrap_or_else(|| shown_by_id(*id));
        Styles { shown: Some(ids.iter().map(shown).collect()), faces: Vec::new() }
    }

    /// The same with the fonts of the cell formats, by their places among all fonts.
    fn with_fonts(mut self, places: &[u32], fonts: &[Face]) -> Styles {
        if fonts.iter().any(Face::is_odd) {
            let face = |place: &u32| fonts.get(*place as usize).copied().unwrap_or_default();
            self.faces = places.iter().map(face).collect();
        }
        self
    }

    /// Whether a cell format may look odd.
    pub fn is_odd(&self) -> bool {
        !self.faces.is_empty()
    }

    /// How a cell format looks.
    pub fn face(&self, index: usize) -> Face {
        self.faces.get(index).copied().unwrap_or_default()
    }

    /// How a cell format shows numbers; `None` where the workbook has no such format.
    pub fn get(&self, index: usize) -> Option<Shown> {
        let shown = self.shown.as_deref().unwrap_or_default();
        if shown.is_empty() && index == 0 { Some(Shown::Number) } else { shown.get(index).copied() }
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
                custom.insert(id, shown_by(&code));
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

/// What the formats show that every program knows by number, those of Chinese and Japanese editions among them.
pub fn shown_by_id(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shown::Date,
        18..=21 | 32..=35 | 55 | 56 => Shown::Time,
        45..=47 => Shown::Span,
        _ => Shown::Number,
    }
}

/// What a format code shows, by its first section: `yyyy"年"m"月"`, `0.0%`, `[h]:mm`.
pub fn shown_by(code: &str) -> Shown {
    let signs = signs(code);
    let has = |wanted: &[char]| signs.iter().any(|sign| wanted.contains(sign));
    let word: String = signs.iter().collect();
    if word == "standard" || ["general", "g/通用格式"].iter().any(|general| word.contains(general)) {
        return Shown::Number;
    }
    match () {
        () if has(&['%']) => Shown::Percent,
        () if has(&['[']) => Shown::Span,
        () if has(&['#', '0', '?']) && !has(&['y', 'd', 'h', 's', 'm']) => Shown::Number,
        () if has(&['y', 'd', 'e']) || word.contains("aaa") => Shown::Date,
        () if has(&['h', 's']) => Shown::Time,
        () if has(&['m']) => Shown::Date,
        () => Shown::Number,
    }
}

/// The signs of a code's first section that have a meaning, in lower case; `[` stands for a span such as `[h]`.
/// Quoted and escaped text, colours, currencies, conditions, the exponent and 上午/下午 are left out.
fn signs(code: &str) -> Vec<char> {
    let mut signs = Vec::new();
    let mut rest = code.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            ';' => break,
            '"' => drop(rest.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(rest.next()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                let spans = !inside.is_empty() && inside.to_lowercase().trim_matches(['h', 'm', 's']).is_empty();
                signs.extend(spans.then_some('['));
            }
            'E' | 'e' if matches!(rest.peek(), Some('+' | '-')) => drop(rest.next()),
            sign => signs.extend(sign.to_lowercase()),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_codes_are_read_by_what_they_show() {
        for (code, expected) in [
            ("General", Shown::Number),
            ("G/通用格式", Shown::Number),
            ("0.00", Shown::Number),
            ("#,##0.00_);[Red](#,##0.00)", Shown::Number),
            ("0.00E+00", Shown::Number),
            ("\"day\"0", Shown::Number),
            ("0\\d", Shown::Number),
            ("[$¥-804]#,##0", Shown::Number),
            ("[Red]0;[Blue]-0", Shown::Number),
            ("[>=100]0;0.0", Shown::Number),
            ("0\"天\"", Shown::Number),
            ("@", Shown::Number),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ", Shown::Number),
            ("General \"人\"", Shown::Number),
            ("General kr", Shown::Number),
            ("\"第\"General\"名\"", Shown::Number),
            ("[$-804]aaaa;@", Shown::Date),
            ("0%", Shown::Percent),
            ("0.0%;[Red]-0.0%", Shown::Percent),
            ("0\"%\"", Shown::Number),
            ("yyyy-mm-dd", Shown::Date),
            ("yyyy\"年\"m\"月\"d\"日\";@", Shown::Date),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\"", Shown::Date),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"", Shown::Date),
            ("m\"月\"d\"日\"", Shown::Date),
            ("mmm", Shown::Date),
            ("yyyy/m/d h:mm", Shown::Date),
            ("h:mm AM/PM", Shown::Time),
            ("h:mm:ss.000", Shown::Time),
            ("上午/下午h\"时\"mm\"分\"", Shown::Time),
            ("[h]:mm:ss", Shown::Span),
            ("[mm]:ss", Shown::Span),
        ] {
            assert_eq!(shown_by(code), expected, "{code}");
        }
    }

    #[test]
    fn only_cell_formats_count_and_custom_ids_go_first() {
        let text = "<styleSheet><numFmts><numFmt numFmtId=\"14\" formatCode=\"0%\"/></numFmts>\
                    <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
                    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"><alignment/></xf><xf numFmtId=\"22\"/></cellXfs>\
                    <dxfs><dxf><numFmt numFmtId=\"22\" formatCode=\"0\"/></dxf></dxfs></styleSheet>";
        let styles = read(text, "s", &Budget::default()).unwrap();
        let shown: Vec<_> = (0..4).map(|index| styles.get(index)).collect();
        assert_eq!(shown, [Some(Shown::Number), Some(Shown::Percent), Some(Shown::Date), None]);
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
        let shown: Vec<_> = (0..4).map(|index| styles.get(index)).collect();
        assert_eq!(shown, [Some(Shown::Number), Some(Shown::Date), Some(Shown::Percent), None]);
    }
}
