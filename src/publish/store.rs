//! Puts a publication in its place: built beside it, flushed to the disk, then swapped, so that the previous one
//! stays whole whenever the machine stops.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::Document;
use crate::error::Error;

/// So many files of a publication are flushed as they are written; those that follow together at its end.
const FLUSHED_AT_ONCE: usize = 256;

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
        make_folder(&parent)?;
        let lock = lock(&parent.join(format!(".{period}.lock")), holder)?;
        let place = Place { folder: parent.join(period), _lock: lock };
        place.recover(&place.folder)?;
        place.recover(&place.check_folder())?;
        Ok(place)
    }

    /// The publication's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a publication lies there, or anything else that no report writes.
    pub fn is_taken(&self) -> Result<bool, Error> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            entries => entries.map_err(Error::io(&self.folder))?,
        };
        let names = entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<Vec<_>>>();
        Ok(names.map_err(Error::io(&self.folder))?.iter().any(|name| name != "data"))
    }

    /// Replaces the publication by the documents.
    pub fn publish(&self, documents: &[Document]) -> Result<(), Error> {
        self.replace(&self.folder, documents)
    }

    /// Begins a publication beside the one that lies there; [`Building::finish`] puts it in its place.
    pub fn build(&self) -> Result<Building<'_>, Error> {
        Building::begin(self, &self.folder)
    }

    /// Writes documents without touching a publication: into its folder where none is there yet, else beside it as
    /// `PERIOD.check`. Gives the folder.
    pub fn report(&self, documents: &[Document]) -> Result<PathBuf, Error> {
        let folder = if self.is_taken()? { self.check_folder() } else { self.folder.clone() };
        self.replace(&folder, documents)?;
        Ok(folder)
    }

    fn check_folder(&self) -> PathBuf {
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        self.folder.with_file_name(format!("{name}.check"))
    }

    fn replace(&self, folder: &Path, documents: &[Document]) -> Result<(), Error> {
        let mut building = Building::begin(self, folder)?;
        documents.iter().try_for_each(|document| building.write(document))?;
        building.finish()
    }

    /// Puts a folder right that an interrupted run has left half replaced.
    fn recover(&self, folder: &Path) -> Result<(), Error> {
        let [new, old] = ["new", "old"].map(|what| beside(folder, what));
        match (is_there(folder)?, is_there(&old)?) {
            (false, true) => fs::rename(&old, folder).map_err(Error::io(folder))?,
            (true, _) if !fs::metadata(folder).map_err(Error::io(folder))?.is_dir() => {
                return Err(Error::io(folder)(ErrorKind::NotADirectory.into()));
            }
            _ => {}
        }
        clear(&new)?;
        clear(&old)
    }
}

fn beside(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.{what}"))
}

fn is_there(path: &Path) -> Result<bool, Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io(path)(error)),
    }
}

/// A folder that is being written beside the one in place, document by document, so that they need not be in memory
/// together. What is not finished is removed, so that a disk that is full is not fuller afterwards.
#[derive(Debug)]
pub struct Building<'a> {
    /// Held until the end.
    _place: &'a Place,
    folder: PathBuf,
    new: PathBuf,
    folders: BTreeSet<PathBuf>,
    n_written: usize,
    unflushed: Vec<PathBuf>,
}

impl Building<'_> {
    fn begin<'a>(place: &'a Place, folder: &Path) -> Result<Building<'a>, Error> {
        let new = beside(folder, "new");
        clear(&new)?;
        let building = Building {
            _place: place,
            folder: folder.to_path_buf(),
            new,
            folders: BTreeSet::new(),
            n_written: 0,
            unflushed: Vec::new(),
        };
        make_folder(&building.new)?;
        Ok(building)
    }

    /// Writes one document. Nobody looks into the folder before it is finished, so its name is final at once.
    pub fn write(&mut self, document: &Document) -> Result<(), Error> {
        let path = self.new.join(&document.path);
        let parent = path.parent().unwrap_or(&self.new);
        if !self.folders.contains(parent) {
            make_folder(parent)?;
            let inside = parent.ancestors().take_while(|folder| folder.starts_with(&self.new));
            self.folders.extend(inside.map(Path::to_path_buf));
        }
        let mut file = File::create(&path).map_err(Error::io(&path))?;
        file.write_all(&document.bytes).map_err(Error::io(&path))?;
        self.n_written += 1;
        if self.n_written <= FLUSHED_AT_ONCE {
            return file.sync_all().map_err(Error::io(&path));
        }
        self.unflushed.push(path);
        Ok(())
    }

    /// Puts everything written in the place.
    pub fn finish(self) -> Result<(), Error> {
        flush(&self.new, &self.unflushed)?;
        self.folders.iter().try_for_each(|folder| sync_folder(folder))?;
        swap(&self.new, &self.folder, &beside(&self.folder, "old"))
    }
}

