//! Workbooks with a tab a period: which of several filled forms is of the period for which the workbook was sent.

use crate::collect::filling::Filling;
use crate::collect::layout::Layout;
use crate::collect::spans;
use crate::collect::times::{Time, time_of};
use crate::period::{Period, PeriodKind};
use crate::sheet::plain;

/// A filled form on sheets of its own.
pub struct Tab<'a> {
    /// The names of its sheets.
    pub names: Vec<&'a str>,
    /// What it is filled in with.
    pub filling: &'a Filling,
}

impl Tab<'_> {
    /// Whether all that it says of its period is one; `None` where it says nothing, or not the same twice.
    fn is_of(&self, layout: &Layout, period: Period) -> Option<bool> {
        let told = self.filling.told.iter().map(|told| *told == period);
        let named = self.names.iter().filter_map(|name| is_called(layout, period, name));
        let said: Vec<bool> = told.chain(named).collect();
        let first = *said.first()?;
        said.iter().all(|other| *other == first).then_some(first)
    }
}

/// The only one of several forms of one unit that is of a period, where all others say that they are of other ones.
pub fn filed(layout: &Layout, period: Option<Period>, tabs: &[Tab]) -> Option<usize> {
    let period = period.filter(|_| tabs.len() > 1)?;
    let is_of: Vec<bool> = tabs.iter().map(|tab| tab.is_of(layout, period)).collect::<Option<_>>()?;
    let mut of_period = is_of.iter().enumerate().filter(|(_, is_of)| **is_of).map(|(place, _)| place);
    let only = of_period.next().filter(|_| of_period.next().is_none())?;
    let own = tabs[only].filling;
    tabs.iter().all(|tab| !tab.filling.is_of_another_unit(own)).then_some(only)
}

/// Whether a form says that it is of another period, and nothing else.
pub fn is_of_another(layout: &Layout, period: Option<Period>, tab: &Tab) -> bool {
    period.and_then(|period| tab.is_of(layout, period)) == Some(false)
}

/// Whether a sheet is called by a period; `None` where its name names none of the survey's kind.
fn is_called(layout: &Layout, period: Period, name: &str) -> Option<bool> {
    let words = plain(name).trim().to_lowercase();
    if let Some(called) = whole(&words, period.year) {
        return (called.kind == period.kind).then_some(called == period);
    }
    match time_of(layout, Some(period), &words)? {
        Time::Own => says_more_than_the_year(&words, period).then_some(true),
        Time::Other => Some(false),
        Time::Open => None,
    }
}

/// The period that a name is and nothing else: `2026-05`, `202605`, `Q1`, `Jan`, the year left out where it is the
/// return's own. A bare number may count the sheets.
fn whole(words: &str, year: i32) -> Option<Period> {
    let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
    match words.len() {
        6 if is_number => Period::read(&format!("{}-{}", &words[..4], &words[4..])),
        _ if is_number && words.len() != 4 => None,
        _ => {
            let in_year = || Period::read(&format!("{year}年{words}"));
            Period::read(words).or_else(in_year).or_else(|| Period::read(&format!("{words} {year}")))
        }
    }
}

