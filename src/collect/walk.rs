//! Finds every file under the paths given, and says of each whether it can be a return.

use std::collections::BTreeSet;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::Error;
use crate::text::{Lang, Phrase, collect as say};

/// Endings of files that may hold a return.
const SPREADSHEETS: &[&str] = &["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ods", "fods"];

/// How deep folders may lie in folders.
const DEEPEST: usize = 64;

/// A file found under the paths given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path below the folder given, with `/`; with the folder's own name in front where several were given.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last changed.
    pub modified: Option<SystemTime>,
    /// The names of the folders around it up to the folder given, nearest first.
    pub folders: Vec<String>,
    /// Why it is not read; `None` for a file that may hold a return.
    pub aside: Option<Aside>,
}

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// It is no return.
    Ignored(Phrase),
    /// It may hold returns that cannot be reached.
    Rejected(Phrase),
}

/// Every file under the paths, ordered by name. A path that does not exist is an error.
pub fn files(paths: &[PathBuf], lang: Lang) -> Result<Vec<Found>, Error> {
    let mut walk = Walk { found: Vec::new(), root: PathBuf::new() };
    for path in paths {
        let place = |source| match fs::symlink_metadata(path) {
            Err(_) => Error::Usage(say::PATH_NOT_FOUND.say(lang, &[("path", &path.display().to_string())])),
            Ok(_) => Error::Io { path: path.clone(), source },
        };
        let real = fs::canonicalize(path).map_err(place)?;
        let meta = fs::metadata(&real).map_err(Error::io(path))?;
        let own = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        walk.root.clone_from(&real);
        match meta.is_dir() {
            true => walk.folder(&real, if paths.len() > 1 { own + "/" } else { String::new() }, 0),
            false => walk.file(&real, own, meta.file_type()),
        }
    }
    let mut found = walk.found;
    found.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    // A file reached through two of the paths given is one file.
    let mut seen = BTreeSet::new();
    found.retain(|file| seen.insert(file.path.clone()));
    apart(&mut found);
    Ok(found)
}

/// Gives files of one name (from folders of one name) a number, so that each row of the ledger can be told apart.
fn apart(found: &mut [Found]) {
    let mut names = BTreeSet::new();
    for file in found {
        let mut number = 1;
        let own = file.name.clone();
        while !names.insert(file.name.clone()) {
            number += 1;
            file.name = format!("{own} ({number})");
        }
    }
}

struct Walk {
    found: Vec<Found>,
    root: PathBuf,
}

impl Walk {
    fn folder(&mut self, folder: &Path, prefix: String, depth: usize) {
        let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        let mut entries = match entries {
            Ok(entries) if depth <= DEEPEST => entries,
            Ok(_) => return self.aside(folder, prefix, Aside::Rejected(say::FOLDER_TOO_DEEP)),
            Err(_) => return self.aside(folder, prefix, Aside::Rejected(say::FOLDER_UNREADABLE)),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, name) = (entry.path(), format!("{prefix}{}", entry.file_name().to_string_lossy()));
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.folder(&path, name + "/", depth + 1),
                Ok(kind) => self.file(&path, name, kind),
                Err(_) => self.aside(&path, name, Aside::Rejected(say::FILE_UNREADABLE)),
            }
        }
    }

    fn file(&mut self, path: &Path, name: String, kind: FileType) {
        let aside = if kind.is_symlink() { self.behind_link(path) } else { Ok(kind) };
        let aside = match aside {
            Err(phrase) => Some(Aside::Ignored(phrase)),
            Ok(kind) if !kind.is_file() => Some(Aside::Ignored(say::NO_REGULAR_FILE)),
            Ok(_) => by_name(name.rsplit('/').next().unwrap_or(&name)),
        };
        let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file);
        self.found.push(Found {
            name,
            path: path.to_path_buf(),
            folders: self.folders_around(path),
            bytes: meta.as_ref().map_or(0, fs::Metadata::len),
            modified: meta.and_then(|meta| meta.modified().ok()),
            aside,
        });
    }

    fn aside(&mut self, path: &Path, name: String, aside: Aside) {
        let (path, folders) = (path.to_path_buf(), self.folders_around(path));
        self.found.push(Found { name, path, bytes: 0, modified: None, folders, aside: Some(aside) });
    }

    fn folders_around(&self, path: &Path) -> Vec<String> {
        let top = if self.root.is_dir() { Some(self.root.as_path()) } else { self.root.parent() };
        let top = top.map_or(0, |top| top.components().count());
        let around = path.parent().into_iter().flat_map(Path::ancestors);
        let inside = around.take_while(|folder| folder.components().count() >= top);
        inside.filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned())).collect()
    }

    /// What a link leads to, if it is a file inside the folder given.
    fn behind_link(&self, path: &Path) -> Result<FileType, Phrase> {
        let target = fs::canonicalize(path).map_err(|_| say::LINK_TO_NOTHING)?;
        if !target.starts_with(&self.root) {
            return Err(say::LINK_LEADS_OUT);
        }
        let kind = fs::metadata(&target).map_err(|_| say::LINK_TO_NOTHING)?.file_type();
        if kind.is_dir() { Err(say::LINK_TO_FOLDER) } else { Ok(kind) }
    }
}

