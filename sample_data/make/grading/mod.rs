//! The sample data of the safety grading: a register of enterprises and two rounds of rosters, one a county.

mod enterprises;
mod ratings;
mod sheet;

use std::error::Error;
use std::fs;
use std::path::Path;

use canvass::survey::Survey;
use chrono::NaiveDate;

use enterprises::Enterprise;
use ratings::{Place, Rating};
use sheet::Line;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The rounds: the folder, the name in Excel, the last day.
const ROUNDS: [(&str, &str, &str); 2] =
    [("2025-S2", "2025年下半年", "2025-12-31"), ("2026-S1", "2026年上半年", "2026-06-30")];

/// Enterprises that a county left out of its roster.
const LEFT_OUT: [(usize, Place); 4] =
    [(0, (0, "家具制造", 2)), (1, (2, "纺织服装", 1)), (1, (2, "家具制造", 0)), (1, (2, "道路运输", 2))];

/// The enterprise that stands twice in a roster of the second round.
const TWICE: Place = (0, "电子装配", 0);

/// The enterprise whose code was mistyped in the second round.
const WRONG_CODE: Place = (1, "食品加工", 1);

/// The enterprises of the first roster of 鹿泽县 for the first round that were corrected a week later.
const CORRECTED: [Place; 3] = [(3, "煤矿开采", 0), (3, "机械制造", 2), (3, "旅游景区", 1)];

/// Writes everything below `folder`, which is made anew.
pub fn write(survey: &Survey, folder: &Path) -> Outcome {
    let all = enterprises::register(survey);
    let returns = folder.join("returns");
    if returns.exists() {
        fs::remove_dir_all(&returns)?;
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("units.xlsx"), sheet::register(&all)?)?;
    for (round, (name, words, end)) in ROUNDS.iter().enumerate() {
        let into = returns.join(name);
        fs::create_dir_all(&into)?;
        let end: NaiveDate = end.parse()?;
        for (number, county) in enterprises::counties(survey).iter().enumerate() {
            let lines = lines(survey, &all, (round, number, end));
            let dated = end + chrono::Days::new([12, 15, 27, 15][number]);
            let head = sheet::Head { county, round: words, dated, total: round == 1 && number == 1 };
            fs::write(into.join(format!("{county}_评定汇总表.xlsx")), sheet::roster(survey, &head, &lines)?)?;
            if round == 0 && number == 3 {
                let head = sheet::Head { dated: dated - chrono::Days::new(7), ..head };
                let first = before_correction(&lines, &all);
                fs::write(
                    into.join(format!("{county}_评定汇总表（初报）.xlsx")),
                    sheet::roster(survey, &head, &first)?,
                )?;
            }
        }
    }
    Ok(())
}

/// The rows of a county's roster, with what is wrong with them.
fn lines(survey: &Survey, all: &[Enterprise], (round, county, end): (usize, usize, NaiveDate)) -> Vec<Line> {
    let mut lines = Vec::new();
    for enterprise in all.iter().filter(|enterprise| enterprise.place.0 == county && enterprise.exists_on(end)) {
        let place = enterprise.place;
        if LEFT_OUT.contains(&(round, place)) {
            continue;
        }
        let rating = ratings::rating(survey, enterprise, round);
        let mut line = Line { code: enterprise.code.clone(), name: enterprise.name_in(round).to_string(), rating };
        if round == 1 && place == WRONG_CODE {
            line.code = "QY9999".to_string();
        }
        lines.push(line.clone());
        if round == 1 && place == TWICE {
            line.rating.points[2] = line.rating.points[2].map(|points| points - 20.0);
            lines.push(line);
        }
    }
    if round == 1 && county == 1 {
        let rating = lines[0].rating.clone();
        lines.push(Line { code: String::new(), name: "晨光五金加工店".to_string(), rating });
    }
    lines
}

/// The same rows as first reported: training was not yet counted in full.
fn before_correction(lines: &[Line], all: &[Enterprise]) -> Vec<Line> {
    let corrected: Vec<&str> =
        all.iter().filter(|one| CORRECTED.contains(&one.place)).map(|one| one.code.as_str()).collect();
    let first = |line: &Line| {
        let mut line = line.clone();
        if corrected.contains(&line.code.as_str()) {
            line.rating.points[2] = line.rating.points[2].map(|points| points - 40.0);
        }
        line
    };
    lines.iter().map(first).collect()
}

impl Rating {
    /// The number that an item holds; `None` where it is left blank.
    fn number(&self, item: &str, survey: &Survey) -> Option<f64> {
        let aspects = &survey.standards[0].aspects;
        match item {
            "hazards_found" => Some(self.found as f64),
            "hazards_removed" => Some(self.removed as f64),
            "employees" => Some(self.employees as f64),
            _ => aspects.iter().position(|aspect| aspect == item).and_then(|place| self.points[place]),
        }
    }
}
