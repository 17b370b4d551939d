//! The sample data of the duties with quotas: a register of twenty towns and the returns of three quarters, each a form
//! with its logs and lists.

use std::error::Error;
use std::fs;
use std::path::Path;

use canvass::survey::Survey;

mod faults;
mod history;
mod paper;
mod towns;

use history::Quarter;

/// Writes everything below `folder`, which is made anew.
pub fn write(survey: &Survey, folder: &Path) -> Result<(), Box<dyn Error>> {
    let towns = towns::all();
    let returns = folder.join("returns");
    if returns.exists() {
        fs::remove_dir_all(&returns)?;
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("units.xlsx"), paper::register(&towns)?)?;
    for quarter in [Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 2)] {
        let folder = returns.join(quarter.id());
        fs::create_dir_all(&folder)?;
        let mut all: Vec<history::Return> = towns.iter().map(|town| history::of(town, quarter)).collect();
        faults::put(&mut all, quarter);
        for given in all.iter().filter(|given| !given.is_silent) {
            fs::write(folder.join(format!("{}.xlsx", given.town.name)), paper::draw(survey, given)?)?;
        }
    }
    Ok(())
}
