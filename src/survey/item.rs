//! Item: one question, its kind, its codes, and the words that stand for a missing answer; repeating tables.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::Text;

/// A part of the form.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The name used in `item.section` and `indicator.section`.
    pub id: String,
    /// Its title.
    pub label: Text,
}

/// A list of codes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// The name used in `item.codes`.
    pub id: String,
    /// The codes in the order of print.
    #[serde(rename = "code")]
    pub codes: Vec<Code>,
}

/// A code and the spellings that mean it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The code in data files: letters, digits, `_`.
    pub id: String,
    /// As printed; both wordings are also read.
    pub label: Text,
    /// Further spellings that mean it.
    #[serde(default)]
    pub spellings: Vec<String>,
}

/// Words that stand for a missing answer, and what they mean.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissingWords {
    /// The words: 不详, N/A, 暂无.
    pub words: Vec<String>,
    /// What they mean.
    pub means: MissingMeaning,
    /// The kinds of item for which they mean it; all when left out.
    #[serde(default)]
    pub kinds: Vec<KindName>,
}

/// What a word for a missing answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingMeaning {
    /// As if nothing were written.
    Blank,
    /// The question does not apply to the unit.
    NotApplicable,
    /// The number zero.
    Zero,
    /// The answer no.
    No,
    /// Not known: kept raw, counted as invalid.
    Unknown,
}

/// The kinds of item, by the names used in a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KindName {
    /// Yes or no.
    YesNo,
    /// One of a code list.
    Choice,
    /// Any of a code list.
    Choices,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A percentage, in percent.
    Percent,
    /// A day.
    Date,
    /// Free text.
    Text,
}

/// A direction from a label to its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Right of the label, in the answer column where one is headed.
    Right,
    /// Below the label.
    Below,
}

/// One question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The column's name in queries: a lower-case letter, then letters, digits, `_`.
    pub id: String,
    /// What kind of answer is expected.
    pub kind: KindName,
    /// The section it belongs to.
    #[serde(default)]
    pub section: String,
    /// The question in words; both wordings are also labels by which it is found.
    pub label: Text,
    /// Short words for columns and charts; the label where left out.
    #[serde(default)]
    pub short: Text,
    /// Further labels by which it is found in a sheet or a roster's header.
    #[serde(default)]
    pub labels: Vec<String>,
    /// The code list of a choice.
    #[serde(default)]
    pub codes: Option<String>,
    /// Whether a return without it needs correction.
    #[serde(default)]
    pub required: bool,
    /// An SQL condition over other items under which the question applies.
    #[serde(default)]
    pub relevant: Option<String>,
    /// The defined name of its cell: the most trusted place.
    #[serde(default)]
    pub name: Option<String>,
    /// Directions from the label to the answer, tried in order.
    #[serde(default = "to_the_right")]
    pub seek: Vec<Direction>,
    /// A fixed cell such as `C12`: the least trusted place.
    #[serde(default)]
    pub cell: Option<String>,
    /// What is counted: persons, hours.
    #[serde(default)]
    pub unit: Text,
    /// An open question: its answers are listed by unit in the report.
    #[serde(default)]
    pub open: bool,
}

fn to_the_right() -> Vec<Direction> {
    vec![Direction::Right]
}

impl Item {
    /// Short words where there are any, else the label.
    pub fn short(&self) -> &Text {
        if self.short.is_empty() { &self.label } else { &self.short }
    }
}

/// A table with a row a case, found by its header row; as many rows as the unit fills.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatingTable {
    /// The table's name in queries and of its data file.
    pub id: String,
    /// Its title.
    pub label: Text,
    /// Its columns.
    #[serde(rename = "column")]
    pub columns: Vec<Item>,
}
