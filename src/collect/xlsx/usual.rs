//! The usual writing of cells and shared strings, as Excel and the libraries after it write them, byte for byte.
//!
//! Most of a workbook is written so, and is read at once; whatever differs in one byte is left to the tokens of
//! [`crate::collect::xml`], which read the usual writing alike.

/// More bytes than this has no usual value: the fifteen digits of a number, its sign, its point and its exponent.
const LONGEST_VALUE: usize = 32;
/// More bytes than this has no usual attribute.
const LONGEST_ATTRIBUTE: usize = 16;

/// A cell in the usual writing: `<c r="A1" s="2" t="s"><v>3</v></c>` or `<c r="A1" s="2"/>`.
#[derive(Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// Its address.
    pub at: &'t str,
    /// The number of its format.
    pub style: Option<&'t str>,
    /// The type of its value.
    pub kind: Option<&'t str>,
    /// Its value; `None` for a cell without any.
    pub value: Option<&'t str>,
    /// The bytes of all this.
    pub length: usize,
}

/// The cell with which a text begins; `None` where it begins with anything else, or with a cell written otherwise.
pub fn cell(text: &str) -> Option<Cell<'_>> {
    let (at, rest) = quoted(text.strip_prefix("<c r=\"")?)?;
    let (style, rest) = attribute(rest, " s=\"")?;
    let (kind, rest) = attribute(rest, " t=\"")?;
    let (value, rest) = match rest.strip_prefix("/>") {
        Some(rest) => (None, rest),
        None => {
            let inside = rest.strip_prefix("><v>")?;
            let (value, rest) = inside.split_at(run(inside, LONGEST_VALUE, is_of_number)?);
            (Some(value), rest.strip_prefix("</v></c>")?)
        }
    };
    Some(Cell { at, style, kind, value, length: text.len() - rest.len() })
}

/// The end of a row.
pub const ROW_END: &str = "</row>";

/// The begin tag of a row that is not hidden and not empty, in the usual writing,
/// `<row r="2" spans="1:6" ht="18" customHeight="1">`: its number, and the bytes of the tag.
pub fn row(text: &str) -> Option<(&str, usize)> {
    let (number, mut rest) = quoted(text.strip_prefix("<row r=\"")?)?;
    while let Some(inside) = rest.strip_prefix(' ') {
        let (name, inside) = inside.split_at(run(inside, LONGEST_ATTRIBUTE, |byte| byte.is_ascii_alphanumeric())?);
        if matches!(name, "r" | "hidden") {
            return None;
        }
        let inside = inside.strip_prefix("=\"")?;
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b' ' | b'-');
        // A row that has no height, or next to none, may be one that is not shown.
        if name == "ht" && inside.trim_start().starts_with(['0', '.', '-']) {
            return None;
        }
        let (_, inside) = inside.split_at(run(inside, 4 * LONGEST_ATTRIBUTE, is_part)?);
        rest = inside.strip_prefix('"')?;
    }
    let rest = rest.strip_prefix('>')?;
    Some((number, text.len() - rest.len()))
}

/// A merged area in the usual writing, `<mergeCell ref="A1:B2"/>`: the area, and the bytes of all this.
pub fn merged(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix("<mergeCell ref=\"")?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b':';
    let (area, rest) = inside.split_at(run(inside, 2 * LONGEST_ATTRIBUTE, is_part)?);
    let rest = rest.strip_prefix("\"/>")?;
    Some((area, text.len() - rest.len()))
}

/// A shared string in the usual writing, `<si><t>text</t></si>`, without references and line ends of other systems:
/// its text, and the bytes of all this.
pub fn string(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix("<si><t")?;
    let inside = inside.strip_prefix('>').or_else(|| inside.strip_prefix(" xml:space=\"preserve\">"))?;
    let end = inside.bytes().position(|byte| matches!(byte, b'<' | b'&' | b'\r'))?;
    let (words, rest) = inside.split_at(end);
    let rest = rest.strip_prefix("</t></si>")?;
    Some((words, text.len() - rest.len()))
}

