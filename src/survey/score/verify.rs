//! Whether a scorecard fits together: points that sum, rules that stay within their points, stars that do not overlap.

use polars::prelude::{DataType, Schema};

use super::rule::{Counted, Limit, Stepped};
use super::{Category, Effect, Rule, Score, Scorecard, Star};
use crate::exact::Exact;
use crate::fraction::Fraction;
use crate::survey::derived::Mistake;
use crate::survey::load::Step;
use crate::survey::load::Step::{At, Key};
use crate::survey::{Survey, expression};
use crate::text::saying::Saying;
use crate::text::survey::{self as words, score as say};

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
    fn say(&mut self, way: &[Step<'a>], message: Saying) {
        self.mistakes.push((way.to_vec(), message));
    }

    fn numbers(&mut self) {
        let card = self.card;
        if !card.points.is_positive() {
            self.say(&[CARD, Key("points")], say::full_marks());
        }
        if card.decimals > 6 || card.item_decimals.is_some_and(|decimals| decimals > 6) {
            self.say(&[CARD, Key("decimals")], say::score_decimals());
        }
        if card.least.0 > card.most() {
            self.say(&[CARD, Key("least")], say::total_reversed());
        }
    }

    fn categories(&mut self) {
        let card = self.card;
        if card.categories.is_empty() {
            self.say(&[CARD], say::no_category());
            return;
        }
        for (place, category) in card.categories.iter().enumerate() {
            self.category(&[CARD, Key("category"), At(place)], category);
        }
        let n_weighted = card.categories.iter().filter(|category| category.weight.is_some()).count();
        if n_weighted == card.categories.len() {
            let weights: Vec<Exact> = card.categories.iter().filter_map(|category| category.weight).collect();
            self.weights(&[CARD, Key("category")], say::categories(), &weights);
        } else if n_weighted > 0 {
            let unweighted = card.categories.iter().position(|category| category.weight.is_none()).unwrap_or_default();
            self.say(&[CARD, Key("category"), At(unweighted)], say::some_weighted());
        } else {
            self.points_of_the_sheet();
        }
    }

    fn points_of_the_sheet(&mut self) {
        let sum: Fraction = self.card.categories.iter().map(|category| category.points.0).sum();
        if sum != self.card.points.0.reduced() {
            self.say(&[CARD, Key("points")], say::sheet_sum(sum.plain(), self.card.points.0.plain()));
        }
    }

    fn category(&mut self, way: &[Step<'a>], category: &'a Category) {
        let items = || self.scores.iter().filter(|score| score.category == category.id && !score.is_bonus());
        let sum: Fraction = items().map(Score::full).sum();
        if sum != category.points.0.reduced() {
            let message = say::category_sum(&category.id, sum.plain(), category.points.0.plain());
            self.say(&[way, &[Key("points")]].concat(), message);
        }
        if category.most() < category.points.0 {
            self.say(&[way, &[Key("most")]].concat(), say::category_most());
        }
        if category.least.0 > category.most() {
            self.say(&[way, &[Key("least")]].concat(), say::category_reversed());
        }
    }

    fn weights(&mut self, way: &[Step<'a>], of: Saying, weights: &[Exact]) {
        if let Some(message) = wrong_weights(of, weights) {
            self.say(way, message);
        }
    }

    fn score(&mut self, place: usize) {
        let score = &self.scores[place];
        let way = [Key("score"), At(place)];
        if !self.card.categories.iter().any(|category| category.id == score.category) {
            let known = self.card.categories.iter().map(|category| category.id.as_str());
            let message = expression::unknown(words::category(), &score.category, known);
            self.say(&[way[0], way[1], Key("category")], message);
        }
        match score.points {
            None => self.say(&way, say::no_points(&score.id)),
            Some(points) if !points.is_positive() => {
                self.say(&[way[0], way[1], Key("points")], say::full_marks());
            }
            Some(_) => self.given(&way, score),
        }
        let rules = score.rules();
        let [(key, rule)] = rules[..] else {
            self.say(&way, say::rules(&score.id, rules.len()));
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
                let message = say::cannot_be_given(&score.id, score.full().plain(), points.plain());
                self.say(&[way[0], way[1], Key(key)], message);
            }
        }
        if score.least() > score.full() {
            self.say(&[way[0], way[1], Key("least")], say::score_reversed());
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
            Rule::Shortfall(rule) if !rule.each.is_positive() => self.say(way, say::step_width()),
            Rule::Excess(rule) if !rule.each.is_positive() => self.say(way, say::step_width()),
            _ => {}
        }
        if points_of(rule).is_some_and(|points| !points.is_positive()) {
            self.say(&[way, &[Key("points")]].concat(), say::points_positive());
        }
        let room = if score.is_bonus() { score.full() } else { score.full() - score.least() };
        if score.capped || score.points.is_none() {
            return;
        }
        let too_much = match greatest(rule) {
            Some(most) if most <= room => return,
            Some(most) => say::up_to(most.plain()),
            None => say::without_end(),
        };
        let message = match score.is_bonus() {
            true => say::gives_too_much(too_much, &score.id, room.plain()),
            false => say::takes_too_much(too_much, &score.id, room.plain()),
        };
        self.say(way, message);
    }

    fn steps(&mut self, way: &[Step<'a>], stepped: &'a Stepped) {
        let way = [way, &[Key("steps")]].concat();
        if stepped.steps.first().is_none_or(|first| !first.from.is_positive()) {
            self.say(&way, say::first_step());
        }
        for (place, pair) in stepped.steps.windows(2).enumerate() {
            if pair[0].from.0 >= pair[1].from.0 || pair[0].lose.0 > pair[1].lose.0 {
                self.say(&[&way[..], &[At(place + 1)]].concat(), say::steps_ascending());
            }
        }
    }

    fn limit(&mut self, way: &[Step<'a>], limit: &'a Limit) {
        match (limit.at_least, limit.at_most, limit.full_from) {
            (Some(_), None, None) | (None, Some(_), None) => {}
            (Some(least), None, Some(full)) if least.0 <= full.0 => {}
            (None, Some(most), Some(full)) if full.0 <= most.0 => {}
            (Some(_), None, Some(_)) | (None, Some(_), Some(_)) => {
                self.say(&[way, &[Key("full_from")]].concat(), say::full_beyond_limit());
            }
            _ => self.say(way, say::one_limit()),
        }
        if !(Fraction::ZERO..=Fraction::ONE).contains(&limit.just_met.0) {
            self.say(&[way, &[Key("just_met")]].concat(), say::just_met());
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
                let message = expression::unknown(words::score_item(), id, known);
                self.say(&way, message);
            } else if self.scores[place].id == *id {
                self.say(&way, say::empties_itself(id));
            }
        }
    }

    fn parts(&mut self) {
        let card = self.card;
        if card.parts.is_empty() {
            return;
        }
        let weights: Vec<Exact> = card.parts.iter().map(|part| part.weight).collect();
        self.weights(&[CARD, Key("part")], say::parts(), &weights);
        for (place, part) in card.parts.iter().enumerate() {
            let way = [CARD, Key("part"), At(place)];
            if part.from.is_some() && part.of.is_some() {
                self.say(&way, say::part_of_two());
            }
            if let Some(of) = &part.of {
                self.expression(&[way[0], way[1], way[2], Key("of")], of, Wanted::Number);
            }
            if part.full.is_some_and(|full| !full.is_positive()) {
                self.say(&[way[0], way[1], way[2], Key("full")], say::full_marks());
            }
        }
    }

    fn vetoes(&mut self) {
        let card = self.card;
        for (place, veto) in card.vetoes.iter().enumerate() {
            let way = [CARD, Key("veto"), At(place)];
            self.expression(&[way[0], way[1], way[2], Key("when")], &veto.when, Wanted::Truth);
            if veto.effect == Effect::Bar && card.stars.len() < 2 {
                self.say(&way, say::bar_needs_stars());
            }
            if let Some(star) = &veto.at_best
                && !card.stars.iter().any(|known| known.id == *star)
            {
                let known = card.stars.iter().map(|star| star.id.as_str());
                let message = expression::unknown(words::star(), star, known);
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
                self.say(&way, words::twice(&star.id));
            }
            better = Some(star);
        }
    }

    fn expression(&mut self, way: &[Step<'a>], sql: &str, wanted: Wanted) {
        match (wanted, expression::result_type(sql, self.schema)) {
            (_, Err(message)) => self.say(way, words::wrong_sql(sql, message)),
            (Wanted::Truth, Ok(found)) if found != DataType::Boolean => {
                self.say(way, words::no_truth(sql, expression::type_name(&found)));
            }
            (Wanted::Number, Ok(found)) if !(found.is_integer() || found.is_float() || found == DataType::Boolean) => {
                self.say(way, words::no_number(sql, expression::type_name(&found)));
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
pub fn wrong_weights(of: Saying, weights: &[Exact]) -> Option<Saying> {
    if weights.iter().any(|weight| !weight.is_positive()) {
        return Some(say::weights_of(of));
    }
    let sum: Fraction = weights.iter().map(|weight| weight.0).sum();
    let is_whole = sum == Fraction::ONE || sum == Fraction::whole(100);
    (!is_whole).then(|| say::weights_sum(of, sum.plain()))
}

/// What is wrong with the cut between a star and the one above it.
fn wrong_cut(better: &Star, star: &Star) -> Option<Saying> {
    let Some(above) = better.from else {
        return Some(say::star_unreachable(&better.id, &star.id));
    };
    if star.from.is_some_and(|from| from.0 >= above.0) {
        return Some(say::stars_out_of_order(&better.id, &star.id));
    }
    match star.below {
        Some(below) if below.0 > above.0 => {
            Some(say::stars_overlap(&better.id, &star.id, above.0.plain(), below.0.plain()))
        }
        Some(below) if below.0 < above.0 => {
            Some(say::stars_gap(&better.id, &star.id, below.0.plain(), above.0.plain()))
        }
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
