//! Pictures that stand in a cell instead of an answer.

use crate::sheet::Content;

/// The error value of a cell whose file tells of a picture otherwise than by the cell's text.
pub const ERROR: &str = "#PICTURE!";

/// Whether a formula shows a picture that the workbook keeps, as WPS writes it: `_xlfn.DISPIMG("ID_5F2A0C",1)`.
pub fn is_shown_by(formula: &str) -> bool {
    let formula = formula.trim_start().trim_start_matches('=');
    let bare = formula.get(..6).filter(|start| start.eq_ignore_ascii_case("_xlfn.")).map_or(formula, |_| &formula[6..]);
    bare.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("DISPIMG("))
}

/// Whether a cell holds a picture: other programs than WPS keep the formula as the cell's text.
pub fn is_all(content: &Content) -> bool {
    match content {
        Content::Error(error) => error == ERROR,
        Content::Text(text) => text.trim_start().starts_with('=') && is_shown_by(text),
        Content::Uncalculated(formula) => is_shown_by(formula.trim_start_matches("of:")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_told_by_its_formula_in_every_writing() {
        for formula in [
            "_xlfn.DISPIMG(\"ID_5F2A0C\",1)",
            "DISPIMG(\"ID_5F2A0C\",1)",
            "=DISPIMG(\"ID_5F2A0C\",1)",
            "=_xlfn.dispimg(\"ID_5F2A0C\",1)",
        ] {
            assert!(is_shown_by(formula), "{formula}");
        }
        for formula in ["", "_xlfn.", "IF(A1=\"\",DISPIMG(\"ID_5F2A0C\",1))", "DISPIMG", "图像一二三四"] {
            assert!(!is_shown_by(formula), "{formula}");
        }
    }

    #[test]
    fn words_about_a_picture_are_words() {
        assert!(is_all(&Content::Text("=DISPIMG(\"ID_5F2A0C\",1)".into())));
        assert!(is_all(&Content::Error(ERROR.into())));
        assert!(is_all(&Content::Uncalculated("of:=DISPIMG(\"ID_5F2A0C\";1)".into())));
        for words in ["DISPIMG(\"ID_5F2A0C\",1) shows nothing", "见图", "=IMAGE(1)"] {
            assert!(!is_all(&Content::Text(words.into())), "{words}");
        }
        assert!(!is_all(&Content::Error("#VALUE!".into())));
    }
}
