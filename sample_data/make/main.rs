//! Makes the sample data: `sample-data` writes `sample_data/central-survey`, `sample-data SURVEY` the folder of another
//! survey, `sample-data bulk N DIR` any number of returns.

mod answers;
mod archive;
mod bulk;
mod bulletin;
mod cases;
mod central;
mod certificates;
mod duties;
mod epoch;
mod files;
mod form;
mod grading;
mod guide;
mod list;
mod manner;
mod roster;
mod scorecard;
mod seed;
mod strays;
mod style;
mod truth;
mod units;
mod words;

use std::error::Error;
use std::path::Path;

use canvass::survey::Survey;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = root.join("queries/central-survey");
    let survey: Survey = toml::from_str(&std::fs::read_to_string(source.join("survey.toml"))?)?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            central::write(&survey, &root.join("sample_data/central-survey")).map_err(|error| error.to_string().into())
        }
        ["accountability-cases"] => of_survey(root, "accountability-cases", cases::write),
        ["responsibility-certificates"] => of_survey(root, "responsibility-certificates", certificates::write),
        ["safety-grading"] => of_survey(root, "safety-grading", |survey, folder| {
            grading::write(survey, folder).map_err(|error| error.to_string().into())
        }),
        ["scorecard"] => of_survey(root, "scorecard", scorecard::write),
        ["duty-quotas"] => of_survey(root, "duty-quotas", |survey, folder| {
            duties::write(survey, folder).map_err(|error| error.to_string().into())
        }),
        ["monthly-bulletin"] => of_survey(root, "monthly-bulletin", |survey, folder| {
            bulletin::write(survey, folder).map_err(|error| error.to_string().into())
        }),
        ["bulk", number, folder] => bulk::write(&survey, &source, number.parse()?, Path::new(folder)),
        _ => Err("usage: sample-data [SURVEY] | sample-data bulk N DIR".into()),
    }
}

type Write = fn(&Survey, &Path) -> Result<(), Box<dyn Error + Send + Sync>>;

fn of_survey(root: &Path, id: &str, write: Write) -> Result<(), Box<dyn Error + Send + Sync>> {
    let definition = std::fs::read_to_string(root.join("queries").join(id).join("survey.toml"))?;
    write(&toml::from_str(&definition)?, &root.join("sample_data").join(id))
}
