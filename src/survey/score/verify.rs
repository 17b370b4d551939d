//! Whether a scorecard fits together: points that sum, rules that stay within their points, stars that do not overlap.

use polars::prelude::{DataType, Schema};

use super::rule::{Counted, Limit, Stepped};
use super::{Category, Effect, Rule, Score, Scorecard, Star};
use crate::exact::Exact;
use crate::figure::Fraction;
use crate::survey::derived::Mistake;
use crate::survey::load::Step;
use crate::survey::load::Step::{At, Key};
use crate::survey::{Survey, expression};

/// Everything wrong with a scorecard, over the columns known before it.
pub fn mistakes<'a>(survey: &'a Survey, card: &'a Scorecard, schema: &Schema) -> Vec<Mistake<'a>> {
    let mut verifier = Verifier { card, scores: &survey.scores, schema, mistakes: Vec::new() };
    verifier.numbers();
    verifier.categories();
    for place in 0..survey.scores.len() {
        verifier.score(place);
    }
    verifier.parts();
    verifier.vetoes();
    verifier.stars();
    verifier.mistakes
}

struct Verifier<'a, 's> {
    card: &'a Scorecard,
    scores: &'a [Score],
    schema: &'s Schema,
    mistakes: Vec<Mistake<'a>>,
}

const CARD: Step<'static> = Key("scorecard");

