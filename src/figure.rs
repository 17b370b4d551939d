//! Figure: a count on a base, its unit account, its bounds, its rounding.

use crate::answer::State;
use crate::fraction::Fraction;
use crate::text::Text;

/// Where every unit of a base stands: yes + no + not applicable + blank + invalid + not received = base, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// Units that have the property.
    pub yes: u64,
    /// Units that have not.
    pub no: u64,
    /// Units to which it does not apply.
    pub not_applicable: u64,
    /// Units that left it blank.
    pub blank: u64,
    /// Units whose answer cannot be understood.
    pub invalid: u64,
    /// Units that sent no usable return.
    pub not_received: u64,
}

impl Account {
    /// All units of the base.
    pub fn base(&self) -> u64 {
        self.yes + self.no + self.not_applicable + self.unknown()
    }

    /// Units of which nobody knows: blank, invalid or not received.
    pub fn unknown(&self) -> u64 {
        self.blank + self.invalid + self.not_received
    }

    /// Counts one more unit: a known answer, or the reason why there is none.
    pub fn count(&mut self, side: Side) {
        *match side {
            Side::Yes => &mut self.yes,
            Side::No => &mut self.no,
            Side::Unknown(State::NotApplicable) => &mut self.not_applicable,
            Side::Unknown(State::NotReceived) => &mut self.not_received,
            Side::Unknown(State::Invalid) => &mut self.invalid,
            Side::Unknown(State::Blank | State::Answered) => &mut self.blank,
        } += 1;
    }
}

/// On which side of a property a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It has the property.
    Yes,
    /// It has not.
    No,
    /// No answer, and why.
    Unknown(State),
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// Units with a property among the units of a base.
    Share(Share),
    /// A sum, mean, median or ratio, exact.
    Value {
        /// The exact value; a denominator of 0 where it cannot be computed.
        value: Fraction,
        /// How many decimals are printed.
        decimals: u32,
        /// The unit of measure: persons, hours, %.
        unit: Text,
        /// The units whose numbers are in it, by place in the frame, ascending.
        units: Vec<usize>,
        /// The units of which it is not known what they would add, and why.
        unknown: Vec<(usize, State)>,
    },
}

/// A count on a base.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The id of the base: a condition of the chain, `registered` for all units.
    pub base: String,
    /// The base in words.
    pub base_label: Text,
    /// Where each unit of the base stands; `yes` is the count.
    pub account: Account,
    /// The share if every unknown said no.
    pub low: Fraction,
    /// The share if every unknown said yes.
    pub high: Fraction,
    /// Every unit of the base with its side, in protocol order, by place in the frame.
    pub members: Vec<(usize, Side)>,
    /// Whether it may be told where the other units stand. Where it may not, the account holds all of them as `no`, only
    /// so that it sums to the base, and the bounds are the share itself.
    pub in_full: bool,
}

impl Share {
    /// Leaves the count and the base alone: how many units said no, or nothing, is told no more.
    pub fn abridge(&mut self) {
        let (yes, rest) = (self.account.yes, self.account.base() - self.account.yes);
        self.account = Account { yes, no: rest, ..Account::default() };
        (self.low, self.high) = (self.fraction(), self.fraction());
        self.in_full = false;
    }

    /// Whether the share may still move: an answer is missing, or it is not known whether a unit belongs to the base.
    pub fn is_open(&self) -> bool {
        let (low, high) = (self.low, self.high);
        let differ = low.numerator * high.denominator != high.numerator * low.denominator;
        self.account.unknown() > 0 || differ
    }

    /// Whether everybody may know how many units the base has: who was asked, and who returned.
    pub fn base_is_public(&self) -> bool {
        matches!(self.base.as_str(), "registered" | "returned")
    }

    /// The exact quotient.
    pub fn fraction(&self) -> Fraction {
        Fraction::of(self.account.yes, self.account.base())
    }

