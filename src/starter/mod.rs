//! `canvass new`: a starter survey that runs at once.
//!
//! The definition, the query, the report's template and the notes are files beside this one, a folder a language; the
//! workbooks (`form`) are drawn from the definition, so that what is asked and what is drawn cannot differ.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::Error;
use crate::publish::Document;
use crate::survey::Survey;
use crate::text::Lang;
use crate::text::starter as words;

mod form;
mod sample;

/// The texts of the starter survey in one language.
struct Texts {
    survey: &'static str,
    hazards: &'static str,
    report: &'static str,
    readme: &'static str,
}

const ZH: Texts = Texts {
    survey: include_str!("zh/survey.toml"),
    hazards: include_str!("zh/hazards.sql"),
    report: include_str!("zh/report.zh.md"),
    readme: include_str!("zh/README.md"),
};

const EN: Texts = Texts {
    survey: include_str!("en/survey.toml"),
    hazards: include_str!("en/hazards.sql"),
    report: include_str!("en/report.en.md"),
    readme: include_str!("en/README.md"),
};

/// Makes the starter survey in a folder that does not exist or is empty; gives what is to be told about it.
pub fn make(folder: &Path, lang: Lang) -> Result<String, Error> {
    refuse_filled(folder)?;
    let documents = documents(lang)?;
    for document in &documents {
        write(folder, document)?;
    }
    Ok(told(folder, &documents, lang))
}

/// The files of the starter survey, in the order in which they are best read.
fn documents(lang: Lang) -> Result<Vec<Document>, Error> {
    let texts = match lang {
        Lang::Zh => ZH,
        Lang::En => EN,
    };
    let survey: Survey = toml::from_str(texts.survey).map_err(|error| Error::Failed(error.to_string()))?;
    let text = |path: &str, text: &str| Document { path: path.to_string(), bytes: text.as_bytes().to_vec() };
    let mut documents = vec![
        text("README.md", texts.readme),
        text("survey.toml", texts.survey),
        text("10-hazards.sql", texts.hazards),
        text(&format!("report.{}.md", lang.code()), texts.report),
        Document { path: "units.xlsx".to_string(), bytes: form::register(&survey)? },
        Document { path: "form.xlsx".to_string(), bytes: form::blank(&survey)? },
    ];
    for sent in &sample::RETURNS {
        let library = &sample::LIBRARIES[sent.library];
        let path = format!("returns/{}/{} {}.xlsx", sample::YEAR, library.code, library.name.text(lang));
        documents.push(Document { path, bytes: form::filled(&survey, sent)? });
    }
    Ok(documents)
}

fn refuse_filled(folder: &Path) -> Result<(), Error> {
    let refused =
        |phrase: crate::text::Phrase| Error::Usage(phrase.saying(&[("folder", &folder.display().to_string())]));
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(refused(words::FOLDER_FILLED)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(refused(words::FOLDER_IS_FILE)),
        Err(error) => Err(Error::io(folder)(error)),
    }
}

fn write(folder: &Path, document: &Document) -> Result<(), Error> {
    let path = folder.join(&document.path);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(Error::io(parent))?;
    fs::write(&path, &document.bytes).map_err(Error::io(&path))
}

/// What was made, and the two commands that come next.
fn told(folder: &Path, documents: &[Document], lang: Lang) -> String {
    let shown = shown(folder);
    let mut lines = vec![words::MADE.say(lang, &[("folder", &shown)])];
    let single = documents.iter().filter(|document| !document.path.contains('/'));
    for document in single {
        let purpose = words::PURPOSES.iter().find(|(ending, _)| document.path.ends_with(ending));
        let purpose = purpose.map_or("", |(_, purpose)| purpose.text(lang));
        lines.push(format!("  {:<16} {purpose}", document.path));
    }
    let returns = documents.iter().filter(|document| document.path.contains('/')).count().to_string();
    let place = format!("returns/{}/", sample::YEAR);
    lines.push(format!("  {place:<16} {}", words::RETURNS.say(lang, &[("n", &returns)])));
    lines.push(words::NEXT.text(lang).to_string());
    lines.push(format!("  canvass check {shown}"));
    lines.push(format!("  canvass run {shown}"));
    lines.join("\n")
}

/// A folder as it must be typed.
fn shown(folder: &Path) -> String {
    let path = folder.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{State, Value};
    use crate::kind;

    fn bytes_of(lang: Lang, path: &str) -> Vec<u8> {
        let found = documents(lang).unwrap().into_iter().find(|document| document.path == path);
        found.unwrap_or_else(|| panic!("{path} is made")).bytes
    }

    #[test]
    fn the_definition_is_sound_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let folder = std::env::temp_dir().join(format!("canvass-starter-{}-{}", std::process::id(), lang.code()));
            let _ = fs::remove_dir_all(&folder);
            make(&folder, lang).unwrap();
            let survey = crate::survey::load::survey(&folder, crate::publish::chart::names()).unwrap();
            assert_eq!(survey.language, lang);
            assert_eq!(survey.items.len(), sample::RETURNS[0].answers.len());
            assert_eq!(survey.tables[0].columns.len(), 2);
            fs::remove_dir_all(folder).unwrap();
        }
    }

    #[test]
    fn both_languages_have_the_same_structure() {
        let keys = |texts: &Texts| -> Vec<String> {
            let lines = texts.survey.lines().filter(|line| !line.trim_start().starts_with('#'));
            lines.filter_map(|line| line.split([' ', '=']).next().map(str::to_string)).collect()
        };
        let without_shorts = |keys: Vec<String>| keys.into_iter().filter(|key| key != "short").collect::<Vec<_>>();
        assert_eq!(without_shorts(keys(&ZH)), without_shorts(keys(&EN)));
    }

    #[test]
    fn words_for_nothing_are_read_as_the_advice_on_blanks_says() {
        for (lang, nothing) in [(Lang::Zh, "无"), (Lang::En, "none")] {
            let texts = if lang == Lang::Zh { &ZH } else { &EN };
            let survey: Survey = toml::from_str(texts.survey).unwrap();
            let read = |id: &str, written: &str| {
                let item = survey.items.iter().find(|item| item.id == id).unwrap();
                let codes = survey.codes(item);
                let content = crate::sheet::Content::Text(written.into());
                let reading = kind::understand(Some(&content), &kind::Asked { item, codes, missing: &survey.missing });
                (reading.state, reading.value)
            };
            assert_eq!(read("suggestions", nothing), (State::Blank, None));
            assert_eq!(read("persons", nothing), (State::Answered, Some(Value::Integer(0))));
            assert_eq!(read("alarm", nothing), (State::Answered, Some(Value::Code("none".to_string()))));
            assert_eq!(read("persons", "—"), (State::NotApplicable, None));
            assert_eq!(read("plan_made", "—").0, State::Invalid);
        }
    }

    #[test]
    fn equal_makings_give_equal_bytes() {
        assert_eq!(bytes_of(Lang::Zh, "units.xlsx"), bytes_of(Lang::Zh, "units.xlsx"));
        assert_eq!(bytes_of(Lang::En, "form.xlsx"), bytes_of(Lang::En, "form.xlsx"));
    }

    #[test]
    fn a_folder_with_a_blank_in_its_name_is_told_in_quotes() {
        assert_eq!(shown(Path::new("my survey")), "\"my survey\"");
    }
}
