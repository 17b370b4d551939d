//! Whose return it is.

use std::cell::LazyCell;

use foldhash::HashMap;

use crate::collect::declared::{Declared, Written, first_words};
use crate::collect::label::{distance, without_hint, words};
use crate::collect::named;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::register::{Register, Unit};
use crate::sheet::{Content, plain};
use crate::text::{Lang, Phrase, collect as say};

/// The register, found by code, name, former name and alias.
pub struct Index<'a> {
    register: &'a Register,
    codes: HashMap<String, Vec<usize>>,
    numbers: HashMap<String, Vec<usize>>,
    names: [HashMap<String, Vec<usize>>; 3],
}

/// By which of its names a unit was recognised, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Present,
    Former,
    Alias,
}

const LADDER: [Name; 3] = [Name::Present, Name::Former, Name::Alias];

/// A recognised unit, with what was noticed on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Identified {
    /// The unit's place in the register.
    pub unit: usize,
    /// Notes and queries, not yet placed in a file.
    pub findings: Vec<Finding>,
}

/// Why nobody can say whose return it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unidentified {
    /// In words for a clerk, with what to do.
    pub reason: String,
    /// The units that it may concern; several where the form contradicts itself.
    pub units: Vec<usize>,
}

impl<'a> Index<'a> {
    /// Prepares a register.
    pub fn new(register: &'a Register) -> Index<'a> {
        let (codes, numbers, names) = Default::default();
        let mut index = Index { register, codes, numbers, names };
        for (unit, listed) in register.units.iter().enumerate() {
            let code = code_key(&listed.code);
            if code.bytes().all(|b| b.is_ascii_digit()) {
                index.numbers.entry(code.trim_start_matches('0').to_string()).or_default().push(unit);
            }
            index.codes.entry(code).or_default().push(unit);
            for rung in LADDER {
                for name in names_of(listed, rung) {
                    let units = index.names[rung as usize].entry(words(name)).or_default();
                    if !units.contains(&unit) {
                        units.push(unit);
                    }
                }
            }
        }
        index
    }

    /// Finds the unit by code, then name, former name and alias; by the file's name only where the form names nobody.
    /// A near miss is suggested in the reason and never decides. The unit must exist in the period.
    pub fn unit(
        &self,
        declared: &Declared,
        file: &str,
        period: Period,
        lang: Lang,
    ) -> Result<Identified, Unidentified> {
        let found = self.recognise(declared, file, period, lang)?;
        let unit = &self.register.units[found.unit];
        if unit.exists_in(period) {
            return Ok(found);
        }
        let reason = say::UNIT_NOT_IN_FRAME.say(lang, &[("unit", &unit.name), ("period", &period.name(lang))]);
        Err(Unidentified { reason, units: vec![found.unit] })
    }

    fn recognise(
        &self,
        declared: &Declared,
        file: &str,
        period: Period,
        lang: Lang,
    ) -> Result<Identified, Unidentified> {
        let by_code = self.only(declared.codes.iter().filter_map(|code| self.by_code(code)).collect(), lang)?;
        let by_name = declared.names.iter().filter_map(|name| self.by_name(&name.words(), period)).collect::<Vec<_>>();
        if let Some((_, units)) = by_name.iter().find(|(_, units)| units.len() > 1 && by_code.is_none()) {
            return Err(self.ambiguous(&first_words(&declared.names), units, lang));
        }
        let rung = by_name.first().map(|(rung, _)| *rung);
        let by_name =
            by_name.into_iter().map(|(_, units)| by_code.filter(|unit| units.contains(unit)).unwrap_or(units[0]));
        let by_name = self.only(by_name.collect(), lang)?;
        let unit = match (by_code, by_name) {
            (Some(code), Some(name)) if code != name => return Err(self.contradiction(code, name, lang)),
            (Some(unit), _) | (None, Some(unit)) => unit,
            (None, None) => return self.by_file_name(declared, file, period, lang),
        };
        let mut findings = Vec::new();
        findings.extend(self.unknown(&declared.codes, by_code, unit, &say::CODE_UNKNOWN, "code-unknown", lang));
        findings.extend(self.unknown(&declared.names, by_name, unit, &say::NAME_UNKNOWN, "name-unknown", lang));
        findings.extend(named::findings(declared, &self.register.units[unit], lang));
        if rung == Some(Name::Former) {
            findings.push(self.renamed(&declared.names, unit, lang));
        }
        Ok(Identified { unit, findings })
    }

    fn by_code(&self, written: &Written) -> Option<usize> {
        let words = written.words();
        let key = code_key(&words);
        let exact = self.codes.get(&key).or_else(|| self.codes.get(&code_key(without_hint(&plain(&words)))));
        // A code such as 007 loses its zeros where the cell holds a number, and one without gets some by a cell's format.
        let is_number = matches!(written.content, Content::Number(_))
            || (!key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()));
        let number = is_number.then(|| self.numbers.get(key.trim_start_matches('0'))).flatten();
        let known = exact.or(number).filter(|units| units.len() == 1).map(|units| units[0]);
        known.or_else(|| self.by_both(&words))
    }

