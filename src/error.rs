//! Error: what stops a run. What is wrong with a return is a [`crate::finding::Finding`] instead.

use std::fmt;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::PathBuf;

use crate::text::saying::Saying;
use crate::text::{Lang, Phrase, error as words};

mod excerpt;

pub use excerpt::Excerpt;

/// A mistake in a survey's files, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as it was opened.
    pub file: PathBuf,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: Saying,
    /// The line as it is written, where it helps to see it.
    pub excerpt: Option<Box<Excerpt>>,
}

impl Problem {
    /// A mistake in a line, or in the whole file where `line` is 0.
    pub fn new(file: impl Into<PathBuf>, line: usize, message: Saying) -> Problem {
        Problem { file: file.into(), line, message, excerpt: None }
    }

    /// A mistake in a part of a text, shown with the line in which the part begins.
    pub fn within(file: impl Into<PathBuf>, text: &str, span: Range<usize>, message: Saying) -> Problem {
        let excerpt = Box::new(Excerpt::of(text, span));
        let line = excerpt.line();
        Problem { excerpt: Some(excerpt), ..Problem::new(file, line, message) }
    }

    /// A mistake in a line of a text, shown with the line; `name` is what is meant in it, the whole line where it is
    /// not there.
    pub fn in_line(file: impl Into<PathBuf>, text: &str, line: usize, name: &str, message: Saying) -> Problem {
        Problem { excerpt: Excerpt::in_line(text, line, name).map(Box::new), ..Problem::new(file, line, message) }
    }

    /// Where it is, what is wrong, and how it is written there, in a language.
    pub fn say(&self, lang: Lang) -> String {
        let (file, message) = (self.file.display().to_string(), self.message.get(lang));
        let told = match self.line {
            0 => words::OF_FILE.say(lang, &[("file", &file), ("message", message)]),
            // The signs between file, line and message are those that editors follow, in either language.
            line => format!("{file}:{line}: {message}"),
        };
        match &self.excerpt {
            Some(excerpt) => format!("{told}\n{excerpt}"),
            None => told,
        }
    }
}

impl fmt::Display for Problem {
    /// Writes it in English, as logs and tests want it.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

/// What stops a run.
#[derive(Debug)]
pub enum Error {
    /// What was typed does not fit: exit status 2.
    Usage(Saying),
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
        /// What holds it: its file, the id of a condition, measure or check, or the first words of a query that was typed.
        name: String,
        /// What the engine says.
        message: Saying,
    },
    /// There is nothing to publish: exit status 3.
    NothingUsable(Saying),
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
        /// The file by which it holds it.
        lock: PathBuf,
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

    /// A file that a survey names and that cannot be read: where there is none, the survey is wrong.
    pub fn of_survey(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| match source.kind() {
            ErrorKind::NotFound => Error::Definition(vec![Problem::new(path, 0, cause(&source))]),
            _ => Error::Io { path, source },
        }
    }

    /// The exit status that the contract gives to it.
    pub fn exit_status(&self) -> u8 {
        match self {
            Error::Usage(_) | Error::NoSurvey { .. } | Error::Definition(_) | Error::Query { .. } => 2,
            Error::NothingUsable(_) | Error::Io { .. } | Error::Busy { .. } | Error::Failed(_) => 3,
        }
    }

    /// The same in both languages.
    pub fn saying(&self) -> Saying {
        Saying::of(|lang| self.say(lang))
    }

    /// Where, what, and what to do about it, in a language.
    ///
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Error::Usage(message) | Error::NothingUsable(message) => message.get(lang).to_string(),
            Error::Failed(detail) => words::FAILED.say(lang, &[("detail", detail)]),
            Error::NoSurvey { path, is_folder } => {
                let phrase = if *is_folder { words::NO_DEFINITION } else { words::NO_SUCH_SURVEY };
                phrase.say(lang, &[("path", &path.display().to_string())])
            }
            Error::Definition(problems) => definition(problems, lang),
            Error::Query { name, message } => words::QUERY.say(lang, &[("name", name), ("message", message.get(lang))]),
            Error::Io { path, source } => {
                let file = path.display().to_string();
                words::OF_FILE.say(lang, &[("file", &file), ("message", cause(source).get(lang))])
            }
            Error::Busy { holder, lock } => {
                words::BUSY.say(lang, &[("holder", holder), ("lock", &lock.display().to_string())])
            }
        }
    }
}

