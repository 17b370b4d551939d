//! Whether the names that a survey gives are well formed, free and given once.

use std::collections::BTreeMap;

use super::Verifier;
use crate::survey::expression;
use crate::survey::load::Step::{At, Key};
use crate::text::saying::Saying;
use crate::text::survey as say;

impl<'a> Verifier<'a> {
    /// Names are unique where they meet: columns of a frame, figures, charts, sections, code lists, checks.
    pub(super) fn names(&mut self) {
        let survey = self.survey;
        let ids = |key: &'static str, list: Vec<&'a str>| -> Vec<(&'static str, usize, &'a str)> {
            list.into_iter().enumerate().map(|(place, id)| (key, place, id)).collect()
        };
        let items = ids("item", survey.items.iter().map(|x| x.id.as_str()).collect());
        let conditions = ids("condition", survey.conditions.iter().map(|x| x.id.as_str()).collect());
        let indicators = ids("indicator", survey.indicators.iter().map(|x| x.id.as_str()).collect());
        let measures = ids("measure", survey.measures.iter().map(|x| x.id.as_str()).collect());
        let attributes: Vec<_> = survey.register.attributes.iter().map(|x| x.id.as_str()).collect();
        self.columns_are_well_named(&items, &conditions, &attributes);
        self.tables_are_well_named();
        let computed = ids("computed", survey.computed.iter().map(|x| x.id.as_str()).collect());
        self.columns_are_well_named(&computed, &[], &attributes);
        self.unique(&[items, computed, conditions].concat());
        self.unique(&[indicators, measures].concat());
        self.unique(&ids("section", survey.sections.iter().map(|x| x.id.as_str()).collect()));
        self.unique(&ids("code_list", survey.code_lists.iter().map(|x| x.id.as_str()).collect()));
        self.unique(&ids("table", survey.tables.iter().map(|x| x.id.as_str()).collect()));
        self.unique(&ids("check", survey.checks.iter().map(|x| x.id.as_str()).collect()));
        self.unique(&ids("chart", survey.charts.iter().map(|x| x.id.as_str()).collect()));
    }

    fn columns_are_well_named(
        &mut self,
        items: &[(&'static str, usize, &str)],
        conditions: &[(&'static str, usize, &str)],
        attributes: &[&str],
    ) {
        for (key, place, id) in items.iter().chain(conditions) {
            let way = [Key(key), At(*place), Key("id")];
            if let Some(message) = misnamed(id) {
                self.say(&way, message);
            }
            if attributes.contains(id) {
                self.say(&way, say::is_attribute(*id));
            }
        }
    }

    fn tables_are_well_named(&mut self) {
        for (place, table) in self.survey.tables.iter().enumerate() {
            if let Some(message) = misnamed(&table.id) {
                self.say(&[Key("table"), At(place), Key("id")], message);
            }
            for (column, item) in table.columns.iter().enumerate() {
                let way = [Key("table"), At(place), Key("column"), At(column), Key("id")];
                if let Some(message) = misnamed(&item.id) {
                    self.say(&way, message);
                }
                if table.columns[..column].iter().any(|before| before.id == item.id) {
                    self.say(&way, say::twice(&item.id));
                }
            }
        }
    }

    fn unique(&mut self, ids: &[(&'static str, usize, &str)]) {
        let mut seen = BTreeMap::new();
        for (key, place, id) in ids {
            if let Some((first, _)) = seen.insert(id, (key, place)) {
                self.say(&[Key(key), At(*place), Key("id")], say::twice_also_as(*id, *first));
            }
        }
    }
}

/// A column's name: a lower-case letter, then letters, digits and `_`, at most 60; none of the frame's own.
pub fn misnamed(id: &str) -> Option<Saying> {
    let mut characters = id.chars();
    let well_formed = characters.next().is_some_and(|c| c.is_ascii_lowercase())
        && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && id.len() <= 60;
    if !well_formed {
        return Some(say::misnamed(id));
    }
    expression::is_reserved(id).then(|| say::reserved(id))
}
