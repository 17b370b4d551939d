//! Method: who was asked, what each word means, how shares are taken and rounded, and every definition in full.

use super::Plan;
use super::charts::ChartData;
use super::rows::{heads, numeral};
use crate::figure::Status;
use crate::fraction::RoundingMode;
use crate::period::Period;
use crate::publish::sheet::{Entry, Kind, Page};
use crate::survey::{Check, Indicator, KindName};
use crate::text::{Phrase, edition, workbook as words};

const WIDTHS: [f64; 5] = [22.0, 36.0, 44.0, 16.0, 14.0];
const N_COLUMNS: u16 = WIDTHS.len() as u16;

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    page.columns(&WIDTHS);
    page.in_blocks();
    plan.title(page, plan.text(words::METHOD), plan.text(words::METHOD_NOTE), N_COLUMNS);
    page.pin_head(0, 0);
    let mut n = 0;
    let mut block = |page: &mut Page, title: Phrase| {
        n += 1;
        page.keep_together(130.0);
        page.across(Entry::text(Kind::Heading, format!("{}{}", numeral(n, plan.lang()), plan.text(title))), N_COLUMNS);
    };
    for (title, paragraphs) in paragraphs(plan) {
        block(page, title);
        for paragraph in paragraphs {
            page.across(Entry::text(Kind::Plain, paragraph), N_COLUMNS);
        }
    }
    page.break_page();
    for (title, names, rows) in definitions(plan) {
        if rows.is_empty() {
            continue;
        }
        block(page, title);
        page.row(&heads(plan.lang(), &names));
        for row in rows {
            page.row(&row.map(|text| Entry::text(Kind::Text, text)));
        }
    }
    true
}

fn paragraphs(plan: &Plan) -> Vec<(Phrase, Vec<String>)> {
    let mut paragraphs = vec![
        (words::METHOD_UNITS, units(plan)),
        (words::METHOD_STATES, words::STATES.iter().map(|phrase| plan.text(*phrase).to_string()).collect()),
        (words::METHOD_SHARES, shares(plan)),
        (words::METHOD_ROUNDING, vec![rounding(plan)]),
        (words::METHOD_BOUNDS, vec![plan.text(words::BOUNDS).to_string()]),
        (words::METHOD_MEASURES, vec![plan.text(words::MEASURES_MEAN).to_string()]),
    ];
    if plan.publication.survey.workbook.lights {
        paragraphs.insert(5, (words::METHOD_LIGHTS, vec![lights(plan)]));
    }
    if let Some(previous) = plan.publication.previous {
        paragraphs.push((words::METHOD_CHANGE, vec![change(plan, previous)]));
    }
    if plan.publication.results.figures.iter().any(|figure| figure.status == Status::Suppressed) {
        paragraphs.push((words::METHOD_HIDDEN, vec![plan.text(edition::MARK_MEANS).to_string()]));
    }
    paragraphs
}

/// How bases and shares are taken; that they can be followed only where there is a data sheet.
fn shares(plan: &Plan) -> Vec<String> {
    let last = if plan.ledger.is_live() { words::LIVE_MEANS } else { words::PLAIN_MEANS };
    words::SHARES.iter().chain([&last]).map(|phrase| plan.text(*phrase).to_string()).collect()
}

fn units(plan: &Plan) -> Vec<String> {
    let publication = plan.publication;
    let returned = publication.frame.iter().filter(|unit| unit.state.has_returned()).count();
    let mut said = vec![plan.say(
        words::UNITS_MEAN,
        &[
            ("period", &publication.period.name(plan.lang())),
            ("in_sentence", &publication.period.name_in_sentence(plan.lang())),
            ("day", &publication.period.last_day().to_string()),
            ("units", &publication.frame.len().to_string()),
            ("returned", &returned.to_string()),
        ],
    )];
    if let Some(due) = publication.survey.due(publication.period) {
        said.push(plan.say(words::DUE, &[("day", &due.to_string())]));
    }
    said
}

