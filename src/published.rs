//! The marks by which the program knows again what it published, so that no publication is read as a return.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The program's name, in the record of a run and in the head of a page.
pub const PROGRAM: &str = "canvass";
/// The record of a run, at the root of every publication.
pub const RECORD: &str = "run.json";
/// The name that every published workbook gives to a cell. Excel, WPS and LibreOffice keep it when they save.
pub const NAME: &str = "canvass_publication";
/// The element in the head of every published page.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"canvass\">";

/// Workbooks that bear no mark have all of these names for their data.
const NAMES_OF_DATA: [&str; 5] = ["data_seq", "data_code", "data_name", "data_state", "data_received"];

/// How the data files begin, those of many columns with their first ones.
const DATA: [&str; 4] = [
    "survey,period,group_by,group,figure,base,count,base_count,share,",
    "period,unit,item,row,value,raw,state,file,sheet,cell",
    "file,bytes,sha256,unit,unit_name,period,form_version,status,reason",
    "unit,unit_name,period,file,sheet,cell,item,value,severity,message,remedy,rule,explanation",
];

/// How the list of units begins and ends its first line; between them stand the register's own columns.
const UNITS: [&str; 2] = ["code,name,", ",state,file,received"];

/// The mark of a page stands within so many bytes.
const HEAD: usize = 4096;

/// Whether a workbook is one that the program published, by the names that it gives to cells.
pub fn is_workbook<'n>(names: impl Iterator<Item = &'n str> + Clone) -> bool {
    let has = |wanted: &str| names.clone().any(|name| name.eq_ignore_ascii_case(wanted));
    has(NAME) || NAMES_OF_DATA.into_iter().all(has)
}

/// Whether a file is a page or a data file that the program published, by its first bytes.
pub fn is_text(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match text.first() {
        Some(b'<') => contains(&text[..text.len().min(HEAD)], GENERATOR.as_bytes()),
        _ => DATA.iter().any(|header| text.starts_with(header.as_bytes())) || is_list_of_units(text),
    }
}

fn is_list_of_units(text: &[u8]) -> bool {
    let first = text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    first.starts_with(UNITS[0].as_bytes()) && contains(first, UNITS[1].as_bytes())
}

fn contains(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|part| part == wanted)
}

/// The files of a publication below its folder, with `/`, as the record of its run lists them; `None` where the record
/// is none of this program.
pub fn listed(record: &[u8]) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Record {
        program: String,
        #[serde(default)]
        outputs: BTreeMap<String, IgnoredAny>,
    }
    let record: Record = serde_json::from_slice(record).ok()?;
    let own = [RECORD.to_string()];
    (record.program == PROGRAM).then(|| record.outputs.into_keys().chain(own).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_known_by_its_mark_or_by_all_names_of_its_data() {
        assert!(is_workbook(["plan", "CANVASS_publication"].into_iter()));
        assert!(is_workbook(["data_code", "data_seq", "x", "data_name", "data_received", "data_state"].into_iter()));
        assert!(!is_workbook(["data_code", "data_seq", "data_name", "data_state"].into_iter()));
        assert!(!is_workbook([].into_iter()));
    }

    #[test]
    fn a_page_and_data_files_are_known_by_how_they_begin() {
        let page = format!("\u{feff}<!DOCTYPE html>\n<head>{GENERATOR}</head>");
        for text in [
            &page,
            "code,name,region,state,file,received\nU01,",
            "period,unit,item,row,value,raw,state,file,sheet,cell\n",
        ] {
            assert!(is_text(text.as_bytes()), "{text}");
        }
        let far = format!("<html>{}{GENERATOR}", " ".repeat(HEAD));
        for text in [&far, "<table><tr><td>canvass", "code,name,region\nstate,file,received", "", "PK"] {
            assert!(!is_text(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_record_lists_its_publication_and_another_programs_file_lists_none() {
        let record =
            br#"{"outputs": {"data/a.csv": "00", "summary.xlsx": {}}, "program": "canvass", "period": "2024"}"#;
        assert_eq!(listed(record).unwrap(), ["data/a.csv", "summary.xlsx", "run.json"]);
        assert_eq!(listed(br#"{"program": "other", "outputs": {}}"#), None);
        assert_eq!(listed(b"[]"), None);
    }
}
