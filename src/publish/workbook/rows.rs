//! Rows that several sheets have in common: a share in three cells, lists of names, rows that go on in the next.

use super::Plan;
use crate::figure::{Figure, Share, Status};
use crate::fraction::{Fraction, RoundingMode};
use crate::publish::sheet::{Content, Entry, Kind, MOST_LINES, Outcome, Page, Tone, fit};
use crate::sheet::Position;
use crate::survey::Thresholds;
use crate::text::{Lang, begun, workbook as words};

/// The longest list of names that is printed.
const MOST_NAMES: usize = 200;

/// Count, base and share as three cells of a row, beginning at a column: live formulas where there are any.
pub fn share_cells(plan: &Plan, figure: &Figure, row: u32, col: u16) -> [Entry; 3] {
    let Some(share) = figure.share() else { return [Entry::blank(), Entry::blank(), Entry::blank()] };
    if figure.status == Status::Suppressed {
        return [hidden(), hidden(), hidden()];
    }
    let live = plan.ledger.formulas(plan.publication, figure);
    let (count, base) = live.map_or((None, None), |(count, base)| (Some(count), Some(base)));
    let quotient = quotient(row, col, col + 1, plan.publication.survey.rounding);
    let result = share.fraction().to_f64().map_or(Outcome::Text("—".to_string()), Outcome::Number);
    [
        counted(count, share.account.yes),
        counted(base, share.account.base()),
        Entry::new(Kind::Percent, Content::Live(quotient, result)),
    ]
}

fn counted(formula: Option<String>, count: u64) -> Entry {
    match formula {
        Some(formula) => Entry::new(Kind::Count, Content::Live(formula, Outcome::Number(count as f64))),
        None => Entry::count(count),
    }
}

/// What is printed in the place of a small count.
pub fn hidden() -> Entry {
    Entry::text(Kind::Centre, "…").tone(Tone::Quiet)
}

/// The formula of a quotient of two cells of a row; a dash on an empty base.
///
/// Excel rounds half up for display. Where the survey rounds half to even, an exact half is rounded in the formula.
fn quotient(row: u32, count: u16, base: u16, rounding: crate::survey::Rounding) -> String {
    let (n, m) = (address(row, count), address(row, base));
    if rounding.mode == RoundingMode::HalfUp {
        return format!("IF({m}=0,\"—\",{n}/{m})");
    }
    let scale = 100 * 10u64.pow(rounding.decimals.min(9));
    let even = format!("2*ROUND({scale}*{n}/{m}/2,0)/{scale}");
    format!("IF({m}=0,\"—\",IF(MOD(2*{scale}*{n},2*{m})={m},{even},{n}/{m}))")
}

/// A cell as it is written in a formula on the same sheet.
pub fn address(row: u32, col: u16) -> String {
    Position::new(row, u32::from(col)).to_string()
}

/// The lowest and highest share, where units are unknown.
pub fn bounds(plan: &Plan, figure: &Figure, share: &Share) -> Entry {
    let rounding = plan.publication.survey.rounding;
    let printed = |fraction: Fraction| fraction.percent(rounding.decimals, rounding.mode);
    match (printed(share.low), printed(share.high)) {
        _ if figure.status == Status::Suppressed => hidden(),
        (Some(low), Some(high)) if share.is_open() => Entry::text(Kind::Centre, format!("{low}%–{high}%")),
        _ => Entry::text(Kind::Centre, "—").tone(Tone::Quiet),
    }
}

/// The traffic light of a share, as a formula over the cell that holds it.
pub fn light(figure: &Figure, cell: &str, limits: Thresholds) -> Entry {
    let [good, fair, poor] = words::LIGHTS;
    let (green, amber) = (limits.green / 100.0, limits.amber / 100.0);
    let formula =
        format!("IF(ISNUMBER({cell}),IF({cell}>={green},\"{good}\",IF({cell}>={amber},\"{fair}\",\"{poor}\")),\"\")");
    let sign = match figure.fraction().to_f64() {
        _ if figure.status == Status::Suppressed => "",
        None => "",
        Some(share) if share >= green => good,
        Some(share) if share >= amber => fair,
        Some(_) => poor,
    };
    Entry::new(Kind::Centre, Content::Live(formula, Outcome::Text(sign.to_string())))
}

