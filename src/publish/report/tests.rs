//! The report of the specimens: its words, its numbers, and what it does with text that is out for harm.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::PathBuf;

use super::*;
use crate::fraction::{Fraction, RoundingMode};
use crate::publish::chart;
use crate::publish::specimen::Specimen;
use crate::text::Lang;

fn report(specimen: &Specimen) -> (Tree, Vec<Picture>) {
    let publication = specimen.publication();
    let charts = chart::pictures(&publication).expect("charts can be drawn");
    let template = Template::of(publication.survey, "report", publication.lang).unwrap();
    let phrases = Phrases::of(publication.survey).unwrap();
    (tree(&publication, &charts, &template, phrases).expect("the report can be written"), charts)
}

fn of_template(specimen: &Specimen, source: &str) -> Result<Tree, Error> {
    let template = Template { file: PathBuf::from("report.zh.md"), source: source.to_string() };
    tree(&specimen.publication(), &[], &template, Phrases::standard())
}

fn parts(docx: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let n_parts = zip.len();
    let part = |at: usize| {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().to_string(), bytes)
    };
    (0..n_parts).map(part).collect()
}

fn document(docx: &[u8]) -> String {
    let (_, bytes) = parts(docx).into_iter().find(|(name, _)| name == "word/document.xml").unwrap();
    String::from_utf8(bytes).unwrap()
}

fn numbers(tree: &Tree) -> Vec<tree::Number> {
    let mut numbers = Vec::new();
    for_each_run(&mut tree.blocks.clone(), &mut |run| {
        if let Run::Number(number, _) = run {
            numbers.push(number.clone());
        }
    });
    numbers
}

#[test]
fn the_report_reads_as_an_office_writes() {
    for lang in [Lang::Zh, Lang::En] {
        let (central, _) = report(&Specimen::central(lang));
        insta::assert_snapshot!(format!("central_{}", lang.code()), central.text());
        let (hard, _) = report(&Specimen::hard(lang));
        insta::assert_snapshot!(format!("hard_{}", lang.code()), hard.text());
    }
}

#[test]
fn a_survey_without_a_template_has_a_report_too() {
    for lang in [Lang::Zh, Lang::En] {
        let specimen = Specimen::central(lang);
        let tree = tree(&specimen.publication(), &[], &Template::standard(lang), Phrases::standard()).unwrap();
        insta::assert_snapshot!(format!("standard_{}", lang.code()), tree.text());
    }
}

#[test]
fn every_share_in_the_text_is_one_of_its_figure() {
    for specimen in [Specimen::central(Lang::Zh), Specimen::hard(Lang::En)] {
        let (tree, _) = report(&specimen);
        let mut n_shares = 0;
        for number in numbers(&tree).iter().filter(|n| n.behind.is_some() && n.text.ends_with('%')) {
            let named = |f: &crate::figure::Figure| match &f.group {
                None => f.id.clone(),
                Some((_, value)) => format!("{}[{value}]", f.id),
            };
            let of_figure = specimen.results.figures.iter().filter(|f| named(f) == number.figure);
            let shares = of_figure.filter_map(|f| f.share()).filter(|share| share.base == number.base);
            let printed: BTreeSet<String> = shares
                .flat_map(|share| [share.fraction(), share.low, share.high])
                .filter_map(|fraction: Fraction| fraction.percent(1, RoundingMode::HalfUp))
                .map(|text| format!("{text}%"))
                .collect();
            assert!(number.text.split('–').all(|part| printed.contains(part)), "{number:?}");
            n_shares += 1;
        }
        assert!(n_shares > 100, "{n_shares}");
    }
}

#[test]
fn a_number_leads_to_the_units_that_it_counts() {
    let (tree, _) = report(&Specimen::central(Lang::Zh));
    let all = numbers(&tree);
    let fed_back = all.iter().find(|n| n.figure == "fed_back" && n.base == "assessed" && n.text == "21").unwrap();
    let behind = &tree.behind[fed_back.behind.unwrap()];
    assert_eq!((behind.yes.len(), behind.no.len(), behind.unknown.len()), (21, 1, 0));
    let cadres = all.iter().find(|n| n.figure == "cadres" && n.behind.is_some()).unwrap();
    let behind = &tree.behind[cadres.behind.unwrap()];
    let held: Vec<&str> = behind.yes.iter().map(|place| tree.units[*place].as_str()).collect();
    assert!(behind.is_measure && !held.is_empty());
    for item in &behind.items {
        assert!(behind.yes.iter().all(|place| tree.cells[item].seen.contains_key(place)), "{held:?}");
    }
}

#[test]
fn what_a_unit_writes_stays_text() {
    let (tree, charts) = report(&Specimen::hard(Lang::Zh));
    let is_theirs = |block: &Block| matches!(block, Block::Heading { runs, .. } if tree::words(runs) == "标题");
    assert!(!tree.blocks.iter().any(is_theirs));
    let html = html::render(&tree, Pictures::of(&charts));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; **粗** | 竖线<br># 标题"));
    assert!(!html.contains("<script>alert"));
    let document = document(&docx::render(&tree, Pictures::of(&charts)).unwrap());
    assert!(document.contains("&lt;script&gt;alert(1)&lt;/script&gt; **粗** | 竖线"));
}

#[test]
fn the_page_refers_to_nothing_outside() {
    let (tree, charts) = report(&Specimen::central(Lang::En));
    let html = html::render(&tree, Pictures::of(&charts));
    for outside in ["http:", "https:", "src=\"/", "url(", "@import", "<link"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
}

#[test]
fn every_link_of_the_page_has_its_target() {
    let (tree, charts) = report(&Specimen::hard(Lang::Zh));
    let html = html::render(&tree, Pictures::of(&charts));
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "two elements share an id");
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}");
    }
}

