//! The summary workbook: made to be printed and signed, with every count a live formula over the data sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::fit::SheetNames;
use super::sheet::{Book, Entry, Kind, Page, Run, Setting, Tab};
use super::{Document, Format, Publication, chart::Picture};
use crate::error::Error;
use crate::figure::{Figure, Role};
use crate::survey::Indicator;
use crate::text::{Lang, Phrase, begun, edition, workbook as words};
use charts::ChartData;
use columns::FormulaNames;
use counting::Ledger;
use data::TableColumns;

mod change;
mod charts;
mod columns;
mod counting;
mod cover;
mod data;
mod findings;
mod groups;
mod key;
mod marks;
mod matrix;
mod measures;
mod method;
mod names;
mod open;
mod problems;
mod receipts;
mod rows;
mod tables;

/// `summary.xlsx`.
pub struct SummaryWorkbook;

impl Format for SummaryWorkbook {
    fn name(&self) -> &'static str {
        "summary.xlsx"
    }

    fn documents(&self, publication: &Publication, _charts: &[Picture]) -> Result<Vec<Document>, Error> {
        let survey = publication.survey;
        let (lang, day) = (publication.lang, publication.period.last_day());
        let bytes = book(publication).bytes(survey.title.get(lang), survey.office.get(lang), day)?;
        Ok(vec![Document { path: "summary.xlsx".to_string(), bytes }])
    }
}

/// What the sheets are made from.
struct Plan<'a> {
    publication: &'a Publication<'a>,
    /// The data sheet's columns and the formulas over them.
    ledger: Ledger,
    /// The columns of each repeating table's sheet.
    tables: Vec<TableColumns>,
    /// The figures of groups by id, base, attribute and value.
    groups: BTreeMap<[&'a str; 4], &'a Figure>,
    /// The groups of each attribute for which there are figures, in their order.
    values: BTreeMap<&'a str, Vec<String>>,
}

impl<'a> Plan<'a> {
    fn new(publication: &'a Publication<'a>) -> Plan<'a> {
        let mut names = FormulaNames::default();
        let ledger = Ledger::new(publication, &mut names);
        let tables = data::table_columns(publication, &mut names);
        let mut plan = Plan { publication, ledger, tables, groups: BTreeMap::new(), values: BTreeMap::new() };
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        for figure in &publication.results.figures {
            if let Some((by, value)) = &figure.group {
                plan.groups.insert([&figure.id, base_of(figure), by, value], figure);
                if seen.insert((by, value)) {
                    plan.values.entry(by).or_default().push(value.clone());
                }
            }
        }
        plan
    }

    /// The figure of a group that stands beside one of the whole.
    fn of_group(&self, whole: &Figure, by: &str, value: &str) -> Option<&'a Figure> {
        self.groups.get(&[whole.id.as_str(), base_of(whole), by, value]).copied()
    }

    /// The groups of an attribute for which there are figures, in their order.
    fn values(&self, attribute: &str) -> &[String] {
        self.values.get(attribute).map_or(&[], Vec::as_slice)
    }

    /// Whether a link of a chain says on a base what an indicator that ends with it says there.
    fn is_told_by_an_indicator(&self, figure: &Figure) -> bool {
        let indicators = &self.publication.survey.indicators;
        if figure.role != Role::Property || indicators.iter().any(|indicator| indicator.id == figure.id) {
            return false;
        }
        let figures = &self.publication.results.figures;
        let is_shown = |indicator: &Indicator| {
            figures
                .iter()
                .any(|known| known.id == indicator.id && known.group.is_none() && base_of(known) == base_of(figure))
        };
        indicators.iter().any(|indicator| indicator.chain.last() == Some(&figure.id) && is_shown(indicator))
    }

    /// The width of a column that counts units.
    fn count_width(&self) -> f64 {
        7.5 + self.publication.frame.len().to_string().len().saturating_sub(3) as f64 * 1.3
    }

    fn lang(&self) -> Lang {
        self.publication.lang
    }

    fn text(&self, phrase: Phrase) -> &'static str {
        phrase.text(self.lang())
    }

    fn say(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        phrase.say(self.lang(), values)
    }

    /// Words of the survey or of the program as a cell begins with them; never for codes, names and units' own words.
    fn begun(&self, words: &str) -> String {
        begun(words, self.lang())
    }

    /// The title of a sheet and the line under it; gives the first row of what follows.
    fn title(&self, page: &mut Page, title: &str, note: &str, n_columns: u16) -> u32 {
        page.row(&[Entry::text(Kind::Title, title)]);
        page.across(Entry::text(Kind::Note, note), n_columns);
        page.next_row()
    }
}

/// The base of a share; nothing for a measure.
fn base_of(figure: &Figure) -> &str {
    figure.share().map_or("", |share| &share.base)
}

/// A sheet that every survey may have.
struct Leaf {
    /// The name by which a survey leaves it out.
    id: &'static str,
    title: Phrase,
    /// What it holds, for the contents.
    holds: Phrase,
    tab: Tab,
    /// Whether it tells about single units.
    tells_units: bool,
    /// Writes it; false where there is nothing to write.
    write: fn(&Plan, &mut Page, &mut ChartData) -> bool,
}

