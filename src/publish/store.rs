//! Puts a publication in its place: built beside it, flushed to the disk, then swapped, so that the previous one
//! stays whole whenever the machine stops.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::Document;
use crate::error::Error;

/// The place of one survey's publication of one period, held until it is dropped.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
    _lock: File,
}

impl Place {
    /// Takes hold of `OUT/SURVEY-ID/PERIOD`. `holder` tells others who works there.
    ///
    /// The lock belongs to the process and ends with it, however it ends. What an interrupted run left beside the
    /// publication is cleared away; a publication that was set aside and not yet replaced is put back.
    pub fn take(out: &Path, survey: &str, period: &str, holder: &str) -> Result<Place, Error> {
        let parent = out.join(survey);
        fs::create_dir_all(&parent).map_err(Error::io(&parent))?;
        let lock = lock(&parent.join(format!(".{period}.lock")), holder)?;
        let place = Place { folder: parent.join(period), _lock: lock };
        if !place.folder.exists() && place.beside("old").exists() {
            fs::rename(place.beside("old"), &place.folder).map_err(Error::io(&place.folder))?;
        }
        for name in ["new", "old"] {
            clear(&place.beside(name))?;
        }
        Ok(place)
    }

    /// The publication's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a whole publication lies there.
    pub fn is_published(&self) -> bool {
        self.folder.join("run.json").is_file()
    }

    fn beside(&self, what: &str) -> PathBuf {
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        self.folder.with_file_name(format!(".{name}.{what}"))
    }

    /// Replaces the publication by the documents.
    pub fn publish(&self, documents: &[Document]) -> Result<(), Error> {
        let mut building = self.build()?;
        for document in documents {
            building.write(document)?;
        }
        building.finish()
    }

    /// Begins a publication beside the one that lies there; [`Building::finish`] puts it in its place.
    pub fn build(&self) -> Result<Building<'_>, Error> {
        let new = self.beside("new");
        clear(&new)?;
        fs::create_dir_all(&new).map_err(Error::io(&new))?;
        Ok(Building { place: self, folders: BTreeSet::from([new.clone()]), new })
    }

    /// Writes documents without touching a publication: into its folder where none is there yet, else beside it as
    /// `PERIOD.check`. Gives the folder.
    pub fn report(&self, documents: &[Document]) -> Result<PathBuf, Error> {
        let folder = if self.is_published() { self.check_folder() } else { self.folder.clone() };
        for document in documents {
            write(&folder, document)?;
        }
        Ok(folder)
    }

    fn check_folder(&self) -> PathBuf {
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        self.folder.with_file_name(format!("{name}.check"))
    }
}

/// A publication that is being written, document by document, so that they need not be in memory together.
#[derive(Debug)]
pub struct Building<'a> {
    place: &'a Place,
    new: PathBuf,
    folders: BTreeSet<PathBuf>,
}

impl Building<'_> {
    /// Writes one document. Nobody looks into the folder before it is finished, so its name is final at once.
    pub fn write(&mut self, document: &Document) -> Result<(), Error> {
        let path = self.new.join(&document.path);
        let parent = path.parent().unwrap_or(&self.new).to_path_buf();
        if !self.folders.contains(&parent) {
            fs::create_dir_all(&parent).map_err(Error::io(&parent))?;
            self.folders.insert(parent);
        }
        let mut file = File::create(&path).map_err(Error::io(&path))?;
        file.write_all(&document.bytes).and_then(|()| file.sync_all()).map_err(Error::io(&path))
    }

    /// Puts everything written in the place.
    pub fn finish(self) -> Result<(), Error> {
        self.folders.iter().for_each(|folder| sync_folder(folder));
        swap(&self.new, &self.place.folder, &self.place.beside("old"))
    }
}

fn lock(path: &Path, holder: &str) -> Result<File, Error> {
    let mut options = File::options();
    let mut file = options.read(true).write(true).create(true).truncate(false).open(path).map_err(Error::io(path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            let mut who = String::new();
            let read = file.read_to_string(&mut who);
            let holder = if read.is_ok() { who.trim().to_string() } else { String::new() };
            return Err(Error::Busy { holder: format!("{holder} ({})", path.display()) });
        }
        Err(fs::TryLockError::Error(source)) => return Err(Error::io(path)(source)),
    }
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(holder.as_bytes()));
    written.map_err(Error::io(path))?;
    Ok(file)
}