    /// The units that a name may mean, on the most trusted rung that knows it; of several, those of the period.
    fn by_name(&self, name: &str, period: Period) -> Option<(Name, Vec<usize>)> {
        let Some((rung, units)) = self.bearers(name) else {
            return self.by_both(name).map(|unit| (Name::Present, vec![unit]));
        };
        let exists = |unit: &usize| self.register.units[*unit].exists_in(period);
        let present: Vec<usize> = units.iter().copied().filter(exists).collect();
        Some((rung, if present.is_empty() { units.to_vec() } else { present }))
    }

    /// The unit whose code begins or ends what is written, with one of its names or nothing beside it: `U02 Town Hall`.
    fn by_both(&self, written: &str) -> Option<usize> {
        let written = plain(written);
        let is_of_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        let behind = written.trim_start_matches(is_of_code);
        let before = written.trim_end_matches(is_of_code);
        let (first, last) = (&written[..written.len() - behind.len()], &written[before.len()..]);
        let first_word = written.split_once(char::is_whitespace);
        let last_word = written.rsplit_once(char::is_whitespace).map(|(rest, code)| (code, rest));
        let pairs = [Some((first, behind)), Some((last, before)), first_word, last_word];
        pairs.into_iter().flatten().find_map(|(code, rest)| {
            let [code, rest] = [code, rest].map(|words| words.trim_matches(|c: char| !c.is_alphanumeric()));
            let unit = *self.codes.get(&code_key(code)).filter(|units| units.len() == 1)?.first()?;
            let is_its_name = || self.bearers(rest).is_some_and(|(_, units)| units.contains(&unit));
            // A number alone where a name belongs may be anything.
            let is_code_alone = rest.is_empty() && code.chars().any(char::is_alphabetic);
            (is_code_alone || is_its_name()).then_some(unit)
        })
    }

    /// The units that bear a name or bore it, whatever the period.
    fn bearers(&self, name: &str) -> Option<(Name, &[usize])> {
        let whole = words(name);
        let bare = LazyCell::new(|| words(without_hint(&plain(name))));
        let on = |rung: Name| {
            let names = &self.names[rung as usize];
            names.get(&whole).or_else(|| names.get(bare.as_str()))
        };
        LADDER.into_iter().find_map(|rung| Some((rung, on(rung)?.as_slice())))
    }

    /// The units that a form may mean by its code, else by its name, where its period is not known.
    pub fn units_of(&self, declared: &Declared) -> Vec<usize> {
        let by_code = declared.codes.iter().find_map(|code| self.by_code(code));
        let by_name = || declared.names.iter().find_map(|name| Some(self.bearers(&name.words())?.1.to_vec()));
        by_code.map(|unit| vec![unit]).or_else(by_name).unwrap_or_default()
    }

