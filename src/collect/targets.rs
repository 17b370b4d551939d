//! Reads the targets of a series: an Excel file with a row a unit and year.

use std::path::PathBuf;

use crate::collect::label::Label;
use crate::collect::layout::Layout;
use crate::collect::page::Page;
use crate::collect::workbook;
use crate::error::{Error, Problem};
use crate::fraction::{Fraction, exact_decimal};
use crate::period::{Period, PeriodKind};
use crate::register::Register;
use crate::sheet::{Content, Position, Workbook, plain};
use crate::survey::Survey;
use crate::survey::series::{Series, TargetSource, Targets};
use crate::text::{Phrase, register as say};

/// The header row is one of the first so many rows.
const HEADER_WITHIN: u32 = 20;

/// Reads the file that the survey's series names; everything wrong with it is reported at once.
pub fn read(survey: &Survey, register: &Register) -> Result<Targets, Error> {
    let Some((series, source)) = survey.series.as_ref().and_then(|s| Some((s, s.targets.as_ref()?))) else {
        return Ok(Targets::default());
    };
    let path = survey.folder.join(&source.file);
    let bytes = std::fs::read(&path).map_err(Error::of_survey(&path))?;
    let refused = |refusal: workbook::Refusal| {
        let message = refusal.reason.saying(&[("detail", &refusal.detail)]);
        Error::Definition(vec![Problem::new(&path, 0, message)])
    };
    let workbook = workbook::read(&bytes, &source.file).map_err(refused)?;
    listed(survey, register, (series, source), &workbook, path)
}

fn listed(
    survey: &Survey,
    register: &Register,
    (series, source): (&Series, &TargetSource),
    workbook: &Workbook,
    path: PathBuf,
) -> Result<Targets, Error> {
    let layout = Layout::new(survey);
    let pages = Page::all(workbook, &layout);
    let items = followed(survey, series);
    let mut reading = Reading { register, path, problems: Vec::new(), targets: Targets::default() };
    let headers = pages.iter().filter_map(|page| Some((page, header(page, source, &items)?)));
    match headers.max_by_key(|(_, header)| header.items.len()) {
        Some((page, header)) => reading.rows(page, &header),
        None => {
            let (year, code) = (source.year.join("/"), source.code.join("/"));
            reading.problem(&say::TARGETS_WITHOUT_HEADER, &[("year", &year), ("code", &code)]);
        }
    }
    if reading.problems.is_empty() { Ok(reading.targets) } else { Err(Error::Definition(reading.problems)) }
}

fn followed(survey: &Survey, series: &Series) -> Vec<(String, Vec<Label>)> {
    series.followed(survey).into_iter().map(|item| (item.id.clone(), words_of(survey, &item.id))).collect()
}

/// Whether a sheet is headed like the file of targets: by years where returns are asked for by month or quarter.
pub fn is_list(survey: &Survey, page: &Page) -> bool {
    let Some((series, source)) = survey.series.as_ref().and_then(|s| Some((s, s.targets.as_ref()?))) else {
        return false;
    };
    survey.period != PeriodKind::Year && header(page, source, &followed(survey, series)).is_some()
}

/// What an item may be called in a heading: its id, its labels, its short words.
fn words_of(survey: &Survey, id: &str) -> Vec<Label> {
    let item = survey.items.iter().find(|item| item.id == id);
    let words = item.into_iter().flat_map(|item| {
        let short = item.short();
        [&item.label.zh, &item.label.en, &short.zh, &short.en].into_iter().chain(&item.labels)
    });
    let computed = survey.computed.iter().filter(|computed| computed.id == id);
    let computed = computed.flat_map(|computed| [&computed.label.zh, &computed.label.en]);
    let words = words.chain(computed).map(String::as_str).chain([id]);
    words.map(Label::of).filter(|label| !label.full.is_empty()).collect()
}

