//! Decides whether a workbook is a form or a roster where it might be either, and says what of it is not read.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::RandomState;

use crate::collect::filling::Filling;
use crate::collect::heading::{self, Block};
use crate::collect::layout::Layout;
use crate::collect::locate::Cell;
use crate::collect::page::Page;
use crate::collect::sheets::{self, Unread};
use crate::collect::sides::{self, Part};
use crate::collect::titled;
use crate::collect::understood::Reader;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::sheet::{Position, Sheet};
use crate::text::{Phrase, sheets as say};

/// What of a workbook is read, and what is said of the rest.
pub struct Choice {
    /// The return.
    pub held: Held,
    /// Sheets that are not read.
    pub findings: Vec<Finding>,
}

/// What a workbook holds.
pub enum Held {
    /// A form on some sheets; the lists on the sheets aside do not belong to it.
    Form { sheets: Vec<usize>, aside: Vec<usize> },
    /// The blocks of a roster.
    Roster(Vec<Block>),
}

impl Held {
    /// The sheets that are read.
    pub fn sheets(&self) -> impl Iterator<Item = usize> {
        let (form, blocks) = match self {
            Held::Form { sheets, .. } => (sheets.as_slice(), &[][..]),
            Held::Roster(blocks) => (&[][..], blocks.as_slice()),
        };
        form.iter().copied().chain(blocks.iter().map(|block| block.sheet))
    }
}

/// Chooses between the form and the lists of a workbook. The error says why there is no choice to make.
pub fn of(layout: &Layout, reader: &Reader, filed: Option<Period>) -> Result<Choice, String> {
    let mut choice = chosen(layout, reader, filed)?;
    if let Held::Form { sheets, .. } = &choice.held {
        let is_told = |sheet: usize| choice.findings.iter().any(|finding| *finding.sheet == *reader.sheets[sheet]);
        let unread =
            sheets::unread(layout, reader.pages, sheets, filed).into_iter().filter(|(sheet, _)| !is_told(*sheet));
        let findings: Vec<Finding> = unread.map(|(sheet, why)| copy_unread(reader, sheet, sheets[0], why)).collect();
        choice.findings.extend(findings);
    }
    Ok(choice)
}

fn chosen(layout: &Layout, reader: &Reader, filed: Option<Period>) -> Result<Choice, String> {
    let blocks = heading::blocks(layout, reader.pages);
    if blocks.is_empty() {
        let sheets = sheets::form(layout, reader.pages, &[], filed).map_err(|clash| clash.say(reader.lang))?;
        let aside = registers(reader.pages, &sheets);
        return Ok(Choice { held: Held::Form { sheets, aside }, findings: Vec::new() });
    }
    let lists = Lists::of(layout, reader, blocks);
    match form_beside(layout, reader, &lists, filed)? {
        Some(form) => lists.beside(layout, reader, form),
        None => Ok(lists.roster(reader, None)),
    }
}

/// The lists of units in a workbook.
struct Lists {
    /// The blocks that are headed alike; hidden ones only where all are.
    read: Vec<Block>,
    /// Those of another period by the names of their sheets, in which a unit answers something.
    old: Vec<Block>,
    /// The others in which a unit answers something.
    unread: Vec<Block>,
    /// The sheets of all of them.
    sheets: Vec<usize>,
    is_hidden: bool,
}

/// A form beside a list.
struct Form {
    sheets: Vec<usize>,
    filling: Filling,
}

