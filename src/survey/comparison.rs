//! What units are compared by, and with whom.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Survey, expression};
use crate::text::Text;

/// The comparison of each unit with the units of its group.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The register attribute whose value units of a group share; all units of the frame where left out.
    #[serde(default)]
    pub group: Option<String>,
    /// The numbers by which they are compared, in the order of print.
    pub items: Vec<Compared>,
}

/// A number by which units are compared.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// A number item, or another column of numbers of the frame of units.
    pub id: String,
    /// Its words; the item's short ones where left out.
    #[serde(default)]
    pub label: Text,
    /// Its unit of measure; the item's where left out.
    #[serde(default)]
    pub unit: Text,
    /// Decimals for print.
    #[serde(default)]
    pub decimals: u32,
    /// Whether rank 1 and the first quarter belong to the highest value, or to the lowest.
    #[serde(default = "yes")]
    pub higher_is_better: bool,
}

fn yes() -> bool {
    true
}

impl Survey {
    /// The numbers by which units are compared.
    pub fn compared(&self) -> &[Compared] {
        self.comparison.as_ref().map_or(&[], |comparison| &comparison.items)
    }

    /// The words of a compared number.
    pub fn compared_label(&self, compared: &Compared) -> Text {
        let item = self.items.iter().find(|item| item.id == compared.id).map(|item| item.short().clone());
        let computed = self.computed.iter().find(|column| column.id == compared.id).map(|column| column.label.clone());
        let known = [Some(compared.label.clone()), item, computed].into_iter().flatten();
        known.into_iter().find(|label| !label.is_empty()).unwrap_or_else(|| Text::same(&compared.id))
    }

    /// The unit of measure of a compared number.
    pub fn compared_unit(&self, compared: &Compared) -> Text {
        let item = self.items.iter().find(|item| item.id == compared.id);
        match (compared.unit.is_empty(), item) {
            (true, Some(item)) => item.unit.clone(),
            _ => compared.unit.clone(),
        }
    }

    /// The columns of the frame of units that hold numbers which units answered or that were computed of them.
    pub fn number_columns(&self) -> Vec<String> {
        let schema = expression::unit_schema(self);
        let is_number = |name: &str| schema.get(name).is_some_and(|dtype| dtype.is_primitive_numeric());
        schema
            .iter_names()
            .map(|name| name.to_string())
            .filter(|name| is_number(name) && !expression::is_reserved(name))
            .collect()
    }
}
