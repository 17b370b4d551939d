//! From a cell to an answer, with the doubts about it as findings.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::answer::{Answer, Origin, State, Value};
use crate::collect::doubtful;
use crate::collect::layout::Layout;
use crate::collect::locate::Cell;
use crate::collect::page::Page;
use crate::finding::{Finding, Severity};
use crate::kind::{self, Asked, Doubt, Reading};
use crate::sheet::Content;
use crate::survey::{Direction, Item, KindName, Survey};
use crate::text::{Lang, Phrase, Text, collect as say};

/// A file being read.
pub struct Reader<'a> {
    /// The survey.
    pub survey: &'a Survey,
    /// Its sheets.
    pub pages: &'a [Page<'a>],
    /// Its name in the receipt ledger.
    pub file: Arc<str>,
    /// The names of its sheets.
    pub sheets: Vec<Arc<str>>,
    /// The language of findings.
    pub lang: Lang,
}

/// The question that a cell answers.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The item, or the column of a table.
    pub item: &'a Item,
    /// Its id in findings: `item`, or `table.column`.
    pub id: &'a str,
}

impl<'a> Reader<'a> {
    /// Prepares to read a file's sheets.
    pub fn new(survey: &'a Survey, pages: &'a [Page<'a>], file: &Arc<str>, lang: Lang) -> Reader<'a> {
        let sheets = pages.iter().map(|page| Arc::from(page.sheet.name.as_str())).collect();
        Reader { survey, pages, file: file.clone(), sheets, lang }
    }

    /// Where a cell is, for answers and findings.
    pub fn origin(&self, cell: Cell) -> Origin {
        Origin { file: self.file.clone(), sheet: self.sheets[cell.sheet].clone(), cell: Some(cell.at) }
    }

    /// Understands what a cell shows; every doubt becomes a finding at the cell.
    pub fn answer(&self, question: Question, cell: Cell, content: Option<&Content>) -> (Answer, Vec<Finding>) {
        let asked =
            Asked { item: question.item, codes: self.survey.codes(question.item), missing: &self.survey.missing };
        self.understood(question, cell, content, kind::understand(content, &asked))
    }

    /// What words mean as an answer of an item or of a column of a table.
    pub fn reading(&self, item: &Item, content: &Content) -> Reading {
        let asked = Asked { item, codes: self.survey.codes(item), missing: &self.survey.missing };
        kind::understand(Some(content), &asked)
    }

    /// Whether a cell is a valid answer; `None` where the item takes any words, or the cell says that there is none.
    pub fn fits(&self, item: &Item, content: &Content) -> Option<bool> {
        fits(self.survey, item, content)
    }

    /// The same for a cell of an item of the form, whose texts are often those of other files.
    pub fn item_answer(
        &self,
        layout: &Layout,
        item: usize,
        cell: Cell,
        content: Option<&Content>,
    ) -> (Answer, Vec<Finding>) {
        let asked = &self.survey.items[item];
        let question = Question { item: asked, id: &asked.id };
        self.understood(question, cell, content, layout.readings.understand(item, content, self.survey))
    }

    fn understood(
        &self,
        question: Question,
        cell: Cell,
        content: Option<&Content>,
        reading: Reading,
    ) -> (Answer, Vec<Finding>) {
        let oddity = self.pages[cell.sheet].oddity(cell.at);
        let reading = doubtful::letters(question.item, content, oddity).map_or(reading, Reading::invalid);
        let raw = match content {
            Some(content @ Content::Text(text)) if kind::is_too_long(content, question.item) => {
                quoted(text).into_owned()
            }
            Some(Content::Text(text)) => text.clone(),
            content => content.map(Content::to_string).unwrap_or_default(),
        };
        let mut findings: Vec<Finding> =
            reading.doubts.iter().map(|doubt| self.doubt(doubt, question, cell, &raw)).collect();
        if content.is_some() && self.pages[cell.sheet].is_hidden(cell.at) {
            findings.push(self.finding(
                "hidden",
                Severity::Note,
                [say::HIDDEN, say::HIDDEN_REMEDY],
                question,
                cell,
                &raw,
            ));
        }
        let answer = Answer { state: reading.state, value: reading.value, raw, origin: Some(self.origin(cell)) };
        (answer, findings)
    }

    fn doubt(&self, doubt: &Doubt, question: Question, cell: Cell, raw: &str) -> Finding {
        let (label, raw) = (question.item.label.get(self.lang), quoted(raw));
        let values = [("item", label), ("value", &*raw), ("detail", doubt.detail.get(self.lang))];
        let message = doubt.message.say(self.lang, &values);
        let remedy = doubt.remedy.say(self.lang, &values);
        let finding = Finding::new(doubt.rule, doubt.severity, message, remedy).at(&self.origin(cell));
        Finding { item: question.id.to_string(), value: raw.into_owned(), ..finding }
    }

    /// A finding about an item at a cell, from a message and a remedy that may use `{item}` and `{value}`.
    pub fn finding(
        &self,
        rule: &str,
        severity: Severity,
        [message, remedy]: [Phrase; 2],
        question: Question,
        cell: Cell,
        value: &str,
    ) -> Finding {
        let finding = self.finding_without_place(rule, severity, [message, remedy], question, value);
        finding.at(&self.origin(cell))
    }

    /// The same for an item that has no place in the file.
    pub fn finding_without_place(
        &self,
        rule: &str,
        severity: Severity,
        [message, remedy]: [Phrase; 2],
        question: Question,
        value: &str,
    ) -> Finding {
        let value = quoted(value);
        let values = [("item", question.item.label.get(self.lang)), ("value", &*value)];
        let finding = Finding::new(rule, severity, message.say(self.lang, &values), remedy.say(self.lang, &values));
        Finding { item: question.id.to_string(), value: value.into_owned(), file: self.file.to_string(), ..finding }
    }
}

/// A finding quotes so many characters of what stands in a cell.
const QUOTED: usize = 500;

fn quoted(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Whether a cell is a valid answer of an item; `None` where the item takes any words, or the cell says that there is
/// none.
pub fn fits(survey: &Survey, item: &Item, content: &Content) -> Option<bool> {
    if item.kind == KindName::Text {
        return None;
    }
    let asked = Asked { item, codes: survey.codes(item), missing: &survey.missing };
    match kind::understand(Some(content), &asked).state {
        State::Answered => Some(true),
        State::Invalid => Some(false),
        State::NotApplicable | State::Blank | State::NotReceived => None,
    }
}

/// The day that a cell names, in any of the spellings in which dates are answered.
pub fn read_day(content: &Content, survey: &Survey) -> Option<NaiveDate> {
    if let Ok(day) = content.to_string().trim().parse() {
        return Some(day);
    }
    match understood_as(KindName::Date, content, survey)? {
        Value::Date(day) => Some(day),
        _ => None,
    }
}

/// Whether a cell says yes, in any of the spellings of a yes.
pub fn says_yes(content: &Content, survey: &Survey) -> bool {
    says(content, survey, true)
}

/// Whether a cell says yes, or no, in any of their spellings.
pub fn says(content: &Content, survey: &Survey, yes: bool) -> bool {
    understood_as(KindName::YesNo, content, survey) == Some(Value::Bool(yes))
}

fn understood_as(kind: KindName, content: &Content, survey: &Survey) -> Option<Value> {
    let item = Item {
        id: String::new(),
        kind,
        section: String::new(),
        label: Text::default(),
        short: Text::default(),
        labels: Vec::new(),
        codes: None,
        required: false,
        relevant: None,
        name: None,
        seek: vec![Direction::Right],
        cell: None,
        unit: Text::default(),
        open: false,
    };
    kind::understand(Some(content), &Asked { item: &item, codes: &[], missing: &survey.missing }).value
}
