//! Units of measure: which ones there are, and what a text says about them.

use crate::collect::inside::has_colon;
use crate::collect::label::without_hint;
use crate::kind::quantity::MULTIPLIERS;
use crate::sheet::{plain, plain_chars};
use crate::survey::{Item, KindName, Survey};

/// A unit of measure: what it measures, and how many of the least of its family it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Denomination {
    family: usize,
    size: u64,
}

/// What a text says about the unit of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Told {
    /// Nothing.
    #[default]
    Nothing,
    /// It is a unit of measure and nothing else: `万元`.
    Alone(Denomination),
    /// It names one in brackets behind other words: `经费（万元）`.
    Behind(Denomination),
    /// It names one for whatever follows: `单位：万元`.
    ForAll(Denomination),
}

/// Units of measure that may be taken for one another, with their sizes; counters differ by their multiples only. The
/// first ones are of money.
const FAMILIES: &[&[(&str, u64)]] = &[
    &[("元", 1), ("圆", 1), ("￥", 1), ("¥", 1), ("人民币", 1), ("yuan", 1), ("rmb", 1), ("cny", 1)],
    &[("美元", 1), ("usd", 1), ("us$", 1), ("dollars", 1)],
    &[("欧元", 1), ("eur", 1), ("euros", 1)],
    &[
        ("‰", 1),
        ("千分比", 1),
        ("千分率", 1),
        ("per mille", 1),
        ("%", 10),
        ("百分比", 10),
        ("百分率", 10),
        ("percent", 10),
        ("per cent", 10),
    ],
    &[
        ("人", 1),
        ("人次", 1),
        ("名", 1),
        ("个", 1),
        ("件", 1),
        ("次", 1),
        ("项", 1),
        ("份", 1),
        ("家", 1),
        ("户", 1),
        ("persons", 1),
        ("people", 1),
        ("times", 1),
    ],
    // In thirds of a square metre: a mu is 2,000/3.
    &[
        ("平方米", 3),
        ("㎡", 3),
        ("m2", 3),
        ("亩", 2_000),
        ("公顷", 30_000),
        ("平方公里", 3_000_000),
        ("平方千米", 3_000_000),
    ],
    &[
        ("克", 1),
        ("g", 1),
        ("斤", 500),
        ("公斤", 1_000),
        ("千克", 1_000),
        ("kg", 1_000),
        ("吨", 1_000_000),
        ("tonnes", 1_000_000),
    ],
    &[("厘米", 1), ("米", 100), ("里", 50_000), ("公里", 100_000), ("千米", 100_000), ("km", 100_000)],
    &[
        ("分钟", 1),
        ("minutes", 1),
        ("学时", 45),
        ("课时", 45),
        ("小时", 60),
        ("hours", 60),
        ("天", 1_440),
        ("日", 1_440),
        ("days", 1_440),
    ],
];

/// So many families are of money: a sum in one is none in another.
const CURRENCIES: usize = 3;

/// Multiples that stand before a unit in English, with their powers of ten.
const ENGLISH: &[(&str, i32)] = &[("thousand", 3), ("million", 6), ("billion", 9), ("wan", 4)];

/// The same in the numerals of cheques.
const FORMAL: &[(&str, i32)] =
    &[("仟万", 7), ("佰万", 6), ("拾万", 5), ("萬", 4), ("億", 8), ("仟", 3), ("佰", 2), ("拾", 1)];

/// The name of the money, which may stand before or behind its unit and is one only by itself.
const MONEY: &[&str] = &["人民币", "rmb", "cny"];

/// Words around the unit in which a form is filled in, beside `单位：`.
const AROUND: &[(&str, &str)] = &[
    ("单位为", ""),
    ("单位是", ""),
    ("单位应为", ""),
    ("单位应是", ""),
    ("以", "为单位"),
    ("以", "为单位填报"),
    ("以", "为单位填写"),
    ("以", "计"),
    ("以", "计算"),
    ("以", "填报"),
    ("按", "计"),
    ("按", "计算"),
    ("按", "填报"),
    ("按", "填写"),
];

