//! Documents that a survey declares beside its workbook: from which template, for whom, in which periods.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Survey;
use crate::period::Period;
use crate::text::Text;

/// The id of the document that the contract names `report.docx` and `report.html`.
pub const REPORT: &str = "report";

/// A document made from a Markdown template of the survey's folder.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The name of its files: lower-case letters, digits, `-` and `_`. `report` replaces the report itself. Two
    /// documents may share an id where their `periods` differ: a longer edition at the year's end.
    pub id: String,
    /// Its title, for running heads and where the template has no heading of level 1; the survey's where left out.
    #[serde(default)]
    pub title: Text,
    /// The stem of its templates: `notice` for `notice.zh.md` and `notice.en.md`; the id where left out.
    #[serde(default)]
    pub template: Option<String>,
    /// What it is written as; none for a `report` that is left out.
    #[serde(default = "both_formats")]
    pub formats: Vec<DocumentFormat>,
    /// One for the publication, or one a unit.
    #[serde(default)]
    pub per: Per,
    /// An SQL condition over the frame of units: only units for which it is true get one.
    #[serde(default, rename = "where")]
    pub filter: Option<String>,
    /// The periods in which it is made, by the day on which they end; all where left out.
    #[serde(default = "all_ends")]
    pub periods: Vec<PeriodEnd>,
    /// Whether each run makes the documents of all units, or only `--units` those of some.
    #[serde(default)]
    pub publish: When,
    /// How the page lies.
    #[serde(default)]
    pub orientation: Orientation,
    /// Whether it is set in smaller type with narrower margins, so that much fits on a page.
    #[serde(default)]
    pub compact: bool,
}

/// What a document is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentFormat {
    /// A Word file.
    Docx,
    /// A page that needs nothing else.
    Html,
}

impl DocumentFormat {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            DocumentFormat::Docx => "docx",
            DocumentFormat::Html => "html",
        }
    }
}

/// For whom a document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// One about all units.
    #[default]
    Publication,
    /// One about each unit.
    Unit,
}

/// The day on which a period ends; every period has exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodEnd {
    /// 31 December.
    YearEnd,
    /// 30 June.
    HalfYearEnd,
    /// 31 March or 30 September.
    QuarterEnd,
    /// The end of another month.
    Other,
}

impl PeriodEnd {
    /// The end of a period.
    pub fn of(period: Period) -> PeriodEnd {
        match chrono::Datelike::month(&period.last_day()) {
            12 => PeriodEnd::YearEnd,
            6 => PeriodEnd::HalfYearEnd,
            3 | 9 => PeriodEnd::QuarterEnd,
            _ => PeriodEnd::Other,
        }
    }
}

/// When the documents of units are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// By every run.
    #[default]
    Always,
    /// Only for the units named with `--units`.
    OnRequest,
}

/// How a page of A4 lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side, for wide tables.
    Landscape,
}

fn both_formats() -> Vec<DocumentFormat> {
    vec![DocumentFormat::Docx, DocumentFormat::Html]
}

fn all_ends() -> Vec<PeriodEnd> {
    vec![PeriodEnd::YearEnd, PeriodEnd::HalfYearEnd, PeriodEnd::QuarterEnd, PeriodEnd::Other]
}

impl Document {
    /// The report that every survey has unless it declares another.
    pub fn report() -> Document {
        Document {
            id: REPORT.to_string(),
            title: Text::default(),
            template: None,
            formats: both_formats(),
            per: Per::Publication,
            filter: None,
            periods: all_ends(),
            publish: When::Always,
            orientation: Orientation::Portrait,
            compact: false,
        }
    }

    /// The stem of its templates.
    pub fn stem(&self) -> &str {
        self.template.as_deref().unwrap_or(&self.id)
    }

    /// The path of a file of it below the publication's folder; `unit` is the unit's name as a file.
    pub fn path(&self, unit: Option<&str>, format: DocumentFormat) -> String {
        let ending = format.ending();
        match unit {
            Some(unit) => format!("documents/{}/{unit}.{ending}", self.id),
            None if self.id == REPORT => format!("{REPORT}.{ending}"),
            None => format!("documents/{}.{ending}", self.id),
        }
    }
}

impl Survey {
    /// The documents of a period, in the survey's order: the report first where the survey does not declare it.
    pub fn documents_of(&self, period: Period) -> Vec<Document> {
        let end = PeriodEnd::of(period);
        let is_declared = self.documents.iter().any(|document| document.id == REPORT);
        let report = (!is_declared).then(Document::report);
        let declared = self.documents.iter().filter(|document| document.periods.contains(&end));
        report.into_iter().chain(declared.cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_has_one_end() {
        let end = |period: &str| PeriodEnd::of(period.parse().unwrap());
        assert_eq!(["2024", "2024-S2", "2024-Q4", "2024-M12"].map(end), [PeriodEnd::YearEnd; 4]);
        assert_eq!(["2024-S1", "2024-Q2", "2024-M06"].map(end), [PeriodEnd::HalfYearEnd; 3]);
        assert_eq!(["2024-Q1", "2024-M03", "2024-M09"].map(end), [PeriodEnd::QuarterEnd; 3]);
        assert_eq!(["2024-M01", "2024-M11"].map(end), [PeriodEnd::Other; 2]);
    }

    #[test]
    fn the_report_keeps_the_place_that_the_contract_gives_it() {
        let report = Document::report();
        assert_eq!(report.path(None, DocumentFormat::Docx), "report.docx");
        let notice = Document { id: "notice".to_string(), ..report };
        assert_eq!(notice.path(None, DocumentFormat::Html), "documents/notice.html");
        assert_eq!(notice.path(Some("U01"), DocumentFormat::Docx), "documents/notice/U01.docx");
    }
}
