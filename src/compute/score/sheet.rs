//! A unit's sheet: from measured values to item scores, categories, parts, total and star.

use super::shape;
use crate::answer::State;
use crate::compute::measured::Measured;
use crate::fraction::{Fraction, RoundingMode};
use crate::survey::score::{Effect, MissingPart, NotReceived, Part, Score, Scorecard};

/// What a sheet is reckoned by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The scorecard.
    pub card: &'a Scorecard,
    /// Its items.
    pub scores: &'a [Score],
    /// How the total is rounded.
    pub mode: RoundingMode,
    /// Whether the total is put together from parts in this period.
    pub combines: bool,
}

/// What is known of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Whether its return is counted.
    pub returned: bool,
    /// The value that each item is scored by.
    pub values: Vec<Measured>,
    /// Whether each item's own condition for emptying others holds; `None` where it has none or it is unknown.
    pub empties: Vec<Option<bool>>,
    /// The value of each part but the sheet itself; `None` where there is none.
    pub parts: Vec<Option<Fraction>>,
    /// Whether each veto applies.
    pub vetoes: Vec<Option<bool>>,
}

/// Why an item has its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// By its rule.
    Rule,
    /// There is no data.
    Missing(State),
    /// An event in the item at this place emptied it.
    Emptied(usize),
}

/// An item's score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// The score; `None` where it has none without data.
    pub score: Option<Fraction>,
    /// Why.
    pub cause: Cause,
}

/// A unit's points.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// Each item.
    pub items: Vec<Outcome>,
    /// Each category.
    pub categories: Vec<Option<Fraction>>,
    /// This period's sheet.
    pub sheet: Option<Fraction>,
    /// What each part gives to the total.
    pub parts: Vec<Option<Fraction>>,
    /// The total before vetoes.
    pub before_veto: Option<Fraction>,
    /// The total.
    pub total: Option<Fraction>,
    /// Whether a veto sets the total to the least that it can be.
    pub vetoed: Option<bool>,
    /// Whether a veto bars the best stars.
    pub barred: Option<bool>,
    /// The place of its star, from the best.
    pub star: Option<usize>,
}