/// The sheets before the survey's own tables.
const FRONT: &[Leaf] = &[
    Leaf {
        id: "key-figures",
        title: words::KEY,
        holds: words::KEY_HOLDS,
        tells_units: false,
        tab: Tab::Figures,
        write: key::write,
    },
    Leaf {
        id: "problems",
        title: words::PROBLEMS,
        holds: words::PROBLEMS_HOLDS,
        tells_units: false,
        tab: Tab::Figures,
        write: problems::write,
    },
    Leaf {
        id: "groups",
        title: words::GROUPS,
        holds: words::GROUPS_HOLDS,
        tells_units: false,
        tab: Tab::Figures,
        write: groups::write,
    },
    Leaf {
        id: "change",
        title: words::CHANGE,
        holds: words::CHANGE_HOLDS,
        tells_units: true,
        tab: Tab::Figures,
        write: change::write,
    },
    Leaf {
        id: "measures",
        title: words::MEASURES,
        holds: words::MEASURES_HOLDS,
        tells_units: false,
        tab: Tab::Figures,
        write: measures::write,
    },
    Leaf {
        id: "matrix",
        title: words::MATRIX,
        holds: words::MATRIX_HOLDS,
        tells_units: true,
        tab: Tab::Units,
        write: matrix::write,
    },
    Leaf {
        id: "names",
        title: words::NAMES,
        holds: words::NAMES_HOLDS,
        tells_units: true,
        tab: Tab::Units,
        write: names::write,
    },
    Leaf {
        id: "reporting",
        title: words::REPORTING,
        holds: words::REPORTING_HOLDS,
        tells_units: true,
        tab: Tab::Audit,
        write: receipts::reporting,
    },
    Leaf {
        id: "receipts",
        title: words::RECEIPTS,
        holds: words::RECEIPTS_HOLDS,
        tells_units: true,
        tab: Tab::Audit,
        write: receipts::ledger,
    },
    Leaf {
        id: "findings",
        title: words::FINDINGS,
        holds: words::FINDINGS_HOLDS,
        tells_units: true,
        tab: Tab::Audit,
        write: findings::write,
    },
    Leaf {
        id: "open-answers",
        title: words::OPEN,
        holds: words::OPEN_HOLDS,
        tells_units: true,
        tab: Tab::Units,
        write: open::write,
    },
];

/// The sheets behind them.
const BACK: &[Leaf] = &[
    Leaf {
        id: "method",
        title: words::METHOD,
        holds: words::METHOD_HOLDS,
        tells_units: false,
        tab: Tab::Data,
        write: method::write,
    },
    Leaf {
        id: "data",
        title: words::DATA,
        holds: words::DATA_HOLDS,
        tells_units: true,
        tab: Tab::Data,
        write: data::write,
    },
];

/// A finished sheet with its line in the contents.
struct Listed {
    /// Its title, where every survey may have it.
    leaf: Option<Phrase>,
    page: Page,
    holds: String,
}

/// The period, and the edition where it is not the office's own.
fn running_period(publication: &Publication) -> String {
    let (lang, period) = (publication.lang, publication.period.name(publication.lang));
    match edition::name(publication.edition.audience) {
        Some(name) => words::PERIOD_AND_EDITION.say(lang, &[("period", &period), ("edition", name.text(lang))]),
        None => period,
    }
}

fn book(publication: &Publication) -> Book {
    let survey = publication.survey;
    let lang = publication.lang;
    let setting = Setting {
        lang,
        decimals: survey.rounding.decimals,
        running: (survey.title.get(lang).to_string(), running_period(publication)),
    };
    let plan = Plan::new(publication);

    let mut names = SheetNames::default();
    let cover = Page::new(&names.claim(words::COVER.text(lang)), Tab::Cover, &setting);
    let chart_page = Page::new(&names.claim(words::CHARTS.text(lang)), Tab::Data, &setting);
    let mut charts = ChartData::new(chart_page, words::CHARTS.text(lang), words::CHARTS_NOTE.text(lang));

    let mut listed = leaves(&plan, FRONT, &mut names, &setting, &mut charts);
    listed.extend(tables::pages(&plan, &mut names, &setting));
    listed.extend(leaves(&plan, BACK, &mut names, &setting, &mut charts));
    if publication.edition.names {
        listed.extend(data::table_pages(&plan, &mut names, &setting));
    }
    let holds = words::CHARTS_HOLDS.text(lang).to_string();
    listed.extend(charts.finished().map(|page| Listed { leaf: Some(words::CHARTS), page, holds }));

    let mut book = Book::new(setting);
    let mark = Run { sheet: cover.name().to_string(), first: 0, last: 0, col: 0 };
    book.define(crate::published::NAME, mark);
    data::define(&plan, &listed, &mut book);
    book.push(cover::written(&plan, cover, &listed));
    for Listed { page, .. } in listed {
        book.push(page);
    }
    book
}

fn leaves(
    plan: &Plan,
    leaves: &[Leaf],
    names: &mut SheetNames,
    setting: &Setting,
    charts: &mut ChartData,
) -> Vec<Listed> {
    let mut listed = Vec::new();
    let names_units = plan.publication.edition.names;
    let without = &plan.publication.survey.workbook.without;
    let is_left_out = |leaf: &Leaf| without.iter().any(|id| id == leaf.id);
    for leaf in leaves.iter().filter(|leaf| (names_units || !leaf.tells_units) && !is_left_out(leaf)) {
        let name = names.claim(plan.text(leaf.title));
        let mut page = Page::new(&name, leaf.tab, setting);
        if (leaf.write)(plan, &mut page, charts) {
            let holds = plan.text(leaf.holds);
            let holds = if page.prints_charts() {
                plan.say(words::WITH_CHARTS, &[("holds", holds)])
            } else {
                holds.to_string()
            };
            listed.push(Listed { leaf: Some(leaf.title), page, holds });
        }
    }
    listed
}

#[cfg(test)]
mod tests;
