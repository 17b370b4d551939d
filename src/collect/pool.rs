//! The wall: files that a reader of others parses are read in worker processes with a memory limit and a clock.
//!
//! The program starts itself (`canvass read-worker`), sends a file's name and bytes, and gets a workbook or a reason
//! back ([`wire`]). Whatever kills a worker (an abort, a signal, memory, the stack, the clock) ends as one refusal, and
//! another worker takes its place. There are never more workers than threads that read, and none before one is needed.
//!
//! The memory limit is one that a worker sets for itself: of its address space on Unix, of the memory that it commits (a
//! job object) on Windows.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::collect::pool::odd::needs_worker;
use crate::collect::pool::worker::{Death, Worker};
use crate::collect::workbook::{self, Refusal};
use crate::sheet::Workbook;
use crate::text::{Lang, Phrase, Text, files as say};

pub mod odd;
pub mod serve;
pub mod wire;
pub mod worker;

const MIB: u64 = 1024 * 1024;

/// What reading one file may cost. The largest of 5,181 honest public workbooks has 4.1 MB and reads in a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Bytes of the file.
    pub bytes: u64,
    /// Time in a worker.
    pub time: Duration,
    /// Bytes of memory of a worker.
    pub memory: u64,
}

impl Default for Allowance {
    fn default() -> Allowance {
        Allowance { bytes: 256 * MIB, time: Duration::from_secs(15), memory: 512 * MIB }
    }
}

/// Why a file cannot be read, in both languages, its places filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong and what to do.
    pub reason: Text,
    /// Whether the file is no return at all.
    pub ignored: bool,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        let reason = both(refusal.reason, &[("detail", &refusal.detail)]);
        Refused { reason, ignored: refusal.ignored }
    }
}

fn both(phrase: Phrase, values: &[(&str, &str)]) -> Text {
    Text { zh: phrase.say(Lang::Zh, values), en: phrase.say(Lang::En, values) }
}

/// The workers of a run. Dropping it ends them.
pub struct Pool {
    program: Option<PathBuf>,
    allowance: Allowance,
    idle: Mutex<Vec<Worker>>,
    /// Whether the program has not yet proved to be no worker.
    can_start: AtomicBool,
}

/// Milliseconds to wait after each attempt to start a worker that the machine has no room for.
const PAUSES: [u64; 4] = [50, 200, 500, 0];

impl Pool {
    /// A pool without workers yet; `program` is canvass itself. Without it every file is read in this process.
    pub fn new(program: Option<PathBuf>, allowance: Allowance) -> Pool {
        let can_start = AtomicBool::new(program.is_some());
        Pool { program, allowance, idle: Mutex::new(Vec::new()), can_start }
    }

    /// What a file may cost.
    pub fn allowance(&self) -> Allowance {
        self.allowance
    }