impl Drop for Building<'_> {
    fn drop(&mut self) {
        // Nothing is there any more after a swap; where this fails, the next run clears it away.
        let _ = clear(&self.new);
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
            return Err(Error::Busy { holder, lock: path.to_path_buf() });
        }
        Err(fs::TryLockError::Error(source)) => return Err(Error::io(path)(source)),
    }
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(holder.as_bytes()));
    written.map_err(Error::io(path))?;
    Ok(file)
}

fn clear(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io(path)(error)),
        _ => Ok(()),
    }
}

/// Makes a folder and those around it, or says what stands in the way.
fn make_folder(folder: &Path) -> Result<(), Error> {
    let Err(error) = fs::create_dir_all(folder) else { return Ok(()) };
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => Ok(()),
        // A folder that cannot be looked at is told as a file in the way otherwise.
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(Error::io(folder)(cause)),
        _ => Err(Error::io(folder)(error)),
    }
}

/// Makes the content of files durable: all at once where the system can, because ten thousand files flushed one after
/// the other take minutes.
fn flush(folder: &Path, files: &[PathBuf]) -> Result<(), Error> {
    if files.is_empty() || flush_system(folder) {
        return Ok(());
    }
    let flush = |path: &PathBuf| File::options().write(true).open(path).and_then(|file| file.sync_all());
    files.iter().try_for_each(|path| flush(path).map_err(Error::io(path)))
}

/// Flushes the file system that holds a folder; false where that cannot be done.
#[cfg(target_os = "linux")]
fn flush_system(folder: &Path) -> bool {
    File::open(folder).is_ok_and(|folder| rustix::fs::syncfs(&folder).is_ok())
}

#[cfg(not(target_os = "linux"))]
fn flush_system(_: &Path) -> bool {
    false
}

/// Makes the names in a folder durable, where the system can.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), Error> {
    let cannot = |error: &io::Error| matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported);
    match File::open(folder).and_then(|opened| opened.sync_all()) {
        // A file system that cannot flush a folder has flushed the files all the same.
        Err(error) if !cannot(&error) => Err(Error::io(folder)(error)),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), Error> {
    Ok(())
}

/// Puts `new` in the place: in one step where the system can exchange two names, else in two, between which a run
/// that starts later finds the previous publication set aside and puts it back.
fn swap(new: &Path, place: &Path, old: &Path) -> Result<(), Error> {
    let exchanged = is_there(place)? && exchange(new, place);
    if !exchanged {
        step_by_step(new, place, old)?;
    }
    if let Some(parent) = place.parent() {
        sync_folder(parent)?;
    }
    // What was replaced harms nobody: where it cannot be removed, the next run does. After an exchange it is `new`.
    let _ = clear(new).and(clear(old));
    Ok(())
}

fn step_by_step(new: &Path, place: &Path, old: &Path) -> Result<(), Error> {
    if is_there(place)? {
        fs::rename(place, old).map_err(Error::io(place))?;
    }
    fs::rename(new, place).map_err(|error| {
        // Where the way back fails too, the next run puts it back.
        let _ = fs::rename(old, place);
        Error::io(place)(error)
    })
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
        assert!(matches!(second, Err(Error::Busy { holder, .. }) if holder.contains("the first")));
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
        assert!(place.is_taken().unwrap());
        assert_eq!(names(&out.join("s")), [".2024.lock", "2024"]);
        fs::remove_dir_all(out).unwrap();
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_is_told_and_left() {
        let out = folder("file");
        fs::create_dir_all(out.join("s")).unwrap();
        fs::write(out.join("s/2024"), "mine").unwrap();
        for _ in 0..2 {
            let place = Place::take(&out, "s", "2024", "");
            assert!(matches!(place, Err(Error::Io { path, .. }) if path.ends_with("s/2024")));
        }
        assert_eq!(fs::read_to_string(out.join("s/2024")).unwrap(), "mine");
        fs::remove_dir_all(out).unwrap();
    }

    #[test]
    fn an_interrupted_report_leaves_nothing_beside_the_next() {
        let out = folder("report");
        let place = Place::take(&out, "s", "2024", "").unwrap();
        place.publish(&[document("run.json", "1")]).unwrap();
        drop(place);
        fs::create_dir_all(out.join("s/.2024.check.new/data")).unwrap();
        fs::write(out.join("s/.2024.check.new/data/.ledger.csv.part"), "half").unwrap();
        let place = Place::take(&out, "s", "2024", "").unwrap();
        assert_eq!(names(&out.join("s")), [".2024.lock", "2024"]);
        place.report(&[document("data/ledger.csv", "a"), document("data/old.csv", "x")]).unwrap();
        place.report(&[document("data/ledger.csv", "b")]).unwrap();
        assert_eq!(names(&out.join("s")), [".2024.lock", "2024", "2024.check"]);
        assert_eq!(names(&out.join("s/2024.check/data")), ["ledger.csv"]);
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
