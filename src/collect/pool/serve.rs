//! The worker's own side: confine itself, then read one file after another until nobody asks any more.

use std::io;
use std::process;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::collect::pool::worker::HELLO;
use crate::collect::pool::{Refused, wire};
use crate::collect::workbook;

/// How much longer than the program a worker waits before it ends itself: only when the program is gone.
const GRACE: Duration = Duration::from_secs(5);

/// Reads the files that are sent over standard input, each within that memory (bytes) and time, and answers on
/// standard output.
pub fn serve(memory: u64, time: Duration) -> io::Result<()> {
    std::panic::set_hook(Box::new(|_| {}));
    confine(memory)?;
    let clock = clock(time + GRACE)?;
    let (mut from, mut to) = (io::stdin().lock(), io::stdout().lock());
    wire::send(&mut to, HELLO)?;
    while let Some(frame) = wire::receive(&mut from, u64::MAX)? {
        let Some((name, bytes)) = wire::requested(&frame) else { return Err(io::ErrorKind::InvalidData.into()) };
        let _ = clock.send(());
        let answer = wire::answer(&workbook::read(bytes, name).map_err(Refused::from));
        let _ = clock.send(());
        wire::send(&mut to, &answer)?;
    }
    Ok(())
}

/// A clock that is told when reading begins and ends, and ends the process when the end does not come.
fn clock(time: Duration) -> io::Result<Sender<()>> {
    let (told, tells) = mpsc::channel();
    thread::Builder::new().name("clock".into()).stack_size(64 * 1024).spawn(move || {
        while tells.recv().is_ok() {
            if tells.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                process::exit(1);
            }
        }
    })?;
    Ok(told)
}

/// Limits the address space, and leaves no core dump behind.
#[cfg(unix)]
fn confine(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |amount| Rlimit { current: Some(amount), maximum: Some(amount) };
    setrlimit(Resource::Core, at_most(0))?;
    Ok(setrlimit(Resource::As, at_most(memory))?)
}

/// Limits what the process commits, by a job of its own. The job lasts as long as the process in it.
#[cfg(windows)]
fn confine(memory: u64) -> io::Result<()> {
    use win32job::{ExtendedLimitInfo, Job};
    /// `JOB_OBJECT_LIMIT_PROCESS_MEMORY` of winnt.h: without it the limit is not looked at.
    const PROCESS_MEMORY: u32 = 0x100;
    let mut limits = ExtendedLimitInfo::new();
    limits.0.BasicLimitInformation.LimitFlags |= PROCESS_MEMORY;
    limits.0.ProcessMemoryLimit = usize::try_from(memory).unwrap_or(usize::MAX);
    let job = Job::create_with_limit_info(&mut limits).map_err(io::Error::other)?;
    job.assign_current_process().map_err(io::Error::other)
}

/// No limit elsewhere: the clock, the budgets of the readers and the process of its own stand.
#[cfg(not(any(unix, windows)))]
fn confine(_: u64) -> io::Result<()> {
    Ok(())
}
