//! The pages of a sheet in print: how much one holds, where a new one begins, and what stands on each of them.

use super::{PADDING_PIXELS, Page};

/// The widths in pixels that A4 takes upright, and crosswise at the smallest scale that still reads.
const UPRIGHT: f64 = 800.0;
const CROSSWISE_SMALL: f64 = 1_450.0;
const DIGIT_PIXELS: f64 = 7.0;
/// Rows that stay with the heading above them.
const FIRST_ROWS: usize = 2;

impl Page {
    /// Goes over to the next printed page where the last row, which begins at `start`, has no room on this one.
    pub(super) fn turn_page(&mut self, start: f64) {
        if self.top - self.page_top > self.page_height() {
            self.page_top = start - self.repeated;
            if self.in_blocks {
                self.breaks.push(self.row - 1);
            }
        }
    }

    /// How much of the sheet a printed page surely takes, in pixels: A4 less the margins, at the scale of its width.
    pub(super) fn page_height(&self) -> f64 {
        let width = self.printed_width();
        let (across, down) = if width > UPRIGHT { (1015.0, 645.0) } else { (690.0, 970.0) };
        down * (width / across).max(1.0) * 0.97
    }

    /// The width of what is printed in pixels.
    fn printed_width(&self) -> f64 {
        self.pixels(self.widths.len()) + if self.table_only { 0.0 } else { self.beside }
    }

    /// The width of the first columns in pixels.
    pub(super) fn pixels(&self, n_columns: usize) -> f64 {
        self.widths.iter().take(n_columns).map(|width| width * DIGIT_PIXELS + PADDING_PIXELS).sum()
    }

    /// Keeps the rows above the next one, and the first columns, in sight; the rows from `first` are printed on every
    /// page. For sheets that hold one table.
    pub fn pin_head(&mut self, first: u32, n_columns: u16) {
        let frozen = self.sheet.set_freeze_panes(self.row, n_columns).map(|_| ());
        self.keep(frozen);
        let repeated = self.sheet.set_repeat_rows(first, self.row - 1).map(|_| ());
        self.keep(repeated);
        self.repeated = self.top;
    }

    /// Begins a new printed page with the next row.
    pub fn break_page(&mut self) {
        if self.row > 0 {
            self.breaks.push(self.row);
            self.page_top = self.top - self.repeated;
        }
    }

    /// Says that the sheet is printed on one page, whatever its scale.
    pub fn on_one_page(&mut self) {
        self.one_page = true;
    }

    /// Says that the sheet is made of blocks: its pages are broken here, so that [`Page::keep_together`] holds for
    /// every reader.
    pub fn in_blocks(&mut self) {
        self.in_blocks = true;
    }

    /// Begins a new printed page where less than `pixels` are left on this one, but a whole page has them.
    pub fn keep_together(&mut self, pixels: f64) {
        if self.has_begun() && !self.has_room(pixels) && pixels <= self.whole_page() {
            self.break_page();
        }
    }

    /// Begins a new printed page where a block of a heading and rows of these heights does not fit on this one; where
    /// none has room for all of it, where its heading would be cut from its first rows.
    pub fn keep_block(&mut self, heading: f64, rows: &[f64]) {
        let whole = heading + rows.iter().sum::<f64>();
        let first = heading + rows.iter().take(FIRST_ROWS).sum::<f64>();
        self.keep_together(if whole <= self.whole_page() { whole } else { first });
    }

    /// Whether so many pixels are left on the printed page.
    pub fn has_room(&self, pixels: f64) -> bool {
        self.top - self.page_top + pixels <= self.page_height()
    }

    /// What a printed page holds below the rows that each of them repeats, in pixels.
    pub fn whole_page(&self) -> f64 {
        self.page_height() - self.repeated
    }

    /// Whether something stands on the printed page besides the rows that each of them repeats.
    fn has_begun(&self) -> bool {
        self.top - self.page_top > self.repeated + 1.0
    }

    /// Says that charts will stand right of the columns, so many pixels wide.
    pub fn charts_beside(&mut self, pixels: u32) {
        self.beside = f64::from(pixels) + PADDING_PIXELS;
    }

    /// Lets the sheet be several printed pages wide, with the first columns on each.
    pub fn repeat_columns(&mut self, n_columns: u16) {
        self.wide = true;
        let repeated = self.sheet.set_repeat_columns(0, n_columns - 1).map(|_| ());
        self.keep(repeated);
    }

    /// Says that the columns of the table are printed only, and not the charts beside it, so that its type stays large.
    pub fn print_table_only(&mut self) {
        self.table_only = true;
    }

    /// Upright or crosswise, by how wide the sheet is; always fitted to the paper's width.
    pub(super) fn fit_paper(&mut self) {
        if self.table_only {
            let last = (self.row.saturating_sub(1), self.widths.len().saturating_sub(1) as u16);
            let set = self.sheet.set_print_area(0, 0, last.0, last.1).map(|_| ());
            self.keep(set);
        }
        let width = self.printed_width();
        if width > UPRIGHT {
            self.sheet.set_landscape();
        }
        let pages = if self.wide { (width / CROSSWISE_SMALL).ceil().max(1.0) } else { 1.0 };
        self.sheet.set_print_fit_to_pages(pages as u16, u16::from(self.one_page));
        // Excel takes 1,023 page breaks a sheet.
        self.breaks.truncate(1_000);
        let broken = self.sheet.set_page_breaks(&self.breaks.clone()).map(|_| ());
        self.keep(broken);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::sheet::{Entry, Kind, Setting, Tab};
    use crate::text::Lang;

    fn page() -> Page {
        let setting = Setting { lang: Lang::En, decimals: 1, running: (String::new(), String::new()) };
        let mut page = Page::new("Sheet", Tab::Figures, &setting);
        page.columns(&[20.0, 20.0]);
        page.in_blocks();
        page
    }

    /// Writes rows until less than some pixels are left on the page.
    fn filled(page: &mut Page, left: f64) {
        while page.has_room(left) {
            page.row(&[Entry::text(Kind::Text, "row")]);
        }
    }

    #[test]
    fn a_heading_goes_with_its_first_rows_where_no_page_holds_the_block() {
        let mut page = page();
        filled(&mut page, 120.0);
        let row = page.next_row();
        page.keep_block(90.0, &[25.0; 100]);
        assert_eq!(page.breaks, [row]);
    }

    #[test]
    fn a_block_that_fits_on_the_next_page_is_not_cut() {
        let mut page = page();
        filled(&mut page, 400.0);
        let row = page.next_row();
        page.keep_block(90.0, &[25.0; 8]);
        assert!(page.breaks.is_empty(), "there is room for it");
        page.keep_block(90.0, &[25.0; 20]);
        assert_eq!(page.breaks, [row]);
    }
}
