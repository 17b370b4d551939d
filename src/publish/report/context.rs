//! What a template may call and name: `figure`, `value`, `chart`, `table`, `open_answers`, `names`, `author` …
//!
//! Numbers of figures leave as markers bound to them; everything else that is not the template's own text leaves as a
//! marker of plain words, so that nothing that a unit wrote is ever read as Markdown.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Kwargs, Rest, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior};

use super::facts::Facts;
use super::marker::{Insertion, join_names};
use super::object::FigureObject;
use super::refusal::refuse;
use super::tree::{Number, Picture};
use super::{printed, subject, tables};
use crate::figure::Role;
use crate::finding::Severity;
use crate::publish::UnitState;
use crate::survey::document::PeriodEnd;
use crate::text::saying::Saying;
use crate::text::{Lang, report as say, survey as words, template};

/// An engine in which the facts can be asked for.
pub fn environment(facts: &Arc<Facts>) -> Environment<'static> {
    let mut env = engine(facts.lang);
    set_formatter(&mut env, facts.clone());
    add_figures(&mut env, facts);
    add_pieces(&mut env, facts);
    add_words(&mut env, facts);
    printed::add_filters(&mut env, facts.lang, facts.survey.rounding.mode);
    if facts.about.is_some() {
        add_subject(&mut env, facts);
    }
    for (name, value) in globals(facts) {
        env.add_global(name, value);
    }
    env
}

/// An engine for syntax alone.
pub fn engine(lang: Lang) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    env.set_recursion_limit(64);
    env.add_filter("numeral", move |n: u64| numeral(n, lang));
    env
}

fn set_formatter(env: &mut Environment<'static>, facts: Arc<Facts>) {
    env.set_formatter(move |out: &mut Output, _: &mut State, value: &Value| {
        let written = match value.kind() {
            ValueKind::None | ValueKind::Undefined => return Ok(()),
            ValueKind::Bool => printed::truth_word(value.is_true(), facts.lang).to_string(),
            ValueKind::Number if !value.is_integer() => {
                f64::try_from(value.clone()).map_or_else(|_| value.to_string(), printed::plain_number)
            }
            ValueKind::Number => value.to_string(),
            _ if value.is_safe() => value.to_string(),
            _ => facts.inserted.put_words(&value.to_string()),
        };
        out.write_str(&written).map_err(Error::from)
    });
}

fn add_figures(env: &mut Environment<'static>, facts: &Arc<Facts>) {
    let known = facts.clone();
    env.add_function("figure", move |id: &str, options: Kwargs| -> Result<Value, Error> {
        let base: Option<String> = options.get("base")?;
        options.assert_all_used()?;
        let at = find_figure(&known, id, base.as_deref()).map_err(refuse)?;
        Ok(FigureObject::value(&known, at))
    });
    let known = facts.clone();
    env.add_function("value", move |id: &str| -> Result<Value, Error> {
        let at = find_value(&known, id).map_err(refuse)?;
        FigureObject::value(&known, at).get_attr("value")
    });
    let known = facts.clone();
    env.add_function("groups", move |attribute: &str| -> Result<Value, Error> {
        find_attribute(&known, attribute).map_err(refuse)?;
        Ok(group_values(&known, attribute))
    });
    env.add_function("plural", |n: Value, one: Value, many: Value| -> Value {
        let n = match n.downcast_object_ref::<FigureObject>() {
            Some(figure) => figure.n().map(|n| n as f64),
            None => f64::try_from(n).ok(),
        };
        if n == Some(1.0) { one } else { many }
    });
}