    /// The units on the yes side, in protocol order.
    pub fn yes(&self) -> impl Iterator<Item = usize> + '_ {
        self.members.iter().filter(|(_, side)| *side == Side::Yes).map(|(unit, _)| *unit)
    }

    /// The units on the no side, in protocol order.
    pub fn no(&self) -> impl Iterator<Item = usize> + '_ {
        self.members.iter().filter(|(_, side)| *side == Side::No).map(|(unit, _)| *unit)
    }

    /// The units without a usable answer, in protocol order, with the reason.
    pub fn unknown(&self) -> impl Iterator<Item = (usize, State)> + '_ {
        self.members.iter().filter_map(|(unit, side)| match side {
            Side::Unknown(state) => Some((*unit, *state)),
            _ => None,
        })
    }
}

/// The SDMX observation status of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Normal.
    Normal,
    /// Nothing was reported.
    Missing,
    /// Not computable: the base is empty.
    NotComputable,
    /// The definition changed since the period compared with.
    Break,
    /// Units are still missing or unclear.
    Provisional,
    /// Hidden because the count is small.
    Suppressed,
}

impl Status {
    /// The letter in `figures.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Status::Normal => "A",
            Status::Missing => "M",
            Status::NotComputable => "O",
            Status::Break => "B",
            Status::Provisional => "P",
            Status::Suppressed => "C",
        }
    }
}

/// What kind of statement a figure makes; tells headline shares from their complements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The units of the frame and how many of them returned.
    Coverage,
    /// A property on a base.
    Property,
    /// The units of the base that have not the property: "no plan yet".
    Complement,
    /// One option of a single or multiple choice.
    Option,
    /// A sum, mean, median or ratio.
    Measure,
}

impl Role {
    /// The word in `figures.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Role::Coverage => "coverage",
            Role::Property => "property",
            Role::Complement => "complement",
            Role::Option => "option",
            Role::Measure => "measure",
        }
    }
}

/// A computed value for the whole or for one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The id of the indicator, complement or measure.
    pub id: String,
    /// What it says, in words.
    pub label: Text,
    /// The id of the form section it belongs to (a link of the report); empty where it has none.
    pub section: String,
    /// What kind of statement it is.
    pub role: Role,
    /// The register attribute and value that select the units; `None` for the whole.
    pub group: Option<(String, String)>,
    /// The measured value.
    pub measure: Measure,
    /// Whether it can be relied on.
    pub status: Status,
    /// The same figure in the period compared with, where it exists there.
    pub previous: Option<Previous>,
}

/// A figure's value in the period compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Previous {
    /// The count of a share; `None` for other measures.
    pub count: Option<u64>,
    /// The exact value: the quotient of a share, or the measure.
    pub value: Fraction,
}

impl Figure {
    /// The share, where it is one.
    pub fn share(&self) -> Option<&Share> {
        match &self.measure {
            Measure::Share(share) => Some(share),
            Measure::Value { .. } => None,
        }
    }

    /// The exact value: a quotient, or the measure itself.
    pub fn fraction(&self) -> Fraction {
        match &self.measure {
            Measure::Share(share) => share.fraction(),
            Measure::Value { value, .. } => *value,
        }
    }

    /// Now minus before, exact: for shares a difference of quotients (0.052 is 5.2 percentage points).
    /// `None` without a period to compare with, or on an empty base.
    pub fn change(&self) -> Option<Fraction> {
        let (now, before) = (self.fraction(), self.previous?.value);
        Some(now.minus(before)).filter(|change| *change != Fraction::NONE)
    }
}

/// Who made a share move between two periods; units by place in the frame of the present period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// The figure and its base.
    pub figure: String,
    /// The id of the base.
    pub base: String,
    /// Units with a known answer in both periods.
    pub matched: Vec<usize>,
    /// Matched units with the property before, and now.
    pub matched_yes: (u64, u64),
    /// Matched units that have it now and had it not before.
    pub adopted: Vec<usize>,
    /// Matched units that had it before and have it no more.
    pub dropped: Vec<usize>,
    /// Units in the frame now that were not in the earlier one.
    pub entries: Vec<usize>,
    /// Names of units of the earlier frame that are not in this one.
    pub exits: Vec<String>,
}

