//! Headings that tell this year's column from last year's.

use crate::collect::inside;
use crate::collect::instructed;
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::Search;
use crate::collect::page::{Mark, Page};
use crate::collect::spans::{self, Span};
use crate::collect::wordings;
use crate::period::Period;
use crate::sheet::{Area, Content, Position, plain};

/// Another period than the one that is asked.
pub const EARLIER: &[&str] = &[
    "上年",
    "上期",
    "上季",
    "上月",
    "上一年",
    "上一期",
    "去年",
    "往年",
    "前年",
    "同期",
    "last year",
    "last quarter",
    "last month",
    "previous",
    "prior year",
];

/// A longer text is no heading that tells columns apart.
const LONGEST: usize = 60;

/// A number is a year where it is so many years from the return's own.
const NEAR: std::ops::RangeInclusive<f64> = -5.0..=1.0;

/// Headings are looked for among so many cells of a sheet: behind them stand lists.
const MOST_CELLS: usize = 5_000;

/// The headings of one row that name periods.
pub type TimedRow = Vec<(Area, Time)>;

/// Which period a heading names, the one to be read first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    /// The return's own.
    Own,
    /// None, or one of which nothing tells whether it is the return's own.
    Open,
    /// Another.
    Other,
}

impl Search<'_> {
    /// Which period the heading of an area names.
    pub(super) fn time(&self, sheet: usize, heading: Area) -> Time {
        match self.pages[sheet].at(heading.first) {
            Some(Content::Text(text)) if self.is_hinted(sheet, heading) => {
                self.time_of(&instructed::without_instruction(text)).unwrap_or(Time::Open)
            }
            Some(Content::Text(text)) => self.time_of(text).unwrap_or(Time::Open),
            _ => Time::Open,
        }
    }

    /// Whether a heading names another period than the return's own. One in the survey's own words names none.
    pub(super) fn is_of_another_time(&self, sheet: usize, heading: Area) -> bool {
        self.is_hinted(sheet, heading) && self.time(sheet, heading) == Time::Other
    }

    /// Whether a heading says more than the survey's own words, or less.
    pub(super) fn is_hinted(&self, sheet: usize, heading: Area) -> bool {
        let mark = self.pages[sheet].mark(heading.first);
        mark.and_then(|mark| mark.fit_for(Role::Answer)) > Some(crate::collect::label::Fit::Exact)
    }

    /// The headings that name periods in the nearest row above a label in which some tell columns right of it apart.
    /// One alone is a column of another period.
    pub(super) fn periods_above(&self, sheet: usize, label: Area) -> TimedRow {
        let rows = self.timed[sheet].get_or_init(|| self.timed_rows(&self.pages[sheet]));
        let right = |row: &TimedRow| -> TimedRow {
            row.iter().copied().filter(|(area, _)| area.first.col > label.last.col).collect()
        };
        let above = rows.iter().rev().filter(|row| row.iter().all(|(area, _)| area.last.row < label.first.row));
        above
            .map(right)
            .find(|row| row.len() > 1 || row.iter().any(|(_, time)| *time == Time::Other))
            .unwrap_or_default()
    }

    /// The rows above the first item in which headings name periods. Beside the labels of the form's head stand periods
    /// and dates, and among the items answers that speak of years.
    fn timed_rows(&self, page: &Page) -> Vec<TimedRow> {
        let mut rows: Vec<TimedRow> = Vec::new();
        let is_item = |mark: &&Mark| mark.roles.iter().any(|(_, role)| role.is_item());
        let first_item = page.marks.iter().find(is_item).map_or(0, |mark| mark.at.row);
        let cells = page.sheet.cells.iter().take_while(|(at, _)| at.row < first_item).take(MOST_CELLS);
        for (at, time) in cells.filter_map(|(at, content)| Some((*at, self.time_of_cell(content)?))) {
            let area = page.span(at);
            if area.first != at {
                continue;
            }
            match rows.last_mut() {
                Some(row) if row[0].0.first.row == area.first.row => row.push((area, time)),
                _ => rows.push(vec![(area, time)]),
            }
        }
        let is_heading = |mark: &Mark| mark.roles.iter().all(|(_, role)| matches!(role, Role::Answer | Role::Remarks));
        rows.retain(|row| {
            let is_alone = row.len() == 1 && !self.is_in_words(page, row[0].0.first);
            !is_alone && page.marks_of_row(row[0].0.first.row).iter().all(is_heading)
        });
        rows
    }

    /// Which period a cell names; a number is a year near the return's own.
    pub(super) fn time_of_cell(&self, content: &Content) -> Option<Time> {
        match content {
            Content::Text(text) if text.len() <= LONGEST && !wordings::is_number_with_hint(text) => self.time_of(text),
            Content::Number(year) => {
                let own = f64::from(self.own?.year);
                (NEAR.contains(&(year - own)) && year.fract() == 0.0).then(|| is_own(*year == own))
            }
            _ => None,
        }
    }

    /// Whether a heading says `上年` or the like; a year may be a date.
    fn is_in_words(&self, page: &Page, at: Position) -> bool {
        matches!(page.at(at), Some(Content::Text(text)) if EARLIER.iter().any(|word| text.to_lowercase().contains(word)))
    }

    /// Which period a text names; `None` where it names none.
    pub(super) fn time_of(&self, text: &str) -> Option<Time> {
        time_of(self.layout, self.own, text)
    }
}

