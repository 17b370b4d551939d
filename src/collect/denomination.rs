//! In which unit of measure a form asks for a number: written in a cell of its own, behind a label, or above all.

use std::sync::LazyLock;

use crate::collect::heading::Block;
use crate::collect::inside::has_colon;
use crate::collect::label::without_hint;
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::{Cell, Search, Spot};
use crate::collect::page::{Mark, Page};
use crate::collect::tables::Header;
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::kind::quantity::MULTIPLIERS;
use crate::sheet::{Content, Position, plain, plain_chars};
use crate::survey::Item;
use crate::text::{Lang, collect as say};

/// A unit of measure: what it measures, and how many of the least of its family it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Denomination {
    family: usize,
    size: u64,
}

/// What a text says about the unit of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Told {
    /// Nothing.
    #[default]
    Nothing,
    /// It is a unit of measure and nothing else: `万元`.
    Alone(Denomination),
    /// It names one in brackets behind other words: `经费（万元）`.
    Behind(Denomination),
    /// It names one for whatever follows: `单位：万元`.
    ForAll(Denomination),
}

/// Units of measure that may be taken for one another, with their sizes; counters differ by their multiples only.
const FAMILIES: &[&[(&str, u64)]] = &[
    &[("元", 1), ("圆", 1), ("人民币", 1), ("yuan", 1), ("rmb", 1), ("cny", 1)],
    &[("美元", 1), ("usd", 1), ("us$", 1), ("dollars", 1)],
    &[("欧元", 1), ("eur", 1), ("euros", 1)],
    &[("‰", 1), ("%", 10), ("percent", 10), ("per cent", 10), ("per mille", 1)],
    &[
        ("人", 1),
        ("人次", 1),
        ("名", 1),
        ("个", 1),
        ("件", 1),
        ("次", 1),
        ("项", 1),
        ("份", 1),
        ("家", 1),
        ("户", 1),
        ("persons", 1),
        ("people", 1),
        ("times", 1),
    ],
    // In thirds of a square metre: a mu is 2,000/3.
    &[
        ("平方米", 3),
        ("㎡", 3),
        ("m2", 3),
        ("亩", 2_000),
        ("公顷", 30_000),
        ("平方公里", 3_000_000),
        ("平方千米", 3_000_000),
    ],
    &[
        ("克", 1),
        ("g", 1),
        ("斤", 500),
        ("公斤", 1_000),
        ("千克", 1_000),
        ("kg", 1_000),
        ("吨", 1_000_000),
        ("tonnes", 1_000_000),
    ],
    &[("厘米", 1), ("米", 100), ("里", 50_000), ("公里", 100_000), ("千米", 100_000), ("km", 100_000)],
    &[
        ("分钟", 1),
        ("minutes", 1),
        ("学时", 45),
        ("课时", 45),
        ("小时", 60),
        ("hours", 60),
        ("天", 1_440),
        ("日", 1_440),
        ("days", 1_440),
    ],
];

/// Multiples that stand before a unit in English, with their powers of ten.
const ENGLISH: &[(&str, i32)] = &[("thousand", 3), ("million", 6), ("billion", 9), ("wan", 4)];

/// A text of more bytes is no unit of measure.
const LONGEST: usize = 40;
/// Nor is one of more bytes that has neither brackets nor a colon.
const LONGEST_ALONE: usize = 24;

impl Denomination {
    /// The unit that words name and nothing else.
    fn read(words: &str) -> Option<Denomination> {
        let words = words.trim().to_lowercase();
        let words = words.strip_prefix("in ").unwrap_or(&words);
        let of = |words: &str| {
            let family = |(family, members): (usize, &&[(&str, u64)])| {
                let size = members.iter().find(|(member, _)| *member == words)?.1;
                Some(Denomination { family, size })
            };
            FAMILIES.iter().enumerate().find_map(family)
        };
        of(words).or_else(|| {
            let mut multiples = MULTIPLIERS.iter().chain(ENGLISH);
            let (multiple, power) = multiples.find(|(multiple, _)| words.starts_with(multiple))?;
            let unit = of(words[multiple.len()..].trim_start())?;
            let size = unit.size.checked_mul(10u64.checked_pow(u32::try_from(*power).ok()?)?)?;
            Some(Denomination { size, ..unit })
        })
    }