#[test]
fn equal_publications_give_equal_bytes() {
    let publish = || {
        let specimen = Specimen::central(Lang::Zh);
        let charts = chart::pictures(&specimen.publication()).unwrap();
        Report.documents(&specimen.publication(), &charts).unwrap()
    };
    let (first, second) = (publish(), publish());
    assert_eq!(first.iter().map(|d| d.path.as_str()).collect::<Vec<_>>(), ["report.docx", "report.html"]);
    assert!(first == second);
}

#[test]
fn every_part_of_the_word_file_is_well_formed() {
    let (tree, charts) = report(&Specimen::hard(Lang::Zh));
    for (name, bytes) in parts(&docx::render(&tree, Pictures::of(&charts)).unwrap()) {
        if name.ends_with(".png") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) != quick_xml::events::Event::Eof {}
    }
}

#[test]
fn the_word_file_has_what_an_office_needs() {
    let (tree, charts) = report(&Specimen::central(Lang::Zh));
    let document = document(&docx::render(&tree, Pictures::of(&charts)).unwrap());
    let tables = document.matches("<w:tbl>").count();
    assert_eq!(document.matches("<w:tblHeader/>").count(), tables);
    for needed in [
        "<w:tag w:val=\"fed_back:assessed\"/>",
        "<w:tag w:val=\"author\"/>",
        "<w:pStyle w:val=\"Heading1\"/>",
        " SEQ 图 \\* ARABIC ",
        " TOC \\o &quot;1-2&quot;",
        "descr=\"",
    ] {
        assert!(document.contains(needed), "{needed}");
    }
    let names: Vec<&str> = document
        .split("<w:bookmarkStart ")
        .skip(1)
        .filter_map(|rest| rest.split("w:name=\"").nth(1)?.split('"').next())
        .collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "two bookmarks share a name");
}

#[test]
fn unknown_names_are_told_all_at_once_with_their_lines() {
    let specimen = Specimen::central(Lang::Zh);
    let source = "# 题\n{{ figure(\"nope\").share }}\n{{ chart('x') }}{{ figure(\"fed_back\", base=\"plan_made\").n }}\n\
                  {{ table(\"shares-of\") }}{{ open_answers(\"plan_made\") }}{{ value(\"plan_made\") }}";
    let Err(Error::Definition(problems)) = of_template(&specimen, source) else { panic!("it is wrong") };
    let told: Vec<String> =
        problems.iter().map(|p| p.to_string().split(';').next().unwrap_or_default().to_string()).collect();
    assert_eq!(
        told,
        [
            "report.zh.md:2: no figure is called `nope`",
            "report.zh.md:3: no chart is called `x`",
            "report.zh.md:3: figure `fed_back` has no base `plan_made`",
            "report.zh.md:4: no table is called `shares-of`",
            "report.zh.md:4: no open question is called `plan_made`",
            "report.zh.md:4: no measure is called `plan_made`",
        ]
    );
}

#[test]
fn a_misspelt_attribute_is_told_with_its_line() {
    let specimen = Specimen::central(Lang::Zh);
    let Err(error) = of_template(&specimen, "# 题\n\n{{ figure(\"plan_made\").conut }}") else {
        panic!("it is wrong")
    };
    let said = error.to_string();
    let begin = "report.zh.md:3: figure `plan_made` has no `conut` (did you mean `count`?); there are `count`, `share`";
    assert!(said.starts_with(begin), "{said}");
    assert!(said.contains("figure(\"plan_made\").conut"), "{said}");
    let told = error.say(Lang::Zh);
    assert!(told.contains("统计数 `plan_made` 没有 `conut`（是否指 `count`？）"), "{told}");
}

#[test]
fn the_built_in_tables_can_all_be_asked_for() {
    let specimen = Specimen::hard(Lang::En);
    let source: String = tables::BUILT_IN.iter().map(|id| format!("{{{{ table(\"{id}\") }}}}\n")).collect();
    let tree = of_template(&specimen, &source).unwrap();
    let n_grids = tree.blocks.iter().filter(|block| matches!(block, Block::Grid(_))).count();
    // Nothing has changed where there is no earlier period.
    assert_eq!(n_grids, tables::BUILT_IN.len() - 1);
}

#[test]
fn names_are_cut_short_where_they_are_too_many() {
    let specimen = Specimen::central(Lang::Zh);
    let tree = of_template(&specimen, "{{ figure(\"no_plan\").names_yes | names(2) }}").unwrap();
    assert!(tree.text().contains("第01单位、第02单位等"), "{}", tree.text());
}

#[test]
#[ignore = "writes the specimens' reports to look at, into the folder named by LOOK"]
fn write_reports_to_look_at() {
    let folder = PathBuf::from(std::env::var("LOOK").expect("LOOK names a folder"));
    for lang in [Lang::Zh, Lang::En] {
        for (name, specimen) in [("central", Specimen::central(lang)), ("hard", Specimen::hard(lang))] {
            let (tree, charts) = report(&specimen);
            let path = |ending: &str| folder.join(format!("{name}.{}.{ending}", lang.code()));
            std::fs::write(path("docx"), docx::render(&tree, Pictures::of(&charts)).unwrap()).unwrap();
            std::fs::write(path("html"), html::render(&tree, Pictures::of(&charts))).unwrap();
        }
    }
}
