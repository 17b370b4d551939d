//! What stands around the cells of a worksheet: the columns that are hidden and the areas that are merged.

use crate::collect::guard::unlawful;
use crate::collect::workbook::Refusal;
use crate::collect::xlsx::place::read_area;
use crate::collect::xlsx::sheet::{SheetReader, is_nothing};
use crate::collect::xlsx::usual;
use crate::collect::xml::{is, truth};
use crate::sheet::COLUMNS;

impl SheetReader<'_> {
    pub(super) fn columns(&mut self) -> Result<(), Refusal> {
        while let Some(tag) = self.scanner.child()? {
            let get = |name| self.scanner.attribute(&tag, name).map(Option::unwrap_or_default);
            if is(&tag, "col") && (truth(&get("hidden")?) || is_nothing(&get("width")?)) {
                let first = get("min")?.trim().parse().unwrap_or(1u32).max(1);
                let last = get("max")?.trim().parse().unwrap_or(first).min(COLUMNS);
                self.given.budget.tags(u64::from(last.saturating_sub(first)), self.scanner.part())?;
                self.sheet.hidden_columns.extend(first - 1..last);
            }
        }
        self.sheet.hidden_columns.sort_unstable();
        self.sheet.hidden_columns.dedup();
        Ok(())
    }

    pub(super) fn merged(&mut self) -> Result<(), Refusal> {
        loop {
            while let Some((area, length)) = self.scanner.ahead().and_then(usual::merged) {
                self.scanner.pass(length, 1)?;
                self.merge(area)?;
            }
            let Some(tag) = self.scanner.child()? else { return Ok(()) };
            if is(&tag, "mergeCell") {
                let area = self.scanner.attribute(&tag, "ref")?.unwrap_or_default();
                self.merge(&area)?;
            }
        }
    }

    fn merge(&mut self, written: &str) -> Result<(), Refusal> {
        let area = read_area(written).ok_or_else(|| unlawful(format!("{}: {written}", self.scanner.part())))?;
        self.sheet.merged.push(area);
        self.given.budget.keep(1, 0, self.scanner.part())
    }
}
