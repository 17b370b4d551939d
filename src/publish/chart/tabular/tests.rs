use proptest::prelude::*;

use super::{palette, sample};
use crate::publish::chart::drawing::{Drawing, INK, Mark, Rect, Words};
use crate::publish::chart::{CHARTS, of_unit, pictures};
use crate::publish::specimen::Specimen;
use crate::survey::Chart;
use crate::table::{Cell, Format, Shade};
use crate::text::{Lang, Text};

fn drawing(specimen: &Specimen, chart: &Chart) -> Option<Drawing> {
    let kind = CHARTS.iter().find(|kind| kind.name() == chart.kind).unwrap();
    kind.draw(&specimen.publication(), chart).unwrap()
}

fn drawn(specimen: &Specimen, id: &str) -> Drawing {
    let chart = specimen.survey.charts.iter().find(|chart| chart.id == id).unwrap();
    drawing(specimen, chart).expect("the chart has something to show")
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    let words = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Words(words) => Some(words.text.as_str()),
        _ => None,
    });
    words.collect()
}

fn fills(drawing: &Drawing) -> Vec<f64> {
    let widths = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Fill(rect, _) => Some(rect.w),
        _ => None,
    });
    widths.collect()
}

#[test]
fn every_chart_of_the_specimen_is_drawn_but_those_of_units() {
    for lang in [Lang::Zh, Lang::En] {
        let specimen = sample::specimen(lang);
        let drawn = pictures(&specimen.publication()).unwrap();
        let wanted = specimen.survey.charts.iter().filter(|chart| !chart.per_unit).map(|chart| chart.id.as_str());
        assert_eq!(drawn.iter().map(|picture| picture.id.as_str()).collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
    }
}

#[test]
fn ranked_bars_stand_in_order_with_blank_and_hidden_values_last_and_without_totals() {
    let drawing = drawn(&sample::specimen(Lang::Zh), "bars-ranked");
    let texts = texts(&drawing);
    let place = |text: &str| texts.iter().position(|known| *known == text).unwrap_or_else(|| panic!("no {text}"));
    assert!(place("92.5") < place("88.0") && place("88.0") < place("0.0") && place("0.0") < place("隐藏"));
    assert!(!texts.contains(&"合计") && !texts.contains(&"380.4"));
    assert!(texts.contains(&"目标 60"));
}

#[test]
fn bars_are_as_long_as_their_values_say() {
    let mut specimen = sample::specimen(Lang::En);
    let chart = &mut specimen.survey.charts[0];
    (chart.target, chart.highlight) = (None, None);
    let widths = fills(&drawn(&specimen, "bars-ranked"));
    assert!((widths[1] / widths[0] - 88.0 / 92.5).abs() < 1e-9, "{widths:?}");
    // Nothing has no bar, nor have what is blank and what is hidden.
    assert_eq!(widths.len(), 5);
}

#[test]
fn a_stack_says_its_parts_and_their_sum() {
    let drawing = drawn(&sample::specimen(Lang::En), "bars-stacked");
    let texts = texts(&drawing);
    for said in ["12", "30", "51", "65", "45", "Grade A", "Grade D"] {
        assert!(texts.contains(&said), "{said}: {texts:?}");
    }
    assert!(drawing.alternative.contains("城关镇 (Grade A): 12; 城关镇 (Grade B): 30"), "{}", drawing.alternative);
}

#[test]
fn what_is_left_out_is_counted() {
    assert!(texts(&drawn(&sample::specimen(Lang::En), "bars-many")).contains(&"10 more are not drawn"));
    assert!(texts(&drawn(&sample::specimen(Lang::Zh), "columns-many")).contains(&"另有30行未画出"));
}

#[test]
fn a_line_has_gaps_where_values_are_missing_and_where_the_series_breaks() {
    let mut specimen = sample::specimen(Lang::Zh);
    let chart = specimen.survey.charts.iter_mut().find(|chart| chart.id == "lines-one").unwrap();
    chart.target = None;
    let drawing = drawn(&specimen, "lines-one");
    let strokes = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Line(_, _, _, width) if *width == 2.0));
    // 18 points less two missing, and one break: 17 steps less four around the missing and one at the break.
    assert_eq!(strokes.count(), 12);
    assert!(texts(&drawing).contains(&"口径调整"));
}

#[test]
fn a_calendar_adds_up_what_falls_on_one_month() {
    let specimen = sample::specimen(Lang::En);
    let drawing = drawn(&specimen, "calendar-units");
    let texts = texts(&drawing);
    assert!(texts.contains(&"Jan") && texts.contains(&"Dec"));
    let total: i64 = (0..60).map(|n| n % 4).sum();
    let shown: i64 = texts.iter().filter_map(|text| text.parse::<i64>().ok()).sum();
    assert_eq!(shown, total);
}

