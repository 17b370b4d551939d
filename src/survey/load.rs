//! Reads a definition, reports everything wrong with it at once.

use std::fs::FileType;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

use super::{Survey, written};
use crate::error::{self, Error, Problem};
use crate::text::Lang;
use crate::text::saying::Saying;

/// Reads the survey of a folder, or of its `survey.toml`.
///
/// Refuses it with every mistake found: first what is not written as it must be, then what does not fit together.
/// `chart_kinds` are the kinds of chart that can be drawn.
pub fn survey(path: &Path, chart_kinds: &[&str]) -> Result<Survey, Error> {
    let file = definition_file(path)?;
    definition(&file, &text(&file)?, chart_kinds)
}

/// Reads the text of a definition; `file` is where it lies, for the messages and for what it names beside it.
pub fn definition(file: &Path, text: &str, chart_kinds: &[&str]) -> Result<Survey, Error> {
    let source = Source::new(file, text).map_err(Error::Definition)?;
    let mut survey = source.survey().map_err(Error::Definition)?;
    survey.folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
    let problems = super::verify::problems(&survey, &source, chart_kinds);
    if !problems.is_empty() {
        return Err(Error::Definition(problems));
    }
    Ok(survey)
}

/// Refuses a definition for what showed only when the files beside it were read, with the lines in question.
pub fn refused_for(path: &Path, mistakes: &[(Vec<Step>, Saying)]) -> Result<(), Error> {
    refused_by(path, |source| mistakes.iter().map(|(way, message)| source.problem(way, message.clone())).collect())
}

/// Refuses a definition for what a look at its text finds once the files beside it are read.
pub fn refused_by(path: &Path, look: impl Fn(&Source) -> Vec<Problem>) -> Result<(), Error> {
    let file = definition_file(path)?;
    let text = text(&file)?;
    let problems = look(&Source::new(&file, &text).map_err(Error::Definition)?);
    if problems.is_empty() { Ok(()) } else { Err(Error::Definition(problems)) }
}

/// The text of a definition; one in another encoding is a mistake in it.
fn text(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|cause| match cause.kind() {
        ErrorKind::InvalidData => Error::Definition(vec![Problem::new(file, 0, error::cause(&cause))]),
        _ => Error::io(file)(cause),
    })
}

fn definition_file(path: &Path) -> Result<PathBuf, Error> {
    let is_folder = kind(path)?.is_some_and(|kind| kind.is_dir());
    let file = if is_folder { path.join("survey.toml") } else { path.to_path_buf() };
    match kind(&file)? {
        Some(kind) if kind.is_file() => Ok(file),
        _ => Err(Error::NoSurvey { path: path.to_path_buf(), is_folder }),
    }
}

/// What lies there, links followed; `None` for nothing.
fn kind(path: &Path) -> Result<Option<FileType>, Error> {
    match std::fs::metadata(path) {
        Ok(found) => Ok(Some(found.file_type())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Error::io(path)(error)),
    }
}

/// The language that a survey names, even where the rest of it cannot be read; `None` where there is no survey.
pub fn language(path: &Path) -> Option<Lang> {
    let text = std::fs::read_to_string(definition_file(path).ok()?).ok()?;
    let (root, _) = DeTable::parse_recoverable(&text);
    let named = root.get_ref().get("language").and_then(|value| value.get_ref().as_str());
    Some(if named == Some(Lang::En.code()) { Lang::En } else { Lang::Zh })
}

/// A step on the way to a value: a key, or a place in a list.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// A key of a table.
    Key(&'a str),
    /// A place in a list, from 0.
    At(usize),
}

/// The text of a definition with the place of every value in it.
pub struct Source<'t> {
    file: PathBuf,
    text: &'t str,
    root: Spanned<DeTable<'t>>,
}

impl<'t> Source<'t> {
    /// Reads the text as TOML.
    pub fn new(file: &Path, text: &'t str) -> Result<Source<'t>, Vec<Problem>> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let source = Source { file: file.to_path_buf(), text, root };
        if errors.is_empty() {
            return Ok(source);
        }
        Err(errors.iter().map(|error| source.unreadable(error, error.span())).collect())
    }

    fn survey(&self) -> Result<Survey, Vec<Problem>> {
        let whole = match toml::from_str::<Survey>(self.text) {
            Ok(survey) => return Ok(survey),
            Err(error) => self.unreadable(&error, error.span()),
        };
        let mut problems = self.problems_by_entry();
        problems.extend(self.problems_of_head());
        if problems.is_empty() {
            problems.push(whole);
        }
        problems.sort();
        problems.dedup();
        Err(problems)
    }