    /// The units that a file may come from which cannot be used: by what its form declares, else by its own name.
    pub fn senders(&self, declared: &Declared, file: &str, period: Option<Period>) -> Vec<usize> {
        let mut units: Vec<usize> = declared.codes.iter().filter_map(|code| self.by_code(code)).collect();
        if units.is_empty() {
            let named = declared.names.iter().filter_map(|name| self.bearers(&name.words()));
            units = named.flat_map(|(_, units)| units.iter().copied()).collect();
        }
        if units.is_empty() && declared.codes.is_empty() && declared.names.is_empty() {
            units.extend(self.in_file_name(file, |unit| period.is_none_or(|period| unit.exists_in(period))));
        }
        units.sort_unstable();
        units.dedup();
        units
    }

    fn only(&self, mut units: Vec<usize>, lang: Lang) -> Result<Option<usize>, Unidentified> {
        units.sort_unstable();
        units.dedup();
        match units[..] {
            [] => Ok(None),
            [unit] => Ok(Some(unit)),
            [a, b, ..] => Err(self.contradiction(a, b, lang)),
        }
    }

    fn contradiction(&self, a: usize, b: usize, lang: Lang) -> Unidentified {
        let (one, other) = (self.title(a), self.title(b));
        let reason = say::IDENTITY_CONTRADICTS.say(lang, &[("one", &one), ("other", &other)]);
        Unidentified { reason, units: vec![a, b] }
    }

    fn ambiguous(&self, name: &str, units: &[usize], lang: Lang) -> Unidentified {
        let list = self.list(units, lang);
        let reason = say::NAME_AMBIGUOUS.say(lang, &[("name", name), ("units", &list)]);
        Unidentified { reason, units: units.to_vec() }
    }

    fn unknown(
        &self,
        written: &[Written],
        found: Option<usize>,
        unit: usize,
        message: &Phrase,
        rule: &str,
        lang: Lang,
    ) -> Option<Finding> {
        let first = written.first().filter(|_| found.is_none())?;
        let values = [("value", first.words()), ("unit", self.title(unit))];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let remedy = say::IDENTITY_REMEDY.say(lang, &values);
        Some(at(first, Finding::new(rule, Severity::Query, message.say(lang, &values), remedy)))
    }

    fn renamed(&self, names: &[Written], unit: usize, lang: Lang) -> Finding {
        let now = &self.register.units[unit].name;
        let former = first_words(names);
        let values = [("former", former.as_str()), ("name", now.as_str())];
        let remedy = say::FORMER_NAME_REMEDY.say(lang, &values);
        let finding = Finding::new("former-name", Severity::Note, say::FORMER_NAME.say(lang, &values), remedy);
        names.first().map_or(finding.clone(), |first| at(first, finding))
    }

    fn by_file_name(
        &self,
        declared: &Declared,
        file: &str,
        period: Period,
        lang: Lang,
    ) -> Result<Identified, Unidentified> {
        let written = declared.names.first().or(declared.codes.first());
        if let Some(written) = written {
            return Err(self.not_in_register(&written.words(), lang));
        }
        let Some(unit) = self.in_file_name(file, |unit| unit.exists_in(period)) else {
            return Err(Unidentified { reason: say::NOBODY_NAMED.say(lang, &[]), units: Vec::new() });
        };
        let values = [("unit", self.title(unit))];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let message = say::UNIT_FROM_FILE_NAME.say(lang, &values);
        let remedy = say::IDENTITY_REMEDY.say(lang, &values);
        Ok(Identified { unit, findings: vec![Finding::new("unit-from-file-name", Severity::Note, message, remedy)] })
    }

    fn not_in_register(&self, name: &str, lang: Lang) -> Unidentified {
        let near = self.suggestions(name);
        if near.is_empty() {
            return Unidentified { reason: say::UNIT_UNKNOWN.say(lang, &[("name", name)]), units: Vec::new() };
        }
        let list = self.list(&near, lang);
        let reason = say::UNIT_UNKNOWN_NEAR.say(lang, &[("name", name), ("units", &list)]);
        Unidentified { reason, units: Vec::new() }
    }