/// Which column holds what.
struct Header {
    row: u32,
    year: u32,
    code: u32,
    items: Vec<(String, u32)>,
}

/// The row in which year, code and most items are headed.
fn header(page: &Page, source: &TargetSource, items: &[(String, Vec<Label>)]) -> Option<Header> {
    let labels = |words: &[String]| -> Vec<Label> { words.iter().map(|words| Label::of(words)).collect() };
    let (year, code) = (labels(&source.year), labels(&source.code));
    let rows = page.rows().into_iter().take_while(|row| *row < HEADER_WITHIN);
    let all = rows.filter_map(|row| {
        let items = items.iter().filter_map(|(id, words)| Some((id.clone(), column(page, row, words)?))).collect();
        Some(Header { row, year: column(page, row, &year)?, code: column(page, row, &code)?, items })
    });
    all.filter(|header| !header.items.is_empty()).max_by_key(|header| header.items.len())
}

/// The column that fits best.
fn column(page: &Page, row: u32, wanted: &[Label]) -> Option<u32> {
    let marks = page.marks_of_row(row).iter();
    let fits = marks.filter_map(|mark| {
        let fit = wanted.iter().filter_map(|label| label.strong_fit(&mark.label)).min()?;
        Some((fit, mark.at.col))
    });
    fits.min().map(|(_, col)| col)
}

struct Reading<'a> {
    register: &'a Register,
    path: PathBuf,
    problems: Vec<Problem>,
    targets: Targets,
}

impl Reading<'_> {
    fn problem(&mut self, phrase: &Phrase, values: &[(&str, &str)]) {
        self.problems.push(Problem::new(&self.path, 0, phrase.saying(values)));
    }

    fn at_cell(&mut self, phrase: &Phrase, at: Position, value: &str) {
        self.problem(phrase, &[("cell", &at.to_string()), ("value", value)]);
    }

    fn rows(&mut self, page: &Page, header: &Header) {
        for row in page.rows().into_iter().filter(|row| *row > header.row) {
            let [year, code] = [header.year, header.code].map(|col| Position::new(row, col));
            let (Some(year_cell), Some(code_cell)) = (page.at(year), page.at(code)) else { continue };
            let Some(read) = Period::read(&year_cell.to_string()) else {
                self.at_cell(&say::TARGETS_YEAR, year, &year_cell.to_string());
                continue;
            };
            let written = plain(&code_cell.to_string()).trim().to_string();
            let Some(unit) = self.register.coded(&written) else {
                self.at_cell(&say::TARGETS_UNIT, code, &written);
                continue;
            };
            for (item, col) in &header.items {
                self.target(page, Position::new(row, *col), (read.year, unit, item));
            }
        }
    }

    fn target(&mut self, page: &Page, at: Position, (year, unit, item): (i32, usize, &str)) {
        let Some(content) = page.declared(at) else { return };
        let Some(number) = number(&content) else {
            let shown = content.to_string();
            if !matches!(shown.trim(), "—" | "——" | "-" | "/" | "无") {
                self.at_cell(&say::TARGETS_NUMBER, at, &shown);
            }
            return;
        };
        if self.targets.0.insert((year, unit, item.to_string()), number).is_some() {
            let code = self.register.units[unit].code.clone();
            self.at_cell(&say::TARGETS_TWICE, at, &code);
        }
    }
}