/// What only a document about a unit may ask for.
fn add_subject(env: &mut Environment<'static>, facts: &Arc<Facts>) {
    env.add_global("unit", subject::Subject::value(facts));
    let known = facts.clone();
    env.add_function("answer", move |id: &str| -> Result<Value, Error> {
        let at = find_item(&known, id).map_err(refuse)?;
        Ok(subject::answer(&known, at, &known.survey.items[at]))
    });
    let known = facts.clone();
    env.add_function("answers", move |options: Kwargs| -> Result<Value, Error> {
        let section: Option<String> = options.get("section")?;
        options.assert_all_used()?;
        Ok(subject::answers(&known, section.as_deref()))
    });
    let known = facts.clone();
    env.add_function("peers", move |id: &str| -> Result<Value, Error> {
        Ok(subject::peers(&known, id).unwrap_or_else(|| Value::from(())))
    });
    let known = facts.clone();
    env.add_function("position", move |id: &str| -> Result<Value, Error> {
        let at = find_compared(&known, id).map_err(refuse)?;
        Ok(subject::position(&known, at).unwrap_or_else(|| Value::from(())))
    });
}

/// The place of an item, or what is wrong with the request.
pub fn find_item(facts: &Facts, id: &str) -> Result<usize, Saying> {
    let ids = || facts.survey.items.iter().map(|item| item.id.clone()).collect();
    facts.survey.item(id).ok_or_else(|| known_ids(words::unknown_of(words::item(), id), ids()))
}

/// The place of a compared number, or what is wrong with the request.
pub fn find_compared(facts: &Facts, id: &str) -> Result<usize, Saying> {
    let compared = facts.survey.compared();
    let ids = || compared.iter().map(|known| known.id.clone()).collect();
    let found = compared.iter().position(|known| known.id == id);
    found.ok_or_else(|| known_ids(template::not_compared(id), ids()))
}

/// The place of a figure, or what is wrong with the request.
pub fn find_figure(facts: &Facts, id: &str, base: Option<&str>) -> Result<usize, Saying> {
    facts.find(id, base).ok_or_else(|| match (facts.find(id, None), base) {
        (Some(_), Some(base)) => {
            let bases = facts.bases(id).into_iter().filter_map(|at| facts.results.figures[at].share());
            let bases: Vec<String> = bases.map(|share| share.base.clone()).collect();
            known_ids(template::no_base(id, base), bases)
        }
        _ => {
            let ids = facts.results.figures.iter().filter(|f| f.group.is_none()).map(|f| f.id.clone()).collect();
            known_ids(words::unknown_of(words::figure(), id), ids)
        }
    })
}

/// The place of a measure, or what is wrong with the request.
pub fn find_value(facts: &Facts, id: &str) -> Result<usize, Saying> {
    let figures = &facts.results.figures;
    let is_whole = |at: &usize| figures[*at].group.is_none() && figures[*at].role == Role::Measure;
    (0..figures.len()).filter(is_whole).find(|&at| figures[at].id == id).ok_or_else(|| {
        let ids = (0..figures.len()).filter(is_whole).map(|at| figures[at].id.clone()).collect();
        known_ids(words::unknown_of(template::measure(), id), ids)
    })
}

/// Refuses an attribute that the register does not have.
pub fn find_attribute(facts: &Facts, id: &str) -> Result<(), Saying> {
    let attributes = &facts.survey.register.attributes;
    match attributes.iter().any(|attribute| attribute.id == id) {
        true => Ok(()),
        false => {
            let ids = attributes.iter().map(|attribute| attribute.id.clone()).collect();
            Err(known_ids(template::no_attribute(id), ids))
        }
    }
}

/// Refuses a chart that the survey does not name.
pub fn find_chart(facts: &Facts, id: &str) -> Result<(), Saying> {
    let is_drawn = facts.chart(id).is_some();
    match is_drawn || facts.survey.charts.iter().any(|chart| chart.id == id) {
        true => Ok(()),
        false => {
            let ids = facts.survey.charts.iter().map(|chart| chart.id.clone()).collect();
            Err(known_ids(words::unknown_of(template::chart(), id), ids))
        }
    }
}

/// Refuses an item that is no open question.
pub fn find_open(facts: &Facts, id: &str) -> Result<(), Saying> {
    match facts.open.contains_key(id) {
        true => Ok(()),
        false => {
            let ids = facts.open.keys().cloned().collect();
            Err(known_ids(words::unknown_of(words::open_item(), id), ids))
        }
    }
}

