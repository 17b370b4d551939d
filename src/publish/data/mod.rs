//! The data files: CSV for everyone, Parquet with types, SARIF for findings, and a description of them all.

use super::{Document, Format, Publication, chart::Picture};
use crate::answer::Return;
use crate::dataset::{Dataset, answers, csv, figures, findings, ledger, units};
use crate::error::Error;
use crate::finding::Finding;
use crate::period::Period;
use crate::receipt::Receipt;
use crate::register::{FrameUnit, Register};
use crate::survey::Survey;

pub mod datapackage;
pub mod parquet;
pub mod sarif;

/// `data/`: figures, answers, returns, repeating tables, receipt ledger, findings, units, `datapackage.json`.
pub struct DataFiles;

impl Format for DataFiles {
    fn name(&self) -> &'static str {
        "data"
    }

    fn documents(&self, publication: &Publication, _charts: &[Picture]) -> Result<Vec<Document>, Error> {
        documents(publication)
    }
}

/// What reading and checking alone have to tell.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The definition.
    pub survey: &'a Survey,
    /// Every unit ever asked.
    pub register: &'a Register,
    /// The period.
    pub period: Period,
    /// The frame of the period; empty where none is known.
    pub frame: &'a [FrameUnit],
    /// The returns of the period that count.
    pub returns: &'a [Return],
    /// What is wrong.
    pub findings: &'a [Finding],
    /// What became of every file.
    pub receipts: &'a [Receipt],
}

/// `data/ledger.csv`, `findings.csv`, `findings.sarif` and `units.csv`: what `check` writes, also when no return is
/// usable.
pub fn check_documents(checked: &Checked) -> Vec<Document> {
    let Checked { survey, register, period, frame, returns, findings: found, receipts } = *checked;
    vec![
        table(&ledger::dataset(register, receipts)),
        table(&findings::dataset(register, found)),
        sarif_document(survey, register, period, found),
        table(&units::dataset(survey, register, period, frame, returns, receipts)),
    ]
}

fn documents(publication: &Publication) -> Result<Vec<Document>, Error> {
    let Publication { survey, register, period, frames, .. } = *publication;
    if !publication.edition.names {
        return counts_alone(publication);
    }
    let source = publication.source();
    let (figures, answers) = (figures::dataset(&source), answers::dataset(&source));
    let (ledger, findings, units) = (source.ledger(), source.findings(), source.units());
    let mut documents = Vec::new();
    let mut package = datapackage::Package::new(publication);
    let mut add = |document: Document, fields: Option<Vec<datapackage::Described>>| {
        package.add(&document, fields);
        documents.push(document);
    };
    for dataset in [&figures, &answers] {
        add(table(dataset), Some(datapackage::of_dataset(publication, dataset)));
    }
    let answers_fields = datapackage::of_dataset(publication, &answers);
    add(parquet::document("answers", &answers.frame()?)?, Some(answers_fields));
    let returns_fields = datapackage::of_frame(publication, "returns", &frames.returns);
    add(parquet::document("returns", &frames.returns)?, Some(returns_fields));
    for (id, frame) in frames.tables.iter().chain(&frames.derived) {
        let fields = datapackage::of_frame(publication, id, frame);
        add(parquet::document(&format!("table-{id}"), frame)?, Some(fields));
    }
    for dataset in [&ledger, &findings] {
        add(table(dataset), Some(datapackage::of_dataset(publication, dataset)));
    }
    add(sarif_document(survey, register, period, publication.findings), None);
    add(table(&units), Some(datapackage::of_dataset(publication, &units)));
    documents.push(package.document());
    Ok(documents)
}

/// What may be told where no unit may: the figures, and tables of counts.
fn counts_alone(publication: &Publication) -> Result<Vec<Document>, Error> {
    let open = crate::survey::derived::aggregate_tables(publication.survey);
    let mut package = datapackage::Package::new(publication);
    let figures = figures::dataset(&publication.source());
    let mut documents = vec![table(&figures)];
    package.add(&documents[0], Some(datapackage::of_dataset(publication, &figures)));
    for (id, frame) in publication.frames.derived.iter().filter(|(id, _)| open.contains(id)) {
        let document = parquet::document(&format!("table-{id}"), frame)?;
        package.add(&document, Some(datapackage::of_frame(publication, id, frame)));
        documents.push(document);
    }
    documents.push(package.document());
    Ok(documents)
}

fn table(dataset: &Dataset) -> Document {
    Document { path: format!("data/{}.csv", dataset.name), bytes: csv::document(dataset) }
}

fn sarif_document(survey: &Survey, register: &Register, period: Period, findings: &[Finding]) -> Document {
    let log = sarif::log(survey, register, period, findings);
    Document { path: "data/findings.sarif".to_string(), bytes: json(&log) }
}

/// JSON as people can read it, ending in a line break.
fn json(value: &serde_json::Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn the_data_files_are_those_of_the_contract() {
        let specimen = Specimen::hard(Lang::Zh);
        let documents = documents(&specimen.publication()).unwrap();
        let mut paths: Vec<&str> = documents.iter().map(|document| document.path.as_str()).collect();
        paths.sort();
        assert_eq!(
            paths,
            [
                "data/answers.csv",
                "data/answers.parquet",
                "data/datapackage.json",
                "data/figures.csv",
                "data/findings.csv",
                "data/findings.sarif",
                "data/ledger.csv",
                "data/returns.parquet",
                "data/table-cases.parquet",
                "data/units.csv",
            ]
        );
    }

    #[test]
    fn equal_publications_give_equal_bytes() {
        let (one, other) = (Specimen::hard(Lang::En), Specimen::hard(Lang::En));
        assert_eq!(documents(&one.publication()).unwrap(), documents(&other.publication()).unwrap());
    }

    #[test]
    fn checking_alone_gives_the_same_ledger_findings_and_units() {
        let specimen = Specimen::hard(Lang::Zh);
        let publication = specimen.publication();
        let all = documents(&publication).unwrap();
        let checked = Checked {
            survey: publication.survey,
            register: publication.register,
            period: publication.period,
            frame: publication.frame,
            returns: publication.returns,
            findings: publication.findings,
            receipts: publication.receipts,
        };
        let documents = check_documents(&checked);
        assert_eq!(documents.len(), 4);
        assert!(documents.iter().all(|document| all.contains(document)));
    }

    #[test]
    fn a_survey_of_which_nothing_is_usable_still_has_its_ledger() {
        let specimen = Specimen::central(Lang::Zh);
        let nothing = Checked {
            survey: &specimen.survey,
            register: &specimen.register,
            period: "2024".parse().unwrap(),
            frame: &[],
            returns: &[],
            findings: &[],
            receipts: &specimen.receipts,
        };
        let documents = check_documents(&nothing);
        assert_eq!(String::from_utf8_lossy(&documents[3].bytes), "code,name,system,level,state,file,received\n");
        assert!(documents[0].bytes.len() > 1000);
    }
}
