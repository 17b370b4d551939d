//! Finds every file under the paths given, says of each whether it can be a return, and reads its bytes.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::fs::{self, DirEntry, File, FileType, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::collect::archive::Packed;
use crate::collect::own::Own;
use crate::collect::spare;
use crate::collect::unopened;
use crate::collect::web_page;
use crate::error::Error;
use crate::published;
use crate::receipt::ReceiptStatus;
use crate::text::{Lang, Phrase, files as say, reader};

/// Endings of files that claim to hold returns.
const RETURNS: &[&str] = &[
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "xlw", "et", "ett", "ods", "ots", "fods", "csv", "tsv",
    "html", "htm", "mht", "mhtml", "xml", "zip", "numbers", "gnumeric", "sxc", "slk", "dif", "dbf", "wk1", "wk3",
    "wk4", "wks", "123", "wq1", "wb1", "wb2", "wb3", "qpw", "uos", "uof", "eml", "msg",
];
/// Endings of files that are not there in full yet, or no longer needed.
const UNFINISHED: &[&str] =
    &["crdownload", "part", "partial", "download", "downloading", "opdownload", "xltd", "td", "tmp"];
/// Files that systems keep for themselves, in lower case.
const SYSTEM_FILES: &[&str] = &["thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", ".localized", "icon\r"];

/// How deep folders may lie in folders.
const DEEPEST: usize = 64;

/// A file found under the paths given, or in an archive there.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its path below the folder given, with `/`; with the folder's own name in front where several were given.
    /// Bytes that are no UTF-8 are written as `\xE9`.
    pub name: String,
    /// Where its bytes are.
    pub source: Source,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last changed; `None` in an archive, where times name no time zone.
    pub modified: Option<SystemTime>,
    /// The names of the folders around it up to the folder given, nearest first.
    pub folders: Arc<[String]>,
    /// Whether its name claims that it is a return; another file that holds none is ignored, not rejected.
    pub claims_return: bool,
    /// Why it is not read; `None` for a file that may hold a return.
    pub aside: Option<Aside>,
}

/// Where a file's bytes are.
#[derive(Debug, Clone)]
pub enum Source {
    /// On the disk, links followed.
    Disk(PathBuf),
    /// In an archive.
    Packed(Packed),
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Rejected where it may hold returns that cannot be reached, else ignored.
    pub status: ReceiptStatus,
    /// What is wrong and what to do.
    pub reason: Phrase,
    /// What is meant by `{detail}`.
    pub detail: String,
}

impl Aside {
    /// A file that is no return.
    pub fn ignored(reason: Phrase) -> Aside {
        Aside { status: ReceiptStatus::Ignored, reason, detail: String::new() }
    }

    /// A file that may hold returns, but cannot be used.
    pub fn rejected(reason: Phrase) -> Aside {
        Aside { status: ReceiptStatus::Rejected, reason, detail: String::new() }
    }

    /// The same with what is meant.
    pub fn about(self, detail: impl Into<String>) -> Aside {
        Aside { detail: detail.into(), ..self }
    }

    /// The reason in words.
    pub fn say(&self, lang: Lang) -> String {
        self.reason.say(lang, &[("detail", &self.detail)])
    }
}

impl Found {
    /// Its bytes, if it is still the file that was found; at most `limit` of them.
    pub fn read(&self, limit: u64) -> Result<Vec<u8>, Aside> {
        match &self.source {
            Source::Disk(path) => self.read_disk(path, limit),
            Source::Packed(packed) => packed.read(),
        }
    }

