//! What stands on the pages that a reader gets: tables that lead back, sheets that print, words of the language.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use crate::support::{Folder, canvass};

/// The office's own publication of a survey in a language.
pub fn publication(survey: &'static str, lang: &str) -> PathBuf {
    edition(survey, lang, "internal")
}

/// A publication for an audience, made once for all tests.
pub fn edition(survey: &'static str, lang: &str, audience: &str) -> PathBuf {
    static FOLDER: OnceLock<Folder> = OnceLock::new();
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let out = FOLDER.get_or_init(Folder::new).0.join(format!("{lang}-{audience}"));
    let folder = out.join(survey);
    if !folder.exists() {
        let survey = format!("queries/{survey}");
        canvass()
            .args(["run", &survey, "--lang", lang, "--audience", audience, "-q", "--out"])
            .arg(&out)
            .assert()
            .success();
    }
    let periods = fs::read_dir(&folder).unwrap().filter_map(Result::ok).map(|entry| entry.path());
    periods.filter(|path| path.is_dir()).max().unwrap()
}

fn part(file: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The part of a page between two marks.
pub fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("no `{from}`"));
    let rest = &page[start..];
    &rest[..rest[from.len()..].find(to).map_or(rest.len(), |end| end + from.len())]
}

#[test]
fn standard_tables_of_a_report_lead_back_and_differ_by_group() {
    let publication = publication("central-survey", "en");
    let html = fs::read_to_string(publication.join("report.html")).unwrap();
    let key = between(&html, "Table 1", "</table>");
    assert!(key.contains("class=\"n\""), "no number of the key figures leads to its units:\n{key}");
    let table = |title: &str| between(&html, &format!("{title}</span></caption>"), "</table>");
    let (system, level) = (table("Comparison by system"), table("Comparison by level"));
    assert!(system.contains("Party departments") && !system.contains("Bureau level"), "{system}");
    assert!(level.contains("Bureau level") && !level.contains("Party departments"), "{level}");
}

#[test]
fn charts_beside_a_sheet_do_not_make_its_print_small() {
    let publication = publication("central-survey", "en");
    let workbook = part(&publication.join("summary.xlsx"), "xl/workbook.xml");
    assert!(workbook.contains("Change!$A$1:$J$"), "the table is no print area in\n{workbook}");
}

/// The words of a page of HTML, without its marks.
pub fn words(html: &str) -> String {
    html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect::<Vec<_>>().join(" ")
}

#[test]
fn totals_and_periods_are_words_and_not_codes() {
    for (survey, lang, table, expected) in [
        ("duty-quotas", "zh", "分片区做到情况", "合计"),
        ("duty-quotas", "en", "Quotas kept, by area", "Total"),
        ("duty-quotas", "zh", "哪些单位没有做到", "2026年2月"),
        ("responsibility-certificates", "zh", "各层级签订情况", "合计"),
        ("accountability-cases", "en", "Cases by quarter", "2025 Q1"),
        ("scorecard", "zh", "考核要情", "2025年上半年"),
        ("monthly-bulletin", "en", "Redefinitions", "Jan 2026"),
    ] {
        let html = fs::read_to_string(publication(survey, lang).join("report.html")).unwrap();
        let start =
            html.rfind(&format!("{table}</span></caption>")).unwrap_or_else(|| panic!("{survey} has no table {table}"));
        let shown = words(between(&html[start..], table, "</table>"));
        assert!(shown.contains(expected), "no `{expected}` in {survey} {lang}:\n{shown}");
        for code in ["∑", "Σ", "-Q1", "-Q2", "-S1", "-M0"] {
            assert!(!shown.contains(code), "`{code}` in {survey} {lang}:\n{shown}");
        }
    }
}

#[test]
fn a_notice_is_signed_at_the_right_and_does_not_name_its_unit_in_every_row() {
    let folder = publication("duty-quotas", "zh").join("documents/notice");
    let notice = part(&folder.join("T04.docx"), "word/document.xml");
    let signature = between(&notice, "区委责任制办公室", "</w:p>");
    let paragraph = &notice[..notice.find(signature).unwrap()];
    let properties = &paragraph[paragraph.rfind("<w:pPr>").unwrap()..];
    assert!(properties.contains("Signature"), "{properties}");
    let table = between(&notice, "<w:tbl>", "</w:tbl>");
    assert!(table.contains("每月至少1次") && !table.contains("砚池镇"), "{table}");
}

#[test]
fn rows_at_the_end_of_a_table_stay_with_its_note() {
    let report = part(&publication("central-survey", "zh").join("report.docx"), "word/document.xml");
    let first = between(&report, "<w:tbl>", "</w:tbl>");
    let rows: Vec<&str> = first.split("<w:tr>").skip(1).collect();
    let kept: Vec<bool> = rows.iter().map(|row| row.contains("<w:keepNext/>")).collect();
    assert!(kept[0] && kept[1] && kept[rows.len() - 1] && kept[rows.len() - 2], "{kept:?}");
    assert!(!kept[3], "a long table may be broken: {kept:?}");
}

#[test]
fn what_is_withheld_leaves_no_broken_sentence() {
    for survey in ["central-survey", "monthly-bulletin", "responsibility-certificates"] {
        for (lang, broken) in
            [("zh", ["如。", "为。", "（（", "（）", "：。"]), ("en", ["among them .", ": .", "((", "( (", "()"])]
        {
            let html = fs::read_to_string(edition(survey, lang, "public").join("report.html")).unwrap();
            let shown = words(between(&html, "<main", "</main>")).split_whitespace().collect::<Vec<_>>().join(" ");
            for piece in broken {
                assert!(!shown.contains(piece), "`{piece}` in {survey} {lang}:\n{shown}");
            }
        }
    }
    let html = fs::read_to_string(edition("central-survey", "en", "public").join("report.html")).unwrap();
    assert!(!html.contains("id=\"behind\"") && !html.contains("(none)"), "lists of units that are not named");
    let letters: Vec<char> = ('A'..='H').filter(|letter| html.contains(&format!(">{letter}. "))).collect();
    assert_eq!(letters, ('A'..='D').collect::<Vec<_>>(), "the annexes of the public edition are counted through");
}

#[test]
fn a_click_on_a_number_leads_to_the_cells_of_each_unit() {
    let html = fs::read_to_string(publication("central-survey", "zh").join("report.html")).unwrap();
    let data = between(&html, "id=\"units\"", "</script>");
    let data: serde_json::Value = serde_json::from_str(&data[data.find('{').unwrap()..data.len()]).unwrap();
    let item = &data["items"]["1"];
    assert_eq!(item["label"], "是否制定责任分解方案");
    let [file, cell, raw] = ["0", "1", "2"].map(|at| item["cells"]["0"][at.parse::<usize>().unwrap()].clone());
    assert_eq!((cell.as_str(), raw.as_str()), (Some("落实情况一览表!E9"), Some("是")));
    let file = &data["files"][file.as_u64().unwrap() as usize];
    assert_eq!(file, "2024/综合协调部_落实情况一览表.xlsx");
    let circular = fs::read_to_string(edition("central-survey", "zh", "circular").join("report.html")).unwrap();
    assert!(!circular.contains("落实情况一览表!E9"), "another unit is told what a unit wrote");
}
