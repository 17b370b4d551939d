//! Text between tags: its references resolved, its runs of blanks made one.

/// Adds text with its references resolved and its runs of blanks made one.
pub fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let (resolved, length) = if sign == '&' { reference(rest) } else { (sign, sign.len_utf8()) };
        rest = &rest[length..];
        match resolved {
            ' ' | '\t' | '\r' | '\n' if length == 1 => {
                if !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            resolved => out.push(resolved),
        }
    }
}

/// The character that a reference stands for and the reference's length; `&` itself where it is none.
fn reference(text: &str) -> (char, usize) {
    let end = text.bytes().take(12).position(|byte| byte == b';').unwrap_or(0);
    let name = text.get(1..end).unwrap_or_default();
    let number = match name.strip_prefix(['#']) {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => digits.parse().ok(),
        },
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign as u32),
    };
    match number.and_then(char::from_u32) {
        Some(sign) => (sign, end + 1),
        None => ('&', 1),
    }
}

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("middot", '·'),
    ("times", '×'),
    ("divide", '÷'),
    ("radic", '√'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("yen", '¥'),
    ("euro", '€'),
    ("copy", '©'),
    ("permil", '‰'),
    ("le", '≤'),
    ("ge", '≥'),
    ("check", '✓'),
];