fn says_more_than_the_year(words: &str, period: Period) -> bool {
    period.kind == PeriodKind::Year || spans::of(words, period.kind, Some(period)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture::*;
    use crate::sheet::{Content, Sheet};

    fn survey_of(kind: PeriodKind) -> crate::survey::Survey {
        let mut survey = survey();
        survey.period = kind;
        survey
    }

    fn called(period: &str, name: &str) -> Option<bool> {
        let period: Period = period.parse().unwrap();
        let survey = survey_of(period.kind);
        is_called(&Layout::new(&survey), period, name)
    }

    #[test]
    fn a_tab_is_called_by_a_month_a_quarter_or_a_half() {
        for (period, own, others) in [
            (
                "2026-M06",
                &["6月", "06月", "2026年6月", "2026-06", "202606", "六月", "Jun", "June 2026", "6月份", "本月"][..],
                &["5月", "2026-05", "202605", "2025年6月", "Jan", "上月", "1-6月", "五月报表"][..],
            ),
            (
                "2026-Q2",
                &["二季度", "Q2", "第2季度", "4-6月", "2026年第二季度", "2026Q2"],
                &["一季度", "Q1", "1-3月", "2025年二季度"],
            ),
            ("2026-S1", &["上半年", "H1", "1-6月", "2026年上半年"], &["下半年", "H2", "2025年上半年"]),
            ("2026", &["2026", "2026年"], &["2025", "2025年", "上年"]),
        ] {
            for name in own {
                assert_eq!(called(period, name), Some(true), "{period} {name}");
            }
            for name in others {
                assert_eq!(called(period, name), Some(false), "{period} {name}");
            }
        }
        for name in ["6", "Sheet6", "月报表", "2026", "2026年", "Sheet1 (2)", "表5"] {
            assert_eq!(called("2026-M06", name), None, "{name}");
        }
    }

    /// A form with a number of persons on a sheet of this name; the period and the unit where they are given.
    fn tab(name: &str, period: &str, unit: &str, persons: f64) -> Sheet {
        let declared = [("C2", if period.is_empty() { "" } else { "报告期" }), ("D2", period)];
        let own = [("A1:D1", "责任制落实情况一览表"), ("B2", unit), ("C3", ""), ("D3", "")];
        let mut sheet = form_with(&[&declared[..], &own].concat());
        sheet.name = name.to_string();
        let (_, content) = sheet.cells.iter_mut().find(|(at, _)| at.to_string() == "C7").expect("the persons");
        *content = Content::Number(persons);
        sheet
    }

    /// The answer about persons with the sheets not read, where the workbook lies among the returns for June.
    fn june(sheets: Vec<Sheet>) -> Result<(String, Vec<String>), String> {
        let survey = survey_of(PeriodKind::Month);
        let read = read_for(&survey, &workbook(sheets), "2026-06".parse().ok())?;
        let draft = &read.drafts[0];
        let unread = draft.findings.iter().filter(|finding| finding.rule == "sheet-not-read");
        Ok((answers(draft)[2].clone(), unread.map(|finding| finding.value.clone()).collect()))
    }

    #[test]
    fn of_a_tab_a_month_the_one_counts_for_which_the_return_lies_there() {
        let told = |name: &str| vec![name.to_string()];
        let june_of = |sheets: [Sheet; 2]| june(sheets.to_vec()).expect("one tab is of June");
        let by_both = [tab("5月", "2026年5月", "甲局", 5.0), tab("6月", "2026年6月", "甲局", 6.0)];
        assert_eq!(june_of(by_both.clone()), ("C7 6".to_string(), told("5月")));
        let [may, own] = by_both;
        assert_eq!(june_of([own, may]), ("C7 6".to_string(), told("5月")));
        let by_name = [tab("2026-06", "", "甲局", 6.0), tab("2026-07", "", "甲局", 7.0)];
        assert_eq!(june_of(by_name), ("C7 6".to_string(), told("2026-07")));
        let by_cell = [tab("Sheet1", "2026年5月", "甲局", 5.0), tab("Sheet2", "2026年6月", "甲局", 6.0)];
        assert_eq!(june_of(by_cell), ("C7 6".to_string(), told("Sheet1")));
        let alike = [tab("5月", "2026年5月", "甲局", 6.0), tab("6月", "2026年6月", "甲局", 6.0)];
        assert_eq!(june_of(alike).0, "C7 6");
    }

    #[test]
    fn tabs_of_which_none_or_several_may_be_the_month_s_are_refused() {
        let refused = |one: (&str, &str, &str), other: (&str, &str, &str)| {
            let tabs = [(one, 5.0), (other, 6.0)].map(|((name, period, unit), n)| tab(name, period, unit, n));
            june(tabs.to_vec()).is_err()
        };
        assert!(refused(("4月", "2026年4月", "甲局"), ("5月", "2026年5月", "甲局")), "none is of June");
        assert!(refused(("5月", "2026年6月", "甲局"), ("6月", "2026年6月", "甲局")), "one contradicts its name");
        assert!(refused(("Sheet1", "", "甲局"), ("6月", "2026年6月", "甲局")), "one says nothing");
        assert!(refused(("5月", "2026年5月", "乙局"), ("6月", "2026年6月", "甲局")), "two units");
        assert!(
            read(
                &survey_of(PeriodKind::Month),
                &workbook(vec![tab("5月", "", "甲局", 5.0), tab("6月", "", "甲局", 6.0)])
            )
            .is_err()
        );
    }
}