    /// The unit in which an item is asked: its own, else the one in brackets behind its label, or the label itself.
    pub fn of(item: &Item) -> Option<Denomination> {
        let own = [&item.unit.zh, &item.unit.en].into_iter().find_map(|unit| Denomination::read(unit));
        own.or_else(|| match told(&item.label.zh) {
            Told::Behind(unit) | Told::Alone(unit) => Some(unit),
            _ => None,
        })
    }

    /// Whether a number in the one is another number in the other.
    pub fn contradicts(self, other: Denomination) -> bool {
        self.family == other.family && self.size != other.size
    }
}

/// Whether the last letter of a text is that of a unit of measure: most are not.
fn may_end_a_unit(text: &str) -> bool {
    static LAST: LazyLock<Vec<char>> = LazyLock::new(|| {
        let members = FAMILIES.iter().flat_map(|members| members.iter());
        let mut last: Vec<char> = members.filter_map(|(member, _)| member.chars().next_back()).collect();
        last.sort_unstable();
        last.dedup();
        last
    });
    let text = text.trim_end();
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    let mut last = plain_chars(&text[text.len() - last..]);
    // Behind a sign that does not show stands another letter.
    last.next().is_none_or(|last| LAST.binary_search(&last.to_ascii_lowercase()).is_ok())
}

/// What a text says about the unit of measure.
pub fn told(text: &str) -> Told {
    let has_brackets = text.ends_with([')', '）', ']', '】']);
    let most = if has_colon(text) { LONGEST } else { LONGEST_ALONE };
    if !has_brackets && (text.trim().len() > most || (most == LONGEST_ALONE && !may_end_a_unit(text))) {
        return Told::Nothing;
    }
    let text = plain(text);
    let text = text.trim();
    let in_brackets = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if let Some(unit) = for_all(in_brackets.unwrap_or(text)) {
        return Told::ForAll(unit);
    }
    if let Some(unit) = Denomination::read(in_brackets.unwrap_or(text)) {
        return Told::Alone(unit);
    }
    let bare = without_hint(text);
    if bare.is_empty() || bare.len() == text.len() {
        return Told::Nothing;
    }
    let hints = text[bare.len()..].split(['(', ')', '[', ']', '【', '】', ',', '、', ';']);
    let mut units = hints.filter_map(|hint| for_all(hint).or_else(|| Denomination::read(hint)));
    units.next().map_or(Told::Nothing, Told::Behind)
}

/// The unit behind `单位：`, `计量单位：`, `金额单位：`, `Unit:`.
fn for_all(text: &str) -> Option<Denomination> {
    let (before, after) = text.split_once(':')?;
    let before = before.trim().to_lowercase();
    let announces =
        before.ends_with("单位") && !before.contains('(') || before == "unit" || before == "unit of measure";
    let first = after.trim().split([',', '、', ';', '。']).next()?;
    announces.then(|| Denomination::read(first)).flatten()
}

impl Search<'_> {
    /// Where the form says that an item's number is in another unit of measure than the item asks: behind its label,
    /// in a cell right of it, at the heading of the answers, or where neither says anything, above all.
    pub fn other_denomination(&self, item: usize, spot: &Spot) -> Option<Cell> {
        let asked = self.layout.denominations[item]?;
        let (page, sheet) = (&self.pages[spot.cell.sheet], spot.cell.sheet);
        let at_label = spot.label.and_then(|label| page.mark(label.at));
        let beside = spot.label.into_iter().flat_map(|label| right_of(page, label.at));
        let own: Vec<(Position, Denomination)> =
            at_label.into_iter().filter_map(behind).chain(beside.filter_map(alone)).collect();
        let heading = heading_over(page, spot.cell.at).and_then(behind);
        let told = own.iter().copied().chain(heading).find(|(_, told)| asked.contradicts(*told));
        let says_nothing = own.is_empty() && heading.is_none();
        let told = told.or_else(|| above_all(page, spot.cell.at.row, asked).filter(|_| says_nothing));
        told.map(|(at, _)| Cell { sheet, at })
    }
}

