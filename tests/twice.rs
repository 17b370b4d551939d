//! What is reported twice, below zero or beyond the possible, through the program; and the words in which clerks head
//! their logs.

use std::collections::BTreeMap;
use std::fs;

use rust_xlsxwriter::{Format, Worksheet};

use crate::support::{Folder, Round, canvass, fixed_workbook, form, project, rows};

/// Rows of cells, from the first of a sheet on.
type Lines = Vec<Vec<String>>;

fn lines(rows: &[&[&str]]) -> Lines {
    rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// A workbook; numbers are numbers, and those behind `%` stand in cells of a percent format.
fn book(sheets: &[(&str, Lines)]) -> Vec<u8> {
    let mut workbook = fixed_workbook();
    for (name, lines) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (row, line) in lines.iter().enumerate() {
            for (col, text) in line.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                write(sheet, (row as u32, col as u16), text);
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn write(sheet: &mut Worksheet, (row, col): (u32, u16), text: &str) {
    let percent = text.strip_prefix('%').and_then(|number| number.parse::<f64>().ok());
    match (percent, text.parse::<f64>()) {
        (Some(number), _) => {
            sheet.write_number_with_format(row, col, number, &Format::new().set_num_format("0%")).unwrap()
        }
        (None, Ok(number)) => sheet.write_number(row, col, number).unwrap(),
        (None, Err(_)) => sheet.write_string(row, col, text).unwrap(),
    };
}

const TABLE: &str = "[[table]]\nid = \"courses\"\nlabel = \"Courses\"\n\
    [[table.column]]\nid = \"day\"\nkind = \"date\"\nlabel = \"Day of the course\"\n\
    [[table.column]]\nid = \"subject\"\nkind = \"text\"\nlabel = \"Subject of the course\"\n\
    [[table.column]]\nid = \"present\"\nkind = \"integer\"\nlabel = \"Staff present\"\n[[condition]]";

const HEADINGS: &[&str] = &["No.", "Day of the course", "Subject of the course", "Staff present"];
const FIRST: &[&str] = &["1", "2025-02-03", "Fire drill", "7"];
const SECOND: &[&str] = &["2", "2025-03-04", "Accounts", "5"];
const THIRD: &[&str] = &["3", "2025-03-11", "Accounts", "5"];

/// The rows of the table that count, and the findings about it, where the table goes on on a second sheet.
fn courses(further: &[&[&str]]) -> (usize, Vec<(String, String)>) {
    let round = Round::new().replacing("[[condition]]", TABLE).silent("U01", "North");
    let answers = "Number of staff=12\nStaff trained=3\nTraining plan in force=yes\nTraining held=no";
    let mut first = vec![vec![String::new(); 2]; 12];
    for (cell, text) in form("U01", "2025-Q1", answers) {
        let at = canvass::sheet::Position::parse(&cell).unwrap();
        first[at.row as usize][at.col as usize] = text;
    }
    first.extend(lines(&[&[], HEADINGS, FIRST, SECOND]));
    let second = lines(&[&[HEADINGS], further].concat());
    round.file("2025-Q1/form.xlsx", &book(&[("Form", first), ("Courses", second)]));
    let outcome = round.run();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let answers = outcome.rows("answers.csv");
    let days = answers.iter().filter(|row| row["item"] == "courses.day" && row["state"] == "answered");
    let findings = outcome.rows("findings.csv").into_iter().map(|row| (row["rule"].clone(), row["message"].clone()));
    (days.count(), findings.collect())
}

#[test]
fn a_table_copied_to_another_sheet_counts_once_and_rows_repeated_there_are_asked_about() {
    let (n, findings) = courses(&[FIRST, SECOND]);
    assert_eq!((n, findings.len(), findings[0].0.as_str()), (2, 1, "rows-copied"));
    let (n, findings) = courses(&[SECOND, THIRD]);
    assert_eq!((n, findings.len(), findings[0].0.as_str()), (4, 1, "row-once"));
    assert!(findings[0].1.ends_with("row 3 as row 2"), "{findings:?}");
    assert_eq!(courses(&[THIRD]), (3, vec![]));
}

#[test]
fn what_is_wrong_in_one_way_in_every_row_is_told_a_thousand_times_and_then_counted() {
    let subjects: Vec<String> = (1..=1_500).map(|number| format!("Subject {number}")).collect();
    let wrong: Vec<[&str; 4]> = subjects.iter().map(|subject| ["3", "soon", subject, "5"]).collect();
    let (n, findings) = courses(&wrong.iter().map(<[_; 4]>::as_slice).collect::<Vec<_>>());
    let last = findings.last().expect("wrong rows are told");
    assert_eq!((n, findings.len()), (2, 1_000), "{last:?}");
    assert!(findings.iter().all(|finding| finding.0 == "not-understood"), "{last:?}");
    assert!(last.1.ends_with("(the same in other places: 500, the last of them B1501)"), "{last:?}");
}

#[test]
fn a_count_below_zero_is_asked_about_unless_the_survey_allows_it() {
    let answers = "Number of staff=12\nStaff trained=-3\nTraining plan in force=yes\nTraining held=no";
    let round = || Round::new().unit("U01", "North", answers);
    assert_eq!(round().run().rules_of("U01"), ["not-negative"]);
    let allowed = "[[check]]\nid = \"r\"\nrange = { item = \"trained_staff\", min = -9 }\n[[condition]]";
    assert!(round().replacing("[[condition]]", allowed).run().rules_of("U01").is_empty());
}

/// A shipped survey's form: what is told of the unit, then a line an item, `是` or 1 unless given.
fn shipped(survey: &str, unit: &[&[&str]], answer: &str, given: &[(&str, &str)]) -> Lines {
    let text = fs::read_to_string(project().join("queries").join(survey).join("survey.toml")).unwrap();
    let survey: toml::Table = toml::from_str(&text).unwrap();
    let mut form = lines(unit);
    form.extend(lines(&[&["序号", "项目", answer, "备注"]]));
    for (number, item) in survey["item"].as_array().unwrap().iter().enumerate() {
        let label = item["label"]["zh"].as_str().unwrap();
        let usual = if item["kind"].as_str() == Some("yes-no") { "是" } else { "1" };
        let own = given.iter().find(|(id, _)| Some(*id) == item["id"].as_str());
        form.extend(lines(&[&[&(number + 1).to_string(), label, own.map_or(usual, |(_, answer)| answer)]]));
    }
    form
}

fn check(survey: &str, period: &str, bytes: &[u8]) -> (Folder, Vec<BTreeMap<String, String>>) {
    let folder = Folder::new();
    let returns = folder.0.join("returns").join(period);
    fs::create_dir_all(&returns).unwrap();
    fs::write(returns.join("form.xlsx"), bytes).unwrap();
    let out = folder.0.join("out");
    let mut program = canvass();
    program.arg("run").arg(project().join("queries").join(survey)).args(["--period", period, "-q"]);
    let output = program.arg("--returns").arg(folder.0.join("returns")).arg("--out").arg(&out).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let findings = rows(&out.join(survey).join(period).join("data/findings.csv"));
    (folder, findings)
}

#[test]
fn a_share_beyond_a_hundred_a_case_of_another_year_and_one_told_twice_are_asked_about() {
    let unit: &[&[&str]] = &[&["单位名称", "岚桥镇", "单位代码", "T02"], &["报告期", "2025年下半年"]];
    let mut form = shipped("scorecard", unit, "填报数", &[("disclosure_rate", "%99")]);
    let case: &[&str] = &["1", "2025-09-01", "违规吃喝", "否"];
    let heading: &[&str] = &["序号", "立案日期", "案由", "是否主动查处"];
    form.extend(lines(&[
        heading,
        case,
        &["2", "2024-09-01", "违规吃喝", "否"],
        &["3", "2025-09-01", "违规吃喝", "否"],
    ]));
    let (_folder, findings) = check("scorecard", "2025-S2", &book(&[("考核填报表", form)]));
    let of_unit = findings.iter().filter(|row| row["unit"] == "T02");
    let told: Vec<String> = of_unit.map(|row| format!("{} {} {}", row["severity"], row["rule"], row["cell"])).collect();
    let expected =
        ["error disclosure-rate-within-100 C22", "query violation-in-the-half-year B34", "query row-once B35"];
    assert_eq!(told, expected);
}

#[test]
fn logs_headed_in_a_clerks_own_words_are_read() {
    let unit: &[&[&str]] = &[&["填报单位", "青禾镇"], &["单位代码", "T02"], &["报告期", "2025年第四季度"]];
    let form = shipped("duty-quotas", unit, "填报情况", &[]);
    let meetings: &[&[&str]] = &[&["会议时间", "会议类型", "会议主题"], &["2025-10-09", "班子会议", "部署"]];
    let trainings: &[&[&str]] = &[
        &["培训时间", "培训对象", "培训内容", "学时", "参训人次"],
        &["2025-10-10", "党员", "学习文件", "3.5学时", "20"],
    ];
    let log = lines(&[meetings, &[&[], &[]], trainings].concat());
    let book = book(&[("盘点表", form), ("会议学习活动", log)]);
    let (folder, findings) = check("duty-quotas", "2025-Q4", &book);
    let answers = rows(&folder.0.join("out/duty-quotas/2025-Q4/data/answers.csv"));
    let value = |item: &str| {
        let found = answers.iter().find(|row| row["unit"] == "T02" && row["item"] == item && !row["row"].is_empty());
        found.map_or(String::new(), |row| row["value"].clone())
    };
    let read = ["meetings.met_on", "meetings.met_kind", "trainings.hours", "trainings.persons"].map(value);
    assert_eq!(read, ["2025-10-09", "committee", "3.5", "20"]);
    let about_logs = |row: &&BTreeMap<String, String>| {
        ["meetings.", "trainings."].iter().any(|table| row["item"].starts_with(table)) && row["severity"] == "error"
    };
    assert_eq!(findings.iter().filter(about_logs).count(), 0, "{findings:?}");
}