/// A message with a list of what there is.
pub fn known_ids(message: Saying, mut ids: Vec<String>) -> Saying {
    ids.dedup();
    match ids.is_empty() {
        true => message,
        false => template::known(message, ids.join("`, `")),
    }
}

/// Charts, tables, lists of answers, places: what stands by itself.
fn add_pieces(env: &mut Environment<'static>, facts: &Arc<Facts>) {
    let known = facts.clone();
    env.add_function("chart", move |id: &str, options: Kwargs| -> Result<Value, Error> {
        let title: Option<String> = options.get("title")?;
        options.assert_all_used()?;
        find_chart(&known, id).map_err(refuse)?;
        Ok(put_chart(&known, id, title))
    });
    let known = facts.clone();
    env.add_function("has_chart", move |id: &str| known.chart(id).is_some());
    let known = facts.clone();
    env.add_function("table", move |id: &str, options: Kwargs| -> Result<Value, Error> {
        let (title, by): (Option<String>, Option<String>) = (options.get("title")?, options.get("by")?);
        let section: Option<String> = options.get("section")?;
        options.assert_all_used()?;
        let by = by.or(section);
        let mut grid = tables::grid(&known, id, by.as_deref()).map_err(refuse)?;
        grid.title = title.unwrap_or(grid.title);
        // A query that leaves out its empty table leaves nothing to say.
        if grid.columns.is_empty() {
            return Ok(Value::from_safe_string(String::new()));
        }
        Ok(piece(&known, Insertion::Grid(grid)))
    });
    let known = facts.clone();
    env.add_function("has_table", move |id: &str, by: Option<&str>| {
        tables::grid(&known, id, by).is_ok_and(|grid| !grid.rows.is_empty())
    });
    let known = facts.clone();
    env.add_function("rows", move |id: &str| super::rows::of(&known, id).map_err(refuse));
    let known = facts.clone();
    env.add_function("open_answers", move |id: &str| -> Result<Value, Error> {
        find_open(&known, id).map_err(refuse)?;
        if !known.edition.names {
            return Err(refuse(template::not_for_audience(id, known.edition.audience.code())));
        }
        let named = |(place, text): &(usize, String)| (known.units[*place].name.clone(), text.clone());
        let answers = known.open[id].iter().map(named).collect();
        Ok(piece(&known, Insertion::Answers(answers)))
    });
    for (name, kind) in [("chart_ref", "chart"), ("table_ref", "table")] {
        let known = facts.clone();
        env.add_function(name, move |id: &str| inline(&known, Insertion::Reference(kind, id.to_string())));
    }
    add_places(env, facts);
}

fn add_places(env: &mut Environment<'static>, facts: &Arc<Facts>) {
    let known = facts.clone();
    env.add_function("author", move |asked: &str| {
        inline(&known, Insertion::Author(known.say(say::AUTHOR, &[("asked", asked)])))
    });
    let known = facts.clone();
    env.add_function("caption", move |title: &str| piece(&known, Insertion::Caption(title.to_string())));
    let known = facts.clone();
    env.add_function("signed", move |lines: Rest<String>| piece(&known, Insertion::Signed(lines.0)));
    let known = facts.clone();
    env.add_function("contents", move || piece(&known, Insertion::Contents));
    let known = facts.clone();
    env.add_function("new_page", move || piece(&known, Insertion::PageBreak));
}

fn inline(facts: &Facts, insertion: Insertion) -> Value {
    Value::from_safe_string(facts.inserted.put(insertion))
}

/// A marker in a paragraph of its own.
fn piece(facts: &Facts, insertion: Insertion) -> Value {
    Value::from_safe_string(format!("\n\n{}\n\n", facts.inserted.put(insertion)))
}

fn put_chart(facts: &Facts, id: &str, title: Option<String>) -> Value {
    let Some((place, chart)) = facts.chart(id) else { return Value::from_safe_string(String::new()) };
    let picture = Picture {
        id: chart.id.clone(),
        number: 0,
        title: title.unwrap_or_else(|| chart.title.clone()),
        alternative: chart.alternative.clone(),
        place,
    };
    piece(facts, Insertion::Picture(picture))
}

