//! What a publication tells is what its figures say: bases, comparisons, names, chapters of each edition.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::printed::{between, edition, publication, words};
use crate::support::{canvass, project};

/// The rows of one of a survey's own tables, by column; further arguments such as a period.
fn table(survey: &str, file: &str, further: &[&str]) -> Vec<BTreeMap<String, serde_json::Value>> {
    let folder = project().join("queries").join(survey);
    // A blank line first: what begins with a dash would be taken for an option.
    let sql = format!("\n{}", fs::read_to_string(folder.join(file)).unwrap());
    let arguments = [&["query", folder.to_str().unwrap(), &sql, "--format", "json"], further].concat();
    let output = canvass().args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The words of a report; Chinese ones without the blanks that marks between them leave.
fn report(survey: &'static str, lang: &str, audience: &str) -> String {
    let html = fs::read_to_string(edition(survey, lang, audience).join("report.html")).unwrap();
    words(between(&html, "<main", "</main>")).split_whitespace().collect::<Vec<_>>().join(if lang == "zh" {
        ""
    } else {
        " "
    })
}

fn number(row: &BTreeMap<String, serde_json::Value>, column: &str) -> f64 {
    row[column].as_f64().unwrap_or_else(|| panic!("no number in {column} of {row:?}"))
}

#[test]
fn what_is_not_due_stays_out_of_the_base_of_every_quarter() {
    let quarters = table("duty-quotas", "36-trend.sql", &["--period", "2026-Q2"]);
    let counts: Vec<[f64; 2]> = quarters.iter().map(|row| ["due", "met"].map(|column| number(row, column))).collect();
    assert_eq!(counts, [[166.0, 153.0], [168.0, 154.0], [167.0, 154.0]]);
    for row in &quarters {
        assert_eq!(number(row, "due"), number(row, "met") + number(row, "short") + number(row, "no_data"), "{row:?}");
    }
}

#[test]
fn a_town_without_a_return_is_no_offender() {
    let losses = table("scorecard", "30-losses.sql", &["--period", "2026-S1"]);
    let violations = losses.iter().find(|row| row["item"] == "违纪案件").unwrap();
    let columns = ["judged", "towns", "lost", "unknown", "without"];
    // 21 and 12 points, and twice 5; the town without a return would have lost 30.
    assert_eq!(columns.map(|column| number(violations, column)), [23.0, 4.0, 43.0, 1.0, 30.0]);
    // One town sent nothing, to another the item does not apply.
    let mended = losses.iter().find(|row| row["item"] == "问题整改").unwrap();
    assert_eq!(columns.map(|column| number(mended, column)), [22.0, 5.0, 24.6, 1.0, 6.0]);
    assert!(report("scorecard", "zh", "internal").contains("违纪案件（4个乡镇，共失43.00分）"));
}

#[test]
fn a_town_without_a_rate_has_no_rank_and_is_told() {
    let towns = table("scorecard", "50-effect.sql", &["--period", "2026-S1"]);
    assert_eq!(towns.len(), 24);
    let without: Vec<_> = towns.iter().filter(|row| row["rank"].is_null()).map(|row| &row["name"]).collect();
    assert_eq!(without, ["沙屿镇", "槐荫镇", "朔泉镇"]);
    for row in &towns {
        assert_eq!(row["effect"].is_null(), !row["lacking"].is_null(), "{row:?}");
    }
    assert!(report("scorecard", "zh", "internal").contains("沙屿镇（缺群众满意度）"));
}

#[test]
fn every_row_of_the_workbook_names_its_town() {
    let file = publication("scorecard", "zh").join("summary.xlsx");
    let mut workbook: Xlsx<_> = open_workbook(file).unwrap();
    for sheet in ["考核评分表（全部指标）", "分类得分（逐乡镇）"] {
        let range = workbook.worksheet_range(sheet).unwrap();
        let named = range.rows().filter(|row| row[0] == Data::String("沙屿镇".to_string())).count();
        assert!(named > 4, "{sheet} names no town");
    }
    let own = fs::read_to_string(publication("scorecard", "zh").join("documents/sheet/T05.html")).unwrap();
    assert_eq!(words(&own).matches("望渡乡").count(), 2, "the sheet of a town names it in every row");
}

#[test]
fn each_curve_of_signing_ends_at_the_rate_of_its_year() {
    let days = table("responsibility-certificates", "17-signing-by-day.sql", &["--period", "2026"]);
    let last = days.last().unwrap();
    let ends = ["year_before", "last_year", "now"].map(|column| (number(last, column) * 1000.0).round() / 10.0);
    let years = table("responsibility-certificates", "27-three-years.sql", &["--period", "2026"]);
    let rates: Vec<f64> = years.iter().map(|row| number(row, "rate")).collect();
    assert_eq!(rates, ends);
    let results = report("responsibility-certificates", "zh", "internal");
    assert!(results.contains("不明3个；占比以应报单位28个为基数"), "{results}");
}

#[test]
fn a_change_computes_from_the_columns_beside_it() {
    let movers = table("monthly-bulletin", "47-movers.sql", &["--period", "2026-06"]);
    for row in &movers {
        let computed = (number(row, "now") / number(row, "before") - 1.0) * 100.0;
        assert!((computed - number(row, "rate")).abs() < 0.05, "{row:?}");
        assert_eq!(row["is_matched"], row["mark"].as_str().unwrap().contains('※'), "{row:?}");
    }
    // Seven counties reported all months of both years; of 1645 talks, 1361 are theirs.
    let talks = movers.iter().find(|row| row["short"] == "谈心谈话").unwrap();
    assert_eq!(["cumulative", "now", "before"].map(|column| number(talks, column)), [1645.0, 1361.0, 1265.0]);
    let petitions = movers.iter().find(|row| row["short"] == "首次来信来访").unwrap();
    assert_eq!(petitions["mark"], "※†");
}

#[test]
fn no_judgement_stands_whatever_the_figures_and_examples_are_not_all() {
    let told = report("central-survey", "zh", "internal");
    for typed in ["逐步细化", "稳步推进", "有所突破", "得到重视"] {
        assert!(!told.contains(typed), "{typed}");
    }
    for twice in ["等26个单位", "等8个单位"] {
        assert!(!told.contains(twice), "{twice}");
    }
    assert!(told.contains("，如综合协调部、组织联络部、宣教指导部、基层联络部、决策调研室等。"), "{told}");
}

#[test]
fn the_public_grading_counts_its_chapters_and_says_what_it_withholds() {
    let chapters = ["一、本轮结论", "二、目标", "三、各县区", "四、薄弱方面", "五、分级处置"];
    let zh = report("safety-grading", "zh", "public");
    assert!(chapters.iter().all(|chapter| zh.contains(chapter)), "{zh}");
    assert!(zh.contains("未达标：“无D级”") && zh.contains("本版不公布：“高危、重点行业无C级”"), "{zh}");
    assert!(!zh.contains("其中高危、重点行业"), "{zh}");
    let en = report("safety-grading", "en", "public");
    assert!(en.contains("4. Weak aspects") && en.contains("are not published in this edition"), "{en}");
    let scorecard = report("scorecard", "zh", "public");
    assert!(scorecard.contains("应考核乡镇24个") && scorecard.contains("逐项计分标准不在本版公布"), "{scorecard}");
}

#[test]
fn sheets_keep_their_whole_names_each_its_own() {
    for survey in ["duty-quotas", "accountability-cases", "responsibility-certificates"] {
        for lang in ["zh", "en"] {
            let file = publication(survey, lang).join("summary.xlsx");
            let workbook: Xlsx<_> = open_workbook(file).unwrap();
            let numbered: Vec<String> =
                workbook.sheet_names().into_iter().filter(|name| name.ends_with("(2)")).collect();
            assert!(numbered.is_empty(), "{survey} {lang}: {numbered:?}");
        }
    }
    for folder in fs::read_dir(project().join("queries")).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_none_or(|ending| ending != "sql") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            let titles = text.lines().filter_map(|line| line.strip_prefix("-- title.en: "));
            for title in titles {
                assert!(title.encode_utf16().count() <= 31, "{} is cut: {title}", file.display());
            }
        }
    }
}