/// A number in a cell; a percentage in percent.
fn number(content: &Content) -> Option<Fraction> {
    let words = plain(&content.to_string()).replace([',', ' '], "");
    exact_decimal(words.trim_end_matches('%').parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture::{register, sheet, workbook};

    const HEAD: &str = "id='x'\ntitle='X'\nperiod='month'\nlanguage='en'\n[register]\nfile='u'\ncode=[]\nname=[]\n\
        [returns]\npath='r'\n[form]\nunit=[]\n[[item]]\nid='visits'\nkind='integer'\nlabel='Visits to homes'\n\
        [[item]]\nid='share'\nkind='percent'\nlabel='Share settled'\n\
        [series]\ntargets={ file='t.xlsx', year=['Year'], code=['Code'] }\n";

    fn read(cells: &[(&str, &str)]) -> Result<Targets, String> {
        read_sheet(sheet("Targets", cells))
    }

    fn read_sheet(sheet: crate::sheet::Sheet) -> Result<Targets, String> {
        let survey: Survey = toml::from_str(HEAD).unwrap();
        let series = survey.series.as_ref().unwrap();
        let source = series.targets.as_ref().unwrap();
        let workbook = workbook(vec![sheet]);
        listed(&survey, &register(), (series, source), &workbook, "t.xlsx".into()).map_err(|error| error.to_string())
    }

    const HEADINGS: [(&str, &str); 5] = [
        ("A1", "Targets of the year"),
        ("A2", "Year"),
        ("B2", "Code"),
        ("C2", "Visits to homes"),
        ("D2", "Share settled"),
    ];

    #[test]
    fn a_sheet_headed_by_years_is_no_return_of_a_month() {
        let is_list = |text: &str, cells: &[(&str, &str)]| {
            let survey: Survey = toml::from_str(text).unwrap();
            let workbook = workbook(vec![sheet("S", cells)]);
            Page::all(&workbook, &Layout::new(&survey)).iter().any(|page| super::is_list(&survey, page))
        };
        assert!(is_list(HEAD, &HEADINGS));
        assert!(!is_list(HEAD, &HEADINGS[2..]), "without a year");
        assert!(!is_list(&HEAD.replace("'month'", "'year'"), &HEADINGS), "returns of years are headed so themselves");
    }

    #[test]
    fn a_row_a_unit_and_year_gives_its_targets() {
        let cells = [
            ("A3", "2026"),
            ("B3", "u01"),
            ("C3", "1,200"),
            ("D3", "98.5%"),
            ("A4", "2026"),
            ("B4", "U03"),
            ("C4", "—"),
        ];
        let targets = read(&[&HEADINGS[..], &cells].concat()).unwrap();
        assert_eq!(targets.of(2026, 0, "visits"), Some(Fraction { numerator: 1200, denominator: 1 }));
        assert_eq!(targets.of(2026, 0, "share"), Some(Fraction { numerator: 985, denominator: 10 }));
        assert_eq!(targets.of(2026, 2, "visits"), None);
        assert_eq!(targets.of(2025, 0, "visits"), None);
    }

    #[test]
    fn a_target_that_is_struck_out_in_part_is_no_number() {
        let cells = [("A3", "2026"), ("B3", "U01"), ("C3", "8095")];
        let mut sheet = sheet("Targets", &[&HEADINGS[..], &cells].concat());
        sheet.odd.push((Position::new(2, 2), crate::sheet::Oddity::Struck));
        let wrong = read_sheet(sheet).unwrap_err();
        assert!(wrong.contains("C3: the target “#STRUCK! 8095”"), "{wrong}");
    }

    #[test]
    fn everything_wrong_with_the_targets_is_said_at_once_with_its_cell() {
        let cells = [
            ("A3", "soon"),
            ("B3", "U01"),
            ("A4", "2026"),
            ("B4", "U99"),
            ("A5", "2026"),
            ("B5", "U01"),
            ("C5", "many"),
            ("D5", "98"),
            ("A6", "2026"),
            ("B6", "U01"),
            ("D6", "99"),
        ];
        let wrong = read(&[&HEADINGS[..], &cells].concat()).unwrap_err();
        for told in ["A3: “soon” is no year", "B4: no unit", "C5: the target “many”", "D6: “U01” has a target"]
        {
            assert!(wrong.contains(told), "{told}\n{wrong}");
        }
        assert!(read(&HEADINGS[..2]).unwrap_err().contains("no row is headed by “Year”"));
    }
}
