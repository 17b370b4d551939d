//! A small publication for the tests of charts: 38 units with the published counts, and its hard variants.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::answer::{Answer, Return, State, Value};
use crate::compute::Results;
use crate::figure::{Account, Figure, Fraction, Measure, Previous, Role, Share, Side, Status};
use crate::publish::{FrameUnit, Publication, UnitState};
use crate::register::{Register, Unit};
use crate::survey::{Indicator, Survey};
use crate::text::{Lang, Text};

/// The counts of the year reported on, and of the year before.
const COUNTS: [(&str, usize, usize); 12] = [
    ("rules_stipulated", 33, 30),
    ("plan_made", 26, 22),
    ("decomposed", 23, 18),
    ("assessment_group", 20, 20),
    ("assessment_plan", 25, 26),
    ("assessed", 22, 17),
    ("combined_appraisal", 22, 13),
    ("in_life_meeting", 29, 31),
    ("fed_back", 21, 14),
    ("basis_for_decisions", 17, 9),
    ("accountability_rules", 14, 8),
    ("accountability_used", 4, 2),
];

/// Everything that a publication refers to.
pub struct Sample {
    pub survey: Survey,
    pub register: Register,
    pub frame: Vec<FrameUnit>,
    pub returns: Vec<Return>,
    pub results: Results,
    pub has_previous: bool,
}

impl Sample {
    /// The central survey with so many units; every unit sent a complete return.
    pub fn of(n_units: usize) -> Sample {
        let text = include_str!("../../../queries/central-survey/survey.toml");
        let survey: Survey = toml::from_str(text).expect("the central survey is a survey");
        let register = Register { units: (0..n_units).map(|n| unit(&survey, n)).collect() };
        let place = |n| FrameUnit { unit: n, state: UnitState::Returned, given: Some(n), received: None };
        let frame: Vec<FrameUnit> = (0..n_units).map(place).collect();
        let returns: Vec<Return> = (0..n_units).map(|n| given(&survey, n, n_units)).collect();
        let mut sample = Sample { survey, register, frame, returns, results: Results::default(), has_previous: true };
        sample.compute();
        sample
    }

    /// The central survey as published.
    pub fn central() -> Sample {
        Sample::of(38)
    }

    /// Units that sent nothing, answers that are blank or cannot be understood.
    pub fn with_unknowns() -> Sample {
        let mut sample = Sample::central();
        for place in [3, 11, 30] {
            sample.frame[place].state = UnitState::Missing;
            sample.frame[place].given = None;
        }
        for n in 0..38 {
            let item = (n * 5) % sample.returns[n].answers.len();
            let state = if n % 3 == 0 { State::Invalid } else { State::Blank };
            sample.returns[n].answers[item] = Answer::missing(state, None);
        }
        sample.compute();
        sample
    }

    /// Names and labels as long as they come.
    pub fn with_long_names() -> Sample {
        let mut sample = Sample::central();
        for (n, unit) in sample.register.units.iter_mut().enumerate() {
            unit.name = match n % 3 {
                0 => "某某某某某某某某某某某某工作委员会办公室（某某某某某某某某领导小组办公室）".to_string(),
                1 => {
                    "Office of the Commission for Comprehensive Coordination of Administrative and Institutional Reform"
                        .to_string()
                }
                _ => "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".to_string(),
            };
        }
        let long = Text {
            zh: "将考核结果作为业绩评定、奖励惩处、选拔任用的重要依据，并在一定范围内予以通报和公开".to_string(),
            en: "results used as an important basis for appraisal, reward and punishment, selection and appointment"
                .to_string(),
        };
        for indicator in &mut sample.survey.indicators {
            indicator.label = long.clone();
            if let Some(complement) = &mut indicator.complement {
                complement.label = long.clone();
            }
        }
        for item in &mut sample.survey.items {
            item.short = long.clone();
        }
        for chart in &mut sample.survey.charts {
            chart.title = long.clone();
        }
        sample.compute();
        sample
    }

