//! A calendar of a table: the days of a year, or months by units.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::palette;
use super::scale::{self, Scale};
use super::{Reader, Row, Series, Spread, Value, heat_map, refused};
use crate::error::Error;
use crate::publish::chart::drawing::{Colour, Drawing, HEADING, INK, Rect, SMALL, Style, TRACK};
use crate::publish::chart::page::{LegendSign, MARGIN, NOTES, Page};
use crate::publish::chart::{Chart, words};
use crate::publish::{Publication, shown};
use crate::survey;
use crate::table::Format;
use crate::text::saying::Saying;
use crate::text::{Lang, Phrase, chart as say, survey as of_survey};

/// A cell a day, or a row a unit and a cell a month.
pub struct Calendar;

/// From one day to the next.
const DAY: f64 = 14.0;
/// Room for the names of weekdays.
const WEEKDAYS: f64 = 36.0;
/// The most months that stand beside each other.
const MOST_MONTHS: usize = 36;
/// The most years, one below the other.
const MOST_YEARS: usize = 4;

impl Chart for Calendar {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_CALENDAR
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let Some(table) = publication.tables.iter().find(|table| chart.table.as_ref() == Some(&table.id)) else {
            return Ok(None);
        };
        let reader = Reader { publication, chart, table };
        let entries = entries(&reader);
        if entries.is_empty() {
            return Ok(None);
        }
        if chart.series.is_some() || entries.iter().any(|entry| entry.day.is_none()) {
            let spread = by_month(&reader, &entries).map_err(|message| refused(publication, message))?;
            return Ok(Some(heat_map::draw(publication, chart, &spread.cut(chart))));
        }
        Ok(Some(by_day(&reader, &entries)))
    }
}

/// A row of the table: its month, its day where it has one, its unit, its value.
struct Entry {
    month: NaiveDate,
    day: Option<NaiveDate>,
    unit: String,
    value: Value,
}

/// The rows that have a day or a month; others stand on no calendar.
fn entries(reader: &Reader) -> Vec<Entry> {
    let (label, value) = (reader.chart.label.as_deref().unwrap_or_default(), reader.chart.values.first());
    let Some(value) = value else { return Vec::new() };
    let entry = |row: &Vec<crate::table::Cell>| {
        let written = reader.words(label, row);
        let day = written.parse::<NaiveDate>().ok();
        let month = day.or_else(|| format!("{}-01", written.replace("-M", "-")).parse().ok())?.with_day(1)?;
        let unit = reader.chart.series.as_deref().map_or(String::new(), |unit| reader.words(unit, row));
        Some(Entry { month, day, unit, value: reader.value(value, row) })
    };
    reader.table.rows.iter().filter(|row| !reader.table.is_total(row)).filter_map(entry).collect()
}

/// A row a unit in the table's order, a column a month without gaps; numbers of one month are added up.
fn by_month(reader: &Reader, entries: &[Entry]) -> Result<Spread, Saying> {
    let months = months(reader.publication, entries);
    let format = reader.chart.values.first().map_or(Format::Number, |id| reader.format(id));
    let mut rows: Vec<(String, BTreeMap<NaiveDate, Value>)> = Vec::new();
    for entry in entries {
        let place = rows.iter().position(|(unit, _)| *unit == entry.unit).unwrap_or_else(|| {
            rows.push((entry.unit.clone(), BTreeMap::new()));
            rows.len() - 1
        });
        let known = rows[place].1.entry(entry.month).or_default();
        if !known.words.is_empty() && (known.number.is_none() || entry.value.number.is_none()) {
            let month = entry.month.format("%Y-%m").to_string();
            return Err(of_survey::calendar_twice(&reader.chart.id, &entry.unit, month));
        }
        *known = added(reader.publication, format, known, &entry.value);
    }
    let one_year = months.iter().all(|month| month.year() == months[0].year());
    let series = |month: &NaiveDate| Series {
        label: month_name(reader.publication, *month, one_year),
        format,
        stands_out: false,
        shade: None,
    };
    let row = |(label, mut values): (String, BTreeMap<NaiveDate, Value>)| Row {
        label,
        values: months.iter().map(|month| values.remove(month).unwrap_or_default()).collect(),
        target: None,
        full: None,
        stands_out: false,
        is_total: false,
        is_marked: false,
    };
    Ok(Spread {
        series: months.iter().map(series).collect(),
        rows: rows.into_iter().map(row).collect(),
        note: words::note(reader.publication, reader.chart, Some(reader.table)),
        highlights: false,
        target_label: String::new(),
        mark_label: String::new(),
        n_left_out: 0,
    })
}

fn added(publication: &Publication, format: Format, known: &Value, more: &Value) -> Value {
    match (known.number, more.number) {
        (Some(known), Some(more)) => {
            let number = scale::decimal(known + more);
            let words = shown::number_words(number, format, publication.survey.rounding);
            Value { number: Some(number), words, ..Value::default() }
        }
        (Some(_), None) => known.clone(),
        (None, _) if known.words.is_empty() => more.clone(),
        (None, _) => known.clone(),
    }
}

/// All months from January of the first year to the last month of the period, or of the entries where they reach
/// further; the latest where there are too many.
fn months(publication: &Publication, entries: &[Entry]) -> Vec<NaiveDate> {
    let years = entries.iter().map(|entry| entry.month.year());
    let (first, last) = years.fold((i32::MAX, i32::MIN), |(first, last), year| (first.min(year), last.max(year)));
    let first = first.max(last - (MOST_MONTHS / 12) as i32 + 1);
    let months =
        (first..=last).flat_map(|year| (1..=12).filter_map(move |month| NaiveDate::from_ymd_opt(year, month, 1)));
    let end = end(publication, entries.iter().map(|entry| entry.month).max());
    months.filter(|month| *month <= end).collect()
}

