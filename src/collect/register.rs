//! Reads the register: the Excel file that lists the reporting units.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::collect::label::Label;
use crate::collect::layout::Layout;
use crate::collect::page::Page;
use crate::collect::succession;
use crate::collect::understood::read_day;
use crate::collect::workbook;
use crate::error::{Error, Problem};
use crate::register::{Register, Unit};
use crate::sheet::{Content, Position, Workbook};
use crate::survey::Survey;
use crate::text::{Phrase, register as say};

/// The header row is one of the first so many rows.
const HEADER_WITHIN: u32 = 20;

/// Reads the register that a survey names; everything wrong with it is reported at once.
pub fn read(survey: &Survey) -> Result<Register, Error> {
    let path = survey.folder.join(&survey.register.file);
    let bytes = std::fs::read(&path).map_err(Error::of_survey(&path))?;
    let refused = |refusal: workbook::Refusal| {
        let message = refusal.reason.saying(&[("detail", &refusal.detail)]);
        Error::Definition(vec![Problem::new(&path, 0, message)])
    };
    let workbook = workbook::read(&bytes, &survey.register.file).map_err(refused)?;
    listed(survey, &workbook, path)
}

/// The register that a workbook lists.
fn listed(survey: &Survey, workbook: &Workbook, path: PathBuf) -> Result<Register, Error> {
    let layout = Layout::new(survey);
    let pages = Page::all(workbook, &layout);
    let mut reading = Reading { survey, path, problems: Vec::new() };
    let headers = pages.iter().filter_map(|page| Some((page, header(survey, page)?)));
    let Some((page, header)) = headers.max_by_key(|(page, header)| (header.n_found(), !page.sheet.hidden)) else {
        let headings = [&survey.register.code, &survey.register.name].map(|headings| headings.join("/")).join(", ");
        reading.problem("", &say::REGISTER_WITHOUT_HEADER, &headings);
        return Err(Error::Definition(reading.problems));
    };
    let units = reading.units(page, &header);
    if reading.problems.is_empty() { Ok(Register { units }) } else { Err(Error::Definition(reading.problems)) }
}

/// Which column holds what.
struct Header {
    row: u32,
    code: Option<u32>,
    name: Option<u32>,
    former: Option<u32>,
    aliases: Option<u32>,
    order: Option<u32>,
    valid_from: Option<u32>,
    valid_to: Option<u32>,
    successor: Option<u32>,
    attributes: Vec<Option<u32>>,
}

impl Header {
    fn n_found(&self) -> usize {
        let own = [self.code, self.name, self.former, self.aliases, self.order, self.valid_from, self.valid_to];
        let own = own.into_iter().chain([self.successor]);
        own.chain(self.attributes.iter().copied()).flatten().count()
    }
}

/// The row in which both code and name are headed, and with them most columns.
fn header(survey: &Survey, page: &Page) -> Option<Header> {
    let rows = page.rows().into_iter().take_while(|row| *row < HEADER_WITHIN);
    let all = rows.map(|row| header_in(survey, page, row));
    let known = all.filter(|header| header.code.is_some() && header.name.is_some());
    known.reduce(|best, next| if next.n_found() > best.n_found() { next } else { best })
}

fn header_in(survey: &Survey, page: &Page, row: u32) -> Header {
    let source = &survey.register;
    let column = |headings: &[String]| {
        let wanted: Vec<Label> = headings.iter().map(|heading| Label::of(heading)).collect();
        let marks = page.marks_of_row(row).iter();
        let mut fits = marks
            .filter_map(|mark| Some((wanted.iter().filter_map(|w| w.strong_fit(&mark.label)).min()?, mark.at.col)));
        let first = fits.next()?;
        Some(fits.fold(first, |best, next| if next.0 < best.0 { next } else { best }).1)
    };
    Header {
        row,
        code: column(&source.code),
        name: column(&source.name),
        former: column(&source.former),
        aliases: column(&source.aliases),
        order: column(&source.order),
        valid_from: column(&source.valid_from),
        valid_to: column(&source.valid_to),
        successor: column(&source.successor),
        attributes: source.attributes.iter().map(|attribute| column(&attribute.column)).collect(),
    }
}

