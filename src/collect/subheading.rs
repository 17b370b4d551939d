//! Headings below headings: where one heading of a roster spans several columns, those below it tell which is the
//! item's, by its period or as the total. Where they do not, all of these columns bear the item's heading. Beside the
//! item's own heading, the same with a hint of another time is another.

use crate::collect::corrected;
use crate::collect::heading::Block;
use crate::collect::hints;
use crate::collect::label::{Fit, Label};
use crate::collect::layout::{Layout, Role};
use crate::collect::page::Page;
use crate::collect::times::{Time, time_of};
use crate::period::Period;
use crate::sheet::{Area, Content, Position};

/// A header reaches at most so many rows below the items' headings.
const DEEPEST: u32 = 4;
/// A heading spans at most so many columns.
const WIDEST: u32 = 64;
/// A longer text is an answer and no heading.
const LONGEST: usize = 30;

/// Short words that are answers and no headings.
const ANSWERS: &[&str] = &["是", "否", "有", "无", "已", "未", "√", "×", "✓", "✔", "✗", "☑"];

/// The words of a column that holds all that the ones beside it hold in parts.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总数", "合计数", "全年", "全部", "total", "all"];

/// A block with its header's further rows: each column below an item's heading that spans several bears the heading.
pub fn spread(page: &Page, mut block: Block) -> Block {
    let Some(bottom) = bottom(page, &block) else { return block };
    let items = |roles: &[Role]| roles.iter().copied().filter(Role::is_item).collect::<Vec<Role>>();
    let headed: Vec<(u32, Vec<Role>)> = block.columns.iter().map(|(col, roles)| (*col, items(roles))).collect();
    for (col, roles) in headed.into_iter().filter(|(_, roles)| !roles.is_empty()) {
        for below in below(page, &block, col, bottom) {
            match block.columns.iter_mut().find(|(known, _)| *known == below) {
                Some((_, known)) => {
                    known.extend(roles.iter().filter(|role| !known.contains(role)).copied().collect::<Vec<_>>())
                }
                None => block.columns.push((below, roles.clone())),
            }
        }
    }
    block.columns.sort_by_key(|(col, _)| *col);
    block.row = bottom;
    block
}

/// A block in which the headings below an item's heading have told its column, where they can. `own` is the period of
/// its returns.
pub fn chosen(layout: &Layout, page: &Page, block: &Block, own: Option<Period>) -> Block {
    let mut block = block.clone();
    for item in block.items() {
        let role = Role::Item(item);
        let columns = block.columns_for(role);
        if columns.len() < 2 {
            continue;
        }
        if let Some(column) = told(layout, page, &block, role, &columns, own) {
            for (col, roles) in &mut block.columns {
                roles.retain(|known| *known != role || *col == column);
            }
        }
    }
    block
}

/// The one column of several that is the item's: that of the period, and of these the total.
fn told(layout: &Layout, page: &Page, block: &Block, role: Role, columns: &[u32], own: Option<Period>) -> Option<u32> {
    let heading = |col: u32| page.span(Position::new(block.row, col)).first;
    if columns.iter().any(|col| page.mark(heading(*col)).is_some_and(|mark| mark.fit_for(role).is_some())) {
        let Role::Item(item) = role else { return None };
        let is_other = |col: &u32| hints::is_headed_by_other_time(layout, page, (item, heading(*col)), own);
        let of_period: Vec<u32> = columns.iter().copied().filter(|col| !is_other(col)).collect();
        return match of_period[..] {
            [only] => Some(only),
            _ => uncorrected(page, role, &of_period, heading),
        };
    }
    let words: Vec<(u32, String)> = columns.iter().map(|col| (*col, words(page, block, role, *col))).collect();
    let times: Vec<Option<Time>> = words.iter().map(|(_, words)| time_of(layout, own, words)).collect();
    let is_timed = times.iter().any(Option::is_some);
    let of_period =
        words.iter().zip(&times).filter(|(_, time)| !is_timed || **time == Some(Time::Own)).map(|(word, _)| word);
    let of_period: Vec<&(u32, String)> = of_period.collect();
    match of_period[..] {
        [(col, _)] => Some(*col),
        _ => {
            let mut totals = of_period.into_iter().filter(|(_, words)| is_total(words));
            totals.next().filter(|_| totals.next().is_none()).map(|(col, _)| *col)
        }
    }
}