/// The form beside the lists: on visible sheets, or on one that the survey names, with enough of the items.
fn form_beside(layout: &Layout, reader: &Reader, lists: &Lists, filed: Option<Period>) -> Result<Option<Form>, String> {
    let pages = reader.pages;
    let may_be = |sheet: &usize| !pages[*sheet].sheet.hidden || sheets::is_named(layout, &pages[*sheet]);
    let (form, aside): (Vec<usize>, Vec<usize>) =
        (0..pages.len()).partition(|sheet| may_be(sheet) && !lists.hold(*sheet));
    let mut items: Vec<usize> = form.iter().flat_map(|sheet| pages[*sheet].items()).collect();
    items.sort_unstable();
    items.dedup();
    if items.is_empty() || (items.len() as f64) < layout.survey.form.least_found * layout.survey.items.len() as f64 {
        return Ok(None);
    }
    match sheets::form(layout, pages, &aside, filed) {
        Ok(sheets) => Ok(Some(Form { filling: Filling::of(layout, pages, &sheets), sheets })),
        Err(clash) if clash.is_meant => Err(clash.say(reader.lang)),
        Err(_) => Ok(None),
    }
}

impl Lists {
    fn of(layout: &Layout, reader: &Reader, blocks: Vec<Block>) -> Lists {
        let is_hidden = |block: &Block| reader.pages[block.sheet].sheet.hidden;
        let all_hidden = blocks.iter().all(is_hidden);
        let shown = |block: &&Block| all_hidden || !is_hidden(block);
        let is_named = |block: &Block| sheets::is_named(layout, &reader.pages[block.sheet]);
        let is_first = |block: &Block| is_named(block) && block.is_filled(&reader.pages[block.sheet]);
        let is_old = |block: &Block| {
            let own = declared_period(&reader.pages[block.sheet]);
            !is_named(block) && is_of_another_round(layout, reader, block, own)
        };
        // A sheet that the survey names first, then more items and the earlier sheet; on one sheet the lower header.
        let rank = |block: &&Block| {
            (is_first(block), !is_old(block), block.items().len(), usize::MAX - block.sheet, block.row)
        };
        let best = blocks.iter().filter(shown).max_by_key(rank).expect("some block is shown").clone();
        let is_read =
            |block: &Block| shown(&block) && block.is_headed_like(&best) && (!all_hidden || block.sheet == best.sheet);
        let own = declared_period(&reader.pages[best.sheet]);
        let is_other = |block: &Block| {
            block.sheet != best.sheet && !is_named(block) && is_of_another_round(layout, reader, block, own)
        };
        let mut sheets: Vec<usize> = blocks.iter().map(|block| block.sheet).collect();
        sheets.dedup();
        let is_filled = |block: &Block| block.is_filled(&reader.pages[block.sheet]);
        let (old, others): (Vec<Block>, Vec<Block>) =
            blocks.into_iter().partition(|block| shown(&block) && is_other(block));
        let (read, others): (Vec<Block>, Vec<Block>) = others.into_iter().partition(is_read);
        let [old, unread] = [old, others].map(|blocks| blocks.into_iter().filter(is_filled).collect());
        Lists { old, unread, read, sheets, is_hidden: all_hidden }
    }

    fn hold(&self, sheet: usize) -> bool {
        self.sheets.contains(&sheet)
    }

    fn is_filled(&self, pages: &[Page]) -> bool {
        self.read.iter().any(|block| block.is_filled(&pages[block.sheet]))
    }

    /// Chooses between the lists and a form beside them.
    fn beside(self, layout: &Layout, reader: &Reader, form: Form) -> Result<Choice, String> {
        let pages = reader.pages;
        let is_named = |sheet: usize| sheets::is_named(layout, &pages[sheet]);
        let list_is_named = self.read.iter().any(|block| is_named(block.sheet));
        let form_is_named = form.sheets.iter().any(|sheet| is_named(*sheet) && !pages[*sheet].sheet.hidden);
        let is_meant = form.filling.is_meant() || (form_is_named && form.filling.is_signed());
        if self.is_hidden || (is_meant && !self.is_filled(pages)) {
            return Ok(self.form(reader, form));
        }
        if !is_meant {
            return Ok(self.roster(reader, None));
        }
        match (form_is_named, list_is_named) {
            (true, false) => Ok(self.form(reader, form)),
            (false, true) => Ok(self.roster(reader, Some(form.sheets[0]))),
            _ if !form.filling.names_unit() => Ok(self.roster(reader, Some(form.sheets[0]))),
            _ => {
                let [form, list] = [form.sheets[0], self.read[0].sheet].map(|sheet| pages[sheet].sheet.name.as_str());
                Err(say::FORM_OR_LIST.say(reader.lang, &[("form", form), ("list", list)]))
            }
        }
    }

