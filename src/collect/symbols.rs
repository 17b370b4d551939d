//! Fonts whose letters are pictures: the tick that a workbook stores as `ü`, the box that it stores as `o`.
//!
//! Only what a form may say by such fonts is known, boxes, ticks, crosses, bullets and the Greek of formulas; the signs
//! are those of Unicode's mapping of these fonts, drawn as the kinds of items know them.

/// A font that shows a picture for each letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolFont {
    /// Boxes, ticks, bullets, hands, clocks.
    Wingdings,
    /// More of them.
    Wingdings2,
    /// Arrows.
    Wingdings3,
    /// Pictures, and the buttons of windows.
    Webdings,
    /// Greek letters and mathematical signs; its digits are digits.
    Symbol,
    /// The marks of menus and windows.
    Marlett,
}

/// What a letter in such a font shows.
type Signs = &'static [(char, char)];

const WINGDINGS: Signs = &[
    ('l', '●'),
    ('m', '○'),
    ('n', '■'),
    ('o', '□'),
    ('p', '□'),
    ('q', '❑'),
    ('r', '❒'),
    ('t', '⧫'),
    ('u', '◆'),
    ('v', '❖'),
    ('w', '◆'),
    ('x', '☒'),
    ('\u{9f}', '•'),
    ('¡', '○'),
    ('¤', '◉'),
    ('¥', '◎'),
    ('§', '▪'),
    ('¨', '□'),
    ('«', '★'),
    ('Ø', '➢'),
    ('à', '→'),
    ('è', '➔'),
    ('û', '✗'),
    ('ü', '✓'),
    ('ý', '☒'),
    ('þ', '☑'),
];
const WINGDINGS_2: Signs = &[
    ('*', '□'),
    ('O', '✗'),
    ('P', '✓'),
    ('Q', '☒'),
    ('R', '☑'),
    ('S', '☒'),
    ('T', '☒'),
    ('\u{95}', '•'),
    ('\u{96}', '●'),
    ('¢', '■'),
    ('£', '□'),
];
const WEBDINGS: Signs = &[('a', '✓'), ('c', '□'), ('g', '■'), ('n', '●'), ('r', '✗')];
const MARLETT: Signs = &[('a', '✓'), ('b', '✓'), ('r', '✗')];
const SYMBOL: Signs = &[
    ('"', '∀'),
    ('$', '∃'),
    ('*', '∗'),
    ('-', '−'),
    ('@', '≅'),
    ('W', 'Ω'),
    ('a', 'α'),
    ('b', 'β'),
    ('g', 'γ'),
    ('d', 'δ'),
    ('e', 'ε'),
    ('l', 'λ'),
    ('m', 'μ'),
    ('p', 'π'),
    ('r', 'ρ'),
    ('s', 'σ'),
    ('w', 'ω'),
    ('D', 'Δ'),
    ('S', 'Σ'),
    ('~', '∼'),
    ('£', '≤'),
    ('³', '≥'),
    ('°', '°'),
    ('±', '±'),
    ('´', '×'),
    ('¸', '÷'),
    ('¹', '≠'),
    ('»', '≈'),
    ('·', '•'),
    ('Ö', '√'),
];

impl SymbolFont {
    /// The font by its name; `None` for fonts of letters.
    pub fn named(name: &str) -> Option<SymbolFont> {
        const NAMES: [(&str, SymbolFont); 6] = [
            ("wingdings", SymbolFont::Wingdings),
            ("wingdings 2", SymbolFont::Wingdings2),
            ("wingdings 3", SymbolFont::Wingdings3),
            ("webdings", SymbolFont::Webdings),
            ("symbol", SymbolFont::Symbol),
            ("marlett", SymbolFont::Marlett),
        ];
        let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"'));
        NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, font)| *font)
    }

    /// Whether numbers written in it can be read as numbers.
    pub fn shows_digits(self) -> bool {
        self == SymbolFont::Symbol
    }

    /// What a letter shows; the replacement character where that is not known. Letters that the font does not have are
    /// shown in another font, as what they are.
    pub fn shown(self, letter: char) -> char {
        let letter = match letter {
            '\u{f020}'..='\u{f0ff}' => char::from_u32(letter as u32 - 0xf000).unwrap_or(letter),
            letter => letter,
        };
        let sign = self.signs().iter().find(|(known, _)| *known == letter).map(|(_, sign)| *sign);
        sign.unwrap_or(if self.leaves(letter) { letter } else { char::REPLACEMENT_CHARACTER })
    }

    fn signs(self) -> Signs {
        match self {
            SymbolFont::Wingdings => WINGDINGS,
            SymbolFont::Wingdings2 => WINGDINGS_2,
            SymbolFont::Wingdings3 => &[],
            SymbolFont::Webdings => WEBDINGS,
            SymbolFont::Symbol => SYMBOL,
            SymbolFont::Marlett => MARLETT,
        }
    }

    /// Whether a letter without a sign of its own looks as in any other font.
    fn leaves(self, letter: char) -> bool {
        let is_latin = ('!'..='\u{ff}').contains(&letter) && letter != '\u{7f}';
        let is_plain = letter.is_ascii_digit() || letter.is_ascii_punctuation();
        let is_redrawn = matches!(letter, '\'' | '\\' | '^' | '`');
        !is_latin || letter == '\u{a0}' || (self == SymbolFont::Symbol && is_plain && !is_redrawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(font: &str, letters: &str) -> String {
        let font = SymbolFont::named(font).unwrap();
        letters.chars().map(|letter| font.shown(letter)).collect()
    }

    #[test]
    fn letters_of_symbol_fonts_are_what_they_show() {
        for (font, letters, expected) in [
            ("Wingdings", "üûþýxo¨qnl", "✓✗☑☒☒□□❑■●"),
            ("WINGDINGS", "\u{f0fe}是 \u{f0a8}否\n", "☑是 □否\n"),
            (" Wingdings 2 ", "POQRST£*", "✓✗☒☑☒☒□□"),
            ("Webdings", "arcgn", "✓✗□■●"),
            ("Marlett", "a", "✓"),
            ("'Symbol'", "12.5%", "12.5%"),
            ("Symbol", "aÖ", "α√"),
        ] {
            assert_eq!(shown(font, letters), expected, "{font} {letters}");
        }
    }

    #[test]
    fn no_letter_of_a_symbol_font_stays_a_word_of_an_answer() {
        for font in ["Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Marlett"] {
            for letter in "tyYTfFNV01x是".chars() {
                let sign = shown(font, &letter.to_string());
                assert!(letter == '是' || !sign.chars().all(char::is_alphanumeric), "{font} {letter} {sign}");
            }
        }
        assert_eq!(SymbolFont::named("宋体"), None);
    }
}
