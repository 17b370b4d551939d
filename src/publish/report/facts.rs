//! What a report may say, owned: figures with their printed numbers, units by name, answers to open questions.
//!
//! A template runs inside an engine that keeps what it is given, so nothing here borrows from the publication.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use polars::prelude::DataFrame;

use super::about::About;
use super::cells::{self, Answers};
use super::marker::{Insertion, Insertions};
use super::tree::{Behind, Number, clean};
use crate::answer::{State, Value};
use crate::edition::Edition;
use crate::figure::{Figure, Measure, Results, Role, Share, Status};
use crate::finding::Finding;
use crate::fraction::Fraction;
use crate::period::Period;
use crate::publish::phrases::Phrases;
use crate::publish::{Publication, UnitState, chart};
use crate::survey::Survey;
use crate::table::Table;
use crate::text::report as say;
use crate::text::{Lang, Text};

/// A unit of the frame.
#[derive(Debug, Clone, PartialEq)]
pub struct FactUnit {
    /// Its name.
    pub name: String,
    /// What became of its return.
    pub state: UnitState,
    /// When the return came in.
    pub received: Option<NaiveDate>,
    /// The values of the register attributes, by id.
    pub attributes: BTreeMap<String, String>,
}

/// A chart that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChart {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence.
    pub alternative: String,
}

impl FactChart {
    /// What may be said of a picture.
    pub fn of(picture: &chart::Picture) -> FactChart {
        FactChart { id: picture.id.clone(), title: clean(&picture.title), alternative: clean(&picture.alternative) }
    }
}

/// Everything that a template may ask for.
#[derive(Debug)]
pub struct Facts {
    /// The definition.
    pub survey: Survey,
    /// The language.
    pub lang: Lang,
    /// The period reported on.
    pub period: Period,
    /// For whom, and what may be told.
    pub edition: Edition,
    /// The period compared with.
    pub previous: Option<Period>,
    /// The frame in protocol order.
    pub units: Arc<Vec<FactUnit>>,
    /// Figures and changes.
    pub results: Arc<Results>,
    /// Words for shares and changes.
    pub phrases: Phrases,
    /// The tables of queries.
    pub tables: Arc<Vec<Table>>,
    /// What is wrong with returns, with the unit's name.
    pub findings: Arc<Vec<(Finding, String)>>,
    /// The charts, in the order in which they were drawn.
    pub charts: Vec<FactChart>,
    /// Answers to open questions by item: place of the unit, and text.
    pub open: BTreeMap<String, Vec<(usize, String)>>,
    /// What the units wrote, where it may be told.
    pub answers: Arc<Answers>,
    /// The repeating and derived tables by id.
    pub further: Arc<Vec<(String, DataFrame)>>,
    /// The queries of the survey's folder that made no table, because it has no rows.
    pub empty_tables: Vec<String>,
    /// What a document about one unit may say beyond all this, and which unit it is about.
    pub about: Option<About>,
    /// What the template has put into its text so far.
    pub inserted: Insertions,
}

impl Facts {
    /// Takes what a report may say out of a publication.
    pub fn new(publication: &Publication, phrases: Phrases, pictures: &[chart::Picture]) -> Facts {
        let (register, frames) = (publication.register, publication.frames);
        let named = |finding: &Finding| {
            let name = finding.unit.map(|unit| clean(&register.units[unit].name)).unwrap_or_default();
            (finding.clone(), name)
        };
        Facts {
            survey: publication.survey.clone(),
            lang: publication.lang,
            period: publication.period,
            edition: publication.edition,
            previous: publication.previous,
            units: Arc::new(frame_units(publication)),
            results: Arc::new(publication.results.clone()),
            phrases,
            further: Arc::new(frames.tables.iter().chain(&frames.derived).cloned().collect()),
            empty_tables: empty_tables(publication),
            about: None,
            tables: Arc::new(publication.tables.to_vec()),
            findings: Arc::new(publication.findings.iter().map(named).collect()),
            charts: pictures.iter().map(FactChart::of).collect(),
            open: open_answers(publication),
            answers: Arc::new(cells::answers(publication)),
            inserted: Insertions::default(),
        }
    }