impl Terms<'_> {
    /// The points of a unit.
    pub fn points(&self, facts: &Facts) -> Points {
        let items = self.items(facts);
        let categories: Vec<Option<Fraction>> =
            (0..self.card.categories.len()).map(|c| self.category(c, &items)).collect();
        let sheet = self.sheet(&categories);
        let parts = self.parts(sheet, facts);
        let before_veto = self.before_veto(sheet, &parts);
        let vetoed = self.any_veto(facts, Effect::Zero);
        let total = before_veto.map(|total| if vetoed == Some(true) { self.card.least.0 } else { total });
        let star = total.and_then(|total| self.star(total, facts));
        Points {
            items,
            categories,
            sheet,
            parts,
            before_veto,
            total,
            vetoed,
            barred: self.any_veto(facts, Effect::Bar),
            star,
        }
    }

    fn items(&self, facts: &Facts) -> Vec<Outcome> {
        let by_rule: Vec<Outcome> = self
            .scores
            .iter()
            .zip(&facts.values)
            .map(|(score, value)| self.outcome(score, *value, facts.returned))
            .collect();
        let mut items = by_rule.clone();
        for (source, score) in self.scores.iter().enumerate() {
            let Some(empties) = &score.empties else { continue };
            let took =
                by_rule[source].cause == Cause::Rule && by_rule[source].score.is_some_and(|left| left < score.full());
            let applies = if empties.when.is_some() { facts.empties[source] == Some(true) } else { took };
            let targets = self.scores.iter().enumerate().filter(|(_, score)| empties.items.contains(&score.id));
            for (target, emptied) in targets.filter(|_| applies) {
                items[target] =
                    Outcome { score: Some(emptied.least().most(Fraction::ZERO)), cause: Cause::Emptied(source) };
            }
        }
        items
    }

    fn outcome(&self, item: &Score, value: Measured, returned: bool) -> Outcome {
        let rounded =
            |score: Fraction| self.card.item_decimals.map_or(score, |decimals| score.rounded(decimals, self.mode));
        match (value, item.rule()) {
            (Measured::Value(value), Some(rule)) => {
                Outcome { score: Some(rounded(shape::score(item, rule, value))), cause: Cause::Rule }
            }
            _ if !returned && self.card.not_received == NotReceived::Unknown => {
                Outcome { score: None, cause: Cause::Missing(State::NotReceived) }
            }
            (Measured::Without(State::NotApplicable), _) => {
                Outcome { score: item.without_data(item.not_applicable), cause: Cause::Missing(State::NotApplicable) }
            }
            _ => Outcome { score: item.without_data(item.missing), cause: Cause::Missing(value.state()) },
        }
    }

    fn category(&self, place: usize, items: &[Outcome]) -> Option<Fraction> {
        let category = &self.card.categories[place];
        let own = self.scores.iter().zip(items).filter(|(score, _)| score.category == category.id);
        let sum = sum(own.map(|(_, outcome)| outcome.score))?;
        Some(sum.within(category.least.0, category.most()))
    }

    /// The points of the categories, by their weights where they have any.
    fn sheet(&self, categories: &[Option<Fraction>]) -> Option<Fraction> {
        let weights: Fraction =
            self.card.categories.iter().filter_map(|category| category.weight).map(|weight| weight.0).sum();
        let counted = self.card.categories.iter().zip(categories).map(|(category, score)| match category.weight {
            None => *score,
            Some(weight) => {
                let share = score.as_ref()?.over(category.points.0)?;
                Some(share * self.card.points.0 * weight.0.over(weights)?)
            }
        });
        let most = if self.card.total_points.is_none() { self.card.most() } else { self.card.points.0 };
        let sum = sum(counted)?.within(self.card.least.0, most.most(self.card.points.0));
        Some(sum.rounded(self.card.decimals, self.mode))
    }

    /// What each part gives to the total: value ÷ its full marks × its weight × full marks of the total.
    fn parts(&self, sheet: Option<Fraction>, facts: &Facts) -> Vec<Option<Fraction>> {
        let card = self.card;
        let values: Vec<Option<Fraction>> = card
            .parts
            .iter()
            .zip(&facts.parts)
            .map(|(part, value)| if is_sheet(part) { sheet } else { *value })
            .collect();
        let present = |(part, value): (&Part, &Option<Fraction>)| {
            (value.is_some() || card.missing_part != MissingPart::Reweighted).then_some(part.weight.0)
        };
        let weights: Fraction = card.parts.iter().zip(&values).filter_map(present).sum();
        let given = card.parts.iter().zip(&values).map(|(part, value)| {
            let share = value.as_ref()?.over(self.full(part))?;
            Some(share * card.full() * part.weight.0.over(weights)?)
        });
        given.collect()
    }

    /// Full marks of a part.
    pub fn full(&self, part: &Part) -> Fraction {
        match part.full {
            Some(full) => full.0,
            None if is_sheet(part) => self.card.points.0,
            None => self.card.full(),
        }
    }

    fn before_veto(&self, sheet: Option<Fraction>, parts: &[Option<Fraction>]) -> Option<Fraction> {
        let sheet = sheet?;
        let total = match (self.combines, self.card.missing_part) {
            (false, _) => sheet.over(self.card.points.0)? * self.card.full(),
            (true, MissingPart::Unknown) => sum(parts.iter().copied())?,
            (true, _) => parts.iter().flatten().copied().sum(),
        };
        Some(total.within(self.card.least.0, self.card.most()).rounded(self.card.decimals, self.mode))
    }

    fn any_veto(&self, facts: &Facts, effect: Effect) -> Option<bool> {
        let of_effect = self.card.vetoes.iter().zip(&facts.vetoes).filter(|(veto, _)| veto.effect == effect);
        let applies: Vec<Option<bool>> = of_effect.map(|(_, applies)| *applies).collect();
        if applies.contains(&Some(true)) {
            return Some(true);
        }
        (!applies.contains(&None)).then_some(false)
    }

    fn star(&self, total: Fraction, facts: &Facts) -> Option<usize> {
        let stars = &self.card.stars;
        let by_total = stars.iter().position(|star| star.from.is_none_or(|from| from.0 <= total))?;
        let barred = self.card.vetoes.iter().zip(&facts.vetoes);
        let barred = barred.filter(|(veto, applies)| veto.effect == Effect::Bar && **applies == Some(true));
        let best_left = |veto: &crate::survey::score::Veto| match &veto.at_best {
            Some(id) => stars.iter().position(|star| star.id == *id).unwrap_or_default(),
            None => 1,
        };
        Some(barred.map(|(veto, _)| best_left(veto)).fold(by_total, usize::max))
    }
}

/// Whether a part is this period's own sheet.
pub fn is_sheet(part: &Part) -> bool {
    part.of.is_none() && part.from.is_none()
}

