//! The narrative report: from the survey's template to one document tree, then to docx and html.

use super::{Document, Format, Publication, chart::Picture};
use crate::error::Error;

/// `report.docx` and `report.html`.
pub struct Report;

impl Format for Report {
    fn name(&self) -> &'static str {
        "report"
    }

    fn documents(&self, _publication: &Publication, _charts: &[Picture]) -> Result<Vec<Document>, Error> {
        Ok(Vec::new())
    }
}