fn change(plan: &Plan, previous: Period) -> String {
    let (before, now) = (previous.short_name(plan.lang()), plan.publication.period.short_name(plan.lang()));
    plan.say(words::CHANGE_MEANS, &[("before", &before), ("now", &now)])
}

fn rounding(plan: &Plan) -> String {
    let rounding = plan.publication.survey.rounding;
    let phrase = match rounding.mode {
        RoundingMode::HalfUp => words::HALF_UP,
        RoundingMode::HalfEven => words::HALF_EVEN,
    };
    let n = rounding.decimals.to_string();
    let places = plan.say(if rounding.decimals == 1 { words::ONE_PLACE } else { words::PLACES }, &[("n", &n)]);
    plan.say(phrase, &[("decimals", &n), ("places", &places)])
}

fn lights(plan: &Plan) -> String {
    let limits = plan.publication.survey.thresholds;
    plan.say(words::LIGHTS_MEAN, &[("green", &limits.green.to_string()), ("amber", &limits.amber.to_string())])
}

type Definitions = (Phrase, [Phrase; 5], Vec<[String; 5]>);

fn definitions(plan: &Plan) -> Vec<Definitions> {
    vec![
        (words::METHOD_INDICATORS, words::INDICATOR_HEADS, indicators(plan)),
        (words::METHOD_CONDITIONS, words::CONDITION_HEADS, conditions(plan)),
        (words::METHOD_MEASURE_LIST, words::MEASURE_LIST_HEADS, measures(plan)),
        (words::METHOD_ITEMS, words::ITEM_HEADS, items(plan)),
        (words::METHOD_CHECKS, words::CHECK_HEADS, checks(plan)),
    ]
}

fn indicators(plan: &Plan) -> Vec<[String; 5]> {
    let survey = plan.publication.survey;
    let chain = |indicator: &Indicator| {
        let labels = indicator.chain.iter().map(|id| survey.condition_label(id).get(plan.lang()).to_string());
        plan.begun(&labels.collect::<Vec<String>>().join(" → "))
    };
    let row = |indicator: &Indicator| {
        let limits = indicator.thresholds.or(survey.workbook.lights.then_some(survey.thresholds));
        let complement = indicator.complement.as_ref().map_or("—", |complement| complement.label.get(plan.lang()));
        [
            indicator.id.clone(),
            plan.begun(indicator.label.get(plan.lang())),
            chain(indicator),
            plan.begun(complement),
            limits.map_or("—".to_string(), |limits| format!("{}% / {}%", limits.green, limits.amber)),
        ]
    };
    survey.indicators.iter().map(row).collect()
}

fn conditions(plan: &Plan) -> Vec<[String; 5]> {
    let conditions = plan.publication.survey.conditions.iter();
    let row = |condition: &crate::survey::Condition| {
        let label = plan.begun(condition.label.get(plan.lang()));
        [condition.id.clone(), label, condition.filter.clone(), String::new(), String::new()]
    };
    conditions.map(row).collect()
}

fn measures(plan: &Plan) -> Vec<[String; 5]> {
    let survey = plan.publication.survey;
    let row = |measure: &crate::survey::Measure| {
        let mut of = measure.of.clone();
        if let Some(per) = &measure.per {
            of = format!("({of}) / ({per})");
        }
        if let Some(table) = &measure.table {
            of = format!("{table}: {of}");
        }
        if let Some(filter) = &measure.filter {
            of = plan.say(words::WHERE, &[("of", &of), ("filter", filter)]);
        }
        [
            measure.id.clone(),
            plan.begun(measure.label.get(plan.lang())),
            of,
            plan.begun(plan.text(words::measure_kind(survey, &measure.id))),
            measure.unit.get(plan.lang()).to_string(),
        ]
    };
    survey.measures.iter().map(row).collect()
}