/// What a file's name tells about it. Archives wait for a reader of their own.
fn by_name(name: &str) -> Option<Aside> {
    let lower = name.to_lowercase();
    if name.starts_with("~$") || name.starts_with(".~lock") {
        return Some(Aside::Ignored(say::LOCK_FILE));
    }
    if name.starts_with("._") || ["thumbs.db", "desktop.ini", ".ds_store"].contains(&lower.as_str()) {
        return Some(Aside::Ignored(say::SYSTEM_FILE));
    }
    match lower.rsplit_once('.').map(|(_, ending)| ending) {
        Some(ending) if SPREADSHEETS.contains(&ending) => None,
        Some("zip" | "rar" | "7z") => Some(Aside::Rejected(say::ARCHIVE)),
        _ => Some(Aside::Ignored(say::NO_SPREADSHEET)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("canvass-walk-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn put(root: &Path, name: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }

    fn listed(found: &[Found]) -> Vec<(&str, bool)> {
        found.iter().map(|file| (file.name.as_str(), file.aside.is_none())).collect()
    }

    #[test]
    fn every_file_is_found_once_and_only_spreadsheets_are_read() {
        let root = folder("all");
        for name in
            ["2024/b.xlsx", "2024/a.XLS", "2024/~$b.xlsx", "._a.xls", "Thumbs.db", "x.xlsx/inner.ods", "说明.docx"]
        {
            put(&root, name);
        }
        let found = files(&[root.clone(), root.join("2024")], Lang::En).unwrap();
        let prefix = root.file_name().unwrap().to_str().unwrap();
        assert_eq!(found.len(), 7);
        let alone = files(std::slice::from_ref(&root), Lang::En).unwrap();
        let expected = [
            ("._a.xls", false),
            ("2024/a.XLS", true),
            ("2024/b.xlsx", true),
            ("2024/~$b.xlsx", false),
            ("Thumbs.db", false),
            ("x.xlsx/inner.ods", true),
            ("说明.docx", false),
        ];
        assert_eq!(listed(&alone), expected);
        assert_eq!(alone[1].folders, ["2024", prefix]);
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn a_path_that_does_not_exist_is_wrong_usage() {
        let missing = PathBuf::from("/nowhere/returns");
        assert!(
            matches!(files(&[missing], Lang::En), Err(Error::Usage(message)) if message.contains("/nowhere/returns"))
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere_but_to_files_inside() {
        use std::os::unix::fs::symlink;
        let root = folder("links");
        put(&root, "in/a.xlsx");
        symlink(root.join("in/a.xlsx"), root.join("b.xlsx")).unwrap();
        symlink("/etc/hostname", root.join("c.xlsx")).unwrap();
        symlink(&root, root.join("in/round.xlsx")).unwrap();
        symlink("gone", root.join("d.xlsx")).unwrap();
        let found = files(std::slice::from_ref(&root), Lang::En).unwrap();
        let expected =
            [("b.xlsx", true), ("c.xlsx", false), ("d.xlsx", false), ("in/a.xlsx", true), ("in/round.xlsx", false)];
        assert_eq!(listed(&found), expected);
        fs::remove_dir_all(&root).unwrap();
    }
}
