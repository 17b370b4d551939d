//! The program's own publications among the files found: what the record of a run lists is no return.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::published;

/// A record of a run with more bytes is not looked into.
const LARGEST_RECORD: u64 = 64 * 1024 * 1024;

/// The files of the publications met, by where they lie.
#[derive(Default)]
pub struct Own(HashSet<PathBuf>);

impl Own {
    /// Takes in what the record of a run in a folder lists.
    pub fn meet(&mut self, folder: &Path) {
        self.0.extend(listed(folder).into_iter().map(|name| folder.join(name)));
    }

    /// Whether a file belongs to a publication.
    pub fn has(&self, file: &Path) -> bool {
        self.0.contains(file)
    }
}

fn listed(folder: &Path) -> Vec<String> {
    let record = folder.join(published::RECORD);
    let is_readable = fs::symlink_metadata(&record).is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST_RECORD);
    let bytes = is_readable.then(|| fs::read(record).ok()).flatten();
    bytes.and_then(|bytes| published::listed(&bytes)).unwrap_or_default()
}