/// The column in the item's own words, where all others say that they put it right.
fn uncorrected(page: &Page, role: Role, columns: &[u32], heading: impl Fn(u32) -> Position) -> Option<u32> {
    let fit = |col: u32| page.mark(heading(col)).and_then(|mark| mark.fit_for(role));
    let is_own = |col: u32| fit(col).is_some_and(|fit| fit < Fit::Hint);
    let is_corrected =
        |col: u32| matches!(page.at(heading(col)), Some(Content::Text(text)) if corrected::is_corrected(text));
    let (others, own): (Vec<u32>, Vec<u32>) = columns.iter().partition(|col| is_corrected(**col));
    match own[..] {
        [only] if is_own(only) && !others.is_empty() => Some(only),
        _ => None,
    }
}

fn is_total(words: &str) -> bool {
    let bare = Label::of(words).bare;
    TOTALS.iter().any(|total| bare.ends_with(total))
}

/// What stands above the rows of a column, from the item's own heading down.
fn words(page: &Page, block: &Block, role: Role, col: u32) -> String {
    let mut words: Vec<String> = Vec::new();
    for row in (block.top..=block.row).rev() {
        let at = page.span(Position::new(row, col)).first;
        if page.mark(at).is_some_and(|mark| mark.fit_for(role).is_some()) {
            break;
        }
        let text = page.at(at).map(heading_words).unwrap_or_default();
        if words.last() != Some(&text) {
            words.push(text);
        }
    }
    words.reverse();
    words.concat()
}

/// A year as a number is said as one in words.
fn heading_words(content: &Content) -> String {
    if is_year(content) { format!("{content}年") } else { content.to_string() }
}

/// The lowest row of a header whose headings stand below those of items; `None` where there are none.
fn bottom(page: &Page, block: &Block) -> Option<u32> {
    let who: Vec<u32> = [Role::Unit, Role::Code].into_iter().flat_map(|role| block.columns_for(role)).collect();
    let merged = who.iter().map(|col| heading(page, block, *col).last.row).max()?;
    let next = block.row + 1;
    let is_nameless = who.iter().all(|col| page.at(Position::new(next, *col)).is_none());
    let is_header = |bottom: u32| (next..=bottom).all(|row| is_of_header(page, block, row));
    if merged > block.row {
        return Some(merged.min(block.row + DEEPEST)).filter(|bottom| is_header(*bottom));
    }
    if is_nameless && is_header(next) && is_parted(page, block, next) {
        return Some(next);
    }
    is_parted(page, block, block.row).then_some(block.row)
}

/// Whether headings in a row stand below the heading of an item that spans several columns.
fn is_parted(page: &Page, block: &Block, row: u32) -> bool {
    let items = block.columns.iter().filter(|(_, roles)| roles.iter().any(Role::is_item));
    items.into_iter().any(|(col, _)| !below(page, block, *col, row).is_empty())
}

/// The area of the heading of a column, in the lowest row of the items' headings or in the one above.
fn heading(page: &Page, block: &Block, col: u32) -> Area {
    let own = Position::new(block.row, col);
    match page.at(own) {
        Some(Content::Text(_)) => page.span(own),
        _ => page.span(Position::new(block.row.saturating_sub(1), col)),
    }
}

/// The columns of the headings below a column's heading; none where there are fewer than two.
fn below(page: &Page, block: &Block, col: u32, bottom: u32) -> Vec<u32> {
    let area = heading(page, block, col);
    if area.last.row >= bottom {
        return Vec::new();
    }
    let begins = |col: &u32| {
        let leaf = page.span(Position::new(bottom, *col)).first;
        leaf.col == *col && leaf.row > area.last.row && page.at(leaf).is_some_and(tells)
    };
    let last = if area.first.col == area.last.col { beside(page, block, area, bottom) } else { area.last.col };
    let columns: Vec<u32> = (area.first.col..=last.min(area.first.col + WIDEST)).filter(begins).collect();
    if columns.len() > 1 { columns } else { Vec::new() }
}

/// The last column right of a heading that is not merged which nothing else heads.
fn beside(page: &Page, block: &Block, area: Area, bottom: u32) -> u32 {
    let is_free = |col: &u32| {
        let is_open =
            page.at(Position::new(area.first.row, *col)).is_none() && page.at(Position::new(bottom, *col)).is_some();
        is_open && !block.columns.iter().any(|(known, _)| known == col)
    };
    (area.last.col + 1..=area.last.col + WIDEST).take_while(is_free).last().unwrap_or(area.last.col)
}

/// Whether what begins in a row below the items' headings are headings too, and no answers of a row without a name.
fn is_of_header(page: &Page, block: &Block, row: u32) -> bool {
    let mut filled = page.filled(row).filter(|(at, _)| page.span(*at).first == *at);
    filled.all(|(at, content)| {
        let upper = heading(page, block, at.col);
        let has_room = upper.last.col > upper.first.col || !below(page, block, upper.first.col, row).is_empty();
        let is_free = page.at(upper.first).is_none() || has_room;
        let is_year = is_year(content);
        match content {
            Content::Text(text) => text.chars().count() <= LONGEST && (is_free || is_unit_of_measure(text)),
            _ => is_year && is_free,
        }
    })
}

