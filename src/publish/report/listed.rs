//! The units behind the numbers as the script of the page shows them: names once, units by their place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::cells::Column;
use super::facts;
use super::tree::Behind;
use crate::text::Lang;
use crate::text::report as say;

/// Of each side of a number so many units are named, the first in protocol order: a list of a hundred thousand names is
/// no list that anybody reads, and every number has one.
pub const MOST_NAMED: usize = 500;

/// What the script needs.
#[derive(Serialize)]
struct Units<'a> {
    units: Vec<&'a str>,
    yes: &'static str,
    no: &'static str,
    unknown: &'static str,
    group: &'static str,
    more: &'static str,
    reason: &'static str,
    files: Vec<&'a str>,
    items: BTreeMap<usize, Item<'a>>,
    behind: Vec<Sides<'a>>,
}

/// The wording of an item, and by unit: the file's place, sheet and cell, and what is written there.
#[derive(Serialize)]
struct Item<'a> {
    label: &'a str,
    cells: BTreeMap<usize, (usize, &'a str, &'a str)>,
}

#[derive(Serialize)]
struct Sides<'a> {
    title: &'a str,
    /// What the first side is called, where it is not those that have a property.
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'static str>,
    yes: Vec<usize>,
    no: Vec<usize>,
    unknown: Vec<(usize, &'static str)>,
    /// How many more units each side has than are named.
    more: [usize; 3],
    items: &'a [usize],
}

/// The units behind every number, with the cells behind these, as JSON that stays within its script element.
pub fn json(lang: Lang, units: &[String], behind: &[Behind], cells: &BTreeMap<usize, Column>) -> String {
    let mut names = Names { all: units, places: BTreeMap::new(), units: Vec::new() };
    let behind = behind.iter().map(|behind| Sides {
        title: &behind.title,
        side: behind.is_measure.then(|| say::TAKEN_IN.text(lang)),
        yes: first(&behind.yes).iter().map(|unit| names.place(*unit)).collect(),
        no: first(&behind.no).iter().map(|unit| names.place(*unit)).collect(),
        unknown: first(&behind.unknown)
            .iter()
            .map(|(unit, why)| (names.place(*unit), facts::state_phrase(*why).text(lang)))
            .collect(),
        more: [behind.yes.len(), behind.no.len(), behind.unknown.len()].map(|n| n.saturating_sub(MOST_NAMED)),
        items: &behind.items,
    });
    let behind: Vec<Sides> = behind.collect();
    let files: BTreeSet<&str> =
        cells.values().flat_map(|column| column.seen.values()).map(|seen| &*seen.file).collect();
    let files: Vec<&str> = files.into_iter().collect();
    let items = cells.iter().map(|(place, column)| (*place, item(column, &names.places, &files))).collect();
    let data = Units {
        units: names.units,
        yes: say::HAVE.text(lang),
        no: say::HAVE_NOT.text(lang),
        unknown: say::UNKNOWN.text(lang),
        group: say::GROUP_OF_UNITS.text(lang),
        more: say::MORE_UNITS.text(lang),
        reason: if lang == Lang::Zh { "{unit}（{why}）" } else { "{unit} ({why})" },
        files: files.clone(),
        items,
        behind,
    };
    harmless(&serde_json::to_string(&data).expect("names and numbers are JSON"))
}

/// The cells of the units that are named.
fn item<'a>(column: &'a Column, places: &BTreeMap<usize, usize>, files: &[&str]) -> Item<'a> {
    let told = column.seen.iter().filter_map(|(unit, seen)| {
        let file = files.binary_search(&&*seen.file).ok()?;
        Some((*places.get(unit)?, (file, seen.at.as_str(), seen.raw.as_str())))
    });
    Item { label: &column.label, cells: told.collect() }
}

fn first<T>(units: &[T]) -> &[T] {
    &units[..units.len().min(MOST_NAMED)]
}

/// The names of the units that some list has, each once.
struct Names<'a> {
    all: &'a [String],
    places: BTreeMap<usize, usize>,
    units: Vec<&'a str>,
}

impl Names<'_> {
    fn place(&mut self, unit: usize) -> usize {
        *self.places.entry(unit).or_insert_with(|| {
            self.units.push(&self.all[unit]);
            self.units.len() - 1
        })
    }
}

/// JSON that cannot end the script element that holds it.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_leave_its_script_element() {
        assert_eq!(harmless("\"</script><!--\""), "\"\\u003c/script\\u003e\\u003c!--\"");
    }

    #[test]
    fn a_long_list_says_how_many_it_leaves_out() {
        let n = 100_000;
        let behind = Behind {
            is_measure: false,
            title: "all".to_string(),
            yes: (0..n).collect(),
            no: vec![n],
            unknown: Vec::new(),
            items: Vec::new(),
        };
        let units: Vec<String> = (0..=n).map(|place| format!("unit {place}")).collect();
        let text = json(Lang::En, &units, &vec![behind; 60], &BTreeMap::new());
        assert!(text.len() < 300_000, "{} bytes", text.len());
        let data: serde_json::Value = serde_json::from_str(&text).unwrap();
        let sides = &data["behind"][0];
        assert_eq!(sides["more"], serde_json::json!([n - MOST_NAMED, 0, 0]));
        let name = |place: &serde_json::Value| data["units"][place.as_u64().unwrap() as usize].clone();
        assert_eq!(name(&sides["yes"][MOST_NAMED - 1]), "unit 499");
        assert_eq!(name(&sides["no"][0]), "unit 100000");
    }
}
