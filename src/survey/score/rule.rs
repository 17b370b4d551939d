//! Rule: the shapes in which points are taken or given.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::exact::Exact;
use crate::fraction::Fraction;
use crate::text::Text;

fn zero() -> Exact {
    Exact(Fraction::ZERO)
}

fn one() -> Exact {
    Exact(Fraction::ONE)
}

fn half() -> Exact {
    Exact(Fraction { numerator: 1, denominator: 2 })
}

/// Points for every event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerEvent {
    /// An SQL number expression: how many events.
    pub of: String,
    /// Points for each.
    pub points: Exact,
    /// How many are free.
    #[serde(default = "zero")]
    pub free: Exact,
    /// One event in words: 责任事故1起.
    #[serde(default)]
    pub counted: Text,
}

/// Points for every step below a target.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shortfall {
    /// An SQL number expression; in percent where `per` divides it.
    pub of: String,
    /// What it is divided by, exactly, to give a percentage.
    #[serde(default)]
    pub per: Option<String>,
    /// From here nothing is lost.
    pub target: Exact,
    /// The width of a step.
    #[serde(default = "one")]
    pub each: Exact,
    /// Points for each step.
    pub points: Exact,
    /// Whether part of a step counts.
    #[serde(default)]
    pub counted: Counted,
    /// The unit of measure; percentage points when left out.
    #[serde(default)]
    pub unit: Text,
}

/// Points for every step above a limit.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Excess {
    /// An SQL number expression; in percent where `per` divides it.
    pub of: String,
    /// What it is divided by, exactly, to give a percentage.
    #[serde(default)]
    pub per: Option<String>,
    /// Up to here nothing is lost.
    pub limit: Exact,
    /// The width of a step.
    #[serde(default = "one")]
    pub each: Exact,
    /// Points for each step.
    pub points: Exact,
    /// Whether part of a step counts.
    #[serde(default)]
    pub counted: Counted,
    /// The unit of measure; percentage points when left out.
    #[serde(default)]
    pub unit: Text,
}

/// Whether part of a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// In proportion: half a step, half the points.
    #[default]
    Part,
    /// Only whole steps count (不足一个的不计).
    Whole,
    /// A step that is begun counts as whole (不足一个的按一个计).
    Begun,
}

/// Points by the number of events.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stepped {
    /// An SQL number expression: how many events.
    pub of: String,
    /// The steps, ascending; the last counts for all beyond.
    pub steps: Vec<Level>,
    /// The unit of the events in words: 起.
    #[serde(default)]
    pub unit: Text,
}

/// A step.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// From so many events.
    pub from: Exact,
    /// So many points are lost in all.
    pub lose: Exact,
}

/// All marks beyond a limit, some for just meeting it, none short of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// An SQL number expression; in percent where `per` divides it.
    pub of: String,
    /// What it is divided by, exactly, to give a percentage.
    #[serde(default)]
    pub per: Option<String>,
    /// The value to be exceeded.
    #[serde(default)]
    pub at_least: Option<Exact>,
    /// The value not to be reached.
    #[serde(default)]
    pub at_most: Option<Exact>,
    /// From here (or down to here) all marks; anything beyond the limit when left out.
    #[serde(default)]
    pub full_from: Option<Exact>,
    /// The share of the points for just meeting the limit.
    #[serde(default = "half")]
    pub just_met: Exact,
    /// The unit of measure; percent when left out.
    #[serde(default)]
    pub unit: Text,
}

/// Points for late returns.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Late {
    /// Points for each.
    pub points: Exact,
    /// An SQL number expression: how many other reports came late; this return alone counts when left out.
    #[serde(default)]
    pub of: Option<String>,
}

/// Points where a condition does not hold.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Met {
    /// An SQL condition.
    pub of: String,
    /// Points that are lost without it; all when left out.
    #[serde(default)]
    pub lose: Option<Exact>,
}

/// Items that an event in this one empties.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Empties {
    /// The items.
    pub items: Vec<String>,
    /// The SQL condition under which they are emptied; whenever the rule takes points when left out.
    #[serde(default)]
    pub when: Option<String>,
}

/// The rule of an item.
#[derive(Debug, Clone, Copy)]
pub enum Rule<'a> {
    /// Points for every event.
    PerEvent(&'a PerEvent),
    /// Points for every step below a target.
    Shortfall(&'a Shortfall),
    /// Points for every step above a limit.
    Excess(&'a Excess),
    /// Points by the number of events.
    Stepped(&'a Stepped),
    /// All marks beyond a limit.
    Limit(&'a Limit),
    /// Points for late returns.
    Late(&'a Late),
    /// Points where a condition does not hold.
    Met(&'a Met),
    /// Points to be gained.
    Bonus(&'a PerEvent),
}

impl<'a> Rule<'a> {
    /// Its SQL expressions: what is measured, and what it is divided by.
    pub fn measured(self) -> (Option<&'a str>, Option<&'a str>) {
        match self {
            Rule::PerEvent(rule) | Rule::Bonus(rule) => (Some(&rule.of), None),
            Rule::Shortfall(rule) => (Some(&rule.of), rule.per.as_deref()),
            Rule::Excess(rule) => (Some(&rule.of), rule.per.as_deref()),
            Rule::Stepped(rule) => (Some(&rule.of), None),
            Rule::Limit(rule) => (Some(&rule.of), rule.per.as_deref()),
            Rule::Late(rule) => (rule.of.as_deref(), None),
            Rule::Met(rule) => (Some(&rule.of), None),
        }
    }
}
