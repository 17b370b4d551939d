//! Workbooks as zip archives: packed anew, so that equal content gives equal bytes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The same archive without the times of its making, with `change` applied to the content of each part.
pub fn repacked(archive: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(archive)).expect("a workbook just written is a zip archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).expect("the archive lists its parts");
        let name = part.name().expect("parts are named in ASCII").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part just written can be read");
        let options = SimpleFileOptions::default().compression_method(part.compression());
        out.start_file(name.as_str(), options).expect("a part opens");
        out.write_all(&change(&name, content)).expect("memory takes all");
    }
    out.finish().expect("the archive closes").into_inner()
}

/// The same workbook, declared to count its days from 1904.
pub fn from_1904(workbook: &[u8]) -> Vec<u8> {
    repacked(workbook, |name, content| match name {
        "xl/workbook.xml" => {
            let xml = String::from_utf8(content).expect("the part is UTF-8");
            xml.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1).into_bytes()
        }
        _ => content,
    })
}
