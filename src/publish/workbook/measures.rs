//! Measures: sums, means, medians and ratios of what units reported, for the whole and by group.

use super::Plan;
use super::charts::ChartData;
use super::columns::{Datum, Source, attribute, group_label};
use super::counting::criterion;
use super::rows::{hidden, numeral};
use crate::figure::{Figure, Measure, Role, Status};
use crate::fraction::Fraction;
use crate::publish::sheet::{Content, Entry, Kind, Outcome, Page, Tone};
use crate::survey::MeasureKind;
use crate::text::workbook as words;

/// How many groups stand side by side, besides the whole.
const ABREAST: usize = 6;
/// About the height of a heading and the heading row below it in pixels.
const HEADS: f64 = 80.0;
/// How far a formula's result may lie from the exact value, as a share of it.
const TOLERANCE: f64 = 1e-9;

/// Writes the sheet: for each register attribute a row a measure, a column a group, the whole last.
pub(super) fn write(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    let results = plan.publication.results;
    let wholes: Vec<&Figure> =
        results.figures.iter().filter(|f| f.group.is_none() && f.role == Role::Measure).collect();
    if wholes.is_empty() {
        return false;
    }
    let groups = &plan.publication.survey.groups;
    let most = groups.iter().map(|by| plan.values(by).len()).max().unwrap_or(0).min(ABREAST);
    let mut widths = vec![36.0, 12.0];
    widths.extend(vec![14.0; most + 1]);
    page.columns(&widths);
    page.in_blocks();
    let n_columns = widths.len() as u16;
    plan.title(page, plan.text(words::MEASURES), plan.text(words::MEASURES_NOTE), n_columns);
    page.pin_head(0, 1);
    for (n, attribute) in groups.iter().enumerate() {
        let label = super::groups::attribute_name(plan, attribute);
        let heading = plan.say(words::BY_GROUP, &[("group", &label)]);
        let values = plan.values(attribute);
        let blocks: Vec<&[String]> = if values.is_empty() { vec![&[]] } else { values.chunks(ABREAST).collect() };
        for (place, block) in blocks.into_iter().enumerate() {
            page.keep_together(HEADS + wholes.iter().map(|whole| page.height(&[leading(plan, whole)])).sum::<f64>());
            if place == 0 {
                let heading = format!("{}{heading}", numeral(n + 1, plan.lang()));
                page.across(Entry::text(Kind::Heading, heading), n_columns);
            }
            grid(plan, page, attribute, block, &wholes);
        }
    }
    if groups.is_empty() {
        grid(plan, page, "", &[], &wholes);
    }
    true
}

fn grid(plan: &Plan, page: &mut Page, attribute: &str, values: &[String], wholes: &[&Figure]) {
    let lang = plan.lang();
    let mut heads = vec![
        Entry::text(Kind::Head, plan.text(words::FIGURE)),
        Entry::text(Kind::Head, plan.text(words::UNIT_OF_MEASURE)),
    ];
    heads.extend(values.iter().map(|v| Entry::text(Kind::Head, group_label(plan.publication, attribute, v))));
    heads.push(Entry::text(Kind::Head, plan.text(words::WHOLE)));
    page.row(&heads);
    for whole in wholes {
        let unit = match &whole.measure {
            Measure::Value { unit, .. } => unit.get(lang),
            Measure::Share(_) => "",
        };
        let mut entries = vec![leading(plan, whole), Entry::text(Kind::Centre, unit)];
        for value in values {
            let group = plan.of_group(whole, attribute, value);
            entries.push(group.map_or(Entry::blank(), |figure| self::value(plan, figure)));
        }
        entries.push(value(plan, whole).tone(Tone::Strong));
        page.row(&entries);
    }
    page.skip();
}

/// The cell that says what a row is.
fn leading(plan: &Plan, whole: &Figure) -> Entry {
    Entry::text(Kind::Text, plan.begun(whole.label.get(plan.lang())))
}

/// The value of a measure: a formula over the data sheet where one gives it, else the number.
pub(super) fn value(plan: &Plan, figure: &Figure) -> Entry {
    let Measure::Value { value, decimals, .. } = &figure.measure else { return Entry::blank() };
    let kind = Kind::Number(u8::try_from(*decimals).unwrap_or(u8::MAX).min(9));
    if figure.status == Status::Suppressed {
        return hidden();
    }
    let Some(number) = value.to_f64() else { return Entry::text(Kind::Centre, "—") };
    match formula(plan, figure, number) {
        Some(formula) => Entry::new(kind, Content::Live(formula, Outcome::Number(number))),
        None => Entry::new(kind, Content::Number(number)),
    }
}

/// The value in the period compared with.
pub(super) fn earlier(figure: &Figure, decimals: u8) -> Entry {
    match figure.previous.and_then(|previous| previous.value.to_f64()) {
        _ if figure.status == Status::Suppressed => hidden(),
        Some(number) => Entry::new(Kind::Number(decimals), Content::Number(number)),
        None => Entry::text(Kind::Centre, "—"),
    }
}

