//! The forms that a file may be instead: those of the surveys beside this one, and earlier versions of its own.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::collect::label::Label;
use crate::collect::page::Page;
use crate::survey::Survey;
use crate::text::{Lang, Text, collect as say};

/// A survey's definition is no larger than this.
const LARGEST: u64 = 4 * 1024 * 1024;
/// So many surveys beside this one are looked at.
const MOST: usize = 200;
/// A form is resembled where at least one in so many of its items is found, and no fewer than two.
const LEAST: usize = 3;

/// The other forms known; read when the first file turns out to be none of this survey's.
pub struct Known<'a> {
    survey: &'a Survey,
    others: OnceLock<Vec<KnownForm>>,
    earlier: Vec<KnownForm>,
}

/// A form by what it asks.
struct KnownForm {
    name: Text,
    version: String,
    /// Each item's label in its several wordings.
    items: Vec<Vec<Label>>,
}

/// How many of a form's items a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The items found.
    pub n_found: usize,
    /// All items.
    pub n_items: usize,
}

impl Match {
    /// Whether a larger share is found; of equal shares, more items.
    fn exceeds(&self, other: &Match) -> bool {
        let (own, others) = (self.n_found * other.n_items.max(1), other.n_found * self.n_items.max(1));
        (own, self.n_found) > (others, other.n_found)
    }

    fn is_likely(&self) -> bool {
        self.n_found >= 2 && self.n_found * LEAST >= self.n_items
    }
}

/// What another survey's definition says of its form; whatever else it says is passed over.
#[derive(Deserialize)]
struct Definition {
    id: String,
    #[serde(default)]
    title: Text,
    #[serde(default, rename = "item")]
    items: Vec<Asked>,
    #[serde(default, rename = "table")]
    tables: Vec<AskedTable>,
}

#[derive(Deserialize)]
struct AskedTable {
    #[serde(default, rename = "column")]
    columns: Vec<Asked>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    label: Text,
    #[serde(default)]
    labels: Vec<String>,
}

impl<'a> Known<'a> {
    /// The forms known to a survey.
    pub fn new(survey: &'a Survey) -> Known<'a> {
        let earlier = survey.form.earlier.iter().map(|earlier| KnownForm {
            name: version_name(&survey.title, &earlier.version),
            version: earlier.version.clone(),
            items: earlier.labels.iter().map(|label| vec![Label::of(label)]).collect(),
        });
        Known { survey, others: OnceLock::new(), earlier: earlier.collect() }
    }

    /// The form that a file resembles most, if it resembles it more than this survey's.
    pub fn resembled(&self, pages: &[Page], own: Match) -> Option<(&Text, Match)> {
        let words = words_on(pages);
        let others = self.others.get_or_init(|| beside(self.survey));
        let found = best(self.earlier.iter().chain(others), &words, own)?;
        Some((&found.0.name, found.1)).filter(|(_, found)| found.is_likely())
    }

    /// The earlier version of the form that a file shows, if it shows more of it than of the present one.
    pub fn version(&self, pages: &[Page], own: Match) -> Option<&str> {
        if self.earlier.is_empty() {
            return None;
        }
        best(self.earlier.iter(), &words_on(pages), own).map(|(form, _)| form.version.as_str())
    }
}

/// The form of which the largest share is found, if it is larger than that of a survey's own; of equals the first.
fn best<'f>(
    forms: impl Iterator<Item = &'f KnownForm>,
    words: &HashSet<&str>,
    own: Match,
) -> Option<(&'f KnownForm, Match)> {
    let mut best: Option<(&KnownForm, Match)> = None;
    for form in forms {
        let found = form.found(words);
        if found.exceeds(&best.map_or(own, |(_, best)| best)) {
            best = Some((form, found));
        }
    }
    best
}

impl KnownForm {
    fn found(&self, words: &HashSet<&str>) -> Match {
        let is_there = |labels: &&Vec<Label>| {
            labels.iter().any(|label| words.contains(label.full.as_str()) || words.contains(label.bare.as_str()))
        };
        Match { n_found: self.items.iter().filter(is_there).count(), n_items: self.items.len() }
    }
}

fn words_on<'p>(pages: &'p [Page]) -> HashSet<&'p str> {
    let labels = pages.iter().flat_map(|page| &page.marks).map(|mark| &mark.label);
    labels.flat_map(|label| [label.full.as_str(), label.bare.as_str()]).collect()
}

fn version_name(title: &Text, version: &str) -> Text {
    let name = |lang: Lang| say::FORM_VERSION.say(lang, &[("title", title.get(lang)), ("version", version)]);
    Text { zh: name(Lang::Zh), en: name(Lang::En) }
}

/// The forms of the surveys whose folders lie beside this one's, in the order of their names. A definition that cannot
/// be read is passed over: it is not this run's.
fn beside(survey: &Survey) -> Vec<KnownForm> {
    let Ok(own) = survey.folder.canonicalize() else { return Vec::new() };
    let Some(Ok(entries)) = own.parent().map(fs::read_dir) else { return Vec::new() };
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| *path != own).collect();
    folders.sort();
    let definitions = folders.iter().filter_map(|folder| definition(&folder.join("survey.toml"))).take(MOST);
    definitions.filter(|other| other.id != survey.id).map(form_of).filter(|form| !form.items.is_empty()).collect()
}

fn definition(file: &Path) -> Option<Definition> {
    let is_small = fs::metadata(file).is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST);
    is_small.then(|| fs::read_to_string(file).ok()).flatten().and_then(|text| toml::from_str(&text).ok())
}

fn form_of(definition: Definition) -> KnownForm {
    let columns = definition.tables.into_iter().flat_map(|table| table.columns);
    let items = definition.items.into_iter().chain(columns).map(|asked| {
        let words = [asked.label.zh, asked.label.en].into_iter().chain(asked.labels);
        words.filter(|words| !words.trim().is_empty()).map(|words| Label::of(&words)).collect()
    });
    let name = if definition.title.is_empty() { Text::same(&definition.id) } else { definition.title };
    KnownForm { name, version: String::new(), items: items.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(name: &str, labels: &[&str]) -> KnownForm {
        let items = labels.iter().map(|label| vec![Label::of(label)]).collect();
        KnownForm { name: Text { zh: name.into(), en: name.into() }, version: String::new(), items }
    }

    #[test]
    fn the_form_with_the_largest_share_is_resembled_most() {
        let forms =
            [form("a", &["人数", "经费", "车辆", "房屋"]), form("b", &["人数", "经费", "车辆"]), form("c", &["土地"])];
        let words = HashSet::from(["人数", "经费", "车辆"]);
        let named =
            |n_found| best(forms.iter(), &words, Match { n_found, n_items: 10 }).map(|found| found.0.name.zh.clone());
        assert_eq!(named(1).as_deref(), Some("b"));
        assert_eq!(named(10), None);
    }

    #[test]
    fn a_few_words_in_common_are_no_likeness() {
        for (n_found, n_items, expected) in [(1, 1, false), (2, 6, true), (2, 7, false), (0, 0, false), (9, 9, true)] {
            assert_eq!(Match { n_found, n_items }.is_likely(), expected, "{n_found} of {n_items}");
        }
    }
}
