//! Native charts beside a table, small lines inside its cells, and the hidden columns that both are drawn from.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartEmptyCells, ChartErrorBars, ChartErrorBarsDirection,
    ChartErrorBarsType, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartSolidFill, ChartType, Sparkline,
};

use super::looks::{self, decimals, fonts};
use super::{FRAME_PIXELS, Kind, Page, Run, Setting};

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Horizontal bars, first category on top.
    Bars,
    /// Upright columns.
    Columns,
    /// Lines from left to right.
    Lines,
}

/// A native chart that follows the cells of a table.
#[derive(Debug, Clone)]
pub struct Native {
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence for those who cannot see it.
    pub alternative: String,
    /// The words of the rows.
    pub categories: Run,
    /// Names and values, one a colour.
    pub series: Vec<(String, Run)>,
    /// The colours of the series that are states or grades, as `0xRRGGBB`.
    pub colours: Vec<Option<u32>>,
    /// The end of the axis of values, where it is known.
    pub most: Option<f64>,
    /// The values to be reached, drawn as a line over columns and lines.
    pub target: Option<(String, Run)>,
    /// A value at each row at which an upright line stands, as high as the line; in lines alone.
    pub mark: Option<(String, Run)>,
    /// How they are drawn.
    pub shape: Shape,
    /// Whether the values of a row add up.
    pub stacked: bool,
    /// What the values are, for their number format.
    pub kind: Kind,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// Series in turn, as on the pictures.
const COLOURS: [u32; 7] = [0x00_72B2, 0xE6_9F00, 0x00_9E73, 0xF0_E442, 0xD5_5E00, 0x56_B4E9, 0x4B_365F];
/// The colour of target lines and marks.
const INK: u32 = 0x26_2626;
/// Above so many values labels would cover each other.
const MOST_LABELS: u32 = 40;

impl Page {
    /// Draws a chart beside the table, with its upper left corner in a cell.
    pub fn native_beside(&mut self, row: u32, col: u16, native: &Native) {
        self.insert(row, col, native);
        self.charts_beside(native.size.0 + 12);
    }

    /// Draws a chart below what is written, on one printed page, and leaves the rows free that it covers. One that is
    /// taller than a page is made lower.
    pub fn native_below(&mut self, native: &Native) {
        self.skip();
        let most = self.page_height() - self.repeated - f64::from(8 * FRAME_PIXELS);
        let native = Native { size: (native.size.0, native.size.1.min(most.max(220.0) as u32)), ..native.clone() };
        let height = f64::from(native.size.1 + 2 * FRAME_PIXELS);
        self.keep_together(height);
        self.insert(self.row, 0, &native);
        self.reserve(self.top + height);
    }

    /// The width of the table in pixels.
    pub fn table_pixels(&self) -> f64 {
        self.pixels(self.widths.len())
    }

    fn insert(&mut self, row: u32, col: u16, native: &Native) {
        let chart = chart(native, &self.setting);
        let set = self.sheet.insert_chart_with_offset(row, col, &chart, 6, FRAME_PIXELS).map(|_| ());
        self.keep(set);
    }

    /// Draws a small line into a cell, through the cells `first..=last` of its row; gaps stay gaps.
    pub fn sparkline(&mut self, row: u32, col: u16, first: u16, last: u16) {
        let sparkline = Sparkline::new()
            .set_range((self.name.as_str(), row, first, row, last))
            .show_hidden_data(true)
            .show_empty_cells_as(ChartEmptyCells::Gaps)
            .show_last_point(true)
            .set_sparkline_color(0x00_72B2)
            .set_last_point_color(0xD5_5E00)
            .set_line_weight(1.5);
        let set = self.sheet.add_sparkline(row, col, &sparkline).map(|_| ());
        self.keep(set);
    }

