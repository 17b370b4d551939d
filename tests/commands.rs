//! The command line itself: help, schema, completions, the manual page, `new`, and what is refused.

use std::collections::BTreeSet;
use std::process::Output;

use assert_cmd::Command;

use crate::support::{Folder, Round, canvass, project};

const COMMANDS: [&str; 7] = ["run", "check", "query", "new", "schema", "completions", "man"];

/// The program where the system speaks a language, on a terminal of fixed width.
fn speaking(locale: &str) -> Command {
    let mut command = canvass();
    command.env_remove("LC_MESSAGES").env_remove("LANG").env("LC_ALL", locale).env("COLUMNS", "100");
    command
}

fn output(command: &mut Command, arguments: &[&str]) -> Output {
    command.args(arguments).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap().replace("canvass.exe", "canvass")
}

/// The help of the program and of every command, as one would type for it.
fn help(lang: &str) -> String {
    let page = |typed: Vec<&str>| {
        let given = output(&mut speaking("C"), &[&typed[..], &["--help", "--lang", lang]].concat());
        assert_eq!(given.status.code(), Some(0), "{}", said(&given.stderr));
        let line = [&["$ canvass"], &typed[..], &["--help"]].concat().join(" ");
        format!("{line}\n{}\n", said(&given.stdout))
    };
    let commands = COMMANDS.iter().map(|command| page(vec![command]));
    std::iter::once(page(vec![])).chain(commands).collect()
}

#[test]
fn every_command_explains_itself_in_english() {
    insta::assert_snapshot!("help_en", help("en"));
}

#[test]
fn every_command_explains_itself_in_chinese() {
    let help = help("zh");
    for english in ["Usage", "Options", "Commands", "Arguments", "Print", "default", "possible", "Example"] {
        assert!(!help.contains(english), "`{english}` is left in\n{help}");
    }
    insta::assert_snapshot!("help_zh", help);
}

#[test]
fn without_lang_help_speaks_the_language_of_the_system() {
    let first_line = |locale| {
        let given = output(&mut speaking(locale), &["--help"]);
        said(&given.stdout).lines().next().unwrap().to_string()
    };
    assert!(first_line("zh_CN.UTF-8").starts_with("把各单位报送的"));
    assert!(first_line("en_GB.UTF-8").starts_with("Turns the Excel returns"));
    assert!(first_line("").starts_with("Turns the Excel returns"));
}

