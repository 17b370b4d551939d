//! From a cell of a table to the words that charts and reports print.

use crate::fraction::{RoundingMode, exact_decimal};
use crate::period::Period;
use crate::survey::Rounding;
use crate::table::{Cell, Format, LIST_MARK, Shade, Table};
use crate::text::{Lang, begun, chart as say, tabulate};

/// The most decimals of a number that shows those that it has.
const MOST_DECIMALS: u32 = 4;

/// A target that all rows share: its name and its value.
pub fn target(lang: Lang, name: &str, n: &str) -> String {
    match name {
        "" => say::TARGET.say(lang, &[("n", n)]),
        name => say::NAMED_TARGET.say(lang, &[("name", name), ("n", n)]),
    }
}

/// The colour of a state as a bar of a chart, as `0xRRGGBB`: deeper than behind words, and apart in grey print; none
/// where the state is no judgement.
pub fn solid(shade: Shade) -> Option<u32> {
    match shade {
        Shade::Green => Some(0x7C_BF86),
        Shade::Amber => Some(0xF0_B840),
        Shade::Red => Some(0xA0_2C22),
        Shade::Grey => Some(0xD3_D8DC),
        Shade::Blue => Some(0x2F_74B5),
        Shade::Plain => None,
    }
}

/// A cell of a column in words; empty where the cell is blank. Rounds the exact decimal of a number.
pub fn words(table: &Table, place: usize, cell: &Cell, rounding: Rounding, lang: Lang) -> String {
    let format = table.columns[place].format;
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) if format == Format::State => {
            table.state(cell).map_or(text.as_str(), |state| state.label.get(lang)).to_string()
        }
        Cell::Text(text) if format == Format::Period => {
            text.parse().map_or_else(|_| text.clone(), |period: Period| period.short_name(lang))
        }
        Cell::Text(text) if format == Format::List => text.replace(LIST_MARK, tabulate::SEPARATOR.text(lang)),
        Cell::Text(text) if table.is_sentence(place) => begun(text, lang),
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) => number_words(*number as f64, format, rounding),
        Cell::Number(number) => number_words(*number, format, rounding),
        Cell::Bool(yes) => if *yes { say::YES } else { say::NO }.text(lang).to_string(),
        Cell::Date(day) => day.to_string(),
    }
}

/// A number as a column of a format prints it, with `−` for less than nothing.
pub fn number_words(number: f64, format: Format, rounding: Rounding) -> String {
    let Some(exact) = exact_decimal(number) else { return "—".to_string() };
    let fixed = |decimals: u32| exact.text(decimals, rounding.mode).unwrap_or_default();
    let percent = || exact.percent(rounding.decimals, rounding.mode).unwrap_or_default();
    match format {
        Format::Percent => format!("{}%", typographic(&percent())),
        Format::Points => signed(&percent()),
        Format::Decimal(decimals) => typographic(&fixed(u32::from(decimals))),
        Format::Signed(decimals) => signed(&fixed(u32::from(decimals))),
        Format::Movement => moved(number),
        _ => typographic(trimmed(&exact.text(MOST_DECIMALS, RoundingMode::HalfUp).unwrap_or_default())),
    }
}

fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

fn typographic(text: &str) -> String {
    text.replace('-', "−")
}

/// With its sign; what rounds to nothing has none.
fn signed(text: &str) -> String {
    let is_nothing = text.chars().all(|c| matches!(c, '0' | '.' | '-'));
    match (is_nothing, text.starts_with('-')) {
        (true, _) => text.trim_start_matches('-').to_string(),
        (false, true) => typographic(text),
        (false, false) => format!("+{text}"),
    }
}

fn moved(places: f64) -> String {
    match places {
        places if places > 0.0 => format!("▲{places}"),
        places if places < 0.0 => format!("▼{}", -places),
        _ => "—".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Look};
    use crate::text::Text;

    #[test]
    fn periods_and_lists_are_printed_in_the_language() {
        let column = |id: &str, format| Column { id: id.to_string(), title: Text::same(id), format };
        let table = Table {
            id: "t".to_string(),
            title: Text::same("t"),
            note: Text::default(),
            columns: vec![column("since", Format::Period), column("names", Format::List)],
            rows: Vec::new(),
            look: Look::default(),
            is_standard: false,
        };
        let said = |place, text: &str, lang| words(&table, place, &Cell::Text(text.into()), Rounding::default(), lang);
        assert_eq!(said(0, "2026-M02", Lang::Zh), "2026年2月");
        assert_eq!(said(0, "2026-M02", Lang::En), "Feb 2026");
        assert_eq!(said(0, "2025-S1", Lang::En), "2025 H1");
        assert_eq!(said(0, "2025-Q4", Lang::Zh), "2025年第四季度");
        assert_eq!(said(0, "earlier", Lang::Zh), "earlier");
        assert_eq!(said(1, "甲镇; 乙镇", Lang::Zh), "甲镇、乙镇");
        assert_eq!(said(1, "甲镇; 乙镇", Lang::En), "甲镇, 乙镇");
    }

    #[test]
    fn labels_begin_with_a_capital_in_english_and_codes_stay() {
        let column = |id: &str| Column { id: id.to_string(), title: Text::same(id), format: Format::Text };
        let table = Table {
            id: "t".to_string(),
            title: Text::same("t"),
            note: Text::default(),
            columns: vec![column("label"), column("rule")],
            rows: Vec::new(),
            look: Look { sentences: vec!["label".to_string()], ..Look::default() },
            is_standard: false,
        };
        let said = |place, text: &str, lang| words(&table, place, &Cell::Text(text.into()), Rounding::default(), lang);
        assert_eq!(said(0, "all units", Lang::En), "All units");
        assert_eq!(said(0, "全部单位", Lang::Zh), "全部单位");
        assert_eq!(said(1, "required", Lang::En), "required");
    }

    #[test]
    fn numbers_are_printed_as_their_format_says() {
        let cases = [
            (0.6842, Format::Percent, "68.4%"),
            (-0.0525, Format::Points, "−5.3"),
            (0.0525, Format::Points, "+5.3"),
            (0.0001, Format::Points, "0.0"),
            (96.45, Format::Decimal(1), "96.5"),
            (96.0, Format::Decimal(1), "96.0"),
            (-3.0, Format::Signed(0), "−3"),
            (0.0, Format::Signed(1), "0.0"),
            (2.25, Format::Signed(1), "+2.3"),
            (2.0, Format::Movement, "▲2"),
            (-1.0, Format::Movement, "▼1"),
            (0.0, Format::Movement, "—"),
            (3.0, Format::Rank, "3"),
            (120.0, Format::Count, "120"),
            (0.5, Format::Number, "0.5"),
            (-1200.0, Format::Number, "−1200"),
        ];
        for (number, format, expected) in cases {
            assert_eq!(number_words(number, format, Rounding::default()), expected, "{number} as {format:?}");
        }
    }
}
