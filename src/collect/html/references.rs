//! Text between tags: its references resolved, its runs of blanks made one.

use encoding_rs::WINDOWS_1252;

/// Adds text with its references resolved and its runs of blanks made one.
pub fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let (resolved, length) = reference(rest).unwrap_or((sign, sign.len_utf8()));
        rest = &rest[length..];
        match resolved {
            ' ' | '\t' | '\r' | '\n' if length == 1 => {
                if !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            // A place where a word may be parted; nothing is shown of it.
            '\u{ad}' => {}
            resolved => out.push(resolved),
        }
    }
}

/// The character that a reference at the start of a text stands for, and the reference's length.
///
/// As browsers read them (HTML Standard, 13.2.5.72 to 13.2.5.80): numbers, and the names of the first pages of HTML, also
/// without the semicolon behind them.
fn reference(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let (sign, length) = match name.strip_prefix('#') {
        Some(number) => numbered(number).map(|(sign, length)| (sign, length + 1)),
        None => named(name),
    }?;
    let end = usize::from(name[length..].starts_with(';'));
    Some((sign, 1 + length + end))
}

/// The character of a number behind `&#`, and the number's length.
fn numbered(text: &str) -> Option<(char, usize)> {
    let (radix, prefix) = if text.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = &text[prefix..];
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let number = u32::from_str_radix(&digits[..length], radix).ok()?;
    Some((of_number(number)?, prefix + length))
}

/// Numbers of the C1 control characters stand for what Windows has in their places.
fn of_number(number: u32) -> Option<char> {
    match u8::try_from(number) {
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next(),
        _ => char::from_u32(number).filter(|sign| *sign != '\0'),
    }
}

/// The character of a name behind `&`, and the name's length.
fn named(text: &str) -> Option<(char, usize)> {
    let length = text.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let name = &text[..length];
    if text[length..].starts_with(';')
        && let Some((_, sign)) = NAMED.iter().find(|(known, _)| *known == name)
    {
        return Some((*sign, length));
    }
    (2..=length).rev().find_map(|end| Some((of_first_pages(&name[..end])?, end)))
}

/// The character of a name that counts without a semicolon, too.
fn of_first_pages(name: &str) -> Option<char> {
    let place = || LATIN.split_ascii_whitespace().position(|known| known == name);
    let (_, sign) = match SIGNS.iter().find(|(known, _)| *known == name) {
        Some(known) => *known,
        None => ("", char::from_u32(0xa0 + place()? as u32)?),
    };
    Some(sign)
}

/// No name of the list is longer.
const LONGEST: usize = 16;

const SIGNS: &[(&str, char)] = &[
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("COPY", '©'),
    ("REG", '®'),
];

/// The names of the characters from U+00A0 to U+00FF, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde \
    Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig \
    ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide \
    oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Further names of HTML 4 and the commonest of HTML 5; these need the semicolon.