    /// Hides columns that only charts and small lines use.
    pub fn hide(&mut self, first: u16, n_columns: u16) {
        for col in first..first + n_columns {
            let hidden = self.sheet.set_column_hidden(col).map(|_| ());
            self.keep(hidden);
        }
    }
}

fn chart(native: &Native, setting: &Setting) -> Chart {
    let mut chart = Chart::new(match (native.shape, native.stacked) {
        (Shape::Bars, false) => ChartType::Bar,
        (Shape::Bars, true) => ChartType::BarStacked,
        (Shape::Columns, false) => ChartType::Column,
        (Shape::Columns, true) => ChartType::ColumnStacked,
        (Shape::Lines, _) => ChartType::Line,
    });
    frame(&mut chart, native, setting);
    let pattern = pattern(native.kind, setting);
    for (place, (name, values)) in native.series.iter().enumerate() {
        let own = native.colours.get(place).copied().flatten();
        let colour = own.unwrap_or(COLOURS[place % COLOURS.len()]);
        let series = chart.add_series();
        series.set_name(literal(name).as_str()).set_values(values.reference().as_str());
        series.set_categories(native.categories.reference().as_str());
        let mut format = ChartFormat::new();
        if native.shape == Shape::Lines {
            format.set_line(ChartLine::new().set_color(colour).set_width(2.0));
            let mut marker = ChartMarker::new();
            marker.set_type(MARKERS[place % MARKERS.len()]).set_size(5);
            series.set_marker(&marker);
        } else {
            format.set_solid_fill(ChartSolidFill::new().set_color(colour));
            series.set_gap(45);
        }
        series.set_format(&mut format);
        if n_values(native) <= MOST_LABELS && native.shape != Shape::Lines {
            let mut label = ChartDataLabel::new();
            label.show_value().set_font(&font(setting, 8)).set_num_format(&pattern);
            series.set_data_label(&label);
        }
    }
    if let Some(target) = &native.target {
        match native.shape {
            Shape::Lines => target_line(&mut chart, native, target),
            Shape::Columns | Shape::Bars => {
                let mut over = Chart::new(ChartType::Line);
                target_line(&mut over, native, target);
                chart.combine(&over);
            }
        }
    }
    if let Some(mark) = native.mark.as_ref().filter(|_| native.shape == Shape::Lines) {
        upright(&mut chart, native, mark);
    }
    chart
}

/// A line of strokes through the values to be reached.
fn target_line(chart: &mut Chart, native: &Native, (name, values): &(String, Run)) {
    let series = chart.add_series();
    series.set_name(literal(name).as_str()).set_values(values.reference().as_str());
    series.set_categories(native.categories.reference().as_str());
    let line = ChartLine::new().set_color(INK).set_width(1.5).set_dash_type(ChartLineDashType::Dash).clone();
    series.set_format(ChartFormat::new().set_line(&line));
    series.set_marker(ChartMarker::new().set_none());
}

/// Upright lines from values down to the axis: a series of which only the error bars are drawn.
fn upright(chart: &mut Chart, native: &Native, (name, values): &(String, Run)) {
    let series = chart.add_series();
    series.set_name(literal(name).as_str()).set_values(values.reference().as_str());
    series.set_categories(native.categories.reference().as_str());
    series.set_format(ChartFormat::new().set_line(ChartLine::new().set_hidden(true)));
    series.set_marker(ChartMarker::new().set_type(ChartMarkerType::LongDash).set_size(5));
    let mut bars = ChartErrorBars::new();
    bars.set_type(ChartErrorBarsType::Percentage(100.0)).set_direction(ChartErrorBarsDirection::Minus);
    bars.set_end_cap(false).set_format(ChartFormat::new().set_line(ChartLine::new().set_color(INK).set_width(1.5)));
    series.set_y_error_bars(&bars);
}

/// Marks of lines in turn, so that grey print keeps them apart.
const MARKERS: [ChartMarkerType; 4] =
    [ChartMarkerType::Circle, ChartMarkerType::Square, ChartMarkerType::Triangle, ChartMarkerType::Diamond];

fn n_values(native: &Native) -> u32 {
    native.series.iter().map(|(_, run)| run.last - run.first + 1).sum()
}

fn frame(chart: &mut Chart, native: &Native, setting: &Setting) {
    let mut bold = font(setting, 11);
    bold.set_bold();
    chart.title().set_name(literal(&native.title).as_str()).set_font(&bold);
    chart.set_width(native.size.0).set_height(native.size.1).set_alt_text(&native.alternative);
    let mut border = ChartFormat::new();
    border.set_border(ChartLine::new().set_color(0xBF_BFBF));
    chart.chart_area().set_format(&mut border);
    chart.show_hidden_data().show_empty_cells_as(ChartEmptyCells::Gaps);
    let pattern = pattern(native.kind, setting);
    let small = font(setting, 9);
    let grid = ChartLine::new().set_color(0xD9_D9D9).clone();
    if native.shape == Shape::Bars {
        chart.y_axis().set_reverse().set_font(&small).set_major_gridlines(false);
        // Beside the plot and not at nothing, where bars to the left would cover the labels.
        chart.y_axis().set_label_position(ChartAxisLabelPosition::Low);
        chart.x_axis().set_hidden(true).set_major_gridlines(false);
    } else {
        chart.x_axis().set_font(&small).set_label_position(ChartAxisLabelPosition::Low);
        chart.y_axis().set_font(&small).set_num_format(&pattern).set_major_gridlines_line(&grid);
        if let Some(most) = native.most {
            chart.y_axis().set_max(most);
        }
    }
    if native.series.len() > 1 || native.target.is_some() || native.mark.is_some() {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&small);
    } else {
        chart.legend().set_hidden();
    }
}

fn font(setting: &Setting, size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(fonts(setting.lang).0).set_size(size);
    font
}

fn pattern(kind: Kind, setting: &Setting) -> String {
    match kind {
        Kind::Percent => format!("{}%", decimals(setting.decimals)),
        Kind::Points => looks::signed(&decimals(setting.decimals)),
        Kind::Signed(n) => looks::signed(&format!("#,##{}", decimals(u32::from(n)))),
        Kind::Number(n) => format!("#,##{}", decimals(u32::from(n))),
        Kind::Count => "#,##0".to_string(),
        _ => "General".to_string(),
    }
}

/// A text that is not taken for a reference to cells.
fn literal(text: &str) -> String {
    if text.starts_with('=') { format!(" {text}") } else { text.to_string() }
}