    /// The same facts for documents about single units; nothing is inserted yet.
    pub fn about(&self, about: About) -> Facts {
        Facts {
            survey: self.survey.clone(),
            lang: self.lang,
            period: self.period,
            edition: self.edition,
            previous: self.previous,
            units: self.units.clone(),
            results: self.results.clone(),
            phrases: self.phrases.clone(),
            further: self.further.clone(),
            empty_tables: self.empty_tables.clone(),
            about: Some(about),
            tables: self.tables.clone(),
            findings: self.findings.clone(),
            answers: self.answers.clone(),
            charts: self.charts.clone(),
            open: self.open.clone(),
            inserted: Insertions::default(),
        }
    }

    /// The unit that a document is about, by place in the frame.
    pub fn unit(&self) -> Option<usize> {
        self.about.as_ref().map(About::unit)
    }

    /// Turns to another unit with its own charts; what was inserted for the last one is forgotten.
    pub fn turn(&self, place: usize, pictures: &[chart::Picture]) {
        if let Some(about) = &self.about {
            about.turn(place, pictures.iter().map(FactChart::of).collect());
        }
        self.inserted.clear();
    }

    /// A chart that was drawn, with its place: those of the publication first, then the unit's own.
    pub fn chart(&self, id: &str) -> Option<(usize, FactChart)> {
        let common = self.charts.iter().position(|chart| chart.id == id);
        if let Some(place) = common {
            return Some((place, self.charts[place].clone()));
        }
        let (place, own) = self.about.as_ref()?.chart(id)?;
        Some((self.charts.len() + place, own))
    }

    /// A wording of the survey in the report's language.
    pub fn word(&self, text: &Text) -> String {
        clean(text.get(self.lang))
    }

    /// Words as a line begins with them: in English with a capital letter.
    pub fn sentence_case(&self, words: String) -> String {
        crate::text::begun(&words, self.lang)
    }

    /// A sentence of the program in the report's language.
    pub fn say(&self, phrase: crate::text::Phrase, values: &[(&str, &str)]) -> String {
        phrase.say(self.lang, values)
    }

    /// The place of a figure of the whole, on a base or on its widest one.
    pub fn find(&self, id: &str, base: Option<&str>) -> Option<usize> {
        let is_on = |figure: &Figure| base.is_none_or(|base| figure.share().is_some_and(|share| share.base == base));
        self.results.figures.iter().position(|f| f.group.is_none() && f.id == id && is_on(f))
    }

    /// The places of a figure on all its bases, widest first.
    pub fn bases(&self, id: &str) -> Vec<usize> {
        let figures = self.results.figures.iter().enumerate();
        figures.filter(|(_, f)| f.group.is_none() && f.id == id).map(|(at, _)| at).collect()
    }

    /// The places of a figure in each group of an attribute, on the base of the figure given.
    pub fn in_groups(&self, at: usize, attribute: &str) -> Vec<usize> {
        let whole = &self.results.figures[at];
        let base = whole.share().map(|share| &share.base);
        let belongs = |figure: &Figure| {
            figure.id == whole.id
                && figure.group.as_ref().is_some_and(|(by, _)| by == attribute)
                && figure.share().map(|share| &share.base) == base
        };
        let figures = self.results.figures.iter().enumerate();
        figures.filter(|(_, f)| belongs(f)).map(|(at, _)| at).collect()
    }

    /// The first figures (widest base) of the whole with a role, in order.
    pub fn of_role(&self, role: Role) -> Vec<usize> {
        let first = |at: usize, figure: &Figure| self.find(&figure.id, None) == Some(at);
        let figures = self.results.figures.iter().enumerate();
        figures.filter(|(at, f)| f.role == role && f.group.is_none() && first(*at, f)).map(|(at, _)| at).collect()
    }

    /// The place of the complement of an indicator's figure.
    pub fn complement(&self, at: usize) -> Option<usize> {
        let id = &self.results.figures[at].id;
        let indicator = self.survey.indicators.iter().find(|indicator| indicator.id == *id)?;
        self.find(&indicator.complement.as_ref()?.id, None)
    }

    /// The short words of a figure.
    pub fn short(&self, at: usize) -> String {
        let figure = &self.results.figures[at];
        let indicator = self.survey.indicators.iter().find(|indicator| indicator.id == figure.id);
        self.word(indicator.map_or(&figure.label, |indicator| indicator.short()))
    }

    /// The wording of a group's value.
    pub fn group_label(&self, group: &(String, String)) -> String {
        clean(self.survey.attribute_label(&group.0, &group.1, self.lang))
    }

