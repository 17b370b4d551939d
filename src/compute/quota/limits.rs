//! Quotas of a time limit: each row asks for an answer within so many days or months.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::judge::{self, Amount, Judged, Span, State};
use super::{Case, Line, Scene};
use crate::error::Error;
use crate::evidence::{self, Piece};
use crate::survey::quota::Within;

/// Judges every case; a span stands for the cases that begin in it.
pub(super) fn judged(scene: &Scene) -> Result<(Vec<Line>, Vec<Case>), Error> {
    let within = scene.quota.within.as_ref().expect("only quotas of a time limit come here");
    let begun = begun(scene)?;
    let answers = answers(scene, within);
    let (mut lines, mut cases) = (Vec::new(), Vec::new());
    for place in scene.places()? {
        let unit = scene.unit(place);
        let own = begun.get(&unit).map_or(&[][..], Vec::as_slice);
        let (spans, known) = scene.spans_of(place);
        for (span, is_known) in spans.iter().zip(known) {
            let of_span = own.iter().filter(|one| one.day.is_some_and(|day| Scene::holds(span, day)));
            let judged: Vec<Case> =
                of_span.filter_map(|one| case(scene, within, &answers, (place, span), one)).collect();
            lines.extend(line(scene, (place, span), is_known, &judged));
            cases.extend(judged);
        }
    }
    Ok((lines, cases))
}

/// The rows that ask for an answer, by unit in the order of days.
fn begun<'a>(scene: &Scene<'a>) -> Result<BTreeMap<usize, Vec<Piece<'a>>>, Error> {
    let mut by_unit: BTreeMap<usize, Vec<Piece>> = BTreeMap::new();
    for round in &scene.rounds {
        let belongs = scene.amounts(round)?;
        let pieces = scene.pieces(round, &scene.quota.table, scene.date());
        let counts = |piece: &Piece| piece.doubt.is_none() && piece.day.is_some_and(|day| day <= scene.reference());
        let begun = pieces.into_iter().zip(belongs).filter(|(piece, belongs)| belongs.is_some() && counts(piece));
        for (piece, _) in begun {
            by_unit.entry(piece.given.unit).or_default().push(piece);
        }
    }
    for pieces in by_unit.values_mut() {
        pieces.sort_by_key(|piece| piece.day);
    }
    Ok(by_unit)
}

/// The days of the answers in another table, by unit and key, in order.
type Answers = BTreeMap<(usize, String), Vec<NaiveDate>>;

fn answers(scene: &Scene, within: &Within) -> Answers {
    let mut answers = Answers::new();
    let Some(table) = &within.table else { return answers };
    for round in &scene.rounds {
        for piece in scene.pieces(round, table, &within.date).iter().filter(|piece| piece.doubt.is_none()) {
            if let (Some(day), Some(key)) = (piece.day, key(scene, within, table, piece)) {
                answers.entry((piece.given.unit, key)).or_default().push(day);
            }
        }
    }
    answers.values_mut().for_each(|days| days.sort());
    answers
}

fn key(scene: &Scene, within: &Within, table: &str, piece: &Piece) -> Option<String> {
    let table = scene.survey.tables.iter().find(|known| known.id == table)?;
    let place = table.columns.iter().position(|item| Some(&item.id) == within.key.as_ref())?;
    Some(evidence::words(piece.row, &[place])).filter(|key| !key.is_empty())
}

fn case(
    scene: &Scene,
    within: &Within,
    answers: &Answers,
    (place, span): (usize, &Span),
    piece: &Piece,
) -> Option<Case> {
    let begun = piece.day?;
    let key = key(scene, within, &scene.quota.table, piece).unwrap_or_default();
    let due = judge::limit(begun, within.days, within.months);
    let is_answer = |day: &NaiveDate| *day >= begun && *day <= scene.reference();
    let answered = match &within.table {
        Some(_) => answers.get(&(scene.unit(place), key.clone())).and_then(|days| days.iter().copied().find(is_answer)),
        None => in_row(scene, within, piece).filter(is_answer),
    };
    let told = scene.returns_over(place, begun, due.min(scene.reference()));
    let is_known = within.table.is_none() || told.into_iter().flatten().all(|returned| returned);
    let state = judge::case(answered, due, scene.reference(), is_known);
    Some(Case { place, days: span.days, key, begun, due, answered, state })
}

fn in_row(scene: &Scene, within: &Within, piece: &Piece) -> Option<NaiveDate> {
    let table = scene.survey.tables.iter().find(|known| known.id == scene.quota.table)?;
    let place = table.columns.iter().position(|item| item.id == within.date)?;
    evidence::day(piece.row.answers.get(place))
}

/// The cases of a span as one line; none where there was nothing to answer.
fn line(scene: &Scene, (place, span): (usize, &Span), is_known: bool, cases: &[Case]) -> Option<Line> {
    let count = |wanted: State| Amount(Amount::ONE.0 * cases.iter().filter(|case| case.state == wanted).count() as i64);
    let states: Vec<State> = cases.iter().map(|case| case.state).collect();
    let unknown = (!is_known).then_some(State::NoData);
    let state = judge::worst(&states.into_iter().chain(unknown).collect::<Vec<_>>())?;
    let due = cases.iter().map(|case| case.due).max().unwrap_or(span.due);
    let is_due =
        cases.iter().any(|case| case.due <= scene.reference()) || (cases.is_empty() && due <= scene.reference());
    let state = if state == State::NoData && !is_due { State::NotDue } else { state };
    let judged = Judged {
        state,
        done: count(State::Met),
        made_up: count(State::Late),
        short_by: count(State::Short),
        last: cases.iter().filter_map(|case| case.answered).max(),
    };
    let required = Some(Amount(Amount::ONE.0 * cases.len() as i64)).filter(|_| is_known || !cases.is_empty());
    Some(Line { place, span: Span { due, ..*span }, is_due, required, judged, set_aside: 0 })
}
