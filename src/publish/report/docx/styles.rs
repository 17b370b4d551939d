//! The styles of the Word report: real headings, body text, captions, tables; fonts that every Chinese office has.

use super::xml::Xml;
use crate::text::Lang;

/// A paragraph style.
struct Paragraph {
    id: &'static str,
    name: &'static str,
    next: &'static str,
    /// The heading level in the navigation pane, from 0.
    outline: Option<&'static str>,
    keeps_with_next: bool,
    keeps_together: bool,
    /// Twentieths of a point before, after; lines in 240ths.
    space: (u32, u32, u32),
    /// Indent of the first line in hundredths of a character, and in twentieths of a point.
    first_line: Option<(&'static str, &'static str)>,
    left: u32,
    justify: &'static str,
    /// Half-points.
    size: u32,
    is_bold: bool,
    /// Latin and Chinese font; the body's where left out.
    fonts: Option<(&'static str, &'static str)>,
    colour: Option<&'static str>,
}

const PLAIN: Paragraph = Paragraph {
    id: "",
    name: "",
    next: "BodyText",
    outline: None,
    keeps_with_next: false,
    keeps_together: false,
    space: (0, 0, 240),
    first_line: None,
    left: 0,
    justify: "left",
    size: 24,
    is_bold: false,
    fonts: None,
    colour: None,
};

/// What differs between the languages.
struct Look {
    body: (&'static str, &'static str),
    heading: (&'static str, &'static str),
    subheading: (&'static str, &'static str),
    table: (&'static str, &'static str),
    title: (&'static str, &'static str),
    size: u32,
    space: (u32, u32, u32),
    first_line: Option<(&'static str, &'static str)>,
}

/// The look of a page on which much must fit: body text in 五号 (10.5 points), narrow lines.
fn compact_look(lang: Lang) -> Look {
    Look {
        size: if lang == Lang::Zh { 21 } else { 20 },
        space: (0, 60, 264),
        first_line: (lang == Lang::Zh).then_some(("200", "420")),
        ..look(lang)
    }
}

fn look(lang: Lang) -> Look {
    match lang {
        Lang::Zh => Look {
            body: ("Times New Roman", "仿宋"),
            heading: ("Times New Roman", "黑体"),
            subheading: ("Times New Roman", "楷体"),
            table: ("Times New Roman", "宋体"),
            title: ("Times New Roman", "宋体"),
            size: 28,
            space: (0, 0, 360),
            first_line: Some(("200", "560")),
        },
        Lang::En => Look {
            body: ("Times New Roman", "宋体"),
            heading: ("Calibri", "黑体"),
            subheading: ("Calibri", "黑体"),
            table: ("Calibri", "宋体"),
            title: ("Calibri", "黑体"),
            size: 23,
            space: (0, 120, 288),
            first_line: None,
        },
    }
}

fn paragraphs(lang: Lang, is_compact: bool) -> Vec<Paragraph> {
    let look = if is_compact { compact_look(lang) } else { look(lang) };
    let mut styles = body_styles(&look);
    styles.extend(heading_styles(&look, lang));
    styles.extend(table_styles(&look));
    styles.extend(page_styles(&look));
    match is_compact {
        true => styles.into_iter().map(closely_set).collect(),
        false => styles,
    }
}

/// The same style with little room above and below, and smaller type where it is a heading or a caption.
fn closely_set(style: Paragraph) -> Paragraph {
    let (before, after, line) = style.space;
    let size = match style.id {
        "Title" => 32,
        "Heading1" => 24,
        "Heading2" | "Heading3" | "Subtitle" => 22,
        "TableCaption" | "Caption" => 19,
        "TableText" | "TableHead" => 18,
        _ => style.size,
    };
    let first_line = if style.id.starts_with("Heading") { None } else { style.first_line };
    Paragraph { space: (before / 3, after / 3, line.min(264)), size, first_line, ..style }
}

fn body_styles(look: &Look) -> Vec<Paragraph> {
    let body = Paragraph {
        id: "BodyText",
        name: "Body Text",
        space: look.space,
        first_line: look.first_line,
        justify: "both",
        size: look.size,
        ..PLAIN
    };
    vec![
        Paragraph { id: "ListParagraph", name: "List Paragraph", next: "ListParagraph", first_line: None, ..body },
        Paragraph { id: "Quote", name: "Quote", first_line: None, left: 560, ..body },
        Paragraph { id: "Salutation", name: "Salutation", first_line: None, justify: "left", ..body },
        Paragraph {
            id: "Signature",
            name: "Signature",
            next: "Signature",
            keeps_together: true,
            first_line: None,
            justify: "right",
            ..body
        },
        Paragraph { id: "AuthorPlace", name: "Author Place", next: "AuthorPlace", justify: "left", ..body },
        body,
    ]
}