/// Whether a text below a single heading tells in what is counted: `（人）`, `万元`.
fn is_unit_of_measure(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['(', '（']) || (text.chars().count() <= 2 && !ANSWERS.contains(&text))
}

/// Whether a heading tells anything: a number that only counts the columns does not.
fn tells(content: &Content) -> bool {
    match content {
        Content::Text(text) => {
            !Label::of(text).full.bytes().all(|byte| byte.is_ascii_digit()) || text.trim().len() == 4
        }
        _ => is_year(content),
    }
}

fn is_year(content: &Content) -> bool {
    matches!(content, Content::Number(year) if year.fract() == 0.0 && (1990.0..2100.0).contains(year))
}

#[cfg(test)]
mod tests {
    use crate::collect::draft::Drafts;
    use crate::collect::fixture::*;
    use crate::survey::KindName;

    /// A roster of one unit with a year above it and these cells of its header and rows.
    fn roster(cells: &[(&str, &str)]) -> Drafts {
        let title = [("A1:G1", "2024年度汇总表")];
        let mut survey = survey();
        survey.items[2].kind = KindName::Integer;
        read(&survey, &workbook(vec![sheet("名册", &[&title[..], cells].concat())])).expect("a roster")
    }

    /// Each unit with the answer to 追究干部人数, and the rules found for it.
    fn persons(cells: &[(&str, &str)]) -> Vec<String> {
        let drafts = roster(cells);
        let shown = |draft: &crate::collect::draft::Draft| {
            let rules =
                draft.findings.iter().filter(|finding| finding.item == "persons").map(|finding| finding.rule.clone());
            let code = draft.declared.codes[0].words();
            let words = [vec![code, draft.answers[2].raw.clone()], rules.collect()].concat();
            words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let of_rows = drafts.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.cell));
        drafts.drafts.iter().map(shown).chain(of_rows).collect()
    }

    const MERGED: [(&str, &str); 4] = [
        ("A2:A3", "单位代码"),
        ("B2:B3", "是否制定责任分解方案"),
        ("C2:C3", "是否成立考核领导小组"),
        ("D2:E2", "追究干部人数"),
    ];
    const ROW: [(&str, &str); 5] = [("A4", "U01"), ("B4", "是"), ("C4", "否"), ("D4", "8"), ("E4", "1")];

    fn below(headings: &[(&'static str, &'static str)]) -> Vec<String> {
        persons(&[&MERGED[..], headings, &ROW].concat())
    }

    #[test]
    fn the_column_of_the_period_is_the_items() {
        assert_eq!(below(&[("D3", "上年"), ("E3", "本年")]), ["U01 1"]);
        assert_eq!(below(&[("D3", "本年"), ("E3", "上年")]), ["U01 8"]);
        assert_eq!(below(&[("D3", "2023年"), ("E3", "2024年")]), ["U01 1"]);
        assert_eq!(below(&[("D3", "2023"), ("E3", "2024")]), ["U01 1"]);
    }

    #[test]
    fn the_total_is_the_items() {
        assert_eq!(below(&[("D3", "合计"), ("E3", "其中：女")]), ["U01 8"]);
        let wide = [
            &MERGED[..3],
            &[("D2:F2", "追究干部人数"), ("D3", "正职"), ("E3", "副职"), ("F3", "合计")],
            &ROW,
            &[("F4", "9")],
        ];
        assert_eq!(persons(&wide.concat()), ["U01 9"]);
    }

    #[test]
    fn a_row_that_counts_the_columns_tells_nothing() {
        assert_eq!(below(&[("D3", "4"), ("E3", "5")]), ["U01 8"]);
    }

    #[test]
    fn columns_that_nothing_tells_apart_are_asked_about() {
        assert_eq!(below(&[("D3", "上半年"), ("E3", "下半年")]), ["U01 label-twice"]);
        assert_eq!(below(&[("D3", "2022年"), ("E3", "2023年")]), ["U01 label-twice"]);
    }

    #[test]
    fn beside_the_items_own_heading_one_of_another_time_is_another() {
        let heads = [("A2", "单位代码"), ("B2", "是否制定责任分解方案"), ("C2", "是否成立考核领导小组")];
        let with = |d: &'static str, e: &'static str| persons(&[&heads[..], &[("D2", d), ("E2", e)], &ROW].concat());
        for other in ["追究干部人数（上年）", "追究干部人数（2023年）", "追究干部人数（预计）"]
        {
            assert_eq!(with("追究干部人数", other), ["U01 8"], "{other}");
            assert_eq!(with(other, "追究干部人数"), ["U01 1"], "{other}");
        }
        assert_eq!(with("追究干部人数（本年）", "追究干部人数（上年）"), ["U01 8"]);
        for unsure in ["追究干部人数", "追究干部人数（自评）", "追究干部人数（已核实）"] {
            assert_eq!(with("追究干部人数", unsure), ["U01 label-twice"], "{unsure}");
        }
    }

    #[test]
    fn beside_the_items_own_heading_one_that_puts_it_right_is_asked_about() {
        let heads = [("A2", "单位代码"), ("B2", "是否制定责任分解方案"), ("C2", "是否成立考核领导小组")];
        let with = |d: &'static str, e: &'static str| persons(&[&heads[..], &[("D2", d), ("E2", e)], &ROW].concat());
        for right in ["追究干部人数（更正后）", "追究干部人数（核实）", "追究干部人数(应为)"]
        {
            assert_eq!(with("追究干部人数", right), ["U01 8 correction-beside"], "{right}");
            assert_eq!(with(right, "追究干部人数"), ["U01 1 correction-beside"], "{right}");
            assert_eq!(with(right, right), ["U01 label-twice"], "{right}");
            assert_eq!(with("追究干部人数（人）", right), ["U01 label-twice"], "{right}");
        }
    }

    #[test]
    fn a_single_heading_of_another_time_keeps_its_answers_out() {
        let heads = [("A2", "单位代码"), ("B2", "是否制定责任分解方案"), ("C2", "是否成立考核领导小组")];
        let with = |head: &'static str| persons(&[&heads[..], &[("D2", head)], &ROW[..4]].concat());
        for other in ["追究干部人数（上年）", "追究干部人数（2023年）", "追究干部人数（计划）", "追究干部人数（预计）"]
        {
            assert_eq!(with(other), ["U01 8 label-of-another-time"], "{other}");
        }
        for own in ["追究干部人数（人）", "追究干部人数（2024年）", "追究干部人数（本年）", "追究干部人数（不含上年）"]
        {
            assert_eq!(with(own), ["U01 8"], "{own}");
        }
    }

    #[test]
    fn a_header_that_is_not_merged_goes_on_below_as_well() {
        let heads = [
            ("A2", "单位代码"),
            ("B2", "是否制定责任分解方案"),
            ("C2", "是否成立考核领导小组"),
            ("D2", "追究干部人数"),
        ];
        let with = |headings: &[(&'static str, &'static str)]| persons(&[&heads[..], headings, &ROW].concat());
        assert_eq!(with(&[("D3", "上年"), ("E3", "本年")]), ["U01 1"]);
        assert_eq!(with(&[("C3", "（是/否）"), ("D3", "正职"), ("E3", "副职")]), ["U01 label-twice"]);
    }

    #[test]
    fn three_rows_of_headings_are_told_by_what_stands_above_each_column() {
        let heads = [
            ("A2:A4", "单位代码"),
            ("B2:B4", "是否制定责任分解方案"),
            ("C2:C4", "是否成立考核领导小组"),
            ("D2:G2", "追究干部人数"),
            ("D3:E3", "上年"),
            ("F3:G3", "本年"),
            ("D4", "正职"),
            ("E4", "小计"),
            ("F4", "正职"),
            ("G4", "小计"),
        ];
        let row = [("A5", "U01"), ("B5", "是"), ("C5", "否"), ("D5", "5"), ("E5", "6"), ("F5", "7"), ("G5", "9")];
        assert_eq!(persons(&[&heads[..], &row].concat()), ["U01 9"]);
    }

    #[test]
    fn a_row_of_answers_is_no_row_of_headings() {
        // A unit's heading merged into its first row: that row is refused aloud, as before.
        let row = [("B3", "是"), ("C3", "否"), ("D3", "3")];
        let heads = [
            ("A2:A3", "单位代码"),
            ("B2", "是否制定责任分解方案"),
            ("C2", "是否成立考核领导小组"),
            ("D2", "追究干部人数"),
        ];
        assert_eq!(persons(&[&heads[..], &row, &ROW].concat()), ["单位代码 3", "U01 8"]);
        // A row without a name below a heading over two columns.
        let nameless = [
            ("A2", "单位代码"),
            ("B2", "是否制定责任分解方案"),
            ("C2", "是否成立考核领导小组"),
            ("D2:E2", "追究干部人数"),
        ];
        assert_eq!(persons(&[&nameless[..], &row, &ROW].concat()), ["U01 8", "row-without-unit B3"]);
    }
}
