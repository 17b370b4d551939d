//! Shares on nested bases: every lawful quotient of a chain, its unit account and its bounds.
//!
//! Each condition is ANDed to those before it, so no numerator can lie outside its base. `TRUE AND NULL` is NULL:
//! unknown stays apart from no.

use std::collections::{BTreeMap, BTreeSet};

use super::Group;
use super::condition::Truth;
use crate::answer::State;
use crate::figure::{Account, Figure, Measure, Role, Share, Side, Status};
use crate::finding::{Finding, Severity};
use crate::fraction::Fraction;
use crate::frame::Round;
use crate::survey::{Indicator, Survey};
use crate::text::{Lang, Text, compute as words};

/// Units that claim a property without belonging to its base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// The property.
    pub condition: String,
    /// The base that they are not in.
    pub base: String,
    /// The units, by place in the frame.
    pub units: Vec<usize>,
}

/// The shares of every chain, for the whole and for each group; then who stands outside a base.
pub fn figures(
    survey: &Survey,
    round: &Round,
    truths: &BTreeMap<String, Truth>,
    groups: &[Group],
) -> (Vec<Figure>, Vec<Outside>) {
    let mut chains = vec![coverage("units", words::UNITS, &["registered"], truths)];
    chains.push(coverage("returned", words::RETURNED, &["registered", "returned"], truths));
    chains.extend(survey.indicators.iter().flat_map(|indicator| quotients(survey, indicator, truths)));
    let mut seen = BTreeSet::new();
    chains.retain(|quotient| seen.insert((quotient.id.clone(), quotient.base.clone())));
    let figures = chains.iter().flat_map(|quotient| quotient.figures(groups)).collect();
    let outside = survey.indicators.iter().flat_map(|indicator| outside(survey, indicator, truths)).collect::<Vec<_>>();
    (figures, without_repeats(outside, round.frame.len()))
}

/// One quotient of a chain: a property among the units of a base.
pub struct Quotient {
    /// The figure's id.
    pub id: String,
    /// What it says.
    pub label: Text,
    /// Its section.
    pub section: String,
    /// What kind of statement it is.
    pub role: Role,
    /// The id of the base.
    pub base: String,
    /// The base in words.
    pub base_label: Text,
    /// Whether each unit belongs to the base.
    pub base_truth: Truth,
    /// Whether each unit has the property, the conditions of the base among it.
    pub truth: Truth,
}

fn coverage(id: &str, label: crate::text::Phrase, chain: &[&str], truths: &BTreeMap<String, Truth>) -> Quotient {
    Quotient {
        id: id.to_string(),
        label: label.into(),
        section: String::new(),
        role: Role::Coverage,
        base: "registered".to_string(),
        base_label: crate::text::run::ALL_UNITS.into(),
        base_truth: truths["registered"].clone(),
        truth: truths[chain[chain.len() - 1]].clone(),
    }
}

/// Every lawful quotient of an indicator, the widest base first, then the complement on the widest base.
fn quotients(survey: &Survey, indicator: &Indicator, truths: &BTreeMap<String, Truth>) -> Vec<Quotient> {
    let nested = Nested::of(&indicator.chain, truths);
    let last = indicator.chain.len() - 1;
    let mut quotients = Vec::new();
    for property in (1..=last).rev() {
        for base in 0..property {
            quotients.push(quotient(survey, indicator, &nested, base, property));
        }
    }
    if let Some(complement) = &indicator.complement {
        let whole = quotient(survey, indicator, &nested, 0, last);
        quotients.push(Quotient {
            id: complement.id.clone(),
            label: complement.label.clone(),
            role: Role::Complement,
            truth: whole.truth.iter().map(|side| opposite(*side)).collect(),
            ..whole
        });
    }
    quotients
}