    /// The publication in a language.
    pub fn publication(&self, lang: Lang) -> Publication<'_> {
        Publication {
            survey: &self.survey,
            lang,
            period: "2024".parse().expect("2024 is a year"),
            previous: self.has_previous.then(|| "2023".parse().expect("2023 is a year")),
            register: &self.register,
            frame: &self.frame,
            returns: &self.returns,
            results: &self.results,
            tables: &[],
            findings: &[],
            receipts: &[],
        }
    }

    fn compute(&mut self) {
        let all: Vec<usize> = (0..self.frame.len()).collect();
        let mut figures: Vec<Figure> = Vec::new();
        for indicator in self.survey.indicators.clone() {
            figures.extend(self.figures(&indicator, None, &all));
        }
        let systems: Vec<String> = self.survey.register.attributes[0].values.iter().map(|v| v.value.clone()).collect();
        for indicator in self.survey.indicators.clone() {
            for system in &systems {
                let is_in =
                    |place: &&usize| self.register.units[self.frame[**place].unit].attributes["system"] == *system;
                let members: Vec<usize> = all.iter().filter(is_in).copied().collect();
                if !members.is_empty() {
                    figures.extend(self.figures(&indicator, Some(("system".into(), system.clone())), &members));
                }
            }
        }
        self.results = Results { figures, changes: Vec::new() };
    }

    fn figures(&self, indicator: &Indicator, group: Option<(String, String)>, units: &[usize]) -> Vec<Figure> {
        let mut figures = Vec::new();
        for (n, base) in indicator.chain[..indicator.chain.len() - 1].iter().enumerate() {
            let inside = |place: &&usize| indicator.chain[1..=n].iter().all(|id| self.side(**place, id) == Side::Yes);
            let members: Vec<(usize, Side)> = units
                .iter()
                .filter(inside)
                .map(|place| (*place, self.all_of(*place, &indicator.chain[n + 1..])))
                .collect();
            let label = self.survey.condition_label(base);
            let before = COUNTS.iter().find(|(id, ..)| *id == indicator.id).map(|(_, _, before)| *before);
            let previous = before
                .filter(|_| self.has_previous && n == 0 && group.is_none())
                .map(|before| Previous { count: Some(before as u64), value: Fraction::of(before as u64, 38) });
            let make = |id: &str, words: &Text, role, members: Vec<(usize, Side)>, previous| Figure {
                id: id.to_string(),
                label: words.clone(),
                section: indicator.section.clone(),
                role,
                group: group.clone(),
                status: if members.is_empty() { Status::NotComputable } else { Status::Normal },
                measure: Measure::Share(share(base, label.clone(), members)),
                previous,
            };
            figures.push(make(&indicator.id, &indicator.label, Role::Property, members.clone(), previous));
            if let Some(complement) = &indicator.complement {
                let others = members.into_iter().map(|(place, side)| (place, other(side))).collect();
                figures.push(make(&complement.id, &complement.label, Role::Complement, others, None));
            }
        }
        figures
    }

    fn all_of(&self, place: usize, chain: &[String]) -> Side {
        let sides: Vec<Side> = chain.iter().map(|id| self.side(place, id)).collect();
        let unknown = sides.iter().find(|side| matches!(side, Side::Unknown(_)));
        if sides.contains(&Side::No) { Side::No } else { *unknown.unwrap_or(&Side::Yes) }
    }

    fn side(&self, place: usize, item: &str) -> Side {
        let Some(given) = self.frame[place].given else { return Side::Unknown(State::NotReceived) };
        let item = self.survey.item(item).expect("chains of the sample are of items");
        match &self.returns[given].answers[item] {
            Answer { value: Some(Value::Bool(true)), .. } => Side::Yes,
            Answer { value: Some(Value::Bool(false)), .. } => Side::No,
            answer => Side::Unknown(answer.state),
        }
    }
}

fn other(side: Side) -> Side {
    match side {
        Side::Yes => Side::No,
        Side::No => Side::Yes,
        unknown => unknown,
    }
}

fn share(base: &str, base_label: Text, members: Vec<(usize, Side)>) -> Share {
    let mut account = Account::default();
    members.iter().for_each(|(_, side)| account.count(*side));
    let low = Fraction::of(account.yes, account.base());
    let high = Fraction::of(account.yes + account.unknown(), account.base());
    Share { base: base.to_string(), base_label, account, low, high, members }
}

fn unit(survey: &Survey, n: usize) -> Unit {
    let systems = &survey.register.attributes[0].values;
    let system = systems[[0, 1, 1, 1, 2, 1, 3, 4][n % 8]].value.clone();
    Unit {
        code: format!("U{n:02}"),
        name: format!("{}第{}单位", &system[..6], n + 1),
        former_names: Vec::new(),
        aliases: Vec::new(),
        attributes: BTreeMap::from([("system".to_string(), system), ("level".to_string(), "部级".to_string())]),
        valid_from: None,
        valid_to: None,
    }
}

/// A return in which as many units as published say yes, spread over the register, the narrower inside the wider.
fn given(survey: &Survey, n: usize, n_units: usize) -> Return {
    let spread = [("decomp", 7, 3), ("assess", 11, 8), ("account", 5, 20)];
    let answer = |item: &crate::survey::Item| {
        let (_, step, from) = *spread.iter().find(|(name, ..)| item.section.starts_with(name)).unwrap_or(&spread[0]);
        let Some((_, count, _)) = COUNTS.iter().find(|(id, ..)| *id == item.id) else {
            return Answer::missing(State::Blank, None);
        };
        let (shift, asked) = match item.id.as_str() {
            "in_life_meeting" | "assessment_group" => (from + 5, None),
            "fed_back" | "basis_for_decisions" => (from, Some(22)),
            "decomposed" => (from, Some(26)),
            _ => (from, None),
        };
        let order = (n * step + shift) % n_units * 38 / n_units.max(1);
        if asked.is_some_and(|asked| order >= asked) {
            return Answer::missing(State::NotApplicable, None);
        }
        Answer { state: State::Answered, value: Some(Value::Bool(order < *count)), raw: String::new(), origin: None }
    };
    Return {
        unit: n,
        period: "2024".parse().expect("2024 is a year"),
        file: Arc::from("U.xlsx"),
        form_version: "2024".to_string(),
        dated: None,
        received: None,
        late: false,
        nil: false,
        answers: survey.items.iter().map(answer).collect(),
        tables: Vec::new(),
        remarks: Vec::new(),
    }
}
