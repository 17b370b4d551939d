//! Whether the parts of a definition fit together: every name that is used exists, every expression can be run.

use polars::prelude::{DataType, Schema};

use super::expression::{self, unknown};
use super::load::{Source, Step, Step::At, Step::Key};
use super::{Indicator, Item, KindName, Survey};
use crate::error::Problem;
use crate::period::Period;
use crate::text::saying::Saying;
use crate::text::survey as say;

mod alike;
mod charts;
mod checks;
mod circle;
mod documents;
mod names;

pub(super) use names::misnamed;

/// Everything that does not fit, in the order of the file's parts.
pub(super) fn problems(survey: &Survey, source: &Source, chart_kinds: &[&str]) -> Vec<Problem> {
    let mut verifier = Verifier {
        survey,
        source,
        answers: expression::answer_schema(survey),
        units: expression::unit_schema(survey),
        rows: (0..survey.tables.len()).map(|table| expression::row_schema(survey, table)).collect(),
        problems: Vec::new(),
    };
    verifier.head();
    verifier.names();
    verifier.items();
    verifier.labels();
    verifier.spellings();
    verifier.circles();
    verifier.derivations();
    verifier.checks();
    verifier.conditions();
    verifier.indicators();
    verifier.measures();
    verifier.charts(chart_kinds);
    verifier.documents();
    verifier.comparison();
    verifier.problems.extend(super::earlier::problems(survey, source));
    verifier.problems.extend(super::closed::problems(survey, source));
    verifier.problems
}

struct Verifier<'a> {
    survey: &'a Survey,
    source: &'a Source<'a>,
    /// What is known before anything is computed.
    answers: Schema,
    units: Schema,
    rows: Vec<Schema>,
    problems: Vec<Problem>,
}

impl<'a> Verifier<'a> {
    fn say(&mut self, way: &[Step], message: Saying) {
        self.problems.push(self.source.problem(way, message));
    }

    fn head(&mut self) {
        let survey = self.survey;
        let folder_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if survey.id.is_empty() || survey.id.len() > 60 || !survey.id.chars().all(folder_safe) {
            self.say(&[Key("id")], say::folder_name());
        }
        if survey.rounding.decimals > 6 {
            self.say(&[Key("rounding"), Key("decimals")], say::most_decimals());
        }
        if !(0.0..=1.0).contains(&survey.form.least_found) {
            self.say(&[Key("form"), Key("least_found")], say::share_expected());
        }
        self.thresholds(&[Key("thresholds")], survey.thresholds);
        for (place, message) in survey.workbook.mistakes() {
            self.say(&[Key("workbook"), Key("without"), At(place)], message);
        }
        self.due_dates();
        if survey.reference.is_some() && survey.reference().is_none() {
            self.say(&[Key("reference")], say::reference_date());
        }
        for (place, group) in survey.groups.iter().enumerate() {
            self.attribute(&[Key("groups"), At(place)], group);
        }
        for (place, id) in survey.headlines.iter().enumerate() {
            if !survey.indicators.iter().any(|indicator| indicator.id == *id) {
                let message = unknown(say::indicator(), id, survey.indicators.iter().map(|i| i.id.as_str()));
                self.say(&[Key("headlines"), At(place)], message);
            }
        }
    }

    fn due_dates(&mut self) {
        for (period, day) in &self.survey.returns.due {
            let way = [Key("returns"), Key("due"), Key(period)];
            match period.parse::<Period>() {
                Ok(read) if read.kind == self.survey.period && read.to_string() == *period => {}
                Ok(read) if read.to_string() == *period => self.say(&way, say::no_period_of_survey(read)),
                Ok(read) => self.say(&way, say::not_this_period(period, read)),
                Err(message) => self.say(&way, message),
            }
            if day.parse::<chrono::NaiveDate>().is_err() {
                self.say(&way, say::no_date(day));
            }
        }
    }

    fn thresholds(&mut self, way: &[Step], limits: super::Thresholds) {
        if !(0.0 <= limits.amber && limits.amber <= limits.green && limits.green <= 100.0) {
            self.say(way, say::thresholds());
        }
    }

    fn attribute(&mut self, way: &[Step], id: &str) {
        let attributes = &self.survey.register.attributes;
        if !attributes.iter().any(|attribute| attribute.id == id) {
            let message = unknown(say::register_attribute(), id, attributes.iter().map(|a| a.id.as_str()));
            self.say(way, message);
        }
    }

