use super::*;
use crate::publish::specimen::Specimen;
use crate::table::{Column, Format};
use crate::text::Lang;

fn tables_of(specimen: &Specimen) -> Vec<Table> {
    let queries = queries(&specimen.survey.folder).expect("the queries have sound headers");
    tables(&specimen.publication().source(), &queries).expect("the queries run")
}

fn printed(tables: &[Table], id: &str, lang: Lang) -> String {
    let table = tables.iter().find(|table| table.id == id).expect("the table exists");
    let undeclared = |column: &&Column| column.title == Text::same(column.id.as_str());
    assert_eq!(table.columns.iter().find(undeclared), None, "every column of {id} is declared");
    print::text(table, lang)
}

#[test]
fn every_survey_gets_the_standard_tables_then_its_own() {
    let tables = tables_of(&Specimen::central(Lang::Zh));
    let ids: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "key-figures",
            "shares",
            "unit-account",
            "names",
            "groups",
            "change",
            "ranking",
            "findings",
            "receipts",
            "accountability-by-level",
            "coverage-by-system",
            "feedback-ways",
            "gaps",
            "open-answers"
        ]
    );
}

#[test]
fn every_declared_percentage_is_a_quotient() {
    for table in tables_of(&Specimen::hard(Lang::En)) {
        for (place, column) in table.columns.iter().enumerate().filter(|(_, c)| c.format == Format::Percent) {
            for row in &table.rows {
                let fits = match row[place] {
                    Cell::Number(number) => (0.0..=1.0).contains(&number),
                    Cell::Blank => true,
                    _ => false,
                };
                assert!(fits, "{}.{}: {:?}", table.id, column.id, row[place]);
            }
        }
    }
}

#[test]
fn the_tables_of_the_central_survey_say_what_was_published() {
    let tables = tables_of(&Specimen::central(Lang::Zh));
    for table in &tables {
        let text = printed(&tables, &table.id, Lang::Zh);
        insta::assert_snapshot!(format!("central_{}", table.id), text);
    }
}

#[test]
fn the_tables_of_hard_cases_hide_nothing() {
    let tables = tables_of(&Specimen::hard(Lang::En));
    for id in ["unit-account", "names", "ranking", "findings", "receipts"] {
        insta::assert_snapshot!(format!("hard_{id}"), printed(&tables, id, Lang::En));
    }
    assert!(tables.iter().all(|table| table.id != "change"), "nothing to compare with");
}

#[test]
fn every_account_row_sums_to_its_base() {
    let tables = tables_of(&Specimen::hard(Lang::Zh));
    let account = tables.iter().find(|table| table.id == "unit-account").unwrap();
    for row in &account.rows {
        let number = |cell: &Cell| if let Cell::Integer(number) = cell { *number } else { panic!("{cell:?}") };
        assert_eq!(row[2..8].iter().map(number).sum::<i64>(), number(&row[8]));
    }
}

fn folder(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("canvass-tabulate-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_file_of_the_same_name_replaces_a_standard_table_and_an_empty_one_leaves_it_out() {
    let folder = folder(
        "replace",
        &[("shares.sql", "-- title: Mine\nSELECT code FROM units"), ("70-ranking.sql", "-- no ranking wanted\n")],
    );
    let queries = queries(&folder).unwrap();
    let titles: Vec<(&str, &str)> = queries.iter().map(|q| (q.id.as_str(), q.title.en.as_str())).collect();
    assert_eq!(titles.last(), Some(&("shares", "Mine")));
    assert_eq!(titles.iter().filter(|(id, _)| *id == "shares").count(), 1);
    assert!(titles.iter().all(|(id, _)| *id != "ranking"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn wrong_queries_are_told_all_at_once_with_file_and_line() {
    let mut specimen = Specimen::central(Lang::Zh);
    specimen.survey.folder = folder(
        "wrong",
        &[
            ("a.sql", "-- title: A\nSELECT code,\n  nope\nFROM units"),
            ("b.sql", "-- title: B\nSELECT code FROM\nWHERE x"),
            ("c.sql", "-- title: C\nSELECT code FROM unit"),
            ("d.sql", "-- title: D\n-- column kode: X | text\nSELECT code FROM units"),
        ],
    );
    let problems: Vec<(String, String)> = verify(&specimen.survey)
        .into_iter()
        .map(|problem| {
            (format!("{}:{}", problem.file.file_name().unwrap().display(), problem.line), problem.message.to_string())
        })
        .collect();
    let places: Vec<&str> = problems.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["a.sql:3", "b.sql:3", "c.sql:2", "d.sql:2"], "{problems:#?}");
    assert!(problems[0].1.contains("nope") && problems[0].1.contains("code"), "{}", problems[0].1);
    assert!(problems[2].1.contains("tables: returns, answers, units,"), "{}", problems[2].1);
    assert_eq!(problems[3].1, "the query gives no column `kode`; it gives: code");
    std::fs::remove_dir_all(&specimen.survey.folder).unwrap();
}

#[test]
fn the_central_survey_has_sound_queries() {
    assert_eq!(verify(&Specimen::central(Lang::Zh).survey), []);
}

#[test]
fn a_repeating_table_may_not_take_a_name_of_the_program() {
    let mut specimen = Specimen::central(Lang::Zh);
    specimen.survey.tables[0].id = "figures".to_string();
    assert!(verify(&specimen.survey)[0].message.to_string().starts_with("table `figures`: queries know another table"));
}

#[test]
fn a_typed_query_gives_a_table_or_says_what_is_wrong() {
    let specimen = Specimen::central(Lang::Zh);
    let source = specimen.publication().source();
    let sql = "SELECT \"count\", base_count, share FROM Figures WHERE figure = 'fed_back' AND \"group\" IS NULL";
    let table = query(&source, &sql.replace("Figures", "figures")).unwrap();
    insta::assert_snapshot!(print::text(&table, Lang::Zh), @r#"
    count  base_count               share
    -----  ----------  ------------------
       21          38  0.5526315789473685
       21          22  0.9545454545454546
    "#);
    let error = query(&source, "SELECT nope FROM figures").unwrap_err();
    assert!(error.to_string().contains("nope"), "{error}");
    assert_eq!(error.exit_status(), 2);
}

#[test]
fn all_tables_can_be_listed() {
    let specimen = Specimen::central(Lang::Zh);
    let table = query(&specimen.publication().source(), "SHOW TABLES").unwrap();
    let over_time = 2 + specimen.survey.tables.len();
    assert_eq!(table.rows.len(), context::TABLES.len() + specimen.survey.tables.len() + over_time);
}

#[test]
fn a_typed_query_reads_no_file() {
    let specimen = Specimen::central(Lang::Zh);
    let error = query(&specimen.publication().source(), "SELECT * FROM read_csv('Cargo.toml')").unwrap_err();
    assert!(error.to_string().contains("not a supported table function"), "{error}");
}