/// Before a unit, and with nothing before them, these say that what follows or stands beside is in it.
const BEFORE: &[&str] = &["单位", "金额单位", "计量单位", "货币单位", "按"];

/// The last letters of these words.
const AROUND_ENDS: &[char] = &['位', '计', '算', '报', '写'];

/// A text of more bytes is no unit of measure.
const LONGEST: usize = 40;
/// Nor is one of more bytes that has neither brackets nor a colon.
const LONGEST_ALONE: usize = 30;
/// Behind more colons no unit of measure is named.
const MOST_COLONS: usize = 4;

impl Denomination {
    /// Whether a number in the one is another number in the other.
    pub fn contradicts(self, other: Denomination) -> bool {
        match self.family == other.family {
            true => self.size != other.size,
            false => self.family < CURRENCIES && other.family < CURRENCIES,
        }
    }
}

/// The units of measure that a survey's forms may name: the usual ones, and those of its own items.
#[derive(Debug, Default)]
pub struct Measures {
    own: Vec<(String, Denomination)>,
    /// The last letters of all of them.
    last: Vec<char>,
}

impl Measures {
    /// Those of a survey.
    pub fn of(survey: &Survey) -> Measures {
        let mut measures = Measures::default();
        let columns = survey.tables.iter().flat_map(|table| &table.columns);
        for item in survey.items.iter().chain(columns) {
            measures.learn(item);
        }
        let words = FAMILIES.iter().flat_map(|members| members.iter()).map(|(word, _)| *word);
        let words = words.chain(measures.own.iter().map(|(word, _)| word.as_str()));
        measures.last = words.filter_map(|word| word.chars().next_back()).chain(AROUND_ENDS.iter().copied()).collect();
        measures.last.sort_unstable();
        measures.last.dedup();
        measures
    }

