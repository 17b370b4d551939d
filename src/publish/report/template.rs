//! The report's template: where it comes from, what is wrong with it, and the text that it gives.

use std::path::PathBuf;

use minijinja::Environment;

use super::facts::Facts;
use super::marker::{BEGIN, BOLD, END};
use super::{context, names, refusal, tables, undefined};
use crate::error::{self, Error, Problem};
use crate::survey::Survey;
use crate::survey::document::{Document, Per, REPORT};
use crate::text::saying::Saying;
use crate::text::{Lang, template as say};

/// A template with the place to which mistakes are reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its file.
    pub file: PathBuf,
    /// Its text.
    pub source: String,
}

impl Template {
    /// The survey's template of a stem for a language; a report without one has the standard template.
    pub fn of(survey: &Survey, stem: &str, lang: Lang) -> Result<Template, Error> {
        let file = survey.folder.join(format!("{stem}.{}.md", lang.code()));
        match std::fs::read_to_string(&file) {
            Ok(source) => Ok(Template { file, source: source.replace("\r\n", "\n") }),
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(Error::io(file)(cause)),
            Err(_) if stem == REPORT => Ok(Template::standard(lang)),
            Err(_) => Err(Error::Definition(vec![Problem::new(file, 0, say::no_template(stem))])),
        }
    }

    /// The template for surveys that bring none.
    pub fn standard(lang: Lang) -> Template {
        let source = match lang {
            Lang::Zh => include_str!("standard.zh.md"),
            Lang::En => include_str!("standard.en.md"),
        };
        Template { file: PathBuf::from(format!("report.{}.md", lang.code())), source: source.to_string() }
    }

    /// A mistake in one of its lines; `name` is what is meant in it.
    pub fn problem(&self, line: usize, name: &str, message: Saying) -> Problem {
        Problem::in_line(&self.file, &self.source, line, name, message)
    }

    fn complaint(&self, error: &minijinja::Error) -> Problem {
        self.problem(error.line().unwrap_or(0), refusal::name(error), refusal::saying(error))
    }

    /// Mistakes that can be seen without figures: the syntax, and characters that are ours.
    pub fn misspelt(&self, lang: Lang) -> Vec<Problem> {
        let mut problems = Vec::new();
        let reserved = |line: &str| line.contains([BEGIN, END, BOLD]);
        for (i, _) in self.source.lines().enumerate().filter(|(_, line)| reserved(line)) {
            problems.push(self.problem(i + 1, "", say::reserved_characters()));
        }
        if let Err(error) = context::engine(lang).template_from_named_str("report", &self.source) {
            problems.push(self.complaint(&error));
        }
        problems
    }

    /// Everything named in it that is not there, with its line.
    pub fn unknown(&self, facts: &Facts) -> Vec<Problem> {
        let wrong = |call: Call| wrong_with(&call, facts).map(|message| self.problem(call.line, call.id, message));
        calls(&self.source).into_iter().filter_map(wrong).collect()
    }

    /// Refuses it with everything that is wrong in it.
    pub fn check(&self, facts: &Facts) -> Result<(), Error> {
        let mut problems = self.misspelt(facts.lang);
        if problems.is_empty() {
            problems = self.unknown(facts);
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::Definition(problems)) }
    }

    /// The text that it gives, with markers; `engine` knows the facts.
    pub fn render(&self, engine: &Environment) -> Result<String, Error> {
        let rendered = engine.render_named_str("report", &self.source, ());
        rendered.map_err(|error| {
            let undefined = undefined::problem(self, &error, engine);
            Error::Definition(vec![undefined.unwrap_or_else(|| self.complaint(&error))])
        })
    }
}

/// What is wrong with the templates of a survey, as far as it can be seen without figures. A template must be there
/// in the language of the run; in the other one it is looked at where it is there.
pub fn verify(survey: &Survey, lang: Lang) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: Vec<(&str, Per)> = Vec::new();
    let report = Document::report();
    for document in std::iter::once(&report).chain(&survey.documents) {
        let key = (document.stem(), document.per);
        if !seen.contains(&key) && !document.formats.is_empty() {
            seen.push(key);
            problems.extend(wrong_with_templates(survey, document, lang));
        }
    }
    if let Err(Error::Definition(wrong)) = crate::publish::phrases::Phrases::of(survey) {
        problems.extend(wrong);
    }
    problems
}

