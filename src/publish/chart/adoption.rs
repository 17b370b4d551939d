//! Every share by section of the form.

use super::bars::{self, Row};
use super::drawing::{BLUE, Drawing};
use super::page::{Page, WIDTH};
use super::{Chart, words};
use crate::error::Error;
use crate::figure::{Figure, Role};
use crate::publish::Publication;
use crate::survey;
use crate::text::{Phrase, chart as say};

/// A bar for every indicator, the whole frame as base, section by section.
pub struct Adoption;

impl Chart for Adoption {
    fn name(&self) -> &'static str {
        "adoption"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_ADOPTION
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let figures = words::chosen(publication, chart, |figure| figure.role == Role::Property);
        if figures.is_empty() {
            return Ok(None);
        }
        let common = words::common_base(publication, &figures);
        let with_base = common.is_none();
        let base = common.unwrap_or_else(|| words::text(publication, say::OWN_BASES, &[]));
        let mut page = Page::new(publication, chart, WIDTH, &base);
        bars::unknown_legend(&mut page, &figures, say::UNKNOWN_PART);
        bars::draw(&mut page, &by_section(publication, &figures), with_base, BLUE);
        let numbers: Vec<String> = figures.iter().map(|f| said(publication, f, with_base)).collect();
        Ok(Some(page.finish(words::alternative(publication, chart, &base, &numbers))))
    }
}

/// A figure's label with its count and share, for the alternative text.
pub fn said(publication: &Publication, figure: &Figure, with_base: bool) -> String {
    let value = words::value(publication, figure, with_base);
    words::number(publication, figure.label.get(publication.lang), &value)
}

fn by_section<'a>(publication: &Publication, figures: &[&'a Figure]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut section = "";
    for figure in figures {
        if figure.section != section {
            section = &figure.section;
            let known = publication.survey.sections.iter().find(|known| known.id == section);
            rows.extend(known.map(|known| Row::Heading(known.label.get(publication.lang).to_string())));
        }
        rows.push(Row::Bar(figure));
    }
    rows
}
