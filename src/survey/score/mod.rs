//! Scorecard, Score, Veto, Star: how a unit's points are reckoned from its answers.
//!
//! ```toml
//! [scorecard]
//! id = "total"                                  # columns total, total_sheet, total_before_veto, total_star, …
//! points = 100
//!
//! [[scorecard.category]]
//! id = "safety"
//! points = 30
//!
//! [[score]]
//! id = "accidents"
//! category = "safety"
//! points = 30
//! stepped = { of = "n_accidents", steps = [{ from = 1, lose = 5 }, { from = 2, lose = 12 }] }
//! ```
//!
//! What is lost is reckoned in exact fractions and rounded where, and only where, `decimals` and `item_decimals` say.

use schemars::JsonSchema;
use serde::Deserialize;

use super::derived::From;
use crate::exact::Exact;
use crate::fraction::Fraction;
use crate::text::Text;

pub mod rule;
pub mod sheet;
mod verify;

pub use rule::Rule;
use rule::{Empties, Excess, Late, Limit, Met, PerEvent, Shortfall, Stepped};
pub use sheet::Sheet;
pub use verify::wrong_weights;

/// The sheet on which a unit's points are added up.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// The name of the total's column, and the beginning of the names of `_sheet` (this period's own points), `_before_veto`,
    /// `_vetoed`, `_barred`, `_star`, `_star_zh`, `_star_en`, `_star_label` and `_star_no` (1: the best).
    pub id: String,
    /// The total in words.
    #[serde(default)]
    pub label: Text,
    /// Full marks of the sheet.
    #[serde(default = "hundred")]
    pub points: Exact,
    /// Full marks of the total which the sheet and other parts enter; those of the sheet when left out.
    #[serde(default)]
    pub total_points: Option<Exact>,
    /// Decimals to which the sheet and the total are rounded, by the survey's rounding; ranks and stars follow the rounded total.
    #[serde(default = "two")]
    pub decimals: u32,
    /// Decimals to which each item's score is rounded; exact when left out.
    #[serde(default)]
    pub item_decimals: Option<u32>,
    /// The least that the total can be.
    #[serde(default = "zero")]
    pub least: Exact,
    /// The most that the total can be; its full marks when left out.
    #[serde(default)]
    pub most: Option<Exact>,
    /// What becomes of a unit without a usable return.
    #[serde(default)]
    pub not_received: NotReceived,
    /// The parts of the sheet, in order.
    #[serde(default, rename = "category")]
    pub categories: Vec<Category>,
    /// In which periods of a year the total is put together from parts (2: the second half-year); in all when left out.
    #[serde(default)]
    pub combined_in: Vec<u32>,
    /// What becomes of a part without a value.
    #[serde(default)]
    pub missing_part: MissingPart,
    /// The parts of the total with their weights; the sheet alone when left out.
    #[serde(default, rename = "part")]
    pub parts: Vec<Part>,
    /// What no score can make good.
    #[serde(default, rename = "veto")]
    pub vetoes: Vec<Veto>,
    /// Ratings by the total, the best first.
    #[serde(default, rename = "star")]
    pub stars: Vec<Star>,
}

fn hundred() -> Exact {
    Exact(Fraction::whole(100))
}

fn zero() -> Exact {
    Exact(Fraction::ZERO)
}

fn two() -> u32 {
    2
}

/// What becomes of a unit without a usable return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotReceived {
    /// Each item gets what it gives for missing data.
    #[default]
    NoMarks,
    /// It has no score and no rank.
    Unknown,
}

/// What becomes of a part of the total without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MissingPart {
    /// The unit has no total.
    #[default]
    Unknown,
    /// It counts nothing.
    NoMarks,
    /// The weights of the other parts are scaled up.
    Reweighted,
}

/// A part of the sheet.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The name used in `score.category`, and of the column of its points.
    pub id: String,
    /// Its title.
    pub label: Text,
    /// Full marks: the sum of its items, bonuses apart.
    pub points: Exact,
    /// Its weight in the sheet; without weights the points of all categories are added.
    #[serde(default)]
    pub weight: Option<Exact>,
    /// The least that it can be.
    #[serde(default = "zero")]
    pub least: Exact,
    /// The most that it can be, bonuses included; its full marks when left out.
    #[serde(default)]
    pub most: Option<Exact>,
}

/// A part of the total: this period's sheet, or the total of an earlier period (`from`), or another score (`of`).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// In words.
    pub label: Text,
    /// Its weight; all weights make 1 or 100 %.
    pub weight: Exact,
    /// The period whose total of the same unit it is.
    #[serde(default)]
    pub from: Option<From>,
    /// An SQL number expression over the columns of the unit.
    #[serde(default)]
    pub of: Option<String>,
    /// Full marks of `of`; those of the total when left out.
    #[serde(default)]
    pub full: Option<Exact>,
}

/// What no score can make good (一票否决).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Veto {
    /// The name of its column: whether it applies.
    pub id: String,
    /// In words.
    pub label: Text,
    /// An SQL condition over the columns of the unit.
    pub when: String,
    /// What it does.
    pub effect: Effect,
    /// The best star that is left; the second where left out.
    #[serde(default)]
    pub at_best: Option<String>,
}

