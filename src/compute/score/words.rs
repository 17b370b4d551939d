//! Rules in words, and why points were lost.

use super::sheet::{Cause, Outcome};
use crate::compute::measured::Measured;
use crate::fraction::Fraction;
use crate::survey::score::rule::{Counted, Limit, Stepped};
use crate::survey::score::{Effect, Rule, Score, Scorecard, Veto};
use crate::text::{Lang, Phrase, Text, score as words, workbook};

/// A text of which each language is made in the same way.
pub fn both(make: impl Fn(Lang) -> String) -> Text {
    Text { zh: make(Lang::Zh), en: make(Lang::En) }
}

/// The rule of an item in words: the survey's own, or made from the rule.
pub fn rule(item: &Score, scores: &[Score]) -> Text {
    if !item.words.is_empty() {
        return item.words.clone();
    }
    let Some(rule) = item.rule() else { return Text::default() };
    both(|lang| format!("{}{}", shape(item, rule, lang), empties(item, scores, lang)))
}

fn shape(item: &Score, rule: Rule, lang: Lang) -> String {
    let used_up = if item.capped { words::USED_UP.text(lang) } else { "" };
    match rule {
        Rule::PerEvent(rule) => {
            let counted = counted(&rule.counted, lang);
            let points = points(rule.points.0, lang);
            let free = match rule.free.is_positive() {
                true => words::FREE.say(lang, &[("free", &rule.free.0.plain())]),
                false => String::new(),
            };
            format!("{}{free}{used_up}", words::PER_EVENT.say(lang, &[("counted", &counted), ("points", &points)]))
        }
        Rule::Bonus(rule) => {
            let (counted, each) = (counted(&rule.counted, lang), points(rule.points.0, lang));
            let most = words::AT_MOST.say(lang, &[("points", &points(item.full(), lang))]);
            format!("{}{most}", words::BONUS.say(lang, &[("counted", &counted), ("points", &each)]))
        }
        Rule::Shortfall(rule) => {
            let step = Step {
                bound: rule.target.0,
                each: rule.each.0,
                points: rule.points.0,
                counted: rule.counted,
                unit: &rule.unit,
            };
            format!("{}{used_up}", step.say(words::SHORTFALL, lang))
        }
        Rule::Excess(rule) => {
            let step = Step {
                bound: rule.limit.0,
                each: rule.each.0,
                points: rule.points.0,
                counted: rule.counted,
                unit: &rule.unit,
            };
            format!("{}{used_up}", step.say(words::EXCESS, lang))
        }
        Rule::Stepped(rule) => steps(rule, lang),
        Rule::Limit(rule) => limit(rule, item.full(), lang),
        Rule::Late(rule) => {
            let phrase = if rule.of.is_some() { words::LATE_EACH } else { words::LATE };
            format!("{}{used_up}", phrase.say(lang, &[("points", &points(rule.points.0, lang))]))
        }
        Rule::Met(rule) => {
            let lost = rule.lose.map_or(item.full(), |lose| lose.0);
            words::NOT_MET.say(lang, &[("points", &points(lost, lang))])
        }
    }
}

struct Step<'a> {
    bound: Fraction,
    each: Fraction,
    points: Fraction,
    counted: Counted,
    unit: &'a Text,
}

impl Step<'_> {
    fn say(&self, phrase: Phrase, lang: Lang) -> String {
        let part = match self.counted {
            Counted::Part => words::IN_PART,
            Counted::Whole => words::WHOLE,
            Counted::Begun => words::BEGUN,
        };
        let width = match (self.unit.is_empty(), self.each == Fraction::ONE) {
            (true, true) => words::A_POINT,
            (true, false) => words::POINTS_WIDE,
            (false, true) if self.unit.en == words::POINTS_UNIT => words::ONE_OF_POINTS,
            (false, _) => words::STEP_WIDE,
        };
        let step = width.say(lang, &[("each", &self.each.plain()), ("unit", self.unit.get(lang))]);
        let bound = value(self.bound, self.unit, lang);
        phrase.say(
            lang,
            &[("target", &bound), ("step", &step), ("points", &points(self.points, lang)), ("part", part.text(lang))],
        )
    }
}

fn steps(rule: &Stepped, lang: Lang) -> String {
    let say = |(place, step): (usize, &crate::survey::score::rule::Level)| {
        let phrase = if place + 1 == rule.steps.len() { words::LAST_STEP } else { words::STEP };
        let unit = spaced(&rule.unit, lang);
        phrase.say(lang, &[("n", &step.from.0.plain()), ("unit", &unit), ("points", &points(step.lose.0, lang))])
    };
    let all: Vec<String> = rule.steps.iter().enumerate().map(say).collect();
    all.join(words::BETWEEN_STEPS.text(lang))
}

