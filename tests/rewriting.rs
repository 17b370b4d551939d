//! Parts of good returns, changed and packed anew with a right checksum: another document, but only where it was changed.
//!
//! The law is that of [`crate::mutation`]: what the changed bytes do not say themselves stays as it was.

use std::collections::BTreeSet;
use std::ops::Range;

use canvass::sheet::{Content, Position, Workbook};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;

use crate::mutation::{Good, Parts, config, ods, packed, parts, read_in_time, xlsx};

/// Some bytes of a part, and what stands there instead.
#[derive(Debug, Clone)]
struct Change {
    at: Index,
    length: usize,
    instead: String,
}

/// Marks of XML, names of its own, numbers, and letters of no meaning.
const WORDS: &[&str] = &[
    "",
    "<",
    ">",
    "/",
    "\"",
    "=",
    " ",
    "&",
    ";",
    "0",
    "1",
    "9",
    "-",
    ".",
    "e",
    "A",
    "z",
    "中",
    "<v>",
    "</v>",
    "</c>",
    "<c/>",
    "<c>",
    "</row>",
    "<row>",
    "<t>",
    "</t>",
    "<si/>",
    "</si>",
    "<r>",
    "&amp;",
    "&#49;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    " t=\"s\"",
    " r=\"A1\"",
    " s=\"1\"",
];

fn change() -> impl Strategy<Value = Change> {
    let length = prop_oneof![4 => Just(1), 2 => Just(0), 1 => 2usize..12];
    (any::<Index>(), length, prop::sample::select(WORDS)).prop_map(|(at, length, instead)| Change {
        at,
        length,
        instead: instead.to_string(),
    })
}

/// The part with the change, and the bytes of the old one that it touches.
fn changed(part: &[u8], change: &Change) -> (Vec<u8>, Range<usize>) {
    let start = change.at.index(part.len());
    let end = (start + change.length).min(part.len());
    let mut bytes = part.to_vec();
    bytes.splice(start..end, change.instead.bytes());
    // Between two bytes, both of them are touched.
    (bytes, start.saturating_sub(1)..end + 1)
}

/// The elements of a name in a part: where each begins and ends. The name is not met inside itself.
fn elements(part: &str, name: &str) -> Vec<Range<usize>> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = part[at..].find(&open).map(|start| at + start) {
        let after = start + open.len();
        at = after;
        if !part[after..].starts_with([' ', '>', '/', '\n', '\r', '\t']) {
            continue;
        }
        let head = after + part[after..].find('>').expect("a tag ends") + 1;
        let is_whole = part[..head].ends_with("/>");
        at = if is_whole { head } else { head + part[head..].find(&close).expect("an element ends") + close.len() };
        found.push(start..at);
    }
    found
}

fn touches(element: &Range<usize>, span: &Range<usize>) -> bool {
    element.start < span.end && span.start < element.end
}

fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// The cells of a sheet part that a change touches: by their own bytes, or through a string that it touches.
fn own_cells(sheet: &str, is_own: impl Fn(&Range<usize>, &str) -> bool) -> BTreeSet<Position> {
    let cells = elements(sheet, "c").into_iter().filter(|cell| is_own(cell, &sheet[cell.clone()]));
    cells.filter_map(|cell| Position::parse(attribute(&sheet[cell], "r")?)).collect()
}

/// The strings that a change touches. One that makes two strings one, or one two, touches all that follow.
fn own_strings(before: &str, after: &str, span: &Range<usize>) -> BTreeSet<usize> {
    let items = elements(before, "si");
    let is_renumbered = after.matches("<si").count() != items.len();
    let touched: BTreeSet<usize> = (0..items.len()).filter(|place| touches(&items[*place], span)).collect();
    match touched.first() {
        Some(first) if is_renumbered => (*first..items.len()).collect(),
        _ => touched,
    }
}

fn shown_string(cell: &str) -> Option<usize> {
    (attribute(cell, "t") == Some("s")).then(|| cell.split_once("<v>")?.1.split_once("</v>")?.0.parse().ok())?
}

/// Beside the cells of `own`, everything on the sheet is as it was; cells of their own may have moved, not multiplied.
pub fn check_sheet(
    name: &str,
    before: &[(Position, Content)],
    after: &Workbook,
    own: &BTreeSet<Position>,
) -> Result<(), TestCaseError> {
    let Some(sheet) = after.sheets.first() else { return Ok(()) };
    let others = before.iter().filter(|(at, _)| !own.contains(at));
    for (at, content) in others.clone() {
        let found = sheet.cells.binary_search_by_key(at, |(at, _)| *at).ok().map(|place| &sheet.cells[place].1);
        prop_assert_eq!(found, Some(content), "{} {}", name, at);
    }
    let n_moved = sheet.cells.len().saturating_sub(others.count());
    prop_assert!(n_moved <= own.len(), "{}: {} cells out of {}", name, n_moved, own.len());
    Ok(())
}

pub fn place_of(parts: &Parts, name: &str) -> Option<usize> {
    parts.iter().position(|(own, _)| own == name)
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";

/// A workbook one of whose parts was changed.
struct Rewritten {
    workbook: Workbook,
    /// The bytes of the old part that the change touches.
    span: Range<usize>,
    before: Parts,
    after: Parts,
}

/// What is read of a workbook one of whose parts is changed; `None` where it is refused.
fn rewritten(good: &Good, name: &str, change: &Change) -> Option<Rewritten> {
    let before = parts(&good.bytes);
    let place = place_of(&before, name)?;
    let (bytes, span) = changed(&before[place].1, change);
    let mut after = before.clone();
    after[place].1 = bytes;
    Some(Rewritten { workbook: read_in_time(&packed(&after), &good.name)?, span, before, after })
}

fn text_of<'p>(parts: &'p Parts, name: &str) -> &'p str {
    std::str::from_utf8(&parts[place_of(parts, name).unwrap()].1).unwrap()
}