fn wrong_with_templates(survey: &Survey, document: &Document, spoken: Lang) -> Vec<Problem> {
    let mut problems = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        match Template::of(survey, document.stem(), lang) {
            Ok(template) => {
                problems.extend(template.misspelt(lang));
                problems.extend(names::wrong(&template, survey, document.per));
            }
            Err(Error::Io { path, source }) => {
                problems.push(Problem::new(path, 0, error::cause(&source)));
            }
            Err(Error::Definition(missing)) if lang == spoken => problems.extend(missing),
            Err(_) => {}
        }
    }
    problems
}

/// A call of a function with a name written out.
#[derive(Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// The line of the template.
    pub line: usize,
    /// The function.
    pub function: &'a str,
    /// The name written out.
    pub id: &'a str,
    base: Option<&'a str>,
    by: Option<&'a str>,
    section: Option<&'a str>,
}

fn wrong_with(call: &Call, facts: &Facts) -> Option<Saying> {
    match call.function {
        "figure" => context::find_figure(facts, call.id, call.base).err(),
        "value" => context::find_value(facts, call.id).err(),
        "groups" => context::find_attribute(facts, call.id).err(),
        "chart" | "has_chart" | "chart_ref" => context::find_chart(facts, call.id).err(),
        "open_answers" | "answered" => context::find_open(facts, call.id).err(),
        "table" => tables::grid(facts, call.id, call.by.or(call.section)).err(),
        "rows" => super::rows::of(facts, call.id).err(),
        _ => None,
    }
}

const NAMING: &[&str] = &[
    "figure",
    "value",
    "groups",
    "chart",
    "has_chart",
    "chart_ref",
    "open_answers",
    "answered",
    "table",
    "rows",
    "answer",
    "peers",
    "position",
];

/// Every call of a naming function inside `{{ }}` and `{% %}`, in order.
pub fn calls(source: &str) -> Vec<Call<'_>> {
    let mut calls = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = next_expression(source, from) {
        calls_in(source, start, end, &mut calls);
        from = end;
    }
    calls
}

/// The next `{{ … }}` or `{% … %}`, as the places of its begin and end; comments are passed over.
pub fn next_expression(source: &str, mut from: usize) -> Option<(usize, usize)> {
    loop {
        let start = from + source[from..].find('{')?;
        let (open, close) = (source[start..].get(..2)?, &source[start..]);
        let end = match open {
            "{#" => {
                from = start + close.find("#}")?;
                continue;
            }
            "{{" => close.find("}}")?,
            "{%" => close.find("%}")?,
            _ => {
                from = start + 1;
                continue;
            }
        };
        return Some((start, start + end));
    }
}

fn calls_in<'a>(source: &'a str, start: usize, end: usize, calls: &mut Vec<Call<'a>>) {
    let text = &source[start..end];
    for (at, _) in text.match_indices('(') {
        let before = text[..at].trim_end();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let function = &before[before.trim_end_matches(is_word).len()..];
        let is_method = before[..before.len() - function.len()].ends_with('.');
        let arguments = &text[at + 1..];
        if let (Some(id), true, false) = (quoted(arguments), NAMING.contains(&function), is_method) {
            let arguments = &arguments[..arguments.find(')').unwrap_or(arguments.len())];
            let line = source[..start + at].matches('\n').count() + 1;
            let option = |name| option(arguments, name);
            calls.push(Call { line, function, id, base: option("base"), by: option("by"), section: option("section") });
        }
    }
}

/// The text in quotes with which something begins.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| ['"', '\''].contains(c))?;
    text[1..].split_once(quote).map(|(inside, _)| inside)
}

fn option<'a>(arguments: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = arguments.split_once(name)?;
    quoted(after.trim_start().strip_prefix('=')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_in_a_template_are_found_with_their_lines() {
        let source = "a\n{{ figure('x', base=\"y\").share }}\n{# chart(\"no\") #}\n{% if has_chart( \"c\") %}{{ f.value(\"z\") }}";
        let found: Vec<(usize, &str, &str, Option<&str>)> =
            calls(source).into_iter().map(|call| (call.line, call.function, call.id, call.base)).collect();
        assert_eq!(found, [(2, "figure", "x", Some("y")), (4, "has_chart", "c", None)]);
    }

    #[test]
    fn a_mistake_in_the_syntax_is_told_with_its_line() {
        let template = Template { file: "report.zh.md".into(), source: "a\n{% if %}\n".to_string() };
        let problems = template.misspelt(Lang::Zh);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].to_string().starts_with("report.zh.md:2: syntax error"), "{}", problems[0]);
    }
}