#[test]
fn a_calendar_ends_with_the_period() {
    let mut specimen = sample::specimen(Lang::En);
    for table in &mut specimen.tables {
        let is_early = |cell: &Cell| matches!(cell, Cell::Date(day) if day.to_string().as_str() < "2024-07");
        table.rows.retain(|row| table.id != "log" || is_early(&row[0]));
    }
    let days = |period: &str| {
        let mut publication = specimen.publication();
        publication.period = period.parse().unwrap();
        let chart = specimen.survey.charts.iter().find(|chart| chart.id == "calendar-days").unwrap();
        let kind = CHARTS.iter().find(|kind| kind.name() == chart.kind).unwrap();
        let drawing = kind.draw(&publication, chart).unwrap().unwrap();
        texts(&drawing)
            .iter()
            .filter(|text| ["Jun", "Jul", "Dec"].contains(*text))
            .map(|text| text.to_string())
            .collect()
    };
    let shown: Vec<String> = days("2024-S1");
    assert_eq!(shown, ["Jun"]);
    assert_eq!(days("2024"), ["Jun", "Jul", "Dec"]);
}

/// The chart of a specimen after a change.
fn changed(id: &str, change: impl Fn(&mut Chart)) -> Drawing {
    let mut specimen = sample::specimen(Lang::En);
    change(specimen.survey.charts.iter_mut().find(|chart| chart.id == id).unwrap());
    drawn(&specimen, id)
}

#[test]
fn grades_have_the_colours_that_the_survey_gives_them() {
    let shades = [Shade::Green, Shade::Blue, Shade::Amber, Shade::Red];
    for id in ["bars-stacked", "columns-stacked"] {
        let drawing = changed(id, |chart| chart.shades = shades.to_vec());
        let of_row = |mark: &Mark| match mark {
            Mark::Fill(_, colour) => Some(*colour),
            _ => None,
        };
        let fills: Vec<_> = drawing.marks.iter().filter_map(of_row).collect();
        let wanted: Vec<_> = shades.iter().filter_map(|shade| palette::state(*shade)).collect();
        assert_eq!(fills[..4], wanted, "the legend of {id}");
        assert_eq!(fills[4..8], wanted, "the first bar of {id}");
    }
}

#[test]
fn a_line_at_a_value_is_called_what_the_survey_calls_it() {
    let own = changed("columns-single", |chart| chart.target_label = Text::same("Floor"));
    assert!(texts(&own).contains(&"Floor 60%"), "{:?}", texts(&own));
    assert!(texts(&changed("columns-single", |_| {})).contains(&"Target 60%"));
}

#[test]
fn a_chart_without_a_note_does_not_take_the_one_of_its_table() {
    let without = changed("columns-single", |chart| chart.note = Some(Text::default()));
    assert!(!without.alternative.contains("hundred points"), "{}", without.alternative);
    assert!(changed("columns-single", |_| {}).alternative.contains("hundred points"));
}

#[test]
fn lines_say_where_their_axis_begins_and_of_what_month_their_last_value_is() {
    let mut specimen = sample::specimen(Lang::En);
    let months = specimen.tables.iter_mut().find(|table| table.id == "months").unwrap();
    months.rows.truncate(4);
    let values = [Cell::Integer(230), Cell::Integer(320), Cell::Integer(270), Cell::Blank];
    months.rows.iter_mut().zip(values).for_each(|(row, value)| row[1] = value);
    let chart = specimen.survey.charts.iter_mut().find(|chart| chart.id == "lines-one").unwrap();
    chart.target = None;
    let drawing = drawn(&specimen, "lines-one");
    let texts = texts(&drawing);
    assert!(texts.contains(&"The value axis begins at 225, not at zero."), "{texts:?}");
    assert!(texts.contains(&"270.0 (2025-03)"), "{texts:?}");
}

#[test]
fn two_rows_for_one_cell_are_refused() {
    let mut specimen = sample::specimen(Lang::En);
    let table = specimen.tables.iter_mut().find(|table| table.id == "counties").unwrap();
    table.rows.push(table.rows[0].clone());
    let refused = pictures(&specimen.publication()).unwrap_err().to_string();
    assert!(refused.contains("table `counties` has two rows for `2026-01` and `甲县`"), "{refused}");
}

#[test]
fn a_unit_gets_its_own_rows_and_bars_where_a_radar_has_too_few_axes() {
    let specimen = sample::specimen(Lang::Zh);
    let publication = specimen.publication();
    let first = of_unit(&publication, "U01").unwrap();
    assert_eq!(first.len(), 1);
    assert!(first[0].svg.contains("第01单位"), "the unit is named");
    assert!(
        first[0].alternative.contains("依法经营（本单位）：50；依法经营（同类中位数）：80"),
        "{}",
        first[0].alternative
    );
    let second = of_unit(&publication, "U02").unwrap();
    assert!(!second[0].alternative.contains("安全条件"), "{}", second[0].alternative);
    assert!(of_unit(&publication, "U03").unwrap().is_empty());
}