/// The change in percentage points, as a formula over the cells of the present and the earlier share.
pub fn points(figure: &Figure, now: &str, before: &str) -> Entry {
    match figure.change().and_then(Fraction::to_f64) {
        _ if figure.status == Status::Suppressed => hidden(),
        Some(change) => {
            let formula = format!("IF(ISNUMBER({now}),({now}-{before})*100,\"—\")");
            Entry::new(Kind::Points, Content::Live(formula, Outcome::Number(change * 100.0)))
        }
        None => Entry::text(Kind::Centre, "—"),
    }
}

/// The share of the earlier period.
pub fn earlier(figure: &Figure) -> Entry {
    match figure.status {
        Status::Suppressed => hidden(),
        _ => Entry::percent(figure.previous.and_then(|previous| previous.value.to_f64())),
    }
}

/// A word on whether a figure can be relied on; blank where it can.
pub fn status(figure: &Figure, lang: Lang) -> Entry {
    Entry::text(Kind::Centre, begun(words::status(figure.status).text(lang), lang)).tone(Tone::Quiet)
}

/// Names of units of the frame in one text, cut where there are too many to print.
pub fn names(plan: &Plan, places: impl Iterator<Item = usize>) -> String {
    let names = places.map(|place| plan.publication.unit_name(place).to_string());
    joined(plan.lang(), names)
}

/// A list in one text, cut where it is too long to print.
pub fn joined(lang: Lang, names: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = names.collect();
    let more = all.len().saturating_sub(MOST_NAMES);
    all.truncate(MOST_NAMES);
    let list = all.join(words::LIST_MARK.text(lang));
    match more {
        0 if list.is_empty() => "—".to_string(),
        0 => list,
        more => words::AND_MORE.say(lang, &[("list", &list), ("n", &more.to_string())]),
    }
}

/// A row that ends with a long text; what would make it too tall goes on in further rows.
pub fn long_row(page: &mut Page, lead: &[Entry], text: &str) -> u32 {
    let text = fit::clean(text, words::CUT.text(page.lang()));
    let room = page.room(lead.len(), lead.len());
    let mut first = page.next_row();
    for (n, piece) in fit::pieces(&text, room, MOST_LINES).into_iter().enumerate() {
        let mut entries = if n == 0 { lead.to_vec() } else { vec![Entry::blank(); lead.len()] };
        if let (true, Some(cell)) = (n > 0, entries.first_mut()) {
            *cell = Entry::text(Kind::Text, words::CONTINUED.text(page.lang())).tone(Tone::Quiet);
        }
        entries.push(Entry::text(Kind::Text, piece));
        let row = page.row(&entries);
        first = first.min(row);
    }
    first
}

/// Headings of columns.
pub fn heads(lang: Lang, heads: &[crate::text::Phrase]) -> Vec<Entry> {
    heads.iter().map(|head| Entry::text(Kind::Head, head.text(lang))).collect()
}

/// A number that counts blocks of a sheet: 一、二、 or 1. 2.
pub fn numeral(n: usize, lang: Lang) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (lang, n) {
        (Lang::Zh, 1..=9) => format!("{}、", DIGITS[n]),
        (Lang::Zh, 10..=19) => format!("十{}、", DIGITS[n - 10]),
        (Lang::Zh, 20..=99) => format!("{}十{}、", DIGITS[n / 10], DIGITS[n % 10]),
        (Lang::Zh, n) => format!("{n}、"),
        (Lang::En, n) => format!("{n}. "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_too_long_to_print_is_cut_and_says_so() {
        let names = |n: usize| (1..=n).map(|n| format!("U{n}"));
        assert_eq!(joined(Lang::En, names(0)), "—");
        assert_eq!(joined(Lang::En, names(2)), "U1; U2");
        let long = joined(Lang::En, names(1_000));
        assert!(long.ends_with("U200 … and 800 more, see the data sheet"), "{long}");
    }

    #[test]
    fn blocks_are_numbered_as_an_office_numbers_them() {
        let zh = |n| numeral(n, Lang::Zh);
        assert_eq!([zh(1), zh(10), zh(12), zh(21)], ["一、", "十、", "十二、", "二十一、"]);
        assert_eq!(numeral(3, Lang::En), "3. ");
    }

    #[test]
    fn an_exact_half_is_rounded_in_the_formula_only_where_excel_would_not() {
        let rounding = |mode| crate::survey::Rounding { mode, decimals: 1 };
        assert_eq!(quotient(4, 2, 3, rounding(RoundingMode::HalfUp)), "IF(D5=0,\"—\",C5/D5)");
        assert!(quotient(4, 2, 3, rounding(RoundingMode::HalfEven)).contains("MOD(2*1000*C5,2*D5)=D5"));
    }
}
