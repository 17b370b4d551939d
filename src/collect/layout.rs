//! What is looked for on a form: the survey's labels and headings, reduced once for all returns.

use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt};

use crate::collect::corrected::Note;
use crate::collect::inside::Inside;
use crate::collect::known::Known;
use crate::collect::label::{Fit, Label};
use crate::collect::measures::{Denomination, Measures, Told};
use crate::collect::printed::Printed;
use crate::collect::readings::Readings;
use crate::collect::titles;
use crate::period::Period;
use crate::survey::{Item, Survey};

/// What a cell of the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The label of an item, by its place in the survey.
    Item(usize),
    /// The heading of a repeating table's column: the table and the column.
    Column(usize, usize),
    /// The heading of the column of answers.
    Answer,
    /// The heading of the column of remarks.
    Remarks,
    /// The label of the unit's code.
    Code,
    /// The label of the unit's name.
    Unit,
    /// The label of the period.
    Period,
    /// The label of the return's date.
    Date,
    /// The label of the declaration that there is nothing to report.
    Nil,
    /// The title of a section.
    Section,
}

impl Role {
    /// Whether it is a label of the form's head.
    pub fn is_of_head(&self) -> bool {
        matches!(self, Role::Code | Role::Unit | Role::Period | Role::Date | Role::Nil)
    }

    /// Whether it is the label of an item.
    pub fn is_item(&self) -> bool {
        matches!(self, Role::Item(_))
    }
}

/// The labels and headings of a survey, found by their reduced words.
pub struct Layout<'a> {
    /// The survey.
    pub survey: &'a Survey,
    /// Different cells are labels of at most so many items more than there are cells; 0 unless labels share words.
    pub spare_items: usize,
    /// The units of measure that its forms may name.
    pub measures: Measures,
    /// The unit of measure in which each item is asked, where it is one that may be taken for another.
    pub denominations: Vec<Option<Denomination>>,
    /// The same of each table's columns.
    pub column_denominations: Vec<Vec<Option<Denomination>>>,
    /// The names of the form's sheets.
    pub sheets: Vec<Label>,
    /// The forms that a file may be instead.
    pub known: Known<'a>,
    words: HashMap<String, Vec<(Form, Role)>>,
    items: Vec<Vec<Label>>,
    /// What texts of earlier files meant: the labels of a form are the same in all returns.
    met: RwLock<HashMap<Box<str>, Arc<Meaning>>>,
    /// The texts met so far. Names, days and sentences come once, and are not worth remembering.
    once: Once,
    /// What texts of earlier files were understood as.
    pub readings: Readings,
    /// Whether notes below forms and rosters take nothing back.
    pub idle_notes: Printed<bool>,
    /// What notes below forms put right.
    pub notes: Printed<Note>,
}

/// The words of a text and what they are for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meaning {
    /// Its words.
    pub label: Label,
    /// What they are for, best fit first; empty for any other text.
    pub roles: Vec<(Fit, Role)>,
    /// What it holds besides.
    pub inside: Inside,
    /// Whether it is a label of the form's head, or holds labels with their values.
    pub is_of_head: bool,
    /// The period that it names, where it is for nothing else.
    pub period: Option<Period>,
    /// The unit of measure that it names.
    pub told: Told,
}

/// So many texts are remembered, the first ones met again.
const MOST_MET: usize = 20_000;

/// Tells texts met for the first time from others: surely where it says that one is new, nearly always otherwise.
struct Once {
    bits: Vec<AtomicU64>,
    hashes: FixedState,
}

impl Once {
    fn new() -> Once {
        Once { bits: (0..MOST_MET).map(|_| AtomicU64::new(0)).collect(), hashes: FixedState::default() }
    }

    /// Whether a text was met before; from now on it was.
    fn is_met_again(&self, text: &str) -> bool {
        let hash = self.hashes.hash_one(text);
        let (word, bit) = (&self.bits[(hash >> 6) as usize % self.bits.len()], 1 << (hash & 63));
        word.fetch_or(bit, Ordering::Relaxed) & bit != 0
    }
}

/// Which of a label's forms is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Numbered,
    Full,
    Bare,
}

