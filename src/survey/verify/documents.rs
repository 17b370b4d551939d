//! Whether the declared documents can be made (names, templates, conditions) and units be compared as declared.

use polars::prelude::DataType;

use super::Verifier;
use crate::survey::document::{Document, Per, REPORT, When};
use crate::survey::expression::unknown;
use crate::survey::load::Step::{At, Key};
use crate::text::survey as say;

impl Verifier<'_> {
    pub(super) fn documents(&mut self) {
        let survey = self.survey;
        for (place, document) in survey.documents.iter().enumerate() {
            self.document_names(place, document);
            self.document_scope(place, document);
            self.document_template(place, document);
            if let Some(filter) = &document.filter {
                let way = [Key("document"), At(place), Key("where")];
                self.expression(&way, filter, &self.units.clone(), &DataType::Boolean);
            }
        }
    }

    fn document_names(&mut self, place: usize, document: &Document) {
        let at = |key| [Key("document"), At(place), Key(key)];
        for (key, name) in [("id", document.id.as_str()), ("template", document.stem())] {
            let file_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
            if name.is_empty() || name.len() > 60 || !name.chars().all(file_safe) {
                self.say(&at(key), say::file_name(name));
            }
        }
        let overlaps = |other: &Document| {
            other.id == document.id && other.periods.iter().any(|end| document.periods.contains(end))
        };
        if self.survey.documents[..place].iter().any(overlaps) {
            self.say(&at("id"), say::document_twice(&document.id));
        }
        if document.periods.is_empty() {
            self.say(&at("periods"), say::document_never(&document.id));
        }
        let repeats = |at: usize| document.formats[..at].contains(&document.formats[at]);
        if (0..document.formats.len()).any(repeats) {
            self.say(&at("formats"), say::format_twice());
        }
        if document.formats.is_empty() && document.id != REPORT {
            self.say(&at("formats"), say::no_formats(&document.id));
        }
    }

    fn document_scope(&mut self, place: usize, document: &Document) {
        let at = |key| [Key("document"), At(place), Key(key)];
        if document.per == Per::Unit {
            if document.id == REPORT {
                self.say(&at("per"), say::report_per_unit());
            }
            return;
        }
        if document.filter.is_some() {
            self.say(&at("where"), say::where_of_publication());
        }
        if document.publish == When::OnRequest {
            self.say(&at("publish"), say::on_request_of_publication());
        }
    }

    /// The report has a standard template; every other document needs one in the survey's own language at least.
    fn document_template(&mut self, place: usize, document: &Document) {
        let survey = self.survey;
        let name = format!("{}.{}.md", document.stem(), survey.language.code());
        let has_standard = document.stem() == REPORT;
        if !has_standard && !document.formats.is_empty() && !survey.folder.join(&name).is_file() {
            let key = if document.template.is_some() { "template" } else { "id" };
            self.say(&[Key("document"), At(place), Key(key)], say::no_template(name));
        }
    }

    pub(super) fn comparison(&mut self) {
        let survey = self.survey;
        let Some(comparison) = &survey.comparison else { return };
        if let Some(group) = &comparison.group {
            self.attribute(&[Key("comparison"), Key("group")], group);
        }
        if comparison.items.is_empty() {
            self.say(&[Key("comparison"), Key("items")], say::nothing_compared());
        }
        let columns = survey.number_columns();
        for (place, compared) in comparison.items.iter().enumerate() {
            let way = [Key("comparison"), Key("items"), At(place), Key("id")];
            if !columns.contains(&compared.id) {
                self.say(&way, unknown(say::column_of_numbers(), &compared.id, columns.iter().map(String::as_str)));
            }
            if comparison.items[..place].iter().any(|before| before.id == compared.id) {
                self.say(&way, say::twice(&compared.id));
            }
            if compared.decimals > 6 {
                let way = [Key("comparison"), Key("items"), At(place), Key("decimals")];
                self.say(&way, say::most_decimals());
            }
        }
    }
}
