//! Chart: a picture, drawn from figures or from a table of the survey.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::table::Shade;
use crate::text::saying::Saying;
use crate::text::{Text, survey as say};

/// The kinds of chart that are drawn from a table; all others are drawn from figures.
pub const TABLE_KINDS: &[&str] = &["bars", "columns", "lines", "heat-map", "calendar", "radar"];

/// A picture.
///
/// A chart of figures names `figures` and `group`. A chart of a table (kinds `bars`, `columns`, `lines`, `heat-map`,
/// `calendar`, `radar`) names a table and its columns:
///
/// ```toml
/// [[chart]]
/// id = "scores"
/// kind = "bars"
/// title = { zh = "各镇得分", en = "Scores of the towns" }
/// table = "scores"                 # the id of a .sql file: `scores` for 20-scores.sql
/// label = "name"                   # a row's words: a bar each, a point on the x axis each
/// values = ["half_year", "year_end"]
/// target = 60                      # or the name of a column
/// highlight = "is_leader"          # a column that is true for what stands out
/// ```
///
/// A cell that is blank leaves a gap, and text in a column of numbers (`隐藏`) is printed in place of a value.
/// Rows that the table marks as totals are left out of `bars`, `columns`, `lines` and `radar`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// The name of its files.
    pub id: String,
    /// What is drawn: a name of [`crate::publish::chart::CHARTS`].
    pub kind: String,
    /// Its title.
    pub title: Text,
    /// Ids of indicators, complements or measures, in order; all of its kind when left out.
    #[serde(default)]
    pub figures: Vec<String>,
    /// The register attribute of a group comparison; the survey's first group when left out.
    #[serde(default)]
    pub group: Option<String>,

    /// The table that it is drawn from: the id of a .sql file of the survey or of `queries/standard`.
    #[serde(default)]
    pub table: Option<String>,
    /// A sentence under the title: what is counted, on which base. The table's note where left out, none where `""`.
    #[serde(default)]
    pub note: Option<Text>,
    /// The column of labels: of bars, of points from left to right, of rows of a heat map, of axes of a radar.
    /// For a calendar the column of days, or of months as text such as `2026-03`.
    #[serde(default)]
    pub label: Option<String>,
    /// The columns of values: a colour, line or column each, named by their headings. A heat map and a calendar also
    /// show columns of the format `state`, by their colours.
    #[serde(default)]
    pub values: Vec<String>,
    /// For tables with a row a value: the column that tells the series apart; there is one column of values then.
    /// For a calendar the column of units: a row a unit, a column a month.
    #[serde(default)]
    pub series: Option<String>,
    /// Whether the values of a bar or column add up to it.
    #[serde(default)]
    pub stacked: bool,
    /// The order of bars: as in the table when left out. Equal values keep the table's order, blank ones come last.
    #[serde(default)]
    pub sort: Option<Order>,
    /// A line at a value: a number, or the name of a column that holds one a row. In the values' own measure: 0.6 for
    /// quotients shown as 60 %.
    #[serde(default)]
    pub target: Option<Amount>,
    /// What the line of `target` is: a floor, a limit. `Target`, or the heading of its column, where left out.
    #[serde(default)]
    pub target_label: Text,
    /// The colours of `values` in their order, where they are states or grades that other tables show in these colours.
    /// With `series` of the format `state` the table's own colours are taken.
    #[serde(default)]
    pub shades: Vec<Shade>,
    /// A column that is true for the rows that stand out: bars in full colour, the others pale. In lines, the series
    /// with a row in which it is true is drawn strong, the others pale.
    #[serde(default)]
    pub highlight: Option<String>,
    /// A column of lines that is true where the series breaks before the point: a change of definition.
    #[serde(default, rename = "break")]
    pub break_at: Option<String>,
    /// A column of lines that is true for the row at which an upright line stands, named by the column's heading: a
    /// deadline.
    #[serde(default)]
    pub mark: Option<String>,
    /// The value of a full scale: full marks, 1 for quotients; a number or the name of a column. Where left out, scales
    /// reach a round number above the greatest value.
    #[serde(default)]
    pub full: Option<Amount>,
    /// The most rows that are drawn; the chart says how many are left out. 60 when left out.
    #[serde(default)]
    pub most: Option<usize>,
    /// Drawn for one unit at a time, from the rows whose column `code` is the unit's, and not for the publication.
    #[serde(default)]
    pub per_unit: bool,
}

/// The order of bars by their value; with several values by the first, stacked by their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The greatest first.
    Descending,
    /// The least first.
    Ascending,
}