#[test]
fn what_is_typed_wrong_is_status_two() {
    for arguments in [
        &["--nonsense"][..],
        &["run", "queries/central-survey", "--nonsense"],
        &["run"],
        &["publish"],
        &["run", "queries/central-survey", "--lang", "fr"],
        &["run", "queries/central-survey", "--period", "last year"],
    ] {
        let given = output(&mut speaking("C"), arguments);
        assert_eq!(given.status.code(), Some(2), "{arguments:?}: {}", said(&given.stderr));
        assert!(given.stdout.is_empty() && !given.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_wrong_survey_is_told_in_the_language_asked_for() {
    let given = output(&mut speaking("C"), &["run", "no/such/survey"]);
    assert_eq!(given.status.code(), Some(2));
    assert!(said(&given.stderr).starts_with("error: no/such/survey: there is no such folder or file\n  hint: "));
    let given = output(&mut speaking("C"), &["run", "no/such/survey", "--lang", "zh"]);
    assert!(said(&given.stderr).starts_with("错误：no/such/survey：没有这个文件夹或文件\n  提示："));
    let given = output(&mut speaking("zh_CN.UTF-8"), &["check", "src"]);
    assert_eq!(given.status.code(), Some(2));
    assert!(said(&given.stderr).starts_with("错误：src：文件夹里没有 survey.toml"), "{}", said(&given.stderr));
}

/// Every object of a schema with its properties, at any depth.
fn objects<'a>(value: &'a serde_json::Value, found: &mut Vec<&'a serde_json::Map<String, serde_json::Value>>) {
    match value {
        serde_json::Value::Object(object) => {
            if object.get("properties").is_some_and(serde_json::Value::is_object) {
                found.push(object);
            }
            object.values().for_each(|value| objects(value, found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| objects(value, found)),
        _ => {}
    }
}

fn keys(value: &toml::Value, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            found.extend(table.keys().cloned());
            table.values().for_each(|value| keys(value, found));
        }
        toml::Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn the_schema_names_every_key_and_refuses_others() {
    let given = output(&mut canvass(), &["schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&given.stdout).unwrap();
    let mut found = Vec::new();
    objects(&schema, &mut found);
    let mut named = BTreeSet::new();
    for object in &found {
        named.extend(object["properties"].as_object().unwrap().keys().cloned());
        assert_eq!(object.get("additionalProperties"), Some(&serde_json::Value::Bool(false)), "{object:?}");
    }
    let text = std::fs::read_to_string(project().join("queries/central-survey/survey.toml")).unwrap();
    let mut used = BTreeSet::new();
    keys(&toml::from_str(&text).unwrap(), &mut used);
    let missing: Vec<_> = used.difference(&named).collect();
    assert!(missing.is_empty(), "the schema lacks {missing:?}");
}

#[test]
fn completions_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let given = output(&mut speaking("C"), &["completions", shell]);
        let script = said(&given.stdout);
        assert_eq!(given.status.code(), Some(0), "{shell}");
        for command in COMMANDS {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn the_manual_page_describes_every_command_in_both_languages() {
    for (lang, word) in [("en", "Read, check, compute and publish"), ("zh", "读取、审核、统计并编制成果")]
    {
        let given = output(&mut speaking("C"), &["man", "--lang", lang]);
        let page = said(&given.stdout);
        assert!(page.contains(".TH canvass 1"), "{page}");
        assert!(page.contains(word), "{page}");
        for command in COMMANDS {
            assert!(page.contains(&format!(".SH {}", command.to_uppercase())), "{command}\n{page}");
        }
    }
}

#[test]
fn a_new_survey_runs_at_once_in_both_languages() {
    for (lang, share, hint) in [("zh", "60.0%", "参加人数为零"), ("en", "60.0%", "nobody took part")] {
        let folder = Folder::new();
        let survey = folder.0.join("my survey");
        let path = survey.to_str().unwrap();
        let made = output(&mut canvass(), &["new", path, "--lang", lang]);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made.stderr));
        assert!(said(&made.stdout).ends_with(&format!("  canvass check \"{path}\"\n  canvass run \"{path}\"\n")));
        let out = folder.0.join("out");
        let run = output(&mut canvass(), &["run", path, "--out", out.to_str().unwrap()]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run.stderr));
        assert!(said(&run.stderr).contains(hint), "{}", said(&run.stderr));
        let published = out.join("fire-safety/2025");
        let figures = crate::support::rows(&published.join("data/figures.csv"));
        let plan = figures.iter().find(|row| row["figure"] == "plan_made" && row["group_by"].is_empty()).unwrap();
        assert_eq!(
            (plan["count"].as_str(), plan["base_count"].as_str(), plan["share_text"].as_str()),
            ("3", "5", share)
        );
        for name in ["summary.xlsx", "report.docx", "report.html", "charts/measures.png", "charts/by-district.svg"] {
            assert!(published.join(name).is_file(), "{lang}: {name}");
        }
    }
}

#[test]
fn the_starter_survey_holds_one_mistake_and_no_other() {
    let folder = Folder::new();
    let (survey, out) = (folder.0.join("survey"), folder.0.join("out"));
    output(&mut canvass(), &["new", survey.to_str().unwrap(), "--lang", "en"]);
    let check = output(
        &mut canvass(),
        &["check", survey.to_str().unwrap(), "--out", out.to_str().unwrap(), "--format", "json"],
    );
    assert_eq!(check.status.code(), Some(1), "{}", said(&check.stderr));
    let findings: Vec<serde_json::Value> = serde_json::from_slice(&check.stdout).unwrap();
    let errors: Vec<_> = findings.iter().map(|finding| (&finding["unit"], &finding["rule"])).collect();
    assert_eq!(errors, [(&"L03".into(), &"persons-when-drill-held".into())], "{findings:#?}");
}

#[test]
fn a_new_survey_never_overwrites_anything() {
    let folder = Folder::new();
    std::fs::write(folder.0.join("mine.txt"), "mine").unwrap();
    let path = folder.0.to_str().unwrap();
    let given = output(&mut canvass(), &["new", path, "--lang", "en"]);
    assert_eq!(given.status.code(), Some(2));
    assert!(said(&given.stderr).contains("the folder is not empty"), "{}", said(&given.stderr));
    let given = output(&mut canvass(), &["new", folder.0.join("mine.txt").to_str().unwrap()]);
    assert_eq!(given.status.code(), Some(2));
    assert!(said(&given.stderr).starts_with("错误："), "{}", said(&given.stderr));
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1);
}

#[test]
fn a_query_prints_rows_as_json() {
    let round = Round::new().unit("U01", "N", "Number of staff=3\nTraining plan in force=yes");
    let outcome = round.command("query", &["SELECT code, staff FROM returns", "--format", "json"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let rows: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(rows, serde_json::json!([{"code": "U01", "staff": 3}]));
}

#[test]
fn findings_are_printed_as_json() {
    let round = Round::new().unit("U01", "N", "Number of staff=1\nStaff trained=5\nTraining plan in force=no");
    let outcome = round.command("check", &["--format", "json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&outcome.stdout).unwrap();
    assert!(rows.iter().any(|row| row["rule"] == "trained-not-more-than-staff" && row["unit"] == "U01"), "{rows:?}");
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    for (lang, readme) in [("en", "README.md"), ("zh", "README.zh-CN.md")] {
        let readme = std::fs::read_to_string(project().join(readme)).unwrap();
        let folder = Folder::new();
        let (survey, out) = (folder.0.join("my-survey"), folder.0.join("out"));
        let (survey, out) = (survey.to_str().unwrap(), out.to_str().unwrap());
        let run = output(&mut canvass(), &["run", "queries/central-survey", "--lang", lang, "--out", out]);
        let summary = said(&run.stdout).replace(out, "out");
        assert!(readme.contains(&summary), "{lang}: the README does not show\n{summary}");
        output(&mut canvass(), &["new", survey, "--lang", lang]);
        let run = output(&mut canvass(), &["run", survey, "--out", out]);
        assert!(readme.contains(&said(&run.stderr)), "{lang}: the README does not show\n{}", said(&run.stderr));
    }
}
