//! Native Excel charts: horizontal bars that follow the cells they are drawn from.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill,
};

use super::looks::{decimals, fonts};
use super::{Run, Setting};

/// A native chart of horizontal bars, first category on top.
#[derive(Debug, Clone)]
pub struct Bars {
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence for those who cannot see it.
    pub alternative: String,
    /// The words beside the bars.
    pub categories: Run,
    /// Names and values, one a colour.
    pub series: Vec<(String, Run)>,
    /// Whether the values are quotients, on an axis from 0 to 100 %.
    pub percent: bool,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// Bars of one chart: dark and light in turn, so that grey print keeps them apart.
const COLOURS: [u32; 6] = [0x1F_4E79, 0xF2_A65A, 0x5B_9BD5, 0x7F_6000, 0xA5_A5A5, 0x37_5623];

pub(super) fn chart(bars: &Bars, setting: &Setting) -> Chart {
    let mut chart = Chart::new_bar();
    let font = |size: u32| {
        let mut font = ChartFont::new();
        font.set_name(fonts(setting.lang).0).set_size(size);
        font
    };
    let mut bold = font(11);
    bold.set_bold();
    chart.title().set_name(literal(&bars.title).as_str()).set_font(&bold);
    chart.set_width(bars.size.0).set_height(bars.size.1).set_alt_text(&bars.alternative);
    let mut frame = ChartFormat::new();
    frame.set_border(ChartLine::new().set_color(0xBF_BFBF));
    chart.chart_area().set_format(&mut frame);
    chart.y_axis().set_reverse().set_font(&font(9)).set_major_gridlines(false);
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    if bars.percent {
        chart.x_axis().set_min(0).set_max(1.15);
    }
    if bars.series.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9));
    } else {
        chart.legend().set_hidden();
    }
    for (n, (name, values)) in bars.series.iter().enumerate() {
        let mut label = ChartDataLabel::new();
        label.show_value().set_position(ChartDataLabelPosition::OutsideEnd).set_font(&font(8));
        if bars.percent {
            label.set_num_format(format!("{}%", decimals(setting.decimals)));
        }
        let mut fill = ChartFormat::new();
        fill.set_solid_fill(ChartSolidFill::new().set_color(COLOURS[n % COLOURS.len()]));
        chart
            .add_series()
            .set_name(literal(name).as_str())
            .set_categories(bars.categories.reference().as_str())
            .set_values(values.reference().as_str())
            .set_format(&mut fill)
            .set_data_label(&label)
            .set_gap(45);
    }
    chart
}

/// A text that is not taken for a reference to cells.
fn literal(text: &str) -> String {
    if text.starts_with('=') { format!(" {text}") } else { text.to_string() }
}
