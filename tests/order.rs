//! Neither the order in which files are given or found nor the number of threads changes a byte.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::scene::{Publication, publication};
use crate::support::{Folder, canvass, project};

fn sample() -> PathBuf {
    project().join("sample_data/central-survey/returns")
}

/// The publication of the central survey over these paths, on so many threads.
fn published(paths: &[PathBuf], threads: &str) -> Publication {
    let folder = Folder::new();
    let mut run = canvass();
    run.env("RAYON_NUM_THREADS", threads).args(["run", "queries/central-survey", "--quiet", "--out"]).arg(&folder.0);
    for path in paths {
        run.arg("--returns").arg(path);
    }
    let output = run.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    publication(&folder.0.join("central-survey/2024"))
}

#[track_caller]
fn assert_equal(one: &Publication, other: &Publication) {
    let names = |publication: &Publication| publication.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    let different: Vec<&String> = one.keys().filter(|name| one[*name] != other[*name]).collect();
    assert!(different.is_empty(), "{different:?}");
    assert!(one.len() > 20);
}

/// Copies files one by one, last name first, each with the time of its last change.
fn copied_backwards(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let mut paths: Vec<PathBuf> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.into_iter().rev() {
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied_backwards(&path, &target);
            continue;
        }
        fs::copy(&path, &target).unwrap();
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        fs::File::options().write(true).open(&target).unwrap().set_modified(modified).unwrap();
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let alone = published(&[sample()], "1");
    for threads in ["2", "8"] {
        assert_equal(&alone, &published(&[sample()], threads));
    }
}

#[test]
fn the_order_in_which_paths_are_given_changes_no_byte() {
    let paths = [sample().join("2024"), sample().join("2023"), sample().join("2024/U07.xls")];
    let one = published(&paths, "2");
    let [a, b, c] = paths;
    assert_equal(&one, &published(&[c, b, a], "2"));
}

#[test]
fn the_order_in_which_files_came_into_a_folder_changes_no_byte() {
    let folder = Folder::new();
    let copy = folder.0.join("returns");
    copied_backwards(&sample(), &copy);
    assert_equal(&published(&[sample()], "2"), &published(&[copy], "2"));
}