/// Which period a text names beside a return's own; `None` where it names none.
pub fn time_of(layout: &Layout, own: Option<Period>, text: &str) -> Option<Time> {
    if !may_name_time(text) {
        return None;
    }
    let words = plain(text).to_lowercase();
    let span = spans::of(&words, layout.survey.period, own);
    if is_earlier(&words) || spans::is_next(&words) {
        let is_both = span == Some(Span::Own) && !words.contains("同期");
        return (!is_both).then_some(Time::Other);
    }
    let is_of_other_year = is_of_another_year(own, &words);
    match span {
        Some(_) if is_of_other_year => return Some(Time::Other),
        Some(Span::Own) => return Some(Time::Own),
        Some(Span::Unsure) => return Some(Time::Open),
        Some(Span::Other) => return Some(Time::Other),
        None => {}
    }
    if let Some(period) = inside::period(layout, &words) {
        return Some(own.map_or(Time::Open, |own| is_own(own == period)));
    }
    year(&words)?;
    Some(own.map_or(Time::Open, |_| is_own(!is_of_other_year)))
}

/// Whether words in lower case say that they are of an earlier period: `上年`.
pub fn is_earlier(words: &str) -> bool {
    let words = spans::without_chance(words);
    EARLIER.iter().any(|word| words.contains(word))
}

/// Whether words in lower case name a year, and not that of the return.
pub fn is_of_another_year(own: Option<Period>, words: &str) -> bool {
    own.zip(year(words)).is_some_and(|(own, year)| own.year != year)
}

/// Whether a text has anything of what names periods: most headings have nothing, and are asked for each file.
fn may_name_time(text: &str) -> bool {
    text.chars().any(|c| match c {
        '年' | '期' | '季' | '月' | '周' | '旬' | '日' | '累' | '来' | '截' => true,
        '\u{4e00}'..='\u{9fa5}' => false,
        _ => c.is_alphanumeric(),
    })
}

fn is_own(is_own: bool) -> Time {
    if is_own { Time::Own } else { Time::Other }
}

/// The first year in a text, written with four digits.
fn year(words: &str) -> Option<i32> {
    let mut numbers = words.split(|c: char| !c.is_ascii_digit());
    numbers.find(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_names_a_period_is_looked_at() {
        assert!(EARLIER.iter().copied().chain(spans::words()).all(may_name_time));
        assert!(["2024", "２０２４", "2024年", "（Ｌａｓｔ ｙｅａｒ）"].into_iter().all(may_name_time));
        assert!(!may_name_time("责任追究情况表（一行一案）"));
    }
}