    /// The form is read and the lists are not.
    fn form(self, reader: &Reader, form: Form) -> Choice {
        let other = form.sheets[0];
        let aside = [self.sheets, registers(reader.pages, &form.sheets)].concat();
        let mut blocks: Vec<&Block> = self.read.iter().chain(&self.unread).chain(&self.old).collect();
        blocks.sort_by_key(|block| (block.sheet, block.row));
        let filled = blocks.into_iter().filter(|block| block.is_filled(&reader.pages[block.sheet]));
        let mut told: Vec<&Block> = filled.collect();
        told.dedup_by_key(|block| block.sheet);
        let finding = |block: &&Block| match reader.pages[block.sheet].sheet.hidden {
            true => left_aside(reader, begin(block), other, Severity::Note, HIDDEN_LIST_BESIDE_FORM),
            false => left_aside(reader, begin(block), other, Severity::Error, LIST_BESIDE_FORM),
        };
        let findings = told.iter().map(finding).collect();
        Choice { held: Held::Form { sheets: form.sheets, aside }, findings }
    }

    /// The lists are read that are headed alike; a filled form beside them is not.
    fn roster(self, reader: &Reader, form: Option<usize>) -> Choice {
        let other = self.read[0].sheet;
        let error = |at, words| left_aside(reader, at, other, Severity::Error, words);
        let unread = self.unread.iter().map(|block| match reader.pages[block.sheet].sheet.hidden {
            true => error(begin(block), HIDDEN_LIST),
            false => error(begin(block), LIST_HEADED_OTHERWISE),
        });
        let old = self.old.iter().map(|block| error(begin(block), LIST_OF_ANOTHER_PERIOD));
        let continued = (0..reader.pages.len()).filter_map(|sheet| self.continued(reader.pages, sheet));
        let form = form.map(|sheet| Cell { sheet, at: Position::new(0, 0) });
        let findings = unread
            .chain(old)
            .chain(continued.map(|at| error(at, LIST_HEADED_OTHERWISE)))
            .chain(form.map(|at| error(at, FORM_BESIDE_LIST)))
            .collect();
        Choice { held: Held::Roster(copies_left_out(reader.pages, self.read)), findings }
    }

    /// Where the columns of the list go on: a visible sheet that asks items in one row which the list lacks.
    fn continued(&self, pages: &[Page], sheet: usize) -> Option<Cell> {
        let page = &pages[sheet];
        let part: Part = Some(page).filter(|page| !self.hold(sheet) && !page.sheet.hidden).and_then(sides::part)?;
        let known = self.read.first()?.items();
        (part.n_rows > 0 && !part.items.is_subset(&known)).then_some(Cell { sheet, at: part.at })
    }
}

/// Whether a list stands on a sheet whose name says another period than that of the list which is read. One that declares
/// the year of its name is a return of that year.
fn is_of_another_round(layout: &Layout, reader: &Reader, block: &Block, own: Option<Period>) -> bool {
    let page = &reader.pages[block.sheet];
    let declared = declared_period(page);
    let name = &page.sheet.name;
    titled::is_earlier(name)
        || own.is_some()
            && declared.is_none_or(|declared| Some(declared) == own)
            && titled::is_of_another_time(layout, own, name)
}

/// The period that a sheet declares of itself.
fn declared_period(page: &Page) -> Option<Period> {
    page.marks.iter().find_map(|mark| mark.period)
}

/// The sheets beside a form that list units without their answers: the first of these is not the sender.
fn registers(pages: &[Page], form: &[usize]) -> Vec<usize> {
    let others = (0..pages.len()).filter(|sheet| !form.contains(sheet));
    others.filter(|sheet| sides::lists_units(&pages[*sheet])).collect()
}