impl<'a> Layout<'a> {
    /// Reduces all labels of a survey.
    pub fn new(survey: &'a Survey) -> Layout<'a> {
        let items: Vec<Vec<Label>> = survey.items.iter().map(labels_of).collect();
        let measures = Measures::of(survey);
        let mut layout = Layout {
            survey,
            spare_items: 0,
            denominations: survey.items.iter().map(|item| measures.asked(item)).collect(),
            column_denominations: survey
                .tables
                .iter()
                .map(|table| table.columns.iter().map(|column| measures.asked(column)).collect())
                .collect(),
            measures,
            sheets: survey.form.sheets.iter().map(|name| Label::of(name)).collect(),
            known: Known::new(survey),
            words: HashMap::new(),
            items: Vec::new(),
            met: RwLock::default(),
            once: Once::new(),
            readings: Readings::new(survey.items.len()),
            idle_notes: Printed::default(),
            notes: Printed::default(),
        };
        for (item, labels) in items.iter().enumerate() {
            labels.iter().for_each(|label| layout.learn(label, Role::Item(item)));
        }
        for (t, table) in survey.tables.iter().enumerate() {
            for (c, column) in table.columns.iter().enumerate() {
                labels_of(column).iter().for_each(|label| layout.learn(label, Role::Column(t, c)));
            }
        }
        for (headings, role) in headings(survey) {
            headings.iter().for_each(|words| layout.learn(&Label::of(words), role));
        }
        layout.items = items;
        layout.spare_items = layout.spare_items();
        layout
    }

    /// A cell is looked up by its numbered words, by its words and, as these may end in a hint, by a part at their
    /// beginning. Cells with the same words are labels of the same items, so that each counts once.
    fn spare_items(&self) -> usize {
        let items = |words: &str, numbered: bool| {
            let known = self.words[words].iter().filter(move |(form, _)| (*form == Form::Numbered) == numbered);
            known.map(|(_, role)| *role).filter(Role::is_item)
        };
        let n_numbered: usize = self.words.keys().map(|words| items(words, true).count()).sum();
        let spare = |whole: &String| {
            let parts = self.words.keys().filter(|part| whole.starts_with(part.as_str()));
            let reached: BTreeSet<Role> = parts.flat_map(|part| items(part, false)).collect();
            reached.len().saturating_sub(1)
        };
        n_numbered + self.words.keys().map(spare).sum::<usize>()
    }

    fn learn(&mut self, label: &Label, role: Role) {
        if label.full.is_empty() {
            return;
        }
        let mut add = |words: &str, form| self.words.entry(words.to_string()).or_default().push((form, role));
        if label.is_numbered() {
            add(&label.numbered, Form::Numbered);
        }
        add(&label.full, Form::Full);
        if label.bare != label.full {
            add(&label.bare, Form::Bare);
        }
    }

    /// What short texts mean, in their order, each with its place.
    pub fn meanings<'t, P>(&self, texts: impl Iterator<Item = (P, &'t str)>) -> Vec<(P, Arc<Meaning>)> {
        let met = self.met.read().unwrap_or_else(PoisonError::into_inner);
        let mut new: HashMap<&'t str, Arc<Meaning>> = HashMap::new();
        let mut meaning = |text: &'t str| match met.get(text).or_else(|| new.get(text)) {
            Some(meaning) => meaning.clone(),
            None => {
                let label = Label::of(text);
                let roles = self.roles(&label);
                let period = if roles.is_empty() { titles::period(text, self.survey.period) } else { None };
                let (inside, told) = (Inside::of(self, text), self.measures.told(text));
                let is_of_head = !inside.is_empty() || roles.iter().any(|(_, role)| role.is_of_head());
                let meaning = Arc::new(Meaning { label, roles, inside, is_of_head, period, told });
                new.insert(text, meaning.clone());
                meaning
            }
        };
        let meanings = texts.map(|(place, text)| (place, meaning(text))).collect();
        let room = MOST_MET.saturating_sub(met.len());
        drop(met);
        new.retain(|text, _| self.once.is_met_again(text));
        if room > 0 && !new.is_empty() {
            let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
            met.extend(new.into_iter().take(room).map(|(text, meaning)| (text.into(), meaning)));
        }
        meanings
    }

    /// What a cell is for, by the words it says, best fit first; weak fits are not looked for.
    pub fn roles(&self, cell: &Label) -> Vec<(Fit, Role)> {
        let mut roles: Vec<(Fit, Role)> = Vec::new();
        self.look_up(&cell.numbered, &mut roles, |form| (form == Form::Numbered).then_some(Fit::Numbered));
        self.look_up(&cell.full, &mut roles, |form| match form {
            Form::Numbered => None,
            Form::Full => Some(Fit::Exact),
            Form::Bare => Some(Fit::Hint),
        });
        if cell.bare != cell.full {
            self.look_up(&cell.bare, &mut roles, |form| (form != Form::Numbered).then_some(Fit::Hint));
        }
        roles.sort_unstable();
        let mut known = Vec::new();
        roles.retain(|(_, role)| {
            !known.contains(role) && {
                known.push(*role);
                true
            }
        });
        roles
    }

    fn look_up(&self, words: &str, roles: &mut Vec<(Fit, Role)>, fit: impl Fn(Form) -> Option<Fit>) {
        let known = self.words.get(words).map_or(&[][..], Vec::as_slice);
        roles.extend(known.iter().filter_map(|(form, role)| fit(*form).map(|fit| (fit, *role))));
    }

    /// Whether a cell says nearly the same as a label of an item.
    pub fn weak_fit(&self, item: usize, cell: &Label) -> Option<Fit> {
        self.items[item].iter().filter_map(|label| label.weak_fit(cell)).min()
    }
}

