//! The narrative report: from the survey's template to one document tree, then to docx and html.
//!
//! A template is MiniJinja over Markdown ([`template`]). It asks for figures, tables and charts ([`context`]); what it
//! gets stands in its text as markers ([`marker`]), so that numbers stay bound to their figures and words from returns
//! are never read as Markdown. [`markdown`] makes one [`tree`] of it, and [`docx`] and [`html`] render that tree.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Document, Format, Publication, chart::Picture, phrases::Phrases};
use crate::error::Error;
use crate::text::report as say;

use facts::Facts;
use template::Template;
use tree::{Behind, Block, Cell, Grid, Report as Tree, Run};

pub mod context;
pub mod docx;
pub mod facts;
pub mod html;
pub mod markdown;
pub mod mark;
pub mod marker;
pub mod object;
pub mod query;
pub mod tables;
pub mod template;
#[cfg(test)]
mod tests;
pub mod tree;

pub use template::verify;

/// `report.docx` and `report.html`.
pub struct Report;

impl Format for Report {
    fn name(&self) -> &'static str {
        "report"
    }

    fn documents(&self, publication: &Publication, charts: &[Picture]) -> Result<Vec<Document>, Error> {
        let template = Template::of(publication.survey, publication.lang)?;
        let phrases = Phrases::of(publication.survey)?;
        let report = tree(publication, charts, &template, phrases)?;
        Ok(vec![
            Document { path: "report.docx".to_string(), bytes: docx::render(&report, charts)? },
            Document { path: "report.html".to_string(), bytes: html::render(&report, charts).into_bytes() },
        ])
    }
}

/// The report that a template gives.
pub fn tree(
    publication: &Publication,
    charts: &[Picture],
    template: &Template,
    phrases: Phrases,
) -> Result<Tree, Error> {
    let facts = Arc::new(Facts::new(publication, phrases, charts));
    let markdown = template.render(&facts)?;
    let outline = markdown::outline(&markdown, &facts.inserted.taken(), facts.lang);
    let (front, blocks) = split_front(outline.blocks);
    let title = facts.word(&facts.survey.title);
    let running_head = facts.say(say::RUNNING_HEAD, &[("title", &title), ("period", &facts.period.name(facts.lang))]);
    let mut report = Tree {
        lang: facts.lang,
        title: if outline.title.is_empty() { vec![Run::plain(title)] } else { outline.title },
        front,
        blocks,
        running_head,
        office: facts.word(&facts.survey.office),
        date: facts.period.last_day(),
        units: facts.units.iter().map(|unit| unit.name.clone()).collect(),
        behind: Vec::new(),
    };
    Numbering::default().number(&mut report);
    bind(&mut report, &facts);
    Ok(report)
}

/// Paragraphs before the contents, a heading or anything else are the title page.
fn split_front(blocks: Vec<Block>) -> (Vec<Vec<Run>>, Vec<Block>) {
    let end = blocks.iter().position(|block| !matches!(block, Block::Paragraph(_))).unwrap_or(0);
    let mut blocks = blocks;
    let rest = blocks.split_off(end);
    let runs = |block| if let Block::Paragraph(runs) = block { Some(runs) } else { None };
    (blocks.into_iter().filter_map(runs).collect(), rest)
}

/// Numbers headings, pictures and tables in reading order, then fills in what is said of them elsewhere.
#[derive(Default)]
struct Numbering {
    headings: usize,
    pictures: usize,
    tables: usize,
    labels: BTreeMap<String, String>,
}

impl Numbering {
    fn number(mut self, report: &mut Tree) {
        let lang = report.lang;
        for block in &mut report.blocks {
            self.count(block, lang);
        }
        for_each_run(&mut report.blocks, &mut |run| {
            if let Run::Reference { anchor, text } = run {
                *text = self.labels.get(anchor).cloned().unwrap_or_default();
            }
        });
    }

    fn count(&mut self, block: &mut Block, lang: crate::text::Lang) {
        match block {
            Block::Heading { anchor, .. } => {
                self.headings += 1;
                *anchor = format!("section_{}", self.headings);
            }
            Block::Picture(picture) => {
                self.pictures += 1;
                picture.number = self.pictures;
                let label = tree::picture_label(lang, self.pictures);
                self.name("chart", &mut picture.id, self.pictures, label);
            }
            Block::Grid(grid) if !grid.title.is_empty() => {
                self.tables += 1;
                grid.number = self.tables;
                let label = tree::table_label(lang, self.tables);
                self.name("table", &mut grid.id, self.tables, label);
            }
            _ => {}
        }
    }
}

impl Numbering {
    /// What is shown twice, or has no name, is named by its number: two places never share an anchor.
    fn name(&mut self, kind: &str, id: &mut String, number: usize, label: String) {
        if id.is_empty() || self.labels.contains_key(&tree::anchor(kind, id)) {
            *id = format!("n{number}");
        }
        self.labels.insert(tree::anchor(kind, id), label);
    }
}

/// Keeps the units behind those figures that the report mentions, and points every number at its own.
fn bind(report: &mut Tree, facts: &Facts) {
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut behind: Vec<Behind> = Vec::new();
    let mut point = |run: &mut Run| {
        let Run::Number(number, _) = run else { return };
        number.behind = number.behind.and_then(|at| {
            if let Some(place) = places.get(&at) {
                return Some(*place);
            }
            behind.push(facts.behind(at)?);
            places.insert(at, behind.len() - 1);
            Some(behind.len() - 1)
        });
    };
    report.title.iter_mut().chain(report.front.iter_mut().flatten()).for_each(&mut point);
    for_each_run(&mut report.blocks, &mut point);
    report.behind = behind;
}

fn for_each_run(blocks: &mut [Block], visit: &mut impl FnMut(&mut Run)) {
    for block in blocks {
        match block {
            Block::Heading { runs, .. } | Block::Paragraph(runs) | Block::Quote(runs) => {
                runs.iter_mut().for_each(&mut *visit);
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| for_each_run(item, visit)),
            Block::Grid(Grid { rows, .. }) => {
                let cells = rows.iter_mut().flatten();
                cells.flat_map(|Cell { runs, .. }| runs).for_each(&mut *visit);
            }
            _ => {}
        }
    }
}
