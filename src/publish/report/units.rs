//! Documents about single units: one template, a document a unit, made in parallel and handed on one by one, so that
//! ten thousand of them are never in memory together.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::Environment;
use rayon::prelude::*;

use super::about::{About, Known};
use super::facts::Facts;
use super::pictures::Pictures;
use super::template::Template;
use super::{context, render};
use crate::error::Error;
use crate::publish::chart::{self, Picture};
use crate::publish::phrases::Phrases;
use crate::publish::{Document, Publication, filename};
use crate::survey::document::{Document as Declared, Per, When};
use crate::survey::expression;

/// Units that one engine writes before the documents are handed on.
const BATCH: usize = 16;

/// By this a template asks for charts.
const CHART: &str = "chart(";

/// Of which units documents are made.
#[derive(Debug, Clone, Copy)]
pub enum Chosen<'a> {
    /// Of all, but only those documents that every run makes.
    All,
    /// Of units at these places of the frame, also those made on request.
    Places(&'a [usize]),
}

/// Makes the documents of units and hands each on; gives their number. Units come in protocol order.
pub fn documents(
    publication: &Publication,
    charts: &[Picture],
    chosen: Chosen,
    hand_on: &mut dyn FnMut(Document) -> Result<(), Error>,
) -> Result<usize, Error> {
    let mut n_documents = 0;
    let is_due = |declared: &Declared| {
        declared.per == Per::Unit && (declared.publish == When::Always || matches!(chosen, Chosen::Places(_)))
    };
    if !publication.edition.names {
        return Ok(0);
    }
    let declared: Vec<Declared> =
        publication.survey.documents_of(publication.period).into_iter().filter(is_due).collect();
    if declared.is_empty() {
        return Ok(0);
    }
    let selected: Vec<Vec<usize>> =
        declared.iter().map(|declared| places(publication, declared, chosen)).collect::<Result<_, _>>()?;
    let all: BTreeSet<usize> = selected.iter().flatten().copied().collect();
    let known = Arc::new(Known::of(publication, &all.into_iter().collect::<Vec<_>>())?);
    let facts = Facts::new(publication, Phrases::of(publication.survey)?, charts);
    let files = files(publication);
    for (declared, places) in declared.iter().zip(&selected) {
        let template = Template::of(publication.survey, declared.stem(), publication.lang)?;
        let Some(first) = places.first() else { continue };
        template.check(&facts.about(About::new(known.clone(), *first)))?;
        let shows_charts = template.source.contains(CHART);
        let job = Job { publication, declared, template: &template, shows_charts, charts, files: &files };
        n_documents += job.documents(&facts, &known, places, hand_on)?;
    }
    Ok(n_documents)
}

/// Whether a document about units shows a chart of the publication.
pub fn ask_for_charts(publication: &Publication) -> Result<bool, Error> {
    for declared in publication.survey.documents_of(publication.period).iter().filter(|d| d.per == Per::Unit) {
        if Template::of(publication.survey, declared.stem(), publication.lang)?.source.contains(CHART) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The names of the files of all units of the frame. They depend on the whole register, so that a unit's file is
/// called the same whichever units are asked for.
fn files(publication: &Publication) -> Vec<String> {
    let names = filename::of_codes(publication.register.units.iter().map(|unit| unit.code.as_str()));
    publication.frame.iter().map(|framed| names[framed.unit].clone()).collect()
}

/// The units that get a document, by place in the frame: those for which its condition is true.
fn places(publication: &Publication, declared: &Declared, chosen: Chosen) -> Result<Vec<usize>, Error> {
    let places = match chosen {
        Chosen::All => (0..publication.frame.len()).collect(),
        Chosen::Places(places) => places.to_vec(),
    };
    let Some(filter) = &declared.filter else { return Ok(places) };
    let truth = expression::evaluate(&publication.frames.returns, filter)
        .map_err(|message| Error::Query { name: declared.id.clone(), message })?;
    Ok(places.into_iter().filter(|place| truth[*place] == Some(true)).collect())
}

struct Job<'a> {
    publication: &'a Publication<'a>,
    declared: &'a Declared,
    template: &'a Template,
    shows_charts: bool,
    charts: &'a [Picture],
    files: &'a [String],
}

/// Facts of its own for each engine that works at the same time.
struct Engine {
    facts: Arc<Facts>,
    env: Environment<'static>,
}

impl Engine {
    fn new(facts: &Facts, known: &Arc<Known>, place: usize) -> Engine {
        let facts = Arc::new(facts.about(About::new(known.clone(), place)));
        Engine { env: context::environment(&facts), facts }
    }
}

impl Job<'_> {
    fn documents(
        &self,
        facts: &Facts,
        known: &Arc<Known>,
        places: &[usize],
        hand_on: &mut dyn FnMut(Document) -> Result<(), Error>,
    ) -> Result<usize, Error> {
        let n_engines = rayon::current_num_threads().min(places.len().div_ceil(BATCH)).max(1);
        let first = places.first().copied().unwrap_or_default();
        let mut engines: Vec<Engine> = (0..n_engines).map(|_| Engine::new(facts, known, first)).collect();
        let mut n_documents = 0;
        for round in places.chunks(BATCH * n_engines) {
            let work: Vec<(&mut Engine, &[usize])> = engines.iter_mut().zip(round.chunks(BATCH)).collect();
            let made: Vec<Result<Vec<Document>, Error>> =
                work.into_par_iter().map(|(engine, places)| self.batch(engine, places)).collect();
            for documents in made {
                for document in documents? {
                    n_documents += 1;
                    hand_on(document)?;
                }
            }
        }
        Ok(n_documents)
    }

    /// The charts of one unit, where the template shows any.
    fn own_pictures(&self, place: usize) -> Result<Vec<Picture>, Error> {
        if !self.shows_charts {
            return Ok(Vec::new());
        }
        let unit = self.publication.frame[place].unit;
        chart::of_unit(self.publication, &self.publication.register.units[unit].code)
    }

    fn batch(&self, engine: &mut Engine, places: &[usize]) -> Result<Vec<Document>, Error> {
        let mut documents = Vec::new();
        for place in places {
            let own = self.own_pictures(*place)?;
            engine.facts.turn(*place, &own);
            let mut tree = super::written(&engine.facts, self.template, &engine.env, self.declared)?;
            let charts = Pictures { common: self.charts, own: &own };
            // What other units said behind a number is not for the eyes of one unit.
            tree.without_units();
            for format in &self.declared.formats {
                let path = self.declared.path(Some(&self.files[*place]), *format);
                documents.push(Document { path, bytes: render(&tree, charts, *format)? });
            }
        }
        Ok(documents)
    }
}
