//! How many measures each unit has adopted: units by number adopted.

use super::drawing::{BLUE, Drawing, INK, LABEL, MUTED, Rect, SMALL, Style, VERMILION, WHITE};
use super::letters;
use super::page::{LABELS, MARGIN, NOTES, Page, SLACK, WIDTH};
use super::{Chart, words};
use crate::error::Error;
use crate::figure::{Figure, Role};
use crate::fraction::Fraction;
use crate::publish::Publication;
use crate::survey;
use crate::text::{Phrase, chart as say};

/// A histogram of the units that returned, with mean and median.
pub struct Distribution;

/// The height of the highest bar.
const HEIGHT: f64 = 230.0;
/// The height of a line on which an average stands.
const AVERAGE: f64 = 20.0;
/// The most bars; above it several numbers share one.
const BARS: usize = 26;

/// What is drawn: a bar for each number adopted.
struct Histogram {
    /// How many numbers share a bar.
    step: usize,
    /// The number of units of each bar.
    units: Vec<u64>,
    /// The number of measures.
    measures: usize,
    /// The mean number adopted, exact; without a denominator where no unit returned.
    mean: Fraction,
    /// The median likewise.
    median: Fraction,
}

impl Chart for Distribution {
    fn name(&self) -> &'static str {
        "distribution"
    }

    fn explain(&self) -> Phrase {
        say::EXPLAIN_DISTRIBUTION
    }

    fn draw(&self, publication: &Publication, chart: &survey::Chart) -> Result<Option<Drawing>, Error> {
        let figures = words::chosen(publication, chart, |figure| figure.role == Role::Property);
        if figures.is_empty() || !publication.edition.names {
            return Ok(None);
        }
        let adopted = adopted(publication, &figures);
        let histogram = Histogram::of(&adopted, figures.len());
        let n = words::units(publication, adopted.len() as u64);
        let returned = words::text(publication, say::RETURNED_BASE, &[("units", &n)]);
        let out_of = words::text(publication, say::OUT_OF, &[("n", &figures.len().to_string())]);
        let base = format!("{returned}{}{out_of}", words::text(publication, say::BETWEEN, &[]));
        let mut page = Page::new(publication, chart, WIDTH, &base);
        histogram.draw(&mut page);
        Ok(Some(page.finish(words::alternative(publication, chart, &base, &histogram.said(publication)))))
    }
}

/// How many of the figures' properties each unit that returned has, ascending.
fn adopted(publication: &Publication, figures: &[&Figure]) -> Vec<u64> {
    let mut counts = vec![0u64; publication.frame.len()];
    for unit in figures.iter().filter_map(|figure| figure.share()).flat_map(|share| share.yes()) {
        if let Some(count) = counts.get_mut(unit) {
            *count += 1;
        }
    }
    let returned = publication.frame.iter().zip(counts).filter(|(unit, _)| unit.state.has_returned());
    let mut adopted: Vec<u64> = returned.map(|(_, count)| count).collect();
    adopted.sort_unstable();
    adopted
}

impl Histogram {
    fn of(adopted: &[u64], measures: usize) -> Histogram {
        let step = (measures + 1).div_ceil(BARS);
        let mut units = vec![0; (measures + 1).div_ceil(step)];
        for count in adopted {
            units[*count as usize / step] += 1;
        }
        let n = adopted.len();
        let middle = if n == 0 { 0 } else { adopted[(n - 1) / 2] + adopted[n / 2] };
        Histogram {
            step,
            units,
            measures,
            mean: Fraction::of(adopted.iter().sum(), n as u64),
            median: Fraction::of(middle, if n == 0 { 0 } else { 2 }),
        }
    }

    /// The numbers that share a bar.
    fn label(&self, bar: usize) -> String {
        let (first, last) = (bar * self.step, ((bar + 1) * self.step - 1).min(self.measures));
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    }

    fn averages(&self, publication: &Publication) -> Vec<(Fraction, String)> {
        let rounding = publication.survey.rounding;
        let decimals = u32::from(self.median.numerator % 2 != 0);
        let mean =
            self.mean.text(1, rounding.mode).map(|n| (self.mean, words::text(publication, say::MEAN, &[("n", &n)])));
        let median = self.median.text(decimals, rounding.mode);
        let median = median.map(|n| (self.median, words::text(publication, say::MEDIAN, &[("n", &n)])));
        mean.into_iter().chain(median).collect()
    }

    fn said(&self, publication: &Publication) -> Vec<String> {
        let averages = self.averages(publication).into_iter().map(|(_, words)| words);
        let bars = self.units.iter().enumerate().filter(|(_, n)| **n > 0).map(|(bar, n)| {
            let units = words::units(publication, *n);
            words::text(publication, say::ADOPTED_STEP, &[("n", &self.label(bar)), ("units", &units)])
        });
        averages.chain(bars).collect()
    }