fn heading_styles(look: &Look, lang: Lang) -> Vec<Paragraph> {
    let first_line = look.first_line;
    let heading = Paragraph {
        keeps_with_next: true,
        keeps_together: true,
        space: (240, 120, 300),
        first_line,
        is_bold: lang == Lang::En,
        fonts: Some(look.heading),
        ..PLAIN
    };
    let top = |size| if lang == Lang::Zh { size } else { size - 2 };
    vec![
        Paragraph {
            id: "Title",
            name: "Title",
            next: "Subtitle",
            keeps_with_next: true,
            space: (840, 300, 360),
            justify: "center",
            size: 44,
            is_bold: true,
            fonts: Some(look.title),
            ..PLAIN
        },
        Paragraph {
            id: "Subtitle",
            name: "Subtitle",
            next: "Subtitle",
            space: (0, 120, 300),
            justify: "center",
            size: 28,
            fonts: Some(look.subheading),
            ..PLAIN
        },
        Paragraph { id: "Heading1", name: "heading 1", outline: Some("0"), size: top(32), ..heading },
        Paragraph {
            id: "Heading2",
            name: "heading 2",
            outline: Some("1"),
            size: top(30),
            is_bold: true,
            fonts: Some(look.subheading),
            ..heading
        },
        Paragraph {
            id: "Heading3",
            name: "heading 3",
            outline: Some("2"),
            size: top(28),
            is_bold: true,
            fonts: Some(look.body),
            ..heading
        },
    ]
}

fn table_styles(look: &Look) -> Vec<Paragraph> {
    let cell = Paragraph { next: "TableText", size: 20, space: (30, 30, 252), fonts: Some(look.table), ..PLAIN };
    let caption = Paragraph {
        keeps_together: true,
        justify: "center",
        size: 22,
        is_bold: true,
        fonts: Some(look.heading),
        space: (60, 240, 264),
        ..PLAIN
    };
    vec![
        Paragraph {
            id: "TableCaption",
            name: "Table Caption",
            keeps_with_next: true,
            space: (240, 80, 264),
            ..caption
        },
        Paragraph { id: "Caption", name: "caption", ..caption },
        Paragraph {
            id: "Picture",
            name: "Picture",
            next: "Caption",
            keeps_with_next: true,
            justify: "center",
            space: (200, 0, 240),
            ..PLAIN
        },
        Paragraph {
            id: "TableHead",
            name: "Table Head",
            is_bold: true,
            justify: "center",
            keeps_with_next: true,
            ..cell
        },
        Paragraph { id: "TableNote", name: "Table Note", next: "BodyText", size: 18, space: (60, 240, 252), ..cell },
        Paragraph {
            id: "TableSmallHead",
            name: "Table Small Head",
            is_bold: true,
            justify: "center",
            keeps_with_next: true,
            size: 16,
            ..cell
        },
        Paragraph { id: "TableSmallText", name: "Table Small Text", size: 16, ..cell },
        Paragraph { id: "TableText", name: "Table Text", ..cell },
    ]
}

fn page_styles(look: &Look) -> Vec<Paragraph> {
    let small = Paragraph { size: 18, fonts: Some(look.table), colour: Some("595959"), justify: "center", ..PLAIN };
    let entry = Paragraph { size: 22, space: (30, 30, 276), fonts: Some(look.table), ..PLAIN };
    vec![
        Paragraph { id: "Header", name: "header", next: "Header", ..small },
        Paragraph { id: "Footer", name: "footer", next: "Footer", size: 21, ..small },
        Paragraph {
            id: "TOCHeading",
            name: "TOC Heading",
            keeps_with_next: true,
            justify: "center",
            size: 32,
            space: (240, 200, 300),
            fonts: Some(look.heading),
            ..PLAIN
        },
        Paragraph { id: "TOC1", name: "toc 1", next: "TOC1", ..entry },
        Paragraph { id: "TOC2", name: "toc 2", next: "TOC2", left: 480, ..entry },
    ]
}

/// `word/styles.xml`.
pub fn part(lang: Lang, is_compact: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:styles", &[("xmlns:w", super::W)], |xml| {
        defaults(xml, lang);
        xml.within("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
            xml.val("w:name", "Normal");
            xml.leaf("w:qFormat", &[]);
        });
        for style in paragraphs(lang, is_compact) {
            paragraph_style(xml, &style);
        }
        character_styles(xml);
        table_style(xml);
    });
    xml.finish()
}