fn attribute<'t>(text: &'t str, start: &str) -> Option<(Option<&'t str>, &'t str)> {
    match text.strip_prefix(start) {
        Some(rest) => quoted(rest).map(|(value, rest)| (Some(value), rest)),
        None => Some((None, text)),
    }
}

/// The letters and digits before a quotation mark, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (value, rest) = text.split_at(run(text, LONGEST_ATTRIBUTE, |byte| byte.is_ascii_alphanumeric())?);
    Some((value, rest.strip_prefix('"')?))
}

/// The length of what a text begins with; `None` for none and for more than `longest`.
fn run(text: &str, longest: usize, is_part: impl Fn(u8) -> bool) -> Option<usize> {
    let length = text.bytes().take(longest + 1).take_while(|byte| is_part(*byte)).count();
    (1..=longest).contains(&length).then_some(length)
}

fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-' | b'e' | b'E')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::collect::guard::Budget;
    use crate::collect::serial::DateSystem;
    use crate::collect::xlsx::sheet::{self, Given};
    use crate::collect::xlsx::strings;
    use crate::collect::xlsx::styles::Styles;

    #[test]
    fn the_usual_writing_is_known() {
        let written = "<c r=\"B2\" s=\"3\" t=\"s\"><v>14</v></c>";
        let expected = Cell { at: "B2", style: Some("3"), kind: Some("s"), value: Some("14"), length: written.len() };
        assert_eq!(cell(&format!("{written}<c")), Some(expected));
        let blank = Cell { at: "B2", style: None, kind: None, value: None, length: 11 };
        assert_eq!(cell("<c r=\"B2\"/></row>"), Some(blank));
        assert_eq!(string("<si><t>是 </t></si><si>"), Some(("是 ", 20)));
        assert_eq!(string("<si><t xml:space=\"preserve\"> </t></si>"), Some((" ", 38)));
        assert_eq!(string("<si><t></t></si>"), Some(("", 16)));
    }

    #[test]
    fn any_other_writing_is_left_to_the_tokens() {
        for other in [
            "<c r=\"B2\"></c>",
            "<c r=\"\"/>",
            "<c r=\"B2\" t=\"s\" s=\"1\"/>",
            "<c r=\"B2\" s=\"1\" />",
            "<c r=\"B2\"><v>1</v><f>A1</f></c>",
            "<c r=\"B2\"><f>A1</f><v>1</v></c>",
            "<c r=\"B2\"><v></v></c>",
            "<c r=\"B2\"><v>1&#50;</v></c>",
            "<c r=\"B2\"><v>1</v></d>",
            "<c r=\"B&amp;2\"/>",
            "<c r=\"B2\"><v>1",
            " <c r=\"B2\"/>",
        ] {
            assert_eq!(cell(other), None, "{other}");
        }
        assert_eq!(cell(&format!("<c r=\"B2\"><v>{}</v></c>", "1".repeat(33))), None);
        for other in ["<si><t>a&lt;</t></si>", "<si><t>a\r\nb</t></si>", "<si><t/></si>", "<si><r><t>a</t></r></si>"] {
            assert_eq!(string(other), None, "{other}");
        }
    }

    #[test]
    fn rows_and_merged_areas_are_known_by_every_byte() {
        let tag = "<row r=\"12\" spans=\"1:6\" ht=\"21.75\" customHeight=\"1\">";
        assert_eq!(row(&format!("{tag}<c")), Some(("12", tag.len())));
        assert_eq!(row("<row r=\"1\">"), Some(("1", 11)));
        for other in [
            "<row r=\"1\"/>",
            "<row spans=\"1:6\" r=\"1\">",
            "<row r=\"1\" hidden=\"1\">",
            "<row r=\"1\" ht=\"0\" customHeight=\"1\">",
            "<row r=\"1\" r=\"2\">",
            "<row r=\"1\"  s=\"2\">",
            "<row r=\"1\" s='2'>",
            "<row r=\"1\" s=\"2\" >",
            "<row r=\"1\" s=\">\">",
            "<row r=\"1\" s>",
            "<rows r=\"1\">",
        ] {
            assert_eq!(row(other), None, "{other}");
        }
        assert_eq!(merged("<mergeCell ref=\"A1:F2\"/><m"), Some(("A1:F2", 24)));
        for other in ["<mergeCell ref=\"A1:F2\" />", "<mergeCell ref=\"\"/>", "<mergeCell ref=\"A1:F2\"></mergeCell>"] {
            assert_eq!(merged(other), None, "{other}");
        }
    }

    fn shown(cells: &str) -> String {
        shown_rows(&format!("<row>{cells}</row>"), "")
    }

    fn shown_rows(rows: &str, merged: &str) -> String {
        let mut strings = strings::Strings::default();
        ["是", "否"].into_iter().for_each(|text| strings.push(text));
        let (styles, budget) = (Styles::default(), Budget::default());
        let given = Given {
            strings: &strings,
            styles: &styles,
            system: DateSystem::default(),
            is_recalculated: false,
            budget: &budget,
        };
        let text = format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>");
        let read = sheet::read(&text, "s", &given).map(|sheet| (sheet, budget.tags_counted()));
        format!("{read:?}")
    }

    proptest! {
        /// A comment before each cell leaves it to the tokens, and a blank in its tag likewise.
        #[test]
        fn cells_in_the_usual_writing_are_what_the_tokens_say(
            cells in prop::collection::vec((
                "( r=\"[A-C][1-3]\")?( s=\"[0-1]\")?( t=\"(s|n|b|str|e|d|x)\")?",
                prop::option::of("[0-9.+eE-]{0,6}|是| 1|<v>"),
            ), 0..6),
        ) {
            let written = |between: &str, blank: &str| -> String {
                cells.iter().map(|(attributes, value)| match value {
                    Some(value) => format!("{between}<c{attributes}{blank}><v>{value}</v></c>"),
                    None => format!("{between}<c{attributes}{blank}/>"),
                }).collect()
            };
            let usual = shown(&written("", ""));
            let place = |text: String| text.split('@').next().map(str::to_string);
            prop_assert_eq!(place(usual.clone()), place(shown(&written("", " "))));
        }

        #[test]
        fn rows_in_the_usual_writing_are_what_the_tokens_say(
            rows in prop::collection::vec((
                "[0-9]{1,3}",
                "( (spans=\"1:6\"|ht=\"1.5\"|ht=\"0(.0)?\" customHeight=\"1\"|hidden=\"[01]\"|r=\"4\")){0,2}",
                prop::collection::vec("<c( r=\"[A-C](#|#|#|#|3)\")( s=\"[0-1]\")?( t=\"s\")?(><v>[0-3]</v></c>|/>)|<c r=\"D1\"/ >", 0..4),
            ), 0..12),
            merged in prop::collection::vec("[A-C][1-3](:[A-C][1-3])?|[A-C]:D|\\$A\\$1|A0|", 0..4),
        ) {
            let written = |blank: &str| -> String {
                let cells = |number: &str, cells: &[String]| cells.concat().replace('#', number);
                rows.iter()
                    .map(|(number, tag, row)| format!("<row{blank} r=\"{number}\"{tag}>{}</row>", cells(number, row)))
                    .collect()
            };
            let areas = |blank: &str| -> String {
                merged.iter().map(|area| format!("<mergeCell{blank} ref=\"{area}\"/>")).collect()
            };
            let place = |text: String| text.split('@').next().map(str::to_string);
            prop_assert_eq!(place(shown_rows(&written(""), &areas(""))), place(shown_rows(&written(" "), &areas(" "))));
        }

        #[test]
        fn strings_in_the_usual_writing_are_what_the_tokens_say(
            texts in prop::collection::vec("([a是 _]|_x000A_|&lt;|\r\n|\n|]]>){0,4}", 0..6),
        ) {
            let read = |blank: &str| {
                let items: String = texts.iter().map(|text| format!("<si><t{blank}>{text}</t></si>")).collect();
                let budget = Budget::default();
                let strings = strings::read(&format!("<sst>{items}</sst>"), "s", &budget).unwrap();
                let all: Vec<String> = (0..strings.len()).map(|place| strings.get(place).unwrap().to_string()).collect();
                (all, budget.tags_counted())
            };
            prop_assert_eq!(read(""), read(" "));
        }
    }
}
