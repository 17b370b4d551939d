//! The sheet of chart data: every native chart is drawn from cells here, which follow the tables they come from.

use crate::figure::{Figure, Status};
use crate::publish::sheet::{Bars, Content, Entry, Kind, Outcome, Page, Run, Tone};

/// The most bars of one colour that a chart can show.
const MOST_BARS: usize = 30;

/// The sheet of chart data while it is written.
pub struct ChartData {
    page: Page,
    n_blocks: usize,
}

/// Values to be drawn: a heading, names of the series, and a row a category.
#[derive(Debug, Clone)]
pub struct Block {
    /// The chart's title.
    pub title: String,
    /// The names of the series.
    pub series: Vec<String>,
    /// A category with a value a series.
    pub rows: Vec<(String, Vec<Entry>)>,
    /// Whether the values are quotients.
    pub percent: bool,
}

impl ChartData {
    /// The sheet, with its title.
    pub fn new(mut page: Page, title: &str, note: &str) -> ChartData {
        page.columns(&[44.0, 15.0, 15.0, 15.0]);
        page.across(Entry::text(Kind::Title, title), 4);
        page.across(Entry::text(Kind::Note, note), 4);
        ChartData { page, n_blocks: 0 }
    }

    /// Writes the values of a chart, and gives the chart, `width` pixels wide and as high as its bars need.
    /// `None` where there is nothing to draw, or more than a chart can show.
    pub fn bars(&mut self, block: &Block, width: u32) -> Option<Bars> {
        let height = ChartData::height(block.rows.len(), block.series.len())?;
        self.n_blocks += 1;
        self.page.skip();
        self.page.keep_together(f64::min(80.0 + 25.0 * block.rows.len() as f64, 500.0));
        self.page.across(Entry::text(Kind::Heading, &block.title), 4);
        let heads = std::iter::once("").chain(block.series.iter().map(String::as_str));
        let heads: Vec<Entry> = heads.map(|head| Entry::text(Kind::Head, head)).collect();
        self.page.row(&heads);
        let first = self.page.next_row();
        for (category, values) in &block.rows {
            let mut entries = vec![Entry::text(Kind::Text, category)];
            entries.extend(values.iter().cloned());
            self.page.row(&entries);
        }
        let last = self.page.next_row() - 1;
        let run = |col: u16| Run { sheet: self.page.name().to_string(), first, last, col };
        Some(Bars {
            title: block.title.clone(),
            alternative: block.title.clone(),
            categories: run(0),
            series: block.series.iter().zip(1..).map(|(name, col)| (name.clone(), run(col))).collect(),
            percent: block.percent,
            size: (width, height),
        })
    }

    /// The height in pixels of a chart of so many categories and series; `None` where it cannot be drawn.
    pub fn height(n_rows: usize, n_series: usize) -> Option<u32> {
        let bar = if n_series > 1 { 17 } else { 26 };
        let drawn = (1..=MOST_BARS).contains(&n_rows) && n_series > 0;
        drawn.then(|| 84 + (n_rows * n_series) as u32 * bar)
    }

    /// The sheet, where anything was drawn.
    pub fn finished(self) -> Option<Page> {
        (self.n_blocks > 0).then_some(self.page)
    }
}

/// A quotient that follows a cell of another sheet, as that cell stands there.
pub fn follow(page: &Page, row: u32, col: u16, result: Told) -> Entry {
    let run = Run { sheet: page.name().to_string(), first: row, last: row, col };
    let result = match result {
        Told::Share(share) => Outcome::Number(share),
        Told::Nothing => Outcome::Text("—".to_string()),
        Told::Withheld => Outcome::Text("…".to_string()),
    };
    Entry::new(Kind::Percent, Content::Live(run.cell(), result)).tone(Tone::Plain)
}

/// What may be told of a quotient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Told {
    /// Its value.
    Share(f64),
    /// There is none: no such figure, or an empty base.
    Nothing,
    /// It is withheld.
    Withheld,
}

impl Told {
    /// The share of a figure.
    pub fn of(figure: Option<&Figure>) -> Told {
        match figure {
            Some(figure) if figure.status == Status::Suppressed => Told::Withheld,
            figure => figure.and_then(|figure| figure.fraction().to_f64()).map_or(Told::Nothing, Told::Share),
        }
    }

    /// The share of a figure in the period before.
    pub fn before(figure: &Figure) -> Told {
        let share = figure.previous.and_then(|previous| previous.value.to_f64());
        share.filter(|_| figure.status != Status::Suppressed).map_or(Told::Nothing, Told::Share)
    }
}
