//! Whether each check has one kind of rule, and the columns that it names.

use polars::prelude::{DataType, Schema};

use super::Verifier;
use crate::survey::Check;
use crate::survey::load::Step::{self, At, Key};
use crate::text::survey as say;

impl<'a> Verifier<'a> {
    pub(super) fn checks(&mut self) {
        for (place, check) in self.survey.checks.iter().enumerate() {
            let way = [Key("check"), At(place)];
            let n_rules = check.n_rules();
            if n_rules != 1 {
                self.say(&way, say::check_rules(&check.id, n_rules));
            }
            if check.rule.is_some() && check.message.is_empty() {
                self.say(&way, say::check_without_message(&check.id));
            }
            let Some(schema) = self.schema(&[way[0], way[1], Key("table")], check.table.as_deref()) else { continue };
            self.check(&way, check, &schema);
        }
    }

    fn check(&mut self, way: &[Step<'a>], check: &'a Check, schema: &Schema) {
        if let Some(rule) = &check.rule {
            self.expression(&[way, &[Key("rule")]].concat(), rule, schema, &DataType::Boolean);
        }
        if let Some(range) = &check.range {
            let way = [way, &[Key("range")]].concat();
            self.number_column(&way, &range.item, schema);
            if range.min.is_none() && range.max.is_none() {
                self.say(&way, say::range_without_limits());
            }
            if range.min.zip(range.max).is_some_and(|(min, max)| min > max) {
                self.say(&way, say::range_reversed());
            }
        }
        if let Some(sum) = &check.sum {
            let way = [way, &[Key("sum")]].concat();
            for column in std::iter::once(&sum.total).chain(&sum.parts) {
                self.number_column(&way, column, schema);
            }
            for (place, part) in sum.parts.iter().enumerate() {
                let way = [&way[..], &[Key("parts"), At(place)]].concat();
                if *part == sum.total {
                    self.say(&way, say::part_of_itself(part));
                } else if sum.parts[..place].contains(part) {
                    self.say(&way, say::twice(part));
                }
            }
            if sum.parts.is_empty() || sum.tolerance < 0.0 {
                self.say(&way, say::sum_without_parts());
            }
        }
        if let Some(outlier) = &check.outlier {
            let way = [way, &[Key("outlier")]].concat();
            for column in std::iter::once(&outlier.item).chain(&outlier.per) {
                self.number_column(&way, column, schema);
            }
            let attributes: Vec<&str> = self.survey.register.attributes.iter().map(|a| a.id.as_str()).collect();
            for (key, message) in outlier.mistakes(&attributes, check.table.is_some()) {
                self.say(&[&way[..], &[Key(key)]].concat(), message);
            }
        }
        if let Some(parts) = &check.parts_sum {
            let way = [way, &[Key("parts_sum")]].concat();
            for item in &parts.items {
                self.number_column(&way, item, schema);
            }
            for (key, message) in parts.mistakes(self.survey, check.table.is_some()) {
                self.say(&[&way[..], &[Key(key)]].concat(), message);
            }
        }
        for (key, columns) in [
            ("required", &check.required),
            ("compulsory_pair", &check.compulsory_pair),
            ("exclusive_pair", &check.exclusive_pair),
        ] {
            let Some(columns) = columns else { continue };
            for (place, column) in columns.iter().enumerate() {
                self.column(&[way, &[Key(key), At(place)]].concat(), column, schema);
            }
            if key != "required" && columns.len() < 2 {
                self.say(&[way, &[Key(key)]].concat(), say::pair_too_short());
            }
        }
    }
}

impl Check {
    /// How many kinds of rule it holds; one is right.
    fn n_rules(&self) -> usize {
        [
            self.rule.is_some(),
            self.required.is_some(),
            self.range.is_some(),
            self.compulsory_pair.is_some(),
            self.exclusive_pair.is_some(),
            self.sum.is_some(),
            self.outlier.is_some(),
            self.parts_sum.is_some(),
        ]
        .into_iter()
        .filter(|is_there| *is_there)
        .count()
    }
}