    fn read_disk(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Aside> {
        let broken = |error: io::Error| match error.kind() {
            ErrorKind::NotFound => Aside::rejected(say::FILE_GONE),
            _ => Aside::rejected(say::FILE_UNREADABLE),
        };
        let mut file = open(path).map_err(broken)?;
        let before = file.metadata().map_err(broken)?;
        if !before.is_file() {
            return Err(Aside::rejected(say::FILE_CHANGES));
        }
        let mut bytes = spare::take(self.bytes.min(limit) as usize + 1);
        file.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(broken)?;
        let after = file.metadata().map_err(broken)?;
        let is_as_found = before.len() == self.bytes && before.modified().ok() == self.modified;
        let is_still = after.len() == bytes.len() as u64 && after.modified().ok() == self.modified;
        if is_as_found && is_still { Ok(bytes) } else { Err(Aside::rejected(say::FILE_CHANGES)) }
    }
}

/// Opens a file for reading, without waiting for a writer where a pipe has taken its place.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let without_waiting = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(without_waiting).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// Every file under the paths, ordered by name, those over `limit` bytes put aside. A path that does not exist is an
/// error.
pub fn files(paths: &[PathBuf], limit: u64) -> Result<Vec<Found>, Error> {
    let mut walk = Walk { found: Vec::new(), root: PathBuf::new(), limit, own: Own::default() };
    for path in paths {
        let place = |source| match fs::symlink_metadata(path) {
            Err(_) => Error::Usage(say::PATH_NOT_FOUND.saying(&[("path", &path.display().to_string())])),
            Ok(_) => Error::Io { path: path.clone(), source },
        };
        let real = fs::canonicalize(path).map_err(place)?;
        let meta = fs::metadata(&real).map_err(Error::io(path))?;
        let own = real.file_name().map(shown).unwrap_or_default();
        walk.root.clone_from(&real);
        let prefix = if paths.len() > 1 { format!("{own}/") } else { String::new() };
        match (meta.is_dir(), real.parent()) {
            (false, Some(folder)) => {
                let around = inside(folder, &Arc::default());
                walk.found.push(walk.file(real.clone(), own, meta.file_type(), &around));
            }
            _ => walk.folder(&real, prefix, 0, &Arc::default()),
        }
    }
    let mut found = walk.found;
    found.sort_by(|(path, a), (other, b)| (&a.name, path).cmp(&(&b.name, other)));
    // A file reached through two of the paths given is one file.
    if paths.len() > 1 {
        let mut seen = BTreeSet::new();
        found.retain(|(path, _)| seen.insert(path.clone()));
    }
    let mut found: Vec<Found> = found.into_iter().map(|(_, file)| file).collect();
    tell_apart(&mut found);
    Ok(found)
}

/// Gives files of one name (from folders of one name) a number, so that each row of the ledger can be told apart.
pub fn tell_apart(found: &mut [Found]) {
    if found.iter().map(|file| file.name.as_str()).collect::<HashSet<_>>().len() == found.len() {
        return;
    }
    let mut names: BTreeSet<String> = BTreeSet::new();
    for file in found {
        let mut number = 1;
        let own = file.name.clone();
        while !names.insert(file.name.clone()) {
            number += 1;
            file.name = format!("{own} ({number})");
        }
    }
}

/// A name as it is written in the ledger: bytes that are no UTF-8 as `\xE9`.
pub fn shown(name: &OsStr) -> String {
    shown_bytes(name.as_encoded_bytes())
}

/// The same for a name that is bytes.
pub fn shown_bytes(name: &[u8]) -> String {
    let mut out = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    out
}

struct Walk {
    found: Vec<(PathBuf, Found)>,
    root: PathBuf,
    limit: u64,
    own: Own,
}

impl Walk {
    /// Takes in what lies in a folder; `around` are the names of the folders around it, nearest first.
    fn folder(&mut self, folder: &Path, prefix: String, depth: usize, around: &Arc<[String]>) {
        let own = prefix.trim_end_matches('/').to_string();
        if depth > DEEPEST {
            return self.found.push(aside(folder.to_path_buf(), own, around, Aside::rejected(say::FOLDER_TOO_DEEP)));
        }
        let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        let Ok(entries) = entries else {
            return self.found.push(aside(folder.to_path_buf(), own, around, Aside::rejected(say::FOLDER_UNREADABLE)));
        };
        let around = inside(folder, around);
        let is_folder = |entry: &DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_folder);
        if files.iter().any(|entry| entry.file_name() == published::RECORD) {
            self.own.meet(folder);
        }
        let name = |entry: &DirEntry| format!("{prefix}{}", shown(&entry.file_name()));
        let found = files.par_iter().map(|entry| match entry.file_type() {
            Ok(kind) => self.file(entry.path(), name(entry), kind, &around),
            Err(_) => aside(entry.path(), name(entry), &around, Aside::rejected(say::FILE_UNREADABLE)),
        });
        let found: Vec<_> = found.collect();
        self.found.extend(found);
        for entry in folders {
            let name = name(&entry);
            if is_named_as_return(&name) {
                let why = Aside::rejected(say::FOLDER_NAMED_LIKE_A_FILE);
                self.found.push(aside(entry.path(), name.clone(), &around, why));
            }
            self.folder(&entry.path(), name + "/", depth + 1, &around);
        }
    }