fn defaults(xml: &mut Xml, lang: Lang) {
    let look = look(lang);
    xml.within("w:docDefaults", &[], |xml| {
        xml.within("w:rPrDefault", &[], |xml| {
            xml.within("w:rPr", &[], |xml| {
                fonts(xml, look.body);
                xml.val("w:sz", "24");
                xml.val("w:szCs", "24");
                let latin = if lang == Lang::Zh { "en-US" } else { "en-GB" };
                xml.leaf("w:lang", &[("w:val", latin), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")]);
            });
        });
        xml.within("w:pPrDefault", &[], |_| {});
    });
}

fn fonts(xml: &mut Xml, (latin, chinese): (&str, &str)) {
    xml.leaf(
        "w:rFonts",
        &[("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", chinese), ("w:cs", "Times New Roman")],
    );
}

fn paragraph_style(xml: &mut Xml, style: &Paragraph) {
    xml.within("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id)], |xml| {
        xml.val("w:name", style.name);
        xml.val("w:basedOn", "Normal");
        xml.val("w:next", style.next);
        xml.leaf("w:qFormat", &[]);
        xml.within("w:pPr", &[], |xml| paragraph_properties(xml, style));
        xml.within("w:rPr", &[], |xml| run_properties(xml, style));
    });
}

fn paragraph_properties(xml: &mut Xml, style: &Paragraph) {
    if style.keeps_with_next {
        xml.leaf("w:keepNext", &[]);
    }
    if style.keeps_together {
        xml.leaf("w:keepLines", &[]);
    }
    // Numbers in content controls would else be set closer to Chinese than others.
    xml.val("w:autoSpaceDE", "0");
    xml.val("w:autoSpaceDN", "0");
    let (before, after, line) = style.space;
    let [before, after, line] = [before, after, line].map(|number| number.to_string());
    xml.leaf("w:spacing", &[("w:before", &before), ("w:after", &after), ("w:line", &line), ("w:lineRule", "auto")]);
    let left = style.left.to_string();
    match style.first_line {
        Some((characters, twips)) => xml.leaf("w:ind", &[("w:firstLineChars", characters), ("w:firstLine", twips)]),
        None if style.left > 0 => xml.leaf("w:ind", &[("w:left", &left)]),
        None => {}
    }
    xml.val("w:jc", style.justify);
    if let Some(level) = style.outline {
        xml.val("w:outlineLvl", level);
    }
}

fn run_properties(xml: &mut Xml, style: &Paragraph) {
    if let Some(pair) = style.fonts {
        fonts(xml, pair);
    }
    if style.is_bold {
        xml.leaf("w:b", &[]);
        xml.leaf("w:bCs", &[]);
    }
    if let Some(colour) = style.colour {
        xml.val("w:color", colour);
    }
    let size = style.size.to_string();
    xml.val("w:sz", &size);
    xml.val("w:szCs", &size);
}

fn character_styles(xml: &mut Xml) {
    xml.within(
        "w:style",
        &[("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")],
        |xml| {
            xml.val("w:name", "Default Paragraph Font");
        },
    );
    xml.within("w:style", &[("w:type", "character"), ("w:styleId", "AuthorText")], |xml| {
        xml.val("w:name", "Author Text");
        xml.val("w:basedOn", "DefaultParagraphFont");
        xml.within("w:rPr", &[], |xml| {
            xml.val("w:color", "7F3F00");
        });
    });
    xml.within("w:style", &[("w:type", "character"), ("w:styleId", "Hyperlink")], |xml| {
        xml.val("w:name", "Hyperlink");
        xml.val("w:basedOn", "DefaultParagraphFont");
    });
}

fn table_style(xml: &mut Xml) {
    xml.within("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        xml.val("w:name", "Normal Table");
        xml.within("w:tblPr", &[], |xml| {
            xml.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            cell_margins(xml, "85");
        });
    });
    xml.within("w:style", &[("w:type", "table"), ("w:styleId", "ReportTable")], |xml| {
        xml.val("w:name", "Report Table");
        xml.val("w:basedOn", "TableNormal");
        xml.within("w:tblPr", &[], |xml| {
            xml.within("w:tblBorders", &[], |xml| {
                for (side, width, colour) in [
                    ("w:top", "12", "000000"),
                    ("w:bottom", "12", "000000"),
                    ("w:insideH", "4", "A6A6A6"),
                    ("w:insideV", "4", "D9D9D9"),
                ] {
                    border(xml, side, width, colour);
                }
            });
            cell_margins(xml, "85");
        });
        xml.within("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.within("w:tcPr", &[], |xml| {
                xml.within("w:tcBorders", &[], |xml| border(xml, "w:bottom", "8", "000000"));
                xml.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "F2F2F2")]);
            });
        });
    });
}

fn border(xml: &mut Xml, side: &str, width: &str, colour: &str) {
    xml.leaf(side, &[("w:val", "single"), ("w:sz", width), ("w:space", "0"), ("w:color", colour)]);
}

/// The margins of cells, `beside` twentieths of a point at either side.
pub fn cell_margins(xml: &mut Xml, beside: &str) {
    xml.within("w:tblCellMar", &[], |xml| {
        for (side, width) in [("w:top", "0"), ("w:left", beside), ("w:bottom", "0"), ("w:right", beside)] {
            xml.leaf(side, &[("w:w", width), ("w:type", "dxa")]);
        }
    });
}