impl Reader<'_> {
    /// An error where the form says at a place that a bare number is in another unit of measure than asked.
    pub fn other_denomination(
        &self,
        question: Question,
        told: Cell,
        cell: Cell,
        content: Option<&Content>,
    ) -> Option<Finding> {
        let is_bare = match content? {
            Content::Number(_) => true,
            Content::Text(text) => !text.chars().any(|c| c.is_alphabetic() || matches!(c, '%' | '‰' | '％')),
            _ => false,
        };
        let words = self.pages[told.sheet].at(told.at).filter(|_| is_bare)?.to_string();
        let (unit, label) = (asked_unit(question.item, self.lang), question.item.label.get(self.lang));
        let place = told.at.to_string();
        let values = [("item", label), ("value", words.trim()), ("unit", unit), ("place", &place)];
        let message = say::OTHER_DENOMINATION.say(self.lang, &values);
        let remedy = say::OTHER_DENOMINATION_REMEDY.say(self.lang, &values);
        let finding = Finding::new("other-unit", Severity::Error, message, remedy).at(&self.origin(cell));
        let value = content.map(ToString::to_string).unwrap_or_default();
        Some(Finding { item: question.id.to_string(), value, ..finding })
    }
}

/// The unit of measure as the survey writes it: the item's, else the hint behind its label.
fn asked_unit(item: &Item, lang: Lang) -> &str {
    let label = item.label.zh.trim();
    let hint = label.strip_prefix(without_hint(label)).unwrap_or_default();
    match item.unit.get(lang) {
        "" if hint.is_empty() => item.label.get(lang),
        "" => hint.trim_matches(['(', ')', '（', '）', '[', ']']),
        unit => unit,
    }
}

/// For each column of a table, the place that says another unit of measure than the column asks: its heading, or where
/// that says nothing, above all.
pub fn of_columns(page: &Page, header: &Header, columns: &[Option<Denomination>]) -> Vec<Option<Cell>> {
    let other = |(asked, col): (&Option<Denomination>, &Option<u32>)| {
        let (asked, col) = ((*asked)?, (*col)?);
        let over = header.headings.iter().filter(|heading| {
            let span = page.span(heading.at);
            (span.first.col..=span.last.col).contains(&col)
        });
        let (at, _) = other_over(page, over.filter_map(|heading| page.mark(heading.at)), header.row, asked)?;
        Some(Cell { sheet: header.sheet, at })
    };
    columns.iter().zip(&header.columns).map(other).collect()
}

/// The items of a roster that are in another unit of measure than the item asks, with the place that says so: the
/// heading, or where that says nothing, above all.
pub fn of_block(layout: &Layout, page: &Page, block: &Block) -> Vec<(usize, Cell)> {
    let other = |(item, asked): (usize, &Option<Denomination>)| {
        let (asked, columns) = ((*asked)?, block.columns_for(Role::Item(item)));
        let rows = (block.top..=block.row).flat_map(|row| page.marks_of_row(row));
        let (at, _) = other_over(page, rows.filter(|mark| columns.contains(&mark.at.col)), block.top, asked)?;
        Some((item, Cell { sheet: block.sheet, at }))
    };
    layout.denominations.iter().enumerate().filter_map(other).collect()
}

/// What contradicts the unit of measure asked: a heading, or where no heading says anything, what stands above all.
fn other_over<'a>(
    page: &Page,
    headings: impl Iterator<Item = &'a Mark>,
    row: u32,
    asked: Denomination,
) -> Option<(Position, Denomination)> {
    let own: Vec<(Position, Denomination)> = headings.filter_map(behind).collect();
    let told = own.iter().copied().find(|(_, told)| asked.contradicts(*told));
    told.or_else(|| above_all(page, row, asked).filter(|_| own.is_empty()))
}