fn limit(rule: &Limit, full: Fraction, lang: Lang) -> String {
    let Some(bound) = rule.at_least.or(rule.at_most) else { return String::new() };
    let phrase = match (rule.at_least.is_some(), rule.full_from.is_some()) {
        (true, false) => words::AT_LEAST,
        (false, false) => words::AT_MOST_LIMIT,
        (true, true) => words::BAND_UP,
        (false, true) => words::BAND_DOWN,
    };
    let full_from = rule.full_from.map_or(String::new(), |from| value(from.0, &rule.unit, lang));
    let part = points(full * rule.just_met.0, lang);
    phrase.say(lang, &[("limit", &value(bound.0, &rule.unit, lang)), ("full", &full_from), ("part", &part)])
}

fn empties(item: &Score, scores: &[Score], lang: Lang) -> String {
    let Some(empties) = &item.empties else { return String::new() };
    let names = scores.iter().filter(|score| empties.items.contains(&score.id)).map(|score| score.label.get(lang));
    let names: Vec<&str> = names.collect();
    let phrase = if empties.when.is_some() { words::EMPTIES_WHEN } else { words::EMPTIES };
    phrase.say(lang, &[("items", &names.join(words::BETWEEN_ITEMS.text(lang)))])
}

fn counted(words: &Text, lang: Lang) -> String {
    if words.is_empty() { self::words::EVENT.text(lang).to_string() } else { words.get(lang).to_string() }
}

/// Points as a reader says them; `2`, `2 points`.
fn points(points: Fraction, lang: Lang) -> String {
    let phrase = if points == Fraction::ONE { words::ONE_POINT } else { words::POINTS };
    phrase.say(lang, &[("n", &points.plain())])
}

/// A value with its unit of measure; in percent where it has none.
fn value(value: Fraction, unit: &Text, lang: Lang) -> String {
    let phrase = if unit.is_empty() { words::PERCENT } else { words::WITH_UNIT };
    phrase.say(lang, &[("n", &value.plain()), ("unit", unit.get(lang))])
}

fn spaced(unit: &Text, lang: Lang) -> String {
    match lang {
        Lang::En if !unit.is_empty() => format!(" {}", unit.en),
        _ => unit.get(lang).to_string(),
    }
}

/// Why an item has its score; empty where nothing was lost or gained.
pub fn cause(item: &Score, scores: &[Score], measured: Measured, outcome: Outcome) -> Text {
    let Some(score) = outcome.score else {
        return both(|lang| words::NO_SCORE.say(lang, &[("state", state(measured, lang))]));
    };
    match outcome.cause {
        Cause::Emptied(source) => both(|lang| words::EMPTIED.say(lang, &[("item", scores[source].label.get(lang))])),
        Cause::Missing(_) if score == Fraction::ZERO && !item.is_bonus() => {
            both(|lang| words::NO_DATA.say(lang, &[("state", state(measured, lang))]))
        }
        Cause::Missing(_) => both(|lang| {
            words::NO_DATA_GIVEN.say(lang, &[("state", state(measured, lang)), ("points", &points(score, lang))])
        }),
        Cause::Rule => by_rule(item, measured, score),
    }
}

fn by_rule(item: &Score, measured: Measured, score: Fraction) -> Text {
    let moved = if item.is_bonus() { score } else { item.full() - score };
    let (Some(rule), false) = (item.rule(), moved == Fraction::ZERO) else { return Text::default() };
    let phrase = match rule {
        Rule::Bonus(_) => words::GAINED,
        Rule::Met(_) => words::LOST_NOT_MET,
        Rule::Late(_) => words::LOST_LATE,
        _ => words::LOST,
    };
    both(|lang| {
        let shown = measured.value().map_or(String::new(), |value| of_rule(rule, value, lang));
        phrase.say(lang, &[("value", &shown), ("points", &points(moved, lang))])
    })
}

/// What was reported for an item as its rule reads it: yes or no, in percent, with its unit; empty where nothing was.
pub fn measured(item: &Score, measured: Measured) -> Text {
    let (Some(rule), Some(value)) = (item.rule(), measured.value()) else { return Text::default() };
    both(|lang| match rule {
        Rule::Met(_) if value == Fraction::ZERO => workbook::NO.text(lang).to_string(),
        Rule::Met(_) => workbook::YES.text(lang).to_string(),
        // English units are words for several: one stands alone.
        _ if lang == Lang::En && value == Fraction::ONE && !is_in_percent(rule) => value.plain(),
        _ => of_rule(rule, value, lang),
    })
}

