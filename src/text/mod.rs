//! The program's own sentences, in Chinese and English: one file a phase, so that a translator sees them all.

use serde::{Deserialize, Serialize};

pub mod chart;
pub mod check;
pub mod cli;
pub mod collect;
pub mod compute;
pub mod data;
pub mod doubtful;
pub mod edition;
pub mod error;
pub mod evidence;
pub mod files;
pub mod headings;
pub mod kind;
pub mod publish;
pub mod queries;
pub mod reader;
pub mod register;
pub mod report;
pub mod run;
pub mod saying;
pub mod score;
pub mod sheets;
pub mod starter;
pub mod survey;
pub mod tabulate;
pub mod template;
pub mod toml;
pub mod typed;
pub mod workbook;

/// The languages in which everything a user reads exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The code used on the command line and in file names: `zh` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }
}

/// A sentence of the program with `{name}` places, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// The Chinese wording.
    pub zh: &'static str,
    /// The English wording.
    pub en: &'static str,
}

impl Phrase {
    /// The wording in one language, its places not yet filled.
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The sentence with each `{name}` replaced by the value given for it.
    ///
    /// A value is put in as it is: a `{` inside it is not looked at again.
    pub fn say(&self, lang: Lang, values: &[(&str, &str)]) -> String {
        fill(self.text(lang), values)
    }
}

fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let known = after.find('}').and_then(|end| {
            let name = &after[..end];
            values.iter().find(|(key, _)| *key == name).map(|(_, value)| (end, *value))
        });
        match known {
            Some((end, value)) => {
                out.push_str(value);
                rest = &after[end + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Words as a line or a cell begins with them: in English with a capital letter. What begins with no word of a sentence,
/// such as an id or the name of a file, stays as it is.
pub fn begun(words: &str, lang: Lang) -> String {
    let first = words.split_whitespace().next().unwrap_or("").trim_end_matches([',', ';', ':', '.', ')']);
    let is_word = first.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
    let mut rest = words.chars();
    match (lang, rest.next()) {
        (Lang::En, Some(letter)) if is_word => letter.to_uppercase().chain(rest).collect(),
        _ => words.to_string(),
    }
}

/// A wording that the survey supplies, in one or both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, schemars::JsonSchema)]
#[schemars(with = "TextForm")]
pub struct Text {
    /// The Chinese wording; the English one where the survey gives no Chinese.
    pub zh: String,
    /// The English wording; the Chinese one where the survey gives no English.
    pub en: String,
}

impl Text {
    /// The same words in both languages.
    pub fn same(words: impl Into<String>) -> Text {
        let words = words.into();
        Text { zh: words.clone(), en: words }
    }

    /// The wording in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Whether neither language says anything.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

impl From<Phrase> for Text {
    fn from(phrase: Phrase) -> Text {
        Text { zh: phrase.zh.to_string(), en: phrase.en.to_string() }
    }
}

/// How a text is written in a survey: one string for both languages, or `{ zh = "…", en = "…" }`.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the written form to the JSON Schema")]
enum TextForm {
    Same(String),
    Each(TextEach),
}

#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct TextEach {
    zh: Option<String>,
    en: Option<String>,
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Text;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a text, or { zh = \"…\", en = \"…\" }")
            }

            fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<Text, E> {
                Ok(Text::same(words))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
                let each = TextEach::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                match (each.zh, each.en) {
                    (Some(zh), Some(en)) => Ok(Text { zh, en }),
                    (Some(words), None) | (None, Some(words)) => Ok(Text::same(words)),
                    (None, None) => Err(serde::de::Error::custom("a text without `zh` and `en`")),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_not_taken_for_a_place() {
        let phrase = Phrase { zh: "{a}和{b}", en: "{a} and {b}" };
        assert_eq!(phrase.say(Lang::En, &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    }

    #[test]
    fn a_line_begins_with_a_capital_in_english_unless_it_begins_with_no_word() {
        let begun = |words: &str| super::begun(words, Lang::En);
        assert_eq!(begun("all units"), "All units");
        assert_eq!(begun("consolidate"), "Consolidate");
        assert_eq!(begun("units' own words"), "Units' own words");
        assert_eq!(begun("blank: no marks"), "Blank: no marks");
        for kept in ["a.xlsx: cut short", "law_rate is above 1", "q07 is blank", "“score” is 3", "3 units", "名录", ""]
        {
            assert_eq!(begun(kept), kept);
        }
        assert_eq!(super::begun("all units", Lang::Zh), "all units");
    }
}
