//! The sample data of the monthly bulletin: the register, the targets, and eighteen months of returns.

use std::error::Error;
use std::fs;
use std::path::Path;

use canvass::survey::Survey;

mod counties;
mod draw;
mod items;
mod months;

use counties::COUNTIES;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Writes everything below `folder`, which is made anew.
pub fn write(survey: &Survey, folder: &Path) -> Outcome {
    let returns = folder.join("returns");
    if returns.exists() {
        fs::remove_dir_all(&returns)?;
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("units.xlsx"), draw::register()?)?;
    fs::write(folder.join("targets.xlsx"), draw::targets(survey)?)?;
    for (year, month) in months::all() {
        let of_month = returns.join(format!("{year}-{month:02}"));
        fs::create_dir_all(&of_month)?;
        for county in COUNTIES {
            let Some(given) = months::of(county, year, month) else { continue };
            let name = county.name_in(year, month);
            let bytes = draw::monthly(survey, (county.code, name), (year, month), &given)?;
            fs::write(of_month.join(format!("{name}.xlsx")), bytes)?;
        }
    }
    resubmission(survey, &returns)?;
    let reminder = "催报：柳陂县六月报表尚未报送，已电话提醒。\n";
    Ok(fs::write(returns.join("2026-06/催报记录.txt"), reminder)?)
}

/// The first return of a county for June 2026, corrected two days later.
fn resubmission(survey: &Survey, returns: &Path) -> Outcome {
    let county = &COUNTIES[0];
    let Some(mut given) = months::of(county, 2026, 6) else { return Ok(()) };
    given.dated = given.dated - chrono::Days::new(2);
    if let Some(months::Written::Number(number)) = given.numbers.get_mut("tasks_done") {
        *number += 10.0;
    }
    let bytes = draw::monthly(survey, (county.code, county.name), (2026, 6), &given)?;
    Ok(fs::write(returns.join("2026-06/东岭区（初报）.xlsx"), bytes)?)
}
