//! Reads a definition, reports everything wrong with it at once.

use std::fs::FileType;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::Survey;
use crate::error::{Error, Problem};
use crate::text::Lang;

/// Reads the survey of a folder, or of its `survey.toml`.
///
/// Refuses it with every mistake found: first what is not written as it must be, then what does not fit together.
/// `chart_kinds` are the kinds of chart that can be drawn.
pub fn survey(path: &Path, chart_kinds: &[&str]) -> Result<Survey, Error> {
    let file = definition_file(path)?;
    let text = std::fs::read_to_string(&file).map_err(Error::io(&file))?;
    definition(&file, &text, chart_kinds)
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
pub fn refused_for(path: &Path, mistakes: &[(Vec<Step>, String)]) -> Result<(), Error> {
    if mistakes.is_empty() {
        return Ok(());
    }
    let file = definition_file(path)?;
    let text = std::fs::read_to_string(&file).map_err(Error::io(&file))?;
    let source = Source::new(&file, &text).map_err(Error::Definition)?;
    let problem = |(way, message): &(Vec<Step>, String)| source.problem(way, message.clone());
    Err(Error::Definition(mistakes.iter().map(problem).collect()))
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
        Err(errors.iter().map(|error| source.problem_at(error.span(), error.message())).collect())
    }

    fn survey(&self) -> Result<Survey, Vec<Problem>> {
        let whole = match toml::from_str::<Survey>(self.text) {
            Ok(survey) => return Ok(survey),
            Err(error) => self.problem_at(error.span(), error.message()),
        };
        let mut problems = self.problems_by_entry();
        if !problems.iter().any(|problem| problem.line == whole.line) {
            problems.push(whole);
        }
        problems.sort();
        problems.dedup();
        Err(problems)
    }

    /// Reads every entry of every list by itself, so that one mistake does not hide the next.
    fn problems_by_entry(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (key, value) in self.root.get_ref() {
            let read: fn(Spanned<DeValue>) -> Result<(), toml::de::Error> = match key.get_ref().as_ref() {
                "item" => entry::<super::Item>,
                "section" => entry::<super::Section>,
                "code_list" => entry::<super::CodeList>,
                "missing" => entry::<super::MissingWords>,
                "table" => entry::<super::RepeatingTable>,
                "quota" => entry::<super::quota::Quota>,
                "list" => entry::<super::list::List>,
                "audience" => entry::<super::audience::AudienceRule>,
                "cross" => entry::<super::cross::Cross>,
                "computed" => entry::<super::derived::Computed>,
                "standard" => entry::<super::Standard>,
                "grade" => entry::<super::Grade>,
                "score" => entry::<super::score::Score>,
                "index" => entry::<super::index::Index>,
                "concordance" => entry::<super::concordance::Concordance>,
                "check" => entry::<super::Check>,
                "condition" => entry::<super::Condition>,
                "indicator" => entry::<super::Indicator>,
                "measure" => entry::<super::Measure>,
                "chart" => entry::<super::Chart>,
                "document" => entry::<super::document::Document>,
                _ => continue,
            };
            let Some(entries) = value.get_ref().as_array() else { continue };
            for value in entries.iter() {
                if let Err(error) = read(value.clone()) {
                    let span = error.span().unwrap_or_else(|| value.span());
                    problems.push(self.problem_at(Some(span), error.message()));
                }
            }
        }
        problems
    }

    fn problem_at(&self, span: Option<std::ops::Range<usize>>, message: &str) -> Problem {
        let line = span.map_or(0, |span| self.line_of(span.start));
        Problem { file: self.file.clone(), line, message: message.trim().replace('\n', "; ") }
    }

    fn line_of(&self, offset: usize) -> usize {
        self.text.as_bytes()[..offset.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// A mistake at the deepest value on the way that exists.
    pub fn problem(&self, way: &[Step], message: String) -> Problem {
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
        self.problem_at(span, &message)
    }
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
    fn a_value_is_found_by_its_way() {
        let source =
            Source::new(Path::new("s"), "[[indicator]]\nid = \"a\"\nchain = [\n  \"x\",\n  \"y\",\n]\n").unwrap();
        let way = [Step::Key("indicator"), Step::At(0), Step::Key("chain"), Step::At(1)];
        assert_eq!(source.problem(&way, String::new()).line, 5);
    }
}