fn clear(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(folder)(error)),
        _ => Ok(()),
    }
}

/// Writes one document whole or not at all.
fn write(folder: &Path, document: &Document) -> Result<(), Error> {
    let path = folder.join(&document.path);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(Error::io(parent))?;
    let partial = path.with_file_name(format!(".{}.part", path.file_name().unwrap_or_default().to_string_lossy()));
    let mut file = File::create(&partial).map_err(Error::io(&partial))?;
    file.write_all(&document.bytes).and_then(|()| file.sync_all()).map_err(Error::io(&partial))?;
    drop(file);
    fs::rename(&partial, &path).map_err(Error::io(&path))?;
    sync_folder(parent);
    Ok(())
}

/// Makes the names in a folder durable, where the system can.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        // A file system that cannot flush a folder has flushed the files all the same.
        let _ = folder.sync_all();
    }
}

/// Puts `new` in the place: in one step where the system can exchange two names, else in two, between which a run
/// that starts later finds the previous publication set aside and puts it back.
fn swap(new: &Path, place: &Path, old: &Path) -> Result<(), Error> {
    let exchanged = place.exists() && exchange(new, place);
    if exchanged {
        fs::rename(new, old).map_err(Error::io(old))?;
    } else {
        if place.exists() {
            fs::rename(place, old).map_err(Error::io(place))?;
        }
        if let Err(error) = fs::rename(new, place) {
            // Where the way back fails too, the next run puts it back.
            let _ = fs::rename(old, place);
            return Err(Error::io(place)(error));
        }
    }
    if let Some(parent) = place.parent() {
        sync_folder(parent);
    }
    clear(old)
}

/// Exchanges two names at once; false where the system or the file system cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("canvass-store-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn document(path: &str, text: &str) -> Document {
        Document { path: path.to_string(), bytes: text.as_bytes().to_vec() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_publication_replaces_the_previous_one_whole() {
        let out = folder("replace");
        let place = Place::take(&out, "s", "2024", "me").unwrap();
        place.publish(&[document("run.json", "1"), document("charts/old.svg", "x")]).unwrap();
        place.publish(&[document("run.json", "2")]).unwrap();
        assert_eq!(names(place.folder()), ["run.json"]);
        assert_eq!(fs::read_to_string(place.folder().join("run.json")).unwrap(), "2");
        assert_eq!(names(&out.join("s")), [".2024.lock", "2024"]);
        fs::remove_dir_all(out).unwrap();
    }

    #[test]
    fn two_runs_do_not_write_the_same_publication() {
        let out = folder("busy");
        let _place = Place::take(&out, "s", "2024", "the first").unwrap();
        let second = Place::take(&out, "s", "2024", "the second");
        assert!(matches!(second, Err(Error::Busy { holder }) if holder.contains("the first")));
        assert!(Place::take(&out, "s", "2023", "another period").is_ok());
        fs::remove_dir_all(out).unwrap();
    }

    #[test]
    fn what_an_interrupted_run_left_is_put_right() {
        let out = folder("interrupted");
        fs::create_dir_all(out.join("s/.2024.old")).unwrap();
        fs::write(out.join("s/.2024.old/run.json"), "whole").unwrap();
        fs::create_dir_all(out.join("s/.2024.new/data")).unwrap();
        let place = Place::take(&out, "s", "2024", "").unwrap();
        assert!(place.is_published());
        assert_eq!(names(&out.join("s")), [".2024.lock", "2024"]);
        fs::remove_dir_all(out).unwrap();
    }

    #[test]
    fn a_check_leaves_a_publication_alone() {
        let out = folder("check");
        let place = Place::take(&out, "s", "2024", "").unwrap();
        assert_eq!(place.report(&[document("data/ledger.csv", "a")]).unwrap(), out.join("s/2024"));
        place.publish(&[document("run.json", "1"), document("data/ledger.csv", "b")]).unwrap();
        assert_eq!(place.report(&[document("data/ledger.csv", "c")]).unwrap(), out.join("s/2024.check"));
        assert_eq!(fs::read_to_string(place.folder().join("data/ledger.csv")).unwrap(), "b");
        fs::remove_dir_all(out).unwrap();
    }
}