/// A number, or the column that holds it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Amount {
    /// The same for all rows.
    Number(f64),
    /// The name of a column.
    Column(String),
}

impl Chart {
    /// Whether its kind is drawn from a table.
    pub fn of_table(&self) -> bool {
        TABLE_KINDS.contains(&self.kind.as_str())
    }

    /// Every column that it names, with the key under which it does.
    pub fn columns(&self) -> Vec<(&'static str, &str)> {
        let mut columns: Vec<(&'static str, &str)> = Vec::new();
        columns.extend(self.label.as_deref().map(|id| ("label", id)));
        columns.extend(self.values.iter().map(|id| ("values", id.as_str())));
        columns.extend(self.series.as_deref().map(|id| ("series", id)));
        columns.extend(column_of(&self.target).map(|id| ("target", id)));
        columns.extend(self.highlight.as_deref().map(|id| ("highlight", id)));
        columns.extend(self.break_at.as_deref().map(|id| ("break", id)));
        columns.extend(self.mark.as_deref().map(|id| ("mark", id)));
        columns.extend(column_of(&self.full).map(|id| ("full", id)));
        columns.extend(self.per_unit.then_some(("per_unit", CODE)));
        columns
    }

    /// What is wrong with how it is written, each with the key that is to blame.
    pub fn mistakes(&self) -> Vec<(&'static str, Saying)> {
        let id = &self.id;
        let of_table = self.of_table();
        let mut mistakes = Vec::new();
        if !of_table {
            let named = self.columns().first().map(|(key, _)| *key).or(self.table.as_ref().map(|_| "table"));
            mistakes.extend(named.map(|key| (key, say::only_drawn_from_table(id, kinds()))));
            return mistakes;
        }
        for (key, is_missing) in
            [("table", self.table.is_none()), ("label", self.label.is_none()), ("values", self.values.is_empty())]
        {
            if is_missing {
                mistakes.push(("id", say::chart_lacks(id, key)));
            }
        }
        if self.series.is_some() && self.values.len() > 1 {
            mistakes.push(("series", say::one_column_with_series()));
        }
        if self.kind == "calendar" && self.values.len() > 1 {
            mistakes.push(("values", say::one_column_of_calendar()));
        }
        if !self.shades.is_empty() && self.shades.len() != self.values.len() {
            mistakes.push(("shades", say::one_shade_a_column(self.values.len())));
        }
        if !self.figures.is_empty() {
            mistakes.push(("figures", say::figures_of_table_chart(id)));
        }
        if self.most == Some(0) {
            mistakes.push(("most", say::no_rows_drawn()));
        }
        mistakes
    }
}

/// The column that holds the code of a unit in tables with parts for single units.
pub const CODE: &str = "code";

fn column_of(amount: &Option<Amount>) -> Option<&str> {
    match amount {
        Some(Amount::Column(id)) => Some(id),
        _ => None,
    }
}

fn kinds() -> Vec<String> {
    TABLE_KINDS.iter().map(|kind| format!("`{kind}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(toml: &str) -> Chart {
        toml::from_str(&format!("id = \"a\"\ntitle = \"A\"\n{toml}")).unwrap()
    }

    #[test]
    fn a_chart_of_a_table_names_its_columns() {
        let chart = chart(
            "kind = \"lines\"\ntable = \"t\"\nlabel = \"month\"\nvalues = [\"v\"]\nseries = \"name\"\n\
             target = \"goal\"\nbreak = \"broken\"\nfull = 100\nper_unit = true",
        );
        assert!(chart.mistakes().is_empty());
        let columns = [
            ("label", "month"),
            ("values", "v"),
            ("series", "name"),
            ("target", "goal"),
            ("break", "broken"),
            ("per_unit", "code"),
        ];
        assert_eq!(chart.columns(), columns);
        assert_eq!(chart.full, Some(Amount::Number(100.0)));
    }

    #[test]
    fn what_a_kind_lacks_or_cannot_use_is_told() {
        let keys = |toml: &str| chart(toml).mistakes().into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys("kind = \"bars\""), ["id", "id", "id"]);
        assert_eq!(keys("kind = \"problems\"\ntable = \"t\""), ["table"]);
        assert_eq!(
            keys("kind = \"bars\"\ntable = \"t\"\nlabel = \"l\"\nvalues = [\"a\", \"b\"]\nseries = \"s\"\nmost = 0"),
            ["series", "most"]
        );
        let shaded = "kind = \"bars\"\ntable = \"t\"\nlabel = \"l\"\nvalues = [\"a\", \"b\"]\nshades = [\"green\"]";
        assert_eq!(keys(shaded), ["shades"]);
    }
}
