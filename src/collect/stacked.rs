//! Rows stacked beside one label, told apart by words in front of the answers: `上年同期` above `本月`.

use crate::collect::columns::Place;
use crate::collect::foreign::{Doubted, Unsure};
use crate::collect::locate::Search;
use crate::collect::page::{Mark, Page};
use crate::collect::times::{self, Time};
use crate::collect::titled;
use crate::collect::wordings::{EXAMPLES, EXPECTED, is_intended, says};
use crate::sheet::{Area, Content, Position, plain};

/// No label is merged over more rows of this kind.
const MOST_ROWS: u32 = 8;

/// A longer text heads no row, and none of a single letter does: most say in what is counted.
const LONGEST: usize = 16;

/// The year of the return; of its part that is asked where the row beside it is of the year before.
const THIS_YEAR: &[&str] = &["今年", "本年", "当年", "this year"];

impl Search<'_> {
    /// A place beside a label, unless words in front of it say that its row is of another period or only intended: then
    /// the place on the one row of the label that is not, and where no row is, in doubt.
    pub(super) fn on_own_row(&self, sheet: usize, label: Area, place: Place) -> Place {
        let page = &self.pages[sheet];
        let is_plain = place.rivals.is_empty() && place.doubted.is_none() && place.at.col > label.last.col + 1;
        let Some(heading) = is_plain.then(|| self.other_row(page, label, place.at)).flatten() else { return place };
        let rows = label.first.row..=label.last.row.min(label.first.row.saturating_add(MOST_ROWS));
        let mut cells: Vec<Position> = rows.map(|row| page.span(Position::new(row, place.at.col)).first).collect();
        cells.dedup();
        let is_own = |at: &&Position| self.other_row(page, label, **at).is_none();
        let own: Vec<Position> = cells.iter().filter(is_own).copied().collect();
        match own[..] {
            [only] => Place::of(only),
            [] => match self.this_year(page, label, &cells) {
                Some(at) => Place::of(at),
                None => Place { doubted: Some(Doubted { unsure: Unsure::Another, heading }), ..place },
            },
            _ => Place { doubted: Some(Doubted { unsure: Unsure::Another, heading }), ..place },
        }
    }

    /// The one cell headed `今年` where all others are of earlier years.
    fn this_year(&self, page: &Page, label: Area, cells: &[Position]) -> Option<Position> {
        let words = |at: &Position| self.other_row(page, label, *at).and_then(|at| words(page.at(at)));
        let is_this = |at: &Position| words(at).is_some_and(|words| THIS_YEAR.contains(&words.as_str()));
        let (this, others): (Vec<Position>, Vec<Position>) = cells.iter().partition(|at| is_this(at));
        let are_earlier = others.iter().all(|at| words(at).is_some_and(|words| times::is_earlier(&words)));
        match this[..] {
            [only] if are_earlier && !others.is_empty() => Some(only),
            _ => None,
        }
    }

    /// The words between a label and a cell that say that the row is not of what is asked.
    fn other_row(&self, page: &Page, label: Area, at: Position) -> Option<Position> {
        let is_between = |col: u32| col > label.last.col && col < at.col;
        let mut heads = page.filled(at.row).filter(|(head, _)| is_between(head.col) && !is_form(page, *head));
        // Before a single answer a number is one of another column, and no year.
        let is_stacked = label.last.row > label.first.row;
        let is_other = |content: &Content| match content {
            Content::Text(text) => self.is_of_something_else(text),
            content => is_stacked && self.time_of_cell(content) == Some(Time::Other),
        };
        heads.find(|(_, content)| is_other(content)).map(|(head, _)| head)
    }

    fn is_of_something_else(&self, text: &str) -> bool {
        let letters = text.chars().take(LONGEST + 1).count();
        if !(2..=LONGEST).contains(&letters) {
            return false;
        }
        let words = plain(text).trim().to_lowercase();
        let is_other_time = self.time_of(&words) == Some(Time::Other) || titled::is_earlier(&words);
        is_other_time || is_intended(&words) || says(&words, EXAMPLES) || says(&words, EXPECTED)
    }
}

fn is_form(page: &Page, at: Position) -> bool {
    page.mark(at).is_some_and(Mark::is_form)
}

/// The words of a cell in lower case.
fn words(content: Option<&Content>) -> Option<String> {
    match content {
        Some(Content::Text(text)) => Some(plain(text).trim().to_lowercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::period::PeriodKind;
    use crate::survey::KindName;

    /// The small form with its answers a column further right, and the item of row 7 on two rows.
    fn stacked(changes: &[(&str, &str)]) -> (String, Vec<String>) {
        stacked_in(PeriodKind::Year, changes)
    }

    fn stacked_in(period: PeriodKind, changes: &[(&str, &str)]) -> (String, Vec<String>) {
        let mut survey = survey();
        survey.period = period;
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

    #[test]
    fn rows_are_told_apart_by_years_rounds_examples_and_expectations() {
        for (other, own) in [
            ("last year", "this year"),
            ("2023", "2024"),
            ("FY 2023", "FY 2024"),
            ("上次", "本次"),
            ("2023年度", "2024年度"),
            ("示例", "填报"),
            ("预计", "实际"),
            ("Previous year", "Current"),
        ] {
            let two = [("B7", ""), ("B7:B8", "追究干部人数"), ("C7", other), ("C8", own), ("D8", "52")];
            assert_eq!(stacked(&two).0, "D8 52", "{other} {own}");
            let turned = [&two[..], &[("C7", own), ("C8", other)]].concat();
            assert_eq!(stacked(&turned).0, "D7 65", "{own} {other}");
        }
    }

    #[test]
    fn of_this_year_and_last_year_this_one_is_asked_in_parts_of_a_year_too() {
        let two = [("B7", ""), ("B7:B8", "追究干部人数"), ("C7", "去年"), ("C8", "今年"), ("D8", "52")];
        let half = [&two[..], &[("A1:D1", "2024年上半年情况表")]].concat();
        let read = |cells: &[(&str, &str)]| {
            let (answer, rules) = stacked_in(PeriodKind::Half, cells);
            (answer, rules.iter().any(|rule| rule.ends_with("persons")))
        };
        assert_eq!(read(&half), ("D8 52".to_string(), false));
        let planned = [&half[..], &[("C7", "全年")]].concat();
        assert!(read(&planned).1);
    }
}
