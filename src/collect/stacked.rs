//! Rows stacked beside one label, told apart by words in front of the answers: `上年同期` above `本月`.

use crate::collect::columns::Place;
use crate::collect::foreign::{Doubted, Unsure};
use crate::collect::locate::Search;
use crate::collect::page::{Mark, Page};
use crate::collect::times::Time;
use crate::collect::wordings;
use crate::sheet::{Area, Position};

/// No label is merged over more rows of this kind.
const MOST_ROWS: u32 = 8;

/// A longer text heads no row.
const LONGEST: usize = 10;

impl Search<'_> {
    /// A place beside a label, unless words in front of it say that its row is of another period or only intended: then
    /// the place on the one row of the label that is not, and where no row is, in doubt.
    pub(super) fn on_own_row(&self, sheet: usize, label: Area, place: Place) -> Place {
        let page = &self.pages[sheet];
        let is_plain = place.rivals.is_empty() && place.doubted.is_none() && place.at.col > label.last.col + 1;
        let Some(heading) = is_plain.then(|| self.other_row(page, label, place.at)).flatten() else { return place };
        let rows = label.first.row..=label.last.row.min(label.first.row.saturating_add(MOST_ROWS));
        let cells = rows.map(|row| page.span(Position::new(row, place.at.col)).first);
        let is_own = |at: &Position| at.row != place.at.row && self.other_row(page, label, *at).is_none();
        let mut own: Vec<Position> = cells.filter(is_own).collect();
        own.dedup();
        match own[..] {
            [only] => Place::of(only),
            _ => Place { doubted: Some(Doubted { unsure: Unsure::Another, heading }), ..place },
        }
    }

    /// The words between a label and a cell that say that the row is not of what is asked.
    fn other_row(&self, page: &Page, label: Area, at: Position) -> Option<Position> {
        let between = |mark: &&Mark| mark.at.col > label.last.col && mark.at.col < at.col && !mark.is_form();
        let mut heads = page.marks_of_row(at.row).iter().filter(between);
        heads.find(|mark| self.is_of_something_else(mark)).map(|mark| mark.at)
    }

    fn is_of_something_else(&self, mark: &Mark) -> bool {
        let words = &mark.label.full;
        words.chars().count() <= LONGEST && (self.time_of(words) == Some(Time::Other) || wordings::is_intended(words))
    }
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::KindName;

    /// The small form with its answers a column further right, and the item of row 7 on two rows.
    fn stacked(changes: &[(&str, &str)]) -> (String, Vec<String>) {
        let mut survey = survey();
        survey.items[2].kind = KindName::Integer;
        let moved = [
            ("C4", ""),
            ("D4", "填报情况"),
            ("C5", ""),
            ("D5", "是"),
            ("C6", ""),
            ("D6", "否"),
            ("C7", "上年同期"),
            ("D7", "65"),
            ("A8:B8", ""),
            ("C8:D8", ""),
        ];
        let drafts = read(&survey, &workbook(vec![form_with(&[&moved[..], changes].concat())])).expect("a form");
        (answers(&drafts.drafts[0])[2].clone(), rules(&drafts.drafts[0]))
    }

    #[test]
    fn of_rows_beside_one_label_the_one_of_the_return_s_own_period_counts() {
        let two = [("B7", ""), ("B7:B8", "追究干部人数"), ("C8", "本年"), ("D8", "52")];
        assert_eq!(stacked(&two).0, "D8 52");
        let planned = [&two[..], &[("C7", "计划数"), ("C8", "实际数")]].concat();
        assert_eq!(stacked(&planned).0, "D8 52");
        let first = [&two[..], &[("C7", "本年"), ("C8", "上年同期")]].concat();
        assert_eq!(stacked(&first).0, "D7 65");
        let unit = [("C7", "人")];
        assert_eq!(stacked(&unit).0, "D7 65");
    }

    #[test]
    fn a_row_of_another_period_alone_is_no_answer() {
        for words in ["上年同期", "计划数", "去年"] {
            assert!(stacked(&[("C7", words)]).1.iter().any(|rule| rule.ends_with("persons")), "{words}");
        }
    }
}
