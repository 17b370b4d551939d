//! One worker process, seen from the program: started, given a file, killed when its time is over.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::collect::pool::{Allowance, Refused, wire};
use crate::sheet::Workbook;

/// What a worker says first, so that another program is not taken for one.
pub const HELLO: &[u8] = concat!("canvass ", env!("CARGO_PKG_VERSION"), " reads").as_bytes();
/// How long a worker may take to say it.
const STARTING: Duration = Duration::from_secs(10);
/// How much of what a dying worker says is listened to.
const LAST_WORDS: u64 = 16 * 1024;

/// How a worker came to its end while it read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// Its time was over.
    TooSlow,
    /// It asked for more memory than it may have.
    TooMuchMemory,
    /// It ran out of stack.
    TooDeep,
    /// Any other signal, abort or nonsense.
    Broken,
}

/// A worker process that waits for a file. Dropping it kills the process.
pub struct Worker {
    /// How many files it has read.
    pub n_read: usize,
    child: Child,
    requests: Sender<Vec<u8>>,
    answers: Receiver<Vec<u8>>,
    /// Whether it answered with more than fits into its memory; known before its end is, however it ends.
    flooded: Arc<AtomicBool>,
}

impl Worker {
    /// Starts one. An error says that this machine cannot now, or (invalid data) that the program is another one.
    pub fn start(program: &Path, allowance: Allowance) -> io::Result<Worker> {
        let mut command = Command::new(program);
        command.arg("read-worker");
        command.arg(allowance.memory.to_string());
        command.arg(allowance.time.as_secs().to_string());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        without_window(&mut command);
        let mut child = command.spawn()?;
        let (Some(to), Some(mut from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (requests, waiting) = mpsc::channel();
        let (sender, answers) = mpsc::channel();
        // A frame holds at most what fits into the worker's memory.
        let limit = allowance.memory;
        let flooded = Arc::new(AtomicBool::new(false));
        let floods = flooded.clone();
        let worker = Worker { n_read: 0, child, requests, answers, flooded };
        thread::Builder::new().name("read-worker".into()).spawn(move || {
            // An end of the conversation is seen by the channel's other end.
            let ended = converse(to, &mut from, &waiting, &sender, limit);
            let is_flood = ended.is_err_and(|error| error.kind() == io::ErrorKind::InvalidData);
            floods.store(is_flood, Ordering::SeqCst);
            drop((sender, from));
        })?;
        match worker.answers.recv_timeout(STARTING) {
            Ok(hello) if hello == HELLO => Ok(worker),
            Err(RecvTimeoutError::Timeout) => Err(io::ErrorKind::TimedOut.into()),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    /// Has a file read. After a death the worker is of no more use.
    pub fn read(&mut self, bytes: &[u8], name: &str, time: Duration) -> Result<Result<Workbook, Refused>, Death> {
        if self.requests.send(wire::request(bytes, name)).is_err() {
            return Err(self.autopsy());
        }
        match self.answers.recv_timeout(time) {
            Ok(frame) => {
                self.n_read += 1;
                wire::answered(&frame).ok_or(Death::Broken)
            }
            Err(RecvTimeoutError::Timeout) => Err(Death::TooSlow),
            Err(RecvTimeoutError::Disconnected) => Err(self.autopsy()),
        }
    }

    /// What a dead worker died of, by its last words and its exit. One that goes on, but says more than fits into its
    /// memory, is killed.
    fn autopsy(&mut self) -> Death {
        let _ = self.child.kill();
        let was_killed = self.child.wait().is_ok_and(|status| is_kill(&status));
        let mut words = Vec::new();
        if let Some(stderr) = self.child.stderr.take() {
            let _ = stderr.take(LAST_WORDS).read_to_end(&mut words);
        }
        let words = String::from_utf8_lossy(&words);
        if self.flooded.load(Ordering::SeqCst) || was_killed || words.contains("memory allocation of") {
            Death::TooMuchMemory
        } else if words.contains("overflowed its stack") {
            Death::TooDeep
        } else {
            Death::Broken
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes requests to the worker and answers back, so that whoever asked can stop waiting for either.
fn converse(
    mut to: ChildStdin,
    from: &mut ChildStdout,
    requests: &Receiver<Vec<u8>>,
    answers: &Sender<Vec<u8>>,
    limit: u64,
) -> io::Result<()> {
    loop {
        let Some(answer) = wire::receive(from, limit)? else { return Ok(()) };
        if answers.send(answer).is_err() {
            return Ok(());
        }
        let Ok(request) = requests.recv() else { return Ok(()) };
        wire::send(&mut to, &request)?;
    }
}

/// Whether the system killed it, as it does when the machine's memory is at its end.
#[cfg(unix)]
fn is_kill(status: &std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(9)
}

#[cfg(not(unix))]
fn is_kill(_: &std::process::ExitStatus) -> bool {
    false
}

#[cfg(windows)]
fn without_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_window(_: &mut Command) {}
