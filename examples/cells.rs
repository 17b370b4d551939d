//! Prints what canvass reads in a file, a cell a line: `cargo run --release --example cells -- FILE...`.
//!
//! Each line holds file, sheet, address, kind and text, separated by tabs, with `\`, tabs and line breaks of the text
//! escaped. Dates are printed in ISO 8601, numbers in their shortest exact form. A file that is refused gives one line
//! that says why. It is meant for comparing canvass with other readers.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use canvass::collect::workbook::{self, Refusal};
use canvass::sheet::{Content, Workbook};
use canvass::text::Lang;

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        let name = Path::new(&file).file_name().unwrap_or_default().to_string_lossy();
        match workbook::read(&bytes, &name) {
            Ok(workbook) => print(&mut out, &file, &workbook)?,
            Err(refusal) => refused(&mut out, &file, &refusal)?,
        }
    }
    out.flush()
}

fn print(out: &mut impl Write, file: &str, workbook: &Workbook) -> io::Result<()> {
    writeln!(out, "{file}\t\t\tkind\t{}", workbook.kind)?;
    for sheet in &workbook.sheets {
        let state = if sheet.hidden { "hidden" } else { "visible" };
        writeln!(out, "{file}\t{}\t\tsheet\t{state}", escaped(&sheet.name))?;
        for (at, content) in &sheet.cells {
            let kind = kind(content);
            writeln!(out, "{file}\t{}\t{at}\t{kind}\t{}", escaped(&sheet.name), escaped(&text(content)))?;
        }
    }
    Ok(())
}

fn refused(out: &mut impl Write, file: &str, refusal: &Refusal) -> io::Result<()> {
    let kind = if refusal.ignored { "ignored" } else { "rejected" };
    writeln!(out, "{file}\t\t\t{kind}\t{}", refusal.reason.say(Lang::En, &[("detail", &refusal.detail)]))
}

fn kind(content: &Content) -> &'static str {
    match content {
        Content::Text(_) => "text",
        Content::Number(_) => "number",
        Content::Percent(_) => "percent",
        Content::Bool(_) => "bool",
        Content::Date(_) => "date",
        Content::Error(_) => "error",
        Content::Uncalculated(_) => "uncalculated",
    }
}

/// A percentage as the fraction that the file stores, everything else as a person reads it.
fn text(content: &Content) -> String {
    match content {
        Content::Percent(fraction) => fraction.to_string(),
        content => content.to_string(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}
