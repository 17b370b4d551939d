//! Those that have not, most first.

use super::adoption::said;
use super::bars::{self, Row};
use super::drawing::{Drawing, VERMILION};
use super::page::{Page, WIDTH};
use super::{Chart, words};
use crate::error::Error;
use crate::figure::{Figure, Role, Status};
use crate::publish::Publication;
use crate::survey;
use crate::text::{Phrase, chart as say};

/// A bar for every complement, by count.
pub struct Problems;

impl Chart for Problems {
    fn name(&self) -> &'static str {
        "problems"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_PROBLEMS
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let mut figures = words::chosen(publication, chart, |figure| figure.role == Role::Complement);
        if figures.is_empty() {
            return Ok(None);
        }
        figures.sort_by_key(|figure| std::cmp::Reverse(shown_count(figure)));
        let common = words::common_base(publication, &figures);
        let with_base = common.is_none();
        let base = common.unwrap_or_else(|| words::text(publication, say::OWN_BASES, &[]));
        let mut page = Page::new(publication, chart, WIDTH, &base);
        bars::unknown_legend(&mut page, &figures, say::UNKNOWN_PART_NOT);
        let rows: Vec<Row> = figures.iter().map(|figure| Row::Bar(figure)).collect();
        bars::draw(&mut page, &rows, with_base, VERMILION);
        let numbers: Vec<String> = figures.iter().map(|f| said(publication, f, with_base)).collect();
        Ok(Some(page.finish(words::alternative(publication, chart, &base, &numbers))))
    }
}

/// The count by which figures are ordered; what is hidden comes last, so that its place says nothing.
fn shown_count(figure: &Figure) -> Option<u64> {
    let share = figure.share().filter(|_| figure.status != Status::Suppressed)?;
    Some(share.account.yes)
}
