//! What is said on the screen: findings by cause, the closing summary.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Severity};
use crate::receipt::{Receipt, ReceiptStatus};
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

/// Whose findings are, as far as it does not show from where they stand.
struct Units<'a> {
    register: &'a Register,
    /// The files that hold returns of several units.
    rosters: BTreeSet<&'a str>,
}

/// Findings grouped by rule and remedy: gravest first, then the commonest. Only the display is cut, never the files.
pub fn findings(findings: &[Finding], register: &Register, receipts: &[Receipt], lang: Lang) -> String {
    let rosters = receipts.iter().filter(|receipt| receipt.units.len() > 1).map(|receipt| receipt.file.as_str());
    let units = Units { register, rosters: rosters.collect() };
    let mut causes: BTreeMap<(Severity, &str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let (severity, rule, remedy, _) = finding.cause();
        causes.entry((severity, rule, remedy)).or_default().push(finding);
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|((severity, rule, _), of_cause)| (*severity, std::cmp::Reverse(of_cause.len()), *rule));
    let mut out = String::new();
    for ((severity, rule, _), of_cause) in causes.iter().take(CAUSES) {
        out.push_str(&cause(*severity, rule, of_cause, &units, lang));
    }
    let hidden: usize = causes.iter().skip(CAUSES).map(|(_, of_cause)| of_cause.len()).sum();
    if hidden > 0 {
        out.push_str(&words::MORE_FINDINGS.say(lang, &[("n", &hidden.to_string())]));
        out.push('\n');
    }
    out
}

fn cause(severity: Severity, rule: &str, of_cause: &[&Finding], units: &Units, lang: Lang) -> String {
    let trial = if of_cause[0].trial { words::ON_TRIAL.text(lang) } else { "" };
    let n = of_cause.len().to_string();
    let word = format!("{}{trial}", self::severity(severity, lang));
    let mut out = words::FINDING_GROUP.say(lang, &[("severity", &word), ("rule", rule), ("n", &n)]);
    out.push('\n');
    for finding in of_cause.iter().take(EXAMPLES) {
        out.push_str(&format!("  {}{}\n", location(finding, units), finding.message));
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

/// `file sheet!cell code name: `, as much of it as is known; the unit where neither cell nor file nor message tells it.
fn location(finding: &Finding, units: &Units) -> String {
    let place = match (finding.sheet.as_str(), finding.cell.as_str()) {
        _ if finding.file.is_empty() => String::new(),
        ("", _) => finding.file.clone(),
        (sheet, "") => format!("{} {sheet}", finding.file),
        (sheet, cell) => format!("{} {sheet}!{cell}", finding.file),
    };
    let parts = [place, units.of(finding).unwrap_or_default()];
    let told: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if told.is_empty() { String::new() } else { format!("{}: ", told.join(" ")) }
}

impl Units<'_> {
    fn of(&self, finding: &Finding) -> Option<String> {
        let unit = &self.register.units[finding.unit?];
        let shows = !finding.cell.is_empty() && !self.rosters.contains(finding.file.as_str());
        let is_told = finding.message.contains(&unit.name);
        (!shows && !is_told).then(|| format!("{} {}", unit.code, unit.name))
    }
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
    if let Some((period, n)) = done.fuller {
        let values = [("period", period.name_in_sentence(lang)), ("n", n.to_string()), ("code", period.to_string())];
        lines.insert(2, words::SUMMARY_FULLER.say(lang, &borrowed(&values)));
    }
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
        assert_eq!(findings(&all, &Register::default(), &[], Lang::En), expected);
    }

    #[test]
    fn a_finding_names_its_unit_where_neither_cell_nor_file_tells_it() {
        let register = crate::collect::fixture::register();
        let found = |file: &str, cell: &str, message: &str| {
            let mut finding = Finding::new("r", Severity::Error, message.to_string(), String::new());
            (finding.unit, finding.file, finding.cell) = (Some(0), file.to_string(), cell.to_string());
            finding.sheet = if cell.is_empty() { String::new() } else { "S".to_string() };
            finding
        };
        let roster = Receipt {
            file: "all.xlsx".to_string(),
            bytes: 1,
            sha256: String::new(),
            units: vec![0, 1],
            refused: Vec::new(),
            unit_name: String::new(),
            period: None,
            also_of: None,
            form_version: String::new(),
            status: ReceiptStatus::Used,
            reason: String::new(),
        };
        let told = |finding: Finding| findings(&[finding], &register, std::slice::from_ref(&roster), Lang::En);
        let line = |finding: Finding| told(finding).lines().nth(1).map(str::to_string).unwrap();
        assert_eq!(line(found("", "", "is outside")), "  U01 甲局: is outside");
        assert_eq!(line(found("a.xlsx", "", "is odd")), "  a.xlsx U01 甲局: is odd");
        assert_eq!(line(found("all.xlsx", "C7", "is odd")), "  all.xlsx S!C7 U01 甲局: is odd");
        assert_eq!(line(found("a.xlsx", "C7", "is odd")), "  a.xlsx S!C7: is odd");
        assert_eq!(line(found("", "", "甲局 sent nothing")), "  甲局 sent nothing");
    }
}
