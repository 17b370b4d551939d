//! Archives of returns: each file in a .zip becomes a file found, its name a label and never a path.

use std::io::{Cursor, Read};
use std::sync::Arc;

use encoding_rs::GBK;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::collect::sniff;
use crate::collect::strangers;
use crate::collect::unopened;
use crate::collect::walk::{Aside, Found, Source, claims_return, in_mib, put_aside, shown_bytes, tell_apart};
use crate::text::{Phrase, files as say, reader};

/// How many archives may lie in one another.
const DEEPEST: usize = 2;
/// How many files an archive may hold, those of the archives in it included.
const MOST_FILES: usize = 10_000;
/// How many bytes an archive may unpack to, the archives in it included.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;
/// How many directory entries are looked at; those of archives stored in it count too.
const MOST_ENTRIES: usize = 4 * MOST_FILES;
/// Every file in a directory of an archive begins so.
const ENTRY: &[u8] = b"PK\x01\x02";
/// Where in a container the name of its first part stands.
const FIRST_NAME: usize = 30;
/// Names that only a workbook's container has; one that has lost some of them is a damaged workbook and no archive.
const OF_WORKBOOKS: &[&[u8]] = &[
    b"[Content_Types].xml",
    b"mimetype",
    b"META-INF/manifest.xml",
    b"xl/workbook.xml",
    b"xl/workbook.bin",
    b"content.xml",
];
/// Where macOS keeps what belongs to files beside them.
const MACOS_FOLDER: &str = "__MACOSX/";

type Zip = ZipArchive<Cursor<Arc<[u8]>>>;

/// A file inside an archive.
#[derive(Debug, Clone)]
pub struct Packed {
    zip: Zip,
    place: usize,
}

impl Packed {
    /// Its bytes, unpacked to the end and equal to their checksum.
    pub fn read(&self) -> Result<Vec<u8>, Aside> {
        let mut zip = self.zip.clone();
        let damaged = |_| Aside::rejected(say::ENTRY_DAMAGED);
        let file = zip.by_index(self.place).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => Aside::rejected(say::ENTRY_METHOD),
            _ => Aside::rejected(say::ENTRY_DAMAGED),
        })?;
        let size = file.size();
        let mut bytes = Vec::new();
        file.take(size.saturating_add(1)).read_to_end(&mut bytes).map_err(damaged)?;
        if bytes.len() as u64 == size { Ok(bytes) } else { Err(Aside::rejected(say::ENTRY_DAMAGED)) }
    }
}

/// Whether a file is an archive of files and no workbook, by what it holds; one that cannot be opened is an archive
/// where its name says so.
pub fn is_archive(bytes: &[u8], name: &str) -> bool {
    let is_named_so = name.to_lowercase().ends_with(".zip");
    let bytes = sniff::container(bytes);
    let begins = |name: &&[u8]| bytes.get(FIRST_NAME..).is_some_and(|rest| of_part(rest).starts_with(name));
    if !bytes.starts_with(b"PK") || OF_WORKBOOKS.iter().any(begins) || unopened::is_last_part(bytes) {
        return false;
    }
    match open(&Arc::from(bytes)) {
        Ok(zip) if zip.is_empty() => is_named_so,
        Ok(zip) => {
            let has = |name: &[u8]| zip.file_names_raw().any(|found| of_part(found) == name);
            !OF_WORKBOOKS.iter().any(|name| has(name)) && strangers::of_names(|name| has(name.as_bytes())).is_none()
        }
        Err(_) => is_named_so,
    }
}

/// A name as workbooks are told by it: some programs begin those of their parts with a slash.
fn of_part(name: &[u8]) -> &[u8] {
    name.strip_prefix(b"/").unwrap_or(name)
}

/// The files of an archive in the order of their names, and those of archives in it. `limit` is for one file, in bytes.
pub fn unfold(found: &Found, bytes: Vec<u8>, limit: u64) -> Result<Vec<Found>, Aside> {
    let mut unfolding = Unfolding { limit, n_files: 0, n_bytes: 0, found: Vec::new() };
    unfolding.archive(&found.name, &found.folders, bytes.into(), 1)?;
    let mut inside = unfolding.found;
    inside.sort_by(|a, b| a.name.cmp(&b.name));
    tell_apart(&mut inside);
    Ok(inside)
}

/// Why a file is put aside once it is known to be an archive: its files are listed by themselves.
pub fn listed(n_files: usize) -> Aside {
    Aside::ignored(say::ARCHIVE_LISTED).about(n_files.to_string())
}

struct Unfolding {
    limit: u64,
    n_files: usize,
    n_bytes: u64,
    found: Vec<Found>,
}

/// What an archive's directory tells about a file.
struct Listed {
    place: usize,
    label: String,
    bytes: u64,
    why_not: Option<Phrase>,
}

impl Unfolding {
    /// Adds the files of one archive, and of those in it.
    fn archive(&mut self, name: &str, folders: &[String], bytes: Arc<[u8]>, depth: usize) -> Result<(), Aside> {
        let zip = open(&bytes).map_err(Aside::rejected)?;
        let listed = directory(&zip)?;
        self.spend(&listed)?;
        let around = folders_of_archive(name, folders);
        for file in &listed {
            let found = self.found(name, &around, &zip, file);
            let is_named_so = found.name.to_lowercase().ends_with(".zip") || unopened::is_named_so(&found.name);
            let is_nested = found.aside.is_none() && is_named_so;
            let found = if is_nested { self.nested(found, depth) } else { found };
            self.found.push(found);
        }
        Ok(())
    }

