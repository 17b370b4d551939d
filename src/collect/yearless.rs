//! Days that a sheet shows without their year: who types `12-25` in January gets one of the new year, and does not see it.

use chrono::Datelike;

use crate::answer::{Answer, Value};
use crate::collect::draft::Draft;
use crate::collect::locate::Cell;
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::survey::Item;
use crate::text::doubtful as say;

/// A query at each such day of a return whose year, which is stored and not shown, is none of the period's. The day
/// counts. `filed` is the period for which the file lies among the returns, and counts where the form names none.
pub fn findings(reader: &Reader, draft: &Draft, filed: Option<Period>) -> Vec<Finding> {
    if reader.pages.iter().all(|page| page.sheet.yearless.is_empty()) {
        return Vec::new();
    }
    let Some(period) = draft.declared.period(reader.survey).or(filed) else { return Vec::new() };
    let items = reader.survey.items.iter().zip(&draft.answers).map(|(item, answer)| (item, item.id.clone(), answer));
    let tables = reader.survey.tables.iter().zip(&draft.tables);
    let columns = tables.flat_map(|(table, rows)| {
        let answers = rows.iter().flat_map(|row| table.columns.iter().zip(&row.answers));
        answers.map(|(column, answer)| (column, format!("{}.{}", table.id, column.id), answer))
    });
    items.chain(columns).filter_map(|(item, id, answer)| finding(reader, (item, &id), answer, period)).collect()
}

fn finding(reader: &Reader, (item, id): (&Item, &str), answer: &Answer, period: Period) -> Option<Finding> {
    let Some(Value::Date(day)) = answer.value else { return None };
    if (period.first_day().year()..=period.last_day().year()).contains(&day.year()) {
        return None;
    }
    let origin = answer.origin.as_ref()?;
    let sheet = reader.sheets.iter().position(|name| *name == origin.sheet)?;
    let at = reader.pages[sheet].span(origin.cell?).first;
    reader.pages[sheet].sheet.yearless.binary_search(&at).ok()?;
    let words = [say::YEAR_NOT_SHOWN, say::YEAR_NOT_SHOWN_REMEDY];
    let cell = Cell { sheet, at };
    Some(reader.finding("year-not-shown", Severity::Query, words, Question { item, id }, cell, &answer.raw))
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::period::{Period, PeriodKind};
    use crate::sheet::{Content, Position};
    use crate::survey::KindName;

    /// The rules told of years where a form with such a title holds a day of 2026 in a cell.
    fn asked(title: &str, at: &str, yearless: &[&str]) -> Vec<String> {
        let mut survey = survey();
        survey.items[3].kind = KindName::Date;
        survey.tables[0].columns[0].kind = KindName::Date;
        let mut form = form_with(&[("A1:D1", title)]);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 25).and_then(|day| day.and_hms_opt(0, 0, 0)).unwrap();
        let at = Position::parse(at).unwrap();
        form.cells.retain(|(cell, _)| *cell != at);
        form.cells.push((at, Content::Date(day)));
        form.cells.sort_by_key(|(at, _)| *at);
        form.yearless = yearless.iter().map(|at| Position::parse(at).unwrap()).collect();
        let drafts = read_for(&survey, &workbook(vec![form]), Period::new(2025, PeriodKind::Year, 1)).unwrap();
        rules(&drafts.drafts[0]).into_iter().filter(|rule| rule.starts_with("year")).collect()
    }

    #[test]
    fn a_day_of_another_year_that_is_not_shown_is_asked_about() {
        let [own, filed, other] = ["2024年度情况一览表", "情况一览表", "2026年度情况一览表"];
        assert_eq!(asked(own, "C8", &[]), [""; 0]);
        assert_eq!(asked(own, "C8", &["C8"]), ["year-not-shown problems"]);
        assert_eq!(asked(own, "B10", &["C8", "B10"]), ["year-not-shown cases.day"]);
        assert_eq!(asked(own, "C8", &["B10"]), [""; 0]);
        assert_eq!(asked(filed, "C8", &["C8"]), ["year-not-shown problems"]);
        assert_eq!(asked(other, "C8", &["C8"]), [""; 0]);
    }
}