fn items(plan: &Plan) -> Vec<[String; 5]> {
    let survey = plan.publication.survey;
    let row = |item: &crate::survey::Item, prefix: &str| {
        let codes: Vec<&str> = survey.codes(item).iter().map(|code| code.label.get(plan.lang())).collect();
        let relevant = item.relevant.as_ref().map(|rule| plan.say(words::RELEVANT, &[("rule", rule)]));
        let notes: Vec<String> = relevant.into_iter().chain((!codes.is_empty()).then(|| codes.join(" / "))).collect();
        let required = if item.required { words::YES } else { words::NO };
        [
            format!("{prefix}{}", item.id),
            plan.begun(item.label.get(plan.lang())),
            if notes.is_empty() { "—".to_string() } else { plan.begun(&notes.join("\n")) },
            plan.begun(plan.text(kind(item.kind))),
            plan.begun(plan.text(required)),
        ]
    };
    let columns =
        survey.tables.iter().flat_map(|table| table.columns.iter().map(move |item| (item, format!("{}.", table.id))));
    let mut rows: Vec<[String; 5]> = survey.items.iter().map(|item| row(item, "")).collect();
    rows.extend(columns.map(|(item, prefix)| row(item, &prefix)));
    rows
}

fn kind(kind: KindName) -> Phrase {
    match kind {
        KindName::YesNo => words::KIND_YES_NO,
        KindName::Choice => words::KIND_CHOICE,
        KindName::Choices => words::KIND_CHOICES,
        KindName::Integer => words::KIND_INTEGER,
        KindName::Decimal => words::KIND_DECIMAL,
        KindName::Percent => words::KIND_PERCENT,
        KindName::Date => words::KIND_DATE,
        KindName::Text => words::KIND_TEXT,
    }
}

fn checks(plan: &Plan) -> Vec<[String; 5]> {
    let row = |check: &Check| {
        let severity = plan.text(words::severity(check.severity));
        let severity = match check.trial {
            true => plan.say(words::ON_TRIAL, &[("severity", severity)]),
            false => severity.to_string(),
        };
        let dash = |text: &str| if text.is_empty() { "—".to_string() } else { text.to_string() };
        [
            check.id.clone(),
            dash(&plan.begun(check.message.get(plan.lang()))),
            dash(&rule(check)),
            plan.begun(&severity),
            dash(check.table.as_deref().unwrap_or("")),
        ]
    };
    plan.publication.survey.checks.iter().map(row).collect()
}

/// What must hold, in signs that both languages read: the rule, or what its short form says.
fn rule(check: &Check) -> String {
    let number = |limit: f64| limit.to_string();
    if let Some(range) = &check.range {
        let least = range.min.map(|min| format!("{} ≤ ", number(min))).unwrap_or_default();
        let most = range.max.map(|max| format!(" ≤ {}", number(max))).unwrap_or_default();
        return format!("{least}{}{most}", range.item);
    }
    if let Some(sum) = &check.sum {
        let tolerance = if sum.tolerance > 0.0 { format!(" ± {}", number(sum.tolerance)) } else { String::new() };
        return format!("{} = {}{tolerance}", sum.total, sum.parts.join(" + "));
    }
    let joined = |items: &Option<Vec<String>>, sign: &str| items.as_ref().map(|items| items.join(sign));
    let short = joined(&check.compulsory_pair, " ⇔ ").or_else(|| Some(joined(&check.exclusive_pair, " + ")? + " ≤ 1"));
    let short = short.or_else(|| joined(&check.required, ", ")).or_else(|| check.rule.clone());
    short.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_in_short_form_says_what_must_hold() {
        let said = |toml: &str| rule(&toml::from_str(toml).unwrap());
        assert_eq!(said("id = 'a'\nrange = { item = 'coverage', min = 0, max = 100 }"), "0 ≤ coverage ≤ 100");
        assert_eq!(said("id = 'a'\nrange = { item = 'cadres', max = 9 }"), "cadres ≤ 9");
        assert_eq!(said("id = 'a'\nsum = { total = 't', parts = ['x', 'y'], tolerance = 0.5 }"), "t = x + y ± 0.5");
        assert_eq!(said("id = 'a'\nrequired = ['x', 'y']"), "x, y");
        assert_eq!(said("id = 'a'\nrule = 'x > 0'"), "x > 0");
    }
}
