//! The survey's own tables, each on a sheet of its own, with native charts beside it.

use super::marks::{self, Mark, Sign};
use super::{Listed, Plan};
use crate::fraction::shift_two;
use crate::publish::sheet::fit::{self, SheetNames};
use crate::publish::sheet::{Content, Entry, Kind, MOST_ROWS, Native, Page, Run, Setting, Shape, Tab, Tone};
use crate::publish::shown;
use crate::survey::Chart;
use crate::survey::chart::Amount;
use crate::table::{Cell, Format, Shade, Table};
use crate::text::workbook as words;

/// Standard tables that other sheets show with live formulas; a survey's own tables of these names are shown.
const SHOWN_ELSEWHERE: &[&str] = &["key-figures", "shares", "names", "groups", "change", "receipts"];

/// How many rows are looked at to find a column's width.
const SAMPLE: usize = 500;
/// From this width on, in digits, the first column stays in sight.
const WIDE: f64 = 110.0;
/// From this width on the sheet is printed on several pages side by side.
const SEVERAL_PAGES: f64 = 205.0;
/// Charts stand below tables of so many rows at most, where they are printed with them; else beside, on the screen.
const BELOW: usize = 30;
/// Labels wider than this, in digits, are better read beside bars than below columns.
const LONG_LABEL: f64 = 18.0;
/// The least and the most width of a native chart in pixels.
const CHART: (f64, f64) = (520.0, 900.0);
/// The most rows of a native chart.
const MOST_CATEGORIES: usize = 60;

/// The sheets.
pub(super) fn pages(plan: &Plan, names: &mut SheetNames, setting: &Setting) -> Vec<Listed> {
    let is_elsewhere = |table: &&Table| table.is_standard && SHOWN_ELSEWHERE.contains(&table.id.as_str());
    let tables = plan.publication.tables.iter().filter(|table| !table.shown().is_empty());
    tables.filter(|table| !is_elsewhere(table)).map(|table| page(plan, table, names, setting)).collect()
}

/// Which columns of a table stand where on its sheet: those shown first, behind them the hidden numbers of small
/// lines and of charts.
struct Layout {
    shown: Vec<usize>,
    /// Places in the table; hidden.
    behind: Vec<usize>,
    /// Behind those the numbers of target lines and marks of charts; hidden.
    marks: Vec<Mark>,
    /// A column of small lines, with the first and the last of the columns behind that it is drawn from.
    sparklines: Vec<(u16, u16, u16)>,
}

impl Layout {
    fn new(plan: &Plan, table: &Table, charts: &[&Chart]) -> Layout {
        let marks = marks::of(plan, table, charts);
        let mut layout = Layout { shown: table.shown(), behind: Vec::new(), marks, sparklines: Vec::new() };
        let n_shown = layout.shown.len();
        for (col, place) in layout.shown.iter().enumerate() {
            let column = &table.columns[*place];
            let line = table.look.sparklines.iter().find(|line| line.id == column.id);
            let of: Vec<usize> = line.iter().flat_map(|line| &line.of).filter_map(|id| table.column(id)).collect();
            if !of.is_empty() {
                let first = (n_shown + layout.behind.len()) as u16;
                layout.sparklines.push((col as u16, first, first + of.len() as u16 - 1));
                layout.behind.extend(of);
            }
        }
        for place in charts.iter().flat_map(|chart| &chart.values).filter_map(|id| table.column(id)) {
            if layout.col(place).is_none() {
                layout.behind.push(place);
            }
        }
        layout
    }

    /// The sign of a chart with the column of the sheet on which its numbers stand.
    fn sign(&self, chart: &Chart, sign: Sign) -> Option<(&str, u16)> {
        let place = self.marks.iter().position(|mark| mark.chart == chart.id && mark.sign == sign)?;
        Some((&self.marks[place].label, (self.shown.len() + self.behind.len() + place) as u16))
    }

    /// How many columns behind those shown are hidden.
    fn n_hidden(&self) -> u16 {
        (self.behind.len() + self.marks.len()) as u16
    }

    /// The column of the sheet on which a column of the table stands.
    fn col(&self, place: usize) -> Option<u16> {
        let mut columns = self.shown.iter().chain(&self.behind);
        columns.position(|known| *known == place).map(|col| col as u16)
    }
}