    fn spend(&mut self, listed: &[Listed]) -> Result<(), Aside> {
        let over = |detail: String| Err(Aside::rejected(say::ARCHIVE_OVER_LIMIT).about(detail));
        let n_files = self.n_files + listed.len();
        if n_files > MOST_FILES {
            return over(format!("{n_files} > {MOST_FILES}"));
        }
        let n_bytes = listed.iter().fold(self.n_bytes, |sum, file| sum.saturating_add(file.bytes));
        if n_bytes > MOST_BYTES {
            return over(format!("{} > {} MiB", in_mib(n_bytes), in_mib(MOST_BYTES)));
        }
        (self.n_files, self.n_bytes) = (n_files, n_bytes);
        Ok(())
    }

    fn found(&self, archive: &str, around: &[String], zip: &Zip, file: &Listed) -> Found {
        let mut folders: Vec<String> = file.label.split('/').map(str::to_string).collect();
        folders.pop();
        folders.reverse();
        folders.extend_from_slice(around);
        let of_macos = file.label.starts_with(MACOS_FOLDER).then(|| Aside::ignored(say::SYSTEM_FILE));
        let why_not = || file.why_not.map(Aside::rejected);
        let aside = of_macos.or_else(|| match put_aside(&file.label, file.bytes, self.limit) {
            Some(aside) if aside.reason != reader::EMPTY => Some(aside),
            empty => why_not().or(empty),
        });
        Found {
            name: format!("{archive}/{}", file.label),
            source: Source::Packed(Packed { zip: zip.clone(), place: file.place }),
            bytes: file.bytes,
            modified: None,
            folders: folders.into(),
            claims_return: claims_return(&file.label),
            aside,
        }
    }

    /// An archive in an archive: put aside, its files added in front of it.
    fn nested(&mut self, found: Found, depth: usize) -> Found {
        let Source::Packed(packed) = &found.source else { return found };
        let bytes = match packed.read() {
            Ok(bytes) if is_archive(&bytes, &found.name) => bytes,
            Ok(_) => return found,
            Err(aside) => return Found { aside: Some(aside), ..found },
        };
        if depth == DEEPEST {
            return Found { aside: Some(Aside::rejected(say::ARCHIVE_TOO_DEEP)), ..found };
        }
        let before = (self.found.len(), self.n_files, self.n_bytes);
        let aside = match self.archive(&found.name, &found.folders, bytes.into(), depth + 1) {
            Ok(()) => listed(self.found.len() - before.0),
            Err(aside) => {
                self.found.truncate(before.0);
                (self.n_files, self.n_bytes) = (before.1, before.2);
                aside
            }
        };
        Found { aside: Some(aside), ..found }
    }
}

/// The folders around a file at an archive's root: the archive itself, by its name without ending, then its own.
fn folders_of_archive(name: &str, folders: &[String]) -> Vec<String> {
    let base = name.rsplit('/').next().unwrap_or(name);
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    std::iter::once(stem.to_string()).chain(folders.iter().cloned()).collect()
}

fn open(bytes: &Arc<[u8]>) -> Result<Zip, Phrase> {
    let mut n_entries = 0;
    let mut rest: &[u8] = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'P') {
        rest = &rest[at..];
        n_entries += usize::from(rest.starts_with(ENTRY));
        rest = &rest[1..];
    }
    if n_entries > MOST_ENTRIES {
        return Err(say::ARCHIVE_OVER_LIMIT);
    }
    let zip = ZipArchive::new(Cursor::new(bytes.clone())).map_err(|_| say::ARCHIVE_DAMAGED)?;
    if zip.has_duplicate_names() { Err(say::ARCHIVE_NAMES_TWICE) } else { Ok(zip) }
}

/// The files of an archive, folders left out.
fn directory(zip: &Zip) -> Result<Vec<Listed>, Aside> {
    let mut zip = zip.clone();
    let mut listed = Vec::new();
    for place in 0..zip.len() {
        let file = zip.by_index_raw(place).map_err(|_| Aside::rejected(say::ARCHIVE_DAMAGED))?;
        let name = decoded(file.name_raw());
        if name.ends_with(['/', '\\']) {
            continue;
        }
        let is_known = matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
        let why_not = if file.encrypted() {
            Some(say::ENTRY_ENCRYPTED)
        } else if file.is_symlink() {
            Some(say::ENTRY_LINK)
        } else {
            (!is_known).then_some(say::ENTRY_METHOD)
        };
        listed.push(Listed { place, label: label(&name), bytes: file.size(), why_not });
    }
    Ok(listed)
}

/// A name in an archive: UTF-8, or GBK as Chinese systems write it.
///
/// Without the mark of UTF-8 both may be meant. Chinese in UTF-8 takes three bytes a character, and a short GBK name
/// that happens to be UTF-8 reads as characters of two bytes.
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(text) if text.is_ascii() || text.chars().any(|c| c.len_utf8() > 2) => text.to_string(),
        text => match GBK.decode_without_bom_handling_and_without_replacement(name) {
            Some(decoded) => decoded.into_owned(),
            None => text.map_or_else(|_| shown_bytes(name), str::to_string),
        },
    }
}

/// A name without whatever would lead out of a folder; only ever shown.
fn label(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let label = parts.collect::<Vec<_>>().join("/");
    if label.is_empty() { "?".to_string() } else { label }
}

#[cfg(test)]
mod tests;
