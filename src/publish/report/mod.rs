//! The narrative report and every further document: from a template to one document tree, then to docx and html.
//!
//! A template is MiniJinja over Markdown ([`template`]). It asks for figures, tables and charts ([`context`]); what it
//! gets stands in its text as markers ([`marker`]), so that numbers stay bound to their figures and words from returns
//! are never read as Markdown. [`markdown`] makes one [`tree`](mod@tree) of it, and [`docx`] and [`html`] render that tree.
//! [`units`] does so once a unit, with what only that unit's document may say ([`about`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Environment;

use super::{Document, Format, Publication, chart::Picture, phrases::Phrases};
use crate::error::Error;
use crate::survey::document::{Document as Declared, DocumentFormat, Per};
use crate::text::report as say;

use facts::Facts;
use page::Page;
use pictures::Pictures;
use template::Template;
use tree::{Behind, Block, Cell, Grid, Report as Tree, Run};

pub mod about;
pub mod cells;
pub mod context;
pub mod docx;
pub mod facts;
pub mod html;
mod listed;
pub mod mark;
pub mod markdown;
pub mod marker;
mod names;
pub mod object;
mod own;
pub mod page;
pub mod pictures;
mod printed;
pub mod query;
mod refusal;
mod rows;
mod subject;
pub mod tables;
pub mod template;
#[cfg(test)]
mod tests;
pub mod tree;
mod undefined;
pub mod units;
mod withheld;

pub use template::verify;

/// `report.docx`, `report.html`, and the further documents about all units.
pub struct Report;

impl Format for Report {
    fn name(&self) -> &'static str {
        "report"
    }

    fn documents(&self, publication: &Publication, charts: &[Picture]) -> Result<Vec<Document>, Error> {
        let mut documents = Vec::new();
        let declared = publication.survey.documents_of(publication.period);
        for declared in declared.iter().filter(|declared| declared.per == Per::Publication) {
            if declared.formats.is_empty() {
                continue;
            }
            let template = Template::of(publication.survey, declared.stem(), publication.lang)?;
            let phrases = Phrases::of(publication.survey)?;
            let facts = Arc::new(Facts::new(publication, phrases, charts));
            template.check(&facts)?;
            let tree = written(&facts, &template, &context::environment(&facts), declared)?;
            for format in &declared.formats {
                let bytes = render(&tree, Pictures::of(charts), *format)?;
                documents.push(Document { path: declared.path(None, *format), bytes });
            }
        }
        Ok(documents)
    }
}

/// A tree in a format.
fn render(tree: &Tree, charts: Pictures, format: DocumentFormat) -> Result<Vec<u8>, Error> {
    match format {
        DocumentFormat::Docx => docx::render(tree, charts),
        DocumentFormat::Html => Ok(html::render(tree, charts).into_bytes()),
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
    template.check(&facts)?;
    written(&facts, template, &context::environment(&facts), &Declared::report())
}

/// The document that a template gives; `engine` knows the facts.
fn written(facts: &Facts, template: &Template, engine: &Environment, declared: &Declared) -> Result<Tree, Error> {
    let markdown = template.render(engine)?;
    let outline = markdown::outline(&markdown, &facts.inserted.taken(), facts.lang);
    let (front, blocks) = split_front(outline.blocks);
    let title = if declared.title.is_empty() { &facts.survey.title } else { &declared.title };
    let title = facts.word(title);
    let running_head = facts.say(say::RUNNING_HEAD, &[("title", &title), ("period", &facts.period.name(facts.lang))]);
    let mut report = Tree {
        lang: facts.lang,
        page: Page::of(declared),
        title: if outline.title.is_empty() { vec![Run::plain(title)] } else { outline.title },
        front,
        blocks,
        running_head,
        office: facts.word(&facts.survey.office),
        date: facts.period.last_day(),
        units: facts.units.iter().map(|unit| unit.name.clone()).collect(),
        behind: Vec::new(),
        cells: BTreeMap::new(),
    };
    withheld::declare(&mut report, facts);
    Numbering::default().number(&mut report);
    bind(&mut report, facts);
    Ok(report)
}

/// Paragraphs before the contents, a heading or anything else are the title page. A document without contents has no
/// such page: there only lines that are no sentences belong to the title, and a letter begins with its first sentence.
fn split_front(blocks: Vec<Block>) -> (Vec<Vec<Run>>, Vec<Block>) {
    let has_contents = blocks.contains(&Block::Contents);
    let is_front = |block: &Block| match block {
        Block::Paragraph(runs) => has_contents || !is_sentence(&tree::words(runs)),
        _ => false,
    };
    let end = blocks.iter().position(|block| !is_front(block)).unwrap_or(blocks.len());
    let mut blocks = blocks;
    let rest = blocks.split_off(end);
    let runs = |block| if let Block::Paragraph(runs) = block { Some(runs) } else { None };
    (blocks.into_iter().filter_map(runs).collect(), rest)
}

/// Whether words end as a sentence or a salutation does.
fn is_sentence(words: &str) -> bool {
    words.trim_end().ends_with(['。', '！', '？', '；', '：', '，', '.', '!', '?', ';', ':', ','])
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
    let decisive: std::collections::BTreeSet<usize> = behind.iter().flat_map(|known| known.items.clone()).collect();
    report.cells = decisive.into_iter().map(|item| (item, cells::column(facts, item))).collect();
    report.behind = behind;
}

impl Tree {
    /// Takes out the units behind the numbers.
    fn without_units(&mut self) {
        self.units.clear();
        self.behind.clear();
        self.cells.clear();
        let mut unbind = |run: &mut Run| {
            if let Run::Number(number, _) = run {
                number.behind = None;
            }
        };
        self.title.iter_mut().chain(self.front.iter_mut().flatten()).for_each(&mut unbind);
        for_each_run(&mut self.blocks, &mut unbind);
    }
}

fn for_each_run(blocks: &mut [Block], visit: &mut impl FnMut(&mut Run)) {
    for block in blocks {
        match block {
            Block::Heading { runs, .. } | Block::Paragraph(runs) | Block::Quote(runs) => {
                runs.iter_mut().for_each(&mut *visit);
            }
            Block::Signed(lines) => lines.iter_mut().flatten().for_each(&mut *visit),
            Block::List { items, .. } => items.iter_mut().for_each(|item| for_each_run(item, visit)),
            Block::Grid(Grid { rows, .. }) => {
                let cells = rows.iter_mut().flatten();
                cells.flat_map(|Cell { runs, .. }| runs).for_each(&mut *visit);
            }
            _ => {}
        }
    }
}
