//! Workbooks saved as web pages: a page of frames, and beside it a folder with a page for each sheet and what helps to
//! show them.

use std::collections::HashSet;

use crate::collect::intake::Entry;
use crate::receipt::ReceiptStatus;
use crate::text::{Lang, Phrase, collect, files as say, reader};

/// What the name of such a folder adds to that of the page.
const FOLDERS: &[&str] = &[".files", "_files", ".fld"];
/// What lies in such a folder beside the sheets.
const HELPERS: &[&str] = &[
    "filelist.xml",
    "tabstrip.htm",
    "tabstrip.html",
    "stylesheet.css",
    "editdata.mso",
    "oledata.mso",
    "themedata.thmx",
    "colorschememapping.xml",
];
/// Why a sheet beside the form need not be one.
const OF_OTHER_SHEETS: &[Phrase] = &[collect::NOTHING_IN_IT, collect::ANOTHER_FORM, collect::ANOTHER_FORM_KNOWN];

/// Whether a file helps to show a workbook saved as a web page, and holds no sheet of it.
pub fn is_helper(name: &str) -> bool {
    let Some((folder, base)) = name.rsplit_once('/') else { return false };
    HELPERS.contains(&base.to_lowercase().as_str()) && stem_of_folder(folder).is_some()
}

/// Ignores what is rejected though another file of the same workbook does for it: the page of frames where its sheets
/// are there, and the other sheets where one of them is used.
pub fn without_doubles(entries: &mut [Entry], lang: Lang) {
    let folder = |entry: &Entry| entry.receipt.file.rsplit_once('/').map(|(folder, _)| folder.to_string());
    let of_page = |folder: &String| stem_of_folder(folder).is_some();
    let is_used = |entry: &&Entry| entry.receipt.status == ReceiptStatus::Used;
    let sent: HashSet<String> = entries.iter().filter_map(folder).filter(of_page).collect();
    if sent.is_empty() {
        return;
    }
    let used: HashSet<String> = entries.iter().filter(is_used).filter_map(folder).filter(of_page).collect();
    for entry in entries.iter_mut().filter(|entry| entry.receipt.status == ReceiptStatus::Rejected) {
        let stem = entry.receipt.file.rsplit_once('.').map_or("", |(stem, _)| stem);
        let has_sheets = FOLDERS.iter().any(|folder| sent.contains(&format!("{stem}{folder}")));
        let is_other_sheet = folder(entry).is_some_and(|folder| used.contains(&folder));
        let says = |phrase: &Phrase| entry.receipt.reason.starts_with(beginning(phrase, lang));
        if has_sheets && says(&reader::FRAMES_ALONE) {
            ignore(entry, say::FRAMES_OF_WEB_PAGE.say(lang, &[]));
        } else if is_other_sheet && OF_OTHER_SHEETS.iter().any(says) {
            ignore(entry, say::OTHER_SHEET_OF_WEB_PAGE.say(lang, &[]));
        }
    }
}

fn ignore(entry: &mut Entry, reason: String) {
    entry.findings.clear();
    entry.receipt.units.clear();
    entry.receipt.status = ReceiptStatus::Ignored;
    entry.receipt.reason = reason;
}

/// What a phrase says before anything is filled in.
fn beginning(phrase: &Phrase, lang: Lang) -> &str {
    let words = phrase.text(lang);
    words.split('{').next().unwrap_or(words)
}

/// The page to whose name such a folder adds, without its ending.
fn stem_of_folder(folder: &str) -> Option<&str> {
    FOLDERS.iter().find_map(|end| folder.strip_suffix(end)).filter(|stem| !stem.is_empty() && !stem.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_helps_to_show_a_page_is_told_by_its_folder() {
        for name in ["2024/a.files/filelist.xml", "a_files/Stylesheet.css", "x.zip/a.files/tabstrip.htm"] {
            assert!(is_helper(name), "{name}");
        }
        for name in ["2024/filelist.xml", "a.files/sheet001.htm", "a.files/x/filelist.xml", "x/.files/filelist.xml"] {
            assert!(!is_helper(name), "{name}");
        }
    }
}