fn labels_of(item: &Item) -> Vec<Label> {
    let words = [&item.label.zh, &item.label.en].into_iter().chain(&item.labels);
    let mut labels: Vec<Label> = Vec::new();
    for label in words.map(|words| Label::of(words)) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

fn headings(survey: &Survey) -> Vec<(Vec<String>, Role)> {
    let form = &survey.form;
    let sections = survey.sections.iter().flat_map(|s| [s.label.zh.clone(), s.label.en.clone()]).collect();
    vec![
        (form.answer.clone(), Role::Answer),
        (form.remarks.clone(), Role::Remarks),
        (form.code.clone(), Role::Code),
        (form.unit.clone(), Role::Unit),
        (form.period.clone(), Role::Period),
        (form.date.clone(), Role::Date),
        (form.nil.clone(), Role::Nil),
        (sections, Role::Section),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;

    #[test]
    fn a_text_means_the_same_the_second_time() {
        let survey = fixture::survey();
        let layout = Layout::new(&survey);
        let texts = ["1. 是否制定责任分解方案", "填报单位", "今天天气很好"];
        let meanings = || layout.meanings(texts.into_iter().enumerate());
        let first = meanings();
        assert_eq!(layout.met.read().unwrap().len(), 0, "what comes once is not remembered");
        assert_eq!(first, meanings());
        let roles = |place: usize| first[place].1.roles.iter().map(|(_, role)| *role).collect::<Vec<_>>();
        assert_eq!((roles(0), roles(1), roles(2)), (vec![Role::Item(0)], vec![Role::Unit], vec![]));
        assert_eq!(layout.met.read().unwrap().len(), 3);
    }

    #[test]
    fn spare_items_are_none_where_no_two_labels_share_words() {
        assert_eq!(Layout::new(&fixture::survey()).spare_items, 0);
    }

    /// Worked by hand: a cell `土地面积` is the label of a, and of b without its hint; a cell `土地面积（女）` is the label
    /// of b, and without its hint of a. Each of the two different cells has one item to spare.
    #[test]
    fn a_label_that_begins_with_another_may_serve_for_both() {
        let with = |labels: [&str; 2]| {
            let item =
                |(id, label): (&str, &str)| format!("[[item]]\nid = \"{id}\"\nkind = \"text\"\nlabel = \"{label}\"\n");
            let more: String = ["a", "b"].into_iter().zip(labels).map(item).collect();
            Layout::new(&fixture::survey_with(&more)).spare_items
        };
        assert_eq!(with(["土地面积", "房屋面积"]), 0);
        assert_eq!(with(["土地面积", "土地面积（女）"]), 2);
        // The same words of both: each cell of them is a label of either.
        assert_eq!(with(["土地面积", "土地面积"]), 1);
        // With its number and without it are two cells of one item.
        assert_eq!(with(["1.土地面积", "房屋面积"]), 1);
    }
}