/// What is said for all from a row on, by the last that says it for all at or above the row, where it contradicts.
fn above_all(page: &Page, row: u32, asked: Denomination) -> Option<(Position, Denomination)> {
    let above = page.for_all.iter().take_while(|(at, _)| at.row <= row).last();
    above.copied().filter(|(_, told)| asked.contradicts(*told))
}

/// The short texts right of a label, up to the next label of the form.
fn right_of<'a>(page: &'a Page, label: Position) -> impl Iterator<Item = &'a Mark> {
    let row = page.marks_of_row(label.row).iter();
    row.skip_while(move |mark| mark.at.col <= label.col).take_while(|mark| !mark.is_form())
}

/// The lowest heading of answers above a cell.
fn heading_over<'a>(page: &'a Page, at: Position) -> Option<&'a Mark> {
    let over = page
        .headings(Role::Answer)
        .filter(|(_, area)| area.last.row < at.row && (area.first.col..=area.last.col).contains(&at.col));
    page.mark(over.max_by_key(|(_, area)| area.last.row)?.0)
}

fn behind(mark: &Mark) -> Option<(Position, Denomination)> {
    if let Told::Behind(unit) = mark.told { Some((mark.at, unit)) } else { None }
}

fn alone(mark: &Mark) -> Option<(Position, Denomination)> {
    if let Told::Alone(unit) = mark.told { Some((mark.at, unit)) } else { None }
}

/// The unit of measure that a mark names for whatever follows, with its place.
pub fn for_all_below(mark: &Mark) -> Option<(Position, Denomination)> {
    if let Told::ForAll(unit) = mark.told { Some((mark.at, unit)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(words: &str) -> Denomination {
        Denomination::read(words).unwrap()
    }

    #[test]
    fn a_unit_of_measure_is_known_wherever_it_is_written() {
        assert_eq!(told("万元"), Told::Alone(unit("万元")));
        assert_eq!(told("（元）"), Told::Alone(unit("元")));
        assert_eq!(told("落实专项经费（元）"), Told::Behind(unit("元")));
        assert_eq!(told("经费（单位：万元，保留两位小数）"), Told::Behind(unit("万元")));
        assert_eq!(told("Funds (in thousand yuan)"), Told::Behind(unit("千元")));
        assert_eq!(told("单位：千元"), Told::ForAll(unit("千元")));
        assert_eq!(told("（金额单位：亿元）"), Told::ForAll(unit("亿元")));
        assert_eq!(told("                    in thousand 平方公里"), Told::Alone(unit("thousand 平方公里")));
        for other in
            ["填报单位：元氏县", "单位：", "人员", "是否建立（是/否）", "元旦值班", "（一）", "", "(", "千", "万"]
        {
            assert_eq!(told(other), Told::Nothing, "{other}");
        }
    }

    #[test]
    fn only_what_changes_the_number_contradicts() {
        assert!(unit("元").contradicts(unit("万元")));
        assert!(unit("‰").contradicts(unit("%")));
        assert!(unit("亩").contradicts(unit("公顷")));
        assert!(unit("人").contradicts(unit("万人")));
        assert!(!unit("人").contradicts(unit("人次")));
        assert!(!unit("万元").contradicts(unit("wan yuan")));
        assert!(!unit("公斤").contradicts(unit("千克")));
        assert!(!unit("万元").contradicts(unit("%")));
    }

    #[test]
    fn an_hour_of_teaching_is_neither_an_hour_nor_a_day() {
        let Told::Alone(asked) = told("学时") else { panic!("学时 is a unit of measure") };
        for (heading, is_other) in [("学时（天）", true), ("学时（小时）", true), ("学时（课时）", false)]
        {
            let Told::Behind(unit) = told(heading) else { panic!("{heading} names a unit of measure") };
            assert_eq!(asked.contradicts(unit), is_other, "{heading}");
        }
        let mut column = crate::collect::fixture::survey().tables[0].columns[2].clone();
        column.label.zh = "学时".to_string();
        assert_eq!(Denomination::of(&column), Some(asked));
    }
}
