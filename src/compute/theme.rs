//! Themes: what open answers are about, by the dictionary of the survey, or as the office decided.

use super::derive::{Derived, Given, integers, texts, truths};
use super::rows::Rows;
use crate::answer::{State, Value};
use crate::error::Error;
use crate::survey::theme::{TABLE, Theme, UNMATCHED, open_items};
use crate::text::compute as words;

/// A theme of an answer.
struct Told<'a> {
    unit: usize,
    item: &'a str,
    /// `None` for an answer without a theme.
    theme: Option<usize>,
    n_themes: usize,
    is_reviewed: bool,
    quote: &'a str,
}

/// The table of themes, a row a theme of an answer.
pub fn derived(given: &Given) -> Result<Derived, Error> {
    let told: Vec<Told> = open_items(given.survey).flat_map(|item| of_item(given, item)).collect();
    let themes = &given.survey.themes;
    let unmatched = words::UNMATCHED.text(given.lang);
    let id = |told: &Told| told.theme.map_or(UNMATCHED, |place| themes[place].id.as_str()).to_string();
    let label = |told: &Told| told.theme.map_or(unmatched, |place| themes[place].label.get(given.lang)).to_string();
    let place = |told: &Told| told.theme.unwrap_or(themes.len()) + 1;
    let whole = |of: &dyn Fn(&Told) -> usize| told.iter().map(|told| i64::try_from(of(told)).ok()).collect::<Vec<_>>();
    let text = |of: &dyn Fn(&Told) -> String| told.iter().map(|told| Some(of(told))).collect::<Vec<_>>();
    let units: Vec<usize> = told.iter().map(|told| told.unit).collect();
    let frame = Rows::of(given, &units).frame()?;
    let further = vec![
        texts("item", text(&|told| told.item.to_string())),
        integers("theme_seq", whole(&place)),
        texts("theme", text(&id)),
        texts("theme_label", text(&label)),
        integers("n_themes", whole(&|told| told.n_themes)),
        truths("reviewed", told.iter().map(|told| Some(told.is_reviewed)).collect()),
        texts("quote", text(&|told| told.quote.to_string())),
    ];
    let frame = frame.hstack(&further).map_err(|error| Error::Failed(format!("{TABLE}: {error}")))?;
    Ok(Derived { columns: Vec::new(), tables: vec![(TABLE.to_string(), frame)] })
}

fn of_item<'a>(given: &Given<'a>, item: usize) -> Vec<Told<'a>> {
    let asked = &given.survey.items[item].id;
    let mut told = Vec::new();
    for unit in 0..given.round.frame.len() {
        let Some(answer) = given.round.given(unit).map(|given| &given.answers[item]) else { continue };
        let (State::Answered, Some(Value::Text(quote))) = (answer.state, &answer.value) else { continue };
        let reviewed = reviewed(given, unit, asked);
        let is_reviewed = reviewed.is_some();
        let themes = reviewed.unwrap_or_else(|| found(&given.survey.themes, asked, quote));
        let n_themes = themes.len();
        let of = |theme: Option<usize>| Told { unit, item: asked, theme, n_themes, is_reviewed, quote };
        match themes.is_empty() {
            true => told.push(of(None)),
            false => told.extend(themes.into_iter().map(|theme| of(Some(theme)))),
        }
    }
    told
}

/// The themes, by place, whose patterns are in an answer.
fn found(themes: &[Theme], item: &str, answer: &str) -> Vec<usize> {
    let is_there = |theme: &Theme| theme.is_sought_in(item) && theme.is_in(answer);
    (0..themes.len()).filter(|place| is_there(&themes[*place])).collect()
}

/// The themes that the office decided on, in the order of the dictionary.
fn reviewed(given: &Given, unit: usize, item: &str) -> Option<Vec<usize>> {
    let code = &given.register.units[given.round.frame[unit].unit].code;
    let period = given.round.period.to_string();
    let is_meant =
        |known: &&crate::survey::theme::Reviewed| known.period == period && known.unit == *code && known.item == item;
    let known = given.survey.reviewed.iter().find(is_meant)?;
    let themes = &given.survey.themes;
    Some((0..themes.len()).filter(|place| known.themes.contains(&themes[*place].id)).collect())
}