/// Now minus before, as a formula over their cells.
pub(super) fn change(figure: &Figure, now: &str, before: &str, decimals: u8) -> Entry {
    match figure.change().and_then(Fraction::to_f64) {
        _ if figure.status == Status::Suppressed => hidden(),
        Some(change) => {
            Entry::new(Kind::Signed(decimals), Content::Live(format!("{now}-{before}"), Outcome::Number(change)))
        }
        None => Entry::text(Kind::Centre, "—"),
    }
}

/// The cells that a measure takes its numbers from: a name in formulas, the name of the groups, and each number.
struct Operand {
    name: String,
    group: Option<String>,
    numbers: Vec<f64>,
}

fn formula(plan: &Plan, figure: &Figure, exact: f64) -> Option<String> {
    let measure = plan.publication.survey.measures.iter().find(|measure| measure.id == figure.id)?;
    if measure.filter.is_some() || !plan.ledger.is_live() {
        return None;
    }
    let group = figure.group.as_ref().map(|(by, value)| (by.as_str(), group_label(plan.publication, by, value)));
    let group = group.as_ref().map(|(by, label)| (*by, label.as_str()));
    let of = |expression: &str| -> Option<Vec<Operand>> {
        expression.split('+').map(|id| operand(plan, measure.table.as_deref(), id.trim(), group)).collect()
    };
    let upper = of(&measure.of)?;
    let lower = measure.per.as_ref().and_then(|per| of(per)).unwrap_or_default();
    let (text, result) = match (measure.kind, upper.as_slice()) {
        (MeasureKind::Sum, parts) => sum(parts, group)?,
        (MeasureKind::Mean, [one]) => mean(one, group)?,
        (MeasureKind::Median, [one]) if group.is_none() => (format!("MEDIAN({})", one.name), median(one)?),
        (MeasureKind::Count, [one]) if group.is_none() => (format!("COUNT({})", one.name), one.numbers.len() as f64),
        (MeasureKind::Ratio, parts) => {
            let ((above, n), (below, m)) = (sum(parts, group)?, sum(&lower, group)?);
            (format!("({above})/({below})"), n / m)
        }
        _ => return None,
    };
    ((result - exact).abs() <= TOLERANCE * exact.abs().max(1.0)).then_some(text)
}

fn operand(plan: &Plan, table: Option<&str>, id: &str, group: Option<(&str, &str)>) -> Option<Operand> {
    let in_group = |place: usize| {
        let label = |by: &str| group_label(plan.publication, by, attribute(plan.publication, place, by));
        group.is_none_or(|(by, wanted)| label(by) == wanted)
    };
    if let Some(table) = table {
        let known = plan.tables.iter().find(|known| known.id == table)?;
        return Some(Operand {
            name: known.name(id)?.to_string(),
            group: group.and_then(|(by, _)| known.name(by)).map(str::to_string),
            numbers: known.numbers(plan.publication, id, in_group),
        });
    }
    let column = plan.ledger.column(id).filter(|column| matches!(column.source, Source::Item(_)))?;
    let number = |place: usize| match column.datum(plan.publication, place) {
        Datum::Number(number) => Some(number),
        _ => None,
    };
    Some(Operand {
        name: column.name.clone(),
        group: group.and_then(|(by, _)| plan.ledger.column(by)).map(|column| column.name.clone()),
        numbers: (0..plan.publication.frame.len()).filter(|&place| in_group(place)).filter_map(number).collect(),
    })
}

fn sum(parts: &[Operand], group: Option<(&str, &str)>) -> Option<(String, f64)> {
    let total = parts.iter().flat_map(|part| &part.numbers).sum();
    let Some((_, label)) = group else {
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        return (!names.is_empty()).then(|| (format!("SUM({})", names.join(",")), total));
    };
    let label = criterion(label)?;
    let terms: Option<Vec<String>> =
        parts.iter().map(|part| Some(format!("SUMIFS({},{},{label})", part.name, part.group.as_ref()?))).collect();
    terms.filter(|terms| !terms.is_empty()).map(|terms| (terms.join("+"), total))
}

fn mean(one: &Operand, group: Option<(&str, &str)>) -> Option<(String, f64)> {
    if one.numbers.is_empty() {
        return None;
    }
    let mean = one.numbers.iter().sum::<f64>() / one.numbers.len() as f64;
    match group {
        None => Some((format!("AVERAGE({})", one.name), mean)),
        Some((_, label)) => {
            Some((format!("AVERAGEIFS({},{},{})", one.name, one.group.as_ref()?, criterion(label)?), mean))
        }
    }
}

fn median(one: &Operand) -> Option<f64> {
    let mut numbers = one.numbers.clone();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => None,
        n if n % 2 == 1 => Some(numbers[middle]),
        _ => Some((numbers[middle - 1] + numbers[middle]) / 2.0),
    }
}
