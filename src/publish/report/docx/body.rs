//! `word/document.xml`: the tree as WordprocessingML, its elements in the order that the schema asks for.

use super::cells::{alignment, cell_paragraph, header_row, shaded_cell, table_properties};
use super::drawing::{drawing, extent};
use super::widths::{self, Widths};
use super::xml::Xml;
use crate::publish::report::mark;
use crate::publish::report::page::Page;
use crate::publish::report::pictures::Pictures;
use crate::publish::report::tree::{self, Block, Cell, Grid, Number, Picture, Report, Run, Style};
use crate::survey::document::Orientation;
use crate::text::report as say;
use crate::text::{Lang, Phrase};

/// The longest tag or title of a content control that Word accepts.
const LONGEST_TAG: usize = 64;

/// The document's body with what it needs from other parts.
pub struct Body {
    /// `word/document.xml`.
    pub xml: Vec<u8>,
    /// The places of the pictures it shows, in the order of their relations `rIdPicture1`, …
    pub pictures: Vec<usize>,
    /// The first numbers of its numbered lists, in the order of the numberings from 2.
    pub lists: Vec<u64>,
}

/// Writes the body.
pub fn part(report: &Report, charts: Pictures) -> Body {
    let mut writer = Writer { report, charts, ids: 0, pictures: Vec::new(), lists: Vec::new() };
    let mut xml = Xml::new();
    xml.within("w:document", super::NAMESPACES, |xml| {
        xml.within("w:body", &[], |xml| {
            writer.front(xml);
            writer.blocks(xml, &report.blocks, 0);
            section(xml, report.page);
        });
    });
    Body { xml: xml.finish(), pictures: writer.pictures, lists: writer.lists }
}

struct Writer<'a> {
    report: &'a Report,
    charts: Pictures<'a>,
    ids: u32,
    pictures: Vec<usize>,
    lists: Vec<u64>,
}

/// A label with its number as a field, then a title.
struct Caption<'a> {
    style: &'a str,
    label: Phrase,
    anchor: String,
    number: usize,
    title: &'a str,
}

/// The page, with header and footer from the second one on.
fn section(xml: &mut Xml, page: Page) {
    let (width, height) = page.size();
    xml.within("w:sectPr", &[], |xml| {
        xml.leaf("w:headerReference", &[("w:type", "default"), ("r:id", "rIdHeader")]);
        xml.leaf("w:footerReference", &[("w:type", "default"), ("r:id", "rIdFooter")]);
        let (width, height) = (width.to_string(), height.to_string());
        match page.orientation {
            Orientation::Portrait => xml.leaf("w:pgSz", &[("w:w", &width), ("w:h", &height)]),
            Orientation::Landscape => {
                xml.leaf("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", "landscape")]);
            }
        }
        let [top, right, bottom, left] = page.margins().map(|margin| margin.to_string());
        let edge = if page.is_compact { "567" } else { "964" };
        xml.leaf(
            "w:pgMar",
            &[
                ("w:top", &top),
                ("w:right", &right),
                ("w:bottom", &bottom),
                ("w:left", &left),
                ("w:header", edge),
                ("w:footer", edge),
                ("w:gutter", "0"),
            ],
        );
        xml.leaf("w:cols", &[("w:space", "425")]);
        xml.leaf("w:titlePg", &[]);
    });
}

fn paragraph(xml: &mut Xml, style: &str, content: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| xml.val("w:pStyle", style));
        content(xml);
    });
}

/// A run of plain text in the paragraph's style.
pub fn text_run(xml: &mut Xml, text: &str) {
    styled_run(xml, text, Style::default());
}

fn styled_run(xml: &mut Xml, text: &str, style: Style) {
    xml.within("w:r", &[], |xml| {
        if style != Style::default() {
            xml.within("w:rPr", &[], |xml| emphasis(xml, style));
        }
        text_element(xml, text);
    });
}