fn quotient(survey: &Survey, indicator: &Indicator, nested: &Nested, base: usize, property: usize) -> Quotient {
    let is_last = property == indicator.chain.len() - 1;
    let id = if is_last { &indicator.id } else { &indicator.chain[property] };
    let own = survey.indicators.iter().find(|known| known.id == *id);
    let label = own.map_or_else(|| survey.condition_label(id), |known| known.label.clone());
    Quotient {
        id: id.clone(),
        label,
        section: own.unwrap_or(indicator).section.clone(),
        role: Role::Property,
        base: indicator.chain[base].clone(),
        base_label: survey.base_label(&indicator.chain[base]),
        base_truth: nested.links[base].clone(),
        truth: nested.seen_from(base, property),
    }
}

/// The conditions of a chain, each ANDed to those before it.
struct Nested {
    links: Vec<Truth>,
    /// The same without `returned`, where that stands between others.
    unreturned: Option<(usize, Vec<Truth>)>,
}

impl Nested {
    fn of(chain: &[String], truths: &BTreeMap<String, Truth>) -> Nested {
        let returned = (1..chain.len()).find(|link| chain[*link] == "returned");
        let others =
            |returned| conjunctions(chain.iter().enumerate().map(|(link, id)| (link != returned).then(|| &truths[id])));
        Nested {
            links: conjunctions(chain.iter().map(|id| Some(&truths[id]))),
            unreturned: returned.map(|returned| (returned, others(returned))),
        }
    }

    /// Whether units have a property, as a base sees it. From a base wider than the units that returned, silence is no
    /// answer: what a unit has that sent nothing is not known, unless it lacks the property anyhow.
    fn seen_from(&self, base: usize, property: usize) -> Truth {
        let nested = &self.links[property];
        match &self.unreturned {
            Some((returned, others)) if base < *returned && *returned < property => {
                nested.iter().zip(&others[property]).map(|(side, open)| silent(*side, *open)).collect()
            }
            _ => nested.clone(),
        }
    }
}

/// No for want of a return only is not known.
fn silent(side: Side, without_return: Side) -> Side {
    match (side, without_return) {
        (Side::No, Side::Unknown(state)) => Side::Unknown(state),
        _ => side,
    }
}

/// Each link ANDed to those before it; a link that is left out says what the one before it says.
fn conjunctions<'a>(links: impl Iterator<Item = Option<&'a Truth>>) -> Vec<Truth> {
    let mut nested: Vec<Truth> = Vec::new();
    for link in links {
        let next = match (nested.last(), link) {
            (None, link) => link.cloned().unwrap_or_default(),
            (Some(before), None) => before.clone(),
            (Some(before), Some(truth)) => before.iter().zip(truth).map(|(a, b)| and(*a, *b)).collect(),
        };
        nested.push(next);
    }
    nested
}

/// Three-valued AND; of two unknowns the first one's reason stays.
pub(super) fn and(a: Side, b: Side) -> Side {
    match (a, b) {
        (Side::No, _) | (_, Side::No) => Side::No,
        (Side::Unknown(state), _) | (_, Side::Unknown(state)) => Side::Unknown(state),
        (Side::Yes, Side::Yes) => Side::Yes,
    }
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Yes => Side::No,
        Side::No => Side::Yes,
        unknown => unknown,
    }
}

impl Quotient {
    /// The figure of the whole, then of each group.
    pub fn figures(&self, groups: &[Group]) -> Vec<Figure> {
        let whole = self.figure(None);
        std::iter::once(whole).chain(groups.iter().map(|group| self.figure(Some(group)))).collect()
    }

    fn figure(&self, group: Option<&Group>) -> Figure {
        let is_inside = |place: usize| group.is_none_or(|group| group.members[place]);
        let share = self.share(is_inside);
        Figure {
            id: self.id.clone(),
            label: self.label.clone(),
            section: self.section.clone(),
            role: self.role,
            group: group.map(|group| (group.attribute.clone(), group.value.clone())),
            status: status(&share),
            measure: Measure::Share(share),
            previous: None,
        }
    }