/// The day up to which something can be known: the last of the period, or of the entries where they reach further.
fn end(publication: &Publication, last: Option<NaiveDate>) -> NaiveDate {
    let period = publication.period.last_day();
    last.map_or(period, |last| last.max(period))
}

fn month_name(publication: &Publication, month: NaiveDate, one_year: bool) -> String {
    match (one_year, publication.lang) {
        (false, _) => month.format("%Y-%m").to_string(),
        (true, Lang::En) => month.format("%b").to_string(),
        (true, Lang::Zh) => words::text(publication, say::MONTH, &[("n", &month.month().to_string())]),
    }
}

/// A year below the other, a column a week from Monday, a cell a day.
fn by_day(reader: &Reader, entries: &[Entry]) -> Drawing {
    let publication = reader.publication;
    let format = reader.chart.values.first().map_or(Format::Number, |id| reader.format(id));
    let mut days: BTreeMap<NaiveDate, Value> = BTreeMap::new();
    for entry in entries {
        let Some(day) = entry.day else { continue };
        let known = days.entry(day).or_default();
        *known = added(publication, format, known, &entry.value);
    }
    let scale = Scale::enclosing_exactly(days.values().filter_map(|value| value.number), None);
    let note = words::note(publication, reader.chart, Some(reader.table));
    let mut page = Page::noted(publication, reader.chart, crate::publish::chart::page::WIDTH, &note);
    legend(&mut page, &days, scale, format);
    let mut years: Vec<i32> = days.keys().map(|day| day.year()).collect();
    years.dedup();
    let end = end(publication, days.keys().next_back().copied());
    for year in years.iter().rev().take(MOST_YEARS).rev() {
        draw_year(&mut page, *year, &days, (scale, end));
    }
    let base = words::note_with_period(publication, &note);
    let alternative = words::alternative(publication, reader.chart, &base, &said(reader, entries));
    page.finish(alternative)
}

/// The sums of the months, for the alternative text; the days themselves where they cannot be added up.
fn said(reader: &Reader, entries: &[Entry]) -> Vec<String> {
    let publication = reader.publication;
    let number = |(label, value): (String, &Value)| words::number(publication, &label, &value.words);
    match by_month(reader, entries) {
        Ok(spread) => {
            let labels = months(publication, entries).into_iter().map(|month| month.format("%Y-%m").to_string());
            let values = spread.rows.first().map_or(&[][..], |row| &row.values);
            labels.zip(values).filter(|(_, value)| !value.words.is_empty()).map(number).collect()
        }
        Err(_) => {
            let days = entries.iter().filter_map(|entry| Some((entry.day?.to_string(), &entry.value)));
            days.map(number).collect()
        }
    }
}

fn colour(value: &Value, scale: Scale) -> Colour {
    match (value.shade, value.number) {
        (Some(shade), _) => palette::shade(shade),
        (None, Some(number)) => palette::sequential(0.3 + 0.7 * scale.share(number)),
        (None, None) => TRACK,
    }
}

fn legend(page: &mut Page, days: &BTreeMap<NaiveDate, Value>, scale: Scale, format: Format) {
    let publication = page.publication;
    let mut entries: Vec<(String, LegendSign)> = Vec::new();
    let mut say = |words: String, colour: Colour| {
        let known = entries.iter().any(|(known, _)| *known == words);
        if !known {
            entries.push((words, Box::new(move |drawing: &mut Drawing, rect: Rect| drawing.fill(rect, colour))));
        }
    };
    for value in days.values().filter(|value| value.shade.is_some()) {
        say(value.words.clone(), colour(value, scale));
    }
    if days.values().any(|value| value.number.is_some()) {
        for end in [scale.low, scale.high] {
            let value = Value { number: Some(end), ..Value::default() };
            say(shown::number_words(end, format, publication.survey.rounding), colour(&value, scale));
        }
    }
    say(words::text(publication, say::NO_ENTRY, &[]), TRACK);
    page.legend(&entries);
}

/// Draws a year, or the part of it up to a day.
fn draw_year(page: &mut Page, year: i32, days: &BTreeMap<NaiveDate, Value>, (scale, end): (Scale, NaiveDate)) {
    let publication = page.publication;
    let heading = words::text(publication, say::YEAR, &[("year", &year.to_string())]);
    page.drawing.words(&heading, (MARGIN, page.y), Style::new(HEADING, INK));
    page.y += 26.0;
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else { return };
    let offset = first.weekday().num_days_from_monday();
    let left = MARGIN + WEEKDAYS;
    let top = page.y + SMALL + 6.0;
    for day in first.iter_days().take_while(|day| day.year() == year && *day <= end) {
        let place = day.ordinal0() + offset;
        let (week, weekday) = (f64::from(place / 7), f64::from(place % 7));
        let (x, y) = (left + week * DAY, top + weekday * DAY);
        if day.day() == 1 {
            // The name begins at the first whole week, so that the names of two months never meet.
            let at = if weekday > 0.0 { x + DAY } else { x };
            page.drawing.words(&month_name(publication, day, true), (at, page.y), NOTES);
        }
        let value = days.get(&day).map_or(TRACK, |value| colour(value, scale));
        page.drawing.fill(Rect::new(x, y, DAY - 1.0, DAY - 1.0), value);
    }
    for weekday in [Weekday::Mon, Weekday::Wed, Weekday::Fri] {
        let place = weekday.num_days_from_monday();
        let y = top + f64::from(place) * DAY;
        let words = say::WEEKDAYS[place as usize].text(publication.lang);
        page.drawing.words(words, (MARGIN, y), NOTES);
    }
    page.y = top + 7.0 * DAY + 14.0;
}