impl<'a> Verifier<'a, '_> {
    fn say(&mut self, way: &[Step<'a>], message: impl Into<String>) {
        self.mistakes.push((way.to_vec(), message.into()));
    }

    fn numbers(&mut self) {
        let card = self.card;
        if !card.points.is_positive() {
            self.say(&[CARD, Key("points")], "full marks are more than nothing");
        }
        if card.decimals > 6 || card.item_decimals.is_some_and(|decimals| decimals > 6) {
            self.say(&[CARD, Key("decimals")], "scores have at most 6 decimals");
        }
        if card.least.0 > card.most() {
            self.say(&[CARD, Key("least")], "the least that the total can be is above the most");
        }
    }

    fn categories(&mut self) {
        let card = self.card;
        if card.categories.is_empty() {
            self.say(&[CARD], "a scorecard has at least one `[[scorecard.category]]`");
            return;
        }
        for (place, category) in card.categories.iter().enumerate() {
            self.category(&[CARD, Key("category"), At(place)], category);
        }
        let n_weighted = card.categories.iter().filter(|category| category.weight.is_some()).count();
        if n_weighted == card.categories.len() {
            let weights: Vec<Exact> = card.categories.iter().filter_map(|category| category.weight).collect();
            self.weights(&[CARD, Key("category")], "categories", &weights);
        } else if n_weighted > 0 {
            let unweighted = card.categories.iter().position(|category| category.weight.is_none()).unwrap_or_default();
            self.say(&[CARD, Key("category"), At(unweighted)], "all categories have a weight, or none has");
        } else {
            self.points_of_the_sheet();
        }
    }

    fn points_of_the_sheet(&mut self) {
        let sum: Fraction = self.card.categories.iter().map(|category| category.points.0).sum();
        if sum != self.card.points.0.reduced() {
            let message = format!(
                "the points of the categories make {}, but those of the sheet are {}",
                sum.plain(),
                self.card.points.0.plain()
            );
            self.say(&[CARD, Key("points")], message);
        }
    }

    fn category(&mut self, way: &[Step<'a>], category: &'a Category) {
        let items = || self.scores.iter().filter(|score| score.category == category.id && !score.is_bonus());
        let sum: Fraction = items().map(Score::full).sum();
        if sum != category.points.0.reduced() {
            let message = format!(
                "the items of `{}` make {} points, but the category has {}",
                category.id,
                sum.plain(),
                category.points.0.plain()
            );
            self.say(&[way, &[Key("points")]].concat(), message);
        }
        if category.most() < category.points.0 {
            self.say(&[way, &[Key("most")]].concat(), "the most that the category can be is below its full marks");
        }
        if category.least.0 > category.most() {
            self.say(&[way, &[Key("least")]].concat(), "the least that the category can be is above the most");
        }
    }

    fn weights(&mut self, way: &[Step<'a>], of: &str, weights: &[Exact]) {
        if let Some(message) = wrong_weights(of, weights) {
            self.say(way, message);
        }
    }

    fn score(&mut self, place: usize) {
        let score = &self.scores[place];
        let way = [Key("score"), At(place)];
        if !self.card.categories.iter().any(|category| category.id == score.category) {
            let known = self.card.categories.iter().map(|category| category.id.as_str());
            let message = expression::unknown_name(&score.category, known).replacen("nothing", "no category", 1);
            self.say(&[way[0], way[1], Key("category")], message);
        }
        match score.points {
            None => self.say(&way, format!("`{}` needs `points`: its full marks", score.id)),
            Some(points) if !points.is_positive() => {
                self.say(&[way[0], way[1], Key("points")], "full marks are more than nothing");
            }
            Some(_) => self.given(&way, score),
        }
        let rules = score.rules();
        let [(key, rule)] = rules[..] else {
            let known = "`per_event`, `shortfall`, `excess`, `stepped`, `limit`, `late`, `met`, `bonus`";
            self.say(&way, format!("`{}` needs exactly one of {known}; it has {}", score.id, rules.len()));
            return;
        };
        self.rule(&[way[0], way[1], Key(key)], score, rule);
        self.emptied(&way, place);
    }

    /// What is given without data lies between the least and full marks.
    fn given(&mut self, way: &[Step<'a>; 2], score: &Score) {
        for (key, given) in [("missing", score.missing), ("not_applicable", score.not_applicable)] {
            let points = score.without_data(given).unwrap_or(Fraction::ZERO);
            if points < score.least().least(Fraction::ZERO) || points > score.full() {
                let full = score.full().plain();
                let message = format!("`{}` has {full} points; {} cannot be given", score.id, points.plain());
                self.say(&[way[0], way[1], Key(key)], message);
            }
        }
        if score.least() > score.full() {
            self.say(&[way[0], way[1], Key("least")], "the least that the score can be is above its full marks");
        }
    }

    fn rule(&mut self, way: &[Step<'a>], score: &'a Score, rule: Rule<'a>) {
        let is_condition = matches!(rule, Rule::Met(_));
        let (of, per) = rule.measured();
        if let Some(of) = of {
            self.expression(
                &[way, &[Key("of")]].concat(),
                of,
                if is_condition { Wanted::Truth } else { Wanted::Number },
            );
        }
        if let Some(per) = per {
            self.expression(&[way, &[Key("per")]].concat(), per, Wanted::Number);
        }
        match rule {
            Rule::Stepped(stepped) => self.steps(way, stepped),
            Rule::Limit(limit) => self.limit(way, limit),
            Rule::Shortfall(rule) if !rule.each.is_positive() => {
                self.say(way, "`each` is the width of a step: more than nothing")
            }
            Rule::Excess(rule) if !rule.each.is_positive() => {
                self.say(way, "`each` is the width of a step: more than nothing")
            }
            _ => {}
        }
        if points_of(rule).is_some_and(|points| !points.is_positive()) {
            self.say(&[way, &[Key("points")]].concat(), "`points` are more than nothing");
        }
        let room = if score.is_bonus() { score.full() } else { score.full() - score.least() };
        if score.capped || score.points.is_none() {
            return;
        }
        let too_much = match greatest(rule) {
            Some(most) if most <= room => return,
            Some(most) => format!("up to {} points", most.plain()),
            None => "any number of points".to_string(),
        };
        let verb = if score.is_bonus() { "give" } else { "take" };
        let message = format!(
            "the rule can {verb} {too_much}, but `{}` has {}; write `capped = true` if it stops there",
            score.id,
            room.plain()
        );
        self.say(way, message);
    }

    fn steps(&mut self, way: &[Step<'a>], stepped: &'a Stepped) {
        let way = [way, &[Key("steps")]].concat();
        if stepped.steps.first().is_none_or(|first| !first.from.is_positive()) {
            self.say(&way, "the first step is from more than nothing");
        }
        for (place, pair) in stepped.steps.windows(2).enumerate() {
            if pair[0].from.0 >= pair[1].from.0 || pair[0].lose.0 > pair[1].lose.0 {
                let message = "steps are ascending: each from more events than the one before, and losing no less";
                self.say(&[&way[..], &[At(place + 1)]].concat(), message);
            }
        }
    }

    fn limit(&mut self, way: &[Step<'a>], limit: &'a Limit) {
        match (limit.at_least, limit.at_most, limit.full_from) {
            (Some(_), None, None) | (None, Some(_), None) => {}
            (Some(least), None, Some(full)) if least.0 <= full.0 => {}
            (None, Some(most), Some(full)) if full.0 <= most.0 => {}
            (Some(_), None, Some(_)) | (None, Some(_), Some(_)) => {
                self.say(&[way, &[Key("full_from")]].concat(), "full marks begin on the good side of the limit");
            }
            _ => self.say(way, "a limit has exactly one of `at_least` and `at_most`"),
        }
        if !(Fraction::ZERO..=Fraction::ONE).contains(&limit.just_met.0) {
            self.say(&[way, &[Key("just_met")]].concat(), "a share of the points between 0 and 1 is expected");
        }
    }

    fn emptied(&mut self, way: &[Step<'a>; 2], place: usize) {
        let Some(empties) = &self.scores[place].empties else { return };
        let way = [way[0], way[1], Key("empties")];
        if let Some(when) = &empties.when {
            self.expression(&[&way[..], &[Key("when")]].concat(), when, Wanted::Truth);
        }
        for (at, id) in empties.items.iter().enumerate() {
            let way = [&way[..], &[Key("items"), At(at)]].concat();
            if !self.scores.iter().any(|score| score.id == *id) {
                let known = self.scores.iter().map(|score| score.id.as_str());
                let message = expression::unknown_name(id, known).replacen("nothing", "no score item", 1);
                self.say(&way, message);
            } else if self.scores[place].id == *id {
                self.say(&way, format!("`{id}` cannot empty itself"));
            }
        }
    }

    fn parts(&mut self) {
        let card = self.card;
        if card.parts.is_empty() {
            return;
        }
        let weights: Vec<Exact> = card.parts.iter().map(|part| part.weight).collect();
        self.weights(&[CARD, Key("part")], "parts", &weights);
        for (place, part) in card.parts.iter().enumerate() {
            let way = [CARD, Key("part"), At(place)];
            if part.from.is_some() && part.of.is_some() {
                self.say(&way, "a part is the total of an earlier period (`from`) or another score (`of`), not both");
            }
            if let Some(of) = &part.of {
                self.expression(&[way[0], way[1], way[2], Key("of")], of, Wanted::Number);
            }
            if part.full.is_some_and(|full| !full.is_positive()) {
                self.say(&[way[0], way[1], way[2], Key("full")], "full marks are more than nothing");
            }
        }
    }

    fn vetoes(&mut self) {
        let card = self.card;
        for (place, veto) in card.vetoes.iter().enumerate() {
            let way = [CARD, Key("veto"), At(place)];
            self.expression(&[way[0], way[1], way[2], Key("when")], &veto.when, Wanted::Truth);
            if veto.effect == Effect::Bar && card.stars.len() < 2 {
                self.say(&way, "a veto that bars the best star needs two stars at least");
            }
            if let Some(star) = &veto.at_best
                && !card.stars.iter().any(|known| known.id == *star)
            {
                let known = card.stars.iter().map(|star| star.id.as_str());
                let message = expression::unknown_name(star, known).replacen("nothing", "no star", 1);
                self.say(&[way[0], way[1], way[2], Key("at_best")], message);
            }
        }
    }

    fn stars(&mut self) {
        let card = self.card;
        let mut better: Option<&Star> = None;
        for (place, star) in card.stars.iter().enumerate() {
            let way = [CARD, Key("star"), At(place)];
            if let Some(message) = better.and_then(|better| wrong_cut(better, star)) {
                self.say(&way, message);
            }
            if card.stars[..place].iter().any(|known| known.id == star.id) {
                self.say(&way, format!("star `{}` is there twice", star.id));
            }
            better = Some(star);
        }
    }

    fn expression(&mut self, way: &[Step<'a>], sql: &str, wanted: Wanted) {
        match (wanted, expression::result_type(sql, self.schema)) {
            (_, Err(message)) => self.say(way, format!("`{sql}`: {message}")),
            (Wanted::Truth, Ok(found)) if found != DataType::Boolean => {
                self.say(way, format!("`{sql}` gives {found}, but must be true or false"));
            }
            (Wanted::Number, Ok(found)) if !(found.is_integer() || found.is_float() || found == DataType::Boolean) => {
                self.say(way, format!("`{sql}` gives {found}, but must be a number"));
            }
            _ => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Wanted {
    Number,
    Truth,
}

/// What is wrong with weights; they make 1, or 100 where they are written in percent.
pub fn wrong_weights(of: &str, weights: &[Exact]) -> Option<String> {
    if weights.iter().any(|weight| !weight.is_positive()) {
        return Some(format!("the weights of the {of} are more than nothing"));
    }
    let sum: Fraction = weights.iter().map(|weight| weight.0).sum();
    let is_whole = sum == Fraction::ONE || sum == Fraction::whole(100);
    (!is_whole).then(|| format!("the weights of the {of} make {}, but must make 1 or 100", sum.plain()))
}

/// What is wrong with the cut between a star and the one above it.
fn wrong_cut(better: &Star, star: &Star) -> Option<String> {
    let Some(above) = better.from else {
        return Some(format!("`{}` has no `from`, so that `{}` can never be reached", better.id, star.id));
    };
    if star.from.is_some_and(|from| from.0 >= above.0) {
        return Some(format!(
            "`{}` and `{}` overlap: the best star stands first, each from less than the one before",
            better.id, star.id
        ));
    }
    match star.below {
        Some(below) if below.0 > above.0 => Some(format!(
            "`{}` and `{}` overlap between {} and {}",
            better.id,
            star.id,
            above.0.plain(),
            below.0.plain()
        )),
        Some(below) if below.0 < above.0 => Some(format!(
            "between `{}` and `{}` there is a gap from {} to {}",
            better.id,
            star.id,
            below.0.plain(),
            above.0.plain()
        )),
        _ => None,
    }
}

fn points_of(rule: Rule) -> Option<Exact> {
    match rule {
        Rule::PerEvent(rule) | Rule::Bonus(rule) => Some(rule.points),
        Rule::Shortfall(rule) => Some(rule.points),
        Rule::Excess(rule) => Some(rule.points),
        Rule::Late(rule) => Some(rule.points),
        Rule::Stepped(_) | Rule::Limit(_) | Rule::Met(_) => None,
    }
}

/// The most points that a rule can take or give, for values that are not negative; `None` without end.
fn greatest(rule: Rule) -> Option<Fraction> {
    match rule {
        Rule::PerEvent(_) | Rule::Bonus(_) | Rule::Excess(_) => None,
        Rule::Shortfall(rule) => {
            let steps = rule.target.0.over(rule.each.0)?;
            let steps = match rule.counted {
                Counted::Part => steps,
                Counted::Whole => Fraction::whole(steps.floor()),
                Counted::Begun => -Fraction::whole((-steps).floor()),
            };
            Some(steps * rule.points.0)
        }
        Rule::Stepped(rule) => Some(rule.steps.last().map_or(Fraction::ZERO, |last| last.lose.0)),
        Rule::Limit(_) => Some(Fraction::ZERO),
        Rule::Late(rule) => rule.of.is_none().then_some(rule.points.0),
        Rule::Met(rule) => Some(rule.lose.map_or(Fraction::ZERO, |lose| lose.0)),
    }
}
