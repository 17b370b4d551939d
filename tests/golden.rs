//! What the central survey publishes, as text: reviewed like code, rewritten with `cargo insta review`.

use std::fmt::Write;
use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::published::published;

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings
}

#[test]
fn figures() {
    let text = fs::read_to_string(published().folder.join("data/figures.csv")).unwrap();
    settings().bind(|| insta::assert_snapshot!("figures", text));
}

#[test]
fn workbook_cells() {
    let mut workbook: Xlsx<_> = open_workbook(published().folder.join("summary.xlsx")).unwrap();
    let mut text = String::new();
    for name in workbook.sheet_names() {
        writeln!(text, "== {name}").unwrap();
        let range = workbook.worksheet_range(&name).unwrap();
        for row in range.rows() {
            let cells: Vec<String> = row.iter().map(shown).collect();
            let line = cells.join(" | ");
            if !line.trim_matches([' ', '|']).is_empty() {
                writeln!(text, "{}", line.trim_end_matches([' ', '|'])).unwrap();
            }
        }
    }
    settings().bind(|| insta::assert_snapshot!("workbook", text));
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(number) => format!("{}", (number * 1e6).round() / 1e6),
        other => other.to_string().replace('\n', "⏎"),
    }
}

#[test]
fn report_text() {
    let bytes = fs::read(published().folder.join("report.docx")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let xml = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    settings().bind(|| insta::assert_snapshot!("report", paragraphs(&xml)));
}

/// The text of every paragraph, one a line.
fn paragraphs(xml: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut text, mut in_text) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return text,
            Event::Start(tag) => in_text = tag.name().as_ref() == "w:t",
            Event::End(tag) => {
                in_text = false;
                if tag.name().as_ref() == "w:p" && !text.ends_with('\n') {
                    text.push('\n');
                }
            }
            Event::Text(words) if in_text => text.push_str(&words),
            Event::GeneralRef(name) if in_text => {
                text.push_str(match name.as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    _ => "'",
                });
            }
            _ => {}
        }
    }
}