    /// Adds an item's own unit in both languages, as one and the same.
    fn learn(&mut self, item: &Item) {
        let bare = |unit: &str| {
            let unit = plain(unit).trim().to_lowercase();
            let multiple = multiple(&unit).map_or(0, |(multiple, _)| multiple.len());
            unit[multiple..].trim_start().to_string()
        };
        let words: Vec<String> = [&item.unit.zh, &item.unit.en].map(|unit| bare(unit)).into();
        let known = words.iter().find_map(|word| self.unit(word));
        let new = Denomination { family: FAMILIES.len() + self.own.len(), size: 1 };
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            if self.unit(&word).is_none() {
                self.own.push((word, known.unwrap_or(new)));
            }
        }
    }

    fn unit(&self, word: &str) -> Option<Denomination> {
        let family = |(family, members): (usize, &&[(&str, u64)])| {
            let size = members.iter().find(|(member, _)| *member == word)?.1;
            Some(Denomination { family, size })
        };
        let own = || self.own.iter().find(|(own, _)| own == word).map(|(_, unit)| *unit);
        FAMILIES.iter().enumerate().find_map(family).or_else(own)
    }

    /// The unit that words name and nothing else.
    fn read(&self, words: &str) -> Option<Denomination> {
        let words = words.trim().to_lowercase();
        let words = words.strip_prefix("in ").unwrap_or(&words);
        let words = without_money(words);
        self.unit(words).or_else(|| {
            let (multiple, power) = multiple(words)?;
            let unit = self.unit(words[multiple.len()..].trim_start())?;
            let size = unit.size.checked_mul(10u64.checked_pow(u32::try_from(power).ok()?)?)?;
            Some(Denomination { size, ..unit })
        })
    }

    /// The unit in which an item is asked: its own, else the one in brackets behind its label, or the label itself; a
    /// percentage is one in any case.
    pub fn asked(&self, item: &Item) -> Option<Denomination> {
        let own = [&item.unit.zh, &item.unit.en].into_iter().find_map(|unit| self.read(unit));
        let by_label = || match self.told(&item.label.zh) {
            Told::Behind(unit) | Told::Alone(unit) => Some(unit),
            _ => None,
        };
        own.or_else(by_label).or_else(|| self.unit("%").filter(|_| item.kind == KindName::Percent))
    }

    /// What a text says about the unit of measure.
    pub fn told(&self, text: &str) -> Told {
        let has_brackets = text.ends_with([')', '）', ']', '】']);
        let most = if has_colon(text) { LONGEST } else { LONGEST_ALONE };
        let may_tell = || text.contains(['，', ',']) || self.may_end_in_unit(text);
        if !has_brackets && (text.trim().len() > most || (most == LONGEST_ALONE && !may_tell())) {
            return Told::Nothing;
        }
        let text = plain(text);
        let text = text.trim();
        let in_brackets = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        if let Some(unit) = self.for_all(in_brackets.unwrap_or(text)) {
            return Told::ForAll(unit);
        }
        let first = text.split_once(',').map_or(text, |(first, _)| first);
        if let Some(unit) = self.read(in_brackets.unwrap_or(first)) {
            return Told::Alone(unit);
        }
        let bare = without_hint(text);
        if bare.is_empty() || bare.len() == text.len() { Told::Nothing } else { self.hinted(bare, &text[bare.len()..]) }
    }

    /// What a text says about the unit of measure that ends in hints: `经费（万元）`, `元（含税）`, `人民币（元）`.
    fn hinted(&self, bare: &str, hints: &str) -> Told {
        let hints = hints.split(['(', ')', '[', ']', '【', '】', ',', '、', ';']);
        let mut units = hints.filter_map(|hint| Some((hint, self.for_all(hint).or_else(|| self.read(hint))?)));
        match (self.read(bare), units.next()) {
            (Some(unit), Some((hint, _))) if is_money(hint) => Told::Alone(unit),
            (Some(_), Some((_, unit))) if is_money(bare) => Told::Alone(unit),
            (_, Some((_, unit))) => Told::Behind(unit),
            (Some(unit), None) => Told::Alone(unit),
            (None, None) => self.for_all(bare).map_or(Told::Nothing, Told::ForAll),
        }
    }

    /// Whether the last letter of a text is that of a unit of measure: most are not.
    fn may_end_in_unit(&self, text: &str) -> bool {
        let text = text.trim_end();
        let last = text.chars().next_back().map_or(0, char::len_utf8);
        let mut last = plain_chars(&text[text.len() - last..]);
        // Behind a sign that does not show stands another letter.
        last.next().is_none_or(|last| self.last.binary_search(&last.to_ascii_lowercase()).is_ok())
    }

    /// The unit behind `单位：`, `计量单位：`, `金额单位：`, `Unit:`, or in words such as `以万元计`.
    fn for_all(&self, text: &str) -> Option<Denomination> {
        let Some((before, after)) = text.split_once(':') else { return self.in_words(text) };
        match announces(&before.trim().to_lowercase()) {
            true => self.among(after),
            false => self.in_words(after).or_else(|| self.behind_others(after)),
        }
    }

    /// The unit behind `单位：` where that follows another label: `币种：人民币 单位：元`.
    fn behind_others(&self, text: &str) -> Option<Denomination> {
        let mut colons = text.match_indices(':').take(MOST_COLONS);
        colons.find_map(|(at, _)| {
            let label = text[..at].trim_end().rsplit([' ', ',', ';', '。']).next()?;
            let named = text[at + 1..].trim().split(' ').next()?;
            if announces(&label.to_lowercase()) { self.among(named) } else { None }
        })
    }

    /// The unit that a list of units begins with; one of money goes before counters, whose numbers are the same in each.
    fn among(&self, list: &str) -> Option<Denomination> {
        let mut units = list.trim().split([',', '、', ';', '。']).map_while(|unit| self.read(without_hint(unit)));
        let first = units.next()?;
        if first.family < CURRENCIES {
            Some(first)
        } else {
            units.find(|unit| unit.family < CURRENCIES).or(Some(first))
        }
    }

    fn in_words(&self, text: &str) -> Option<Denomination> {
        let text = text.trim();
        let begins = || BEFORE.iter().find_map(|before| self.read(text.strip_prefix(before)?));
        let within = |(before, after): &(&str, &str)| {
            let (_, rest) = text.rsplit_once(before)?;
            self.read(rest.strip_suffix(after)?)
        };
        AROUND.iter().find_map(within).or_else(begins)
    }
}

