//! Returns that say that they are not to count: in the name of the file or sheet, or in a line of their own.

use crate::answer::Return;
use crate::collect::declared::Written;
use crate::collect::wordings::says;
use crate::finding::Finding;
use crate::register::Unit;
use crate::sheet::plain;
use crate::survey::Survey;
use crate::text::Phrase;

/// Wherever they stand in a name.
const UNFINISHED: &[&str] = &["草稿", "初稿", "旧版", "勿用", "不要用", "废稿"];
/// At the end of a word: what is about 废弃物, 废止情况 or 设备份数 is not void.
const VOID: &[&str] = &["作废", "废弃", "废止", "备份", "回收站"];
/// As whole words.
const IN_ENGLISH: &[&str] = &["draft", "void", "obsolete", "superseded", "old", "backup", "trash", "recycle"];
/// In front of one of these words, they say the contrary or something else.
const DENIALS: &[char] = &['非', '不', '未', '无', '新'];
/// What ends a word with them.
const KINDS: &[char] = &['的', '版', '稿', '件', '表', '报', '了'];

/// The word, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawn<'a> {
    /// What is said.
    pub word: String,
    /// Where.
    pub place: Place<'a>,
}

/// Where a return says that it is not to count.
#[derive(Debug, Clone, PartialEq)]
pub enum Place<'a> {
    /// In the name of its file or sheet.
    Name(&'a str),
    /// In a line above or below the form.
    Line(&'a Written),
}

impl Withdrawn<'_> {
    /// The name, or the cell with its sheet.
    pub fn place(&self) -> String {
        match self.place {
            Place::Name(name) => name.to_string(),
            Place::Line(line) => format!("{}!{}", line.sheet, line.at),
        }
    }

    /// Of two phrases the one about a name, or the one about a line.
    pub fn phrase(&self, [of_name, of_line]: [Phrase; 2]) -> Phrase {
        match self.place {
            Place::Name(_) => of_name,
            Place::Line(_) => of_line,
        }
    }

    /// A finding at the line, where it stands in one.
    pub fn at_line(&self, finding: Finding) -> Finding {
        match self.place {
            Place::Name(_) => finding,
            Place::Line(line) => {
                let (sheet, cell) = (line.sheet.clone(), line.at.to_string());
                Finding { sheet, cell, value: self.word.clone(), ..finding }
            }
        }
    }
}

/// What a return says against itself: in a line of its file, or in a name, besides the names of its unit and of the survey.
pub fn of<'a>(taken: &'a Return, line: Option<&'a Written>, unit: &Unit, survey: &Survey) -> Option<Withdrawn<'a>> {
    let in_line = line.map(|line| Withdrawn { word: line.words(), place: Place::Line(line) });
    in_line.or_else(|| in_name(taken, unit, survey))
}

fn in_name<'a>(taken: &'a Return, unit: &Unit, survey: &Survey) -> Option<Withdrawn<'a>> {
    // The file's own name, then the archives and folders around it.
    let files = taken.file.rsplit('/').map(|name| (name.rsplit_once('.').map_or(name, |(stem, _)| stem), name));
    let sheet = taken.answers.iter().find_map(|answer| answer.origin.as_ref()).map(|origin| &*origin.sheet);
    let names = files.chain(sheet.map(|sheet| (sheet, sheet)));
    names.filter(|(words, _)| may_say(words)).find_map(|(words, name)| {
        let said = said(&plain(words).to_lowercase())?;
        let word = said_besides(words, unit, survey).filter(|_| !said.is_empty())?;
        Some(Withdrawn { word: word.to_string(), place: Place::Name(name) })
    })
}

fn said_besides(words: &str, unit: &Unit, survey: &Survey) -> Option<&'static str> {
    let of_unit = [&unit.name, &unit.code].into_iter().chain(&unit.former_names).chain(&unit.aliases);
    let of_survey = [&survey.title.zh, &survey.title.en].into_iter().chain(&survey.form.sheets);
    let mut own: Vec<String> = of_unit.chain(of_survey).map(|name| plain(name).to_lowercase()).collect();
    own.retain(|name| name.chars().count() > 1);
    own.sort_by_key(|name| std::cmp::Reverse(name.len()));
    said(&own.iter().fold(plain(words).to_lowercase(), |words, name| words.replace(name.as_str(), " ")))
}

/// Whether a name has any letter of those words: most have none.
fn may_say(words: &str) -> bool {
    words.chars().any(|c| match c {
        '废' | '稿' | '旧' | '勿' | '备' | '回' | '不' => true,
        '\u{4e00}'..='\u{9fa5}' | '0'..='9' => false,
        _ if c.is_ascii() => matches!(c, 'd' | 'D' | 's' | 'S' | 'k' | 'K' | 'y' | 'Y' | 'h' | 'H'),
        _ => c.is_alphabetic(),
    })
}

fn said(words: &str) -> Option<&'static str> {
    let unfinished = UNFINISHED.iter().find(|word| stands(words, word, |_| true));
    let void = || VOID.iter().find(|word| stands(words, word, ends));
    let english = || IN_ENGLISH.iter().find(|word| says(words, &[**word]));
    unfinished.or_else(void).or_else(english).copied()
}

fn stands(words: &str, word: &str, may_follow: impl Fn(&str) -> bool) -> bool {
    let mut found = words.match_indices(word);
    found.any(|(at, _)| !words[..at].ends_with(DENIALS) && may_follow(&words[at + word.len()..]))
}

fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || c.is_ascii_digit() || KINDS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;

    fn word(name: &str) -> Option<&'static str> {
        let mut unit = fixture::register().units[0].clone();
        unit.name = "废弃矿山治理办".into();
        unit.aliases = vec!["作废票据处".into()];
        let mut survey = fixture::survey();
        survey.title = crate::text::Text::same("规章废止情况表");
        said_besides(name, &unit, &survey)
    }

    #[test]
    fn whatever_is_looked_for_may_be_said() {
        assert!(UNFINISHED.iter().chain(VOID).chain(IN_ENGLISH).all(|word| may_say(word)));
        assert!(may_say("ＤＲＡＦＴ") && !may_say("B000525 第000525号填报单位"));
    }

    #[test]
    fn a_name_says_that_its_return_does_not_count() {
        for (name, said) in [
            ("废弃矿山治理办（作废）", "作废"),
            ("废弃矿山治理办已作废", "作废"),
            ("作废-废弃矿山治理办", "作废"),
            ("废弃矿山治理办草稿", "草稿"),
            ("废弃矿山治理办初稿2", "初稿"),
            ("一览表（旧版，勿用）", "旧版"),
            ("规章废止情况表废止", "废止"),
            ("U01 DRAFT", "draft"),
            ("U01_void", "void"),
            ("U01_old", "old"),
            ("$RECYCLE", "recycle"),
            ("一览表备份2", "备份"),
            ("一览表不要用", "不要用"),
        ] {
            assert_eq!(word(name), Some(said), "{name}");
            assert!(may_say(name), "{name}");
        }
    }

    #[test]
    fn names_of_units_surveys_and_things_are_taken_for_no_such_word() {
        for name in [
            "废弃矿山治理办",
            "作废票据处2024年",
            "规章废止情况表",
            "废弃物处置情况",
            "办公设备份数",
            "废弃矿山治理办（非草稿）",
            "新旧版对照",
            "avoided costs",
            "一览表（终稿）",
        ] {
            assert_eq!(word(name), None, "{name}");
        }
    }
}
