//! Whether the parts of a definition fit together: every name that is used exists, every expression can be run.

use std::collections::BTreeMap;

use polars::prelude::{DataType, Schema};

use super::load::{Source, Step, Step::At, Step::Key};
use super::{Check, Indicator, Item, KindName, Survey, expression};
use crate::error::Problem;
use crate::period::Period;

mod documents;

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
    verifier.derivations();
    verifier.checks();
    verifier.conditions();
    verifier.indicators();
    verifier.measures();
    verifier.charts(chart_kinds);
    verifier.documents();
    verifier.comparison();
    verifier.problems.extend(super::earlier::problems(survey, source));
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
    fn say(&mut self, way: &[Step], message: impl Into<String>) {
        self.problems.push(self.source.problem(way, message.into()));
    }

    fn head(&mut self) {
        let survey = self.survey;
        let folder_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if survey.id.is_empty() || survey.id.len() > 60 || !survey.id.chars().all(folder_safe) {
            self.say(&[Key("id")], "the survey's id becomes a folder: lower-case letters, digits and `-` only");
        }
        if survey.rounding.decimals > 6 {
            self.say(&[Key("rounding"), Key("decimals")], "at most 6 decimals are printed");
        }
        if !(0.0..=1.0).contains(&survey.form.least_found) {
            self.say(&[Key("form"), Key("least_found")], "a share between 0 and 1 is expected");
        }
        self.thresholds(&[Key("thresholds")], survey.thresholds);
        for (place, message) in survey.workbook.mistakes() {
            self.say(&[Key("workbook"), Key("without"), At(place)], message);
        }
        self.due_dates();
        if survey.reference.is_some() && survey.reference().is_none() {
            self.say(&[Key("reference")], "the reference date is no date; write 2026-07-10 in quotes");
        }
        for (place, group) in survey.groups.iter().enumerate() {
            self.attribute(&[Key("groups"), At(place)], group);
        }
        for (place, id) in survey.headlines.iter().enumerate() {
            if !survey.indicators.iter().any(|indicator| indicator.id == *id) {
                let message = unknown("indicator", id, survey.indicators.iter().map(|i| i.id.as_str()));
                self.say(&[Key("headlines"), At(place)], message);
            }
        }
    }

    fn due_dates(&mut self) {
        for (period, day) in &self.survey.returns.due {
            let way = [Key("returns"), Key("due"), Key(period)];
            match period.parse::<Period>() {
                Ok(read) if read.kind == self.survey.period && read.to_string() == *period => {}
                Ok(read) => self.say(&way, format!("`{period}` is no period of this survey (read as {read})")),
                Err(message) => self.say(&way, message),
            }
            if day.parse::<chrono::NaiveDate>().is_err() {
                self.say(&way, format!("`{day}` is no date; write 2025-01-31 in quotes"));
            }
        }
    }

    fn thresholds(&mut self, way: &[Step], limits: super::Thresholds) {
        if !(0.0 <= limits.amber && limits.amber <= limits.green && limits.green <= 100.0) {
            self.say(way, "0 <= amber <= green <= 100 is expected, in percent");
        }
    }

    fn attribute(&mut self, way: &[Step], id: &str) {
        let attributes = &self.survey.register.attributes;
        if !attributes.iter().any(|attribute| attribute.id == id) {
            let message = unknown("register attribute", id, attributes.iter().map(|a| a.id.as_str()));
            self.say(way, message);
        }
    }

    /// Names are unique where they meet: columns of a frame, figures, charts, sections, code lists, checks.
    fn names(&mut self) {
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
                self.say(&way, format!("`{id}` is a register attribute already"));
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
                    self.say(&way, format!("`{}` is there twice", item.id));
                }
            }
        }
    }

    fn unique(&mut self, ids: &[(&'static str, usize, &str)]) {
        let mut seen = BTreeMap::new();
        for (key, place, id) in ids {
            if let Some((first, _)) = seen.insert(id, (key, place)) {
                self.say(&[Key(key), At(*place), Key("id")], format!("`{id}` is there twice (also as {first})"));
            }
        }
    }

    fn items(&mut self) {
        let survey = self.survey;
        if survey.items.is_empty() {
            self.say(&[Key("item")], "a survey asks at least one item");
        }
        for (place, item) in survey.items.iter().enumerate() {
            self.item(&[Key("item"), At(place)], item, true);
        }
        for (place, table) in survey.tables.iter().enumerate() {
            if table.columns.is_empty() {
                self.say(&[Key("table"), At(place)], "a table has at least one column");
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
            self.say(&[way, &[Key("section")]].concat(), unknown("section", &item.section, sections()));
        }
        let is_choice = matches!(item.kind, KindName::Choice | KindName::Choices);
        match &item.codes {
            Some(id) if !survey.code_lists.iter().any(|list| list.id == *id) => {
                let message = unknown("code list", id, survey.code_lists.iter().map(|list| list.id.as_str()));
                self.say(&[way, &[Key("codes")]].concat(), message);
            }
            Some(_) if !is_choice => self.say(&[way, &[Key("codes")]].concat(), "only a choice has a code list"),
            None if is_choice => self.say(way, format!("`{}` is a choice: it needs `codes`", item.id)),
            _ => {}
        }
        if let Some(cell) = &item.cell
            && crate::sheet::Position::parse(cell).is_none()
        {
            self.say(&[way, &[Key("cell")]].concat(), format!("`{cell}` is no cell; write C12"));
        }
        if let Some(relevant) = &item.relevant {
            let way = [way, &[Key("relevant")]].concat();
            match of_unit {
                true => self.expression(&way, relevant, &self.answers.clone(), &DataType::Boolean),
                false => self.say(&way, "a table's column is always relevant"),
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
                    self.say(&derivation.way(self.survey), format!("`{name}` is a column already"));
                }
                taken.push(name);
            }
        }
    }

    fn expression(&mut self, way: &[Step], sql: &str, schema: &Schema, wanted: &DataType) {
        match expression::result_type(sql, schema) {
            Err(message) => self.say(way, format!("`{sql}`: {message}")),
            Ok(found) if *wanted == DataType::Boolean && found != DataType::Boolean => {
                self.say(way, format!("`{sql}` gives {found}, but must be true or false"));
            }
            Ok(found) if *wanted == DataType::Float64 && !is_number(&found) => {
                self.say(way, format!("`{sql}` gives {found}, but must be a number"));
            }
            Ok(_) => {}
        }
    }

    fn schema(&mut self, way: &[Step], table: Option<&str>) -> Option<Schema> {
        let Some(id) = table else { return Some(self.units.clone()) };
        let found = self.survey.tables.iter().position(|table| table.id == id);
        if found.is_none() {
            let message = unknown("table", id, self.survey.tables.iter().map(|table| table.id.as_str()));
            self.say(way, message);
        }
        found.map(|place| self.rows[place].clone())
    }

    fn checks(&mut self) {
        for (place, check) in self.survey.checks.iter().enumerate() {
            let way = [Key("check"), At(place)];
            let n_rules = check.n_rules();
            if n_rules != 1 {
                let kinds = "`rule`, `required`, `range`, `compulsory_pair`, `exclusive_pair`, `sum`, `outlier`, \
                             `parts_sum`";
                self.say(&way, format!("`{}` needs exactly one of {kinds}; it has {n_rules}", check.id));
            }
            if check.rule.is_some() && check.message.is_empty() {
                self.say(&way, format!("`{}` needs a message that tells the unit what is wrong", check.id));
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
                self.say(&way, "a range has a `min`, a `max` or both");
            }
            if range.min.zip(range.max).is_some_and(|(min, max)| min > max) {
                self.say(&way, "the range's `min` is above its `max`");
            }
        }
        if let Some(sum) = &check.sum {
            let way = [way, &[Key("sum")]].concat();
            for column in std::iter::once(&sum.total).chain(&sum.parts) {
                self.number_column(&way, column, schema);
            }
            if sum.parts.is_empty() || sum.tolerance < 0.0 {
                self.say(&way, "a sum has parts and a tolerance that is not negative");
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
                self.say(&[way, &[Key(key)]].concat(), "a pair names at least two items");
            }
        }
    }

    fn column(&mut self, way: &[Step], id: &str, schema: &Schema) -> bool {
        let known = schema.contains(id);
        if !known {
            self.say(way, expression::unknown_name(id, schema.iter_names().map(|name| name.as_str())));
        }
        known
    }

    fn number_column(&mut self, way: &[Step], id: &str, schema: &Schema) {
        if self.column(way, id, schema) && !schema.get(id).is_some_and(is_number) {
            self.say(way, format!("`{id}` is not a number"));
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
            let message = unknown("section", id, sections());
            self.say(&[way, &[Key("section")]].concat(), message);
        }
    }

    fn chain(&mut self, way: &[Step<'a>], indicator: &Indicator) {
        if indicator.chain.len() < 2 {
            self.say(way, format!("the chain of `{}` needs a base and a property", indicator.id));
        }
        for (place, id) in indicator.chain.iter().enumerate() {
            let way = [way, &[Key("chain"), At(place)]].concat();
            if indicator.chain[..place].contains(id) {
                self.say(&way, format!("`{id}` stands twice in the chain"));
            } else if !self.is_condition(id) {
                let message = unknown("condition or yes/no item", id, self.condition_names().into_iter());
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
            self.say(way, format!("`{id}` is there twice"));
        }
    }

    fn measures(&mut self) {
        for (place, measure) in self.survey.measures.iter().enumerate() {
            let way = [Key("measure"), At(place)];
            self.section(&way, &measure.section);
            let Some(schema) = self.schema(&[way[0], way[1], Key("table")], measure.table.as_deref()) else { continue };
            self.expression(&[way[0], way[1], Key("of")], &measure.of, &schema, &DataType::Float64);
            if let Some(per) = &measure.per {
                self.expression(&[way[0], way[1], Key("per")], per, &schema, &DataType::Float64);
            }
            if measure.per.is_some() != (measure.kind == super::MeasureKind::Ratio) {
                self.say(&way, format!("`{}`: `per` belongs to a ratio, and a ratio needs it", measure.id));
            }
            if let Some(filter) = &measure.filter {
                self.expression(&[way[0], way[1], Key("where")], filter, &schema, &DataType::Boolean);
            }
        }
    }

    fn charts(&mut self, kinds: &[&str]) {
        let survey = self.survey;
        for (place, chart) in survey.charts.iter().enumerate() {
            let way = [Key("chart"), At(place)];
            let file_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
            if chart.id.is_empty() || chart.id.len() > 60 || !chart.id.chars().all(file_safe) {
                self.say(&way, "a chart's id becomes a file: lower-case letters, digits, `-` and `_` only");
            }
            if !kinds.contains(&chart.kind.as_str()) {
                let message = unknown("kind of chart", &chart.kind, kinds.iter().copied());
                self.say(&[way[0], way[1], Key("kind")], format!("{message}; there are: {}", kinds.join(", ")));
            }
            for (key, message) in chart.mistakes() {
                self.say(&[way[0], way[1], Key(key)], message);
            }
            if let Some(group) = &chart.group {
                self.attribute(&[way[0], way[1], Key("group")], group);
            }
            for (figure, id) in chart.figures.iter().enumerate() {
                let names = figure_names(survey);
                if !names.contains(&id.as_str()) {
                    let message = unknown("figure", id, names.into_iter());
                    self.say(&[way[0], way[1], Key("figures"), At(figure)], message);
                }
            }
        }
    }
}

fn figure_names(survey: &Survey) -> Vec<&str> {
    let indicators = survey.indicators.iter().map(|indicator| indicator.id.as_str());
    let complements = survey.indicators.iter().filter_map(|i| i.complement.as_ref()).map(|c| c.id.as_str());
    let measures = survey.measures.iter().map(|measure| measure.id.as_str());
    indicators.chain(complements).chain(measures).collect()
}

fn is_number(dtype: &DataType) -> bool {
    matches!(dtype, DataType::Int64 | DataType::Float64 | DataType::Int32 | DataType::Float32 | DataType::UInt32)
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str>) -> String {
    expression::unknown_name(id, known).replacen("nothing is called", &format!("no {what} is called"), 1)
}

/// A column's name: a lower-case letter, then letters, digits and `_`, at most 60; none of the frame's own.
pub(super) fn misnamed(id: &str) -> Option<String> {
    let mut characters = id.chars();
    let well_formed = characters.next().is_some_and(|c| c.is_ascii_lowercase())
        && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && id.len() <= 60;
    if !well_formed {
        return Some(format!("`{id}`: an id is a lower-case letter, then lower-case letters, digits and `_`"));
    }
    expression::is_reserved(id).then(|| format!("`{id}` is a column of every frame; choose another id"))
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
