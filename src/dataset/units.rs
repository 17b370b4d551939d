//! The dataset `units`: the frame of the period.

use super::Dataset;
use crate::answer::Return;
use crate::period::Period;
use crate::receipt::Receipt;
use crate::register::{FrameUnit, Register};
use crate::survey::Survey;

/// A row a unit of the frame, in protocol order, with the file that counts or that was rejected.
pub fn dataset<'a>(
    survey: &'a Survey,
    register: &'a Register,
    period: Period,
    frame: &'a [FrameUnit],
    returns: &'a [Return],
    receipts: &'a [Receipt],
) -> Dataset<'a> {
    let unit = |row: &FrameUnit| &register.units[row.unit];
    let file = |row: &FrameUnit| match row.given {
        Some(place) => &returns[place].file,
        None => rejected(receipts, row.unit, period),
    };
    let mut dataset = Dataset::new("units")
        .text("code", frame.iter().map(|row| unit(row).code.as_str()))
        .text("name", frame.iter().map(|row| unit(row).name.as_str()));
    for attribute in &survey.register.attributes {
        let value = |row| unit(row).attributes.get(&attribute.id).map_or("", String::as_str);
        dataset = dataset.text(&attribute.id, frame.iter().map(value));
    }
    dataset
        .text("state", frame.iter().map(|row| row.state.code()))
        .text("file", frame.iter().map(file))
        .date("received", frame.iter().map(|row| row.received))
}

fn rejected(receipts: &[Receipt], unit: usize, period: Period) -> &str {
    let has_refused = |receipt: &&Receipt| receipt.refused_in(period).any(|refused| refused == unit);
    receipts.iter().find(has_refused).map_or("", |receipt| &receipt.file)
}

#[cfg(test)]
mod tests {
    use crate::dataset::csv;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn a_unit_that_sent_nothing_stays_in_the_frame() {
        let specimen = Specimen::hard(Lang::Zh);
        let publication = specimen.publication();
        let text = String::from_utf8(csv::document(&publication.source().units())).unwrap();
        assert_eq!(text.lines().count(), 1 + 38);
        let line = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap();
        insta::assert_snapshot!(text.lines().next().unwrap(), @"code,name,system,level,state,file,received");
        insta::assert_snapshot!(line("U07"), @"U07,第07单位,党的工作部门,部级,late,2024/U07.xlsx,2025-01-15");
        insta::assert_snapshot!(line("U08"), @"U08,第08单位,党的工作部门,副部级,nil,2024/U08.xlsx,2025-01-15");
        insta::assert_snapshot!(line("U21"), @"U21,第21单位,政府部门,局级,missing,,");
    }
}