    /// Reads a file: here if it is of a kind that cannot get out of hand, else in a worker. Never panics.
    pub fn read(&self, bytes: &[u8], name: &str) -> Result<Workbook, Refused> {
        if !needs_worker(bytes) {
            return here(bytes, name);
        }
        loop {
            let mut worker = match self.worker() {
                Ok(Some(worker)) => worker,
                Ok(None) => return here(bytes, name),
                Err(_) => return Err(both(say::READING_UNGUARDED, &[]).into()),
            };
            let is_fresh = worker.n_read == 0;
            match worker.read(bytes, name, self.allowance.time) {
                Ok(answer) => {
                    self.idle().push(worker);
                    return answer;
                }
                // What an earlier file left in a worker must not cost a later one its place.
                Err(death) if is_fresh || death == Death::TooSlow => return Err(self.refused(death)),
                Err(_) => self.idle().clear(),
            }
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A worker that waits; `None` where there is no program to start, an error where it cannot be started.
    fn worker(&self) -> io::Result<Option<Worker>> {
        let Some(program) = &self.program else { return Ok(None) };
        if let Some(idle) = self.idle().pop() {
            return Ok(Some(idle));
        }
        for pause in PAUSES {
            if !self.can_start.load(Ordering::Relaxed) {
                break;
            }
            match Worker::start(program, self.allowance) {
                Ok(worker) => return Ok(Some(worker)),
                Err(error) if error.kind() == io::ErrorKind::TimedOut => break,
                Err(error) if is_passing(&error) => thread::sleep(Duration::from_millis(pause)),
                Err(_) => self.can_start.store(false, Ordering::Relaxed),
            }
            if let Some(idle) = self.idle().pop() {
                return Ok(Some(idle));
            }
        }
        Err(io::ErrorKind::Unsupported.into())
    }

    fn refused(&self, death: Death) -> Refused {
        let seconds = self.allowance.time.as_secs().to_string();
        let mib = (self.allowance.memory / MIB).to_string();
        let phrase = match death {
            Death::TooSlow => say::READING_TOO_SLOW,
            Death::TooMuchMemory => say::READING_EXHAUSTS_MEMORY,
            Death::TooDeep => say::READING_TOO_DEEP,
            Death::Broken => say::READING_CRASHES,
        };
        Refused { reason: both(phrase, &[("seconds", &seconds), ("mib", &mib)]), ignored: false }
    }
}

/// Whether another attempt may succeed: the machine is out of processes, memory or open files.
fn is_passing(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, NotFound, PermissionDenied};
    !matches!(error.kind(), NotFound | InvalidData | PermissionDenied)
}

impl From<Text> for Refused {
    /// A file that was meant as a return.
    fn from(reason: Text) -> Refused {
        Refused { reason, ignored: false }
    }
}

fn here(bytes: &[u8], name: &str) -> Result<Workbook, Refused> {
    workbook::read(bytes, name).map_err(Refused::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_program_to_start_files_are_read_in_this_process() {
        let pool = Pool::new(None, Allowance::default());
        let refused = pool.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut", "a.xls").unwrap_err();
        assert!(!refused.ignored && !refused.reason.is_empty());
    }

    #[test]
    fn a_program_that_is_no_worker_is_not_waited_for() {
        for program in ["/nowhere/canvass", "/bin/true", "/bin/echo"] {
            let pool = Pool::new(Some(program.into()), Allowance::default());
            let refused = pool.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut", "a.xls").unwrap_err();
            assert_eq!(refused, both(say::READING_UNGUARDED, &[]).into(), "{program}");
            assert!(!pool.can_start.load(Ordering::Relaxed), "{program}");
        }
    }

    /// A program that greets as a worker does, then does something else.
    #[cfg(unix)]
    fn impostor(name: &str, behaviour: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("canvass-worker-{}-{name}", std::process::id()));
        let length = worker::HELLO.len();
        let hello = String::from_utf8_lossy(worker::HELLO);
        let script = format!("#!/bin/sh\nprintf '\\{length:03o}\\0\\0\\0\\0\\0\\0\\0{hello}'\n{behaviour}\n");
        // Written by another process, so that no other test's child holds the file open when it is started.
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", "printf %s \"$1\" > \"$0\" && chmod +x \"$0\""]).arg(&path).arg(script);
        assert!(shell.status().unwrap().success());
        path
    }

    #[cfg(unix)]
    #[test]
    fn a_worker_that_dies_costs_its_file_and_nothing_else() {
        let taken = "head -c 9 > /dev/null";
        let behaviours = [
            ("memory", format!("{taken}; echo memory allocation of 9 bytes failed >&2; kill -ABRT $$"), "memory"),
            ("killed", format!("{taken}; kill -KILL $$"), "memory"),
            ("stack", format!("{taken}; echo thread main has overflowed its stack >&2; kill -ABRT $$"), "nested"),
            ("signal", format!("{taken}; kill -SEGV $$"), "breaks down"),
            ("silent", format!("{taken}; exec sleep 60"), "longer than 1 second"),
            ("nonsense", format!("{taken}; printf '\\1\\0\\0\\0\\0\\0\\0\\0x'; cat > /dev/null"), "breaks down"),
            ("verbose", format!("{taken}; exec yes"), "memory"),
        ];
        for (name, behaviour, word) in behaviours {
            let program = impostor(name, &behaviour);
            let allowance = Allowance { time: Duration::from_secs(1), ..Allowance::default() };
            let pool = Pool::new(Some(program.clone()), allowance);
            for _ in 0..2 {
                let refused = pool.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls").unwrap_err();
                assert!(refused.reason.en.contains(word), "{name}: {}", refused.reason.en);
            }
            assert!(pool.can_start.load(Ordering::Relaxed), "{name}");
            std::fs::remove_file(program).unwrap();
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_refused_and_not_read_unguarded_while_no_worker_can_be_started() {
        let path = impostor("later", "head -c 9 > /dev/null; kill -SEGV $$");
        let circle = path.with_extension("circle");
        std::os::unix::fs::symlink(&circle, &circle).unwrap();
        let pool = Pool::new(Some(circle.clone()), Allowance::default());
        let read = || pool.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls").unwrap_err();
        assert_eq!(read(), both(say::READING_UNGUARDED, &[]).into());
        std::fs::rename(&path, &circle).unwrap();
        assert!(read().reason.en.contains("breaks down"));
        std::fs::remove_file(circle).unwrap();
    }

    #[test]
    fn every_end_of_a_worker_has_a_reason_in_both_languages() {
        let pool = Pool::new(None, Allowance::default());
        for death in [Death::TooSlow, Death::TooMuchMemory, Death::TooDeep, Death::Broken] {
            let reason = pool.refused(death).reason;
            assert!(!reason.zh.contains('{') && !reason.en.contains('{') && reason.zh != reason.en, "{reason:?}");
        }
    }
}