    /// The title of a section.
    pub fn section_label(&self, id: &str) -> String {
        let section = self.survey.sections.iter().find(|section| section.id == id);
        section.map(|section| self.word(&section.label)).unwrap_or_default()
    }

    /// The names of units by place in the frame.
    pub fn names(&self, places: impl Iterator<Item = usize>) -> Vec<String> {
        places.map(|place| self.units[place].name.clone()).collect()
    }

    /// How a share or value is printed: with the sign of percent, rounded as the survey says.
    pub fn percent(&self, fraction: Fraction) -> String {
        let rounding = self.survey.rounding;
        match fraction.percent(rounding.decimals, rounding.mode) {
            Some(text) => format!("{text}%"),
            None => self.say(say::NOT_COMPUTABLE, &[]),
        }
    }

    /// Whether nothing of a figure may be shown.
    pub fn is_hidden(&self, at: usize) -> bool {
        self.results.figures[at].status == Status::Suppressed
    }

    /// A number bound to a figure.
    pub fn number(&self, at: usize, text: String) -> Number {
        let figure = &self.results.figures[at];
        let text = if self.is_hidden(at) { self.say(say::SUPPRESSED, &[]) } else { text };
        let is_told = self.edition.names && !self.is_hidden(at);
        let behind = is_told.then_some(at);
        let base = figure.share().map(|share| share.base.clone()).unwrap_or_default();
        // A number of a group must not pass for one of the whole.
        let group = figure.group.as_ref().map(|(_, value)| format!("[{}]", clean(value))).unwrap_or_default();
        Number { text, figure: format!("{}{group}", figure.id), base, behind }
    }

    /// A number of the period compared with, bound to a figure there.
    pub fn earlier_number(&self, at: usize, text: String) -> Number {
        let number = self.number(at, text);
        let period = self.previous.map(|period| format!("@{period}")).unwrap_or_default();
        Number { figure: format!("{}{period}", number.figure), behind: None, ..number }
    }

    /// A number as a marker.
    pub fn put(&self, number: Number) -> String {
        self.inserted.put(Insertion::Number(number))
    }

    /// The value of a measure as printed, without its unit.
    pub fn value_text(&self, at: usize, value: Fraction) -> String {
        match &self.results.figures[at].measure {
            Measure::Share(_) => self.percent(value),
            Measure::Value { decimals, .. } => {
                let text = value.text(*decimals, self.survey.rounding.mode);
                text.unwrap_or_else(|| self.say(say::NOT_COMPUTABLE, &[]))
            }
        }
    }

    /// The difference to the period compared with, unsigned, as printed.
    pub fn points_text(&self, at: usize) -> Option<String> {
        let figure = &self.results.figures[at];
        let change = figure.change()?;
        let change = Fraction { numerator: change.numerator.abs(), ..change };
        let rounding = self.survey.rounding;
        match &figure.measure {
            Measure::Share(_) => change.percent(rounding.decimals, rounding.mode),
            Measure::Value { decimals, .. } => change.text(*decimals, rounding.mode),
        }
    }

    /// The difference with its sign, as tables print it: +5.3.
    pub fn signed_points(&self, at: usize) -> Option<String> {
        let text = self.points_text(at)?;
        let sign = match self.results.figures[at].change()?.numerator {
            _ if is_zero(&text) => "",
            n if n > 0 => "+",
            _ => "−",
        };
        Some(format!("{sign}{text}"))
    }

    /// The difference in words: 上升5.3个百分点.
    pub fn change_words(&self, at: usize) -> Option<String> {
        let figure = &self.results.figures[at];
        let points = self.points_text(at)?;
        let numerator = figure.change()?.numerator;
        let is_share = figure.share().is_some();
        let is_one = points.parse::<f64>() == Ok(1.0);
        let phrase = match (numerator, is_zero(&points)) {
            (0, _) => return Some(self.say(say::SAME, &[])),
            (_, true) => return Some(self.say(say::NEARLY_SAME, &[])),
            (1.., _) if !is_share => say::MORE,
            (_, _) if !is_share => say::LESS,
            (1.., _) if is_one => say::UP_ONE,
            (1.., _) => say::UP,
            (_, _) if is_one => say::DOWN_ONE,
            (_, _) => say::DOWN,
        };
        Some(self.say(phrase, &[("points", &points)]))
    }

