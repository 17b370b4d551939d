//! The sample data of the central survey: the register and the returns of two years.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use canvass::survey::Survey;
use chrono::NaiveDate;

use crate::answers::{self, Answers};
use crate::files::{self, File};
use crate::form::{self, Head, Paper};
use crate::manner::PLAIN;
use crate::roster;
use crate::units::{self, Unit};
use crate::{archive, list, strays, truth};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Writes everything below `folder`, which is made anew.
pub fn write(survey: &Survey, folder: &Path) -> Outcome {
    let units = units::register();
    for year in [2023, 2024] {
        let given: Vec<Answers> = units.iter().filter_map(|unit| answers::of(unit, year)).collect();
        truth::verify(year, &given);
    }
    let returns = folder.join("returns");
    if returns.exists() {
        fs::remove_dir_all(&returns)?;
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("units.xlsx"), list::draw(&units)?)?;
    year_2023(&Year::new(survey, &units, 2023, &returns)?)?;
    year_2024(&Year::new(survey, &units, 2024, &returns)?)
}

struct Year<'a> {
    survey: &'a Survey,
    units: &'a [Unit],
    year: i32,
    folder: PathBuf,
}

impl<'a> Year<'a> {
    fn new(survey: &'a Survey, units: &'a [Unit], year: i32, returns: &Path) -> Outcome<Year<'a>> {
        let folder = returns.join(year.to_string());
        fs::create_dir_all(&folder)?;
        Ok(Year { survey, units, year, folder })
    }

    fn unit(&self, code: &str) -> &'a Unit {
        self.units.iter().find(|unit| unit.code == code).expect("files name units of the register")
    }

    fn answers(&self, code: &str) -> Answers {
        answers::of(self.unit(code), self.year).expect("files belong to units that answered")
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Outcome {
        Ok(fs::write(self.folder.join(name), bytes)?)
    }

    fn draw(&self, file: &File) -> Outcome<Vec<u8>> {
        self.draw_as(file, &file.head(self.unit(&file.unit), self.year), &self.answers(&file.unit))
    }

    fn draw_as(&self, file: &File, head: &Head, answers: &Answers) -> Outcome<Vec<u8>> {
        let last_year = answers::of(self.unit(&file.unit), self.year - 1);
        let (survey, last_year) = (self.survey, last_year.as_ref());
        Ok(form::draw(&Paper { survey, head, answers, last_year, manner: &file.manner, layout: &file.layout })?)
    }

    /// Writes single returns; what is no .xlsx is drawn as one first and then converted.
    fn write_files(&self, files: &[File]) -> Outcome {
        let drafts = std::env::temp_dir().join(format!("canvass-sample-{}-{}", self.year, std::process::id()));
        for file in files {
            let bytes = self.draw(file)?;
            if file.ending() == "xlsx" {
                self.put(&file.name, &bytes)?;
                continue;
            }
            let drafts = drafts.join(file.ending());
            fs::create_dir_all(&drafts)?;
            fs::write(drafts.join(format!("{}.xlsx", file.stem())), bytes)?;
        }
        for ending in ["xls", "xlsm", "ods"] {
            if drafts.join(ending).exists() {
                convert(&drafts.join(ending), ending, &self.folder)?;
            }
        }
        // LibreOffice notes the time of conversion in what is a zip archive.
        for file in files.iter().filter(|file| ["xlsm", "ods"].contains(&file.ending())) {
            let converted = fs::read(self.folder.join(&file.name))?;
            self.put(&file.name, &archive::repacked(&converted, |_, content| content))?;
        }
        Ok(fs::remove_dir_all(drafts)?)
    }

    fn roster(&self, system: &str, sections: bool) -> Outcome<Vec<u8>> {
        let of_system = self.units.iter().filter(|unit| unit.system == system);
        let lines: Vec<roster::Line> = of_system
            .filter_map(|unit| {
                let answers = answers::of(unit, self.year)?;
                Some(roster::Line { unit, answers, dated: files::dated(system, self.year) })
            })
            .collect();
        Ok(roster::draw(self.survey, &lines, self.year, sections)?)
    }
}

fn convert(from: &Path, ending: &str, to: &Path) -> Outcome {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/make/convert.sh");
    let status = Command::new(script).arg(from).arg(ending).arg(to).status()?;
    if status.success() { Ok(()) } else { Err(format!("no .{ending} files: convert.sh ended with {status}").into()) }
}

fn year_2023(year: &Year) -> Outcome {
    let alone = year.units.iter().filter(|unit| unit.system != "群众团体" && unit.yes_no(2023).is_some());
    let files: Vec<File> = alone.map(files::of_2023).collect();
    year.write_files(&files)?;
    year.put("群众团体汇总.xlsx", &year.roster("群众团体", false)?)
}

fn year_2024(year: &Year) -> Outcome {
    let files = files::of_2024();
    year.write_files(&files)?;
    year.put("院校系统汇总表.xlsx", &year.roster("院校", true)?)?;
    let named = |code: &str| files.iter().find(|file| file.unit == code).expect("the unit sends a file of its own");
    resubmission(year, named("U18"))?;
    unknown_unit(year, named("U10"))?;
    let copied = fs::read(year.folder.join(&named("U13").name))?;
    year.put("城乡营造局_副本.xlsx", &copied)?;
    year.put("机关保障局.xlsx", strays::broken_off(&year.draw(named("U09"))?))?;
    year.put("~$资源统筹局_落实情况一览表.xlsx", &strays::lock_file())?;
    year.put("2024年办公经费使用情况表.xlsx", &strays::other_form()?)?;
    year.put("报送函.docx", &strays::letter())?;
    year.put("催报记录.txt", strays::NOTE.as_bytes())
}

/// The first return of a unit that sent a second one ten days later, with one answer corrected.
fn resubmission(year: &Year, file: &File) -> Outcome {
    let (mut head, mut answers) = (file.head(year.unit(&file.unit), year.year), year.answers(&file.unit));
    head.dated = head.dated.map(|day| day - chrono::Days::new(10));
    let life_meeting = units::YES_NO.iter().position(|item| *item == "in_life_meeting").expect("an item of the form");
    answers.yes_no[life_meeting] = !answers.yes_no[life_meeting];
    year.put("环境监看局.xlsx", &year.draw_as(file, &head, &answers)?)
}

/// A return of an office that is not in the register, though its name is close to one that is.
fn unknown_unit(year: &Year, file: &File) -> Outcome {
    let head = Head {
        name: "资源统筹处".to_string(),
        code: String::new(),
        year: Some(year.year),
        dated: NaiveDate::from_ymd_opt(2025, 1, 17),
        contact: "办公室".to_string(),
    };
    let answers = year.answers("U24");
    let file = File { manner: PLAIN, ..file.clone() };
    year.put("资源统筹处_落实情况一览表.xlsx", &year.draw_as(&file, &head, &answers)?)
}