    /// At most three units whose code or names are nearly what is written, nearest first.
    fn suggestions(&self, written: &str) -> Vec<usize> {
        let written = words(without_hint(&plain(written)));
        let mut near: Vec<(usize, usize)> = Vec::new();
        for (unit, listed) in self.register.units.iter().enumerate() {
            let names = LADDER.iter().flat_map(|rung| names_of(listed, *rung)).map(|name| words(name));
            let known = names.chain([words(&listed.code)]);
            near.extend(known.filter_map(|name| nearness(&written, &name)).min().map(|apart| (apart, unit)));
        }
        near.sort_unstable();
        near.into_iter().map(|(_, unit)| unit).take(3).collect()
    }

    /// The one unit whose name, former name, alias or code is a whole word of the file's name.
    fn in_file_name(&self, file: &str, exists: impl Fn(&Unit) -> bool) -> Option<usize> {
        let stem = stem(file);
        let tokens = tokens(stem);
        for rung in LADDER {
            let known = tokens.iter().filter_map(|token| self.names[rung as usize].get(&words(token)));
            let units = known.flatten().copied().filter(|unit| exists(&self.register.units[*unit]));
            if let Some(unit) = one(units) {
                return Some(unit);
            }
        }
        // A short number in a longer name may be a month or a copy's number.
        let is_code = |token: &&String| token.len() > 4 || *token == stem || token.bytes().any(|b| !b.is_ascii_digit());
        one(tokens.iter().filter(is_code).filter_map(|token| self.codes.get(&code_key(token))).flatten().copied())
    }

    /// The one other unit whose code or present name is a whole word of the file's name, where the form's own unit is
    /// not in it.
    pub fn named_otherwise(&self, own: usize, file: &str, period: Period) -> Option<usize> {
        let stem = stem(file);
        let tokens = tokens(stem);
        let (unit, code) = (&self.register.units[own], code_key(&self.register.units[own].code));
        if tokens.iter().any(|token| code_key(token) == code) {
            return None;
        }
        // A short number may count the files.
        let is_code =
            |token: &&String| token.len() > 4 || token.len() > 1 && token.bytes().any(|b| !b.is_ascii_digit());
        let by_code = tokens.iter().filter(is_code).filter_map(|token| self.codes.get(&code_key(token)));
        let by_name = tokens.iter().filter_map(|token| self.names[Name::Present as usize].get(&words(token)));
        let other = one(by_code.chain(by_name).flatten().copied())?;
        let listed = &self.register.units[other];
        let mut own_names = LADDER.iter().flat_map(|rung| names_of(unit, *rung));
        let whole = words(stem);
        let is_named = whole.contains(&words(&unit.code)) || own_names.any(|name| whole.contains(&words(name)));
        let follows = |one: &Unit, next: &Unit| one.successors.iter().any(|code| code.eq_ignore_ascii_case(&next.code));
        let is_kin = follows(listed, unit) || follows(unit, listed);
        (other != own && listed.exists_in(period) && !is_named && !is_kin).then_some(other)
    }

    fn title(&self, unit: usize) -> String {
        let unit = &self.register.units[unit];
        format!("{} {}", unit.code, unit.name)
    }

    fn list(&self, units: &[usize], lang: Lang) -> String {
        let titles: Vec<String> = units.iter().map(|unit| self.title(*unit)).collect();
        titles.join(say::LIST_SEPARATOR.text(lang))
    }
}

fn names_of(unit: &Unit, rung: Name) -> &[String] {
    match rung {
        Name::Present => std::slice::from_ref(&unit.name),
        Name::Former => &unit.former_names,
        Name::Alias => &unit.aliases,
    }
}