    fn items(&mut self) {
        let survey = self.survey;
        if survey.items.is_empty() {
            self.say(&[Key("item")], say::no_items());
        }
        for (place, item) in survey.items.iter().enumerate() {
            self.item(&[Key("item"), At(place)], item, true);
        }
        for (place, table) in survey.tables.iter().enumerate() {
            if table.columns.is_empty() {
                self.say(&[Key("table"), At(place)], say::no_columns());
            }
            for (column, item) in table.columns.iter().enumerate() {
                self.item(&[Key("table"), At(place), Key("column"), At(column)], item, false);
            }
        }
    }

    fn item(&mut self, way: &[Step<'a>], item: &'a Item, of_unit: bool) {
        let survey = self.survey;
        let sections = || survey.sections.iter().map(|section| section.id.as_str());
        if !item.section.is_empty() && !sections().any(|id| id == item.section) {
            self.say(&[way, &[Key("section")]].concat(), unknown(say::section(), &item.section, sections()));
        }
        let is_choice = matches!(item.kind, KindName::Choice | KindName::Choices);
        match &item.codes {
            Some(id) if !survey.code_lists.iter().any(|list| list.id == *id) => {
                let message = unknown(say::code_list(), id, survey.code_lists.iter().map(|list| list.id.as_str()));
                self.say(&[way, &[Key("codes")]].concat(), message);
            }
            Some(_) if !is_choice => self.say(&[way, &[Key("codes")]].concat(), say::codes_without_choice()),
            None if is_choice => self.say(way, say::choice_without_codes(&item.id)),
            _ => {}
        }
        if let Some(cell) = &item.cell
            && crate::sheet::Position::parse(cell).is_none()
        {
            self.say(&[way, &[Key("cell")]].concat(), say::no_cell(cell));
        }
        if let Some(relevant) = &item.relevant {
            let way = [way, &[Key("relevant")]].concat();
            match of_unit {
                true => self.expression(&way, relevant, &self.answers.clone(), &DataType::Boolean),
                false => self.say(&way, say::column_always_relevant()),
            }
        }
    }

    fn derivations(&mut self) {
        let mistakes = super::derived::ordered(self.survey).1;
        let mistakes = mistakes.into_iter().chain(super::audience::mistakes(self.survey));
        let mistakes = mistakes.chain(super::cross::mistakes(self.survey)).chain(super::theme::mistakes(self.survey));
        let mistakes = mistakes.chain(super::level::mistakes(self.survey));
        for (way, message) in mistakes.chain(super::concordance::mistakes(self.survey)) {
            self.say(&way, message);
        }
        let mut taken: Vec<String> = self.answers.iter_names().map(|name| name.to_string()).collect();
        taken.extend(self.survey.conditions.iter().map(|condition| condition.id.clone()));
        for derivation in super::derived::declared(self.survey) {
            // Names of computed columns are looked at beside those of items.
            let is_computed = matches!(derivation, super::derived::Derivation::Computed(_));
            for name in derivation.names() {
                if let Some(message) = misnamed(&name).filter(|_| !is_computed) {
                    self.say(&derivation.way(self.survey), message);
                }
                if taken.contains(&name) && !is_computed {
                    self.say(&derivation.way(self.survey), say::is_column(&name));
                }
                taken.push(name);
            }
        }
    }

    fn expression(&mut self, way: &[Step], sql: &str, schema: &Schema, wanted: &DataType) {
        match expression::result_type(sql, schema) {
            Err(message) => self.say(way, say::wrong_sql(sql, message)),
            Ok(found) if *wanted == DataType::Boolean && found != DataType::Boolean => {
                self.say(way, say::no_truth(sql, expression::type_name(&found)));
            }
            Ok(found) if *wanted == DataType::Float64 && !is_number(&found) => {
                self.say(way, say::no_number(sql, expression::type_name(&found)));
            }
            Ok(_) => {}
        }
    }

    fn schema(&mut self, way: &[Step], table: Option<&str>) -> Option<Schema> {
        let Some(id) = table else { return Some(self.units.clone()) };
        let found = self.survey.tables.iter().position(|table| table.id == id);
        if found.is_none() {
            let message = unknown(say::table(), id, self.survey.tables.iter().map(|table| table.id.as_str()));
            self.say(way, message);
        }
        found.map(|place| self.rows[place].clone())
    }

    fn column(&mut self, way: &[Step], id: &str, schema: &Schema) -> bool {
        let known = schema.contains(id);
        if !known {
            self.say(way, expression::unknown_column(id, schema));
        }
        known
    }

    fn number_column(&mut self, way: &[Step], id: &str, schema: &Schema) {
        if self.column(way, id, schema) && !schema.get(id).is_some_and(is_number) {
            self.say(way, say::not_a_number(id));
        }
    }

    fn conditions(&mut self) {
        for (place, condition) in self.survey.conditions.iter().enumerate() {
            let way = [Key("condition"), At(place), Key("where")];
            self.expression(&way, &condition.filter, &self.units.clone(), &DataType::Boolean);
        }
    }

    fn indicators(&mut self) {
        for (place, indicator) in self.survey.indicators.iter().enumerate() {
            let way = [Key("indicator"), At(place)];
            self.section(&way, &indicator.section);
            self.chain(&way, indicator);
            if let Some(limits) = indicator.thresholds {
                self.thresholds(&[way[0], way[1], Key("thresholds")], limits);
            }
            if let Some(complement) = &indicator.complement {
                self.complement(&[way[0], way[1], Key("complement")], place, &complement.id);
            }
        }
    }

    fn section(&mut self, way: &[Step<'a>], id: &str) {
        let sections = || self.survey.sections.iter().map(|section| section.id.as_str());
        if !id.is_empty() && !sections().any(|known| known == id) {
            let message = unknown(say::section(), id, sections());
            self.say(&[way, &[Key("section")]].concat(), message);
        }
    }

    fn chain(&mut self, way: &[Step<'a>], indicator: &Indicator) {
        if indicator.chain.len() < 2 {
            self.say(way, say::short_chain(&indicator.id));
        }
        for (place, id) in indicator.chain.iter().enumerate() {
            let way = [way, &[Key("chain"), At(place)]].concat();
            if indicator.chain[..place].contains(id) {
                self.say(&way, say::twice_in_chain(id));
            } else if id == "registered" && place > 0 {
                self.say(&way, say::registered_first());
            } else if !self.is_condition(id) {
                let message = unknown(say::property_of_chain(), id, self.condition_names().into_iter());
                self.say(&way, message);
            }
        }
    }

    fn condition_names(&self) -> Vec<&str> {
        let items = self.survey.items.iter().filter(|item| item.kind == KindName::YesNo).map(|item| item.id.as_str());
        let derived = self.units.iter_names().map(|name| name.as_str()).filter(|id| !self.answers.contains(id));
        let derived = derived.filter(|id| self.units.get(id) == Some(&DataType::Boolean));
        let conditions = self.survey.conditions.iter().map(|condition| condition.id.as_str());
        ["registered", "returned"].into_iter().chain(items).chain(derived).chain(conditions).collect()
    }

    fn is_condition(&self, id: &str) -> bool {
        self.condition_names().contains(&id)
    }

    fn complement(&mut self, way: &[Step], place: usize, id: &str) {
        let survey = self.survey;
        let figures = survey.indicators.iter().map(|indicator| &indicator.id);
        let measures = survey.measures.iter().map(|measure| &measure.id);
        let before = survey.indicators[..place].iter().filter_map(|i| i.complement.as_ref()).map(|c| &c.id);
        if figures.chain(measures).chain(before).any(|known| known == id) {
            self.say(way, say::twice(id));
        }
    }

    fn measures(&mut self) {
        for (place, measure) in self.survey.measures.iter().enumerate() {
            let way = [Key("measure"), At(place)];
            self.section(&way, &measure.section);
            let Some(schema) = self.schema(&[way[0], way[1], Key("table")], measure.table.as_deref()) else { continue };
            let is_counted = measure.kind == super::MeasureKind::Count;
            let can_be_counted = |found: DataType| matches!(found, DataType::Date | DataType::String);
            if !is_counted || !expression::result_type(&measure.of, &schema).is_ok_and(can_be_counted) {
                self.expression(&[way[0], way[1], Key("of")], &measure.of, &schema, &DataType::Float64);
            }
            if let Some(per) = &measure.per {
                self.expression(&[way[0], way[1], Key("per")], per, &schema, &DataType::Float64);
            }
            if measure.per.is_some() != (measure.kind == super::MeasureKind::Ratio) {
                self.say(&way, say::per_of_ratio(&measure.id));
            }
            if let Some(filter) = &measure.filter {
                self.expression(&[way[0], way[1], Key("where")], filter, &schema, &DataType::Boolean);
            }
        }
    }
}

fn is_number(dtype: &DataType) -> bool {
    matches!(dtype, DataType::Int64 | DataType::Float64 | DataType::Int32 | DataType::Float32 | DataType::UInt32)
}
