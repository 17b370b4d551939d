//! Days as Excel counts them, in both date systems.

use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The serial number of a day.
pub fn serial(day: NaiveDate, from_1904: bool) -> f64 {
    let first = if from_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
    let first = NaiveDate::from_ymd_opt(first.0, first.1, first.2).expect("the first day of a date system");
    (day - first).num_days() as f64
}

/// The same workbook, declared to count its days from 1904.
pub fn from_1904(workbook: &[u8]) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(workbook)).expect("a workbook just written is a zip archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).expect("the archive lists its parts");
        let name = part.name().expect("parts are named in ASCII").into_owned();
        let mut content = String::new();
        part.read_to_string(&mut content).expect("every part of a form is XML");
        if name == "xl/workbook.xml" {
            content = content.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1);
        }
        out.start_file(name, SimpleFileOptions::default()).expect("a part opens");
        out.write_all(content.as_bytes()).expect("memory takes all");
    }
    out.finish().expect("the archive closes").into_inner()
}