/// Every mistake, file by file in the order of their lines, and how many there are where there are several.
fn definition(problems: &[Problem], lang: Lang) -> String {
    let mut files: Vec<&PathBuf> = Vec::new();
    for problem in problems {
        if !files.contains(&&problem.file) {
            files.push(&problem.file);
        }
    }
    let mut ordered: Vec<&Problem> = problems.iter().collect();
    ordered.sort_by_key(|problem| (files.iter().position(|file| **file == problem.file), problem.line));
    let told = ordered.iter().map(|problem| problem.say(lang)).collect::<Vec<_>>().join("\n");
    match problems.len() {
        1 => told,
        n => words::PROBLEMS.say(lang, &[("n", &n.to_string()), ("problems", &told)]),
    }
}

/// Why a file cannot be read or written, and what to do.
pub fn cause(source: &std::io::Error) -> Saying {
    Saying::of(|lang| match known(source) {
        Some([what, remedy]) => words::CAUSE.say(lang, &[("what", what.text(lang)), ("remedy", remedy.text(lang))]),
        None => words::CAUSE_OTHER.say(lang, &[("detail", &source.to_string())]),
    })
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
    fn whatever_stops_a_run_is_told_in_both_languages() {
        let problem = || Problem::new("survey.toml", 3, crate::text::survey::no_items());
        let errors = [
            Error::Usage(crate::text::run::NO_SERIES.into()),
            Error::Definition(vec![problem()]),
            Error::Definition(vec![problem(), Problem::new("units.xlsx", 0, crate::text::survey::no_id())]),
            Error::Query { name: "shares".into(), message: crate::text::queries::no_expression() },
            Error::NothingUsable(crate::text::run::NO_FILES.into()),
            Error::Busy { holder: "alice PID 7".into(), lock: "out/tiny/.lock".into() },
            Error::Failed("the frame has no column".into()),
        ];
        for error in errors {
            let (zh, en) = (error.say(Lang::Zh), error.say(Lang::En));
            assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh}");
            assert!(en.is_ascii() && !en.contains('{') && !zh.contains('{'), "{en}");
        }
    }

    #[test]
    fn mistakes_stand_file_by_file_in_the_order_of_their_lines() {
        let at = |file: &str, line| Problem::new(file, line, Saying::same(format!("{line}")));
        let error = Error::Definition(vec![at("b", 9), at("a", 2), at("b", 4), at("b", 0), at("a", 1)]);
        assert_eq!(error.say(Lang::En), "5 mistakes in the survey's files\nb: 0\nb:4: 4\nb:9: 9\na:1: 1\na:2: 2");
    }

    #[test]
    fn a_file_that_a_survey_names_in_vain_is_a_mistake_of_the_survey() {
        let status = |kind: ErrorKind| Error::of_survey("units.xlsx")(kind.into()).exit_status();
        assert_eq!((status(ErrorKind::NotFound), status(ErrorKind::PermissionDenied)), (2, 3));
        let told = Error::of_survey("units.xlsx")(ErrorKind::NotFound.into()).say(Lang::En);
        assert!(told.starts_with("units.xlsx: there is no such file"), "{told}");
    }

    #[test]
    fn a_missing_survey_is_told_apart_from_a_folder_without_one() {
        let nowhere = Error::NoSurvey { path: "no/such/place".into(), is_folder: false };
        assert!(nowhere.say(Lang::En).contains("there is no such folder or file"));
        let folder = Error::NoSurvey { path: "queries".into(), is_folder: true };
        assert!(folder.say(Lang::Zh).contains("文件夹里没有 survey.toml"));
    }
}
