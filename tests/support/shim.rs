//! The shim of `tests/faults`: has the n-th call on a file fail, or kills the program there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::Folder;
use super::scene::say;

/// The shim's library, compiled once; `None` where this machine has none, with the reason said aloud.
pub fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Result<(PathBuf, Folder), String>> = OnceLock::new();
    match LIBRARY.get_or_init(compiled) {
        Ok((path, _)) => Some(path),
        Err(reason) => {
            say(&format!("SKIPPED, nothing is proved here: {reason}"));
            None
        }
    }
}

fn compiled() -> Result<(PathBuf, Folder), String> {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        return Err("the shim stands before the C library of Linux".into());
    }
    let folder = Folder::new();
    let path = folder.0.join("shim.so");
    let source = super::project().join("tests/faults/shim.c");
    let made = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&path).arg(source).arg("-ldl").output();
    match made {
        Ok(output) if output.status.success() => Ok((path, folder)),
        Ok(output) => Err(format!("cc cannot compile the shim: {}", String::from_utf8_lossy(&output.stderr))),
        Err(error) => Err(format!("there is no C compiler `cc` ({error})")),
    }
}

/// What goes wrong.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// Which calls are counted.
    pub kind: &'static str,
    /// The number of the call, from 1; 0 only counts.
    pub at: usize,
    /// The error number that it gets; 0 kills the program.
    pub error: i32,
    /// Whether every later call of the kind fails too.
    pub lasts: bool,
    /// Whether two names can be exchanged at once.
    pub exchange: bool,
}

impl Fault {
    /// Puts the shim before a program; calls on files below `under` are counted and written to `log`.
    pub fn arrange(&self, command: &mut Command, under: &Path, log: &Path) -> bool {
        let Some(library) = library() else { return false };
        let flag = |given: bool| if given { "1" } else { "0" };
        command.env("LD_PRELOAD", library).env("FAULT_UNDER", under).env("FAULT_LOG", log).env("FAULT_KIND", self.kind);
        command.env("FAULT_AT", self.at.to_string()).env("FAULT_ERROR", self.error.to_string());
        command.env("FAULT_LASTS", flag(self.lasts)).env("FAULT_NO_EXCHANGE", flag(!self.exchange));
        true
    }

    /// The call that the fault met, as `kind path`.
    pub fn met(&self, log: &Path) -> Option<String> {
        calls(log).into_iter().nth(self.at.checked_sub(1)?)
    }
}

/// The calls in a log, in order, as `kind path`. The lines of threads may stand in another order than their numbers.
pub fn calls(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).unwrap_or_default();
    let numbered = text.lines().filter_map(|line| line.split_once(' '));
    let mut calls: Vec<(usize, String)> =
        numbered.map(|(number, call)| (number.parse().expect("calls are numbered"), call.to_string())).collect();
    calls.sort();
    calls.into_iter().map(|(_, call)| call).collect()
}
