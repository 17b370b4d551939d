//! Error: what stops a run. What is wrong with a return is a [`crate::finding::Finding`] instead.

use std::fmt;
use std::path::PathBuf;

/// A mistake in a survey's files, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as it was opened.
    pub file: PathBuf,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file.display(), self.message),
            line => write!(f, "{}:{line}: {}", self.file.display(), self.message),
        }
    }
}

/// What stops a run.
#[derive(Debug)]
pub enum Error {
    /// What was typed does not fit: exit status 2.
    Usage(String),
    /// The survey's files are wrong: exit status 2.
    Definition(Vec<Problem>),
    /// A query cannot be run: exit status 2.
    Query {
        /// The query's file or `query`.
        name: String,
        /// What the engine says.
        message: String,
    },
    /// There is nothing to publish: exit status 3.
    NothingUsable(String),
    /// A file cannot be read or written: exit status 3.
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Another run is writing the same publication: exit status 3.
    Busy {
        /// Who.
        holder: String,
    },
    /// The machine or a library fails in a way that no input explains: exit status 3.
    Failed(String),
}

impl Error {
    /// A file that cannot be read or written.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { path, source }
    }

    /// The exit status that the contract gives to it.
    pub fn exit_status(&self) -> u8 {
        match self {
            Error::Usage(_) | Error::Definition(_) | Error::Query { .. } => 2,
            Error::NothingUsable(_) | Error::Io { .. } | Error::Busy { .. } | Error::Failed(_) => 3,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::Usage(message) | Error::NothingUsable(message) | Error::Failed(message) => f.write_str(message),
            Error::Definition(problems) => {
                for (i, problem) in problems.iter().enumerate() {
                    write!(f, "{}{problem}", if i == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
            Error::Query { name, message } => write!(f, "query {name}: {message}"),
            Error::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Error::Busy { holder } => write!(f, "another run is writing here: {holder}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
