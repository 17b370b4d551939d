//! The summary workbook read back as another program would.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::finding::{Finding, Severity};
use crate::publish::specimen::Specimen;
use crate::register::UnitState;
use crate::table::{Cell, Column, Format as Shown, Table};
use crate::text::Text;

fn bytes(specimen: &Specimen) -> Vec<u8> {
    let documents = SummaryWorkbook.documents(&specimen.publication(), &[]).expect("the workbook can be written");
    documents.into_iter().next().expect("there is one document").bytes
}

fn opened(specimen: &Specimen) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes(specimen))).expect("the workbook can be read back")
}

fn sheet(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: Phrase, lang: Lang) -> Vec<Vec<Data>> {
    let range = workbook.worksheet_range(name.text(lang)).expect("the sheet is there");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        other => panic!("a number is expected, not {other:?}"),
    }
}

#[test]
fn the_key_sheet_shows_every_share_of_the_whole() {
    for (specimen, lang) in [(Specimen::central(Lang::Zh), Lang::Zh), (Specimen::hard(Lang::En), Lang::En)] {
        let rows = sheet(&mut opened(&specimen), words::KEY, lang);
        let shares = specimen.results.figures.iter().filter(|figure| figure.group.is_none());
        for (figure, share) in shares.filter_map(|figure| Some((figure, figure.share()?))) {
            let (label, base) = (begun(figure.label.get(lang), lang), begun(share.base_label.get(lang), lang));
            let row = rows.iter().find(|row| row[0] == *label && row[1] == *base);
            let row = row.unwrap_or_else(|| panic!("no row for {label} on {base}"));
            assert_eq!(number(&row[2]) as u64, share.account.yes, "{label}");
            assert_eq!(number(&row[3]) as u64, share.account.base(), "{label}");
            match share.fraction().to_f64() {
                Some(quotient) => assert!((number(&row[4]) - quotient).abs() < 1e-12, "{label}"),
                None => assert_eq!(row[4], *"—", "{label}"),
            }
        }
    }
}

#[test]
fn headings_name_the_period_compared_with() {
    for (lang, shares, values) in [(Lang::Zh, "2023年占比", "2023年数值"), (Lang::En, "Share in 2023", "Value in 2023")]
    {
        let rows = sheet(&mut opened(&Specimen::central(lang)), words::KEY, lang);
        let has = |heading: &str| rows.iter().flatten().any(|cell| *cell == *heading);
        assert!(has(shares) && has(values), "{shares}, {values}");
    }
}

#[test]
fn a_unit_that_is_missed_has_what_it_sent_for_another_period_beside_it() {
    let mut specimen = Specimen::hard(Lang::Zh);
    let missing = |row: &&crate::register::FrameUnit| row.state == UnitState::Missing;
    let missed = specimen.publication().frame.iter().find(missing).expect("a unit is missed").unit;
    let mut misfiled = Finding::new("contradicts", Severity::Query, "填写的是2025年".to_string(), String::new());
    misfiled.unit = Some(missed);
    misfiled.file = "2024/U.xlsx".to_string();
    misfiled.period = "2025".to_string();
    misfiled.also_of = Some("2024".parse().unwrap());
    specimen.findings.push(misfiled);
    let rows = sheet(&mut opened(&specimen), words::REPORTING, Lang::Zh);
    let name = &specimen.register.units[missed].name;
    let row = rows.iter().find(|row| row.iter().any(|cell| *cell == **name)).expect("it is listed");
    let told = row.iter().any(|cell| cell.to_string().contains("2024/U.xlsx") && cell.to_string().contains("2025年"));
    assert!(told, "{row:?}");
}

#[test]
fn every_share_is_a_formula_over_the_data_sheet() {
    let specimen = Specimen::hard(Lang::Zh);
    let publication = specimen.publication();
    let ledger = Ledger::new(&publication, &mut FormulaNames::default());
    for figure in specimen.results.figures.iter().filter(|figure| figure.share().is_some()) {
        let (count, base) = ledger.formulas(&publication, figure).expect("each share can be counted");
        assert!(count.starts_with("COUNTIFS(data_"), "{count}");
        assert!(base.starts_with("COUNTIFS(data_") || base == "ROWS(data_code)", "{base}");
    }
    let fed_back = specimen.results.share("fed_back", "assessed").expect("there is such a share");
    let (count, base) = ledger.formulas(&publication, fed_back).expect("it can be counted");
    assert_eq!(count, "COUNTIFS(data_assessed,\"是\",data_fed_back,\"是\")");
    assert_eq!(base, "COUNTIFS(data_assessed,\"是\")");
}

