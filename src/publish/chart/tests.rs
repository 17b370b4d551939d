//! What holds for every chart: it is drawn, readable, complete and the same again.

use std::collections::BTreeSet;

use super::drawing::{Drawing, Mark, Rect, Words};
use super::*;
use crate::publish::specimen::Specimen;
use crate::text::{Lang, Text};

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

fn samples(lang: Lang) -> Vec<(&'static str, Specimen)> {
    vec![
        ("central", Specimen::central(lang)),
        ("hard", Specimen::hard(lang)),
        ("long names", sample::with_long_names(lang)),
        ("no unit", sample::of(0, lang)),
        ("one unit", sample::of(1, lang)),
        ("400 units", sample::of(400, lang)),
        ("tables", tabular::sample::specimen(lang)),
    ]
}

fn drawings(specimen: &Specimen) -> Vec<(String, Drawing)> {
    let publication = specimen.publication();
    let drawing = |chart: &survey::Chart| {
        let kind = CHARTS.iter().find(|kind| kind.name() == chart.kind).unwrap();
        kind.draw(&publication, chart).unwrap().map(|drawing| (chart.id.clone(), drawing))
    };
    specimen.survey.charts.iter().filter_map(drawing).collect()
}

fn words_of(drawing: &Drawing) -> Vec<&Words> {
    let mut words = Vec::new();
    for mark in &drawing.marks {
        if let Mark::Words(line) = mark {
            words.push(line);
        }
    }
    words
}

fn all_drawings() -> Vec<(String, Drawing)> {
    let mut all = Vec::new();
    for lang in LANGS {
        for (name, specimen) in samples(lang) {
            let named = |(id, drawing)| (format!("{name}, {}, {id}", lang.code()), drawing);
            all.extend(drawings(&specimen).into_iter().map(named));
        }
    }
    all
}

#[test]
fn every_kind_has_a_name_of_its_own_and_a_manual() {
    let names: BTreeSet<_> = names().iter().collect();
    assert_eq!(names.len(), CHARTS.len());
    for chart in CHARTS {
        assert!(!chart.explain().zh.is_empty() && !chart.explain().en.is_empty());
    }
}

#[test]
fn the_kinds_that_are_drawn_from_a_table_are_those_that_the_definition_knows() {
    let last = &names()[names().len() - survey::chart::TABLE_KINDS.len()..];
    assert_eq!(last, survey::chart::TABLE_KINDS);
}

#[test]
fn every_kind_draws_the_central_survey() {
    for lang in LANGS {
        let n_of_figures = CHARTS.len() - survey::chart::TABLE_KINDS.len();
        assert_eq!(drawings(&Specimen::central(lang)).len(), n_of_figures);
    }
}

#[test]
fn an_unknown_kind_is_refused() {
    let mut specimen = sample::of(1, Lang::En);
    specimen.survey.charts[0].kind = "pie".to_string();
    let refused = pictures(&specimen.publication()).unwrap_err().to_string();
    assert!(refused.contains("`pie`") && refused.contains("adoption"), "{refused}");
}

#[test]
fn nothing_lies_outside_the_drawing() {
    for (name, drawing) in all_drawings() {
        for words in words_of(&drawing) {
            let area = words.area();
            let inside =
                area.x >= 0.0 && area.y >= 0.0 && area.right() <= drawing.width && area.bottom() <= drawing.height;
            assert!(inside, "{name}: {words:?} at {area:?} of {} × {}", drawing.width, drawing.height);
        }
    }
}