    fn file(&self, path: PathBuf, name: String, kind: FileType, around: &Arc<[String]>) -> (PathBuf, Found) {
        let target = if kind.is_symlink() { self.behind_link(&path) } else { Ok(path.clone()) };
        let target = match target {
            Ok(target) => target,
            Err(why) => return aside(path, name, around, why),
        };
        let meta = match fs::symlink_metadata(&target) {
            Ok(meta) if meta.is_file() => meta,
            Ok(_) => return aside(path, name, around, Aside::rejected(say::NO_REGULAR_FILE)),
            Err(_) => return aside(path, name, around, Aside::rejected(say::FILE_GONE)),
        };
        let own = self.own.has(&path).then(|| Aside::ignored(say::OWN_PUBLICATION));
        let found = Found {
            source: Source::Disk(target),
            bytes: meta.len(),
            modified: meta.modified().ok(),
            folders: around.clone(),
            claims_return: claims_return(&name),
            aside: own.or_else(|| put_aside(&name, meta.len(), self.limit)),
            name,
        };
        (path, found)
    }

    /// The file that a link leads to, if it lies inside the folder given.
    fn behind_link(&self, path: &Path) -> Result<PathBuf, Aside> {
        let target = fs::canonicalize(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Aside::rejected(say::LINK_TO_NOTHING),
            ErrorKind::PermissionDenied => Aside::rejected(say::FILE_UNREADABLE),
            _ => Aside::rejected(say::LINK_IN_A_CIRCLE),
        })?;
        if path.starts_with(&target) {
            return Err(Aside::rejected(say::LINK_IN_A_CIRCLE));
        }
        if !target.starts_with(&self.root) {
            return Err(Aside::rejected(say::LINK_LEADS_OUT));
        }
        if target.is_dir() { Err(Aside::ignored(say::LINK_TO_FOLDER)) } else { Ok(target) }
    }
}

/// Something found that is not read.
fn aside(path: PathBuf, name: String, around: &Arc<[String]>, why: Aside) -> (PathBuf, Found) {
    let found = Found {
        source: Source::Disk(path.clone()),
        bytes: 0,
        modified: None,
        folders: around.clone(),
        claims_return: claims_return(&name),
        aside: Some(why),
        name,
    };
    (path, found)
}

/// The names of the folders around what lies in a folder.
fn inside(folder: &Path, around: &[String]) -> Arc<[String]> {
    folder.file_name().map(shown).into_iter().chain(around.iter().cloned()).collect()
}

/// Whether a file's name claims that it is a return, or an archive in which returns may lie.
pub fn claims_return(name: &str) -> bool {
    is_named_as_return(name) || unopened::is_named_so(name)
}

fn is_named_as_return(name: &str) -> bool {
    ending(base(name)).is_some_and(|ending| RETURNS.contains(&ending.as_str()))
}

/// What a file's name and size tell about it before it is opened; `limit` in bytes.
pub fn put_aside(name: &str, bytes: u64, limit: u64) -> Option<Aside> {
    let base = base(name);
    let ending = ending(base).unwrap_or_default();
    let (lower, ending) = (base.to_lowercase(), ending.as_str());
    if base.starts_with("~$") || base.starts_with(".~") {
        return Some(Aside::ignored(say::LOCK_FILE));
    }
    if base.starts_with("._") || SYSTEM_FILES.contains(&lower.as_str()) {
        return Some(Aside::ignored(say::SYSTEM_FILE));
    }
    if web_page::is_helper(name) {
        return Some(Aside::ignored(say::HELPER_OF_WEB_PAGE));
    }
    if UNFINISHED.contains(&ending) {
        return Some(Aside::ignored(reader::PARTIAL_DOWNLOAD));
    }
    if !claims_return(name) && (bytes == 0 || bytes > limit) {
        return Some(Aside::ignored(say::NO_SPREADSHEET));
    }
    if bytes > limit && unopened::is_named_so(name) {
        let is_part = unopened::is_part(name);
        return Some(Aside::rejected(if is_part { say::PART_OF_ARCHIVE } else { say::ARCHIVE }));
    }
    if bytes > limit {
        let (bytes, limit) = (in_mib(bytes), in_mib(limit));
        return Some(Aside::rejected(reader::TOO_LARGE).about(format!("{bytes} > {limit} MiB")));
    }
    (bytes == 0).then(|| Aside::rejected(reader::EMPTY))
}

/// Bytes in MiB with one decimal, rounded up, so that what is over a limit is never shown as equal to it.
pub fn in_mib(bytes: u64) -> String {
    let tenths = (u128::from(bytes) * 10).div_ceil(1024 * 1024);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn ending(base: &str) -> Option<String> {
    base.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
}

#[cfg(test)]
mod tests;