fn without_guise(content: &Content) -> Option<u64> {
    match content {
        Content::Number(number) | Content::Percent(number) => Some(number.to_bits()),
        _ => None,
    }
}

/// Else the laws below would hold of nothing.
#[test]
fn the_changed_part_is_the_one_that_is_read_and_many_changes_are() {
    for good in xlsx() {
        let parts = parts(&good.bytes);
        let cells = own_cells(text_of(&parts, SHEET), |_, _| true);
        assert!(good.cells[0].iter().all(|(at, _)| cells.contains(at)), "{}", good.name);
    }
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tried = (0..200).map(|_| change().new_tree(&mut runner).unwrap().current());
    let n_read = tried.filter(|change| rewritten(&xlsx()[0], SHEET, change).is_some()).count();
    assert!((20..180).contains(&n_read), "{n_read} of 200 changes are read");
}

#[test]
fn strings_with_anything_else_between_them_are_refused() {
    let good = &xlsx()[0];
    let mut parts = parts(&good.bytes);
    let place = place_of(&parts, STRINGS).unwrap();
    let whole = text_of(&parts, STRINGS).to_string();
    for (from, to) in [("</si><si>", ";si>"), ("</si><si>", "</si>x<si>"), ("<si><t", "<si>1<t"), ("<si>", "<zi/><si>")]
    {
        assert!(whole.contains(from));
        parts[place].1 = whole.replacen(from, to, 1).into_bytes();
        assert!(read_in_time(&packed(&parts), &good.name).is_none(), "{to}");
    }
}

proptest! {
    #![proptest_config(config(300, 10_000))]

    #[test]
    fn a_change_in_a_sheet_changes_no_cell_but_its_own(at in any::<Index>(), change in change()) {
        let good = at.get(xlsx());
        if let Some(Rewritten { workbook, span, before, .. }) = rewritten(good, SHEET, &change) {
            let own = own_cells(text_of(&before, SHEET), |cell, _| touches(cell, &span));
            check_sheet(&good.name, &good.cells[0], &workbook, &own)?;
        }
    }

    #[test]
    fn a_change_in_a_string_changes_no_cell_but_those_that_show_it(at in any::<Index>(), change in change()) {
        let good = at.get(xlsx());
        if let Some(Rewritten { workbook, span, before, after }) = rewritten(good, STRINGS, &change) {
            let strings = own_strings(text_of(&before, STRINGS), text_of(&after, STRINGS), &span);
            let is_own = |_: &Range<usize>, cell: &str| shown_string(cell).is_some_and(|index| strings.contains(&index));
            let own = own_cells(text_of(&before, SHEET), is_own);
            check_sheet(&good.name, &good.cells[0], &workbook, &own)?;
        }
    }

    #[test]
    fn a_change_in_the_styles_changes_the_guise_of_numbers_and_no_text(at in any::<Index>(), change in change()) {
        let good = at.get(xlsx());
        if let Some(Rewritten { workbook, .. }) = rewritten(good, STYLES, &change) {
            prop_assert_eq!(workbook.sheets.len(), good.cells.len());
            for (sheet, before) in workbook.sheets.iter().zip(&good.cells) {
                prop_assert_eq!(sheet.cells.len(), before.len());
                for ((at, content), (was_at, was)) in sheet.cells.iter().zip(before) {
                    prop_assert_eq!(at, was_at);
                    match (was, content) {
                        // A span of time is shown in words.
                        (Content::Number(_) | Content::Percent(_) | Content::Date(_), Content::Date(_) | Content::Text(_)) => {}
                        (Content::Date(_), Content::Number(_) | Content::Percent(_) | Content::Error(_)) => {}
                        (was, content) if without_guise(was).is_some() => {
                            let is_same = without_guise(was) == without_guise(content) || matches!(content, Content::Error(_));
                            prop_assert!(is_same, "{} {:?} {:?}", at, was, content);
                        }
                        (was, content) => prop_assert_eq!(was, content),
                    }
                }
            }
        }
    }

    #[test]
    fn a_change_in_an_ods_changes_no_value_but_its_own(at in any::<Index>(), change in change()) {
        let good = at.get(ods());
        if let Some(Rewritten { workbook, span, before, .. }) = rewritten(good, "content.xml", &change) {
            let content = text_of(&before, "content.xml");
            // Where a cell stands follows from those before it; what must hold is the sequence of the others' values.
            let n_own = elements(content, "table:table-cell").iter().filter(|cell| touches(cell, &span)).count();
            let in_row_tag = elements(content, "table:table-row").iter().any(|row| {
                let head = row.start..row.start + content[row.clone()].find('>').unwrap() + 1;
                touches(&head, &span)
            });
            let before: Vec<&Content> = good.cells.iter().flatten().map(|(_, content)| content).collect();
            let after: Vec<&Content> = workbook.sheets.iter().flat_map(|sheet| &sheet.cells).map(|(_, content)| content).collect();
            let n_lost = before.len() - common(&before, &after);
            prop_assert!(in_row_tag || n_lost <= n_own, "{}: {} values lost, {} changed", good.name, n_lost, n_own);
        }
    }
}

/// How many values two sequences begin and end with in common, which is all but those in the middle that differ.
fn common(before: &[&Content], after: &[&Content]) -> usize {
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - start;
    let end = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    start + end
}