fn emphasis(xml: &mut Xml, style: Style) {
    if style.emphasis {
        xml.leaf("w:rFonts", &[("w:eastAsia", "楷体")]);
    }
    if style.strong {
        xml.leaf("w:b", &[]);
        xml.leaf("w:bCs", &[]);
    }
    if style.emphasis {
        xml.leaf("w:i", &[]);
        xml.leaf("w:iCs", &[]);
    }
}

fn text_element(xml: &mut Xml, text: &str) {
    xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
}

/// A field with its result written out.
pub fn field(xml: &mut Xml, instruction: &str, result: &str) {
    field_begin(xml, instruction);
    text_run(xml, result);
    field_end(xml);
}

fn field_begin(xml: &mut Xml, instruction: &str) {
    xml.within("w:r", &[], |xml| xml.leaf("w:fldChar", &[("w:fldCharType", "begin")]));
    xml.within("w:r", &[], |xml| {
        xml.within("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(instruction));
    });
    xml.within("w:r", &[], |xml| xml.leaf("w:fldChar", &[("w:fldCharType", "separate")]));
}

fn field_end(xml: &mut Xml) {
    xml.within("w:r", &[], |xml| xml.leaf("w:fldChar", &[("w:fldCharType", "end")]));
}

impl Writer<'_> {
    fn next_id(&mut self) -> String {
        self.ids += 1;
        self.ids.to_string()
    }

    fn front(&mut self, xml: &mut Xml) {
        let report = self.report;
        paragraph(xml, "Title", |xml| self.runs(xml, &report.title));
        for line in &report.front {
            paragraph(xml, "Subtitle", |xml| self.runs(xml, line));
        }
    }

    fn blocks(&mut self, xml: &mut Xml, blocks: &[Block], depth: usize) {
        for (i, block) in blocks.iter().enumerate() {
            let is_on_new_page = i > 0 && blocks[i - 1] == Block::PageBreak;
            match block {
                Block::Heading { level, runs, anchor } => self.heading(xml, *level, runs, anchor, is_on_new_page),
                Block::Paragraph(runs) if i == 0 && depth == 0 && is_salutation(runs) => {
                    paragraph(xml, "Salutation", |xml| self.runs(xml, runs));
                }
                Block::Paragraph(runs) => paragraph(xml, "BodyText", |xml| self.runs(xml, runs)),
                Block::Signed(lines) => {
                    lines.iter().for_each(|line| paragraph(xml, "Signature", |xml| self.runs(xml, line)));
                }
                Block::Quote(runs) => paragraph(xml, "Quote", |xml| self.runs(xml, runs)),
                Block::List { start, items } => self.list(xml, *start, items, depth),
                Block::Grid(grid) => self.grid(xml, grid),
                Block::Picture(picture) => self.picture(xml, picture),
                Block::Author(asked) => {
                    paragraph(xml, "AuthorPlace", |xml| self.author(xml, asked));
                }
                Block::Contents => self.contents(xml),
                // A heading begins its page by itself: a break before it could leave an empty page.
                Block::PageBreak if matches!(blocks.get(i + 1), Some(Block::Heading { .. })) => {}
                Block::PageBreak => {
                    paragraph(xml, "BodyText", |xml| {
                        xml.within("w:r", &[], |xml| xml.leaf("w:br", &[("w:type", "page")]));
                    });
                }
            }
        }
    }

    fn runs(&mut self, xml: &mut Xml, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Text { text, style } => styled_run(xml, text, *style),
                Run::Number(number, style) => self.number(xml, number, *style),
                Run::Break => xml.within("w:r", &[], |xml| xml.leaf("w:br", &[])),
                Run::Author(asked) => self.author(xml, asked),
                Run::Reference { anchor, text } if !text.is_empty() => {
                    field(xml, &format!(" REF {anchor} \\h "), text);
                }
                Run::Reference { .. } => {}
            }
        }
    }

    /// A number as a content control that says which figure it is.
    fn number(&mut self, xml: &mut Xml, number: &Number, style: Style) {
        let tag = match number.base.is_empty() {
            true => number.figure.clone(),
            false => format!("{}:{}", number.figure, number.base),
        };
        if tag.chars().count() > LONGEST_TAG {
            return styled_run(xml, &number.text, style);
        }
        let title = number.behind.map(|at| self.report.behind[at].title.as_str()).unwrap_or(&tag).to_string();
        let id = self.next_id();
        control(xml, &[&title, &tag, &id], false, |xml| styled_run(xml, &number.text, style));
    }

    /// A highlighted place that the author's first key replaces.
    fn author(&mut self, xml: &mut Xml, asked: &str) {
        let id = self.next_id();
        control(xml, &[asked, "author", &id], true, |xml| {
            xml.within("w:r", &[], |xml| {
                xml.within("w:rPr", &[], |xml| {
                    xml.val("w:rStyle", "AuthorText");
                    xml.val("w:highlight", "yellow");
                });
                text_element(xml, asked);
            });
        });
    }

    fn heading(&mut self, xml: &mut Xml, level: u8, runs: &[Run], anchor: &str, is_on_new_page: bool) {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.val("w:pStyle", &format!("Heading{level}"));
                if is_on_new_page {
                    xml.leaf("w:pageBreakBefore", &[]);
                }
            });
            self.bookmarked(xml, anchor, |writer, xml| writer.runs(xml, runs));
        });
    }

    fn bookmarked(&mut self, xml: &mut Xml, name: &str, content: impl FnOnce(&mut Self, &mut Xml)) {
        let id = self.next_id();
        xml.leaf("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        content(self, xml);
        xml.leaf("w:bookmarkEnd", &[("w:id", &id)]);
    }

    fn list(&mut self, xml: &mut Xml, start: Option<u64>, items: &[Vec<Block>], depth: usize) {
        let numbering = match start {
            None => 1,
            Some(start) => {
                self.lists.push(start);
                self.lists.len() + 1
            }
        };
        for item in items {
            let (first, rest) = match item.split_first() {
                Some((Block::Paragraph(runs), rest)) => (runs.as_slice(), rest),
                _ => (&[][..], item.as_slice()),
            };
            xml.within("w:p", &[], |xml| {
                xml.within("w:pPr", &[], |xml| {
                    xml.val("w:pStyle", "ListParagraph");
                    xml.within("w:numPr", &[], |xml| {
                        xml.val("w:ilvl", &depth.min(2).to_string());
                        xml.val("w:numId", &numbering.to_string());
                    });
                });
                self.runs(xml, first);
            });
            self.blocks(xml, rest, depth + 1);
        }
    }

    /// The table of contents: a field that Word can bring up to date, its entries written out with links. It names no
    /// pages, because only a program that lays out the pages knows them.
    fn contents(&mut self, xml: &mut Xml) {
        paragraph(xml, "TOCHeading", |xml| text_run(xml, say::CONTENTS.text(self.report.lang)));
        let headings: Vec<(u8, String, &str)> = self
            .report
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, runs, anchor } if *level <= 2 => {
                    Some((*level, tree::words(runs), anchor.as_str()))
                }
                _ => None,
            })
            .collect();
        for (i, (level, words, anchor)) in headings.iter().enumerate() {
            paragraph(xml, &format!("TOC{level}"), |xml| {
                if i == 0 {
                    field_begin(xml, " TOC \\o \"1-2\" \\h \\z \\n \\u ");
                }
                xml.within("w:hyperlink", &[("w:anchor", anchor), ("w:history", "1")], |xml| text_run(xml, words));
                if i + 1 == headings.len() {
                    field_end(xml);
                }
            });
        }
    }

    fn caption(&mut self, xml: &mut Xml, caption: &Caption) {
        let lang = self.report.lang;
        let pattern = caption.label.text(lang);
        let (before, after) = pattern.split_once("{n}").unwrap_or((pattern, ""));
        paragraph(xml, caption.style, |xml| {
            self.bookmarked(xml, &caption.anchor, |_, xml| {
                text_run(xml, before);
                field(xml, &format!(" SEQ {} \\* ARABIC ", before.trim()), &caption.number.to_string());
                text_run(xml, after);
            });
            let gap = if lang == Lang::Zh { "\u{3000}" } else { ". " };
            text_run(xml, &format!("{gap}{}", caption.title));
        });
    }

    fn grid(&mut self, xml: &mut Xml, grid: &Grid) {
        if grid.number > 0 {
            let caption = Caption {
                style: "TableCaption",
                label: say::TABLE,
                anchor: tree::anchor("table", &grid.id),
                number: grid.number,
                title: &grid.title,
            };
            self.caption(xml, &caption);
        }
        let width = self.report.page.text_width();
        let widths = widths::columns(grid, width);
        xml.within("w:tbl", &[], |xml| {
            table_properties(xml, &grid.title, width, widths.is_small);
            let align = alignment(grid);
            xml.within("w:tblGrid", &[], |xml| {
                widths.columns.iter().for_each(|width| xml.leaf("w:gridCol", &[("w:w", &width.to_string())]));
            });
            header_row(xml, grid, &widths);
            for (place, row) in grid.rows.iter().enumerate() {
                // The last rows stay with the note, and the first with the heading.
                let is_kept = place + 2 >= grid.rows.len() && !grid.note.is_empty() || place == 0;
                self.row(xml, grid, row, (&widths, align), is_kept);
            }
        });
        let note = match grid.note.is_empty() {
            true => String::new(),
            false => say::NOTE.say(self.report.lang, &[("note", &grid.note)]),
        };
        paragraph(xml, "TableNote", |xml| text_run(xml, &note));
    }

    fn row(&mut self, xml: &mut Xml, grid: &Grid, row: &[Cell], (widths, align): (&Widths, &str), is_kept: bool) {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
            let style = if widths.is_small { "TableSmallText" } else { "TableText" };
            for ((cell, column), width) in row.iter().zip(&grid.columns).zip(&widths.columns) {
                shaded_cell(xml, *width, align, mark::fill(cell), |xml| {
                    cell_paragraph(xml, style, column.side, is_kept, |xml| self.runs(xml, &cell.runs));
                });
            }
        });
    }

    fn picture(&mut self, xml: &mut Xml, picture: &Picture) {
        let Some(chart) = self.charts.get(picture.place) else { return };
        let relation = match self.pictures.iter().position(|place| *place == picture.place) {
            Some(known) => known,
            None => {
                self.pictures.push(picture.place);
                self.pictures.len() - 1
            }
        };
        let id = self.next_id();
        let size = extent(chart.size, self.report.page);
        paragraph(xml, "Picture", |xml| {
            xml.within("w:r", &[], |xml| {
                xml.within("w:drawing", &[], |xml| drawing(xml, picture, size, &id, relation + 1));
            });
        });
        let caption = Caption {
            style: "Caption",
            label: say::PICTURE,
            anchor: tree::anchor("chart", &picture.id),
            number: picture.number,
            title: &picture.title,
        };
        self.caption(xml, &caption);
    }
}

/// A content control around runs: its title, its tag and its number.
fn control(xml: &mut Xml, [title, tag, id]: &[&str; 3], is_placeholder: bool, content: impl FnOnce(&mut Xml)) {
    let title: String = title.chars().take(LONGEST_TAG).collect();
    xml.within("w:sdt", &[], |xml| {
        xml.within("w:sdtPr", &[], |xml| {
            xml.val("w:alias", &title);
            xml.val("w:tag", tag);
            xml.val("w:id", id);
            if is_placeholder {
                xml.leaf("w:showingPlcHdr", &[]);
            } else {
                xml.leaf("w15:appearance", &[("w15:val", "hidden")]);
            }
        });
        xml.within("w:sdtContent", &[], content);
    });
}

/// Whether a line names those to whom a letter goes.
fn is_salutation(runs: &[Run]) -> bool {
    tree::words(runs).trim_end().ends_with(['：', ':', '，', ','])
}
