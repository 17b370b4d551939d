//! A heat map of a table: rows by columns, values from light to dark, states by their colours.

use super::frame::fitted;
use super::palette;
use super::scale::Scale;
use super::{Row, Spread, Value, spread};
use crate::error::Error;
use crate::publish::chart::drawing::{Colour, Drawing, INK, RULE, Rect, SMALL, Style, WHITE};
use crate::publish::chart::page::{LegendSign, MARGIN, Page, SLACK, WIDTH};
use crate::publish::chart::{Chart, heads, letters, words};
use crate::publish::{Publication, shown};
use crate::survey;
use crate::table::Format;
use crate::text::{Phrase, chart as say};

/// A cell for every row and column.
pub struct HeatMap;

/// The widest names of rows.
const NAMES: f64 = 230.0;
/// The least and the most width of a column.
const COLUMN: (f64, f64) = (30.0, 96.0);
/// The height of a row of one line.
const ROW: f64 = 24.0;

impl Chart for HeatMap {
    fn name(&self) -> &'static str {
        "heat-map"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_HEAT_MAP
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let Some(spread) = spread(publication, chart)? else { return Ok(None) };
        Ok(Some(draw(publication, chart, &spread.cut(chart))))
    }
}

/// Draws the rows and columns of a spread.
pub fn draw(publication: &Publication, chart: &survey::Chart, spread: &Spread) -> Drawing {
    let grid = Grid::new(spread);
    let mut page = Page::noted(publication, chart, grid.page_width(), &spread.note);
    let shades = Shades::new(spread);
    shades.legend(&mut page, spread);
    let labels: Vec<String> = spread.series.iter().map(|series| letters::clean(&series.label)).collect();
    heads::write(&mut page, &labels, grid.left, grid.column);
    for row in &spread.rows {
        grid.row(&mut page, &shades, row);
    }
    page.y += 6.0;
    spread.finish(page, publication, chart)
}

/// Where rows and columns stand.
struct Grid {
    names: f64,
    left: f64,
    column: f64,
    n_columns: usize,
}

impl Grid {
    fn new(spread: &Spread) -> Grid {
        let natural = spread.rows.iter().map(|row| {
            let lines = letters::wrap(&letters::clean(&row.label), SMALL, NAMES);
            letters::widest(&lines, SMALL)
        });
        let names = (natural.fold(40.0, f64::max) * SLACK).min(NAMES * SLACK);
        let left = MARGIN + names + 10.0;
        let values = spread.rows.iter().flat_map(|row| &row.values);
        let widest = values.map(|value| letters::longest_word(&value.words, SMALL)).fold(0.0, f64::max) * SLACK + 8.0;
        let n_columns = spread.series.len();
        let share = (WIDTH - MARGIN - left) / n_columns as f64;
        let column = share.clamp(widest.clamp(COLUMN.0, COLUMN.1), COLUMN.1).floor();
        Grid { names, left, column, n_columns }
    }

    /// Wider than a page only where the columns are at their narrowest.
    fn page_width(&self) -> f64 {
        WIDTH.max(self.left + self.column * self.n_columns as f64 + MARGIN)
    }

    fn row(&self, page: &mut Page, shades: &Shades, row: &Row) {
        let name = fitted(&row.label, SMALL, self.names / SLACK, 3);
        let room = (self.column - 4.0) / SLACK;
        let cells: Vec<Vec<String>> = row.values.iter().map(|value| fitted(&value.words, SMALL, room, 3)).collect();
        let lines = cells.iter().map(Vec::len).chain([name.len()]).max().unwrap_or(1);
        let style = Style::new(SMALL, INK);
        let height = ROW + (lines as f64 - 1.0) * style.line();
        if row.is_total {
            page.drawing.line((MARGIN, page.y + 1.0), (self.right(), page.y + 1.0), INK, 1.0);
            page.y += 4.0;
        }
        let middle = page.y + height / 2.0;
        page.drawing.paragraph_around(&name, MARGIN, middle, style);
        for (place, (value, lines)) in row.values.iter().zip(&cells).enumerate() {
            let rect = Rect::new(self.left + place as f64 * self.column, page.y, self.column - 1.0, height - 1.0);
            let ground = shades.ground(place, row, value);
            page.drawing.fill(rect, ground);
            if ground == WHITE {
                page.drawing.edge(rect, RULE);
            }
            let ink = Style::new(SMALL, palette::ink_on(ground)).middle();
            page.drawing.paragraph_around(lines, rect.x + rect.w / 2.0, middle, ink);
        }
        page.y += height;
    }

    fn right(&self) -> f64 {
        self.left + self.column * self.n_columns as f64
    }
}

/// From values to colours: one scale for all columns, or one a column where their measures differ.
struct Shades {
    scales: Vec<Scale>,
    is_common: bool,
}

impl Shades {
    fn new(spread: &Spread) -> Shades {
        let formats: Vec<Format> = spread.series.iter().map(|series| series.format).collect();
        let is_common = formats.windows(2).all(|pair| pair[0] == pair[1]);
        let of_column = |place: usize| {
            let rows = spread.rows.iter().filter(|row| !row.is_total);
            Scale::enclosing_exactly(rows.filter_map(|row| row.values[place].number), spread.full())
        };
        let whole = || {
            let rows = spread.rows.iter().filter(|row| !row.is_total);
            let numbers = rows.flat_map(|row| row.values.iter().filter_map(|value| value.number));
            Scale::enclosing_exactly(numbers, spread.full())
        };
        let scales = match is_common {
            true => vec![whole(); formats.len()],
            false => (0..formats.len()).map(of_column).collect(),
        };
        Shades { scales, is_common }
    }

    fn ground(&self, column: usize, row: &Row, value: &Value) -> Colour {
        match (value.shade, value.number) {
            (Some(shade), _) => palette::shade(shade),
            (None, Some(_)) if row.is_total => WHITE,
            (None, Some(number)) => palette::sequential(self.scales[column].share(number)),
            (None, None) => WHITE,
        }
    }

    fn legend(&self, page: &mut Page, spread: &Spread) {
        let numbers = spread.rows.iter().filter(|row| !row.is_total).flat_map(|row| &row.values);
        if numbers.filter(|value| value.shade.is_none()).all(|value| value.number.is_none()) {
            return;
        }
        let publication = page.publication;
        let end = |value: f64| shown::number_words(value, spread.format(), publication.survey.rounding);
        let words = match self.is_common {
            true => {
                let scale = self.scales[0];
                words::text(publication, say::FROM_TO, &[("low", &end(scale.low)), ("high", &end(scale.high))])
            }
            false => words::text(publication, say::BY_COLUMN, &[]),
        };
        let sign: LegendSign = Box::new(|drawing: &mut Drawing, rect: Rect| {
            for step in 0..4 {
                let part = Rect::new(rect.x + f64::from(step) * rect.w / 4.0, rect.y, rect.w / 4.0, rect.h);
                drawing.fill(part, palette::sequential(f64::from(step) / 3.0));
            }
        });
        page.legend(&[(words, sign)]);
    }
}
