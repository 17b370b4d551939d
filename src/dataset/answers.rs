//! The dataset `answers`: a row an expected answer.

use std::borrow::Cow;

use super::{Dataset, Source};
use crate::answer::{Answer, Return, State};
use crate::register::Unit;

struct Expected<'a> {
    unit: &'a Unit,
    item: Cow<'a, str>,
    row: Option<u32>,
    answer: Option<&'a Answer>,
}

/// A row an item of every unit of the frame, also of one that sent nothing, and a row a column of every filled row of
/// a repeating table; units in protocol order, items in the survey's order, rows as in the return.
pub fn dataset<'a>(source: &Source<'a>) -> Dataset<'a> {
    let period = source.period.to_string();
    let expected = expected(source);
    let rows = || expected.iter();
    let origin = |row: &Expected<'a>| row.answer.and_then(|answer| answer.origin.as_ref());
    Dataset::new("answers")
        .text("period", rows().map(|_| period.clone()))
        .text("unit", rows().map(|row| row.unit.code.as_str()))
        .text("item", rows().map(|row| row.item.clone()))
        .integer("row", rows().map(|row| row.row.map(i64::from)))
        .text("value", rows().map(|row| row.answer.and_then(|a| a.value.as_ref()).map(value).unwrap_or_default()))
        .text("raw", rows().map(|row| row.answer.map_or("", |answer| answer.raw.as_str())))
        .text("state", rows().map(|row| row.answer.map_or(State::NotReceived, |answer| answer.state).code()))
        .text("file", rows().map(|row| origin(row).map_or("", |origin| &origin.file)))
        .text("sheet", rows().map(|row| origin(row).map_or("", |origin| &origin.sheet)))
        .text("cell", rows().map(|row| origin(row).and_then(|o| o.cell).map(|c| c.to_string()).unwrap_or_default()))
}

fn value(value: &crate::answer::Value) -> String {
    value.to_string()
}

fn expected<'a>(source: &Source<'a>) -> Vec<Expected<'a>> {
    let columns = table_columns(source);
    let mut expected = Vec::with_capacity(source.frame.len() * source.survey.items.len());
    for row in source.frame {
        let unit = &source.register.units[row.unit];
        let given = row.given.map(|place| &source.returns[place]);
        expected.extend(source.survey.items.iter().enumerate().map(|(place, item)| Expected {
            unit,
            item: item.id.as_str().into(),
            row: None,
            answer: given.map(|given| &given.answers[place]),
        }));
        if let Some(given) = given {
            expected.extend(rows(unit, given, &columns));
        }
    }
    expected
}

fn rows<'a>(unit: &'a Unit, given: &'a Return, columns: &[Vec<String>]) -> Vec<Expected<'a>> {
    let tables = given.tables.iter().zip(columns);
    let rows = tables.flat_map(|(rows, columns)| rows.iter().map(move |row| (row, columns)));
    let answers = rows.flat_map(|(row, columns)| row.answers.iter().zip(columns).map(move |(a, c)| (row.number, a, c)));
    answers
        .map(|(number, answer, column)| Expected {
            unit,
            item: column.clone().into(),
            row: Some(number),
            answer: Some(answer),
        })
        .collect()
}

fn table_columns(source: &Source) -> Vec<Vec<String>> {
    let tables = source.survey.tables.iter();
    tables.map(|table| table.columns.iter().map(|column| format!("{}.{}", table.id, column.id)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::csv;
    use crate::publish::specimen::Specimen;
    use crate::text::Lang;

    #[test]
    fn every_unit_of_the_frame_has_a_row_an_item() {
        let specimen = Specimen::hard(Lang::Zh);
        let publication = specimen.publication();
        let text = String::from_utf8(csv::document(&dataset(&publication.source()))).unwrap();
        let items = text.lines().filter(|line| line.contains(",U") && line.contains(",,")).count();
        assert!(items >= 38 * specimen.survey.items.len());
        let line = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap();
        insta::assert_snapshot!(line("2024,U21,plan_made"), @"2024,U21,plan_made,,,,not_received,,,");
        insta::assert_snapshot!(line("2024,U10,assessed"), @"2024,U10,assessed,,,正在研究,invalid,2024/U10.xlsx,落实情况一览表,C12");
        insta::assert_snapshot!(line("2024,U14,cases.case_persons"), @"2024,U14,cases.case_persons,1,3,3,answered,2024/U14.xlsx,落实情况一览表,E31");
        insta::assert_snapshot!(line("2024,U11,main_problems"), @r#"2024,U11,main_problems,,"'=HYPERLINK(""x"")<script>alert(1)</script> **粗** | 竖线"#);
    }
}
