//! What is said on the screen: findings by cause, the closing summary.

use std::collections::BTreeMap;

use crate::finding::{Finding, Severity};
use crate::receipt::ReceiptStatus;
use crate::register::Register;
use crate::run::Done;
use crate::text::{Lang, run as words};

/// How many causes are shown, and how many findings of each. The files hold them all.
const CAUSES: usize = 12;
const EXAMPLES: usize = 3;

/// The word for a severity.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => words::ERROR,
        Severity::Query => words::QUERY,
        Severity::Note => words::NOTE,
    }
    .text(lang)
}

/// Findings grouped by rule and remedy: gravest first, then the commonest. Only the display is cut, never the files.
pub fn findings(findings: &[Finding], lang: Lang) -> String {
    let mut causes: BTreeMap<(Severity, &str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let (severity, rule, remedy, _) = finding.cause();
        causes.entry((severity, rule, remedy)).or_default().push(finding);
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|((severity, rule, _), of_cause)| (*severity, std::cmp::Reverse(of_cause.len()), *rule));
    let mut out = String::new();
    for ((severity, rule, _), of_cause) in causes.iter().take(CAUSES) {
        out.push_str(&cause(*severity, rule, of_cause, lang));
    }
    let hidden: usize = causes.iter().skip(CAUSES).map(|(_, of_cause)| of_cause.len()).sum();
    if hidden > 0 {
        out.push_str(&words::MORE_FINDINGS.say(lang, &[("n", &hidden.to_string())]));
        out.push('\n');
    }
    out
}

fn cause(severity: Severity, rule: &str, of_cause: &[&Finding], lang: Lang) -> String {
    let trial = if of_cause[0].trial { words::ON_TRIAL.text(lang) } else { "" };
    let n = of_cause.len().to_string();
    let word = format!("{}{trial}", self::severity(severity, lang));
    let mut out = words::FINDING_GROUP.say(lang, &[("severity", &word), ("rule", rule), ("n", &n)]);
    out.push('\n');
    for finding in of_cause.iter().take(EXAMPLES) {
        out.push_str(&format!("  {}{}\n", location(finding), finding.message));
    }
    if of_cause.len() > EXAMPLES {
        let n = (of_cause.len() - EXAMPLES).to_string();
        out.push_str(&format!("  {}\n", words::MORE_FINDINGS.say(lang, &[("n", &n)])));
    }
    if !of_cause[0].remedy.is_empty() {
        out.push_str(&format!("  {}\n", words::REMEDY.say(lang, &[("remedy", &of_cause[0].remedy)])));
    }
    out
}

/// `file sheet!cell: `, as much of it as is known.
fn location(finding: &Finding) -> String {
    let place = match (finding.sheet.as_str(), finding.cell.as_str()) {
        ("", _) => String::new(),
        (sheet, "") => format!(" {sheet}"),
        (sheet, cell) => format!(" {sheet}!{cell}"),
    };
    if finding.file.is_empty() { String::new() } else { format!("{}{place}: ", finding.file) }
}

/// The closing summary: files, units, findings, headline shares, and where the files are.
pub fn summary(done: &Done, is_published: bool) -> String {
    let lang = done.lang;
    let with = |status| done.receipts.iter().filter(|receipt| receipt.status == status).count().to_string();
    let of = |severity| done.findings.iter().filter(|finding| finding.severity == severity).count().to_string();
    let files = [
        ("found", done.receipts.len().to_string()),
        ("used", with(ReceiptStatus::Used)),
        ("superseded", with(ReceiptStatus::Superseded)),
        ("rejected", with(ReceiptStatus::Rejected)),
        ("ignored", with(ReceiptStatus::Ignored)),
    ];
    let units = [
        ("period", done.period.name(lang)),
        ("units", done.n_units.to_string()),
        ("returned", done.n_returned.to_string()),
    ];
    let found = [("errors", of(Severity::Error)), ("queries", of(Severity::Query)), ("notes", of(Severity::Note))];
    let mut lines = vec![
        words::SUMMARY_FILES.say(lang, &borrowed(&files)),
        words::SUMMARY_UNITS.say(lang, &borrowed(&units)),
        words::SUMMARY_FINDINGS.say(lang, &borrowed(&found)),
    ];
    if is_published {
        lines.extend(done.headlines.iter().map(|headline| format!("  {headline}")));
    }
    let place = if is_published { words::SUMMARY_PLACE } else { words::SUMMARY_CHECK_PLACE };
    lines.push(place.say(lang, &[("folder", &done.folder.display().to_string())]));
    lines.join("\n")
}

fn borrowed<'a, const N: usize>(values: &'a [(&'a str, String); N]) -> [(&'a str, &'a str); N] {
    std::array::from_fn(|place| (values[place].0, values[place].1.as_str()))
}

/// Findings as a JSON array, with the columns of `findings.csv`.
pub fn findings_json(findings: &[Finding], register: &Register) -> String {
    let unit = |finding: &Finding| finding.unit.map(|unit| &register.units[unit]);
    let rows: Vec<serde_json::Value> = findings
        .iter()
        .map(|finding| {
            serde_json::json!({
                "unit": unit(finding).map(|unit| unit.code.as_str()),
                "unit_name": unit(finding).map(|unit| unit.name.as_str()),
                "period": finding.period,
                "file": finding.file,
                "sheet": finding.sheet,
                "cell": finding.cell,
                "item": finding.item,
                "value": finding.value,
                "severity": finding.severity,
                "message": finding.message,
                "remedy": finding.remedy,
                "rule": finding.rule,
                "explanation": finding.explanation,
            })
        })
        .collect();
    serde_json::to_string_pretty(&rows).expect("findings are plain data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_remedy_stands_below_the_findings_that_it_mends() {
        let finding = |message: &str, remedy: &str| {
            Finding::new("not-understood", Severity::Error, message.to_string(), remedy.to_string())
        };
        let all = [finding("soon", "write a day"), finding("many", "write a number"), finding("later", "write a day")];
        let expected = "error [not-understood] × 2\n  soon\n  later\n  hint: write a day\n\
                        error [not-understood] × 1\n  many\n  hint: write a number\n";
        assert_eq!(findings(&all, Lang::En), expected);
    }
}