    /// Reads every part and every entry of every list by itself, so that one mistake does not hide the next.
    fn problems_by_entry(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (key, value) in self.root.get_ref() {
            let Some(read) = reader(key.get_ref()) else { continue };
            let entries = match value.get_ref().as_array() {
                Some(entries) => entries.iter().collect(),
                None => vec![value],
            };
            for value in entries {
                if let Err(error) = read(value.clone()) {
                    let span = error.span().unwrap_or_else(|| value.span());
                    problems.push(self.unreadable(&error, Some(span)));
                }
            }
        }
        problems
    }

    /// What is wrong beside the parts that are read by themselves: keys that no survey has, values of other keys, the
    /// first key that is missing.
    fn problems_of_head(&self) -> Vec<Problem> {
        let (mut head, mut taken_out) = self.head();
        let mut problems = Vec::new();
        while let Err(error) = entry::<Survey>(Spanned::new(0..0, DeValue::Table(head.clone()))) {
            let lies_in =
                |span: &Range<usize>| error.span().is_some_and(|at| span.start <= at.start && at.end <= span.end);
            let wrong = head.iter().find(|(key, value)| lies_in(&key.span()) || lies_in(&value.span()));
            let Some(key) = wrong.map(|(key, _)| key.get_ref().to_string()) else {
                // What was taken out because it is wrong is not missing too.
                if !taken_out.iter().any(|key| error.message().contains(&format!("`{key}`"))) {
                    problems.push(self.unreadable(&error, None));
                }
                break;
            };
            problems.push(self.unreadable(&error, error.span()));
            head.remove(key.as_str());
            taken_out.push(key);
        }
        problems
    }

    /// The definition with lists emptied and without the parts that cannot be read, and the keys of these.
    fn head(&self) -> (DeTable<'t>, Vec<String>) {
        let mut head = self.root.get_ref().clone();
        let mut taken_out = Vec::new();
        for (key, value) in self.root.get_ref() {
            let (name, Some(read)) = (key.get_ref(), reader(key.get_ref())) else { continue };
            if value.get_ref().as_array().is_some() {
                head.insert(key.clone(), Spanned::new(value.span(), DeValue::Array(DeArray::default())));
            } else if read(value.clone()).is_err() {
                head.remove(name.as_ref());
                taken_out.push(name.to_string());
            }
        }
        (head, taken_out)
    }

    fn unreadable(&self, error: &toml::de::Error, span: Option<Range<usize>>) -> Problem {
        self.problem_at(span, written::saying(error.message()))
    }

    fn problem_at(&self, span: Option<Range<usize>>, message: Saying) -> Problem {
        match span {
            Some(span) => Problem::within(&self.file, self.text, span, message),
            None => Problem::new(&self.file, 0, message),
        }
    }

    /// Every text under one of some keys, wherever it stands, with its place.
    pub(super) fn texts(&self, keys: &[&str]) -> Vec<(&str, Range<usize>)> {
        let mut found = Vec::new();
        texts_in(self.root.get_ref(), keys, &mut found);
        found
    }

    /// A mistake about a word in a part of the text.
    pub(super) fn problem_about(&self, span: Range<usize>, word: &str, message: Saying) -> Problem {
        let at = self.text[span.clone()].find(word).filter(|_| !word.is_empty()).map(|at| span.start + at);
        self.problem_at(Some(at.map_or(span, |at| at..at + word.len())), message)
    }

    /// A mistake at the deepest value on the way that exists.
    pub fn problem(&self, way: &[Step], message: Saying) -> Problem {
        let mut span = None;
        let mut table = Some(self.root.get_ref());
        let mut value: Option<&Spanned<DeValue>> = None;
        for step in way {
            let next = match step {
                Step::Key(key) => table.and_then(|table| table.get(*key)),
                Step::At(place) => value.and_then(|value| value.get_ref().as_array()).and_then(|list| list.get(*place)),
            };
            let Some(next) = next else { break };
            span = Some(next.span());
            table = next.get_ref().as_table();
            value = Some(next);
        }
        self.problem_at(span, message)
    }
}