pub(super) fn code_key(code: &str) -> String {
    plain(code).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

fn nearness(written: &str, name: &str) -> Option<usize> {
    let n = written.chars().count().max(name.chars().count());
    let shorter = written.chars().count().min(name.chars().count());
    let is_part = shorter >= 3 && (written.contains(name) || name.contains(written));
    distance(written, name, (n / 3).max(1)).or(is_part.then_some(n))
}

pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The words of a file's name: between signs, and where Latin letters and digits meet Chinese ones.
fn tokens(stem: &str) -> Vec<String> {
    let plain = plain(stem);
    let mut tokens: Vec<String> = vec![plain.clone()];
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        tokens.push(word.to_string());
        let mut piece = String::new();
        for c in word.chars() {
            if piece.chars().last().is_some_and(|last| last.is_ascii() != c.is_ascii()) {
                tokens.push(std::mem::take(&mut piece));
            }
            piece.push(c);
        }
        tokens.push(piece);
    }
    tokens.dedup();
    tokens
}

fn one(units: impl Iterator<Item = usize>) -> Option<usize> {
    let mut units: Vec<usize> = units.collect();
    units.sort_unstable();
    units.dedup();
    (units.len() == 1).then(|| units[0])
}

pub(super) fn at(written: &Written, finding: Finding) -> Finding {
    Finding { sheet: written.sheet.clone(), cell: written.at.to_string(), value: written.words(), ..finding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::fixture::{self, written};

    fn declared(code: &str, name: &str) -> Declared {
        Declared { codes: written(code), names: written(name), ..Declared::default() }
    }

    fn unit_in(code: &str, name: &str, file: &str, year: &str) -> Result<Identified, Unidentified> {
        let register = fixture::register();
        Index::new(&register).unit(&declared(code, name), file, year.parse().unwrap(), Lang::En)
    }

    fn unit(code: &str, name: &str, file: &str) -> Result<usize, String> {
        unit_in(code, name, file, "2024").map(|found| found.unit).map_err(|why| why.reason)
    }

    fn rules(code: &str, name: &str, file: &str) -> Vec<String> {
        unit_in(code, name, file, "2024").unwrap().findings.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn code_goes_before_name_before_former_name_before_alias_before_file_name() {
        assert_eq!(unit("ｕ０１", "", "U03.xlsx"), Ok(0));
        assert_eq!(unit(" U 01 ", "甲局", ""), Ok(0));
        assert_eq!(unit("", "产业　规划局（盖章）", ""), Ok(2));
        assert_eq!(unit("", "工业规划局", ""), Ok(2));
        assert_eq!(unit("", "规划局", ""), Ok(2));
        assert_eq!(unit("7", "", ""), Ok(1), "a code that lost its zeros as a number");
        for file in ["2024/U03.xlsx", "U03_一览表.xlsx", "报送-产业规划局（终稿）.xls", "规划局2024年.xlsx"]
        {
            assert_eq!(unit("", "", file), Ok(2), "{file}");
        }
    }

    #[test]
    fn code_and_name_in_one_cell_mean_the_unit_of_both() {
        for both in ["U03 产业规划局", "产业规划局U03", "U03：规划局", "产业规划局 (U03)", "U03"] {
            assert_eq!(unit("", both, "").ok(), Some(2), "{both}");
            assert_eq!(unit(both, "", "").ok(), Some(2), "{both}");
            assert_eq!(unit(both, "产业规划局", "").ok(), Some(2), "{both}");
        }
        for neither in ["U03 甲局", "U03 规划总局", "U99 产业规划局", "007"] {
            assert!(unit("", neither, "").is_err(), "{neither}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_used_may_come_from_those_it_names() {
        let register = fixture::register();
        let senders =
            |code: &str, name: &str, file: &str| Index::new(&register).senders(&declared(code, name), file, None);
        assert_eq!(senders("U01", "产业规划局", "U03.xlsx"), [0]);
        assert_eq!(senders("", "产业规划局", "U01.xlsx"), [2]);
        assert_eq!(senders("", "", "2024/U03_一览表.xlsx"), [2]);
        assert_eq!(senders("", "某局", "U01.xlsx"), [0_usize; 0]);
    }

    #[test]
    fn a_number_as_code_is_found_with_the_zeros_of_any_format_unless_two_units_may_be_meant() {
        let mut register = fixture::register();
        register.units[0].code = "12".into();
        let of_text = |register: &Register, code: &str| {
            let content = Content::Text(code.into());
            let codes = vec![Written { content, ..written("7").remove(0) }];
            let declared = Declared { codes, ..Declared::default() };
            Index::new(register).unit(&declared, "", "2024".parse().unwrap(), Lang::En).ok().map(|found| found.unit)
        };
        let found = ["007", "7", "0007", "12", "0012", "112"].map(|code| of_text(&register, code));
        assert_eq!(found, [Some(1), Some(1), Some(1), Some(0), Some(0), None]);
        register.units[0].code = "07".into();
        assert_eq!(["007", "07", "7"].map(|code| of_text(&register, code)), [Some(1), Some(0), None]);
    }

    #[test]
    fn what_was_noticed_on_the_way_is_said() {
        assert_eq!(rules("U03", "产业规划局", ""), [""; 0]);
        assert_eq!(rules("U03", "规划局", ""), [""; 0]);
        assert_eq!(rules("", "工业规划局", ""), ["former-name"]);
        assert_eq!(rules("U03", "规划总局", ""), ["name-unknown"]);
        assert_eq!(rules("U99", "产业规划局", ""), ["code-unknown"]);
        assert_eq!(rules("", "", "U03.xlsx"), ["unit-from-file-name"]);
        assert_eq!(rules("", "产业规划局（下属事业单位）", ""), ["name-unknown"]);
        assert_eq!(rules("U03", "规划局（含甲局）", ""), ["name-unknown"]);
        assert_eq!(rules("U03(U01)", "产业规划局（公章）", ""), ["code-unknown"]);
        assert_eq!(rules("U03", "工业规划局（现产业规划局）", "").len(), 2);
    }

    #[test]
    fn code_and_name_of_two_units_contradict_each_other() {
        let why = unit_in("U01", "产业规划局", "", "2024").unwrap_err();
        assert!(why.reason.contains("甲局") && why.reason.contains("产业规划局"), "{}", why.reason);
        assert_eq!(why.units, [0, 2]);
    }

    #[test]
    fn a_near_miss_suggests_and_never_decides() {
        let reason = unit("", "产业规化局", "U03.xlsx").unwrap_err();
        assert!(reason.contains("is it U03 产业规划局"), "{reason}");
        let reason = unit("U0l", "", "").unwrap_err();
        assert!(reason.contains("U01"), "{reason}");
        assert!(unit("", "水产学会", "").unwrap_err().contains("not in the register; check"));
    }

    #[test]
    fn a_name_of_several_units_needs_a_code() {
        assert!(unit("", "联络处", "").unwrap_err().contains("any of 007"));
        assert_eq!(unit("U03", "联络处", ""), Ok(2));
    }

    #[test]
    fn nobody_is_taken_for_a_unit_by_part_of_a_file_name() {
        for file in ["", "一览表.xlsx", "某甲局.xlsx", "U031.xlsx", "2024-007.xlsx"] {
            assert!(unit("", "", file).is_err(), "{file}");
        }
    }

    #[test]
    fn a_file_may_be_named_for_another_unit_than_its_form() {
        let register = fixture::register();
        let period = "2024".parse().unwrap();
        let other = |own: usize, file: &str| Index::new(&register).named_otherwise(own, file, period);
        for file in ["U03.xlsx", "2024/U03_一览表.xlsx", "报送-产业规划局（终稿）.xls", "U03产业规划局.xlsx"]
        {
            assert_eq!(other(0, file), Some(2), "{file}");
        }
        for file in [
            "U01.xlsx",
            "一览表.xlsx",
            "U03_甲局.xlsx",
            "U01_U03.xlsx",
            "产业规划局（代甲局报）.xlsx",
            "007.xlsx",
            "2024-007.xlsx",
            "U03/一览表.xlsx",
            "规划局.xlsx",
        ] {
            assert_eq!(other(0, file), None, "{file}");
        }
    }

    #[test]
    fn a_unit_outside_the_frame_is_refused() {
        let why = unit_in("U03", "", "", "2023").unwrap_err();
        assert!(why.reason.contains("2023"), "{}", why.reason);
        assert_eq!(why.units, [2]);
    }
}