    /// The units behind a figure.
    pub fn behind(&self, at: usize) -> Option<Behind> {
        let figure = &self.results.figures[at];
        match &figure.measure {
            Measure::Share(share) => Some(self.behind_share(figure, share)),
            Measure::Value { units, unknown, .. } if !units.is_empty() => {
                Some(self.behind_measure(figure, units, unknown))
            }
            Measure::Value { .. } => None,
        }
    }

    fn behind_measure(&self, figure: &Figure, units: &[usize], unknown: &[(usize, State)]) -> Behind {
        let label = self.word(&figure.label);
        let title = match &figure.group {
            None => label,
            Some(group) => {
                self.say(say::BEHIND_MEASURE_GROUP, &[("group", &self.group_label(group)), ("label", &label)])
            }
        };
        let (yes, unknown) = (units.to_vec(), unknown.to_vec());
        Behind { title, is_measure: true, yes, no: Vec::new(), unknown, items: self.deciding(figure) }
    }

    fn deciding(&self, figure: &Figure) -> Vec<usize> {
        if self.answers.is_empty() { Vec::new() } else { cells::items(&self.survey, figure) }
    }

    fn behind_share(&self, figure: &Figure, share: &Share) -> Behind {
        let (label, base) = (self.word(&figure.label), self.word(&share.base_label));
        let title = match &figure.group {
            None => self.say(say::BEHIND, &[("label", &label), ("base", &base)]),
            Some(group) => {
                let group = self.group_label(group);
                self.say(say::BEHIND_GROUP, &[("group", &group), ("label", &label), ("base", &base)])
            }
        };
        let (yes, no, unknown) = (share.yes().collect(), share.no().collect(), share.unknown().collect());
        Behind { title, is_measure: false, yes, no, unknown, items: self.deciding(figure) }
    }

    /// The units whose return is in one of some states, by place in the frame.
    pub fn in_state(&self, states: &[UnitState]) -> Vec<usize> {
        (0..self.units.len()).filter(|&place| states.contains(&self.units[place].state)).collect()
    }

    /// The wording of a reason why there is no answer.
    pub fn state_word(&self, state: State) -> &'static str {
        state_phrase(state).text(self.lang)
    }
}

/// The wording of a reason why there is no answer.
pub fn state_phrase(state: State) -> crate::text::Phrase {
    match state {
        State::NotApplicable => say::NOT_APPLICABLE,
        State::Blank | State::Answered => say::BLANK,
        State::Invalid => say::INVALID,
        State::NotReceived => say::NOT_RECEIVED,
    }
}

/// The unit counts of a share: how many of its base are unknown.
pub fn n_unknown(share: &Share) -> u64 {
    share.account.unknown()
}

fn is_zero(text: &str) -> bool {
    !text.bytes().any(|b| (b'1'..=b'9').contains(&b))
}

fn frame_units(publication: &Publication) -> Vec<FactUnit> {
    let unit = |framed: &crate::publish::FrameUnit| {
        let unit = &publication.register.units[framed.unit];
        FactUnit {
            name: clean(&unit.name),
            state: framed.state,
            received: framed.received,
            attributes: unit.attributes.clone(),
        }
    };
    publication.frame.iter().map(unit).collect()
}

/// The names of the queries in the survey's folder that left no table: templates may still ask for them.
fn empty_tables(publication: &Publication) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(&publication.survey.folder) else { return Vec::new() };
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.ok()?.file_name().into_string().ok();
    let id = |name: String| {
        let stem = name.strip_suffix(".sql")?;
        let id = stem.trim_start_matches(|c: char| c.is_ascii_digit());
        Some(id.strip_prefix('-').unwrap_or(stem).to_string())
    };
    let is_empty = |id: &String| publication.tables.iter().all(|table| table.id != *id);
    let mut ids: Vec<String> = entries.filter_map(name).filter_map(id).filter(is_empty).collect();
    ids.sort();
    ids
}

fn open_answers(publication: &Publication) -> BTreeMap<String, Vec<(usize, String)>> {
    let mut open = BTreeMap::new();
    for (column, item) in publication.survey.items.iter().enumerate().filter(|(_, item)| item.open) {
        let answered = publication.frame.iter().enumerate().filter_map(|(place, unit)| {
            let answer = publication.returns.get(unit.given?)?.answers.get(column)?;
            match answer.value.as_ref()? {
                Value::Text(text) if !text.trim().is_empty() => Some((place, clean(text.trim()))),
                Value::Text(_) => None,
                value => Some((place, clean(&value.to_string()))),
            }
        });
        open.insert(item.id.clone(), answered.collect());
    }
    open
}