fn page(plan: &Plan, table: &Table, names: &mut SheetNames, setting: &Setting) -> Listed {
    let title = table.title.get(plan.lang());
    let mut page = Page::new(&names.claim(title), Tab::Figures, setting);
    let charts = charts_of(plan, table);
    let layout = Layout::new(plan, table, &charts);
    let widths: Vec<f64> = layout.shown.iter().map(|place| width(plan, table, *place)).collect();
    page.columns(&widths);
    let first = plan.title(&mut page, title, &table.note_in(plan.lang()), widths.len() as u16);
    let head = |place: &usize| Entry::text(Kind::Head, table.columns[*place].title.get(plan.lang()));
    let heads: Vec<Entry> = layout.shown.iter().map(head).collect();
    let head = page.row(&heads);
    let whole: f64 = widths.iter().sum();
    page.pin_head(first, u16::from(whole > WIDE));
    if whole > SEVERAL_PAGES {
        page.repeat_columns(1);
    }
    for place in 0..table.rows.len().min(MOST_ROWS - 10) {
        write(plan, table, &layout, &mut page, place);
    }
    page.filter(head);
    page.hide(layout.shown.len() as u16, layout.n_hidden());
    let natives = natives(plan, table, &layout, &charts, &page, head);
    draw(&mut page, &natives, table, &layout, head);
    let note = table.note.get(plan.lang());
    let holds = if note.is_empty() { title } else { note };
    Listed { leaf: None, page, holds: holds.to_string() }
}

fn write(plan: &Plan, table: &Table, layout: &Layout, page: &mut Page, place: usize) {
    let row = &table.rows[place];
    let is_total = table.is_total(row);
    let shown = layout.shown.iter().map(|place| {
        let entry = entry(plan, table, *place, &row[*place]);
        if is_total && entry.tone == Tone::Plain { entry.tone(Tone::Strong) } else { entry }
    });
    let behind = layout.behind.iter().map(|place| number_entry(table.columns[*place].format, &row[*place]));
    let number =
        |mark: &Mark| mark.values[place].map_or_else(Entry::blank, |n| Entry::new(Kind::Number(4), Content::Number(n)));
    let entries: Vec<Entry> = shown.chain(behind).chain(layout.marks.iter().map(number)).collect();
    let written = page.row(&entries);
    for (col, first, last) in &layout.sparklines {
        page.sparkline(written, *col, *first, *last);
    }
}

fn width(plan: &Plan, table: &Table, place: usize) -> f64 {
    let column = &table.columns[place];
    let publication = plan.publication;
    let said = |row: &Vec<Cell>| {
        let words = shown::words(table, place, &row[place], publication.survey.rounding, publication.lang);
        // Thousands are parted in the workbook.
        fit::width(&words) * if column.format.is_number() { 1.2 } else { 1.0 }
    };
    let widest = table.rows.iter().take(SAMPLE).map(said).fold(0.0, f64::max) + 2.5;
    // A heading may take two lines, and Chinese ones three.
    let head = fit::width(column.title.get(publication.lang)) / 2.0 + 4.0;
    let (least, most) = match column.format {
        Format::LongText | Format::List => (30.0, 70.0),
        Format::Text | Format::Period => (8.0, 40.0),
        Format::Date => (13.0, 13.0),
        Format::Sparkline => (22.0, 26.0),
        Format::Rank | Format::Movement => (7.5, 12.0),
        Format::State => (9.5, 26.0),
        _ => (9.5, 18.0),
    };
    widest.max(head).clamp(least, most)
}

fn kind(format: Format) -> Kind {
    match format {
        Format::Count => Kind::Count,
        Format::Percent => Kind::Percent,
        Format::Points => Kind::Points,
        Format::Decimal(decimals) => Kind::Number(decimals),
        Format::Signed(decimals) => Kind::Signed(decimals),
        Format::Rank => Kind::Serial,
        Format::Movement => Kind::Movement,
        _ => Kind::General,
    }
}

