//! Any number of generated returns with their register and survey, for benchmarks.

use std::error::Error;
use std::fs;
use std::path::Path;

use canvass::survey::Survey;
use chrono::NaiveDate;
use rayon::prelude::*;

use crate::answers::{self, Answers, Case};
use crate::form::{self, Head, Paper, SENT_OUT};
use crate::manner::{Date, Manner, NotRelevant, Number, PLAIN, YesNo};
use crate::seed::Seed;
use crate::units::Unit;
use crate::{list, truth};

/// Writes `n` returns for 2024 below `folder` and prints the counts that they give.
///
/// The folder holds `survey.toml` with the files beside it, `units.xlsx` and `returns/2024/*.xlsx`, so that
/// `canvass run FOLDER` reads it.
pub fn write(survey: &Survey, source: &Path, n: usize, folder: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    let returns = folder.join("returns/2024");
    fs::create_dir_all(&returns)?;
    copy_survey(source, folder)?;
    let units: Vec<Unit> = (1..=n).map(unit).collect();
    fs::write(folder.join("units.xlsx"), list::draw(&units)?)?;
    let given: Vec<Answers> = units.iter().map(|unit| answers(&unit.code)).collect();
    units.par_iter().zip(&given).try_for_each(|(unit, answers)| -> Result<(), Box<dyn Error + Send + Sync>> {
        let name = format!("{}_{}.xlsx", unit.code, unit.name);
        Ok(fs::write(returns.join(name), draw(survey, unit, answers)?)?)
    })?;
    println!("item,count");
    truth::counts(&given).iter().for_each(|(item, count)| println!("{item},{count}"));
    Ok(())
}

/// Copies the survey's folder and points its register and returns at the generated ones.
fn copy_survey(source: &Path, folder: &Path) -> Result<(), std::io::Error> {
    for entry in fs::read_dir(source)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    let definition = fs::read_to_string(source.join("survey.toml"))?;
    let definition = definition
        .replace("../../sample_data/central-survey/units.xlsx", "units.xlsx")
        .replace("../../sample_data/central-survey/returns", "returns");
    fs::write(folder.join("survey.toml"), definition)
}

fn unit(number: usize) -> Unit {
    const SYSTEMS: [&str; 5] = ["党的工作部门", "政府部门", "群众团体", "新闻单位", "院校"];
    const LEVELS: [&str; 3] = ["部级", "副部级", "局级"];
    Unit {
        code: format!("B{number:06}"),
        name: format!("第{number:06}号填报单位"),
        former: "",
        alias: "",
        system: SYSTEMS[number % 5],
        level: LEVELS[number % 3],
        from: "",
        to: "",
        in_2023: "",
        in_2024: "",
    }
}

fn answers(code: &str) -> Answers {
    let mut seed = Seed::of(code);
    let mut yes_no = [0; 12].map(|_| seed.below(3) != 0);
    let [_, plan, decomposed, _, _, assessed, _, _, fed_back, basis, _, used] = &mut yes_no;
    *decomposed &= *plan;
    *fed_back &= *assessed;
    *basis &= *assessed;
    *used = seed.below(10) == 0;
    let used = *used;
    let mut answers = answers::drawn(yes_no, 2024, &mut seed);
    if used {
        answers.cases = (0..1 + seed.below(3)).map(|_| case(&mut seed)).collect();
    }
    answers
}

fn case(seed: &mut Seed) -> Case {
    let month = 1 + seed.below(12) as u32;
    Case {
        day: NaiveDate::from_ymd_opt(2024, month, 1 + seed.below(28) as u32).expect("a day of 2024"),
        bureau: seed.below(4) == 0,
        form: seed.below(5) as usize,
        persons: 1 + seed.below(3) as u32,
        reason: seed.choose(&["重点任务推进迟缓", "整改不到位", "账实不符", "程序不规范"]),
    }
}

fn draw(survey: &Survey, unit: &Unit, answers: &Answers) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut seed = Seed::of(&unit.name);
    let manner = Manner {
        yes_no: seed.choose(&[YesNo::Words, YesNo::Words, YesNo::Marks, YesNo::Boxes]),
        date: seed.choose(&[Date::Cell, Date::Chinese, Date::Dashes]),
        number: seed.choose(&[Number::Digits, Number::Persons]),
        not_relevant: seed.choose(&[NotRelevant::Blank, NotRelevant::Words, NotRelevant::No]),
        ..PLAIN
    };
    let head = Head {
        name: unit.name.clone(),
        code: unit.code.clone(),
        year: Some(2024),
        dated: NaiveDate::from_ymd_opt(2025, 1, 6 + seed.below(25) as u32),
        contact: "综合处".to_string(),
    };
    form::draw(&Paper { survey, head: &head, answers, last_year: None, manner: &manner, layout: &SENT_OUT })
}
