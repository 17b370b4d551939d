//! Closed values: whether what conditions compare a code, a class, a state or a register attribute with can be there.
//!
//! `alarm = 'automatik'` is no SQL mistake: it is false for every unit, and a share of it 0 %. So a value that no answer
//! and no unit can have is refused. An attribute may have every value that some unit of the register has, in whatever
//! period, and those that the survey lists for it: one that no unit has this year is listed there.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{AnyValue, BooleanFunction, Expr, FunctionExpr, LiteralValue, Operator};

use super::load::Source;
use super::{Code, Item, KindName, Survey, expression};
use crate::error::Problem;
use crate::register::{Register, UnitState};
use crate::sheet::plain;
use crate::text::saying::Saying;
use crate::text::survey as say;

/// The keys under which a definition holds SQL.
const KEYS: [&str; 8] = ["where", "relevant", "rule", "when", "of", "per", "sum", "distinct"];

/// The states of units.
const STATES: [UnitState; 5] =
    [UnitState::Returned, UnitState::Late, UnitState::Nil, UnitState::Rejected, UnitState::Missing];

/// The values that a column can have.
struct Closed<'a> {
    what: Saying,
    values: BTreeSet<&'a str>,
    /// Further words by which a value is known, each with the value.
    also: Vec<(&'a str, &'a str)>,
    /// Whether a column holds several of them.
    several: bool,
    /// What to do where a value is meant all the same.
    remedy: Option<Saying>,
}

type Columns<'a> = BTreeMap<String, Closed<'a>>;

/// Values in conditions that no code list, no grade and no state has.
pub(super) fn problems(survey: &Survey, source: &Source) -> Vec<Problem> {
    let tables = survey.tables.iter().flat_map(|table| &table.columns);
    let mut columns = Columns::new();
    for item in survey.items.iter().chain(tables) {
        of_item(&mut columns, survey, item);
    }
    for grade in &survey.grades {
        let classes: Vec<&str> = grade.classes.iter().map(|class| class.id.as_str()).collect();
        for column in [grade.id.clone(), format!("{}_before", grade.id)] {
            add(&mut columns, column, say::column(&grade.id), &classes);
        }
    }
    add(&mut columns, "state".to_string(), say::column("state"), &STATES.map(UnitState::code));
    wrong(source, &columns)
}

/// Values in conditions that no unit of the register has, and that the survey does not list for the attribute either.
pub fn of_register(survey: &Survey, register: &Register, source: &Source) -> Vec<Problem> {
    let mut columns = Columns::new();
    for attribute in &survey.register.attributes {
        let found = register.units.iter().filter_map(|unit| unit.attributes.get(&attribute.id)).map(String::as_str);
        let listed = attribute.values.iter().map(|known| known.value.as_str());
        let values: Vec<&str> = found.chain(listed).chain([""]).collect();
        let closed = add(&mut columns, attribute.id.clone(), say::attribute_of_register(&attribute.id), &values);
        closed.remedy = Some(say::list_attribute_value());
    }
    let codes: Vec<&str> = register.units.iter().map(|unit| unit.code.as_str()).collect();
    add(&mut columns, "code".to_string(), say::codes_of_register(), &codes);
    wrong(source, &columns)
}

fn of_item<'a>(columns: &mut Columns<'a>, survey: &'a Survey, item: &'a Item) {
    let codes = survey.codes(item);
    if codes.is_empty() {
        return;
    }
    let list = item.codes.as_deref().unwrap_or_default();
    let ids: Vec<&str> = codes.iter().map(|code| code.id.as_str()).collect();
    let closed = add(columns, item.id.clone(), say::list_of_codes(list), &ids);
    closed.several |= item.kind == KindName::Choices;
    closed.also.extend(codes.iter().flat_map(|code| wordings(code).map(|word| (word, code.id.as_str()))));
}

fn wordings(code: &Code) -> impl Iterator<Item = &str> {
    [code.label.zh.as_str(), &code.label.en].into_iter().chain(code.spellings.iter().map(String::as_str))
}

