//! Marks of cells: states and small lines as HTML and Word show them.

use super::tree::{Cell, Mark};
use crate::table::Shade;

/// Width and height of a small line in pixels, and the room around it.
const SIZE: (f64, f64) = (88.0, 22.0);
const ROOM: f64 = 3.0;

/// The class of a cell in HTML.
pub fn class(cell: &Cell) -> Option<&'static str> {
    match cell.mark.as_ref()? {
        Mark::State(Shade::Green) => Some("state-green"),
        Mark::State(Shade::Amber) => Some("state-amber"),
        Mark::State(Shade::Red) => Some("state-red"),
        Mark::State(Shade::Grey) => Some("state-grey"),
        Mark::State(Shade::Blue) => Some("state-blue"),
        Mark::State(Shade::Plain) | Mark::Sparkline(_) => None,
    }
}

/// The fill of a cell in Word, in hexadecimal. All are light enough for black text.
pub fn fill(cell: &Cell) -> Option<&'static str> {
    match cell.mark.as_ref()? {
        Mark::State(Shade::Green) => Some("DDEFE0"),
        Mark::State(Shade::Amber) => Some("F7CF73"),
        Mark::State(Shade::Red) => Some("E8978A"),
        Mark::State(Shade::Grey) => Some("E4E7EA"),
        Mark::State(Shade::Blue) => Some("A9CBE8"),
        Mark::State(Shade::Plain) | Mark::Sparkline(_) => None,
    }
}

/// A small line as inline SVG, with its words for those who cannot see it; `None` where a cell has none to draw.
pub fn svg(cell: &Cell, words: &str) -> Option<String> {
    let Some(Mark::Sparkline(values)) = &cell.mark else { return None };
    let points = points(values);
    let (x, y) = *points.iter().flatten().next_back()?;
    let lines = points.split(Option::is_none).filter(|run| run.len() > 1).map(|run| {
        let points: Vec<String> = run.iter().flatten().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let points = points.join(" ");
        format!("<polyline points=\"{points}\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"1.5\"/>")
    });
    // A value between two gaps has no line; it is a small spot.
    let alone = points.split(Option::is_none).filter(|run| run.len() == 1).flatten().flatten();
    let spots = alone.map(|(x, y)| format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"1.5\" fill=\"#0072b2\"/>"));
    let spots: String = spots.collect();
    let (width, height) = SIZE;
    Some(format!(
        "<svg role=\"img\" aria-label=\"{words}\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
         {}{spots}<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\" fill=\"#d55e00\"/></svg>",
        lines.collect::<String>()
    ))
}

/// Where the values stand: from the least at the bottom to the greatest at the top; one level in the middle.
fn points(values: &[Option<f64>]) -> Vec<Option<(f64, f64)>> {
    let known = values.iter().flatten().copied();
    let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let (width, height) = (SIZE.0 - 2.0 * ROOM, SIZE.1 - 2.0 * ROOM);
    let step = width / (values.len().max(2) - 1) as f64;
    let share = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    let point = |(place, value): (usize, &Option<f64>)| {
        value.map(|value| (ROOM + place as f64 * step, ROOM + height * (1.0 - share(value))))
    };
    values.iter().enumerate().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[Option<f64>]) -> Option<String> {
        svg(&Cell { mark: Some(Mark::Sparkline(values.to_vec())), ..Cell::default() }, "1 → 3")
    }

    #[test]
    fn a_small_line_rises_to_its_greatest_value_and_breaks_where_one_is_missing() {
        assert_eq!(points(&[Some(1.0), None, Some(3.0)]), [Some((3.0, 19.0)), None, Some((85.0, 3.0))]);
        let drawn = line(&[Some(1.0), Some(2.0), None, Some(2.0), Some(3.0)]).unwrap();
        assert_eq!(drawn.matches("<polyline").count(), 2);
        assert!(drawn.contains("aria-label=\"1 → 3\""));
    }

    #[test]
    fn values_that_are_equal_lie_in_the_middle_and_none_gives_no_line() {
        assert_eq!(points(&[Some(5.0), Some(5.0)])[0], Some((3.0, 11.0)));
        assert_eq!(line(&[None, None]), None);
        assert_eq!(svg(&Cell::text("x"), "x"), None);
    }
}
