//! Error: what stops a run. What is wrong with a return is a [`crate::finding::Finding`] instead.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::text::{Lang, Phrase, error as words};

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
    /// No survey lies where one is named: exit status 2.
    NoSurvey {
        /// Where it was looked for.
        path: PathBuf,
        /// Whether a folder is there, but no definition in it.
        is_folder: bool,
    },
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
            Error::Usage(_) | Error::NoSurvey { .. } | Error::Definition(_) | Error::Query { .. } => 2,
            Error::NothingUsable(_) | Error::Io { .. } | Error::Busy { .. } | Error::Failed(_) => 3,
        }
    }

    /// Where, what, and what to do about it, in a language.
    ///
    /// What carries a message was said in the run's language by the phase that met it and stays as it is.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Error::Usage(message) | Error::NothingUsable(message) | Error::Failed(message) => message.clone(),
            Error::NoSurvey { path, is_folder } => {
                let phrase = if *is_folder { words::NO_DEFINITION } else { words::NO_SUCH_SURVEY };
                phrase.say(lang, &[("path", &path.display().to_string())])
            }
            Error::Definition(problems) => problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
            Error::Query { name, message } => words::QUERY.say(lang, &[("name", name), ("message", message)]),
            Error::Io { path, source } => file(path, source, lang),
            Error::Busy { holder } => words::BUSY.say(lang, &[("holder", holder)]),
        }
    }
}

/// The file, what happened to it in words, and what to do.
fn file(path: &Path, source: &std::io::Error, lang: Lang) -> String {
    let path = path.display().to_string();
    match known(source) {
        Some([what, remedy]) => {
            words::FILE.say(lang, &[("path", &path), ("what", what.text(lang)), ("remedy", remedy.text(lang))])
        }
        None => words::FILE_OTHER.say(lang, &[("path", &path), ("detail", &source.to_string())]),
    }
}

/// What happened, and what to do, where the system's reason is one that a user can act on.
fn known(source: &std::io::Error) -> Option<[Phrase; 2]> {
    Some(match source.kind() {
        ErrorKind::NotFound => words::NOT_FOUND,
        _ if is_in_use(source) => words::IN_USE,
        ErrorKind::PermissionDenied => words::DENIED,
        // A folder is made where a file stands: one system says the first, another the second.
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => words::NO_FOLDER,
        ErrorKind::IsADirectory => words::NO_FILE,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => words::FULL,
        ErrorKind::ReadOnlyFilesystem => words::READ_ONLY,
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => words::IN_USE,
        ErrorKind::InvalidData => words::NO_TEXT,
        _ => return None,
    })
}

/// Windows refuses what another program holds open with a number of its own (sharing or lock violation).
fn is_in_use(source: &std::io::Error) -> bool {
    cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_error_names_the_file_the_cause_and_the_way_out_in_both_languages() {
        for kind in [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::NotADirectory,
            ErrorKind::IsADirectory,
            ErrorKind::StorageFull,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::InvalidData,
        ] {
            let error = Error::io("out/data")(kind.into());
            let (zh, en) = (error.say(Lang::Zh), error.say(Lang::En));
            assert!(zh.starts_with("out/data：") && zh.contains("\n  提示："), "{zh}");
            assert!(en.starts_with("out/data: ") && en.contains("\n  hint: "), "{en}");
        }
    }

    #[test]
    fn a_cause_that_nobody_foresaw_is_told_in_the_words_of_the_system() {
        let error = Error::io("out")(std::io::Error::other("the tape is torn"));
        assert_eq!(error.say(Lang::En), "out: cannot be read or written (the tape is torn)");
        assert!(error.say(Lang::Zh).contains("the tape is torn"));
    }

    #[test]
    fn a_missing_survey_is_told_apart_from_a_folder_without_one() {
        let nowhere = Error::NoSurvey { path: "no/such/place".into(), is_folder: false };
        assert!(nowhere.say(Lang::En).contains("there is no such folder or file"));
        let folder = Error::NoSurvey { path: "queries".into(), is_folder: true };
        assert!(folder.say(Lang::Zh).contains("文件夹里没有 survey.toml"));
    }
}
