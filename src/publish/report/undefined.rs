//! What a template names and that has no value: a name that nothing bears, a comparison without an earlier period.

use std::ops::Range;

use minijinja::{Environment, Error, ErrorKind};

use super::template::Template;
use crate::error::Problem;
use crate::survey::expression;
use crate::text::saying::Saying;
use crate::text::template as say;

/// The mistake behind an undefined value, at the words in question; `None` for other errors, and where the engine does
/// not tell which words.
pub fn problem(template: &Template, error: &Error, engine: &Environment) -> Option<Problem> {
    let span = error.range().filter(|_| error.kind() == ErrorKind::UndefinedError)?;
    let path = path_around(&template.source, span.start)?;
    let (name, message) = told(&template.source[path.clone()], &template.source, engine);
    Some(Problem::within(&template.file, &template.source, path.start..path.start + name.len(), message))
}

/// The names between dots around a place, of which the engine points at one.
fn path_around(source: &str, at: usize) -> Option<Range<usize>> {
    let is_other = |c: char| !(c.is_alphanumeric() || c == '_' || c == '.');
    let (before, after) = (source.get(..at)?, source.get(at..)?);
    let start = before.trim_end_matches(|c| !is_other(c)).len();
    let end = at + after.find(is_other).unwrap_or(after.len());
    let begins = source[start..end].starts_with(|c: char| c.is_alphabetic() || c == '_');
    begins.then_some(start..end)
}

/// The words to point at, and what is wrong with them.
fn told<'w>(path: &'w str, source: &str, engine: &Environment) -> (&'w str, Saying) {
    let root = path.split('.').next().unwrap_or(path);
    let known: Vec<&str> = engine.globals().map(|(name, _)| name).collect();
    if !known.contains(&root) && !is_given(root, source) {
        return (root, expression::unknown_name(root, known.into_iter()));
    }
    let looks_back = path.split('.').any(|part| part == "previous");
    (path, if looks_back { say::no_previous(path) } else { say::no_value(path) })
}

/// Whether the template itself gives a value to a name.
fn is_given(name: &str, source: &str) -> bool {
    let is_end = |after: &str| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let mut places = source.match_indices(name).map(|(at, _)| (&source[..at], &source[at + name.len()..]));
    places.any(|(before, after)| {
        let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_listed = before.trim_end().ends_with([',', '(']) && is_end(after);
        is_end(after) && (["set", "for", "macro", "import", "as"].contains(&word) || is_listed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> String {
        let mut engine = super::super::context::engine(crate::text::Lang::En);
        engine.add_global("units", minijinja::Value::from(std::collections::BTreeMap::from([("returned", 3)])));
        engine.add_global("f", minijinja::Value::from(std::collections::BTreeMap::from([("previous", ())])));
        let template = Template { file: "report.en.md".into(), source: source.to_string() };
        template.render(&engine).expect_err("something is undefined").to_string()
    }

    #[test]
    fn a_name_that_nothing_bears_is_told_with_the_one_meant() {
        let told = of("{% if units.returned %}{% endif %}\nOf {{ unit.registered }} offices");
        let expected =
            "report.en.md:2: nothing is called `unit`; did you mean `units`?\n  2 | Of {{ unit.registered }}";
        assert!(told.starts_with(expected), "{told}");
        assert!(told.ends_with("|       ^^^^"), "{told}");
    }

    #[test]
    fn a_comparison_without_an_earlier_period_says_how_to_write_it() {
        let told = of("{{ f.previous.share }}");
        assert!(
            told.starts_with("report.en.md:1: `f.previous.share` has no value: there is no earlier period"),
            "{told}"
        );
        assert!(of("{% set g = f %}{{ g.previous.share }}").contains("`g.previous.share` has no value: there"));
        assert!(of("{{ units.retuned }}").contains("`units.retuned` has no value; check the name"));
    }
}
