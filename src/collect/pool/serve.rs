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

/// No limit here: the clock, the budgets of the readers and the process of its own stand. A job object with a limit for
/// its process would be the way on Windows, behind the safe door of a crate such as `win32job`; it is to be set by who
/// can try it there, as a limit that was never seen to hold is worse than none that is told. An allocator that counts
/// is no way out, since what it refuses ends the process in the midst of any file.
#[cfg(not(unix))]
fn confine(_: u64) -> io::Result<()> {
    Ok(())
}