/// Filters on words and lists.
fn add_words(env: &mut Environment<'static>, facts: &Arc<Facts>) {
    let (lang, is_told) = (facts.lang, facts.edition.names);
    let join = move |list: Value, limit: Option<usize>| -> Result<String, Error> {
        if !is_told && is_nothing(&list) {
            return Ok(say::NAMES_WITHHELD.text(lang).to_string());
        }
        let words: Vec<String> = list.try_iter()?.map(|value| value.to_string()).collect();
        Ok(join_names(&words, limit, lang))
    };
    env.add_filter("names", join);
    env.add_function("names", join);
    env.add_filter("upfirst", upfirst);
    let known = facts.clone();
    env.add_function("answered", move |id: &str| -> Result<usize, Error> {
        find_open(&known, id).map_err(refuse)?;
        Ok(known.open[id].len())
    });
}

fn is_nothing(list: &Value) -> bool {
    list.is_undefined() || list.is_none() || list.len() == Some(0)
}

/// The same words with a capital first letter.
fn upfirst(words: String) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// Numbers of chapters: 一, 十二 in Chinese, digits in English.
fn numeral(n: u64, lang: Lang) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (lang, n) {
        (Lang::En, _) | (_, 0 | 100..) => n.to_string(),
        (Lang::Zh, 1..=9) => DIGITS[n as usize].to_string(),
        (Lang::Zh, 10..=19) => format!("十{}", DIGITS[n as usize - 10]),
        (Lang::Zh, _) => format!("{}十{}", DIGITS[n as usize / 10], DIGITS[n as usize % 10]),
    }
}

fn group_values(facts: &Facts, attribute: &str) -> Value {
    let mut order: Vec<&str> = facts
        .survey
        .register
        .attributes
        .iter()
        .filter(|known| known.id == attribute)
        .flat_map(|known| known.values.iter().map(|value| value.value.as_str()))
        .collect();
    for unit in facts.units.iter() {
        let value = unit.attributes.get(attribute).map_or("", String::as_str);
        if !value.is_empty() && !order.contains(&value) {
            order.push(value);
        }
    }
    let group = |value: &str| {
        let is_in = |unit: &&super::facts::FactUnit| unit.attributes.get(attribute).is_some_and(|v| v == value);
        let n = facts.units.iter().filter(is_in).count();
        let label = facts.group_label(&(attribute.to_string(), value.to_string()));
        (n > 0).then(|| Value::from(BTreeMap::from([("label", Value::from(label)), ("n", Value::from(n))])))
    };
    order.into_iter().filter_map(group).collect()
}

fn globals(facts: &Arc<Facts>) -> Vec<(&'static str, Value)> {
    let period = |period: crate::period::Period| {
        Value::from(BTreeMap::from([
            ("id", Value::from(period.to_string())),
            ("name", Value::from(period.name(facts.lang))),
            ("year", Value::from(period.year)),
            ("end", Value::from(end(period))),
            ("first_day", Value::from(period.first_day().to_string())),
            ("last_day", Value::from(period.last_day().to_string())),
        ]))
    };
    let survey = BTreeMap::from([
        ("id", Value::from(facts.survey.id.clone())),
        ("title", Value::from(facts.word(&facts.survey.title))),
        ("office", Value::from(facts.word(&facts.survey.office))),
    ]);
    let headlines = facts.survey.headlines.iter().filter_map(|id| facts.find(id, None)).collect();
    let mut globals = vec![
        ("survey", Value::from(survey)),
        ("audience", Value::from(facts.edition.audience.code())),
        ("names_told", Value::from(facts.edition.names)),
        ("period", period(facts.period)),
        ("previous", facts.previous.map_or(Value::from(()), period)),
        ("units", unit_counts(facts)),
        ("headlines", FigureObject::values(facts, headlines)),
        ("sections", facts.survey.sections.iter().map(|section| section_value(facts, section)).collect()),
        ("problems", FigureObject::values(facts, facts.of_role(Role::Complement))),
        ("open_questions", open_questions(facts)),
    ];
    if facts.edition.names {
        globals.push(("findings", finding_counts(facts)));
    }
    globals
}

