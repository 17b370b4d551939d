//! From a figure to a phrase: "nearly six in ten", 近六成; by a table that the office edits, on the exact fraction.

use std::cmp::Ordering;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::error::{Error, Problem};
use crate::fraction::{Fraction, exact_decimal};
use crate::survey::{Survey, written};
use crate::text::saying::Saying;
use crate::text::{Text, template as say};

/// The file that a survey's folder may hold.
pub const FILE: &str = "phrases.toml";

/// The table for surveys that bring none.
pub const STANDARD: &str = include_str!("phrases.toml");

/// Phrases for shares and for changes; every fraction has exactly one.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrases {
    shares: Vec<Rule>,
    changes: Vec<Rule>,
}

/// A phrase and the fractions for which it is true.
#[derive(Debug, Clone, PartialEq)]
struct Rule {
    holds: Holds,
    text: Text,
    line: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Holds {
    /// For this fraction; goes before every span.
    Exactly(Fraction),
    /// From the lower limit up to, but not including, the upper one; without a limit there is none.
    Between(Option<Fraction>, Option<Fraction>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    #[serde(default)]
    share: Vec<Spanned<WrittenRule>>,
    #[serde(default)]
    change: Vec<Spanned<WrittenRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    exactly: Option<Limit>,
    lower: Option<Limit>,
    upper: Option<Limit>,
    text: Text,
}

/// A limit: `0.55`, `1`, or `"1/3"` where no decimal is exact.
#[derive(Deserialize)]
#[serde(untagged)]
enum Limit {
    Whole(i64),
    Decimal(f64),
    Quotient(String),
}

impl Limit {
    fn fraction(&self) -> Option<Fraction> {
        match self {
            Limit::Whole(number) => Some(Fraction { numerator: i128::from(*number), denominator: 1 }),
            Limit::Decimal(number) => exact_decimal(*number),
            Limit::Quotient(text) => {
                let (above, below) = text.split_once('/')?;
                let (above, below): (i32, u32) = (above.trim().parse().ok()?, below.trim().parse().ok()?);
                (below > 0).then_some(Fraction { numerator: i128::from(above), denominator: i128::from(below) })
            }
        }
    }
}

impl Phrases {
    /// The standard table.
    pub fn standard() -> Phrases {
        Phrases::read(STANDARD, Path::new(FILE)).expect("the standard table has no gaps")
    }

    /// The survey's table, or the standard one where its folder has none.
    pub fn of(survey: &Survey) -> Result<Phrases, Error> {
        let path = survey.folder.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(written) => Phrases::read(&written, &path).map_err(Error::Definition),
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => Ok(Phrases::standard()),
            Err(source) => Err(Error::io(path)(source)),
        }
    }

    /// Reads a table, and refuses it where a fraction has no phrase or two.
    pub fn read(written: &str, file: &Path) -> Result<Phrases, Vec<Problem>> {
        let problem = |line, message| Problem::in_line(file, written, line, "", message);
        let table: WrittenTable = toml::from_str(written).map_err(|error| {
            let line = error.span().map_or(0, |span| line_of(written, span.start));
            vec![problem(line, written::saying(error.message()))]
        })?;
        let mut complaints = Vec::new();
        let mut rules = |of: Vec<Spanned<WrittenRule>>, kind: Saying, least: i128| {
            let mut rules = Vec::new();
            for rule in of {
                match read_rule(&rule, line_of(written, rule.span().start)) {
                    Ok(rule) => rules.push(rule),
                    Err(complaint) => complaints.push(complaint),
                }
            }
            complaints.extend(uncovered(&rules, &kind, whole(least), whole(1)));
            rules
        };
        let phrases = Phrases {
            shares: rules(table.share, say::of_shares(), 0),
            changes: rules(table.change, say::of_changes(), -1),
        };
        match complaints.is_empty() {
            true => Ok(phrases),
            false => Err(complaints.into_iter().map(|(line, message)| problem(line, message)).collect()),
        }
    }

    /// The phrase that is true of a share; `None` on an empty base.
    pub fn share(&self, fraction: Fraction) -> Option<&Text> {
        pick(&self.shares, fraction)
    }

    /// The phrase that is true of a difference of shares (0.05 is five percentage points); `None` on an empty base.
    pub fn change(&self, fraction: Fraction) -> Option<&Text> {
        pick(&self.changes, fraction)
    }
}

fn pick(rules: &[Rule], fraction: Fraction) -> Option<&Text> {
    if fraction.denominator == 0 {
        return None;
    }
    let exact = rules.iter().find(|rule| matches!(rule.holds, Holds::Exactly(_)) && rule.holds.includes(fraction));
    exact.or_else(|| rules.iter().find(|rule| rule.holds.includes(fraction))).map(|rule| &rule.text)
}

impl Holds {
    fn includes(self, fraction: Fraction) -> bool {
        match self {
            Holds::Exactly(point) => order(fraction, point).is_eq(),
            Holds::Between(lower, upper) => {
                lower.is_none_or(|lower| order(fraction, lower).is_ge())
                    && upper.is_none_or(|upper| order(fraction, upper).is_lt())
            }
        }
    }
}

/// Compares two fractions with denominators above zero, exactly.
fn order(a: Fraction, b: Fraction) -> Ordering {
    a.partial_cmp(&b).unwrap_or(Ordering::Equal)
}

fn whole(number: i128) -> Fraction {
    Fraction { numerator: number, denominator: 1 }
}

fn line_of(written: &str, offset: usize) -> usize {
    written[..offset.min(written.len())].matches('\n').count() + 1
}

type Complaint = (usize, Saying);

fn read_rule(written: &Spanned<WrittenRule>, line: usize) -> Result<Rule, Complaint> {
    let rule = written.get_ref();
    let number = |limit: &Option<Limit>| match limit.as_ref().map(Limit::fraction) {
        Some(None) => Err((line, say::limit())),
        known => Ok(known.flatten()),
    };
    let holds = match (number(&rule.exactly)?, number(&rule.lower)?, number(&rule.upper)?) {
        (Some(point), None, None) => Holds::Exactly(point),
        (None, None, None) => return Err((line, say::phrase_limits())),
        (None, lower, upper) => Holds::Between(lower, upper),
        _ => return Err((line, say::exactly_alone())),
    };
    if let Holds::Between(Some(lower), Some(upper)) = holds
        && order(lower, upper).is_ge()
    {
        return Err((line, say::limits_reversed()));
    }
    if rule.text.is_empty() {
        return Err((line, say::phrase_words()));
    }
    Ok(Rule { holds, text: rule.text.clone(), line })
}

/// Gaps and overlaps of the spans between the least and the greatest fraction.
fn uncovered(rules: &[Rule], kind: &Saying, least: Fraction, greatest: Fraction) -> Vec<Complaint> {
    let mut spans: Vec<(Option<Fraction>, Option<Fraction>, usize)> = Vec::new();
    for rule in rules {
        if let Holds::Between(lower, upper) = rule.holds {
            spans.push((lower, upper, rule.line));
        }
    }
    spans.sort_by(|(a, ..), (b, ..)| match (a, b) {
        (Some(a), Some(b)) => order(*a, *b),
        _ => a.is_some().cmp(&b.is_some()),
    });
    let mut complaints = twice_exactly(rules);
    let mut reached = Some(least);
    for (i, (lower, upper, line)) in spans.iter().enumerate() {
        match (reached, lower) {
            (Some(end), Some(lower)) if order(*lower, end).is_gt() => {
                complaints.push((*line, say::gap(kind, print(end), print(*lower))));
            }
            (Some(end), lower) if i > 0 && lower.is_none_or(|lower| order(lower, end).is_lt()) => {
                complaints.push((*line, say::overlap(kind, print(end))));
            }
            (None, _) => complaints.push((*line, say::endless(kind))),
            _ => {}
        }
        reached = *upper;
    }
    let last = spans.last().map_or(0, |(.., line)| *line);
    let top_is_named = rules.iter().any(|rule| matches!(rule.holds, Holds::Exactly(at) if order(at, greatest).is_eq()));
    match reached.map(|end| order(end, greatest)) {
        Some(Ordering::Less) => {
            let end = reached.map(print).unwrap_or_default();
            complaints.push((last, say::gap(kind, end, print(greatest))));
        }
        Some(Ordering::Equal) if !top_is_named => {
            complaints.push((last, say::gap_at(kind, print(greatest))));
        }
        _ => {}
    }
    complaints
}

fn twice_exactly(rules: &[Rule]) -> Vec<Complaint> {
    let points = || rules.iter().enumerate().filter(|(_, rule)| matches!(rule.holds, Holds::Exactly(_)));
    let is_same = |a: &Rule, b: &Rule| match (a.holds, b.holds) {
        (Holds::Exactly(a), Holds::Exactly(b)) => order(a, b).is_eq(),
        _ => false,
    };
    let repeated = points().filter(|(i, rule)| rules[..*i].iter().any(|earlier| is_same(earlier, rule)));
    repeated.map(|(_, rule)| (rule.line, say::twice_exactly())).collect()
}

fn print(fraction: Fraction) -> String {
    match fraction.denominator {
        1 => fraction.numerator.to_string(),
        below if [10, 100, 1000, 10000].contains(&below) => fraction.to_f64().unwrap_or_default().to_string(),
        below => format!("{}/{below}", fraction.numerator),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Lang;

    const CENTRAL: &str = include_str!("../../queries/central-survey/phrases.toml");

    fn tables() -> [Phrases; 2] {
        [Phrases::standard(), Phrases::read(CENTRAL, Path::new(FILE)).unwrap()]
    }

    const NUMERALS: [&str; 11] = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
    const ENGLISH: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    fn tenths_before(words: &str, before: &str, numerals: &[&str]) -> Option<f64> {
        let start = words.find(before)? + before.len();
        numerals.iter().position(|n| words[start..].starts_with(n)).map(|n| n as f64 / 10.0)
    }

    /// Whether the words are true of the fraction, by what they mean and not by the table.
    fn is_true(zh: &str, en: &str, share: f64) -> bool {
        let near = 0.05;
        let tenths = |numerals: &[&str]| numerals.iter().position(|n| zh.starts_with(&format!("{n}成以上")));
        let mut claims = vec![
            !zh.starts_with("全部") || share == 1.0,
            !zh.starts_with("没有") || share == 0.0,
            !zh.contains("个别") || (share > 0.0 && share < 0.1),
            !zh.starts_with("少数") || share < 0.2,
            !zh.contains("超过半数") || share > 0.5,
            !zh.starts_with("半数") || share == 0.5,
            !zh.contains("近半数") || (0.45..0.5).contains(&share),
            !zh.contains("不到三分之一") || share * 3.0 < 1.0,
            !zh.starts_with("三分之一以上") || share * 3.0 >= 1.0,
            !zh.contains("绝大多数") || (0.9..1.0).contains(&share),
            !en.starts_with("all ") || share == 1.0,
            !en.starts_with("no ") || share == 0.0,
            !en.starts_with("more than half") || share > 0.5,
            !en.starts_with("half") || share == 0.5,
            !en.starts_with("nearly half") || (0.45..0.5).contains(&share),
            !en.starts_with("less than a third") || share * 3.0 < 1.0,
            !en.starts_with("a few") || (share > 0.0 && share < 0.1),
        ];
        if let Some(limit) = tenths_before(zh, "近", &NUMERALS) {
            claims.push((limit - near - 1e-12..limit).contains(&share));
        }
        if let Some(limit) = tenths(&NUMERALS) {
            claims.push(share >= limit as f64 / 10.0);
        }
        if let Some(limit) = tenths_before(en, "nearly ", &ENGLISH) {
            claims.push((limit - near - 1e-12..limit).contains(&share));
        }
        if let Some(limit) = tenths_before(en, "at least ", &ENGLISH) {
            claims.push(share >= limit);
        }
        claims.into_iter().all(|claim| claim)
    }

    proptest! {
        #[test]
        fn a_phrase_is_true_of_every_share_it_is_used_for(base in 1u64..5000, count in 0u64..5000) {
            let count = count % (base + 1);
            for table in tables() {
                let text = table.share(Fraction::of(count, base)).expect("every share has a phrase");
                let share = count as f64 / base as f64;
                prop_assert!(is_true(&text.zh, &text.en, share), "{count}/{base}: {} {}", text.zh, text.en);
            }
        }

        #[test]
        fn a_change_is_called_by_its_direction(now in 0u64..=400, before in 0u64..=400) {
            let change = Fraction { numerator: i128::from(now) - i128::from(before), denominator: 400 };
            for table in tables() {
                let zh = &table.change(change).expect("every change has a phrase").zh;
                prop_assert!(!zh.contains("上升") || now > before, "{zh}");
                prop_assert!(!zh.contains("下降") || now < before, "{zh}");
                prop_assert!(zh != "持平" || now == before, "{zh}");
            }
        }
    }

    #[test]
    fn the_published_shares_are_put_into_words() {
        for (count, zh) in
            [(26, "近七成"), (22, "近六成"), (20, "超过半数"), (14, "近四成"), (38, "全部"), (19, "半数")]
        {
            let phrase = Phrases::standard().share(Fraction::of(count, 38)).unwrap().get(Lang::Zh).to_string();
            assert!(phrase.starts_with(zh), "{count}: {phrase}");
        }
    }

    #[test]
    fn gaps_and_overlaps_are_refused_with_their_line() {
        let table = "[[share]]\nlower = 0\nupper = 0.5\ntext = \"a\"\n\n[[share]]\nlower = 0.6\ntext = \"b\"\n\n\
            [[share]]\nlower = 0.55\nupper = 0.7\ntext = \"c\"\n\n[[change]]\nlower = -1\nupper = 1\ntext = \"d\"\n";
        let problems = Phrases::read(table, Path::new("p.toml")).unwrap_err();
        let first_line = |problem: &Problem| problem.to_string().lines().next().unwrap_or_default().to_string();
        let told: Vec<String> = problems.iter().map(first_line).collect();
        assert_eq!(
            told,
            [
                "p.toml:10: no share phrase from 0.5 to 0.55",
                "p.toml:6: two share phrases below 0.7",
                "p.toml:15: no change phrase for exactly 1",
            ]
        );
    }
}
