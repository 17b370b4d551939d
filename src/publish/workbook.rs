//! The summary workbook.

use super::{Document, Format, Publication, chart::Picture};
use crate::error::Error;

/// `summary.xlsx`.
pub struct SummaryWorkbook;

impl Format for SummaryWorkbook {
    fn name(&self) -> &'static str {
        "summary.xlsx"
    }

    fn documents(&self, _publication: &Publication, _charts: &[Picture]) -> Result<Vec<Document>, Error> {
        Ok(Vec::new())
    }
}
