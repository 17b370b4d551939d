//! `report.docx`: the tree as an Office Open XML package (ECMA-376, transitional), written part by part.
//!
//! Written here rather than by a library, because Word's repeated table headings, content controls and fields with
//! their results written out are what makes the document one that an office can work with.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use self::xml::Xml;
use super::pictures::Pictures;
use super::tree::{self, Report};
use crate::error::Error;
use crate::text::report as say;

mod body;
mod cells;
mod drawing;
mod styles;
mod widths;
mod xml;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PIC: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const NAMESPACES: xml::Attributes = &[
    ("xmlns:w", W),
    ("xmlns:r", R),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", PIC),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
    ("mc:Ignorable", "w15"),
];

/// The report as a Word file; equal reports give equal bytes.
pub fn render(report: &Report, charts: Pictures) -> Result<Vec<u8>, Error> {
    let body = body::part(report, charts);
    let pictures = body.pictures.iter().enumerate();
    let media = pictures
        .filter_map(|(i, place)| Some((format!("word/media/image{}.png", i + 1), charts.get(*place)?.png.clone())));
    let mut parts = vec![
        ("[Content_Types].xml".to_string(), content_types()),
        ("_rels/.rels".to_string(), package_relations()),
        ("docProps/core.xml".to_string(), core_properties(report)),
        ("docProps/app.xml".to_string(), app_properties(report)),
        ("word/document.xml".to_string(), body.xml),
        ("word/_rels/document.xml.rels".to_string(), document_relations(body.pictures.len())),
        ("word/styles.xml".to_string(), styles::part(report.lang, report.page.is_compact)),
        ("word/settings.xml".to_string(), settings()),
        ("word/numbering.xml".to_string(), numbering(&body.lists)),
        ("word/fontTable.xml".to_string(), font_table()),
        ("word/header1.xml".to_string(), header(report)),
        ("word/footer1.xml".to_string(), footer(report)),
    ];
    parts.extend(media);
    package(&parts).map_err(|error| Error::Failed(format!("report.docx: {error}")))
}

fn package(parts: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The default time is fixed, so that equal reports are equal files.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))], |xml| {
        let rels = "application/vnd.openxmlformats-package.relationships+xml";
        for (ending, kind) in [("rels", rels), ("xml", "application/xml"), ("png", "image/png")] {
            xml.leaf("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        for (part, kind) in [
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("numbering", "numbering"),
            ("fontTable", "fontTable"),
            ("header1", "header"),
            ("footer1", "footer"),
        ] {
            let (name, kind) = (format!("/word/{part}.xml"), format!("{MAIN_TYPE}.{kind}+xml"));
            xml.leaf("Override", &[("PartName", &name), ("ContentType", &kind)]);
        }
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        xml.leaf("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", core)]);
        let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
        xml.leaf("Override", &[("PartName", "/docProps/app.xml"), ("ContentType", app)]);
    });
    xml.finish()
}

fn relations(all: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        for (id, kind, target) in all {
            xml.leaf("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    });
    xml.finish()
}

fn package_relations() -> Vec<u8> {
    relations(&[
        ("rId1", &format!("{R}/officeDocument"), "word/document.xml"),
        ("rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        ("rId3", &format!("{R}/extended-properties"), "docProps/app.xml"),
    ])
}

fn document_relations(n_pictures: usize) -> Vec<u8> {
    let mut all: Vec<(String, String, String)> = [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdFonts", "fontTable", "fontTable.xml"),
        ("rIdHeader", "header", "header1.xml"),
        ("rIdFooter", "footer", "footer1.xml"),
    ]
    .map(|(id, kind, target)| (id.to_string(), format!("{R}/{kind}"), target.to_string()))
    .to_vec();
    for n in 1..=n_pictures {
        all.push((format!("rIdPicture{n}"), format!("{R}/image"), format!("media/image{n}.png")));
    }
    let all: Vec<(&str, &str, &str)> = all.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    relations(&all)
}

/// Title, office and the period's end, which is the only date of the file.
fn core_properties(report: &Report) -> Vec<u8> {
    let mut xml = Xml::new();
    let date = format!("{}T00:00:00Z", report.date);
    let namespaces: xml::Attributes = &[
        ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.within("cp:coreProperties", namespaces, |xml| {
        xml.words("dc:title", &tree::words(&report.title));
        xml.words("dc:subject", &report.running_head);
        xml.words("dc:creator", &report.office);
        xml.words("dc:language", language(report));
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.within(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&date));
        }
    });
    xml.finish()
}

/// The language as the web and Word name it.
pub fn language(report: &Report) -> &'static str {
    match report.lang {
        crate::text::Lang::Zh => "zh-CN",
        crate::text::Lang::En => "en",
    }
}

fn app_properties(report: &Report) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.within("Properties", &[("xmlns", namespace)], |xml| {
        xml.words("Application", "canvass");
        xml.words("Company", &report.office);
    });
    xml.finish()
}

