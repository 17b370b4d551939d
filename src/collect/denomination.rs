//! Where a form asks for a number in another unit of measure than the survey: in a cell of its own, behind a label, above
//! all, or in a note below all.

use crate::collect::heading::Block;
use crate::collect::label::without_hint;
use crate::collect::layout::{Layout, Role};
use crate::collect::locate::{Cell, Search, Spot};
use crate::collect::measures::{Denomination, Told};
use crate::collect::page::{Mark, Page};
use crate::collect::tables::Header;
use crate::collect::understood::{Question, Reader};
use crate::finding::{Finding, Severity};
use crate::sheet::{Content, Position};
use crate::survey::Item;
use crate::text::{Lang, collect as say};

impl Search<'_> {
    /// Where the form says that an item's number is in another unit of measure than the item asks: behind its label,
    /// in a cell right of it, at the heading of the answers, or where neither says anything, above or below all.
    pub fn other_denomination(&self, item: usize, spot: &Spot) -> Option<Cell> {
        let asked = self.layout.denominations[item]?;
        let (page, sheet) = (&self.pages[spot.cell.sheet], spot.cell.sheet);
        let at_label = spot.label.and_then(|label| page.mark(label.at));
        let beside = spot.label.into_iter().flat_map(|label| right_of(page, label.at));
        let own: Vec<(Position, Denomination)> =
            at_label.into_iter().filter_map(behind).chain(beside.filter_map(by_itself)).collect();
        let heading = heading_over(page, spot.cell.at).and_then(behind);
        let told = own.iter().copied().chain(heading).find(|(_, told)| asked.contradicts(*told));
        let says_nothing = own.is_empty() && heading.is_none();
        let told = told.or_else(|| around_all(page, spot.cell.at.row, asked).filter(|_| says_nothing));
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
        let over = over.filter_map(|heading| page.mark(heading.at));
        let below = page.mark(Position::new(header.row, col));
        let (at, _) = other_over(page, over.chain(below), header.row, asked)?;
        Some(Cell { sheet: header.sheet, at })
    };
    columns.iter().zip(&header.columns).map(other).collect()
}

/// The items of a roster that are in another unit of measure than the item asks, with the place that says so: the
/// heading, or where that says nothing, above all.
pub fn of_block(layout: &Layout, page: &Page, block: &Block) -> Vec<(usize, Cell)> {
    let other = |(item, asked): (usize, &Option<Denomination>)| {
        let (asked, columns) = ((*asked)?, block.columns_for(Role::Item(item)));
        let rows = (block.top..=block.last_row()).flat_map(|row| page.marks_of_row(row));
        let (at, _) = other_over(page, rows.filter(|mark| columns.contains(&mark.at.col)), block.top, asked)?;
        Some((item, Cell { sheet: block.sheet, at }))
    };
    layout.denominations.iter().enumerate().filter_map(other).collect()
}

/// What contradicts the unit of measure asked: a heading or what stands below it, or where these say nothing, what stands
/// above all.
fn other_over<'a>(
    page: &Page,
    headings: impl Iterator<Item = &'a Mark>,
    row: u32,
    asked: Denomination,
) -> Option<(Position, Denomination)> {
    let below = |mark: &'a Mark| by_itself(mark).filter(|_| mark.roles.is_empty());
    let own: Vec<(Position, Denomination)> = headings.filter_map(|mark| behind(mark).or_else(|| below(mark))).collect();
    let told = own.iter().copied().find(|(_, told)| asked.contradicts(*told));
    told.or_else(|| above_all(page, row, asked).filter(|_| own.is_empty()))
}

/// What is said for all from a row on, by the last that says it for all at or above the row, where it contradicts.
fn above_all(page: &Page, row: u32, asked: Denomination) -> Option<(Position, Denomination)> {
    let above = page.for_all.iter().take_while(|(at, _)| at.row <= row).last();
    above.copied().filter(|(_, told)| asked.contradicts(*told))
}

/// What is said for all above a form, or where nothing is, in a note of its own below all of it, where it contradicts.
fn around_all(page: &Page, row: u32, asked: Denomination) -> Option<(Position, Denomination)> {
    match page.for_all.first() {
        Some((at, _)) if at.row > row => below_all(page, asked),
        Some(_) => above_all(page, row, asked),
        None => None,
    }
}

