//! Surveys with every mistake that their writers can make: all are told at once, in both languages, with their lines.

use std::process::Output;

use crate::support::canvass;

/// The surveys in `tests/broken`, each with mistakes of one stage: what stops an earlier stage hides the later ones.
const SURVEYS: [&str; 7] = ["signs", "misspelt", "unfit", "derived", "score", "documents", "charts"];

fn check(survey: &str, lang: &str) -> Output {
    let folder = format!("tests/broken/{survey}");
    canvass().args(["check", &folder, "--lang", lang, "--out", "unused"]).output().unwrap()
}

fn told(survey: &str, lang: &str) -> String {
    let output = check(survey, lang);
    assert_eq!(output.status.code(), Some(2), "{survey}");
    String::from_utf8(output.stderr).unwrap()
}

/// Where each mistake is, and what is said of it: `(file:line, message)`.
fn mistakes(told: &str) -> Vec<(&str, &str)> {
    let told = told.lines().filter_map(|line| line.strip_prefix("tests/broken/"));
    told.filter_map(|line| line.split_once(": ").or_else(|| line.split_once('：'))).collect()
}

#[test]
fn every_mistake_is_told_in_english() {
    for survey in SURVEYS {
        insta::assert_snapshot!(format!("{survey}_en"), told(survey, "en"));
    }
}

#[test]
fn every_mistake_is_told_in_chinese() {
    for survey in SURVEYS {
        insta::assert_snapshot!(format!("{survey}_zh"), told(survey, "zh"));
    }
}

#[test]
fn both_languages_tell_the_same_mistakes_in_the_same_order() {
    for survey in SURVEYS {
        let (zh, en) = (told(survey, "zh"), told(survey, "en"));
        let (zh, en) = (mistakes(&zh), mistakes(&en));
        assert!(zh.len() > 1, "{survey}");
        let places = |told: &[(&str, &str)]| told.iter().map(|(place, _)| place.to_string()).collect::<Vec<_>>();
        assert_eq!(places(&zh), places(&en), "{survey}");
        for ((place, zh), (_, en)) in zh.iter().zip(&en) {
            assert_ne!(zh, en, "{place} is told in one language only");
            assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{place}: {zh}");
        }
    }
}

#[test]
fn without_lang_the_survey_decides() {
    let output = canvass().args(["check", "tests/broken/score"]).env("LC_ALL", "en_GB.UTF-8").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("错误：调查文件中有 "), "{told}");
}
