//! The door through which every file is read.

use crate::collect::compound::Compound;
use crate::collect::container::Container;
use crate::collect::guard::{Budget, Limits};
use crate::collect::sniff::{self, Shape};
use crate::collect::xlsx::{self, Package};
use crate::collect::{biff, calm, ods, plain, strangers, unopened, xlsb};
use crate::sheet::{DefinedName, Position, Workbook};
use crate::text::{Phrase, reader as say};

/// Why a file cannot be read, in words for a clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong and what to do.
    pub reason: Phrase,
    /// The part that is meant, for `{detail}`.
    pub detail: String,
    /// Whether the file is no return at all (a lock file, a picture), so that it is ignored, not rejected.
    pub ignored: bool,
}

impl Refusal {
    /// A file that was meant as a return and cannot be used.
    pub fn rejected(reason: Phrase, detail: impl Into<String>) -> Refusal {
        Refusal { reason, detail: detail.into(), ignored: false }
    }

    /// A file that is no return.
    pub fn ignored(reason: Phrase, detail: impl Into<String>) -> Refusal {
        Refusal { reason, detail: detail.into(), ignored: true }
    }
}

/// Reads a file's bytes; `name` is for the message and for what the bytes do not tell. Never panics.
pub fn read(bytes: &[u8], name: &str) -> Result<Workbook, Refusal> {
    calm::caught(|| read_any(bytes, name))
        .unwrap_or_else(|place| Err(Refusal::rejected(say::READER_FAILED, place)))
        .map_err(|refusal| unopened::refusal(refusal, bytes, name))
}

fn read_any(bytes: &[u8], name: &str) -> Result<Workbook, Refusal> {
    if name.rsplit('/').next().is_some_and(|base| base.starts_with("~$") || base.starts_with(".~")) {
        return Err(Refusal::ignored(say::LOCK_FILE, ""));
    }
    let budget = Budget::new(Limits::default());
    let container = sniff::container(bytes);
    let workbook = match sniff::shape(container)? {
        Shape::Zip => zip(container, bytes, &budget)?,
        Shape::Compound => compound(container, &budget)?,
        Shape::Bare => biff::read_stream(bytes, &budget)?,
        Shape::Text => plain::read(bytes, name, &budget)?,
    };
    if workbook.sheets.is_empty() { Err(Refusal::rejected(say::NO_SHEETS, "")) } else { Ok(workbook) }
}

/// Reads a zip container; its places count from its own beginning or, with what was sent ahead of it, from the file's.
fn zip(bytes: &[u8], file: &[u8], budget: &Budget) -> Result<Workbook, Refusal> {
    let is_behind = bytes.len() < file.len();
    let own = Container::open(bytes, budget);
    let mut container =
        own.or_else(|why| if is_behind { Container::open(file, budget).or(Err(why)) } else { Err(why) })?;
    if let Some(media_type) = ods::media_type(&mut container, budget)? {
        if media_type.contains("opendocument.spreadsheet") {
            return ods::read(&mut container, budget);
        }
        if let Some(stranger) = strangers::of_media_type(&media_type) {
            return Err(stranger.refusal());
        }
    }
    let package = xlsx::package(&mut container, budget)?;
    let Some(package) = package.filter(Package::is_workbook) else {
        return Err(strangers::of_zip(container.names()).refusal());
    };
    match package.kind {
        "xlsb" => xlsb::read(&mut container, &package, budget),
        _ => xlsx::read(&mut container, &package, budget),
    }
}

fn compound(bytes: &[u8], budget: &Budget) -> Result<Workbook, Refusal> {
    let file = Compound::open(bytes)?;
    biff::read(&file, budget)?.ok_or_else(|| sniff::refusal_of_compound(&file))
}

/// A name and what it points at, such as `'Sheet 1'!$C$12:$D$12`; `None` where that is no cell.
pub(crate) fn defined_name(name: &str, target: &str) -> Option<DefinedName> {
    let (sheet, cells) = target.trim_start_matches('=').rsplit_once('!')?;
    let sheet = match sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("''", "'"),
        None => sheet.to_string(),
    };
    let position = Position::parse(cells.split(':').next()?)?;
    Some(DefinedName { name: name.to_string(), sheet, position })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::bytes::u32_at;

    fn whole() -> Vec<u8> {
        let mut whole = rust_xlsxwriter::Workbook::new();
        whole.add_worksheet().write(0, 0, "a").unwrap();
        whole.save_to_buffer().unwrap()
    }

    /// The bytes with every place in the directory counted from so many bytes earlier.
    fn counted_from_earlier(mut zip: Vec<u8>, n_bytes: u32) -> Vec<u8> {
        let begins = |zip: &[u8], mark: &[u8]| -> Vec<usize> {
            (0..zip.len()).filter(|at| zip[*at..].starts_with(mark)).collect()
        };
        let entries = begins(&zip, b"PK\x01\x02").into_iter().map(|at| at + 42);
        let ends = begins(&zip, b"PK\x05\x06").into_iter().map(|at| at + 16);
        for at in entries.chain(ends).collect::<Vec<_>>() {
            let place = u32_at(&zip, at).unwrap() + n_bytes;
            zip[at..at + 4].copy_from_slice(&place.to_le_bytes());
        }
        zip
    }

    #[test]
    fn a_workbook_behind_blanks_is_read_from_wherever_its_places_count() {
        let blanks = "\u{feff}\r\n\r\n".as_bytes();
        let behind = [blanks, &whole()].concat();
        let from_the_start = [blanks, &counted_from_earlier(whole(), blanks.len() as u32)].concat();
        for bytes in [whole(), behind, from_the_start] {
            assert_eq!(read(&bytes, "a.xlsx").unwrap().sheets[0].cells.len(), 1);
        }
        let neither = [blanks, &counted_from_earlier(whole(), 1)].concat();
        assert_eq!(read(&neither, "a.xlsx").unwrap_err().reason, say::DAMAGED);
    }
}