fn is_in_percent(rule: Rule) -> bool {
    match rule {
        Rule::Shortfall(rule) => rule.unit.is_empty(),
        Rule::Excess(rule) => rule.unit.is_empty(),
        Rule::Limit(rule) => rule.unit.is_empty(),
        _ => false,
    }
}

/// A value in the rule's unit of measure, with at most two decimals.
fn of_rule(rule: Rule, measured: Fraction, lang: Lang) -> String {
    let shown = measured.rounded(2, crate::fraction::RoundingMode::HalfUp);
    match rule {
        Rule::Shortfall(rule) => value(shown, &rule.unit, lang),
        Rule::Excess(rule) => value(shown, &rule.unit, lang),
        Rule::Limit(rule) => value(shown, &rule.unit, lang),
        _ => shown.plain(),
    }
}

fn state(measured: Measured, lang: Lang) -> &'static str {
    workbook::state(measured.state()).text(lang)
}

/// What a veto does, in words.
pub fn effect(card: &Scorecard, veto: &Veto) -> Text {
    let best = match &veto.at_best {
        Some(id) => card.stars.iter().find(|star| star.id == *id),
        None => card.stars.get(1),
    };
    both(|lang| match veto.effect {
        Effect::Zero => words::VETO_ZERO.say(lang, &[("points", &points(card.least.0, lang))]),
        Effect::Bar => words::VETO_BAR.say(lang, &[("star", best.map_or("", |star| star.label.get(lang)))]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(rule: &str) -> Score {
        toml::from_str(&format!("id = \"s\"\ncategory = \"c\"\nlabel = \"S\"\npoints = 10\n{rule}\n")).unwrap()
    }

    fn said(text: &str) -> (String, String) {
        let words = rule(&item(text), &[]);
        (words.zh, words.en)
    }

    #[test]
    fn what_was_reported_is_said_as_its_rule_reads_it() {
        let told =
            |rule: &str, n: i128| measured(&item(rule), Measured::Value(Fraction { numerator: n, denominator: 1 }));
        let both = |text: Text| (text.zh, text.en);
        let pair = |zh: &str, en: &str| (zh.to_string(), en.to_string());
        assert_eq!(both(told("met = { of = \"plan\" }", 1)), pair("是", "yes"));
        assert_eq!(both(told("met = { of = \"plan\" }", 0)), pair("否", "no"));
        assert_eq!(both(told("limit = { of = \"p\", at_least = 90 }", 80)), pair("80%", "80%"));
        let lectures = "shortfall = { of = \"n\", target = 2, points = 1, unit = { zh = \"次\", en = \"lectures\" } }";
        assert_eq!(both(told(lectures, 2)), pair("2次", "2 lectures"));
        assert_eq!(both(told(lectures, 1)), pair("1次", "1"));
        assert_eq!(both(told("per_event = { of = \"n\", points = 2 }", 3)), pair("3", "3"));
    }

    #[test]
    fn rules_are_said_in_both_languages() {
        let (zh, en) = said(
            "capped = true\nper_event = { of = \"n\", points = 2, counted = { zh = \"事故1起\", en = \"accident\" } }",
        );
        assert_eq!(zh, "每事故1起扣2分，扣完为止");
        assert_eq!(en, "2 points off per accident, until used up");
        let (zh, en) = said("capped = true\nshortfall = { of = \"p\", target = 95, points = 0.5 }");
        assert_eq!(zh, "达到95%不扣分，每低1个百分点扣0.5分（不足的按比例扣），扣完为止");
        assert_eq!(en, "0.5 points off per percentage point below 95% (parts in proportion), until used up");
        let (zh, en) =
            said("stepped = { of = \"n\", steps = [{ from = 1, lose = 5 }, { from = 2, lose = 10 }], unit = \"起\" }");
        assert_eq!(zh, "1起扣5分，2起及以上扣10分");
        assert_eq!(en, "1 起: 5 points off; 2 or more 起: 10 points off");
        let (_, en) =
            said("shortfall = { of = \"s\", target = 85, points = 0.4, unit = { zh = \"分\", en = \"points\" } }");
        assert_eq!(en, "0.4 points off per point below 85 points (parts in proportion)");
        let (zh, en) = said("limit = { of = \"p\", at_least = 90 }");
        assert_eq!(zh, "高于90%得满分，等于90%得5分，低于90%不得分");
        assert_eq!(en, "full marks above 90%, 5 points at 90%, none below");
    }
}
