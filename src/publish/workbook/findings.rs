//! Findings, gravest first: what is wrong, where, and what the unit should do.

use super::Plan;
use super::charts::ChartData;
use super::rows::heads;
use crate::finding::{Finding, Severity};
use crate::period::Period;
use crate::publish::sheet::{Entry, Kind, MOST_ROWS, Page, Tone};
use crate::text::workbook as words;

/// The longest text of one cell here; the data files have it whole.
const LONGEST: usize = 400;

/// Writes the sheet.
pub(super) fn write(plan: &Plan, page: &mut Page, _charts: &mut ChartData) -> bool {
    let findings = plan.publication.findings;
    page.columns(&[9.0, 20.0, 12.0, 22.0, 15.0, 7.0, 17.0, 14.0, 10.0, 34.0, 30.0, 17.0, 14.0]);
    let n = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count().to_string();
    let note = plan.say(
        words::FINDINGS_NOTE,
        &[
            ("n", &findings.len().to_string()),
            ("errors", &n(Severity::Error)),
            ("queries", &n(Severity::Query)),
            ("notes", &n(Severity::Note)),
        ],
    );
    let first = plan.title(page, plan.text(words::FINDINGS), &note, 13);
    let head = page.row(&heads(plan.lang(), &words::FINDING_HEADS));
    page.pin_head(first, 2);
    for finding in findings.iter().take(MOST_ROWS - 10) {
        page.row(&row(plan, finding));
    }
    page.filter(head);
    true
}

fn row(plan: &Plan, finding: &Finding) -> Vec<Entry> {
    let unit = finding.unit.and_then(|unit| plan.publication.register.units.get(unit));
    let text = |text: &str| Entry::text(Kind::Text, short(text));
    let period = finding.period.parse().map(|period: Period| period.short_name(plan.lang()));
    vec![
        Entry::text(Kind::Centre, unit.map_or("", |unit| &unit.code)),
        text(unit.map_or("", |unit| &unit.name)),
        Entry::text(Kind::Centre, period.unwrap_or_else(|_| finding.period.clone())),
        text(&finding.file),
        text(&finding.sheet),
        Entry::text(Kind::Centre, &finding.cell),
        text(&item_name(plan, &finding.item)),
        text(&finding.value),
        severity(plan, finding),
        text(&plan.begun(&finding.message)),
        text(&plan.begun(&finding.remedy)),
        text(&finding.rule),
        text(&finding.explanation),
    ]
}

fn severity(plan: &Plan, finding: &Finding) -> Entry {
    let word = plan.begun(plan.text(words::severity(finding.severity)));
    let tone = match finding.severity {
        Severity::Error => Tone::No,
        Severity::Query => Tone::Gap,
        Severity::Note => Tone::Plain,
    };
    match finding.trial {
        true => Entry::text(Kind::Centre, plan.say(words::ON_TRIAL, &[("severity", &word)])),
        false => Entry::text(Kind::Centre, word).tone(tone),
    }
}

/// An item as its unit knows it: short words where the survey has some; what is computed by its label.
fn item_name(plan: &Plan, id: &str) -> String {
    let survey = plan.publication.survey;
    let item = survey.items.iter().find(|item| item.id == id).or_else(|| {
        let (table, column) = id.split_once('.')?;
        let table = survey.tables.iter().find(|known| known.id == table)?;
        table.columns.iter().find(|known| known.id == column)
    });
    item.map_or_else(|| survey.column_label(id), |item| item.short().clone()).get(plan.lang()).to_string()
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}