struct Reading<'a> {
    survey: &'a Survey,
    path: PathBuf,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn problem(&mut self, cell: &str, phrase: &Phrase, value: &str) {
        let message = phrase.saying(&[("cell", cell), ("value", value)]);
        self.problems.push(Problem::new(&self.path, 0, message));
    }

    fn units(&mut self, page: &Page, header: &Header) -> Vec<Unit> {
        for (attribute, column) in self.survey.register.attributes.iter().zip(&header.attributes) {
            if column.is_none() {
                let headings = attribute.column.join("/");
                self.problem("", &say::REGISTER_WITHOUT_COLUMN, &headings);
            }
        }
        let mut units: Vec<(f64, Unit)> = Vec::new();
        let (mut codes, mut names) = (BTreeMap::new(), BTreeMap::new());
        for row in page.rows().into_iter().filter(|row| *row > header.row) {
            let Some((order, unit)) = self.unit(page, header, row) else { continue };
            self.unique(&mut codes, &unit.code.to_uppercase(), row, header.code);
            self.unique(&mut names, &unit.name, row, header.name);
            units.push((order, unit));
        }
        if units.is_empty() && self.problems.is_empty() {
            self.problem("", &say::REGISTER_EMPTY, &page.sheet.name);
        }
        for message in succession::mistakes(units.iter().map(|(_, unit)| unit)) {
            self.problems.push(Problem::new(&self.path, 0, message));
        }
        units.sort_by(|a, b| a.0.total_cmp(&b.0));
        units.into_iter().map(|(_, unit)| unit).collect()
    }

    fn unique(&mut self, known: &mut BTreeMap<String, String>, value: &str, row: u32, col: Option<u32>) {
        let cell = Position::new(row, col.unwrap_or(0)).to_string();
        if let Some(first) = known.get(value) {
            let message = say::REGISTER_TWICE.saying(&[("cell", &cell), ("first", first), ("value", value)]);
            self.problems.push(Problem::new(&self.path, 0, message));
        } else {
            known.insert(value.to_string(), cell);
        }
    }

    /// The unit in a row, with its place in the order; `None` for a blank row and for one without code or name.
    fn unit(&mut self, page: &Page, header: &Header, row: u32) -> Option<(f64, Unit)> {
        let (code, name) = (self.words(page, row, header.code), self.words(page, row, header.name));
        match (code.is_empty(), name.is_empty()) {
            (true, true) => return None,
            (true, false) => self.problem(&address(row, header.code), &say::REGISTER_CODE_BLANK, &name),
            (false, true) => self.problem(&address(row, header.name), &say::REGISTER_NAME_BLANK, &code),
            (false, false) => {}
        }
        let attributes = self.survey.register.attributes.iter().zip(&header.attributes);
        let attributes =
            attributes.map(|(attribute, col)| (attribute.id.clone(), self.words(page, row, *col))).collect::<Vec<_>>();
        let unit = Unit {
            code,
            name,
            former_names: parts(&self.words(page, row, header.former)),
            aliases: parts(&self.words(page, row, header.aliases)),
            attributes: attributes.into_iter().collect(),
            valid_from: self.day(page, row, header.valid_from),
            valid_to: self.day(page, row, header.valid_to),
            successors: parts(&self.words(page, row, header.successor)),
        };
        Some((self.order(page, row, header.order), unit))
    }

    fn words(&mut self, page: &Page, row: u32, col: Option<u32>) -> String {
        let Some(content) = col.and_then(|col| page.at(Position::new(row, col))) else { return String::new() };
        if let Content::Error(shown) | Content::Uncalculated(shown) = content {
            self.problem(&address(row, col), &say::REGISTER_CELL_BROKEN, shown);
        }
        content.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Units without a place in the order follow the others.
    fn order(&mut self, page: &Page, row: u32, col: Option<u32>) -> f64 {
        let words = self.words(page, row, col);
        let number = crate::sheet::plain(&words).trim().parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() && !words.is_empty() {
            self.problem(&address(row, col), &say::REGISTER_ORDER, &words);
        }
        number.unwrap_or(f64::INFINITY)
    }

    fn day(&mut self, page: &Page, row: u32, col: Option<u32>) -> Option<NaiveDate> {
        let content = page.at(Position::new(row, col?))?;
        let day = read_day(content, self.survey);
        if day.is_none() {
            self.problem(&address(row, col), &say::REGISTER_DAY, &content.to_string());
        }
        day
    }
}

fn address(row: u32, col: Option<u32>) -> String {
    Position::new(row, col.unwrap_or(0)).to_string()
}

/// Several names in one cell.
fn parts(words: &str) -> Vec<String> {
    let parts = words.split([';', '；', '、']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture::{sheet, survey, workbook};

    const UNITS: &[(&str, &str)] = &[
        ("A1:E1", "调查单位名录"),
        ("A2", "排序"),
        ("B2", "单位 代码"),
        ("C2", "单位名称"),
        ("D2", "曾用名"),
        ("E2", "系统"),
        ("A3", "2"),
        ("B3", "U01"),
        ("C3", "甲局"),
        ("D3", "甲委；甲办、甲处"),
        ("E3:E5", "政府部门"),
        ("A5", "1"),
        ("B5", "7"),
        ("C5", "乙局"),
    ];

    fn read(changes: &[(&str, &str)]) -> Result<Register, String> {
        let kept = UNITS.iter().filter(|(address, _)| !changes.iter().any(|(changed, _)| changed == address));
        let cells: Vec<(&str, &str)> = kept.chain(changes).copied().filter(|(_, text)| !text.is_empty()).collect();
        let units = workbook(vec![sheet("说明", &[("A1", "单位名称")]), sheet("名录", &cells)]);
        let mut survey = survey();
        survey.language = crate::text::Lang::En;
        listed(&survey, &units, "units.xlsx".into()).map_err(|error| error.to_string())
    }

    #[test]
    fn units_are_listed_in_their_order_with_names_and_attributes() {
        let units = read(&[]).unwrap().units;
        assert_eq!(units.iter().map(|unit| unit.code.as_str()).collect::<Vec<_>>(), ["7", "U01"]);
        assert_eq!(units[1].former_names, ["甲委", "甲办", "甲处"]);
        assert_eq!(units[0].attributes["system"], "政府部门");
    }

    #[test]
    fn everything_wrong_with_a_register_is_said_at_once_with_its_cell() {
        let wrong = read(&[("B5", "u01"), ("C6", "丙局"), ("A6", "末")]).unwrap_err();
        assert!(wrong.contains("B5: “U01” is listed already in B3"), "{wrong}");
        assert!(wrong.contains("B6: the unit “丙局” has no code"), "{wrong}");
        assert!(wrong.contains("A6: the order “末” is no number"), "{wrong}");
        assert_eq!(wrong.lines().count(), 1 + 3, "{wrong}");
    }

    #[test]
    fn a_register_without_its_columns_is_refused() {
        assert!(read(&[("B2", "")]).unwrap_err().contains("单位代码"));
        assert!(read(&[("E2", "")]).unwrap_err().contains("no column headed “系统”"));
    }
}