#[test]
fn measures_are_sums_over_the_data_sheet() {
    let specimen = Specimen::central(Lang::Zh);
    let mut workbook = opened(&specimen);
    let formulas = workbook.worksheet_formula(words::KEY.zh).expect("the sheet has formulas");
    assert!(formulas.used_cells().any(|(_, _, formula)| formula == "SUM(data_cadres_bureau,data_cadres_department)"));
    let rows = sheet(&mut workbook, words::KEY, Lang::Zh);
    let row = rows.iter().find(|row| row[0] == *"被追究的干部合计").expect("the measure is on the sheet");
    assert_eq!(number(&row[2]), 12.0);
}

#[test]
fn what_looks_like_a_formula_stays_text() {
    let specimen = Specimen::hard(Lang::Zh);
    let mut workbook = opened(&specimen);
    let rows = sheet(&mut workbook, words::OPEN, Lang::Zh);
    let code = rows.iter().flatten().find(|cell| cell.to_string().starts_with("=HYPERLINK"));
    assert!(matches!(code, Some(Data::String(_))), "{code:?}");
    let formulas = workbook.worksheet_formula(words::OPEN.zh).expect("the sheet can be read");
    assert_eq!(formulas.used_cells().count(), 0);
}

#[test]
fn equal_publications_give_equal_bytes() {
    let specimen = Specimen::hard(Lang::En);
    assert_eq!(bytes(&specimen), bytes(&specimen));
}

#[test]
fn a_blank_is_blank_and_every_other_gap_is_said() {
    let specimen = Specimen::hard(Lang::Zh);
    let rows = sheet(&mut opened(&specimen), words::DATA, Lang::Zh);
    let heads = rows.iter().find(|row| row[0] == *"序号").expect("the sheet has headings");
    let col = |head: &str| heads.iter().position(|cell| *cell == *head).expect("the column is there");
    let units: Vec<&Vec<Data>> = rows.iter().filter(|row| matches!(row[0], Data::Float(_))).collect();
    assert_eq!(units.len(), specimen.publication().frame.len());
    let shown = |place: usize, head: &str| units[place][col(head)].to_string();
    assert_eq!(shown(8, "制定分解方案"), "");
    assert_eq!(shown(9, "开展考核"), "无效");
    assert_eq!(shown(31, "规定责任"), "不适用");
    let silent = units.iter().find(|row| row[col("报送状态")] == *"未报").expect("a unit is missing");
    assert_eq!(silent[col("规定责任")], *"未报");
}

#[test]
fn a_survey_s_own_table_gets_a_sheet_with_its_formats() {
    let mut specimen = Specimen::central(Lang::En);
    let column = |id: &str, format| Column { id: id.into(), title: Text::same(id), format };
    specimen.tables = vec![Table {
        id: "ranking".into(),
        title: Text::same("Ranking: units/items"),
        note: Text::same("By number of items."),
        columns: vec![column("name", Shown::Text), column("share", Shown::Percent)],
        rows: vec![vec![Cell::Text("+1".into()), Cell::Number(0.5)]],
        look: crate::table::Look::default(),
        is_standard: true,
    }];
    let mut workbook = opened(&specimen);
    let rows = workbook.worksheet_range("Ranking units items").expect("the sheet is there");
    let last = rows.rows().next_back().expect("it has rows");
    assert_eq!((&last[0], number(&last[1])), (&Data::String("+1".into()), 0.5));
}

/// A part of a workbook, as XML.
fn part(specimen: &Specimen, name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes(specimen))).expect("a workbook is an archive");
    archive.by_name(name).ok().map(|part| std::io::read_to_string(part).expect("XML is text"))
}

#[test]
fn the_charts_of_the_key_figures_stand_below_them_on_paper() {
    let specimen = Specimen::central(Lang::En);
    let rows = sheet(&mut opened(&specimen), words::KEY, Lang::En);
    let last = rows.iter().rposition(|row| row.iter().any(|cell| *cell != Data::Empty)).expect("there are rows");
    assert!(rows[last][0].to_string().ends_with("Charts"), "{:?}", rows[last]);
    let drawing = part(&specimen, "xl/drawings/drawing1.xml").expect("there are charts");
    let of = |tag: &str| -> Vec<usize> {
        let (open, close) = (format!("<xdr:{tag}>"), format!("</xdr:{tag}>"));
        let numbers = drawing.split(&open).skip(1).filter_map(|rest| rest.split(&close).next()?.parse().ok());
        numbers.collect()
    };
    assert!(of("col").iter().all(|col| *col < 10), "{:?}", of("col"));
    assert!(of("row").iter().all(|row| *row > last), "{:?}", of("row"));
    let cover = sheet(&mut opened(&specimen), words::COVER, Lang::En);
    assert!(cover.iter().flatten().any(|cell| cell.to_string().ends_with("link by link, with charts")));
}