    fn draw(&self, page: &mut Page) {
        let publication = page.publication;
        page.drawing.words(&words::text(publication, say::UNITS_AXIS, &[]), (MARGIN, page.y), NOTES);
        page.y += NOTES.line() + 4.0;
        let height = 2.0 * AVERAGE + SMALL + 14.0 + HEIGHT;
        let plot = Rect::new(MARGIN, page.y, page.inner(), height);
        self.averages_at(page, plot);
        self.bars(page, plot);
        page.drawing.line((plot.x, plot.bottom()), (plot.right(), plot.bottom()), INK, 1.0);
        page.y = plot.bottom() + 6.0 + SMALL + 8.0;
        let axis = words::text(publication, say::ADOPTED_AXIS, &[]);
        page.drawing.words(&axis, (plot.x + plot.w / 2.0, page.y), NOTES.middle());
        page.y += NOTES.line() + 4.0;
    }

    /// The bars, each with its count above and the number adopted below.
    fn bars(&self, page: &mut Page, plot: Rect) {
        let width = plot.w / self.units.len() as f64;
        let highest = self.units.iter().copied().max().unwrap_or(0).max(1);
        let labels: Vec<String> = (0..self.units.len()).map(|bar| self.label(bar)).collect();
        let every = ((letters::widest(&labels, SMALL) * SLACK + 6.0) / width).ceil().max(1.0) as usize;
        for (bar, n) in self.units.iter().enumerate() {
            let height = *n as f64 / highest as f64 * HEIGHT;
            let middle = plot.x + (bar as f64 + 0.5) * width;
            let thick = (width * 0.72).min(64.0);
            page.drawing.fill(Rect::new(middle - thick / 2.0, plot.bottom() - height, thick, height), BLUE);
            count(page, *n, middle, plot.bottom() - height - SMALL - 5.0, width);
            if bar % every == 0 {
                page.drawing.words(&labels[bar], (middle, plot.bottom() + 6.0), NOTES.middle());
            }
        }
    }

    /// Mean and median as lines behind the bars; the smaller has its words at the left, so that they stay apart.
    fn averages_at(&self, page: &mut Page, plot: Rect) {
        let width = plot.w / self.units.len() as f64;
        let mut averages = self.averages(page.publication);
        averages.sort_by(|a, b| b.0.to_f64().unwrap_or(0.0).total_cmp(&a.0.to_f64().unwrap_or(0.0)));
        for (row, (number, words)) in averages.iter().enumerate() {
            let Some(number) = number.to_f64() else { continue };
            let x = plot.x + (number + 0.5) / self.step as f64 * width;
            let y = plot.y + row as f64 * AVERAGE;
            page.drawing.dashes((x, y), (x, plot.bottom()), VERMILION);
            let length = letters::width(words, LABEL) * SLACK + 5.0;
            let is_left = if row == 0 { x + length > plot.right() } else { x - length > plot.x };
            let start = if is_left { x - length } else { x + 1.0 };
            page.drawing.fill(Rect::new(start, y, length - 1.0, LABEL + 3.0), WHITE);
            let style = Style { colour: VERMILION, ..LABELS };
            let (at, style) = if is_left { (x - 5.0, style.right()) } else { (x + 5.0, style) };
            page.drawing.words(words, (at, y), style);
        }
    }
}

/// The number of units above a bar, where there is room; on a plate, so that no line runs through it.
fn count(page: &mut Page, n: u64, middle: f64, y: f64, room: f64) {
    let text = n.to_string();
    let width = letters::width(&text, SMALL) * SLACK;
    if width < room {
        page.drawing.fill(Rect::new(middle - width / 2.0 - 1.0, y, width + 2.0, SMALL + 2.0), WHITE);
        page.drawing.words(&text, (middle, y), Style::new(SMALL, if n == 0 { MUTED } else { INK }).middle());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mean_and_median_are_exact() {
        let histogram = Histogram::of(&[0, 1, 2, 7], 7);
        assert_eq!((histogram.mean, histogram.median), (Fraction::of(10, 4), Fraction::of(3, 2)));
        assert_eq!(Histogram::of(&[], 7).mean.denominator, 0);
    }

    proptest! {
        #[test]
        fn every_unit_is_in_one_bar(measures in 1..200usize, shares in proptest::collection::vec(0.0..1.0f64, 0..50)) {
            let mut adopted: Vec<u64> = shares.iter().map(|share| (share * (measures + 1) as f64) as u64).collect();
            adopted.sort_unstable();
            let histogram = Histogram::of(&adopted, measures);
            prop_assert_eq!(histogram.units.iter().sum::<u64>(), adopted.len() as u64);
            prop_assert!(histogram.units.len() <= BARS);
        }
    }
}