/// What a veto does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The total is the least that it can be: nothing, unless declared otherwise.
    Zero,
    /// The total stays, but the best stars are barred.
    Bar,
}

/// A rating by the total.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Star {
    /// Its name in data files.
    pub id: String,
    /// In words.
    pub label: Text,
    /// From this total; from the bottom when left out.
    #[serde(default)]
    pub from: Option<Exact>,
    /// Below this total: the next better star's `from`, and so may be left out.
    #[serde(default)]
    pub below: Option<Exact>,
}

/// An item of the sheet: full marks and exactly one rule that takes from them.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The name of the column of its score.
    pub id: String,
    /// The category it belongs to.
    pub category: String,
    /// In words.
    pub label: Text,
    /// Full marks; of a bonus, the most that it gives.
    pub points: Option<Exact>,
    /// The rule in words; made from the rule where left out.
    #[serde(default)]
    pub words: Text,
    /// Points for every event, until they are used up.
    #[serde(default)]
    pub per_event: Option<PerEvent>,
    /// Points for every step below a target.
    #[serde(default)]
    pub shortfall: Option<Shortfall>,
    /// Points for every step above a limit.
    #[serde(default)]
    pub excess: Option<Excess>,
    /// Points by the number of events.
    #[serde(default)]
    pub stepped: Option<Stepped>,
    /// All marks beyond a limit, some for just meeting it, none short of it.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// Points for late returns.
    #[serde(default)]
    pub late: Option<Late>,
    /// Points where a condition does not hold.
    #[serde(default)]
    pub met: Option<Met>,
    /// Points to be gained beside the full marks of the category.
    #[serde(default)]
    pub bonus: Option<PerEvent>,
    /// Whether it is meant that the rule could take (or give) more than there is: it stops when the points are used up (扣完为止).
    #[serde(default)]
    pub capped: bool,
    /// The least that the score can be: nothing, unless declared.
    #[serde(default)]
    pub least: Option<Exact>,
    /// What is given without data: blank, invalid or not received. No data, no marks, unless declared.
    #[serde(default)]
    pub missing: Given,
    /// What is given where the question does not apply, or a quotient has nothing below the line. Full marks, unless declared.
    #[serde(default = "full")]
    pub not_applicable: Given,
    /// Items that an event in this one empties.
    #[serde(default)]
    pub empties: Option<Empties>,
}

/// What is given without data.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Given {
    /// By a word.
    Word(Word),
    /// So many points.
    Points(Exact),
}

/// What is given without data, by a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// Nothing.
    NoMarks,
    /// Full marks.
    Full,
    /// The item has no score, and so the unit no total.
    Unknown,
}

impl Default for Given {
    fn default() -> Given {
        Given::Word(Word::NoMarks)
    }
}

fn full() -> Given {
    Given::Word(Word::Full)
}

impl Score {
    /// Its rules with the keys under which they are written; one is right.
    pub fn rules(&self) -> Vec<(&'static str, Rule<'_>)> {
        let rules = [
            ("per_event", self.per_event.as_ref().map(Rule::PerEvent)),
            ("shortfall", self.shortfall.as_ref().map(Rule::Shortfall)),
            ("excess", self.excess.as_ref().map(Rule::Excess)),
            ("stepped", self.stepped.as_ref().map(Rule::Stepped)),
            ("limit", self.limit.as_ref().map(Rule::Limit)),
            ("late", self.late.as_ref().map(Rule::Late)),
            ("met", self.met.as_ref().map(Rule::Met)),
            ("bonus", self.bonus.as_ref().map(Rule::Bonus)),
        ];
        rules.into_iter().filter_map(|(key, rule)| Some((key, rule?))).collect()
    }

    /// Its rule.
    pub fn rule(&self) -> Option<Rule<'_>> {
        self.rules().first().map(|(_, rule)| *rule)
    }

    /// Whether it gives points instead of taking them.
    pub fn is_bonus(&self) -> bool {
        self.bonus.is_some()
    }

    /// Full marks, or the most that a bonus gives.
    pub fn full(&self) -> Fraction {
        self.points.map_or(Fraction::ZERO, |points| points.0)
    }

    /// The least that it can be.
    pub fn least(&self) -> Fraction {
        self.least.map_or(Fraction::ZERO, |least| least.0)
    }

    /// What it gives in place of a score, where there is no data; `None` where it then has no score.
    pub fn without_data(&self, given: Given) -> Option<Fraction> {
        match given {
            Given::Word(Word::NoMarks) => Some(self.least().most(Fraction::ZERO)),
            Given::Word(Word::Full) => Some(if self.is_bonus() { Fraction::ZERO } else { self.full() }),
            Given::Word(Word::Unknown) => None,
            Given::Points(points) => Some(points.0),
        }
    }
}

impl Scorecard {
    /// Full marks of the total.
    pub fn full(&self) -> Fraction {
        self.total_points.unwrap_or(self.points).0
    }

    /// The most that the total can be.
    pub fn most(&self) -> Fraction {
        self.most.map_or(self.full(), |most| most.0)
    }
}

impl Category {
    /// The most that it can be.
    pub fn most(&self) -> Fraction {
        self.most.map_or(self.points.0, |most| most.0)
    }
}