fn entry(plan: &Plan, table: &Table, place: usize, cell: &Cell) -> Entry {
    let format = table.columns[place].format;
    let rounding = plan.publication.survey.rounding;
    let said = || Entry::text(Kind::Text, shown::words(table, place, cell, rounding, plan.lang()));
    match cell {
        Cell::Blank => Entry::blank(),
        Cell::Text(_) if table.is_wording(place) => said(),
        Cell::Text(_) if format == Format::State => state_entry(plan, table, cell),
        Cell::Text(_) if matches!(format, Format::Text | Format::LongText | Format::Period | Format::List) => said(),
        Cell::Text(text) => Entry::text(Kind::Centre, text),
        Cell::Integer(_) | Cell::Number(_) => number_entry(format, cell),
        Cell::Bool(yes) => Entry::text(Kind::Centre, plan.begun(plan.text(if *yes { words::YES } else { words::NO }))),
        Cell::Date(day) => Entry::date(Some(*day)),
    }
}

fn state_entry(plan: &Plan, table: &Table, cell: &Cell) -> Entry {
    let Cell::Text(word) = cell else { return Entry::blank() };
    let Some(state) = table.state(cell) else { return Entry::text(Kind::Centre, word) };
    let tone = match state.shade {
        Shade::Green => Tone::Yes,
        Shade::Amber => Tone::Watch,
        Shade::Red => Tone::No,
        Shade::Grey => Tone::Absent,
        Shade::Blue => Tone::Notable,
        Shade::Plain => Tone::Plain,
    };
    Entry::text(Kind::Centre, state.label.get(plan.lang())).tone(tone)
}

/// A number as its format shows it; blank where the cell holds none.
fn number_entry(format: Format, cell: &Cell) -> Entry {
    let Some(number) = cell.number() else { return Entry::blank() };
    let number = if format == Format::Points { points(number) } else { number };
    let tone = match format {
        Format::Movement if number > 0.0 => Tone::Yes,
        Format::Movement if number < 0.0 => Tone::No,
        _ => Tone::Plain,
    };
    Entry::new(kind(format), Content::Number(number)).tone(tone)
}

/// A difference of quotients in percentage points.
fn points(difference: f64) -> f64 {
    // In decimal: a binary product of 0.29 and 100 is not 29.
    shift_two(difference).parse().unwrap_or(difference * 100.0)
}

/// The charts that Excel can draw from the table's own cells: bars, columns and lines of columns in the table.
fn charts_of<'a>(plan: &Plan<'a>, table: &Table) -> Vec<&'a Chart> {
    let is_drawn = |chart: &&Chart| {
        chart.table.as_ref() == Some(&table.id)
            && shape(chart).is_some()
            && chart.series.is_none()
            && !chart.per_unit
            && chart.label.as_deref().and_then(|id| table.column(id)).is_some_and(|p| table.shown().contains(&p))
    };
    plan.publication.survey.charts.iter().filter(is_drawn).collect()
}

fn shape(chart: &Chart) -> Option<Shape> {
    match chart.kind.as_str() {
        "bars" => Some(Shape::Bars),
        "columns" => Some(Shape::Columns),
        "lines" => Some(Shape::Lines),
        _ => None,
    }
}

/// The longest run of rows that are no totals: first and last.
fn rows_drawn(table: &Table) -> Option<(usize, usize)> {
    let (mut best, mut start): (Option<(usize, usize)>, usize) = (None, 0);
    for (place, row) in table.rows.iter().enumerate() {
        if table.is_total(row) {
            start = place + 1;
        } else if best.is_none_or(|(first, last)| place - start > last - first) {
            best = Some((start, place));
        }
    }
    best
}

fn natives(plan: &Plan, table: &Table, layout: &Layout, charts: &[&Chart], page: &Page, head: u32) -> Vec<Native> {
    let Some((first, last)) = rows_drawn(table) else { return Vec::new() };
    let last = last.min(first + MOST_CATEGORIES - 1);
    let rows = (head + 1 + first as u32, head + 1 + last as u32);
    let run = |place: usize| {
        let sheet = page.name().to_string();
        layout.col(place).map(|col| Run { sheet, first: rows.0, last: rows.1, col })
    };
    let width = page.table_pixels().clamp(CHART.0, CHART.1) as u32;
    let sign = |chart: &Chart, sign: Sign| {
        let (label, col) = layout.sign(chart, sign)?;
        Some((label.to_string(), Run { sheet: page.name().to_string(), first: rows.0, last: rows.1, col }))
    };
    let native = |chart: &&Chart| {
        let native = native(plan, table, chart, &run, width)?;
        Some(with_signs(plan, native, sign(chart, Sign::Target), sign(chart, Sign::Mark)))
    };
    charts.iter().filter_map(native).collect()
}