fn settings() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:settings", &[("xmlns:w", W)], |xml| {
        xml.leaf("w:zoom", &[("w:percent", "100")]);
        xml.val("w:defaultTabStop", "420");
        xml.val("w:characterSpacingControl", "compressPunctuation");
        xml.within("w:compat", &[], |xml| {
            // A line that ends with a break of its own is not stretched to the margin.
            xml.leaf("w:doNotExpandShiftReturn", &[]);
            let word = "http://schemas.microsoft.com/office/word";
            xml.leaf("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", word), ("w:val", "15")]);
        });
    });
    xml.finish()
}

/// Numbering 1 has bullets; each numbered list has a numbering of its own, so that it begins anew.
fn numbering(lists: &[u64]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:numbering", &[("xmlns:w", W)], |xml| {
        for (id, format, marks) in [("0", "bullet", ["•", "–", "•"]), ("1", "decimal", ["%1.", "%2.", "%3."])] {
            xml.within("w:abstractNum", &[("w:abstractNumId", id)], |xml| {
                xml.val("w:multiLevelType", "hybridMultilevel");
                for (level, mark) in marks.iter().enumerate() {
                    numbering_level(xml, level, format, mark);
                }
            });
        }
        numbering_instance(xml, 1, "0", None);
        for (i, start) in lists.iter().enumerate() {
            numbering_instance(xml, i + 2, "1", Some(*start));
        }
    });
    xml.finish()
}

fn numbering_level(xml: &mut Xml, level: usize, format: &str, mark: &str) {
    xml.within("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
        xml.val("w:start", "1");
        xml.val("w:numFmt", format);
        xml.val("w:lvlText", mark);
        xml.val("w:lvlJc", "left");
        xml.within("w:pPr", &[], |xml| {
            let left = (840 + 420 * level).to_string();
            xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", "420")]);
        });
        xml.within("w:rPr", &[], |xml| {
            xml.leaf("w:rFonts", &[("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman")]);
        });
    });
}

fn numbering_instance(xml: &mut Xml, id: usize, of: &str, start: Option<u64>) {
    xml.within("w:num", &[("w:numId", &id.to_string())], |xml| {
        xml.val("w:abstractNumId", of);
        if let Some(start) = start {
            xml.within("w:lvlOverride", &[("w:ilvl", "0")], |xml| xml.val("w:startOverride", &start.to_string()));
        }
    });
}

/// The fonts, with the Chinese ones by their families, so that a machine without one takes a kin of it.
fn font_table() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:fonts", &[("xmlns:w", W)], |xml| {
        for (name, other, charset, family) in [
            ("Times New Roman", "", "00", "roman"),
            ("Calibri", "", "00", "swiss"),
            ("宋体", "SimSun", "86", "auto"),
            ("黑体", "SimHei", "86", "modern"),
            ("仿宋", "FangSong", "86", "modern"),
            ("楷体", "KaiTi", "86", "modern"),
        ] {
            xml.within("w:font", &[("w:name", name)], |xml| {
                if !other.is_empty() {
                    xml.val("w:altName", other);
                }
                xml.val("w:charset", charset);
                xml.val("w:family", family);
            });
        }
    });
    xml.finish()
}

fn header(report: &Report) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:hdr", NAMESPACES, |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.val("w:pStyle", "Header");
                xml.within("w:pBdr", &[], |xml| {
                    let line: xml::Attributes =
                        &[("w:val", "single"), ("w:sz", "4"), ("w:space", "4"), ("w:color", "A6A6A6")];
                    xml.leaf("w:bottom", line);
                });
            });
            body::text_run(xml, &report.running_head);
        });
    });
    xml.finish()
}

fn footer(report: &Report) -> Vec<u8> {
    let mut xml = Xml::new();
    let pattern = say::PAGE.text(report.lang);
    let (before, after) = pattern.split_once("{page}").unwrap_or(("", ""));
    xml.within("w:ftr", NAMESPACES, |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| xml.val("w:pStyle", "Footer"));
            body::text_run(xml, before);
            body::field(xml, " PAGE ", "2");
            body::text_run(xml, after);
        });
    });
    xml.finish()
}
