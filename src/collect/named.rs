//! What stands in brackets behind a unit's name or code: a stamp, the same unit's other name, or more than the unit.

use crate::collect::declared::{Declared, Written};
use crate::collect::identify::{at, code_key};
use crate::collect::label::{without_hint, words};
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::register::Unit;
use crate::sheet::plain;
use crate::text::{Lang, collect as say};

/// What belongs to the signing of a form, and what says that the unit itself is meant.
const STAMPS: &[&str] = &[
    "章",
    "盖章",
    "公章",
    "签章",
    "印章",
    "加盖公章",
    "单位公章",
    "单位盖章",
    "盖公章",
    "加盖单位公章",
    "本级",
    "seal",
    "stamp",
    "signed",
];

const BRACKETS: [char; 8] = ['(', ')', '[', ']', '【', '】', '〔', '〕'];

/// Queries where more than a unit's own name or code stands in the bracket behind it: another unit may be meant.
pub fn findings(declared: &Declared, unit: &Unit, lang: Lang) -> Vec<Finding> {
    let is_name = |name: &str| names(unit).any(|own| words(own) == words(name));
    let is_code = |code: &str| code_key(code) == code_key(&unit.code);
    let names =
        declared.names.iter().filter(|name| is_bracketed(&name.words(), is_name)).map(|name| ("name-unknown", name));
    let codes =
        declared.codes.iter().filter(|code| is_bracketed(&code.words(), is_code)).map(|code| ("code-unknown", code));
    let finding = |(rule, written): (&str, &Written)| {
        let title = format!("{} {}", unit.code, unit.name);
        let values = [("value", written.words()), ("more", more(&written.words(), unit)?), ("unit", title)];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let (message, remedy) = (say::NAME_WITH_MORE.say(lang, &values), say::IDENTITY_REMEDY.say(lang, &values));
        Some(at(written, Finding::new(rule, Severity::Query, message, remedy)))
    };
    names.chain(codes).filter_map(finding).collect()
}

/// Whether words are a unit's own only without the bracket behind them.
fn is_bracketed(written: &str, is_own: impl Fn(&str) -> bool) -> bool {
    let plain = plain(written);
    plain.contains(BRACKETS) && !is_own(written) && is_own(without_hint(&plain))
}

fn names(unit: &Unit) -> impl Iterator<Item = &String> {
    [&unit.name].into_iter().chain(&unit.former_names).chain(&unit.aliases)
}

/// What is in brackets behind a unit's name or code and is none of its own names: it may be another unit.
fn more(written: &str, unit: &Unit) -> Option<String> {
    let plain = plain(written);
    let name = without_hint(&plain);
    let rest = plain[name.len()..].split(BRACKETS);
    let known = |piece: &str| {
        let said = words(piece);
        let mut own = names(unit).chain([&unit.code]);
        said.is_empty() || STAMPS.contains(&said.as_str()) || own.any(|name| words(name) == said)
    };
    let unknown = rest.map(str::trim).find(|piece| !known(piece) && Period::read(piece).is_none());
    unknown.map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture;

    #[test]
    fn a_stamp_and_the_units_own_names_are_nothing_more() {
        let register = fixture::register();
        let unit = &register.units[2];
        for written in [
            "产业规划局（盖章）",
            "产业规划局(U03)",
            "产业规划局（规划局）（公章）",
            "U03（产业规划局）",
            "产业规划局（原工业规划局）：",
        ] {
            let expected = written.contains('原').then(|| "原工业规划局".to_string());
            assert_eq!(more(written, unit), expected, "{written}");
        }
        assert_eq!(more("产业规划局（下属事业单位）", unit).as_deref(), Some("下属事业单位"));
        assert_eq!(more("U03(U01)", unit).as_deref(), Some("U01"));
    }
}