/// The sum of what is there; `None` where something is not.
fn sum(all: impl Iterator<Item = Option<Fraction>>) -> Option<Fraction> {
    all.sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CARD: &str = r#"
        id = "total"
        points = 20
        [[category]]
        id = "a"
        label = "A"
        points = 12
        [[category]]
        id = "b"
        label = "B"
        points = 8
        [[veto]]
        id = "death"
        label = "Death"
        when = "x"
        effect = "zero"
        [[veto]]
        id = "petition"
        label = "Petition"
        when = "y"
        effect = "bar"
        [[star]]
        id = "gold"
        label = "Gold"
        from = 18
        [[star]]
        id = "silver"
        label = "Silver"
        from = 12
        [[star]]
        id = "none"
        label = "None"
    "#;

    const SCORES: [&str; 4] = [
        "category = \"a\"\npoints = 12\ncapped = true\nper_event = { of = \"n\", points = 5 }\nempties = { items = [\"s3\"] }",
        "category = \"b\"\npoints = 5\ncapped = true\nper_event = { of = \"n\", points = 1 }",
        "category = \"b\"\npoints = 3\ncapped = true\nper_event = { of = \"n\", points = 1 }\nmissing = \"unknown\"",
        "category = \"b\"\npoints = 2\ncapped = true\nbonus = { of = \"n\", points = 1 }",
    ];

    fn card(more: &str) -> Scorecard {
        toml::from_str(&CARD.replacen("points = 20", &format!("points = 20\n{more}"), 1)).unwrap()
    }

    fn scores() -> Vec<Score> {
        let score =
            |(place, text): (usize, &&str)| toml::from_str(&format!("id = \"s{}\"\nlabel = \"S\"\n{text}", place + 1));
        SCORES.iter().enumerate().map(|place| score(place).unwrap()).collect()
    }

    fn number(n: i128) -> Measured {
        Measured::Value(Fraction::whole(n))
    }

    fn facts(values: [Measured; 4]) -> Facts {
        Facts {
            returned: true,
            values: values.to_vec(),
            empties: vec![None; 4],
            parts: vec![None; 2],
            vetoes: vec![Some(false); 2],
        }
    }

    fn reckoned(card: &Scorecard, facts: &Facts, combines: bool) -> Points {
        let scores = scores();
        Terms { card, scores: &scores, mode: RoundingMode::HalfUp, combines }.points(facts)
    }

    fn printed(number: Option<Fraction>) -> Option<String> {
        number.map(Fraction::plain)
    }

    #[test]
    fn an_event_in_one_item_empties_another() {
        let points = reckoned(&card(""), &facts([number(1), number(0), number(0), number(0)]), false);
        assert_eq!(points.items[2], Outcome { score: Some(Fraction::ZERO), cause: Cause::Emptied(0) });
        // 12 − 5 in the first category, 5 + 0 in the second.
        assert_eq!(printed(points.total).as_deref(), Some("12"));
        assert_eq!(points.star, Some(1));
    }

    #[test]
    fn a_bonus_makes_good_what_was_lost_in_its_category_and_no_more() {
        let points = reckoned(&card(""), &facts([number(0), number(1), number(0), number(2)]), false);
        assert_eq!(printed(points.categories[1]).as_deref(), Some("8"));
        assert_eq!(printed(points.total).as_deref(), Some("20"));
    }

    #[test]
    fn no_data_no_marks_unless_declared() {
        let blank = Measured::Without(State::Blank);
        let points = reckoned(&card(""), &facts([blank, number(0), number(0), blank]), false);
        assert_eq!(printed(points.total).as_deref(), Some("8"));
        assert_eq!(points.items[0].cause, Cause::Missing(State::Blank));
        let unknown = reckoned(&card(""), &facts([number(0), number(0), blank, number(0)]), false);
        assert_eq!((unknown.total, unknown.star), (None, None));
        let outside = Measured::Without(State::NotApplicable);
        let full = reckoned(&card(""), &facts([outside, number(0), outside, number(0)]), false);
        assert_eq!(printed(full.total).as_deref(), Some("20"));
    }

    #[test]
    fn a_unit_that_sent_nothing_has_no_marks_or_no_score_as_declared() {
        let nothing = [Measured::Without(State::NotReceived); 4];
        let silent = Facts { returned: false, ..facts(nothing) };
        let unknown = card("not_received = \"unknown\"");
        assert_eq!(reckoned(&unknown, &silent, false).total, None);
    }

    #[test]
    fn one_veto_sets_the_total_to_nothing_and_one_only_bars_the_best_star() {
        let good = facts([number(0); 4]);
        let vetoed = reckoned(&card(""), &Facts { vetoes: vec![Some(true), Some(false)], ..good.clone() }, false);
        assert_eq!(printed(vetoed.before_veto).as_deref(), Some("20"));
        assert_eq!((printed(vetoed.total).as_deref(), vetoed.vetoed, vetoed.star), (Some("0"), Some(true), Some(2)));
        let barred = reckoned(&card(""), &Facts { vetoes: vec![Some(false), Some(true)], ..good.clone() }, false);
        assert_eq!((printed(barred.total).as_deref(), barred.star), (Some("20"), Some(1)));
        let unclear = reckoned(&card(""), &Facts { vetoes: vec![None, Some(false)], ..good }, false);
        assert_eq!((printed(unclear.total).as_deref(), unclear.vetoed), (Some("20"), None));
    }

    const PARTS: &str = "missing_part = \"MISSING\"\n[[part]]\nlabel = \"half\"\nweight = \"40 %\"\nfrom = \"previous\"\n\
                         [[part]]\nlabel = \"end\"\nweight = \"60 %\"\n";

    fn combined(missing: &str, half_year: Option<i128>) -> Option<String> {
        let parts = PARTS.replace("MISSING", missing);
        let (head, parts) = parts.split_once('\n').unwrap();
        let text = format!("{}\n{parts}", CARD.replacen("points = 20", &format!("points = 20\n{head}"), 1));
        let card: Scorecard = toml::from_str(&text).unwrap();
        let known = Facts {
            parts: vec![half_year.map(Fraction::whole), None],
            ..facts([number(1), number(0), number(0), number(0)])
        };
        printed(reckoned(&card, &known, true).total)
    }

    #[test]
    fn half_year_and_year_end_are_put_together_by_their_weights() {
        // 0.4 × 18 + 0.6 × 12 = 14.4.
        assert_eq!(combined("unknown", Some(18)).as_deref(), Some("14.4"));
        assert_eq!(combined("unknown", None), None);
        assert_eq!(combined("no-marks", None).as_deref(), Some("7.2"));
        assert_eq!(combined("reweighted", None).as_deref(), Some("12"));
    }

    #[test]
    fn a_sheet_enters_a_larger_total_at_a_weight() {
        // 12 of 20 at 30 %, 400 of 500 at 70 % of 1,000: 180 + 560.
        let text =
            CARD.replacen("points = 20", "points = 20\ntotal_points = 1000", 1).replace("from = 18", "from = 900");
        let parts = "[[part]]\nlabel = \"sheet\"\nweight = 0.3\n[[part]]\nlabel = \"other\"\nweight = 0.7\nof = \"o\"\nfull = 500\n";
        let card: Scorecard = toml::from_str(&format!("{text}\n{parts}")).unwrap();
        let known = Facts {
            parts: vec![None, Some(Fraction::whole(400))],
            ..facts([number(1), number(0), number(0), number(0)])
        };
        assert_eq!(printed(reckoned(&card, &known, true).total).as_deref(), Some("740"));
    }

    #[test]
    fn categories_enter_by_their_weights() {
        // 7 of 12 at 75 % and 5 of 8 at 25 % of 20 points: 8.75 + 3.125 = 11.875, rounded 11.88.
        let text = CARD.replace("points = 12\n", "points = 12\n        weight = \"75 %\"\n");
        let text = text.replace("points = 8\n", "points = 8\n        weight = \"25 %\"\n");
        let card: Scorecard = toml::from_str(&text).unwrap();
        let points = reckoned(&card, &facts([number(1), number(0), number(0), number(0)]), false);
        assert_eq!(printed(points.total).as_deref(), Some("11.88"));
    }

    proptest! {
        #[test]
        fn a_total_is_never_below_nothing_or_above_full(values in prop::array::uniform4(prop::option::of(0i128..20)), vetoes in prop::array::uniform2(any::<bool>())) {
            let values = values.map(|value| value.map_or(Measured::Without(State::Invalid), number));
            let facts = Facts { vetoes: vetoes.map(Some).to_vec(), ..facts(values) };
            let points = reckoned(&card(""), &facts, false);
            if let Some(total) = points.total {
                prop_assert!(total >= Fraction::ZERO && total <= Fraction::whole(20));
                prop_assert!(total <= points.before_veto.unwrap());
                prop_assert!(!vetoes[1] || points.star != Some(0));
            }
        }
    }
}