    fn share(&self, is_inside: impl Fn(usize) -> bool) -> Share {
        let mut account = Account::default();
        let mut members = Vec::new();
        let (mut may_say_no, mut may_say_yes) = (0, 0);
        for (place, (base, side)) in self.base_truth.iter().zip(&self.truth).enumerate() {
            match base {
                _ if !is_inside(place) => {}
                Side::Yes => {
                    account.count(*side);
                    members.push((place, *side));
                }
                // Whether it belongs to the base is not known. The property, if it were known without the base,
                // can be no (the chain is false) or open.
                Side::Unknown(State::Blank | State::Invalid | State::NotReceived) => {
                    may_say_no += 1;
                    may_say_yes += u64::from(*side != Side::No);
                }
                Side::Unknown(_) | Side::No => {}
            }
        }
        let (yes, base) = (account.yes, account.base());
        Share {
            base: self.base.clone(),
            base_label: self.base_label.clone(),
            account,
            low: Fraction::of(yes, base + may_say_no),
            high: Fraction::of(yes + account.unknown() + may_say_yes, base + may_say_yes),
            members,
            in_full: true,
        }
    }
}

/// Provisional as long as the share may still move, also where only the base is open.
fn status(share: &Share) -> Status {
    let account = &share.account;
    match (account.base(), account.yes + account.no, account.unknown()) {
        (0, _, _) => Status::NotComputable,
        (_, 0, 1..) => Status::Missing,
        _ if share.is_open() => Status::Provisional,
        _ => Status::Normal,
    }
}

/// Units that say yes to a condition of the chain and no to a yes/no item before it. A named condition only
/// restricts: who lies outside it has claimed nothing.
fn outside(survey: &Survey, indicator: &Indicator, truths: &BTreeMap<String, Truth>) -> Vec<Outside> {
    let items = |step: usize| indicator.chain[..step].iter().filter(|id| survey.item(id).is_some());
    let one = |step: usize| {
        let base = items(step).next_back()?;
        let says_no = |place: usize| items(step).any(|id| truths[id][place] == Side::No);
        let claims = truths[&indicator.chain[step]].iter().enumerate();
        let units = claims.filter(|(place, claim)| **claim == Side::Yes && says_no(*place)).map(|(place, _)| place);
        Some(Outside { condition: indicator.chain[step].clone(), base: base.clone(), units: units.collect() })
    };
    (1..indicator.chain.len()).filter_map(one).filter(|outside| !outside.units.is_empty()).collect()
}

/// Two chains that share a step tell of it once.
fn without_repeats(all: Vec<Outside>, n_units: usize) -> Vec<Outside> {
    let mut seen: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    let mut kept = Vec::new();
    for mut outside in all {
        let told = seen.entry(outside.condition.clone()).or_insert_with(|| vec![false; n_units]);
        outside.units.retain(|place| !std::mem::replace(&mut told[*place], true));
        if !outside.units.is_empty() {
            kept.push(outside);
        }
    }
    kept
}