/// Whether a label in lower case is one of a unit of measure.
fn announces(label: &str) -> bool {
    label.ends_with("单位") && !label.contains('(') || label == "unit" || label == "unit of measure"
}

/// The multiple with which words in lower case begin, and its power of ten.
fn multiple(words: &str) -> Option<(&'static str, i32)> {
    MULTIPLIERS.iter().chain(FORMAL).chain(ENGLISH).find(|(multiple, _)| words.starts_with(multiple)).copied()
}

/// A unit of money without the name of the money around it: `人民币万元` is `万元`.
fn without_money(words: &str) -> &str {
    let around = MONEY.iter().find_map(|money| words.strip_prefix(money).or_else(|| words.strip_suffix(money)));
    around.map(str::trim).filter(|rest| !rest.is_empty()).unwrap_or(words)
}

fn is_money(words: &str) -> bool {
    MONEY.contains(&words.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measures() -> Measures {
        Measures::of(&crate::collect::fixture::survey())
    }

    fn told(text: &str) -> Told {
        measures().told(text)
    }

    fn unit(words: &str) -> Denomination {
        measures().read(words).unwrap()
    }

    #[test]
    fn a_unit_of_measure_is_known_wherever_it_is_written() {
        assert_eq!(told("万元"), Told::Alone(unit("万元")));
        assert_eq!(told("（元）"), Told::Alone(unit("元")));
        assert_eq!(told("落实专项经费（元）"), Told::Behind(unit("元")));
        assert_eq!(told("经费（单位：万元，保留两位小数）"), Told::Behind(unit("万元")));
        assert_eq!(told("Funds (in thousand yuan)"), Told::Behind(unit("千元")));
        assert_eq!(told("单位：千元"), Told::ForAll(unit("千元")));
        assert_eq!(told("（金额单位：亿元）"), Told::ForAll(unit("亿元")));
        assert_eq!(told("                    in thousand 平方公里"), Told::Alone(unit("thousand 平方公里")));
        for other in
            ["填报单位：元氏县", "单位：", "人员", "是否建立（是/否）", "元旦值班", "（一）", "", "(", "千", "万"]
        {
            assert_eq!(told(other), Told::Nothing, "{other}");
        }
    }

    #[test]
    fn money_is_known_by_its_name_its_sign_and_the_numerals_of_cheques() {
        for (text, alone) in [
            ("人民币元", "元"),
            ("元（含税）", "元"),
            ("人民币（元）", "元"),
            ("人民币（万元）", "万元"),
            ("元（人民币）", "元"),
            ("万元（人民币）", "万元"),
            ("￥", "元"),
            ("佰元", "百元"),
            ("仟元", "千元"),
            ("RMB 万元", "万元"),
            ("元，含税", "元"),
        ] {
            assert_eq!(told(text), Told::Alone(unit(alone)), "{text}");
        }
        for (text, all) in [
            ("单位为元", "元"),
            ("（以元计）", "元"),
            ("以万元为单位", "万元"),
            ("金额单位为千元", "千元"),
            ("单位：元（人民币）", "元"),
            ("单位：人民币元", "元"),
            ("单位元", "元"),
            ("按元填报", "元"),
            ("注：以元计", "元"),
            ("币种：人民币 单位：元", "元"),
            ("币种：人民币，单位：千元", "千元"),
            ("单位：人、元", "元"),
            ("计量单位：件、元", "元"),
            ("专项经费按千元填报", "千元"),
            ("说明：经费以元为单位填报", "元"),
            ("单位应为元", "元"),
            ("金额单位元", "元"),
            ("按元", "元"),
        ] {
            assert_eq!(told(text), Told::ForAll(unit(all)), "{text}");
        }
        assert_eq!(told("经费（以元计）"), Told::Behind(unit("元")));
        assert_eq!(told("经费（人民币）"), Told::Behind(unit("元")));
        for other in [
            "合计",
            "填报单位",
            "单位人员",
            "单位",
            "填报：元氏县",
            "是，已整改",
            "以上合计",
            "以奖代补资金预算",
            "元旦（放假）",
            "事业单位人",
            "币种：人民币 日期：2024",
            "填报单位：甲局 负责人：元",
            "补贴按人",
        ] {
            assert_eq!(told(other), Told::Nothing, "{other}");
        }
    }

    #[test]
    fn only_what_changes_the_number_contradicts() {
        assert!(unit("元").contradicts(unit("万元")));
        assert!(unit("‰").contradicts(unit("%")));
        assert!(unit("亩").contradicts(unit("公顷")));
        assert!(unit("人").contradicts(unit("万人")));
        assert!(!unit("人").contradicts(unit("人次")));
        assert!(!unit("万元").contradicts(unit("wan yuan")));
        assert!(!unit("公斤").contradicts(unit("千克")));
        assert!(!unit("万元").contradicts(unit("%")));
        assert!(unit("万元").contradicts(unit("万美元")));
    }

    #[test]
    fn an_hour_of_teaching_is_neither_an_hour_nor_a_day() {
        let Told::Alone(asked) = told("学时") else { panic!("学时 is a unit of measure") };
        for (heading, is_other) in [("学时（天）", true), ("学时（小时）", true), ("学时（课时）", false)]
        {
            let Told::Behind(unit) = told(heading) else { panic!("{heading} names a unit of measure") };
            assert_eq!(asked.contradicts(unit), is_other, "{heading}");
        }
        let mut column = crate::collect::fixture::survey().tables[0].columns[2].clone();
        column.label.zh = "学时".to_string();
        assert_eq!(measures().asked(&column), Some(asked));
    }

    #[test]
    fn a_multiple_of_the_survey_s_own_unit_is_another_unit() {
        let mut survey = crate::collect::fixture::survey();
        (survey.items[2].unit.zh, survey.items[2].unit.en) = ("万期".into(), "ten thousand issues".into());
        let column = &mut survey.tables[0].columns[2];
        (column.unit.zh, column.unit.en) = ("条".into(), String::new());
        let measures = Measures::of(&survey);
        let asked = measures.asked(&survey.items[2]).expect("its own unit");
        for (text, is_other) in [("期", true), ("千期", true), ("万期", false), ("10 issues", false)] {
            let other = measures.read(text).is_some_and(|told| asked.contradicts(told));
            assert_eq!(other, is_other, "{text}");
        }
        let asked = measures.asked(&survey.tables[0].columns[2]).expect("its own unit");
        assert!(matches!(measures.told("信息（千条）"), Told::Behind(told) if asked.contradicts(told)));
        assert!(matches!(measures.told("条"), Told::Alone(told) if !asked.contradicts(told)));
        assert_eq!(measures.told("日期"), Told::Nothing);
    }

    #[test]
    fn a_rate_is_asked_in_percent_and_not_per_mille() {
        let mut survey = crate::collect::fixture::survey();
        survey.items[2].kind = KindName::Percent;
        survey.items[2].unit = Default::default();
        let measures = Measures::of(&survey);
        let asked = measures.asked(&survey.items[2]).expect("a percentage");
        for text in ["‰", "千分比", "（千分率）"] {
            assert!(matches!(measures.told(text), Told::Alone(told) if asked.contradicts(told)), "{text}");
        }
        assert!(matches!(measures.told("%"), Told::Alone(told) if !asked.contradicts(told)));
    }
}