#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("OElig", 'Œ'), ("oelig", 'œ'), ("Scaron", 'Š'), ("scaron", 'š'), ("Yuml", 'Ÿ'), ("fnof", 'ƒ'), ("circ", 'ˆ'),
    ("tilde", '˜'), ("Alpha", 'Α'), ("Beta", 'Β'), ("Gamma", 'Γ'), ("Delta", 'Δ'), ("Epsilon", 'Ε'), ("Zeta", 'Ζ'),
    ("Eta", 'Η'), ("Theta", 'Θ'), ("Iota", 'Ι'), ("Kappa", 'Κ'), ("Lambda", 'Λ'), ("Mu", 'Μ'), ("Nu", 'Ν'),
    ("Xi", 'Ξ'), ("Omicron", 'Ο'), ("Pi", 'Π'), ("Rho", 'Ρ'), ("Sigma", 'Σ'), ("Tau", 'Τ'), ("Upsilon", 'Υ'),
    ("Phi", 'Φ'), ("Chi", 'Χ'), ("Psi", 'Ψ'), ("Omega", 'Ω'), ("alpha", 'α'), ("beta", 'β'), ("gamma", 'γ'),
    ("delta", 'δ'), ("epsilon", 'ε'), ("zeta", 'ζ'), ("eta", 'η'), ("theta", 'θ'), ("iota", 'ι'), ("kappa", 'κ'),
    ("lambda", 'λ'), ("mu", 'μ'), ("nu", 'ν'), ("xi", 'ξ'), ("omicron", 'ο'), ("pi", 'π'), ("rho", 'ρ'),
    ("sigmaf", 'ς'), ("sigma", 'σ'), ("tau", 'τ'), ("upsilon", 'υ'), ("phi", 'φ'), ("chi", 'χ'), ("psi", 'ψ'),
    ("omega", 'ω'), ("thetasym", 'ϑ'), ("upsih", 'ϒ'), ("piv", 'ϖ'), ("ensp", '\u{2002}'), ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'), ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'), ("lrm", '\u{200e}'), ("rlm", '\u{200f}'),
    ("ndash", '–'), ("mdash", '—'), ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'), ("ldquo", '“'), ("rdquo", '”'),
    ("bdquo", '„'), ("dagger", '†'), ("Dagger", '‡'), ("bull", '•'), ("hellip", '…'), ("permil", '‰'), ("prime", '′'),
    ("Prime", '″'), ("lsaquo", '‹'), ("rsaquo", '›'), ("oline", '‾'), ("frasl", '⁄'), ("euro", '€'), ("image", 'ℑ'),
    ("weierp", '℘'), ("real", 'ℜ'), ("trade", '™'), ("alefsym", 'ℵ'), ("larr", '←'), ("uarr", '↑'), ("rarr", '→'),
    ("darr", '↓'), ("harr", '↔'), ("crarr", '↵'), ("lArr", '⇐'), ("uArr", '⇑'), ("rArr", '⇒'), ("dArr", '⇓'),
    ("hArr", '⇔'), ("forall", '∀'), ("part", '∂'), ("exist", '∃'), ("empty", '∅'), ("nabla", '∇'), ("isin", '∈'),
    ("notin", '∉'), ("ni", '∋'), ("prod", '∏'), ("sum", '∑'), ("minus", '−'), ("lowast", '∗'), ("radic", '√'),
    ("prop", '∝'), ("infin", '∞'), ("ang", '∠'), ("and", '∧'), ("or", '∨'), ("cap", '∩'), ("cup", '∪'), ("int", '∫'),
    ("there4", '∴'), ("sim", '∼'), ("cong", '≅'), ("asymp", '≈'), ("ne", '≠'), ("equiv", '≡'), ("le", '≤'),
    ("ge", '≥'), ("sub", '⊂'), ("sup", '⊃'), ("nsub", '⊄'), ("sube", '⊆'), ("supe", '⊇'), ("oplus", '⊕'),
    ("otimes", '⊗'), ("perp", '⊥'), ("sdot", '⋅'), ("lceil", '⌈'), ("rceil", '⌉'), ("lfloor", '⌊'), ("rfloor", '⌋'),
    ("lang", '〈'), ("rang", '〉'), ("loz", '◊'), ("spades", '♠'), ("clubs", '♣'), ("hearts", '♥'), ("diams", '♦'),
    ("apos", '\''), ("NonBreakingSpace", '\u{a0}'), ("ZeroWidthSpace", '\u{200b}'), ("NewLine", '\n'), ("Tab", '\t'),
    ("check", '✓'), ("cross", '✗'), ("star", '☆'), ("starf", '★'), ("phone", '☎'), ("lpar", '('), ("rpar", ')'),
    ("comma", ','), ("period", '.'), ("colon", ':'), ("semi", ';'), ("excl", '!'), ("quest", '?'), ("num", '#'),
    ("percnt", '%'), ("plus", '+'), ("equals", '='), ("lowbar", '_'), ("hyphen", '‐'), ("horbar", '―'),
    ("rightarrow", '→'), ("leftarrow", '←'), ("square", '□'), ("squ", '□'), ("blacksquare", '▪'), ("Square", '□'),
    ("numsp", '\u{2007}'), ("puncsp", '\u{2008}'), ("hairsp", '\u{200a}'), ("lsqb", '['), ("rsqb", ']'), ("sol", '/'),
    ("bsol", '\\'), ("verbar", '|'), ("commat", '@'), ("dollar", '$'), ("ast", '*'), ("boxh", '─'), ("cir", '○'),
    ("triangle", '▵'), ("ohm", 'Ω'),
];
