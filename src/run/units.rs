//! `canvass run --units`: the documents of some units alone, beside the publication and without touching it.

use std::collections::BTreeMap;

use sha2::Digest;

use super::{Analysed, Done, Opened, Outputs, done, hex, holder, run_document};
use crate::cli;
use crate::error::Error;
use crate::publish::{self, data::check_documents, store::Place};
use crate::register::Unit;
use crate::text::run as words;
use crate::text::saying::{Saying, Told};

/// How far a code may be from the one meant, in letters added, left out, changed or exchanged.
const NEAR: usize = 2;
/// How many codes a hint names at most.
const MOST_HINTS: usize = 3;

/// Writes the documents of the units named, with the ledger, the findings, the units and the record of the run, into
/// `PERIOD.units` beside the publication, in the place of what an earlier such run left there.
pub(super) fn publish(
    job: &cli::Run,
    opened: &Opened,
    analysed: Analysed,
    durations: &BTreeMap<&'static str, f64>,
) -> Result<Done, Error> {
    if !analysed.edition.names {
        let audience = analysed.edition.audience.code();
        return Err(Error::Usage(words::NO_UNITS_FOR.saying(&[("audience", audience)])));
    }
    let places = places(opened, &analysed, &job.units)?;
    let folder = format!("{}.units", analysed.edition.folder(analysed.round.period));
    let place = Place::take(&job.out, &opened.survey.id, &folder, &holder())?;
    let mut building = place.build()?;
    let mut outputs = Outputs::new();
    let mut write = |document: publish::Document| {
        outputs.insert(document.path.clone(), hex(&sha2::Sha256::digest(&document.bytes)));
        building.write(&document)
    };
    let n_documents = publish::unit_documents(&analysed.publication(opened), &places, &mut write)?;
    if n_documents == 0 {
        let told = |lang| words::NO_UNIT_DOCUMENT.say(lang, &[("units", &job.units.told(lang))]);
        return Err(Error::Usage(Saying::of(told)));
    }
    check_documents(&analysed.checked(opened)).into_iter().try_for_each(&mut write)?;
    building.write(&run_document(opened, &analysed, &outputs, durations))?;
    building.finish()?;
    Ok(done(opened, analysed, job.sources.period, place.folder().to_path_buf()))
}

/// The places in the frame of the units named, in protocol order; refuses every code that is not there.
fn places(opened: &Opened, analysed: &Analysed, codes: &[String]) -> Result<Vec<usize>, Error> {
    let frame: Vec<&Unit> = analysed.round.frame.iter().map(|framed| &opened.register.units[framed.unit]).collect();
    let mut places = Vec::new();
    let mut wrong = Vec::new();
    for code in codes.iter().map(|code| code.trim()).filter(|code| !code.is_empty()) {
        match frame.iter().position(|unit| unit.code == code) {
            Some(place) => places.push(place),
            None => wrong.push(refusal(opened, &frame, code)),
        }
    }
    if !wrong.is_empty() {
        let told = |lang| wrong.iter().map(|refusal| refusal.get(lang)).collect::<Vec<_>>().join("\n  ");
        return Err(Error::Usage(Saying::of(told)));
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

fn refusal(opened: &Opened, frame: &[&Unit], code: &str) -> Saying {
    if opened.register.units.iter().any(|unit| unit.code == code) {
        return words::UNIT_NOT_IN_FRAME.saying(&[("code", code)]);
    }
    match near(frame, code).as_slice() {
        [] => words::UNKNOWN_UNIT.saying(&[("code", code)]),
        near => Saying::of(|lang| words::UNKNOWN_UNIT_NEAR.say(lang, &[("code", code), ("near", &near.told(lang))])),
    }
}

/// The codes that were probably meant, nearest first: the unit of that name, or codes spelt much alike.
fn near(frame: &[&Unit], code: &str) -> Vec<String> {
    let is_named = |unit: &Unit| unit.name == code || unit.aliases.iter().any(|alias| alias == code);
    if let Some(unit) = frame.iter().find(|unit| is_named(unit)) {
        return vec![format!("{} ({})", unit.code, unit.name)];
    }
    let distance = |unit: &&&Unit| strsim::osa_distance(&unit.code.to_lowercase(), &code.to_lowercase());
    let mut near: Vec<(usize, &&Unit)> = frame.iter().map(|unit| (distance(&unit), unit)).collect();
    near.retain(|(distance, unit)| *distance <= NEAR && *distance < unit.code.chars().count());
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(MOST_HINTS).map(|(_, unit)| format!("{} ({})", unit.code, unit.name)).collect()
}