/// A sheet that repeats another cell by cell says nothing more.
fn copies_left_out(pages: &[Page], blocks: Vec<Block>) -> Vec<Block> {
    let mut sheets: Vec<usize> = blocks.iter().map(|block| block.sheet).collect();
    sheets.dedup();
    let mut kept: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let hasher = RandomState::default();
    for sheet in sheets {
        let alike = kept.entry(digest(&hasher, pages[sheet].sheet)).or_default();
        if !alike.iter().any(|other| pages[*other].sheet.cells == pages[sheet].sheet.cells) {
            alike.push(sheet);
        }
    }
    let kept: BTreeSet<usize> = kept.into_values().flatten().collect();
    blocks.into_iter().filter(|block| kept.contains(&block.sheet)).collect()
}

/// Equal for equal cells, so that only sheets that may be copies are compared cell by cell.
fn digest(hasher: &RandomState, sheet: &Sheet) -> u64 {
    let mut digest = hasher.build_hasher();
    for (at, content) in &sheet.cells {
        (at.row, at.col, content.to_string()).hash(&mut digest);
    }
    digest.finish()
}

/// A filled copy of the form that is not read.
fn copy_unread(reader: &Reader, sheet: usize, other: usize, why: Unread) -> Finding {
    let (severity, words) = match why {
        Unread::Hidden => (Severity::Query, [say::HIDDEN_COPY, say::HIDDEN_COPY_REMEDY]),
        Unread::Earlier => (Severity::Note, [say::EARLIER_COPY, say::EARLIER_COPY_REMEDY]),
        Unread::EarlierPeriod => (Severity::Query, [say::EARLIER_COPY, say::EARLIER_COPY_REMEDY]),
        Unread::OtherPeriod => (Severity::Note, [say::COPY_OF_ANOTHER_PERIOD, say::EARLIER_COPY_REMEDY]),
    };
    left_aside(reader, Cell { sheet, at: Position::new(0, 0) }, other, severity, words)
}

fn begin(block: &Block) -> Cell {
    Cell { sheet: block.sheet, at: Position::new(block.top, block.columns.first().map_or(0, |(col, _)| *col)) }
}

const LIST_BESIDE_FORM: [Phrase; 2] = [say::LIST_BESIDE_FORM, say::LIST_BESIDE_FORM_REMEDY];
const HIDDEN_LIST_BESIDE_FORM: [Phrase; 2] = [say::HIDDEN_LIST_BESIDE_FORM, say::HIDDEN_LIST_BESIDE_FORM_REMEDY];
const FORM_BESIDE_LIST: [Phrase; 2] = [say::FORM_BESIDE_LIST, say::FORM_BESIDE_LIST_REMEDY];
const HIDDEN_LIST: [Phrase; 2] = [say::HIDDEN_LIST, say::HIDDEN_LIST_REMEDY];
const LIST_OF_ANOTHER_PERIOD: [Phrase; 2] = [say::LIST_OF_ANOTHER_PERIOD, say::LIST_OF_ANOTHER_PERIOD_REMEDY];
const LIST_HEADED_OTHERWISE: [Phrase; 2] = [say::LIST_HEADED_OTHERWISE, say::LIST_HEADED_OTHERWISE_REMEDY];

fn left_aside(
    reader: &Reader,
    cell: Cell,
    other: usize,
    severity: Severity,
    [message, remedy]: [Phrase; 2],
) -> Finding {
    let values = [("sheet", &*reader.sheets[cell.sheet]), ("other", &*reader.sheets[other])];
    let (message, remedy) = (message.say(reader.lang, &values), remedy.say(reader.lang, &values));
    let finding = Finding::new("sheet-not-read", severity, message, remedy).at(&reader.origin(cell));
    Finding { value: reader.sheets[cell.sheet].to_string(), ..finding }
}

#[cfg(test)]
mod tests;