impl Outside {
    /// A finding for each unit, at the answer that claims the property, naming all units concerned.
    pub fn findings(&self, survey: &Survey, round: &Round, lang: Lang) -> Vec<Finding> {
        let property = survey.condition_label(&self.condition);
        let base = survey.base_label(&self.base);
        let n_units = self.units.len().to_string();
        let values = [("property", property.get(lang)), ("base", base.get(lang)), ("n", n_units.as_str())];
        let message = words::OUTSIDE_BASE.say(lang, &values);
        let remedy = words::OUTSIDE_BASE_REMEDY.say(lang, &values);
        let finding = |place: &usize| {
            let unit = round.frame[*place].unit;
            let answer = survey.item(&self.condition).zip(round.given(*place)).map(|(item, r)| &r.answers[item]);
            let mut finding = Finding::new("outside-base", Severity::Error, message.clone(), remedy.clone());
            if let Some(origin) = answer.and_then(|answer| answer.origin.as_ref()) {
                finding = finding.at(origin);
            }
            finding.unit = Some(unit);
            finding.period = round.period.to_string();
            finding.item = self.condition.clone();
            finding.value = answer.map(|answer| answer.raw.clone()).unwrap_or_default();
            finding
        };
        self.units.iter().map(finding).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Side = Side::Unknown(State::Blank);
    const SILENT: Side = Side::Unknown(State::NotReceived);

    #[test]
    fn a_unit_that_sent_nothing_is_not_known_to_lack_what_is_asked_of_those_that_returned() {
        let chain = ["registered", "large", "returned", "planned", "held"].map(str::to_string);
        let truths = BTreeMap::from(
            [
                ("registered", [Side::Yes; 5]),
                ("large", [Side::Yes, Side::Yes, Side::Yes, Side::No, Side::Yes]),
                ("returned", [Side::Yes, Side::Yes, Side::No, Side::No, Side::No]),
                ("planned", [Side::Yes, Side::No, SILENT, SILENT, Side::Yes]),
                ("held", [OPEN, Side::Yes, SILENT, SILENT, Side::Yes]),
            ]
            .map(|(id, truth)| (id.to_string(), truth.to_vec())),
        );
        let nested = Nested::of(&chain, &truths);
        // Of all units, and of the large ones: unit 3 is not large, and unit 4 has everything but a return.
        let open = [Side::Yes, Side::No, SILENT, Side::No, Side::No];
        assert_eq!((nested.seen_from(0, 3), nested.seen_from(1, 3)), (open.to_vec(), open.to_vec()));
        assert_eq!(nested.seen_from(0, 4), [OPEN, Side::No, SILENT, Side::No, Side::No]);
        // Of those that returned the others are no members, and whether a unit returned is known of all.
        assert_eq!(nested.seen_from(2, 3), [Side::Yes, Side::No, Side::No, Side::No, Side::No]);
        assert_eq!(nested.seen_from(0, 2), [Side::Yes, Side::Yes, Side::No, Side::No, Side::No]);
    }

    fn figure(base: &[Side], truth: &[Side]) -> Figure {
        let quotient = Quotient {
            id: "kept".into(),
            label: Text::default(),
            section: String::new(),
            role: Role::Property,
            base: "asked".into(),
            base_label: Text::default(),
            base_truth: base.to_vec(),
            truth: truth.to_vec(),
        };
        quotient.figures(&[]).remove(0)
    }

    #[test]
    fn a_share_whose_base_is_open_is_provisional() {
        let (mut base, mut truth) = (vec![Side::Yes; 12], vec![Side::Yes; 12]);
        truth[0] = Side::No;
        assert_eq!(figure(&base, &truth).status, Status::Normal);
        base.extend([OPEN, OPEN]);
        truth.extend([OPEN, Side::No]);
        let open = figure(&base, &truth);
        let share = open.share().unwrap();
        assert_eq!((share.fraction(), share.account.unknown()), (Fraction::of(11, 12), 0));
        assert_eq!((share.low, share.high), (Fraction::of(11, 14), Fraction::of(12, 13)));
        assert_eq!(open.status, Status::Provisional);
    }

    #[test]
    fn a_share_is_provisional_exactly_where_it_may_still_move() {
        let sides = [Side::Yes, Side::No, OPEN];
        let pairs = || sides.into_iter().flat_map(|base| sides.map(|side| (base, and(base, side))));
        for (first, second) in pairs().flat_map(|first| pairs().map(move |second| (first, second))) {
            let found = figure(&[Side::Yes, first.0, second.0], &[Side::Yes, first.1, second.1]);
            let share = found.share().unwrap();
            let moves = share.low.to_f64() != share.high.to_f64();
            assert_eq!(found.status == Status::Provisional, moves, "{first:?} {second:?}");
        }
    }
}