#[test]
fn no_text_overlaps_another() {
    for (name, drawing) in all_drawings() {
        let words = words_of(&drawing);
        for (n, one) in words.iter().enumerate() {
            for other in &words[n + 1..] {
                assert!(!overlap(one.area(), other.area()), "{name}: {one:?} and {other:?}");
            }
        }
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

#[test]
fn the_bundled_font_has_every_character_of_labels_and_sentences() {
    let known: BTreeSet<char> = include_str!("../../../assets/fonts/characters.txt").chars().collect();
    for (name, drawing) in all_drawings() {
        for words in words_of(&drawing) {
            let lacking: String = words.text.chars().filter(|c| !known.contains(c)).collect();
            assert!(lacking.is_empty(), "{name}: {lacking}");
        }
    }
}

#[test]
fn equal_input_gives_equal_bytes() {
    let specimen = Specimen::hard(Lang::Zh);
    let publication = specimen.publication();
    assert_eq!(pictures(&publication).unwrap(), pictures(&publication).unwrap());
}

#[test]
fn without_a_period_before_there_is_no_change_to_draw() {
    let specimen = Specimen::hard(Lang::Zh);
    assert!(drawings(&specimen).iter().all(|(id, _)| id != "change"));
}

#[test]
fn counts_and_shares_stand_on_the_chart_as_published() {
    let drawings = drawings(&Specimen::central(Lang::Zh));
    let says = |id: &str, text: &str| {
        let (_, drawing) = drawings.iter().find(|(known, _)| known == id).unwrap();
        let found = words_of(drawing).iter().any(|words| words.text == text);
        assert!(found, "{id} does not say {text}");
    };
    says("adoption", "33（86.8%）");
    says("adoption", "23（60.5%）");
    says("adoption", "基数：全部38个单位　报告期：2024年");
    says("chains", "95.5%");
    says("chains", "55.3%");
    says("problems", "24（63.2%）");
    says("change", "+5.3个百分点");
}

#[test]
fn a_hidden_count_stands_nowhere() {
    let mut specimen = Specimen::central(Lang::Zh);
    let hidden = ["accountability_used", "fed_back", "no_plan"];
    for figure in specimen.results.figures.iter_mut().filter(|figure| hidden.contains(&figure.id.as_str())) {
        figure.status = crate::figure::Status::Suppressed;
    }
    for (id, drawing) in
        drawings(&specimen).iter().filter(|(id, _)| ["adoption", "chains", "problems"].contains(&&**id))
    {
        let texts: Vec<&str> = words_of(drawing).iter().map(|words| words.text.as_str()).collect();
        assert!(texts.contains(&"…"), "{id}");
        for secret in ["10.5%", "55.3%", "95.5%", "31.6%"] {
            assert!(texts.iter().all(|text| !text.contains(secret)), "{id}: {secret}");
            assert!(!drawing.alternative.contains(secret), "{id}: {secret}");
        }
    }
}

#[test]
fn the_alternative_text_says_the_main_numbers() {
    let drawings = drawings(&Specimen::central(Lang::En));
    assert!(
        drawings[0].1.alternative.contains("decomposition plan made, naming responsible person and target: 26 (68.4")
    );
    for (_, drawing) in &drawings {
        assert!(drawing.alternative.starts_with(char::is_alphabetic) && drawing.alternative.ends_with('.'));
    }
}

#[test]
fn characters_outside_the_font_and_outside_xml_do_no_harm() {
    let mut specimen = sample::of(3, Lang::Zh);
    specimen.register.units[0].name = "𠮷野家\u{0}\u{202e}<&>\"😀\u{ffff}ⴰ".to_string();
    specimen.survey.charts[0].title = Text::same("</text><script>\u{1b}");
    for picture in pictures(&specimen.publication()).unwrap() {
        assert!(!picture.svg.contains("<script>") && !picture.svg.contains('\u{0}'));
        assert!(picture.png.starts_with(b"\x89PNG"));
    }
}

/// Writes every picture of every sample where `CANVASS_PICTURES` says, to be looked at.
#[test]
fn pictures_can_be_looked_at() {
    let Some(folder) = std::env::var_os("CANVASS_PICTURES").map(std::path::PathBuf::from) else { return };
    for lang in LANGS {
        for (name, specimen) in samples(lang) {
            for picture in pictures(&specimen.publication()).unwrap() {
                let path = folder.join(format!("{}-{}-{}.png", name.replace(' ', "-"), picture.id, lang.code()));
                std::fs::write(path.with_extension("svg"), &picture.svg).unwrap();
                std::fs::write(path, &picture.png).unwrap();
            }
        }
    }
}