/// What is said for all alone on a row below all labels of the form, where it contradicts.
fn below_all(page: &Page, asked: Denomination) -> Option<(Position, Denomination)> {
    let last = page.marks.iter().rfind(|mark| mark.is_form())?.at.row;
    let is_alone = |at: Position| page.filled(at.row).all(|(other, _)| page.span(other).first == page.span(at).first);
    let note = page.for_all.iter().find(|(at, _)| at.row > last && is_alone(*at));
    note.copied().filter(|(_, told)| asked.contradicts(*told))
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

/// The unit of measure that a mark names without other words but `单位：`, with its place.
fn by_itself(mark: &Mark) -> Option<(Position, Denomination)> {
    alone(mark).or_else(|| for_all_below(mark))
}

/// The unit of measure that a mark names for whatever follows, with its place.
pub fn for_all_below(mark: &Mark) -> Option<(Position, Denomination)> {
    if let Told::ForAll(unit) = mark.told { Some((mark.at, unit)) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::collect::fixture::*;
    use crate::survey::KindName;

    #[test]
    fn money_in_yuan_is_none_in_ten_thousands_however_the_cells_beside_it_say_so() {
        let mut survey = survey();
        survey.items[2].kind = KindName::Decimal;
        (survey.items[2].unit.zh, survey.items[2].unit.en) = ("万元".into(), "10,000 yuan".into());
        let told = |beside: &str| {
            let form = form_with(&[("C7", "639000"), ("D7", beside)]);
            let drafts = read(&survey, &workbook(vec![form])).expect("a form").drafts;
            let is_counted = drafts[0].answers[2].value.is_some();
            assert_eq!(is_counted, rules(&drafts[0]).is_empty(), "{beside}");
            rules(&drafts[0]).contains(&"other-unit persons".to_string())
        };
        for beside in ["元", "单位：元", "元（含税）", "人民币元", "人民币（元）", "￥", "仟元", "单位为元", "以元计"]
        {
            assert!(told(beside), "{beside}");
        }
        for beside in ["", "万元", "单位：万元", "万元（含税）", "人民币万元", "以万元计", "元旦前拨付"]
        {
            assert!(!told(beside), "{beside}");
        }
    }

    #[test]
    fn a_note_below_the_form_names_the_unit_of_measure_where_nothing_else_does() {
        let mut survey = survey();
        survey.items[2].kind = KindName::Decimal;
        survey.items[2].unit.zh = "万元".into();
        let table = ["A9:D9", "A8:D8", "B9", "C9", "D9", "A10", "B10", "C10", "D10", "A11", "B11", "C11", "D11"];
        let empty: Vec<(&str, &str)> = table.into_iter().map(|at| (at, "")).collect();
        let told = |cells: &[(&str, &str)]| {
            let form = form_with(&[&empty[..], &[("C7", "639000")], cells].concat());
            let drafts = read(&survey, &workbook(vec![form])).expect("a form").drafts;
            rules(&drafts[0]).contains(&"other-unit persons".to_string())
        };
        for note in ["注：金额单位为元", "单位：元", "说明：经费以元为单位填报", "经费按千元填报"]
        {
            assert!(told(&[("A14", note)]), "{note}");
            assert!(!told(&[("A14", note), ("D7", "万元")]), "{note}");
            assert!(!told(&[("A14", note), ("A3", "单位：万元"), ("B3", "")]), "{note}");
        }
        assert!(!told(&[("A14", "单位：万元")]) && !told(&[("A14", "张三"), ("B14", "单位：元")]));
    }

    /// The rules of the only row of a table below the heading of its numbers and these lines.
    fn rules_of_table(lines: &[(&str, &str)]) -> Vec<String> {
        let mut survey = survey();
        survey.tables[0].columns[2].kind = KindName::Decimal;
        survey.tables[0].columns[2].unit.zh = "人".into();
        let row =
            [("A10", ""), ("B10", ""), ("C10", ""), ("D10", ""), ("B11", "2024-05"), ("C11", "诫勉"), ("D11", "4")];
        let drafts = read(&survey, &workbook(vec![form_with(&[&row[..], lines].concat())])).expect("a form").drafts;
        assert_eq!(drafts[0].tables[0].len(), 1, "{lines:?}");
        rules(&drafts[0])
    }

    #[test]
    fn a_row_of_units_of_measure_below_the_headings_of_a_table_is_part_of_them() {
        assert_eq!(rules_of_table(&[("D10", "人")]), [""; 0]);
        assert_eq!(rules_of_table(&[("A10", "计量单位"), ("B10", "—"), ("C10", "—"), ("D10", "（人）")]), [""; 0]);
        assert_eq!(rules_of_table(&[("D10", "百人")]), ["other-unit cases.n"]);
        assert_eq!(rules_of_table(&[("A10", "计量单位"), ("D10", "（万人）")]), ["other-unit cases.n"]);
        let merged = |unit: &'static str| {
            let emptied = [("B9", ""), ("C9", "")];
            rules_of_table(&[&emptied[..], &[("B9:B10", "追究时间"), ("C9:C10", "追究方式"), ("D10", unit)]].concat())
        };
        assert_eq!(merged("人"), [""; 0]);
        assert_eq!(merged("百人"), ["other-unit cases.n"]);
    }

    #[test]
    fn a_sign_beside_a_number_is_a_unit_of_measure_though_it_has_no_letters() {
        let mut survey = survey();
        survey.items[2].kind = KindName::Percent;
        survey.items[2].unit = Default::default();
        let told = |sign: &str| {
            let form = form_with(&[("C7", "94.7"), ("D7", sign)]);
            let drafts = read(&survey, &workbook(vec![form])).expect("a form").drafts;
            rules(&drafts[0]).contains(&"other-unit persons".to_string())
        };
        assert!(told("‰") && told("（‰）") && !told("%") && !told(""));
    }
}