#[test]
fn a_table_without_rows_gives_no_chart() {
    let mut specimen = sample::specimen(Lang::Zh);
    specimen.tables.iter_mut().for_each(|table| table.rows.clear());
    assert!(pictures(&specimen.publication()).unwrap().is_empty());
    assert!(of_unit(&specimen.publication(), "U01").unwrap().is_empty());
}

#[test]
fn values_that_are_all_blank_or_equal_do_no_harm() {
    for cell in [Cell::Blank, Cell::Integer(0), Cell::Number(-3.5), Cell::Text("隐藏".into()), Cell::Number(1e12)] {
        let mut specimen = sample::specimen(Lang::En);
        for table in &mut specimen.tables {
            for row in &mut table.rows {
                row.iter_mut().filter(|known| known.number().is_some()).for_each(|known| *known = cell.clone());
            }
        }
        for picture in pictures(&specimen.publication()).unwrap() {
            assert!(!picture.svg.contains("NaN") && !picture.svg.contains("-2147483648"), "{}", picture.id);
        }
    }
}

/// A word of a label, a value: as they may come.
fn cells() -> impl Strategy<Value = (String, Vec<Cell>)> {
    let number = prop_oneof![
        4 => (-9_999i64..99_999).prop_map(|n| Cell::Number(n as f64 / 100.0)),
        2 => (0i64..40).prop_map(Cell::Integer),
        1 => Just(Cell::Blank),
        1 => Just(Cell::Text("隐藏".to_string())),
    ];
    ("[中镇乡办公室a-zA-Z （）]{0,24}", proptest::collection::vec(number, 3))
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn check_words(chart: &Chart, drawing: &Drawing) -> Result<(), TestCaseError> {
    let words: Vec<&Words> = drawing
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Words(words) => Some(words),
            _ => None,
        })
        .collect();
    for (place, one) in words.iter().enumerate() {
        let area = one.area();
        let inside = area.x >= -0.5
            && area.y >= 0.0
            && area.right() <= drawing.width + 0.5
            && area.bottom() <= drawing.height + 0.5;
        prop_assert!(inside, "{}: {:?} of {} × {}", chart.kind, one, drawing.width, drawing.height);
        for other in &words[place + 1..] {
            // The values of a line stand by its points, which may lie anywhere; those of columns over them.
            let is_value = |words: &Words| words.style.colour == INK && chart.kind != "heat-map";
            let free = matches!(chart.kind.as_str(), "lines" | "columns") && (is_value(one) || is_value(other));
            prop_assert!(free || !overlap(area, other.area()), "{}: {:?} and {:?}", chart.kind, one, other);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_table_can_be_drawn_without_words_over_words(
        rows in proptest::collection::vec(cells(), 1..64),
        n_values in 1usize..4,
        stacked: bool,
        decimals in 0u8..3,
    ) {
        let mut specimen = sample::specimen(Lang::Zh);
        let row = |(label, cells): &(String, Vec<Cell>)| {
            let mut row = vec![Cell::Text(label.clone())];
            row.extend(cells.iter().cloned());
            row
        };
        let format = Format::Decimal(decimals);
        let columns = [
            ("name", "名称", "Name", Format::Text),
            ("a", "甲项", "A", format),
            ("b", "乙项（较长的标题）", "B with a long heading", format),
            ("c", "丙项", "C", format),
        ];
        specimen.tables = vec![sample::table("any", &columns, rows.iter().map(row).collect())];
        for kind in ["bars", "columns", "lines", "heat-map", "radar"] {
            let chart = Chart {
                id: "any".to_string(),
                kind: kind.to_string(),
                table: Some("any".to_string()),
                label: Some("name".to_string()),
                values: ["a", "b", "c"][..n_values].iter().map(|id| id.to_string()).collect(),
                stacked,
                target: Some(crate::survey::chart::Amount::Number(12.5)),
                ..Chart::default()
            };
            if let Some(drawing) = drawing(&specimen, &chart) {
                check_words(&chart, &drawing)?;
            }
        }
    }
}

/// Writes the pictures of a unit where `CANVASS_PICTURES` says, to be looked at.
#[test]
fn pictures_of_a_unit_can_be_looked_at() {
    let Some(folder) = std::env::var_os("CANVASS_PICTURES").map(std::path::PathBuf::from) else { return };
    for lang in [Lang::Zh, Lang::En] {
        for code in ["U01", "U02"] {
            let specimen = sample::specimen(lang);
            for picture in of_unit(&specimen.publication(), code).unwrap() {
                std::fs::write(folder.join(format!("unit-{code}-{}.png", lang.code())), &picture.png).unwrap();
            }
        }
    }
}