/// With a line at the target, or, where bars lie and no line can cross them, with the target in the title.
fn with_signs(plan: &Plan, native: Native, target: Option<(String, Run)>, mark: Option<(String, Run)>) -> Native {
    match (native.shape, target) {
        (Shape::Bars, Some((label, _))) => {
            let title = plan.say(words::TITLE_WITH_TARGET, &[("title", &native.title), ("target", &label)]);
            Native { title, ..native }
        }
        (_, target) => Native { target, mark, ..native },
    }
}

fn native(plan: &Plan, table: &Table, chart: &Chart, run: &dyn Fn(usize) -> Option<Run>, width: u32) -> Option<Native> {
    let lang = plan.lang();
    let values: Vec<usize> = chart.values.iter().filter_map(|id| table.column(id)).collect();
    let named = |place: &usize| Some((table.columns[*place].title.get(lang).to_string(), run(*place)?));
    let series: Vec<(String, Run)> = values.iter().filter_map(named).collect();
    let categories = run(table.column(chart.label.as_deref()?)?)?;
    let shape = match shape(chart)? {
        Shape::Columns if has_long_labels(plan, table, chart) => Shape::Bars,
        shape => shape,
    };
    let n_bars = if chart.stacked { 1 } else { series.len() as u32 };
    let height = height(shape, categories.last - categories.first + 1, n_bars);
    let title = chart.title.get(lang).to_string();
    let colours = chart.shades.iter().map(|shade| shown::solid(*shade)).collect();
    Some(Native {
        colours,
        most: is_of_quotients(table, chart).then_some(1.0),
        alternative: title.clone(),
        title,
        categories,
        series,
        shape,
        target: None,
        mark: None,
        stacked: chart.stacked,
        kind: kind(table.columns[*values.first()?].format),
        size: (width, height),
    })
}

/// Whether the values are quotients up to 100 %, beyond which no axis needs to reach.
fn is_of_quotients(table: &Table, chart: &Chart) -> bool {
    let places: Vec<usize> = chart.values.iter().filter_map(|id| table.column(id)).collect();
    let target = match &chart.target {
        Some(Amount::Number(target)) => *target,
        _ => 0.0,
    };
    let within = |row: &Vec<Cell>| {
        let mut values = places.iter().filter_map(|place| row[*place].number());
        if chart.stacked { values.sum::<f64>() <= 1.0 } else { values.all(|value| value <= 1.0) }
    };
    let is_percent = |place: &usize| table.columns[*place].format == Format::Percent;
    !places.is_empty() && places.iter().all(is_percent) && target <= 1.0 && table.rows.iter().all(within)
}

/// Whether labels would stand slanting below columns.
fn has_long_labels(plan: &Plan, table: &Table, chart: &Chart) -> bool {
    let Some(place) = chart.label.as_deref().and_then(|id| table.column(id)) else { return false };
    let rounding = plan.publication.survey.rounding;
    let label = |row: &Vec<Cell>| fit::width(&shown::words(table, place, &row[place], rounding, plan.lang()));
    table.rows.iter().take(MOST_CATEGORIES).any(|row| label(row) > LONG_LABEL)
}

/// Below a short table, where they are printed with it; beside a long one, one below the other.
fn draw(page: &mut Page, natives: &[Native], table: &Table, layout: &Layout, head: u32) {
    if table.rows.len() <= BELOW {
        natives.iter().for_each(|native| page.native_below(native));
        return;
    }
    let col = layout.shown.len() as u16 + layout.n_hidden();
    let mut row = head;
    for native in natives {
        page.native_beside(row, col, native);
        // Rows are 25 pixels high at least.
        row += native.size.1 / 24 + 2;
    }
    if !natives.is_empty() {
        page.print_table_only();
    }
}

fn height(shape: Shape, n_rows: u32, n_bars: u32) -> u32 {
    match shape {
        Shape::Bars => (90 + n_rows * n_bars * if n_bars > 1 { 17 } else { 24 }).clamp(220, 1_500),
        Shape::Columns | Shape::Lines => 340,
    }
}
