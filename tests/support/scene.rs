//! Scene: a published round whose returns have changed since, to be published anew while something goes wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use sha2::{Digest, Sha256};

use super::hostile::archive;
use super::{Round, project};

/// Every file of a publication by its path, as text of what must be equal: a run's record without its durations.
pub type Publication = BTreeMap<String, Vec<u8>>;

/// The publication in a folder; empty where there is none.
pub fn publication(folder: &Path) -> Publication {
    let mut files = BTreeMap::new();
    gather(folder, "", &mut files);
    if let Some(record) = files.get_mut("run.json") {
        *record = without_durations(record);
    }
    files
}

fn gather(folder: &Path, prefix: &str, files: &mut Publication) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            gather(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

fn without_durations(record: &[u8]) -> Vec<u8> {
    let mut record: serde_json::Value = serde_json::from_slice(record).expect("a run's record is JSON");
    record.as_object_mut().unwrap().remove("durations").expect("a run's record holds durations");
    serde_json::to_vec(&record).unwrap()
}

/// Whether a publication's files are those that its own record lists, each with the hash that stands there.
pub fn agrees_with_its_record(folder: &Path) -> bool {
    let mut files = Publication::new();
    gather(folder, "", &mut files);
    let Some(record) = files.remove("run.json") else { return false };
    let record: serde_json::Value = serde_json::from_slice(&record).expect("a run's record is JSON");
    let listed: BTreeMap<String, String> = serde_json::from_value(record["outputs"].clone()).expect("outputs by path");
    let hash = |bytes: &Vec<u8>| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    listed == files.iter().map(|(name, bytes)| (name.clone(), hash(bytes))).collect()
}

/// A round with the publication that lies there, and the one that the next run comes to.
pub struct Scene {
    round: Round,
    /// The publication that lies there when a trial begins.
    pub before: Publication,
    /// The publication that a whole run over the returns comes to.
    pub after: Publication,
}

impl Scene {
    /// A round of the tiny survey: published, then given one more return, an .xls, an archive and a broken file.
    pub fn new() -> Scene {
        let round = Round::new()
            .unit("U01", "North", "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=yes")
            .unit("U02", "South", "Number of staff=5\nTraining plan in force=no")
            .silent("U03", "South")
            .silent("U04", "North");
        let first = round.run();
        assert_eq!(first.status, Some(0), "{}", first.stderr);
        let before = publication(&first.folder);
        fs::rename(round.folder.0.join("out"), round.folder.0.join("saved")).unwrap();
        round.form("2025-Q1/U03.xlsx", &super::form("U03", "2025-Q1", "Number of staff=7\nTraining plan in force=yes"));
        round.form("U04.xlsx", &super::form("U04", "2025-Q1", "Number of staff=9\nTraining plan in force=no"));
        let path = round.folder.0.join("returns/U04.xlsx");
        let packed = archive(&[("2025-Q1/U04.xlsx", &fs::read(&path).unwrap())]);
        fs::remove_file(path).unwrap();
        round.file("sent.zip", &packed);
        let noise = fs::read(project().join("tests/returns/xls_cut_short.xls")).unwrap();
        round.file("2025-Q1/broken.xls", &noise);
        let second = round.run();
        assert_eq!(second.status, Some(0), "{}", second.stderr);
        let after = publication(&second.folder);
        assert!(before != after && before.len() > 10, "the two publications can be told apart");
        Scene { round, before, after }
    }

    /// The folder of everything: the survey, its returns, the outputs.
    pub fn folder(&self) -> &Path {
        &self.round.folder.0
    }

    /// A new output folder in which the previous publication lies.
    pub fn stage(&self) -> Stage<'_> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let out = self.folder().join(format!("out-{}", NEXT.fetch_add(1, Ordering::Relaxed)));
        copy(&self.folder().join("saved"), &out);
        Stage { scene: self, out }
    }
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// One output folder of a scene, removed when dropped.
pub struct Stage<'s> {
    scene: &'s Scene,
    /// The output folder.
    pub out: PathBuf,
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.out);
    }
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit status; `None` after a signal.
    pub status: Option<i32>,
    /// What it said to the user.
    pub stderr: String,
}

impl Stage<'_> {
    /// The folder of the publication.
    pub fn place(&self) -> PathBuf {
        self.out.join("tiny/2025-Q1")
    }

    /// A file for what a run is seen to do; not beside the survey, whose files are counted.
    pub fn log(&self) -> PathBuf {
        let logs = self.scene.folder().join("logs");
        fs::create_dir_all(&logs).unwrap();
        logs.join(self.out.file_name().unwrap())
    }

    /// The run that replaces the publication, on one thread, not yet started.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_canvass"));
        command.current_dir(project()).env("RAYON_NUM_THREADS", "1").env("POLARS_MAX_THREADS", "1");
        command.args(["run", "--quiet", "--out"]).arg(&self.out).arg(self.scene.folder());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Runs to the end.
    pub fn run(&self, command: &mut Command) -> Ended {
        let output = command.output().unwrap();
        Ended { status: output.status.code(), stderr: String::from_utf8_lossy(&output.stderr).into_owned() }
    }

    /// What lies beside the publication.
    pub fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.out.join("tiny")).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "2025-Q1" && name != ".2025-Q1.lock");
        names.sort();
        names
    }

    /// Whether the publication is one of the two, whole; else what is wrong with it.
    pub fn is_whole(&self) -> Result<bool, String> {
        let found = publication(&self.place());
        match (found == self.scene.before, found == self.scene.after) {
            (true, _) => Ok(false),
            (_, true) => Ok(true),
            _ => Err(format!("neither publication is whole: {:?}", self.differences(&found))),
        }
    }

    /// Whether the publication stands aside, between the two steps that a system takes that cannot exchange two names.
    pub fn is_aside(&self) -> bool {
        !self.place().exists() && self.beside().iter().any(|name| name == ".2025-Q1.old")
    }

    fn differences(&self, found: &Publication) -> Vec<String> {
        let expected = &self.scene.after;
        let names = found.keys().chain(expected.keys()).filter(|name| found.get(*name) != expected.get(*name));
        names.cloned().collect()
    }

    /// The next run needs no cleaning: it publishes, and leaves nothing behind.
    pub fn recovers(&self) -> Result<(), String> {
        let next = self.run(&mut self.command());
        if next.status != Some(0) {
            return Err(format!("the next run does not succeed: {next:?}"));
        }
        match (self.is_whole()?, self.beside()) {
            (false, _) => Err("the next run leaves the old publication".to_string()),
            (true, litter) if !litter.is_empty() => Err(format!("the next run leaves {litter:?}")),
            _ => Ok(()),
        }
    }
}

/// Whether the long form of the proofs is asked for: `CANVASS_THOROUGH=1`.
pub fn is_thorough() -> bool {
    std::env::var_os("CANVASS_THOROUGH").is_some_and(|value| value != "0")
}

/// Says something that the test harness does not hold back, such as why a test is passed over.
pub fn say(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{text}");
}