/// Columns of one name, of the unit and of tables, share their values: which of them is meant does not show.
fn add<'c, 'a>(columns: &'c mut Columns<'a>, name: String, what: Saying, values: &[&'a str]) -> &'c mut Closed<'a> {
    let new = || Closed { what, values: BTreeSet::new(), also: Vec::new(), several: false, remedy: None };
    let closed = columns.entry(name).or_insert_with(new);
    closed.values.extend(values);
    closed
}

fn wrong(source: &Source, columns: &Columns) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (sql, span) in source.texts(&KEYS) {
        // Without a text there is nothing to compare with.
        let parsed = sql.contains('\'').then(|| expression::parse(sql).ok()).flatten();
        for (column, value) in parsed.iter().flat_map(compared) {
            if let Some(message) = columns.get(&column).and_then(|closed| closed.mistake(&value)) {
                problems.push(source.problem_about(span.clone(), &value, say::wrong_sql(sql, message)));
            }
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

impl Closed<'_> {
    /// What is wrong with a value; `None` where the column can have it.
    fn mistake(&self, value: &str) -> Option<Saying> {
        let parts: Vec<&str> = if self.several { value.split(';').map(str::trim).collect() } else { vec![value] };
        let unknown = parts.into_iter().find(|part| !self.values.contains(part))?;
        let message = match self.meant(unknown) {
            Some(near) => say::no_such_value_near(&self.what, unknown, near),
            None => say::no_such_value(&self.what, unknown),
        };
        Some(match &self.remedy {
            Some(remedy) => say::or_else(message, remedy),
            None => message,
        })
    }

    fn meant(&self, value: &str) -> Option<&str> {
        let worded = || self.also.iter().find(|(word, _)| same(word, value)).map(|(_, code)| *code);
        let alike = || self.values.iter().find(|known| same(known, value)).copied();
        alike().or_else(worded).or_else(|| expression::nearest(value, self.values.iter().copied()))
    }
}

fn same(word: &str, other: &str) -> bool {
    let bare = |word: &str| plain(word).trim().to_lowercase();
    bare(word) == bare(other)
}

/// The columns that an expression compares with texts, each with the text: by `=`, `<>` and `IN`.
fn compared(expression: &Expr) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for node in expression {
        match node {
            Expr::BinaryExpr { left, op: Operator::Eq | Operator::NotEq, right } => {
                found.extend(pair(left, right).or_else(|| pair(right, left)));
            }
            Expr::Function { input, function: FunctionExpr::Boolean(BooleanFunction::IsIn { .. }) } => {
                if let [Expr::Column(column), list] = input.as_slice() {
                    found.extend(list.into_iter().flat_map(texts).map(|text| (column.to_string(), text)));
                }
            }
            _ => {}
        }
    }
    found
}

fn pair(column: &Expr, literal: &Expr) -> Option<(String, String)> {
    match (column, literal) {
        (Expr::Column(column), Expr::Literal(_)) => Some((column.to_string(), texts(literal).pop()?)),
        _ => None,
    }
}

/// The texts of a literal.
fn texts(node: &Expr) -> Vec<String> {
    match node {
        Expr::Literal(LiteralValue::Series(list)) => list.iter().filter_map(|value| text(&value)).collect(),
        Expr::Literal(literal) => literal.to_any_value().iter().filter_map(text).collect(),
        _ => Vec::new(),
    }
}

fn text(value: &AnyValue) -> Option<String> {
    value.get_str().map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn what_a_condition_compares_with_is_found() {
        let found = |sql: &str| {
            let pairs = compared(&expression::parse(sql).unwrap());
            let mut pairs: Vec<String> = pairs.iter().map(|(column, text)| format!("{column}:{text}")).collect();
            pairs.sort();
            pairs.join(" ")
        };
        assert_eq!(found("a = 'x' AND NOT (b <> 'y')"), "a:x b:y");
        assert_eq!(found("'x' = a OR c NOT IN ('p', 'q')"), "a:x c:p c:q");
        assert_eq!(found("CASE WHEN a = 'x' THEN 'low' ELSE 'high' END"), "a:x");
        assert_eq!(found("c IN ('p')"), "c:p");
        assert_eq!(found("n = 3 AND a LIKE 'x%' AND a IS NULL AND a = b"), "");
    }

    fn told(condition: &str) -> Vec<String> {
        let survey = crate::collect::fixture::survey();
        let text = format!("[[condition]]\nid = \"c\"\nwhere = \"{condition}\"\n");
        let source = Source::new(Path::new("survey.toml"), &text).unwrap();
        problems(&survey, &source).iter().map(|problem| format!("{}: {}", problem.line, problem.message)).collect()
    }

    #[test]
    fn a_value_that_no_unit_can_have_is_told_with_the_one_meant() {
        assert!(told("state = 'late' OR state IN ('nil', 'returned')").is_empty());
        assert_eq!(
            told("state = 'retuned'"),
            ["3: `state = 'retuned'`: column `state` has no `retuned`; did you mean `returned`?"]
        );
        assert_eq!(
            told("state IN ('late', 'LATE')"),
            ["3: `state IN ('late', 'LATE')`: column `state` has no `LATE`; did you mean `late`?"]
        );
    }

    #[test]
    fn a_column_of_several_codes_may_have_any_of_them() {
        let mut survey = crate::collect::fixture::survey();
        let code = |id: &str, label: &str| Code {
            id: id.into(),
            label: crate::text::Text::same(label),
            spellings: vec![format!("{label}日")],
        };
        let codes = vec![code("sat", "周六"), code("sun", "周日")];
        survey.code_lists.push(super::super::CodeList { id: "days".into(), codes });
        (survey.items[3].kind, survey.items[3].codes) = (KindName::Choices, Some("days".into()));
        let told = |condition: &str| {
            let text = format!("[[item]]\nrelevant = \"{condition}\"\n");
            let source = Source::new(Path::new("survey.toml"), &text).unwrap();
            problems(&survey, &source).iter().map(|problem| problem.message.to_string()).collect::<Vec<_>>()
        };
        assert!(told("problems = 'sat;sun' OR problems <> 'sun' OR problems LIKE '%mon%'").is_empty());
        assert_eq!(told("problems = 'sat;mon'"), ["`problems = 'sat;mon'`: code list `days` has no `mon`"]);
        let meant = "`problems IN ('周日')`: code list `days` has no `周日`; did you mean `sun`?";
        assert_eq!(told("problems IN ('周日')"), [meant]);
    }

    #[test]
    fn an_attribute_has_the_values_of_the_register_and_those_listed() {
        let (mut survey, register) = (crate::collect::fixture::survey(), crate::collect::fixture::register());
        let id = survey.register.attributes[0].id.clone();
        let value = register.units.iter().find_map(|unit| unit.attributes.get(&id)).cloned().unwrap_or_default();
        let text = format!("[[condition]]\nwhere = \"{id} IN ('{value}', '甲乙丙丁')\"\n");
        let source = Source::new(Path::new("survey.toml"), &text).unwrap();
        assert_eq!(of_register(&survey, &register, &source).len(), 1);
        let label = crate::text::Text::same("甲乙丙丁");
        survey.register.attributes[0].values.push(super::super::AttributeValue { value: "甲乙丙丁".into(), label });
        assert_eq!(of_register(&survey, &register, &source), []);
    }
}
