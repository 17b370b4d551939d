//! Saying: a sentence with its places filled, in both languages, until it is known in which of them it is told.
//!
//! What is wrong with a survey is found before anybody knows the language of the run, and some of it in files that a
//! survey in either language uses. So a phase makes a [`Saying`], and [`crate::error::Error::say`] picks the words.

use std::borrow::Cow;
use std::fmt;

use super::{Lang, Phrase, Text};

/// A sentence in both languages, its places filled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Saying {
    // The English wording goes first: sayings stand in its order, whichever language is told.
    en: String,
    zh: String,
}

impl Saying {
    /// The sentence that is worded so in each language.
    pub fn of(wording: impl Fn(Lang) -> String) -> Saying {
        Saying { en: wording(Lang::En), zh: wording(Lang::Zh) }
    }

    /// Words that no language changes: names, and what a library says in English only.
    pub fn same(words: impl Into<String>) -> Saying {
        let words = words.into();
        Saying { en: words.clone(), zh: words }
    }

    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl fmt::Display for Saying {
    /// Writes the English sentence, as logs and tests want it.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Saying {}

impl Phrase {
    /// The sentence with its places filled by words that are the same in both languages.
    pub fn saying(&self, values: &[(&str, &str)]) -> Saying {
        Saying::of(|lang| self.say(lang, values))
    }
}

impl From<Phrase> for Saying {
    fn from(phrase: Phrase) -> Saying {
        Saying { en: phrase.en.to_string(), zh: phrase.zh.to_string() }
    }
}

/// What can stand in a place of a sentence.
pub trait Told {
    /// Its words in a language.
    fn told(&self, lang: Lang) -> Cow<'_, str>;
}

impl<T: Told + ?Sized> Told for &T {
    fn told(&self, lang: Lang) -> Cow<'_, str> {
        (**self).told(lang)
    }
}

impl Told for str {
    fn told(&self, _: Lang) -> Cow<'_, str> {
        self.into()
    }
}

impl Told for String {
    fn told(&self, _: Lang) -> Cow<'_, str> {
        self.as_str().into()
    }
}

impl Told for Saying {
    fn told(&self, lang: Lang) -> Cow<'_, str> {
        self.get(lang).into()
    }
}

impl Told for Phrase {
    fn told(&self, lang: Lang) -> Cow<'_, str> {
        self.text(lang).into()
    }
}

impl Told for Text {
    fn told(&self, lang: Lang) -> Cow<'_, str> {
        self.get(lang).into()
    }
}

/// A list: `a, b` or `a、b`.
impl<T: Told> Told for [T] {
    fn told(&self, lang: Lang) -> Cow<'_, str> {
        let separator = match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        };
        let words: Vec<Cow<str>> = self.iter().map(|word| word.told(lang)).collect();
        words.join(separator).into()
    }
}

impl<T: Told> Told for Vec<T> {
    fn told(&self, lang: Lang) -> Cow<'_, str> {
        self.as_slice().told(lang)
    }
}

/// What reads the same in both languages: numbers, periods.
macro_rules! told_as_displayed {
    ($($type:ty),*) => {
        $(impl Told for $type {
            fn told(&self, _: Lang) -> Cow<'_, str> {
                self.to_string().into()
            }
        })*
    };
}

told_as_displayed!(u8, u32, usize, i128, f64, crate::period::Period);

/// Sentences with places, a function each: `name(place, …): "中文", "English";`.
///
/// Both wordings stand beside each other, and the compiler refuses a sentence that lacks one of them or that leaves a
/// place out in either.
macro_rules! sayings {
    ($($name:ident($($place:ident),*): $zh:literal, $en:literal;)*) => {
        $(
            #[doc = $en]
            pub fn $name($($place: impl $crate::text::saying::Told),*) -> $crate::text::saying::Saying {
                $crate::text::saying::Saying::of(|lang| match lang {
                    $crate::text::Lang::Zh => format!($zh, $($place = $place.told(lang)),*),
                    $crate::text::Lang::En => format!($en, $($place = $place.told(lang)),*),
                })
            }
        )*

        /// Every sentence by its name: Chinese, English.
        #[cfg(test)]
        pub(in crate::text) const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $zh, $en)),*];
    };
}

pub(in crate::text) use sayings;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{queries, survey, template, toml, typed};

    const ALL: &[&[(&str, &str, &str)]] = &[
        survey::ALL,
        survey::derived::ALL,
        survey::duties::ALL,
        survey::score::ALL,
        queries::ALL,
        template::ALL,
        toml::ALL,
        typed::ALL,
    ];

    fn is_chinese(c: char) -> bool {
        ('\u{4e00}'..='\u{9fff}').contains(&c)
    }

    /// A sentence without its places and without what is written in a survey's own files.
    fn prose(sentence: &str) -> String {
        let words: String = sentence.split('`').step_by(2).collect();
        words.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after)).collect()
    }

    #[test]
    fn every_sentence_is_said_in_both_languages() {
        for (name, zh, en) in ALL.iter().copied().flatten() {
            let (zh, en) = (prose(zh), prose(en));
            // A sentence that only puts two others together has words in neither language.
            let is_frame = !zh.chars().any(char::is_alphabetic) && !en.chars().any(char::is_alphabetic);
            assert!(is_frame || zh.chars().any(is_chinese), "{name} has no Chinese: {zh}");
            assert!(!en.chars().any(is_chinese), "{name} has no English: {en}");
        }
    }

    #[test]
    fn sentences_are_phrases_in_the_signs_of_their_language() {
        for (name, zh, en) in ALL.iter().copied().flatten() {
            assert!(!en.ends_with('.') && !zh.ends_with('。'), "{name}: no final stop");
            let prose = prose(zh);
            assert!(!prose.contains([',', ';', '?', '(']), "{name}: full-width signs in Chinese: {zh}");
            assert!(!en.contains(['，', '；', '：', '？', '（', '、']), "{name}: narrow signs in English: {en}");
        }
    }

    #[test]
    fn a_saying_within_a_saying_and_a_list_are_told_in_the_same_language() {
        let unknown = survey::unknown_of(survey::section(), "x");
        assert_eq!(unknown.get(Lang::Zh), "没有名为 `x` 的部分");
        assert_eq!(unknown.get(Lang::En), "no section is called `x`");
        assert_eq!(["a", "b"][..].told(Lang::Zh), "a、b");
    }
}
