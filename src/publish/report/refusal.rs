//! Refusals: what a template asks for and cannot have, and what its engine says of a template, in both languages.

use std::error::Error as _;
use std::fmt;

use minijinja::{Error, ErrorKind};

use crate::text::saying::Saying;
use crate::text::template as say;

/// An error of the engine that carries a sentence of ours.
pub fn refuse(message: Saying) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_string()).with_source(message)
}

/// A sentence of ours about a name that stands in the template.
#[derive(Debug)]
struct AboutName {
    name: String,
    message: Saying,
}

impl fmt::Display for AboutName {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for AboutName {}

/// The same about a name that stands in the template, so that it can be pointed at.
pub fn refuse_name(name: &str, message: Saying) -> Error {
    let about = AboutName { name: name.to_string(), message };
    Error::new(ErrorKind::InvalidOperation, about.to_string()).with_source(about)
}

fn about_name(error: &Error) -> Option<&AboutName> {
    error.source()?.downcast_ref()
}

/// The name that an error is about; empty where it tells of none.
pub fn name(error: &Error) -> &str {
    about_name(error).map_or("", |about| &about.name)
}

/// What an error of the engine says: a sentence of ours where it carries one, else the kind of mistake with the
/// engine's own words.
pub fn saying(error: &Error) -> Saying {
    if let Some(own) = error.source().and_then(|source| source.downcast_ref::<Saying>()) {
        return own.clone();
    }
    if let Some(about) = about_name(error) {
        return about.message.clone();
    }
    let name = error.kind().to_string();
    let known = say::KINDS.iter().find(|kind| kind.en == name);
    let kind = known.map_or_else(|| Saying::same(name.as_str()), |kind| Saying::from(*kind));
    match error.detail() {
        Some(detail) => say::with_detail(kind, detail),
        None => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_sentence_of_ours_comes_through_the_engine_in_both_languages() {
        let mut engine = minijinja::Environment::new();
        engine.add_function("answer", |id: &str| -> Result<String, Error> { Err(refuse(say::not_compared(id))) });
        let error = engine.render_str("{{ answer('x') }}", ()).unwrap_err();
        assert_eq!(saying(&error), say::not_compared("x"));
    }

    #[test]
    fn every_kind_of_mistake_that_a_template_can_hold_has_a_chinese_name() {
        for source in
            ["{% if %}", "{{ 1 | nope }}", "{{ nope() }}", "{{ 1 is nope }}", "{{ ''.nope() }}", "{{ 1 + [] }}"]
        {
            let error = minijinja::Environment::new().render_str(source, ()).unwrap_err();
            let told = saying(&error);
            assert_ne!(told.get(Lang::Zh), told.get(Lang::En), "{source}");
            assert!(told.get(Lang::En).starts_with(&error.kind().to_string()), "{source}: {told}");
        }
    }
}
