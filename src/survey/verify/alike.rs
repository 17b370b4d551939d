//! Whether the form can tell apart what it asks: no label leads to two items, no spelling to two codes.

use std::collections::BTreeMap;

use super::Verifier;
use crate::sheet::plain;
use crate::survey::load::Step::{self, At, Key};
use crate::survey::{Code, Item};
use crate::text::Text;
use crate::text::survey as say;

/// Where an item's own place stands, if it has one: then its label need not lead there.
fn place(item: &Item) -> Option<(Option<String>, Option<String>)> {
    let lower = |words: &Option<String>| words.as_ref().map(|words| words.to_lowercase());
    let place = (lower(&item.name), lower(&item.cell));
    (place != (None, None)).then_some(place)
}

/// Whether two items of one label are found apart.
fn are_placed_apart(one: &Item, other: &Item) -> bool {
    place(one).zip(place(other)).is_some_and(|(one, other)| one != other)
}

/// As labels and spellings are compared, whatever their width, case and blanks.
fn bare(words: &str) -> String {
    plain(words).to_lowercase().split_whitespace().collect()
}

/// A wording in both languages and further ones, each with the way to it.
fn wordings<'w>(label: &'w Text, key: &'static str, others: &'w [String]) -> Vec<(Vec<Step<'static>>, &'w str)> {
    let of_label = [label.zh.as_str(), if label.en == label.zh { "" } else { &label.en }];
    let of_label = of_label.map(|words| (vec![Key("label")], words));
    let others = others.iter().enumerate().map(|(place, words)| (vec![Key(key), At(place)], words.as_str()));
    of_label.into_iter().chain(others).filter(|(_, words)| !bare(words).is_empty()).collect()
}

impl<'a> Verifier<'a> {
    pub(super) fn labels(&mut self) {
        let survey = self.survey;
        let mut known: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
        for (at, item) in survey.items.iter().enumerate() {
            for (way, words) in wordings(&item.label, "labels", &item.labels) {
                let before = known.entry(bare(words)).or_default();
                let rival = before.iter().find(|other| other.id != item.id && !are_placed_apart(other, item));
                if let Some(rival) = rival {
                    self.say(&[&[Key("item"), At(at)][..], &way].concat(), say::label_twice(words, &rival.id));
                }
                before.push(item);
            }
        }
        for (at, table) in survey.tables.iter().enumerate() {
            self.headings(&[Key("table"), At(at)], &table.columns);
        }
    }

    fn headings(&mut self, table: &[Step], columns: &'a [Item]) {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for (at, column) in columns.iter().enumerate() {
            for (way, words) in wordings(&column.label, "labels", &column.labels) {
                let first = *known.entry(bare(words)).or_insert(&column.id);
                if first != column.id {
                    self.say(&[table, &[Key("column"), At(at)], &way].concat(), say::heading_twice(words, first));
                }
            }
        }
    }

    pub(super) fn spellings(&mut self) {
        let survey = self.survey;
        for (at, list) in survey.code_lists.iter().enumerate() {
            self.codes(&[Key("code_list"), At(at)], &list.codes);
        }
    }

    fn codes(&mut self, list: &[Step], codes: &'a [Code]) {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for (at, code) in codes.iter().enumerate() {
            let id = (vec![Key("id")], code.id.as_str());
            if codes[..at].iter().any(|before| before.id == code.id) {
                self.say(&[list, &[Key("code"), At(at), Key("id")]].concat(), say::twice(&code.id));
                continue;
            }
            for (way, words) in std::iter::once(id).chain(wordings(&code.label, "spellings", &code.spellings)) {
                let first = *known.entry(bare(words)).or_insert(&code.id);
                if first != code.id {
                    self.say(&[list, &[Key("code"), At(at)], &way].concat(), say::spelling_twice(words, first));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;
    use crate::survey::load::Source;
    use std::path::Path;

    fn told(change: impl Fn(&mut crate::survey::Survey)) -> Vec<String> {
        let mut survey = fixture::survey();
        change(&mut survey);
        let source = Source::new(Path::new("survey.toml"), "").unwrap();
        let problems = super::super::problems(&survey, &source, &[]);
        problems.iter().map(|problem| problem.message.to_string()).filter(|told| told.contains(" too")).collect()
    }

    #[test]
    fn a_label_leads_to_one_item_unless_each_has_its_own_place() {
        assert_eq!(told(|_| {}), Vec::<String>::new());
        let same = |survey: &mut crate::survey::Survey| survey.items[2].label = Text::same("是否成立考核 领导小组");
        let wrong = "“是否成立考核 领导小组” is a label of `group` too";
        let found = told(same);
        assert!(found.len() == 1 && found[0].starts_with(wrong), "{found:?}");
        let placed = |survey: &mut crate::survey::Survey| {
            same(survey);
            (survey.items[1].name, survey.items[2].cell) = (Some("group_answer".into()), Some("C7".into()));
        };
        assert_eq!(told(placed), Vec::<String>::new());
        let numbered = |survey: &mut crate::survey::Survey| {
            survey.items[1].label = Text::same("1. 其他");
            survey.items[2].label = Text::same("2. 其他");
        };
        assert_eq!(told(numbered), Vec::<String>::new());
        assert_eq!(told(|survey| survey.tables[0].columns[2].labels.push("追究方式".into())).len(), 1);
    }

    #[test]
    fn a_spelling_means_one_code() {
        let code = |id: &str, label: &str, spelling: &str| Code {
            id: id.into(),
            label: Text::same(label),
            spellings: vec![spelling.into()],
        };
        let list = |second: Code| {
            move |survey: &mut crate::survey::Survey| {
                let codes = vec![code("automatic", "Automatic", "Auto"), second.clone()];
                survey.code_lists.push(crate::survey::CodeList { id: "alarms".into(), codes });
            }
        };
        assert_eq!(told(list(code("manual", "Manual", "By hand"))), Vec::<String>::new());
        assert_eq!(
            told(list(code("manual", "Manual", "ＡＵＴＯＭＡＴＩＣ"))),
            ["“ＡＵＴＯＭＡＴＩＣ” means the code `automatic` too; a spelling means one code"]
        );
    }
}