#[test]
fn the_headings_of_units_that_did_not_report_stay_in_sight_and_on_every_page() {
    let specimen = Specimen::hard(Lang::En);
    let rows = sheet(&mut opened(&specimen), words::REPORTING, Lang::En);
    let head = rows.iter().position(|row| row[0] == *"No.").expect("the list has headings") + 1;
    let pane = format!("ySplit=\"{head}\" topLeftCell=\"D{}\"", head + 1);
    let mut sheets = (1..40).filter_map(|n| part(&specimen, &format!("xl/worksheets/sheet{n}.xml")));
    assert!(sheets.any(|sheet| sheet.contains(&pane)), "{pane}");
    let titles = format!("Reporting!${head}:${head}<");
    assert!(part(&specimen, "xl/workbook.xml").is_some_and(|book| book.contains(&titles)), "{titles}");
}

/// Writes the workbooks of the specimens where `CANVASS_WORKBOOKS` says, to be looked at and recalculated.
#[test]
fn workbooks_can_be_looked_at() {
    let Some(folder) = std::env::var_os("CANVASS_WORKBOOKS").map(std::path::PathBuf::from) else { return };
    for lang in [Lang::Zh, Lang::En] {
        let tables = crate::publish::chart::table_sample::specimen(lang);
        let specimens = [("central", Specimen::central(lang)), ("hard", Specimen::hard(lang)), ("tables", tables)];
        for (name, specimen) in specimens {
            std::fs::write(folder.join(format!("{name}-{}.xlsx", lang.code())), bytes(&specimen)).unwrap();
        }
    }
}

#[test]
fn tables_show_totals_and_hidden_values_and_leave_hidden_columns_out() {
    let mut workbook = opened(&crate::publish::chart::table_sample::specimen(Lang::Zh));
    let rows = workbook.worksheet_range("scores").expect("the sheet is there");
    let heads: Vec<String> = rows.rows().nth(2).expect("a heading row").iter().map(ToString::to_string).collect();
    assert_eq!(heads[..5], ["乡镇", "半年检查", "年终考核", "得分率", "各镇目标"]);
    // Behind them stand hidden the targets of the charts.
    assert!(heads[5..].iter().all(String::is_empty), "{heads:?}");
    let of = |name: &str| rows.rows().find(|row| row[0] == *name).expect("the town has a row").to_vec();
    assert_eq!(number(&of("城关镇")[1]), 92.5);
    assert_eq!(of("白云乡")[1], Data::Empty);
    assert!(rows.rows().any(|row| row[1] == *"隐藏"));
}

#[test]
fn points_are_exact_decimals() {
    let mut specimen = Specimen::central(Lang::Zh);
    let columns = [("change", "变化", "Change", Shown::Points)];
    let rows = vec![vec![Cell::Number(0.29)], vec![Cell::Number(-0.07)]];
    specimen.tables = vec![crate::publish::chart::table_sample::table("moved", &columns, rows)];
    let cells = opened(&specimen).worksheet_range("moved").expect("the sheet is there");
    let numbers: Vec<f64> = cells.rows().skip(3).map(|row| number(&row[0])).collect();
    assert_eq!(numbers, [29.0, -7.0]);
}

#[test]
fn thousands_of_units_keep_their_formulas_and_cut_their_lists() {
    let small = Specimen::central(Lang::Zh);
    let (mut register, mut returns) = (crate::register::Register::default(), Vec::new());
    for k in 0..2_000 {
        let like = k % 38;
        let code = format!("U{k:04}");
        let name = format!("第{k}号单位");
        register.units.push(crate::register::Unit { code, name, ..small.register.units[like].clone() });
        let given = small.returns.iter().filter(|given| given.unit == like);
        returns.extend(given.map(|given| crate::answer::Return { unit: k, ..given.clone() }));
    }
    let specimen = Specimen::of(small.survey, register, returns, Lang::Zh);
    let mut workbook = opened(&specimen);
    let rows = sheet(&mut workbook, words::KEY, Lang::Zh);
    let row = rows.iter().find(|row| row[0] == *"层层分解了责任").expect("the share is on the sheet");
    assert_eq!(number(&row[3]) as usize, specimen.publication().frame.len());
    let names = sheet(&mut workbook, words::NAMES, Lang::Zh);
    assert!(names.iter().flatten().any(|cell| cell.to_string().contains("……等，另有")));
}