/// How a figure came from its earlier value to the present one, as the levels on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The figure.
    pub figure: String,
    /// The id of the base of a share; empty for other measures.
    pub base: String,
    /// The group; `None` for the whole.
    pub group: Option<(String, String)>,
    /// The earlier value as it was first reported.
    pub first: Fraction,
    /// The earlier value as it is known now, after corrections.
    pub before: Fraction,
    /// The earlier value over the units that are in the figure in both periods.
    pub matched_before: Fraction,
    /// The present value over the same units.
    pub matched_now: Fraction,
    /// The present value.
    pub now: Fraction,
    /// Units in both.
    pub n_matched: usize,
    /// Units in the figure now that were not in it before.
    pub n_entries: usize,
    /// Units in it before that are no more.
    pub n_exits: usize,
    /// Units whose earlier contribution was corrected since it was first reported.
    pub n_corrected: usize,
}

impl Default for Split {
    fn default() -> Split {
        let zero = Fraction { numerator: 0, denominator: 1 };
        Split {
            figure: String::new(),
            base: String::new(),
            group: None,
            first: zero,
            before: zero,
            matched_before: zero,
            matched_now: zero,
            now: zero,
            n_matched: 0,
            n_entries: 0,
            n_exits: 0,
            n_corrected: 0,
        }
    }
}

impl Split {
    /// What corrections of earlier returns changed.
    pub fn corrections(&self) -> Fraction {
        self.before.minus(self.first)
    }

    /// What the leaving of units changed.
    pub fn exits(&self) -> Fraction {
        self.matched_before.minus(self.before)
    }

    /// What units in both periods changed.
    pub fn behaviour(&self) -> Fraction {
        self.matched_now.minus(self.matched_before)
    }

    /// What the coming of units changed.
    pub fn entries(&self) -> Fraction {
        self.now.minus(self.matched_now)
    }

    /// The whole change, since the earlier value was first reported.
    pub fn change(&self) -> Fraction {
        self.now.minus(self.first)
    }
}

/// What computing gives.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// Every figure, the whole before the groups: `units` and `returned`; indicators in the survey's order with the chain's widest base
    /// first, each followed by its complement; then options of choices; then measures.
    pub figures: Vec<Figure>,
    /// Who made each share move since the period compared with; one entry a share of the whole.
    pub changes: Vec<Change>,
    /// How figures came from the period compared with to the present one.
    pub splits: Vec<Split>,
    /// The figures of earlier periods with returns, oldest first.
    pub past: Vec<(crate::period::Period, Results)>,
}

impl Results {
    /// The same without the units behind the figures.
    pub fn forget_units(&mut self) {
        self.changes.clear();
        let figures = self.past.iter_mut().flat_map(|(_, past)| &mut past.figures).chain(&mut self.figures);
        for figure in figures {
            if let Measure::Share(share) = &mut figure.measure {
                share.members.clear();
            }
        }
    }

    /// The figure of the whole on a base.
    pub fn share(&self, id: &str, base: &str) -> Option<&Figure> {
        self.figures.iter().find(|f| f.group.is_none() && f.id == id && f.share().is_some_and(|s| s.base == base))
    }

    /// The figure of the whole on its widest base, or the measure of that name.
    pub fn whole(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|f| f.group.is_none() && f.id == id)
    }

    /// The figures of one id on its widest base in each group of an attribute, in the attribute's order.
    pub fn groups<'a>(&'a self, id: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a Figure> {
        let base = self.whole(id).and_then(|f| f.share()).map(|s| s.base.clone());
        self.figures.iter().filter(move |f| {
            f.id == id
                && f.group.as_ref().is_some_and(|(by, _)| by == attribute)
                && f.share().map(|s| &s.base) == base.as_ref()
        })
    }
}