/// By which day it ends: `year-end`, `half-year-end`, `quarter-end` or `other`.
fn end(period: crate::period::Period) -> &'static str {
    match PeriodEnd::of(period) {
        PeriodEnd::YearEnd => "year-end",
        PeriodEnd::HalfYearEnd => "half-year-end",
        PeriodEnd::QuarterEnd => "quarter-end",
        PeriodEnd::Other => "other",
    }
}

fn section_value(facts: &Arc<Facts>, section: &crate::survey::Section) -> Value {
    let of_role = |role: Role| {
        let mut places = facts.of_role(role);
        places.retain(|&at| facts.results.figures[at].section == section.id);
        FigureObject::values(facts, places)
    };
    Value::from(BTreeMap::from([
        ("id", Value::from(section.id.clone())),
        ("label", Value::from(facts.word(&section.label))),
        ("figures", of_role(Role::Property)),
        ("problems", of_role(Role::Complement)),
        ("options", of_role(Role::Option)),
        ("values", of_role(Role::Measure)),
    ]))
}

fn open_questions(facts: &Facts) -> Value {
    let is_told = |id: &String| facts.edition.names && facts.open.contains_key(id);
    let open = facts.survey.items.iter().filter(|item| is_told(&item.id));
    open.map(|item| {
        Value::from(BTreeMap::from([
            ("id", Value::from(item.id.clone())),
            ("label", Value::from(facts.word(&item.label))),
            ("n", Value::from(facts.open[&item.id].len())),
        ]))
    })
    .collect()
}

/// How many units were asked, returned, were late …: `units.late` to be read, `units.n_late` to decide by,
/// `units.late_names` by name where units may be named.
fn unit_counts(facts: &Facts) -> Value {
    use UnitState::{Late, Missing, Nil, Rejected, Returned};
    let mut counts = BTreeMap::new();
    for (name, states) in [
        ("registered", &[Returned, Late, Nil, Rejected, Missing][..]),
        ("returned", &[Returned, Late, Nil]),
        ("in_time", &[Returned]),
        ("late", &[Late]),
        ("nil", &[Nil]),
        ("rejected", &[Rejected]),
        ("missing", &[Missing]),
    ] {
        let places = facts.in_state(states);
        counts.insert(name.to_string(), unit_count(facts, name, places.len()));
        counts.insert(format!("n_{name}"), Value::from(places.len()));
        if facts.edition.names {
            counts.insert(format!("{name}_names"), Value::from(facts.names(places.into_iter())));
        }
    }
    Value::from(counts)
}

/// A count of units; those asked and those that returned are figures of their own.
fn unit_count(facts: &Facts, name: &str, n: usize) -> Value {
    let id = if name == "registered" { "units" } else { name };
    match facts.find(id, Some("registered")) {
        Some(at) => Value::from_safe_string(facts.put(facts.number(at, n.to_string()))),
        None => bound_count(facts, "units", name, n),
    }
}

fn finding_counts(facts: &Facts) -> Value {
    let mut counts = BTreeMap::new();
    for (name, severity) in [("errors", Severity::Error), ("queries", Severity::Query), ("notes", Severity::Note)] {
        let n = facts.findings.iter().filter(|(finding, _)| finding.severity == severity).count();
        counts.insert(name.to_string(), bound_count(facts, "findings", name, n));
        counts.insert(format!("n_{name}"), Value::from(n));
    }
    Value::from(counts)
}

fn bound_count(facts: &Facts, figure: &str, base: &str, n: usize) -> Value {
    let number = Number { text: n.to_string(), figure: figure.into(), base: base.into(), behind: None };
    Value::from_safe_string(facts.put(number))
}