fn texts_in<'s>(table: &'s DeTable, keys: &[&str], found: &mut Vec<(&'s str, Range<usize>)>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::String(text) if keys.contains(&key.get_ref().as_ref()) => found.push((text, value.span())),
            DeValue::Table(table) => texts_in(table, keys, found),
            DeValue::Array(list) => {
                list.iter().filter_map(|entry| entry.get_ref().as_table()).for_each(|t| texts_in(t, keys, found));
            }
            _ => {}
        }
    }
}

/// How a part of a survey, or an entry of a list, is read by itself.
type Reader = fn(Spanned<DeValue>) -> Result<(), toml::de::Error>;

fn reader(key: &str) -> Option<Reader> {
    Some(match key {
        "rounding" => entry::<super::Rounding>,
        "register" => entry::<super::RegisterSource>,
        "returns" => entry::<super::Returns>,
        "form" => entry::<super::Form>,
        "section" => entry::<super::Section>,
        "code_list" => entry::<super::CodeList>,
        "missing" => entry::<super::MissingWords>,
        "item" => entry::<super::Item>,
        "table" => entry::<super::RepeatingTable>,
        "computed" => entry::<super::derived::Computed>,
        "standard" => entry::<super::Standard>,
        "grade" => entry::<super::Grade>,
        "scorecard" => entry::<super::score::Scorecard>,
        "score" => entry::<super::score::Score>,
        "index" => entry::<super::index::Index>,
        "quota" => entry::<super::quota::Quota>,
        "list" => entry::<super::list::List>,
        "series" => entry::<super::series::Series>,
        "theme" => entry::<super::theme::Theme>,
        "reviewed" => entry::<super::theme::Reviewed>,
        "concordance" => entry::<super::concordance::Concordance>,
        "check" => entry::<super::Check>,
        "condition" => entry::<super::Condition>,
        "indicator" => entry::<super::Indicator>,
        "measure" => entry::<super::Measure>,
        "thresholds" => entry::<super::Thresholds>,
        "workbook" => entry::<super::workbook::Workbook>,
        "chart" => entry::<super::Chart>,
        "cross" => entry::<super::cross::Cross>,
        "audience" => entry::<super::audience::AudienceRule>,
        "comparison" => entry::<super::comparison::Comparison>,
        "document" => entry::<super::document::Document>,
        _ => return None,
    })
}

fn entry<T: DeserializeOwned>(value: Spanned<DeValue>) -> Result<(), toml::de::Error> {
    T::deserialize(ValueDeserializer::from(value)).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_in_writing_is_told_with_its_line() {
        let text = "[[item]]\nid = \"a\"\nkind = \"yes_no\"\nlabel = \"A\"\n\n[[item]]\nid = \"b\"\nkind = \"text\"\nlabel = \"B\"\nrequred = true\n";
        let source = Source::new(Path::new("survey.toml"), text).unwrap();
        let problems = source.survey().unwrap_err();
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert!(lines.contains(&3) && lines.contains(&10), "{problems:?}");
    }

    #[test]
    fn a_mistake_in_one_part_does_not_hide_those_in_others() {
        let text = "id = 'a'\nhistory = 'long'\ntitel = 'A'\nperiod = 'quarter'\n[register]\nfile = 'u'\ncode = 'c'\nname = []\n\
                    [returns]\npaths = 'r'\n[form]\nunit = []\n[[theme]]\nid = 'x'\n";
        let source = Source::new(Path::new("survey.toml"), text).unwrap();
        let told: Vec<String> =
            source.survey().unwrap_err().iter().map(|problem| problem.message.to_string()).collect();
        let line = |message: &str| told.iter().position(|told| told.starts_with(message));
        assert!(line("the text \"long\" is written where a whole number").is_some(), "{told:#?}");
        assert!(line("unknown key `titel`; did you mean `title`?").is_some(), "{told:#?}");
        assert!(line("the text \"c\" is written where a list").is_some(), "{told:#?}");
        assert!(line("unknown key `paths`; did you mean `path`?").is_some(), "{told:#?}");
        assert!(line("the key `label` is missing").is_some(), "{told:#?}");
        assert!(line("the key `title` is missing").is_some(), "{told:#?}");
        assert!(line("the key `register` is missing").is_none(), "{told:#?}");
    }

    #[test]
    fn a_value_is_found_by_its_way() {
        let source =
            Source::new(Path::new("s"), "[[indicator]]\nid = \"a\"\nchain = [\n  \"x\",\n  \"y\",\n]\n").unwrap();
        let way = [Step::Key("indicator"), Step::At(0), Step::Key("chain"), Step::At(1)];
        assert_eq!(source.problem(&way, Saying::same("")).line, 5);
    }
}
